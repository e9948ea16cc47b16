import { z } from 'zod';
import { callable } from '../../../nn/modules/module.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { Image as Picture } from '../../image.ts';
import type { Mode } from '../../io/decode.ts';
import { plain } from '../../tv_tensors/_tv_tensor.ts';
import { Image, TVTensor } from '../../tv_tensors/index.ts';
import { Transform } from './_transform.ts';
import type { TypeOrCheck } from './_utils.ts';
import * as F from './functional/_type_conversion.ts';
import { is_pure_tensor } from './functional/_utils.ts';

/** A picture's values as a plain tensor (C, H, W) uint8. */
class PILToTensor_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [Picture];

  override transform(inpt: Picture): Tensor {
    return F.pil_to_tensor(inpt);
  }
}
export const PILToTensor = callable(PILToTensor_);
export type PILToTensor = PILToTensor_;

/** A picture or a plain tensor as `tv_tensors.Image`; the values stay. */
class ToImage_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [is_pure_tensor, Picture];

  override transform(inpt: Tensor | Picture): Image {
    return F.to_image(inpt);
  }
}
export const ToImage = callable(ToImage_);
export type ToImage = ToImage_;

const pictureArgs = signature('ToPILImage', ['mode', z.string().nullable().default(null)]);

/** A picture from a tensor (C, H, W) or (H, W): uint8, or floats of 0 to 1. */
class ToPILImage_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [is_pure_tensor, Image];
  declare mode: Mode | null;

  constructor(...args: Args<typeof pictureArgs>) {
    super();
    this.mode = pictureArgs(args).mode as Mode | null;
  }

  override transform(inpt: Tensor): Picture {
    return F.to_pil_image(inpt, this.mode);
  }
}
export const ToPILImage = callable(ToPILImage_);
export type ToPILImage = ToPILImage_;

/** TVTensors as plain tensors; the values stay. */
class ToPureTensor_ extends Transform {
  static override _transformed_types: readonly TypeOrCheck[] = [TVTensor];

  override transform(inpt: Tensor): Tensor {
    return plain(inpt);
  }
}
export const ToPureTensor = callable(ToPureTensor_);
export type ToPureTensor = ToPureTensor_;
