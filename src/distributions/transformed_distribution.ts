import { z } from 'zod';
import { callable } from '../callable.ts';
import { AssertionError, ValueError } from '../errors.ts';
import { type Args, isPlainObject, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import {
  type Constraint,
  dependent_property,
  independent as independentConstraint,
  is_dependent,
} from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { distributionArg, Independent } from './independent.ts';
import { ComposeTransform, productOfSigns, Transform } from './transforms.ts';
import { _sum_rightmost, joined, mustBeTensor, type Shape, sameShape, shapeArg, validate } from './utils.ts';

const transformed = signature(
  'TransformedDistribution',
  ['base_distribution', distributionArg],
  ['transforms', z.custom<Transform | readonly Transform[]>((x) => x !== undefined)],
  ['validate_args', validate],
  ['params', z.custom<Readonly<Record<string, unknown>>>(isPlainObject).default({})],
);

/**
 * What becomes of a distribution's samples under transforms: y = f(x), and log p(y) = log p(x) - log |det dy/dx|.
 *
 * Domains with larger events than the base distribution's make events of its batch dimensions.
 *
 *     const { Uniform, SigmoidTransform, AffineTransform, TransformedDistribution } = torch.distributions;
 *     const logistic = TransformedDistribution(Uniform(0, 1), [SigmoidTransform().inv, AffineTransform(2, 3)]);
 *
 * @throws ValueError for what are no transforms, or a base distribution with too few dimensions
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#transformeddistribution
 */
class TransformedDistribution_ extends Distribution_ {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {};
  static override support: Constraint = dependent_property({ is_discrete: false });

  declare readonly base_dist: Distribution;
  declare readonly transforms: readonly Transform[];

  constructor(...args: Args<typeof transformed>) {
    const { base_distribution, transforms, validate_args, params } = transformed(args);
    const { batch_shape, event_shape, ...parts } = arranged(base_distribution, listOf(transforms));
    super({ batch_shape, event_shape, validate_args, params: { ...params, ...parts } });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const { transforms } = this;
    const whole = joined(sizes, this.event_shape) as Shape;
    const shape = transforms.reduceRight((size, transform) => transform.inverse_shape(size), whole);
    const cut = shape.length - this.base_dist.event_shape.length;
    const base_dist = this.base_dist.expand(shape.slice(0, cut));
    return this._remade(TransformedDistribution_, sizes, _instance, { base_dist, transforms });
  }

  /** That of the last transform, unless a class says better. */
  override get support(): Constraint {
    const { support } = this.constructor as typeof TransformedDistribution_;
    if (!is_dependent(support)) return support;
    const last = this.transforms.at(-1);
    if (last === undefined) return this.base_dist.support;
    const more = this.event_shape.length - last.codomain.event_dim;
    return more > 0 ? independentConstraint(last.codomain, more) : last.codomain;
  }
  override get has_rsample(): boolean {
    return this.base_dist.has_rsample;
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    return torch.no_grad(() => through(this.transforms, this.base_dist.sample(sample_shape)));
  }
  override rsample(sample_shape: SampleShape = []): Tensor {
    return through(this.transforms, this.base_dist.rsample(sample_shape));
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    let event_dim = this.event_shape.length;
    let y = value;
    let log_prob: Tensor | null = null;
    for (const transform of this.transforms.toReversed()) {
      const x = transform.inv(y);
      event_dim += transform.domain.event_dim - transform.codomain.event_dim;
      const jacobian = transform.log_abs_det_jacobian(x, y);
      const term = _sum_rightmost(jacobian, event_dim - transform.domain.event_dim);
      log_prob = log_prob === null ? torch.rsub(term, 0) : log_prob.sub(term);
      y = x;
    }
    const base = _sum_rightmost(this.base_dist.log_prob(y), event_dim - this.base_dist.event_shape.length);
    return log_prob === null ? base.add(0) : log_prob.add(base);
  }
  override cdf(value: Tensor): Tensor {
    const x = this.transforms.reduceRight((y, transform) => transform.inv(y), value);
    if (this._validate_args) this.base_dist._validate_sample(x);
    return monotonized(this.transforms, this.base_dist.cdf(x));
  }
  override icdf(value: Tensor): Tensor {
    mustBeTensor(value, 'icdf()');
    return through(this.transforms, this.base_dist.icdf(monotonized(this.transforms, value)));
  }
}

function through(transforms: readonly Transform[], x: Tensor): Tensor {
  return transforms.reduce((y, transform) => transform(y), x);
}
/** A falling transform turns the cdf round. */
function monotonized(transforms: readonly Transform[], value: Tensor): Tensor {
  const sign = productOfSigns(transforms);
  return sign === 1 ? value : value.sub(0.5).mul(sign).add(0.5);
}

function listOf(transforms: unknown): readonly Transform[] {
  if (transforms instanceof Transform) return [transforms];
  if (!Array.isArray(transforms))
    throw new ValueError(`transforms must be a Transform or list, but was ${String(transforms)}`);
  if (!transforms.every((item) => item instanceof Transform))
    throw new ValueError('transforms must be a Transform or a list of Transforms');
  return transforms;
}

/** The base distribution as the transforms need it, and the shapes of what comes out. */
export function arranged(given: Distribution, transforms: readonly Transform[]) {
  const transform = ComposeTransform(transforms);
  const [domain, codomain] = [transform.domain.event_dim, transform.codomain.event_dim];
  const shape = joined(given.batch_shape, given.event_shape);
  const base_event_dim = given.event_shape.length;
  if (shape.length < domain) {
    throw new ValueError(
      `base_distribution needs to have shape with size at least ${domain}, but got ${shape}.`,
    );
  }
  const forward_shape = transform.forward_shape(shape);
  const expanded = transform.inverse_shape(forward_shape);
  let base_dist = given;
  if (!sameShape(shape, expanded))
    base_dist = base_dist.expand(expanded.slice(0, expanded.length - base_event_dim));
  if (domain > base_event_dim) base_dist = Independent(base_dist, domain - base_event_dim);
  const event_dim = Math.max(codomain, base_event_dim + codomain - domain);
  const cut = forward_shape.length - event_dim;
  if (cut < 0)
    throw new AssertionError(
      `forward_shape length ${forward_shape.length} must be >= event_dim ${event_dim}`,
    );
  return {
    base_dist,
    transforms,
    batch_shape: forward_shape.slice(0, cut),
    event_shape: forward_shape.slice(cut),
  };
}

export const TransformedDistribution = callable(TransformedDistribution_);
export type TransformedDistribution = TransformedDistribution_;
