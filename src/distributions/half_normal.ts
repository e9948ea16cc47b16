import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { Half } from './_half.ts';
import type { Distribution } from './distribution.ts';
import { Normal } from './normal.ts';
import { type Shape, validate, value } from './utils.ts';

const halfNormal = signature('HalfNormal', ['scale', value], ['validate_args', validate]);

/**
 * |X| of a Normal(0, scale) variable X. `scale` is above 0.
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#halfnormal
 */
class HalfNormal_ extends Half<Normal> {
  constructor(...args: Args<typeof halfNormal>) {
    const { scale, validate_args } = halfNormal(args);
    super(Normal(0, scale, { validate_args: false }), validate_args);
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(HalfNormal_, _instance));
  }

  override get mean(): Tensor {
    return this.scale.mul(Math.sqrt(2 / Math.PI));
  }
  override get variance(): Tensor {
    return this.scale.pow(2).mul(1 - 2 / Math.PI);
  }
}
export const HalfNormal = callable(HalfNormal_);
export type HalfNormal = HalfNormal_;
