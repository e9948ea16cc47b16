import { z } from 'zod';
import * as nn from '../../../nn/index.ts';
import { chain } from '../../../nn/modules/container.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { enums } from '../_api.ts';
import { builder, count } from '../_builder.ts';
import { kaimingFanOut, normalWith } from '../_init.ts';
import { Residual } from '../_residual.ts';

export const { MC3_18_Weights, R2Plus1D_18_Weights, R3D_18_Weights } = enums;

const stride = count.default(1);
const padding = z.int().nonnegative().default(1);
const convArgs = signature(
  'Conv3DSimple',
  ['in_planes', count],
  ['out_planes', count],
  ['midplanes', count.nullish()],
  ['stride', stride],
  ['padding', padding],
);
const flatArgs = signature('Conv3DNoTemporal', ...convArgs.fields);
const splitArgs = signature(
  'Conv2Plus1D',
  ['in_planes', count],
  ['out_planes', count],
  ['midplanes', count],
  ['stride', stride],
  ['padding', padding],
);

/** Over space and time at once: (N, in_planes, T, H, W) -> (N, out_planes, T / stride, H / stride, W / stride). */
class Conv3DSimple_ extends nn.Conv3d {
  constructor(...args: Args<typeof convArgs>) {
    const { in_planes, out_planes, stride, padding } = convArgs(args);
    super(in_planes, out_planes, [3, 3, 3], { stride, padding, bias: false });
  }

  static get_downsample_stride(stride: number): [t: number, h: number, w: number] {
    return [stride, stride, stride];
  }
}
export const Conv3DSimple = layer(Conv3DSimple_);
export type Conv3DSimple = Conv3DSimple_;

/** Over space, then over time. */
class Conv2Plus1D_ extends nn.Sequential {
  constructor(...args: Args<typeof splitArgs>) {
    const { in_planes, out_planes, midplanes, stride, padding } = splitArgs(args);
    super(
      nn.Conv3d(in_planes, midplanes, [1, 3, 3], {
        stride: [1, stride, stride],
        padding: [0, padding, padding],
        bias: false,
      }),
      nn.BatchNorm3d(midplanes),
      nn.ReLU({ inplace: true }),
      nn.Conv3d(midplanes, out_planes, [3, 1, 1], {
        stride: [stride, 1, 1],
        padding: [padding, 0, 0],
        bias: false,
      }),
    );
  }

  static get_downsample_stride(stride: number): [t: number, h: number, w: number] {
    return [stride, stride, stride];
  }
}
export const Conv2Plus1D = layer(Conv2Plus1D_);
export type Conv2Plus1D = Conv2Plus1D_;

/** Over space alone. */
class Conv3DNoTemporal_ extends nn.Conv3d {
  constructor(...args: Args<typeof flatArgs>) {
    const { in_planes, out_planes, stride, padding } = flatArgs(args);
    const options = { stride: [1, stride, stride], padding: [0, padding, padding], bias: false };
    super(in_planes, out_planes, [1, 3, 3], options);
  }

  static get_downsample_stride(stride: number): [t: number, h: number, w: number] {
    return [1, stride, stride];
  }
}
export const Conv3DNoTemporal = layer(Conv3DNoTemporal_);
export type Conv3DNoTemporal = Conv3DNoTemporal_;

/** One of the three convolutions above. */
export interface ConvMaker {
  (in_planes: number, out_planes: number, midplanes: number, stride?: number): nn.Module;
  get_downsample_stride(stride: number): [t: number, h: number, w: number];
}
const convMaker = z.custom<ConvMaker>(
  (value) => typeof value === 'function' && 'get_downsample_stride' in value,
  'must be Conv3DSimple, Conv3DNoTemporal or Conv2Plus1D',
);

const blockFields = [
  ['inplanes', count],
  ['planes', count],
  ['conv_builder', convMaker],
  ['stride', stride],
  ['downsample', z.custom<nn.Module | null>().default(null)],
] as const;
const basicBlockArgs = signature('BasicBlock', ...blockFields);
const bottleneckArgs = signature('Bottleneck', ...blockFields);

/** So many that a convolution in two steps has the parameters of one over space and time. */
const midplanesOf = (inplanes: number, planes: number): number =>
  Math.floor((inplanes * planes * 27) / (inplanes * 9 + 3 * planes));

const pointwise = (inplanes: number, planes: number) =>
  nn.Conv3d(inplanes, planes, { kernel_size: 1, bias: false });

/** Two convolutions beside a shortcut. */
class BasicBlock_ extends Residual {
  /** Output channels per `planes`. */
  static expansion = 1;
  declare conv1: nn.Sequential;
  declare conv2: nn.Sequential;
  declare stride: number;

  constructor(...args: Args<typeof basicBlockArgs>) {
    super();
    const { inplanes, planes, conv_builder, stride, downsample } = basicBlockArgs(args);
    const midplanes = midplanesOf(inplanes, planes);
    this.conv1 = nn.Sequential(
      conv_builder(inplanes, planes, midplanes, stride),
      nn.BatchNorm3d(planes),
      nn.ReLU({ inplace: true }),
    );
    this.conv2 = nn.Sequential(conv_builder(planes, planes, midplanes), nn.BatchNorm3d(planes));
    this.relu = nn.ReLU({ inplace: true });
    this.downsample = downsample;
    this.stride = stride;
  }

  override _layers(): nn.Module[] {
    return [this.conv1, this.conv2];
  }
}
export const BasicBlock = layer(BasicBlock_);
export type BasicBlock = BasicBlock_;

/** A convolution between two pointwise ones, beside a shortcut. */
class Bottleneck_ extends Residual {
  static expansion = 4;
  declare conv1: nn.Sequential;
  declare conv2: nn.Sequential;
  declare conv3: nn.Sequential;
  declare stride: number;

  constructor(...args: Args<typeof bottleneckArgs>) {
    super();
    const { inplanes, planes, conv_builder, stride, downsample } = bottleneckArgs(args);
    const outplanes = planes * Bottleneck_.expansion;
    this.conv1 = nn.Sequential(
      pointwise(inplanes, planes),
      nn.BatchNorm3d(planes),
      nn.ReLU({ inplace: true }),
    );
    this.conv2 = nn.Sequential(
      conv_builder(planes, planes, midplanesOf(inplanes, planes), stride),
      nn.BatchNorm3d(planes),
      nn.ReLU({ inplace: true }),
    );
    this.conv3 = nn.Sequential(pointwise(planes, outplanes), nn.BatchNorm3d(outplanes));
    this.relu = nn.ReLU({ inplace: true });
    this.downsample = downsample;
    this.stride = stride;
  }

  override _layers(): nn.Module[] {
    return [this.conv1, this.conv2, this.conv3];
  }
}
export const Bottleneck = layer(Bottleneck_);
export type Bottleneck = Bottleneck_;

/** (N, 3, T, H, W) -> (N, 64, T, H / 2, W / 2), at once. */
class BasicStem_ extends nn.Sequential {
  constructor() {
    super(
      nn.Conv3d(3, 64, [3, 7, 7], { stride: [1, 2, 2], padding: [1, 3, 3], bias: false }),
      nn.BatchNorm3d(64),
      nn.ReLU({ inplace: true }),
    );
  }
}
export const BasicStem = layer(BasicStem_);
export type BasicStem = BasicStem_;

/** The same over space, then over time. */
class R2Plus1dStem_ extends nn.Sequential {
  constructor() {
    super(
      nn.Conv3d(3, 45, [1, 7, 7], { stride: [1, 2, 2], padding: [0, 3, 3], bias: false }),
      nn.BatchNorm3d(45),
      nn.ReLU({ inplace: true }),
      nn.Conv3d(45, 64, [3, 1, 1], { stride: 1, padding: [1, 0, 0], bias: false }),
      nn.BatchNorm3d(64),
      nn.ReLU({ inplace: true }),
    );
  }
}
export const R2Plus1dStem = layer(R2Plus1dStem_);
export type R2Plus1dStem = R2Plus1dStem_;

type Block = typeof BasicBlock | typeof Bottleneck;
const maker = <F>(what: string) => z.custom<F>((value) => typeof value === 'function', `must be ${what}`);
const options = [
  ['num_classes', count.default(400)],
  ['zero_init_residual', z.boolean().default(false)],
] as const;
const resnetArgs = signature(
  'VideoResNet',
  ['block', maker<Block>('BasicBlock or Bottleneck')],
  ['conv_makers', z.array(convMaker).length(4).readonly()],
  ['layers', z.array(count).length(4).readonly()],
  ['stem', maker<() => nn.Module>('a function that makes a module')],
  ...options,
);

/**
 * Tran et al., "A Closer Look at Spatiotemporal Convolutions for Action Recognition", 2017, for videos (N, 3, T, H, W).
 *
 * `conv_makers` says, stage by stage, how space and time are filtered; `zero_init_residual` begins every bottleneck as
 * its shortcut.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/video_resnet.html
 */
class VideoResNet_ extends nn.Module {
  /** Channels of the last stage. */
  declare inplanes: number;
  declare stem: nn.Module;
  declare layer1: nn.Sequential;
  declare layer2: nn.Sequential;
  declare layer3: nn.Sequential;
  declare layer4: nn.Sequential;
  declare avgpool: nn.AdaptiveAvgPool3d;
  declare fc: nn.Linear;

  constructor(...args: Args<typeof resnetArgs>) {
    super();
    const { block, conv_makers, layers, stem, num_classes, zero_init_residual } = resnetArgs(args);
    let inplanes = 64;
    const stage = (i: number, planes: number, stride: number): nn.Sequential => {
      const conv = conv_makers[i] as ConvMaker;
      const outplanes = planes * block.expansion;
      let downsample: nn.Module | null = null;
      if (stride !== 1 || inplanes !== outplanes) {
        const steps = conv.get_downsample_stride(stride);
        downsample = nn.Sequential(
          nn.Conv3d(inplanes, outplanes, { kernel_size: 1, stride: steps, bias: false }),
          nn.BatchNorm3d(outplanes),
        );
      }
      const blocks: nn.Module[] = [block(inplanes, planes, conv, stride, downsample)];
      inplanes = outplanes;
      while (blocks.length < (layers[i] as number)) blocks.push(block(inplanes, planes, conv));
      return nn.Sequential(...blocks);
    };
    this.stem = stem();
    this.layer1 = stage(0, 64, 1);
    this.layer2 = stage(1, 128, 2);
    this.layer3 = stage(2, 256, 2);
    this.layer4 = stage(3, 512, 2);
    this.inplanes = inplanes;
    this.avgpool = nn.AdaptiveAvgPool3d([1, 1, 1]);
    this.fc = nn.Linear(512 * block.expansion, num_classes);
    this.reset_parameters(zero_init_residual);
  }

  reset_parameters(zero_init_residual: boolean): void {
    for (const m of this.modules()) {
      if (m instanceof nn.Conv3d) kaimingFanOut(m);
      else if (m instanceof nn.Linear) normalWith(0.01)(m);
      else if (m instanceof nn.BatchNorm3d) {
        if (m.weight) nn.init.ones_(m.weight);
        if (m.bias) nn.init.zeros_(m.bias);
      }
    }
    if (!zero_init_residual) return;
    for (const m of this.modules()) {
      if (m instanceof Bottleneck) nn.init.zeros_(m.conv3[1].weight);
    }
  }

  override forward(x: Tensor): Tensor {
    const body = [this.stem, this.layer1, this.layer2, this.layer3, this.layer4]; // (N, C, T / 8, H / 16, W / 16)
    const out = chain([...body, this.avgpool], x).flatten(1); // (N, C)
    return this.fc(out); // (N, num_classes)
  }
}
export const VideoResNet = nn.callable(VideoResNet_);
export type VideoResNet = VideoResNet_;

type Name = 'r3d_18' | 'mc3_18' | 'r2plus1d_18';
const resnet = (name: Name, makers: readonly ConvMaker[], stem: () => nn.Module) =>
  builder(name, options, (given) => VideoResNet(BasicBlock, makers, [2, 2, 2, 2], stem, given));

const whole = Conv3DSimple as ConvMaker;
const flat = Conv3DNoTemporal as ConvMaker;
const split = Conv2Plus1D as ConvMaker;
export const r3d_18 = resnet('r3d_18', [whole, whole, whole, whole], BasicStem);
export const mc3_18 = resnet('mc3_18', [whole, flat, flat, flat], BasicStem);
export const r2plus1d_18 = resnet('r2plus1d_18', [split, split, split, split], R2Plus1dStem);
