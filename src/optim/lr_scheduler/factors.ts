import { z } from 'zod';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import { markCounter } from '../../serialization/python.ts';
import { type Args, signature } from '../../signature.ts';
import { entries } from '../_state.ts';
import { pow } from '../libm.ts';
import { check } from '../options.ts';
import { mul, type Num } from '../scalar.ts';
import { LRScheduler, last_epoch, optimizer } from './base.ts';

type Factor = (epoch: number) => number;
const factor = z.custom<Factor>((given) => typeof given === 'function', 'lr_lambda should be a function');
const factors = z.union([factor, z.array(factor)]);

/** A schedule by a function of the epoch: one for all groups, or one each. */
abstract class ByFunction extends LRScheduler {
  declare lr_lambdas: readonly Factor[];

  protected setFunctions(lr_lambda: Factor | readonly Factor[]): void {
    const groups = this.optimizer.param_groups;
    const lr_lambdas = typeof lr_lambda === 'function' ? groups.map(() => lr_lambda) : [...lr_lambda];
    if (lr_lambdas.length !== groups.length) {
      throw new ValueError(`Expected ${groups.length} lr_lambdas, but got ${lr_lambdas.length}`);
    }
    this.lr_lambdas = lr_lambdas;
  }

  /** Functions cannot be saved; in their place there is null. */
  override state_dict(): Record<string, any> {
    const { lr_lambdas, ...state } = super.state_dict();
    return { ...state, lr_lambdas: lr_lambdas.map(() => null) };
  }

  override load_state_dict({ lr_lambdas: _, ...state }: Record<string, any>): void {
    super.load_state_dict(state);
  }
}

const lambdaLR = signature(
  'LambdaLR',
  ['optimizer', optimizer],
  ['lr_lambda', factors],
  ['last_epoch', last_epoch],
);

/** The base rate times a function of the epoch. */
class LambdaLR_ extends ByFunction {
  constructor(...args: Args<typeof lambdaLR>) {
    const { optimizer, lr_lambda, last_epoch } = lambdaLR(args);
    super(optimizer);
    this.setFunctions(lr_lambda);
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    return this.fromBase((lr, i) => mul(lr, (this.lr_lambdas[i] as Factor)(this.last_epoch)));
  }
}
export const LambdaLR = callable(LambdaLR_);
export type LambdaLR = LambdaLR_;

const multiplicativeLR = signature(
  'MultiplicativeLR',
  ['optimizer', optimizer],
  ['lr_lambda', factors],
  ['last_epoch', last_epoch],
);

/** The last rate times a function of the epoch. */
class MultiplicativeLR_ extends ByFunction {
  constructor(...args: Args<typeof multiplicativeLR>) {
    const { optimizer, lr_lambda, last_epoch } = multiplicativeLR(args);
    super(optimizer);
    this.setFunctions(lr_lambda);
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    if (this._is_initial) return this.unchanged();
    return this.changed((lr, i) => mul(lr, (this.lr_lambdas[i] as Factor)(this.last_epoch)));
  }
}
export const MultiplicativeLR = callable(MultiplicativeLR_);
export type MultiplicativeLR = MultiplicativeLR_;

const stepLR = signature(
  'StepLR',
  ['optimizer', optimizer],
  ['step_size', z.int().positive()],
  ['gamma', z.number().default(0.1)],
  ['last_epoch', last_epoch],
);

/** The rate times gamma after every `step_size` epochs. */
class StepLR_ extends LRScheduler {
  declare step_size: number;
  declare gamma: number;

  constructor(...args: Args<typeof stepLR>) {
    const { optimizer, step_size, gamma, last_epoch } = stepLR(args);
    super(optimizer);
    Object.assign(this, { step_size, gamma });
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    if (this.last_epoch === 0 || this.last_epoch % this.step_size !== 0) return this.unchanged();
    return this.changed((lr) => mul(lr, this.gamma));
  }

  override _get_closed_form_lr(): Num[] {
    return this.fromBase((lr) => mul(lr, pow(this.gamma, Math.floor(this.last_epoch / this.step_size))));
  }
}
export const StepLR = callable(StepLR_);
export type StepLR = StepLR_;

const multiStepLR = signature(
  'MultiStepLR',
  ['optimizer', optimizer],
  ['milestones', z.array(z.int())],
  ['gamma', z.number().default(0.1)],
  ['last_epoch', last_epoch],
);

/** The rate times gamma at each milestone, an epoch; twice at one that is named twice. */
class MultiStepLR_ extends LRScheduler {
  /** How often each milestone is named. */
  declare milestones: Map<number, number>;
  declare gamma: number;

  constructor(...args: Args<typeof multiStepLR>) {
    const { optimizer, milestones, gamma, last_epoch } = multiStepLR(args);
    super(optimizer);
    const counts = new Map<number, number>();
    for (const epoch of milestones) counts.set(epoch, (counts.get(epoch) ?? 0) + 1);
    Object.assign(this, { milestones: markCounter(counts), gamma });
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    const times = this.milestones.get(this.last_epoch);
    return times === undefined ? this.unchanged() : this.changed((lr) => mul(lr, pow(this.gamma, times)));
  }

  override _get_closed_form_lr(): Num[] {
    let passed = 0;
    for (const [epoch, times] of this.milestones) if (epoch <= this.last_epoch) passed += times;
    return this.fromBase((lr) => mul(lr, pow(this.gamma, passed)));
  }

  override load_state_dict({ milestones, ...state }: Record<string, any>): void {
    super.load_state_dict(state);
    const counts = [...entries(milestones)].map(([epoch, times]) => [Number(epoch), Number(times)] as const);
    this.milestones = markCounter(new Map(counts));
  }
}
export const MultiStepLR = callable(MultiStepLR_);
export type MultiStepLR = MultiStepLR_;

const constantLR = signature(
  'ConstantLR',
  ['optimizer', optimizer],
  ['factor', z.number().default(1 / 3)],
  ['total_iters', z.int().default(5)],
  ['last_epoch', last_epoch],
);

/** The rate times a factor in [0, 1] for the first `total_iters` epochs. */
class ConstantLR_ extends LRScheduler {
  declare factor: number;
  declare total_iters: number;

  constructor(...args: Args<typeof constantLR>) {
    const { optimizer, factor, total_iters, last_epoch } = constantLR(args);
    check(factor <= 1 && factor >= 0, 'Constant multiplicative factor expected to be between 0 and 1.');
    super(optimizer);
    Object.assign(this, { factor, total_iters });
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    if (this.last_epoch === 0) return this.changed((lr) => mul(lr, this.factor));
    if (this.last_epoch !== this.total_iters) return this.unchanged();
    return this.changed((lr) => mul(lr, 1 / this.factor));
  }

  override _get_closed_form_lr(): Num[] {
    const over = this.last_epoch >= this.total_iters ? 1 : 0;
    return this.fromBase((lr) => mul(lr, this.factor + over * (1 - this.factor)));
  }
}
export const ConstantLR = callable(ConstantLR_);
export type ConstantLR = ConstantLR_;

const linearLR = signature(
  'LinearLR',
  ['optimizer', optimizer],
  ['start_factor', z.number().default(1 / 3)],
  ['end_factor', z.number().default(1)],
  ['total_iters', z.int().default(5)],
  ['last_epoch', last_epoch],
);

/** The rate times a factor that goes from `start_factor` to `end_factor` in `total_iters` equal steps. */
class LinearLR_ extends LRScheduler {
  declare start_factor: number;
  declare end_factor: number;
  declare total_iters: number;

  constructor(...args: Args<typeof linearLR>) {
    const { optimizer, start_factor, end_factor, total_iters, last_epoch } = linearLR(args);
    check(
      start_factor <= 1 && start_factor > 0,
      'Starting multiplicative factor expected to be greater than 0 and less or equal to 1.',
    );
    check(end_factor <= 1 && end_factor >= 0, 'Ending multiplicative factor expected to be between 0 and 1.');
    super(optimizer);
    Object.assign(this, { start_factor, end_factor, total_iters });
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    const { last_epoch, start_factor, end_factor, total_iters } = this;
    if (last_epoch === 0) return this.changed((lr) => mul(lr, start_factor));
    if (this._is_initial || last_epoch > total_iters) return this.unchanged();
    const rise = end_factor - start_factor;
    return this.changed((lr) => mul(lr, 1 + rise / (total_iters * start_factor + (last_epoch - 1) * rise)));
  }

  override _get_closed_form_lr(): Num[] {
    const { last_epoch, start_factor, end_factor, total_iters } = this;
    const rise = ((end_factor - start_factor) * Math.min(total_iters, last_epoch)) / total_iters;
    return this.fromBase((lr) => mul(lr, start_factor + rise));
  }
}
export const LinearLR = callable(LinearLR_);
export type LinearLR = LinearLR_;

const exponentialLR = signature(
  'ExponentialLR',
  ['optimizer', optimizer],
  ['gamma', z.number()],
  ['last_epoch', last_epoch],
);

/** The rate times gamma after every epoch. */
class ExponentialLR_ extends LRScheduler {
  declare gamma: number;

  constructor(...args: Args<typeof exponentialLR>) {
    const { optimizer, gamma, last_epoch } = exponentialLR(args);
    super(optimizer);
    Object.assign(this, { gamma });
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    return this._is_initial ? this.unchanged() : this.changed((lr) => mul(lr, this.gamma));
  }

  override _get_closed_form_lr(): Num[] {
    return this.fromBase((lr) => mul(lr, pow(this.gamma, this.last_epoch)));
  }
}
export const ExponentialLR = callable(ExponentialLR_);
export type ExponentialLR = ExponentialLR_;

const polynomialLR = signature(
  'PolynomialLR',
  ['optimizer', optimizer],
  ['total_iters', z.int().default(5)],
  ['power', z.number().default(1)],
  ['last_epoch', last_epoch],
);

/** The base rate times (1 - epoch / total_iters)^power, to 0. */
class PolynomialLR_ extends LRScheduler {
  declare total_iters: number;
  declare power: number;

  constructor(...args: Args<typeof polynomialLR>) {
    const { optimizer, total_iters, power, last_epoch } = polynomialLR(args);
    super(optimizer);
    Object.assign(this, { total_iters, power });
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    const { last_epoch, total_iters, power } = this;
    if (this._is_initial || last_epoch > total_iters) return this.unchanged();
    const decay = pow((1 - last_epoch / total_iters) / (1 - (last_epoch - 1) / total_iters), power);
    return this.changed((lr) => mul(lr, decay));
  }

  override _get_closed_form_lr(): Num[] {
    const { last_epoch, total_iters, power } = this;
    return this.fromBase((lr) => mul(lr, pow(1 - Math.min(total_iters, last_epoch) / total_iters, power)));
  }
}
export const PolynomialLR = callable(PolynomialLR_);
export type PolynomialLR = PolynomialLR_;
