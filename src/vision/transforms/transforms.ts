import { z } from 'zod';
import { floatRepr, tupleStr } from '../../_python_str.ts';
import { ValueError } from '../../errors.ts';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import * as F from './functional.ts';

const length = z.int().positive();
const pair = z.tuple([length, length]).readonly();
/** Height and width; one number stands for both. */
const square = z.union([length.transform((n) => [n, n] as const), pair]);

const composeArgs = signature('Compose', [
  'transforms',
  z.array(z.custom<(value: any) => any>((value) => typeof value === 'function', 'must be a function')),
]);

/** Applies transforms one after the other. */
class Compose_ extends Module {
  declare transforms: ((value: any) => any)[];

  constructor(...args: Args<typeof composeArgs>) {
    super();
    this.transforms = composeArgs(args).transforms;
  }

  override forward(img: any): any {
    return this.transforms.reduce((value, transform) => transform(value), img);
  }

  override toString(): string {
    return `Compose(\n${this.transforms.map((transform) => `    ${transform}\n`).join('')})`;
  }
}
export const Compose = callable(Compose_);
export type Compose = Compose_;

/** A uint8 image (C, H, W) or (H, W), 0 to 255, as a float32 tensor (C, H, W), 0 to 1. */
class ToTensor_ extends Module {
  override forward(pic: Tensor): Tensor {
    return F.to_tensor(pic);
  }
}
export const ToTensor = callable(ToTensor_);
export type ToTensor = ToTensor_;

const normalizeArgs = signature(
  'Normalize',
  ['mean', z.array(z.number())],
  ['std', z.array(z.number())],
  ['inplace', z.boolean().default(false)],
);

/** (x - mean) / std for each channel of a float image (..., C, H, W). */
class Normalize_ extends Module {
  declare mean: number[];
  declare std: number[];
  declare inplace: boolean;

  constructor(...args: Args<typeof normalizeArgs>) {
    super();
    const { mean, std, inplace } = normalizeArgs(args);
    this.mean = mean;
    this.std = std;
    this.inplace = inplace;
  }

  override forward(tensor: Tensor): Tensor {
    return F.normalize(tensor, this.mean, this.std, this.inplace);
  }

  override extra_repr(): string {
    const list = (values: number[]) => `[${values.map(floatRepr).join(', ')}]`;
    return `mean=${list(this.mean)}, std=${list(this.std)}`;
  }
}
export const Normalize = callable(Normalize_);
export type Normalize = Normalize_;

const resizeArgs = signature(
  'Resize',
  ['size', z.union([length, pair])],
  ['interpolation', z.enum(F.InterpolationMode).default('bilinear')],
  ['max_size', length.nullable().default(null)],
  ['antialias', z.boolean().default(true)],
);

/** Makes the shorter edge `size` (the longer at most `max_size`), or with [height, width] exactly that. */
class Resize_ extends Module {
  declare size: number | readonly [number, number];
  declare interpolation: F.InterpolationMode;
  declare max_size: number | null;
  declare antialias: boolean;

  constructor(...args: Args<typeof resizeArgs>) {
    super();
    const { size, interpolation, max_size, antialias } = resizeArgs(args);
    if (max_size !== null && typeof size !== 'number') {
      throw new ValueError('max_size should only be passed if size specifies the length of the smaller edge');
    }
    this.size = size;
    this.interpolation = interpolation;
    this.max_size = max_size;
    this.antialias = antialias;
  }

  override forward(img: Tensor): Tensor {
    return F.resize(img, this.size, this.interpolation, this.max_size, this.antialias);
  }

  override extra_repr(): string {
    const size = typeof this.size === 'number' ? this.size : tupleStr(this.size);
    const antialias = this.antialias ? 'True' : 'False';
    return `size=${size}, interpolation=${this.interpolation}, max_size=${this.max_size ?? 'None'}, antialias=${antialias}`;
  }
}
export const Resize = callable(Resize_);
export type Resize = Resize_;

const centerCropArgs = signature('CenterCrop', ['size', square]);

/** Cuts the middle out; a smaller image is framed with zeros first. */
class CenterCrop_ extends Module {
  declare size: readonly [number, number];

  constructor(...args: Args<typeof centerCropArgs>) {
    super();
    this.size = centerCropArgs(args).size;
  }

  override forward(img: Tensor): Tensor {
    return F.center_crop(img, this.size);
  }

  override extra_repr(): string {
    return `size=${tupleStr(this.size)}`;
  }
}
export const CenterCrop = callable(CenterCrop_);
export type CenterCrop = CenterCrop_;

const margin = z.int().nonnegative();
const randomCropArgs = signature(
  'RandomCrop',
  ['size', square],
  [
    'padding',
    z
      .union([margin, z.tuple([margin, margin]), z.tuple([margin, margin, margin, margin])])
      .nullable()
      .default(null),
  ],
  ['pad_if_needed', z.boolean().default(false)],
  ['fill', z.number().default(0)],
);

/** Cuts out a part at a random place, drawn from torch's generator as torchvision draws it. */
class RandomCrop_ extends Module {
  declare size: readonly [number, number];
  declare padding: number | number[] | null;
  declare pad_if_needed: boolean;
  declare fill: number;

  constructor(...args: Args<typeof randomCropArgs>) {
    super();
    const { size, padding, pad_if_needed, fill } = randomCropArgs(args);
    this.size = size;
    this.padding = padding;
    this.pad_if_needed = pad_if_needed;
    this.fill = fill;
  }

  /** Where to cut: top, left, height, width. No number is drawn when the image has the size already. */
  static get_params(
    img: Tensor,
    [height, width]: readonly [number, number],
  ): [number, number, number, number] {
    const [h, w] = F.sizeOf(img);
    if (h < height || w < width) {
      throw new ValueError(
        `Required crop size (${height}, ${width}) is larger than input image size (${h}, ${w})`,
      );
    }
    if (h === height && w === width) return [0, 0, h, w];
    const top = draw(h - height + 1);
    return [top, draw(w - width + 1), height, width];
  }

  override forward(img: Tensor): Tensor {
    let image = this.padding === null ? img : F.pad(img, this.padding, this.fill);
    const [height, width] = this.size;
    const [h, w] = F.sizeOf(image);
    if (this.pad_if_needed && w < width) image = F.pad(image, [width - w, 0], this.fill);
    if (this.pad_if_needed && h < height) image = F.pad(image, [0, height - h], this.fill);
    return F.crop(image, ...RandomCrop_.get_params(image, this.size));
  }

  override extra_repr(): string {
    const padding = Array.isArray(this.padding) ? tupleStr(this.padding) : (this.padding ?? 'None');
    return `size=${tupleStr(this.size)}, padding=${padding}`;
  }
}
export const RandomCrop = callable(RandomCrop_);
export type RandomCrop = RandomCrop_;

const draw = (below: number) => Number(torch.randint(0, below, [1]).item());

const grayscaleArgs = signature('Grayscale', [
  'num_output_channels',
  z.union([z.literal(1), z.literal(3)]).default(1),
]);

/** Luma of an RGB image, in one channel or the same in three. */
class Grayscale_ extends Module {
  declare num_output_channels: 1 | 3;

  constructor(...args: Args<typeof grayscaleArgs>) {
    super();
    this.num_output_channels = grayscaleArgs(args).num_output_channels;
  }

  override forward(img: Tensor): Tensor {
    return F.rgb_to_grayscale(img, this.num_output_channels);
  }

  override extra_repr(): string {
    return `num_output_channels=${this.num_output_channels}`;
  }
}
export const Grayscale = callable(Grayscale_);
export type Grayscale = Grayscale_;

const lambdaArgs = signature('Lambda', [
  'lambd',
  z.custom<(value: any) => any>((value) => typeof value === 'function', 'must be a function'),
]);

/** Any function as a transform. */
class Lambda_ extends Module {
  declare lambd: (value: any) => any;

  constructor(...args: Args<typeof lambdaArgs>) {
    super();
    this.lambd = lambdaArgs(args).lambd;
  }

  override forward(img: any): any {
    return this.lambd(img);
  }

  override toString(): string {
    return 'Lambda()';
  }
}
export const Lambda = callable(Lambda_);
export type Lambda = Lambda_;
