// torch.autograd.functional, torch.func and vmap against Python's numbers (scripts/golden/autograd.py).
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { mapTree } from '../../src/tree.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/autograd.json', import.meta.url), 'utf8'));
const [x, y, w] = golden.inputs.map((v: unknown) =>
  torch.tensor(v, { dtype: torch.float64 }),
) as Tensor[] as [Tensor, Tensor, Tensor];
const { functional } = torch.autograd;
const { func, vmap } = torch;
const f = (a: Tensor, b: Tensor) => [a.sin().mul(b), a.mul(a).mul(b).sum()];
const number = (a: Tensor, b: Tensor) => a.pow(3).mul(b).sum();
const loss = (p: { w: Tensor }, a: Tensor) => a.matmul(p.w.t()).tanh().pow(2).sum();

/** Nested lists of numbers within a few units of the last place. */
function close(found: unknown, expected: unknown, path = ''): void {
  if (typeof expected === 'number') {
    expect(found, path).toBeTypeOf('number');
    expect(Math.abs((found as number) - expected), path).toBeLessThanOrEqual(
      1e-12 * (1 + Math.abs(expected)),
    );
    return;
  }
  expect(Object.keys(found as object), path).toEqual(Object.keys(expected as object));
  for (const [key, value] of Object.entries(expected as object)) {
    close((found as Record<string, unknown>)[key], value, `${path}.${key}`);
  }
}
const values = (tree: unknown) => mapTree(tree, (leaf) => (leaf instanceof Tensor ? leaf.tolist() : leaf));

test.each<[string, () => unknown]>([
  ['jacobian', () => functional.jacobian(f, [x, y])],
  ['jacobian_vectorized', () => functional.jacobian(f, [x, y], { vectorize: true })],
  ['jacobian_forward', () => functional.jacobian(f, [x, y], { vectorize: true, strategy: 'forward-mode' })],
  ['hessian', () => functional.hessian(number, [x, y])],
  ['hessian', () => functional.hessian(number, [x, y], { vectorize: true })],
  [
    'hessian',
    () => functional.hessian(number, [x, y], { vectorize: true, outer_jacobian_strategy: 'forward-mode' }),
  ],
  ['vjp', () => functional.vjp(f, [x, y], [y, torch.tensor(2, { dtype: torch.float64 })])],
  ['jvp', () => functional.jvp(f, [x, y], [y, x])],
  ['vhp', () => functional.vhp(number, [x, y], [y, x])],
  ['hvp', () => functional.hvp(number, [x, y], [y, x])],
])('torch.autograd.functional.%s', (name, run) => {
  close(values(run()), golden.functional[name]);
});

test.each<[string, () => unknown]>([
  ['grad', () => func.grad(number, [0, 1])(x, y)],
  ['grad_and_value', () => func.grad_and_value(number)(x, y)],
  [
    'grad_of_grad',
    () =>
      func.grad((a: Tensor) =>
        func
          .grad((b: Tensor) => b.pow(4).sum())(a)
          .sin()
          .sum(),
      )(x),
  ],
  ['grad_of_tree', () => func.grad(loss)({ w }, x)],
  ['per_sample', () => vmap(func.grad(loss), { in_dims: [null, 0] })({ w }, torch.stack([x, y]))],
  ['jacrev', () => func.jacrev(f, [0, 1])(x, y)],
  ['jacrev', () => func.jacrev(f, [0, 1], { chunk_size: 2 })(x, y)],
  ['jacfwd', () => func.jacfwd(f, [0, 1])(x, y)],
  ['hessian', () => func.hessian(number)(x, y)],
  ['jvp', () => func.jvp(f, [x, y], [y, x])],
  [
    'vmap_dims',
    () =>
      vmap((a: Tensor, b: Tensor) => a.matmul(b), { in_dims: [1, null] })(
        w,
        torch.ones(2, { dtype: torch.float64 }),
      ),
  ],
  [
    'vmap_nested',
    () =>
      vmap(
        vmap((a: Tensor, b: Tensor) => a.mul(b), { in_dims: [null, 0] }),
        { in_dims: [0, null] },
      )(x, y),
  ],
  ...(['different', 'same'] as const).map((randomness): [string, () => unknown] => [
    randomness === 'same' ? 'vmap_same' : 'vmap_random',
    () => {
      torch.manual_seed(3);
      return vmap((a: Tensor) => a.add(torch.rand(2, { dtype: torch.float64 })), { randomness })(
        w.index(':', ':2'),
      );
    },
  ]),
])('torch.func and vmap: %s', (name, run) => {
  close(values(run()), golden.func[name]);
});

test('a chunked vmap is the whole one', () => {
  const twice = (a: Tensor) => a.mul(2).sum();
  expect(vmap(twice, { chunk_size: 2 })(torch.ones(5, 3)).tolist()).toEqual([6, 6, 6, 6, 6]);
});

test('vjp gives a function that can be called again', () => {
  const [value, pull] = func.vjp(f, x, y);
  const once = values(pull(value));
  expect(values(pull(value))).toEqual(once);
  expect(value[0]?.tolist()).toEqual(x.sin().mul(y).tolist());
});

test('has_aux returns what the function says besides', () => {
  const noted = (a: Tensor) => [a.sum(), a.mul(2)];
  const [gradient, aux] = func.grad(noted, { has_aux: true })(x);
  expect([gradient.tolist(), aux.tolist()]).toEqual([[1, 1, 1], x.mul(2).tolist()]);
});

test('functional_call uses other parameters and leaves the module as it was', () => {
  const net = nn.Sequential(nn.Linear(3, 2), nn.Tanh()).double();
  const before = values(net.state_dict());
  const zeros = Object.fromEntries(
    [...net.named_parameters()].map(([name, p]) => [name, torch.zeros_like(p)]),
  );
  expect(func.functional_call(net, zeros, [x]).tolist()).toEqual([0, 0]);
  expect(values(net.state_dict())).toEqual(before);
  const gradients = func.grad((p: typeof zeros) => func.functional_call(net, p, [x]).sum())(zeros);
  expect(gradients['0.weight']?.tolist()).toEqual([x.tolist(), x.tolist()]);
  expect(() => func.functional_call(net, { nothing: x }, [x])).toThrow(/no parameter or buffer 'nothing'/);
  expect(() => func.functional_call(net, { 'inner.weight': x }, [x])).toThrow(
    expect.objectContaining({ name: 'AttributeError', message: 'Sequential has no attribute `inner`' }),
  );
  expect(() => func.functional_call(net, {}, [x], { strict: true })).toThrow(/Missing key/);
});

test('an ensemble maps over stacked parameters', () => {
  const nets = [0, 1, 2].map(() => nn.Linear(3, 2).double());
  const [params] = func.stack_module_state(nets);
  const found = vmap(
    (p: Record<string, Tensor>, a: Tensor) => func.functional_call(nets[0] as never, p, [a]),
    {
      in_dims: [0, null],
    },
  )(params, x) as unknown as Tensor;
  nets.forEach((net, i) => {
    expect(torch.allclose(found.select(0, i), net(x) as Tensor)).toBe(true);
  });
});

test.each<[string, () => unknown, RegExp]>([
  [
    'strict',
    () => functional.jacobian((a: Tensor) => a.detach().mul(2), x, { strict: true }),
    /Output 0 of the user-provided function does not require gradients/,
  ],
  [
    'a wrong vector',
    () => functional.vjp(f, [x, y], [x]),
    /v is a tuple of invalid length: should be 2 but got 1/,
  ],
  ['no vector', () => functional.vjp((a: Tensor) => a.sin(), x), /The vector v can only be None/],
  ['no number', () => functional.hessian((a: Tensor) => a.sin(), x), /should contain a single element/],
  [
    'no scalar',
    () => func.grad((a: Tensor) => a.sin())(x),
    /Expected f\(\*args\) to return a scalar Tensor, got tensor with 1 dims/,
  ],
  ['no tensor', () => func.grad((_a: Tensor) => 3 as never)(x), /Expected f\(\*args\) to return a Tensor/],
  [
    'sizes',
    () => vmap((a: Tensor, b: Tensor) => a.add(b))(x, torch.ones(2)),
    /same size in the mapped dimension, got sizes \[3, 2\]/,
  ],
  [
    'a number',
    () => vmap((a: Tensor, b: number) => a.add(b))(x, 2),
    /^vmap\(<lambda>, in_dims=0, \.\.\.\)\(<inputs>\): Got in_dim=0 for an input but the input is of type number/,
  ],
  [
    'a value',
    () => vmap((a: Tensor) => (a.item() > 0 ? a : a.neg()))(x),
    /vmap: It looks like you're calling \.item\(\)/,
  ],
  [
    'randomness',
    () => vmap((a: Tensor) => a.add(torch.rand(1)))(x),
    /called random operation while in randomness error mode/,
  ],
  ['argnums', () => func.grad(number, 2)(x, y), /only 2 positional inputs/],
])('refuses %s', (_name, run, message) => {
  expect(run).toThrow(message);
  // Nothing of the failed transform stays in force.
  expect(x.add(1).tolist()).toEqual((x.tolist() as number[]).map((v) => v + 1));
  expect(func.grad(number)(x, y).shape).toEqual(x.shape);
});
