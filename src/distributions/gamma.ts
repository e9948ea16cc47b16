import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, nonnegative, positive } from './constraints.ts';
import type { Distribution, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import { asLike, broadcast_all, minus, type Shape, type Value, validate, value } from './utils.ts';

const gamma = signature('Gamma', ['concentration', value], ['rate', value], ['validate_args', validate]);

/**
 * The gamma distribution: p(x) ∝ x^(concentration - 1) exp(-rate x) on x > 0.
 *
 * `concentration` (shape, α) and `rate` (1 / scale, β) are above 0.
 *
 * @throws ValueError for a concentration or a rate of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#gamma
 */
class Gamma_ extends ExponentialFamily_ {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {
    concentration: positive,
    rate: positive,
  };
  static override support = nonnegative;
  static override has_rsample = true;

  declare readonly concentration: Tensor; // (*batch)
  declare readonly rate: Tensor; // (*batch)

  constructor(...args: Args<typeof gamma>) {
    const { validate_args, ...given } = gamma(args);
    const [concentration, rate] = broadcast_all(given.concentration, given.rate);
    super({ batch_shape: concentration.shape, validate_args, params: { concentration, rate } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Gamma_, batch_shape, _instance, ['concentration', 'rate']);
  }

  override get mean(): Tensor {
    return this.concentration.div(this.rate);
  }
  override get mode(): Tensor {
    return this.concentration.sub(1).div(this.rate).clamp(0);
  }
  override get variance(): Tensor {
    return this.concentration.div(this.rate.pow(2));
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    const value = torch._standard_gamma(this.concentration.expand(shape)).div(this.rate.expand(shape));
    // Not on the graph: a sample that was rounded to 0 keeps its gradient.
    value.detach().clamp_(torch.finfo(value.dtype).tiny);
    return value;
  }
  override log_prob(value: Value): Tensor {
    const x = asLike(value, this.rate);
    this._check_sample(x);
    const { concentration, rate } = this;
    return torch
      .xlogy(concentration, rate)
      .add(torch.xlogy(concentration.sub(1), x))
      .sub(rate.mul(x))
      .sub(concentration.lgamma());
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    return torch.special.gammainc(this.concentration, this.rate.mul(value));
  }
  override entropy(): Tensor {
    const { concentration, rate } = this;
    return concentration
      .sub(rate.log())
      .add(concentration.lgamma())
      .add(minus(1, concentration).mul(concentration.digamma()));
  }

  override get _mean_carrier_measure(): number {
    return 0;
  }
  override get _natural_params(): readonly Tensor[] {
    return [this.concentration.sub(1), this.rate.neg()];
  }
  override _log_normalizer(x: Tensor, y: Tensor): Tensor {
    return x.add(1).lgamma().add(x.add(1).mul(y.reciprocal().neg().log()));
  }
}
export const Gamma = callable(Gamma_);
export type Gamma = Gamma_;
