import { copy, distributions, math, nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(35);

// a flow whose prior is a distribution
class Flow extends nn.Module {
  declare prior: distributions.MultivariateNormal;
  declare mask: nn.Parameter;
  declare shift: nn.ModuleList;
  declare scale: nn.ModuleList;
  constructor(mask: Tensor, prior: distributions.MultivariateNormal) {
    super();
    this.prior = prior;
    this.mask = nn.Parameter(mask, { requires_grad: false });
    const make = (...last: nn.Module[]) =>
      nn.Sequential(nn.Linear(2, 8), nn.LeakyReLU(), nn.Linear(8, 2), ...last);
    this.shift = nn.ModuleList([...mask].map(() => make()));
    this.scale = nn.ModuleList([...mask].map(() => make(nn.Tanh())));
  }
  log_prob(x: Tensor): Tensor {
    const log = x.new_zeros(x.shape[0]!);
    for (let i = this.shift.length - 1; i >= 0; i--) {
      const [fixed, free] = [this.mask.index(i).mul(x), torch.rsub(this.mask.index(i), 1)];
      const [s, t] = [this.scale[i](fixed).mul(free), this.shift[i](fixed).mul(free)];
      x = free.mul(x.sub(t)).mul(torch.exp(s.neg())).add(fixed);
      log.sub_(s.sum({ dim: 1 }));
    }
    return this.prior.log_prob(x).add(log);
  }
  sample(n: number): Tensor {
    let x = this.prior.sample([n, 1]).squeeze(1);
    for (const [i, m] of [...this.mask].entries()) {
      const moved = x.mul(torch.exp(this.scale[i](x.mul(m)))).add(this.shift[i](x.mul(m)));
      x = x.mul(m).add(torch.rsub(m, 1).mul(moved));
    }
    return x;
  }
}
{
  const masks = torch.tensor([
    [0, 1],
    [1, 0],
    [0, 1],
    [1, 0],
  ]);
  const flow = new Flow(masks, distributions.MultivariateNormal(torch.zeros(2), torch.eye(2)));
  const opt = optim.Adam(
    flow.parameters().filter((p) => p.requires_grad === true),
    { lr: 1e-2 },
  );
  for (let i = 0; i < 3; i++) {
    const angle = torch.rand(32).mul(math.pi);
    const arc = torch.stack([angle.cos(), angle.sin()], 1).add(torch.randn(32, 2).mul(0.05));
    const loss = flow.log_prob(arc).mean().neg();
    opt.zero_grad();
    loss.backward({ retain_graph: true });
    opt.step();
    show(`step ${i}: ${loss.item().toFixed(3)}`, loss);
  }
  show(flow.sample(3).detach(), `${flow.prior}`);
}

// a convolution that sees only what came before
class Before extends nn.Conv2d {
  declare mask: Tensor;
  constructor(here: boolean, ...args: ConstructorParameters<typeof nn.Conv2d>) {
    super(...args);
    this.register_buffer('mask', torch.ones_like(this.weight.data));
    const [, , h, w] = this.weight.size() as number[];
    const [row, column] = [Math.floor(h! / 2), Math.floor(w! / 2)];
    this.mask.index_put_([':', ':', row, torch.slice(column + Number(here), null)], 0);
    this.mask.index_put_([':', ':', torch.slice(row + 1, null)], 0);
  }
  override forward(x: Tensor): Tensor {
    this.weight.data.mul_(this.mask);
    return super.forward(x);
  }
}
{
  const net = nn.Sequential(
    new Before(false, 1, 5, 5, 1, 2, { bias: false }),
    nn.BatchNorm2d(5),
    nn.ReLU(true),
    new Before(true, 5, 5, 5, 1, 2, { bias: false }),
    nn.ReLU(true),
    nn.Conv2d(5, 8, 1),
  );
  show(`${net}`);
  const opt = optim.Adam(net.parameters());
  for (let i = 0; i < 3; i++) {
    const x = torch.rand(3, 1, 6, 6);
    const loss = F.cross_entropy(net(x), x.data.index(':', 0).mul(7).long());
    opt.zero_grad();
    loss.backward();
    opt.step();
    show(loss);
  }
  net.train(false);
  const x = torch.zeros(2, 1, 6, 6);
  torch.no_grad(() => {
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 6; j++) {
        const share = F.softmax(net(x).index(':', ':', i, j), { dim: 1 });
        x.index_put_([':', ':', i, j], torch.multinomial(share, 1).float().div(7.0));
      }
  });
  show(x.index(':', 0, ':2'));
}

// scores of noised pictures
const width = (t: Tensor, sigma = 25.0) =>
  torch.sqrt(torch.pow(sigma, t.mul(2)).sub(1.0).div(2.0).div(math.log(sigma)));
const wide = (t: Tensor) => t.index(':', null, null, null);

class Score extends nn.Module {
  declare waves: nn.Parameter;
  declare time: nn.Linear;
  declare down: nn.Conv2d;
  declare up: nn.ConvTranspose2d;
  declare norm: nn.GroupNorm;
  declare act: (x: Tensor) => Tensor;
  constructor() {
    super();
    this.waves = nn.Parameter(torch.randn(4).mul(30.0), { requires_grad: false });
    this.time = nn.Linear(8, 4);
    this.down = nn.Conv2d(1, 4, 3, 2, { bias: false });
    this.up = nn.ConvTranspose2d(4, 1, 3, 2, { output_padding: 1 });
    this.norm = nn.GroupNorm(2, { num_channels: 4 });
    this.act = (x) => x.mul(torch.sigmoid(x));
  }
  override forward(x: Tensor, t: Tensor): Tensor {
    const angle = t.index(':', null).mul(this.waves.index(null, ':')).mul(2).mul(math.pi);
    const h = this.down(x);
    h.add_(this.act(this.time(torch.cat([angle.sin(), angle.cos()], { dim: -1 }))).index('...', null, null));
    return this.up(this.act(this.norm(h))).div(wide(width(t)));
  }
}
{
  const net = new Score();
  const slow = copy.deepcopy(net).eval();
  const opt = optim.Adam(net.parameters(), { lr: 1e-2 });
  for (let i = 0; i < 3; i++) {
    const x = torch.rand(4, 1, 8, 8);
    const t = torch
      .rand(4)
      .mul(1.0 - 1e-5)
      .add(1e-5);
    const z = torch.randn_like(x);
    const std = wide(width(t));
    const miss = net(x.add(z.mul(std)), t)
      .mul(std)
      .add(z);
    const loss = torch.mean(torch.sum(miss.pow(2), { dim: [1, 2, 3] }));
    opt.zero_grad();
    loss.backward();
    opt.step();
    torch.no_grad(() => {
      const fresh = Object.values(net.state_dict());
      for (const [j, old] of Object.values(slow.state_dict()).entries())
        old.copy_(old.mul(0.9).add(fresh[j]!.mul(1.0 - 0.9)));
    });
    show(loss);
  }
  const times = torch.linspace(1.0, 1e-3, 5);
  const step = times.index(0).sub(times.index(1));
  let x: Tensor = torch.randn(2, 1, 8, 8).mul(wide(width(torch.ones(2))));
  let mean = x;
  torch.no_grad(() => {
    for (const time of times) {
      const g = torch.pow(25.0, torch.ones(2).mul(time));
      mean = x.add(
        wide(g.pow(2))
          .mul(slow(x, torch.ones(2).mul(time)))
          .mul(step),
      );
      x = mean.add(torch.sqrt(step).mul(wide(g)).mul(torch.randn_like(x)));
    }
  });
  show(mean.index(':', 0, ':2'));
}

// a codebook of moving averages: parameters are replaced while the network runs
class Codes extends nn.Module {
  declare table: nn.Embedding;
  declare counts: Tensor;
  declare sums: nn.Parameter;
  constructor(n: number, size: number) {
    super();
    this.table = nn.Embedding(n, size);
    this.table.weight.data.normal_();
    this.register_buffer('counts', torch.zeros(n));
    this.sums = nn.Parameter(torch.Tensor(n, size));
    this.sums.data.normal_();
  }
  override forward(x: Tensor): [Tensor, Tensor] {
    x = x.permute(0, 2, 3, 1).contiguous();
    const flat = x.view(-1, x.shape.at(-1)!);
    const far = torch
      .sum(flat.pow(2), { dim: 1, keepdim: true })
      .add(torch.sum(this.table.weight.pow(2), { dim: 1 }))
      .sub(torch.matmul(flat, this.table.weight.t()).mul(2));
    const nearest = torch.argmin(far, { dim: 1 }).unsqueeze(1);
    const chosen = torch.zeros(flat.shape[0]!, this.counts.length).scatter_(1, nearest, 1);
    const y = torch.matmul(chosen, this.table.weight).view(x.shape);
    if (this.training) {
      this.counts = this.counts.mul(0.9).add(torch.sum(chosen, 0).mul(1 - 0.9));
      const n = torch.sum(this.counts.data);
      this.counts = this.counts
        .add(1e-5)
        .div(n.add(this.counts.length * 1e-5))
        .mul(n);
      this.sums = nn.Parameter(this.sums.mul(0.9).add(torch.matmul(chosen.t(), flat).mul(1 - 0.9)));
      this.table.weight = nn.Parameter(this.sums.div(this.counts.unsqueeze(1)));
    }
    const loss = F.mse_loss(y.detach(), x).mul(0.25);
    return [loss, x.add(y.sub(x).detach()).permute(0, 3, 1, 2).contiguous()];
  }
}
{
  const [codes, enc] = [new Codes(6, 4), nn.Conv2d(3, 4, 3, { padding: 1 })];
  for (let i = 0; i < 3; i++) {
    const [loss, y] = codes(enc(torch.randn(2, 3, 4, 4)));
    loss.add(y.pow(2).mean()).backward();
    show(loss, enc.weight.grad!.norm(), codes.counts, codes.table.weight);
  }
  show(Object.keys(codes.state_dict()));
  const logits = torch.randn(3, 4, { requires_grad: true });
  const y = F.gumbel_softmax(logits, { tau: 0.7, hard: true });
  y.sum(0).index(0).backward();
  show(y, logits.grad);
}

// an ordinary differential equation, and its adjoint as a function of autograd
type Slope = (t: Tensor, y: Tensor) => Tensor;
function runge_kutta(f: Slope, t: Tensor, y: Tensor, h: Tensor): Tensor {
  const a = f(t, y);
  const b = f(t.add(h.div(2)), y.add(h.mul(a).div(2)));
  const c = f(t.add(h.div(2)), y.add(h.mul(b).div(2)));
  const d = f(t.add(h), y.add(h.mul(c)));
  return y.add(h.mul(a.add(b.mul(2)).add(c.mul(2)).add(d)).div(6));
}

class Solve extends torch.autograd.Function {
  static forward(ctx: torch.autograd.FunctionCtx, y: Tensor, t: Tensor, _weights: Tensor, f: Slope) {
    const steps = [y];
    for (let i = 0; i < t.length - 1; i++)
      steps.push(runge_kutta(f, t.index(i), steps.at(-1)!, t.index(i + 1).sub(t.index(i))));
    const path = torch.stack(steps);
    ctx.f = f;
    ctx.save_for_backward(t, path.clone());
    return path;
  }
  static backward(ctx: torch.autograd.FunctionCtx, grad: Tensor) {
    const [[t, path], f] = [ctx.saved_tensors as [Tensor, Tensor], ctx.f as Field];
    let to_y = torch.zeros_like(grad.index(0));
    let to_weights = torch.zeros([]);
    torch.enable_grad(() => {
      for (let i = t.length - 1; i > 0; i--) {
        to_y = to_y.add(grad.index(i));
        const y = path.index(i).detach().requires_grad_(true);
        const [d, ...dw] = torch.autograd.grad([f(t.index(i), y)], [y, ...f.parameters()], {
          grad_outputs: [to_y],
          allow_unused: true,
        });
        const h = t.index(i).sub(t.index(i - 1));
        to_y = to_y.add(h.mul(d!));
        to_weights = to_weights.add(h.mul(torch.cat(dw.map((w) => w!.flatten()))));
      }
    });
    return [to_y.add(grad.index(0)), null, to_weights, null];
  }
}

class Field extends nn.Module {
  declare net: nn.Sequential;
  constructor() {
    super();
    this.net = nn.Sequential(nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 2));
    for (const m of this.net.modules())
      if (m instanceof nn.Linear) {
        nn.init.normal_(m.weight, { mean: 0, std: 0.1 });
        nn.init.constant_(m.bias!, { val: 0 });
      }
  }
  override forward(_t: Tensor, y: Tensor): Tensor {
    return this.net(y.pow(3));
  }
}
const [t, field] = [torch.linspace(0.0, 1.0, 5), new Field()];
const turn = torch.tensor([
  [-0.1, 2],
  [-2, -0.1],
]);
const truth = Solve.apply(torch.tensor([[2, 0]]), t, torch.zeros(1), (_t: Tensor, y: Tensor) =>
  torch.mm(y.pow(3), turn),
);
const opt = optim.RMSprop(field.parameters(), { lr: 1e-3 });
for (let i = 1; i < 4; i++) {
  opt.zero_grad();
  const weights = torch.cat(field.parameters().map((p) => p.flatten()));
  const loss = torch.mean(torch.abs(Solve.apply(truth.index(0), t, weights, field).sub(truth)));
  loss.backward();
  opt.step();
  show(`step ${String(i).padStart(4, '0')}: ${loss.item().toFixed(6)}`, loss, field.net[0].bias.grad);
}
