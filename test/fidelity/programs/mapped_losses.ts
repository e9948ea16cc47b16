import { nn, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { functional_call, grad, hessian, jacfwd, jacrev, jvp } = torch.func;
const { vmap } = torch;
torch.manual_seed(5);
const net = nn.Sequential(nn.Conv2d(1, 3, 3), nn.ReLU(), nn.Flatten(), nn.Linear(3 * 4 * 4, 5));
const p: Record<string, Tensor> = Object.fromEntries(net.named_parameters().map(([k, v]) => [k, v.detach()]));
type P = typeof p;
const x = torch.randn(4, 1, 6, 6),
  y = torch.tensor([1n, 4n, 0n, 2n]);
const loss = (p: P, x: Tensor, y: Tensor, k = {}) =>
  F.cross_entropy(functional_call(net, p, x.unsqueeze(0)), y.unsqueeze(0), k);
const w = torch.rand(5);
for (const k of [
  {},
  { label_smoothing: 0.1 },
  { weight: w },
  { ignore_index: 0 },
  { reduction: 'sum' },
  { weight: w, reduction: 'sum', ignore_index: 4 },
]) {
  const g = vmap(
    grad((p: P, x: Tensor, y: Tensor) => loss(p, x, y, k)),
    { in_dims: [null, 0, 0] },
  )(p, x, y);
  show(g['3.bias'], g['0.weight']!.index(0));
}
const logits = torch.randn(3, 4, 5),
  t = torch.randint(5, [3, 4]);
let a!: Tensor, b!: Tensor;
for (const reduction of ['none', 'mean', 'sum'] as const) {
  show(
    vmap((a: Tensor, b: Tensor) => F.cross_entropy(a, b, { reduction, ignore_index: 2, weight: w }))(
      logits,
      t,
    ),
  );
  show(
    vmap((a: Tensor, b: Tensor) => F.nll_loss(a, b, { reduction }))(logits.index(':', 0), t.index(':', 0)),
  );
  show(vmap((a: Tensor) => F.nll_loss(a, t.index(0), { reduction }))(logits));
  show(vmap((b: Tensor) => F.nll_loss(logits.index(0), b, { reduction }))(t));
  const im = torch.randn(2, 2, 3, 4, 4),
    m = torch.randint(3, [2, 2, 4, 4]);
  show(vmap((a: Tensor, b: Tensor) => F.cross_entropy(a, b, { reduction }))(im, m).sum());
  a = torch.randn(3, 6);
  b = torch.randn(3, 6);
  for (const f of [
    F.mse_loss,
    F.l1_loss,
    F.smooth_l1_loss,
    F.huber_loss,
    (a: Tensor, b: Tensor) => F.smooth_l1_loss(a, b, { reduction, beta: 0.3 }),
    (a: Tensor, b: Tensor) => F.huber_loss(a, b, { reduction, delta: 0.4 }),
    F.binary_cross_entropy_with_logits,
    F.kl_div,
    F.poisson_nll_loss,
  ])
    show(
      vmap(grad((a: Tensor, b: Tensor) => (f as any)(a, b, { reduction }).sum(), { argnums: [0, 1] }))(
        a,
        b.abs(),
      ),
    );
}
show(
  vmap(jacrev((a: Tensor, b: Tensor) => F.cross_entropy(a, b, { reduction: 'none' })))(logits, t).sum([1, 2]),
);
let h: any = hessian((p: P) => F.cross_entropy(functional_call(net, p, [x]), y))(p);
show(h['3.bias']['3.bias'], h['0.bias']['3.bias']);
h = hessian((a: Tensor) => F.mse_loss(a, b.index(0)))(a.index(0));
show(h);
show(jacfwd(jacrev((a: Tensor) => F.smooth_l1_loss(a, b.index(0))))(a.index(0)));
show(jvp((a: Tensor) => F.cross_entropy(a, t.index(0)), [logits.index(0)], [torch.ones(4, 5)]));
show(
  vmap((s: Tensor, u: Tensor, v: Tensor) => torch.addr(s, u, v, { beta: 0.5, alpha: 2 }))(
    torch.randn(2, 3, 4),
    torch.randn(2, 3),
    torch.randn(2, 4),
  ),
);
show(
  vmap((u: Tensor, v: Tensor) => torch.addr(torch.ones(3, 4), u, v, { beta: 0 }))(
    torch.randn(2, 3),
    torch.randn(2, 4),
  ),
);
show(
  vmap((u: Tensor) =>
    torch.addr(torch.ones(3, 4, { dtype: torch.bool }), u, torch.tensor([true, false, true, true])),
  )(torch.rand(2, 3).gt(0.5)),
);
const hh = torch.randn(3, 6).half();
show(vmap(grad((a: Tensor, b: Tensor) => F.mse_loss(a, b)))(hh, hh.flip(0)));
show(vmap(grad((a: Tensor, b: Tensor) => F.smooth_l1_loss(a, b)))(hh.bfloat16(), hh.flip(0).bfloat16()));
const ft = hessian((q: Tensor) => F.cross_entropy(F.layer_norm(q.view(2, 5), [5]), t.index(0, ':2')))(
  logits.index(0, ':2').flatten(),
);
show(ft.diag());
show(
  hessian((q: Tensor) => F.nll_loss(F.log_softmax(q.view(2, 5), 1), t.index(0, ':2')))(
    logits.index(0, ':2').flatten(),
  ).diag(),
);
show(hessian((q: Tensor) => F.logsigmoid(q).sum())(logits.index(0, 0)).diag());
show(
  hessian((q: Tensor) =>
    F.cross_entropy(q.index(null, ':', null, null).expand(1, 5, 2, 2), torch.zeros(1, 2, 2).long()),
  )(logits.index(0, 0)).diag(),
);
const bn = nn.BatchNorm1d(5).eval();
show(hessian((q: Tensor) => bn(q.view(2, 5)).pow(3).sum())(logits.index(0, ':2').flatten()).diag());
show(
  torch.func
    .hessian((q: Tensor) => F.batch_norm(q.view(2, 5), null, null, { training: true }).pow(3).sum())(
      logits.index(0, ':2').flatten(),
    )
    .diag(),
);
show(
  torch.func
    .hessian((q: Tensor) => q.view(2, 5).index(':', ':2').trace().pow(3))(logits.index(0, ':2').flatten())
    .diag(),
);
