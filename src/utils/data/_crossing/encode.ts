import { types } from 'node:util';
import { isMainThread, threadId } from 'node:worker_threads';
import { Generator_ } from '../../../_random.ts';
import { CARRY, REVIVE } from '../../../crossing.ts';
import { device, dtype, layout, memory_format, qscheme } from '../../../dtype.ts';
import { TypeError } from '../../../errors.ts';
import { native } from '../../../native.ts';
import { hold } from '../../../ops/index.ts';
import { isPlainObject } from '../../../signature.ts';
import { Parameter, Tensor } from '../../../tensor.ts';
import { isNamespace, knownAs, platformAs } from './exports.ts';
import { type FunctionFacts, Inspector } from './inspector.ts';
import type { Member, Node, Parcel, Primitive, Ref, Variables } from './nodes.ts';
import {
  addressOf,
  exportOf,
  isExpression,
  isPackaged,
  placeOf,
  privateNames,
  propertiesUsed,
  publicName,
  takesThis,
  withoutHeritage,
  withoutPrivates,
  wordsIn,
} from './source.ts';

type Anything = any;

/** A value of the other side, by the number of its node there. */
export type Home = (value: object) => number | undefined;

/** How the value at hand was reached, and whether one that cannot cross is an error at once or only when it is used. */
interface Way {
  readonly path: string;
  readonly soft: boolean;
}
const below = ({ path, soft }: Way, key: string): Way => ({ path: `${path}.${key}`, soft });

/**
 * Takes values apart so that another thread can put equal ones together: tensors on the same memory, instances with
 * their classes, functions with the variables they use.
 *
 * @throws TypeError naming the place of a value that cannot cross
 */
export class Encoder {
  readonly nodes: Node[] = [];
  readonly scopes: Variables[] = [];
  /** The value behind each node. */
  readonly values: unknown[] = [];
  readonly #mailbox: number;
  readonly #home: Home;
  readonly #numbers = new Map<unknown, number>();
  readonly #known = new Map<
    string,
    { number: number; variables: Record<string, unknown>; places: Set<string> }[]
  >();
  readonly #hidden = new Map<unknown, boolean>();
  #inspector: Inspector | undefined;

  constructor(mailbox: number, home: Home = () => undefined) {
    this.#mailbox = mailbox;
    this.#home = home;
  }

  encode(value: unknown, name: string): Parcel {
    try {
      const root = this.#ref(value, { path: name, soft: false });
      return { root, nodes: this.nodes, scopes: this.scopes };
    } finally {
      this.#inspector?.[Symbol.dispose]();
      this.#inspector = undefined;
    }
  }

  /** The same parcel again, its tensors in another mailbox. */
  copyFor(mailbox: number, parcel: Parcel): Parcel {
    const nodes = parcel.nodes.map((node, i) => {
      if (node.kind !== 'tensor') return node;
      return { ...node, slot: native.mailbox_put(mailbox, hold(this.values[i] as Tensor)._h as number) };
    });
    return { ...parcel, nodes };
  }

  get #facts(): Inspector {
    this.#inspector ??= new Inspector();
    return this.#inspector;
  }

  #ref(value: unknown, way: Way): Ref {
    if (typeof value === 'symbol')
      return this.#add(value, () => symbolNode(value) ?? refuse('a symbol of its own', way));
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
      return value as Primitive;
    return this.#add(value, () => this.#node(value as Anything, way));
  }

  // Numbered before it is taken apart, since it may hold itself.
  #add(key: unknown, make: () => Node, value = key): [number] {
    const known = this.#numbers.get(key);
    if (known !== undefined) return [known];
    const number = this.nodes.length;
    this.#numbers.set(key, number);
    this.nodes.push({ kind: 'absent', message: '' });
    this.values.push(value);
    this.nodes[number] = make();
    return [number];
  }

  #node(value: Anything, way: Way): Node {
    const home = this.#home(value);
    if (home !== undefined) return { kind: 'home', node: home };
    if (value instanceof Tensor) return this.#tensor(value, way);
    if (value instanceof Generator_) {
      return { kind: 'generator', state: this.#ref(value.get_state(), way), seed: value.initial_seed() };
    }
    const constant = constantNode(value);
    if (constant !== undefined) return constant;
    const known = knownAs(value);
    if (known !== undefined) return known;
    if (typeof value === 'function') {
      return isRevivable(value) ? this.#object(value, way) : this.#function(value, way);
    }
    return this.#data(value, way) ?? this.#object(value, way);
  }

  #tensor(tensor: Tensor, way: Way): Node {
    const parameter = tensor instanceof Parameter;
    const requires_grad = tensor.requires_grad;
    if (requires_grad && !tensor.is_leaf) {
      return refuse('a tensor with a graph behind it (detach() it first)', way);
    }
    const slot = native.mailbox_put(this.#mailbox, hold(tensor)._h as number);
    if (slot < 0) throw new TypeError('the loop that this worker serves is over');
    const node = { kind: 'tensor', slot, requires_grad, parameter } as const;
    const owner = tensor.constructor as Anything;
    if (typeof owner[CARRY] !== 'function') return node;
    const type = this.#class(owner, below(way, 'constructor'));
    return { ...node, type, carried: this.#ref(owner[CARRY](tensor), way) };
  }

  #data(value: Anything, way: Way): Node | undefined {
    if (Array.isArray(value)) {
      if (isPlainData(value)) return { kind: 'clone', value };
      return { kind: 'array', items: value.map((item, i) => this.#ref(item, below(way, String(i)))) };
    }
    if (Buffer.isBuffer(value)) return { kind: 'buffer', value: new Uint8Array(value) };
    if (
      ArrayBuffer.isView(value) ||
      types.isAnyArrayBuffer(value) ||
      types.isDate(value) ||
      types.isRegExp(value)
    ) {
      return { kind: 'clone', value };
    }
    if (types.isBoxedPrimitive(value)) return { kind: 'clone', value };
    if (types.isNativeError(value) && platformAs(value.constructor)) return { kind: 'clone', value };
    if (types.isMap(value) && isPlainly(value, Map)) {
      const entry = ([key, item]: [unknown, unknown]): [Ref, Ref] => [
        this.#ref(key, way),
        this.#ref(item, below(way, String(key))),
      ];
      return { kind: 'map', entries: [...value].map(entry) };
    }
    if (types.isSet(value) && isPlainly(value, Set)) {
      return { kind: 'set', items: [...value].map((item) => this.#ref(item, way)) };
    }
    if (isNamespace(value)) return this.#namespace(value, Object.keys(value), way);
    const { value: inner } = Object.getOwnPropertyDescriptor(value, 'default') ?? {};
    if (typeof inner === 'object' && inner !== null && knownAs(inner)) {
      return { kind: 'interop', of: this.#ref(inner, way) };
    }
    return undefined;
  }

  #namespace(namespace: Record<string, unknown>, keys: readonly string[], { path }: Way): Node {
    const members = keys.map((key) => this.#exported(namespace, key, path));
    return { kind: 'object', prototype: null, revive: false, members };
  }

  #exported(namespace: Record<string, unknown>, key: string, path: string): Member {
    const way = { path: `${path}.${key}`, soft: true };
    return { key, value: this.#ref(readSoftly(namespace, key), way), enumerable: true };
  }

  #object(value: Anything, way: Way): Node {
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      if (prototype !== null && isPlainData(value)) return { kind: 'clone', value };
      return {
        kind: 'object',
        prototype: prototype === null ? null : undefined,
        revive: false,
        members: this.#members(value, way),
      };
    }
    const owner = classOf(prototype);
    if (owner === undefined) {
      const inherited = this.#ref(prototype, below(way, '__proto__'));
      return { kind: 'object', prototype: inherited, revive: false, members: this.#members(value, way) };
    }
    if (isTiedToItsThread(value, owner)) return refuse(`a ${owner.name}`, way);
    const revive = typeof (owner as Anything)[REVIVE] === 'function';
    const made = this.#class(owner, { path: `${way.path}.constructor`, soft: way.soft });
    const carried = (owner as Anything)[CARRY]?.(value);
    return {
      kind: 'object',
      prototype: made,
      revive,
      ...(carried === undefined ? {} : { carried: this.#ref(carried, way) }),
      members: [...this.#members(value, way), ...this.#privates(value, owner, way)],
    };
  }

  #members(value: object, way: Way): Member[] {
    const members: Member[] = [];
    for (const key of Reflect.ownKeys(value)) {
      const name = typeof key === 'string' ? key : symbolNode(key) && this.#ref(key, way);
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (name === undefined || property === undefined) continue;
      const at = below(way, String(key));
      const enumerable = property.enumerable ?? false;
      if (property.get || property.set) {
        const get = property.get && this.#ref(property.get, at);
        const set = property.set && this.#ref(property.set, at);
        members.push({ key: name, ...(get && { get }), ...(set && { set }), enumerable });
      } else {
        members.push({ key: name, value: this.#ref(property.value, at), enumerable });
      }
    }
    return members;
  }

  // ---- classes and functions

  /**
   * The class of an instance. One with private members is made anew from its text, with public ones in their place, since
   * only its constructor could give an instance private ones.
   */
  #class(owner: Function, way: Way): Ref {
    if (!this.#hides(owner) || !(knownAs(owner) || isPackaged(this.#addressOf(owner))))
      return this.#ref(owner, way);
    const target = types.isProxy(owner) ? this.#facts.unwrapped(owner) : owner;
    return this.#add(`class ${this.#keyOf(target)}`, () => this.#text(target as Function, way), target);
  }

  readonly #keys = new Map<unknown, number>();
  #keyOf(value: unknown): number {
    if (!this.#keys.has(value)) this.#keys.set(value, this.#keys.size);
    return this.#keys.get(value) as number;
  }

  /** Whether a class, or one that it extends, has private members that its instances need. */
  #hides(owner: Function): boolean {
    let hides = this.#hidden.get(owner);
    if (hides === undefined) {
      const above = Object.getPrototypeOf(owner);
      const last =
        Object.hasOwn(owner, REVIVE) || typeof above !== 'function' || above === Function.prototype;
      hides =
        !platformAs(owner) &&
        !Object.hasOwn(owner, REVIVE) &&
        (privateNames(this.#sourceOf(owner)).length > 0 || (!last && this.#hides(above)));
      this.#hidden.set(owner, hides);
    }
    return hides;
  }

  #privates(value: object, owner: Function, way: Way): Member[] {
    if (!this.#hides(owner)) return [];
    const members: Member[] = [];
    const left = [...this.#facts.privatesOf(value)];
    for (const level of lineage(owner)) {
      if (Object.hasOwn(level, REVIVE)) continue;
      const ref = this.#class(level, way);
      const number = (ref as [number])[0];
      for (const name of privateNames(this.#sourceOf(level))) {
        const at = left.findIndex(([known]) => known === `#${name}`);
        if (at < 0) continue;
        const [[, field]] = left.splice(at, 1) as [[string, unknown]];
        const inner = this.#ref(field, below(way, `#${name}`));
        members.push({ key: publicName(name, number), value: inner, enumerable: false });
      }
    }
    return members;
  }

  #function(fn: Function, way: Way): Node {
    const target = types.isProxy(fn) ? this.#facts.unwrapped(fn) : fn;
    const facts = this.#facts.factsOf(target);
    if (facts === undefined) {
      const bound = fn.name.startsWith('bound ');
      return refuse(bound ? `a bound function (${fn.name})` : `a native function (${fn.name})`, way);
    }
    const address = addressOf(facts.url);
    if (isPackaged(address)) {
      const found = exportOf(facts, this.#facts.sourceOf(facts.script), (value) => value === fn);
      if (found !== null) return { kind: 'import', url: address, ...found };
    }
    return this.#text(target, way, facts);
  }

  #text(fn: Function, way: Way, facts = this.#facts.factsOf(fn) as FunctionFacts): Node {
    const text = Function.prototype.toString.call(fn);
    if (takesThis(text))
      return refuse('an arrow function that uses `this` (make it a method of a class)', way);
    const number = this.nodes.length - 1;
    const place = placeOf(this.#facts.sourceOf(facts.script), text, facts);
    const scope = this.#scope(facts);
    this.#variables(text, facts, scope, fn.name || 'function');
    const plain = text.replaceAll('import.meta', 'import_meta');
    const source = withoutPrivates(plain, privateNames(plain), this.#numberOf(fn, number));
    const members = Object.keys(fn).map((key) => this.#exported(fn as Anything, key, `${fn.name}`));
    const above = /^class\b/.test(text) ? Object.getPrototypeOf(fn) : Function.prototype;
    const base = above === Function.prototype ? undefined : this.#class(above, below(way, 'prototype'));
    return {
      kind: 'function',
      source: isExpression(plain) ? (base ? withoutHeritage(source) : source) : `({${source}})`,
      ...(base && { base }),
      scope,
      ...place,
      members,
    };
  }

  #numberOf(fn: Function, otherwise: number): number {
    return this.#numbers.get(fn) ?? this.#numbers.get(`class ${this.#keyOf(fn)}`) ?? otherwise;
  }

  /** The chain of a function's scopes, each shared by the functions that stand in it. */
  #scope(facts: FunctionFacts): number {
    let outer: number | null = null;
    const inward = [...facts.scopes].reverse();
    for (const [depth, { kind, variables }] of inward.entries()) {
      const isModule = kind === 'Module' || (depth < 2 && inward[0]?.kind !== 'Module');
      outer = this.#scopeNumber(`${facts.script} ${outer} ${kind}`, variables, outer, facts, isModule);
    }
    return outer ?? this.#scopeNumber(`${facts.script} none`, {}, null, facts, true);
  }

  // V8 shows a copy of a scope for each function. The same variables with the same values are the same scope, unless one
  // place in the program made two functions: then its surroundings ran twice.
  #scopeNumber(
    key: string,
    variables: Record<string, unknown>,
    outer: number | null,
    facts: FunctionFacts,
    isModule: boolean,
  ): number {
    const known = this.#known.get(key) ?? [];
    const place = `${facts.line}:${facts.column}`;
    const same = known.find(
      (other) => (isModule || !other.places.has(place)) && isSame(other.variables, variables),
    );
    if (same) {
      same.places.add(place);
      return same.number;
    }
    const number = this.scopes.length;
    this.scopes.push({ outer, names: new Map(), url: addressOf(facts.url) });
    this.#known.set(key, [...known, { number, variables, places: new Set([place]) }]);
    return number;
  }

  /** Enters the variables that a function's text names. */
  #variables(text: string, facts: FunctionFacts, innermost: number, name: string): void {
    const words = wordsIn(text);
    let scope: number | null = innermost;
    for (const { variables } of facts.scopes) {
      const { names, outer } = this.scopes[scope as number] as Variables;
      for (const word of words) {
        if (!Object.hasOwn(variables, word)) continue;
        words.delete(word);
        this.#variable(
          names,
          word,
          readSoftly(variables, word),
          text,
          `${word} (a variable that ${name} uses)`,
        );
      }
      scope = outer;
    }
  }

  #variable(names: Map<string, Ref>, word: string, value: unknown, text: string, path: string): void {
    // Numbers and flags that each thread has its own of.
    if (word in ownNumbers && value === ownNumbers[word]) {
      const own: Node = { kind: 'builtin', module: 'worker_threads', name: word };
      names.set(
        word,
        this.#add(`thread's ${word}`, () => own),
      );
      return;
    }
    const used = isNamespace(value) && !knownAs(value) ? propertiesUsed(text, word) : null;
    if (used === null) {
      if (names.has(word)) return;
      names.set(word, undefined);
      names.set(word, this.#ref(value, { path, soft: true }));
      return;
    }
    // Of a namespace only what is used crosses; another function may use more of it.
    const namespace = value as Record<string, unknown>;
    const ref = this.#add(namespace, () => this.#namespace(namespace, [], { path, soft: true }));
    names.set(word, ref);
    const node = this.nodes[ref[0]] as Node & { kind: 'object' };
    for (const key of used) {
      if (!(key in namespace) || node.members.some((member) => member.key === key)) continue;
      node.members.push(this.#exported(namespace, key, word));
    }
  }

  #sourceOf(fn: Function): string {
    const target = types.isProxy(fn) ? this.#facts.unwrapped(fn) : fn;
    return Function.prototype.toString.call(target);
  }

  #addressOf(fn: Function): string {
    return addressOf(this.#facts.factsOf(fn)?.url ?? '');
  }
}

const ownNumbers: Record<string, unknown> = Object.assign(Object.create(null), { isMainThread, threadId });

// ---- what a value is

function refuse(what: string, { path, soft }: Way): Node {
  const message = `${path} is ${what}, which cannot be taken to a worker thread`;
  if (soft) return { kind: 'absent', message };
  throw new TypeError(
    `${message}. Make it in the worker: in worker_init_fn, or when the dataset first needs it (docs/data.md)`,
  );
}

function constantNode(value: object): Node | undefined {
  if (value instanceof device) return { kind: 'constant', name: value.toString(), device: true };
  for (const type of [dtype, layout, memory_format, qscheme]) {
    if (value instanceof type) return { kind: 'constant', name: value.name, device: false };
  }
  return undefined;
}

function symbolNode(symbol: symbol): Node | undefined {
  const registered = Symbol.keyFor(symbol);
  if (registered !== undefined) return { kind: 'symbol', key: registered, registered: true };
  const name = Object.getOwnPropertyNames(Symbol).find((key) => (Symbol as Anything)[key] === symbol);
  return name === undefined ? undefined : { kind: 'symbol', key: name, registered: false };
}

/** An instance that is a function, as modules are. */
const isRevivable = (value: Function) => typeof (value.constructor as Anything)?.[REVIVE] === 'function';

const isPlainly = (value: object, type: Function) => Object.getPrototypeOf(value) === type.prototype;

/** The class whose instances inherit from `prototype`. */
function classOf(prototype: object): Function | undefined {
  const { value } = Object.getOwnPropertyDescriptor(prototype, 'constructor') ?? {};
  return typeof value === 'function' && value.prototype === prototype ? value : undefined;
}

/** A class and those it extends, the base first. */
function lineage(owner: Function): Function[] {
  const classes: Function[] = [];
  for (
    let at: any = owner;
    typeof at === 'function' && at !== Function.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    if (!platformAs(at)) classes.unshift(at);
  }
  return classes;
}

/** Values that are more than their properties: promises, sockets, loaders, ... */
function isTiedToItsThread(value: object, owner: Function): boolean {
  return (
    types.isPromise(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isGeneratorObject(value) ||
    types.isMapIterator(value) ||
    types.isSetIterator(value) ||
    types.isExternal(value) ||
    Object.hasOwn(owner, TIED) ||
    platformAs(owner) !== undefined
  );
}

/** A static property that keeps a class's instances in their thread. */
export const TIED = Symbol('typetorch.tied');

/** Whether a value holds nothing but primitives in lists and plain objects: structured clone does these many times faster. */
function isPlainData(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && typeof value !== 'symbol';
  if (depth > 32) return false;
  if (Array.isArray(value)) return value.every((item) => isPlainData(item, depth + 1));
  if (!isPlainObject(value) || Object.getPrototypeOf(value) === null) return false;
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (typeof key === 'symbol' || !property || !('value' in property) || !property.enumerable) return false;
    if (!isPlainData(property.value, depth + 1)) return false;
  }
  return true;
}

const isSame = (a: Record<string, unknown>, b: Record<string, unknown>) => {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && Object.is(readSoftly(a, key), readSoftly(b, key)))
  );
};

/** A property that may not be there yet: exports of modules that are still loading throw. */
function readSoftly(from: Record<string, unknown>, key: string): unknown {
  try {
    return from[key];
  } catch {
    return undefined;
  }
}
