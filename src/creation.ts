// Tensors from JavaScript values and memory.

import { dtypeOfArray, encode, type Flat, flatten, inferDtype, isList, type TypedArray } from './data.ts';
import { chosenDevice } from './default_device.ts';
import { type device, type dtype, dtypeOfCode, dtypes, makeDevice } from './dtype.ts';
import { TypeError, ValueError } from './errors.ts';
import type { FactoryOptions } from './generated/types.ts';
import { native } from './native.ts';
import { aten, Handle, intList } from './ops/index.ts';
import { isPlainObject } from './signature.ts';
import { pin, Tensor } from './tensor.ts';

/** The dtype of floating-point tensors that name none. */
export function get_default_dtype(): dtype {
  return dtypeOfCode(native.default_dtype());
}

/** @throws TypeError for a dtype that is not floating-point. */
export function set_default_dtype(type: dtype): void {
  native.default_dtype(type.code);
}

export interface TensorOptions {
  dtype?: dtype | null | undefined;
  device?: device | string | number | null | undefined;
  requires_grad?: boolean | undefined;
  pin_memory?: boolean | undefined;
}

function finish(made: Tensor, type: dtype, options: TensorOptions): Tensor {
  let tensor = made.dtype === type ? made : made.to(type);
  const place = options.device ?? chosenDevice();
  if (place != null) tensor = tensor.to(typeof place === 'number' ? `cuda:${place}` : place);
  if (options.pin_memory) tensor = tensor.pin_memory();
  if (options.requires_grad) tensor.requires_grad_(true);
  return tensor;
}

const known = ['dtype', 'device', 'requires_grad', 'pin_memory'];
function checkOptions(options: object, what: string, names = known): void {
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      throw new TypeError(
        `${what}() got an unexpected keyword argument '${name}'; known: ${names.join(', ')}`,
      );
    }
  }
}

/**
 * A new tensor with a copy of `data`: a number, nested lists, a typed array or a tensor. Tensors of one value in lists count
 * as numbers.
 *
 * Numbers give the default floating dtype (float32), bigints int64, booleans bool, typed arrays and tensors their element type.
 *
 * @throws ValueError for ragged lists, TypeError for anything that is not a number.
 */
export function tensor(data: unknown, options: TensorOptions = {}): Tensor {
  if (isPlainObject(data) && 'data' in data) {
    const { data: values, ...rest } = data;
    return tensor(values, rest);
  }
  checkOptions(options, 'tensor');
  if (data instanceof Tensor) return finish(data.detach().clone(), options.dtype ?? data.dtype, options);
  const { values, shape, types } = isList(data) ? read(data) : { values: [data], shape: [] };
  const inferred = types ? types.reduce(promoted) : inferDtype(values, get_default_dtype());
  const type = options.dtype ?? inferred;
  const encoded = encode(values, type);
  return finish(copyOf(encoded.array, encoded.type, shape), type, options);
}

const promoted = (a: dtype, b: dtype): dtype => (a === b ? a : aten('promote_types')(a, b));

/**
 * Nested lists, flattened. Tensors in them are read as the values that they hold, those of one value as a number; then there
 * are `types`, of all that was read.
 */
function read(data: ArrayLike<unknown>): Flat & { types?: dtype[] } {
  const rows = Array.isArray(data) && holdsTensors(data);
  const flat = rows ? null : flatten(data);
  if (flat && !holdsTensors(flat.values)) return flat;
  const types: dtype[] = [];
  const values = (level: unknown): unknown => {
    if (Array.isArray(level)) return level.map(values);
    if (level instanceof Tensor) {
      types.push(level.dtype);
      return level.numel() === 1 ? level.item() : level.tolist();
    }
    types.push(inferDtype(isList(level) ? level : [level], get_default_dtype()));
    return level;
  };
  return { ...flatten(values(data)), types };
}

function holdsTensors(list: ArrayLike<unknown>): boolean {
  if (ArrayBuffer.isView(list)) return false;
  // Up to the first hole, which is refused anyway: a list of thousands of millions of them costs its author nothing.
  for (let i = 0; i < list.length && list[i] !== undefined; i += 1)
    if (list[i] instanceof Handle) return true;
  return false;
}

function copyOf(array: TypedArray, type: dtype, shape: readonly number[]): Tensor {
  return new Tensor(native.from_buffer(array, type._h, intList(shape) as never, null, 0, false));
}

/** As `tensor`, but shares memory with a tensor or typed array of the right dtype. */
export function as_tensor(data: unknown, options: TensorOptions = {}): Tensor {
  checkOptions(options, 'as_tensor');
  if (data instanceof Tensor) {
    return options.dtype == null && options.device == null && chosenDevice() === null
      ? data
      : finish(data, options.dtype ?? data.dtype, options);
  }
  if (ArrayBuffer.isView(data) && !(data instanceof DataView)) {
    return finish(from_numpy(data as TypedArray), options.dtype ?? dtypeOfArray(data), options);
  }
  return tensor(data, options);
}

/**
 * `data` as a tensor on the same memory where that can be, or as `copy` says: true for memory of its own in any case, false
 * for an error where there would be a copy. A tensor that `requires_grad` denies has no graph.
 *
 * @throws ValueError with `copy: false` where dtype, device or kind of the data need a copy.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.asarray.html
 */
export function asarray(data: unknown, options: TensorOptions & { copy?: boolean | null } = {}): Tensor {
  checkOptions(options, 'asarray', ['dtype', 'device', 'copy', 'requires_grad']);
  const { copy = null, requires_grad, ...rest } = options;
  const isArray = ArrayBuffer.isView(data) && !(data instanceof DataView);
  if (!(data instanceof Tensor || isArray)) {
    if (copy === false) throw new ValueError("can't alias arbitrary sequence into a tensor.");
    return tensor(data, { ...rest, requires_grad });
  }
  const given = data instanceof Tensor ? data : from_numpy(data as TypedArray);
  if (copy === false) checkAlias(given, rest);
  const same = as_tensor(given, rest);
  const made = copy && same === given ? given.clone() : same;
  if (requires_grad === undefined) return made;
  return made.is_leaf || requires_grad ? made.requires_grad_(requires_grad) : made.detach();
}

function checkAlias(given: Tensor, { dtype: type, device }: TensorOptions): void {
  const place = device == null ? given.device : makeDevice(device);
  if (place !== given.device)
    throw new ValueError(`can't alias tensor from device '${given.device}' to '${place}'.`);
  if (type != null && type !== given.dtype)
    throw new ValueError(`can't alias tensor with dtype '${given.dtype}' into dtype '${type}'.`);
}

/**
 * A one-dimensional tensor on a typed array's own memory: writing to either is seen by both.
 *
 * @throws TypeError for a resizable buffer, whose memory could go away.
 */
export function from_numpy(array: TypedArray): Tensor {
  if (!ArrayBuffer.isView(array) || !isList(array)) {
    throw new TypeError(`expected a typed array (got ${Array.isArray(array) ? 'Array' : typeof array})`);
  }
  return share(array as TypedArray, dtypeOfArray(array as TypedArray), [array.length], null, 0);
}

function share(
  bytes: ArrayBuffer | ArrayBufferView,
  type: dtype,
  size: readonly number[],
  stride: readonly number[] | null,
  offset: number,
): Tensor {
  const buffer = (ArrayBuffer.isView(bytes) ? bytes.buffer : bytes) as ArrayBuffer & { resizable?: boolean };
  if (buffer.resizable)
    throw new TypeError('a resizable ArrayBuffer cannot be shared with a tensor; copy it first');
  // Memory that moved to another thread could be freed below the tensor.
  if (buffer instanceof ArrayBuffer) pin(buffer);
  return new Tensor(
    native.from_buffer(bytes, type._h, size as number[], stride as number[] | null, offset, true),
  );
}

/**
 * A one-dimensional tensor on the memory of a buffer.
 *
 * @param options `count` elements (-1: all that fit) from `offset` bytes on.
 * @throws ValueError when the buffer is too small or its length is no multiple of the element size.
 */
export function frombuffer(
  buffer: ArrayBuffer | ArrayBufferView,
  options: { dtype: dtype; count?: number; offset?: number; requires_grad?: boolean },
): Tensor {
  checkOptions(options, 'frombuffer', ['dtype', 'count', 'offset', 'requires_grad']);
  const { dtype: type, count = -1, offset = 0 } = options;
  if (type === undefined) throw new TypeError("frombuffer() missing required argument 'dtype'");
  const bytes = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  if (bytes.length === 0 || count === 0) {
    throw new ValueError(`both buffer length (${bytes.length}) and count (${count}) must not be 0`);
  }
  if (!Number.isInteger(offset) || offset < 0 || offset >= bytes.length) {
    throw new ValueError(
      `offset (${offset} bytes) must be non-negative and no greater than buffer length (${bytes.length} bytes) minus 1`,
    );
  }
  const rest = bytes.length - offset;
  if (count < 0 && rest % type.itemsize !== 0) {
    throw new ValueError(
      `buffer length (${rest} bytes) after offset (${offset} bytes) must be a multiple of element size (${type.itemsize})`,
    );
  }
  if (count * type.itemsize > rest) {
    throw new ValueError(
      `requested buffer length (${count} * ${type.itemsize} bytes) after offset (${offset} bytes) must not be greater than actual buffer length (${bytes.length} bytes)`,
    );
  }
  const length = count < 0 ? rest / type.itemsize : count;
  const made = share(bytes.subarray(offset), type, [length], null, 0);
  return options.requires_grad ? made.requires_grad_() : made;
}

/**
 * @internal A tensor on `buffer`'s memory; calls on the same ArrayBuffer share it.
 *
 * @param storage_offset in elements.
 */
export function _from_storage(
  buffer: ArrayBuffer | Uint8Array,
  type: dtype,
  size: readonly number[],
  stride: readonly number[],
  storage_offset: number,
): Tensor {
  return share(buffer, type, size, stride, storage_offset);
}

const atenFull = aten('full');
const atenFullLike = aten('full_like');

type Fill = number | bigint | boolean;
type FullOptions = FactoryOptions & { out?: Tensor };

/**
 * A tensor of `size` filled with `fill_value`. As in `torch.tensor`, a number gives the default floating dtype, a bigint
 * int64, a boolean bool, unless `dtype` says otherwise.
 */
export function full(size: readonly number[], fill_value: Fill, options?: FullOptions): Tensor;
export function full(size: readonly number[], keywords: FullOptions & { fill_value: Fill }): Tensor;
export function full(keywords: FullOptions & { size: readonly number[]; fill_value: Fill }): Tensor;
export function full(...args: unknown[]): Tensor {
  const keywords = (isPlainObject(args.at(-1)) ? args.pop() : {}) as Record<string, any>;
  const { size = args[0], fill_value = args[1], ...options } = keywords;
  const type = options.dtype ?? options.out?.dtype ?? inferDtype([fill_value], get_default_dtype());
  const device = options.device ?? (options.out ? undefined : chosenDevice()) ?? undefined;
  const dtype = options.out ? undefined : type;
  return atenFull(size, fill_value, ...args.slice(2), { ...options, device, dtype }) as Tensor;
}

/** A tensor like `input`, filled with `fill_value`. */
export function full_like(
  input: Tensor,
  fill_value: number | bigint | boolean,
  options: FactoryOptions = {},
): Tensor {
  return atenFullLike(input, fill_value, options) as Tensor;
}

export { dtypes };
