import { TypeError } from '../../../../errors.ts';
import { checked } from '../../../../misuse.ts';
import { Tensor } from '../../../../tensor.ts';
import { Image as Picture } from '../../../image.ts';
import { Image } from '../../../tv_tensors/index.ts';
import { pil_to_tensor } from '../../functional.ts';
import { nameOf } from './_utils.ts';

export { pil_to_tensor, to_pil_image } from '../../functional.ts';

/** A picture or a tensor as `tv_tensors.Image`; the values stay. */
export const to_image = checked('to_image', (inpt: Tensor | Picture): Image => {
  if (inpt instanceof Picture) return Image(pil_to_tensor(inpt));
  if (inpt instanceof Tensor) return Image(inpt);
  throw new TypeError(`Input can either be a pure Tensor or a picture, but got ${nameOf(inpt)} instead.`);
});
