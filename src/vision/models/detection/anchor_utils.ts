import { z } from 'zod';
import { floatRepr } from '../../../_python_str.ts';
import type { dtype as DType } from '../../../dtype.ts';
import { AssertionError, IndexError, ValueError } from '../../../errors.ts';
import type { Device } from '../../../generated/types.ts';
import * as nn from '../../../nn/index.ts';
import { repr } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import type { ImageList, ImageSize } from './image_list.ts';

const sizeOf = (x: Tensor): ImageSize => [x.size(-2), x.size(-1)];

/** The (x, y) of all places of a grid, row after row, each (rows * columns). */
function grid(xs: Tensor, ys: Tensor): [Tensor, Tensor] {
  const [y, x] = torch.meshgrid([ys, xs], { indexing: 'ij' }) as unknown as [Tensor, Tensor];
  return [x.reshape(-1), y.reshape(-1)];
}

const positives = z.array(z.number().positive()).min(1).readonly();
const list = z.union([positives, z.array(positives).min(1).readonly()]);
const anchorArgs = signature(
  'AnchorGenerator',
  ['sizes', list.default([[128, 256, 512]])],
  ['aspect_ratios', list.default([[0.5, 1, 2]])],
);

const isNested = (given: z.output<typeof list>): given is readonly (readonly number[])[] =>
  Array.isArray(given[0]);

class AnchorGenerator_ extends nn.Module {
  declare sizes: readonly (readonly number[])[];
  declare aspect_ratios: readonly (readonly number[])[];
  declare cell_anchors: Tensor[]; // (A, 4) for each map, around (0, 0)

  constructor(...args: Args<typeof anchorArgs>) {
    super();
    const { sizes, aspect_ratios } = anchorArgs(args);
    this.sizes = isNested(sizes) ? sizes : sizes.map((size) => [size]);
    this.aspect_ratios = isNested(aspect_ratios) ? aspect_ratios : this.sizes.map(() => aspect_ratios);
    this.cell_anchors = this.sizes
      .slice(0, this.aspect_ratios.length)
      .map((scales, i) => this.generate_anchors(scales, this.aspect_ratios[i] as readonly number[]));
  }

  /** Boxes around (0, 0) of all areas `scales` squared and all ratios of height to width, (A, 4) in whole pixels. */
  generate_anchors(
    scales: readonly number[],
    aspect_ratios: readonly number[],
    dtype: DType = torch.float32,
    device: Device = 'cpu',
  ): Tensor {
    const row = torch.tensor([...scales], { dtype, device }).unsqueeze(0);
    const h_ratios = torch
      .tensor([...aspect_ratios], { dtype, device })
      .sqrt()
      .unsqueeze(1);
    const ws = h_ratios.reciprocal().mul(row).view(-1);
    const hs = h_ratios.mul(row).view(-1);
    return torch.stack([ws.neg(), hs.neg(), ws, hs], 1).div(2).round();
  }

  set_cell_anchors(dtype: DType, device: Device): void {
    this.cell_anchors = this.cell_anchors.map((anchors) => anchors.to(device as never, dtype as never));
  }

  /** How many anchors each place of each map has. */
  num_anchors_per_location(): number[] {
    return this.cell_anchors.map((anchors) => anchors.size(0));
  }

  /** The anchors (H * W * A, 4) of each map, from its [height, width] and the pixels from one place to the next. */
  grid_anchors(
    grid_sizes: readonly ImageSize[],
    strides: readonly (readonly [number | Tensor, number | Tensor])[],
  ): Tensor[] {
    const maps = this.cell_anchors.length;
    if (grid_sizes.length !== strides.length || strides.length !== maps) {
      throw new AssertionError(
        'There should be as many feature maps as sizes and aspect ratios of anchors: got ' +
          `${grid_sizes.length} feature maps and anchors for ${maps}`,
      );
    }
    return this.cell_anchors.map((base, i) => {
      const [height, width] = grid_sizes[i] as ImageSize;
      const [stride_height, stride_width] = strides[i] as [number, number];
      const options = { dtype: torch.int32, device: base.device };
      const [x, y] = grid(
        torch.arange(0, width, options).mul(stride_width),
        torch.arange(0, height, options).mul(stride_height),
      );
      const shifts = torch.stack([x, y, x, y], 1); // (H * W, 4)
      return shifts
        .view(-1, 1, 4)
        .add(base.view(1, -1, 4))
        .reshape(-1, 4);
    });
  }

  override forward(image_list: ImageList, feature_maps: readonly Tensor[]): Tensor[] {
    const grid_sizes = feature_maps.map(sizeOf);
    const [height, width] = sizeOf(image_list.tensors);
    const strides = grid_sizes.map(([rows, columns]) => {
      if (rows === 0 || columns === 0) throw new ValueError('AnchorGenerator: a feature map is empty');
      return [Math.floor(height / rows), Math.floor(width / columns)] as const;
    });
    const [first] = feature_maps;
    if (first !== undefined) this.set_cell_anchors(first.dtype, first.device);
    const anchors = this.grid_anchors(grid_sizes, strides);
    return image_list.image_sizes.map(() => torch.cat(anchors));
  }
}

/**
 * Anchors, the boxes that a detector starts from, for images and their feature maps: (anchors of all maps, 4) in pixels
 * for each image. `sizes[i]` are the roots of the areas and `aspect_ratios[i]` the ratios of height to width of those of
 * map i, every size with every ratio; flat lists stand for one size a map, and for the same ratios on all.
 *
 * @throws AssertionError when there are not as many feature maps as lists of sizes.
 * @see Ren et al., "Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks", 2015,
 * arXiv:1506.01497, section 3.1.1
 */
export const AnchorGenerator = nn.callable(AnchorGenerator_);
export type AnchorGenerator = AnchorGenerator_;

const defaultBoxArgs = signature(
  'DefaultBoxGenerator',
  ['aspect_ratios', z.array(z.array(z.number().positive()).readonly()).min(1).readonly()],
  ['min_ratio', z.number().default(0.15)],
  ['max_ratio', z.number().default(0.9)],
  ['scales', z.array(z.number().nonnegative()).readonly().nullish()],
  ['steps', z.array(z.number().positive()).readonly().nullish()],
  ['clip', z.boolean().default(true)],
);

class DefaultBoxGenerator_ extends nn.Module {
  declare aspect_ratios: readonly (readonly number[])[];
  declare scales: readonly number[];
  declare steps: readonly number[] | null;
  declare clip: boolean;
  declare _wh_pairs: Tensor[]; // (A, 2) for each map, in shares of the image

  constructor(...args: Args<typeof defaultBoxArgs>) {
    super();
    const { aspect_ratios, min_ratio, max_ratio, scales, steps, clip } = defaultBoxArgs(args);
    if (steps && steps.length !== aspect_ratios.length) {
      throw new ValueError('aspect_ratios and steps should have the same length');
    }
    this.aspect_ratios = aspect_ratios;
    this.steps = steps ?? null;
    this.clip = clip;
    const maps = aspect_ratios.length;
    this.scales = scales ?? evenScales(maps, min_ratio, max_ratio);
    if (this.scales.length <= maps) {
      throw new IndexError(
        `DefaultBoxGenerator: ${maps} feature maps need ${maps + 1} scales, got ${this.scales.length}`,
      );
    }
    this._wh_pairs = this._generate_wh_pairs(maps);
  }

  _generate_wh_pairs(num_outputs: number, dtype: DType = torch.float32, device: Device = 'cpu'): Tensor[] {
    return Array.from({ length: num_outputs }, (_, k) => {
      const [scale, next] = [this.scales[k] as number, this.scales[k + 1] as number];
      const between = Math.sqrt(scale * next);
      const pairs = (this.aspect_ratios[k] as readonly number[]).flatMap((ratio) => {
        const root = Math.sqrt(ratio);
        const [w, h] = [scale * root, scale / root];
        return [
          [w, h],
          [h, w],
        ];
      });
      return torch.tensor([[scale, scale], [between, between], ...pairs], { dtype, device });
    });
  }

  /** How many boxes each place of each map has: two squares, and two for each ratio. */
  num_anchors_per_location(): number[] {
    return this.aspect_ratios.map((ratios) => 2 + 2 * ratios.length);
  }

  /** The boxes (all maps, 4) as centre, width and height in shares of the image. */
  _grid_default_boxes(
    grid_sizes: readonly ImageSize[],
    image_size: ImageSize,
    dtype: DType = torch.float32,
  ): Tensor {
    const maps = this._wh_pairs.length;
    if (grid_sizes.length > maps) {
      throw new IndexError(`DefaultBoxGenerator: boxes for ${maps} feature maps, got ${grid_sizes.length}`);
    }
    const boxes = grid_sizes.map(([rows, columns], k) => {
      const step = this.steps?.[k];
      const across = step === undefined ? columns : image_size[1] / step;
      const down = step === undefined ? rows : image_size[0] / step;
      const centres = (n: number, cells: number) => torch.arange(0, n).add(0.5).div(cells).to(dtype);
      const [x, y] = grid(centres(columns, across), centres(rows, down));
      const pairs = this._wh_pairs[k] as Tensor;
      const centre = torch.stack(Array(pairs.size(0)).fill([x, y]).flat(), -1).reshape(-1, 2);
      const sizes = (this.clip ? pairs.clamp({ min: 0, max: 1 }) : pairs).repeat(rows * columns, 1);
      return torch.cat([centre, sizes], 1); // (H * W * A, 4)
    });
    return torch.cat(boxes, 0);
  }

  override forward(image_list: ImageList, feature_maps: readonly Tensor[]): Tensor[] {
    const [first] = feature_maps;
    if (first === undefined) throw new IndexError('DefaultBoxGenerator: there is no feature map');
    const size = sizeOf(image_list.tensors);
    const { dtype, device } = first;
    const boxes = this._grid_default_boxes(feature_maps.map(sizeOf), size, dtype).to(device);
    const pixels = torch.tensor([size[1], size[0]], { dtype: torch.int64, device });
    const [centre, half] = [boxes.narrow(1, 0, 2), boxes.narrow(1, 2, 2).mul(0.5)];
    const corners = () => torch.cat([centre.sub(half).mul(pixels), centre.add(half).mul(pixels)], -1);
    return image_list.image_sizes.map(corners);
  }

  override toString(): string {
    const list = (items: readonly string[]) => `[${items.join(', ')}]`;
    const ratios = list(this.aspect_ratios.map((each) => list(each.map(repr))));
    const steps = this.steps === null ? 'None' : list(this.steps.map(repr));
    const scales = list(this.scales.map(floatRepr));
    return `DefaultBoxGenerator(aspect_ratios=${ratios}, clip=${repr(this.clip)}, scales=${scales}, steps=${steps})`;
  }
}

function evenScales(maps: number, least: number, most: number): number[] {
  if (maps === 1) return [least, most];
  return [...Array(maps).keys()].map((k) => least + ((most - least) * k) / (maps - 1)).concat(1);
}

/**
 * The default boxes of SSD for images and their feature maps: (boxes of all maps, 4) in pixels for each image.
 *
 * `aspect_ratios[i]` are those of map i beside 1. `scales`, one more than maps, are the sizes in shares of the image;
 * without them they rise evenly from `min_ratio` to `max_ratio`. `steps` are the pixels from one place of a map to the
 * next, estimated where not given. `clip` cuts what is wider or higher than the image.
 *
 * @throws ValueError, IndexError when the lists do not fit each other.
 * @see Liu et al., "SSD: Single Shot MultiBox Detector", 2015, arXiv:1512.02325, section 2.2
 */
export const DefaultBoxGenerator = nn.callable(DefaultBoxGenerator_);
export type DefaultBoxGenerator = DefaultBoxGenerator_;
