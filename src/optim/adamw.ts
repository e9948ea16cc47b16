import { z } from 'zod';
import { callable } from '../callable.ts';
import { type Args, signature } from '../signature.ts';
import { Adam_, betas } from './adam.ts';
import type { OptimizerStateDict } from './optimizer.ts';
import { choice, flag, num, params } from './options.ts';

const adamw = signature(
  'AdamW',
  ['params', params],
  ['lr', num.default(1e-3)],
  ['betas', betas.prefault([0.9, 0.999])],
  ['eps', z.number().default(1e-8)],
  ['weight_decay', z.number().default(1e-2)],
  ['amsgrad', flag],
  ['maximize', flag],
  ['foreach', choice],
  ['capturable', flag],
  ['differentiable', flag],
  ['fused', choice],
);

/**
 * Adam whose weight decay shrinks the parameters themselves, apart from the gradient and its averages.
 *
 * @throws ValueError for negative rates and for betas outside [0, 1)
 * @see Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2017
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.AdamW.html
 */
class AdamW_ extends Adam_ {
  static override options = adamw;

  constructor(...args: Args<typeof adamw>) {
    super({ ...adamw(args), decoupled_weight_decay: true });
  }

  override load_state_dict(state_dict: OptimizerStateDict): void {
    super.load_state_dict(state_dict);
    for (const group of this.param_groups) group.decoupled_weight_decay = true;
  }
}
export const AdamW = callable(AdamW_);
export type AdamW = AdamW_;
