import { inspect } from 'node:util';
import { z } from 'zod';
import { bareObject, copyProperties, type Memo, shareProperties } from '../_copy.ts';
import { callable } from '../callable.ts';
import { KeyError, NotImplementedError, RuntimeError, TypeError, ValueError } from '../errors.ts';
import { type Calls, positional } from '../keywords.ts';
import { checkedMethod, isOurSlip, unchecked } from '../misuse.ts';
import { walking } from '../recursion.ts';
import { type Args, type Field, isPlainObject, type Signature, signature } from '../signature.ts';
import { gradsOf, Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { checkFused } from './_fused.ts';
import { counter } from './_initial.ts';
import { deepCopy, entries, fitted, optionText } from './_state.ts';
import { type Batch, batches, type Item, type State } from './batch.ts';
import { type Handle, HookList } from './hooks.ts';

/** A group of parameters with its own options; what it leaves out comes from the optimizer's defaults. */
export interface ParamGroup {
  params: Tensor[];
  [option: string]: any;
}
/** A group as a user gives it. */
export interface ParamGroupInput {
  params: Tensor | Iterable<Tensor> | Iterable<readonly [name: string, param: Tensor]>;
  [option: string]: any;
}
/** What an optimizer optimizes: parameters, named parameters, or groups of either. */
export type Params =
  | Iterable<Tensor>
  | Iterable<readonly [name: string, param: Tensor]>
  | Iterable<ParamGroupInput>;

/** Python's own structure: states by the parameters' places, and the groups with those places as `params`. */
export interface OptimizerStateDict {
  state: Map<number, State>;
  param_groups: { params: number[]; [option: string]: any }[];
}

// biome-ignore lint/suspicious/noConfusingVoidType: a hook may return nothing
type Nothing = void | null | undefined;
/** Runs before `step` with its arguments; may return `[args, kwargs]` to replace them. */
export type StepPreHook = (
  optimizer: Optimizer,
  args: unknown[],
  kwargs: Record<string, unknown>,
) => [unknown[], Record<string, unknown>] | Nothing;
export type StepPostHook = (optimizer: Optimizer, args: unknown[], kwargs: Record<string, unknown>) => void;
export type StateDictPreHook = (optimizer: Optimizer) => void;
/** Sees a state_dict; may return another to take its place. */
export type StateDictHook = (
  optimizer: Optimizer,
  state_dict: OptimizerStateDict,
) => OptimizerStateDict | Nothing;

const globalPreHooks = new HookList<StepPreHook>();
const globalPostHooks = new HookList<StepPostHook>();

/** Adds a hook that runs before the `step` of every optimizer. */
export const register_optimizer_step_pre_hook = (hook: StepPreHook): Handle => globalPreHooks.add(hook);
/** Adds a hook that runs after the `step` of every optimizer. */
export const register_optimizer_step_post_hook = (hook: StepPostHook): Handle => globalPostHooks.add(hook);

const noHooks = () => ({
  step_pre: new HookList<StepPreHook>(),
  step_post: new HookList<StepPostHook>(),
  state_dict_pre: new HookList<StateDictPreHook>(),
  state_dict_post: new HookList<StateDictHook>(),
  load_pre: new HookList<StateDictHook>(),
  load_post: new HookList<StateDictPreHook>(),
});

const stepHookArgs = positional<any, any[]>('register_step_hook', ['hook']) as (
  args: readonly unknown[],
) => [hook: any];
const hookArgs = positional<any, any[]>('register_hook', ['hook', 'prepend']) as (
  args: readonly unknown[],
) => [hook: any, prepend?: boolean];
const zeroGradArgs = signature('zero_grad', ['set_to_none', z.boolean().default(true)]);

function runStep(optimizer: object, step: (...args: any[]) => unknown, args: unknown[]): unknown {
  try {
    return step.apply(optimizer, args);
  } catch (error) {
    if (!isOurSlip(error)) throw error;
    throw new TypeError(
      `${typeName(optimizer)}.step(): what param_groups or state hold is not what this optimizer put there (${error.message})`,
      { cause: error },
    );
  }
}

/**
 * Base of all optimizers.
 *
 * A built-in optimizer defines `update(group)`, its maths over batches of parameters, and `initialState`. One's own may
 * define `step(closure)` instead, as in Python; hooks run around either.
 *
 * @see https://docs.pytorch.org/docs/2.13/optim.html
 */
class Optimizer_ {
  /** How the constructor takes its arguments: checks the options of groups, and fills what an old checkpoint lacks. */
  static options?: Signature<readonly Field[]>;
  /** Defaults that are whole, but floats in Python, which prints them so. */
  static floats: Readonly<Record<string, number>> = {};
  /** Entries of a state that are tensors here and plain numbers in old checkpoints. */
  static counters: readonly string[] = ['step'];

  declare defaults: Record<string, any>;
  declare param_groups: ParamGroup[];
  declare state: Map<Tensor, State>;
  /** Set by GradScaler for optimizers that unscale gradients themselves (`fused`). */
  declare grad_scale?: Tensor | null;
  declare found_inf?: Tensor | null;
  /** Whether `step` has run since a scheduler first asked; schedulers warn when they run before it. */
  declare _opt_called?: boolean;
  declare _step_supports_amp_scaling?: boolean;

  private readonly _hooks = noHooks();
  private _stepping = false;

  constructor(params: Params, defaults: Record<string, any>) {
    hookStep(new.target.prototype);
    this.defaults = defaults;
    this.state = new Map();
    this.param_groups = [];
    if (params instanceof Tensor || typeof (params as any)?.[Symbol.iterator] !== 'function') {
      throw new TypeError(
        'params argument given to the optimizer should be an iterable of Tensors or dicts, ' +
          `but got ${typeName(params)}`,
      );
    }
    const given: unknown[] = [...params];
    if (given.length === 0) throw new ValueError('optimizer got an empty parameter list');
    const groups = isPlainObject(given[0]) ? given : [{ params: given }];
    for (const group of groups) this.add_param_group(group as ParamGroupInput);
  }

  /**
   * One step of optimization over all groups.
   *
   * @param closure computes the loss anew and returns it; most optimizers do not need one
   * @returns the closure's result, or null
   */
  step<L = null>(closure?: (() => L) | null): L {
    const run = () => {
      const loss = closure ? torch.enable_grad(closure) : null;
      for (const group of this.param_groups) this.update(group);
      return loss as L;
    };
    return this.defaults.differentiable ? torch.enable_grad(run) : torch.no_grad(run);
  }

  /** The maths: moves a group's parameters by their gradients. */
  protected update(_group: ParamGroup): void {
    throw new NotImplementedError(`${this.constructor.name} defines neither step() nor update()`);
  }

  /** What is remembered of a parameter before its first step. */
  protected initialState(_param: Tensor, _group: ParamGroup): State {
    return {};
  }

  /** Forgets the gradients, or sets them to zero: `zero_grad({ set_to_none: false })`. */
  zero_grad(...args: Args<typeof zeroGradArgs>): void {
    const params = this.param_groups.flatMap((group) => group.params);
    if (args.length === 0 || zeroGradArgs(args).set_to_none) {
      for (const param of params) param.grad = null;
      return;
    }
    for (const param of params) {
      const grad = param.grad;
      if (grad === null) continue;
      if (grad.grad_fn === null) grad.requires_grad_(false);
      else grad.detach_();
      grad.zero_();
    }
  }

  /**
   * Adds a group, for instance when frozen layers become trainable.
   *
   * @throws TypeError, ValueError for what is not an ordered collection of leaf tensors, or is optimized already
   */
  add_param_group(param_group: ParamGroupInput): void {
    if (!isPlainObject(param_group)) {
      throw new TypeError(`param_group must be a dict, but got ${typeName(param_group)}`);
    }
    const group = param_group as unknown as ParamGroup;
    Object.assign(group, splitNames(param_group.params));
    for (const param of group.params) {
      if (!(param instanceof Tensor)) {
        throw new TypeError(
          `optimizer can only optimize Tensors, but one of the params is ${typeName(param)}`,
        );
      }
      if (!this.defaults.differentiable && !(param.is_leaf || param.retains_grad)) {
        throw new ValueError("can't optimize a non-leaf Tensor");
      }
    }
    this._checkOptions(group);
    for (const [name, value] of Object.entries(this.defaults)) if (!(name in group)) group[name] = value;
    const params = new Set(group.params);
    if (params.size < group.params.length) {
      process.emitWarning(
        'optimizer contains a parameter group with duplicate parameters; in future, this will cause an error; ' +
          'see github.com/pytorch/pytorch/issues/40967 for more information',
        'UserWarning',
      );
    }
    for (const other of this.param_groups) {
      if ('param_names' in other !== 'param_names' in group) {
        throw new ValueError(
          'all optimizer param groups should be with/without names. cannot add param group ' +
            `${'param_names' in group ? 'with names' : 'without names'} to the optimizer`,
        );
      }
      if (other.params.some((param) => params.has(param))) {
        throw new ValueError('some parameters appear in more than one parameter group');
      }
    }
    this.param_groups.push(group);
  }

  // Other keys than options are the user's own, as in PyTorch (`name`, `initial_lr`, ...).
  private _checkOptions(group: ParamGroup): void {
    const { name, options } = this.constructor as typeof Optimizer;
    for (const [option, schema] of options?.fields ?? []) {
      if (option === 'params' || group[option] === undefined) continue;
      const result = schema.safeParse(group[option]);
      if (result.success) {
        group[option] = result.data;
        continue;
      }
      const reasons = result.error.issues.map((issue) => issue.message).join('; ');
      throw new TypeError(
        `${name}(): option '${option}' of parameter group ${this.param_groups.length}: ${reasons}`,
      );
    }
  }

  /**
   * The parameters of a group that have a gradient, one step further on, in batches. What a batch's operators make is
   * freed after it, and the gradients' handles are after the last one: nothing of either may be kept.
   */
  protected *batches(group: ParamGroup): Generator<Batch> {
    const items: Item[] = [];
    const grads = gradsOf(group.params);
    for (const [i, param] of group.params.entries()) {
      const grad = grads[i] as Tensor | null;
      if (grad === null) continue;
      if (grad.is_sparse) this.checkSparse();
      items.push({ param, grad, state: this._stateOf(param, group) });
    }
    const { counters } = this.constructor as typeof Optimizer;
    const options = { capturable: !!group.capturable, differentiable: !!group.differentiable };
    try {
      yield* batches(items, { counters, ...options });
    } finally {
      // Until they are collected, these handles would keep the gradients' memory past `zero_grad`.
      for (const { grad } of items) grad.dispose();
    }
  }

  private _stateOf(param: Tensor, group: ParamGroup): State {
    let state = this.state.get(param);
    if (state === undefined || Object.keys(state).length === 0) {
      if (group.fused) checkFused(param);
      state = this.initialState(param, group);
      // An optimizer that remembers nothing leaves its state_dict empty.
      if (Object.keys(state).length > 0) this.state.set(param, state);
    }
    return state;
  }

  /** Most optimizers need every element of a gradient. */
  protected checkSparse(): void {
    throw new RuntimeError(`${this.constructor.name} does not support sparse gradients`);
  }

  /** A copy that goes on like the original, over copies of its parameters; hooks stay behind. See copy.deepcopy. */
  __deepcopy__(memo: Memo): this {
    const copy = bareObject(this);
    memo.set(this, copy);
    copyProperties(this, copy, memo);
    return Object.assign(copy, { _hooks: noHooks() });
  }

  /** An optimizer of the same parameters with the same state; hooks stay behind. See copy.copy. */
  __copy__(): this {
    return Object.assign(shareProperties(this, bareObject(this)), { _hooks: noHooks() });
  }

  // ---- hooks

  /** `hook(optimizer, args, kwargs)` before each step. */
  register_step_pre_hook(...args: Calls<['hook'], [hook: StepPreHook]>): Handle {
    const [hook] = stepHookArgs(args);
    return this._hooks.step_pre.add(hook);
  }

  /** `hook(optimizer, args, kwargs)` after each step. */
  register_step_post_hook(...args: Calls<['hook'], [hook: StepPostHook]>): Handle {
    const [hook] = stepHookArgs(args);
    return this._hooks.step_post.add(hook);
  }

  /** `hook(optimizer)` before a state_dict is made. */
  register_state_dict_pre_hook(
    ...args: Calls<['hook', 'prepend'], [hook: StateDictPreHook, prepend?: boolean]>
  ): Handle {
    const [hook, prepend] = hookArgs(args);
    return this._hooks.state_dict_pre.add(hook, prepend);
  }

  /** `hook(optimizer, state_dict)` on every state_dict made. */
  register_state_dict_post_hook(
    ...args: Calls<['hook', 'prepend'], [hook: StateDictHook, prepend?: boolean]>
  ): Handle {
    const [hook, prepend] = hookArgs(args);
    return this._hooks.state_dict_post.add(hook, prepend);
  }

  /** `hook(optimizer, state_dict)` before one is loaded. */
  register_load_state_dict_pre_hook(
    ...args: Calls<['hook', 'prepend'], [hook: StateDictHook, prepend?: boolean]>
  ): Handle {
    const [hook, prepend] = hookArgs(args);
    return this._hooks.load_pre.add(hook, prepend);
  }

  /** `hook(optimizer)` after one is loaded. */
  register_load_state_dict_post_hook(
    ...args: Calls<['hook', 'prepend'], [hook: StateDictPreHook, prepend?: boolean]>
  ): Handle {
    const [hook, prepend] = hookArgs(args);
    return this._hooks.load_post.add(hook, prepend);
  }

  /** Runs `step` with the hooks around it. */
  _hookedStep(step: (...args: any[]) => unknown, given: unknown[]): unknown {
    // A sub-class's step may call that of its base; the hooks belong to the outer one.
    if (this._stepping) return runStep(this, step, given);
    this._stepping = true;
    try {
      let args = given;
      let kwargs: Record<string, unknown> = {};
      for (const hook of [...globalPreHooks, ...this._hooks.step_pre]) {
        const changed = hook(this, args, kwargs);
        if (changed === undefined || changed === null) continue;
        if (!Array.isArray(changed) || changed.length !== 2) {
          throw new RuntimeError(
            `a step pre-hook must return nothing or [new_args, new_kwargs], but got ${inspect(changed)}.`,
          );
        }
        [args, kwargs] = changed;
      }
      const closure = 'closure' in kwargs ? [kwargs.closure] : args;
      const result = runStep(this, step, closure);
      if (this._opt_called !== undefined) this._opt_called = true;
      for (const hook of [...this._hooks.step_post, ...globalPostHooks]) hook(this, args, kwargs);
      return result;
    } finally {
      this._stepping = false;
    }
  }

  // ---- saving and loading

  /** The states and groups, for `torch.save`: `{ state: Map { 0 => {...} }, param_groups: [{ lr, ..., params: [0] }] }`. */
  state_dict(): OptimizerStateDict {
    for (const hook of this._hooks.state_dict_pre) hook(this);
    const places = new Map<Tensor, number>();
    let start = 0;
    const param_groups = this.param_groups.map(({ params, ...options }) => {
      for (const [i, param] of params.entries()) if (!places.has(param)) places.set(param, start + i);
      start += params.length;
      return { ...options, params: params.map((param) => places.get(param) as number) };
    });
    const state = new Map<number, State>();
    // A key that is no parameter was put there by the user, and is kept as it is.
    for (const [param, values] of this.state) state.set(places.get(param) ?? (param as any), values);
    let state_dict: OptimizerStateDict = { state, param_groups };
    for (const hook of this._hooks.state_dict_post) state_dict = hook(this, state_dict) ?? state_dict;
    return state_dict;
  }

  /**
   * Takes over a saved state. Tensors are moved to the device and data type of their parameters.
   *
   * @throws ValueError when the groups differ from this optimizer's in number or size
   */
  load_state_dict(state_dict: OptimizerStateDict): void {
    let loaded = { ...state_dict };
    for (const hook of this._hooks.load_pre) loaded = hook(this, loaded) ?? loaded;
    for (const key of ['state', 'param_groups']) if (!(key in loaded)) throw new KeyError(`'${key}'`);
    if (!Array.isArray(loaded.param_groups)) {
      throw new TypeError(
        `param_groups of a state_dict must be a list, got ${typeName(loaded.param_groups)}`,
      );
    }
    const saved = walking('param_groups', () => loaded.param_groups.map((group) => deepCopy(group)));
    if (saved.length !== this.param_groups.length) {
      throw new ValueError('loaded state dict has a different number of parameter groups');
    }
    if (this.param_groups.some((group, i) => group.params.length !== saved[i]?.params.length)) {
      throw new ValueError(
        "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
      );
    }
    const params = this.param_groups.flatMap((group) => group.params);
    const places = saved.flatMap((group) => group.params.map((place) => ({ place, group })));
    const targets = new Map(
      places.map(({ place, group }, i) => [String(place), { group, param: params[i] as Tensor }]),
    );
    const state = new Map<Tensor, State>();
    for (const [place, values] of entries(loaded.state)) {
      const target = targets.get(String(place));
      if (target) state.set(target.param, walking('state', () => fitted(values, target)) as State);
      else state.set(place as any, values as State);
    }
    this.state = state;
    this.param_groups = saved.map((options, i) => {
      const { params, param_names } = this.param_groups[i] as ParamGroup;
      const names = param_names !== undefined && !('param_names' in options) ? { param_names } : {};
      return { ...options, params, ...names };
    });
    this._completeOldState();
    for (const hook of this._hooks.load_post) hook(this);
  }

  // Checkpoints of older versions lack the newer options, and count steps in plain numbers.
  private _completeOldState(): void {
    const { options, counters } = this.constructor as typeof Optimizer;
    for (const group of this.param_groups) {
      for (const [name, schema] of options?.fields ?? []) {
        if (name === 'params' || group[name] !== undefined) continue;
        const standard = schema.safeParse(undefined);
        if (standard.success) group[name] = standard.data;
      }
      for (const param of group.params) {
        const state = this.state.get(param) ?? {};
        for (const name of counters) {
          if (state[name] === undefined || state[name] instanceof Tensor) continue;
          state[name] = counter(Number(state[name]), param, group);
        }
      }
    }
  }

  /** PyTorch's text: each group's options in alphabetical order. */
  toString(): string {
    const { name, floats } = this.constructor as typeof Optimizer;
    const groups = this.param_groups.map((group, i) => {
      const lines = Object.keys(group)
        .filter((key) => key !== 'params')
        .sort((a, b) => (a < b ? -1 : 1))
        .map(
          (key) =>
            `    ${key}: ${optionText(group[key], floats[key] === group[key] || isScheduled(group, key))}\n`,
        );
      return `\nParameter Group ${i}\n${lines.join('')}`;
    });
    return `${name} (${groups.join('')})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
export const Optimizer = callable(Optimizer_);
export type { Optimizer_ };
export type Optimizer = Optimizer_;

/** A rate that a schedule has brought to zero: a float in Python. */
const isScheduled = (group: ParamGroup, key: string) =>
  key === 'lr' && group.lr === 0 && group.initial_lr !== undefined;

// ---- arguments

function splitNames(params: unknown): { params: Tensor[]; param_names?: string[] } {
  if (params instanceof Tensor) return { params: [params] };
  if (params instanceof Set) {
    throw new TypeError(
      'optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets ' +
        'will change between runs. Please use a list instead.',
    );
  }
  if (params === undefined) throw new KeyError("'params'");
  if (typeof (params as any)?.[Symbol.iterator] !== 'function') {
    throw new TypeError(`'params' of a parameter group must be iterable, but got ${typeName(params)}`);
  }
  const items = [...(params as Iterable<unknown>)];
  const isNamed = (item: unknown): item is [string, Tensor] => Array.isArray(item) && item.length === 2;
  const named = items.filter(isNamed);
  if (named.length === 0) return { params: items as Tensor[] };
  if (named.length < items.length) {
    throw new ValueError('all optimizer params should be with/without names. Some param names are missing');
  }
  return { params: named.map(([, param]) => param), param_names: named.map(([name]) => name) };
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value instanceof Tensor) return value.type();
  return typeof value === 'object' || typeof value === 'function'
    ? (value.constructor?.name ?? 'object')
    : typeof value;
}

// ---- steps

const HOOKED = Symbol('typetorch.hooked');

// A class may define its own `step`, so it is wrapped where it is defined, when the first instance is made.
function hookStep(prototype: Optimizer): void {
  const step = prototype.step as Optimizer['step'] & { [HOOKED]?: true };
  if (step[HOOKED]) return;
  const plain = unchecked(step) as (...args: any[]) => unknown;
  const hooked = checkedMethod(
    `${typeName(prototype)}.step`,
    'step',
    function (this: Optimizer, ...args: unknown[]) {
      return this._hookedStep(plain, args);
    },
  );
  prototype.step = Object.assign(hooked as Optimizer['step'], { [HOOKED]: true });
}
