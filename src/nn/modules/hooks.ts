import { positional } from '../../keywords.ts';
import { isPlainObject } from '../../signature.ts';
import type { RemovableHandle } from '../../tensor.ts';
import { type BackwardHook, type BackwardPreHook, BackwardWatch } from './backward_hooks.ts';
import type { Module } from './module.ts';
import { byPosition } from './named_inputs.ts';

export type { BackwardHook, BackwardPreHook, RemovableHandle };
export type ForwardPreHook = (module: Module, args: any[], kwargs?: any) => any;
export type ForwardHook = (module: Module, args: any[], ...rest: any[]) => any;

export interface PreHookOptions {
  /** Runs before the hooks that are there already. */
  prepend?: boolean;
  /** The hook takes (module, args, kwargs) and may return [args, kwargs]. */
  with_kwargs?: boolean;
}
export interface HookOptions extends PreHookOptions {
  /** Runs also when `forward` threw. */
  always_call?: boolean;
}

export type Prepend = Pick<PreHookOptions, 'prepend'>;

/** The ways to register a hook: `(hook)`, `(hook, { prepend: true })`, `({ hook, prepend: true })`. */
export type HookArgs<F, O> = [hook: F, options?: O | boolean] | [keywords: { hook: F } & O];

/** @internal The hook and its options out of such a call. */
export function readHook<F, O>(
  what: string,
  args: HookArgs<F, O>,
  names: readonly (keyof O & string)[],
): [hook: F, options: O] {
  const [hook, ...flags] = positional<any, any[]>(what, ['hook', ...names])(args as any[]);
  return [hook, Object.fromEntries(names.map((name, i) => [name, flags[i]])) as O];
}

interface Entry<F> {
  hook: F;
  with_kwargs: boolean;
  always_call: boolean;
}

/** All hooks of one module (or, for the global ones, of every module). `active` lets a call without hooks skip the rest. */
export class Hooks {
  active = 0;
  readonly forward_pre: Entry<ForwardPreHook>[] = [];
  readonly forward: Entry<ForwardHook>[] = [];
  readonly backward_pre: Entry<BackwardPreHook>[] = [];
  readonly backward: Entry<BackwardHook>[] = [];
  private first: ((module: Module) => void) | null = null;

  add<F>(list: Entry<F>[], hook: F, options: HookOptions = {}): RemovableHandle {
    const entry = { hook, with_kwargs: !!options.with_kwargs, always_call: !!options.always_call };
    if (options.prepend) list.unshift(entry);
    else list.push(entry);
    this.active += 1;
    return removable(list, entry, () => {
      this.active -= 1;
    });
  }

  /** Takes a hook out that was added as this very function. */
  drop<F>(list: Entry<F>[], hook: F): void {
    const at = list.findIndex((entry) => entry.hook === hook);
    if (at < 0) return;
    list.splice(at, 1);
    this.active -= 1;
  }

  /** Has `prepare` run once, before anything else of the first call. */
  beforeFirstCall(prepare: (module: Module) => void): void {
    this.first = prepare;
    this.active += 1;
  }

  begin(module: Module): void {
    if (this.first === null) return;
    this.first(module);
    this.first = null;
    this.active -= 1;
  }
}

/** A handle that takes `entry` out of `list`, once. */
export function removable<T>(list: T[], entry: T, removed?: () => void): RemovableHandle {
  const remove = () => {
    const at = list.indexOf(entry);
    if (at < 0) return;
    list.splice(at, 1);
    removed?.();
  };
  return { remove, [Symbol.dispose]: remove };
}

/** Hooks that run for every module, before the module's own. */
export const globalHooks = new Hooks();

export const register_module_forward_pre_hook = (hook: ForwardPreHook) =>
  globalHooks.add(globalHooks.forward_pre, hook);
export const register_module_forward_hook = (hook: ForwardHook, options: HookOptions = {}) =>
  globalHooks.add(globalHooks.forward, hook, options);
export const register_module_full_backward_pre_hook = (hook: BackwardPreHook) =>
  globalHooks.add(globalHooks.backward_pre, hook);
export const register_module_full_backward_hook = (hook: BackwardHook) =>
  globalHooks.add(globalHooks.backward, hook);

const isNothing = (value: unknown): value is null | undefined => value === undefined || value === null;

// Keyword arguments are the last argument when that is a plain object.
function splitKeywords(args: any[]): [any[], Record<string, unknown>] {
  const last = args.at(-1);
  return isPlainObject(last) ? [args.slice(0, -1), last] : [args, {}];
}
const joinKeywords = (args: any[], kwargs: Record<string, unknown>) =>
  Object.keys(kwargs).length > 0 ? [...args, kwargs] : args;

function runPreHook({ hook, with_kwargs }: Entry<ForwardPreHook>, module: Module, args: any[]): any[] {
  if (with_kwargs) {
    const [positions, kwargs] = splitKeywords(args);
    const changed = hook(module, positions, kwargs);
    return isNothing(changed) ? args : joinKeywords(changed[0], changed[1]);
  }
  const changed = hook(module, args);
  if (isNothing(changed)) return args;
  return Array.isArray(changed) ? changed : [changed];
}

function runForwardHook(entry: Entry<ForwardHook>, module: Module, args: any[], result: any): any {
  const changed = entry.with_kwargs
    ? entry.hook(module, ...splitKeywords(args), result)
    : entry.hook(module, args, result);
  return isNothing(changed) ? result : changed;
}

/** A module's call when it, or every module, has hooks: pre-hooks, forward, forward hooks, backward hooks around both. */
export function callWithHooks(module: Module, hooks: Hooks, given: any[]): any {
  hooks.begin(module);
  const backwardPre = [...globalHooks.backward_pre, ...hooks.backward_pre].map(({ hook }) => hook);
  const backward = [...globalHooks.backward, ...hooks.backward].map(({ hook }) => hook);
  const forward = [...globalHooks.forward, ...hooks.forward];
  const called = new Set<Entry<ForwardHook>>();
  let args = given;
  let result: any;
  try {
    for (const entry of [...globalHooks.forward_pre, ...hooks.forward_pre])
      args = runPreHook(entry, module, args);
    const watch =
      backwardPre.length + backward.length > 0 ? new BackwardWatch(module, backwardPre, backward) : null;
    if (watch) args = watch.inputs(args);
    result = module.forward(...byPosition(module, args));
    for (const entry of forward) {
      called.add(entry);
      result = runForwardHook(entry, module, args, result);
    }
    return watch ? watch.outputs(result) : result;
  } catch (error) {
    for (const entry of forward) {
      if (!entry.always_call || called.has(entry)) continue;
      // The first error is the one to report: a hook that fails on what is left of a failed call adds nothing.
      try {
        result = runForwardHook(entry, module, args, result);
      } catch {}
    }
    throw error;
  }
}
