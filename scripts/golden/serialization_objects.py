"""Everything that checkpoints hold beside ordinary tensors, and a safetensors file, for test/serialization/objects.test.ts and safetensors.test.ts.

    python scripts/golden/serialization_objects.py      needs numpy; example.safetensors needs `pip install safetensors` (0.8.0 wrote it)
"""

import argparse
import collections
import pathlib
import sys
import types
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn

warnings.simplefilter('ignore')
torch.manual_seed(0)
GOLDEN = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'serialization'

Point = collections.namedtuple('Point', 'x y')
Point.__module__ = 'my_project.points'
sys.modules['my_project'] = sys.modules['my_project.points'] = sys.modules['__main__']


def objects():
    x = torch.tensor([[0, 0, 3.], [4, 0, 5]])
    blocks = torch.arange(16.).view(4, 4)
    parameter, tensor = nn.Parameter(torch.ones(2)), torch.ones(2)
    parameter.tag = tensor.tag = 'an attribute'
    base = torch.arange(6.)
    return {
        'sparse_coo': x.to_sparse(), 'uncoalesced': torch.sparse_coo_tensor([[0, 0], [1, 1]], [1., 2.], (2, 3)), 'sparse_csr': x.to_sparse_csr(), 'sparse_csc': x.to_sparse_csc(),
        'sparse_bsr': blocks.to_sparse_bsr((2, 2)), 'sparse_bsc': blocks.to_sparse_bsc((2, 2)),
        'per_tensor': torch.quantize_per_tensor(torch.arange(6.).view(2, 3), 0.5, 3, torch.quint8), 'per_channel': torch.quantize_per_channel(torch.arange(6.).view(2, 3), torch.tensor([.5, .25]), torch.tensor([0, 1]), 0, torch.qint8),
        'qint32': torch.quantize_per_tensor(torch.arange(3.), 1.0, 0, torch.qint32), 'complex32': torch.ones(2, dtype=torch.complex32),
        **{name: torch.ones(3).to(getattr(torch, name)) for name in ('float8_e4m3fn', 'float8_e5m2', 'float8_e4m3fnuz', 'float8_e5m2fnuz', 'float8_e8m0fnu')},
        'layout': torch.sparse_csr, 'qscheme': torch.per_tensor_affine,
        'array': np.arange(6.).reshape(2, 3), 'fortran': np.asfortranarray(np.arange(6, dtype=np.int16).reshape(2, 3)), 'big endian': np.arange(3, dtype='>i4'), 'bools': np.array([True, False]),
        'np complex': np.array([1 + 2j], np.complex64), 'np scalar': np.float64(2.5), 'np int': np.int64(7), 'np bool': np.bool_(True), 'np 0-d': np.array(3), 'np dtype': np.dtype('float32'), 'np objects': np.array(['a', None], dtype=object), 'np text': np.str_('hey'),
        'deque': collections.deque([1, 2], maxlen=5), 'args': argparse.Namespace(lr=0.1, name='x'), 'namespace': types.SimpleNamespace(a=1), 'path': pathlib.PurePosixPath('/a/b'), 'max': torch.max(x, 1),
        'nested': torch.nested.nested_tensor([torch.arange(3.), torch.arange(2.)]), 'channels_last': torch.arange(24.).view(1, 2, 3, 4).to(memory_format=torch.channels_last),
        'parameter': parameter, 'tensor': tensor, 'DataParallel': nn.DataParallel(nn.Linear(2, 1)).state_dict(), 'shared': [base, base[2:4], base.view(2, 3)],
    }


def main():
    torch.save(objects(), GOLDEN / 'objects.pt')
    torch.save(objects(), GOLDEN / 'legacy_objects.pt', _use_new_zipfile_serialization=False)
    torch.save(Point(1, torch.ones(2)), GOLDEN / 'namedtuple.pt')
    torch.save({'array': np.arange(6.).reshape(2, 3), 'scalar': np.float32(3)}, GOLDEN / 'protocol_5.pt', pickle_protocol=5)
    try:
        from safetensors.torch import save_file
    except ImportError:
        return print('safetensors is not there: example.safetensors is left as it is')
    names = 'bool uint8 int8 float8_e5m2 float8_e4m3fn float8_e8m0fnu int16 uint16 float16 bfloat16 int32 uint32 float32 float64 int64 uint64 complex64'.split()
    tensors = {name: torch.arange(6).view(2, 3).to(getattr(torch, name)) for name in names}
    save_file({**tensors, 'scalar': torch.tensor(2.5), 'empty': torch.empty(0, 3), 'käse "x"': torch.ones(1)}, GOLDEN / 'example.safetensors', {'format': 'pt'})


main()
