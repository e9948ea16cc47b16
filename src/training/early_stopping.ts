import { z } from 'zod';
import { callable } from '../callable.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';

const earlyStoppingArgs = signature(
  'EarlyStopping',
  ['patience', z.int().positive().default(5)],
  ['tol', z.number().nonnegative().default(0)],
  ['mode', z.enum(['min', 'max']).default('min')],
);

/**
 * Tells when a figure has not improved for `patience` epochs in a row: `if (stopping.step(loss)) break;`
 *
 * @param tol what counts as an improvement must be larger than this.
 * @param mode 'min' for losses, 'max' for accuracies.
 */
class EarlyStopping_ {
  readonly patience: number;
  readonly tol: number;
  readonly mode: 'min' | 'max';
  best: number | null = null;
  /** Epochs since the last improvement. */
  counter = 0;
  stopped = false;

  constructor(...args: Args<typeof earlyStoppingArgs>) {
    const { patience, tol, mode } = earlyStoppingArgs(args);
    this.patience = patience;
    this.tol = tol;
    this.mode = mode;
  }
  /** Enters an epoch's figure; true from the epoch on at which to stop. NaN is no improvement. */
  step(value: number): boolean {
    if (typeof value !== 'number')
      throw new ValueError(`EarlyStopping: step() takes a number, not ${typeof value}`);
    const gain =
      this.best === null
        ? Number.POSITIVE_INFINITY
        : this.mode === 'min'
          ? this.best - value
          : value - this.best;
    if (!Number.isNaN(value) && gain > this.tol) {
      this.best = value;
      this.counter = 0;
    } else this.counter += 1;
    if (this.counter >= this.patience) this.stopped = true;
    return this.stopped;
  }
  state_dict(): Record<string, unknown> {
    return { best: this.best, counter: this.counter, stopped: this.stopped };
  }
  load_state_dict(state: Record<string, any>): void {
    this.best = state.best ?? null;
    this.counter = Number(state.counter);
    this.stopped = Boolean(state.stopped);
  }
}
export const EarlyStopping = callable(EarlyStopping_);
export type EarlyStopping = EarlyStopping_;
