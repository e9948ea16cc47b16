import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/**
 * For each pair of places in a window, the row of the table of (2 height - 1)(2 width - 1) relative positions:
 * (height * width, height * width) int64.
 */
export function relativePositionIndex(height: number, width: number): Tensor {
  const places = height * width;
  const index = new BigInt64Array(places * places);
  for (let a = 0; a < places; a += 1) {
    for (let b = 0; b < places; b += 1) {
      const down = Math.floor(a / width) - Math.floor(b / width) + height - 1;
      const right = (a % width) - (b % width) + width - 1;
      index[a * places + b] = BigInt(down * (2 * width - 1) + right);
    }
  }
  return torch.from_numpy(index).clone().view([places, places]);
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
