import { z } from 'zod';
import { is_autocast_enabled } from '../../amp/autocast_mode.ts';
import { checked } from '../../misuse.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { exactAlign, hasExact } from './_align.ts';
import {
  alignSides,
  type Boxes,
  pooled,
  poolSides,
  RegionLayer,
  regionFields,
  regionsOf,
  size,
} from './_regions.ts';

const alignArgs = signature(
  'roi_align',
  ...regionFields,
  ['spatial_scale', z.number().default(1)],
  ['sampling_ratio', z.int().default(-1)],
  ['aligned', z.boolean().default(false)],
);

/**
 * Samples each box of a feature map into `output_size` bins by bilinear interpolation: (N, C, H, W) -> (K, C, *output_size).
 * `boxes` are rows (K, 5) with the image's place first, or a list of (L, 4) for each image; `spatial_scale` takes their
 * coordinates to the map's. `sampling_ratio` points a bin and side are taken (-1: as many as its size asks for).
 *
 * @throws ValueError when the boxes are of another shape.
 * @see He et al., "Mask R-CNN", 2017, arXiv:1703.06870
 */
export const roi_align = checked('roi_align', (...args: Args<typeof alignArgs>): Tensor => {
  const { spatial_scale: scale, sampling_ratio: ratio, aligned, ...given } = alignArgs(args);
  const { input } = given;
  const isShort = input.dtype === torch.float16 || input.dtype === torch.bfloat16;
  if (isShort && is_autocast_enabled(input.device.type)) {
    // Coordinates need more digits than maps.
    const { boxes, output_size } = given;
    return roi_align(input.to(torch.float32), boxes, output_size, scale, ratio, aligned).to(input.dtype);
  }
  const regions = regionsOf(given);
  const align = { scale, ratio, aligned };
  if (hasExact(regions)) return exactAlign(regions, align);
  return pooled(regions, alignSides(regions, align), 'sum');
});

const poolArgs = signature('roi_pool', ...regionFields, ['spatial_scale', z.number().default(1)]);

/**
 * The largest value of each bin of each box: (N, C, H, W) -> (K, C, *output_size); boxes as for `roi_align`. An empty bin
 * is 0.
 *
 * @throws ValueError when the boxes are of another shape.
 * @see Girshick, "Fast R-CNN", 2015, arXiv:1504.08083
 */
export const roi_pool = checked('roi_pool', (...args: Args<typeof poolArgs>): Tensor => {
  const { spatial_scale: scale, ...given } = poolArgs(args);
  const regions = regionsOf(given);
  return pooled(regions, poolSides(regions, { scale, extra: 1, unused: 0 }), 'max');
});

const alignLayer = signature(
  'RoIAlign',
  ['output_size', size],
  ['spatial_scale', z.number()],
  ['sampling_ratio', z.int()],
  ['aligned', z.boolean().default(false)],
);

class RoIAlign_ extends RegionLayer {
  declare sampling_ratio: number;
  declare aligned: boolean;

  constructor(...args: Args<typeof alignLayer>) {
    super(alignLayer(args));
  }

  override forward(input: Tensor, rois: Boxes): Tensor {
    return roi_align(input, rois, this.output_size, this.spatial_scale, this.sampling_ratio, this.aligned);
  }
}
/** See roi_align. */
export const RoIAlign = layer(RoIAlign_);
export type RoIAlign = RoIAlign_;

const poolLayer = signature('RoIPool', ['output_size', size], ['spatial_scale', z.number()]);

class RoIPool_ extends RegionLayer {
  constructor(...args: Args<typeof poolLayer>) {
    super(poolLayer(args));
  }

  override forward(input: Tensor, rois: Boxes): Tensor {
    return roi_pool(input, rois, this.output_size, this.spatial_scale);
  }
}
/** See roi_pool. */
export const RoIPool = layer(RoIPool_);
export type RoIPool = RoIPool_;
