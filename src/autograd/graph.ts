// torch.autograd.graph: looking at the graph, and what it saves.
import { context } from '../context.ts';
import { TypeError } from '../errors.ts';
import { native } from '../native.ts';
import { hold } from '../ops/index.ts';
import { type RemovableHandle, Tensor } from '../tensor.ts';
import { Node } from './node.ts';

export { Node } from './node.ts';

/** Where a gradient enters a node. */
export interface GradientEdge {
  readonly node: Node;
  readonly output_nr: number;
}

/**
 * The edge that the gradient of `tensor` flows through: its `grad_fn`, or the AccumulateGrad node of a leaf.
 *
 * @throws TypeError for a tensor that requires no gradient.
 */
export function get_gradient_edge(tensor: Tensor): GradientEdge {
  if (!tensor.requires_grad)
    throw new TypeError(
      'It is not possible to get the gradient edge for a Tensor that does not require gradients',
    );
  const [node, output_nr] = native.gradient_edge(hold(tensor)._handle());
  return { node: Node.of(node) as Node, output_nr };
}

type Pack = (tensor: Tensor) => unknown;
/** `pass` is the number of the backward pass, -1 outside of one; `last` says that it frees the graph. */
type Unpack = (packed: any, pass: number, last: boolean) => Tensor;

/**
 * For the length of a block, `pack_hook` gets each tensor that an operator saves for its backward, and `unpack_hook` what
 * that returned, when the backward wants the tensor: `saved_tensors_hooks(pack, unpack, () => ...)`, or with `using`.
 *
 * Neither may change its argument in place; `unpack_hook` returns a tensor equal to the one that was packed.
 *
 * @see https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.graph.saved_tensors_hooks
 */
export function saved_tensors_hooks(pack_hook: Pack, unpack_hook: Unpack): Disposable;
export function saved_tensors_hooks<T>(pack_hook: Pack, unpack_hook: Unpack, body: () => T): T;
export function saved_tensors_hooks<T>(pack_hook: Pack, unpack_hook: Unpack, body?: () => T): T | Disposable {
  for (const hook of [pack_hook, unpack_hook]) {
    if (typeof hook !== 'function') throw new TypeError(`a hook is a function, not ${typeof hook}`);
  }
  return context(() => {
    native.saved_tensor_hooks(
      (h) => pack_hook(new Tensor(h)),
      (packed, pass, last) => {
        const tensor = unpack_hook(packed, pass, last);
        if (!(tensor instanceof Tensor)) {
          throw new TypeError('Output of saved tensor unpack_hook expected to be a Tensor');
        }
        return hold(tensor)._handle();
      },
    );
    return () => {
      native.saved_tensor_hooks();
    };
  }, body);
}

/** Keeps what the graph saves in the CPU's memory until the backward wants it on its device again. */
export function save_on_cpu(pin_memory?: boolean): Disposable;
export function save_on_cpu<T>(body: () => T): T;
export function save_on_cpu<T>(pin_memory: boolean, body: () => T): T;
export function save_on_cpu<T>(pin_memory: boolean | (() => T) = false, body?: () => T): T | Disposable {
  const pinned = pin_memory === true;
  const inner = typeof pin_memory === 'function' ? pin_memory : body;
  const pack = (tensor: Tensor) => {
    const copy = tensor.to('cpu', { copy: true });
    return { device: tensor.device, copy: pinned ? copy.pin_memory() : copy };
  };
  const unpack = ({ device, copy }: ReturnType<typeof pack>) => copy.to(device, { non_blocking: pinned });
  return inner === undefined ? saved_tensors_hooks(pack, unpack) : saved_tensors_hooks(pack, unpack, inner);
}

/** Refuses such hooks for the length of a block, with this message. */
export function disable_saved_tensors_hooks(error_message: string): Disposable;
export function disable_saved_tensors_hooks<T>(error_message: string, body: () => T): T;
export function disable_saved_tensors_hooks<T>(error_message: string, body?: () => T): T | Disposable {
  return context(() => {
    const before = native.saved_tensor_hooks_disabled(error_message);
    return () => {
      native.saved_tensor_hooks_disabled(before);
    };
  }, body);
}

/**
 * Calls a hook once the gradients of several tensors are there: `mode` `'all'` waits for all that the pass reaches and
 * passes them as one list (null for the others); `'any'` passes the first one alone.
 */
export function register_multi_grad_hook(
  tensors: readonly Tensor[],
  hook: ((grads: (Tensor | null)[]) => void) | ((grad: Tensor) => void),
  options: { mode?: 'all' | 'any' } = {},
): RemovableHandle {
  const { mode = 'all' } = options;
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
}
