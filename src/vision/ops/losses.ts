import { ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import * as F from '../../nn/functional.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

export type Reduction = 'none' | 'mean' | 'sum';

function reduce(loss: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return loss;
  if (reduction === 'sum') return loss.sum();
  if (reduction === 'mean') return loss.numel() > 0 ? loss.mean() : loss.sum().mul(0);
  throw new ValueError(
    `Invalid Value for arg 'reduction': '${reduction} \n Supported reduction modes: 'none', 'mean', 'sum'`,
  );
}

/**
 * Binary cross-entropy that counts easy examples less: -alpha_t (1 - p_t)^gamma log p_t, of logits and targets of one shape.
 * `alpha` in [0, 1] weighs the positive class, -1 leaves it out.
 *
 * @see Lin et al., "Focal Loss for Dense Object Detection", 2017, arXiv:1708.02002
 */
export const sigmoid_focal_loss = keywords(
  'sigmoid_focal_loss',
  ['inputs', 'targets', 'alpha', 'gamma', 'reduction'],
  (
    inputs: Tensor,
    targets: Tensor,
    alpha: number = 0.25,
    gamma: number = 2,
    reduction: Reduction = 'none',
  ): Tensor => {
    if (!(alpha >= 0 && alpha <= 1) && alpha !== -1) {
      throw new ValueError(
        `Invalid alpha value: ${alpha}. alpha must be in the range [0,1] or -1 for ignore.`,
      );
    }
    const oneLess = (x: Tensor) => x.neg().add(1);
    const p = inputs.sigmoid();
    const entropy = F.binary_cross_entropy_with_logits(inputs, targets, { reduction: 'none' });
    const right = p.mul(targets).add(oneLess(p).mul(oneLess(targets)));
    const loss = entropy.mul(oneLess(right).pow(gamma));
    if (alpha < 0) return reduce(loss, reduction);
    const weight = targets.mul(alpha).add(oneLess(targets).mul(1 - alpha));
    return reduce(weight.mul(loss), reduction);
  },
);

const float = (x: Tensor) =>
  x.dtype === torch.float32 || x.dtype === torch.float64 ? x : x.to(torch.float32);

type Corners = [Tensor, Tensor, Tensor, Tensor];
const sides = (boxes: Tensor) => boxes.unbind(-1) as unknown as Corners;

// Each of the parts takes the boxes apart anew, so that gradients add up in torchvision's order, to the last bit.

/** What boxes side by side share, and what they cover together, both (N). */
function overlap(boxes1: Tensor, boxes2: Tensor): [inside: Tensor, union: Tensor] {
  const [x1, y1, x2, y2] = sides(boxes1);
  const [u1, v1, u2, v2] = sides(boxes2);
  const [left, top] = [torch.maximum(x1, u1), torch.maximum(y1, v1)];
  const [right, bottom] = [torch.minimum(x2, u2), torch.minimum(y2, v2)];
  const overlaps = bottom.gt(top).logical_and(right.gt(left));
  const inside = torch.where(overlaps, right.sub(left).mul(bottom.sub(top)), torch.zeros_like(x1));
  const area = (a: Tensor, b: Tensor, c: Tensor, d: Tensor) => c.sub(a).mul(d.sub(b));
  const union = area(x1, y1, x2, y2)
    .add(area(u1, v1, u2, v2))
    .sub(inside);
  return [inside, union];
}

/** Width and height of what holds both boxes, from their sides. */
function frame([x1, y1, x2, y2]: Corners, [u1, v1, u2, v2]: Corners): [width: Tensor, height: Tensor] {
  const [left, top] = [torch.minimum(x1, u1), torch.minimum(y1, v1)];
  const [right, bottom] = [torch.maximum(x2, u2), torch.maximum(y2, v2)];
  return [right.sub(left), bottom.sub(top)];
}

/** 1 - GIoU of boxes (N, 4) side by side, each [x1, y1, x2, y2]; Rezatofighi et al. 2019, arXiv:1902.09630. */
export const generalized_box_iou_loss = keywords(
  'generalized_box_iou_loss',
  ['boxes1', 'boxes2', 'reduction', 'eps'],
  (boxes1: Tensor, boxes2: Tensor, reduction: Reduction = 'none', eps: number = 1e-7): Tensor => {
    const [a, b] = [float(boxes1), float(boxes2)];
    const [inside, union] = overlap(a, b);
    const iou = inside.div(union.add(eps));
    const [width, height] = frame(sides(a), sides(b));
    const area = width.mul(height);
    const giou = iou.sub(area.sub(union).div(area.add(eps)));
    return reduce(giou.neg().add(1), reduction);
  },
);

function distance(boxes1: Tensor, boxes2: Tensor, eps: number): { loss: Tensor; iou: Tensor } {
  const [inside, union] = overlap(boxes1, boxes2);
  const iou = inside.div(union.add(eps));
  const [a, b] = [sides(boxes1), sides(boxes2)];
  const [width, height] = frame(a, b);
  const diagonal = width.pow(2).add(height.pow(2)).add(eps);
  const [x1, y1, x2, y2] = a;
  const [u1, v1, u2, v2] = b;
  const between = (a: Tensor, b: Tensor, c: Tensor, d: Tensor) => a.add(b).div(2).sub(c.add(d).div(2)).pow(2);
  const apart = between(x2, x1, u1, u2).add(between(y2, y1, v1, v2));
  return { loss: iou.neg().add(1).add(apart.div(diagonal)), iou };
}

/** 1 - DIoU of boxes (N, 4) side by side, each [x1, y1, x2, y2]; Zheng et al. 2020, arXiv:1911.08287. */
export const distance_box_iou_loss = keywords(
  'distance_box_iou_loss',
  ['boxes1', 'boxes2', 'reduction', 'eps'],
  (boxes1: Tensor, boxes2: Tensor, reduction: Reduction = 'none', eps: number = 1e-7): Tensor => {
    return reduce(distance(float(boxes1), float(boxes2), eps).loss, reduction);
  },
);

/** 1 - CIoU of boxes (N, 4) side by side, each [x1, y1, x2, y2]; Zheng et al. 2020, arXiv:1911.08287. */
export const complete_box_iou_loss = keywords(
  'complete_box_iou_loss',
  ['boxes1', 'boxes2', 'reduction', 'eps'],
  (boxes1: Tensor, boxes2: Tensor, reduction: Reduction = 'none', eps: number = 1e-7): Tensor => {
    const [a, b] = [float(boxes1), float(boxes2)];
    const { loss, iou } = distance(a, b, 1e-7);
    const shape = (boxes: Tensor) => {
      const [x1, y1, x2, y2] = sides(boxes);
      return x2.sub(x1).div(y2.sub(y1)).atan();
    };
    const v = shape(b)
      .sub(shape(a))
      .pow(2)
      .mul(4 / Math.PI ** 2);
    const alpha = torch.no_grad(() => v.div(iou.neg().add(1).add(v).add(eps)));
    return reduce(loss.add(alpha.mul(v)), reduction);
  },
);
