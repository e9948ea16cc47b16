import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { counter, zerosLike } from './_initial.ts';
import type { State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkCapturable, checkLr, choice, flag, num, params } from './options.ts';
import { neg, scalar } from './scalar.ts';

const rmsprop = signature(
  'RMSprop',
  ['params', params],
  ['lr', num.default(1e-2)],
  ['alpha', z.number().default(0.99)],
  ['eps', z.number().default(1e-8)],
  ['weight_decay', z.number().default(0)],
  ['momentum', z.number().default(0)],
  ['centered', flag],
  ['capturable', flag],
  ['foreach', choice],
  ['maximize', flag],
  ['differentiable', flag],
);

/**
 * RMSprop: divides the gradient by the root of the running mean of its square.
 *
 *     g <- g + weight_decay * p
 *     v <- alpha * v + (1 - alpha) * g^2
 *     a <- alpha * a + (1 - alpha) * g               (centered: v - a^2 takes the place of v below)
 *     b <- momentum * b + g / (sqrt(v) + eps)
 *     p <- p - lr * b
 *
 * @throws ValueError for negative rates
 * @see Hinton, lecture 6 of Neural Networks for Machine Learning; centered: Graves, Generating Sequences With Recurrent Neural Networks, 2013
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.RMSprop.html
 */
class RMSprop_ extends Optimizer {
  static override options = rmsprop;

  constructor(...args: Args<typeof rmsprop>) {
    const { params, lr, alpha, eps, weight_decay, momentum, centered, ...flags } = rmsprop(args);
    checkLr(lr);
    check(eps >= 0, `Invalid epsilon value: ${eps}`);
    check(momentum >= 0, `Invalid momentum value: ${momentum}`);
    check(weight_decay >= 0, `Invalid weight_decay value: ${weight_decay}`);
    check(alpha >= 0, `Invalid alpha value: ${alpha}`);
    super(params, { lr, momentum, alpha, eps, centered, weight_decay, ...flags });
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    return {
      step: counter(0, param, group),
      square_avg: zerosLike(param),
      ...(group.momentum > 0 && { momentum_buffer: zerosLike(param) }),
      ...(group.centered && { grad_avg: zerosLike(param) }),
    };
  }

  protected override update(group: ParamGroup): void {
    const { alpha, eps, weight_decay, momentum, centered, maximize, capturable } = group;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      const { f, params, grads } = batch;
      checkCapturable(capturable, params);
      let g = maximize ? f.neg(grads) : grads;
      if (weight_decay !== 0) g = f.add(g, params, weight_decay);
      const p = f.real(params);
      g = f.real(g);
      let v = f.addcmul_(f.mul_(f.real(batch.state('square_avg')), alpha), g, g, 1 - alpha);
      if (centered) {
        const a = f.lerp_(f.real(batch.state('grad_avg')), g, 1 - alpha);
        v = f.addcmul(v, a, a, -1);
      }
      const denominators = f.add_(f.sqrt(v), eps);
      if (momentum > 0) {
        const b = f.addcdiv_(f.mul_(f.real(batch.state('momentum_buffer')), momentum), g, denominators);
        f.add_(p, b, neg(lr));
      } else {
        f.addcdiv_(p, g, denominators, neg(lr));
      }
    }
  }
}
export const RMSprop = callable(RMSprop_);
export type RMSprop = RMSprop_;
