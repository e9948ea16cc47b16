import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import { ImageError } from '../io/format.ts';
import { fileBytes } from '../io/image.ts';
import { type Indices, pngIndices } from '../io/png_indices.ts';

/** A picture of stored pixels (H, W) or (H, W, C) uint8. */
export const imageOf = (pixels: Tensor): Image => Image.fromarray(pixels);

/** An image file as an RGB picture; its pixels are decoded when they are needed. */
export const loadImage = (path: string): Image => Image.open(path).convert('RGB');

/** An image file with the channels that it has. */
export const openImage = (path: string): Image => Image.open(path);

/** A picture whose pixels are numbers of classes: where a PNG has a palette they are not replaced by its colours. */
export function openLabels(path: string): Image {
  const { file, name } = fileBytes(path);
  let indices: Indices | null;
  try {
    indices = pngIndices(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  } catch (cause) {
    throw new ImageError(`${name}: damaged or truncated PNG file: ${(cause as Error).message}`, { cause });
  }
  if (indices === null) return Image.open(path);
  const { pixels, height, width } = indices;
  return Image.fromarray(torch.from_numpy(pixels).view(height, width));
}
