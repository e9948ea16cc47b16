// torch.svd_lowrank and torch.pca_lowrank: randomized decompositions, with the same random numbers as Python's.
import { dtypes } from './dtype.ts';
import { ValueError } from './errors.ts';
import { keywords } from './keywords.ts';
import { aten } from './ops/index.ts';
import type { Tensor } from './tensor.ts';

const randn = aten('randn') as (size: readonly number[], options: object) => Tensor;
const qr = aten('linalg_qr') as (x: Tensor) => Tensor[];
const svd = aten('linalg_svd') as (x: Tensor, full: boolean) => [Tensor, Tensor, Tensor];
const sparseSum = aten('_sparse_sum');

const isReal = (x: Tensor) => x.is_floating_point() || x.is_complex();
const product = (a: Tensor, b: Tensor): Tensor =>
  a.is_sparse ? (aten('_sparse_mm')(a, b) as Tensor) : a.matmul(b);

/** An orthonormal basis of about the range of A - M: (*, m, q). Algorithms 4.3 and 4.4 of Halko et al., 2009. */
function basis(A: Tensor, q: number, niter: number, M: Tensor | null): Tensor {
  const dtype = isReal(A) ? A.dtype : dtypes.float32;
  const R = randn([A.size(-1), q], { dtype, device: A.device });
  const step = (a: Tensor, m: Tensor | null, x: Tensor) => {
    const y = product(a, x);
    return qr(m === null ? y : y.sub(product(m, x)))[0] as Tensor;
  };
  let Q = step(A, M, R);
  for (let i = 0; i < niter; i += 1) {
    Q = step(A.mH, M?.mH ?? null, Q);
    Q = step(A, M, Q);
  }
  return Q;
}

/**
 * The `q` largest singular values of about A - M, [U, S, V] with A - M = U diag(S) V^H: (*, m, q), (*, q), (*, n, q).
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.svd_lowrank.html (Halko et al., 2009, arXiv:0909.4061)
 */
export const svd_lowrank = keywords(
  'svd_lowrank',
  ['A', 'q', 'niter', 'M'],
  (
    A: Tensor,
    q: number | null = 6,
    niter: number | null = 2,
    M: Tensor | null = null,
  ): [Tensor, Tensor, Tensor] => {
    const wide = A.size(-2) < A.size(-1);
    const full = M === null ? null : M.broadcast_to([...A.shape]);
    const a = wide ? A.mH : A;
    const m = wide ? (full?.mH ?? null) : full;
    const Q = basis(a, q ?? 6, niter ?? 2, m);
    let B = product(Q.mH, a);
    if (m !== null) B = B.sub(product(Q.mH, m));
    const [u, S, Vh] = svd(B, false);
    const U = Q.matmul(u);
    return wide ? [Vh.mH, S, U] : [U, S, Vh.mH];
  },
);

/**
 * The principal components of the rows of A, centred first: as `svd_lowrank`, `q` = min(6, m, n) of them by default.
 *
 * @throws ValueError for a `q` or `niter` out of range.
 */
export const pca_lowrank = keywords(
  'pca_lowrank',
  ['A', 'q', 'center', 'niter'],
  (
    A: Tensor,
    q: number | null = null,
    center: boolean = true,
    niter: number = 2,
  ): [Tensor, Tensor, Tensor] => {
    const [m, n] = [A.size(-2), A.size(-1)];
    const count = q ?? Math.min(6, m, n);
    if (!(count >= 0 && count <= Math.min(m, n))) {
      throw new ValueError(
        `q(=${q}) must be non-negative integer and not greater than min(m, n)=${Math.min(m, n)}`,
      );
    }
    if (!(niter >= 0)) throw new ValueError(`niter(=${niter}) must be non-negative integer`);
    if (!center) return svd_lowrank(A, count, niter);
    if (!A.is_sparse) return svd_lowrank(A.sub(A.mean([-2], true)), count, niter);
    if (A.dim() !== 2) throw new ValueError('pca_lowrank input is expected to be 2-dimensional tensor');
    const mean = (sparseSum(A, [-2]) as Tensor).to_dense().div(m);
    return svd_lowrank(A, count, niter, mean.unsqueeze(0).expand([m, n]));
  },
);
