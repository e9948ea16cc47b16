import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { positive, real } from './constraints.ts';
import type { Distribution, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import {
  _standard_normal,
  broadcast_all,
  like,
  mustBeTensor,
  over,
  type Shape,
  validate,
  value,
} from './utils.ts';

const normal = signature('Normal', ['loc', value], ['scale', value], ['validate_args', validate]);

/**
 * The normal distribution: p(x) = exp(-(x - loc)² / (2 scale²)) / √(2π scale²).
 *
 *     torch.distributions.Normal(0, 1).sample([3])
 *
 * `loc`: mean, any number; `scale`: standard deviation, above 0. Numbers or tensors that broadcast.
 *
 * @throws ValueError for a scale of 0 or less, or a NaN
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#normal
 */
class Normal_ extends ExponentialFamily_ {
  static override arg_constraints = { loc: real, scale: positive };
  static override support = real;
  static override has_rsample = true;

  declare readonly loc: Tensor; // (*batch)
  declare readonly scale: Tensor; // (*batch)

  constructor(...args: Args<typeof normal>) {
    const { validate_args, ...given } = normal(args);
    const [loc, scale] = broadcast_all(given.loc, given.scale);
    super({ batch_shape: loc.shape, validate_args, params: { loc, scale } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Normal_, batch_shape, _instance, ['loc', 'scale']);
  }

  override get mean(): Tensor {
    return this.loc;
  }
  override get mode(): Tensor {
    return this.loc;
  }
  override get stddev(): Tensor {
    return this.scale;
  }
  override get variance(): Tensor {
    return this.stddev.pow(2);
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    return torch.no_grad(() => torch.normal(this.loc.expand(shape), this.scale.expand(shape)));
  }
  override rsample(sample_shape: SampleShape = []): Tensor {
    const eps = _standard_normal(this._extended_shape(sample_shape), like(this.loc));
    return this.loc.add(eps.mul(this.scale));
  }

  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const variance = this.scale.pow(2);
    const log_scale = this.scale.log();
    const square = value.sub(this.loc).pow(2).neg();
    return square
      .div(variance.mul(2))
      .sub(log_scale)
      .sub(Math.log(Math.sqrt(2 * Math.PI)));
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    const z = value.sub(this.loc).mul(this.scale.reciprocal()).div(Math.SQRT2);
    return z.erf().add(1).mul(0.5);
  }
  override icdf(value: Tensor): Tensor {
    mustBeTensor(value, 'icdf()');
    return this.loc.add(this.scale.mul(value.mul(2).sub(1).erfinv()).mul(Math.SQRT2));
  }
  override entropy(): Tensor {
    return this.scale.log().add(0.5 + 0.5 * Math.log(2 * Math.PI));
  }

  override get _mean_carrier_measure(): number {
    return 0;
  }
  override get _natural_params(): readonly Tensor[] {
    return [this.loc.div(this.scale.pow(2)), this.scale.pow(2).reciprocal().mul(-0.5)];
  }
  override _log_normalizer(x: Tensor, y: Tensor): Tensor {
    return x.pow(2).mul(-0.25).div(y).add(over(-Math.PI, y).log().mul(0.5));
  }
}
export const Normal = callable(Normal_);
export type Normal = Normal_;
