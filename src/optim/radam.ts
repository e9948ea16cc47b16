import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { counter, zerosLike } from './_initial.ts';
import type { State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkBetas, checkCapturable, checkLr, choice, flag, num, pair, params } from './options.ts';
import { div, mul, pow, scalar, sqrt, sub } from './scalar.ts';

const radam = signature(
  'RAdam',
  ['params', params],
  ['lr', num.default(1e-3)],
  ['betas', pair.prefault([0.9, 0.999])],
  ['eps', z.number().default(1e-8)],
  ['weight_decay', z.number().default(0)],
  ['maximize', flag],
  ['foreach', choice],
  ['capturable', flag],
  ['decoupled_weight_decay', flag],
  ['differentiable', flag],
);

/**
 * RAdam: Adam whose adaptive rate is rectified for its variance, and is not used in the first steps at all.
 *
 *     g <- g + weight_decay * p                      (decoupled_weight_decay: p <- p - lr * weight_decay * p)
 *     m <- beta1 * m + (1 - beta1) * g
 *     v <- beta2 * v + (1 - beta2) * g^2
 *     h <- 2 / (1 - beta2) - 1,   r <- h - 2 * t * beta2^t / (1 - beta2^t)
 *     a <- sqrt(1 - beta2^t) / (sqrt(v) + eps) * sqrt((r - 4) * (r - 2) * h / ((h - 4) * (h - 2) * r))    (r > 5, else 1)
 *     p <- p - lr * m / (1 - beta1^t) * a
 *
 * @throws ValueError for negative rates and for betas outside [0, 1)
 * @see Liu et al., On the Variance of the Adaptive Learning Rate and Beyond, 2019
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.RAdam.html
 */
class RAdam_ extends Optimizer {
  static override options = radam;

  constructor(...args: Args<typeof radam>) {
    const { params, ...defaults } = radam(args);
    checkLr(defaults.lr);
    check(defaults.eps >= 0, `Invalid epsilon value: ${defaults.eps}`);
    checkBetas(defaults.betas);
    check(defaults.weight_decay >= 0, `Invalid weight_decay value: ${defaults.weight_decay}`);
    super(params, defaults);
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    return { step: counter(0, param, group), exp_avg: zerosLike(param), exp_avg_sq: zerosLike(param) };
  }

  protected override update(group: ParamGroup): void {
    const { eps, weight_decay, maximize, decoupled_weight_decay, capturable } = group;
    const [beta1, beta2] = group.betas;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      const { f } = batch;
      checkCapturable(capturable, batch.params);
      const p = f.real(batch.params);
      let g = f.real(maximize ? f.neg(batch.grads) : batch.grads);
      if (weight_decay !== 0) {
        if (decoupled_weight_decay) f.mul_(p, sub(1, mul(lr, weight_decay)));
        else g = f.add(g, p, weight_decay);
      }
      const m = f.lerp_(f.real(batch.state('exp_avg')), g, 1 - beta1);
      const v = f.addcmul_(f.mul_(f.real(batch.state('exp_avg_sq')), beta2), g, g, 1 - beta2);

      const t = capturable ? batch.tensorCounter('step') : batch.counter('step');
      const correction = sub(1, pow(beta2, t));
      let update = f.mul_(f.div(m, sub(1, pow(beta1, t))), lr);
      const longest = 2 / (1 - beta2) - 1;
      const length = sub(longest, div(mul(mul(2, t), pow(beta2, t)), correction));
      const rectifier = () =>
        sqrt(
          div(mul(mul(sub(length, 4), sub(length, 2)), longest), mul((longest - 4) * (longest - 2), length)),
        );
      const adaptive = () => f.mul_(f.reciprocal(f.add_(f.sqrt(v), eps)), sqrt(correction));
      if (length instanceof Tensor) {
        const factors = f.mul_(adaptive(), rectifier());
        update = f.mul_(
          update,
          f.map((factor) => torch.where(length.gt(5), factor, 1), factors),
        );
      } else if (length > 5) {
        update = f.mul_(f.mul_(update, adaptive()), rectifier());
      }
      f.add_(p, update, -1);
    }
  }
}
export const RAdam = callable(RAdam_);
export type RAdam = RAdam_;
