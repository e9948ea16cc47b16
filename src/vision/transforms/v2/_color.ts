import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import { torch } from '../../../torch.ts';
import * as v1 from '../_color.ts';
import { chance, uniform } from '../_random.ts';
import { type Params, probability, RandomApplyTransform, Transform } from './_transform.ts';
import { query_chw } from './_utils.ts';
import * as F from './functional/_color.ts';

type Pair = readonly [number, number];

const grayscaleArgs = signature('Grayscale', [
  'num_output_channels',
  z.union([z.literal(1), z.literal(3)]).default(1),
]);

/** Luma of a colour image, in one channel or the same in three. */
class Grayscale_ extends Transform {
  declare num_output_channels: 1 | 3;

  constructor(...args: Args<typeof grayscaleArgs>) {
    super();
    this.num_output_channels = grayscaleArgs(args).num_output_channels;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.rgb_to_grayscale, inpt, this.num_output_channels);
  }
}
export const Grayscale = callable(Grayscale_);
export type Grayscale = Grayscale_;

const randomGrayscaleArgs = signature('RandomGrayscale', ['p', probability(0.1)]);

/** Takes the colour away with probability `p`; the number of channels stays. */
class RandomGrayscale_ extends RandomApplyTransform {
  constructor(...args: Args<typeof randomGrayscaleArgs>) {
    super();
    this.p = randomGrayscaleArgs(args).p;
  }

  override make_params(flat_inputs: any[]): Params {
    return { num_input_channels: query_chw(flat_inputs)[0] };
  }

  override transform(inpt: any, { num_input_channels }: Params): any {
    return this._call_kernel(F.rgb_to_grayscale, inpt, num_input_channels);
  }
}
export const RandomGrayscale = callable(RandomGrayscale_);
export type RandomGrayscale = RandomGrayscale_;

/** Three channels: a grey image gets the same in each. */
class RGB_ extends Transform {
  override transform(inpt: any): any {
    return this._call_kernel(F.grayscale_to_rgb, inpt);
  }
}
export const RGB = callable(RGB_);
export type RGB = RGB_;

const strength = z
  .union([z.number(), z.tuple([z.number(), z.number()]).readonly()])
  .nullable()
  .default(null);
const jitterArgs = signature(
  'ColorJitter',
  ['brightness', strength],
  ['contrast', strength],
  ['saturation', strength],
  ['hue', strength],
);

/** The range of factors; null where nothing changes. */
function factors(value: number | Pair | null, name: string, centre: number, [low, high]: Pair): Pair | null {
  if (value === null) return null;
  if (typeof value === 'number' && value < 0) {
    throw new ValueError(`If ${name} is a single number, it must be non negative.`);
  }
  const around = (reach: number): Pair => [
    centre === 1 ? Math.max(1 - reach, 0) : centre - reach,
    centre + reach,
  ];
  const found = typeof value === 'number' ? around(value) : value;
  if (!(low <= found[0] && found[0] <= found[1] && found[1] <= high)) {
    throw new ValueError(
      `${name} values should be between (${low}, ${high}) and increasing, but got [${found.join(', ')}].`,
    );
  }
  return found[0] === centre && found[1] === centre ? null : found;
}

const draw = (range: Pair | null) => (range === null ? null : uniform(range[0], range[1]));

/**
 * Changes brightness, contrast, saturation and hue at random and in random order. A number x is the range 1 - x to 1 + x of
 * factors, for `hue` (at most 0.5) -x to x of the circle.
 */
class ColorJitter_ extends Transform {
  static override _floats = ['brightness', 'contrast', 'saturation', 'hue'];
  static readonly get_params = v1.ColorJitter.get_params;
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

  override make_params(): Params {
    return {
      fn_idx: torch.randperm(4).tolist(),
      brightness_factor: draw(this.brightness),
      contrast_factor: draw(this.contrast),
      saturation_factor: draw(this.saturation),
      hue_factor: draw(this.hue),
    };
  }

  override transform(inpt: any, params: Params): any {
    const changes = [
      [F.adjust_brightness, params.brightness_factor],
      [F.adjust_contrast, params.contrast_factor],
      [F.adjust_saturation, params.saturation_factor],
      [F.adjust_hue, params.hue_factor],
    ] as const;
    return (params.fn_idx as number[]).reduce((output, i) => {
      const [change, factor] = changes[i] as (typeof changes)[number];
      return factor === null ? output : this._call_kernel(change, output, factor);
    }, inpt);
  }
}
export const ColorJitter = callable(ColorJitter_);
export type ColorJitter = ColorJitter_;

/** The channels in random order. */
class RandomChannelPermutation_ extends Transform {
  override make_params(flat_inputs: any[]): Params {
    return { permutation: torch.randperm(query_chw(flat_inputs)[0]).tolist() };
  }

  override transform(inpt: any, { permutation }: Params): any {
    return this._call_kernel(F.permute_channels, inpt, permutation);
  }
}
export const RandomChannelPermutation = callable(RandomChannelPermutation_);
export type RandomChannelPermutation = RandomChannelPermutation_;

const range = z.tuple([z.number(), z.number()]).readonly();
const distortArgs = signature(
  'RandomPhotometricDistort',
  ['brightness', range.default([0.875, 1.125])],
  ['contrast', range.default([0.5, 1.5])],
  ['saturation', range.default([0.5, 1.5])],
  ['hue', range.default([-0.05, 0.05])],
  ['p', probability(0.5)],
);

/**
 * Changes brightness, contrast, saturation, hue and the order of the channels, each with probability `p`.
 *
 * Source: Liu et al., "SSD: Single Shot MultiBox Detector", 2016.
 */
class RandomPhotometricDistort_ extends Transform {
  declare brightness: Pair;
  declare contrast: Pair;
  declare hue: Pair;
  declare saturation: Pair;
  declare p: number;

  constructor(...args: Args<typeof distortArgs>) {
    super();
    const { brightness, contrast, saturation, hue, p } = distortArgs(args);
    this.brightness = brightness;
    this.contrast = contrast;
    this.hue = hue;
    this.saturation = saturation;
    this.p = p;
  }

  override make_params(flat_inputs: any[]): Params {
    const [channels] = query_chw(flat_inputs);
    const maybe = (range: Pair) => (chance(this.p) ? draw(range) : null);
    return {
      brightness_factor: maybe(this.brightness),
      contrast_factor: maybe(this.contrast),
      saturation_factor: maybe(this.saturation),
      hue_factor: maybe(this.hue),
      contrast_before: chance(0.5),
      channel_permutation: chance(this.p) ? torch.randperm(channels).tolist() : null,
    };
  }

  override transform(inpt: any, params: Params): any {
    const contrast = [F.adjust_contrast, params.contrast_factor] as const;
    const none = [F.adjust_contrast, null] as const;
    const steps = [
      [F.adjust_brightness, params.brightness_factor],
      params.contrast_before ? contrast : none,
      [F.adjust_saturation, params.saturation_factor],
      [F.adjust_hue, params.hue_factor],
      params.contrast_before ? none : contrast,
      [F.permute_channels, params.channel_permutation],
    ] as const;
    return steps.reduce(
      (output, [change, value]) => (value === null ? output : this._call_kernel(change, output, value)),
      inpt,
    );
  }
}
export const RandomPhotometricDistort = callable(RandomPhotometricDistort_);
export type RandomPhotometricDistort = RandomPhotometricDistort_;

const equalizeArgs = signature('RandomEqualize', ['p', probability(0.5)]);

/** Spreads each channel's values so that all come about as often, with probability `p`. */
class RandomEqualize_ extends RandomApplyTransform {
  constructor(...args: Args<typeof equalizeArgs>) {
    super();
    this.p = equalizeArgs(args).p;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.equalize, inpt);
  }
}
export const RandomEqualize = callable(RandomEqualize_);
export type RandomEqualize = RandomEqualize_;

const invertArgs = signature('RandomInvert', ['p', probability(0.5)]);

/** The negative, with probability `p`. */
class RandomInvert_ extends RandomApplyTransform {
  constructor(...args: Args<typeof invertArgs>) {
    super();
    this.p = invertArgs(args).p;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.invert, inpt);
  }
}
export const RandomInvert = callable(RandomInvert_);
export type RandomInvert = RandomInvert_;

const posterizeArgs = signature('RandomPosterize', ['bits', z.int().min(0).max(8)], ['p', probability(0.5)]);

/** Keeps the upper `bits` (0 to 8) of each value, with probability `p`. */
class RandomPosterize_ extends RandomApplyTransform {
  declare bits: number;

  constructor(...args: Args<typeof posterizeArgs>) {
    super();
    const { bits, p } = posterizeArgs(args);
    this.p = p;
    this.bits = bits;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.posterize, inpt, this.bits);
  }
}
export const RandomPosterize = callable(RandomPosterize_);
export type RandomPosterize = RandomPosterize_;

const solarizeArgs = signature('RandomSolarize', ['threshold', z.number()], ['p', probability(0.5)]);

/** Inverts the values from `threshold` on, with probability `p`. */
class RandomSolarize_ extends RandomApplyTransform {
  declare threshold: number;

  constructor(...args: Args<typeof solarizeArgs>) {
    super();
    const { threshold, p } = solarizeArgs(args);
    this.p = p;
    this.threshold = threshold;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.solarize, inpt, this.threshold);
  }
}
export const RandomSolarize = callable(RandomSolarize_);
export type RandomSolarize = RandomSolarize_;

const autocontrastArgs = signature('RandomAutocontrast', ['p', probability(0.5)]);

/** Stretches each channel from its darkest to its lightest value, with probability `p`. */
class RandomAutocontrast_ extends RandomApplyTransform {
  constructor(...args: Args<typeof autocontrastArgs>) {
    super();
    this.p = autocontrastArgs(args).p;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.autocontrast, inpt);
  }
}
export const RandomAutocontrast = callable(RandomAutocontrast_);
export type RandomAutocontrast = RandomAutocontrast_;

const sharpnessArgs = signature(
  'RandomAdjustSharpness',
  ['sharpness_factor', z.number().nonnegative()],
  ['p', probability(0.5)],
);

/** Blurs (factor below 1) or sharpens (above 1), with probability `p`. */
class RandomAdjustSharpness_ extends RandomApplyTransform {
  declare sharpness_factor: number;

  constructor(...args: Args<typeof sharpnessArgs>) {
    super();
    const { sharpness_factor, p } = sharpnessArgs(args);
    this.p = p;
    this.sharpness_factor = sharpness_factor;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.adjust_sharpness, inpt, this.sharpness_factor);
  }
}
export const RandomAdjustSharpness = callable(RandomAdjustSharpness_);
export type RandomAdjustSharpness = RandomAdjustSharpness_;
