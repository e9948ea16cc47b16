import type { Tensor } from '../../tensor.ts';
import { Image } from '../image.ts';

/** A picture of stored pixels (H, W) or (H, W, C) uint8. */
export const imageOf = (pixels: Tensor): Image => Image.fromarray(pixels);

/** An image file as an RGB picture; its pixels are decoded when they are needed. */
export const loadImage = (path: string): Image => Image.open(path).convert('RGB');

/** An image file with the channels that it has. */
export const openImage = (path: string): Image => Image.open(path);
