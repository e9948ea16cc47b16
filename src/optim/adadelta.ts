import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { counter, zerosLike } from './_initial.ts';
import type { State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkCapturable, checkLr, choice, flag, num, params } from './options.ts';
import { neg, scalar } from './scalar.ts';

const adadelta = signature(
  'Adadelta',
  ['params', params],
  ['lr', num.default(1)],
  ['rho', z.number().default(0.9)],
  ['eps', z.number().default(1e-6)],
  ['weight_decay', z.number().default(0)],
  ['foreach', choice],
  ['capturable', flag],
  ['maximize', flag],
  ['differentiable', flag],
);

/**
 * Adadelta: steps by the gradient over its running root mean square, times that of the steps so far.
 *
 *     g <- g + weight_decay * p
 *     v <- rho * v + (1 - rho) * g^2
 *     d <- sqrt(u + eps) / sqrt(v + eps) * g
 *     u <- rho * u + (1 - rho) * d^2
 *     p <- p - lr * d
 *
 * @throws ValueError for negative rates and for rho outside [0, 1]
 * @see Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.Adadelta.html
 */
class Adadelta_ extends Optimizer {
  static override options = adadelta;
  static override floats = { lr: 1 };

  constructor(...args: Args<typeof adadelta>) {
    const { params, lr, rho, eps, weight_decay, maximize, capturable, foreach, differentiable } =
      adadelta(args);
    checkLr(lr);
    check(rho >= 0 && rho <= 1, `Invalid rho value: ${rho}`);
    check(eps >= 0, `Invalid epsilon value: ${eps}`);
    check(weight_decay >= 0, `Invalid weight_decay value: ${weight_decay}`);
    super(params, { lr, rho, eps, weight_decay, maximize, capturable, foreach, differentiable });
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    return { step: counter(0, param, group), square_avg: zerosLike(param), acc_delta: zerosLike(param) };
  }

  protected override update(group: ParamGroup): void {
    const { rho, eps, weight_decay, maximize, capturable } = group;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      const { f, params, grads } = batch;
      checkCapturable(capturable, params, { xla: false });
      let g = maximize ? f.neg(grads) : grads;
      if (weight_decay !== 0) g = f.add(g, params, weight_decay);
      g = f.real(g);
      const v = f.addcmul_(f.mul_(f.real(batch.state('square_avg')), rho), g, g, 1 - rho);
      const u = f.real(batch.state('acc_delta'));
      const d = f.mul_(f.div_(f.sqrt_(f.add(u, eps)), f.sqrt_(f.add(v, eps))), g);
      f.addcmul_(f.mul_(u, rho), d, d, 1 - rho);
      f.add_(params, batch.complex ? f.map((d) => torch.view_as_complex(d), d) : d, neg(lr));
    }
  }
}
export const Adadelta = callable(Adadelta_);
export type Adadelta = Adadelta_;
