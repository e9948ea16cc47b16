import { callable } from '../../../callable.ts';
import type { Device } from '../../../generated/types.ts';
import type { Tensor } from '../../../tensor.ts';

/** The height and the width of an image, or of a map. */
export type ImageSize = readonly [height: number, width: number];

/** Images of several sizes in one tensor, each padded at the right and below, with the size of each. */
class ImageList_ {
  readonly tensors: Tensor; // (N, C, H, W)
  readonly image_sizes: readonly ImageSize[];

  constructor(tensors: Tensor, image_sizes: readonly ImageSize[]) {
    this.tensors = tensors;
    this.image_sizes = image_sizes;
  }

  to(device: Device): ImageList {
    return new ImageList(this.tensors.to(device), this.image_sizes);
  }
}
export const ImageList = callable(ImageList_);
export type { ImageList_ };
export type ImageList = ImageList_;
