/** What a module holds: which of its own properties are sub-modules, parameters and buffers. */
import { AttributeError, KeyError, TypeError } from '../../errors.ts';
import { Parameter, Tensor } from '../../tensor.ts';
import { Buffer, UninitializedBuffer } from '../parameter.ts';
import { globalHooks, Hooks } from './hooks.ts';
import type { Module_ } from './module.ts';
import type {
  LoadStateDictPostHook,
  LoadStateDictPreHook,
  StateDictHook,
  StateDictPreHook,
} from './state_dict.ts';

/** What a module knows beside its own properties. Kept under a symbol, so that it is no property of the user's. */
export class Internals extends Hooks {
  /** Does the class itself promise to keep neither its argument nor its result? See Module._pure. */
  pure: boolean;
  /** Buffer name -> is it saved in the state_dict. */
  readonly buffers = new Map<string, boolean>();
  /** Names given to register_module with null: printed, although there is no module. */
  readonly empty = new Set<string>();
  readonly state_dict_pre: StateDictPreHook[] = [];
  readonly state_dict_post: StateDictHook[] = [];
  readonly load_pre: LoadStateDictPreHook[] = [];
  readonly load_post: LoadStateDictPostHook[] = [];

  constructor(pure: boolean) {
    super();
    this.pure = pure;
    // From its first call on a Buffer's name stays a buffer's; classes of ours have registered theirs by then.
    if (!pure) this.beforeFirstCall(ownBuffers);
  }
}
export const INTERNALS = Symbol('typetorch.module');

export type Named<T> = [name: string, value: T];

export const slotsOf = (module: Module_) => module as unknown as Record<string, unknown>;
export const isModule = (value: unknown): value is Module_ =>
  typeof value === 'function' && INTERNALS in value;

/** The own properties that `accepts` accepts, with their names, in order. */
export function own<T>(module: Module_, accepts: (value: unknown, name: string) => value is T): Named<T>[] {
  const slots = slotsOf(module);
  const found: Named<T>[] = [];
  for (const name of module._names()) {
    const value = slots[name];
    if (accepts(value, name)) found.push([name, value]);
  }
  return found;
}

export const ownModules = (module: Module_) => own(module, isModule);
export const ownParameters = (module: Module_) =>
  own(module, (value): value is Parameter => value instanceof Parameter);
export const ownBuffers = (module: Module_) => {
  const { buffers } = module[INTERNALS];
  return own(module, (value, name): value is Tensor => {
    if (!(value instanceof Tensor) || value instanceof Parameter) return false;
    if (!buffers.has(name) && (value instanceof Buffer || value instanceof UninitializedBuffer)) {
      buffers.set(name, value.persistent);
    }
    return buffers.has(name);
  });
};
export const ownState = (module: Module_): Named<Tensor>[] => {
  const { buffers } = module[INTERNALS];
  return [...ownParameters(module), ...ownBuffers(module).filter(([name]) => buffers.get(name))];
};

/** Takes a parameter, buffer or attribute away, so that the name is free again. */
export function removeMember(module: Module_, name: string): void {
  delete slotsOf(module)[name];
  module[INTERNALS].buffers.delete(name);
}

/** Makes a module one of another class, as Python's `module.__class__ = ...` does. */
export function setClass(module: Module_, prototype: object): void {
  Object.setPrototypeOf(module, prototype);
  module[INTERNALS].pure = isPureClass(module);
}

export const isPureClass = ({ constructor }: Module_): boolean =>
  Object.hasOwn(constructor, '_pure') && (constructor as unknown as { _pure: boolean })._pure;

export function isNew<T>(seen: Set<T>, value: T): boolean {
  return !seen.has(value) && !!seen.add(value);
}

const join = (prefix: string, name: string) => (prefix === '' ? name : `${prefix}.${name}`);

/** The module under `prefix` and all below it, depth first; those in `seen` are left out, and entered when `once`. */
export function modulesBelow(
  module: Module_,
  prefix: string,
  once: boolean,
  seen: Set<Module_> = new Set(),
  found: Named<Module_>[] = [],
): Named<Module_>[] {
  if (seen.has(module)) return found;
  if (once) seen.add(module);
  found.push([prefix, module]);
  for (const [name, child] of ownModules(module)) modulesBelow(child, join(prefix, name), once, seen, found);
  return found;
}

/** The members of a module, with `recurse` those of all modules below it as well, under dotted names. */
export function membersBelow<T>(
  module: Module_,
  members: (module: Module_) => Named<T>[],
  options: { prefix: string; recurse: boolean; remove_duplicate: boolean },
): Named<T>[] {
  const { prefix, recurse, remove_duplicate } = options;
  const modules: Named<Module_>[] = recurse
    ? modulesBelow(module, prefix, remove_duplicate)
    : [[prefix, module]];
  const seen = new Set<T>();
  const found: Named<T>[] = [];
  for (const [path, each] of modules) {
    for (const [name, value] of members(each)) {
      if (!remove_duplicate || isNew(seen, value)) found.push([join(path, name), value]);
    }
  }
  return found;
}

/** 'a.b.c' -> ['a.b', 'c'] */
export function splitPath(target: string): [path: string, name: string] {
  const dot = target.lastIndexOf('.');
  return [target.slice(0, Math.max(dot, 0)), target.slice(dot + 1)];
}

export const noAttribute = (module: Module_, name: string) =>
  new AttributeError(`${module._get_name()} has no attribute \`${name}\``);

export function getAttribute(module: Module_, name: string): unknown {
  const value = slotsOf(module)[name];
  if (value === undefined) throw noAttribute(module, name);
  return value;
}

/** Throws unless `name` may be given to a new member; `known` says that the module has one of that kind already. */
export function checkNewName(module: Module_, kind: string, name: string, known: boolean): void {
  if (typeof name !== 'string') throw new TypeError(`${kind} name should be a string. Got ${typeName(name)}`);
  if (name.includes('.')) {
    throw new KeyError(`${kind} name can't contain "."${kind === 'module' ? `, got: ${name}` : ''}`);
  }
  if (name === '') throw new KeyError(`${kind} name can't be empty string ""`);
  if (slotsOf(module)[name] !== undefined && !known) throw new KeyError(`attribute '${name}' already exists`);
}

/** The kind of a value, for messages. */
export function typeName(value: unknown): string {
  if (value instanceof Parameter) return 'torch.nn.parameter.Parameter';
  if (value instanceof Tensor) return value.type();
  if (value === null || value === undefined) return 'NoneType';
  const type = typeof value;
  return (type === 'object' || isModule(value)) && value.constructor ? value.constructor.name : type;
}

/** Does a call of the module run its class's `forward` and nothing else? */
export const isUnhooked = (module: Module_): boolean =>
  module[INTERNALS].active + globalHooks.active === 0 && !Object.hasOwn(module, 'forward');

/** Does a call of the module keep neither its argument nor its result? See Module._pure. */
export const isPure = (module: Module_): boolean =>
  module[INTERNALS].pure && isUnhooked(module) && module._inner().every(isPure);
