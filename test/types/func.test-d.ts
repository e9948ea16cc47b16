// What torch.func's functions return, to the type checker. Nothing here runs.
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_same: Same<A, B>): void => {};

const { func } = torch;
const f = (x: Tensor, _scale: number) => x.sum();
const g = (p: { w: Tensor; b: Tensor }, x: Tensor) => x.matmul(p.w).add(p.b);
declare const x: Tensor;
declare const p: { w: Tensor; b: Tensor };

export function grads(): void {
  const one = func.grad(f)(x, 2);
  same<typeof one, Tensor>(true);
  const second = func.grad((a: Tensor, b: Tensor) => a.mul(b).sum(), { argnums: 1 })(x, x);
  same<typeof second, Tensor>(true);
  const both = func.grad((a: Tensor, b: Tensor) => a.mul(b).sum(), [0, 1])(x, x);
  same<typeof both, [Tensor, Tensor]>(true);
  const tree = func.grad((q: typeof p) => q.w.sum())(p);
  same<typeof tree, { w: Tensor; b: Tensor }>(true);
  const [gradient, aux] = func.grad((a: Tensor) => [a.sum(), 'aux'] as const, { has_aux: true })(x);
  same<typeof gradient, Tensor>(true);
  same<typeof aux, 'aux'>(true);
  const [byInput, value] = func.grad_and_value(f)(x, 1);
  same<typeof byInput, Tensor>(true);
  same<typeof value, Tensor>(true);
  const nested = func.grad(func.grad((a: Tensor) => a.sin()))(x);
  same<typeof nested, Tensor>(true);
}

export function jacobians(): void {
  const plain = func.jacrev((a: Tensor) => a.sin())(x);
  same<typeof plain, Tensor>(true);
  const byTree = func.jacfwd(g)(p, x);
  same<typeof byTree.w, Tensor>(true);
  same<keyof typeof byTree, 'w' | 'b'>(true);
  const two = func.jacrev((a: Tensor) => ({ y: a, z: a.sin() }), { chunk_size: 2 })(x);
  same<typeof two.z, Tensor>(true);
  const second = func.hessian((a: Tensor) => a.sum())(x);
  same<typeof second, Tensor>(true);
  const mapped = func.vmap(func.grad(f), { in_dims: [0, null] })(x, 3);
  same<typeof mapped, Tensor>(true);
}

export function products(): void {
  const [value, pull] = func.vjp((a: Tensor) => a.sin(), x);
  same<typeof value, Tensor>(true);
  const [gradient] = pull(x);
  same<typeof gradient, Tensor>(true);
  // @ts-expect-error the function takes one tensor
  func.grad((a: Tensor) => a.sum())(x, x);
  // @ts-expect-error a gradient is that of a number in a tensor
  func.grad((_a: Tensor) => 3);
}
