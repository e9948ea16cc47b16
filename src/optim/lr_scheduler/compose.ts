import { z } from 'zod';
import { callable } from '../../callable.ts';
import { TypeError, ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Optimizer } from '../optimizer.ts';
import { check } from '../options.ts';
import { copied, LRScheduler, last_epoch, optimizer, setOption } from './base.ts';
import { ReduceLROnPlateau } from './plateau.ts';

const schedulers = z.array(z.custom<LRScheduler>());

function checkSchedulers(what: string, schedulers: readonly unknown[], optimizer: Optimizer): void {
  for (const [i, scheduler] of schedulers.entries()) {
    if (!(scheduler instanceof LRScheduler)) {
      throw new TypeError(`${what} at index ${i} should have \`optimizer\` as its attribute.`);
    }
    if (scheduler instanceof ReduceLROnPlateau) {
      throw new ValueError(
        `${what} does not support \`ReduceLROnPlateau\` scheduler as it requires additional kwargs to be specified ` +
          `when calling \`step\`, but got one at index ${i} in the given schedulers sequence.`,
      );
    }
    check(
      scheduler.optimizer === optimizer,
      `${what} expects all schedulers to belong to the same optimizer, but got scheduler ` +
        `${scheduler.constructor.name} at index ${i} has ${scheduler.optimizer}, which is different from ` +
        `${optimizer.constructor.name}.`,
    );
  }
}

/** A scheduler that runs others, and saves their states with its own. */
abstract class Composed extends LRScheduler {
  declare _schedulers: readonly LRScheduler[];

  override state_dict(): Record<string, any> {
    const { _schedulers, ...state } = super.state_dict();
    return { ...state, _schedulers: this._schedulers.map((scheduler) => scheduler.state_dict()) };
  }

  override load_state_dict({ _schedulers, ...state }: Record<string, any>): void {
    super.load_state_dict(state);
    for (const [i, scheduler] of this._schedulers.entries()) scheduler.load_state_dict(_schedulers[i]);
  }
}

const chained = signature(
  'ChainedScheduler',
  ['schedulers', schedulers],
  ['optimizer', optimizer.nullable().default(null)],
);

/** Several schedulers at once: each changes the rates that the one before it has set. */
class ChainedScheduler_ extends Composed {
  constructor(...args: Args<typeof chained>) {
    const { schedulers, optimizer: given } = chained(args);
    check(
      schedulers.length > 0,
      'ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.',
    );
    const optimizer = given ?? (schedulers[0] as LRScheduler).optimizer;
    checkSchedulers('ChainedScheduler', schedulers, optimizer);
    super(optimizer);
    this._schedulers = schedulers;
    this._last_lr = this.unchanged();
  }

  override step(): void {
    for (const scheduler of this._schedulers) scheduler.step();
    this._last_lr = this.unchanged();
  }
}
export const ChainedScheduler = callable(ChainedScheduler_);
export type ChainedScheduler = ChainedScheduler_;

const sequential = signature(
  'SequentialLR',
  ['optimizer', optimizer],
  ['schedulers', schedulers],
  ['milestones', z.array(z.int())],
  ['last_epoch', last_epoch],
);

/** Several schedulers one after the other: the next one takes over at each milestone, an epoch. */
class SequentialLR_ extends Composed {
  declare _milestones: number[];

  constructor(...args: Args<typeof sequential>) {
    const { optimizer, schedulers, milestones, last_epoch } = sequential(args);
    check(schedulers.length > 0, 'SequentialLR expects at least one scheduler, but got no scheduler.');
    checkSchedulers('SequentialLR', schedulers, optimizer);
    check(
      milestones.length === schedulers.length - 1,
      'Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone ' +
        `points, but got number of schedulers ${schedulers.length} and the number of milestones to be equal to ` +
        `${milestones.length}`,
    );
    super(optimizer);
    Object.assign(this, { _schedulers: schedulers, _milestones: milestones, last_epoch: last_epoch + 1 });
    // Each scheduler has made its first step when it was made; only the first one's is to count.
    for (const group of optimizer.param_groups) setOption(group, 'lr', copied(group.initial_lr));
    stepBack(this);
    const first = this._at(0);
    first._initial_step();
    this._last_lr = first.get_last_lr();
  }

  /** The scheduler of an epoch. */
  private _at(epoch: number): LRScheduler {
    return this._schedulers[this._milestones.filter((milestone) => milestone <= epoch).length] as LRScheduler;
  }

  override step(): void {
    this.last_epoch += 1;
    const scheduler = this._at(this.last_epoch);
    if (this._milestones.includes(this.last_epoch)) scheduler._update_lr(0);
    else scheduler.step();
    this._last_lr = scheduler.get_last_lr();
  }
}
export const SequentialLR = callable(SequentialLR_);
export type SequentialLR = SequentialLR_;

function stepBack(scheduler: LRScheduler): void {
  if (scheduler instanceof Composed) for (const inner of scheduler._schedulers) stepBack(inner);
  else scheduler.last_epoch -= 1;
}
