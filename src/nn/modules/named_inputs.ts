// Keywords in the calls of built-in layers: `criterion({ input, target })`, `lstm(x, { hx })`.
import { bind } from '../../keywords.ts';
import { parameters } from '../../misuse.ts';
import { isPlainObject } from '../../signature.ts';
import type { Module_ } from './module.ts';

type Forward = (...args: any[]) => unknown;

// The names of a forward's inputs: null for none, undefined until they are read off it at the first call with keywords.
const named = new WeakMap<Forward, readonly string[] | null | undefined>();

/**
 * Has a layer's calls take keywords: `inputs`, or undefined for the names that its forward has for them. null leaves a plain
 * object to the forward, for all classes that share it.
 */
export function nameInputs(forward: Forward, inputs: readonly string[] | null | undefined): void {
  if (!named.has(forward)) named.set(forward, inputs);
}

/** The arguments of a call by position. A module of the user's own gets its object as it is. */
export function byPosition(module: Module_, args: any[]): any[] {
  const last = args[args.length - 1];
  const { forward } = module;
  if (!isPlainObject(last) || !named.has(forward)) return args;
  let names = named.get(forward);
  if (names === null) return args;
  if (names === undefined) {
    names = parameters(forward);
    named.set(forward, names);
  }
  return bind(module._get_name(), names, [...args], last);
}
