import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { warnOnce } from '../../../warn.ts';
import { Image as Picture } from '../../image.ts';
import { plain } from '../../tv_tensors/_tv_tensor.ts';
import { BoundingBoxes, Image, KeyPoints, Mask, Video, wrap } from '../../tv_tensors/index.ts';
import { length } from '../_fields.ts';
import { RandomErasing as ErasingV1, randomRectangle } from '../_geometry.ts';
import { randint } from '../_random.ts';
import { flatten } from './_pytree.ts';
import { type Params, probability, RandomApplyTransform, sampleOf, Transform } from './_transform.ts';
import { findLabels, has_any, type LabelsGetter, labelsGetter, query_chw, query_size } from './_utils.ts';
import { erase, jpeg } from './functional/_augment.ts';
import { type Functional, is_pure_tensor, nameOf } from './functional/_utils.ts';

type Pair = readonly [number, number];

const range = z.tuple([z.number(), z.number()]).readonly();
const erasingArgs = signature(
  'RandomErasing',
  ['p', probability(0.5)],
  ['scale', range.default([0.02, 0.33])],
  ['ratio', range.default([0.3, 3.3])],
  ['value', z.union([z.number(), z.array(z.number()).min(1).readonly(), z.literal('random')]).default(0)],
  ['inplace', z.boolean().default(false)],
);

/**
 * Writes `value` (or noise: 'random') over a rectangle of random area and aspect, with probability `p`.
 *
 * Source: Zhong et al., "Random Erasing Data Augmentation", 2020.
 */
class RandomErasing_ extends RandomApplyTransform {
  static override _floats = ['value'];
  static override _lists = ['value'];
  static readonly get_params = ErasingV1.get_params;
  declare scale: Pair;
  declare ratio: Pair;
  declare value: readonly number[] | null;
  declare inplace: boolean;

  constructor(...args: Args<typeof erasingArgs>) {
    super();
    const { p, scale, ratio, value, inplace } = erasingArgs(args);
    if (scale[0] > scale[1] || ratio[0] > ratio[1]) {
      warnOnce('Scale and ratio should be of kind (min, max)');
    }
    if (scale[0] < 0 || scale[1] > 1) throw new ValueError('Scale should be between 0 and 1');
    this.p = p;
    this.scale = scale;
    this.ratio = ratio;
    this.value = value === 'random' ? null : typeof value === 'number' ? [value] : value;
    this.inplace = inplace;
  }

  override _call_kernel(functional: Functional<any>, inpt: any, ...args: any[]): any {
    if (inpt instanceof BoundingBoxes || inpt instanceof KeyPoints || inpt instanceof Mask) {
      warnOnce(
        `${this._get_name()}() is currently passing through inputs of type tv_tensors.${nameOf(inpt)}. ` +
          'This will likely change in the future.',
      );
    }
    return super._call_kernel(functional, inpt, ...args);
  }

  override make_params(flat_inputs: any[]): Params {
    const size = query_chw(flat_inputs);
    if (this.value !== null && this.value.length !== 1 && this.value.length !== size[0]) {
      throw new ValueError(
        `If value is a sequence, it should have either a single value or ${size[0]} (number of inpt channels)`,
      );
    }
    const [i, j, h, w, v] = randomRectangle(size, this.scale, this.ratio, this.value) ?? [
      0,
      0,
      ...size.slice(1),
      null,
    ];
    return { i, j, h, w, v };
  }

  override transform(inpt: any, { i, j, h, w, v }: Params): any {
    return v === null ? inpt : this._call_kernel(erase, inpt, i, j, h, w, v, this.inplace);
  }
}
export const RandomErasing = callable(RandomErasing_);
export type RandomErasing = RandomErasing_;

const mixFields = [
  ['alpha', z.number().positive().default(1)],
  ['num_classes', length.nullable().default(null)],
  ['labels_getter', labelsGetter.default('default')],
] as const;

/** Mixes each image or video of a batch with the one before it, and the labels likewise. */
abstract class Mix extends Transform {
  static override _floats = ['alpha'];
  declare alpha: number;
  declare num_classes: number | null;
  declare _labels_getter: (inputs: any) => any;

  protected setUp(options: { alpha: number; num_classes: number | null; labels_getter: LabelsGetter }): void {
    this.alpha = options.alpha;
    this.num_classes = options.num_classes;
    this._labels_getter = findLabels(options.labels_getter);
  }

  /** Images (N, C, H, W) or videos (N, T, C, H, W), and labels (N) int64, or (N, classes) of probabilities. */
  override forward(...inputs: any[]): any {
    const sample = sampleOf(inputs, this);
    const { leaves, build } = flatten(sample);
    if (has_any(leaves, Picture, BoundingBoxes, Mask, KeyPoints)) {
      throw new ValueError(
        `${this._get_name()}() does not support PIL images, bounding boxes, keypoints and masks.`,
      );
    }
    const labels = this._checked(this._labels_getter(sample));
    const needed = this._needs_transform_list(leaves);
    const params = {
      labels,
      batch_size: labels.size(0),
      ...this.make_params(leaves.filter((_, i) => needed[i])),
    };
    const place = leaves.indexOf(labels);
    if (place < 0) throw new ValueError('the labels that labels_getter found are no part of the sample');
    needed[place] = true;
    return build(leaves.map((inpt, i) => (needed[i] ? this.transform(inpt, params) : inpt)));
  }

  _checked(labels: unknown): Tensor {
    if (!(labels instanceof Tensor)) {
      throw new ValueError(`The labels must be a tensor, but got ${nameOf(labels)} instead.`);
    }
    if (labels.dim() !== 1 && labels.dim() !== 2) {
      throw new ValueError(
        'labels should be index based with shape (batch_size,) or probability based with shape ' +
          `(batch_size, num_classes), but got a tensor of shape ${labels.shape} instead.`,
      );
    }
    if (labels.dim() === 2 && this.num_classes !== null && labels.size(1) !== this.num_classes) {
      throw new ValueError(
        'When passing 2D labels, the number of elements in last dimension must match num_classes: ' +
          `${labels.size(1)} != ${this.num_classes}. You can Leave num_classes to None.`,
      );
    }
    if (labels.dim() === 1 && this.num_classes === null) {
      throw new ValueError('num_classes must be passed if the labels are index-based (1D)');
    }
    return labels;
  }

  /** Images of a batch, mixed. */
  protected abstract mixed(images: Tensor, params: Params): Tensor;
  /** The share of each image's own label. */
  protected abstract share(params: Params): number;

  override transform(inpt: any, params: Params): any {
    if (inpt === params.labels) return this._mixup_label(inpt, this.share(params));
    if (!is_pure_tensor(inpt) && !(inpt instanceof Image) && !(inpt instanceof Video)) return inpt;
    const dims = inpt instanceof Video ? 5 : 4;
    if (inpt.dim() !== dims) {
      throw new ValueError(
        `Expected a batched input with ${dims} dims, but got ${inpt.dim()} dimensions instead.`,
      );
    }
    if (inpt.size(0) !== params.batch_size) {
      throw new ValueError(
        `The batch size of the image or video does not match the batch size of the labels: ` +
          `${inpt.size(0)} != ${params.batch_size}.`,
      );
    }
    const out = this.mixed(plain(inpt), params);
    return is_pure_tensor(inpt) ? out : wrap(out, { like: inpt });
  }

  _mixup_label(labels: Tensor, lam: number): Tensor {
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

  override make_params(): Params {
    return { lam: this.draw() };
  }

  protected override share({ lam }: Params): number {
    return lam;
  }

  protected override mixed(images: Tensor, { lam }: Params): Tensor {
    return images
      .roll([1], [0])
      .mul_(1 - lam)
      .add_(images.mul(lam));
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

  override make_params(flat_inputs: any[]): Params {
    const lam = this.draw();
    const [height, width] = query_size(flat_inputs);
    const x = randint(0, width);
    const y = randint(0, height);
    const half = 0.5 * Math.sqrt(1 - lam);
    const span = (centre: number, size: number) => {
      const reach = Math.trunc(half * size);
      return [Math.max(centre - reach, 0), Math.min(centre + reach, size)] as const;
    };
    const [x1, x2] = span(x, width);
    const [y1, y2] = span(y, height);
    const lam_adjusted = 1 - ((x2 - x1) * (y2 - y1)) / (width * height);
    return { box: [x1, y1, x2, y2], lam_adjusted };
  }

  protected override share({ lam_adjusted }: Params): number {
    return lam_adjusted;
  }

  protected override mixed(images: Tensor, { box }: Params): Tensor {
    const [x1, y1, x2, y2] = box as [number, number, number, number];
    const out = images.clone();
    const part = (batch: Tensor) => batch.narrow(-2, y1, y2 - y1).narrow(-1, x1, x2 - x1);
    part(out).copy_(part(images.roll([1], [0])));
    return out;
  }
}
export const CutMix = callable(CutMix_);
export type CutMix = CutMix_;

const quality = z.int().min(1).max(100);
const jpegArgs = signature('JPEG', ['quality', z.union([quality, z.tuple([quality, quality]).readonly()])]);

/** Images of bytes as they are after having been JPEG files of a random quality of a range (or of one), in [1, 100]. */
class JPEG_ extends Transform {
  declare quality: Pair;

  constructor(...args: Args<typeof jpegArgs>) {
    super();
    const { quality } = jpegArgs(args);
    this.quality = typeof quality === 'number' ? [quality, quality] : quality;
    if (this.quality[0] > this.quality[1]) {
      throw new ValueError(
        `quality must be an integer from 1 to 100, got quality=(${this.quality.join(', ')})`,
      );
    }
  }

  override make_params(): Params {
    return { quality: randint(this.quality[0], this.quality[1] + 1) };
  }

  override transform(inpt: any, { quality }: Params): any {
    return this._call_kernel(jpeg, inpt, quality);
  }
}
export const JPEG = callable(JPEG_);
export type JPEG = JPEG_;
