import { TypeError, ValueError } from '../../errors.ts';
import { keywords, passing } from '../../keywords.ts';
import * as math from '../../math.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warnOnce } from '../../warn.ts';
import { Image } from '../image.ts';
import type { Mode } from '../io/decode.ts';
import { Resampling, toFloats } from '../raster.ts';
import { enumeration } from './_enumeration.ts';
import * as P from './_functional_pil.ts';
import * as T from './_functional_tensor.ts';
import { type Fill, type PaddingMode, paddingModes, sidesOf } from './_padding.ts';
import { tableOf } from './_tables.ts';

/**
 * Transforms as plain functions, under torchvision's names. An image is a picture (`vision.Image`) or a tensor
 * (..., C, H, W), and the result is of the same kind; pictures get Pillow's pixels, tensors those of torchvision's tensor
 * functions. Sizes are [height, width], points [x, y].
 *
 * Source: torchvision 0.28 documentation, "Transforming images".
 */

export const InterpolationMode = enumeration('InterpolationMode', {
  NEAREST: 'nearest',
  NEAREST_EXACT: 'nearest-exact',
  BILINEAR: 'bilinear',
  BICUBIC: 'bicubic',
  BOX: 'box',
  HAMMING: 'hamming',
  LANCZOS: 'lanczos',
});
export type InterpolationMode = (typeof InterpolationMode)[keyof typeof InterpolationMode];

export type AnyImage = Tensor | Image;

const filters: Record<InterpolationMode, Resampling> = {
  nearest: Resampling.NEAREST,
  'nearest-exact': Resampling.NEAREST,
  bilinear: Resampling.BILINEAR,
  bicubic: Resampling.BICUBIC,
  box: Resampling.BOX,
  hamming: Resampling.HAMMING,
  lanczos: Resampling.LANCZOS,
};

/** @internal */
export function filterOf(interpolation: InterpolationMode): Resampling {
  const filter = filters[interpolation];
  if (filter === undefined) {
    throw new TypeError(
      `Argument interpolation should be one of ${Object.keys(filters).join(', ')}, got ${interpolation}`,
    );
  }
  return filter;
}

/** One function for both kinds of image. */
function forBoth<R extends unknown[]>(
  picture: (img: Image, ...rest: R) => Image,
  tensor: (img: Tensor, ...rest: R) => Tensor,
) {
  return <I extends AnyImage>(img: I, ...rest: R): I => {
    if (img instanceof Image) return picture(img, ...rest) as I;
    assertKind(img);
    return tensor(img, ...rest) as I;
  };
}

function assertKind(img: unknown): asserts img is Tensor {
  if (!(img instanceof Tensor))
    throw new TypeError(`img should be a picture or a Tensor, got ${T.describe(img)}`);
}

function nonNegative(value: number, name: string): number {
  if (!(value >= 0)) throw new ValueError(`${name} (${value}) is not non-negative.`);
  return value;
}

/** [channels, height, width] */
export const get_dimensions = keywords(
  'get_dimensions',
  ['img'],
  (img: AnyImage): [number, number, number] => {
    if (img instanceof Image) return [img.getbands().length, img.height, img.width];
    assertKind(img);
    return T.get_dimensions(img);
  },
);

/** [width, height] */
export const get_image_size = keywords('get_image_size', ['img'], (img: AnyImage): [number, number] => {
  const [, height, width] = get_dimensions(img);
  return [width, height];
});

export const get_image_num_channels = keywords(
  'get_image_num_channels',
  ['img'],
  (img: AnyImage): number => get_dimensions(img)[0],
);

/** (height, width) of an image. */
export function sizeOf(img: AnyImage): [number, number] {
  const [, height, width] = get_dimensions(img);
  return [height, width];
}

/**
 * A picture, or uint8 pixels (C, H, W) or (H, W), as float (C, H, W): 0 to 255 become 0 to 1.
 *
 * Python's function takes a NumPy array (H, W, C) instead of a tensor: `Image.fromarray` makes a picture of one.
 */
export const to_tensor = keywords('to_tensor', ['pic'], (pic: AnyImage): Tensor => {
  if (pic instanceof Image) {
    const pixels = pic._pixels(); // (H, W, C)
    const planes = pixels.permute(2, 0, 1);
    if (pic.mode === 'I;16') return planes.to(torch.int32).to(torch.int16).contiguous();
    if (pixels.dtype !== torch.uint8) return planes.clone({ memory_format: torch.contiguous_format });
    const dtype = torch.get_default_dtype();
    if (dtype !== torch.float32) return planes.contiguous().to(dtype).div_(255);
    return toFloats(
      pixels,
      tableOf(pixels.size(2), '', (values) => values),
    );
  }
  if (!(pic instanceof Tensor) || pic.dtype !== torch.uint8 || pic.dim() < 2 || pic.dim() > 3) {
    throw new TypeError(
      `pic should be a picture, or a uint8 image (C, H, W) or (H, W), got ${T.describe(pic)}`,
    );
  }
  const image = pic.dim() === 2 ? pic.unsqueeze(0) : pic;
  return image.contiguous().to(torch.get_default_dtype()).div_(255);
});

/** A picture's values as they are, (C, H, W): uint8, of mode '1' bool, of 'I', 'I;16' and 'F' int32, uint16 and float32. */
export const pil_to_tensor = keywords('pil_to_tensor', ['pic'], (pic: Image): Tensor => {
  if (!(pic instanceof Image)) throw new TypeError(`pic should be a picture, got ${T.describe(pic)}`);
  const pixels = pic._pixels();
  return (pic.mode === '1' ? pixels.to(torch.bool) : pixels.clone()).permute(2, 0, 1);
});

/**
 * A picture from a tensor (C, H, W) or (H, W): uint8, or floats of 0 to 1; of one channel also int32 (mode 'I'), int16
 * ('I;16') and, with `mode` 'F', floats as they are.
 */
export const to_pil_image = keywords(
  'to_pil_image',
  ['pic', 'mode'],
  (pic: Tensor, mode: Mode | null = null): Image => {
    if (!(pic instanceof Tensor)) throw new TypeError(`pic should be Tensor. Got ${T.describe(pic)}`);
    if (pic.dim() !== 2 && pic.dim() !== 3) {
      throw new ValueError(`pic should be 2/3 dimensional. Got ${pic.dim()} dimensions.`);
    }
    const image = (pic.dim() === 2 ? pic.unsqueeze(0) : pic).detach().cpu();
    if (image.size(0) > 4)
      throw new ValueError(`pic should not have > 4 channels. Got ${image.size(0)} channels.`);
    const values = image.is_floating_point() && mode !== 'F' ? image.mul(255).to(torch.uint8) : image;
    const pixels = values.permute(1, 2, 0);
    const kind = String(values.dtype).replace('torch.', '');
    if (values.size(0) > 1) {
      const permitted = ([[], ['LA'], ['RGB'], ['RGBA', 'CMYK']] as const)[
        values.size(0) - 1
      ] as readonly string[];
      if (mode !== null && !permitted.includes(mode)) {
        const list = permitted.map((each) => `'${each}'`).join(', ');
        throw new ValueError(`Only modes [${list}] are supported for ${values.size(0)}D inputs`);
      }
      if (values.dtype !== torch.uint8) throw new TypeError(`Input type ${kind} is not supported`);
      return Image.fromarray(pixels, mode ?? undefined);
    }
    const expected = ({ uint8: 'L', int16: 'I;16', int32: 'I', float32: 'F' } as const)[kind];
    if (mode !== null && mode !== expected) {
      throw new ValueError(
        `Incorrect mode (${mode}) supplied for input type ${kind}. Should be ${expected ?? 'None'}`,
      );
    }
    if (expected === undefined) throw new TypeError(`Input type ${kind} is not supported`);
    return Image.fromarray(kind === 'int16' ? pixels.view(torch.uint16) : pixels);
  },
);

/** A tensor image in another dtype, its values scaled to the range of it (0 to 1 for floats). */
export const convert_image_dtype = keywords(
  'convert_image_dtype',
  ['image', 'dtype'],
  (image: Tensor, dtype: Tensor['dtype'] = torch.float32): Tensor => {
    if (!(image instanceof Tensor)) throw new TypeError('Input img should be Tensor Image');
    return T.convert_image_dtype(image, dtype);
  },
);

/** (x - mean) / std for each channel of a float image. */
export const normalize = keywords(
  'normalize',
  ['tensor', 'mean', 'std', 'inplace'],
  (tensor: Tensor, mean: readonly number[], std: readonly number[], inplace: boolean = false): Tensor => {
    if (!(tensor instanceof Tensor) || !tensor.is_floating_point()) {
      throw new TypeError(`Input tensor should be a float tensor, got ${T.describe(tensor)}`);
    }
    if (tensor.dim() < 3) {
      throw new ValueError(
        `Expected tensor to be a tensor image of size (..., C, H, W), got ${T.describe(tensor)}`,
      );
    }
    if (std.includes(0)) {
      throw new ValueError(
        `std evaluated to zero after conversion to ${tensor.dtype}, leading to division by zero.`,
      );
    }
    const perChannel = (values: readonly number[]) =>
      torch.tensor(values, { dtype: tensor.dtype, device: tensor.device }).view(-1, 1, 1); // (C, 1, 1)
    // In place when more means than channels would widen the image, which torchvision refuses.
    const own = inplace ? tensor : mean.length > tensor.size(-3) ? tensor.clone() : null;
    const out = own === null ? tensor.sub(perChannel(mean)) : own.sub_(perChannel(mean));
    return out.div_(perChannel(std));
  },
);

/**
 * Makes `size` [height, width], or if it is one number the shorter edge, `max_size` bounding the longer one. Pictures are
 * always antialiased.
 */
export const resize = passing(
  'resize',
  ['img', 'size', 'interpolation', 'max_size', 'antialias'],
  (
    img: AnyImage,
    size: number | readonly number[],
    interpolation: InterpolationMode = 'bilinear',
    max_size: number | null = null,
    antialias: boolean = true,
  ): AnyImage => {
    const filter = filterOf(interpolation);
    const target = resizedSize(sizeOf(img), size, max_size);
    const [height, width] = sizeOf(img);
    if (target[0] === height && target[1] === width) return img;
    if (img instanceof Image) {
      if (!antialias) {
        warnOnce('Anti-alias option is always applied for PIL Image input. Argument antialias is ignored.');
      }
      return P.resize(img, target, filter) as AnyImage;
    }
    const batch = img.reshape(-1, img.dim() > 2 ? img.size(-3) : 1, height, width);
    const resized = interpolate(batch, target, interpolation, antialias);
    return resized.reshape([...img.size().slice(0, -2), ...target]) as AnyImage;
  },
);

function interpolate(
  batch: Tensor,
  size: readonly [number, number],
  mode: InterpolationMode,
  antialias: boolean,
): Tensor {
  if (mode === 'box' || mode === 'hamming' || mode === 'lanczos') {
    throw new ValueError(`Interpolation mode '${mode}' is for pictures only, not for tensors`);
  }
  if (batch.dtype !== torch.float32 && batch.dtype !== torch.float64) {
    // torchvision counts in float32 and rounds once; the operators for bytes round between their two passes.
    const wide = interpolate(batch.to(torch.float32), size, mode, antialias);
    if (mode === 'bicubic' && batch.dtype === torch.uint8) wide.clamp_(0, 255);
    return (batch.is_floating_point() ? wide : wide.round_()).to(batch.dtype);
  }
  if (mode === 'nearest') return torch.upsample_nearest2d(batch, size);
  if (mode === 'nearest-exact') return torch._upsample_nearest_exact2d(batch, size);
  if (antialias) {
    const op = mode === 'bilinear' ? torch._upsample_bilinear2d_aa : torch._upsample_bicubic2d_aa;
    return op(batch, size, false);
  }
  return (mode === 'bilinear' ? torch.upsample_bilinear2d : torch.upsample_bicubic2d)(batch, size, false);
}

function resizedSize(
  [height, width]: [number, number],
  size: number | readonly number[],
  max_size: number | null,
): [number, number] {
  if (typeof size !== 'number' && size.length === 2) {
    if (max_size !== null) {
      throw new ValueError('max_size should only be passed if size specifies the length of the smaller edge');
    }
    return [size[0] as number, size[1] as number];
  }
  const edge = typeof size === 'number' ? size : size[0];
  if (typeof edge !== 'number' || (typeof size !== 'number' && size.length !== 1)) {
    throw new ValueError(`Size must be an int or a 1 or 2 element tuple/list, not [${size}]`);
  }
  const [short, long] = width <= height ? [width, height] : [height, width];
  let [newShort, newLong] = [edge, Math.trunc((edge * long) / short)];
  if (max_size !== null) {
    if (max_size <= edge) {
      throw new ValueError(
        `max_size = ${max_size} must be strictly greater than the requested size for the smaller edge size = ${edge}`,
      );
    }
    if (newLong > max_size) [newShort, newLong] = [Math.trunc((max_size * newShort) / newLong), max_size];
  }
  return width <= height ? [newLong, newShort] : [newShort, newLong];
}

/** Frames an image: one width for all sides, [left and right, top and bottom], or [left, top, right, bottom]. */
export const pad = passing(
  'pad',
  ['img', 'padding', 'fill', 'padding_mode'],
  (
    img: AnyImage,
    padding: number | readonly number[],
    fill: Fill = 0,
    padding_mode: PaddingMode = 'constant',
  ): AnyImage => {
    if (!paddingModes.includes(padding_mode)) {
      throw new ValueError('Padding mode should be either constant, edge, reflect or symmetric');
    }
    return padBoth(img, sidesOf(padding), fill, padding_mode);
  },
);
const padBoth = forBoth(P.pad, T.pad);

/** The part of `height` x `width` whose upper left corner is at (`top`, `left`); zeros where it leaves the image. */
export const crop = passing(
  'crop',
  ['img', 'top', 'left', 'height', 'width'],
  (img: AnyImage, top: number, left: number, height: number, width: number): AnyImage =>
    cropBoth(img, top, left, height, width),
);
const cropBoth = forBoth(P.crop, (img, top: number, left: number, height: number, width: number) => {
  const [h, w] = sizeOf(img);
  const y = overlap(top, height, h);
  const x = overlap(left, width, w);
  const part = img.narrow(-2, y.start, y.length).narrow(-1, x.start, x.length);
  if (y.length === height && x.length === width) return part;
  return torch.constant_pad_nd(part, [x.before, x.after, y.before, y.after], 0);
});

// What of `length` pixels from `from` on lies within `size`, and how many lie before and after.
function overlap(from: number, length: number, size: number) {
  const clamp = (position: number) => Math.min(Math.max(position, 0), size);
  const start = clamp(from);
  const inside = clamp(from + length) - start;
  const before = Math.min(Math.max(-from, 0), length);
  return { start, length: inside, before, after: length - before - inside };
}

/** [height, width] of a size that may be one number. */
export function pairOf(size: number | readonly number[]): [number, number] {
  const sides = typeof size === 'number' ? [size] : size;
  if (sides.length !== 1 && sides.length !== 2) {
    throw new ValueError('Please provide only two dimensions (h, w) for size.');
  }
  const [height = 0, width = height] = sides;
  return [height, width];
}

/** The middle of an image; zeros around it where the image is smaller. */
export const center_crop = passing(
  'center_crop',
  ['img', 'output_size'],
  (img: AnyImage, output_size: number | readonly number[]): AnyImage => {
    const [height, width] = pairOf(output_size);
    const [h, w] = sizeOf(img);
    if (height > h || width > w) {
      const padded = pad(img, [
        Math.max(0, Math.floor((width - w) / 2)),
        Math.max(0, Math.floor((height - h) / 2)),
        Math.max(0, Math.floor((width - w + 1) / 2)),
        Math.max(0, Math.floor((height - h + 1) / 2)),
      ]);
      const [h2, w2] = sizeOf(padded);
      if (h2 === height && w2 === width) return padded;
      return crop(padded, roundHalfEven((h2 - height) / 2), roundHalfEven((w2 - width) / 2), height, width);
    }
    return crop(img, roundHalfEven((h - height) / 2), roundHalfEven((w - width) / 2), height, width);
  },
);

/** @internal Python's round(), which decides where an odd margin goes. */
export const roundHalfEven = (x: number): number =>
  Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x);

/** A part of an image, resized. */
export const resized_crop = passing(
  'resized_crop',
  ['img', 'top', 'left', 'height', 'width', 'size', 'interpolation', 'antialias'],
  (
    img: AnyImage,
    top: number,
    left: number,
    height: number,
    width: number,
    size: number | readonly number[],
    interpolation: InterpolationMode = 'bilinear',
    antialias: boolean = true,
  ): AnyImage => resize(crop(img, top, left, height, width), size, interpolation, null, antialias),
);

/** Mirrors left and right. */
export const hflip = passing(
  'hflip',
  ['img'],
  forBoth(P.hflip, (img) => {
    T.assertImage(img);
    return img.flip([-1]);
  }),
);
/** Mirrors top and bottom. */
export const vflip = passing(
  'vflip',
  ['img'],
  forBoth(P.vflip, (img) => {
    T.assertImage(img);
    return img.flip([-2]);
  }),
);

type CropSize = number | readonly number[];
interface FiveCrop {
  <I extends AnyImage>(img: I, size: CropSize | { size: CropSize }): [I, I, I, I, I];
  <I extends AnyImage>(keywords: { img: I; size: CropSize }): [I, I, I, I, I];
}
interface TenCrop {
  <I extends AnyImage>(img: I, size: CropSize, vertical_flip?: boolean | { vertical_flip?: boolean }): I[];
  <I extends AnyImage>(img: I, keywords: { size: CropSize; vertical_flip?: boolean }): I[];
  <I extends AnyImage>(keywords: { img: I; size: CropSize; vertical_flip?: boolean }): I[];
}

/** The four corners (top left, top right, bottom left, bottom right) and the middle. */
export const five_crop = keywords(
  'five_crop',
  ['img', 'size'],
  (img: AnyImage, size: number | readonly number[]): [AnyImage, AnyImage, AnyImage, AnyImage, AnyImage] => {
    const [height, width] = pairOf(size);
    const [h, w] = sizeOf(img);
    if (width > w || height > h) {
      throw new ValueError(
        `Requested crop size (${height}, ${width}) is bigger than input size (${h}, ${w})`,
      );
    }
    return [
      crop(img, 0, 0, height, width),
      crop(img, 0, w - width, height, width),
      crop(img, h - height, 0, height, width),
      crop(img, h - height, w - width, height, width),
      center_crop(img, [height, width]),
    ];
  },
) as unknown as FiveCrop;

/** The five crops of an image and those of its mirror image. */
export const ten_crop = keywords(
  'ten_crop',
  ['img', 'size', 'vertical_flip'],
  (img: AnyImage, size: number | readonly number[], vertical_flip: boolean = false): AnyImage[] => [
    ...five_crop(img, size),
    ...five_crop(vertical_flip ? vflip(img) : hflip(img), size),
  ],
) as unknown as TenCrop;

const brightness = forBoth(P.adjust_brightness, T.adjust_brightness);
const contrast = forBoth(P.adjust_contrast, T.adjust_contrast);
const saturation = forBoth(P.adjust_saturation, T.adjust_saturation);
const hue = forBoth(P.adjust_hue, T.adjust_hue);
const gammaBoth = forBoth(P.adjust_gamma, T.adjust_gamma);
const sharpness = forBoth(P.adjust_sharpness, T.adjust_sharpness);

/** 0 gives black, 1 the image, 2 twice the light. */
export const adjust_brightness = passing(
  'adjust_brightness',
  ['img', 'brightness_factor'],
  (img: AnyImage, brightness_factor: number): AnyImage =>
    brightness(img, nonNegative(brightness_factor, 'brightness_factor')),
);
/** 0 gives grey, 1 the image. */
export const adjust_contrast = passing(
  'adjust_contrast',
  ['img', 'contrast_factor'],
  (img: AnyImage, contrast_factor: number): AnyImage =>
    contrast(img, nonNegative(contrast_factor, 'contrast_factor')),
);
/** 0 gives a grey image, 1 the image, 2 twice the colour. */
export const adjust_saturation = passing(
  'adjust_saturation',
  ['img', 'saturation_factor'],
  (img: AnyImage, saturation_factor: number): AnyImage =>
    saturation(img, nonNegative(saturation_factor, 'saturation_factor')),
);
/** Turns the hues by a part of the circle, in [-0.5, 0.5]. */
export const adjust_hue = passing(
  'adjust_hue',
  ['img', 'hue_factor'],
  (img: AnyImage, hue_factor: number): AnyImage => {
    if (!(hue_factor >= -0.5 && hue_factor <= 0.5)) {
      throw new ValueError(`hue_factor (${hue_factor}) is not in [-0.5, 0.5].`);
    }
    return hue(img, hue_factor);
  },
);
/** gain * x^gamma, of values in [0, 1]. */
export const adjust_gamma = passing(
  'adjust_gamma',
  ['img', 'gamma', 'gain'],
  (img: AnyImage, gamma: number, gain: number = 1): AnyImage => {
    if (!(gamma >= 0)) throw new ValueError('Gamma should be a non-negative real number');
    return gammaBoth(img, gamma, gain);
  },
);
/** 0 gives a blurred image, 1 the image, 2 a sharpened one. */
export const adjust_sharpness = passing(
  'adjust_sharpness',
  ['img', 'sharpness_factor'],
  (img: AnyImage, sharpness_factor: number): AnyImage =>
    sharpness(img, nonNegative(sharpness_factor, 'sharpness_factor')),
);

/** @internal The way back from an output pixel to its input pixel, 6 numbers. */
export function inverseAffineMatrix(
  [cx, cy]: readonly number[] & { 0: number; 1: number },
  angle: number,
  [tx, ty]: readonly [number, number],
  scale: number,
  shear: readonly [number, number],
): number[] {
  const turn = math.radians(angle);
  const [sx, sy] = [math.radians(shear[0]), math.radians(shear[1])];
  const a = math.cos(turn - sy) / math.cos(sy);
  const b = (-math.cos(turn - sy) * math.tan(sx)) / math.cos(sy) - math.sin(turn);
  const c = math.sin(turn - sy) / math.cos(sy);
  const d = (-math.sin(turn - sy) * math.tan(sx)) / math.cos(sy) + math.cos(turn);
  const [m0, m1, m3, m4] = [d / scale, -b / scale, -c / scale, a / scale];
  const m2 = 0 / scale + (m0 * (-cx - tx) + m1 * (-cy - ty)) + cx;
  const m5 = 0 / scale + (m3 * (-cx - tx) + m4 * (-cy - ty)) + cy;
  return [m0, m1, m2, m3, m4, m5];
}

/** Turns by `angle` degrees against the clock, about the middle unless `center` [x, y] is given. */
export const rotate = passing(
  'rotate',
  ['img', 'angle', 'interpolation', 'expand', 'center', 'fill'],
  (
    img: AnyImage,
    angle: number,
    interpolation: InterpolationMode = 'nearest',
    expand: boolean = false,
    center: readonly [number, number] | null = null,
    fill: Fill = null,
  ): AnyImage => {
    const filter = filterOf(interpolation);
    if (img instanceof Image) return P.rotate(img, angle, filter, expand, center, fill) as AnyImage;
    const matrix = inverseAffineMatrix(fromMiddle(img, center), -angle, [0, 0], 1, [0, 0]);
    return T.rotate(img, matrix, interpolation, expand, fill) as AnyImage;
  },
);

function fromMiddle(img: Tensor, center: readonly [number, number] | null): [number, number] {
  const [, height, width] = T.get_dimensions(img);
  return center === null ? [0, 0] : [center[0] - width * 0.5, center[1] - height * 0.5];
}

/** Turns by `angle` degrees, moves by `translate` pixels, scales, and shears by degrees, about the middle or `center`. */
export const affine = passing(
  'affine',
  ['img', 'angle', 'translate', 'scale', 'shear', 'interpolation', 'fill', 'center'],
  (
    img: AnyImage,
    angle: number,
    translate: readonly [number, number],
    scale: number,
    shear: number | readonly number[],
    interpolation: InterpolationMode = 'nearest',
    fill: Fill = null,
    center: readonly [number, number] | null = null,
  ): AnyImage => {
    const filter = filterOf(interpolation);
    if (!(scale > 0)) throw new ValueError('Argument scale should be positive');
    const sheared =
      typeof shear === 'number' ? [shear, 0] : shear.length === 1 ? [shear[0], shear[0]] : shear;
    if (sheared.length !== 2) {
      throw new ValueError(`Shear should be a sequence containing two values. Got ${shear}`);
    }
    const angles = sheared as [number, number];
    if (img instanceof Image) {
      const middle = center ?? ([img.width * 0.5, img.height * 0.5] as const);
      const matrix = inverseAffineMatrix(middle, angle, translate, scale, angles);
      return P.transform(img, matrix, filter, fill) as AnyImage;
    }
    assertKind(img);
    const matrix = inverseAffineMatrix(fromMiddle(img, center), angle, translate, scale, angles);
    return T.affine(img, matrix, interpolation, fill) as AnyImage;
  },
);

/** @internal Coefficients that take each of four end points to its start point. */
export function perspectiveCoefficients(
  startpoints: readonly (readonly number[])[],
  endpoints: readonly (readonly number[])[],
): number[] {
  if (startpoints.length !== 4 || endpoints.length !== 4) {
    throw new ValueError(
      `Please provide exactly four corners, got ${startpoints.length} startpoints and ${endpoints.length} endpoints.`,
    );
  }
  const rows = endpoints.flatMap(([x = 0, y = 0], i) => {
    const [u = 0, v = 0] = startpoints[i] as readonly number[];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y],
      [0, 0, 0, x, y, 1, -v * x, -v * y],
    ];
  });
  const a = torch.tensor(rows, { dtype: torch.float64 });
  const b = torch.tensor(startpoints.flat(), { dtype: torch.float64 });
  const [solution] = torch.linalg_lstsq(a, b, { driver: 'gels' }) as unknown as [Tensor];
  return solution.to(torch.float32).tolist() as number[];
}

/** Moves four corners [x, y] to four others. */
export const perspective = passing(
  'perspective',
  ['img', 'startpoints', 'endpoints', 'interpolation', 'fill'],
  (
    img: AnyImage,
    startpoints: readonly (readonly number[])[],
    endpoints: readonly (readonly number[])[],
    interpolation: InterpolationMode = 'bilinear',
    fill: Fill = null,
  ): AnyImage => {
    const filter = filterOf(interpolation);
    const coefficients = perspectiveCoefficients(startpoints, endpoints);
    if (img instanceof Image) return P.transform(img, coefficients, filter, fill) as AnyImage;
    assertKind(img);
    return T.perspective(img, coefficients, interpolation, fill) as AnyImage;
  },
);

/** A picture in grey, in one channel or the same in three. */
export const to_grayscale = keywords(
  'to_grayscale',
  ['img', 'num_output_channels'],
  (img: Image, num_output_channels: 1 | 3 = 1): Image => {
    if (!(img instanceof Image)) throw new TypeError('Input should be a picture');
    return rgb_to_grayscale(img, num_output_channels);
  },
);

/** Luma of a colour image, in one channel or the same in three. */
export const rgb_to_grayscale = passing(
  'rgb_to_grayscale',
  ['img', 'num_output_channels'],
  (img: AnyImage, num_output_channels: 1 | 3 = 1): AnyImage => {
    if (num_output_channels !== 1 && num_output_channels !== 3) {
      throw new ValueError('num_output_channels should be either 1 or 3');
    }
    return grayBoth(img, num_output_channels);
  },
);
const grayBoth = forBoth(P.to_grayscale, T.rgb_to_grayscale);

/** Writes `v` over the rectangle of `h` x `w` at row `i`, column `j` of a tensor image. */
export const erase = keywords(
  'erase',
  ['img', 'i', 'j', 'h', 'w', 'v', 'inplace'],
  (img: Tensor, i: number, j: number, h: number, w: number, v: Tensor, inplace: boolean = false): Tensor => {
    if (!(img instanceof Tensor)) throw new TypeError(`img should be Tensor Image. Got ${T.describe(img)}`);
    const out = inplace ? img : img.clone();
    out.narrow(-2, i, h).narrow(-1, j, w).copy_(v);
    return out;
  },
);

/** Blurs with a Gaussian of odd `kernel_size` [x, y] and `sigma` [x, y] in pixels (0.15 * size + 0.35 by default). */
export const gaussian_blur = passing(
  'gaussian_blur',
  ['img', 'kernel_size', 'sigma'],
  (
    img: AnyImage,
    kernel_size: number | readonly number[],
    sigma: number | readonly number[] | null = null,
  ): AnyImage => {
    const size = typeof kernel_size === 'number' ? [kernel_size, kernel_size] : kernel_size;
    if (size.length !== 2) {
      throw new ValueError(`If kernel_size is a sequence its length should be 2. Got ${size.length}`);
    }
    if (size.some((k) => !Number.isInteger(k) || k % 2 !== 1 || k < 0)) {
      throw new ValueError(`kernel_size should have odd and positive integers. Got [${size}]`);
    }
    const given = sigma ?? size.map((k) => k * 0.15 + 0.35);
    const sigmas =
      typeof given === 'number' ? [given, given] : given.length === 1 ? [given[0], given[0]] : given;
    if (sigmas.length !== 2) {
      throw new ValueError(`If sigma is a sequence, its length should be 2. Got ${sigmas.length}`);
    }
    if (sigmas.some((s) => !((s as number) > 0))) {
      throw new ValueError(`sigma should have positive values. Got [${sigmas}]`);
    }
    return asTensor(img, (image) =>
      T.gaussian_blur(image, size as [number, number], sigmas as [number, number]),
    );
  },
);

// Some transforms of pictures are those of tensors in torchvision as well.
function asTensor<I extends AnyImage>(img: I, transform: (image: Tensor) => Tensor): I {
  if (img instanceof Image) return to_pil_image(transform(pil_to_tensor(img)), img.mode) as I;
  assertKind(img);
  return transform(img) as I;
}

/** The negative. */
export const invert = passing('invert', ['img'], forBoth(P.invert, T.invert));

/** Keeps the upper `bits` (0 to 8) of each value. */
export const posterize = passing('posterize', ['img', 'bits'], (img: AnyImage, bits: number): AnyImage => {
  if (!(bits >= 0 && bits <= 8)) {
    throw new ValueError(`The number if bits should be between 0 and 8. Got ${bits}`);
  }
  return posterizeBoth(img, bits);
});
const posterizeBoth = forBoth(P.posterize, T.posterize);

/** Inverts the values from `threshold` on. */
export const solarize = passing('solarize', ['img', 'threshold'], forBoth(P.solarize, T.solarize));
/** Stretches each channel from its darkest to its lightest value. */
export const autocontrast = passing('autocontrast', ['img'], forBoth(P.autocontrast, T.autocontrast));
/** Spreads each channel's values so that all come about as often. */
export const equalize = passing('equalize', ['img'], forBoth(P.equalize, T.equalize));

/** Moves each pixel by `displacement` (1, H, W, 2). */
export const elastic_transform = passing(
  'elastic_transform',
  ['img', 'displacement', 'interpolation', 'fill'],
  (
    img: AnyImage,
    displacement: Tensor,
    interpolation: InterpolationMode = 'bilinear',
    fill: Fill = null,
  ): AnyImage => {
    if (!(displacement instanceof Tensor)) throw new TypeError('Argument displacement should be a Tensor');
    const [h, w] = sizeOf(img);
    if (String([...displacement.size()]) !== String([1, h, w, 2])) {
      throw new ValueError(
        `Argument displacement shape should be (1, ${h}, ${w}, 2), but given (${displacement.size().join(', ')})`,
      );
    }
    return asTensor(img, (image) => T.elastic_transform(image, displacement, interpolation, fill));
  },
);
