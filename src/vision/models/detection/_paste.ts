/** Small masks of boxes, brought to their place and size in the image. */
import * as F from '../../../nn/functional.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import type { ImageSize } from './image_list.ts';

type Box = readonly [x1: number, y1: number, x2: number, y2: number];

/** Boxes (N, 4) `scale` times as wide and high about the same centres. */
export function expand_boxes(boxes: Tensor, scale: number): Tensor {
  const [x1, y1, x2, y2] = boxes.unbind(1) as unknown as [Tensor, Tensor, Tensor, Tensor];
  const half = (from: Tensor, to: Tensor) => to.sub(from).mul(0.5).mul(scale);
  const centre = (from: Tensor, to: Tensor) => to.add(from).mul(0.5);
  const [w, h] = [half(x1, x2), half(y1, y2)];
  const [x, y] = [centre(x1, x2), centre(y1, y2)];
  return torch.stack([x.sub(w), y.sub(h), x.add(w), y.add(h)], 1);
}

/** Masks (N, 1, M, M) with `padding` zeros on every side, and how many times as wide they are now. */
export function expand_masks(mask: Tensor, padding: number): [Tensor, number] {
  const side = mask.size(-1);
  return [F.pad(mask, [padding, padding, padding, padding]), (side + 2 * padding) / side];
}

/** Writes a mask (M, M) into an image (H, W), stretched over the pixels of `box` that the image has. */
function paste(mask: Tensor, [x1, y1, x2, y2]: Box, image: Tensor): void {
  const size = [Math.max(y2 - y1 + 1, 1), Math.max(x2 - x1 + 1, 1)];
  const [left, top] = [Math.max(x1, 0), Math.max(y1, 0)];
  const width = Math.min(x2 + 1, image.size(1)) - left;
  const height = Math.min(y2 + 1, image.size(0)) - top;
  if (width <= 0 || height <= 0) return;
  const large = F.interpolate(mask.expand(1, 1, -1, -1), { size, mode: 'bilinear', align_corners: false });
  const part = large.select(0, 0).select(0, 0);
  image
    .narrow(0, top, height)
    .narrow(1, left, width)
    .copy_(part.narrow(0, top - y1, height).narrow(1, left - x1, width));
}

/** One mask (M, M) in an image of zeros (im_h, im_w); `box` are whole pixels, the last ones included. */
export function paste_mask_in_image(mask: Tensor, box: Tensor, im_h: number, im_w: number): Tensor {
  const image = mask.new_zeros([im_h, im_w]);
  paste(mask, box.tolist() as unknown as Box, image);
  return image;
}

/**
 * Masks (N, 1, M, M) of boxes (N, 4), each stretched over its box, in images of zeros: (N, 1, H, W).
 *
 * A mask gets `padding` zeros around it first, so that its edge fades out.
 */
export function paste_masks_in_image(
  masks: Tensor,
  boxes: Tensor,
  [height, width]: ImageSize,
  padding = 1,
): Tensor {
  const [padded, scale] = expand_masks(masks, padding);
  const places = expand_boxes(boxes, scale).to(torch.int64).tolist() as unknown as Box[];
  const result = masks.new_zeros([places.length, 1, height, width]);
  for (const [i, box] of places.entries()) {
    paste(padded.select(0, i).select(0, 0), box, result.select(0, i).select(0, 0));
  }
  return result;
}
