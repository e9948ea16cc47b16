// The layers that find out their input's size from their first call. What they become is in the layers' own files.
import { AssertionError, RuntimeError, ValueError } from '../../errors.ts';
import { type Args, type ArgsOf, type Field, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { UninitializedBuffer, UninitializedParameter } from '../parameter.ts';
import { BatchNorm1d, BatchNorm2d, BatchNorm3d } from './batchnorm.ts';
import {
  Conv1d,
  Conv2d,
  Conv3d,
  ConvTranspose1d,
  ConvTranspose2d,
  ConvTranspose3d,
  convFields,
  convTransposeFields,
} from './conv.ts';
import { InstanceNorm1d, InstanceNorm2d, InstanceNorm3d } from './instancenorm.ts';
import { type LazyModule, LazyModuleMixin, type ModuleClass } from './lazy.ts';
import { Linear } from './linear.ts';
import type { Callable, Module } from './module.ts';
import { factory, flag, float, int, layer, number } from './utils.ts';

type Options = { device: any; dtype: any; bias: boolean };
// `any`, because a mixin must take any arguments.
type LayerClass<M> = new (...args: any[]) => M;
type LazyLayer<C extends LayerClass<Module>, F extends readonly Field[]> = Callable<
  new (
    ...args: ArgsOf<F>
  ) => InstanceType<C> & LazyModule
>;

/** A layer under its public name. */
function named<C extends LayerClass<Module>>(name: string, Class: C): C {
  Object.defineProperty(Class, 'name', { value: name, configurable: true });
  return layer(Class as C & { _pure: boolean });
}

const lazyLinearArgs = signature('LazyLinear', ['out_features', int], ['bias', flag(true)], ...factory);

const LinearBase: { new (...args: any[]): Linear & LazyModule; _pure: boolean } = LazyModuleMixin(
  Linear,
) as never;

class LazyLinear_ extends LinearBase {
  static cls_to_become: ModuleClass = Linear;

  constructor(...args: Args<typeof lazyLinearArgs>) {
    const { out_features, bias, device, dtype } = lazyLinearArgs(args);
    super(0, 0, { bias: false });
    this.weight = UninitializedParameter({ device, dtype });
    this.out_features = out_features;
    if (bias) this.bias = UninitializedParameter({ device, dtype });
  }

  override reset_parameters(): void {
    if (this.in_features !== 0 && !this.has_uninitialized_params()) super.reset_parameters();
  }

  override initialize_parameters(input: Tensor): void {
    const features = input.size(-1);
    if (this.has_uninitialized_params()) {
      this.in_features = features;
      materialize(this.weight, [this.out_features, features]);
      materialize(this.bias, [this.out_features]);
      this.reset_parameters();
    }
    // The weights may have come from a state_dict.
    if (this.in_features !== 0) return;
    if (features !== this.weight.size(-1)) {
      throw new AssertionError(
        `The in_features inferred from input: ${features} is not equal to in_features from self.weight: ${this.weight.size(-1)}`,
      );
    }
    this.in_features = features;
  }
}

function materialize(x: Tensor | null, shape: readonly number[]): void {
  if (x !== null) (x as UninitializedParameter).materialize(shape);
}

/** A Linear whose in_features is the last dimension of its first input. Source: PyTorch 2.13, `torch.nn.LazyLinear`. */
export const LazyLinear = layer(LazyLinear_);
export type LazyLinear = LazyLinear_;

// ---- convolutions

interface Conv extends Module {
  in_channels: number;
  out_channels: number;
  kernel_size: readonly number[];
  groups: number;
  transposed: boolean;
  weight: Tensor;
  bias: Tensor | null;
  reset_parameters(): void;
}

/** The lazy form of a convolution; `fields` are those of its constructor, without in_channels. */
function lazyConv<C extends LayerClass<Conv>, const F extends readonly Field[]>(Class: C, ...fields: F) {
  const what = `Lazy${Class.name}`;
  const parse = signature(what, ...fields);

  class Lazy extends LazyModuleMixin(Class as LayerClass<Conv>) {
    static override cls_to_become: ModuleClass = Class;

    constructor(...args: ArgsOf<F>) {
      const { bias, out_channels, ...options } = parse(args) as ConvOptions;
      super({ ...options, in_channels: 0, out_channels: 0, bias: false });
      const { device, dtype } = options;
      this.weight = UninitializedParameter({ device, dtype });
      this.out_channels = out_channels;
      if (bias) this.bias = UninitializedParameter({ device, dtype });
    }

    override reset_parameters(): void {
      if (this.in_channels !== 0 && !this.has_uninitialized_params()) super.reset_parameters();
    }

    override initialize_parameters(input: Tensor): void {
      if (!this.has_uninitialized_params()) return;
      const { out_channels, groups, kernel_size, transposed } = this;
      this.in_channels = this._get_in_channels(input);
      if (this.in_channels % groups !== 0) throw new ValueError('in_channels must be divisible by groups');
      const [first, second] = transposed
        ? [this.in_channels, out_channels]
        : [out_channels, this.in_channels];
      materialize(this.weight, [first, Math.floor(second / groups), ...kernel_size]);
      materialize(this.bias, [out_channels]);
      this.reset_parameters();
    }

    _get_in_channels(input: Tensor): number {
      const unbatched = this.kernel_size.length + 1;
      const extra = input.dim() - unbatched;
      if (extra === 0 || extra === 1) return input.size(extra);
      throw new RuntimeError(
        `Expected ${unbatched}D (unbatched) or ${unbatched + 1}D (batched) input to ${this._get_name()}, ` +
          `but got input of size: ${input.shape}`,
      );
    }
  }
  return named(what, Lazy) as unknown as LazyLayer<C, F>;
}

type ConvOptions = Options & { out_channels: number };

// in_channels comes first.
const [, ...conv1d] = convFields(1);
const [, ...conv2d] = convFields(2);
const [, ...conv3d] = convFields(3);
const [, ...convTranspose1d] = convTransposeFields(1);
const [, ...convTranspose2d] = convTransposeFields(2);
const [, ...convTranspose3d] = convTransposeFields(3);

/** A Conv1d whose in_channels are those of its first input. Source: PyTorch 2.13, `torch.nn.LazyConv1d`. */
export const LazyConv1d: LazyLayer<typeof Conv1d, typeof conv1d> = lazyConv(Conv1d, ...conv1d);
export type LazyConv1d = InstanceType<typeof LazyConv1d>;

/** A Conv2d whose in_channels are those of its first input. Source: PyTorch 2.13, `torch.nn.LazyConv2d`. */
export const LazyConv2d: LazyLayer<typeof Conv2d, typeof conv2d> = lazyConv(Conv2d, ...conv2d);
export type LazyConv2d = InstanceType<typeof LazyConv2d>;

/** A Conv3d whose in_channels are those of its first input. Source: PyTorch 2.13, `torch.nn.LazyConv3d`. */
export const LazyConv3d: LazyLayer<typeof Conv3d, typeof conv3d> = lazyConv(Conv3d, ...conv3d);
export type LazyConv3d = InstanceType<typeof LazyConv3d>;

/** A ConvTranspose1d whose in_channels are those of its first input. Source: PyTorch 2.13, `torch.nn.LazyConvTranspose1d`. */
export const LazyConvTranspose1d: LazyLayer<typeof ConvTranspose1d, typeof convTranspose1d> = lazyConv(
  ConvTranspose1d,
  ...convTranspose1d,
);
export type LazyConvTranspose1d = InstanceType<typeof LazyConvTranspose1d>;

/** A ConvTranspose2d whose in_channels are those of its first input. Source: PyTorch 2.13, `torch.nn.LazyConvTranspose2d`. */
export const LazyConvTranspose2d: LazyLayer<typeof ConvTranspose2d, typeof convTranspose2d> = lazyConv(
  ConvTranspose2d,
  ...convTranspose2d,
);
export type LazyConvTranspose2d = InstanceType<typeof LazyConvTranspose2d>;

/** A ConvTranspose3d whose in_channels are those of its first input. Source: PyTorch 2.13, `torch.nn.LazyConvTranspose3d`. */
export const LazyConvTranspose3d: LazyLayer<typeof ConvTranspose3d, typeof convTranspose3d> = lazyConv(
  ConvTranspose3d,
  ...convTranspose3d,
);
export type LazyConvTranspose3d = InstanceType<typeof LazyConvTranspose3d>;

// ---- normalisations

interface Norm extends Module {
  num_features: number;
  affine: boolean;
  track_running_stats: boolean;
  weight: Tensor | null;
  bias: Tensor | null;
  running_mean: Tensor | null;
  running_var: Tensor | null;
  num_batches_tracked: Tensor | null;
  reset_parameters(): void;
}
type NormOptions = Options & { affine: boolean; track_running_stats: boolean };

const normFields = [
  ['eps', float(1e-5)],
  ['momentum', number.nullable().default(0.1)],
  ['affine', flag(true)],
  ['track_running_stats', flag(true)],
  ...factory,
  ['bias', flag(true)],
] as const;

function lazyNorm<C extends LayerClass<Norm>>(Class: C) {
  const what = `Lazy${Class.name}`;
  const parse = signature(what, ...normFields);

  class Lazy extends LazyModuleMixin(Class as LayerClass<Norm>) {
    static override cls_to_become: ModuleClass = Class;

    constructor(...args: ArgsOf<typeof normFields>) {
      const { affine, track_running_stats, bias, ...options } = parse(args) as NormOptions;
      super({ ...options, num_features: 0, affine: false, track_running_stats: false, bias: false });
      const { device, dtype } = options;
      this.affine = affine;
      this.track_running_stats = track_running_stats;
      if (affine) this.weight = UninitializedParameter({ device, dtype });
      if (affine && bias) this.bias = UninitializedParameter({ device, dtype });
      if (!track_running_stats) return;
      this.running_mean = UninitializedBuffer({ device, dtype });
      this.running_var = UninitializedBuffer({ device, dtype });
      this.num_batches_tracked = torch.zeros([], { device, dtype: torch.int64 });
    }

    override reset_parameters(): void {
      if (this.num_features !== 0 && !this.has_uninitialized_params()) super.reset_parameters();
    }

    override initialize_parameters(input: Tensor): void {
      if (!this.has_uninitialized_params()) return;
      this.num_features = input.size(1);
      for (const x of [this.weight, this.bias, this.running_mean, this.running_var]) {
        materialize(x, [this.num_features]);
      }
      this.reset_parameters();
    }
  }
  return named(what, Lazy) as unknown as LazyLayer<C, typeof normFields>;
}

/** A BatchNorm1d whose num_features are its first input's channels. Source: PyTorch 2.13, `torch.nn.LazyBatchNorm1d`. */
export const LazyBatchNorm1d: LazyLayer<typeof BatchNorm1d, typeof normFields> = lazyNorm(BatchNorm1d);
export type LazyBatchNorm1d = InstanceType<typeof LazyBatchNorm1d>;

/** A BatchNorm2d whose num_features are its first input's channels. Source: PyTorch 2.13, `torch.nn.LazyBatchNorm2d`. */
export const LazyBatchNorm2d: LazyLayer<typeof BatchNorm2d, typeof normFields> = lazyNorm(BatchNorm2d);
export type LazyBatchNorm2d = InstanceType<typeof LazyBatchNorm2d>;

/** A BatchNorm3d whose num_features are its first input's channels. Source: PyTorch 2.13, `torch.nn.LazyBatchNorm3d`. */
export const LazyBatchNorm3d: LazyLayer<typeof BatchNorm3d, typeof normFields> = lazyNorm(BatchNorm3d);
export type LazyBatchNorm3d = InstanceType<typeof LazyBatchNorm3d>;

/** An InstanceNorm1d whose num_features are its first input's channels. Source: PyTorch 2.13, `torch.nn.LazyInstanceNorm1d`. */
export const LazyInstanceNorm1d: LazyLayer<typeof InstanceNorm1d, typeof normFields> =
  lazyNorm(InstanceNorm1d);
export type LazyInstanceNorm1d = InstanceType<typeof LazyInstanceNorm1d>;

/** An InstanceNorm2d whose num_features are its first input's channels. Source: PyTorch 2.13, `torch.nn.LazyInstanceNorm2d`. */
export const LazyInstanceNorm2d: LazyLayer<typeof InstanceNorm2d, typeof normFields> =
  lazyNorm(InstanceNorm2d);
export type LazyInstanceNorm2d = InstanceType<typeof LazyInstanceNorm2d>;

/** An InstanceNorm3d whose num_features are its first input's channels. Source: PyTorch 2.13, `torch.nn.LazyInstanceNorm3d`. */
export const LazyInstanceNorm3d: LazyLayer<typeof InstanceNorm3d, typeof normFields> =
  lazyNorm(InstanceNorm3d);
export type LazyInstanceNorm3d = InstanceType<typeof LazyInstanceNorm3d>;
