import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, positive, real } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { AffineTransform, ExpTransform } from './transforms.ts';
import { Uniform } from './uniform.ts';
import { broadcast_all, euler_constant, type Shape, validate, value } from './utils.ts';

const gumbel = signature('Gumbel', ['loc', value], ['scale', value], ['validate_args', validate]);

/**
 * The Gumbel distribution: P(X <= x) = exp(-exp(-(x - loc) / scale)). `scale` is above 0.
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#gumbel
 */
class Gumbel_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = { loc: real, scale: positive };
  static override support: Constraint = real;

  declare readonly loc: Tensor; // (*batch)
  declare readonly scale: Tensor; // (*batch)

  constructor(...args: Args<typeof gumbel>) {
    const { validate_args, ...given } = gumbel(args);
    const [loc, scale] = broadcast_all(given.loc, given.scale);
    const { tiny, eps } = torch.finfo(loc.dtype);
    const [low, high] = [torch.full_like(loc, tiny), torch.full_like(loc, 1 - eps)];
    super({
      base_distribution: Uniform(low, high, { validate_args }),
      // loc - scale log(-log u)
      transforms: [
        ExpTransform().inv,
        AffineTransform(0, torch.ones_like(scale).neg()),
        ExpTransform().inv,
        AffineTransform(given.loc, scale.neg()),
      ],
      validate_args,
      params: { loc, scale },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._expanded(Gumbel_, batch_shape, _instance, ['loc', 'scale']));
  }

  override get mean(): Tensor {
    return this.loc.add(this.scale.mul(euler_constant));
  }
  override get mode(): Tensor {
    return this.loc;
  }
  override get stddev(): Tensor {
    return this.scale.mul(Math.PI / Math.sqrt(6));
  }
  override get variance(): Tensor {
    return this.stddev.pow(2);
  }

  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const y = this.loc.sub(value).div(this.scale);
    return y.sub(y.exp()).sub(this.scale.log());
  }
  override entropy(): Tensor {
    return this.scale.log().add(1 + euler_constant);
  }
}
export const Gumbel = callable(Gumbel_);
export type Gumbel = Gumbel_;
