import { z } from 'zod';
import { callable } from '../callable.ts';
import { NotImplementedError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Binomial } from './binomial.ts';
import { Categorical } from './categorical.ts';
import {
  type Constraint,
  dependent_property,
  multinomial as multinomialConstraint,
  real_vector,
  simplex,
} from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { broadcast_all, joined, minus, optionalTensor, type Shape, shapeArg, validate } from './utils.ts';

const multinomial = signature(
  'Multinomial',
  ['total_count', z.unknown().default(1)],
  ['probs', optionalTensor],
  ['logits', optionalTensor],
  ['validate_args', validate],
);

/**
 * How often each of K choices comes in `total_count` independent draws, as float numbers.
 *
 * Give `probs`, (*batch, K), brought to a sum of 1, or `logits`. All of a batch have the same count, a number.
 *
 * @throws ValueError for none or both of them, NotImplementedError for a count that is no whole number
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#multinomial
 */
class Multinomial_ extends Distribution_ {
  static override arg_constraints = { probs: simplex, logits: real_vector };
  static override support: Constraint = dependent_property({ is_discrete: true, event_dim: 1 });

  declare readonly total_count: number;
  declare readonly _categorical: Categorical;
  declare readonly _binomial: Binomial;

  constructor(...args: Args<typeof multinomial>) {
    const { total_count, probs, logits, validate_args } = multinomial(args);
    if (typeof total_count !== 'number' || !Number.isInteger(total_count))
      throw new NotImplementedError('inhomogeneous total_count is not supported');
    const _categorical = Categorical({ probs, logits });
    const _binomial = Binomial({ total_count, probs: _categorical.probs });
    super({
      batch_shape: _categorical.batch_shape,
      event_shape: _categorical.param_shape.slice(-1),
      validate_args,
      params: { total_count, _categorical, _binomial },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const _categorical = this._categorical.expand(batch_shape);
    const { total_count, _binomial } = this;
    const params = { total_count, _categorical, _binomial };
    return this._remade(Multinomial_, _categorical.batch_shape, _instance, params);
  }

  get probs(): Tensor {
    return this._categorical.probs; // (*batch, K)
  }
  get logits(): Tensor {
    return this._categorical.logits; // (*batch, K)
  }
  get param_shape(): Size {
    return this._categorical.param_shape;
  }
  override get support(): Constraint {
    return multinomialConstraint(this.total_count);
  }
  override get mean(): Tensor {
    return this.probs.mul(this.total_count);
  }
  override get variance(): Tensor {
    return this.probs.mul(this.total_count).mul(minus(1, this.probs));
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const sizes = shapeArg(sample_shape, 'sample', 'sample_shape');
    const draws = this._categorical.sample(joined(this.total_count, sizes)).movedim(0, -1);
    const counts = draws.new_zeros(this._extended_shape(sizes));
    return counts.scatter_add_(-1, draws, torch.ones_like(draws)).type_as(this.probs);
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const [given, counts] = broadcast_all(this.logits, value);
    const logits = given.clone({ memory_format: torch.contiguous_format });
    const log_factorial_n = counts.sum(-1).add(1).lgamma();
    const log_factorial_xs = counts.add(1).lgamma().sum(-1);
    // 0 log 0 is 0.
    logits.index_put_([counts.eq(0).bitwise_and(logits.eq(Number.NEGATIVE_INFINITY))], 0);
    return log_factorial_n.sub(log_factorial_xs).add(logits.mul(counts).sum(-1));
  }
  override entropy(): Tensor {
    const n = torch.tensor(this.total_count, { dtype: torch.int64 });
    const term1 = this._categorical.entropy().mul(n).sub(n.add(1).lgamma());
    const support = this._binomial.enumerate_support(false).index('1:');
    const weights = support.add(1).lgamma();
    const probs = this._binomial.log_prob(support).exp();
    return term1.add(probs.mul(weights).sum([0, -1]));
  }
}
export const Multinomial = callable(Multinomial_);
export type Multinomial = Multinomial_;
