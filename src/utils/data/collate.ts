import { RuntimeError, TypeError } from '../../errors.ts';
import { checked } from '../../misuse.ts';
import { walking } from '../../recursion.ts';
import { isPlainObject } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** What `default_collate` makes of samples of type T. */
export type Collated<T> = 0 extends 1 & T
  ? any
  : T extends Tensor | number | bigint | boolean | ArrayBufferView
    ? Tensor
    : T extends string
      ? T[]
      : T extends Map<infer K, infer V>
        ? Map<K, Collated<V>>
        : T extends readonly unknown[] | object
          ? { -readonly [K in keyof T]: Collated<T[K]> }
          : any;

/** What `default_convert` makes of a sample of type T. */
export type Converted<T> = 0 extends 1 & T
  ? any
  : T extends ArrayBufferView
    ? Tensor
    : T extends Tensor | number | bigint | boolean | string | null | undefined
      ? T
      : T extends Map<infer K, infer V>
        ? Map<K, Converted<V>>
        : T extends readonly unknown[] | object
          ? { [K in keyof T]: Converted<T[K]> }
          : any;

/**
 * One batch from a list of samples: tensors and typed arrays are stacked, numbers become one tensor, strings stay a list;
 * arrays, plain objects and Maps are collated place by place.
 *
 * Whole numbers and bigints give int64, numbers with a fraction float64, booleans bool.
 *
 * @throws RuntimeError for samples of unequal length, TypeError for values of any other kind, RecursionError for samples that
 * hold themselves
 */
export const default_collate = checked('default_collate', (batch: readonly any[]): any => {
  return walking('default_collate', () => collate(batch));
});

function collate(batch: readonly any[]): any {
  const first = batch[0];
  if (first instanceof Tensor) return stack(batch);
  if (isTypedArray(first)) return stack(batch.map((array) => torch.from_numpy(array)));
  if (typeof first === 'number') return numbers(batch);
  if (typeof first === 'bigint' || typeof first === 'boolean') return torch.tensor(batch);
  if (typeof first === 'string') return [...batch];
  if (Array.isArray(first)) {
    if (!batch.every((sample) => sample.length === first.length)) {
      throw new RuntimeError('each element in list of batch should be of equal size');
    }
    return first.map((_, i) => collate(batch.map((sample) => sample[i])));
  }
  if (first instanceof Map) {
    const keys = [...first.keys()];
    return new Map(keys.map((key) => [key, collate(batch.map((sample) => sample.get(key)))]));
  }
  if (isPlainObject(first)) {
    const collated = (key: string) => collate(batch.map((sample) => sample[key]));
    return Object.fromEntries(Object.keys(first).map((key) => [key, collated(key)]));
  }
  throw new TypeError(
    `default_collate: batch must contain tensors, typed arrays, numbers, dicts or lists; found ${kindOf(first)}`,
  );
}

/** Typed arrays become tensors, inside arrays, plain objects and Maps too; anything else stays. What a loader does without batches. */
export const default_convert = checked('default_convert', (data: any): any => {
  return mapLeaves(data, (leaf) => (isTypedArray(leaf) ? torch.from_numpy(leaf) : leaf));
});

/** The same arrays, plain objects and Maps, one in another, with everything else changed. */
export const mapLeaves = (data: any, change: (leaf: any) => any): any => {
  const walk = (item: any): any => {
    if (Array.isArray(item)) return item.map(walk);
    if (item instanceof Map) return new Map([...item].map(([key, value]) => [key, walk(value)]));
    if (!isPlainObject(item)) return change(item);
    return Object.fromEntries(Object.entries(item).map(([key, value]) => [key, walk(value)]));
  };
  return walking('a sample', () => walk(data));
};

function numbers(values: readonly unknown[]): Tensor {
  const odd = values.find((value) => typeof value !== 'number');
  if (odd !== undefined) {
    throw new TypeError(`default_collate: a batch of numbers must hold numbers only; found ${kindOf(odd)}`);
  }
  // A double holds every whole number that JavaScript counts exactly.
  const doubles = torch.from_numpy(Float64Array.from(values as number[]));
  return values.every(Number.isInteger) ? doubles.to(torch.int64) : doubles;
}

function stack(tensors: readonly Tensor[]): Tensor {
  const [first] = tensors;
  for (const kind of ['nested', 'sparse'] as const) {
    if (!(kind === 'nested' ? first?.is_nested : first?.layout !== torch.strided)) continue;
    throw new RuntimeError(
      `Batches of ${kind} tensors are not currently supported by the default collate_fn; ` +
        'please provide a custom collate_fn to handle them appropriately.',
    );
  }
  return torch.stack(tensors, 0);
}

const isTypedArray = (value: unknown): value is Float32Array<ArrayBuffer> =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
}
