from shown import show
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(23)


class SpectralConv2d(nn.Module):
    def __init__(self, i, o, m1, m2):
        super().__init__()
        self.m1, self.m2, self.o = m1, m2, o
        s = 1 / (i * o)
        self.w1 = nn.Parameter(s * torch.rand(i, o, m1, m2, dtype=torch.cfloat))
        self.w2 = nn.Parameter(s * torch.rand(i, o, m1, m2, dtype=torch.cfloat))

    def forward(self, x):
        B = x.shape[0]
        ft = torch.fft.rfft2(x)
        out = torch.zeros(B, self.o, x.size(-2), x.size(-1) // 2 + 1, dtype=torch.cfloat)
        out[:, :, : self.m1, : self.m2] = torch.einsum(
            'bixy,ioxy->boxy', ft[:, :, : self.m1, : self.m2], self.w1
        )
        out[:, :, -self.m1 :, : self.m2] = torch.einsum(
            'bixy,ioxy->boxy', ft[:, :, -self.m1 :, : self.m2], self.w2
        )
        return torch.fft.irfft2(out, s=(x.size(-2), x.size(-1)))


class FNO(nn.Module):
    def __init__(self):
        super().__init__()
        self.p = nn.Linear(3, 4)
        self.c = SpectralConv2d(4, 4, 3, 2)
        self.w = nn.Conv2d(4, 4, 1)
        self.q = nn.Linear(4, 1)

    def grid(self, shape):
        b, x, y = shape[0], shape[1], shape[2]
        gx, gy = torch.meshgrid(torch.linspace(0, 1, x), torch.linspace(0, 1, y), indexing='ij')
        return torch.stack((gx, gy), -1).unsqueeze(0).repeat(b, 1, 1, 1)

    def forward(self, x):
        x = self.p(torch.cat((x, self.grid(x.shape)), dim=-1)).permute(0, 3, 1, 2)
        x = F.gelu(self.c(x) + self.w(x))
        return self.q(x.permute(0, 2, 3, 1))


net = FNO()
opt = torch.optim.Adam(net.parameters(), lr=1e-2)
for _ in range(3):
    x = torch.randn(2, 8, 8, 1)
    y = x.roll((1, 2), dims=(1, 2))
    o = net(x)
    l = torch.norm(o.reshape(2, -1) - y.reshape(2, -1), 2, 1) / torch.norm(y.reshape(2, -1), 2, 1)
    l = l.mean()
    opt.zero_grad()
    l.backward()
    opt.step()
    show(l.item())
show(net.c.w1, net.c.w1.grad)


class CLinear(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.re, self.im = nn.Linear(i, o, bias=False), nn.Linear(i, o, bias=False)

    def forward(self, z):
        return torch.complex(self.re(z.real) - self.im(z.imag), self.re(z.imag) + self.im(z.real))


def modrelu(z, b):
    return torch.polar(F.relu(z.abs() + b), z.angle())


c = CLinear(3, 4)
b = nn.Parameter(torch.full((4,), -0.1))
z = torch.randn(5, 3, dtype=torch.complex64)
o = modrelu(c(z), b)
l = (o * o.conj()).real.sum() + o.imag.pow(2).mean()
l.backward()
show(o, l, c.re.weight.grad, b.grad)
w = torch.randn(3, 3, dtype=torch.cdouble, requires_grad=True)
H = w @ w.mH
ev = torch.linalg.eigvalsh(H)
ev.sum().backward()
show(ev, w.grad, torch.linalg.det(H), torch.view_as_real(w))
show(
    torch.fft.fftshift(torch.fft.fft(torch.arange(6.0))),
    torch.fft.fftfreq(6, d=0.5),
    torch.fft.ifft2(torch.fft.fft2(torch.eye(3))),
    torch.fft.rfftn(torch.arange(24.0).view(2, 3, 4), dim=(1, 2), norm='ortho'),
)
a, k = torch.randn(20), torch.randn(5)
n = 24
conv = torch.fft.irfft(torch.fft.rfft(a, n) * torch.fft.rfft(k, n), n)
show(conv, torch.allclose(conv, F.conv1d(a[None, None], k.flip(0)[None, None], padding=4)[0, 0], atol=1e-5))


# S4-like scan / rotary
def rope(x, base=10000):
    d = x.size(-1)
    f = 1.0 / (base ** (torch.arange(0, d, 2).float() / d))
    t = torch.arange(x.size(-2)).float()
    fc = torch.polar(torch.ones(x.size(-2), d // 2), torch.outer(t, f))
    return torch.view_as_real(torch.view_as_complex(x.float().reshape(*x.shape[:-1], -1, 2)) * fc).flatten(-2)


show(rope(torch.randn(2, 3, 5, 4)))
dt, A, B, C = torch.rand(4), -torch.rand(3), torch.randn(3), torch.randn(3)
h = torch.zeros(3)
ys = []
for t in range(4):
    h = torch.exp(dt[t] * A) * h + dt[t] * B * t
    ys.append(C @ h)
show(torch.stack(ys))
