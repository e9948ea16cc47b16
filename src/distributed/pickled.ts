import { UnpicklingError } from '../errors.ts';
import { BytesIO, save } from '../serialization/index.ts';
import { Global, GlobalName, pickle, Reduce, unpickle } from '../serialization/pickle.ts';
import { PlaceStorage, type StorageReference, storageLoader } from '../serialization/storage.ts';
import { GLOBALS } from '../serialization/torch_globals.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

/*
 * Objects as Python's pickle has them, so that a peer may be Python: data that a checkpoint could hold. Tensors stand in them
 * as whole checkpoints of the old format; Python writes those of their storages.
 */

const LOAD = new GlobalName('torch.storage', '_load_from_bytes');
const NAME = `${LOAD.module}.${LOAD.name}`;

/** @throws TypeError for what Python has no data for */
export function pickled(object: unknown): Uint8Array {
  return pickle(object, (value) => {
    if (!(value instanceof Tensor)) return undefined;
    const file = new BytesIO();
    save(value, file, { _use_new_zipfile_serialization: false });
    return new Reduce(LOAD, [file.getvalue()]);
  });
}

const load = new Global(NAME, { call: tensorOrStorage });
const globals = { get: (name: string) => (name === NAME ? load : GLOBALS.get(name)) };

/** @throws UnpicklingError for what is no data */
export const unpickled = (bytes: Uint8Array): unknown => unpickle(bytes, { globals }).value;

/** Magic number, version, machine, object, keys of storages; then each storage, after its length. */
function tensorOrStorage(bytes: Uint8Array): unknown {
  let position = 0;
  const next = (persistent_load?: (id: unknown) => unknown) => {
    const { value, end } = unpickle(
      bytes,
      { globals: GLOBALS, ...(persistent_load && { persistent_load }) },
      position,
    );
    position = end;
    return value;
  };
  for (let skipped = 0; skipped < 3; skipped += 1) next();
  const storages = new Map<string, Tensor>();
  const room = (key: string, nbytes: number): Tensor => {
    if (nbytes > bytes.length) throw damaged('a storage larger than all of it');
    const storage = torch.empty(nbytes, { dtype: torch.uint8 });
    storages.set(key, storage);
    return storage;
  };
  const references: StorageReference[] = [];
  const value = next(storageLoader(room, new PlaceStorage('cpu'), references));
  const keys = next();
  if (!Array.isArray(keys)) throw damaged('the list of its storages is missing');
  for (const key of keys) {
    const storage = storages.get(key);
    if (storage === undefined) throw damaged('a storage that nothing refers to');
    const begin = position + 8;
    position = begin + storage.numel();
    storage.copy_(torch.from_numpy(bytes.slice(begin, position)));
  }
  return value instanceof Tensor ? value : references[0];
}

const damaged = (what: string) => new UnpicklingError(`the object is damaged: ${what}`);
