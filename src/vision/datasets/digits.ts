import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { StoredDataset } from './_stored.ts';
import { transformFields } from './vision.ts';

const file = new URL('../../../data/digits.csv.gz', import.meta.url);
const side = 8;
const trainRows = 1437;

const digitsArgs = signature('Digits', ['train', z.boolean().default(true)], ...transformFields);

/**
 * The UCI handwritten digits, which come with this library: 1,437 for training, 360 for testing; images (8, 8)
 * grey, targets 0 to 9. Their 17 grey levels are stretched to 0 (paper) to 255 (ink).
 *
 * The rows keep their order and are cut once, not shuffled: neighbours come from the same hand, so that the test digits
 * are by other writers than most of those trained on.
 *
 * Source: Alpaydin and Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998,
 * CC BY 4.0 (data/README.md).
 */
class Digits_ extends StoredDataset {
  readonly classes = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
  readonly train: boolean;
  data: Tensor; // (N, 8, 8) uint8
  targets: Tensor; // (N) int64

  constructor(...args: Args<typeof digitsArgs>) {
    const { train, transform, target_transform } = digitsArgs(args);
    super(null, transform, target_transform);
    this.train = train;
    const rows = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
    const part = (train ? rows.slice(0, trainRows) : rows.slice(trainRows)).map((row) =>
      row.split(',').map(Number),
    );
    const pixels = Uint8Array.from(
      part.flatMap((row) => row.slice(0, -1)),
      (ink) => Math.round((ink * 255) / 16),
    );
    this.data = torch.from_numpy(pixels).view(-1, side, side);
    this.targets = torch.from_numpy(BigInt64Array.from(part, (row) => BigInt(row.at(-1) as number)));
  }

  protected override images(): Tensor {
    return this.data.unsqueeze(1);
  }

  protected override numbers(): Tensor {
    return this.targets;
  }

  override extra_repr(): string {
    return `Split: ${this.train ? 'Train' : 'Test'}`;
  }
}

export const Digits = callable(Digits_);
export type Digits = Digits_;
