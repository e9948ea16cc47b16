import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { batchNorm } from '../functional/normalization.ts';
import * as init from '../init.ts';
import type { Module, StateDict } from './module.ts';
import { checkDims, factory, flag, float, int, Layer, layer, number, repr } from './utils.ts';

export interface NormOptions {
  num_features: number;
  eps: number;
  momentum: number | null;
  affine: boolean;
  track_running_stats: boolean;
  device: any;
  dtype: any;
  bias: boolean;
}

/** What batch and instance normalisation share: a scale and a shift for each feature, and running statistics. */
export abstract class _NormBase extends Layer {
  static override _version = 2; // 2 added num_batches_tracked

  declare num_features: number;
  declare eps: number;
  declare momentum: number | null;
  declare affine: boolean;
  declare track_running_stats: boolean;
  declare weight: Parameter | null; // (num_features)
  declare bias: Parameter | null; // (num_features)
  declare running_mean: Tensor | null; // (num_features)
  declare running_var: Tensor | null; // (num_features)
  declare num_batches_tracked: Tensor | null; // () int64

  constructor(options: NormOptions) {
    super();
    const { num_features, affine, bias, track_running_stats, device, dtype } = options;
    this.num_features = num_features;
    this.eps = options.eps;
    this.momentum = options.momentum;
    this.affine = affine;
    this.track_running_stats = track_running_stats;
    const parameter = () => new Parameter(torch.empty([num_features], { device, dtype }));
    this.weight = affine ? parameter() : null;
    this.bias = affine && bias ? parameter() : null;
    const tracked = track_running_stats;
    this.register_buffer('running_mean', tracked ? torch.zeros([num_features], { device, dtype }) : null);
    this.register_buffer('running_var', tracked ? torch.ones([num_features], { device, dtype }) : null);
    const count = tracked ? torch.zeros([], { device, dtype: torch.int64 }) : null;
    this.register_buffer('num_batches_tracked', count);
    this.reset_parameters();
  }

  reset_running_stats(): void {
    this.running_mean?.zero_();
    this.running_var?.fill_(1);
    this.num_batches_tracked?.zero_();
  }

  reset_parameters(): void {
    this.reset_running_stats();
    if (this.weight !== null) init.ones_(this.weight);
    if (this.bias !== null) init.zeros_(this.bias);
  }

  override extra_repr(): string {
    const { num_features, eps, momentum, affine, bias, track_running_stats } = this;
    return (
      `${num_features}, eps=${repr(eps)}, momentum=${repr(momentum)}, affine=${repr(affine)}, ` +
      `bias=${repr(bias !== null)}, track_running_stats=${repr(track_running_stats)}`
    );
  }

  override _load_from_state_dict(...args: Parameters<Module['_load_from_state_dict']>): void {
    const [state_dict, prefix, local_metadata] = args;
    const version = local_metadata.version as number | undefined;
    const key = `${prefix}num_batches_tracked`;
    // Files from before version 2 have no count; the layer keeps its own.
    if ((version === undefined || version < 2) && this.num_batches_tracked !== null && !(key in state_dict)) {
      (state_dict as StateDict)[key] = this.num_batches_tracked;
    }
    super._load_from_state_dict(...args);
  }
}

/** Batch normalisation for any number of spatial dimensions; the thin classes below check it. */
export abstract class _BatchNorm extends _NormBase {
  abstract _check_input_dim(input: Tensor): void;

  override forward(input: Tensor): Tensor {
    this._check_input_dim(input);
    const { training, track_running_stats, running_mean, running_var } = this;
    let momentum = this.momentum ?? 0;
    if (training && track_running_stats && this.num_batches_tracked !== null) {
      this.num_batches_tracked.add_(1);
      // Without a momentum the running statistics are the plain mean over all batches.
      if (this.momentum === null) momentum = 1 / Number(this.num_batches_tracked.item());
    }
    const byBatch = training || (running_mean === null && running_var === null);
    const running = !training || track_running_stats;
    return batchNorm(
      input,
      running ? running_mean : null,
      running ? running_var : null,
      this.weight,
      this.bias,
      byBatch,
      momentum,
      this.eps,
    );
  }
}

const fields = [
  ['num_features', int],
  ['eps', float(1e-5)],
  ['momentum', number.nullable().default(0.1)],
  ['affine', flag(true)],
  ['track_running_stats', flag(true)],
] as const;
const bias = ['bias', flag(true)] as const;
const batchNorm1dArgs = signature('BatchNorm1d', ...fields, ...factory, bias);
const batchNorm2dArgs = signature('BatchNorm2d', ...fields, ...factory, bias);
const batchNorm3dArgs = signature('BatchNorm3d', ...fields, ...factory, bias);

class BatchNorm1d_ extends _BatchNorm {
  constructor(...args: Args<typeof batchNorm1dArgs>) {
    super(batchNorm1dArgs(args));
  }

  _check_input_dim(input: Tensor): void {
    checkDims(input, 2, 3);
  }
}

/** Batch normalisation over (N, C) or (N, C, L). See BatchNorm2d. Source: PyTorch 2.13, `torch.nn.BatchNorm1d`. */
export const BatchNorm1d = layer(BatchNorm1d_);
export type BatchNorm1d = BatchNorm1d_;

class BatchNorm2d_ extends _BatchNorm {
  constructor(...args: Args<typeof batchNorm2dArgs>) {
    super(batchNorm2dArgs(args));
  }

  _check_input_dim(input: Tensor): void {
    checkDims(input, 4);
  }
}

/**
 * Batch normalisation over (N, C, H, W): y = (x - E[x]) / √(Var[x] + eps) · weight + bias, channel by channel.
 *
 * While training E and Var are the batch's and move the running ones, running = (1 - momentum) running + momentum
 * batch; `eval()` uses the running ones. `momentum` is in [0, 1], or null for the plain mean over all batches;
 * `track_running_stats` false always uses the batch's. Throws ValueError for another rank, and for one value a
 * channel while training. Source: Ioffe & Szegedy 2015, arXiv:1502.03167; PyTorch 2.13, `torch.nn.BatchNorm2d`.
 */
export const BatchNorm2d = layer(BatchNorm2d_);
export type BatchNorm2d = BatchNorm2d_;

class BatchNorm3d_ extends _BatchNorm {
  constructor(...args: Args<typeof batchNorm3dArgs>) {
    super(batchNorm3dArgs(args));
  }

  _check_input_dim(input: Tensor): void {
    checkDims(input, 5);
  }
}

/** Batch normalisation over (N, C, D, H, W). See BatchNorm2d. Source: PyTorch 2.13, `torch.nn.BatchNorm3d`. */
export const BatchNorm3d = layer(BatchNorm3d_);
export type BatchNorm3d = BatchNorm3d_;

const syncBatchNormArgs = signature(
  'SyncBatchNorm',
  ...fields,
  ['process_group', z.unknown().default(null)],
  ...factory,
  bias,
);

class SyncBatchNorm_ extends _BatchNorm {
  declare process_group: unknown;

  constructor(...args: Args<typeof syncBatchNormArgs>) {
    const { process_group, ...options } = syncBatchNormArgs(args);
    super(options);
    this.process_group = process_group;
  }

  _check_input_dim(input: Tensor): void {
    if (input.dim() < 2) throw new ValueError(`expected at least 2D input (got ${input.dim()}D input)`);
    if (input.size(1) === 0) {
      throw new ValueError('SyncBatchNorm number of input channels should be non-zero');
    }
  }

  /** Exchanges every batch normalisation in a module for a SyncBatchNorm with its parameters and statistics. */
  static convert_sync_batchnorm<M extends Module>(
    module: M,
    process_group: unknown = null,
  ): M | SyncBatchNorm_ {
    let converted: M | SyncBatchNorm_ = module;
    if (module instanceof _BatchNorm) {
      const { num_features, eps, momentum, affine, track_running_stats } = module;
      const bias = module.bias !== null;
      converted = new SyncBatchNorm_({
        num_features,
        eps,
        momentum,
        affine,
        track_running_stats,
        process_group,
        bias,
      });
      converted.weight = module.weight;
      converted.bias = module.bias;
      converted.running_mean = module.running_mean;
      converted.running_var = module.running_var;
      converted.num_batches_tracked = module.num_batches_tracked;
      converted.training = module.training;
    }
    for (const [name, child] of module.named_children()) {
      converted.add_module(name, SyncBatchNorm_.convert_sync_batchnorm(child, process_group));
    }
    return converted;
  }
}

/**
 * Batch normalisation over the batches of all processes; in one process the same as BatchNorm: (N, C, *).
 *
 * Source: PyTorch 2.13, `torch.nn.SyncBatchNorm`.
 */
export const SyncBatchNorm = layer(SyncBatchNorm_);
export type SyncBatchNorm = SyncBatchNorm_;
