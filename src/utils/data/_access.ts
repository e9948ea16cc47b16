import { TypeError } from '../../errors.ts';
import { Tensor } from '../../tensor.ts';

/** Anything with items at 0 .. length - 1: a Dataset, a list, a tensor (its rows). */
export type Source<T = any> = Items<T> | ArrayLike<T> | Tensor;
interface Items<T> {
  get(index: number): T;
  readonly length: number;
}

const nameOf = (value: unknown) =>
  value === null || typeof value !== 'object' ? typeof value : (value.constructor?.name ?? 'object');

/** Python's `len(x)`. */
export function lengthOf(x: unknown): number {
  if (typeof x === 'object' && x !== null) {
    if (x instanceof Tensor) return x.size(0);
    const { length, size } = x as { length?: unknown; size?: unknown };
    if (typeof length === 'number') return length;
    if (x instanceof Map || x instanceof Set) return size as number;
  }
  throw new TypeError(`object of type '${nameOf(x)}' has no length: define a getter \`length\``);
}

/** Python's `dataset[i]`. */
export function itemOf<T>(dataset: Source<T>, index: number): T {
  if (dataset instanceof Tensor) return dataset.select(0, index) as T;
  if (typeof (dataset as Items<T>).get === 'function') return (dataset as Items<T>).get(index);
  if (typeof dataset === 'object' && typeof dataset?.length === 'number') {
    return (dataset as ArrayLike<T>)[index] as T;
  }
  throw new TypeError(`'${nameOf(dataset)}' is no dataset: define \`get(index)\` and a getter \`length\``);
}

// How far above an object its method is defined: 0 for its own, 1 for its class's, ...
function depthOf(object: object, method: string): number {
  let depth = 0;
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at), depth += 1) {
    if (Object.hasOwn(at, method)) return depth;
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * Whether a dataset's method for many items at once may be used in place of `get`: not when a sub-class has changed `get`
 * and inherits the method, which would then pass its change by.
 */
export function offers<M extends string>(
  dataset: unknown,
  method: M,
): dataset is { [K in M]: (indices: readonly number[]) => any } {
  if (typeof dataset !== 'object' || dataset === null) return false;
  if (typeof (dataset as Record<string, unknown>)[method] !== 'function') return false;
  return depthOf(dataset, method) <= depthOf(dataset, 'get');
}
