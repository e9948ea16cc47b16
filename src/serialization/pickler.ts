import { Complex } from '../complex.ts';
import { TypeError, ValueError } from '../errors.ts';
import { Op } from './opcodes.ts';
import { attributes, isCounter, isOrdered, PythonObject, Tuple } from './python.ts';

/** A name that Python imports: `new GlobalName('torch', 'float32')`. */
export class GlobalName {
  readonly module: string;
  readonly name: string;

  constructor(module: string, name: string) {
    this.module = module;
    this.name = name;
  }
}

/** A call that Python makes when it reads the file: `new Reduce(name, args)` is `name(*args)`. */
export class Reduce {
  readonly callee: GlobalName;
  readonly args: readonly unknown[];

  constructor(callee: GlobalName, args: readonly unknown[]) {
    this.callee = callee;
    this.args = args;
  }
}

/** A reference to data that lies outside of the pickle. */
export class PersistentId {
  readonly id: Tuple;

  constructor(id: Tuple) {
    this.id = id;
  }
}

/** Says how an object that is none of Python's plain data is written; undefined when it does not know it. */
export type Reducer = (value: object, path: string) => Reduce | GlobalName | undefined;

const ORDERED_DICT = new GlobalName('collections', 'OrderedDict');
const COUNTER = new GlobalName('collections', 'Counter');
const SET = new GlobalName('__builtin__', 'set');
const COMPLEX = new GlobalName('__builtin__', 'complex');
const ENCODE = new GlobalName('_codecs', 'encode');

const PROTOCOL = 2;
const BATCH = 1000;
// Python's own pickler stops near this depth; a deeper file could not be read there.
const MAX_DEPTH = 900;

/**
 * Writes plain data as a pickle of protocol 2, in the instructions that `torch.load(weights_only=True)` reads.
 *
 * @throws TypeError for what Python could not read as data, naming where it is: `checkpoint.optimizer.hook`.
 */
export function pickle(value: unknown, reducer: Reducer, name = 'the object'): Uint8Array {
  return new Pickler(reducer).dump(value, name);
}

class Pickler {
  private readonly out = new ByteWriter();
  private readonly memo = new Map<unknown, number>();
  private readonly globals = new Map<string, number>();
  private readonly open = new Set<object>();
  private readonly reducer: Reducer;
  private count = 0;
  private depth = 0;

  constructor(reducer: Reducer) {
    this.reducer = reducer;
  }

  dump(value: unknown, path: string): Uint8Array {
    this.out.byte(Op.PROTO);
    this.out.byte(PROTOCOL);
    this.save(value, path);
    this.out.byte(Op.STOP);
    return this.out.bytes();
  }

  private save(value: unknown, path: string): void {
    if (typeof value === 'number') this.number(value);
    else if (typeof value === 'string') this.string(value);
    else if (typeof value === 'boolean') this.out.byte(value ? Op.NEWTRUE : Op.NEWFALSE);
    else if (typeof value === 'bigint') this.integer(value, path);
    else if (value === null) this.out.byte(Op.NONE);
    else if (typeof value === 'object' || typeof value === 'function') this.object(value, path);
    else if (value !== undefined)
      throw new TypeError(`${path} is a ${typeof value}, which Python has no value for`);
    else throw new TypeError(`${path} is undefined; write null for Python's None, or leave the key away`);
  }

  private object(value: object, path: string): void {
    if (this.recall(value)) return;
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new ValueError(`${path} is nested deeper than ${MAX_DEPTH} levels`);
    if (value instanceof GlobalName) this.global(value);
    else if (value instanceof Reduce) this.reduce(value, value, path);
    else if (value instanceof PersistentId) this.persistent(value, path);
    else if (!this.plain(value, path)) this.other(value, path);
    this.depth -= 1;
  }

  /** Python's own kinds of data. */
  private plain(value: object, path: string): boolean {
    if (value instanceof Tuple) this.tuple(value, path);
    else if (value instanceof Set) this.set(value, path);
    else if (value instanceof Complex) this.complex(value, path);
    else if (value instanceof Float) this.float(value.value);
    else if (value instanceof Uint8Array) this.binary(value, path);
    else if (Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype) this.list(value, path);
    else if (value instanceof Map || isDictionary(value)) this.dict(value, path);
    else return false;
    return true;
  }

  private other(value: object, path: string): void {
    const reduced = this.reducer(value, path);
    if (reduced instanceof GlobalName) this.global(reduced);
    else if (reduced) this.reduce(value, reduced, path);
    else throw new TypeError(`${path} is ${refusal(value)}`);
  }

  private number(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.smallInteger(value);
    else this.float(value);
  }

  private smallInteger(value: number): void {
    const { out } = this;
    if (value >= 0 && value < 0x100) {
      out.byte(Op.BININT1);
      out.byte(value);
    } else if (value >= 0 && value < 0x10000) {
      out.byte(Op.BININT2);
      out.uint16(value);
    } else if (value === (value | 0)) {
      out.byte(Op.BININT);
      out.uint32(value >>> 0);
    } else this.integer(BigInt(value), '');
  }

  private integer(value: bigint, path: string): void {
    if (BigInt.asIntN(32, value) === value) {
      this.smallInteger(Number(value));
      return;
    }
    const bits = (value < 0n ? -value - 1n : value).toString(2).length + 1;
    const length = Math.ceil(bits / 8);
    // weights_only loading knows no longer form.
    if (length > 255)
      throw new ValueError(`${path} is an integer of ${length} bytes; Python reads at most 255`);
    const hex = BigInt.asUintN(length * 8, value)
      .toString(16)
      .padStart(length * 2, '0');
    this.out.byte(Op.LONG1);
    this.out.byte(length);
    this.out.raw(Buffer.from(hex, 'hex').reverse());
  }

  private float(value: number): void {
    this.out.byte(Op.BINFLOAT);
    this.out.float64(value);
  }

  private string(value: string): void {
    if (this.recall(value)) return;
    const utf8 = encodeUtf8(value);
    this.out.byte(Op.BINUNICODE);
    this.out.uint32(utf8.length);
    this.out.raw(utf8);
    this.memoize(value);
  }

  /** Protocol 2 has no bytes; Python itself writes them as Latin-1 text to encode. */
  private binary(value: Uint8Array, path: string): void {
    const latin1 = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
    this.reduce(value, new Reduce(ENCODE, [latin1, 'latin1']), path);
  }

  private complex(value: Complex, path: string): void {
    this.reduce(value, new Reduce(COMPLEX, [new Float(value.re), new Float(value.im)]), path);
  }

  private list(value: unknown[], path: string): void {
    this.out.byte(Op.EMPTY_LIST);
    this.memoize(value);
    for (let from = 0; from < value.length; from += BATCH) {
      const end = Math.min(from + BATCH, value.length);
      if (end - from > 1) this.out.byte(Op.MARK);
      for (let i = from; i < end; i += 1) this.save(value[i], `${path}[${i}]`);
      this.out.byte(end - from > 1 ? Op.APPENDS : Op.APPEND);
    }
  }

  private tuple(items: readonly unknown[], path: string): void {
    if (items.length === 0) {
      this.out.byte(Op.EMPTY_TUPLE);
      return;
    }
    this.enter(items, path);
    if (items.length > 3) this.out.byte(Op.MARK);
    for (const [i, item] of items.entries()) this.save(item, `${path}[${i}]`);
    this.open.delete(items);
    this.out.byte([0, Op.TUPLE1, Op.TUPLE2, Op.TUPLE3][items.length] ?? Op.TUPLE);
    this.memoize(items);
  }

  private dict(value: object, path: string): void {
    if (isCounter(value)) {
      this.reduce(value, new Reduce(COUNTER, [new Map(entriesOf(value))]), path);
      return;
    }
    if (isOrdered(value)) {
      this.global(ORDERED_DICT);
      this.out.byte(Op.EMPTY_TUPLE);
      this.out.byte(Op.REDUCE);
    } else this.out.byte(Op.EMPTY_DICT);
    this.memoize(value);
    this.items(entriesOf(value), path);
    const extra = attributes(value);
    if (extra.length === 0) return;
    this.dict(Object.fromEntries(extra), path);
    this.out.byte(Op.BUILD);
  }

  private set(value: Set<unknown>, path: string): void {
    const items = [...value];
    for (const item of items) checkHashable(item, `an item of ${path}`);
    this.reduce(value, new Reduce(SET, [items]), path);
  }

  private items(entries: [unknown, unknown][], path: string): void {
    for (let from = 0; from < entries.length; from += BATCH) {
      const batch = entries.slice(from, from + BATCH);
      if (batch.length > 1) this.out.byte(Op.MARK);
      for (const [key, value] of batch) {
        checkHashable(key, `a key of ${path}`);
        this.save(key, `a key of ${path}`);
        this.save(
          value,
          typeof key === 'string' && /^[\p{L}_$][\w$]*$/u.test(key)
            ? `${path}.${key}`
            : `${path}[${show(key)}]`,
        );
      }
      this.out.byte(batch.length > 1 ? Op.SETITEMS : Op.SETITEM);
    }
  }

  private global(name: GlobalName): void {
    const path = `${name.module}\n${name.name}\n`;
    const known = this.globals.get(path);
    if (known !== undefined) {
      this.get(known);
      return;
    }
    this.out.byte(Op.GLOBAL);
    this.out.raw(Buffer.from(path));
    this.globals.set(path, this.memoize(name));
  }

  private reduce(identity: object, { callee, args }: Reduce, path: string): void {
    this.enter(identity, path);
    this.global(callee);
    this.tuple(args, path);
    this.open.delete(identity);
    this.out.byte(Op.REDUCE);
    this.memoize(identity);
  }

  /** A list or dict may contain itself; what exists only once its contents do may not. */
  private enter(value: object, path: string): void {
    if (this.open.has(value)) throw new ValueError(`${path} contains itself`);
    this.open.add(value);
  }

  private persistent({ id }: PersistentId, path: string): void {
    this.tuple(id, path);
    this.out.byte(Op.BINPERSID);
  }

  private recall(value: unknown): boolean {
    const index = this.memo.get(value);
    if (index === undefined) return false;
    this.get(index);
    return true;
  }

  private get(index: number): void {
    this.indexed(Op.BINGET, Op.LONG_BINGET, index);
  }

  private memoize(value: unknown): number {
    const index = this.count;
    this.count += 1;
    this.memo.set(value, index);
    this.indexed(Op.BINPUT, Op.LONG_BINPUT, index);
    return index;
  }

  private indexed(short: number, long: number, index: number): void {
    this.out.byte(index < 0x100 ? short : long);
    if (index < 0x100) this.out.byte(index);
    else this.out.uint32(index);
  }
}

/** A number that Python gets as float even when it is whole. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

function entriesOf(dict: object): [unknown, unknown][] {
  return dict instanceof Map ? [...dict] : Object.entries(dict);
}

function isDictionary(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return typeof value === 'object' && (prototype === Object.prototype || prototype === null);
}

/** Python looks keys up by their value, which must not change. */
function checkHashable(key: unknown, path: string): void {
  if (typeof key !== 'object' || key === null) return;
  const isList = Array.isArray(key) && Object.getPrototypeOf(key) === Array.prototype;
  const kind = isList
    ? 'list'
    : key instanceof Set
      ? 'set'
      : key instanceof Map || isDictionary(key)
        ? 'dict'
        : null;
  if (kind)
    throw new TypeError(`${path} is a ${kind}, which Python cannot have as a key; a Tuple can be one`);
}

function show(key: unknown): string {
  return typeof key === 'string' ? JSON.stringify(key) : String(key);
}

function refusal(value: object): string {
  const state = 'state_dict' in value && typeof value.state_dict === 'function';
  const kind = value.constructor?.name || 'object';
  if (state) return `a whole ${kind}; save its state_dict() instead, which any program can load`;
  if (typeof value === 'function') return 'a function, which cannot be written as data';
  if (value instanceof PythonObject)
    return `an object of Python's ${value.python_class}, whose class is not known here`;
  if (ArrayBuffer.isView(value))
    return `a ${kind}; write torch.from_numpy(it), or a Uint8Array for plain bytes`;
  return `an object of class ${kind}; write plain data: tensors, arrays, Tuple, Map, Set, plain objects, numbers, strings, null`;
}

function encodeUtf8(text: string): Uint8Array {
  if (!/\p{Surrogate}/u.test(text)) return Buffer.from(text, 'utf8');
  // Buffer would replace a lone surrogate; Python keeps it.
  const parts = text.split(/(\p{Surrogate})/u).map((part) => {
    const unit = part.charCodeAt(0);
    if (!/^\p{Surrogate}$/u.test(part)) return Buffer.from(part, 'utf8');
    return Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]);
  });
  return Buffer.concat(parts);
}

/** Bytes that grow as they are written. */
class ByteWriter {
  private buffer = Buffer.allocUnsafe(4096);
  private length = 0;

  private reserve(count: number): number {
    const at = this.length;
    if (at + count > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, at + count));
      this.buffer.copy(larger, 0, 0, at);
      this.buffer = larger;
    }
    this.length = at + count;
    return at;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.buffer[at] = value;
  }

  uint16(value: number): void {
    const at = this.reserve(2);
    this.buffer.writeUInt16LE(value, at);
  }

  uint32(value: number): void {
    const at = this.reserve(4);
    this.buffer.writeUInt32LE(value, at);
  }

  float64(value: number): void {
    const at = this.reserve(8);
    this.buffer.writeDoubleBE(value, at);
  }

  raw(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.buffer.set(bytes, at);
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}
