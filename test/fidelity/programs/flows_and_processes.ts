import { distributions as D, math, nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { constraints, transforms: T } = D;
const P = nn.utils.parametrize;
torch.manual_seed(501);
class Coupling extends D.Transform {
  static override domain = constraints.real_vector;
  static override codomain = constraints.real_vector;
  static override bijective = true;
  net: nn.Module;
  mask: Tensor;
  constructor(net: nn.Module, mask: Tensor) {
    super({ cache_size: 1 });
    [this.net, this.mask] = [net, mask];
  }
  _st(x: Tensor): [Tensor, Tensor] {
    const [s, t] = this.net(x.mul(this.mask)).chunk(2, -1);
    return [torch.tanh(s).mul(torch.rsub(this.mask, 1)), t.mul(torch.rsub(this.mask, 1))];
  }
  override _call(x: Tensor) {
    const [s, t] = this._st(x);
    return x.mul(this.mask).add(torch.rsub(this.mask, 1).mul(x.mul(s.exp()).add(t)));
  }
  override _inverse(y: Tensor) {
    const [s, t] = this._st(y);
    return y.mul(this.mask).add(torch.rsub(this.mask, 1).mul(y.sub(t)).mul(torch.exp(s.neg())));
  }
  override log_abs_det_jacobian(x: Tensor, _y: Tensor) {
    return this._st(x)[0].sum(-1);
  }
}
const nets = nn.ModuleList([0, 1, 2].map(() => nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 4))));
const masks = [torch.tensor([1, 0]), torch.tensor([0, 1]), torch.tensor([1, 0])];
const flow = D.TransformedDistribution(D.Independent(D.Normal(torch.zeros(2), torch.ones(2)), 1), [
  ...[...nets].map((n, i) => new Coupling(n, masks[i]!)),
  T.AffineTransform(0.5, torch.tensor([2, 3]), { event_dim: 1 }),
]);
let opt: any = optim.Adamax(nets.parameters(), 1e-2);
for (let i = 0; i < 3; i++) {
  const x = torch
    .randn(16, 2)
    .mul(torch.tensor([1, 0.3]))
    .add(1);
  const loss = flow.log_prob(x).mean().neg();
  opt.zero_grad();
  loss.backward();
  opt.step();
  show(loss);
}
show(
  flow.sample([3]),
  flow.rsample([2]).requires_grad,
  [...flow.event_shape],
  [...flow.batch_shape],
  flow.has_rsample,
);
show(
  `${flow.base_dist}`,
  `${flow.transforms.at(-1)}`,
  `${T.ComposeTransform([T.ExpTransform(), T.SigmoidTransform().inv])}`,
  `${T.StackTransform([T.TanhTransform(), T.SoftplusTransform()])}`,
);
const tr = T.ComposeTransform([
    T.AffineTransform(1, 2),
    T.SigmoidTransform(),
    T.PowerTransform(torch.tensor(2)),
  ]),
  v = torch.randn(4);
show(
  tr(v),
  tr.inv(tr(v)),
  tr.log_abs_det_jacobian(v, tr(v)),
  T.StickBreakingTransform()(v),
  T.SoftmaxTransform()(v),
  T.CorrCholeskyTransform()(torch.randn(3)),
  T.LowerCholeskyTransform()(torch.randn(2, 2)),
  T.CumulativeDistributionTransform(D.Normal(0, 1))(v),
  T.ReshapeTransform([4], [2, 2])(v),
  T.CatTransform([T.ExpTransform(), T.identity_transform], { dim: 0, lengths: [1, 3] })(v),
);
for (const c of [
  constraints.positive,
  constraints.unit_interval,
  constraints.simplex,
  constraints.interval(-1.5, 3.5),
  constraints.lower_cholesky,
  constraints.greater_than(2.5),
]) {
  const t =
    c !== constraints.simplex && c !== constraints.lower_cholesky ? D.biject_to(c) : D.transform_to(c);
  const m = torch.arange(9).float().view(3, 3).div(5).sub(1);
  show(String(c), t(m), !!c.check(t(m)).all().item());
}
for (const d of [
  D.Normal(torch.zeros(2), 1),
  D.Gamma(2, 3),
  D.Dirichlet(torch.ones(3)),
  D.StudentT(4),
  D.VonMises(0, 3),
  D.Laplace(1, 2),
  D.LogNormal(0, 0.5),
  D.HalfCauchy(1),
  D.Gumbel(0, 2),
  D.Kumaraswamy(2, 3),
  D.LowRankMultivariateNormal(torch.zeros(3), torch.ones(3, 1), torch.ones(3)),
  D.OneHotCategorical({ logits: torch.randn(4) }),
  D.NegativeBinomial(3, 0.4),
  D.Binomial(5, torch.tensor(0.3)),
  D.Geometric(0.3),
  D.RelaxedOneHotCategorical(torch.tensor(0.5), { probs: torch.ones(3) }),
  D.Wishart(4, torch.eye(2)),
  D.LKJCholesky(3, 1.5),
  D.InverseGamma(3, 2),
  D.Weibull(1, 2),
  D.Pareto(1, 3),
  D.ContinuousBernoulli(0.3),
  D.FisherSnedecor(3, 5),
  D.Chi2(3),
  D.MixtureSameFamily(D.Categorical(torch.ones(2)), D.Normal(torch.tensor([0, 1]), torch.ones(2))),
] as D.Distribution[]) {
  const s = d.sample([2]);
  show(`${d}`);
  show(s, d.log_prob(s));
  for (const a of ['mean', 'variance', 'mode', 'stddev'] as const)
    try {
      show(d[a]);
    } catch (e: any) {
      if (e.name !== 'NotImplementedError') throw e;
      show('none', a);
    }
  try {
    show(d.entropy());
  } catch (e: any) {
    if (e.name !== 'NotImplementedError') throw e;
    show('no entropy');
  }
  try {
    show(d.cdf(s), [...d.expand([2, ...d.batch_shape]).batch_shape], d.icdf(torch.tensor(0.3)));
  } catch (e: any) {
    if (e.name !== 'NotImplementedError') throw e;
    show('no cdf');
  }
}
const X = torch.linspace(0, 3, 8, { dtype: torch.double }).index(':', null),
  y = torch.sin(X.index(':', 0).mul(2)).add(torch.randn(8, { dtype: torch.double }).mul(0.1));
class GP extends nn.Module {
  declare raw: nn.ParameterDict;
  constructor() {
    super();
    this.raw = nn.ParameterDict({
      ls: nn.Parameter(torch.zeros([], { dtype: torch.double })),
      os: nn.Parameter(torch.tensor(0.3, { dtype: torch.double })),
      noise: nn.Parameter(torch.tensor(-2, { dtype: torch.double })),
    });
  }
  k(a: Tensor, b: Tensor) {
    const d = a.unsqueeze(1).sub(b.unsqueeze(0)).pow(2).sum(-1);
    return F.softplus(this.raw.os!).mul(torch.exp(d.mul(-0.5).div(F.softplus(this.raw.ls!).pow(2))));
  }
  nll() {
    const K = this.k(X, X).add(
      F.softplus(this.raw.noise!)
        .add(1e-6)
        .mul(torch.eye(8, { dtype: torch.double })),
    );
    const L = torch.linalg.cholesky(K);
    const al = torch.cholesky_solve(y.index(':', null), L);
    return y
      .matmul(al.squeeze())
      .mul(0.5)
      .add(L.diagonal().log().sum())
      .add(4 * math.log(2 * math.pi));
  }
  override forward(Xs: Tensor) {
    const K = this.k(X, X).add(F.softplus(this.raw.noise!).mul(torch.eye(8).double()));
    const [L] = torch.linalg.cholesky_ex(K);
    const a = torch.linalg.solve_triangular(L, this.k(X, Xs), { upper: false });
    const mu = a.T.matmul(torch.linalg.solve_triangular(L, y.index(':', null), { upper: false }));
    return D.MultivariateNormal(
      mu.squeeze(-1),
      this.k(Xs, Xs)
        .sub(a.T.matmul(a))
        .add(torch.eye(Xs.length, { dtype: Xs.dtype }).mul(1e-6)),
    );
  }
}
const gp = new GP();
show(`${gp}`);
opt = optim.LBFGS(gp.parameters(), { lr: 0.5, max_iter: 6, history_size: 4, line_search_fn: 'strong_wolfe' });
const closure = () => {
  opt.zero_grad();
  const l = gp.nll();
  l.backward();
  return l;
};
for (let i = 0; i < 2; i++) show(opt.step(closure), ...gp.parameters());
const post = gp(torch.tensor([[0.5], [1.7], [4]], { dtype: torch.double }));
show(
  post.mean,
  post.covariance_matrix,
  post.sample(),
  D.kl_divergence(post, D.MultivariateNormal(torch.zeros(3).double(), torch.eye(3).double())),
);
show(`${post}`);
class LoRA extends nn.Module {
  declare A: nn.Parameter;
  declare B: nn.Parameter;
  scale: number;
  enabled: boolean;
  constructor(i: number, o: number, { r = 2, alpha = 4 } = {}) {
    super();
    [this.A, this.B] = [nn.Parameter(torch.zeros(r, i)), nn.Parameter(torch.zeros(o, r))];
    nn.init.normal_(this.A, { mean: 0, std: 1 });
    this.scale = alpha / r;
    this.enabled = true;
  }
  override forward(W: Tensor): Tensor {
    return this.enabled ? W.add(torch.matmul(this.B, this.A).view(W.shape).mul(this.scale)) : W;
  }
}
const net = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 2));
for (const m of net)
  if (m instanceof nn.Linear)
    P.register_parametrization(m, 'weight', new LoRA(m.in_features, m.out_features));
for (const [n, p] of net.named_parameters()) p.requires_grad_(!n.includes('original') && !n.includes('bias'));
show(`${net}`);
show(
  net
    .named_parameters()
    .filter(([, p]) => p.requires_grad)
    .map(([n]) => n),
  P.is_parametrized(net[0]),
  P.is_parametrized(net[0], 'bias'),
  net[0].constructor.name,
);
opt = optim.SGD(
  net.parameters().filter((p) => p.requires_grad),
  0.1,
);
for (let i = 0; i < 2; i++) {
  const l = net(torch.randn(5, 4)).square().mean();
  opt.zero_grad();
  l.backward();
  opt.step();
  show(l);
}
net[0].parametrizations.weight[0].enabled = false;
show(net[0].weight.equal(net[0].parametrizations.weight.original));
net[0].parametrizations.weight[0].enabled = true;
P.remove_parametrizations(net[0], 'weight', { leave_parametrized: true });
show(net[0].weight, Object.keys(net.state_dict()));
class Pos extends nn.Module {
  override forward(x: Tensor) {
    return x.exp();
  }
  right_inverse(x: Tensor) {
    return x.log();
  }
}
const lin = nn.Linear(2, 2);
lin.weight.data.abs_();
const w0 = lin.weight.clone();
P.register_parametrization(lin, 'weight', new Pos());
show(lin.weight, torch.allclose(lin.weight, w0));
(lin as any).weight = torch.full([2, 2], 0.5);
show(lin.weight, (lin as any).parametrizations.weight.original);
