/** roi_align on a CPU, in the order and the roundings of torchvision's compiled operator: its results to the last bit. */
import { Function } from '../../autograd/function.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import type { Align, Regions } from './_regions.ts';

type Floats = Float32Array | Float64Array;
type Round = (x: number) => number;

// More samples than these, and a region is no region of a picture any more.
const MOST_SAMPLES = 2 ** 14;
const MOST_ENTRIES = 2 ** 24;

const same: Round = (x) => x;
const valuesOf = (x: Tensor): Floats => x.detach().contiguous().numpy() as Floats;

/** Samples of one side of a region, bin after bin. */
interface Line {
  /** Of each bin. */
  samples: number;
  /** The pixel before each sample, -1 for a sample outside. */
  low: Int32Array;
  /** How far each sample lies behind that pixel. */
  share: Float64Array;
}

function lineOf(from: number, to: number, bins: number, size: number, align: Align, round: Round): Line {
  const { scale, ratio, aligned } = align;
  const offset = aligned ? 0.5 : 0;
  const start = round(round(from * round(scale)) - offset);
  const difference = round(round(round(to * round(scale)) - offset) - start);
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
    const [p, n] = [Math.floor(i / samples), i % samples];
    const at = round(round(start + round(p * bin)) + round(round((n + 0.5) * bin) / samples));
    if (!(at >= -1 && at <= size)) continue;
    const place = Math.max(at, 0);
    low[i] = Math.min(Math.trunc(place), size - 1);
    share[i] = (low[i] as number) === size - 1 ? 0 : round(place - (low[i] as number));
  }
  return { samples, low, share };
}

/** The samples of a region, bin after bin: the four pixels around each and their weights. */
interface Grid {
  places: Int32Array;
  weights: Floats;
  /** Of each bin. */
  samples: number;
}

function gridOf(region: Floats, { size, bins }: Plan, align: Align, round: Round): Grid {
  const [, , height, width] = size;
  const [, x1, y1, x2, y2] = region as unknown as [number, number, number, number, number];
  const down = lineOf(y1, y2, bins[0], height, align, round);
  const across = lineOf(x1, x2, bins[1], width, align, round);
  const samples = down.samples * across.samples;
  const total = samples * bins[0] * bins[1];
  if (total > MOST_ENTRIES) {
    throw new RuntimeError(`a box of more than ${MOST_ENTRIES} samples: give a sampling_ratio`);
  }
  const places = new Int32Array(4 * total);
  const weights = round === Math.fround ? new Float32Array(4 * total) : new Float64Array(4 * total);
  let i = 0;
  for (let ph = 0; ph < bins[0]; ph += 1) {
    for (let pw = 0; pw < bins[1]; pw += 1) {
      for (let iy = ph * down.samples; iy < (ph + 1) * down.samples; iy += 1) {
        for (let ix = pw * across.samples; ix < (pw + 1) * across.samples; ix += 1, i += 4) {
          const [y, x] = [down.low[iy] as number, across.low[ix] as number];
          if (y < 0 || x < 0) continue;
          const [ly, lx] = [down.share[iy] as number, across.share[ix] as number];
          const [hy, hx] = [round(1 - ly), round(1 - lx)];
          const [row, below] = [y * width, Math.min(y + 1, height - 1) * width];
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
  return { places, weights, samples };
}

/** What the backward has to know: no maps, so that it keeps none alive. */
interface Plan {
  size: readonly [images: number, channels: number, height: number, width: number];
  rois: Tensor; // (K, 5)
  bins: readonly [number, number];
}

/** Calls `each` with every region's grid, the start of each channel of its image, and the start of its results. */
function eachPlane(
  plan: Plan,
  align: Align,
  like: Floats,
  each: (grid: Grid, round: Round, plane: number, result: number) => void,
): void {
  const { size, rois, bins } = plan;
  const [images, channels, height, width] = size;
  const round = like instanceof Float32Array ? Math.fround : same;
  const boxes = valuesOf(rois);
  const [pixels, cells] = [height * width, bins[0] * bins[1]];
  for (let k = 0; k < rois.size(0); k += 1) {
    const region = boxes.subarray(5 * k, 5 * k + 5);
    const image = region[0] as number;
    if (!(image >= 0 && image < images)) {
      throw new ValueError(`a box of image ${image}, but there are feature maps of ${images} images`);
    }
    const grid = gridOf(region, plan, align, round);
    const first = Math.trunc(image) * channels;
    for (let c = 0; c < channels; c += 1) {
      each(grid, round, (first + c) * pixels, (k * channels + c) * cells);
    }
  }
}

function sample(values: Floats, start: number, grid: Grid, result: Floats, at: number, round: Round): void {
  const { places, weights, samples } = grid;
  const count = Math.max(samples, 1);
  const step = 4 * samples;
  for (let bin = 0, i = 0, end = step; i < places.length; bin += 1, end += step) {
    let sum = 0;
    for (; i < end; i += 4) {
      const a = round((weights[i] as number) * (values[start + (places[i] as number)] as number));
      const b = round((weights[i + 1] as number) * (values[start + (places[i + 1] as number)] as number));
      const c = round((weights[i + 2] as number) * (values[start + (places[i + 2] as number)] as number));
      const d = round((weights[i + 3] as number) * (values[start + (places[i + 3] as number)] as number));
      sum = round(sum + round(round(round(a + b) + c) + d));
    }
    result[at + bin] = sum / count;
  }
}

/** Spreads what comes back over the pixels that were sampled. */
function spread(result: Floats, start: number, grid: Grid, back: Floats, at: number, round: Round): void {
  const { places, weights, samples } = grid;
  const step = 4 * samples;
  for (let bin = 0, i = 0, end = step; i < places.length; bin += 1, end += step) {
    const gradient = back[at + bin] as number;
    for (; i < end; i += 1) {
      const place = start + (places[i] as number);
      const part = round(round(gradient * (weights[i] as number)) / samples);
      result[place] = (result[place] as number) + part;
    }
  }
}

class RoIAlign extends Function {
  static forward(ctx: any, input: Tensor, plan: Plan, align: Align): Tensor {
    ctx.plan = plan;
    ctx.align = align;
    const { size, rois, bins } = plan;
    const result = input.new_zeros([rois.size(0), size[1], ...bins]);
    const [values, made] = [valuesOf(input), valuesOf(result)];
    eachPlane(plan, align, values, (grid, round, plane, at) => sample(values, plane, grid, made, at, round));
    return result;
  }

  static backward(ctx: any, gradient: Tensor): [Tensor, null, null] {
    const plan: Plan = ctx.plan;
    const result = gradient.new_zeros([...plan.size]);
    const [made, back] = [valuesOf(result), valuesOf(gradient)];
    eachPlane(plan, ctx.align, made, (grid, round, plane, at) => spread(made, plane, grid, back, at, round));
    return [result, null, null];
  }
}

/** Is it a map on a CPU, of single or double precision? */
export const hasExact = ({ input }: Regions): boolean =>
  input.device.type === 'cpu' && (input.dtype === torch.float32 || input.dtype === torch.float64);

/** (K, C, bins), with a gradient for the maps. */
export function exactAlign({ input, rois, bins }: Regions, align: Align): Tensor {
  const plan: Plan = { size: [...input.size()] as unknown as Plan['size'], rois, bins };
  return RoIAlign.apply(input, plan, align) as Tensor;
}
