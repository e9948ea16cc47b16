from shown import show
import torch, torch.nn as nn, torch.nn.functional as F, copy
from collections import OrderedDict

torch.manual_seed(26)


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(
            OrderedDict([('conv', nn.Conv2d(3, 4, 3)), ('bn', nn.BatchNorm2d(4)), ('act', nn.ReLU())])
        )
        self.blocks = nn.ModuleList([nn.Conv2d(4, 4, 1) for _ in range(3)])
        self.heads = nn.ModuleDict({'cls': nn.Linear(4, 2), 'box': nn.Linear(4, 4)})
        self.scales = nn.ParameterList([nn.Parameter(torch.ones(1) * i) for i in range(2)])
        self.temp = nn.ParameterDict({'t': nn.Parameter(torch.tensor(0.5))})
        self.register_buffer('anchors', torch.arange(4.0))
        self.register_buffer('tmp', torch.zeros(2), persistent=False)
        self.register_parameter('none', None)

    def forward(self, x, head='cls'):
        x = self.stem(x)
        for i, b in enumerate(self.blocks):
            x = x + b(x) * self.scales[i % 2]
        return self.heads[head](x.mean((2, 3))) / self.temp['t']


m = Backbone()
x = torch.randn(2, 3, 6, 6)
show(
    list(m.state_dict().keys()),
    [n for n, _ in m.named_buffers()],
    [n for n, _ in m.named_children()],
    len(list(m.modules())),
    [n for n, _ in m.named_modules()],
)
show(m(x), m(x, head='box'), repr(m))
sd = OrderedDict(('module.' + k, v) for k, v in m.state_dict().items())
fixed = {k.replace('module.', '', 1): v for k, v in sd.items() if not k.startswith('module.heads.box')}
m2 = Backbone()
r = m2.load_state_dict(fixed, strict=False)
show(r.missing_keys, r.unexpected_keys, str(r))
try:
    m2.load_state_dict({**fixed, 'extra': torch.ones(1), 'stem.conv.weight': torch.zeros(1)})
except RuntimeError as e:
    show(str(e))
for n, q in m.named_parameters():
    q.requires_grad_(n.startswith('heads'))
show(
    sum(q.numel() for q in m.parameters() if q.requires_grad),
    [n for n, q in m.named_parameters() if not q.requires_grad][:2],
)


def set_bn_eval(k):
    if isinstance(k, nn.BatchNorm2d):
        k.eval()


m.train()
m.apply(set_bn_eval)
show(m.stem.bn.training, m.stem.act.training)


def swap(mod):
    for n, c in mod.named_children():
        if isinstance(c, nn.ReLU):
            setattr(mod, n, nn.SiLU())
        else:
            swap(c)


swap(m)
show(type(m.stem.act).__name__, m(x))
m.heads['seg'] = nn.Linear(4, 5)
del m.heads['box']
show(list(m.heads.keys()), m(x, 'seg').shape)
m.blocks.append(nn.Conv2d(4, 4, 1))
m.blocks.insert(0, nn.Identity())
m.blocks[1] = nn.Conv2d(4, 4, 1, bias=False)
show(len(m.blocks), [type(b).__name__ for b in m.blocks], len(m.blocks[1:3]))
h = copy.deepcopy(m).half()
show(str(h.stem.conv.weight.dtype), str(h.anchors.dtype))
d = copy.deepcopy(m).double()
show(d(x.double()).dtype == torch.float64)
with torch.no_grad():
    for q in m.parameters():
        q.mul_(0.5)
m.zero_grad()
show(
    m.get_parameter('stem.conv.bias'),
    m.get_submodule('stem.bn').eps,
    m.get_buffer('anchors'),
    torch.nn.utils.parameters_to_vector(m.heads.parameters()).norm(),
)


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = nn.Embedding(5, 3)
        self.o = nn.Linear(3, 5, bias=False)
        self.o.weight = self.e.weight


t = Tied()
show(
    len(list(t.parameters())),
    list(t.state_dict()),
    t.o.weight is t.e.weight,
    sum(1 for _ in t.named_parameters(remove_duplicate=False)),
)
try:
    nn.Linear(3, 2)(torch.ones(2, 4))
except RuntimeError as e:
    show(str(e))
try:
    nn.CrossEntropyLoss()(torch.ones(2, 3), torch.tensor([0, 5]))
except IndexError as e:
    show(str(e))
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError as e:
    show(str(e))
try:
    nn.Conv2d(3, 4, 3)(torch.ones(1, 1, 5, 5))
except RuntimeError as e:
    show(str(e))
try:
    torch.tensor([1.0, 2.0], requires_grad=True).backward()
except RuntimeError as e:
    show(str(e))
with torch.autocast('cpu', dtype=torch.bfloat16):
    net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.LayerNorm(8), nn.Linear(8, 2))
    o = net(torch.randn(3, 8))
    l = F.cross_entropy(o, torch.tensor([0, 1, 1]))
    show(str(o.dtype), str(l.dtype))
l.backward()
show(l, net[0].weight.grad, o.float())
