/** Where roi_align takes its samples, in the roundings of torchvision's compiled operator for a CPU. */
import { RuntimeError, ValueError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import type { Align } from './_regions.ts';

export type Floats = Float32Array | Float64Array;
export type Round = (x: number) => number;

/** The regions of maps: all that the backward has to know, and no maps, so that none is kept alive. */
export interface Plan {
  size: readonly [images: number, channels: number, height: number, width: number];
  rois: Tensor; // (K, 5)
  bins: readonly [number, number];
  align: Align;
}

/** The samples of a region, bin after bin: the four pixels around each in the image's plane, and their weights. */
export interface Grid {
  image: number;
  places: Int32Array;
  weights: Floats;
  /** Of each bin. */
  samples: number;
}

// More samples than these, and a region is no region of a picture any more.
const MOST_SAMPLES = 2 ** 14;
const MOST_ENTRIES = 2 ** 24;

const same: Round = (x) => x;
export const valuesOf = (x: Tensor): Floats => x.detach().contiguous().numpy() as Floats;
export const roundingOf = (values: Floats): Round => (values instanceof Float32Array ? Math.fround : same);

/** The samples of one side of a region, bin after bin. */
interface Line {
  samples: number;
  /** The pixel before each sample, -1 for a sample outside. */
  low: Int32Array;
  /** How far each sample lies behind that pixel. */
  share: Float64Array;
}

function lineOf(from: number, to: number, bins: number, size: number, align: Align, round: Round): Line {
  const { scale, ratio, aligned } = align;
  const offset = aligned ? 0.5 : 0;
  const place = (at: number) => round(round(at * round(scale)) - offset);
  const start = place(from);
  const difference = round(place(to) - start);
  const length = aligned ? difference : Math.max(difference, 1);
  const bin = round(length / bins);
  const samples = ratio > 0 ? ratio : Math.max(0, Math.ceil(bin));
  if (!(samples <= MOST_SAMPLES)) {
    throw new ValueError(
      `a region of ${samples} samples for each bin: give a sampling_ratio, or boxes on the map`,
    );
  }
  const low = new Int32Array(bins * samples).fill(-1);
  const share = new Float64Array(bins * samples);
  for (let i = 0; i < low.length; i += 1) {
    const n = i % samples;
    const begin = round(start + round(((i - n) / samples) * bin));
    const at = round(begin + round(round((n + 0.5) * bin) / samples));
    if (!(at >= -1 && at <= size)) continue;
    const pixel = Math.min(Math.trunc(Math.max(at, 0)), size - 1);
    low[i] = pixel;
    share[i] = pixel === size - 1 ? 0 : round(Math.max(at, 0) - pixel);
  }
  return { samples, low, share };
}

function gridOf(region: Floats, { size, bins, align }: Plan): Grid {
  const [images, , height, width] = size;
  const [image, x1, y1, x2, y2] = region as unknown as [number, number, number, number, number];
  if (!(image >= 0 && image < images)) {
    throw new ValueError(`a box of image ${image}, but there are feature maps of ${images} images`);
  }
  const round = roundingOf(region);
  const down = lineOf(y1, y2, bins[0], height, align, round);
  const across = lineOf(x1, x2, bins[1], width, align, round);
  const samples = down.samples * across.samples;
  const total = samples * bins[0] * bins[1];
  if (total > MOST_ENTRIES) {
    throw new RuntimeError(`a box of more than ${MOST_ENTRIES} samples: give a sampling_ratio`);
  }
  const places = new Int32Array(4 * total);
  const weights = round === same ? new Float64Array(4 * total) : new Float32Array(4 * total);
  let i = 0;
  for (let ph = 0; ph < bins[0]; ph += 1) {
    for (let pw = 0; pw < bins[1]; pw += 1) {
      for (let iy = ph * down.samples; iy < (ph + 1) * down.samples; iy += 1) {
        for (let ix = pw * across.samples; ix < (pw + 1) * across.samples; ix += 1, i += 4) {
          const y = down.low[iy] as number;
          const x = across.low[ix] as number;
          if (y < 0 || x < 0) continue; // the first pixel, times 0
          const ly = down.share[iy] as number;
          const lx = across.share[ix] as number;
          const hy = round(1 - ly);
          const hx = round(1 - lx);
          const row = y * width;
          const below = Math.min(y + 1, height - 1) * width;
          const right = Math.min(x + 1, width - 1);
          places[i] = row + x;
          places[i + 1] = row + right;
          places[i + 2] = below + x;
          places[i + 3] = below + right;
          weights[i] = hy * hx;
          weights[i + 1] = hy * lx;
          weights[i + 2] = ly * hx;
          weights[i + 3] = ly * lx;
        }
      }
    }
  }
  return { image: Math.trunc(image), places, weights, samples };
}

/** The grid of every region. */
export function* gridsOf(plan: Plan): Generator<Grid> {
  const boxes = valuesOf(plan.rois);
  for (let k = 0; k < plan.rois.size(0); k += 1) yield gridOf(boxes.subarray(5 * k, 5 * k + 5), plan);
}
