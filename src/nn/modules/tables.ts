/** Python's tables of a module, `_modules` and its like, as live views: what is set or deleted there, the module gains or loses. */
import { ValueError } from '../../errors.ts';
import type { Hooks } from './hooks.ts';
import type { Module_ } from './module.ts';
import { INTERNALS, type Named, removeMember, slotsOf } from './slots.ts';

/** The members of one kind under their names; a name that was registered with null is there when it is asked for. */
export function table<T>(
  module: Module_,
  members: (module: Module_) => Named<T>[],
  register: (name: string, value: T | null) => void,
): Record<string, T> {
  const slots = slotsOf(module);
  const find = (name: string | symbol) => members(module).find(([each]) => each === name)?.[1];
  return new Proxy({} as Record<string, T>, {
    get: (_, name) => find(name) ?? (slots[name as string] === null ? null : undefined),
    has: (_, name) => find(name) !== undefined,
    ownKeys: () => members(module).map(([name]) => name),
    getOwnPropertyDescriptor: (_, name) => {
      const value = find(name);
      return value === undefined
        ? undefined
        : { value, enumerable: true, configurable: true, writable: true };
    },
    set: (_, name, value) => {
      if (find(name) === undefined) register(name as string, value);
      else slots[name as string] = value;
      return true;
    },
    deleteProperty: (_, name) => {
      if (find(name) !== undefined) removeMember(module, name as string);
      return true;
    },
  });
}

type Kind = 'forward_pre' | 'forward' | 'backward_pre' | 'backward';
/** What a hook does for whom, where it is an object's, as that of a pruning method. */
const shown = (hook: any) => hook.owner ?? hook;

class HookTable extends Map<number, any> {
  private readonly drop: (hook: unknown) => void = () => {};

  constructor(hooks: Hooks, kind: Kind) {
    super();
    const list: { hook: unknown }[] = hooks[kind];
    for (const [i, { hook }] of list.entries()) super.set(i, shown(hook));
    this.drop = (gone) => {
      const entry = list.find(({ hook }) => shown(hook) === gone);
      if (entry) hooks.drop(hooks[kind] as any, entry.hook);
    };
  }

  override delete(key: number): boolean {
    this.drop(this.get(key));
    return super.delete(key);
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key);
  }
}

/** A module's hooks of one kind, in their order; `delete` and `clear` take them away. */
export const hookTable = (module: Module_, kind: Kind): Map<number, any> =>
  new HookTable(module[INTERNALS], kind);

/** `module._forward_hooks = new Map()`: takes all hooks away. */
export function clearHooks(module: Module_, kind: Kind, given: unknown): void {
  if (!(given instanceof Map) || given.size > 0)
    throw new ValueError('a table of hooks can only be replaced by an empty Map; hooks are registered');
  hookTable(module, kind).clear();
}
