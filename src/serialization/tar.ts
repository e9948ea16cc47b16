import { CheckpointError, UnpicklingError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { noMmap, unchecked } from './legacy.ts';
import { type ArchiveOptions, unpicklingOptions } from './options.ts';
import { PickleWindow } from './pickle_window.ts';
import { Tuple } from './python.ts';
import type { PendingReads } from './reads.ts';
import type { Source } from './source.ts';
import { metaStorage, PlaceStorage, partOf, StorageReference, StorageType } from './storage.ts';
import { GLOBALS, tensorOn } from './torch_globals.ts';

const BLOCK = 512;
const MAX_DIMENSIONS = 64;
const plain = { globals: GLOBALS };

/**
 * Reads the tar archives that PyTorch wrote before 0.1.10: `storages` and `tensors`, pickles with raw numbers between them, and
 * `pickle`, the object, which refers to those by number.
 */
export function readTar(source: Source, options: ArchiveOptions): unknown {
  if (options.mmap) throw noMmap();
  const members = tarMembers(source);
  const member = (name: string): PickleWindow => {
    const found = members.get(name);
    if (!found)
      throw new CheckpointError(`it is a tar archive, but not one of torch.save: it has no member '${name}'`);
    return found;
  };
  const objects = new Map<number, StorageReference | Tensor>();
  const reads = unchecked(source);
  const place = new PlaceStorage(options.map_location, reads);
  readStorages(member('storages'), objects, place, reads);
  readTensors(member('tensors'), objects);
  reads.flush();
  return member('pickle').next({
    ...unpicklingOptions(options, reads),
    persistent_load: (id) => (id instanceof Tuple ? id[0] : lookUp(objects, id)),
  });
}

/** The regular files of a tar archive, each as the place where it lies. */
function tarMembers(source: Source): Map<string, PickleWindow> {
  const members = new Map<string, PickleWindow>();
  for (let at = 0; at + BLOCK <= source.size; ) {
    const header = Buffer.from(source.read(at, BLOCK));
    if (header.every((byte) => byte === 0)) break;
    const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '').replace(/^\.\//, '');
    const octal = header
      .toString('latin1', 124, 136)
      .replace(/[\0 ]+$/, '')
      .trim();
    const size = /^[0-7]+$/.test(octal) ? Number.parseInt(octal, 8) : Number.NaN;
    if (!(size <= source.size - at - BLOCK)) throw damaged(`it was cut short within '${name}'`);
    const isFile = header[156] === 0x30 || header[156] === 0;
    if (isFile && members.has(name)) throw damaged(`two members are named '${name}'`);
    if (isFile) members.set(name, new PickleWindow(source, at + BLOCK, size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return members;
}

type Objects = Map<number, StorageReference | Tensor>;

function readStorages(
  stream: PickleWindow,
  objects: Objects,
  place: PlaceStorage,
  reads: PendingReads,
): void {
  for (let left = count(stream); left > 0; left -= 1) {
    const [key, location, type] = list(stream.next(plain), 3);
    if (!(type instanceof StorageType) || typeof location !== 'string')
      throw damaged('a storage without its type and place');
    const elements = type.dtype;
    const numel = Number(stream.take(8)?.getBigInt64(0, true) ?? -1);
    const nbytes = numel * elements.itemsize;
    const offset = numel >= 0 && Number.isSafeInteger(nbytes) ? stream.skip(nbytes) : undefined;
    if (offset === undefined) throw damaged('it was cut short within its storages');
    const name = String(key);
    const bytes = place.target?.type === 'meta' ? metaStorage(nbytes) : reads.read({ offset, nbytes, name });
    objects.set(Number(key), new StorageReference(place.move(bytes, location), elements));
  }
  for (const view of list(stream.next(plain))) {
    const [key, root, offset, numel] = list(view, 4);
    const storage = storageOf(objects, root);
    objects.set(Number(key), partOf(storage.bytes, storage.dtype, offset, numel));
  }
}

function readTensors(stream: PickleWindow, objects: Objects): void {
  for (let left = count(stream); left > 0; left -= 1) {
    const [key, storage] = list(stream.next(plain), 3);
    // The number of dimensions takes eight bytes, of which four count.
    const ndim = stream.take(8)?.getInt32(0, true) ?? -1;
    if (ndim < 0 || ndim > MAX_DIMENSIONS) throw damaged(`a tensor of ${ndim} dimensions`);
    const numbers = stream.take(16 * ndim + 8);
    if (!numbers) throw damaged('it was cut short within its tensors');
    const values = Array.from({ length: 2 * ndim + 1 }, (_, i) => Number(numbers.getBigInt64(8 * i, true)));
    const reference = storageOf(objects, storage);
    const tensor = tensorOn(
      reference,
      reference.dtype,
      values[2 * ndim],
      values.slice(0, ndim),
      values.slice(ndim, 2 * ndim),
    );
    objects.set(Number(key), tensor);
  }
}

function count(stream: PickleWindow): number {
  const number = stream.next(plain);
  if (!Number.isSafeInteger(number) || number < 0) throw damaged('the number of its parts is missing');
  return number;
}

function list(value: unknown, length?: number): any[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length))
    throw damaged('a part has not the expected form');
  return value;
}

function storageOf(objects: Objects, key: unknown): StorageReference {
  const storage = lookUp(objects, key);
  if (!(storage instanceof StorageReference)) throw damaged('a tensor without its storage');
  return storage;
}

function lookUp(objects: Objects, key: unknown): StorageReference | Tensor {
  const found = objects.get(Number(key));
  if (!found)
    throw new UnpicklingError(
      `the pickled data is damaged: it refers to part ${String(key)}, which is missing`,
    );
  return found;
}

function damaged(what: string): CheckpointError {
  return new CheckpointError(`the file is damaged: ${what}`);
}
