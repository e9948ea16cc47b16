import { z } from 'zod';
import { dtype } from '../../../../dtype.ts';
import { RuntimeError, TypeError, ValueError } from '../../../../errors.ts';
import { checked } from '../../../../misuse.ts';
import { type Args, signature } from '../../../../signature.ts';
import { Tensor } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import { Image as Picture } from '../../../image.ts';
import {
  type BoundingBoxFormat,
  type Size as Canvas,
  canvasSize,
  format as formatField,
  is_rotated_bounding_format,
} from '../../../tv_tensors/_bounding_boxes.ts';
import { plain } from '../../../tv_tensors/_tv_tensor.ts';
import { BoundingBoxes, Image, KeyPoints, Mask, Video, wrap } from '../../../tv_tensors/index.ts';
import { maxValue } from '../../_functional_tensor.ts';
import { pil_to_tensor, to_pil_image } from '../../functional.ts';
import { number, numbers } from './_fields.ts';
import { convertFormat } from './_meta.ts';
import { functional, is_pure_tensor, register, registerRaw } from './_utils.ts';

type Dtype = Tensor['dtype'];

const each = z.union([number, numbers]);

/** (x - mean) / std, for each channel of a float image or video. */
export const normalize = functional(
  'normalize',
  ['mean', each],
  ['std', each],
  ['inplace', z.boolean().default(false)],
);

export const normalize_image = checked(
  'normalize_image',
  (
    image: Tensor,
    mean: number | readonly number[],
    std: number | readonly number[],
    inplace = false,
  ): Tensor => {
    if (!image.is_floating_point()) {
      throw new TypeError(`Input tensor should be a float tensor. Got ${image.dtype}.`);
    }
    if (image.dim() < 3) {
      throw new ValueError(
        `Expected tensor to be a tensor image of size (..., C, H, W). Got (${image.shape.join(', ')}).`,
      );
    }
    if ([std].flat().includes(0)) throw new ValueError('std evaluated to zero, leading to division by zero.');
    const column = (values: number | readonly number[]) => {
      const tensor = torch.tensor(values, { dtype: image.dtype, device: image.device });
      return tensor.dim() === 1 ? tensor.view(-1, 1, 1) : tensor; // (C, 1, 1)
    };
    return (inplace ? image.sub_(column(mean)) : image.sub(column(mean))).div_(column(std));
  },
);
export const normalize_video = normalize_image;
register(normalize, normalize_image, Tensor, Image, Video);

/** Blurs with a Gaussian of odd `kernel_size` [x, y] and `sigma` [x, y] in pixels (0.15 * size + 0.35 by default). */
export const gaussian_blur = functional(
  'gaussian_blur',
  ['kernel_size', z.union([z.int(), z.array(z.int()).readonly()])],
  ['sigma', each.nullable().default(null)],
);

function blurSizes(
  kernel_size: number | readonly number[],
  sigma: number | readonly number[] | null,
): [size: readonly number[], sigmas: readonly number[]] {
  const size = typeof kernel_size === 'number' ? [kernel_size, kernel_size] : kernel_size;
  if (size.length !== 2) {
    throw new ValueError(`If kernel_size is a sequence its length should be 2. Got ${size.length}`);
  }
  if (size.some((k) => k % 2 === 0 || k < 0)) {
    throw new ValueError(`kernel_size should have odd and positive integers. Got [${size}]`);
  }
  const given = sigma ?? size.map((k) => k * 0.15 + 0.35);
  const list = typeof given === 'number' ? [given] : given;
  const sigmas = list.length === 1 ? [list[0] as number, list[0] as number] : list;
  if (sigmas.length !== 2) {
    throw new ValueError(`If sigma is a sequence, its length should be 2. Got ${sigmas.length}`);
  }
  if (sigmas.some((s) => !(s > 0)))
    throw new ValueError(`sigma should have positive values. Got [${sigmas}]`);
  return [size, sigmas];
}

function gaussian(size: number, sigma: number, like: { dtype: Dtype; device: Tensor['device'] }): Tensor {
  const limit = (size - 1) / (2 * Math.sqrt(2));
  return torch.linspace(-limit, limit, size, like).div(sigma).pow(2).neg().softmax(0);
}

export const gaussian_blur_image = checked(
  'gaussian_blur_image',
  (
    image: Tensor,
    kernel_size: number | readonly number[],
    sigma: number | readonly number[] | null = null,
  ): Tensor => {
    const [size, sigmas] = blurSizes(kernel_size, sigma);
    if (image.numel() === 0) return image;
    const [kx, ky] = size as [number, number];
    const [sx, sy] = sigmas as [number, number];
    const channels = image.size(-3);
    const like = {
      dtype: image.is_floating_point() ? image.dtype : torch.float32,
      device: image.device,
    };
    const batch = image.dim() === 4 ? image : image.reshape(-1, channels, image.size(-2), image.size(-1));
    const [px, py] = [Math.floor(kx / 2), Math.floor(ky / 2)];
    // First, as it refuses what is wider than the picture.
    const padded = torch.reflection_pad2d(batch.to(like.dtype), [px, px, py, py]);
    const kernel = gaussian(ky, sy, like)
      .unsqueeze(-1)
      .mul(gaussian(kx, sx, like)); // (ky, kx)
    const blurred = torch.conv2d(padded, kernel.expand([channels, 1, ky, kx]), null, 1, 0, 1, channels);
    const out = blurred.reshape([...image.shape]);
    return image.is_floating_point() ? out : out.round_().to(image.dtype);
  },
);
export const gaussian_blur_video = gaussian_blur_image;
register(gaussian_blur, gaussian_blur_image, Tensor, Image, Video);
register(
  gaussian_blur,
  (picture: Picture, size: number | readonly number[], sigma: number | readonly number[] | null) =>
    to_pil_image(gaussian_blur_image(pil_to_tensor(picture), size, sigma), picture.mode),
  Picture,
);

/** Adds normal noise to floats of 0 to 1, or to bytes, where `mean` and `sigma` count 255 times; `clip` cuts to the range. */
export const gaussian_noise = functional(
  'gaussian_noise',
  ['mean', number.default(0)],
  ['sigma', number.default(0.1)],
  ['clip', z.boolean().default(true)],
);

export const gaussian_noise_image = checked(
  'gaussian_noise_image',
  (image: Tensor, mean = 0, sigma = 0.1, clip = true): Tensor => {
    if (sigma < 0) throw new ValueError(`sigma shouldn't be negative. Got ${sigma}`);
    if (image.is_floating_point()) {
      const noisy = image.add(torch.randn_like(image).mul(sigma).add(mean));
      return clip ? noisy.clamp(0, 1) : noisy;
    }
    if (image.dtype !== torch.uint8) {
      throw new ValueError(
        `Input tensor is expected to be in uint8 or float dtype, got dtype=${image.dtype}`,
      );
    }
    const noise = torch
      .randn_like(image, { dtype: torch.float32 })
      .mul(sigma * 255)
      .add(mean * 255);
    const noisy = image.add(noise.to(torch.int16));
    return (clip ? noisy.clamp(0, 255) : noisy).to(torch.uint8);
  },
);
export const gaussian_noise_video = gaussian_noise_image;
register(gaussian_noise, gaussian_noise_image, Tensor, Image, Video);
register(
  gaussian_noise,
  () => {
    throw new ValueError('Gaussian Noise is not implemented for PIL images.');
  },
  Picture,
);

const dtypeField = z.custom<dtype>((value) => value instanceof dtype, 'must be a dtype');

/** Another dtype; with `scale` the values of images and videos fill its range (0 to 1 for floats). */
export const to_dtype = functional(
  'to_dtype',
  ['dtype', dtypeField.default(() => torch.float32)],
  ['scale', z.boolean().default(false)],
);

const valueBits: Record<string, number> = { uint8: 8, int8: 7, int16: 15, uint16: 16, int32: 31, int64: 63 };
/** @internal How many bits of a whole number hold its value. @throws TypeError for another dtype. */
export function bitsOf(type: Dtype): number {
  const bits = valueBits[type.name];
  if (bits === undefined) {
    throw new TypeError(`Number of value bits is only defined for integer dtypes, but got ${type}.`);
  }
  return bits;
}

/** @throws RuntimeError where the target could not hold the values (float32 to int32, ...). */
export const to_dtype_image = checked(
  'to_dtype_image',
  (image: Tensor, dtype: Dtype = torch.float32, scale = false): Tensor => {
    if (image.dtype === dtype) return image;
    if (!scale || (image.is_floating_point() && dtype.is_floating_point)) return image.to(dtype);
    if (dtype.is_floating_point) return image.to(dtype).mul_(1 / maxValue(image.dtype));
    if (!image.is_floating_point()) return shifted(image, dtype);
    const tooWide = { float32: ['int32', 'int64'], float64: ['int64'] }[image.dtype.name] ?? [];
    if (tooWide.includes(dtype.name)) {
      throw new RuntimeError(`The conversion from ${image.dtype} to ${dtype} cannot be performed safely.`);
    }
    return image.mul(maxValue(dtype) + 1 - 1e-3).to(dtype);
  },
);

/** Whole numbers in another dtype of whole numbers. */
function shifted(image: Tensor, dtype: Dtype): Tensor {
  const by = bitsOf(image.dtype) - bitsOf(dtype);
  const factor = 2 ** Math.abs(by);
  if (by > 0) {
    const isWide = image.dtype === torch.uint16;
    return (isWide ? image.div(factor) : image.bitwise_right_shift(by)).to(dtype);
  }
  return dtype === torch.uint16 ? image.to(dtype).mul(factor) : image.to(dtype).bitwise_left_shift_(-by);
}
export const to_dtype_video = to_dtype_image;
register(to_dtype, to_dtype_image, Tensor, Image, Video);
registerRaw(to_dtype, (inpt: Tensor, dtype: Dtype) => inpt.to(dtype), BoundingBoxes, KeyPoints, Mask);

/** @deprecated `to_dtype(image, dtype, true)` is the same. */
export const convert_image_dtype = checked(
  'convert_image_dtype',
  (image: Tensor, dtype: Dtype = torch.float32): Tensor => to_dtype_image(image, dtype, true),
);

const sanitizeArgs = signature(
  'sanitize_bounding_boxes',
  ['format', formatField.nullable().default(null)],
  ['canvas_size', canvasSize.nullable().default(null)],
  ['min_size', number.default(1)],
  ['min_area', number.default(1)],
);

/**
 * The boxes that are at least `min_size` wide and high, of at least `min_area`, and inside the image; and which these are,
 * a mask (N) for what else belongs to them. Plain tensors need `format` and `canvas_size`.
 */
export const sanitize_bounding_boxes = checked(
  'sanitize_bounding_boxes',
  <T extends Tensor>(bounding_boxes: T, ...args: Args<typeof sanitizeArgs>): [boxes: T, valid: Tensor] => {
    const { format, canvas_size, min_size, min_area } = sanitizeArgs(args);
    if (is_pure_tensor(bounding_boxes)) {
      if (format === null || canvas_size === null) {
        throw new ValueError(
          'format and canvas_size cannot be None if bounding_boxes is a pure tensor. ' +
            `Got format=${format} and canvas_size=${canvas_size}. ` +
            'Set those to appropriate values or pass bounding_boxes as a tv_tensors.BoundingBoxes object.',
        );
      }
      const valid = validBoxes(bounding_boxes, format, canvas_size, min_size, min_area);
      return [bounding_boxes.index(valid) as T, valid];
    }
    const boxes: unknown = bounding_boxes;
    if (!(boxes instanceof BoundingBoxes)) {
      throw new ValueError('bounding_boxes must be a tv_tensors.BoundingBoxes instance or a pure tensor.');
    }
    if (format !== null || canvas_size !== null) {
      throw new ValueError(
        'format and canvas_size must be None when bounding_boxes is a tv_tensors.BoundingBoxes instance. ' +
          `Got format=${format} and canvas_size=${canvas_size}. ` +
          'Leave those to None or pass bounding_boxes as a pure tensor.',
      );
    }
    const valid = validBoxes(plain(boxes), boxes.format, boxes.canvas_size, min_size, min_area);
    return [wrap(plain(boxes).index(valid), { like: boxes }) as unknown as T, valid];
  },
);

/** @internal Which boxes (N, K) are large enough and inside the image: (N). */
export function validBoxes(
  boxes: Tensor,
  format: BoundingBoxFormat,
  [height, width]: Canvas,
  min_size: number,
  min_area: number,
): Tensor {
  const isRotated = is_rotated_bounding_format(format);
  const corners = convertFormat(boxes, format, isRotated ? 'XYXYXYXY' : 'XYXY');
  const [w, h] = isRotated ? sidesOfTurned(corners) : sidesOfUpright(corners);
  const at = corners.unbind(-1);
  const inside = at.map((values, i) => values.ge(0).logical_and(values.le(i % 2 === 0 ? width : height)));
  const large = w.ge(min_size).logical_and(h.ge(min_size)).logical_and(w.mul(h).ge(min_area));
  return inside.reduce((all, one) => all.logical_and(one), large);
}

function sidesOfUpright(corners: Tensor): [Tensor, Tensor] {
  const [x1, y1, x2, y2] = corners.unbind(-1) as unknown as [Tensor, Tensor, Tensor, Tensor];
  return [x2.sub(x1), y2.sub(y1)];
}

// The second length is torchvision's own: of (y2 - y3, x3 - y4), not of (x2 - x3, y2 - y3).
function sidesOfTurned(corners: Tensor): [Tensor, Tensor] {
  const at = corners.unbind(-1);
  const difference = (i: number, j: number) => (at[i] as Tensor).sub(at[j] as Tensor);
  const length = (x: Tensor, y: Tensor) => x.pow(2).add(y.pow(2)).sqrt();
  return [length(difference(0, 2), difference(1, 3)), length(difference(3, 5), difference(4, 6))];
}

const sanitizePointsArgs = signature('sanitize_keypoints', [
  'canvas_size',
  canvasSize.nullable().default(null),
]);

/**
 * The points that are inside the image, or of groups (N, ..., 2) those with all points inside; and which these are (N).
 * Plain tensors need `canvas_size`.
 */
export const sanitize_keypoints = checked(
  'sanitize_keypoints',
  <T extends Tensor>(key_points: T, ...args: Args<typeof sanitizePointsArgs>): [points: T, valid: Tensor] => {
    const { canvas_size } = sanitizePointsArgs(args);
    if (is_pure_tensor(key_points)) {
      if (canvas_size === null) {
        throw new ValueError(
          'canvas_size cannot be None if key_points is a pure tensor. ' +
            'Set it to an appropriate value or pass key_points as a tv_tensors.KeyPoints object.',
        );
      }
      const valid = validPoints(key_points, canvas_size);
      return [key_points.index(valid) as T, valid];
    }
    const points: unknown = key_points;
    if (!(points instanceof KeyPoints)) {
      throw new ValueError('key_points must be a tv_tensors.KeyPoints instance or a pure tensor.');
    }
    if (canvas_size !== null) {
      throw new ValueError(
        'canvas_size must be None when key_points is a tv_tensors.KeyPoints instance. ' +
          `Got canvas_size=${canvas_size}. Leave it to None or pass key_points as a pure tensor.`,
      );
    }
    const valid = validPoints(plain(points), points.canvas_size);
    return [wrap(plain(points).index(valid), { like: points }) as unknown as T, valid];
  },
);

/** @internal Which points, or groups of points (N, ..., 2), are inside the image: (N). */
export function validPoints(points: Tensor, [height, width]: Canvas): Tensor {
  const [x, y] = [points.select(-1, 0), points.select(-1, 1)];
  const within = (values: Tensor, size: number) => values.ge(0).logical_and(values.lt(size));
  const valid = within(x, width).logical_and(within(y, height));
  return valid.dim() > 1 ? valid.flatten(1).all(1) : valid;
}
