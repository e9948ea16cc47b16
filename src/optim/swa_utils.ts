/** `torch.optim.swa_utils`: averages of a model's weights over training. */
import { z } from 'zod';
import { callable } from '../callable.ts';
import { deepcopy } from '../copy.ts';
import type { device } from '../dtype.ts';
import { AssertionError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { _BatchNorm } from '../nn/modules/batchnorm.ts';
import { Module } from '../nn/modules/module.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { cos } from './libm.ts';
import { LRScheduler, last_epoch, optimizer, perGroup, spread } from './lr_scheduler/base.ts';
import { add, div, mul, type Num, sub } from './scalar.ts';

/** The new average of one tensor; `num_averaged` counts the models averaged before. */
export type AvgFn = (averaged: Tensor, current: Tensor, num_averaged: Tensor | number) => Tensor;
/** The same in place for lists of tensors of one dtype and device. */
export type MultiAvgFn = (
  averaged: readonly Tensor[],
  current: readonly Tensor[],
  num_averaged: Tensor | number,
) => void;

function checkDecay(decay: number): void {
  if (decay >= 0 && decay <= 1) return;
  throw new ValueError(`Invalid decay value ${decay} provided. Please provide a value in [0,1] range.`);
}

const isContinuous = ([first]: readonly Tensor[]) =>
  first !== undefined && (first.is_floating_point() || first.is_complex());

/**
 * The exponential moving average: `decay * average + (1 - decay) * current`, with `decay` in [0, 1].
 *
 * @throws ValueError for a decay outside of it
 */
export const get_ema_avg_fn = keywords('get_ema_avg_fn', ['decay'], (decay: number = 0.999): AvgFn => {
  checkDecay(decay);
  return (averaged, current) => torch.no_grad(() => averaged.mul(decay).add(current.mul(1 - decay)));
});

/** The exponential moving average of whole lists, one native call each. */
export const get_ema_multi_avg_fn = keywords(
  'get_ema_multi_avg_fn',
  ['decay'],
  (decay: number = 0.999): MultiAvgFn => {
    checkDecay(decay);
    return (averaged, current) =>
      torch.no_grad(() => {
        if (isContinuous(averaged)) torch._foreach_lerp_(averaged, current, 1 - decay);
        else {
          for (const [i, average] of averaged.entries())
            average.copy_(average.mul(decay).add((current[i] as Tensor).mul(1 - decay)));
        }
      });
  },
);

/** The mean of all models so far: `average + (current - average) / (num_averaged + 1)`. */
export function get_swa_avg_fn(): AvgFn {
  return (averaged, current, num_averaged) =>
    torch.no_grad(() => averaged.add(current.sub(averaged).div(add(num_averaged, 1) as Tensor)));
}

/** The mean of whole lists, one native call each. */
export function get_swa_multi_avg_fn(): MultiAvgFn {
  return (averaged, current, num_averaged) =>
    torch.no_grad(() => {
      const count = add(num_averaged, 1);
      if (isContinuous(averaged)) {
        torch._foreach_lerp_(averaged, current, div(1, count) as number);
        return;
      }
      const changes = torch._foreach_sub(current, averaged);
      if (typeof count === 'number') torch._foreach_add_(averaged, changes, { alpha: 1 / count });
      else {
        const counts = averaged.map(() => count);
        torch._foreach_addcdiv_(averaged, changes, counts);
      }
    });
}

const averagedModel = signature(
  'AveragedModel',
  ['model', z.custom<Module>((given) => given instanceof Module, 'expected a Module')],
  ['device', z.custom<device | string | null>().default(null)],
  [
    'avg_fn',
    z
      .custom<AvgFn>((given) => typeof given === 'function')
      .nullable()
      .default(null),
  ],
  [
    'multi_avg_fn',
    z
      .custom<MultiAvgFn>((given) => typeof given === 'function')
      .nullable()
      .default(null),
  ],
  ['use_buffers', z.boolean().default(false)],
);

/**
 * A copy of a model whose parameters are averages of the model's over training: call `update_parameters(model)` after
 * each epoch or step. The mean (stochastic weight averaging) unless `avg_fn` or `multi_avg_fn` say otherwise.
 *
 * With `use_buffers` the buffers are averaged too; without, they are copied from the model, and `update_bn` computes
 * the statistics of batch normalisation anew.
 *
 * @throws ValueError for both avg_fn and multi_avg_fn
 * @see Izmailov et al., Averaging Weights Leads to Wider Optima and Better Generalization, 2018
 * @see https://docs.pytorch.org/docs/2.13/optim.html#weight-averaging-swa-and-ema
 */
class AveragedModel_ extends Module {
  declare module: Module;
  declare n_averaged: Tensor;
  declare avg_fn: AvgFn | null;
  declare multi_avg_fn: MultiAvgFn | null;
  declare use_buffers: boolean;

  constructor(...args: Args<typeof averagedModel>) {
    const { model, device, avg_fn, multi_avg_fn, use_buffers } = averagedModel(args);
    super();
    if (avg_fn !== null && multi_avg_fn !== null)
      throw new AssertionError('Only one of avg_fn and multi_avg_fn should be provided');
    const copy = deepcopy(model);
    this.module = device === null ? copy : copy.to(device);
    this.register_buffer('n_averaged', torch.tensor(0, { dtype: torch.int64, device }));
    Object.assign(this, { avg_fn, multi_avg_fn, use_buffers });
  }

  override forward(...args: any[]): any {
    return this.module(...args);
  }

  /** Takes the model's present weights into the average; the first call copies them. */
  update_parameters(model: Module): void {
    const own = this.module.parameters() as Tensor[];
    const theirs = model.parameters() as Tensor[];
    if (this.use_buffers) {
      own.push(...this.module.buffers());
      theirs.push(...model.buffers());
    }
    const pairs = own.slice(0, theirs.length).map((average, i) => {
      const current = (theirs[i] as Tensor).detach().to(average.device);
      return [average.detach(), current] as const;
    });
    torch.no_grad(() => {
      if (Number(this.n_averaged.item()) === 0)
        for (const [average, current] of pairs) average.copy_(current);
      else this._average(pairs);
      if (!this.use_buffers) {
        const buffers = model.buffers();
        for (const [i, buffer] of this.module.buffers().entries())
          buffer.detach().copy_((buffers[i] as Tensor).detach().to(buffer.device));
      }
      this.n_averaged.add_(1);
    });
  }

  _average(pairs: readonly (readonly [Tensor, Tensor])[]): void {
    const { avg_fn, multi_avg_fn, n_averaged } = this;
    if (multi_avg_fn === null && (avg_fn !== null || pairs.every(([average]) => average.is_cpu))) {
      const formula = avg_fn ?? get_swa_avg_fn();
      for (const [average, current] of pairs)
        average.copy_(formula(average, current, n_averaged.to(average.device)));
      return;
    }
    const formula = multi_avg_fn ?? get_swa_multi_avg_fn();
    const groups = new Map<string, (readonly [Tensor, Tensor])[]>();
    for (const pair of pairs) {
      const key = `${pair[0].device} ${pair[0].dtype}`;
      groups.set(key, [...(groups.get(key) ?? []), pair]);
    }
    for (const group of groups.values()) {
      const { device } = (group[0] as readonly [Tensor, Tensor])[0];
      formula(
        group.map(([average]) => average),
        group.map(([, current]) => current),
        n_averaged.to(device),
      );
    }
  }
}
export const AveragedModel = callable(AveragedModel_);
export type AveragedModel = AveragedModel_;

/**
 * Computes the running statistics of a model's batch normalisations anew, in one pass over the loader: its batches are
 * tensors, or lists that begin with one.
 */
export const update_bn = keywords(
  'update_bn',
  ['loader', 'model', 'device'],
  (
    loader: Iterable<Tensor | readonly [Tensor, ...unknown[]]>,
    model: Module,
    device: device | string | null = null,
  ): void => {
    const norms = model.modules().filter((module) => module instanceof _BatchNorm) as _BatchNorm[];
    if (norms.length === 0) return;
    const momenta = norms.map((norm) => norm.momentum);
    const was_training = model.training;
    torch.no_grad(() => {
      for (const norm of norms) norm.reset_running_stats();
      model.train();
      // Without momentum they keep the mean of all batches.
      for (const norm of norms) norm.momentum = null;
      for (const batch of loader) {
        const input = (Array.isArray(batch) ? batch[0] : batch) as Tensor;
        model(device === null ? input : input.to(device));
      }
      for (const [i, norm] of norms.entries()) norm.momentum = momenta[i] ?? null;
      model.train(was_training);
    });
  },
);

const swalr = signature(
  'SWALR',
  ['optimizer', optimizer],
  ['swa_lr', perGroup],
  ['anneal_epochs', z.number().default(10)],
  ['anneal_strategy', z.string().default('cos')],
  ['last_epoch', last_epoch],
);

/**
 * The rate goes to `swa_lr` within `anneal_epochs` epochs, along a cosine ('cos') or a line ('linear'), and stays there.
 *
 * @throws ValueError for another strategy, and for a number of epochs that is negative or not whole
 */
class SWALR_ extends LRScheduler {
  declare anneal_epochs: number;
  declare _anneal_strategy: string;

  constructor(...args: Args<typeof swalr>) {
    const { optimizer, swa_lr, anneal_epochs, anneal_strategy, last_epoch } = swalr(args);
    super(optimizer);
    const rates = spread('swa_lr', optimizer, swa_lr);
    for (const [i, group] of optimizer.param_groups.entries()) group.swa_lr = rates[i];
    if (anneal_strategy !== 'cos' && anneal_strategy !== 'linear') {
      throw new ValueError(
        `anneal_strategy must be one of 'cos' or 'linear', instead got ${anneal_strategy}`,
      );
    }
    if (!Number.isInteger(anneal_epochs) || anneal_epochs < 0)
      throw new ValueError(`anneal_epochs must be equal or greater than 0, got ${anneal_epochs}`);
    this._anneal_strategy = anneal_strategy;
    this.anneal_epochs = anneal_epochs;
    this.start(last_epoch);
  }

  protected override rates(): Num[] {
    const { anneal_epochs } = this;
    const step = anneal_epochs === 0 ? Math.max(1, this._step_count - 1) : this._step_count - 1;
    const before = this._share(step - 1);
    const now = this._share(step);
    return this.optimizer.param_groups.map(({ lr, swa_lr }) => {
      const start = before === 1 ? swa_lr : div(sub(lr, mul(before, swa_lr)), 1 - before);
      return add(mul(swa_lr, now), mul(start, 1 - now));
    });
  }

  /** How much of the way is done after so many steps, from 0 to 1. */
  _share(step: number): number {
    const t = Math.max(0, Math.min(1, step / Math.max(1, this.anneal_epochs)));
    return this._anneal_strategy === 'cos' ? (1 - cos(Math.PI * t)) / 2 : t;
  }
}
export const SWALR = callable(SWALR_);
export type SWALR = SWALR_;
