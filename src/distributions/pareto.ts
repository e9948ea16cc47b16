import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { type Constraint, dependent_property, greater_than_eq, positive } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { Exponential } from './exponential.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { AffineTransform, ExpTransform } from './transforms.ts';
import { broadcast_all, type Shape, validate, value } from './utils.ts';

const pareto = signature('Pareto', ['scale', value], ['alpha', value], ['validate_args', validate]);

/**
 * The Pareto distribution of the first kind: P(X > x) = (scale / x)^alpha on x >= scale. Both are above 0.
 *
 * @throws ValueError for a scale or an alpha of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#pareto
 */
class Pareto_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {
    alpha: positive,
    scale: positive,
  };
  static override support: Constraint = dependent_property({ is_discrete: false, event_dim: 0 });

  declare readonly scale: Tensor; // (*batch)
  declare readonly alpha: Tensor; // (*batch)

  constructor(...args: Args<typeof pareto>) {
    const { validate_args, ...given } = pareto(args);
    const [scale, alpha] = broadcast_all(given.scale, given.alpha);
    super({
      base_distribution: Exponential(alpha, { validate_args }),
      transforms: [ExpTransform(), AffineTransform({ loc: 0, scale })],
      validate_args,
      params: { scale, alpha },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._expanded(Pareto_, batch_shape, _instance, ['scale', 'alpha']));
  }

  override get support(): Constraint {
    return greater_than_eq(this.scale);
  }
  /** Infinite for an alpha of 1 or less */
  override get mean(): Tensor {
    const a = this.alpha.clamp(1);
    return a.mul(this.scale).div(a.sub(1));
  }
  override get mode(): Tensor {
    return this.scale;
  }
  /** Infinite for an alpha of 2 or less */
  override get variance(): Tensor {
    const a = this.alpha.clamp(2);
    return this.scale
      .pow(2)
      .mul(a)
      .div(a.sub(1).pow(2).mul(a.sub(2)));
  }
  override entropy(): Tensor {
    return this.scale.div(this.alpha).log().add(this.alpha.reciprocal().add(1));
  }
}
export const Pareto = callable(Pareto_);
export type Pareto = Pareto_;
