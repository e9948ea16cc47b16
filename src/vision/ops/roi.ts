import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** A size; one number stands for height and width. */
type Size = number | readonly [number, number];
const pair = (size: Size): [number, number] => (typeof size === 'number' ? [size, size] : [size[0], size[1]]);

/** (K, 5): the image's place in the batch, then the box; from such rows, or from a list of boxes (L, 4) for each image. */
function regions(boxes: Tensor | readonly Tensor[]): Tensor {
  if (boxes instanceof Tensor) {
    if (boxes.dim() !== 2 || boxes.size(1) !== 5) {
      throw new ValueError(
        'The boxes tensor shape is not correct as Tensor[K, 5]; each row is the index of an image and x1, y1, x2, y2',
      );
    }
    return boxes;
  }
  const rows = boxes.map((each, i) => {
    if (!(each instanceof Tensor) || each.dim() !== 2 || each.size(1) !== 4) {
      throw new ValueError('The shape of the tensor in the boxes list is not correct as List[Tensor[L, 4]]');
    }
    return torch.cat([torch.full_like(each.narrow(1, 0, 1), i), each], 1);
  });
  return rows.length === 0 ? torch.zeros([0, 5]) : torch.cat(rows);
}

/** Where samples lie along one side: (K, bins, samples), and how many of them count: (K). */
function samples(start: Tensor, length: Tensor, bins: number, ratio: number) {
  const bin = length.div(bins); // (K)
  const counts = ratio > 0 ? torch.full_like(bin, ratio) : bin.ceil();
  const most = ratio > 0 ? ratio : Math.max(1, bin.numel() === 0 ? 1 : (counts.max().item() as number));
  const like = { dtype: start.dtype, device: start.device };
  const steps = torch.arange(most, like).add(0.5).view(1, 1, -1);
  const at = (values: Tensor) => values.view(-1, 1, 1);
  const places = at(start)
    .add(torch.arange(bins, like).view(1, -1, 1).mul(at(bin)))
    .add(steps.mul(at(bin.div(counts.clamp_min(1)))));
  const used = torch.arange(most, like).view(1, -1).lt(counts.view(-1, 1)); // (K, samples)
  return { places, used, counts };
}

/** Weights (K, bins * samples, size) that interpolate between neighbouring pixels; nothing comes from outside. */
function interpolation(places: Tensor, used: Tensor, size: number): Tensor {
  const inside = places.ge(-1).logical_and(places.le(size)).logical_and(used.unsqueeze(1));
  const clamped = places.clamp(0, size - 1);
  const low = clamped.floor();
  const high = low.add(1).clamp_max(size - 1);
  const upper = clamped.sub(low);
  const lines = torch.arange(size, { dtype: places.dtype, device: places.device });
  const one = (x: Tensor, weight: Tensor) => x.unsqueeze(-1).eq(lines).mul(weight.unsqueeze(-1));
  const weights = one(low, upper.neg().add(1)).add(one(high, upper));
  return weights.mul(inside.unsqueeze(-1)); // (K, bins, samples, size)
}

interface Align {
  size: [number, number];
  scale: number;
  ratio: number;
  aligned: boolean;
}

/** What to multiply rows and columns of each region's map by: (K, bins, size) for both sides, means over the samples. */
function alignWeights(input: Tensor, rois: Tensor, { size, scale, ratio, aligned }: Align): [Tensor, Tensor] {
  const offset = aligned ? 0.5 : 0;
  const [x1, y1, x2, y2] = rois.narrow(1, 1, 4).mul(scale).sub(offset).unbind(1) as unknown as Tensor[] as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const side = (from: Tensor, to: Tensor, bins: number, limit: number) => {
    const length = aligned ? to.sub(from) : to.sub(from).clamp_min(1);
    const { places, used, counts } = samples(from, length, bins, ratio);
    return interpolation(places, used, limit)
      .sum(2)
      .div(counts.clamp_min(1).view(-1, 1, 1));
  };
  return [side(y1, y2, size[0], input.size(2)), side(x1, x2, size[1], input.size(3))];
}

// Each region's own feature map, (K, C, H, W).
const mapsOf = (input: Tensor, rois: Tensor) => input.index_select(0, rois.select(1, 0).to(torch.int64));

/**
 * Samples each box of a feature map into `output_size` bins by bilinear interpolation: (N, C, H, W) -> (K, C, *output_size).
 * `boxes` are rows (K, 5) with the image's place first, or a list of (L, 4) for each image; `spatial_scale` takes their
 * coordinates to the map's. `sampling_ratio` points a bin and side are taken (-1: as many as its size asks for).
 *
 * @see He et al., "Mask R-CNN", 2017, arXiv:1703.06870
 */
export function roi_align(
  input: Tensor,
  boxes: Tensor | readonly Tensor[],
  output_size: Size,
  spatial_scale = 1,
  sampling_ratio = -1,
  aligned = false,
): Tensor {
  const rois = regions(boxes).to(input.dtype);
  const options = { size: pair(output_size), scale: spatial_scale, ratio: sampling_ratio, aligned };
  const [rows, columns] = alignWeights(input, rois, options);
  // (K, 1, bins, H) x (K, C, H, W) x (K, 1, W, bins)
  return rows.unsqueeze(1).matmul(mapsOf(input, rois)).matmul(columns.transpose(1, 2).unsqueeze(1));
}

/** As `roi_align`, but each bin has channels of its own: (N, C * bins, H, W) -> (K, C, *output_size). */
export function ps_roi_align(
  input: Tensor,
  boxes: Tensor | readonly Tensor[],
  output_size: Size,
  spatial_scale = 1,
  sampling_ratio = -1,
): Tensor {
  const rois = regions(boxes).to(input.dtype);
  const size = pair(output_size);
  const scaled = rois.narrow(1, 1, 4).mul(spatial_scale).sub(0.5);
  const [x1, y1, x2, y2] = scaled.unbind(1) as unknown as [Tensor, Tensor, Tensor, Tensor];
  const side = (from: Tensor, to: Tensor, bins: number, limit: number) => {
    const { places, used, counts } = samples(from, to.sub(from), bins, sampling_ratio);
    return interpolation(places, used, limit)
      .sum(2)
      .div(counts.clamp_min(1).view(-1, 1, 1));
  };
  const rows = side(y1, y2, size[0], input.size(2));
  const columns = side(x1, x2, size[1], input.size(3));
  return ownChannels(mapsOf(input, rois), rows, columns, size);
}

function ownChannels(maps: Tensor, rows: Tensor, columns: Tensor, [bh, bw]: [number, number]): Tensor {
  const channels = maps.size(1) / (bh * bw);
  if (!Number.isInteger(channels)) {
    throw new ValueError(`input channels must be a multiple of ${bh} * ${bw}, got ${maps.size(1)}`);
  }
  const split = maps.view(maps.size(0), channels, bh, bw, maps.size(2), maps.size(3));
  return torch.einsum('kcijhw,kih,kjw->kcij', [split, rows, columns]);
}

/** First and last pixel of each bin along one side: (K, bins) each. */
function binEdges(from: Tensor, to: Tensor, bins: number, limit: number): [Tensor, Tensor] {
  const length = to.sub(from).add(1).clamp_min(1);
  const bin = length.div(bins).unsqueeze(1);
  const places = torch.arange(bins, { dtype: from.dtype, device: from.device }).unsqueeze(0);
  const start = places.mul(bin).floor().add(from.unsqueeze(1)).clamp(0, limit);
  const end = places.add(1).mul(bin).ceil().add(from.unsqueeze(1)).clamp(0, limit);
  return [start, end];
}

/** Which pixels each bin holds, (K, bins, size). */
function members([start, end]: [Tensor, Tensor], size: number): Tensor {
  const lines = torch.arange(size, { dtype: start.dtype, device: start.device });
  return lines.ge(start.unsqueeze(-1)).logical_and(lines.lt(end.unsqueeze(-1)));
}

// Half away from zero, as C rounds.
const roundAway = (x: Tensor) => x.abs().add(0.5).floor().mul(x.sign());

/**
 * The largest value of each bin of each box: (N, C, H, W) -> (K, C, *output_size); boxes as for `roi_align`. An empty bin
 * is 0.
 *
 * @see Girshick, "Fast R-CNN", 2015, arXiv:1504.08083
 */
export function roi_pool(
  input: Tensor,
  boxes: Tensor | readonly Tensor[],
  output_size: Size,
  spatial_scale = 1,
): Tensor {
  const rois = regions(boxes).to(input.dtype);
  const [bh, bw] = pair(output_size);
  const edges = roundAway(rois.narrow(1, 1, 4).mul(spatial_scale));
  const [x1, y1, x2, y2] = edges.unbind(1) as unknown as [Tensor, Tensor, Tensor, Tensor];
  const rows = members(binEdges(y1, y2, bh, input.size(2)), input.size(2));
  const columns = members(binEdges(x1, x2, bw, input.size(3)), input.size(3));
  const lowest = Number.NEGATIVE_INFINITY;
  const maps = mapsOf(input, rois).unsqueeze(2); // (K, C, 1, H, W)
  // First along the rows of pixels, so that one side after the other is pooled.
  const tall = maps.masked_fill(rows.logical_not().view(rows.size(0), 1, bh, -1, 1), lowest).amax(3);
  const wide = tall
    .unsqueeze(3)
    .masked_fill(columns.logical_not().view(columns.size(0), 1, 1, bw, -1), lowest);
  const pooled = wide.amax(4);
  return pooled.masked_fill(pooled.eq(lowest), 0);
}

type Pooling = (input: Tensor, boxes: Tensor | readonly Tensor[]) => Tensor;

class RoIAlign_ extends nn.Module {
  declare output_size: Size;
  declare spatial_scale: number;
  declare sampling_ratio: number;
  declare aligned: boolean;

  constructor(output_size: Size, spatial_scale: number, sampling_ratio: number, aligned = false) {
    super();
    this.output_size = output_size;
    this.spatial_scale = spatial_scale;
    this.sampling_ratio = sampling_ratio;
    this.aligned = aligned;
  }

  override forward(...[input, rois]: Parameters<Pooling>): Tensor {
    return roi_align(input, rois, this.output_size, this.spatial_scale, this.sampling_ratio, this.aligned);
  }

  override extra_repr(): string {
    return (
      `output_size=${sizeStr(this.output_size)}, spatial_scale=${this.spatial_scale}, ` +
      `sampling_ratio=${this.sampling_ratio}, aligned=${this.aligned ? 'True' : 'False'}`
    );
  }
}
/** See roi_align. */
export const RoIAlign = layer(RoIAlign_);
export type RoIAlign = RoIAlign_;

const sizeStr = (size: Size) => (typeof size === 'number' ? `${size}` : `(${size.join(', ')})`);

class RoIPool_ extends nn.Module {
  declare output_size: Size;
  declare spatial_scale: number;

  constructor(output_size: Size, spatial_scale: number) {
    super();
    this.output_size = output_size;
    this.spatial_scale = spatial_scale;
  }

  override forward(...[input, rois]: Parameters<Pooling>): Tensor {
    return roi_pool(input, rois, this.output_size, this.spatial_scale);
  }

  override extra_repr(): string {
    return `output_size=${sizeStr(this.output_size)}, spatial_scale=${this.spatial_scale}`;
  }
}
/** See roi_pool. */
export const RoIPool = layer(RoIPool_);
export type RoIPool = RoIPool_;
