from shown import show
import torch, torch.nn as nn, torch.nn.functional as F
import torch.nn.utils.parametrize as parametrize
import torch.nn.utils.prune as prune

torch.manual_seed(36)


def small():
    return nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(64, 3))


net = small()
conv = net[0]
prune.random_unstructured(conv, name='weight', amount=0.3)
show([n for n, _ in conv.named_parameters()], [n for n, _ in conv.named_buffers()], conv.weight, len(conv._forward_pre_hooks))
prune.l1_unstructured(conv, name='bias', amount=2)
prune.ln_structured(conv, name='weight', amount=0.5, n=2, dim=0)
for hook in conv._forward_pre_hooks.values():
    if hook._tensor_name == 'weight':
        break
show([type(each).__name__ for each in hook], conv.weight, list(net.state_dict()))
prune.remove(conv, 'weight')
show([n for n, _ in conv.named_parameters()], [n for n, _ in conv.named_buffers()])
pairs = ((net[0], 'weight'), (net[3], 'weight'))
prune.global_unstructured(pairs, pruning_method=prune.L1Unstructured, amount=0.2)
show('{:.2f}%'.format(100.0 * float(sum(torch.sum(m.weight == 0) for m, _ in pairs)) / float(sum(m.weight.nelement() for m, _ in pairs))))


class EveryOther(prune.BasePruningMethod):
    PRUNING_TYPE = 'unstructured'

    def compute_mask(self, t, default_mask):
        mask = default_mask.clone()
        mask.view(-1)[::2] = 0
        return mask


EveryOther.apply(net[3], 'bias')
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for _ in range(2):
    loss = F.cross_entropy(net(torch.randn(4, 1, 6, 6)), torch.tensor([0, 1, 2, 1]))
    opt.zero_grad()
    loss.backward()
    opt.step()
    show(loss, net[3].bias_orig.grad, net[3].bias)
show(prune.is_pruned(net), prune.is_pruned(small()))
try:
    prune.l1_unstructured(small()[0], name='weight', amount=1.5)
except ValueError as e:
    show(str(e))


class Skew(nn.Module):
    def forward(self, x):
        x = x.triu(1)
        return x - x.transpose(-1, -2)

    def right_inverse(self, x):
        return x.triu(1)


class Cayley(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.register_buffer('eye', torch.eye(n))

    def forward(self, x):
        return torch.linalg.solve(self.eye - x, self.eye + x)

    def right_inverse(self, x):
        return torch.linalg.solve(x + self.eye, x - self.eye)


layer = nn.Linear(3, 3)
parametrize.register_parametrization(layer, 'weight', Skew())
parametrize.register_parametrization(layer, 'weight', Cayley(3))
wanted = torch.empty(3, 3)
nn.init.orthogonal_(wanted)
if wanted.det() < 0:
    wanted[0].neg_()
layer.weight = wanted
show(torch.dist(layer.weight, wanted) < 1e-5, layer.weight, str(layer), str(layer.parametrizations.weight[0]), list(layer.state_dict()))
parametrize.remove_parametrizations(layer, 'weight', leave_parametrized=False)
show(layer.weight, str(layer))
cell = nn.GRUCell(2, 3)
parametrize.register_parametrization(cell, 'weight_hh', nn.Identity())
with parametrize.cached():
    h = torch.zeros(1, 3)
    for _ in range(3):
        h = cell(torch.ones(1, 2), h)
show(h)


class Outer(nn.Module):
    def forward(self, a, b):
        return a.unsqueeze(-1) @ b.unsqueeze(-2)

    def right_inverse(self, z):
        u, s, v = torch.linalg.svd(z, full_matrices=False)
        root = s[0].sqrt().unsqueeze(-1)
        return u[..., :, 0] * root, v[..., 0, :] * root


layer = parametrize.register_parametrization(nn.Linear(4, 4), 'weight', Outer())
show(torch.linalg.matrix_rank(layer.weight).item(), [n for n, _ in layer.named_parameters()], parametrize.is_parametrized(layer, 'bias'), type(layer).__name__)
layer = nn.utils.parametrizations.orthogonal(nn.Linear(4, 3), orthogonal_map='householder')
show(layer.weight, str(layer))


# a chain of its own, by the tables of the module
class Chain(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, each in enumerate(layers):
            self._modules[str(i)] = each

    def forward(self, x):
        for each in self._modules.values():
            x = each(x)
        return x


chain = Chain(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
x, seen = torch.randn(2, 3), []
for each in chain._modules.values():
    each.register_forward_hook(lambda module, args, out: seen.append(out.mean().item()))
show(chain(x), seen, str(chain), list(chain.state_dict()))
chain._modules['1'] = nn.ReLU()
chain._modules['0']._forward_hooks.clear()
seen.clear()
show(chain(x), len(seen), chain._modules['0']._parameters['bias'], list(nn.BatchNorm1d(2)._buffers))
