import { inspect } from 'node:util';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { copy } from '../../copy.ts';
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
import { StochasticDepth } from '../ops/stochastic_depth.ts';
import {
  builder,
  count,
  layerMaker,
  makerOr,
  normLayer,
  numClasses,
  probability,
  stagesOf,
} from './_builder.ts';
import { initLayers, kaimingFanOut, zeroBias } from './_init.ts';
import { _make_divisible } from './_utils.ts';

export {
  EfficientNet_B0_Weights,
  EfficientNet_B1_Weights,
  EfficientNet_B2_Weights,
  EfficientNet_B3_Weights,
  EfficientNet_B4_Weights,
  EfficientNet_B5_Weights,
  EfficientNet_B6_Weights,
  EfficientNet_B7_Weights,
  EfficientNet_V2_L_Weights,
  EfficientNet_V2_M_Weights,
  EfficientNet_V2_S_Weights,
} from './weights.ts';

const stageFields = [
  ['expand_ratio', z.number().positive()],
  ['kernel', count],
  ['stride', z.int()],
  ['input_channels', count],
  ['out_channels', count],
  ['num_layers', count],
] as const;
type StageBlock = (cnf: any, stochastic_depth_prob: number, norm_layer: NormLayer) => nn.Module;
const configArgs = signature(
  'MBConvConfig',
  ...stageFields,
  ['width_mult', z.number().positive().default(1)],
  ['depth_mult', z.number().positive().default(1)],
  ['block', layerMaker<StageBlock>().nullish()],
);
const fusedConfigArgs = signature('FusedMBConvConfig', ...stageFields, [
  'block',
  layerMaker<StageBlock>().nullish(),
]);

/** A stage: `num_layers` blocks, the first of which changes channels and size. */
class Stage {
  declare expand_ratio: number;
  declare kernel: number;
  declare stride: number;
  declare input_channels: number;
  declare out_channels: number;
  declare num_layers: number;
  declare block: StageBlock;

  static adjust_channels(channels: number, width_mult: number, min_value: number | null = null): number {
    return _make_divisible(channels * width_mult, 8, min_value);
  }

  toString(): string {
    const { expand_ratio, kernel, stride, input_channels, out_channels, num_layers, block } = this;
    const shown = `expand_ratio=${expand_ratio}, kernel=${kernel}, stride=${stride}, input_channels=${input_channels}`;
    return `${this.constructor.name}(${shown}, out_channels=${out_channels}, num_layers=${num_layers}, block=${block.name})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** A stage of MBConv blocks: a row of table 1 of the first paper, made wider by `width_mult` and deeper by `depth_mult`. */
class MBConvConfig_ extends Stage {
  constructor(...args: Args<typeof configArgs>) {
    super();
    const { width_mult, depth_mult, ...given } = configArgs(args);
    Object.assign(this, given, {
      input_channels: Stage.adjust_channels(given.input_channels, width_mult),
      out_channels: Stage.adjust_channels(given.out_channels, width_mult),
      num_layers: MBConvConfig_.adjust_depth(given.num_layers, depth_mult),
      block: given.block ?? MBConv,
    });
  }

  static adjust_depth(num_layers: number, depth_mult: number): number {
    return Math.ceil(num_layers * depth_mult);
  }
}
export const MBConvConfig = callable(MBConvConfig_);
export type MBConvConfig = MBConvConfig_;

/** A stage of FusedMBConv blocks: a row of table 4 of the second paper. */
class FusedMBConvConfig_ extends Stage {
  constructor(...args: Args<typeof fusedConfigArgs>) {
    super();
    const given = fusedConfigArgs(args);
    Object.assign(this, given, { block: given.block ?? FusedMBConv });
  }
}
export const FusedMBConvConfig = callable(FusedMBConvConfig_);
export type FusedMBConvConfig = FusedMBConvConfig_;

/** Filters beside a shortcut where the shape stays; in training the filters of an image are left out now and then. */
abstract class Residual extends nn.Module {
  declare use_res_connect: boolean;
  declare block: nn.Sequential;
  declare stochastic_depth: StochasticDepth;
  declare out_channels: number;

  constructor(cnf: Stage, stochastic_depth_prob: number, layers: () => nn.Module[]) {
    super();
    if (!(cnf.stride >= 1 && cnf.stride <= 2)) throw new ValueError('illegal stride value');
    this.use_res_connect = cnf.stride === 1 && cnf.input_channels === cnf.out_channels;
    this.block = nn.Sequential(...layers());
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

const widened = (cnf: Stage) => Stage.adjust_channels(cnf.input_channels, cnf.expand_ratio);
const SiLU = { activation_layer: nn.SiLU };
const project = (width: number, cnf: Stage, norm_layer: NormLayer) =>
  Conv2dNormActivation(width, cnf.out_channels, { kernel_size: 1, norm_layer, activation_layer: null });

/** Makes what weighs the channels: `SqueezeExcitation`, or a function that returns a layer. */
export type SELayer = (
  input_channels: number,
  squeeze_channels: number,
  options: { activation: ActivationLayer },
) => nn.Module;

const blockFields = [
  ['cnf', z.custom<Stage>((value) => typeof value === 'object' && value !== null)],
  ['stochastic_depth_prob', probability],
  ['norm_layer', layerMaker<NormLayer>()],
] as const;
const blockArgs = signature('MBConv', ...blockFields, ['se_layer', makerOr<SELayer>(SqueezeExcitation)]);
const fusedBlockArgs = signature('FusedMBConv', ...blockFields);

/**
 * Widens, filters each channel on its own, weighs the channels, narrows.
 *
 * @throws ValueError for a stride other than 1 and 2.
 */
class MBConv_ extends Residual {
  constructor(...args: Args<typeof blockArgs>) {
    const { cnf, stochastic_depth_prob, norm_layer, se_layer } = blockArgs(args);
    const { input_channels, kernel, stride } = cnf;
    const width = widened(cnf);
    const common = { norm_layer, ...SiLU };
    super(cnf, stochastic_depth_prob, () => [
      ...(width === input_channels
        ? []
        : [Conv2dNormActivation(input_channels, width, { kernel_size: 1, ...common })]),
      Conv2dNormActivation(width, width, { kernel_size: kernel, stride, groups: width, ...common }),
      se_layer(width, Math.max(1, Math.floor(input_channels / 4)), {
        activation: () => nn.SiLU({ inplace: true }),
      }),
      project(width, cnf, norm_layer),
    ]);
  }
}
export const MBConv = layer(MBConv_);
export type MBConv = MBConv_;

/**
 * Widens and filters in one convolution, then narrows.
 *
 * @throws ValueError for a stride other than 1 and 2.
 */
class FusedMBConv_ extends Residual {
  constructor(...args: Args<typeof fusedBlockArgs>) {
    const { cnf, stochastic_depth_prob, norm_layer } = fusedBlockArgs(args);
    const { input_channels, out_channels, kernel, stride } = cnf;
    const width = widened(cnf);
    const common = { kernel_size: kernel, stride, norm_layer, ...SiLU };
    super(cnf, stochastic_depth_prob, () =>
      width === input_channels
        ? [Conv2dNormActivation(input_channels, out_channels, common)]
        : [Conv2dNormActivation(input_channels, width, common), project(width, cnf, norm_layer)],
    );
  }
}
export const FusedMBConv = layer(FusedMBConv_);
export type FusedMBConv = FusedMBConv_;

const options = [
  ['stochastic_depth_prob', probability.default(0.2)],
  numClasses,
  ['norm_layer', normLayer],
] as const;
const efficientnetArgs = signature(
  'EfficientNet',
  ['inverted_residual_setting', z.custom<readonly Stage[]>()],
  ['dropout', probability],
  ...options,
  ['last_channel', count.nullish()],
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface EfficientNet_ {
  get features(): nn.Sequential;
  set features(value: nn.Module);
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", 2019, and "EfficientNetV2:
 * Smaller Models and Faster Training", 2021, for images (N, 3, H, W).
 *
 * `stochastic_depth_prob` is that of the last block; it grows from 0 evenly.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/efficientnet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class EfficientNet_ extends nn.Module {
  constructor(...args: Args<typeof efficientnetArgs>) {
    super();
    const { inverted_residual_setting, dropout, stochastic_depth_prob, ...given } = efficientnetArgs(args);
    const what = 'inverted_residual_setting';
    const stages = stagesOf<Stage>(what, inverted_residual_setting, Stage, 'MBConvConfig');
    const norm_layer = given.norm_layer ?? nn.BatchNorm2d;
    const common = { norm_layer, ...SiLU };
    const total = stages.reduce((sum, { num_layers }) => sum + num_layers, 0);
    const first = (stages[0] as Stage).input_channels;
    const { out_channels } = stages.at(-1) as Stage;
    const last = given.last_channel ?? 4 * out_channels;
    let id = 0;
    const features: nn.Module[] = [Conv2dNormActivation(3, first, { stride: 2, ...common })];
    for (const stage of stages) {
      const blocks = Array.from({ length: stage.num_layers }, (_, i) => {
        const cnf = copy(stage);
        if (i > 0) Object.assign(cnf, { input_channels: cnf.out_channels, stride: 1 });
        const block = cnf.block(cnf, (stochastic_depth_prob * id) / total, norm_layer);
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
const plain = (...rows: Row[]) => rows.map((row) => MBConvConfig(...row));
const fused = (...rows: Row[]) => rows.map((row) => FusedMBConvConfig(...row));

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
const scaled = (width: number, depth: number) => v1.map((row) => MBConvConfig(...row, width, depth));

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
    ...fused([1, 3, 1, 24, 24, 2], [4, 3, 2, 24, 48, 4], [4, 3, 2, 48, 64, 4]),
    ...plain([4, 3, 2, 64, 128, 6], [6, 3, 1, 128, 160, 9], [6, 3, 2, 160, 256, 15]),
  ],
  m: [
    ...fused([1, 3, 1, 24, 24, 3], [4, 3, 2, 24, 48, 5], [4, 3, 2, 48, 80, 5]),
    ...plain([4, 3, 2, 80, 160, 7], [6, 3, 1, 160, 176, 14], [6, 3, 2, 176, 304, 18], [6, 3, 1, 304, 512, 5]),
  ],
  l: [
    ...fused([1, 3, 1, 32, 32, 4], [4, 3, 2, 32, 64, 7], [4, 3, 2, 64, 96, 7]),
    ...plain(
      [4, 3, 2, 96, 192, 10],
      [6, 3, 1, 192, 224, 19],
      [6, 3, 2, 224, 384, 25],
      [6, 3, 1, 384, 640, 7],
    ),
  ],
};
const fine = batchNorm(0.001);
export const efficientnet_v2_s = efficientnet('efficientnet_v2_s', v2.s, 0.2, fine, 1280);
export const efficientnet_v2_m = efficientnet('efficientnet_v2_m', v2.m, 0.3, fine, 1280);
export const efficientnet_v2_l = efficientnet('efficientnet_v2_l', v2.l, 0.4, fine, 1280);
