import { z } from 'zod';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import * as F from './functional.ts';

const triple = z.array(z.number()).readonly();
const presetArgs = signature(
  'ImageClassification',
  ['crop_size', z.int().positive()],
  ['resize_size', z.int().positive().default(256)],
  ['mean', triple.default([0.485, 0.456, 0.406])],
  ['std', triple.default([0.229, 0.224, 0.225])],
  ['interpolation', z.enum(F.InterpolationMode).default('bilinear')],
  ['antialias', z.boolean().default(true)],
);

/** What trained classifiers want: resized, the middle cut out, 0 to 1, normalised. For a picture, a tensor or a batch. */
class ImageClassification_ extends Module {
  declare crop_size: readonly number[];
  declare resize_size: readonly number[];
  declare mean: readonly number[];
  declare std: readonly number[];
  declare interpolation: F.InterpolationMode;
  declare antialias: boolean;

  constructor(...args: Args<typeof presetArgs>) {
    super();
    const { crop_size, resize_size, mean, std, interpolation, antialias } = presetArgs(args);
    this.crop_size = [crop_size];
    this.resize_size = [resize_size];
    this.mean = mean;
    this.std = std;
    this.interpolation = interpolation;
    this.antialias = antialias;
  }

  override forward(img: Image | Tensor): Tensor {
    const [side] = this.crop_size as [number];
    const resized = F.resize(img, this.resize_size[0] as number, this.interpolation, null, this.antialias);
    const cropped = F.center_crop(resized, [side, side]);
    const pixels = cropped instanceof Image ? F.pil_to_tensor(cropped) : cropped;
    return F.normalize(F.convert_image_dtype(pixels, torch.float32), this.mean, this.std);
  }

  override toString(): string {
    const list = (values: readonly number[]) => `[${values.join(', ')}]`;
    return (
      `ImageClassification(\n    crop_size=${list(this.crop_size)}\n    resize_size=${list(this.resize_size)}\n` +
      `    mean=${list(this.mean)}\n    std=${list(this.std)}\n` +
      `    interpolation=InterpolationMode.${this.interpolation.toUpperCase()}\n)`
    );
  }
}
export const ImageClassification = callable(ImageClassification_);
export type ImageClassification = ImageClassification_;
