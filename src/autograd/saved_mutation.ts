import { AssertionError, RuntimeError } from '../errors.ts';
import { native } from '../native.ts';
import { Tensor } from '../tensor.ts';

/** A tensor that a graph saved: the very one, until it is about to be changed; from then on a copy. */
interface Kept {
  tensor: Tensor | null;
}

let active: SavedMutation | null = null;

/** What `allow_mutation_on_saved_tensors` keeps: the tensors that graphs saved, by the memory that they are in. */
export class SavedMutation {
  // The graph holds what it saved; here it is only known, so that a graph that is gone costs no copy.
  #byStorage = new Map<bigint, Map<string, WeakRef<Kept>>>();
  #open = true;

  /** @internal */
  constructor() {
    if (active !== null) {
      throw new RuntimeError('allow_mutation_on_saved_tensors contexts cannot be nested');
    }
    active = this;
  }

  /** @internal */
  pack(tensor: Tensor): Kept {
    const place = storageOf(tensor);
    let known = this.#byStorage.get(place);
    if (known === undefined) {
      known = new Map();
      this.#byStorage.set(place, known);
    }
    const key = `${native.tensor_identity(tensor._handle())} ${tensor.is_inference() ? 0 : tensor._version}`;
    const found = known.get(key)?.deref();
    if (found?.tensor != null) return found;
    const kept: Kept = { tensor };
    known.set(key, new WeakRef(kept));
    return kept;
  }

  /** @internal */
  unpack(kept: Kept): Tensor {
    if (!this.#open || kept.tensor === null) {
      throw new AssertionError(
        "Trying to backward outside of the 'allow_mutation_on_saved_tensors' context in which the graph was originally recorded.",
      );
    }
    return kept.tensor;
  }

  /** @internal Copies what was saved of the memory that an operator is about to change. */
  beforeWrite(tensors: readonly Tensor[]): void {
    for (const tensor of tensors) {
      const place = storageOf(tensor);
      const known = this.#byStorage.get(place);
      if (known === undefined) continue;
      this.#byStorage.delete(place);
      for (const ref of known.values()) {
        const kept = ref.deref();
        if (kept?.tensor != null) kept.tensor = kept.tensor.clone();
      }
    }
  }

  /** @internal */
  close(): void {
    this.#open = false;
    this.#byStorage.clear();
    active = null;
  }
}

/** Where a tensor's memory is; sparse tensors, which have none of their own, count as memory each. */
function storageOf(tensor: Tensor): bigint {
  try {
    return tensor.untyped_storage().data_ptr();
  } catch {
    return BigInt(native.tensor_identity(tensor._handle()));
  }
}

/** @internal Starts and ends the telling of writes. */
export function watchWrites(state: SavedMutation | null): void {
  if (state === null) native.watch_writes();
  else native.watch_writes((handles) => state.beforeWrite(handles.map((h) => new Tensor(h))));
}
