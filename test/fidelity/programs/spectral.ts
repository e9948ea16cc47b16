import { nn, optim, type Parameter, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const S = torch.slice;
torch.manual_seed(23);
class SpectralConv2d extends nn.Module {
  m1: number;
  m2: number;
  o: number;
  declare w1: Parameter;
  declare w2: Parameter;
  constructor(i: number, o: number, m1: number, m2: number) {
    super();
    [this.m1, this.m2, this.o] = [m1, m2, o];
    const s = 1 / (i * o);
    this.w1 = nn.Parameter(torch.rand(i, o, m1, m2, { dtype: torch.cfloat }).mul(s));
    this.w2 = nn.Parameter(torch.rand(i, o, m1, m2, { dtype: torch.cfloat }).mul(s));
  }
  override forward(x: Tensor) {
    const B = x.shape[0];
    const ft = torch.fft.rfft2(x);
    const { m1, m2 } = this;
    const out = torch.zeros(B, this.o, x.size(-2), Math.floor(x.size(-1) / 2) + 1, { dtype: torch.cfloat });
    out.index_put_(
      [':', ':', S(m1), S(m2)],
      torch.einsum('bixy,ioxy->boxy', ft.index(':', ':', S(m1), S(m2)), this.w1),
    );
    out.index_put_(
      [':', ':', S(-m1, null), S(m2)],
      torch.einsum('bixy,ioxy->boxy', ft.index(':', ':', S(-m1, null), S(m2)), this.w2),
    );
    return torch.fft.irfft2(out, { s: [x.size(-2), x.size(-1)] });
  }
}
class FNO extends nn.Module {
  declare p: nn.Linear;
  declare c: SpectralConv2d;
  declare w: nn.Conv2d;
  declare q: nn.Linear;
  constructor() {
    super();
    this.p = nn.Linear(3, 4);
    this.c = new SpectralConv2d(4, 4, 3, 2);
    this.w = nn.Conv2d(4, 4, 1);
    this.q = nn.Linear(4, 1);
  }
  grid(shape: readonly number[]) {
    const [b, x, y] = shape as [number, number, number];
    const [gx, gy] = torch.meshgrid(torch.linspace(0, 1, x), torch.linspace(0, 1, y), { indexing: 'ij' });
    return torch.stack([gx, gy], -1).unsqueeze(0).repeat(b, 1, 1, 1);
  }
  override forward(x: Tensor) {
    x = this.p(torch.cat([x, this.grid(x.shape)], { dim: -1 })).permute(0, 3, 1, 2);
    x = F.gelu(this.c(x).add(this.w(x)));
    return this.q(x.permute(0, 2, 3, 1));
  }
}
const net = new FNO();
const opt = optim.Adam(net.parameters(), { lr: 1e-2 });
for (let i = 0; i < 3; i++) {
  const x = torch.randn(2, 8, 8, 1),
    y = x.roll([1, 2], { dims: [1, 2] }),
    o = net(x);
  const l = torch
    .norm(o.reshape(2, -1).sub(y.reshape(2, -1)), 2, 1)
    .div(torch.norm(y.reshape(2, -1), 2, 1))
    .mean();
  opt.zero_grad();
  l.backward();
  opt.step();
  show(l.item());
}
show(net.c.w1, net.c.w1.grad);
class CLinear extends nn.Module {
  declare re: nn.Linear;
  declare im: nn.Linear;
  constructor(i: number, o: number) {
    super();
    [this.re, this.im] = [nn.Linear(i, o, { bias: false }), nn.Linear(i, o, { bias: false })];
  }
  override forward(z: Tensor) {
    return torch.complex(this.re(z.real).sub(this.im(z.imag)), this.re(z.imag).add(this.im(z.real)));
  }
}
const modrelu = (z: Tensor, b: Tensor) => torch.polar(F.relu(z.abs().add(b)), z.angle());
const c = new CLinear(3, 4);
const b = nn.Parameter(torch.full([4], -0.1));
const z = torch.randn(5, 3, { dtype: torch.complex64 });
const o = modrelu(c(z), b),
  l = o.mul(o.conj()).real.sum().add(o.imag.pow(2).mean());
l.backward();
show(o, l, c.re.weight.grad, b.grad);
const w = torch.randn(3, 3, { dtype: torch.cdouble, requires_grad: true }),
  H = w.matmul(w.mH),
  ev = torch.linalg.eigvalsh(H);
ev.sum().backward();
show(ev, w.grad, torch.linalg.det(H), torch.view_as_real(w));
show(
  torch.fft.fftshift(torch.fft.fft(torch.arange(6).float())),
  torch.fft.fftfreq(6, { d: 0.5 }),
  torch.fft.ifft2(torch.fft.fft2(torch.eye(3))),
  torch.fft.rfftn(torch.arange(24).float().view(2, 3, 4), { dim: [1, 2], norm: 'ortho' }),
);
const [a, k] = [torch.randn(20), torch.randn(5)];
const n = 24;
const conv = torch.fft.irfft(torch.fft.rfft(a, n).mul(torch.fft.rfft(k, n)), n);
show(
  conv,
  torch.allclose(
    conv,
    F.conv1d(a.index(null, null), k.flip(0).index(null, null), { padding: 4 }).index(0, 0),
    { atol: 1e-5 },
  ),
);
function rope(x: Tensor, base = 10000) {
  const d = x.size(-1),
    f = torch.pow(base, torch.arange(0, d, 2).float().div(d)).reciprocal(),
    t = torch.arange(x.size(-2)).float(),
    fc = torch.polar(torch.ones(x.size(-2), d / 2), torch.outer(t, f));
  return torch
    .view_as_real(torch.view_as_complex(x.float().reshape(...x.shape.slice(0, -1), -1, 2)).mul(fc))
    .flatten(-2);
}
show(rope(torch.randn(2, 3, 5, 4)));
const [dt, A, B, C] = [torch.rand(4), torch.rand(3).neg(), torch.randn(3), torch.randn(3)];
let h = torch.zeros(3);
const ys: Tensor[] = [];
for (let t = 0; t < 4; t++) {
  h = torch.exp(dt.index(t).mul(A)).mul(h).add(dt.index(t).mul(B).mul(t));
  ys.push(C.matmul(h));
}
show(torch.stack(ys));
