import { z } from 'zod';
import { callable } from '../callable.ts';
import { RuntimeError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { checkFused, fusedKernel } from './_fused.ts';
import { counter, numberFor } from './_initial.ts';
import { indicesOf, valuesOf } from './_sparse.ts';
import type { Batch, State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkFusedOptions, checkLr, choice, flag, num, params } from './options.ts';
import { div, neg, scalar, value } from './scalar.ts';

const adagrad = signature(
  'Adagrad',
  ['params', params],
  ['lr', num.default(1e-2)],
  ['lr_decay', z.number().default(0)],
  ['weight_decay', z.number().default(0)],
  ['initial_accumulator_value', z.number().default(0)],
  ['eps', z.number().default(1e-10)],
  ['foreach', choice],
  ['maximize', flag],
  ['differentiable', flag],
  ['fused', choice],
);

/**
 * Adagrad: divides the gradient by the root of the sum of all its squares so far.
 *
 *     g <- g + weight_decay * p
 *     s <- s + g^2
 *     p <- p - lr / (1 + (t - 1) * lr_decay) * g / (sqrt(s) + eps)
 *
 * @throws ValueError for negative rates
 * @see Duchi et al., Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, 2011
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.Adagrad.html
 */
class Adagrad_ extends Optimizer {
  static override options = adagrad;

  constructor(...args: Args<typeof adagrad>) {
    const { params, lr, lr_decay, weight_decay, initial_accumulator_value, eps, ...flags } = adagrad(args);
    checkLr(lr);
    check(lr_decay >= 0, `Invalid lr_decay value: ${lr_decay}`);
    check(weight_decay >= 0, `Invalid weight_decay value: ${weight_decay}`);
    check(
      initial_accumulator_value >= 0,
      `Invalid initial_accumulator_value value: ${initial_accumulator_value}`,
    );
    check(eps >= 0, `Invalid epsilon value: ${eps}`);
    checkFusedOptions(flags);
    super(params, { lr, lr_decay, eps, weight_decay, initial_accumulator_value, ...flags });
    if (flags.fused) this._step_supports_amp_scaling = true;
    // Unlike the others it starts its sums at once, so that they can be shared before the first step.
    for (const group of this.param_groups) {
      for (const param of group.params) {
        if (group.fused) checkFused(param);
        this.state.set(param, this.initialState(param, group));
      }
    }
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    const start: number = this.defaults.initial_accumulator_value;
    return {
      step: counter(0, param, group),
      sum: torch.full_like(param, numberFor(param, start)),
    };
  }

  protected override update(group: ParamGroup): void {
    const { lr_decay, weight_decay, eps, maximize } = group;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      if (group.fused) {
        this._fused(group, batch);
        continue;
      }
      const { f, params, grads } = batch;
      let g = maximize ? f.neg(grads) : grads;
      if (weight_decay !== 0) {
        if (batch.sparse) {
          throw new RuntimeError('weight_decay option is not compatible with sparse gradients');
        }
        g = f.add(g, params, weight_decay);
      }
      const rate = neg(div(lr, 1 + (batch.counter('step') - 1) * lr_decay));
      if (batch.sparse) {
        f.map_((p, g, s) => stepSparse(p, g, s, value(rate), eps), params, g, batch.state('sum'));
        continue;
      }
      g = f.real(g);
      const s = f.addcmul_(f.real(batch.state('sum')), g, g, 1);
      f.addcdiv_(f.real(params), g, f.add_(f.sqrt(s), eps), rate);
    }
  }

  private _fused(group: ParamGroup, batch: Batch): void {
    if (batch.sparse || batch.complex) {
      throw new RuntimeError('`fused` does not support sparse grad or complex param');
    }
    const { lr_decay, weight_decay, eps, maximize } = group;
    const found_inf = this.found_inf ?? null;
    const { f, params, grads } = batch;
    fusedKernel('_fused_adagrad_')(params, grads, batch.state('sum'), batch.state('step'), {
      lr: scalar(group.lr),
      lr_decay,
      weight_decay,
      eps,
      maximize,
      grad_scale: this.grad_scale ?? null,
      found_inf,
    });
    // A step with infinite gradients does not count.
    if (found_inf) f.map_((step) => step.sub_(found_inf), batch.state('step'));
  }

  protected override checkSparse(): void {}
}
export const Adagrad = callable(Adagrad_);
export type Adagrad = Adagrad_;

// Only the rows that the gradient touches change.
function stepSparse(param: Tensor, gradient: Tensor, sum: Tensor, rate: number, eps: number): void {
  const grad = gradient.coalesce();
  const [indices, values, size] = [indicesOf(grad), valuesOf(grad), grad.shape];
  sum.add_(torch.sparse_coo_tensor(indices, values.pow(2), size));
  const roots = valuesOf(sum.sparse_mask(grad)).sqrt_().add_(eps);
  param.add_(torch.sparse_coo_tensor(indices, values.div(roots), size), { alpha: rate });
}
