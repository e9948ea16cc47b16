import { z } from 'zod';
import { RuntimeError, TypeError, ValueError } from '../../../errors.ts';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { warnOnce } from '../../../warn.ts';
import { Image as Picture } from '../../image.ts';
import { box_iou } from '../../ops/boxes.ts';
import { plain } from '../../tv_tensors/_tv_tensor.ts';
import { BoundingBoxes, Image, KeyPoints, Mask } from '../../tv_tensors/index.ts';
import { angles, repeats, square } from '../_fields.ts';
import * as v1 from '../_geometry.ts';
import { type Fill, type PaddingMode, paddingModes, sidesOf } from '../_padding.ts';
import { randint, uniform } from '../_random.ts';
import { type InterpolationMode, perspectiveCoefficients } from '../functional.ts';
import { type Params, probability, RandomApplyTransform, Transform } from './_transform.ts';
import {
  type FillSetting,
  fillField,
  get_bounding_boxes,
  has_all,
  has_any,
  numberOrPair,
  pairFrom,
  query_size,
  settingFor,
  tableOf,
} from './_utils.ts';
import { interpolation as modeField } from './functional/_fields.ts';
import * as F from './functional/_geometry.ts';
import { convert_bounding_box_format } from './functional/_meta.ts';
import { gaussian_blur } from './functional/_misc.ts';
import { type Functional, is_pure_tensor } from './functional/_utils.ts';

type Pair = readonly [number, number];

const horizontalArgs = signature('RandomHorizontalFlip', ['p', probability(0.5)]);

/** Exchanges left and right with probability `p`. */
class RandomHorizontalFlip_ extends RandomApplyTransform {
  constructor(...args: Args<typeof horizontalArgs>) {
    super();
    this.p = horizontalArgs(args).p;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.horizontal_flip, inpt);
  }
}
export const RandomHorizontalFlip = callable(RandomHorizontalFlip_);
export type RandomHorizontalFlip = RandomHorizontalFlip_;

const verticalArgs = signature('RandomVerticalFlip', ['p', probability(0.5)]);

/** Exchanges top and bottom with probability `p`. */
class RandomVerticalFlip_ extends RandomApplyTransform {
  constructor(...args: Args<typeof verticalArgs>) {
    super();
    this.p = verticalArgs(args).p;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.vertical_flip, inpt);
  }
}
export const RandomVerticalFlip = callable(RandomVerticalFlip_);
export type RandomVerticalFlip = RandomVerticalFlip_;

const side = z.int().positive();
const antialias = z.boolean().nullable().default(true);
const resizeArgs = signature(
  'Resize',
  ['size', z.union([side, z.tuple([side]).readonly(), z.tuple([side, side]).readonly()]).nullable()],
  ['interpolation', modeField('bilinear')],
  ['max_size', side.nullable().default(null)],
  ['antialias', antialias],
);

/**
 * Makes the shorter edge `size` (the longer at most `max_size`), with [height, width] exactly that, with null the longer
 * edge `max_size`.
 */
class Resize_ extends Transform {
  static override _lists = ['size'];
  declare size: readonly number[] | null;
  declare interpolation: InterpolationMode;
  declare max_size: number | null;
  declare antialias: boolean | null;

  constructor(...args: Args<typeof resizeArgs>) {
    super();
    const { size, interpolation, max_size, antialias } = resizeArgs(args);
    if (size === null && max_size === null) {
      throw new ValueError('max_size must be an integer when size is None, but got None instead.');
    }
    this.size = typeof size === 'number' ? [size] : size;
    this.interpolation = interpolation;
    this.max_size = max_size;
    this.antialias = antialias;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.resize, inpt, this.size, this.interpolation, this.max_size, this.antialias);
  }
}
export const Resize = callable(Resize_);
export type Resize = Resize_;

const centerCropArgs = signature('CenterCrop', ['size', square]);

/** Cuts the middle out; what is smaller is framed with zeros first. */
class CenterCrop_ extends Transform {
  declare size: Pair;

  constructor(...args: Args<typeof centerCropArgs>) {
    super();
    this.size = centerCropArgs(args).size;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.center_crop, inpt, this.size);
  }
}
export const CenterCrop = callable(CenterCrop_);
export type CenterCrop = CenterCrop_;

const range = z.tuple([z.number(), z.number()]).readonly();

function warnOfOrder(scale: Pair, ratio: Pair): void {
  if (scale[0] > scale[1] || ratio[0] > ratio[1]) warnOnce('Scale and ratio should be of kind (min, max)');
}

const resizedCropArgs = signature(
  'RandomResizedCrop',
  ['size', square],
  ['scale', range.default([0.08, 1])],
  ['ratio', range.default([3 / 4, 4 / 3])],
  ['interpolation', modeField('bilinear')],
  ['antialias', antialias],
);

/** Cuts out a part of random area (`scale`, a share of the image) and aspect (`ratio`, width by height), and resizes it. */
class RandomResizedCrop_ extends Transform {
  static override _floats = ['scale', 'ratio'];
  static readonly get_params = v1.RandomResizedCrop.get_params;
  declare size: Pair;
  declare scale: Pair;
  declare ratio: Pair;
  declare interpolation: InterpolationMode;
  declare antialias: boolean | null;

  constructor(...args: Args<typeof resizedCropArgs>) {
    super();
    const { size, scale, ratio, interpolation, antialias } = resizedCropArgs(args);
    warnOfOrder(scale, ratio);
    this.size = size;
    this.scale = scale;
    this.ratio = ratio;
    this.interpolation = interpolation;
    this.antialias = antialias;
  }

  override make_params(flat_inputs: any[]): Params {
    const [top, left, height, width] = v1.randomPart(query_size(flat_inputs), this.scale, this.ratio);
    return { top, left, height, width };
  }

  override transform(inpt: any, { top, left, height, width }: Params): any {
    const { size, interpolation, antialias } = this;
    return this._call_kernel(F.resized_crop, inpt, top, left, height, width, size, interpolation, antialias);
  }
}
export const RandomResizedCrop = callable(RandomResizedCrop_);
export type RandomResizedCrop = RandomResizedCrop_;

/** Several crops of an image, which boxes and masks have not. */
abstract class SeveralCrops extends Transform {
  declare size: Pair;

  override _call_kernel(functional: Functional<any>, inpt: any, ...args: any[]): any {
    if (inpt instanceof KeyPoints) {
      warnOnce(
        `${this._get_name()}() is currently passing through inputs of type tv_tensors.KeyPoints. ` +
          'This will likely change in the future.',
      );
    }
    return super._call_kernel(functional, inpt, ...args);
  }

  override check_inputs(flat_inputs: unknown[]): void {
    if (has_any(flat_inputs, BoundingBoxes, Mask)) {
      throw new TypeError(`BoundingBoxes'es and Mask's are not supported by ${this._get_name()}()`);
    }
  }
}

const fiveCropArgs = signature('FiveCrop', ['size', square]);

/** The four corners and the middle, as an array of five images. */
class FiveCrop_ extends SeveralCrops {
  constructor(...args: Args<typeof fiveCropArgs>) {
    super();
    this.size = fiveCropArgs(args).size;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.five_crop as never, inpt, this.size);
  }
}
export const FiveCrop = callable(FiveCrop_);
export type FiveCrop = FiveCrop_;

const tenCropArgs = signature('TenCrop', ['size', square], ['vertical_flip', z.boolean().default(false)]);

/** The four corners and the middle of an image and of its mirror image, as an array of ten images. */
class TenCrop_ extends SeveralCrops {
  declare vertical_flip: boolean;

  constructor(...args: Args<typeof tenCropArgs>) {
    super();
    const { size, vertical_flip } = tenCropArgs(args);
    this.size = size;
    this.vertical_flip = vertical_flip;
  }

  override transform(inpt: any): any {
    return this._call_kernel(F.ten_crop as never, inpt, this.size, this.vertical_flip);
  }
}
export const TenCrop = callable(TenCrop_);
export type TenCrop = TenCrop_;

const width = z.int();
const padding = z.union([
  width,
  z.tuple([width]).readonly(),
  z.tuple([width, width]).readonly(),
  z.tuple([width, width, width, width]).readonly(),
]);
const paddingMode = z.enum(paddingModes).default('constant');
const padArgs = signature('Pad', ['padding', padding], ['fill', fillField(0)], ['padding_mode', paddingMode]);

/**
 * Frames it with `fill`, with its edge ('edge'), or with its mirror image ('reflect', 'symmetric'). Here as elsewhere
 * `fill` may be a table by type: `{ Image: 127, Mask: 0 }`, or a Map with the classes as keys.
 */
class Pad_ extends Transform {
  static override _lists = ['padding'];
  declare padding: number | readonly number[];
  declare fill: FillSetting;
  declare _fill: Map<unknown, Fill>;
  declare padding_mode: PaddingMode;

  constructor(...args: Args<typeof padArgs>) {
    super();
    const { padding, fill, padding_mode } = padArgs(args);
    this.padding = padding;
    this.fill = fill;
    this._fill = tableOf(fill, 'Pad(): fill');
    this.padding_mode = padding_mode;
  }

  override transform(inpt: any): any {
    const fill = settingFor(this._fill, inpt);
    return this._call_kernel(F.pad, inpt, this.padding, fill, this.padding_mode);
  }
}
export const Pad = callable(Pad_);
export type Pad = Pad_;

const zoomArgs = signature(
  'RandomZoomOut',
  ['fill', fillField(0)],
  ['side_range', range.default([1, 4])],
  ['p', probability(0.5)],
);

/**
 * Puts the image somewhere into a larger one, `side_range` times as large, with probability `p`.
 *
 * Source: Liu et al., "SSD: Single Shot MultiBox Detector", 2016.
 */
class RandomZoomOut_ extends RandomApplyTransform {
  static override _floats = ['side_range'];
  declare fill: FillSetting;
  declare _fill: Map<unknown, Fill>;
  declare side_range: Pair;

  constructor(...args: Args<typeof zoomArgs>) {
    super();
    const { fill, side_range, p } = zoomArgs(args);
    if (side_range[0] < 1 || side_range[0] > side_range[1]) {
      throw new ValueError(`Invalid side range provided (${side_range.join(', ')}).`);
    }
    this.p = p;
    this.fill = fill;
    this._fill = tableOf(fill, 'RandomZoomOut(): fill');
    this.side_range = side_range;
  }

  override make_params(flat_inputs: any[]): Params {
    const [h, w] = query_size(flat_inputs);
    const [least, most] = this.side_range;
    const times = torch
      .rand([1])
      .mul(most - least)
      .add(least);
    const canvasWidth = scaled(times, w);
    const canvasHeight = scaled(times, h);
    const [x, y] = torch.rand([2]).unbind(0) as unknown as [Tensor, Tensor];
    const left = scaled(x, canvasWidth - w);
    const top = scaled(y, canvasHeight - h);
    return { padding: [left, top, canvasWidth - (left + w), canvasHeight - (top + h)] };
  }

  override transform(inpt: any, { padding }: Params): any {
    return this._call_kernel(F.pad, inpt, padding, settingFor(this._fill, inpt));
  }
}
export const RandomZoomOut = callable(RandomZoomOut_);
export type RandomZoomOut = RandomZoomOut_;

/** `int(size * factor)` in the floats of a tensor. */
const scaled = (factor: Tensor, size: number): number => Math.trunc(factor.mul(size).item());

const degrees = z.union([z.number(), range]);
const center = range.nullable().default(null);
const rotationArgs = signature(
  'RandomRotation',
  ['degrees', degrees],
  ['interpolation', modeField('nearest')],
  ['expand', z.boolean().default(false)],
  ['center', center],
  ['fill', fillField(0)],
);

/** Turns by a random angle of `degrees` (a range; x stands for -x to x). */
class RandomRotation_ extends Transform {
  static override _floats = ['degrees'];
  static override _lists = ['degrees'];
  static readonly get_params = v1.RandomRotation.get_params;
  declare degrees: number[];
  declare interpolation: InterpolationMode;
  declare expand: boolean;
  declare fill: FillSetting;
  declare _fill: Map<unknown, Fill>;
  declare center: Pair | null;

  constructor(...args: Args<typeof rotationArgs>) {
    super();
    const { degrees, interpolation, expand, center, fill } = rotationArgs(args);
    this.degrees = angles(degrees, 'degrees');
    this.interpolation = interpolation;
    this.expand = expand;
    this.fill = fill;
    this._fill = tableOf(fill, 'RandomRotation(): fill');
    this.center = center;
  }

  override make_params(): Params {
    return { angle: uniform(this.degrees[0] as number, this.degrees[1] as number) };
  }

  override transform(inpt: any, { angle }: Params): any {
    const fill = settingFor(this._fill, inpt);
    return this._call_kernel(F.rotate, inpt, angle, this.interpolation, this.expand, this.center, fill);
  }
}
export const RandomRotation = callable(RandomRotation_);
export type RandomRotation = RandomRotation_;

const share = z.number().min(0).max(1);
const factor = z.number().positive();
const affineArgs = signature(
  'RandomAffine',
  ['degrees', degrees],
  ['translate', z.tuple([share, share]).readonly().nullable().default(null)],
  ['scale', z.tuple([factor, factor]).readonly().nullable().default(null)],
  [
    'shear',
    z
      .union([z.number(), range, z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly()])
      .nullable()
      .default(null),
  ],
  ['interpolation', modeField('nearest')],
  ['fill', fillField(0)],
  ['center', center],
);

/**
 * Turns by a random angle of `degrees`, moves by up to `translate` (shares of width and height), scales within `scale`,
 * and shears by angles within `shear` (x, or x and y).
 */
class RandomAffine_ extends Transform {
  static override _floats = ['degrees', 'shear'];
  static override _lists = ['degrees', 'shear'];
  static readonly get_params = v1.RandomAffine.get_params;
  declare degrees: number[];
  declare translate: Pair | null;
  declare scale: Pair | null;
  declare shear: number[] | null;
  declare interpolation: InterpolationMode;
  declare fill: FillSetting;
  declare _fill: Map<unknown, Fill>;
  declare center: Pair | null;

  constructor(...args: Args<typeof affineArgs>) {
    super();
    const { degrees, translate, scale, shear, interpolation, fill, center } = affineArgs(args);
    this.degrees = angles(degrees, 'degrees');
    this.translate = translate;
    this.scale = scale;
    this.shear = shear === null ? null : angles(shear, 'shear', [2, 4]);
    this.interpolation = interpolation;
    this.fill = fill;
    this._fill = tableOf(fill, 'RandomAffine(): fill');
    this.center = center;
  }

  override make_params(flat_inputs: any[]): Params {
    const [height, width] = query_size(flat_inputs);
    const { degrees, translate, scale, shear } = this;
    const drawn = RandomAffine_.get_params(degrees, translate, scale, shear, [width, height]);
    return { angle: drawn[0], translate: drawn[1], scale: drawn[2], shear: drawn[3] };
  }

  override transform(inpt: any, { angle, translate, scale, shear }: Params): any {
    const fill = settingFor(this._fill, inpt);
    const { interpolation, center } = this;
    return this._call_kernel(F.affine, inpt, angle, translate, scale, shear, interpolation, fill, center);
  }
}
export const RandomAffine = callable(RandomAffine_);
export type RandomAffine = RandomAffine_;

const randomCropArgs = signature(
  'RandomCrop',
  ['size', square],
  ['padding', padding.nullable().default(null)],
  ['pad_if_needed', z.boolean().default(false)],
  ['fill', fillField(0)],
  ['padding_mode', paddingMode],
);

/** Cuts out a part at a random place, framed before with `padding`, and as far as needed with `pad_if_needed`. */
class RandomCrop_ extends Transform {
  static override _lists = ['padding'];
  static readonly get_params = v1.RandomCrop.get_params;
  declare size: Pair;
  /** left, right, top, bottom */
  declare padding: [number, number, number, number] | null;
  declare pad_if_needed: boolean;
  declare fill: FillSetting;
  declare _fill: Map<unknown, Fill>;
  declare padding_mode: PaddingMode;

  constructor(...args: Args<typeof randomCropArgs>) {
    super();
    const { size, padding, pad_if_needed, fill, padding_mode } = randomCropArgs(args);
    const [left, top, right, bottom] = sidesOf(padding ?? 0);
    this.size = size;
    this.padding = padding === null || padding === 0 ? null : [left, right, top, bottom];
    this.pad_if_needed = pad_if_needed;
    this.fill = fill;
    this._fill = tableOf(fill, 'RandomCrop(): fill');
    this.padding_mode = padding_mode;
  }

  override make_params(flat_inputs: any[]): Params {
    const [h, w] = query_size(flat_inputs);
    const [height, width] = this.size;
    let [left, right, top, bottom] = this.padding ?? [0, 0, 0, 0];
    const lack = (size: number, own: number) => (this.pad_if_needed ? Math.max(size - own, 0) : 0);
    const [tall, wide] = [lack(height, h + top + bottom), lack(width, w + left + right)];
    [left, right, top, bottom] = [left + wide, right + wide, top + tall, bottom + tall];
    const [paddedHeight, paddedWidth] = [h + top + bottom, w + left + right];
    if (paddedHeight < height || paddedWidth < width) {
      throw new ValueError(
        `Required crop size (${height}, ${width}) is larger than ${this.padding === null ? '' : 'padded '}` +
          `input image size (${paddedHeight}, ${paddedWidth}).`,
      );
    }
    const sides = [left, top, right, bottom];
    const start = (own: number, size: number) => (own > size ? randint(0, own - size + 1) : 0);
    const y = start(paddedHeight, height);
    const x = start(paddedWidth, width);
    return {
      needs_crop: paddedHeight > height || paddedWidth > width,
      top: y,
      left: x,
      height,
      width,
      needs_pad: sides.some((side) => side !== 0),
      padding: sides,
    };
  }

  override transform(inpt: any, params: Params): any {
    const { top, left, height, width, padding } = params;
    const padded = params.needs_pad
      ? this._call_kernel(F.pad, inpt, padding, settingFor(this._fill, inpt), this.padding_mode)
      : inpt;
    return params.needs_crop ? this._call_kernel(F.crop, padded, top, left, height, width) : padded;
  }
}
export const RandomCrop = callable(RandomCrop_);
export type RandomCrop = RandomCrop_;

const perspectiveArgs = signature(
  'RandomPerspective',
  ['distortion_scale', share.default(0.5)],
  ['p', probability(0.5)],
  ['interpolation', modeField('bilinear')],
  ['fill', fillField(0)],
);

/** Moves the four corners inwards, each by up to `distortion_scale` of half the image, with probability `p`. */
class RandomPerspective_ extends RandomApplyTransform {
  static readonly get_params = v1.RandomPerspective.get_params;
  declare distortion_scale: number;
  declare interpolation: InterpolationMode;
  declare fill: FillSetting;
  declare _fill: Map<unknown, Fill>;

  constructor(...args: Args<typeof perspectiveArgs>) {
    super();
    const { distortion_scale, p, interpolation, fill } = perspectiveArgs(args);
    this.p = p;
    this.distortion_scale = distortion_scale;
    this.interpolation = interpolation;
    this.fill = fill;
    this._fill = tableOf(fill, 'RandomPerspective(): fill');
  }

  override make_params(flat_inputs: any[]): Params {
    const [height, width] = query_size(flat_inputs);
    const corners = RandomPerspective_.get_params(width, height, this.distortion_scale);
    return { coefficients: perspectiveCoefficients(...corners) };
  }

  override transform(inpt: any, { coefficients }: Params): any {
    const fill = settingFor(this._fill, inpt);
    return this._call_kernel(F.perspective, inpt, null, null, this.interpolation, fill, coefficients);
  }
}
export const RandomPerspective = callable(RandomPerspective_);
export type RandomPerspective = RandomPerspective_;

const elasticArgs = signature(
  'ElasticTransform',
  ['alpha', numberOrPair.default(50)],
  ['sigma', numberOrPair.default(5)],
  ['interpolation', modeField('bilinear')],
  ['fill', fillField(0)],
);

/** Bends an image like rubber: displacements of strength `alpha`, smooth over `sigma` pixels. Boxes follow nearly. */
class ElasticTransform_ extends Transform {
  static override _floats = ['alpha', 'sigma'];
  static override _lists = ['alpha', 'sigma'];
  static readonly get_params = v1.ElasticTransform.get_params;
  declare alpha: Pair;
  declare sigma: Pair;
  declare interpolation: InterpolationMode;
  declare fill: FillSetting;
  declare _fill: Map<unknown, Fill>;

  constructor(...args: Args<typeof elasticArgs>) {
    super();
    const { alpha, sigma, interpolation, fill } = elasticArgs(args);
    this.alpha = pairFrom(alpha);
    this.sigma = pairFrom(sigma);
    this.interpolation = interpolation;
    this.fill = fill;
    this._fill = tableOf(fill, 'ElasticTransform(): fill');
  }

  override make_params(flat_inputs: any[]): Params {
    const [height, width] = query_size(flat_inputs);
    const dx = this._field(0, [height, width]);
    const dy = this._field(1, [height, width]);
    return { displacement: torch.cat([dx, dy], 1).permute([0, 2, 3, 1]) }; // (1, H, W, 2)
  }

  _field(i: 0 | 1, [height, width]: Pair): Tensor {
    const noise = torch.rand([1, 1, height, width]).mul(2).sub(1);
    const whole = Math.trunc(8 * this.sigma[i] + 1);
    const kernel = whole % 2 === 0 ? whole + 1 : whole;
    const smooth = this.sigma[i] > 0 ? gaussian_blur(noise, [kernel, kernel], this.sigma) : noise;
    return smooth.mul(this.alpha[i]).div(i === 0 ? width : height);
  }

  override transform(inpt: any, { displacement }: Params): any {
    const fill = settingFor(this._fill, inpt);
    return this._call_kernel(F.elastic, inpt, displacement, this.interpolation, fill);
  }
}
export const ElasticTransform = callable(ElasticTransform_);
export type ElasticTransform = ElasticTransform_;

// torchvision would go on for ever.
const MOST_ROUNDS = 1000;

const iouArgs = signature(
  'RandomIoUCrop',
  ['min_scale', z.number().default(0.3)],
  ['max_scale', z.number().default(1)],
  ['min_aspect_ratio', z.number().default(0.5)],
  ['max_aspect_ratio', z.number().default(2)],
  ['sampler_options', z.array(z.number()).min(1).readonly().nullable().default(null)],
  ['trials', repeats.default(40)],
);

/**
 * Cuts out a part that overlaps a box by a random share at least, of `sampler_options` (1 or more: no cut). Boxes whose
 * middle is outside become empty: `SanitizeBoundingBoxes` takes them out.
 *
 * Source: Liu et al., "SSD: Single Shot MultiBox Detector", 2016.
 */
class RandomIoUCrop_ extends Transform {
  static override _floats = ['min_scale', 'max_scale', 'min_aspect_ratio', 'max_aspect_ratio', 'options'];
  static override _lists = ['options'];
  declare min_scale: number;
  declare max_scale: number;
  declare min_aspect_ratio: number;
  declare max_aspect_ratio: number;
  declare options: readonly number[];
  declare trials: number;

  constructor(...args: Args<typeof iouArgs>) {
    super();
    const given = iouArgs(args);
    this.min_scale = given.min_scale;
    this.max_scale = given.max_scale;
    this.min_aspect_ratio = given.min_aspect_ratio;
    this.max_aspect_ratio = given.max_aspect_ratio;
    this.options = given.sampler_options ?? [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1];
    this.trials = given.trials;
  }

  override check_inputs(flat_inputs: unknown[]): void {
    if (!has_all(flat_inputs, BoundingBoxes) || !has_any(flat_inputs, Picture, Image, is_pure_tensor)) {
      throw new TypeError(
        `${this._get_name()}() requires input sample to contain tensor or PIL images and bounding boxes. ` +
          'Sample can also contain masks.',
      );
    }
  }

  override make_params(flat_inputs: any[]): Params {
    const size = query_size(flat_inputs);
    const boxes = get_bounding_boxes(flat_inputs);
    const corners = convert_bounding_box_format(plain(boxes), boxes.format, 'XYXY');
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const overlap = this.options[randint(0, this.options.length)] as number;
      if (overlap >= 1) return {};
      for (let trial = 0; trial < this.trials; trial += 1) {
        const found = this._tryOnce(size, corners, overlap);
        if (found !== null) return found;
      }
    }
    throw new RuntimeError(
      `${this._get_name()}() found no part with the middle of a box in ${MOST_ROUNDS} times ${this.trials} trials: are ` +
        'the boxes inside the image? An option of 1 or more lets such an image pass.',
    );
  }

  _tryOnce([h, w]: Pair, corners: Tensor, overlap: number): Params | null {
    const scales = torch
      .rand([2])
      .mul(this.max_scale - this.min_scale)
      .add(this.min_scale);
    const [width, height] = [scaled(scales.select(0, 0), w), scaled(scales.select(0, 1), h)];
    const aspect = width / height;
    if (!(this.min_aspect_ratio <= aspect && aspect <= this.max_aspect_ratio)) return null;
    const place = torch.rand([2]);
    const left = scaled(place.select(0, 0), w - width);
    const top = scaled(place.select(0, 1), h - height);
    if (width === 0 || height === 0) return null;
    const [x1, y1, x2, y2] = corners.unbind(-1) as unknown as [Tensor, Tensor, Tensor, Tensor];
    const between = (a: Tensor, b: Tensor, low: number, high: number) => {
      const middle = a.add(b).mul(0.5);
      return middle.gt(low).logical_and(middle.lt(high));
    };
    const within = between(x1, x2, left, left + width).logical_and(between(y1, y2, top, top + height));
    if (within.any().item() === (false as never)) return null;
    const crop = torch.tensor([[left, top, left + width, top + height]], {
      dtype: corners.dtype,
      device: corners.device,
    });
    const most = box_iou(corners.index(within), crop).max();
    if (most.lt(overlap).item() === (true as never)) return null;
    return { top, left, height, width, is_within_crop_area: within };
  }

  override transform(inpt: any, params: Params): any {
    if (Object.keys(params).length === 0) return inpt;
    const { top, left, height, width, is_within_crop_area } = params;
    const output = this._call_kernel(F.crop, inpt, top, left, height, width);
    if (output instanceof BoundingBoxes) {
      output.masked_fill_((is_within_crop_area as Tensor).logical_not().unsqueeze(-1), 0);
    }
    return output;
  }
}
export const RandomIoUCrop = callable(RandomIoUCrop_);
export type RandomIoUCrop = RandomIoUCrop_;

/** Resizes to a size that is drawn. */
abstract class RandomSize extends Transform {
  declare interpolation: InterpolationMode;
  declare antialias: boolean | null;

  override transform(inpt: any, { size }: Params): any {
    return this._call_kernel(F.resize, inpt, size, this.interpolation, null, this.antialias);
  }
}

const jitterArgs = signature(
  'ScaleJitter',
  ['target_size', z.tuple([side, side]).readonly()],
  ['scale_range', range.default([0.1, 2])],
  ['interpolation', modeField('bilinear')],
  ['antialias', antialias],
);

/**
 * Resizes such that it fits into `target_size`, times a random factor of `scale_range`.
 *
 * Source: Ghiasi et al., "Simple Copy-Paste is a Strong Data Augmentation Method for Instance Segmentation", 2021.
 */
class ScaleJitter_ extends RandomSize {
  static override _floats = ['scale_range'];
  declare target_size: Pair;
  declare scale_range: Pair;

  constructor(...args: Args<typeof jitterArgs>) {
    super();
    const { target_size, scale_range, interpolation, antialias } = jitterArgs(args);
    this.target_size = target_size;
    this.scale_range = scale_range;
    this.interpolation = interpolation;
    this.antialias = antialias;
  }

  override make_params(flat_inputs: any[]): Params {
    const [height, width] = query_size(flat_inputs);
    const [low, high] = this.scale_range;
    const fit = Math.min(this.target_size[1] / height, this.target_size[0] / width);
    const ratio = torch
      .rand([1])
      .mul(high - low)
      .add(low)
      .mul(fit);
    const newWidth = scaled(ratio, width);
    return { size: [scaled(ratio, height), newWidth] };
  }
}
export const ScaleJitter = callable(ScaleJitter_);
export type ScaleJitter = ScaleJitter_;

const shortestArgs = signature(
  'RandomShortestSize',
  ['min_size', z.union([side, z.array(side).min(1).readonly()])],
  ['max_size', side.nullable().default(null)],
  ['interpolation', modeField('bilinear')],
  ['antialias', antialias],
);

/** Makes the shorter edge one of `min_size` at random, the longer at most `max_size`. */
class RandomShortestSize_ extends RandomSize {
  static override _lists = ['min_size'];
  declare min_size: readonly number[];
  declare max_size: number | null;

  constructor(...args: Args<typeof shortestArgs>) {
    super();
    const { min_size, max_size, interpolation, antialias } = shortestArgs(args);
    this.min_size = typeof min_size === 'number' ? [min_size] : min_size;
    this.max_size = max_size;
    this.interpolation = interpolation;
    this.antialias = antialias;
  }

  override make_params(flat_inputs: any[]): Params {
    const [height, width] = query_size(flat_inputs);
    const edge = this.min_size[randint(0, this.min_size.length)] as number;
    const bound = this.max_size === null ? Number.POSITIVE_INFINITY : this.max_size / Math.max(height, width);
    const ratio = Math.min(edge / Math.min(height, width), bound);
    return { size: [Math.trunc(height * ratio), Math.trunc(width * ratio)] };
  }
}
export const RandomShortestSize = callable(RandomShortestSize_);
export type RandomShortestSize = RandomShortestSize_;

const randomResizeArgs = signature(
  'RandomResize',
  ['min_size', side],
  ['max_size', side],
  ['interpolation', modeField('bilinear')],
  ['antialias', antialias],
);

/** Makes the shorter edge a random number in [min_size, max_size). */
class RandomResize_ extends RandomSize {
  declare min_size: number;
  declare max_size: number;

  constructor(...args: Args<typeof randomResizeArgs>) {
    super();
    const { min_size, max_size, interpolation, antialias } = randomResizeArgs(args);
    this.min_size = min_size;
    this.max_size = max_size;
    this.interpolation = interpolation;
    this.antialias = antialias;
  }

  override make_params(): Params {
    return { size: [randint(this.min_size, this.max_size)] };
  }
}
export const RandomResize = callable(RandomResize_);
export type RandomResize = RandomResize_;
