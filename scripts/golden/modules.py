"""PyTorch's own module samples (`module_db`) with what Python computes for them.

    .venv/bin/python scripts/golden/modules.py                 writes test/golden/modules/*.json.gz, a choice of float32 cases
    .venv/bin/python scripts/golden/modules.py --all FOLDER    writes every case of every dtype to FOLDER/<module>.json

A case holds a constructor's arguments and a call's; recorded are the printed text, the state_dict after construction
under a seed (keys in order, and a digest of the bytes), the outputs and the gradients of inputs and parameters in the
case's mode (training or evaluation), the buffers afterwards, and the outputs in evaluation without gradients. Where a
sample is about an error, the case holds its type and message. test/conformance/modules.ts runs the cases.
"""

import base64
import dataclasses
import gzip
import hashlib
import json
import math
import pathlib
import sys
import types
import unittest
import warnings

import pinned  # noqa: F401, isort: skip
# PyTorch's test package asks for a module that the wheel does not need otherwise.
sys.modules['expecttest'] = types.ModuleType('expecttest')
sys.modules['expecttest'].TestCase = unittest.TestCase

import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn.parameter import is_lazy  # noqa: E402
from torch.nn.utils.rnn import PackedSequence  # noqa: E402
from torch.testing._internal.common_modules import ModuleErrorEnum, module_db  # noqa: E402

OUT = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'modules'
CHOSEN = 3  # cases of a module and mode in the committed files
LIMIT = 190_000  # bytes in a file
LARGE = 6_000  # characters of a case that is left out where there are smaller ones


# Modules and options among the arguments are built anew on both sides, from what they were made with.
def remember(cls):
    original = cls.__init__

    def init(self, *args, **kwargs):
        object.__setattr__(self, '_made_with', (args, kwargs))
        original(self, *args, **kwargs)

    cls.__init__ = init


remember(nn.TransformerEncoderLayer)


def rebuilt(value):
    if isinstance(value, nn.TransformerEncoderLayer):
        args, kwargs = value._made_with
        return nn.TransformerEncoderLayer(*args, **kwargs)
    return value


def raw(x):
    plain = x.detach().resolve_conj().contiguous()
    data = plain.reshape(-1).view(torch.uint8).numpy().tobytes() if plain.numel() else b''
    return {'dtype': str(x.dtype)[6:], 'shape': list(x.shape), 'data': base64.b64encode(data).decode()}


def encode(value):
    if isinstance(value, torch.Tensor):
        return raw(value) | ({'grad': True} if value.requires_grad else {})
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {'float': str(value)}
    if isinstance(value, complex):
        return {'complex': [value.real, value.imag]}
    if isinstance(value, torch.dtype):
        return {'torch': str(value)[6:]}
    if isinstance(value, PackedSequence):
        return {'packed': [encode(v) for v in value]}
    if isinstance(value, (list, tuple)):
        return [encode(v) for v in value]
    if isinstance(value, nn.TransformerEncoderLayer):
        args, kwargs = value._made_with
        return {'class': 'TransformerEncoderLayer', 'args': encode(args), 'kwargs': keywords(kwargs)}
    if isinstance(value, nn.LinearCrossEntropyOptions):
        return {'class': 'LinearCrossEntropyOptions', 'args': [], 'kwargs': keywords(dataclasses.asdict(value))}
    if isinstance(value, types.BuiltinFunctionType):
        return {'torch': value.__name__}
    raise TypeError(f'no word for {type(value)}')


def keywords(kwargs):
    return {key: encode(value) for key, value in kwargs.items()}


def digest(x):
    data = x.detach().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes() if x.numel() else b''
    return f'{str(x.dtype)[6:]} {list(x.shape)} {hashlib.sha256(data).hexdigest()[:16]}'


def state(module):
    return {k: 'uninitialized' if is_lazy(v) else digest(v) for k, v in module.state_dict().items()}


def tensors(value):
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [t for v in value for t in tensors(v)] if isinstance(value, (list, tuple)) else []


def leaves_of(value):
    """The same tensors as leaves, so that they get gradients."""
    if isinstance(value, torch.Tensor):
        return value.detach().clone().requires_grad_(value.requires_grad)
    if isinstance(value, dict):
        return {k: leaves_of(v) for k, v in value.items()}
    return type(value)(leaves_of(v) for v in value) if type(value) in (list, tuple) else value


def fresh(value):
    """In-place layers may not overwrite a leaf, nor the case's input."""
    if isinstance(value, torch.Tensor):
        return value.clone()
    return type(value)(fresh(v) for v in value) if type(value) in (list, tuple) else value


def results(value):
    """All tensors of a result, None where there is none."""
    if value is None or isinstance(value, torch.Tensor):
        return [None if value is None else raw(value)]
    return [r for v in value for r in results(v)]


def case(info, sample, dtype, training):
    made, call = sample.constructor_input, sample.forward_input
    one = {'module': info.module_cls.__name__, 'training': training, 'args': encode(made.args), 'kwargs': keywords(made.kwargs)}
    inputs, options = leaves_of(call.args), leaves_of(call.kwargs)
    one |= {'inputs': encode(inputs), 'options': keywords(options), 'dtype': str(dtype)[6:]}
    torch.manual_seed(1)
    module = info.module_cls(*map(rebuilt, made.args), **{k: rebuilt(v) for k, v in made.kwargs.items()})
    one |= {'text': repr(module), 'state': state(module)}
    module.to(dtype=dtype).train(training)

    def run():
        torch.manual_seed(2)
        return module(*map(fresh, inputs), **{k: fresh(v) for k, v in options.items()})

    leaves = [t for t in tensors([inputs, options]) if t.requires_grad]
    out = run()
    if info.is_lazy:
        one |= {'text_after': repr(module), 'state_after': state(module)}
    one['outputs'] = results(out)
    outs = [t for t in tensors(out) if t.requires_grad]
    if outs:
        weights = [torch.linspace(0.5, 1.5, t.numel(), dtype=torch.float64).reshape(t.shape).to(t.dtype) for t in outs]
        torch.autograd.backward(outs, weights)
    one['input_grads'] = [None if t.grad is None else raw(t.grad.to_dense()) for t in leaves]
    one['param_grads'] = {k: None if p.grad is None else raw(p.grad.to_dense()) for k, p in module.named_parameters()}
    one['buffers'] = {k: raw(b) for k, b in module.named_buffers()}
    module.eval()
    with torch.no_grad():
        evaluated = results(run())
    one['eval'] = 'the same' if evaluated == one['outputs'] else evaluated
    return {k: v for k, v in one.items() if v not in ({}, [])}


def error_case(info, sample, dtype):
    made, call = sample.module_error_input.constructor_input, sample.module_error_input.forward_input
    one = {'module': info.module_cls.__name__, 'args': encode(made.args), 'kwargs': keywords(made.kwargs)}
    one['dtype'] = str(dtype)[6:]
    construction = sample.error_on == ModuleErrorEnum.CONSTRUCTION_ERROR
    if not construction:
        one |= {'inputs': encode(call.args), 'options': keywords(call.kwargs)}
    try:
        module = info.module_cls(*made.args, **made.kwargs)
        module(*call.args, **call.kwargs)
    except Exception as e:
        return one | {'error': {'on': 'construction' if construction else 'call', 'type': type(e).__name__, 'message': str(e)}}
    raise AssertionError('expected an error')


def cases_of(info, dtype, seed=0):
    for training in [True, False] if info.train_and_eval_differ else [False]:
        torch.manual_seed(seed + sum(map(ord, info.name)))
        options = {'device': 'cpu', 'dtype': dtype, 'requires_grad': True, 'training': training}
        for sample in info.module_inputs_func(info, **options):
            yield case(info, sample, dtype, training or not info.train_and_eval_differ)
        if info.module_error_inputs_func and not training:
            for sample in info.module_error_inputs_func(info, **options):
                yield error_case(info, sample, dtype)


def features(one):
    given = [*one.get('args', []), *one.get('inputs', [])]
    found = {f'{i}:{v["dtype"]}{len(v["shape"])}' if isinstance(v, dict) and 'dtype' in v else f'{i}:{v}'[:30] for i, v in enumerate(given)}
    found |= {f'{k}:{str(v)[:30]}' for k, v in (one.get('kwargs', {}) | one.get('options', {})).items()}
    return found | {str(one.get('error')), str(one.get('training'))}


def choose(cases):
    """Of each mode the small cases that bring the most new features, and all errors."""
    chosen = [c for c in cases if 'error' in c]
    for training in [True, False]:
        rest = [c for c in cases if c.get('training') is training]
        small = [c for c in rest if len(json.dumps(c)) < LARGE] or sorted(rest, key=lambda c: len(json.dumps(c)))[:1]
        seen = set()
        for _ in range(CHOSEN):
            best = max(small, key=lambda c: len(features(c) - seen), default=None)
            if best is None or not features(best) - seen:
                break
            chosen.append(best)
            seen |= features(best)
            small = [c for c in small if c is not best]
    return chosen


def write_all(folder, seed=0):
    folder.mkdir(parents=True, exist_ok=True)
    for info in module_db:
        cases = [one for dtype in info.dtypes for one in cases_of(info, dtype, seed)]
        (folder / f'{info.module_cls.__name__}.json').write_text(json.dumps(cases))


def write_chosen():
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob('*.json.gz'):
        old.unlink()
    pages = [[]]
    for info in module_db:
        text = json.dumps(choose(list(cases_of(info, torch.float32))), separators=(',', ':'))[1:-1]
        if len(gzip.compress(','.join([*pages[-1], text]).encode())) > LIMIT:
            pages.append([])
        pages[-1].append(text)
    for number, page in enumerate(pages, 1):
        path = OUT / f'{number}.json.gz'
        path.write_bytes(gzip.compress(f'[{",".join(page)}]'.encode(), mtime=0))
        print(f'{path.name}: {len(json.loads(gzip.decompress(path.read_bytes())))} cases, {path.stat().st_size / 1e3:.0f} kB')


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    torch.set_num_threads(1)
    if sys.argv[1:2] == ['--all']:
        write_all(pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    else:
        write_chosen()
