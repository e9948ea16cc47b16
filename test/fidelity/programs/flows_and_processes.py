from shown import show
import torch
import torch.nn as nn, torch.nn.functional as F, math, copy
import torch.distributions as D
from torch.distributions import constraints, transforms as T
import torch.nn.utils.parametrize as P
torch.manual_seed(501)
# own transforms, RealNVP as TransformedDistribution
class Coupling(D.Transform):
    domain = constraints.real_vector
    codomain = constraints.real_vector
    bijective = True
    def __init__(self, net, mask):
        super().__init__(cache_size=1)
        self.net, self.mask = net, mask
    def _st(self, x):
        s, t = self.net(x * self.mask).chunk(2, -1)
        return torch.tanh(s) * (1 - self.mask), t * (1 - self.mask)
    def _call(self, x):
        s, t = self._st(x)
        return x * self.mask + (1 - self.mask) * (x * s.exp() + t)
    def _inverse(self, y):
        s, t = self._st(y)
        return y * self.mask + (1 - self.mask) * (y - t) * torch.exp(-s)
    def log_abs_det_jacobian(self, x, y):
        return self._st(x)[0].sum(-1)
nets = nn.ModuleList([nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 4)) for _ in range(3)])
masks = [torch.tensor([1., 0.]), torch.tensor([0., 1.]), torch.tensor([1., 0.])]
flow = D.TransformedDistribution(D.Independent(D.Normal(torch.zeros(2), torch.ones(2)), 1), [Coupling(n, m) for n, m in zip(nets, masks)] + [T.AffineTransform(0.5, torch.tensor([2., 3.]), event_dim=1)])
opt = torch.optim.Adamax(nets.parameters(), 1e-2)
for i in range(3):
    x = torch.randn(16, 2) * torch.tensor([1., .3]) + 1
    loss = -flow.log_prob(x).mean()
    opt.zero_grad(); loss.backward(); opt.step(); show(loss)
show(flow.sample((3,)), flow.rsample((2,)).requires_grad, list(flow.event_shape), list(flow.batch_shape), flow.has_rsample)
show(*map(str, [flow.base_dist, flow.transforms[-1], T.ComposeTransform([T.ExpTransform(), T.SigmoidTransform().inv]), T.StackTransform([T.TanhTransform(), T.SoftplusTransform()])]))
tr = T.ComposeTransform([T.AffineTransform(1., 2.), T.SigmoidTransform(), T.PowerTransform(torch.tensor(2.))]); v = torch.randn(4)
show(tr(v), tr.inv(tr(v)), tr.log_abs_det_jacobian(v, tr(v)), T.StickBreakingTransform()(v), T.SoftmaxTransform()(v), T.CorrCholeskyTransform()(torch.randn(3)), T.LowerCholeskyTransform()(torch.randn(2, 2)), T.CumulativeDistributionTransform(D.Normal(0., 1.))(v), T.ReshapeTransform((4,), (2, 2))(v), T.CatTransform([T.ExpTransform(), T.identity_transform], dim=0, lengths=[1, 3])(v))
for c in (constraints.positive, constraints.unit_interval, constraints.simplex, constraints.interval(-1.5, 3.5), constraints.lower_cholesky, constraints.greater_than(2.5)):
    t = D.biject_to(c) if c not in (constraints.simplex, constraints.lower_cholesky) else D.transform_to(c)
    show(str(c), t(torch.arange(9.).view(3, 3) / 5 - 1), bool(c.check(t(torch.arange(9.).view(3, 3) / 5 - 1)).all()))
for d in (D.Normal(torch.zeros(2), 1.), D.Gamma(2., 3.), D.Dirichlet(torch.ones(3)), D.StudentT(4.), D.VonMises(0., 3.), D.Laplace(1., 2.), D.LogNormal(0., .5), D.HalfCauchy(1.), D.Gumbel(0., 2.), D.Kumaraswamy(2., 3.), D.LowRankMultivariateNormal(torch.zeros(3), torch.ones(3, 1), torch.ones(3)), D.OneHotCategorical(logits=torch.randn(4)), D.NegativeBinomial(3., .4), D.Binomial(5, torch.tensor(.3)), D.Geometric(.3), D.RelaxedOneHotCategorical(torch.tensor(.5), probs=torch.ones(3)), D.Wishart(4., torch.eye(2)), D.LKJCholesky(3, 1.5), D.InverseGamma(3., 2.), D.Weibull(1., 2.), D.Pareto(1., 3.), D.ContinuousBernoulli(.3), D.FisherSnedecor(3., 5.), D.Chi2(3.), D.MixtureSameFamily(D.Categorical(torch.ones(2)), D.Normal(torch.tensor([0., 1.]), torch.ones(2)))):
    s = d.sample((2,)); show(str(d)); show(s, d.log_prob(s))
    for a in ('mean', 'variance', 'mode', 'stddev'):
        try: show(getattr(d, a))
        except NotImplementedError: show('none', a)
    try: show(d.entropy())
    except NotImplementedError: show(str('no entropy'))
    try: show(d.cdf(s), list(d.expand((2, *d.batch_shape)).batch_shape), d.icdf(torch.tensor(.3)))
    except NotImplementedError: show(str('no cdf'))
# Gaussian process
X = torch.linspace(0, 3, 8, dtype=torch.double)[:, None]; y = torch.sin(2 * X[:, 0]) + 0.1 * torch.randn(8, dtype=torch.double)
class GP(nn.Module):
    def __init__(self):
        super().__init__()
        self.raw = nn.ParameterDict({'ls': nn.Parameter(torch.zeros((), dtype=torch.double)), 'os': nn.Parameter(torch.tensor(0.3, dtype=torch.double)), 'noise': nn.Parameter(torch.tensor(-2., dtype=torch.double))})
    def k(self, a, b):
        d = (a.unsqueeze(1) - b.unsqueeze(0)).pow(2).sum(-1)
        return F.softplus(self.raw['os']) * torch.exp(-.5 * d / F.softplus(self.raw['ls']) ** 2)
    def nll(self):
        K = self.k(X, X) + (F.softplus(self.raw['noise']) + 1e-6) * torch.eye(8, dtype=torch.double)
        L = torch.linalg.cholesky(K)
        al = torch.cholesky_solve(y[:, None], L)
        return .5 * (y @ al.squeeze()) + L.diagonal().log().sum() + 4 * math.log(2 * math.pi)
    def forward(self, Xs):
        K = self.k(X, X) + F.softplus(self.raw['noise']) * torch.eye(8).double()
        L, info = torch.linalg.cholesky_ex(K)
        a = torch.linalg.solve_triangular(L, self.k(X, Xs), upper=False)
        mu = a.T @ torch.linalg.solve_triangular(L, y[:, None], upper=False)
        return D.MultivariateNormal(mu.squeeze(-1), self.k(Xs, Xs) - a.T @ a + 1e-6 * torch.eye(len(Xs), dtype=Xs.dtype))
gp = GP(); show(str(gp)); opt = torch.optim.LBFGS(gp.parameters(), lr=.5, max_iter=6, history_size=4, line_search_fn='strong_wolfe')
def closure():
    opt.zero_grad(); l = gp.nll(); l.backward(); return l
for i in range(2): show(opt.step(closure), *gp.parameters())
post = gp(torch.tensor([[.5], [1.7], [4.]], dtype=torch.double)); show(post.mean, post.covariance_matrix, post.sample(), D.kl_divergence(post, D.MultivariateNormal(torch.zeros(3).double(), torch.eye(3).double())))
show(str(post))
# LoRA by parametrize, own
class LoRA(nn.Module):
    def __init__(self, i, o, r=2, alpha=4):
        super().__init__()
        self.A, self.B = nn.Parameter(torch.zeros(r, i)), nn.Parameter(torch.zeros(o, r))
        nn.init.normal_(self.A, mean=0, std=1); self.scale = alpha / r; self.enabled = True
    def forward(self, W): return W + torch.matmul(self.B, self.A).view(W.shape) * self.scale if self.enabled else W
net = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 2))
for m in net:
    if isinstance(m, nn.Linear): P.register_parametrization(m, 'weight', LoRA(m.in_features, m.out_features))
for n, p in net.named_parameters(): p.requires_grad_('original' not in n and 'bias' not in n)
show(str(net)); show([n for n, p in net.named_parameters() if p.requires_grad], P.is_parametrized(net[0]), P.is_parametrized(net[0], 'bias'), type(net[0]).__name__)
opt = torch.optim.SGD(filter(lambda p: p.requires_grad, net.parameters()), .1)
for _ in range(2): l = net(torch.randn(5, 4)).square().mean(); opt.zero_grad(); l.backward(); opt.step(); show(l)
net[0].parametrizations.weight[0].enabled = False; show(net[0].weight.equal(net[0].parametrizations.weight.original)); net[0].parametrizations.weight[0].enabled = True
P.remove_parametrizations(net[0], 'weight', leave_parametrized=True); show(net[0].weight, list(net.state_dict()))
class Pos(nn.Module):
    def forward(self, x): return x.exp()
    def right_inverse(self, x): return x.log()
lin = nn.Linear(2, 2); lin.weight.data.abs_(); w0 = lin.weight.clone(); P.register_parametrization(lin, 'weight', Pos()); show(lin.weight, torch.allclose(lin.weight, w0)); lin.weight = torch.full((2, 2), .5); show(lin.weight, lin.parametrizations.weight.original)
