import { z } from 'zod';
import { TypeError } from './errors.ts';

/** One parameter: its name, and the schema that checks it (optional when it has a default). */
export type Field = readonly [name: string, schema: z.ZodType];

type Input<F extends readonly Field[]> = { [E in F[number] as E[0]]: z.input<E[1]> };
type Output<F extends readonly Field[]> = { [E in F[number] as E[0]]: z.output<E[1]> };
type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type Loose<T> = Omit<T, OptionalKeys<T>> & { [K in OptionalKeys<T>]?: T[K] };
type Keywords<F extends readonly Field[]> = Loose<Input<F>>;
type Trailing<O> = {} extends O ? [options?: O] : [options: O];

/** Python's calling forms: any number of leading positions, the rest as keywords in one last plain object. */
export type ArgsOf<F extends readonly Field[]> = F extends readonly [
  infer H extends Field,
  ...infer R extends readonly Field[],
]
  ? Trailing<Keywords<F>> | [z.input<H[1]>, ...ArgsOf<R>]
  : [];

export interface Signature<F extends readonly Field[]> {
  (args: readonly unknown[]): Output<F>;
  readonly fields: F;
}
export type Args<S> = S extends Signature<infer F> ? ArgsOf<F> : never;

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}

/**
 * Declares how a constructor or function takes its arguments: by position, by keyword in a last plain object, or both.
 *
 * @throws TypeError naming the function, the argument and, for an unknown keyword, the known ones.
 */
export function signature<const F extends readonly Field[]>(what: string, ...fields: F): Signature<F> {
  const names = fields.map(([name]) => name);
  const schema = z.strictObject(Object.fromEntries(fields));
  const parse = (args: readonly unknown[]): Output<F> => {
    const given: Record<string, unknown> = {};
    let positions = args.length;
    const last = args[positions - 1];
    // A plain object is keywords unless it stands where the last missing position itself takes an object and names none of ours.
    if (isPlainObject(last)) {
      positions -= 1;
      Object.assign(given, last);
    }
    if (positions > names.length) {
      throw new TypeError(`${what}() takes at most ${names.length} arguments (${names.join(', ')}), got ${positions}`);
    }
    for (let i = 0; i < positions; i += 1) {
      const name = names[i] as string;
      if (name in given) throw new TypeError(`${what}() got multiple values for argument '${name}'`);
      if (args[i] !== undefined) given[name] = args[i];
    }
    const result = schema.safeParse(given);
    if (result.success) return result.data as Output<F>;
    throw new TypeError(`${what}(): ${result.error.issues.map((issue) => describe(issue, names, given)).join('; ')}`);
  };
  return Object.assign(parse, { fields });
}

function describe(issue: z.core.$ZodIssue, names: string[], given: Record<string, unknown>): string {
  if (issue.code === 'unrecognized_keys') {
    return `unexpected keyword argument '${issue.keys.join("', '")}'; known: ${names.join(', ')}`;
  }
  const path = issue.path.join('.');
  const top = String(issue.path[0] ?? '');
  if (issue.path.length === 1 && !(top in given)) return `missing required argument '${top}'`;
  return `argument '${path}': ${issue.message}`;
}
