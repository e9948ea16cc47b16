import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(12);
function timestep_embedding(t: Tensor, dim: number, max_period = 10000) {
  const half = Math.floor(dim / 2);
  const freqs = torch.exp(
    torch.arange({ start: 0, end: half, dtype: torch.float32 }).mul(-Math.log(max_period)).div(half),
  );
  const args = t.index(':', null).float().mul(freqs.index(null));
  return torch.cat([torch.cos(args), torch.sin(args)], { dim: -1 });
}
class Res extends nn.Module {
  declare c1: nn.Conv2d;
  declare c2: nn.Conv2d;
  declare t: nn.Linear;
  declare n1: nn.GroupNorm;
  declare n2: nn.GroupNorm;
  declare skip: nn.Conv2d | nn.Identity;
  constructor(i: number, o: number, t: number) {
    super();
    this.c1 = nn.Conv2d(i, o, 3, { padding: 1 });
    this.c2 = nn.Conv2d(o, o, 3, { padding: 1 });
    this.t = nn.Linear(t, 2 * o);
    this.n1 = nn.GroupNorm(2, i);
    this.n2 = nn.GroupNorm(2, o);
    this.skip = i !== o ? nn.Conv2d(i, o, 1) : nn.Identity();
  }
  override forward(x: Tensor, e: Tensor) {
    const h = this.c1(F.silu(this.n1(x)));
    const [s, b] = this.t(F.silu(e)).index(':', ':', null, null).chunk(2, { dim: 1 });
    return this.c2(F.silu(this.n2(h).mul(s.add(1)).add(b))).add(this.skip(x));
  }
}
class Net extends nn.Module {
  declare emb: nn.Sequential;
  declare lab: nn.Embedding;
  declare inp: nn.Conv2d;
  declare d: Res;
  declare m: Res;
  declare u: Res;
  declare o: nn.Conv2d;
  constructor() {
    super();
    this.emb = nn.Sequential(nn.Linear(8, 16), nn.SiLU(), nn.Linear(16, 16));
    this.lab = nn.Embedding(4, 16);
    this.inp = nn.Conv2d(1, 4, 3, { padding: 1 });
    this.d = new Res(4, 8, 16);
    this.m = new Res(8, 8, 16);
    this.u = new Res(12, 4, 16);
    this.o = nn.Conv2d(4, 1, 3, { padding: 1 });
  }
  override forward(x: Tensor, t: Tensor, y: Tensor | null = null) {
    let e: Tensor = this.emb(timestep_embedding(t, 8));
    if (y !== null) e = e.add(this.lab(y));
    const a = this.inp(x);
    let h = this.d(a, e);
    h = F.avg_pool2d(h, 2);
    h = this.m(h, e);
    h = F.interpolate(h, { scale_factor: 2, mode: 'nearest' });
    return this.o(this.u(torch.cat([h, a], 1), e));
  }
}
const T = 10;
const s = 0.008;
const ts = torch.linspace(0, T, T + 1);
let ac = torch
  .cos(
    ts
      .div(T)
      .add(s)
      .div(1 + s)
      .mul(Math.PI)
      .mul(0.5),
  )
  .pow(2);
ac = ac.div(ac.index(0));
const betas = torch.clip(torch.rsub(ac.index('1:').div(ac.index(':-1')), 1), 0.0001, 0.9999);
const alphas = torch.rsub(betas, 1),
  acp = torch.cumprod(alphas, { dim: 0 }),
  acp_prev = F.pad(acp.index(':-1'), [1, 0], { value: 1.0 });
const post = betas.mul(torch.rsub(acp_prev, 1)).div(torch.rsub(acp, 1));
const extract = (a: Tensor, t: Tensor, shape: readonly number[]) =>
  a.gather(-1, t).reshape(t.shape[0], ...Array(shape.length - 1).fill(1));
const { AveragedModel, get_ema_multi_avg_fn } = optim.swa_utils;
const net = new Net();
const ema = AveragedModel(net, { multi_avg_fn: get_ema_multi_avg_fn(0.9) });
const opt = optim.AdamW(net.parameters(), { lr: 2e-3 });
for (let i = 0; i < 5; i++) {
  const x = torch.rand(3, 1, 8, 8).mul(2).sub(1),
    t = torch.randint(0, T, [3]).long(),
    y = torch.randint(0, 4, [3]);
  const n = torch.randn_like(x);
  const xt = extract(acp.sqrt(), t, x.shape)
    .mul(x)
    .add(extract(torch.rsub(acp, 1).sqrt(), t, x.shape).mul(n));
  const loss = F.smooth_l1_loss(net(xt, t, torch.rand(1).item() < 0.8 ? y : null), n);
  opt.zero_grad();
  loss.backward();
  opt.step();
  ema.update_parameters(net);
  show(loss.item());
}
function sample() {
  return torch.no_grad(() => {
    ema.eval();
    let x = torch.randn(2, 1, 8, 8);
    for (let i = T - 1; i >= 0; i--) {
      const t = torch.full([2], i, { dtype: torch.long }),
        y = torch.tensor([1n, 2n]);
      const e = (ema(x, t, y) as Tensor).mul(2.0).sub((ema(x, t) as Tensor).mul(1.0));
      const mean = extract(alphas.reciprocal().sqrt(), t, x.shape).mul(
        x.sub(
          extract(betas, t, x.shape)
            .mul(e)
            .div(extract(torch.rsub(acp, 1).sqrt(), t, x.shape)),
        ),
      );
      x = i === 0 ? mean : mean.add(torch.sqrt(extract(post, t, x.shape)).mul(torch.randn_like(x)));
    }
    return x.clamp(-1, 1);
  });
}
show(sample(), ema.n_averaged);
