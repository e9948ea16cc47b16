"""Cases from PyTorch's optimizer database, and schedules with random options, for `npm run conformance`.

    .venv/bin/python scripts/golden/optimdb.py --out FOLDER --seed 7

Every option set that the database has for the CPU (with foreach, fused and differentiable), random mixtures of them, and
the inputs that optimizers refuse. Five steps; the parameters after each, the state_dict and the printed text at the end.
"""

import argparse
import json
import pathlib
import random
import warnings
from copy import deepcopy

import torch
from opdb import clone, encode, javascript
from torch import optim
from torch.testing._internal.common_optimizers import (
    OptimizerErrorEnum,
    _get_optim_inputs_including_global_cliquey_kwargs,
    optim_db,
)

STEPS = 5
DTYPES = (torch.float32, torch.float64, torch.bfloat16, torch.complex64)


def draw(shape, dtype):
    if dtype.is_complex:
        return torch.view_as_complex(torch.randn(*shape, 2, dtype=dtype.to_real()))
    return torch.randn(shape).to(dtype)


def value(item):
    """A part of a state_dict; what is sparse comes dense."""
    if isinstance(item, torch.Tensor):
        return encode(item.detach().to_dense() if item.layout != torch.strided else item)
    if isinstance(item, dict):
        return {'dict': {str(key): value(inner) for key, inner in item.items()}}
    if isinstance(item, (list, tuple)):
        return [value(inner) for inner in item]
    return encode(item)


def state_of(optimizer):
    saved = optimizer.state_dict()
    return {
        'order': list(saved['state']),
        'state': {str(place): {key: value(item) for key, item in state.items()} for place, state in saved['state'].items()},
        'groups': [{key: value(item) for key, item in group.items()} for group in saved['param_groups']],
    }


def javascript_options(options):
    return {key: javascript(item) for key, item in options.items()}


def random_mixture(info, options):
    """Options of several of the database's sets together, and rates of our own."""
    mixed = {}
    for one in random.sample(options, min(3, len(options))):
        mixed |= {key: item for key, item in one.kwargs.items() if key not in ('foreach', 'fused', 'differentiable')}
    if random.random() < 0.5:
        mixed['lr'] = round(random.uniform(1e-3, 0.3), 4)
    if 'weight_decay' in mixed:
        mixed['weight_decay'] = round(random.uniform(0, 0.3), 3)
    return mixed


def option_sets(info, dtype):
    options = _get_optim_inputs_including_global_cliquey_kwargs('cpu', dtype, info)
    sets = [dict(one.kwargs) for one in options]
    if 'foreach' in info.supported_impls:
        sets += [dict(one.kwargs) | {'foreach': True} for one in info.optim_inputs_func('cpu')]
    if info.has_capturable_arg:
        sets += [{'capturable': True}]
    sets += [random_mixture(info, options) for _ in range(4)]
    return [javascript_options(one) for one in sets]


def shapes_for(info):
    """Sizes of the parameters; Muon takes matrices only."""
    count = random.randint(2, 4)
    dims = (lambda: 2) if info.name == 'Muon' else (lambda: random.randint(0, 4))
    return [[random.randint(1, 6) for _ in range(dims())] for _ in range(count)]


def text_of(optimizer):
    has_tensors = any(isinstance(v, torch.Tensor) for g in optimizer.param_groups for k, v in g.items() if k != 'params')
    return None if has_tensors else repr(optimizer)


def arranged(params, named, grouped):
    given = [(f'p{i}', p) for i, p in enumerate(params)] if named else params
    return [{'params': given[:1], 'lr': 0.05}, {'params': given[1:]}] if grouped else given


def run(info, options, dtype):
    shapes = shapes_for(info)
    starts = [draw(shape, dtype) for shape in shapes]
    # Python's fused SGD fails where a parameter gets its first gradient after others have.
    full = info.name == 'SGD' and options.get('fused')
    gradients = [[draw(shape, dtype) if full or random.random() < 0.9 else None for shape in shapes] for _ in range(STEPS)]
    named = random.random() < 0.2
    grouped = random.random() < 0.3 and info.supports_param_groups
    made = {
        'kind': 'steps',
        'name': info.name,
        'dtype': str(dtype).removeprefix('torch.'),
        'options': {key: encode(item) for key, item in options.items()},
        'named': named,
        'grouped': grouped,
        'params': [encode(p) for p in starts],
        'grads': [[encode(g) for g in step] for step in gradients],
    }
    params = [torch.nn.Parameter(p.clone()) for p in starts]
    if options.get('differentiable'):
        params = [p.clone() for p in params]
        for p in params:
            p.retain_grad()
    try:
        optimizer = info.optim_cls(arranged(params, named, grouped), **clone_options(options))
        after = []
        for step in gradients:
            for p, g in zip(params, step):
                p.grad = None if g is None else g.clone()
            optimizer.step()
            after.append([encode(p) for p in params])
            if len(after) == 3 and not options.get('differentiable'):
                # Saved and resumed in the middle: states are fitted to their parameters' dtypes.
                saved = deepcopy(optimizer.state_dict())
                params = [torch.nn.Parameter(p.detach().clone()) for p in params]
                optimizer = info.optim_cls(arranged(params, named, grouped), **clone_options(options))
                optimizer.load_state_dict(saved)
    except Exception as refusal:
        return made | {'error': [type(refusal).__name__, str(refusal)]}
    return made | {'after': after, 'text': text_of(optimizer)} | state_of(optimizer)


def clone_options(options):
    return {key: clone(item) for key, item in options.items()}


def run_lbfgs(info, options, dtype):
    """Rosenbrock's valley in pairs of neighbours, and a quartic bowl."""
    starts = [torch.randn(3, 4).to(dtype), torch.randn(5).to(dtype)]
    x, y = (torch.nn.Parameter(p.clone()) for p in starts)
    optimizer = info.optim_cls([x, y], **clone_options(options))
    losses = []

    def closure():
        optimizer.zero_grad()
        loss = (100 * (x[:, 1:] - x[:, :-1] ** 2) ** 2 + (1 - x[:, :-1]) ** 2).sum() + ((y - 1) ** 4).sum()
        loss.backward()
        losses.append(loss.item())
        return loss

    after = []
    for _ in range(3):
        optimizer.step(closure)
        after.append([encode(x), encode(y)])
    return {
        'kind': 'closure', 'name': info.name, 'dtype': str(dtype).removeprefix('torch.'),
        'options': {key: encode(item) for key, item in options.items()}, 'params': [encode(p) for p in starts],
        'losses': [encode(loss) for loss in losses], 'after': after, 'text': text_of(optimizer),
    } | state_of(optimizer)


def run_sparse(info, options, dtype):
    """Embedding-like gradients: rows that repeat, rows that are missing."""
    start = draw([6, 3], dtype)
    p = torch.nn.Parameter(start.clone())
    rows = [[random.randrange(6) for _ in range(4)] for _ in range(STEPS)]
    values = [draw([4, 3], dtype) for _ in range(STEPS)]
    optimizer = info.optim_cls([p], **clone_options(options))
    after = []
    for at, item in zip(rows, values):
        p.grad = torch.sparse_coo_tensor(torch.tensor([at]), item, (6, 3))
        optimizer.step()
        after.append([encode(p)])
    return {
        'kind': 'sparse', 'name': info.name, 'dtype': str(dtype).removeprefix('torch.'),
        'options': {key: encode(item) for key, item in options.items()}, 'params': [encode(start)],
        'rows': rows, 'grads': [[encode(item)] for item in values], 'after': after, 'text': text_of(optimizer),
    } | state_of(optimizer)


def cases_of(info):
    for dtype in DTYPES:
        if dtype.is_complex and not info.supports_complex:
            continue
        for options in option_sets(info, dtype):
            if info.name == 'SGD' and options.get('fused') and options.get('momentum') and dtype == torch.bfloat16:
                yield {'name': info.name, 'unsayable': "LibTorch's fused kernel reads memory of the momentum that nobody wrote"}
            elif info.only_supports_sparse_grads:
                if dtype in (torch.float32, torch.float64):
                    yield run_sparse(info, options, dtype)
            elif info.step_requires_closure:
                if dtype in (torch.float32, torch.float64):
                    yield run_lbfgs(info, options, dtype)
            else:
                yield run(info, options, dtype)
        if info.supports_sparse and dtype == torch.float32:
            for options in [javascript_options(info.metadata_for_sparse[0]), {'lr': 0.1}, {'lr': 0.1, 'maximize': True}]:
                yield run_sparse(info, options, dtype)
    for error in info.optim_error_inputs_func('cpu', torch.float32):
        yield refusal(info, error)


def structure(params):
    if isinstance(params, torch.Tensor):
        return {'param': encode(params), 'id': id(params), 'requires_grad': params.requires_grad}
    if isinstance(params, dict):
        return {'group': {key: structure(item) if key == 'params' else encode(item) for key, item in params.items()}}
    if isinstance(params, tuple):
        return {'named': [params[0], structure(params[1])]}
    return [structure(item) for item in params] if isinstance(params, list) else None


def refusal(info, error):
    given = error.optimizer_error_input
    given.kwargs = javascript_options(given.kwargs)
    params = given.params
    if params is None:
        params = [torch.nn.Parameter(torch.randn(1, 1))]
    made = {
        'kind': 'refusal', 'name': info.name, 'what': given.desc, 'structure': structure(params),
        'options': {key: encode(item) for key, item in given.kwargs.items()},
        'on': 'step' if error.error_on == OptimizerErrorEnum.STEP_ERROR else 'construction',
    }
    if error.error_on == OptimizerErrorEnum.STEP_ERROR:
        grads = [p.grad for p in params if isinstance(p, torch.Tensor)]
        if any(g is not None for g in grads):
            made['grads'] = [None if g is None else encode(g) for g in grads]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            optimizer = info.optim_cls(params, **clone_options(given.kwargs))
            if made['on'] == 'step':
                optimizer.step(*([lambda: 0] if info.step_requires_closure else []))
    except Exception as problem:
        return made | {'error': [type(problem).__name__, str(problem)]}
    return made | {'error': None}


# ---- schedulers

EPOCHS = 30


def uniform(low, high):
    return round(random.uniform(low, high), 4)


def whole(low, high):
    return random.randint(low, high)


def simple(name):
    """Random options of a scheduler."""
    return {
        'LambdaLR': lambda: {'lr_lambda': 'inverse'},
        'MultiplicativeLR': lambda: {'lr_lambda': 'inverse'},
        'StepLR': lambda: {'step_size': whole(1, 6), 'gamma': uniform(0.3, 0.99)},
        'MultiStepLR': lambda: {'milestones': sorted(whole(1, 20) for _ in range(3)), 'gamma': uniform(0.3, 0.9)},
        'ConstantLR': lambda: {'factor': uniform(0.1, 1), 'total_iters': whole(1, 12)},
        'LinearLR': lambda: {'start_factor': uniform(0.1, 1), 'end_factor': uniform(0, 1), 'total_iters': whole(1, 12)},
        'ExponentialLR': lambda: {'gamma': uniform(0.8, 0.99)},
        'PolynomialLR': lambda: {'total_iters': whole(3, 20), 'power': uniform(0.5, 3)},
        'CosineAnnealingLR': lambda: {'T_max': whole(2, 20), 'eta_min': uniform(0, 0.02)},
        'CosineAnnealingWarmRestarts': lambda: {'T_0': whole(2, 8), 'T_mult': whole(1, 3), 'eta_min': uniform(0, 0.02)},
        'CyclicLR': lambda: {
            'base_lr': uniform(0.001, 0.05), 'max_lr': uniform(0.06, 0.5), 'step_size_up': whole(2, 8), 'step_size_down': whole(2, 8),
            'mode': random.choice(['triangular', 'triangular2', 'exp_range']), 'gamma': uniform(0.9, 1), 'cycle_momentum': random.random() < 0.7,
        },
        'OneCycleLR': lambda: {
            'max_lr': uniform(0.1, 1), 'total_steps': whole(EPOCHS + 1, 50), 'pct_start': uniform(0.1, 0.7), 'anneal_strategy': random.choice(['cos', 'linear']),
            'div_factor': uniform(5, 30), 'final_div_factor': uniform(50, 5000), 'three_phase': random.random() < 0.4, 'cycle_momentum': random.random() < 0.7,
        },
        'SWALR': lambda: {'swa_lr': uniform(0.01, 0.3), 'anneal_epochs': whole(0, 12), 'anneal_strategy': random.choice(['cos', 'linear'])},
        'ReduceLROnPlateau': lambda: {
            'mode': random.choice(['min', 'max']), 'factor': uniform(0.1, 0.9), 'patience': whole(0, 3), 'threshold': uniform(0.001, 0.2),
            'threshold_mode': random.choice(['rel', 'abs']), 'cooldown': whole(0, 3), 'min_lr': uniform(0, 0.02),
        },
    }[name]()


CHAINABLE = ('StepLR', 'MultiStepLR', 'ConstantLR', 'LinearLR', 'ExponentialLR', 'PolynomialLR', 'CosineAnnealingLR', 'MultiplicativeLR')
NAMES = (
    'LambdaLR', 'MultiplicativeLR', 'StepLR', 'MultiStepLR', 'ConstantLR', 'LinearLR', 'ExponentialLR', 'PolynomialLR', 'CosineAnnealingLR',
    'CosineAnnealingWarmRestarts', 'CyclicLR', 'OneCycleLR', 'SWALR', 'ReduceLROnPlateau', 'ChainedScheduler', 'SequentialLR',
)  # fmt: skip


def schedule(name):
    if name == 'ChainedScheduler':
        return {'schedulers': [[inner, simple(inner)] for inner in random.sample(CHAINABLE, 2)]}
    if name == 'SequentialLR':
        inner = random.sample([*CHAINABLE, 'LambdaLR', 'CosineAnnealingWarmRestarts'], 3)
        return {'schedulers': [[one, simple(one)] for one in inner], 'milestones': sorted(random.sample(range(2, 25), 2))}
    return simple(name)


def build(name, options, optimizer):
    options = deepcopy(options)
    if 'lr_lambda' in options:
        options['lr_lambda'] = lambda x: (x + 1) ** -1 / 2
    if 'schedulers' in options:
        options['schedulers'] = [build(*inner, optimizer) for inner in options['schedulers']]
    if name == 'ChainedScheduler':
        return optim.lr_scheduler.ChainedScheduler(**options)
    owner = optim.swa_utils if name == 'SWALR' else optim.lr_scheduler
    return getattr(owner, name)(optimizer, **options)


def plain(item):
    if isinstance(item, dict):
        return {'dict': {str(key): plain(inner) for key, inner in item.items()}}
    if isinstance(item, (list, tuple)):
        return [plain(inner) for inner in item]
    return {'tensor': item.item()} if isinstance(item, torch.Tensor) else encode(item) if not callable(item) else None


def scheduled(name, tensors):
    options = schedule(name)
    which = random.choice(['SGD', 'AdamW'])
    rates = [uniform(0.05, 0.5), uniform(0.01, 0.1)]
    x, y = (torch.nn.Parameter(torch.zeros(1)) for _ in range(2))
    groups = [{'params': [p], 'lr': torch.tensor(rate, dtype=torch.float64) if tensors else rate} for p, rate in zip((x, y), rates)]
    optimizer = getattr(optim, which)(groups, **({'momentum': 0.9} if which == 'SGD' else {}))
    measures = [uniform(0, 2) for _ in range(EPOCHS)]
    made = {'kind': 'schedule', 'name': name, 'options': options, 'optimizer': which, 'rates': rates, 'tensors': tensors, 'measures': measures}
    try:
        scheduler = build(name, options, optimizer)
        epochs = []
        for epoch in range(EPOCHS + 1):
            epochs.append([plain([g['lr'], g.get('momentum', g.get('betas'))]) for g in optimizer.param_groups])
            if epoch == EPOCHS:
                break
            optimizer.step()
            scheduler.step(*([measures[epoch]] if name == 'ReduceLROnPlateau' else []))
    except Exception as refusal:
        return made | {'error': [type(refusal).__name__, str(refusal)]}
    state = {key: plain(item) for key, item in scheduler.state_dict().items() if key != '_schedulers'}
    return made | {'epochs': epochs, 'state': state, 'last': plain(scheduler.get_last_lr()), 'text': text_of(optimizer)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--out', type=pathlib.Path, required=True)
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--only', default='')
    options = parser.parse_args()
    warnings.simplefilter('ignore')
    torch.set_num_threads(1)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    infos = [info for info in optim_db if options.only in info.name]
    names = [name for name in NAMES if options.only in name]
    print(json.dumps({'total': len(infos) + len(names)}), flush=True)

    def write(number, name, cases):
        path = options.out / f'{number}.jsonl'
        with path.open('w') as file:
            for made in cases:
                file.write(json.dumps(made, separators=(',', ':')) + '\n')
        print(json.dumps({'op': name, 'file': str(path)}), flush=True)

    for number, info in enumerate(infos):
        write(number, info.name, cases_of(info))
    for number, name in enumerate(names, len(infos)):
        write(number, name, [scheduled(name, tensors) for tensors in [False] * 10 + [True] * 3])


if __name__ == '__main__':
    main()
