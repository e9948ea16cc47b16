import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { scalarType, zerosLike } from './_initial.ts';
import type { State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkCapturable, checkLr, choice, flag, num, params } from './options.ts';
import { add, div, mul, type Num, pow, scalar, sub, value } from './scalar.ts';

const asgd = signature(
  'ASGD',
  ['params', params],
  ['lr', num.default(1e-2)],
  ['lambd', z.number().default(1e-4)],
  ['alpha', z.number().default(0.75)],
  ['t0', z.number().default(1e6)],
  ['weight_decay', z.number().default(0)],
  ['foreach', choice],
  ['maximize', flag],
  ['differentiable', flag],
  ['capturable', flag],
);

/**
 * Averaged stochastic gradient descent: a falling rate, and from step t0 on the mean of the parameters in `state.ax`.
 *
 *     g  <- g + weight_decay * p
 *     p  <- (1 - lambd * eta) * p - eta * g
 *     ax <- ax + mu * (p - ax)
 *     eta <- lr / (1 + lambd * lr * t)^alpha,   mu <- 1 / max(1, t - t0)
 *
 * @throws ValueError for negative rates
 * @see Polyak and Juditsky, Acceleration of stochastic approximation by averaging, 1992
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.ASGD.html
 */
class ASGD_ extends Optimizer {
  static override options = asgd;
  static override floats = { t0: 1e6 };
  static override counters = ['step', 'eta', 'mu'];

  constructor(...args: Args<typeof asgd>) {
    const { params, ...defaults } = asgd(args);
    checkLr(defaults.lr);
    check(defaults.weight_decay >= 0, `Invalid weight_decay value: ${defaults.weight_decay}`);
    super(params, defaults);
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    const single = (start: number) => torch.full([], start, { dtype: scalarType(), device: param.device });
    return { step: single(0), eta: single(value(group.lr)), mu: single(1), ax: zerosLike(param) };
  }

  protected override update(group: ParamGroup): void {
    const { lambd, alpha, t0, weight_decay, maximize, capturable } = group;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      const { f } = batch;
      checkCapturable(capturable, batch.params, { what: 'params, mus, etas, and state_steps' });
      const p = f.real(batch.params);
      let g = f.real(maximize ? f.neg(batch.grads) : batch.grads);
      const ax = f.real(batch.state('ax'));
      const read = (name: string) => (capturable ? batch.tensorCounter(name) : batch.counter(name));
      const [t, eta, mu] = [read('step'), read('eta'), read('mu')];
      if (weight_decay !== 0) g = f.add(g, p, weight_decay);
      f.mul_(p, sub(1, mul(lambd, eta)));
      if (typeof eta === 'number') f.add_(p, g, -eta);
      else f.map_((p, g) => p.addcmul_(g, eta, { value: -1 }), p, g);
      if (mu === 1) f.copy_(ax, p);
      else f.add_(ax, f.mul_(f.sub(p, ax), mu));

      const next_eta = div(lr, pow(add(1, mul(mul(lambd, lr), t)), alpha));
      this._set(batch.states, 'eta', next_eta);
      const beyond = add(t, -t0);
      const next_mu =
        typeof beyond === 'number' ? 1 / Math.max(1, beyond) : beyond.clamp({ min: 1 }).reciprocal();
      this._set(batch.states, 'mu', next_mu);
    }
  }

  private _set(states: readonly State[], name: string, next: Num): void {
    // A resumed state has its parameter's dtype, but Python's number still passes through the default one.
    const rounded = typeof next === 'number' && scalarType() === torch.float32 ? Math.fround(next) : next;
    for (const state of states) {
      if (typeof rounded === 'number') state[name].fill_(rounded);
      else state[name].copy_(rounded);
    }
  }
}
export const ASGD = callable(ASGD_);
export type ASGD = ASGD_;
