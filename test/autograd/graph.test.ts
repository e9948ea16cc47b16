// Edges, versions and changes of saved tensors. Values and sentences were read off Python's torch 2.13.
import { describe, expect, it } from 'vitest';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const { autograd } = torch;
const { GradientEdge, get_gradient_edge, allow_mutation_on_saved_tensors, increment_version } =
  autograd.graph;
const leaf = (...values: number[]): Tensor => torch.tensor(values, { dtype: torch.float64 }).requires_grad_();
const lists = (tensors: (Tensor | null)[]) => tensors.map((x) => x?.tolist() ?? null);

describe('gradient edges', () => {
  it('stand for tensors in grad, on both sides', () => {
    const a = leaf(1, 2);
    const b = a.mul(2);
    const c = b.pow(2);
    const edge = get_gradient_edge(b);
    expect(`${edge}`).toBe('GradientEdge(node=<MulBackward0>, output_nr=0, ownership_token=None)');
    expect([...edge]).toEqual([b.grad_fn, 0, null]);
    expect(edge.node).toBe(b.grad_fn);
    const keep = { retain_graph: true };
    expect(lists(autograd.grad(c.sum(), edge, keep))).toEqual([[4, 8]]);
    expect(lists(autograd.grad(c.sum(), [a, edge], keep))).toEqual([
      [8, 16],
      [4, 8],
    ]);
    expect(lists(autograd.grad(get_gradient_edge(c.sum()), a, keep))).toEqual([[8, 16]]);
    expect(lists(autograd.grad([c.sum(), get_gradient_edge(a.mul(3).sum())], a, keep))).toEqual([[11, 19]]);
    expect(lists(autograd.grad(get_gradient_edge(c), a, { ...keep, grad_outputs: leaf(1, 10) }))).toEqual([
      [8, 160],
    ]);
    const [again] = autograd.grad(get_gradient_edge(c.sum()), edge, { create_graph: true });
    expect(lists(autograd.grad((again as Tensor).sum(), a))).toEqual([[4, 4]]);
  });

  it('reach past a tensor that nobody holds any more', () => {
    const a = leaf(1, 2);
    const edge = get_gradient_edge(a.mul(2));
    expect(lists(autograd.grad(edge, a, torch.ones(2, { dtype: torch.float64 })))).toEqual([[2, 2]]);
  });

  it('stand for tensors in backward', () => {
    const a = leaf(1, 2);
    autograd.backward(get_gradient_edge(a.mul(2).sum()));
    expect(a.grad?.tolist()).toEqual([2, 2]);
    const other = leaf(1, 1);
    autograd.backward(a.mul(other).sum(), { inputs: get_gradient_edge(a) });
    expect(a.grad?.tolist()).toEqual([3, 3]);
    expect(other.grad).toBe(null);
    const inner = a.mul(2);
    autograd.backward(inner.sum(), { inputs: [inner, get_gradient_edge(a)] });
    expect(lists([inner.grad, a.grad])).toEqual([
      [1, 1],
      [5, 5],
    ]);
  });

  it('give null or an error where nothing leads to them', () => {
    const a = leaf(1, 2);
    const edge = get_gradient_edge(a.mul(2));
    expect(autograd.grad(a.sum(), edge, { allow_unused: true })).toEqual([null]);
    expect(() => autograd.grad(a.sum(), edge)).toThrow(
      /^The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True/,
    );
    expect(() => autograd.grad(a.sum(), edge, { materialize_grads: true })).toThrow(
      /^materialize_grads cannot be used when the given input is a GradientEdge/,
    );
  });

  const node = () => leaf(1, 2).mul(2).grad_fn as NonNullable<Tensor['grad_fn']>;
  it.each<[string, () => unknown, RegExp]>([
    [
      'no node',
      () => GradientEdge(null as never, 0),
      /first object must be an autograd.graph.Node but got None/,
    ],
    ['no number', () => GradientEdge(node(), -1), /output_nr is a whole number from 0 on, not -1/],
    [
      'a number too many',
      () => autograd.grad(GradientEdge(node(), 1), leaf(1)),
      /output_nr .* out of range: 1 of Mul/,
    ],
    [
      'a tensor without a graph',
      () => get_gradient_edge(torch.ones(1)),
      /^It is not possible to get the gradient/,
    ],
    [
      'an output without a graph',
      () => autograd.grad([torch.ones(1), get_gradient_edge(leaf(1).sum())], leaf(1)),
      /^element 0 of tensors does not require grad and does not have a grad_fn/,
    ],
    [
      'an input without a graph',
      () => autograd.grad(get_gradient_edge(leaf(1).sum()), torch.ones(1)),
      /^One of the differentiated Tensors does not require grad/,
    ],
    [
      'several values without a gradient',
      () => autograd.grad(get_gradient_edge(leaf(1, 2).mul(2)), leaf(1)),
      /^grad can be implicitly created only for scalar outputs/,
    ],
    [
      'a gradient of another shape',
      () => autograd.grad(get_gradient_edge(leaf(1, 2).mul(2)), leaf(1), leaf(1)),
      /^Mismatch in shape: grad_output\[0\] has a shape of torch.Size\(\[1\]\) and output\[0\] has a shape of torch.Size\(\[2\]\)/,
    ],
    [
      'a complex gradient',
      () => autograd.grad(get_gradient_edge(leaf(1)), leaf(1), torch.ones(1, { dtype: torch.complex64 })),
      /^For complex Tensors, both grad_output and output are required to have the same dtype/,
    ],
  ])('refuse %s', (_what, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('increment_version', () => {
  it('makes a backward notice what was changed behind its back', () => {
    const a = leaf(1, 2);
    const b = a.mul(1);
    const y = b.pow(2).sum();
    increment_version(b);
    expect(() => y.backward()).toThrow(/modified by an inplace operation/);
    const x = torch.ones(2);
    increment_version(new Set([x, torch.ones(1)]));
    expect(x._version).toBe(1);
    expect(() => increment_version(torch.inference_mode(() => torch.ones(1)))).not.toThrow();
    for (const wrong of [3, [x, 3], null]) {
      expect(() => increment_version(wrong as never)).toThrow(
        /^increment_version expect a Iterable\[Tensor\]/,
      );
    }
  });
  it('starts at 0 for new tensors', () => {
    const made = [
      torch.ones(2),
      torch.rand(2),
      torch.arange(3),
      torch.full([2], 1),
      torch.eye(2),
      torch.empty(1),
    ];
    expect(made.map((x) => x._version)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('allow_mutation_on_saved_tensors', () => {
  const start = () => leaf(0.5, 1, 2);
  const ones = () => torch.ones(3, { dtype: torch.float64 });
  // b.pow(2) saves b, which `change` then writes to.
  const gradientAfter = (change: (b: Tensor) => unknown): Tensor => {
    const a = start();
    const b = a.clone();
    const y = b.pow(2).sum();
    change(b);
    y.backward();
    return a.grad as Tensor;
  };
  it.each<[string, (b: Tensor) => unknown]>([
    ['an operator in place', (b) => b.sin_()],
    ['several, one after another', (b) => b.sin_().mul_(2).zero_()],
    ['out=', (b) => torch.no_grad(() => torch.add(ones(), 1, { out: b }))],
    ['indexing', (b) => b.index_put_([0], 9)],
    ['a view', (b) => b.view(3, 1).mul_(3)],
    ['a part of it', (b) => b.index('1:').fill_(7)],
    ['copy_', (b) => b.copy_(ones())],
    ['a list of tensors', (b) => torch.no_grad(() => torch._foreach_mul_([ones(), b], 2))],
    [
      'an operator that consists of others',
      (b) => torch.no_grad(() => b.index_fill_(0, torch.tensor([0], { dtype: torch.int64 }), 5).clamp_(0, 1)),
    ],
    [
      'an optimizer',
      (b) => {
        const parameter = b.detach().requires_grad_();
        parameter.grad = ones();
        optim.Adam([parameter], { lr: 1 }).step();
        expect(parameter.tolist()).not.toEqual([0.5, 1, 2]);
      },
    ],
  ])('keeps what a graph saved from %s', (_what, change) => {
    expect(() => gradientAfter(change)).toThrow(/modified by an inplace operation/);
    expect(allow_mutation_on_saved_tensors(() => gradientAfter(change)).tolist()).toEqual([1, 2, 4]);
  });

  it('keeps a saved part from a change of the whole, and outputs', () => {
    const a = start();
    allow_mutation_on_saved_tensors(() => {
      const b = a.clone();
      const y = b.index('1:').exp(); // saves its result
      const z = b.index('1:').pow(2);
      b.zero_();
      y.detach().zero_();
      y.sum().add(z.sum()).backward();
    });
    expect(a.grad?.tolist()).toEqual([0, Math.exp(1) + 2, Math.exp(2) + 4]);
  });

  it('keeps each of several states', () => {
    const a = start();
    using _ = allow_mutation_on_saved_tensors();
    const b = a.clone();
    const first = b.pow(2).sum();
    b.mul_(10);
    const second = b.pow(2).sum(); // of 10 a
    b.zero_();
    first.add(second).backward();
    expect(a.grad?.tolist()).toEqual([1 + 100, 2 + 200, 4 + 400]);
  });

  it('copies what is needed alone, and drops it with the graph', () => {
    const big = torch.ones(1 << 20).requires_grad_();
    allow_mutation_on_saved_tensors(() => {
      const b = big.clone();
      const before = torch.memory_stats().allocated_bytes;
      b.pow(2).add(b.pow(3)).sum(); // two graphs of the same tensor, gone at once
      b.detach().add_(1);
      const once = torch.memory_stats().allocated_bytes - before;
      expect(once).toBeLessThan(5 * (4 << 20));
    });
  });

  it('ends with its block, and does not nest', () => {
    const a = start();
    const y = allow_mutation_on_saved_tensors(() => a.clone().pow(2).sum());
    expect(() => y.backward()).toThrow(
      /^Trying to backward outside of the 'allow_mutation_on_saved_tensors' context/,
    );
    expect(() => allow_mutation_on_saved_tensors(() => allow_mutation_on_saved_tensors(() => 1))).toThrow(
      /contexts cannot be nested/,
    );
    expect(() =>
      allow_mutation_on_saved_tensors(() => {
        throw new Error('own');
      }),
    ).toThrow(/^own$/);
    expect(() => gradientAfter((b) => b.sin_())).toThrow(/modified by an inplace operation/);
    expect(gradientAfter(() => null).tolist()).toEqual([1, 2, 4]);
  });
});

describe('grad_dtype', () => {
  it('is the dtype that gradients are cast to', () => {
    const x = torch.ones(2).requires_grad_();
    expect(x.grad_dtype).toBe(torch.float32);
    x.grad_dtype = torch.bfloat16;
    x.mul(2).sum().backward();
    expect(`${x.grad}`).toBe('tensor([2., 2.], dtype=torch.bfloat16)');
    expect(() => {
      x.grad_dtype = torch.float16;
    }).toThrow(
      /^Cannot set grad_dtype to 'Half' because there is already a gradient with dtype 'c10::BFloat16'/,
    );
  });
  it('may be any', () => {
    const x = torch.ones(2).requires_grad_();
    x.grad_dtype = null;
    x.grad = torch.ones(2, { dtype: torch.float64 });
    expect([x.grad.dtype, x.grad_dtype]).toEqual([torch.float64, null]);
  });
  it('is a leaf’s, and a dtype', () => {
    const x = torch.ones(2).requires_grad_();
    expect(() => x.mul(2).grad_dtype).toThrow(/^grad_dtype can only be accessed on leaf tensors/);
    expect(() => {
      x.mul(2).grad_dtype = torch.float16;
    }).toThrow(/^grad_dtype can only be set on leaf tensors/);
    expect(() => {
      x.grad_dtype = 3 as never;
    }).toThrow(/^grad_dtype must be a torch.dtype or None, but got number/);
    x.grad_dtype = torch.float64;
    expect(() => {
      x.grad = torch.ones(2);
    }).toThrow(/^attempting to assign a gradient with dtype 'float' to a tensor with grad_dtype 'Double'/);
  });
});

describe('switches', () => {
  it('enforce_grad_layout_policy lets a gradient keep its strides', () => {
    const strides = (enable: boolean) => {
      const p = torch.empty(2, 3, 4).permute(2, 0, 1).requires_grad_();
      autograd.enforce_grad_layout_policy(enable, () => p.mul(2).sum().backward());
      return p.grad?.stride();
    };
    expect([strides(true), strides(false), strides(true)]).toEqual([
      [1, 12, 4],
      [6, 3, 1],
      [1, 12, 4],
    ]);
  });
  it('of streams are taken', () => {
    for (const on of [true, false]) {
      autograd.graph.set_warn_on_accumulate_grad_stream_mismatch(on);
      autograd.graph.set_override_stale_capture_stream(on);
    }
    autograd.graph.set_warn_on_accumulate_grad_stream_mismatch(true);
  });
  it('UnpackedDualTensor has names and places', () => {
    autograd.forward_ad.dual_level(() => {
      const x = torch.ones(1);
      const dual = autograd.forward_ad.make_dual(x, torch.full([1], 2));
      const pair = autograd.forward_ad.unpack_dual(dual);
      const [primal, tangent] = pair;
      expect([primal.tolist(), tangent?.tolist(), pair.tangent?.tolist()]).toEqual([[1], [2], [2]]);
      expect(`${autograd.forward_ad.unpack_dual(x)}`).toBe(
        'UnpackedDualTensor(primal=tensor([1.]), tangent=None)',
      );
    });
  });
});
