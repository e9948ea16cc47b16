import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import {
  type ActivationLayer,
  Conv2dNormActivation,
  type NormLayer,
  SqueezeExcitation,
} from '../ops/misc.ts';
import { builder, count, normLayer, numClasses } from './_builder.ts';
import { initLayers, normalWith } from './_init.ts';
import { _make_divisible, roundHalfEven as round } from './_utils.ts';

/** The layers that a network is made of. */
interface Style {
  norm_layer: NormLayer;
  activation_layer: ActivationLayer;
}

const shapeFields = z.strictObject({
  depths: z.array(count).min(1),
  widths: z.array(count).min(1),
  group_widths: z.array(count).min(1),
  bottleneck_multipliers: z.array(z.number().positive()).min(1),
  strides: z.array(count).min(1),
  se_ratio: z.number().positive().nullish(),
});
/** Depth, width and so on of each stage. */
type BlockParams = z.output<typeof shapeFields>;

/**
 * The stages that a RegNet's few figures stand for: widths rise by `w_a` a block from `w_0`, quantised to powers of `w_m`
 * and multiples of 8; blocks of one width are a stage.
 */
function blockParams(
  depth: number,
  w_0: number,
  w_a: number,
  w_m: number,
  group_width: number,
  se_ratio: number | null,
): BlockParams {
  if (w_a < 0 || w_0 <= 0 || w_m <= 1 || w_0 % 8 !== 0) throw new ValueError('Invalid RegNet settings');
  const depths = new Map<number, number>();
  for (let i = 0; i < depth; i += 1) {
    const capacity = round(Math.log((i * w_a + w_0) / w_0) / Math.log(w_m));
    const width = round((w_0 * w_m ** capacity) / 8) * 8;
    depths.set(width, (depths.get(width) ?? 0) + 1);
  }
  const widths = [...depths.keys()];
  const group_widths = widths.map((width) => Math.min(group_width, width));
  return {
    depths: [...depths.values()],
    widths: widths.map((width, i) => _make_divisible(width, group_widths[i] as number)),
    group_widths,
    bottleneck_multipliers: widths.map(() => 1),
    strides: widths.map(() => 2),
    se_ratio,
  };
}

class SimpleStemIN_ extends Conv2dNormActivation {
  constructor(width_in: number, width_out: number, style: Style) {
    super(width_in, width_out, { kernel_size: 3, stride: 2, ...style });
  }
}
const SimpleStemIN = layer(SimpleStemIN_);

interface Bottleneck {
  stride: number;
  group_width: number;
  bottleneck_multiplier: number;
  se_ratio: number | null;
}

/** 1x1, 3x3 in groups, the weighing of channels where there is one, 1x1. */
class BottleneckTransform_ extends nn.Sequential {
  constructor(width_in: number, width_out: number, shape: Bottleneck, style: Style) {
    const width = round(width_out * shape.bottleneck_multiplier);
    const groups = Math.floor(width / shape.group_width);
    const { stride, se_ratio } = shape;
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
const BottleneckTransform = layer(BottleneckTransform_);

class ResBottleneckBlock_ extends nn.Module {
  declare proj: Conv2dNormActivation | null;
  declare f: BottleneckTransform_;
  declare activation: nn.Module;

  constructor(width_in: number, width_out: number, shape: Bottleneck, style: Style) {
    super();
    const { stride } = shape;
    this.proj =
      width_in !== width_out || stride !== 1
        ? Conv2dNormActivation(width_in, width_out, {
            kernel_size: 1,
            stride,
            ...style,
            activation_layer: null,
          })
        : null;
    this.f = BottleneckTransform(width_in, width_out, shape, style);
    this.activation = style.activation_layer({ inplace: true });
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const shortcut = this.proj ? this.proj(x) : x;
    return this.activation(shortcut.add(this.f(x))); // (N, width_out, H / stride, W / stride)
  }
}
const ResBottleneckBlock = layer(ResBottleneckBlock_);

class AnyStage_ extends nn.Sequential {
  constructor(
    index: number,
    width_in: number,
    width_out: number,
    depth: number,
    shape: Bottleneck,
    style: Style,
  ) {
    const blocks = Array.from({ length: depth }, (_, i) => [
      `block${index}-${i}`,
      i === 0
        ? ResBottleneckBlock(width_in, width_out, shape, style)
        : ResBottleneckBlock(width_out, width_out, { ...shape, stride: 1 }, style),
    ]);
    super(Object.fromEntries(blocks));
  }
}
const AnyStage = layer(AnyStage_);

const activation = z
  .custom<ActivationLayer>((value) => typeof value === 'function', 'must be a function')
  .nullish();
const options = [
  numClasses,
  ['stem_width', count.default(32)],
  ['norm_layer', normLayer],
  ['activation', activation],
] as const;
const regnetArgs = signature('RegNet', ['block_params', shapeFields], ...options);

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
 * @see https://docs.pytorch.org/vision/0.28/models/regnet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class RegNet_ extends nn.Module {
  declare stem: SimpleStemIN_;
  declare trunk_output: nn.Sequential;

  constructor(...args: Args<typeof regnetArgs>) {
    super();
    const { block_params, num_classes, stem_width, norm_layer, activation } = regnetArgs(args);
    const style = {
      norm_layer: norm_layer ?? nn.BatchNorm2d,
      activation_layer: activation ?? (nn.ReLU as ActivationLayer),
    };
    this.stem = SimpleStemIN(3, stem_width, style);
    let width = stem_width;
    const stages = block_params.widths.map((width_out, i) => {
      const shape = {
        stride: block_params.strides[i] as number,
        group_width: block_params.group_widths[i] as number,
        bottleneck_multiplier: block_params.bottleneck_multipliers[i] as number,
        se_ratio: block_params.se_ratio ?? null,
      };
      const stage = AnyStage(i + 1, width, width_out, block_params.depths[i] as number, shape, style);
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
  const params = blockParams(...figures, name.startsWith('regnet_y') ? 0.25 : null);
  return builder(name, options, (given) => RegNet(params, given));
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
