import { z } from 'zod';
import { callable } from '../../callable.ts';
import { IndexError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { torch } from '../../torch.ts';
import { imageOf } from './_pixels.ts';
import { transformFields, VisionDataset } from './vision.ts';

const length = z.int().positive();
const fakeArgs = signature(
  'FakeData',
  ['size', z.int().nonnegative().default(1000)],
  ['image_size', z.tuple([length, length, length]).default([3, 224, 224])],
  ['num_classes', length.default(10)],
  ...transformFields,
  ['random_offset', z.int().default(0)],
);

/**
 * Random images (C, H, W) with random targets, the same ones each time: an item's seed is its index and `random_offset`.
 * torch's own generator goes on as if nothing had been drawn.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.FakeData.html
 */
class FakeData_ extends VisionDataset {
  readonly size: number;
  readonly image_size: readonly [channels: number, height: number, width: number];
  readonly num_classes: number;
  readonly random_offset: number;

  constructor(...args: Args<typeof fakeArgs>) {
    const { size, image_size, num_classes, transform, target_transform, random_offset } = fakeArgs(args);
    super(null, transform, target_transform);
    this.size = size;
    this.image_size = image_size;
    this.num_classes = num_classes;
    this.random_offset = random_offset;
  }

  override get length(): number {
    return this.size;
  }

  override get(index: number): [any, any] {
    if (index >= this.size) throw new IndexError(`${this.constructor.name} index out of range`);
    const state = torch.get_rng_state();
    torch.manual_seed(index + this.random_offset);
    const values = torch.randn(...this.image_size);
    const target = Number(torch.randint(0, this.num_classes, [1]).item());
    torch.set_rng_state(state);
    const pixels = values.mul(255).to(torch.uint8).permute([1, 2, 0]).contiguous(); // (H, W, C)
    return this.transformed(imageOf(pixels.size(2) === 1 ? pixels.squeeze(2) : pixels), target);
  }
}

export const FakeData = callable(FakeData_);
export type FakeData = FakeData_;
