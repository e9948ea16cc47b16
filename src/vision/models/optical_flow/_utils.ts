import * as nn from '../../../nn/index.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';

const F = nn.functional;

/** `F.grid_sample` with places in pixels, (N, H', W', 2) as x and y, instead of shares of the image's sides. */
export function grid_sample(
  img: Tensor,
  absolute_grid: Tensor,
  mode: 'bilinear' | 'nearest' | 'bicubic' = 'bilinear',
  align_corners: boolean | null = null,
): Tensor {
  const [h, w] = [img.size(-2), img.size(-1)];
  const [x, y] = absolute_grid.split([1, 1], -1) as [Tensor, Tensor];
  const share = (places: Tensor, side: number) =>
    places
      .mul(2)
      .div(side - 1)
      .sub(1);
  // An image of one row has no height to take a share of.
  const grid = torch.cat([share(x, w), h > 1 ? share(y, h) : y], -1);
  return F.grid_sample(img, grid, { mode, align_corners });
}

/** The place of every pixel: (batch_size, 2, h, w), x before y. */
export function make_coords_grid(batch_size: number, h: number, w: number, device = 'cpu'): Tensor {
  const [y, x] = torch.meshgrid(torch.arange(h, { device }), torch.arange(w, { device }), {
    indexing: 'ij',
  }) as [Tensor, Tensor];
  return torch.stack([x, y], 0).to(torch.float32).unsqueeze(0).repeat(batch_size, 1, 1, 1);
}

/**
 * A flow `factor` times as large, in height, width and length: (N, C, H, W) -> (N, C, factor H, factor W).
 *
 * With `up_mask` (N, 9 factor factor, H, W), every new pixel is a mean of nine old ones, weighed by the softmax of the
 * mask's numbers; without, it is interpolated.
 */
export function upsample_flow(flow: Tensor, up_mask: Tensor | null = null, factor = 8): Tensor {
  const [n, channels, h, w] = flow.shape as unknown as [number, number, number, number];
  const size = [h * factor, w * factor];
  if (up_mask === null) {
    return F.interpolate(flow, { size, mode: 'bilinear', align_corners: true }).mul(factor);
  }
  const shares = up_mask.view([n, 1, 9, factor, factor, h, w]).softmax(2);
  const neighbours = F.unfold(flow.mul(factor), { kernel_size: 3, padding: 1 });
  const mixed = shares.mul(neighbours.view([n, channels, 9, 1, 1, h, w])).sum(2); // (N, C, factor, factor, H, W)
  return mixed.permute([0, 1, 4, 2, 5, 3]).reshape([n, channels, ...size]);
}
