import type { Tensor } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import type { Size } from '../../../tv_tensors/_bounding_boxes.ts';

/*
 * Turned boxes, cut at the edges of the image without a change of their angles. Each edge of the image is the left one
 * after a quarter turn, so that only that one is looked at. Boxes are corners (N, 8) in their order round the box, their
 * sides lines y = slope * x + intercept (N, 4), side i from corner i to the next.
 */

type Four = [Tensor, Tensor, Tensor, Tensor];

const xs = (boxes: Tensor) => boxes.index(':', '0::2');
const ys = (boxes: Tensor) => boxes.index(':', '1::2');

/** @param corners (N, 8) of floats */
export function clampRotated(corners: Tensor, canvas_size: Size, mode: 'soft' | 'hard'): Tensor {
  let boxes = corners;
  let original = corners.clone();
  let [height, width] = canvas_size;
  for (let edge = 0; edge < 4; edge += 1) {
    const order = leftmostFirst(boxes);
    const ordered = original.gather(1, order);
    const clamped = clampLeft(boxes.gather(1, order), ordered, [height, width], mode);
    boxes = quarterTurn(clamped.gather(1, order), width);
    original = quarterTurn(ordered.gather(1, order), width);
    [height, width] = [width, height];
  }
  return boxes;
}

/** The places (N, 8) of coordinates such that the leftmost corner, of several the uppermost, comes first. */
function leftmostFirst(boxes: Tensor): Tensor {
  const [x, y] = [xs(boxes), ys(boxes)];
  const most = (values: Tensor) => values.abs().amax(1, true);
  const rank = y.div(most(y)).add(x.div(most(x)).mul(100));
  const [, corner] = torch.min(rank, 1) as unknown as [Tensor, Tensor];
  const places = torch.ones_like(boxes);
  places.select(1, 0).copy_(corner.mul(2));
  return places.cumsum_(1).remainder_(8).to(torch.int64);
}

function quarterTurn(boxes: Tensor, width: number): Tensor {
  return torch.stack([ys(boxes), xs(boxes).neg().add(width)], -1).view(-1, 8);
}

const next = (values: Tensor) => values.roll([-1], [1]);
const previous = (values: Tensor) => values.roll([1], [1]);

function linesOf(boxes: Tensor): [slopes: Tensor, intercepts: Tensor] {
  const [x, y] = [xs(boxes), ys(boxes)];
  const slopes = next(y).sub(y).div(next(x).sub(x));
  return [slopes, y.sub(slopes.mul(x))];
}

/** The corners where each side meets the one before it. */
function meetingPoints(slopes: Tensor, intercepts: Tensor): Tensor {
  const x = intercepts
    .sub(previous(intercepts))
    .neg()
    .div(slopes.sub(previous(slopes)));
  return torch.stack([x, slopes.mul(x).add(intercepts)], -1).view(-1, 8);
}

function clampLeft(boxes: Tensor, original: Tensor, canvas: Size, mode: 'soft' | 'hard'): Tensor {
  const [slopes] = linesOf(boxes);
  const [x1, y1, x2, y2, x3, y3, x4, y4] = boxes.unbind(1) as unknown as [...Four, ...Four];
  const moved = meetingPoints(slopes, clampIntercepts(boxes, original, canvas, mode));
  const cut = boxes.clone();
  for (const i of [0, 6]) cut.select(1, i).clamp_min_(0);
  const outside = [x1, x2, x3, x4].map((x) => x.le(0)).reduce((a, b) => a.logical_and(b));
  const upright = y1.isclose(y2).logical_or(y3.isclose(y4));
  const gone = outside
    .logical_or(y1.isclose(y4))
    .logical_or(y2.isclose(y3))
    .logical_or(upright.logical_and(x1.isclose(x2)));
  const crosses = x1.lt(0).logical_and(moved.isnan().any(-1).logical_not());
  const choose = (where: Tensor, a: Tensor, b: Tensor) => torch.where(where.unsqueeze(1), a, b);
  const result = choose(upright, cut, choose(crosses, moved, boxes));
  return choose(gone, torch.zeros_like(cut), result);
}

/** Intercepts (N, 4) of the sides of the box that is left. */
function clampIntercepts(boxes: Tensor, original: Tensor, canvas: Size, mode: 'soft' | 'hard'): Tensor {
  const [height] = canvas;
  const [slopes, intercepts] = linesOf(boxes);
  const [, b2, b3] = intercepts.unbind(-1) as unknown as Four;
  const [o1, o2, o3, o4] = linesOf(original)[1].unbind(-1) as unknown as Four;
  const [i1, , , i4] = intercepts.unbind(-1) as unknown as Four;
  const b1 = b2.clamp(i1, b3).clamp(0, height);
  const b4 = b3.clamp(b2, i4).clamp(0, height);
  if (mode === 'soft') {
    return torch.stack([b1.clamp(o1, o3), b2.clamp(o2, o4), b3.clamp(o1, o3), b4.clamp(o2, o4)], -1);
  }
  const middle = b1.add(b4).div(2);
  const [c2, c3] = largestInside(slopes, middle, b2, b3, canvas);
  // The first and the last side meet on the edge: what bounds one bounds the other.
  const edge = middle.clamp(o1, o3).clamp(o2, o4);
  return torch.stack([edge, c2.clamp(o2, o4), c3.clamp(o1, o3), edge], -1);
}

/** Intercepts of the second and third side of the largest box within the image that has a corner on its left edge. */
function largestInside(
  slopes: Tensor,
  edge: Tensor,
  b2: Tensor,
  b3: Tensor,
  [height, width]: Size,
): [Tensor, Tensor] {
  const [a1, a2, a3, a4] = slopes.unbind(-1) as unknown as Four;
  const upper = [
    edge.mul(a2).div(a1),
    b3.mul(a2).div(a3),
    a1.sub(a2).mul(width).add(edge),
    a3.sub(a2).mul(width).add(b3),
  ];
  const c2 = torch.stack(upper, 1).amax(1).minimum(b2);
  const below = (slope: Tensor, intercept: Tensor) => {
    const share = torch.rsub(a3.div(slope), 1).mul(height);
    return share.add(intercept.mul(a3).div(slope));
  };
  const lower = [
    below(a4, edge),
    below(a2, c2),
    a2.sub(a3).mul(width).add(c2),
    a4.sub(a3).mul(width).add(edge),
  ];
  return [c2, torch.stack(lower, 1).amin(1).maximum(b3)];
}
