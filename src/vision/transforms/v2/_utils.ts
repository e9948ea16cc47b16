import { z } from 'zod';
import { floatRepr } from '../../../_python_str.ts';
import { TypeError, ValueError } from '../../../errors.ts';
import { checked } from '../../../misuse.ts';
import { isPlainObject } from '../../../signature.ts';
import { Tensor } from '../../../tensor.ts';
import { Image as Picture } from '../../image.ts';
import * as tv_tensors from '../../tv_tensors/index.ts';
import type { Fill } from '../_padding.ts';
import { get_dimensions, get_size } from './functional/_meta.ts';
import { is_pure_tensor, nameOf } from './functional/_utils.ts';

/** A class, or a question about a value. */
export type TypeOrCheck = (abstract new (...args: any[]) => unknown) | ((value: any) => boolean);

/** Only a class's `prototype` cannot be replaced. */
const isClass = (value: Function): boolean =>
  Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === false;

const primitives = new Map<unknown, string>([
  [Number, 'number'],
  [String, 'string'],
  [Boolean, 'boolean'],
  [BigInt, 'bigint'],
]);

/** Is a value of one of these classes (`Number`, `String`, `Boolean` as well), or does it pass one of these checks? */
export const check_type = checked(
  'check_type',
  (obj: unknown, types_or_checks: readonly TypeOrCheck[]): boolean => {
    return types_or_checks.some((type) => {
      const primitive = primitives.get(type);
      if (primitive !== undefined) return typeof obj === primitive;
      if (type === (Object as unknown)) return true;
      if (isClass(type)) return obj instanceof (type as abstract new () => unknown);
      return (type as (value: unknown) => boolean)(obj);
    });
  },
);

/** Is any value of one of these kinds? */
export const has_any = checked(
  'has_any',
  (flat_inputs: readonly unknown[], ...types_or_checks: TypeOrCheck[]): boolean =>
    flat_inputs.some((inpt) => check_type(inpt, types_or_checks)),
);

/** Is there a value of each of these kinds? */
export const has_all = checked(
  'has_all',
  (flat_inputs: readonly unknown[], ...types_or_checks: TypeOrCheck[]): boolean =>
    types_or_checks.every((type) => has_any(flat_inputs, type)),
);

/** The boxes of a sample, of which it has one tensor. @throws ValueError where there are none. */
export const get_bounding_boxes = checked(
  'get_bounding_boxes',
  (flat_inputs: readonly unknown[]): tv_tensors.BoundingBoxes => {
    const found = flat_inputs.find((inpt) => inpt instanceof tv_tensors.BoundingBoxes);
    if (found === undefined) throw new ValueError('No bounding boxes were found in the sample');
    return found;
  },
);

/** The points of a sample, of which it has one tensor. @throws ValueError where there are none. */
export const get_keypoints = checked(
  'get_keypoints',
  (flat_inputs: readonly unknown[]): tv_tensors.KeyPoints => {
    const found = flat_inputs.find((inpt) => inpt instanceof tv_tensors.KeyPoints);
    if (found === undefined) throw new ValueError('No keypoints were found in the sample');
    return found;
  },
);

const images: readonly TypeOrCheck[] = [is_pure_tensor, tv_tensors.Image, Picture, tv_tensors.Video];
const placed: readonly TypeOrCheck[] = [
  ...images,
  tv_tensors.Mask,
  tv_tensors.BoundingBoxes,
  tv_tensors.KeyPoints,
];

function common<S extends number[]>(
  flat_inputs: readonly unknown[],
  types: readonly TypeOrCheck[],
  sizeOf: (inpt: unknown) => S,
  what: string,
  absent: string,
): S {
  const sizes = flat_inputs.filter((inpt) => check_type(inpt, types)).map((inpt) => sizeOf(inpt));
  const [first] = sizes;
  if (first === undefined) throw new TypeError(absent);
  const different = [...new Set(sizes.map((size) => `(${size.join(', ')})`))];
  if (different.length > 1) {
    throw new ValueError(`Found multiple ${what} dimensions in the sample: ${different.sort().join(', ')}`);
  }
  return first;
}

/** [channels, height, width] of a sample's images and videos, which must be of one size. */
export const query_chw = checked('query_chw', (flat_inputs: readonly unknown[]): [number, number, number] =>
  common(flat_inputs, images, get_dimensions, 'CxHxW', 'No image or video was found in the sample'),
);

/** [height, width] of all in a sample that has a place in an image. */
export const query_size = checked('query_size', (flat_inputs: readonly unknown[]): [number, number] =>
  common(
    flat_inputs,
    placed,
    get_size,
    'HxW',
    'No image, video, mask, bounding box of keypoint was found in the sample',
  ),
);

// A setting for each type of input.

/** Names that stand for types where a plain object is the table. */
const namedTypes = new Map<string, unknown>([
  ['Image', tv_tensors.Image],
  ['Video', tv_tensors.Video],
  ['Mask', tv_tensors.Mask],
  ['BoundingBoxes', tv_tensors.BoundingBoxes],
  ['KeyPoints', tv_tensors.KeyPoints],
  ['Tensor', Tensor],
  ['PIL.Image', Picture],
  ['others', 'others'],
]);

/** What a user writes: a Map with classes (and 'others') as keys, or an object with their names. */
export type ByType<V> = Map<unknown, V> | { readonly [name: string]: V };

/** @internal The schema of a setting that may be one for all, or a table by type. */
export const byType = <V extends z.ZodType>(value: V) =>
  z.union([value, z.record(z.string(), value), z.map(z.any(), value)]);

/** @internal The table that a user's setting stands for; one for all is that of 'others'. @throws ValueError */
export function tableOf<V>(given: unknown, what: string): Map<unknown, V> {
  if (given instanceof Map) {
    for (const key of given.keys()) {
      if (key === 'others' || (typeof key === 'function' && isClass(key))) continue;
      throw new ValueError(`${what}: the keys of a Map are classes and 'others', not ${String(key)}`);
    }
    return given as Map<unknown, V>;
  }
  if (!isPlainObject(given)) return new Map([['others', given as V]]);
  return new Map(
    Object.entries(given).map(([name, value]) => {
      const type = namedTypes.get(name);
      if (type === undefined) {
        throw new ValueError(
          `${what}: '${name}' is no type; known: ${[...namedTypes.keys()].join(', ')}. A Map takes classes as keys`,
        );
      }
      return [type, value as V];
    }),
  );
}

/** @internal The setting for a value: that of its very class, or of 'others'. */
export function settingFor<V>(table: Map<unknown, V>, inpt: unknown): V | undefined {
  const type = (inpt as object | null)?.constructor;
  return table.has(type) ? table.get(type) : table.get('others');
}

const fillValue = z.union([z.number(), z.array(z.number()).min(1).readonly()]).nullable();
export const fillField = (byDefault: 0 | null) => byType(fillValue).default(byDefault);
export type FillSetting = Fill | ByType<Fill>;

/** @internal One number stands for two. */
export const pairFrom = (value: number | readonly number[]): [number, number] => {
  const list = typeof value === 'number' ? [value] : value;
  return [list[0] as number, (list[1] ?? list[0]) as number];
};
export const numberOrPair = z.union([
  z.number(),
  z.tuple([z.number()]).readonly(),
  z.tuple([z.number(), z.number()]).readonly(),
]);

// Where the labels of a sample are.

export type LabelsGetter = 'default' | ((inputs: any) => any) | null;
export const labelsGetter = z.union([
  z.literal('default'),
  z.custom<(inputs: any) => any>(
    (value) => typeof value === 'function',
    "must be 'default', a function or null",
  ),
  z.null(),
]);

/** @internal The function that finds the labels. */
export function findLabels(getter: LabelsGetter): (inputs: any) => any {
  if (getter === null) return () => null;
  return getter === 'default' ? likelyLabels : getter;
}

/** The second part of a sample if that is a tensor; else what is called `labels` there, or has `label` in its name. */
function likelyLabels(inputs: unknown): unknown {
  const part = Array.isArray(inputs) ? inputs[1] : inputs;
  if (is_pure_tensor(part)) return part;
  if (!isPlainObject(part) && !(part instanceof Map)) {
    throw new ValueError(
      'When using the default labels_getter, the input passed to forward must be a dictionary or a two-tuple ' +
        `whose second item is a dictionary or a tensor, but got ${nameOf(inputs)} instead.`,
    );
  }
  const entries = part instanceof Map ? [...part] : Object.entries(part);
  const found =
    entries.find(([key]) => String(key).toLowerCase() === 'labels') ??
    entries.find(([key]) => String(key).toLowerCase().includes('label'));
  if (found === undefined) {
    throw new ValueError(
      'Could not infer where the labels are in the sample. Try passing a callable as the labels_getter parameter? ' +
        'If there are no labels in the sample by design, pass labels_getter=None.',
    );
  }
  return found[1];
}

/** @internal A value as Python prints it; undefined for what `extra_repr` leaves out. */
export function printed(value: unknown, isFloat: boolean, isList: boolean): string | undefined {
  const number = (x: number) => (isFloat || !Number.isInteger(x) ? floatRepr(x) : String(x));
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  if (value.length > 0 && value.every((item) => typeof item === 'function')) return `[${value.join(', ')}]`;
  if (!value.every((item) => typeof item === 'number')) return undefined;
  const items = value.map(number).join(', ');
  return isList ? `[${items}]` : `(${items}${value.length === 1 ? ',' : ''})`;
}
