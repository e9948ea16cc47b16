import { flatten } from './data.ts';
import { dtypes } from './dtype.ts';
import { IndexError, TypeError, ValueError } from './errors.ts';
import { native, scratch } from './native.ts';
import { Handle, hold, intList, Kind, ownTensor } from './ops/index.ts';
import { show } from './show.ts';

/** Python's `slice(start, stop, step)`; null leaves a bound open. */
export class Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
  constructor(start: number | null, stop: number | null, step: number | null) {
    if (step === 0) throw new ValueError('slice step cannot be zero');
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** `torch.slice(stop)`, `torch.slice(start, stop)`, `torch.slice(start, stop, step)`, as Python's `slice`. */
export function slice(...bounds: (number | null)[]): Slice {
  const [a = null, b = null, c = null] = bounds;
  return bounds.length === 1 ? new Slice(null, a, null) : new Slice(a, b, c);
}

/** One place of `x.index(...)`: a number, `'1:'`, a slice, null (a new dimension), `'...'`, a mask or indices. */
export type Index =
  | number
  | bigint
  | string
  | Slice
  | null
  | boolean
  | Handle
  | readonly (number | boolean | readonly unknown[])[]
  | ArrayLike<number>;

const sliceText = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?\s*)?$/;

// The same few texts stand in a program's loops.
const parsed = new Map<string, Slice | '...'>();

function readSlice(text: string): Slice | '...' {
  let slice = parsed.get(text);
  if (slice === undefined) {
    slice = parseSlice(text);
    if (parsed.size >= 1024) parsed.clear();
    parsed.set(text, slice);
  }
  return slice;
}

function parseSlice(text: string): Slice | '...' {
  if (text.trim() === '...') return '...';
  const found = sliceText.exec(text);
  if (found === null) {
    throw new IndexError(`'${text}' is not an index; write a slice as ':', '1:', ':-1' or '::2', or '...'`);
  }
  const [start = null, stop = null, step = null] = found
    .slice(1)
    .map((part) => (part === undefined ? null : Number(part)));
  return new Slice(start, stop, step);
}

const isList = (index: unknown): index is readonly unknown[] | NodeJS.TypedArray =>
  Array.isArray(index) || (ArrayBuffer.isView(index) && !(index instanceof DataView));

/** Nested arrays of numbers or booleans as a tensor of indices or a mask. */
function listTensor(given: readonly unknown[] | NodeJS.TypedArray): Handle {
  const { shape, values: found } = flatten(given);
  const flat = Array.isArray(found) ? (found as unknown[]) : Array.from(found);
  if (flat.every((item) => typeof item === 'boolean') && flat.length > 0) {
    const bytes = Uint8Array.from(flat as unknown as boolean[], Number);
    return ownTensor(native.from_buffer(bytes, dtypes.bool._h, intList(shape) as never, null, 0, false));
  }
  const values = flat.map((item) => {
    if (typeof item === 'number' && Number.isSafeInteger(item)) return BigInt(item);
    if (typeof item === 'bigint' && BigInt.asIntN(64, item) === item) return item;
    throw new IndexError(`an index list holds whole numbers or booleans, got ${show(item)}`);
  });
  const indices = BigInt64Array.from(values);
  return ownTensor(native.from_buffer(indices, dtypes.int64._h, intList(shape) as never, null, 0, false));
}

/** What an index is, for the native side (native/indexing.cpp). */
const Code = { integer: 0, slice: 1, none: 2, ellipsis: 3, bool: 4, tensor: 5 } as const;
/** Places of the scratch buffer that one index takes: its code and three numbers. */
const width = 4;

function write(place: number, code: number, a = 0, b = 0, c = 0): void {
  const at = place * width;
  scratch[at] = code;
  scratch[at + 1] = a;
  scratch[at + 2] = b;
  scratch[at + 3] = c;
}

/**
 * Writes an index expression into the scratch buffer and returns how many indices it has. `owner` and the tensors made
 * here stay alive until the next call.
 */
export function writeIndices(owner: unknown, indices: readonly Index[]): number {
  const count = indices.length;
  if (count * width > scratch.length) throw new IndexError(`too many indices: ${count}`);
  // Lists become tensors before anything is written: making one uses the scratch buffer as well.
  const items = indices.some(isList)
    ? indices.map((index) => (isList(index) ? listTensor(index) : index))
    : indices;
  hold([owner, items]);
  for (let i = 0; i < count; i += 1) writeIndex(i, items[i] as Index);
  return count;
}

function writeIndex(place: number, given: Index): void {
  const index = typeof given === 'string' ? readSlice(given) : given;
  if (typeof index === 'number') {
    if (!Number.isInteger(index)) throw invalid(index);
    write(place, Code.integer, index);
  } else if (index === null) write(place, Code.none);
  else if (index === '...') write(place, Code.ellipsis);
  else if (index instanceof Slice) {
    const { start, stop, step } = index;
    write(place, Code.slice, start ?? Number.NaN, stop ?? Number.NaN, step ?? Number.NaN);
  } else if (index instanceof Handle && index._kind === Kind.Tensor) {
    write(place, Code.tensor, (index._h ?? -1) as number);
  } else if (typeof index === 'boolean') write(place, Code.bool, Number(index));
  else if (typeof index === 'bigint') write(place, Code.integer, Number(index));
  else throw invalid(index);
}

function invalid(index: unknown): Error {
  const message = `only integers, slices, '...', null, tensors and lists are valid indices (got ${show(index)})`;
  return typeof index === 'number' ? new IndexError(message) : new TypeError(message);
}
