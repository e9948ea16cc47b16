"""Cases from PyTorch's operator database: the calls of its samples with all that Python makes of them.

`npm run conformance` runs

    .venv/bin/python scripts/golden/opdb.py --out FOLDER --seed 7 --samples 12 [--only PART_OF_A_NAME]

to write FOLDER/<number>.jsonl, one file for each operator, a case in a line, and says in a line of standard output when
one is complete. Whole floats are passed as integers, the way JavaScript hands them over.
"""

import argparse
import base64
import functools
import json
import math
import pathlib
import random
import sys
import types
import unittest
import warnings

# PyTorch's test package asks for a module that the wheel does not need otherwise.
sys.modules['expecttest'] = types.ModuleType('expecttest')
sys.modules['expecttest'].TestCase = unittest.TestCase

import numpy  # noqa: E402
import torch  # noqa: E402
from torch.testing._internal.common_methods_invocations import op_db  # noqa: E402
from torch.utils._pytree import tree_flatten  # noqa: E402

# PyTorch's samples give these their first two arguments in the other order.
SWAPPED = ('polygamma', 'special.polygamma', 'einsum', 'nn.functional.embedding', 'nn.functional.embedding_bag')
REFUSALS = (RuntimeError, TypeError, ValueError, NotImplementedError, IndexError, AssertionError, AttributeError)
LIMIT = 60_000  # elements of all the tensors of a call
# Samples of two factors, whose product is the argument.
PRODUCTS = ('svd_lowrank', 'pca_lowrank', 'linalg.pinv.singular')
# `3 - x` in the words of functions: JavaScript has no operators on objects. True where the operands change places.
REVERSED = {
    '__radd__': ('add', False), '__rmul__': ('mul', False), '__rsub__': ('rsub', False), '__rand__': ('bitwise_and', False),
    '__ror__': ('bitwise_or', False), '__rxor__': ('bitwise_xor', False), '__rmatmul__': ('matmul', True), '__rpow__': ('pow', True),
    '__rmod__': ('remainder', True),
}  # fmt: skip
# Tensors of memory that nobody wrote to.
UNWRITTEN = ('empty', 'empty_like', 'empty_permuted', 'empty_strided', 'new_empty', 'new_empty_strided', 'resize_', 'resize_as_')
# A dtype in Python's words, as method names.
GRAD_DTYPES = (torch.float64, torch.complex128, torch.float32)


class Unsayable(Exception):
    """An argument or result that JSON, or JavaScript, has no word for."""


def javascript(value):
    """The argument as JavaScript hands it over: a whole float is an integer, a complex number without fraction too."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 and str(value) != '-0.0':
        return int(value)
    if isinstance(value, (list, tuple)) and not isinstance(value, torch.Size) and not hasattr(value, '_fields'):
        return type(value)(javascript(v) for v in value)
    return value


def data_of(tensor):
    if not tensor.numel():
        return ''
    flat = torch.empty(tensor.numel(), dtype=tensor.dtype).copy_(tensor.reshape(-1))
    return base64.b64encode(flat.view(torch.uint8).numpy().tobytes()).decode()


def encode_tensor(value):
    if type(value) not in (torch.Tensor, torch.nn.Parameter) or value.is_quantized or value.is_nested:
        raise Unsayable(f'a {type(value).__name__} of another kind')
    name = str(value.dtype).removeprefix('torch.')
    plain = value.detach()
    if plain.layout == torch.sparse_coo:
        parts = [encode_tensor(plain._indices()), encode_tensor(plain._values())]
        return {'sparse_coo': parts, 'shape': list(value.shape), 'coalesced': plain.is_coalesced()}
    if plain.layout in (torch.sparse_csr, torch.sparse_bsr):
        parts = [encode_tensor(t) for t in (plain.crow_indices(), plain.col_indices(), plain.values())]
        return {str(plain.layout).removeprefix('torch.'): parts, 'shape': list(value.shape)}
    if plain.layout in (torch.sparse_csc, torch.sparse_bsc):
        parts = [encode_tensor(t) for t in (plain.ccol_indices(), plain.row_indices(), plain.values())]
        return {str(plain.layout).removeprefix('torch.'): parts, 'shape': list(value.shape)}
    if plain.layout != torch.strided:
        raise Unsayable(f'layout {plain.layout}')
    if plain.device.type == 'meta':
        return {'dtype': name, 'shape': list(value.shape), 'meta': True}
    if plain.device.type != 'cpu':
        raise Unsayable(f'device {plain.device}')
    plain = plain.resolve_neg()
    text = {'dtype': name, 'shape': list(value.shape)}
    if plain.is_conj():
        plain = plain.conj()
        text['conj'] = True
    if plain.is_contiguous() or not plain.numel():
        text['data'] = data_of(plain.contiguous())
    else:
        extent = 1 + sum((size - 1) * stride for size, stride in zip(plain.shape, plain.stride()))
        if extent > LIMIT:
            raise Unsayable('a view of a large tensor')
        text['stride'] = list(plain.stride())
        text['data'] = data_of(plain.as_strided((extent,), (1,), plain.storage_offset()).contiguous())
    return text


def encode(value):
    if isinstance(value, torch.Tensor):
        return encode_tensor(value)
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, numpy.integer)):
        return int(value) if abs(value) <= 2**53 - 1 else {'bigint': str(value)}
    if isinstance(value, (float, numpy.floating)):
        value = float(value)
        return value if math.isfinite(value) and not (value == 0 and math.copysign(1, value) < 0) else {'float': str(value)}
    if isinstance(value, complex):
        return {'complex': [encode(value.real), encode(value.imag)]}
    if isinstance(value, (torch.dtype, torch.layout, torch.memory_format)):
        return {'torch': str(value).removeprefix('torch.')}
    if isinstance(value, torch.device):
        return {'device': str(value)}
    if isinstance(value, slice):
        return {'slice': [encode(value.start), encode(value.stop), encode(value.step)]}
    if value is Ellipsis:
        return '...'
    if isinstance(value, torch.nn.PairwiseDistance):
        return {'module': 'PairwiseDistance', 'arguments': [encode(javascript(v)) for v in (value.norm, value.eps, value.keepdim)]}
    if isinstance(value, (list, tuple)):
        return [encode(v) for v in value]
    raise Unsayable(f'a {type(value).__name__}')


def encode_result(value):
    """What a call returned; PyTorch's named tuples with their names."""
    names = getattr(type(value), '_fields', None)
    if names is None and isinstance(value, tuple) and hasattr(value, 'n_sequence_fields'):
        names = [name for name in dir(type(value)) if not name.startswith(('_', 'n_')) and name not in ('count', 'index')]
        names.sort(key=lambda name: next(i for i, item in enumerate(value) if item is getattr(value, name)))
    if names:
        return {'named': list(names), 'items': [encode_result(item) for item in value]}
    return encode(value)


def clone(value, grad=False):
    if isinstance(value, torch.Tensor):
        fresh = value.detach()
        if value.layout == torch.strided and not value.is_contiguous() and value.device.type == 'cpu' and value.numel():
            # A view stays one: its memory is copied with the gaps.
            extent = 1 + sum((size - 1) * stride for size, stride in zip(value.shape, value.stride()))
            memory = fresh.as_strided((extent,), (1,), fresh.storage_offset()).clone()
            fresh = memory.as_strided(fresh.shape, fresh.stride())
        else:
            fresh = fresh.clone()
        return fresh.requires_grad_() if grad and value.requires_grad else fresh
    if isinstance(value, (list, tuple)) and not isinstance(value, torch.Size) and not hasattr(value, '_fields'):
        return type(value)(clone(v, grad) for v in value)
    return value


def tensors_in(values):
    return [t for t in tree_flatten(values)[0] if isinstance(t, torch.Tensor)]


def numbers(values):
    return sum(t.numel() for t in tensors_in(values))


def same(a, b):
    left, right = tree_flatten(a)[0], tree_flatten(b)[0]

    def equal(x, y):
        if not isinstance(x, torch.Tensor) or not isinstance(y, torch.Tensor):
            return type(x) is type(y) and (x == y or x != x)
        if x.dtype != y.dtype or x.shape != y.shape or x.layout != y.layout:
            return False
        if x.device.type == 'meta' or y.device.type == 'meta':
            return x.device == y.device
        if x.layout != torch.strided:
            return torch.equal(x.to_dense(), y.to_dense())
        if x.dtype == torch.complex32:
            x, y = x.to(torch.complex64), y.to(torch.complex64)
        elif x.is_floating_point() and x.element_size() == 1:
            x, y = x.float(), y.float()
        if x.is_floating_point() or x.is_complex():
            x, y = x.nan_to_num(), y.nan_to_num()
        return torch.equal(x, y)

    return len(left) == len(right) and all(equal(x, y) for x, y in zip(left, right))


def call(function, sample, grad=False, **more):
    arguments = clone([sample.input, *sample.args], grad)
    keywords = {k: clone(v, grad) for k, v in sample.kwargs.items()}
    torch.manual_seed(0)
    return function(*arguments, **keywords, **more), arguments, keywords


def attempt(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except REFUSALS:
        return None


def weights(out):
    """From 0.5 to 1.5, so that the places are told apart."""
    line = torch.linspace(0.5, 1.5, out.numel(), dtype=torch.float64).reshape(out.shape)
    if out.is_complex():
        line = torch.complex(line, 1 - line)
    return line.to(out.dtype)


def gradients(function, sample, twice):
    """The gradients of the results' weighted sum with respect to every input that requires one, and those of theirs."""
    out, arguments, keywords = call(function, sample, grad=True)
    inputs = [t for t in tensors_in([arguments, keywords]) if t.requires_grad]
    outs = [t for t in tensors_in([out]) if t.requires_grad and t.numel()]
    if not inputs or not outs or any(t.layout != torch.strided for t in inputs + outs):
        return None
    grads = torch.autograd.grad(outs, inputs, [weights(t) for t in outs], allow_unused=True, create_graph=twice)
    second = None
    if twice:
        followed = [g for g in grads if g is not None and g.requires_grad and g.layout == torch.strided]
        if followed:
            second = attempt(torch.autograd.grad, followed, inputs, [weights(g) for g in followed], allow_unused=True)
    return [encode(g) for g in grads], second and [encode(g) for g in second]


def named(name):
    """The function that users know by this name."""
    if name.startswith('torch.'):
        name = name.removeprefix('torch.')
    owner = torch
    for part in name.split('.'):
        owner = getattr(owner, part, None)
    if owner is None:
        owner = getattr(torch._C._nn, name, None)
    return owner if callable(owner) and not isinstance(owner, torch.dtype) else None


def spellings(op, name, sample):
    """Form -> callable: function, method, in-place method, property, index."""
    if name == '__getitem__':
        return {'x': lambda tensor, *index: tensor[index[0] if len(index) == 1 else index]}
    found = {'f': named(name)}
    if '.' not in name and isinstance(sample.input, torch.Tensor):
        member = getattr(torch.Tensor, name, None)
        if member is not None and not callable(member):
            return {'p': lambda tensor: getattr(tensor, name)}
        found |= {'m': member, 'i': getattr(torch.Tensor, f'{name.rstrip("_")}_', None)}
    return {form: function for form, function in found.items() if function}


def written(function, sample, result):
    """The call with out=, when it writes the same numbers there and returns what it was given."""
    fresh = [torch.zeros(t.shape, dtype=t.dtype) for t in result] if isinstance(result, (tuple, list)) else torch.zeros_like(result)
    got = attempt(call, function, sample, out=tuple(fresh) if isinstance(fresh, list) else fresh)
    if got is None:
        return False
    given, back = tensors_in([fresh]), tensors_in([got[0]])
    return len(given) == len(back) and all(a is b for a, b in zip(given, back)) and same(fresh, list(result) if isinstance(fresh, list) else result)


def agrees(function, sample, out):
    result = function and attempt(call, function, sample)
    return bool(result) and same(result[0], out)


def plain_name(op):
    name = REVERSED[op.name][0] if op.name in REVERSED else op.name
    if name.startswith('nn.functional.') and isinstance(op.op, types.BuiltinFunctionType):
        return op.op.__name__  # an operator under another roof
    if isinstance(op.op, (torch._ops.OpOverload, torch._ops.OpOverloadPacket)) and not named(name):
        return f'ops.{str(op.op)}'
    return name


def prepare(op, sample, name):
    if op.name in REVERSED and REVERSED[op.name][1]:
        sample.input, sample.args = sample.args[0], (sample.input, *sample.args[1:])
    if op.full_name in PRODUCTS:
        product = (sample.input @ sample.args[0].mT).detach().requires_grad_(sample.input.requires_grad)
        sample.input, sample.args = product, sample.args[1:]
    sample.input, sample.args = javascript(sample.input), tuple(javascript(a) for a in sample.args)
    sample.kwargs = {k: javascript(v) for k, v in sample.kwargs.items()}
    if name in SWAPPED and sample.args:
        sample.input, sample.args = sample.args[0], (sample.input, *sample.args[1:])
    return sample


def case(op, sample, dtype, grads=True, twice=False, aliases=False):
    name = plain_name(op)
    sample = prepare(op, sample, name)
    if numbers([sample.input, sample.args, sample.kwargs]) > LIMIT:
        raise Unsayable(f'more than {LIMIT} elements')
    functions = spellings(op, name, sample)
    results = {form: attempt(call, function, sample) for form, function in functions.items()}
    results = {form: result for form, result in results.items() if result}
    if not results:
        raise Unsayable('no function or method of this name takes it')
    out = next(iter(results.values()))[0]
    if numbers([out]) > LIMIT:
        raise Unsayable(f'more than {LIMIT} elements')
    unwritten = name in UNWRITTEN
    spelled = ''.join(
        form
        for form, (result, arguments, _) in results.items()
        if (unwritten or same(result, out)) and (form != 'i' or result is arguments[0])
    )
    if op.supports_out and 'f' in spelled and isinstance(out, (torch.Tensor, tuple, list)) and not unwritten:
        if all(isinstance(t, torch.Tensor) for t in tree_flatten([out])[0]) and attempt(written, functions['f'], sample, out):
            spelled += 'o'
    made = {
        'op': name,
        'dtype': str(dtype).removeprefix('torch.'),
        'forms': spelled,
        'args': encode([sample.input, *sample.args]),
        'kwargs': {k: encode(v) for k, v in sample.kwargs.items()},
        'out': encode_result(out),
    }
    if unwritten:
        made['unwritten'] = True
    if aliases and 'f' in spelled:
        made['aliases'] = [alias.name for alias in op.aliases if agrees(named(alias.name), sample, out)]
    if grads and op.supports_autograd and dtype in GRAD_DTYPES and spelled and spelled[0] in 'fmx':
        found = attempt(gradients, functions[spelled[0]], sample, twice and op.supports_gradgrad and dtype != torch.float32)
        if found:
            tensors = tensors_in([sample.input, *sample.args, list(sample.kwargs.values())])
            made['grads'], made['twice'] = found
            made['wrt'] = [i for i, t in enumerate(tensors) if t.requires_grad]
    return {k: v for k, v in made.items() if k in ('args', 'out') or v not in ({}, [], None)}


def error_cases(op):
    """Calls that Python refuses, with its words."""
    name = plain_name(op)
    if op.error_inputs_func is None:
        return
    for error in op.error_inputs('cpu'):
        try:
            sample = prepare(op, error.sample_input, name)
            functions = spellings(op, name, sample)
            form = next(form for form in 'fmix' if form in functions)
            made = {'op': name, 'forms': form, 'args': encode([sample.input, *sample.args]), 'kwargs': {k: encode(v) for k, v in sample.kwargs.items()}}
        except (Unsayable, StopIteration) as reason:
            yield {'op': name, 'unsayable': str(reason) or 'no such function', 'error': True}
            continue
        except REFUSALS:
            continue
        try:
            call(functions[form], sample)
        except Exception as refusal:
            made['error'] = [type(refusal).__name__, str(refusal)]
            yield {k: v for k, v in made.items() if v != {}}


def samples_of(op, dtype, seed, count):
    for generator in (torch.manual_seed, random.seed, numpy.random.seed):
        generator((seed + sum(map(ord, op.full_name))) % 2**32)
    needs_grad = dtype in GRAD_DTYPES and op.supports_autograd and dtype in op.supported_backward_dtypes('cpu')
    samples = list(op.sample_inputs('cpu', dtype, requires_grad=needs_grad))
    if count and len(samples) > count:
        samples = [samples[i] for i in sorted(random.sample(range(len(samples)), count))]
    return samples


# Operators that cannot be asked for, with the reason.
NOT_HERE = {
    '__rdiv__': 'JavaScript has no operators on objects; write x.reciprocal().mul(3) for 3 / x',
    'jiterator': 'kernels compiled from C++ text at run time, for CUDA only in Python',
    'max_pool2d_with_indices_backward': 'a helper of the database that calls autograd, not an operator',
}


def cases_of(op, seed, count):
    """All cases of an operator; what cannot be said comes as its reason."""
    for name, reason in NOT_HERE.items():
        if op.name.startswith(name):
            yield {'op': op.full_name, 'unsayable': reason}
            return
    for dtype in sorted(op.supported_dtypes('cpu'), key=str):
        try:
            samples = samples_of(op, dtype, seed, count)
        except REFUSALS as reason:
            yield {'op': op.name, 'unsayable': f'its samples cannot be made: {str(reason)[:80]}'}
            continue
        for place, sample in enumerate(samples):
            try:
                yield case(op, sample, dtype, twice=place < 3, aliases=place == 0)
            except Unsayable as reason:
                yield {'op': op.full_name, 'unsayable': str(reason)}
            except REFUSALS as reason:
                yield {'op': op.full_name, 'unsayable': f'{type(reason).__name__}: {str(reason)[:80]}'}
    yield from error_cases(op)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--out', type=pathlib.Path, required=True)
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--samples', type=int, default=0, help='of each operator and dtype; 0 for all')
    parser.add_argument('--only', default='')
    options = parser.parse_args()
    warnings.simplefilter('ignore')
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    chosen = [op for op in op_db if any(part in op.full_name for part in options.only.split(','))]
    print(json.dumps({'total': len(chosen)}), flush=True)
    for number, op in enumerate(chosen):
        path = options.out / f'{number}.jsonl'
        with path.open('w') as file:
            for made in cases_of(op, options.seed, options.samples):
                file.write(json.dumps(made, separators=(',', ':')) + '\n')
        print(json.dumps({'op': op.full_name, 'file': str(path)}), flush=True)


if __name__ == '__main__':
    main()
