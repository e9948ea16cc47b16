import { nn, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(14);
class GradReverse extends torch.autograd.Function {
  static forward(ctx: any, x: Tensor, alpha: number) {
    ctx.alpha = alpha;
    return x.view_as(x);
  }
  static backward(ctx: any, g: Tensor) {
    return [g.neg().mul(ctx.alpha), null];
  }
}
class STE extends torch.autograd.Function {
  static forward(ctx: any, x: Tensor, lo = -1.0, hi = 1.0) {
    ctx.save_for_backward(x);
    [ctx.lo, ctx.hi] = [lo, hi];
    return x.sign();
  }
  static backward(ctx: any, g: Tensor) {
    const [x] = ctx.saved_tensors as [Tensor];
    return [g.mul(x.ge(ctx.lo).logical_and(x.le(ctx.hi)).to(g.dtype)), null, null];
  }
}
class Swish extends torch.autograd.Function {
  static forward(x: Tensor) {
    return x.mul(torch.sigmoid(x));
  }
  static setup_context(ctx: any, inputs: Tensor[]) {
    ctx.save_for_backward(...inputs);
    ctx.mark_non_differentiable();
  }
  static backward(ctx: any, g: Tensor) {
    const [x] = ctx.saved_tensors as [Tensor];
    const s = torch.sigmoid(x);
    return g.mul(s.mul(x.mul(torch.rsub(s, 1)).add(1)));
  }
}
class Net extends nn.Module {
  declare layer1: nn.Sequential;
  declare layer2: nn.Sequential;
  declare pool: nn.AdaptiveAvgPool2d;
  declare fc: nn.Linear;
  declare dom: nn.Linear;
  constructor() {
    super();
    this.layer1 = nn.Sequential(nn.Conv2d(3, 6, 3, { padding: 1 }), nn.BatchNorm2d(6), nn.ReLU());
    this.layer2 = nn.Sequential(nn.Conv2d(6, 8, 3, { stride: 2, padding: 1 }), nn.ELU());
    this.pool = nn.AdaptiveAvgPool2d(1);
    this.fc = nn.Linear(8, 5);
    this.dom = nn.Linear(8, 2);
  }
  override forward(x: Tensor): [Tensor, Tensor] {
    const f = this.pool(this.layer2(Swish.apply(this.layer1(x)))).flatten(1);
    return [this.fc(STE.apply(f)), this.dom(GradReverse.apply(f, 0.5))];
  }
}
const net = new Net();
const x = torch.randn(2, 3, 8, 8);
const acts: Record<string, Tensor> = {},
  grads: Record<string, Tensor> = {};
const fwd = (name: string) => (_m: nn.Module, _i: unknown, o: Tensor) => {
  acts[name] = o.detach();
};
const h1 = net.layer1.at(0).register_forward_hook(fwd('conv1')),
  h2 = net.layer2.register_forward_hook(fwd('layer2'));
const h3 = net.layer2.register_full_backward_hook((_m, _gi, go) => {
  grads.layer2 = go[0] as Tensor;
});
const h4 = net.fc.register_forward_pre_hook((_m, a) => [a[0].mul(2)]);
const h5 = net.fc.register_forward_hook((_m, _a, o) => o.add(1));
const h6 = net.layer1.register_full_backward_pre_hook((_m, go) => [(go[0] as Tensor).mul(0.5)]);
const [a, d] = net(x);
const loss = F.cross_entropy(a, torch.tensor([1n, 3n])).add(F.cross_entropy(d, torch.tensor([0n, 1n])));
loss.backward();
show(loss, a, acts.conv1?.mean(), grads.layer2, (net.layer1.at(0) as nn.Conv2d).weight.grad);
const w = (grads.layer2 as Tensor).mean({ dim: [2, 3], keepdim: true });
let cam = F.relu(w.mul(acts.layer2 as Tensor).sum(1, { keepdim: true }));
cam = F.interpolate(cam, { size: [8, 8], mode: 'bilinear', align_corners: false });
cam = cam.sub(cam.amin([2, 3], { keepdim: true })).div(
  cam
    .amax([2, 3], { keepdim: true })
    .sub(cam.amin([2, 3], { keepdim: true }))
    .add(1e-8),
);
show(cam);
for (const h of [h1, h2, h3, h4, h5, h6]) h.remove();
net.eval();
for (const key of Object.keys(acts)) delete acts[key];
show(net(x)[0], Object.keys(acts).length);
x.requires_grad = true;
const l = F.nll_loss(F.log_softmax(net(x)[1], { dim: 1 }), torch.tensor([0n, 1n]));
net.zero_grad();
l.backward();
const adv = torch.clamp(x.add((x.grad as Tensor).sign().mul(0.1)), -2, 2);
show(adv, l);
const base = torch.zeros_like(x),
  total = torch.zeros_like(x);
for (let k = 1; k < 6; k++) {
  const z = base
    .add(x.sub(base).mul(k / 5))
    .detach()
    .requires_grad_();
  const [g] = torch.autograd.grad(net(z)[1].index(':', 0).sum(), z);
  total.add_(g);
}
show(
  x
    .sub(base)
    .mul(total)
    .div(5)
    .sum({ dim: [1, 2, 3] }),
);
show(
  torch.autograd.gradcheck(Swish.apply.bind(Swish), [
    torch.randn(4, { dtype: torch.double, requires_grad: true }),
  ]),
);
torch.autograd.set_detect_anomaly(true, () => {
  try {
    torch.tensor([-1.0], { requires_grad: true }).sqrt().sum().mul(0).backward();
  } catch (e) {
    show((e as Error).message.split('\n')[0]);
  }
});
const t = torch.tensor([1, 2], { requires_grad: true });
t.register_hook((g) => g.mul(3));
t.pow(2).sum().backward();
show(t.grad);
const J = torch.autograd.functional.jacobian((v: Tensor) => v.pow(2).cumsum(0), torch.arange(3).float()),
  H = torch.autograd.functional.hessian((v: Tensor) => v.pow(3).prod(), torch.tensor([1, 2, 3]));
show(J, H);
class Ex extends nn.Module {
  declare m: nn.Module;
  _f: Record<string, Tensor>;
  constructor(m: nn.Module, layers: string[]) {
    super();
    this.m = m;
    this._f = Object.fromEntries(layers.map((l) => [l, torch.empty(0)]));
    for (const l of layers) m.get_submodule(l).register_forward_hook(this.save(l));
  }
  save(l: string) {
    return (_: nn.Module, __: unknown, o: Tensor) => {
      this._f[l] = o;
    };
  }
  override forward(x: Tensor) {
    this.m(x);
    return this._f;
  }
}
show(
  Object.values(new Ex(net, ['layer1.1', 'layer2.0'])(x) as Record<string, Tensor>).map((v) => [...v.shape]),
);
