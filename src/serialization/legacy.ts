import type { dtype } from '../dtype.ts';
import { CheckpointError } from '../errors.ts';
import { type ArchiveOptions, unpicklingOptions } from './options.ts';
import { PickleWindow } from './pickle_window.ts';
import { pickle } from './pickler.ts';
import { type Extent, PendingReads } from './reads.ts';
import { TorchReducer } from './reduce.ts';
import { settings } from './settings.ts';
import type { Sink } from './sink.ts';
import type { Source } from './source.ts';
import { metaStorage, PlaceStorage, type ReadStorage, storageLoader } from './storage.ts';
import { GLOBALS } from './torch_globals.ts';

const MAGIC = 0x1950a86a20f9469cfc6cn;
const VERSION = 1001;

/** Writes the stream that PyTorch 0.1.10 to 1.5 wrote, for programs that know no other format. */
export function writeLegacy(obj: unknown, sink: Sink): void {
  if (settings.skip_data)
    throw new CheckpointError('skip_data leaves room in the zip format only; save without it');
  const reducer = new TorchReducer(true);
  const machine = {
    protocol_version: VERSION,
    little_endian: true,
    type_sizes: { short: 2, int: 4, long: 4 },
  };
  const data = pickle(obj, reducer.reduce, 'obj');
  const storages = [...reducer.storages()];
  const keys = storages.map(({ key }) => key);
  for (const part of [MAGIC, VERSION, machine]) sink.write(pickle(part, () => undefined));
  sink.write(data);
  sink.write(pickle(keys, () => undefined));
  for (const { tensor, dtype } of storages) {
    const count = Buffer.alloc(8);
    count.writeBigInt64LE(BigInt(Math.floor(tensor.untyped_storage().nbytes() / dtype.itemsize)));
    sink.write(count);
    sink.writeStorage(tensor);
  }
}

/**
 * Reads the stream that PyTorch 0.1.10 to 1.5 wrote: pickles of a magic number, a version, the machine, the object and the keys of its
 * storages; then, for each key, the number of elements and the elements.
 */
export function readLegacy(source: Source, options: ArchiveOptions): unknown {
  if (options.mmap) throw noMmap();
  const stream = new PickleWindow(source);
  const plain = { globals: GLOBALS, context: { budget: options.budget, flush() {}, measuring: true } };
  if (stream.next(plain) !== MAGIC) throw damaged('it does not begin with the magic number');
  const version = stream.next(plain);
  if (version !== VERSION)
    throw new CheckpointError(`it has version ${version} of the old format; ${VERSION} is read`);
  const swap = stream.next(plain)?.little_endian === false;

  // The storages come after the object that says how large they are: so it is read once with empty ones, and again with theirs.
  const objectBegin = stream.position;
  const extents = new Map<string, Extent & { elements: dtype }>();
  const measure: ReadStorage = (key, nbytes, elements) => {
    extents.set(key, { offset: 0, nbytes, name: key, elements, swap: swap ? elements : undefined });
    return metaStorage(nbytes);
  };
  stream.next({
    ...plain,
    unknown_as_data: true,
    persistent_load: storageLoader(measure, new PlaceStorage('meta')),
  });
  const keys = stream.next(plain);
  if (!Array.isArray(keys)) throw damaged('the list of its storages is missing');
  for (const key of keys) {
    const extent = extents.get(key);
    if (!extent) throw damaged(`it lists a storage ${JSON.stringify(key)} that nothing refers to`);
    extent.offset = elementsAt(stream, extent.nbytes, extent.elements);
  }
  if (stream.position !== stream.size)
    throw damaged(`${stream.size - stream.position} bytes are left over at its end`);

  stream.position = objectBegin;
  const reads = unchecked(source);
  const value = stream.next({
    ...unpicklingOptions(options, reads),
    persistent_load: storageLoader(
      extentReader(extents, reads),
      new PlaceStorage(options.map_location, reads),
    ),
  });
  reads.flush();
  return value;
}

/** What is read from the old formats, which have no checksums. */
export function unchecked(source: Source): PendingReads {
  return new PendingReads(source, false, (name) => damaged(name));
}

export function noMmap(): CheckpointError {
  return new CheckpointError(
    'mmap needs the zip format; this file is of before PyTorch 1.6, load it without mmap and save it again',
  );
}

/** Moves behind a number of elements and the elements; gives the place of the first. */
function elementsAt(stream: PickleWindow, nbytes: number, { itemsize }: dtype): number {
  const count = stream.take(8);
  const offset = count && stream.skip(nbytes);
  if (offset === undefined) throw damaged('it was cut short within its storages');
  if (Number(count?.getBigInt64(0, true)) !== nbytes / itemsize)
    throw damaged('a storage has not as many elements as its tensors say');
  return offset;
}

/** Reads storages that lie in a file as they are. */
export function extentReader(extents: ReadonlyMap<string, Extent>, reads: PendingReads): ReadStorage {
  return (key, nbytes, _elements, meta) => {
    const extent = extents.get(key);
    if (!extent || (extent.offset === 0 && nbytes > 0)) throw damaged(`storage '${key}' is missing`);
    return meta ? metaStorage(nbytes) : reads.read(extent);
  };
}

function damaged(what: string): CheckpointError {
  return new CheckpointError(`the file is damaged: ${what}`);
}
