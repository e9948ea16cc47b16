import { z } from 'zod';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import * as math from '../../math.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import {
  type ActivationLayer,
  Conv2dNormActivation,
  type NormLayer,
  SqueezeExcitation,
} from '../ops/misc.ts';
import { builder, count, layerMaker, normLayer, numClasses } from './_builder.ts';
import { initLayers, normalWith } from './_init.ts';
import { _make_divisible, roundHalfEven as round } from './_utils.ts';

export {
  RegNet_X_1_6GF_Weights,
  RegNet_X_3_2GF_Weights,
  RegNet_X_8GF_Weights,
  RegNet_X_16GF_Weights,
  RegNet_X_32GF_Weights,
  RegNet_X_400MF_Weights,
  RegNet_X_800MF_Weights,
  RegNet_Y_1_6GF_Weights,
  RegNet_Y_3_2GF_Weights,
  RegNet_Y_8GF_Weights,
  RegNet_Y_16GF_Weights,
  RegNet_Y_32GF_Weights,
  RegNet_Y_128GF_Weights,
  RegNet_Y_400MF_Weights,
  RegNet_Y_800MF_Weights,
} from './weights.ts';

const paramsArgs = signature(
  'BlockParams',
  ['depths', z.array(count)],
  ['widths', z.array(count)],
  ['group_widths', z.array(count)],
  ['bottleneck_multipliers', z.array(z.number().positive())],
  ['strides', z.array(count)],
  ['se_ratio', z.number().positive().nullable().default(null)],
);
const initArgs = signature(
  'from_init_params',
  ['depth', count],
  ['w_0', z.int()],
  ['w_a', z.number()],
  ['w_m', z.number()],
  ['group_width', count],
  ['se_ratio', z.number().positive().nullable().default(null)],
);

/** Depth, width and so on of each stage; `se_ratio`, of all, is null where channels are not weighed. */
class BlockParams_ {
  declare depths: number[];
  declare widths: number[];
  declare group_widths: number[];
  declare bottleneck_multipliers: number[];
  declare strides: number[];
  declare se_ratio: number | null;

  constructor(...args: Args<typeof paramsArgs>) {
    Object.assign(this, paramsArgs(args));
  }

  /**
   * The stages that a RegNet's few figures stand for: widths rise by `w_a` a block from `w_0`, quantised to powers of `w_m`
   * and multiples of 8; blocks of one width are a stage.
   *
   * @throws ValueError unless w_a >= 0, w_0 > 0 is a multiple of 8 and w_m > 1.
   */
  static from_init_params(...args: Args<typeof initArgs>): BlockParams_ {
    const { depth, w_0, w_a, w_m, group_width, se_ratio } = initArgs(args);
    if (w_a < 0 || w_0 <= 0 || w_m <= 1 || w_0 % 8 !== 0) throw new ValueError('Invalid RegNet settings');
    const wanted = torch.arange(depth).mul(w_a).add(w_0);
    const capacity = wanted.div(w_0).log().div(math.log(w_m)).round();
    const quantised = torch.pow(w_m, capacity).mul(w_0).div(8).round().mul(8);
    const depths = new Map<number, number>();
    for (const width of quantised.tolist() as number[]) depths.set(width, (depths.get(width) ?? 0) + 1);
    const widths = [...depths.keys()];
    const group_widths = widths.map((width) => Math.min(group_width, width));
    return new BlockParams_({
      depths: [...depths.values()],
      widths: widths.map((width, i) => _make_divisible(width, group_widths[i] as number)),
      group_widths,
      bottleneck_multipliers: widths.map(() => 1),
      strides: widths.map(() => 2),
      se_ratio,
    });
  }

  /** Stage by stage. */
  *_get_expanded_params(): Generator<
    [width: number, stride: number, depth: number, group_width: number, bottleneck_multiplier: number]
  > {
    for (const [i, width] of this.widths.entries()) {
      const rest = [this.strides, this.depths, this.group_widths, this.bottleneck_multipliers];
      yield [width, ...(rest.map((each) => each[i]) as [number, number, number, number])];
    }
  }
}
export const BlockParams = callable(BlockParams_);
export type BlockParams = BlockParams_;

const widthFields = [
  ['width_in', count],
  ['width_out', count],
] as const;
const styleFields = [
  ['norm_layer', layerMaker<NormLayer>()],
  ['activation_layer', layerMaker<ActivationLayer>()],
] as const;
const stemArgs = signature('SimpleStemIN', ...widthFields, ...styleFields);

/** A convolution of 3x3 with stride 2, its normalisation and activation. */
class SimpleStemIN_ extends Conv2dNormActivation {
  constructor(...args: Args<typeof stemArgs>) {
    const { width_in, width_out, ...style } = stemArgs(args);
    super(width_in, width_out, { kernel_size: 3, stride: 2, ...style });
  }
}
export const SimpleStemIN = layer(SimpleStemIN_);
export type SimpleStemIN = SimpleStemIN_;

const transformArgs = signature(
  'BottleneckTransform',
  ...widthFields,
  ['stride', count],
  ...styleFields,
  ['group_width', count],
  ['bottleneck_multiplier', z.number().positive()],
  ['se_ratio', z.number().nullable()],
);

/** 1x1, 3x3 in groups, the weighing of channels where there is one, 1x1. */
class BottleneckTransform_ extends nn.Sequential {
  constructor(...args: Args<typeof transformArgs>) {
    const { width_in, width_out, stride, group_width, bottleneck_multiplier, se_ratio, ...style } =
      transformArgs(args);
    const width = round(width_out * bottleneck_multiplier);
    const groups = Math.floor(width / group_width);
    const layers: Record<string, nn.Module> = {
      a: Conv2dNormActivation(width_in, width, { kernel_size: 1, ...style }),
      b: Conv2dNormActivation(width, width, { kernel_size: 3, stride, groups, ...style }),
    };
    if (se_ratio) {
      layers.se = SqueezeExcitation(width, round(se_ratio * width_in), {
        activation: style.activation_layer,
      });
    }
    layers.c = Conv2dNormActivation(width, width_out, { kernel_size: 1, ...style, activation_layer: null });
    super(layers);
  }
}
export const BottleneckTransform = layer(BottleneckTransform_);
export type BottleneckTransform = BottleneckTransform_;

const blockArgs = signature(
  'ResBottleneckBlock',
  ...widthFields,
  ['stride', count],
  ...styleFields,
  ['group_width', count.default(1)],
  ['bottleneck_multiplier', z.number().positive().default(1)],
  ['se_ratio', z.number().nullable().default(null)],
);

/** A BottleneckTransform beside a shortcut, which is a convolution where the shape changes. */
class ResBottleneckBlock_ extends nn.Module {
  declare proj: Conv2dNormActivation | null;
  declare f: BottleneckTransform_;
  declare activation: nn.Module;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const given = blockArgs(args);
    const { width_in, width_out, stride, norm_layer } = given;
    this.proj =
      width_in !== width_out || stride !== 1
        ? Conv2dNormActivation(width_in, width_out, {
            kernel_size: 1,
            stride,
            norm_layer,
            activation_layer: null,
          })
        : null;
    this.f = BottleneckTransform(given);
    this.activation = given.activation_layer({ inplace: true });
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const shortcut = this.proj ? this.proj(x) : x;
    return this.activation(shortcut.add(this.f(x))); // (N, width_out, H / stride, W / stride)
  }
}
export const ResBottleneckBlock = layer(ResBottleneckBlock_);
export type ResBottleneckBlock = ResBottleneckBlock_;

/** Makes a block of a stage: `ResBottleneckBlock`, or a function that returns a layer. */
export type BlockMaker = (
  width_in: number,
  width_out: number,
  stride: number,
  norm_layer: NormLayer,
  activation_layer: ActivationLayer,
  group_width: number,
  bottleneck_multiplier: number,
  se_ratio: number | null,
) => nn.Module;
const stageArgs = signature(
  'AnyStage',
  ...widthFields,
  ['stride', count],
  ['depth', count],
  ['block_constructor', layerMaker<BlockMaker>()],
  ...styleFields,
  ['group_width', count],
  ['bottleneck_multiplier', z.number().positive()],
  ['se_ratio', z.number().nullable().default(null)],
  ['stage_index', z.int().default(0)],
);

/** `depth` blocks, the first of which has the stride. */
class AnyStage_ extends nn.Sequential {
  constructor(...args: Args<typeof stageArgs>) {
    const { width_in, width_out, stride, depth, block_constructor, ...given } = stageArgs(args);
    const { norm_layer, activation_layer, group_width, bottleneck_multiplier, se_ratio } = given;
    const blocks = Array.from({ length: depth }, (_, i) => [
      `block${given.stage_index}-${i}`,
      block_constructor(
        i === 0 ? width_in : width_out,
        width_out,
        i === 0 ? stride : 1,
        norm_layer,
        activation_layer,
        group_width,
        bottleneck_multiplier,
        se_ratio,
      ),
    ]);
    super(Object.fromEntries(blocks));
  }
}
export const AnyStage = layer(AnyStage_);
export type AnyStage = AnyStage_;

/** Makes the first layer: `SimpleStemIN`, or a function that returns a layer. */
export type StemMaker = (
  width_in: number,
  width_out: number,
  norm_layer: NormLayer,
  activation_layer: ActivationLayer,
) => nn.Module;
const activation = z
  .custom<ActivationLayer>((value) => typeof value === 'function', 'must be a function')
  .nullish();
const options = [
  numClasses,
  ['stem_width', count.default(32)],
  ['stem_type', layerMaker<StemMaker>().nullish()],
  ['block_type', layerMaker<BlockMaker>().nullish()],
  ['norm_layer', normLayer],
  ['activation', activation],
] as const;
const regnetArgs = signature(
  'RegNet',
  ['block_params', z.custom<BlockParams>((value) => value instanceof BlockParams_, 'must be BlockParams')],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface RegNet_ {
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get fc(): nn.Linear;
  set fc(value: nn.Module);
}

/**
 * Radosavovic et al., "Designing Network Design Spaces", 2020, for images (N, 3, H, W). The Y variants weigh channels.
 *
 * `stem_type` makes the first layer and `block_type` each block: SimpleStemIN and ResBottleneckBlock by default.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/regnet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class RegNet_ extends nn.Module {
  declare stem: nn.Module;
  declare trunk_output: nn.Sequential;

  constructor(...args: Args<typeof regnetArgs>) {
    super();
    const { block_params, num_classes, stem_width, ...given } = regnetArgs(args);
    const norm_layer = given.norm_layer ?? nn.BatchNorm2d;
    const activation = given.activation ?? (nn.ReLU as ActivationLayer);
    const block: BlockMaker = given.block_type ?? ResBottleneckBlock;
    this.stem = (given.stem_type ?? SimpleStemIN)(3, stem_width, norm_layer, activation);
    let width = stem_width;
    const expanded = [...block_params._get_expanded_params()];
    const stages = expanded.map(([width_out, stride, depth, group_width, bottleneck_multiplier], i) => {
      const stage = AnyStage(width, width_out, stride, depth, block, norm_layer, activation, {
        group_width,
        bottleneck_multiplier,
        se_ratio: block_params.se_ratio,
        stage_index: i + 1,
      });
      width = width_out;
      return [`block${i + 1}`, stage];
    });
    this.trunk_output = nn.Sequential(Object.fromEntries(stages));
    this.avgpool = nn.AdaptiveAvgPool2d([1, 1]);
    this.fc = nn.Linear(width, num_classes);
    initLayers(this, {
      // A bias, in the weighing of channels, stays as the layer drew it.
      conv: (m) => {
        const fan_out = (m.kernel_size[0] as number) * (m.kernel_size[1] as number) * m.out_channels;
        nn.init.normal_(m.weight, 0, Math.sqrt(2 / fan_out));
      },
      linear: normalWith(0.01),
    });
  }

  override forward(x: Tensor): Tensor {
    const out = chain([this.stem, this.trunk_output, this.avgpool], x).flatten(1); // (N, width)
    return this.fc(out); // (N, num_classes)
  }
}

export const RegNet = nn.callable(RegNet_);
export type RegNet = RegNet_;

type Size = '400mf' | '800mf' | '1_6gf' | '3_2gf' | '8gf' | '16gf' | '32gf';
type Figures = [depth: number, w_0: number, w_a: number, w_m: number, group_width: number];
const regnet = (name: `regnet_${'x' | 'y'}_${Size}` | 'regnet_y_128gf', ...figures: Figures) => {
  const se_ratio = name.startsWith('regnet_y') ? 0.25 : null;
  return builder(name, options, (given) =>
    RegNet(BlockParams_.from_init_params(...figures, { se_ratio }), given),
  );
};

export const regnet_y_400mf = regnet('regnet_y_400mf', 16, 48, 27.89, 2.09, 8);
export const regnet_y_800mf = regnet('regnet_y_800mf', 14, 56, 38.84, 2.4, 16);
export const regnet_y_1_6gf = regnet('regnet_y_1_6gf', 27, 48, 20.71, 2.65, 24);
export const regnet_y_3_2gf = regnet('regnet_y_3_2gf', 21, 80, 42.63, 2.66, 24);
export const regnet_y_8gf = regnet('regnet_y_8gf', 17, 192, 76.82, 2.19, 56);
export const regnet_y_16gf = regnet('regnet_y_16gf', 18, 200, 106.23, 2.48, 112);
export const regnet_y_32gf = regnet('regnet_y_32gf', 20, 232, 115.89, 2.53, 232);
export const regnet_y_128gf = regnet('regnet_y_128gf', 27, 456, 160.83, 2.52, 264);
export const regnet_x_400mf = regnet('regnet_x_400mf', 22, 24, 24.48, 2.54, 16);
export const regnet_x_800mf = regnet('regnet_x_800mf', 16, 56, 35.73, 2.28, 16);
export const regnet_x_1_6gf = regnet('regnet_x_1_6gf', 18, 80, 34.01, 2.25, 24);
export const regnet_x_3_2gf = regnet('regnet_x_3_2gf', 25, 88, 26.31, 2.25, 48);
export const regnet_x_8gf = regnet('regnet_x_8gf', 23, 80, 49.56, 2.88, 120);
export const regnet_x_16gf = regnet('regnet_x_16gf', 22, 216, 55.59, 2.1, 128);
export const regnet_x_32gf = regnet('regnet_x_32gf', 23, 320, 69.86, 2, 168);
