import { callable } from '../callable.ts';

/**
 * Python's values in JavaScript, where the two languages have no common type.
 *
 * | Python                    | JavaScript                                                                         |
 * |---------------------------|------------------------------------------------------------------------------------|
 * | None, bool, str           | null, boolean, string                                                              |
 * | int                       | number, or bigint past 2^53; a whole number is written as int, so is a bigint        |
 * | float                     | number; written as float when it has a fraction, is -0, NaN, infinite or past 2^53  |
 * | complex                   | `Complex`                                                                          |
 * | bytes, bytearray          | Uint8Array (written as bytes)                                                      |
 * | list, tuple, set          | Array, Tuple, Set (a frozenset is read as a Set)                                   |
 * | dict                      | a plain object; a Map where the keys are not all strings, or an object would lose their order |
 * | collections.OrderedDict   | the same, marked, with its attributes (`_metadata`) as properties that are not enumerable |
 * | collections.Counter       | the same, marked                                                                   |
 */

/** Python's `tuple`: an Array that is written as a tuple again. Its `map`, `filter` and `slice` give plain arrays. */
class Tuple_<T = any> extends Array<T> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(...items: T[]) {
    super();
    for (const item of items) this.push(item);
  }
}
export const Tuple = callable(Tuple_);
export type Tuple<T = any> = Tuple_<T>;

const DICT_CLASS = Symbol('Python class');
type DictClass = 'OrderedDict' | 'Counter';

/**
 * Marks an object or Map as Python's `collections.OrderedDict`, the class of every `state_dict`. Attributes of such a dict, as `_metadata`,
 * are properties that are not enumerable, so that `Object.keys` gives the dict's own keys.
 */
export const markOrdered = <T extends object>(dict: T): T => mark(dict, 'OrderedDict');

/** Marks an object or Map as Python's `collections.Counter`, such as the milestones of a MultiStepLR. */
export const markCounter = <T extends object>(dict: T): T => mark(dict, 'Counter');

/** Whether Python is to get an OrderedDict: what was one, and whatever carries attributes as `nn.Module.state_dict()` does. */
export function isOrdered(dict: object): boolean {
  return (dict as any)[DICT_CLASS] === 'OrderedDict' || attributes(dict).length > 0;
}

export const isCounter = (dict: object): boolean => (dict as any)[DICT_CLASS] === 'Counter';

function mark<T extends object>(dict: T, value: DictClass): T {
  return Object.defineProperty(dict, DICT_CLASS, { value });
}

/** An object of a Python class that is not known here, as data: what its constructor was given, and its attributes. */
class PythonObject_ {
  /** Where Python would import the class or function from: `torch.nn.modules.linear.Linear`. */
  readonly python_class: string;
  /** null where the file holds the class itself. */
  args: readonly unknown[] | null;
  /** What `__setstate__` would be given; for most classes the attributes by name. */
  state: unknown = null;
  /** The items, when the class is a kind of list; or the entries, when it is a kind of dict. */
  items: unknown[] = [];
  entries: [unknown, unknown][] = [];

  constructor(python_class: string, args: readonly unknown[] | null) {
    this.python_class = python_class;
    this.args = args;
  }
}
export const PythonObject = callable(PythonObject_);
export type { PythonObject_ };
export type PythonObject = PythonObject_;

/** Defines an attribute of a Python dict object, apart from its keys. */
export function setAttribute(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: false, writable: true, configurable: true });
}

/** The attributes of a dict: its own properties that are not enumerable. */
export function attributes(target: object): [string, unknown][] {
  return Object.entries(Object.getOwnPropertyDescriptors(target))
    .filter(([, property]) => !property.enumerable && 'value' in property)
    .map(([name, property]) => [name, property.value]);
}

/** Whether a plain object would keep these keys as they are and, unless any order will do, in this order. */
export function fitsObject(keys: Iterable<unknown>, anyOrder = false): boolean {
  // JavaScript puts keys that look like array indices first, in ascending order.
  let lastIndex = -1;
  let named = false;
  for (const key of keys) {
    if (typeof key !== 'string' || key === '__proto__') return false;
    if (anyOrder) continue;
    if (!isArrayIndex(key)) {
      named = true;
      continue;
    }
    if (named || Number(key) <= lastIndex) return false;
    lastIndex = Number(key);
  }
  return true;
}

function isArrayIndex(key: string): boolean {
  const number = Number(key);
  return String(number >>> 0) === key && number < 2 ** 32 - 1;
}
