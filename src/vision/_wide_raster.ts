import * as math from '../math.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { Region } from './io/decode.ts';
import { Resampling, type Resizing } from './raster.ts';

/** Resizing and warping of pictures with more than 8 bits a pixel (modes I, I;16 and F): in doubles, as Pillow does it. */

type Pixels = Int32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

const sinc = (x: number) => (x === 0 ? 1 : math.sin(x * Math.PI) / (x * Math.PI));

/** How far each filter looks, and the weight of a pixel at distance x. */
const filters: Record<Resizing['filter'], readonly [support: number, weight: (x: number) => number]> = {
  [Resampling.BOX]: [0.5, (x) => (x > -0.5 && x <= 0.5 ? 1 : 0)],
  [Resampling.BILINEAR]: [1, (x) => Math.max(1 - Math.abs(x), 0)],
  [Resampling.HAMMING]: [
    1,
    (x) => {
      if (Math.abs(x) >= 1) return 0;
      const angle = Math.abs(x) * Math.PI;
      return x === 0
        ? 1
        : (math.sin(angle) / angle) * (Math.fround(0.54) + Math.fround(0.46) * math.cos(angle));
    },
  ],
  [Resampling.BICUBIC]: [
    2,
    (signed) => {
      const [a, x] = [-0.5, Math.abs(signed)]; // Keys 1981
      if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    },
  ],
  [Resampling.LANCZOS]: [3, (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0)],
};

/** For each of `length` output pixels from `begin` on: the first input pixel that it is made of, and their weights. */
function taps(
  filter: Resizing['filter'],
  [low, high]: readonly [number, number],
  inSize: number,
  outSize: number,
  begin: number,
  length: number,
) {
  const [reach, weight] = filters[filter];
  const scale = (high - low) / outSize;
  const stretch = Math.max(scale, 1);
  return Array.from({ length }, (_, i) => {
    const center = low + (begin + i + 0.5) * scale;
    const from = Math.max(Math.trunc(center - reach * stretch + 0.5), 0);
    const to = Math.min(Math.trunc(center + reach * stretch + 0.5), inSize);
    const weights = Array.from({ length: to - from }, (_, x) =>
      weight((x + from - center + 0.5) * (1 / stretch)),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { from, weights: sum === 0 ? weights : weights.map((each) => each / sum) };
  });
}

const valuesOf = (pixels: Tensor) => pixels.contiguous().numpy() as Pixels;
const like = (values: Pixels, length: number): Pixels =>
  new (values.constructor as new (length: number) => Pixels)(length);

const nearest = (x: number) => Math.sign(x) * Math.floor(Math.abs(x) + 0.5);
/** Of 16 bits Pillow clips each byte by itself. */
function nearest16(x: number): number {
  const whole = nearest(x);
  return Math.min(Math.max(whole >> 8, 0), 255) * 256 + Math.max(whole % 256, 0);
}
const picture = (values: Pixels, height: number, width: number): Tensor =>
  torch.from_numpy(values).view(height, width, 1);

/** `window` of the resized picture, from pixels (H, W, 1) of which `part` says where in the whole they lie. */
export function resampleWide(pixels: Tensor, resizing: Resizing, window: Region, part: Region): Tensor {
  const { width, height, outWidth, outHeight, filter, box } = resizing;
  const values = valuesOf(pixels);
  const round =
    values instanceof Float32Array ? Math.fround : values instanceof Int32Array ? nearest : nearest16;
  const columns = taps(filter, [box[0], box[2]], width, outWidth, window.left, window.width);
  const rows = taps(filter, [box[1], box[3]], height, outHeight, window.top, window.height);
  const across = like(values, part.height * window.width);
  for (let y = 0; y < part.height; y += 1) {
    for (const [x, { from, weights }] of columns.entries()) {
      const start = y * part.width + from - part.left;
      let sum = 0;
      for (const [i, weight] of weights.entries()) sum += (values[start + i] as number) * weight;
      across[y * window.width + x] = round(sum);
    }
  }
  const result = like(values, window.height * window.width);
  for (const [y, { from, weights }] of rows.entries()) {
    for (let x = 0; x < window.width; x += 1) {
      let sum = 0;
      for (const [i, weight] of weights.entries()) {
        sum += (across[(from - part.top + i) * window.width + x] as number) * weight;
      }
      result[y * window.width + x] = round(sum);
    }
  }
  return picture(result, window.height, window.width);
}

/** As `warp`, with a filter that mixes pixels: bilinear or bicubic. */
export function warpWide(
  pixels: Tensor,
  height: number,
  width: number,
  coefficients: readonly number[],
  filter: Resampling,
  fill: number,
): Tensor {
  const values = valuesOf(pixels);
  const [rows, columns] = [pixels.size(0), pixels.size(1)];
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = coefficients;
  const result = like(values, height * width).fill(fill);
  const clip = (place: number, size: number) => Math.min(Math.max(place, 0), size - 1);
  const at = (x: number, y: number) => values[y * columns + clip(x, columns)] as number;
  // What floats differ by is a float.
  const round = values instanceof Float32Array ? Math.fround : (value: number) => value;
  const linear = (left: number, top: number, dx: number, dy: number) => {
    const row = (y: number) => at(left, y) + round(at(left + 1, y) - at(left, y)) * dx;
    const upper = row(clip(top, rows));
    const lower = top + 1 >= 0 && top + 1 < rows ? row(top + 1) : upper;
    return upper + (lower - upper) * dy;
  };
  const cubic = (left: number, top: number, dx: number, dy: number) => {
    const row = (y: number) =>
      polynomial(at(left - 1, y), at(left, y), at(left + 1, y), at(left + 2, y), dx, round);
    const first = row(clip(top - 1, rows));
    // A row outside repeats the one before it.
    const next = (y: number, before: number) => (y >= 0 && y < rows ? row(y) : before);
    const second = next(top, first);
    const third = next(top + 1, second);
    return polynomial(first, second, third, next(top + 2, third), dy);
  };
  const mix = filter === Resampling.BILINEAR ? linear : cubic;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [px, py] = [x + 0.5, y + 0.5];
      const depth = coefficients.length === 8 ? g * px + h * py + 1 : 1;
      const [sx, sy] = [(a * px + b * py + c) / depth, (d * px + e * py + f) / depth];
      if (!(sx >= 0 && sy >= 0 && sx < columns && sy < rows)) continue;
      const [left, top] = [Math.floor(sx - 0.5), Math.floor(sy - 0.5)];
      result[y * width + x] = mix(left, top, sx - 0.5 - left, sy - 0.5 - top);
    }
  }
  return picture(result, height, width);
}

function polynomial(v1: number, v2: number, v3: number, v4: number, d: number, round = (x: number) => x) {
  const p2 = round(v3 - v1);
  const p3 = round(round(2 * round(v1 - v2) + v3) - v4);
  const p4 = round(round(round(v2 - v1) - v3) + v4);
  return v2 + d * (p2 + d * (p3 + d * p4));
}
