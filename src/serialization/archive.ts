import { CheckpointError, TypeError } from '../errors.ts';
import { type ArchiveOptions, unpicklingOptions } from './options.ts';
import { PendingReads } from './reads.ts';
import { settings } from './settings.ts';
import type { Source } from './source.ts';
import {
  dropReferences,
  MappedFile,
  metaStorage,
  newStorage,
  PlaceStorage,
  type ReadStorage,
  type StorageReference,
  storageLoader,
  swapStorage,
  tensorOnBytes,
} from './storage.ts';
import { unpickle } from './unpickler.ts';
import { ZipReader } from './zip_reader.ts';

/** Reads the zip format of PyTorch 1.6 and later. */
export function readArchive(source: Source, options: ArchiveOptions): unknown {
  const zip = new ZipReader(source, options);
  const folder = archiveFolder(zip);
  const swap = byteOrder(zip, folder, options.endianness) !== 'little';
  const reads = new PendingReads(source, options.check_crc32, zip.wrongCrc);
  if (options.mmap && source.fd === null) {
    throw new TypeError('load({ mmap: true }) needs the path of a file, got bytes in memory');
  }
  const inMemory = storageReader(zip, folder, swap, reads);
  // Elements that must be swapped have to be read.
  const read = options.mmap && !swap ? mappedReader(zip, folder, options, inMemory) : inMemory;
  const references: StorageReference[] = [];
  const place = new PlaceStorage(options.map_location, reads);
  const { value } = unpickle(zip.read(`${folder}data.pkl`), {
    ...unpicklingOptions(options, reads),
    persistent_load: storageLoader(read, place, references),
  });
  reads.flush();
  // A function may have given tensors of its own.
  if (typeof options.map_location !== 'function') dropReferences(references);
  return value;
}

/** All entries lie in one folder, whatever its name. */
function archiveFolder(zip: ZipReader): string {
  const names = zip.names();
  const data = names.filter((name) => /^([^/]+\/)?data\.pkl$/.test(name));
  if (data.length !== 1) {
    throw new CheckpointError(
      `it is a zip archive, but not one of torch.save: expected one entry '<name>/data.pkl', found ${data.length}`,
    );
  }
  const folder = (data[0] as string).slice(0, -'data.pkl'.length);
  if (zip.has(`${folder}constants.pkl`)) {
    throw new CheckpointError('it is a TorchScript program, not a checkpoint; torch.jit.load reads those');
  }
  return folder;
}

function byteOrder(zip: ZipReader, folder: string, otherwise: 'little' | 'big'): string {
  if (!zip.has(`${folder}byteorder`)) return otherwise;
  const order = Buffer.from(zip.read(`${folder}byteorder`)).toString('latin1');
  if (order !== 'little' && order !== 'big')
    throw new CheckpointError(`its byte order is ${JSON.stringify(order)}; expected little or big`);
  return order;
}

/** Reads each storage from the file straight into the memory that its tensors will use. */
function storageReader(zip: ZipReader, folder: string, swap: boolean, reads: PendingReads): ReadStorage {
  return (key, nbytes, elements, meta) => {
    const name = checkedName(zip, folder, key, nbytes);
    if (meta) return metaStorage(nbytes);
    const offset = zip.storedOffset(name);
    if (offset === undefined) {
      const inflated = tensorOnBytes(zip.read(name));
      if (swap) swapStorage(inflated, elements);
      return inflated;
    }
    if (settings.skip_data) return newStorage(nbytes);
    return reads.read({ offset, nbytes, name, crc: zip.crc(name), swap: swap ? elements : undefined });
  };
}

// Elements must begin at multiples of their size.
const LARGEST_ELEMENT = 16;

/** Takes each storage as a part of the mapped file, where it lies there as it is. */
function mappedReader(
  zip: ZipReader,
  folder: string,
  { shared_mapping }: ArchiveOptions,
  otherwise: ReadStorage,
): ReadStorage {
  const mapped = new MappedFile(zip.source, shared_mapping);
  return (key, nbytes, elements, meta) => {
    const offset = zip.storedOffset(checkedName(zip, folder, key, nbytes));
    const fits = offset !== undefined && offset % LARGEST_ELEMENT === 0;
    if (meta || !fits || nbytes === 0) return otherwise(key, nbytes, elements, meta);
    return mapped.slice(offset, nbytes);
  };
}

function checkedName(zip: ZipReader, folder: string, key: string, nbytes: number): string {
  const name = `${folder}data/${key}`;
  if (!zip.has(name)) throw new CheckpointError(`the file is damaged: storage '${key}' is missing`);
  const size = zip.size(name);
  if (size !== nbytes)
    throw new CheckpointError(`the file is damaged: storage '${key}' has ${size} bytes, expected ${nbytes}`);
  return name;
}
