import { IndexError, KeyError, RuntimeError, TypeError, ValueError } from '../../errors.ts';
import { type Calls, positional } from '../../keywords.ts';
import { isPlainObject } from '../../signature.ts';
import { Parameter, Tensor } from '../../tensor.ts';
import { warnOnce } from '../../warn.ts';
import { type AddModule, addModuleArgs, callable, Module } from './module.ts';
import { nameInputs } from './named_inputs.ts';
import { block, indent } from './printing.ts';
import { isModule, isPure, ownModules, slotsOf, typeName } from './slots.ts';

type Entry<T> = readonly [key: string, value: T];
/** Named things in order: a plain object, a Map, another dictionary's items(), or any pairs. */
export type Entries<T> = Record<string, T> | Iterable<Entry<T>>;

const ORDER = Symbol('typetorch.order');

function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof (value as { [Symbol.iterator]?: unknown } | null | undefined)?.[Symbol.iterator] === 'function'
  );
}

function pairs<T>(container: string, given: unknown): Entry<T>[] {
  if (given instanceof ModuleDict_ || given instanceof ParameterDict_) return given.items();
  if (isPlainObject(given)) return Object.entries(given) as Entry<T>[];
  if (!isIterable(given) || typeof given === 'string') {
    throw new TypeError(
      `${container}.update should be called with an iterable of key/value pairs, but got ${typeName(given)}`,
    );
  }
  return [...given].map((pair, i) => {
    if (!Array.isArray(pair)) {
      throw new TypeError(
        `${container} update sequence element #${i} should be Iterable; is ${typeName(pair)}`,
      );
    }
    if (pair.length === 2) return pair as unknown as Entry<T>;
    throw new ValueError(
      `${container} update sequence element #${i} has length ${pair.length}; 2 is required`,
    );
  });
}

/** What `{ modules: [...] }` gives by keyword: a module or a tensor under that name would be an entry. */
function listIn(given: unknown, name: string): any {
  const value = isPlainObject(given) && Object.keys(given).length === 1 ? given[name] : undefined;
  return isPlainObject(value) || (isIterable(value) && !isModule(value) && !(value instanceof Tensor))
    ? value
    : given;
}

const appendArgs = positional<['module'], [module: Module]>('append', ['module']);
const popArgs = positional<['key'], [key?: number]>('pop', ['key']);
const insertArgs = positional<['index', 'module'], [index: number, module: Module]>('insert', [
  'index',
  'module',
]);

/** Position `index`, counted from the end when negative, in a list of `length`. */
function position(index: number, length: number): number {
  if (!Number.isInteger(index) || index < -length || index >= length) {
    throw new IndexError(`index ${index} is out of range`);
  }
  return index < 0 ? index + length : index;
}

/** The keys of a container in the order in which they came. */
class Order {
  private readonly keys = new Set<string>();
  private last = '';
  /** Would JavaScript list the keys in another order, whole numbers before names and by size? */
  differs = false;

  add(key: string): void {
    this.keys.delete(key);
    this.keys.add(key);
    this.differs ||=
      isIndex(key) && this.last !== '' && !(isIndex(this.last) && Number(this.last) < Number(key));
    this.last = key;
  }

  apply(names: string[]): string[] {
    const present = new Set(names);
    return [
      ...[...this.keys].filter((key) => present.has(key)),
      ...names.filter((name) => !this.keys.has(name)),
    ];
  }

  clear(): void {
    this.keys.clear();
    this.last = '';
    this.differs = false;
  }
}

const isIndex = (key: string) => /^(0|[1-9]\d*)$/.test(key);

/** A chain runs in order, and an object lists whole numbers before names, wherever they were written. */
function checkOrder(keys: string[]): void {
  const numbers = keys.filter(isIndex);
  if (numbers.length === 0 || numbers.length === keys.length) return;
  throw new ValueError(
    `Sequential got an object with names and whole numbers (${keys.join(', ')}), whose order JavaScript does not keep; ` +
      "give a Map or pairs: Sequential([['a', first], ['0', second]])",
  );
}

// Of a generic class `callable` would see instances of its constraint, which fit no field of a narrower kind.
type CallableOf<C extends new (...args: any) => any, I> = C & ((...args: ConstructorParameters<C>) => I);

/** Keeps its keys in the order in which they came. */
class Keyed extends Module {
  declare [ORDER]: Order;

  constructor() {
    super();
    Object.defineProperty(this, ORDER, { value: new Order() });
  }

  override add_module(...args: AddModule): void {
    const [name, module] = addModuleArgs(args);
    if (!Object.hasOwn(this, name)) this[ORDER].add(name);
    super.add_module(name, module);
  }

  override _names(): string[] {
    const names = Object.keys(this);
    return this[ORDER].differs ? this[ORDER].apply(names) : names;
  }
}

/** What Sequential and ModuleList share: modules in a row, reached by position. */
// `any`, because users reach into a layer, `net[0].weight`, without saying of what kind it is.
class Indexed<M extends Module = any> extends Keyed {
  [index: number]: any;

  private _keys(): string[] {
    return ownModules(this).map(([key]) => key);
  }

  /** @internal The modules in order. */
  _layers(): Module[] {
    const layers: Module[] = [];
    const slots = slotsOf(this);
    for (const name of this._names()) {
      const layer = slots[name];
      if (isModule(layer)) layers.push(layer);
    }
    return layers;
  }

  override get length(): number {
    return this._layers().length;
  }

  [Symbol.iterator](): IterableIterator<M> {
    return this._layers().values() as IterableIterator<M>;
  }

  override add_module(...args: AddModule): void {
    const [name, module] = addModuleArgs(args);
    // A layer's own name goes before the position of another.
    if (Object.getOwnPropertyDescriptor(this, name)?.get) delete this[name as unknown as number];
    super.add_module(name, module);
    // Under a name of its own, a layer is reached by its position as well: `net[0]`.
    const at = this.length - 1;
    if (at < 0 || Object.hasOwn(this, at)) return;
    Object.defineProperty(this, at, {
      get(this: Indexed) {
        return this.at(at);
      },
      set(this: Indexed, layer: Module) {
        this.set(at, layer);
      },
      configurable: true,
    });
  }

  /** The module at a position, counted from the end when negative. */
  at(index: number): M {
    const layers = this._layers();
    return layers[position(index, layers.length)] as M;
  }

  /** Puts a module in the place of the one at `index`. */
  set(index: number, module: Module): void {
    const keys = this._keys();
    super.add_module(keys[position(index, keys.length)] as string, module);
  }

  append(...args: Calls<['module'], [module: Module]>): this {
    const [module] = appendArgs(args);
    this.add_module(String(this.length), module);
    return this;
  }

  extend(given: Iterable<Module> | { modules: Iterable<Module> } | { sequential: Iterable<Module> }): this {
    const modules = listIn(given, this instanceof Sequential_ ? 'sequential' : 'modules');
    if (!isIterable(modules)) {
      throw new TypeError(
        `${this._get_name()}.extend should be called with an iterable, but got ${typeName(modules)}`,
      );
    }
    for (const module of [...modules] as Module[]) this.append(module);
    return this;
  }

  /** Puts a module before the one at `index`; those behind it move up by one. */
  insert(...args: Calls<['index', 'module'], [index: number, module: Module]>): this {
    const [index, module] = insertArgs(args);
    if (!isModule(module)) throw new TypeError(`module should be of type: Module, got ${typeName(module)}`);
    const modules = this._layers();
    const n = modules.length;
    if (!Number.isInteger(index) || index < -n || index > n) {
      throw new IndexError(`Index out of range: ${index}`);
    }
    modules.splice(index, 0, module);
    return this._replaceAll(modules);
  }

  /** Takes the module at `index` out and returns it; those behind it move down by one. */
  pop(...args: Calls<['key'], [key?: number]>): M {
    const [index = -1] = popArgs(args);
    const modules = this._layers();
    const [module] = modules.splice(position(index, modules.length), 1);
    this._replaceAll(modules);
    return module as M;
  }

  // The names become the positions, as they do in Python.
  private _replaceAll(modules: Module[]): this {
    for (let i = 0; Object.hasOwn(this, i); i += 1) delete this[i];
    for (const key of this._keys()) delete (this as any)[key];
    this[ORDER].clear();
    return this.extend(modules);
  }

  protected _slice(start?: number, end?: number): Entry<Module>[] {
    return ownModules(this).slice(start, end);
  }
}

/** Passes `input` through layers in turn, and frees at once what lies between two that keep nothing (Module._pure). */
export function chain(layers: readonly Module[], input: Tensor): Tensor {
  let x = input;
  // Is `x` known to these layers only? Then it is freed as soon as the next one has used it: memory that is still in
  // the cache is used again, where a tensor left to the collector is cold when it comes back.
  let owned = false;
  for (const layer of layers) {
    const y: Tensor = layer(x);
    const clean = isPure(layer);
    if (y === x) owned &&= clean;
    else {
      if (owned && clean) x.dispose();
      owned = clean && y instanceof Tensor;
      x = y;
    }
  }
  return x;
}

/**
 * A chain of modules: each takes what the one before returned.
 *
 * `Sequential(conv, relu)` names its modules '0', '1', ...; `Sequential({ conv, relu })`, a Map or pairs give names. An
 * object that mixes names and whole numbers is a ValueError, since JavaScript lists the numbers first.
 * `net[i]` and `net.at(-1)` reach a module; `net.slice(1, 3)` is a Sequential of the same modules under the same names
 * (so `at`, not `[]`, counts positions where names are numbers of their own); `[...net]` gives them as an array.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.Sequential.html
 */
class Sequential_ extends Indexed {
  static override _pure = true;

  constructor(...modules: Module[] | [modules: Entries<Module>]) {
    super();
    const [first] = modules;
    if (Array.isArray(first) && first.some(isModule)) {
      throw new TypeError('Sequential takes modules, not a list of them: write Sequential(...modules)');
    }
    if (modules.length === 1 && typeof first === 'object' && first !== null) {
      if (isPlainObject(first)) checkOrder(Object.keys(first));
      for (const [name, module] of pairs<Module>('Sequential', first)) this.add_module(name, module);
    } else this.extend(modules as Module[]);
  }

  override forward(input: Tensor): Tensor {
    return chain(this._layers(), input);
  }

  override _inner(): readonly Module[] {
    return this._layers();
  }

  slice(start?: number, end?: number): Sequential_ {
    const Class = this.constructor as new (modules: Entries<Module>) => Sequential_;
    return new Class(this._slice(start, end));
  }
}
nameInputs(Sequential_.prototype.forward, null); // its first module may take an object
export const Sequential = callable(Sequential_);
export type Sequential = Sequential_;

class Container_ extends Keyed {
  constructor(modules: Record<string, Module> = {}) {
    super();
    warnOnce(
      '`torch.nn.Container` is deprecated. All of its functionality is now implemented in `torch.nn.Module`. Subclass that instead.',
      'FutureWarning',
    );
    for (const [name, module] of Object.entries(modules)) this.add_module(name, module);
  }
}
/** @deprecated extend Module instead. */
export const Container = callable(Container_);
export type Container = Container_;

/**
 * Modules in a list, for a `forward` that calls them itself: `list[i]`, `list.at(-1)`, `for (const layer of list)`. A field
 * may say of what kind they are: `declare blocks: nn.ModuleList<Block>`.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.ModuleList.html
 */
class ModuleList_<M extends Module = any> extends Indexed<M> {
  constructor(modules: Iterable<Module> | { modules: Iterable<Module> } | null = null) {
    super();
    if (modules !== null) this.extend(modules);
  }

  slice(start?: number, end?: number): ModuleList_<M> {
    const Class = this.constructor as new (modules: Module[]) => ModuleList_<M>;
    return new Class(this._slice(start, end).map(([, module]) => module));
  }

  // Equal neighbours are printed once: `(0-2): 3 x Linear(...)`.
  override toString(): string {
    const runs: { text: string; first: number; last: number }[] = [];
    for (const [i, text] of [...this].map(String).entries()) {
      const run = runs.at(-1);
      if (run?.text === text) run.last = i;
      else runs.push({ text, first: i, last: i });
    }
    const lines = runs.map(({ text, first, last }) =>
      first === last ? `(${first}): ${text}` : `(${first}-${last}): ${last - first + 1} x ${text}`,
    );
    return block(this._get_name(), lines.map(indent));
  }
}
export const ModuleList = callable(ModuleList_) as CallableOf<typeof ModuleList_, ModuleList_>;
export type ModuleList<M extends Module = any> = ModuleList_<M>;

/**
 * Modules under names: `dict.left(x)`, `dict['left']`. Iterating gives the names, as in Python. A field may say of what kind
 * the modules are: `declare heads: nn.ModuleDict<nn.Linear>`.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.ModuleDict.html
 */
class ModuleDict_<M extends Module = any> extends Keyed {
  // The keys are the user's.
  [key: string]: any;

  constructor(modules: Entries<Module> | { modules: Entries<Module> } | null = null) {
    super();
    if (modules !== null) this.update(modules);
  }

  override get length(): number {
    return this.keys().length;
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.keys().values();
  }

  has(key: string): boolean {
    return this.keys().includes(key);
  }

  set(key: string, module: Module): void {
    this.add_module(key, module);
  }

  keys(): string[] {
    return this._names().filter((name) => isModule(this[name]));
  }

  values(): M[] {
    return this.keys().map((key) => this[key]);
  }

  items(): [string, M][] {
    return this.keys().map((key) => [key, this[key]]);
  }

  update(given: Entries<Module> | { modules: Entries<Module> }): void {
    const modules = listIn(given, 'modules');
    for (const [key, module] of pairs<Module>('ModuleDict', modules)) this.add_module(key, module);
  }

  pop(key: string): M {
    if (!this.has(key)) throw new KeyError(`'${key}'`);
    const module = this[key];
    delete this[key];
    return module;
  }

  clear(): void {
    for (const key of this.keys()) delete this[key];
  }
}
export const ModuleDict = callable(ModuleDict_) as CallableOf<typeof ModuleDict_, ModuleDict_>;
export type ModuleDict<M extends Module = any> = ModuleDict_<M>;

// A tensor put into a parameter container becomes a Parameter; anything else stays what it is.
function asParameter(value: unknown): unknown {
  return value instanceof Tensor && !(value instanceof Parameter) ? new Parameter(value) : value;
}

function describe(key: string, value: unknown, type: (tensor: Tensor) => string): string {
  if (!(value instanceof Tensor)) return `  (${key}): Object of type: ${typeName(value)}`;
  const kind = value instanceof Parameter ? 'Parameter' : 'Tensor';
  const device = value.is_cuda ? ` (${value.device})` : '';
  return `  (${key}): ${kind} containing: [${type(value)} of size ${value.shape.join('x')}${device}]`;
}

/**
 * Parameters in a list: `list[i]`, `list.at(-1)`, `for (const w of list)`.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.ParameterList.html
 */
class ParameterList_ extends Module {
  [index: number]: any;

  constructor(values: Iterable<unknown> | { values: Iterable<unknown> } | null = null) {
    super();
    if (values !== null) this.extend(values);
  }

  override get length(): number {
    let length = 0;
    while (Object.hasOwn(this, length)) length += 1;
    return length;
  }

  *[Symbol.iterator](): IterableIterator<any> {
    for (let i = 0; i < this.length; i += 1) yield this[i];
  }

  at(index: number): any {
    return this[position(index, this.length)];
  }

  set(index: number, value: unknown): void {
    this[position(index, this.length)] = asParameter(value);
  }

  slice(start?: number, end?: number): ParameterList_ {
    const Class = this.constructor as new (values: unknown[]) => ParameterList_;
    return new Class([...this].slice(start, end));
  }

  append(value: unknown): this {
    this[this.length] = asParameter(value);
    return this;
  }

  extend(given: Iterable<unknown> | { values: Iterable<unknown> }): this {
    const values = listIn(given, 'values');
    if (!isIterable(values) || values instanceof Tensor) {
      throw new TypeError(
        `ParameterList.extend should be called with an iterable, but got ${typeName(values)}`,
      );
    }
    for (const value of [...values]) this.append(value);
    return this;
  }

  override forward(): never {
    throw new RuntimeError('ParameterList should not be called.');
  }

  override extra_repr(): string {
    return [...this].map((value, i) => describe(String(i), value, ({ dtype }) => String(dtype))).join('\n');
  }
}
export const ParameterList = callable(ParameterList_);
export type ParameterList = ParameterList_;

/**
 * Parameters under names: `dict.left`, `dict['left']`. Iterating gives the names, as in Python.
 *
 * A plain object's names are sorted, as Python does with a dict; a Map or pairs keep their order.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.ParameterDict.html
 */
class ParameterDict_ extends Keyed {
  [key: string]: any;

  constructor(parameters: Entries<unknown> | { parameters: Entries<unknown> } | null = null) {
    super();
    if (parameters !== null) this.update(parameters);
  }

  override get length(): number {
    return this.keys().length;
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.keys().values();
  }

  has(key: string): boolean {
    return this.keys().includes(key);
  }

  get(key: string, fallback: unknown = null): any {
    return this.has(key) ? this[key] : fallback;
  }

  set(key: string, value: unknown): void {
    const parameter = asParameter(value);
    if (!this.has(key)) this[ORDER].add(key);
    if (parameter instanceof Parameter) this.register_parameter(key, parameter);
    else if (key in this && !this.has(key)) throw new KeyError(`attribute '${key}' already exists`);
    this[key] = parameter;
  }

  setdefault(key: string, value: unknown = null): any {
    if (!this.has(key)) this.set(key, value);
    return this[key];
  }

  keys(): string[] {
    return this._names().filter((name) => name !== 'training');
  }

  values(): any[] {
    return this.keys().map((key) => this[key]);
  }

  items(): [string, any][] {
    return this.keys().map((key) => [key, this[key]]);
  }

  update(dictionary: Entries<unknown> | { parameters: Entries<unknown> }): void {
    const parameters = listIn(dictionary, 'parameters');
    const given = pairs<unknown>('ParameterDict', parameters);
    if (isPlainObject(parameters)) given.sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, value] of given) this.set(key, value);
  }

  copy(): ParameterDict_ {
    return new ParameterDict_(this.items());
  }

  fromkeys(keys: Iterable<string>, value: unknown = null): ParameterDict_ {
    return new ParameterDict_([...keys].map((key) => [key, value] as const));
  }

  pop(key: string): any {
    if (!this.has(key)) throw new KeyError(`'${key}'`);
    const value = this[key];
    delete this[key];
    return value;
  }

  popitem(): [string, any] {
    const key = this.keys().at(-1);
    if (key === undefined) throw new KeyError('popitem(): dictionary is empty');
    return [key, this.pop(key)];
  }

  clear(): void {
    for (const key of this.keys()) delete this[key];
  }

  override forward(): never {
    throw new RuntimeError('ParameterDict should not be called.');
  }

  override extra_repr(): string {
    return this.items()
      .map(([key, value]) => describe(key, value, (tensor) => tensor.type()))
      .join('\n');
  }
}
export const ParameterDict = callable(ParameterDict_);
export type ParameterDict = ParameterDict_;
