import { z } from 'zod';
import * as nn from '../../../nn/index.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { renameOld } from '../../ops/_rename.ts';
import { sigmoid_focal_loss } from '../../ops/losses.ts';
import { Conv2dNormActivation, type NormLayer } from '../../ops/misc.ts';
import { enums } from '../_api.ts';
import { builder, count, normLayer, probability } from '../_builder.ts';
import { initConvs, normalWith } from '../_init.ts';
import { channelsOf, coarseBackbone } from './_backbones.ts';
import {
  anchorGenerator,
  backboneField,
  COCO_CLASSES,
  choiceFields,
  classesField,
  meanAndStd,
  optionalPart,
  sizeFields,
  topkField,
  trainableField,
} from './_fields.ts';
import {
  classifierConv,
  type HeadOutputs,
  type LabelledTarget,
  type Losses,
  matchTargets,
  OneStageDetector,
  perPlace,
  splitByMap,
} from './_one_stage.ts';
import { _box_loss, BoxCoder, type BoxLoss, Matcher, overwrite_eps, placesOf } from './_utils.ts';
import { AnchorGenerator } from './anchor_utils.ts';
import type { ImageSize } from './image_list.ts';
import { type Detection, transformFields } from './transform.ts';

export const { RetinaNet_ResNet50_FPN_Weights, RetinaNet_ResNet50_FPN_V2_Weights } = enums;

const sum = (parts: readonly Tensor[]): Tensor => parts.reduce((a, b) => a.add(b));

function defaultAnchors(): AnchorGenerator {
  const sizes = [32, 64, 128, 256, 512].map((x) => [
    x,
    Math.trunc(x * 2 ** (1 / 3)),
    Math.trunc(x * 2 ** (2 / 3)),
  ]);
  return AnchorGenerator(
    sizes,
    sizes.map(() => [0.5, 1, 2]),
  );
}

/** Four convolutions, each with the normalisation and a ReLU, then one that gives the head's output. */
abstract class Tower extends nn.Module {
  // 2 wraps each convolution in a block
  static override _version = 2;
  declare conv: nn.Sequential;

  /** The four convolutions as they are before they are drawn anew. */
  _body(in_channels: number, norm_layer: NormLayer | null): nn.Sequential {
    const block = () => Conv2dNormActivation(in_channels, in_channels, { norm_layer });
    return nn.Sequential(block(), block(), block(), block());
  }

  override _load_from_state_dict(...args: Parameters<nn.Module['_load_from_state_dict']>): void {
    renameOld(
      args,
      2,
      [0, 1, 2, 3].map((i) => [`conv.${2 * i}`, `conv.${i}.0`] as const),
    );
    super._load_from_state_dict(...args);
  }
}

const classificationArgs = signature(
  'RetinaNetClassificationHead',
  ['in_channels', count],
  ['num_anchors', count],
  ['num_classes', count],
  ['prior_probability', probability.default(0.01)],
  ['norm_layer', normLayer],
);

/** Scores of classes, before the sigmoid: maps (N, in_channels, H, W) -> (N, anchors of all maps, num_classes). */
class RetinaNetClassificationHead_ extends Tower {
  declare cls_logits: nn.Conv2d;
  declare num_classes: number;
  declare num_anchors: number;
  declare BETWEEN_THRESHOLDS: number;

  constructor(...args: Args<typeof classificationArgs>) {
    super();
    const { in_channels, num_anchors, num_classes, prior_probability, norm_layer } = classificationArgs(args);
    this.conv = this._body(in_channels, norm_layer ?? null);
    initConvs(this.conv, normalWith(0.01));
    this.cls_logits = classifierConv(in_channels, num_anchors * num_classes, prior_probability);
    this.num_classes = num_classes;
    this.num_anchors = num_anchors;
    this.BETWEEN_THRESHOLDS = Matcher.BETWEEN_THRESHOLDS;
  }

  compute_loss(
    targets: readonly LabelledTarget[],
    head_outputs: HeadOutputs,
    matched_idxs: readonly Tensor[],
  ): Tensor {
    const logits_of_images = [...(head_outputs.cls_logits as Tensor)];
    const losses = targets.map(({ labels }, i) => {
      const [logits, matched] = [logits_of_images[i] as Tensor, matched_idxs[i] as Tensor];
      const foreground = matched.ge(0);
      const wanted = torch.zeros_like(logits);
      wanted.index_put_([foreground, labels.index(matched.index(foreground))], 1);
      const valid = matched.ne(this.BETWEEN_THRESHOLDS);
      const loss = sigmoid_focal_loss(logits.index(valid), wanted.index(valid), 0.25, 2, 'sum');
      return loss.div(Math.max(1, foreground.sum().item() as number));
    });
    return sum(losses).div(targets.length);
  }

  override forward(x: readonly Tensor[]): Tensor {
    return torch.cat(
      x.map((map) => perPlace(this.cls_logits(this.conv(map)), this.num_classes)),
      1,
    );
  }
}
export const RetinaNetClassificationHead = nn.callable(RetinaNetClassificationHead_);
export type RetinaNetClassificationHead = RetinaNetClassificationHead_;

const regressionArgs = signature(
  'RetinaNetRegressionHead',
  ['in_channels', count],
  ['num_anchors', count],
  ['norm_layer', normLayer],
);

/** What moves the anchors onto the boxes: maps (N, in_channels, H, W) -> (N, anchors of all maps, 4), see BoxCoder. */
class RetinaNetRegressionHead_ extends Tower {
  declare bbox_reg: nn.Conv2d;
  declare box_coder: BoxCoder;
  declare _loss_type: BoxLoss;

  constructor(...args: Args<typeof regressionArgs>) {
    super();
    const { in_channels, num_anchors, norm_layer } = regressionArgs(args);
    this.conv = this._body(in_channels, norm_layer ?? null);
    this.bbox_reg = nn.Conv2d(in_channels, num_anchors * 4, 3, { padding: 1 });
    normalWith(0.01)(this.bbox_reg);
    initConvs(this.conv, normalWith(0.01));
    this.box_coder = new BoxCoder([1, 1, 1, 1]);
    this._loss_type = 'l1';
  }

  compute_loss(
    targets: readonly LabelledTarget[],
    head_outputs: HeadOutputs,
    anchors: readonly Tensor[],
    matched_idxs: readonly Tensor[],
  ): Tensor {
    const codes_of_images = [...(head_outputs.bbox_regression as Tensor)];
    const losses = targets.map(({ boxes }, i) => {
      const matched = matched_idxs[i] as Tensor;
      const foreground = placesOf(matched.ge(0));
      const truth = boxes.index(matched.index(foreground));
      const codes = (codes_of_images[i] as Tensor).index(foreground, ':');
      const own = (anchors[i] as Tensor).index(foreground, ':');
      const loss = _box_loss(this._loss_type, this.box_coder, own, truth, codes);
      return loss.div(Math.max(1, foreground.numel()));
    });
    return sum(losses).div(Math.max(1, targets.length));
  }

  override forward(x: readonly Tensor[]): Tensor {
    return torch.cat(
      x.map((map) => perPlace(this.bbox_reg(this.conv(map)), 4)),
      1,
    );
  }
}
export const RetinaNetRegressionHead = nn.callable(RetinaNetRegressionHead_);
export type RetinaNetRegressionHead = RetinaNetRegressionHead_;

const headArgs = signature(
  'RetinaNetHead',
  ['in_channels', count],
  ['num_anchors', count],
  ['num_classes', count],
  ['norm_layer', normLayer],
);

/** Both heads of RetinaNet: `{ cls_logits, bbox_regression }` from feature maps. */
class RetinaNetHead_ extends nn.Module {
  declare classification_head: RetinaNetClassificationHead;
  declare regression_head: RetinaNetRegressionHead;

  constructor(...args: Args<typeof headArgs>) {
    super();
    const { in_channels, num_anchors, num_classes, norm_layer } = headArgs(args);
    this.classification_head = RetinaNetClassificationHead(in_channels, num_anchors, num_classes, {
      norm_layer,
    });
    this.regression_head = RetinaNetRegressionHead(in_channels, num_anchors, { norm_layer });
  }

  compute_loss(
    targets: readonly LabelledTarget[],
    head_outputs: HeadOutputs,
    anchors: readonly Tensor[],
    matched_idxs: readonly Tensor[],
  ): Losses {
    return {
      classification: this.classification_head.compute_loss(targets, head_outputs, matched_idxs),
      bbox_regression: this.regression_head.compute_loss(targets, head_outputs, anchors, matched_idxs),
    };
  }

  override forward(x: readonly Tensor[]): HeadOutputs {
    return { cls_logits: this.classification_head(x), bbox_regression: this.regression_head(x) };
  }
}
export const RetinaNetHead = nn.callable(RetinaNetHead_);
export type RetinaNetHead = RetinaNetHead_;

const imageFields = [...sizeFields, ...meanAndStd] as const;
const partFields = [
  ['anchor_generator', anchorGenerator],
  ['head', optionalPart],
] as const;
const otherFields = [
  ['proposal_matcher', z.custom<Matcher>((value) => value instanceof Matcher, 'must be a Matcher').nullish()],
  ...choiceFields(0.05, 0.5, 300),
  ['fg_iou_thresh', z.number().default(0.5)],
  ['bg_iou_thresh', z.number().default(0.4)],
  topkField(1000),
  ...transformFields,
] as const;
const options = [...imageFields, ...partFields, ...otherFields] as const;
const retinanetArgs = signature('RetinaNet', backboneField, ['num_classes', count], ...options);

/**
 * Finds objects of `num_classes` kinds in images, in one stage on the maps of a feature pyramid: a list of images
 * (3, H, W) from 0 to 1, of any sizes, each with a target `{ boxes, labels }` in training.
 *
 * In training it gives the losses `{ classification, bbox_regression }`, in eval mode `{ boxes, scores, labels }` for each
 * image. Boxes are (N, 4), [x1, y1, x2, y2] in pixels with x1 < x2 and y1 < y2; labels are (N) int64.
 *
 * `backbone` gives maps of `out_channels` channels each, its own attribute. Anchors that overlap a box by `fg_iou_thresh`
 * learn it, those below `bg_iou_thresh` learn that nothing is there.
 *
 * @throws ValueError for a backbone without `out_channels`; when called, AssertionError for no targets or bad boxes.
 * @see Lin et al., "Focal Loss for Dense Object Detection", 2017, arXiv:1708.02002
 * @see https://docs.pytorch.org/vision/0.28/models/retinanet.html
 */
class RetinaNet_ extends OneStageDetector {
  declare proposal_matcher: Matcher;
  declare box_coder: BoxCoder;

  constructor(...args: Args<typeof retinanetArgs>) {
    super();
    const { backbone, num_classes, min_size, max_size, ...given } = retinanetArgs(args);
    const channels = channelsOf(backbone);
    this.backbone = backbone;
    this.anchor_generator = given.anchor_generator ?? defaultAnchors();
    const [anchors] = this.anchor_generator.num_anchors_per_location();
    this.head = given.head ?? RetinaNetHead(channels, anchors, num_classes);
    this.proposal_matcher =
      given.proposal_matcher ?? new Matcher(given.fg_iou_thresh, given.bg_iou_thresh, true);
    this.box_coder = new BoxCoder([1, 1, 1, 1]);
    this._finish(min_size, max_size, given);
  }

  compute_loss(targets: LabelledTarget[], head_outputs: HeadOutputs, anchors: Tensor[]): Losses {
    const matched_idxs = matchTargets(this.proposal_matcher, targets, anchors);
    return this.head.compute_loss(targets, head_outputs, anchors, matched_idxs);
  }

  override _losses(targets: LabelledTarget[], head_outputs: HeadOutputs, anchors: Tensor[]): Losses {
    return this.compute_loss(targets, head_outputs, anchors);
  }

  override _detections(...[outputs, anchors, features, sizes]: Parameters<OneStageDetector['_detections']>) {
    return this.postprocess_detections(...splitByMap(outputs, anchors, features), sizes);
  }

  /** Outputs and anchors come split by maps: a list for each name, and a list for each image. */
  postprocess_detections(
    head_outputs: Record<string, Tensor[]>,
    anchors: Tensor[][],
    image_shapes: readonly ImageSize[],
  ): Detection[] {
    const { cls_logits, bbox_regression } = head_outputs as Record<
      'cls_logits' | 'bbox_regression',
      Tensor[]
    >;
    return image_shapes.map((image_shape, image) => {
      const scores = cls_logits.map((logits) => logits.select(0, image).sigmoid());
      const boxes = (map: number, places: Tensor) =>
        this.box_coder.decode_single(
          (bbox_regression[map] as Tensor).select(0, image).index(places),
          ((anchors[image] as Tensor[])[map] as Tensor).index(places),
        );
      return this._found(scores, boxes, image_shape);
    });
  }
}
export const RetinaNet = nn.callable(RetinaNet_);
export type RetinaNet = RetinaNet_;

export const retinanet_resnet50_fpn = builder(
  'retinanet_resnet50_fpn',
  [classesField, trainableField, ...options],
  ({ num_classes, trainable_backbone_layers, ...given }, chosen) => {
    const backbone = coarseBackbone(chosen, trainable_backbone_layers);
    return RetinaNet(backbone, num_classes ?? COCO_CLASSES, given);
  },
  { loaded: (net) => overwrite_eps(net, 0) },
);

export const retinanet_resnet50_fpn_v2 = builder(
  'retinanet_resnet50_fpn_v2',
  [classesField, trainableField, ...imageFields, ...otherFields],
  ({ num_classes: asked, trainable_backbone_layers, ...given }, chosen) => {
    const num_classes = asked ?? COCO_CLASSES;
    const options = { p6_channels: 2048, norm_layer: nn.BatchNorm2d };
    const backbone = coarseBackbone(chosen, trainable_backbone_layers, options);
    const anchor_generator = defaultAnchors();
    const [anchors] = anchor_generator.num_anchors_per_location() as [number];
    const norm_layer = (channels: number) => nn.GroupNorm(32, channels);
    const head = RetinaNetHead(backbone.out_channels, anchors, num_classes, { norm_layer });
    head.regression_head._loss_type = 'giou';
    return RetinaNet(backbone, num_classes, { anchor_generator, head, ...given });
  },
);
