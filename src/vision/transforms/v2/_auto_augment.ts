import { z } from 'zod';
import { TypeError } from '../../../errors.ts';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { Image as Picture } from '../../image.ts';
import { BoundingBoxes, Image, KeyPoints, Mask, Video, wrap } from '../../tv_tensors/index.ts';
import { length, repeats } from '../_fields.ts';
import { maxValue } from '../_functional_tensor.ts';
import type { Fill } from '../_padding.ts';
import { AutoAugmentPolicy, policies, shearBy } from '../_policies.ts';
import { randint } from '../_random.ts';
import { AutoAugment as AutoV1 } from '../autoaugment.ts';
import { type InterpolationMode, pil_to_tensor, roundHalfEven, to_pil_image } from '../functional.ts';
import { flatten } from './_pytree.ts';
import { sampleOf, Transform } from './_transform.ts';
import { check_type, type FillSetting, fillField, has_any, settingFor, tableOf } from './_utils.ts';
import { interpolation as modeField } from './functional/_fields.ts';
import { is_pure_tensor, nameOf } from './functional/_utils.ts';
import * as F from './functional/index.ts';

type AnyImage = Tensor | Picture;
type Operation = (image: any, magnitude: number, interpolation: InterpolationMode, fill: Fill) => AnyImage;

const operations: Record<string, Operation> = {
  Identity: (image) => image,
  ShearX: (image, m, mode, fill) => F.affine(image, 0, [0, 0], 1, [shearBy(m), 0], mode, fill, [0, 0]),
  ShearY: (image, m, mode, fill) => F.affine(image, 0, [0, 0], 1, [0, shearBy(m)], mode, fill, [0, 0]),
  TranslateX: (image, m, mode, fill) => F.affine(image, 0, [Math.trunc(m), 0], 1, [0, 0], mode, fill),
  TranslateY: (image, m, mode, fill) => F.affine(image, 0, [0, Math.trunc(m)], 1, [0, 0], mode, fill),
  Rotate: (image, m, mode, fill) => F.rotate(image, m, mode, { fill }),
  Brightness: (image, m) => F.adjust_brightness(image, 1 + m),
  Color: (image, m) => F.adjust_saturation(image, 1 + m),
  Contrast: (image, m) => F.adjust_contrast(image, 1 + m),
  Sharpness: (image, m) => F.adjust_sharpness(image, 1 + m),
  Posterize: (image, m) => F.posterize(image, Math.trunc(m)),
  Solarize: (image, m) => F.solarize(image, m * (image instanceof Tensor ? maxValue(image.dtype) : 255)),
  AutoContrast: (image) => F.autocontrast(image),
  Equalize: (image) => F.equalize(image),
  Invert: (image) => F.invert(image),
};

/** Strengths to choose from, null where there is nothing to choose, for an image of `height` x `width`. */
type Magnitudes = (bins: number, height: number, width: number) => number[] | null;
type Choice = readonly [name: string, magnitudes: Magnitudes, signed: boolean];

// In float32, as torch.linspace makes them.
const line = (from: number, to: number, bins: number) => torch.linspace(from, to, bins).tolist() as number[];
const none: Magnitudes = () => null;
const upTo =
  (most: number): Magnitudes =>
  (bins) =>
    line(0, most, bins);
const bitsFrom =
  (most: number, range: number): Magnitudes =>
  (bins) =>
    Array.from(
      { length: bins },
      (_, i) => most - roundHalfEven(Math.fround(i / Math.fround((bins - 1) / range))),
    );

/** How far an operation may move: of pixels, or of width and height. */
type Moves = readonly [x: Magnitudes, y: Magnitudes];
const partsOf = (part: (size: number) => number): Moves => [
  (bins, _, width) => line(0, part(width), bins),
  (bins, height) => line(0, part(height), bins),
];

const geometry = (shear: number, [x, y]: Moves, turn: number): Choice[] => [
  ['ShearX', upTo(shear), true],
  ['ShearY', upTo(shear), true],
  ['TranslateX', x, true],
  ['TranslateY', y, true],
  ['Rotate', upTo(turn), true],
];
const colours = (most: number): Choice[] =>
  ['Brightness', 'Color', 'Contrast', 'Sharpness'].map((name) => [name, upTo(most), true] as const);
const tones = (bits: Magnitudes): Choice[] => [
  ['Posterize', bits, false],
  ['Solarize', (bins) => line(1, 0, bins), false],
  ['AutoContrast', none, false],
  ['Equalize', none, false],
];

const searched = [
  ...geometry(
    0.3,
    partsOf((size) => (150 / 331) * size),
    30,
  ),
  ...colours(0.9),
  ...tones(bitsFrom(8, 4)),
];

const randSpace: readonly Choice[] = [['Identity', none, false], ...searched];
const trivialSpace: readonly Choice[] = [
  ['Identity', none, false],
  ...geometry(0.99, [upTo(32), upTo(32)], 135),
  ...colours(0.99),
  ...tones(bitsFrom(8, 6)),
];
const mixSpaceWithoutColours: readonly Choice[] = [
  ...geometry(
    0.3,
    partsOf((size) => size / 3),
    30,
  ),
  ...tones(bitsFrom(4, 4)),
];
const mixSpace: readonly Choice[] = [...mixSpaceWithoutColours, ...colours(0.9)];

const coin = () => (torch.rand([1]).item() as number) <= 0.5;

/** One image or video of a sample, which is augmented while the rest stays. */
abstract class AutoAugmentBase extends Transform {
  declare interpolation: InterpolationMode;
  declare fill: FillSetting;
  declare _fill: Map<unknown, Fill>;

  protected setUp(interpolation: InterpolationMode, fill: FillSetting): void {
    this.interpolation = interpolation;
    this.fill = fill;
    this._fill = tableOf(fill, `${this._get_name()}(): fill`);
  }

  protected abstract augment(image: AnyImage, height: number, width: number): AnyImage;

  override forward(...inputs: any[]): any {
    const { leaves, build } = flatten(sampleOf(inputs, this));
    const place = this._placeOfImage(leaves);
    const image = leaves[place] as AnyImage;
    const augmented = this.augment(image, ...F.get_size(image));
    return build(leaves.map((leaf, i) => (i === place ? augmented : leaf)));
  }

  _placeOfImage(leaves: unknown[]): number {
    const name = this._get_name();
    const odd = leaves.find((leaf) => has_any([leaf], BoundingBoxes, Mask, KeyPoints));
    if (odd !== undefined)
      throw new TypeError(`Inputs of type ${nameOf(odd)} are not supported by ${name}()`);
    const needed = this._needs_transform_list(leaves);
    const kinds = [Image, Picture, is_pure_tensor, Video];
    const places = leaves.flatMap((leaf, i) => (needed[i] && check_type(leaf, kinds) ? [i] : []));
    if (places.length === 0) throw new TypeError('Found no image in the sample.');
    if (places.length > 1) {
      throw new TypeError(
        'Auto augment transformations are only properly defined for a single image or video, ' +
          `but found ${places.length}.`,
      );
    }
    return places[0] as number;
  }

  protected _applyNamed(image: AnyImage, name: string, magnitude: number): AnyImage {
    const fill = settingFor(this._fill, image) ?? null;
    return (operations[name] as Operation)(image, magnitude, this.interpolation, fill);
  }

  /** One operation of `choices` at random, of the strength that `choose` takes of those there are. */
  protected applyOne(
    image: AnyImage,
    choices: readonly Choice[],
    [bins, height, width]: readonly [number, number, number],
    choose: (magnitudes: readonly number[]) => number,
  ): AnyImage {
    const [name, strengths, signed] = choices[randint(0, choices.length)] as Choice;
    const magnitudes = strengths(bins, height, width);
    const size = magnitudes === null ? 0 : choose(magnitudes);
    const magnitude = magnitudes !== null && signed && coin() ? -size : size;
    return this._applyNamed(image, name, magnitude);
  }
}

const commonFields = (mode: InterpolationMode) =>
  [
    ['interpolation', modeField(mode)],
    ['fill', fillField(null)],
  ] as const;

const autoArgs = signature(
  'AutoAugment',
  ['policy', z.enum({ ...AutoAugmentPolicy }).default('imagenet')],
  ...commonFields('nearest'),
);

/**
 * One of 25 pairs of operations that a search found for ImageNet, CIFAR-10 or SVHN.
 *
 * Source: Cubuk et al., "AutoAugment: Learning Augmentation Policies from Data", 2019.
 */
class AutoAugment_ extends AutoAugmentBase {
  static readonly get_params = AutoV1.get_params;
  declare policy: AutoAugmentPolicy;

  constructor(...args: Args<typeof autoArgs>) {
    super();
    const { policy, interpolation, fill } = autoArgs(args);
    this.setUp(interpolation, fill);
    this.policy = policy;
  }

  protected override augment(image: AnyImage, height: number, width: number): AnyImage {
    const list = policies[this.policy];
    const chosen = list[randint(0, list.length)] as string;
    return chosen.split(', ').reduce((current, step) => {
      const [name = '', probability, place] = step.split(' ');
      if ((torch.rand([1]).item() as number) > Math.fround(Number(probability))) return current;
      const [, strengths = none, signed = false] = searched.find(([known]) => known === name) ?? [];
      const magnitudes = strengths(10, height, width);
      const size = magnitudes === null ? 0 : (magnitudes[Number(place)] as number);
      const magnitude = magnitudes !== null && signed && coin() ? -size : size;
      return this._applyNamed(current, name, magnitude);
    }, image);
  }

  override extra_repr(): string {
    const name = Object.entries(AutoAugmentPolicy).find(([, value]) => value === this.policy)?.[0];
    return super.extra_repr().replace(`policy=${this.policy}`, `policy=AutoAugmentPolicy.${name}`);
  }
}
export const AutoAugment = callable(AutoAugment_);
export type AutoAugment = AutoAugment_;

const randArgs = signature(
  'RandAugment',
  ['num_ops', repeats.default(2)],
  ['magnitude', z.int().nonnegative().default(9)],
  ['num_magnitude_bins', length.default(31)],
  ...commonFields('nearest'),
);

/**
 * `num_ops` operations at random, all of one strength: `magnitude` of `num_magnitude_bins`.
 *
 * Source: Cubuk et al., "RandAugment: Practical automated data augmentation with a reduced search space", 2020.
 */
class RandAugment_ extends AutoAugmentBase {
  declare num_ops: number;
  declare magnitude: number;
  declare num_magnitude_bins: number;

  constructor(...args: Args<typeof randArgs>) {
    super();
    const { num_ops, magnitude, num_magnitude_bins, interpolation, fill } = randArgs(args);
    if (magnitude >= num_magnitude_bins) {
      throw new TypeError(
        `RandAugment(): magnitude must be less than num_magnitude_bins, got ${magnitude} of ${num_magnitude_bins}`,
      );
    }
    this.setUp(interpolation, fill);
    this.num_ops = num_ops;
    this.magnitude = magnitude;
    this.num_magnitude_bins = num_magnitude_bins;
  }

  protected override augment(image: AnyImage, height: number, width: number): AnyImage {
    const size = [this.num_magnitude_bins, height, width] as const;
    let current = image;
    for (let i = 0; i < this.num_ops; i += 1) {
      current = this.applyOne(current, randSpace, size, (all) => all[this.magnitude] as number);
    }
    return current;
  }
}
export const RandAugment = callable(RandAugment_);
export type RandAugment = RandAugment_;

const trivialArgs = signature(
  'TrivialAugmentWide',
  ['num_magnitude_bins', length.default(31)],
  ...commonFields('nearest'),
);

/**
 * One operation at random, of random strength.
 *
 * Source: Müller and Hutter, "TrivialAugment: Tuning-free Yet State-of-the-Art Data Augmentation", 2021.
 */
class TrivialAugmentWide_ extends AutoAugmentBase {
  declare num_magnitude_bins: number;

  constructor(...args: Args<typeof trivialArgs>) {
    super();
    const { num_magnitude_bins, interpolation, fill } = trivialArgs(args);
    this.setUp(interpolation, fill);
    this.num_magnitude_bins = num_magnitude_bins;
  }

  protected override augment(image: AnyImage, height: number, width: number): AnyImage {
    const size = [this.num_magnitude_bins, height, width] as const;
    return this.applyOne(image, trivialSpace, size, anyOf);
  }
}
export const TrivialAugmentWide = callable(TrivialAugmentWide_);
export type TrivialAugmentWide = TrivialAugmentWide_;

const anyOf = (magnitudes: readonly number[]) => magnitudes[randint(0, magnitudes.length)] as number;

const mixArgs = signature(
  'AugMix',
  ['severity', z.int().min(1).max(10).default(3)],
  ['mixture_width', repeats.min(1).default(3)],
  ['chain_depth', z.int().max(65_536).default(-1)],
  ['alpha', z.number().positive().default(1)],
  ['all_ops', z.boolean().default(true)],
  ...commonFields('bilinear'),
);

/**
 * A weighted mean of the image and of `mixture_width` chains of operations on it; `severity` in [1, 10], chains of
 * `chain_depth` operations (-1: 1 to 3 at random).
 *
 * Source: Hendrycks et al., "AugMix: A Simple Data Processing Method to Improve Robustness and Uncertainty", 2020.
 */
class AugMix_ extends AutoAugmentBase {
  static override _floats = ['alpha'];
  declare severity: number;
  declare mixture_width: number;
  declare chain_depth: number;
  declare alpha: number;
  declare all_ops: boolean;

  constructor(...args: Args<typeof mixArgs>) {
    super();
    const { severity, mixture_width, chain_depth, alpha, all_ops, interpolation, fill } = mixArgs(args);
    this.setUp(interpolation, fill);
    this.severity = severity;
    this.mixture_width = mixture_width;
    this.chain_depth = chain_depth;
    this.alpha = alpha;
    this.all_ops = all_ops;
  }

  protected override augment(original: AnyImage, height: number, width: number): AnyImage {
    const image = original instanceof Picture ? pil_to_tensor(original) : original;
    const dims = original instanceof Video ? 5 : 4;
    const missing = Array<number>(Math.max(dims - image.dim(), 0)).fill(1);
    const batch = image.reshape([...missing, ...image.shape]);
    const one = [batch.size(0), ...Array<number>(batch.dim() - 1).fill(1)];
    const dirichlet = (count: number) =>
      torch._sample_dirichlet(
        torch.full([count], this.alpha, { device: batch.device }).expand([batch.size(0), -1]),
      );
    const m = dirichlet(2);
    const weights = dirichlet(this.mixture_width).mul(m.select(1, 1).reshape(batch.size(0), -1));
    const mix = m.select(1, 0).reshape(one).mul(batch);
    for (let i = 0; i < this.mixture_width; i += 1) {
      const chain = this._chain(batch, [10, height, width]);
      mix.add_(weights.select(1, i).reshape(one).mul(chain));
    }
    const result = mix.reshape([...image.shape]).to(image.dtype);
    if (original instanceof Picture) return to_pil_image(result);
    return is_pure_tensor(original) ? result : wrap(result, { like: original });
  }

  _chain(batch: Tensor, size: readonly [number, number, number]): Tensor {
    const depth = this.chain_depth > 0 ? this.chain_depth : randint(1, 4);
    const choices = this.all_ops ? mixSpace : mixSpaceWithoutColours;
    let current: AnyImage = batch;
    for (let step = 0; step < depth; step += 1) {
      current = this.applyOne(current, choices, size, (all) => all[randint(0, this.severity)] as number);
    }
    return current as Tensor;
  }
}
export const AugMix = callable(AugMix_);
export type AugMix = AugMix_;
