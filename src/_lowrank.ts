// Decompositions of matrices of low rank by random projections (Halko, Martinsson and Tropp 2009, algorithms 4.4, 5.1).
import { ValueError } from './errors.ts';
import { keywords } from './keywords.ts';
import { aten } from './ops/index.ts';
import type { Tensor } from './tensor.ts';

/** `a @ b` for matrices that may be sparse. */
const matmul = (a: Tensor, b: Tensor): Tensor => (a.is_sparse ? aten('_sparse_mm')(a, b) : a.matmul(b));

/** An orthonormal basis (..., m, q) of about what `A - M` spans. */
function approximateBasis(A: Tensor, q: number, niter: number, M: Tensor | null): Tensor {
  const times = (X: Tensor, transposed: boolean): Tensor => {
    const product = matmul(transposed ? A.mH : A, X);
    return M === null ? product : product.sub(matmul(transposed ? M.mH : M, X));
  };
  const orthonormal = (X: Tensor): Tensor => aten('linalg_qr')(X)[0];
  const { dtype, device } = A;
  const columns = A.shape[A.dim() - 1];
  const random = aten('randn')([columns, q], {
    dtype: dtype.is_floating_point || dtype.is_complex ? dtype : undefined,
    device,
  });
  let Q = orthonormal(times(random, false));
  for (let i = 0; i < niter; i += 1) {
    Q = orthonormal(times(Q, true));
    Q = orthonormal(times(Q, false));
  }
  return Q;
}

function lowrank(given: Tensor, q: number, niter: number, given_M: Tensor | null): [Tensor, Tensor, Tensor] {
  const [m, n] = given.shape.slice(-2) as [number, number];
  const wide = m < n;
  const A = wide ? given.mH : given;
  const M = given_M === null ? null : given_M.broadcast_to(given.shape);
  const shift = M !== null && wide ? M.mH : M;
  const Q = approximateBasis(A, q, niter, shift);
  let B = matmul(Q.mH, A);
  if (shift !== null) B = B.sub(matmul(Q.mH, shift));
  const [u, S, Vh] = aten('linalg_svd')(B, false) as [Tensor, Tensor, Tensor];
  const [U, V] = [Q.matmul(u), Vh.mH];
  return wide ? [V, S, U] : [U, S, V];
}

/**
 * About the `q` largest singular values of `A` (..., m, n), or of `A - M`: [U, S, V] with `A = U diag(S) V^H`.
 *
 * It draws from the default generator: the same seed gives Python's numbers.
 */
export const svd_lowrank = keywords(
  'svd_lowrank',
  ['A', 'q', 'niter', 'M'],
  (A: Tensor, q: number | null = 6, niter: number | null = 2, M: Tensor | null = null) =>
    lowrank(A, q ?? 6, niter ?? 2, M),
);

/**
 * The principal components of the rows of `A` (..., m, n): [U, S, V], the columns of V being the directions.
 *
 * @throws ValueError unless 0 <= q <= min(m, n) and niter >= 0
 */
export const pca_lowrank = keywords(
  'pca_lowrank',
  ['A', 'q', 'center', 'niter'],
  (A: Tensor, q: number | null = null, center: boolean = true, niter: number = 2) => {
    const [m, n] = A.shape.slice(-2) as [number, number];
    const most = Math.min(m, n);
    if (q !== null && !(q >= 0 && q <= most)) {
      throw new ValueError(`q(=${q}) must be non-negative integer and not greater than min(m, n)=${most}`);
    }
    if (!(niter >= 0)) throw new ValueError(`niter(=${niter}) must be non-negative integer`);
    const count = q ?? Math.min(6, most);
    if (!center) return lowrank(A, count, niter, null);
    if (!A.is_sparse) return lowrank(A.sub(A.mean([-2], true)), count, niter, null);
    if (A.dim() !== 2) throw new ValueError('pca_lowrank input is expected to be 2-dimensional tensor');
    // The matrix stays sparse: what its columns' means would change is taken off the products.
    const means = A.to_dense().mean([-2], true);
    return lowrank(A, count, niter, means);
  },
);
