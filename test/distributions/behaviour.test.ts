// What the golden cases do not show: calling forms, classes of one's own, registries, caches, defaults.
import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NotImplementedError, TypeError, ValueError } from '../../src/errors.ts';
import { copy, distributions as D, type Tensor, torch } from '../../src/index.ts';

const { constraints } = D;
const numbers = (x: Tensor) => x.tolist();

describe('a distribution is made', () => {
  test('by position and by keyword, with and without new', () => {
    const texts = [
      D.Normal(0, 1),
      new D.Normal(0, 1),
      D.Normal(0, { scale: 1 }),
      torch.distributions.Normal({ loc: 0, scale: 1 }),
      torch.distributions.normal.Normal(0, 1, null),
    ].map(String);
    expect(new Set(texts)).toEqual(new Set(['Normal(loc: 0.0, scale: 1.0)']));
    expect(D.Normal(0, 1)).toBeInstanceOf(D.Normal);
    expect(D.Normal(0, 1)).toBeInstanceOf(D.ExponentialFamily);
    expect(inspect(D.Normal(0, 1))).toBe('Normal(loc: 0.0, scale: 1.0)');
    expect(torch.distributions.Categorical).toBe(D.Categorical);
  });

  test('with clear refusals', () => {
    const call = D as any;
    expect(() => call.Normal(0)).toThrow(new TypeError("Normal(): missing required argument 'scale'"));
    expect(() => call.Normal(0, 1, { sale: 2 })).toThrow(
      /unexpected keyword argument 'sale'; known: loc, scale/,
    );
    expect(() => call.Categorical([0.5])).toThrow(/argument 'probs'/);
    expect(() => call.Normal([0], 1)).toThrow(ValueError);
    expect(() => call.Independent(1, 2)).toThrow(/expected a Distribution, got 1/);
    expect(() => D.Independent(D.Normal(torch.zeros(3), 1), -1)).toThrow(ValueError);
    expect(() => D.MixtureSameFamily(D.Categorical(torch.ones(2)), D.Normal(0, 1))).toThrow(
      /batch dimension/,
    );
    expect(() => call.kl_divergence(D.Normal(0, 1), 3)).toThrow(/q is a Distribution, not 3/);
    // Python's loop has no end here.
    expect(() => D.VonMises(0, Number.NaN, { validate_args: false }).sample()).toThrow(ValueError);
    expect(() => D.VonMises(0, 1e300).sample()).toThrow(ValueError);
  });

  test('and sampled with a shape only', () => {
    const normal = D.Normal(torch.zeros(2), 1) as any;
    expect([...normal.sample({ sample_shape: [3] }).shape]).toEqual([3, 2]);
    expect([...normal.rsample(torch.zeros(4, 5).shape).shape]).toEqual([4, 5, 2]);
    expect(() => normal.sample(3)).toThrow(/sample_shape is a list of sizes, such as \[2, 3\], not 3/);
    expect(() => normal.sample([1.5])).toThrow(TypeError);
    expect(() => normal.sample([-1])).toThrow(/negative dimension -1/);
    expect(() => normal.sample({ size: [1] })).toThrow(
      /unexpected keyword argument 'size'; known: sample_shape/,
    );
    expect(() => normal.expand(3)).toThrow(/batch_shape is a list of sizes/);
    expect(() => normal.log_prob(0.5)).toThrow(
      new ValueError('The value argument to log_prob must be a Tensor'),
    );
    expect(() => D.Normal(0, 1, { validate_args: false }).log_prob(0.5 as never)).toThrow(TypeError);
    expect(() => normal.icdf(0.5)).toThrow(/icdf\(\) takes a Tensor, not 0.5/);
  });

  test('of parameters that it keeps, for gradients', () => {
    const loc = torch.zeros(2, { requires_grad: true });
    const normal = D.Normal(loc, 1);
    normal
      .log_prob(torch.tensor([1, -2]))
      .sum()
      .backward();
    expect(numbers(loc.grad as Tensor)).toEqual([1, -2]);
    expect(normal.sample().requires_grad).toBe(false);
    expect(normal.rsample().requires_grad).toBe(true);
  });

  test('and copied', () => {
    const normal = D.Normal(torch.zeros(2), 1);
    const twin = copy.deepcopy(normal);
    expect(String(twin)).toBe(String(normal));
    twin.loc.add_(1);
    expect(numbers(normal.loc)).toEqual([0, 0]);
  });
});

describe('validation', () => {
  afterEach(() => D.Distribution.set_default_validate_args(true));

  test('can be turned off for all, and on for one', () => {
    const scale = torch.tensor([-1]);
    D.Distribution.set_default_validate_args(false);
    const unchecked = D.Normal(0, scale);
    expect(numbers(unchecked.log_prob(torch.zeros(1)))).toEqual([Number.NaN]);
    expect(() => D.Normal(0, scale, { validate_args: true })).toThrow(ValueError);
    const checked = D.Exponential(1, { validate_args: true });
    expect(() => checked.log_prob(torch.tensor(-1))).toThrow(/to be within the support/);
    expect(() => checked.expand([2]).log_prob(torch.tensor([-1, 1]))).toThrow(/to be within the support/);
    D.Distribution.set_default_validate_args(true);
    // As in Python: what did not choose for itself follows.
    expect(() => D.Normal(0, 1).log_prob(torch.tensor(Number.NaN))).toThrow(ValueError);
    expect(() => D.Distribution.set_default_validate_args(1 as never)).toThrow(ValueError);
  });
});

class Logistic extends D.Distribution {
  static override arg_constraints = { loc: constraints.real, scale: constraints.positive };
  static override support = constraints.real;
  static override has_rsample = true;
  declare readonly loc: Tensor;
  declare readonly scale: Tensor;
  constructor(loc: Tensor, scale: Tensor) {
    super({ batch_shape: loc.shape, params: { loc, scale } });
  }
  override rsample(sample_shape: D.SampleShape = []): Tensor {
    const u = torch.rand(this._extended_shape(sample_shape));
    return this.loc.add(this.scale.mul(u.logit()));
  }
}

describe('a class of one’s own', () => {
  test('is checked, printed and sampled as ours', () => {
    const logistic = new Logistic(torch.zeros(2), torch.ones(2));
    expect(String(logistic)).toBe('Logistic(loc: torch.Size([2]), scale: torch.Size([2]))');
    expect([...logistic.sample([3]).shape]).toEqual([3, 2]);
    expect(() => new Logistic(torch.zeros(1), torch.tensor([-1]))).toThrow(
      /Expected parameter scale \(Tensor of shape \(1,\)\) of distribution Logistic/,
    );
    expect(() => logistic.log_prob(torch.zeros(2))).toThrow(NotImplementedError);
    expect(() => logistic.mode).toThrow(NotImplementedError);
  });

  test('expands with its parent’s method unless it has a constructor', () => {
    class Plain extends D.Normal {}
    class Standard extends D.Normal {
      constructor() {
        super(0, 1);
      }
    }
    expect(String(new Plain(0, 1).expand([2]))).toBe('Plain(loc: torch.Size([2]), scale: torch.Size([2]))');
    expect(new Plain(0, 1).expand([2])).toBeInstanceOf(Plain);
    expect(() => new Standard().expand([2])).toThrow(
      'Subclass Standard of Normal that defines a custom __init__ method must also define a custom .expand() method.',
    );
  });

  test('has entropy and divergence of its exponential family', () => {
    // The exponential distribution again, with nothing but its family.
    class Rate extends D.ExponentialFamily {
      static override arg_constraints = { rate: constraints.positive };
      declare readonly rate: Tensor;
      constructor(rate: Tensor) {
        super({ batch_shape: rate.shape, params: { rate } });
      }
      override get _natural_params(): readonly Tensor[] {
        return [this.rate.neg()];
      }
      override _log_normalizer(x: Tensor): Tensor {
        return x.neg().log().neg();
      }
      override get _mean_carrier_measure(): number {
        return 0;
      }
    }
    const [p, q] = [torch.tensor([0.5, 2]), torch.tensor([1.5, 1])];
    expect(torch.allclose(new Rate(p).entropy(), D.Exponential(p).entropy())).toBe(true);
    const known = D.kl_divergence(D.Exponential(p), D.Exponential(q));
    expect(torch.allclose(D.kl_divergence(new Rate(p), new Rate(q)), known)).toBe(true);
    expect(() => D.kl_divergence(new Rate(p), D.Exponential(q))).toThrow(NotImplementedError);
  });
});

describe('register_kl', () => {
  class A extends D.Normal {}
  class B extends A {}

  test('prefers the most special pair', () => {
    const [a, b, n] = [new A(0, 1), new B(0, 1), D.Normal(0, 1)];
    D.register_kl(A, D.Normal)(() => torch.tensor(1));
    D.register_kl(B, D.Normal)(() => torch.tensor(2));
    expect(
      [D.kl_divergence(n, a), D.kl_divergence(a, n), D.kl_divergence(b, n)].map((x) => x.item()),
    ).toEqual([0, 1, 2]);
    // Found again, and replaced.
    D.register_kl(A, D.Normal)(() => torch.tensor(3));
    expect(D.kl_divergence(a, n).item()).toBe(3);
    expect(D.kl.kl_divergence({ p: b, q: n }).item()).toBe(2);
  });

  test('warns where two pairs are equally special', async () => {
    D.register_kl(B, A)(() => torch.tensor(4));
    D.register_kl(A, B)(() => torch.tensor(5));
    const emit = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    expect(D.kl_divergence(new B(0, 1), new B(0, 1)).item()).toBe(4);
    expect(emit).toHaveBeenCalledWith(
      'Ambiguous kl_divergence(B, B). Please register_kl(B, B)',
      'RuntimeWarning',
    );
    emit.mockRestore();
  });

  test('refuses what is no class of distributions', () => {
    expect(() => D.register_kl(Tensor_ as never, D.Normal)).toThrow(TypeError);
    expect(() => D.register_kl(D.Normal, 3 as never)).toThrow(
      'Expected type_q to be a Distribution subclass but got 3',
    );
  });
  class Tensor_ {}
});

describe('a transform', () => {
  test('remembers its last pair with a cache', () => {
    const x = torch.randn(3);
    const cached = D.TanhTransform({ cache_size: 1 });
    expect(cached.inv(cached(x)) === x).toBe(true);
    const y = cached(x);
    expect(cached(x) === y).toBe(true);
    const plain = D.TanhTransform();
    expect(plain.inv(plain(x)) === x).toBe(false);
    expect(plain.with_cache().inv.inv).toBeInstanceOf(D.TanhTransform);
    const affine = D.AffineTransform(1, 2).with_cache({ cache_size: 1 });
    expect(affine.with_cache() === affine).toBe(true);
    expect(affine.inv(affine(x)) === x).toBe(true);
    const both = D.ComposeTransform([D.AffineTransform(1, 2), D.ExpTransform()], { cache_size: 1 });
    expect(both.inv(both(x)) === x).toBe(true);
  });

  test('has an inverse whose inverse it is, and equals what maps alike', () => {
    const t = D.ExpTransform();
    expect(t.inv.inv).toBe(t);
    expect(t.inv).toBe(t.inv);
    expect(t.equals(D.ExpTransform())).toBe(true);
    expect(t.inv.equals(D.ExpTransform().inv)).toBe(true);
    expect(t.equals(D.SigmoidTransform())).toBe(false);
    expect(D.AffineTransform(1, 2).equals(D.AffineTransform(torch.tensor(1), 2))).toBe(true);
    expect(D.AffineTransform(1, 2).equals(D.AffineTransform(1, 3))).toBe(false);
    expect(D.PowerTransform(2).equals(D.PowerTransform(2))).toBe(true);
    expect(D.ComposeTransform([t]).equals(D.ComposeTransform([D.ExpTransform()]))).toBe(true);
    expect(D.CorrCholeskyTransform().equals(D.CorrCholeskyTransform())).toBe(false);
  });

  test('can be a class of one’s own', () => {
    class Cube extends D.Transform {
      static override domain = constraints.real;
      static override codomain = constraints.real;
      static override bijective = true;
      static override sign = 1;
      override _call(x: Tensor): Tensor {
        return x.pow(3);
      }
      override _inverse(y: Tensor): Tensor {
        return y.sign().mul(y.abs().pow(1 / 3));
      }
      override log_abs_det_jacobian(x: Tensor, _y: Tensor): Tensor {
        return x.square().mul(3).log();
      }
    }
    const cube = new Cube();
    expect(numbers(cube(torch.tensor([2, -1])))).toEqual([8, -1]);
    expect(String(cube.inv)).toBe('_InverseTransform(Cube())');
    expect(cube.with_cache()).toBeInstanceOf(Cube);
    const made = D.TransformedDistribution(D.Normal(0, 1), cube);
    const value = torch.tensor([0.5, 8]);
    expect(torch.allclose(made.cdf(value), D.Normal(0, 1).cdf(cube.inv(value)))).toBe(true);
    expect(made.log_prob(value).isfinite().all().item()).toBe(true);
  });

  test('refuses what is no tensor and no transform', () => {
    const call = D as any;
    expect(() => call.ExpTransform()(3)).toThrow(/ExpTransform takes a Tensor, not 3/);
    expect(() => call.ComposeTransform([3])).toThrow(/expected an array of transforms/);
    expect(() => call.AffineTransform('a', 1)).toThrow(/expected a number or a Tensor, got 'a'/);
    expect(() => D.AffineTransform(1, 0).log_abs_det_jacobian(torch.ones(1), torch.ones(1))).toThrow(
      ValueError,
    );
    expect(() => D.AbsTransform().log_abs_det_jacobian(torch.ones(1), torch.ones(1))).toThrow(
      NotImplementedError,
    );
  });
});

describe('the constraint registry', () => {
  test('takes transforms for constraints of one’s own', () => {
    class Even extends constraints.Constraint {
      override check(value: Tensor): Tensor {
        return value.remainder(2).eq(0);
      }
    }
    expect(() => D.transform_to(new Even())).toThrow('Cannot transform Even constraints');
    D.transform_to.register(Even)(() => D.AffineTransform(0, 2));
    D.biject_to.register(new Even(), () => D.AffineTransform(0, 2));
    expect(numbers(D.transform_to(new Even())(torch.tensor([1, 2])))).toEqual([2, 4]);
    expect(numbers(D.biject_to(new Even())(torch.tensor([1, 2])))).toEqual([2, 4]);
    expect(() => D.transform_to.register(3 as never, () => D.ExpTransform())).toThrow(TypeError);
  });

  test('reaches the support of every distribution that has a bijection', () => {
    torch.manual_seed(5);
    const all = [
      D.Normal(0, 1),
      D.Exponential(1),
      D.Beta(1, 2),
      D.Uniform(-1, 3),
      D.Dirichlet(torch.ones(3)),
      D.LKJCholesky(3),
      D.HalfNormal(1),
      D.Pareto(1, 2),
      D.MultivariateNormal(torch.zeros(3), torch.eye(3)),
    ];
    for (const distribution of all) {
      const { support } = distribution;
      const x = D.biject_to(support).inv(distribution.sample([2]));
      const y = D.transform_to(support)(x.add(0.1));
      expect(support.check(y).all().item(), String(distribution)).toBe(true);
    }
  });
});

test('samples repeat after a seed, by every way to them', () => {
  const draw = () => {
    torch.manual_seed(11);
    return [D.Gamma(2, 3).sample([2]), D.Gamma(2, 3).rsample([2]), D.Gamma(2, 3).sample_n(2)].map(numbers);
  };
  expect(draw()).toEqual(draw());
});

test('a list is no parameter: a TypeError where a tensor is wanted, Python’s ValueError where a number would do', () => {
  const list = [0.5, 0.5] as never;
  const { Categorical, OneHotCategorical, Multinomial, Dirichlet, MultivariateNormal } = D;
  const strict = [
    () => new Categorical(list),
    () => Categorical({ logits: list }),
    () => Categorical(0.5 as never),
    () => OneHotCategorical(list),
    () => Multinomial(3, list),
    () => Dirichlet(list),
    () => MultivariateNormal(list, list),
  ];
  for (const make of strict) {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(/argument '\w+':.*Tensor/);
  }
  for (const make of [() => D.Bernoulli(list), () => D.Normal(list, 1)]) {
    expect(make).toThrow('must all be instances of Number, torch.Tensor');
  }
});
