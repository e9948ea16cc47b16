import { NotImplementedError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/*
 * Boxes that are turned by r degrees against the clock: 'xywhr' (left, top, width, height, r), 'cxcywhr' (centre, width,
 * height, r), 'xyxyxyxy' (the corners from the upper left one, with the clock).
 */

export const rotatedFormats = ['xywhr', 'cxcywhr', 'xyxyxyxy'] as const;
export type RotatedFormat = (typeof rotatedFormats)[number];

// Five of a box, eight of corners.
type Parts = readonly [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
type Step = (parts: Parts, cos: Tensor, sin: Tensor) => Tensor[];

const toCenter: Step = ([x, y, w, h, r], cos, sin) => [
  x.add(w.div(2).mul(cos)).add(h.div(2).mul(sin)),
  y.sub(w.div(2).mul(sin)).add(h.div(2).mul(cos)),
  ...[w, h, r],
];
const fromCenter: Step = ([x, y, w, h, r], cos, sin) => [
  x.sub(w.div(2).mul(cos)).sub(h.div(2).mul(sin)),
  y.sub(h.div(2).mul(cos)).add(w.div(2).mul(sin)),
  ...[w, h, r],
];
const toCorners: Step = ([x1, y1, w, h], cos, sin) => {
  const [x2, y2] = [x1.add(w.mul(cos)), y1.sub(w.mul(sin))];
  const [down, right] = [h.mul(cos), h.mul(sin)];
  return [x1, y1, x2, y2, x2.add(right), y2.add(down), x1.add(right), y1.add(down)];
};
const fromCorners: Step = ([x1, y1, x2, y2, x3, y3]) => {
  const [dx, dy] = [x2.sub(x1), y1.sub(y2)];
  const w = dx.pow(2).add(dy.pow(2)).sqrt();
  const h = x3.sub(x2).pow(2).add(y3.sub(y2).pow(2)).sqrt();
  return [x1, y1, w, h, torch.atan2(dy, dx).mul(180).div(Math.PI)];
};

/** One step; whole numbers stay whole. */
function taken(boxes: Tensor, step: Step): Tensor {
  const parts = boxes.unbind(-1) as unknown as Parts;
  const turn = parts[4].mul(Math.PI).div(180);
  const floats = step(parts, turn.cos(), turn.sin());
  const type = floats.map(({ dtype }) => dtype).reduce((a, b) => torch.promote_types(a, b));
  const made = torch.stack(
    floats.map((each) => each.to(type)),
    -1,
  );
  return boxes.is_floating_point() ? made : made.round_().to(boxes.dtype);
}

const steps: Readonly<Record<string, readonly Step[]>> = {
  'xywhr cxcywhr': [toCenter],
  'cxcywhr xywhr': [fromCenter],
  'xywhr xyxyxyxy': [toCorners],
  'xyxyxyxy xywhr': [fromCorners],
  'cxcywhr xyxyxyxy': [fromCenter, toCorners],
  'xyxyxyxy cxcywhr': [fromCorners, toCenter],
};

/** @throws NotImplementedError between these formats and those of boxes that are not turned. */
export function convertRotated(boxes: Tensor, in_fmt: string, out_fmt: string): Tensor {
  const way = steps[`${in_fmt} ${out_fmt}`];
  if (way) return way.reduce(taken, boxes);
  throw new NotImplementedError(
    `Unsupported Bounding Box Conversions for given in_fmt ${in_fmt} and out_fmt ${out_fmt}`,
  );
}
