import { z } from 'zod';
import { Tensor } from '../../../../tensor.ts';
import { InterpolationMode } from '../../functional.ts';

/* What the functions of this namespace take, for their signatures. */

// Pillow's constants, from 0 on.
const pillowModes = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'] as const;
const mode = z.union(
  [
    z.enum({ ...InterpolationMode }),
    z
      .int()
      .min(0)
      .max(pillowModes.length - 1)
      .transform((i) => pillowModes[i] as InterpolationMode),
  ],
  `must be one of ${Object.values(InterpolationMode).join(', ')}`,
);
export const interpolation = (byDefault: InterpolationMode) => mode.default(byDefault);

/** A value for all channels, one for each, or nothing. */
export const fill = z
  .union([z.number(), z.array(z.number()).min(1).readonly()])
  .nullable()
  .default(null);
export const int = z.int();
export const number = z.number();
export const numbers = z.array(z.number()).readonly();
export const point = z.tuple([z.number(), z.number()]).readonly();
export const tensor = z.custom<Tensor>((value) => value instanceof Tensor, 'must be a Tensor');
/** [height, width], or one number for both or for the shorter edge. */
export const size = z.union([
  z.int().positive(),
  z.tuple([z.int().positive()]).readonly(),
  z.tuple([z.int().positive(), z.int().positive()]).readonly(),
]);
export type Size = number | readonly number[];
