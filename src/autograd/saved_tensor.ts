// What the nodes of LibTorch's own operators saved: `y.grad_fn._saved_self`.
import { RuntimeError, TypeError } from '../errors.ts';
import { type External, type NativeSavedPack, type NativeSavedUnpack, native } from '../native.ts';
import { Handle, hold, knownTensor } from '../ops/index.ts';
import type { Tensor } from '../tensor.ts';

export type Pack = (tensor: Tensor) => unknown;
/** `pass` is the number of the backward pass, -1 outside of one; `last` says that it frees the graph. */
export type Unpack = (packed: any, pass: number, last: boolean) => Tensor;

/** @internal */
export const nativePack =
  (pack: Pack): NativeSavedPack =>
  (found) =>
    pack(knownTensor(found) as Tensor);
/** @internal */
export const nativeUnpack =
  (unpack: Unpack): NativeSavedUnpack =>
  (packed, pass, last) => {
    const tensor = unpack(packed, pass, last);
    if (!(tensor instanceof Handle)) {
      throw new TypeError('Output of saved tensor unpack_hook expected to be a Tensor');
    }
    return hold(tensor)._handle();
  };

let making = false;

/**
 * A saved tensor as the graph keeps it (`y.grad_fn._raw_saved_self`).
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/autograd.html#hooks-for-saved-tensors
 */
export class SavedTensor {
  readonly #node: External;
  readonly #name: string;
  readonly #place: number;

  /** @internal */
  constructor(node: External, name: string, place: number) {
    if (!making) throw new RuntimeError('Trying to create a SavedTensor object is forbidden.');
    this.#node = node;
    this.#name = name;
    this.#place = place;
  }

  /**
   * Keeps `pack_hook(tensor)` in the tensor's place from now on; the backward and `_saved_*` use what
   * `unpack_hook(packed)` makes of it, which must be equal to the tensor. One pair of hooks is allowed.
   *
   * @throws RuntimeError where there is no tensor, where it has been freed, or has hooks already.
   */
  register_hooks(pack_hook: (tensor: Tensor) => unknown, unpack_hook: (packed: any) => Tensor): void {
    for (const hook of [pack_hook, unpack_hook]) {
      if (typeof hook !== 'function') throw new TypeError('register_hooks() takes two functions');
    }
    const unpack = nativeUnpack((packed) => unpack_hook(packed));
    native.node_saved_hooks(this.#node, this.#name, this.#place, nativePack(pack_hook), unpack);
  }
}

/** @internal Python's tuple of them for a list of tensors. */
export function rawSaved(node: External, name: string): SavedTensor | SavedTensor[] {
  const count = native.node_saved_count(node, name);
  making = true;
  try {
    if (count < 0) return new SavedTensor(node, name, 0);
    return Array.from({ length: count }, (_, place) => new SavedTensor(node, name, place));
  } finally {
    making = false;
  }
}

const known = (found: unknown): unknown => (found === null ? null : knownTensor(found as External | object));

function savedTensors(node: External, name: string): unknown {
  const found = native.node_saved(node, name);
  return Array.isArray(found) ? found.map(known) : known(found);
}

type Getters = Record<string, { get(this: { _external(): External }): unknown } & PropertyDescriptor>;

/** @internal The properties `_saved_*` and `_raw_saved_*` of a node's kind. */
export function savedProperties(node: External): Getters {
  const [names, tensors] = native.node_saved_names(node);
  const getters: Getters = {};
  const add = (name: string, read: (node: External) => unknown) => {
    getters[name] = {
      get() {
        return read(this._external());
      },
      enumerable: true,
      configurable: true,
    };
  };
  for (const name of names) {
    const read = tensors.includes(name) ? savedTensors : native.node_saved;
    add(`_saved_${name}`, (node) => read(node, name));
  }
  for (const name of tensors) add(`_raw_saved_${name}`, (node) => rawSaved(node, name));
  return getters;
}
