import * as nn from '../../../nn/index.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { batched_nms, box_iou, clip_boxes_to_image } from '../../ops/boxes.ts';
import { IMAGENET_MEAN, IMAGENET_STD } from './_fields.ts';
import { prepareInputs } from './_inputs.ts';
import { _topk_min, type Matcher, namedMaps, placesOf } from './_utils.ts';
import type { ImageSize } from './image_list.ts';
import { permute_and_flatten } from './rpn.ts';
import { type Detection, GeneralizedRCNNTransform, type Target } from './transform.ts';

/*
 * What RetinaNet, FCOS and SSD share: they judge every place of every feature map at once, without proposals between.
 */

/** A target of training: boxes and labels. */
export interface LabelledTarget extends Target {
  labels: Tensor;
}
export type Losses = Record<string, Tensor>;
/** What a head gives for all places of all maps, by name: (N, places, columns). */
export type HeadOutputs = Record<string, Tensor>;

export interface Options {
  image_mean?: readonly number[] | null;
  image_std?: readonly number[] | null;
  score_thresh: number;
  nms_thresh: number;
  detections_per_img: number;
  topk_candidates: number;
  size_divisible?: number;
  fixed_size?: readonly [number, number] | null;
  _skip_resize?: boolean;
}

// With targets in training, without them in eval mode; TypeScript cannot see in which of them a model is.
export interface OneStageDetector {
  (images: readonly Tensor[] | Tensor): Detection[];
  (images: readonly Tensor[] | Tensor, targets: readonly LabelledTarget[]): Losses;
}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
export abstract class OneStageDetector extends nn.Module {
  // `any`, because users put their own in their place.
  declare backbone: any;
  declare anchor_generator: any;
  declare head: any;
  declare transform: GeneralizedRCNNTransform;
  declare score_thresh: number;
  declare nms_thresh: number;
  declare detections_per_img: number;
  declare topk_candidates: number;

  /** Puts the transform after the layers, and keeps the options of the choice among detections. */
  _finish(min_size: number | readonly number[], max_size: number, given: Options): void {
    const { image_mean, image_std, size_divisible, fixed_size, _skip_resize } = given;
    this.transform = GeneralizedRCNNTransform(
      min_size,
      max_size,
      image_mean ?? IMAGENET_MEAN,
      image_std ?? IMAGENET_STD,
      { size_divisible, fixed_size, _skip_resize },
    );
    this.score_thresh = given.score_thresh;
    this.nms_thresh = given.nms_thresh;
    this.detections_per_img = given.detections_per_img;
    this.topk_candidates = given.topk_candidates;
  }

  /** @internal */
  abstract _losses(
    targets: LabelledTarget[],
    head_outputs: HeadOutputs,
    anchors: Tensor[],
    features: Tensor[],
  ): Losses;
  /** @internal */
  abstract _detections(
    head_outputs: HeadOutputs,
    anchors: Tensor[],
    features: Tensor[],
    image_sizes: readonly ImageSize[],
  ): Detection[];

  override forward(
    images: readonly Tensor[] | Tensor,
    targets: readonly LabelledTarget[] | null = null,
  ): Losses | Detection[] {
    const given = prepareInputs(this, images, targets, ['labels']);
    const features = Object.values(namedMaps(this.backbone(given.images.tensors)));
    const head_outputs: HeadOutputs = this.head(features);
    const anchors: Tensor[] = this.anchor_generator(given.images, features);
    if (this.training) {
      return this._losses(given.targets as LabelledTarget[], head_outputs, anchors, features);
    }
    const { image_sizes } = given.images;
    const found = this._detections(head_outputs, anchors, features, image_sizes);
    return this.transform.postprocess(found, image_sizes, given.original_sizes);
  }

  /** The best of what was found in one image, without those that overlap better ones of their class. */
  _chosen(boxes: Tensor[], scores: Tensor[], labels: Tensor[]): Detection {
    const all = { boxes: torch.cat(boxes, 0), scores: torch.cat(scores, 0), labels: torch.cat(labels, 0) };
    const keep = batched_nms(all.boxes, all.scores, all.labels, this.nms_thresh).index(
      `:${this.detections_per_img}`,
    );
    return {
      boxes: all.boxes.index(keep),
      scores: all.scores.index(keep),
      labels: all.labels.index(keep),
    } as Detection;
  }

  /**
   * What is found in one image, from the scores (places, classes) of each map: those above `score_thresh`, at most
   * `topk_candidates` of a map, their boxes decoded.
   */
  _found(
    scores_of_maps: Tensor[],
    boxes_of: (map: number, places: Tensor) => Tensor,
    image_size: ImageSize,
  ): Detection {
    const found = scores_of_maps.map((scores_of_map, map) => {
      const classes = scores_of_map.size(-1);
      const { values, cells } = this._best(scores_of_map.flatten());
      const boxes = boxes_of(map, torch.div(cells, classes, { rounding_mode: 'floor' }));
      return {
        boxes: clip_boxes_to_image(boxes, image_size),
        scores: values,
        labels: cells.remainder(classes),
      };
    });
    return this._chosen(
      found.map(({ boxes }) => boxes),
      found.map(({ scores }) => scores),
      found.map(({ labels }) => labels),
    );
  }

  /** Of scores (N) those above the threshold, at most `topk_candidates`, best first, and their places. */
  _best(scores: Tensor): { values: Tensor; cells: Tensor } {
    const kept = scores.gt(this.score_thresh);
    const cells = placesOf(kept);
    const [values, order] = scores.index(kept).topk(_topk_min(cells, this.topk_candidates, 0)) as unknown as [
      Tensor,
      Tensor,
    ];
    return { values, cells: cells.index(order) };
  }
}

/** (N, A * columns, H, W) -> (N, H * W * A, columns) */
export function perPlace(x: Tensor, columns: number): Tensor {
  const [n, , h, w] = x.size() as unknown as [number, number, number, number];
  return permute_and_flatten(x, n, -1, columns, h, w);
}

/** Which of its image's boxes each anchor is to find: (anchors) for each image, negative for none. */
export function matchTargets(
  matcher: Matcher,
  targets: readonly LabelledTarget[],
  anchors: readonly Tensor[],
): Tensor[] {
  return targets.map(({ boxes }, i) => {
    const own = anchors[i] as Tensor;
    if (boxes.numel() === 0) return noMatch(own);
    return matcher(box_iou(boxes, own));
  });
}

export const noMatch = (anchors: Tensor): Tensor =>
  torch.full([anchors.size(0)], -1, { dtype: torch.int64, device: anchors.device });

/** Outputs and anchors cut up by the maps that they belong to, where each place has as many anchors as the others. */
export function splitByMap(
  head_outputs: HeadOutputs,
  anchors: readonly Tensor[],
  features: readonly Tensor[],
): [Record<string, Tensor[]>, Tensor[][]] {
  const places = features.map((map) => map.size(2) * map.size(3));
  const all = (head_outputs.cls_logits as Tensor).size(1);
  const per_place = Math.floor(all / places.reduce((sum, n) => sum + n, 0));
  const counts = places.map((n) => n * per_place);
  const outputs = Object.entries(head_outputs).map(
    ([name, x]) => [name, [...x.split(counts, 1)]] as [string, Tensor[]],
  );
  return [Object.fromEntries(outputs), anchors.map((each) => [...each.split(counts)])];
}

/** A convolution whose bias makes its sigmoid begin at `prior_probability`. */
export function classifierConv(
  in_channels: number,
  out_channels: number,
  prior_probability: number,
): nn.Conv2d {
  const conv = nn.Conv2d(in_channels, out_channels, 3, { padding: 1 });
  nn.init.normal_(conv.weight, { std: 0.01 });
  nn.init.constant_(conv.bias as nn.Parameter, -Math.log((1 - prior_probability) / prior_probability));
  return conv;
}
