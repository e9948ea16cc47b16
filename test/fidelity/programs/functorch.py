from shown import show
import torch, torch.nn as nn, torch.nn.functional as F
from torch.func import functional_call, vmap, grad, jacrev, jacfwd, hessian, vjp, jvp, stack_module_state

torch.manual_seed(15)


class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(4, 6)
        self.fc2 = nn.Linear(6, 3)

    def forward(self, x):
        return self.fc2(torch.tanh(self.fc1(x)))


net = M()
x, y = torch.randn(5, 4), torch.randint(0, 3, (5,))
params = {k: v.detach() for k, v in net.named_parameters()}
buffers = {k: v.detach() for k, v in net.named_buffers()}


def compute_loss(params, buffers, sample, target):
    o = functional_call(net, (params, buffers), (sample.unsqueeze(0),))
    return F.cross_entropy(o, target.unsqueeze(0))


per = vmap(grad(compute_loss), in_dims=(None, None, 0, 0))(params, buffers, x, y)
show([per[k] for k in per])
norms = torch.stack([g.flatten(1).norm(dim=1) for g in per.values()]).norm(dim=0)
clip = (1.0 / (norms + 1e-6)).clamp(max=1.0)
show(norms, torch.einsum('n...,n->...', per['fc1.weight'], clip))
f = lambda x: torch.sin(x).sum(-1) * x[0]
v = torch.randn(4)
show(
    jacrev(f)(v),
    jacfwd(f)(v),
    hessian(lambda z: (z**3).sum())(v),
    vjp(f, v)[1](torch.tensor(1.0))[0],
    jvp(f, (v,), (torch.ones(4),)),
)


# NTK
def fnet(params, x):
    return functional_call(net, params, (x.unsqueeze(0),)).squeeze(0)


def ntk(a, b):
    j1 = [j.flatten(2) for j in vmap(jacrev(fnet), (None, 0))(params, a).values()]
    j2 = [j.flatten(2) for j in vmap(jacrev(fnet), (None, 0))(params, b).values()]
    return torch.stack([torch.einsum('Naf,Mbf->NMab', q, r) for q, r in zip(j1, j2)]).sum(0)


show(ntk(x[:2], x[2:]))
# ensembles
models = [M() for _ in range(3)]
ps, bs = stack_module_state(models)
import copy

base = copy.deepcopy(models[0]).to('meta')
show(vmap(lambda q, b, z: functional_call(base, (q, b), (z,)), in_dims=(0, 0, None))(ps, bs, x))
# MAML
meta = nn.Sequential(nn.Linear(1, 8), nn.ReLU(), nn.Linear(8, 1))
opt = torch.optim.Adam(meta.parameters(), lr=1e-2)
for it in range(3):
    outer = 0.0
    for task in range(2):
        amp, ph = torch.rand(1) * 4 + 1, torch.rand(1) * 3
        xs, xq = torch.rand(5, 1) * 10 - 5, torch.rand(5, 1) * 10 - 5
        fast = dict(meta.named_parameters())
        for _ in range(2):
            l = F.mse_loss(functional_call(meta, fast, xs), amp * torch.sin(xs + ph))
            gs = torch.autograd.grad(l, fast.values(), create_graph=True)
            fast = {k: w - 0.01 * g for (k, w), g in zip(fast.items(), gs)}
        outer = outer + F.mse_loss(functional_call(meta, fast, (xq,)), amp * torch.sin(xq + ph))
    opt.zero_grad()
    (outer / 2).backward()
    opt.step()
    show(outer.item())
show(meta[0].weight.grad)
# physics-informed
u = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
xt = torch.rand(6, 2, requires_grad=True)
out = u(xt)
g1 = torch.autograd.grad(out, xt, torch.ones_like(out), create_graph=True)[0]
ux, ut = g1[:, :1], g1[:, 1:]
uxx = torch.autograd.grad(ux, xt, torch.ones_like(ux), create_graph=True)[0][:, 0:1]
res = (ut + out * ux - 0.01 / torch.pi * uxx).pow(2).mean()
res.backward()
show(res, u[0].weight.grad)
