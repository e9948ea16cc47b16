import { inspect } from 'node:util';
import { RuntimeError, TypeError } from '../errors.ts';
import { type External, type NativeNodeHook, native } from '../native.ts';
import { Handle, hold, knownTensor, ownTensor } from '../ops/index.ts';
import type { RemovableHandle, Tensor } from '../tensor.ts';
import { rawSaved, type SavedTensor, savedProperties } from './saved_tensor.ts';

/** Gradients by place; null where there is none. */
export type Gradients = (Tensor | null)[];
export type NodeHook = (grad_inputs: Gradients, grad_outputs: Gradients) => HookResult;
export type NodePrehook = (grad_outputs: Gradients) => HookResult;
// biome-ignore lint/suspicious/noConfusingVoidType: a hook may return nothing
type HookResult = Tensor | readonly (Tensor | null)[] | null | undefined | void;

/** What a node of a custom function shows of its context. */
interface Context {
  readonly saved_tensors: Gradients;
  readonly needs_input_grad: boolean[];
}

// One for each kind of node, with the getters of what it saves.
const prototypes = new Map<string, Node>();

/**
 * A node of the autograd graph: what an operator left behind for its backward (`x.grad_fn`).
 *
 * What a node of LibTorch's own operators saved is there under Python's names: `_saved_self`, `_saved_result`, `_saved_dim`
 * give the tensor or value, null for none, and `_raw_saved_self` the SavedTensor, which takes hooks. A tensor that was
 * freed, or changed in place since, is a RuntimeError.
 *
 * @see https://docs.pytorch.org/docs/2.13/autograd.html#autograd-graph
 */
export class Node {
  [saved: `_saved_${string}`]: any;
  [raw: `_raw_saved_${string}`]: any;
  readonly #node: External;
  readonly #name: string;
  readonly #sequence: number;

  /** @internal */
  constructor(node: External) {
    const [name, sequence] = native.node_adopt(node, this);
    this.#node = node;
    this.#name = name;
    this.#sequence = sequence;
    let prototype = prototypes.get(name);
    if (prototype === undefined) {
      prototype = Object.create(Node.prototype, savedProperties(node)) as Node;
      prototypes.set(name, prototype);
    }
    Object.setPrototypeOf(this, prototype);
  }
  /** @internal The object of a native node, one for as long as somebody holds it, as in Python; null for none. */
  static of(node: External | null): Node | null {
    return node === null || node instanceof Node ? node : new Node(node);
  }

  /** LibTorch's name of it, such as `MulBackward0` or `torch::autograd::AccumulateGrad`. */
  name(): string {
    return this.#name;
  }
  /** Where the gradients go on to: the next node and the number of its output; null where none is needed. */
  get next_functions(): [Node | null, number][] {
    return native.node_next(this.#node).map(([node, input]) => [Node.of(node), input]);
  }
  /** The leaf whose gradient an `AccumulateGrad` node adds up. */
  get variable(): Tensor | undefined {
    const leaf = native.node_variable(this.#node);
    return leaf === null ? undefined : (knownTensor(leaf) as Tensor);
  }
  /** What a custom function saved for its backward. */
  get saved_tensors(): Gradients | undefined {
    return this.#context?.saved_tensors;
  }
  /** The same as the graph keeps them. */
  get _raw_saved_tensors(): SavedTensor[] | undefined {
    return this.#context === undefined ? undefined : (rawSaved(this.#node, 'tensors') as SavedTensor[]);
  }
  /** Which arguments of a custom function ask for a gradient. */
  get needs_input_grad(): boolean[] | undefined {
    return this.#context?.needs_input_grad;
  }
  get #context(): Context | undefined {
    return (native.node_context(this.#node) ?? undefined) as Context | undefined;
  }
  /** Later nodes have higher numbers; a backward pass takes the highest first. */
  _sequence_nr(): number {
    return this.#sequence;
  }

  /** @internal */
  _external(): External {
    return this.#node;
  }
  /** @internal Drops what the node saved. */
  _release(): void {
    native.node_release(this.#node);
  }
  /** @internal Whether the backward pass that is running reaches this node. */
  _will_run(): boolean {
    return native.node_will_run(this.#node);
  }

  /**
   * Calls `hook(grad_inputs, grad_outputs)` after each backward of this node; what it returns, a list as long as
   * `grad_inputs` or a lone tensor, replaces those.
   */
  register_hook(hook: NodeHook): RemovableHandle {
    return this.#register(hook, nodeHook(hook), false);
  }
  /** Calls `hook(grad_outputs)` before each backward of this node; what it returns replaces those. */
  register_prehook(hook: NodePrehook): RemovableHandle {
    return this.#register(hook, nodeHook(hook), true);
  }
  #register(given: unknown, hook: NativeNodeHook, before: boolean): RemovableHandle {
    if (typeof given !== 'function') throw new TypeError(`a hook is a function, not ${typeof given}`);
    const node = this.#node;
    const key = native.node_register_hook(node, hook, before);
    const remove = () => native.node_remove_hook(node, key);
    return { remove, [Symbol.dispose]: remove };
  }

  toString(): string {
    return `<${this.#name.replace('torch::autograd::', '')}>`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}

/** @internal New tensors for handles. */
export const ownAll = (handles: readonly (External | null)[]): Gradients =>
  handles.map((h) => (h === null ? null : (ownTensor(h) as Tensor)));

/** @internal Those that are known, and new ones for handles. */
export const knownAll = (found: readonly (External | object | null)[]): Gradients =>
  found.map((item) => (item === null ? null : (knownTensor(item) as Tensor)));

// Made apart from the node, so that the hook does not keep the node alive that keeps the hook.
function nodeHook(hook: (...gradients: any[]) => HookResult): NativeNodeHook {
  return (...lists) => {
    const result = hook(...lists.map((list) => ownAll(list ?? [])));
    if (result === undefined || result === null) return undefined;
    const list = result instanceof Handle ? [result] : [...result];
    for (const item of list) {
      if (item !== null && !(item instanceof Handle)) {
        throw new RuntimeError(`a hook of a node returns tensors, null or nothing, got ${typeof item}`);
      }
    }
    return hold(list).map((item) => item?._h ?? null);
  };
}
