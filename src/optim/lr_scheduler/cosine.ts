import { z } from 'zod';
import { callable } from '../../callable.ts';
import type { Calls } from '../../keywords.ts';
import { type Args, signature } from '../../signature.ts';
import { cos, log, pow } from '../libm.ts';
import { check } from '../options.ts';
import { add, div, mul, type Num, sub } from '../scalar.ts';
import { LRScheduler, last_epoch, optimizer, stepArgs } from './base.ts';

const cosineAnnealingLR = signature(
  'CosineAnnealingLR',
  ['optimizer', optimizer],
  ['T_max', z.number()],
  ['eta_min', z.number().default(0)],
  ['last_epoch', last_epoch],
);

/**
 * The rate goes from the base rate to `eta_min` along half a cosine of `T_max` epochs, and back along the next half.
 *
 * @see Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2016
 */
class CosineAnnealingLR_ extends LRScheduler {
  declare T_max: number;
  declare eta_min: number;

  constructor(...args: Args<typeof cosineAnnealingLR>) {
    const { optimizer, T_max, eta_min, last_epoch } = cosineAnnealingLR(args);
    super(optimizer);
    Object.assign(this, { T_max, eta_min });
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    const { last_epoch, T_max, eta_min } = this;
    if (this._is_initial) return this.unchanged();
    if (this._step_count === 1 && last_epoch > 0) return this._get_closed_form_lr();
    const height = (base_lr: Num) => sub(base_lr, eta_min);
    if ((last_epoch - 1 - T_max) % (2 * T_max) === 0) {
      const rise = 1 - cos(Math.PI / T_max);
      return this.changed((lr, i) => add(lr, div(mul(height(this.base_lrs[i]), rise), 2)));
    }
    const ratio = (1 + cos((Math.PI * last_epoch) / T_max)) / (1 + cos((Math.PI * (last_epoch - 1)) / T_max));
    return this.changed((lr) => add(mul(ratio, sub(lr, eta_min)), eta_min));
  }

  override _get_closed_form_lr(): Num[] {
    const { last_epoch, T_max, eta_min } = this;
    const share = 1 + cos((Math.PI * last_epoch) / T_max);
    return this.fromBase((lr) => add(eta_min, div(mul(sub(lr, eta_min), share), 2)));
  }
}
export const CosineAnnealingLR = callable(CosineAnnealingLR_);
export type CosineAnnealingLR = CosineAnnealingLR_;

const warmRestarts = signature(
  'CosineAnnealingWarmRestarts',
  ['optimizer', optimizer],
  ['T_0', z.number()],
  ['T_mult', z.number().default(1)],
  ['eta_min', z.number().default(0)],
  ['last_epoch', last_epoch],
);

/**
 * Half a cosine from the base rate to `eta_min` in `T_0` epochs, then again from the top; each time `T_mult` times as
 * long. `step(epoch)` takes fractions of epochs, too.
 *
 * @throws ValueError unless T_0 and T_mult are whole and positive
 * @see Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2016
 */
class CosineAnnealingWarmRestarts_ extends LRScheduler {
  declare T_0: number;
  declare T_i: number;
  declare T_mult: number;
  declare eta_min: number;
  declare T_cur: number;

  constructor(...args: Args<typeof warmRestarts>) {
    const { optimizer, T_0, T_mult, eta_min, last_epoch } = warmRestarts(args);
    check(T_0 > 0 && Number.isInteger(T_0), `Expected positive integer T_0, but got ${T_0}`);
    check(T_mult >= 1 && Number.isInteger(T_mult), `Expected integer T_mult >= 1, but got ${T_mult}`);
    super(optimizer);
    Object.assign(this, { T_0, T_i: T_0, T_mult, eta_min, T_cur: last_epoch });
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    const share = 1 + cos((Math.PI * this.T_cur) / this.T_i);
    return this.fromBase((lr) => add(this.eta_min, div(mul(sub(lr, this.eta_min), share), 2)));
  }

  override step(...args: Calls<['epoch'], [epoch?: number | null]>): void {
    const [epoch = null] = stepArgs(args);
    const given = epoch === null && this.last_epoch < 0 ? 0 : epoch;
    if (given === null) this._next();
    else this._goTo(given);
    this.last_epoch = Math.floor(given ?? this.last_epoch + 1);
    this.setRates();
  }

  private _next(): void {
    this.T_cur += 1;
    if (this.T_cur < this.T_i) return;
    this.T_cur %= this.T_i;
    this.T_i *= this.T_mult;
  }

  private _goTo(epoch: number): void {
    const { T_0, T_mult } = this;
    check(epoch >= 0, `Expected non-negative epoch, but got ${epoch}`);
    if (epoch < T_0) Object.assign(this, { T_i: T_0, T_cur: epoch });
    else if (T_mult === 1) this.T_cur = epoch % T_0;
    else {
      // The restarts before are a geometric series.
      const n = Math.trunc(log((epoch / T_0) * (T_mult - 1) + 1) / log(T_mult));
      this.T_cur = epoch - (T_0 * (pow(T_mult, n) - 1)) / (T_mult - 1);
      this.T_i = T_0 * pow(T_mult, n);
    }
  }
}
export const CosineAnnealingWarmRestarts = callable(CosineAnnealingWarmRestarts_);
export type CosineAnnealingWarmRestarts = CosineAnnealingWarmRestarts_;
