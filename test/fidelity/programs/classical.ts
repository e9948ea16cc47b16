import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const double = { dtype: torch.double };
torch.manual_seed(30);
const X = torch.cat([torch.randn(15, 3).add(torch.tensor([2, 0, 1])), torch.randn(15, 3).sub(1)]),
  y = torch.arange(30).ge(15).long();
const Xc = X.sub(X.mean(0, { keepdim: true }));
const [, S, Vh] = torch.linalg.svd(Xc, { full_matrices: false });
show(Xc.matmul(Vh.mT.index(':', ':2')).abs(), S.pow(2).div(X.length - 1));
const z = X.sub(X.mean(0)).div(X.std(0));
show(z.cov());
let c = X.index(torch.randperm(30).index(':2')).clone(),
  a!: Tensor;
for (let i = 0; i < 5; i++) {
  a = torch.cdist(X, c).argmin(1);
  c = torch.stack([0, 1].map((k) => (a.eq(k).any().item() ? X.index(a.eq(k)).mean(0) : c.index(k))));
}
show(c, a, torch.bincount(a));
let mu = c.clone(),
  v_ = torch.ones(2, 3),
  pi = torch.full([2], 0.5),
  lp!: Tensor;
for (let i = 0; i < 4; i++) {
  lp = X.index(':', null)
    .sub(mu)
    .pow(2)
    .div(v_)
    .add(v_.log())
    .add(Math.log(2 * Math.PI))
    .mul(-0.5)
    .sum(-1)
    .add(pi.log());
  const r = torch.softmax(lp, 1),
    n = r.sum(0);
  mu = r.T.matmul(X).div(n.index(':', null));
  v_ = r.index('...', null).mul(X.index(':', null).sub(mu).pow(2)).sum(0).div(n.index(':', null)).add(1e-6);
  pi = n.div(n.sum());
}
show(mu, v_, pi, torch.logsumexp(lp, 1).mean());
const w = torch.zeros(3, { requires_grad: true }),
  b = torch.zeros(1, { requires_grad: true });
let o: any = optim.LBFGS([w, b], { lr: 0.5, max_iter: 10, line_search_fn: 'strong_wolfe' });
const closure = () => {
  o.zero_grad();
  const l = F.binary_cross_entropy_with_logits(X.matmul(w).add(b), y.float(), {
    pos_weight: torch.tensor(1.5),
  }).add(w.square().sum().mul(0.01));
  l.backward();
  return l;
};
for (let i = 0; i < 2; i++) show(o.step(closure));
show(w, b, X.matmul(w).add(b).sigmoid().gt(0.5).eq(y.bool()).float().mean());
const v = nn.Linear(3, 1);
o = optim.SGD(v.parameters(), { lr: 0.05 });
const t = y.float().mul(2).sub(1);
for (let i = 0; i < 3; i++) {
  const l = torch
    .clamp(torch.rsub(t.mul(v(X).squeeze(-1)), 1), { min: 0 })
    .mean()
    .add(v.weight.norm().pow(2).mul(0.01));
  o.zero_grad();
  l.backward();
  o.step();
  show(l.item());
}
show(
  torch.linalg.solve(X.T.matmul(X).add(torch.eye(3).mul(0.1)), X.T.matmul(t)),
  torch.linalg.matrix_rank(X),
  torch.linalg.cond(X.T.matmul(X)),
);
const xs = torch.linspace(-3, 3, 8, double).index(':', null),
  ys = xs.sin().squeeze(),
  ls = torch.tensor(0, { ...double, requires_grad: true }),
  ns = torch.tensor(-2, { ...double, requires_grad: true });
o = optim.Rprop([ls, ns], { lr: 0.05 });
let K!: Tensor, L!: Tensor, al!: Tensor;
for (let i = 0; i < 4; i++) {
  K = torch
    .exp(torch.cdist(xs, xs).pow(2).mul(-0.5).div(ls.exp().pow(2)))
    .add(ns.exp().mul(torch.eye(8, double)));
  L = torch.linalg.cholesky(K);
  al = torch.cholesky_solve(ys.index(':', null), L);
  const nll = ys
    .mul(0.5)
    .matmul(al.squeeze())
    .add(L.diagonal().log().sum())
    .add(4 * Math.log(2 * Math.PI));
  o.zero_grad();
  nll.backward();
  o.step();
  show(nll.item());
}
const q = torch.tensor([[0.5], [1.7]], double),
  Ks = torch.exp(torch.cdist(q, xs).pow(2).mul(-0.5).div(ls.exp().pow(2)));
show(Ks.matmul(al), torch.rsub(torch.linalg.solve_triangular(L, Ks.T, { upper: false }).pow(2).sum(0), 1));
const lo = torch.randn(6, 4),
  tg = torch.tensor([0n, 3n, 1n, 2n, 2n, 0n]),
  oh = F.one_hot(tg, 4).float(),
  pm = oh.mul(2).sub(1);
show(
  F.cross_entropy(lo, oh),
  F.cross_entropy(lo, tg, { weight: torch.tensor([1, 2, 3, 4]), reduction: 'none' }),
  F.binary_cross_entropy_with_logits(lo, oh, { reduction: 'sum' }),
  F.kl_div(lo.log_softmax(1), oh.mul(0.9).add(0.025), { reduction: 'batchmean' }),
  F.poisson_nll_loss(lo, oh),
  F.gaussian_nll_loss(lo, oh, lo.exp()),
  F.hinge_embedding_loss(lo, pm),
  F.soft_margin_loss(lo, pm),
  F.multilabel_soft_margin_loss(lo, oh),
  F.cosine_embedding_loss(lo, lo.flip(0), torch.ones(6)),
  F.l1_loss(lo, oh),
  F.smooth_l1_loss(lo, oh, { beta: 0.5 }),
  F.multilabel_margin_loss(lo, torch.tensor(Array(6).fill([0n, -1n, 0n, 0n]))),
  F.nll_loss(lo.log_softmax(1), tg, { ignore_index: 2 }),
  F.triplet_margin_loss(lo, lo.mul(0.9), lo.flip(0)),
  F.margin_ranking_loss(lo.index(':', 0), lo.index(':', 1), torch.ones(6)),
);
const ce = F.cross_entropy(lo, tg, { reduction: 'none' });
show(torch.rsub(torch.exp(ce.neg()), 1).pow(2).mul(0.25).mul(ce).mean());
const pr = lo.argmax(1),
  cm = torch
    .zeros(4, 4, { dtype: torch.long })
    .index_put_([tg, pr], torch.ones(6, { dtype: torch.long }), { accumulate: true });
show(
  cm,
  cm.diag().div(cm.sum(1).clamp({ min: 1 })),
  lo.topk(2, 1).indices.eq(tg.index(':', null)).any(1).float().mean(),
);
const sc = torch.rand(20),
  lb = torch.rand(20).gt(0.5);
const od = sc.argsort({ descending: true });
const hit = lb.index(od),
  tp = hit.cumsum(0),
  fp = hit.logical_not().cumsum(0),
  tpr = tp.div(tp.index(-1)),
  fpr = fp.div(fp.index(-1));
show(torch.trapz(tpr, fpr), tp.div(tp.add(fp)).index(hit).mean());
const bx = torch.rand(5, 4).mul(10);
bx.index(':', '2:').add_(bx.index(':', ':2'));
const s = torch.rand(5),
  ar = bx
    .index(':', 2)
    .sub(bx.index(':', 0))
    .mul(bx.index(':', 3).sub(bx.index(':', 1))),
  ltp = torch.max(bx.index(':', null, ':2'), bx.index(':', ':2')),
  rb = torch.min(bx.index(':', null, '2:'), bx.index(':', '2:')),
  wh = rb.sub(ltp).clamp({ min: 0 }),
  it = wh.index('...', 0).mul(wh.index('...', 1)),
  iou = it.div(ar.index(':', null).add(ar).sub(it));
const keep: number[] = [];
let order = s.argsort({ descending: true }).tolist<number[]>();
while (order.length) {
  const i = order.shift() as number;
  keep.push(i);
  order = order.filter((j) => iou.index(i, j).item() <= 0.3);
}
show(iou, keep);
const A = torch.randn(3, 3);
let x0 = torch.zeros(3),
  P = torch.eye(3);
for (let k = 0; k < 3; k++) {
  x0 = A.matmul(x0);
  P = A.matmul(P).matmul(A.T).add(torch.eye(3).mul(0.1));
  const H = torch.eye(2, 3),
    Sx = H.matmul(P).matmul(H.T).add(torch.eye(2).mul(0.2)),
    G = P.matmul(H.T).matmul(torch.inverse(Sx));
  x0 = x0.add(G.matmul(torch.ones(2).mul(k).sub(H.matmul(x0))));
  P = torch.eye(3).sub(G.matmul(H)).matmul(P);
}
show(x0, P, torch.logdet(P), [...torch.linalg.slogdet(A)]);
