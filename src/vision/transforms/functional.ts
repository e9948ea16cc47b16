import { TypeError, ValueError } from '../../errors.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** Transforms as plain functions. An image is a tensor (..., C, H, W); a uint8 one is what a PIL image is in torchvision. */

export const InterpolationMode = {
  NEAREST: 'nearest',
  NEAREST_EXACT: 'nearest-exact',
  BILINEAR: 'bilinear',
  BICUBIC: 'bicubic',
} as const;
export type InterpolationMode = (typeof InterpolationMode)[keyof typeof InterpolationMode];

/** (height, width) of an image. */
export function sizeOf(img: Tensor): [number, number] {
  if (!(img instanceof Tensor) || img.dim() < 2)
    throw new TypeError(`Tensor is not a torch image: got ${what(img)}`);
  return [img.size(-2), img.size(-1)];
}

const what = (value: unknown) =>
  value instanceof Tensor ? `a ${value.dtype} tensor of shape (${value.size().join(', ')})` : String(value);

/** A uint8 image (C, H, W), 0 to 255, as float32, 0 to 1; one of (H, W) gains its channel. */
export function to_tensor(pic: Tensor): Tensor {
  if (!(pic instanceof Tensor) || pic.dtype !== torch.uint8 || pic.dim() < 2 || pic.dim() > 3) {
    throw new TypeError(`pic should be a uint8 image (C, H, W) or (H, W), got ${what(pic)}`);
  }
  const image = pic.dim() === 2 ? pic.unsqueeze(0) : pic;
  return image.to(torch.float32).div_(255);
}

/** (x - mean) / std for each channel of a float image. */
export function normalize(
  tensor: Tensor,
  mean: readonly number[],
  std: readonly number[],
  inplace = false,
): Tensor {
  if (!(tensor instanceof Tensor) || !tensor.is_floating_point()) {
    throw new TypeError(`Input tensor should be a float tensor, got ${what(tensor)}`);
  }
  if (tensor.dim() < 3) {
    throw new ValueError(`Expected tensor to be a tensor image of size (..., C, H, W), got ${what(tensor)}`);
  }
  if (std.includes(0)) {
    throw new ValueError(
      `std evaluated to zero after conversion to ${tensor.dtype}, leading to division by zero.`,
    );
  }
  const perChannel = (values: readonly number[]) =>
    torch.tensor(values, { dtype: tensor.dtype, device: tensor.device }).view(-1, 1, 1); // (C, 1, 1)
  const out = inplace ? tensor : tensor.clone();
  return out.sub_(perChannel(mean)).div_(perChannel(std));
}

/** Makes `size` [height, width], or if it is one number the shorter edge, `max_size` bounding the longer one. */
export function resize(
  img: Tensor,
  size: number | readonly [number, number],
  interpolation: InterpolationMode = 'bilinear',
  max_size: number | null = null,
  antialias = true,
): Tensor {
  const target = typeof size === 'number' ? fitShorterEdge(sizeOf(img), size, max_size) : size;
  const [height, width] = sizeOf(img);
  if (target[0] === height && target[1] === width) return img;
  const batch = img.reshape(-1, img.dim() > 2 ? img.size(-3) : 1, height, width);
  return interpolate(batch, target, interpolation, antialias).reshape([
    ...img.size().slice(0, -2),
    ...target,
  ]);
}

function interpolate(
  batch: Tensor,
  size: readonly [number, number],
  mode: InterpolationMode,
  antialias: boolean,
): Tensor {
  if (mode === 'nearest') return torch.upsample_nearest2d(batch, size);
  if (mode === 'nearest-exact') return torch._upsample_nearest_exact2d(batch, size);
  if (antialias) {
    const op = mode === 'bilinear' ? torch._upsample_bilinear2d_aa : torch._upsample_bicubic2d_aa;
    return op(batch, size, false);
  }
  if (mode === 'bilinear') return torch.upsample_bilinear2d(batch, size, false);
  if (batch.dtype !== torch.uint8) return torch.upsample_bicubic2d(batch, size, false);
  // On bytes this operator rounds and clips between its two passes, which torchvision does not.
  const wide = torch.upsample_bicubic2d(batch.to(torch.float32), size, false);
  return wide.round_().clamp_(0, 255).to(torch.uint8);
}

function fitShorterEdge(
  [height, width]: [number, number],
  size: number,
  max_size: number | null,
): [number, number] {
  const [short, long] = height < width ? [height, width] : [width, height];
  let [newShort, newLong] = [size, Math.trunc((size * long) / short)];
  if (max_size !== null) {
    if (max_size <= size) {
      throw new ValueError(
        `max_size = ${max_size} must be strictly greater than the requested size for the smaller edge size = ${size}`,
      );
    }
    if (newLong > max_size) [newShort, newLong] = [Math.trunc((max_size * newShort) / newLong), max_size];
  }
  return height < width ? [newShort, newLong] : [newLong, newShort];
}

/** The part of `height` x `width` whose upper left corner is at (`top`, `left`); zeros where it leaves the image. */
export function crop(img: Tensor, top: number, left: number, height: number, width: number): Tensor {
  const [h, w] = sizeOf(img);
  const y = overlap(top, height, h);
  const x = overlap(left, width, w);
  const part = img.narrow(-2, y.start, y.length).narrow(-1, x.start, x.length);
  if (y.length === height && x.length === width) return part;
  return pad(part, [x.before, y.before, x.after, y.after]);
}

// What of `length` pixels from `from` on lies within `size`, and how many lie before and after.
function overlap(from: number, length: number, size: number) {
  const clamp = (position: number) => Math.min(Math.max(position, 0), size);
  const start = clamp(from);
  const inside = clamp(from + length) - start;
  const before = Math.min(Math.max(-from, 0), length);
  return { start, length: inside, before, after: length - before - inside };
}

/** The middle of an image; zeros around it where the image is smaller. */
export function center_crop(img: Tensor, size: readonly [number, number]): Tensor {
  const [h, w] = sizeOf(img);
  const [height, width] = size;
  const padded =
    height > h || width > w
      ? pad(img, [
          Math.max(0, Math.floor((width - w) / 2)),
          Math.max(0, Math.floor((height - h) / 2)),
          Math.max(0, Math.floor((width - w + 1) / 2)),
          Math.max(0, Math.floor((height - h + 1) / 2)),
        ])
      : img;
  const [h2, w2] = sizeOf(padded);
  return crop(padded, roundHalfEven((h2 - height) / 2), roundHalfEven((w2 - width) / 2), height, width);
}

// Python's round(), which decides where an odd margin goes.
const roundHalfEven = (x: number) => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

/** Frames an image: one width for all sides, [left and right, top and bottom], or [left, top, right, bottom]. */
export function pad(img: Tensor, padding: number | readonly number[], fill = 0): Tensor {
  const sides = typeof padding === 'number' ? [padding] : padding;
  const [left = 0, top = left, right = left, bottom = top] = sides;
  return torch.constant_pad_nd(img, [left, right, top, bottom], fill);
}

/** Luma of an RGB image (one of one channel stays), repeated for `num_output_channels` 3. */
export function rgb_to_grayscale(img: Tensor, num_output_channels: 1 | 3 = 1): Tensor {
  const channels = img.dim() < 3 ? 0 : img.size(-3);
  if (channels !== 1 && channels !== 3) {
    throw new TypeError(`Input image tensor permitted channel values are 1 or 3, but found ${what(img)}`);
  }
  const gray = channels === 3 ? luma(img) : img.clone();
  if (num_output_channels === 1) return gray;
  return gray.expand([...img.size().slice(0, -3), 3, ...sizeOf(img)]);
}

function luma(img: Tensor): Tensor {
  const [r, g, b] = img.unbind(-3) as unknown as [Tensor, Tensor, Tensor];
  return r.mul(0.2989).add(g.mul(0.587)).add(b.mul(0.114)).to(img.dtype).unsqueeze(-3);
}
