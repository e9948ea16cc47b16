import { TypeError, ValueError } from '../../errors.ts';
import * as math from '../../math.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import { isWide } from '../io/modes.ts';
import { type Resampling, turnHue } from '../raster.ts';
import { type Fill, type PaddingMode, padIndices, type Sides } from './_padding.ts';

/* Transforms of pictures, with Pillow's arithmetic. Pixels lie as (H, W, C). */

export const hflip = (img: Image): Image => img.transpose(Image.Transpose.FLIP_LEFT_RIGHT);
export const vflip = (img: Image): Image => img.transpose(Image.Transpose.FLIP_TOP_BOTTOM);

export const crop = (img: Image, top: number, left: number, height: number, width: number): Image =>
  img.crop([left, top, left + width, top + height]);

export const resize = (img: Image, [height, width]: readonly [number, number], filter: Resampling): Image =>
  img.resize([width, height], filter);

/** One whole number for each channel. */
export function fillColours(fill: Fill, img: Image): number[] {
  const channels = img.getbands().length;
  const values = typeof fill === 'number' || fill === null ? [fill ?? 0] : [...fill];
  const all = values.length === 1 ? Array<number>(channels).fill(values[0] as number) : values;
  if (all.length !== channels) {
    throw new ValueError(
      `The number of elements in 'fill' does not match the number of channels of the image (${all.length} != ${channels})`,
    );
  }
  return all.map(Math.trunc);
}

export function pad(img: Image, [left, top, right, bottom]: Sides, fill: Fill, mode: PaddingMode): Image {
  if (mode !== 'constant') {
    const rows = padIndices(img.height, top, bottom, mode);
    const columns = padIndices(img.width, left, right, mode);
    return img._with(img._pixels().index_select(0, rows).index_select(1, columns));
  }
  const [width, height] = [img.width + left + right, img.height + top + bottom];
  if (width < 1 || height < 1) {
    throw new ValueError(`padding [${left}, ${top}, ${right}, ${bottom}] leaves nothing of the picture`);
  }
  return img._view([width, height], { left: -left, top: -top }, fillColours(fill, img));
}

export const rotate = (
  img: Image,
  angle: number,
  filter: Resampling,
  expand: boolean,
  center: readonly [number, number] | null,
  fill: Fill,
): Image => img.rotate(angle, filter, expand, { center, fillcolor: fillColours(fill, img) });

/** `coefficients` are 6 of an affine, or 8 of a perspective transform. */
export const transform = (img: Image, coefficients: number[], filter: Resampling, fill: Fill): Image =>
  img._warp(img.size, coefficients, filter, fillColours(fill, img));

/** From `degenerate` (factor 0) through the picture (factor 1) and beyond, rounded as Pillow's blend. */
function blend(img: Image, degenerate: Tensor, factor: number): Image {
  if (img.mode === '1' || isWide(img.mode)) throw new ValueError('image has wrong mode');
  const pixels = img._pixels();
  const from = degenerate.to(torch.float32);
  const mixed = pixels.to(torch.float32).sub_(from).mul_(Math.fround(factor)).add_(from);
  return img._with(keepAlpha(img, mixed.clamp_(0, 255).to(torch.uint8)));
}

function keepAlpha(img: Image, pixels: Tensor): Tensor {
  if (!img.mode.endsWith('A')) return pixels;
  const last = pixels.size(2) - 1;
  return torch.cat([pixels.narrow(2, 0, last), img._pixels().narrow(2, last, 1)], 2);
}

export const adjust_brightness = (img: Image, factor: number): Image =>
  blend(img, torch.zeros_like(img._pixels()), factor);

export function adjust_contrast(img: Image, factor: number): Image {
  const gray = img.convert('L')._pixels();
  const mean = Math.floor((gray.sum({ dtype: torch.int64 }).item() as number) / gray.numel() + 0.5);
  return blend(img, torch.full_like(img._pixels(), mean), factor);
}

export function adjust_saturation(img: Image, factor: number): Image {
  const gray = img.convert(img.mode.endsWith('A') ? 'LA' : 'L').convert(img.mode);
  return blend(img, gray._pixels(), factor);
}

/** Mixed with the picture under Pillow's SMOOTH filter (1 1 1, 1 5 1, 1 1 1) / 13, which leaves the edges alone. */
export function adjust_sharpness(img: Image, factor: number): Image {
  const pixels = img._pixels();
  const [h, w] = [img.height, img.width];
  if (h < 3 || w < 3) return blend(img, pixels, factor);
  const wide = pixels.to(torch.int32);
  const sum = wide
    .narrow(0, 1, h - 2)
    .narrow(1, 1, w - 2)
    .mul(4);
  for (let y = 0; y < 3; y += 1) {
    for (let x = 0; x < 3; x += 1) sum.add_(wide.narrow(0, y, h - 2).narrow(1, x, w - 2));
  }
  // Nothing lies half way between two numbers here, so that whole numbers round as floats would.
  const smooth = sum.mul_(2).add_(13).div_(26, { rounding_mode: 'floor' }).to(torch.uint8);
  const degenerate = pixels.clone();
  degenerate
    .narrow(0, 1, h - 2)
    .narrow(1, 1, w - 2)
    .copy_(smooth);
  return blend(img, degenerate, factor);
}

export function adjust_hue(img: Image, factor: number): Image {
  if (img.mode === 'I;16') return img.convert('L').convert('I;16');
  if (img.mode === 'L' || img.mode === '1' || isWide(img.mode)) return img;
  // Pillow goes through its mode HSV, which has no alpha: the picture comes back opaque.
  if (img.mode === 'RGBA') return adjust_hue(img.convert('RGB'), factor).convert('RGBA');
  if (img.mode !== 'RGB') throw new ValueError(`hues of a picture in mode ${img.mode} cannot be turned`);
  return img._with(turnHue(img._pixels(), Math.trunc(factor * 255)));
}

export function adjust_gamma(img: Image, gamma: number, gain: number): Image {
  const table = Array.from({ length: 256 }, (_, i) => Math.trunc(255.999 * gain * math.pow(i / 255, gamma)));
  return lookUp(img.convert('RGB'), [table]).convert(img.mode);
}

export function to_grayscale(img: Image, channels: 1 | 3): Image {
  const gray = img.convert('L');
  return channels === 1 ? gray : gray.convert('RGB');
}

function checkTables(img: Image): void {
  if (img.mode === 'L' || img.mode === 'RGB') return;
  throw new TypeError(`not supported for mode ${img.mode}; convert the picture to 'RGB' or 'L'`);
}

/** Each value replaced from a table of 256, of which there is one, or one for each channel. */
function lookUp(img: Image, tables: readonly (readonly number[])[]): Image {
  checkTables(img);
  const values = Uint8Array.from(tables.flat(), (value) => Math.min(Math.max(value, 0), 255));
  const places = img._pixels().to(torch.int64);
  if (tables.length > 1) places.add_(torch.arange(tables.length).mul_(256));
  return img._with(torch.tensor(values).take(places));
}

const identity = Array.from({ length: 256 }, (_, i) => i);

/** How often each value comes, for each channel. */
function histograms(img: Image): number[][] {
  checkTables(img);
  return img
    ._pixels()
    .unbind(2)
    .map((band) => torch.bincount(band.flatten(), null, 256).tolist() as number[]);
}

export const invert = (img: Image): Image =>
  img.mode === '1' ? img._with(img._pixels().bitwise_not()) : lookUp(img, [identity.map((i) => 255 - i)]);
export const posterize = (img: Image, bits: number): Image =>
  lookUp(img, [identity.map((i) => i & ~(2 ** (8 - bits) - 1))]);
export const solarize = (img: Image, threshold: number): Image =>
  lookUp(img, [identity.map((i) => (i < threshold ? i : 255 - i))]);

export function autocontrast(img: Image): Image {
  const tables = histograms(img).map((counts) => {
    const low = counts.findIndex((count) => count > 0);
    const high = counts.findLastIndex((count) => count > 0);
    if (high <= low) return identity;
    const scale = 255 / (high - low);
    return identity.map((i) => Math.trunc(i * scale + -low * scale));
  });
  return lookUp(img, tables);
}

export function equalize(img: Image): Image {
  const tables = histograms(img).map((counts) => {
    const used = counts.filter((count) => count > 0);
    const total = used.reduce((a, b) => a + b, 0);
    const step = Math.floor((total - (used.at(-1) as number)) / 255);
    if (used.length <= 1 || step === 0) return identity;
    let n = Math.floor(step / 2);
    return counts.map((count) => {
      const value = Math.floor(n / step);
      n += count;
      return value;
    });
  });
  return lookUp(img, tables);
}
