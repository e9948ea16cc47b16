import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { type Constraint, positive, real, simplex } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import type { Independent } from './independent.ts';
import { Normal } from './normal.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { StickBreakingTransform } from './transforms.ts';
import { type Shape, validate, value } from './utils.ts';

const logisticNormal = signature(
  'LogisticNormal',
  ['loc', value],
  ['scale', value],
  ['validate_args', validate],
);

/**
 * K probabilities made by stick-breaking of K - 1 independent Normal(loc, scale) variables, (*batch, K - 1).
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#logisticnormal
 */
class LogisticNormal_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = { loc: real, scale: positive };
  static override support: Constraint = simplex;
  static override has_rsample = true;
  declare readonly base_dist: Independent<Normal>;

  constructor(...args: Args<typeof logisticNormal>) {
    const { loc, scale, validate_args } = logisticNormal(args);
    const normal = Normal(loc, scale, { validate_args });
    const base_distribution = normal.batch_shape.length === 0 ? normal.expand([1]) : normal;
    super({ base_distribution, transforms: StickBreakingTransform(), validate_args });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(LogisticNormal_, _instance));
  }

  get loc(): Tensor {
    return this.base_dist.base_dist.loc;
  }
  get scale(): Tensor {
    return this.base_dist.base_dist.scale;
  }
}
export const LogisticNormal = callable(LogisticNormal_);
export type LogisticNormal = LogisticNormal_;
