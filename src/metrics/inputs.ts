import { z } from 'zod';
import { TypeError, ValueError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

/** A tensor of any number type on any device, or plain numbers. */
export type Values = Tensor | readonly number[] | readonly boolean[] | ArrayLike<number>;
/** (N), or a row of scores for each sample, (N, C). */
export type Scores = Values | readonly (readonly number[])[];

const isValues = (value: unknown) =>
  value instanceof Tensor ||
  Array.isArray(value) ||
  (ArrayBuffer.isView(value) && !(value instanceof DataView));
export const values = z.custom<Values>(isValues, 'must be a tensor or a list of numbers');
export const scores = z.custom<Scores>(
  isValues,
  'must be a tensor or a list of numbers, or of rows of numbers',
);
export const weights = values.nullish();
export const labelList = values.nullish();

/** A tensor's elements row by row, with its shape. */
export function read(given: Scores, name: string): { data: ArrayLike<number>; shape: number[] } {
  if (given instanceof Tensor) {
    const data = given.detach().to('cpu', torch.float64).contiguous();
    // Copied: the typed array lies on the tensor's memory.
    return { data: Float64Array.from(data.numpy() as Float64Array), shape: [...given.shape] };
  }
  const list = Array.from(given as ArrayLike<unknown>);
  if (list.length === 0 || !isValues(list[0])) return numbers(list, name);
  const rows = list.map((row) =>
    row instanceof Tensor ? read(row, name) : numbers(Array.from(row as ArrayLike<unknown>), name),
  );
  const width = rows[0]?.shape[0] as number;
  if (!rows.every(({ shape }) => shape.length === 1 && shape[0] === width)) {
    throw new ValueError(`${name}: every row must have the same number of scores`);
  }
  return { data: rows.flatMap(({ data }) => Array.from(data)), shape: [rows.length, width] };
}

const numbers = (list: readonly unknown[], name: string) => ({
  data: list.map((x) => number(x, name)),
  shape: [list.length],
});

function number(value: unknown, name: string): number {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return Number(value);
  throw new TypeError(`${name}: must hold numbers, got ${value === null ? 'null' : typeof value}`);
}

/** One value per sample: shape (N) or (N, 1). */
export function column(given: Scores, name: string): ArrayLike<number> {
  const { data, shape } = read(given, name);
  if (shape.length === 1 || (shape.length === 2 && shape[1] === 1)) return data;
  throw new ValueError(`${name}: must have one value per sample, shape (N), not (${shape.join(', ')})`);
}

/** A weight for each sample, or null without weights. Not all may be 0: then nothing would be counted. */
export function weightsOf(given: Values | null | undefined): ArrayLike<number> | null {
  if (given === null || given === undefined) return null;
  const data = column(given, 'sample_weight');
  checkFinite(data, 'sample_weight');
  if (data.length > 0 && Array.from(data).every((weight) => weight === 0)) {
    throw new ValueError('sample_weight: must contain at least one number that is not 0');
  }
  return data;
}

/** Class labels: whole numbers. */
export function labelsOf(given: Values, name: string): ArrayLike<number> {
  const data = column(given, name);
  for (let i = 0; i < data.length; i += 1) {
    if (!Number.isInteger(data[i])) {
      throw new ValueError(
        `${name}: class labels are whole numbers, got ${data[i]}; take argmax(1) of scores first`,
      );
    }
  }
  return data;
}

export function checkSameLength(name: string, ...lists: (ArrayLike<number> | null)[]): void {
  const lengths = lists.filter((list) => list !== null).map((list) => list.length);
  if (new Set(lengths).size > 1) {
    throw new ValueError(`${name}(): all inputs need as many samples, got ${lengths.join(', ')}`);
  }
}

export const unique = (...lists: ArrayLike<number>[]): number[] =>
  Array.from(new Set(lists.flatMap((list) => Array.from(list)))).sort((a, b) => a - b);

/** Scores must be finite to be ordered, weights to be summed. */
export function checkFinite(data: ArrayLike<number>, name: string): void {
  for (let i = 0; i < data.length; i += 1) {
    if (!Number.isFinite(data[i]))
      throw new ValueError(`${name}: holds ${data[i]}, where every number must be finite`);
  }
}

export const total = (list: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < list.length; i += 1) sum += list[i] as number;
  return sum;
};

/** The mean by weights; without weight, of all alike. */
export function average(list: readonly number[], by: readonly number[] | null = null): number {
  if (by === null) return total(list) / list.length;
  return total(list.map((value, i) => value * (by[i] as number))) / total(by);
}
