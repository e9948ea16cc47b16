import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, real, unit_interval } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { SigmoidTransform } from './transforms.ts';
import {
  asLike,
  broadcast_all,
  clamp_probs,
  lazy_property,
  like,
  logits_to_probs,
  oneOf,
  optionalValue,
  probs_to_logits,
  type Shape,
  type Value,
  validate,
  value,
} from './utils.ts';

const relaxed = [
  ['temperature', value],
  ['probs', optionalValue],
  ['logits', optionalValue],
  ['validate_args', validate],
] as const;
const logitRelaxed = signature('LogitRelaxedBernoulli', ...relaxed);
const relaxedBernoulli = signature('RelaxedBernoulli', ...relaxed);

/**
 * The logit of a RelaxedBernoulli variable, which is numerically better behaved than the variable itself.
 *
 * @throws ValueError for none or both of probs and logits, or a probability outside [0, 1]
 * @see Maddison, Mnih, Teh, The concrete distribution, 2017
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#logitrelaxedbernoulli
 */
class LogitRelaxedBernoulli_ extends Distribution_ {
  static override arg_constraints = { probs: unit_interval, logits: real };
  static override support = real;

  declare readonly temperature: Value;
  declare readonly probs: Tensor; // (*batch)
  declare readonly logits: Tensor; // (*batch)
  declare readonly _param: Tensor;

  constructor(...args: Args<typeof logitRelaxed>) {
    const { temperature, probs, logits, validate_args } = logitRelaxed(args);
    const name = oneOf(probs, logits);
    const [_param] = broadcast_all(probs ?? logits);
    const params = { temperature, [name]: _param, _param };
    super({ batch_shape: _param.shape, validate_args, params });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const names = ['probs', 'logits', '_param'];
    const made = this._expanded(LogitRelaxedBernoulli_, batch_shape, _instance, names);
    return Object.assign(made, { temperature: this.temperature });
  }

  get param_shape(): Size {
    return this._param.shape;
  }
  override rsample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    const probs = clamp_probs(this.probs.expand(shape));
    const u = clamp_probs(torch.rand(shape, like(probs)));
    const logistic = u.log().sub(u.neg().log1p());
    return logistic.add(probs.log()).sub(probs.neg().log1p()).div(this.temperature);
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const [logits, x] = broadcast_all(this.logits, value);
    const diff = logits.sub(x.mul(this.temperature));
    const log_temperature = asTensor(this.temperature, logits).log();
    return log_temperature.add(diff).sub(diff.exp().log1p().mul(2));
  }
}
lazy_property(LogitRelaxedBernoulli_, {
  logits: ({ probs }) => probs_to_logits(probs, true),
  probs: ({ logits }) => logits_to_probs(logits, true),
});
export const LogitRelaxedBernoulli = callable(LogitRelaxedBernoulli_);
export type LogitRelaxedBernoulli = LogitRelaxedBernoulli_;

/** A temperature as a tensor; a number becomes one of the dtype of `other`. */
export const asTensor = (temperature: Value, other: Tensor): Tensor =>
  typeof temperature === 'object' ? temperature : asLike(temperature, other);

/**
 * A Bernoulli variable relaxed to (0, 1), so that samples have gradients: the lower the `temperature`, the closer they
 * come to 0 and 1. Give `probs` in (0, 1) or `logits`.
 *
 * @throws ValueError for none or both of probs and logits, or a probability outside [0, 1]
 * @see Maddison, Mnih, Teh, The concrete distribution, 2017
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#relaxedbernoulli
 */
class RelaxedBernoulli_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {
    probs: unit_interval,
    logits: real,
  };
  static override support: Constraint = unit_interval;
  static override has_rsample = true;
  declare readonly base_dist: LogitRelaxedBernoulli;

  constructor(...args: Args<typeof relaxedBernoulli>) {
    const { temperature, probs, logits, validate_args } = relaxedBernoulli(args);
    const base_distribution = LogitRelaxedBernoulli({ temperature, probs, logits });
    super({ base_distribution, transforms: SigmoidTransform(), validate_args });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(RelaxedBernoulli_, _instance));
  }

  override get has_rsample(): boolean {
    return true;
  }
  get temperature(): Value {
    return this.base_dist.temperature;
  }
  get logits(): Tensor {
    return this.base_dist.logits;
  }
  get probs(): Tensor {
    return this.base_dist.probs;
  }
}
export const RelaxedBernoulli = callable(RelaxedBernoulli_);
export type RelaxedBernoulli = RelaxedBernoulli_;
