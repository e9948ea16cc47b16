import { compileFunction } from 'node:vm';
import { dtypeOfCode, makeDevice, qschemeOfCode } from '../dtype.ts';
import { DisposedError, RuntimeError, TypeError } from '../errors.ts';
import { type External, type NativeOp, native, scratch } from '../native.ts';
import { Handle, hold, Kind } from './handle.ts';
import { Arg, argNames, kindOf } from './kinds.ts';
import { type Match, resolve } from './resolve.ts';
import { type Param, type Schema, schemaOf } from './schema.ts';

type TensorClass = new (h: External) => Handle & { _h: External };
let TensorCtor: TensorClass;
let GeneratorCtor: new (h: External) => Handle;

/** tensor.ts and random.ts lie above this file and say here what results are wrapped in. */
export function setTensorClass(constructor: TensorClass): void {
  TensorCtor = constructor;
}
export function setGeneratorClass(constructor: new (h: External) => Handle): void {
  GeneratorCtor = constructor;
}

const scratchLength = scratch.length;
// Lists of one call lie behind each other; native code has read them all before anything else can run.
let scratchTop = 0;

function packInts(list: ArrayLike<unknown>, from: number): number | number[] {
  const length = list.length - from;
  if (scratchTop + length > scratchLength) return Array.prototype.slice.call(list, from) as number[];
  const offset = scratchTop;
  for (let i = from; i < list.length; i += 1) scratch[scratchTop++] = Number(list[i]);
  return offset * 65536 + length;
}

/** A tensor list as the native side takes it: handles in the scratch buffer, 0 for None. */
function packHandles(list: ArrayLike<Handle | null>): unknown {
  const { length } = list;
  if (scratchTop + length > scratchLength) {
    return Array.from(list, (item) => (item === null ? null : (item._h ?? disposed())));
  }
  const offset = scratchTop;
  for (let i = 0; i < length; i += 1) {
    const item = list[i] as Handle | null;
    scratch[scratchTop++] = item === null ? 0 : ((item._h ?? disposed()) as number);
  }
  return offset * 65536 + length;
}

/** Numbers, complex ones and, where the schema says so, None; a tensor's handle would read as a number. */
function packScalars(list: ArrayLike<unknown>, param: Param): unknown[] {
  return Array.from(list, (item, i) => {
    if (typeof item === 'number' || typeof item === 'bigint' || typeof item === 'boolean') return item;
    if (item === null && param.type.nullable) return null;
    if (item instanceof Handle && item._kind === Arg.Complex) return item._h;
    const found = item === null ? 'None' : (argNames[kindOf(item)] as string);
    throw new TypeError(
      `argument '${param.name}' must be a list of numbers${param.type.nullable ? ' or None' : ''}, but item ${i} is ${found}`,
    );
  });
}

/** @internal An int list as the native side takes it; only for calls with a single list. */
export function intList(list: ArrayLike<number>): number | number[] {
  scratchTop = 0;
  return packInts(list, 0);
}

/** @internal A tensor object for a new handle. */
export function ownTensor(h: External): Handle {
  return new TensorCtor(h);
}

/**
 * @internal The tensor object of what LibTorch hands back: the one that is known for it, or a new one that is known from
 * now on.
 */
export function knownTensor(found: External | object): Handle {
  if (typeof found !== 'number') return found as Handle;
  const made = new TensorCtor(found);
  native.remember(made, found);
  return made;
}

function disposed(): never {
  throw new DisposedError(
    'this tensor was used after dispose(); drop the dispose() call or clone() before it',
  );
}

/** The native side's form of one argument. */
function unwrap(value: unknown, param: Param | undefined): unknown {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'number' && param !== undefined && param.type.list) {
      const { base, length } = param.type;
      // `int[2]`: a single number stands for the whole list.
      if (base === 'int') return packInts(new Array(length).fill(value), 0);
      return new Array(length).fill(value);
    }
    return value;
  }
  if (value instanceof Handle) return value._h ?? disposed();
  if (param !== undefined) {
    if (param.type.base === 'int') return packInts(value as ArrayLike<unknown>, 0);
    if (param.type.base === 'Tensor') return packHandles(value as ArrayLike<Handle | null>);
    if (param.type.base === 'Scalar') return packScalars(value as ArrayLike<unknown>, param);
  }
  // biome-ignore lint/suspicious/useIsArray: a NamedResult is one only by its prototype
  if (value instanceof Array)
    return value.map((item) => (item instanceof Handle ? (item._h ?? disposed()) : item));
  return ArrayBuffer.isView(value) ? Array.from(value as never) : value;
}

/** How one overload is called, found once per combination of argument kinds. */
interface Plan {
  readonly call: Call;
  /** New tensors that the call returns: their objects are made first, and the native side makes them the owners. */
  readonly owners: number;
  readonly wrap: (result: any, args: readonly unknown[], keywords: Keywords) => unknown;
}
type Keywords = Readonly<Record<string, unknown>>;

/** No keywords were given. */
const none: Record<string, unknown> = {};

const bound = new Map<string, NativeOp>();
function bind(schema: Schema, roles = ''): NativeOp {
  const key = `${schema.name}.${schema.overload} ${roles}`;
  let fn = bound.get(key);
  if (fn === undefined) {
    fn = native.op_bind(schema.name, schema.overload, roles);
    bound.set(key, fn);
  }
  return fn;
}

/** What stands in an unexpected place: a number for a tensor ('n'), or a tensor for a number ('t'). */
function rolesOf({ schema, kinds }: Match): string {
  const roles = schema.params.map(({ type }, i) => {
    const kind = kinds[i];
    if (type.list || kind === undefined || kind === Arg.Absent || kind === Arg.None) return '-';
    if (type.base === 'Tensor' && kind !== Arg.Tensor) return 'n';
    return type.base === 'Scalar' && kind === Arg.Tensor ? 't' : '-';
  });
  return roles.join('').replace(/-+$/, '');
}

/** As native/dispatch.cpp counts them. */
function ownersOf({ returns }: Schema): number {
  const fresh = returns.every(({ type, alias }) => type.base === 'Tensor' && !type.list && alias < 0);
  return fresh && returns.length <= 3 ? returns.length : 0;
}

/** Wraps one returned value by its schema type. */
function wrapValue(value: unknown, base: string, list: boolean): unknown {
  if (value === null || value === undefined) return value;
  if (list) return Array.isArray(value) ? value.map((item) => wrapValue(item, base, false)) : value;
  switch (base) {
    case 'Tensor':
      return new TensorCtor(value);
    case 'ScalarType':
      return dtypeOfCode(value as number);
    case 'Device':
      return makeDevice(native.read_constant(value)?.[1] as string);
    case 'Generator':
      return new GeneratorCtor(value);
    case 'QScheme':
      return qschemeOfCode(value as number);
    default:
      return value;
  }
}

/**
 * Several named results: indexable, iterable and answering to `.values`, `.indices`, ...; prints as PyTorch's tuple.
 * Array's methods come from the prototype chain: constructing a real Array subclass costs more than a small operator.
 */
export class NamedResult {
  declare readonly length: number;
  declare static readonly typeName: string;
  declare static readonly fields: readonly string[];
  [index: number]: unknown;
}
Object.setPrototypeOf(NamedResult.prototype, Array.prototype);

function namedResult(schema: Schema): new (items: ArrayLike<unknown>) => NamedResult {
  const fields = schema.returns.map((result) => result.name);
  class Result extends NamedResult {
    constructor(items: ArrayLike<unknown>) {
      super();
      for (let i = 0; i < items.length; i += 1) this[i] = items[i];
    }
  }
  Object.defineProperties(Result, {
    typeName: { value: `torch.return_types.${schema.name.slice(schema.name.indexOf('::') + 2)}` },
    fields: { value: fields },
  });
  Object.defineProperty(Result.prototype, 'length', { value: fields.length });
  fields.forEach((field, i) => {
    if (field === '') return;
    Object.defineProperty(Result.prototype, field, {
      get(this: NamedResult) {
        return this[i];
      },
    });
  });
  return Result;
}

type Source = Match['sources'][number];

/**
 * Where a call has the value of a parameter, as text: `out.1` is the second of several tensors to write into, and the
 * elements of a spread list end with the `positions`.
 */
function sourceText(source: Source, { spreadFrom }: Match, positions: number): string {
  if (source === undefined) return 'undefined';
  if (typeof source === 'number')
    return source === spreadFrom ? `args.slice(${source}, ${positions})` : `args[${source}]`;
  return source.startsWith('out.') ? `keywords.out[${source.slice(4)}]` : `keywords.${source}`;
}

const compiled = (text: string, names: string[]) =>
  compileFunction(text, names, { filename: 'typetorch:operators' });

/** What a call gives back: `result` is the native side's, or the owners of several new tensors. */
function wrapperOf(match: Match, positions: number): Plan['wrap'] {
  const { schema, sources } = match;
  const { returns } = schema;
  const reader = (alias: number): Plan['wrap'] =>
    compiled(`return ${sourceText(sources[alias], match, positions)};`, [
      'result',
      'args',
      'keywords',
    ]) as never;
  if (returns.length === 0) return () => undefined;
  if (returns.length === 1) {
    const { type, alias } = returns[0] as Schema['returns'][number];
    return alias >= 0 ? reader(alias) : (value) => wrapValue(value, type.base, type.list);
  }
  const Result = namedResult(schema);
  if (ownersOf(schema) > 0) {
    return (tensors: unknown[]) => new Result(tensors);
  }
  const readers = returns.map(({ type, alias }, i) =>
    alias >= 0 ? reader(alias) : (values: unknown[]) => wrapValue(values[i], type.base, type.list),
  );
  return (values: unknown[], args, keywords) =>
    new Result(readers.map((read) => read(values, args, keywords)));
}

/** The native operator, given the arguments and the objects that will own its new tensors. */
type Call = (args: readonly unknown[], keywords: Keywords, ...owners: unknown[]) => External;

/** The native form of a parameter's value, in the text of its plan's call. */
function argumentText(value: string, i: number, kind: number | undefined, { type }: Param): string {
  if (value === 'undefined') return value;
  if (!kind || type.list || kind > Arg.String) return `unwrap(${value}, params[${i}])`;
  return kind < Arg.None ? `(${value}?._h ?? disposed())` : value;
}

/**
 * The call of one plan, written out and compiled by itself: V8 links the call of a native function to it where it has
 * seen no other there. Through a call shared by all operators a small one takes a tenth longer (docs/performance.md).
 */
function makeCall(match: Match, positions: number): Call {
  const { schema, sources, kinds } = match;
  const name = `${schema.name}.${schema.overload}`.replace(/\W+/g, '_').replace(/_$/, '');
  const tensors = ['a', 'b', 'c'].slice(0, ownersOf(schema));
  // The native side fills what comes after the last parameter that gets a value with defaults.
  const width = sources.findLastIndex((source) => source !== undefined) + 1;
  const given = schema.params
    .slice(0, width)
    .map((param, i) => argumentText(sourceText(sources[i], match, positions), i, kinds[i], param));
  const text =
    `return function ${name}(${['args', 'keywords', ...tensors]}) ` +
    `{ return native(${[...tensors, ...given]}); }`;
  const make = compiled(text, ['native', 'unwrap', 'params', 'disposed']);
  return make(bind(schema, rolesOf(match)), unwrap, schema.params.map(listParam), disposed);
}
const listParam = (param: Param) => (param.type.list ? param : undefined);

function makePlan(match: Match, positions: number): Plan {
  return {
    call: makeCall(match, positions),
    owners: ownersOf(match.schema),
    wrap: wrapperOf(match, positions),
  };
}

function execute(plan: Plan, args: readonly unknown[], keywords: Keywords): unknown {
  const { owners } = plan;
  hold(args);
  scratchTop = 0;
  if (owners === 0) return plan.wrap(plan.call(args, keywords), args, keywords);
  const owner = new TensorCtor(0);
  if (owners === 1) {
    const h = plan.call(args, keywords, owner);
    if (h === null) return null;
    owner._h = h;
    return owner;
  }
  const tensors = [owner, new TensorCtor(0)];
  if (owners === 3) tensors.push(new TensorCtor(0));
  plan.call(args, keywords, tensors[0], tensors[1], tensors[2]);
  return plan.wrap(takeOver(tensors), args, keywords);
}

/** The native side left the handles of several results in the scratch buffer, 0 for an undefined tensor. */
function takeOver(tensors: (Handle & { _h: External })[]): (Handle | null)[] {
  const results: (Handle | null)[] = tensors;
  for (let i = 0; i < tensors.length; i += 1) {
    const h = scratch[i] as number;
    if (h === 0) results[i] = null;
    else (tensors[i] as { _h: External })._h = h;
  }
  return results;
}

const nameIds = new Map<string, number>();
/** A small number for a keyword, of nine bits or more. */
function nameId(name: string): number {
  let id = nameIds.get(name);
  if (id === undefined) {
    id = nameIds.size + 1;
    nameIds.set(name, id);
  }
  return id;
}

function textKey(kinds: readonly number[], keywords: Record<string, unknown>, makesLeaf: boolean): string {
  let key = kinds.join(' ');
  for (const name of Object.keys(keywords)) {
    if (keywords[name] !== undefined && !(makesLeaf && name === 'requires_grad')) {
      key += `,${name}:${kindOf(keywords[name])}`;
    }
  }
  return key;
}

/** `requires_grad` is Python's own keyword: no schema knows it, every function that makes a tensor takes it. */
function requireGrad(result: unknown): unknown {
  if (!(result instanceof Handle) || result._kind !== Kind.Tensor) {
    throw new TypeError('requires_grad: the result is not a tensor, so it cannot require a gradient');
  }
  bind(schemaOf('aten::requires_grad_', ''))(result._h, true);
  native.remember(result, result._h);
  return result;
}

// What `out=` settles. Python's factories take these beside it as long as they agree with it.
const settledByOut = ['dtype', 'layout', 'device', 'pin_memory'] as const;

/** The keywords without those that `out=` settles and that no overload with `out=` takes. */
function withoutSettled(
  keywords: Record<string, unknown>,
  takes: (keyword: string) => boolean,
): Record<string, unknown> {
  const { out } = keywords;
  if (!(out instanceof Handle) || out._kind !== Kind.Tensor) return keywords;
  const dropped = settledByOut.filter((name) => keywords[name] !== undefined && !takes(name));
  if (dropped.length === 0) return keywords;
  const rest = { ...keywords };
  for (const name of dropped) {
    const [asked, has] = [keywords[name], (out as unknown as Record<string, unknown>)[name]];
    if (asked !== null && has !== undefined && !agree(asked, has)) {
      throw new RuntimeError(`${name} ${asked} does not match ${name} of out parameter (${has})`);
    }
    delete rest[name];
  }
  return rest;
}

const agree = (asked: unknown, has: unknown) =>
  asked === has || (typeof asked !== 'object' && String(has).startsWith(String(asked)));

/** All overloads of one operator, with the plans of the calls seen so far. */
export class Packet {
  readonly name: string;
  readonly overloads: readonly string[];
  readonly #plans = new Map<number, Plan>();
  /** By number of positions, then by kinds and keywords. */
  readonly #keywordPlans: Map<number | string, Plan>[] = [];

  constructor(name: string, overloads: readonly string[]) {
    this.name = name;
    this.overloads = overloads;
  }

  /** Calls the overload that fits; keywords stand in a last plain object. */
  call(args: readonly unknown[]): unknown {
    // Ten kinds of five bits are what a double holds exactly.
    if (args.length > 9) return this.#callByName(args);
    let key = 1;
    for (let i = 0; i < args.length; i += 1) {
      const kind = kindOf(args[i]);
      if (kind === Arg.Keywords) return this.#callByName(args);
      key = key * 32 + kind;
    }
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      plan = makePlan(resolve(this.name, this.overloads, args.map(kindOf), new Map()), args.length);
      this.#plans.set(key, plan);
    }
    return execute(plan, args, none);
  }

  #callByName(given: readonly unknown[]): unknown {
    const last = given.length - 1;
    const hasKeywords = kindOf(given[last]) === Arg.Keywords;
    const positions = hasKeywords ? last : given.length;
    let keywords = hasKeywords ? (given[last] as Record<string, unknown>) : none;
    if (keywords.out instanceof Handle)
      keywords = withoutSettled(keywords, (name) => this.#takes(name, true));
    const makesLeaf = keywords.requires_grad !== undefined && !this.#takes('requires_grad');
    // A leading one, five bits a position, then fourteen a keyword: unique among calls with as many positions.
    let key = 1;
    for (let i = 0; i < positions; i += 1) {
      const kind = kindOf(given[i]);
      if (kind === Arg.Keywords) {
        throw new TypeError(
          `${this.name}(): keyword arguments stand in one plain object at the end of the call`,
        );
      }
      key = key * 32 + kind;
    }
    for (const name in keywords) {
      if (keywords[name] === undefined || (makesLeaf && name === 'requires_grad')) continue;
      key = key * 16384 + nameId(name) * 32 + kindOf(keywords[name]);
    }
    const kinds = () => given.slice(0, positions).map(kindOf);
    // A key past what a double holds exactly is made of text.
    const exact = key <= Number.MAX_SAFE_INTEGER ? key : textKey(kinds(), keywords, makesLeaf);
    this.#keywordPlans[positions] ??= new Map();
    const plans = this.#keywordPlans[positions] as Map<number | string, Plan>;
    let plan = plans.get(exact);
    if (plan === undefined) {
      const named = new Map<string, number>();
      for (const name of Object.keys(keywords)) {
        if (keywords[name] !== undefined && !(makesLeaf && name === 'requires_grad')) {
          named.set(name, kindOf(keywords[name]));
        }
      }
      plan = makePlan(resolve(this.name, this.overloads, kinds(), named), positions);
      plans.set(exact, plan);
    }
    const result = execute(plan, given, keywords);
    return makesLeaf && keywords.requires_grad === true ? requireGrad(result) : result;
  }

  #takes(keyword: string, withOut = false): boolean {
    return this.overloads.some((overload) => {
      const schema = schemaOf(this.name, overload);
      return (schema.isOut || !withOut) && schema.params.some((param) => param.name === keyword);
    });
  }
}

const { call } = Packet.prototype;

/** @internal Has `seen` told of every operator, by its name, and its result while `body` runs. */
export function watchCalls<T>(body: () => T, seen: (name: string, result: unknown) => void): T {
  const before = Packet.prototype.call;
  Packet.prototype.call = function (this: Packet, args) {
    const result = before.call(this, args);
    seen(this.name, result);
    return result;
  };
  try {
    return body();
  } finally {
    Packet.prototype.call = before;
  }
}

/** @internal Has each operator's result pass through `after`, given its arguments as well; null ends that. */
export function interceptCalls(after: ((result: unknown, args: readonly unknown[]) => unknown) | null): void {
  // Replaced as a whole: a question in `call` would cost every operator of every program.
  Packet.prototype.call =
    after === null
      ? call
      : function (this: Packet, args) {
          return after(call.call(this, args), args);
        };
}
