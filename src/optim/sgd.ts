import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { fusedKernel } from './_fused.ts';
import type { Batch } from './batch.ts';
import type { List } from './foreach.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkFusedOptions, checkLr, choice, flag, num, params } from './options.ts';
import { neg, scalar, value } from './scalar.ts';

const sgd = signature(
  'SGD',
  ['params', params],
  ['lr', num.default(1e-3)],
  ['momentum', z.number().default(0)],
  ['dampening', z.number().default(0)],
  ['weight_decay', num.default(0)],
  ['nesterov', flag],
  ['maximize', flag],
  ['foreach', choice],
  ['differentiable', flag],
  ['fused', choice],
);

/**
 * Stochastic gradient descent, with momentum or Nesterov's momentum as options.
 *
 *     g <- g + weight_decay * p
 *     b <- momentum * b + (1 - dampening) * g        (b <- g in the first step)
 *     p <- p - lr * b                                (nesterov: p - lr * (g + momentum * b))
 *
 * @throws ValueError for negative rates, and for Nesterov's momentum without momentum or with dampening
 * @see Sutskever et al., On the importance of initialization and momentum in deep learning, 2013
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.SGD.html
 */
class SGD_ extends Optimizer {
  static override options = sgd;

  constructor(...args: Args<typeof sgd>) {
    const { params, ...defaults } = sgd(args);
    const { lr, momentum, dampening, weight_decay, nesterov } = defaults;
    checkLr(lr);
    check(momentum >= 0, `Invalid momentum value: ${momentum}`);
    check(value(weight_decay) >= 0, `Invalid weight_decay value: ${weight_decay}`);
    check(
      !nesterov || (momentum > 0 && dampening === 0),
      'Nesterov momentum requires a momentum and zero dampening',
    );
    super(params, defaults);
    checkFusedOptions(defaults);
    if (defaults.fused) this._step_supports_amp_scaling = true;
  }

  protected override update(group: ParamGroup): void {
    const { momentum, dampening, weight_decay, nesterov, maximize } = group;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      if (group.fused) {
        this._fused(group, batch);
        continue;
      }
      const { f, params, grads } = batch;
      let g = maximize ? f.neg(grads) : grads;
      if (value(weight_decay) !== 0) g = f.add(g, params, weight_decay);
      if (momentum !== 0) {
        const known = batch.has('momentum_buffer') ? batch.state('momentum_buffer') : null;
        const b = known
          ? f.add_(f.mul_(known, momentum), g, 1 - dampening)
          : this._remember(
              batch,
              f.tensors(g).map((g) => g.detach().clone()),
            );
        g = nesterov ? f.add(g, b, momentum) : b;
      }
      f.add_(params, g, neg(lr));
    }
  }

  private _remember({ params }: Batch, buffers: Tensor[]): List {
    for (const [i, param] of params.entries()) this.state.set(param, { momentum_buffer: buffers[i] });
    return buffers;
  }

  private _fused(group: ParamGroup, batch: Batch): void {
    const { params, grads } = batch;
    const { momentum, dampening, weight_decay, nesterov, maximize } = group;
    let buffers: List = [];
    let is_first_step = false;
    if (momentum !== 0) {
      is_first_step = !batch.has('momentum_buffer');
      buffers = !is_first_step
        ? batch.state('momentum_buffer')
        : this._remember(
            batch,
            grads.map((grad) => torch.empty_like(grad)),
          );
    }
    fusedKernel('_fused_sgd_')(params, grads, buffers, {
      weight_decay: value(weight_decay),
      momentum,
      lr: scalar(group.lr),
      dampening,
      nesterov,
      maximize,
      is_first_step,
      grad_scale: this.grad_scale ?? null,
      found_inf: this.found_inf ?? null,
    });
  }

  protected override checkSparse(): void {}
}
export const SGD = callable(SGD_);
export type SGD = SGD_;
