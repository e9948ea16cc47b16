import { callable } from '../callable.ts';
import { NotImplementedError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { firstNumbers } from './bernoulli.ts';
import {
  type Constraint,
  dependent_property,
  integer_interval,
  nonnegative_integer,
  real,
  unit_interval,
} from './constraints.ts';
import { type Distribution, Distribution_, type Expand, type SampleShape } from './distribution.ts';
import {
  countParams,
  lazy_property,
  like,
  logits_to_probs,
  minus,
  optionalValue,
  probs_to_logits,
  type Shape,
  validate,
  value,
} from './utils.ts';

const binomial = signature(
  'Binomial',
  ['total_count', value.default(1)],
  ['probs', optionalValue],
  ['logits', optionalValue],
  ['validate_args', validate],
);

/**
 * How many of `total_count` independent trials succeed. Give the chance of success as `probs` in [0, 1] or as `logits`.
 *
 * @throws ValueError for none or both of them, a negative or broken count, or a probability outside [0, 1]
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#binomial
 */
class Binomial_ extends Distribution_ {
  static override arg_constraints = {
    total_count: nonnegative_integer,
    probs: unit_interval,
    logits: real,
  };
  static override support: Constraint = dependent_property({ is_discrete: true, event_dim: 0 });
  static override has_enumerate_support = true;

  declare readonly total_count: Tensor; // (*batch), of the dtype of probs
  declare readonly probs: Tensor; // (*batch)
  declare readonly logits: Tensor; // (*batch)
  declare readonly _param: Tensor;

  constructor(...args: Args<typeof binomial>) {
    const { total_count, probs, logits, validate_args } = binomial(args);
    const params = countParams(total_count, probs, logits);
    super({ batch_shape: params._param.shape, validate_args, params });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Binomial_, batch_shape, _instance, ['total_count', 'probs', 'logits', '_param']);
  }

  get param_shape(): Size {
    return this._param.shape;
  }
  override get support(): Constraint {
    return integer_interval(0, this.total_count);
  }
  override get mean(): Tensor {
    return this.total_count.mul(this.probs);
  }
  override get mode(): Tensor {
    return this.total_count.add(1).mul(this.probs).floor().clamp({ max: this.total_count });
  }
  override get variance(): Tensor {
    return this.total_count.mul(this.probs).mul(minus(1, this.probs));
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    return torch.no_grad(() => torch.binomial(this.total_count.expand(shape), this.probs.expand(shape)));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const { total_count, logits } = this;
    const log_factorial_n = total_count.add(1).lgamma();
    const log_factorial_k = value.add(1).lgamma();
    const log_factorial_nmk = total_count.sub(value).add(1).lgamma();
    // n log(1 + exp(logits)) without an overflow
    const normalizer = total_count
      .mul(clampByZero(logits))
      .add(total_count.mul(logits.abs().neg().exp().log1p()))
      .sub(log_factorial_n);
    return value.mul(logits).sub(log_factorial_k).sub(log_factorial_nmk).sub(normalizer);
  }
  /** @throws NotImplementedError where counts differ, as in `enumerate_support` */
  override entropy(): Tensor {
    this._common_count('entropy');
    const log_prob = this.log_prob(this.enumerate_support(false));
    return log_prob.exp().mul(log_prob).sum(0).neg();
  }
  override enumerate_support(expand: Expand = true): Tensor {
    const count = this._common_count('enumerate_support');
    return firstNumbers(1 + count, this, like(this._param), expand);
  }

  _common_count(what: string): number {
    const count = Math.trunc(this.total_count.max().item());
    if (this.total_count.min().item() === count) return count;
    throw new NotImplementedError(`Inhomogeneous total count not supported by \`${what}\`.`);
  }
}
lazy_property(Binomial_, {
  logits: ({ probs }) => probs_to_logits(probs, true),
  probs: ({ logits }) => logits_to_probs(logits, true),
});

/** max(x, 0), with a gradient of a half at 0. */
const clampByZero = (x: Tensor) =>
  x
    .clamp({ min: 0 })
    .add(x)
    .sub(x.clamp({ max: 0 }))
    .div(2);

export const Binomial = callable(Binomial_);
export type Binomial = Binomial_;
