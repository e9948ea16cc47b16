import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { callable, Module } from '../../nn/modules/module.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import { boolStr, interpolation, length, modeStr, repeats, valueStr } from './_fields.ts';
import type { Fill } from './_padding.ts';
import { AutoAugmentPolicy, policies, shearBy } from './_policies.ts';
import * as F from './functional.ts';

export { AutoAugmentPolicy };

type Operation = <I extends F.AnyImage>(
  img: I,
  magnitude: number,
  mode: F.InterpolationMode,
  fill: Fill,
) => I;

const operations: Record<string, Operation> = {
  Identity: (img) => img,
  ShearX: (img, m, mode, fill) => F.affine(img, 0, [0, 0], 1, [shearBy(m), 0], mode, fill, [0, 0]),
  ShearY: (img, m, mode, fill) => F.affine(img, 0, [0, 0], 1, [0, shearBy(m)], mode, fill, [0, 0]),
  TranslateX: (img, m, mode, fill) => F.affine(img, 0, [Math.trunc(m), 0], 1, [0, 0], mode, fill),
  TranslateY: (img, m, mode, fill) => F.affine(img, 0, [0, Math.trunc(m)], 1, [0, 0], mode, fill),
  Rotate: (img, m, mode, fill) => F.rotate(img, m, mode, false, null, fill),
  Brightness: (img, m) => F.adjust_brightness(img, 1 + m),
  Color: (img, m) => F.adjust_saturation(img, 1 + m),
  Contrast: (img, m) => F.adjust_contrast(img, 1 + m),
  Sharpness: (img, m) => F.adjust_sharpness(img, 1 + m),
  Posterize: (img, m) => F.posterize(img, Math.trunc(m)),
  Solarize: (img, m) => F.solarize(img, m),
  AutoContrast: (img) => F.autocontrast(img),
  Equalize: (img) => F.equalize(img),
  Invert: (img) => F.invert(img),
};

function apply<I extends F.AnyImage>(
  img: I,
  name: string,
  magnitude: number,
  mode: F.InterpolationMode,
  fill: Fill,
): I {
  return (operations[name] as Operation)(img, magnitude, mode, fill);
}

/** Magnitudes to choose from (null where there is nothing to choose), and whether their sign is drawn. */
type Space = readonly (readonly [name: string, magnitudes: number[] | null, signed: boolean])[];

// In float32, as torch.linspace makes them.
const upTo = (most: number, bins: number) => torch.linspace(0, most, bins).tolist() as number[];
const downFrom = (most: number, bins: number) => torch.linspace(most, 0, bins).tolist() as number[];
const bits = (from: number, range: number, bins: number) =>
  Array.from(
    { length: bins },
    (_, i) => from - F.roundHalfEven(Math.fround(i / Math.fround((bins - 1) / range))),
  );

const colours = (most: number, bins: number): Space =>
  ['Brightness', 'Color', 'Contrast', 'Sharpness'].map((name) => [name, upTo(most, bins), true] as const);
const tones = (bins: number, from: number, range: number): Space => [
  ['Posterize', bits(from, range, bins), false],
  ['Solarize', downFrom(255, bins), false],
  ['AutoContrast', null, false],
  ['Equalize', null, false],
];
const geometry = (bins: number, shear: number, moves: readonly [number, number], turn: number): Space => [
  ['ShearX', upTo(shear, bins), true],
  ['ShearY', upTo(shear, bins), true],
  ['TranslateX', upTo(moves[0], bins), true],
  ['TranslateY', upTo(moves[1], bins), true],
  ['Rotate', upTo(turn, bins), true],
];

const pixelsOf = (img: F.AnyImage, part: (size: number) => number): [number, number] => {
  const [width, height] = F.get_image_size(img);
  return [part(width), part(height)];
};

const below = (limit: number) => Number(torch.randint(limit, [1]).item());

// A tensor takes a value for each channel.
function fillFor(img: F.AnyImage, fill: Fill): Fill {
  if (!(img instanceof Tensor) || typeof fill !== 'number') return fill;
  return Array<number>(F.get_image_num_channels(img)).fill(fill);
}

const fill = z
  .union([z.number(), z.array(z.number()).min(1).readonly()])
  .nullable()
  .default(null);

const autoArgs = signature(
  'AutoAugment',
  ['policy', z.enum({ ...AutoAugmentPolicy }).default('imagenet')],
  ['interpolation', interpolation('nearest')],
  ['fill', fill],
);

/**
 * One of 25 pairs of operations that a search found for ImageNet, CIFAR-10 or SVHN.
 *
 * Source: Cubuk et al., "AutoAugment: Learning Augmentation Policies from Data", 2019.
 */
class AutoAugment_ extends Module {
  declare policy: AutoAugmentPolicy;
  declare interpolation: F.InterpolationMode;
  declare fill: Fill;

  constructor(...args: Args<typeof autoArgs>) {
    super();
    const { policy, interpolation, fill } = autoArgs(args);
    this.policy = policy;
    this.interpolation = interpolation;
    this.fill = fill;
  }

  /** Which pair, and for each of its operations the draw for its probability and for its sign. */
  static get_params(transform_num: number): [number, number[], number[]] {
    const chosen = below(transform_num);
    const probabilities = torch.rand([2]).tolist() as number[];
    return [chosen, probabilities, torch.randint(2, [2]).tolist() as number[]];
  }

  override forward(img: F.AnyImage): any {
    const list = policies[this.policy];
    const [chosen, draws, signs] = AutoAugment_.get_params(list.length);
    const space = new Map(
      [
        ...geometry(
          10,
          0.3,
          pixelsOf(img, (size) => (150 / 331) * size),
          30,
        ),
        ...colours(0.9, 10),
        ...tones(10, 8, 4),
      ].map(([name, magnitudes, signed]) => [name, { magnitudes, signed }]),
    );
    const pair = (list[chosen] as string).split(', ').map((text) => text.split(' '));
    return pair.reduce((image, [name = '', p, place], i) => {
      if ((draws[i] as number) > Math.fround(Number(p))) return image;
      const { magnitudes = null, signed = false } = space.get(name) ?? {};
      const size = place === undefined ? 0 : (magnitudes?.[Number(place)] ?? 0);
      const magnitude = signed && signs[i] === 0 ? -size : size;
      return apply(image, name, magnitude, this.interpolation, fillFor(img, this.fill));
    }, img);
  }

  override extra_repr(): string {
    const name = Object.entries(AutoAugmentPolicy).find(([, value]) => value === this.policy)?.[0];
    return `policy=AutoAugmentPolicy.${name}, fill=${valueStr(this.fill)}`;
  }
}
export const AutoAugment = callable(AutoAugment_);
export type AutoAugment = AutoAugment_;

const randArgs = signature(
  'RandAugment',
  ['num_ops', repeats.default(2)],
  ['magnitude', z.int().nonnegative().default(9)],
  ['num_magnitude_bins', length.default(31)],
  ['interpolation', interpolation('nearest')],
  ['fill', fill],
);

/**
 * `num_ops` operations at random, all of one strength: `magnitude` of `num_magnitude_bins`.
 *
 * Source: Cubuk et al., "RandAugment: Practical automated data augmentation with a reduced search space", 2020.
 */
class RandAugment_ extends Module {
  declare num_ops: number;
  declare magnitude: number;
  declare num_magnitude_bins: number;
  declare interpolation: F.InterpolationMode;
  declare fill: Fill;

  constructor(...args: Args<typeof randArgs>) {
    super();
    const { num_ops, magnitude, num_magnitude_bins, interpolation, fill } = randArgs(args);
    this.num_ops = num_ops;
    this.magnitude = magnitude;
    this.num_magnitude_bins = num_magnitude_bins;
    this.interpolation = interpolation;
    this.fill = fill;
  }

  override forward(img: F.AnyImage): any {
    const bins = this.num_magnitude_bins;
    const space: Space = [
      ['Identity', null, false],
      ...geometry(
        bins,
        0.3,
        pixelsOf(img, (size) => (150 / 331) * size),
        30,
      ),
      ...colours(0.9, bins),
      ...tones(bins, 8, 4),
    ];
    let image = img;
    for (let i = 0; i < this.num_ops; i += 1) {
      const [name, magnitudes, signed] = space[below(space.length)] as Space[number];
      const size = magnitudes === null ? 0 : (magnitudes[this.magnitude] as number);
      const magnitude = signed && below(2) === 1 ? -size : size;
      image = apply(image, name, magnitude, this.interpolation, fillFor(img, this.fill));
    }
    return image;
  }

  override extra_repr(): string {
    return (
      `num_ops=${this.num_ops}, magnitude=${this.magnitude}, num_magnitude_bins=${this.num_magnitude_bins}, ` +
      `interpolation=${modeStr(this.interpolation)}, fill=${valueStr(this.fill)}`
    );
  }
}
export const RandAugment = callable(RandAugment_);
export type RandAugment = RandAugment_;

const trivialArgs = signature(
  'TrivialAugmentWide',
  ['num_magnitude_bins', length.default(31)],
  ['interpolation', interpolation('nearest')],
  ['fill', fill],
);

/**
 * One operation at random, of random strength.
 *
 * Source: Müller and Hutter, "TrivialAugment: Tuning-free Yet State-of-the-Art Data Augmentation", 2021.
 */
class TrivialAugmentWide_ extends Module {
  declare num_magnitude_bins: number;
  declare interpolation: F.InterpolationMode;
  declare fill: Fill;

  constructor(...args: Args<typeof trivialArgs>) {
    super();
    const { num_magnitude_bins, interpolation, fill } = trivialArgs(args);
    this.num_magnitude_bins = num_magnitude_bins;
    this.interpolation = interpolation;
    this.fill = fill;
  }

  override forward(img: F.AnyImage): any {
    const bins = this.num_magnitude_bins;
    const space: Space = [
      ['Identity', null, false],
      ...geometry(bins, 0.99, [32, 32], 135),
      ...colours(0.99, bins),
      ...tones(bins, 8, 6),
    ];
    const [name, magnitudes, signed] = space[below(space.length)] as Space[number];
    const size = magnitudes === null ? 0 : (magnitudes[below(magnitudes.length)] as number);
    const magnitude = signed && below(2) === 1 ? -size : size;
    return apply(img, name, magnitude, this.interpolation, fillFor(img, this.fill));
  }

  override extra_repr(): string {
    return (
      `num_magnitude_bins=${this.num_magnitude_bins}, interpolation=${modeStr(this.interpolation)}, ` +
      `fill=${valueStr(this.fill)}`
    );
  }
}
export const TrivialAugmentWide = callable(TrivialAugmentWide_);
export type TrivialAugmentWide = TrivialAugmentWide_;

const mixArgs = signature(
  'AugMix',
  ['severity', z.int().min(1).max(10).default(3)],
  ['mixture_width', repeats.min(1).default(3)],
  ['chain_depth', z.int().max(65_536).default(-1)],
  ['alpha', z.number().positive().default(1)],
  ['all_ops', z.boolean().default(true)],
  ['interpolation', interpolation('bilinear')],
  ['fill', fill],
);

/**
 * A weighted mean of the image and of `mixture_width` chains of operations on it; `severity` in [1, 10], chains of
 * `chain_depth` operations (-1: 1 to 3 at random).
 *
 * Source: Hendrycks et al., "AugMix: A Simple Data Processing Method to Improve Robustness and Uncertainty", 2020.
 */
class AugMix_ extends Module {
  declare severity: number;
  declare mixture_width: number;
  declare chain_depth: number;
  declare alpha: number;
  declare all_ops: boolean;
  declare interpolation: F.InterpolationMode;
  declare fill: Fill;

  constructor(...args: Args<typeof mixArgs>) {
    super();
    const { severity, mixture_width, chain_depth, alpha, all_ops, interpolation, fill } = mixArgs(args);
    this.severity = severity;
    this.mixture_width = mixture_width;
    this.chain_depth = chain_depth;
    this.alpha = alpha;
    this.all_ops = all_ops;
    this.interpolation = interpolation;
    this.fill = fill;
  }

  override forward(orig_img: F.AnyImage): any {
    const img = orig_img instanceof Image ? F.pil_to_tensor(orig_img) : (orig_img as Tensor);
    const fill = fillFor(orig_img, this.fill);
    const space: Space = [
      ...geometry(
        10,
        0.3,
        pixelsOf(orig_img, (size) => size / 3),
        30,
      ),
      ...tones(10, 4, 4),
      ...(this.all_ops ? colours(0.9, 10) : []),
    ];
    const batch = img.reshape([...Array<number>(Math.max(4 - img.dim(), 0)).fill(1), ...img.size()]);
    const one = [batch.size(0), ...Array<number>(batch.dim() - 1).fill(1)];
    const dirichlet = (count: number) =>
      torch._sample_dirichlet(torch.full([count], this.alpha).expand([batch.size(0), -1]));
    const m = dirichlet(2);
    const weights = dirichlet(this.mixture_width).mul(m.narrow(1, 1, 1));
    const mix = m.select(1, 0).view(one).mul(batch);
    for (let i = 0; i < this.mixture_width; i += 1) {
      const depth = this.chain_depth > 0 ? this.chain_depth : Number(torch.randint(1, 4, [1]).item());
      let aug = batch;
      for (let step = 0; step < depth; step += 1) {
        const [name, magnitudes, signed] = space[below(space.length)] as Space[number];
        const size = magnitudes === null ? 0 : (magnitudes[below(this.severity)] as number);
        const magnitude = signed && below(2) === 1 ? -size : size;
        aug = apply(aug, name, magnitude, this.interpolation, fill);
      }
      mix.add_(weights.select(1, i).view(one).mul(aug));
    }
    const result = mix.view([...img.size()]).to(img.dtype);
    return orig_img instanceof Image ? F.to_pil_image(result) : result;
  }

  override extra_repr(): string {
    return (
      `severity=${this.severity}, mixture_width=${this.mixture_width}, chain_depth=${this.chain_depth}, ` +
      `alpha=${floatRepr(this.alpha)}, all_ops=${boolStr(this.all_ops)}, ` +
      `interpolation=${modeStr(this.interpolation)}, fill=${valueStr(this.fill)}`
    );
  }
}
export const AugMix = callable(AugMix_);
export type AugMix = AugMix_;
