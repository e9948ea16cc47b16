import { copy, math, nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(33);

const trunk = (out: number) =>
  nn.Sequential(
    nn.Conv2d(3, 5, 3, 2, 1, { bias: false }),
    nn.BatchNorm2d(5),
    nn.ReLU(true),
    nn.AdaptiveAvgPool2d(1),
    nn.Flatten(),
    nn.Linear(5, out),
  );
function zip<A, B>(a: Iterable<A>, b: readonly B[]): [A, B][] {
  return [...a].map((each, i) => [each, b[i]!]);
}

// contrast with a queue of what a slower twin has seen
class Contrast extends nn.Module {
  declare student: nn.Sequential;
  declare twin: nn.Sequential;
  declare queue: Tensor;
  declare at: Tensor;
  constructor(width = 6, size = 12) {
    super();
    [this.student, this.twin] = [trunk(width), trunk(width)];
    this.student.set(-1, nn.Sequential(nn.Linear(5, 5), nn.ReLU(), this.student.at(-1)));
    this.twin.set(-1, nn.Sequential(nn.Linear(5, 5), nn.ReLU(), this.twin.at(-1)));
    for (const [p, q] of zip(this.student.parameters(), this.twin.parameters())) {
      q.data.copy_(p.data);
      q.requires_grad = false;
    }
    this.register_buffer('queue', F.normalize(torch.randn(width, size), { dim: 0 }));
    this.register_buffer('at', torch.zeros(1, { dtype: torch.long }));
  }
  keys(x: Tensor): Tensor {
    using _ = torch.no_grad();
    for (const [p, q] of zip(this.student.parameters(), this.twin.parameters()))
      q.data = q.data.mul(0.9).add(p.data.mul(1.0 - 0.9));
    const order = torch.randperm(x.shape[0]!);
    return F.normalize(this.twin(x.index(order)), { dim: 1 }).index(torch.argsort(order));
  }
  override forward(a: Tensor, b: Tensor): Tensor {
    const [q, k] = [F.normalize(this.student(a), { dim: 1 }), this.keys(b)];
    const near = torch.einsum('nc,nc->n', [q, k]).unsqueeze(-1);
    const far = torch.einsum('nc,ck->nk', [q, this.queue.clone().detach()]);
    const at = this.at.item();
    this.queue.index_put_([':', torch.slice(at, at + k.length)], k.T);
    this.at.index_put_(0, (at + k.length) % this.queue.shape[1]!);
    return torch.cat([near, far], { dim: 1 }).div(0.2);
  }
}
{
  const net = new Contrast();
  const opt = optim.SGD(net.parameters(), 0.1, { momentum: 0.9 });
  for (let i = 0; i < 4; i++) {
    const x = torch.randn(4, 3, 8, 8);
    const scores = net(x.add(torch.randn_like(x).mul(0.1)), x);
    const loss = F.cross_entropy(scores, torch.zeros(4, { dtype: torch.long }));
    opt.zero_grad();
    loss.backward();
    opt.step();
    opt.param_groups[0]!.lr = 0.1 * 0.5 * (1.0 + math.cos((math.pi * (i + 1)) / 5));
    show(loss, net.at, opt.param_groups[0]!.lr);
  }
  show(net.queue);
  const weights = net.state_dict();
  for (const name of Object.keys(weights)) {
    if (name.startsWith('student.') && !name.startsWith('student.5'))
      weights[name.slice('student.'.length)] = weights[name]!;
    delete weights[name];
  }
  show(`${trunk(2).load_state_dict(weights, { strict: false })}`, Object.keys(weights).length);
}

// a hook takes the features of a named layer; the teacher is a copy of the student
class Watched extends nn.Module {
  declare net: nn.Sequential;
  declare layer: string;
  declare seen: Map<torch.device, Tensor>;
  declare head: nn.Sequential | null;
  constructor(net: nn.Sequential, layer: string) {
    super();
    this.net = net;
    this.layer = layer;
    this.seen = new Map();
    this.head = null;
    this.watch();
  }
  take(args: Tensor[], output: Tensor) {
    this.seen.set(args[0]!.device, output.flatten(1));
  }
  watch() {
    const layer = Object.fromEntries(this.net.named_modules())[this.layer]!;
    layer._forward_hooks.clear();
    layer.register_forward_hook((_module, args, output) => this.take(args, output));
  }
  override forward(x: Tensor): Tensor {
    this.net(x);
    const features = this.seen.get(x.device)!;
    this.seen.clear();
    this.head ??= nn
      .Sequential(nn.Linear(features.shape[1]!, 7), nn.BatchNorm1d(7), nn.ReLU(), nn.Linear(7, 4))
      .to(features);
    return this.head(features);
  }
}
{
  const student = new Watched(trunk(3), '3');
  const guess = nn.Linear(4, 4);
  student(torch.randn(2, 3, 8, 8));
  const teacher = copy.deepcopy(student).requires_grad_(false);
  teacher.watch();
  const opt = optim.Adam([...student.parameters(), ...guess.parameters()], { lr: 3e-2 });
  for (let i = 0; i < 3; i++) {
    const [a, b] = torch.randn(2, 4, 3, 8, 8);
    const targets = torch.no_grad(() => teacher(torch.cat([a!, b!])).chunk(2));
    const guesses = guess(student(torch.cat([a!, b!]))).chunk(2);
    const loss = zip(guesses, targets.toReversed())
      .map(([p, t]) => torch.rsub(F.cosine_similarity(p, t, { dim: -1 }).mul(2), 2).mean())
      .reduce((x, y) => x.add(y));
    opt.zero_grad();
    loss.backward();
    opt.step();
    for (const [old, fresh] of zip(teacher.parameters(), student.parameters()))
      old.data = old.data.mul(0.99).add(fresh.data.mul(1 - 0.99));
    show(loss);
  }
  show(teacher.head![0].weight, student.parameters().length);
}

// patches left out, the rest put back in order
class Masked extends nn.Module {
  declare patch: number;
  declare proj: nn.Conv2d;
  declare place: nn.Parameter;
  declare blank: nn.Parameter;
  declare layers: nn.ModuleList<nn.TransformerEncoderLayer>;
  declare out: nn.Linear;
  constructor(width = 8, patch = 4, side = 3) {
    super();
    this.patch = patch;
    this.proj = nn.Conv2d(3, width, patch, patch);
    this.place = nn.Parameter(torch.zeros(1, side * side, width), { requires_grad: false });
    this.blank = nn.Parameter(torch.zeros(1, 1, width));
    const options = { batch_first: true, norm_first: true };
    this.layers = nn.ModuleList(
      [0, 1].map(() => nn.TransformerEncoderLayer(width, 2, 16, 0.0, 'gelu', options)),
    );
    this.out = nn.Linear(width, patch * patch * 3);
    const steps = torch.arange(Math.floor(width / 2), { dtype: torch.float64 });
    const rate = torch.pow(10000, steps.div(width / 2)).reciprocal();
    const angle = torch.einsum('m,d->md', torch.arange(side * side, { dtype: torch.float64 }), rate);
    this.place.data.copy_(torch.cat([angle.sin(), angle.cos()], 1).float());
    nn.init.xavier_uniform_(this.proj.weight.data.view([width, -1]));
    nn.init.normal_(this.blank, { std: 0.02 });
    this.apply(this.prepare);
  }
  prepare(m: nn.Module) {
    if (!(m instanceof nn.Linear)) return;
    nn.init.xavier_uniform_(m.weight);
    if (m.bias !== null) nn.init.constant_(m.bias, 0);
  }
  override forward(x: Tensor, share = 0.5): [Tensor, Tensor] {
    let tokens = this.proj(x).flatten(2).transpose(1, 2).add(this.place);
    const [n, count, width] = tokens.shape as [number, number, number];
    const kept = Math.trunc(count * (1 - share));
    const order = torch.argsort(torch.rand(n, count), { dim: 1 });
    const back = torch.argsort(order, { dim: 1 });
    const left = order.index(':', torch.slice(kept));
    tokens = torch.gather(tokens, 1, left.unsqueeze(-1).repeat(1, 1, width));
    for (const layer of this.layers) tokens = layer(tokens);
    tokens = torch.cat([tokens, this.blank.repeat(n, count - kept, 1)], 1);
    tokens = torch.gather(tokens, 1, back.unsqueeze(-1).expand(-1, -1, width)).add(this.place);
    let mask = torch.ones([n, count]);
    mask.index_put_([':', torch.slice(kept)], 0);
    mask = torch.gather(mask, 1, back);
    const [p, side] = [this.patch, Math.floor(x.shape[2]! / this.patch)];
    const patches = torch.einsum('nchpwq->nhwpqc', x.reshape({ shape: [n, 3, side, p, side, p] }));
    let target = patches.reshape(n, side * side, -1);
    const spread = target.var(-1, { keepdim: true }).add(1e-6).pow(0.5);
    target = target.sub(target.mean(-1, { keepdim: true })).div(spread);
    const loss = this.out(tokens).sub(target).pow(2).mean(-1).mul(mask).sum().div(mask.sum());
    return [loss, mask];
  }
}
{
  const net = new Masked();
  const opt = optim.AdamW(net.parameters(), { lr: 1e-2, betas: [0.9, 0.95] });
  for (let i = 0; i < 3; i++) {
    const [loss, mask] = net(torch.randn(3, 3, 12, 12));
    opt.zero_grad({ set_to_none: true });
    loss.backward();
    opt.step();
    show(loss, mask);
  }
}

// pictures and texts
const image = nn.Linear(12, 6);
const text = nn.EmbeddingBag(20, 6);
const scale = nn.Parameter(torch.ones([]).mul(math.log(1 / 0.07)));
const all = [...image.parameters(), ...text.parameters(), scale];
const opt = optim.AdamW(
  [{ params: all.filter((p) => p.ndim < 2), weight_decay: 0.0 }, { params: all.filter((p) => p.ndim >= 2) }],
  { lr: 5e-2, weight_decay: 0.2 },
);
for (let i = 0; i < 3; i++) {
  let [a, b]: [Tensor, Tensor] = [image(torch.randn(4, 12)), text(torch.randint(0, 20, [4, 5]))];
  [a, b] = [a.div(a.norm({ dim: 1, keepdim: true })), b.div(b.norm({ dim: 1, keepdim: true }))];
  const logits = scale.exp().mul(a).matmul(b.t());
  const loss = F.cross_entropy(logits, torch.arange(4))
    .add(F.cross_entropy(logits.t(), torch.arange(4)))
    .div(2);
  opt.zero_grad();
  loss.backward();
  opt.step();
  torch.no_grad(() => {
    scale.clamp_(0, math.log(14));
  });
  show(loss, scale, logits.softmax({ dim: -1 }).index(0));
}
