import { UnpicklingError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import type { Budget } from './budget.ts';
import { Draft } from './drafts.ts';
import { arrayFrom, type Descr, parseDescr, unreadable } from './numpy_array.ts';
import { Tuple } from './python.ts';
import { Global } from './unpickler.ts';

/** The classes and functions of NumPy that checkpoints hold: arrays become Tensors, scalars numbers, dtypes ours. */
export const NUMPY_GLOBALS: readonly Global[] = [
  // NumPy 2 renamed its core.
  ...['numpy.core', 'numpy._core'].flatMap((core) => [
    new Global(`${core}.multiarray._reconstruct`, {
      call() {
        return new NdarrayDraft(this.budget);
      },
    }),
    new Global(`${core}.multiarray.scalar`, { call: scalar }),
    new Global(`${core}.numeric._frombuffer`, { call: fromBuffer }),
  ]),
  new Global('numpy.ndarray', {}),
  new Global('numpy.dtype', { call: (text) => new DtypeDraft(text) }),
  ...[
    'Bool',
    'Int8',
    'Int16',
    'Int32',
    'Int64',
    'UInt8',
    'UInt16',
    'UInt32',
    'UInt64',
    'Float16',
    'Float32',
    'Float64',
    'Complex64',
    'Complex128',
  ].map((name) => new Global(`numpy.dtypes.${name}DType`, { call: () => new DtypeDraft(CLASSES[name]) })),
];

const CLASSES: Record<string, string> = {
  Bool: '?',
  Int8: 'i1',
  Int16: 'i2',
  Int32: 'i4',
  Int64: 'i8',
  UInt8: 'u1',
  UInt16: 'u2',
  UInt32: 'u4',
  UInt64: 'u8',
  Float16: 'f2',
  Float32: 'f4',
  Float64: 'f8',
  Complex64: 'c8',
  Complex128: 'c16',
};

/** A dtype, whose order of bytes comes as its state. */
class DtypeDraft extends Draft {
  readonly descr: Descr;

  constructor(text: unknown) {
    super();
    if (typeof text !== 'string') throw damaged('numpy.dtype');
    this.descr = parseDescr(text);
  }

  value(): unknown {
    return this.descr.type ?? `numpy.dtype('${this.descr.kind}')`;
  }

  override setstate(state: unknown): boolean {
    if (!(state instanceof Tuple) || typeof state[1] !== 'string') return false;
    // Names or sub-arrays make it a record.
    if (state[3] || state[4]) throw unreadable('V');
    this.descr.swap = state[1] === '>';
    return true;
  }
}

/** An array, whose contents come as its state. */
export class NdarrayDraft extends Draft {
  private readonly budget: Budget;
  private array: Tensor | unknown[] | undefined;

  constructor(budget: Budget) {
    super();
    this.budget = budget;
  }

  override children(): readonly unknown[] {
    return Array.isArray(this.array) ? this.array : [];
  }

  value(): unknown {
    if (this.array === undefined) throw damaged('numpy.ndarray');
    return this.array;
  }

  override fill(resolve: (item: unknown) => unknown): void {
    const { array } = this;
    if (Array.isArray(array)) for (const [i, item] of array.entries()) array[i] = resolve(item);
  }

  override setstate(state: unknown): boolean {
    if (!(state instanceof Tuple) || state.length !== 5) return false;
    const [, shape, type, fortran, data] = state;
    if (!(shape instanceof Tuple) || !(type instanceof DtypeDraft)) return false;
    // Objects and texts of one dimension are a list; others no tensor could hold.
    const { kind } = type.descr;
    if (Array.isArray(data) && shape.length === 1 && kind[0] === 'O') this.array = [...data];
    else if (data instanceof Uint8Array && shape.length === 1 && /^[US][1-9]/.test(kind))
      this.array = texts(type.descr, shape[0], data, this.budget);
    else if (data instanceof Uint8Array)
      this.array = arrayFrom(type.descr, [...shape], fortran === true, data);
    else throw unreadable(type.descr.kind);
    return true;
  }
}

function fromBuffer(data: unknown, type: unknown, shape: unknown, order: unknown): Tensor {
  if (!(data instanceof Uint8Array) || !(type instanceof DtypeDraft) || !(shape instanceof Tuple))
    throw damaged('numpy.ndarray');
  return arrayFrom(type.descr, [...shape], order === 'F', data);
}

/** A number of NumPy's becomes a number; JavaScript has one kind. */
function scalar(type: unknown, data: unknown): unknown {
  if (!(type instanceof DtypeDraft)) throw damaged('a scalar of NumPy');
  const { kind, swap } = type.descr;
  if (kind[0] === 'U' && data instanceof Uint8Array) return utf32(data, swap);
  if (kind[0] === 'S' && data instanceof Uint8Array) return new Uint8Array(data);
  if (!(data instanceof Uint8Array)) throw unreadable(kind);
  const value = arrayFrom(type.descr, [], false, data);
  return value.item();
}

// What each takes of memory beside its characters, about.
const TEXT_COST = 200;

/** The texts (`U`) or bytes (`S`) of an array, each as long as the longest. */
function texts(
  { kind, swap }: Descr,
  count: number,
  data: Uint8Array,
  budget: Budget,
): (string | Uint8Array)[] {
  const length = Number(kind.slice(1)) * (kind[0] === 'U' ? 4 : 1);
  if (count * length !== data.length) throw damaged('an array of texts');
  budget.charge(count * TEXT_COST + data.length);
  return Array.from({ length: count }, (_, i) => {
    const item = data.subarray(i * length, (i + 1) * length);
    if (kind[0] === 'U') return utf32(item, swap);
    return new Uint8Array(item.subarray(0, item.findLastIndex((byte) => byte !== 0) + 1));
  });
}

function utf32(data: Uint8Array, swap: boolean): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let text = '';
  for (let at = 0; at + 4 <= data.length; at += 4) {
    const code = view.getUint32(at, !swap);
    if (code > 0x10ffff) throw damaged('a text of NumPy');
    text += String.fromCodePoint(code);
  }
  return text.replace(/\0+$/, '');
}

function damaged(what: string): UnpicklingError {
  return new UnpicklingError(
    `the pickled data is damaged: ${what} without its parts in the form that NumPy gives`,
  );
}
