/** What pooling of regions shares: boxes as rows, where samples and bins lie, what they are multiplied by. */
import { z } from 'zod';
import { RuntimeError, ValueError } from '../../errors.ts';
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

/** How regions are sampled; `aligned` shifts by half a pixel and leaves regions smaller than a pixel as they are. */
export interface Align {
  scale: number;
  ratio: number;
  aligned: boolean;
}

/** What to multiply rows and columns of each region's map by: (K, bins, size) for both sides, means over the samples. */
export function alignWeights(
  { input, rois, bins }: Regions,
  { scale, ratio, aligned }: Align,
): [Tensor, Tensor] {
  const offset = aligned ? 0.5 : 0;
  const [x1, y1, x2, y2] = edgesOf(rois.narrow(1, 1, 4).mul(scale).sub(offset));
  const side = (from: Tensor, to: Tensor, count: number, limit: number) => {
    const length = aligned ? to.sub(from) : to.sub(from).clamp_min(1);
    const { places, used, counts } = samples(from, length, count, ratio);
    return interpolation(places, used, limit)
      .sum(2)
      .div(counts.clamp_min(1).view(-1, 1, 1));
  };
  return [side(y1, y2, bins[0], input.size(2)), side(x1, x2, bins[1], input.size(3))];
}

/** Left, top, right and bottom of boxes (K, 4): (K) each. */
const edgesOf = (boxes: Tensor) => boxes.unbind(1) as unknown as [Tensor, Tensor, Tensor, Tensor];

// Each region's own feature map, (K, C, H, W).
export const mapsOf = ({ input, rois }: Regions) => input.index_select(0, rois.select(1, 0).to(torch.int64));

/** How regions are divided into whole pixels: what a side counts beside its difference, and what is left out at the end. */
interface Division {
  scale: number;
  extra: 0 | 1;
  unused: 0 | 1;
}

/** Which pixels each bin of each region holds: (K, bins, size) booleans for both sides. */
export function binMembers(
  { input, rois, bins }: Regions,
  { scale, extra, unused }: Division,
): [Tensor, Tensor] {
  const [x1, y1, x2, y2] = edgesOf(roundAway(rois.narrow(1, 1, 4).mul(scale)));
  const side = (from: Tensor, to: Tensor, count: number, length: number) => {
    const like = { dtype: from.dtype, device: from.device };
    const bin = to.sub(from).add(extra).clamp_min(1).div(count).unsqueeze(1); // (K, 1)
    const places = torch.arange(count, like).unsqueeze(0);
    const onMap = (pixels: Tensor) =>
      pixels
        .add(from.unsqueeze(1))
        .clamp(0, length - unused)
        .unsqueeze(-1);
    const lines = torch.arange(length, like);
    const [start, end] = [onMap(places.mul(bin).floor()), onMap(places.add(1).mul(bin).ceil())];
    return lines.ge(start).logical_and(lines.lt(end));
  };
  return [side(y1, y2, bins[0], input.size(2)), side(x1, x2, bins[1], input.size(3))];
}

// Half away from zero, as C rounds.
const roundAway = (x: Tensor) => x.abs().add(0.5).floor().mul(x.sign());

export const sizeStr = (size: Size) => (typeof size === 'number' ? `${size}` : `(${size.join(', ')})`);
