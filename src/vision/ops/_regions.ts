/** What pooling of regions shares: boxes as rows, where samples and bins lie, what they are multiplied by. */
import { z } from 'zod';
import { RuntimeError, ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { repr } from '../../nn/modules/utils.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** A size; one number stands for height and width. */
export type Size = number | readonly [number, number];
/** Rows (K, 5), or a list of (L, 4) for each image. */
export type Boxes = Tensor | readonly Tensor[];

export const pair = (size: Size): [number, number] =>
  typeof size === 'number' ? [size, size] : [size[0], size[1]];

export const size = z.union([
  z.int().positive(),
  z.tuple([z.int().positive(), z.int().positive()]).readonly(),
]);

/** What the functions below begin with. */
export const regionFields = [
  ['input', z.instanceof(Tensor)],
  [
    'boxes',
    z.custom<Boxes>(
      (value) => value instanceof Tensor || Array.isArray(value),
      'expected a tensor or a list',
    ),
  ],
  ['output_size', size],
] as const;

/** Feature maps and boxes that fit each other, and a size of two numbers. */
export interface Regions {
  input: Tensor; // (N, C, H, W)
  rois: Tensor; // (K, 5)
  bins: [number, number];
}

/** @throws ValueError, RuntimeError when they do not fit. */
export function regionsOf(given: { input: Tensor; boxes: Boxes; output_size: Size }): Regions {
  const { input, boxes, output_size } = given;
  if (input.dim() !== 4) {
    throw new ValueError(`expected feature maps (N, C, H, W), got ${input.dim()} dimensions`);
  }
  const rois = regions(boxes).detach().to(input.dtype);
  if (rois.device.toString() !== input.device.toString()) {
    throw new RuntimeError(`the feature maps are on ${input.device}, the boxes on ${rois.device}`);
  }
  return { input, rois, bins: pair(output_size) };
}

/** (K, 5): the image's place in the batch, then the box; from such rows, or from a list of boxes (L, 4) for each image. */
function regions(boxes: Boxes): Tensor {
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

/** What a bin takes along one side: lines of pixels, and how much of each. */
interface Lines {
  lines: number[];
  weights: number[];
}
/** Of each region and bin, at k * bins + bin. */
type Side = readonly Lines[];

// A sample more than this for a bin and side, and a region is no region of a picture any more.
const MOST_SAMPLES = 2 ** 14;
const MOST_ENTRIES = 2 ** 28;

/** How regions are sampled; `aligned` shifts by half a pixel and leaves regions smaller than a pixel as they are. */
export interface Align {
  scale: number;
  ratio: number;
  aligned: boolean;
}

/** Samples along both sides of each region, interpolated between neighbouring pixels; nothing comes from outside. */
export function alignSides({ input, rois, bins }: Regions, align: Align): [rows: Side, columns: Side] {
  const offset = align.aligned ? 0.5 : 0;
  const [x1, y1, x2, y2] = edgesOf(rois.narrow(1, 1, 4).mul(align.scale).sub(offset));
  return [
    sampledSide(y1, y2, bins[0], input.size(2), align),
    sampledSide(x1, x2, bins[1], input.size(3), align),
  ];
}

function sampledSide(from: Tensor, to: Tensor, bins: number, size: number, { ratio, aligned }: Align): Side {
  if (from.numel() === 0) return [];
  const length = aligned ? to.sub(from) : to.sub(from).clamp_min(1);
  const bin = length.div(bins); // (K)
  const counts = ratio > 0 ? torch.full_like(bin, ratio) : bin.ceil();
  const most = Math.max(1, counts.max().item() as number);
  if (!(most <= MOST_SAMPLES)) {
    throw new ValueError(
      `a region of ${most} samples for each bin: give a sampling_ratio, or boxes on the map`,
    );
  }
  const like = { dtype: from.dtype, device: from.device };
  const at = (values: Tensor) => values.view(-1, 1, 1);
  const places = at(from)
    .add(torch.arange(bins, like).view(1, -1, 1).mul(at(bin)))
    .add(
      torch
        .arange(most, like)
        .add(0.5)
        .mul(at(bin.div(counts.clamp_min(1)))),
    ); // (K, bins, samples)
  const inside = places.ge(-1).logical_and(places.le(size));
  const clamped = places.clamp(0, size - 1);
  const low = clamped.floor();
  const [starts, shares, isInside, numbers] = [low, clamped.sub(low), inside, counts].map(valuesOf) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return Array.from({ length: numbers.length * bins }, (_, i) => {
    const [lines, weights]: [number[], number[]] = [[], []];
    const count = numbers[Math.floor(i / bins)] as number;
    for (let n = i * most; n < i * most + count; n += 1) {
      if (isInside[n] === 0) continue;
      const [start, share] = [starts[n] as number, shares[n] as number];
      lines.push(start, Math.min(start + 1, size - 1));
      weights.push((1 - share) / count, share / count);
    }
    return { lines, weights };
  });
}

/** How regions are divided into whole pixels: what a side counts beside its difference, and what is left out at the end. */
interface Division {
  scale: number;
  extra: 0 | 1;
  unused: 0 | 1;
}

/** The whole pixels of each bin along both sides. */
export function poolSides(
  { input, rois, bins }: Regions,
  { scale, extra, unused }: Division,
): [rows: Side, columns: Side] {
  const [x1, y1, x2, y2] = edgesOf(roundAway(rois.narrow(1, 1, 4).mul(scale)));
  const side = (from: Tensor, to: Tensor, count: number, size: number): Side => {
    const bin = to.sub(from).add(extra).clamp_min(1).div(count).unsqueeze(1); // (K, 1)
    const places = torch.arange(count, { dtype: from.dtype, device: from.device }).unsqueeze(0);
    const onMap = (pixels: Tensor) => valuesOf(pixels.add(from.unsqueeze(1)).clamp(0, size - unused));
    const [starts, ends] = [onMap(places.mul(bin).floor()), onMap(places.add(1).mul(bin).ceil())];
    return Array.from(starts, (start, i) => {
      const lines = Array.from({ length: Math.max(0, (ends[i] as number) - start) }, (_, n) => start + n);
      return { lines, weights: lines.map(() => 1) };
    });
  };
  return [side(y1, y2, bins[0], input.size(2)), side(x1, x2, bins[1], input.size(3))];
}

/** Left, top, right and bottom of boxes (K, 4): (K) each. */
const edgesOf = (boxes: Tensor) => boxes.unbind(1) as unknown as [Tensor, Tensor, Tensor, Tensor];

// Half away from zero, as C rounds.
const roundAway = (x: Tensor) => x.abs().add(0.5).floor().mul(x.sign());

const valuesOf = (x: Tensor) => x.to(torch.float64).cpu().contiguous().numpy() as Float64Array;

const modes = { sum: 0, mean: 1, max: 2 };

/**
 * What each bin finds: the weighted sum, the mean or the largest of its pixels, (K, C, bins). With `own` each bin has channels
 * of its own: (N, C * bins, H, W) -> (K, C, bins).
 *
 * Each bin is a bag of a table's rows, the table a row of channels for each pixel: so nothing is copied for each region.
 */
export function pooled(
  regions: Regions,
  [rows, columns]: readonly [rows: Side, columns: Side],
  mode: keyof typeof modes,
  own = false,
): Tensor {
  const { input, rois, bins } = regions;
  const [n, c, h, w] = input.size() as unknown as [number, number, number, number];
  const count = bins[0] * bins[1];
  const channels = own ? c / count : c;
  // Nothing of the input, so that its gradient is zero.
  if (rois.size(0) === 0)
    return input
      .flatten()
      .narrow(0, 0, 0)
      .view(0, channels, ...bins);
  const tables = own ? count : 1;
  const table = input
    .reshape(n, channels, tables, h * w)
    .permute([0, 3, 2, 1])
    .reshape(n * h * w * tables, channels);
  const bags = bagsOf(regions, rows, columns, tables);
  const [index, offsets] = [bags.index, bags.offsets].map((values) =>
    torch.from_numpy(values).to(input.device),
  );
  const weights = mode === 'sum' ? torch.from_numpy(bags.weights).to(input.device, input.dtype) : null;
  const [result] = torch.embedding_bag(
    table,
    index as Tensor,
    offsets as Tensor,
    false,
    modes[mode],
    false,
    weights,
  );
  return (result as Tensor)
    .view(-1, ...bins, channels)
    .permute([0, 3, 1, 2])
    .contiguous();
}

function bagsOf({ input, rois, bins: [bh, bw] }: Regions, rows: Side, columns: Side, tables: number) {
  const images = valuesOf(rois.select(1, 0));
  const wrong = images.find((image) => !(image >= 0 && image < input.size(0)));
  if (wrong !== undefined) {
    throw new ValueError(`a box of image ${wrong}, but there are feature maps of ${input.size(0)} images`);
  }
  const bag = (i: number) => {
    const [k, row, column] = [Math.floor(i / (bh * bw)), Math.floor(i / bw) % bh, i % bw];
    const sides = [rows[k * bh + row], columns[k * bw + column]] as [Lines, Lines];
    return { image: Math.trunc(images[k] as number), bin: i % (bh * bw), y: sides[0], x: sides[1] };
  };
  const offsets = new Int32Array(images.length * bh * bw);
  let total = 0;
  for (let i = 0; i < offsets.length; i += 1) {
    const { y, x } = bag(i);
    offsets[i] = total;
    total += y.lines.length * x.lines.length;
    if (total > MOST_ENTRIES) {
      throw new RuntimeError(`the boxes cover more than ${MOST_ENTRIES} pixels: pool them in several parts`);
    }
  }
  const [index, weights] = [new Int32Array(total), new Float64Array(total)];
  const [h, w] = [input.size(2), input.size(3)];
  for (let i = 0, at = 0; i < offsets.length; i += 1) {
    const { image, bin, y, x } = bag(i);
    for (let a = 0; a < y.lines.length; a += 1) {
      const line = (image * h + (y.lines[a] as number)) * w;
      for (let b = 0; b < x.lines.length; b += 1, at += 1) {
        index[at] = (line + (x.lines[b] as number)) * tables + (tables === 1 ? 0 : bin);
        weights[at] = (y.weights[a] as number) * (x.weights[b] as number);
      }
    }
  }
  return { index, offsets, weights };
}

/** A layer that pools regions: what it is given are its fields, which its text names in their order. */
export abstract class RegionLayer extends nn.Module {
  declare output_size: Size;
  declare spatial_scale: number;
  readonly _given: readonly string[];

  constructor(given: { output_size: Size; spatial_scale: number }) {
    super();
    Object.assign(this, given);
    this._given = Object.keys(given);
  }

  override extra_repr(): string {
    return this._given.map((name) => `${name}=${repr(this[name as keyof this])}`).join(', ');
  }
}
