from shown import show
import math, torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(20)


# deep equilibrium
class Cell(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c1 = nn.Conv2d(c, c, 3, padding=1, bias=False)
        self.n1 = nn.GroupNorm(2, c)
        self.c1.weight.data.normal_(0, 0.01)

    def forward(self, z, x):
        return self.n1(F.relu(z + F.relu(x + self.c1(z))))


def anderson(f, x0, m=3, lam=1e-4, max_iter=8, tol=1e-4, beta=1.0):
    bsz, d, H, W = x0.shape
    X = torch.zeros(bsz, m, d * H * W, dtype=x0.dtype)
    Fm = torch.zeros_like(X)
    X[:, 0], Fm[:, 0] = x0.view(bsz, -1), f(x0).view(bsz, -1)
    X[:, 1], Fm[:, 1] = Fm[:, 0], f(Fm[:, 0].view_as(x0)).view(bsz, -1)
    Hm = torch.zeros(bsz, m + 1, m + 1)
    Hm[:, 0, 1:] = Hm[:, 1:, 0] = 1
    y = torch.zeros(bsz, m + 1, 1)
    y[:, 0] = 1
    res = []
    for k in range(2, max_iter):
        n = min(k, m)
        G = Fm[:, :n] - X[:, :n]
        Hm[:, 1 : n + 1, 1 : n + 1] = torch.bmm(G, G.transpose(1, 2)) + lam * torch.eye(n)[None]
        alpha = torch.linalg.solve(Hm[:, : n + 1, : n + 1], y[:, : n + 1])[:, 1 : n + 1, 0]
        X[:, k % m] = (
            beta * (alpha[:, None] @ Fm[:, :n])[:, 0] + (1 - beta) * (alpha[:, None] @ X[:, :n])[:, 0]
        )
        Fm[:, k % m] = f(X[:, k % m].view_as(x0)).view(bsz, -1)
        res.append((Fm[:, k % m] - X[:, k % m]).norm().item() / (1e-5 + Fm[:, k % m].norm().item()))
        if res[-1] < tol:
            break
    return X[:, k % m].view_as(x0), res


class DEQ(nn.Module):
    def __init__(self, f):
        super().__init__()
        self.f = f

    def forward(self, x):
        with torch.no_grad():
            z, self.res = anderson(lambda z: self.f(z, x), torch.zeros_like(x))
        z = self.f(z, x)
        z0 = z.clone().detach().requires_grad_()
        f0 = self.f(z0, x)

        def hook(g):
            r, self.bres = anderson(lambda y: torch.autograd.grad(f0, z0, y, retain_graph=True)[0] + g, g)
            return r

        if z.requires_grad:
            z.register_hook(hook)
        return z


deq = DEQ(Cell(4))
lin = nn.Linear(64, 3)
opt = torch.optim.Adam([*deq.parameters(), *lin.parameters()], lr=1e-2)
for _ in range(2):
    x = torch.randn(2, 4, 4, 4)
    l = F.cross_entropy(lin(deq(x).flatten(1)), torch.tensor([0, 2]))
    opt.zero_grad()
    l.backward()
    opt.step()
    show(l.item(), deq.res, deq.bres)
show(deq.f.c1.weight.grad)


# normalizing flow
class Coupling(nn.Module):
    def __init__(self, d, mask):
        super().__init__()
        self.register_buffer('mask', mask)
        self.s = nn.Sequential(nn.Linear(d, 8), nn.LeakyReLU(), nn.Linear(8, d), nn.Tanh())
        self.t = nn.Sequential(nn.Linear(d, 8), nn.LeakyReLU(), nn.Linear(8, d))

    def forward(self, x):
        m = self.mask
        s, t = self.s(x * m) * (1 - m), self.t(x * m) * (1 - m)
        return x * m + (1 - m) * (x * torch.exp(s) + t), s.sum(1)

    def inverse(self, z):
        m = self.mask
        s, t = self.s(z * m) * (1 - m), self.t(z * m) * (1 - m)
        return z * m + (1 - m) * (z - t) * torch.exp(-s)


flow = nn.ModuleList(
    [Coupling(2, torch.tensor([1.0, 0.0]) if i % 2 else torch.tensor([0.0, 1.0])) for i in range(4)]
)
o = torch.optim.Adamax(flow.parameters(), lr=5e-3)
for _ in range(4):
    th = torch.rand(16) * math.pi
    x = torch.stack([th.cos(), th.sin()], 1) + 0.05 * torch.randn(16, 2)
    z, ld = x, 0
    for f in flow:
        z, d = f(z)
        ld = ld + d
    nll = (0.5 * z.pow(2).sum(1) + math.log(2 * math.pi) - ld).mean()
    o.zero_grad()
    nll.backward()
    o.step()
    show(nll.item())
with torch.no_grad():
    y = z
    for f in reversed(flow):
        y = f.inverse(y)
show((y - x).abs().max() < 0.1, y)
# VAE
enc, mu, lv, dec = (
    nn.Linear(6, 8),
    nn.Linear(8, 2),
    nn.Linear(8, 2),
    nn.Sequential(nn.Linear(2, 8), nn.Softplus(), nn.Linear(8, 6), nn.Sigmoid()),
)
ps = [q for m in (enc, mu, lv, dec) for q in m.parameters()]
o = torch.optim.ASGD(ps, lr=1e-2)
for _ in range(3):
    x = torch.rand(4, 6)
    h = torch.relu(enc(x))
    m, v = mu(h), lv(h)
    z = m + torch.exp(0.5 * v) * torch.randn_like(v)
    l = F.binary_cross_entropy(dec(z), x, reduction='sum') - 0.5 * torch.sum(1 + v - m.pow(2) - v.exp())
    o.zero_grad()
    l.backward()
    o.step()
    show(l.item())
# VQ
cb = nn.Embedding(5, 3)
cb.weight.data.uniform_(-1 / 5, 1 / 5)
z = torch.randn(7, 3, requires_grad=True)
d = z.pow(2).sum(1, keepdim=True) + cb.weight.pow(2).sum(1) - 2 * torch.matmul(z, cb.weight.t())
idx = torch.argmin(d, dim=1).unsqueeze(1)
one = torch.zeros(7, 5)
one.scatter_(1, idx, 1)
q = torch.matmul(one, cb.weight)
l = F.mse_loss(q.detach(), z) * 0.25 + F.mse_loss(q, z.detach())
q = z + (q - z).detach()
(l + q.sum()).backward()
avg = one.mean(0)
show(l, z.grad, cb.weight.grad, torch.exp(-torch.sum(avg * torch.log(avg + 1e-10))))
