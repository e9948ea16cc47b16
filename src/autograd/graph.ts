// torch.autograd.graph: looking at the graph, and what it saves.

import { closed } from '../callable.ts';
import { context } from '../context.ts';
import { RuntimeError, TypeError } from '../errors.ts';
import { blockKeywords, keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { hold } from '../ops/index.ts';
import { type RemovableHandle, Tensor } from '../tensor.ts';
import { get_gradient_edge } from './gradient_edge.ts';
import { Node as AnyNode } from './node.ts';
import { hooksInForce, type Pack, type Unpack } from './saved_hooks.ts';
import { SavedMutation, watchWrites } from './saved_mutation.ts';

export { GradientEdge, get_gradient_edge } from './gradient_edge.ts';
export const Node = closed(
  AnyNode,
  "Can't instantiate abstract class Node: nodes of a graph come from tensors, as x.grad_fn",
);
export type Node = AnyNode;

function savedTensorsHooks(pack_hook: Pack, unpack_hook: Unpack): Disposable;
function savedTensorsHooks<T>(pack_hook: Pack, unpack_hook: Unpack, body: () => T): T;
function savedTensorsHooks<T>(pack_hook: Pack, unpack_hook: Unpack, body?: () => T): T | Disposable {
  for (const hook of [pack_hook, unpack_hook]) {
    if (typeof hook !== 'function') throw new TypeError(`a hook is a function, not ${typeof hook}`);
  }
  return hooksInForce(pack_hook, unpack_hook, false, body);
}
/**
 * For the length of a block, `pack_hook` gets each tensor that an operator saves for its backward, and `unpack_hook` what
 * that returned, when the backward wants the tensor: `saved_tensors_hooks(pack, unpack, () => ...)`, or with `using`.
 *
 * Neither may change its argument in place; `unpack_hook` returns a tensor equal to the one that was packed: of its shape,
 * dtype and device, and with the same values where they are whole numbers or booleans.
 *
 * @throws RuntimeError, from the backward, where it does not.
 * @see https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.graph.saved_tensors_hooks
 */
export const saved_tensors_hooks = blockKeywords<{ pack_hook: Pack; unpack_hook: Unpack }>()(
  'saved_tensors_hooks',
  ['pack_hook', 'unpack_hook'],
  savedTensorsHooks,
);

function saveOnCpu(pin_memory?: boolean, device_type?: string): Disposable;
function saveOnCpu<T>(body: () => T): T;
function saveOnCpu<T>(pin_memory: boolean, body: () => T): T;
function saveOnCpu<T>(pin_memory: boolean, device_type: string, body: () => T): T;
function saveOnCpu<T>(...args: (boolean | string | undefined | (() => T))[]): T | Disposable {
  const pinned = args[0] === true;
  const inner = args.find((arg) => typeof arg === 'function');
  const pack = (tensor: Tensor) => {
    const copy = tensor.to('cpu', { copy: true });
    return { device: tensor.device, copy: pinned ? copy.pin_memory() : copy };
  };
  const unpack = ({ device, copy }: ReturnType<typeof pack>) => copy.to(device, { non_blocking: pinned });
  return inner === undefined ? saved_tensors_hooks(pack, unpack) : saved_tensors_hooks(pack, unpack, inner);
}
/** Keeps what the graph saves in the CPU's memory until the backward wants it on its device again. */
export const save_on_cpu = blockKeywords<{ pin_memory?: boolean; device_type?: string }>()(
  'save_on_cpu',
  ['pin_memory', 'device_type'],
  saveOnCpu,
);

function disableSavedTensorsHooks(error_message: string): Disposable;
function disableSavedTensorsHooks<T>(error_message: string, body: () => T): T;
function disableSavedTensorsHooks<T>(error_message: string, body?: () => T): T | Disposable {
  return context(() => {
    const before = native.saved_tensor_hooks_disabled(error_message);
    return () => {
      native.saved_tensor_hooks_disabled(before);
    };
  }, body);
}
/** Refuses such hooks for the length of a block, with this message. */
export const disable_saved_tensors_hooks = blockKeywords<{ error_message: string }>()(
  'disable_saved_tensors_hooks',
  ['error_message'],
  disableSavedTensorsHooks,
);

/**
 * For the length of a block, a tensor that a graph saved may be changed in place: it is copied before that, and the
 * backward uses the copy: `allow_mutation_on_saved_tensors(() => ...)`, or with `using`. Forward and backward belong into
 * the same block.
 *
 * @throws RuntimeError inside of another such block; AssertionError for a backward after its end.
 * @see https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.graph.allow_mutation_on_saved_tensors
 */
export function allow_mutation_on_saved_tensors(): Disposable;
export function allow_mutation_on_saved_tensors<T>(body: (state: SavedMutation) => T): T;
export function allow_mutation_on_saved_tensors<T>(body?: (state: SavedMutation) => T): T | Disposable {
  let state: SavedMutation;
  const enter = () => {
    state = new SavedMutation();
    const hooks = saved_tensors_hooks(
      (tensor) => state.pack(tensor),
      (kept) => state.unpack(kept),
    );
    watchWrites(state);
    return () => {
      watchWrites(null);
      hooks[Symbol.dispose]();
      state.close();
    };
  };
  return context(enter, body === undefined ? undefined : () => body(state));
}

/**
 * Counts a change of one or several tensors that LibTorch did not see, such as one through `numpy()`, so that a backward
 * that needs the old values fails instead of computing with the new ones.
 *
 * @throws RuntimeError for what is no tensor.
 */
export const increment_version = keywords(
  'increment_version',
  ['tensor'],
  (tensor: Tensor | Iterable<Tensor>): void => {
    const list: unknown = tensor instanceof Tensor ? [tensor] : tensor;
    const items =
      typeof (list as Iterable<unknown> | null)?.[Symbol.iterator] === 'function'
        ? [...(list as Iterable<unknown>)]
        : [list];
    if (!items.every((item) => item instanceof Tensor)) {
      throw new RuntimeError('increment_version expect a Iterable[Tensor] as input');
    }
    for (const item of items) native.increment_version(hold(item)._handle());
  },
);

/** Whether a backward warns where a gradient arrives on another stream than that of its leaf's node. */
export const set_warn_on_accumulate_grad_stream_mismatch = keywords(
  'set_warn_on_accumulate_grad_stream_mismatch',
  ['enabled'],
  (enabled: boolean): void => {
    native.context_flag('autograd.warn_stream_mismatch', enabled);
  },
);

/**
 * What a backward does in the capture of a CUDA graph with a node whose stream is not captured: true puts the node on the
 * capturing stream, false (the default) is an error for the default stream and leaves other streams alone.
 */
export const set_override_stale_capture_stream = keywords(
  'set_override_stale_capture_stream',
  ['enabled'],
  (enabled: boolean): void => {
    native.context_flag('autograd.override_stale_stream', enabled);
  },
);

/**
 * Calls a hook once the gradients of several tensors are there: `mode` `'all'` waits for all that the pass reaches and
 * passes them as one list (null for the others); `'any'` passes the first one alone.
 */
export const register_multi_grad_hook = keywords(
  'register_multi_grad_hook',
  ['tensors', 'fn', 'mode'],
  (
    tensors: readonly Tensor[],
    hook: ((grads: (Tensor | null)[]) => void) | ((grad: Tensor) => void),
    mode: 'all' | 'any' = 'all',
  ): RemovableHandle => {
    if (mode !== 'all' && mode !== 'any') {
      throw new TypeError(`Expects mode to be one of ('all', 'any') but got ${String(mode)}`);
    }
    const count = tensors.length;
    let collected: (Tensor | null)[] = new Array(count).fill(null);
    let seen = 0;
    let expected = -1;
    let pass = -1;
    let called = false;
    const nodes = tensors.map((tensor) => get_gradient_edge(tensor).node);
    const handles = tensors.map((tensor, i) =>
      tensor.register_hook((grad) => {
        const now = native.current_pass();
        if (now !== pass) {
          pass = now;
          seen = 0;
          called = false;
          collected = new Array(count).fill(null);
          expected = nodes.filter((node) => node._will_run()).length;
        }
        if (mode === 'any') {
          if (!called) (hook as (grad: Tensor) => void)(grad);
          called = true;
          return;
        }
        collected[i] = grad;
        seen += 1;
        if (seen < expected) return;
        const all = collected;
        collected = [];
        (hook as (grads: (Tensor | null)[]) => void)(all);
      }),
    );
    const remove = () => {
      for (const handle of handles) handle.remove();
    };
    return { remove, [Symbol.dispose]: remove };
  },
);
