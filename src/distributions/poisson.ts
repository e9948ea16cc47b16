import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { nonnegative, nonnegative_integer } from './constraints.ts';
import type { Distribution, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import { broadcast_all, type Shape, validate, value } from './utils.ts';

const poisson = signature('Poisson', ['rate', value], ['validate_args', validate]);

/**
 * The Poisson distribution: P(k) = rate^k exp(-rate) / k!, k = 0, 1, ... `rate` is at least 0. Samples are floats.
 *
 * @throws ValueError for a negative rate
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#poisson
 */
class Poisson_ extends ExponentialFamily_ {
  static override arg_constraints = { rate: nonnegative };
  static override support = nonnegative_integer;

  declare readonly rate: Tensor; // (*batch)

  constructor(...args: Args<typeof poisson>) {
    const { validate_args, ...given } = poisson(args);
    const [rate] = broadcast_all(given.rate);
    super({ batch_shape: rate.shape, validate_args, params: { rate } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Poisson_, batch_shape, _instance, ['rate']);
  }

  override get mean(): Tensor {
    return this.rate;
  }
  override get mode(): Tensor {
    return this.rate.floor();
  }
  override get variance(): Tensor {
    return this.rate;
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    return torch.no_grad(() => torch.poisson(this.rate.expand(shape)));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const [rate, count] = broadcast_all(this.rate, value);
    return count.xlogy(rate).sub(rate).sub(count.add(1).lgamma());
  }

  override get _natural_params(): readonly Tensor[] {
    return [this.rate.log()];
  }
  override _log_normalizer(x: Tensor): Tensor {
    return x.exp();
  }
}
export const Poisson = callable(Poisson_);
export type Poisson = Poisson_;
