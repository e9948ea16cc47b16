import { dtypes } from './dtype.ts';
import { IndexError, TypeError, ValueError } from './errors.ts';
import { native } from './native.ts';
import { Handle, hold, intList, ownTensor } from './ops/index.ts';

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
  | readonly (number | boolean | readonly unknown[])[];

const sliceText = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?\s*)?$/;

// The same few texts stand in a program's loops.
const parsed = new Map<string, unknown>();

function readSlice(text: string): unknown {
  let slice = parsed.get(text);
  if (slice === undefined) {
    slice = parseSlice(text);
    if (parsed.size >= 1024) parsed.clear();
    parsed.set(text, slice);
  }
  return slice;
}

function parseSlice(text: string): unknown {
  if (text.trim() === '...') return '...';
  const found = sliceText.exec(text);
  if (found === null) {
    throw new IndexError(`'${text}' is not an index; write a slice as ':', '1:', ':-1' or '::2', or '...'`);
  }
  const [start = null, stop = null, step = null] = found
    .slice(1)
    .map((part) => (part === undefined ? null : Number(part)));
  return bounds(new Slice(start, stop, step));
}

const bounds = ({ start, stop, step }: Slice) => [start, stop, step];

/** Nested arrays of numbers or booleans as a tensor of indices or a mask. */
function listTensor(list: readonly unknown[]): Handle {
  const shape: number[] = [];
  for (let level: unknown = list; Array.isArray(level); level = level[0]) shape.push(level.length);
  const flat = (list as unknown[]).flat(Number.POSITIVE_INFINITY);
  if (flat.length !== shape.reduce((a, b) => a * b, 1))
    throw new IndexError('an index list must not be ragged');
  if (flat.every((item) => typeof item === 'boolean') && flat.length > 0) {
    const bytes = Uint8Array.from(flat as unknown as boolean[], Number);
    return ownTensor(native.from_buffer(bytes, dtypes.bool._h, intList(shape) as never, null, 0, false));
  }
  const values = flat.map((item) => {
    if (typeof item === 'bigint' || (typeof item === 'number' && Number.isInteger(item))) return BigInt(item);
    throw new IndexError(`an index list holds whole numbers or booleans, got ${String(item)}`);
  });
  const indices = BigInt64Array.from(values);
  return ownTensor(native.from_buffer(indices, dtypes.int64._h, intList(shape) as never, null, 0, false));
}

/**
 * The native side's form of an index expression; a tensor is a list of one, since a bare number would be a position.
 * `owner` and the tensors made here stay alive until the next call.
 */
export function toIndices(owner: unknown, indices: readonly Index[]): unknown[] {
  const owners: unknown[] = hold([owner, indices]);
  const tensor = (item: Handle) => {
    owners.push(item);
    return [item._h];
  };
  return indices.map((index) => {
    switch (typeof index) {
      case 'number':
        if (!Number.isInteger(index)) {
          throw new IndexError(
            `only integers, slices, '...', null, tensors and lists are valid indices (got ${index})`,
          );
        }
        return index;
      case 'bigint':
        return Number(index);
      case 'boolean':
        return index;
      case 'string':
        return readSlice(index);
      default:
        break;
    }
    if (index === null) return null;
    if (index instanceof Slice) return bounds(index);
    if (index instanceof Handle) return tensor(index);
    if (Array.isArray(index)) return tensor(listTensor(index));
    throw new TypeError(
      `only integers, slices, '...', null, tensors and lists are valid indices (got ${String(index)})`,
    );
  });
}
