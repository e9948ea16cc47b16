// The pictures, all in the device's memory, and batches of them shifted and mirrored there.
import { nn, type Tensor, torch, vision } from '../../src/index.ts';
import { openCifar10 } from '../pictures.ts';

const { functional: F } = nn;

export interface Pictures {
  images: Tensor; // (N, 3, 32, 32) uint8
  labels: Tensor; // (N) int64
}

/** Pictures of ten kinds that need no data: a pattern for each kind, and noise. */
export function madeUp(count: number, shift: number): Pictures {
  torch.manual_seed(7);
  const patterns = torch.rand(10, 3, 4, 4);
  torch.manual_seed(shift);
  const labels = torch.arange(count).remainder(10);
  const large = F.interpolate(patterns.index(labels), { size: [32, 32], mode: 'nearest' });
  const images = large
    .mul(0.6)
    .add(torch.rand(count, 3, 32, 32).mul(0.4))
    .mul(255)
    .to(torch.uint8);
  return { images, labels };
}

/** CIFAR-10 as it is published, or a folder of pictures a class under train/ and test/. */
export function published(root: string, train: boolean, download: boolean): Pictures {
  const { data: folder } = openCifar10(root, { train, download, transform: vision.transforms.PILToTensor() });
  if ('data' in folder) {
    return { images: folder.data.permute(0, 3, 1, 2).contiguous(), labels: folder.targets };
  }
  const images = torch.empty(folder.length, 3, 32, 32, { dtype: torch.uint8 });
  const labels = torch.empty(folder.length, { dtype: torch.int64 });
  for (let i = 0; i < folder.length; i += 1) {
    const [image, label] = folder.get(i) as [Tensor, number];
    images.index_put_([i], image);
    labels.index_put_([i], label);
  }
  return { images, labels };
}

/** Each picture from a place of its own in what was padded by `reach`. */
function shifted(padded: Tensor, reach: number): Tensor {
  const [count = 0] = padded.shape;
  const { device } = padded;
  const down = torch.randint(0, 2 * reach + 1, [count], { device });
  const right = torch.randint(0, 2 * reach + 1, [count], { device });
  const steps = torch.arange(32, { device });
  const rows = down.view(-1, 1).add(steps).view(count, 1, 32, 1);
  const columns = right.view(-1, 1).add(steps).view(count, 1, 1, 32);
  const which = torch.arange(count, { device }).view(-1, 1, 1, 1);
  const channels = torch.arange(3, { device }).view(1, 3, 1, 1);
  return padded.index(which, channels, rows, columns);
}

/** Batches of shifted pictures, all mirrored in every other epoch, in a new order each time. */
export class Loader {
  readonly images: Tensor;
  readonly labels: Tensor;
  readonly batch_size: number;
  #epoch = 0;

  constructor({ images, labels }: Pictures, batch_size: number) {
    const first = torch.rand(images.shape[0] as number, { device: images.device }).lt(0.5);
    this.images = torch.where(first.view(-1, 1, 1, 1), images.flip(3), images);
    this.labels = labels;
    this.batch_size = batch_size;
  }
  get length(): number {
    return Math.floor((this.images.shape[0] as number) / this.batch_size);
  }
  *[Symbol.iterator](): Generator<[Tensor, Tensor]> {
    const reach = 2;
    const mirrored = this.#epoch % 2 === 1 ? this.images.flip(3) : this.images;
    this.#epoch += 1;
    const images = shifted(F.pad(mirrored, [reach, reach, reach, reach], 'reflect'), reach);
    const order = torch.randperm(images.shape[0] as number, { device: images.device });
    for (let i = 0; i < this.length; i += 1) {
      const chosen = order.index(torch.slice(i * this.batch_size, (i + 1) * this.batch_size));
      yield [images.index(chosen), this.labels.index(chosen)];
    }
  }
}
