import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type device, type dtype, dtypes, makeDevice } from '../dtype.ts';
import { CheckpointError, KeyError, TorchError, TypeError, ValueError } from '../errors.ts';
import type { Index } from '../indexing.ts';
import { checked } from '../misuse.ts';
import { type Args, isPlainObject, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { fitsObject } from './python.ts';
import { PendingReads } from './reads.ts';
import { FunctionSink, type Sink, writeFileAtomically } from './sink.ts';
import { BytesIO, type FileLike, openSource, type Source } from './source.ts';
import { MappedFile, shaped } from './storage.ts';

/** The format's names of element types, smallest elements first. */
const DTYPES: readonly (readonly [name: string, type: dtype])[] = [
  ['BOOL', dtypes.bool],
  ['U8', dtypes.uint8],
  ['I8', dtypes.int8],
  ['F8_E5M2', dtypes.float8_e5m2],
  ['F8_E4M3', dtypes.float8_e4m3fn],
  ['F8_E8M0', dtypes.float8_e8m0fnu],
  ['F8_E4M3FNUZ', dtypes.float8_e4m3fnuz],
  ['F8_E5M2FNUZ', dtypes.float8_e5m2fnuz],
  ['I16', dtypes.int16],
  ['U16', dtypes.uint16],
  ['F16', dtypes.float16],
  ['BF16', dtypes.bfloat16],
  ['I32', dtypes.int32],
  ['U32', dtypes.uint32],
  ['F32', dtypes.float32],
  ['C64', dtypes.complex64],
  ['F64', dtypes.float64],
  ['I64', dtypes.int64],
  ['U64', dtypes.uint64],
];
const byName = new Map(DTYPES);
const nameOf = new Map(DTYPES.map(([name, type]) => [type, name]));
const rankOf = new Map(DTYPES.map(([name], i) => [name, i]));

const LENGTH_BYTES = 8;
const LARGEST_HEADER = 100_000_000;
const METADATA = '__metadata__';

type Tensors = Readonly<Record<string, Tensor>> | ReadonlyMap<string, Tensor>;
type Metadata = Readonly<Record<string, string>>;

interface Entry {
  name: string;
  type: dtype;
  shape: number[];
  /** Where the elements lie in the file. */
  offset: number;
  nbytes: number;
}

interface Header {
  entries: Map<string, Entry>;
  metadata: Record<string, string> | null;
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** @throws CheckpointError unless every number in the header agrees with the file: no tensor overlaps another, and no byte is left over. */
function readHeader(source: Source): Header {
  if (source.size < LENGTH_BYTES) throw damaged(`${source.size} bytes are too few for its header`);
  const prefix = source.read(0, LENGTH_BYTES);
  const length = Number(new DataView(prefix.buffer, prefix.byteOffset, LENGTH_BYTES).getBigUint64(0, true));
  if (length > LARGEST_HEADER)
    throw damaged(`its header claims ${length} bytes; at most ${LARGEST_HEADER} are read`);
  const begin = LENGTH_BYTES + length;
  if (begin > source.size)
    throw damaged(`its header of ${length} bytes reaches beyond the file's ${source.size}`);
  const { [METADATA]: metadata = null, ...rest } = parseHeader(source.read(LENGTH_BYTES, length));
  if (metadata !== null && !isMetadata(metadata)) throw damaged(`${METADATA} is no map of texts to texts`);
  const entries = Object.entries(rest).map(([name, info]) => readEntry(name, info, begin));
  // In the file's order there may be neither a gap nor an overlap.
  entries.sort((a, b) => a.offset - b.offset || a.nbytes - b.nbytes);
  let end = begin;
  for (const { name, offset, nbytes } of entries) {
    if (offset !== end)
      throw damaged(
        `tensor ${JSON.stringify(name)} begins at byte ${offset} where ${end} was expected (a gap or an overlap)`,
      );
    end += nbytes;
  }
  if (end !== source.size)
    throw damaged(`its tensors end at byte ${end}, but the file has ${source.size}: it was cut or added to`);
  return { entries: new Map(entries.map((entry) => [entry.name, entry])), metadata };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw damaged('its header is no JSON text', cause);
  }
  if (!isPlainObject(header)) throw damaged('its header is no JSON object');
  return header;
}

function readEntry(name: string, info: unknown, begin: number): Entry {
  const what = `tensor ${JSON.stringify(name.slice(0, 200))}`;
  if (!isPlainObject(info)) throw damaged(`${what} has no description`);
  const { dtype: typeName, shape, data_offsets: offsets } = info;
  const type = byName.get(typeName as string);
  if (!type) {
    throw damaged(
      `${what} has the element type ${JSON.stringify(typeName)}; known: ${[...byName.keys()].join(', ')}`,
    );
  }
  if (!Array.isArray(shape) || !shape.every(isSize) || shape.length > 64)
    throw damaged(`${what} has no list of sizes`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize))
    throw damaged(`${what} has no pair of offsets`);
  const nbytes = shape.reduce((product, size) => product * size, type.itemsize);
  const [from, to] = offsets as [number, number];
  if (!Number.isSafeInteger(nbytes) || to - from !== nbytes) {
    throw damaged(
      `${what} of shape [${shape}] and type ${typeName} takes ${nbytes} bytes, but its offsets give ${to - from}`,
    );
  }
  return { name, type, shape, offset: begin + from, nbytes };
}

function isMetadata(value: unknown): value is Record<string, string> {
  return isPlainObject(value) && Object.values(value).every((item) => typeof item === 'string');
}

function damaged(what: string, cause?: unknown): CheckpointError {
  return new CheckpointError(`the safetensors file is damaged: ${what}`, { cause });
}

/** Opens, reads, and puts the file's name into errors. */
function withSource<T>(file: FileLike, use: (source: Source) => T): T {
  using source = openSource(file);
  try {
    return use(source);
  } catch (cause) {
    if (!(cause instanceof CheckpointError) && cause instanceof TorchError) throw cause;
    throw new CheckpointError(`cannot load ${source.name}: ${(cause as Error).message}`, { cause });
  }
}

/** The elements of tensors in one file: mapped where they lie there aligned, else read. */
class Elements {
  private readonly source: Source;
  private readonly target: device;
  private readonly reads: PendingReads;
  private readonly mapped: MappedFile;

  constructor(source: Source, target: device) {
    this.source = source;
    this.target = target;
    this.reads = new PendingReads(source, false, (name) => damaged(name));
    this.mapped = new MappedFile(source);
  }

  tensor({ type, shape, offset, nbytes, name }: Entry): Tensor {
    if (this.target.type === 'meta' || nbytes === 0)
      return torch.empty(shape, { dtype: type, device: this.target });
    let bytes: Tensor;
    if (this.source.fd !== null && offset % type.itemsize === 0) bytes = this.mapped.slice(offset, nbytes);
    else {
      bytes = this.reads.read({ offset, nbytes, name });
      this.reads.flush();
    }
    const tensor = shaped(bytes, type, shape);
    return this.target.type === 'cpu' ? tensor : tensor.to(this.target);
  }
}

function collect(entries: Iterable<Entry>, elements: Elements): any {
  const list = [...entries];
  const tensors = fitsObject(list.map(({ name }) => name)) ? ({} as Record<string, Tensor>) : new Map();
  for (const entry of list) {
    const tensor = elements.tensor(entry);
    if (tensors instanceof Map) tensors.set(entry.name, tensor);
    else tensors[entry.name] = tensor;
  }
  return tensors;
}

const deviceField = ['device', z.custom<string | device>().default('cpu')] as const;
const loadFileArgs = signature('load_file', ['filename', z.custom<FileLike>()], deviceField);

/**
 * The tensors of a safetensors file by name, as an object, or as a Map where an object would lose their order.
 *
 * A file is mapped into memory: its pages are read when they are used, and writing to a tensor leaves the file alone.
 *
 * @throws CheckpointError naming the file and what is wrong with it.
 * @see https://huggingface.co/docs/safetensors/api/torch
 */
export function load_file(...args: Args<typeof loadFileArgs>): any {
  const { filename, device: where } = loadFileArgs(args);
  const target = makeDevice(where);
  return withSource(filename, (source) =>
    collect(readHeader(source).entries.values(), new Elements(source, target)),
  );
}

/** The tensors of a safetensors file that is in memory. */
export function load(data: Uint8Array | ArrayBuffer | BytesIO): any {
  return withSource(data, (source) =>
    collect(readHeader(source).entries.values(), new Elements(source, makeDevice('cpu'))),
  );
}

const safeOpenArgs = signature(
  'safe_open',
  ['filename', z.custom<FileLike>()],
  ['framework', z.enum(['pt', 'torch', 'pytorch']).default('pt')],
  deviceField,
);

/** A part of a tensor is taken by an index: `slice.index(':', '2:4')`. */
export interface TensorSlice {
  get_shape(): number[];
  get_dtype(): string;
  index(...indices: Index[]): Tensor;
}

class SafeOpen {
  private readonly source: Source;
  private readonly header: Header;
  private readonly elements: Elements;

  constructor(source: Source, target: device) {
    this.source = source;
    this.header = readHeader(source);
    this.elements = new Elements(source, target);
  }

  /** The tensors' names in alphabetical order. */
  keys(): string[] {
    return this.offset_keys().sort((a, b) => (a < b ? -1 : 1));
  }

  /** The tensors' names in the file's order. */
  offset_keys(): string[] {
    return [...this.header.entries.keys()];
  }

  metadata(): Record<string, string> | null {
    return this.header.metadata;
  }

  /** @throws KeyError */
  get_tensor(name: string): Tensor {
    return this.elements.tensor(this.entry(name));
  }

  /** @throws KeyError */
  get_slice(name: string): TensorSlice {
    const entry = this.entry(name);
    return {
      get_shape: () => [...entry.shape],
      get_dtype: () => nameOf.get(entry.type) as string,
      index: (...indices) => this.elements.tensor(entry).index(...indices),
    };
  }

  private entry(name: string): Entry {
    const entry = this.header.entries.get(name);
    if (entry) return entry;
    throw new KeyError(`File does not contain tensor ${name}; it has ${this.offset_keys().join(', ')}`);
  }

  [Symbol.dispose](): void {
    this.source[Symbol.dispose]();
  }
}

/**
 * Opens a safetensors file to take single tensors out of it: `using f = safe_open(path)`, then `f.keys()`, `f.get_tensor(name)`.
 *
 * With a function as the last argument it gives that function's result, and closes the file after it.
 *
 * @throws CheckpointError naming the file and what is wrong with it.
 */
export function safe_open(...args: Args<typeof safeOpenArgs>): SafeOpen {
  const { filename, device: where } = safeOpenArgs(args);
  const source = openSource(filename);
  try {
    return new SafeOpen(source, makeDevice(where));
  } catch (cause) {
    source[Symbol.dispose]();
    if (!(cause instanceof CheckpointError)) throw cause;
    throw new CheckpointError(`cannot load ${source.name}: ${cause.message}`, { cause });
  }
}

function entriesOf(tensors: unknown): [string, Tensor][] {
  if (!(tensors instanceof Map) && !isPlainObject(tensors))
    throw new TypeError('safetensors are saved from an object or a Map of tensors');
  const entries: [unknown, unknown][] = tensors instanceof Map ? [...tensors] : Object.entries(tensors);
  const shared = new Map<string, string>();
  for (const [name, tensor] of entries) {
    if (typeof name !== 'string' || name === METADATA)
      throw new TypeError(`${JSON.stringify(name)} is no name for a tensor`);
    if (!(tensor instanceof Tensor))
      throw new TypeError(
        `Key \`${name}\` is invalid, expected torch.Tensor but received ${tensor === null ? 'null' : typeof tensor}`,
      );
    if (String(tensor.layout) !== 'torch.strided')
      throw new ValueError(
        `You are trying to save a sparse tensor: \`${name}\` which this library does not support. You can make it a dense tensor before saving with .to_dense()`,
      );
    if (!nameOf.has(tensor.dtype))
      throw new ValueError(`\`${name}\` is of ${tensor.dtype}, which the format has no name for`);
    if (tensor.device.type === 'meta')
      throw new ValueError(`\`${name}\` is on the meta device: it has no elements to save`);
    if (!tensor.is_contiguous())
      throw new ValueError(
        `You are trying to save a non contiguous tensor: \`${name}\` which is not allowed. Call .contiguous() on it first.`,
      );
    if (tensor.numel() === 0) continue;
    const place = `${tensor.device} ${tensor.untyped_storage().data_ptr()}`;
    const other = shared.get(place);
    if (other !== undefined)
      throw new ValueError(
        `Some tensors share memory, this will lead to duplicate memory on disk and potential differences when loading them again: ` +
          `[{'${other}', '${name}'}]. Save one of them, or a .clone()`,
      );
    shared.set(place, name);
  }
  return entries as [string, Tensor][];
}

function write(sink: Sink, tensors: unknown, metadata: unknown): void {
  if (metadata !== null && !isMetadata(metadata)) throw new TypeError('metadata is an object of texts');
  const entries = entriesOf(tensors).map(([name, tensor]) => ({
    name,
    tensor: tensor.detach().resolve_conj().resolve_neg().cpu(),
    kind: nameOf.get(tensor.dtype) as string,
  }));
  // Large elements first, so that all of them lie at multiples of their size.
  const rank = (kind: string) => rankOf.get(kind) as number;
  entries.sort((a, b) => rank(b.kind) - rank(a.kind) || (a.name < b.name ? -1 : 1));
  let end = 0;
  const lines = entries.map(({ name, tensor, kind }) => {
    const begin = end;
    end += tensor.numel() * tensor.itemsize;
    const info = { dtype: kind, shape: [...tensor.shape], data_offsets: [begin, end] };
    return `${JSON.stringify(name)}:${JSON.stringify(info)}`;
  });
  if (metadata !== null) lines.unshift(`"${METADATA}":${JSON.stringify(metadata)}`);
  const text = Buffer.from(`{${lines.join(',')}}`);
  const header = Buffer.alloc(Math.ceil(text.length / 8) * 8, ' ');
  text.copy(header);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(header.length));
  sink.write(length);
  sink.write(header);
  for (const { tensor } of entries) {
    if (tensor.numel() === 0) continue;
    const whole = tensor.untyped_storage().nbytes() === tensor.numel() * tensor.itemsize;
    sink.writeStorage(whole ? tensor : tensor.clone());
  }
}

/**
 * Saves tensors by name in the safetensors format. A file is replaced as a whole: if anything fails, the old one is untouched.
 *
 * @throws ValueError for tensors that share memory, are sparse, or are not contiguous.
 * @throws CheckpointError when the file cannot be written.
 * @see https://huggingface.co/docs/safetensors/api/torch
 */
export function save_file(tensors: Tensors, filename: string | URL, metadata: Metadata | null = null): void {
  if (typeof filename !== 'string' && !(filename instanceof URL))
    throw new TypeError(
      `save_file() takes a path or a file: URL as its second argument, got ${typeof filename}`,
    );
  const path = typeof filename === 'string' ? filename : fileURLToPath(filename);
  writeFileAtomically(path, (sink) => write(sink, tensors, metadata));
}

/** The bytes of a safetensors file. */
export function save(tensors: Tensors, metadata: Metadata | null = null): Uint8Array {
  const file = new BytesIO();
  write(new FunctionSink((bytes) => file.write(bytes)), tensors, metadata);
  return file.getvalue();
}

interface Model {
  state_dict(): Record<string, Tensor>;
  load_state_dict(state: any, ...options: any[]): any;
}

/**
 * Saves a module's state_dict. Of several names for one tensor the first in alphabetical order is written, and the metadata says which
 * others stand for it.
 */
export const save_model = checked(
  'save_model',
  (model: Model, filename: string | URL, metadata: Metadata | null = null): void => {
    const first = new Map<string, string>();
    const kept: Record<string, Tensor> = {};
    const notes: Record<string, string> = { ...metadata };
    const state = Object.entries(model.state_dict());
    for (const [name, tensor] of state.sort(([a], [b]) => (a < b ? -1 : 1))) {
      const place = `${tensor.device} ${tensor.untyped_storage().data_ptr()} ${tensor.storage_offset()} ${tensor.shape}`;
      const other = tensor.numel() > 0 ? first.get(place) : undefined;
      if (other !== undefined) notes[name] = other;
      else {
        first.set(place, name);
        kept[name] = tensor.contiguous();
      }
    }
    save_file(kept, filename, Object.keys(notes).length > 0 ? notes : null);
  },
);

/** Loads into a module what `save_model` wrote; gives the missing and the unexpected names. */
export function load_model(
  model: Model,
  filename: FileLike,
  strict = true,
  where: string | device = 'cpu',
): [missing: string[], unexpected: string[]] {
  using file = safe_open(filename, { device: where });
  const state = Object.fromEntries(file.offset_keys().map((name) => [name, file.get_tensor(name)]));
  const own = new Set(Object.keys(model.state_dict()));
  for (const [name, other] of Object.entries(file.metadata() ?? {})) {
    if (own.has(name) && !(name in state) && other in state) state[name] = state[other] as Tensor;
  }
  const { missing_keys, unexpected_keys } = model.load_state_dict(state, { strict });
  return [missing_keys, unexpected_keys];
}
