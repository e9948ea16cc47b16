"""Does Python PyTorch die of the same calls? Reads lines of JSON, `[call, call, ...]`, in the words of arguments.ts,
and answers each with `{"signal": 11}`, `{"signal": 0}`, or `{"signal": "timeout"}`.

Every list of calls runs in a fork of its own.
"""

import datetime
import json
import os
import resource
import signal
import sys
import time

import torch

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
    if form == 'sparse' and made.dim() > 0:
        made = made.to_sparse()
    elif form == 'csr' and made.dim() == 2:
        made = made.to_sparse_csr()
    elif form == 'mkldnn' and dtype == torch.float32 and made.dim() > 0:
        made = made.to_mkldnn()
    elif form == 'meta':
        made = made.to('meta')
    elif form == 'nested' and made.dim() > 1 and made.is_floating_point():
        made = torch._nested_tensor_from_tensor_list([made, made])
    elif form == 'conj':
        made = made.conj()
    return made.requires_grad_() if text['grad'] and (made.is_floating_point() or made.is_complex()) else made


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


def run(call):
    """A missing argument takes its default: where other positions follow it, by leaving it out and naming those."""
    try:
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
