import { distributions, math, nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const init = nn.init;
const { Function } = torch.autograd;
const { Categorical } = distributions;
torch.manual_seed(1);
const D = { dtype: torch.double };

class Sequence extends nn.Module {
  declare lstm1: nn.LSTMCell;
  declare lstm2: nn.LSTMCell;
  declare linear: nn.Linear;
  constructor() {
    super();
    this.lstm1 = nn.LSTMCell(1, 12);
    this.lstm2 = nn.LSTMCell(12, 12);
    this.linear = nn.Linear(12, 1);
  }
  override forward(input: Tensor, { future = 0 } = {}): Tensor {
    const outputs: Tensor[] = [];
    let h_t: Tensor = torch.zeros(input.size(0), 12, D);
    let c_t: Tensor = torch.zeros(input.size(0), 12, D);
    let h_t2: Tensor = torch.zeros(input.size(0), 12, D);
    let c_t2: Tensor = torch.zeros(input.size(0), 12, D);
    let output!: Tensor;
    for (const input_t of input.split(1, { dim: 1 })) {
      [h_t, c_t] = this.lstm1(input_t, [h_t, c_t]);
      [h_t2, c_t2] = this.lstm2(h_t, [h_t2, c_t2]);
      output = this.linear(h_t2);
      outputs.push(output);
    }
    for (let i = 0; i < future; i++) {
      [h_t, c_t] = this.lstm1(output, [h_t, c_t]);
      [h_t2, c_t2] = this.lstm2(h_t, [h_t2, c_t2]);
      output = this.linear(h_t2);
      outputs.push(output);
    }
    return torch.cat(outputs, { dim: 1 });
  }
}
{
  const x = torch
    .arange(24, { dtype: torch.float64 })
    .index(null)
    .add(torch.randint(-20, 20, [5, 1]));
  const data = torch.sin(x.div(4.0));
  const seq = new Sequence();
  seq.double();
  const crit = nn.MSELoss();
  const opt = optim.LBFGS(seq.parameters(), {
    lr: 0.8,
    max_iter: 4,
    history_size: 5,
    line_search_fn: 'strong_wolfe',
  });
  for (let step = 0; step < 3; step++) {
    show('STEP: ', step);
    const closure = () => {
      opt.zero_grad();
      const out = seq(data.index('1:', ':-1'));
      const loss = crit(out, data.index('1:', '1:'));
      show('loss:', loss.item());
      loss.backward();
      return loss;
    };
    opt.step(closure);
    torch.no_grad(() => {
      const pred = seq(data.index(':1', ':-1'), { future: 4 });
      show('test loss:', crit(pred.index(':', ':-4'), data.index(':1', '1:')).item(), pred.index(0, '-2:'));
    });
  }
  show(
    (opt.state.get(seq.parameters()[0]!) as any).n_iter,
    (opt.state_dict().state.get(0) as any).func_evals,
  );
}

class SR extends nn.Module {
  declare relu: nn.ReLU;
  declare conv1: nn.Conv2d;
  declare conv2: nn.Conv2d;
  declare conv3: nn.Conv2d;
  declare pixel_shuffle: nn.PixelShuffle;
  constructor({ upscale_factor }: { upscale_factor: number }) {
    super();
    this.relu = nn.ReLU();
    this.conv1 = nn.Conv2d(1, 8, [5, 5], [1, 1], [2, 2]);
    this.conv2 = nn.Conv2d(8, 4, [3, 3], [1, 1], [1, 1]);
    this.conv3 = nn.Conv2d(4, upscale_factor ** 2, [3, 3], [1, 1], [1, 1]);
    this.pixel_shuffle = nn.PixelShuffle(upscale_factor);
    this._initialize_weights();
  }
  override forward(x: Tensor): Tensor {
    x = this.relu(this.conv1(x));
    x = this.relu(this.conv2(x));
    return this.pixel_shuffle(this.conv3(x));
  }
  _initialize_weights() {
    init.orthogonal_(this.conv1.weight, init.calculate_gain('relu'));
    init.orthogonal_(this.conv2.weight, init.calculate_gain('relu'));
    init.orthogonal_(this.conv3.weight);
  }
}
const model = new SR({ upscale_factor: 2 });
show(`${model}`);
const hi = torch.rand(2, 1, 12, 10);
const lo = F.interpolate(hi, { scale_factor: 0.5, mode: 'bicubic', align_corners: false, antialias: true });
const optimizer = optim.Adam(model.parameters(), { lr: 0.01 });
for (let i = 0; i < 3; i++) {
  optimizer.zero_grad();
  const loss = F.mse_loss(model(lo), hi);
  loss.backward();
  optimizer.step();
  show(
    `===> Loss: ${loss.item().toFixed(4)} PSNR: ${(10 * math.log10(1 / loss.item())).toFixed(4)} dB`,
    loss,
  );
}

const FakeQuant = class extends Function {
  static forward(ctx: any, x: Tensor, scale: Tensor, zero_point: Tensor, qmin: number, qmax: number): Tensor {
    const q = torch.round(x.div(scale).add(zero_point));
    ctx.save_for_backward(q.ge(qmin).logical_and(q.le(qmax)));
    ctx.mark_non_differentiable(zero_point);
    return q.clamp(qmin, qmax).sub(zero_point).mul(scale);
  }
  static backward(ctx: any, g: Tensor): (Tensor | null)[] {
    const [mask] = ctx.saved_tensors;
    return [g.mul(mask), null, null, null, null];
  }
};
class Observer extends nn.Module {
  declare qmin: number;
  declare qmax: number;
  declare momentum: number;
  declare lo: Tensor;
  declare hi: Tensor;
  declare enabled: boolean;
  constructor(bits = 8, momentum = 0.1) {
    super();
    [this.qmin, this.qmax, this.momentum] = [-(1 << (bits - 1)), (1 << (bits - 1)) - 1, momentum];
    this.register_buffer('lo', torch.tensor(Infinity));
    this.register_buffer('hi', torch.tensor(-Infinity));
    this.enabled = true;
  }
  override forward(x: Tensor): Tensor {
    if (this.training && this.enabled) {
      const [lo, hi] = torch.aminmax(x.detach());
      if (torch.isinf(this.lo).item()) {
        this.lo.copy_(lo);
        this.hi.copy_(hi);
      } else {
        this.lo.add_(lo.sub(this.lo).mul(this.momentum));
        this.hi.add_(hi.sub(this.hi).mul(this.momentum));
      }
    }
    const scale = this.hi
      .sub(this.lo)
      .div(this.qmax - this.qmin)
      .clamp({ min: torch.finfo(torch.float32).eps });
    const zp = torch.rsub(torch.round(this.lo.div(scale)), this.qmin).clamp(this.qmin, this.qmax);
    return FakeQuant.apply(x, scale, zp, this.qmin, this.qmax);
  }
  override extra_repr() {
    return `range=[${this.qmin}, ${this.qmax}], lo=${this.lo.item().toFixed(4)}, hi=${this.hi.item().toFixed(4)}`;
  }
}
class QLinear extends nn.Linear {
  declare wq: Observer;
  declare aq: Observer;
  constructor(...args: ConstructorParameters<typeof nn.Linear>) {
    super(...args);
    [this.wq, this.aq] = [new Observer(4), new Observer()];
  }
  static from_float(m: nn.Linear) {
    const q = new this(m.in_features, m.out_features, { bias: m.bias !== null });
    [q.weight, q.bias] = [m.weight, m.bias];
    return q;
  }
  override forward(x: Tensor): Tensor {
    return F.linear(this.aq(x), this.wq(this.weight), this.bias);
  }
}
function swap<M extends nn.Module>(m: M): M {
  for (const [name, child] of m.named_children()) {
    if (child.constructor === nn.Linear) (m as any)[name] = QLinear.from_float(child as nn.Linear);
    else swap(child);
  }
  return m;
}
const net = swap(
  nn.Sequential({ a: nn.Linear(4, 6), r: nn.ReLU(), b: nn.Sequential(nn.Linear(6, 2, { bias: false })) }),
);
const [xs, ys] = [torch.randn(16, 4), torch.randint(2, [16])];
const o = optim.SGD(net.parameters(), { lr: 0.5, momentum: 0.9, nesterov: true });
for (let i = 0; i < 4; i++) {
  o.zero_grad();
  const l = F.cross_entropy(net(xs), ys);
  l.backward();
  o.step();
  show(`${i}: ${l.item().toFixed(10)} ${l}`);
}
show(`${net}`, Object.keys(net.state_dict()));
const tq = torch.fake_quantize_per_tensor_affine(xs.index(0), 0.1, 0, -8, 7);
show(tq, torch.quantize_per_tensor(xs.index(0), 0.1, 2, torch.qint8).int_repr());
show(
  torch
    .fake_quantize_per_channel_affine(
      (net as any).a.weight.detach(),
      torch.full([6], 0.05),
      torch.zeros(6, { dtype: torch.int32 }),
      0,
      -8,
      7,
    )
    .index(0),
);

class Env {
  n: number;
  s!: Tensor;
  t!: Tensor;
  constructor(n: number) {
    this.n = n;
    this.reset();
  }
  reset() {
    this.s = torch.randn(this.n, 3);
    this.t = torch.zeros(this.n, { dtype: torch.long });
    return this.s;
  }
  step(a: Tensor): [Tensor, Tensor, Tensor] {
    this.s = this.s.mul(0.9).add(F.one_hot(a, 3).float().mul(0.1)).add(torch.randn_like(this.s).mul(0.05));
    this.t.add_(1);
    const done = this.t.ge(5).logical_or(torch.rand(this.n).lt(0.05));
    const r = this.s.abs().sum(-1).neg();
    this.s = torch.where(done.index(':', null), torch.randn_like(this.s), this.s);
    this.t.index_put_(done, 0);
    return [this.s, r, done];
  }
}
function layer_init(layer: nn.Linear, { std = math.sqrt(2), bias_const = 0.0 } = {}) {
  nn.init.orthogonal_(layer.weight, std);
  nn.init.constant_(layer.bias!, bias_const);
  return layer;
}
class Agent extends nn.Module {
  declare critic: nn.Sequential;
  declare actor: nn.Sequential;
  constructor() {
    super();
    this.critic = nn.Sequential(
      layer_init(nn.Linear(3, 16)),
      nn.Tanh(),
      layer_init(nn.Linear(16, 1), { std: 1.0 }),
    );
    this.actor = nn.Sequential(
      layer_init(nn.Linear(3, 16)),
      nn.Tanh(),
      layer_init(nn.Linear(16, 3), { std: 0.01 }),
    );
  }
  get_value(x: Tensor) {
    return this.critic(x);
  }
  get_action_and_value(x: Tensor, action: Tensor | null = null): [Tensor, Tensor, Tensor, Tensor] {
    const probs = Categorical({ logits: this.actor(x) });
    action ??= probs.sample();
    return [action, probs.log_prob(action), probs.entropy(), this.critic(x)];
  }
}
const [env, agent] = [new Env(4), new Agent()];
const opt = optim.Adam(agent.parameters(), { lr: 2.5e-3, eps: 1e-5 });
const [steps, gamma, lam] = [8, 0.99, 0.95];
let [next_obs, next_done]: [Tensor, Tensor] = [env.reset(), torch.zeros(4)];
for (let update = 1; update < 4; update++) {
  opt.param_groups[0]!.lr = (1.0 - (update - 1.0) / 3) * 2.5e-3;
  const [obs, actions] = [torch.zeros([steps, 4, 3]), torch.zeros([steps, 4], { dtype: torch.long })];
  const [logprobs, rewards, dones, values] = [0, 1, 2, 3].map(() => torch.zeros([steps, 4])) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  for (let t = 0; t < steps; t++) {
    obs.index_put_(t, next_obs);
    dones.index_put_(t, next_done);
    const [a, lp] = torch.no_grad(() => {
      const [a, lp, , v] = agent.get_action_and_value(next_obs);
      values.index_put_(t, v.flatten());
      return [a, lp] as const;
    });
    actions.index_put_(t, a);
    logprobs.index_put_(t, lp);
    const [s, r, d] = env.step(a);
    next_obs = s;
    rewards.index_put_(t, r);
    next_done = d.float();
  }
  const [adv, ret] = torch.no_grad(() => {
    const nv = agent.get_value(next_obs).reshape(1, -1);
    const adv = torch.zeros_like(rewards);
    let last: Tensor | number = 0;
    for (let t = steps - 1; t >= 0; t--) {
      const [nonterm, nextv]: [Tensor, Tensor] =
        t === steps - 1
          ? [torch.rsub(next_done, 1.0), nv]
          : [torch.rsub(dones.index(t + 1), 1.0), values.index(t + 1)];
      const delta: Tensor = rewards.index(t).add(nextv.mul(gamma).mul(nonterm)).sub(values.index(t));
      last = delta.add(nonterm.mul(gamma * lam).mul(last));
      adv.index_put_(t, last);
    }
    return [adv, adv.add(values)] as const;
  });
  const b = [obs, logprobs, actions, adv, ret, values].map((v) => v.flatten(0, 1)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const fracs: number[] = [];
  let vl!: Tensor, pg!: Tensor, kl!: Tensor;
  for (let epoch = 0; epoch < 2; epoch++) {
    for (const mb of torch.randperm(steps * 4).split(16)) {
      const [, nlp, ent, v] = agent.get_action_and_value(b[0].index(mb), b[2].index(mb));
      const logratio = nlp.sub(b[1].index(mb));
      const ratio = logratio.exp();
      torch.no_grad(() => {
        kl = ratio.sub(1).sub(logratio).mean();
        fracs.push(ratio.sub(1.0).abs().gt(0.2).float().mean().item());
      });
      let ad = b[3].index(mb);
      ad = ad.sub(ad.mean()).div(ad.std().add(1e-8));
      pg = torch.max(ad.neg().mul(ratio), ad.neg().mul(torch.clamp(ratio, 1 - 0.2, 1 + 0.2))).mean();
      const nval = v.view(-1);
      const vc = b[5].index(mb).add(torch.clamp(nval.sub(b[5].index(mb)), -0.2, 0.2));
      vl = torch
        .max(nval.sub(b[4].index(mb)).pow(2), vc.sub(b[4].index(mb)).pow(2))
        .mean()
        .mul(0.5);
      const loss = pg.sub(ent.mean().mul(0.01)).add(vl.mul(0.5));
      opt.zero_grad();
      loss.backward();
      nn.utils.clip_grad_norm_(agent.parameters(), 0.5);
      opt.step();
    }
  }
  const v = torch.var(b[4]);
  const ev = v.item() === 0 ? torch.nan : torch.rsub(torch.var(b[4].sub(b[5])).div(v), 1);
  show(`update=${update}, v=${vl.item()}, pg=${pg}, kl=${kl}, ev=${ev}`, fracs);
}
