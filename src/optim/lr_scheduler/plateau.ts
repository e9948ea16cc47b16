import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { type Calls, positional } from '../../keywords.ts';
import { type Args, signature } from '../../signature.ts';
import { check, num } from '../options.ts';
import { type Num, value } from '../scalar.ts';
import { LRScheduler, optimizer, setOption, warnOfEpoch } from './base.ts';

const metricsArgs = positional<['metrics', 'epoch'], [metrics?: Num | null, epoch?: number | null]>('step', [
  'metrics',
  'epoch',
]);

const plateau = signature(
  'ReduceLROnPlateau',
  ['optimizer', optimizer],
  ['mode', z.string().default('min')],
  ['factor', z.number().default(0.1)],
  ['patience', z.number().default(10)],
  ['threshold', z.number().default(1e-4)],
  ['threshold_mode', z.string().default('rel')],
  ['cooldown', z.number().default(0)],
  ['min_lr', z.union([num, z.array(z.number())]).default(0)],
  ['eps', z.number().default(1e-8)],
);

/**
 * The rate times `factor` when a measure has not improved for more than `patience` epochs: `step(loss)` after each epoch.
 * An improvement is more than `threshold`, relative ('rel') or absolute ('abs'); after a change the next `cooldown` epochs
 * do not count.
 *
 * @throws ValueError for a factor of 1 or more, and for an unknown mode
 */
class ReduceLROnPlateau_ extends LRScheduler {
  declare factor: number;
  declare default_min_lr: number | null;
  declare min_lrs: number[];
  declare patience: number;
  declare cooldown: number;
  declare eps: number;
  declare mode_worse: number;
  declare mode: string;
  declare threshold: number;
  declare threshold_mode: string;
  declare best: number;
  declare cooldown_counter: number;
  declare num_bad_epochs: number;

  constructor(...args: Args<typeof plateau>) {
    const { optimizer, min_lr, mode, threshold, threshold_mode, ...rest } = plateau(args);
    const { factor, patience, cooldown, eps } = rest;
    check(factor < 1, 'Factor should be < 1.0.');
    check(['min', 'max'].includes(mode), `mode ${mode} is unknown!`);
    check(['rel', 'abs'].includes(threshold_mode), `threshold mode ${threshold_mode} is unknown!`);
    super(optimizer);
    const groups = optimizer.param_groups;
    const many = Array.isArray(min_lr);
    if (many && min_lr.length !== groups.length) {
      throw new ValueError(`expected ${groups.length} min_lrs, got ${min_lr.length}`);
    }
    const min_lrs = many ? [...min_lr] : groups.map(() => value(min_lr as Num));
    Object.assign(this, { factor, default_min_lr: many ? null : value(min_lr as Num), min_lrs });
    Object.assign(this, { patience, cooldown, eps, last_epoch: 0, _last_lr: this.unchanged() });
    const mode_worse = mode === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    Object.assign(this, { mode_worse, mode, threshold, threshold_mode });
    Object.assign(this, { best: mode_worse, cooldown_counter: 0, num_bad_epochs: 0 });
  }

  /** Looks at the epoch's measure, a number or a tensor with one element. */
  override step(...args: Calls<['metrics', 'epoch'], [metrics?: Num | null, epoch?: number | null]>): void {
    const [metrics, epoch = null] = metricsArgs(args);
    if (metrics === undefined || metrics === null) {
      throw new ValueError(
        'ReduceLROnPlateau.step() needs the measure that it watches: scheduler.step(loss)',
      );
    }
    const current = value(metrics);
    if (epoch !== null) warnOfEpoch();
    this.last_epoch = epoch ?? this.last_epoch + 1;
    if (this._is_better(current, this.best)) {
      this.best = current;
      this.num_bad_epochs = 0;
    } else {
      this.num_bad_epochs += 1;
    }
    if (this.in_cooldown) {
      this.cooldown_counter -= 1;
      this.num_bad_epochs = 0;
    }
    if (this.num_bad_epochs > this.patience) {
      this._reduce();
      this.cooldown_counter = this.cooldown;
      this.num_bad_epochs = 0;
    }
    this._last_lr = this.unchanged();
  }

  get in_cooldown(): boolean {
    return this.cooldown_counter > 0;
  }

  private _reduce(): void {
    const groups = this.optimizer.param_groups;
    if (groups.length !== this.min_lrs.length) {
      const { default_min_lr } = this;
      if (default_min_lr === null) {
        throw new RuntimeError(
          `The number of param groups in the \`optimizer\` (${groups.length}) differs from when ` +
            `\`ReduceLROnPlateau\` was initialized (${this.min_lrs.length}), usually due to a new param group being ` +
            'added to the optimizer. Please modify the `min_lrs` field to match the length of the `optimizer` param groups.',
        );
      }
      this.min_lrs = groups.map(() => default_min_lr);
    }
    for (const [i, group] of groups.entries()) {
      const before = value(group.lr);
      const after = Math.max(before * this.factor, this.min_lrs[i] as number);
      if (before - after > this.eps) setOption(group, 'lr', after);
    }
  }

  _is_better(a: number, best: number): boolean {
    const relative = this.threshold_mode === 'rel';
    if (this.mode === 'min') return a < (relative ? best * (1 - this.threshold) : best - this.threshold);
    return a > (relative ? best * (this.threshold + 1) : best + this.threshold);
  }
}
export const ReduceLROnPlateau = callable(ReduceLROnPlateau_);
export type ReduceLROnPlateau = ReduceLROnPlateau_;
