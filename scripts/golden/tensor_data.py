"""Values of every dtype going into tensors and out of them, for test/tensor_data.test.ts.

    python scripts/golden/tensor_data.py      writes test/golden/tensor_data.json

JSON has no 64-bit integers, NaN or complex numbers: they are {"int": "9223372036854775807"}, {"float": "nan"} and
{"re": .., "im": ..}.
"""

import base64
import json
import math
import random
import warnings
from pathlib import Path

import torch

warnings.filterwarnings('ignore')
FLOATS = ['float32', 'float64', 'float16', 'bfloat16']
FLOAT8 = ['float8_e5m2', 'float8_e4m3fn', 'float8_e5m2fnuz', 'float8_e4m3fnuz', 'float8_e8m0fnu']
COMPLEX = ['complex64', 'complex128', 'complex32']
INTS = ['int64', 'int32', 'int16', 'int8', 'uint8', 'uint16', 'uint32', 'uint64']
ALL = [*FLOATS, *FLOAT8, *COMPLEX, *INTS, 'bool']
inf, nan = math.inf, math.nan


def encode(value):
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, complex):
        return {'re': encode(value.real), 'im': encode(value.imag)}
    if isinstance(value, int):
        return value if abs(value) < 2**53 else {'int': str(value)}
    if math.isfinite(value) and not (value == 0 and math.copysign(1, value) < 0):
        return value
    return {'float': str(value)}


def raw(x):
    return base64.b64encode(x.contiguous().view(-1).view(torch.uint8).numpy().tobytes()).decode()


def read(rng, dtype, shape, stride, offset):
    kind = getattr(torch, dtype)
    size = torch.empty(0, dtype=kind).element_size()
    count = 1 + offset + sum((length - 1) * step for length, step in zip(shape, stride))
    if dtype == 'bool':
        storage = bytes(rng.randrange(2) for _ in range(count))
    elif dtype in FLOATS[:2] + COMPLEX[:2]:
        storage = torch.randn(2 * count, generator=torch.Generator().manual_seed(rng.randrange(99)))
        storage = storage.view(torch.complex64).to(kind)[:count] if dtype in COMPLEX else storage.to(kind)[:count]
        storage = storage.contiguous().view(torch.uint8).numpy().tobytes()
    else:
        storage = bytes(rng.randrange(256) for _ in range(count * size))
    x = torch.frombuffer(bytearray(storage), dtype=torch.uint8).view(kind).as_strided(shape, stride, offset)
    return {
        'dtype': dtype, 'shape': shape, 'stride': stride, 'offset': offset,
        'data': base64.b64encode(storage).decode(), 'tolist': encode(x.tolist()),
    }


def made(values, dtype):
    x = torch.tensor(values, dtype=getattr(torch, dtype))
    return {'dtype': dtype, 'values': encode(values), 'shape': list(x.shape), 'data': raw(x), 'tolist': encode(x.tolist())}


def tensors():
    for dtype in FLOATS:
        yield made([0.1, -0.1, 1e-3, 65504.0, 1e5, -0.0, 1 / 3, 6e-8, nan, inf, -inf], dtype)
        yield made([[1.0009765625, 1.00048828125], [1.00146484375, 1.00390625]], dtype)  # ties of the half formats
        yield made([1, 16777217, 2049, 257], dtype)
        yield made([True, False], dtype)
    yield made([0.1, 5e-324, 1.7976931348623157e308], 'float64')
    for dtype in INTS:
        info = torch.iinfo(getattr(torch, dtype))
        yield made([info.min, info.max, 0, 1], dtype)
        yield made([[[1], [2]], [[3], [4]]], dtype)
        if dtype not in ('uint16', 'uint32', 'uint64'):
            yield made([2.75, 1.5, 0.25], dtype)
        yield made([True, False], dtype)
    yield made([9007199254740993, -9007199254740995], 'int64')
    yield made([0, 1, -3, 2**40], 'bool')
    yield made([0.0, 0.5, nan], 'bool')
    for dtype in COMPLEX:
        yield made([1 + 2j, -0.5j, complex(nan, -inf), 3.25 + 0j], dtype)
        yield made([1.5, 2.0], dtype)
    for shape in [0, [], [[]], [[], []], [[[]], [[]]]]:
        if isinstance(shape, list):
            yield made(shape, 'float32')
        else:
            yield made(3.5, 'float32')
    yield made(7, 'int64')
    yield made(True, 'bool')


# Whole numbers are ints on both sides; the others are what only a float can be.
RANGES = {
    'uint8': [255, 255.5, 256, -1, -0.5, -255, -255.5, -256, nan],
    'int8': [127, 127.5, 128, -128, -128.5, -129, inf],
    'int16': [32767, 32768, -32768, -32769],
    'int32': [2147483647, 2147483647.5, 2147483648, -2147483648, -2147483649],
    'uint16': [65535, 65536, -1, -65535, -65536],
    'uint32': [4294967295, 4294967296, -1, -4294967295, -4294967296],
    'int64': [-9.3e18, 9.3e18, 1e30, nan],
}


def ranges():
    for dtype, values in RANGES.items():
        for value in values:
            row = {'dtype': dtype, 'value': encode(value)}
            try:
                row['item'] = encode(torch.tensor([value], dtype=getattr(torch, dtype)).item())
            except RuntimeError as error:
                row['text'] = str(error)
            yield row


def failure(name, run):
    try:
        run()
    except Exception as error:
        return {'name': name, 'kind': type(error).__name__, 'text': str(error)}
    raise AssertionError(f'{name}: expected an error')


def failures():
    buffer = bytearray(8)
    spectrum = torch.ones(2, dtype=torch.complex64)
    yield failure('item of many', lambda: torch.ones(2, 2).item())
    yield failure('item of none', lambda: torch.ones(0).item())
    yield failure('ragged', lambda: torch.tensor([[1.0, 2.0], [3.0]]))
    yield failure('ragged deeper', lambda: torch.tensor([[[1.0], [2.0]], [[3.0], 4.0]]))
    yield failure('numpy with grad', lambda: torch.ones(2, requires_grad=True).numpy())
    yield failure('numpy of conj', lambda: spectrum.conj().numpy())
    yield failure('numpy of neg', lambda: spectrum.conj().imag.numpy())
    yield failure('numpy of sparse', lambda: torch.eye(2).to_sparse().numpy())
    yield failure('numpy of meta', lambda: torch.empty(2, device='meta').numpy())
    yield failure('tolist of meta', lambda: torch.empty(2, device='meta').tolist())
    yield failure('item of meta', lambda: torch.empty(1, device='meta').item())
    yield failure('buffer not a multiple', lambda: torch.frombuffer(bytearray(7), dtype=torch.float32))
    yield failure('buffer offset', lambda: torch.frombuffer(buffer, dtype=torch.uint8, offset=8))
    yield failure('buffer negative offset', lambda: torch.frombuffer(buffer, dtype=torch.uint8, offset=-1))
    yield failure('buffer count', lambda: torch.frombuffer(buffer, dtype=torch.float32, count=3))
    yield failure('buffer count 0', lambda: torch.frombuffer(buffer, dtype=torch.float32, count=0))
    yield failure('buffer empty', lambda: torch.frombuffer(bytearray(0), dtype=torch.float32))
    yield failure('int too large', lambda: torch.tensor([300], dtype=torch.uint8))
    yield failure('int too small', lambda: torch.tensor([-129], dtype=torch.int8))
    yield failure('int past 64 bits', lambda: torch.tensor([2**64], dtype=torch.int64))
    yield failure('complex into float', lambda: torch.tensor([1 + 2j], dtype=torch.float32))
    yield failure('requires_grad int', lambda: torch.tensor([1], requires_grad=True))


def main():
    rng = random.Random(3)
    layouts = [([2, 3], [3, 1], 0), ([3, 2], [1, 3], 1), ([], [], 2), ([4], [0], 1), ([2, 2, 2], [5, 2, 1], 0)]
    golden = {
        'made by': 'scripts/golden/tensor_data.py',
        'torch': torch.__version__,
        'reads': [read(rng, dtype, *layout) for dtype in ALL for layout in layouts],
        'tensors': list(tensors()),
        'ranges': list(ranges()),
        'errors': list(failures()),
    }
    path = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'tensor_data.json'
    body = ',\n'.join(
        f'{json.dumps(key)}: '
        + ('[\n' + ',\n'.join(json.dumps(row, separators=(',', ':')) for row in rows) + ']' if isinstance(rows, list) else json.dumps(rows))
        for key, rows in golden.items()
    )
    path.write_text('{' + body + '}\n')
    print(f'{path}: {path.stat().st_size} bytes')


main()
