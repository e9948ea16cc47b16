import { context } from '../context.ts';
import { TypeError } from '../errors.ts';
import { InstanceDraft, ObjectDraft } from './drafts.ts';
import { GLOBALS } from './torch_globals.ts';
import { Global } from './unpickler.ts';

/** Finds what a name in a pickle stands for. */
export interface Lookup {
  get(name: string): Global | undefined;
}

/** How objects of one Python class are made: an empty one first, since it may contain itself, then its state. */
export interface ClassReader {
  create(args: readonly unknown[]): object;
  /** `state` as the file has it, for most classes a dict of attributes as an object or a Map. */
  setState(object: object, state: unknown): void;
}

/** A class or function, alone if it has a Python name here, else with the name that files call it by; or a name, for plain data. */
export type SafeGlobal = Function | string | readonly [Function, string];

const registered = new Map<string, Global>();
const namesOf = new Map<Function, string[]>();

/** Says which class of ours stands for one of Python's. Its objects are read with weights_only: false, or when it is made a safe global. */
export function registerClass(name: string, type: Function, reader: ClassReader): void {
  registered.set(
    name,
    new Global(name, { self: type, call: (...args) => new InstanceDraft(name, reader, args) }),
  );
  namesOf.set(type, [...(namesOf.get(type) ?? []), name]);
}

/** Says what the members of a Python enumeration are here. It is read wherever the class that uses it is. */
export function registerEnum(name: string, type: Function, read: (value: unknown) => unknown): void {
  registered.set(name, new Global(name, { call: read }));
  namesOf.set(type, [...(namesOf.get(type) ?? []), name]);
}

/** Says which function of ours stands for one of Python's where a module refers to it; nothing in a file can call it. */
export function registerFunction(name: string, fn: Function): void {
  registered.set(name, new Global(name, { self: fn }));
}

// What users have added, and what it allows.
let safe: readonly SafeGlobal[] = [];
let safeByName: ReadonlyMap<string, Global> = new Map();

/** What a name stands for; `all` includes the classes that are known but not safe by themselves. */
export function lookUpGlobals(name: string, all: boolean): Global | undefined {
  return GLOBALS.get(name) ?? safeByName.get(name) ?? (all ? registered.get(name) : undefined);
}

/**
 * Allows further classes in files that `load` reads with `weights_only`.
 *
 * Each is a class of ours that Python has as well (`nn.Linear`); or `[Class, 'package.module.Name']`, whose objects are made by
 * `new Class(...args)` and then given their attributes (through `__setstate__`, if the class has it); or `[function, name]`, which is
 * called; or a name alone, whose objects are read as `PythonObject` data.
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/serialization.html#torch.serialization.add_safe_globals
 */
export function add_safe_globals(safe_globals: readonly SafeGlobal[]): void {
  use([...safe, ...safe_globals.filter((item) => !safe.some((known) => same(known, item)))]);
}

/** What has been added. */
export function get_safe_globals(): SafeGlobal[] {
  return [...safe];
}

/** Takes back all that was added. */
export function clear_safe_globals(): void {
  use([]);
}

function same(a: SafeGlobal, b: SafeGlobal): boolean {
  return Array.isArray(a) && Array.isArray(b) ? a[0] === b[0] && a[1] === b[1] : a === b;
}

/**
 * `add_safe_globals` for the time of a function, or of a `using` block.
 *
 * @see https://docs.pytorch.org/docs/2.13/notes/serialization.html#torch.serialization.safe_globals
 */
export function safe_globals(safe_globals: readonly SafeGlobal[]): Disposable;
export function safe_globals<T>(safe_globals: readonly SafeGlobal[], fn: () => T): T;
export function safe_globals<T>(items: readonly SafeGlobal[], fn?: () => T): T | Disposable {
  return context(() => {
    const before = safe;
    add_safe_globals(items);
    return () => use(before);
  }, fn);
}

function use(items: readonly SafeGlobal[]): void {
  const byName = new Map(items.flatMap(globalsOf).map((global) => [global.name, global]));
  safe = items;
  safeByName = byName;
}

function globalsOf(item: SafeGlobal): Global[] {
  if (typeof item === 'string') return [new Global(item, { call: (...args) => new ObjectDraft(item, args) })];
  if (Array.isArray(item) && typeof item[0] === 'function' && typeof item[1] === 'string') {
    const [self, name] = item;
    return [new Global(name, { self, call: (...args) => new InstanceDraft(name, readerOf(self), args) })];
  }
  if (typeof item !== 'function')
    throw new TypeError('a safe global is a class, [class or function, its Python name], or a Python name');
  const names = namesOf.get(item);
  if (!names)
    throw new TypeError(
      `${item.name || 'the function'} has no Python name here; give it with the name that files call it by: ` +
        `[${item.name || 'fn'}, 'package.module.Name']`,
    );
  return names.map((name) => registered.get(name) as Global);
}

/** What Python does with a class of the user's. */
function readerOf(type: Function): ClassReader {
  const isClass = typeof type.prototype === 'object';
  return {
    create: (args) => (isClass ? Reflect.construct(type, args) : type(...args)),
    setState(object, state) {
      if ('__setstate__' in object && typeof object.__setstate__ === 'function') object.__setstate__(state);
      else Object.assign(object, state instanceof Map ? Object.fromEntries(state) : state);
    },
  };
}
