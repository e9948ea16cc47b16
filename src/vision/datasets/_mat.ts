import { readFileSync } from 'node:fs';
import { constants, inflateSync } from 'node:zlib';
import { RuntimeError } from '../../errors.ts';

/** An array of numbers as MATLAB keeps it: the first dimension changes fastest. */
export interface MatArray {
  shape: readonly number[];
  data: InstanceType<(typeof numbers)[keyof typeof numbers]>;
}

// MATLAB's "MAT-file format", 2010: the kinds of data elements, and of arrays.
const numbers = {
  1: Int8Array,
  2: Uint8Array,
  3: Int16Array,
  4: Uint16Array,
  5: Int32Array,
  6: Uint32Array,
  7: Float32Array,
  9: Float64Array,
} as const;
const MATRIX = 14;
const COMPRESSED = 15;
/** double, single, and the integers of 8, 16 and 32 bits; the others are texts, cells and structures. */
const numeric = (kind: number) => kind >= 6 && kind <= 13;
const COMPLEX = 0x0800;

interface Element {
  type: number;
  body: Buffer;
  next: number;
}

/**
 * Reads the arrays of numbers in a MAT-file of level 5, compressed or not; other variables are passed by.
 *
 * @throws RuntimeError naming the file, what was expected and what to do when it is unreadable, damaged or of another level.
 */
export function readMat(path: string): Map<string, MatArray> {
  try {
    return arraysIn(readFileSync(path));
  } catch (cause) {
    throw new RuntimeError(`${path}: ${(cause as Error).message}. Delete the file and fetch it again.`, {
      cause,
    });
  }
}

function arraysIn(file: Buffer): Map<string, MatArray> {
  if (file.toString('latin1', 0, 10) === 'MATLAB 7.3') {
    throw new Error('it is a MAT-file of version 7.3 (HDF5), where level 5 was expected');
  }
  if (file.length < 128 || file.toString('latin1', 126, 128) !== 'IM') {
    const begin = file.toString('hex', 0, 4) || '(none)';
    const big = file.length >= 128 && file.toString('latin1', 126, 128) === 'MI';
    throw new Error(
      big
        ? 'its numbers are big-endian, as no machine of today writes them'
        : `expected a MAT-file of level 5, but it begins with the bytes ${begin}`,
    );
  }
  const found = new Map<string, MatArray>();
  for (let at = 128; at < file.length; ) {
    let element = elementAt(file, at, false);
    at = element.next;
    if (element.type === COMPRESSED) element = elementAt(inflate(element.body), 0, false);
    if (element.type !== MATRIX) continue;
    const array = arrayIn(element.body);
    if (array) found.set(...array);
  }
  return found;
}

/** Zlib gives at most a thousandfold; an element's own header says what comes out. */
function inflate(body: Buffer): Buffer {
  const begin = inflateSync(body.subarray(0, 1024), {
    finishFlush: constants.Z_SYNC_FLUSH,
    maxOutputLength: 2 ** 21,
  });
  if (begin.length < 8) throw new Error('a compressed element is cut off');
  const size = begin.readUInt32LE(4) + 8;
  if (size > 1100 * body.length + 2 ** 16) throw new Error(`a compressed element claims ${size} bytes`);
  const bytes = inflateSync(body, { maxOutputLength: size + 8 });
  if (bytes.length < size) throw new Error(`a compressed element of ${size} bytes gives ${bytes.length}`);
  return bytes;
}

/** The element at a place, whose body is padded to multiples of 8 within an array. */
function elementAt(bytes: Buffer, at: number, padded: boolean): Element {
  const cut = () => new Error(`it ends at byte ${bytes.length}, in the middle of an element`);
  if (at + 8 > bytes.length) throw cut();
  const word = bytes.readUInt32LE(at);
  const small = word >>> 16;
  if (small > 0) {
    if (small > 4) throw new Error('a small element of more than 4 bytes');
    return { type: word & 0xffff, body: bytes.subarray(at + 4, at + 4 + small), next: at + 8 };
  }
  const length = bytes.readUInt32LE(at + 4);
  const end = at + 8 + length;
  if (end > bytes.length) throw cut();
  return {
    type: word,
    body: bytes.subarray(at + 8, end),
    next: padded ? at + 8 + Math.ceil(length / 8) * 8 : end,
  };
}

function arrayIn(bytes: Buffer): [name: string, array: MatArray] | null {
  const flags = elementAt(bytes, 0, true);
  const sizes = elementAt(bytes, flags.next, true);
  const name = elementAt(bytes, sizes.next, true);
  if (flags.body.length < 4 || sizes.type !== 5) throw new Error('an array without flags or dimensions');
  const word = flags.body.readUInt32LE(0);
  if (!numeric(word & 0xff) || word & COMPLEX) return null;
  const values = elementAt(bytes, name.next, true);
  const Numbers = numbers[values.type as keyof typeof numbers];
  if (!Numbers) throw new Error(`an array of data type ${values.type}`);
  const shape = Array.from({ length: sizes.body.length / 4 }, (_, i) => sizes.body.readInt32LE(4 * i));
  const expected = shape.reduce((product, size) => product * size, 1);
  const text = name.body.toString('latin1');
  const count = values.body.length / Numbers.BYTES_PER_ELEMENT;
  if (count !== expected || shape.some((size) => size < 0)) {
    throw new Error(
      `'${text}' of shape (${shape.join(', ')}) has ${count} numbers, where ${expected} were expected`,
    );
  }
  // A copy: aligned for the element type, and free of the file.
  const own = new Uint8Array(values.body);
  return [text, { shape, data: new Numbers(own.buffer) }];
}
