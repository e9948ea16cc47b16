"""Five steps of every optimizer with every option, for test/optim/optimizers.test.ts.

    python scripts/golden/optim.py          writes test/golden/optim/*.json

Parameters and gradients are given as bytes, so that only the optimizers' own arithmetic counts. One parameter gets no
gradient in the third step, so that step counts differ.
"""

import base64
import json
from pathlib import Path

import pinned  # noqa: F401, isort: skip
import torch
from torch import optim

torch.set_num_threads(1)
OUT = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'optim'
SHAPES = [(5, 7), (3,), (), (2, 3, 4, 5), (40,)]
STEPS = 5
SKIPPED = {2: 1}  # step -> the parameter without a gradient


def encode(tensor):
    flat = tensor.detach().contiguous().reshape(-1)
    return base64.b64encode(flat.view(torch.uint8).numpy().tobytes()).decode()


def entry(value):
    if isinstance(value, torch.Tensor):
        name = str(value.dtype).removeprefix('torch.')
        return {'dtype': name, 'shape': list(value.shape), 'data': encode(value)}
    if isinstance(value, (list, tuple)):
        return [entry(item) for item in value]
    return value


def inputs(dtype):
    torch.manual_seed(20)
    def draw(shape):
        if dtype.is_complex:
            return torch.view_as_complex(torch.randn(*shape, 2, dtype=dtype.to_real()))
        return torch.randn(shape).to(dtype)
    params = [draw(shape) for shape in SHAPES]
    grads = [[draw(shape) for shape in SHAPES] for _ in range(STEPS)]
    # Some elements that stay zero: 0 / 0 must not arise, and signs of zero count in Rprop.
    for step in grads:
        step[4][7] = 0
    return params, grads


DTYPES = ['float32', 'float64', 'bfloat16', 'complex64']
WD = {'weight_decay': 0.1}
CASES = {
    'SGD': [
        {}, {'lr': 1}, {'lr': 0.1, **WD}, {'momentum': 0.9}, {'momentum': 0.9, 'dampening': 0.3}, {'momentum': 0.9, 'nesterov': True},
        {'momentum': 0.9, 'nesterov': True, 'maximize': True, **WD}, {'maximize': True}, {'lr': [0.05], 'momentum': 0.5}, {'lr': [[0.05]], **WD},
        {'foreach': True, 'momentum': 0.9, **WD}, {'fused': True}, {'fused': True, 'momentum': 0.9, 'nesterov': True, 'maximize': True, **WD},
        {'fused': True, 'momentum': 0.9, 'dampening': 0.3},
        {'differentiable': True, 'momentum': 0.9, **WD},
    ],
    'Adam': [
        {}, {'lr': 0.01}, {'lr': 0.1, **WD}, {'lr': 0.1, 'amsgrad': True}, {'lr': 0.1, 'maximize': True, 'amsgrad': True, **WD},
        {'betas': (0.5, 0.7), 'eps': 1e-3}, {'lr': [0.01]}, {'lr': [0.01], 'betas': ([0.8], [0.95])}, {'lr': 0.1, 'decoupled_weight_decay': True, **WD},
        {'lr': 0.1, 'foreach': True, 'amsgrad': True, **WD}, {'fused': True, 'lr': 0.1}, {'fused': True, 'lr': 0.1, 'amsgrad': True, 'maximize': True, **WD},
        {'differentiable': True, 'lr': 0.1, 'amsgrad': True, **WD},
    ],
    'AdamW': [
        {}, {'lr': 0.1, **WD}, {'lr': 0.1, 'amsgrad': True, 'maximize': True}, {'lr': [0.01], **WD}, {'fused': True, 'lr': 0.1}, {'fused': True, 'lr': 0.1, 'amsgrad': True},
        {'foreach': True, 'lr': 0.1}, {'differentiable': True, 'lr': 0.1},
    ],
    'RMSprop': [
        {}, {'lr': 1e-3}, {'momentum': 0.9}, {'centered': True}, {'momentum': 0.1, 'centered': True, 'alpha': 0.9, 'eps': 1e-4, **WD},
        {'maximize': True, **WD}, {'lr': [0.01], 'momentum': 0.9}, {'lr': [0.01]}, {'foreach': True, 'centered': True, 'momentum': 0.9}, {'differentiable': True, 'centered': True, 'momentum': 0.9},
    ],
    'Adagrad': [
        {}, {'lr': 0.1, 'lr_decay': 0.5}, {'initial_accumulator_value': 0.1, 'lr': 0.1, **WD}, {'maximize': True, 'eps': 1e-3}, {'lr': [0.1], 'lr_decay': 0.5},
        {'fused': True, 'lr': 0.1, 'lr_decay': 0.5, **WD}, {'foreach': True, 'lr': 0.1}, {'differentiable': True, 'lr': 0.1},
    ],
    'Adadelta': [{}, {'lr': 0.01, **WD}, {'rho': 0.95, 'eps': 1e-3}, {'maximize': True, **WD}, {'lr': [0.5]}, {'foreach': True, **WD}, {'differentiable': True}],
    'Adamax': [{}, {'lr': 0.1, **WD}, {'betas': (0.5, 0.7), 'eps': 1e-3}, {'maximize': True}, {'lr': [0.01]}, {'foreach': True, **WD}, {'differentiable': True, **WD}],
    'NAdam': [
        {}, {'lr': 0.1, **WD}, {'lr': 0.1, 'momentum_decay': 6e-3, **WD}, {'lr': 0.1, 'decoupled_weight_decay': True, **WD}, {'maximize': True, 'betas': (0.5, 0.7)}, {'lr': [0.01]},
        {'differentiable': True, **WD},
    ],
    'RAdam': [
        {}, {'lr': 0.1, **WD}, {'lr': 0.1, 'betas': (0.7, 0.8), 'eps': 1e-4}, {'lr': 0.1, 'decoupled_weight_decay': True, **WD}, {'maximize': True}, {'lr': [0.01]},
        {'lr': 0.1, 'betas': (0.7, 0.99)}, {'differentiable': True, 'betas': (0.7, 0.8)},
    ],
    'ASGD': [
        {}, {'lr': 0.1, **WD}, {'t0': 1, 'lambd': 0.1, 'alpha': 0.6}, {'t0': 2, 'maximize': True}, {'lr': [0.05]}, {'foreach': True, 't0': 2}, {'differentiable': True, 't0': 2},
    ],
    'Rprop': [{}, {'lr': 0.1, 'etas': (0.3, 1.7), 'step_sizes': (0.01, 0.2)}, {'maximize': True}, {'lr': [0.05]}, {'foreach': True}, {'differentiable': True}],
    'Adafactor': [{}, {'lr': 0.1, **WD}, {'eps': (1e-4, 0.1), 'beta2_decay': -0.5, 'd': 1.5}, {'maximize': True}, {'lr': [0.05]}],
    'Muon': [{}, {'lr': 0.1, 'weight_decay': 0, 'nesterov': False}, {'momentum': 0.5, 'adjust_lr_fn': 'match_rms_adamw'}, {'ns_coefficients': (3.1, -4.2, 1.5), 'ns_steps': 3, 'eps': 1e-5}],
}
NO_COMPLEX = {'Adafactor', 'Muon'}


def real(options):
    def convert(value):
        if isinstance(value, list):
            return torch.tensor(value, dtype=torch.float32)
        return tuple(convert(item) for item in value) if isinstance(value, tuple) else value
    return {key: convert(value) for key, value in options.items()}


def run(name, options, dtype):
    starts, gradients = inputs(dtype)
    places = [i for i, shape in enumerate(SHAPES) if name != 'Muon' or len(shape) == 2]
    differentiable = options.get('differentiable', False)
    params = [torch.nn.Parameter(starts[i].clone()) for i in places]
    if differentiable:
        params = [p.clone() for p in params]
        for p in params:
            p.retain_grad()
    optimizer = getattr(optim, name)(params, **real(options))
    after_first = None
    for step in range(STEPS):
        for i, p in zip(places, params):
            p.grad = None if SKIPPED.get(step) == i else gradients[step][i].clone()
        optimizer.step()
        if step == 0:
            after_first = [encode(p) for p in params]
    state_dict = optimizer.state_dict()
    return {
        'options': options,
        'dtype': str(dtype).removeprefix('torch.'),
        'first': after_first,
        'last': [encode(p) for p in params],
        'state': {str(k): {name: entry(item) for name, item in state.items()} for k, state in state_dict['state'].items()},
        'group': {key: entry(value) for key, value in state_dict['param_groups'][0].items()},
        'text': None if any(isinstance(v, list) for v in options.values()) else repr(optimizer),
    }


def optimizers():
    for name, options in CASES.items():
        cases = []
        for given in options:
            for dtype in DTYPES:
                dtype = getattr(torch, dtype)
                plain = given in ({}, options[1], options[2])
                if dtype is not torch.float32 and not plain:
                    continue
                if dtype.is_complex and (name in NO_COMPLEX or given.get('fused')):
                    continue
                if dtype is torch.bfloat16 and given != options[1]:
                    continue
                cases.append(run(name, given, dtype))
        inputs_of = {}
        for dtype in DTYPES:
            starts, gradients = inputs(getattr(torch, dtype))
            inputs_of[dtype] = {'params': [encode(p) for p in starts], 'grads': [[encode(g) for g in step] for step in gradients]}
        yield name.lower(), {'shapes': SHAPES, 'cases': cases}
    yield 'inputs', inputs_of


def lbfgs():
    cases = []
    for options in [{}, {'lr': 0.5, 'history_size': 3}, {'line_search_fn': 'strong_wolfe'}, {'lr': 0.1, 'line_search_fn': 'strong_wolfe', 'max_iter': 7}, {'max_iter': 4, 'max_eval': 3}, {'lr': [0.1]}]:
        starts, _ = inputs(torch.float32)
        x, y = (torch.nn.Parameter(starts[i].clone()) for i in (0, 1))
        optimizer = optim.LBFGS([x, y], **real(options))
        losses = []

        def closure():
            optimizer.zero_grad()
            # Rosenbrock's valley in pairs of neighbours, and a quartic bowl.
            loss = (100 * (x[:, 1:] - x[:, :-1] ** 2) ** 2 + (1 - x[:, :-1]) ** 2).sum() + ((y - 1) ** 4).sum()
            loss.backward()
            losses.append(loss.item())
            return loss

        returned = [optimizer.step(closure).item() for _ in range(3)]
        state = optimizer.state_dict()['state'][0]
        cases.append({
            'options': options, 'losses': losses, 'returned': returned, 'last': [encode(x), encode(y)],
            'state': {key: entry(value) for key, value in state.items()},
        })
    return cases


def sparse():
    """Embedding-like gradients: rows that repeat, rows that are missing."""
    rows = [[1, 4, 1], [0, 2, 2], [4, 4, 4], [3, 1, 0], [5, 2, 1]]
    cases = []
    for name, options in [('SparseAdam', {}), ('SparseAdam', {'lr': 0.1, 'betas': (0.5, 0.7), 'maximize': True}), ('SGD', {'lr': 0.1}), ('SGD', {'lr': 0.1, 'momentum': 0.9}), ('Adagrad', {'lr': 0.1, 'lr_decay': 0.2})]:
        torch.manual_seed(21)
        p = torch.nn.Parameter(torch.randn(6, 5))
        values = [torch.randn(3, 5) for _ in rows]
        start = encode(p)
        optimizer = getattr(optim, name)([p], **options)
        for at, value in zip(rows, values):
            p.grad = torch.sparse_coo_tensor(torch.tensor([at]), value, (6, 5))
            optimizer.step()
        state = {key: entry(item.to_dense() if isinstance(item, torch.Tensor) and item.is_sparse else item) for key, item in optimizer.state_dict()['state'].get(0, {}).items()}
        cases.append({'name': name, 'options': options, 'rows': rows, 'start': start, 'values': [encode(v) for v in values], 'last': encode(p), 'state': state})
    return cases


EPOCHS = 24


def schedules():
    """Each case: a scheduler by name with its options; `[[...]]` inside Sequential and Chained."""
    sgd, adam = {'optimizer': 'SGD'}, {'optimizer': 'Adam'}
    cosine = {'T_max': 7, 'eta_min': 0.01}
    return [
        ('LambdaLR', {'lr_lambda': 'square root'}, sgd), ('MultiplicativeLR', {'lr_lambda': 'square root'}, sgd),
        ('StepLR', {'step_size': 3}, sgd), ('StepLR', {'step_size': 4, 'gamma': 0.7}, sgd), ('MultiStepLR', {'milestones': [2, 5, 5, 11], 'gamma': 0.3}, sgd),
        ('ConstantLR', {}, sgd), ('ConstantLR', {'factor': 0.7, 'total_iters': 9}, sgd), ('LinearLR', {}, sgd), ('LinearLR', {'start_factor': 0.1, 'end_factor': 0.9, 'total_iters': 11}, sgd),
        ('ExponentialLR', {'gamma': 0.93}, sgd), ('PolynomialLR', {'total_iters': 13, 'power': 2.5}, sgd), ('PolynomialLR', {}, sgd),
        ('CosineAnnealingLR', cosine, sgd), ('CosineAnnealingLR', {'T_max': 10}, sgd), ('CosineAnnealingWarmRestarts', {'T_0': 5}, sgd), ('CosineAnnealingWarmRestarts', {'T_0': 3, 'T_mult': 2, 'eta_min': 0.02}, sgd),
        ('CyclicLR', {'base_lr': 0.01, 'max_lr': 0.3, 'step_size_up': 4}, sgd), ('CyclicLR', {'base_lr': [0.01, 0.02], 'max_lr': [0.3, 0.2], 'step_size_up': 3, 'step_size_down': 5, 'mode': 'triangular2'}, sgd),
        ('CyclicLR', {'base_lr': 0.01, 'max_lr': 0.3, 'step_size_up': 4, 'mode': 'exp_range', 'gamma': 0.95, 'base_momentum': 0.7}, adam), ('CyclicLR', {'base_lr': 0.01, 'max_lr': 0.3, 'step_size_up': 4, 'cycle_momentum': False}, sgd),
        ('CyclicLR', {'base_lr': 0.01, 'max_lr': 0.3, 'step_size_up': 4, 'scale_fn': 'square root', 'scale_mode': 'iterations'}, sgd),
        ('OneCycleLR', {'max_lr': 0.5, 'total_steps': 30}, sgd), ('OneCycleLR', {'max_lr': [0.5, 0.1], 'epochs': 5, 'steps_per_epoch': 6, 'anneal_strategy': 'linear', 'three_phase': True}, adam),
        ('OneCycleLR', {'max_lr': 0.5, 'total_steps': 25, 'pct_start': 0.4, 'cycle_momentum': False, 'div_factor': 10.0, 'final_div_factor': 100.0}, adam),
        ('ChainedScheduler', {'schedulers': [('ConstantLR', {'factor': 0.1, 'total_iters': 4}), ('ExponentialLR', {'gamma': 0.9})]}, sgd),
        ('SequentialLR', {'schedulers': [('LinearLR', {'total_iters': 4}), ('CosineAnnealingLR', cosine), ('StepLR', {'step_size': 2})], 'milestones': [5, 13]}, sgd),
        ('SequentialLR', {'schedulers': [('ConstantLR', {}), ('CosineAnnealingWarmRestarts', {'T_0': 4})], 'milestones': [6]}, sgd),
        ('ReduceLROnPlateau', {'patience': 1, 'factor': 0.5}, sgd), ('ReduceLROnPlateau', {'mode': 'max', 'patience': 2, 'threshold': 0.01, 'threshold_mode': 'abs', 'cooldown': 2, 'min_lr': [0.05, 0.01]}, sgd),
        ('ReduceLROnPlateau', {'mode': 'max', 'patience': 0, 'threshold_mode': 'rel', 'threshold': 0.3}, sgd), ('ReduceLROnPlateau', {'patience': 0, 'threshold_mode': 'abs', 'eps': 0.01}, sgd),
    ]


MEASURES = [3.0, 2.5, 2.6, 2.4, 2.4, 2.39999, 2.5, 2.7, 1.9, 1.95, 1.95, 1.95, 1.95, 2.0, 1.8, 1.81, 1.82, 1.83, 1.84, 1.85, 1.2, 1.3, 1.3, 1.3]


def build(name, options, optimizer):
    options = dict(options)
    for key in ('lr_lambda', 'scale_fn'):
        if key in options:
            options[key] = lambda x: (x + 1) ** -1 / 2
    if 'schedulers' in options:
        options['schedulers'] = [build(*inner, optimizer) for inner in options['schedulers']]
    if name == 'ChainedScheduler':
        return optim.lr_scheduler.ChainedScheduler(**options)
    return getattr(optim.lr_scheduler, name)(optimizer, **options)


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, torch.Tensor):
        return {'tensor': value.item()}
    return {'float': str(value)} if value in (float('inf'), float('-inf')) else value


def schedulers():
    cases = []
    for name, options, which in schedules():
        for tensors in (False, True):
            if tensors and name not in ('StepLR', 'CosineAnnealingLR', 'LinearLR'):
                continue
            x, y = (torch.nn.Parameter(torch.zeros(1)) for _ in range(2))
            rates = [torch.tensor(0.2), torch.tensor(0.05)] if tensors else [0.2, 0.05]
            optimizer = getattr(optim, which['optimizer'])([{'params': [x], 'lr': rates[0]}, {'params': [y], 'lr': rates[1]}])
            scheduler = build(name, options, optimizer)
            epochs = []
            for epoch in range(EPOCHS + 1):
                epochs.append([plain([group['lr'], group.get('momentum', group.get('betas'))]) for group in optimizer.param_groups])
                if epoch == EPOCHS:
                    break
                optimizer.step()
                scheduler.step(*([MEASURES[epoch]] if name == 'ReduceLROnPlateau' else []))
            jumps = []
            if name not in ('ReduceLROnPlateau', 'ChainedScheduler', 'SequentialLR', 'MultiplicativeLR'):
                for epoch in (0, 3, 8, 11, 17) + ((4.25, 9.75) if 'Restarts' in name else ()):
                    scheduler.step(epoch)
                    jumps.append([epoch, plain(scheduler.get_last_lr())])
            state = {key: plain(value) for key, value in scheduler.state_dict().items()}
            cases.append({'name': name, 'options': options, **which, 'tensors': tensors, 'epochs': epochs, 'jumps': jumps, 'state': state})
    return cases


def libm():
    """The C library's last bits, where V8's own functions differ for some arguments in a hundred."""
    import math
    powers = [[b, e, b ** e] for b in (0.9, 0.999, 0.99, 0.5) for e in (1.0, 2.0, 3.0, 17.0, 50.0, 333.0, 1000.0, 4999.0)]
    powers += [[1 - 0.999 ** t, 0.5, (1 - 0.999 ** t) ** 0.5] for t in range(1, 60)]
    cosines = [[x, math.cos(x)] for x in (math.pi * k / 50 for k in range(51))]
    logs = [[x, math.log(x)] for x in (0.1, 0.5, 1.0, 2.0, 3.0, 8.0, 10.0, 1e5)]
    return {'pow': powers, 'cos': cosines, 'log': logs}


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    files = {**dict(optimizers()), 'lbfgs': lbfgs(), 'sparse': sparse(), 'schedulers': schedulers(), 'libm': libm()}
    for name, data in files.items():
        (OUT / f'{name}.json').write_text(json.dumps(data, separators=(',', ':')) + '\n')


if __name__ == '__main__':
    main()
