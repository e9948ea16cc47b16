from shown import show
import torch
import torch.nn as nn, torch.nn.functional as F, copy, io, math
from collections import OrderedDict
from functools import partial
torch.manual_seed(601)


def text(*values):
    show(' '.join(map(str, values)))


class Gate(nn.Module):
    __constants__ = ['dim']
    def __init__(self, dim, *, bias=True, norm=partial(nn.LayerNorm, eps=1e-6)):
        super().__init__()
        self.dim = dim
        self.w = nn.Parameter(torch.empty(dim, dim))
        if bias: self.b = nn.Parameter(torch.zeros(dim))
        else: self.register_parameter('b', None)
        self.norm = norm(dim)
        self.register_buffer('ema', torch.zeros(dim)); self.register_buffer('tmp', torch.ones(1), persistent=False); self.register_buffer('nothing', None)
        self.scales = nn.ParameterList([nn.Parameter(torch.full((), float(i))) for i in range(3)])
        self.branches = nn.ModuleDict(OrderedDict([('relu', nn.ReLU()), ('gelu', nn.GELU('tanh'))]))
        self.branches.update({'id': nn.Identity(54, unused=True)})
        self.reset_parameters()
    def reset_parameters(self):
        nn.init.kaiming_uniform_(self.w, a=math.sqrt(5))
        if self.b is not None:
            fan_in, _ = nn.init._calculate_fan_in_and_fan_out(self.w)
            bound = 1 / math.sqrt(fan_in); nn.init.uniform_(self.b, -bound, bound)
    def extra_repr(self): return 'dim={dim}, bias={}'.format(self.b is not None, **self.__dict__)
    def get_extra_state(self): return {'version': 3}
    def set_extra_state(self, s): self.loaded = s['version']
    def forward(self, x, which='relu', **kw):
        x = self.norm(F.linear(x, self.w, self.b))
        self.ema.lerp_(x.detach().mean(tuple(range(x.dim() - 1))), 0.1)
        return self.branches[which](x) * sum(self.scales) * kw.get('gain', 1.)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(10, 8, padding_idx=0)
        self.blocks = nn.ModuleList(); self.blocks.extend([Gate(8), Gate(8, bias=False)]); self.blocks.append(nn.Sequential(OrderedDict(fc=nn.Linear(8, 8), act=nn.Tanh()))); self.blocks.insert(1, nn.Dropout(.1)); self.blocks += [nn.Softmax(-1)]
        self.head = nn.Linear(8, 10, bias=False); self.head.weight = self.emb.weight
        self.apply(self._init)
    @staticmethod
    def _init(m):
        if isinstance(m, nn.Linear): nn.init.trunc_normal_(m.weight, std=.02, a=-.04, b=.04)
        elif isinstance(m, nn.LayerNorm): nn.init.ones_(m.weight); nn.init.zeros_(m.bias)
    def forward(self, x):
        x = self.emb(x)
        for b in self.blocks: x = b(x)
        return self.head(x)
net = Net(); text(net)
show([n for n, _ in net.named_parameters()], [n for n, _ in net.named_parameters(remove_duplicate=False)][-1], [n for n, _ in net.named_buffers()], [n for n, _ in net.named_children()], [n for n, _ in net.blocks.named_modules(prefix='b')], list(net.state_dict()), [n for n, _ in net.named_parameters(prefix='m', recurse=False)], sum(p.numel() for p in net.parameters()), len(net.blocks), len(list(net.modules())), 'relu' in net.blocks[0].branches, list(net.blocks[0].branches.keys()), str(net.blocks[-1]), str(net.blocks[1:3]))
show(net.get_submodule('blocks.3.fc').weight.shape, net.get_parameter('blocks.0.b'), net.get_buffer('blocks.0.ema'), str(net.blocks[0].branches.pop('id')), hasattr(net.blocks[2], 'b'), net.blocks[2].b, net.blocks[0].training)
net.float()
ids = torch.tensor([[0, 3, 4], [9, 1, 0]]); out = net(ids); out.logsumexp(-1).sum().backward(); show(out, net.emb.weight.grad[[0, 3]], net.blocks[0].ema, net.blocks[0].scales[0].grad)
# state dict surgery
sd = net.state_dict(); show(sd['blocks.0._extra_state'], len(sd))
new = OrderedDict((k.replace('blocks', 'layers') if k.startswith('blocks.3') else k, v.clone() if torch.is_tensor(v) else v) for k, v in sd.items())
new['head.weight'] = new['head.weight'][:, :4]; del new['blocks.2.w']
try: net.load_state_dict(new)
except RuntimeError as e: text(e)
inc = net.load_state_dict({k: v for k, v in new.items() if k != 'head.weight'}, strict=False); text(inc); show(inc.missing_keys, inc.unexpected_keys, net.blocks[0].loaded)
pre = {f'module.{k}': v for k, v in sd.items()}; nn.modules.utils.consume_prefix_in_state_dict_if_present(pre, 'module.'); text(net.load_state_dict(pre))
h = net.register_load_state_dict_pre_hook(lambda m, s, prefix, meta, strict, miss, unexp, errs: s.pop('zzz', None)); show(str(net.load_state_dict({**sd, 'zzz': torch.ones(1)}))); h.remove()
h = net.register_load_state_dict_post_hook(lambda m, inc: inc.missing_keys.clear()); show(str(net.load_state_dict({k: v for k, v in sd.items() if 'ema' not in k}))); h.remove()
net.register_state_dict_post_hook(lambda m, s, p, meta: s.__setitem__('note', torch.ones(1))) if hasattr(net, 'register_state_dict_post_hook') else None
show(list(net.state_dict())[-1], list(net.state_dict(prefix='p.'))[0], net.state_dict(keep_vars=True)['emb.weight'].requires_grad)
a = nn.Linear(2, 2); a.load_state_dict({'weight': torch.ones(2, 2), 'bias': torch.zeros(2)}, assign=True); show(a.weight)
# copies and files
c = copy.deepcopy(net); show(c.head.weight is c.emb.weight, c.emb.weight is net.emb.weight, c.blocks[0].dim, c.emb.weight.grad is None, next(c.parameters()).is_leaf)
# hooks
log = []
net.blocks[3].fc.register_forward_pre_hook(lambda m, a: (a[0] * 2,)); hh = net.blocks[3].register_forward_hook(lambda m, a, k, o: log.append((type(m).__name__, len(a), list(k), tuple(o.shape))), with_kwargs=True)
net.blocks[0].register_forward_pre_hook(lambda m, a, k: (a, {**k, 'gain': 2.}), with_kwargs=True); net.blocks[0].norm.register_full_backward_hook(lambda m, gi, go: log.append(('bw', [None if g is None else tuple(g.shape) for g in gi], tuple(go[0].shape))))
net.head.register_full_backward_pre_hook(lambda m, go: (go[0] * .5,)); first = net.blocks[3].register_forward_hook(lambda m, a, o: log.append('first'), prepend=True); net.blocks[3].register_forward_hook(lambda m, a, o: log.append('always'), always_call=True)
net.zero_grad(); net.eval(); net(ids).sum().backward(); show(log, net.emb.weight.grad.sum(1)); hh.remove(); first.remove(); net(ids); show(len(log))
g = nn.modules.module.register_module_forward_hook(lambda m, i, o: log.append(m._get_name())); net(ids); g.remove(); show(log[-11:])
t = torch.tensor([1., 2.], requires_grad=True); u = t * 2; u.retain_grad(); r = u.register_hook(lambda g: g + 1); t.register_post_accumulate_grad_hook(lambda p: log.append(p.grad.tolist())); (u ** 2).sum().backward(); show(t.grad, u.grad, log[-1]); r.remove()
# init
w = torch.empty(6, 4, 3, 3)
for f in (nn.init.xavier_uniform_, partial(nn.init.xavier_normal_, gain=nn.init.calculate_gain('leaky_relu', .2)), partial(nn.init.kaiming_normal_, mode='fan_out', nonlinearity='relu'), nn.init.orthogonal_, nn.init.dirac_, partial(nn.init.dirac_, groups=2), lambda w: nn.init.sparse_(w.view(6, -1), .3), partial(nn.init.trunc_normal_, a=-.5, b=.5), partial(nn.init.constant_, val=.3), lambda w: nn.init.eye_(w.view(6, -1)), partial(nn.init.kaiming_uniform_, a=.1, mode='fan_in', nonlinearity='leaky_relu')): show(f(w).sum(), w.flatten()[:3])
for n in ('linear', 'conv2d', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu'): show(nn.init.calculate_gain(n))
show(nn.init._calculate_correct_fan(w, 'fan_out'))
show(nn.utils.parameters_to_vector(a.parameters())); nn.utils.vector_to_parameters(torch.arange(6.), a.parameters()); show(a.weight, a.bias, nn.utils.get_total_norm([p.detach() for p in a.parameters()]))
fused = nn.utils.fuse_conv_bn_eval(nn.Conv2d(2, 3, 1).eval(), nn.BatchNorm2d(3).eval()); show(fused.weight.shape, fused.bias)
s = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)); s.append(nn.Sigmoid()); s.insert(1, nn.BatchNorm1d(3)); del s[2]; s[-1] = nn.Tanh(); text(s, s[1:3], len(s), s.pop(0)); text(s + nn.Sequential(nn.ReLU()), s * 2); s.extend(nn.Sequential(nn.ELU(.5))); text(s)
pd = nn.ParameterDict({'b': torch.ones(2), 'a': nn.Parameter(torch.zeros(1))}); text(pd); show(list(pd.keys()), list(pd.copy()), pd.pop('b'), 'b' in pd, pd.setdefault('q', torch.zeros(2)))
pl = nn.ParameterList([torch.ones(2)]); pl.append(torch.zeros(3)); pl += [nn.Parameter(torch.ones(1))]; text(pl); show(len(pl), pl[-1], list(pl[:2])); md = nn.ModuleDict({'x': nn.ReLU()}); md['y'] = md['x']; text(md); show(list(md.values())[0] is md['y'], len(list(md.modules()))); md.clear(); text(md, nn.ModuleList(), nn.Sequential())
