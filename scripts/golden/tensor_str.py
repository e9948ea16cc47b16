"""The text that PyTorch gives tensors, for test/tensor_str.test.ts.

    python scripts/golden/tensor_str.py                    writes test/golden/tensor_str*.json
    python scripts/golden/tensor_str.py --fuzz 2000 --seed 7   prints that many random cases as JSON lines

A case is the raw bytes of a small storage and a strided view of it, so that TypeScript rebuilds the very same bits and a
tensor of a million elements costs a few bytes.
"""

import argparse
import base64
import json
import math
import random
import struct
import warnings
from pathlib import Path

import torch

warnings.filterwarnings('ignore')
torch.set_num_threads(1)

FLOATS = ['float32', 'float64', 'float16', 'bfloat16']
FLOAT8 = ['float8_e5m2', 'float8_e4m3fn', 'float8_e5m2fnuz', 'float8_e4m3fnuz', 'float8_e8m0fnu']
COMPLEX = ['complex64', 'complex128', 'complex32']
INTS = ['int64', 'int32', 'int16', 'int8', 'uint8', 'uint16', 'uint32', 'uint64']
DEFAULTS = {'profile': 'default'}


def build(case):
    raw = bytearray(base64.b64decode(case['data']))
    base = torch.frombuffer(raw, dtype=torch.uint8).view(getattr(torch, case['dtype']))
    return base.as_strided(case['shape'], case['stride'], case['offset'])


def text_of(case):
    torch.set_printoptions(**DEFAULTS)
    torch.set_default_dtype(getattr(torch, case.get('default_dtype', 'float32')))
    torch.set_printoptions(**case.get('options', {}))
    try:
        return str(build(case))
    finally:
        torch.set_printoptions(**DEFAULTS)
        torch.set_default_dtype(torch.float32)


def case_of(values, dtype, shape=None, stride=None, offset=0, **more):
    """`values` fill the storage; without a stride they are the elements of a contiguous tensor."""
    base = torch.tensor(values, dtype=getattr(torch, dtype)) if isinstance(values, list) else values
    shape = [base.numel()] if shape is None else list(shape)
    if stride is None:
        stride = [math.prod(shape[i + 1:]) for i in range(len(shape))]
    # float4 has no conversions of its own, so that its storage is always given as bytes.
    data = base64.b64encode(base.contiguous().view(torch.uint8).numpy().tobytes()).decode()
    case = {'dtype': dtype, 'shape': shape, 'stride': list(stride), 'offset': offset, 'data': data, **more}
    case['text'] = text_of(case)
    return case


def tie(rng):
    return rng.choice([-1, 1]) * rng.randrange(1, 1 << rng.randrange(1, 16)) / 2 ** rng.randrange(1, 14)


def float_values(rng, count):
    kind = rng.choice(['normal', 'scaled', 'whole', 'large', 'ties', 'bits', 'zeros', 'spread', 'tiny'])
    scale = 10.0 ** rng.randrange(-9, 10)
    draw = {
        'normal': lambda: rng.gauss(0, 1),
        'scaled': lambda: rng.gauss(0, scale),
        'whole': lambda: float(rng.randrange(-10 ** rng.randrange(1, 5), 10 ** rng.randrange(1, 5))),
        'large': lambda: float(rng.randrange(-10 ** rng.randrange(6, 11), 10 ** rng.randrange(6, 11))),
        'ties': lambda: tie(rng),
        'bits': lambda: struct.unpack('f', struct.pack('I', rng.getrandbits(32)))[0],
        'zeros': lambda: rng.choice([0.0, -0.0]),
        'spread': lambda: rng.gauss(0, 1) * 10.0 ** rng.randrange(-3, 3),
        'tiny': lambda: rng.gauss(0, 1) * 1e-4,
    }[kind]
    values = [draw() for _ in range(count)]
    if rng.random() < 0.3:
        for _ in range(rng.randrange(1, 4)):
            values[rng.randrange(count)] = rng.choice([math.nan, math.inf, -math.inf, 0.0, -0.0])
    return values


def int_storage(rng, dtype, count):
    dtype = getattr(torch, dtype)
    info = torch.iinfo(dtype)
    top = rng.choice([3, 10, 100, 1000, 10**6, info.max])
    low, high = max(info.min, -top if rng.random() < 0.6 else 0), min(info.max, top)
    return torch.tensor([rng.randint(low, high) for _ in range(count)], dtype=dtype)


def storage(rng, dtype, count):
    if dtype == 'bool':
        return torch.tensor([rng.random() < 0.5 for _ in range(count)])
    if dtype in INTS:
        return int_storage(rng, dtype, count)
    if dtype in COMPLEX:
        pairs = zip(float_values(rng, count), float_values(rng, count))
        return torch.tensor([complex(*pair) for pair in pairs], dtype=torch.complex128).to(getattr(torch, dtype))
    if dtype in FLOAT8 and (dtype == 'float8_e8m0fnu' or rng.random() < 0.3):
        # PyTorch takes the smallest number of float8_e8m0fnu for zero and its NaN for finite; we print them as they are.
        raw = bytearray(rng.randrange(1, 255) if dtype == 'float8_e8m0fnu' else rng.getrandbits(8) for _ in range(count))
        return torch.frombuffer(raw, dtype=torch.uint8).view(getattr(torch, dtype))
    return torch.tensor(float_values(rng, count), dtype=torch.float64).to(getattr(torch, dtype))


def random_options(rng):
    if rng.random() < 0.6:
        return {}
    options = {}
    if rng.random() < 0.3:
        options['profile'] = rng.choice(['default', 'short', 'full'])
    if rng.random() < 0.4:
        options['precision'] = rng.randrange(0, 14)
    if rng.random() < 0.4:
        options['threshold'] = rng.choice([0, 1, 5, 20, 100, 5000])
    if rng.random() < 0.4:
        options['edgeitems'] = rng.choice([0, 1, 1, 2, 3, 4, 7])
    if rng.random() < 0.4:
        options['linewidth'] = rng.choice([1, 12, 20, 40, 60, 100, 160])
    if rng.random() < 0.3:
        options['sci_mode'] = rng.choice([True, False])
    return options


def random_shape(rng):
    kind = rng.random()
    if kind < 0.08:
        return []
    if kind < 0.14:
        return [rng.choice([0, 1, 2, 5]) for _ in range(rng.randrange(1, 4))] + [0]
    if kind < 0.35:
        return [rng.randrange(1, 40)]
    if kind < 0.45:
        return [rng.choice([999, 1000, 1001, 2000, 100_000])]
    if kind < 0.75:
        return [rng.randrange(1, 7) for _ in range(rng.randrange(2, 5))]
    return [rng.choice([1, 2, 3, 6, 7, 8, 30, 100]) for _ in range(rng.randrange(2, 5))]


def random_case(rng):
    dtype = rng.choice(FLOATS * 6 + FLOAT8 + COMPLEX * 3 + INTS * 2 + ['bool'] * 3)
    shape = random_shape(rng)
    options = random_options(rng)
    threshold = options.get('threshold', math.inf if options.get('profile') == 'full' else 1000)
    if math.prod(shape) > 3000 and threshold > 3000:
        options.pop('profile', None)
        options['threshold'] = 1000
    dense = math.prod(shape) <= 60 and rng.random() < 0.5
    count = max(1, math.prod(shape)) if dense else rng.randrange(1, 60)
    more = {'options': options} if options else {}
    if rng.random() < 0.1:
        more['default_dtype'] = rng.choice(['float64', 'float16', 'bfloat16'])
    base = storage(rng, dtype, count)
    if dense:
        return case_of(base, dtype, shape, **more)
    room = count - 1
    stride = []
    for size in shape:
        step = rng.randrange(0, room // (size - 1) + 1) if size > 1 else 1
        stride.append(step)
        room -= max(0, size - 1) * step
    offset = rng.randrange(0, room + 1)
    return case_of(base, dtype, shape, stride, offset, **more)


def small(rng, count):
    """Random cases whose text stays short enough to keep."""
    cases = []
    while len(cases) < count:
        case = random_case(rng)
        if len(case['text']) < 900 and len(case['data']) < 300:
            cases.append(case)
    return cases


def chosen_cases():
    inf, nan = math.inf, math.nan
    yield case_of([1.0, 2.0, 3.0], 'float32')
    yield case_of([1.5, -2.25, 3.0], 'float32')
    for dtype in FLOATS:
        yield case_of([0.1, 0.2, 0.3], dtype)
        yield case_of([0.1], dtype, [])
        yield case_of([-0.0, 0.0], dtype)
        yield case_of([nan, inf, -inf], dtype)
        yield case_of([nan, inf, -inf, 1.0], dtype)
        yield case_of([nan, inf, -inf, 1.5, -0.0], dtype)
        yield case_of([1.0, 1001.0], dtype)
        yield case_of([1.0, 1000.0], dtype)
        yield case_of([1e-4, 1e-5], dtype)
        yield case_of([0.00010001], dtype)
        yield case_of([6.1e-5, 65504.0], dtype)
        yield case_of([1.5, 2.5, -3.5, 1e3], dtype, [2, 2])
        for edge in [nan, inf, -inf, -0.0, 0.0, 1.0, -1.0, 0.5, 1e-8, 60000.0]:
            yield case_of([edge], dtype, [])
            yield case_of([edge], dtype, [1])
    for value in [1e8, 1e-4, 0.00009999999, 1.00000001e8, 123456789.0, 99999999.0, 1e15, 1e16, 1e300, 5e-324, 1e-300, 0.1 + 0.2, 2.0**53]:
        yield case_of([value], 'float64', [])
        yield case_of([value, -value], 'float64')
        yield case_of([value, 1.5], 'float64')
        yield case_of([value, 1.5], 'float64', options={'sci_mode': False})
    # Ties at each number of digits: Python goes to the even one.
    ties = [0.5, 1.5, 2.5, 0.125, 0.375, 0.03125, 0.09375, -0.03125, 0.00390625, 1.00390625, 8.5]
    for precision in range(0, 9):
        yield case_of(ties, 'float32', options={'precision': precision, 'sci_mode': False})
        yield case_of(ties, 'float64', options={'precision': precision, 'sci_mode': True})
    for dtype in INTS:
        info = torch.iinfo(getattr(torch, dtype))
        yield case_of([info.min, 0, info.max], dtype)
        yield case_of([info.max], dtype, [])
        yield case_of([info.min], dtype, [1, 1])
        yield case_of(list(range(24)), dtype, [2, 3, 4])
    yield case_of([9007199254740993, -9007199254740993, 1], 'int64')
    yield case_of([True, False, True, True], 'bool')
    yield case_of([True, True], 'bool', [2, 1])
    yield case_of([False], 'bool', [])
    yield case_of([True, False], 'bool', [50, 60], [0, 0])
    for dtype in COMPLEX:
        yield case_of([1 + 2j, -1 - 2j, 0j, complex(-0.0, -0.0)], dtype)
        yield case_of([complex(nan, inf), complex(-inf, nan), 1.5 + 2j], dtype)
        yield case_of([1.5 - 2.5j], dtype, [])
        yield case_of([1e4 + 1e-4j, 1j], dtype, [2, 1])
        yield case_of([1 + 2j, 30.5 - 4j, 5j], dtype, [40, 40], [0, 0])
        yield case_of([1 + 2j, 30.5 - 4j, 5j], dtype, [40], [0], options={'edgeitems': 1, 'threshold': 5})
    for dtype in FLOAT8:
        yield case_of(torch.arange(2, 254, 5, dtype=torch.uint8).view(getattr(torch, dtype)), dtype)
        yield case_of(torch.arange(2, 252, 5, dtype=torch.uint8).view(getattr(torch, dtype)), dtype, [40, 40], [0, 1])
    yield case_of(torch.arange(0, 20, dtype=torch.uint8).view(torch.float4_e2m1fn_x2), 'float4_e2m1fn_x2')
    yield case_of(torch.arange(0, 20, dtype=torch.uint8).view(torch.float4_e2m1fn_x2), 'float4_e2m1fn_x2', [2000], [0])
    for shape in [[0], [0, 3], [3, 0], [2, 0, 3], [0, 0]]:
        for dtype in ['float32', 'float64', 'int64', 'bool', 'complex64']:
            yield case_of([0], dtype, shape)
    ramp = [i / 8 - 3 for i in range(64)]
    for shape in [[64], [8, 8], [4, 4, 4], [2, 2, 2, 2, 4], [64, 1], [1, 64], [1, 1, 1], [1, 1, 1, 1, 1, 2]]:
        yield case_of(ramp, 'float32', shape)
    for shape, stride in [
        ([1000], [0]), ([1001], [0]), ([2000], [0]), ([100, 100], [1, 0]), ([1_000_000], [0]), ([1000, 1000], [0, 0]),
        ([6, 200], [1, 0]), ([7, 200], [1, 0]), ([200, 6], [0, 1]), ([200, 7], [0, 1]), ([2, 3, 500], [3, 1, 0]),
        ([7, 2, 7, 16], [3, 3, 1, 1]), ([6, 6, 6, 6], [3, 2, 1, 1]), ([1, 1, 1001], [1, 1, 0]), ([1001, 1, 1], [0, 1, 1]),
        ([3, 64, 64], [20, 0, 0]), ([20, 1, 8, 8], [1, 1, 1, 1]),
    ]:
        room = 1 + sum((size - 1) * step for size, step in zip(shape, stride))
        yield case_of([i / 8 - 3 for i in range(room)], 'float32', shape, stride)
        if math.prod(shape) != 1296:
            yield case_of(list(range(98, 98 + room)), 'int16', shape, stride)
    # A telling value that the summary does not show has no say in the format.
    yield case_of([1e9] + [1.5] * 3 + [1e9] * 44 + [2.5] * 3, 'float32', [50], [1], 1, options={'threshold': 10})
    yield case_of([1.5] * 3 + [1e9] * 44 + [2.5] * 3, 'float32', options={'threshold': 10})
    for options in [
        {'precision': 2}, {'precision': 10}, {'precision': 0}, {'threshold': 5}, {'edgeitems': 1, 'threshold': 5},
        {'edgeitems': 0, 'threshold': 5}, {'edgeitems': 0}, {'linewidth': 40}, {'linewidth': 1}, {'linewidth': 200},
        {'profile': 'short'}, {'profile': 'full'}, {'profile': 'short', 'precision': 6}, {'sci_mode': True},
        {'sci_mode': False}, {'edgeitems': 40, 'threshold': 5}, {'threshold': 0, 'edgeitems': 1},
    ]:
        yield case_of(ramp[:32], 'float32', [4, 8], options=options)
        yield case_of([1e-6, 5e6, -2.0, 0.5, 3.0] * 3, 'float64', options=options)
        yield case_of(list(range(24)), 'int32', [3, 8], options=options)
        yield case_of([i + 0.5j for i in range(12)], 'complex64', [4, 3], options=options)
        yield case_of([0.5], 'float32', [], options=options)
    for default in ['float64', 'float16', 'bfloat16']:
        for dtype in ['float32', 'float64', 'float16', 'bfloat16', 'complex64', 'complex128', 'int64', 'bool', 'int32']:
            yield case_of([1], dtype, [1], default_dtype=default)
            yield case_of([1], dtype, [0, 2], default_dtype=default)


def forms():
    """Everything about a tensor but its numbers: name -> the object. The test builds each under the same name."""
    grid = (torch.arange(12, dtype=torch.float32) / 4 - 1).reshape(3, 4)
    leaf = grid.clone().requires_grad_()
    rows, columns, numbers = torch.tensor([0, 1, 1]), torch.tensor([2, 0, 2]), torch.tensor([3.0, 4.0, 5.5])
    coo = torch.sparse_coo_tensor(torch.stack([rows, columns]), numbers, (2, 3))
    dense = torch.tensor([[0.0, 1.5, 0.0, 2.0], [0.0, 0.0, 3.0, 0.0]])
    nested = torch.nested.nested_tensor([torch.ones(2, 3), torch.zeros(1, 3)])
    quantized = torch.quantize_per_tensor(grid, 0.1, 10, torch.quint8)
    wide = torch.arange(2000, dtype=torch.float32)
    spectrum = torch.complex(grid, grid + 0.5)

    yield 'requires_grad', leaf
    yield 'requires_grad scalar', torch.tensor(1.0, requires_grad=True)
    yield 'requires_grad float64', leaf.detach().double().requires_grad_()
    yield 'grad_fn add', leaf + 1
    yield 'grad_fn mul', leaf * leaf
    yield 'grad_fn sum', leaf.sum()
    yield 'grad_fn view', leaf.view(4, 3)
    yield 'grad_fn select', leaf[0]
    yield 'grad_fn summary', wide.requires_grad_() * 2
    yield 'grad_fn wraps', torch.arange(9.0, requires_grad=True) * 1.5
    yield 'grad_fn double', leaf.double()
    yield 'in-place', leaf.clone().mul_(2)
    yield 'detached', (leaf + 1).detach()
    with torch.no_grad():
        yield 'no_grad', leaf + 1
    with torch.inference_mode():
        yield 'inference', grid + 1
        yield 'inference leaf', torch.ones(2, requires_grad=True)
    base = leaf * 1
    with torch.no_grad():
        hidden = base[0]
    base.mul_(2)
    yield 'view that autograd lost', hidden
    yield 'parameter', torch.nn.Parameter(grid)
    yield 'parameter frozen', torch.nn.Parameter(grid[0], requires_grad=False)
    yield 'parameter half', torch.nn.Parameter(grid.half())
    yield 'transposed', grid.t()
    yield 'expanded', grid[:1].expand(3, 4)
    yield 'stepped', wide.detach()[::3]
    yield 'conj', spectrum.conj()
    yield 'conj double', spectrum.to(torch.complex128).conj()
    yield 'neg view', spectrum.conj().imag
    yield 'conj summary', spectrum.conj()[:1, :1].expand(40, 40)
    yield 'conj grad', spectrum.clone().requires_grad_().conj()
    yield 'real', spectrum.real
    yield 'zero tensor', torch._efficientzerotensor(3)
    yield 'sparse_coo', coo
    yield 'sparse_coo requires_grad', coo.clone().detach().requires_grad_()
    yield 'sparse_coo double', coo.double()
    yield 'sparse_coo int', coo.to(torch.int32)
    yield 'sparse_coo empty', torch.ones(4, 0).to_sparse()
    yield 'sparse_coo hybrid', torch.sparse_coo_tensor(torch.tensor([[0, 2]]), torch.ones(2, 3), (4, 3))
    yield 'sparse_coo large', torch.eye(2000).to_sparse()
    yield 'sparse_coo grad_fn', (leaf * 1).to_sparse()
    yield 'sparse_csr', dense.to_sparse_csr()
    yield 'sparse_csc', dense.to_sparse_csc()
    yield 'sparse_bsr', dense.to_sparse_bsr((2, 2))
    yield 'sparse_bsc', dense.to_sparse_bsc((2, 2))
    yield 'sparse_csr empty', torch.ones(4, 0).to_sparse_csr()
    yield 'sparse_csr double', dense.double().to_sparse_csr()
    yield 'mkldnn', grid.to_mkldnn()
    yield 'meta', torch.empty(2, 3, device='meta')
    yield 'meta int', torch.empty(2, 3, device='meta', dtype=torch.int64)
    yield 'meta empty', torch.empty(0, 3, device='meta')
    yield 'meta scalar', torch.empty((), device='meta')
    yield 'meta requires_grad', torch.empty(2, device='meta', requires_grad=True)
    yield 'meta sparse', torch.empty(2, 3, device='meta', layout=torch.sparse_coo)
    yield 'nested', nested
    yield 'nested requires_grad', nested.clone().detach().requires_grad_()
    yield 'nested grad_fn', nested.clone().detach().requires_grad_() * 2
    yield 'nested double', nested.double()
    yield 'quantized', quantized
    yield 'quantized qint8', torch.quantize_per_tensor(grid, 1e-5, -3, torch.qint8)
    yield 'quantized qint32', torch.quantize_per_tensor(grid, 2.0, 0, torch.qint32)
    yield 'quantized per channel', torch.quantize_per_channel(
        grid, torch.tensor([0.1, 1e-5, 3.0]), torch.tensor([10, 3, 0]), 0, torch.qint8
    )
    yield 'max', torch.max(grid, 1)
    yield 'sort', torch.sort(grid[0], descending=True)
    yield 'topk grad', torch.topk(leaf, 2)
    yield 'slogdet', torch.linalg.slogdet(torch.eye(2))
    yield 'min scalars', torch.min(grid[0], 0)
    yield 'empty requires_grad', torch.empty(0, 3, requires_grad=True)


def write(path, key, items):
    lines = ',\n'.join(json.dumps(item, ensure_ascii=True, separators=(',', ':')) for item in items)
    header = json.dumps({'made by': 'scripts/golden/tensor_str.py', 'torch': torch.__version__})[:-1]
    path.write_text(f'{header}, "{key}": [\n{lines}\n]}}\n')
    print(f'{path}: {len(items)} {key}, {path.stat().st_size} bytes')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--fuzz', type=int, help='print this many random cases instead')
    parser.add_argument('--seed', type=int, default=0)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    if args.fuzz:
        for _ in range(args.fuzz):
            print(json.dumps(random_case(rng)))
        return
    golden = Path(__file__).resolve().parents[2] / 'test' / 'golden'
    golden.mkdir(parents=True, exist_ok=True)
    write(golden / 'tensor_str.json', 'cases', list(chosen_cases()))
    write(golden / 'tensor_str_random.json', 'cases', small(rng, 180))
    write(golden / 'tensor_str_forms.json', 'forms', [{'name': name, 'text': repr(x)} for name, x in forms()])


main()
