import { dtypes } from '../dtype.ts';
import { CheckpointError, TypeError } from '../errors.ts';
import { native } from '../native.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { Source } from './source.ts';
import {
  lendBytes,
  type MapLocation,
  PlaceStorage,
  type ReadStorage,
  storageLoader,
  swapBytes,
} from './storage.ts';
import { GLOBALS } from './torch_globals.ts';
import { unpickle } from './unpickler.ts';
import { ZipReader } from './zip_reader.ts';

export interface ArchiveOptions {
  map_location: MapLocation;
  weights_only: boolean;
  mmap: boolean;
  check_crc32: boolean;
  max_inflated: number;
}

/** Reads the zip format of PyTorch 1.6 and later. */
export function readArchive(source: Source, options: ArchiveOptions): unknown {
  const zip = new ZipReader(source, options);
  const folder = archiveFolder(zip);
  const swap = byteOrder(zip, folder) === 'big';
  if (options.mmap && source.path === null) {
    throw new TypeError('load({ mmap: true }) needs the path of a file, got bytes in memory');
  }
  const inMemory = storageReader(zip, folder, swap);
  // Elements that must be swapped have to be read.
  const read = options.mmap && !swap ? mappedReader(zip, folder, source.path as string, inMemory) : inMemory;
  const { value } = unpickle(zip.read(`${folder}data.pkl`), {
    globals: GLOBALS,
    persistent_load: storageLoader(read, new PlaceStorage(options.map_location)),
    unknown_as_data: !options.weights_only,
  });
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

function byteOrder(zip: ZipReader, folder: string): string {
  if (!zip.has(`${folder}byteorder`)) return 'little';
  const order = Buffer.from(zip.read(`${folder}byteorder`)).toString('latin1');
  if (order !== 'little' && order !== 'big')
    throw new CheckpointError(`its byte order is ${JSON.stringify(order)}; expected little or big`);
  return order;
}

/** Reads each storage from the file straight into the memory that its tensors will use. */
function storageReader(zip: ZipReader, folder: string, swap: boolean): ReadStorage {
  return (key, nbytes, elements, meta) => {
    const name = checkedName(zip, folder, key, nbytes);
    const bytes = torch.empty([nbytes], { dtype: dtypes.uint8, device: meta ? 'meta' : 'cpu' });
    if (meta) return bytes;
    lendBytes(bytes, (pieces) => {
      zip.readInto(name, pieces);
      if (swap) for (const piece of pieces) swapBytes(piece, elements);
    });
    return bytes;
  };
}

// Elements must begin at multiples of their size.
const LARGEST_ELEMENT = 16;

/** Takes each storage as a part of the mapped file, where it lies there as it is. */
function mappedReader(zip: ZipReader, folder: string, file: string, otherwise: ReadStorage): ReadStorage {
  let mapped: Tensor | undefined;
  return (key, nbytes, elements, meta) => {
    const offset = zip.storedOffset(checkedName(zip, folder, key, nbytes));
    const fits = offset !== undefined && offset % LARGEST_ELEMENT === 0;
    if (meta || !fits || nbytes === 0) return otherwise(key, nbytes, elements, meta);
    // Without `shared`, what is written to the memory stays out of the file.
    mapped ??= torch.from_file(file, { shared: false, size: zip.source.size, dtype: dtypes.uint8 });
    return new Tensor(native.storage_slice(mapped._h, offset, nbytes));
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
