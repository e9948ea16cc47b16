// The levels of function transforms: what goes into one and comes out again.
import { countTransform } from '../autograd/transforms.ts';
import { native, type TransformKind } from '../native.ts';
import { hold } from '../ops/index.ts';
import { Tensor } from '../tensor.ts';
import { mapTree } from '../tree.ts';

/** Runs `body` inside a new level. */
export function insideLevel<T>(
  kind: TransformKind,
  body: (level: number) => T,
  batch_size = 0,
  randomness = 'error',
): T {
  const level = native.transform_push(kind, batch_size, randomness);
  countTransform(1);
  try {
    return body(level);
  } finally {
    countTransform(-1);
    native.transform_pop();
  }
}

const each = (tree: unknown, change: (x: Tensor) => Tensor) =>
  mapTree(tree, (leaf) => (leaf instanceof Tensor ? change(leaf) : leaf));

/** The tensors of a tree as a level of grad sees them; `differentiable` ones ask for gradients. */
export const wrapTensors = (tree: unknown, level: number, differentiable = false): any =>
  each(tree, (x) => new Tensor(native.transform_wrap(hold(x)._handle(), level, differentiable)));

/** The tensors of a tree as they are outside of a level. */
export const unwrapTensors = (tree: unknown, level: number): any =>
  each(tree, (x) => new Tensor(native.transform_unwrap(hold(x)._handle(), level)));
