import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { positive, real } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { broadcast_all, minus, mustBeTensor, type Shape, validate, value } from './utils.ts';

const laplace = signature('Laplace', ['loc', value], ['scale', value], ['validate_args', validate]);

/**
 * The Laplace distribution: p(x) = exp(-|x - loc| / scale) / (2 scale). `scale` is above 0.
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#laplace
 */
class Laplace_ extends Distribution_ {
  static override arg_constraints = { loc: real, scale: positive };
  static override support = real;
  static override has_rsample = true;

  declare readonly loc: Tensor; // (*batch)
  declare readonly scale: Tensor; // (*batch)

  constructor(...args: Args<typeof laplace>) {
    const { validate_args, ...given } = laplace(args);
    const [loc, scale] = broadcast_all(given.loc, given.scale);
    super({ batch_shape: loc.shape, validate_args, params: { loc, scale } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Laplace_, batch_shape, _instance, ['loc', 'scale']);
  }

  override get mean(): Tensor {
    return this.loc;
  }
  override get mode(): Tensor {
    return this.loc;
  }
  override get variance(): Tensor {
    return this.scale.pow(2).mul(2);
  }
  override get stddev(): Tensor {
    return this.scale.mul(Math.SQRT2);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const { eps } = torch.finfo(this.loc.dtype);
    const u = this.loc.new_empty(this._extended_shape(sample_shape)).uniform_(eps - 1, 1);
    return this.loc.sub(this.scale.mul(u.sign()).mul(u.abs().neg().log1p()));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    return this.scale.mul(2).log().neg().sub(value.sub(this.loc).abs().div(this.scale));
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    const side = value.sub(this.loc).sign().mul(0.5);
    return minus(0.5, side.mul(value.sub(this.loc).abs().neg().div(this.scale).expm1()));
  }
  override icdf(value: Tensor): Tensor {
    mustBeTensor(value, 'icdf()');
    const term = value.sub(0.5);
    return this.loc.sub(this.scale.mul(term.sign()).mul(term.abs().mul(-2).log1p()));
  }
  override entropy(): Tensor {
    return this.scale.mul(2).log().add(1);
  }
}
export const Laplace = callable(Laplace_);
export type Laplace = Laplace_;
