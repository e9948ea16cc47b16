import { inspect } from 'node:util';
import { tupleStr } from '../_python_str.ts';
import { callable } from '../callable.ts';
import { NotImplementedError, TypeError, ValueError } from '../errors.ts';
import { type Calls, keywords } from '../keywords.ts';
import type { Size } from '../size.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { warn, warnOnce } from '../warn.ts';
import { type Constraint, is_dependent } from './constraints.ts';
import {
  definesConstructor,
  format,
  isPending,
  joined,
  mustBeTensor,
  nameOf,
  own,
  type Shape,
  sameShape,
  shapeArg,
  tensorName,
} from './utils.ts';

type Params = Readonly<Record<string, unknown>>;
type Given = [batch_shape?: Shape, event_shape?: Shape, validate_args?: boolean | null, params?: Params];
const names = ['batch_shape', 'event_shape', 'validate_args', 'params'] as const;
// Not by zod: every distribution that is made comes through here.
const distribution = keywords(
  'Distribution',
  names,
  (...[batch_shape = [], event_shape = [], validate_args = null, params = {}]: Given) => {
    if (!Array.isArray(batch_shape) || !Array.isArray(event_shape))
      throw new TypeError('Distribution(): batch_shape and event_shape are lists of sizes, such as [2, 3]');
    return { batch_shape, event_shape, validate_args, params };
  },
) as (...args: Calls<typeof names, Given>) => Required<{
  batch_shape: Shape;
  event_shape: Shape;
  validate_args: boolean | null;
  params: Params;
}>;

/** `[3]` or `{ sample_shape: [3] }`: how many draws, as a shape. */
export type SampleShape = Shape | { sample_shape?: Shape };
/** `false` or `{ expand: false }` */
export type Expand = boolean | { expand?: boolean };
type Class = typeof Distribution_;
/** A class of distributions, whatever its constructor takes. */
export type Family = abstract new (...args: any[]) => Distribution_;

/**
 * Base of all probability distributions.
 *
 * One object holds a batch of independent distributions, `batch_shape`, each over events of `event_shape`; a sample has
 * the shape sample_shape + batch_shape + event_shape, a log_prob sample_shape + batch_shape.
 *
 * To write one, extend this class: parameters that are to be checked against `static arg_constraints` and shown in the
 * printed text go to the base constructor as `params`, since JavaScript has no `this` before `super`:
 *
 *     class Logistic extends torch.distributions.Distribution {
 *       static override arg_constraints = { loc: torch.distributions.constraints.real };
 *       declare readonly loc: Tensor;
 *       constructor(loc: Tensor) {
 *         super({ batch_shape: loc.shape, params: { loc } });
 *       }
 *     }
 *
 * @throws ValueError for a parameter outside its constraint
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#distribution
 */
export class Distribution_ {
  /** The constraint of each parameter. */
  static arg_constraints: Readonly<Record<string, Constraint>> | undefined;
  /** What samples lie in; a dependent constraint where only an instance knows. */
  static support: Constraint | undefined;
  /** Whether `rsample` gives samples that gradients flow through. */
  static has_rsample = false;
  static has_enumerate_support = false;

  /** Whether distributions check parameters and samples when their `validate_args` is not given; true at first. */
  static set_default_validate_args(value: boolean): void {
    if (typeof value !== 'boolean') throw new ValueError('the default of validate_args is true or false');
    Distribution_.prototype._validate_args = value;
  }

  declare _batch_shape: Size;
  declare _event_shape: Size;
  /** @internal Of this very distribution, or of all by default. */
  declare _validate_args: boolean;

  constructor(...args: Calls<typeof names, Given>) {
    const { batch_shape, event_shape, validate_args, params } = distribution(...args);
    this._set(batch_shape, event_shape, params);
    if (validate_args !== null) this._validate_args = validate_args;
    if (this._validate_args) this._check_args();
  }

  // Shapes and properties

  /** The shape of the batch of independent distributions. */
  get batch_shape(): Size {
    return this._batch_shape;
  }
  /** The shape of one event. */
  get event_shape(): Size {
    return this._event_shape;
  }
  get arg_constraints(): Readonly<Record<string, Constraint>> {
    return (this.constructor as Class).arg_constraints ?? missing(this, 'arg_constraints');
  }
  get support(): Constraint {
    return (this.constructor as Class).support ?? missing(this, 'support');
  }
  get has_rsample(): boolean {
    return (this.constructor as Class).has_rsample;
  }
  get has_enumerate_support(): boolean {
    return (this.constructor as Class).has_enumerate_support;
  }

  /** (*batch_shape, *event_shape), as are mode, variance and stddev */
  get mean(): Tensor {
    return missing(this, 'mean');
  }
  /** The most likely event. */
  get mode(): Tensor {
    return missing(this, 'mode');
  }
  get variance(): Tensor {
    return missing(this, 'variance');
  }
  /** The root of the variance. */
  get stddev(): Tensor {
    return this.variance.sqrt();
  }

  // Samples

  /** Draws without gradients, (*sample_shape, *batch_shape, *event_shape). */
  sample(sample_shape: SampleShape = []): Tensor {
    return torch.no_grad(() => this.rsample(sample_shape));
  }
  /**
   * Draws that depend on the parameters differentiably, where `has_rsample` says so.
   *
   * @throws NotImplementedError where there are none
   */
  rsample(_sample_shape: SampleShape = []): Tensor {
    return missing(this, 'rsample');
  }
  /** `n` draws. Deprecated in PyTorch: use `sample([n])`. */
  sample_n(n: number): Tensor {
    warnOnce('`sample_n(n)` will be deprecated. Use `sample((n,))` instead.', 'FutureWarning');
    return this.sample([n]);
  }

  // Probabilities

  /**
   * Log of the density or probability at `value`, (*sample, *batch).
   *
   * @throws ValueError for a value of another shape or outside the support, when arguments are validated
   */
  log_prob(_value: Tensor): Tensor {
    return missing(this, 'log_prob');
  }
  /** The probability of at most `value`. */
  cdf(_value: Tensor): Tensor {
    return missing(this, 'cdf');
  }
  /** The inverse of `cdf`: the value below which the given probability lies. */
  icdf(_value: Tensor): Tensor {
    return missing(this, 'icdf');
  }
  /**
   * All values of a discrete distribution: (count, *batch_shape, *event_shape), or (count, 1, ..., *event_shape)
   * without `expand`.
   */
  enumerate_support(_expand: Expand = true): Tensor {
    return missing(this, 'enumerate_support');
  }
  /** In nats, (*batch_shape). */
  entropy(): Tensor {
    return missing(this, 'entropy');
  }
  /** exp(entropy) */
  perplexity(): Tensor {
    return this.entropy().exp();
  }

  /** The same distribution with parameters expanded, without copies, to another batch shape. */
  expand(_batch_shape: Shape, _instance: Distribution_ | null = null): this {
    return missing(this, 'expand');
  }

  // For the classes below

  _extended_shape(sample_shape: SampleShape = []): Size {
    const sample = shapeArg(sample_shape, 'sample', 'sample_shape');
    return joined(sample, this._batch_shape, this._event_shape);
  }

  /** What `log_prob` and `cdf` do with their argument first. */
  _check_sample(value: Tensor): void {
    if (this._validate_args) this._validate_sample(value);
    else mustBeTensor(value, 'a distribution');
  }
  /** @throws ValueError for what `log_prob` and `cdf` must not be asked for */
  _validate_sample(value: Tensor): void {
    if (!(value instanceof Tensor)) throw new ValueError('The value argument to log_prob must be a Tensor');
    const actual = value.shape;
    const { event_shape } = this;
    if (!sameShape(actual.slice(actual.length - event_shape.length), event_shape)) {
      throw new ValueError(
        `The right-most size of value must match event_shape: ${actual} vs ${event_shape}.`,
      );
    }
    const expected = joined(this._batch_shape, event_shape);
    for (let i = 1; i <= Math.min(actual.length, expected.length); i += 1) {
      const sizes = [actual.at(-i), expected.at(-i)];
      if (sizes[0] !== sizes[1] && !sizes.includes(1)) {
        throw new ValueError(
          `Value is not broadcastable with batch_shape+event_shape: ${actual} vs ${expected}.`,
        );
      }
    }
    const support = unlessMissing(() => this.support);
    if (support === undefined) {
      warn(
        `${nameOf(this)} does not define \`support\` to enable sample validation. Please initialize the distribution ` +
          'with `validate_args=False` to turn off validation.',
      );
      return;
    }
    if (support.check(value).all().item()) return;
    throw new ValueError(
      `Expected value argument (${described(value)}) to be within the support (${support}) of the distribution ` +
        `${this}, but found invalid values:\n${format(value)}`,
    );
  }

  /** @internal Where Python calls `super().__init__` on what `expand` makes. */
  _set(batch_shape: Shape, event_shape: Shape, params: Params): void {
    this._batch_shape = joined(batch_shape);
    this._event_shape = joined(event_shape);
    for (const name in params) own(this, name, params[name]);
  }

  _check_args(): void {
    const constraints = unlessMissing(() => this.arg_constraints);
    if (constraints === undefined) {
      warn(
        `${nameOf(this)} does not define \`arg_constraints\`. Please set \`arg_constraints = {}\` or initialize the ` +
          'distribution with `validate_args=False` to turn off validation.',
      );
    }
    for (const [name, constraint] of Object.entries(constraints ?? {})) checkParam(this, name, constraint);
  }

  /**
   * What `expand` fills: a new object of this one's class, or the one that a sub-class made.
   *
   * @throws NotImplementedError for a class of the user's own with a constructor, which alone knows what it sets
   */
  _get_checked_instance(family: Family, _instance: Distribution_ | null = null): this {
    if (_instance !== null) return _instance as this;
    const prototype = Object.getPrototypeOf(this);
    if (definesConstructor(prototype, family)) {
      throw new NotImplementedError(
        `Subclass ${nameOf(this)} of ${family.name} that defines a custom __init__ method must also define a custom .expand() method.`,
      );
    }
    return Object.create(prototype);
  }

  /** `expand` for distributions whose parameters have the batch's shape: those of `names` that are set. */
  _expanded(
    family: Family,
    batch_shape: Shape,
    _instance: Distribution_ | null,
    names: readonly string[],
  ): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const set = names.filter((name) => Object.hasOwn(this, name));
    const params = set.map((name) => [name, ((this as any)[name] as Tensor).expand(sizes)] as const);
    return this._remade(family, sizes, _instance, Object.fromEntries(params));
  }

  /** `expand` with parameters of any kind. */
  _remade(
    family: Family,
    batch_shape: Shape,
    _instance: Distribution_ | null,
    params: Readonly<Record<string, unknown>>,
  ): this {
    const made = this._get_checked_instance(family, _instance);
    made._set(batch_shape, this._event_shape, params);
    made._validate_args = this._validate_args;
    return made;
  }

  toString(): string {
    const shown = Object.keys(this.arg_constraints).filter((name) => Object.hasOwn(this, name));
    const params = shown.map((name) => {
      const param = (this as any)[name] as Tensor;
      return `${name}: ${format(param.numel() === 1 ? param : param.shape)}`;
    });
    return `${nameOf(this)}(${params.join(', ')})`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}
Object.defineProperty(Distribution_.prototype, '_validate_args', { value: true, writable: true });

/** @throws ValueError for a parameter outside its constraint; what can be computed from others is left alone */
function checkParam(distribution: Distribution_, name: string, constraint: Constraint): void {
  if (is_dependent(constraint) || isPending(distribution, name)) return;
  const param = (distribution as any)[name] as Tensor;
  if (constraint.check(param).all().item()) return;
  throw new ValueError(
    `Expected parameter ${name} (${described(param)}) of distribution ${distribution} to satisfy the constraint ` +
      `${constraint}, but found invalid values:\n${format(param)}`,
  );
}

function missing(distribution: Distribution_, what: string): never {
  throw new NotImplementedError(`${nameOf(distribution)} does not implement ${what}`);
}

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotImplementedError) return undefined;
    throw error;
  }
}

const described = (x: Tensor) => `${tensorName(x)} of shape ${tupleStr(x.shape)}`;

export const Distribution = callable(Distribution_);
export type Distribution = Distribution_;
