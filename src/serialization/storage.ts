import { device, type dtype, dtypes, makeDevice } from '../dtype.ts';
import { CheckpointError, TypeError, UnpicklingError } from '../errors.ts';
import { native } from '../native.ts';
import { TypedStorage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Late } from './drafts.ts';
import { deserialized, hasPackages, largeEnough, resolve } from './locations.ts';
import { Tuple } from './python.ts';
import type { Source } from './source.ts';

/** Python's storage classes; dtypes made later have none and go by `UntypedStorage`. */
export const STORAGE_CLASSES: Readonly<Record<string, dtype>> = {
  DoubleStorage: dtypes.float64,
  FloatStorage: dtypes.float32,
  HalfStorage: dtypes.float16,
  BFloat16Storage: dtypes.bfloat16,
  LongStorage: dtypes.int64,
  IntStorage: dtypes.int32,
  ShortStorage: dtypes.int16,
  CharStorage: dtypes.int8,
  ByteStorage: dtypes.uint8,
  BoolStorage: dtypes.bool,
  ComplexDoubleStorage: dtypes.complex128,
  ComplexFloatStorage: dtypes.complex64,
  QInt8Storage: dtypes.qint8,
  QInt32Storage: dtypes.qint32,
  QUInt8Storage: dtypes.quint8,
  QUInt4x2Storage: dtypes.quint4x2,
  QUInt2x4Storage: dtypes.quint2x4,
};
export const UNTYPED_STORAGE = 'UntypedStorage';

/** A storage class in a file. */
export class StorageType {
  readonly dtype: dtype;

  constructor(elements: dtype) {
    this.dtype = elements;
  }
}

/** A storage as one reference to it sees it. */
export class StorageReference extends Late {
  /** The whole storage, as a tensor of uint8. */
  readonly bytes: Tensor;
  readonly dtype: dtype;
  /** The part that is referred to, in elements; old files know views of storages. */
  readonly begin: number;
  readonly end: number;
  /** Whether a tensor has been made of it. */
  used = false;

  constructor(bytes: Tensor, elements: dtype, begin = 0, end = bytes.numel() / elements.itemsize) {
    super();
    this.bytes = bytes;
    this.dtype = elements;
    this.begin = begin;
    this.end = end;
  }

  /** The storage itself, where a file holds one that no tensor lies on. */
  value(): unknown {
    if (this.used) return this;
    return new TypedStorage(
      viewStorage(this.bytes, this.dtype, this.begin, [this.end - this.begin], [1]),
    ).untyped();
  }
}

/** Gives the bytes of the storage under a key, on the CPU or, when only its size matters, on the meta device. */
export type ReadStorage = (key: string, nbytes: number, elements: dtype, meta: boolean) => Tensor;

/** Makes the function that finds the storages which a checkpoint's pickle refers to, each read once. */
export function storageLoader(
  read: ReadStorage,
  place: PlaceStorage,
  references: StorageReference[] = [],
): (id: unknown) => unknown {
  const placed = new Map<string, Tensor>();
  return (id) => {
    // Old files put the source code beside a class.
    if (id instanceof Tuple && id[0] === 'module') return id[1];
    const { elements, key, location, numel, view } = parseId(id);
    const nbytes = numel * elements.itemsize;
    let storage = placed.get(key);
    if (!storage) {
      const meta = place.target?.type === 'meta';
      storage = place.move(read(key, nbytes, elements, meta), location);
      placed.set(key, storage);
    } else if (storage.numel() !== nbytes) {
      throw new UnpicklingError(
        `storage '${key}' has ${storage.numel()} bytes in one place and ${nbytes} in another`,
      );
    }
    const reference = view
      ? partOf(storage, elements, view[1], view[2])
      : new StorageReference(storage, elements, 0, numel);
    references.push(reference);
    return reference;
  };
}

/** Drops what only helped to make tensors, so that their memory goes when they do. */
export function dropReferences(references: readonly StorageReference[]): void {
  const kept = new Set(references.filter(({ used }) => !used).map(({ bytes }) => bytes));
  for (const { bytes } of references) if (!kept.has(bytes)) bytes.dispose();
}

/** A view of a storage, as files of before PyTorch 1.6 may hold it. */
export function partOf(storage: Tensor, elements: dtype, offset: unknown, numel: unknown): StorageReference {
  const [begin, end] = [offset as number, (offset as number) + (numel as number)];
  const whole = Number.isSafeInteger(begin) && Number.isSafeInteger(end) && begin >= 0 && begin <= end;
  if (whole && end <= storage.numel() / elements.itemsize)
    return new StorageReference(storage, elements, begin, end);
  throw new UnpicklingError('the pickled data is damaged: a view of a storage reaches beyond it');
}

interface StorageId {
  elements: dtype;
  key: string;
  location: string;
  numel: number;
  /** Its key, offset and size, in files of before PyTorch 1.6. */
  view: unknown[] | null;
}

function parseId(id: unknown): StorageId {
  if (id instanceof Tuple && id.length >= 5 && id[0] === 'storage') {
    // By position: a pattern would go through an iterator, for every tensor.
    const type = id[1];
    const key = id[2];
    const location = id[3];
    const numel = id[4];
    const view = id[5] ?? null;
    const whole = Number.isSafeInteger(numel) && numel >= 0 && Number.isSafeInteger(numel * 16);
    const named = typeof key === 'string' && typeof location === 'string';
    if (type instanceof StorageType && named && whole && (view === null || view instanceof Tuple)) {
      return { elements: type.dtype, key, location, numel, view };
    }
  }
  throw new UnpicklingError(
    'the pickled data is damaged: it refers to outside data that is no storage of a tensor',
  );
}

/** A storage on the CPU with nothing in it yet, as a tensor of its bytes. */
export const newStorage = (nbytes: number): Tensor => new Tensor(native.storage_new(nbytes));

/** The size of a storage where that is all that matters. */
export const metaStorage = (nbytes: number): Tensor =>
  torch.empty([nbytes], { dtype: dtypes.uint8, device: 'meta' });

/** A tensor on a storage; offset and strides count elements. */
export function viewStorage(
  bytes: Tensor,
  elements: dtype,
  offset: number,
  sizes: readonly number[],
  strides: readonly number[],
): Tensor {
  return new Tensor(native.storage_view(bytes._h, elements._h, offset, sizes, strides));
}

/** A storage as the array that it holds; Fortran's order becomes strides. */
export function shaped(bytes: Tensor, type: dtype, shape: readonly number[], fortran = false): Tensor {
  const strides: number[] = new Array(shape.length);
  let step = 1;
  for (let i = 0; i < shape.length; i += 1) {
    const at = fortran ? i : shape.length - 1 - i;
    strides[at] = step;
    step *= Math.max(shape[at] as number, 1);
  }
  return viewStorage(bytes, type, 0, shape, strides);
}

/** A file in memory, mapped once something of it is asked for. */
export class MappedFile {
  private readonly source: Source;
  private readonly shared: boolean;
  private whole: Tensor | undefined;

  /** `shared`: whether writing to its tensors writes to the file. */
  constructor(source: Source, shared = false) {
    this.source = source;
    this.shared = shared;
  }

  /** A tensor of some of its bytes. */
  slice(offset: number, nbytes: number): Tensor {
    this.whole ??= new Tensor(native.file_map(this.source.raw as number, this.source.size, this.shared));
    return new Tensor(native.storage_slice(this.whole._h, offset, nbytes));
  }
}

// A typed array cannot span more than this in all supported releases of Node.
const LARGEST_VIEW = 2 ** 30;

/** Lends the memory of a tensor's whole storage for the time of a call, in pieces that a typed array can span. */
export function lendBytes(tensor: Tensor, use: (pieces: Uint8Array[]) => void): void {
  if (tensor.untyped_storage().nbytes() === 0) {
    use([]);
    return;
  }
  native.storage_lend(tensor._h, (buffer) => {
    const pieces: Uint8Array[] = [];
    for (let from = 0; from < buffer.byteLength; from += LARGEST_VIEW) {
      pieces.push(new Uint8Array(buffer, from, Math.min(LARGEST_VIEW, buffer.byteLength - from)));
    }
    use(pieces);
  });
}

/** A tensor of uint8 on these very bytes. */
export function tensorOnBytes(bytes: Uint8Array): Tensor {
  return new Tensor(native.from_buffer(bytes, dtypes.uint8._h, [bytes.length], null, 0, true));
}

/** Puts the elements of a file from a big-endian machine in this machine's order. */
export function swapStorage(tensor: Tensor, { itemsize, is_complex }: dtype): void {
  const width = is_complex ? itemsize / 2 : itemsize;
  lendBytes(tensor, (pieces) => {
    for (const { buffer, byteOffset, byteLength } of pieces) {
      const bytes = Buffer.from(buffer, byteOffset, byteLength);
      if (width === 2) bytes.swap16();
      else if (width === 4) bytes.swap32();
      else if (width === 8) bytes.swap64();
    }
  });
}

type Device = string | device;
/** A storage (a tensor of its bytes) and the place it was saved from; returns it where it shall be, or the device, or null for the usual. */
export type MapFunction = (storage: Tensor, location: string) => Tensor | Device | null | undefined;
export type MapLocation =
  | Device
  | Readonly<Record<string, Device>>
  | ReadonlyMap<string, Device>
  | MapFunction
  | null;

/** Where storages go: `map_location` of `load`. */
export class PlaceStorage {
  /** The one device for all of them, when there is one. */
  readonly target: device | undefined;
  private readonly map: MapLocation;
  private readonly reads: { flush(): void };

  /** `reads` are finished before a storage is looked at or copied elsewhere. */
  constructor(map: MapLocation, reads: { flush(): void } = { flush() {} }) {
    this.map = map;
    this.reads = reads;
    if (typeof map === 'string' || map instanceof device) this.target = makeDevice(map);
  }

  move(storage: Tensor, location: string): Tensor {
    const { map } = this;
    if (typeof map !== 'function') return this.moveTo(storage, this.target ?? lookUp(map, location));
    this.reads.flush();
    const answer = map(storage, location);
    if (answer instanceof Tensor) return largeEnough(answer, storage, 'map_location');
    return this.moveTo(storage, answer ?? location);
  }

  private moveTo(storage: Tensor, place: Device): Tensor {
    if (hasPackages() && !storage.is_meta) {
      this.reads.flush();
      const made = deserialized(storage, String(place));
      if (made !== null) return made;
    }
    const target = resolve(place);
    // What was read lies on the CPU, or on the meta device.
    if (target.type === (storage.is_meta ? 'meta' : 'cpu')) return storage;
    this.reads.flush();
    try {
      return storage.to(target);
    } catch (cause) {
      const reason = (cause as Error).message;
      throw new CheckpointError(
        `a storage cannot be put on '${target}': ${reason}; pass { map_location: 'cpu' }`,
        { cause },
      );
    }
  }
}

function lookUp(map: MapLocation, location: string): Device {
  if (map instanceof Map) return (map as ReadonlyMap<string, Device>).get(location) ?? location;
  const named = map as Record<string, Device> | null;
  return named && Object.hasOwn(named, location) ? (named[location] as Device) : location;
}

export function checkMapLocation(map: unknown): map is MapLocation {
  if (map === null || typeof map === 'string' || typeof map === 'function') return true;
  if (map instanceof device || map instanceof Map) return true;
  if (typeof map === 'object' && Object.getPrototypeOf(map) === Object.prototype) return true;
  throw new TypeError(
    'map_location is a device, a device name, a map of device names, or a function (storage, location) => storage',
  );
}
