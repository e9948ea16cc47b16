import { z } from 'zod';
import { floatRepr, tupleStr } from '../../_python_str.ts';
import { ValueError } from '../../errors.ts';
import * as F from './functional.ts';

/* What the transforms' constructors take, and how they are printed. */

export const length = z.int().positive();
/** How often something is done to one picture: thousands take seconds. */
export const repeats = z.int().nonnegative().max(65_536);
/** [height, width]; one number stands for both. */
export const square = z.union([
  length.transform((n) => [n, n] as const),
  z.tuple([length]).transform(([n]) => [n, n] as const),
  z.tuple([length, length]).readonly(),
]);
export const interpolation = (byDefault: F.InterpolationMode) =>
  z.enum({ ...F.InterpolationMode }).default(byDefault);
export const fill = z
  .union([z.number(), z.array(z.number()).min(1).readonly()])
  .nullable()
  .default(0);
export const probability = (byDefault: number) => z.number().min(0).max(1).default(byDefault);
export const range = z.tuple([z.number(), z.number()]).readonly();
export const point = z.tuple([z.number(), z.number()]).readonly().nullable().default(null);

/** Any transform, or any other function. */
export type Transform = (...values: any[]) => any;
export const transform = z.custom<Transform>((value) => typeof value === 'function', 'must be a function');
export const transforms = z.array(transform);

/** A range of degrees (or of numbers, `sizes` of them); one number stands for -x to x. */
export function angles(value: number | readonly number[], name: string, sizes = [2]): number[] {
  if (typeof value === 'number') {
    if (value < 0) throw new ValueError(`If ${name} is a single number, it must be positive.`);
    return [0 - value, value];
  }
  if (!sizes.includes(value.length)) {
    throw new ValueError(`${name} should be a sequence of length ${sizes.join(' or ')}.`);
  }
  return value.map(Number);
}

export const listStr = (values: readonly number[]): string => `[${values.map(floatRepr).join(', ')}]`;
export const floatsStr = (values: readonly number[]): string => `(${values.map(floatRepr).join(', ')})`;
export const boolStr = (value: boolean): string => (value ? 'True' : 'False');
/** A number or numbers as Python prints what the user wrote: whole ones as integers. */
export const valueStr = (value: number | string | readonly number[] | null): string =>
  value === null ? 'None' : Array.isArray(value) ? tupleStr(value as number[]) : String(value);

/** As Python prints the enumeration: `InterpolationMode.BILINEAR`. */
export const modeStr = (mode: F.InterpolationMode) =>
  `InterpolationMode.${Object.entries(F.InterpolationMode).find(([, value]) => value === mode)?.[0]}`;
