import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, positive, unit_interval } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { AffineTransform, PowerTransform } from './transforms.ts';
import { Uniform } from './uniform.ts';
import { broadcast_all, euler_constant, minus, over, type Shape, validate, value } from './utils.ts';

const kumaraswamy = signature(
  'Kumaraswamy',
  ['concentration1', value],
  ['concentration0', value],
  ['validate_args', validate],
);

/** The mean of X^n of a Kumaraswamy(a, b) variable X. */
function moment(a: Tensor, b: Tensor, n: number): Tensor {
  const arg = over(n, a).add(1);
  return b.mul(arg.lgamma().add(b.lgamma()).sub(arg.add(b).lgamma()).exp());
}

/**
 * The Kumaraswamy distribution on [0, 1]: P(X <= x) = 1 - (1 - x^concentration1)^concentration0. Both are above 0.
 *
 * @throws ValueError for a concentration of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#kumaraswamy
 */
class Kumaraswamy_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {
    concentration1: positive,
    concentration0: positive,
  };
  static override support: Constraint = unit_interval;
  static override has_rsample = true;

  declare readonly concentration1: Tensor; // (*batch)
  declare readonly concentration0: Tensor; // (*batch)

  constructor(...args: Args<typeof kumaraswamy>) {
    const { validate_args, ...given } = kumaraswamy(args);
    const [concentration1, concentration0] = broadcast_all(given.concentration1, given.concentration0);
    const [low, high] = [torch.full_like(concentration0, 0), torch.full_like(concentration0, 1)];
    super({
      base_distribution: Uniform(low, high, { validate_args }),
      transforms: [
        PowerTransform(concentration0.reciprocal()),
        AffineTransform(1, -1),
        PowerTransform(concentration1.reciprocal()),
      ],
      validate_args,
      params: { concentration1, concentration0 },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const names = ['concentration1', 'concentration0'];
    return super.expand(batch_shape, this._expanded(Kumaraswamy_, batch_shape, _instance, names));
  }

  override get mean(): Tensor {
    return moment(this.concentration1, this.concentration0, 1);
  }
  /** NaN where a concentration is below 1 */
  override get mode(): Tensor {
    const { concentration1, concentration0 } = this;
    const log_mode = concentration0
      .reciprocal()
      .mul(concentration0.neg().log1p())
      .sub(concentration0.neg().mul(concentration1).log1p());
    const below = concentration0.lt(1).bitwise_or(concentration1.lt(1));
    return log_mode.index_put_([below], Number.NaN).exp();
  }
  override get variance(): Tensor {
    return moment(this.concentration1, this.concentration0, 2).sub(this.mean.pow(2));
  }
  override entropy(): Tensor {
    const { concentration1, concentration0 } = this;
    const t1 = minus(1, concentration1.reciprocal());
    const t0 = minus(1, concentration0.reciprocal());
    const h0 = concentration0.add(1).digamma().add(euler_constant);
    return t0.add(t1.mul(h0)).sub(concentration1.log()).sub(concentration0.log());
  }
}
export const Kumaraswamy = callable(Kumaraswamy_);
export type Kumaraswamy = Kumaraswamy_;
