import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { ValueError } from '../../errors.ts';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import { torch } from '../../torch.ts';
import { floatsStr, probability, range, square, valueStr } from './_fields.ts';
import { chance, uniform } from './_random.ts';
import * as F from './functional.ts';

type Pair = readonly [number, number];

const strength = z.union([z.number(), range]).default(0);
const jitterArgs = signature(
  'ColorJitter',
  ['brightness', strength],
  ['contrast', strength],
  ['saturation', strength],
  ['hue', strength],
);

/** The range of factors; null where nothing changes. */
function factors(value: number | Pair, name: string, centre: number, [low, high]: Pair): Pair | null {
  if (typeof value === 'number' && value < 0) {
    throw new ValueError(`If ${name} is a single number, it must be non negative.`);
  }
  const found: Pair =
    typeof value === 'number'
      ? [centre === 1 ? Math.max(centre - value, 0) : centre - value, centre + value]
      : value;
  if (!(low <= found[0] && found[0] <= found[1] && found[1] <= high)) {
    throw new ValueError(
      `${name} values should be between (${low}, ${high}), but got [${found.map(floatRepr).join(', ')}].`,
    );
  }
  return found[0] === centre && found[1] === centre ? null : found;
}

/**
 * Changes brightness, contrast, saturation and hue at random and in random order. A number x is the range 1 - x to 1 + x of
 * factors, for `hue` (at most 0.5) -x to x of the circle.
 */
class ColorJitter_ extends Module {
  declare brightness: Pair | null;
  declare contrast: Pair | null;
  declare saturation: Pair | null;
  declare hue: Pair | null;

  constructor(...args: Args<typeof jitterArgs>) {
    super();
    const { brightness, contrast, saturation, hue } = jitterArgs(args);
    const any = [0, Number.POSITIVE_INFINITY] as const;
    this.brightness = factors(brightness, 'brightness', 1, any);
    this.contrast = factors(contrast, 'contrast', 1, any);
    this.saturation = factors(saturation, 'saturation', 1, any);
    this.hue = factors(hue, 'hue', 0, [-0.5, 0.5]);
  }

  /** The order of the four changes, and their factors. */
  static get_params(
    brightness: Pair | null,
    contrast: Pair | null,
    saturation: Pair | null,
    hue: Pair | null,
  ): [number[], number | null, number | null, number | null, number | null] {
    const order = torch.randperm(4).tolist() as number[];
    const draw = (range: Pair | null) => (range === null ? null : uniform(range[0], range[1]));
    const b = draw(brightness);
    const c = draw(contrast);
    const s = draw(saturation);
    return [order, b, c, s, draw(hue)];
  }

  override forward(img: F.AnyImage): any {
    const [order, ...found] = ColorJitter_.get_params(
      this.brightness,
      this.contrast,
      this.saturation,
      this.hue,
    );
    const changes = [F.adjust_brightness, F.adjust_contrast, F.adjust_saturation, F.adjust_hue];
    return order.reduce((image, i) => {
      const factor = found[i] as number | null;
      return factor === null ? image : (changes[i] as typeof F.adjust_hue)(image, factor);
    }, img);
  }

  override extra_repr(): string {
    const text = (range: Pair | null) => (range === null ? 'None' : floatsStr(range));
    return (
      `brightness=${text(this.brightness)}, contrast=${text(this.contrast)}, ` +
      `saturation=${text(this.saturation)}, hue=${text(this.hue)}`
    );
  }
}
export const ColorJitter = callable(ColorJitter_);
export type ColorJitter = ColorJitter_;

const grayscaleArgs = signature('Grayscale', [
  'num_output_channels',
  z.union([z.literal(1), z.literal(3)]).default(1),
]);

/** Luma of a colour image, in one channel or the same in three. */
class Grayscale_ extends Module {
  declare num_output_channels: 1 | 3;

  constructor(...args: Args<typeof grayscaleArgs>) {
    super();
    this.num_output_channels = grayscaleArgs(args).num_output_channels;
  }

  override forward(img: F.AnyImage): any {
    return F.rgb_to_grayscale(img, this.num_output_channels);
  }

  override extra_repr(): string {
    return `num_output_channels=${this.num_output_channels}`;
  }
}
export const Grayscale = callable(Grayscale_);
export type Grayscale = Grayscale_;

const randomGrayscaleArgs = signature('RandomGrayscale', ['p', probability(0.1)]);

/** Takes the colour away with probability `p`; the number of channels stays. */
class RandomGrayscale_ extends Module {
  declare p: number;

  constructor(...args: Args<typeof randomGrayscaleArgs>) {
    super();
    this.p = randomGrayscaleArgs(args).p;
  }

  override forward(img: F.AnyImage): any {
    const channels = F.get_image_num_channels(img);
    return chance(this.p) ? F.rgb_to_grayscale(img, channels as 1 | 3) : img;
  }

  override extra_repr(): string {
    return `p=${this.p}`;
  }
}
export const RandomGrayscale = callable(RandomGrayscale_);
export type RandomGrayscale = RandomGrayscale_;

const blurArgs = signature(
  'GaussianBlur',
  ['kernel_size', square],
  ['sigma', z.union([z.number().positive(), range]).default([0.1, 2])],
);

/** Blurs with a Gaussian of odd `kernel_size` [x, y] and a random `sigma` (a range, or one number) in pixels. */
class GaussianBlur_ extends Module {
  declare kernel_size: Pair;
  declare sigma: Pair;

  constructor(...args: Args<typeof blurArgs>) {
    super();
    const { kernel_size, sigma } = blurArgs(args);
    if (kernel_size.some((size) => size % 2 === 0)) {
      throw new ValueError('Kernel size value should be an odd and positive number.');
    }
    this.kernel_size = kernel_size;
    this.sigma = typeof sigma === 'number' ? [sigma, sigma] : sigma;
    if (!(this.sigma[0] > 0 && this.sigma[0] <= this.sigma[1])) {
      throw new ValueError('sigma values should be positive and of the form (min, max).');
    }
  }

  static get_params(sigma_min: number, sigma_max: number): number {
    return uniform(sigma_min, sigma_max);
  }

  override forward(img: F.AnyImage): any {
    const sigma = GaussianBlur_.get_params(this.sigma[0], this.sigma[1]);
    return F.gaussian_blur(img, this.kernel_size, [sigma, sigma]);
  }

  override extra_repr(): string {
    return `kernel_size=${valueStr(this.kernel_size)}, sigma=${floatsStr(this.sigma)}`;
  }
}
export const GaussianBlur = callable(GaussianBlur_);
export type GaussianBlur = GaussianBlur_;

const invertArgs = signature('RandomInvert', ['p', probability(0.5)]);

/** The negative, with probability `p`. */
class RandomInvert_ extends Module {
  declare p: number;

  constructor(...args: Args<typeof invertArgs>) {
    super();
    this.p = invertArgs(args).p;
  }

  override forward(img: F.AnyImage): any {
    return chance(this.p) ? F.invert(img) : img;
  }

  override extra_repr(): string {
    return `p=${this.p}`;
  }
}
export const RandomInvert = callable(RandomInvert_);
export type RandomInvert = RandomInvert_;

const posterizeArgs = signature('RandomPosterize', ['bits', z.int().min(0).max(8)], ['p', probability(0.5)]);

/** Keeps the upper `bits` (0 to 8) of each value, with probability `p`. */
class RandomPosterize_ extends Module {
  declare bits: number;
  declare p: number;

  constructor(...args: Args<typeof posterizeArgs>) {
    super();
    const { bits, p } = posterizeArgs(args);
    this.bits = bits;
    this.p = p;
  }

  override forward(img: F.AnyImage): any {
    return chance(this.p) ? F.posterize(img, this.bits) : img;
  }

  override extra_repr(): string {
    return `bits=${this.bits},p=${this.p}`;
  }
}
export const RandomPosterize = callable(RandomPosterize_);
export type RandomPosterize = RandomPosterize_;

const solarizeArgs = signature('RandomSolarize', ['threshold', z.number()], ['p', probability(0.5)]);

/** Inverts the values from `threshold` on, with probability `p`. */
class RandomSolarize_ extends Module {
  declare threshold: number;
  declare p: number;

  constructor(...args: Args<typeof solarizeArgs>) {
    super();
    const { threshold, p } = solarizeArgs(args);
    this.threshold = threshold;
    this.p = p;
  }

  override forward(img: F.AnyImage): any {
    return chance(this.p) ? F.solarize(img, this.threshold) : img;
  }

  override extra_repr(): string {
    return `threshold=${this.threshold},p=${this.p}`;
  }
}
export const RandomSolarize = callable(RandomSolarize_);
export type RandomSolarize = RandomSolarize_;

const sharpnessArgs = signature(
  'RandomAdjustSharpness',
  ['sharpness_factor', z.number().nonnegative()],
  ['p', probability(0.5)],
);

/** Blurs (factor below 1) or sharpens (above 1), with probability `p`. */
class RandomAdjustSharpness_ extends Module {
  declare sharpness_factor: number;
  declare p: number;

  constructor(...args: Args<typeof sharpnessArgs>) {
    super();
    const { sharpness_factor, p } = sharpnessArgs(args);
    this.sharpness_factor = sharpness_factor;
    this.p = p;
  }

  override forward(img: F.AnyImage): any {
    return chance(this.p) ? F.adjust_sharpness(img, this.sharpness_factor) : img;
  }

  override extra_repr(): string {
    return `sharpness_factor=${this.sharpness_factor},p=${this.p}`;
  }
}
export const RandomAdjustSharpness = callable(RandomAdjustSharpness_);
export type RandomAdjustSharpness = RandomAdjustSharpness_;

const autocontrastArgs = signature('RandomAutocontrast', ['p', probability(0.5)]);

/** Stretches each channel from its darkest to its lightest value, with probability `p`. */
class RandomAutocontrast_ extends Module {
  declare p: number;

  constructor(...args: Args<typeof autocontrastArgs>) {
    super();
    this.p = autocontrastArgs(args).p;
  }

  override forward(img: F.AnyImage): any {
    return chance(this.p) ? F.autocontrast(img) : img;
  }

  override extra_repr(): string {
    return `p=${this.p}`;
  }
}
export const RandomAutocontrast = callable(RandomAutocontrast_);
export type RandomAutocontrast = RandomAutocontrast_;

const equalizeArgs = signature('RandomEqualize', ['p', probability(0.5)]);

/** Spreads each channel's values so that all come about as often, with probability `p`. */
class RandomEqualize_ extends Module {
  declare p: number;

  constructor(...args: Args<typeof equalizeArgs>) {
    super();
    this.p = equalizeArgs(args).p;
  }

  override forward(img: F.AnyImage): any {
    return chance(this.p) ? F.equalize(img) : img;
  }

  override extra_repr(): string {
    return `p=${this.p}`;
  }
}
export const RandomEqualize = callable(RandomEqualize_);
export type RandomEqualize = RandomEqualize_;
