import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import * as F from '../../../nn/functional.ts';
import * as nn from '../../../nn/index.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { clip_boxes_to_image } from '../../ops/boxes.ts';
import { enums } from '../_api.ts';
import { builder, count } from '../_builder.ts';
import { initConvs, zeroBias } from '../_init.ts';
import { type VGG, vgg16 } from '../vgg.ts';
import { plan } from './_backbones.ts';
import {
  backboneField,
  COCO_CLASSES,
  classesField,
  meanAndStd,
  optionalPart,
  trainableField,
} from './_fields.ts';
import {
  type HeadOutputs,
  type LabelledTarget,
  type Losses,
  matchTargets,
  OneStageDetector,
  perPlace,
} from './_one_stage.ts';
import { checkMaps, ssdFields, TwoHeads } from './_ssd.ts';
import { freezeStages } from './_stages.ts';
import { BoxCoder, placesOf, retrieve_out_channels, SSDMatcher } from './_utils.ts';
import { DefaultBoxGenerator } from './anchor_utils.ts';
import type { ImageSize } from './image_list.ts';
import type { Detection } from './transform.ts';

export const { SSD300_VGG16_Weights } = enums;

/** A module for each feature map: maps (N, C_i, H, W) -> (N, anchors of all maps, num_columns). */
class SSDScoringHead_ extends nn.Module {
  declare module_list: nn.ModuleList;
  declare num_columns: number;

  constructor(module_list: nn.ModuleList, num_columns: number) {
    super();
    this.module_list = module_list;
    this.num_columns = num_columns;
  }

  override forward(x: readonly Tensor[]): Tensor {
    const modules = [...this.module_list] as ((x: Tensor) => Tensor)[];
    if (modules.length < x.length) {
      throw new ValueError(`${this._get_name()} is made for ${modules.length} feature maps, got ${x.length}`);
    }
    return torch.cat(
      x.map((map, i) => perPlace((modules[i] as (x: Tensor) => Tensor)(map), this.num_columns)),
      1,
    );
  }
}
export const SSDScoringHead = nn.callable(SSDScoringHead_);
export type SSDScoringHead = SSDScoringHead_;

const xavier = (conv: nn.Conv2d): void => {
  nn.init.xavier_uniform_(conv.weight);
  zeroBias(conv);
};

/** A convolution with `columns` outputs for each anchor of each map. */
function predictors(in_channels: readonly number[], num_anchors: readonly number[], columns: number) {
  const maps = Math.min(in_channels.length, num_anchors.length);
  const convs = Array.from({ length: maps }, (_, i) =>
    nn.Conv2d(in_channels[i] as number, columns * (num_anchors[i] as number), 3, { padding: 1 }),
  );
  const list = nn.ModuleList(convs);
  initConvs(list, xavier);
  return list;
}

/** Scores of classes, before the softmax. */
class SSDClassificationHead_ extends SSDScoringHead_ {
  constructor(in_channels: readonly number[], num_anchors: readonly number[], num_classes: number) {
    super(predictors(in_channels, num_anchors, num_classes), num_classes);
  }
}
export const SSDClassificationHead = nn.callable(SSDClassificationHead_);
export type SSDClassificationHead = SSDClassificationHead_;

/** What moves the default boxes onto the objects, see BoxCoder. */
class SSDRegressionHead_ extends SSDScoringHead_ {
  constructor(in_channels: readonly number[], num_anchors: readonly number[]) {
    super(predictors(in_channels, num_anchors, 4), 4);
  }
}
export const SSDRegressionHead = nn.callable(SSDRegressionHead_);
export type SSDRegressionHead = SSDRegressionHead_;

const counts = z.array(count).readonly();
const headArgs = signature(
  'SSDHead',
  ['in_channels', counts],
  ['num_anchors', counts],
  ['num_classes', count],
);

class SSDHead_ extends TwoHeads {
  constructor(...args: Args<typeof headArgs>) {
    super();
    const { in_channels, num_anchors, num_classes } = headArgs(args);
    this.classification_head = SSDClassificationHead(in_channels, num_anchors, num_classes);
    this.regression_head = SSDRegressionHead(in_channels, num_anchors);
  }
}
/** `{ bbox_regression, cls_logits }` from feature maps: a 3x3 convolution each for every map. */
export const SSDHead = nn.callable(SSDHead_);
export type SSDHead = SSDHead_;

const ssdArgs = signature(
  'SSD',
  backboneField,
  [
    'anchor_generator',
    z.custom<nn.Module>(
      (value) => value instanceof DefaultBoxGenerator,
      'should be of type DefaultBoxGenerator',
    ),
  ],
  ['size', z.tuple([count, count]).readonly()],
  ['num_classes', count],
  ...meanAndStd,
  ['head', optionalPart],
  ...ssdFields(0.01, 0.45, 200, 400),
);

/**
 * Finds objects of `num_classes` kinds, of which 0 is the background, in images, in one stage on maps of falling size: all
 * images are resized to `size`, [width, height]. It takes and gives what RetinaNet does.
 *
 * `backbone` may say in `out_channels` how many channels each of its maps has; otherwise an empty image is run through it.
 * Of the places where nothing is, training looks at the worst ones only: `positive_fraction` is the share of the others.
 *
 * @throws ValueError when backbone and `anchor_generator` have not as many feature maps.
 * @see Liu et al., "SSD: Single Shot MultiBox Detector", 2015, arXiv:1512.02325
 * @see https://docs.pytorch.org/vision/0.28/models/ssd.html
 */
export class SSD_ extends OneStageDetector {
  declare box_coder: BoxCoder;
  declare proposal_matcher: SSDMatcher;
  declare neg_to_pos_ratio: number;

  constructor(...args: Args<typeof ssdArgs>) {
    super();
    const { backbone, anchor_generator, size, num_classes, ...given } = ssdArgs(args);
    this.backbone = backbone;
    this.anchor_generator = anchor_generator;
    this.box_coder = new BoxCoder([10, 10, 5, 5]);
    this.head = given.head ?? headFor(backbone, this.anchor_generator, size, num_classes);
    this.proposal_matcher = new SSDMatcher(given.iou_thresh);
    this._finish(Math.min(...size), Math.max(...size), { ...given, size_divisible: 1, fixed_size: size });
    this.neg_to_pos_ratio = (1 - given.positive_fraction) / given.positive_fraction;
  }

  compute_loss(
    targets: readonly LabelledTarget[],
    head_outputs: HeadOutputs,
    anchors: readonly Tensor[],
    matched_idxs: readonly Tensor[],
  ): Losses {
    const { bbox_regression, cls_logits } = head_outputs as Record<'bbox_regression' | 'cls_logits', Tensor>;
    const codes_of_images = [...bbox_regression];
    const places = cls_logits.size(1);
    let num_foreground = 0;
    const parts = targets.map(({ boxes, labels }, i) => {
      const matched = matched_idxs[i] as Tensor;
      const foreground = placesOf(matched.ge(0));
      const own = matched.index(foreground);
      num_foreground += own.numel();
      const codes = (codes_of_images[i] as Tensor).index(foreground, ':');
      const from = (anchors[i] as Tensor).index(foreground, ':');
      const wanted = this.box_coder.encode_single(boxes.index(own), from);
      const classes = labels.new_zeros([places]).index_put_(foreground, labels.index(own));
      return { loss: F.smooth_l1_loss(codes, wanted, { reduction: 'sum' }), classes };
    });
    const regression = torch.stack(parts.map(({ loss }) => loss));
    const classes = torch.stack(parts.map((part) => part.classes)); // (N, places)
    const scores = cls_logits.view(-1, cls_logits.size(-1));
    const cls_loss = F.cross_entropy(scores, classes.view(-1), { reduction: 'none' }).view(classes.size());

    const foreground = classes.gt(0);
    const wanted = foreground.sum({ dim: 1, keepdim: true }).mul(this.neg_to_pos_ratio);
    // The places where nothing is, worst first.
    const negative = cls_loss.masked_fill(foreground, Number.NEGATIVE_INFINITY);
    const [, order] = negative.sort(1, true) as unknown as [Tensor, Tensor];
    const [, rank] = order.sort(1) as unknown as [Tensor, Tensor];
    const background = rank.lt(wanted);

    const divisor = Math.max(1, num_foreground);
    const classification = cls_loss.index(foreground).sum().add(cls_loss.index(background).sum());
    return { bbox_regression: regression.sum().div(divisor), classification: classification.div(divisor) };
  }

  override _losses(...[targets, outputs, anchors]: Parameters<OneStageDetector['_losses']>): Losses {
    const matched_idxs = matchTargets(this.proposal_matcher, targets, anchors);
    return this.compute_loss(targets, outputs, anchors, matched_idxs);
  }

  override _detections(...[outputs, anchors, , sizes]: Parameters<OneStageDetector['_detections']>) {
    return this.postprocess_detections(outputs, anchors, sizes);
  }

  postprocess_detections(
    head_outputs: HeadOutputs,
    image_anchors: readonly Tensor[],
    image_shapes: readonly ImageSize[],
  ): Detection[] {
    const { bbox_regression, cls_logits } = head_outputs as Record<'bbox_regression' | 'cls_logits', Tensor>;
    const scores_of_images = [...F.softmax(cls_logits, -1)];
    return [...bbox_regression].map((codes, i) => {
      const decoded = this.box_coder.decode_single(codes, image_anchors[i] as Tensor);
      const boxes = clip_boxes_to_image(decoded, image_shapes[i] as ImageSize);
      const [, ...scores] = (scores_of_images[i] as Tensor).unbind(1); // without the background
      const found = scores.map((score) => this._best(score));
      return this._chosen(
        found.map(({ cells }) => boxes.index(cells)),
        found.map(({ values }) => values),
        found.map(({ values }, k) => torch.full_like(values, k + 1, { dtype: torch.int64 })),
      );
    });
  }
}
export const SSD = nn.callable(SSD_);
export type SSD = SSD_;

function headFor(
  backbone: nn.Module,
  anchor_generator: DefaultBoxGenerator,
  size: readonly [number, number],
  num_classes: number,
): SSDHead {
  const { out_channels } = backbone as unknown as { out_channels?: number[] };
  const channels = out_channels ?? retrieve_out_channels(backbone, size);
  checkMaps(channels, anchor_generator);
  return SSDHead(channels, anchor_generator.num_anchors_per_location(), num_classes);
}

class SSDFeatureExtractorVGG_ extends nn.Module {
  declare scale_weight: nn.Parameter; // (512)
  declare features: nn.Sequential;
  declare extra: nn.ModuleList;

  constructor(backbone: nn.Sequential, highres: boolean) {
    super();
    const layers = [...backbone];
    const pools = [...layers.keys()].filter((i) => layers[i] instanceof nn.MaxPool2d);
    if (pools.length !== 5) {
      throw new ValueError(`the features of a VGG have 5 layers of maximum pooling, got ${pools.length}`);
    }
    const [, , third, fourth] = pools as [number, number, number, number];
    // Maps of 38x38 places from images of 300x300, as in the paper.
    (layers[third] as nn.MaxPool2d).ceil_mode = true;
    this.scale_weight = nn.Parameter(torch.ones([512]).mul(20));
    this.features = nn.Sequential(...layers.slice(0, fourth)); // to conv4_3
    const extra = nn.ModuleList([
      extraBlock(1024, 256, 512, { padding: 1, stride: 2 }), // conv8_2
      extraBlock(512, 128, 256, { padding: 1, stride: 2 }), // conv9_2
      extraBlock(256, 128, 256), // conv10_2
      extraBlock(256, 128, 256), // conv11_2
    ]);
    // For images of 512x512: the paper, footnote 5.
    if (highres) extra.append(extraBlock(256, 128, 256, {}, 4)); // conv12_2
    initConvs(extra, xavier);
    const fc = nn.Sequential(
      nn.MaxPool2d(3, { stride: 1, padding: 1 }),
      nn.Conv2d(512, 1024, 3, { padding: 6, dilation: 6 }),
      nn.ReLU({ inplace: true }),
      nn.Conv2d(1024, 1024, 1),
      nn.ReLU({ inplace: true }),
    );
    initConvs(fc, xavier);
    extra.insert(0, nn.Sequential(...layers.slice(fourth, -1), fc));
    this.extra = extra;
  }

  override forward(x: Tensor): Record<string, Tensor> {
    let map = this.features(x);
    const maps = [this.scale_weight.view(1, -1, 1, 1).mul(F.normalize(map))];
    for (const block of this.extra as Iterable<(x: Tensor) => Tensor>) {
      map = block(map);
      maps.push(map);
    }
    return Object.fromEntries(maps.map((each, i) => [String(i), each]));
  }
}

/**
 * Feature maps of a VGG-16 for SSD, (N, 3, H, W) -> { '0', ... }: conv4_3, scaled to one length for each place and then by
 * trained factors, and those of five further blocks; `highres` adds a sixth, for images of 512x512.
 *
 * Source: Liu et al., "SSD: Single Shot MultiBox Detector", 2015, figure 2.
 */
export const SSDFeatureExtractorVGG = nn.callable(SSDFeatureExtractorVGG_);
export type SSDFeatureExtractorVGG = SSDFeatureExtractorVGG_;

const extraBlock = (in_channels: number, between: number, out_channels: number, options = {}, kernel = 3) =>
  nn.Sequential(
    nn.Conv2d(in_channels, between, 1),
    nn.ReLU({ inplace: true }),
    nn.Conv2d(between, out_channels, kernel, options),
    nn.ReLU({ inplace: true }),
  );

/** The feature maps of a VGG of which the last `trainable_layers` stages (0 to 5) are trained. */
export function _vgg_extractor(
  backbone: VGG,
  highres: boolean,
  trainable_layers: number,
): SSDFeatureExtractorVGG {
  const features = backbone.features as nn.Sequential;
  const layers = [...features];
  const pools = [...layers.keys()].filter((i) => layers[i] instanceof nn.MaxPool2d);
  freezeStages(layers, [0, ...pools.slice(0, -1)], trainable_layers);
  return SSDFeatureExtractorVGG(features, highres);
}

export const ssd300_vgg16 = builder(
  'ssd300_vgg16',
  [classesField, trainableField, ...meanAndStd, ['head', optionalPart], ...ssdFields(0.01, 0.45, 200, 400)],
  ({ num_classes, trainable_backbone_layers, ...given }, chosen) => {
    const { layers } = plan(chosen, trainable_backbone_layers, 5, 4);
    const { weights_backbone: weights, progress } = chosen;
    const backbone = _vgg_extractor(vgg16({ weights, progress }), false, layers);
    const anchor_generator = DefaultBoxGenerator([[2], [2, 3], [2, 3], [2, 3], [2], [2]], {
      scales: [0.07, 0.15, 0.33, 0.51, 0.69, 0.87, 1.05],
      steps: [8, 16, 32, 64, 100, 300],
    });
    return SSD(backbone, anchor_generator, [300, 300], num_classes ?? COCO_CLASSES, {
      ...given,
      image_mean: given.image_mean ?? [0.48235, 0.45882, 0.40784],
      image_std: given.image_std ?? [1 / 255, 1 / 255, 1 / 255],
    });
  },
);
