import { TypeError } from './errors.ts';
import { misuse } from './misuse.ts';
import { isPlainObject } from './signature.ts';

type NamesOf<P extends readonly unknown[]> = { readonly [K in keyof Required<P>]: string };

type Zip<N, P extends readonly unknown[]> = N extends readonly [infer H extends string, ...infer T]
  ? P extends readonly [infer A, ...infer B]
    ? { [K in H]: A } & Zip<T, B>
    : P extends readonly [(infer A)?, ...infer B]
      ? { [K in H]?: A } & Zip<T, B>
      : unknown
  : unknown;

/** Leading positions, then the rest as keywords in one plain object. */
export type KeywordForms<N, P extends readonly unknown[]> = N extends readonly [string, ...infer T]
  ? P extends readonly [(infer A)?, ...infer B]
    ? [keywords: Zip<N, P>] | [A, ...KeywordForms<T, B>]
    : never
  : never;

/** All the ways to call a function with these parameter names. */
export type Calls<N, P extends readonly unknown[]> = P | KeywordForms<N, P>;

/** A function that takes its arguments by position, by keyword, or both, as in Python. */
export interface Keyworded<N, P extends readonly unknown[], R> {
  (...args: P): R;
  (...args: KeywordForms<N, P>): R;
}

/**
 * Gives a function Python's calling forms: `f(x, 0.5)`, `f(x, {p: 0.5})`, `f({input: x, p: 0.5})`.
 *
 * Types and ranges are left to LibTorch, so that a call by position costs one look at its last argument.
 *
 * @throws TypeError for an unknown keyword (naming the known ones), a repeated argument, and one of a kind that the
 * function cannot work with.
 */
export function keywords<const N extends NamesOf<P>, P extends unknown[], R>(
  what: string,
  names: N,
  f: (...args: P) => R,
): Keyworded<N, P, R> {
  const known = names as readonly string[];
  const call = (...args: unknown[]): R => {
    try {
      const last = args[args.length - 1];
      return f(...((isPlainObject(last) ? bind(what, known, args, last) : args) as P));
    } catch (error) {
      throw misuse(error, what, f, args, known);
    }
  };
  return Object.defineProperty(call, 'name', { value: what }) as Keyworded<N, P, R>;
}

/** A function that gives back its first argument: with that one's type. */
export interface Passing<F extends string, N, T, P extends readonly unknown[]> {
  <M extends T>(first: M, ...args: P): M;
  <M extends T>(first: M, ...args: KeywordForms<N, P>): M;
  <M extends T>(keywords: { [K in F]: M } & Zip<N, P>): M;
}
/** The same for such a function. */
export const passing = keywords as unknown as <
  T,
  const F extends string,
  const N extends readonly string[],
  P extends unknown[],
>(
  what: string,
  names: readonly [F, ...N],
  f: (first: T, ...rest: P) => T,
) => Passing<F, N, T, P>;

/** What a setting's block may be called with besides: its arguments as keywords. */
export interface KeywordBlock<K> {
  (keywords: K): Disposable;
  <T>(keywords: K, body: () => T): T;
}

/** The same for a setting of a block, whose function stands behind the arguments: `f({ mode: false }, () => ...)`. */
export function blockKeywords<K>() {
  return <F extends (...args: any[]) => unknown>(
    what: string,
    names: readonly (keyof K & string)[],
    f: F,
  ): F & KeywordBlock<K> => {
    const call = (...args: unknown[]): unknown => {
      const at = args.findIndex(isPlainObject);
      if (at < 0) return f(...args);
      const positions: unknown[] = bind(what, names, args.slice(0, at + 1), args[at] as object);
      if (args.length === at + 1) return f(...positions);
      while (positions.length < names.length) positions.push(undefined);
      return f(...positions, ...args.slice(at + 1));
    };
    return Object.defineProperty(call, 'name', { value: what }) as F & KeywordBlock<K>;
  };
}

/** The same for a method: what it was called with, by position. */
export function positional<const N extends NamesOf<P>, P extends unknown[]>(
  what: string,
  names: N,
): (args: Calls<N, P>) => P {
  return (given) => {
    const args = given as unknown[];
    const last = args[args.length - 1];
    return (isPlainObject(last) ? bind(what, names as readonly string[], [...args], last) : args) as P;
  };
}

/** @internal On the way of every call with keywords: changes `args`, a rest array, in place. */
export function bind(what: string, names: readonly string[], args: unknown[], given: object): unknown[] {
  args.pop();
  const positions = args.length;
  for (const key in given) {
    const at = names.indexOf(key);
    if (at < 0) {
      throw new TypeError(
        `${what}() got an unexpected keyword argument '${key}'; known: ${names.join(', ')}`,
      );
    }
    if (at < positions) throw new TypeError(`${what}() got multiple values for argument '${key}'`);
    while (args.length < at) args.push(undefined);
    args[at] = (given as Record<string, unknown>)[key];
  }
  return args;
}
