import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Cauchy } from './cauchy.ts';
import { type Constraint, nonnegative, positive } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { AbsTransform } from './transforms.ts';
import { asLike, like, mustBeTensor, type Shape, validate, value } from './utils.ts';

const halfCauchy = signature('HalfCauchy', ['scale', value], ['validate_args', validate]);

/**
 * |X| of a Cauchy(0, scale) variable X. `scale` is above 0. Mean and variance are infinite.
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#halfcauchy
 */
class HalfCauchy_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = { scale: positive };
  static override support: Constraint = nonnegative;
  static override has_rsample = true;
  declare readonly base_dist: Cauchy;

  constructor(...args: Args<typeof halfCauchy>) {
    const { scale, validate_args } = halfCauchy(args);
    const base_distribution = Cauchy(0, scale, { validate_args: false });
    super({ base_distribution, transforms: AbsTransform(), validate_args });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(HalfCauchy_, _instance));
  }

  get scale(): Tensor {
    return this.base_dist.scale;
  }
  override get mean(): Tensor {
    return torch.full(this._extended_shape(), Number.POSITIVE_INFINITY, like(this.scale));
  }
  override get mode(): Tensor {
    return torch.zeros_like(this.scale);
  }
  override get variance(): Tensor {
    return this.base_dist.variance;
  }

  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const x = asLike(value, this.scale);
    const log_prob = this.base_dist.log_prob(x).add(Math.LN2);
    return torch.where(x.ge(0), log_prob, Number.NEGATIVE_INFINITY);
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    return this.base_dist.cdf(value).mul(2).sub(1);
  }
  override icdf(prob: Tensor): Tensor {
    mustBeTensor(prob, 'icdf()');
    return this.base_dist.icdf(prob.add(1).div(2));
  }
  override entropy(): Tensor {
    return this.base_dist.entropy().sub(Math.LN2);
  }
}
export const HalfCauchy = callable(HalfCauchy_);
export type HalfCauchy = HalfCauchy_;
