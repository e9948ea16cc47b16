// torch.distributions.constraints: sets that parameters and samples lie in.
import { inspect } from 'node:util';
import { z } from 'zod';
import { floatRepr } from '../_python_str.ts';
import { callable } from '../callable.ts';
import { AssertionError, IndexError, NotImplementedError, ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { callableInstance, format, nameOf } from './utils.ts';

/** A bound: one number, or one for each place. */
export type Bound = number | Tensor;

/**
 * Base of all constraints. A constraint is a set; `check(value)` says of each event whether it lies inside.
 *
 * `event_dim` is the number of dimensions at the end that make one event: 0 for numbers, 1 for vectors, 2 for matrices.
 *
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#module-torch.distributions.constraints
 */
export class Constraint_ {
  get is_discrete(): boolean {
    return false;
  }
  get event_dim(): number {
    return 0;
  }
  /** (*batch, *event) -> bool (*batch) */
  check(_value: Tensor): Tensor {
    throw new NotImplementedError(`${nameOf(this)} does not implement check`);
  }
  toString(): string {
    return `${nameOf(this).slice(1)}()`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}
export const Constraint = callable(Constraint_);
export type Constraint = Constraint_;

// ---- what is not known before there is a distribution

const known = [
  ['is_discrete', z.boolean().optional()],
  ['event_dim', z.int().optional()],
] as const;
const dependentArgs = signature('dependent', ...known);

export interface _Dependent {
  // biome-ignore lint/style/useShorthandFunctionType: only an interface merges
  (...args: Args<typeof dependentArgs>): _Dependent;
}
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the interface makes instances callable
export class _Dependent extends Constraint_ {
  declare _is_discrete: boolean | undefined;
  declare _event_dim: number | undefined;

  constructor(...args: Args<typeof dependentArgs>) {
    super();
    const { is_discrete, event_dim } = dependentArgs(args);
    const self = callableInstance<_Dependent>(new.target.prototype, (self, given) => {
      const changed = dependentArgs(given);
      return new _Dependent({
        is_discrete: changed.is_discrete ?? self._is_discrete,
        event_dim: changed.event_dim ?? self._event_dim,
      });
    });
    self._is_discrete = is_discrete;
    self._event_dim = event_dim;
    // biome-ignore lint/correctness/noConstructorReturn: this is what makes an instance callable
    return self;
  }
  override get is_discrete(): boolean {
    if (this._is_discrete === undefined)
      throw new NotImplementedError('.is_discrete cannot be determined statically');
    return this._is_discrete;
  }
  override get event_dim(): number {
    if (this._event_dim === undefined)
      throw new NotImplementedError('.event_dim cannot be determined statically');
    return this._event_dim;
  }
  override check(_value: Tensor): Tensor {
    throw new ValueError('Cannot determine validity of dependent constraint');
  }
}
export class _DependentProperty extends _Dependent {}

/** Whether a constraint depends on other parameters, so that nothing can be checked. */
export const is_dependent = (constraint: unknown): boolean => constraint instanceof _Dependent;

// ---- constraints made of others

function mustBeConstraint(base: unknown): void {
  if (base instanceof Constraint_) return;
  throw new AssertionError(`base_constraint must be a Constraint, got ${typeof base}`);
}

// Checked by hand below, in Python's words.
const independentArgs = signature(
  'independent',
  ['base_constraint', z.custom<Constraint_>()],
  ['reinterpreted_batch_ndims', z.custom<number>()],
);
export class _IndependentConstraint extends Constraint_ {
  readonly base_constraint: Constraint;
  readonly reinterpreted_batch_ndims: number;

  constructor(...args: Args<typeof independentArgs>) {
    super();
    const { base_constraint, reinterpreted_batch_ndims } = independentArgs(args);
    mustBeConstraint(base_constraint);
    if (!Number.isInteger(reinterpreted_batch_ndims))
      throw new AssertionError(
        `reinterpreted_batch_ndims must be an int, got ${typeof reinterpreted_batch_ndims}`,
      );
    if (reinterpreted_batch_ndims < 0)
      throw new AssertionError(`reinterpreted_batch_ndims must be >= 0, got ${reinterpreted_batch_ndims}`);
    this.base_constraint = base_constraint;
    this.reinterpreted_batch_ndims = reinterpreted_batch_ndims;
  }
  override get is_discrete(): boolean {
    return this.base_constraint.is_discrete;
  }
  override get event_dim(): number {
    return this.base_constraint.event_dim + this.reinterpreted_batch_ndims;
  }
  override check(value: Tensor): Tensor {
    const result = this.base_constraint.check(value);
    const left = result.dim() - this.reinterpreted_batch_ndims;
    if (left < 0) throw new ValueError(`Expected value.dim() >= ${this.event_dim} but got ${value.dim()}`);
    return result.reshape([...result.shape.slice(0, left), -1]).all(-1);
  }
  override toString(): string {
    return `IndependentConstraint(${this.base_constraint}, ${this.reinterpreted_batch_ndims})`;
  }
}

class MixtureSameFamilyConstraint_ extends Constraint_ {
  readonly base_constraint: Constraint;

  constructor(base_constraint: Constraint) {
    super();
    mustBeConstraint(base_constraint);
    this.base_constraint = base_constraint;
  }
  override get is_discrete(): boolean {
    return this.base_constraint.is_discrete;
  }
  override get event_dim(): number {
    return this.base_constraint.event_dim;
  }
  override check(value: Tensor): Tensor {
    const result = this.base_constraint.check(value.unsqueeze(-1 - this.event_dim));
    const left = value.dim() - this.event_dim;
    if (left < 0) throw new ValueError(`Expected value.dim() >= ${this.event_dim} but got ${value.dim()}`);
    return result.reshape([...result.shape.slice(0, left), -1]).all(-1);
  }
  override toString(): string {
    return `${nameOf(this)}(${this.base_constraint})`;
  }
}

function mustBeConstraints(cseq: readonly unknown[]): void {
  if (!cseq.every((item) => item instanceof Constraint_))
    throw new AssertionError('All elements of cseq must be Constraint instances');
}
function checkDim(dim: number, value: Tensor): void {
  if (dim < -value.dim() || dim >= value.dim())
    throw new AssertionError(`dim ${dim} out of range for value with ${value.dim()} dimensions`);
}

const catArgs = signature(
  'cat',
  ['cseq', z.custom<readonly Constraint[]>(Array.isArray)],
  ['dim', z.int().default(0)],
  ['lengths', z.array(z.int()).readonly().nullable().default(null)],
);
export class _Cat extends Constraint_ {
  readonly cseq: readonly Constraint[];
  readonly lengths: readonly number[];
  readonly dim: number;

  constructor(...args: Args<typeof catArgs>) {
    super();
    const { cseq, dim, lengths } = catArgs(args);
    mustBeConstraints(cseq);
    this.cseq = [...cseq];
    this.lengths = lengths ?? cseq.map(() => 1);
    if (this.lengths.length !== cseq.length)
      throw new AssertionError(`lengths (${this.lengths.length}) must match cseq (${cseq.length})`);
    this.dim = dim;
  }
  override get is_discrete(): boolean {
    return this.cseq.some((part) => part.is_discrete);
  }
  override get event_dim(): number {
    return Math.max(...this.cseq.map((part) => part.event_dim));
  }
  override check(value: Tensor): Tensor {
    checkDim(this.dim, value);
    let start = 0;
    const checks = this.cseq.map((part, i) => {
      const length = this.lengths[i] as number;
      start += length;
      return part.check(value.narrow(this.dim, start - length, length));
    });
    return torch.cat(checks, this.dim);
  }
}

const stackArgs = signature(
  'stack',
  ['cseq', z.custom<readonly Constraint[]>(Array.isArray)],
  ['dim', z.int().default(0)],
);
export class _Stack extends Constraint_ {
  readonly cseq: readonly Constraint[];
  readonly dim: number;

  constructor(...args: Args<typeof stackArgs>) {
    super();
    const { cseq, dim } = stackArgs(args);
    mustBeConstraints(cseq);
    this.cseq = [...cseq];
    this.dim = dim;
  }
  override get is_discrete(): boolean {
    return this.cseq.some((part) => part.is_discrete);
  }
  override get event_dim(): number {
    const dim = Math.max(...this.cseq.map((part) => part.event_dim));
    return this.dim + dim < 0 ? dim + 1 : dim;
  }
  override check(value: Tensor): Tensor {
    checkDim(this.dim, value);
    const slices = value.unbind(this.dim);
    const count = Math.min(slices.length, this.cseq.length);
    const checks = this.cseq.slice(0, count).map((part, i) => part.check(slices[i] as Tensor));
    return torch.stack(checks, this.dim);
  }
}

// ---- numbers

export class _Boolean extends Constraint_ {
  override get is_discrete(): boolean {
    return true;
  }
  override check(value: Tensor): Tensor {
    return value.eq(0).bitwise_or(value.eq(1));
  }
}

export class _OneHot extends Constraint_ {
  override get is_discrete(): boolean {
    return true;
  }
  override get event_dim(): number {
    return 1;
  }
  override check(value: Tensor): Tensor {
    const is_boolean = value.eq(0).bitwise_or(value.eq(1));
    const is_normalized = value.sum(-1).eq(1);
    return is_boolean.all(-1).bitwise_and(is_normalized);
  }
}

const atLeast = (value: Tensor, bound: Bound) => value.ge(bound);
const atMost = (value: Tensor, bound: Bound) => value.le(bound);
const isWhole = (value: Tensor) => value.remainder(1).eq(0);

/** What has bounds prints them. Ours that Python gives floats for print as floats: `lower_bound=0.0`. */
abstract class Bounded extends Constraint_ {
  declare _floats: boolean;
  abstract readonly _bounds: readonly ('lower_bound' | 'upper_bound')[];

  override toString(): string {
    const text = (bound: Bound) =>
      this._floats && typeof bound === 'number' ? floatRepr(bound) : format(bound);
    const bounds = this._bounds.map((name) => `${name}=${text((this as any)[name])}`);
    return `${nameOf(this).slice(1)}(${bounds.join(', ')})`;
  }
}
Object.defineProperty(Bounded.prototype, '_floats', { value: false, writable: true });
function floats<C extends Bounded>(constraint: C): C {
  Object.defineProperty(constraint, '_floats', { value: true });
  return constraint;
}

const bound = z.custom<Bound>(
  (x) => typeof x === 'number' || x instanceof Tensor,
  'expected a number or a Tensor',
);
const below = signature('constraint', ['lower_bound', bound]);
const above = signature('constraint', ['upper_bound', bound]);
const between = signature('constraint', ['lower_bound', bound], ['upper_bound', bound]);

abstract class FromBelow extends Bounded {
  readonly lower_bound: Bound;
  constructor(...args: Args<typeof below>) {
    super();
    this.lower_bound = below(args).lower_bound;
  }
  override get _bounds(): readonly ['lower_bound'] {
    return ['lower_bound'];
  }
}
abstract class FromAbove extends Bounded {
  readonly upper_bound: Bound;
  constructor(...args: Args<typeof above>) {
    super();
    this.upper_bound = above(args).upper_bound;
  }
  override get _bounds(): readonly ['upper_bound'] {
    return ['upper_bound'];
  }
}
abstract class Between extends Bounded {
  readonly lower_bound: Bound;
  readonly upper_bound: Bound;
  constructor(...args: Args<typeof between>) {
    super();
    const { lower_bound, upper_bound } = between(args);
    this.lower_bound = lower_bound;
    this.upper_bound = upper_bound;
  }
  override get _bounds(): readonly ['lower_bound', 'upper_bound'] {
    return ['lower_bound', 'upper_bound'];
  }
}

export class _IntegerInterval extends Between {
  override get is_discrete(): boolean {
    return true;
  }
  override check(value: Tensor): Tensor {
    const inside = isWhole(value).bitwise_and(atLeast(value, this.lower_bound));
    return inside.bitwise_and(atMost(value, this.upper_bound));
  }
}
export class _IntegerGreaterThan extends FromBelow {
  override get is_discrete(): boolean {
    return true;
  }
  override check(value: Tensor): Tensor {
    return isWhole(value).bitwise_and(atLeast(value, this.lower_bound));
  }
}
export class _Real extends Constraint_ {
  // Only a NaN differs from itself.
  override check(value: Tensor): Tensor {
    return value.eq(value);
  }
}
export class _GreaterThan extends FromBelow {
  override check(value: Tensor): Tensor {
    return value.gt(this.lower_bound);
  }
}
export class _GreaterThanEq extends FromBelow {
  override check(value: Tensor): Tensor {
    return atLeast(value, this.lower_bound);
  }
}
export class _LessThan extends FromAbove {
  override check(value: Tensor): Tensor {
    return value.lt(this.upper_bound);
  }
}
export class _Interval extends Between {
  override check(value: Tensor): Tensor {
    return atLeast(value, this.lower_bound).bitwise_and(atMost(value, this.upper_bound));
  }
}
export class _HalfOpenInterval extends Between {
  override check(value: Tensor): Tensor {
    return atLeast(value, this.lower_bound).bitwise_and(value.lt(this.upper_bound));
  }
}

// ---- vectors

export class _Simplex extends Constraint_ {
  override get event_dim(): number {
    return 1;
  }
  override check(value: Tensor): Tensor {
    const sums = value.sum(-1).sub(1).abs().lt(1e-6);
    return value.ge(0).all(-1).bitwise_and(sums);
  }
}

export class _Multinomial extends Constraint_ {
  readonly upper_bound: Bound;

  constructor(...args: Args<typeof above>) {
    super();
    this.upper_bound = above(args).upper_bound;
  }
  override get is_discrete(): boolean {
    return true;
  }
  override get event_dim(): number {
    return 1;
  }
  override check(value: Tensor): Tensor {
    return value
      .ge(0)
      .all(-1)
      .bitwise_and(atMost(value.sum(-1), this.upper_bound));
  }
}

// ---- matrices

abstract class Matrix extends Constraint_ {
  override get event_dim(): number {
    return 2;
  }
}

const isLower = (value: Tensor) =>
  value
    .tril()
    .eq(value)
    .view([...value.shape.slice(0, -2), -1])
    .min(-1)[0] as Tensor;

export class _LowerTriangular extends Matrix {
  override check(value: Tensor): Tensor {
    return isLower(value);
  }
}
export class _LowerCholesky extends Matrix {
  override check(value: Tensor): Tensor {
    const lower = isLower(value);
    return lower.bitwise_and(value.diagonal({ dim1: -2, dim2: -1 }).gt(0).min(-1)[0]);
  }
}
export class _CorrCholesky extends _LowerCholesky {
  override check(value: Tensor): Tensor {
    const tolerance = torch.finfo(value.dtype).eps * value.size(-1) * 10;
    const row_norm = torch.linalg.norm(value.detach(), { dim: -1 });
    const unit_row_norm = row_norm.sub(1).abs().le(tolerance).all(-1);
    return super.check(value).bitwise_and(unit_row_norm);
  }
}
export class _Square extends Matrix {
  override check(value: Tensor): Tensor {
    if (value.dim() < 2) throw new IndexError(`expected matrices, got a tensor of shape ${value.shape}`);
    const [rows, columns] = value.shape.slice(-2);
    return torch.full(value.shape.slice(0, -2), rows === columns, {
      dtype: torch.bool,
      device: value.device,
    });
  }
}
export class _Symmetric extends _Square {
  override check(value: Tensor): Tensor {
    const square = super.check(value);
    if (!square.all().item()) return square;
    return torch.isclose(value, value.mT, { atol: 1e-6 }).all(-2).all(-1);
  }
}
export class _PositiveSemidefinite extends _Symmetric {
  override check(value: Tensor): Tensor {
    const symmetric = super.check(value);
    if (!symmetric.all().item()) return symmetric;
    return torch.linalg.eigvalsh(value).ge(0).all(-1);
  }
}
export class _PositiveDefinite extends _Symmetric {
  override check(value: Tensor): Tensor {
    const symmetric = super.check(value);
    if (!symmetric.all().item()) return symmetric;
    return torch.linalg.cholesky_ex(value).info.eq(0);
  }
}

// ---- the public names

/** A placeholder for what depends on other parameters. Call it to say what is known: `dependent({ event_dim: 1 })`. */
export const dependent = new _Dependent();
/** The same for a class's `support`: `static support = dependent_property({ is_discrete: true, event_dim: 0 })`. */
export const dependent_property = callable(_DependentProperty);
/** Joins the last `reinterpreted_batch_ndims` batch dimensions to the event: all of it must lie inside. */
export const independent = callable(_IndependentConstraint);
/** For mixtures: all components must allow the value. */
export const MixtureSameFamilyConstraint = callable(MixtureSameFamilyConstraint_);
/** A constraint for each part along `dim`; the parts have sizes `lengths`. */
export const cat = callable(_Cat);
/** A constraint for each slice along `dim`. */
export const stack = callable(_Stack);
/** {0, 1} */
export const boolean = new _Boolean();
/** Vectors with a single 1 among zeros. */
export const one_hot = new _OneHot();
/** {0, 1, 2, ...} */
export const nonnegative_integer = new _IntegerGreaterThan(0);
/** {1, 2, ...} */
export const positive_integer = new _IntegerGreaterThan(1);
/** {lower_bound, ..., upper_bound} */
export const integer_interval = callable(_IntegerInterval);
/** Everything but NaN. */
export const real = new _Real();
/** Vectors without NaN. */
export const real_vector = new _IndependentConstraint(real, 1);
/** (0, inf) */
export const positive = floats(new _GreaterThan(0));
/** [0, inf) */
export const nonnegative = floats(new _GreaterThanEq(0));
/** (lower_bound, inf) */
export const greater_than = callable(_GreaterThan);
/** [lower_bound, inf) */
export const greater_than_eq = callable(_GreaterThanEq);
/** (-inf, upper_bound) */
export const less_than = callable(_LessThan);
/** Vectors of counts that add up to at most `upper_bound`. */
export const multinomial = callable(_Multinomial);
/** [0, 1] */
export const unit_interval = floats(new _Interval(0, 1));
/** [lower_bound, upper_bound] */
export const interval = callable(_Interval);
/** [lower_bound, upper_bound) */
export const half_open_interval = callable(_HalfOpenInterval);
/** Vectors of probabilities: nonnegative, and adding up to 1. */
export const simplex = new _Simplex();
/** Matrices with zeros above the diagonal. */
export const lower_triangular = new _LowerTriangular();
/** Lower triangular matrices with a positive diagonal. */
export const lower_cholesky = new _LowerCholesky();
/** Factors of correlation matrices: `lower_cholesky`, with rows of length 1. */
export const corr_cholesky = new _CorrCholesky();
export const square = new _Square();
export const symmetric = new _Symmetric();
/** Symmetric matrices without negative eigenvalues. */
export const positive_semidefinite = new _PositiveSemidefinite();
/** Symmetric matrices with positive eigenvalues only. */
export const positive_definite = new _PositiveDefinite();

/** @internal Constraints that Python makes with floats. */
export const floatInterval = (lower: number, upper: number) => floats(new _Interval(lower, upper));
/** @internal */
export const floatHalfOpenInterval = (lower: number, upper: number) =>
  floats(new _HalfOpenInterval(lower, upper));

export type { Between, Bounded, FromAbove, FromBelow, Matrix };
