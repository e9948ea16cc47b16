import { KeyError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { Chain } from './chain.ts';
import { Foreach, type List } from './foreach.ts';
import { type Num, value } from './scalar.ts';

/** What an optimizer remembers of one parameter. */
export type State = Record<string, any>;

export interface Item {
  param: Tensor;
  grad: Tensor;
  state: State;
}

/**
 * Parameters that one list operator can step together, as parallel lists with their gradients and states: of one device,
 * data type and layout, with the same step count.
 */
export class Batch {
  readonly f: Foreach;
  readonly params: List;
  readonly grads: List;
  readonly states: readonly State[];

  constructor(items: readonly Item[], f: Foreach) {
    this.f = f;
    this.params = items.map((item) => item.param);
    this.grads = items.map((item) => item.grad);
    this.states = items.map((item) => item.state);
  }

  get complex(): boolean {
    return !!this.params[0]?.is_complex();
  }

  get sparse(): boolean {
    return !!this.grads[0]?.is_sparse;
  }

  /** Whether the states have an entry. */
  has(name: string): boolean {
    return isThere(this.states[0]?.[name]);
  }

  /**
   * An entry of the states: `state('exp_avg')[i]` belongs to `params[i]`.
   *
   * @throws KeyError where a loaded state lacks it, as when `amsgrad` is switched on half-way
   */
  state(name: string): List {
    if (!this.has(name)) throw new KeyError(`'${name}': a parameter's state has no such entry`);
    return this.states.map((state) => state[name]);
  }

  /** A counter of the states, such as `step`, which all parameters of the batch share. */
  counter(name: string): number {
    return value(this.states[0]?.[name] as Num);
  }

  /** The same as a tensor, for what must not wait for a device or is differentiated; the batch is one parameter then. */
  tensorCounter(name: string): Tensor {
    return this.states[0]?.[name] as Tensor;
  }
}

export interface BatchOptions {
  /** Entries of the states that are numbers; `step` is counted up here. */
  counters: readonly string[];
  /** Counters may not be read: each parameter is a batch of its own. */
  capturable: boolean;
  differentiable: boolean;
}

// On the CPU, where the operators of a step run one by one (see Chain for where they run together), each passes over the
// whole batch, which should stay in the cache: a ResNet-50 takes a sixth longer without a bound, and small ones a fifth
// longer one parameter at a time. Elsewhere each operator costs a launch, however much it does.
const CPU_BATCH_BYTES = 1 << 20;

/** Counts the steps of all items, then gives them in batches, in their order as far as possible. */
export function* batches(items: readonly Item[], options: BatchOptions): Generator<Batch> {
  const steps = items.map((item) => item.state.step).filter((step) => step instanceof Tensor);
  if (steps.length > 0) countUp(steps);
  for (const batch of split(items, options)) {
    const f = foreachFor(batch[0] as Item, options);
    try {
      yield new Batch(batch, f);
    } finally {
      f.dispose();
    }
  }
}

function countUp(steps: Tensor[]): void {
  const f = new Chain();
  f.add_(steps, 1);
  f.dispose();
}

function split(items: readonly Item[], options: BatchOptions): Item[][] {
  const alone = options.capturable || options.differentiable;
  if (alone) return items.map((item) => [item]);
  const done: Item[][] = [];
  const kinds: Kind[] = [];
  for (const item of items) {
    let kind = kinds.find((kind) => kind.fits(item));
    if (kind === undefined) {
      kind = new Kind(item, options.counters);
      kinds.push(kind);
    }
    if (kind.isFull(item)) done.push(kind.empty());
    kind.add(item);
  }
  return [...done, ...kinds.map((kind) => kind.empty())];
}

/** The parameters that one batch can take, and those that wait to be one. */
class Kind {
  readonly #dtype: unknown;
  readonly #device: string | null;
  readonly #sparse: boolean;
  readonly #entries: number;
  readonly #counters: [name: string, count: number][];
  #items: Item[] = [];
  #bytes = 0;

  constructor({ param, grad, state }: Item, counters: readonly string[]) {
    this.#dtype = param.dtype;
    this.#device = param.is_cpu ? null : String(param.device);
    this.#sparse = grad.is_sparse;
    this.#entries = countEntries(state);
    this.#counters = counters
      .filter((name) => isThere(state[name]))
      .map((name) => [name, value(state[name])]);
  }

  fits({ param, grad, state }: Item): boolean {
    return (
      param.dtype === this.#dtype &&
      (param.is_cpu ? null : String(param.device)) === this.#device &&
      grad.is_sparse === this.#sparse &&
      countEntries(state) === this.#entries &&
      this.#counters.every(([name, count]) => value(state[name]) === count)
    );
  }

  isFull({ param }: Item): boolean {
    if (this.#device !== null || this.#items.length === 0) return false;
    return this.#bytes + param.nbytes > CPU_BATCH_BYTES;
  }

  add(item: Item): void {
    this.#items.push(item);
    if (this.#device === null) this.#bytes += item.param.nbytes;
  }

  empty(): Item[] {
    const items = this.#items;
    this.#items = [];
    this.#bytes = 0;
    return items;
  }
}

function foreachFor(item: Item, { differentiable, capturable }: BatchOptions): Foreach {
  const one_by_one = !suitsLists(item);
  const chained =
    !differentiable && !capturable && !one_by_one && item.param.is_cpu && !item.param.is_complex();
  return chained ? new Chain() : new Foreach({ differentiable, one_by_one });
}

// List operators know no sparse gradients; and on the CPU they round numbers to the tensors' own precision first, which
// is felt in half precision.
function suitsLists({ param, grad }: Item): boolean {
  return !grad.is_sparse && !(param.is_cpu && param.is_floating_point() && param.itemsize < 4);
}

// A checkpoint may hold null for what is not there yet.
const isThere = (entry: unknown) => entry !== undefined && entry !== null;

function countEntries(state: State): number {
  let count = 0;
  for (const name in state) if (isThere(state[name])) count += 1;
  return count;
}
