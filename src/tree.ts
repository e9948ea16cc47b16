import { walking } from './recursion.ts';
import { isPlainObject } from './signature.ts';

/** How nested lists and plain objects were laid out before they were flattened. */
export type Layout = null | readonly Layout[] | { readonly [key: string]: Layout };

// biome-ignore lint/suspicious/useIsArray: named results are lists too, though not made by Array
const isList = (value: unknown): value is unknown[] => value instanceof Array;

/** The leaves of nested lists and plain objects, in order, and their layout. */
export function flatten(tree: unknown): { leaves: unknown[]; layout: Layout } {
  const leaves: unknown[] = [];
  const walk = (item: unknown): Layout => {
    if (isList(item)) return Array.from(item, walk);
    if (isPlainObject(item)) {
      return Object.fromEntries(Object.entries(item).map(([key, value]) => [key, walk(value)]));
    }
    leaves.push(item);
    return null;
  };
  return { leaves, layout: walking('arguments', () => walk(tree)) };
}

/** The reverse of `flatten`. */
export function unflatten(leaves: readonly unknown[], layout: Layout): any {
  let next = 0;
  const walk = (place: Layout): unknown => {
    if (place === null) return leaves[next++];
    if (isList(place)) return place.map((item) => walk(item as Layout));
    return Object.fromEntries(Object.entries(place).map(([key, value]) => [key, walk(value)]));
  };
  return walk(layout);
}

export function mapTree(tree: unknown, change: (leaf: any) => unknown): any {
  const { leaves, layout } = flatten(tree);
  return unflatten(leaves.map(change), layout);
}

/** One value for each leaf of `layout`: a lone value stands for all below it; undefined where the layouts differ. */
export function spread<T>(
  values: unknown,
  layout: Layout,
  isValue: (item: unknown) => item is T,
): T[] | undefined {
  if (isValue(values)) return new Array(countOf(layout)).fill(values);
  if (layout === null) return undefined;
  const places = isList(layout) ? layout : Object.values(layout);
  const given = isList(layout) ? values : isPlainObject(values) ? Object.values(values) : undefined;
  if (!isList(given) || given.length !== places.length) return undefined;
  const result: T[] = [];
  for (const [i, place] of places.entries()) {
    const below = spread(given[i], place as Layout, isValue);
    if (below === undefined) return undefined;
    result.push(...below);
  }
  return result;
}

const countOf = (layout: Layout): number =>
  layout === null ? 1 : Object.values(layout).reduce((sum: number, item) => sum + countOf(item as Layout), 0);
