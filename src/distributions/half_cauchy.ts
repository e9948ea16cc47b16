import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Half } from './_half.ts';
import { Cauchy } from './cauchy.ts';
import type { Distribution } from './distribution.ts';
import { asLike, like, type Shape, validate, value } from './utils.ts';

const halfCauchy = signature('HalfCauchy', ['scale', value], ['validate_args', validate]);

/**
 * |X| of a Cauchy(0, scale) variable X. `scale` is above 0. Mean and variance are infinite.
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#halfcauchy
 */
class HalfCauchy_ extends Half<Cauchy> {
  constructor(...args: Args<typeof halfCauchy>) {
    const { scale, validate_args } = halfCauchy(args);
    super(Cauchy(0, scale, { validate_args: false }), validate_args);
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(HalfCauchy_, _instance));
  }

  override get mean(): Tensor {
    return torch.full(this._extended_shape(), Number.POSITIVE_INFINITY, like(this.scale));
  }
  override get variance(): Tensor {
    return this.base_dist.variance;
  }

  protected override _sampleOf(value: Tensor): Tensor {
    return asLike(value, this.scale);
  }
}
export const HalfCauchy = callable(HalfCauchy_);
export type HalfCauchy = HalfCauchy_;
