// torch.lobpcg against Python's results, bit for bit (scripts/golden/lobpcg.py).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import './nn/pinned.ts';
import type { LOBPCG } from '../src/_lobpcg.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

const golden = JSON.parse(readFileSync(new URL('./golden/lobpcg.json', import.meta.url), 'utf8'));
torch.set_num_threads(1); // as the golden data

function matrix(shape: number[], dtype: torch.dtype): Tensor {
  const x = torch.randn(shape, { dtype });
  return x.matmul(x.mT).add(torch.eye(shape.at(-1) as number, { dtype }));
}

describe('torch.lobpcg', () => {
  it.each(golden.cases as any[])('$name', (given) => {
    torch.manual_seed(given.seed);
    const dtype = (torch as any)[given.dtype] as torch.dtype;
    let A = matrix(given.shape, dtype);
    if (given.sparse) A = A.mul(A.abs().gt(3)).to_sparse();
    const extra: Record<string, Tensor> = {};
    if (given.with_b) extra.B = matrix(given.shape, dtype);
    if (given.with_x) extra.X = torch.randn([...given.shape.slice(0, -1), given.with_x], { dtype });
    if (given.with_ik) extra.iK = A.diagonal(0, -2, -1).reciprocal().diag_embed();
    const start = extra.X?.clone();
    if (given.grad) A.requires_grad_();
    const steps: unknown[] = [];
    const tracker = ({ ivars, tvars }: LOBPCG) => {
      const { istep, converged_count, ortho_i = -1, ortho_j = -1 } = ivars;
      steps.push([istep, converged_count, tvars.rerr?.tolist(), ortho_i, ortho_j]);
    };
    const [E, X] = torch.lobpcg(A, { ...extra, ...given.options, tracker });
    expect(steps).toHaveLength(given.count);
    expect([...steps.slice(0, 2), ...steps.slice(-1)]).toEqual(given.steps);
    expect(E.tolist()).toEqual(given.E);
    expect(X.tolist()).toEqual(given.X);
    expect(torch.rand(1).item()).toBe(given.after);
    if (start !== undefined) expect(torch.equal(extra.X as Tensor, start)).toBe(true);
    if (!given.grad) return;
    const weights = torch.arange(X.numel(), { dtype }).reshape(X.shape);
    E.sum().add(X.mul(weights).sum()).backward();
    expect((A.grad as Tensor).tolist()).toEqual(given.gradient);
  });

  it('finds what eigh finds', () => {
    torch.manual_seed(0);
    const A = matrix([30, 30], torch.float64);
    const [E, X] = torch.lobpcg(A, 3);
    expect(torch.allclose(E, torch.linalg.eigvalsh(A).flip(0).narrow(0, 0, 3))).toBe(true);
    expect(torch.allclose(A.matmul(X), X.mul(E), { atol: 1e-5 })).toBe(true);
  });

  it('ends where a tracker says so', () => {
    let steps = 0;
    torch.lobpcg(matrix([12, 12], torch.float64), 1, {
      tracker: (worker: LOBPCG) => {
        steps += 1;
        if (steps === 2) worker.bvars.force_stop = true;
      },
    });
    expect(steps).toBe(2);
  });

  const A = torch.eye(9, { dtype: torch.float64 });
  it.each<[string, () => unknown, RegExp]>([
    [
      'too small a matrix',
      () => torch.lobpcg(A, 4),
      /number of A rows \(=9\) is smaller than 3 x the number of requested eigenpairs \(=4\)/,
    ],
    [
      'one that is not square',
      () => torch.lobpcg(A.narrow(0, 0, 6)),
      /^A must be square, got shape torch.Size\(\[6, 9\]\)/,
    ],
    ['another B', () => torch.lobpcg(A, 1, { B: torch.eye(6) }), /^A and B must have same shape/],
    ['another X', () => torch.lobpcg(A, 1, { X: torch.ones(6, 1) }), /^X shape mismatch/],
    [
      'another method',
      () => torch.lobpcg(A, 1, { method: 'other' as never }),
      /method is 'ortho' or 'basic', not other/,
    ],
  ])('refuses %s', (_what, run, message) => {
    expect(run).toThrow(message);
  });
  it('refuses the gradients that it does not have', () => {
    const leaf = A.clone().requires_grad_();
    const [E] = torch.lobpcg(leaf, 1, { B: A });
    expect(() => E.sum().backward()).toThrow(/^lobpcg.backward does not support backward with B != I yet/);
  });
});
