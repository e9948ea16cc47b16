import { z } from 'zod';
import { dtype } from '../../dtype.ts';
import { TypeError, ValueError } from '../../errors.ts';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import { length } from './_fields.ts';
import { randint } from './_random.ts';
import * as F from './functional.ts';

/*
 * The names of torchvision's second generation, for one image and its label. What is the same as in the first generation
 * is that class; box and mask annotations are not transformed along.
 */

export * from './_color.ts';
export * from './_container.ts';
export * from './_conversion.ts';
export * from './_geometry.ts';
export * from './autoaugment.ts';
export * as functional from './functional.ts';
export { InterpolationMode } from './functional.ts';

/** The image as it is. */
class Identity_ extends Module {
  override forward<T>(value: T): T {
    return value;
  }
}
export const Identity = callable(Identity_);
export type Identity = Identity_;

/** A picture as uint8 (C, H, W); a tensor as it is. */
class ToImage_ extends Module {
  override forward(image: F.AnyImage): Tensor {
    return image instanceof Image ? F.pil_to_tensor(image) : image;
  }
}
export const ToImage = callable(ToImage_);
export type ToImage = ToImage_;

/** A tensor as it is: images are plain tensors here already. */
class ToPureTensor_ extends Module {
  override forward<T>(value: T): T {
    return value;
  }
}
export const ToPureTensor = callable(ToPureTensor_);
export type ToPureTensor = ToPureTensor_;

const toDtypeArgs = signature(
  'ToDtype',
  ['dtype', z.custom<dtype>((value) => value instanceof dtype, 'must be a dtype')],
  ['scale', z.boolean().default(false)],
);

/** A tensor in another dtype; with `scale` its values are scaled to the range of it (0 to 1 for floats). */
class ToDtype_ extends Module {
  declare dtype: dtype;
  declare scale: boolean;

  constructor(...args: Args<typeof toDtypeArgs>) {
    super();
    const { dtype, scale } = toDtypeArgs(args);
    this.dtype = dtype;
    this.scale = scale;
  }

  override forward(image: Tensor): Tensor {
    if (!(image instanceof Tensor)) throw new TypeError('ToDtype() takes tensors: put ToImage() before it');
    return this.scale ? F.convert_image_dtype(image, this.dtype) : image.to(this.dtype);
  }

  override extra_repr(): string {
    return `scale=${this.scale ? 'True' : 'False'}`;
  }
}
export const ToDtype = callable(ToDtype_);
export type ToDtype = ToDtype_;

/** The image in three colours: grey ones get the same in each, alpha is dropped. */
class RGB_ extends Module {
  override forward(image: F.AnyImage): any {
    if (image instanceof Image) return image.convert('RGB');
    const channels = F.get_image_num_channels(image);
    const [h, w] = F.sizeOf(image);
    const tensor = image as Tensor;
    if (channels === 3) return image;
    if (channels === 4) return tensor.narrow(-3, 0, 3);
    return tensor.narrow(-3, 0, 1).expand([...tensor.size().slice(0, -3), 3, h, w]);
  }
}
export const RGB = callable(RGB_);
export type RGB = RGB_;

const noiseArgs = signature(
  'GaussianNoise',
  ['mean', z.number().default(0)],
  ['sigma', z.number().nonnegative().default(0.1)],
  ['clip', z.boolean().default(true)],
);

/** Adds normal noise to a float image of 0 to 1, cut to that range with `clip`. */
class GaussianNoise_ extends Module {
  declare mean: number;
  declare sigma: number;
  declare clip: boolean;

  constructor(...args: Args<typeof noiseArgs>) {
    super();
    const { mean, sigma, clip } = noiseArgs(args);
    this.mean = mean;
    this.sigma = sigma;
    this.clip = clip;
  }

  override forward(image: Tensor): Tensor {
    if (!(image instanceof Tensor) || !image.is_floating_point()) {
      throw new ValueError('Input tensor is expected to be in float dtype');
    }
    const noisy = torch.randn_like(image).mul_(this.sigma).add_(image).add_(this.mean);
    return this.clip ? noisy.clamp_(0, 1) : noisy;
  }

  override extra_repr(): string {
    return `mean=${this.mean}, sigma=${this.sigma}, clip=${this.clip ? 'True' : 'False'}`;
  }
}
export const GaussianNoise = callable(GaussianNoise_);
export type GaussianNoise = GaussianNoise_;

const mixFields = [
  ['alpha', z.number().positive().default(1)],
  ['num_classes', length.nullable().default(null)],
] as const;

/** Mixes each image of a batch with the one before it, and the labels likewise. */
abstract class Mix extends Module {
  declare alpha: number;
  declare num_classes: number | null;

  protected setUp(options: { alpha: number; num_classes: number | null }): void {
    this.alpha = options.alpha;
    this.num_classes = options.num_classes;
  }

  /** Images (N, C, H, W) and labels (N) int64, or (N, classes) of probabilities. */
  override forward(images: Tensor, labels: Tensor): [Tensor, Tensor] {
    const name = this._get_name();
    if (!(images instanceof Tensor) || images.dim() !== 4) {
      throw new ValueError(`${name}() expects a batch of images (N, C, H, W)`);
    }
    if (!(labels instanceof Tensor) || labels.dim() < 1 || labels.dim() > 2) {
      throw new ValueError(`${name}() expects labels (N), or (N, classes) of probabilities`);
    }
    if (labels.size(0) !== images.size(0)) {
      throw new ValueError(
        `The batch size of the image or video does not match the batch size of the labels: ` +
          `${images.size(0)} != ${labels.size(0)}.`,
      );
    }
    if (labels.dim() === 1 && this.num_classes === null) {
      throw new ValueError('num_classes must be passed if the labels are index-based (1D)');
    }
    if (labels.dim() === 2 && this.num_classes !== null && labels.size(1) !== this.num_classes) {
      throw new ValueError(
        `When passing 2D labels, the number of elements in last dimension must match num_classes: ` +
          `${labels.size(1)} != ${this.num_classes}.`,
      );
    }
    const [mixed, lam] = this.mix(images);
    return [mixed, this.mixLabels(labels, lam)];
  }

  /** The mixed images, and the share of each image's own label. */
  protected abstract mix(images: Tensor): [Tensor, number];

  private mixLabels(labels: Tensor, lam: number): Tensor {
    const whole = labels.dim() === 1 ? torch.one_hot(labels, this.num_classes as number) : labels;
    const shares = whole.is_floating_point() ? whole : whole.to(torch.float32);
    return shares
      .roll([1], [0])
      .mul_(1 - lam)
      .add_(shares.mul(lam));
  }

  /** A draw from Beta(alpha, alpha), as torch.distributions makes it. */
  protected draw(): number {
    return torch
      ._sample_dirichlet(torch.full([1, 2], this.alpha))
      .select(-1, 0)
      .item() as number;
  }

  override extra_repr(): string {
    return `alpha=${this.alpha}, num_classes=${this.num_classes ?? 'None'}`;
  }
}

const mixUpArgs = signature('MixUp', ...mixFields);

/**
 * lam * image + (1 - lam) * the image before it in the batch, lam from Beta(alpha, alpha); labels become shares.
 *
 * Source: Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2018.
 */
class MixUp_ extends Mix {
  constructor(...args: Args<typeof mixUpArgs>) {
    super();
    this.setUp(mixUpArgs(args));
  }

  protected override mix(images: Tensor): [Tensor, number] {
    const lam = this.draw();
    const others = images.roll([1], [0]).mul_(1 - lam);
    return [others.add_(images.mul(lam)), lam];
  }
}
export const MixUp = callable(MixUp_);
export type MixUp = MixUp_;

const cutMixArgs = signature('CutMix', ...mixFields);

/**
 * Puts a rectangle of the image before it in the batch into each image; labels become shares of the area.
 *
 * Source: Yun et al., "CutMix: Regularization Strategy to Train Strong Classifiers with Localizable Features", 2019.
 */
class CutMix_ extends Mix {
  constructor(...args: Args<typeof cutMixArgs>) {
    super();
    this.setUp(cutMixArgs(args));
  }

  protected override mix(images: Tensor): [Tensor, number] {
    const lam = this.draw();
    const [height, width] = F.sizeOf(images);
    const x = randint(0, width);
    const y = randint(0, height);
    const half = 0.5 * Math.sqrt(1 - lam);
    const span = (centre: number, size: number) => {
      const reach = Math.trunc(half * size);
      return [Math.max(centre - reach, 0), Math.min(centre + reach, size)] as const;
    };
    const [x1, x2] = span(x, width);
    const [y1, y2] = span(y, height);
    const mixed = images.clone();
    const part = (batch: Tensor) => batch.narrow(-2, y1, y2 - y1).narrow(-1, x1, x2 - x1);
    part(mixed).copy_(part(images.roll([1], [0])));
    return [mixed, 1 - ((x2 - x1) * (y2 - y1)) / (width * height)];
  }
}
export const CutMix = callable(CutMix_);
export type CutMix = CutMix_;
