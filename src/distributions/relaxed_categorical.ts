import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Categorical } from './categorical.ts';
import { type Constraint, real_vector, simplex } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { asTensor } from './relaxed_bernoulli.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { ExpTransform } from './transforms.ts';
import {
  broadcast_all,
  clamp_probs,
  like,
  optionalTensor,
  type Shape,
  type Value,
  validate,
  value,
} from './utils.ts';

const relaxed = [
  ['temperature', value],
  ['probs', optionalTensor],
  ['logits', optionalTensor],
  ['validate_args', validate],
] as const;
const expRelaxed = signature('ExpRelaxedCategorical', ...relaxed);
const relaxedOneHot = signature('RelaxedOneHotCategorical', ...relaxed);

/**
 * The logarithm of a RelaxedOneHotCategorical variable.
 *
 * @throws ValueError for none or both of probs and logits, or negative probabilities
 * @see Maddison, Mnih, Teh, The concrete distribution, 2017
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#exprelaxedcategorical
 */
class ExpRelaxedCategorical_ extends Distribution_ {
  static override arg_constraints = { probs: simplex, logits: real_vector };
  static override support = real_vector;
  static override has_rsample = true;

  declare readonly temperature: Value;
  declare readonly _categorical: Categorical;

  constructor(...args: Args<typeof expRelaxed>) {
    const { temperature, probs, logits, validate_args } = expRelaxed(args);
    const _categorical = Categorical(probs, logits);
    super({
      batch_shape: _categorical.batch_shape,
      event_shape: _categorical.param_shape.slice(-1),
      validate_args,
      params: { _categorical, temperature },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const _categorical = this._categorical.expand(batch_shape);
    const params = { temperature: this.temperature, _categorical };
    return this._remade(ExpRelaxedCategorical_, _categorical.batch_shape, _instance, params);
  }

  get param_shape(): Size {
    return this._categorical.param_shape;
  }
  get logits(): Tensor {
    return this._categorical.logits; // (*batch, K)
  }
  get probs(): Tensor {
    return this._categorical.probs; // (*batch, K)
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const { logits } = this;
    const u = clamp_probs(torch.rand(this._extended_shape(sample_shape), like(logits)));
    const gumbels = u.log().neg().log().neg();
    const scores = logits.add(gumbels).div(this.temperature);
    return scores.sub(scores.logsumexp(-1, true));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const K = this._categorical._num_events;
    const [logits, x] = broadcast_all(this.logits, value);
    const temperature = asTensor(this.temperature, logits);
    const log_scale = torch
      .full_like(temperature, K)
      .lgamma()
      .sub(temperature.log().mul(-(K - 1)));
    const score = logits.sub(x.mul(this.temperature));
    return score.sub(score.logsumexp(-1, true)).sum(-1).add(log_scale);
  }
}
export const ExpRelaxedCategorical = callable(ExpRelaxedCategorical_);
export type ExpRelaxedCategorical = ExpRelaxedCategorical_;

/**
 * A OneHotCategorical variable relaxed to the simplex (Gumbel softmax), so that samples have gradients: the lower the
 * `temperature`, the closer they come to its corners. Give `probs`, (*batch, K), or `logits`.
 *
 * @throws ValueError for none or both of probs and logits, or negative probabilities
 * @see Jang, Gu, Poole, Categorical reparameterization with Gumbel-softmax, 2017
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#relaxedonehotcategorical
 */
class RelaxedOneHotCategorical_ extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {
    probs: simplex,
    logits: real_vector,
  };
  static override support: Constraint = simplex;
  static override has_rsample = true;
  declare readonly base_dist: ExpRelaxedCategorical;

  constructor(...args: Args<typeof relaxedOneHot>) {
    const { validate_args, ...given } = relaxedOneHot(args);
    const base_distribution = ExpRelaxedCategorical({ ...given, validate_args });
    super({ base_distribution, transforms: ExpTransform(), validate_args });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return super.expand(batch_shape, this._get_checked_instance(RelaxedOneHotCategorical_, _instance));
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
export const RelaxedOneHotCategorical = callable(RelaxedOneHotCategorical_);
export type RelaxedOneHotCategorical = RelaxedOneHotCategorical_;
