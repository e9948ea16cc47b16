import { z } from 'zod';
import { callable } from '../callable.ts';
import { RuntimeError } from '../errors.ts';
import { Tuple } from '../serialization/python.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { fusedKernel } from './_fused.ts';
import { counter, zerosLike } from './_initial.ts';
import type { Batch, State } from './batch.ts';
import type { List } from './foreach.ts';
import { Optimizer, type ParamGroup, type Params } from './optimizer.ts';
import {
  check,
  checkBetas,
  checkCapturable,
  checkFusedOptions,
  checkLr,
  choice,
  flag,
  num,
  params,
} from './options.ts';
import { div, mul, type Num, neg, pow, scalar, sqrt, sub, value } from './scalar.ts';

/** Two numbers or two one-element tensors, kept as Python's tuple. */
export const betas = z
  .tuple([num, num])
  .transform(([a, b]) => new Tuple<Num>(scalar(a), scalar(b)) as Tuple<Num> & [Num, Num]);

const adam = signature(
  'Adam',
  ['params', params],
  ['lr', num.default(1e-3)],
  ['betas', betas.prefault([0.9, 0.999])],
  ['eps', z.number().default(1e-8)],
  ['weight_decay', z.number().default(0)],
  ['amsgrad', flag],
  ['maximize', flag],
  ['foreach', choice],
  ['capturable', flag],
  ['differentiable', flag],
  ['fused', choice],
  ['decoupled_weight_decay', flag],
);

/** The options of Adam and of what differs from it in a default only. */
export interface AdamOptions {
  params: Params;
  lr: Num;
  betas: Tuple<Num>;
  eps: number;
  weight_decay: number;
  amsgrad: boolean;
  maximize: boolean;
  foreach: boolean | null;
  capturable: boolean;
  differentiable: boolean;
  fused: boolean | null;
  decoupled_weight_decay: boolean;
}

/**
 * Adam: steps by the running mean of the gradient over the root of the running mean of its square.
 *
 *     g <- g + weight_decay * p                      (decoupled_weight_decay: p <- p - lr * weight_decay * p)
 *     m <- beta1 * m + (1 - beta1) * g
 *     v <- beta2 * v + (1 - beta2) * g^2             (amsgrad: the largest v so far counts below)
 *     p <- p - lr * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + eps)
 *
 * @throws ValueError for negative rates and for betas outside [0, 1)
 * @see Kingma and Ba, Adam: A Method for Stochastic Optimization, 2014; Reddi et al., On the Convergence of Adam and Beyond, 2018
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.Adam.html
 */
export class Adam_ extends Optimizer {
  static override options: typeof Optimizer.options = adam;

  constructor(...args: Args<typeof adam>) {
    super(...checked(adam(args)));
    if (this.defaults.fused) this._step_supports_amp_scaling = true;
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    return {
      step: counter(0, param, group),
      exp_avg: zerosLike(param),
      exp_avg_sq: zerosLike(param),
      ...(group.amsgrad && { max_exp_avg_sq: zerosLike(param) }),
    };
  }

  protected override update(group: ParamGroup): void {
    const { eps, weight_decay, maximize, decoupled_weight_decay, capturable, differentiable } = group;
    const [lr, beta1, beta2] = [group.lr, ...group.betas].map(scalar) as [Num, Num, Num];
    for (const batch of this.batches(group)) {
      checkCapturable(capturable, batch.params);
      if (group.fused) {
        this._fused(group, batch);
        continue;
      }
      const { f, params, grads } = batch;
      let g = maximize ? f.neg(grads) : grads;
      if (weight_decay !== 0) {
        if (decoupled_weight_decay) f.mul_(params, sub(1, mul(lr, weight_decay)));
        else g = f.add(g, params, weight_decay);
      }
      const p = f.real(params);
      g = f.real(g);
      const m = f.lerp_(f.real(batch.state('exp_avg')), g, sub(1, like(beta1, params)));
      let v = f.addcmul_(f.mul_(f.real(batch.state('exp_avg_sq')), beta2), g, g, sub(1, beta2));
      if (group.amsgrad) v = f.maximum_(f.real(batch.state('max_exp_avg_sq')), v);

      const in_tensors = capturable || differentiable;
      const t = in_tensors ? batch.tensorCounter('step') : batch.counter('step');
      const rate = neg(div(lr, sub(1, pow(beta1, t))));
      const correction = sqrt(sub(1, pow(beta2, t)));
      if (in_tensors) {
        const denominators = f.add_(f.div(f.sqrt(v), mul(correction, rate)), div(eps, rate));
        f.addcdiv_(p, differentiable ? f.clone(m) : m, denominators);
      } else {
        f.addcdiv_(p, m, f.add_(f.div_(f.sqrt(v), correction), eps), rate);
      }
    }
  }

  private _fused(group: ParamGroup, batch: Batch): void {
    const { f, params, grads } = batch;
    const { betas, eps, weight_decay, amsgrad, maximize } = group;
    const found_inf = this.found_inf ?? null;
    const largest = amsgrad ? batch.state('max_exp_avg_sq') : [];
    const kernel = fusedKernel(group.decoupled_weight_decay ? '_fused_adamw_' : '_fused_adam_');
    kernel(params, grads, batch.state('exp_avg'), batch.state('exp_avg_sq'), largest, batch.state('step'), {
      lr: scalar(group.lr),
      beta1: value(betas[0]),
      beta2: value(betas[1]),
      weight_decay,
      eps,
      amsgrad,
      maximize,
      grad_scale: this.grad_scale ?? null,
      found_inf,
    });
    // A step with infinite gradients does not count.
    if (found_inf) f.map_((step) => step.sub_(found_inf), batch.state('step'));
  }

  protected override checkSparse(): void {
    throw new RuntimeError(
      `${this.constructor.name} does not support sparse gradients, please consider SparseAdam instead`,
    );
  }
}
// Unlike numbers, tensors as weights must have the lists' own data type and device.
function like(beta: Num, [param]: List): Num {
  return beta instanceof Tensor && param ? beta.to({ device: param.device, dtype: param.dtype }) : beta;
}

export const Adam = callable(Adam_);
export type Adam = Adam_;

function checked({ params, ...defaults }: AdamOptions): [Params, Omit<AdamOptions, 'params'>] {
  const { lr, betas, eps, weight_decay, foreach, capturable } = defaults;
  for (const [name, option] of [
    ['lr', lr],
    ['betas[0]', betas[0]],
    ['betas[1]', betas[1]],
  ] as const) {
    check(
      !(option instanceof Tensor && foreach && !capturable),
      `${name} as a Tensor is not supported for capturable=False and foreach=True`,
    );
  }
  checkLr(lr);
  check(eps >= 0, `Invalid epsilon value: ${eps}`);
  checkBetas(betas);
  check(weight_decay >= 0, `Invalid weight_decay value: ${weight_decay}`);
  checkFusedOptions(defaults);
  return [params, defaults];
}
