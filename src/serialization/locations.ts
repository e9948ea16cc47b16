// Where storages are put: devices, and what programs register besides.
import { device, dtypes, makeDevice } from '../dtype.ts';
import { CheckpointError, TypeError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

/** The location that a storage (a tensor of its bytes) is saved with; null for another tagger's, or the device. */
export type Tagger = (storage: Tensor) => string | null | undefined;
/** A storage that was read (a tensor of its bytes) where it shall be; null for what is another deserializer's. */
export type Deserializer = (storage: Tensor, location: string) => Tensor | null | undefined;

interface Package {
  priority: number;
  tagger: Tagger;
  deserializer: Deserializer;
}

const packages: Package[] = [];

// The places in the order that Python gives its own devices.
const priorities: Readonly<Record<string, number>> = { cpu: 10, cuda: 20, mps: 21, meta: 22 };
const priorityOf = (location: string): number => priorities[location.split(':')[0] as string] ?? Infinity;

/**
 * Has `tagger(storage)` say with which location a storage is saved, and `deserializer(storage, location)` put one that is
 * loaded where it belongs; both get a tensor of the storage's bytes and return null for what they leave to others. They are
 * asked in the order of `priority`, lower ones first; the devices themselves have 10 (cpu), 20 (cuda), 21 (mps), 22 (meta).
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/serialization.html#torch.serialization.register_package
 */
export const register_package = keywords(
  'register_package',
  ['priority', 'tagger', 'deserializer'],
  (priority: number, tagger: Tagger, deserializer: Deserializer): void => {
    if (typeof priority !== 'number' || Number.isNaN(priority))
      throw new TypeError(`register_package(): priority must be a number, not ${typeof priority}`);
    for (const [name, f] of Object.entries({ tagger, deserializer })) {
      if (typeof f !== 'function')
        throw new TypeError(`register_package(): ${name} must be a function, not ${typeof f}`);
    }
    packages.push({ priority, tagger, deserializer });
    packages.sort((a, b) => a.priority - b.priority);
  },
);

/** The location that a tensor's storage is saved with. */
export function locationOf(tensor: Tensor): string {
  const usual = String(tensor.device);
  const first = packages.filter(({ priority }) => priority < priorityOf(usual));
  if (first.length === 0) return usual;
  const nbytes = tensor.untyped_storage().nbytes();
  const storage = new Tensor(native.storage_view(tensor._handle(), dtypes.uint8._h, 0, [nbytes], [1]));
  for (const { tagger } of first) {
    const location = tagger(storage);
    if (location === null || location === undefined || location === '') continue;
    if (typeof location === 'string') return location;
    throw new TypeError(
      `a tagger of register_package() must return a string or null, not ${typeof location}`,
    );
  }
  return usual;
}

/** Whether programs have registered anything. */
export const hasPackages = (): boolean => packages.length > 0;

/** What a registered deserializer makes of a storage, or null. */
export function deserialized(storage: Tensor, location: string): Tensor | null {
  for (const { priority, deserializer } of packages) {
    if (priority >= priorityOf(location)) break;
    const made = deserializer(storage, location);
    if (made === null || made === undefined) continue;
    return largeEnough(made, storage, 'a deserializer of register_package()');
  }
  return null;
}

/** What a program gave back for a storage, checked. */
export function largeEnough(made: unknown, storage: Tensor, what: string): Tensor {
  if (!(made instanceof Tensor))
    throw new TypeError(`${what} must return the storage (a tensor) or null, not ${typeof made}`);
  if (made.untyped_storage().nbytes() >= storage.untyped_storage().nbytes()) return made;
  throw new TypeError(`${what} returned a storage that is smaller than the one it was given`);
}

/** The device of a location, if this machine has it. */
export function resolve(place: string | device): device {
  const target = place instanceof device ? place : parseDevice(place);
  if (target.type === 'cuda' && !torch.cuda.is_available()) {
    throw new CheckpointError(
      'Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is False. If you are running on a CPU-only machine, ' +
        "please use torch.load with { map_location: 'cpu' } to map your storages to the CPU.",
    );
  }
  if (target.type === 'cuda' && (target.index ?? 0) >= torch.cuda.device_count()) {
    throw new CheckpointError(
      `Attempting to deserialize object on CUDA device ${target.index} but torch.cuda.device_count() is ${torch.cuda.device_count()}. ` +
        'Please use torch.load with map_location to map your storages to an existing device.',
    );
  }
  return target;
}

function parseDevice(location: string): device {
  try {
    return makeDevice(location);
  } catch (cause) {
    throw new CheckpointError(
      `a storage was saved from ${JSON.stringify(location)}, which is no device of this LibTorch; pass { map_location: 'cpu' }`,
      { cause },
    );
  }
}
