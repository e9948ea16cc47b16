import { z } from 'zod';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { Conv2dNormActivation, type NormLayer, SqueezeExcitation } from '../ops/misc.ts';
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
import { initLayers, kaimingFanOut, normalWith } from './_init.ts';
import { _make_divisible } from './_utils.ts';

export { MobileNet_V3_Large_Weights, MobileNet_V3_Small_Weights } from './weights.ts';

const configArgs = signature(
  'InvertedResidualConfig',
  ['input_channels', count],
  ['kernel', count],
  ['expanded_channels', count],
  ['out_channels', count],
  ['use_se', z.boolean()],
  ['activation', z.string()],
  ['stride', z.int()],
  ['dilation', count],
  ['width_mult', z.number().positive()],
);

/**
 * One block: a row of the paper's tables 1 and 2. `activation` is 'HS' (hard swish) or 'RE' (ReLU); `width_mult` scales the
 * channels, rounded to multiples of 8.
 */
class InvertedResidualConfig_ {
  declare input_channels: number;
  declare kernel: number;
  declare expanded_channels: number;
  declare out_channels: number;
  declare use_se: boolean;
  declare use_hs: boolean;
  declare stride: number;
  declare dilation: number;

  constructor(...args: Args<typeof configArgs>) {
    const { width_mult, activation, ...given } = configArgs(args);
    const scaled = (channels: number) => InvertedResidualConfig_.adjust_channels(channels, width_mult);
    this.input_channels = scaled(given.input_channels);
    this.kernel = given.kernel;
    this.expanded_channels = scaled(given.expanded_channels);
    this.out_channels = scaled(given.out_channels);
    this.use_se = given.use_se;
    this.use_hs = activation === 'HS';
    this.stride = given.stride;
    this.dilation = given.dilation;
  }

  static adjust_channels(channels: number, width_mult: number): number {
    return _make_divisible(channels * width_mult, 8);
  }
}
export const InvertedResidualConfig = callable(InvertedResidualConfig_);
export type InvertedResidualConfig = InvertedResidualConfig_;

/** Makes what weighs the channels: `SqueezeExcitation`, or a function that returns a layer. */
export type SELayer = (input_channels: number, squeeze_channels: number) => nn.Module;

const hardSqueeze: SELayer = (channels, squeeze) =>
  SqueezeExcitation(channels, squeeze, { scale_activation: nn.Hardsigmoid });
const residualArgs = signature(
  'InvertedResidual',
  ['cnf', z.custom<InvertedResidualConfig_>((value) => typeof value === 'object' && value !== null)],
  ['norm_layer', layerMaker<NormLayer>()],
  ['se_layer', makerOr(hardSqueeze)],
);

/**
 * Widens, filters each channel on its own, weighs the channels, narrows; beside a shortcut where the shape stays.
 *
 * @throws ValueError for a stride other than 1 and 2.
 */
class InvertedResidual_ extends nn.Module {
  declare use_res_connect: boolean;
  declare block: nn.Sequential;
  declare out_channels: number;
  /** Does it begin a stage of coarser features? It does where its stride is dilated away, too. */
  declare _is_cn: boolean;

  constructor(...args: Args<typeof residualArgs>) {
    super();
    const { cnf, norm_layer, se_layer } = residualArgs(args);
    const { input_channels, kernel, expanded_channels, out_channels, use_se, use_hs, dilation } = cnf;
    if (!(cnf.stride >= 1 && cnf.stride <= 2)) throw new ValueError('illegal stride value');
    const common = { norm_layer, activation_layer: use_hs ? nn.Hardswish : nn.ReLU };
    const layers: nn.Module[] = [];
    if (expanded_channels !== input_channels) {
      layers.push(Conv2dNormActivation(input_channels, expanded_channels, { kernel_size: 1, ...common }));
    }
    layers.push(
      Conv2dNormActivation(expanded_channels, expanded_channels, {
        kernel_size: kernel,
        stride: dilation > 1 ? 1 : cnf.stride,
        dilation,
        groups: expanded_channels,
        ...common,
      }),
    );
    if (use_se)
      layers.push(se_layer(expanded_channels, _make_divisible(Math.floor(expanded_channels / 4), 8)));
    const project = { kernel_size: 1, norm_layer, activation_layer: null };
    layers.push(Conv2dNormActivation(expanded_channels, out_channels, project));
    this.use_res_connect = cnf.stride === 1 && input_channels === out_channels;
    this.block = nn.Sequential(...layers);
    this.out_channels = out_channels;
    this._is_cn = cnf.stride > 1;
  }

  override _inner(): nn.Module[] {
    return [this.block];
  }

  override forward(input: Tensor): Tensor {
    const result = this.block(input); // (N, out_channels, H / stride, W / stride)
    return this.use_res_connect ? result.add_(input) : result;
  }
}
export const InvertedResidual = layer(InvertedResidual_);
export type InvertedResidual = InvertedResidual_;

type Block = (cnf: InvertedResidualConfig_, norm_layer: NormLayer) => nn.Module;

const options = [
  numClasses,
  ['block', layerMaker<Block>().nullish()],
  ['norm_layer', normLayer],
  ['dropout', probability.default(0.2)],
] as const;
const mobilenetArgs = signature(
  'MobileNetV3',
  ['inverted_residual_setting', z.custom<readonly InvertedResidualConfig_[]>()],
  ['last_channel', count],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface MobileNetV3_ {
  get features(): nn.Sequential;
  set features(value: nn.Module);
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Howard et al., "Searching for MobileNetV3", 2019, for images (N, 3, H, W).
 *
 * @see https://docs.pytorch.org/vision/0.28/models/mobilenetv3.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class MobileNetV3_ extends nn.Module {
  constructor(...args: Args<typeof mobilenetArgs>) {
    super();
    const { inverted_residual_setting, last_channel, num_classes, dropout, ...given } = mobilenetArgs(args);
    const what = 'inverted_residual_setting';
    const setting = stagesOf<InvertedResidualConfig_>(
      what,
      inverted_residual_setting,
      InvertedResidualConfig_,
    );
    const block: Block = given.block ?? InvertedResidual;
    const norm_layer =
      given.norm_layer ?? ((channels: number) => nn.BatchNorm2d(channels, { eps: 0.001, momentum: 0.01 }));
    const common = { norm_layer, activation_layer: nn.Hardswish };
    const first = (setting[0] as InvertedResidualConfig_).input_channels;
    const { out_channels } = setting.at(-1) as InvertedResidualConfig_;
    this.features = nn.Sequential(
      Conv2dNormActivation(3, first, { kernel_size: 3, stride: 2, ...common }),
      ...setting.map((cnf) => block(cnf, norm_layer)),
      Conv2dNormActivation(out_channels, 6 * out_channels, { kernel_size: 1, ...common }),
    );
    this.avgpool = nn.AdaptiveAvgPool2d(1);
    this.classifier = nn.Sequential(
      nn.Linear(6 * out_channels, last_channel),
      nn.Hardswish({ inplace: true }),
      nn.Dropout({ p: dropout, inplace: true }),
      nn.Linear(last_channel, num_classes),
    );
    initLayers(this, { conv: kaimingFanOut, linear: normalWith(0.01) });
  }

  override forward(x: Tensor): Tensor {
    const out = chain([this.features, this.avgpool], x).flatten(1); // (N, 6 * channels)
    return this.classifier(out); // (N, num_classes)
  }
}

export const MobileNetV3 = nn.callable(MobileNetV3_);
export type MobileNetV3 = MobileNetV3_;

// Kernel, widened channels, channels out, squeeze and excitation, activation (hard swish or ReLU), stride. Of the rows
// from `tail` on, the channels are halved by `reduced_tail` (of the first of them, only those that come out) and the
// convolutions spread by `dilated`.
type Row = [
  kernel: number,
  expanded: number,
  out: number,
  se: boolean,
  activation: 'HS' | 'RE',
  stride: 1 | 2,
];
const plans: Record<'large' | 'small', { rows: Row[]; tail: number; last_channel: number }> = {
  large: {
    rows: [
      [3, 16, 16, false, 'RE', 1],
      [3, 64, 24, false, 'RE', 2],
      [3, 72, 24, false, 'RE', 1],
      [5, 72, 40, true, 'RE', 2],
      [5, 120, 40, true, 'RE', 1],
      [5, 120, 40, true, 'RE', 1],
      [3, 240, 80, false, 'HS', 2],
      [3, 200, 80, false, 'HS', 1],
      [3, 184, 80, false, 'HS', 1],
      [3, 184, 80, false, 'HS', 1],
      [3, 480, 112, true, 'HS', 1],
      [3, 672, 112, true, 'HS', 1],
      [5, 672, 160, true, 'HS', 2],
      [5, 960, 160, true, 'HS', 1],
      [5, 960, 160, true, 'HS', 1],
    ],
    tail: 12,
    last_channel: 1280,
  },
  small: {
    rows: [
      [3, 16, 16, true, 'RE', 2],
      [3, 72, 24, false, 'RE', 2],
      [3, 88, 24, false, 'RE', 1],
      [5, 96, 40, true, 'HS', 2],
      [5, 240, 40, true, 'HS', 1],
      [5, 240, 40, true, 'HS', 1],
      [5, 120, 48, true, 'HS', 1],
      [5, 144, 48, true, 'HS', 1],
      [5, 288, 96, true, 'HS', 2],
      [5, 576, 96, true, 'HS', 1],
      [5, 576, 96, true, 'HS', 1],
    ],
    tail: 8,
    last_channel: 1024,
  },
};

const shape = [
  ['width_mult', z.number().positive().default(1)],
  ['reduced_tail', z.boolean().default(false)],
  ['dilated', z.boolean().default(false)],
] as const;

const mobilenetV3 = (name: `mobilenet_v3_${keyof typeof plans}`, plan: keyof typeof plans) =>
  builder(name, [...options, ...shape], ({ width_mult, reduced_tail, dilated, ...given }) => {
    const { rows, tail, last_channel } = plans[plan];
    const halved = (channels: number) => (reduced_tail ? Math.floor(channels / 2) : channels);
    let input = 16;
    const setting = rows.map(([kernel, widened, output, use_se, activation, stride], i) => {
      const expanded = i > tail ? halved(widened) : widened;
      const out = i >= tail ? halved(output) : output;
      const dilation = i >= tail && dilated ? 2 : 1;
      const shape = [input, kernel, expanded, out] as const;
      input = out;
      return InvertedResidualConfig(...shape, use_se, activation, stride, dilation, width_mult);
    });
    const last = InvertedResidualConfig_.adjust_channels(halved(last_channel), width_mult);
    return MobileNetV3(setting, last, given);
  });

export const mobilenet_v3_large = mobilenetV3('mobilenet_v3_large', 'large');
export const mobilenet_v3_small = mobilenetV3('mobilenet_v3_small', 'small');
