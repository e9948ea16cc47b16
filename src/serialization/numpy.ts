import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CheckpointError, TorchError, TypeError } from '../errors.ts';
import { type Args, isPlainObject, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { Budget } from './budget.ts';
import { bytesOf, descrOf, parseDescr, unreadable } from './numpy_array.ts';
import { fitsObject } from './python.ts';
import { PendingReads } from './reads.ts';
import { FunctionSink, type Sink, writeFileAtomically } from './sink.ts';
import { BytesIO, type FileLike, openSource, type Source } from './source.ts';
import { MappedFile, shaped } from './storage.ts';
import { ZipReader } from './zip_reader.ts';
import { ZipWriter } from './zip_writer.ts';

const MAGIC = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]);
const LARGEST_HEADER = 1 << 16;
const ALIGNMENT = 64;

interface NpyHeader {
  descr: string;
  fortran: boolean;
  shape: number[];
  /** Where the elements begin. */
  begin: number;
}

/** Reads the header of a .npy file, versions 1 to 3 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
function readHeader(source: Source): NpyHeader {
  const head = Buffer.from(source.read(0, Math.min(source.size, 12)));
  if (head.length < 10 || !head.subarray(0, 6).equals(MAGIC)) throw damaged('it does not begin as one does');
  const version = head[6] as number;
  if (version < 1 || version > 3) throw damaged(`it has version ${version}; 1 to 3 are read`);
  const wide = version > 1;
  if (wide && head.length < 12) throw damaged('it was cut short within its header');
  const length = wide ? head.readUInt32LE(8) : head.readUInt16LE(8);
  const from = wide ? 12 : 10;
  if (length > LARGEST_HEADER)
    throw damaged(`its header claims ${length} bytes; at most ${LARGEST_HEADER} are read`);
  if (from + length > source.size) throw damaged('it was cut short within its header');
  const text = Buffer.from(source.read(from, length)).toString(version === 3 ? 'utf8' : 'latin1');
  return { ...parseHeader(text), begin: from + length };
}

/** The header is a Python dict of three keys, and nothing else is understood. */
function parseHeader(text: string): Omit<NpyHeader, 'begin'> {
  if (/['"]descr['"]\s*:\s*\[/.test(text)) throw unreadable('V');
  const field = (name: string, value: string) =>
    new RegExp(`['"]${name}['"]\\s*:\\s*(?:${value})\\s*[,}]`).exec(text)?.[1];
  const descr = field('descr', `['"]([^'"]{1,60})['"]`);
  const fortran = field('fortran_order', '(True|False)');
  const shape = field('shape', '\\(([\\d\\s,L]*)\\)');
  if (!/^\s*\{.*\}\s*$/s.test(text) || descr === undefined || fortran === undefined || shape === undefined)
    throw damaged("its header is no dict of 'descr', 'fortran_order' and 'shape'");
  const sizes = shape
    .split(',')
    .map((size) => size.trim().replace(/L$/, ''))
    .filter((size) => size !== '');
  return { descr, fortran: fortran === 'True', shape: sizes.map(Number) };
}

function readNpy(source: Source, mmap: boolean): Tensor {
  const { descr, fortran, shape, begin } = readHeader(source);
  const { type, kind, swap } = parseDescr(descr);
  if (!type) throw unreadable(kind);
  const nbytes = bytesOf(shape, type);
  if (begin + nbytes !== source.size) {
    throw damaged(
      `an array of shape (${shape}) and type ${descr} takes ${nbytes} bytes, but ${source.size - begin} follow its header`,
    );
  }
  if (mmap && source.fd !== null && !swap && begin % type.itemsize === 0 && nbytes > 0) {
    return shaped(new MappedFile(source).slice(begin, nbytes), type, shape, fortran);
  }
  const reads = new PendingReads(source, false, damaged);
  const bytes = reads.read({ offset: begin, nbytes, name: 'the array', swap: swap ? type : undefined });
  reads.flush();
  return shaped(bytes, type, shape, fortran);
}

function readNpz(source: Source, max_memory: number | undefined): any {
  const zip = new ZipReader(source, { check_crc32: true, budget: new Budget(source.size, max_memory) });
  const names = zip.names().filter((name) => name.endsWith('.npy'));
  if (names.length === 0 && zip.names().length > 0)
    throw new CheckpointError(
      'it is a zip archive, but holds no .npy files: it was not written by numpy.savez',
    );
  const keys = names.map((name) => name.slice(0, -'.npy'.length));
  const arrays: any = fitsObject(keys) ? {} : new Map();
  for (const [i, name] of names.entries()) {
    const key = keys[i] as string;
    let array: Tensor;
    try {
      array = readNpy(openSource(zip.read(name)), false);
    } catch (cause) {
      throw new CheckpointError(`array '${key}': ${(cause as Error).message}`, { cause });
    }
    if (arrays instanceof Map) arrays.set(key, array);
    else arrays[key] = array;
  }
  return arrays;
}

const loadArgs = signature(
  'load',
  ['file', z.custom<FileLike>()],
  ['mmap_mode', z.enum(['r', 'c']).nullable().default(null)],
  ['max_memory', z.number().int().nonnegative().optional()],
);

/**
 * Reads a .npy file as a Tensor, or a .npz file as an object of Tensors by name (a Map where an object would lose their order).
 *
 * `mmap_mode` 'r' or 'c' maps a .npy file into memory instead of reading it; writing to the tensor leaves the file alone.
 * `max_memory` bounds what compressed arrays may give: eight times the file and 48 MiB, unless given.
 *
 * @throws CheckpointError naming the file and what is wrong with it; arrays of texts, objects and records are refused.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.load.html
 */
export function load(...args: Args<typeof loadArgs>): any {
  const { file, mmap_mode, max_memory } = loadArgs(args);
  using source = openSource(file);
  try {
    const head = Buffer.from(source.read(0, Math.min(source.size, 4)));
    const isZip = head.length === 4 && [0x04034b50, 0x06054b50].includes(head.readUInt32LE(0));
    return isZip ? readNpz(source, max_memory) : readNpy(source, mmap_mode !== null);
  } catch (cause) {
    if (!(cause instanceof CheckpointError) && cause instanceof TorchError) throw cause;
    throw new CheckpointError(`cannot load ${source.name}: ${(cause as Error).message}`, { cause });
  }
}

/** The header of an array in C's order, padded so that the elements can be mapped. */
function headerOf(tensor: Tensor): Buffer {
  const sizes = [...tensor.shape];
  const shape = sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`;
  const text = `{'descr': '${descrOf(tensor.dtype)}', 'fortran_order': False, 'shape': ${shape}, }`;
  const length = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = Buffer.alloc(length, ' ');
  MAGIC.copy(header);
  header.writeUInt16LE(1, 6);
  header.writeUInt16LE(length - 10, 8);
  header.write(text, 10, 'latin1');
  header[length - 1] = 0x0a;
  return header;
}

/** The elements in C's order, on the CPU, as a tensor whose storage is nothing else. */
function elementsOf(value: unknown, what: string): Tensor {
  if (!(value instanceof Tensor)) throw new TypeError(`${what} is no Tensor`);
  const dense = value.detach().cpu().resolve_conj().resolve_neg().contiguous();
  return dense.untyped_storage().nbytes() === dense.numel() * dense.itemsize ? dense : dense.clone();
}

function writeNpy(sink: Sink, tensor: Tensor): void {
  sink.write(headerOf(tensor));
  if (tensor.numel() > 0) sink.writeStorage(tensor);
}

type Target = string | URL | { write(bytes: Uint8Array): unknown };

function writeTo(target: Target, suffix: string, fill: (sink: Sink) => void): void {
  if (typeof target === 'string' || target instanceof URL) {
    const path = typeof target === 'string' ? target : fileURLToPath(target);
    writeFileAtomically(path.endsWith(suffix) ? path : path + suffix, fill);
  } else if (typeof target?.write === 'function')
    fill(new FunctionSink((bytes) => void target.write(new Uint8Array(bytes))));
  else throw new TypeError('a target is a path, a file: URL or an object with write(bytes)');
}

/**
 * Writes a tensor as a .npy file; a path without that ending gets it, as in NumPy. Files are replaced as a whole.
 *
 * @throws NotImplementedError for dtypes that NumPy lacks (bfloat16, float8).
 * @see https://numpy.org/doc/stable/reference/generated/numpy.save.html
 */
export function save(file: Target, arr: Tensor): void {
  const tensor = elementsOf(arr, 'the array');
  headerOf(tensor);
  writeTo(file, '.npy', (sink) => writeNpy(sink, tensor));
}

function named(arrays: readonly unknown[]): [string, Tensor][] {
  const last = arrays.at(-1);
  const keywords = last instanceof Map || isPlainObject(last) ? last : {};
  const positions = keywords === last ? arrays.slice(0, -1) : arrays;
  const entries: [string, unknown][] = [
    ...positions.map((value, i): [string, unknown] => [`arr_${i}`, value]),
    ...(keywords instanceof Map ? keywords : Object.entries(keywords)),
  ];
  const seen = new Set<string>();
  for (const [name] of entries) {
    if (typeof name !== 'string' || /[/\\]\.\.|^\.\.|^[/\\]|\0/.test(name) || name === '')
      throw new TypeError(`${JSON.stringify(name)} is no name for an array`);
    if (seen.has(name)) throw new TypeError(`two arrays are named '${name}'`);
    seen.add(name);
  }
  return entries.map(([name, value]) => [name, elementsOf(value, name)]);
}

function writeNpz(file: Target, arrays: readonly unknown[], compressed: boolean): void {
  const entries = named(arrays);
  for (const [, tensor] of entries) headerOf(tensor);
  writeTo(file, '.npz', (sink) => {
    const zip = new ZipWriter(sink, '');
    for (const [name, tensor] of entries) {
      const bytes = new BytesIO();
      writeNpy(new FunctionSink((chunk) => bytes.write(chunk)), tensor);
      if (compressed) zip.addDeflated(`${name}.npy`, bytes.getvalue());
      else zip.add(`${name}.npy`, bytes.getvalue());
    }
    zip.finish();
  });
}

/**
 * Writes several tensors to one .npz file: `savez('x.npz', a, b)` names them arr_0 and arr_1, `savez('x.npz', { a, b })` as given.
 *
 * @see https://numpy.org/doc/stable/reference/generated/numpy.savez.html
 */
export function savez(
  file: Target,
  ...arrays: (Tensor | Record<string, Tensor> | Map<string, Tensor>)[]
): void {
  writeNpz(file, arrays, false);
}

/** `savez`, compressed. */
export function savez_compressed(
  file: Target,
  ...arrays: (Tensor | Record<string, Tensor> | Map<string, Tensor>)[]
): void {
  writeNpz(file, arrays, true);
}

function damaged(what: string): CheckpointError {
  return new CheckpointError(`the .npy file is damaged: ${what}`);
}
