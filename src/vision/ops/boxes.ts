import { TypeError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { convertRotated, type RotatedFormat, rotatedFormats } from './_rotated_boxes.ts';

/*
 * Boxes are rows of 4 numbers: 'xyxy' (left, top, right, bottom), 'xywh' (left, top, width, height), or 'cxcywh' (centre,
 * width, height). Where no format is asked for they are 'xyxy'.
 *
 * Source: torchvision 0.28 documentation, "Operators".
 */

const formats = ['xyxy', 'xywh', 'cxcywh'] as const;
export type BoxFormat = (typeof formats)[number];
const isUpright = (format: string): format is BoxFormat => (formats as readonly string[]).includes(format);

// What products of coordinates do not overflow in.
function upcast(x: Tensor): Tensor {
  if (x.is_floating_point()) {
    return x.dtype === torch.float32 || x.dtype === torch.float64 ? x : x.to(torch.float32);
  }
  return x.dtype === torch.int32 || x.dtype === torch.int64 ? x : x.to(torch.int32);
}

function checkBoxes(boxes: Tensor, what: string): void {
  if (!(boxes instanceof Tensor) || boxes.dim() < 1 || boxes.size(-1) !== 4) {
    const got = boxes instanceof Tensor ? `shape (${boxes.size().join(', ')})` : typeof boxes;
    throw new ValueError(`${what}: boxes should be a tensor (..., 4), got ${got}`);
  }
}

const corner = (boxes: Tensor, i: number) => boxes.select(-1, i);

const allFormats: readonly string[] = [...formats, ...rotatedFormats];

/** The same boxes in another format; turned ones, 'xywhr', 'cxcywhr' and 'xyxyxyxy', among themselves. */
export const box_convert = keywords(
  'box_convert',
  ['boxes', 'in_fmt', 'out_fmt'],
  (boxes: Tensor, in_fmt: BoxFormat | RotatedFormat, out_fmt: BoxFormat | RotatedFormat): Tensor => {
    if (!allFormats.includes(in_fmt) || !allFormats.includes(out_fmt)) {
      throw new ValueError(
        `Unsupported Bounding Box Conversions for given in_fmt ${in_fmt} and out_fmt ${out_fmt}; known: ${allFormats.join(', ')}`,
      );
    }
    if (in_fmt === out_fmt) return boxes.clone();
    if (!isUpright(in_fmt) || !isUpright(out_fmt)) return convertRotated(boxes, in_fmt, out_fmt);
    checkBoxes(boxes, 'box_convert');
    const corners = toCorners(boxes, in_fmt);
    if (out_fmt === 'xyxy') return corners;
    const [x1, y1, x2, y2] = corners.unbind(-1) as unknown as [Tensor, Tensor, Tensor, Tensor];
    const [w, h] = [x2.sub(x1), y2.sub(y1)];
    if (out_fmt === 'xywh') return torch.stack([x1, y1, w, h], -1);
    const stacked = torch.stack(
      [x1.add(x2).div(2), y1.add(y2).div(2), w.to(torch.promote_types(w.dtype, torch.float32)), h],
      -1,
    );
    return boxes.is_floating_point() ? stacked.to(boxes.dtype) : stacked;
  },
);

function toCorners(boxes: Tensor, format: BoxFormat): Tensor {
  if (format === 'xyxy') return boxes;
  const [x, y, w, h] = boxes.unbind(-1) as unknown as [Tensor, Tensor, Tensor, Tensor];
  if (format === 'xywh') return torch.stack([x, y, x.add(w), y.add(h)], -1);
  const [dw, dh] = [w.mul(0.5), h.mul(0.5)];
  return torch.stack([x.sub(dw), y.sub(dh), x.add(dw), y.add(dh)], -1);
}

/** (N, 4) -> (N) */
export const box_area = keywords(
  'box_area',
  ['boxes', 'fmt'],
  (boxes: Tensor, fmt: BoxFormat = 'xyxy'): Tensor => {
    if (!formats.includes(fmt)) throw new ValueError(`Unsupported Bounding Box area for given format ${fmt}`);
    checkBoxes(boxes, 'box_area');
    const x = upcast(boxes);
    if (fmt !== 'xyxy') return corner(x, 2).mul(corner(x, 3));
    return corner(x, 2)
      .sub(corner(x, 0))
      .mul(corner(x, 3).sub(corner(x, 1)));
  },
);

// Of all pairs: (N, 4) and (M, 4) -> (N, M, 2), the upper left or lower right corners.
const pairwise = (op: (a: Tensor, b: Tensor) => Tensor, a: Tensor, b: Tensor, start: 0 | 2) =>
  op(a.narrow(-1, start, 2).unsqueeze(-2), b.narrow(-1, start, 2).unsqueeze(-3));

const least = (a: Tensor, b: Tensor) => torch.minimum(a, b);
const most = (a: Tensor, b: Tensor) => torch.maximum(a, b);
const product = (wh: Tensor) => wh.select(-1, 0).mul(wh.select(-1, 1));

function intersectionAndUnion(boxes1: Tensor, boxes2: Tensor, fmt: BoxFormat): [Tensor, Tensor] {
  if (!formats.includes(fmt)) {
    throw new ValueError(`Unsupported format '${fmt}'. Supported formats: ${formats.join(', ')}.`);
  }
  checkBoxes(boxes1, 'box_iou');
  checkBoxes(boxes2, 'box_iou');
  const area1 = box_area(boxes1, fmt);
  const area2 = box_area(boxes2, fmt);
  const [a, b] = [toCorners(boxes1, fmt), toCorners(boxes2, fmt)];
  const inside = product(upcast(pairwise(least, a, b, 2).sub(pairwise(most, a, b, 0))).clamp_min(0));
  return [inside, area1.unsqueeze(-1).add(area2.unsqueeze(-2)).sub(inside)];
}

/** Intersection over union of all pairs: (N, 4) and (M, 4) -> (N, M), in [0, 1]. */
export const box_iou = keywords(
  'box_iou',
  ['boxes1', 'boxes2', 'fmt'],
  (boxes1: Tensor, boxes2: Tensor, fmt: BoxFormat = 'xyxy'): Tensor => {
    const [inside, union] = intersectionAndUnion(boxes1, boxes2, fmt);
    return inside.div(union);
  },
);

/** IoU less the share of the common frame that neither box covers, (N, M), in (-1, 1]; Rezatofighi et al. 2019. */
export const generalized_box_iou = keywords(
  'generalized_box_iou',
  ['boxes1', 'boxes2'],
  (boxes1: Tensor, boxes2: Tensor): Tensor => {
    const [inside, union] = intersectionAndUnion(boxes1, boxes2, 'xyxy');
    const frame = product(frameOf(boxes1, boxes2));
    return inside.div(union).sub(frame.sub(union).div(frame));
  },
);

// Width and height of what holds both boxes.
const frameOf = (a: Tensor, b: Tensor) =>
  upcast(pairwise(most, a, b, 2).sub(pairwise(least, a, b, 0))).clamp_min(0);

/** IoU less the squared distance of the centres over the frame's squared diagonal, (N, M); Zheng et al. 2020. */
export const distance_box_iou = keywords(
  'distance_box_iou',
  ['boxes1', 'boxes2', 'eps'],
  (boxes1: Tensor, boxes2: Tensor, eps: number = 1e-7): Tensor => {
    return distanceAndIou(upcast(boxes1), upcast(boxes2), eps)[0];
  },
);

function distanceAndIou(a: Tensor, b: Tensor, eps: number): [Tensor, Tensor] {
  const iou = box_iou(a, b);
  const diagonal = frameOf(a, b).pow(2).sum(-1).add(eps);
  const centre = (boxes: Tensor) =>
    boxes
      .narrow(-1, 0, 2)
      .add(boxes.narrow(-1, 2, 2))
      .div(2);
  const apart = upcast(centre(a).unsqueeze(-2).sub(centre(b).unsqueeze(-3)))
    .pow(2)
    .sum(-1);
  return [iou.sub(apart.div(diagonal)), iou];
}

/** Distance IoU less a term for unlike shapes, (N, M); Zheng et al. 2020. */
export const complete_box_iou = keywords(
  'complete_box_iou',
  ['boxes1', 'boxes2', 'eps'],
  (boxes1: Tensor, boxes2: Tensor, eps: number = 1e-7): Tensor => {
    const [a, b] = [upcast(boxes1), upcast(boxes2)];
    const [diou, iou] = distanceAndIou(a, b, eps);
    const shape = (boxes: Tensor) =>
      corner(boxes, 2)
        .sub(corner(boxes, 0))
        .div(corner(boxes, 3).sub(corner(boxes, 1)))
        .atan();
    const v = shape(a)
      .unsqueeze(-1)
      .sub(shape(b).unsqueeze(-2))
      .pow(2)
      .mul(4 / Math.PI ** 2);
    const alpha = torch.no_grad(() => v.div(iou.neg().add(1).add(v).add(eps)));
    return diou.sub(alpha.mul(v));
  },
);

/** Boxes (..., 4), or several in a row (..., 4 * K), cut off at the edges of an image of [height, width]. */
export const clip_boxes_to_image = keywords(
  'clip_boxes_to_image',
  ['boxes', 'size'],
  (boxes: Tensor, size: readonly [number, number]): Tensor => {
    const [height, width] = size;
    if (!(boxes instanceof Tensor) || boxes.dim() < 1 || boxes.size(-1) % 4 !== 0) {
      throw new ValueError(`clip_boxes_to_image: boxes should be a tensor (..., 4), got ${shapeOf(boxes)}`);
    }
    const xs = boxes.index('...', '0::2').clamp(0, width);
    const ys = boxes.index('...', '1::2').clamp(0, height);
    return torch.stack([xs, ys], -1).reshape(boxes.size());
  },
);

/** The places of the boxes (N, 4) whose sides are both at least `min_size`. */
export const remove_small_boxes = keywords(
  'remove_small_boxes',
  ['boxes', 'min_size'],
  (boxes: Tensor, min_size: number): Tensor => {
    checkBoxes(boxes, 'remove_small_boxes');
    const wide = corner(boxes, 2).sub(corner(boxes, 0)).ge(min_size);
    const high = corner(boxes, 3).sub(corner(boxes, 1)).ge(min_size);
    return wide.logical_and(high).nonzero().squeeze(1);
  },
);

/** The boxes (N, 4) around masks (N, H, W), float32; zeros for an empty mask. */
export const masks_to_boxes = keywords('masks_to_boxes', ['masks'], (masks: Tensor): Tensor => {
  if (!(masks instanceof Tensor) || masks.dim() !== 3)
    throw new ValueError('masks should be a tensor (N, H, W)');
  if (masks.numel() === 0) return torch.zeros([0, 4], { device: masks.device });
  const set = masks.to(torch.bool);
  // The first and the last line that has something in it.
  const ends = (dim: number) => {
    const lines = set.any(dim).to(torch.float32); // (N, lines)
    const last = lines
      .flip([1])
      .argmax(1)
      .neg()
      .add(lines.size(1) - 1);
    return [lines.argmax(1), last] as const;
  };
  const [y1, y2] = ends(2);
  const [x1, x2] = ends(1);
  const empty = set.flatten(1).any(1).logical_not().unsqueeze(1);
  return torch.stack([x1, y1, x2, y2], 1).to(torch.float32).masked_fill(empty, 0);
});

/**
 * Non-maximum suppression: the places of the boxes that are kept, best score first. A box goes when it overlaps a better
 * one by more than `iou_threshold`.
 *
 * @throws TypeError unless `boxes` is (N, 4) and `scores` (N).
 */
export const nms = keywords(
  'nms',
  ['boxes', 'scores', 'iou_threshold'],
  (boxes: Tensor, scores: Tensor, iou_threshold: number): Tensor => {
    if (!(boxes instanceof Tensor) || boxes.dim() !== 2 || boxes.size(1) !== 4) {
      throw new TypeError(`boxes should be a 2d tensor (N, 4), got ${shapeOf(boxes)}`);
    }
    if (!(scores instanceof Tensor) || scores.dim() !== 1 || scores.size(0) !== boxes.size(0)) {
      throw new TypeError(
        `boxes and scores should have same number of elements in dimension 0, got ${shapeOf(boxes)} and ${shapeOf(scores)}`,
      );
    }
    const kept = keptOf(sidesOf(boxes), bestFirst(scores), iou_threshold);
    return torch.tensor(BigInt64Array.from(kept, BigInt)).to(boxes.device);
  },
);

/** The places of scores, best first; equal ones in their order. */
function bestFirst(scores: Tensor): number[] {
  const [, order] = scores.sort({ stable: true, dim: 0, descending: true }) as unknown as [Tensor, Tensor];
  return order.tolist() as number[];
}

/** Boxes side by side, with their areas rounded as in the boxes' own precision. */
interface Sides {
  x1: Float64Array;
  y1: Float64Array;
  x2: Float64Array;
  y2: Float64Array;
  areas: Float64Array;
  double: boolean;
}

function sidesOf(boxes: Tensor): Sides {
  const double = boxes.dtype === torch.float64;
  const n = boxes.size(0);
  const all = boxes.detach().cpu().to(torch.float64).t().contiguous().numpy() as Float64Array;
  const [x1, y1, x2, y2] = [0, 1, 2, 3].map((k) => all.subarray(k * n, (k + 1) * n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const round = (x: number) => (double ? x : Math.fround(x));
  const areas = Float64Array.from(x1, (left, i) =>
    round(round((x2[i] as number) - left) * round((y2[i] as number) - (y1[i] as number))),
  );
  return { x1, y1, x2, y2, areas, double };
}

/** Of boxes, best first, those that overlap no better one by more than the threshold. */
function keptOf(sides: Sides, order: readonly number[], threshold: number): number[] {
  const n = order.length;
  const sorted = (of: Float64Array) => Float64Array.from(order, (place) => of[place] as number);
  const [x1, y1, x2, y2] = [sorted(sides.x1), sorted(sides.y1), sorted(sides.x2), sorted(sides.y2)];
  const areas = sorted(sides.areas);
  const { double } = sides;
  // Boxes without overlap pass every threshold but a negative one.
  const usual = threshold >= 0;
  const round = (x: number) => (double ? x : Math.fround(x));
  const gone = new Uint8Array(n);
  const kept: number[] = [];
  for (let i = 0; i < n; i += 1) {
    if (gone[i]) continue;
    kept.push(order[i] as number);
    const left = x1[i] as number;
    const top = y1[i] as number;
    const right = x2[i] as number;
    const bottom = y2[i] as number;
    const area = areas[i] as number;
    for (let j = i + 1; j < n; j += 1) {
      if (gone[j]) continue;
      const w = round(Math.min(right, x2[j] as number) - Math.max(left, x1[j] as number));
      if (!(w > 0) && usual) continue;
      const h = round(Math.min(bottom, y2[j] as number) - Math.max(top, y1[j] as number));
      if (!(h > 0) && usual) continue;
      const inside = w > 0 && h > 0 ? round(w * h) : 0;
      const union = round(round(area + (areas[j] as number)) - inside);
      if (round(inside / union) > threshold) gone[j] = 1;
    }
  }
  return kept;
}

const shapeOf = (x: unknown) => (x instanceof Tensor ? `shape (${x.size().join(', ')})` : typeof x);

/** `nms` within each of the groups that `idxs` (N) names: boxes of unlike groups do not suppress each other. */
export const batched_nms = keywords(
  'batched_nms',
  ['boxes', 'scores', 'idxs', 'iou_threshold'],
  (boxes: Tensor, scores: Tensor, idxs: Tensor, iou_threshold: number): Tensor => {
    if (boxes.numel() === 0) return torch.empty([0], { dtype: torch.int64, device: boxes.device });
    if (boxes.numel() <= (boxes.is_cuda ? 20_000 : 4000)) {
      // Moved apart, groups cannot overlap.
      const offsets = idxs.to(boxes.dtype).mul(boxes.max().add(1));
      return nms(boxes.add(offsets.unsqueeze(1)), scores, iou_threshold);
    }
    const groups = new Map<unknown, number[]>();
    const names = idxs.tolist() as unknown[];
    for (const place of bestFirst(scores)) {
      const own = groups.get(names[place]);
      if (own) own.push(place);
      else groups.set(names[place], [place]);
    }
    const sides = sidesOf(boxes);
    const flags = new Uint8Array(names.length);
    for (const order of groups.values())
      for (const place of keptOf(sides, order, iou_threshold)) flags[place] = 1;
    const keep = torch.tensor(flags).to(boxes.device);
    const places = keep.nonzero().squeeze(1);
    const [, order] = scores.index_select(0, places).sort({ descending: true }) as unknown as [
      Tensor,
      Tensor,
    ];
    return places.index_select(0, order);
  },
);
