import type { Tensor } from '../../tensor.ts';
import { Image } from '../image.ts';

/** An image out of stored pixels (H, W) or (H, W, C) uint8, as data sets give it to transforms. */
export function imageOf(pixels: Tensor): Tensor {
  return pixels.dim() === 2 ? pixels.unsqueeze(0) : pixels.permute([2, 0, 1]); // (C, H, W)
}

/** An image file as an RGB picture. */
export function loadImage(path: string): Tensor {
  return Image.open(path).convert('RGB').load()._pixels().permute([2, 0, 1]);
}
