import { z } from 'zod';
import { KeyError, ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { pair, size } from './_regions.ts';
import { box_area } from './boxes.ts';
import { roi_align } from './roi.ts';

type Pair = readonly [height: number, width: number];

const poolerArgs = signature(
  'MultiScaleRoIAlign',
  ['featmap_names', z.array(z.string()).min(1)],
  ['output_size', size],
  ['sampling_ratio', z.int()],
  ['canonical_scale', z.number().positive().default(224)],
  ['canonical_level', z.number().default(4)],
);

/** The power of two nearest to what a map's height is of the largest image's. */
function scaleOf(map: Tensor, images: readonly Pair[]): number {
  const tallest = Math.max(...images.map(([height]) => height));
  return 2 ** Math.round(Math.log2(map.size(-2) / tallest));
}

class MultiScaleRoIAlign_ extends nn.Module {
  declare featmap_names: readonly string[];
  declare output_size: Pair;
  declare sampling_ratio: number;
  declare canonical_scale: number;
  declare canonical_level: number;
  /** What takes an image's coordinates to each map's: found at the first call, powers of two. */
  declare scales: readonly number[] | null;

  constructor(...args: Args<typeof poolerArgs>) {
    super();
    const { output_size, ...given } = poolerArgs(args);
    Object.assign(this, given, { output_size: pair(output_size), scales: null });
  }

  override forward(
    x: Record<string, Tensor>,
    boxes: readonly Tensor[],
    image_shapes: readonly Pair[],
  ): Tensor {
    const maps = Object.keys(x)
      .filter((name) => this.featmap_names.includes(name))
      .map((name) => x[name] as Tensor);
    const [first] = maps;
    if (first === undefined) {
      throw new KeyError(
        `none of the maps ${Object.keys(x).join(', ')} is one of ${this.featmap_names.join(', ')}`,
      );
    }
    if (this.scales === null) {
      if (image_shapes.length === 0) throw new ValueError('images list should not be empty');
      this.scales = maps.map((map) => scaleOf(map, image_shapes));
    }
    const rois = torch.cat(
      boxes.map((each, i) => torch.cat([torch.full_like(each.narrow(1, 0, 1), i), each], 1)),
    );
    const pooled = (map: Tensor, i: number, own: Tensor) =>
      roi_align(map, own, this.output_size, (this.scales as number[])[i] as number, this.sampling_ratio);
    if (maps.length === 1) return pooled(first, 0, rois);
    const levels = this._levelsOf(boxes);
    // Between maps that leave out a level there are boxes without one: their results are 0, as in torchvision.
    let result = first.new_zeros([rois.size(0), first.size(1), ...this.output_size]);
    for (const [i, map] of maps.entries()) {
      const places = levels.eq(i).nonzero().squeeze(1);
      const own = pooled(map, i, rois.index_select(0, places)).to(first.dtype);
      result = result.index_copy(0, places, own);
    }
    return result;
  }

  /** Which map each box is taken from: the larger, the coarser. */
  _levelsOf(boxes: readonly Tensor[]): Tensor {
    const levels = (this.scales as readonly number[]).map((scale) => Math.trunc(-Math.log2(scale)));
    const [least, most] = [levels[0] as number, levels.at(-1) as number];
    const sides = torch.cat(boxes.map((each) => box_area(each))).sqrt();
    return sides
      .div(this.canonical_scale)
      .log2()
      .add(this.canonical_level)
      .add(1e-6)
      .floor()
      .clamp(least, most)
      .to(torch.int64)
      .sub(least);
  }

  override extra_repr(): string {
    const names = this.featmap_names.map((name) => `'${name}'`).join(', ');
    const { output_size, sampling_ratio } = this;
    return `featmap_names=[${names}], output_size=(${output_size.join(', ')}), sampling_ratio=${sampling_ratio}`;
  }
}
/**
 * Samples boxes from the map of a pyramid that fits their size, by `roi_align`: maps (N, C, H, W) by name, boxes (L, 4) of
 * each image in the image's coordinates, and the images' [height, width] -> (K, C, *output_size).
 *
 * A box of `canonical_scale` pixels a side is taken from the level `canonical_level`, whose map is 2^-level of the image;
 * what each map is of the images is found at the first call.
 *
 * @throws KeyError when none of `featmap_names` is there.
 * @see Lin et al., "Feature Pyramid Networks for Object Detection", 2017, arXiv:1612.03144, equation 1
 */
export const MultiScaleRoIAlign = layer(MultiScaleRoIAlign_, null);
export type MultiScaleRoIAlign = MultiScaleRoIAlign_;
