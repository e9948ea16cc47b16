import { createRequire } from 'node:module';
import { REVIVE, root } from '../../../crossing.ts';
import { makeDevice } from '../../../dtype.ts';
import { RuntimeError, TypeError } from '../../../errors.ts';
import { native } from '../../../native.ts';
import { Generator } from '../../../random.ts';
import { Parameter, Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { fromPlatform } from './exports.ts';
import type { Member, Node, Parcel, Ref, Variables } from './nodes.ts';
import { Scopes } from './rebuild.ts';
import { wordsAtDefinition } from './source.ts';

type Anything = any;

/** Thrown where a value leads back to itself before it is made. */
const UNFINISHED = new RuntimeError('a class cannot extend what is made from it');

/** Puts together what an `Encoder` of another thread took apart. */
export class Decoder {
  readonly #parcel: Parcel;
  readonly #mailbox: number;
  readonly #home: readonly unknown[];
  readonly #values = new Map<number, unknown>();
  readonly #scopes: Scopes;
  readonly #modules = new Map<string, Record<string, unknown>>();
  readonly #later: (() => void)[] = [];
  readonly #making = new Set<number>();

  /** `home` are this side's own values, which the other side knows by number. */
  constructor(parcel: Parcel, mailbox: number, home: readonly unknown[] = []) {
    this.#parcel = parcel;
    this.#mailbox = mailbox;
    this.#home = home;
    this.#scopes = new Scopes(parcel);
  }

  /** Imports the modules of packages that the values come from. */
  async load(): Promise<void> {
    for (const node of this.#parcel.nodes) {
      if (node.kind !== 'import' || node.common || this.#modules.has(node.url)) continue;
      this.#modules.set(node.url, await import(node.url));
    }
  }

  decode(): unknown {
    const value = this.#value(this.#parcel.root);
    this.#settle();
    return value;
  }

  /** Sets the variables of what was made so far; those that lead to what is still being made have to wait. */
  #settle(): void {
    for (let left = this.#later.length; left > 0; left -= 1) {
      const set = this.#later.shift() as () => void;
      try {
        set();
      } catch (error) {
        if (error !== UNFINISHED) throw error;
        this.#later.push(set);
        continue;
      }
      // Each success may be what others waited for, and may have brought new ones.
      left = this.#later.length + 1;
    }
  }

  /** The numbers of the functions that were made here. */
  functions(): Map<unknown, number> {
    const found = new Map<unknown, number>();
    for (const [number, value] of this.#values) if (typeof value === 'function') found.set(value, number);
    return found;
  }

  #value(ref: Ref): any {
    if (!Array.isArray(ref)) return ref;
    const [number] = ref as [number];
    if (this.#values.has(number)) return this.#values.get(number);
    if (this.#making.has(number)) throw UNFINISHED;
    this.#making.add(number);
    try {
      const value = this.#make(number, this.#parcel.nodes[number] as Node);
      this.#values.set(number, value);
      return value;
    } finally {
      this.#making.delete(number);
    }
  }

  #make(number: number, node: Node): any {
    switch (node.kind) {
      case 'clone':
        return node.value;
      case 'buffer':
        return Buffer.from(node.value.buffer, node.value.byteOffset, node.value.byteLength);
      case 'array': {
        const array: unknown[] = this.#begun(number, []);
        for (const item of node.items) array.push(this.#value(item));
        return array;
      }
      case 'map': {
        const map: Map<unknown, unknown> = this.#begun(number, new Map());
        for (const [key, item] of node.entries) map.set(this.#value(key), this.#value(item));
        return map;
      }
      case 'set': {
        const set: Set<unknown> = this.#begun(number, new Set());
        for (const item of node.items) set.add(this.#value(item));
        return set;
      }
      case 'tensor':
        return this.#tensor(node);
      case 'generator': {
        const made = Generator();
        made.manual_seed(node.seed);
        return made.set_state(this.#value(node.state));
      }
      case 'constant':
        return node.device ? makeDevice(node.name) : (torch as Anything)[node.name];
      case 'object':
        return this.#object(number, node);
      case 'known':
        return this.#known(node.path);
      case 'global':
      case 'builtin':
        return fromPlatform(node);
      case 'import':
        return this.#imported(node);
      case 'interop': {
        const inner = this.#value(node.of);
        return Object.create(inner, { default: { value: inner, enumerable: true } });
      }
      case 'function':
        return this.#function(number, node);
      case 'symbol':
        return node.registered ? Symbol.for(node.key) : (Symbol as Anything)[node.key];
      case 'home':
        return this.#home[node.node];
      case 'absent':
        return absent(node.message);
    }
  }

  #begun<T>(number: number, value: T): T {
    this.#values.set(number, value);
    return value;
  }

  #tensor(node: Node & { kind: 'tensor' }): Tensor {
    const tensor = new Tensor(0);
    tensor._h = native.mailbox_take(this.#mailbox, node.slot, tensor);
    if (node.parameter) return new Parameter(tensor, node.requires_grad);
    if (node.requires_grad) tensor.requires_grad_();
    if (node.type === undefined) return tensor;
    return Object.assign(tensor.as_subclass(this.#value(node.type)), this.#value(node.carried));
  }

  #object(number: number, node: Node & { kind: 'object' }): object {
    const above = node.prototype === undefined ? Object.prototype : this.#value(node.prototype);
    // The class's variables may have led here already.
    if (this.#values.has(number)) return this.#values.get(number) as object;
    const value = node.revive
      ? above[REVIVE](this.#value(node.carried))
      : Object.create(typeof above === 'function' ? above.prototype : above);
    this.#begun(number, value);
    this.#define(value, node.members);
    return value;
  }

  #define(value: object, members: readonly Member[]): void {
    for (const { key, value: item, get, set, enumerable } of members) {
      const name = typeof key === 'string' ? key : this.#value(key as Ref);
      const property =
        get || set
          ? { get: get && this.#value(get), set: set && this.#value(set) }
          : { value: this.#value(item), writable: true };
      Object.defineProperty(value, name, {
        ...property,
        enumerable,
        configurable: true,
      } as PropertyDescriptor);
    }
  }

  #known(path: readonly string[]): unknown {
    if (path[0] === 'torch') return path.slice(1).reduce<Anything>((at, name) => at[name], torch);
    if (root === null) throw new RuntimeError('the package is not loaded as a whole');
    return path.reduce<Anything>((at, name) => at[name], root);
  }

  #imported({ url, name, common }: Node & { kind: 'import' }): unknown {
    const exports = common
      ? createRequire(url)(decodeURIComponent(new URL(url).pathname))
      : this.#modules.get(url);
    if (exports === undefined) {
      throw new TypeError(
        `a value of ${url} came back from a worker; only data, tensors and your own classes can`,
      );
    }
    return name.reduce<Anything>((at, key) => at[key], exports);
  }

  #function(number: number, node: Node & { kind: 'function' }): Function {
    const base = node.base && this.#value(node.base);
    const scope = this.#scopes.of(node.scope);
    for (let at: number | null = node.scope; at !== null; ) {
      const { names, outer } = this.#parcel.scopes[at] as Variables;
      const { set } = this.#scopes.of(at);
      for (const [name, ref] of names) {
        if (this.#isFirst(at, name)) this.#later.push(() => set[name]?.(this.#value(ref)));
      }
      at = outer;
    }
    // Static parts run, and may call functions, while the class is being made.
    if (wordsAtDefinition(node.source).size > 0) this.#settle();
    if (this.#values.has(number)) return this.#values.get(number) as Function;
    const make = scope.make[number] as (base: unknown) => Anything;
    const made = make(base);
    const fn: Function = typeof made === 'function' ? made : methodOf(made, node.source);
    this.#begun(number, fn);
    this.#later.push(() => this.#define(fn, node.members));
    return fn;
  }

  readonly #bound = new Set<string>();
  #isFirst(scope: number, name: string): boolean {
    const key = `${scope} ${name}`;
    return !this.#bound.has(key) && !!this.#bound.add(key);
  }
}

/** The method in an object that was made to hold it. */
function methodOf(holder: object, source: string): Function {
  const [key] = Reflect.ownKeys(holder);
  const { value, get, set } = Object.getOwnPropertyDescriptor(
    holder,
    key as PropertyKey,
  ) as PropertyDescriptor;
  const found = value ?? (/^\(\{\s*set\b/.test(source) ? set : get);
  if (typeof found !== 'function') throw new TypeError(`not a method: ${source}`);
  return found;
}

/** Stands for what could not cross, and says so wherever it is used. */
function absent(message: string): object {
  const fail = () => {
    throw new TypeError(
      `${message}. Make it in the worker: in worker_init_fn, or when the dataset first needs it (docs/data.md)`,
    );
  };
  const traps = Object.getOwnPropertyNames(Reflect).filter(
    (name) => typeof (Reflect as Anything)[name] === 'function',
  );
  return new Proxy(function absent() {}, Object.fromEntries(traps.map((name) => [name, fail])));
}
