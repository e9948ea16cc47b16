import { z } from 'zod';
import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Found, strongWolfe } from './_line_search.ts';
import { Optimizer } from './optimizer.ts';
import { checkLr, num, params } from './options.ts';
import { atMost, div, less, min, mul, type Num, scalar, sub, value } from './scalar.ts';

const lbfgs = signature(
  'LBFGS',
  ['params', params],
  ['lr', num.default(1)],
  ['max_iter', z.int().default(20)],
  ['max_eval', z.int().nullable().default(null)],
  ['tolerance_grad', z.number().default(1e-7)],
  ['tolerance_change', z.number().default(1e-9)],
  ['history_size', z.int().positive().default(100)],
  ['line_search_fn', z.enum(['strong_wolfe'], "only 'strong_wolfe' is supported").nullable().default(null)],
);

type Loss = Tensor | number;

/**
 * L-BFGS: a quasi-Newton method, which learns the curvature from the last `history_size` steps. One `step(closure)` runs up
 * to `max_iter` iterations and calls the closure for each; the closure clears the gradients, computes the loss, calls
 * `backward()` and returns the loss. Takes one parameter group only.
 *
 * @param max_eval how often a step may call the closure at most (default: max_iter * 5 / 4)
 * @throws ValueError for a negative rate and for several parameter groups
 * @see Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm 7.4
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.optim.LBFGS.html
 */
class LBFGS_ extends Optimizer {
  static override options = lbfgs;
  static override counters = [];

  constructor(...args: Args<typeof lbfgs>) {
    const { params, max_eval, ...rest } = lbfgs(args);
    checkLr(rest.lr);
    const { lr, max_iter, ...others } = rest;
    super(params, { lr, max_iter, max_eval: max_eval ?? Math.floor((max_iter * 5) / 4), ...others });
    if (this.param_groups.length !== 1) {
      throw new ValueError("LBFGS doesn't support per-parameter options (parameter groups)");
    }
  }

  override step<L = null>(closure?: (() => L) | null): L {
    if (!closure)
      throw new ValueError('LBFGS needs a closure that computes the loss: optimizer.step(() => loss)');
    return torch.no_grad(() => this._minimize(() => torch.enable_grad(closure) as Loss)) as L;
  }

  private get _params(): Tensor[] {
    return this.param_groups[0]?.params ?? [];
  }

  private _minimize(closure: () => Loss): Loss {
    const group = this.param_groups[0] as (typeof this.param_groups)[number];
    const [first] = this._params as [Tensor];
    const state = this.state.get(first) ?? {};
    this.state.set(first, state);
    state.func_evals ??= 0;
    state.n_iter ??= 0;

    const known = Object.keys(state);
    try {
      return this._iterate(closure, group, state);
    } finally {
      inOrder(state, [...known, ...STATE]);
    }
  }

  private _iterate(
    closure: () => Loss,
    group: (typeof this.param_groups)[number],
    state: Record<string, any>,
  ): Loss {
    const { max_iter, max_eval, tolerance_grad, tolerance_change, line_search_fn } = group;
    const lr = scalar(group.lr);
    const start = closure();
    let loss = value(start);
    let evaluations = 1;
    state.func_evals += 1;
    let g = this._gradient();
    const isFlat = () => atMost(g.abs().max(), tolerance_grad);
    if (isFlat()) return start;

    for (let iteration = 1; iteration <= max_iter; iteration += 1) {
      state.n_iter += 1;
      this._turn(state, g, group.history_size);
      const d: Tensor = state.d;
      if (state.prev_flat_grad === undefined) state.prev_flat_grad = g.clone();
      else state.prev_flat_grad.copy_(g);
      state.prev_loss = loss;

      state.t = state.n_iter === 1 ? mul(min(1, div(1, g.abs().sum())), lr) : lr;
      const slope = g.dot(d);
      if (less(-tolerance_change, slope)) break;
      let calls = 0;
      let flat = false;
      if (line_search_fn !== null) {
        const origin = this._params.map((param) => param.clone());
        const max_ls = max_eval - evaluations;
        const begin = { t: state.t as Num, f: loss, g, gtd: slope };
        const at = (t: Num) => this._evaluate(closure, origin, t, d);
        const found: Found = strongWolfe(at, d, begin, { tolerance_change: 1e-9, max_ls });
        ({ f: loss, g, t: state.t, evaluations: calls } = found);
        this._move(state.t, d);
        flat = isFlat();
      } else {
        this._move(state.t, d);
        // The last iteration need not look where it has come to.
        if (iteration !== max_iter) {
          loss = value(closure());
          g = this._gradient();
          flat = isFlat();
          calls = 1;
        }
      }
      evaluations += calls;
      state.func_evals += calls;
      if (iteration === max_iter || evaluations >= max_eval || flat) break;
      if (atMost(d.mul(state.t).abs().max(), tolerance_change)) break;
      if (Math.abs(loss - state.prev_loss) < tolerance_change) break;
    }
    return start;
  }

  // The direction: minus the gradient, bent by the curvature of the last steps (the two-loop recursion).
  private _turn(state: Record<string, any>, g: Tensor, history_size: number): void {
    if (state.n_iter === 1) {
      Object.assign(state, { d: g.neg(), old_dirs: [], old_stps: [], ro: [], H_diag: 1 });
      return;
    }
    const { old_dirs, old_stps, ro } = state as Record<string, Tensor[]> & {
      old_dirs: Tensor[];
      old_stps: Tensor[];
      ro: Tensor[];
    };
    const y = g.sub(state.prev_flat_grad);
    const s = state.d.mul(state.t);
    const ys = y.dot(s);
    if (less(1e-10, ys)) {
      if (old_dirs.length === history_size) for (const list of [old_dirs, old_stps, ro]) list.shift();
      old_dirs.push(y);
      old_stps.push(s);
      ro.push(div(1, ys) as Tensor);
      state.H_diag = ys.div(y.dot(y));
    }
    state.al ??= new Array(history_size).fill(null);
    const q = g.neg();
    for (let i = old_dirs.length - 1; i >= 0; i -= 1) {
      state.al[i] = (old_stps[i] as Tensor).dot(q).mul(ro[i] as Tensor);
      q.add_(old_dirs[i] as Tensor, { alpha: -value(state.al[i]) });
    }
    const r = q.mul(state.H_diag);
    for (const [i, direction] of old_dirs.entries()) {
      const be = direction.dot(r).mul(ro[i] as Tensor);
      r.add_(old_stps[i] as Tensor, { alpha: value(sub(state.al[i], be)) });
    }
    state.d = r;
  }

  // All gradients in one vector.
  private _gradient(): Tensor {
    const flat = this._params.map((param) => {
      const grad = param.grad;
      if (grad === null) return torch.zeros([param.numel()], { dtype: param.dtype, device: param.device });
      const dense = grad.is_sparse ? grad.to_dense() : grad;
      return dense.reshape(-1);
    });
    return torch.cat(
      flat.map((x) => (x.is_complex() ? torch.view_as_real(x).reshape(-1) : x)),
      0,
    );
  }

  // All parameters a step along a direction.
  private _move(t: Num, direction: Tensor): void {
    let offset = 0;
    for (const param of this._params) {
      const p = param.is_complex() ? torch.view_as_real(param) : param;
      const part = direction.narrow(0, offset, p.numel()).view_as(p);
      p.add_(part, { alpha: value(t) });
      offset += p.numel();
    }
  }

  private _evaluate(
    closure: () => Loss,
    origin: Tensor[],
    t: Num,
    direction: Tensor,
  ): { f: number; g: Tensor } {
    this._move(t, direction);
    const f = value(closure());
    const g = this._gradient();
    for (const [i, param] of this._params.entries()) param.copy_(origin[i] as Tensor);
    return { f, g };
  }
}
export const LBFGS = callable(LBFGS_);
export type LBFGS = LBFGS_;

// The order in which Python's state_dict has what a step adds.
const STATE = ['al', 'd', 't', 'old_dirs', 'old_stps', 'ro', 'H_diag', 'prev_flat_grad', 'prev_loss'];

/** Brings the entries of a state into this order. */
function inOrder(state: Record<string, any>, names: readonly string[]): void {
  for (const name of names) {
    if (!(name in state)) continue;
    const entry = state[name];
    delete state[name];
    state[name] = entry;
  }
}
