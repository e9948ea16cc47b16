import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import * as nn from '../../../nn/index.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { Conv2dNormActivation, type NormLayer } from '../../ops/misc.ts';
import { enums } from '../_api.ts';
import { builder, count, normLayer, probability } from '../_builder.ts';
import { initConvs, normalWith } from '../_init.ts';
import { type MobileNetV3, mobilenet_v3_large } from '../mobilenetv3.ts';
import { plan } from './_backbones.ts';
import { COCO_CLASSES, classesField, meanAndStd, trainableField } from './_fields.ts';
import { checkMaps, ssdFields, TwoHeads } from './_ssd.ts';
import { freezeStages, stagesOf } from './_stages.ts';
import { retrieve_out_channels } from './_utils.ts';
import { DefaultBoxGenerator } from './anchor_utils.ts';
import { SSD, SSDScoringHead } from './ssd.ts';

export const { SSDLite320_MobileNet_V3_Large_Weights } = enums;

const init = normalWith(0.03);
const activation_layer = nn.ReLU6;

/** A 3x3 convolution of each channel on its own, then a 1x1 one over them. */
const predictionBlock = (in_channels: number, out_channels: number, norm_layer: NormLayer) =>
  nn.Sequential(
    Conv2dNormActivation(in_channels, in_channels, {
      kernel_size: 3,
      groups: in_channels,
      norm_layer,
      activation_layer,
    }),
    nn.Conv2d(in_channels, out_channels, 1),
  );

/** Halves the size of a map: (N, in_channels, H, W) -> (N, out_channels, H / 2, W / 2). */
function extraBlock(in_channels: number, out_channels: number, norm_layer: NormLayer): nn.Sequential {
  const between = Math.floor(out_channels / 2);
  const common = { norm_layer, activation_layer };
  return nn.Sequential(
    Conv2dNormActivation(in_channels, between, { kernel_size: 1, ...common }),
    Conv2dNormActivation(between, between, { kernel_size: 3, stride: 2, groups: between, ...common }),
    Conv2dNormActivation(between, out_channels, { kernel_size: 1, ...common }),
  );
}

function predictors(
  in_channels: readonly number[],
  num_anchors: readonly number[],
  columns: number,
  norm_layer: NormLayer,
): nn.ModuleList {
  const maps = Math.min(in_channels.length, num_anchors.length);
  const blocks = Array.from({ length: maps }, (_, i) =>
    predictionBlock(in_channels[i] as number, columns * (num_anchors[i] as number), norm_layer),
  );
  const list = nn.ModuleList(blocks);
  initConvs(list, init);
  return list;
}

/** Scores of classes, before the softmax. */
class SSDLiteClassificationHead_ extends SSDScoringHead {
  constructor(
    in_channels: readonly number[],
    num_anchors: readonly number[],
    num_classes: number,
    norm_layer: NormLayer,
  ) {
    super(predictors(in_channels, num_anchors, num_classes, norm_layer), num_classes);
  }
}
export const SSDLiteClassificationHead = nn.callable(SSDLiteClassificationHead_);
export type SSDLiteClassificationHead = SSDLiteClassificationHead_;

/** What moves the default boxes onto the objects, see BoxCoder. */
class SSDLiteRegressionHead_ extends SSDScoringHead {
  constructor(in_channels: readonly number[], num_anchors: readonly number[], norm_layer: NormLayer) {
    super(predictors(in_channels, num_anchors, 4, norm_layer), 4);
  }
}
export const SSDLiteRegressionHead = nn.callable(SSDLiteRegressionHead_);
export type SSDLiteRegressionHead = SSDLiteRegressionHead_;

const counts = z.array(count).readonly();
const headArgs = signature(
  'SSDLiteHead',
  ['in_channels', counts],
  ['num_anchors', counts],
  ['num_classes', count],
  ['norm_layer', z.custom<NormLayer>((value) => typeof value === 'function', 'must be a function')],
);

class SSDLiteHead_ extends TwoHeads {
  constructor(...args: Args<typeof headArgs>) {
    super();
    const { in_channels, num_anchors, num_classes, norm_layer } = headArgs(args);
    this.classification_head = SSDLiteClassificationHead(in_channels, num_anchors, num_classes, norm_layer);
    this.regression_head = SSDLiteRegressionHead(in_channels, num_anchors, norm_layer);
  }
}
/**
 * `{ bbox_regression, cls_logits }` from feature maps, with the convolutions taken apart.
 *
 * Source: Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018, arXiv:1801.04381, section 6.2.
 */
export const SSDLiteHead = nn.callable(SSDLiteHead_);
export type SSDLiteHead = SSDLiteHead_;

type Block = nn.Module & { block: nn.Sequential; use_res_connect?: boolean };

const extractorArgs = signature(
  'SSDLiteFeatureExtractorMobileNet',
  ['backbone', z.custom<nn.Module>((value) => value instanceof nn.Sequential, 'must be a Sequential')],
  ['c4_pos', z.int().nonnegative()],
  ['norm_layer', z.custom<NormLayer>((value) => typeof value === 'function', 'must be a function')],
  ['width_mult', z.number().positive().default(1)],
  ['min_depth', count.default(16)],
);

class SSDLiteFeatureExtractorMobileNet_ extends nn.Module {
  declare features: nn.Sequential;
  declare extra: nn.ModuleList;

  constructor(...args: Args<typeof extractorArgs>) {
    super();
    const { backbone, c4_pos, norm_layer, width_mult, min_depth } = extractorArgs(args);
    const layers = [...(backbone as nn.Sequential)];
    const fourth = layers[c4_pos] as Block | undefined;
    if (fourth?.block === undefined)
      throw new ValueError(`backbone[${c4_pos}] should be a block of MobileNet`);
    if (fourth.use_res_connect) throw new ValueError('backbone[c4_pos].use_res_connect should be False');
    this.features = nn.Sequential(
      nn.Sequential(...layers.slice(0, c4_pos), fourth.block.at(0)),
      nn.Sequential(fourth.block.slice(1), ...layers.slice(c4_pos + 1)),
    );
    const depth = (channels: number) => Math.max(min_depth, Math.trunc(channels * width_mult));
    const { out_channels } = layers.at(-1) as unknown as { out_channels: number };
    const extra = nn.ModuleList([
      extraBlock(out_channels, depth(512), norm_layer),
      extraBlock(depth(512), depth(256), norm_layer),
      extraBlock(depth(256), depth(256), norm_layer),
      extraBlock(depth(256), depth(128), norm_layer),
    ]);
    initConvs(extra, init);
    this.extra = extra;
  }

  override forward(x: Tensor): Record<string, Tensor> {
    const maps: Record<string, Tensor> = {};
    let map = x;
    for (const [i, block] of [...this.features, ...this.extra].entries()) {
      map = (block as (x: Tensor) => Tensor)(map);
      maps[i] = map;
    }
    return maps;
  }
}

/**
 * Feature maps of a MobileNet for SSDlite, (N, 3, H, W) -> { '0', ..., '5' }: after the expansion of the block at `c4_pos`,
 * the last one, and those of four further blocks of 512 to 128 channels times `width_mult`, at least `min_depth`.
 *
 * @throws ValueError when the block at `c4_pos` has a shortcut.
 * @see Howard et al., "Searching for MobileNetV3", 2019, arXiv:1905.02244, section 6.3
 */
export const SSDLiteFeatureExtractorMobileNet = nn.callable(SSDLiteFeatureExtractorMobileNet_);
export type SSDLiteFeatureExtractorMobileNet = SSDLiteFeatureExtractorMobileNet_;

/** The feature maps of a MobileNet of which the last `trainable_layers` stages (0 to 6) are trained. */
export function _mobilenet_extractor(
  backbone: MobileNetV3,
  trainable_layers: number,
  norm_layer: NormLayer,
): SSDLiteFeatureExtractorMobileNet {
  const { features } = backbone;
  const { blocks, stages } = stagesOf(features);
  freezeStages(blocks, stages, trainable_layers);
  return SSDLiteFeatureExtractorMobileNet(features, stages.at(-2) as number, norm_layer);
}

export const ssdlite320_mobilenet_v3_large = builder(
  'ssdlite320_mobilenet_v3_large',
  [
    classesField,
    trainableField,
    ['norm_layer', normLayer],
    ...meanAndStd,
    ...ssdFields(0.001, 0.55, 300, 300),
    ['width_mult', z.number().positive().default(1)],
    ['dilated', z.boolean().default(false)],
    ['dropout', probability.default(0.2)],
  ],
  (
    {
      num_classes: asked,
      trainable_backbone_layers,
      norm_layer: norm,
      width_mult,
      dilated,
      dropout,
      ...given
    },
    chosen,
  ) => {
    const num_classes = asked ?? COCO_CLASSES;
    const { layers } = plan(chosen, trainable_backbone_layers, 6, 6);
    const { weights_backbone: trained, progress } = chosen;
    const norm_layer =
      norm ?? ((channels: number) => nn.BatchNorm2d(channels, { eps: 0.001, momentum: 0.03 }));
    const body = mobilenet_v3_large({
      weights: trained,
      progress,
      norm_layer,
      width_mult,
      dilated,
      dropout,
      reduced_tail: trained === null,
    });
    if (trained === null) initConvs(body, init);
    const backbone = _mobilenet_extractor(body, layers, norm_layer);
    const ratios = Array.from({ length: 6 }, () => [2, 3]);
    const anchor_generator = DefaultBoxGenerator(ratios, { min_ratio: 0.2, max_ratio: 0.95 });
    const size = [320, 320] as const;
    const out_channels = retrieve_out_channels(backbone, size);
    checkMaps(out_channels, anchor_generator);
    const anchors = anchor_generator.num_anchors_per_location();
    return SSD(backbone, anchor_generator, size, num_classes, {
      ...given,
      image_mean: given.image_mean ?? [0.5, 0.5, 0.5],
      image_std: given.image_std ?? [0.5, 0.5, 0.5],
      head: SSDLiteHead(out_channels, anchors, num_classes, norm_layer),
    });
  },
);
