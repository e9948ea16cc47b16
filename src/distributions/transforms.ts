import { inspect } from 'node:util';
import { z } from 'zod';
import { callable } from '../callable.ts';
import { AssertionError, NotImplementedError, ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Size } from '../size.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { Constraint } from './constraints.ts';
import * as constraints from './constraints.ts';
import type { Distribution } from './distribution.ts';
import {
  _sum_rightmost,
  broadcast_all,
  callableInstance,
  definesConstructor,
  isNumber,
  joined,
  lastSize,
  like,
  minus,
  mustBeTensor,
  nameOf,
  over,
  roundHalfEven,
  type Shape,
  sameShape,
  tril_matrix_to_vec,
  type Value,
  value,
  vec_to_tril_matrix,
} from './utils.ts';

const cacheSize = ['cache_size', z.int().default(0)] as const;
const transformArgs = signature('Transform', cacheSize);
type Class = typeof Transform_;

/** The sign of a monotone transform's derivative, one for all places or one for each. */
export type Sign = number | Tensor;

// The class and the interface merge: the interface gives instances their call signature.
export interface Transform_ {
  // biome-ignore lint/style/useShorthandFunctionType: only an interface merges
  (x: Tensor): Tensor;
}

/**
 * Base of all transforms: a differentiable map from `domain` to `codomain`, whose log |det dy/dx| can be computed.
 *
 * An instance is called, `t(x)`; `t.inv` is its inverse. With `cache_size: 1` the last pair of x and y is remembered, so
 * that `t.inv(t(x))` is `x` itself. A class of one's own defines `_call`, `_inverse` and `log_abs_det_jacobian`.
 *
 * @throws ValueError for a cache_size other than 0 and 1
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#module-torch.distributions.transforms
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
export class Transform_ {
  static domain: Constraint | undefined;
  static codomain: Constraint | undefined;
  static bijective = false;
  static sign: number | undefined;

  declare _cache_size: number;
  declare _inv: Transform_ | null;
  declare _cached_x_y: readonly [Tensor | null, Tensor | null];

  constructor(...args: Args<typeof transformArgs>) {
    const { cache_size } = transformArgs(args);
    if (cache_size !== 0 && cache_size !== 1) throw new ValueError('cache_size must be 0 or 1');
    const made = callableInstance<Transform_>(new.target.prototype, (self, [x]) => {
      mustBeTensor(x, nameOf(self));
      return self.__call__(x);
    });
    made._cache_size = cache_size;
    made._inv = null;
    made._cached_x_y = [null, null];
    // biome-ignore lint/correctness/noConstructorReturn: this is what makes an instance callable
    return made;
  }

  get domain(): Constraint {
    return (this.constructor as Class).domain ?? missing(this, 'domain');
  }
  get codomain(): Constraint {
    return (this.constructor as Class).codomain ?? missing(this, 'codomain');
  }
  /** Whether the inverse is exact everywhere. */
  get bijective(): boolean {
    return (this.constructor as Class).bijective;
  }
  get sign(): Sign {
    return (this.constructor as Class).sign ?? missing(this, 'sign');
  }
  /** @throws ValueError where domain and codomain have events of different dimensions */
  get event_dim(): number {
    const { event_dim } = this.domain;
    if (event_dim === this.codomain.event_dim) return event_dim;
    throw new ValueError('Please use either .domain.event_dim or .codomain.event_dim');
  }
  /** The inverse; `t.inv.inv` is `t`. */
  get inv(): Transform_ {
    this._inv ??= new _InverseTransform(this);
    return this._inv;
  }
  /** The same transform with another cache size. */
  with_cache(cache_size: number | { cache_size?: number } = 1): Transform_ {
    const size = typeof cache_size === 'number' ? cache_size : (cache_size.cache_size ?? 1);
    return this._cache_size === size ? this : this._with_cache(size);
  }
  /** @throws NotImplementedError for a class with a constructor of its own, which alone knows what it takes */
  _with_cache(cache_size: number): Transform_ {
    if (!definesConstructor(Object.getPrototypeOf(this), Transform_))
      return new (this.constructor as Class)({ cache_size });
    throw new NotImplementedError(`${nameOf(this)}.with_cache is not implemented`);
  }
  /** Python's `==`: whether the two are the same map. */
  equals(other: unknown): boolean {
    return this === other;
  }

  __call__(x: Tensor): Tensor {
    if (this._cache_size === 0) return this._call(x);
    const [known, image] = this._cached_x_y;
    if (known === x && image !== null) return image;
    const y = this._call(x);
    this._cached_x_y = [x, y];
    return y;
  }
  _inv_call(y: Tensor): Tensor {
    if (this._cache_size === 0) return this._inverse(y);
    const [preimage, known] = this._cached_x_y;
    if (known === y && preimage !== null) return preimage;
    const x = this._inverse(y);
    this._cached_x_y = [x, y];
    return x;
  }
  _call(_x: Tensor): Tensor {
    return missing(this, '_call');
  }
  _inverse(_y: Tensor): Tensor {
    return missing(this, '_inverse');
  }
  /** log |det dy/dx|, given both ends: (*batch, *event) -> (*batch) */
  log_abs_det_jacobian(_x: Tensor, _y: Tensor): Tensor {
    return missing(this, 'log_abs_det_jacobian');
  }
  /** The shape of `t(x)` for an `x` of `shape`. */
  forward_shape(shape: Shape): Shape {
    return shape;
  }
  inverse_shape(shape: Shape): Shape {
    return shape;
  }
  toString(): string {
    return `${nameOf(this)}()`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}

function missing(transform: Transform_, what: string): never {
  throw new NotImplementedError(`${nameOf(transform)} does not implement ${what}`);
}

class _InverseTransform extends Transform_ {
  declare _inv: Transform_;

  constructor(transform: Transform_) {
    super({ cache_size: transform._cache_size });
    this._inv = transform;
  }
  override get domain(): Constraint {
    return this._inv.codomain;
  }
  override get codomain(): Constraint {
    return this._inv.domain;
  }
  override get bijective(): boolean {
    return this._inv.bijective;
  }
  override get sign(): Sign {
    return this._inv.sign;
  }
  override get inv(): Transform_ {
    return this._inv;
  }
  override _with_cache(cache_size: number): Transform_ {
    return this._inv.with_cache(cache_size).inv;
  }
  override equals(other: unknown): boolean {
    return other instanceof _InverseTransform && this._inv.equals(other._inv);
  }
  override __call__(x: Tensor): Tensor {
    return this._inv._inv_call(x);
  }
  override log_abs_det_jacobian(x: Tensor, y: Tensor): Tensor {
    return this._inv.log_abs_det_jacobian(y, x).neg();
  }
  override forward_shape(shape: Shape): Shape {
    return this._inv.inverse_shape(shape);
  }
  override inverse_shape(shape: Shape): Shape {
    return this._inv.forward_shape(shape);
  }
  override toString(): string {
    return `${nameOf(this)}(${this._inv})`;
  }
}

// ---- transforms made of others

const transforms = z.custom<readonly Transform_[]>(Array.isArray, 'expected an array of transforms');
const isTransform = (x: unknown) => x instanceof Transform_;
const composed = z.custom<readonly Transform_[]>(
  (x) => Array.isArray(x) && x.every(isTransform),
  'expected an array of transforms',
);
const composeArgs = signature('ComposeTransform', ['parts', composed], cacheSize);

/** More dimensions of a constraint belong to its event than it says. */
function widened(constraint: Constraint, event_dim: number): Constraint {
  const more = event_dim - constraint.event_dim;
  if (more < 0)
    throw new AssertionError(`event_dim ${event_dim} must be >= event_dim ${constraint.event_dim}`);
  return more > 0 ? constraints.independent(constraint, more) : constraint;
}

class ComposeTransform_ extends Transform_ {
  declare readonly parts: readonly Transform_[];

  constructor(...args: Args<typeof composeArgs>) {
    const { parts, cache_size } = composeArgs(args);
    super({ cache_size });
    this.parts = cache_size ? parts.map((part) => part.with_cache(cache_size)) : parts;
  }
  override equals(other: unknown): boolean {
    if (!(other instanceof ComposeTransform_)) return false;
    return sameTransforms(this.parts, other.parts);
  }
  override get domain(): Constraint {
    const [first, last] = [this.parts[0], this.parts.at(-1)];
    if (first === undefined || last === undefined) return constraints.real;
    // Adjusted from the end, where the last part's events are known.
    let { event_dim } = last.codomain;
    for (const part of this.parts.toReversed()) {
      event_dim += part.domain.event_dim - part.codomain.event_dim;
      event_dim = Math.max(event_dim, part.domain.event_dim);
    }
    return widened(first.domain, event_dim);
  }
  override get codomain(): Constraint {
    const [first, last] = [this.parts[0], this.parts.at(-1)];
    if (first === undefined || last === undefined) return constraints.real;
    let { event_dim } = first.domain;
    for (const part of this.parts) {
      event_dim += part.codomain.event_dim - part.domain.event_dim;
      event_dim = Math.max(event_dim, part.codomain.event_dim);
    }
    return widened(last.codomain, event_dim);
  }
  override get bijective(): boolean {
    return this.parts.every((part) => part.bijective);
  }
  override get sign(): Sign {
    return productOfSigns(this.parts);
  }
  override get inv(): Transform_ {
    if (this._inv === null) {
      this._inv = new ComposeTransform_(this.parts.toReversed().map((part) => part.inv));
      this._inv._inv = this;
    }
    return this._inv;
  }
  override _with_cache(cache_size: number): Transform_ {
    return new ComposeTransform_(this.parts, { cache_size });
  }
  override __call__(x: Tensor): Tensor {
    return this.parts.reduce((y, part) => part(y), x);
  }
  override log_abs_det_jacobian(x: Tensor, y: Tensor): Tensor {
    if (this.parts.length === 0) return torch.zeros_like(x);
    const ends = [x];
    for (const part of this.parts.slice(0, -1)) ends.push(part(ends.at(-1) as Tensor));
    ends.push(y);
    let { event_dim } = this.domain;
    const terms = this.parts.map((part, i) => {
      const term = part.log_abs_det_jacobian(ends[i] as Tensor, ends[i + 1] as Tensor);
      const summed = _sum_rightmost(term, event_dim - part.domain.event_dim);
      event_dim += part.codomain.event_dim - part.domain.event_dim;
      return summed;
    });
    return terms.reduce((sum, term) => sum.add(term));
  }
  override forward_shape(shape: Shape): Shape {
    return this.parts.reduce((size, part) => part.forward_shape(size), shape);
  }
  override inverse_shape(shape: Shape): Shape {
    return this.parts.reduceRight((size, part) => part.inverse_shape(size), shape);
  }
  override toString(): string {
    return `${nameOf(this)}(\n    ${this.parts.map(String).join(',\n    ')}\n)`;
  }
}

/** The product of several signs; a number as long as all of them are numbers. */
export function productOfSigns(parts: readonly Transform_[]): Sign {
  return parts.reduce<Sign>((sign, part) => {
    const next = part.sign;
    if (sign instanceof Tensor) return sign.mul(next);
    return next instanceof Tensor ? next.mul(sign) : sign * next;
  }, 1);
}

export function sameTransforms(a: readonly Transform_[], b: readonly Transform_[]): boolean {
  return a.length === b.length && a.every((part, i) => part.equals(b[i]));
}

const independentArgs = signature(
  'IndependentTransform',
  ['base_transform', z.custom<Transform_>(isTransform, 'expected a Transform')],
  ['reinterpreted_batch_ndims', z.int()],
  cacheSize,
);

class IndependentTransform_ extends Transform_ {
  declare readonly base_transform: Transform_;
  declare readonly reinterpreted_batch_ndims: number;

  constructor(...args: Args<typeof independentArgs>) {
    const { base_transform, reinterpreted_batch_ndims, cache_size } = independentArgs(args);
    super({ cache_size });
    this.base_transform = base_transform.with_cache(cache_size);
    this.reinterpreted_batch_ndims = reinterpreted_batch_ndims;
  }
  override _with_cache(cache_size: number): Transform_ {
    return new IndependentTransform_(this.base_transform, this.reinterpreted_batch_ndims, { cache_size });
  }
  override get domain(): Constraint {
    return constraints.independent(this.base_transform.domain, this.reinterpreted_batch_ndims);
  }
  override get codomain(): Constraint {
    return constraints.independent(this.base_transform.codomain, this.reinterpreted_batch_ndims);
  }
  override get bijective(): boolean {
    return this.base_transform.bijective;
  }
  override get sign(): Sign {
    return this.base_transform.sign;
  }
  override _call(x: Tensor): Tensor {
    if (x.dim() < this.domain.event_dim) throw new ValueError('Too few dimensions on input');
    return this.base_transform(x);
  }
  override _inverse(y: Tensor): Tensor {
    if (y.dim() < this.codomain.event_dim) throw new ValueError('Too few dimensions on input');
    return this.base_transform.inv(y);
  }
  override log_abs_det_jacobian(x: Tensor, y: Tensor): Tensor {
    return _sum_rightmost(this.base_transform.log_abs_det_jacobian(x, y), this.reinterpreted_batch_ndims);
  }
  override toString(): string {
    return `${nameOf(this)}(${this.base_transform}, ${this.reinterpreted_batch_ndims})`;
  }
  override forward_shape(shape: Shape): Shape {
    return this.base_transform.forward_shape(shape);
  }
  override inverse_shape(shape: Shape): Shape {
    return this.base_transform.inverse_shape(shape);
  }
}

const shapeOf = z.array(z.int()).readonly();
const reshapeArgs = signature('ReshapeTransform', ['in_shape', shapeOf], ['out_shape', shapeOf], cacheSize);

function atLeastDims(shape: Shape, dims: number): void {
  if (shape.length < dims) throw new ValueError('Too few dimensions on input');
}

class ReshapeTransform_ extends Transform_ {
  static override bijective = true;
  declare readonly in_shape: Size;
  declare readonly out_shape: Size;

  constructor(...args: Args<typeof reshapeArgs>) {
    const { in_shape, out_shape, cache_size } = reshapeArgs(args);
    super({ cache_size });
    this.in_shape = joined(in_shape);
    this.out_shape = joined(out_shape);
    if (this.in_shape.numel() !== this.out_shape.numel())
      throw new ValueError('in_shape, out_shape have different numbers of elements');
  }
  override get domain(): Constraint {
    return constraints.independent(constraints.real, this.in_shape.length);
  }
  override get codomain(): Constraint {
    return constraints.independent(constraints.real, this.out_shape.length);
  }
  override _with_cache(cache_size: number): Transform_ {
    return new ReshapeTransform_(this.in_shape, this.out_shape, { cache_size });
  }
  override _call(x: Tensor): Tensor {
    return x.reshape([...x.shape.slice(0, x.dim() - this.in_shape.length), ...this.out_shape]);
  }
  override _inverse(y: Tensor): Tensor {
    return y.reshape([...y.shape.slice(0, y.dim() - this.out_shape.length), ...this.in_shape]);
  }
  override log_abs_det_jacobian(x: Tensor, _y: Tensor): Tensor {
    return x.new_zeros(x.shape.slice(0, x.dim() - this.in_shape.length));
  }
  override forward_shape(shape: Shape): Shape {
    return reshaped(shape, this.in_shape, this.out_shape);
  }
  override inverse_shape(shape: Shape): Shape {
    return reshaped(shape, this.out_shape, this.in_shape);
  }
}

function reshaped(shape: Shape, from: Size, to: Size): Shape {
  atLeastDims(shape, from.length);
  const cut = shape.length - from.length;
  const end = joined(shape.slice(cut));
  if (!sameShape(end, from)) throw new ValueError(`Shape mismatch: expected ${end} but got ${from}`);
  return [...shape.slice(0, cut), ...to];
}

// ---- numbers

/** A class of transforms that are all the same map. */
abstract class Fixed extends Transform_ {
  override equals(other: unknown): boolean {
    return other instanceof (this.constructor as Class);
  }
}

class ExpTransform_ extends Fixed {
  static override domain = constraints.real;
  static override codomain = constraints.positive;
  static override bijective = true;
  static override sign = 1;

  override _call(x: Tensor): Tensor {
    return x.exp();
  }
  override _inverse(y: Tensor): Tensor {
    return y.log();
  }
  override log_abs_det_jacobian(x: Tensor, _y: Tensor): Tensor {
    return x;
  }
}

const powerArgs = signature('PowerTransform', ['exponent', value], cacheSize);

class PowerTransform_ extends Transform_ {
  static override domain = constraints.positive;
  static override codomain = constraints.positive;
  static override bijective = true;
  declare readonly exponent: Tensor;

  constructor(...args: Args<typeof powerArgs>) {
    const { exponent, cache_size } = powerArgs(args);
    super({ cache_size });
    [this.exponent] = broadcast_all(exponent);
  }
  override _with_cache(cache_size: number): Transform_ {
    return new PowerTransform_(this.exponent, { cache_size });
  }
  override get sign(): Tensor {
    return this.exponent.sign();
  }
  override equals(other: unknown): boolean {
    return other instanceof PowerTransform_ && sameValues(this.exponent, other.exponent);
  }
  override _call(x: Tensor): Tensor {
    return x.pow(this.exponent);
  }
  override _inverse(y: Tensor): Tensor {
    return y.pow(over(1, this.exponent));
  }
  override log_abs_det_jacobian(x: Tensor, y: Tensor): Tensor {
    return this.exponent.mul(y).div(x).abs().log();
  }
  override forward_shape(shape: Shape): Shape {
    return torch.broadcast_shapes(shape, this.exponent.shape);
  }
  override inverse_shape(shape: Shape): Shape {
    return torch.broadcast_shapes(shape, this.exponent.shape);
  }
}

function sameValues(a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
  const [x, y] = a instanceof Tensor ? [a, b] : [b as Tensor, a];
  return Boolean(
    x
      .eq(y as Tensor)
      .all()
      .item(),
  );
}

/** The sigmoid, kept off 0 and 1. */
function clippedSigmoid(x: Tensor): Tensor {
  const { tiny, eps } = torch.finfo(x.dtype);
  return torch.sigmoid(x).clamp(tiny, 1 - eps);
}

class SigmoidTransform_ extends Fixed {
  static override domain = constraints.real;
  static override codomain = constraints.unit_interval;
  static override bijective = true;
  static override sign = 1;

  override _call(x: Tensor): Tensor {
    return clippedSigmoid(x);
  }
  override _inverse(y: Tensor): Tensor {
    const { tiny, eps } = torch.finfo(y.dtype);
    const clipped = y.clamp(tiny, 1 - eps);
    return clipped.log().sub(clipped.neg().log1p());
  }
  override log_abs_det_jacobian(x: Tensor, _y: Tensor): Tensor {
    return torch.softplus(x.neg()).neg().sub(torch.softplus(x));
  }
}

class SoftplusTransform_ extends Fixed {
  static override domain = constraints.real;
  static override codomain = constraints.positive;
  static override bijective = true;
  static override sign = 1;

  override _call(x: Tensor): Tensor {
    return torch.softplus(x);
  }
  override _inverse(y: Tensor): Tensor {
    return y.neg().expm1().neg().log().add(y);
  }
  override log_abs_det_jacobian(x: Tensor, _y: Tensor): Tensor {
    return torch.softplus(x.neg()).neg();
  }
}

class TanhTransform_ extends Fixed {
  static override domain = constraints.real;
  static override codomain = constraints.floatInterval(-1, 1);
  static override bijective = true;
  static override sign = 1;

  override _call(x: Tensor): Tensor {
    return x.tanh();
  }
  // Not clamped: where the cache does not help, values at the ends become infinite, which clamping would hide.
  override _inverse(y: Tensor): Tensor {
    return y.atanh();
  }
  // log(1 - tanh²) without its cancellation
  override log_abs_det_jacobian(x: Tensor, _y: Tensor): Tensor {
    return minus(Math.LN2, x)
      .sub(torch.softplus(x.mul(-2)))
      .mul(2);
  }
}

class AbsTransform_ extends Fixed {
  static override domain = constraints.real;
  static override codomain = constraints.positive;

  override _call(x: Tensor): Tensor {
    return x.abs();
  }
  override _inverse(y: Tensor): Tensor {
    return y;
  }
}

const coefficient = z.custom<Value>(
  (x) => x instanceof Tensor || isNumber(x),
  'expected a number or a Tensor',
);
const affineArgs = signature(
  'AffineTransform',
  ['loc', coefficient],
  ['scale', coefficient],
  ['event_dim', z.int().default(0)],
  cacheSize,
);

class AffineTransform_ extends Transform_ {
  static override bijective = true;
  declare readonly loc: Value;
  declare readonly scale: Value;
  declare readonly _event_dim: number;

  constructor(...args: Args<typeof affineArgs>) {
    const { loc, scale, event_dim, cache_size } = affineArgs(args);
    super({ cache_size });
    this.loc = loc;
    this.scale = scale;
    this._event_dim = event_dim;
  }
  override get event_dim(): number {
    return this._event_dim;
  }
  override get domain(): Constraint {
    return widened(constraints.real, this._event_dim);
  }
  override get codomain(): Constraint {
    return widened(constraints.real, this._event_dim);
  }
  override _with_cache(cache_size: number): Transform_ {
    return new AffineTransform_(this.loc, this.scale, this._event_dim, { cache_size });
  }
  override equals(other: unknown): boolean {
    if (!(other instanceof AffineTransform_)) return false;
    return sameValues(this.loc, other.loc) && sameValues(this.scale, other.scale);
  }
  override get sign(): Sign {
    return this.scale instanceof Tensor ? this.scale.sign() : Math.sign(Number(this.scale));
  }
  override _call(x: Tensor): Tensor {
    return x.mul(this.scale).add(this.loc);
  }
  override _inverse(y: Tensor): Tensor {
    return y.sub(this.loc).div(this.scale);
  }
  override log_abs_det_jacobian(x: Tensor, _y: Tensor): Tensor {
    const { scale, _event_dim } = this;
    const shape = x.shape.slice(0, x.dim() - _event_dim);
    let result = scale instanceof Tensor ? scale.abs().log() : torch.full_like(x, logOf(Number(scale)));
    if (_event_dim > 0) result = result.view([...result.shape.slice(0, -_event_dim), -1]).sum(-1);
    return result.expand(shape);
  }
  override forward_shape(shape: Shape): Shape {
    return torch.broadcast_shapes(shape, sizesOf(this.loc), sizesOf(this.scale));
  }
  override inverse_shape(shape: Shape): Shape {
    return this.forward_shape(shape);
  }
}

const sizesOf = (x: Value): Shape => (x instanceof Tensor ? x.shape : []);

/** log |x|. Math.log differs from the C library's, which Python uses, in the last bit of one number in 25. */
function logOf(x: number): number {
  if (x === 0) throw new ValueError('math domain error: the scale of an AffineTransform is 0');
  return torch.tensor(Math.abs(x), { dtype: torch.float64 }).log().item();
}

// ---- vectors and matrices

/** `[..., :-1]` with `value` before the first of the rest. */
const shifted = (x: Tensor, value: number) => torch.pad(x.index('...', ':-1'), [1, 0], 'constant', value);

class CorrCholeskyTransform_ extends Transform_ {
  static override domain: Constraint = constraints.real_vector;
  static override codomain = constraints.corr_cholesky;
  static override bijective = true;

  override _call(x: Tensor): Tensor {
    const { eps } = torch.finfo(x.dtype);
    const partial = x.tanh().clamp(-1 + eps, 1 - eps);
    const r = vec_to_tril_matrix(partial, -1); // (*, D, D)
    const rest = minus(1, r.pow(2)).sqrt().cumprod(-1);
    const ones = torch.eye(lastSize(r), like(r));
    return r.add(ones).mul(shifted(rest, 1));
  }
  override _inverse(y: Tensor): Tensor {
    const rest = shifted(minus(1, y.mul(y).cumsum(-1)), 1);
    const t = tril_matrix_to_vec(y, -1).div(tril_matrix_to_vec(rest, -1).sqrt());
    return t.log1p().sub(t.neg().log1p()).div(2);
  }
  override log_abs_det_jacobian(x: Tensor, y: Tensor): Tensor {
    const rest = minus(1, y.mul(y).cumsum(-1));
    const stick_breaking = tril_matrix_to_vec(rest, -2).log().sum(-1).mul(0.5);
    const tanh = x
      .add(torch.softplus(x.mul(-2)))
      .sub(Math.LN2)
      .sum(-1)
      .mul(-2);
    return stick_breaking.add(tanh);
  }
  override forward_shape(shape: Shape): Shape {
    atLeastDims(shape, 1);
    const n = shape.at(-1) as number;
    const d = roundHalfEven(Math.sqrt(0.25 + 2 * n) + 0.5);
    if (Math.floor((d * (d - 1)) / 2) !== n)
      throw new ValueError('Input is not a flattened lower-diagonal number');
    return [...shape.slice(0, -1), d, d];
  }
  override inverse_shape(shape: Shape): Shape {
    atLeastDims(shape, 2);
    const d = shape.at(-1) as number;
    if (shape.at(-2) !== d) throw new ValueError('Input is not square');
    return [...shape.slice(0, -2), (d * (d - 1)) / 2];
  }
}

class SoftmaxTransform_ extends Fixed {
  static override domain: Constraint = constraints.real_vector;
  static override codomain = constraints.simplex;

  override _call(x: Tensor): Tensor {
    const probs = x.sub(x.max(-1, true)[0]).exp();
    return probs.div(probs.sum(-1, true));
  }
  override _inverse(y: Tensor): Tensor {
    return y.log();
  }
  override forward_shape(shape: Shape): Shape {
    atLeastDims(shape, 1);
    return shape;
  }
  override inverse_shape(shape: Shape): Shape {
    atLeastDims(shape, 1);
    return shape;
  }
}

/** k, k - 1, ..., 1 for the last dimension of k elements. */
const remaining = (x: Tensor, k: number) => minus(k + 1, x.new_ones([k]).cumsum(-1));

class StickBreakingTransform_ extends Fixed {
  static override domain: Constraint = constraints.real_vector;
  static override codomain = constraints.simplex;
  static override bijective = true;

  override _call(x: Tensor): Tensor {
    const z = clippedSigmoid(x.sub(remaining(x, lastSize(x)).log()));
    const left = minus(1, z).cumprod(-1);
    return torch.pad(z, [0, 1], 'constant', 1).mul(torch.pad(left, [1, 0], 'constant', 1));
  }
  override _inverse(y: Tensor): Tensor {
    const parts = y.index('...', ':-1');
    const offset = remaining(y, lastSize(parts));
    const left = minus(1, parts.cumsum(-1)).clamp(torch.finfo(y.dtype).tiny);
    return parts.log().sub(left.log()).add(offset.log());
  }
  override log_abs_det_jacobian(x: Tensor, y: Tensor): Tensor {
    const z = x.sub(remaining(x, lastSize(x)).log());
    return z.neg().add(torch.log_sigmoid(z)).add(y.index('...', ':-1').log()).sum(-1);
  }
  override forward_shape(shape: Shape): Shape {
    atLeastDims(shape, 1);
    return [...shape.slice(0, -1), (shape.at(-1) as number) + 1];
  }
  override inverse_shape(shape: Shape): Shape {
    atLeastDims(shape, 1);
    return [...shape.slice(0, -1), (shape.at(-1) as number) - 1];
  }
}

const realMatrix = constraints.independent(constraints.real, 2);
const diagonal = (x: Tensor) => x.diagonal({ dim1: -2, dim2: -1 });

class LowerCholeskyTransform_ extends Fixed {
  static override domain: Constraint = realMatrix;
  static override codomain = constraints.lower_cholesky;

  override _call(x: Tensor): Tensor {
    return x.tril(-1).add(diagonal(x).exp().diag_embed());
  }
  override _inverse(y: Tensor): Tensor {
    return y.tril(-1).add(diagonal(y).log().diag_embed());
  }
}

class PositiveDefiniteTransform_ extends Fixed {
  static override domain: Constraint = realMatrix;
  static override codomain = constraints.positive_definite;

  override _call(x: Tensor): Tensor {
    const factor = new LowerCholeskyTransform_()(x);
    return factor.matmul(factor.mT);
  }
  override _inverse(y: Tensor): Tensor {
    return new LowerCholeskyTransform_().inv(torch.linalg.cholesky(y));
  }
}

// ---- a transform for each part

function mustBeTransforms(tseq: readonly unknown[]): void {
  if (!tseq.every(isTransform)) throw new AssertionError('All elements of tseq must be Transform instances');
}
function checkDim(dim: number, x: Tensor, what: string): void {
  if (dim < -x.dim() || dim >= x.dim())
    throw new AssertionError(`dim ${dim} out of range for ${what} with ${x.dim()} dimensions`);
}

const catArgs = signature(
  'CatTransform',
  ['tseq', transforms],
  ['dim', z.int().default(0)],
  ['lengths', z.array(z.int()).readonly().nullable().default(null)],
  cacheSize,
);

class CatTransform_ extends Transform_ {
  declare readonly transforms: readonly Transform_[];
  declare readonly lengths: readonly number[];
  declare readonly dim: number;

  constructor(...args: Args<typeof catArgs>) {
    const { tseq, dim, lengths, cache_size } = catArgs(args);
    mustBeTransforms(tseq);
    super({ cache_size });
    this.transforms = cache_size ? tseq.map((part) => part.with_cache(cache_size)) : [...tseq];
    this.lengths = lengths ?? tseq.map(() => 1);
    if (this.lengths.length !== tseq.length)
      throw new AssertionError(`lengths (${this.lengths.length}) must match transforms (${tseq.length})`);
    this.dim = dim;
  }
  override get event_dim(): number {
    return Math.max(...this.transforms.map((part) => part.event_dim));
  }
  /** The size along `dim`. */
  override get length(): number {
    return this.lengths.reduce((sum, length) => sum + length, 0);
  }
  override _with_cache(cache_size: number): Transform_ {
    return new CatTransform_(this.transforms, this.dim, this.lengths, cache_size);
  }

  private _parts(x: Tensor, name: string, what = name): Tensor[] {
    checkDim(this.dim, x, what);
    const size = x.size(this.dim);
    if (size !== this.length)
      throw new AssertionError(`${name}.size(${this.dim}) = ${size} must equal length ${this.length}`);
    let start = 0;
    return this.lengths.map((length) => {
      start += length;
      return x.narrow(this.dim, start - length, length);
    });
  }
  override _call(x: Tensor): Tensor {
    const parts = this._parts(x, 'x', 'tensor');
    return torch.cat(
      this.transforms.map((part, i) => part(parts[i] as Tensor)),
      this.dim,
    );
  }
  override _inverse(y: Tensor): Tensor {
    const parts = this._parts(y, 'y', 'tensor');
    return torch.cat(
      this.transforms.map((part, i) => part.inv(parts[i] as Tensor)),
      this.dim,
    );
  }
  override log_abs_det_jacobian(x: Tensor, y: Tensor): Tensor {
    const [xs, ys] = [this._parts(x, 'x'), this._parts(y, 'y')];
    const { event_dim } = this;
    const terms = this.transforms.map((part, i) => {
      const term = part.log_abs_det_jacobian(xs[i] as Tensor, ys[i] as Tensor);
      return _sum_rightmost(term, event_dim - part.event_dim);
    });
    const dim = (this.dim >= 0 ? this.dim - x.dim() : this.dim) + event_dim;
    // Parts of an event add up.
    return dim < 0 ? torch.cat(terms, dim) : terms.slice(1).reduce(plus, (terms[0] as Tensor).add(0));
  }
  override get bijective(): boolean {
    return this.transforms.every((part) => part.bijective);
  }
  override get domain(): Constraint {
    const parts = this.transforms.map((part) => part.domain);
    return constraints.cat(parts, this.dim, this.lengths);
  }
  override get codomain(): Constraint {
    const parts = this.transforms.map((part) => part.codomain);
    return constraints.cat(parts, this.dim, this.lengths);
  }
}
const plus = (a: Tensor, b: Tensor) => a.add(b);

const stackArgs = signature('StackTransform', ['tseq', transforms], ['dim', z.int().default(0)], cacheSize);

class StackTransform_ extends Transform_ {
  declare readonly transforms: readonly Transform_[];
  declare readonly dim: number;

  constructor(...args: Args<typeof stackArgs>) {
    const { tseq, dim, cache_size } = stackArgs(args);
    mustBeTransforms(tseq);
    super({ cache_size });
    this.transforms = cache_size ? tseq.map((part) => part.with_cache(cache_size)) : [...tseq];
    this.dim = dim;
  }
  override _with_cache(cache_size: number): Transform_ {
    return new StackTransform_(this.transforms, this.dim, cache_size);
  }

  private _slices(x: Tensor, name: string, what = name): Tensor[] {
    checkDim(this.dim, x, what);
    const [size, count] = [x.size(this.dim), this.transforms.length];
    if (size !== count)
      throw new AssertionError(`${name}.size(${this.dim}) = ${size} must equal len(transforms) ${count}`);
    return this.transforms.map((_, i) => x.select(this.dim, i));
  }
  override _call(x: Tensor): Tensor {
    const slices = this._slices(x, 'x', 'tensor');
    return torch.stack(
      this.transforms.map((part, i) => part(slices[i] as Tensor)),
      this.dim,
    );
  }
  override _inverse(y: Tensor): Tensor {
    const slices = this._slices(y, 'y', 'tensor');
    return torch.stack(
      this.transforms.map((part, i) => part.inv(slices[i] as Tensor)),
      this.dim,
    );
  }
  override log_abs_det_jacobian(x: Tensor, y: Tensor): Tensor {
    const [xs, ys] = [this._slices(x, 'x'), this._slices(y, 'y')];
    const terms = this.transforms.map((part, i) =>
      part.log_abs_det_jacobian(xs[i] as Tensor, ys[i] as Tensor),
    );
    return torch.stack(terms, this.dim);
  }
  override get bijective(): boolean {
    return this.transforms.every((part) => part.bijective);
  }
  override get domain(): Constraint {
    return constraints.stack(
      this.transforms.map((part) => part.domain),
      this.dim,
    );
  }
  override get codomain(): Constraint {
    return constraints.stack(
      this.transforms.map((part) => part.codomain),
      this.dim,
    );
  }
}

// ---- a distribution as a transform

const cumulativeArgs = signature(
  'CumulativeDistributionTransform',
  ['distribution', z.custom<Distribution>((x) => typeof x === 'object' && x !== null)],
  cacheSize,
);

class CumulativeDistributionTransform_ extends Transform_ {
  static override bijective = true;
  static override codomain = constraints.unit_interval;
  static override sign = 1;
  declare readonly distribution: Distribution;

  constructor(...args: Args<typeof cumulativeArgs>) {
    const { distribution, cache_size } = cumulativeArgs(args);
    super({ cache_size });
    this.distribution = distribution;
  }
  override get domain(): Constraint {
    return this.distribution.support;
  }
  override _call(x: Tensor): Tensor {
    return this.distribution.cdf(x);
  }
  override _inverse(y: Tensor): Tensor {
    return this.distribution.icdf(y);
  }
  override log_abs_det_jacobian(x: Tensor, _y: Tensor): Tensor {
    return this.distribution.log_prob(x);
  }
  override _with_cache(cache_size: number): Transform_ {
    return new CumulativeDistributionTransform_(this.distribution, { cache_size });
  }
}

// ---- the public names

export const Transform = callable(Transform_);
export type Transform = Transform_;
/** Several transforms, the first of `parts` first. */
export const ComposeTransform = callable(ComposeTransform_);
export type ComposeTransform = ComposeTransform_;
/** Another transform whose last `reinterpreted_batch_ndims` batch dimensions belong to the event. */
export const IndependentTransform = callable(IndependentTransform_);
export type IndependentTransform = IndependentTransform_;
/** Events of `in_shape` as events of `out_shape`. */
export const ReshapeTransform = callable(ReshapeTransform_);
export type ReshapeTransform = ReshapeTransform_;
/** y = exp x */
export const ExpTransform = callable(ExpTransform_);
export type ExpTransform = ExpTransform_;
/** y = x^exponent, for positive x. */
export const PowerTransform = callable(PowerTransform_);
export type PowerTransform = PowerTransform_;
/** y = 1 / (1 + exp -x); the inverse is log y - log(1 - y). */
export const SigmoidTransform = callable(SigmoidTransform_);
export type SigmoidTransform = SigmoidTransform_;
/** y = log(1 + exp x); x itself above 20. */
export const SoftplusTransform = callable(SoftplusTransform_);
export type SoftplusTransform = SoftplusTransform_;
/** y = tanh x, as 2 sigmoid(2 x) - 1 but stable: take it with a cache, since the inverse is not exact near the ends. */
export const TanhTransform = callable(TanhTransform_);
export type TanhTransform = TanhTransform_;
/** y = |x|; not bijective. */
export const AbsTransform = callable(AbsTransform_);
export type AbsTransform = AbsTransform_;
/** y = loc + scale x; the last `event_dim` dimensions are one event. */
export const AffineTransform = callable(AffineTransform_);
export type AffineTransform = AffineTransform_;
/**
 * Vectors of D (D - 1) / 2 numbers to factors of D x D correlation matrices: tanh of them are partial correlations.
 *
 * @see Lewandowski, Kurowicka, Joe, Generating random correlation matrices based on vines and extended onion method, 2009
 */
export const CorrCholeskyTransform = callable(CorrCholeskyTransform_);
export type CorrCholeskyTransform = CorrCholeskyTransform_;
/** y = softmax x along the last dimension; not bijective. The inverse is log y. */
export const SoftmaxTransform = callable(SoftmaxTransform_);
export type SoftmaxTransform = SoftmaxTransform_;
/** K - 1 numbers to K probabilities, each a share of what the ones before left. */
export const StickBreakingTransform = callable(StickBreakingTransform_);
export type StickBreakingTransform = StickBreakingTransform_;
/** Square matrices to lower triangular ones with a positive diagonal, by exp of the diagonal. */
export const LowerCholeskyTransform = callable(LowerCholeskyTransform_);
export type LowerCholeskyTransform = LowerCholeskyTransform_;
/** Square matrices to positive definite ones, L Lᵀ of the lower triangle. */
export const PositiveDefiniteTransform = callable(PositiveDefiniteTransform_);
export type PositiveDefiniteTransform = PositiveDefiniteTransform_;
/** A transform for each part along `dim`, of sizes `lengths`, joined again. */
export const CatTransform = callable(CatTransform_);
export type CatTransform = CatTransform_;
/** A transform for each slice along `dim`. */
export const StackTransform = callable(StackTransform_);
export type StackTransform = StackTransform_;
/** y = cdf(x) of a distribution: to [0, 1]. */
export const CumulativeDistributionTransform = callable(CumulativeDistributionTransform_);
export type CumulativeDistributionTransform = CumulativeDistributionTransform_;
/** y = x */
export const identity_transform: Transform = new ComposeTransform_([]);
