import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { TypeError } from '../../errors.ts';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import * as F from './functional.ts';

const triple = z.array(z.number()).readonly();
const interpolation = z.enum({ ...F.InterpolationMode }).default('bilinear');

const list = (values: readonly (number | string)[]) => `[${values.join(', ')}]`;

/** A preset as Python prints it. */
const shown = (name: string, parts: Record<string, string>) =>
  `${name}(\n${Object.entries(parts)
    .map(([key, value]) => `    ${key}=${value}\n`)
    .join('')})`;

interface Figures {
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly interpolation: F.InterpolationMode;
}
const figures = (preset: Figures) => ({
  mean: list(preset.mean.map(floatRepr)),
  std: list(preset.std.map(floatRepr)),
  interpolation: `InterpolationMode.${preset.interpolation.toUpperCase().replace('-', '_')}`,
});

const pixelsOf = (img: Image | Tensor): Tensor => (img instanceof Image ? F.pil_to_tensor(img) : img);

/** 0 to 1, then normalised. */
const normalized = (pixels: Tensor, { mean, std }: Pick<Figures, 'mean' | 'std'>): Tensor =>
  F.normalize(F.convert_image_dtype(pixels, torch.float32), mean, std);

const presetArgs = signature(
  'ImageClassification',
  ['crop_size', z.int().positive()],
  ['resize_size', z.int().positive().default(256)],
  ['mean', triple.default([0.485, 0.456, 0.406])],
  ['std', triple.default([0.229, 0.224, 0.225])],
  ['interpolation', interpolation],
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
    return normalized(pixelsOf(cropped), this);
  }

  override toString(): string {
    return shown('ImageClassification', {
      crop_size: list(this.crop_size),
      resize_size: list(this.resize_size),
      ...figures(this),
    });
  }
}
export const ImageClassification = callable(ImageClassification_);
export type ImageClassification = ImageClassification_;

const segmentationArgs = signature(
  'SemanticSegmentation',
  ['resize_size', z.int().positive().nullable()],
  ['mean', triple.default([0.485, 0.456, 0.406])],
  ['std', triple.default([0.229, 0.224, 0.225])],
  ['interpolation', interpolation],
  ['antialias', z.boolean().default(true)],
);

/**
 * What trained segmentation networks want: the shorter side resized (null leaves the size), 0 to 1, normalised. For a
 * picture, a tensor or a batch.
 */
class SemanticSegmentation_ extends Module {
  declare resize_size: readonly number[] | null;
  declare mean: readonly number[];
  declare std: readonly number[];
  declare interpolation: F.InterpolationMode;
  declare antialias: boolean;

  constructor(...args: Args<typeof segmentationArgs>) {
    super();
    const given = segmentationArgs(args);
    this.resize_size = given.resize_size === null ? null : [given.resize_size];
    this.mean = given.mean;
    this.std = given.std;
    this.interpolation = given.interpolation;
    this.antialias = given.antialias;
  }

  override forward(img: Image | Tensor): Tensor {
    const side = this.resize_size?.[0];
    const resized = side === undefined ? img : F.resize(img, side, this.interpolation, null, this.antialias);
    return normalized(pixelsOf(resized), this);
  }

  override toString(): string {
    const resize_size = this.resize_size === null ? 'None' : list(this.resize_size);
    return shown('SemanticSegmentation', { resize_size, ...figures(this) });
  }
}
export const SemanticSegmentation = callable(SemanticSegmentation_);
export type SemanticSegmentation = SemanticSegmentation_;

const side = z.int().positive();
const videoArgs = signature(
  'VideoClassification',
  ['crop_size', z.tuple([side, side]).readonly()],
  ['resize_size', z.array(side).min(1).max(2).readonly()],
  ['mean', triple.default([0.43216, 0.394666, 0.37645])],
  ['std', triple.default([0.22803, 0.22145, 0.216989])],
  ['interpolation', interpolation],
);

/**
 * What trained video classifiers want: frames resized, their middle cut out, 0 to 1, normalised, and time behind the
 * channels: (T, C, H, W) -> (C, T, h, w), or batches of these.
 */
class VideoClassification_ extends Module {
  declare crop_size: readonly number[];
  declare resize_size: readonly number[];
  declare mean: readonly number[];
  declare std: readonly number[];
  declare interpolation: F.InterpolationMode;

  constructor(...args: Args<typeof videoArgs>) {
    super();
    const given = videoArgs(args);
    this.crop_size = given.crop_size;
    this.resize_size = given.resize_size;
    this.mean = given.mean;
    this.std = given.std;
    this.interpolation = given.interpolation;
  }

  override forward(vid: Tensor): Tensor {
    if (vid.dim() !== 4 && vid.dim() !== 5) {
      throw new TypeError(`vid should be (T, C, H, W) or (N, T, C, H, W), got ${vid.dim()} dimensions`);
    }
    const frames = vid.flatten(0, -4); // (N T, C, H, W)
    // The trained networks saw frames that were resized without it.
    const resized = F.resize(frames, [...this.resize_size], this.interpolation, null, false);
    const cropped = F.center_crop(resized, [...this.crop_size] as [number, number]);
    const pixels = normalized(cropped, this);
    return pixels.view([...vid.shape.slice(0, -3), ...pixels.shape.slice(1)]).transpose(-3, -4);
  }

  override toString(): string {
    return shown('VideoClassification', {
      crop_size: list(this.crop_size),
      resize_size: list(this.resize_size),
      ...figures(this),
    });
  }
}
export const VideoClassification = callable(VideoClassification_);
export type VideoClassification = VideoClassification_;

/** What trained optical flow networks want: two frames, pictures, tensors or batches, from -1 to 1. */
class OpticalFlow_ extends Module {
  override forward(img1: Image | Tensor, img2: Image | Tensor): [img1: Tensor, img2: Tensor] {
    const half = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
    const [first, second] = [pixelsOf(img1), pixelsOf(img2)];
    return [normalized(first, half).contiguous(), normalized(second, half).contiguous()];
  }

  override toString(): string {
    return 'OpticalFlow()';
  }
}
export const OpticalFlow = callable(OpticalFlow_);
export type OpticalFlow = OpticalFlow_;

/** What trained detectors want: a picture, a tensor or a batch from 0 to 1. They resize and normalise on their own. */
class ObjectDetection_ extends Module {
  override forward(img: Image | Tensor): Tensor {
    return F.convert_image_dtype(pixelsOf(img), torch.float32);
  }

  override toString(): string {
    return 'ObjectDetection()';
  }
}
export const ObjectDetection = callable(ObjectDetection_);
export type ObjectDetection = ObjectDetection_;
