import { ValueError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';

/** One number for every dimension, or one number each. */
export type IntList = number | readonly number[];

export type Reduction = 'none' | 'mean' | 'sum';

const reductionCodes: Readonly<Record<string, number>> = { none: 0, mean: 1, sum: 2 };

/** LibTorch's number for a reduction. */
export function reductionCode(reduction: string): number {
  const code = reductionCodes[reduction];
  if (code === undefined) throw new ValueError(`${reduction} is not a valid value for reduction`);
  return code;
}

/** Translates the two flags that `reduction` replaced. */
export function legacyReduction<R extends string>(
  size_average: boolean | null | undefined,
  reduce: boolean | null | undefined,
  reduction: R,
): R | Reduction {
  if (size_average == null && reduce == null) return reduction;
  const meant = reduce === false ? 'none' : size_average === false ? 'sum' : 'mean';
  warn(`size_average and reduce args will be deprecated, please use reduction='${meant}' instead.`);
  return meant;
}

/** Applies a reduction to a loss that holds one value an element. */
export function reduceLoss(loss: Tensor, reduction: string): Tensor {
  if (reduction === 'mean') return loss.mean();
  if (reduction === 'sum') return loss.sum();
  if (reduction === 'none') return loss;
  throw new ValueError(`${reduction} is not valid`);
}

export function sameSize(a: Tensor, b: Tensor): boolean {
  const x = a.shape;
  const y = b.shape;
  return x.length === y.length && x.every((n, i) => n === y[i]);
}

const shown = new Set<string>();

/** Tells the user once, as Python's `warnings.warn` does by default. */
export function warn(message: string, type = 'UserWarning'): void {
  if (shown.has(message)) return;
  shown.add(message);
  process.emitWarning(message, type);
}

const tupleOf =
  (n: number) =>
  (value: IntList): number[] =>
    typeof value === 'number' ? Array<number>(n).fill(value) : [...value];

export const single = tupleOf(1);
export const pair = tupleOf(2);
export const triple = tupleOf(3);
