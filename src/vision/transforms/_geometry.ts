import { z } from 'zod';
import { tupleStr } from '../../_python_str.ts';
import { ValueError } from '../../errors.ts';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import {
  angles,
  boolStr,
  fill,
  floatsStr,
  interpolation,
  length,
  listStr,
  modeStr,
  point,
  probability,
  range,
  square,
  valueStr,
} from './_fields.ts';
import { type Fill, type PaddingMode, paddingModes, sidesOf } from './_padding.ts';
import { chance, randint, uniform } from './_random.ts';
import * as F from './functional.ts';

type Pair = readonly [number, number];

const resizeArgs = signature(
  'Resize',
  ['size', z.union([length, z.tuple([length]).readonly(), z.tuple([length, length]).readonly()])],
  ['interpolation', interpolation('bilinear')],
  ['max_size', length.nullable().default(null)],
  ['antialias', z.boolean().default(true)],
);

/** Makes the shorter edge `size` (the longer at most `max_size`), or with [height, width] exactly that. */
class Resize_ extends Module {
  declare size: number | readonly number[];
  declare interpolation: F.InterpolationMode;
  declare max_size: number | null;
  declare antialias: boolean;

  constructor(...args: Args<typeof resizeArgs>) {
    super();
    const { size, interpolation, max_size, antialias } = resizeArgs(args);
    if (max_size !== null && typeof size !== 'number' && size.length === 2) {
      throw new ValueError('max_size should only be passed if size specifies the length of the smaller edge');
    }
    this.size = size;
    this.interpolation = interpolation;
    this.max_size = max_size;
    this.antialias = antialias;
  }

  override forward(img: F.AnyImage): any {
    return F.resize(img, this.size, this.interpolation, this.max_size, this.antialias);
  }

  override extra_repr(): string {
    return (
      `size=${valueStr(this.size)}, interpolation=${this.interpolation}, max_size=${this.max_size ?? 'None'}, ` +
      `antialias=${boolStr(this.antialias)}`
    );
  }
}
export const Resize = callable(Resize_);
export type Resize = Resize_;

const centerCropArgs = signature('CenterCrop', ['size', square]);

/** Cuts the middle out; a smaller image is framed with zeros first. */
class CenterCrop_ extends Module {
  declare size: Pair;

  constructor(...args: Args<typeof centerCropArgs>) {
    super();
    this.size = centerCropArgs(args).size;
  }

  override forward(img: F.AnyImage): any {
    return F.center_crop(img, this.size);
  }

  override extra_repr(): string {
    return `size=${tupleStr(this.size)}`;
  }
}
export const CenterCrop = callable(CenterCrop_);
export type CenterCrop = CenterCrop_;

const margin = z.int().nonnegative();
const side = z.int();
const padding = z.union([
  side,
  z.tuple([side]).readonly(),
  z.tuple([side, side]).readonly(),
  z.tuple([side, side, side, side]).readonly(),
]);
const paddingMode = z.enum(paddingModes).default('constant');
const padArgs = signature('Pad', ['padding', padding], ['fill', fill], ['padding_mode', paddingMode]);

/** Frames an image with `fill`, with its edge ('edge'), or with its mirror image ('reflect', 'symmetric'). */
class Pad_ extends Module {
  declare padding: number | readonly number[];
  declare fill: Fill;
  declare padding_mode: PaddingMode;

  constructor(...args: Args<typeof padArgs>) {
    super();
    const { padding, fill, padding_mode } = padArgs(args);
    sidesOf(padding);
    this.padding = padding;
    this.fill = fill;
    this.padding_mode = padding_mode;
  }

  override forward(img: F.AnyImage): any {
    return F.pad(img, this.padding, this.fill, this.padding_mode);
  }

  override extra_repr(): string {
    return `padding=${valueStr(this.padding)}, fill=${valueStr(this.fill)}, padding_mode=${this.padding_mode}`;
  }
}
export const Pad = callable(Pad_);
export type Pad = Pad_;

const randomCropArgs = signature(
  'RandomCrop',
  ['size', square],
  [
    'padding',
    z
      .union([
        margin,
        z.tuple([margin]).readonly(),
        z.tuple([margin, margin]).readonly(),
        z.tuple([margin, margin, margin, margin]).readonly(),
      ])
      .nullable()
      .default(null),
  ],
  ['pad_if_needed', z.boolean().default(false)],
  ['fill', fill],
  ['padding_mode', paddingMode],
);

/** Cuts out a part at a random place. */
class RandomCrop_ extends Module {
  declare size: Pair;
  declare padding: number | readonly number[] | null;
  declare pad_if_needed: boolean;
  declare fill: Fill;
  declare padding_mode: PaddingMode;

  constructor(...args: Args<typeof randomCropArgs>) {
    super();
    const { size, padding, pad_if_needed, fill, padding_mode } = randomCropArgs(args);
    this.size = size;
    this.padding = padding;
    this.pad_if_needed = pad_if_needed;
    this.fill = fill;
    this.padding_mode = padding_mode;
  }

  /** Where to cut: top, left, height, width. No number is drawn when the image has the size already. */
  static get_params(img: F.AnyImage, [height, width]: Pair): [number, number, number, number] {
    const [h, w] = F.sizeOf(img);
    if (h < height || w < width) {
      throw new ValueError(
        `Required crop size (${height}, ${width}) is larger than input image size (${h}, ${w})`,
      );
    }
    if (h === height && w === width) return [0, 0, h, w];
    const top = randint(0, h - height + 1);
    return [top, randint(0, w - width + 1), height, width];
  }

  override forward(img: F.AnyImage): any {
    let image = this.padding === null ? img : this._pad(img, this.padding);
    const [height, width] = this.size;
    const [h, w] = F.sizeOf(image);
    if (this.pad_if_needed && w < width) image = this._pad(image, [width - w, 0]);
    if (this.pad_if_needed && h < height) image = this._pad(image, [0, height - h]);
    return F.crop(image, ...RandomCrop_.get_params(image, this.size));
  }

  _pad<I extends F.AnyImage>(img: I, padding: number | readonly number[]): I {
    return F.pad(img, padding, this.fill, this.padding_mode);
  }

  override extra_repr(): string {
    return `size=${tupleStr(this.size)}, padding=${valueStr(this.padding)}`;
  }
}
export const RandomCrop = callable(RandomCrop_);
export type RandomCrop = RandomCrop_;

const resizedCropArgs = signature(
  'RandomResizedCrop',
  ['size', square],
  ['scale', range.default([0.08, 1])],
  ['ratio', range.default([3 / 4, 4 / 3])],
  ['interpolation', interpolation('bilinear')],
  ['antialias', z.boolean().default(true)],
);

/** @internal Where to cut a part of random area and aspect out of [height, width]: top, left, height, width. */
export function randomPart(
  [height, width]: Pair,
  scale: Pair,
  ratio: Pair,
): [number, number, number, number] {
  const [low, high] = torch.log(torch.tensor(ratio)).tolist() as [number, number];
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const area = height * width * uniform(scale[0], scale[1]);
    const aspect = torch.empty([1]).uniform_(low, high).exp().item() as number;
    const w = F.roundHalfEven(Math.sqrt(area * aspect));
    const h = F.roundHalfEven(Math.sqrt(area / aspect));
    if (w > 0 && w <= width && h > 0 && h <= height) {
      const top = randint(0, height - h + 1);
      return [top, randint(0, width - w + 1), h, w];
    }
  }
  const aspect = width / height;
  const [least, most] = [Math.min(...ratio), Math.max(...ratio)];
  let [w, h] = [width, height];
  if (aspect < least) h = F.roundHalfEven(w / least);
  else if (aspect > most) w = F.roundHalfEven(h * most);
  return [Math.floor((height - h) / 2), Math.floor((width - w) / 2), h, w];
}

/** Cuts out a part of random area (`scale`, a share of the image) and aspect (`ratio`, width by height), and resizes it. */
class RandomResizedCrop_ extends Module {
  declare size: Pair;
  declare scale: Pair;
  declare ratio: Pair;
  declare interpolation: F.InterpolationMode;
  declare antialias: boolean;

  constructor(...args: Args<typeof resizedCropArgs>) {
    super();
    const { size, scale, ratio, interpolation, antialias } = resizedCropArgs(args);
    this.size = size;
    this.scale = scale;
    this.ratio = ratio;
    this.interpolation = interpolation;
    this.antialias = antialias;
  }

  /** Where to cut: top, left, height, width. */
  static get_params(img: F.AnyImage, scale: Pair, ratio: Pair): [number, number, number, number] {
    return randomPart(F.sizeOf(img), scale, ratio);
  }

  override forward(img: F.AnyImage): any {
    const [top, left, height, width] = RandomResizedCrop_.get_params(img, this.scale, this.ratio);
    return F.resized_crop(img, top, left, height, width, this.size, this.interpolation, this.antialias);
  }

  override extra_repr(): string {
    const four = (values: Pair) => floatsStr(values.map((value) => Number(value.toFixed(4))));
    return (
      `size=${tupleStr(this.size)}, scale=${four(this.scale)}, ratio=${four(this.ratio)}, ` +
      `interpolation=${this.interpolation}, antialias=${boolStr(this.antialias)}`
    );
  }
}
export const RandomResizedCrop = callable(RandomResizedCrop_);
export type RandomResizedCrop = RandomResizedCrop_;

const fiveCropArgs = signature('FiveCrop', ['size', square]);

/** The four corners and the middle, as an array of five images. */
class FiveCrop_ extends Module {
  declare size: Pair;

  constructor(...args: Args<typeof fiveCropArgs>) {
    super();
    this.size = fiveCropArgs(args).size;
  }

  override forward(img: F.AnyImage): any[] {
    return F.five_crop(img, this.size);
  }

  override extra_repr(): string {
    return `size=${tupleStr(this.size)}`;
  }
}
export const FiveCrop = callable(FiveCrop_);
export type FiveCrop = FiveCrop_;

const tenCropArgs = signature('TenCrop', ['size', square], ['vertical_flip', z.boolean().default(false)]);

/** The four corners and the middle of an image and of its mirror image, as an array of ten images. */
class TenCrop_ extends Module {
  declare size: Pair;
  declare vertical_flip: boolean;

  constructor(...args: Args<typeof tenCropArgs>) {
    super();
    const { size, vertical_flip } = tenCropArgs(args);
    this.size = size;
    this.vertical_flip = vertical_flip;
  }

  override forward(img: F.AnyImage): any[] {
    return F.ten_crop(img, this.size, this.vertical_flip);
  }

  override extra_repr(): string {
    return `size=${tupleStr(this.size)}, vertical_flip=${boolStr(this.vertical_flip)}`;
  }
}
export const TenCrop = callable(TenCrop_);
export type TenCrop = TenCrop_;

const horizontalArgs = signature('RandomHorizontalFlip', ['p', probability(0.5)]);

/** Mirrors left and right with probability `p`. */
class RandomHorizontalFlip_ extends Module {
  declare p: number;

  constructor(...args: Args<typeof horizontalArgs>) {
    super();
    this.p = horizontalArgs(args).p;
  }

  override forward(img: F.AnyImage): any {
    return chance(this.p) ? F.hflip(img) : img;
  }

  override extra_repr(): string {
    return `p=${this.p}`;
  }
}
export const RandomHorizontalFlip = callable(RandomHorizontalFlip_);
export type RandomHorizontalFlip = RandomHorizontalFlip_;

const verticalArgs = signature('RandomVerticalFlip', ['p', probability(0.5)]);

/** Mirrors top and bottom with probability `p`. */
class RandomVerticalFlip_ extends Module {
  declare p: number;

  constructor(...args: Args<typeof verticalArgs>) {
    super();
    this.p = verticalArgs(args).p;
  }

  override forward(img: F.AnyImage): any {
    return chance(this.p) ? F.vflip(img) : img;
  }

  override extra_repr(): string {
    return `p=${this.p}`;
  }
}
export const RandomVerticalFlip = callable(RandomVerticalFlip_);
export type RandomVerticalFlip = RandomVerticalFlip_;

// A tensor takes a value for each channel, a picture whatever was given.
function fillFor(img: F.AnyImage, fill: Fill): Fill {
  if (!(img instanceof Tensor) || typeof fill !== 'number') return fill;
  return Array<number>(F.get_image_num_channels(img)).fill(fill);
}

const perspectiveArgs = signature(
  'RandomPerspective',
  ['distortion_scale', z.number().min(0).max(1).default(0.5)],
  ['p', probability(0.5)],
  ['interpolation', interpolation('bilinear')],
  ['fill', fill],
);

/** Moves the four corners inwards, each by up to `distortion_scale` of half the image, with probability `p`. */
class RandomPerspective_ extends Module {
  declare distortion_scale: number;
  declare p: number;
  declare interpolation: F.InterpolationMode;
  declare fill: Fill;

  constructor(...args: Args<typeof perspectiveArgs>) {
    super();
    const { distortion_scale, p, interpolation, fill } = perspectiveArgs(args);
    this.distortion_scale = distortion_scale;
    this.p = p;
    this.interpolation = interpolation;
    this.fill = fill ?? 0;
  }

  /** The corners as they are, and where they go. */
  static get_params(width: number, height: number, distortion_scale: number): [number[][], number[][]] {
    const dx = Math.trunc(distortion_scale * Math.floor(width / 2));
    const dy = Math.trunc(distortion_scale * Math.floor(height / 2));
    const left = () => randint(0, dx + 1);
    const right = () => randint(width - dx - 1, width);
    const top = () => randint(0, dy + 1);
    const bottom = () => randint(height - dy - 1, height);
    const start = [
      [0, 0],
      [width - 1, 0],
      [width - 1, height - 1],
      [0, height - 1],
    ];
    const end = [
      [left(), top()],
      [right(), top()],
      [right(), bottom()],
      [left(), bottom()],
    ];
    return [start, end];
  }

  override forward(img: F.AnyImage): any {
    if (!chance(this.p)) return img;
    const [, height, width] = F.get_dimensions(img);
    const [start, end] = RandomPerspective_.get_params(width, height, this.distortion_scale);
    return F.perspective(img, start, end, this.interpolation, fillFor(img, this.fill));
  }

  override extra_repr(): string {
    return `p=${this.p}`;
  }
}
export const RandomPerspective = callable(RandomPerspective_);
export type RandomPerspective = RandomPerspective_;

const degrees = z.union([z.number(), range]);
const rotationArgs = signature(
  'RandomRotation',
  ['degrees', degrees],
  ['interpolation', interpolation('nearest')],
  ['expand', z.boolean().default(false)],
  ['center', point],
  ['fill', fill],
);

/** Turns by a random angle of `degrees` (a range; x stands for -x to x). */
class RandomRotation_ extends Module {
  declare degrees: number[];
  declare interpolation: F.InterpolationMode;
  declare expand: boolean;
  declare center: Pair | null;
  declare fill: Fill;

  constructor(...args: Args<typeof rotationArgs>) {
    super();
    const { degrees, interpolation, expand, center, fill } = rotationArgs(args);
    this.degrees = angles(degrees, 'degrees');
    this.interpolation = interpolation;
    this.expand = expand;
    this.center = center;
    this.fill = fill ?? 0;
  }

  static get_params([low = 0, high = 0]: readonly number[]): number {
    return uniform(low, high);
  }

  override forward(img: F.AnyImage): any {
    const angle = RandomRotation_.get_params(this.degrees);
    return F.rotate(img, angle, this.interpolation, this.expand, this.center, fillFor(img, this.fill));
  }

  override extra_repr(): string {
    const center = this.center === null ? '' : `, center=${valueStr(this.center)}`;
    return (
      `degrees=${listStr(this.degrees)}, interpolation=${this.interpolation}, expand=${boolStr(this.expand)}` +
      `${center}, fill=${valueStr(this.fill)}`
    );
  }
}
export const RandomRotation = callable(RandomRotation_);
export type RandomRotation = RandomRotation_;

const affineArgs = signature(
  'RandomAffine',
  ['degrees', degrees],
  [
    'translate',
    z
      .tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
      .readonly()
      .nullable()
      .default(null),
  ],
  ['scale', z.tuple([z.number().positive(), z.number().positive()]).readonly().nullable().default(null)],
  [
    'shear',
    z
      .union([z.number(), range, z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly()])
      .nullable()
      .default(null),
  ],
  ['interpolation', interpolation('nearest')],
  ['fill', fill],
  ['center', point],
);

/**
 * Turns by a random angle of `degrees`, moves by up to `translate` (shares of width and height), scales within `scale`,
 * and shears by angles within `shear` (x, or x and y).
 */
class RandomAffine_ extends Module {
  declare degrees: number[];
  declare translate: Pair | null;
  declare scale: Pair | null;
  declare shear: number[] | null;
  declare interpolation: F.InterpolationMode;
  declare fill: Fill;
  declare center: Pair | null;

  constructor(...args: Args<typeof affineArgs>) {
    super();
    const { degrees, translate, scale, shear, interpolation, fill, center } = affineArgs(args);
    this.degrees = angles(degrees, 'degrees');
    this.translate = translate;
    this.scale = scale;
    this.shear = shear === null ? null : angles(shear, 'shear', [2, 4]);
    this.interpolation = interpolation;
    this.fill = fill ?? 0;
    this.center = center;
  }

  /** angle, [x, y] in pixels, scale, [x, y] angles of shear. `img_size` is [width, height]. */
  static get_params(
    degrees: readonly number[],
    translate: Pair | null,
    scale_ranges: Pair | null,
    shears: readonly number[] | null,
    img_size: Pair,
  ): [number, [number, number], number, [number, number]] {
    const angle = uniform(degrees[0] as number, degrees[1] as number);
    const shift = (i: 0 | 1) => {
      const most = (translate as Pair)[i] * img_size[i];
      return F.roundHalfEven(uniform(-most, most));
    };
    const moved: [number, number] = [0, 0];
    if (translate !== null) {
      moved[0] = shift(0);
      moved[1] = shift(1);
    }
    const scale = scale_ranges === null ? 1 : uniform(scale_ranges[0], scale_ranges[1]);
    const shear: [number, number] = [0, 0];
    if (shears !== null) {
      shear[0] = uniform(shears[0] as number, shears[1] as number);
      if (shears.length === 4) shear[1] = uniform(shears[2] as number, shears[3] as number);
    }
    return [angle, moved, scale, shear];
  }

  override forward(img: F.AnyImage): any {
    const size = F.get_image_size(img);
    const params = RandomAffine_.get_params(this.degrees, this.translate, this.scale, this.shear, size);
    return F.affine(img, ...params, this.interpolation, fillFor(img, this.fill), this.center);
  }

  override extra_repr(): string {
    const parts = [`degrees=${listStr(this.degrees)}`];
    if (this.translate !== null) parts.push(`translate=${valueStr(this.translate)}`);
    if (this.scale !== null) parts.push(`scale=${valueStr(this.scale)}`);
    if (this.shear !== null) parts.push(`shear=${listStr(this.shear)}`);
    if (this.interpolation !== 'nearest') parts.push(`interpolation=${this.interpolation}`);
    if (this.fill !== 0) parts.push(`fill=${valueStr(this.fill)}`);
    if (this.center !== null) parts.push(`center=${valueStr(this.center)}`);
    return parts.join(', ');
  }
}
export const RandomAffine = callable(RandomAffine_);
export type RandomAffine = RandomAffine_;

const erasingArgs = signature(
  'RandomErasing',
  ['p', probability(0.5)],
  [
    'scale',
    z
      .tuple([z.number().min(0), z.number().max(1)])
      .readonly()
      .default([0.02, 0.33]),
  ],
  ['ratio', range.default([0.3, 3.3])],
  ['value', z.union([z.number(), z.array(z.number()).min(1), z.literal('random')]).default(0)],
  ['inplace', z.boolean().default(false)],
);

/** @internal Row, column, height and width of a rectangle, and what to write there; null if none fits in ten attempts. */
export function randomRectangle(
  [channels, height, width]: readonly [number, number, number],
  scale: Pair,
  ratio: Pair,
  value: readonly number[] | null,
): [number, number, number, number, Tensor] | null {
  const [low, high] = torch.log(torch.tensor(ratio)).tolist() as [number, number];
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const area = height * width * uniform(scale[0], scale[1]);
    const aspect = torch.empty([1]).uniform_(low, high).exp().item() as number;
    const h = F.roundHalfEven(Math.sqrt(area * aspect));
    const w = F.roundHalfEven(Math.sqrt(area / aspect));
    if (h >= height || w >= width) continue;
    const v = value === null ? torch.empty([channels, h, w]).normal_() : torch.tensor(value).view(-1, 1, 1);
    const i = randint(0, height - h + 1);
    return [i, randint(0, width - w + 1), h, w, v];
  }
  return null;
}

/** Writes `value` (or noise: 'random') over a rectangle of random area and aspect, with probability `p`; of tensors only. */
class RandomErasing_ extends Module {
  declare p: number;
  declare scale: Pair;
  declare ratio: Pair;
  declare value: number | number[] | 'random';
  declare inplace: boolean;

  constructor(...args: Args<typeof erasingArgs>) {
    super();
    const { p, scale, ratio, value, inplace } = erasingArgs(args);
    this.p = p;
    this.scale = scale;
    this.ratio = ratio;
    this.value = value;
    this.inplace = inplace;
  }

  /** Row, column, height and width, and what to write; the whole image if no rectangle fits in ten attempts. */
  static get_params(
    img: Tensor,
    scale: Pair,
    ratio: Pair,
    value: readonly number[] | null = null,
  ): [number, number, number, number, Tensor] {
    const [channels, height, width] = F.get_dimensions(img);
    const found = randomRectangle([channels, height, width], scale, ratio, value);
    return found ?? [0, 0, height, width, img];
  }

  override forward(img: Tensor): Tensor {
    if (!chance(this.p)) return img;
    const value = this.value === 'random' ? null : typeof this.value === 'number' ? [this.value] : this.value;
    const [channels] = F.get_dimensions(img);
    if (value !== null && value.length !== 1 && value.length !== channels) {
      throw new ValueError(
        `If value is a sequence, it should have either a single value or ${channels} (number of input channels)`,
      );
    }
    const [i, j, h, w, v] = RandomErasing_.get_params(img, this.scale, this.ratio, value);
    return F.erase(img, i, j, h, w, v, this.inplace);
  }

  override extra_repr(): string {
    return (
      `p=${this.p}, scale=${valueStr(this.scale)}, ratio=${valueStr(this.ratio)}, ` +
      `value=${valueStr(this.value)}, inplace=${boolStr(this.inplace)}`
    );
  }
}
export const RandomErasing = callable(RandomErasing_);
export type RandomErasing = RandomErasing_;

const positive = z.union([z.number(), range]);
const elasticArgs = signature(
  'ElasticTransform',
  ['alpha', positive.default(50)],
  ['sigma', positive.default(5)],
  ['interpolation', interpolation('bilinear')],
  ['fill', fill],
);

/** Bends an image like rubber: displacements of strength `alpha`, smooth over `sigma` pixels. */
class ElasticTransform_ extends Module {
  declare alpha: Pair;
  declare sigma: Pair;
  declare interpolation: F.InterpolationMode;
  declare fill: readonly number[];

  constructor(...args: Args<typeof elasticArgs>) {
    super();
    const { alpha, sigma, interpolation, fill } = elasticArgs(args);
    this.alpha = typeof alpha === 'number' ? [alpha, alpha] : alpha;
    this.sigma = typeof sigma === 'number' ? [sigma, sigma] : sigma;
    this.interpolation = interpolation;
    this.fill = fill === null ? [0] : typeof fill === 'number' ? [fill] : fill;
  }

  /** Displacements (1, H, W, 2); `size` is [height, width]. */
  static get_params(alpha: Pair, sigma: Pair, size: Pair): Tensor {
    const field = (i: 0 | 1) => {
      let noise = torch
        .rand([1, 1, ...size])
        .mul(2)
        .sub(1);
      if (sigma[i] > 0) {
        const whole = Math.trunc(8 * sigma[i] + 1);
        const kernel = whole % 2 === 0 ? whole + 1 : whole;
        noise = F.gaussian_blur(noise, [kernel, kernel], sigma);
      }
      return noise.mul(alpha[i]).div(size[1 - i] as number);
    };
    const dx = field(0);
    return torch.cat([dx, field(1)], 1).permute(0, 2, 3, 1);
  }

  override forward(img: F.AnyImage): any {
    const displacement = ElasticTransform_.get_params(this.alpha, this.sigma, F.sizeOf(img));
    return F.elastic_transform(img, displacement, this.interpolation, this.fill);
  }

  override extra_repr(): string {
    return (
      `alpha=${listStr(this.alpha)}, sigma=${listStr(this.sigma)}, interpolation=${modeStr(this.interpolation)}, ` +
      `fill=${listStr(this.fill)}`
    );
  }
}
export const ElasticTransform = callable(ElasticTransform_);
export type ElasticTransform = ElasticTransform_;
