import { z } from 'zod';
import { TypeError, ValueError } from '../../../errors.ts';
import * as F from '../../../nn/functional.ts';
import * as nn from '../../../nn/index.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { batched_nms, box_iou, clip_boxes_to_image, remove_small_boxes } from '../../ops/boxes.ts';
import { roi_align } from '../../ops/roi.ts';
import { count, probability } from '../_builder.ts';
import { optionalPart, part } from './_fields.ts';
import { heatmaps_to_keypoints, keypoints_to_heatmap } from './_keypoints.ts';
import { BalancedPositiveNegativeSampler, BoxCoder, Matcher, placesOf } from './_utils.ts';
import type { ImageSize } from './image_list.ts';
import type { Detection, Target } from './transform.ts';

export { expand_boxes, expand_masks, paste_mask_in_image, paste_masks_in_image } from './_paste.ts';
export { heatmaps_to_keypoints, keypoints_to_heatmap };

type Tensors = readonly Tensor[];
type Losses = Record<string, Tensor>;

const joined = (tensors: Tensors): Tensor => torch.cat([...tensors]);
const rows = (n: number, like: Tensor): Tensor => torch.arange(n, { device: like.device });

/**
 * The losses of the classes and of the boxes: of logits (K, classes), codes (K, 4 * classes), and for each image the labels
 * (int64, 0 is the background) and codes (N_i, 4) that they should be.
 */
export function fastrcnn_loss(
  class_logits: Tensor,
  box_regression: Tensor,
  labels: Tensors,
  regression_targets: Tensors,
): [Tensor, Tensor] {
  const wanted = joined(labels);
  const classification = F.cross_entropy(class_logits, wanted);
  const positive = placesOf(wanted.gt(0));
  const n = class_logits.size(0);
  const codes = box_regression.reshape(n, Math.floor(box_regression.size(-1) / 4), 4);
  const box = F.smooth_l1_loss(
    codes.index(positive, wanted.index(positive)),
    joined(regression_targets).index(positive),
    { beta: 1 / 9, reduction: 'sum' },
  );
  return [classification, box.div(wanted.numel())];
}

/** Of mask logits (K, classes, M, M) the masks (N_i, 1, M, M) of the classes found in each image, 0 to 1. */
export function maskrcnn_inference(x: Tensor, labels: Tensors): Tensor[] {
  const all = joined(labels);
  const masks = x
    .sigmoid()
    .index(rows(x.size(0), all), all)
    .unsqueeze(1);
  return [
    ...masks.split(
      labels.map((own) => own.size(0)),
      0,
    ),
  ];
}

/** The part of the masks (N, H, W) that lies in each box (K, 4), of M pixels a side: (K, M, M). */
export function project_masks_on_boxes(
  gt_masks: Tensor,
  boxes: Tensor,
  matched_idxs: Tensor,
  M: number,
): Tensor {
  const like = { dtype: boxes.dtype, device: boxes.device };
  const rois = torch.cat([matched_idxs.to(like).unsqueeze(1), boxes], 1);
  return roi_align(gt_masks.unsqueeze(1).to(like), rois, [M, M], 1).select(1, 0);
}

/** The loss of mask logits (K, classes, M, M) of boxes (N_i, 4), each matched with one of the image's true masks. */
export function maskrcnn_loss(
  mask_logits: Tensor,
  proposals: Tensors,
  gt_masks: Tensors,
  gt_labels: Tensors,
  mask_matched_idxs: Tensors,
): Tensor {
  const side = mask_logits.size(-1);
  const labels = joined(gt_labels.map((own, i) => own.index(mask_matched_idxs[i] as Tensor)));
  const targets = joined(
    gt_masks.map((masks, i) =>
      project_masks_on_boxes(masks, proposals[i] as Tensor, mask_matched_idxs[i] as Tensor, side),
    ),
  );
  // The mean of nothing is no number.
  if (targets.numel() === 0) return mask_logits.sum().mul(0);
  const own = mask_logits.index(rows(labels.size(0), labels), labels);
  return F.binary_cross_entropy_with_logits(own, targets);
}

/**
 * The loss of keypoint logits (K, points, H, H) of boxes (N_i, 4), each matched with points (points, 3) of the image.
 *
 * @throws ValueError unless the maps are square.
 */
export function keypointrcnn_loss(
  keypoint_logits: Tensor,
  proposals: Tensors,
  gt_keypoints: Tensors,
  keypoint_matched_idxs: Tensors,
): Tensor {
  const [n, points, h, w] = keypoint_logits.size() as unknown as [number, number, number, number];
  if (h !== w) {
    throw new ValueError(
      'keypoint_logits height and width (last two elements of shape) should be equal. ' +
        `Instead got H = ${h} and W = ${w}`,
    );
  }
  const found = proposals.map((boxes, i) => {
    const own = (gt_keypoints[i] as Tensor).index(keypoint_matched_idxs[i] as Tensor);
    return keypoints_to_heatmap(own, boxes, h);
  });
  const targets = joined(found.map(([places]) => places.view(-1)));
  const valid = placesOf(joined(found.map(([, seen]) => seen.view(-1))));
  // The mean of nothing is no number.
  if (targets.numel() === 0 || valid.numel() === 0) return keypoint_logits.sum().mul(0);
  return F.cross_entropy(keypoint_logits.view(n * points, h * w).index(valid), targets.index(valid));
}

/** Points (N_i, points, 3) and their scores (N_i, points) from maps (K, points, H, W) and the boxes of each image. */
export function keypointrcnn_inference(x: Tensor, boxes: Tensors): [Tensor[], Tensor[]] {
  const maps = x.split(
    boxes.map((own) => own.size(0)),
    0,
  );
  const found = boxes.map((own, i) => heatmaps_to_keypoints(maps[i] as Tensor, own));
  return [found.map(([points]) => points), found.map(([, scores]) => scores)];
}

const headsArgs = signature(
  'RoIHeads',
  ['box_roi_pool', part],
  ['box_head', part],
  ['box_predictor', part],
  ['fg_iou_thresh', probability],
  ['bg_iou_thresh', probability],
  ['batch_size_per_image', count],
  ['positive_fraction', probability],
  ['bbox_reg_weights', z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly().nullable()],
  ['score_thresh', z.number()],
  ['nms_thresh', z.number()],
  ['detections_per_img', count],
  ['mask_roi_pool', optionalPart],
  ['mask_head', optionalPart],
  ['mask_predictor', optionalPart],
  ['keypoint_roi_pool', optionalPart],
  ['keypoint_head', optionalPart],
  ['keypoint_predictor', optionalPart],
);

/** The boxes of a batch that are trained on, of each image those that were drawn. */
interface Samples {
  proposals: Tensor[]; // (K, 4)
  /** The true box that each belongs to. */
  matched_idxs: Tensor[]; // (K)
  labels: Tensor[]; // (K)
  regression_targets: Tensor[]; // (K, 4)
}

class RoIHeads_ extends nn.Module {
  declare box_similarity: typeof box_iou;
  declare proposal_matcher: Matcher;
  declare fg_bg_sampler: BalancedPositiveNegativeSampler;
  declare box_coder: BoxCoder;
  // What the user puts in their place has fields of its own.
  declare box_roi_pool: any;
  declare box_head: any;
  declare box_predictor: any;
  declare score_thresh: number;
  declare nms_thresh: number;
  declare detections_per_img: number;
  declare mask_roi_pool: any;
  declare mask_head: any;
  declare mask_predictor: any;
  declare keypoint_roi_pool: any;
  declare keypoint_head: any;
  declare keypoint_predictor: any;

  constructor(...args: Args<typeof headsArgs>) {
    super();
    const { fg_iou_thresh, bg_iou_thresh, batch_size_per_image, positive_fraction, ...given } =
      headsArgs(args);
    const { bbox_reg_weights, ...parts } = given;
    this.box_similarity = box_iou;
    this.proposal_matcher = new Matcher(fg_iou_thresh, bg_iou_thresh, false);
    this.fg_bg_sampler = new BalancedPositiveNegativeSampler(batch_size_per_image, positive_fraction);
    this.box_coder = new BoxCoder(bbox_reg_weights ?? [10, 10, 5, 5]);
    Object.assign(this, parts);
  }

  has_mask(): boolean {
    return Boolean(this.mask_roi_pool && this.mask_head && this.mask_predictor);
  }

  has_keypoint(): boolean {
    return this.keypoint_roi_pool !== null && this.keypoint_head !== null && this.keypoint_predictor !== null;
  }

  /** For each image the true box of each proposal (K) and its label (K): 0 for none, -1 for what is left out. */
  assign_targets_to_proposals(
    proposals: Tensors,
    gt_boxes: Tensors,
    gt_labels: Tensors,
  ): [Tensor[], Tensor[]] {
    const found = proposals.map((own, i): [Tensor, Tensor] => {
      const boxes = gt_boxes[i] as Tensor;
      if (boxes.numel() === 0) {
        const none = () => own.new_zeros([own.size(0)], { dtype: torch.int64 });
        return [none(), none()];
      }
      const matched = this.proposal_matcher(box_iou(boxes, own)); // (K)
      const clamped = matched.clamp({ min: 0 });
      const labels = (gt_labels[i] as Tensor)
        .index(clamped)
        .to(torch.int64)
        .masked_fill(matched.eq(Matcher.BELOW_LOW_THRESHOLD), 0)
        .masked_fill(matched.eq(Matcher.BETWEEN_THRESHOLDS), -1);
      return [clamped, labels];
    });
    return [found.map(([matched]) => matched), found.map(([, labels]) => labels)];
  }

  /** The places of the proposals that are drawn, of each image. */
  subsample(labels: Tensors): Tensor[] {
    const [positive, negative] = this.fg_bg_sampler(labels);
    return positive.map((own, i) => placesOf(own.bitwise_or(negative[i] as Tensor)));
  }

  add_gt_proposals(proposals: Tensors, gt_boxes: Tensors): Tensor[] {
    return proposals.map((own, i) => torch.cat([own, gt_boxes[i] as Tensor]));
  }

  /** @throws ValueError for what is missing. */
  check_targets(targets: readonly Target[] | null): asserts targets is readonly Target[] {
    if (targets === null) throw new ValueError('targets should not be None');
    const demand = (key: string) => {
      if (targets.every((target) => target[key] !== undefined)) return;
      throw new ValueError(`Every element of targets should have a ${key} key`);
    };
    demand('boxes');
    demand('labels');
    if (this.has_mask()) demand('masks');
    if (this.has_keypoint()) demand('keypoints');
  }

  select_training_samples(proposals: Tensors, targets: readonly Target[] | null): Samples {
    this.check_targets(targets);
    const { dtype } = proposals[0] as Tensor;
    const gt_boxes = targets.map(({ boxes }) => boxes.to(dtype));
    const gt_labels = targets.map(({ labels }) => labels as Tensor);
    const all = this.add_gt_proposals(proposals, gt_boxes);
    const [matched, labels] = this.assign_targets_to_proposals(all, gt_boxes, gt_labels);
    const sampled = this.subsample(labels);
    const pick = (of: Tensors) => of.map((each, i) => each.index(sampled[i] as Tensor));
    const samples = { proposals: pick(all), matched_idxs: pick(matched), labels: pick(labels) };
    const matched_boxes = gt_boxes.map((boxes, i) => {
      const known = boxes.numel() === 0 ? boxes.new_zeros([1, 4]) : boxes;
      return known.index(samples.matched_idxs[i] as Tensor);
    });
    return { ...samples, regression_targets: this.box_coder.encode(matched_boxes, samples.proposals) };
  }

  /** The boxes (K, 4), scores (K) and labels (K) that are found in each image, best first. */
  postprocess_detections(
    class_logits: Tensor,
    box_regression: Tensor,
    proposals: Tensors,
    image_shapes: readonly ImageSize[],
  ): [Tensor[], Tensor[], Tensor[]] {
    const classes = class_logits.size(-1);
    const perImage = proposals.map((own) => own.size(0));
    const boxes = this.box_coder.decode(box_regression, proposals).split(perImage, 0);
    const scores = F.softmax(class_logits, -1).split(perImage, 0);
    const found = image_shapes.map((size, i) => {
      const own = scores[i] as Tensor; // (K, classes)
      const labels = rows(classes, own).view(1, -1).expand_as(own);
      const all = [clip_boxes_to_image(boxes[i] as Tensor, size), own, labels];
      // Every class but the background is a finding of its own.
      const [each, ...rest] = all.map((of) => of.narrow(1, 1, classes - 1)) as [Tensor, Tensor, Tensor];
      return this._best(each.reshape(-1, 4), rest[0].reshape(-1), rest[1].reshape(-1));
    });
    return [0, 1, 2].map((field) => found.map((of) => of[field] as Tensor)) as [Tensor[], Tensor[], Tensor[]];
  }

  _best(...all: [boxes: Tensor, scores: Tensor, labels: Tensor]): [Tensor, Tensor, Tensor] {
    const pick = (of: Tensors, places: Tensor) =>
      of.map((each) => each.index(places)) as [Tensor, Tensor, Tensor];
    const sure = pick(all, placesOf(all[1].gt(this.score_thresh)));
    const large = pick(sure, remove_small_boxes(sure[0], 1e-2));
    const keep = batched_nms(...large, this.nms_thresh);
    return pick(large, keep.narrow(0, 0, Math.min(keep.size(0), this.detections_per_img)));
  }

  override forward(
    features: Readonly<Record<string, Tensor>>,
    proposals: Tensors,
    image_shapes: readonly ImageSize[],
    targets: readonly Target[] | null = null,
  ): [Detection[], Losses] {
    if (targets !== null) this._checkTypes(targets);
    const samples = this.training ? this.select_training_samples(proposals, targets) : null;
    const boxes = samples?.proposals ?? proposals;
    const pooled = this.box_head(this.box_roi_pool(features, boxes, image_shapes));
    const [logits, codes] = this.box_predictor(pooled) as [Tensor, Tensor];
    if (samples) {
      const [loss_classifier, loss_box_reg] = fastrcnn_loss(
        logits,
        codes,
        samples.labels,
        samples.regression_targets,
      );
      const losses = this._moreLosses(features, samples, image_shapes, targets as readonly Target[]);
      return [[], { loss_classifier, loss_box_reg, ...losses }];
    }
    const [found, scores, labels] = this.postprocess_detections(logits, codes, proposals, image_shapes);
    const result = found.map((own, i) => ({ boxes: own, labels: labels[i], scores: scores[i] }) as Detection);
    this._lookCloser(features, result, image_shapes);
    return [result, {}];
  }

  /** @throws TypeError for targets of another dtype. */
  _checkTypes(targets: readonly Target[]): void {
    const floats = [torch.float32, torch.float64, torch.float16];
    for (const { boxes, labels, keypoints } of targets) {
      if (!floats.includes(boxes.dtype)) {
        throw new TypeError(`target boxes must of float type, instead got ${boxes.dtype}`);
      }
      if (labels && labels.dtype !== torch.int64) {
        throw new TypeError(`target labels must of int64 type, instead got ${labels.dtype}`);
      }
      if (this.has_keypoint() && keypoints && keypoints.dtype !== torch.float32) {
        throw new TypeError(`target keypoints must of float type, instead got ${keypoints.dtype}`);
      }
    }
  }

  /** The losses of masks and points, which only boxes with an object have. */
  _moreLosses(
    features: Readonly<Record<string, Tensor>>,
    { proposals, labels, matched_idxs }: Samples,
    image_shapes: readonly ImageSize[],
    targets: readonly Target[],
  ): Losses {
    const positive = labels.map((own) => placesOf(own.gt(0)));
    const [boxes, matched] = [proposals, matched_idxs].map((of) =>
      of.map((own, i) => own.index(positive[i] as Tensor)),
    ) as [Tensor[], Tensor[]];
    const field = (key: 'masks' | 'labels' | 'keypoints') => targets.map((target) => target[key] as Tensor);
    const losses: Losses = {};
    if (this.has_mask()) {
      const logits = this.mask_predictor(this.mask_head(this.mask_roi_pool(features, boxes, image_shapes)));
      losses.loss_mask = maskrcnn_loss(logits, boxes, field('masks'), field('labels'), matched);
    }
    if (this.has_keypoint()) {
      const pooled = this.keypoint_roi_pool(features, boxes, image_shapes);
      const logits = this.keypoint_predictor(this.keypoint_head(pooled));
      losses.loss_keypoint = keypointrcnn_loss(logits, boxes, field('keypoints'), matched);
    }
    return losses;
  }

  /** Adds masks and points to what was found. */
  _lookCloser(
    features: Readonly<Record<string, Tensor>>,
    result: Detection[],
    image_shapes: readonly ImageSize[],
  ): void {
    const boxes = result.map((found) => found.boxes);
    if (this.has_mask()) {
      const maps = this.mask_head(this.mask_roi_pool(features, boxes, image_shapes));
      const labels = result.map((found) => found.labels);
      for (const [i, masks] of maskrcnn_inference(this.mask_predictor(maps), labels).entries()) {
        (result[i] as Detection).masks = masks;
      }
    }
    if (this.has_keypoint()) {
      const maps = this.keypoint_head(this.keypoint_roi_pool(features, boxes, image_shapes));
      const [points, scores] = keypointrcnn_inference(this.keypoint_predictor(maps), boxes);
      for (const [i, found] of result.entries()) {
        found.keypoints = points[i] as Tensor;
        found.keypoints_scores = scores[i] as Tensor;
      }
    }
  }
}

/**
 * The second half of an R-CNN: looks into each proposed box for its class and its exact place, and where it has the parts
 * for it, for the object's mask and its points.
 *
 * From maps by name, proposals (N_i, 4) and the sizes of the images it gives what it found, or while training the losses
 * by name (`loss_classifier`, `loss_box_reg`, `loss_mask`, `loss_keypoint`), which need `targets`. Proposals belong to the
 * true box that they overlap by `fg_iou_thresh`; `batch_size_per_image` are drawn, at most `positive_fraction` of them
 * with an object.
 *
 * @throws ValueError for targets without a field that is needed, TypeError for one of another dtype.
 * @see torchvision 0.28, models.detection.roi_heads
 */
export const RoIHeads = nn.callable(RoIHeads_);
export type RoIHeads = RoIHeads_;
