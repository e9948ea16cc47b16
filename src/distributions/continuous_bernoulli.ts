import { z } from 'zod';
import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { real, unit_interval } from './constraints.ts';
import type { Distribution, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import {
  asFloat,
  broadcast_all,
  clamp_probs,
  crossEntropy,
  lazy_property,
  like,
  logits_to_probs,
  minus,
  mustBeTensor,
  oneOf,
  optionalValue,
  over,
  probs_to_logits,
  type Shape,
  validate,
} from './utils.ts';

const continuousBernoulli = signature(
  'ContinuousBernoulli',
  ['probs', optionalValue],
  ['logits', optionalValue],
  ['lims', z.tuple([z.number(), z.number()]).readonly().default([0.499, 0.501])],
  ['validate_args', validate],
);

/**
 * The continuous Bernoulli distribution on [0, 1]: p(x) ∝ probs^x (1 - probs)^(1 - x).
 *
 * Give `probs` in (0, 1) or `logits`. Between the two `lims` around a half, where the normaliser cancels itself, Taylor
 * series stand in.
 *
 * @throws ValueError for none or both of them, or a probability outside [0, 1]
 * @see Loaiza-Ganem, Cunningham, The continuous Bernoulli: fixing a pervasive error in variational autoencoders, 2019
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#continuousbernoulli
 */
class ContinuousBernoulli_ extends ExponentialFamily_ {
  static override arg_constraints = { probs: unit_interval, logits: real };
  static override support = unit_interval;
  static override has_rsample = true;

  declare readonly probs: Tensor; // (*batch)
  declare readonly logits: Tensor; // (*batch)
  declare readonly _param: Tensor;
  declare readonly _lims: readonly [number, number];

  constructor(...args: Args<typeof continuousBernoulli>) {
    const { probs, logits, lims, validate_args } = continuousBernoulli(args);
    const name = oneOf(probs, logits);
    let [_param] = broadcast_all(probs ?? logits);
    if (probs !== null) {
      // Checked here, because clamping would hide it.
      if (validate_args !== null && !unit_interval.check(_param).all().item())
        throw new ValueError('The parameter probs has invalid values');
      _param = clamp_probs(_param);
    }
    const params = { [name]: _param, _param, _lims: lims };
    super({ batch_shape: _param.shape, validate_args, params });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const made = this._expanded(ContinuousBernoulli_, batch_shape, _instance, ['probs', 'logits', '_param']);
    return Object.assign(made, { _lims: this._lims });
  }

  _outside_unstable_region(): Tensor {
    const [low, high] = this._lims;
    return torch.max(this.probs.le(low), this.probs.gt(high));
  }
  /** The probabilities, with the lower limit where they are too close to a half. */
  _cut_probs(): Tensor {
    const low = torch.ones_like(this.probs).mul(this._lims[0]);
    return torch.where(this._outside_unstable_region(), this.probs, low);
  }
  /** log of the normaliser, (*batch) */
  _cont_bern_log_norm(): Tensor {
    const cut = this._cut_probs();
    const below_half = torch.where(cut.le(0.5), cut, torch.zeros_like(cut));
    const above_half = torch.where(cut.ge(0.5), cut, torch.ones_like(cut));
    const log_norm = cut
      .neg()
      .log1p()
      .sub(cut.log())
      .abs()
      .log()
      .sub(torch.where(cut.le(0.5), below_half.mul(-2).log1p(), above_half.mul(2).sub(1).log()));
    const x = this.probs.sub(0.5).pow(2);
    const taylor = x
      .mul(104 / 45)
      .add(4 / 3)
      .mul(x)
      .add(Math.LN2);
    return torch.where(this._outside_unstable_region(), log_norm, taylor);
  }

  get param_shape(): Size {
    return this._param.shape;
  }
  override get mean(): Tensor {
    const cut = this._cut_probs();
    const exact = cut.div(cut.mul(2).sub(1)).add(over(1, cut.neg().log1p().sub(cut.log())));
    const x = this.probs.sub(0.5);
    const taylor = x
      .pow(2)
      .mul(16 / 45)
      .add(1 / 3)
      .mul(x)
      .add(0.5);
    return torch.where(this._outside_unstable_region(), exact, taylor);
  }
  override get variance(): Tensor {
    const cut = this._cut_probs();
    const first = cut.mul(cut.sub(1)).div(minus(1, cut.mul(2)).pow(2));
    const exact = first.add(over(1, cut.neg().log1p().sub(cut.log()).pow(2)));
    const x = this.probs.sub(0.5).pow(2);
    const taylor = minus(1 / 12, minus(1 / 15, x.mul(128 / 945)).mul(x));
    return torch.where(this._outside_unstable_region(), exact, taylor);
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const u = torch.rand(this._extended_shape(sample_shape), like(this.probs));
    return torch.no_grad(() => this.icdf(u));
  }
  override rsample(sample_shape: SampleShape = []): Tensor {
    return this.icdf(torch.rand(this._extended_shape(sample_shape), like(this.probs)));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const [logits, x] = broadcast_all(this.logits, value);
    return crossEntropy(logits, x).neg().add(this._cont_bern_log_norm());
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    const cut = this._cut_probs();
    const powers = cut.pow(value).mul(minus(1, cut).pow(minus(1, asFloat(value))));
    const exact = powers.add(cut).sub(1).div(cut.mul(2).sub(1));
    const unbounded = torch.where(this._outside_unstable_region(), exact, value);
    const below_one = torch.where(value.ge(1), torch.ones_like(value), unbounded);
    return torch.where(value.le(0), torch.zeros_like(value), below_one);
  }
  override icdf(value: Tensor): Tensor {
    mustBeTensor(value, 'icdf()');
    const cut = this._cut_probs();
    const top = cut
      .neg()
      .add(value.mul(cut.mul(2).sub(1)))
      .log1p()
      .sub(cut.neg().log1p());
    const exact = top.div(cut.log().sub(cut.neg().log1p()));
    return torch.where(this._outside_unstable_region(), exact, value);
  }
  override entropy(): Tensor {
    const log_probs0 = this.probs.neg().log1p();
    const log_probs1 = this.probs.log();
    return this.mean.mul(log_probs0.sub(log_probs1)).sub(this._cont_bern_log_norm()).sub(log_probs0);
  }

  override get _mean_carrier_measure(): number {
    return 0;
  }
  override get _natural_params(): readonly Tensor[] {
    return [this.logits];
  }
  override _log_normalizer(x: Tensor): Tensor {
    const [low, high] = this._lims;
    const outside = torch.max(x.le(low - 0.5), x.gt(high - 0.5));
    const cut = torch.where(outside, x, torch.ones_like(x).mul(low - 0.5));
    const log_norm = cut.expm1().abs().log().sub(cut.abs().log());
    const taylor = x.mul(0.5).add(x.pow(2).div(24)).sub(x.pow(4).div(2880));
    return torch.where(outside, log_norm, taylor);
  }
}
lazy_property(ContinuousBernoulli_, {
  logits: ({ probs }) => probs_to_logits(probs, true),
  probs: ({ logits }) => clamp_probs(logits_to_probs(logits, true)),
});

export const ContinuousBernoulli = callable(ContinuousBernoulli_);
export type ContinuousBernoulli = ContinuousBernoulli_;
