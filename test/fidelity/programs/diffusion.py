from shown import show
import math, torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(12)


def timestep_embedding(t, dim, max_period=10000):
    half = dim // 2
    freqs = torch.exp(-math.log(max_period) * torch.arange(start=0, end=half, dtype=torch.float32) / half)
    args = t[:, None].float() * freqs[None]
    return torch.cat([torch.cos(args), torch.sin(args)], dim=-1)


class Res(nn.Module):
    def __init__(self, i, o, t):
        super().__init__()
        self.c1 = nn.Conv2d(i, o, 3, padding=1)
        self.c2 = nn.Conv2d(o, o, 3, padding=1)
        self.t = nn.Linear(t, 2 * o)
        self.n1 = nn.GroupNorm(2, i)
        self.n2 = nn.GroupNorm(2, o)
        self.skip = nn.Conv2d(i, o, 1) if i != o else nn.Identity()

    def forward(self, x, e):
        h = self.c1(F.silu(self.n1(x)))
        s, b = self.t(F.silu(e))[:, :, None, None].chunk(2, dim=1)
        return self.c2(F.silu(self.n2(h) * (1 + s) + b)) + self.skip(x)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Sequential(nn.Linear(8, 16), nn.SiLU(), nn.Linear(16, 16))
        self.lab = nn.Embedding(4, 16)
        self.inp = nn.Conv2d(1, 4, 3, padding=1)
        self.d = Res(4, 8, 16)
        self.m = Res(8, 8, 16)
        self.u = Res(12, 4, 16)
        self.o = nn.Conv2d(4, 1, 3, padding=1)

    def forward(self, x, t, y=None):
        e = self.emb(timestep_embedding(t, 8))
        if y is not None:
            e = e + self.lab(y)
        a = self.inp(x)
        h = self.d(a, e)
        h = F.avg_pool2d(h, 2)
        h = self.m(h, e)
        h = F.interpolate(h, scale_factor=2, mode='nearest')
        return self.o(self.u(torch.cat([h, a], 1), e))


T = 10
s = 0.008
ts = torch.linspace(0, T, T + 1)
ac = torch.cos(((ts / T) + s) / (1 + s) * math.pi * 0.5) ** 2
ac = ac / ac[0]
betas = torch.clip(1 - ac[1:] / ac[:-1], 0.0001, 0.9999)
alphas = 1.0 - betas
acp = torch.cumprod(alphas, dim=0)
acp_prev = F.pad(acp[:-1], (1, 0), value=1.0)
post = betas * (1 - acp_prev) / (1 - acp)


def extract(a, t, shape):
    return a.gather(-1, t).reshape(t.shape[0], *((1,) * (len(shape) - 1)))


net = Net()
ema = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.9))
opt = torch.optim.AdamW(net.parameters(), lr=2e-3)
for i in range(5):
    x = torch.rand(3, 1, 8, 8) * 2 - 1
    t = torch.randint(0, T, (3,)).long()
    y = torch.randint(0, 4, (3,))
    n = torch.randn_like(x)
    xt = extract(acp.sqrt(), t, x.shape) * x + extract((1 - acp).sqrt(), t, x.shape) * n
    loss = F.smooth_l1_loss(net(xt, t, y if torch.rand(1) < 0.8 else None), n)
    opt.zero_grad()
    loss.backward()
    opt.step()
    ema.update_parameters(net)
    show(loss.item())


@torch.no_grad()
def sample():
    ema.eval()
    x = torch.randn(2, 1, 8, 8)
    for i in reversed(range(T)):
        t = torch.full((2,), i, dtype=torch.long)
        y = torch.tensor([1, 2])
        e = 2.0 * ema(x, t, y) - 1.0 * ema(x, t)
        mean = extract((1 / alphas).sqrt(), t, x.shape) * (
            x - extract(betas, t, x.shape) * e / extract((1 - acp).sqrt(), t, x.shape)
        )
        x = mean if i == 0 else mean + torch.sqrt(extract(post, t, x.shape)) * torch.randn_like(x)
    return x.clamp(-1, 1)


show(sample(), ema.n_averaged)
