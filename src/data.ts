// Element values between JavaScript and a tensor's bytes.
import { getHeapStatistics } from 'node:v8';
import { Complex } from './complex.ts';
import { type dtype, dtypes } from './dtype.ts';
import { OutOfMemoryError, RuntimeError, TypeError, ValueError } from './errors.ts';
import { show } from './show.ts';

type TypedArrayConstructor =
  | typeof Float32Array
  | typeof Float64Array
  | typeof Int8Array
  | typeof Int16Array
  | typeof Int32Array
  | typeof BigInt64Array
  | typeof BigUint64Array
  | typeof Uint8Array
  | typeof Uint16Array
  | typeof Uint32Array;
export type TypedArray = InstanceType<TypedArrayConstructor> | Uint8ClampedArray;

/** The typed array that shows a dtype's memory; float16 and bfloat16 show their bits. */
const views: Readonly<Record<string, TypedArrayConstructor>> = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  complex64: Float32Array,
  complex128: Float64Array,
};

export function viewOf(type: dtype): TypedArrayConstructor {
  return views[type.name] ?? Uint8Array;
}

const typedDtypes: readonly (readonly [Function, dtype])[] = [
  [Float32Array, dtypes.float32],
  [Float64Array, dtypes.float64],
  [Int8Array, dtypes.int8],
  [Int16Array, dtypes.int16],
  [Int32Array, dtypes.int32],
  [BigInt64Array, dtypes.int64],
  [Uint8Array, dtypes.uint8],
  [Uint8ClampedArray, dtypes.uint8],
  [Uint16Array, dtypes.uint16],
  [Uint32Array, dtypes.uint32],
  [BigUint64Array, dtypes.uint64],
];

/** The dtype whose elements a typed array holds. */
export function dtypeOfArray(array: ArrayBufferView): dtype {
  const found = typedDtypes.find(([constructor]) => array instanceof constructor);
  if (found === undefined) throw new TypeError(`no dtype holds the elements of a ${array.constructor.name}`);
  return found[1];
}

/** Nested lists, flattened, with their shape. */
export interface Flat {
  readonly values: ArrayLike<unknown>;
  readonly shape: number[];
}

/**
 * @throws ValueError for ragged lists, in PyTorch's words.
 */
export function flatten(data: unknown): Flat {
  const shape: number[] = [];
  for (let level = data; isList(level); level = level[0]) {
    shape.push(level.length);
    if (level.length === 0) break;
    if (shape.length > 64)
      throw new ValueError('too many dimensions in the data: at most 64 levels of lists');
  }
  if (shape.length === 1) {
    for (let i = 0; i < (data as ArrayLike<unknown>).length; i += 1) {
      const value = (data as ArrayLike<unknown>)[i];
      if (value === undefined) throw noNumber(value);
      if (isList(value)) throw tooDeep(1);
    }
    return { values: data as ArrayLike<unknown>, shape };
  }
  const values: unknown[] = [];
  const walk = (level: unknown, depth: number): void => {
    if (depth === shape.length) {
      if (isList(level)) throw tooDeep(depth);
      if (level === undefined) throw noNumber(level); // a hole of a list of thousands of millions
      if (values.push(level) === MANY) expectRoom(shape);
      return;
    }
    if (!isList(level)) {
      throw new TypeError(
        `not a sequence: expected a list of ${shape[depth]} at dim ${depth}, got ${show(level)}`,
      );
    }
    if (level.length !== shape[depth]) throw ragged(shape[depth] as number, depth, level);
    for (let i = 0; i < level.length; i += 1) walk(level[i], depth + 1);
  };
  walk(data, 0);
  return { values, shape };
}

const MANY = 2 ** 24;

// A few lists that hold each other twice are more values than any memory holds; without memory the engine ends the process.
function expectRoom(shape: readonly number[]): void {
  const count = shape.reduce((a, b) => a * b, 1);
  const { heap_size_limit, used_heap_size } = getHeapStatistics();
  if (count * 16 < heap_size_limit - used_heap_size) return;
  throw new OutOfMemoryError(
    `there is no memory for ${count} values in lists: shape [${shape.join(', ')}]; give a typed array`,
  );
}

function ragged(expected: number, depth: number, got: ArrayLike<unknown>): ValueError {
  return new ValueError(`expected sequence of length ${expected} at dim ${depth} (got ${got.length})`);
}

function tooDeep(depth: number): TypeError {
  return new TypeError(`must be real number, not list: the values at dim ${depth} are numbers and lists`);
}

function noNumber(value: unknown): TypeError {
  const what =
    value === null || value === undefined
      ? String(value)
      : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
  return new TypeError(
    `cannot make a tensor from ${what}; give numbers, bigints, booleans or nested lists of them`,
  );
}

export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** The dtype of values that name none: bool, int64 for bigints, complex, else the default floating one. */
export function inferDtype(values: ArrayLike<unknown>, floating: dtype): dtype {
  if (ArrayBuffer.isView(values)) return dtypeOfArray(values as ArrayBufferView);
  let bools = 0;
  let bigints = 0;
  let complex = false;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (typeof value === 'boolean') bools += 1;
    else if (typeof value === 'bigint') bigints += 1;
    else if (value instanceof Complex) complex = true;
    else if (typeof value !== 'number') {
      throw noNumber(value);
    }
  }
  if (complex) {
    if (floating === dtypes.float16) return dtypes.complex32;
    return floating === dtypes.float64 ? dtypes.complex128 : dtypes.complex64;
  }
  if (values.length > 0 && bools === values.length) return dtypes.bool;
  if (values.length > 0 && bools + bigints === values.length) return dtypes.int64;
  return floating;
}

/** What values are written as before LibTorch converts them to the dtype that was asked for. */
export function encode(values: ArrayLike<unknown>, type: dtype): { array: TypedArray; type: dtype } {
  const { length } = values;
  if (ArrayBuffer.isView(values))
    return { array: values as unknown as TypedArray, type: dtypeOfArray(values as ArrayBufferView) };
  if (type.is_complex) {
    const array = new Float64Array(2 * length);
    for (let i = 0; i < length; i += 1) {
      const value = values[i];
      array[2 * i] = value instanceof Complex ? value.re : Number(value);
      array[2 * i + 1] = value instanceof Complex ? value.im : 0;
    }
    return { array, type: dtypes.complex128 };
  }
  if (type === dtypes.int64 || type === dtypes.uint64) {
    const array = type === dtypes.int64 ? new BigInt64Array(length) : new BigUint64Array(length);
    for (let i = 0; i < length; i += 1) array[i] = toBigInt(values[i], type);
    return { array, type };
  }
  if (type === dtypes.bool) {
    const array = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) array[i] = Number(values[i]) !== 0 ? 1 : 0;
    return { array, type };
  }
  // float64 holds every other dtype's values exactly, so LibTorch rounds once, as Python does.
  const array = type === dtypes.float32 ? new Float32Array(length) : new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    const value = values[i];
    if (value instanceof Complex) {
      throw new TypeError(
        `must be real number, not complex: ${type} cannot hold ${value}; ask for a complex dtype`,
      );
    }
    array[i] = Number(value);
  }
  if (!type.is_floating_point) checkRange(array, type);
  return { array, type: type === dtypes.float32 ? type : dtypes.float64 };
}

function toBigInt(value: unknown, type: dtype): bigint {
  const fits = (whole: bigint) =>
    (type.is_signed ? BigInt.asIntN(64, whole) : BigInt.asUintN(64, whole)) === whole;
  if (typeof value === 'bigint') {
    if (!fits(value))
      throw new ValueError(`Overflow when unpacking long long: ${value} does not fit ${type}`);
    return value;
  }
  const number = Math.trunc(Number(value));
  if (!Number.isFinite(number) || !fits(BigInt(number))) throw overflow(type, number);
  return BigInt(number);
}

function overflow(type: dtype, value: number): RuntimeError {
  return new RuntimeError(`value cannot be converted to type ${type.name} without overflow: ${value}`);
}

function checkRange(array: Float32Array | Float64Array, type: dtype): void {
  if (!views[type.name]) return;
  const bits = 8 * type.itemsize;
  const low = type.is_signed ? -(2 ** (bits - 1)) : 0;
  const high = type.is_signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  for (let i = 0; i < array.length; i += 1) {
    const value = array[i] as number;
    // Whole negative numbers wrap round in unsigned types, as in Python; NaN fits nowhere.
    const wraps = !type.is_signed && Number.isInteger(value) && value >= -high;
    if (!((value >= low || wraps) && value <= high)) throw overflow(type, value);
  }
}

/** Bytes of a contiguous tensor as JavaScript values. */
export function decode(buffer: ArrayBuffer, type: dtype): unknown[] {
  const array = new (viewOf(type))(buffer) as unknown as ArrayLike<number | bigint>;
  if (type.is_complex) {
    const values = new Array(array.length / 2);
    for (let i = 0; i < values.length; i += 1)
      values[i] = new Complex(array[2 * i] as number, array[2 * i + 1] as number);
    return values;
  }
  if (type === dtypes.bool) return Array.from(array, (value) => value !== 0);
  if (type === dtypes.int64 || type === dtypes.uint64) {
    return Array.from(array as ArrayLike<bigint>, (value) => {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value;
    });
  }
  return Array.from(array as ArrayLike<number>);
}

/** Flat values as nested lists of this shape. */
export function nest(values: unknown[], shape: readonly number[]): unknown {
  if (shape.length === 0) return values[0];
  let level: unknown[] = values;
  for (let dim = shape.length - 1; dim > 0; dim -= 1) {
    const size = shape[dim] as number;
    const count = shape.slice(0, dim).reduce((a, b) => a * b, 1);
    const rows = new Array(count);
    for (let i = 0; i < count; i += 1) rows[i] = level.slice(i * size, (i + 1) * size);
    level = rows;
  }
  return level;
}
