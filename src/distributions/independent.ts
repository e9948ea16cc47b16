import { z } from 'zod';
import { callable } from '../callable.ts';
import { NotImplementedError, ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { type Constraint, dependent_property, independent as independentConstraint } from './constraints.ts';
import { Distribution, Distribution_, type Expand, type SampleShape } from './distribution.ts';
import { _sum_rightmost, nameOf, type Shape, shapeArg, validate } from './utils.ts';

export const distributionArg = z.custom<Distribution>(
  (x) => x instanceof Distribution,
  'expected a Distribution',
);
const independent = signature(
  'Independent',
  ['base_distribution', distributionArg],
  ['reinterpreted_batch_ndims', z.int()],
  ['validate_args', validate],
);

/**
 * Another distribution whose last `reinterpreted_batch_ndims` batch dimensions belong to the event: a batch of normal
 * distributions becomes one over vectors with independent parts, and `log_prob` sums over them.
 *
 * @throws ValueError for more dimensions than the batch has
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#independent
 */
class Independent_<D extends Distribution = Distribution> extends Distribution_ {
  static override arg_constraints: Readonly<Record<string, Constraint>> = {};
  static override support: Constraint = dependent_property();

  declare readonly base_dist: D;
  declare readonly reinterpreted_batch_ndims: number;

  constructor(...args: Args<typeof independent>) {
    const { base_distribution: base_dist, reinterpreted_batch_ndims, validate_args } = independent(args);
    const { batch_shape, event_shape } = base_dist;
    if (reinterpreted_batch_ndims < 0)
      throw new ValueError(`Expected reinterpreted_batch_ndims >= 0, got ${reinterpreted_batch_ndims}`);
    if (reinterpreted_batch_ndims > batch_shape.length) {
      throw new ValueError(
        `Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual ${reinterpreted_batch_ndims} vs ${batch_shape.length}`,
      );
    }
    const cut = batch_shape.length - reinterpreted_batch_ndims;
    super({
      batch_shape: batch_shape.slice(0, cut),
      event_shape: [...batch_shape.slice(cut), ...event_shape],
      validate_args,
      params: { base_dist, reinterpreted_batch_ndims },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const { reinterpreted_batch_ndims } = this;
    const inner = this.event_shape.slice(0, reinterpreted_batch_ndims);
    const base_dist = this.base_dist.expand([...sizes, ...inner]);
    return this._remade(Independent_, sizes, _instance, { base_dist, reinterpreted_batch_ndims });
  }

  override get has_rsample(): boolean {
    return this.base_dist.has_rsample;
  }
  override get has_enumerate_support(): boolean {
    return this.reinterpreted_batch_ndims > 0 ? false : this.base_dist.has_enumerate_support;
  }
  override get support(): Constraint {
    const { support } = this.base_dist;
    const { reinterpreted_batch_ndims } = this;
    return reinterpreted_batch_ndims > 0
      ? independentConstraint(support, reinterpreted_batch_ndims)
      : support;
  }
  override get mean(): Tensor {
    return this.base_dist.mean;
  }
  override get mode(): Tensor {
    return this.base_dist.mode;
  }
  override get variance(): Tensor {
    return this.base_dist.variance;
  }

  override sample(sample_shape: SampleShape = []): Tensor {
    return this.base_dist.sample(sample_shape);
  }
  override rsample(sample_shape: SampleShape = []): Tensor {
    return this.base_dist.rsample(sample_shape);
  }
  override log_prob(value: Tensor): Tensor {
    return _sum_rightmost(this.base_dist.log_prob(value), this.reinterpreted_batch_ndims);
  }
  override entropy(): Tensor {
    return _sum_rightmost(this.base_dist.entropy(), this.reinterpreted_batch_ndims);
  }
  override enumerate_support(expand: Expand = true): Tensor {
    if (this.reinterpreted_batch_ndims > 0)
      throw new NotImplementedError('Enumeration over cartesian product is not implemented');
    return this.base_dist.enumerate_support(expand);
  }
  override toString(): string {
    return `${nameOf(this)}(${this.base_dist}, ${this.reinterpreted_batch_ndims})`;
  }
}
export const Independent = callable(Independent_);
export type Independent<D extends Distribution = Distribution> = Independent_<D>;
