import { z } from 'zod';
import { type Calls, positional } from '../../keywords.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';

/** Makes a layer from its first argument, as `nn.BatchNorm2d` or a function that returns a layer. */
export type NormLayer = (num_features: number) => nn.Module;
/** Makes an activation: `nn.ReLU`, or a function that returns a layer. */
export type ActivationLayer = (options?: any) => nn.Module;

const maker = <F>() => z.custom<F>((value) => typeof value === 'function', 'must be a function');
const size = z.union([z.int(), z.array(z.int()).readonly()]);
const padding = z.union([size, z.enum(['same', 'valid'])]).nullish();

const fields = [
  ['in_channels', z.int().positive()],
  ['out_channels', z.int().positive()],
  ['kernel_size', size.default(3)],
  ['stride', size.default(1)],
  ['padding', padding],
  ['groups', z.int().positive().default(1)],
] as const;
const moreFields = [
  [
    'activation_layer',
    maker<ActivationLayer>()
      .nullable()
      .default(() => nn.ReLU as ActivationLayer),
  ],
  ['dilation', size.default(1)],
  ['inplace', z.boolean().nullable().default(true)],
  ['bias', z.boolean().nullish()],
] as const;
const normField = (norm: NormLayer) =>
  [
    'norm_layer',
    maker<NormLayer>()
      .nullable()
      .default(() => norm),
  ] as const;

const conv2dArgs = signature('Conv2dNormActivation', ...fields, normField(nn.BatchNorm2d), ...moreFields);
const conv3dArgs = signature('Conv3dNormActivation', ...fields, normField(nn.BatchNorm3d), ...moreFields);

type Given = ReturnType<typeof conv2dArgs>;

function convNormActivation(conv: typeof nn.Conv2d | typeof nn.Conv3d, given: Given): nn.Module[] {
  const { in_channels, out_channels, kernel_size, stride, groups, dilation, norm_layer } = given;
  const { activation_layer, inplace } = given;
  const options = { stride, groups, dilation, padding: given.padding ?? samePadding(kernel_size, dilation) };
  const bias = given.bias ?? norm_layer === null;
  const layers: nn.Module[] = [conv(in_channels, out_channels, kernel_size, { ...options, bias } as any)];
  if (norm_layer) layers.push(norm_layer(out_channels));
  if (activation_layer) layers.push(inplace === null ? activation_layer() : activation_layer({ inplace }));
  return layers;
}

/** What keeps height and width at stride 1. */
function samePadding(kernel: number | readonly number[], dilation: number | readonly number[]) {
  const one = (k: number, d: number) => Math.floor((k - 1) / 2) * d;
  if (typeof kernel === 'number' && typeof dilation === 'number') return one(kernel, dilation);
  const n = typeof kernel === 'number' ? (dilation as readonly number[]).length : kernel.length;
  const at = (value: number | readonly number[], i: number) =>
    typeof value === 'number' ? value : (value[i] as number);
  return Array.from({ length: n }, (_, i) => one(at(kernel, i), at(dilation, i)));
}

class Conv2dNormActivation_ extends nn.Sequential {
  declare out_channels: number;

  constructor(...args: Args<typeof conv2dArgs>) {
    const given = conv2dArgs(args);
    super(...convNormActivation(nn.Conv2d, given));
    this.out_channels = given.out_channels;
  }
}

/**
 * A convolution, its normalisation and an activation: (N, in_channels, H, W) -> (N, out_channels, H / stride, W / stride).
 *
 * Unless given, `padding` keeps the size and `bias` is there only without a normalisation; null leaves out
 * `norm_layer` or `activation_layer`; `inplace` null calls the activation without that argument.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.ops.Conv2dNormActivation.html
 */
export const Conv2dNormActivation = layer(Conv2dNormActivation_);
export type Conv2dNormActivation = Conv2dNormActivation_;

class Conv3dNormActivation_ extends nn.Sequential {
  declare out_channels: number;

  constructor(...args: Args<typeof conv3dArgs>) {
    const given = conv3dArgs(args);
    super(...convNormActivation(nn.Conv3d, given));
    this.out_channels = given.out_channels;
  }
}

/** The same for videos, (N, in_channels, T, H, W). See Conv2dNormActivation. */
export const Conv3dNormActivation = layer(Conv3dNormActivation_);
export type Conv3dNormActivation = Conv3dNormActivation_;

const squeezeArgs = signature(
  'SqueezeExcitation',
  ['input_channels', z.int().positive()],
  ['squeeze_channels', z.int().positive()],
  ['activation', maker<ActivationLayer>().default(() => nn.ReLU as ActivationLayer)],
  ['scale_activation', maker<ActivationLayer>().default(() => nn.Sigmoid as ActivationLayer)],
);

class SqueezeExcitation_ extends nn.Module {
  declare avgpool: nn.AdaptiveAvgPool2d;
  declare fc1: nn.Conv2d;
  declare fc2: nn.Conv2d;
  declare activation: nn.Module;
  declare scale_activation: nn.Module;

  constructor(...args: Args<typeof squeezeArgs>) {
    super();
    const { input_channels, squeeze_channels, activation, scale_activation } = squeezeArgs(args);
    this.avgpool = nn.AdaptiveAvgPool2d(1);
    this.fc1 = nn.Conv2d(input_channels, squeeze_channels, 1);
    this.fc2 = nn.Conv2d(squeeze_channels, input_channels, 1);
    this.activation = activation();
    this.scale_activation = scale_activation();
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(input: Tensor): Tensor {
    let scale = this.avgpool(input); // (N, C, 1, 1)
    scale = this.fc2(this.activation(this.fc1(scale)));
    return this.scale_activation(scale).mul(input); // (N, C, H, W)
  }
}

/**
 * Scales each channel by a figure from 0 to 1 that a small network finds from the means of all channels.
 *
 * Source: Hu et al., "Squeeze-and-Excitation Networks", 2017, arXiv:1709.01507, figure 1.
 */
export const SqueezeExcitation = layer(SqueezeExcitation_);
export type SqueezeExcitation = SqueezeExcitation_;

const mlpArgs = signature(
  'MLP',
  ['in_channels', z.int().positive()],
  ['hidden_channels', z.array(z.int().positive()).min(1)],
  ['norm_layer', maker<NormLayer>().nullable().default(null)],
  ['activation_layer', maker<ActivationLayer>().default(() => nn.ReLU as ActivationLayer)],
  ['inplace', z.boolean().nullable().default(null)],
  ['bias', z.boolean().default(true)],
  ['dropout', z.number().min(0).max(1).default(0)],
);

function mlpLayers(given: ReturnType<typeof mlpArgs>): nn.Module[] {
  const { hidden_channels, norm_layer, activation_layer, inplace, bias, dropout } = given;
  const options = inplace === null ? {} : { inplace };
  const layers: nn.Module[] = [];
  let width = given.in_channels;
  for (const [i, hidden] of hidden_channels.entries()) {
    layers.push(nn.Linear(width, hidden, { bias }));
    if (i < hidden_channels.length - 1) {
      if (norm_layer) layers.push(norm_layer(hidden));
      layers.push(activation_layer(options));
    }
    layers.push(nn.Dropout(dropout, options));
    width = hidden;
  }
  return layers;
}

/** Linear layers with an activation between and a dropout after each: (*, in_channels) -> (*, last of hidden_channels). */
class MLP_ extends nn.Sequential {
  constructor(...args: Args<typeof mlpArgs>) {
    super(...mlpLayers(mlpArgs(args)));
  }
}
export const MLP = layer(MLP_);
export type MLP = MLP_;

const permuteNames = ['dims'] as const;
type PermuteArgs = [dims: readonly number[]];
const permuteArgs = positional<typeof permuteNames, PermuteArgs>('Permute', permuteNames);

class Permute_ extends nn.Module {
  declare dims: readonly number[];

  constructor(...args: Calls<typeof permuteNames, PermuteArgs>) {
    const [dims] = permuteArgs(args);
    super();
    this.dims = dims;
  }

  override forward(x: Tensor): Tensor {
    return x.permute(this.dims);
  }
}

/** A view with the dimensions in another order: `dims` says which of the old ones comes at each place. */
export const Permute = layer(Permute_);
export type Permute = Permute_;
