import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, dependent_property, greater_than, interval, less_than } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { broadcast_all, like, mustBeTensor, type Shape, validate, value } from './utils.ts';

const uniform = signature('Uniform', ['low', value], ['high', value], ['validate_args', validate]);

/**
 * The uniform distribution on [low, high): p(x) = 1 / (high - low).
 *
 * @throws ValueError unless low < high
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#uniform
 */
class Uniform_ extends Distribution_ {
  static override support: Constraint = dependent_property({ is_discrete: false, event_dim: 0 });
  static override has_rsample = true;

  declare readonly low: Tensor; // (*batch)
  declare readonly high: Tensor; // (*batch)

  constructor(...args: Args<typeof uniform>) {
    const { validate_args, ...given } = uniform(args);
    const [low, high] = broadcast_all(given.low, given.high);
    super({ batch_shape: low.shape, validate_args, params: { low, high } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Uniform_, batch_shape, _instance, ['low', 'high']);
  }

  override get arg_constraints(): Readonly<Record<string, Constraint>> {
    return { low: less_than(this.high), high: greater_than(this.low) };
  }
  override get support(): Constraint {
    return interval(this.low, this.high);
  }
  override get mean(): Tensor {
    return this.high.add(this.low).div(2);
  }
  override get mode(): Tensor {
    return this.high.mul(Number.NaN);
  }
  override get stddev(): Tensor {
    return this.high.sub(this.low).div(Math.sqrt(12));
  }
  override get variance(): Tensor {
    return this.high.sub(this.low).pow(2).div(12);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const u = torch.rand(this._extended_shape(sample_shape), like(this.low));
    return this.low.add(u.mul(this.high.sub(this.low)));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const above = this.low.le(value).type_as(this.low);
    const below = this.high.gt(value).type_as(this.low);
    return above.mul(below).log().sub(this.high.sub(this.low).log());
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    return value.sub(this.low).div(this.high.sub(this.low)).clamp(0, 1);
  }
  override icdf(value: Tensor): Tensor {
    mustBeTensor(value, 'icdf()');
    return value.mul(this.high.sub(this.low)).add(this.low);
  }
  override entropy(): Tensor {
    return this.high.sub(this.low).log();
  }
}
export const Uniform = callable(Uniform_);
export type Uniform = Uniform_;
