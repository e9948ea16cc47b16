"""Writes test/golden/ops/*.json: operator calls and their results, drawn from PyTorch's own operator samples.

    .venv/bin/python scripts/golden/ops.py

Of every operator in `op_db` a few small samples are kept that differ in argument kinds, keywords and ranks, in five
dtypes; float64 ones come with gradients. Whole floats are passed as integers, the way JavaScript hands them over.
"""

import base64
import json
import math
import pathlib
import sys
import types
import unittest
import warnings

# PyTorch's test package asks for a module that the wheel does not need otherwise.
sys.modules['expecttest'] = types.ModuleType('expecttest')
sys.modules['expecttest'].TestCase = unittest.TestCase

import torch  # noqa: E402
from torch.testing._internal.common_methods_invocations import op_db  # noqa: E402
from torch.utils._pytree import tree_flatten  # noqa: E402

OUT = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'ops'
SAMPLES = {torch.float32: 3, torch.float64: 1, torch.int64: 1, torch.bool: 1, torch.complex64: 1}
NUMBERS = 32  # tensor elements in a sample, where the operator has one that small
LIMIT = 190_000  # bytes in a file
# Results without a meaning (uninitialised memory), or operators without a counterpart outside Python.
LEFT_OUT = ('empty', 'new_empty', 'resize', 'jiterator', 'masked.', 'signal.', 'to_sparse', 'torch.', 'sparse.', '__', '_segment')
# PyTorch's samples give these their first two arguments in the other order.
SWAPPED = ('einsum', 'nn.functional.embedding', 'nn.functional.embedding_bag')
REFUSALS = (RuntimeError, TypeError, ValueError, NotImplementedError, IndexError, AssertionError)


class Unsayable(Exception):
    """An argument or result that JSON, or JavaScript, has no word for."""


def javascript(value):
    """The argument as JavaScript hands it over: a whole float is an integer."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**31:
        return int(value)
    if isinstance(value, (list, tuple)) and not isinstance(value, torch.Size):
        return type(value)(javascript(v) for v in value)
    return value


def encode(value):
    if isinstance(value, torch.Tensor):
        if value.layout != torch.strided or value.is_quantized:
            raise Unsayable
        plain = value.detach().resolve_conj().resolve_neg().contiguous()
        data = base64.b64encode(plain.reshape(-1).view(torch.uint8).numpy().tobytes()) if plain.numel() else b''
        return {'dtype': str(value.dtype).removeprefix('torch.'), 'shape': list(value.shape), 'data': data.decode()}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {'float': str(value)}
    if isinstance(value, complex):
        return {'complex': [value.real, value.imag]}
    if isinstance(value, torch.dtype):
        return {'torch': str(value).removeprefix('torch.')}
    if isinstance(value, (list, tuple)):
        return [encode(v) for v in value]
    raise Unsayable


def clone(value, grad=False):
    if isinstance(value, torch.Tensor):
        fresh = value.detach().clone()
        return fresh.requires_grad_() if grad and value.requires_grad else fresh
    if isinstance(value, (list, tuple)) and not isinstance(value, torch.Size):
        return type(value)(clone(v, grad) for v in value)
    return value


def features(sample):
    """What tells one sample from another: the kinds and ranks of its arguments, and its keywords."""
    def kind(value):
        if isinstance(value, torch.Tensor):
            return f'{value.dtype}{value.dim()}{"" if value.numel() else "empty"}'
        return type(value).__name__ if isinstance(value, (int, float, complex, list, tuple)) else str(value)

    values = [sample.input, *sample.args]
    return {f'{i}:{kind(v)}' for i, v in enumerate(values)} | {f'{k}:{kind(v)}' for k, v in sample.kwargs.items()}


def numbers(values):
    return sum(v.numel() for v in tree_flatten(values)[0] if isinstance(v, torch.Tensor))


def shrink(sample):
    """A lone large tensor, cut to (at most) 3 x 5."""
    if numbers([sample.args, sample.kwargs]) == 0 and isinstance(sample.input, torch.Tensor) and sample.input.dim() == 2:
        sample.input = sample.input[:3, :5].detach().clone().requires_grad_(sample.input.requires_grad)
    return sample


def choose(samples, count):
    """The small samples that bring the most new features, unequal sizes first."""
    if not any(0 < numbers([s.input, s.args, s.kwargs]) <= NUMBERS for s in samples):
        samples = [shrink(s) for s in samples]
    small = [s for s in samples if 0 < numbers([s.input, s.args, s.kwargs]) <= NUMBERS]
    rest = small or sorted(samples, key=lambda s: numbers([s.input, s.args, s.kwargs]))[:1]
    rest = sorted(rest, key=lambda s: sorted(features(s)))  # some samples come in the order of a Python set
    chosen, seen = [], set()
    while rest and len(chosen) < count:
        best = max(rest, key=lambda s: (len(features(s) - seen), numbers([s.input, s.args, s.kwargs])))
        if chosen and not features(best) - seen:
            break
        chosen.append(best)
        seen |= features(best)
        rest = [s for s in rest if s is not best]
    return chosen


def same(a, b):
    left, right = tree_flatten(a)[0], tree_flatten(b)[0]
    return len(left) == len(right) and all(
        torch.equal(x.nan_to_num(), y.nan_to_num()) and x.dtype == y.dtype if isinstance(x, torch.Tensor) else x == y
        for x, y in zip(left, right)
    )


def call(function, sample, grad=False):
    arguments = clone([sample.input, *sample.args], grad)
    keywords = {k: clone(v, grad) for k, v in sample.kwargs.items()}
    torch.manual_seed(0)
    return function(*arguments, **keywords), arguments, keywords


def gradients(function, sample):
    """d(sum of w * out) / d(inputs), with weights from 0.5 to 1.5 that tell the places apart."""
    out, arguments, keywords = call(function, sample, grad=True)
    inputs = [t for t in tree_flatten([arguments, keywords])[0] if isinstance(t, torch.Tensor) and t.requires_grad]
    outs = [t for t in tree_flatten(out)[0] if isinstance(t, torch.Tensor) and t.requires_grad and t.numel()]
    if not inputs or not outs or any(t.is_complex() for t in outs + inputs):
        return None
    total = sum((t * torch.linspace(0.5, 1.5, t.numel(), dtype=t.dtype).reshape(t.shape)).sum() for t in outs)
    grads = torch.autograd.grad(total, inputs, allow_unused=True)
    return None if any(g is None or not g.isfinite().all() for g in grads) else [encode(g) for g in grads]


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except REFUSALS:
        return None


def spellings(name, sample):
    """Form -> callable: function, method, in-place method, property."""
    owner = torch
    for part in name.split('.'):
        owner = getattr(owner, part, None)
    found = {'f': owner or getattr(torch._C._nn, name, None)}
    if '.' not in name and isinstance(sample.input, torch.Tensor):
        member = getattr(torch.Tensor, name, None)
        if member is not None and not callable(member):
            return {'p': lambda tensor: getattr(tensor, name)}
        found |= {'m': member, 'i': getattr(torch.Tensor, f'{name.rstrip("_")}_', None)}
    return {form: function for form, function in found.items() if function}


def case(op, name, sample, dtype):
    sample.input, sample.args = javascript(sample.input), javascript(sample.args)
    sample.kwargs = {k: javascript(v) for k, v in sample.kwargs.items()}
    if name in SWAPPED:
        sample.input, sample.args = sample.args[0], (sample.input, *sample.args[1:])
    functions = spellings(name, sample)
    results = {form: attempt(call, function, sample) for form, function in functions.items()}
    results = {form: result for form, result in results.items() if result}
    if not results:
        raise Unsayable
    out = next(iter(results.values()))[0]
    spelled = ''.join(
        form
        for form, (result, arguments, _) in results.items()
        if same(result, out) and (form != 'i' or result is arguments[0])
    )
    made = {
        'op': name,
        'forms': spelled,
        'args': encode([sample.input, *sample.args]),
        'kwargs': {k: encode(v) for k, v in sample.kwargs.items()},
        'out': encode(out),
    }
    if dtype == torch.float64 and op.supports_autograd:
        tensors = [t for t in tree_flatten([sample.input, sample.args, sample.kwargs])[0] if isinstance(t, torch.Tensor)]
        grads = attempt(gradients, functions[spelled[0]], sample) if spelled[0] != 'i' else None
        if grads:
            made['grads'] = grads
            made['wrt'] = [i for i, t in enumerate(tensors) if t.requires_grad]
    return {k: v for k, v in made.items() if v != {}}


def cases_of(op):
    name = op.name
    if name.startswith('nn.functional.') and isinstance(op.op, types.BuiltinFunctionType):
        name = op.op.__name__  # an operator under another roof
    cases, texts = [], set()
    for dtype, count in SAMPLES.items():
        if not op.supports_dtype(dtype, 'cpu'):
            continue
        torch.manual_seed(sum(map(ord, op.full_name)))
        try:
            samples = list(op.sample_inputs('cpu', dtype, requires_grad=dtype == torch.float64 and op.supports_autograd))
        except REFUSALS:
            continue
        for sample in choose(samples, count):
            try:
                made = case(op, name, sample, dtype)
            except (Unsayable, *REFUSALS):
                continue
            text = json.dumps(made, separators=(',', ':'))
            if len(text) < (4000 if cases else 12000) and text not in texts:
                texts.add(text)
                cases.append(text)
    return cases


def main():
    warnings.simplefilter('ignore')
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(False)
    groups = {}
    for op in op_db:
        if not op.full_name.startswith(LEFT_OUT):
            space = op.name.rsplit('.', 1)[0] if '.' in op.name else 'torch'
            groups.setdefault(space, []).append((op.full_name, cases_of(op)))
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob('*.json'):
        old.unlink()
    for space, ops in groups.items():
        pages, size = [[]], 0
        for _, cases in sorted(ops):
            if size + sum(map(len, cases)) > LIMIT:
                pages.append([])
                size = 0
            pages[-1] += cases
            size += sum(map(len, cases))
        for number, cases in enumerate(pages, 1):
            path = OUT / f'{space}{"" if len(pages) == 1 else f"-{number}"}.json'
            path.write_text('[\n' + ',\n'.join(cases) + '\n]\n')
            print(f'{path.name}: {len(cases)} cases, {path.stat().st_size / 1e3:.0f} kB')


if __name__ == '__main__':
    main()
