import { describe, expect, it } from 'vitest';
import { torch } from '../src/torch.ts';

// Values were read off Python's torch 2.13.
const x = () => torch.tensor([3, 1, 2, 9, 7, 8]).reshape(2, 3);
const ints = (...values: number[]) => torch.tensor(values.map(BigInt));

describe("calls of torch's Python-level functions", () => {
  it('take tensors in a row or as a list', () => {
    const [a, b] = [ints(1, 2), ints(5, 6, 7)];
    const expected = [
      [1, 5],
      [1, 6],
      [1, 7],
      [2, 5],
      [2, 6],
      [2, 7],
    ];
    expect(torch.cartesian_prod(a, b).tolist()).toEqual(expected);
    expect(torch.cartesian_prod([a, b]).tolist()).toEqual(expected);
    expect(torch.meshgrid(a, b, { indexing: 'xy' })[0].shape).toEqual([3, 2]);
    expect(torch.meshgrid([a, b], { indexing: 'ij' })[0].shape).toEqual([2, 3]);
    expect(torch.einsum('i,j->ij', a, b).tolist()).toEqual(torch.einsum('i,j->ij', [a, b]).tolist());
    expect(torch.atleast_2d(a).shape).toEqual([1, 2]);
    expect(torch.atleast_2d(a, b)[1].shape).toEqual([1, 3]);
    expect(torch.block_diag(a, b).tolist()).toEqual([
      [1, 2, 0, 0, 0],
      [0, 0, 5, 6, 7],
    ]);
  });

  it('choose the norm by p, dim and dtype', () => {
    expect(torch.norm(x()).item()).toBeCloseTo(14.422205, 5);
    expect(x().norm({ p: 'nuc' }).item()).toBeCloseTo(15.407591, 5);
    expect(x().norm(1, 1, true).tolist()).toEqual([[6], [24]]);
    expect(torch.norm(x(), { dim: 0, dtype: torch.float64 }).dtype).toBe(torch.float64);
    expect(() => torch.norm(x(), { dims: 0 } as never)).toThrow(
      "unexpected keyword argument 'dims'; known: input, p, dim",
    );
  });

  it('return what unique is asked for', () => {
    const values = ints(3, 1, 3, 2, 1, 1);
    expect(torch.unique(values).tolist()).toEqual([1, 2, 3]);
    const [sorted, inverse, counts] = values.unique({ return_inverse: true, return_counts: true });
    expect([sorted, inverse, counts].map((t) => t.tolist())).toEqual([
      [1, 2, 3],
      [2, 0, 2, 1, 0, 0],
      [3, 1, 2],
    ]);
    expect(torch.unique_consecutive(values, { return_counts: true })[1].tolist()).toEqual([1, 1, 1, 1, 2]);
    expect(torch.unique(torch.stack([values, values]), { dim: 0 }).shape).toEqual([1, 6]);
  });

  it('find nonzero places as rows or by dimension', () => {
    const mask = x().gt(2);
    expect(mask.nonzero().tolist()).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    expect(mask.nonzero({ as_tuple: true }).map((t) => t.tolist())).toEqual([
      [0, 1, 1, 1],
      [0, 0, 1, 2],
    ]);
  });

  it('broadcast shapes, and refuse those that do not', () => {
    expect(torch.broadcast_shapes([2, 1], [3], 1)).toEqual([2, 3]);
    expect(() => torch.broadcast_shapes([2, 1], [3, 3])).toThrow(
      'Shape mismatch: objects cannot be broadcast to a single shape',
    );
  });

  it('contract, split and unravel by keyword', () => {
    expect(torch.tensordot(x(), x(), { dims: [[1], [1]] }).tolist()).toEqual([
      [14, 50],
      [50, 194],
    ]);
    expect(torch.split(x(), { split_size_or_sections: 2, dim: 1 })[1].tolist()).toEqual([[2], [8]]);
    expect(torch.unravel_index(ints(5, 1), [2, 3]).map((t) => t.tolist())).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(() => torch.unravel_index(torch.ones(1), 3)).toThrow(
      "expected 'indices' to be integer dtype, but got torch.float32",
    );
    expect(() => torch.tensordot(x(), x(), -1)).toThrow('tensordot expects dims >= 0, but got dims=-1');
  });

  it('centre the frames of stft unless told otherwise', () => {
    const signal = torch.arange(32, { dtype: torch.float32 });
    const window = torch.ones(8);
    expect(torch.stft(signal, 8, { window, return_complex: true }).shape).toEqual([5, 17]);
    expect(signal.stft(8, { center: false, window, return_complex: true }).shape).toEqual([5, 13]);
  });
});

describe('einsum with numbers for letters', () => {
  const a = torch.arange(24).view(2, 3, 4);
  const b = torch.arange(40).view(2, 4, 5);
  it('computes what the letters do', () => {
    const expected = torch.einsum('bij,bjk->bik', a, b).tolist();
    expect(torch.einsum(a, [0, 1, 2], b, [0, 2, 30], [0, 1, 30]).tolist()).toEqual(expected);
    expect(torch.einsum(a, ['...', 1, 2], b, ['...', 2, 3], ['...', 1, 3]).tolist()).toEqual(expected);
    expect(torch.einsum(a, [51, 25, 26]).tolist()).toEqual(torch.einsum('zZa', a).tolist());
  });
  it.each([52, -1, 0.5])('refuses %s', (n) => {
    expect(() => torch.einsum(a, [0, 1, n])).toThrow(
      'einsum(): subscript in subscript list is not within the valid range [0, 52)',
    );
  });
});

describe('dim_order', () => {
  const open =
    'The tensor does not have unique dim order, or cannot map to exact one of the given memory formats.';
  it('checks that there is one order', () => {
    expect(torch.zeros(2, 3, 4, 5).transpose(0, 2).dim_order({ ambiguity_check: true })).toEqual([
      2, 1, 0, 3,
    ]);
    const x = torch.zeros(2, 1, 4, 4);
    expect(x.dim_order()).toEqual([0, 1, 2, 3]);
    expect(() => x.dim_order({ ambiguity_check: true })).toThrow(open);
    const both = [torch.contiguous_format, torch.channels_last];
    expect(() => x.dim_order({ ambiguity_check: both })).toThrow(open);
    expect(x.dim_order({ ambiguity_check: [torch.contiguous_format] })).toEqual([0, 1, 2, 3]);
  });
  it('refuses what it cannot check', () => {
    expect(() => torch.zeros(2).dim_order({ ambiguity_check: 'all' as never })).toThrow(
      'The ambiguity_check argument must be a bool or a list of memory formats.',
    );
    expect(() => torch.zeros(2, 2).to_sparse().dim_order()).toThrow("Can't get dim order on sparse type");
  });
});

describe('methods', () => {
  it('whose tensor is not the first parameter take it at its place', () => {
    expect(x().where(x().gt(2), 0).tolist()).toEqual([
      [3, 0, 0],
      [9, 7, 8],
    ]);
    expect(
      x()
        .where({ condition: x().gt(8), other: -1 })
        .tolist(),
    ).toEqual([
      [-1, -1, -1],
      [9, -1, -1],
    ]);
    expect(torch.ones(1).polygamma(1).item()).toBeCloseTo(1.644934, 5);
  });

  it('give results that serve as lists of tensors', () => {
    expect(torch.stack(x().aminmax({ dim: 1 })).tolist()).toEqual([
      [1, 7],
      [3, 9],
    ]);
  });
});

describe('Tensor.to', () => {
  it("reads Python's three forms", () => {
    expect(x().to(torch.float64).dtype).toBe(torch.float64);
    expect(x().to('cpu', torch.float16).dtype).toBe(torch.float16);
    expect(x().to(ints(1)).dtype).toBe(torch.int64);
    expect(x().to({ dtype: torch.int32, non_blocking: true }).dtype).toBe(torch.int32);
    expect(torch.zeros(1, 2, 3, 4).to({ memory_format: torch.channels_last }).stride()).toEqual([
      24, 1, 8, 2,
    ]);
  });

  it('gives the same tensor back where nothing changes, a copy where one is asked for', () => {
    const given = x();
    expect(given.to('cpu')).toBe(given);
    expect(given.to(torch.float32, { non_blocking: true })).toBe(given);
    const copy = given.to(torch.float32, { copy: true });
    expect(copy.data_ptr()).not.toBe(given.data_ptr());
    expect(copy.tolist()).toEqual(given.tolist());
  });

  it('names the known keywords, and refuses what is neither device, dtype nor tensor', () => {
    expect(() => x().to('cpu', { nonblocking: true } as never)).toThrow(
      "to() got an unexpected keyword argument 'nonblocking'; known: device, dtype, other, non_blocking, copy, memory_format",
    );
    expect(() => x().to(true as never)).toThrow('to(): expected a device, a dtype or a Tensor, got boolean');
    expect(() => x().to('cpu', { device: 'cpu' })).toThrow("got multiple values for argument 'device'");
    expect(() => x().to('gpu')).toThrow('device type at start of device string: gpu');
  });

  it('keeps the graph', () => {
    const w = torch.ones(2, { requires_grad: true });
    w.to(torch.float64).double().sum().backward();
    expect(w.grad?.tolist()).toEqual([1, 1]);
    expect(w.grad?.dtype).toBe(torch.float32);
  });
});
