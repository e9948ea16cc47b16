/** Values of TorchScript between JavaScript and the interpreter; native/jit.h describes the form in which they cross. */
import { callable } from '../callable.ts';
import { Complex } from '../complex.ts';
import { device, dtype, layout, makeDevice, memory_format } from '../dtype.ts';
import { TypeError } from '../errors.ts';
import type { External } from '../native.ts';
import { hold } from '../ops/index.ts';
import { fitsObject, Tuple } from '../serialization/python.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';

/** An object of a class that a program defines, which is no module. */
class ScriptObject_ {
  /** @internal */
  readonly _external: External;
  /** The class's name in the program. */
  readonly type: string;

  constructor(external: External, type: string) {
    this._external = external;
    this.type = type;
  }
}
export const ScriptObject = callable(ScriptObject_);
export type { ScriptObject_ };
export type ScriptObject = ScriptObject_;

/** What `encode` finds the interpreter's module of one of ours with. */
export const EXTERNAL = Symbol('typetorch.script');

export function encode(value: unknown, depth = 0): unknown {
  if (depth > 200) throw new TypeError('an argument is nested too deep, or contains itself');
  if (value === null || value === undefined) return value;
  if (typeof value === 'function' && EXTERNAL in value) return ['m', value[EXTERNAL]];
  if (typeof value !== 'object') {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new TypeError(`a ${typeof value} has no form in TorchScript`);
    return value;
  }
  if (value instanceof Tensor) return ['t', hold(value)._h];
  if (value instanceof Complex) return ['c', value.re, value.im];
  if (value instanceof Tuple) return ['u', ...[...value].map((item) => encode(item, depth + 1) ?? null)];
  if (Array.isArray(value)) return ['l', ...value.map((item) => encode(item, depth + 1) ?? null)];
  if (value instanceof ScriptObject) return ['o', value._external];
  const constants = [device, dtype, layout, memory_format];
  if (constants.some((type) => value instanceof type)) return ['b', (value as dtype)._h];
  if (value instanceof Map || isPlainObject(value)) {
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    return ['d', ...entries.flatMap((pair) => pair.map((item) => encode(item, depth + 1) ?? null))];
  }
  throw new TypeError(
    `an object of class ${value.constructor?.name ?? 'unknown'} has no form in TorchScript`,
  );
}

export function decode(value: any, module: (external: External) => unknown): any {
  if (!Array.isArray(value)) return value;
  const [tag, ...rest] = value;
  const items = () => rest.map((item) => decode(item, module));
  switch (tag) {
    case 't':
      return new Tensor(rest[0]);
    case 'c':
      return new Complex(rest[0], rest[1]);
    case 'b':
      return makeDevice(rest[0]);
    case 'm':
      return module(rest[0]);
    case 'o':
      return new ScriptObject(rest[0], rest[1]);
    case 'u':
      return Tuple.from(items());
    case 'd':
      return dict(items());
    default:
      return items();
  }
}

function dict(flat: unknown[]): unknown {
  const entries = Array.from({ length: flat.length / 2 }, (_, i): [unknown, unknown] => [
    flat[2 * i],
    flat[2 * i + 1],
  ]);
  return fitsObject(entries.map(([key]) => key))
    ? Object.fromEntries(entries as [string, unknown][])
    : new Map(entries);
}
