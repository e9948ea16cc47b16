import { z } from 'zod';
import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { Beta } from './beta.ts';
import { corr_cholesky, positive } from './constraints.ts';
import { type Distribution, Distribution_, type SampleShape } from './distribution.ts';
import { broadcast_all, like, minus, type Shape, shapeArg, validate, value } from './utils.ts';

const lkj = signature(
  'LKJCholesky',
  ['dim', z.int()],
  ['concentration', value.default(1)],
  ['validate_args', validate],
);

/**
 * Lower Cholesky factors of dim x dim correlation matrices M, with p(M) ∝ det(M)^(concentration - 1): 1 makes all
 * matrices equally likely, more favours small correlations.
 *
 * @throws ValueError for a dim below 2, or a concentration of 0 or less
 * @see Lewandowski, Kurowicka, Joe, Generating random correlation matrices based on vines and extended onion method, 2009
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#lkjcholesky
 */
class LKJCholesky_ extends Distribution_ {
  static override arg_constraints = { concentration: positive };
  static override support = corr_cholesky;

  declare readonly dim: number;
  declare readonly concentration: Tensor; // (*batch)
  /** Squared lengths of the rows below the diagonal. */
  declare readonly _beta: Beta; // (*batch, dim)

  constructor(...args: Args<typeof lkj>) {
    const { dim, validate_args, ...given } = lkj(args);
    if (dim < 2)
      throw new ValueError(`Expected dim to be an integer greater than or equal to 2. Found dim=${dim}.`);
    const [concentration] = broadcast_all(given.concentration);
    const marginal = concentration.add(0.5 * (dim - 2));
    // The first row is fixed; its draw is there only so that all rows are drawn at once.
    const rest = torch.arange(dim - 1, like(concentration));
    const offset = torch.cat([rest.new_zeros([1]), rest]);
    const _beta = Beta(offset.add(0.5), marginal.unsqueeze(-1).sub(offset.mul(0.5)));
    super({
      batch_shape: concentration.shape,
      event_shape: [dim, dim],
      validate_args,
      params: { dim, concentration, _beta },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const concentration = this.concentration.expand(sizes);
    const _beta = this._beta.expand([...sizes, this.dim]);
    return this._remade(LKJCholesky_, sizes, _instance, { dim: this.dim, concentration, _beta });
  }

  /** By the onion method: each row is a point of a sphere, scaled to a length whose square is beta-distributed. */
  override sample(sample_shape: SampleShape = []): Tensor {
    const y = this._beta.sample(sample_shape).unsqueeze(-1); // (*sample, *batch, dim, 1)
    const normal = torch.randn(this._extended_shape(sample_shape), like(y)).tril(-1);
    const sphere = normal.div(torch.norm(normal, { dim: -1, keepdim: true }));
    sphere.index('...', 0, ':').fill_(0);
    const w = y.sqrt().mul(sphere);
    const { tiny } = torch.finfo(w.dtype);
    const diagonal = minus(1, w.pow(2).sum(-1)).clamp(tiny).sqrt();
    return w.add_(diagonal.diag_embed());
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const { dim, concentration } = this;
    const diagonal = value.diagonal({ dim1: -1, dim2: -2 }).index('...', '1:');
    const rows = torch.arange(2, dim + 1, { device: concentration.device });
    const order = concentration.sub(1).unsqueeze(-1).mul(2).add(dim).sub(rows);
    const unnormalized = order.mul(diagonal.log()).sum(-1);
    const dm1 = dim - 1;
    const alpha = concentration.add(0.5 * dm1);
    const denominator = alpha.lgamma().mul(dm1);
    const numerator = alpha.sub(0.5).mvlgamma(dm1);
    const normalizer = numerator.add(0.5 * dm1 * Math.log(Math.PI)).sub(denominator);
    return unnormalized.sub(normalizer);
  }
}
export const LKJCholesky = callable(LKJCholesky_);
export type LKJCholesky = LKJCholesky_;
