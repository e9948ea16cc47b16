import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const parametrize = nn.utils.parametrize;
torch.manual_seed(16);
class FakeQuant extends nn.Module {
  qmin: number;
  qmax: number;
  sym: boolean;
  declare scale: Tensor;
  declare zp: Tensor;
  declare min_val: Tensor;
  declare max_val: Tensor;
  constructor(bits = 8, sym = false) {
    super();
    [this.qmin, this.qmax] = sym ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
    this.sym = sym;
    this.register_buffer('scale', torch.tensor(1.0));
    this.register_buffer('zp', torch.tensor(0, { dtype: torch.int32 }));
    this.register_buffer('min_val', torch.tensor(Infinity));
    this.register_buffer('max_val', torch.tensor(-Infinity));
  }
  override forward(x: Tensor) {
    if (this.training)
      torch.no_grad(() => {
        this.min_val.copy_(torch.minimum(this.min_val, x.min()));
        this.max_val.copy_(torch.maximum(this.max_val, x.max()));
        const [lo, hi] = [torch.clamp(this.min_val, { max: 0 }), torch.clamp(this.max_val, { min: 0 })];
        let s: Tensor, z: Tensor;
        if (this.sym) {
          s = torch.max(lo.neg(), hi).div((this.qmax - this.qmin) / 2);
          z = torch.zeros([], { dtype: torch.int32 });
        } else {
          s = hi.sub(lo).div(this.qmax - this.qmin);
          z = torch
            .rsub(torch.round(lo.div(s)), this.qmin)
            .clamp(this.qmin, this.qmax)
            .to(torch.int32);
        }
        this.scale.copy_(s.clamp({ min: 1e-8 }));
        this.zp.copy_(z);
      });
    const q = torch.clamp(torch.round(x.div(this.scale)).add(this.zp), this.qmin, this.qmax);
    return x.add(q.sub(this.zp).mul(this.scale).sub(x).detach());
  }
}
class QLinear extends nn.Linear {
  declare wq: FakeQuant;
  declare aq: FakeQuant;
  constructor(...a: ConstructorParameters<typeof nn.Linear>) {
    super(...a);
    this.wq = new FakeQuant(4, true);
    this.aq = new FakeQuant(8);
  }
  override forward(x: Tensor) {
    return F.linear(this.aq(x), this.wq(this.weight), this.bias);
  }
}
const net = nn.Sequential(new QLinear(6, 8), nn.ReLU6(), new QLinear(8, 3, { bias: false }));
const opt = optim.NAdam(net.parameters(), { lr: 1e-2 });
for (let i = 0; i < 4; i++) {
  const l = F.huber_loss(net(torch.randn(5, 6)), torch.randn(5, 3), { delta: 0.5 });
  opt.zero_grad();
  l.backward();
  opt.step();
  show(l.item());
}
net.eval();
const q0 = net.at(0) as QLinear;
show(net(torch.ones(1, 6)), q0.wq.scale, q0.aq.zp.item(), Object.keys(net.state_dict()));
show(
  torch.fake_quantize_per_tensor_affine(torch.linspace(-1, 1, 9), 0.1, 3, 0, 15),
  torch
    .quantize_per_tensor(torch.linspace(-1, 1, 5), 0.05, 10, torch.quint8)
    .int_repr()
    .int(),
);
class Sym extends nn.Module {
  override forward(x: Tensor) {
    return x.triu().add(x.triu(1).transpose(-1, -2));
  }
  right_inverse(a: Tensor) {
    return a.triu();
  }
}
class MatExp extends nn.Module {
  override forward(x: Tensor) {
    return torch.matrix_exp(x.sub(x.mT));
  }
}
const lin = nn.Linear(4, 4);
parametrize.register_parametrization(lin, 'weight', new Sym());
parametrize.register_parametrization(lin, 'weight', new MatExp());
show(lin.weight, lin.weight.matmul(lin.weight.T));
const o = optim.RAdam(lin.parameters(), { lr: 0.05 });
for (let i = 0; i < 3; i++) {
  const l = lin(torch.eye(4)).sub(torch.ones(4, 4)).pow(2).sum();
  o.zero_grad();
  l.backward();
  o.step();
  show(l.item());
}
parametrize.cached(() => show([lin.weight, lin.weight].every((weight, _, both) => weight === both[0])));
show(
  parametrize.is_parametrized(lin),
  lin.named_parameters().map(([n]) => n),
);
parametrize.remove_parametrizations(lin, 'weight', { leave_parametrized: true });
show(
  lin.weight,
  lin.named_parameters().map(([n]) => n),
);
const orth = nn.utils.parametrizations.orthogonal(nn.Linear(5, 3));
show(orth.weight, torch.dist(orth.weight.matmul(orth.weight.T), torch.eye(3)).lt(1e-5));
const sn: any = nn.utils.parametrizations.spectral_norm(nn.Conv2d(2, 3, 3), { n_power_iterations: 2 });
sn(torch.randn(1, 2, 5, 5))
  .sum()
  .backward();
show(sn.weight, sn.parametrizations.weight.original.grad);
const wn: any = nn.utils.parametrizations.weight_norm(nn.Linear(3, 2), { dim: null });
wn.weight = torch.ones(2, 3);
show(wn.parametrizations.weight.original0, wn.parametrizations.weight.at(0)._get_name());
const prune = nn.utils.prune;
const m: any = nn.Conv2d(2, 4, 3);
prune.ln_structured(m, 'weight', { amount: 0.5, n: 2, dim: 0 });
prune.random_unstructured(m, 'bias', { amount: 1 });
show(m.weight_mask.sum([1, 2, 3]), m.bias);
