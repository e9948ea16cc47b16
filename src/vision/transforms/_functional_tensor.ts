import { RuntimeError, TypeError, ValueError } from '../../errors.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { type Fill, type PaddingMode, repeated, type Sides } from './_padding.ts';

/* Transforms of tensors (..., C, H, W). */

type Dtype = Tensor['dtype'];

export const describe = (value: unknown) =>
  value instanceof Tensor ? `a ${value.dtype} tensor of shape (${value.size().join(', ')})` : String(value);

export function assertImage(img: Tensor): void {
  if (!(img instanceof Tensor) || img.dim() < 2) {
    throw new TypeError(`Tensor is not a torch image: got ${describe(img)}`);
  }
}

/** [channels, height, width] */
export function get_dimensions(img: Tensor): [number, number, number] {
  assertImage(img);
  return [img.dim() === 2 ? 1 : img.size(-3), img.size(-2), img.size(-1)];
}

function assertChannels(img: Tensor, permitted: readonly number[] = [1, 3]): number {
  const [channels] = get_dimensions(img);
  if (!permitted.includes(channels)) {
    throw new TypeError(
      `Input image tensor permitted channel values are ${permitted.join(' or ')}, but found ${describe(img)}`,
    );
  }
  return channels;
}

function assertColours(img: Tensor): void {
  assertImage(img);
  if (img.dim() < 3) {
    throw new TypeError(`Input image tensor should have at least 3 dimensions, but found ${describe(img)}`);
  }
  assertChannels(img);
}

const largest: Record<string, number> = {
  uint8: 255,
  int8: 127,
  int16: 32767,
  uint16: 65535,
  int32: 2147483647,
  int64: 2 ** 63,
};
/** The value that stands for full brightness: 1 for floats. */
export const maxValue = (dtype: Dtype): number => largest[dtype.name] ?? 1;

/** @throws RuntimeError where the target could not hold the values (float32 to int32, ...). */
export function convert_image_dtype(image: Tensor, dtype: Dtype): Tensor {
  if (image.dtype === dtype) return image;
  if (image.is_floating_point()) {
    if (dtype.is_floating_point) return image.to(dtype);
    const tooWide =
      (image.dtype === torch.float32 && (dtype === torch.int32 || dtype === torch.int64)) ||
      (image.dtype === torch.float64 && dtype === torch.int64);
    if (tooWide) {
      throw new RuntimeError(`The cast from ${image.dtype} to ${dtype} cannot be performed safely.`);
    }
    return image.mul(maxValue(dtype) + 1 - 1e-3).to(dtype);
  }
  const inputMax = maxValue(image.dtype);
  if (dtype.is_floating_point) return image.to(dtype).div_(inputMax);
  const outputMax = maxValue(dtype);
  if (inputMax > outputMax) {
    const factor = Math.floor((inputMax + 1) / (outputMax + 1));
    return image.div(factor, { rounding_mode: 'floor' }).to(dtype);
  }
  return image.to(dtype).mul_(Math.floor((outputMax + 1) / (inputMax + 1)));
}

/** Luma of an RGB image (one of one channel stays), repeated for `channels` 3. */
export function rgb_to_grayscale(img: Tensor, channels: 1 | 3): Tensor {
  if (img.dim() < 3 || ![1, 3].includes(img.size(-3))) {
    throw new TypeError(`Input image tensor permitted channel values are 1 or 3, but found ${describe(img)}`);
  }
  const gray = img.size(-3) === 3 ? luma(img) : img.clone();
  if (channels === 1) return gray;
  return gray.expand([...img.size().slice(0, -3), 3, img.size(-2), img.size(-1)]);
}

function luma(img: Tensor): Tensor {
  const [r, g, b] = img.unbind(-3) as unknown as [Tensor, Tensor, Tensor];
  return r.mul(0.2989).add(g.mul(0.587)).add(b.mul(0.114)).to(img.dtype).unsqueeze(-3);
}

/** ratio * a + (1 - ratio) * b, cut to the range of `a`. */
function blend(a: Tensor, b: Tensor, ratio: number): Tensor {
  return a
    .mul(ratio)
    .add(b.mul(1 - ratio))
    .clamp(0, maxValue(a.dtype))
    .to(a.dtype);
}

export function adjust_brightness(img: Tensor, factor: number): Tensor {
  assertChannels(img);
  return blend(img, torch.zeros_like(img), factor);
}

const floatOf = (img: Tensor): Dtype => (img.is_floating_point() ? img.dtype : torch.float32);

export function adjust_contrast(img: Tensor, factor: number): Tensor {
  const gray = assertChannels(img) === 3 ? rgb_to_grayscale(img, 1) : img;
  return blend(img, gray.to(floatOf(img)).mean([-3, -2, -1], true), factor);
}

export function adjust_saturation(img: Tensor, factor: number): Tensor {
  return assertChannels(img) === 1 ? img : blend(img, rgb_to_grayscale(img, 1), factor);
}

export function adjust_hue(img: Tensor, factor: number): Tensor {
  if (assertChannels(img) === 1) return img;
  const hsv = toHsv(convert_image_dtype(img, torch.float32));
  const [h, s, v] = hsv.unbind(-3) as unknown as [Tensor, Tensor, Tensor];
  return convert_image_dtype(toRgb(h.add(factor).remainder(1), s, v), img.dtype);
}

/** Hue, saturation and value in [0, 1] of colours in [0, 1]. */
function toHsv(img: Tensor): Tensor {
  const [r, g, b] = img.unbind(-3) as unknown as [Tensor, Tensor, Tensor];
  const most = img.amax(-3);
  const least = img.amin(-3);
  const same = most.eq(least);
  const range = most.sub(least);
  const one = torch.ones_like(most);
  const s = range.div(torch.where(same, one, most));
  const divisor = torch.where(same, one, range);
  const [rc, gc, bc] = [r, g, b].map((channel) => most.sub(channel).div(divisor)) as [Tensor, Tensor, Tensor];
  const isR = most.eq(r);
  const isG = most.eq(g).logical_and(isR.logical_not());
  const isB = most.ne(g).logical_and(isR.logical_not());
  const hr = isR.mul(bc.sub(gc));
  const hg = isG.mul(rc.add(2).sub(bc));
  const hb = isB.mul(gc.add(4).sub(rc));
  const h = hr.add(hg).add(hb).div(6).add(1).fmod(1);
  return torch.stack([h, s, most], -3);
}

function toRgb(h: Tensor, s: Tensor, v: Tensor): Tensor {
  const six = h.mul(6);
  const sector = six.floor();
  const f = six.sub(sector);
  const minus = (x: Tensor) => x.neg().add(1); // 1 - x
  const p = v.mul(minus(s)).clamp_(0, 1);
  const q = v.mul(minus(s.mul(f))).clamp_(0, 1);
  const t = v.mul(minus(s.mul(minus(f)))).clamp_(0, 1);
  const place = sector.to(torch.int64).remainder(6).unsqueeze(-3); // (..., 1, H, W)
  const choose = (...colours: Tensor[]) => torch.stack(colours, -3).gather(-3, place);
  return torch.cat([choose(v, q, p, p, t, v), choose(t, v, v, q, p, p), choose(p, p, t, v, v, q)], -3);
}

export function adjust_gamma(img: Tensor, gamma: number, gain: number): Tensor {
  assertChannels(img);
  const image = img.is_floating_point() ? img : convert_image_dtype(img, torch.float32);
  return convert_image_dtype(image.pow(gamma).mul(gain).clamp(0, 1), img.dtype);
}

export function pad(img: Tensor, sides: Sides, fill: Fill, mode: PaddingMode): Tensor {
  assertImage(img);
  const [left, top, right, bottom] = sides;
  if (mode === 'constant') {
    if (fill !== null && typeof fill !== 'number' && fill.length !== 1) {
      throw new TypeError('Got inappropriate fill arg: a tensor takes one number');
    }
    const value = typeof fill === 'number' ? fill : (fill?.[0] ?? 0);
    return torch.constant_pad_nd(img, [left, right, top, bottom], value);
  }
  const [, height, width] = get_dimensions(img);
  if (mode === 'reflect' && (Math.max(left, right) >= width || Math.max(top, bottom) >= height)) {
    throw new RuntimeError(
      `Padding size should be less than the corresponding input dimension, but got padding (${sides.join(', ')}) for ` +
        `${describe(img)}`,
    );
  }
  return repeated(img, sides, mode);
}

/** A batch of float images from an image, and the way back, rounded where it held whole numbers. */
function asFloatBatch(img: Tensor, dtype: Dtype): [batch: Tensor, back: (batch: Tensor) => Tensor] {
  const batch = img.dim() < 4 ? img.unsqueeze(0) : img;
  const back = (result: Tensor) => {
    const image = img.dim() < 4 ? result.squeeze(0) : result;
    if (image.dtype === img.dtype) return image;
    return (img.is_floating_point() ? image : image.round()).to(img.dtype);
  };
  return [batch.to(dtype), back];
}

const gridModes = { bilinear: 0, nearest: 1, bicubic: 2 } as const;
export type GridMode = keyof typeof gridModes;

function assertGridMode(mode: string, most = 1): asserts mode is GridMode {
  if (!(mode in gridModes) || gridModes[mode as GridMode] > most) {
    throw new ValueError(`Interpolation mode '${mode}' is unsupported with Tensor input`);
  }
}

/** The image where `grid` (1, H, W, 2) looks, in coordinates of -1 to 1; `fill` outside. */
function sample(img: Tensor, grid: Tensor, mode: GridMode, fill: Fill): Tensor {
  const [batch, back] = asFloatBatch(img, grid.dtype);
  const places = grid.expand([batch.size(0), -1, -1, -1]);
  const look = (x: Tensor) => torch.grid_sampler(x, places, gridModes[mode], 0, false);
  if (fill === null) return back(look(batch));
  const values = typeof fill === 'number' ? [fill] : fill;
  const channels = batch.size(1);
  if (values.length > 1 && values.length !== channels) {
    throw new ValueError(
      `The number of elements in 'fill' cannot broadcast to match the number of channels of the image ` +
        `(${values.length} != ${channels})`,
    );
  }
  // A channel of ones tells how much of each pixel lies inside.
  const seen = look(torch.cat([batch, torch.ones_like(batch.narrow(1, 0, 1))], 1));
  const mask = seen.narrow(1, channels, 1);
  const colours = seen.narrow(1, 0, channels);
  const colour = torch.tensor(values, { dtype: grid.dtype, device: img.device }).view(1, -1, 1, 1);
  if (mode === 'nearest') return back(torch.where(mask.lt(0.5), colour, colours));
  return back(colours.mul(mask).add(mask.neg().add(1).mul(colour)));
}

// Pixel centres (1, H * W, 3) about the origin or from it, with a one for what is added.
function baseGrid(
  height: number,
  width: number,
  centred: boolean,
  like: { dtype: Dtype; device: Tensor['device'] },
) {
  const line = (size: number) =>
    torch.linspace(centred ? -size * 0.5 + 0.5 : 0.5, (centred ? size * 0.5 : size) - 0.5, size, like);
  const x = line(width).expand([height, -1]);
  const y = line(height).unsqueeze(1).expand([-1, width]);
  return torch.stack([x, y, torch.ones_like(x)], -1).view(1, height * width, 3);
}

export function affine(
  img: Tensor,
  matrix: readonly number[],
  mode: string,
  fill: Fill,
  size?: [number, number],
): Tensor {
  assertImage(img);
  assertGridMode(mode);
  const [, h, w] = get_dimensions(img);
  const [oh, ow] = size ?? [h, w];
  const like = { dtype: floatOf(img), device: img.device };
  const theta = torch.tensor(matrix, like).view(1, 2, 3);
  const scaled = theta.transpose(1, 2).div(torch.tensor([0.5 * w, 0.5 * h], like)); // (1, 3, 2)
  return sample(img, baseGrid(oh, ow, true, like).bmm(scaled).view(1, oh, ow, 2), mode, fill);
}

export function rotate(
  img: Tensor,
  matrix: readonly number[],
  mode: string,
  expand: boolean,
  fill: Fill,
): Tensor {
  return affine(img, matrix, mode, fill, expand ? expandedSize(img, matrix) : undefined);
}

// Height and width that hold the whole of the turned image, found with torchvision's tolerance.
function expandedSize(img: Tensor, matrix: readonly number[]): [number, number] {
  const [, h, w] = get_dimensions(img);
  const f = Math.fround;
  const [a, b, c, d, e, g] = matrix.map(f) as [number, number, number, number, number, number];
  const corners = [
    [-0.5 * w, -0.5 * h],
    [-0.5 * w, 0.5 * h],
    [0.5 * w, 0.5 * h],
    [0.5 * w, -0.5 * h],
  ] as [number, number][];
  const span = (values: number[], half: number) => {
    const clean = (value: number) => f(f(Math.trunc(f(f(value + half) / f(1e-4)))) * f(1e-4));
    return Math.ceil(clean(Math.max(...values))) - Math.floor(clean(Math.min(...values)));
  };
  const xs = corners.map(([x, y]) => f(f(f(x * a) + f(y * b)) + c));
  const ys = corners.map(([x, y]) => f(f(f(x * d) + f(y * e)) + g));
  return [span(ys, f(h * 0.5)), span(xs, f(w * 0.5))];
}

export function perspective(img: Tensor, coefficients: readonly number[], mode: string, fill: Fill): Tensor {
  assertImage(img);
  assertGridMode(mode);
  const [, h, w] = get_dimensions(img);
  const like = { dtype: floatOf(img), device: img.device };
  const [a, b, c, d, e, f, g, k] = coefficients as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const upper = torch.tensor([a, b, c, d, e, f], like).view(1, 2, 3);
  const lower = torch.tensor([g, k, 1, g, k, 1], like).view(1, 2, 3);
  const base = baseGrid(h, w, false, like);
  const scaled = upper.transpose(1, 2).div(torch.tensor([0.5 * w, 0.5 * h], like));
  const grid = base
    .bmm(scaled)
    .div(base.bmm(lower.transpose(1, 2)))
    .sub(1);
  return sample(img, grid.view(1, h, w, 2), mode, fill);
}

/** `displacement` (1, H, W, 2), in halves of the image's size. */
export function elastic_transform(img: Tensor, displacement: Tensor, mode: string, fill: Fill): Tensor {
  assertGridMode(mode, gridModes.bicubic);
  const [, h, w] = get_dimensions(img);
  const line = (size: number) => torch.linspace((-size + 1) / size, (size - 1) / size, size);
  const y = line(h).unsqueeze(1).expand([-1, w]);
  const x = line(w).expand([h, -1]);
  const identity = torch.stack([x, y], -1).unsqueeze(0);
  return sample(img, identity.to(img.device).add(displacement.to(img.device)), mode, fill);
}

function gaussian(size: number, sigma: number, like: { dtype: Dtype; device: Tensor['device'] }): Tensor {
  const half = (size - 1) * 0.5;
  const pdf = torch.linspace(-half, half, size, like).div(sigma).pow(2).mul(-0.5).exp();
  return pdf.div(pdf.sum());
}

export function gaussian_blur(
  img: Tensor,
  [kx, ky]: readonly [number, number],
  [sx, sy]: readonly [number, number],
): Tensor {
  assertImage(img);
  const like = { dtype: floatOf(img), device: img.device };
  const [batch, back] = asFloatBatch(img, like.dtype);
  const channels = batch.size(1);
  const [px, py] = [Math.floor(kx / 2), Math.floor(ky / 2)];
  // First, as it refuses what is wider than the picture.
  const padded = torch.reflection_pad2d(batch, [px, px, py, py]);
  const kernel = gaussian(ky, sy, like)
    .unsqueeze(1)
    .mm(gaussian(kx, sx, like).unsqueeze(0)); // (ky, kx)
  return back(torch.conv2d(padded, kernel.expand([channels, 1, ky, kx]), null, 1, 0, 1, channels));
}

export function invert(img: Tensor): Tensor {
  assertColours(img);
  return img.neg().add(maxValue(img.dtype));
}

export function posterize(img: Tensor, bits: number): Tensor {
  assertColours(img);
  assertBytes(img);
  return img.bitwise_and(256 - 2 ** (8 - bits));
}

function assertBytes(img: Tensor): void {
  if (img.dtype !== torch.uint8) {
    throw new TypeError(`Only torch.uint8 image tensors are supported, but found ${img.dtype}`);
  }
}

export function solarize(img: Tensor, threshold: number): Tensor {
  assertColours(img);
  if (threshold > maxValue(img.dtype)) throw new TypeError('Threshold should be less than bound of img.');
  return torch.where(img.ge(threshold), invert(img), img);
}

export function adjust_sharpness(img: Tensor, factor: number): Tensor {
  const channels = assertChannels(img);
  if (img.size(-1) <= 2 || img.size(-2) <= 2) return img;
  const [batch, back] = asFloatBatch(img, floatOf(img));
  const kernel = torch.ones([3, 3], { dtype: batch.dtype, device: img.device });
  kernel.index_put_([1, 1], 5);
  kernel.div_(kernel.sum());
  const smooth = back(torch.conv2d(batch, kernel.expand([channels, 1, 3, 3]), null, 1, 0, 1, channels));
  const degenerate = img.clone();
  degenerate
    .narrow(-2, 1, img.size(-2) - 2)
    .narrow(-1, 1, img.size(-1) - 2)
    .copy_(smooth);
  return blend(img, degenerate, factor);
}

export function autocontrast(img: Tensor): Tensor {
  assertColours(img);
  const bound = maxValue(img.dtype);
  const low = img.amin([-2, -1], true).to(floatOf(img));
  const high = img.amax([-2, -1], true).to(floatOf(img));
  const flat = high.eq(low);
  const from = low.masked_fill(flat, 0);
  // A number by a tensor is the tensor's reciprocal times the number in Python, which rounds twice.
  const scale = high.sub(low).reciprocal().mul(bound).masked_fill(flat, 1);
  return img.sub(from).mul(scale).clamp(0, bound).to(img.dtype);
}

export function equalize(img: Tensor): Tensor {
  assertColours(img);
  assertBytes(img);
  if (img.dim() > 4)
    throw new TypeError(`Input image tensor should have 3 or 4 dimensions, got ${describe(img)}`);
  const planes = img.reshape(-1, img.size(-2), img.size(-1)).unbind(0);
  return torch.stack(planes.map(equalizePlane)).view([...img.size()]);
}

function equalizePlane(plane: Tensor): Tensor {
  const counts = torch.bincount(plane.flatten(), null, 256).tolist() as number[];
  const used = counts.filter((count) => count > 0);
  const step = Math.floor(used.slice(0, -1).reduce((a, b) => a + b, 0) / 255);
  if (step === 0) return plane;
  let sum = 0;
  const table = counts.map((count) => {
    const value = sum === 0 ? 0 : Math.floor((sum + Math.floor(step / 2)) / step);
    sum += count;
    return Math.min(value, 255);
  });
  return torch.tensor(Uint8Array.from(table)).to(plane.device).take(plane.to(torch.int64));
}
