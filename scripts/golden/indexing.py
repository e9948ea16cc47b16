"""Index reads, writes, gradients and errors of PyTorch, for test/indexing.test.ts.

    python scripts/golden/indexing.py      writes test/golden/indexing.json

An index is spelt as in TypeScript: numbers, slice strings, null, '...', booleans, number arrays, and {"slice": [..]} or
{"tensor": .., "dtype": ..} for torch.slice(..) and torch.tensor(..).
"""

import json
import random
from pathlib import Path

import torch

torch.set_num_threads(1)


def part(spec):
    if isinstance(spec, str):
        if spec == '...':
            return Ellipsis
        return slice(*(int(end) if end.strip() else None for end in spec.split(':')))
    if isinstance(spec, dict):
        if 'slice' in spec:
            return slice(*spec['slice'])
        return torch.tensor(spec['tensor'], dtype=getattr(torch, spec['dtype']))
    return spec


def index(specs):
    # x[0], not x[(0,)]: the words for a tensor without dimensions differ.
    return part(specs[0]) if len(specs) == 1 and not isinstance(specs[0], list) else tuple(part(spec) for spec in specs)


def long(*values):
    return {'tensor': list(values), 'dtype': 'int64'}


def mask(rng, *shape):
    return {'tensor': (torch.tensor([rng.random() for _ in range(torch.Size(shape).numel())]) > 0.5).reshape(shape).tolist(),
            'dtype': 'bool'}


def source(shape, dtype='float32'):
    count = torch.Size(shape).numel()
    return torch.arange(count, dtype=torch.float64).sub(7).to(getattr(torch, dtype)).reshape(shape)


def out(x):
    return {'dtype': str(x.dtype)[6:], 'shape': list(x.shape), 'values': x.reshape(-1).tolist()}


SHAPE = [3, 4, 5]

READS = [
    [0], [-1], [1, 2], [1, 2, 3], [-3, -4, -5], [':'], [':', 0], [':', -1], ['1:'], [':2'], ['1:2'], ['::2'], ['1::2'],
    ['-2:'], [':-1'], ['-3:-1'], [':', '1:3'], [':', ':', '::2'], [':', ':', '::3'], ['5:'], ['2:1'], ['-10:10'],
    ['1:', '::2'], [0, ':', 1], [':', 1, '1:4:2'], ['...'], ['...', 0], [0, '...'], ['...', '1:3'], [0, '...', 1],
    [':', '...', '::2'], [None], [None, 0], [0, None], [':', None], ['...', None], [None, '...', None],
    [':', None, 1, None], [None, None, 1, 2, 3], [True], [False], [True, 0], [0, True], [True, True],
    ['...', True], [[0, 2]], [[0, 2], ':', 1], [':', [0, -1, 1]], [[0, 1, 2], [3, 2, 1]], [[0, 1], ':', [3, 2]],
    [':', [1, 2], [0, 4]], [[[0, 1], [2, 0]]], [[[0], [2]], [1, 3]], [[2], '1:', None, '::2'], [[]],
    [0, ':', [1, 2]], [[0, 1], 0], [0, [1, 2], 3], ['...', [0, 1]], [[True, False, True]],
    [':', [True, False, True, True]], [{'slice': [0, 2]}], [{'slice': [None, None, 2]}, 1], [{'slice': [-2, None]}],
    [{'slice': [None]}], [long(0, 2)], [long(-1, 0, -1)], [long(2, 0), long(1, 3)], [long(2, 0), ':', long(1, 3)],
    [':', long(2, 0), long(1, 3)], [long([0, 1], [2, 2])], [long([0, 1], [2, 2]), ':', 2], [{'tensor': 1, 'dtype': 'int64'}],
    [{'tensor': 1, 'dtype': 'int64'}, ':', {'tensor': -1, 'dtype': 'int64'}], [{'tensor': [2, 0], 'dtype': 'int32'}],
    [{'tensor': [1, 0, 1], 'dtype': 'uint8'}], [{'tensor': True, 'dtype': 'bool'}], [{'tensor': False, 'dtype': 'bool'}],
    [long(0, 1), None, '1:3'], [None, long(0, 1)], ['1:', long(0, 3), None], [long(1, 0), '...', long(4, 0)],
    [{'tensor': [], 'dtype': 'int64'}], ['...', long(4, 0), None], [long(1), long(2), long(3)],
]

# [index, value]: a number, a boolean or nested numbers, which become a tensor of the target's dtype.
WRITES = [
    [[0], 9], [[1, 2, 3], -1.5], [[':', 0], 1], [['1:', '::2'], 0.25], [[':', ':', -1], 7], [['...'], 3], [['...', 0], 4],
    [[0, '...', 1], 5], [[':'], 2], [[None, 0], 6], [[True], 8], [[False], 8], [[0], [[1], [2], [3], [4]]],
    [[':', 0], [1, 2, 3, 4, 5]], [[':', 1, '1:3'], [[1, 2], [3, 4], [5, 6]]], [['::2', ':', 0], [[1, 2, 3, 4], [5, 6, 7, 8]]],
    [[[0, 2]], 9], [[[0, 1, 2], [3, 2, 1]], [[1], [2], [3]]], [[long(0, 2), ':', long(1, 3)], 1.5],
    [[':', long(0, 2)], [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]], [[long(0, 0), 1, 2], 4], [[[True, False, True]], 3],
    [[':', [True, False, True, True], 1], [1, 2, 3]], [[1, [0, 2]], 9], [[{'tensor': 2, 'dtype': 'int64'}, 1], 9],
    [[long([0, 1], [2, 0]), 1], [[1], [2]]], [['1:1'], 3], [[[]], 3],
]

ERRORS = [
    [SHAPE, [3]], [SHAPE, [0, -5]], [SHAPE, [0, 0, 0, 0]], [SHAPE, [':', ':', ':', ':']], [SHAPE, [long(0, 3)]],
    [SHAPE, [long(0, 1), long(0, 1, 2)]], [SHAPE, [{'tensor': [0.5], 'dtype': 'float32'}]], [SHAPE, ['::0']],
    [SHAPE, ['::-1']], [SHAPE, [{'tensor': [True, False], 'dtype': 'bool'}]], [SHAPE, [':', [True, False]]], [[], [0]],
    [SHAPE, [[0, 7]]], [SHAPE, [0, 0, 0, long(0)]], [[2, 0], [long(0), long(0)]],
]

WRITE_ERRORS = [
    [SHAPE, [0], [1, 2, 3]], [SHAPE, [[0, 2]], [[1, 2], [3, 4]]], [SHAPE, [3], 1], [SHAPE, [':', 0], [1, 2]],
    [SHAPE, [long(0, 4)], 1], [SHAPE, [[True, False, True]], [1, 2, 3]],
]


def value_of(value, dtype):
    return torch.tensor(value, dtype=dtype) if isinstance(value, list) else value


def read(shape, specs, dtype='float32'):
    x = source(shape, dtype)
    return {'shape': shape, 'dtype': dtype, 'index': specs, 'out': out(x[index(specs)])}


def write(shape, specs, value, dtype='float32'):
    x = source(shape, dtype)
    x[index(specs)] = value_of(value, x.dtype)
    return {'shape': shape, 'dtype': dtype, 'index': specs, 'value': value, 'out': out(x)}


def accumulate(shape, indices, value):
    x = source(shape)
    x.index_put_(tuple(part(spec) for spec in indices), torch.tensor(value, dtype=x.dtype), accumulate=True)
    return {'shape': shape, 'index': indices, 'value': value, 'out': out(x)}


def gradient(shape, specs):
    x = source(shape).requires_grad_()
    y = x[index(specs)]
    weight = torch.arange(1, y.numel() + 1, dtype=torch.float32).reshape(y.shape)
    (y * y * weight).sum().backward()
    return {'shape': shape, 'index': specs, 'grad': out(x.grad)}


def write_gradient(shape, specs, value):
    """Through x.clone() with a part of it written over: what reaches x, and what reaches the value."""
    x = source(shape).requires_grad_()
    v = torch.tensor(value, dtype=torch.float32, requires_grad=True)
    y = x * 1
    y[index(specs)] = v
    weight = torch.arange(1, y.numel() + 1, dtype=torch.float32).reshape(y.shape)
    (y * y * weight).sum().backward()
    return {'shape': shape, 'index': specs, 'value': value, 'grad': out(x.grad), 'value_grad': out(v.grad)}


def failure(run):
    try:
        run()
    except Exception as error:
        return {'kind': type(error).__name__, 'text': str(error)}
    raise AssertionError('expected an error')


def write_failure(shape, specs, value):
    x = source(shape)
    error = failure(lambda: x.__setitem__(index(specs), value_of(value, x.dtype)))
    # LibTorch's kernels write up to the first index that is out of range.
    return {'shape': shape, 'index': specs, 'value': value, **error, 'left': out(x)}


def random_part(rng, size):
    ends = ['', str(rng.randrange(-size - 1, size + 2))]
    return rng.choice([
        lambda: rng.randrange(-size, size), lambda: f'{rng.choice(ends)}:{rng.choice(ends)}', lambda: f'::{rng.randrange(1, 4)}',
        lambda: [rng.randrange(-size, size) for _ in range(2)], lambda: long(*(rng.randrange(-size, size) for _ in range(2))),
        lambda: ':',
    ])()


def random_index(rng, shape):
    specs = [random_part(rng, size) for size in shape[: rng.randrange(1, len(shape) + 1)]]
    if rng.random() < 0.4:
        specs.insert(rng.randrange(len(specs) + 1), None)
    if rng.random() < 0.3:
        specs.append('...')
    return specs


def main():
    rng = random.Random(5)
    square = [4, 3]
    reads = [read(SHAPE, specs) for specs in READS]
    reads += [read(square, [mask(rng, 4, 3)]), read(square, [mask(rng, 4)]), read(square, [':', mask(rng, 3)])]
    reads += [read(SHAPE, [mask(rng, 3, 4), '1:']), read(SHAPE, [0, mask(rng, 4, 5)]), read(SHAPE, [mask(rng, 3), [0], ':'])]
    reads += [read([], ['...']), read([], [None]), read([], [True]), read([0, 3], [':', 1]), read([1], [0])]
    reads += [read(square, [1, '::2'], dtype) for dtype in ['int64', 'float64', 'float16', 'bfloat16', 'int32', 'uint8', 'bool']]
    reads += [read([3, 2, 4, 5], random_index(rng, [3, 2, 4, 5])) for _ in range(60)]
    writes = [write(SHAPE, *case) for case in WRITES]
    writes += [write(square, [mask(rng, 4, 3)], 0.5), write(square, [mask(rng, 4)], [1, 2, 3]), write([], ['...'], 4)]
    writes += [write(square, [0, 1], 3, dtype) for dtype in ['int64', 'float64', 'float16', 'bfloat16', 'int32']]
    writes += [write(square, [long(0, 1), 1], True, 'bool'), write(square, ['1:', 0], 2.75, 'int64')]
    some = [specs for specs in READS if source(SHAPE)[index(specs)].numel() > 0][::4]
    golden = {
        'made by': 'scripts/golden/indexing.py',
        'torch': torch.__version__,
        'reads': reads,
        'writes': writes,
        'accumulates': [
            accumulate(SHAPE, [long(0, 0, 2)], 1.5),
            accumulate(SHAPE, [long(0, 0, 0), long(1, 1, 3)], [[1.0] * 5, [2.0] * 5, [3.0] * 5]),
        ],
        'gradients': [gradient(SHAPE, specs) for specs in [*some, [long(0, 0, 1)], [[1, 1, 1], ':', [0, 0, 2]]]],
        'write gradients': [
            write_gradient(SHAPE, [0], 2.0),
            write_gradient(SHAPE, [':', '1:3', 0], [1.5, 2.5]),
            write_gradient(SHAPE, [[0, 2], ':', [1, 3]], [0.5, 1.5, 2.5, 3.5]),
            write_gradient(SHAPE, [[True, False, True]], 3.0),
        ],
        'errors': [
            {'shape': shape, 'index': specs, **failure(lambda: source(shape)[index(specs)])} for shape, specs in ERRORS
        ],
        'write errors': [
            write_failure(shape, specs, value) for shape, specs, value in WRITE_ERRORS
        ],
    }
    path = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'indexing.json'
    body = ',\n'.join(
        f'{json.dumps(key)}: ' + ('[\n' + ',\n'.join(json.dumps(row, separators=(',', ':')) for row in rows) + ']' if isinstance(rows, list) else json.dumps(rows))
        for key, rows in golden.items()
    )
    path.write_text('{' + body + '}\n')
    print(f'{path}: {path.stat().st_size} bytes')


main()
