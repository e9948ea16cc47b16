// Arguments by which LibTorch itself ends the process, or never comes back: refused before it sees them.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { IndexError, RuntimeError, TypeError, ValueError } from '../../src/errors.ts';
import { nn, safetensors } from '../../src/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const aten = torch.ops.aten as Record<string, any>;
const long = (values: any) => torch.tensor(values, { dtype: torch.int64 });

describe('eigenvalues', () => {
  it('of a matrix with NaNs are refused; LAPACK would write beyond its memory', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => torch.linalg.eigvals(torch.full([3, 16, 16], bad))).toThrow(RuntimeError);
      expect(() => torch.linalg.eigvals(torch.full([5, 5], bad))).toThrow(/should not contain infs or NaNs/);
    }
  });
  it('of others are found, inside vmap as well', () => {
    const twice = torch.eye(3).mul(2).expand(2, 3, 3);
    for (const found of [torch.linalg.eigvals(twice), torch.func.vmap(torch.linalg.eigvals)(twice)]) {
      expect((found as Tensor).real.tolist()).toEqual([
        [2, 2, 2],
        [2, 2, 2],
      ]);
    }
  });
});

describe('ctc_loss', () => {
  const scores = torch.zeros(5, 2, 4).log_softmax(2);
  const loss = (targets: Tensor, lengths: any, of = scores) =>
    nn.functional.ctc_loss(of, targets, (Array.isArray(lengths) ? [5, 5] : long([5, 5])) as never, lengths, {
      reduction: 'none',
    }) as Tensor;

  it.each([1_000_000_000, 4, -1, -1_000_000])('refuses the target %i of 4 classes', (bad) => {
    const message = `ctc_loss: target ${bad} is out of bounds: there are 4 classes`;
    const padded = long([
      [1, 2, 3],
      [1, bad, 3],
    ]);
    expect(() => loss(padded, long([3, 2]))).toThrow(IndexError);
    expect(() => loss(padded, long([3, 2]))).toThrow(message);
    expect(() => loss(padded, [3, 2])).toThrow(message);
    expect(() => loss(padded.to(torch.int32), [3, 2])).toThrow(message);
    expect(() => loss(long([1, 2, 3, 1, bad]), long([3, 2]))).toThrow(message);
  });

  it('takes any padding', () => {
    const whole = loss(long([1, 2, 3, 1]), long([3, 1]));
    const padded = loss(
      long([
        [1, 2, 3, -1],
        [1, -100, 10 ** 9, 7],
      ]),
      long([3, 1]),
    );
    expect(padded.tolist()).toEqual(whole.tolist());
    const one = nn.functional.ctc_loss(scores.select(1, 0), long([1, 2, 3]), long(5), long(3), {
      reduction: 'none',
    }) as Tensor;
    expect(one.item()).toBe(whole.tolist<number[]>()[0]);
  });
});

describe('segment_reduce', () => {
  const data = torch.arange(5, { dtype: torch.float32 });
  it.each<[what: string, options: Record<string, unknown>]>([
    ['lengths past the end', { lengths: long([100_000_000, 2]), unsafe: true }],
    ['lengths that sum to more', { lengths: long([3, 3]), unsafe: true }],
    ['a length below 0', { lengths: long([-100_000_000, 2]), unsafe: true }],
    ['offsets past the end', { offsets: long([0, 100_000_000]) }],
    ['offsets before the start', { offsets: long([-100_000_000, 3]) }],
    ['offsets that go back', { offsets: long([0, 4, 1]) }],
  ])('refuses %s', (_what, options) => {
    expect(() => torch.segment_reduce(data, 'sum', options)).toThrow(ValueError);
    expect(() => torch.segment_reduce(data, 'sum', options)).toThrow(/leave the 5 values of the axis/);
  });
  it('sums by lengths and by offsets', () => {
    expect(torch.segment_reduce(data, 'sum', { lengths: long([2, 3]) }).tolist()).toEqual([1, 9]);
    expect(torch.segment_reduce(data, 'sum', { lengths: long([2, 1]), unsafe: true }).tolist()).toEqual([
      1, 2,
    ]);
    expect(torch.segment_reduce(data, 'sum', { offsets: long([0, 2, 5]) }).tolist()).toEqual([1, 9]);
    const rows = torch.stack([data, data]);
    const lengths = long([
      [2, 3],
      [5, 0],
    ]);
    expect(torch.segment_reduce(rows, 'sum', { lengths, axis: 1 }).tolist()).toEqual([
      [1, 9],
      [10, 0],
    ]);
  });
});

it('a binomial count of NaN, which is drawn for ever, is refused', () => {
  const half = torch.full([3], 0.5);
  expect(() => torch.binomial(torch.full([3], Number.NaN), half)).toThrow(ValueError);
  expect(torch.binomial(torch.full([3], 0), half).tolist()).toEqual([0, 0, 0]);
});

describe('a tensor without memory of its own', () => {
  const zero = () => torch._efficientzerotensor([3]);
  it('known to be zero is read as zeros, and shares nothing', () => {
    expect(zero().tolist()).toEqual([0, 0, 0]);
    for (const use of [() => zero().numpy(), () => safetensors.save({ zero: zero() })]) {
      expect(use).toThrow(RuntimeError);
      expect(use).toThrow(/Cannot access the memory of a tensor that has none/);
    }
    expect(() => torch.save(zero(), new torch.serialization.BytesIO())).toThrow(RuntimeError);
  });
  it('inside functionalize is shared with nobody', () => {
    const inside = torch.func.functionalize((x: Tensor) => {
      expect(() => x.numpy()).toThrow(RuntimeError);
      expect(() => x.numpy()).toThrow(/^Cannot access (the memory|data pointer) of/);
      return x.add(1);
    });
    expect(inside(torch.ones(2)).tolist()).toEqual([2, 2]);
  });
  it('is what data given inside functionalize becomes', () => {
    const inside = torch.func.functionalize((x: Tensor) => {
      x.index_put_([torch.tensor([1], { dtype: torch.int64 })], torch.tensor(5));
      return x.mul(torch.tensor([1, 2, 3])).index_select(0, torch.from_numpy(new BigInt64Array([2n, 1n])));
    });
    expect(inside(torch.ones(3)).tolist()).toEqual([3, 10]);
  });
});

it('lists with holes, of any length, are refused at the first', () => {
  for (const list of [new Array(2 ** 32 - 1), [new Array(2 ** 31)]]) {
    expect(() => torch.tensor(list)).toThrow(TypeError);
    expect(() => torch.tensor(list)).toThrow(/cannot make a tensor from undefined/);
  }
});

describe('sparse tensors', () => {
  const ones = torch.ones(4);
  it.each<[what: string, make: () => Tensor]>([
    ['columns', () => torch.sparse_csr_tensor([0, 2, 4], [0, 10 ** 8, 0, 1], ones, [2, 2])],
    ['rows', () => torch.sparse_csr_tensor([0, 2 * 10 ** 8, 4], [0, 1, 0, 1], ones, [2, 2])],
    ['counts', () => torch.sparse_csr_tensor([0, 2, 4 * 10 ** 8], [0, 1, 0, 1], ones, [2, 2])],
    ['places', () => torch.sparse_coo_tensor([[0, 10 ** 8]], [1, 2], [3])],
    [
      'sorted places',
      () => torch.sparse_coo_tensor([[0, 10 ** 8]], [1, 2], [3], { is_coalesced: true } as never),
    ],
  ])('with %s outside of their size are refused unless they go unchecked', (_what, make) => {
    expect(make).toThrow(RuntimeError);
    expect(torch.sparse.check_sparse_tensor_invariants(false, make).layout).not.toBe(torch.strided);
    expect(make).toThrow(RuntimeError);
  });
});

describe('calls by which LibTorch ends the process', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const file = 'test/robustness/fatal_calls.jsonl';
  const calls = readFileSync(root + file, 'utf8')
    .trim()
    .split('\n');

  it('are errors that say what is accepted', () => {
    const args = ['--import', 'tsx', 'scripts/fuzz/replay.ts', file];
    const { stdout, stderr, signal } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(signal, stdout + stderr).toBeNull();
    const outcomes = stdout.trim().split('\n');
    expect(outcomes.pop()).toBe('end');
    expect(outcomes).toHaveLength(calls.length);
    for (const [i, outcome] of outcomes.entries()) {
      const { op } = JSON.parse(calls[i] as string);
      expect(outcome).toMatch(/^\d+ \S+ (Value|Index|Type|Runtime|NotImplemented)Error: ./);
      expect(outcome.split(' ')[1]).toBe(op);
    }
  }, 120_000);

  it.each<[what: string, call: () => unknown, message: RegExp]>([
    ['an empty list', () => aten._stack([], 0), /^tensors must not be empty/],
    [
      'a mirrored image of another shape',
      () => aten.reflection_pad1d_backward(torch.ones(1, 3), torch.ones(1, 3), [1, 1]),
      /^grad_output must have the shape \[1, 5\], got \[1, 3\]/,
    ],
    [
      'a division of whole numbers by 0',
      () => aten.smooth_l1_loss_backward(long([1]), long([1]), long([1]), 0, 0.5),
      /^beta must be 1 or more for whole numbers/,
    ],
    [
      'a view past the end of the memory',
      () => aten._reshape_alias(torch.ones(4), [2, 3], [3, 1]),
      /^sizes, strides and offsets must stay inside of the memory of 4 elements/,
    ],
    [
      'the least number divided by -1',
      () => torch.div(torch.tensor([-(2 ** 31)], { dtype: torch.int32 }), -1, { rounding_mode: 'trunc' }),
      /^other must not be -1 where self is the least number of its type/,
    ],
    [
      'a row that the embedding lacks',
      () => aten.embedding_dense_backward(torch.ones(1, 2), long([5]), 5, -1, false),
      /^indices must be in \[0, 5\), got 5/,
    ],
    [
      'gates that cannot be cut apart',
      () => {
        const gates = torch.ones(2, 4);
        aten._thnn_differentiable_gru_cell_backward(gates, gates, gates, gates, null, null);
      },
      /^input_gates must hold 3 gates side by side in dimension 1, got \[2, 4\]/,
    ],
    [
      'a bag that begins before the indices',
      () => nn.functional.embedding_bag(long([0, 1]), torch.ones(2, 3), long([0, -5])),
      /^offsets must be in \[0, 3\), got -5/,
    ],
    [
      'a place outside of the image',
      () => {
        const [image, pooled] = [torch.ones(1, 4, 4), torch.ones(1, 2, 2)];
        const places = torch.full([1, 2, 2], 10 ** 8, { dtype: torch.int64 });
        aten.max_pool2d_with_indices_backward(pooled, image, [2, 2], [2, 2], [0, 0], [1, 1], false, places);
      },
      /^indices must be in \[-1, 16\), got 100000000/,
    ],
    [
      'a gradient that is shorter than its parameter',
      () => {
        const options = { lr: 0.1, momentum: 0.9, weight_decay: 0, dampening: 0 };
        const flags = { nesterov: false, maximize: false, is_first_step: false };
        const one = () => [torch.ones(1)];
        aten._fused_sgd_([torch.ones(1000)], one(), one(), { ...options, ...flags });
      },
      /^grads must have the shapes of self, got \[1\] and \[1000\]/,
    ],
    [
      'a range of whole numbers with a step of less than 1',
      () => torch.range(0, 5, 0.5, { dtype: torch.int64 }),
      /^step must be at least 1 for whole numbers, got 0.5/,
    ],
  ])('%s is told', (_what, call, message) => {
    expect(call).toThrow(message);
  });

  it('work where they are right', () => {
    const x = torch.arange(4, { dtype: torch.float32 });
    expect(aten._stack([x, x], 0).shape).toEqual([2, 4]);
    expect(aten._reshape_alias(x, [2, 2], [2, 1]).tolist()).toEqual([
      [0, 1],
      [2, 3],
    ]);
    const indices = long([1, -7]);
    const rows = aten.embedding_dense_backward(torch.ones(2, 2), indices, 2, -7, false);
    expect(rows.tolist()).toEqual([
      [0, 0],
      [1, 1],
    ]);
    const least = torch.tensor([-(2 ** 31), -1], { dtype: torch.int32 });
    const beside = torch.tensor([2, -1], { dtype: torch.int32 });
    expect(torch.div(least, beside, { rounding_mode: 'trunc' }).tolist()).toEqual([-(2 ** 30), 1]);
    expect(torch.lcm(least, beside).tolist()).toEqual([-(2 ** 31), 1]);
    const still = torch._efficientzerotensor([3, 3]) as Tensor;
    expect(still.resize_(4).shape).toEqual([4]);
    expect(torch._weight_norm(torch.empty(3, 0), torch.ones(3, 1), 0).shape).toEqual([3, 0]);
    const compressed = aten._convert_indices_from_coo_to_csr(long([0, 0, 2]), 3);
    expect(compressed.tolist()).toEqual([0, 2, 2, 3]);
  });

  it('have an answer where one is known', () => {
    const none = torch.zeros(0, 3, { requires_grad: true });
    torch.pdist(none, 1).sum().backward();
    expect(none.grad?.shape).toEqual([0, 3]);
    const rows = torch
      .tensor([
        [0, 1],
        [2, 5],
      ])
      .requires_grad_();
    torch.pdist(rows, 1).sum().backward();
    expect(rows.grad?.tolist()).toEqual([
      [-1, -1],
      [1, 1],
    ]);
    for (const mode of ['sum', 'mean'] as const) {
      const table = torch.ones([4, 3], { requires_grad: true });
      const bags = nn.functional.embedding_bag(long([0, 1]), table, torch.zeros(0, { dtype: torch.int64 }), {
        mode,
      });
      expect(bags.shape).toEqual([0, 3]);
      bags.sum().backward();
      expect(table.grad?.tolist()).toEqual(torch.zeros(4, 3).tolist());
    }
    const weighted = aten._embedding_bag_per_sample_weights_backward;
    const [one, two] = [long([0, 1]), long([])];
    expect(weighted(torch.ones(0, 3), torch.ones(4, 3), one, two, two, 0).tolist()).toEqual([0, 0]);
    for (const shape of [
      [2, 0],
      [0, 3],
    ]) {
      const channels = shape[1] as number;
      const x = torch.zeros(shape, { requires_grad: true });
      const scale = torch.ones([channels], { requires_grad: true });
      const given = [torch.zeros(channels), torch.ones(channels), false, 0.1, 1e-5] as const;
      torch
        .native_batch_norm(x, scale, null, ...given)[0]
        .sum()
        .backward();
      expect([x.grad?.shape, scale.grad?.tolist()]).toEqual([shape, Array(channels).fill(0)]);
    }
    const turned = (torch.zeros(2, 0).to_mkldnn() as Tensor).t();
    expect([turned.shape, turned.is_mkldnn]).toEqual([[0, 2], true]);
  });
});
