import { copy, nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { functional_call, vmap, grad, jacrev, jacfwd, hessian, vjp, jvp, stack_module_state } = torch.func;
torch.manual_seed(15);
class M extends nn.Module {
  declare fc1: nn.Linear;
  declare fc2: nn.Linear;
  constructor() {
    super();
    this.fc1 = nn.Linear(4, 6);
    this.fc2 = nn.Linear(6, 3);
  }
  override forward(x: Tensor) {
    return this.fc2(torch.tanh(this.fc1(x)));
  }
}
type Dict = Record<string, Tensor>;
const net = new M();
const [x, y] = [torch.randn(5, 4), torch.randint(0, 3, [5])];
const params: Dict = Object.fromEntries(net.named_parameters().map(([k, v]) => [k, v.detach()])),
  buffers: Dict = Object.fromEntries(net.named_buffers().map(([k, v]) => [k, v.detach()]));
function compute_loss(params: Dict, buffers: Dict, sample: Tensor, target: Tensor) {
  const o = functional_call(net, [params, buffers], [sample.unsqueeze(0)]) as Tensor;
  return F.cross_entropy(o, target.unsqueeze(0));
}
const per = vmap(grad(compute_loss), { in_dims: [null, null, 0, 0] })(params, buffers, x, y) as Dict;
show(Object.values(per));
const norms = torch.stack(Object.values(per).map((g) => g.flatten(1).norm({ dim: 1 }))).norm({ dim: 0 });
const clip = norms.add(1e-6).reciprocal().mul(1.0).clamp({ max: 1.0 });
show(norms, torch.einsum('n...,n->...', per['fc1.weight'] as Tensor, clip));
const f = (x: Tensor) => torch.sin(x).sum(-1).mul(x.index(0));
const v = torch.randn(4);
show(
  jacrev(f)(v),
  jacfwd(f)(v),
  hessian((z: Tensor) => z.pow(3).sum())(v),
  (vjp(f, v) as any)[1](torch.tensor(1.0))[0],
  jvp(f, [v], [torch.ones(4)]),
);
const fnet = (params: Dict, x: Tensor) =>
  (functional_call(net, params, [x.unsqueeze(0)]) as Tensor).squeeze(0);
function ntk(a: Tensor, b: Tensor) {
  const j1 = Object.values(vmap(jacrev(fnet), [null, 0])(params, a) as Dict).map((j) => j.flatten(2)),
    j2 = Object.values(vmap(jacrev(fnet), [null, 0])(params, b) as Dict).map((j) => j.flatten(2));
  return torch.stack(j1.map((q, i) => torch.einsum('Naf,Mbf->NMab', q, j2[i] as Tensor))).sum(0);
}
show(ntk(x.index(':2'), x.index('2:')));
const models = [new M(), new M(), new M()];
const [ps, bs] = stack_module_state(models);
const base = copy.deepcopy(models[0] as M).to('meta');
show(
  vmap((q: Dict, b: Dict, z: Tensor) => functional_call(base, [q, b], [z]) as Tensor, {
    in_dims: [0, 0, null],
  })(ps as any, bs as any, x),
);
const meta = nn.Sequential(nn.Linear(1, 8), nn.ReLU(), nn.Linear(8, 1));
const opt = optim.Adam(meta.parameters(), { lr: 1e-2 });
for (let it = 0; it < 3; it++) {
  let outer: Tensor | number = 0;
  for (let task = 0; task < 2; task++) {
    const [amp, ph] = [torch.rand(1).mul(4).add(1), torch.rand(1).mul(3)];
    const [xs, xq] = [torch.rand(5, 1).mul(10).sub(5), torch.rand(5, 1).mul(10).sub(5)];
    let fast: Dict = Object.fromEntries(meta.named_parameters());
    for (let i = 0; i < 2; i++) {
      const l = F.mse_loss(functional_call(meta, fast, xs) as Tensor, amp.mul(torch.sin(xs.add(ph))));
      const gs = torch.autograd.grad(l, Object.values(fast), { create_graph: true });
      fast = Object.fromEntries(
        Object.entries(fast).map(([k, w], j) => [k, w.sub((gs[j] as Tensor).mul(0.01))]),
      );
    }
    outer = F.mse_loss(functional_call(meta, fast, [xq]) as Tensor, amp.mul(torch.sin(xq.add(ph)))).add(
      outer,
    );
  }
  opt.zero_grad();
  (outer as unknown as Tensor).div(2).backward();
  opt.step();
  show((outer as unknown as Tensor).item());
}
show((meta.at(0) as nn.Linear).weight.grad);
const u = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1));
const xt = torch.rand(6, 2, { requires_grad: true });
const out = u(xt) as Tensor;
const g1 = torch.autograd.grad(out, xt, torch.ones_like(out), { create_graph: true })[0];
const [ux, ut] = [g1.index(':', ':1'), g1.index(':', '1:')];
const uxx = torch.autograd.grad(ux, xt, torch.ones_like(ux), { create_graph: true })[0].index(':', '0:1');
const res = ut
  .add(out.mul(ux))
  .sub(uxx.mul(0.01 / torch.pi))
  .pow(2)
  .mean();
res.backward();
show(res, (u.at(0) as nn.Linear).weight.grad);
