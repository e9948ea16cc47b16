import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { dtype as dtypeClass } from '../../dtype.ts';
import { ValueError } from '../../errors.ts';
import type { Device } from '../../generated/types.ts';
import { type Field, isPlainObject } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { callable, Module } from './module.ts';
import { nameInputs } from './named_inputs.ts';

// ---- arguments of constructors

/** Any number; zod's own schema refuses Infinity. */
export const number = z.custom<number>((x) => typeof x === 'number' && !Number.isNaN(x), 'expected a number');
export const int = z.int();
/** null is false, as Python's None is. */
export const flag = (value: boolean) =>
  z
    .boolean()
    .nullable()
    .default(value)
    .transform((given) => given ?? false);
/** Where Python asks for a bool itself. */
export const strictFlag = (value: boolean) => z.boolean().default(value);
export const float = (value: number) => number.default(value);

/** A size as the user gave it: one number for all dimensions or one for each. */
export const size = z.union([z.int(), z.array(z.int()).readonly()]);
export type SizeArg = z.output<typeof size>;

const makeNtuple = (n: number) =>
  z.union([int, z.array(int).length(n).readonly()]).transform((x) => tuple(x, n));
const ntuples: ReturnType<typeof makeNtuple>[] = [];

/** A size brought to one number for each of `n` dimensions; one schema for all layers, since zod's take long to make. */
export function ntuple(n: number): ReturnType<typeof makeNtuple> {
  ntuples[n] ??= makeNtuple(n);
  return ntuples[n];
}

export const tuple = (value: number | readonly number[], n: number): readonly number[] =>
  typeof value === 'number' ? Array<number>(n).fill(value) : value;

export const tensor = z.instanceof(Tensor);
export const optionalTensor = tensor.nullable().default(null);

/** Where a layer puts its parameters, and of what type they are. */
export const factory = [
  ['device', z.custom<Device | null>().default(null)],
  ['dtype', z.instanceof(dtypeClass).nullable().default(null)],
] as const;

// ---- classes

type LayerClass = (abstract new (...args: any) => Module) & { _pure: boolean };

/** A layer of one input: `layer(x)` or `layer({ input: x })`. */
export abstract class Layer extends Module {
  declare readonly _inputs: readonly ['input'];
}

/**
 * Makes a layer of ours callable, and marks that its `forward` keeps no tensor that it is given. Its call takes keywords:
 * `inputs`, where Python has other names than `forward`, null for none; a `forward` that takes rest arguments sees to them
 * itself.
 */
export function layer<C extends LayerClass>(constructor: C, inputs?: readonly string[] | null) {
  constructor._pure = true;
  const { forward } = constructor.prototype;
  nameInputs(forward, forward.length > 0 ? inputs : null);
  return callable(constructor);
}

// ---- text

/** A value as Python's `repr` gives it; a number counts as an int, `floatRepr` writes floats. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : floatRepr(value);
  if (Array.isArray(value))
    return value.length === 1 ? `(${repr(value[0])},)` : `(${value.map(repr).join(', ')})`;
  return String(value);
}

const GIVEN = Symbol('typetorch.given');

/** Remembers which arguments a user gave, for `optionRepr`; `newNames` are those of deprecated ones. */
export function noteGiven(
  module: Module,
  fields: readonly Field[],
  args: readonly unknown[],
  newNames: Readonly<Record<string, string>> = {},
): void {
  if (args.length === 0) return;
  const names = fields.map(([name]) => name);
  const last = args.at(-1);
  const given = isPlainObject(last)
    ? [...names.slice(0, args.length - 1), ...Object.keys(last)]
    : names.slice(0, args.length);
  Object.defineProperty(module, GIVEN, { value: given.map((name) => newNames[name] ?? name) });
}

/** A number that is a float in Python unless a user gave a whole one, which prints as the int that it is. */
export function optionRepr(module: Module, name: string): string {
  const { [name]: value, [GIVEN]: given } = module as unknown as Record<PropertyKey, any>;
  return given?.includes(name) ? repr(value) : floatRepr(value);
}

// ---- checks

/** Throws ValueError unless the input has `low` or `high` dimensions. */
export function checkDims(input: Tensor, low: number, high: number = low): void {
  const dim = input.dim();
  if (dim === low || dim === high) return;
  const expected = low === high ? `${low}D` : `${low}D or ${high}D`;
  throw new ValueError(`expected ${expected} input (got ${dim}D input)`);
}

/** Drops a prefix (such as 'module.') from the keys of a state_dict, in place. */
export function consume_prefix_in_state_dict_if_present(
  state_dict: Record<string, unknown>,
  prefix: string,
): void {
  for (const key of Object.keys(state_dict)) {
    if (!key.startsWith(prefix)) continue;
    state_dict[key.slice(prefix.length)] = state_dict[key];
    delete state_dict[key];
  }
  const metadata = (state_dict as { _metadata?: Record<string, unknown> })._metadata;
  if (metadata === undefined) return;
  for (const key of Object.keys(metadata)) {
    if (key === '' || !(key === prefix.replaceAll('.', '') || key.startsWith(prefix))) continue;
    metadata[key.slice(prefix.length)] = metadata[key];
    delete metadata[key];
  }
}
