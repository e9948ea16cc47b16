/** roi_align on a CPU, in the order and the roundings of torchvision's compiled operator: its results to the last bit. */
import { Function } from '../../autograd/function.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import {
  type Floats,
  type Grid,
  gridsOf,
  type Plan,
  type Round,
  roundingOf,
  valuesOf,
} from './_align_grid.ts';
import { sampleWide, spreadWide } from './_align_wide.ts';
import type { Align, Regions } from './_regions.ts';

function sample(values: Floats, start: number, grid: Grid, result: Floats, at: number, round: Round): void {
  const { places, weights, samples } = grid;
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
    result[at + bin] = sum / samples;
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

/** Calls `each` with every region's grid, the start of each channel of its image, and the start of its results. */
function eachPlane(plan: Plan, each: (grid: Grid, plane: number, result: number) => void): void {
  const [, channels, height, width] = plan.size;
  const cells = plan.bins[0] * plan.bins[1];
  let result = 0;
  for (const grid of gridsOf(plan)) {
    for (let c = 0; c < channels; c += 1, result += cells) {
      each(grid, (grid.image * channels + c) * height * width, result);
    }
  }
}

function sampleNarrow(plan: Plan, input: Tensor): Tensor {
  const made = input.new_zeros([plan.rois.size(0), plan.size[1], ...plan.bins]);
  const [values, results] = [valuesOf(input), valuesOf(made)];
  const round = roundingOf(values);
  eachPlane(plan, (grid, plane, at) => sample(values, plane, grid, results, at, round));
  return made;
}

function spreadNarrow(plan: Plan, gradient: Tensor): Tensor {
  const made = gradient.new_zeros([...plan.size]);
  const [results, back] = [valuesOf(made), valuesOf(gradient)];
  const round = roundingOf(back);
  eachPlane(plan, (grid, plane, at) => spread(results, plane, grid, back, at, round));
  return made;
}

// From as many channels on, whole rows at once are faster than value after value.
const isWide = ({ size }: Plan) => size[1] >= 16;

class RoIAlign extends Function {
  static forward(ctx: any, input: Tensor, plan: Plan): Tensor {
    ctx.plan = plan;
    return (isWide(plan) ? sampleWide : sampleNarrow)(plan, input);
  }

  static backward(ctx: any, gradient: Tensor): [Tensor, null] {
    const plan: Plan = ctx.plan;
    return [(isWide(plan) ? spreadWide : spreadNarrow)(plan, gradient), null];
  }
}

/** Is it a map on a CPU, of single or double precision? */
export const hasExact = ({ input }: Regions): boolean =>
  input.device.type === 'cpu' && (input.dtype === torch.float32 || input.dtype === torch.float64);

/** (K, C, bins), with a gradient for the maps. */
export function exactAlign({ input, rois, bins }: Regions, align: Align): Tensor {
  const plan: Plan = { size: [...input.size()] as unknown as Plan['size'], rois, bins, align };
  return RoIAlign.apply(input, plan) as Tensor;
}
