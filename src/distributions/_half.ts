import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Constraint, nonnegative, positive } from './constraints.ts';
import type { Distribution } from './distribution.ts';
import { TransformedDistribution } from './transformed_distribution.ts';
import { AbsTransform } from './transforms.ts';
import { mustBeTensor } from './utils.ts';

/** |X| of a variable X whose distribution is symmetric about 0, of the given scale. */
export abstract class Half<Base extends Distribution & { scale: Tensor }> extends TransformedDistribution {
  static override arg_constraints: Readonly<Record<string, Constraint>> = { scale: positive };
  static override support: Constraint = nonnegative;
  static override has_rsample = true;
  declare readonly base_dist: Base;

  constructor(base_distribution: Base, validate_args: boolean | null) {
    super({ base_distribution, transforms: AbsTransform(), validate_args });
  }

  get scale(): Tensor {
    return this.base_dist.scale;
  }
  override get mode(): Tensor {
    return torch.zeros_like(this.scale);
  }

  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const x = this._sampleOf(value);
    const log_prob = this.base_dist.log_prob(x).add(Math.LN2);
    return torch.where(x.ge(0), log_prob, Number.NEGATIVE_INFINITY);
  }
  /** What `log_prob` takes a value for. */
  protected _sampleOf(value: Tensor): Tensor {
    return value;
  }
  override cdf(value: Tensor): Tensor {
    this._check_sample(value);
    return this.base_dist.cdf(value).mul(2).sub(1);
  }
  override icdf(prob: Tensor): Tensor {
    mustBeTensor(prob, 'icdf()');
    return this.base_dist.icdf(prob.add(1).div(2));
  }
  override entropy(): Tensor {
    return this.base_dist.entropy().sub(Math.LN2);
  }
}
