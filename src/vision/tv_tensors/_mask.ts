import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { dataOrPicture, withoutPicture } from './_image.ts';
import { TVTensor, tensorFields, tensorOf } from './_tv_tensor.ts';

const maskArgs = signature('Mask', ['data', dataOrPicture], ...tensorFields);

/** Masks of segmentation or detection (..., H, W): one of classes, or one for each instance. `data` may be a picture. */
class Mask_ extends TVTensor {
  constructor(...args: Args<typeof maskArgs>) {
    const { data, ...options } = maskArgs(args);
    super(tensorOf(withoutPicture(data), options));
  }
}
export const Mask = callable(Mask_);
export type Mask = Mask_;
