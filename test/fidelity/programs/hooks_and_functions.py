from shown import show
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(14)


class GradReverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx, g):
        return g.neg() * ctx.alpha, None


class STE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, lo=-1.0, hi=1.0):
        ctx.save_for_backward(x)
        ctx.lo, ctx.hi = lo, hi
        return x.sign()

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * ((x >= ctx.lo) & (x <= ctx.hi)).to(g.dtype), None, None


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x * torch.sigmoid(x)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
        ctx.mark_non_differentiable()

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(x)
        return g * (s * (1 + x * (1 - s)))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Sequential(nn.Conv2d(3, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU())
        self.layer2 = nn.Sequential(nn.Conv2d(6, 8, 3, stride=2, padding=1), nn.ELU())
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(8, 5)
        self.dom = nn.Linear(8, 2)

    def forward(self, x):
        f = self.pool(self.layer2(Swish.apply(self.layer1(x)))).flatten(1)
        return self.fc(STE.apply(f)), self.dom(GradReverse.apply(f, 0.5))


net = Net()
x = torch.randn(2, 3, 8, 8)
acts, grads = {}, {}


def fwd(name):
    def hook(m, i, o):
        acts[name] = o.detach()

    return hook


h1 = net.layer1[0].register_forward_hook(fwd('conv1'))
h2 = net.layer2.register_forward_hook(fwd('layer2'))
h3 = net.layer2.register_full_backward_hook(lambda m, gi, go: grads.__setitem__('layer2', go[0]))
h4 = net.fc.register_forward_pre_hook(lambda m, a: (a[0] * 2,))
h5 = net.fc.register_forward_hook(lambda m, a, o: o + 1)
h6 = net.layer1.register_full_backward_pre_hook(lambda m, go: (go[0] * 0.5,))
a, d = net(x)
loss = F.cross_entropy(a, torch.tensor([1, 3])) + F.cross_entropy(d, torch.tensor([0, 1]))
loss.backward()
show(loss, a, acts['conv1'].mean(), grads['layer2'], net.layer1[0].weight.grad)
w = grads['layer2'].mean(dim=(2, 3), keepdim=True)
cam = F.relu((w * acts['layer2']).sum(1, keepdim=True))
cam = F.interpolate(cam, size=(8, 8), mode='bilinear', align_corners=False)
cam = (cam - cam.amin((2, 3), keepdim=True)) / (
    cam.amax((2, 3), keepdim=True) - cam.amin((2, 3), keepdim=True) + 1e-8
)
show(cam)
for h in (h1, h2, h3, h4, h5, h6):
    h.remove()
net.eval()
acts.clear()
show(net(x)[0], len(acts))
# FGSM and integrated gradients
x.requires_grad = True
l = F.nll_loss(F.log_softmax(net(x)[1], dim=1), torch.tensor([0, 1]))
net.zero_grad()
l.backward()
adv = torch.clamp(x + 0.1 * x.grad.sign(), -2, 2)
show(adv, l)
base = torch.zeros_like(x)
total = torch.zeros_like(x)
for k in range(1, 6):
    z = (base + k / 5 * (x - base)).detach().requires_grad_()
    (g,) = torch.autograd.grad(net(z)[1][:, 0].sum(), z)
    total += g
show(((x - base) * total / 5).sum(dim=(1, 2, 3)))
show(torch.autograd.gradcheck(Swish.apply, (torch.randn(4, dtype=torch.double, requires_grad=True),)))
with torch.autograd.set_detect_anomaly(True):
    try:
        (torch.tensor([-1.0], requires_grad=True).sqrt().sum() * 0).backward()
    except RuntimeError as e:
        show(str(e))
t = torch.tensor([1.0, 2.0], requires_grad=True)
t.register_hook(lambda g: g * 3)
(t**2).sum().backward()
show(t.grad)
J = torch.autograd.functional.jacobian(lambda v: (v**2).cumsum(0), torch.arange(3.0))
H = torch.autograd.functional.hessian(lambda v: (v**3).prod(), torch.tensor([1.0, 2.0, 3.0]))
show(J, H)


class Ex(nn.Module):
    def __init__(self, m, layers):
        super().__init__()
        self.m = m
        self._f = {l: torch.empty(0) for l in layers}
        [dict([*m.named_modules()])[l].register_forward_hook(self.save(l)) for l in layers]

    def save(self, l):
        def fn(_, __, o):
            self._f[l] = o

        return fn

    def forward(self, x):
        _ = self.m(x)
        return self._f


show([v.shape for v in Ex(net, ['layer1.1', 'layer2.0'])(x).values()])
