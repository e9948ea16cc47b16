import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import * as F from '../../../nn/functional.ts';
import * as nn from '../../../nn/index.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { generalized_box_iou_loss, sigmoid_focal_loss } from '../../ops/losses.ts';
import type { NormLayer } from '../../ops/misc.ts';
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
  noMatch,
  OneStageDetector,
  perPlace,
  splitByMap,
} from './_one_stage.ts';
import { BoxLinearCoder } from './_utils.ts';
import { AnchorGenerator } from './anchor_utils.ts';
import type { ImageSize } from './image_list.ts';
import { type Detection, transformFields } from './transform.ts';

export const { FCOS_ResNet50_FPN_Weights } = enums;

type Four = [Tensor, Tensor, Tensor, Tensor];

/** `num_convs` convolutions, each with its normalisation (32 groups unless another is given) and a ReLU. */
function tower(
  in_channels: number,
  num_convs: number,
  norm_layer: NormLayer | null | undefined,
): nn.Sequential {
  const norm = norm_layer ?? ((channels: number) => nn.GroupNorm(32, channels));
  const layers = Array.from({ length: num_convs }, () => [
    nn.Conv2d(in_channels, in_channels, 3, { padding: 1 }),
    norm(in_channels),
    nn.ReLU(),
  ]);
  return nn.Sequential(...layers.flat());
}

const classificationArgs = signature(
  'FCOSClassificationHead',
  ['in_channels', count],
  ['num_anchors', count],
  ['num_classes', count],
  ['num_convs', count.default(4)],
  ['prior_probability', probability.default(0.01)],
  ['norm_layer', normLayer],
);

/** Scores of classes, before the sigmoid: maps (N, in_channels, H, W) -> (N, places of all maps, num_classes). */
class FCOSClassificationHead_ extends nn.Module {
  declare num_classes: number;
  declare num_anchors: number;
  declare conv: nn.Sequential;
  declare cls_logits: nn.Conv2d;

  constructor(...args: Args<typeof classificationArgs>) {
    super();
    const { in_channels, num_anchors, num_classes, num_convs, prior_probability, norm_layer } =
      classificationArgs(args);
    this.num_classes = num_classes;
    this.num_anchors = num_anchors;
    this.conv = tower(in_channels, num_convs, norm_layer);
    initConvs(this.conv, normalWith(0.01));
    this.cls_logits = classifierConv(in_channels, num_anchors * num_classes, prior_probability);
  }

  override forward(x: readonly Tensor[]): Tensor {
    return torch.cat(
      x.map((map) => perPlace(this.cls_logits(this.conv(map)), this.num_classes)),
      1,
    );
  }
}
export const FCOSClassificationHead = nn.callable(FCOSClassificationHead_);
export type FCOSClassificationHead = FCOSClassificationHead_;

const regressionArgs = signature(
  'FCOSRegressionHead',
  ['in_channels', count],
  ['num_anchors', count],
  ['num_convs', count.default(4)],
  ['norm_layer', normLayer],
);

/**
 * From maps (N, in_channels, H, W) the distances of each place from the edges of its box, (N, places of all maps, 4), see
 * BoxLinearCoder, and how near it is to the box's centre, before the sigmoid, (N, places of all maps, 1).
 */
class FCOSRegressionHead_ extends nn.Module {
  declare conv: nn.Sequential;
  declare bbox_reg: nn.Conv2d;
  declare bbox_ctrness: nn.Conv2d;

  constructor(...args: Args<typeof regressionArgs>) {
    super();
    const { in_channels, num_anchors, num_convs, norm_layer } = regressionArgs(args);
    this.conv = tower(in_channels, num_convs, norm_layer);
    this.bbox_reg = nn.Conv2d(in_channels, num_anchors * 4, 3, { padding: 1 });
    this.bbox_ctrness = nn.Conv2d(in_channels, num_anchors, 3, { padding: 1 });
    for (const conv of [this.bbox_reg, this.bbox_ctrness]) normalWith(0.01)(conv);
    initConvs(this.conv, normalWith(0.01));
  }

  override forward(x: readonly Tensor[]): [bbox_regression: Tensor, bbox_ctrness: Tensor] {
    const outputs = x.map((map) => {
      const features = this.conv(map);
      const distances = F.relu(this.bbox_reg(features));
      const nearness = this.bbox_ctrness(features);
      return [perPlace(distances, 4), perPlace(nearness, 1)] as const;
    });
    return [
      torch.cat(
        outputs.map(([each]) => each),
        1,
      ),
      torch.cat(
        outputs.map(([, each]) => each),
        1,
      ),
    ];
  }
}
export const FCOSRegressionHead = nn.callable(FCOSRegressionHead_);
export type FCOSRegressionHead = FCOSRegressionHead_;

const headArgs = signature(
  'FCOSHead',
  ['in_channels', count],
  ['num_anchors', count],
  ['num_classes', count],
  ['num_convs', count.default(4)],
);

/** Both heads of FCOS: `{ cls_logits, bbox_regression, bbox_ctrness }` from feature maps. */
class FCOSHead_ extends nn.Module {
  declare box_coder: BoxLinearCoder;
  declare classification_head: FCOSClassificationHead;
  declare regression_head: FCOSRegressionHead;

  constructor(...args: Args<typeof headArgs>) {
    super();
    const { in_channels, num_anchors, num_classes, num_convs } = headArgs(args);
    this.box_coder = new BoxLinearCoder(true);
    this.classification_head = FCOSClassificationHead(in_channels, num_anchors, num_classes, num_convs);
    this.regression_head = FCOSRegressionHead(in_channels, num_anchors, num_convs);
  }

  compute_loss(
    targets: readonly LabelledTarget[],
    head_outputs: HeadOutputs,
    anchors: readonly Tensor[],
    matched_idxs: readonly Tensor[],
  ): Losses {
    const { cls_logits, bbox_regression, bbox_ctrness } = head_outputs as Record<
      'cls_logits' | 'bbox_regression' | 'bbox_ctrness',
      Tensor
    >;
    const wanted = targets.map((target, i) => wantedOf(target, matched_idxs[i] as Tensor));
    const labels = torch.stack(wanted.map((each) => each.labels)); // (N, places)
    const boxes = torch.stack(wanted.map((each) => each.boxes)); // (N, places, 4)
    const own = torch.stack([...anchors]);
    const foreground = labels.ge(0);
    const divisor = Math.max(1, foreground.sum().item() as number);

    const classes = torch.zeros_like(cls_logits);
    classes.index_put_([foreground, labels.index(foreground)], 1);
    const classification = sigmoid_focal_loss(cls_logits, classes, 0.25, 2, 'sum');

    const found = this.box_coder.decode(bbox_regression, own);
    const regression = generalized_box_iou_loss(found.index(foreground), boxes.index(foreground), 'sum');

    const centred = centredness(this.box_coder.encode(own, boxes));
    const nearness = F.binary_cross_entropy_with_logits(
      bbox_ctrness.squeeze(2).index(foreground),
      centred.index(foreground),
      { reduction: 'sum' },
    );
    return {
      classification: classification.div(divisor),
      bbox_regression: regression.div(divisor),
      bbox_ctrness: nearness.div(divisor),
    };
  }

  override forward(x: readonly Tensor[]): HeadOutputs {
    const cls_logits = this.classification_head(x);
    const [bbox_regression, bbox_ctrness] = this.regression_head(x);
    return { cls_logits, bbox_regression, bbox_ctrness };
  }
}
export const FCOSHead = nn.callable(FCOSHead_);
export type FCOSHead = FCOSHead_;

/** What each place of an image is to find: its label, -1 for none, and its box. */
function wantedOf({ boxes, labels }: LabelledTarget, matched: Tensor): { boxes: Tensor; labels: Tensor } {
  const places = matched.size(0);
  const some = labels.size(0) > 0;
  const nearest = matched.clamp({ min: 0 });
  const found = some ? labels.index(nearest) : labels.new_zeros([places]);
  return {
    labels: found.masked_fill_(matched.lt(0), -1),
    boxes: some ? boxes.index(nearest) : boxes.new_zeros([places, 4]),
  };
}

/** How far a place lies inside its box, 1 at the centre, from its distances from the edges: (..., 4) -> (...). */
function centredness(distances: Tensor): Tensor {
  const [left, top, right, bottom] = distances.unbind(-1) as unknown as Four;
  const ratio = (a: Tensor, b: Tensor) => torch.minimum(a, b).div(torch.maximum(a, b));
  return ratio(left, right).mul(ratio(top, bottom)).sqrt();
}

const options = [
  ...sizeFields,
  ...meanAndStd,
  ['anchor_generator', anchorGenerator],
  ['head', optionalPart],
  ['center_sampling_radius', z.number().default(1.5)],
  ...choiceFields(0.2, 0.6, 100),
  topkField(1000),
  ...transformFields,
] as const;
const fcosArgs = signature('FCOS', backboneField, ['num_classes', count], ...options);

/**
 * Finds objects of `num_classes` kinds in images, in one stage and without anchor boxes: each place of a feature pyramid's
 * maps says how far the edges of its box are. It takes and gives what RetinaNet does, with a third loss, `bbox_ctrness`.
 *
 * Places no further than `center_sampling_radius` strides from the centre of a box learn it. `anchor_generator` has one
 * square for each place, as large as the map's stride.
 *
 * @throws ValueError for a backbone without `out_channels` or more than one anchor for a place.
 * @see Tian et al., "FCOS: A simple and strong anchor-free object detector", 2020, arXiv:2006.09214
 * @see https://docs.pytorch.org/vision/0.28/models/fcos.html
 */
class FCOS_ extends OneStageDetector {
  declare box_coder: BoxLinearCoder;
  declare center_sampling_radius: number;

  constructor(...args: Args<typeof fcosArgs>) {
    super();
    const { backbone, num_classes, min_size, max_size, ...given } = fcosArgs(args);
    const channels = channelsOf(backbone);
    this.backbone = backbone;
    const strides = [8, 16, 32, 64, 128];
    this.anchor_generator =
      given.anchor_generator ??
      AnchorGenerator(
        strides.map((stride) => [stride]),
        strides.map(() => [1]),
      );
    const [anchors] = this.anchor_generator.num_anchors_per_location();
    if (anchors !== 1) {
      throw new ValueError(
        `anchor_generator.num_anchors_per_location()[0] should be 1 instead of ${anchors}`,
      );
    }
    this.head = given.head ?? FCOSHead(channels, anchors, num_classes);
    this.box_coder = new BoxLinearCoder(true);
    this.center_sampling_radius = given.center_sampling_radius;
    this._finish(min_size, max_size, given);
  }

  compute_loss(
    targets: LabelledTarget[],
    head_outputs: HeadOutputs,
    anchors: Tensor[],
    num_anchors_per_level: readonly number[],
  ): Losses {
    const matched_idxs = targets.map(({ boxes }, i) => {
      const own = anchors[i] as Tensor;
      return boxes.numel() === 0 ? noMatch(own) : this._match(boxes, own, num_anchors_per_level);
    });
    return this.head.compute_loss(targets, head_outputs, anchors, matched_idxs);
  }

  /** The box (M) that each place (N) is to find, -1 for none; of several the smallest. */
  _match(boxes: Tensor, anchors: Tensor, num_anchors_per_level: readonly number[]): Tensor {
    const centre = (x: Tensor) =>
      x
        .narrow(1, 0, 2)
        .add(x.narrow(1, 2, 2))
        .div(2);
    const places = centre(anchors); // (N, 2)
    const sizes = anchors.select(1, 2).sub(anchors.select(1, 0)); // (N)
    const apart = places.unsqueeze(1).sub(centre(boxes).unsqueeze(0)).abs().amax(2); // (N, M)
    const near = apart.lt(sizes.mul(this.center_sampling_radius).unsqueeze(1));

    const [x, y] = places.unsqueeze(2).unbind(1) as unknown as [Tensor, Tensor]; // (N, 1)
    const [x1, y1, x2, y2] = boxes.unsqueeze(0).unbind(2) as unknown as Four; // (1, M)
    const distances = torch.stack([x.sub(x1), y.sub(y1), x2.sub(x), y2.sub(y)], 2); // (N, M, 4)
    const inside = distances.amin(2).gt(0);

    // Each map finds boxes of its own range of sizes; the first has no lower bound, the last no upper one.
    const least = sizes.mul(4);
    least.narrow(0, 0, num_anchors_per_level[0] as number).fill_(0);
    const last = num_anchors_per_level.at(-1) as number;
    const most = sizes.mul(8);
    most.narrow(0, most.size(0) - last, last).fill_(Number.POSITIVE_INFINITY);
    const farthest = distances.amax(2);
    const fits = farthest.gt(least.unsqueeze(1)).logical_and(farthest.lt(most.unsqueeze(1)));

    const areas = boxes
      .select(1, 2)
      .sub(boxes.select(1, 0))
      .mul(boxes.select(1, 3).sub(boxes.select(1, 1)));
    const matches = near.logical_and(inside).logical_and(fits).to(torch.float32); // (N, M)
    const [best, matched] = matches.mul(areas.neg().add(1e8).unsqueeze(0)).max({ dim: 1 }) as unknown as [
      Tensor,
      Tensor,
    ];
    return matched.masked_fill_(best.lt(1e-5), -1);
  }

  override _losses(
    ...[targets, outputs, anchors, features]: Parameters<OneStageDetector['_losses']>
  ): Losses {
    const counts = features.map((map) => map.size(2) * map.size(3));
    return this.compute_loss(targets, outputs, anchors, counts);
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
    const { cls_logits, bbox_regression, bbox_ctrness } = head_outputs as Record<
      'cls_logits' | 'bbox_regression' | 'bbox_ctrness',
      Tensor[]
    >;
    return image_shapes.map((image_shape, image) => {
      const scores = cls_logits.map((logits, map) => {
        const nearness = (bbox_ctrness[map] as Tensor).select(0, image).sigmoid();
        return logits.select(0, image).sigmoid().mul(nearness).sqrt();
      });
      const boxes = (map: number, places: Tensor) =>
        this.box_coder.decode(
          (bbox_regression[map] as Tensor).select(0, image).index(places),
          ((anchors[image] as Tensor[])[map] as Tensor).index(places),
        );
      return this._found(scores, boxes, image_shape);
    });
  }
}
export const FCOS = nn.callable(FCOS_);
export type FCOS = FCOS_;

export const fcos_resnet50_fpn = builder(
  'fcos_resnet50_fpn',
  [classesField, trainableField, ...options],
  ({ num_classes, trainable_backbone_layers, ...given }, chosen) => {
    const backbone = coarseBackbone(chosen, trainable_backbone_layers);
    return FCOS(backbone, num_classes ?? COCO_CLASSES, given);
  },
);
