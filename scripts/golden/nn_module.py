"""torch.nn's modules, containers and initialisers as Python PyTorch has them, for test/nn/{module,container,init}.test.ts.

    python scripts/golden/nn_module.py      writes test/golden/nn_module.json and test/golden/nn_init.json

The tests build the same modules as the functions here; tensors are the base64 of their bytes.
"""

import base64
import json
import warnings
from collections import OrderedDict
from pathlib import Path

import pinned  # noqa: F401, isort: skip
import torch
from torch import nn
from torch.nn import init

warnings.filterwarnings('ignore')
torch.set_num_threads(1)
GOLDEN = Path(__file__).resolve().parents[2] / 'test' / 'golden'


def raw(x):
    return base64.b64encode(x.detach().contiguous().view(-1).view(torch.uint8).numpy().tobytes()).decode()


def error(call):
    try:
        call()
    except Exception as e:
        return {'type': type(e).__name__, 'message': e.args[0] if isinstance(e, KeyError) else str(e)}
    raise AssertionError('expected an error')


# ---- initialisers

def init_case(name, shape, *args, dtype='float32', seed=None, own=False, layout=None, **kwargs):
    seed = seed if seed is not None else len(shape) * 1000 + sum(shape)
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed + 1) if own else None
    x = torch.full(shape, 0.5, dtype=getattr(torch, dtype))
    if layout == 'transposed':
        x = x.transpose(0, 1)
    options = dict(kwargs, generator=generator) if own else kwargs
    result = getattr(init, name)(x, *args, **options)
    assert result is x
    return {
        'name': name, 'shape': shape, 'args': args, 'kwargs': kwargs, 'dtype': dtype, 'seed': seed, 'own': own,
        'layout': layout, 'data': raw(x), 'next': torch.rand(2, dtype=torch.float64).tolist(),
    }


def init_cases():
    # Below and above the sizes at which the generator's vectorised loops begin.
    shapes = [[3], [4, 3], [5, 7], [2, 3, 5], [6, 4, 3, 2], [3, 2, 2, 3, 2], [17, 19]]
    for shape in shapes:
        for own in [False, True]:
            yield init_case('uniform_', shape, -0.5, 2.25, own=own)
            yield init_case('normal_', shape, 1.5, 0.3, own=own)
            yield init_case('trunc_normal_', shape, own=own)
            yield init_case('trunc_normal_', shape, 0.1, 0.02, 0.09, 0.13, own=own)
            yield init_case('trunc_normal_', shape, 0.0, 1.0, 1.5, 2.5, own=own)
    for shape in shapes[1:]:
        for own in [False, True]:
            yield init_case('xavier_uniform_', shape, own=own)
            yield init_case('xavier_normal_', shape, 5 / 3, own=own)
            yield init_case('kaiming_uniform_', shape, own=own, a=5 ** 0.5)
            yield init_case('kaiming_uniform_', shape, own=own, mode='fan_out', nonlinearity='relu')
            yield init_case('kaiming_normal_', shape, own=own, mode='fan_out', nonlinearity='relu')
            yield init_case('kaiming_normal_', shape, 0.2, own=own)
            yield init_case('orthogonal_', shape, own=own)
            yield init_case('orthogonal_', shape, 1.4, own=own)
    for shape in [[5, 7], [8, 3]]:
        yield init_case('eye_', shape)
        yield init_case('sparse_', shape, 0.35)
        yield init_case('sparse_', shape, 0.7, 0.5, own=True)
    for shape, groups in [([6, 4, 3], 1), ([6, 2, 5], 3), ([6, 4, 3, 2], 2), ([4, 5, 3, 2, 4], 2)]:
        yield init_case('dirac_', shape, groups)
    for dtype in ['float64', 'float16', 'bfloat16']:
        for name in ['uniform_', 'normal_', 'xavier_normal_', 'kaiming_uniform_', 'trunc_normal_', 'ones_', 'zeros_']:
            yield init_case(name, [9, 5], dtype=dtype)
    yield init_case('constant_', [3, 2], -0.3)
    yield init_case('orthogonal_', [9, 5], dtype='float64')
    for name in ['uniform_', 'normal_', 'trunc_normal_', 'kaiming_normal_', 'orthogonal_']:
        yield init_case(name, [6, 9], layout='transposed')


def gains():
    linear = ['linear', 'conv1d', 'conv2d', 'conv3d', 'conv_transpose1d', 'conv_transpose2d', 'conv_transpose3d']
    names = [*linear, 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu']
    slopes = [0.0, 0.01, 0.2, 1.0, 5 ** 0.5, 3.0]
    return ([[name, None, init.calculate_gain(name)] for name in names]
            + [['leaky_relu', slope, init.calculate_gain('leaky_relu', slope)] for slope in slopes])


def init_errors():
    x = torch.zeros
    return {
        'eye_': error(lambda: init.eye_(x(3))),
        'sparse_': error(lambda: init.sparse_(x(3, 2, 2), 0.5)),
        'orthogonal_': error(lambda: init.orthogonal_(x(3))),
        'dirac_ dims': error(lambda: init.dirac_(x(3, 2))),
        'dirac_ groups': error(lambda: init.dirac_(x(4, 2, 3), 3)),
        'xavier_uniform_': error(lambda: init.xavier_uniform_(x(3))),
        'kaiming_uniform_ mode': error(lambda: init.kaiming_uniform_(x(3, 2), mode='fan')),
        'kaiming_normal_ nonlinearity': error(lambda: init.kaiming_normal_(x(3, 2), nonlinearity='swish')),
    }


# ---- modules

class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear = nn.Linear(width, width)
        self.register_buffer('scale', torch.full((width,), 2.0))
        self.gain = nn.Parameter(torch.ones(width, 1))
        self.register_buffer('scratch', torch.zeros(2), persistent=False)
        self.register_parameter('shift', None)

    def forward(self, x):
        return self.linear(x) * self.scale + self.gain.sum()


class Net(nn.Module):
    """Shared and empty sub-modules, shared parameters, names that are methods elsewhere."""

    def __init__(self):
        super().__init__()
        self.name = 'net'
        self.stem = nn.Linear(3, 4)
        self.blocks = nn.ModuleList([Block(4), Block(4)])
        self.relu = nn.ReLU()
        self.again = self.stem
        self.add_module('nothing', None)
        self.head = nn.Sequential(nn.Linear(4, 4), self.relu, nn.Sequential(nn.Linear(4, 2, bias=False)))
        self.tied = nn.Linear(4, 4)
        self.tied.weight = self.blocks[0].linear.weight

    def extra_repr(self):
        return 'tied=True\nlevels=2'

    def forward(self, x):
        x = self.relu(self.stem(x))
        for block in self.blocks:
            x = block(x)
        return self.head(self.tied(x))


def structure():
    torch.manual_seed(7)
    net = Net()
    x = torch.linspace(-1, 1, 6).view(2, 3)
    y = net(x)
    y.sum().backward()
    return {
        'printed': str(net),
        'children': [name for name, _ in net.named_children()],
        'modules': [name for name, _ in net.named_modules()],
        'modules_prefix': [name for name, _ in net.named_modules(prefix='p')],
        'modules_all': [name for name, _ in net.named_modules(remove_duplicate=False)],
        'parameters': [name for name, _ in net.named_parameters()],
        'parameters_all': [name for name, _ in net.named_parameters(prefix='p', remove_duplicate=False)],
        'parameters_own': [name for name, _ in net.blocks[0].named_parameters(recurse=False)],
        'buffers': [name for name, _ in net.named_buffers()],
        'state_dict': list(net.state_dict()),
        'state_dict_prefix': list(net.state_dict(prefix='p.')),
        'metadata': net.state_dict()._metadata,
        'output': raw(y),
        'gradients': {name: raw(p.grad) for name, p in net.named_parameters()},
        'apply': applied(net),
    }


def applied(net):
    seen = []
    net.apply(lambda module: seen.append(type(module).__name__))
    return seen


def load_errors():
    net = nn.Sequential(OrderedDict(first=nn.Linear(2, 3), block=Block(2)))

    def load(change, **options):
        state = net.state_dict()
        change(state)
        return error(lambda: net.load_state_dict(state, **options))

    def missing(state):
        del state['first.bias'], state['block.scale']

    def unexpected(state):
        state['extra'] = torch.zeros(1)
        state['block.linear.more'] = torch.zeros(1)
        state['block.scale.x'] = torch.zeros(1)

    def sizes(state):
        state['first.weight'] = torch.zeros(3, 5)
        state['block.scale'] = torch.zeros(7)

    def everything(state):
        missing(state), unexpected(state), sizes(state)

    def kinds(state):
        state['first.bias'] = 'text'

    loose = net.load_state_dict({'first.weight': torch.zeros(3, 2), 'other': torch.zeros(1)}, strict=False)
    return {
        'missing': load(missing), 'unexpected': load(unexpected), 'sizes': load(sizes), 'everything': load(everything),
        'sizes_loose': load(everything, strict=False), 'kinds': load(kinds),
        'not_a_dict': error(lambda: net.load_state_dict(3)),
        'loose': {'missing': loose.missing_keys, 'unexpected': loose.unexpected_keys, 'printed': str(loose)},
        'fits': str(net.load_state_dict(net.state_dict())),
    }


def registration_errors():
    m = Block(2)
    product = nn.Parameter(torch.ones(2)) * 2
    product.__class__ = nn.Parameter
    return {
        'buffer_dot': error(lambda: m.register_buffer('a.b', None)),
        'buffer_empty': error(lambda: m.register_buffer('', None)),
        'buffer_taken': error(lambda: m.register_buffer('gain', torch.zeros(1))),
        'buffer_kind': error(lambda: m.register_buffer('x', 'text')),
        'parameter_dot': error(lambda: m.register_parameter('a.b', None)),
        'parameter_empty': error(lambda: m.register_parameter('', None)),
        'parameter_taken': error(lambda: m.register_parameter('linear', None)),
        'parameter_kind': error(lambda: m.register_parameter('x', torch.zeros(1))),
        'parameter_method': error(lambda: m.register_parameter('train', None)),
        'parameter_graph': error(lambda: m.register_parameter('x', product)),
        'module_dot': error(lambda: m.add_module('a.b', None)),
        'module_empty': error(lambda: m.add_module('', None)),
        'module_taken': error(lambda: m.add_module('scale', None)),
        'get_submodule': error(lambda: m.get_submodule('linear.missing')),
        'get_submodule_kind': error(lambda: m.get_submodule('gain')),
        'get_parameter': error(lambda: m.get_parameter('linear.missing')),
        'get_parameter_kind': error(lambda: m.get_parameter('scale')),
        'get_buffer_kind': error(lambda: m.get_buffer('gain')),
        'set_submodule_empty': error(lambda: m.set_submodule('', nn.ReLU())),
        'set_submodule_strict': error(lambda: m.set_submodule('linear.more', nn.ReLU(), strict=True)),
        'set_submodule_kind': error(lambda: m.set_submodule('gain', nn.ReLU())),
        'to_dtype': error(lambda: m.to(torch.int64)),
        'to_meta': error(lambda: nn.Linear(2, 2, device='meta').to('cpu')),
        'train': error(lambda: m.train(1)),
        'forward': error(lambda: nn.ModuleList()(1)),
    }


# ---- hooks: who is called when, with which numbers

class Two(nn.Module):
    """Two arguments and two results, of which the loss may use only one."""

    def forward(self, a, b):
        return a * b, a + 2 * b


def grads(values):
    return [None if v is None else v.tolist() for v in values]


def hooks():
    cases = {}
    for name, use in [('both', lambda p, q: p.sum() + (q * q).sum()), ('second', lambda p, q: (q * q).sum())]:
        log = []
        two = Two()
        two.register_full_backward_pre_hook(lambda m, out: log.append(['pre', grads(out)]))
        two.register_full_backward_hook(lambda m, i, o: log.append(['full', grads(i), grads(o)]))
        two.register_full_backward_pre_hook(lambda m, out: tuple(None if g is None else 2 * g for g in out), prepend=True)
        two.register_full_backward_hook(lambda m, i, o: tuple(g * 10 for g in i))
        a = torch.tensor([1.0, 2.0], requires_grad=True)
        b = torch.tensor([3.0, 5.0], requires_grad=True)
        use(*two(a, b)).backward()
        cases[name] = {'log': log, 'a': a.grad.tolist(), 'b': b.grad.tolist()}
    log = []
    linear = nn.Linear(2, 1, bias=False)
    with torch.no_grad():
        linear.weight.copy_(torch.tensor([[2.0, -3.0]]))
    linear.register_full_backward_hook(lambda m, i, o: log.append(['full', grads(i), grads(o)]))
    linear(torch.tensor([[1.0, 4.0]])).sum().backward()
    cases['no_input_gradient'] = {'log': list(log), 'weight': linear.weight.grad.tolist()}
    x = torch.tensor([[1.0, 4.0]], requires_grad=True)
    handle = linear.register_full_backward_hook(lambda m, i, o: (i[0] * 100,))
    linear(x).sum().backward()
    handle.remove()
    linear(x).sum().backward()
    cases['replaced_then_removed'] = {'log': log, 'x': x.grad.tolist()}
    cases['wrong_count'] = wrong_count()
    return cases


def wrong_count():
    two = Two()
    two.register_full_backward_hook(lambda m, i, o: (i[0],))
    a = torch.ones(2, requires_grad=True)
    return error(lambda: sum(r.sum() for r in two(a, a)).backward())


# ---- containers

def containers():
    torch.manual_seed(3)
    named = nn.Sequential(OrderedDict(conv=nn.Linear(2, 3), act=nn.ReLU()))
    features = nn.Sequential(*[nn.Linear(i + 1, i + 2) for i in range(5)])
    popped = nn.Sequential(*features)
    popped.pop(1)
    inserted = nn.Sequential(*features).insert(2, nn.ReLU())
    appended = nn.Sequential(OrderedDict(conv=nn.Linear(2, 3), act=nn.ReLU())).append(nn.Linear(3, 1))
    repeated = nn.ModuleList([nn.Linear(3, 3) for _ in range(3)] + [nn.ReLU()] + [Block(2) for _ in range(2)])
    choices = nn.ModuleDict(OrderedDict([('b', nn.Linear(1, 2)), ('10', nn.ReLU()), ('2', nn.Linear(2, 2))]))
    weights = nn.ParameterList([torch.ones(2, 3), nn.Parameter(torch.ones(4)), 'text'])
    table = nn.ParameterDict({'right': torch.ones(2), 'left': torch.ones(3, 1), 'wide': torch.ones(1, dtype=torch.float64)})
    ordered = nn.ParameterDict(OrderedDict([('right', torch.ones(2)), ('7', torch.ones(3)), ('3', torch.ones(1))]))
    return {
        name: {'printed': str(module), 'state_dict': list(module.state_dict())}
        for name, module in {
            'empty': nn.Sequential(), 'one': nn.Sequential(nn.Linear(1, 2)), 'features': features,
            'named': named, 'slice': features[1:3], 'slice_end': features[-2:], 'named_slice': named[:1],
            'popped': popped, 'inserted': inserted, 'appended': appended,
            'list': repeated, 'list_empty': nn.ModuleList(), 'list_slice': repeated[2:5],
            'dict': choices, 'dict_empty': nn.ModuleDict(),
            'parameters': weights, 'parameters_one': nn.ParameterList([torch.ones(2)]), 'parameter_dict': table,
            'parameter_dict_ordered': ordered, 'parameters_empty': nn.ParameterList(),
            'nested': nn.Sequential(nn.Sequential(nn.Linear(2, 2), nn.ModuleList([nn.ReLU(), nn.ReLU()])), weights),
        }.items()
    }


def container_errors():
    seq = nn.Sequential(nn.ReLU())
    return {
        'at': error(lambda: seq[1]), 'at_negative': error(lambda: seq[-2]),
        'list_at': error(lambda: nn.ModuleList([nn.ReLU()])[3]), 'insert': error(lambda: seq.insert(3, nn.ReLU())),
        'dict_taken': error(lambda: nn.ModuleDict({'train': nn.ReLU()})),
        'list_extend': error(lambda: nn.ModuleList().extend(3)),
        'parameters_extend': error(lambda: nn.ParameterList().extend(torch.ones(2))),
        'parameters_call': error(lambda: nn.ParameterList()(1)),
        'dict_update': error(lambda: nn.ModuleDict().update(3)),
        'dict_pair': error(lambda: nn.ModuleDict().update([('a', nn.ReLU(), 1)])),
    }


def write(name, data):
    text = json.dumps({'torch': torch.__version__.split('+')[0], **data}, separators=(',', ':'))
    (GOLDEN / name).write_text(text + '\n')


write('nn_init.json', {'cases': list(init_cases()), 'gains': gains(), 'errors': init_errors()})
write('nn_module.json', {
    'structure': structure(), 'load_errors': load_errors(), 'registration_errors': registration_errors(),
    'hooks': hooks(), 'containers': containers(), 'container_errors': container_errors(),
})
