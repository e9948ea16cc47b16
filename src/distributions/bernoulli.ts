import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { boolean, real, unit_interval } from './constraints.ts';
import type { Distribution, Expand, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import {
  broadcast_all,
  crossEntropy,
  flagArg,
  lazy_property,
  like,
  logits_to_probs,
  minus,
  oneOf,
  optionalValue,
  probs_to_logits,
  type Shape,
  validate,
} from './utils.ts';

const bernoulli = signature(
  'Bernoulli',
  ['probs', optionalValue],
  ['logits', optionalValue],
  ['validate_args', validate],
);

/**
 * 1 with probability `probs`, 0 otherwise. Give either `probs` in [0, 1] or `logits`, log(probs / (1 - probs)).
 *
 * @throws ValueError for none or both of them, or a probability outside [0, 1]
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#bernoulli
 */
class Bernoulli_ extends ExponentialFamily_ {
  static override arg_constraints = { probs: unit_interval, logits: real };
  static override support = boolean;
  static override has_enumerate_support = true;

  declare readonly probs: Tensor; // (*batch)
  declare readonly logits: Tensor; // (*batch)
  declare readonly _param: Tensor;

  constructor(...args: Args<typeof bernoulli>) {
    const { probs, logits, validate_args } = bernoulli(args);
    const name = oneOf(probs, logits);
    const [_param] = broadcast_all(probs ?? logits);
    const params = { [name]: _param, _param };
    super({ batch_shape: _param.shape, validate_args, params });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Bernoulli_, batch_shape, _instance, ['probs', 'logits', '_param']);
  }

  get param_shape(): Size {
    return this._param.shape;
  }
  override get mean(): Tensor {
    return this.probs;
  }
  /** NaN where both values are equally likely. */
  override get mode(): Tensor {
    const mode = this.probs.ge(0.5).to(this.probs);
    return mode.index_put_([this.probs.eq(0.5)], Number.NaN);
  }
  override get variance(): Tensor {
    return this.probs.mul(minus(1, this.probs));
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    return torch.no_grad(() => torch.bernoulli(this.probs.expand(shape)));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const [logits, wanted] = broadcast_all(this.logits, value);
    return crossEntropy(logits, wanted).neg();
  }
  override entropy(): Tensor {
    return crossEntropy(this.logits, this.probs);
  }
  override enumerate_support(expand: Expand = true): Tensor {
    return firstNumbers(2, this, like(this._param), expand);
  }

  override get _mean_carrier_measure(): number {
    return 0;
  }
  override get _natural_params(): readonly Tensor[] {
    return [this.probs.logit()];
  }
  override _log_normalizer(x: Tensor): Tensor {
    return x.exp().log1p();
  }
}
lazy_property(Bernoulli_, {
  logits: ({ probs }) => probs_to_logits(probs, true),
  probs: ({ logits }) => logits_to_probs(logits, true),
});

/** 0, 1, ..., count - 1 as the support of a batch: (count, *batch), or (count, 1, ..., 1) without `expand`. */
export function firstNumbers(
  count: number,
  { _batch_shape }: { readonly _batch_shape: Shape },
  options: object,
  expand: Expand,
): Tensor {
  const values = torch.arange(count, options).view([-1, ..._batch_shape.map(() => 1)]);
  return flagArg(expand, 'enumerate_support', 'expand') ? values.expand([-1, ..._batch_shape]) : values;
}

export const Bernoulli = callable(Bernoulli_);
export type Bernoulli = Bernoulli_;
