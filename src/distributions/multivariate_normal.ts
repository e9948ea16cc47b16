import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { lower_cholesky, positive_definite, real_vector } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import {
  _standard_normal,
  joined,
  lastSize,
  lazy_property,
  like,
  optionalTensor,
  type Shape,
  shapeArg,
  tensor,
  validate,
} from './utils.ts';

/** Products of matrices and vectors: (*, n, m), (*, m) -> (*, n) */
export const _batch_mv = (bmat: Tensor, bvec: Tensor): Tensor =>
  torch.matmul(bmat, bvec.unsqueeze(-1)).squeeze(-1);

/** Σ log of the diagonals: (*, n, n) -> (*) */
export const logDiagonalSum = (L: Tensor): Tensor => L.diagonal({ dim1: -2, dim2: -1 }).log().sum(-1);

const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);

/**
 * xᵀ M⁻¹ x for M = L Lᵀ, L lower triangular: (*, n, n), (outer, *, n) -> (outer, *).
 *
 * L is solved once for all x that share it: each dimension of the batch of x, a multiple of L's, is split in two, and the
 * dimensions that L lacks come last.
 */
export function _batch_mahalanobis(bL: Tensor, bx: Tensor): Tensor {
  const n = lastSize(bx);
  const batch_shape = bx.shape.slice(0, -1);
  const L_dims = bL.dim() - 2;
  const outer = batch_shape.length - L_dims;
  const dims = outer + 2 * L_dims;
  const split = bL.shape
    .slice(0, -2)
    .flatMap((size, i) => [Math.floor((batch_shape[outer + i] as number) / size), size]);
  const x = bx
    .reshape([...batch_shape.slice(0, outer), ...split, n])
    .permute([...range(0, outer), ...range(outer, dims, 2), ...range(outer + 1, dims, 2), dims]);
  const flat_L = bL.reshape(-1, n, n); // (l, n, n)
  const flat_x = x.reshape(-1, flat_L.size(0), n).permute(1, 2, 0); // (l, n, k)
  const solved = torch.linalg.solve_triangular(flat_L, flat_x, { upper: false });
  const M = solved.pow(2).sum(-2).t(); // (k, l)
  const back = range(0, L_dims).flatMap((i) => [outer + i, batch_shape.length + i]);
  return M.reshape(x.shape.slice(0, -1))
    .permute([...range(0, outer), ...back])
    .reshape(batch_shape);
}

/** The Cholesky factor of the inverse of P, without inverting P. */
export function _precision_to_scale_tril(P: Tensor): Tensor {
  const Lf = torch.linalg.cholesky(P.flip([-2, -1]));
  const L_inv = Lf.flip([-2, -1]).transpose(-2, -1);
  return torch.linalg.solve_triangular(L_inv, torch.eye(lastSize(P), like(P)), { upper: false });
}

const multivariateNormal = signature(
  'MultivariateNormal',
  ['loc', tensor],
  ['covariance_matrix', optionalTensor],
  ['precision_matrix', optionalTensor],
  ['scale_tril', optionalTensor],
  ['validate_args', validate],
);

/**
 * The normal distribution over vectors of n numbers.
 *
 * `loc`: mean, (*batch, n). And one of three, each (*batch, n, n): `covariance_matrix` Σ, `precision_matrix` Σ⁻¹, or
 * `scale_tril`, the lower triangular L of Σ = L Lᵀ, which is the cheapest.
 *
 * @throws ValueError for none or several of the three, matrices that are not positive definite (L: not lower triangular
 *   with a positive diagonal), or too few dimensions
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#multivariatenormal
 */
class MultivariateNormal_ extends Distribution_ {
  static override arg_constraints = {
    loc: real_vector,
    covariance_matrix: positive_definite,
    precision_matrix: positive_definite,
    scale_tril: lower_cholesky,
  };
  static override support = real_vector;
  static override has_rsample = true;

  declare readonly loc: Tensor; // (*batch, n)
  declare readonly covariance_matrix: Tensor; // (*batch, n, n)
  declare readonly precision_matrix: Tensor; // (*batch, n, n)
  declare readonly scale_tril: Tensor; // (*batch, n, n)
  declare readonly _unbroadcasted_scale_tril: Tensor;

  constructor(...args: Args<typeof multivariateNormal>) {
    const { loc, validate_args, covariance_matrix, precision_matrix, scale_tril } = multivariateNormal(args);
    if (loc.dim() < 1) throw new ValueError('loc must be at least one-dimensional.');
    const matrices = Object.entries({ scale_tril, covariance_matrix, precision_matrix });
    const [[name, matrix] = ['', null], ...more] = matrices.filter(([, given]) => given !== null);
    if (matrix === null || more.length > 0) {
      throw new ValueError(
        'Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.',
      );
    }
    if (matrix.dim() < 2) {
      const what = name === 'scale_tril' ? 'scale_tril matrix' : name;
      throw new ValueError(
        `${what} must be at least two-dimensional, with optional leading batch dimensions`,
      );
    }
    const batch_shape = torch.broadcast_shapes(matrix.shape.slice(0, -2), loc.shape.slice(0, -1));
    super({
      batch_shape,
      event_shape: loc.shape.slice(-1),
      validate_args,
      params: {
        [name]: matrix.expand([...batch_shape, -1, -1]),
        loc: loc.expand([...batch_shape, -1]),
      },
    });
    // After the checks: a decomposition would fail with less to say.
    this._unbroadcasted_scale_tril = factorOf(name, matrix);
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const { event_shape, _unbroadcasted_scale_tril } = this;
    const set = matrixNames.filter((name) => Object.hasOwn(this, name));
    const matrices = set.map(
      (name) => [name, this[name].expand(joined(sizes, event_shape, event_shape))] as const,
    );
    return this._remade(MultivariateNormal_, sizes, _instance, {
      loc: this.loc.expand(joined(sizes, event_shape)),
      _unbroadcasted_scale_tril,
      ...Object.fromEntries(matrices),
    });
  }

  override get mean(): Tensor {
    return this.loc;
  }
  override get mode(): Tensor {
    return this.loc;
  }
  override get variance(): Tensor {
    return this._unbroadcasted_scale_tril.pow(2).sum(-1).expand(this._extended_shape());
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const eps = _standard_normal(this._extended_shape(sample_shape), like(this.loc));
    return this.loc.add(_batch_mv(this._unbroadcasted_scale_tril, eps));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const M = _batch_mahalanobis(this._unbroadcasted_scale_tril, value.sub(this.loc));
    const half_log_det = logDiagonalSum(this._unbroadcasted_scale_tril);
    const n = this._event_shape[0];
    return M.add(n * Math.log(2 * Math.PI))
      .mul(-0.5)
      .sub(half_log_det);
  }
  override entropy(): Tensor {
    const half_log_det = logDiagonalSum(this._unbroadcasted_scale_tril);
    const H = half_log_det.add(0.5 * this._event_shape[0] * (1 + Math.log(2 * Math.PI)));
    return this._batch_shape.length === 0 ? H : H.expand(this._batch_shape);
  }
}

const matrixNames = ['covariance_matrix', 'scale_tril', 'precision_matrix'] as const;

/** The lower triangular factor of the covariance, whichever matrix was given. */
export function factorOf(name: string, matrix: Tensor): Tensor {
  if (name === 'scale_tril') return matrix;
  return name === 'covariance_matrix' ? torch.linalg.cholesky(matrix) : _precision_to_scale_tril(matrix);
}

const matrixShape = (self: MultivariateNormal_) => joined(self._extended_shape(), self.event_shape);
lazy_property(MultivariateNormal_, {
  scale_tril: (self) => self._unbroadcasted_scale_tril.expand(matrixShape(self)),
  covariance_matrix: (self) => {
    const L = self._unbroadcasted_scale_tril;
    return torch.matmul(L, L.mT).expand(matrixShape(self));
  },
  precision_matrix: (self) =>
    torch.cholesky_inverse(self._unbroadcasted_scale_tril).expand(matrixShape(self)),
});

export const MultivariateNormal = callable(MultivariateNormal_);
export type MultivariateNormal = MultivariateNormal_;
