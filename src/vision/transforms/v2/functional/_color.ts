import { z } from 'zod';
import { TypeError, ValueError } from '../../../../errors.ts';
import { checked } from '../../../../misuse.ts';
import { Tensor } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import { Image as Picture } from '../../../image.ts';
import { Image, Video } from '../../../tv_tensors/index.ts';
import { maxValue } from '../../_functional_tensor.ts';
import * as v1 from '../../functional.ts';
import { number } from './_fields.ts';
import { bitsOf, to_dtype_image } from './_misc.ts';
import { functional, register } from './_utils.ts';

/*
 * The functions that change colours, of images and videos (..., 1 or 3, H, W) and of pictures. The steps are those of
 * torchvision's second generation, one by one: its first rounds in other places.
 */

type Three = [Tensor, Tensor, Tensor];

function assertChannels(image: Tensor): number {
  const channels = image.dim() < 3 ? 0 : image.size(-3);
  if (channels !== 1 && channels !== 3) {
    throw new TypeError(`Input image tensor permitted channel values are 1 or 3, but found ${channels}`);
  }
  return channels;
}

function nonNegative(value: number, name: string): void {
  if (!(value >= 0)) throw new ValueError(`${name} (${value}) is not non-negative.`);
}

const gray = z.union([z.literal(1), z.literal(3)]).default(1);

/** Luma, in one channel or the same in three. */
export const rgb_to_grayscale = functional('rgb_to_grayscale', ['num_output_channels', gray]);
export const to_grayscale = rgb_to_grayscale;

/** Luma as floats, (..., 1, H, W). */
function luma(image: Tensor): Tensor {
  const [r, g, b] = image.unbind(-3) as unknown as Three;
  return r.mul(0.2989).add_(g, { alpha: 0.587 }).add_(b, { alpha: 0.114 }).unsqueeze(-3);
}

export const rgb_to_grayscale_image = checked(
  'rgb_to_grayscale_image',
  (image: Tensor, num_output_channels: 1 | 3 = 1): Tensor => {
    if (num_output_channels !== 1 && num_output_channels !== 3) {
      throw new ValueError(`num_output_channels must be 1 or 3, got ${num_output_channels}.`);
    }
    if (assertChannels(image) === 1) {
      const times = Array<number>(image.dim()).fill(1);
      times[image.dim() - 3] = num_output_channels;
      return num_output_channels === 1 ? image.clone() : image.repeat(times);
    }
    const out = luma(image).to(image.dtype);
    return num_output_channels === 3 ? out.expand([...image.shape]) : out;
  },
);
register(rgb_to_grayscale, rgb_to_grayscale_image, Tensor, Image);
register(rgb_to_grayscale, v1.to_grayscale, Picture);

/** Three channels; an image that has them already stays. */
export const grayscale_to_rgb = functional('grayscale_to_rgb');
export const grayscale_to_rgb_image = checked(
  'grayscale_to_rgb_image',
  (image: Tensor): Tensor => (image.size(-3) >= 3 ? image : rgb_to_grayscale_image(image, 3)),
);
register(grayscale_to_rgb, grayscale_to_rgb_image, Tensor, Image);
register(grayscale_to_rgb, (picture: Picture) => picture.convert('RGB'), Picture);

/** The product as floats; a whole number here is one in LibTorch's eyes, while Python writes a float. */
const floatProduct = (image: Tensor, factor: number) =>
  image.is_floating_point() ? image.mul(factor) : image.to(torch.float32).mul_(factor);

/** ratio * a + (1 - ratio) * b, cut to the range of `a`. */
function blend(a: Tensor, b: Tensor, ratio: number): Tensor {
  const out = floatProduct(a, ratio)
    .add_(b, { alpha: 1 - ratio })
    .clamp_(0, maxValue(a.dtype));
  return a.is_floating_point() ? out : out.to(a.dtype);
}

/** 0 gives black, 1 the image, 2 twice the light. */
export const adjust_brightness = functional('adjust_brightness', ['brightness_factor', number]);

export const adjust_brightness_image = checked(
  'adjust_brightness_image',
  (image: Tensor, brightness_factor: number): Tensor => {
    nonNegative(brightness_factor, 'brightness_factor');
    assertChannels(image);
    const out = floatProduct(image, brightness_factor).clamp_(0, maxValue(image.dtype));
    return image.is_floating_point() ? out : out.to(image.dtype);
  },
);

export const adjust_brightness_video = adjust_brightness_image;
register(adjust_brightness, adjust_brightness_image, Tensor, Image, Video);
register(adjust_brightness, v1.adjust_brightness, Picture);

/** The grey image as floats, whole where the image is. */
function grayOf(image: Tensor): Tensor {
  const floats = luma(image);
  return image.is_floating_point() ? floats : floats.floor_();
}

/** 0 gives a grey image, 1 the image, 2 twice the colour. */
export const adjust_saturation = functional('adjust_saturation', ['saturation_factor', number]);

export const adjust_saturation_image = checked(
  'adjust_saturation_image',
  (image: Tensor, saturation_factor: number): Tensor => {
    nonNegative(saturation_factor, 'saturation_factor');
    return assertChannels(image) === 1 ? image : blend(image, grayOf(image), saturation_factor);
  },
);
export const adjust_saturation_video = adjust_saturation_image;
register(adjust_saturation, adjust_saturation_image, Tensor, Image, Video);
register(adjust_saturation, v1.adjust_saturation, Picture);

/** 0 gives grey, 1 the image. */
export const adjust_contrast = functional('adjust_contrast', ['contrast_factor', number]);

export const adjust_contrast_image = checked(
  'adjust_contrast_image',
  (image: Tensor, contrast_factor: number): Tensor => {
    nonNegative(contrast_factor, 'contrast_factor');
    const isFloat = image.is_floating_point();
    const floats = assertChannels(image) === 3 ? grayOf(image) : isFloat ? image : image.to(torch.float32);
    return blend(image, floats.mean([-3, -2, -1], true), contrast_factor);
  },
);
export const adjust_contrast_video = adjust_contrast_image;
register(adjust_contrast, adjust_contrast_image, Tensor, Image, Video);
register(adjust_contrast, v1.adjust_contrast, Picture);

/** 0 gives a blurred image, 1 the image, 2 a sharpened one. */
export const adjust_sharpness = functional('adjust_sharpness', ['sharpness_factor', number]);

export const adjust_sharpness_image = checked(
  'adjust_sharpness_image',
  (image: Tensor, sharpness_factor: number): Tensor => {
    const channels = assertChannels(image);
    nonNegative(sharpness_factor, 'sharpness_factor');
    const [height, width] = [image.size(-2), image.size(-1)];
    if (image.numel() === 0 || height <= 2 || width <= 2) return image;
    const isFloat = image.is_floating_point();
    const batch = image.dim() > 4 ? image.reshape(-1, channels, height, width) : image;
    const dtype = isFloat ? image.dtype : torch.float32;
    const [a, b] = [1 / 13, 5 / 13];
    const kernel = torch.tensor([a, a, a, a, b, a, a, a, a], { dtype, device: image.device }).view(3, 3);
    const out = batch.to(dtype, { copy: true });
    const smooth = torch.conv2d(out, kernel.expand([channels, 1, 3, 3]), null, 1, 0, 1, channels);
    if (!isFloat) smooth.round_();
    const inner = out.narrow(-2, 1, height - 2).narrow(-1, 1, width - 2);
    inner.add_(smooth.sub_(inner), { alpha: 1 - sharpness_factor });
    out.clamp_(0, maxValue(image.dtype));
    return out.to(image.dtype).reshape([...image.shape]);
  },
);
export const adjust_sharpness_video = adjust_sharpness_image;
register(adjust_sharpness, adjust_sharpness_image, Tensor, Image, Video);
register(adjust_sharpness, v1.adjust_sharpness, Picture);

/** Turns the hues by a part of the circle, in [-0.5, 0.5]. */
export const adjust_hue = functional('adjust_hue', ['hue_factor', number]);

/** Hue, saturation and value in [0, 1] of colours in [0, 1]. */
function toHsv(image: Tensor): Three {
  const [r, g] = image.unbind(-3) as unknown as Three;
  const [least, most] = torch.aminmax(image, { dim: -3 }) as unknown as [Tensor, Tensor];
  const isGray = most.eq(least);
  const range = most.sub(least);
  const ones = torch.ones_like(most);
  const saturation = range.div(torch.where(isGray, ones, most));
  const divisor = torch.where(isGray, ones, range).unsqueeze(-3);
  const [rc, gc, bc] = most.unsqueeze(-3).sub(image).div(divisor).unbind(-3) as unknown as Three;
  const notRed = most.ne(r);
  const green = most.eq(g);
  // In this order each is done with when it is overwritten.
  const fromGreen = rc.add(2).sub_(bc).mul_(green.logical_and(notRed));
  const fromRed = bc.sub_(gc).mul_(notRed.logical_not());
  const fromBlue = gc.add_(4).sub_(rc).mul_(notRed.logical_and_(green.logical_not_()));
  const hue = fromRed.add_(fromGreen).add_(fromBlue);
  return [
    hue
      .mul_(1 / 6)
      .add_(1)
      .fmod_(1),
    saturation,
    most,
  ];
}

// Which of value, p, q, t the red, green and blue of each sixth of the circle are.
const sectors = [0, 2, 1, 1, 3, 0, 3, 0, 0, 2, 1, 1, 1, 1, 3, 0, 0, 2];

function fromHsv(hue: Tensor, saturation: Tensor, value: Tensor): Tensor {
  const six = hue.mul(6);
  const sector = six.floor();
  const rest = six.sub_(sector);
  const shaded = saturation.mul(rest);
  const pale = torch.rsub(saturation, 1);
  const q = torch.rsub(shaded, 1).mul_(value).clamp_(0, 1);
  const t = shaded.add_(pale).mul_(value).clamp_(0, 1);
  const p = pale.mul_(value).clamp_(0, 1);
  const place = sector.to(torch.int64).remainder_(6);
  const table = torch.tensor(sectors, { dtype: torch.int64, device: hue.device }).view(3, 6);
  const chosen = table
    .index_select(1, place.flatten())
    .view(3, ...place.shape)
    .movedim(0, -3);
  return torch.stack([value, p, q, t], -3).gather(-3, chosen);
}

export const adjust_hue_image = checked('adjust_hue_image', (image: Tensor, hue_factor: number): Tensor => {
  if (!(hue_factor >= -0.5 && hue_factor <= 0.5)) {
    throw new ValueError(`hue_factor (${hue_factor}) is not in [-0.5, 0.5].`);
  }
  if (assertChannels(image) === 1 || image.numel() === 0) return image;
  const [hue, saturation, value] = toHsv(to_dtype_image(image, torch.float32, true));
  return to_dtype_image(fromHsv(hue.add_(hue_factor).remainder_(1), saturation, value), image.dtype, true);
});
export const adjust_hue_video = adjust_hue_image;
register(adjust_hue, adjust_hue_image, Tensor, Image, Video);
register(adjust_hue, v1.adjust_hue, Picture);

/** gain * x^gamma, of values in [0, 1]. */
export const adjust_gamma = functional('adjust_gamma', ['gamma', number], ['gain', number.default(1)]);

export const adjust_gamma_image = checked(
  'adjust_gamma_image',
  (image: Tensor, gamma: number, gain = 1): Tensor => {
    if (!(gamma >= 0)) throw new ValueError('Gamma should be a non-negative real number');
    const floats = image.is_floating_point() ? image : to_dtype_image(image, torch.float32, true);
    const out = floats.pow(gamma);
    return to_dtype_image(gain === 1 ? out : out.mul_(gain).clamp_(0, 1), image.dtype, true);
  },
);
export const adjust_gamma_video = adjust_gamma_image;
register(adjust_gamma, adjust_gamma_image, Tensor, Image, Video);
register(adjust_gamma, v1.adjust_gamma, Picture);

/** Keeps the upper `bits` (0 to 8) of each value. */
export const posterize = functional('posterize', ['bits', z.int().min(0).max(8)]);

export const posterize_image = checked('posterize_image', (image: Tensor, bits: number): Tensor => {
  if (!Number.isInteger(bits) || bits < 0 || bits > 8) {
    throw new TypeError(`bits must be a positive integer in the range [0, 8], got ${bits} instead.`);
  }
  if (image.is_floating_point()) {
    const levels = 2 ** bits;
    return image
      .mul(levels)
      .floor_()
      .clamp_(0, levels - 1)
      .mul_(1 / levels);
  }
  const all = bitsOf(image.dtype);
  if (bits >= all) return image;
  return image.bitwise_and(((1n << BigInt(bits)) - 1n) << BigInt(all - bits));
});
export const posterize_video = posterize_image;
register(posterize, posterize_image, Tensor, Image, Video);
register(posterize, v1.posterize, Picture);

/** Inverts the values from `threshold` on. */
export const solarize = functional('solarize', ['threshold', number]);

export const solarize_image = checked('solarize_image', (image: Tensor, threshold: number): Tensor => {
  if (threshold > maxValue(image.dtype)) {
    throw new TypeError(
      `Threshold should be less or equal the maximum value of the dtype, but got ${threshold}`,
    );
  }
  return torch.where(image.ge(threshold), invert_image(image), image);
});
export const solarize_video = solarize_image;
register(solarize, solarize_image, Tensor, Image, Video);
register(solarize, v1.solarize, Picture);

/** Stretches each channel from its darkest to its lightest value. */
export const autocontrast = functional('autocontrast');

export const autocontrast_image = checked('autocontrast_image', (image: Tensor): Tensor => {
  assertChannels(image);
  if (image.numel() === 0) return image;
  const bound = maxValue(image.dtype);
  const floats = image.is_floating_point() ? image : image.to(torch.float32);
  const least = floats.amin([-2, -1], true);
  const most = floats.amax([-2, -1], true);
  const flat = most.eq(least);
  const step = most
    .sub(least)
    .mul(1 / bound)
    .masked_fill(flat, 1);
  return floats.sub(least.masked_fill(flat, 0)).div_(step).clamp_(0, bound).to(image.dtype);
});
export const autocontrast_video = autocontrast_image;
register(autocontrast, autocontrast_image, Tensor, Image, Video);
register(autocontrast, v1.autocontrast, Picture);

/** Spreads each channel's values so that all come about as often. */
export const equalize = functional('equalize');

export const equalize_image = checked('equalize_image', (image: Tensor): Tensor => {
  if (image.numel() === 0) return image;
  const bytes = to_dtype_image(image, torch.uint8, true);
  const values = bytes.flatten(-2).to(torch.int64); // (..., H * W)
  const counts = torch.zeros([...bytes.shape.slice(0, -2), 256], {
    dtype: torch.int32,
    device: image.device,
  });
  counts.scatter_add_(
    -1,
    values,
    torch.ones([1], { dtype: torch.int32, device: image.device }).expand_as(values),
  );
  const sums = counts.cumsum(-1);
  const last = counts.gather(-1, sums.argmax(-1).unsqueeze(-1));
  const step = last.neg().add(values.size(-1)).div(255, { rounding_mode: 'floor' });
  const table = sums
    .narrow(-1, 0, 255)
    .add(step.div(2, { rounding_mode: 'floor' }))
    .div(step.clamp(1), { rounding_mode: 'floor' })
    .clamp(0, 255)
    .to(torch.uint8);
  const whole = torch.constant_pad_nd(table, [1, 0], 0);
  const equalized = whole.gather(-1, values).view([...bytes.shape]);
  return to_dtype_image(torch.where(step.ne(0).unsqueeze(-1), equalized, bytes), image.dtype, true);
});
export const equalize_video = equalize_image;
register(equalize, equalize_image, Tensor, Image, Video);
register(equalize, v1.equalize, Picture);

/** The negative. */
export const invert = functional('invert');

export const invert_image = checked('invert_image', (image: Tensor): Tensor => {
  if (image.is_floating_point()) return torch.rsub(image, 1);
  if (image.dtype === torch.uint8) return image.bitwise_not();
  return image.bitwise_xor((1n << BigInt(bitsOf(image.dtype))) - 1n);
});
export const invert_video = invert_image;
register(invert, invert_image, Tensor, Image, Video);
register(invert, v1.invert, Picture);

const order = z.union([
  z.array(z.int()).readonly(),
  z
    .custom<Tensor>((value) => value instanceof Tensor, 'must be a list of channels')
    .transform((value) => value.tolist() as number[]),
]);

/**
 * The channels in another order: place i of the result is channel `permutation[i]`.
 *
 * @throws ValueError for another number of channels.
 */
export const permute_channels = functional('permute_channels', ['permutation', order]);

export const permute_channels_image = checked(
  'permute_channels_image',
  (image: Tensor, permutation: readonly number[]): Tensor => {
    if (permutation.length !== image.size(-3)) {
      throw new ValueError(
        `Length of permutation does not match number of channels: ${permutation.length} != ${image.size(-3)}`,
      );
    }
    if (image.numel() === 0) return image;
    return image.index_select(-3, torch.tensor(permutation, { dtype: torch.int64, device: image.device }));
  },
);
export const permute_channels_video = permute_channels_image;
register(permute_channels, permute_channels_image, Tensor, Image, Video);
register(
  permute_channels,
  (picture: Picture, permutation: readonly number[]) =>
    v1.to_pil_image(permute_channels_image(v1.pil_to_tensor(picture), permutation)),
  Picture,
);
