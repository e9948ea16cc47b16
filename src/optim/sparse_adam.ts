import { z } from 'zod';
import { callable } from '../callable.ts';
import { RuntimeError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { zerosLike } from './_initial.ts';
import { indicesOf, valuesOf } from './_sparse.ts';
import type { State } from './batch.ts';
import { pow } from './libm.ts';
import { Optimizer, type ParamGroup } from './optimizer.ts';
import { check, checkBetas, flag, num, pair, params } from './options.ts';
import { div, mul, neg, scalar, value } from './scalar.ts';

const sparseAdam = signature(
  'SparseAdam',
  ['params', params],
  ['lr', num.default(1e-3)],
  ['betas', pair.prefault([0.9, 0.999])],
  ['eps', z.number().default(1e-8)],
  ['maximize', flag],
);

/**
 * Adam for sparse gradients, of embeddings for instance: only the rows that occur in a gradient, and their averages, change.
 *
 * @throws ValueError for rates that are not positive, for betas outside [0, 1), for sparse or complex parameters
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.SparseAdam.html
 */
class SparseAdam_ extends Optimizer {
  static override options = sparseAdam;
  // Steps are plain whole numbers here, in Python too.
  static override counters = [];

  constructor(...args: Args<typeof sparseAdam>) {
    const { params, ...defaults } = sparseAdam(args);
    const { lr, eps, betas } = defaults;
    check(typeof lr === 'number' || lr.numel() === 1, 'Tensor lr must be 1-element');
    check(value(lr) > 0, `Invalid learning rate: ${lr}`);
    check(eps > 0, `Invalid epsilon value: ${eps}`);
    checkBetas(betas);
    super(params, defaults);
    const places = (wrong: (param: Tensor) => boolean) =>
      this.param_groups.flatMap(({ params }, i) =>
        params.flatMap((param, j) => (wrong(param) ? [`[${i}, ${j}]`] : [])),
      );
    const sparse = places((param) => param.is_sparse);
    check(
      sparse.length === 0,
      `Sparse params at indices [${sparse.join(', ')}]: SparseAdam requires dense parameter tensors`,
    );
    const complex = places((param) => param.is_complex());
    check(
      complex.length === 0,
      `Complex params at indices [${complex.join(', ')}]: SparseAdam does not support complex parameters`,
    );
  }

  protected override initialState(param: Tensor): State {
    return { step: 0, exp_avg: zerosLike(param), exp_avg_sq: zerosLike(param) };
  }

  protected override update(group: ParamGroup): void {
    for (const { params, grads, states } of this.batches(group)) {
      for (const [i, param] of params.entries()) {
        const grad = grads[i] as Tensor;
        if (!grad.is_sparse) {
          throw new RuntimeError('SparseAdam does not support dense gradients, please consider Adam instead');
        }
        this._step(group, param, group.maximize ? grad.neg() : grad, states[i] as State);
      }
    }
  }

  private _step(
    { lr, betas: [beta1, beta2], eps }: ParamGroup,
    param: Tensor,
    gradient: Tensor,
    state: State,
  ): void {
    state.step += 1;
    const grad = gradient.coalesce();
    const g = valuesOf(grad);
    if (g.numel() === 0) return;
    const rows = (values: Tensor) => torch.sparse_coo_tensor(indicesOf(grad), values, grad.shape);
    const at = (dense: Tensor) => valuesOf(dense.sparse_mask(grad));

    const m = at(state.exp_avg);
    const m_change = g.sub(m).mul_(1 - beta1);
    state.exp_avg.add_(rows(m_change));
    const v = at(state.exp_avg_sq);
    const v_change = g
      .pow(2)
      .sub_(v)
      .mul_(1 - beta2);
    state.exp_avg_sq.add_(rows(v_change));

    const roots = v_change.add_(v).sqrt_().add_(eps);
    const correction = Math.sqrt(1 - pow(beta2, state.step));
    const rate = div(mul(scalar(lr), correction), 1 - pow(beta1, state.step));
    param.add_(rows(m_change.add_(m).div_(roots).mul(neg(rate))));
  }

  protected override checkSparse(): void {}
}
export const SparseAdam = callable(SparseAdam_);
export type SparseAdam = SparseAdam_;
