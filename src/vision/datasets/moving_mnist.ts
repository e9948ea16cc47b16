import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { load } from '../../serialization/numpy.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { damagedFile } from './_files.ts';
import { downloadField } from './_listed.ts';
import { download_url, expanded, verify_str_arg } from './utils.ts';
import { transformFields, VisionDataset } from './vision.ts';

const range = '`split_ratio` should be `1 <= split_ratio <= 19`';
const movingArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().nullable().default(null)],
    ['split_ratio', z.int().min(1, range).max(19, range).default(10)],
    downloadField,
    transformFields[0],
  );

/**
 * 10,000 videos of two moving digits, 20 frames of 64 by 64. An item is a video (frames, 1, 64, 64) uint8: of all 20 frames,
 * of the first `split_ratio` ('train'), or of the rest ('test'). The file is `root/MovingMNIST/mnist_test_seq.npy`.
 *
 * Source: Srivastava et al., "Unsupervised Learning of Video Representations using LSTMs", 2015.
 *
 * @throws RuntimeError when the file is missing or damaged.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.MovingMNIST.html
 */
class MovingMNIST_ extends VisionDataset {
  static url = 'http://www.cs.toronto.edu/~nitish/unsupervised_video/mnist_test_seq.npy';
  static md5 = 'be083ec986bfe91a449d63653c411eb2';
  readonly split: 'train' | 'test' | null;
  readonly split_ratio: number;
  data: Tensor; // (N, frames, 1, 64, 64) uint8

  constructor(...args: Args<ReturnType<typeof movingArgs>>) {
    const { root, split, split_ratio, download, transform } = movingArgs(new.target.name)(args);
    super(expanded(root), transform);
    this.split = split === null ? null : verify_str_arg<'train' | 'test'>(split, 'split', ['train', 'test']);
    this.split_ratio = split_ratio;
    const folder = join(this.root as string, this.constructor.name);
    const path = join(folder, 'mnist_test_seq.npy');
    const { url, md5 } = new.target;
    if (download && !existsSync(path)) download_url(url, folder, 'mnist_test_seq.npy', md5);
    if (!existsSync(path)) {
      throw new RuntimeError(
        `${this.constructor.name}: dataset not found: ${path} is missing. You can use download: true to download it`,
      );
    }
    const frames = readFrames(path); // (20, N, 64, 64)
    const count = frames.size(0);
    const [from, to] = { train: [0, split_ratio], test: [split_ratio, count], all: [0, count] }[
      this.split ?? 'all'
    ] as [number, number];
    this.data = frames
      .narrow(0, Math.min(from, count), Math.max(0, Math.min(to, count) - from))
      .transpose(0, 1)
      .unsqueeze(2)
      .contiguous();
  }

  override get length(): number {
    return this.data.size(0);
  }

  override get(index: number): any {
    const video = this.data.select(0, index); // (frames, 1, 64, 64)
    return this.transform ? this.transform(video) : video;
  }
}
export const MovingMNIST = callable(MovingMNIST_);
export type MovingMNIST = MovingMNIST_;

function readFrames(path: string): Tensor {
  const expected = 'videos (frames, N, height, width) uint8';
  let frames: unknown;
  try {
    frames = load(path);
  } catch (cause) {
    throw damagedFile(path, expected, cause);
  }
  if (frames instanceof Tensor && frames.dim() === 4 && frames.dtype === torch.uint8) return frames;
  throw damagedFile(path, expected);
}
