import type { z } from 'zod';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { Image as Picture } from '../image.ts';
import { pil_to_tensor } from '../transforms/functional.ts';
import { type Data, data, TVTensor, tensorFields, tensorOf } from './_tv_tensor.ts';

/** Data of images and masks, which may be pictures. */
export const dataOrPicture = data as unknown as z.ZodCustom<Data | Picture>;

const imageArgs = signature('Image', ['data', dataOrPicture], ...tensorFields);

/** @internal A picture's values, anything else as it is. */
export const withoutPicture = (given: Data | Picture): Data =>
  given instanceof Picture ? pil_to_tensor(given) : given;

/**
 * An image (..., C, H, W); (H, W) becomes (1, H, W). `data` may be a picture, too.
 *
 * @throws ValueError for fewer than 2 dimensions.
 */
class Image_ extends TVTensor {
  constructor(...args: Args<typeof imageArgs>) {
    const { data, ...options } = imageArgs(args);
    const tensor = tensorOf(withoutPicture(data), options);
    if (tensor.dim() < 2) throw new ValueError(`Tensor must be 2D or higher, got ${tensor.dim()}D tensor.`);
    super(tensor.dim() === 2 ? tensor.unsqueeze(0) : tensor);
  }

  override _facts(): Record<string, string> {
    return {};
  }
}
export const Image = callable(Image_);
export type Image = Image_;
