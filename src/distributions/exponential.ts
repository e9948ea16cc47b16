import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { nonnegative, positive } from './constraints.ts';
import type { Distribution, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import { broadcast_all, minus, mustBeTensor, type Shape, validate, value } from './utils.ts';

const exponential = signature('Exponential', ['rate', value], ['validate_args', validate]);

/**
 * The exponential distribution: p(x) = rate exp(-rate x) on x >= 0. `rate` is above 0.
 *
 * @throws ValueError for a rate of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#exponential
 */
class Exponential_ extends ExponentialFamily_ {
  static override arg_constraints = { rate: positive };
  static override support = nonnegative;
  static override has_rsample = true;

  declare readonly rate: Tensor; // (*batch)

  constructor(...args: Args<typeof exponential>) {
    const { validate_args, ...given } = exponential(args);
    const [rate] = broadcast_all(given.rate);
    super({ batch_shape: rate.shape, validate_args, params: { rate } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Exponential_, batch_shape, _instance, ['rate']);
  }

  override get mean(): Tensor {
    return this.rate.reciprocal();
  }
  override get mode(): Tensor {
    return torch.zeros_like(this.rate);
  }
  override get stddev(): Tensor {
    return this.rate.reciprocal();
  }
  override get variance(): Tensor {
    return this.rate.pow(-2);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    return this.rate.new_empty(this._extended_shape(sample_shape)).exponential_().div(this.rate);
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    return this.rate.log().sub(this.rate.mul(value));
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    return minus(1, this.rate.neg().mul(value).exp());
  }
  override icdf(value: Tensor): Tensor {
    mustBeTensor(value, 'icdf()');
    return value.neg().log1p().neg().div(this.rate);
  }
  override entropy(): Tensor {
    return minus(1, this.rate.log());
  }

  override get _mean_carrier_measure(): number {
    return 0;
  }
  override get _natural_params(): readonly Tensor[] {
    return [this.rate.neg()];
  }
  override _log_normalizer(x: Tensor): Tensor {
    return x.neg().log().neg();
  }
}
export const Exponential = callable(Exponential_);
export type Exponential = Exponential_;
