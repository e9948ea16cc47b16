import { type dtype, dtypes } from '../dtype.ts';
import { CheckpointError, NotImplementedError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { lendBytes, newStorage, shaped, swapStorage } from './storage.ts';

/** NumPy's kinds of elements that LibTorch has too. */
const KINDS: Readonly<Record<string, dtype>> = {
  b1: dtypes.bool,
  i1: dtypes.int8,
  i2: dtypes.int16,
  i4: dtypes.int32,
  i8: dtypes.int64,
  u1: dtypes.uint8,
  u2: dtypes.uint16,
  u4: dtypes.uint32,
  u8: dtypes.uint64,
  f2: dtypes.float16,
  f4: dtypes.float32,
  f8: dtypes.float64,
  c8: dtypes.complex64,
  c16: dtypes.complex128,
};
const kindOf = new Map(Object.entries(KINDS).map(([kind, type]) => [type, kind]));

/** A type of elements in NumPy's words, such as '<f4': order of bytes, kind, size. */
export interface Descr {
  swap: boolean;
  kind: string;
  type: dtype | undefined;
}

export function parseDescr(text: string): Descr {
  const match = /^([<>|=]?)([a-zA-Z]\d*)$/.exec(text);
  if (!match)
    throw new CheckpointError(`the element type ${JSON.stringify(text.slice(0, 60))} is not NumPy's`);
  const [, order, kind = ''] = match;
  return { swap: order === '>', kind: kind === '?' ? 'b1' : kind, type: KINDS[kind] };
}

/** NumPy's name for a dtype. @throws NotImplementedError where NumPy has none. */
export function descrOf(type: dtype): string {
  const kind = kindOf.get(type);
  if (!kind)
    throw new NotImplementedError(
      `NumPy has no ${type}; convert the tensor first, for example with .to(torch.float32)`,
    );
  return `${type.itemsize === 1 ? '|' : '<'}${kind}`;
}

export function unreadable(kind: string): CheckpointError {
  const what: Record<string, string> = {
    O: 'Python objects',
    V: 'records (a structured dtype)',
    S: 'byte strings',
    U: 'texts',
    M: 'dates',
    m: 'time spans',
    g: 'long doubles',
    G: 'complex long doubles',
  };
  const known = what[kind[0] ?? ''] ?? `elements of type ${JSON.stringify(kind)}`;
  return new CheckpointError(
    `the array holds ${known}, which no tensor can; numbers and booleans are read (${Object.keys(KINDS).join(', ')})`,
  );
}

/** The number of bytes that an array takes. @throws CheckpointError for sizes that make no sense. */
export function bytesOf(shape: readonly number[], { itemsize }: dtype): number {
  const valid = shape.length <= 64 && shape.every((size) => Number.isSafeInteger(size) && size >= 0);
  const nbytes = shape.reduce((product, size) => product * size, itemsize);
  if (!valid || !Number.isSafeInteger(nbytes)) throw new CheckpointError(`an array of shape (${shape})`);
  return nbytes;
}

/** An array from its elements' bytes. */
export function arrayFrom(
  descr: Descr,
  shape: readonly number[],
  fortran: boolean,
  data: Uint8Array,
): Tensor {
  if (!descr.type) throw unreadable(descr.kind);
  const nbytes = bytesOf(shape, descr.type);
  if (nbytes !== data.length)
    throw new CheckpointError(`an array of shape (${shape}) takes ${nbytes} bytes, but has ${data.length}`);
  const bytes = newStorage(nbytes);
  lendBytes(bytes, (pieces) => {
    let at = 0;
    for (const piece of pieces) {
      piece.set(data.subarray(at, at + piece.length));
      at += piece.length;
    }
  });
  if (descr.swap) swapStorage(bytes, descr.type);
  return shaped(bytes, descr.type, shape, fortran);
}
