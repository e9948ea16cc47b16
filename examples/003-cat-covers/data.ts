// Preparing the pictures ("准备数据集"), reading them ("搭建模型": read_img_to_numpy, read_all_img), and my_dataset.py.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Tensor, torch, utils, vision } from '../../src/index.ts';

const { Dataset, DataLoader } = utils.data;
const { Image } = vision;

export const img_size = 240;

/** Fetches a picture and writes it as a JPEG file of 240 x 240. */
export async function save_img(url: string, path: string): Promise<void> {
  const res = await fetch(url);
  const img = new Uint8Array(await res.arrayBuffer());
  writeFileSync(path, img);
  console.log(`Downloaded ${path}`);
  shrink(Image.open(path), path);
  console.log(`Processed ${path}`);
}

/** cv2.resize and cv2.imwrite of the document. */
export function shrink(img: vision.Image, path: string): void {
  const resized = img.convert('RGB').resize([img_size, img_size], { resample: Image.BILINEAR });
  resized.save(path, { quality: 100 });
}

/** OpenCV's planes are blue, green, red; the document divides by 128. (3, 240, 240). */
export function read_img_to_tensor(img_path: string): Tensor {
  const img = Image.open(img_path).convert('RGB').resize([img_size, img_size]).toarray(); // (240, 240, 3)
  return img.permute(2, 0, 1).flip(0).to(torch.float32).div(128);
}

/** All pictures of `root/positive` and `root/negative`, shuffled: (N, 3, 240, 240) and (N). */
export function read_all_img(root: string, device: Tensor['device']): [features: Tensor, labels: Tensor] {
  const positive_dir = join(root, 'positive');
  const negative_dir = join(root, 'negative');
  const listdir = (dir: string) => {
    const sorted = readdirSync(dir).sort(); // os.listdir has no order
    return sorted.map((name) => join(dir, name));
  };
  const names = [...listdir(positive_dir), ...listdir(negative_dir)];
  // The document shuffles with Python's `random`; this is torch's generator.
  const indexes: number[] = torch.randperm(names.length).tolist().map(Number);
  const features: Tensor[] = [];
  const labels: number[] = [];
  for (const index of indexes) {
    const name = names[index] as string;
    labels.push(name.startsWith(positive_dir) ? 1 : 0);
    features.push(read_img_to_tensor(name));
  }
  // The document joins the pictures one by one, and so copies them all each time.
  return [torch.stack(features).to(device), torch.tensor(labels, { dtype: torch.int64, device })];
}

// ---- my_dataset.py

class ArrayDataset extends Dataset<[Tensor, Tensor]> {
  readonly features: Tensor;
  readonly labels: Tensor;

  constructor(features: Tensor, labels: Tensor) {
    super();
    this.features = features;
    this.labels = labels;
  }

  override get(item: number): [Tensor, Tensor] {
    return [this.features.index(item), this.labels.index(item)];
  }

  override get length(): number {
    return this.features.length;
  }
}

export function get_dataloader(
  features: Tensor | number[][],
  labels: Tensor | number[],
  batch_size: number,
  device: Tensor['device'] | string = 'cpu',
): utils.data.DataLoader<[Tensor, Tensor]> {
  const x = torch.is_tensor(features) ? features : torch.tensor(features, { dtype: torch.float32, device });
  const y = torch.is_tensor(labels) ? labels : torch.tensor(labels, { dtype: torch.int64, device });
  return DataLoader(new ArrayDataset(x, y), batch_size, { shuffle: true });
}
