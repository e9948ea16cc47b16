// torch.autograd.forward_ad: derivatives carried along with the values.

import { inspect } from 'node:util';
import { context } from '../context.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import { forwardLevel } from '../forward_level.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { aten } from '../ops/index.ts';
import type { Tensor } from '../tensor.ts';

const makeDual = aten('_make_dual');
const unpackDual = aten('_unpack_dual');

/** Enters a level of forward-mode derivatives; LibTorch has a single one. */
export function enter_dual_level(): number {
  const level = native.forward_level();
  if (level !== forwardLevel.current + 1) {
    throw new RuntimeError(
      'Entering a new forward AD level but the current level is not valid. Make sure you did not modified it directly.',
    );
  }
  forwardLevel.current = level;
  return level;
}

/** Leaves it: the tangents are gone. */
export const exit_dual_level = keywords(
  'exit_dual_level',
  ['level'],
  (level: number = forwardLevel.current): void => {
    if (level !== forwardLevel.current) {
      throw new RuntimeError(
        'Trying to exit a forward AD level that was not the last one that was created. This is not supported.',
      );
    }
    native.forward_level(level);
    forwardLevel.current = level - 1;
  },
);

/** The block in which tangents live: `dual_level(() => ...)`, or with `using`. */
export function dual_level(): Disposable;
export function dual_level<T>(body: () => T): T;
export function dual_level<T>(body?: () => T): T | Disposable {
  return context(() => {
    const level = enter_dual_level();
    return () => exit_dual_level({ level });
  }, body);
}

/**
 * A tensor that carries `tangent`, of its own shape and dtype, as its derivative.
 *
 * @throws RuntimeError outside a level, ValueError for a primal that is no floating-point or complex tensor.
 */
export const make_dual = keywords(
  'make_dual',
  ['tensor', 'tangent', 'level'],
  (tensor: Tensor, tangent: Tensor, level: number = forwardLevel.current): Tensor => {
    if (level < 0) {
      throw new RuntimeError(
        'Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first.',
      );
    }
    for (const [what, x] of [
      ['primal', tensor],
      ['tangent', tangent],
    ] as const) {
      if (!x.is_floating_point() && !x.is_complex())
        throw new ValueError(`Expected ${what} to be floating point or complex, but got: ${x.dtype}`);
    }
    return makeDual(tensor, tangent, level);
  },
);

/** A value and its derivative, null where there is none: `const [primal, tangent] = ...` or by their names. */
export type UnpackedDualTensor = [primal: Tensor, tangent: Tensor | null] & {
  readonly primal: Tensor;
  readonly tangent: Tensor | null;
};

/** Makes such a pair. */
export function UnpackedDualTensor(primal: Tensor, tangent: Tensor | null): UnpackedDualTensor {
  const text = () => `UnpackedDualTensor(primal=${primal}, tangent=${tangent ?? 'None'})`;
  return Object.defineProperties([primal, tangent], {
    primal: { value: primal },
    tangent: { value: tangent },
    toString: { value: text },
    [inspect.custom]: { value: text },
  }) as UnpackedDualTensor;
}

/** The value and the derivative of a tensor. */
export const unpack_dual = keywords(
  'unpack_dual',
  ['tensor', 'level'],
  (tensor: Tensor, level: number = forwardLevel.current): UnpackedDualTensor => {
    if (level < 0) return UnpackedDualTensor(tensor, null);
    const [primal, tangent] = unpackDual(tensor, level) as [Tensor, Tensor | null];
    return UnpackedDualTensor(primal, tangent);
  },
);
