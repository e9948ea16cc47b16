import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import { type Calls, positional } from '../../keywords.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import * as F from '../functional/conv.ts';
import { pad } from '../functional/padding.ts';
import * as init from '../init.ts';
import { Module } from './module.ts';
import { factory, flag, int, layer, ntuple, repr } from './utils.ts';

type Ints = readonly number[];
type PaddingMode = 'zeros' | 'reflect' | 'replicate' | 'circular';

interface Options {
  in_channels: number;
  out_channels: number;
  kernel_size: Ints;
  stride: Ints;
  padding: 'same' | 'valid' | Ints;
  dilation: Ints;
  output_padding?: Ints;
  groups: number;
  bias: boolean;
  padding_mode: PaddingMode;
  device: any;
  dtype: any;
}

const channels = [
  ['in_channels', int],
  ['out_channels', int],
] as const;
const paddingMode = z.enum(['zeros', 'reflect', 'replicate', 'circular']).default('zeros');

/** A convolution, or with `transposed` its gradient, over `n` spatial dimensions; the thin classes below choose `n`. */
export abstract class _ConvNd extends Module {
  declare in_channels: number;
  declare out_channels: number;
  declare kernel_size: Ints;
  declare stride: Ints;
  declare padding: 'same' | 'valid' | Ints;
  declare dilation: Ints;
  declare transposed: boolean;
  declare output_padding: Ints;
  declare groups: number;
  declare padding_mode: PaddingMode;
  declare _reversed_padding_repeated_twice: Ints;
  declare weight: Parameter; // (out, in / groups, *kernel_size), transposed: (in, out / groups, *kernel_size)
  declare bias: Parameter | null; // (out_channels)

  constructor(options: Options, transposed: boolean) {
    super();
    check(options);
    const { in_channels, out_channels, kernel_size, groups, bias, device, dtype } = options;
    this.in_channels = in_channels;
    this.out_channels = out_channels;
    this.kernel_size = kernel_size;
    this.stride = options.stride;
    this.padding = options.padding;
    this.dilation = options.dilation;
    this.transposed = transposed;
    this.output_padding = options.output_padding ?? kernel_size.map(() => 0);
    this.groups = groups;
    this.padding_mode = options.padding_mode;
    this._reversed_padding_repeated_twice = padBothSides(options);
    const [first, second] = transposed ? [in_channels, out_channels] : [out_channels, in_channels];
    this.weight = new Parameter(torch.empty([first, second / groups, ...kernel_size], { device, dtype }));
    this.bias = bias ? new Parameter(torch.empty([out_channels], { device, dtype })) : null;
    this.reset_parameters();
  }

  reset_parameters(): void {
    init.kaiming_uniform_(this.weight, { a: Math.sqrt(5) });
    if (this.bias === null) return;
    const [fan_in] = init._calculate_fan_in_and_fan_out(this.weight);
    const bound = fan_in > 0 ? 1 / Math.sqrt(fan_in) : 0;
    init.uniform_(this.bias, -bound, bound);
  }

  override extra_repr(): string {
    const { padding, dilation, output_padding, groups } = this;
    let text = `${this.in_channels}, ${this.out_channels}`;
    text += `, kernel_size=${repr(this.kernel_size)}, stride=${repr(this.stride)}`;
    if (typeof padding === 'string') text += `, padding=${padding}`;
    else if (padding.some((n) => n !== 0)) text += `, padding=${repr(padding)}`;
    if (dilation.some((n) => n !== 1)) text += `, dilation=${repr(dilation)}`;
    if (output_padding.some((n) => n !== 0)) text += `, output_padding=${repr(output_padding)}`;
    if (groups !== 1) text += `, groups=${groups}`;
    if (this.bias === null) text += ', bias=False';
    if (this.padding_mode !== 'zeros') text += `, padding_mode=${this.padding_mode}`;
    return text;
  }
}

function check({ in_channels, out_channels, groups, padding, stride }: Options): void {
  if (groups <= 0) throw new ValueError('groups must be a positive integer');
  if (in_channels % groups !== 0) throw new ValueError('in_channels must be divisible by groups');
  if (out_channels % groups !== 0) throw new ValueError('out_channels must be divisible by groups');
  if (padding === 'same' && stride.some((n) => n !== 1)) {
    throw new ValueError("padding='same' is not supported for strided convolutions");
  }
}

// What F.pad wants: the last dimension first, [before, after] each.
function padBothSides({ padding, kernel_size, dilation }: Options): Ints {
  const sides = kernel_size.map((k, d) => {
    if (typeof padding !== 'string') return [padding[d] as number, padding[d] as number];
    const total = padding === 'same' ? (dilation[d] as number) * (k - 1) : 0;
    const before = Math.floor(total / 2);
    return [before, total - before];
  });
  return sides.reverse().flat();
}

type Convolution = (
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  stride: Ints,
  padding: any, // LibTorch has an overload for numbers and one for a string
  dilation: Ints,
  groups: number,
) => Tensor;

function convolve(
  module: _ConvNd,
  op: Convolution,
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
): Tensor {
  const { stride, dilation, groups } = module;
  if (module.padding_mode === 'zeros') {
    return op(input, weight, bias, stride, module.padding, dilation, groups);
  }
  const padded = pad(input, module._reversed_padding_repeated_twice, module.padding_mode);
  return op(padded, weight, bias, stride, 0, dilation, groups);
}

export const convFields = <N extends number>(n: N) =>
  [
    ...channels,
    ['kernel_size', ntuple(n)],
    ['stride', ntuple(n).default(tupleOf(n, 1))],
    ['padding', z.union([z.enum(['same', 'valid']), ntuple(n)]).default(tupleOf(n, 0))],
    ['dilation', ntuple(n).default(tupleOf(n, 1))],
    ['groups', int.default(1)],
    ['bias', flag(true)],
    ['padding_mode', paddingMode],
    ...factory,
  ] as const;

const tupleOf = (n: number, value: number): Ints => Array<number>(n).fill(value);

const conv1dArgs = signature('Conv1d', ...convFields(1));
const conv2dArgs = signature('Conv2d', ...convFields(2));
const conv3dArgs = signature('Conv3d', ...convFields(3));

class Conv1d_ extends _ConvNd {
  declare readonly _inputs: readonly ['input'];
  constructor(...args: Args<typeof conv1dArgs>) {
    super(conv1dArgs(args), false);
  }

  _conv_forward(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
    return convolve(this, F.conv1d, input, weight, bias);
  }

  override forward(input: Tensor): Tensor {
    return this._conv_forward(input, this.weight, this.bias); // (N, C_in, L) -> (N, C_out, L_out)
  }
}

/**
 * Slides filters over a sequence: y_o = b_o + Σ_c W_oc ⋆ x_c, (N, C_in, L) or (C_in, L) -> (N, C_out, L_out).
 *
 * See Conv2d. Source: PyTorch 2.13, `torch.nn.Conv1d`.
 */
export const Conv1d = layer(Conv1d_);
export type Conv1d = Conv1d_;

class Conv2d_ extends _ConvNd {
  declare readonly _inputs: readonly ['input'];
  constructor(...args: Args<typeof conv2dArgs>) {
    super(conv2dArgs(args), false);
  }

  _conv_forward(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
    return convolve(this, F.conv2d, input, weight, bias);
  }

  override forward(input: Tensor): Tensor {
    return this._conv_forward(input, this.weight, this.bias); // (N, C_in, H, W) -> (N, C_out, H_out, W_out)
  }
}

/**
 * Slides filters over an image: y_o = b_o + Σ_c W_oc ⋆ x_c, (N, C_in, H, W) or (C_in, H, W) -> (N, C_out, H_out, W_out).
 *
 * H_out = ⌊(H + 2 padding - dilation (kernel_size - 1) - 1) / stride⌋ + 1. Sizes are one number or [height, width];
 * `padding` also 'valid' (none) or 'same' (H_out = H, stride 1). `groups` divides both channel counts and keeps the
 * groups apart. Weight and bias start from U(-√k, √k), k = groups / (C_in kH kW). Throws ValueError for groups that
 * do not divide the channels and for 'same' with a stride. Source: PyTorch 2.13, `torch.nn.Conv2d`.
 */
export const Conv2d = layer(Conv2d_);
export type Conv2d = Conv2d_;

class Conv3d_ extends _ConvNd {
  declare readonly _inputs: readonly ['input'];
  constructor(...args: Args<typeof conv3dArgs>) {
    super(conv3dArgs(args), false);
  }

  _conv_forward(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
    return convolve(this, F.conv3d, input, weight, bias);
  }

  override forward(input: Tensor): Tensor {
    return this._conv_forward(input, this.weight, this.bias); // (N, C_in, D, H, W) -> (N, C_out, D', H', W')
  }
}

/**
 * Slides filters over a volume: y_o = b_o + Σ_c W_oc ⋆ x_c, (N, C_in, D, H, W) or (C_in, D, H, W) -> (N, C_out, *).
 *
 * See Conv2d. Source: PyTorch 2.13, `torch.nn.Conv3d`.
 */
export const Conv3d = layer(Conv3d_);
export type Conv3d = Conv3d_;

/** The gradient of a convolution in its input, as a layer: it puts `stride - 1` zeros between inputs. */
export abstract class _ConvTransposeNd extends _ConvNd {
  declare padding: Ints;

  constructor(what: string, options: Options) {
    if (options.padding_mode !== 'zeros') {
      throw new ValueError(`Only "zeros" padding mode is supported for ${what}`);
    }
    super(options, true);
  }

  // Several input sizes of a strided convolution give one output size; `output_padding` says which of them to make.
  _output_padding(input: Tensor, output_size: Ints | null): Ints {
    if (output_size === null) return this.output_padding;
    const n = this.kernel_size.length;
    const before = input.dim() === n + 2 ? 2 : 1;
    const asked = output_size.length === before + n ? output_size.slice(before) : output_size;
    if (asked.length !== n) {
      throw new ValueError(
        `ConvTranspose${n}D: for ${input.dim()}D input, output_size must have ${n} or ${before + n} elements (got ${asked.length})`,
      );
    }
    const spatial = input.shape.slice(before);
    const smallest = this.kernel_size.map((k, d) => {
      const [length, stride, padding, dilation] = [spatial, this.stride, this.padding, this.dilation].map(
        (list) => list[d] as number,
      ) as [number, number, number, number];
      return (length - 1) * stride - 2 * padding + dilation * (k - 1) + 1;
    });
    const largest = smallest.map((length, d) => length + (this.stride[d] as number) - 1);
    if (asked.some((length, d) => length < (smallest[d] as number) || length > (largest[d] as number))) {
      const list = (sizes: Ints) => `[${sizes.join(', ')}]`;
      throw new ValueError(
        `requested an output size of ${list(asked)}, but valid sizes range from ${list(smallest)} to ${list(largest)} ` +
          `(for an input of torch.Size(${list(spatial)}))`,
      );
    }
    return asked.map((length, d) => length - (smallest[d] as number));
  }
}

export const convTransposeFields = (n: number) =>
  [
    ...channels,
    ['kernel_size', ntuple(n)],
    ['stride', ntuple(n).default(tupleOf(n, 1))],
    ['padding', ntuple(n).default(tupleOf(n, 0))],
    ['output_padding', ntuple(n).default(tupleOf(n, 0))],
    ['groups', int.default(1)],
    ['bias', flag(true)],
    ['dilation', ntuple(n).default(tupleOf(n, 1))],
    ['padding_mode', paddingMode],
    ...factory,
  ] as const;

const convTranspose1dArgs = signature('ConvTranspose1d', ...convTransposeFields(1));
const convTranspose2dArgs = signature('ConvTranspose2d', ...convTransposeFields(2));
const convTranspose3dArgs = signature('ConvTranspose3d', ...convTransposeFields(3));

const upsampledNames = ['input', 'output_size'] as const;
type UpsampledArgs = [input: Tensor, output_size?: Ints | null];
type Upsampled = Calls<typeof upsampledNames, UpsampledArgs>;
const upsampled = positional<typeof upsampledNames, UpsampledArgs>('forward', upsampledNames);

class ConvTranspose1d_ extends _ConvTransposeNd {
  constructor(...args: Args<typeof convTranspose1dArgs>) {
    super('ConvTranspose1d', convTranspose1dArgs(args));
  }

  override forward(...args: Upsampled): Tensor {
    const [input, output_size = null] = upsampled(args);
    const { weight, bias, stride, padding, groups, dilation } = this;
    const extra = this._output_padding(input, output_size);
    return F.conv_transpose1d(input, weight, bias, stride, padding, extra, groups, dilation);
  }
}

/**
 * Upsampling by the gradient of Conv1d: (N, C_in, L) or (C_in, L) -> (N, C_out, L_out).
 *
 * See ConvTranspose2d. Source: PyTorch 2.13, `torch.nn.ConvTranspose1d`.
 */
export const ConvTranspose1d = layer(ConvTranspose1d_);
export type ConvTranspose1d = ConvTranspose1d_;

class ConvTranspose2d_ extends _ConvTransposeNd {
  constructor(...args: Args<typeof convTranspose2dArgs>) {
    super('ConvTranspose2d', convTranspose2dArgs(args));
  }

  override forward(...args: Upsampled): Tensor {
    const [input, output_size = null] = upsampled(args);
    const { weight, bias, stride, padding, groups, dilation } = this;
    const extra = this._output_padding(input, output_size);
    return F.conv_transpose2d(input, weight, bias, stride, padding, extra, groups, dilation);
  }
}

/**
 * Upsampling by the gradient of Conv2d: (N, C_in, H, W) or (C_in, H, W) -> (N, C_out, H_out, W_out).
 *
 * H_out = (H - 1) stride - 2 padding + dilation (kernel_size - 1) + output_padding + 1; `forward(x, output_size)`
 * finds the output_padding. Weight and bias start from U(-√k, √k), k = groups / (C_out kH kW). Throws ValueError for
 * groups that do not divide the channels, another padding_mode than 'zeros', an output_size that cannot come out.
 * Source: Zeiler et al. 2010, "Deconvolutional networks"; PyTorch 2.13, `torch.nn.ConvTranspose2d`.
 */
export const ConvTranspose2d = layer(ConvTranspose2d_);
export type ConvTranspose2d = ConvTranspose2d_;

class ConvTranspose3d_ extends _ConvTransposeNd {
  constructor(...args: Args<typeof convTranspose3dArgs>) {
    super('ConvTranspose3d', convTranspose3dArgs(args));
  }

  override forward(...args: Upsampled): Tensor {
    const [input, output_size = null] = upsampled(args);
    const { weight, bias, stride, padding, groups, dilation } = this;
    const extra = this._output_padding(input, output_size);
    return F.conv_transpose3d(input, weight, bias, stride, padding, extra, groups, dilation);
  }
}

/**
 * Upsampling by the gradient of Conv3d: (N, C_in, D, H, W) or (C_in, D, H, W) -> (N, C_out, *).
 *
 * See ConvTranspose2d. Source: PyTorch 2.13, `torch.nn.ConvTranspose3d`.
 */
export const ConvTranspose3d = layer(ConvTranspose3d_);
export type ConvTranspose3d = ConvTranspose3d_;
