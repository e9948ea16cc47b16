import { fileURLToPath } from 'node:url';
import { TypeError } from './errors.ts';
import { isOverflow } from './recursion.ts';
import { show } from './show.ts';

type Call = (...args: any[]) => any;

const home = fileURLToPath(new URL('.', import.meta.url));
// What is asked of tensors. Nothing here knows their class: functions that go to worker threads take this file along.
const ofTensors = new Set(
  (
    '_h _handle abs add clone contiguous detach device dim div dtype exp flip is_complex is_floating_point is_sparse ' +
    'layout log lt mean mul ndim neg new_empty numel requires_grad reshape select shape size sub sum to unbind view'
  ).split(' '),
);

/**
 * What to throw in place of an error that a call ended in. JavaScript's own error out of this package's sources means an
 * argument of a kind that they did not expect: `Cannot read properties of undefined` becomes a TypeError that names the
 * function, its parameters and what it got. Every other error, those of the program's functions above all, stays as it is.
 */
export function misuse(
  error: unknown,
  what: string,
  called: Call,
  args: readonly unknown[],
  known?: readonly string[],
): unknown {
  if (!isOurSlip(error)) return error;
  const names = known ?? parameters(called);
  try {
    return new TypeError(`${what}() ${reason(error.message, called.length, names, args)}`, { cause: error });
  } catch {
    return new TypeError(`${what}() cannot take these arguments; it takes (${names.join(', ')})`, {
      cause: error,
    });
  }
}

// What stands behind a function that has been made to end in clear errors.
const behind = new WeakMap<Call, Call>();

/** Makes a function end in clear errors when it is called with arguments that it does not take. */
export function checked<F extends Call>(what: string, f: F): F {
  const call = function (this: unknown, ...args: any[]): any {
    try {
      return f.apply(this, args);
    } catch (error) {
      throw misuse(error, what, f, args);
    }
  };
  return dressed(call, f, what);
}

/** The same for a method, which needs its object as well. */
export function checkedMethod<F extends Call>(what: string, name: string, f: F): F {
  const call = function (this: unknown, ...args: any[]): any {
    try {
      return f.apply(this, args);
    } catch (error) {
      throw this === undefined ? withoutSelf(error, what, name) : misuse(error, what, f, args);
    }
  };
  return dressed(call, f, name);
}

function dressed<F extends Call>(call: Call, f: F, name: string): F {
  behind.set(call, f);
  return Object.defineProperties(call, { name: { value: name }, length: { value: f.length } }) as F;
}

/** The function behind one that has been made to end in clear errors, for what says it better around it. */
export const unchecked = <F extends Call>(f: F): F => (behind.get(f) ?? f) as F;

function withoutSelf(error: unknown, what: string, name: string): unknown {
  if (!isOurSlip(error)) return error;
  const hint = `a method taken off its object loses it; pass (...args) => object.${name}(...args)`;
  return new TypeError(`${what}() missing required argument 'self': ${hint}`, { cause: error });
}

/** Is it a function that carries nothing, and no class? */
export const isPlainFunction = (value: unknown): value is Call =>
  typeof value === 'function' &&
  Object.keys(value).length === 0 &&
  !(value.prototype && /^(class|function \(\) \{ \[native)/.test(Function.prototype.toString.call(value)));

// A function that stands in two namespaces is the same in both.
const made = new WeakMap<Call, Call>();
function once(name: string, f: Call): Call {
  const known = made.get(f) ?? checked(name, f);
  made.set(f, known);
  return known;
}

const isModule = (value: unknown): value is object =>
  Object.prototype.toString.call(value) === '[object Module]';

/**
 * The same for every function of a namespace and of those inside it; classes, and functions that carry more, stay as they
 * are.
 */
export function checkedAll<T extends object>(space: T): T {
  const entries = Object.entries(space).map(([name, value]) => [
    name,
    isPlainFunction(value) ? once(name, value) : isModule(value) ? checkedAll(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}

// The engine's classes themselves, not what derives from them.
const isOfEngine = ({ constructor }: Error) =>
  constructor === globalThis.TypeError || constructor === globalThis.RangeError;

/** Is it JavaScript's own error, out of this package's sources? */
export function isOurSlip(error: unknown): error is Error {
  if (!(error instanceof Error) || !isOfEngine(error)) return false;
  // Each level of a recursion that is too deep comes here, with no stack left to work on.
  if (isOverflow(error)) return false;
  const place = error.stack?.split('\n').find((line) => /^\s+at .*[/\\].*:\d+:\d+\)?$/.test(line));
  return place !== undefined && (place.includes(home) || place.includes('/node_modules/zod/'));
}

function reason(
  message: string,
  required: number,
  names: readonly string[],
  args: readonly unknown[],
): string {
  const missing = names.slice(0, required).filter((_, i) => args[i] === undefined);
  if (missing.length > 0) {
    return `missing required argument${missing.length > 1 ? 's' : ''} '${missing.join("', '")}'`;
  }
  const [, name = '', property = ''] =
    /^(\w+)\.(\w+) is not a function/.exec(message) ?? /(^)Cannot read .*reading '(\w+)'/.exec(message) ?? [];
  const empty = names.filter((_, i) => args[i] === null);
  const wrong = name === '' && empty.length === 1 ? (empty[0] as string) : name;
  const at = names.indexOf(wrong);
  if (at >= 0 && ofTensors.has(property) && !(args[at] instanceof Object && property in args[at])) {
    return `argument '${wrong}' must be a Tensor, got ${show(args[at])}`;
  }
  const kind = /^(\w+) is not (?:a (function)|iterable)/.exec(message);
  const given = names.indexOf(kind?.[1] ?? '');
  if (given >= 0)
    return `argument '${names[given]}' must be a ${kind?.[2] ?? 'list'}, got ${show(args[given])}`;
  const got = args.map((value, i) => `${names[i] ?? i}: ${show(value)}`);
  return `cannot take these arguments (${message}): it takes (${names.join(', ')}), got (${got.join(', ')})`;
}

/** The names of a function's parameters, from its own text. */
export function parameters(f: Call): string[] {
  const text = typeof f === 'function' ? Function.prototype.toString.call(f) : '';
  const list = /(?:constructor\s*|^[^(]*)\(((?:[^()]|\([^()]*\))*)\)/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/(?:^|,)\s*(?:\.\.\.)?(\w+)\s*(?=[=,]|$)/g)].map((match) => match[1] as string);
}
