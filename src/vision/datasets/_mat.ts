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
const [CELL, STRUCT, TEXT, SPARSE] = [1, 2, 4, 5];
/** double, single, and the integers of 8 to 64 bits. */
const numeric = (kind: number) => kind >= 6 && kind <= 15;
const COMPLEX = 0x0800;
const DEEPEST = 32;

/** Cells, and structures with their fields by name; the first dimension changes fastest. */
export interface MatCells {
  shape: readonly number[];
  cells: readonly MatValue[];
}
export interface MatStructs {
  shape: readonly number[];
  structs: readonly Readonly<Record<string, MatValue>>[];
}
/** What a variable holds: numbers, a text, cells or structures; null where it is of another kind. */
export type MatValue = MatArray | string | MatCells | MatStructs | null;

export const isNumbers = (value: MatValue | undefined): value is MatArray =>
  typeof value === 'object' && value !== null && 'data' in value;

interface Element {
  type: number;
  body: Buffer;
  next: number;
}

/** The arrays of numbers in a MAT-file, see `readMatValues`; other variables are passed by. */
export function readMat(path: string): Map<string, MatArray> {
  const found = [...readMatValues(path)].filter((entry): entry is [string, MatArray] => isNumbers(entry[1]));
  return new Map(found);
}

/**
 * Reads the variables of a MAT-file of level 5, compressed or not; sparse matrices become full ones.
 *
 * @throws RuntimeError naming the file, what was expected and what to do when it is unreadable, damaged or of another level.
 */
export function readMatValues(path: string): Map<string, MatValue> {
  try {
    return valuesIn(readFileSync(path));
  } catch (cause) {
    throw new RuntimeError(`${path}: ${(cause as Error).message}. Delete the file and fetch it again.`, {
      cause,
    });
  }
}

function valuesIn(file: Buffer): Map<string, MatValue> {
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
  const found = new Map<string, MatValue>();
  for (let at = 128; at < file.length; ) {
    let element = elementAt(file, at, false);
    at = element.next;
    if (element.type === COMPRESSED) element = elementAt(inflate(element.body), 0, false);
    if (element.type !== MATRIX) continue;
    found.set(...variableIn(element.body, 0));
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

function variableIn(bytes: Buffer, depth: number): [name: string, value: MatValue] {
  if (depth > DEEPEST) throw new Error(`cells and structures within each other, more than ${DEEPEST} deep`);
  const flags = elementAt(bytes, 0, true);
  const sizes = elementAt(bytes, flags.next, true);
  const name = elementAt(bytes, sizes.next, true);
  if (flags.body.length < 4 || sizes.type !== 5) throw new Error('an array without flags or dimensions');
  const word = flags.body.readUInt32LE(0);
  const shape = Array.from({ length: Math.floor(sizes.body.length / 4) }, (_, i) =>
    sizes.body.readInt32LE(4 * i),
  );
  const count = shape.reduce((product, size) => product * size, 1);
  const text = name.body.toString('latin1');
  if (shape.some((size) => size < 0)) throw new Error(`'${text}' of shape (${shape.join(', ')})`);
  const content = { bytes, at: name.next, shape, count, depth, text };
  return [text, word & COMPLEX ? null : valueOf(word & 0xff, content)];
}

interface Content {
  bytes: Buffer;
  /** Where the values begin. */
  at: number;
  shape: number[];
  count: number;
  depth: number;
  /** The variable's name. */
  text: string;
}

function valueOf(kind: number, content: Content): MatValue {
  const { bytes, at, shape, count, text } = content;
  if (numeric(kind)) {
    const data = numbersIn(elementAt(bytes, at, true));
    if (data.length === count) return { shape, data };
    throw new Error(
      `'${text}' of shape (${shape.join(', ')}) has ${data.length} numbers, where ${count} were expected`,
    );
  }
  if (kind === TEXT) return count === 0 ? '' : letters(elementAt(bytes, at, true));
  if (kind === CELL) return { shape, cells: matrices(content, at, count) };
  if (kind === STRUCT) return structs(content);
  return kind === SPARSE ? full(content) : null;
}

function numbersIn({ type, body }: Element): MatArray['data'] {
  if (type === 12 || type === 13) return longsIn(body, type === 12);
  const Numbers = numbers[type as keyof typeof numbers];
  if (!Numbers) throw new Error(`an array of data type ${type}`);
  // A copy: aligned for the element type, and free of the file.
  const own = new Uint8Array(body.subarray(0, body.length - (body.length % Numbers.BYTES_PER_ELEMENT)));
  return new Numbers(own.buffer);
}

/** Integers of 64 bits, as doubles. */
function longsIn(body: Buffer, signed: boolean): Float64Array<ArrayBuffer> {
  const count = Math.floor(body.length / 8);
  const at = (i: number) => (signed ? body.readBigInt64LE(8 * i) : body.readBigUInt64LE(8 * i));
  return Float64Array.from({ length: count }, (_, i) => Number(at(i)));
}

/** A text of one line: 16 and 17 are UTF-8 and UTF-16, else each number is a letter's. */
function letters(element: Element): string {
  if (element.type === 16) return element.body.toString('utf8');
  if (element.type === 17) return element.body.toString('utf16le');
  return Array.from(numbersIn(element), (code) => String.fromCharCode(code)).join('');
}

/** Arrays one after the other. */
function matrices({ bytes, depth }: Content, from: number, count: number): MatValue[] {
  if (count > bytes.length) throw new Error(`${count} cells in ${bytes.length} bytes`);
  let at = from;
  return Array.from({ length: count }, () => {
    const { type, body, next } = elementAt(bytes, at, true);
    if (type !== MATRIX) throw new Error(`a cell of data type ${type}`);
    at = next;
    return body.length === 0 ? null : variableIn(body, depth + 1)[1];
  });
}

function structs(content: Content): MatStructs {
  const { bytes, at, shape, count } = content;
  const size = elementAt(bytes, at, true);
  const names = elementAt(bytes, size.next, true);
  const length = size.body.length < 4 ? 0 : size.body.readInt32LE(0);
  if (length < 1 || count > bytes.length) throw new Error('a structure whose fields have no names');
  const fields = Array.from({ length: Math.floor(names.body.length / length) }, (_, i) =>
    names.body.toString('latin1', i * length, (i + 1) * length).replace(/\0.*$/s, ''),
  );
  const values = matrices(content, names.next, count * fields.length);
  const one = (i: number) =>
    Object.fromEntries(fields.map((name, f) => [name, values[i * fields.length + f] ?? null]));
  return { shape, structs: Array.from({ length: count }, (_, i) => one(i)) };
}

/** A sparse matrix as a full one: the rows of its values, where each column's begin, the values. */
function full({ bytes, at, shape, count, text }: Content): MatArray {
  const [rows, starts] = [
    elementAt(bytes, at, true),
    elementAt(bytes, elementAt(bytes, at, true).next, true),
  ];
  const [places, columns, values] = [rows, starts, elementAt(bytes, starts.next, true)].map(numbersIn) as [
    MatArray['data'],
    MatArray['data'],
    MatArray['data'],
  ];
  const [height = 0, width = 0] = shape;
  if (shape.length !== 2 || columns.length !== width + 1 || count > 2 ** 26) {
    throw new Error(
      `a sparse matrix '${text}' of shape (${shape.join(', ')}) with ${columns.length} columns`,
    );
  }
  const data = new (values.constructor as typeof Float64Array)(count);
  for (let column = 0; column < width; column += 1) {
    for (let i = columns[column] as number; i < (columns[column + 1] as number); i += 1) {
      const row = places[i];
      if (row === undefined || row < 0 || row >= height || values[i] === undefined) {
        throw new Error(`a sparse matrix '${text}' with a value outside of it`);
      }
      data[column * height + row] = values[i] as number;
    }
  }
  return { shape, data };
}
