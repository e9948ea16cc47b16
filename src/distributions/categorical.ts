import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { firstNumbers } from './bernoulli.ts';
import {
  type Constraint,
  dependent_property,
  integer_interval,
  real_vector,
  simplex,
} from './constraints.ts';
import { type Distribution, Distribution_, type Expand, type SampleShape } from './distribution.ts';
import {
  joined,
  lastSize,
  lazy_property,
  like,
  logits_to_probs,
  oneOf,
  optionalTensor,
  probs_to_logits,
  type Shape,
  shapeArg,
  validate,
} from './utils.ts';

const categorical = signature(
  'Categorical',
  ['probs', optionalTensor],
  ['logits', optionalTensor],
  ['validate_args', validate],
);

/**
 * One of K choices, 0 to K - 1, as torch.multinomial draws them.
 *
 * `probs`, (*batch, K): nonnegative, brought to a sum of 1. Or `logits`, (*batch, K): unnormalised log probabilities.
 *
 *     const choice = torch.distributions.Categorical(torch.tensor([0.25, 0.25, 0.5]));
 *     choice.log_prob(choice.sample());
 *
 * @throws ValueError for none or both of them, for numbers instead of vectors, or negative probabilities
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#categorical
 */
export class Categorical_ extends Distribution_ {
  static override arg_constraints = { probs: simplex, logits: real_vector };
  static override support: Constraint = dependent_property({ is_discrete: true, event_dim: 0 });
  static override has_enumerate_support = true;

  declare readonly probs: Tensor; // (*batch, K)
  declare readonly logits: Tensor; // (*batch, K), normalised
  declare readonly _param: Tensor;
  declare readonly _num_events: number;

  constructor(...args: Args<typeof categorical>) {
    const { probs, logits, validate_args } = categorical(args);
    const name = oneOf(probs, logits);
    const _param = probs === null ? normalizedLogits(logits as Tensor) : normalizedProbs(probs);
    const params = { [name]: _param, _param, _num_events: lastSize(_param) };
    super({ batch_shape: _param.shape.slice(0, -1), validate_args, params });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const names = (['probs', 'logits', '_param'] as const).filter((name) => Object.hasOwn(this, name));
    const expanded = names.map((name) => [name, this[name].expand([...sizes, this._num_events])] as const);
    const params = { ...Object.fromEntries(expanded), _num_events: this._num_events };
    return this._remade(Categorical_, sizes, _instance, params);
  }

  get param_shape(): Size {
    return this._param.shape;
  }
  override get support(): Constraint {
    return integer_interval(0, this._num_events - 1);
  }
  /** NaN: choices have no order. */
  override get mean(): Tensor {
    return torch.full(this._extended_shape(), Number.NaN, like(this.probs));
  }
  override get mode(): Tensor {
    return this.probs.argmax(-1);
  }
  /** NaN */
  override get variance(): Tensor {
    return torch.full(this._extended_shape(), Number.NaN, like(this.probs));
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const sizes = joined(shapeArg(sample_shape, 'sample', 'sample_shape'));
    const probs = this.probs.reshape(-1, this._num_events);
    const samples = torch.multinomial(probs, sizes.numel(), true).T;
    return samples.reshape(this._extended_shape(sizes));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const [choices, log_pmf] = torch.broadcast_tensors(value.long().unsqueeze(-1), this.logits);
    return log_pmf.gather(-1, choices.index('...', ':1')).squeeze(-1);
  }
  override entropy(): Tensor {
    const logits = this.logits.clamp(torch.finfo(this.logits.dtype).min);
    return logits.mul(this.probs).sum(-1).neg();
  }
  override enumerate_support(expand: Expand = true): Tensor {
    return firstNumbers(this._num_events, this, { dtype: torch.int64, device: this._param.device }, expand);
  }
}
lazy_property(Categorical_, {
  logits: ({ probs }) => probs_to_logits(probs),
  probs: ({ logits }) => logits_to_probs(logits),
});

function normalizedProbs(probs: Tensor): Tensor {
  if (probs.dim() < 1) throw new ValueError('`probs` parameter must be at least one-dimensional.');
  return probs.div(probs.sum(-1, true));
}
function normalizedLogits(logits: Tensor): Tensor {
  if (logits.dim() < 1) throw new ValueError('`logits` parameter must be at least one-dimensional.');
  return logits.sub(logits.logsumexp(-1, true));
}

export const Categorical = callable(Categorical_);
export type Categorical = Categorical_;
