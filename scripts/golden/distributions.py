"""What Python's torch.distributions computes, for test/distributions.

    .venv/bin/python scripts/golden/distributions.py FOLDER [--seed 7] [--full]

writes FOLDER/<part>.json: every distribution, every registered pair of kl_divergence, every transform, constraint and
registry entry, with parameters drawn from the seed. A case is an object, in words that JavaScript can build it from, and
what was done with it in that order: attributes read, methods called, with results, gradients and errors, and what the
generator gives afterwards. Without --full a part of the shapes and dtypes is written, small enough for the repository
(test/golden/distributions).
"""

import argparse
import base64
import json
import math
import pathlib
import warnings

import pinned  # noqa: F401, isort: skip
import torch
import torch.distributions as D
from torch.distributions import constraints, kl
from torch.distributions.relaxed_bernoulli import LogitRelaxedBernoulli
from torch.distributions.relaxed_categorical import ExpRelaxedCategorical

warnings.simplefilter('ignore')
torch.set_num_threads(1)
FULL = False
K = 3  # the size of vectors and matrices

# ---- words for JavaScript


def encode(value):
    if isinstance(value, torch.Tensor):
        flat = torch.empty(value.numel(), dtype=value.dtype).copy_(value.detach().reshape(-1))
        data = base64.b64encode(flat.view(torch.uint8).numpy().tobytes()).decode() if flat.numel() else ''
        text = {'dtype': str(value.dtype).removeprefix('torch.'), 'shape': list(value.shape), 'data': data}
        return {**text, 'requires_grad': True} if value.requires_grad else text
    if isinstance(value, float) and not math.isfinite(value):
        return {'float': str(value)}
    if isinstance(value, (D.Distribution, D.Transform, constraints.Constraint)):
        return str(value)
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    return value


class New:
    """An object by its class's name and arguments, made anew whenever it is asked for."""

    def __init__(self, name, *args, **kwargs):
        self.name, self.args, self.kwargs = name, args, kwargs

    def make(self):
        def real(value):
            if isinstance(value, New):
                return value.make()
            return [real(item) for item in value] if isinstance(value, list) else value

        return find(self.name)(*map(real, self.args), **{key: real(item) for key, item in self.kwargs.items()})

    def words(self):
        def word(value):
            if isinstance(value, New):
                return value.words()
            return [word(item) for item in value] if isinstance(value, list) else encode(value)

        return {'new': self.name, 'args': [*map(word, self.args)], 'kwargs': {key: word(item) for key, item in self.kwargs.items()}}

    def leaves(self):
        found = []

        def look(value):
            if isinstance(value, New):
                found.extend(value.leaves())
            elif isinstance(value, list):
                [look(item) for item in value]
            elif isinstance(value, torch.Tensor) and value.requires_grad:
                found.append(value)

        [look(value) for value in [*self.args, *self.kwargs.values()]]
        return found


class Constant(New):
    """An object that has a name of its own."""

    def make(self):
        return find(self.name)

    def words(self):
        return {'constant': self.name}


class Attribute(New):
    """What another object has under a name."""

    def __init__(self, owner, name):
        super().__init__(name, owner)

    def make(self):
        return getattr(self.args[0].make(), self.name)

    def words(self):
        return {'of': self.args[0].words(), 'attribute': self.name}


def find(path):
    extra = {'LogitRelaxedBernoulli': LogitRelaxedBernoulli, 'ExpRelaxedCategorical': ExpRelaxedCategorical}
    if path in extra:
        return extra[path]
    owner = D
    for name in path.split('.'):
        owner = getattr(owner, name)
    return owner


# ---- what is done with an object


class Case:
    def __init__(self, what, title):
        self.what = what
        self.steps = []
        self.record = {'title': title, 'object': what.words(), 'steps': self.steps}
        try:
            self.object = what.make()
        except Exception as error:
            self.object = None
            self.record['error'] = refusal(error)

    def step(self, kind, name, *args, seed=None, grads=False, on=None, **kwargs):
        """Does it, writes it down, and gives the result; None where it was refused."""
        target = self.object if on is None else on
        step = {'kind': kind, 'name': name}
        if args:
            step['args'] = encode(args)
        if kwargs:
            step['kwargs'] = encode(kwargs)
        if on is not None:
            step['on'] = True
        self.steps.append(step)
        try:
            if seed is not None:
                step['seed'] = seed
                torch.manual_seed(seed)
            if kind == 'get':
                result = getattr(target, name)
            elif kind == 'text':
                result = str(target)
            else:
                result = (target if name == '__call__' else getattr(target, name))(*args, **kwargs)
            step['result'] = [str(result)] if isinstance(result, (D.Distribution, D.Transform, constraints.Constraint)) else encode(result)
            if seed is not None:
                step['next'] = torch.rand(1).item()
        except Exception as error:
            step['error'] = refusal(error)
            return None
        if grads and isinstance(result, torch.Tensor) and result.requires_grad:
            leaves = self.what.leaves() + [arg for arg in args if isinstance(arg, torch.Tensor) and arg.requires_grad]
            weights = torch.arange(1, result.numel() + 1, dtype=result.dtype).div(result.numel()).reshape(result.shape)
            try:
                found = torch.autograd.grad([result], leaves, [weights], allow_unused=True, retain_graph=True)
                step['grads'] = encode(found)
            except Exception as error:
                step['grads'] = refusal(error)
        return result

    def expanded(self, shape):
        """The steps after this are done with the expanded distribution, where they say so."""
        try:
            made = self.object.expand(shape)
        except Exception as error:
            self.steps.append({'kind': 'expand', 'shape': shape, 'error': refusal(error)})
            return None
        self.steps.append({'kind': 'expand', 'shape': shape})
        return made


def refusal(error):
    return [type(error).__name__, str(error)]


# ---- parameters

SCALARS = ('real', 'positive', 'unit', 'count', 'temperature', 'above_one')


def draw(kind, shape, dtype):
    shape = tuple(shape)
    if kind == 'real':
        return torch.randn(shape, dtype=dtype) * 1.5
    if kind == 'positive':
        return torch.rand(shape, dtype=dtype) * 2.5 + 0.2
    if kind == 'above_one':
        return torch.rand(shape, dtype=dtype) * 4 + 1.05
    if kind == 'unit':
        return torch.rand(shape, dtype=dtype) * 0.9 + 0.05
    if kind == 'temperature':
        return torch.rand(shape, dtype=dtype) + 0.3
    if kind == 'count':
        return torch.randint(1, 7, shape).to(dtype)
    if kind == 'weights':
        return torch.rand((*shape, K), dtype=dtype) + 0.1
    if kind == 'vector':
        return torch.randn((*shape, K), dtype=dtype)
    if kind == 'positive_vector':
        return torch.rand((*shape, K), dtype=dtype) * 2 + 0.2
    if kind == 'factor':
        return torch.randn((*shape, K, 2), dtype=dtype)
    wide = torch.float64 if dtype == torch.float64 else torch.float32
    root = torch.randn((*shape, K, K), dtype=wide)
    if kind == 'covariance':
        return (root @ root.mT + torch.eye(K, dtype=wide)).to(dtype)
    if kind == 'lower':
        return (root.tril(-1) + torch.diag_embed(root.diagonal(dim1=-2, dim2=-1).abs() + 0.3)).to(dtype)
    raise KeyError(kind)


def parameter(kind, shape, dtype):
    return draw(kind, shape, dtype).detach().requires_grad_(kind != 'count')


# Constructor arguments by kind; several entries for a class that takes others.
DISTRIBUTIONS = {
    'Bernoulli': [{'probs': 'unit'}, {'logits': 'real'}],
    'Beta': [{'concentration1': 'positive', 'concentration0': 'positive'}],
    'Binomial': [{'total_count': 'count', 'probs': 'unit'}, {'total_count': 'count', 'logits': 'real'}],
    'Categorical': [{'probs': 'weights'}, {'logits': 'vector'}],
    'Cauchy': [{'loc': 'real', 'scale': 'positive'}],
    'Chi2': [{'df': 'positive'}],
    'ContinuousBernoulli': [{'probs': 'unit'}, {'logits': 'real'}],
    'Dirichlet': [{'concentration': 'positive_vector'}],
    'Exponential': [{'rate': 'positive'}],
    'FisherSnedecor': [{'df1': 'above_one', 'df2': 'above_one'}],
    'Gamma': [{'concentration': 'positive', 'rate': 'positive'}],
    'GeneralizedPareto': [{'loc': 'real', 'scale': 'positive', 'concentration': 'real'}],
    'Geometric': [{'probs': 'unit'}, {'logits': 'real'}],
    'Gumbel': [{'loc': 'real', 'scale': 'positive'}],
    'HalfCauchy': [{'scale': 'positive'}],
    'HalfNormal': [{'scale': 'positive'}],
    'InverseGamma': [{'concentration': 'above_one', 'rate': 'positive'}],
    'Kumaraswamy': [{'concentration1': 'positive', 'concentration0': 'positive'}],
    'LKJCholesky': [{'dim': 3, 'concentration': 'positive'}, {'dim': 2, 'concentration': 'positive'}],
    'Laplace': [{'loc': 'real', 'scale': 'positive'}],
    'LogNormal': [{'loc': 'real', 'scale': 'positive'}],
    'LogisticNormal': [{'loc': 'vector', 'scale': 'positive_vector'}],
    'LowRankMultivariateNormal': [{'loc': 'vector', 'cov_factor': 'factor', 'cov_diag': 'positive_vector'}],
    'Multinomial': [{'total_count': 4, 'probs': 'weights'}, {'total_count': 3, 'logits': 'vector'}],
    'MultivariateNormal': [
        {'loc': 'vector', 'covariance_matrix': 'covariance'},
        {'loc': 'vector', 'precision_matrix': 'covariance'},
        {'loc': 'vector', 'scale_tril': 'lower'},
    ],
    'NegativeBinomial': [{'total_count': 'count', 'probs': 'unit'}, {'total_count': 'positive', 'logits': 'real'}],
    'Normal': [{'loc': 'real', 'scale': 'positive'}],
    'OneHotCategorical': [{'probs': 'weights'}, {'logits': 'vector'}],
    'OneHotCategoricalStraightThrough': [{'probs': 'weights'}, {'logits': 'vector'}],
    'Pareto': [{'scale': 'positive', 'alpha': 'above_one'}],
    'Poisson': [{'rate': 'positive'}],
    'RelaxedBernoulli': [{'temperature': 'temperature', 'probs': 'unit'}, {'temperature': 'temperature', 'logits': 'real'}],
    'LogitRelaxedBernoulli': [{'temperature': 'temperature', 'probs': 'unit'}],
    'RelaxedOneHotCategorical': [{'temperature': 'temperature', 'probs': 'weights'}, {'temperature': 'temperature', 'logits': 'vector'}],
    'ExpRelaxedCategorical': [{'temperature': 'temperature', 'logits': 'vector'}],
    'StudentT': [{'df': 'above_one'}, {'df': 'above_one', 'loc': 'real', 'scale': 'positive'}],
    'Uniform': [],
    'VonMises': [{'loc': 'real', 'concentration': 'positive'}],
    'Weibull': [{'scale': 'positive', 'concentration': 'positive'}],
    'Wishart': [
        {'df': 'count', 'covariance_matrix': 'covariance'},
        {'df': 'count', 'precision_matrix': 'covariance'},
        {'df': 'count', 'scale_tril': 'lower'},
    ],
}  # fmt: skip


def arguments(name, kinds, shapes, dtype):
    """Arguments of the given kinds; shape i of `shapes` is the batch shape of the i-th, None asks for plain numbers."""
    made = {}
    for i, (key, kind) in enumerate(kinds.items()):
        shape = shapes[i % len(shapes)]
        if isinstance(kind, int):
            made[key] = kind
        elif key == 'temperature':
            made[key] = parameter(kind, (), dtype)
        elif shape is None:
            made[key] = draw(kind, (), torch.float64).item()
        else:
            made[key] = parameter(kind, shape, dtype)
    if name == 'Wishart':
        if isinstance(made['df'], float):
            made['df'] += K
        else:
            made['df'] = (made['df'] + K + 0.5).detach().requires_grad_()
    return made


def described(name, kinds, shapes, dtype):
    return New(name, **arguments(name, kinds, shapes, dtype))


def uniform(shapes, dtype):
    if shapes[0] is None:
        return New('Uniform', -0.75, 1.5)
    low = parameter('real', shapes[0], dtype)
    wider = draw('positive', torch.broadcast_shapes(*shapes), dtype)
    return New('Uniform', low, (low + wider).detach().requires_grad_())


def plain_distributions():
    """Objects of every class, by title."""
    layouts = [('float32', torch.float32, [(2,)])]
    if FULL:
        layouts += [
            ('numbers', torch.float64, [None]),
            ('cross64', torch.float64, [(2, 1), (3,)]),
            ('scalar', torch.float32, [()]),
            ('scalar64', torch.float64, [()]),
            ('cross', torch.float32, [(3,), (2, 1)]),
            ('matrix', torch.float32, [(4, 5)]),
            ('long', torch.float32, [(37,)]),
            ('bfloat16', torch.bfloat16, [(3,)]),
            ('float16', torch.float16, [(3,)]),
            ('empty', torch.float32, [(0,)]),
        ]
    for name, forms in DISTRIBUTIONS.items():
        for title, dtype, shapes in layouts:
            if name == 'Uniform':
                yield f'Uniform {title}', uniform(shapes * 2 if len(shapes) == 1 else shapes, dtype)
            for kinds in forms:
                if shapes[0] is None and any(isinstance(kind, str) and kind not in SCALARS for kind in kinds.values()):
                    continue
                yield f'{name} {title} {" ".join(kinds)}', described(name, kinds, shapes, dtype)


def composite_distributions():
    """Distributions made of others, and parameters at the ends of their ranges."""
    for dtype in (torch.float32, torch.float64) if FULL else (torch.float32,):
        normal = described('Normal', DISTRIBUTIONS['Normal'][0], [(2, 3)], dtype)
        for count in (0, 1, 2):
            yield f'Independent {count} {dtype}', New('Independent', normal, count)
        yield f'Independent categorical {dtype}', New('Independent', described('Categorical', {'logits': 'vector'}, [(2,)], dtype), 1)
        yield f'Independent nothing {dtype}', New('Independent', described('Bernoulli', {'probs': 'unit'}, [(2,)], dtype), 0)
        for shape in ((4,), (2, 4)):
            mix = New('Categorical', logits=parameter('real', shape, dtype))
            yield f'Mixture {shape} {dtype}', New('MixtureSameFamily', mix, described('Normal', DISTRIBUTIONS['Normal'][0], [shape], dtype))
            yield f'Mixture Poisson {shape} {dtype}', New('MixtureSameFamily', mix, described('Poisson', {'rate': 'positive'}, [shape], dtype))
            vectors = New('Independent', described('Normal', DISTRIBUTIONS['Normal'][0], [(*shape, 3)], dtype), 1)
            yield f'Mixture of vectors {shape} {dtype}', New('MixtureSameFamily', mix, vectors)
            if FULL:
                full = described('MultivariateNormal', {'loc': 'vector', 'scale_tril': 'lower'}, [shape], dtype)
                yield f'Mixture of multivariate {shape} {dtype}', New('MixtureSameFamily', mix, full)
        lone = New('Categorical', logits=parameter('real', (4,), dtype))
        yield f'Mixture broadcast {dtype}', New('MixtureSameFamily', lone, described('Normal', DISTRIBUTIONS['Normal'][0], [(2, 4)], dtype))
        base = New('Normal', parameter('real', (2,), dtype), parameter('positive', (2,), dtype))
        affine = New('AffineTransform', parameter('real', (2,), dtype), parameter('positive', (2,), dtype))
        falling = New('AffineTransform', 1.5, -2.0)
        unit = uniform([(2,), (2,)], dtype)
        for title, first, transforms in [
            ('none', base, []),
            ('exp', base, New('ExpTransform')),
            ('falling', base, [falling, New('ExpTransform')]),
            ('cached', base, [New('AffineTransform', 0.5, 2.0, cache_size=1), New('TanhTransform', cache_size=1)]),
            ('affine', base, [affine]),
            ('sigmoid', base, [New('SigmoidTransform'), New('AffineTransform', -1.0, 3.0)]),
            ('softplus', base, [New('SoftplusTransform')]),
            ('power', New('Gamma', parameter('positive', (2,), dtype), 1.5), [New('PowerTransform', parameter('positive', (3, 1), dtype))]),
            ('logistic', unit, [Attribute(New('SigmoidTransform'), 'inv'), New('AffineTransform', 2.0, 3.0)]),
            ('stick', described('Normal', DISTRIBUTIONS['Normal'][0], [(2, 3)], dtype), New('StickBreakingTransform')),
            ('softmax', described('Normal', DISTRIBUTIONS['Normal'][0], [(2, 3)], dtype), New('SoftmaxTransform')),
            ('event', described('Normal', DISTRIBUTIONS['Normal'][0], [(2, 3)], dtype), New('AffineTransform', 0.5, 2.0, event_dim=1)),
            ('matrix', described('Normal', DISTRIBUTIONS['Normal'][0], [(2, 6)], dtype), New('ReshapeTransform', [6], [2, 3])),
            ('corr', described('Normal', DISTRIBUTIONS['Normal'][0], [(2, 3)], dtype), New('CorrCholeskyTransform')),
            ('independent', base, New('IndependentTransform', New('ExpTransform'), 1)),
            ('identity', base, Constant('identity_transform')),
        ]:
            yield f'Transformed {title} {dtype}', New('TransformedDistribution', first, transforms)
    ends = torch.tensor([0.0, 0.5, 1.0, 0.4995, 0.2])
    for name in ('Bernoulli', 'ContinuousBernoulli', 'Binomial', 'RelaxedBernoulli'):
        first = {'Binomial': {'total_count': 5}, 'RelaxedBernoulli': {'temperature': torch.tensor(0.7)}}.get(name, {})
        yield f'{name} at the ends', New(name, **first, probs=ends.clone())
    yield 'Categorical with zeros', New('Categorical', torch.tensor([[0.0, 1.0, 1.0], [0.0, 0.0, 3.0]]))
    yield 'Categorical with -inf', New('Categorical', logits=torch.tensor([[-math.inf, 0.5, 1.0]]))
    yield 'Multinomial with zeros', New('Multinomial', 5, torch.tensor([0.0, 1.0, 3.0]))
    yield 'Binomial of several counts', New('Binomial', torch.tensor([2.0, 4.0]), torch.tensor([0.3, 0.6]))
    yield 'Geometric of one', New('Geometric', torch.tensor([1.0, 0.5]))
    yield 'GeneralizedPareto exponential', New('GeneralizedPareto', torch.tensor([0.0, 1.0]), 1.5, torch.tensor([0.0, -0.5]))
    yield 'StudentT of few', New('StudentT', torch.tensor([0.5, 1.0, 1.5, 2.0, 3.0]))
    yield 'FisherSnedecor of few', New('FisherSnedecor', torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.5, 3.0, 5.0]))
    yield 'Dirichlet of small', New('Dirichlet', torch.tensor([[0.5, 0.4, 0.6], [2.0, 0.5, 1.5]]))
    yield 'Kumaraswamy of small', New('Kumaraswamy', torch.tensor([0.5, 2.0]), torch.tensor([2.0, 3.0]))
    yield 'Pareto of small', New('Pareto', torch.tensor([1.0, 2.0, 1.0]), torch.tensor([0.5, 1.5, 3.0]))
    yield 'Poisson of nothing', New('Poisson', torch.tensor([0.0, 2.5, 40.0]))
    yield 'VonMises of little', New('VonMises', torch.tensor([0.0, 3.0]), torch.tensor([1e-6, 30.0]))
    yield 'VonMises beyond', New('VonMises', torch.tensor([5.0]), torch.tensor([3.75]))
    yield 'Wishart of low df', New('Wishart', torch.tensor(2.2), torch.eye(3))
    yield 'LogisticNormal of numbers', New('LogisticNormal', 0.5, 1.5)
    yield 'LKJCholesky by default', New('LKJCholesky', 4)
    yield 'Normal of whole numbers', New('Normal', 0, 1)
    yield 'Binomial of whole numbers', New('Binomial', torch.tensor([2, 3]), torch.tensor([0.5, 0.25], dtype=torch.float64))
    yield 'Binomial of a whole number', New('Binomial', 3, torch.tensor([0.5, 0.25]))
    yield 'Categorical of whole numbers', New('Categorical', torch.tensor([1, 2, 3]))
    yield 'Poisson of whole numbers', New('Poisson', torch.tensor([1, 2, 3]))
    yield 'Uniform of whole numbers', New('Uniform', torch.tensor([1, 2]), torch.tensor([3, 4]))
    yield 'Gamma of whole numbers', New('Gamma', 2, torch.tensor([1.5]))
    yield 'Normal of parameters', New('Normal', torch.nn.Parameter(torch.zeros(2)), torch.nn.Parameter(torch.ones(2)))
    yield 'Normal of a number and a tensor', New('Normal', 0.5, torch.tensor([1.0, 2.0], dtype=torch.float64))
    yield 'Normal unchecked', New('Normal', torch.tensor([0.0, 1.0]), torch.tensor([-1.0, 2.0]), validate_args=False)
    yield 'Normal checked', New('Normal', torch.tensor([0.0, 1.0]), torch.tensor([1.0, 2.0]), validate_args=True)


def broken():
    """Constructor calls that are refused."""
    nan = math.nan
    for name, kwargs in [
        ('Normal', {'loc': 0.0, 'scale': 0.0}),
        ('Normal', {'loc': torch.tensor([0.0, nan]), 'scale': 1.0}),
        ('Normal', {'loc': torch.zeros(2), 'scale': torch.tensor([[1.0], [-2.0]], dtype=torch.float64)}),
        ('Normal', {'loc': torch.zeros(2), 'scale': torch.ones(3)}),
        ('Normal', {'loc': 'a', 'scale': 1.0}),
        ('Normal', {'loc': torch.zeros(2, requires_grad=True), 'scale': torch.tensor(-1.0, requires_grad=True)}),
        ('Uniform', {'low': 1.0, 'high': 0.5}),
        ('Uniform', {'low': torch.tensor([0.0, 1.0]), 'high': torch.tensor([1.0, 1.0])}),
        ('Bernoulli', {}),
        ('Bernoulli', {'probs': 0.5, 'logits': 0.0}),
        ('Bernoulli', {'probs': 1.5}),
        ('Bernoulli', {'probs': torch.tensor([0.5, -0.1])}),
        ('Bernoulli', {'logits': nan}),
        ('ContinuousBernoulli', {'probs': 1.5, 'validate_args': True}),
        ('ContinuousBernoulli', {}),
        ('Geometric', {'probs': 0.0}),
        ('Geometric', {'probs': torch.tensor([0.0, 0.5, 0.0])}),
        ('Binomial', {'total_count': -1, 'probs': torch.tensor([0.5])}),
        ('Binomial', {'total_count': torch.tensor([1.5]), 'probs': torch.tensor([0.5])}),
        ('Binomial', {'total_count': 3, 'probs': torch.tensor([0.5]), 'logits': torch.tensor([0.5])}),
        ('NegativeBinomial', {'total_count': -1, 'probs': torch.tensor([0.5])}),
        ('NegativeBinomial', {'total_count': 3, 'probs': torch.tensor([1.0])}),
        ('NegativeBinomial', {'total_count': 3}),
        ('Categorical', {'probs': torch.tensor(0.5)}),
        ('Categorical', {'logits': torch.tensor(0.5)}),
        ('Categorical', {}),
        ('Categorical', {'probs': torch.tensor([0.5, -0.5, 1.0])}),
        ('Categorical', {'logits': torch.tensor([0.5, nan, 1.0])}),
        ('OneHotCategorical', {'probs': torch.tensor([0.5, -0.5, 1.0])}),
        ('Multinomial', {'total_count': 2.5, 'probs': torch.tensor([0.5, 0.5])}),
        ('Multinomial', {'total_count': 2}),
        ('Beta', {'concentration1': 0.0, 'concentration0': 1.0}),
        ('Gamma', {'concentration': torch.tensor([1.0, -1.0]), 'rate': 1.0}),
        ('Chi2', {'df': -1.0}),
        ('Chi2', {'df': torch.tensor([1.0, 0.0])}),
        ('Dirichlet', {'concentration': torch.tensor(1.0)}),
        ('Dirichlet', {'concentration': torch.tensor([1.0, 0.0])}),
        ('Exponential', {'rate': 0.0}),
        ('Poisson', {'rate': -0.5}),
        ('HalfNormal', {'scale': -1.0}),
        ('HalfCauchy', {'scale': torch.tensor([0.0])}),
        ('StudentT', {'df': -2.0}),
        ('FisherSnedecor', {'df1': 1.0, 'df2': -1.0}),
        ('InverseGamma', {'concentration': -1.0, 'rate': 1.0}),
        ('LogNormal', {'loc': 0.0, 'scale': -1.0}),
        ('Gumbel', {'loc': 0.0, 'scale': -1.0}),
        ('Gumbel', {'loc': torch.tensor([0.0]), 'scale': torch.tensor([-1.0])}),
        ('Weibull', {'scale': 1.0, 'concentration': -1.0}),
        ('Pareto', {'scale': -1.0, 'alpha': 1.0}),
        ('Kumaraswamy', {'concentration1': -1.0, 'concentration0': 1.0}),
        ('VonMises', {'loc': 0.0, 'concentration': 0.0}),
        ('LKJCholesky', {'dim': 1}),
        ('LKJCholesky', {'dim': 3, 'concentration': -1.0}),
        ('GeneralizedPareto', {'loc': 0.0, 'scale': -1.0, 'concentration': 0.0}),
        ('MultivariateNormal', {'loc': torch.tensor(0.0), 'scale_tril': torch.eye(2)}),
        ('MultivariateNormal', {'loc': torch.zeros(2)}),
        ('MultivariateNormal', {'loc': torch.zeros(2), 'scale_tril': torch.eye(2), 'covariance_matrix': torch.eye(2)}),
        ('MultivariateNormal', {'loc': torch.zeros(2), 'scale_tril': torch.ones(2)}),
        ('MultivariateNormal', {'loc': torch.zeros(2), 'covariance_matrix': torch.ones(2)}),
        ('MultivariateNormal', {'loc': torch.zeros(2), 'precision_matrix': torch.ones(2)}),
        ('MultivariateNormal', {'loc': torch.zeros(2), 'covariance_matrix': -torch.eye(2)}),
        ('MultivariateNormal', {'loc': torch.zeros(2), 'scale_tril': torch.ones(2, 2)}),
        ('MultivariateNormal', {'loc': torch.zeros(2), 'covariance_matrix': torch.eye(3)}),
        ('LowRankMultivariateNormal', {'loc': torch.tensor(0.0), 'cov_factor': torch.ones(2, 1), 'cov_diag': torch.ones(2)}),
        ('LowRankMultivariateNormal', {'loc': torch.zeros(2), 'cov_factor': torch.ones(2), 'cov_diag': torch.ones(2)}),
        ('LowRankMultivariateNormal', {'loc': torch.zeros(2), 'cov_factor': torch.ones(3, 1), 'cov_diag': torch.ones(2)}),
        ('LowRankMultivariateNormal', {'loc': torch.zeros(2), 'cov_factor': torch.ones(2, 1), 'cov_diag': torch.ones(3)}),
        ('LowRankMultivariateNormal', {'loc': torch.zeros(3, 2), 'cov_factor': torch.ones(4, 2, 1), 'cov_diag': torch.ones(2)}),
        ('LowRankMultivariateNormal', {'loc': torch.zeros(2), 'cov_factor': torch.ones(2, 1), 'cov_diag': -torch.ones(2)}),
        ('Wishart', {'df': 3.0}),
        ('Wishart', {'df': 1.5, 'covariance_matrix': torch.eye(3)}),
        ('Wishart', {'df': torch.tensor([1.0]), 'covariance_matrix': torch.eye(3)}),
        ('Wishart', {'df': 5.0, 'covariance_matrix': -torch.eye(3)}),
        ('Wishart', {'df': 5.0, 'scale_tril': torch.ones(3)}),
        ('RelaxedBernoulli', {'temperature': torch.tensor(1.0)}),
        ('RelaxedOneHotCategorical', {'temperature': torch.tensor(1.0)}),
        ('Independent', {'base_distribution': New('Normal', 0.0, 1.0), 'reinterpreted_batch_ndims': 1}),
        ('MixtureSameFamily', {'mixture_distribution': New('Normal', 0.0, 1.0), 'component_distribution': New('Normal', 0.0, 1.0)}),
        ('MixtureSameFamily', {'mixture_distribution': New('Categorical', torch.ones(3)), 'component_distribution': New('Normal', torch.zeros(2), 1.0)}),
        ('MixtureSameFamily', {'mixture_distribution': New('Categorical', torch.ones(2, 3)), 'component_distribution': New('Normal', torch.zeros(4, 3), 1.0)}),
        ('TransformedDistribution', {'base_distribution': New('Normal', 0.0, 1.0), 'transforms': 'exp'}),
        ('TransformedDistribution', {'base_distribution': New('Normal', 0.0, 1.0), 'transforms': ['exp']}),
        ('TransformedDistribution', {'base_distribution': New('Normal', 0.0, 1.0), 'transforms': New('StickBreakingTransform')}),
        ('ReshapeTransform', {'in_shape': [2], 'out_shape': [3]}),
        ('ExpTransform', {'cache_size': 2}),
    ]:  # fmt: skip
        yield f'{name} refused: {", ".join(kwargs)}', New(name, **kwargs)


def parameters_of(distribution):
    names = [*distribution.arg_constraints, 'param_shape', 'df', 'temperature', 'mixture_distribution', 'component_distribution']
    return [name for name in dict.fromkeys(names) if hasattr(type(distribution), name) or name in distribution.__dict__]


def study(title, what):
    """Everything that a distribution offers."""
    case = Case(what, title)
    if case.object is None:
        return case.record
    seed = int(torch.randint(0, 10**9, ()).item())
    state = torch.get_rng_state()
    case.step('text', '')
    for name in ('batch_shape', 'event_shape', 'has_rsample', 'has_enumerate_support', 'support', 'arg_constraints'):
        case.step('get', name)
    for name in (*parameters_of(case.object), 'mean', 'mode', 'variance', 'stddev'):
        case.step('get', name, grads=True)
    samples = case.step('call', 'sample', [3], seed=seed)
    case.step('call', 'sample', seed=seed + 1)
    case.step('call', 'sample', sample_shape=[2, 1], seed=seed + 2)
    case.step('call', 'sample_n', 2, seed=seed + 3)
    if case.object.has_rsample:
        case.step('call', 'rsample', [2], seed=seed + 4, grads=True)
        case.step('call', 'rsample', seed=seed + 5, grads=True)
    else:
        case.step('call', 'rsample', seed=seed + 5)
    case.step('call', 'entropy', grads=True)
    case.step('call', 'perplexity')
    case.step('call', 'enumerate_support')
    case.step('call', 'enumerate_support', expand=False)
    case.step('call', 'enumerate_support', False)
    if samples is not None:
        value = samples.clone().requires_grad_(samples.is_floating_point())
        case.step('call', 'log_prob', value, grads=True)
        case.step('call', 'log_prob', value[0].detach())
        case.step('call', 'cdf', value, grads=True)
        torch.manual_seed(seed + 6)
        if not case.object.event_shape:
            dtype = samples.dtype if samples.is_floating_point() else torch.float32
            share = torch.rand((2, *case.object.batch_shape), dtype=dtype) * 0.98 + 0.01
            case.step('call', 'icdf', share.requires_grad_(), grads=True)
        case.step('call', 'log_prob', torch.full_like(samples.double(), math.nan))
        case.step('call', 'log_prob', -samples - 2.5)
        whole = (*case.object.batch_shape, *case.object.event_shape)
        case.step('call', 'log_prob', torch.ones(whole, dtype=torch.int64), grads=True)
        case.step('call', 'cdf', torch.ones(whole, dtype=torch.int64))
        case.step('call', 'log_prob', torch.zeros(7, 5, dtype=torch.float32))
        case.step('call', 'log_prob', torch.zeros((), dtype=torch.float32))
        if isinstance(case.object, D.GeneralizedPareto):
            for name in ('log_cdf', 'log_survival_function'):
                case.step('call', name, value, grads=True)
    wide = case.expanded([4, *case.object.batch_shape])
    if wide is not None:
        case.step('text', '', on=wide)
        for name in ('batch_shape', 'event_shape', 'support'):
            case.step('get', name, on=wide)
        for name in ('mean', 'variance'):
            case.step('get', name, on=wide, grads=True)
        drawn = case.step('call', 'sample', [2], seed=seed + 7, on=wide)
        if drawn is not None:
            # A copy: what a transform's cache holds is another object in JavaScript.
            case.step('call', 'log_prob', drawn.clone(), on=wide, grads=True)
        if not isinstance(wide, D.Multinomial):  # Python's forgets what its entropy needs
            case.step('call', 'entropy', on=wide)
    case.expanded([7, 5])
    case.step('text', '')
    torch.set_rng_state(state)
    return case.record


# ---- divergences


def divergence_of(kind, shapes, dtype):
    if kind is D.Uniform:
        return uniform(shapes * 2 if len(shapes) == 1 else shapes, dtype)
    if kind is D.Independent:
        return New('Independent', described('Normal', DISTRIBUTIONS['Normal'][0], [(2, 3)], dtype), 1)
    if kind is D.TransformedDistribution:
        return described('LogNormal', DISTRIBUTIONS['LogNormal'][0], shapes, dtype)
    if kind is D.ExponentialFamily:
        return described('Wishart', DISTRIBUTIONS['Wishart'][0], shapes, dtype)
    forms = DISTRIBUTIONS[kind.__name__]
    return described(kind.__name__, forms[int(torch.randint(len(forms), ()))], shapes, dtype)


def divergences():
    layouts = [(torch.float32, [(3,)], [(3,)])]
    if FULL:
        layouts += [(torch.float64, [()], [()]), (torch.float64, [(2, 1)], [(3,)]), (torch.float32, [(2, 3)], [(3,)])]
    for left, right in sorted(kl._KL_REGISTRY, key=lambda pair: (pair[0].__name__, pair[1].__name__)):
        for dtype, shapes_p, shapes_q in layouts:
            yield divergence_of(left, shapes_p, dtype), divergence_of(right, shapes_q, dtype)
    unit = torch.tensor([0.0, 1.0, 0.5, 0.0])
    other = torch.tensor([0.5, 0.5, 0.0, 0.0])
    yield New('Bernoulli', unit), New('Bernoulli', other)
    yield New('Bernoulli', other), New('Bernoulli', unit)
    yield New('Categorical', torch.tensor([0.0, 1.0, 1.0])), New('Categorical', torch.tensor([1.0, 0.0, 1.0]))
    yield New('Categorical', torch.tensor([0.0, 1.0, 1.0])), New('Categorical', torch.tensor([1.0, 1.0, 1.0]))
    yield New('Binomial', 5, torch.tensor([0.3])), New('Binomial', 4, torch.tensor([0.5]))
    yield New('Binomial', 3, torch.tensor([0.3])), New('Binomial', 4, torch.tensor([0.5]))
    yield New('Uniform', 0.0, 1.0), New('Uniform', torch.tensor([-1.0, 0.5]), torch.tensor([2.0, 3.0]))
    yield New('Uniform', 0.25, 0.75), New('Beta', torch.tensor([1.5]), torch.tensor([2.5]))
    yield New('Uniform', 0.25, 0.75), New('ContinuousBernoulli', torch.tensor([0.3]))
    yield New('Uniform', 2.0, 3.0), New('Pareto', torch.tensor([1.0, 2.5]), torch.tensor([1.5, 2.0]))
    yield New('Uniform', 2.0, 3.0), New('Gamma', torch.tensor([1.0, 2.5]), torch.tensor([1.5, 2.0]))
    yield New('Uniform', 2.0, 3.0), New('Exponential', torch.tensor([1.0, 2.5]))
    yield New('Beta', torch.tensor([1.5]), 2.5), New('Uniform', torch.tensor([-0.5, 0.5]), torch.tensor([1.5, 2.0]))
    yield New('ContinuousBernoulli', torch.tensor([0.3])), New('Uniform', torch.tensor([-0.5, 0.5]), torch.tensor([1.5, 2.0]))
    yield New('Pareto', torch.tensor([1.0, 2.0]), 1.5), New('Pareto', torch.tensor([2.0, 1.0]), 2.5)
    yield New('Pareto', torch.tensor([1.0, 2.0]), torch.tensor([0.5, 2.5])), New('Normal', 0.5, 1.5)
    yield New('Poisson', 2.0), New('Normal', 0.0, 1.0)
    yield New('Normal', 0.0, 1.0), New('Poisson', 2.0)
    yield New('VonMises', 0.5, 1.0), New('VonMises', 0.5, 1.0)
    yield New('Chi2', 2.0), New('Chi2', 3.0)
    yield New('Chi2', 2.0), New('Gamma', 3.0, 1.0)
    yield New('OneHotCategoricalStraightThrough', torch.ones(3)), New('OneHotCategorical', torch.rand(3))
    yield New('HalfCauchy', 2.0), New('HalfCauchy', 3.0)
    yield New('LogNormal', 0.5, 2.0), New('HalfNormal', 3.0)
    yield New('Gumbel', 0.5, 2.0), New('LogNormal', 0.5, 2.0)
    yield New('InverseGamma', 1.5, 2.0), New('InverseGamma', 2.5, 2.0)
    yield New('LogisticNormal', torch.zeros(2), torch.ones(2)), New('LogisticNormal', torch.ones(2), torch.ones(2))
    yield New('MultivariateNormal', torch.zeros(2), torch.eye(2)), New('MultivariateNormal', torch.zeros(3), torch.eye(3))
    three = New('Normal', torch.zeros(2, 3), 1.0)
    yield New('Independent', three, 1), New('Independent', three, 2)
    yield New('Beta', 1.5, 2.0), New('Dirichlet', torch.ones(3))


def study_divergence(p, q):
    record = {'p': p.words(), 'q': q.words()}
    record['title'] = f'{p.name} || {q.name}'
    try:
        result = D.kl_divergence(p.make(), q.make())
        record['result'] = encode(result)
        leaves = p.leaves() + q.leaves()
        if result.requires_grad:
            record['grads'] = encode(torch.autograd.grad([result], leaves, [torch.ones_like(result)], allow_unused=True))
    except Exception as error:
        record['error'] = refusal(error)
    return record


# ---- transforms


def transform_list():
    yield New('ExpTransform'), 'real'
    yield New('PowerTransform', 2.0), 'positive'
    yield New('PowerTransform', torch.tensor([[0.5], [-1.5]])), 'positive'
    yield New('SigmoidTransform'), 'real'
    yield New('SoftplusTransform'), 'real'
    yield New('TanhTransform'), 'real'
    yield New('AbsTransform'), 'real'
    for loc, scale in [(0.5, 2.0), (0, -3.25), (1.0, 0.3)]:
        yield New('AffineTransform', loc, scale), 'real'
    yield New('AffineTransform', torch.tensor([0.5, 1.0]), torch.tensor([2.0, -1.0])), 'pair'
    yield New('AffineTransform', torch.tensor([0.5, 1.0]), torch.tensor([2.0, -1.0]), 1), 'pair'
    yield New('AffineTransform', 0.5, 2.0, 2), 'square'
    yield New('CorrCholeskyTransform'), 'triangle'
    yield New('SoftmaxTransform'), 'vector'
    yield New('StickBreakingTransform'), 'vector'
    yield New('LowerCholeskyTransform'), 'square'
    yield New('PositiveDefiniteTransform'), 'square'
    yield New('ReshapeTransform', [2, 3], [3, 2]), 'rectangle'
    yield New('ReshapeTransform', [6], [2, 3]), 'six'
    yield New('IndependentTransform', New('ExpTransform'), 1), 'vector'
    yield New('IndependentTransform', New('AffineTransform', 0.5, 2.0), 2), 'square'
    yield New('ComposeTransform', []), 'real'
    yield New('ComposeTransform', [New('AffineTransform', 0.5, 2.0), New('ExpTransform')]), 'real'
    yield New('ComposeTransform', [New('ExpTransform'), New('StickBreakingTransform')]), 'vector'
    yield New('ComposeTransform', [New('ReshapeTransform', [6], [2, 3]), New('AffineTransform', 1.0, 2.0)]), 'six'
    yield New('CatTransform', [New('ExpTransform'), New('SigmoidTransform')], -1, [1, 2]), 'vector'
    yield New('CatTransform', [New('ExpTransform'), New('AffineTransform', 1.0, 2.0)], 0), 'pair'
    yield New('CatTransform', [New('IndependentTransform', New('ExpTransform'), 1), New('StickBreakingTransform')], 0), 'pair'
    yield New('CatTransform', [New('IndependentTransform', New('ExpTransform'), 1), New('AffineTransform', 1.0, 2.0)], -1, [1, 2]), 'vector'
    yield New('StackTransform', [New('ExpTransform'), New('SigmoidTransform'), New('TanhTransform')], -1), 'vector'
    yield New('StackTransform', [New('ExpTransform'), New('AffineTransform', 1.0, 2.0)], 0), 'pair'
    yield New('CumulativeDistributionTransform', New('Normal', 0.5, 2.0)), 'real'
    yield New('CumulativeDistributionTransform', New('Exponential', 2.0)), 'positive'
    yield Constant('identity_transform'), 'real'


SHAPES = {'real': (2, 3), 'positive': (2, 3), 'pair': (2, 2), 'vector': (2, 3), 'triangle': (2, 6), 'square': (2, 3, 3), 'rectangle': (4, 2, 3), 'six': (4, 6)}


def study_transform(what, kind, dtype, title):
    case = Case(what, title)
    shape = SHAPES[kind]
    x = draw('positive' if kind == 'positive' else 'real', shape, dtype).requires_grad_()
    case.step('text', '')
    for name in ('bijective', 'sign', 'domain', 'codomain', 'event_dim'):
        case.step('get', name)
    case.step('get', 'inv')
    for name in ('forward_shape', 'inverse_shape'):
        for sizes in (list(shape), [3], [], [2, 2]):
            case.step('call', name, torch.Size(sizes))
    y = case.step('call', '__call__', x, grads=True)
    if y is None:
        return case.record
    y = y.detach().requires_grad_()
    inverse = case.object.inv
    case.steps.append({'kind': 'inverse'})
    case.step('text', '', on=inverse)
    for name in ('bijective', 'sign', 'domain', 'codomain'):
        case.step('get', name, on=inverse)
    case.step('call', '__call__', y, grads=True, on=inverse)
    case.step('call', 'log_abs_det_jacobian', y, x, grads=True, on=inverse)
    case.step('call', 'forward_shape', y.shape, on=inverse)
    case.step('call', 'log_abs_det_jacobian', x, y, grads=True)
    case.step('call', 'with_cache')
    case.step('call', '__call__', torch.zeros((), dtype=dtype))
    return case.record


# ---- constraints

CONSTRAINTS = [
    *(Constant(f'constraints.{name}') for name in (
        'boolean', 'one_hot', 'nonnegative_integer', 'positive_integer', 'real', 'real_vector', 'positive', 'nonnegative', 'unit_interval',
        'simplex', 'lower_triangular', 'lower_cholesky', 'corr_cholesky', 'square', 'symmetric', 'positive_semidefinite', 'positive_definite',
        'dependent',
    )),
    New('constraints.integer_interval', 0, 3), New('constraints.greater_than', 0.5), New('constraints.greater_than_eq', -1.5),
    New('constraints.less_than', 0.25), New('constraints.interval', -0.5, 1.5), New('constraints.half_open_interval', 0.25, 1.75),
    New('constraints.interval', torch.tensor([0.0, 0.5, -1.0]), torch.tensor([1.0, 2.5, 0.0])),
    New('constraints.interval', -0.5, torch.tensor([1.0, 2.5, 0.0])), New('constraints.greater_than', torch.tensor(0.5)),
    New('constraints.greater_than_eq', torch.tensor([0.5, 1.0, 2.0])), New('constraints.less_than', torch.tensor([0.5])),
    New('constraints.multinomial', 3), New('constraints.independent', Constant('constraints.positive'), 1),
    New('constraints.independent', Constant('constraints.simplex'), 1),
    New('constraints.cat', [Constant('constraints.positive'), Constant('constraints.real')], -1, [1, 2]),
    New('constraints.cat', [Constant('constraints.positive'), Constant('constraints.boolean'), Constant('constraints.real')], -1),
    New('constraints.stack', [Constant('constraints.positive'), Constant('constraints.unit_interval'), Constant('constraints.real')], -1),
    New('constraints.stack', [Constant('constraints.simplex'), Constant('constraints.real_vector'), Constant('constraints.simplex')], 0),
    New('constraints.MixtureSameFamilyConstraint', Constant('constraints.real_vector')),
]  # fmt: skip


def study_constraint(what, i):
    case = Case(what, f'constraint {i}')
    root = draw('real', (2, K, K), torch.float32)
    case.step('text', '')
    for name in ('is_discrete', 'event_dim'):
        case.step('get', name)
    values = [
        torch.tensor([0.0, 1.0, 0.0]), torch.tensor([[0.25, 0.5, 0.25], [math.nan, 2.0, -1.0]]), torch.tensor([[1, 0, 2], [0, 1, 1], [0, 0, 0]]),
        torch.tensor(0.5), root, root @ root.mT, root.tril(), draw('lower', (2,), torch.float32), torch.eye(K), -torch.eye(K), torch.ones(2, 3),
        draw('lower', (2,), torch.float64),
    ]  # fmt: skip
    corr = draw('lower', (2,), torch.float32)
    values.append(corr / corr.norm(dim=-1, keepdim=True))
    for value in values:
        case.step('call', 'check', value)
    return case.record


def study_registry(name, what, i):
    record = {'title': f'{name} {i}', 'registry': name, 'object': what.words()}
    try:
        made = getattr(D, name)(what.make())
        record['text'] = str(made)
        x = draw('real', (2, 3, 3) if 'Cholesky' in str(made) or 'Definite' in str(made) else (3, 3), torch.float32)
        if 'Corr' in str(made):
            x = draw('real', (2, 6), torch.float32)
        record['x'] = encode(x)
        record['y'] = encode(made(x))
    except Exception as error:
        record['error'] = refusal(error)
    return record


def main():
    global FULL
    parser = argparse.ArgumentParser()
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--full', action='store_true')
    given = parser.parse_args()
    FULL = given.full
    torch.manual_seed(given.seed)
    given.folder.mkdir(parents=True, exist_ok=True)
    dtypes = (torch.float32, torch.float64) if FULL else (torch.float32,)
    plain = [study(title, what) for title, what in plain_distributions()]
    composite = [study(title, what) for title, what in composite_distributions()]
    parts = {
        'broken': [study(title, what) for title, what in broken()],
        'divergences': [study_divergence(p, q) for p, q in divergences()],
        'transforms': [
            study_transform(what, kind, dtype, f'{what.name} {i} {dtype}') for dtype in dtypes for i, (what, kind) in enumerate(transform_list())
        ],
        'constraints': [study_constraint(what, i) for i, what in enumerate(CONSTRAINTS)],
        'registry': [study_registry(name, what, i) for name in ('biject_to', 'transform_to') for i, what in enumerate(CONSTRAINTS)],
    }
    for name, cases in (('distributions', plain), ('composite', composite)):
        for i in range(3):
            parts[f'{name}_{i + 1}'] = cases[i * len(cases) // 3 : (i + 1) * len(cases) // 3]
    for name, cases in parts.items():
        text = ',\n'.join(json.dumps(case, separators=(',', ':')) for case in cases)
        (given.folder / f'{name}.json').write_text(f'[\n{text}\n]\n')


if __name__ == '__main__':
    main()
