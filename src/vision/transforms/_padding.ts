import { IndexError, TypeError, ValueError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** A value for all channels, or one for each. */
export type Fill = number | readonly number[] | null;
export type PaddingMode = 'constant' | 'edge' | 'reflect' | 'symmetric';
/** left, top, right, bottom */
export type Sides = readonly [number, number, number, number];
export const paddingModes = ['constant', 'edge', 'reflect', 'symmetric'] as const;

/** One width for all sides, [left and right, top and bottom], or [left, top, right, bottom]. */
export function sidesOf(padding: number | readonly number[]): Sides {
  const sides = typeof padding === 'number' ? [padding] : padding;
  if (!Array.isArray(sides) || ![1, 2, 4].includes(sides.length)) {
    throw new ValueError(
      `Padding must be an int or a 1, 2, or 4 element tuple, not a ${sides.length} element tuple`,
    );
  }
  if (!sides.every(Number.isInteger)) throw new TypeError('Got inappropriate padding arg');
  const [left = 0, top = left, right = left, bottom = top] = sides;
  return [left, top, right, bottom];
}

/** The rows and columns that pixels (..., H, W) padded without a colour repeat, see `padIndices`. */
export function repeated(img: Tensor, sides: Sides, mode: PaddingMode): Tensor {
  const [left, top, right, bottom] = sides;
  const [height, width] = [img.size(-2), img.size(-1)];
  if (mode === 'symmetric' && (Math.max(left, right) > width || Math.max(top, bottom) > height)) {
    throw new IndexError(`padding [${sides}] is larger than the image, ${height} x ${width}`);
  }
  const rows = padIndices(height, top, bottom, mode).to(img.device);
  const columns = padIndices(width, left, right, mode).to(img.device);
  return img.index_select(-2, rows).index_select(-1, columns);
}

/** Which of `size` rows each padded row repeats; a negative width leaves rows out. */
export function padIndices(size: number, before: number, after: number, mode: PaddingMode): Tensor {
  const period = mode === 'reflect' ? Math.max(2 * (size - 1), 1) : 2 * size;
  const source = (i: number) => {
    if (mode === 'edge') return Math.min(Math.max(i, 0), size - 1);
    const turn = ((i % period) + period) % period;
    return turn < size ? turn : (mode === 'reflect' ? 2 * (size - 1) : 2 * size - 1) - turn;
  };
  const length = Math.max(size + before + after, 0);
  return torch.tensor(BigInt64Array.from({ length }, (_, i) => BigInt(source(i - before))));
}
