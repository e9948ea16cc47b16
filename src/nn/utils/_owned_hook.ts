import { deepcopy, type Memo } from '../../copy.ts';
import type { Module } from '../modules/module.ts';
import { INTERNALS } from '../modules/slots.ts';

/** A forward pre-hook of an object that recomputes a module's tensor; it is found by its owner, and copied with it. */
interface OwnedHook<T> {
  (module: Module): void;
  owner: T;
  __deepcopy__(memo: Memo): OwnedHook<T>;
}

function hookOf<T>(owner: T, run: (owner: T, module: Module) => void): OwnedHook<T> {
  return Object.assign((module: Module) => run(owner, module), {
    owner,
    __deepcopy__: (memo: Memo) => hookOf(deepcopy(owner, memo), run),
  });
}

/** Has `run(owner, module)` called before each forward of the module. */
export function addOwned<T>(module: Module, owner: T, run: (owner: T, module: Module) => void): void {
  module.register_forward_pre_hook(hookOf(owner, run));
}

/** The owners of a module's hooks. */
export function ownersOf(module: Module): unknown[] {
  return module[INTERNALS].forward_pre.map(({ hook }) => (hook as unknown as OwnedHook<unknown>).owner);
}

/** Takes an owner's hook away. */
export function dropOwned(module: Module, owner: unknown): void {
  const hooks = module[INTERNALS];
  const entry = hooks.forward_pre.find(({ hook }) => (hook as unknown as OwnedHook<unknown>).owner === owner);
  if (entry) hooks.drop(hooks.forward_pre, entry.hook);
}
