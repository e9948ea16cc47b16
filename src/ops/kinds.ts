import { isPlainObject } from '../signature.ts';
import { Handle } from './handle.ts';

/** The kinds of argument that overloads are told apart by. 1 to 8 are those of `handle.ts`. */
export const Arg = {
  Absent: 0,
  Tensor: 1,
  Dtype: 2,
  Layout: 3,
  MemoryFormat: 4,
  Device: 5,
  Generator: 6,
  Complex: 7,
  QScheme: 8,
  None: 9,
  Int: 10,
  Float: 11,
  BigInt: 12,
  Bool: 13,
  String: 14,
  EmptyList: 15,
  IntList: 16,
  FloatList: 17,
  BoolList: 18,
  TensorList: 19,
  StringList: 20,
  MixedList: 21,
  Keywords: 22,
  Other: 23,
} as const;

export const argNames = [
  'undefined',
  'Tensor',
  'dtype',
  'layout',
  'memory_format',
  'device',
  'Generator',
  'complex',
  'qscheme',
  'None',
  'int',
  'float',
  'bigint',
  'bool',
  'str',
  'list',
  'list of ints',
  'list of floats',
  'list of bools',
  'list of Tensors',
  'list of strs',
  'list',
  'object',
  'object',
];

function kindOfList(list: ArrayLike<unknown>): number {
  let kind: number = Arg.EmptyList;
  for (let i = 0; i < list.length; i += 1) {
    const item = list[i];
    let one: number;
    if (typeof item === 'number') one = Number.isInteger(item) ? Arg.IntList : Arg.FloatList;
    else if (typeof item === 'bigint') one = Arg.IntList;
    else if (item === null || (item instanceof Handle && item._kind === Arg.Tensor)) one = Arg.TensorList;
    else if (typeof item === 'boolean') one = Arg.BoolList;
    else if (typeof item === 'string') one = Arg.StringList;
    else return Arg.MixedList;
    if (kind === Arg.EmptyList || kind === one) kind = one;
    else if (kind + one === Arg.IntList + Arg.FloatList) kind = Arg.FloatList;
    else return Arg.MixedList;
  }
  return kind;
}

export function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) && !Object.is(value, -0) ? Arg.Int : Arg.Float;
    case 'object':
      if (value === null) return Arg.None;
      if (value instanceof Handle) return value._kind;
      if (Array.isArray(value)) return kindOfList(value);
      if (isPlainObject(value)) return Arg.Keywords;
      // biome-ignore lint/suspicious/useIsArray: named results are lists of tensors too, though not made by Array
      if (value instanceof Array) return kindOfList(value);
      return ArrayBuffer.isView(value) && 'length' in value ? kindOfList(value as never) : Arg.Other;
    case 'undefined':
      return Arg.Absent;
    case 'boolean':
      return Arg.Bool;
    case 'string':
      return Arg.String;
    case 'bigint':
      return Arg.BigInt;
    default:
      // A callable torch constant, such as a dtype, is never a function; a module is.
      return Arg.Other;
  }
}
