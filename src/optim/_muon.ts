import { z } from 'zod';
import { callable } from '../callable.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import { Tuple } from '../serialization/python.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, num, params } from './options.ts';
import { mul, neg, scalar, sub, value } from './scalar.ts';

// A quintic that takes any singular value in (0, 1] close to 1 within a few rounds.
const COEFFICIENTS = [3.4445, -4.775, 2.0315] as const;

const muon = signature(
  'Muon',
  ['params', params],
  ['lr', num.default(1e-3)],
  ['weight_decay', z.number().default(0.1)],
  ['momentum', z.number().default(0.95)],
  ['nesterov', z.boolean().default(true)],
  [
    'ns_coefficients',
    z
      .tuple([z.number(), z.number(), z.number()])
      .transform((given) => new Tuple<number>(...given))
      .prefault([...COEFFICIENTS]),
  ],
  ['eps', z.number().default(1e-7)],
  ['ns_steps', z.int().default(5)],
  ['adjust_lr_fn', z.string().nullable().default(null)],
);

/**
 * Muon: momentum whose update is made orthogonal, for the weight matrices of hidden layers.
 *
 *     b <- momentum * b + (1 - momentum) * g
 *     u <- orthogonal(nesterov ? momentum * b + (1 - momentum) * g : b)      (Newton-Schulz iterations in bfloat16)
 *     p <- p - lr * weight_decay * p - lr * adjustment(rows, columns) * u
 *
 * @throws ValueError for negative rates and for parameters that are no matrices
 * @see Jordan, Muon: An optimizer for hidden layers in neural networks, 2024
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.Muon.html
 */
class Muon_ extends Optimizer {
  static override options = muon;
  static override counters = [];

  constructor(...args: Args<typeof muon>) {
    const { params, ...defaults } = muon(args);
    const { lr, momentum, weight_decay, adjust_lr_fn } = defaults;
    check(typeof lr === 'number' || lr.numel() === 1, 'Tensor lr must be 1-element');
    check(value(lr) >= 0, `Learning rate should be >= 0 but is: ${lr}`);
    check(momentum >= 0, `momentum should be >= 0 but is: ${momentum}`);
    check(weight_decay >= 0, `weight decay should be >= 0 but is: ${weight_decay}`);
    check(
      adjust_lr_fn === null || ['original', 'match_rms_adamw'].includes(adjust_lr_fn),
      `Adjust learning rate function ${adjust_lr_fn} is not supported`,
    );
    super(params, defaults);
    for (const param of this.param_groups.flatMap((group) => group.params)) {
      check(
        param.ndim === 2,
        `Muon only supports 2D parameters whereas we found a parameter with size: ${param.shape}`,
      );
    }
  }

  protected override initialState(param: Tensor): State {
    return { momentum_buffer: torch.zeros_like(param.grad as Tensor) };
  }

  protected override update(group: ParamGroup): void {
    const { momentum, nesterov, weight_decay } = group;
    const lr = scalar(group.lr);
    for (const batch of this.batches(group)) {
      const { f, params, grads } = batch;
      if (batch.complex) throw new RuntimeError('Muon does not support complex parameters');
      const b = f.lerp_(batch.state('momentum_buffer'), grads, 1 - momentum);
      const u = nesterov ? f.lerp(grads, b, momentum) : b;
      f.mul_(params, sub(1, mul(lr, weight_decay)));
      f.map_(
        (param, update) => {
          const rate = mul(lr, adjustment(param, group.adjust_lr_fn));
          param.add_(orthogonal(update, group), { alpha: value(neg(rate)) });
        },
        params,
        u,
      );
    }
  }
}
export const Muon = callable(Muon_);
export type Muon = Muon_;

// Newton-Schulz: X <- a X + (b G + c G^2) X with G = X X^T, on the wide side, so that G is the smaller square.
function orthogonal(update: Tensor, { ns_coefficients, ns_steps, eps }: ParamGroup): Tensor {
  if (ns_steps >= 100) {
    throw new ValueError('Number of steps must be less than 100 for computational efficiency');
  }
  const [a, b, c] = ns_coefficients;
  const tall = update.size(0) > update.size(1);
  let x = update.bfloat16();
  if (tall) x = x.T;
  x.div_(torch.linalg_vector_norm(x, 2).clamp({ min: eps }));
  for (let i = 0; i < ns_steps; i += 1) {
    const gram = x.matmul(x.T);
    const change = torch.addmm(gram, gram, gram, { beta: b, alpha: c });
    x = torch.addmm(x, change, x, { beta: a });
  }
  return tall ? x.T : x;
}

function adjustment(param: Tensor, name: string | null): number {
  const [rows = 1, columns = 1] = param.shape;
  if (name === 'match_rms_adamw') return 0.2 * Math.sqrt(Math.max(rows, columns));
  return Math.sqrt(Math.max(1, rows / columns));
}
