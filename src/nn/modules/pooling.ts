import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import { type Calls, positional } from '../../keywords.ts';
import { type Args, type ArgsOf, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import * as F from '../functional/pooling.ts';
import { Module } from './module.ts';
import {
  flag,
  int,
  Layer,
  layer,
  ntuple,
  number,
  optionalTensor,
  repr,
  type SizeArg,
  size,
  tuple,
} from './utils.ts';

// Sizes stay as the user gave them, one number or one for each dimension, because the printed text shows them so.
const optionalSize = size.nullable().default(null);
const padding = ['padding', size.default(0)] as const;

type Ints = readonly number[];

/** A pooling layer made with `return_indices`: its forward returns the indices as well. */
type Indexed<L> = Omit<L, 'forward'> & {
  (input: Tensor): [output: Tensor, indices: Tensor];
  forward(input: Tensor): [output: Tensor, indices: Tensor];
};

type PoolClass = (new (...args: any) => Module) & { _pure: boolean };

/** The constructor of `C`; with arguments `A`, in which `return_indices` is true, it makes an Indexed layer. */
type WithIndices<C extends PoolClass, A extends unknown[]> = {
  // The type parameter keeps this form out of `class ... extends`, which wants one instance type.
  new <_Indices extends true>(...args: A): Indexed<InstanceType<C>>;
  new (...args: ConstructorParameters<C>): InstanceType<C>;
  (...args: A): Indexed<InstanceType<C>>;
  (...args: ConstructorParameters<C>): InstanceType<C>;
};

// For types only: `return_indices` as an argument that is there and true.
type True = readonly ['return_indices', z.ZodLiteral<true>];

const maxPoolFields = [
  ['kernel_size', size],
  ['stride', optionalSize],
  padding,
  ['dilation', size.default(1)],
  ['return_indices', flag(false)],
  ['ceil_mode', flag(false)],
] as const;
const maxPool1dArgs = signature('MaxPool1d', ...maxPoolFields);
const maxPool2dArgs = signature('MaxPool2d', ...maxPoolFields);
const maxPool3dArgs = signature('MaxPool3d', ...maxPoolFields);

type MaxPoolOptions = ReturnType<typeof maxPool2dArgs>;
type MaxPoolFields = typeof maxPoolFields;
type MaxPoolIndices = ArgsOf<
  [MaxPoolFields[0], MaxPoolFields[1], MaxPoolFields[2], MaxPoolFields[3], True, MaxPoolFields[5]]
>;

const maxPool = <C extends PoolClass>(constructor: C) =>
  layer(constructor) as unknown as WithIndices<C, MaxPoolIndices>;

export abstract class _MaxPoolNd extends Layer {
  declare kernel_size: SizeArg;
  declare stride: SizeArg;
  declare padding: SizeArg;
  declare dilation: SizeArg;
  declare return_indices: boolean;
  declare ceil_mode: boolean;

  constructor(options: MaxPoolOptions) {
    super();
    Object.assign(this, options, { stride: options.stride ?? options.kernel_size });
  }

  override extra_repr(): string {
    const { kernel_size, stride, padding, dilation, ceil_mode } = this;
    return (
      `kernel_size=${repr(kernel_size)}, stride=${repr(stride)}, padding=${repr(padding)}, ` +
      `dilation=${repr(dilation)}, ceil_mode=${repr(ceil_mode)}`
    );
  }
}

class MaxPool1d_ extends _MaxPoolNd {
  constructor(...args: Args<typeof maxPool1dArgs>) {
    super(maxPool1dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, dilation, ceil_mode } = this;
    const pool = this.return_indices ? F.max_pool1d_with_indices : F.max_pool1d;
    return pool(input, kernel_size, stride, padding, dilation, ceil_mode) as Tensor;
  }
}

/** The maximum of each window over (N, C, L) or (C, L). See MaxPool2d. Source: PyTorch 2.13, `torch.nn.MaxPool1d`. */
export const MaxPool1d = maxPool(MaxPool1d_);
export type MaxPool1d = MaxPool1d_;

class MaxPool2d_ extends _MaxPoolNd {
  constructor(...args: Args<typeof maxPool2dArgs>) {
    super(maxPool2dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, dilation, ceil_mode } = this;
    const pool = this.return_indices ? F.max_pool2d_with_indices : F.max_pool2d;
    return pool(input, kernel_size, stride, padding, dilation, ceil_mode) as Tensor;
  }
}

/**
 * The maximum of each window over (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out).
 *
 * H_out = ⌊(H + 2 padding - dilation (kernel_size - 1) - 1) / stride⌋ + 1, ⌈⌉ with `ceil_mode`; `stride` is
 * kernel_size by default. With `return_indices` also where the maxima were, for MaxUnpool2d.
 * Source: PyTorch 2.13, `torch.nn.MaxPool2d`.
 */
export const MaxPool2d = maxPool(MaxPool2d_);
export type MaxPool2d = MaxPool2d_;

class MaxPool3d_ extends _MaxPoolNd {
  constructor(...args: Args<typeof maxPool3dArgs>) {
    super(maxPool3dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, dilation, ceil_mode } = this;
    const pool = this.return_indices ? F.max_pool3d_with_indices : F.max_pool3d;
    return pool(input, kernel_size, stride, padding, dilation, ceil_mode) as Tensor;
  }
}

/** The maximum of each window over (N, C, D, H, W) or (C, D, H, W). See MaxPool2d. Source: PyTorch 2.13, `torch.nn.MaxPool3d`. */
export const MaxPool3d = maxPool(MaxPool3d_);
export type MaxPool3d = MaxPool3d_;

const maxUnpoolFields = (n: number) =>
  [
    ['kernel_size', ntuple(n)],
    ['stride', ntuple(n).nullable().default(null)],
    ['padding', ntuple(n).default(tuple(0, n))],
  ] as const;
const maxUnpool1dArgs = signature('MaxUnpool1d', ...maxUnpoolFields(1));
const maxUnpool2dArgs = signature('MaxUnpool2d', ...maxUnpoolFields(2));
const maxUnpool3dArgs = signature('MaxUnpool3d', ...maxUnpoolFields(3));

export abstract class _MaxUnpoolNd extends Module {
  declare kernel_size: Ints;
  declare stride: Ints;
  declare padding: Ints;

  constructor(options: { kernel_size: Ints; stride: Ints | null; padding: Ints }) {
    super();
    Object.assign(this, options, { stride: options.stride ?? options.kernel_size });
  }

  override extra_repr(): string {
    return `kernel_size=${repr(this.kernel_size)}, stride=${repr(this.stride)}, padding=${repr(this.padding)}`;
  }
}

const unpooledNames = ['input', 'indices', 'output_size'] as const;
type UnpooledArgs = [input: Tensor, indices: Tensor, output_size?: Ints | null];
type Unpooled = Calls<typeof unpooledNames, UnpooledArgs>;
const unpooled = positional<typeof unpooledNames, UnpooledArgs>('forward', unpooledNames);

class MaxUnpool1d_ extends _MaxUnpoolNd {
  constructor(...args: Args<typeof maxUnpool1dArgs>) {
    super(maxUnpool1dArgs(args));
  }

  override forward(...args: Unpooled): Tensor {
    const [input, indices, output_size = null] = unpooled(args);
    return F.max_unpool1d(input, indices, this.kernel_size, this.stride, this.padding, output_size);
  }
}

/** Puts the maxima of MaxPool1d back in their places, zeros elsewhere. See MaxUnpool2d. */
export const MaxUnpool1d = layer(MaxUnpool1d_);
export type MaxUnpool1d = MaxUnpool1d_;

class MaxUnpool2d_ extends _MaxUnpoolNd {
  constructor(...args: Args<typeof maxUnpool2dArgs>) {
    super(maxUnpool2dArgs(args));
  }

  override forward(...args: Unpooled): Tensor {
    const [input, indices, output_size = null] = unpooled(args);
    return F.max_unpool2d(input, indices, this.kernel_size, this.stride, this.padding, output_size);
  }
}

/**
 * Puts the maxima of MaxPool2d back in their places, zeros elsewhere: (N, C, H, W), indices -> (N, C, H_out, W_out).
 *
 * H_out = (H - 1) stride - 2 padding + kernel_size unless `output_size` says which of the possible sizes it was;
 * ValueError for one that is not. Source: PyTorch 2.13, `torch.nn.MaxUnpool2d`.
 */
export const MaxUnpool2d = layer(MaxUnpool2d_);
export type MaxUnpool2d = MaxUnpool2d_;

class MaxUnpool3d_ extends _MaxUnpoolNd {
  constructor(...args: Args<typeof maxUnpool3dArgs>) {
    super(maxUnpool3dArgs(args));
  }

  override forward(...args: Unpooled): Tensor {
    const [input, indices, output_size = null] = unpooled(args);
    return F.max_unpool3d(input, indices, this.kernel_size, this.stride, this.padding, output_size);
  }
}

/** Puts the maxima of MaxPool3d back in their places, zeros elsewhere. See MaxUnpool2d. */
export const MaxUnpool3d = layer(MaxUnpool3d_);
export type MaxUnpool3d = MaxUnpool3d_;

const averaging = [
  ['ceil_mode', flag(false)],
  ['count_include_pad', flag(true)],
] as const;
const divisor = ['divisor_override', int.nullable().default(null)] as const;
const avgPool1dArgs = signature(
  'AvgPool1d',
  ['kernel_size', ntuple(1)],
  ['stride', ntuple(1).nullable().default(null)],
  ['padding', ntuple(1).default([0])],
  ...averaging,
);
const avgPoolFields = [
  ['kernel_size', size],
  ['stride', optionalSize],
  padding,
  ...averaging,
  divisor,
] as const;
const avgPool2dArgs = signature('AvgPool2d', ...avgPoolFields);
const avgPool3dArgs = signature('AvgPool3d', ...avgPoolFields);

interface AvgPoolOptions {
  kernel_size: SizeArg;
  stride: SizeArg | null;
  padding: SizeArg;
  ceil_mode: boolean;
  count_include_pad: boolean;
}

export abstract class _AvgPoolNd extends Layer {
  declare kernel_size: SizeArg;
  declare stride: SizeArg;
  declare padding: SizeArg;
  declare ceil_mode: boolean;
  declare count_include_pad: boolean;

  constructor(options: AvgPoolOptions) {
    super();
    Object.assign(this, options, { stride: options.stride ?? options.kernel_size });
  }

  override extra_repr(): string {
    return `kernel_size=${repr(this.kernel_size)}, stride=${repr(this.stride)}, padding=${repr(this.padding)}`;
  }
}

class AvgPool1d_ extends _AvgPoolNd {
  constructor(...args: Args<typeof avgPool1dArgs>) {
    super(avgPool1dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, ceil_mode, count_include_pad } = this;
    return F.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
  }
}

/** The mean of each window over (N, C, L) or (C, L). See AvgPool2d. Source: PyTorch 2.13, `torch.nn.AvgPool1d`. */
export const AvgPool1d = layer(AvgPool1d_);
export type AvgPool1d = AvgPool1d_;

class AvgPool2d_ extends _AvgPoolNd {
  declare divisor_override: number | null;

  constructor(...args: Args<typeof avgPool2dArgs>) {
    super(avgPool2dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override } = this;
    return F.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
  }
}

/**
 * The mean of each window over (N, C, H, W) or (C, H, W) -> (N, C, H_out, W_out).
 *
 * H_out = ⌊(H + 2 padding - kernel_size) / stride⌋ + 1, ⌈⌉ with `ceil_mode`; `stride` is kernel_size by default.
 * `count_include_pad` counts the zeros of the padding, `divisor_override` replaces the window's size.
 * Source: PyTorch 2.13, `torch.nn.AvgPool2d`.
 */
export const AvgPool2d = layer(AvgPool2d_);
export type AvgPool2d = AvgPool2d_;

class AvgPool3d_ extends _AvgPoolNd {
  declare divisor_override: number | null;

  constructor(...args: Args<typeof avgPool3dArgs>) {
    super(avgPool3dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override } = this;
    return F.avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
  }
}

/** The mean of each window over (N, C, D, H, W) or (C, D, H, W). See AvgPool2d. Source: PyTorch 2.13, `torch.nn.AvgPool3d`. */
export const AvgPool3d = layer(AvgPool3d_);
export type AvgPool3d = AvgPool3d_;

const ratio = (n: number) =>
  z.union([number, z.array(number).length(n).readonly()]).transform((x) => tuple(x, n));
const fractionalFields = (n: number) =>
  [
    ['kernel_size', ntuple(n)],
    ['output_size', ntuple(n).nullable().default(null)],
    ['output_ratio', ratio(n).nullable().default(null)],
    ['return_indices', flag(false)],
    ['_random_samples', optionalTensor],
  ] as const;
const fractionalMaxPool2dArgs = signature('FractionalMaxPool2d', ...fractionalFields(2));
const fractionalMaxPool3dArgs = signature('FractionalMaxPool3d', ...fractionalFields(3));

type FractionalFields = ReturnType<typeof fractionalFields>;
type FractionalIndices = ArgsOf<
  [FractionalFields[0], FractionalFields[1], FractionalFields[2], True, FractionalFields[4]]
>;

interface FractionalOptions {
  kernel_size: Ints;
  output_size: Ints | null;
  output_ratio: Ints | null;
  return_indices: boolean;
  _random_samples: Tensor | null;
}

const fractionalMaxPool = <C extends PoolClass>(constructor: C) =>
  layer(constructor) as unknown as WithIndices<C, FractionalIndices>;

export abstract class _FractionalMaxPoolNd extends Layer {
  declare kernel_size: Ints;
  declare return_indices: boolean;
  declare _random_samples: Tensor | null; // (N, C, 2 or 3) in [0, 1)
  declare output_size: Ints | null;
  declare output_ratio: Ints | null;

  constructor(what: string, options: FractionalOptions) {
    super();
    const { kernel_size, output_size, output_ratio, return_indices, _random_samples } = options;
    if (kernel_size.some((k) => k <= 0)) {
      throw new ValueError(`kernel_size must be greater than 0, but got ${repr(kernel_size)}`);
    }
    if (output_size === null && output_ratio === null) {
      throw new ValueError(`${what} requires specifying either an output size, or a pooling ratio`);
    }
    if (output_size !== null && output_ratio !== null) {
      throw new ValueError('only one of output_size and output_ratio may be specified');
    }
    if (output_ratio?.some((r) => r <= 0 || r >= 1)) {
      throw new ValueError(`output_ratio must be between 0 and 1 (got ${repr(output_ratio)})`);
    }
    this.kernel_size = kernel_size;
    this.return_indices = return_indices;
    this.register_buffer('_random_samples', _random_samples);
    this.output_size = output_size;
    this.output_ratio = output_ratio;
  }
}

class FractionalMaxPool2d_ extends _FractionalMaxPoolNd {
  constructor(...args: Args<typeof fractionalMaxPool2dArgs>) {
    super('FractionalMaxPool2d', fractionalMaxPool2dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { kernel_size, output_size, output_ratio, return_indices, _random_samples } = this;
    const pool = return_indices ? F.fractional_max_pool2d_with_indices : F.fractional_max_pool2d;
    return pool(input, kernel_size, output_size, output_ratio, false, _random_samples) as Tensor;
  }
}

/**
 * The maximum over windows of random steps, (N, C, H, W) or (C, H, W), to `output_size` or `output_ratio` in (0, 1).
 *
 * Throws ValueError unless exactly one of the two is given. Source: Graham 2014, arXiv:1412.6071.
 */
export const FractionalMaxPool2d = fractionalMaxPool(FractionalMaxPool2d_);
export type FractionalMaxPool2d = FractionalMaxPool2d_;

class FractionalMaxPool3d_ extends _FractionalMaxPoolNd {
  constructor(...args: Args<typeof fractionalMaxPool3dArgs>) {
    super('FractionalMaxPool3d', fractionalMaxPool3dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { kernel_size, output_size, output_ratio, return_indices, _random_samples } = this;
    const pool = return_indices ? F.fractional_max_pool3d_with_indices : F.fractional_max_pool3d;
    return pool(input, kernel_size, output_size, output_ratio, false, _random_samples) as Tensor;
  }
}

/** FractionalMaxPool2d over (N, C, D, H, W) or (C, D, H, W). */
export const FractionalMaxPool3d = fractionalMaxPool(FractionalMaxPool3d_);
export type FractionalMaxPool3d = FractionalMaxPool3d_;

const lpPoolFields = [
  ['norm_type', number],
  ['kernel_size', size],
  ['stride', optionalSize],
  ['ceil_mode', flag(false)],
] as const;
const lpPool1dArgs = signature('LPPool1d', ...lpPoolFields);
const lpPool2dArgs = signature('LPPool2d', ...lpPoolFields);
const lpPool3dArgs = signature('LPPool3d', ...lpPoolFields);

export abstract class _LPPoolNd extends Layer {
  declare norm_type: number;
  declare kernel_size: SizeArg;
  declare stride: SizeArg | null;
  declare ceil_mode: boolean;

  constructor(options: ReturnType<typeof lpPool2dArgs>) {
    super();
    Object.assign(this, options);
  }

  override extra_repr(): string {
    const { norm_type, kernel_size, stride, ceil_mode } = this;
    return (
      `norm_type=${repr(norm_type)}, kernel_size=${repr(kernel_size)}, stride=${repr(stride)}, ` +
      `ceil_mode=${repr(ceil_mode)}`
    );
  }
}

class LPPool1d_ extends _LPPoolNd {
  constructor(...args: Args<typeof lpPool1dArgs>) {
    super(lpPool1dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.lp_pool1d(input, this.norm_type, this.kernel_size, this.stride, this.ceil_mode);
  }
}

/** The p-norm of each window over (N, C, L) or (C, L). See LPPool2d. */
export const LPPool1d = layer(LPPool1d_);
export type LPPool1d = LPPool1d_;

class LPPool2d_ extends _LPPoolNd {
  constructor(...args: Args<typeof lpPool2dArgs>) {
    super(lpPool2dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.lp_pool2d(input, this.norm_type, this.kernel_size, this.stride, this.ceil_mode);
  }
}

/**
 * The p-norm of each window over (N, C, H, W): (Σ x^p)^(1/p), p = `norm_type`; the maximum of |x| for Infinity.
 *
 * Source: PyTorch 2.13, `torch.nn.LPPool2d`.
 */
export const LPPool2d = layer(LPPool2d_);
export type LPPool2d = LPPool2d_;

class LPPool3d_ extends _LPPoolNd {
  constructor(...args: Args<typeof lpPool3dArgs>) {
    super(lpPool3dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.lp_pool3d(input, this.norm_type, this.kernel_size, this.stride, this.ceil_mode);
  }
}

/** The p-norm of each window over (N, C, D, H, W) or (C, D, H, W). See LPPool2d. */
export const LPPool3d = layer(LPPool3d_);
export type LPPool3d = LPPool3d_;

const outputSize = z.union([int, z.array(int.nullable()).readonly()]);
const output = ['output_size', outputSize] as const;
const indices = ['return_indices', flag(false)] as const;
const adaptiveMaxPool1dArgs = signature('AdaptiveMaxPool1d', output, indices);
const adaptiveMaxPool2dArgs = signature('AdaptiveMaxPool2d', output, indices);
const adaptiveMaxPool3dArgs = signature('AdaptiveMaxPool3d', output, indices);
const adaptiveAvgPool1dArgs = signature('AdaptiveAvgPool1d', output);
const adaptiveAvgPool2dArgs = signature('AdaptiveAvgPool2d', output);
const adaptiveAvgPool3dArgs = signature('AdaptiveAvgPool3d', output);

const adaptiveMaxPool = <C extends PoolClass>(constructor: C) =>
  layer(constructor) as unknown as WithIndices<C, ArgsOf<[typeof output, True]>>;

export abstract class _AdaptivePoolNd extends Layer {
  declare output_size: F.OutputSize;

  constructor(options: { output_size: F.OutputSize }) {
    super();
    Object.assign(this, options);
  }

  override extra_repr(): string {
    return `output_size=${repr(this.output_size)}`;
  }
}

class AdaptiveMaxPool1d_ extends _AdaptivePoolNd {
  declare return_indices: boolean;

  constructor(...args: Args<typeof adaptiveMaxPool1dArgs>) {
    super(adaptiveMaxPool1dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const pool = this.return_indices ? F.adaptive_max_pool1d_with_indices : F.adaptive_max_pool1d;
    return pool(input, this.output_size) as Tensor;
  }
}

/** The maximum over windows that tile (N, C, L) in `output_size` pieces. See AdaptiveMaxPool2d. */
export const AdaptiveMaxPool1d = adaptiveMaxPool(AdaptiveMaxPool1d_);
export type AdaptiveMaxPool1d = AdaptiveMaxPool1d_;

class AdaptiveMaxPool2d_ extends _AdaptivePoolNd {
  declare return_indices: boolean;

  constructor(...args: Args<typeof adaptiveMaxPool2dArgs>) {
    super(adaptiveMaxPool2dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const pool = this.return_indices ? F.adaptive_max_pool2d_with_indices : F.adaptive_max_pool2d;
    return pool(input, this.output_size) as Tensor;
  }
}

/**
 * The maximum over windows that tile (N, C, H, W) or (C, H, W) in `output_size` pieces; null keeps a dimension.
 *
 * With `return_indices` also where the maxima were. Source: PyTorch 2.13, `torch.nn.AdaptiveMaxPool2d`.
 */
export const AdaptiveMaxPool2d = adaptiveMaxPool(AdaptiveMaxPool2d_);
export type AdaptiveMaxPool2d = AdaptiveMaxPool2d_;

class AdaptiveMaxPool3d_ extends _AdaptivePoolNd {
  declare return_indices: boolean;

  constructor(...args: Args<typeof adaptiveMaxPool3dArgs>) {
    super(adaptiveMaxPool3dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const pool = this.return_indices ? F.adaptive_max_pool3d_with_indices : F.adaptive_max_pool3d;
    return pool(input, this.output_size) as Tensor;
  }
}

/** The maximum over windows that tile (N, C, D, H, W) in `output_size` pieces. See AdaptiveMaxPool2d. */
export const AdaptiveMaxPool3d = adaptiveMaxPool(AdaptiveMaxPool3d_);
export type AdaptiveMaxPool3d = AdaptiveMaxPool3d_;

class AdaptiveAvgPool1d_ extends _AdaptivePoolNd {
  constructor(...args: Args<typeof adaptiveAvgPool1dArgs>) {
    super(adaptiveAvgPool1dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.adaptive_avg_pool1d(input, this.output_size);
  }
}

/** The mean over windows that tile (N, C, L) in `output_size` pieces. See AdaptiveAvgPool2d. */
export const AdaptiveAvgPool1d = layer(AdaptiveAvgPool1d_);
export type AdaptiveAvgPool1d = AdaptiveAvgPool1d_;

class AdaptiveAvgPool2d_ extends _AdaptivePoolNd {
  constructor(...args: Args<typeof adaptiveAvgPool2dArgs>) {
    super(adaptiveAvgPool2dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.adaptive_avg_pool2d(input, this.output_size);
  }
}

/**
 * The mean over windows that tile (N, C, H, W) or (C, H, W) in `output_size` pieces; null keeps a dimension.
 *
 * Source: PyTorch 2.13, `torch.nn.AdaptiveAvgPool2d`.
 */
export const AdaptiveAvgPool2d = layer(AdaptiveAvgPool2d_);
export type AdaptiveAvgPool2d = AdaptiveAvgPool2d_;

class AdaptiveAvgPool3d_ extends _AdaptivePoolNd {
  constructor(...args: Args<typeof adaptiveAvgPool3dArgs>) {
    super(adaptiveAvgPool3dArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.adaptive_avg_pool3d(input, this.output_size);
  }
}

/** The mean over windows that tile (N, C, D, H, W) in `output_size` pieces. See AdaptiveAvgPool2d. */
export const AdaptiveAvgPool3d = layer(AdaptiveAvgPool3d_);
export type AdaptiveAvgPool3d = AdaptiveAvgPool3d_;
