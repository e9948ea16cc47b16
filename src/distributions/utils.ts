// torch.distributions.utils, and what else the distributions share.
import { z } from 'zod';
import { floatRepr } from '../_python_str.ts';
import type { device, dtype } from '../dtype.ts';
import { IndexError, RuntimeError, TypeError, ValueError } from '../errors.ts';
import { isPlainObject } from '../signature.ts';
import { Size } from '../size.ts';
import { Parameter, Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

/** What a parameter is given as: a tensor, or one number for all places. */
export type Value = Tensor | number | bigint | boolean;
/** A shape as the user gives it. */
export type Shape = readonly number[];

/** Euler's constant, the limit of 1 + 1/2 + ... + 1/n - log n. */
export const euler_constant = 0.5772156649015329;

// ---- arguments

/** A parameter; `broadcast_all` tells numbers and tensors from everything else. */
export const value = z.custom<Value>((x) => x !== undefined);
/** A parameter that has an alternative. */
export const optionalValue = z.custom<Value | null>().default(null);
export const tensor = z.instanceof(Tensor);
export const optionalTensor = tensor.nullable().default(null);
/** Whether parameters and samples are checked; null: as `Distribution.set_default_validate_args` says. */
export const validate = z.boolean().nullable().default(null);

export function isNumber(x: unknown): x is number | bigint | boolean {
  return typeof x === 'number' || typeof x === 'bigint' || typeof x === 'boolean';
}

/**
 * Which of the two a distribution was given: it derives the other.
 *
 * @throws ValueError unless exactly one of the two is given
 */
export function oneOf(probs: unknown, logits: unknown): 'probs' | 'logits' {
  if ((probs === null) === (logits === null))
    throw new ValueError('Either `probs` or `logits` must be specified, but not both.');
  return probs === null ? 'logits' : 'probs';
}

/** The parameters of a distribution of counts; `total_count` and the given one of the two, (*batch), of one dtype. */
export function countParams(total_count: Value, probs: Value | null, logits: Value | null) {
  const name = oneOf(probs, logits);
  const [count, _param] = broadcast_all(total_count, probs ?? logits);
  return { total_count: count.type_as(_param), [name]: _param, _param };
}

/**
 * The shape that a method was given, by position or as its keyword.
 *
 * @throws TypeError for anything but a list of whole numbers, RuntimeError for negative ones
 */
export function shapeArg(given: unknown, what: string, keyword: string): Shape {
  const shape = isPlainObject(given) ? keywordOf(given, what, keyword) : given;
  if (shape === undefined) return [];
  if (Array.isArray(shape) && shape.every((size) => Number.isInteger(size))) {
    const negative = shape.find((size) => size < 0);
    if (negative === undefined) return shape;
    throw new RuntimeError(
      `Trying to create tensor with negative dimension ${negative}: [${shape.join(', ')}]`,
    );
  }
  throw new TypeError(`${what}(): ${keyword} is a list of sizes, such as [2, 3], not ${String(shape)}`);
}

function keywordOf(given: Record<string, unknown>, what: string, keyword: string): unknown {
  for (const key of Object.keys(given)) {
    if (key !== keyword)
      throw new TypeError(`${what}() got an unexpected keyword argument '${key}'; known: ${keyword}`);
  }
  return given[keyword];
}

/** The flag that a method was given, by position or as its keyword. */
export function flagArg(given: unknown, what: string, keyword: string): boolean {
  const flag = isPlainObject(given) ? keywordOf(given, what, keyword) : given;
  if (flag === undefined) return true;
  if (typeof flag === 'boolean') return flag;
  throw new TypeError(`${what}(): ${keyword} is true or false, not ${String(flag)}`);
}

/** @throws TypeError for what is no tensor */
export function mustBeTensor(x: unknown, what: string): void {
  if (!(x instanceof Tensor)) throw new TypeError(`${what} takes a Tensor, not ${String(x)}`);
}

// ---- shapes

/** Shapes and sizes in a row as one shape. */
export function joined(...parts: (Shape | number)[]): Size {
  const sizes = parts.filter((part) => typeof part === 'number' || part.length > 0);
  // Shapes cannot be changed, so that one alone can be shared.
  if (sizes.length === 0) return empty;
  if (sizes.length === 1 && sizes[0] instanceof Size && Object.isFrozen(sizes[0])) return sizes[0];
  return Object.freeze(Size.from(sizes.flat())) as Size;
}
const empty = Object.freeze(new Size()) as Size;

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

/**
 * The last of the tensor's sizes.
 *
 * @throws IndexError for a tensor without dimensions
 */
export function lastSize(x: Tensor): number {
  const size = x.shape.at(-1);
  if (size === undefined)
    throw new IndexError('expected a tensor of at least one dimension, got a 0-dim one');
  return size;
}

/** What a new tensor takes over from another. */
export function like({ dtype, device }: Tensor): { dtype: dtype; device: device } {
  return { dtype, device };
}

/** Sums the last `dim` dimensions. */
export function _sum_rightmost(x: Tensor, dim: number): Tensor {
  if (dim === 0) return x;
  return x.reshape([...x.shape.slice(0, -dim), -1]).sum(-1);
}

// ---- numbers and tensors

type Tensors<V extends readonly unknown[]> = { [K in keyof V]: Tensor };

/**
 * Tensors of one common shape. Numbers take dtype and device of the first tensor, or the default dtype.
 *
 * @throws ValueError for what is neither number nor tensor, RuntimeError where shapes do not broadcast
 */
export function broadcast_all<V extends readonly unknown[]>(...values: V): Tensors<V> {
  for (const given of values) {
    if (given instanceof Tensor || isNumber(given)) continue;
    throw new ValueError(
      'Input arguments must all be instances of Number, torch.Tensor or objects implementing __torch_function__.',
    );
  }
  return torch.broadcast_tensors(asTensors(values)) as unknown as Tensors<V>;
}

function asTensors(values: readonly unknown[]): Tensor[] {
  if (values.every((given) => given instanceof Tensor)) return values as Tensor[];
  const first = values.find((given) => given instanceof Tensor);
  const options = first === undefined ? { dtype: torch.get_default_dtype() } : like(first);
  return values.map((given) => (given instanceof Tensor ? given : torch.tensor(given as number, options)));
}

/** Draws from N(0, 1), (*shape). */
export function _standard_normal(shape: Shape, options: { dtype: dtype; device: device }): Tensor {
  return torch.empty(shape, options).normal_();
}

/** Probabilities of logits; of independent events with `is_binary`, of one choice along the last dimension otherwise. */
export function logits_to_probs(logits: Tensor, is_binary = false): Tensor {
  return is_binary ? torch.sigmoid(logits) : torch.softmax(logits, -1);
}

/** A number or tensor as a tensor of another one's dtype and device. */
export function asLike(x: Value, other: Tensor): Tensor {
  return x instanceof Tensor ? x.to(like(other)) : torch.tensor(x as number, like(other));
}

/** Probabilities within [eps, 1 - eps] of their dtype. */
export function clamp_probs(probs: Tensor): Tensor {
  const { eps } = torch.finfo(probs.dtype);
  return probs.clamp(eps, 1 - eps);
}

/** The inverse of `logits_to_probs`. */
export function probs_to_logits(probs: Tensor, is_binary = false): Tensor {
  const clamped = clamp_probs(probs);
  if (is_binary) return clamped.log().sub(clamped.neg().log1p());
  return clamped.log();
}

/** Cross-entropy of Bernoulli variables, element by element. */
export const crossEntropy = (logits: Tensor, probs: Tensor): Tensor =>
  torch.binary_cross_entropy_with_logits(logits, probs, null, null, 0);

/** What Python's float arithmetic makes of a tensor of whole numbers. */
export const asFloat = (x: Tensor): Tensor => (x.is_floating_point() ? x : x.to(torch.get_default_dtype()));
/** `a - x` */
export const minus = (a: number, x: Tensor): Tensor => torch.rsub(x, a);
/** `a / x`, as Python divides a number by a tensor: by way of the reciprocal. */
export const over = (a: number, x: Tensor): Tensor => x.reciprocal().mul(a);

function trilMask(n: number, diag: number, { device }: Tensor): Tensor {
  const index = torch.arange(n, { device });
  return index.lt(index.view(-1, 1).add(diag + 1));
}

/**
 * The lower triangles of matrices as vectors, row by row: (*, n, n) -> (*, k). `diag` says which diagonal is the last.
 *
 * @throws ValueError where the matrices have no such diagonal
 */
export function tril_matrix_to_vec(mat: Tensor, diag = 0): Tensor {
  const n = lastSize(mat);
  if (diag < -n || diag >= n) throw new ValueError(`diag (${diag}) provided is outside [${-n}, ${n - 1}].`);
  return mat.index('...', trilMask(n, diag, mat));
}

/**
 * The inverse of `tril_matrix_to_vec`: (*, k) -> (*, n, n), zeros above the diagonal.
 *
 * @throws ValueError where k elements are no triangle
 */
export function vec_to_tril_matrix(vec: Tensor, diag = 0): Tensor {
  const k = lastSize(vec);
  const width = 1 + 2 * diag;
  const n = (-width + Math.sqrt(width ** 2 + 8 * k + 4 * Math.abs(diag) * (diag + 1))) / 2;
  if (roundHalfEven(n) - n > torch.finfo(vec.dtype).eps) {
    throw new ValueError(
      `The size of last dimension is ${k} which cannot be expressed as the lower triangular part of a square D x D matrix.`,
    );
  }
  const size = roundHalfEven(n);
  const mat = vec.new_zeros([...vec.shape.slice(0, -1), size, size]);
  return mat.index_put_(['...', trilMask(size, diag, vec)], vec);
}

/** Python's `round`. */
export function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

// ---- properties that are computed when first read

const lazyGetters = new WeakSet<Function>();

/**
 * Gives a class properties that are computed at their first reading, with gradients on, and kept: what Python's
 * `@lazy_property` does. Declare them in the class with `declare`.
 */
export function lazy_property<T extends object>(
  owner: { readonly prototype: T },
  properties: { readonly [name: string]: (self: T) => unknown },
): void {
  for (const [name, compute] of Object.entries(properties)) {
    const get = function (this: T) {
      return own(
        this,
        name,
        torch.enable_grad(() => compute(this)),
      );
    };
    const set = function (this: T, given: unknown) {
      own(this, name, given);
    };
    lazyGetters.add(get);
    Object.defineProperty(owner.prototype, name, { get, set, configurable: true });
  }
}

/** Sets an object's own property, whatever its class says of that name. */
export function own<V>(target: object, name: string, given: V): V {
  // The common case, and much faster.
  if (!(name in target)) (target as Record<string, unknown>)[name] = given;
  else
    Object.defineProperty(target, name, {
      value: given,
      writable: true,
      configurable: true,
      enumerable: true,
    });
  return given;
}

/** Whether a property would be computed if it were read now. */
export function isPending(target: object, name: string): boolean {
  for (let owner: object | null = target; owner !== null; owner = Object.getPrototypeOf(owner)) {
    const property = Object.getOwnPropertyDescriptor(owner, name);
    if (property !== undefined) return property.get !== undefined && lazyGetters.has(property.get);
  }
  return false;
}

// ---- objects that are called

/** A function of the given prototype, so that an instance can be called: `transform(x)`. */
export function callableInstance<T extends object>(prototype: T, call: (self: T, args: any[]) => unknown): T {
  const made = ((...args: unknown[]) => call(made, args)) as unknown as T;
  // A function's own `name` and `length` are read-only.
  delete (made as { name?: unknown }).name;
  delete (made as { length?: unknown }).length;
  return Object.setPrototypeOf(made, prototype);
}

/** Whether a class between an object's own and `base` has a constructor, which alone knows what it takes. */
export function definesConstructor(
  prototype: object,
  base: abstract new (...args: any[]) => object,
): boolean {
  for (let owner = prototype; owner !== base.prototype; owner = Object.getPrototypeOf(owner)) {
    if (/\bconstructor\s*\(/.test(Function.prototype.toString.call(owner.constructor))) return true;
  }
  return false;
}

// ---- text

export const nameOf = (x: object): string => x.constructor.name;
/** The class of a tensor, as Python names it in its errors. */
export const tensorName = (x: Tensor): string => (x instanceof Parameter ? 'Parameter' : 'Tensor');

/** A value as Python's f-strings write it: a 0-dim tensor as its number. */
export function format(x: unknown): string {
  if (x instanceof Tensor) {
    if (x.dim() > 0 || x.is_meta || x instanceof Parameter) return String(x);
    const item: unknown = x.item();
    if (typeof item === 'number' && x.dtype.is_floating_point) return floatRepr(item);
    return format(item);
  }
  if (typeof x === 'boolean') return x ? 'True' : 'False';
  if (typeof x === 'number' && !Number.isInteger(x)) return floatRepr(x);
  return String(x);
}
