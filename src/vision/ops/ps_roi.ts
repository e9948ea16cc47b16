import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import { checked } from '../../misuse.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import {
  alignSides,
  type Boxes,
  pooled,
  poolSides,
  RegionLayer,
  type Regions,
  regionFields,
  regionsOf,
  size,
} from './_regions.ts';

/* Pooling where each bin has channels of its own, and so knows its position in the region. */

/** @throws ValueError when the channels cannot be divided among the bins. */
function withOwnChannels(regions: Regions): Regions {
  const { input, bins } = regions;
  if (input.size(1) % (bins[0] * bins[1]) === 0) return regions;
  throw new ValueError(`input channels must be a multiple of ${bins[0]} * ${bins[1]}, got ${input.size(1)}`);
}

const alignArgs = signature(
  'ps_roi_align',
  ...regionFields,
  ['spatial_scale', z.number().default(1)],
  ['sampling_ratio', z.int().default(-1)],
);

/**
 * As `roi_align`, but each bin has channels of its own: (N, C * bins, H, W) -> (K, C, *output_size).
 *
 * @throws ValueError when the boxes are of another shape, or the channels no multiple of the bins.
 * @see Li et al., "Light-Head R-CNN", 2017, arXiv:1711.07264
 */
export const ps_roi_align = checked('ps_roi_align', (...args: Args<typeof alignArgs>): Tensor => {
  const { spatial_scale: scale, sampling_ratio: ratio, ...given } = alignArgs(args);
  const regions = withOwnChannels(regionsOf(given));
  return pooled(regions, alignSides(regions, { scale, ratio, aligned: true }), 'sum', true);
});

const poolArgs = signature('ps_roi_pool', ...regionFields, ['spatial_scale', z.number().default(1)]);

/**
 * The mean of each bin of each box in channels of the bin's own: (N, C * bins, H, W) -> (K, C, *output_size); boxes as for
 * `roi_align`. An empty bin is 0. As in torchvision, no bin reaches into the map's last row and column.
 *
 * @throws ValueError when the boxes are of another shape, or the channels no multiple of the bins.
 * @see Dai et al., "R-FCN: Object Detection via Region-based Fully Convolutional Networks", 2016, arXiv:1605.06409
 */
export const ps_roi_pool = checked('ps_roi_pool', (...args: Args<typeof poolArgs>): Tensor => {
  const { spatial_scale: scale, ...given } = poolArgs(args);
  const regions = withOwnChannels(regionsOf(given));
  return pooled(regions, poolSides(regions, { scale, extra: 0, unused: 1 }), 'mean', true);
});

const alignLayer = signature(
  'PSRoIAlign',
  ['output_size', size],
  ['spatial_scale', z.number()],
  ['sampling_ratio', z.int()],
);

class PSRoIAlign_ extends RegionLayer {
  declare sampling_ratio: number;

  constructor(...args: Args<typeof alignLayer>) {
    super(alignLayer(args));
  }

  override forward(input: Tensor, rois: Boxes): Tensor {
    return ps_roi_align(input, rois, this.output_size, this.spatial_scale, this.sampling_ratio);
  }
}
/** See ps_roi_align. */
export const PSRoIAlign = layer(PSRoIAlign_);
export type PSRoIAlign = PSRoIAlign_;

const poolLayer = signature('PSRoIPool', ['output_size', size], ['spatial_scale', z.number()]);

class PSRoIPool_ extends RegionLayer {
  constructor(...args: Args<typeof poolLayer>) {
    super(poolLayer(args));
  }

  override forward(input: Tensor, rois: Boxes): Tensor {
    return ps_roi_pool(input, rois, this.output_size, this.spatial_scale);
  }
}
/** See ps_roi_pool. */
export const PSRoIPool = layer(PSRoIPool_);
export type PSRoIPool = PSRoIPool_;
