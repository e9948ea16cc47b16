import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Chi2 } from './chi2.ts';
import { positive, real } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { withNaN } from './fishersnedecor.ts';
import { _standard_normal, broadcast_all, like, type Shape, validate, value } from './utils.ts';

const studentT = signature(
  'StudentT',
  ['df', value],
  ['loc', value.default(0)],
  ['scale', value.default(1)],
  ['validate_args', validate],
);

// log Γ(1/2) as the C library gives it: log √π, rounded differently.
const logGammaHalf = 0.5723649429247004;

/**
 * Student's t-distribution with `df` degrees of freedom, above 0: loc + scale X / √(Z / df) for a standard normal X and a
 * chi-squared Z. `scale` is above 0.
 *
 * @throws ValueError for a df or a scale of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#studentt
 */
class StudentT_ extends Distribution_ {
  static override arg_constraints = { df: positive, loc: real, scale: positive };
  static override support = real;
  static override has_rsample = true;

  declare readonly df: Tensor; // (*batch)
  declare readonly loc: Tensor; // (*batch)
  declare readonly scale: Tensor; // (*batch)
  declare readonly _chi2: Chi2;

  constructor(...args: Args<typeof studentT>) {
    const { validate_args, ...given } = studentT(args);
    const [df, loc, scale] = broadcast_all(given.df, given.loc, given.scale);
    super({ batch_shape: df.shape, validate_args, params: { df, loc, scale, _chi2: Chi2(df) } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    return this._expanded(StudentT_, batch_shape, _instance, ['df', 'loc', 'scale', '_chi2']);
  }

  /** NaN for df <= 1 */
  override get mean(): Tensor {
    return withNaN(this.loc, this.df.le(1));
  }
  override get mode(): Tensor {
    return this.loc;
  }
  /** Infinite for df <= 2, NaN for df <= 1 */
  override get variance(): Tensor {
    const { df, scale } = this;
    const finite = df.gt(2);
    const m = df.clone({ memory_format: torch.contiguous_format });
    m.index_put_([finite], scale.index(finite).pow(2).mul(df.index(finite)).div(df.index(finite).sub(2)));
    m.index_put_([df.le(2).bitwise_and(df.gt(1))], Number.POSITIVE_INFINITY);
    return m.index_put_([df.le(1)], Number.NaN);
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const x = _standard_normal(this._extended_shape(sample_shape), like(this.df));
    const z = this._chi2.rsample(sample_shape);
    const y = x.mul(z.div(this.df).rsqrt());
    return this.loc.add(this.scale.mul(y));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const { df, scale } = this;
    const y = value.sub(this.loc).div(scale);
    const normalizer = scale
      .log()
      .add(df.log().mul(0.5))
      .add(0.5 * Math.log(Math.PI))
      .add(df.mul(0.5).lgamma())
      .sub(df.add(1).mul(0.5).lgamma());
    return df.add(1).mul(-0.5).mul(y.pow(2).div(df).log1p()).sub(normalizer);
  }
  override entropy(): Tensor {
    const { df, scale } = this;
    // Each term has a half of its own: gradients are then added up as in Python.
    const half = () => df.mul(0.5);
    const more = () => df.add(1).mul(0.5);
    const lbeta = half().lgamma().add(logGammaHalf).sub(more().lgamma());
    return scale
      .log()
      .add(more().mul(more().digamma().sub(half().digamma())))
      .add(df.log().mul(0.5))
      .add(lbeta);
  }
}
export const StudentT = callable(StudentT_);
export type StudentT = StudentT_;
