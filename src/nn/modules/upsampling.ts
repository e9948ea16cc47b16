import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { type InterpolationMode, interpolate } from '../functional/vision.ts';
import { Layer, layer, number, repr, type SizeArg, size } from './utils.ts';

const optionalFlag = z.boolean().nullable().default(null);
const target = [
  ['size', size.nullable().default(null)],
  [
    'scale_factor',
    z
      .union([number, z.array(number).readonly()])
      .nullable()
      .default(null),
  ],
] as const;
const mode = z.enum(['nearest', 'linear', 'bilinear', 'bicubic', 'trilinear']).default('nearest');

const upsampleArgs = signature(
  'Upsample',
  ...target,
  ['mode', mode],
  ['align_corners', optionalFlag],
  ['recompute_scale_factor', optionalFlag],
);

class Upsample_ extends Layer {
  declare name: string;
  declare size: SizeArg | null;
  declare scale_factor: number | readonly number[] | null;
  declare mode: InterpolationMode;
  declare align_corners: boolean | null;
  declare recompute_scale_factor: boolean | null;

  constructor(...args: Args<typeof upsampleArgs>) {
    super();
    this.name = this._get_name();
    Object.assign(this, upsampleArgs(args));
  }

  override forward(input: Tensor): Tensor {
    const { size, scale_factor, mode, align_corners, recompute_scale_factor } = this;
    return interpolate(input, size, scale_factor, mode, align_corners, recompute_scale_factor);
  }

  override extra_repr(): string {
    const { size, scale_factor } = this;
    const target = scale_factor === null ? `size=${repr(size)}` : `scale_factor=${floats(scale_factor)}`;
    return `${target}, mode=${repr(this.mode)}`;
  }
}

const floats = (value: number | readonly number[]): string => {
  if (typeof value === 'number') return floatRepr(value);
  const items = value.map(floatRepr);
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
};

/**
 * Resizes (N, C, L), (N, C, H, W) or (N, C, D, H, W) to `size` or by `scale_factor`.
 *
 * `mode` is 'nearest', 'linear' (3d input), 'bilinear', 'bicubic' (4d) or 'trilinear' (5d); `align_corners` keeps the
 * corner values; `recompute_scale_factor` derives the factor anew from the rounded size.
 * Source: PyTorch 2.13, `torch.nn.Upsample`.
 */
export const Upsample = layer(Upsample_);
export type Upsample = Upsample_;

const upsamplingNearest2dArgs = signature('UpsamplingNearest2d', ...target);

class UpsamplingNearest2d_ extends Upsample_ {
  constructor(...args: Args<typeof upsamplingNearest2dArgs>) {
    super({ ...upsamplingNearest2dArgs(args), mode: 'nearest' });
  }
}

/** Upsample of images with mode 'nearest'. Source: PyTorch 2.13, `torch.nn.UpsamplingNearest2d`. */
export const UpsamplingNearest2d = layer(UpsamplingNearest2d_);
export type UpsamplingNearest2d = UpsamplingNearest2d_;

const upsamplingBilinear2dArgs = signature('UpsamplingBilinear2d', ...target);

class UpsamplingBilinear2d_ extends Upsample_ {
  constructor(...args: Args<typeof upsamplingBilinear2dArgs>) {
    super({ ...upsamplingBilinear2dArgs(args), mode: 'bilinear', align_corners: true });
  }
}

/** Upsample of images with mode 'bilinear' and aligned corners. Source: PyTorch 2.13, `torch.nn.UpsamplingBilinear2d`. */
export const UpsamplingBilinear2d = layer(UpsamplingBilinear2d_);
export type UpsamplingBilinear2d = UpsamplingBilinear2d_;
