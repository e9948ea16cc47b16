import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { type Constraint, positive } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { Gamma } from './gamma.ts';
import { type Shape, validate, value } from './utils.ts';

const chi2 = signature('Chi2', ['df', value], ['validate_args', validate]);

/**
 * The chi-squared distribution with `df` degrees of freedom, above 0: Gamma(df / 2, 1 / 2).
 *
 * @throws ValueError for a df of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#chi2
 */
class Chi2_ extends Gamma {
  static override arg_constraints: Readonly<Record<string, Constraint>> = { df: positive };

  constructor(...args: Args<typeof chi2>) {
    const { df, validate_args } = chi2(args);
    super(df instanceof Tensor ? df.mul(0.5) : Number(df) * 0.5, 0.5, { validate_args });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(Chi2_, _instance));
  }

  get df(): Tensor {
    return this.concentration.mul(2);
  }
}
export const Chi2 = callable(Chi2_);
export type Chi2 = Chi2_;
