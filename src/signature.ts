import { inspect } from 'node:util';
import { z } from 'zod';
import { TypeError } from './errors.ts';
import { misuse } from './misuse.ts';

/** One parameter: its name, and the schema that checks it (optional when it has a default). */
export type Field = readonly [name: string, schema: z.ZodType];

type Input<F extends readonly Field[]> = { [E in F[number] as E[0]]: z.input<E[1]> };
type Output<F extends readonly Field[]> = { [E in F[number] as E[0]]: z.output<E[1]> };
type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type Loose<T> = Omit<T, OptionalKeys<T>> & { [K in OptionalKeys<T>]?: T[K] };
// Where every keyword has a default, a list would pass as an object that gives none of them.
type Keywords<F extends readonly Field[]> = Loose<Input<F>> & { [Symbol.iterator]?: never };
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
 * A last plain object is keywords, unless it stands where the signature wants an object (a record) and names an argument
 * that is none of ours.
 *
 * @throws TypeError naming the function, the argument and, for an unknown keyword, the known ones.
 */
export function signature<const F extends readonly Field[]>(what: string, ...fields: F): Signature<F> {
  const names = fields.map(([name]) => name);
  // Made at the first call: a program uses few of the package's hundreds.
  let schema: z.ZodType | undefined;
  const isKeywords = (value: unknown, position: number): value is Record<string, unknown> =>
    isPlainObject(value) &&
    (!takesObject(fields[position]?.[1]) || Object.keys(value).every((key) => names.includes(key)));
  const read = (args: readonly unknown[]): Output<F> => {
    const given: Record<string, unknown> = {};
    let positions = args.length;
    const last = args[positions - 1];
    if (isKeywords(last, positions - 1)) {
      positions -= 1;
      Object.assign(given, last);
    }
    if (positions > names.length) {
      throw new TypeError(
        `${what}() takes at most ${names.length} arguments (${names.join(', ')}), got ${positions}`,
      );
    }
    for (let i = 0; i < positions; i += 1) {
      const name = names[i] as string;
      if (name in given) throw new TypeError(`${what}() got multiple values for argument '${name}'`);
      if (args[i] !== undefined) given[name] = args[i];
    }
    schema ??= z.strictObject(Object.fromEntries(fields));
    const result = schema.safeParse(given);
    if (result.success) return result.data as Output<F>;
    throw new TypeError(`${what}(): ${describe(result.error.issues, names, given).join('; ')}`);
  };
  const parse = (args: readonly unknown[]): Output<F> => {
    try {
      return read(args);
    } catch (error) {
      throw misuse(error, what, parse, args, names); // a revoked Proxy, a detached buffer
    }
  };
  return Object.assign(parse, { fields });
}

function takesObject(schema: z.ZodType | undefined): boolean {
  if (schema === undefined) return false;
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return takesObject(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodUnion) return schema.options.some((option) => takesObject(option as z.ZodType));
  return schema instanceof z.ZodRecord || schema instanceof z.ZodObject;
}

function describe(issues: z.core.$ZodIssue[], names: string[], given: Record<string, unknown>): string[] {
  const isMissing = ({ path }: z.core.$ZodIssue) =>
    path.length === 1 && !Object.hasOwn(given, String(path[0]));
  const missing = issues.filter(isMissing).map(({ path }) => String(path[0]));
  const wrong = issues.filter((issue) => !isMissing(issue));
  return [
    ...(missing.length > 0 ? [`missing required argument${list(missing)}`] : []),
    ...wrong.map((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0
        ? `unexpected keyword argument${list(issue.keys)}; known: ${names.join(', ')}`
        : `argument '${issue.path.join('.')}': ${expectation(issue)}, got ${show(valueAt(given, issue.path))}`,
    ),
  ];
}

const list = (names: readonly string[]) => `${names.length > 1 ? 's' : ''} '${names.join("', '")}'`;

// zod names the type that it received; the value itself says more.
const expectation = ({ message }: z.core.$ZodIssue) => message.replace(/, received .*$/, '');

const valueAt = (given: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], given);

function show(value: unknown): string {
  if (typeof value === 'function') return value.constructor?.name ?? 'function';
  const text = inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY });
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
