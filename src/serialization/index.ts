import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CheckpointError, TorchError, TypeError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import { readArchive } from './archive.ts';
import { Budget } from './budget.ts';
import { formatOf } from './formats.ts';
import { readLegacy, writeLegacy } from './legacy.ts';
import type { ArchiveOptions } from './options.ts';
import { pickle } from './pickler.ts';
import { TorchReducer } from './reduce.ts';
import { settings } from './settings.ts';
import { FunctionSink, type Sink, writeFileAtomically } from './sink.ts';
import { BytesIO, type FileLike, openSource } from './source.ts';
import { checkMapLocation, type MapLocation } from './storage.ts';
import { readTar } from './tar.ts';
import { ZipWriter } from './zip_writer.ts';

export {
  add_safe_globals,
  clear_safe_globals,
  get_safe_globals,
  type SafeGlobal,
  safe_globals,
} from './classes.ts';
export { type Deserializer, register_package, type Tagger } from './locations.ts';
export { PythonObject, Tuple } from './python.ts';
export {
  get_crc32_options,
  get_default_load_endianness,
  get_default_mmap_options,
  LoadEndianness,
  set_crc32_options,
  set_default_load_endianness,
  set_default_mmap_options,
  skip_data,
} from './settings.ts';
export { BytesIO, type FileLike } from './source.ts';
export type { MapFunction, MapLocation } from './storage.ts';

/** A path or file: URL, or something with a `write(bytes)`, such as a BytesIO or a stream. */
export type Target = string | URL | { write(bytes: Uint8Array): unknown };

const saveOptions = signature(
  'save',
  ['_use_new_zipfile_serialization', z.boolean().default(true)],
  ['_disable_byteorder_record', z.boolean().default(false)],
);
/** How `save` writes. */
export type SaveOptions = Args<typeof saveOptions>[0];

/**
 * Saves tensors and plain data in PyTorch's zip format; Python's `torch.load` reads it, with `weights_only=True` and with `mmap=True`.
 *
 * Numbers, strings, booleans, null, bigint, Uint8Array, arrays, Tuple, Set, Map, plain objects, complex numbers, Tensor, Parameter, Size,
 * dtype and device may be nested in any way; tensors that share a storage still share it when they are loaded.
 * A file is replaced as a whole: if anything fails, the old one is untouched.
 *
 * - `_use_new_zipfile_serialization`: false writes the stream of before PyTorch 1.6 instead, which has no checksums and cannot be mapped.
 * - `_disable_byteorder_record`: true leaves the order of bytes out of the file, as PyTorch 1.6 to 2.0 did.
 *
 * @throws TypeError for what is no data, naming where it is: `checkpoint.hooks[0] is a function`.
 * @throws CheckpointError when the file cannot be written.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.save.html
 */
export function save(obj: unknown, f: Target, options: SaveOptions = {}): void {
  const { _use_new_zipfile_serialization, _disable_byteorder_record } = saveOptions([options]);
  const write = (folder: string, sink: Sink) =>
    _use_new_zipfile_serialization
      ? writeArchive(obj, folder, sink, !_disable_byteorder_record)
      : writeLegacy(obj, sink);
  if (typeof f === 'string' || f instanceof URL) {
    const file = typeof f === 'string' ? f : fileURLToPath(f);
    writeFileAtomically(file, (sink) => write(folderName(file), sink));
  } else if (typeof f?.write === 'function') {
    // The bytes are a tensor's own memory, and a stream may look at them later.
    const copies = !(f instanceof BytesIO);
    const sink = new FunctionSink((bytes) => f.write(copies ? new Uint8Array(bytes) : bytes));
    write('archive', sink);
  } else
    throw new TypeError(
      `save() takes a path, a file: URL or an object with write(bytes) as its second argument, got ${typeof f}`,
    );
}

function folderName(file: string): string {
  const stem = path.parse(file).name;
  return /^[\x21-\x7e]+$/.test(stem) ? stem : 'archive';
}

function writeArchive(obj: unknown, folder: string, sink: Sink, byteorder: boolean): void {
  const reducer = new TorchReducer();
  const data = pickle(obj, reducer.reduce, 'obj');
  const zip = new ZipWriter(sink, `${folder}/`, settings);
  zip.add('data.pkl', data);
  zip.add('.format_version', Buffer.from('1'));
  zip.add('.storage_alignment', Buffer.from('64'));
  if (byteorder) zip.add('byteorder', Buffer.from('little'));
  for (const { key, tensor } of reducer.storages()) zip.addStorage(`data/${key}`, tensor);
  zip.add('version', Buffer.from('3\n'));
  zip.add('.data/serialization_id', Buffer.from(zip.fingerprint()));
  zip.finish();
}

const encodings = ['utf-8', 'utf8', 'ascii', 'latin1', 'latin-1', 'bytes', 'ASCII'] as const;
const loadArgs = signature(
  'load',
  ['f', z.custom<FileLike>((f) => f !== undefined && f !== null)],
  ['map_location', z.custom<MapLocation>(checkMapLocation).default(null)],
  ['weights_only', z.boolean().nullable().default(true)],
  ['mmap', z.boolean().nullable().default(null)],
  ['check_crc32', z.boolean().default(true)],
  ['max_memory', z.number().int().nonnegative().optional()],
  ['encoding', z.enum(encodings).default('utf-8')],
);

/**
 * Loads what `torch.save` wrote, here or in Python. Files are read as data: nothing in them is ever executed.
 *
 * - `map_location`: the device for all storages, or a map from saved to present devices, or `(storage, location) => storage | device | null`.
 * - `weights_only`: false reads whole modules of known classes, and objects of unknown classes as PythonObject data, instead of refusing them.
 * - `mmap`: maps the file (the zip format) into memory instead of reading it; pages are read when used, and writing to a tensor leaves the file alone.
 * - `check_crc32`: false for files written without checksums.
 * - `encoding`: what the strings of Python 2 are: 'utf-8' (bytes where they are none), 'ascii', 'latin1', or 'bytes' for bytes as they are.
 * - `max_memory`: how many bytes compressed entries and pickled objects may take; eight times the file and 48 MiB unless given.
 *
 * A dict becomes a plain object, or a Map where an object could not hold its keys in order; see `python.ts` for all types.
 *
 * @throws CheckpointError, UnpicklingError naming the file, what is wrong with it, and how to mend it.
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.load.html
 */
export function load(...args: Args<typeof loadArgs>): any {
  const { f, ...options } = loadArgs(args);
  return read(f, {
    map_location: options.map_location,
    weights_only: options.weights_only ?? true,
    mmap: options.mmap ?? settings.mmap,
    check_crc32: options.check_crc32,
    max_memory: options.max_memory,
    encoding: options.encoding,
  });
}

interface ReadOptions extends Omit<ArchiveOptions, 'budget' | 'shared_mapping' | 'endianness'> {
  max_memory?: number | undefined;
}

function read(f: FileLike, { max_memory, ...options }: ReadOptions): unknown {
  using source = openSource(f, options.mmap && settings.shared_mapping);
  try {
    return READERS[formatOf(source)](source, {
      ...options,
      shared_mapping: settings.shared_mapping,
      endianness: settings.endianness ?? 'little',
      budget: new Budget(source.size, max_memory),
    });
  } catch (cause) {
    throw located(cause, source.name);
  }
}

/**
 * The names of the classes in a file that `load` refuses with `weights_only`, as `module.name`.
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/serialization.html#torch.serialization.get_unsafe_globals_in_checkpoint
 */
export function get_unsafe_globals_in_checkpoint(f: FileLike): string[] {
  const names = new Set<string>();
  read(f, {
    map_location: 'meta',
    weights_only: true,
    mmap: false,
    check_crc32: true,
    unsafe: (name) => names.add(name),
  });
  return [...names];
}

const READERS = { zip: readArchive, legacy: readLegacy, tar: readTar };

/** The same error, saying which file. */
function located(cause: unknown, name: string): unknown {
  if (cause instanceof TypeError || (cause instanceof TorchError && !(cause instanceof CheckpointError)))
    return cause;
  const kind =
    cause instanceof CheckpointError ? (cause.constructor as typeof CheckpointError) : CheckpointError;
  return new kind(`cannot load ${name}: ${(cause as Error).message}`, { cause });
}
