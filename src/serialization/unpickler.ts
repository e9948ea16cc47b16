import { UnpicklingError } from '../errors.ts';
import { Budget, type LoadContext } from './budget.ts';
import { DictDraft, Draft, Late, ObjectDraft } from './drafts.ts';
import { Op } from './opcodes.ts';
import { PythonObject, Tuple } from './python.ts';

/**
 * What one name of a Python module stands for. The machine finds these in an exact table and nowhere else, so a file can reach
 * no code but the functions in that table, and those only build data.
 */
export class Global {
  /** `module.name`, as Python would import it. */
  readonly name: string;
  /** The data that the name itself is, as for `torch.float32`. */
  readonly value: unknown;
  /** The class of ours that it is, where a file refers to the class itself. */
  readonly self: Function | undefined;
  /** What calling it with these arguments gives. */
  readonly call: Call | undefined;

  constructor(name: string, { value, call, self }: { value?: unknown; call?: Call; self?: Function }) {
    this.name = name;
    this.value = value;
    this.self = self;
    this.call = call;
  }
}

type Call = (this: LoadContext, ...args: any[]) => unknown;

export interface UnpicklerOptions {
  /** The allow-list: `module.name` to what it stands for. */
  globals: { get(name: string): Global | undefined };
  /** Gives the object for a persistent id, such as a storage. */
  persistent_load?: (id: unknown) => unknown;
  /** Gives the same bytes and more of them, at least `end` where there are so many; for pickles inside of larger files. */
  more?: (end: number) => Uint8Array;
  /** Reads objects of unknown classes as PythonObject data instead of refusing them. */
  unknown_as_data?: boolean;
  /** What Python 2's strings are: utf-8, ascii, latin1, or bytes. */
  encoding?: string;
  /** Told the name of each class that is not in the allow-list. */
  unsafe?: ((name: string) => void) | undefined;
  context?: LoadContext;
}

export interface Unpickled {
  value: any;
  /** Where the pickle ended: a stream may hold several. */
  end: number;
}

// Python's own integers in checkpoints stay below this by far (seeds, generator states); BigInt's cost grows faster than the text.
const MAX_INTEGER_BYTES = 1024;
const MAX_LINE = 4096;
const MAX_ARGUMENTS = 1000;
const MAX_STRING = 2 ** 28;
const SHORT = 256;
// Python's own pickler stops near 1000.
const MAX_NESTING = 2000;
// What things take of memory, about.
const COST = { container: 120, dict: 240, entry: 60, item: 8, slot: 16, memo: 48, text: 32, bytes: 120 };
const SLOTS = 1024;

/** Reads one pickle as data. It executes nothing: see `Global`. */
export function unpickle(bytes: Uint8Array, options: UnpicklerOptions, start = 0): Unpickled {
  return new Unpickler(bytes, options, start).load();
}

// Marks the begin of a group on the stack.
const MARK = Symbol('mark');

class Unpickler {
  private bytes!: Buffer;
  private view!: DataView;
  private readonly options: UnpicklerOptions;
  private readonly stack: unknown[] = [];
  private readonly marks: number[] = [];
  // A Map, so that a huge index in a file allocates nothing.
  private readonly memo = new Map<number, unknown>();
  private readonly containers: Container[] = [];
  private readonly context: LoadContext;
  private slots = 0;
  private readonly unknown = new Map<string, Global>();
  private readonly bareClasses = new Map<string, PythonObject>();
  private position: number;

  constructor(bytes: Uint8Array, options: UnpicklerOptions, start: number) {
    this.use(bytes);
    this.options = options;
    this.position = start;
    this.context = options.context ?? {
      budget: new Budget(bytes.length, undefined),
      flush() {},
      measuring: false,
    };
  }

  load(): Unpickled {
    for (;;) {
      const at = this.position;
      const op = this.byte();
      if (op === Op.STOP) break;
      const run = INSTRUCTIONS[op];
      if (!run)
        throw this.error(`instruction 0x${op.toString(16)} at byte ${at} is not one that pickled data needs`);
      run(this);
    }
    const result = this.pop();
    if (this.stack.length > 0) throw this.error(`${this.stack.length} values are left over at its end`);
    return { value: this.finish(result), end: this.position };
  }

  error(what: string): UnpicklingError {
    return new UnpicklingError(`the pickled data is damaged or not made by Python's pickle: ${what}`);
  }

  // Reading

  private use(bytes: Uint8Array): void {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(count: number): Uint8Array {
    const at = this.advance(count);
    return this.bytes.subarray(at, at + count);
  }

  /** Moves behind the next bytes, which are there afterwards, and gives their place. */
  private advance(count: number): number {
    const at = this.position;
    const end = at + count;
    if (end > this.bytes.length && this.options.more) this.use(this.options.more(end));
    if (end > this.bytes.length) {
      throw this.error(
        `it ends at byte ${this.bytes.length}, where ${count} more bytes were expected after byte ${this.position}`,
      );
    }
    this.position = end;
    return at;
  }

  byte(): number {
    const at = this.advance(1);
    return this.view.getUint8(at);
  }

  uint16(): number {
    const at = this.advance(2);
    return this.view.getUint16(at, true);
  }

  int32(): number {
    const at = this.advance(4);
    return this.view.getInt32(at, true);
  }

  uint32(): number {
    const at = this.advance(4);
    return this.view.getUint32(at, true);
  }

  uint64(): number {
    const at = this.advance(8);
    return Number(this.view.getBigUint64(at, true));
  }

  float64(): number {
    const at = this.advance(8);
    return this.view.getFloat64(at, false);
  }

  rawLine(longest = Number.POSITIVE_INFINITY): Uint8Array {
    let end = this.bytes.indexOf(0x0a, this.position);
    while (end < 0 && this.options.more) {
      const { length } = this.bytes;
      this.use(this.options.more(length + 1));
      if (this.bytes.length === length) break;
      end = this.bytes.indexOf(0x0a, length);
    }
    if (end < 0 || end - this.position > longest) {
      throw this.error(`the line at byte ${this.position} has no end within ${longest} bytes`);
    }
    const line = this.take(end - this.position);
    this.position += 1;
    return line;
  }

  line(): string {
    const line = this.rawLine(MAX_LINE);
    this.charge(COST.text + line.length);
    return this.decoded(line);
  }

  /** Says before it is taken how much memory something takes. */
  charge(bytes: number): void {
    this.context.budget.charge(bytes);
  }

  copy(bytes: Uint8Array): Uint8Array {
    this.charge(COST.bytes + bytes.length);
    return new Uint8Array(bytes);
  }

  text(length: number): string {
    const at = this.advance(length);
    if (length > MAX_STRING) throw this.error(`a text of ${length} bytes; at most ${MAX_STRING} are read`);
    this.charge(COST.text + length);
    // Most texts are names of parameters.
    const ascii = length < SHORT ? this.bytes.toString('latin1', at, at + length) : '';
    return length < SHORT && /^[\0-\x7f]*$/.test(ascii)
      ? ascii
      : this.decoded(this.bytes.subarray(at, at + length));
  }

  private decoded(bytes: Uint8Array): string {
    try {
      return decodeUtf8(bytes);
    } catch {
      throw this.error(`the text before byte ${this.position} is not UTF-8`);
    }
  }

  /** Python 2's `str` is bytes; where they are text, text is what the file means. */
  byteString(bytes: Uint8Array): string | Uint8Array {
    this.charge(COST.text + bytes.length);
    const { encoding = 'utf-8' } = this.options;
    if (encoding === 'bytes') return this.copy(bytes);
    if (encoding.startsWith('latin')) return latin1(bytes);
    if (encoding.toLowerCase() === 'ascii' && bytes.some((byte) => byte > 127)) return this.copy(bytes);
    try {
      return utf8.decode(bytes);
    } catch {
      return this.copy(bytes);
    }
  }

  integer(littleEndian: Uint8Array): number | bigint {
    if (littleEndian.length > MAX_INTEGER_BYTES) {
      throw this.error(`an integer of ${littleEndian.length} bytes; at most ${MAX_INTEGER_BYTES} are read`);
    }
    if (littleEndian.length === 0) return 0;
    this.charge(littleEndian.length > 6 ? 2 * littleEndian.length + COST.text : 0);
    const hex = Buffer.from(littleEndian).reverse().toString('hex');
    return narrow(BigInt.asIntN(littleEndian.length * 8, BigInt(`0x${hex}`)));
  }

  // The stack

  push(value: unknown): void {
    if (this.stack.length >= this.slots) {
      this.charge(SLOTS * COST.slot);
      this.slots += SLOTS;
    }
    this.stack.push(value);
  }

  pop(): unknown {
    const value = this.top();
    this.stack.length -= 1;
    return value;
  }

  top(): unknown {
    const value = this.stack[this.stack.length - 1];
    if (this.stack.length === 0 || value === MARK)
      throw this.error(`nothing is on the stack at byte ${this.position}`);
    return value;
  }

  discard(): void {
    if (this.stack.at(-1) === MARK) this.popToMark();
    else this.pop();
  }

  mark(): void {
    if (this.marks.length >= MAX_NESTING) throw this.error(`groups nested deeper than ${MAX_NESTING}`);
    this.marks.push(this.stack.length);
    this.push(MARK);
  }

  popToMark(): unknown[] {
    const at = this.marks.pop();
    if (at === undefined) throw this.error(`a group without its beginning at byte ${this.position}`);
    const items = this.stack.splice(at + 1);
    this.stack.length = at;
    return items;
  }

  // Objects

  list(items: unknown[]): void {
    this.push(this.keep(items));
  }

  tuple(items: unknown[]): void {
    if (items.length > 0) this.charge(COST.container);
    // The array itself: a new Tuple costs ten times as much, and a checkpoint has a handful for each tensor.
    const tuple: Tuple = Object.setPrototypeOf(items, Tuple.prototype);
    // Sizes and strides hold nothing that would have to be completed.
    if (items.some(isUnfinished)) this.containers.push(tuple);
    this.push(tuple);
  }

  set(items: unknown[]): void {
    this.push(this.keep(new Set()));
    this.addItems(items);
  }

  dict(items: unknown[]): void {
    this.push(this.keep(new DictDraft()));
    this.setItems(items);
  }

  append(items: unknown[]): void {
    const list = this.top();
    const target = list instanceof ObjectDraft ? list.result.items : list;
    if (!Array.isArray(target) || target instanceof Tuple)
      throw this.error(`items for a list, but it is ${describe(list)}`);
    this.charge(COST.item * items.length);
    for (const item of items) target.push(item);
  }

  setItems(items: unknown[]): void {
    const dict = this.top();
    this.charge((COST.entry / 2) * items.length);
    if (items.length % 2 !== 0) throw this.error(`a key without its value before byte ${this.position}`);
    for (let i = 0; i < items.length; i += 2) {
      const key = this.hashable(items[i]);
      if (dict instanceof DictDraft) dict.entries.set(key, items[i + 1]);
      else if (dict instanceof ObjectDraft) dict.result.entries.push([key, items[i + 1]]);
      else throw this.error(`keys and values for a dict, but it is ${describe(dict)}`);
    }
  }

  addItems(items: unknown[]): void {
    const set = this.top();
    if (!(set instanceof Set)) throw this.error(`items for a set, but it is ${describe(set)}`);
    this.charge(COST.entry * items.length);
    for (const item of items) set.add(this.hashable(item));
  }

  private hashable(key: unknown): unknown {
    const mutable =
      key instanceof DictDraft || key instanceof Set || (Array.isArray(key) && !(key instanceof Tuple));
    if (mutable) throw this.error(`${describe(key)} as the key of a dict or the item of a set`);
    return key;
  }

  put(index: number): void {
    if (!this.memo.has(index)) this.charge(COST.memo);
    this.memo.set(index, this.top());
  }

  memoize(): void {
    this.put(this.memo.size);
  }

  get(index: number): void {
    if (!this.memo.has(index)) throw this.error(`it refers to value ${index}, which it has not defined`);
    this.push(this.memo.get(index));
  }

  persistent(id: unknown): void {
    if (!this.options.persistent_load) throw this.error('it refers to data outside of it');
    this.push(this.keep(this.options.persistent_load(id)));
  }

  global(module: unknown, name: unknown): void {
    if (typeof module !== 'string' || typeof name !== 'string')
      throw this.error('a class whose name is not text');
    // Python 2 and the protocols up to 2 call it __builtin__.
    const path = `${module === '__builtin__' ? 'builtins' : module}.${name}`;
    const known = this.options.globals.get(path);
    if (!known) this.options.unsafe?.(path);
    if (known) this.push(known.value === undefined ? known : known.value);
    else if (this.options.unknown_as_data) this.push(this.unknownGlobal(path));
    else {
      throw new UnpicklingError(
        `it holds an object of ${JSON.stringify(path)}, which is not among the classes that are read as data. Nothing was executed. ` +
          'If you trust the class, allow it with torch.serialization.add_safe_globals; or load the file in Python and save plain data there ' +
          '(tensors, dicts, lists, numbers, strings: a state_dict); or pass { weights_only: false } to get modules that are known here, ' +
          'and objects of unknown classes as PythonObject data, which executes nothing either.',
      );
    }
  }

  private unknownGlobal(path: string): Global {
    let known = this.unknown.get(path);
    if (!known) {
      known = new Global(path, { call: (...args) => new ObjectDraft(path, args) });
      this.unknown.set(path, known);
    }
    return known;
  }

  call(callee: unknown, args: unknown): void {
    if (!(callee instanceof Global) || !callee.call) throw this.error(`it calls ${describe(callee)}`);
    if (!(args instanceof Tuple))
      throw this.error(`it calls ${callee.name} with ${describe(args)} instead of a tuple`);
    if (args.length > MAX_ARGUMENTS)
      throw this.error(`it calls ${callee.name} with ${args.length} arguments`);
    const result = callee.call.call(this.context, ...args);
    this.charge(sizeOf(result));
    this.push(this.keep(result));
  }

  build(state: unknown): void {
    const object = this.top();
    if (object instanceof Draft && object.setstate(state)) return;
    throw this.error(`it sets ${describe(state)} as the state of ${describe(object)}`);
  }

  private keep<T>(value: T): T {
    if (!isContainer(value)) return value;
    this.charge(value instanceof DictDraft ? COST.dict : COST.container);
    this.containers.push(value);
    return value;
  }

  /** Replaces every draft, wherever it is referred to, by its value. */
  private finish(result: unknown): unknown {
    const resolve = (item: unknown): unknown => {
      if (item instanceof Late) return item.value();
      if (item instanceof Global) return item.self ?? this.bare(item);
      return item;
    };
    const depths = new Map<object, number>();
    for (const container of this.containers) this.complete(container, resolve, depths, 0);
    return resolve(result);
  }

  /** Fills a container after all that it contains; gives how deep it is nested. */
  private complete(
    container: Container,
    resolve: (item: unknown) => unknown,
    depths: Map<object, number>,
    above: number,
  ): number {
    const known = depths.get(container);
    // One that is being filled contains itself, which adds no depth.
    if (known !== undefined) return known;
    depths.set(container, 0);
    let below = 0;
    const items = container instanceof Draft ? container.children() : container;
    if (above > MAX_NESTING) throw this.error(`nested deeper than ${MAX_NESTING} levels`);
    for (const item of items) {
      if (isContainer(item)) below = Math.max(below, this.complete(item, resolve, depths, above + 1));
    }
    if (below > MAX_NESTING) throw this.error(`nested deeper than ${MAX_NESTING} levels`);
    depths.set(container, below + 1);
    if (container instanceof Draft) container.fill(resolve);
    else if (Array.isArray(container))
      for (let i = 0; i < container.length; i += 1) container[i] = resolve(container[i]);
    else {
      const resolved = [...container].map(resolve);
      container.clear();
      for (const item of resolved) container.add(item);
    }
    return below + 1;
  }

  private bare({ name }: Global): PythonObject {
    let known = this.bareClasses.get(name);
    if (!known) {
      known = new PythonObject(name, null);
      this.bareClasses.set(name, known);
    }
    return known;
  }
}

type Container = Draft | unknown[] | Set<unknown>;

function isContainer(value: unknown): value is Container {
  if (typeof value !== 'object') return false;
  return value instanceof Draft || value instanceof Set || Array.isArray(value);
}

/** Whether something may have to be done to a value when the whole pickle has been read. */
function isUnfinished(value: unknown): boolean {
  return (
    typeof value === 'object' && (value instanceof Global || value instanceof Late || isContainer(value))
  );
}

/** What the result of a call has copied. */
function sizeOf(result: unknown): number {
  if (result instanceof Uint8Array) return COST.bytes + result.length;
  if (result instanceof Set) return COST.entry * result.size;
  if (result instanceof DictDraft) return COST.entry * result.entries.size;
  return Array.isArray(result) ? COST.item * result.length : 0;
}

/** A bigint only where a number would not be exact. */
function narrow(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Python writes a lone surrogate as the three bytes that UTF-8 would give it; both languages' strings can hold one. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    let text = '';
    let from = 0;
    for (let i = 0; i + 2 < bytes.length; i += 1) {
      const [a, b, c] = [bytes[i] as number, bytes[i + 1] as number, bytes[i + 2] as number];
      if (a !== 0xed || b < 0xa0 || b > 0xbf || c < 0x80 || c > 0xbf) continue;
      text +=
        utf8.decode(bytes.subarray(from, i)) + String.fromCharCode(0xd000 | ((b & 0x3f) << 6) | (c & 0x3f));
      from = i + 3;
      i += 2;
    }
    if (from === 0) throw error;
    return text + utf8.decode(bytes.subarray(from));
  }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value instanceof Global) return `the class ${value.name}`;
  if (value instanceof ObjectDraft) return `an object of ${value.result.python_class}`;
  if (value instanceof DictDraft) return 'a dict';
  if (value instanceof Tuple) return 'a tuple';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Set) return 'a set';
  if (typeof value === 'object') return `a ${value.constructor?.name ?? 'object'}`;
  return `a ${typeof value}`;
}

function parseFloatLine(machine: Unpickler): number {
  const line = machine.line().trim();
  const special: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  const number = special[line] ?? Number(line);
  if (line === '' || (Number.isNaN(number) && line !== 'nan'))
    throw machine.error(`${JSON.stringify(line)} as a float`);
  return number;
}

function parseIntegerLine(
  machine: Unpickler,
  line = machine.line().trim().replace(/L$/, ''),
): number | bigint {
  if (!/^[+-]?\d{1,2400}$/.test(line))
    throw machine.error(`${JSON.stringify(line.slice(0, 40))} as an integer`);
  return narrow(BigInt(line.replace(/^\+/, '')));
}

function parseIndexLine(machine: Unpickler): number {
  const index = parseIntegerLine(machine);
  if (typeof index === 'bigint' || index < 0) throw machine.error(`${index} as the number of a value`);
  return index;
}

/** A quoted Python 2 string, with its backslash escapes. */
function parseQuotedLine(machine: Unpickler): string | Uint8Array {
  const line = machine.rawLine(MAX_STRING);
  machine.charge(COST.text + 2 * line.length);
  const match = /^(['"])(.*)\1$/s.exec(latin1(line).trim());
  if (!match) throw machine.error('a quoted string without its quotes');
  const simple: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
  const text = (match[2] as string).replace(
    /\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))/gs,
    (_, hex, octal, other) => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      return simple[other] ?? other;
    },
  );
  return machine.byteString(Buffer.from(text, 'latin1'));
}

/** Python's raw-unicode-escape codec: Latin-1 with \uXXXX and \UXXXXXXXX. */
function parseUnicodeLine(machine: Unpickler): string {
  const line = machine.rawLine(MAX_STRING);
  machine.charge(COST.text + 2 * line.length);
  return latin1(line).replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (_, short, long) => {
    const code = Number.parseInt(short ?? long, 16);
    if (code > 0x10ffff) throw machine.error(`\\U${long} as a character`);
    return String.fromCodePoint(code);
  });
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

const INSTRUCTIONS: ((machine: Unpickler) => void)[] = [];
const define = (op: number, run: (machine: Unpickler) => void): void => {
  INSTRUCTIONS[op] = run;
};

define(Op.PROTO, (m) => {
  const protocol = m.byte();
  if (protocol > 5) throw m.error(`protocol ${protocol}; 0 to 5 are known`);
});
// A frame only helps a reader to buffer.
define(Op.FRAME, (m) => void m.uint64());

define(Op.MARK, (m) => m.mark());
define(Op.POP, (m) => m.discard());
define(Op.POP_MARK, (m) => void m.popToMark());
define(Op.DUP, (m) => m.push(m.top()));

define(Op.NONE, (m) => m.push(null));
define(Op.NEWTRUE, (m) => m.push(true));
define(Op.NEWFALSE, (m) => m.push(false));
define(Op.BININT, (m) => m.push(m.int32()));
define(Op.BININT1, (m) => m.push(m.byte()));
define(Op.BININT2, (m) => m.push(m.uint16()));
define(Op.LONG1, (m) => m.push(m.integer(m.take(m.byte()))));
define(Op.LONG4, (m) => m.push(m.integer(m.take(m.uint32()))));
define(Op.LONG, (m) => m.push(parseIntegerLine(m)));
define(Op.BINFLOAT, (m) => m.push(m.float64()));
define(Op.FLOAT, (m) => m.push(parseFloatLine(m)));
define(Op.INT, (m) => {
  const line = m.line().trim();
  // Before protocol 2 booleans are integers with a leading zero.
  if (line === '00' || line === '01') m.push(line === '01');
  else m.push(parseIntegerLine(m, line));
});

define(Op.BINUNICODE, (m) => m.push(m.text(m.uint32())));
define(Op.SHORT_BINUNICODE, (m) => m.push(m.text(m.byte())));
define(Op.BINUNICODE8, (m) => m.push(m.text(m.uint64())));
define(Op.UNICODE, (m) => m.push(parseUnicodeLine(m)));
define(Op.BINSTRING, (m) => m.push(m.byteString(m.take(m.uint32()))));
define(Op.SHORT_BINSTRING, (m) => m.push(m.byteString(m.take(m.byte()))));
define(Op.STRING, (m) => m.push(parseQuotedLine(m)));
define(Op.BINBYTES, (m) => m.push(m.copy(m.take(m.uint32()))));
define(Op.SHORT_BINBYTES, (m) => m.push(m.copy(m.take(m.byte()))));
define(Op.BINBYTES8, (m) => m.push(m.copy(m.take(m.uint64()))));
define(Op.BYTEARRAY8, (m) => m.push(m.copy(m.take(m.uint64()))));

define(Op.EMPTY_TUPLE, (m) => m.tuple([]));
define(Op.TUPLE, (m) => m.tuple(m.popToMark()));
define(Op.TUPLE1, (m) => m.tuple([m.pop()]));
define(Op.TUPLE2, (m) => m.tuple([m.pop(), m.pop()].reverse()));
define(Op.TUPLE3, (m) => m.tuple([m.pop(), m.pop(), m.pop()].reverse()));
define(Op.EMPTY_LIST, (m) => m.list([]));
define(Op.LIST, (m) => m.list(m.popToMark()));
define(Op.APPEND, (m) => m.append([m.pop()]));
define(Op.APPENDS, (m) => m.append(m.popToMark()));
define(Op.EMPTY_DICT, (m) => m.dict([]));
define(Op.DICT, (m) => m.dict(m.popToMark()));
define(Op.SETITEM, (m) => m.setItems([m.pop(), m.pop()].reverse()));
define(Op.SETITEMS, (m) => m.setItems(m.popToMark()));
define(Op.EMPTY_SET, (m) => m.set([]));
define(Op.FROZENSET, (m) => m.set(m.popToMark()));
define(Op.ADDITEMS, (m) => m.addItems(m.popToMark()));

define(Op.PUT, (m) => m.put(parseIndexLine(m)));
define(Op.BINPUT, (m) => m.put(m.byte()));
define(Op.LONG_BINPUT, (m) => m.put(m.uint32()));
define(Op.MEMOIZE, (m) => m.memoize());
define(Op.GET, (m) => m.get(parseIndexLine(m)));
define(Op.BINGET, (m) => m.get(m.byte()));
define(Op.LONG_BINGET, (m) => m.get(m.uint32()));

define(Op.PERSID, (m) => m.persistent(m.line()));
define(Op.BINPERSID, (m) => m.persistent(m.pop()));
define(Op.GLOBAL, (m) => m.global(m.line(), m.line()));
define(Op.STACK_GLOBAL, (m) => {
  const name = m.pop();
  m.global(m.pop(), name);
});
const callTop = (m: Unpickler): void => {
  const args = m.pop();
  m.call(m.pop(), args);
};
define(Op.REDUCE, callTop);
define(Op.NEWOBJ, callTop);
define(Op.NEWOBJ_EX, (m) => {
  const keywords = m.pop();
  if (!(keywords instanceof DictDraft) || keywords.entries.size > 0)
    throw m.error('an object made with keywords');
  callTop(m);
});
define(Op.OBJ, (m) => {
  const [callee, ...args] = m.popToMark();
  m.call(callee, Tuple.from(args));
});
define(Op.INST, (m) => {
  const [module, name] = [m.line(), m.line()];
  const args = Tuple.from(m.popToMark());
  m.global(module, name);
  m.call(m.pop(), args);
});
define(Op.BUILD, (m) => m.build(m.pop()));
