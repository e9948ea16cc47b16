import { z } from 'zod';
import { AssertionError, ValueError } from '../../../errors.ts';
import { type Calls, positional } from '../../../keywords.ts';
import * as F from '../../../nn/functional.ts';
import * as nn from '../../../nn/index.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { type Field, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { Conv2dNormActivation, type NormLayer } from '../../ops/misc.ts';
import { MultiScaleRoIAlign } from '../../ops/poolers.ts';
import { enums } from '../_api.ts';
import { builder, type Chosen, count, probability } from '../_builder.ts';
import { initConvs, kaimingFanOut } from '../_init.ts';
import { mobilenet_v3_large } from '../mobilenetv3.ts';
import { resnet50 } from '../resnet.ts';
import { channelsOf, plan, resnetBackbone } from './_backbones.ts';
import {
  anchorGenerator,
  backboneField,
  COCO_CLASSES,
  classesField,
  IMAGENET_MEAN,
  IMAGENET_STD,
  meanAndStd,
  optionalPart,
  sizeFields,
  trainableField,
} from './_fields.ts';
import { overwrite_eps } from './_utils.ts';
import { AnchorGenerator } from './anchor_utils.ts';
import { _mobilenet_extractor, _resnet_fpn_extractor, type BackboneWithFPN } from './backbone_utils.ts';
import { GeneralizedRCNN } from './generalized_rcnn.ts';
import { RoIHeads } from './roi_heads.ts';
import { RegionProposalNetwork, RPNHead } from './rpn.ts';
import { GeneralizedRCNNTransform, transformFields } from './transform.ts';

export const {
  FasterRCNN_MobileNet_V3_Large_320_FPN_Weights,
  FasterRCNN_MobileNet_V3_Large_FPN_Weights,
  FasterRCNN_ResNet50_FPN_V2_Weights,
  FasterRCNN_ResNet50_FPN_Weights,
} = enums;

/** One of several sizes and ratios at each place of five maps, as the published networks have them. */
export function _default_anchorgen(): AnchorGenerator {
  return AnchorGenerator([[32], [64], [128], [256], [512]], [0.5, 1, 2]);
}

const twoMLPHeadNames = ['in_channels', 'representation_size'] as const;
type TwoMLPHeadArgs = [in_channels: number, representation_size: number];
const twoMLPHeadArgs = positional<typeof twoMLPHeadNames, TwoMLPHeadArgs>('TwoMLPHead', twoMLPHeadNames);

class TwoMLPHead_ extends nn.Module {
  declare fc6: nn.Linear;
  declare fc7: nn.Linear;

  constructor(...args: Calls<typeof twoMLPHeadNames, TwoMLPHeadArgs>) {
    const [in_channels, representation_size] = twoMLPHeadArgs(args);
    super();
    this.fc6 = nn.Linear(in_channels, representation_size);
    this.fc7 = nn.Linear(representation_size, representation_size);
  }

  override forward(x: Tensor): Tensor {
    const hidden = F.relu(this.fc6(x.flatten(1)));
    return F.relu(this.fc7(hidden)); // (K, representation_size)
  }
}
/** Two linear layers, each with a ReLU: (K, ...), in all `in_channels` -> (K, representation_size). */
export const TwoMLPHead = layer(TwoMLPHead_);
export type TwoMLPHead = TwoMLPHead_;

const fastRCNNConvFCHeadNames = ['input_size', 'conv_layers', 'fc_layers', 'norm_layer'] as const;
type FastRCNNConvFCHeadArgs = [
  input_size: readonly [channels: number, height: number, width: number],
  conv_layers: readonly number[],
  fc_layers: readonly number[],
  norm_layer?: NormLayer | null,
];
const fastRCNNConvFCHeadArgs = positional<typeof fastRCNNConvFCHeadNames, FastRCNNConvFCHeadArgs>(
  'FastRCNNConvFCHead',
  fastRCNNConvFCHeadNames,
);

class FastRCNNConvFCHead_ extends nn.Sequential {
  constructor(...args: Calls<typeof fastRCNNConvFCHeadNames, FastRCNNConvFCHeadArgs>) {
    const [input_size, conv_layers, fc_layers, norm_layer = null] = fastRCNNConvFCHeadArgs(args);
    const [channels, height, width] = input_size;
    const blocks: nn.Module[] = [];
    let features = channels;
    for (const out of conv_layers) {
      blocks.push(Conv2dNormActivation(features, out, { norm_layer }));
      features = out;
    }
    blocks.push(nn.Flatten());
    features *= height * width;
    for (const out of fc_layers) {
      blocks.push(nn.Linear(features, out), nn.ReLU({ inplace: true }));
      features = out;
    }
    super(...blocks);
    initConvs(this, kaimingFanOut);
  }
}
/** 3x3 convolutions, then linear layers, each with a ReLU: (K, *input_size) -> (K, last of fc_layers). */
export const FastRCNNConvFCHead = layer(FastRCNNConvFCHead_);
export type FastRCNNConvFCHead = FastRCNNConvFCHead_;

const fastRCNNPredictorNames = ['in_channels', 'num_classes'] as const;
type FastRCNNPredictorArgs = [in_channels: number, num_classes: number];
const fastRCNNPredictorArgs = positional<typeof fastRCNNPredictorNames, FastRCNNPredictorArgs>(
  'FastRCNNPredictor',
  fastRCNNPredictorNames,
);

class FastRCNNPredictor_ extends nn.Module {
  declare cls_score: nn.Linear;
  declare bbox_pred: nn.Linear;

  constructor(...args: Calls<typeof fastRCNNPredictorNames, FastRCNNPredictorArgs>) {
    const [in_channels, num_classes] = fastRCNNPredictorArgs(args);
    super();
    this.cls_score = nn.Linear(in_channels, num_classes);
    this.bbox_pred = nn.Linear(in_channels, num_classes * 4);
  }

  override forward(x: Tensor): [Tensor, Tensor] {
    if (x.dim() === 4 && (x.size(2) !== 1 || x.size(3) !== 1)) {
      throw new AssertionError(
        'x has the wrong shape, expecting the last two dimensions to be [1,1] instead of ' +
          `[${x.size(2)}, ${x.size(3)}]`,
      );
    }
    const flat = x.flatten(1);
    return [this.cls_score(flat), this.bbox_pred(flat)];
  }
}
/** The classes' logits (K, num_classes) and the boxes' codes (K, 4 * num_classes) of regions (K, in_channels). */
export const FastRCNNPredictor = layer(FastRCNNPredictor_);
export type FastRCNNPredictor = FastRCNNPredictor_;

export const poolField = z
  .custom<nn.Module>(
    (value) => value instanceof MultiScaleRoIAlign,
    'should be of type MultiScaleRoIAlign or None',
  )
  .nullable()
  .default(null);

/** What all R-CNNs take behind the sizes of the images. */
export const networkFields = [
  ...meanAndStd,
  ['rpn_anchor_generator', anchorGenerator],
  ['rpn_head', optionalPart],
  ['rpn_pre_nms_top_n_train', count.default(2000)],
  ['rpn_pre_nms_top_n_test', count.default(1000)],
  ['rpn_post_nms_top_n_train', count.default(2000)],
  ['rpn_post_nms_top_n_test', count.default(1000)],
  ['rpn_nms_thresh', z.number().default(0.7)],
  ['rpn_fg_iou_thresh', probability.default(0.7)],
  ['rpn_bg_iou_thresh', probability.default(0.3)],
  ['rpn_batch_size_per_image', count.default(256)],
  ['rpn_positive_fraction', probability.default(0.5)],
  ['rpn_score_thresh', z.number().default(0)],
  ['box_roi_pool', poolField],
  ['box_head', optionalPart],
  ['box_predictor', optionalPart],
  ['box_score_thresh', z.number().default(0.05)],
  ['box_nms_thresh', z.number().default(0.5)],
  ['box_detections_per_img', count.default(100)],
  ['box_fg_iou_thresh', probability.default(0.5)],
  ['box_bg_iou_thresh', probability.default(0.5)],
  ['box_batch_size_per_image', count.default(512)],
  ['box_positive_fraction', probability.default(0.25)],
  [
    'bbox_reg_weights',
    z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly().nullable().default(null),
  ],
] as const;
/** What Faster R-CNN and Mask R-CNN are given beside a backbone and the number of classes. */
export const sizedFields = [...sizeFields, ...networkFields] as const;
/** The ways to call an R-CNN: up to `max_size` by position, the rest by keyword. More positions than these are rare. */
export type NetworkArgs<F extends readonly Field[]> =
  | [options: { backbone: nn.Module } & Keywords<F>]
  | [backbone: nn.Module, options?: Keywords<F>]
  | [backbone: nn.Module, num_classes: number | null, options?: Keywords<F>]
  | [backbone: nn.Module, num_classes: number | null, min_size: Sizes, options?: Keywords<F>]
  | [
      backbone: nn.Module,
      num_classes: number | null,
      min_size: Sizes,
      max_size: number,
      options?: Keywords<F>,
    ];
type Keywords<F extends readonly Field[]> = { [E in F[number] as E[0]]?: z.input<E[1]> };
type Sizes = number | readonly number[];

const fasterArgs = signature('FasterRCNN', backboneField, classesField, ...sizedFields, ...transformFields);

/** @throws ValueError unless exactly one of them is there. */
function checkClasses(num_classes: number | null, box_predictor: unknown): void {
  if (num_classes !== null && box_predictor !== null) {
    throw new ValueError('num_classes should be None when box_predictor is specified');
  }
  if (num_classes === null && box_predictor === null) {
    throw new ValueError('num_classes should not be None when box_predictor is not specified');
  }
}

class FasterRCNN_ extends GeneralizedRCNN {
  constructor(...args: NetworkArgs<typeof fasterArgs.fields>) {
    const given = fasterArgs(args);
    const { backbone, num_classes, box_predictor } = given;
    const channels = channelsOf(backbone);
    checkClasses(num_classes, box_predictor);
    const anchors = (given.rpn_anchor_generator ?? _default_anchorgen()) as AnchorGenerator;
    const head = given.rpn_head ?? RPNHead(channels, anchors.num_anchors_per_location()[0] as number);
    const rpn = RegionProposalNetwork(
      anchors,
      head,
      given.rpn_fg_iou_thresh,
      given.rpn_bg_iou_thresh,
      given.rpn_batch_size_per_image,
      given.rpn_positive_fraction,
      { training: given.rpn_pre_nms_top_n_train, testing: given.rpn_pre_nms_top_n_test },
      { training: given.rpn_post_nms_top_n_train, testing: given.rpn_post_nms_top_n_test },
      given.rpn_nms_thresh,
      { score_thresh: given.rpn_score_thresh },
    );
    const pool = (given.box_roi_pool ?? MultiScaleRoIAlign(['0', '1', '2', '3'], 7, 2)) as MultiScaleRoIAlign;
    const hidden = 1024;
    const box_head = given.box_head ?? TwoMLPHead(channels * pool.output_size[0] ** 2, hidden);
    const roi_heads = RoIHeads(
      pool,
      box_head,
      box_predictor ?? FastRCNNPredictor(hidden, num_classes as number),
      given.box_fg_iou_thresh,
      given.box_bg_iou_thresh,
      given.box_batch_size_per_image,
      given.box_positive_fraction,
      given.bbox_reg_weights,
      given.box_score_thresh,
      given.box_nms_thresh,
      given.box_detections_per_img,
    );
    const { min_size, max_size, size_divisible, fixed_size, _skip_resize } = given;
    const mean = given.image_mean ?? IMAGENET_MEAN;
    const std = given.image_std ?? IMAGENET_STD;
    const options = { size_divisible, fixed_size, _skip_resize };
    const transform = GeneralizedRCNNTransform(min_size, max_size, mean, std, options);
    super(backbone, rpn, roi_heads, transform);
  }
}

/**
 * Faster R-CNN on a backbone of your own: one that gives a map (N, out_channels, H, W), or maps by name, and has a field
 * `out_channels`.
 *
 * `model(images, targets)` while training gives the losses by name; a target has `boxes` (N, 4) in pixels and `labels` (N),
 * int64 from 1 on. `model(images)` after `eval()` gives for each image `boxes`, `labels` and `scores`. Images are (C, H, W)
 * from 0 to 1, of any sizes. `num_classes` counts the background.
 *
 * `min_size`, `max_size`, `image_mean`, `image_std`: see GeneralizedRCNNTransform; `rpn_*`: see RegionProposalNetwork;
 * `box_*`: see RoIHeads.
 *
 * @throws ValueError without `out_channels`, or unless either `num_classes` or `box_predictor` is given.
 * @see https://docs.pytorch.org/vision/0.28/models/faster_rcnn.html
 */
export const FasterRCNN = nn.callable(FasterRCNN_);
export type FasterRCNN = FasterRCNN_;

const fields = [classesField, trainableField, ...sizedFields, ...transformFields] as const;

/** The fields with other defaults, and without those that a model function fixes. */
export function adapted<F extends readonly Field[]>(
  of: F,
  { defaults = {}, fixed = [] }: { defaults?: Record<string, unknown>; fixed?: readonly string[] },
): F {
  const open = of.filter(([name]) => !fixed.includes(name));
  return open.map(([name, schema]) => [
    name,
    name in defaults ? schema.default(defaults[name]) : schema,
  ]) as unknown as F;
}

interface SecondParts {
  backbone: BackboneWithFPN;
  rpn_anchor_generator: nn.Module;
  rpn_head: nn.Module;
  box_head: nn.Module;
}

/** The parts of the second published networks: batch normalisation everywhere, convolutions in the heads. */
export function secondParts(chosen: Chosen, trainable: number | null): SecondParts {
  const { layers } = plan(chosen, trainable, 5);
  const { weights_backbone: weights, progress } = chosen;
  const norm_layer = nn.BatchNorm2d;
  const backbone = _resnet_fpn_extractor(resnet50({ weights, progress }), layers, null, null, norm_layer);
  const { out_channels } = backbone;
  const rpn_anchor_generator = _default_anchorgen();
  const rpn_head = RPNHead(out_channels, rpn_anchor_generator.num_anchors_per_location()[0] as number, 2);
  const box_head = FastRCNNConvFCHead([out_channels, 7, 7], [256, 256, 256, 256], [1024], norm_layer);
  return { backbone, rpn_anchor_generator, rpn_head, box_head };
}

/** Faster R-CNN on ResNet-50 with a pyramid. */
export const fasterrcnn_resnet50_fpn = builder(
  'fasterrcnn_resnet50_fpn',
  fields,
  ({ num_classes, trainable_backbone_layers, ...options }, chosen) => {
    const backbone = resnetBackbone(chosen, trainable_backbone_layers);
    const model = FasterRCNN(backbone, { num_classes: num_classes ?? COCO_CLASSES, ...options });
    if (chosen.weights === FasterRCNN_ResNet50_FPN_Weights.COCO_V1) overwrite_eps(model, 0);
    return model;
  },
);

/** What `secondParts` gives beside a backbone. */
export const secondFixed = ['rpn_anchor_generator', 'rpn_head', 'box_head'] as const;

/** Faster R-CNN on ResNet-50 with a pyramid, trained by a later recipe (Li et al. 2021, arXiv:2111.11429). */
export const fasterrcnn_resnet50_fpn_v2 = builder(
  'fasterrcnn_resnet50_fpn_v2',
  adapted(fields, { fixed: secondFixed }),
  ({ num_classes, trainable_backbone_layers, ...options }, chosen) => {
    const parts = secondParts(chosen, trainable_backbone_layers);
    return FasterRCNN({ ...options, ...parts, num_classes: num_classes ?? COCO_CLASSES });
  },
);

const mobile = (name: `fasterrcnn_mobilenet_v3_large_${'' | '320_'}fpn`, defaults: Record<string, unknown>) =>
  builder(
    name,
    adapted(fields, { defaults, fixed: ['rpn_anchor_generator'] }),
    ({ num_classes, trainable_backbone_layers, ...options }, chosen) => {
      const { layers, norm_layer } = plan(chosen, trainable_backbone_layers, 6);
      const { weights_backbone: weights, progress } = chosen;
      const body = mobilenet_v3_large({ weights, progress, norm_layer });
      const backbone = _mobilenet_extractor(body, true, layers);
      const each = [32, 64, 128, 256, 512];
      const rpn_anchor_generator = AnchorGenerator([each, each, each], [0.5, 1, 2]);
      return FasterRCNN(backbone, num_classes ?? COCO_CLASSES, { ...options, rpn_anchor_generator });
    },
  );

/** Faster R-CNN on MobileNetV3-Large with a pyramid. */
export const fasterrcnn_mobilenet_v3_large_fpn = mobile('fasterrcnn_mobilenet_v3_large_fpn', {
  rpn_score_thresh: 0.05,
});
/** Faster R-CNN on MobileNetV3-Large with a pyramid, for small images. */
export const fasterrcnn_mobilenet_v3_large_320_fpn = mobile('fasterrcnn_mobilenet_v3_large_320_fpn', {
  min_size: 320,
  max_size: 640,
  rpn_pre_nms_top_n_test: 150,
  rpn_post_nms_top_n_test: 150,
  rpn_score_thresh: 0.05,
});
