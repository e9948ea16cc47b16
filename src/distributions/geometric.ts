import { tupleStr } from '../_python_str.ts';
import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { nonnegative_integer, real, unit_interval } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import {
  broadcast_all,
  crossEntropy,
  format,
  lazy_property,
  logits_to_probs,
  oneOf,
  optionalValue,
  over,
  probs_to_logits,
  type Shape,
  tensorName,
  validate,
} from './utils.ts';

const geometric = signature(
  'Geometric',
  ['probs', optionalValue],
  ['logits', optionalValue],
  ['validate_args', validate],
);

/**
 * How many trials fail before the first success: P(k) = (1 - probs)^k probs, k = 0, 1, ...
 *
 * Note that torch.Tensor.geometric_ counts the success as well. Give `probs` in (0, 1] or `logits`.
 *
 * @throws ValueError for none or both of them, or a probability outside (0, 1]
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#geometric
 */
class Geometric_ extends Distribution_ {
  static override arg_constraints = { probs: unit_interval, logits: real };
  static override support = nonnegative_integer;

  declare readonly probs: Tensor; // (*batch)
  declare readonly logits: Tensor; // (*batch)

  constructor(...args: Args<typeof geometric>) {
    const { probs, logits, validate_args } = geometric(args);
    const name = oneOf(probs, logits);
    const [param] = broadcast_all(probs ?? logits);
    super({
      batch_shape: param.shape,
      validate_args,
      params: { [name]: param },
    });
    if (!this._validate_args || probs === null) return;
    const valid = param.gt(0);
    if (valid.all().item()) return;
    const invalid = param.data.index(valid.bitwise_not());
    throw new ValueError(
      `Expected parameter probs (${tensorName(param)} of shape ${tupleStr(param.shape)}) of distribution ${this} ` +
        `to be positive but found invalid values:\n${format(invalid)}`,
    );
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(Geometric_, batch_shape, _instance, ['probs', 'logits']);
  }

  override get mean(): Tensor {
    return over(1, this.probs).sub(1);
  }
  override get mode(): Tensor {
    return torch.zeros_like(this.probs);
  }
  override get variance(): Tensor {
    return over(1, this.probs).sub(1).div(this.probs);
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    const { tiny } = torch.finfo(this.probs.dtype);
    return torch.no_grad(() => {
      const u = this.probs.new_empty(shape).uniform_(tiny, 1);
      return u.log().div(this.probs.neg().log1p()).floor();
    });
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const [count, given] = broadcast_all(value, this.probs);
    const probs = given.clone({ memory_format: torch.contiguous_format });
    // 0 log 0 is 0.
    probs.index_put_([probs.eq(1).bitwise_and(count.eq(0))], 0);
    return count.mul(probs.neg().log1p()).add(this.probs.log());
  }
  override entropy(): Tensor {
    return crossEntropy(this.logits, this.probs).div(this.probs);
  }
}
lazy_property(Geometric_, {
  logits: ({ probs }) => probs_to_logits(probs, true),
  probs: ({ logits }) => logits_to_probs(logits, true),
});

export const Geometric = callable(Geometric_);
export type Geometric = Geometric_;
