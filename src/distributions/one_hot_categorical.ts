import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Categorical } from './categorical.ts';
import { one_hot, real_vector, simplex } from './constraints.ts';
import { type Distribution, Distribution_, type Expand, type SampleShape } from './distribution.ts';
import { flagArg, lastSize, like, minus, optionalTensor, type Shape, shapeArg, validate } from './utils.ts';

const oneHot = signature(
  'OneHotCategorical',
  ['probs', optionalTensor],
  ['logits', optionalTensor],
  ['validate_args', validate],
);

/**
 * One of K choices, as a vector of zeros with a single 1.
 *
 * Give `probs`, (*batch, K), brought to a sum of 1, or `logits`, as for Categorical.
 *
 * @throws ValueError for none or both of them, for numbers instead of vectors, or negative probabilities
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#onehotcategorical
 */
class OneHotCategorical_ extends Distribution_ {
  static override arg_constraints = { probs: simplex, logits: real_vector };
  static override support = one_hot;
  static override has_enumerate_support = true;

  declare readonly _categorical: Categorical;

  constructor(...args: Args<typeof oneHot>) {
    const { probs, logits, validate_args } = oneHot(args);
    const _categorical = Categorical(probs, logits);
    super({
      batch_shape: _categorical.batch_shape,
      event_shape: _categorical.param_shape.slice(-1),
      validate_args,
      params: { _categorical },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const _categorical = this._categorical.expand(batch_shape);
    return this._remade(OneHotCategorical_, _categorical.batch_shape, _instance, { _categorical });
  }

  get _param(): Tensor {
    return this._categorical._param;
  }
  get probs(): Tensor {
    return this._categorical.probs; // (*batch, K)
  }
  get logits(): Tensor {
    return this._categorical.logits; // (*batch, K)
  }
  get param_shape(): Size {
    return this._categorical.param_shape;
  }
  override get mean(): Tensor {
    return this.probs;
  }
  override get mode(): Tensor {
    return torch.one_hot(this.probs.argmax(-1), lastSize(this.probs)).to(this.probs);
  }
  override get variance(): Tensor {
    return this.probs.mul(minus(1, this.probs));
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const sizes = shapeArg(sample_shape, 'sample', 'sample_shape');
    const { probs } = this;
    return torch.one_hot(this._categorical.sample(sizes), this._categorical._num_events).to(probs);
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    return this._categorical.log_prob(value.max(-1)[1]);
  }
  override entropy(): Tensor {
    return this._categorical.entropy();
  }
  override enumerate_support(expand: Expand = true): Tensor {
    const n = this.event_shape[0];
    const { batch_shape } = this;
    const values = torch.eye(n, like(this._param)).view([n, ...batch_shape.map(() => 1), n]);
    return flagArg(expand, 'enumerate_support', 'expand') ? values.expand([n, ...batch_shape, n]) : values;
  }
}
export const OneHotCategorical = callable(OneHotCategorical_);
export type OneHotCategorical = OneHotCategorical_;

/**
 * OneHotCategorical whose `rsample` passes gradients straight through to the probabilities.
 *
 * @see Bengio et al., Estimating or propagating gradients through stochastic neurons for conditional computation, 2013
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#onehotcategoricalstraightthrough
 */
class OneHotCategoricalStraightThrough_ extends OneHotCategorical {
  static override has_rsample = true;

  override rsample(sample_shape: SampleShape = []): Tensor {
    const samples = this.sample(sample_shape);
    const { probs } = this;
    return samples.add(probs.sub(probs.detach()));
  }
}
export const OneHotCategoricalStraightThrough = callable(OneHotCategoricalStraightThrough_);
export type OneHotCategoricalStraightThrough = OneHotCategoricalStraightThrough_;
