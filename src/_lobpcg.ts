// torch.lobpcg: a few eigenpairs of a large symmetric matrix.
import { Function as AutogradFunction, type FunctionCtx } from './autograd/function.ts';
import { type dtype, dtypes, layouts } from './dtype.ts';
import { AssertionError, ValueError } from './errors.ts';
import { keywords } from './keywords.ts';
import { aten } from './ops/index.ts';
import { Generator } from './random.ts';
import type { Tensor } from './tensor.ts';

const zeros = aten('zeros');
const randn = aten('randn');
const eye = aten('eye');
const norm = aten('norm');
const where = aten('where');
const cholesky = aten('linalg_cholesky');
const solveTriangular = aten('linalg_solve_triangular');
const eigh = aten('linalg_eigh');
const qr = aten('linalg_qr');
const sparseProduct = aten('_sparse_mm');

/** A product whose first matrix may be sparse, or missing for the identity. */
function product(A: Tensor | null, X: Tensor): Tensor {
  if (A === null) return X;
  return A.layout === layouts.sparse_coo ? sparseProduct(A, X) : A.matmul(X);
}
/** S^T A S */
const form = (A: Tensor | null, S: Tensor): Tensor => product(S.mT, product(A, S));

/** Eigenvalues and eigenvectors, the largest or the smallest ones first. */
function eigenpairs(M: Tensor, largest = false): [E: Tensor, Z: Tensor] {
  const [E, Z] = eigh(M, 'U') as [Tensor, Tensor];
  return largest ? [E.flip(-1), Z.flip(-1)] : [E, Z];
}

/** Writes to some columns. */
function setColumns(X: Tensor, start: number, end: number, values: Tensor): void {
  X.narrow(1, start, end - start).copy_(values);
}

const columns = (X: Tensor, start: number, end = X.size(1)): Tensor =>
  X.narrow(1, Math.min(start, X.size(1)), Math.max(0, Math.min(end, X.size(1)) - start));

type Numbers = Record<string, number>;
type Flags = Record<string, boolean>;

/**
 * The state of an iteration, which a `tracker` gets after each step: `X` (m, n) and `E` (n) are the eigenpairs so far, `R`
 * (m, n) their residuals, `S` (m, 3 n) the basis of the search; `ivars`, `fvars`, `bvars` and `tvars` hold numbers, flags and
 * tensors by Python's names. `bvars.force_stop = true` ends the iteration. Clone what is to be kept.
 */
export class LOBPCG {
  readonly A: Tensor;
  readonly B: Tensor | null;
  readonly iK: Tensor | null;
  readonly iparams: Numbers;
  readonly fparams: Numbers;
  readonly bparams: Flags;
  readonly method: string;
  X: Tensor;
  E: Tensor;
  R: Tensor;
  S: Tensor;
  readonly ivars: Numbers = { istep: 0 };
  readonly fvars: Numbers = { _: 0 };
  readonly bvars: Flags = { _: false };
  readonly tvars: Record<string, Tensor> = {};

  constructor(problem: Problem, A: Tensor, B: Tensor | null, X: Tensor) {
    const { iparams, fparams, bparams, method, iK } = problem;
    const { m, n } = iparams as { m: number; n: number };
    if (X.dim() !== 2 || X.size(0) !== m || X.size(1) !== n) {
      throw new AssertionError(`X shape mismatch: got ${X.shape}, expected (${m}, ${n})`);
    }
    this.A = A;
    this.B = B;
    this.iK = iK;
    this.iparams = iparams;
    this.fparams = fparams;
    this.bparams = bparams;
    this.method = method;
    const options = { dtype: X.dtype, device: X.device };
    this.X = X.clone();
    this.E = zeros([n], options);
    this.R = zeros([m, n], options);
    this.S = zeros([m, 3 * n], options);
  }

  run(tracker: Tracker | null): void {
    do {
      this.update();
      tracker?.(this);
    } while (!this.stop_iteration());
  }

  stop_iteration(): boolean {
    const { iterations_left = 0, converged_count = 0 } = this.ivars;
    return (
      this.bvars.force_stop === true || iterations_left === 0 || converged_count >= (this.iparams.k as number)
    );
  }

  /** One step. */
  update(): void {
    const { ivars, fvars } = this;
    if (ivars.istep === 0) {
      const size = norm(this.X).item() as number;
      const inverse = size ** -1;
      fvars.X_norm = size;
      fvars.A_norm = norm(product(this.A, this.X)).item() * inverse;
      fvars.B_norm = norm(product(this.B, this.X)).item() * inverse;
      ivars.iterations_left = this.iparams.niter as number;
      ivars.converged_count = 0;
      ivars.converged_end = 0;
    }
    if (this.method === 'ortho') this.#stepOrtho();
    else this.#stepBasic();
    ivars.iterations_left = (ivars.iterations_left as number) - 1;
    ivars.istep = (ivars.istep as number) + 1;
  }

  /** R = A X - B X E */
  update_residual(): void {
    this.R = product(this.A, this.X).sub(product(this.B, this.X).mul(this.E));
  }

  /** How many of the first eigenpairs have converged, by the backward stable criterion of Duersch et al., section 4.3. */
  update_converged_count(): number {
    const before = this.ivars.converged_count as number;
    const { A_norm, B_norm } = this.fvars as { A_norm: number; B_norm: number };
    const { E, X, R } = this;
    const scale = E.narrow(0, 0, X.size(1)).abs().mul(B_norm).add(A_norm);
    const rerr = norm(R, 2, [0]).div(norm(X, 2, [0]).mul(scale)) as Tensor;
    const open = (rerr.lt(this.fparams.tol as number).tolist() as boolean[]).indexOf(false);
    const count = open < 0 ? rerr.size(0) : open;
    if (count < before) {
      throw new AssertionError(
        `the number of converged eigenpairs (was ${before}, got ${count}) cannot decrease`,
      );
    }
    this.ivars.converged_count = count;
    this.tvars.rerr = rerr;
    return count;
  }

  /** The basis for the next step: the eigenvectors, the directions of this step (if any), and new ones. */
  #fill(P: Tensor | null, W: Tensor): void {
    const n = this.iparams.n as number;
    const np = P?.size(1) ?? 0;
    const end = n + np + W.size(1);
    this.ivars.converged_end = end;
    setColumns(this.S, n + np, end, W);
  }

  #stepBasic(): void {
    const { n } = this.iparams as { n: number };
    const largest = this.bparams.largest as boolean;
    const first = this.ivars.istep === 0;
    const done = this.ivars.converged_count as number;
    const S = first ? this.X : columns(this.S, done, this.ivars.converged_end as number);
    const Ri = this.#rayleighRitz(S);
    const [E, Z] = eigenpairs(form(form(this.A, S), Ri), largest);
    let P: Tensor | null = null;
    if (first) {
      this.X.copy_(S.matmul(Ri.matmul(Z)));
      this.E.copy_(E);
    } else {
      setColumns(this.X, done, n, S.matmul(Ri.matmul(columns(Z, 0, n - done))));
      this.E.narrow(0, done, n - done).copy_(E.narrow(0, 0, n - done));
      P = S.matmul(Ri.matmul(columns(Z, n, 2 * n - done)));
    }
    this.update_residual();
    const count = this.update_converged_count();
    setColumns(this.S, 0, n, this.X);
    if (P !== null) setColumns(this.S, n, n + P.size(1), P);
    this.#fill(P, product(this.iK, first ? this.R : columns(this.R, count)));
  }

  #stepOrtho(): void {
    const { n } = this.iparams as { n: number };
    const largest = this.bparams.largest as boolean;
    if (this.ivars.istep === 0) {
      const Ri = this.#rayleighRitz(this.X);
      const [, Z] = eigenpairs(form(form(this.A, this.X), Ri), largest);
      this.X = this.X.matmul(Ri.matmul(Z));
      this.update_residual();
      this.update_converged_count();
      setColumns(this.S, 0, n, this.X);
      this.#fill(null, this.#orthogonal(this.R, this.X));
      return;
    }
    const done = this.ivars.converged_count as number;
    const S = columns(this.S, done, this.ivars.converged_end as number);
    const [E, Z] = eigenpairs(form(this.A, S), largest);
    const kept = n - done;
    setColumns(this.X, done, n, S.matmul(columns(Z, 0, kept)));
    this.E.narrow(0, done, kept).copy_(E.narrow(0, 0, kept));
    const rest = columns(Z, kept);
    const [basis] = qr(rest.narrow(0, 0, kept).mT) as [Tensor];
    const P = S.matmul(rest.matmul(basis));
    this.update_residual();
    const count = this.update_converged_count();
    setColumns(this.S, 0, n, this.X);
    setColumns(this.S, n, n + P.size(1), P);
    this.#fill(P, this.#orthogonal(columns(this.R, count), columns(this.S, 0, n + P.size(1))));
  }

  /** Ri with Ri^T S^T B S Ri = I, upper triangular, by a Cholesky factor of the scaled S^T B S. */
  #rayleighRitz(S: Tensor): Tensor {
    const SBS = form(this.B, S);
    const row = SBS.diagonal(0, -2, -1).pow(-0.5);
    const column = row.reshape(row.size(0), 1);
    const R = cholesky(SBS.mul(row).mul(column), { upper: true });
    return solveTriangular(R, row.diag_embed(), { upper: true, left: false });
  }

  /** B-orthonormal columns of the span of U; with `drop` without those that add little to it. */
  #svqb(given: Tensor, drop: boolean, tau: number): Tensor {
    let U = given;
    if (U.numel() === 0) return U;
    let UBU = form(this.B, U);
    let d = UBU.diagonal(0, -2, -1);
    const [present] = where(d.abs().ne(0)) as [Tensor];
    if (present.size(0) < d.size(0)) {
      U = U.index_select(1, present);
      if (U.numel() === 0) return U;
      UBU = form(this.B, U);
      d = UBU.diagonal(0, -2, -1);
    }
    let column = d.pow(-0.5).reshape(d.size(0), 1);
    let [E, Z] = eigenpairs(UBU.mul(column).mul(column.mT));
    const least = E.abs().max().mul(tau);
    if (drop) {
      const [keep] = where(E.gt(least)) as [Tensor];
      E = E.index_select(0, keep);
      Z = Z.index_select(1, keep);
      column = column.index_select(0, keep);
    } else {
      E = where(E.lt(least), least, E);
    }
    return U.mul(column.mT).matmul(Z.mul(E.pow(-0.5)));
  }

  /** B-orthonormal columns of the span of U that are B-orthogonal to V; fewer of them where U is not independent. */
  #orthogonal(given: Tensor, V: Tensor): Tensor {
    const { ortho_tol, ortho_tol_drop, ortho_tol_replace } = this.fparams as Record<string, number> & {
      ortho_tol: number;
      ortho_tol_drop: number;
      ortho_tol_replace: number;
    };
    const { m, ortho_i_max, ortho_j_max } = this.iparams as Record<
      'm' | 'ortho_i_max' | 'ortho_j_max',
      number
    >;
    const use_drop = this.bparams.ortho_use_drop as boolean;
    const { ivars, fvars, B } = this;
    let U = given;
    const BV_norm = norm(product(B, V)) as Tensor;
    let BU = product(B, U);
    let VBU = V.mT.matmul(BU);
    let i = 0;
    let j = 0;
    for (; i < ortho_i_max; i += 1) {
      U = U.sub(V.matmul(VBU));
      let drop = false;
      let tau = ortho_tol_drop;
      for (j = 0; j < ortho_j_max; j += 1) {
        U = use_drop ? this.#svqb(U, drop, tau) : this.#svqb(U, false, ortho_tol_replace);
        if (use_drop) [drop, tau] = [true, ortho_tol_replace];
        if (U.numel() === 0) {
          Object.assign(ivars, { ortho_i: i, ortho_j: j });
          return U;
        }
        BU = product(B, U);
        const UBU = U.mT.matmul(BU);
        const deviation = UBU.sub(eye(UBU.size(-1), { dtype: UBU.dtype, device: UBU.device }));
        const rerr = norm(deviation).item() * norm(BU).mul(norm(U)).item() ** -1;
        fvars[`ortho_UBUmI_rerr[${i}, ${j}]`] = rerr;
        if (rerr < ortho_tol) break;
      }
      VBU = V.mT.matmul(BU);
      const rerr = norm(VBU).item() * BV_norm.mul(norm(U)).item() ** -1;
      fvars[`ortho_VBU_rerr[${i}]`] = rerr;
      if (rerr < ortho_tol) break;
      if (m < U.size(-1) + V.size(-1)) {
        throw new ValueError(
          `Overdetermined shape of U: #B-cols(=${m}) >= #U-cols(=${U.size(-1)}) + #V-cols(=${V.size(-1)}) must hold`,
        );
      }
    }
    Object.assign(ivars, { ortho_i: Math.min(i, ortho_i_max - 1), ortho_j: Math.min(j, ortho_j_max - 1) });
    return U;
  }
}

type Tracker = (worker: LOBPCG) => void;

interface Problem {
  iparams: Numbers;
  fparams: Numbers;
  bparams: Flags;
  method: string;
  iK: Tensor | null;
}

const SMALLEST = new Map<dtype, number>([
  [dtypes.float32, 1.2e-7],
  [dtypes.float64, 2.23e-16],
]);

/** Solves for A, or for each matrix of a batch. */
function solve(
  A: Tensor,
  B: Tensor | null,
  X: Tensor | null,
  problem: Problem,
  tracker: Tracker | null,
): [E: Tensor, X: Tensor] {
  const { m, n, k } = problem.iparams as { m: number; n: number; k: number };
  const type = A.dtype === dtypes.float64 ? dtypes.float64 : dtypes.float32;
  const options = { dtype: type, device: A.device };
  const one = (a: Tensor, b: Tensor | null, x: Tensor | null, extra: Numbers): [Tensor, Tensor] => {
    const iparams = { ...problem.iparams, ...extra };
    const worker = new LOBPCG({ ...problem, iparams }, a, b, x ?? randn([m, n], options));
    worker.run(tracker);
    return [worker.E.narrow(0, 0, k), columns(worker.X, 0, k)];
  };
  if (A.dim() === 2) return one(A, B, X, {});
  const batch = [...A.shape.slice(0, -2)];
  const flat = (x: Tensor | null) => x?.reshape([-1, x.size(-2), x.size(-1)]) ?? null;
  const [bA, bB, bX] = [flat(A) as Tensor, flat(B), flat(X)];
  const found = Array.from({ length: bA.size(0) }, (_, batch_index) =>
    one(bA.select(0, batch_index), bB?.select(0, batch_index) ?? null, bX?.select(0, batch_index) ?? null, {
      batch_index,
    }),
  );
  const join = (tensors: Tensor[], size: number[]): Tensor =>
    tensors.length === 0
      ? (zeros([...batch, ...size], options) as Tensor)
      : (aten('stack')(tensors) as Tensor).reshape([...batch, ...size]);
  return [
    join(
      found.map(([E]) => E),
      [k],
    ),
    join(
      found.map(([, V]) => V),
      [m, k],
    ),
  ];
}

/** The gradient of A where U has all eigenvectors. */
function backwardComplete(dD: Tensor, dU: Tensor, D: Tensor, U: Tensor): Tensor {
  const F = D.unsqueeze(-2).sub(D.unsqueeze(-1));
  F.diagonal(0, -2, -1).fill_(Number.POSITIVE_INFINITY);
  F.pow_(-1);
  const Ut = U.mT.contiguous();
  return U.matmul(dD.diag_embed().add(Ut.matmul(dU).mul(F)).matmul(Ut));
}

/** Coefficients, (..., n + 1) with the constant first, of the polynomial with these roots, (..., n). */
function polynomialOf(roots: Tensor): Tensor {
  const order = roots.size(-1);
  const coefficients = roots.new_zeros([...roots.shape.slice(0, -1), order + 2]) as Tensor;
  coefficients.select(-1, 0).fill_(1);
  coefficients.select(-1, -1).fill_(1);
  for (let i = 1; i <= order; i += 1) {
    const step = roots.narrow(-1, i - 1, 1).mul(coefficients.narrow(-1, order - i + 1, i + 1));
    coefficients.narrow(-1, order - i, i + 1).sub_(step);
  }
  return coefficients.narrow(-1, 1, order + 1);
}

/** Horner's rule: `next(value, coefficient)` is one step of it. */
function evaluate(polynomial: Tensor, start: Tensor, next: (value: Tensor, a: Tensor) => Tensor): Tensor {
  let value = start;
  for (let k = polynomial.size(-1) - 2; k >= 0; k -= 1) value = next(value, polynomial.select(-1, k));
  return value;
}

/** The gradient of A where U has some of the eigenvectors: the others enter through the polynomial of the eigenvalues. */
function backwardPartial(dD: Tensor, dU: Tensor, A: Tensor, D: Tensor, U: Tensor, largest: boolean): Tensor {
  const Ut = U.mT.contiguous();
  const away = U.neg().matmul(Ut);
  away.diagonal(0, -2, -1).add_(1);
  const generator = Generator(A.device);
  const shape = [...A.shape.slice(0, -1), A.size(-1) - D.size(-1)];
  const random = randn(shape, { dtype: A.dtype, device: A.device, generator }) as Tensor;
  const others = away.matmul(random);
  const othersT = others.mT.contiguous();
  const polynomial = polynomialOf(D);
  let projected = dU;
  const series = dU.new_zeros([...dU.shape]) as Tensor;
  const order = polynomial.size(-1);
  for (let k = 1; k < order; k += 1) {
    const part = polynomial.narrow(-1, k, order - k);
    const value = evaluate(part, D.new_ones([1]).expand([...D.shape]), (x, a) =>
      a.unsqueeze(-1).addcmul(D, x),
    );
    series.add_(projected.mul(value.unsqueeze(-2)));
    projected = A.matmul(projected);
  }
  const size = A.size(-1);
  const identity = (eye(size, { dtype: A.dtype, device: A.device }) as Tensor).view([
    ...A.shape.slice(0, -2).map(() => 1),
    size,
    size,
  ]);
  const atA = evaluate(polynomial, identity, (x, a) => {
    const next = A.matmul(x);
    next.diagonal(0, -2, -1).add_(a.unsqueeze(-1));
    return next;
  });
  const sign = largest && (order - 1) % 2 === 1 ? -1 : 1;
  const L = cholesky(othersT.matmul(atA.matmul(others)).mul(sign)) as Tensor;
  const correction = aten('cholesky_solve')(othersT.matmul(series), L).mul(sign) as Tensor;
  return backwardComplete(dD, dU, D, U).sub(others.matmul(correction).matmul(Ut));
}

type Solution = [E: Tensor, X: Tensor];

class Differentiable extends AutogradFunction {
  static forward(
    ctx: FunctionCtx,
    A: Tensor,
    B: Tensor | null,
    largest: boolean,
    run: (A: Tensor, B: Tensor | null) => Solution,
  ): Solution {
    const dense = (x: Tensor) => (x.is_sparse ? x : x.contiguous());
    const [a, b] = [dense(A), B === null ? null : dense(B)];
    const [D, U] = run(a, b);
    ctx.save_for_backward(a, b, D, U);
    ctx.largest = largest;
    return [D, U];
  }
  static backward(ctx: FunctionCtx, dD: Tensor, dU: Tensor): (Tensor | null)[] {
    const [A, B, D, U] = ctx.saved_tensors as [Tensor, Tensor | null, Tensor, Tensor];
    const refuse = (what: string, then: string): never => {
      throw new ValueError(`lobpcg.backward does not support ${what} yet.${then}`);
    };
    const though = ' Note that lobpcg.forward does though.';
    if (A.is_sparse || (B?.is_sparse && ctx.needs_input_grad[1])) refuse('sparse input', though);
    if (A.is_complex() || B?.is_complex()) refuse('complex input', though);
    if (B !== null) refuse('backward with B != I', '');
    const complete = U.size(-1) === U.size(-2);
    const gradient = complete
      ? backwardComplete(dD, dU, D, U)
      : backwardPartial(dD, dU, A, D, U, ctx.largest);
    return [gradient, null, null, null];
  }
}

/**
 * The `k` largest eigenvalues, (..., k), of a symmetric positive definite generalized problem A x = e B x, and their
 * eigenvectors, (..., m, k): `const [E, X] = torch.lobpcg(A, 2)`. A and B (default: the identity) are (..., m, m), dense
 * or, without a batch, sparse; the smallest ones with `largest: false`.
 *
 * `X` (..., m, n) is where to start from, otherwise `n` (default: k) random columns; m must be 3 n at least. `niter` steps
 * at most (1000; -1: no limit), until the residuals are below `tol` (default: the square root of the dtype's epsilon).
 * `method` is `'ortho'`, which converges better, or `'basic'`, which takes the preconditioner `iK` (m, m). `tracker` is
 * called with the state, a `LOBPCG`, after each step. Gradients go to a dense, real A where B is not given.
 *
 * @throws ValueError for matrices that are too small, AssertionError for shapes that do not fit.
 *
 * Sources: A. V. Knyazev, SIAM J. Sci. Comput. 23 (2001), 517-541; A. Stathopoulos and K. Wu, SIAM J. Sci. Comput. 23
 * (2002), 2165-2182; J. A. Duersch, M. Shao, C. Yang, M. Gu, SIAM J. Sci. Comput. 40 (2018), C655-C676.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.lobpcg.html
 */
export const lobpcg = keywords(
  'lobpcg',
  [
    'A',
    'k',
    'B',
    'X',
    'n',
    'iK',
    'niter',
    'tol',
    'largest',
    'method',
    'tracker',
    'ortho_iparams',
    'ortho_fparams',
    'ortho_bparams',
  ],
  (
    A: Tensor,
    k: number | null = null,
    B: Tensor | null = null,
    X: Tensor | null = null,
    n: number | null = null,
    iK: Tensor | null = null,
    niter: number | null = null,
    tol: number | null = null,
    largest: boolean | null = null,
    method: 'ortho' | 'basic' | null = null,
    tracker: Tracker | null = null,
    ortho_iparams: Numbers | null = null,
    ortho_fparams: Numbers | null = null,
    ortho_bparams: Flags | null = null,
  ): Solution => {
    const [rows, m] = [A.size(-2), A.size(-1)];
    if (rows !== m) throw new AssertionError(`A must be square, got shape ${A.shape}`);
    if (B !== null && String(A.shape) !== String(B.shape)) {
      throw new AssertionError(`A and B must have same shape, got ${A.shape} vs ${B.shape}`);
    }
    if (method !== null && method !== 'ortho' && method !== 'basic') {
      throw new ValueError(`lobpcg: method is 'ortho' or 'basic', not ${String(method)}`);
    }
    const pairs = k ?? X?.size(-1) ?? 1;
    const width = X?.size(-1) ?? n ?? pairs;
    if (m < 3 * width) {
      throw new ValueError(
        `LOBPCG algorithm is not applicable when the number of A rows (=${m}) is smaller than 3 x the number of requested eigenpairs (=${width})`,
      );
    }
    const smallest = SMALLEST.get(A.dtype) ?? (SMALLEST.get(dtypes.float32) as number);
    const tolerance = tol ?? smallest ** 0.5;
    const ortho = method !== 'basic';
    const problem: Problem = {
      iparams: { m, n: width, k: pairs, niter: niter ?? 1000 },
      fparams: { tol: tolerance },
      bparams: { largest: largest ?? true },
      method: method ?? 'ortho',
      iK,
    };
    if (ortho) {
      Object.assign(problem.iparams, { ortho_i_max: 3, ortho_j_max: 3 }, ortho_iparams);
      Object.assign(problem.fparams, ortho_fparams);
      for (const name of ['ortho_tol', 'ortho_tol_drop', 'ortho_tol_replace']) {
        problem.fparams[name] ??= tolerance;
      }
      Object.assign(problem.bparams, { ortho_use_drop: false }, ortho_bparams);
    }
    const run = (a: Tensor, b: Tensor | null): Solution => solve(a, b, X, problem, tracker);
    if (!A.requires_grad && !B?.requires_grad) return run(A, B);
    // So that the gradient is symmetric as well.
    const symmetric = (x: Tensor) => x.add(x.mT).div(2);
    return Differentiable.apply(symmetric(A), B === null ? null : symmetric(B), largest ?? true, run);
  },
);
