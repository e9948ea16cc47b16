import { TypeError, ValueError } from '../../../../errors.ts';
import * as math from '../../../../math.ts';
import type { Tensor } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import type { Fill } from '../../_padding.ts';

/*
 * Images seen through a grid of places. The steps are those of torchvision's second generation, one by one: its first
 * rounds in other places.
 */

type Like = { readonly dtype: Tensor['dtype']; readonly device: Tensor['device'] };
const modes = { bilinear: 0, nearest: 1, bicubic: 2 } as const;
export type GridMode = keyof typeof modes;

/** @internal The floats that an image is computed in. */
export const floatsOf = (image: Tensor): Like => ({
  dtype: image.is_floating_point() ? image.dtype : torch.float32,
  device: image.device,
});

/** @internal @throws ValueError for a mode that tensors do not have, or a fill for another number of channels. */
export function checkGrid(
  image: Tensor,
  mode: string,
  fill: Fill,
  known: readonly string[],
): asserts mode is GridMode {
  if (image.dim() < 3) {
    throw new TypeError(`an image (..., C, H, W) was expected, got shape (${image.shape.join(', ')})`);
  }
  if (fill !== null && typeof fill !== 'number' && fill.length > 1 && fill.length !== image.size(-3)) {
    throw new ValueError(
      `The number of elements in 'fill' cannot broadcast to match the number of channels of the image ` +
        `(${fill.length} != ${image.size(-3)})`,
    );
  }
  if (!known.includes(mode)) {
    throw new ValueError(`Interpolation mode '${mode}' is unsupported with Tensor input`);
  }
}

/** The image where `grid` (1, H, W, 2) looks, in coordinates of -1 to 1; `fill` outside. */
export function applyGrid(image: Tensor, grid: Tensor, mode: GridMode, fill: Fill): Tensor {
  const [height, width] = [grid.size(1), grid.size(2)];
  const [channels, h, w] = [image.size(-3), image.size(-2), image.size(-1)];
  const shape = [...image.shape.slice(0, -2), height, width];
  if (image.numel() === 0) return image.reshape(shape);
  const batch = image.reshape(-1, channels, h, w).to(grid.dtype);
  const count = batch.size(0);
  const places = count > 1 ? grid.expand([count, -1, -1, -1]) : grid;
  const look = (x: Tensor) => torch.grid_sampler(x, places, modes[mode], 0, false);
  const seen = fill === null ? look(batch) : filled(batch, look, mode, fill);
  const out = image.dtype === grid.dtype ? seen : seen.round_().to(image.dtype);
  return out.reshape(shape);
}

/** A channel of ones tells how much of each pixel comes from inside. */
function filled(
  batch: Tensor,
  look: (x: Tensor) => Tensor,
  mode: GridMode,
  fill: number | readonly number[],
): Tensor {
  const { dtype, device } = batch;
  const channels = batch.size(1);
  const ones = torch.ones([batch.size(0), 1, batch.size(2), batch.size(3)], { dtype, device });
  const both = look(torch.cat([batch, ones], 1));
  const colours = both.narrow(1, 0, channels);
  const inside = both.narrow(1, channels, 1).expand_as(colours);
  const values = typeof fill === 'number' ? [fill] : fill;
  const colour = torch.tensor(values, { dtype, device }).view(1, -1, 1, 1);
  if (mode === 'nearest') return torch.where(inside.lt(0.5), colour.expand_as(colours), colours);
  return colours.sub_(colour).mul_(inside).add_(colour);
}

/** (1, height, width, 3): x, y and 1 of each pixel. */
function baseGrid(x: Tensor, y: Tensor, like: Like): Tensor {
  const grid = torch.empty([1, y.numel(), x.numel(), 3], like);
  grid.select(-1, 0).copy_(x);
  grid.select(-1, 1).copy_(y.unsqueeze(-1));
  grid.select(-1, 2).fill_(1);
  return grid;
}

/** The grid of an affine transform, 6 numbers, of a `w` x `h` image onto one of `ow` x `oh`. */
export function affineGrid(
  matrix: readonly number[],
  [w, h]: readonly [number, number],
  [ow, oh]: readonly [number, number],
  like: Like,
): Tensor {
  const line = (size: number) =>
    torch.linspace((1 - size) * 0.5, (size - 1) * 0.5, size, { device: like.device });
  const base = baseGrid(line(ow), line(oh), like);
  const theta = torch.tensor(matrix, like).reshape(1, 2, 3);
  const scaled = theta.transpose(1, 2).div_(torch.tensor([0.5 * w, 0.5 * h], like));
  return base
    .view(1, oh * ow, 3)
    .bmm(scaled)
    .view(1, oh, ow, 2);
}

/** The grid of a perspective transform, 8 numbers. */
export function perspectiveGrid(
  coefficients: readonly number[],
  [ow, oh]: readonly [number, number],
  like: Like,
): Tensor {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, k = 0] = coefficients;
  const upper = torch.tensor([a, b, c, d, e, f], like).view(1, 2, 3);
  const lower = torch.tensor([g, k, 1, g, k, 1], like).view(1, 2, 3);
  const line = (size: number) => torch.linspace(0.5, size + 0.5 - 1, size, like);
  const base = baseGrid(line(ow), line(oh), like).view(1, oh * ow, 3);
  const scaled = upper.transpose(1, 2).div_(torch.tensor([0.5 * ow, 0.5 * oh], like));
  const below = base.bmm(lower.transpose(1, 2));
  return base.bmm(scaled).div_(below).sub_(1).view(1, oh, ow, 2);
}

/** (1, height, width, 2): where each pixel lies itself. */
export function identityGrid([height, width]: readonly [number, number], like: Like): Tensor {
  const line = (size: number) => torch.linspace((-size + 1) / size, (size - 1) / size, size, like);
  const grid = torch.empty([1, height, width, 2], like);
  grid.select(-1, 0).copy_(line(width));
  grid.select(-1, 1).copy_(line(height).unsqueeze(-1));
  return grid;
}

/** @internal The 6 numbers of a turn by degrees, a move in pixels, a scale and shears by degrees about `center`. */
export function affineMatrix(
  center: readonly number[],
  angle: number,
  translate: readonly number[],
  scale: number,
  shear: readonly number[],
  inverted = true,
): [number, number, number, number, number, number] {
  const [turn, sx, sy] = [angle, ...shear].map(math.radians) as [number, number, number];
  const [cx, cy] = center as [number, number];
  const [tx, ty] = translate as [number, number];
  const a = math.cos(turn - sy) / math.cos(sy);
  const b = -(a * math.tan(sx) + math.sin(turn));
  const c = math.sin(turn - sy) / math.cos(sy);
  const d = math.cos(turn) - c * math.tan(sx);
  if (inverted) {
    const [m0, m1, m3, m4] = [d / scale, -b / scale, -c / scale, a / scale];
    const m2 = cx - m0 * (cx + tx) - m1 * (cy + ty);
    return [m0, m1, m2, m3, m4, cy - m3 * (cx + tx) - m4 * (cy + ty)];
  }
  const [m0, m1, m3, m4] = [a * scale, b * scale, c * scale, d * scale];
  const m2 = cx + tx - m0 * cx - m1 * cy;
  return [m0, m1, m2, m3, m4, cy + ty - m3 * cx - m4 * cy];
}

/** @internal [width, height] that hold the whole of a turned image, with torchvision's tolerance. */
export function expandedSize(matrix: readonly number[], w: number, h: number): [number, number] {
  const [x, y] = [0.5 * w, 0.5 * h];
  const corners = torch.tensor([
    [-x, -y, 1],
    [-x, y, 1],
    [x, y, 1],
    [x, -y, 1],
  ]);
  const moved = corners.matmul(torch.tensor(matrix).view(2, 3).t());
  const half = torch.tensor([x, y]);
  const [tolerance, inverse] = [1e-4, 1 / 1e-4];
  const clean = (values: Tensor) => values.add(half).mul(inverse).trunc().mul(tolerance);
  const size = clean(moved.amax(0))
    .ceil()
    .sub(clean(moved.amin(0)).floor());
  return size.tolist() as [number, number];
}
