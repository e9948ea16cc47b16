import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, dependent_property, interval, positive, real } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { broadcast_all, like, minus, mustBeTensor, over, type Shape, validate, value } from './utils.ts';

const generalizedPareto = signature(
  'GeneralizedPareto',
  ['loc', value],
  ['scale', value],
  ['concentration', value],
  ['validate_args', validate],
);

/**
 * The generalized Pareto distribution: P(X > x) = (1 + concentration z)^(-1 / concentration), z = (x - loc) / scale.
 *
 * `scale` is above 0; a `concentration` of 0 gives exp(-z), a negative one an upper bound, loc - scale / concentration.
 *
 * @throws ValueError for a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#generalizedpareto
 */
class GeneralizedPareto_ extends Distribution_ {
  static override arg_constraints = { loc: real, scale: positive, concentration: real };
  static override support: Constraint = dependent_property({ is_discrete: false, event_dim: 0 });
  static override has_rsample = true;

  declare readonly loc: Tensor; // (*batch)
  declare readonly scale: Tensor; // (*batch)
  declare readonly concentration: Tensor; // (*batch)

  constructor(...args: Args<typeof generalizedPareto>) {
    const { validate_args, ...given } = generalizedPareto(args);
    const [loc, scale, concentration] = broadcast_all(given.loc, given.scale, given.concentration);
    super({ batch_shape: loc.shape, validate_args, params: { loc, scale, concentration } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(GeneralizedPareto_, batch_shape, _instance, ['loc', 'scale', 'concentration']);
  }

  override get support(): Constraint {
    const end = this.loc.sub(this.scale.div(this.concentration));
    return interval(this.loc, torch.where(this.concentration.lt(0), end, Number.POSITIVE_INFINITY));
  }
  /** NaN for a concentration of 1 and more */
  override get mean(): Tensor {
    const valid = this.concentration.lt(1);
    const safe = torch.where(valid, this.concentration, 0.5);
    return torch.where(valid, this.loc.add(this.scale.div(minus(1, safe))), Number.NaN);
  }
  override get mode(): Tensor {
    return this.loc;
  }
  /** NaN for a concentration of a half and more */
  override get variance(): Tensor {
    const valid = this.concentration.lt(0.5);
    const safe = torch.where(valid, this.concentration, 0.25);
    const bottom = minus(1, safe)
      .pow(2)
      .mul(minus(1, safe.mul(2)));
    return torch.where(valid, this.scale.pow(2).div(bottom), Number.NaN);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    return this.icdf(torch.rand(this._extended_shape(sample_shape), like(this.loc)));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const z = this._z(value);
    const [is_zero, safe] = this._safe_concentration();
    const y = over(1, safe).add(torch.ones_like(z));
    const nonzero = torch.where(y.eq(0), y, y.mul(safe.mul(z).log1p()));
    return this.scale
      .log()
      .neg()
      .sub(torch.where(is_zero, z, nonzero));
  }
  /** log P(X > value) */
  log_survival_function(value: Tensor): Tensor {
    this._check_sample(value);
    const z = this._z(value);
    const [is_zero, safe] = this._safe_concentration();
    const nonzero = safe.mul(z).log1p().neg().div(safe);
    return torch.where(is_zero, z.neg(), nonzero);
  }
  log_cdf(value: Tensor): Tensor {
    return this.log_survival_function(value).exp().neg().log1p();
  }
  override cdf(value: Tensor): Tensor {
    return this.log_cdf(value).exp();
  }
  override icdf(value: Tensor): Tensor {
    mustBeTensor(value, 'icdf()');
    const { loc, scale, concentration } = this;
    const is_zero = torch.isclose(concentration, torch.zeros_like(concentration));
    const safe = torch.where(is_zero, torch.ones_like(concentration), concentration);
    const log_survival = value.neg().log1p();
    const nonzero = loc.add(scale.div(safe).mul(safe.neg().mul(log_survival).expm1()));
    return torch.where(is_zero, loc.sub(scale.mul(log_survival)), nonzero);
  }
  override entropy(): Tensor {
    return this.scale.log().add(this.concentration).add(1).broadcast_to(this._batch_shape);
  }

  _z(x: Tensor): Tensor {
    return x.sub(this.loc).div(this.scale);
  }
  /** Where the concentration is 0, and the concentration with 1 there. */
  _safe_concentration(): readonly [Tensor, Tensor] {
    const is_zero = torch.isclose(this.concentration, torch.tensor(0));
    return [is_zero, torch.where(is_zero, torch.ones_like(this.concentration), this.concentration)];
  }
}
export const GeneralizedPareto = callable(GeneralizedPareto_);
export type GeneralizedPareto = GeneralizedPareto_;
