from shown import show
import math, torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(30)
X = torch.cat([torch.randn(15, 3) + torch.tensor([2.0, 0, 1]), torch.randn(15, 3) - 1])
y = (torch.arange(30) >= 15).long()
# PCA, whitening, k-means, GMM
Xc = X - X.mean(0, keepdim=True)
U, S, Vh = torch.linalg.svd(Xc, full_matrices=False)
show((Xc @ Vh.mT[:, :2]).abs(), S**2 / (len(X) - 1))
z = (X - X.mean(0)) / X.std(0)
show(z.cov())
c = X[torch.randperm(30)[:2]].clone()
for _ in range(5):
    a = torch.cdist(X, c).argmin(1)
    c = torch.stack([X[a == k].mean(0) if (a == k).any() else c[k] for k in range(2)])
show(c, a, torch.bincount(a))
mu, var, pi = c.clone(), torch.ones(2, 3), torch.full((2,), 0.5)
for _ in range(4):
    lp = -0.5 * (((X[:, None] - mu) ** 2) / var + var.log() + math.log(2 * math.pi)).sum(-1) + pi.log()
    r = torch.softmax(lp, 1)
    n = r.sum(0)
    mu = (r.T @ X) / n[:, None]
    var = (r[..., None] * (X[:, None] - mu) ** 2).sum(0) / n[:, None] + 1e-6
    pi = n / n.sum()
show(mu, var, pi, torch.logsumexp(lp, 1).mean())
# logistic regression, LBFGS; SVM; ridge; GP
w = torch.zeros(3, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
o = torch.optim.LBFGS([w, b], lr=0.5, max_iter=10, line_search_fn='strong_wolfe')


def closure():
    o.zero_grad()
    l = (
        F.binary_cross_entropy_with_logits(X @ w + b, y.float(), pos_weight=torch.tensor(1.5))
        + 0.01 * w.square().sum()
    )
    l.backward()
    return l


for _ in range(2):
    show(o.step(closure))
show(w, b, ((X @ w + b).sigmoid() > 0.5).eq(y.bool()).float().mean())
v = nn.Linear(3, 1)
o = torch.optim.SGD(v.parameters(), lr=0.05)
t = y * 2.0 - 1
for _ in range(3):
    l = torch.clamp(1 - t * v(X).squeeze(-1), min=0).mean() + 0.01 * v.weight.norm() ** 2
    o.zero_grad()
    l.backward()
    o.step()
    show(l.item())
show(
    torch.linalg.solve(X.T @ X + 0.1 * torch.eye(3), X.T @ t),
    torch.linalg.matrix_rank(X),
    torch.linalg.cond(X.T @ X),
)
xs = torch.linspace(-3, 3, 8, dtype=torch.double)[:, None]
ys = xs.sin().squeeze()
ls = torch.tensor(0.0, dtype=torch.double, requires_grad=True)
ns = torch.tensor(-2.0, dtype=torch.double, requires_grad=True)
o = torch.optim.Rprop([ls, ns], lr=0.05)
for _ in range(4):
    K = torch.exp(-0.5 * torch.cdist(xs, xs) ** 2 / ls.exp() ** 2) + ns.exp() * torch.eye(
        8, dtype=torch.double
    )
    L = torch.linalg.cholesky(K)
    al = torch.cholesky_solve(ys[:, None], L)
    nll = 0.5 * ys @ al.squeeze() + L.diagonal().log().sum() + 4 * math.log(2 * math.pi)
    o.zero_grad()
    nll.backward()
    o.step()
    show(nll.item())
q = torch.tensor([[0.5], [1.7]], dtype=torch.double)
Ks = torch.exp(-0.5 * torch.cdist(q, xs) ** 2 / ls.exp() ** 2)
show(Ks @ al, 1 - (torch.linalg.solve_triangular(L, Ks.T, upper=False) ** 2).sum(0))
# metrics and losses
lo = torch.randn(6, 4)
tg = torch.tensor([0, 3, 1, 2, 2, 0])
oh = F.one_hot(tg, 4).float()
show(
    F.cross_entropy(lo, oh),
    F.cross_entropy(lo, tg, weight=torch.tensor([1.0, 2, 3, 4]), reduction='none'),
    F.binary_cross_entropy_with_logits(lo, oh, reduction='sum'),
    F.kl_div(lo.log_softmax(1), oh * 0.9 + 0.025, reduction='batchmean'),
    F.poisson_nll_loss(lo, oh),
    F.gaussian_nll_loss(lo, oh, lo.exp()),
    F.hinge_embedding_loss(lo, oh * 2 - 1),
    F.soft_margin_loss(lo, oh * 2 - 1),
    F.multilabel_soft_margin_loss(lo, oh),
    F.cosine_embedding_loss(lo, lo.flip(0), torch.ones(6)),
    F.l1_loss(lo, oh),
    F.smooth_l1_loss(lo, oh, beta=0.5),
    F.multilabel_margin_loss(lo, torch.tensor([[0, -1, 0, 0]] * 6)),
    F.nll_loss(lo.log_softmax(1), tg, ignore_index=2),
    F.triplet_margin_loss(lo, lo * 0.9, lo.flip(0)),
    F.margin_ranking_loss(lo[:, 0], lo[:, 1], torch.ones(6)),
)
ce = F.cross_entropy(lo, tg, reduction='none')
show((0.25 * (1 - torch.exp(-ce)) ** 2 * ce).mean())
pr = lo.argmax(1)
cm = torch.zeros(4, 4, dtype=torch.long).index_put_(
    (tg, pr), torch.ones(6, dtype=torch.long), accumulate=True
)
show(cm, cm.diag() / cm.sum(1).clamp(min=1), lo.topk(2, 1).indices.eq(tg[:, None]).any(1).float().mean())
sc, lb = torch.rand(20), torch.rand(20) > 0.5
od = sc.argsort(descending=True)
tp = lb[od].cumsum(0)
fp = (~lb[od]).cumsum(0)
tpr, fpr = tp / tp[-1], fp / fp[-1]
show(torch.trapz(tpr, fpr), (tp / (tp + fp))[lb[od]].mean())
bx = torch.rand(5, 4) * 10
bx[:, 2:] += bx[:, :2]
s = torch.rand(5)
ar = (bx[:, 2] - bx[:, 0]) * (bx[:, 3] - bx[:, 1])
ltp, rb = torch.max(bx[:, None, :2], bx[:, :2]), torch.min(bx[:, None, 2:], bx[:, 2:])
wh = (rb - ltp).clamp(min=0)
it = wh[..., 0] * wh[..., 1]
iou = it / (ar[:, None] + ar - it)
keep = []
od = s.argsort(descending=True).tolist()
while od:
    i = od.pop(0)
    keep.append(i)
    od = [j for j in od if iou[i, j] <= 0.3]
show(iou, keep)
A = torch.randn(3, 3)
x0 = torch.zeros(3)
P = torch.eye(3)
for k in range(3):
    x0 = A @ x0
    P = A @ P @ A.T + 0.1 * torch.eye(3)
    H = torch.eye(2, 3)
    Sx = H @ P @ H.T + 0.2 * torch.eye(2)
    G = P @ H.T @ torch.inverse(Sx)
    x0 = x0 + G @ (torch.ones(2) * k - H @ x0)
    P = (torch.eye(3) - G @ H) @ P
show(x0, P, torch.logdet(P), torch.linalg.slogdet(A))
