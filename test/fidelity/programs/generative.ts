import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(20);
const slice = torch.slice;
class Cell extends nn.Module {
  declare c1: nn.Conv2d;
  declare n1: nn.GroupNorm;
  constructor(c: number) {
    super();
    this.c1 = nn.Conv2d(c, c, 3, { padding: 1, bias: false });
    this.n1 = nn.GroupNorm(2, c);
    this.c1.weight.data.normal_(0, 0.01);
  }
  override forward(z: Tensor, x: Tensor) {
    return this.n1(F.relu(z.add(F.relu(x.add(this.c1(z))))));
  }
}
function anderson(
  f: (x: Tensor) => Tensor,
  x0: Tensor,
  { m = 3, lam = 1e-4, max_iter = 8, tol = 1e-4, beta = 1.0 } = {},
): [Tensor, number[]] {
  const [bsz, d, H, W] = x0.shape;
  const X = torch.zeros(bsz, m, d * H * W, { dtype: x0.dtype }),
    Fm = torch.zeros_like(X);
  X.index_put_([':', 0], x0.view(bsz, -1));
  Fm.index_put_([':', 0], f(x0).view(bsz, -1));
  X.index_put_([':', 1], Fm.index(':', 0));
  Fm.index_put_([':', 1], f(Fm.index(':', 0).view_as(x0)).view(bsz, -1));
  const Hm = torch.zeros(bsz, m + 1, m + 1);
  Hm.index_put_([':', 0, '1:'], 1);
  Hm.index_put_([':', '1:', 0], 1);
  const y = torch.zeros(bsz, m + 1, 1);
  y.index_put_([':', 0], 1);
  const res: number[] = [];
  let k = 2;
  for (; k < max_iter; k++) {
    const n = Math.min(k, m);
    const G = Fm.index(':', slice(n)).sub(X.index(':', slice(n)));
    Hm.index_put_(
      [':', slice(1, n + 1), slice(1, n + 1)],
      torch.bmm(G, G.transpose(1, 2)).add(torch.eye(n).index(null).mul(lam)),
    );
    const alpha = torch.linalg
      .solve(Hm.index(':', slice(n + 1), slice(n + 1)), y.index(':', slice(n + 1)))
      .index(':', slice(1, n + 1), 0);
    X.index_put_(
      [':', k % m],
      alpha
        .index(':', null)
        .matmul(Fm.index(':', slice(n)))
        .index(':', 0)
        .mul(beta)
        .add(
          alpha
            .index(':', null)
            .matmul(X.index(':', slice(n)))
            .index(':', 0)
            .mul(1 - beta),
        ),
    );
    Fm.index_put_([':', k % m], f(X.index(':', k % m).view_as(x0)).view(bsz, -1));
    res.push(
      Fm.index(':', k % m)
        .sub(X.index(':', k % m))
        .norm()
        .item() /
        (1e-5 +
          Fm.index(':', k % m)
            .norm()
            .item()),
    );
    if ((res.at(-1) as number) < tol) break;
  }
  return [X.index(':', Math.min(k, max_iter - 1) % m).view_as(x0), res];
}
class DEQ extends nn.Module {
  declare f: Cell;
  declare res: number[];
  declare bres: number[];
  constructor(f: Cell) {
    super();
    this.f = f;
  }
  override forward(x: Tensor) {
    let z = torch.no_grad(() => {
      const [z, res] = anderson((z) => this.f(z, x), torch.zeros_like(x));
      this.res = res;
      return z;
    });
    z = this.f(z, x);
    const z0 = z.clone().detach().requires_grad_(),
      f0 = this.f(z0, x);
    if (z.requires_grad)
      z.register_hook((g) => {
        const [r, b] = anderson((y) => torch.autograd.grad(f0, z0, y, { retain_graph: true })[0].add(g), g);
        this.bres = b;
        return r;
      });
    return z;
  }
}
const deq = new DEQ(new Cell(4));
const lin = nn.Linear(64, 3);
const opt = optim.Adam([...deq.parameters(), ...lin.parameters()], { lr: 1e-2 });
for (let i = 0; i < 2; i++) {
  const x = torch.randn(2, 4, 4, 4);
  const l = F.cross_entropy(lin(deq(x).flatten(1)), torch.tensor([0n, 2n]));
  opt.zero_grad();
  l.backward();
  opt.step();
  show(l.item(), deq.res, deq.bres);
}
show(deq.f.c1.weight.grad);
class Coupling extends nn.Module {
  declare mask: Tensor;
  declare s: nn.Sequential;
  declare t: nn.Sequential;
  constructor(d: number, mask: Tensor) {
    super();
    this.register_buffer('mask', mask);
    this.s = nn.Sequential(nn.Linear(d, 8), nn.LeakyReLU(), nn.Linear(8, d), nn.Tanh());
    this.t = nn.Sequential(nn.Linear(d, 8), nn.LeakyReLU(), nn.Linear(8, d));
  }
  override forward(x: Tensor): [Tensor, Tensor] {
    const m = this.mask,
      w = torch.rsub(m, 1);
    const [s, t] = [this.s(x.mul(m)).mul(w), this.t(x.mul(m)).mul(w)];
    return [x.mul(m).add(w.mul(x.mul(torch.exp(s)).add(t))), s.sum(1)];
  }
  inverse(z: Tensor) {
    const m = this.mask,
      w = torch.rsub(m, 1);
    const [s, t] = [this.s(z.mul(m)).mul(w), this.t(z.mul(m)).mul(w)];
    return z.mul(m).add(w.mul(z.sub(t)).mul(torch.exp(s.neg())));
  }
}
const flow = nn.ModuleList(
  [0, 1, 2, 3].map((i) => new Coupling(2, i % 2 ? torch.tensor([1, 0]) : torch.tensor([0, 1]))),
);
let o: optim.Optimizer = optim.Adamax(flow.parameters(), { lr: 5e-3 });
let x!: Tensor, z!: Tensor;
for (let i = 0; i < 4; i++) {
  const th = torch.rand(16).mul(Math.PI);
  x = torch.stack([th.cos(), th.sin()], 1).add(torch.randn(16, 2).mul(0.05));
  z = x;
  let ld: Tensor = torch.zeros([]),
    d: Tensor;
  for (const f of flow) {
    [z, d] = f(z);
    ld = ld.add(d);
  }
  const nll = z
    .pow(2)
    .sum(1)
    .mul(0.5)
    .add(Math.log(2 * Math.PI))
    .sub(ld)
    .mean();
  o.zero_grad();
  nll.backward();
  o.step();
  show(nll.item());
}
let y = z;
torch.no_grad(() => {
  for (const f of [...flow].reverse()) y = (f as Coupling).inverse(y);
});
show(y.sub(x).abs().max().lt(0.1), y);
const enc = nn.Linear(6, 8),
  mu = nn.Linear(8, 2),
  lv = nn.Linear(8, 2),
  dec = nn.Sequential(nn.Linear(2, 8), nn.Softplus(), nn.Linear(8, 6), nn.Sigmoid());
o = optim.ASGD(
  [enc, mu, lv, dec].flatMap((m: nn.Module) => m.parameters()),
  { lr: 1e-2 },
);
for (let i = 0; i < 3; i++) {
  const x = torch.rand(4, 6),
    h = torch.relu(enc(x));
  const [m, v] = [mu(h), lv(h)];
  const z = m.add(torch.exp(v.mul(0.5)).mul(torch.randn_like(v)));
  const l = F.binary_cross_entropy(dec(z), x, { reduction: 'sum' }).sub(
    torch.sum(v.add(1).sub(m.pow(2)).sub(v.exp())).mul(0.5),
  );
  o.zero_grad();
  l.backward();
  o.step();
  show(l.item());
}
const cb = nn.Embedding(5, 3);
cb.weight.data.uniform_(-1 / 5, 1 / 5);
const zz = torch.randn(7, 3, { requires_grad: true });
const d = zz
  .pow(2)
  .sum(1, { keepdim: true })
  .add(cb.weight.pow(2).sum(1))
  .sub(torch.matmul(zz, cb.weight.t()).mul(2));
const idx = torch.argmin(d, { dim: 1 }).unsqueeze(1);
const one = torch.zeros(7, 5);
one.scatter_(1, idx, 1);
let q = torch.matmul(one, cb.weight);
const l = F.mse_loss(q.detach(), zz).mul(0.25).add(F.mse_loss(q, zz.detach()));
q = zz.add(q.sub(zz).detach());
l.add(q.sum()).backward();
const avg = one.mean(0);
show(l, zz.grad, cb.weight.grad, torch.exp(torch.sum(avg.mul(torch.log(avg.add(1e-10)))).neg()));
