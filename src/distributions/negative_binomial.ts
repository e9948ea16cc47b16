import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { floatHalfOpenInterval, greater_than_eq, nonnegative_integer, real } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { Gamma } from './gamma.ts';
import {
  asFloat,
  countParams,
  lazy_property,
  logits_to_probs,
  optionalValue,
  probs_to_logits,
  type Shape,
  shapeArg,
  validate,
  value,
} from './utils.ts';

const negativeBinomial = signature(
  'NegativeBinomial',
  ['total_count', value],
  ['probs', optionalValue],
  ['logits', optionalValue],
  ['validate_args', validate],
);

/**
 * How many trials succeed before `total_count` have failed. Give the chance of success as `probs` in [0, 1) or as
 * `logits`; `total_count`, at least 0, may be broken.
 *
 * @throws ValueError for none or both of them, a negative count, or a probability outside [0, 1)
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#negativebinomial
 */
class NegativeBinomial_ extends Distribution_ {
  static override arg_constraints = {
    total_count: greater_than_eq(0),
    probs: floatHalfOpenInterval(0, 1),
    logits: real,
  };
  static override support = nonnegative_integer;

  declare readonly total_count: Tensor; // (*batch), of the dtype of probs
  declare readonly probs: Tensor; // (*batch)
  declare readonly logits: Tensor; // (*batch)
  declare readonly _param: Tensor;
  declare readonly _gamma: Gamma;

  constructor(...args: Args<typeof negativeBinomial>) {
    const { total_count, probs, logits, validate_args } = negativeBinomial(args);
    const params = countParams(total_count, probs, logits);
    super({ batch_shape: params._param.shape, validate_args, params });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const names = ['total_count', 'probs', 'logits', '_param'];
    return this._expanded(NegativeBinomial_, batch_shape, _instance, names);
  }

  get param_shape(): Size {
    return this._param.shape;
  }
  override get mean(): Tensor {
    return this.total_count.mul(this.logits.exp());
  }
  override get mode(): Tensor {
    return this.total_count.sub(1).mul(this.logits.exp()).floor().clamp(0);
  }
  override get variance(): Tensor {
    return this.mean.div(this.logits.neg().sigmoid());
  }

  /** Of a Poisson distribution with a rate drawn from a gamma distribution. */
  override sample(sample_shape: SampleShape = []): Tensor {
    const sizes = shapeArg(sample_shape, 'sample', 'sample_shape');
    return torch.no_grad(() => torch.poisson(this._gamma.sample(sizes)));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const { total_count, logits } = this;
    const unnormalized = total_count
      .mul(torch.log_sigmoid(logits.neg()))
      .add(value.mul(torch.log_sigmoid(logits)));
    const sum = total_count.add(value);
    const normalizer = sum.lgamma().neg().add(asFloat(value).add(1).lgamma()).add(total_count.lgamma());
    return unnormalized.sub(normalizer.masked_fill(sum.eq(0), 0));
  }
}
lazy_property(NegativeBinomial_, {
  logits: ({ probs }) => probs_to_logits(probs, true),
  probs: ({ logits }) => logits_to_probs(logits, true),
  // Not validated: a rate of 0 or infinity at the ends of probs would be refused.
  _gamma: ({ total_count, logits }) =>
    Gamma({ concentration: total_count, rate: logits.neg().exp(), validate_args: false }),
});

export const NegativeBinomial = callable(NegativeBinomial_);
export type NegativeBinomial = NegativeBinomial_;
