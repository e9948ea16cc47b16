import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import { type Calls, positional } from '../../../keywords.ts';
import * as F from '../../../nn/functional.ts';
import * as nn from '../../../nn/index.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { renameOld } from '../../ops/_rename.ts';
import { batched_nms, box_iou, clip_boxes_to_image, remove_small_boxes } from '../../ops/boxes.ts';
import { Conv2dNormActivation } from '../../ops/misc.ts';
import { count, probability } from '../_builder.ts';
import { initConvs, normalWith } from '../_init.ts';
import { part } from './_fields.ts';
import { _topk_min, BalancedPositiveNegativeSampler, BoxCoder, Matcher, placesOf } from './_utils.ts';
import { AnchorGenerator } from './anchor_utils.ts';
import type { ImageList, ImageSize } from './image_list.ts';
import type { Target } from './transform.ts';

export { AnchorGenerator };

const rPNHeadNames = ['in_channels', 'num_anchors', 'conv_depth'] as const;
type RPNHeadArgs = [in_channels: number, num_anchors: number, conv_depth?: number];
const rPNHeadArgs = positional<typeof rPNHeadNames, RPNHeadArgs>('RPNHead', rPNHeadNames);

class RPNHead_ extends nn.Module {
  static override _version = 2; // 2 has several convolutions
  declare conv: nn.Sequential;
  declare cls_logits: nn.Conv2d;
  declare bbox_pred: nn.Conv2d;

  constructor(...args: Calls<typeof rPNHeadNames, RPNHeadArgs>) {
    const [in_channels, num_anchors, conv_depth = 1] = rPNHeadArgs(args);
    super();
    const convs = Array.from({ length: conv_depth }, () =>
      Conv2dNormActivation(in_channels, in_channels, { kernel_size: 3, norm_layer: null }),
    );
    this.conv = nn.Sequential(...convs);
    this.cls_logits = nn.Conv2d(in_channels, num_anchors, 1);
    this.bbox_pred = nn.Conv2d(in_channels, num_anchors * 4, 1);
    initConvs(this, normalWith(0.01));
  }

  override _load_from_state_dict(...args: Parameters<nn.Module['_load_from_state_dict']>): void {
    renameOld(args, 2, [['conv', 'conv.0.0']]);
    super._load_from_state_dict(...args);
  }

  override forward(x: readonly Tensor[]): [Tensor[], Tensor[]] {
    const maps = x.map((feature) => this.conv(feature)); // (N, in_channels, H, W)
    return [maps.map((map) => this.cls_logits(map)), maps.map((map) => this.bbox_pred(map))];
  }
}

/**
 * What each anchor of each map holds, an object or nothing, and how it is to be moved: maps (N, in_channels, H, W) ->
 * maps (N, num_anchors, H, W) and (N, 4 * num_anchors, H, W).
 *
 * @see Ren et al., "Faster R-CNN", 2015, arXiv:1506.01497, section 3.1
 */
export const RPNHead = layer(RPNHead_);
export type RPNHead = RPNHead_;

/** (N, A * C, H, W) -> (N, H * W * A, C) */
export function permute_and_flatten(
  map: Tensor,
  N: number,
  _A: number,
  C: number,
  H: number,
  W: number,
): Tensor {
  return map.view(N, -1, C, H, W).permute(0, 3, 4, 1, 2).reshape(N, -1, C);
}

/** The scores (N * all anchors, C) and codes (N * all anchors, 4) of all maps, image after image. */
export function concat_box_prediction_layers(
  box_cls: readonly Tensor[],
  box_regression: readonly Tensor[],
): [Tensor, Tensor] {
  const flat = box_cls.map((scores, i) => {
    const codes = box_regression[i] as Tensor;
    const [n, channels, h, w] = scores.size() as unknown as [number, number, number, number];
    const anchors = Math.floor(codes.size(1) / 4);
    const classes = Math.floor(channels / anchors);
    return [
      permute_and_flatten(scores, n, anchors, classes, h, w),
      permute_and_flatten(codes, n, anchors, 4, h, w),
    ] as const;
  });
  const scores = torch.cat(
    flat.map(([each]) => each),
    1,
  );
  const codes = torch.cat(
    flat.map(([, each]) => each),
    1,
  );
  return [scores.flatten(0, -2), codes.reshape(-1, 4)];
}

const counts = z.strictObject({ training: count, testing: count });
const rpnArgs = signature(
  'RegionProposalNetwork',
  ['anchor_generator', part],
  ['head', part],
  ['fg_iou_thresh', probability],
  ['bg_iou_thresh', probability],
  ['batch_size_per_image', count],
  ['positive_fraction', probability],
  ['pre_nms_top_n', counts],
  ['post_nms_top_n', counts],
  ['nms_thresh', z.number()],
  ['score_thresh', z.number().default(0)],
);

class RegionProposalNetwork_ extends nn.Module {
  declare anchor_generator: nn.Module;
  declare head: nn.Module;
  declare box_coder: BoxCoder;
  declare box_similarity: typeof box_iou;
  declare proposal_matcher: Matcher;
  declare fg_bg_sampler: BalancedPositiveNegativeSampler;
  declare _pre_nms_top_n: z.output<typeof counts>;
  declare _post_nms_top_n: z.output<typeof counts>;
  declare nms_thresh: number;
  declare score_thresh: number;
  declare min_size: number;

  constructor(...args: Args<typeof rpnArgs>) {
    super();
    const given = rpnArgs(args);
    this.anchor_generator = given.anchor_generator;
    this.head = given.head;
    this.box_coder = new BoxCoder([1, 1, 1, 1]);
    this.box_similarity = box_iou;
    this.proposal_matcher = new Matcher(given.fg_iou_thresh, given.bg_iou_thresh, true);
    this.fg_bg_sampler = new BalancedPositiveNegativeSampler(
      given.batch_size_per_image,
      given.positive_fraction,
    );
    this._pre_nms_top_n = given.pre_nms_top_n;
    this._post_nms_top_n = given.post_nms_top_n;
    this.nms_thresh = given.nms_thresh;
    this.score_thresh = given.score_thresh;
    this.min_size = 1e-3;
  }

  pre_nms_top_n(): number {
    return this._pre_nms_top_n[this.training ? 'training' : 'testing'];
  }

  post_nms_top_n(): number {
    return this._post_nms_top_n[this.training ? 'training' : 'testing'];
  }

  /** For each image what each anchor (A, 4) should find: 1 an object, 0 none, -1 left out (A), and its box (A, 4). */
  assign_targets_to_anchors(anchors: readonly Tensor[], targets: readonly Target[]): [Tensor[], Tensor[]] {
    const labels: Tensor[] = [];
    const matched: Tensor[] = [];
    for (const [i, own] of anchors.entries()) {
      const { boxes } = targets[i] as Target;
      if (boxes.numel() === 0) {
        matched.push(own.new_zeros(own.size(), { dtype: torch.float32 }));
        labels.push(own.new_zeros([own.size(0)], { dtype: torch.float32 }));
        continue;
      }
      const places = this.proposal_matcher(this.box_similarity(boxes, own)); // (A)
      matched.push(boxes.index_select(0, places.clamp({ min: 0 })));
      const between = places.eq(Matcher.BETWEEN_THRESHOLDS);
      labels.push(places.ge(0).to(torch.float32).masked_fill(between, -1));
    }
    return [labels, matched];
  }

  /** The places of the best anchors of each map, map after map: (N, all anchors) -> (N, K). */
  _get_top_n_idx(objectness: Tensor, num_anchors_per_level: readonly number[]): Tensor {
    let offset = 0;
    const best = objectness.split([...num_anchors_per_level], 1).map((own) => {
      const k = _topk_min(own, this.pre_nms_top_n(), 1);
      const [, places] = own.topk(k, 1) as unknown as [Tensor, Tensor];
      const shifted = places.add(offset);
      offset += own.size(1);
      return shifted;
    });
    return torch.cat(best, 1);
  }

  /** The boxes worth a second look, best first, and their scores from 0 to 1: (K, 4) and (K) of each image. */
  filter_proposals(
    proposals: Tensor, // (N, all anchors, 4)
    objectness: Tensor, // (N * all anchors, 1)
    image_shapes: readonly ImageSize[],
    num_anchors_per_level: readonly number[],
  ): [Tensor[], Tensor[]] {
    const images = proposals.size(0);
    const { device } = proposals;
    const logits = objectness.detach().reshape(images, -1);
    const levels = torch.cat(
      num_anchors_per_level.map((n, level) => torch.full([n], level, { dtype: torch.int64, device })),
    );
    const best = this._get_top_n_idx(logits, num_anchors_per_level); // (N, K)
    const scores = logits.gather(1, best).sigmoid();
    const found = image_shapes.slice(0, images).map((size, i) => {
      const places = best.select(0, i);
      const boxes = clip_boxes_to_image(proposals.select(0, i).index_select(0, places), size);
      return this._suppressed(boxes, scores.select(0, i), levels.index_select(0, places));
    });
    return [found.map(([boxes]) => boxes), found.map(([, each]) => each)];
  }

  _suppressed(...all: [boxes: Tensor, scores: Tensor, levels: Tensor]): [Tensor, Tensor] {
    const pick = (of: readonly Tensor[], places: Tensor) =>
      of.map((each) => each.index_select(0, places)) as [Tensor, Tensor, Tensor];
    const large = pick(all, remove_small_boxes(all[0], this.min_size));
    const sure = pick(large, placesOf(large[1].ge(this.score_thresh)));
    const keep = batched_nms(...sure, this.nms_thresh);
    const [boxes, scores] = pick(sure, keep.narrow(0, 0, Math.min(keep.size(0), this.post_nms_top_n())));
    return [boxes, scores];
  }

  /** The losses of the scores and of the codes, over anchors that are drawn by chance. */
  compute_loss(
    objectness: Tensor,
    pred_bbox_deltas: Tensor,
    labels: readonly Tensor[],
    regression_targets: readonly Tensor[],
  ): [Tensor, Tensor] {
    const [positive, negative] = this.fg_bg_sampler(labels).map((masks) => placesOf(torch.cat(masks))) as [
      Tensor,
      Tensor,
    ];
    const sampled = torch.cat([positive, negative]);
    const targets = torch.cat([...regression_targets]);
    const box_loss = F.smooth_l1_loss(pred_bbox_deltas.index(positive), targets.index(positive), {
      beta: 1 / 9,
      reduction: 'sum',
    }).div(sampled.numel());
    const scores = objectness.flatten().index(sampled);
    const wanted = torch.cat([...labels]).index(sampled);
    return [F.binary_cross_entropy_with_logits(scores, wanted), box_loss];
  }

  override forward(
    images: ImageList,
    features: Readonly<Record<string, Tensor>>,
    targets: readonly Target[] | null = null,
  ): [Tensor[], Record<string, Tensor>] {
    const maps = Object.values(features);
    const [scores, codes] = this.head(maps) as [Tensor[], Tensor[]];
    const anchors = this.anchor_generator(images, maps) as Tensor[];
    const perLevel = scores.map((map) => map.size(1) * map.size(2) * map.size(3));
    const [objectness, deltas] = concat_box_prediction_layers(scores, codes);
    // The proposals are given to what follows as they are: no gradient goes through them.
    const proposals = this.box_coder.decode(deltas.detach(), anchors).view(anchors.length, -1, 4);
    const [boxes] = this.filter_proposals(proposals, objectness, images.image_sizes, perLevel);
    if (!this.training) return [boxes, {}];
    if (targets === null) throw new ValueError('targets should not be None');
    const [labels, matched] = this.assign_targets_to_anchors(anchors, targets);
    const regression_targets = this.box_coder.encode(matched, anchors);
    const [loss_objectness, loss_rpn_box_reg] = this.compute_loss(
      objectness,
      deltas,
      labels,
      regression_targets,
    );
    return [boxes, { loss_objectness, loss_rpn_box_reg }];
  }
}

/**
 * Proposes boxes that may hold an object: from images and their maps the boxes (K, 4) of each image, and while training
 * the losses `loss_objectness` and `loss_rpn_box_reg`, which need `targets`.
 *
 * Anchors are to become 1 from an IoU of `fg_iou_thresh` with a true box on and 0 below `bg_iou_thresh`; of each image
 * `batch_size_per_image` are drawn, at most `positive_fraction` of them 1. `pre_nms_top_n` ({ training, testing }) are kept
 * of each map, and `post_nms_top_n` of each image after what overlaps a better one by `nms_thresh` is gone.
 *
 * @throws ValueError without targets while training.
 * @see Ren et al., "Faster R-CNN", 2015, arXiv:1506.01497; torchvision 0.28, models.detection.rpn
 */
export const RegionProposalNetwork = nn.callable(RegionProposalNetwork_);
export type RegionProposalNetwork = RegionProposalNetwork_;
