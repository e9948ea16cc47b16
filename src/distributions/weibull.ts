import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, positive } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { Exponential } from './exponential.ts';
import { arranged, TransformedDistribution } from './transformed_distribution.ts';
import { AffineTransform, PowerTransform } from './transforms.ts';
import { broadcast_all, euler_constant, minus, type Shape, shapeArg, validate, value } from './utils.ts';

const weibull = signature('Weibull', ['scale', value], ['concentration', value], ['validate_args', validate]);

/** From an Exponential(1) variable: scale x^(1 / concentration) */
const powerOf = (exponent: Tensor, scale: Tensor) => [
  PowerTransform({ exponent }),
  AffineTransform({ loc: 0, scale }),
];

/**
 * The Weibull distribution: P(X > x) = exp(-(x / scale)^concentration) on x > 0. Both are above 0.
 *
 * @throws ValueError for a scale or a concentration of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#weibull
 */
class Weibull_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {
    scale: positive,
    concentration: positive,
  };
  static override support: Constraint = positive;

  declare readonly scale: Tensor; // (*batch)
  declare readonly concentration: Tensor; // (*batch)
  declare readonly concentration_reciprocal: Tensor; // (*batch)

  constructor(...args: Args<typeof weibull>) {
    const { validate_args, ...given } = weibull(args);
    const [scale, concentration] = broadcast_all(given.scale, given.concentration);
    const concentration_reciprocal = concentration.reciprocal();
    super({
      base_distribution: Exponential(torch.ones_like(scale), { validate_args }),
      transforms: powerOf(concentration_reciprocal, scale),
      validate_args,
      params: { scale, concentration, concentration_reciprocal },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const scale = this.scale.expand(sizes);
    const concentration = this.concentration.expand(sizes);
    const concentration_reciprocal = concentration.reciprocal();
    const parts = arranged(this.base_dist.expand(sizes), powerOf(concentration_reciprocal, scale));
    return this._remade(Weibull_, sizes, _instance, {
      base_dist: parts.base_dist,
      transforms: parts.transforms,
      scale,
      concentration,
      concentration_reciprocal,
    });
  }

  override get mean(): Tensor {
    return this.scale.mul(this.concentration_reciprocal.add(1).lgamma().exp());
  }
  override get mode(): Tensor {
    const { concentration } = this;
    return this.scale.mul(concentration.sub(1).div(concentration).pow(concentration.reciprocal()));
  }
  override get variance(): Tensor {
    const { concentration_reciprocal: r } = this;
    const second = r.mul(2).add(1).lgamma().exp();
    return this.scale.pow(2).mul(second.sub(r.add(1).lgamma().mul(2).exp()));
  }
  override entropy(): Tensor {
    const { concentration_reciprocal: r } = this;
    return minus(1, r).mul(euler_constant).add(this.scale.mul(r).log()).add(1);
  }
}
export const Weibull = callable(Weibull_);
export type Weibull = Weibull_;
