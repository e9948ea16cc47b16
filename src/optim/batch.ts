import { KeyError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
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

// On the CPU each operator of a step passes over the whole batch, which should stay in the cache; on other devices
// each costs a launch, however much it does.
const CPU_BATCH_BYTES = 1 << 18;

/** Counts the steps of all items, then gives them in batches, in their order as far as possible. */
export function* batches(items: readonly Item[], options: BatchOptions): Generator<Batch> {
  const steps = items.map((item) => item.state.step).filter((step) => step instanceof Tensor);
  if (steps.length > 0) new Foreach().add_(steps, 1);
  const open: Open[] = [];
  for (const item of items) {
    const kind = kindOf(item, options);
    const bytes = kind.device === 'cpu' ? item.param.nbytes : 0;
    let batch = open.find((batch) => isSame(batch.kind, kind));
    if (batch === undefined) {
      batch = { kind, items: [], bytes: 0 };
      open.push(batch);
    } else if (batch.bytes + bytes > CPU_BATCH_BYTES) {
      yield* run(batch.items, options);
      batch.items = [];
      batch.bytes = 0;
    }
    batch.items.push(item);
    batch.bytes += bytes;
  }
  for (const { items } of open) yield* run(items, options);
}

interface Open {
  readonly kind: Kind;
  items: Item[];
  bytes: number;
}

/** What parameters must have in common to be in one batch. */
interface Kind {
  /** Set where each parameter is a batch of its own. */
  readonly param: Tensor | null;
  readonly dtype: unknown;
  readonly device: string;
  readonly sparse: boolean;
  /** How many entries the states have: in the first steps some may be missing. */
  readonly entries: number;
  readonly counters: readonly number[];
}

function kindOf({ param, grad, state }: Item, options: BatchOptions): Kind {
  const alone = options.capturable || options.differentiable;
  return {
    param: alone ? param : null,
    dtype: param.dtype,
    device: param.is_cpu ? 'cpu' : String(param.device),
    sparse: grad.is_sparse,
    entries: Object.values(state).filter(isThere).length,
    counters: alone ? [] : options.counters.map((name) => value(state[name] ?? 0)),
  };
}

function isSame(a: Kind, b: Kind): boolean {
  return (
    a.param === b.param &&
    a.dtype === b.dtype &&
    a.device === b.device &&
    a.sparse === b.sparse &&
    a.entries === b.entries &&
    a.counters.every((counter, i) => counter === b.counters[i])
  );
}

function* run(items: Item[], { differentiable }: BatchOptions): Generator<Batch> {
  const f = new Foreach({ differentiable, one_by_one: !suitsLists(items[0] as Item) });
  try {
    yield new Batch(items, f);
  } finally {
    f.dispose();
  }
}

// List operators know no sparse gradients; and on the CPU they round numbers to the tensors' own precision first, which
// is felt in half precision.
function suitsLists({ param, grad }: Item): boolean {
  return !grad.is_sparse && !(param.is_cpu && param.is_floating_point() && param.itemsize < 4);
}

// A checkpoint may hold null for what is not there yet.
const isThere = (entry: unknown) => entry !== undefined && entry !== null;
