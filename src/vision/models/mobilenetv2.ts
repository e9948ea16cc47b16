import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { Conv2dNormActivation, type NormLayer } from '../ops/misc.ts';
import { builder, count, layerMaker, normLayer, numClasses, probability } from './_builder.ts';
import { initLayers, kaimingFanOut, normalWith } from './_init.ts';
import { _make_divisible, roundHalfEven } from './_utils.ts';

export { MobileNet_V2_Weights } from './weights.ts';

const residualArgs = signature(
  'InvertedResidual',
  ['inp', count],
  ['oup', count],
  ['stride', z.int()],
  ['expand_ratio', z.number().positive()],
  ['norm_layer', normLayer],
);

/** Widens, filters each channel on its own, narrows again; beside a shortcut where the shape stays. */
class InvertedResidual_ extends nn.Module {
  declare stride: number;
  declare use_res_connect: boolean;
  declare conv: nn.Sequential;
  declare out_channels: number;
  /** Does the map get smaller here? */
  declare _is_cn: boolean;

  constructor(...args: Args<typeof residualArgs>) {
    super();
    const { inp, oup, stride, expand_ratio, ...given } = residualArgs(args);
    const norm_layer = given.norm_layer ?? nn.BatchNorm2d;
    if (stride !== 1 && stride !== 2) throw new ValueError(`stride should be 1 or 2 instead of ${stride}`);
    const hidden = roundHalfEven(inp * expand_ratio);
    const common = { norm_layer, activation_layer: nn.ReLU6 };
    this.stride = stride;
    this.use_res_connect = stride === 1 && inp === oup;
    const widen =
      expand_ratio !== 1 ? [Conv2dNormActivation(inp, hidden, { kernel_size: 1, ...common })] : [];
    this.conv = nn.Sequential(
      ...widen,
      Conv2dNormActivation(hidden, hidden, { stride, groups: hidden, ...common }),
      nn.Conv2d(hidden, oup, 1, { bias: false }),
      norm_layer(oup),
    );
    this.out_channels = oup;
    this._is_cn = stride > 1;
  }

  override _inner(): nn.Module[] {
    return [this.conv];
  }

  override forward(x: Tensor): Tensor {
    const out = this.conv(x); // (N, oup, H / stride, W / stride)
    return this.use_res_connect ? x.add(out) : out;
  }
}
export const InvertedResidual = layer(InvertedResidual_);
export type InvertedResidual = InvertedResidual_;

// Table 2 of the paper: widening t, channels c, repetitions n, stride s of the first.
type Row = readonly [t: number, c: number, n: number, s: number];
const setting: Row[] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
];

type Block = (
  inp: number,
  oup: number,
  stride: number,
  options: { expand_ratio: number; norm_layer: NormLayer },
) => nn.Module;

const options = [
  numClasses,
  ['width_mult', z.number().positive().default(1)],
  ['inverted_residual_setting', z.array(z.array(z.number()).readonly()).readonly().nullish()],
  ['round_nearest', count.default(8)],
  ['block', layerMaker<Block>().nullish()],
  ['norm_layer', normLayer],
  ['dropout', probability.default(0.2)],
] as const;
const mobilenetArgs = signature('MobileNetV2', ...options);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface MobileNetV2_ {
  get features(): nn.Sequential;
  set features(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018, for images (N, 3, H, W).
 *
 * `width_mult` scales all channel counts, rounded to multiples of `round_nearest`.
 *
 * @throws ValueError for an empty `inverted_residual_setting`, or one whose rows are not t, c, n and s of the paper.
 * @see https://docs.pytorch.org/vision/0.28/models/mobilenetv2.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class MobileNetV2_ extends nn.Module {
  declare last_channel: number;

  constructor(...args: Args<typeof mobilenetArgs>) {
    super();
    const { num_classes, width_mult, round_nearest, dropout, ...given } = mobilenetArgs(args);
    const rows = given.inverted_residual_setting ?? setting;
    if (rows[0]?.length !== 4) {
      throw new ValueError(
        `inverted_residual_setting should be non-empty or a 4-element list, got ${JSON.stringify(rows)}`,
      );
    }
    const block: Block = given.block ?? InvertedResidual;
    const norm_layer = given.norm_layer ?? nn.BatchNorm2d;
    const scaled = (channels: number, by = width_mult) => _make_divisible(channels * by, round_nearest);
    const common = { norm_layer, activation_layer: nn.ReLU6 };
    let channels = scaled(32);
    this.last_channel = scaled(1280, Math.max(1, width_mult));
    const features: nn.Module[] = [Conv2dNormActivation(3, channels, { stride: 2, ...common })];
    for (const [t, c, n, s] of rows as readonly Row[]) {
      for (let i = 0; i < n; i += 1) {
        features.push(block(channels, scaled(c), i === 0 ? s : 1, { expand_ratio: t, norm_layer }));
        channels = scaled(c);
      }
    }
    features.push(Conv2dNormActivation(channels, this.last_channel, { kernel_size: 1, ...common }));
    this.features = nn.Sequential(...features);
    this.classifier = nn.Sequential(nn.Dropout({ p: dropout }), nn.Linear(this.last_channel, num_classes));
    initLayers(this, { conv: kaimingFanOut, linear: normalWith(0.01) });
  }

  override forward(x: Tensor): Tensor {
    const out = this.features(x); // (N, last_channel, H / 32, W / 32)
    return this.classifier(nn.functional.adaptive_avg_pool2d(out, [1, 1]).flatten(1)); // (N, num_classes)
  }
}

export const MobileNetV2 = nn.callable(MobileNetV2_);
export type MobileNetV2 = MobileNetV2_;

export const mobilenet_v2 = builder('mobilenet_v2', options, (given) => MobileNetV2(given));
