import { ValueError } from '../../../errors.ts';
import { walking } from '../../../recursion.ts';
import { isPlainObject } from '../../../signature.ts';

/** A nested structure's leaves, depth first, and how to build one like it from others. */
export interface Flat {
  readonly leaves: unknown[];
  readonly build: (leaves: readonly unknown[]) => any;
}

/**
 * Takes arrays, plain objects and Maps apart; anything else is a leaf.
 *
 * What comes from a class of its own stays whole, as in Python.
 *
 * @throws ValueError for what holds itself.
 */
export function flatten(sample: unknown): Flat {
  const leaves: unknown[] = [];
  const build = walking('a sample', () => take(sample, leaves, []));
  return {
    leaves,
    build: (others) => {
      let next = 0;
      return build(() => others[next++]);
    },
  };
}

type Build = (next: () => unknown) => unknown;

/** `above` are the containers that hold the value. */
function take(value: unknown, leaves: unknown[], above: readonly unknown[]): Build {
  if (above.includes(value)) throw new ValueError('a sample cannot hold itself');
  const inside = [...above, value];
  if (Array.isArray(value)) {
    const parts = value.map((item) => take(item, leaves, inside));
    return (next) => parts.map((part) => part(next));
  }
  if (value instanceof Map && Object.getPrototypeOf(value) === Map.prototype) {
    const parts = [...value].map(([key, item]) => [key, take(item, leaves, inside)] as const);
    return (next) => new Map(parts.map(([key, part]) => [key, part(next)]));
  }
  if (isPlainObject(value)) {
    const parts = Object.entries(value).map(([key, item]) => [key, take(item, leaves, inside)] as const);
    return (next) => Object.fromEntries(parts.map(([key, part]) => [key, part(next)]));
  }
  leaves.push(value);
  return (next) => next();
}
