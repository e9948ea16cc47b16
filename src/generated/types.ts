// Made by `npm run gen:types` (scripts/gen_types.py) from the operator table of torch 2.13.0. Do not edit.
import type { Complex } from '../complex.ts';
import type { device, dtype, layout, memory_format } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';

/** Any number that LibTorch takes; a whole JavaScript number counts as an integer. */
export type Scalar = number | bigint | boolean | Complex;
/** A whole number; past 2^53 only a bigint is exact. */
export type Int = number | bigint;
/** One whole number for all places, or one each. */
export type IntList = number | readonly number[];
export type Device = device | string | number;

/** Tells tensors from plain keyword objects; exists in types only. */
export declare const tensorBrand: unique symbol;
/** A plain object of keyword arguments: neither a tensor nor anything with a tensor's properties. */
export interface Keywords {
  readonly [tensorBrand]?: never;
}
/** How a tensor factory makes its result. */
export interface FactoryOptions extends Keywords {
  dtype?: dtype | null;
  layout?: layout | null;
  device?: Device | null;
  pin_memory?: boolean;
  requires_grad?: boolean;
}
/** Where a tensor goes, and as what. */
export interface ToOptions extends Keywords {
  device?: Device | null;
  dtype?: dtype | null;
  non_blocking?: boolean;
  copy?: boolean;
  memory_format?: memory_format | null;
}
/** Several tensors; the first eight count as present, so that `const [a, b] = x.chunk(2)` needs no check. */
export interface TensorList extends Array<Tensor> {
  0: Tensor;
  1: Tensor;
  2: Tensor;
  3: Tensor;
  4: Tensor;
  5: Tensor;
  6: Tensor;
  7: Tensor;
}
