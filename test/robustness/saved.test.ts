// Hooks of saved tensors that give back something else: the backward would write and read outside of its memory.
import { describe, expect, it } from 'vitest';
import { RuntimeError } from '../../src/errors.ts';
import { nn, utils } from '../../src/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const F: any = nn.functional;
const { saved_tensors_hooks } = torch.autograd.graph;
const message = /^a saved tensor's unpack_hook must return a tensor equal to the one that was packed, but/;
const long = (values: any) => torch.tensor(values, { dtype: torch.int64 });

/** The gradient where `change` is what comes back of each saved tensor. */
function gradient(f: (x: Tensor) => Tensor, x: Tensor, change: (saved: Tensor) => Tensor): Tensor {
  x.requires_grad_();
  saved_tensors_hooks(
    (t) => t,
    change,
    () => f(x),
  )
    .sum()
    .backward();
  return x.grad as Tensor;
}

const indexed: Record<string, [f: (x: Tensor) => Tensor, shape: number[]]> = {
  max_pool1d: [(x) => F.max_pool1d(x, 2), [2, 3, 8]],
  max_pool2d: [(x) => F.max_pool2d(x, 2), [2, 3, 8, 6]],
  max_pool3d: [(x) => F.max_pool3d(x, 2), [1, 2, 4, 6, 8]],
  adaptive_max_pool1d: [(x) => F.adaptive_max_pool1d(x, 3), [2, 3, 8]],
  adaptive_max_pool2d: [(x) => F.adaptive_max_pool2d(x, [3, 2]), [2, 3, 8, 6]],
  adaptive_max_pool3d: [(x) => F.adaptive_max_pool3d(x, 2), [1, 2, 4, 6, 8]],
  fractional_max_pool2d: [(x) => F.fractional_max_pool2d(x, 2, { output_size: [3, 2] }), [2, 3, 8, 6]],
  max_unpool2d: [(x) => F.max_unpool2d(x, long([[[[0, 3]]]]), [1, 2]), [1, 1, 1, 2]],
  embedding: [(x) => F.embedding(long([1, 2]), x), [4, 3]],
  embedding_bag: [(x) => F.embedding_bag(long([1, 2, 3]), x, { offsets: long([0, 2]) }), [4, 3]],
  gather: [(x) => x.gather(1, long([[0], [2]])), [2, 3]],
  'gather, spread': [(x) => x.gather(1, long([[0], [2]]).expand(2, 5)), [2, 3]],
  scatter: [(x) => torch.zeros(2, 5).scatter(1, long([[0, 1, 4]]), x), [1, 3]],
  index_select: [(x) => x.index_select(0, long([1, 1])), [3, 2]],
  index: [(x) => x.index(long([1, 1])), [3, 2]],
  kthvalue: [(x) => x.kthvalue(2, 1)[0], [2, 3]],
  cummax: [(x) => x.cummax(1)[0], [2, 3]],
  sort: [(x) => x.sort(1)[0], [2, 3]],
  topk: [(x) => x.topk(2, 1)[0], [2, 3]],
  max: [(x) => x.max(1)[0], [2, 3]],
  median: [(x) => x.median(1)[0], [2, 3]],
  nll_loss: [(x) => F.nll_loss(x, long([0, 2])), [2, 3]],
};

describe('whole numbers that a hook changes are refused', () => {
  it.each(Object.entries(indexed))('%s', (_name, [f, shape]) => {
    const values = () =>
      torch
        .randperm(
          shape.reduce((a, b) => a * b),
          { dtype: torch.float32 },
        )
        .view(shape);
    const x = values();
    const isLong = (t: Tensor) => !t.is_floating_point();
    let seen = 0;
    for (const change of [(t: Tensor) => t.add(10 ** 8), (t: Tensor) => t.sub(10 ** 8)]) {
      const hook = (t: Tensor) => {
        if (!isLong(t)) return t;
        seen += 1;
        return change(t);
      };
      expect(() => gradient(f, values(), hook)).toThrow(RuntimeError);
      expect(() => gradient(f, values(), hook)).toThrow(message);
    }
    expect(seen).toBeGreaterThan(0);
    // Equal ones give the gradient that there is without hooks.
    const plain = x.detach().clone().requires_grad_();
    f(plain).sum().backward();
    expect(gradient(f, x, (t) => t.clone()).tolist()).toEqual((plain.grad as Tensor).tolist());
  });
});

describe('a tensor is refused that came back with another', () => {
  it.each<[what: string, change: (saved: Tensor) => Tensor]>([
    ['shape', (t) => t.reshape(-1).narrow(0, 0, 1)],
    ['shape', (t) => t.new_empty([0])],
    ['dtype', (t) => t.double()],
    ['device', (t) => t.to('meta')],
    ['layout', (t) => t.detach().to_sparse()],
  ])('%s', (what, change) => {
    const call = () => gradient((x) => F.layer_norm(x, [64]), torch.randn(32, 64), change);
    expect(call).toThrow(RuntimeError);
    expect(call).toThrow(message);
    expect(call).toThrow(new RegExp(`gave back ${what} `));
  });
});

it('lossy floating-point values stay allowed', () => {
  const x = torch.tensor([0.1, 0.2]);
  const found = gradient(
    (t) => t.mul(t),
    x,
    (t) => t.detach().half().float(),
  );
  expect(found.tolist()).toEqual(x.detach().half().float().mul(2).tolist());
});

it('a checkpoint may choose anew, and has its own word for other shapes', () => {
  const { checkpoint } = utils.checkpoint;
  const x = torch.ones(2, 3, 8, 8).requires_grad_();
  const block = (t: Tensor) => F.max_pool2d(F.dropout(t, 0.5, true), 2) as Tensor;
  checkpoint(block, x, { use_reentrant: false, preserve_rng_state: false }).sum().backward();
  expect((x.grad as Tensor).sum().item()).toBeGreaterThan(0);

  let calls = 0;
  const other = (t: Tensor) => {
    calls += 1;
    return calls % 2 === 1 ? t.sin().exp() : t.sin().mul(torch.tensor([1, 2]));
  };
  const run = (determinism_check: 'default' | 'none') =>
    checkpoint(other, torch.ones([]).requires_grad_(), {
      use_reentrant: false,
      determinism_check,
      early_stop: false,
    });
  expect(() => run('default').backward()).toThrow(utils.checkpoint.CheckpointError);
  calls = 0;
  expect(() => run('none').backward()).not.toThrow();
});
