import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { counter, zerosLike } from './_initial.ts';
import type { State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkBetas, checkCapturable, checkLr, choice, flag, num, pair, params } from './options.ts';
import { add, div, mul, type Num, neg, pow, scalar, sub } from './scalar.ts';

const nadam = signature(
  'NAdam',
  ['params', params],
  ['lr', num.default(2e-3)],
  ['betas', pair.prefault([0.9, 0.999])],
  ['eps', z.number().default(1e-8)],
  ['weight_decay', z.number().default(0)],
  ['momentum_decay', z.number().default(4e-3)],
  ['decoupled_weight_decay', flag],
  ['maximize', flag],
  ['foreach', choice],
  ['capturable', flag],
  ['differentiable', flag],
);

/**
 * NAdam: Adam with Nesterov's momentum, whose factor mu grows from step to step.
 *
 *     g  <- g + weight_decay * p                     (decoupled_weight_decay: p <- p - lr * weight_decay * p)
 *     mu <- beta1 * (1 - 0.96^(t * momentum_decay) / 2)        mu' the same for t + 1
 *     c  <- c * mu                                   (mu_product)
 *     m  <- beta1 * m + (1 - beta1) * g
 *     v  <- beta2 * v + (1 - beta2) * g^2
 *     p  <- p - lr * ((1 - mu) / (1 - c) * g + mu' / (1 - c * mu') * m) / (sqrt(v / (1 - beta2^t)) + eps)
 *
 * @throws ValueError for negative rates and for betas outside [0, 1)
 * @see Dozat, Incorporating Nesterov Momentum into Adam, 2016
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.NAdam.html
 */
class NAdam_ extends Optimizer {
  static override options = nadam;
  static override counters = ['step', 'mu_product'];

  constructor(...args: Args<typeof nadam>) {
    const { params, ...defaults } = nadam(args);
    const { lr, eps, betas, weight_decay, momentum_decay } = defaults;
    checkLr(lr);
    check(eps >= 0, `Invalid epsilon value: ${eps}`);
    checkBetas(betas);
    check(weight_decay >= 0, `Invalid weight_decay value: ${weight_decay}`);
    check(momentum_decay >= 0, `Invalid momentum_decay value: ${momentum_decay}`);
    super(params, defaults);
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    return {
      step: counter(0, param, group),
      mu_product: counter(1, param, group),
      exp_avg: zerosLike(param),
      exp_avg_sq: zerosLike(param),
    };
  }

  protected override update(group: ParamGroup): void {
    const { eps, weight_decay, momentum_decay, decoupled_weight_decay } = group;
    const { maximize, capturable, differentiable } = group;
    const [beta1, beta2] = group.betas;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      const { f } = batch;
      checkCapturable(capturable, batch.params, { what: 'params, mu_products and state_steps' });
      const p = f.real(batch.params);
      let g = f.real(maximize ? f.neg(batch.grads) : batch.grads);
      if (weight_decay !== 0) {
        if (decoupled_weight_decay) f.mul_(p, sub(1, mul(lr, weight_decay)));
        else g = f.add(g, p, weight_decay);
      }
      const t = capturable ? batch.tensorCounter('step') : batch.counter('step');
      const momentum = (t: Num) => mul(beta1, sub(1, mul(0.5, pow(0.96, mul(t, momentum_decay)))));
      const mu = momentum(t);
      const next_mu = momentum(add(t, 1));
      for (const product of batch.state('mu_product')) product.mul_(mu);
      const m = f.lerp_(f.real(batch.state('exp_avg')), g, 1 - beta1);
      const v = f.addcmul_(f.mul_(f.real(batch.state('exp_avg_sq')), beta2), g, g, 1 - beta2);
      const denominators = f.add_(f.sqrt_(f.div(v, sub(1, pow(beta2, t)))), eps);

      const in_tensors = capturable || differentiable;
      const product = in_tensors ? batch.tensorCounter('mu_product') : batch.counter('mu_product');
      const g_rate = div(mul(neg(lr), sub(1, mu)), sub(1, product));
      const m_rate = div(mul(neg(lr), next_mu), sub(1, mul(product, next_mu)));
      if (in_tensors) {
        f.addcdiv_(p, f.mul(g, g_rate), denominators);
        f.addcdiv_(p, f.mul(m, m_rate), denominators);
      } else {
        f.addcdiv_(p, g, denominators, g_rate);
        f.addcdiv_(p, m, denominators, m_rate);
      }
    }
  }
}
export const NAdam = callable(NAdam_);
export type NAdam = NAdam_;
