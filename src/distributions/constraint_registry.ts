import { callable } from '../callable.ts';
import { NotImplementedError, TypeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { Constraint } from './constraints.ts';
import * as constraints from './constraints.ts';
import type { Transform } from './transforms.ts';
import * as transforms from './transforms.ts';
import { callableInstance, nameOf } from './utils.ts';

/** Makes a transform whose codomain is the given constraint. */
export type Factory<C extends Constraint = any> = (constraint: C) => Transform;
type ConstraintClass = abstract new (...args: any[]) => Constraint;

// biome-ignore lint/correctness/noUnusedVariables: it merges with the class
interface ConstraintRegistry_ {
  // biome-ignore lint/style/useShorthandFunctionType: only an interface merges
  (constraint: Constraint): Transform;
}
/**
 * From constraints to transforms: called with a constraint it gives a transform from unconstrained numbers to it.
 *
 *     const t = torch.distributions.transform_to(torch.distributions.constraints.positive);
 *
 * @throws NotImplementedError for a kind of constraint that nobody registered
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#module-torch.distributions.constraint_registry
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the interface makes instances callable
class ConstraintRegistry_ {
  declare readonly _registry: Map<object, Factory>;

  constructor() {
    const made = callableInstance<ConstraintRegistry>(new.target.prototype, (self, [constraint]) =>
      self.__call__(constraint),
    );
    Object.defineProperty(made, '_registry', { value: new Map() });
    // biome-ignore lint/correctness/noConstructorReturn: this is what makes an instance callable
    return made;
  }

  /**
   * Says how constraints of one class (or of the class of the given one) are reached. Without a factory it gives a
   * function that takes one, as Python's decorator.
   */
  register<C extends Constraint>(
    constraint: C | (abstract new (...args: any[]) => C),
    factory: Factory<C>,
  ): Factory<C>;
  register<C extends Constraint>(
    constraint: C | (abstract new (...args: any[]) => C),
  ): (factory: Factory<C>) => Factory<C>;
  register(constraint: Constraint | ConstraintClass, factory?: Factory): unknown {
    if (factory === undefined) return (given: Factory) => this.register(constraint as Constraint, given);
    this._registry.set(classOf(constraint), factory);
    return factory;
  }

  __call__(constraint: Constraint): Transform {
    const factory =
      constraint instanceof constraints.Constraint
        ? this._registry.get(Object.getPrototypeOf(constraint))
        : undefined;
    if (factory === undefined)
      throw new NotImplementedError(`Cannot transform ${typeName(constraint)} constraints`);
    return factory(constraint);
  }
}
export const ConstraintRegistry = callable(ConstraintRegistry_);
export type { ConstraintRegistry_ };
export type ConstraintRegistry = ConstraintRegistry_;

const typeName = (x: unknown) => (typeof x === 'object' && x !== null ? nameOf(x) : typeof x);

/** Classes are known by their prototypes, which a class and its callable form share. */
function classOf(constraint: Constraint | ConstraintClass): object {
  const { Constraint } = constraints;
  if (constraint instanceof Constraint) return Object.getPrototypeOf(constraint);
  const prototype = typeof constraint === 'function' ? (constraint as ConstraintClass).prototype : null;
  if (prototype instanceof Constraint) return prototype;
  throw new TypeError(
    `Expected constraint to be either a Constraint subclass or instance, but got ${String(constraint)}`,
  );
}

/** To a constraint by a bijection, with a Jacobian: for densities, as in variational inference and HMC. */
export const biject_to = new ConstraintRegistry();
/** To a constraint by a cheap map, which need not be bijective: for optimising parameters. */
export const transform_to = new ConstraintRegistry();

type Several = readonly (Constraint | ConstraintClass)[];
function both(kinds: Several, factory: Factory): void {
  for (const kind of kinds) {
    biject_to.register(kind as Constraint, factory);
    transform_to.register(kind as Constraint, factory);
  }
}
/** Where the parts of a constraint are looked up in the same registry. */
function each(
  kind: ConstraintClass,
  factory: (constraint: any, registry: ConstraintRegistry) => Transform,
): void {
  for (const registry of [biject_to, transform_to])
    registry.register(kind, (constraint) => factory(constraint, registry));
}

const { AffineTransform, ComposeTransform, ExpTransform } = transforms;

both([constraints.real], () => transforms.identity_transform);
each(constraints.independent, ({ base_constraint, reinterpreted_batch_ndims }, registry) =>
  transforms.IndependentTransform(registry(base_constraint), reinterpreted_batch_ndims),
);
both([constraints.positive, constraints.nonnegative], () => ExpTransform());
both([constraints.greater_than, constraints.greater_than_eq], ({ lower_bound }) =>
  ComposeTransform([ExpTransform(), AffineTransform(lower_bound, 1)]),
);
both([constraints.less_than], ({ upper_bound }) =>
  ComposeTransform([ExpTransform(), AffineTransform(upper_bound, -1)]),
);
both([constraints.interval, constraints.half_open_interval], ({ lower_bound, upper_bound }) => {
  if (lower_bound === 0 && upper_bound === 1) return transforms.SigmoidTransform();
  const scale = width(lower_bound, upper_bound);
  return ComposeTransform([transforms.SigmoidTransform(), AffineTransform(lower_bound, scale)]);
});
biject_to.register(constraints.simplex, () => transforms.StickBreakingTransform());
transform_to.register(constraints.simplex, () => transforms.SoftmaxTransform());
transform_to.register(constraints.lower_cholesky, () => transforms.LowerCholeskyTransform());
for (const kind of [constraints.positive_definite, constraints.positive_semidefinite])
  transform_to.register(kind, () => transforms.PositiveDefiniteTransform());
both([constraints.corr_cholesky], () => transforms.CorrCholeskyTransform());
each(constraints.cat, ({ cseq, dim, lengths }, registry) =>
  transforms.CatTransform(cseq.map(registry), dim, lengths),
);
each(constraints.stack, ({ cseq, dim }, registry) => transforms.StackTransform(cseq.map(registry), dim));

function width(low: constraints.Bound, high: constraints.Bound): constraints.Bound {
  if (high instanceof Tensor) return high.sub(low);
  return low instanceof Tensor ? torch.rsub(low, high) : high - low;
}
