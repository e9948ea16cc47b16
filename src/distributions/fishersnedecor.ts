import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { positive } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { Gamma } from './gamma.ts';
import { broadcast_all, type Shape, validate, value } from './utils.ts';

const fisher = signature('FisherSnedecor', ['df1', value], ['df2', value], ['validate_args', validate]);

/**
 * The F distribution: the ratio of two chi-squared variables, each divided by its degrees of freedom, both above 0.
 *
 * @throws ValueError for degrees of freedom of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#fishersnedecor
 */
class FisherSnedecor_ extends Distribution_ {
  static override arg_constraints = { df1: positive, df2: positive };
  static override support = positive;
  static override has_rsample = true;

  declare readonly df1: Tensor; // (*batch)
  declare readonly df2: Tensor; // (*batch)
  declare readonly _gamma1: Gamma;
  declare readonly _gamma2: Gamma;

  constructor(...args: Args<typeof fisher>) {
    const { validate_args, ...given } = fisher(args);
    const [df1, df2] = broadcast_all(given.df1, given.df2);
    const _gamma1 = Gamma(df1.mul(0.5), df1);
    const _gamma2 = Gamma(df2.mul(0.5), df2);
    super({ batch_shape: df1.shape, validate_args, params: { df1, df2, _gamma1, _gamma2 } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const names = ['df1', 'df2', '_gamma1', '_gamma2'];
    return this._expanded(FisherSnedecor_, batch_shape, _instance, names);
  }

  /** NaN for df2 <= 2 */
  override get mean(): Tensor {
    const df2 = withNaN(this.df2, this.df2.le(2));
    return df2.div(df2.sub(2));
  }
  /** NaN for df1 <= 2 */
  override get mode(): Tensor {
    const mode = this.df1.sub(2).div(this.df1).mul(this.df2).div(this.df2.add(2));
    return mode.index_put_([this.df1.le(2)], Number.NaN);
  }
  /** NaN for df2 <= 4 */
  override get variance(): Tensor {
    const df2 = withNaN(this.df2, this.df2.le(4));
    const top = df2.pow(2).mul(2).mul(this.df1.add(df2).sub(2));
    return top.div(this.df1.mul(df2.sub(2).pow(2)).mul(df2.sub(4)));
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    const x1 = this._gamma1.rsample(sample_shape).view(shape);
    const x2 = this._gamma2.rsample(sample_shape).view(shape);
    const { tiny } = torch.finfo(x2.dtype);
    return x1.div(x2.clamp_(tiny)).clamp_(tiny);
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const ct1 = this.df1.mul(0.5);
    const ct2 = this.df2.mul(0.5);
    const ct3 = this.df1.div(this.df2);
    const t1 = ct1.add(ct2).lgamma().sub(ct1.lgamma()).sub(ct2.lgamma());
    const t2 = ct1.mul(ct3.log()).add(ct1.sub(1).mul(value.log()));
    const t3 = ct1.add(ct2).mul(ct3.mul(value).log1p());
    return t1.add(t2).sub(t3);
  }
}

/** A copy with NaN where the mask holds. */
export function withNaN(x: Tensor, mask: Tensor): Tensor {
  return x.clone({ memory_format: torch.contiguous_format }).index_put_([mask], Number.NaN);
}

export const FisherSnedecor = callable(FisherSnedecor_);
export type FisherSnedecor = FisherSnedecor_;
