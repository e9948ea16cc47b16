/** Batches of data sets in memory: one operator for all images, where one each would give the same numbers. */
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { default_collate } from '../../utils/data/collate.ts';
import { isExactly, normalizationsAt } from '../transforms/_pixelwise.ts';
import * as F from '../transforms/functional.ts';
import { Compose, type Normalize } from '../transforms/index.ts';
import type { VisionDataset } from './vision.ts';

/**
 * The samples at `indices`, collated. `images` (N, C, H, W) uint8 and `targets` (N) int64 are what `get` takes them from;
 * anything but ToTensor and Normalize in the transform goes sample by sample.
 */
export function batchOf(
  dataset: VisionDataset,
  indices: readonly number[],
  images: Tensor,
  targets: Tensor,
): [any, any] {
  const one = (index: number) => dataset.get(index);
  const normalizations = pixelwise(dataset);
  if (normalizations === null || indices.length < 2 || !isStored(images, targets)) {
    return default_collate(indices.map(one));
  }
  const at = torch.tensor(indices.map((i) => (i < 0 ? i + images.size(0) : i)).map(BigInt));
  // Also finds the order of dimensions in memory that stacking would keep.
  const [sample] = default_collate([one(indices[0] as number)]) as [Tensor];
  const memory_format = sample.is_contiguous() ? torch.contiguous_format : torch.channels_last;
  if (!sample.is_contiguous({ memory_format })) return default_collate(indices.map(one));
  let batch = images.index_select(0, at).to(torch.float32).contiguous({ memory_format }).div_(255); // (B, C, H, W)
  for (const { mean, std } of normalizations) batch = F.normalize(batch, mean, std, true);
  return [batch, targets.index_select(0, at)];
}

/** What a data set does to its images, when it is ToTensor and then Normalize any number of times; null otherwise. */
function pixelwise({ transform, target_transform }: VisionDataset): readonly Normalize[] | null {
  if (transform === null || target_transform !== null) return null;
  const steps = isExactly(transform, Compose) ? (transform as unknown as Compose).transforms : [transform];
  const rest = normalizationsAt(steps, 0);
  return rest?.length === steps.length - 1 ? rest : null;
}

const isStored = (images: unknown, targets: unknown) =>
  images instanceof Tensor &&
  images.dtype === torch.uint8 &&
  images.is_cpu &&
  images.dim() === 4 &&
  targets instanceof Tensor &&
  targets.dtype === torch.int64 &&
  targets.dim() === 1 &&
  targets.is_cpu;
