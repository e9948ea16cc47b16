import { z } from 'zod';
import { callable } from '../callable.ts';
import { RuntimeError } from '../errors.ts';
import { Tuple } from '../serialization/python.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { counter } from './_initial.ts';
import type { State } from './batch.ts';
import { pow } from './libm.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, choice, flag, num, params } from './options.ts';
import { div, min, mul, neg, scalar, sub, value } from './scalar.ts';

const adafactor = signature(
  'Adafactor',
  ['params', params],
  ['lr', num.default(1e-2)],
  ['beta2_decay', z.number().default(-0.8)],
  [
    'eps',
    z
      .tuple([z.number().nullable(), z.number()])
      .transform(([a, b]) => new Tuple<number | null>(a, b))
      .prefault([null, 1e-3]),
  ],
  ['d', z.number().default(1)],
  ['weight_decay', z.number().default(0)],
  ['foreach', choice],
  ['maximize', flag],
);

// The distance from 1 to the next number.
const EPSILON: Record<string, number> = { float32: 2 ** -23, float16: 2 ** -10, bfloat16: 2 ** -7 };

/**
 * Adafactor: Adam-like steps without momentum, whose mean of squares is kept as one row and one column for a matrix.
 *
 *     b <- t^beta2_decay,   a <- max(eps[1], rms(p)) * min(lr, 1 / sqrt(t))
 *     r <- r + b * (mean of g^2 over columns - r),   c <- c + b * (mean of g^2 over rows - c)
 *     v <- r c / max(mean(r), eps[0])                (vectors: v <- v + b * (g^2 - v))
 *     u <- g / max(sqrt(v), eps[0])
 *     p <- p - lr * weight_decay * p - a * u / max(1, rms(u) / d)
 *
 * @throws ValueError for options out of range
 * @see Shazeer and Stern, Adafactor: Adaptive Learning Rates with Sublinear Memory Cost, 2018
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.Adafactor.html
 */
class Adafactor_ extends Optimizer {
  static override options = adafactor;
  static override floats = { d: 1, weight_decay: 0 };

  constructor(...args: Args<typeof adafactor>) {
    const { params, ...defaults } = adafactor(args);
    const { lr, beta2_decay, eps, d, weight_decay } = defaults;
    const [eps1 = null, eps2] = eps;
    check(typeof lr === 'number' || lr.numel() === 1, 'Tensor lr must be 1-element');
    check(value(lr) >= 0, `Learning rate should be >= 0 but is: ${lr}`);
    check(beta2_decay <= 0, `beta2_decay should be <= 0 but is: ${beta2_decay}`);
    check(eps1 === null || eps1 >= 0, `epsilon1 should be >= 0 but is: ${eps1}`);
    check(Number(eps2) >= 0, `epsilon2 should be >= 0 but is: ${eps2}`);
    check(d >= 1, `Clipping threshold d should be >= 1 but is: ${d}`);
    check(weight_decay >= 0, `weight_decay should be >= 0 but is: ${weight_decay}`);
    super(params, defaults);
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    const grad = param.grad as Tensor;
    const step = counter(0, param, group);
    if (grad.dim() < 2) return { step, variance: torch.zeros_like(grad) };
    const shape = [...grad.shape];
    return {
      step,
      row_var: grad.new_zeros(shape.with(-1, 1)),
      col_var: grad.new_zeros(shape.with(-2, 1)),
    };
  }

  protected override update(group: ParamGroup): void {
    for (const batch of this.batches(group)) {
      if (batch.complex) throw new RuntimeError('Adafactor does not support complex parameters');
      const t = batch.counter('step');
      const grads = group.maximize ? batch.f.tensors(batch.f.neg(batch.grads)) : batch.grads;
      for (const [i, param] of batch.params.entries()) {
        this._step(group, param, grads[i] as Tensor, batch.states[i] as State, t);
      }
    }
  }

  private _step(group: ParamGroup, param: Tensor, grad: Tensor, state: State, t: number): void {
    const { beta2_decay, d, weight_decay, eps } = group;
    const lr = scalar(group.lr);
    const eps1 = eps[0] ?? EPSILON[param.dtype.name] ?? Number.EPSILON;
    const rest = pow(t, beta2_decay);
    const rms = (x: Tensor) => value(torch.linalg_vector_norm(x, 2)) / pow(x.numel(), 0.5);
    const alpha = mul(Math.max(eps[1], rms(param)), min(lr, 1 / pow(t, 0.5)));
    if (weight_decay !== 0) param.mul_(sub(1, mul(lr, weight_decay)));

    const update = this._variance(grad, state, rest, eps1)
      .clamp_({ min: eps1 * eps1 })
      .rsqrt_()
      .mul_(grad);
    const clip = Math.max(1, value(torch.linalg_vector_norm(update, 2)) / (pow(update.numel(), 0.5) * d));
    param.add_(update, { alpha: value(div(neg(alpha), clip)) });
  }

  private _variance(grad: Tensor, state: State, rest: number, eps1: number): Tensor {
    if (grad.dim() < 2) return state.variance.lerp_(grad.mul(grad), rest).clone();
    const mean = (dim: number) =>
      torch.linalg_vector_norm(grad, 2, [dim], true).square_().div_(grad.size(dim));
    state.row_var.lerp_(mean(-1), rest);
    state.col_var.lerp_(mean(-2), rest);
    const { row_var, col_var } = state as { row_var: Tensor; col_var: Tensor };
    return row_var.matmul(col_var).div_(row_var.mean({ dim: -2, keepdim: true }).clamp_({ min: eps1 }));
  }
}
export const Adafactor = callable(Adafactor_);
export type Adafactor = Adafactor_;
