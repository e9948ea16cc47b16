// torch.sparse: what PyTorch writes of it in Python. Sentences were read off Python's torch 2.13.
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

const { check_sparse_tensor_invariants, as_sparse_gradcheck } = torch.sparse;
const wrong = {
  coo: (options: object = {}) => torch.sparse_coo_tensor([[0, 5]], [1, 2], [3], options),
  csr: (options: object = {}) => torch.sparse_csr_tensor([0, 1, 3], [0, 1], [1, 2], [2, 2], options),
};
const coo = /^size is inconsistent with indices: for dim 0, size is 3 but found index 5/;
const csr = /^`crow_indices\[\.\.\., -1\] == nnz` is not satisfied\./;

describe('check_sparse_tensor_invariants', () => {
  it('checks in a block, and as long as it is enabled', () => {
    expect(check_sparse_tensor_invariants.is_enabled()).toBe(false);
    check_sparse_tensor_invariants(() => {
      expect(check_sparse_tensor_invariants.is_enabled()).toBe(true);
      expect(() => wrong.coo()).toThrow(coo);
      expect(() => wrong.csr()).toThrow(csr);
      expect([...wrong.coo({ check_invariants: false }).shape]).toEqual([3]);
      check_sparse_tensor_invariants(false, () => expect([...wrong.csr().shape]).toEqual([2, 2]));
      expect(() => wrong.csr()).toThrow(csr);
    });
    expect(() => wrong.csr()).toThrow(csr); // unlike in Python, where nobody checks until asked to
    check_sparse_tensor_invariants.enable();
    expect(() => wrong.coo()).toThrow(coo);
    check_sparse_tensor_invariants.disable();
    expect([...wrong.csr().shape]).toEqual([2, 2]);
    {
      using _ = check_sparse_tensor_invariants();
      expect(() => wrong.coo()).toThrow(coo);
    }
    expect(check_sparse_tensor_invariants.is_enabled()).toBe(false);
    expect(() => check_sparse_tensor_invariants(1 as never)).toThrow(/expected a boolean or a function/);
  });

  it('stands behind check_invariants', () => {
    expect(() => wrong.coo({ check_invariants: true })).toThrow(coo);
    expect(() => wrong.csr({ check_invariants: true })).toThrow(csr);
    expect(check_sparse_tensor_invariants.is_enabled()).toBe(false);
    expect(
      torch
        .sparse_coo_tensor([[0, 2]], [1, 2], [3], { check_invariants: true })
        .to_dense()
        .tolist(),
    ).toEqual([1, 0, 2]);
  });
});

describe('sparse_coo_tensor', () => {
  it('takes lists, tensors, and a size alone', () => {
    const indices = torch.tensor(
      [
        [0, 1, 1],
        [2, 0, 2],
      ],
      { dtype: torch.int64 },
    );
    const values = torch.tensor([3, 4, 5]);
    for (const x of [
      torch.sparse_coo_tensor(indices, values),
      torch.sparse_coo_tensor(
        [
          [0, 1, 1],
          [2, 0, 2],
        ],
        [3, 4, 5],
      ),
      torch.sparse_coo_tensor(indices, values, [2, 3]),
      torch.sparse_coo_tensor(indices, values, { size: [2, 3] }),
      torch.sparse_coo_tensor(indices, [3, 4, 5], null, { requires_grad: true }),
    ]) {
      expect(x.to_dense().tolist()).toEqual([
        [0, 0, 3],
        [4, 0, 5],
      ]);
    }
    expect([...torch.sparse_coo_tensor([2, 3]).shape]).toEqual([2, 3]);
    expect([...torch.sparse_coo_tensor(2, 3).shape]).toEqual([2, 3]);
    expect(torch.sparse_coo_tensor(indices, values, { dtype: torch.float64 }).dtype).toBe(torch.float64);
  });
});

describe('as_sparse_gradcheck', () => {
  const gradcheck = as_sparse_gradcheck(torch.autograd.gradcheck) as (...args: any[]) => boolean;
  const dense = torch.tensor(
    [
      [0, 1],
      [2, 3],
    ],
    { dtype: torch.float64 },
  );
  const layouts = ['sparse_coo', 'sparse_csr', 'sparse_csc', 'sparse_bsr', 'sparse_bsc'] as const;
  it.each(layouts)('takes %s tensors', (name) => {
    const blocksize = name.startsWith('sparse_bs') ? [1, 2] : null;
    const x = (dense.to_sparse({ layout: torch[name], blocksize } as any) as Tensor).requires_grad_();
    expect(gradcheck((a: Tensor) => a.to_dense().pow(2), [x])).toBe(true);
    expect(gradcheck((a: Tensor) => a.to_dense({ masked_grad: true }).pow(2), x, { masked: true })).toBe(
      true,
    );
  });
  it('takes sparse results, and finds what is wrong', () => {
    const x = dense.to_sparse().requires_grad_();
    expect(gradcheck((a: Tensor) => a.mul(3), [x])).toBe(true);
    class Wrong extends torch.autograd.Function {
      static forward(_ctx: any, a: Tensor): Tensor {
        return a.mul(2);
      }
      static backward(_ctx: any, g: Tensor): Tensor {
        return g.mul(3);
      }
    }
    expect(() => gradcheck((a: Tensor) => Wrong.apply(a.to_dense()), [x])).toThrow(/Jacobian mismatch/);
  });
});
