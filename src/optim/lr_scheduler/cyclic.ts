import { z } from 'zod';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { cos, pow } from '../libm.ts';
import type { Optimizer } from '../optimizer.ts';
import { check } from '../options.ts';
import { add, div, mul, type Num, sub } from '../scalar.ts';
import { LRScheduler, last_epoch, optimizer, perGroup, setMomentum, setOption, spread } from './base.ts';

type PerGroup = Num | readonly (number | Tensor)[];

/** Momentum, or the first of the betas, goes down while the rate goes up. */
function checkMomentum(optimizer: Optimizer): boolean {
  check(
    'momentum' in optimizer.defaults || 'betas' in optimizer.defaults,
    'optimizer must support momentum or beta1 with `cycle_momentum` option enabled',
  );
  return 'betas' in optimizer.defaults;
}

const scale = z
  .custom<(x: number) => number>((given) => typeof given === 'function', 'expected a function')
  .nullable()
  .default(null);

const cyclicLR = signature(
  'CyclicLR',
  ['optimizer', optimizer],
  ['base_lr', perGroup],
  ['max_lr', perGroup],
  ['step_size_up', z.number().default(2000)],
  ['step_size_down', z.number().nullable().default(null)],
  ['mode', z.string().default('triangular')],
  ['gamma', z.number().default(1)],
  ['scale_fn', scale],
  ['scale_mode', z.enum(['cycle', 'iterations']).default('cycle')],
  ['cycle_momentum', z.boolean().default(true)],
  ['base_momentum', perGroup.default(0.8)],
  ['max_momentum', perGroup.default(0.9)],
  ['last_epoch', last_epoch],
);

/**
 * The rate goes up from `base_lr` to `max_lr` and down again, over and over; call `step()` after each batch. Cycles are
 * of equal height ('triangular'), half as high each time ('triangular2'), shrink by gamma each step ('exp_range'), or as
 * `scale_fn` says.
 *
 * @throws ValueError for an unknown mode, and for an optimizer without momentum unless cycle_momentum is false
 * @see Smith, Cyclical Learning Rates for Training Neural Networks, 2015
 */
class CyclicLR_ extends LRScheduler {
  declare max_lrs: Num[];
  declare total_size: number;
  declare step_ratio: number;
  declare mode: string;
  declare gamma: number;
  declare _scale_fn_custom: ((x: number) => number) | null;
  declare scale_mode: string;
  declare cycle_momentum: boolean;
  declare use_beta1: boolean;
  declare base_momentums: Num[];
  declare max_momentums: Num[];

  constructor(...args: Args<typeof cyclicLR>) {
    const given = cyclicLR(args);
    const { optimizer, step_size_up, mode, gamma, scale_fn, cycle_momentum, last_epoch } = given;
    super(optimizer);
    const base_lrs = spread('base_lr', optimizer, given.base_lr as PerGroup);
    const begins = last_epoch === -1;
    if (begins)
      for (const [i, group] of optimizer.param_groups.entries()) setOption(group, 'lr', base_lrs[i] as Num);
    const max_lrs = spread('max_lr', optimizer, given.max_lr as PerGroup);
    const total_size = step_size_up + (given.step_size_down ?? step_size_up);
    check(
      ['triangular', 'triangular2', 'exp_range'].includes(mode) || scale_fn !== null,
      'mode is invalid and scale_fn is None',
    );
    const ownMode = mode === 'exp_range' ? 'iterations' : 'cycle';
    const scale_mode = scale_fn === null ? ownMode : given.scale_mode;
    Object.assign(this, { max_lrs, total_size, step_ratio: step_size_up / total_size, mode, gamma });
    Object.assign(this, { _scale_fn_custom: scale_fn, scale_mode, cycle_momentum });
    if (cycle_momentum) {
      this.use_beta1 = checkMomentum(optimizer);
      this.base_momentums = spread('base_momentum', optimizer, given.base_momentum as PerGroup);
      this.max_momentums = spread('max_momentum', optimizer, given.max_momentum as PerGroup);
      if (begins) setMomentumRange(optimizer, this.max_momentums, this.base_momentums);
    }
    this.start(last_epoch);
    this.base_lrs = base_lrs;
  }

  /** How high a cycle is, by its number or by the step. */
  scale_fn(x: number): number {
    if (this._scale_fn_custom !== null) return this._scale_fn_custom(x);
    if (this.mode === 'triangular2') return 1 / pow(2, x - 1);
    return this.mode === 'exp_range' ? pow(this.gamma, x) : 1;
  }

  protected override rates(): Num[] {
    const { last_epoch, total_size, step_ratio } = this;
    const cycle = Math.floor(1 + last_epoch / total_size);
    const x = 1 + last_epoch / total_size - cycle;
    const height = x <= step_ratio ? x / step_ratio : (x - 1) / (step_ratio - 1);
    const scale = this.scale_fn(this.scale_mode === 'cycle' ? cycle : last_epoch);
    const reach = (low: Num, high: Num) => mul(mul(sub(high, low), height), scale);
    if (this.cycle_momentum) {
      for (const [i, group] of this.optimizer.param_groups.entries()) {
        const [low, high] = [this.base_momentums[i] as Num, this.max_momentums[i] as Num];
        setMomentum(group, sub(high, reach(low, high)));
      }
    }
    return this.fromBase((low, i) => add(low, reach(low, this.max_lrs[i] as Num)));
  }

  /** A function of one's own cannot be saved; in its place there is null. */
  override state_dict(): Record<string, any> {
    return { ...super.state_dict(), _scale_fn_custom: null };
  }

  override load_state_dict({ _scale_fn_custom: _, ...state }: Record<string, any>): void {
    super.load_state_dict(state);
  }
}
export const CyclicLR = callable(CyclicLR_);
export type CyclicLR = CyclicLR_;

function setMomentumRange(optimizer: Optimizer, highest: Num[], lowest: Num[]): void {
  for (const [i, group] of optimizer.param_groups.entries()) {
    setMomentum(group, highest[i] as Num);
    group.max_momentum = highest[i];
    group.base_momentum = lowest[i];
  }
}

const oneCycleLR = signature(
  'OneCycleLR',
  ['optimizer', optimizer],
  ['max_lr', perGroup],
  ['total_steps', z.number().nullable().default(null)],
  ['epochs', z.number().nullable().default(null)],
  ['steps_per_epoch', z.number().nullable().default(null)],
  ['pct_start', z.number().default(0.3)],
  ['anneal_strategy', z.string().default('cos')],
  ['cycle_momentum', z.boolean().default(true)],
  ['base_momentum', perGroup.default(0.85)],
  ['max_momentum', perGroup.default(0.95)],
  ['div_factor', z.number().default(25)],
  ['final_div_factor', z.number().default(1e4)],
  ['three_phase', z.boolean().default(false)],
  ['last_epoch', last_epoch],
);

interface Phase {
  end_step: number;
  start_lr: string;
  end_lr: string;
  start_momentum: string;
  end_momentum: string;
}

/**
 * One cycle for the whole training: up from max_lr / div_factor to max_lr in the first `pct_start` of the steps, then down
 * to initial / final_div_factor; call `step()` after each batch.
 *
 * @throws ValueError unless total_steps or both epochs and steps_per_epoch are given, and when stepped beyond the end
 * @see Smith and Topin, Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates, 2017
 */
class OneCycleLR_ extends LRScheduler {
  declare total_steps: number;
  declare _schedule_phases: Phase[];
  declare _anneal_func_type: string;
  declare cycle_momentum: boolean;
  declare use_beta1: boolean;

  constructor(...args: Args<typeof oneCycleLR>) {
    const given = oneCycleLR(args);
    const { optimizer, pct_start, anneal_strategy, cycle_momentum, last_epoch } = given;
    super(optimizer);
    this.total_steps = countSteps(given.total_steps, given.epochs, given.steps_per_epoch);
    this._schedule_phases = phases(this.total_steps, pct_start, given.three_phase);
    check(pct_start >= 0 && pct_start <= 1, `Expected float between 0 and 1 pct_start, but got ${pct_start}`);
    check(
      ['cos', 'linear'].includes(anneal_strategy),
      `anneal_strategy must be one of 'cos' or 'linear', instead got ${anneal_strategy}`,
    );
    this._anneal_func_type = anneal_strategy;
    const begins = last_epoch === -1;
    const max_lrs = spread('max_lr', optimizer, given.max_lr as PerGroup);
    if (begins) {
      for (const [i, group] of optimizer.param_groups.entries()) {
        group.initial_lr = div(max_lrs[i] as Num, given.div_factor);
        group.max_lr = max_lrs[i];
        group.min_lr = div(group.initial_lr, given.final_div_factor);
      }
    }
    this.cycle_momentum = cycle_momentum;
    if (cycle_momentum) {
      this.use_beta1 = checkMomentum(optimizer);
      const highest = spread('max_momentum', optimizer, given.max_momentum as PerGroup);
      const lowest = spread('base_momentum', optimizer, given.base_momentum as PerGroup);
      if (begins) setMomentumRange(optimizer, highest, lowest);
    }
    this.start(last_epoch);
  }

  private _anneal(start: Num, end: Num, share: number): Num {
    if (this._anneal_func_type === 'linear') return add(mul(sub(end, start), share), start);
    return add(end, mul(div(sub(start, end), 2), cos(Math.PI * share) + 1));
  }

  protected override rates(): Num[] {
    const { last_epoch: step, total_steps } = this;
    if (step > total_steps) {
      throw new ValueError(
        `Tried to step ${step} times. The specified number of total steps is ${total_steps}`,
      );
    }
    const last = this._schedule_phases.length - 1;
    const at = this._schedule_phases.findIndex(({ end_step }, i) => step <= end_step || i === last);
    const phase = this._schedule_phases[at] as Phase;
    const begin = at === 0 ? 0 : (this._schedule_phases[at - 1] as Phase).end_step;
    const share = (step - begin) / (phase.end_step - begin);
    return this.optimizer.param_groups.map((group) => {
      if (this.cycle_momentum) {
        setMomentum(group, this._anneal(group[phase.start_momentum], group[phase.end_momentum], share));
      }
      return this._anneal(group[phase.start_lr], group[phase.end_lr], share);
    });
  }
}
export const OneCycleLR = callable(OneCycleLR_);
export type OneCycleLR = OneCycleLR_;

function countSteps(total: number | null, epochs: number | null, steps_per_epoch: number | null): number {
  const checked = (name: string, count: number) => {
    check(count > 0 && Number.isInteger(count), `Expected positive integer ${name}, but got ${count}`);
    return count;
  };
  if (total !== null) return checked('total_steps', total);
  if (epochs === null || steps_per_epoch === null) {
    throw new ValueError('You must define either total_steps OR (epochs AND steps_per_epoch)');
  }
  return checked('epochs', epochs) * checked('steps_per_epoch', steps_per_epoch);
}

function phases(total_steps: number, pct_start: number, three_phase: boolean): Phase[] {
  const up = {
    end_step: pct_start * total_steps - 1,
    start_lr: 'initial_lr',
    end_lr: 'max_lr',
    start_momentum: 'max_momentum',
    end_momentum: 'base_momentum',
  };
  const down = {
    end_step: 2 * pct_start * total_steps - 2,
    start_lr: 'max_lr',
    end_lr: 'initial_lr',
    start_momentum: 'base_momentum',
    end_momentum: 'max_momentum',
  };
  const end = { end_step: total_steps - 1, end_lr: 'min_lr', end_momentum: 'max_momentum' };
  if (three_phase)
    return [up, down, { ...down, ...end, start_lr: 'initial_lr', start_momentum: 'max_momentum' }];
  return [up, { ...down, ...end }];
}
