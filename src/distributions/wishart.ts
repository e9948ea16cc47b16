import { callable } from '../callable.ts';
import { AssertionError, ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { warnOnce } from '../warn.ts';
import { Chi2 } from './chi2.ts';
import { type Constraint, greater_than, lower_cholesky, positive_definite } from './constraints.ts';
import type { Distribution, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import { factorOf, logDiagonalSum } from './multivariate_normal.ts';
import {
  asLike,
  format,
  joined,
  lazy_property,
  like,
  optionalTensor,
  type Shape,
  shapeArg,
  validate,
  value,
} from './utils.ts';

/** Σ digamma(x - i / 2), i = 0 ... p - 1: (*) -> (*) */
function _mvdigamma(x: Tensor, p: number): Tensor {
  if (
    !x
      .gt((p - 1) / 2)
      .all()
      .item()
  )
    throw new AssertionError('Wrong domain for multivariate digamma function.');
  const steps = torch
    .arange(p, like(x))
    .div(2)
    .expand([...x.shape, -1]);
  return x.unsqueeze(-1).sub(steps).digamma().sum(-1);
}

const wishart = signature(
  'Wishart',
  ['df', value],
  ['covariance_matrix', optionalTensor],
  ['precision_matrix', optionalTensor],
  ['scale_tril', optionalTensor],
  ['validate_args', validate],
);

/**
 * The Wishart distribution over symmetric positive definite p x p matrices: Σ x xᵀ of `df` vectors x from N(0, Σ).
 *
 * `df`: above p - 1, (*batch). And one of three, (*batch, p, p): `covariance_matrix` Σ, `precision_matrix` Σ⁻¹, or
 * `scale_tril`, the lower triangular L of Σ = L Lᵀ.
 *
 * @throws ValueError for a df of p - 1 or less, or matrices that are not positive definite; AssertionError for none or
 *   several of the three
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#wishart
 */
class Wishart_ extends ExponentialFamily_ {
  static override support = positive_definite;
  static override has_rsample = true;

  declare readonly df: Tensor; // (*batch)
  declare readonly covariance_matrix: Tensor; // (*batch, p, p)
  declare readonly precision_matrix: Tensor; // (*batch, p, p)
  declare readonly scale_tril: Tensor; // (*batch, p, p)
  declare readonly _unbroadcasted_scale_tril: Tensor;
  declare readonly _dist_chi2: Chi2; // (*batch, p)

  constructor(...args: Args<typeof wishart>) {
    const { df: given, validate_args, covariance_matrix, precision_matrix, scale_tril } = wishart(args);
    const matrices = Object.entries({ covariance_matrix, precision_matrix, scale_tril });
    const [[name, matrix] = ['', null], ...more] = matrices.filter(([, one]) => one !== null);
    if (matrix === null || more.length > 0) {
      throw new AssertionError(
        'Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.',
      );
    }
    if (matrix.dim() < 2) {
      throw new ValueError(
        'scale_tril must be at least two-dimensional, with optional leading batch dimensions',
      );
    }
    const matrix_batch = matrix.shape.slice(0, -2);
    const batch_shape = torch.broadcast_shapes(matrix_batch, given instanceof Tensor ? given.shape : []);
    const df = given instanceof Tensor ? given.expand(batch_shape) : asLike(given, matrix);
    const event_shape = joined(matrix.shape.slice(-2));
    const p = event_shape[1];
    if (
      df
        .le(p - 1)
        .any()
        .item()
    ) {
      throw new ValueError(`Value of df=${format(given)} expected to be greater than ndim - 1 = ${p - 1}.`);
    }
    if (df.lt(p).any().item()) {
      warnOnce(
        'Low df values detected. Singular samples are highly likely to occur for ndim - 1 < df < ndim.',
      );
    }
    super({
      batch_shape,
      event_shape,
      validate_args,
      params: { df, [name]: matrix.expand([...batch_shape, -1, -1]) },
    });
    this._unbroadcasted_scale_tril = factorOf(name, matrix);
    this._dist_chi2 = diagonalChi2(df, this._unbroadcasted_scale_tril, p, batch_shape);
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const shape = joined(sizes, this.event_shape);
    const df = this.df.expand(sizes);
    const _unbroadcasted_scale_tril = this._unbroadcasted_scale_tril.expand(shape);
    const set = matrixNames.filter((name) => Object.hasOwn(this, name));
    return this._remade(Wishart_, sizes, _instance, {
      df,
      _unbroadcasted_scale_tril,
      ...Object.fromEntries(set.map((name) => [name, this[name].expand(shape)])),
      _dist_chi2: diagonalChi2(df, _unbroadcasted_scale_tril, this.event_shape[1], sizes),
    });
  }

  override get arg_constraints(): Readonly<Record<string, Constraint>> {
    return {
      covariance_matrix: positive_definite,
      precision_matrix: positive_definite,
      scale_tril: lower_cholesky,
      df: greater_than(this.event_shape[1] - 1),
    };
  }
  override get mean(): Tensor {
    return this._matrices(this.df).mul(this.covariance_matrix);
  }
  /** NaN for df <= p + 1 */
  override get mode(): Tensor {
    const factor = this.df.sub(this.event_shape[1]).sub(1);
    factor.index_put_([factor.le(0)], Number.NaN);
    return this._matrices(factor).mul(this.covariance_matrix);
  }
  override get variance(): Tensor {
    const V = this.covariance_matrix;
    const diagonal = V.diagonal({ dim1: -2, dim2: -1 });
    const products = torch.einsum('...i,...j->...ij', diagonal, diagonal);
    return this._matrices(this.df).mul(V.pow(2).add(products));
  }

  /**
   * Draws by Bartlett's decomposition, (*sample, *batch, p, p); what is not positive definite by rounding is drawn anew,
   * at most `max_try_correction` times.
   */
  override rsample(sample_shape: SampleShape = [], max_try_correction = 10): Tensor {
    const sizes = shapeArg(sample_shape, 'rsample', 'sample_shape');
    const sample = this._bartlett_sampling(sizes);
    // PyTorch marks the good ones here, and so draws them a second time; the same draws take the same numbers.
    const singular = this._over_batch(this.support.check(sample));
    if (!singular.any().item()) return sample;
    warnOnce('Singular sample detected.');
    for (let i = 0; i < max_try_correction; i += 1) {
      const again = this._bartlett_sampling(singular.index(singular).shape);
      sample.index_put_([singular], again);
      const still = this._over_batch(this.support.check(again).bitwise_not());
      singular.index_put_([singular.clone()], still);
      if (!singular.any().item()) break;
    }
    return sample;
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const { df: nu, _unbroadcasted_scale_tril: L } = this;
    const p = this._event_shape[1];
    const half_log_det = logDiagonalSum(L).add((p * Math.LN2) / 2);
    const trace = torch.cholesky_solve(value, L).diagonal({ dim1: -2, dim2: -1 }).sum(-1);
    return nu
      .neg()
      .mul(half_log_det)
      .sub(nu.div(2).mvlgamma(p))
      .add(nu.sub(p).sub(1).div(2).mul(torch.linalg.slogdet(value).logabsdet))
      .sub(trace.div(2));
  }
  override entropy(): Tensor {
    const { df: nu } = this;
    const p = this._event_shape[1];
    return logDiagonalSum(this._unbroadcasted_scale_tril)
      .add((p * Math.LN2) / 2)
      .mul(p + 1)
      .add(nu.div(2).mvlgamma(p))
      .sub(
        nu
          .sub(p)
          .sub(1)
          .div(2)
          .mul(_mvdigamma(nu.div(2), p)),
      )
      .add(nu.mul(p).div(2));
  }

  override get _mean_carrier_measure(): number {
    return 0;
  }
  override get _natural_params(): readonly Tensor[] {
    const p = this._event_shape[1];
    return [this.precision_matrix.neg().div(2), this.df.sub(p).sub(1).div(2)];
  }
  override _log_normalizer(x: Tensor, y: Tensor): Tensor {
    const p = this._event_shape[1];
    const shifted = y.add((p + 1) / 2);
    const log_det = torch.linalg
      .slogdet(x.mul(-2))
      .logabsdet.neg()
      .add(Math.LN2 * p);
    return shifted.mul(log_det).add(y.add((p + 1) / 2).mvlgamma(p));
  }

  /** (*batch) -> (*batch, 1, 1) */
  _matrices(x: Tensor): Tensor {
    return x.view([...this._batch_shape, 1, 1]);
  }
  /** Whether it holds anywhere in the batch: (*sample, *batch) -> (*sample) */
  _over_batch(mask: Tensor): Tensor {
    const dims = this._batch_shape.map((_, i) => -(i + 1));
    return dims.length > 0 ? mask.amax(dims) : mask;
  }
  _bartlett_sampling(sample_shape: Shape): Tensor {
    const p = this._event_shape[1];
    const roots = this._dist_chi2.rsample(sample_shape).sqrt();
    const noise = roots.clamp(torch.finfo(roots.dtype).eps).diag_embed({ dim1: -2, dim2: -1 });
    const [rows, columns] = torch.tril_indices(p, p, { offset: -1 }).unbind() as [Tensor, Tensor];
    const below = torch.randn(joined(sample_shape, this._batch_shape, (p * (p - 1)) / 2), like(noise));
    noise.index_put_(['...', rows, columns], below);
    const chol = this._unbroadcasted_scale_tril.matmul(noise);
    return chol.matmul(chol.transpose(-2, -1));
  }
}

const matrixNames = ['covariance_matrix', 'scale_tril', 'precision_matrix'] as const;

/** The squares of the diagonal of Bartlett's factor: df, df - 1, ... degrees of freedom. */
function diagonalChi2(df: Tensor, scale_tril: Tensor, p: number, batch_shape: Shape): Chi2 {
  const steps = torch.arange(p, like(scale_tril)).expand([...batch_shape, -1]);
  return Chi2({ df: df.unsqueeze(-1).sub(steps) });
}

lazy_property(Wishart_, {
  scale_tril: (self) => self._unbroadcasted_scale_tril.expand(self._extended_shape()),
  covariance_matrix: (self) => {
    const L = self._unbroadcasted_scale_tril;
    return L.matmul(L.transpose(-2, -1)).expand(self._extended_shape());
  },
  precision_matrix: (self) => {
    const L = self._unbroadcasted_scale_tril;
    const identity = torch.eye(self._event_shape[1], like(L));
    return torch.cholesky_solve(identity, L).expand(self._extended_shape());
  },
});

export const Wishart = callable(Wishart_);
export type Wishart = Wishart_;
