// The cat document's pictures as tensors, and its my_dataset module.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Tensor, torch, utils, vision } from '../../src/index.ts';

const { Dataset, DataLoader } = utils.data;

/** OpenCV's planes are blue, green, red; the document divides by 128. (3, side, side). */
export function read_img(img_path: string, side: number): Tensor {
  const { Image } = vision;
  const rgb = Image.open(img_path).convert('RGB').resize([side, side]).toarray(); // (side, side, 3)
  return rgb.permute(2, 0, 1).flip(0).to(torch.float32).div(128);
}

/** All pictures of `root/positive` and `root/negative`, shuffled: (N, 3, side, side) and (N). */
export function read_all_img(
  root: string,
  side: number,
  device: Tensor['device'],
): [features: Tensor, labels: Tensor] {
  const positive_dir = join(root, 'positive');
  const negative_dir = join(root, 'negative');
  const list = (dir: string) =>
    readdirSync(dir)
      .sort()
      .map((name) => join(dir, name));
  const names = [...list(positive_dir), ...list(negative_dir)];
  // The document shuffles with Python's `random`; this is torch's generator.
  const indexes: number[] = torch.randperm(names.length).tolist().map(Number);
  const shuffled = indexes.map((index) => names[index] as string);
  const features = torch.stack(shuffled.map((name) => read_img(name, side)));
  const labels = torch.tensor(shuffled.map((name) => (name.startsWith(positive_dir) ? 1n : 0n)));
  return [features.to(device), labels.to(device)];
}

class ArrayDataset extends Dataset<[Tensor, Tensor]> {
  readonly features: Tensor;
  readonly labels: Tensor;

  constructor(features: Tensor, labels: Tensor) {
    super();
    this.features = features;
    this.labels = labels;
  }

  override get(item: number): [Tensor, Tensor] {
    return [this.features.select(0, item), this.labels.select(0, item)];
  }

  override get length(): number {
    return this.features.size(0);
  }
}

export function get_dataloader(features: Tensor, labels: Tensor, batch_size: number) {
  return DataLoader(new ArrayDataset(features, labels), batch_size, { shuffle: true });
}
