import { ValueError } from '../../../errors.ts';
import { type Calls, positional } from '../../../keywords.ts';
import * as F from '../../../nn/functional.ts';
import * as nn from '../../../nn/index.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { MultiScaleRoIAlign } from '../../ops/poolers.ts';
import { enums } from '../_api.ts';
import { builder, count } from '../_builder.ts';
import { initConvs, kaimingFanOut } from '../_init.ts';
import { channelsOf, resnetBackbone } from './_backbones.ts';
import { backboneField, classesField, optionalPart, sizes, trainableField } from './_fields.ts';
import { overwrite_eps } from './_utils.ts';
import { FasterRCNN, type NetworkArgs, networkFields, poolField } from './faster_rcnn.ts';
import { transformFields } from './transform.ts';

export const { KeypointRCNN_ResNet50_FPN_Weights } = enums;

const keypointRCNNHeadsNames = ['in_channels', 'layers'] as const;
type KeypointRCNNHeadsArgs = [in_channels: number, layers: readonly number[]];
const keypointRCNNHeadsArgs = positional<typeof keypointRCNNHeadsNames, KeypointRCNNHeadsArgs>(
  'KeypointRCNNHeads',
  keypointRCNNHeadsNames,
);

class KeypointRCNNHeads_ extends nn.Sequential {
  constructor(...args: Calls<typeof keypointRCNNHeadsNames, KeypointRCNNHeadsArgs>) {
    const [in_channels, layers] = keypointRCNNHeadsArgs(args);
    let features = in_channels;
    const modules = layers.flatMap((out) => {
      const conv = nn.Conv2d(features, out, 3, { stride: 1, padding: 1 });
      features = out;
      return [conv, nn.ReLU({ inplace: true })];
    });
    super(...modules);
    initConvs(this, kaimingFanOut);
  }
}
/** 3x3 convolutions, each with a ReLU: (K, in_channels, M, M) -> (K, last of layers, M, M). */
export const KeypointRCNNHeads = layer(KeypointRCNNHeads_);
export type KeypointRCNNHeads = KeypointRCNNHeads_;

const keypointRCNNPredictorNames = ['in_channels', 'num_keypoints'] as const;
type KeypointRCNNPredictorArgs = [in_channels: number, num_keypoints: number];
const keypointRCNNPredictorArgs = positional<typeof keypointRCNNPredictorNames, KeypointRCNNPredictorArgs>(
  'KeypointRCNNPredictor',
  keypointRCNNPredictorNames,
);

class KeypointRCNNPredictor_ extends nn.Module {
  declare kps_score_lowres: nn.ConvTranspose2d;
  declare up_scale: number;
  declare out_channels: number;

  constructor(...args: Calls<typeof keypointRCNNPredictorNames, KeypointRCNNPredictorArgs>) {
    const [in_channels, num_keypoints] = keypointRCNNPredictorArgs(args);
    super();
    const conv = nn.ConvTranspose2d(in_channels, num_keypoints, 4, { stride: 2, padding: 1 });
    nn.init.kaiming_normal_(conv.weight, { mode: 'fan_out', nonlinearity: 'relu' });
    nn.init.constant_(conv.bias as nn.Parameter, 0);
    this.kps_score_lowres = conv;
    this.up_scale = 2;
    this.out_channels = num_keypoints;
  }

  override forward(x: Tensor): Tensor {
    const options = { scale_factor: this.up_scale, recompute_scale_factor: false } as const;
    const maps = this.kps_score_lowres(x); // (K, num_keypoints, 2 * M, 2 * M)
    return F.interpolate(maps, { ...options, mode: 'bilinear', align_corners: false });
  }
}
/** Where each point may be, at four times the size: (K, in_channels, M, M) -> (K, num_keypoints, 4 * M, 4 * M). */
export const KeypointRCNNPredictor = layer(KeypointRCNNPredictor_);
export type KeypointRCNNPredictor = KeypointRCNNPredictor_;

const keypointFields = [
  ['keypoint_roi_pool', poolField],
  ['keypoint_head', optionalPart],
  ['keypoint_predictor', optionalPart],
] as const;
const numKeypoints = ['num_keypoints', count.nullable().default(null)] as const;
const sizedFields = [
  ['min_size', sizes.nullable().default(null)],
  ['max_size', count.default(1333)],
  ...networkFields,
  ...keypointFields,
] as const;
const keypointArgs = signature(
  'KeypointRCNN',
  backboneField,
  classesField,
  ...sizedFields,
  numKeypoints,
  ...transformFields,
);

class KeypointRCNN_ extends FasterRCNN {
  constructor(...args: NetworkArgs<typeof keypointArgs.fields>) {
    const { keypoint_roi_pool, keypoint_head, keypoint_predictor, num_keypoints, min_size, ...given } =
      keypointArgs(args);
    if (num_keypoints !== null && keypoint_predictor !== null) {
      throw new ValueError('num_keypoints should be None when keypoint_predictor is specified');
    }
    const channels = channelsOf(given.backbone);
    const pool = keypoint_roi_pool ?? MultiScaleRoIAlign(['0', '1', '2', '3'], 14, 2);
    // They draw their first values before the other parts do.
    const head = keypoint_head ?? KeypointRCNNHeads(channels, Array<number>(8).fill(512));
    const predictor = keypoint_predictor ?? KeypointRCNNPredictor(512, num_keypoints ?? 17);
    super({ ...given, min_size: min_size ?? [640, 672, 704, 736, 768, 800] });
    this.roi_heads.keypoint_roi_pool = pool;
    this.roi_heads.keypoint_head = head;
    this.roi_heads.keypoint_predictor = predictor;
  }
}

/**
 * Keypoint R-CNN: FasterRCNN that also finds `num_keypoints` points (17 unless given) of each object.
 *
 * Targets have `keypoints` (N, points, 3) as well, float32: x, y, and 0 where the point cannot be seen. What is found has
 * `keypoints` (N, points, 3) and `keypoints_scores` (N, points).
 *
 * @throws ValueError as FasterRCNN does, and for `num_keypoints` beside a `keypoint_predictor`.
 * @see https://docs.pytorch.org/vision/0.28/models/keypoint_rcnn.html
 */
export const KeypointRCNN = nn.callable(KeypointRCNN_);
export type KeypointRCNN = KeypointRCNN_;

/** Keypoint R-CNN on ResNet-50 with a pyramid. */
export const keypointrcnn_resnet50_fpn = builder(
  'keypointrcnn_resnet50_fpn',
  [classesField, numKeypoints, trainableField, ...sizedFields, ...transformFields],
  ({ num_classes, num_keypoints, trainable_backbone_layers, ...options }, chosen) => {
    const backbone = resnetBackbone(chosen, trainable_backbone_layers);
    const points = num_keypoints ?? 17;
    const model = KeypointRCNN(backbone, num_classes ?? 2, { ...options, num_keypoints: points });
    if (chosen.weights === KeypointRCNN_ResNet50_FPN_Weights.COCO_V1) overwrite_eps(model, 0);
    return model;
  },
  { decided: ({ meta }) => ({ num_keypoints: (meta.keypoint_names as readonly string[]).length }) },
);
