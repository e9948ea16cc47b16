import { z } from 'zod';
import { callable } from '../../callable.ts';
import { KeyError, NotImplementedError, RuntimeError, ValueError } from '../../errors.ts';
import { type Calls, positional } from '../../keywords.ts';
import { Tuple } from '../../serialization/python.ts';
import { Tensor } from '../../tensor.ts';
import { warnOnce } from '../../warn.ts';
import { Optimizer, type ParamGroup } from '../optimizer.ts';
import { type Num, scalar } from '../scalar.ts';

/** @internal What `step` was called with. */
export const stepArgs = positional<['epoch'], [epoch?: number | null]>('step', ['epoch']);

// What the schedulers' signatures share.
export const optimizer = z.custom<Optimizer>((given) => given instanceof Optimizer, 'expected an Optimizer');
export const last_epoch = z.int().default(-1);
/** One number for all groups, or one each. */
export const perGroup = z.union([
  z.number(),
  z.instanceof(Tensor),
  z.array(z.union([z.number(), z.instanceof(Tensor)])),
]);

const BEFORE_OPTIMIZER =
  'Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you should call ' +
  'them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`. Failure to do this will result in ' +
  'PyTorch skipping the first value of the learning rate schedule. See more details at ' +
  'https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate';
const LAST_LR = 'To get the last learning rate computed by the scheduler, please use `get_last_lr()`.';
const EPOCH =
  'The epoch parameter in `scheduler.step()` was not necessary and is being deprecated where possible. Please use ' +
  '`scheduler.step()` to step the scheduler. During the deprecation, if epoch is given, the closed form is used ' +
  'instead of the new chainable form, where available.';

export const warnOfEpoch = () => warnOnce(EPOCH);

/** A copy, where the number is a tensor, which the optimizer's group goes on to change. */
export const copied = (x: Num): Num => (x instanceof Tensor ? x.clone() : x);

/** Sets an option of a group; a tensor keeps its identity, for whoever else holds it. */
export function setOption(group: ParamGroup, name: string, x: Num): void {
  if (group[name] instanceof Tensor) group[name].fill_(scalar(x));
  else group[name] = x;
}

/** Sets the momentum of a group: the first of the betas where it has them. */
export function setMomentum(group: ParamGroup, momentum: Num): void {
  if ('betas' in group) group.betas = new Tuple<Num>(momentum, ...group.betas.slice(1));
  else group.momentum = momentum;
}

/** One value for each group of the optimizer. */
export function spread(name: string, optimizer: Optimizer, given: Num | readonly Num[]): Num[] {
  const groups = optimizer.param_groups;
  if (typeof given === 'number' || given instanceof Tensor) return groups.map(() => copied(given));
  if (given.length !== groups.length) {
    throw new ValueError(
      `${name} must have the same length as optimizer.param_groups. ` +
        `${name} has ${given.length} values, param_groups has ${groups.length}.`,
    );
  }
  return given.map(copied);
}

/**
 * Base of the schedulers, which change the learning rates of an optimizer's groups between epochs: call `step()` after
 * each epoch (some: each batch) of `optimizer.step()`.
 *
 * One's own sub-class sets its fields and then calls `start()`, which sets the first rates; `get_lr()` gives the rates for
 * `this.last_epoch`:
 *
 *     class Warmup extends LRScheduler {
 *       constructor(optimizer: Optimizer, steps: number) {
 *         super(optimizer);
 *         this.steps = steps;
 *         this.start();
 *       }
 *       override get_lr() {
 *         return this.base_lrs.map((lr) => lr * Math.min(1, (this.last_epoch + 1) / this.steps));
 *       }
 *     }
 *
 * @see https://docs.pytorch.org/docs/2.13/optim.html#how-to-adjust-learning-rate
 */
abstract class LRScheduler_ {
  declare readonly optimizer: Optimizer;
  /** The rates that the schedule starts from. */
  declare base_lrs: any[];
  declare last_epoch: number;
  declare _step_count: number;
  declare _is_initial: boolean;
  declare _get_lr_called_within_step: boolean;
  declare _last_lr: Num[];

  constructor(optimizer: Optimizer) {
    // Not part of the state_dict, which holds every other property.
    Object.defineProperty(this, 'optimizer', { value: optimizer });
  }

  /** Remembers the groups' rates (or takes up `initial_lr` where training resumes) and sets those of the first epoch. */
  protected start(last_epoch = -1): void {
    const groups = this.optimizer.param_groups;
    for (const [i, group] of groups.entries()) {
      if (last_epoch === -1) group.initial_lr ??= copied(group.lr);
      else if (group.initial_lr === undefined) {
        throw new KeyError(
          `param 'initial_lr' is not specified in param_groups[${i}] when resuming scheduler with last_epoch >= 0. ` +
            "Load the optimizer's state_dict first, or start with last_epoch = -1.",
        );
      }
    }
    this.base_lrs = groups.map((group) => copied(group.initial_lr));
    this.last_epoch = last_epoch;
    this.optimizer._opt_called ??= false;
    this._initial_step();
  }

  /** @internal Sets the rates of the first epoch. */
  _initial_step(): void {
    this._step_count = 0;
    this._is_initial = true;
    try {
      this.step();
    } finally {
      this._is_initial = false;
    }
  }

  /** Goes to the next epoch, or to the one given, and sets the groups' rates. */
  step(...args: Calls<['epoch'], [epoch?: number | null]>): void {
    const [epoch = null] = stepArgs(args);
    if (this.base_lrs === undefined)
      throw new RuntimeError(`the constructor of ${this.constructor.name} has to end with this.start()`);
    if (this._step_count === 1 && !this.optimizer._opt_called) warnOnce(BEFORE_OPTIMIZER);
    this._step_count += 1;
    if (epoch !== null) warnOfEpoch();
    this._update_lr(epoch);
  }

  /** @internal */
  _update_lr(epoch: number | null = null): void {
    this.last_epoch = epoch ?? this.last_epoch + 1;
    const closed = epoch === null ? undefined : this._get_closed_form_lr?.();
    this.setRates(closed ?? this._ratesNow());
  }

  /** Sets the groups' rates and remembers them. */
  protected setRates(rates: readonly Num[] = this._ratesNow()): void {
    const groups = this.optimizer.param_groups;
    for (const [i, group] of groups.entries()) if (i < rates.length) setOption(group, 'lr', rates[i] as Num);
    this._last_lr = groups.map((group) => copied(group.lr));
  }

  private _ratesNow(): Num[] {
    this._get_lr_called_within_step = true;
    try {
      return this.get_lr();
    } finally {
      this._get_lr_called_within_step = false;
    }
  }

  /** The rates for `this.last_epoch`, from those that the groups have now. */
  get_lr(): Num[] {
    if (!this._get_lr_called_within_step) warnOnce(LAST_LR);
    return this.rates();
  }

  /** The schedule's formula. */
  protected rates(): Num[] {
    throw new NotImplementedError(`${this.constructor.name} does not define get_lr()`);
  }

  /** The rates for `this.last_epoch` from the base rates alone, where there is a formula for them. */
  _get_closed_form_lr?(): Num[];

  /** The groups' rates as they are, for epochs in which nothing changes. */
  protected unchanged(): Num[] {
    return this.optimizer.param_groups.map((group) => copied(group.lr));
  }

  /** The groups' rates, each changed by a formula. */
  protected changed(formula: (lr: Num, i: number) => Num): Num[] {
    return this.optimizer.param_groups.map((group, i) => formula(group.lr, i));
  }

  /** The base rates, each changed by a formula. */
  protected fromBase(formula: (base_lr: Num, i: number) => Num): Num[] {
    return this.base_lrs.map(formula);
  }

  /** The rates that were set last. */
  get_last_lr(): Num[] {
    return this._last_lr;
  }

  /** Everything but the optimizer, for `torch.save`. */
  state_dict(): Record<string, any> {
    return { ...this };
  }

  /** Takes over a saved state; load it after the optimizer's. */
  load_state_dict(state_dict: Record<string, any>): void {
    Object.assign(this, state_dict);
  }
}
export const LRScheduler = callable(LRScheduler_);
export type { LRScheduler_ };
export type LRScheduler = LRScheduler_;
