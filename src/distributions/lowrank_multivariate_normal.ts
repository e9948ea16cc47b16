import { callable } from '../callable.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { independent, positive, real, real_vector } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { _batch_mahalanobis, _batch_mv, logDiagonalSum } from './multivariate_normal.ts';
import {
  _standard_normal,
  joined,
  lastSize,
  lazy_property,
  like,
  type Shape,
  sameShape,
  shapeArg,
  tensor,
  validate,
} from './utils.ts';

/** K + I, in place. */
function plusIdentity(k: Tensor): Tensor {
  const n = lastSize(k);
  k.view(-1, n * n)
    .index(':', `::${n + 1}`)
    .add_(1);
  return k;
}
/** Wᵀ D⁻¹: (*, n, m), (*, n) -> (*, m, n) */
export const scaledTranspose = (W: Tensor, D: Tensor): Tensor => W.mT.div(D.unsqueeze(-2));

/** The Cholesky factor of I + Wᵀ D⁻¹ W, (*, m, m). */
function _batch_capacitance_tril(W: Tensor, D: Tensor): Tensor {
  const K = torch.matmul(scaledTranspose(W, D), W).contiguous();
  return torch.linalg.cholesky(plusIdentity(K));
}

/** log |W Wᵀ + D|, by the matrix determinant lemma. */
export function _batch_lowrank_logdet(D: Tensor, capacitance_tril: Tensor): Tensor {
  return logDiagonalSum(capacitance_tril).mul(2).add(D.log().sum(-1));
}

/** xᵀ (W Wᵀ + D)⁻¹ x, by the Woodbury identity. */
export function _batch_lowrank_mahalanobis(
  W: Tensor,
  D: Tensor,
  x: Tensor,
  capacitance_tril: Tensor,
): Tensor {
  const Wt_Dinv_x = _batch_mv(scaledTranspose(W, D), x);
  const term1 = x.pow(2).div(D).sum(-1);
  return term1.sub(_batch_mahalanobis(capacitance_tril, Wt_Dinv_x));
}

const lowRank = signature(
  'LowRankMultivariateNormal',
  ['loc', tensor],
  ['cov_factor', tensor],
  ['cov_diag', tensor],
  ['validate_args', validate],
);

/**
 * A normal distribution over vectors with covariance W Wᵀ + D, W of m columns and D diagonal: nothing larger than m x m
 * is decomposed.
 *
 * `loc`: (*batch, n); `cov_factor` W: (*batch, n, m); `cov_diag`, the diagonal of D: (*batch, n), above 0.
 *
 * @throws ValueError for shapes that do not fit together, or a cov_diag of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#lowrankmultivariatenormal
 */
class LowRankMultivariateNormal_ extends Distribution_ {
  static override arg_constraints = {
    loc: real_vector,
    cov_factor: independent(real, 2),
    cov_diag: independent(positive, 1),
  };
  static override support = real_vector;
  static override has_rsample = true;

  declare readonly loc: Tensor; // (*batch, n)
  declare readonly cov_factor: Tensor; // (*batch, n, m)
  declare readonly cov_diag: Tensor; // (*batch, n)
  declare readonly scale_tril: Tensor; // (*batch, n, n)
  declare readonly covariance_matrix: Tensor; // (*batch, n, n)
  declare readonly precision_matrix: Tensor; // (*batch, n, n)
  declare readonly _unbroadcasted_cov_factor: Tensor;
  declare readonly _unbroadcasted_cov_diag: Tensor;
  declare readonly _capacitance_tril: Tensor; // (*, m, m)

  constructor(...args: Args<typeof lowRank>) {
    const { loc, cov_factor, cov_diag, validate_args } = lowRank(args);
    if (loc.dim() < 1) throw new ValueError('loc must be at least one-dimensional.');
    const event_shape = joined(loc.shape.slice(-1));
    if (cov_factor.dim() < 2) {
      throw new ValueError(
        'cov_factor must be at least two-dimensional, with optional leading batch dimensions',
      );
    }
    if (!sameShape(cov_factor.shape.slice(-2, -1), event_shape))
      throw new ValueError(`cov_factor must be a batch of matrices with shape ${event_shape[0]} x m`);
    if (!sameShape(cov_diag.shape.slice(-1), event_shape))
      throw new ValueError(`cov_diag must be a batch of vectors with shape ${event_shape}`);
    const [wide_loc, wide_factor, wide_diag] = broadcastBatches(loc, cov_factor, cov_diag);
    super({
      batch_shape: wide_loc.shape.slice(0, -1),
      event_shape,
      validate_args,
      params: {
        loc: wide_loc,
        cov_factor: wide_factor,
        cov_diag: wide_diag,
        _unbroadcasted_cov_factor: cov_factor,
        _unbroadcasted_cov_diag: cov_diag,
        _capacitance_tril: _batch_capacitance_tril(cov_factor, cov_diag),
      },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const shape = joined(sizes, this.event_shape);
    return this._remade(LowRankMultivariateNormal_, sizes, _instance, {
      loc: this.loc.expand(shape),
      cov_diag: this.cov_diag.expand(shape),
      cov_factor: this.cov_factor.expand(joined(shape, lastSize(this.cov_factor))),
      _unbroadcasted_cov_factor: this._unbroadcasted_cov_factor,
      _unbroadcasted_cov_diag: this._unbroadcasted_cov_diag,
      _capacitance_tril: this._capacitance_tril,
    });
  }

  override get mean(): Tensor {
    return this.loc;
  }
  override get mode(): Tensor {
    return this.loc;
  }
  override get variance(): Tensor {
    const { _unbroadcasted_cov_factor: W, _unbroadcasted_cov_diag: D } = this;
    return torch.enable_grad(() => W.pow(2).sum(-1).add(D).expand(this._extended_shape()));
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    const shape = this._extended_shape(sample_shape);
    const W_shape = joined(shape.slice(0, -1), lastSize(this.cov_factor));
    const eps_W = _standard_normal(W_shape, like(this.loc));
    const eps_D = _standard_normal(shape, like(this.loc));
    return this.loc
      .add(_batch_mv(this._unbroadcasted_cov_factor, eps_W))
      .add(this._unbroadcasted_cov_diag.sqrt().mul(eps_D));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const { _unbroadcasted_cov_factor: W, _unbroadcasted_cov_diag: D, _capacitance_tril } = this;
    const M = _batch_lowrank_mahalanobis(W, D, value.sub(this.loc), _capacitance_tril);
    const log_det = _batch_lowrank_logdet(D, _capacitance_tril);
    const n = this._event_shape[0];
    return log_det
      .add(n * Math.log(2 * Math.PI))
      .add(M)
      .mul(-0.5);
  }
  override entropy(): Tensor {
    const log_det = _batch_lowrank_logdet(this._unbroadcasted_cov_diag, this._capacitance_tril);
    const n = this._event_shape[0];
    const H = log_det.add(n * (1 + Math.log(2 * Math.PI))).mul(0.5);
    return this._batch_shape.length === 0 ? H : H.expand(this._batch_shape);
  }
}

function broadcastBatches(loc: Tensor, cov_factor: Tensor, cov_diag: Tensor): [Tensor, Tensor, Tensor] {
  try {
    const columns = [loc.unsqueeze(-1), cov_factor, cov_diag.unsqueeze(-1)];
    const [wide_loc, wide_factor, wide_diag] = torch.broadcast_tensors(columns);
    return [wide_loc.index('...', 0), wide_factor, wide_diag.index('...', 0)];
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    throw new ValueError(
      `Incompatible batch shapes: loc ${loc.shape}, cov_factor ${cov_factor.shape}, cov_diag ${cov_diag.shape}`,
      { cause: error },
    );
  }
}

const matrices = (self: LowRankMultivariateNormal_) => joined(self._extended_shape(), self.event_shape);
lazy_property(LowRankMultivariateNormal_, {
  // D½ chol(D⁻½ W Wᵀ D⁻½ + I)
  scale_tril: (self) => {
    const root = self._unbroadcasted_cov_diag.sqrt().unsqueeze(-1);
    const scaled = self._unbroadcasted_cov_factor.div(root);
    const K = torch.matmul(scaled, scaled.mT).contiguous();
    return root.mul(torch.linalg.cholesky(plusIdentity(K))).expand(matrices(self));
  },
  covariance_matrix: (self) => {
    const { _unbroadcasted_cov_factor: W, _unbroadcasted_cov_diag: D } = self;
    return torch.matmul(W, W.mT).add(D.diag_embed()).expand(matrices(self));
  },
  // D⁻¹ - Aᵀ A, A = capacitance_tril⁻¹ Wᵀ D⁻¹
  precision_matrix: (self) => {
    const { _unbroadcasted_cov_factor: W, _unbroadcasted_cov_diag: D } = self;
    const right = scaledTranspose(W, D);
    const A = torch.linalg.solve_triangular(self._capacitance_tril, right, { upper: false });
    return D.reciprocal().diag_embed().sub(A.mT.matmul(A)).expand(matrices(self));
  },
});

export const LowRankMultivariateNormal = callable(LowRankMultivariateNormal_);
export type LowRankMultivariateNormal = LowRankMultivariateNormal_;
