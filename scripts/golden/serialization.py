"""Checkpoints as Python PyTorch writes them, and what they hold, for test/serialization/golden.test.ts.

    python scripts/golden/serialization.py      writes test/golden/serialization/*.pt and expected.json

The tar format of PyTorch's first releases has no writer any more; `save_tar` writes the layout that torch.load still reads,
and torch.load confirms it here. attack.pt would run a command where it is not read as data.
"""

import io
import json
import math
import os
import pickle
import struct
import tarfile
import zipfile
from collections import Counter, OrderedDict, defaultdict
from pathlib import Path

import torch
from torch import nn

torch.set_num_threads(1)
GOLDEN = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'serialization'


# ---- what a value is, in JSON; the test describes what it loads in the same words

def describe(x):
    if x is None or isinstance(x, (bool, str)):
        return x
    if isinstance(x, (int, float)):
        whole = math.isfinite(x) and x == int(x) and abs(x) < 2**53 and not (x == 0 and math.copysign(1, x) < 0)
        return {'number': str(int(x)) if whole or isinstance(x, int) else repr(float(x))}
    if isinstance(x, complex):
        return {'complex': [describe(x.real), describe(x.imag)]}
    if isinstance(x, (bytes, bytearray)):
        return {'bytes': list(x)}
    if isinstance(x, torch.Tensor):
        data = x.detach().resolve_conj().resolve_neg()
        # The bits of all elements in order, whatever the strides.
        words = data.contiguous().reshape(-1).view(torch.uint8).tolist() if data.numel() else []
        return {
            'tensor': 'Parameter' if isinstance(x, nn.Parameter) else 'Tensor', 'dtype': str(x.dtype), 'shape': list(x.shape),
            'stride': list(x.stride()), 'offset': x.storage_offset(), 'requires_grad': x.requires_grad, 'bits': bytes(words).hex(),
        }
    if isinstance(x, torch.Size):
        return {'Size': list(x)}
    if isinstance(x, (torch.dtype, torch.device)):
        return {'constant': str(x)}
    if isinstance(x, tuple):
        return {'tuple': [describe(v) for v in x]}
    if isinstance(x, list):
        return {'list': [describe(v) for v in x]}
    if isinstance(x, (set, frozenset)):
        return {'set': sorted((describe(v) for v in x), key=json.dumps)}
    if isinstance(x, dict):
        kind = 'OrderedDict' if isinstance(x, OrderedDict) else 'dict'
        described = {kind: [[describe(k), describe(v)] for k, v in x.items()]}
        if getattr(x, '_metadata', None) is not None:
            described['_metadata'] = sorted(([k, v.get('version')] for k, v in x._metadata.items()), key=json.dumps)
        return described
    raise TypeError(type(x))


# ---- checkpoints

def plain():
    return {
        'none': None, 'bools': [True, False], 'ints': [0, -1, 255, 256, 65536, 2**31, -2**31, 2**53 - 1, 2**53, -2**70],
        'floats': [0.1, -0.0, 1.0, 1e300, 5e-324, float('inf'), float('-inf')], 'text': 'käse 🧀 \ud800', 'bytes': b'\0\xff',
        'bytearray': bytearray(b'ab'), 'tuple': (1, (2.5,), ()), 'set': {1, 2}, 'frozenset': frozenset(['a']), 'complex': 1 - 2j,
        'int keys': {0: 'a', 1: {}}, 'mixed keys': {'a': 1, 0: 2, None: 3}, 'tuple keys': {(1, 2): 3}, 'order': {'b': 1, 'a': 2, '1': 3, '0': 4},
        'ordered': OrderedDict([('z', 1), ('a', 2)]), 'default': defaultdict(list, {'a': [1]}), 'counter': Counter('aab'),
        'Size': torch.Size([2, 3]), 'dtype': torch.bfloat16, 'device': torch.device('cuda', 1), '__proto__': {'polluted': 1},
    }


def tensors(legacy=False):
    base = torch.arange(24, dtype=torch.float32)
    z = torch.tensor([1 + 2j, 3 - 4j])
    bits = torch.arange(32, dtype=torch.uint8)
    names = 'uint8 int8 int16 int32 int64 float16 float32 float64 bfloat16 complex64 complex128 bool'.split()
    if not legacy:
        names += 'uint16 uint32 uint64 float8_e4m3fn float8_e5m2'.split()
    return {
        **{name: (bits % 2 if name == 'bool' else bits).clone().view(getattr(torch, name)) for name in names},
        'base': base, 'view': base.view(4, 6).t(), 'cut': base[5:9], 'strided': base.view(4, 6)[1:3, ::2],
        'expanded': torch.arange(3).view(3, 1).expand(3, 4), 'scalar': torch.tensor(2.5), 'empty': torch.empty(0, 3),
        'parameter': nn.Parameter(torch.ones(2)), 'frozen': nn.Parameter(torch.ones(2), requires_grad=False),
        'grad': torch.ones(2, requires_grad=True), 'conj': z.conj(), 'neg': z.clone().conj().imag,
    }


def training():
    torch.manual_seed(0)
    net = nn.Sequential(nn.Conv2d(1, 2, (2, 3), stride=2), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(8, 3))
    adam = torch.optim.Adam(net.parameters(), lr=0.1, betas=(0.8, 0.9))
    schedule = torch.optim.lr_scheduler.MultiStepLR(adam, [2, 3])
    for _ in range(2):
        net(torch.randn(2, 1, 5, 6)).square().sum().backward()
        adam.step()
        schedule.step()
    return {
        'epoch': 2, 'model': net.state_dict(), 'optimizer': adam.state_dict(), 'scheduler': schedule.state_dict(),
        'rng': torch.get_rng_state()[:64].clone(), 'best': float('inf'), 'history': [(1, 0.5), (2, 0.25)], 'args': {'lr': 0.1, 'resume': None},
    }


# ---- ways of writing

def save(name, value, **options):
    torch.save(value, GOLDEN / name, **options)


def rewrite(name, source, compression, change=lambda entry, data: data):
    """Another zip archive with the entries of one that torch.save wrote, None to leave one out."""
    with zipfile.ZipFile(GOLDEN / source) as old, zipfile.ZipFile(GOLDEN / name, 'w', compression) as new:
        for entry in old.namelist():
            data = change(entry, old.read(entry))
            if data is not None:
                new.writestr(entry, data)


def save_tar(name, values):
    """A dict of tensors as PyTorch 0.1.9 laid it out: storages, a view of one, tensors, and the object that numbers them."""
    storages, tensors, keys = io.BytesIO(), io.BytesIO(), {}
    pickle.dump(len(values), storages, 2)
    for i, x in enumerate(values.values()):
        storage_type = getattr(torch, torch.storage._dtype_to_storage_type_map()[x.dtype])
        pickle.dump((100 + i, 'cpu', storage_type), storages, 2)
        storages.write(struct.pack('<q', x.untyped_storage().nbytes() // x.element_size()))
        storages.write(bytes(x.untyped_storage()))
    pickle.dump([(999, 100, 1, 2)], storages, 2)
    pickle.dump(len(values) + 1, tensors, 2)
    for i, (key, x) in enumerate([*values.items(), ('of a view', None)]):
        keys[key] = i
        pickle.dump((i, 100 + i if x is not None else 999, None), tensors, 2)
        shape, stride, offset = (x.shape, x.stride(), x.storage_offset()) if x is not None else ((2,), (1,), 0)
        tensors.write(struct.pack(f'<ii{len(shape)}q{len(shape)}qq', len(shape), 0, *shape, *stride, offset))

    class Key:
        def __init__(self, number):
            self.number = number

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj):
            return str(obj.number) if isinstance(obj, Key) else None

    main = io.BytesIO()
    Pickler(main, 2).dump(OrderedDict((key, Key(number)) for key, number in keys.items()))
    info = io.BytesIO(pickle.dumps({'protocol_version': 1000, 'little_endian': True}, 2))
    with tarfile.open(GOLDEN / name, 'w', format=tarfile.PAX_FORMAT) as tar:
        for member, data in (('sys_info', info), ('pickle', main), ('tensors', tensors), ('storages', storages)):
            header = tarfile.TarInfo(member)
            header.size = len(data.getvalue())
            tar.addfile(header, io.BytesIO(data.getvalue()))
    return torch.load(GOLDEN / name, weights_only=False)


class Attack:
    def __reduce__(self):
        return os.system, ('touch /tmp/typetorch-was-attacked',)


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, make in (('plain', plain), ('tensors', tensors), ('training', training)):
        save(f'{name}.pt', make())
        expected[f'{name}.pt'] = describe(make())
    save('legacy_tensors.pt', tensors(legacy=True), _use_new_zipfile_serialization=False)
    expected['legacy_tensors.pt'] = describe(tensors(legacy=True))
    save('legacy_training.pt', training(), _use_new_zipfile_serialization=False)
    expected['legacy_training.pt'] = describe(training())

    rewrite('deflated.pt', 'tensors.pt', zipfile.ZIP_DEFLATED)
    expected['deflated.pt'] = expected['tensors.pt']
    older = lambda entry, data: None if entry.split('/')[1] in ('byteorder', '.data', '.format_version', '.storage_alignment') else data
    rewrite('version_1.6.pt', 'training.pt', zipfile.ZIP_STORED, older)
    expected['version_1.6.pt'] = expected['training.pt']

    old = save_tar('tar.pt', {'a': torch.arange(6.).view(2, 3).t(), 'b': torch.tensor([2**40, -1]), 'c': torch.tensor(1.5, dtype=torch.float64)})
    expected['tar.pt'] = describe(old)
    # typetorch makes a view of a storage a tensor on the whole storage.
    expected['tar.pt']['OrderedDict'][-1][1]['offset'] = 1

    save('module.pt', nn.Linear(2, 1))
    save('attack.pt', {'weight': torch.ones(2), 'x': Attack()})
    (GOLDEN / 'expected.json').write_text(json.dumps({'torch': torch.__version__, 'files': expected}) + '\n')


main()
