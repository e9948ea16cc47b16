"""torch.nn's layers as Python PyTorch has them, for test/nn/*.test.ts.

    python scripts/golden/nn_layers.py      writes test/golden/nn/<file of torch.nn.modules>.json

A case names a module, its arguments and its inputs. Recorded are its printed text, its state_dict after a seeded
construction, what forward gives in training and in evaluation, the gradients of inputs and parameters, and the buffers
afterwards. Tensors are recipes on the way in (both sides draw them from the same seed) and base64 bytes on the way out.
"""

import base64
import json
import warnings
from pathlib import Path

import pinned  # noqa: F401, isort: skip
import torch
from torch import nn

warnings.filterwarnings('ignore')
torch.set_num_threads(1)
GOLDEN = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'nn'
CASES = {}
PLACES = ['first', 'second']  # an input that is the same tensor as another


# ---- recipes for tensors

class Recipe(dict):
    """{'kind', 'shape', ...}: how to draw a tensor; the seed is filled in when the case is recorded."""


def recipe(kind, *shape, **more):
    return Recipe(kind=kind, shape=list(shape), **more)


def randn(*shape, **more):
    return recipe('randn', *shape, **more)


def rand(*shape, **more):
    return recipe('rand', *shape, **more)


def classes(high, *shape, **more):
    return recipe('randint', *shape, low=0, high=high, **more)


def signs(*shape):
    return recipe('signs', *shape, grad=False)


def values(nested, dtype='float32', **more):
    return Recipe(kind='values', values=nested, dtype=dtype, **more)


def draw(spec, seed):
    spec['seed'] = seed
    generator = torch.Generator().manual_seed(seed)
    dtype = getattr(torch, spec.get('dtype', 'float32'))
    kind, shape = spec['kind'], spec.get('shape')
    if kind == 'values':
        x = torch.tensor(spec['values'], dtype=dtype)
    elif kind == 'randn':
        x = torch.randn(shape, dtype=dtype, generator=generator)
    elif kind == 'rand':
        x = torch.rand(shape, dtype=dtype, generator=generator)
    elif kind == 'randint':
        x = torch.randint(spec['low'], spec['high'], shape, generator=generator)
    elif kind == 'signs':
        x = torch.randint(0, 2, shape, generator=generator).mul(2).sub(1).to(dtype)
    if 'softmax' in spec:
        x = x.softmax(spec['softmax'])
    if 'log_softmax' in spec:
        x = x.log_softmax(spec['log_softmax'])
    if 'channels_last' in spec:
        x = x.contiguous(memory_format=torch.channels_last)
    if spec.get('grad', x.is_floating_point()):
        x.requires_grad_()
    return x


# ---- recording

def raw(x):
    x = x.detach().contiguous()
    return {
        'dtype': str(x.dtype)[6:],
        'shape': list(x.shape),
        'data': base64.b64encode(x.view(-1).view(torch.uint8).numpy().tobytes()).decode(),
    }


def outputs(y):
    if isinstance(y, tuple):
        return [t for part in y for t in outputs(part)]
    return [] if y is None else [y]


def pythonic(value, seeds):
    """The arguments as Python takes them: lists are tuples, recipes are tensors."""
    if isinstance(value, Recipe):
        return draw(value, next(seeds)).detach()
    if isinstance(value, list):
        return tuple(pythonic(v, seeds) for v in value)
    if isinstance(value, dict):
        return {k: pythonic(v, seeds) for k, v in value.items()}
    if value in ('Infinity', '-Infinity'):
        return float(value)
    if value in ('float64', 'bfloat16'):
        return getattr(torch, value)
    return value


def differentiate(y, leaves):
    ys = [t for t in outputs(y) if t.requires_grad]
    if not ys:
        return [None for _ in leaves]
    gen = torch.Generator().manual_seed(7)
    grads = [torch.randn(t.shape, dtype=t.dtype, generator=gen) for t in ys]
    torch.autograd.backward(ys, grads)
    return [None if x.grad is None else raw(x.grad.to_dense()) for x in leaves]


def record(case):
    seeds = iter(range(100, 200))
    args, kwargs = pythonic(case['args'], seeds), pythonic(case['kwargs'], seeds)
    torch.manual_seed(1)
    module = getattr(nn, case['module'])(*args, **kwargs)
    case['text'] = repr(module)
    case['state'] = {k: raw(v) for k, v in module.state_dict().items()}
    xs = [draw(x, next(seeds)) if isinstance(x, Recipe) else pythonic(x, seeds) for x in case['inputs']]
    leaves = [x for x in xs if isinstance(x, torch.Tensor) and x.requires_grad]
    # In-place layers may not overwrite a leaf.
    def given():
        ys = [x.clone() if isinstance(x, torch.Tensor) and x.requires_grad else x for x in xs]
        return [ys[PLACES.index(y)] if isinstance(y, str) else y for y in ys]

    torch.manual_seed(2)
    y = module(*given())
    case['train'] = [raw(t) for t in outputs(y)]
    case['input_grads'] = differentiate(y, leaves)
    case['param_grads'] = {k: None if p.grad is None else raw(p.grad.to_dense()) for k, p in module.named_parameters()}
    case['buffers'] = {k: raw(b) for k, b in module.named_buffers()}
    module.eval()
    torch.manual_seed(2)
    with torch.no_grad():
        evaluated = [raw(t) for t in outputs(module(*given()))]
    case['eval'] = 'as in training' if evaluated == case['train'] else evaluated
    return case


def add(file, module, *args, inputs, **kwargs):
    CASES.setdefault(file, []).append(
        {'module': module, 'args': list(args), 'kwargs': kwargs, 'inputs': inputs}
    )


# ---- the cases

def conv():
    for n, size in ((1, [9]), (2, [7, 9]), (3, [4, 3, 5])):
        def c(*args, batch=(2 if n < 3 else 1,), size=size, kind='Conv', **kwargs):
            channels = 4
            add('conv', f'{kind}{n}d', *args, inputs=[randn(*batch, channels, *size)], **kwargs)
        k = [3, 2] if n == 2 else [3, 1, 2][:n]
        c(4, 6, 3)
        c(4, 2, k, stride=[2, 1, 3][:n], padding=[1, 0, 2][:n], dilation=[1, 2, 1][:n], groups=2)
        c(4, 4, k, 2, 1, 1, 4, False)
        c(4, 2, 3, padding='same', dilation=2, batch=())
        c(4, 2, k, padding='same')
        c(4, 2, 2, padding='valid')
        for mode in ('reflect', 'replicate', 'circular'):
            c(4, 2, k, stride=2, padding=[2, 1, 1][:n], padding_mode=mode)
        c(4, 2, k, padding='same', padding_mode='circular')
        t = lambda *args, **kwargs: c(*args, size=size if n < 3 else [2, 4, 3], kind='ConvTranspose', **kwargs)
        t(4, 2, 3)
        t(4, 6, k, stride=[3, 2, 2][:n], padding=[1, 0, 1][:n], output_padding=[2, 1, 0][:n], groups=2, dilation=[2, 3, 1][:n])
        t(4, 2, k, 2, 1, 0, 1, False, batch=())
    add('conv', 'Conv2d', 3, 5, 3, padding=1, inputs=[randn(2, 3, 6, 7, channels_last=True)])
    add('conv', 'Conv2d', 2, 3, [2, 3], dtype='float64', inputs=[randn(1, 2, 5, 4, dtype='float64')])
    add('conv', 'ConvTranspose2d', 4, 2, [3, 2], stride=[3, 2], inputs=[randn(2, 4, 3, 4), [11, 9]])
    add('conv', 'ConvTranspose1d', 4, 2, 3, stride=4, padding=1, inputs=[randn(4, 5), [20]])


def linear():
    add('linear', 'Linear', 5, 3, inputs=[randn(4, 5)])
    add('linear', 'Linear', 5, 3, False, inputs=[randn(2, 3, 5)])
    add('linear', 'Linear', 7, 2, dtype='float64', inputs=[randn(7, dtype='float64')])
    add('linear', 'Bilinear', 3, 4, 5, inputs=[randn(6, 3), randn(6, 4)])
    add('linear', 'Bilinear', 3, 4, 2, bias=False, inputs=[randn(2, 5, 3), randn(2, 5, 4)])
    add('linear', 'Identity', inputs=[randn(2, 3)])
    add('linear', 'Identity', 54, unused=0.1, inputs=[randn(2, 3)])


def batchnorm():
    sizes = {'1d': [5], '2d': [3, 4], '3d': [2, 3, 4]}
    for d, size in sizes.items():
        x = lambda: [randn(3, 4, *size)]
        add('batchnorm', f'BatchNorm{d}', 4, inputs=x())
        add('batchnorm', f'BatchNorm{d}', 4, 1e-3, None, inputs=x())
        add('batchnorm', f'BatchNorm{d}', 4, momentum=0.3, affine=False, inputs=x())
        add('batchnorm', f'BatchNorm{d}', 4, track_running_stats=False, inputs=x())
    add('batchnorm', 'BatchNorm1d', 6, inputs=[randn(5, 6)])
    add('batchnorm', 'BatchNorm2d', 3, bias=False, inputs=[randn(2, 3, 4, 5)])
    add('batchnorm', 'BatchNorm2d', 3, inputs=[randn(2, 3, 4, 5, channels_last=True)])
    add('batchnorm', 'BatchNorm2d', 3, dtype='float64', inputs=[randn(2, 3, 4, 5, dtype='float64')])
    add('batchnorm', 'SyncBatchNorm', 4, momentum=None, inputs=[randn(3, 4, 2)])


def normalization():
    f = 'normalization'
    add(f, 'LayerNorm', 6, inputs=[randn(2, 3, 6)])
    add(f, 'LayerNorm', [3, 4], 1e-3, inputs=[randn(2, 3, 4)])
    add(f, 'LayerNorm', [6], bias=False, inputs=[randn(4, 6)])
    add(f, 'LayerNorm', [6], elementwise_affine=False, inputs=[randn(4, 6)])
    add(f, 'GroupNorm', 2, 6, inputs=[randn(2, 6, 3, 4)])
    add(f, 'GroupNorm', 3, 6, 1e-3, affine=False, inputs=[randn(2, 6, 5)])
    add(f, 'GroupNorm', 1, 4, bias=False, inputs=[randn(3, 4)])
    add(f, 'RMSNorm', 6, inputs=[randn(2, 3, 6)])
    add(f, 'RMSNorm', [2, 3], 1e-3, elementwise_affine=False, inputs=[randn(4, 2, 3)])
    add(f, 'LocalResponseNorm', 2, inputs=[randn(2, 6, 4)])
    add(f, 'LocalResponseNorm', 3, alpha=0.5, beta=0.6, k=2.0, inputs=[randn(2, 5, 3, 4)])
    add(f, 'LocalResponseNorm', 5, 1e-3, inputs=[randn(1, 5, 2, 3, 4)])
    add(f, 'CrossMapLRN2d', 3, alpha=0.5, beta=0.6, k=2, inputs=[randn(2, 7, 3, 4)])
    add(f, 'CrossMapLRN2d', 2, inputs=[randn(2, 3, 4, 2)])
    add(f, 'CrossMapLRN2d', 5, 0.2, inputs=[randn(1, 3, 4, 2)])


def instancenorm():
    f = 'instancenorm'
    for d, size in {'1d': [5], '2d': [3, 4], '3d': [2, 3, 4]}.items():
        add(f, f'InstanceNorm{d}', 3, inputs=[randn(2, 3, *size)])
        add(f, f'InstanceNorm{d}', 3, affine=True, inputs=[randn(3, *size)])
        add(f, f'InstanceNorm{d}', 3, 1e-3, 0.3, True, True, inputs=[randn(2, 3, *size)])
    add(f, 'InstanceNorm2d', 3, momentum=None, track_running_stats=True, inputs=[randn(2, 3, 3, 4)])
    add(f, 'InstanceNorm1d', 3, affine=True, bias=False, inputs=[randn(2, 3, 4)])


def activation():
    x = lambda: [values([[-30.0, -4.0, -2.5, -0.7], [-0.0, 0.1, 0.4, 0.9], [1.0, 3.5, 6.5, 25.0]])]
    plain = lambda name, *args, **kwargs: add('activation', name, *args, inputs=x(), **kwargs)
    for name in ('ReLU', 'ReLU6', 'SELU', 'SiLU', 'Mish', 'Hardswish', 'Hardsigmoid'):
        plain(name)
        plain(name, True)
    for name in ('ELU', 'CELU', 'LeakyReLU', 'Hardtanh', 'RReLU'):
        plain(name)
        plain(name, inplace=True)
    plain('ELU', 2.0)
    plain('CELU', 0.5)
    plain('LeakyReLU', 0.2)
    plain('Hardtanh', -2.0, 0.5)
    plain('RReLU', 0.1, 0.4)
    plain('Threshold', 0.1, 20)
    plain('Threshold', -1, 0.5, True)
    for name in ('Sigmoid', 'Tanh', 'LogSigmoid', 'Softsign', 'Tanhshrink', 'Hardshrink', 'Softshrink', 'Softplus', 'GELU', 'PReLU'):
        plain(name)
    plain('Hardshrink', 1.5)
    plain('Softshrink', 0.7)
    plain('Softplus', 0.5, 3.0)
    plain('GELU', 'tanh')
    add('activation', 'PReLU', 3, 0.1, inputs=[randn(2, 3, 4)])
    add('activation', 'GLU', inputs=[randn(2, 3, 4)])
    add('activation', 'GLU', 1, inputs=[randn(2, 6, 4)])
    for name in ('Softmax', 'Softmin', 'LogSoftmax'):
        add('activation', name, 1, inputs=[randn(2, 5, 3)])
        add('activation', name, dim=-1, inputs=[randn(2, 5)])
        add('activation', name, inputs=[randn(2, 3, 2)])
    add('activation', 'Softmax2d', inputs=[randn(2, 3, 2, 4)])


def attention():
    f = 'attention'
    q = lambda n=2, t=4, e=6: randn(n, t, e)
    true = lambda *rows: values(list(rows), 'bool')
    same = lambda: [q(), 'first', 'first']
    add(f, 'MultiheadAttention', 6, 3, inputs=[q(4, 2), q(5, 2), q(5, 2)])
    add(f, 'MultiheadAttention', 6, 2, batch_first=True, inputs=same())
    add(f, 'MultiheadAttention', 6, 2, batch_first=True, inputs=[*same(), true([False, False, False, True], [False] * 4)])
    add(f, 'MultiheadAttention', 6, 2, batch_first=True, inputs=[
        *same(), None, True, true(*[[j > i for j in range(4)] for i in range(4)]), False])
    add(f, 'MultiheadAttention', 6, 2, 0.3, inputs=[*same(), None, True, randn(2, 2, grad=False)])
    add(f, 'MultiheadAttention', 6, 3, bias=False, add_bias_kv=True, add_zero_attn=True, inputs=[
        q(4, 2), q(5, 2), 'second', true([False, True, False, False, True], [True, False, False, False, False])])
    add(f, 'MultiheadAttention', 6, 2, kdim=5, vdim=3, dropout=0.2, inputs=[q(4, 2), q(5, 2, 5), q(5, 2, 3), None, False])
    add(f, 'MultiheadAttention', 6, 2, batch_first=True, inputs=[randn(4, 6), randn(5, 6), randn(5, 6), None, False])
    add(f, 'MultiheadAttention', 6, 2, inputs=[
        q(4, 2), 'first', 'first', None, False, true(*[[j > i for j in range(4)] for i in range(4)]), True, True])


def rnn():
    for kind in ('RNN', 'GRU', 'LSTM'):
        state = lambda *shape: [randn(*shape), randn(*shape)] if kind == 'LSTM' else randn(*shape)
        add('rnn', kind, 3, 4, inputs=[randn(5, 2, 3)])
        add('rnn', kind, 3, 2, 2, bias=False, batch_first=True, bidirectional=True, inputs=[randn(2, 4, 3), state(4, 2, 2)])
        add('rnn', kind, 3, 2, num_layers=3, dropout=0.4, inputs=[randn(4, 3), state(3, 2)])
        add('rnn', f'{kind}Cell', 3, 4, inputs=[randn(2, 3)])
        add('rnn', f'{kind}Cell', 3, 4, False, inputs=[randn(3), state(4)])
    add('rnn', 'RNN', 3, 2, 2, 'relu', inputs=[randn(4, 2, 3)])
    add('rnn', 'RNNCell', 3, 4, nonlinearity='relu', inputs=[randn(2, 3), randn(2, 4)])
    add('rnn', 'LSTM', 3, 4, proj_size=2, bidirectional=True, inputs=[randn(4, 2, 3), [randn(2, 2, 2), randn(2, 2, 4)]])
    add('rnn', 'GRU', 3, 4, dtype='float64', inputs=[randn(4, 2, 3, dtype='float64')])


def adaptive():
    f = 'adaptive'
    add(f, 'AdaptiveLogSoftmaxWithLoss', 8, 10, [3, 6], div_value=2.0, inputs=[randn(5, 8), values([0, 9, 4, 2, 6], 'int64')])
    add(f, 'AdaptiveLogSoftmaxWithLoss', 16, 10, [2, 4, 7], head_bias=True, inputs=[randn(4, 16), values([0, 1, 3, 1], 'int64')])
    add(f, 'AdaptiveLogSoftmaxWithLoss', 8, 6, [4], inputs=[randn(8), values(5, 'int64')])


def pooling():
    f = 'pooling'
    for n, size in ((1, [11]), (2, [8, 11]), (3, [5, 6, 7])):
        k, s, p = [3, 2, 4][:n], [2, 1, 3][:n], [1, 0, 2][:n]
        x = lambda *more: [randn(2, 3, *size), *more]
        flat = lambda: [randn(3, *size)]
        one = lambda value: value[0] if n == 1 else value
        d = f'{n}d'
        add(f, f'MaxPool{d}', 2, inputs=x())
        add(f, f'MaxPool{d}', one(k), stride=one(s), padding=one(p), dilation=[1, 2, 1][:n], inputs=x())
        add(f, f'MaxPool{d}', 3, 2, 1, 1, True, True, inputs=flat())
        add(f, f'AvgPool{d}', 2, inputs=x())
        add(f, f'AvgPool{d}', k, s, p, inputs=x())
        add(f, f'AvgPool{d}', 3, 2, 1, ceil_mode=True, count_include_pad=False, inputs=flat())
        add(f, f'AdaptiveAvgPool{d}', 3, inputs=x())
        add(f, f'AdaptiveMaxPool{d}', 3, inputs=x())
        add(f, f'AdaptiveMaxPool{d}', 2, return_indices=True, inputs=flat())
        add(f, f'LPPool{d}', 2, one(k), inputs=x())
        add(f, f'LPPool{d}', 3, 2, stride=1, ceil_mode=True, inputs=[rand(2, 3, *size)])
        add(f, f'LPPool{d}', 'Infinity', 2, inputs=x())
    add(f, 'AvgPool2d', [2, 3], divisor_override=5, inputs=[randn(1, 2, 5, 7)])
    add(f, 'AvgPool3d', 2, divisor_override=3, inputs=[randn(1, 2, 3, 4, 5)])
    add(f, 'AdaptiveAvgPool2d', [1, 1], inputs=[randn(2, 3, 4, 5)])
    add(f, 'AdaptiveAvgPool2d', [None, 2], inputs=[randn(2, 3, 4, 5)])
    add(f, 'AdaptiveAvgPool3d', [2, None, 3], inputs=[randn(1, 2, 3, 4, 5)])
    add(f, 'AdaptiveMaxPool2d', [3, None], inputs=[randn(2, 3, 4, 5)])
    add(f, 'MaxUnpool1d', 2, inputs=[rand(1, 2, 3), values([[[1, 2, 5], [0, 3, 4]]], 'int64')])
    add(f, 'MaxUnpool1d', 2, 2, inputs=[rand(1, 1, 2), values([[[1, 4]]], 'int64'), [5]])
    add(f, 'MaxUnpool2d', 2, [2, 2], inputs=[rand(1, 1, 2, 2), values([[[[0, 3], [9, 14]]]], 'int64')])
    add(f, 'MaxUnpool2d', [2, 3], inputs=[rand(1, 1, 1, 2), values([[[[1, 4]]]], 'int64'), [1, 1, 3, 7]])
    add(f, 'MaxUnpool3d', 2, inputs=[rand(1, 1, 1, 2, 2), values([[[[[0, 3], [9, 14]]]]], 'int64')])
    add(f, 'FractionalMaxPool2d', 2, [3, 4], inputs=[randn(2, 3, 7, 9)])
    add(f, 'FractionalMaxPool2d', [2, 3], output_ratio=[0.5, 0.4], return_indices=True, inputs=[randn(3, 7, 9)])
    add(f, 'FractionalMaxPool2d', 2, 3, _random_samples=rand(2, 3, 2), inputs=[randn(2, 3, 7, 9)])
    add(f, 'FractionalMaxPool3d', 2, [2, 3, 2], inputs=[randn(1, 2, 5, 6, 5)])
    add(f, 'FractionalMaxPool3d', [2, 1, 3], output_ratio=0.5, return_indices=True, inputs=[randn(2, 5, 6, 7)])


def dropout():
    for name, shape in (
        ('Dropout', [4, 6]), ('Dropout1d', [3, 4, 5]), ('Dropout2d', [2, 5, 2, 3]), ('Dropout3d', [2, 4, 2, 1, 3]),
        ('AlphaDropout', [4, 6]), ('FeatureAlphaDropout', [2, 5, 3]),
    ):
        add('dropout', name, inputs=[randn(*shape)])
        add('dropout', name, 0.2, True, inputs=[randn(*shape)])
        add('dropout', name, p=0.0, inputs=[randn(*shape)])
    add('dropout', 'Dropout', 1.0, inputs=[randn(2, 3)])
    add('dropout', 'Dropout1d', 0.3, inputs=[randn(6, 2)])
    add('dropout', 'Dropout1d', 0.3, True, inputs=[randn(6, 2)])
    add('dropout', 'Dropout2d', 0.3, inputs=[randn(4, 3, 2)])
    add('dropout', 'Dropout3d', 0.3, inputs=[randn(6, 2, 1, 2)])


def flatten():
    add('flatten', 'Flatten', inputs=[randn(2, 3, 2, 4)])
    add('flatten', 'Flatten', 0, 1, inputs=[randn(2, 3, 2)])
    add('flatten', 'Flatten', end_dim=-2, inputs=[randn(2, 3, 2, 2)])
    add('flatten', 'Unflatten', 1, [2, 3], inputs=[randn(2, 6, 2)])
    add('flatten', 'Unflatten', -1, [-1, 2], inputs=[randn(3, 4)])


def padding():
    f = 'padding'
    for n, size in ((1, [5]), (2, [4, 5]), (3, [3, 4, 5])):
        sides = [1, 2, 3, 0, 2, 1][:2 * n]
        for kind in ('Circular', 'Reflection', 'Replication', 'Zero'):
            add(f, f'{kind}Pad{n}d', 1, inputs=[randn(2, 2, *size)])
            add(f, f'{kind}Pad{n}d', sides, inputs=[randn(2, *size)])
        add(f, f'ConstantPad{n}d', sides, 3.5, inputs=[randn(1, 2, *size)])
        add(f, f'ConstantPad{n}d', -1, value=2, inputs=[randn(2, *size)])


def upsampling():
    f = 'upsampling'
    for n, size, mode in ((1, [4], 'linear'), (2, [3, 4], 'bilinear'), (3, [2, 3, 4], 'trilinear')):
        x = lambda: [randn(1, 2, *size)]
        add(f, 'Upsample', 5, inputs=x())
        add(f, 'Upsample', scale_factor=2.0, inputs=x())
        add(f, 'Upsample', scale_factor=1.7, mode=mode, inputs=x())
        add(f, 'Upsample', [5, 3, 6][:n], mode=mode, align_corners=True, inputs=x())
        add(f, 'Upsample', scale_factor=[1.5, 2.5, 0.5][:n], mode=mode, recompute_scale_factor=True, inputs=x())
    add(f, 'Upsample', scale_factor=[2.0, 1.4], mode='bicubic', inputs=[randn(1, 2, 3, 4)])
    add(f, 'Upsample', [5, 7], mode='bicubic', align_corners=True, inputs=[randn(1, 2, 3, 4)])
    add(f, 'UpsamplingNearest2d', [5, 6], inputs=[randn(1, 2, 3, 4)])
    add(f, 'UpsamplingNearest2d', scale_factor=3.0, inputs=[randn(1, 2, 2, 3)])
    add(f, 'UpsamplingBilinear2d', scale_factor=2.0, inputs=[randn(1, 2, 3, 4)])


def shuffles():
    add('pixelshuffle', 'PixelShuffle', 2, inputs=[randn(2, 8, 2, 3)])
    add('pixelshuffle', 'PixelUnshuffle', 2, inputs=[randn(1, 2, 4, 6)])
    add('channelshuffle', 'ChannelShuffle', 2, inputs=[randn(2, 6, 2, 3)])


def distance():
    two = lambda *shape: [randn(*shape), randn(*shape)]
    add('distance', 'PairwiseDistance', inputs=two(4, 5))
    add('distance', 'PairwiseDistance', 1.0, 1e-3, True, inputs=two(4, 5))
    add('distance', 'CosineSimilarity', inputs=two(3, 4, 2))
    add('distance', 'CosineSimilarity', dim=-1, eps=1e-2, inputs=two(3, 4))


def fold():
    add('fold', 'Unfold', 2, inputs=[randn(1, 2, 3, 4)])
    add('fold', 'Unfold', [2, 3], dilation=[2, 1], padding=[1, 2], stride=[1, 2], inputs=[randn(2, 2, 4, 5)])
    add('fold', 'Fold', [4, 5], [2, 2], inputs=[randn(2, 8, 12)])
    add('fold', 'Fold', [4, 5], 2, padding=1, stride=[2, 3], inputs=[randn(2, 8, 6)])


def sparse():
    ids = lambda: [values([[1, 2, 4], [4, 0, 2]], 'int64')]
    add('sparse', 'Embedding', 5, 3, inputs=ids())
    add('sparse', 'Embedding', 5, 3, padding_idx=2, inputs=ids())
    add('sparse', 'Embedding', 5, 3, -1, inputs=ids())
    add('sparse', 'Embedding', 5, 3, max_norm=1.0, norm_type=1.5, scale_grad_by_freq=True, inputs=ids())
    add('sparse', 'Embedding', 5, 3, sparse=True, inputs=ids())
    add('sparse', 'Embedding', 5, 3, _weight=randn(5, 3), _freeze=True, inputs=ids())
    bag = lambda: [values([1, 2, 4, 4, 0, 2], 'int64'), values([0, 2, 3], 'int64')]
    for mode in ('sum', 'mean', 'max'):
        add('sparse', 'EmbeddingBag', 5, 3, mode=mode, inputs=bag())
        add('sparse', 'EmbeddingBag', 5, 3, mode=mode, padding_idx=2, inputs=ids())
    add('sparse', 'EmbeddingBag', 5, 3, 1.0, 1.5, True, inputs=bag())
    add('sparse', 'EmbeddingBag', 5, 3, mode='sum', include_last_offset=True, inputs=[
        values([1, 2, 4, 4, 0, 2], 'int64'), values([0, 2, 6], 'int64'), randn(6)])


def loss():
    f = 'loss'
    two = lambda **more: [randn(3, 4), randn(3, 4, grad=False, **more)]
    for reduction in ('mean', 'sum', 'none'):
        r = {'reduction': reduction}
        add(f, 'L1Loss', inputs=two(), **r)
        add(f, 'MSELoss', inputs=two(), **r)
        add(f, 'SmoothL1Loss', beta=0.4, inputs=two(), **r)
        add(f, 'HuberLoss', delta=0.6, inputs=two(), **r)
        add(f, 'NLLLoss', inputs=[randn(4, 5, log_softmax=1), values([1, 0, 4, 2], 'int64')], **r)
        add(f, 'NLLLoss', weight=rand(3), ignore_index=1, inputs=[randn(2, 3, 2, 2, log_softmax=1), classes(3, 2, 2, 2)], **r)
        add(f, 'CrossEntropyLoss', inputs=[randn(4, 5), values([1, 0, 4, 2], 'int64')], **r)
        add(f, 'CrossEntropyLoss', rand(3), ignore_index=1, label_smoothing=0.2, inputs=[randn(2, 3, 2, 3), classes(3, 2, 2, 3)], **r)
        add(f, 'CrossEntropyLoss', inputs=[randn(4, 5), randn(4, 5, softmax=1, grad=False)], **r)
        add(f, 'CrossEntropyLoss', weight=rand(3), label_smoothing=0.1, inputs=[randn(2, 3, 2), randn(2, 3, 2, softmax=1, grad=False)], **r)
        add(f, 'PoissonNLLLoss', inputs=two(), **r)
        add(f, 'PoissonNLLLoss', log_input=False, full=True, eps=1e-3, inputs=[rand(3, 4), rand(3, 4, grad=False)], **r)
        add(f, 'GaussianNLLLoss', inputs=[*two(), rand(3, 4)], **r)
        add(f, 'GaussianNLLLoss', full=True, eps=0.3, inputs=[*two(), rand(3, 1)], **r)
        add(f, 'KLDivLoss', inputs=[randn(3, 4, log_softmax=1), randn(3, 4, softmax=1, grad=False)], **r)
        add(f, 'KLDivLoss', log_target=True, inputs=[randn(3, 4, log_softmax=1), randn(3, 4, log_softmax=1, grad=False)], **r)
        add(f, 'BCELoss', inputs=[rand(3, 4), rand(3, 4, grad=False)], **r)
        add(f, 'BCELoss', weight=rand(4), inputs=[rand(3, 4), rand(3, 4, grad=False)], **r)
        add(f, 'BCEWithLogitsLoss', inputs=[randn(3, 4), rand(3, 4, grad=False)], **r)
        add(f, 'BCEWithLogitsLoss', weight=rand(4), pos_weight=rand(4), inputs=[randn(3, 4), rand(3, 4, grad=False)], **r)
        add(f, 'HingeEmbeddingLoss', margin=0.8, inputs=[randn(3, 4), signs(3, 4)], **r)
        add(f, 'MultiLabelMarginLoss', inputs=[randn(2, 4), values([[3, 0, -1, 1], [1, -1, 0, 0]], 'int64')], **r)
        add(f, 'SoftMarginLoss', inputs=[randn(3, 4), signs(3, 4)], **r)
        add(f, 'MultiLabelSoftMarginLoss', inputs=[randn(3, 4), rand(3, 4, grad=False)], **r)
        add(f, 'MultiLabelSoftMarginLoss', weight=rand(4), inputs=[randn(3, 4), rand(3, 4, grad=False)], **r)
        add(f, 'CosineEmbeddingLoss', margin=0.3, inputs=[randn(4, 3), randn(4, 3), signs(4)], **r)
        add(f, 'MarginRankingLoss', margin=0.3, inputs=[randn(5), randn(5), signs(5)], **r)
        add(f, 'MultiMarginLoss', inputs=[randn(3, 4), classes(4, 3)], **r)
        add(f, 'MultiMarginLoss', p=2, margin=0.7, weight=rand(4), inputs=[randn(3, 4), classes(4, 3)], **r)
        add(f, 'TripletMarginLoss', inputs=[randn(4, 3), randn(4, 3), randn(4, 3)], **r)
        add(f, 'TripletMarginLoss', margin=0.5, p=1.5, eps=1e-3, swap=True, inputs=[randn(4, 3), randn(4, 3), randn(4, 3)], **r)
        add(f, 'TripletMarginWithDistanceLoss', margin=0.7, swap=True, inputs=[randn(4, 3), randn(4, 3), randn(4, 3)], **r)
        add(f, 'CTCLoss', blank=1, inputs=[randn(6, 2, 4, log_softmax=2), values([[2, 3, 0], [0, 2, 0]], 'int64'), [6, 5], [3, 2]], **r)
        add(f, 'CTCLoss', zero_infinity=True, inputs=[
            randn(3, 2, 4, log_softmax=2), values([1, 2, 2, 3, 3], 'int64'), values([3, 3], 'int64'), values([2, 3], 'int64')], **r)
        add(f, 'LinearCrossEntropyLoss', 5, 3, bias=True, ignore_index=1, inputs=[randn(4, 5), classes(3, 4)], **r)
    add(f, 'LinearCrossEntropyLoss', 4, 3, out_features=[2], weight=rand(3), label_smoothing=0.1, inputs=[randn(5, 4), classes(3, 5, 2)])
    add(f, 'KLDivLoss', reduction='batchmean', inputs=[randn(3, 4, log_softmax=1), randn(3, 4, softmax=1, grad=False)])
    add(f, 'SmoothL1Loss', beta=0.0, inputs=two())
    add(f, 'NLLLoss2d', ignore_index=0, inputs=[randn(1, 3, 2, 2, log_softmax=1), classes(3, 1, 2, 2)])
    add(f, 'MSELoss', size_average=False, inputs=two())
    add(f, 'L1Loss', reduce=False, inputs=two())


# ---- nn.functional: what no module reaches

FUNCTIONS = []


def f(function, *args, **kwargs):
    FUNCTIONS.append({'function': function, 'args': list(args), 'kwargs': kwargs})


def functional():
    two = lambda *shape: (randn(*shape), randn(*shape, grad=False))
    f('linear', randn(2, 3), randn(4, 3), randn(4))
    f('bilinear', randn(2, 3), randn(2, 4), randn(5, 3, 4))
    f('grouped_mm', randn(2, 16, 8, dtype='bfloat16', grad=False), randn(2, 8, 16, dtype='bfloat16', grad=False))
    f('conv1d', randn(2, 4, 9), randn(6, 2, 3), randn(6), stride=2, padding=1, groups=2)
    f('conv2d', randn(1, 2, 5, 7), randn(3, 2, 2, 3), None, [2, 1], padding='valid', dilation=[1, 2])
    f('conv3d', randn(1, 2, 4, 5, 3), randn(2, 1, 2, 3, 1), groups=2, padding=[0, 1, 2])
    f('conv_transpose1d', randn(1, 4, 5), randn(4, 2, 3), stride=3, output_padding=2, dilation=2)
    f('conv_transpose2d', randn(1, 4, 3, 2), randn(4, 1, 2, 3), randn(2), [2, 3], 1, [1, 0], 2)
    f('conv_transpose3d', randn(1, 2, 2, 3, 2), randn(2, 3, 2, 1, 2), padding=[1, 0, 0])
    f('conv_tbc', randn(6, 2, 3), randn(2, 3, 4), randn(4), 1)
    for mode in ('constant', 'reflect', 'replicate', 'circular'):
        f('pad', randn(1, 2, 4, 5), [1, 2, 0, 3], mode)
    f('pad', randn(2, 3), [1, -1, 2, 0], value=0.5)
    f('normalize', randn(3, 4))
    f('normalize', randn(3, 4, 2), p=1.5, dim=-1, eps=0.5)
    f('normalize', randn(3, 4), p='Infinity', dim=0)
    f('pairwise_distance', randn(3, 4), randn(3, 4), p=1.0, keepdim=True)
    f('cosine_similarity', randn(3, 4), randn(1, 4), dim=-1)
    f('pdist', randn(4, 3), 1.5)
    f('one_hot', values([[0, 2], [1, 0]], 'int64'))
    f('one_hot', values([1, 3], 'int64'), num_classes=5)

    # activations: in place, by keyword, beside what modules do
    x = lambda: randn(3, 4)
    for name in ('relu', 'relu6', 'selu', 'silu', 'mish', 'hardswish', 'hardsigmoid', 'elu', 'celu', 'leaky_relu', 'hardtanh'):
        f(name, x(), inplace=True)
    for name in ('relu_', 'selu_', 'celu_', 'elu_', 'leaky_relu_', 'hardtanh_', 'rrelu_'):
        f(name, x())
    f('threshold', x(), 0.1, -2.5)
    f('threshold_', x(), 0.1, -2.5)
    f('rrelu', x(), training=True)
    f('rrelu', x(), 0.2, 0.6, True, True)
    f('glu', randn(4, 3), dim=0)
    f('prelu', randn(2, 3, 2), randn(3))
    f('gelu', x(), approximate='tanh')
    for name in ('logsigmoid', 'tanhshrink', 'softsign', 'tanh', 'sigmoid', 'softplus', 'hardshrink', 'softshrink', 'gelu'):
        f(name, x())
    f('softplus', x(), beta=3, threshold=1)
    f('softshrink', x(), lambd=0.3)
    for name in ('softmax', 'softmin', 'log_softmax'):
        f(name, x(), dim=0, dtype='float64')
        f(name, x(), -1)
    f('gumbel_softmax', x())
    f('gumbel_softmax', x(), tau=0.5, hard=True, dim=0)

    # dropout
    for name in ('dropout', 'alpha_dropout', 'feature_alpha_dropout', 'dropout1d'):
        f(name, randn(4, 6, 2), 0.3, True)
        f(name, randn(4, 6, 2), p=0.4, training=True, inplace=True)
        f(name, randn(4, 6, 2), training=False)
    f('dropout2d', randn(3, 5, 2, 2), 0.4, inplace=True)
    f('dropout3d', randn(5, 2, 2, 3), 0.4, inplace=True)

    # normalisation
    f('batch_norm', randn(3, 2, 4), randn(2, grad=False), rand(2, grad=False), randn(2), randn(2))
    f('batch_norm', randn(3, 2, 4), None, None, training=True, eps=1e-3)
    f('instance_norm', randn(3, 2, 4), weight=randn(2), bias=randn(2), eps=1e-3)
    f('instance_norm', randn(3, 2, 4), randn(2, grad=False), rand(2, grad=False), use_input_stats=False)
    f('layer_norm', randn(3, 2, 4), [2, 4], randn(2, 4), randn(2, 4))
    f('rms_norm', randn(3, 4), [4], eps=1e-2)
    f('group_norm', randn(2, 6, 3), 3, weight=randn(6), bias=randn(6))
    f('local_response_norm', randn(2, 5, 4), size=3, alpha=0.3)

    # pooling
    f('max_pool1d', randn(2, 3, 9), 3, return_indices=True)
    f('max_pool2d', randn(2, 7, 9), [3, 2], [2, 1], [1, 0], [1, 3], True, True)
    f('max_pool2d', randn(1, 2, 7, 9), kernel_size=3, stride=2)
    f('max_pool2d_with_indices', randn(1, 2, 5, 6), 2)
    f('max_pool3d', randn(1, 2, 4, 5, 6), 2, stride=[1, 2, 3], return_indices=True)
    f('avg_pool1d', randn(2, 3, 9), 3, 2, 1, True, False)
    f('avg_pool2d', randn(2, 3, 7, 9), [3, 2], divisor_override=7)
    f('avg_pool3d', randn(1, 2, 4, 5, 6), 2, stride=1)
    f('adaptive_max_pool1d', randn(2, 3, 9), 4, return_indices=True)
    f('adaptive_max_pool2d', randn(2, 3, 7, 9), [4, None], True)
    f('adaptive_max_pool3d_with_indices', randn(1, 2, 4, 5, 6), 2)
    f('adaptive_avg_pool1d', randn(2, 3, 9), 4)
    f('adaptive_avg_pool2d', randn(2, 3, 7, 9), [None, 4])
    f('adaptive_avg_pool3d', randn(1, 2, 4, 5, 6), [3, 2, None])
    f('fractional_max_pool2d', randn(1, 2, 7, 9), 2, output_ratio=[0.5, 0.7], return_indices=True)
    f('fractional_max_pool3d', randn(1, 2, 5, 6, 7), 2, [2, 3, 4])
    f('max_unpool2d', rand(1, 1, 2, 2), values([[[[0, 3], [10, 14]]]], 'int64'), 2, stride=2, output_size=[5, 5])
    f('max_unpool3d', rand(1, 1, 1, 2, 2), values([[[[[0, 3], [9, 14]]]]], 'int64'), 2)
    f('lp_pool1d', rand(2, 3, 9), 2.5, 3, stride=2)
    f('lp_pool2d', rand(2, 3, 5, 7), 3, [2, 3])
    f('lp_pool3d', rand(1, 2, 4, 5, 3), '-Infinity', 2)

    # vision
    for n, size in ((1, [5]), (2, [4, 5]), (3, [3, 4, 5])):
        image = lambda: randn(1, 2, *size)
        modes = ['nearest', 'nearest-exact', 'area', ['linear', 'bilinear', 'trilinear'][n - 1]]
        for mode in modes:
            f('interpolate', image(), 7, mode=mode)
            f('interpolate', image(), scale_factor=1.6, mode=mode)
    f('interpolate', randn(1, 2, 6, 8), [3, 5], None, 'bilinear', False, None, True)
    f('interpolate', randn(1, 2, 6, 8), [3, 5], mode='bicubic', antialias=True)
    f('interpolate', randn(1, 2, 6, 8), [3, 5], mode='lanczos', antialias=True)
    f('interpolate', randn(1, 2, 6, 8), scale_factor=[0.4, 1.7], mode='bicubic', recompute_scale_factor=True)
    f('upsample', randn(1, 2, 3, 4), scale_factor=2.0)
    f('upsample_nearest', randn(1, 2, 3, 4), [5, 6])
    f('upsample_bilinear', randn(1, 2, 3, 4), scale_factor=2)
    f('pixel_shuffle', randn(1, 8, 2, 3), 2)
    f('pixel_unshuffle', randn(1, 2, 4, 6), 2)
    f('channel_shuffle', randn(1, 6, 2, 2), 3)
    f('native_channel_shuffle', randn(1, 6, 2, 2, grad=False), 3)
    for mode in ('bilinear', 'nearest', 'bicubic'):
        for padding_mode in ('zeros', 'border', 'reflection'):
            f('grid_sample', randn(1, 2, 4, 5), randn(1, 3, 2, 2), mode, padding_mode, mode == 'nearest')
    f('grid_sample', randn(1, 2, 3, 4, 5), randn(1, 2, 3, 2, 3))
    f('affine_grid', randn(2, 2, 3), [2, 1, 3, 4], False)
    f('affine_grid', randn(1, 3, 4), [1, 2, 2, 3, 4], align_corners=True)
    f('unfold', randn(1, 2, 4, 5), [2, 3], stride=[1, 2])
    f('fold', randn(1, 8, 6), [4, 5], 2, padding=1, stride=[2, 3])

    # tables
    f('embedding', values([[0, 2], [1, 0]], 'int64'), randn(3, 4), padding_idx=-1)
    f('embedding_bag', values([[0, 2], [1, 0]], 'int64'), randn(3, 4), mode='max')
    f('embedding_bag', values([0, 2, 1], 'int64'), randn(3, 4), values([0, 1], 'int64'), mode='sum', per_sample_weights=randn(3))

    # losses with their own weights
    for reduction in ('mean', 'sum', 'none'):
        for name in ('l1_loss', 'mse_loss', 'huber_loss'):
            f(name, *two(3, 4), reduction=reduction, weight=rand(3, 4, grad=False))
    f('mse_loss', randn(3, 4), randn(4, grad=False))
    f('gaussian_nll_loss', *two(3, 4), 0.7, full=True)
    f('gaussian_nll_loss', *two(3, 4), rand(3))
    f('kl_div', *two(3, 4), reduction='batchmean')
    f('cross_entropy', randn(3), values(1, 'int64'))
    f('linear_cross_entropy', randn(4), randn(3, 4), values(2, 'int64'), linear_bias=randn(3))
    f('triplet_margin_with_distance_loss', randn(4, 3), randn(4, 3), randn(4, 3), margin=2.0)
    f('multi_margin_loss', randn(3, 4), classes(4, 3), 2, 0.5)

    # attention
    f('scaled_dot_product_attention', randn(1, 2, 4, 3), randn(1, 2, 5, 3), randn(1, 2, 5, 6))
    f('scaled_dot_product_attention', randn(2, 4, 3), randn(2, 4, 3), randn(2, 4, 3), is_causal=True, scale=0.3)
    f('scaled_dot_product_attention', randn(2, 4, 3), randn(2, 5, 3), randn(2, 5, 3), attn_mask=randn(4, 5), dropout_p=0.4)


# Of nn.functional, but no functions of it: what JIT needs, checks, and enums.
NOT_FUNCTIONS = {'assert_int_or_pair', 'boolean_dispatch', 'has_torch_function', 'handle_torch_function',
                 'has_torch_function_unary', 'has_torch_function_variadic'}


def record_function(case):
    seeds = iter(range(300, 400))
    fill = lambda x: draw(x, next(seeds)) if isinstance(x, Recipe) else pythonic(x, seeds)
    args = [fill(x) for x in case['args']]
    kwargs = {k: fill(x) for k, x in case['kwargs'].items()}
    leaves = [x for x in [*args, *kwargs.values()] if isinstance(x, torch.Tensor) and x.requires_grad]
    clone = lambda x: x.clone() if isinstance(x, torch.Tensor) and x.requires_grad else x
    torch.manual_seed(2)
    y = getattr(nn.functional, case['function'])(*map(clone, args), **{k: clone(x) for k, x in kwargs.items()})
    case['outputs'] = [raw(t) for t in outputs(y)]
    case['grads'] = differentiate(y, leaves)
    return case


def public_functions():
    F = nn.functional
    return sorted(
        n for n in dir(F) if not n.startswith('_') and n not in NOT_FUNCTIONS and callable(getattr(F, n))
        and not isinstance(getattr(F, n), type) and 'typing' not in str(getattr(F, n))
    )


def write(file, head, cases, record):
    records = ',\n'.join(json.dumps(record(case)) for case in cases)
    version = torch.__version__.split('+')[0]
    text = f'{{"version": "{version}", {head}"cases": [\n{records}\n]}}\n'
    (GOLDEN / f'{file}.json').write_text(text)
    print(f'{file}: {len(cases)} cases, {len(text) // 1024} KB')


def main():
    for cases in (conv, linear, attention, rnn, adaptive, batchnorm, normalization, instancenorm, activation, pooling, dropout, flatten, padding,
                  upsampling, shuffles, distance, fold, sparse, loss):
        cases()
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for file, cases in CASES.items():
        write(file, '', cases, record)
    functional()
    names = f'"functions": {json.dumps(public_functions())}, "modules": {json.dumps(sorted(nn.modules.__all__))}, '
    write('functional', names, FUNCTIONS, record_function)


if __name__ == '__main__':
    main()
