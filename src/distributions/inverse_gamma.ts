import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, positive } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { Gamma } from './gamma.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { PowerTransform } from './transforms.ts';
import { type Shape, validate, value } from './utils.ts';

const inverseGamma = signature(
  'InverseGamma',
  ['concentration', value],
  ['rate', value],
  ['validate_args', validate],
);

/**
 * 1 / X of a Gamma(concentration, rate) variable X; both are above 0.
 *
 * @throws ValueError for a concentration or a rate of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#inversegamma
 */
class InverseGamma_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {
    concentration: positive,
    rate: positive,
  };
  static override support: Constraint = positive;
  static override has_rsample = true;
  declare readonly base_dist: Gamma;

  constructor(...args: Args<typeof inverseGamma>) {
    const { concentration, rate, validate_args } = inverseGamma(args);
    const base_distribution = Gamma(concentration, rate, { validate_args });
    const transforms = PowerTransform(base_distribution.rate.new_ones([]).neg());
    super({ base_distribution, transforms, validate_args });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(InverseGamma_, _instance));
  }

  get concentration(): Tensor {
    return this.base_dist.concentration;
  }
  get rate(): Tensor {
    return this.base_dist.rate;
  }
  /** Infinite for a concentration of 1 or less */
  override get mean(): Tensor {
    const mean = this.rate.div(this.concentration.sub(1));
    return torch.where(this.concentration.gt(1), mean, Number.POSITIVE_INFINITY);
  }
  override get mode(): Tensor {
    return this.rate.div(this.concentration.add(1));
  }
  /** Infinite for a concentration of 2 or less */
  override get variance(): Tensor {
    const { concentration, rate } = this;
    const variance = rate.square().div(concentration.sub(1).square().mul(concentration.sub(2)));
    return torch.where(concentration.gt(2), variance, Number.POSITIVE_INFINITY);
  }
  override entropy(): Tensor {
    const { concentration, rate } = this;
    return concentration
      .add(rate.log())
      .add(concentration.lgamma())
      .sub(concentration.add(1).mul(concentration.digamma()));
  }
}
export const InverseGamma = callable(InverseGamma_);
export type InverseGamma = InverseGamma_;
