import { copyProperties, type Memo } from '../../../_copy.ts';
import { callable } from '../../../callable.ts';
import { AssertionError, RuntimeError, TypeError, ValueError } from '../../../errors.ts';
import * as F from '../../../nn/functional.ts';
import type * as nn from '../../../nn/index.ts';
import { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { FrozenBatchNorm2d } from '../../ops/frozen_batchnorm.ts';
import { complete_box_iou_loss, distance_box_iou_loss, generalized_box_iou_loss } from '../../ops/losses.ts';

/*
 * What the detectors share: how boxes become regression targets and back, and which anchor learns which box. Boxes are
 * (N, 4) rows [x1, y1, x2, y2] in pixels unless said otherwise.
 *
 * Source: torchvision 0.28 documentation, "Object Detection, Instance Segmentation and Person Keypoint Detection".
 */

/** An instance that is called like a function, as Python's objects with `__call__` are. */
abstract class Invocable {
  constructor() {
    const self: any = (...args: unknown[]) => self.__call__(...args);
    delete self.name;
    delete self.length;
    // biome-ignore lint/correctness/noConstructorReturn: this is what makes an instance callable
    return Object.setPrototypeOf(self, new.target.prototype);
  }

  abstract __call__(...args: any[]): unknown;

  /** Functions are shared by copies, this is not. */
  __deepcopy__(memo: Memo): this {
    const copy = Reflect.construct(Invocable, [], this.constructor as new () => this);
    memo.set(this, copy);
    return copyProperties(this, copy, memo);
  }
}

/** The places (K) of what is true or not 0 in (N). */
export const placesOf = (mask: Tensor): Tensor => mask.nonzero().squeeze(1);

/** `n` randomly chosen ones of `places`, or all where there are fewer, as a mask like `over`. */
function chosen(places: Tensor, n: number, over: Tensor): Tensor {
  const order = torch.randperm(places.numel(), { device: places.device });
  const picked = places.index_select(0, order.narrow(0, 0, Math.min(places.numel(), n)));
  return torch.zeros_like(over, { dtype: torch.uint8 }).index_fill_(0, picked, 1);
}

// The class and the interface merge: the interface gives instances their call signature.
// biome-ignore lint/correctness/noUnusedVariables: it merges with the class
interface BalancedPositiveNegativeSampler_ {
  // biome-ignore lint/style/useShorthandFunctionType: only an interface merges
  (matched_idxs: readonly Tensor[]): [Tensor[], Tensor[]];
}

/**
 * Draws `batch_size_per_image` elements of each image, of which at most `positive_fraction` (in [0, 1]) are positive.
 *
 * Called with one tensor (N) for each image, in which -1 is ignored, 0 is negative and more is positive, it gives two
 * lists of uint8 masks (N): the positive and the negative elements that were drawn.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class BalancedPositiveNegativeSampler_ extends Invocable {
  batch_size_per_image: number;
  positive_fraction: number;

  constructor(batch_size_per_image: number, positive_fraction: number) {
    super();
    this.batch_size_per_image = batch_size_per_image;
    this.positive_fraction = positive_fraction;
  }

  override __call__(matched_idxs: readonly Tensor[]): [Tensor[], Tensor[]] {
    const positives: Tensor[] = [];
    const negatives: Tensor[] = [];
    for (const matched of matched_idxs) {
      const positive = placesOf(matched.ge(1));
      const negative = placesOf(matched.eq(0));
      const most = Math.trunc(this.batch_size_per_image * this.positive_fraction);
      const num_pos = Math.min(positive.numel(), most);
      positives.push(chosen(positive, num_pos, matched));
      negatives.push(chosen(negative, this.batch_size_per_image - num_pos, matched));
    }
    return [positives, negatives];
  }
}
export const BalancedPositiveNegativeSampler = callable(BalancedPositiveNegativeSampler_);
export type { BalancedPositiveNegativeSampler_ };
export type BalancedPositiveNegativeSampler = BalancedPositiveNegativeSampler_;

const column = (x: Tensor, i: number): Tensor => x.select(-1, i);
type Four = [Tensor, Tensor, Tensor, Tensor];

/** Width, height and centre of boxes (N, 4), each (N). */
function extent(boxes: Tensor): Four {
  const w = column(boxes, 2).sub(column(boxes, 0));
  const h = column(boxes, 3).sub(column(boxes, 1));
  return [w, h, column(boxes, 0).add(w.mul(0.5)), column(boxes, 1).add(h.mul(0.5))];
}

/** What brings `proposals` onto `reference_boxes`, both (N, 4), scaled by `weights` (4): see BoxCoder. */
export function encode_boxes(reference_boxes: Tensor, proposals: Tensor, weights: Tensor): Tensor {
  const [wx, wy, ww, wh] = weights.unbind(0) as unknown as Four;
  const [w, h, x, y] = extent(proposals);
  const [gt_w, gt_h, gt_x, gt_y] = extent(reference_boxes);
  const dx = wx.mul(gt_x.sub(x)).div(w);
  const dy = wy.mul(gt_y.sub(y)).div(h);
  const dw = ww.mul(gt_w.div(w).log());
  const dh = wh.mul(gt_h.div(h).log());
  return torch.stack([dx, dy, dw, dh], 1); // (N, 4)
}

/**
 * Boxes as what moves and scales a proposal onto them: (dx, dy) in units of the proposal's size, and (dw, dh), logarithms
 * of the ratio of the sizes, each times its weight. Decoding holds dw and dh below `bbox_xform_clip`.
 *
 * @see Girshick et al., "Rich feature hierarchies for accurate object detection", 2013, arXiv:1311.2524, appendix C
 */
class BoxCoder_ {
  weights: readonly [number, number, number, number];
  bbox_xform_clip: number;

  constructor(
    weights: readonly [number, number, number, number],
    bbox_xform_clip: number = Math.log(1000 / 16),
  ) {
    this.weights = weights;
    this.bbox_xform_clip = bbox_xform_clip;
  }

  /** For each image boxes (N_i, 4) and proposals (N_i, 4) -> (N_i, 4). */
  encode(reference_boxes: readonly Tensor[], proposals: readonly Tensor[]): Tensor[] {
    const counts = reference_boxes.map((boxes) => boxes.size(0));
    const targets = this.encode_single(torch.cat([...reference_boxes], 0), torch.cat([...proposals], 0));
    return [...targets.split(counts, 0)];
  }

  /** Boxes and proposals (N, 4) -> (N, 4). */
  encode_single(reference_boxes: Tensor, proposals: Tensor): Tensor {
    const { dtype, device } = reference_boxes;
    return encode_boxes(reference_boxes, proposals, torch.tensor([...this.weights], { dtype, device }));
  }

  /** Codes (N, 4 * K) of all images and the boxes (N_i, 4) of each -> (N, K, 4). */
  decode(rel_codes: Tensor, boxes: readonly Tensor[]): Tensor {
    if (!Array.isArray(boxes)) {
      throw new AssertionError('This function expects boxes of type list or tuple.');
    }
    if (!(rel_codes instanceof Tensor)) {
      throw new AssertionError('This function expects rel_codes of type torch.Tensor.');
    }
    const all = torch.cat([...boxes], 0);
    const n = all.size(0);
    if (n === 0) return this.decode_single(rel_codes, all);
    return this.decode_single(rel_codes.reshape(n, -1), all).reshape(n, -1, 4);
  }

  /** Codes (N, 4 * K) and boxes (N, 4) -> (N, 4 * K). */
  decode_single(rel_codes: Tensor, boxes: Tensor): Tensor {
    const [w, h, x, y] = extent(boxes.to(rel_codes.dtype)).map((side) => side.unsqueeze(1)) as Four;
    const [dx, dy, dw, dh] = this.weights.map((weight, i) =>
      rel_codes.index(':', `${i}::4`).div(weight),
    ) as Four; // (N, K) each
    // exp() of more would overflow.
    const grown = (d: Tensor) => d.clamp({ max: this.bbox_xform_clip }).exp();
    const [middle_x, middle_y] = [dx.mul(w).add(x), dy.mul(h).add(y)];
    const [half_w, half_h] = [grown(dw).mul(w).mul(0.5), grown(dh).mul(h).mul(0.5)];
    return torch
      .stack([middle_x.sub(half_w), middle_y.sub(half_h), middle_x.add(half_w), middle_y.add(half_h)], 2)
      .flatten(1);
  }
}
export const BoxCoder = callable(BoxCoder_);
export type { BoxCoder_ };
export type BoxCoder = BoxCoder_;

/**
 * Boxes as the distances of a proposal's centre from their left, upper, right and lower edge, in units of the proposal's
 * size where `normalize_by_size`. Any leading dimensions: (..., 4).
 *
 * @see Tian et al., "FCOS: A simple and strong anchor-free object detector", 2020, arXiv:2006.09214
 */
class BoxLinearCoder_ {
  normalize_by_size: boolean;

  constructor(normalize_by_size = true) {
    this.normalize_by_size = normalize_by_size;
  }

  /** Seen from `reference_boxes`, the edges of `proposals`. */
  encode(reference_boxes: Tensor, proposals: Tensor): Tensor {
    const [x, y] = centre(reference_boxes);
    const [x1, y1, x2, y2] = proposals.unbind(-1) as unknown as Four;
    const targets = torch.stack([x.sub(x1), y.sub(y1), x2.sub(x), y2.sub(y)], -1);
    return this.normalize_by_size ? targets.div(sizes(reference_boxes)) : targets;
  }

  /** The boxes whose edges are `rel_codes` away from the centres of `boxes`. */
  decode(rel_codes: Tensor, boxes: Tensor): Tensor {
    const from = boxes.to(rel_codes.dtype);
    const [x, y] = centre(from);
    const distances = this.normalize_by_size ? rel_codes.mul(sizes(from)) : rel_codes;
    const [left, top, right, bottom] = [0, 1, 2, 3].map((side) => column(distances, side)) as Four;
    return torch.stack([x.sub(left), y.sub(top), x.add(right), y.add(bottom)], -1);
  }
}
export const BoxLinearCoder = callable(BoxLinearCoder_);
export type { BoxLinearCoder_ };
export type BoxLinearCoder = BoxLinearCoder_;

const centre = (boxes: Tensor): [Tensor, Tensor] => [
  column(boxes, 0).add(column(boxes, 2)).mul(0.5),
  column(boxes, 1).add(column(boxes, 3)).mul(0.5),
];

/** (..., 4) -> (..., 4): width, height, width, height. */
function sizes(boxes: Tensor): Tensor {
  const [w, h] = [column(boxes, 2).sub(column(boxes, 0)), column(boxes, 3).sub(column(boxes, 1))];
  return torch.stack([w, h, w, h], -1);
}

// biome-ignore lint/correctness/noUnusedVariables: it merges with the class
interface Matcher_ {
  // biome-ignore lint/style/useShorthandFunctionType: only an interface merges
  (match_quality_matrix: Tensor): Tensor;
}

/**
 * Gives each prediction at most one of the true boxes: the one of best quality, if that is at least `high_threshold`.
 *
 * Called with qualities (true boxes M, predictions N) it gives (N) int64: the place of the box,
 * `Matcher.BELOW_LOW_THRESHOLD` for a prediction of no box, `Matcher.BETWEEN_THRESHOLDS` for one that is neither.
 * `allow_low_quality_matches` gives every box its best predictions, however bad, unless these are of another box.
 *
 * @throws ValueError when there is no box or no prediction.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class Matcher_ extends Invocable {
  static readonly BELOW_LOW_THRESHOLD = -1;
  static readonly BETWEEN_THRESHOLDS = -2;
  readonly BELOW_LOW_THRESHOLD = -1;
  readonly BETWEEN_THRESHOLDS = -2;
  high_threshold: number;
  low_threshold: number;
  allow_low_quality_matches: boolean;

  constructor(high_threshold: number, low_threshold: number, allow_low_quality_matches = false) {
    super();
    if (!(low_threshold <= high_threshold)) {
      throw new AssertionError('low_threshold should be <= high_threshold');
    }
    this.high_threshold = high_threshold;
    this.low_threshold = low_threshold;
    this.allow_low_quality_matches = allow_low_quality_matches;
  }

  override __call__(match_quality_matrix: Tensor): Tensor {
    if (match_quality_matrix.numel() === 0) {
      const what = match_quality_matrix.size(0) === 0 ? 'ground-truth' : 'proposal';
      throw new ValueError(`No ${what} boxes available for one of the images during training`);
    }
    const [best, all_matches] = match_quality_matrix.max({ dim: 0 }) as unknown as [Tensor, Tensor]; // (N) each
    const between = best.ge(this.low_threshold).logical_and(best.lt(this.high_threshold));
    const matches = all_matches
      .masked_fill(best.lt(this.low_threshold), this.BELOW_LOW_THRESHOLD)
      .masked_fill_(between, this.BETWEEN_THRESHOLDS);
    if (this.allow_low_quality_matches) {
      this.set_low_quality_matches_(matches, all_matches, match_quality_matrix);
    }
    return matches;
  }

  /** Gives the best predictions of each box, all of them where several are equal, back what they matched, in place. */
  set_low_quality_matches_(matches: Tensor, all_matches: Tensor, match_quality_matrix: Tensor): void {
    const [best] = match_quality_matrix.max({ dim: 1, keepdim: true }) as unknown as [Tensor, Tensor]; // (M, 1)
    const predictions = column(match_quality_matrix.eq(best).nonzero(), 1);
    matches.index_put_([predictions], all_matches.index_select(0, predictions));
  }
}
export const Matcher = callable(Matcher_);
export type { Matcher_ };
export type Matcher = Matcher_;

/** A Matcher of one threshold that also gives every true box its single best prediction, even if that is another's. */
class SSDMatcher_ extends Matcher {
  constructor(threshold: number) {
    super(threshold, threshold, false);
  }

  override __call__(match_quality_matrix: Tensor): Tensor {
    const matches = super.__call__(match_quality_matrix);
    const [, best] = match_quality_matrix.max({ dim: 1 }) as unknown as [Tensor, Tensor]; // (M)
    return matches.index_put_([best], torch.arange(best.size(0), { device: best.device }));
  }
}
export const SSDMatcher = callable(SSDMatcher_);
export type { SSDMatcher_ };
export type SSDMatcher = SSDMatcher_;

/** Sets `eps` of all FrozenBatchNorm2d layers: the first published detectors were trained with 0. */
export function overwrite_eps(model: nn.Module, eps: number): void {
  for (const module of model.modules()) if (module instanceof FrozenBatchNorm2d) module.eps = eps;
}

/**
 * The channels of each map that a backbone gives for an image of [width, height].
 *
 * @throws RuntimeError for a model without parameters.
 */
export function retrieve_out_channels(model: nn.Module, size: readonly [number, number]): number[] {
  const [parameter] = model.parameters();
  if (parameter === undefined) throw new RuntimeError('retrieve_out_channels: the model has no parameters');
  const was_training = model.training;
  model.eval();
  try {
    return torch.no_grad(() => {
      const image = torch.zeros([1, 3, size[1], size[0]], { device: parameter.device });
      return Object.values(namedMaps(model(image))).map((map) => map.size(1));
    });
  } finally {
    if (was_training) model.train();
  }
}

/**
 * The maps that a backbone gives by name, finest first; a single one is '0'.
 *
 * @throws TypeError for anything else.
 */
export function namedMaps(features: unknown): Record<string, Tensor> {
  const maps = features instanceof Tensor ? { 0: features } : features;
  const found = maps instanceof Object ? Object.values(maps) : [];
  if (found.length > 0 && found.every((map) => map instanceof Tensor)) return maps as Record<string, Tensor>;
  throw new TypeError('a backbone should return a Tensor or an object of Tensors');
}

/** `orig_kval`, or the length of `input` along `axis` where that is less. */
export const _topk_min = (input: Tensor, orig_kval: number, axis: number): number =>
  Math.min(orig_kval, input.size(axis));

const boxLosses = ['l1', 'smooth_l1', 'ciou', 'diou', 'giou'] as const;
export type BoxLoss = (typeof boxLosses)[number];

/**
 * The summed loss of predicted codes (N, 4) for anchors that should become `matched_gt_boxes_per_image`: of the codes for
 * 'l1' and 'smooth_l1', of the decoded boxes for the others. `cnf` gives `beta` of smooth_l1 or `eps` of the others.
 *
 * @throws AssertionError for another type.
 */
export function _box_loss(
  type: BoxLoss,
  box_coder: BoxCoder,
  anchors_per_image: Tensor,
  matched_gt_boxes_per_image: Tensor,
  bbox_regression_per_image: Tensor,
  cnf: { beta?: number; eps?: number } | null = null,
): Tensor {
  if (!boxLosses.includes(type)) throw new AssertionError(`Unsupported loss: ${type}`);
  if (type === 'l1' || type === 'smooth_l1') {
    const target = box_coder.encode_single(matched_gt_boxes_per_image, anchors_per_image);
    if (type === 'l1') return F.l1_loss(bbox_regression_per_image, target, { reduction: 'sum' });
    const options = { reduction: 'sum', beta: cnf?.beta ?? 1 } as const;
    return F.smooth_l1_loss(bbox_regression_per_image, target, options);
  }
  const boxes = box_coder.decode_single(bbox_regression_per_image, anchors_per_image);
  const loss = { ciou: complete_box_iou_loss, diou: distance_box_iou_loss, giou: generalized_box_iou_loss };
  return loss[type](boxes, matched_gt_boxes_per_image, 'sum', cnf?.eps ?? 1e-7);
}
