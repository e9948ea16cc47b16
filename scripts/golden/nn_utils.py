"""torch.nn.utils as Python PyTorch has it, for test/nn/utils/*.test.ts.

    python scripts/golden/nn_utils.py      writes test/golden/nn_utils.json

Each scenario returns named results: tensors are the base64 of their bytes, lists and texts are themselves. The tests
do the same calls under the same seed and compare.
"""

import base64
import json
import warnings
from pathlib import Path

import pinned  # noqa: F401, isort: skip
import torch
from torch import nn
from torch.nn.utils import parametrizations, parametrize, prune, stateless

warnings.filterwarnings('ignore')
torch.set_num_threads(1)
OUT = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'nn_utils.json'
SCENARIOS = {}


def scenario(f):
    SCENARIOS[f.__name__] = f
    return f


def raw(x):
    return base64.b64encode(x.detach().contiguous().view(-1).view(torch.uint8).numpy().tobytes()).decode()


def encode(value):
    if isinstance(value, torch.Tensor):
        return raw(value)
    if isinstance(value, dict):
        return {k: encode(v) for k, v in value.items()}
    return [encode(v) for v in value] if isinstance(value, (list, tuple)) else value


def state(module):
    return {'keys': list(module.state_dict()), 'values': encode(list(module.state_dict().values())),
            'parameters': [name for name, _ in module.named_parameters()],
            'buffers': [name for name, _ in module.named_buffers()]}


def error(call):
    try:
        call()
    except Exception as e:
        return {'type': type(e).__name__, 'message': str(e).replace("<class 'torch.nn.utils.prune.LnStructured'>", 'LnStructured')}
    raise AssertionError('expected an error')


def conv():
    return nn.Conv2d(3, 4, (3, 2))


def image():
    return torch.linspace(-1, 2, 2 * 3 * 5 * 4).view(2, 3, 5, 4)


def step(module, x):
    y = module(x)
    (y * torch.linspace(0.5, 1.5, y.numel()).view_as(y)).sum().backward()
    return encode({'output': y, 'gradients': {name: p.grad for name, p in module.named_parameters()}})


# ---- pruning

def pruned(module, *calls):
    results = []
    for call in calls:
        call(module)
        results.append({'state': state(module), 'weight': raw(module.weight)})
    return {'steps': results, **step(module, image()), 'text': repr(module), 'hooks': len(module._forward_pre_hooks),
            'is_pruned': prune.is_pruned(nn.Sequential(module))}


@scenario
def prune_unstructured():
    return pruned(conv(), lambda m: prune.random_unstructured(m, 'weight', 0.3), lambda m: prune.l1_unstructured(m, 'weight', 7),
                  lambda m: prune.random_unstructured(m, 'bias', 1), lambda m: prune.l1_unstructured(m, 'weight', 0.25))


@scenario
def prune_structured():
    return pruned(conv(), lambda m: prune.random_structured(m, 'weight', 1, 0), lambda m: prune.ln_structured(m, 'weight', 0.4, 2, 1),
                  lambda m: prune.ln_structured(m, 'weight', 1, 1, -1), lambda m: prune.ln_structured(m, 'weight', 0.34, float('inf'), 0))


@scenario
def prune_mixed():
    mask = (torch.arange(72).view(4, 3, 3, 2) % 5 != 0).float()
    scores = torch.arange(72.).view(4, 3, 3, 2).sin()
    return pruned(conv(), lambda m: prune.custom_from_mask(m, 'weight', mask), lambda m: prune.ln_structured(m, 'weight', 1, 2, 0),
                  lambda m: prune.l1_unstructured(m, 'weight', 0.5, importance_scores=scores), lambda m: prune.identity(m, 'weight'))


@scenario
def prune_iterative():
    m = nn.Linear(6, 5)
    return [(prune.l1_unstructured(m, 'weight', 0.2), m.weight_mask.clone())[1] for _ in range(5)]


@scenario
def prune_remove():
    m = conv()
    prune.l1_unstructured(m, 'weight', 0.5)
    prune.ln_structured(m, 'weight', 1, 2, 0)
    prune.remove(m, 'weight')
    return {**state(m), **step(m, image()), 'hooks': len(m._forward_pre_hooks), 'is_pruned': prune.is_pruned(m)}


@scenario
def prune_global():
    net = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 3))
    places = [(net[0], 'weight'), (net[2], 'weight'), (net[2], 'bias')]
    results = []
    for method, options in [(prune.L1Unstructured, {'amount': 0.3}), (prune.RandomUnstructured, {'amount': 5}),
                            (prune.L1Unstructured, {'amount': 0.4, 'importance_scores': {(net[0], 'weight'): torch.ones(6, 4)}})]:
        prune.global_unstructured(places, method, **options)
        results.append([getattr(m, f'{name}_mask') for m, name in places])
    return results


@scenario
def prune_rnn():
    m = nn.LSTM(3, 4)
    prune.l1_unstructured(m, 'weight_ih_l0', 0.5)
    y, _ = m(torch.linspace(-1, 1, 12).view(2, 2, 3))
    return {'output': y, 'keys': list(m.state_dict())}


@scenario
def prune_errors():
    m = conv
    return {
        'amount': error(lambda: prune.l1_unstructured(m(), 'weight', 1.5)),
        'negative': error(lambda: prune.l1_unstructured(m(), 'weight', -1)),
        'text': error(lambda: prune.l1_unstructured(m(), 'weight', 'much')),
        'many': error(lambda: prune.l1_unstructured(m(), 'weight', 73)),
        'structured': error(lambda: prune.ln_structured(m(), 'bias', 1, 2, 0)),
        'dim': error(lambda: prune.ln_structured(m(), 'weight', 1, 2, 4)),
        'scores': error(lambda: prune.L1Unstructured(2).prune(torch.ones(3), importance_scores=torch.ones(2))),
        'mask': error(lambda: prune.custom_from_mask(m(), 'weight', torch.ones(2))),
        'global': error(lambda: prune.global_unstructured([(m(), 'weight')], prune.LnStructured, amount=1, n=2)),
    }


# ---- parametrizations

class Symmetric(nn.Module):
    def forward(self, x):
        return x.triu() + x.triu(1).transpose(-1, -2)

    def right_inverse(self, a):
        return a.triu()


class Double(nn.Module):
    def forward(self, x):
        return 2 * x

    def right_inverse(self, y):
        return y / 2


@scenario
def parametrize_chain():
    m = nn.Linear(3, 3)
    parametrize.register_parametrization(m, 'weight', Symmetric())
    before = m.weight
    parametrize.register_parametrization(m, 'weight', Double())
    result = {'before': before, 'weight': m.weight, 'text': repr(m), **state(m), **step(m, torch.ones(2, 3))}
    m.weight = torch.arange(9.).view(3, 3)
    result['assigned'] = m.weight
    result['original'] = raw(m.parametrizations.weight.original)
    parametrize.remove_parametrizations(m, 'weight')
    return {**result, 'removed': state(m), 'removed_text': repr(m)}


def applied(module, parametrization, x, **options):
    parametrization(module, **options)
    result = {'text': repr(module), **state(module), **step(module, x)}
    step(module, x)
    module.eval()
    result['evaluated'] = module(x)
    result['after'] = list(module.state_dict().values())
    return result


@scenario
def parametrized_weight_norm():
    return [applied(conv(), parametrizations.weight_norm, image()), applied(conv(), parametrizations.weight_norm, image(), dim=None)]


@scenario
def parametrized_spectral_norm():
    return [applied(conv(), parametrizations.spectral_norm, image()),
            applied(nn.ConvTranspose2d(3, 2, 2), parametrizations.spectral_norm, image(), n_power_iterations=3)]


@scenario
def parametrized_orthogonal():
    x = torch.linspace(-1, 1, 8).view(2, 4)
    cases = [(4, 4, {}), (4, 6, {}), (4, 2, {}), (4, 3, {'orthogonal_map': 'cayley'}), (4, 6, {'orthogonal_map': 'matrix_exp'}),
             (4, 4, {'orthogonal_map': 'householder', 'use_trivialization': False})]
    return [applied(nn.Linear(i, o), parametrizations.orthogonal, x, **options) for i, o, options in cases]


# ---- the older forms

@scenario
def old_weight_norm():
    m = conv()
    result = applied(m, nn.utils.weight_norm, image())
    nn.utils.remove_weight_norm(m)
    return {**result, 'removed': state(m)}


@scenario
def old_spectral_norm():
    m = conv()
    result = applied(m, nn.utils.spectral_norm, image(), n_power_iterations=2)
    result['metadata'] = m.state_dict()._metadata['']
    nn.utils.remove_spectral_norm(m)
    return {**result, 'removed': state(m)}


# ---- the rest

@scenario
def clip():
    results = []
    for options in [{'max_norm': 0.5}, {'max_norm': 2, 'norm_type': 1}, {'max_norm': 0.1, 'norm_type': float('inf')},
                    {'max_norm': 1e6}, {'max_norm': 0.3, 'norm_type': 3, 'foreach': False}]:
        m = conv()
        step(m, image())
        results.append([nn.utils.clip_grad_norm_(m.parameters(), **options), *[p.grad for p in m.parameters()]])
    m = conv()
    step(m, image())
    nn.utils.clip_grad_value_(m.parameters(), 3.5)
    nan = nn.Parameter(torch.ones(2))
    nan.grad = torch.tensor([1., float('nan')])
    return {'norms': results, 'values': [p.grad for p in m.parameters()],
            'none': nn.utils.clip_grad_norm_([nn.Parameter(torch.ones(1))], 1.0),
            'total': nn.utils.get_total_norm([torch.ones(3), torch.arange(4.)]),
            'nonfinite': error(lambda: nn.utils.clip_grad_norm_([nan], 1.0, error_if_nonfinite=True))}


@scenario
def vector():
    m = nn.Linear(3, 2)
    v = nn.utils.parameters_to_vector(m.parameters())
    nn.utils.vector_to_parameters(torch.arange(8.), m.parameters())
    return {'vector': v, **state(m)}


def trained(layer, bn, x):
    net = nn.Sequential(layer, bn)
    nn.init.uniform_(bn.weight)
    nn.init.normal_(bn.bias)
    for _ in range(3):
        net(x)
    return net.eval()


@scenario
def fusion():
    results = []
    for layer in [conv(), nn.Conv2d(3, 4, 2, bias=False), nn.ConvTranspose2d(3, 4, 2)]:
        net = trained(layer, nn.BatchNorm2d(4), image())
        fused = nn.utils.fuse_conv_bn_eval(net[0], net[1], transpose=isinstance(layer, nn.ConvTranspose2d))
        results.append({**state(fused), 'output': fused(image()), 'text': repr(fused)})
    net = trained(nn.Linear(4, 3), nn.BatchNorm1d(3), image().view(-1, 4))
    fused = nn.utils.fuse_linear_bn_eval(net[0], net[1])
    results.append({**state(fused), 'output': fused(image()), 'text': repr(fused)})
    return {'fused': results, 'training': error(lambda: nn.utils.fuse_conv_bn_eval(conv(), nn.BatchNorm2d(4)))}


@scenario
def stateless_call():
    net = nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3))
    tied = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3))
    tied[1].weight = tied[0].weight
    x = torch.linspace(-1, 1, 6).view(2, 3)
    given = {'0.weight': torch.eye(3), '1.running_mean': torch.ones(3)}
    return {
        'output': stateless.functional_call(net, given, x),
        'running': given['1.running_mean'],
        'own': net[1].running_mean,
        'count': net[1].num_batches_tracked,
        'tied': stateless.functional_call(tied, {'0.weight': torch.eye(3) * 2}, x),
        'untied': stateless.functional_call(tied, {'0.weight': torch.eye(3) * 2}, x, tie_weights=False),
        'strict': error(lambda: stateless.functional_call(net, {'0.weight': torch.eye(3), 'z': x}, x, strict=True)),
        'several': error(lambda: stateless.functional_call(tied, {'0.weight': torch.eye(3), '1.weight': torch.ones(3, 3)}, x)),
    }


@scenario
def conv_gradients():
    x, w = torch.randn(2, 4, 6, 5), torch.randn(6, 2, 3, 2)
    options = {'stride': (2, 1), 'padding': 1, 'dilation': (1, 2), 'groups': 2}
    g = torch.randn(nn.functional.conv2d(x, w, None, **options).shape)
    line, kernel = torch.randn(2, 3, 7), torch.randn(4, 3, 2)
    return [nn.grad.conv2d_input(x.shape, w, g, **options), nn.grad.conv2d_weight(x, w.shape, g, **options),
            nn.grad.conv1d_weight(line, kernel.shape, torch.randn(2, 4, 6)), nn.grad.conv1d_input(line.shape, kernel, torch.randn(2, 4, 6)),
            nn.grad.conv3d_input((1, 1, 3, 3, 3), torch.ones(1, 1, 2, 2, 2), torch.ones(1, 1, 2, 2, 2))]


@scenario
def scaled():
    F = nn.functional
    a, b = torch.randn(16, 32).to(torch.float8_e4m3fn), torch.randn(16, 32).to(torch.float8_e4m3fn).t()
    one = F.ScalingType.TensorWise
    return [F.scaled_mm(a, b, torch.tensor(0.5), one, torch.tensor(2.), one),
            F.scaled_mm(a, b, torch.tensor(0.5), [one], [torch.tensor(3.)], one, output_dtype=torch.float32)]


@scenario
def attention():
    from torch.nn.attention import SDPBackend, sdpa_kernel
    q, k, v = torch.randn(3, 2, 4, 7, 8).unbind(0)
    run = lambda: nn.functional.scaled_dot_product_attention(q, k, v)
    layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True).eval()
    results = [run()]
    with sdpa_kernel(SDPBackend.MATH):
        results.append(run())
    with sdpa_kernel([SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION]):
        results.append(run())
        enabled = [torch.backends.cuda.flash_sdp_enabled(), torch.backends.cuda.math_sdp_enabled()]
    with torch.no_grad():
        fast = layer(v[0])
        torch.backends.mha.set_fastpath_enabled(False)
        slow = layer(v[0])
        torch.backends.mha.set_fastpath_enabled(True)
    return {'results': results, 'enabled': enabled, 'fast': fast, 'slow': slow, 'same': [raw(fast) == raw(slow), raw(results[0]) == raw(results[1])]}


class Exploding(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer('scalar', torch.tensor(1.))
        self.register_buffer('frozen', torch.ones(1).expand(3))


@scenario
def loading():
    m = Exploding()
    fresh = lambda: nn.Sequential(nn.Linear(2, 2))
    post = fresh()
    post.register_load_state_dict_post_hook(lambda module, keys: keys)
    saved = fresh()
    saved.register_state_dict_post_hook(lambda *args: {})
    private = fresh()
    private._register_state_dict_hook(lambda module, state, prefix, meta: {'all': state['0.bias']})
    seen = []
    private[0]._register_load_state_dict_pre_hook(lambda state, prefix, *rest: seen.append([sorted(state), prefix]))
    private.load_state_dict(fresh().state_dict())
    return {
        'row': error(lambda: m.load_state_dict({'scalar': torch.ones(2), 'frozen': torch.ones(3)})),
        'one': error(lambda: m.load_state_dict({'scalar': torch.ones(1), 'frozen': torch.ones(4)})),
        'post': error(lambda: post.load_state_dict(post.state_dict())),
        'saved': error(lambda: saved.state_dict()),
        'private': list(private.state_dict()),
        'seen': seen,
    }


def main():
    results = {}
    for name, run in SCENARIOS.items():
        torch.manual_seed(11)
        results[name] = encode(run())
    OUT.write_text(json.dumps({'version': torch.__version__.split('+')[0], **results}, separators=(',', ':')) + '\n')
    print(f'{OUT.name}: {OUT.stat().st_size / 1e3:.0f} kB')


if __name__ == '__main__':
    main()
