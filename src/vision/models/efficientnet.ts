import { z } from 'zod';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { Conv2dNormActivation, type NormLayer, SqueezeExcitation } from '../ops/misc.ts';
import { StochasticDepth } from '../ops/stochastic_depth.ts';
import { builder, count, normLayer, numClasses, probability } from './_builder.ts';
import { initLayers, kaimingFanOut, zeroBias } from './_init.ts';
import { _make_divisible } from './_utils.ts';

const stageFields = z.strictObject({
  fused: z.boolean().default(false),
  expand_ratio: z.number().positive(),
  kernel: count,
  stride: z.union([z.literal(1), z.literal(2)]),
  input_channels: count,
  out_channels: count,
  num_layers: count,
});
/** A stage: `num_layers` blocks, the first of which changes channels and size. `fused` makes them FusedMBConv. */
type Stage = z.output<typeof stageFields>;

/** Filters beside a shortcut where the shape stays; in training the filters of an image are left out now and then. */
abstract class Residual extends nn.Module {
  declare use_res_connect: boolean;
  declare block: nn.Sequential;
  declare stochastic_depth: StochasticDepth;
  declare out_channels: number;

  constructor(cnf: Stage, stochastic_depth_prob: number, layers: nn.Module[]) {
    super();
    this.use_res_connect = cnf.stride === 1 && cnf.input_channels === cnf.out_channels;
    this.block = nn.Sequential(...layers);
    this.stochastic_depth = StochasticDepth(stochastic_depth_prob, 'row');
    this.out_channels = cnf.out_channels;
  }

  override _inner(): nn.Module[] {
    return [this.block, this.stochastic_depth];
  }

  override forward(input: Tensor): Tensor {
    const result = this.block(input); // (N, out_channels, H / stride, W / stride)
    return this.use_res_connect ? this.stochastic_depth(result).add_(input) : result;
  }
}

const widened = (cnf: Stage) => _make_divisible(cnf.input_channels * cnf.expand_ratio, 8);
const SiLU = { activation_layer: nn.SiLU };
const project = (width: number, cnf: Stage, norm_layer: NormLayer) =>
  Conv2dNormActivation(width, cnf.out_channels, { kernel_size: 1, norm_layer, activation_layer: null });

/** Widens, filters each channel on its own, weighs the channels, narrows. */
class MBConv_ extends Residual {
  constructor(cnf: Stage, stochastic_depth_prob: number, norm_layer: NormLayer) {
    const { input_channels, kernel, stride } = cnf;
    const width = widened(cnf);
    const common = { norm_layer, ...SiLU };
    const layers: nn.Module[] = [];
    if (width !== input_channels) {
      layers.push(Conv2dNormActivation(input_channels, width, { kernel_size: 1, ...common }));
    }
    layers.push(
      Conv2dNormActivation(width, width, { kernel_size: kernel, stride, groups: width, ...common }),
      SqueezeExcitation(width, Math.max(1, Math.floor(input_channels / 4)), {
        activation: () => nn.SiLU({ inplace: true }),
      }),
      project(width, cnf, norm_layer),
    );
    super(cnf, stochastic_depth_prob, layers);
  }
}
const MBConv = layer(MBConv_);

/** Widens and filters in one convolution, then narrows. */
class FusedMBConv_ extends Residual {
  constructor(cnf: Stage, stochastic_depth_prob: number, norm_layer: NormLayer) {
    const { input_channels, out_channels, kernel, stride } = cnf;
    const width = widened(cnf);
    const common = { kernel_size: kernel, stride, norm_layer, ...SiLU };
    const layers =
      width === input_channels
        ? [Conv2dNormActivation(input_channels, out_channels, common)]
        : [Conv2dNormActivation(input_channels, width, common), project(width, cnf, norm_layer)];
    super(cnf, stochastic_depth_prob, layers);
  }
}
const FusedMBConv = layer(FusedMBConv_);

const options = [
  ['stochastic_depth_prob', probability.default(0.2)],
  numClasses,
  ['norm_layer', normLayer],
] as const;
const efficientnetArgs = signature(
  'EfficientNet',
  ['inverted_residual_setting', z.array(stageFields).min(1)],
  ['dropout', probability],
  ...options,
  ['last_channel', count.nullish()],
);

/**
 * Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", 2019, and "EfficientNetV2:
 * Smaller Models and Faster Training", 2021, for images (N, 3, H, W).
 *
 * `stochastic_depth_prob` is that of the last block; it grows from 0 evenly.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/efficientnet.html
 */
class EfficientNet_ extends nn.Module {
  declare features: nn.Sequential;
  declare avgpool: nn.AdaptiveAvgPool2d;
  declare classifier: nn.Sequential;

  constructor(...args: Args<typeof efficientnetArgs>) {
    super();
    const {
      inverted_residual_setting: stages,
      dropout,
      stochastic_depth_prob,
      ...given
    } = efficientnetArgs(args);
    const norm_layer = given.norm_layer ?? nn.BatchNorm2d;
    const common = { norm_layer, ...SiLU };
    const total = stages.reduce((sum, { num_layers }) => sum + num_layers, 0);
    const first = (stages[0] as Stage).input_channels;
    const { out_channels } = stages.at(-1) as Stage;
    const last = given.last_channel ?? 4 * out_channels;
    let id = 0;
    const features: nn.Module[] = [Conv2dNormActivation(3, first, { stride: 2, ...common })];
    for (const stage of stages) {
      const Block = stage.fused ? FusedMBConv : MBConv;
      const blocks = Array.from({ length: stage.num_layers }, (_, i) => {
        const cnf: Stage = i === 0 ? stage : { ...stage, input_channels: stage.out_channels, stride: 1 };
        const block = Block(cnf, (stochastic_depth_prob * id) / total, norm_layer);
        id += 1;
        return block;
      });
      features.push(nn.Sequential(...blocks));
    }
    features.push(Conv2dNormActivation(out_channels, last, { kernel_size: 1, ...common }));
    this.features = nn.Sequential(...features);
    this.avgpool = nn.AdaptiveAvgPool2d(1);
    this.classifier = nn.Sequential(
      nn.Dropout({ p: dropout, inplace: true }),
      nn.Linear(last, given.num_classes),
    );
    initLayers(this, {
      conv: kaimingFanOut,
      linear: (m) => {
        const range = 1 / Math.sqrt(m.out_features);
        nn.init.uniform_(m.weight, -range, range);
        zeroBias(m);
      },
    });
  }

  override forward(x: Tensor): Tensor {
    const out = chain([this.features, this.avgpool], x).flatten(1); // (N, last_channel)
    return this.classifier(out); // (N, num_classes)
  }
}

export const EfficientNet = nn.callable(EfficientNet_);
export type EfficientNet = EfficientNet_;

// Widening, kernel, stride, channels in and out, layers.
type Row = [
  expand_ratio: number,
  kernel: number,
  stride: 1 | 2,
  input: number,
  output: number,
  layers: number,
];
const stagesOf = (rows: Row[], fused: boolean): Stage[] =>
  rows.map(([expand_ratio, kernel, stride, input_channels, out_channels, num_layers]) => ({
    fused,
    expand_ratio,
    kernel,
    stride,
    input_channels,
    out_channels,
    num_layers,
  }));

// Table 1 of the first paper.
const v1: Row[] = [
  [1, 3, 1, 32, 16, 1],
  [6, 3, 2, 16, 24, 2],
  [6, 5, 2, 24, 40, 2],
  [6, 3, 2, 40, 80, 3],
  [6, 5, 1, 80, 112, 3],
  [6, 5, 2, 112, 192, 4],
  [6, 3, 1, 192, 320, 1],
];

const batchNorm =
  (eps: number, momentum = 0.1): NormLayer =>
  (channels) =>
    nn.BatchNorm2d(channels, { eps, momentum });

const efficientnet = (
  name: `efficientnet_${`b${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}` | `v2_${'s' | 'm' | 'l'}`}`,
  stages: Stage[],
  dropout: number,
  norm: NormLayer | null,
  last_channel: number | null,
) => {
  // Where the family's member has a normalisation of its own, asking for another is an error, as in torchvision.
  const open = (norm ? options.filter(([option]) => option !== 'norm_layer') : options) as typeof options;
  return builder(name, [...open, ['dropout', probability.default(dropout)] as const], (given) =>
    EfficientNet(stages, { ...given, ...(norm && { norm_layer: norm }), last_channel }),
  );
};

/** Wider by `width`, deeper by `depth`. */
const scaled = (width: number, depth: number) =>
  stagesOf(v1, false).map((stage) => ({
    ...stage,
    input_channels: _make_divisible(stage.input_channels * width, 8),
    out_channels: _make_divisible(stage.out_channels * width, 8),
    num_layers: Math.ceil(stage.num_layers * depth),
  }));

export const efficientnet_b0 = efficientnet('efficientnet_b0', scaled(1, 1), 0.2, null, null);
export const efficientnet_b1 = efficientnet('efficientnet_b1', scaled(1, 1.1), 0.2, null, null);
export const efficientnet_b2 = efficientnet('efficientnet_b2', scaled(1.1, 1.2), 0.3, null, null);
export const efficientnet_b3 = efficientnet('efficientnet_b3', scaled(1.2, 1.4), 0.3, null, null);
export const efficientnet_b4 = efficientnet('efficientnet_b4', scaled(1.4, 1.8), 0.4, null, null);
const large = batchNorm(0.001, 0.01);
export const efficientnet_b5 = efficientnet('efficientnet_b5', scaled(1.6, 2.2), 0.4, large, null);
export const efficientnet_b6 = efficientnet('efficientnet_b6', scaled(1.8, 2.6), 0.5, large, null);
export const efficientnet_b7 = efficientnet('efficientnet_b7', scaled(2, 3.1), 0.5, large, null);

// Table 4 of the second paper.
const v2 = {
  s: [
    ...stagesOf(
      [
        [1, 3, 1, 24, 24, 2],
        [4, 3, 2, 24, 48, 4],
        [4, 3, 2, 48, 64, 4],
      ],
      true,
    ),
    ...stagesOf(
      [
        [4, 3, 2, 64, 128, 6],
        [6, 3, 1, 128, 160, 9],
        [6, 3, 2, 160, 256, 15],
      ],
      false,
    ),
  ],
  m: [
    ...stagesOf(
      [
        [1, 3, 1, 24, 24, 3],
        [4, 3, 2, 24, 48, 5],
        [4, 3, 2, 48, 80, 5],
      ],
      true,
    ),
    ...stagesOf(
      [
        [4, 3, 2, 80, 160, 7],
        [6, 3, 1, 160, 176, 14],
        [6, 3, 2, 176, 304, 18],
        [6, 3, 1, 304, 512, 5],
      ],
      false,
    ),
  ],
  l: [
    ...stagesOf(
      [
        [1, 3, 1, 32, 32, 4],
        [4, 3, 2, 32, 64, 7],
        [4, 3, 2, 64, 96, 7],
      ],
      true,
    ),
    ...stagesOf(
      [
        [4, 3, 2, 96, 192, 10],
        [6, 3, 1, 192, 224, 19],
        [6, 3, 2, 224, 384, 25],
        [6, 3, 1, 384, 640, 7],
      ],
      false,
    ),
  ],
};
const fine = batchNorm(0.001);
export const efficientnet_v2_s = efficientnet('efficientnet_v2_s', v2.s, 0.2, fine, 1280);
export const efficientnet_v2_m = efficientnet('efficientnet_v2_m', v2.m, 0.3, fine, 1280);
export const efficientnet_v2_l = efficientnet('efficientnet_v2_l', v2.l, 0.4, fine, 1280);
