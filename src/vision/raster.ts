import { ValueError } from '../errors.ts';
import { native } from '../native.ts';
import { hold } from '../ops/handle.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { Region } from './io/decode.ts';

/** Pillow's resampling filters, with its numbers. */
export const Resampling = {
  NEAREST: 0,
  LANCZOS: 1,
  BILINEAR: 2,
  BICUBIC: 3,
  BOX: 4,
  HAMMING: 5,
} as const;
export type Resampling = (typeof Resampling)[keyof typeof Resampling];

/** Pixels that each output pixel looks at, in units of the larger of the two scales. */
const supports = { 1: 3, 2: 1, 3: 2, 4: 0.5, 5: 1 } as const;

/** [left, upper, right, lower] */
export type Box = readonly [number, number, number, number];

export interface Resizing {
  /** Of the whole image that is resized, of which `part` may be all that is there. */
  readonly width: number;
  readonly height: number;
  readonly outWidth: number;
  readonly outHeight: number;
  readonly filter: Exclude<Resampling, 0>;
  readonly box: Box;
}

/** The part of the input that `window` of the output is made of. */
export function partFor(resizing: Resizing, window: Region): Region {
  const { width, height, outWidth, outHeight, filter, box } = resizing;
  const span = (low: number, high: number, size: number, from: number, length: number, limit: number) => {
    const scale = (high - low) / size;
    const reach = supports[filter] * Math.max(scale, 1) + 1;
    const begin = Math.max(0, Math.floor(low + from * scale - reach));
    return [begin, Math.min(limit, Math.ceil(low + (from + length) * scale + reach)) - begin] as const;
  };
  const [left, w] = span(box[0], box[2], outWidth, window.left, window.width, width);
  const [top, h] = span(box[1], box[3], outHeight, window.top, window.height, height);
  return { left, top, width: w, height: h };
}

/** `window` of the resized image, from pixels (H, W, C) of which `part` says where in the whole they lie. */
export function resample(pixels: Tensor, resizing: Resizing, window: Region, part: Region): Tensor {
  const { width, height, outWidth, outHeight, filter, box } = resizing;
  return new Tensor(
    native.raster_resample(
      pixels._h,
      filter,
      outHeight,
      outWidth,
      ...box,
      window.left,
      window.top,
      window.width,
      window.height,
      part.left,
      part.top,
      width,
      height,
    ),
  );
}

/**
 * Pixels (H, W, C) under an affine (6 numbers) or perspective (8 numbers) transform: output pixel (x, y) comes from
 * (ax + by + c, dx + ey + f), over (gx + hy + 1) in perspective. What comes from outside is `fill`.
 */
export function warp(
  pixels: Tensor,
  height: number,
  width: number,
  coefficients: readonly number[],
  filter: Resampling,
  fill: readonly number[],
): Tensor {
  if (coefficients.length !== 6 && coefficients.length !== 8) {
    throw new ValueError(`a transform has 6 or 8 coefficients, got ${coefficients.length}`);
  }
  const result = filled(height, width, fill, pixels.dtype);
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = coefficients;
  const [from, to] = hold([pixels, result] as const);
  native.raster_warp(from._h, to._h, filter, coefficients.length === 8, a, b, c, d, e, f, g, h);
  return result;
}

/** A part of an image, perhaps mirrored, which may leave it: `colour` (a byte for each channel) is then what is outside. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly mirrored: boolean;
  readonly upsideDown: boolean;
  readonly colour: number;
}

/** The `width` x `height` pixels of a view of pixels (H, W, C). */
export function viewed(pixels: Tensor, width: number, height: number, view: View): Tensor {
  const { left, top, mirrored, upsideDown, colour } = view;
  const bytes = pixels.dtype === torch.uint8 ? pixels : pixels.view(torch.uint8);
  const result = new Tensor(
    native.raster_view(bytes._h, left, top, width, height, mirrored, upsideDown, colour),
  );
  return bytes === pixels ? result : result.view(pixels.dtype);
}

/** (C, H, W) float32 from pixels (H, W, C) uint8: what `table` (C, 256) has for each value. */
export const toFloats = (pixels: Tensor, table: Tensor): Tensor =>
  new Tensor(native.raster_floats(pixels._h, table._h));

/** (H, W, C) of one colour. */
export function filled(
  height: number,
  width: number,
  colour: readonly number[],
  dtype: Tensor['dtype'] = torch.uint8,
): Tensor {
  if (colour.every((value) => Object.is(value, colour[0]))) {
    return torch.full([height, width, colour.length], colour[0] as number, { dtype });
  }
  return torch.tensor(colour, { dtype: torch.uint8 }).expand([height, width, -1]).contiguous();
}

/** Pixels (H, W, 3) with their hues turned by `shift` of 256 steps. */
export function turnHue(pixels: Tensor, shift: number): Tensor {
  return new Tensor(native.raster_hue(pixels._h, shift));
}

/** Colours multiplied by their alpha, so that what cannot be seen does not bleed when pixels are mixed. */
export function premultiply(pixels: Tensor): Tensor {
  const last = pixels.size(2) - 1;
  const alpha = pixels.narrow(2, last, 1);
  const product = pixels.narrow(2, 0, last).to(torch.int32).mul_(alpha).add_(128);
  const colours = product.add_(product.bitwise_right_shift(8)).bitwise_right_shift_(8).to(torch.uint8);
  return torch.cat([colours, alpha], 2);
}

export function unpremultiply(pixels: Tensor): Tensor {
  const last = pixels.size(2) - 1;
  const alpha = pixels.narrow(2, last, 1);
  const colours = pixels.narrow(2, 0, last);
  const divided = colours
    .to(torch.int32)
    .mul_(255)
    .div_(alpha.clamp_min(1), { rounding_mode: 'floor' })
    .clamp_(0, 255)
    .to(torch.uint8);
  const kept = alpha.eq(0).logical_or_(alpha.eq(255));
  return torch.cat([torch.where(kept, colours, divided), alpha], 2);
}
