// torch.utils.checkpoint: a part of a network whose inner results are computed again in the backward instead of kept.

import { rememberRandomState } from '../_random.ts';
import { autocast } from '../amp/autocast_mode.ts';
import { backward } from '../autograd/backward.ts';
import { Function as AutogradFunction, type FunctionCtx } from '../autograd/function.ts';
import { saved_tensors_hooks } from '../autograd/graph.ts';
import { enable_grad, is_grad_enabled, no_grad } from '../autograd/modes.ts';
import type { Node } from '../autograd/node.ts';
import { hooksInForce } from '../autograd/saved_hooks.ts';
import { callable } from '../callable.ts';
import { context } from '../context.ts';
import { dtypeOfCode } from '../dtype.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import { checked } from '../misuse.ts';
import { native } from '../native.ts';
import { show } from '../show.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { warn, warnOnce } from '../warn.ts';

/** What was computed again is not what was computed at first. */
class CheckpointError_ extends RuntimeError {}
export const CheckpointError = callable(CheckpointError_);
export type { CheckpointError_ };
export type CheckpointError = CheckpointError_;

type Fn = (...args: any[]) => any;
/** A block around a computation: `(body) => torch.autocast('cpu', body)`, say. */
type Around = <T>(body: () => T) => T;

export interface CheckpointOptions {
  use_reentrant?: boolean | null;
  /** Random operators draw the same numbers again. */
  preserve_rng_state?: boolean;
  /** Two blocks: around the forward and around the computation again. */
  context_fn?: (() => [forward: Around, recompute: Around]) | null;
  /** `'default'` compares shapes, dtypes and devices; `'none'` does not. */
  determinism_check?: 'default' | 'none';
  /** Whether an error tells the operators that ran in the forward and when it was computed again. */
  debug?: boolean;
  /** Whether the computation ends once it has made all that is needed. */
  early_stop?: boolean;
}
const optionNames = [
  'use_reentrant',
  'preserve_rng_state',
  'context_fn',
  'determinism_check',
  'debug',
  'early_stop',
];

let stopsEarly: boolean | null = null;
let debugs: boolean | null = null;

/**
 * For the length of a block, whether checkpoints that run their forward in it stop computing again as soon as all that is
 * needed is there, whatever their own `early_stop` says: `set_checkpoint_early_stop(false, () => ...)`, or with `using`.
 */
export function set_checkpoint_early_stop(enable: boolean): Disposable;
export function set_checkpoint_early_stop<T>(enable: boolean, body: () => T): T;
export function set_checkpoint_early_stop<T>(enable: boolean, body?: () => T): T | Disposable {
  return context(() => {
    const before = stopsEarly;
    stopsEarly = enable;
    return () => {
      stopsEarly = before;
    };
  }, body);
}

/** The same for `debug`; null leaves it to each checkpoint. */
export function set_checkpoint_debug_enabled(enabled: boolean | null): Disposable;
export function set_checkpoint_debug_enabled<T>(enabled: boolean | null, body: () => T): T;
export function set_checkpoint_debug_enabled<T>(enabled: boolean | null, body?: () => T): T | Disposable {
  return context(() => {
    const before = debugs;
    debugs = enabled;
    return () => {
      debugs = before;
    };
  }, body);
}

let recording = false;

/** The operators that two runs of a function called, for the error that says that they differ. */
class Log {
  #forward: string[] = [];
  #again: string[] = [];

  readonly forward: Around = (body) => this.#record(body, (names) => (this.#forward = names));
  readonly again: Around = (body) => this.#record(body, (names) => (this.#again = names));

  #record<T>(body: () => T, keep: (names: string[]) => void): T {
    if (recording) return body(); // inside of another one, which tells
    native.trace_start();
    recording = true;
    try {
      return body();
    } finally {
      recording = false;
      keep(
        JSON.parse(native.trace_stop()).map(({ name, inputs, outputs }: Traced) =>
          lineOf(name, inputs, outputs),
        ),
      );
    }
  }

  explain(error: CheckpointError): CheckpointError {
    const list = (names: string[]) => names.map((name) => `  ${name}\n`).join('');
    return new CheckpointError(
      `An error happened while unpacking tensors; here is what ran, because of \`debug\`.\n` +
        `Operators of the original forward:\n${list(this.#forward)}Operators of the recomputation:\n${list(this.#again)}${error.message}`,
      { cause: error },
    );
  }
}
interface Traced {
  name: string;
  inputs: [identity: number, shape: readonly number[]][];
  outputs: Traced['inputs'];
}
const lineOf = (name: string, inputs: Traced['inputs'], outputs: Traced['outputs']): string => {
  const shapes = (tensors: Traced['inputs']) =>
    tensors.map(([, shape]) => `[${shape.join(', ')}]`).join(', ');
  return `${name}(${shapes(inputs)}) -> ${shapes(outputs)}`;
};

/** Runs `body` as the forward ran: same random numbers, same precision. */
function surroundings(args: readonly unknown[], preserve: boolean): Around {
  const restore = preserve ? rememberRandomState(args) : null;
  const device = args.find((arg) => arg instanceof Tensor && arg.device.type !== 'cpu') as Tensor | undefined;
  const types = device === undefined ? ['cpu'] : ['cpu', device.device.type];
  const cache_enabled = native.autocast_cache();
  const casts = types.map((device_type) => {
    const [enabled, code] = native.autocast_state(device_type);
    return { device_type, enabled, dtype: dtypeOfCode(code), cache_enabled };
  });
  return (body) => {
    const now = restore === null ? null : rememberRandomState(args);
    restore?.();
    try {
      return casts.reduce<typeof body>((inner, cast) => () => autocast(cast, inner), body)();
    } finally {
      now?.();
    }
  };
}

class Reentrant extends AutogradFunction {
  static forward(ctx: FunctionCtx, run: Fn, preserve: boolean, ...args: unknown[]): any {
    if (!args.some((arg) => arg instanceof Tensor && arg.requires_grad))
      warn('None of the inputs have requires_grad=True. Gradients will be None');
    ctx.run = run;
    ctx.around = surroundings(args, preserve);
    ctx.args = args.map((arg) => (arg instanceof Tensor ? null : arg));
    ctx.isTensor = args.map((arg) => arg instanceof Tensor);
    ctx.save_for_backward(...args.filter((arg): arg is Tensor => arg instanceof Tensor));
    return no_grad(() => run(...args));
  }
  static backward(ctx: FunctionCtx, ...gradients: (Tensor | null)[]): unknown[] {
    if (!native.checkpoint_valid()) {
      throw new RuntimeError(
        'When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad() or passing an `inputs` parameter to .backward(). To resolve this error, you can either set use_reentrant=False, or call .backward() without passing the `inputs` argument.',
      );
    }
    const saved = ctx.saved_tensors;
    const inputs: unknown[] = (ctx.args as unknown[]).map((arg, i) => {
      if (!ctx.isTensor[i]) return arg;
      const tensor = saved.shift() as Tensor;
      return tensor.detach().requires_grad_(tensor.requires_grad);
    });
    const results = (ctx.around as Around)(() => enable_grad(() => (ctx.run as Fn)(...inputs)));
    const outputs: unknown[] = Array.isArray(results) ? results : [results];
    const wanted = outputs.flatMap((output, i) =>
      output instanceof Tensor && output.requires_grad ? [[output, gradients[i] ?? null] as const] : [],
    );
    if (wanted.length === 0) {
      throw new RuntimeError('none of output has requires_grad=True, this checkpoint() is not necessary');
    }
    backward(
      wanted.map(([output]) => output),
      wanted.map(([, gradient]) => gradient),
    );
    return [null, null, ...inputs.map((input) => (input instanceof Tensor ? input.grad : null))];
  }
}

/** Keeps tensors as the graph does, so that an outer checkpoint packs the inputs of an inner one. */
class Keep extends AutogradFunction {
  static forward(_dummy: Tensor, ..._tensors: Tensor[]): Tensor {
    return torch.empty([0]);
  }
  static setup_context(ctx: FunctionCtx, inputs: Tensor[]): void {
    ctx.save_for_backward(...inputs.slice(1));
  }
  static backward(): never {
    throw new RuntimeError('expected not to backward through the inputs of a checkpoint');
  }
}

/** Ends a computation that has made all that is needed. */
class Enough extends Error {}

interface Holder {
  readonly place: number;
}

/** One checkpointed call: what its operators wanted saved, and what was computed again for each backward pass. */
class Frame {
  readonly #log: Log | null;
  readonly #run: Fn;
  readonly #early_stop: boolean;
  readonly #check: boolean;
  readonly #inputs: Node;
  readonly #args: unknown[];
  readonly #isTensor: boolean[];
  readonly #saved: string[] = [];
  readonly #again = new Map<number, (Tensor | null)[]>();
  #passes = -1;
  #given: Tensor | null = null;

  constructor(run: Fn, args: readonly unknown[], early_stop: boolean, check: boolean, log: Log | null) {
    this.#log = log;
    this.#run = run;
    this.#early_stop = early_stop;
    this.#check = check;
    const tensors = args.filter((arg): arg is Tensor => arg instanceof Tensor);
    this.#args = args.map((arg) => (arg instanceof Tensor ? null : arg));
    this.#isTensor = args.map((arg) => arg instanceof Tensor);
    const dummy = torch.empty([0], { requires_grad: true });
    this.#inputs = Keep.apply(dummy, ...tensors).grad_fn as Node;
  }
  pack(tensor: Tensor): Holder {
    this.#saved.push(describe(tensor));
    return { place: this.#saved.length - 1 };
  }

  unpack({ place }: Holder, pass: number, last: boolean): Tensor {
    // Outside of a backward pass each look computes anew.
    const number = pass >= 0 ? pass : this.#passes--;
    let tensors = this.#again.get(number);
    if (tensors === undefined) {
      tensors = this.#explained(() => this.#recompute());
      this.#again.set(number, tensors);
    }
    const tensor = tensors[place];
    if (tensor === null) {
      throw new CheckpointError(
        'torch.utils.checkpoint: Unpack is being triggered for a tensor that was already unpacked once. If you are calling ctx.saved_tensors in backward, make sure to do so only once.',
      );
    }
    tensors[place] = null;
    if (pass < 0) this.#again.delete(number);
    if (last && tensors.every((item) => item === null)) this.#inputs._release();
    // The native side has taken the one before over; no need to wait for the collector.
    this.#given?.dispose();
    this.#given = tensor as Tensor;
    return this.#given;
  }

  #explained<T>(body: () => T): T {
    try {
      return body();
    } catch (error) {
      throw this.#log !== null && error instanceof CheckpointError ? this.#log.explain(error) : error;
    }
  }

  #recompute(): (Tensor | null)[] {
    const made: (Tensor | null)[] = [];
    const count = this.#saved.length;
    const kept = this.#inputs.saved_tensors ?? [];
    const args = this.#args.map((arg, i) => (this.#isTensor[i] ? kept.shift() : arg));
    const pack = (tensor: Tensor) => {
      if (made.length === count && !this.#early_stop) {
        throw new CheckpointError(
          'torch.utils.checkpoint: trying to save more tensors during recomputation than during the original forward pass.',
        );
      }
      made.push(tensor.detach());
      if (this.#early_stop && made.length === count) throw new Enough();
      return made.length - 1;
    };
    const unpack = (place: number) => made[place] as Tensor;
    try {
      enable_grad(() => saved_tensors_hooks(pack, unpack, () => this.#run(...args)));
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
    }
    this.#compare(made as Tensor[]);
    return made;
  }

  #compare(made: readonly Tensor[]): void {
    if (made.length !== this.#saved.length) {
      throw new CheckpointError(
        'torch.utils.checkpoint: A different number of tensors was saved during the original forward and recomputation.\n' +
          `Number of tensors saved during forward: ${this.#saved.length}\n` +
          `Number of tensors saved during recomputation: ${made.length}.`,
      );
    }
    if (!this.#check) return;
    const different = made.flatMap((tensor, i) => {
      const now = describe(tensor);
      return now === this.#saved[i]
        ? []
        : [`tensor at position ${i}:\nsaved metadata: ${this.#saved[i]}\nrecomputed metadata: ${now}\n`];
    });
    if (different.length > 0) {
      throw new CheckpointError(
        `torch.utils.checkpoint: Recomputed values for the following tensors have different metadata than during the forward pass.\n${different.join('')}`,
      );
    }
  }
}

const describe = (x: Tensor) =>
  `{'shape': ${x.shape}, 'dtype': ${x.dtype}, 'device': device(type='${x.device.type}'${x.device.index === null ? '' : `, index=${x.device.index}`})}`;

/**
 * `fn(...args)`, whose inner results are not kept for the backward but computed again there: less memory, more time.
 * The options stand in a plain object at the end: `checkpoint(block, x, {use_reentrant: false})`. What else stands there
 * beside `use_reentrant` are keywords of `fn`, which gets them in an object at its end.
 *
 * `use_reentrant: false` is the better one; `true` runs the backward inside the backward, asks for at least one input that
 * requires a gradient, and does not work with `torch.autograd.grad`. Name one of them: the default, `true`, warns.
 *
 * @throws CheckpointError, from `backward`, where the function did something else the second time.
 * @see https://docs.pytorch.org/docs/2.13/checkpoint.html
 */
export const checkpoint = checked('checkpoint', <R>(fn: (...args: any[]) => R, ...args: any[]): R => {
  const last = args.at(-1);
  const hasOptions =
    isPlainObject(last) &&
    ('use_reentrant' in last || Object.keys(last).every((name) => optionNames.includes(name)));
  const options = (hasOptions ? last : {}) as CheckpointOptions;
  const others = Object.entries(options).filter(([name]) => !optionNames.includes(name));
  const inputs = hasOptions ? args.slice(0, -1) : args;
  if (others.length > 0) inputs.push(Object.fromEntries(others));
  const {
    preserve_rng_state = true,
    context_fn = null,
    determinism_check = 'default',
    early_stop = true,
  } = options;
  const debug = debugs ?? options.debug ?? false;
  let use_reentrant = options.use_reentrant ?? null;
  if (use_reentrant === null) {
    warnOnce(
      'torch.utils.checkpoint: the use_reentrant parameter should be passed explicitly. use_reentrant=False is recommended, but if you need to preserve the current default behavior, you can pass use_reentrant=True.',
    );
    use_reentrant = true;
  }
  if (use_reentrant) {
    if (others.length > 0)
      throw new ValueError(`Unexpected keyword arguments: ${others.map(([name]) => name).join(',')}`);
    if (context_fn !== null || debug)
      throw new ValueError('Passing `context_fn` or `debug` is only supported when use_reentrant=False.');
    return Reentrant.apply(fn, preserve_rng_state, ...inputs) as R;
  }
  if (determinism_check !== 'default' && determinism_check !== 'none') {
    throw new ValueError(
      `determinism_check should be one of ['default', 'none'], but got ${String(determinism_check)}`,
    );
  }
  if (debug && context_fn !== null) {
    throw new ValueError('debug=True is incompatible with non-default context_fn');
  }
  const plain: Around = (body) => body();
  const log = debug ? new Log() : null;
  const [forward, recompute] = log ? [log.forward, log.again] : (context_fn?.() ?? [plain, plain]);
  if (!is_grad_enabled()) return fn(...inputs);
  const around = surroundings(inputs, preserve_rng_state);
  const again: Fn = (...given) => around(() => recompute(() => fn(...given)));
  const frame = new Frame(again, inputs, stopsEarly ?? early_stop, determinism_check === 'default', log);
  return hooksInForce(
    (tensor) => frame.pack(tensor),
    (holder: Holder, pass, last) => frame.unpack(holder, pass, last),
    true,
    () => forward(() => fn(...inputs)),
  ) as R;
});

/**
 * A chain of modules or functions in `segments` parts, all but the last of which are checkpointed.
 *
 * @param functions a `Sequential`, or a list.
 * @throws ValueError for less than one segment
 */
export const checkpoint_sequential = checked(
  'checkpoint_sequential',
  (
    functions: { children(): Iterable<Fn> } | readonly Fn[],
    segments: number,
    input: any,
    options: { use_reentrant?: boolean | null; preserve_rng_state?: boolean } = {},
  ): any => {
    if (!Number.isInteger(segments) || segments < 1) {
      throw new ValueError(`segments must be a whole number of at least 1, got ${show(segments)}`);
    }
    const list: Fn[] = Array.isArray(functions) ? [...functions] : [...(functions as any).children()];
    const size = Math.floor(list.length / segments);
    const chain = (part: readonly Fn[]) => (x: any) => part.reduce((value, step) => step(value), x);
    let value = input;
    let end = 0;
    for (let start = 0; start < size * (segments - 1); start += size) {
      end = start + size;
      value = checkpoint(chain(list.slice(start, end)), value, options);
    }
    return chain(list.slice(end))(value);
  },
);
