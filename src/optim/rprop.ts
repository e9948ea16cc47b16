import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { counter, numberFor, zerosLike } from './_initial.ts';
import type { State } from './batch.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkCapturable, checkLr, choice, flag, num, pair, params } from './options.ts';
import { value } from './scalar.ts';

const rprop = signature(
  'Rprop',
  ['params', params],
  ['lr', num.default(1e-2)],
  ['etas', pair.prefault([0.5, 1.2])],
  ['step_sizes', pair.prefault([1e-6, 50])],
  ['capturable', flag],
  ['foreach', choice],
  ['maximize', flag],
  ['differentiable', flag],
);

/**
 * Rprop: looks at the gradient's signs only. Each element has a step size of its own, which grows by etas[1] while the
 * sign stays and shrinks by etas[0] when it turns; in such a step the element rests.
 *
 *     s <- clamp(s * (g * g' > 0 ? etas[1] : g * g' < 0 ? etas[0] : 1), step_sizes[0], step_sizes[1])
 *     g <- 0 where g * g' < 0                        (g' is the g of the step before)
 *     p <- p - sign(g) * s
 *
 * @throws ValueError for a negative rate and unless 0 < etas[0] < 1 < etas[1]
 * @see Riedmiller and Braun, A direct adaptive method for faster backpropagation learning: the RPROP algorithm, 1993
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.Rprop.html
 */
class Rprop_ extends Optimizer {
  static override options = rprop;

  constructor(...args: Args<typeof rprop>) {
    const { params, lr, etas, step_sizes, capturable, foreach, maximize, differentiable } = rprop(args);
    checkLr(lr);
    const [shrink = 0, grow = 0] = etas;
    check(0 < shrink && shrink < 1 && 1 < grow, `Invalid eta values: ${shrink}, ${grow}`);
    super(params, { lr, etas, step_sizes, foreach, maximize, differentiable, capturable });
  }

  protected override initialState(param: Tensor, group: ParamGroup): State {
    const lr = value(group.lr);
    return {
      step: counter(0, param, group),
      prev: zerosLike(param),
      step_size: torch.full_like(param, numberFor(param, lr)),
    };
  }

  protected override update(group: ParamGroup): void {
    const { maximize, capturable, differentiable } = group;
    const [shrink, grow] = group.etas;
    const [smallest, largest] = group.step_sizes;
    for (const batch of this.batches(group)) {
      const { f } = batch;
      checkCapturable(capturable, batch.params);
      const g = f.clone(f.real(maximize ? f.neg(batch.grads) : batch.grads));
      const prev = f.real(batch.state('prev'));
      const signs = f.sign(f.mul(g, differentiable ? f.clone(prev) : prev));
      const turned = f.map((sign) => sign.lt(0), signs);
      f.map_((sign) => sign.masked_fill_(sign.gt(0), grow), signs);
      f.map_((sign, turned) => sign.masked_fill_(turned, shrink), signs, turned);
      f.map_((sign) => sign.masked_fill_(sign.eq(0), 1), signs);
      const s = f.real(batch.state('step_size'));
      f.map_((s, sign) => s.mul_(sign).clamp_(smallest, largest), s, signs);
      f.map_((g, turned) => g.masked_fill_(turned, 0), g, turned);
      f.addcmul_(f.real(batch.params), f.sign(g), differentiable ? f.clone(s) : s, -1);
      f.copy_(prev, g);
    }
  }
}
export const Rprop = callable(Rprop_);
export type Rprop = Rprop_;
