/** Points in boxes as places in square maps, and back. */
import * as F from '../../../nn/functional.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';

/**
 * Where points (N, K, 3) lie in maps of `heatmap_size` pixels a side over their boxes (N, 4): the place row after row (N, K),
 * int64, and whether they can be seen and lie in the box (N, K), 0 or 1. The place of one that does not is 0.
 */
export function keypoints_to_heatmap(
  keypoints: Tensor,
  rois: Tensor,
  heatmap_size: number,
): [Tensor, Tensor] {
  const [x1, y1, x2, y2] = rois.split(1, 1) as unknown as [Tensor, Tensor, Tensor, Tensor]; // (N, 1) each
  const place = (axis: number, from: Tensor, to: Tensor) => {
    const at = keypoints.select(-1, axis); // (N, K)
    const scale = to.sub(from).reciprocal().mul(heatmap_size);
    const pixel = at.sub(from).mul(scale).floor().to(torch.int64);
    // What lies on the far edge belongs to the last pixel.
    return pixel.masked_fill(at.eq(to), heatmap_size - 1);
  };
  const [x, y] = [place(0, x1, x2), place(1, y1, y2)];
  const within = (at: Tensor) => at.ge(0).logical_and(at.lt(heatmap_size));
  const seen = keypoints.select(-1, 2).gt(0);
  const valid = within(x).logical_and(within(y)).logical_and(seen).to(torch.int64);
  return [y.mul(heatmap_size).add(x).mul(valid), valid];
}

/**
 * The points (N, K, 3), x, y and 1, where maps (N, K, H, W) over boxes (N, 4) are largest, and the maps' values there (N, K).
 *
 * Each map is brought to the size of its box first.
 *
 * @see He et al., "Mask R-CNN", 2017, arXiv:1703.06870, section 5
 */
export function heatmaps_to_keypoints(maps: Tensor, rois: Tensor): [Tensor, Tensor] {
  const [x1, y1, x2, y2] = rois.unbind(1) as unknown as [Tensor, Tensor, Tensor, Tensor];
  const [widths, heights] = [x2.sub(x1).clamp({ min: 1 }), y2.sub(y1).clamp({ min: 1 })];
  const [columns, lines] = [widths.ceil(), heights.ceil()];
  const [across, down] = [widths.div(columns), heights.div(lines)];
  const [n, points] = [rois.size(0), maps.size(1)];
  const found = maps.new_zeros([n, points, 3], { dtype: torch.float32 });
  const scores = maps.new_zeros([n, points], { dtype: torch.float32 });
  const sizes = torch.stack([lines, columns], 1).tolist() as unknown as [number, number][];
  for (const [i, [height, width]] of sizes.entries()) {
    const size = [height, width];
    const map = F.interpolate(maps.select(0, i).unsqueeze(1), {
      size,
      mode: 'bicubic',
      align_corners: false,
    });
    const flat = map.reshape(points, -1); // (K, height * width)
    const best = flat.argmax(1, true); // (K, 1)
    const at = best.squeeze(1);
    const x = at.remainder(width);
    const y = at.sub(x).div(width, { rounding_mode: 'floor' });
    const place = (pixel: Tensor, step: Tensor, from: Tensor) =>
      pixel.to(torch.float32).add(0.5).mul(step.select(0, i)).add(from.select(0, i));
    const own = found.select(0, i);
    own.select(1, 0).copy_(place(x, across, x1));
    own.select(1, 1).copy_(place(y, down, y1));
    own.select(1, 2).fill_(1);
    scores.select(0, i).copy_(flat.gather(1, best).squeeze(1));
  }
  return [found, scores];
}
