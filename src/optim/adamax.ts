import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { counter, zerosLike } from './_initial.ts';
import type { State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkBetas, checkCapturable, checkLr, choice, flag, num, pair, params } from './options.ts';
import { div, neg, pow, scalar, sub } from './scalar.ts';

const adamax = signature(
  'Adamax',
  ['params', params],
  ['lr', num.default(2e-3)],
  ['betas', pair.prefault([0.9, 0.999])],
  ['eps', z.number().default(1e-8)],
  ['weight_decay', z.number().default(0)],
  ['foreach', choice],
  ['maximize', flag],
  ['differentiable', flag],
  ['capturable', flag],
);

/**
 * Adamax: Adam with the largest gradient, decaying, in place of the running mean of squares.
 *
 *     g <- g + weight_decay * p
 *     m <- beta1 * m + (1 - beta1) * g
 *     u <- max(beta2 * u, |g| + eps)
 *     p <- p - lr / (1 - beta1^t) * m / u
 *
 * @throws ValueError for negative rates and for betas outside [0, 1)
 * @see Kingma and Ba, Adam: A Method for Stochastic Optimization, 2014
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.Adamax.html
 */
class Adamax_ extends Optimizer {
  static override options = adamax;

  constructor(...args: Args<typeof adamax>) {
    const { params, ...defaults } = adamax(args);
    checkLr(defaults.lr);
    check(defaults.eps >= 0, `Invalid epsilon value: ${defaults.eps}`);
    checkBetas(defaults.betas);
    check(defaults.weight_decay >= 0, `Invalid weight_decay value: ${defaults.weight_decay}`);
    super(params, defaults);
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    return { step: counter(0, param, group), exp_avg: zerosLike(param), exp_inf: zerosLike(param) };
  }

  protected override update(group: ParamGroup): void {
    const { eps, weight_decay, maximize, capturable, differentiable } = group;
    const [beta1, beta2] = group.betas;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      const { f, params, grads } = batch;
      checkCapturable(capturable, params);
      let g = maximize ? f.neg(grads) : grads;
      if (weight_decay !== 0) g = f.add(g, params, weight_decay);
      const p = f.real(params);
      g = f.real(g);
      let m = f.lerp_(f.real(batch.state('exp_avg')), g, 1 - beta1);
      let u = f.maximum_(f.mul_(f.real(batch.state('exp_inf')), beta2), f.add_(f.abs(g), eps));
      if (differentiable) [m, u] = [f.clone(m), f.clone(u)];
      if (capturable) {
        const t = batch.tensorCounter('step');
        f.addcdiv_(p, m, f.mul(u, div(sub(pow(beta1, t), 1), lr)));
      } else {
        f.addcdiv_(p, m, u, neg(div(lr, sub(1, pow(beta1, batch.counter('step'))))));
      }
    }
  }
}
export const Adamax = callable(Adamax_);
export type Adamax = Adamax_;
