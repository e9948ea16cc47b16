import { ValueError } from '../../../errors.ts';
import { type Calls, positional } from '../../../keywords.ts';
import * as nn from '../../../nn/index.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { signature } from '../../../signature.ts';
import { renameOld } from '../../ops/_rename.ts';
import { Conv2dNormActivation, type NormLayer } from '../../ops/misc.ts';
import { MultiScaleRoIAlign } from '../../ops/poolers.ts';
import { enums } from '../_api.ts';
import { builder } from '../_builder.ts';
import { initConvs, kaimingFanOut } from '../_init.ts';
import { channelsOf, resnetBackbone } from './_backbones.ts';
import { backboneField, COCO_CLASSES, classesField, optionalPart, trainableField } from './_fields.ts';
import { overwrite_eps } from './_utils.ts';
import {
  adapted,
  FasterRCNN,
  type NetworkArgs,
  poolField,
  secondFixed,
  secondParts,
  sizedFields,
} from './faster_rcnn.ts';
import { transformFields } from './transform.ts';

export const { MaskRCNN_ResNet50_FPN_V2_Weights, MaskRCNN_ResNet50_FPN_Weights } = enums;

const maskRCNNHeadsNames = ['in_channels', 'layers', 'dilation', 'norm_layer'] as const;
type MaskRCNNHeadsArgs = [
  in_channels: number,
  layers: readonly number[],
  dilation: number,
  norm_layer?: NormLayer | null,
];
const maskRCNNHeadsArgs = positional<typeof maskRCNNHeadsNames, MaskRCNNHeadsArgs>(
  'MaskRCNNHeads',
  maskRCNNHeadsNames,
);

class MaskRCNNHeads_ extends nn.Sequential {
  static override _version = 2; // 2 wraps each convolution in a block

  constructor(...args: Calls<typeof maskRCNNHeadsNames, MaskRCNNHeadsArgs>) {
    const [in_channels, layers, dilation, norm_layer = null] = maskRCNNHeadsArgs(args);
    let features = in_channels;
    const blocks = layers.map((out) => {
      const options = { kernel_size: 3, padding: dilation, dilation, norm_layer };
      const block = Conv2dNormActivation(features, out, options);
      features = out;
      return block;
    });
    super(...blocks);
    initConvs(this, kaimingFanOut);
  }

  override _load_from_state_dict(...args: Parameters<nn.Module['_load_from_state_dict']>): void {
    renameOld(
      args,
      2,
      [...this].map((_, i) => [`mask_fcn${i + 1}`, `${i}.0`] as const),
    );
    super._load_from_state_dict(...args);
  }
}
/** 3x3 convolutions, each with a ReLU: (K, in_channels, M, M) -> (K, last of layers, M, M). */
export const MaskRCNNHeads = layer(MaskRCNNHeads_);
export type MaskRCNNHeads = MaskRCNNHeads_;

const maskRCNNPredictorNames = ['in_channels', 'dim_reduced', 'num_classes'] as const;
type MaskRCNNPredictorArgs = [in_channels: number, dim_reduced: number, num_classes: number];
const maskRCNNPredictorArgs = positional<typeof maskRCNNPredictorNames, MaskRCNNPredictorArgs>(
  'MaskRCNNPredictor',
  maskRCNNPredictorNames,
);

class MaskRCNNPredictor_ extends nn.Sequential {
  declare conv5_mask: nn.ConvTranspose2d;
  declare relu: nn.ReLU;
  declare mask_fcn_logits: nn.Conv2d;

  constructor(...args: Calls<typeof maskRCNNPredictorNames, MaskRCNNPredictorArgs>) {
    const [in_channels, dim_reduced, num_classes] = maskRCNNPredictorArgs(args);
    super({
      conv5_mask: nn.ConvTranspose2d(in_channels, dim_reduced, 2, 2, 0),
      relu: nn.ReLU({ inplace: true }),
      mask_fcn_logits: nn.Conv2d(dim_reduced, num_classes, 1, 1, 0),
    });
    for (const [name, parameter] of this.named_parameters()) {
      if (!name.includes('weight')) continue;
      nn.init.kaiming_normal_(parameter, { mode: 'fan_out', nonlinearity: 'relu' });
    }
  }
}
/** The logits of each class's mask at twice the size: (K, in_channels, M, M) -> (K, num_classes, 2 * M, 2 * M). */
export const MaskRCNNPredictor = layer(MaskRCNNPredictor_);
export type MaskRCNNPredictor = MaskRCNNPredictor_;

const maskFields = [
  ['mask_roi_pool', poolField],
  ['mask_head', optionalPart],
  ['mask_predictor', optionalPart],
] as const;
const ownFields = [...sizedFields, ...maskFields, ...transformFields] as const;
const maskArgs = signature('MaskRCNN', backboneField, classesField, ...ownFields);

class MaskRCNN_ extends FasterRCNN {
  constructor(...args: NetworkArgs<typeof maskArgs.fields>) {
    const { mask_roi_pool, mask_head, mask_predictor, ...given } = maskArgs(args);
    if (given.num_classes !== null && mask_predictor !== null) {
      throw new ValueError('num_classes should be None when mask_predictor is specified');
    }
    if (given.num_classes === null && mask_predictor === null) {
      throw new ValueError('num_classes should not be None when mask_predictor is not specified');
    }
    const channels = channelsOf(given.backbone);
    const pool = mask_roi_pool ?? MultiScaleRoIAlign(['0', '1', '2', '3'], 14, 2);
    // They draw their first values before the other parts do.
    const head = mask_head ?? MaskRCNNHeads(channels, [256, 256, 256, 256], 1);
    const predictor = mask_predictor ?? MaskRCNNPredictor(256, 256, given.num_classes as number);
    super(given);
    this.roi_heads.mask_roi_pool = pool;
    this.roi_heads.mask_head = head;
    this.roi_heads.mask_predictor = predictor;
  }
}

/**
 * Mask R-CNN: FasterRCNN that also finds which pixels belong to each object.
 *
 * Targets have `masks` (N, H, W) as well, uint8, 1 where the object is; what is found has `masks` (N, 1, H, W) from 0 to 1.
 *
 * @throws ValueError as FasterRCNN does, and unless either `num_classes` or `mask_predictor` is given.
 * @see https://docs.pytorch.org/vision/0.28/models/mask_rcnn.html
 */
export const MaskRCNN = nn.callable(MaskRCNN_);
export type MaskRCNN = MaskRCNN_;

const fields = [classesField, trainableField, ...ownFields] as const;

/** Mask R-CNN on ResNet-50 with a pyramid. */
export const maskrcnn_resnet50_fpn = builder(
  'maskrcnn_resnet50_fpn',
  fields,
  ({ num_classes, trainable_backbone_layers, ...options }, chosen) => {
    const backbone = resnetBackbone(chosen, trainable_backbone_layers);
    const model = MaskRCNN(backbone, num_classes ?? COCO_CLASSES, options);
    if (chosen.weights === MaskRCNN_ResNet50_FPN_Weights.COCO_V1) overwrite_eps(model, 0);
    return model;
  },
);

/** Mask R-CNN on ResNet-50 with a pyramid, trained by a later recipe (Li et al. 2021, arXiv:2111.11429). */
export const maskrcnn_resnet50_fpn_v2 = builder(
  'maskrcnn_resnet50_fpn_v2',
  adapted(fields, { fixed: [...secondFixed, 'mask_head'] }),
  ({ num_classes, trainable_backbone_layers, ...options }, chosen) => {
    const parts = secondParts(chosen, trainable_backbone_layers);
    const mask_head = MaskRCNNHeads(parts.backbone.out_channels, [256, 256, 256, 256], 1, nn.BatchNorm2d);
    return MaskRCNN({ ...options, ...parts, mask_head, num_classes: num_classes ?? COCO_CLASSES });
  },
);
