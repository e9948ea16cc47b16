// What the nodes of LibTorch's operators saved; test/golden/saved_fields.json has what Python's torch 2.13 shows.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
// @ts-expect-error set-up has no types
import { findLibTorch } from '../../scripts/setup/find.mjs';
// @ts-expect-error set-up has no types
import { savedFields } from '../../scripts/setup/saved_fields.mjs';
import type { FunctionCtx } from '../../src/autograd/function.ts';
import type { Node } from '../../src/autograd/node.ts';
import { SavedTensor } from '../../src/autograd/saved_tensor.ts';
import { nn } from '../../src/index.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/saved_fields.json', import.meta.url), 'utf8')) as {
  names: Record<string, string>;
  cases: Record<string, object>;
};
const F = nn.functional;
const same = torch.__version__.startsWith('2.13'); // nodes save other things in other versions
const freed = /^Trying to backward through the graph a second time/;

function shown(value: unknown): unknown {
  if (value instanceof Tensor) {
    return { dtype: `${value.dtype}`, values: value.detach().tolist(), grad_fn: value.grad_fn !== null };
  }
  if (Array.isArray(value)) return value.map(shown);
  return typeof value === 'bigint' ? { int: `${value}` } : value;
}

function saved(y: Tensor): object {
  const node = y.grad_fn as Node;
  const names: `_saved_${string}`[] = [];
  const raw: string[] = [];
  for (const name in node) {
    if (name.startsWith('_saved_')) names.push(name as `_saved_${string}`);
    if (name.startsWith('_raw_saved_')) raw.push(name);
  }
  const values = names.sort().map((name) => [name, shown(node[name])]);
  return { node: node.name(), saved: Object.fromEntries(values), raw: raw.sort() };
}

const grown = (x: Tensor) => x.requires_grad_();
const x = grown(
  torch.tensor([
    [0.5, -1.5, 2],
    [1, 0.25, -0.75],
  ]),
);
const w = grown(
  torch.tensor([
    [1, 2],
    [-1, 0.5],
    [0.25, 3],
  ]),
);
const i = torch.tensor([1n, 0n]);
const image = grown(torch.arange(32, { dtype: torch.float32 }).reshape(1, 2, 4, 4).div(7));
const kernel = torch.arange(36, { dtype: torch.float32 }).reshape(2, 2, 3, 3).div(11);

const cases: Record<string, () => Tensor> = {
  mul: () => x.mul(x),
  mul_constant: () => x.mul(2),
  exp: () => x.exp(),
  sum: () => x.sum(1, { keepdim: true }),
  slice: () => x.index(':', '1:3'),
  select: () => x.index(1),
  pow: () => x.pow(2.5),
  pow_tensor: () => x.abs().pow(x),
  mm: () => x.mm(w),
  addmm: () => F.linear(x, w.t(), torch.ones(2)),
  stack: () => torch.stack([x, x], 1),
  index: () => x.index(':', i),
  gather: () => x.gather(1, i.view(2, 1)),
  max: () => x.max(1)[0],
  clamp: () => x.clamp({ min: 0 }),
  clamp_tensor: () => x.clamp({ min: x.detach() }),
  std: () => x.std(1, { correction: 0 }),
  conv2d: () => F.conv2d(image, kernel, torch.ones(2), { padding: [1, 0], dilation: [1, 1] }),
  max_pool2d: () => F.max_pool2d(image, 2, { return_indices: true })[0],
  interpolate: () => F.interpolate(image, { scale_factor: 2 }),
  gelu: () => F.gelu(x, { approximate: 'tanh' }),
  div: () => torch.div(x, x.detach().add(3), { rounding_mode: 'floor' }),
  log_softmax: () => x.log_softmax(1),
  nll_loss: () => F.nll_loss(x.log_softmax(1), i, { ignore_index: 7 }),
  layer_norm: () => F.layer_norm(x, [3]),
  softplus: () => F.softplus(x, 2),
  leaky_relu: () => F.leaky_relu(x, 0.25),
  repeat: () => x.repeat(2, 1),
  cumsum: () => x.cumsum(1),
  foreach: () => torch._foreach_norm([x, x], 1)[1] as Tensor,
};

describe.runIf(same)('what a node saved', () => {
  for (const [name, make] of Object.entries(cases)) {
    it(`is Python's: ${name}`, () => {
      expect(saved(make())).toEqual(golden.cases[name]);
    });
  }

  it('has the names of Python for every kind of node', () => {
    expect(Object.keys(cases)).toEqual(Object.keys(golden.cases));
    const project = fileURLToPath(new URL('../..', import.meta.url));
    const lines = savedFields(findLibTorch(project).includes).matchAll(/^\w+\((\w+), (\w+),/gm);
    const names: Record<string, string[]> = {};
    for (const [, node, field] of lines as Iterable<[string, string, string]>) {
      names[node] ??= [];
      names[node].push(field);
    }
    for (const [node, text] of Object.entries(golden.names)) expect(names[node]?.sort().join(' ')).toBe(text);
  });
});

describe('a saved tensor', () => {
  it('is the very tensor where that is what was saved', () => {
    const y = x.mul(w.t());
    expect(y.grad_fn?._saved_self).toBe(x);
    expect(y.grad_fn?._saved_other.tolist()).toEqual(w.t().tolist());
    const z = x.exp();
    expect(z.grad_fn?._saved_result.grad_fn).toBe(z.grad_fn);
    expect(z.grad_fn?._saved_nothing).toBe(undefined);
    expect('_saved_result' in (z.grad_fn as Node)).toBe(true);
  });

  it('is gone after a backward, and refused after a change in place', () => {
    const a = grown(torch.ones(3));
    const y = a.exp();
    const node = y.grad_fn as Node;
    y.sum().backward();
    expect(() => node._saved_result).toThrow(freed);
    const index = a.index(i);
    const of = index.grad_fn as Node;
    const raw = of._raw_saved_indices as SavedTensor[];
    index.sum().backward();
    expect(() => of._saved_indices).toThrow(freed);
    expect(() => of._raw_saved_indices).toThrow(freed);
    expect(() =>
      raw[0]?.register_hooks(
        (each) => each,
        (each) => each,
      ),
    ).toThrow(freed);
    expect(of._saved_self_sym_sizes).toEqual([3]);
    const other = torch.ones(3);
    const product = a.mul(other);
    other.add_(1);
    expect(() => product.grad_fn?._saved_other).toThrow(/modified by an inplace operation/);
    expect(product.grad_fn?._saved_self).toBe(null);
  });

  it('takes hooks, which the backward goes through', () => {
    const a = grown(torch.tensor([1, 2, 3]));
    const y = a.mul(torch.tensor([2, 4, 8]));
    const raw = y.grad_fn?._raw_saved_other as SavedTensor;
    expect(raw).toBeInstanceOf(SavedTensor);
    const seen: string[] = [];
    raw.register_hooks(
      (tensor) => {
        seen.push('pack');
        return tensor.tolist();
      },
      (list: number[]) => {
        seen.push('unpack');
        return torch.tensor(list);
      },
    );
    expect(seen).toEqual(['pack']);
    expect(y.grad_fn?._saved_other.tolist()).toEqual([2, 4, 8]);
    y.sum().backward();
    expect(seen).toEqual(['pack', 'unpack', 'unpack']);
    expect(a.grad?.tolist()).toEqual([2, 4, 8]);
    expect(() =>
      raw.register_hooks(
        (each) => each,
        (each) => each,
      ),
    ).toThrow(/^Calling register_hooks on a saved tensor after it has been freed/);
  });

  it('takes hooks in a list, one by one', () => {
    const a = grown(torch.ones(2, 3));
    const y = a.index(i, [2, 2]);
    const raw = y.grad_fn?._raw_saved_indices as SavedTensor[];
    expect(raw.length).toBe(2);
    let calls = 0;
    raw[1]?.register_hooks(
      (each) => each,
      (each) => {
        calls += 1;
        return each;
      },
    );
    y.sum().backward();
    expect(calls).toBe(1);
    expect(a.grad?.tolist()).toEqual([
      [0, 0, 1],
      [0, 0, 1],
    ]);
  });

  it('refuses hooks that are wrong, twice, or of nothing', () => {
    const a = grown(torch.ones(3));
    const node = a.mul(a).grad_fn as Node;
    const raw = node._raw_saved_self as SavedTensor;
    const keep = (each: Tensor) => each;
    expect(() => raw.register_hooks(1 as never, keep)).toThrow('register_hooks() takes two functions');
    expect(() => raw.register_hooks((each) => each.detach().mul_(2), keep)).toThrow(
      /^A saved tensor pack hook is modifying its input in place/,
    );
    const other = node._raw_saved_other as SavedTensor;
    other.register_hooks(keep, () => 5 as never);
    expect(() => node._saved_other).toThrow('Output of saved tensor unpack_hook expected to be a Tensor');
    expect(() => other.register_hooks(keep, keep)).toThrow(
      /^Calling register_hooks on a saved tensor whose hooks have already been set/,
    );
    const none = a.mul(torch.ones(3)).grad_fn?._raw_saved_self as SavedTensor;
    expect(() => none.register_hooks(keep, keep)).toThrow(
      'Calling register_hooks on a saved tensor with value None is forbidden',
    );
    expect(() => Reflect.construct(SavedTensor, [])).toThrow(/forbidden/);
    const wrong = a.mul(a);
    (wrong.grad_fn as Node)._raw_saved_self.register_hooks(keep, () => torch.ones(7));
    expect(() => wrong.sum().backward()).toThrow(/must return a tensor equal to the one that was packed/);
  });

  it('is there of a custom function as well', () => {
    class Double extends torch.autograd.Function {
      static forward(ctx: FunctionCtx, a: Tensor) {
        ctx.save_for_backward(a);
        return a.mul(2);
      }
      static backward(ctx: FunctionCtx, grad: Tensor) {
        return grad.mul(ctx.saved_tensors[0] as Tensor);
      }
    }
    const a = grown(torch.tensor([3, 5]));
    const y = Double.apply(a);
    const raw = (y.grad_fn as Node)._raw_saved_tensors as SavedTensor[];
    const packed: unknown[] = [];
    raw[0]?.register_hooks(
      (each) => packed.push(each.tolist()),
      () => torch.tensor([3, 5]),
    );
    y.sum().backward();
    expect(packed).toEqual([[3, 5]]);
    expect(a.grad?.tolist()).toEqual([3, 5]);
    expect(() => (y.grad_fn as Node)._raw_saved_tensors).toThrow(freed);
    expect(x.exp().grad_fn?._raw_saved_tensors).toBe(undefined);
  });

  it('does not keep what it was taken from alive', () => {
    const bytes = () => torch.memory_stats().allocated_bytes;
    const before = bytes();
    for (let round = 0; round < 60; round++) {
      const a = grown(torch.ones(1024, 1024));
      expect(a.exp().grad_fn?._saved_result.numel()).toBe(1024 * 1024);
    }
    expect(bytes() - before).toBeLessThan(160e6);
  });
});
