from shown import show
import torch, torch.nn as nn, torch.nn.functional as F, torch.nn.utils.parametrize as parametrize

torch.manual_seed(16)


class FakeQuant(nn.Module):
    def __init__(self, bits=8, sym=False):
        super().__init__()
        self.qmin, self.qmax = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if sym else (0, 2**bits - 1)
        self.sym = sym
        self.register_buffer('scale', torch.tensor(1.0))
        self.register_buffer('zp', torch.tensor(0, dtype=torch.int32))
        self.register_buffer('min_val', torch.tensor(float('inf')))
        self.register_buffer('max_val', torch.tensor(float('-inf')))

    def forward(self, x):
        if self.training:
            with torch.no_grad():
                self.min_val.copy_(torch.minimum(self.min_val, x.min()))
                self.max_val.copy_(torch.maximum(self.max_val, x.max()))
                lo, hi = torch.clamp(self.min_val, max=0.0), torch.clamp(self.max_val, min=0.0)
                if self.sym:
                    s = torch.max(-lo, hi) / ((self.qmax - self.qmin) / 2)
                    z = torch.zeros((), dtype=torch.int32)
                else:
                    s = (hi - lo) / (self.qmax - self.qmin)
                    z = (self.qmin - torch.round(lo / s)).clamp(self.qmin, self.qmax).to(torch.int32)
                self.scale.copy_(s.clamp(min=1e-8))
                self.zp.copy_(z)
        q = torch.clamp(torch.round(x / self.scale) + self.zp, self.qmin, self.qmax)
        return x + ((q - self.zp) * self.scale - x).detach()


class QLinear(nn.Linear):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.wq = FakeQuant(4, True)
        self.aq = FakeQuant(8)

    def forward(self, x):
        return F.linear(self.aq(x), self.wq(self.weight), self.bias)


net = nn.Sequential(QLinear(6, 8), nn.ReLU6(), QLinear(8, 3, bias=False))
opt = torch.optim.NAdam(net.parameters(), lr=1e-2)
for _ in range(4):
    l = F.huber_loss(net(torch.randn(5, 6)), torch.randn(5, 3), delta=0.5)
    opt.zero_grad()
    l.backward()
    opt.step()
    show(l.item())
net.eval()
show(net(torch.ones(1, 6)), net[0].wq.scale, net[0].aq.zp.item(), list(net.state_dict()))
show(
    torch.fake_quantize_per_tensor_affine(torch.linspace(-1, 1, 9), 0.1, 3, 0, 15),
    torch.quantize_per_tensor(torch.linspace(-1, 1, 5), 0.05, 10, torch.quint8).int_repr().int(),
)


# parametrize
class Sym(nn.Module):
    def forward(self, x):
        return x.triu() + x.triu(1).transpose(-1, -2)

    def right_inverse(self, a):
        return a.triu()


class MatExp(nn.Module):
    def forward(self, x):
        return torch.matrix_exp(x - x.mT)


lin = nn.Linear(4, 4)
parametrize.register_parametrization(lin, 'weight', Sym())
parametrize.register_parametrization(lin, 'weight', MatExp())
show(lin.weight, lin.weight @ lin.weight.T)
o = torch.optim.RAdam(lin.parameters(), lr=0.05)
for _ in range(3):
    l = (lin(torch.eye(4)) - torch.ones(4, 4)).pow(2).sum()
    o.zero_grad()
    l.backward()
    o.step()
    show(l.item())
with parametrize.cached():
    show(lin.weight is lin.weight)
show(parametrize.is_parametrized(lin), [n for n, _ in lin.named_parameters()])
parametrize.remove_parametrizations(lin, 'weight', leave_parametrized=True)
show(lin.weight, [n for n, _ in lin.named_parameters()])
orth = nn.utils.parametrizations.orthogonal(nn.Linear(5, 3))
show(orth.weight, torch.dist(orth.weight @ orth.weight.T, torch.eye(3)) < 1e-5)
sn = nn.utils.parametrizations.spectral_norm(nn.Conv2d(2, 3, 3), n_power_iterations=2)
sn(torch.randn(1, 2, 5, 5)).sum().backward()
show(sn.weight, sn.parametrizations.weight.original.grad)
wn = nn.utils.parametrizations.weight_norm(nn.Linear(3, 2), dim=None)
wn.weight = torch.ones(2, 3)
show(
    wn.parametrizations.weight.original0,
    (
        wn.parametrizations.weight[0].__class__.__name__
        if hasattr(wn.parametrizations.weight, '__getitem__')
        else ''
    ),
)
import torch.nn.utils.prune as prune

m = nn.Conv2d(2, 4, 3)
prune.ln_structured(m, 'weight', amount=0.5, n=2, dim=0)
prune.random_unstructured(m, 'bias', amount=1)
show(m.weight_mask.sum((1, 2, 3)), m.bias)
