import { Function, type FunctionCtx, once_differentiable } from '../autograd/index.ts';
import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { independent, positive, simplex } from './constraints.ts';
import type { Distribution, SampleShape } from './distribution.ts';
import { ExponentialFamily_ } from './exp_family.ts';
import { joined, lastSize, minus, type Shape, shapeArg, tensor, validate } from './utils.ts';

/** Draws whose gradient LibTorch's `_dirichlet_grad` computes. */
class Draw extends Function {
  static forward(ctx: FunctionCtx, concentration: Tensor): Tensor {
    const x = torch._sample_dirichlet(concentration);
    ctx.save_for_backward(x, concentration);
    return x;
  }
  static backward = once_differentiable((ctx: FunctionCtx, grad_output: Tensor): Tensor => {
    const [x, concentration] = ctx.saved_tensors as [Tensor, Tensor];
    const total = concentration.sum(-1, true).expand_as(concentration);
    const grad = torch._dirichlet_grad(x, concentration, total);
    return grad.mul(grad_output.sub(x.mul(grad_output).sum(-1, true)));
  });
}

const dirichlet = signature('Dirichlet', ['concentration', tensor], ['validate_args', validate]);

/**
 * The Dirichlet distribution over K probabilities: p(x) ∝ Π x_k^(concentration_k - 1).
 *
 * `concentration`: (*batch, K), above 0.
 *
 * @throws ValueError for a number instead of a vector, or a concentration of 0 or less
 * @see https://docs.pytorch.org/docs/2.13/distributions.html#dirichlet
 */
class Dirichlet_ extends ExponentialFamily_ {
  static override arg_constraints = { concentration: independent(positive, 1) };
  static override support = simplex;
  static override has_rsample = true;

  declare readonly concentration: Tensor; // (*batch, K)

  constructor(...args: Args<typeof dirichlet>) {
    const { concentration, validate_args } = dirichlet(args);
    if (concentration.dim() < 1)
      throw new ValueError('`concentration` parameter must be at least one-dimensional.');
    const { shape } = concentration;
    super({
      batch_shape: shape.slice(0, -1),
      event_shape: shape.slice(-1),
      validate_args,
      params: { concentration },
    });
  }
  override expand(batch_shape: Shape, _instance: Distribution | null = null): this {
    const sizes = shapeArg(batch_shape, 'expand', 'batch_shape');
    const concentration = this.concentration.expand(joined(sizes, this.event_shape));
    return this._remade(Dirichlet_, sizes, _instance, { concentration });
  }

  override get mean(): Tensor {
    return this.concentration.div(this.concentration.sum(-1, true));
  }
  /** Where all concentrations are below 1 the density grows without bound; then the corner of the largest. */
  override get mode(): Tensor {
    const above = this.concentration.sub(1).clamp(0);
    const mode = above.div(above.sum(-1, true));
    const mask = this.concentration.lt(1).all(-1);
    const corners = torch.one_hot(mode.index(mask).argmax(-1), lastSize(above));
    return mode.index_put_([mask], corners.to(mode));
  }
  override get variance(): Tensor {
    const total = this.concentration.sum(-1, true);
    const top = this.concentration.mul(total.sub(this.concentration));
    return top.div(total.pow(2).mul(total.add(1)));
  }

  override rsample(sample_shape: SampleShape = []): Tensor {
    return Draw.apply(this.concentration.expand(this._extended_shape(sample_shape))) as Tensor;
  }
  override log_prob(value: Tensor): Tensor {
    this._check_sample(value);
    const { concentration } = this;
    return torch
      .xlogy(concentration.sub(1), value)
      .sum(-1)
      .add(concentration.sum(-1).lgamma())
      .sub(concentration.lgamma().sum(-1));
  }
  override entropy(): Tensor {
    const { concentration } = this;
    const k = lastSize(concentration);
    const a0 = concentration.sum(-1);
    return concentration
      .lgamma()
      .sum(-1)
      .sub(a0.lgamma())
      .sub(minus(k, a0).mul(a0.digamma()))
      .sub(concentration.sub(1).mul(concentration.digamma()).sum(-1));
  }

  override get _natural_params(): readonly Tensor[] {
    return [this.concentration];
  }
  override _log_normalizer(x: Tensor): Tensor {
    return x.lgamma().sum(-1).sub(x.sum(-1).lgamma());
  }
}
export const Dirichlet = callable(Dirichlet_);
export type Dirichlet = Dirichlet_;
