import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { type Constraint, positive, real } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { Normal } from './normal.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { ExpTransform } from './transforms.ts';
import { type Shape, validate, value } from './utils.ts';

const logNormal = signature('LogNormal', ['loc', value], ['scale', value], ['validate_args', validate]);

/**
 * exp(X) of a Normal(loc, scale) variable X: `loc` and `scale` are mean and standard deviation of the logarithm.
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#lognormal
 */
class LogNormal_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = { loc: real, scale: positive };
  static override support: Constraint = positive;
  static override has_rsample = true;
  declare readonly base_dist: Normal;

  constructor(...args: Args<typeof logNormal>) {
    const { loc, scale, validate_args } = logNormal(args);
    const base_distribution = Normal(loc, scale, { validate_args });
    super({ base_distribution, transforms: ExpTransform(), validate_args });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(LogNormal_, _instance));
  }

  get loc(): Tensor {
    return this.base_dist.loc;
  }
  get scale(): Tensor {
    return this.base_dist.scale;
  }
  override get mean(): Tensor {
    return this.loc.add(this.scale.pow(2).div(2)).exp();
  }
  override get mode(): Tensor {
    return this.loc.sub(this.scale.square()).exp();
  }
  override get variance(): Tensor {
    const square = this.scale.pow(2);
    return square.expm1().mul(this.loc.mul(2).add(square).exp());
  }
  override entropy(): Tensor {
    return this.base_dist.entropy().add(this.loc);
  }
}
export const LogNormal = callable(LogNormal_);
export type LogNormal = LogNormal_;
