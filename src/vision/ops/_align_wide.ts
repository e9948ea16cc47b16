/** roi_align of maps with many channels: of several regions all channels of a sample at once. */
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { type Grid, gridsOf, type Plan } from './_align_grid.ts';

// What is taken at once should stay in the processor's cache.
const MOST_VALUES = 2 ** 20;

/** Some regions that follow each other, each bin a row; all have as many samples as the largest one. */
interface Chunk {
  first: number;
  regions: number;
  /** Rows of the table of pixels, (rows, 4 * samples); behind the last pixel where there is no sample. */
  index: Tensor;
  weights: Tensor; // (rows, 4 * samples)
  counts: Tensor; // (rows), of samples
  samples: number;
}

function* chunksOf(plan: Plan): Generator<Chunk> {
  const [, channels] = plan.size;
  const cells = plan.bins[0] * plan.bins[1];
  let grids: Grid[] = [];
  let most = 0;
  let first = 0;
  for (const grid of gridsOf(plan)) {
    const larger = Math.max(most, grid.samples);
    if (grids.length > 0 && (grids.length + 1) * cells * channels * 4 * larger > MOST_VALUES) {
      yield chunkOf(plan, grids, first, most);
      first += grids.length;
      grids = [];
      most = 0;
    }
    grids.push(grid);
    most = Math.max(most, grid.samples);
  }
  if (grids.length > 0) yield chunkOf(plan, grids, first, most);
}

function chunkOf({ size, bins }: Plan, grids: readonly Grid[], first: number, samples: number): Chunk {
  const [images, , height, width] = size;
  const [plane, cells] = [height * width, bins[0] * bins[1]];
  const rows = grids.length * cells;
  const step = 4 * samples;
  const index = new Int32Array(rows * step).fill(images * plane);
  const Values = (grids[0] as Grid).weights.constructor as new (length: number) => Float32Array<ArrayBuffer>;
  const weights = new Values(rows * step);
  const counts = new Values(rows);
  for (const [g, grid] of grids.entries()) {
    const own = 4 * grid.samples;
    counts.fill(Math.max(grid.samples, 1), g * cells, (g + 1) * cells);
    for (let bin = 0, at = g * cells * step; bin < cells; bin += 1, at += step) {
      for (let i = 0; i < own; i += 1) {
        index[at + i] = grid.image * plane + (grid.places[bin * own + i] as number);
        weights[at + i] = grid.weights[bin * own + i] as number;
      }
    }
  }
  const [indices, values] = [torch.from_numpy(index), torch.from_numpy(weights)];
  return {
    first,
    regions: grids.length,
    index: indices.view(rows, step),
    weights: values.view(rows, step),
    counts: torch.from_numpy(counts),
    samples,
  };
}

/** A row of channels for each pixel and one of zeros, (N * H * W + 1, C). */
function tableOf(input: Tensor, [images, channels, height, width]: Plan['size']): Tensor {
  const pixels = images * height * width;
  const table = input.new_zeros([pixels + 1, channels]);
  table
    .narrow(0, 0, pixels)
    .view(images, height, width, channels)
    .copy_(input.permute(0, 2, 3, 1));
  return table;
}

/** (N, C, H, W) -> (K, C, bins) */
export function sampleWide(plan: Plan, input: Tensor): Tensor {
  const { size, rois, bins } = plan;
  const [channels, cells] = [size[1], bins[0] * bins[1]];
  const table = tableOf(input, size);
  const result = input.new_zeros([rois.size(0), channels, cells]);
  for (const { first, regions, samples, ...chunk } of chunksOf(plan)) {
    if (samples === 0) continue;
    const index = chunk.index.t().contiguous();
    const weights = chunk.weights.t().contiguous().unsqueeze(2);
    const corner = (i: number) => table.index_select(0, index.select(0, i)).mul_(weights.select(0, i));
    const add = (to: Tensor, part: Tensor) => {
      to.add_(part);
      part.dispose();
      return to;
    };
    const sum = table.new_zeros([regions * cells, channels]);
    for (let i = 0; i < 4 * samples; i += 4) {
      add(sum, add(add(add(corner(i), corner(i + 1)), corner(i + 2)), corner(i + 3)));
    }
    sum.div_(chunk.counts.unsqueeze(1));
    result.narrow(0, first, regions).copy_(sum.view(regions, cells, channels).transpose(1, 2));
    sum.dispose();
  }
  table.dispose();
  return result.view(-1, channels, ...bins);
}

/** The gradient of the maps (N, C, H, W) from that of the results (K, C, bins), added region after region. */
export function spreadWide(plan: Plan, gradient: Tensor): Tensor {
  const [images, channels, height, width] = plan.size;
  const pixels = images * height * width;
  const table = gradient.new_zeros([pixels + 1, channels]);
  for (const { first, regions, samples, ...chunk } of chunksOf(plan)) {
    if (samples === 0) continue;
    const own = gradient.narrow(0, first, regions).flatten(2).transpose(1, 2).reshape(-1, 1, channels);
    const parts = own.mul(chunk.weights.unsqueeze(2)).div_(chunk.counts.view(-1, 1, 1)); // (rows, 4 * samples, C)
    table.index_add_(0, chunk.index.view(-1), parts.view(-1, channels));
    parts.dispose();
  }
  const maps = table.narrow(0, 0, pixels).view(images, height, width, channels);
  return maps.permute(0, 3, 1, 2).contiguous();
}
