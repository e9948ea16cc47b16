"""Does Python PyTorch die of the same calls? Reads lines of JSON, `[call, call, ...]`, in the words of arguments.ts,
and answers each with `{"signal": 11}`, `{"signal": 0}`, or `{"signal": "timeout"}`.

Every list of calls runs in a fork of its own.
"""

import base64
import datetime
import json
import math
import os
import resource
import signal
import sys
import time

import torch
from torch.utils._pytree import tree_flatten

torch.set_num_threads(1)
MEMORY = 4_000_000 * 1024  # what the child of typetorch gets
SECONDS = 20


def tensor(text):
    shape, form, name = text['shape'], text['form'], text['dtype']
    dtype = getattr(torch, name)
    count = 1
    for size in shape:
        count *= size
    steps = torch.arange(count, dtype=torch.float64).mul(text['step']).add(float(text['start']))
    values = steps.float() if name.startswith('q') else steps.to(dtype)
    if form == 'flipped':
        made = values.reshape(shape[::-1]).permute(list(range(len(shape)))[::-1])
    elif form == 'spread' and count > 0:
        made = values.reshape(-1)[0].expand(shape)
    else:
        made = values.reshape(shape)
    if name.startswith('q'):
        channels = shape[0] if shape else 0
        if form == 'channel' and channels > 0:
            zeros = torch.zeros(channels, dtype=torch.int64)
            return torch.quantize_per_channel(made, torch.ones(channels), zeros, 0, dtype)
        return torch.quantize_per_tensor(made, 0.5, 1, dtype)
    return wanting_gradient(in_form(made, form), text)


def wanting_gradient(x, text):
    return x.requires_grad_() if text.get('grad') and (x.is_floating_point() or x.is_complex()) else x


def in_form(x, form):
    """As forms.ts has them."""
    backwards = list(range(x.dim()))[::-1]
    if form == 'sparse' and x.dim() > 0:
        return x.to_sparse()
    if form == 'csr' and x.dim() == 2:
        return x.to_sparse_csr()
    if form == 'csc' and x.dim() == 2:
        return x.to_sparse_csc()
    if form == 'bsr' and x.dim() == 2:
        return x.to_sparse_bsr([1, 1])
    if form == 'mkldnn' and x.dtype == torch.float32 and x.dim() > 0:
        return x.to_mkldnn()
    if form == 'meta':
        return x.to('meta')
    if form == 'nested' and x.dim() > 1 and x.is_floating_point():
        return torch._nested_tensor_from_tensor_list([x, x])
    if form == 'conj':
        return x.conj()
    if form == 'turned':
        return x.permute(backwards).contiguous().permute(backwards)
    if form == 'transposed':
        return x.permute(backwards)
    if form == 'spread' and x.numel() > 0:
        return x.reshape(-1)[0].expand(x.shape)
    if form == 'gaps':
        return torch.stack([x, x], -1).select(-1, 0)
    if form == 'far':
        lone = [x.numel() == 0 or size == 1 for size in x.shape]
        return x.as_strided(x.shape, [2**40 if far else stride for far, stride in zip(lone, x.stride())])
    if form == 'zero':
        return torch._efficientzerotensor(x.shape, dtype=x.dtype)
    if form == 'quantized':
        return torch.quantize_per_tensor(x.float(), 0.5, 1, torch.quint8)
    if form in ('nan', 'inf'):
        return torch.full_like(x, float(form))
    return x


def decoded(value):
    """A value as opdb.py writes it."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if value == '...':
        return ...
    if not isinstance(value, dict):
        return value
    if 'shape' in value:
        return decoded_tensor(value)
    ((kind, content),) = value.items()
    if kind == 'float':
        return float(content)
    if kind == 'bigint':
        return int(content)
    if kind == 'complex':
        return complex(*decoded(content))
    if kind == 'torch':
        return getattr(torch, content)
    return {'device': torch.device, 'slice': lambda parts: slice(*decoded(parts))}[kind](content)


def decoded_tensor(text):
    shape = text['shape']
    if 'sparse_coo' in text:
        return torch.sparse_coo_tensor(*decoded(text['sparse_coo']), shape, is_coalesced=text['coalesced'])
    for layout in ('sparse_csr', 'sparse_csc', 'sparse_bsr', 'sparse_bsc'):
        if layout in text:
            return torch.sparse_compressed_tensor(*decoded(text[layout]), shape, layout=getattr(torch, layout))
    dtype = getattr(torch, text['dtype'])
    if text.get('meta'):
        return torch.empty(shape, dtype=dtype, device='meta')
    data = bytearray(base64.b64decode(text['data']))
    flat = torch.frombuffer(data, dtype=dtype).clone() if data else torch.empty(0, dtype=dtype)
    made = flat.as_strided(shape, text['stride']) if 'stride' in text else flat.reshape(shape)
    return made.conj() if text.get('conj') else made


def recorded(text):
    """As recorded.ts makes it."""
    made = decoded(text['of'])
    if 'dtype' in text:
        made = made.to(getattr(torch, text['dtype']))
    if 'shape' in text:
        flat, count = made.reshape(-1), math.prod(text['shape'])
        empty = made.numel() == 0
        filled = torch.zeros(count, dtype=made.dtype) if empty else flat[torch.arange(count) % flat.numel()]
        made = filled.reshape(text['shape'])
    if 'put' in text and made.numel():
        place, value = text['put']
        flat = made.reshape(-1).clone()
        if isinstance(value, str):
            value = int(value) if value.lstrip('-').isdigit() else float(value)
        where = torch.arange(flat.numel()) if place < 0 else torch.tensor([place % flat.numel()])
        made = flat.index_fill_(0, where, value).reshape(made.shape)
    return wanting_gradient(in_form(made, text.get('form', '')), text)


ABSENT = object()
OBJECTS = {
    'function': lambda: 1,
    'date': datetime.datetime(1970, 1, 1),
    'buffer': bytearray(8),
    'typed': [1, 2],
    'mixed': [1, 'a', None, {}],
    'deep': [[[[1]]]],
}


def made(text):
    if isinstance(text, list):
        return [made(item) for item in text]
    if not isinstance(text, dict):
        return text
    ((kind, value),) = text.items()
    if kind == 'tensor':
        return tensor(value)
    if kind == 'recorded':
        return recorded(value)
    if kind == 'value':
        return decoded(value)
    if kind == 'float':
        return float(value)
    if kind == 'bigint':
        return int(value)
    if kind == 'complex':
        return complex(*value)
    if kind in ('dtype', 'layout', 'memory_format', 'qscheme'):
        return getattr(torch, value)
    if kind == 'device':
        return torch.device(value)
    if kind == 'generator':
        return torch.Generator().manual_seed(value)
    return OBJECTS.get(value, {}) if kind == 'object' else ABSENT


def overload(name):
    namespace, rest = name.split('::')
    operator, _, which = rest.partition('.')
    return getattr(getattr(getattr(torch.ops, namespace), operator), which or 'default')


def fitted(value, argument):
    """A single number stands for a whole list of known length, as it does in every binding but torch.ops."""
    if argument.N and isinstance(value, (int, float)) and not isinstance(value, bool):
        return [value] * argument.N
    return value


def run_overload(call):
    """A missing argument takes its default: where other positions follow it, by leaving it out and naming those."""
    function = overload(call['op'])
    arguments = function._schema.arguments
    names = [argument.name for argument in arguments]
    args, kwargs = [], {key: made(value) for key, value in call['kwargs'].items()}
    for place, text in enumerate(call['args']):
        value = fitted(made(text), arguments[place]) if place < len(names) else made(text)
        if value is ABSENT:
            continue
        if place == len(args) or place >= len(names):
            args.append(value)
        else:
            kwargs[names[place]] = value
    result = function(*args, **{key: value for key, value in kwargs.items() if value is not ABSENT})
    if call['after'] == 'print':
        str(result)
    if call['after'] == 'backward' and isinstance(result, torch.Tensor) and result.requires_grad:
        result.sum().backward()


def named(name):
    """The function that users know by this name."""
    owner = torch
    for part in name.removeprefix('torch.').split('.'):
        owner = getattr(owner, part, None)
    return owner or getattr(torch._C._nn, name)


def run_spelled(call):
    args = []

    def value(text):
        if isinstance(text, list):
            return [value(item) for item in text]
        if not isinstance(text, dict) or 'argument' not in text:
            return made(text)
        argument = args[text['argument']]
        return in_form(argument, text['form']) if isinstance(argument, torch.Tensor) else argument

    for text in call['args']:
        args.append(value(text))
    kwargs = {key: value(text) for key, text in call['kwargs'].items()}
    if isinstance(kwargs.get('out'), list):
        kwargs['out'] = tuple(kwargs['out'])
    given = [None if arg is ABSENT else arg for arg in args]
    result = spelled(call['spelled'], call['op'], given, {k: v for k, v in kwargs.items() if v is not ABSENT})
    if call['after'] == 'print':
        str(result)
    elif call['after']:
        differentiate(result, [args, list(kwargs.values())], call)


def spelled(form, name, args, kwargs):
    if form == 'p':
        return getattr(args[0], name)
    if form == 'x':
        return args[0][args[1] if len(args) == 2 else tuple(args[1:])]
    if form in 'mi':
        method = f'{name.removesuffix("_")}_' if form == 'i' else name
        return getattr(args[0], method)(*args[1:], **kwargs)
    return named(name)(*args, **kwargs)


def wanting_gradients(values):
    return [x for x in tree_flatten(values)[0] if isinstance(x, torch.Tensor) and x.requires_grad]


def differentiate(result, given, call):
    outs, inputs = wanting_gradients(result), wanting_gradients(given)
    if not outs or not inputs:
        return
    form, twice = call.get('gradient', ''), call['after'] == 'twice'
    behind = [in_form(torch.ones_like(out), form) for out in outs]
    grads = torch.autograd.grad(outs, inputs, behind, allow_unused=True, create_graph=twice)
    again = wanting_gradients(grads)
    if twice and again:
        behind = [in_form(torch.ones_like(grad), form) for grad in again]
        torch.autograd.grad(again, inputs, behind, allow_unused=True)


def run(call):
    try:
        (run_spelled if 'spelled' in call else run_overload)(call)
    except Exception:
        pass


def in_fork(calls):
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # What a call reads beyond its memory depends on chance: a lone call gets several.
        for call in calls * (20 if len(calls) == 1 else 1):
            run(call)
        os._exit(0)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 'timeout'


for line in sys.stdin:
    print(json.dumps({'signal': in_fork(json.loads(line))}), flush=True)
