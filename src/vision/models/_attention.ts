import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/**
 * For each pair of places in a window of these sizes, the row of the table of all relative positions, which has
 * Π (2 size - 1) rows: (places, places) int64.
 */
export function relativePositionIndex(...sizes: readonly number[]): Tensor {
  const places = product(sizes);
  // The coordinates of a place as one number: that of a difference is the difference of the numbers.
  const numbers = Array.from({ length: places }, (_, place) => {
    let number = 0;
    let rest = place;
    let step = 1;
    for (const size of sizes.toReversed()) {
      number += (rest % size) * step;
      rest = Math.floor(rest / size);
      step *= 2 * size - 1;
    }
    return number;
  });
  const middle = numbers.at(-1) as number;
  const index = new Int32Array(places * places);
  for (const [a, from] of numbers.entries()) {
    for (const [b, to] of numbers.entries()) index[a * places + b] = from - to + middle;
  }
  return torch.from_numpy(index).view([places, places]).to(torch.int64);
}

export const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** The dimensions of windows and, within, of places: sizes / window, window, sizes / window, window, ... */
const divided = (sizes: readonly number[], window: readonly number[]): number[] =>
  sizes.flatMap((size, i) => [size / (window[i] as number), window[i] as number]);

const every = (first: number, step: number, count: number) =>
  Array.from({ length: count }, (_, i) => first + i * step);

/** Windows as a batch: (N, ...sizes, C) -> (N windows, places, C). The sizes are whole multiples of the window's. */
export function partition(x: Tensor, window: readonly number[]): Tensor {
  const [n, ...sizes] = x.shape;
  const dim = sizes.pop() as number;
  const d = sizes.length;
  const split = x.view([n as number, ...divided(sizes, window), dim]);
  const windowsFirst = split.permute([0, ...every(1, 2, d), ...every(2, 2, d), 2 * d + 1]);
  return windowsFirst.reshape([-1, product(window), dim]);
}

/** What `partition` took apart: (N windows, places, C) -> (N, ...sizes, C). */
export function merge(x: Tensor, n: number, sizes: readonly number[], window: readonly number[]): Tensor {
  const dim = x.size(-1);
  const d = sizes.length;
  const counts = sizes.map((size, i) => size / (window[i] as number));
  const split = x.view([n, ...counts, ...window, dim]);
  const order = Array.from({ length: d }, (_, i) => [1 + i, 1 + d + i]).flat();
  return split.permute([0, ...order, 2 * d + 1]).reshape([n, ...sizes, dim]);
}

/** -100 between places of a window that were no neighbours before the shift, 0 elsewhere: (windows, places, places). */
export function shiftMask(
  like: Tensor,
  sizes: readonly number[],
  window: readonly number[],
  shift: readonly number[],
): Tensor {
  const region = like.new_zeros([...sizes]);
  const parts = sizes.map((size, i) => {
    const [w, s] = [window[i] as number, shift[i] as number];
    // As Python's slice from -0, which is all.
    const last = s === 0 ? 0 : size - s;
    return [
      [0, size - w],
      [size - w, size - s],
      [last, size],
    ] as const;
  });
  let count = 0;
  const fill = (block: Tensor, dimension: number): void => {
    for (const [start, end] of parts[dimension] ?? []) {
      const part = block.narrow(dimension, start, Math.max(0, end - start));
      if (dimension < sizes.length - 1) fill(part, dimension + 1);
      else part.fill_(count++);
    }
  };
  fill(region, 0);
  const places = partition(region.view([1, ...sizes, 1]), window).squeeze(2); // (windows, places)
  const apart = places.unsqueeze(1).sub(places.unsqueeze(2));
  return apart.masked_fill(apart.ne(0), -100);
}

/** The table's rows at `index` as a bias for each head: (1, heads, places, places). */
export function positionBias(table: Tensor, index: Tensor, places: number): Tensor {
  return table
    .index_select(0, index.flatten())
    .view([places, places, -1])
    .permute([2, 0, 1])
    .contiguous()
    .unsqueeze(0);
}
