import type { Tensor } from '../../tensor.ts';
import { batchOf } from './_batches.ts';
import { imageOf } from './_pixels.ts';
import { VisionDataset } from './vision.ts';

/** All pictures of a set in one tensor, and all targets in another. */
export abstract class StoredDataset extends VisionDataset {
  /** (N, C, H, W) uint8 */
  protected abstract images(): Tensor;
  /** (N) int64 */
  protected abstract numbers(): Tensor;

  override get length(): number {
    return this.images().size(0);
  }

  override get(index: number): [any, any] {
    const pixels = this.images().select(0, index); // (C, H, W)
    const image = imageOf(pixels.size(0) === 1 ? pixels.squeeze(0) : pixels.permute([1, 2, 0]));
    return this.transformed(image, Number(this.numbers().select(0, index).item()));
  }

  /** Items already collated; a loader takes a batch at once where all transforms treat every picture alike. */
  get_batch(indices: readonly number[]): [any, any] {
    return batchOf(this, indices, this.images(), this.numbers());
  }
}
