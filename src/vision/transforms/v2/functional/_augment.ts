import { z } from 'zod';
import { checked } from '../../../../misuse.ts';
import { Tensor } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import { Image as Picture } from '../../../image.ts';
import { decode_jpeg, encode_jpeg } from '../../../io/index.ts';
import { Image, Video } from '../../../tv_tensors/index.ts';
import { pil_to_tensor, to_pil_image } from '../../functional.ts';
import { int, tensor } from './_fields.ts';
import { functional, register } from './_utils.ts';

/** Writes `v` over the rectangle of `h` x `w` at row `i`, column `j`. */
export const erase = functional(
  'erase',
  ['i', int],
  ['j', int],
  ['h', int],
  ['w', int],
  ['v', tensor],
  ['inplace', z.boolean().default(false)],
);

export const erase_image = checked(
  'erase_image',
  (image: Tensor, i: number, j: number, h: number, w: number, v: Tensor, inplace = false): Tensor => {
    const out = inplace ? image : image.clone();
    const rows = Math.max(Math.min(h, out.size(-2) - i), 0);
    const columns = Math.max(Math.min(w, out.size(-1) - j), 0);
    out.narrow(-2, i, rows).narrow(-1, j, columns).copy_(v);
    return out;
  },
);
export const erase_video = erase_image;
register(erase, erase_image, Tensor, Image, Video);
type Rest = [i: number, j: number, h: number, w: number, v: Tensor];
register(
  erase,
  (picture: Picture, ...rest: Rest) =>
    to_pil_image(erase_image(pil_to_tensor(picture), ...rest), picture.mode),
  Picture,
);

/** An image of bytes as it is after having been a JPEG file of `quality` in [1, 100]. */
export const jpeg = functional('jpeg', ['quality', z.int().min(1).max(100)]);

export const jpeg_image = checked('jpeg_image', (image: Tensor, quality: number): Tensor => {
  if (image.numel() === 0) return image.clone();
  const images = image.reshape(-1, image.size(-3), image.size(-2), image.size(-1)).unbind(0);
  return torch.stack(images.map((one) => throughJpeg(one, quality))).view([...image.shape]);
});
const throughJpeg = (image: Tensor, quality: number): Tensor =>
  decode_jpeg(encode_jpeg(image.contiguous(), quality));

export const jpeg_video = jpeg_image;
register(jpeg, jpeg_image, Tensor, Image, Video);
register(
  jpeg,
  (picture: Picture, quality: number) =>
    to_pil_image(throughJpeg(pil_to_tensor(picture), quality), picture.mode),
  Picture,
);
