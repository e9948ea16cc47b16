import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { positive, real } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { broadcast_all, like, mustBeTensor, type Shape, validate, value } from './utils.ts';

const cauchy = signature('Cauchy', ['loc', value], ['scale', value], ['validate_args', validate]);

/**
 * The Cauchy (Lorentz) distribution: p(x) = 1 / (π scale (1 + ((x - loc) / scale)²)).
 *
 * `loc`: median; `scale`: half the width at half the height, above 0. Mean and variance do not exist.
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#cauchy
 */
class Cauchy_ extends Distribution_ {
  static override arg_constraints = { loc: real, scale: positive };
  static override support = real;
  static override has_rsample = true;

  declare readonly loc: Tensor; // (*batch)
  declare readonly scale: Tensor; // (*batch)

  constructor(...args: Args<typeof cauchy>) {
    const { validate_args, ...given } = cauchy(args);
    const [loc, scale] = broadcast_all(given.loc, given.scale);
    super({ batch_shape: loc.shape, validate_args, params: { loc, scale } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Cauchy_, batch_shape, _instance, ['loc', 'scale']);
  }

  /** NaN */
  override get mean(): Tensor {
    return torch.full(this._extended_shape(), Number.NaN, like(this.loc));
  }
  override get mode(): Tensor {
    return this.loc;
  }
  /** Infinity */
  override get variance(): Tensor {
    return torch.full(this._extended_shape(), Number.POSITIVE_INFINITY, like(this.loc));
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const eps = this.loc.new_empty(this._extended_shape(sample_shape)).cauchy_();
    return this.loc.add(eps.mul(this.scale));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const height = torch.rsub(this.scale.log(), -Math.log(Math.PI));
    return height.sub(value.sub(this.loc).div(this.scale).pow(2).log1p());
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    return value.sub(this.loc).div(this.scale).atan().div(Math.PI).add(0.5);
  }
  override icdf(value: Tensor): Tensor {
    mustBeTensor(value, 'icdf()');
    return value.sub(0.5).mul(Math.PI).tan().mul(this.scale).add(this.loc);
  }
  override entropy(): Tensor {
    return this.scale.log().add(Math.log(4 * Math.PI));
  }
}
export const Cauchy = callable(Cauchy_);
export type Cauchy = Cauchy_;
