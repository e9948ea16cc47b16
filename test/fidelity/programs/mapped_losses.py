from shown import show
import torch
import torch.nn as nn, torch.nn.functional as F
from torch.func import functional_call, grad, hessian, jacfwd, jacrev, jvp
from torch import vmap
torch.manual_seed(5)
net = nn.Sequential(nn.Conv2d(1, 3, 3), nn.ReLU(), nn.Flatten(), nn.Linear(3 * 4 * 4, 5))
p = {k: v.detach() for k, v in net.named_parameters()}
x, y = torch.randn(4, 1, 6, 6), torch.tensor([1, 4, 0, 2])
def loss(p, x, y, **k):
    return F.cross_entropy(functional_call(net, p, x.unsqueeze(0)), y.unsqueeze(0), **k)
w = torch.rand(5)
for k in ({}, {'label_smoothing': 0.1}, {'weight': w}, {'ignore_index': 0}, {'reduction': 'sum'}, {'weight': w, 'reduction': 'sum', 'ignore_index': 4}):
    g = vmap(grad(lambda p, x, y: loss(p, x, y, **k)), in_dims=(None, 0, 0))(p, x, y)
    show(g['3.bias'], g['0.weight'][0])
logits, t = torch.randn(3, 4, 5), torch.randint(5, (3, 4))
for red in ('none', 'mean', 'sum'):
    show(vmap(lambda a, b: F.cross_entropy(a, b, reduction=red, ignore_index=2, weight=w))(logits, t))
    show(vmap(lambda a, b: F.nll_loss(a, b, reduction=red))(logits[:, 0], t[:, 0]))
    show(vmap(lambda a: F.nll_loss(a, t[0], reduction=red))(logits))
    show(vmap(lambda b: F.nll_loss(logits[0], b, reduction=red))(t))
    im, m = torch.randn(2, 2, 3, 4, 4), torch.randint(3, (2, 2, 4, 4))
    show(vmap(lambda a, b: F.cross_entropy(a, b, reduction=red))(im, m).sum())
    a, b = torch.randn(3, 6), torch.randn(3, 6)
    for f in (F.mse_loss, F.l1_loss, F.smooth_l1_loss, F.huber_loss, lambda a, b, reduction: F.smooth_l1_loss(a, b, reduction=reduction, beta=0.3), lambda a, b, reduction: F.huber_loss(a, b, reduction=reduction, delta=0.4), F.binary_cross_entropy_with_logits, F.kl_div, F.poisson_nll_loss):
        show(vmap(grad(lambda a, b: f(a, b, reduction=red).sum(), argnums=(0, 1)))(a, b.abs()))
show(vmap(jacrev(lambda a, b: F.cross_entropy(a, b, reduction='none')))(logits, t).sum((1, 2)))
h = hessian(lambda p: F.cross_entropy(functional_call(net, p, (x,)), y))(p)
show(h['3.bias']['3.bias'], h['0.bias']['3.bias'])
h = hessian(lambda a: F.mse_loss(a, b[0]))(a[0]); show(h)
show(jacfwd(jacrev(lambda a: F.smooth_l1_loss(a, b[0])))(a[0]))
show(jvp(lambda a: F.cross_entropy(a, t[0]), (logits[0],), (torch.ones(4, 5),)))
show(vmap(lambda s, u, v: torch.addr(s, u, v, beta=0.5, alpha=2))(torch.randn(2, 3, 4), torch.randn(2, 3), torch.randn(2, 4)))
show(vmap(lambda u, v: torch.addr(torch.ones(3, 4), u, v, beta=0))(torch.randn(2, 3), torch.randn(2, 4)))
show(vmap(lambda u: torch.addr(torch.ones(3, 4, dtype=torch.bool), u, torch.tensor([True, False, True, True])))(torch.rand(2, 3) > 0.5))
hh = torch.randn(3, 6).half()
show(vmap(grad(lambda a, b: F.mse_loss(a, b)))(hh, hh.flip(0)))
show(vmap(grad(lambda a, b: F.smooth_l1_loss(a, b)))(hh.bfloat16(), hh.flip(0).bfloat16()))
ft = hessian(lambda q: F.cross_entropy(F.layer_norm(q.view(2, 5), (5,)), t[0, :2]))(logits[0, :2].flatten()); show(ft.diag())
show(hessian(lambda q: F.nll_loss(F.log_softmax(q.view(2, 5), 1), t[0, :2]))(logits[0, :2].flatten()).diag())
show(hessian(lambda q: F.logsigmoid(q).sum())(logits[0, 0]).diag())
show(hessian(lambda q: F.cross_entropy(q[None, :, None, None].expand(1, 5, 2, 2), torch.zeros(1, 2, 2).long()))(logits[0, 0]).diag())
bn = nn.BatchNorm1d(5).eval()
show(hessian(lambda q: bn(q.view(2, 5)).pow(3).sum())(logits[0, :2].flatten()).diag())
show(torch.func.hessian(lambda q: F.batch_norm(q.view(2, 5), None, None, training=True).pow(3).sum())(logits[0, :2].flatten()).diag())
show(torch.func.hessian(lambda q: q.view(2, 5)[:, :2].trace() ** 3)(logits[0, :2].flatten()).diag())
