import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { damagedFile, textOf } from './_files.ts';
import { downloadField } from './_listed.ts';
import { StoredDataset } from './_stored.ts';
import { decompressed, download_url, expanded } from './utils.ts';
import { transformFields } from './vision.ts';

const base = 'https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/';
const uspsArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['train', z.boolean().default(true)],
    ...transformFields,
    downloadField,
  );

/**
 * Digits from envelopes, 16 by 16, grey: 7,291 for training, 2,007 for testing. `root/usps.bz2` or `usps.t.bz2` is read with
 * the program bzip2; unpacked, as `root/usps` or `usps.t`, without it.
 *
 * Source: Hull, "A Database for Handwritten Text Recognition Research", 1994.
 *
 * @throws RuntimeError when the file is missing or damaged.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.USPS.html
 */
class USPS_ extends StoredDataset {
  static split_list: Readonly<
    Record<'train' | 'test', readonly [url: string, filename: string, md5: string]>
  > = {
    train: [`${base}usps.bz2`, 'usps.bz2', 'ec16c51db3855ca6c91edd34d0e9b197'],
    test: [`${base}usps.t.bz2`, 'usps.t.bz2', '8ea070ee2aca1ac39742fdd1ef5ed118'],
  };
  data: Tensor; // (N, 16, 16) uint8
  targets: Tensor; // (N) int64

  constructor(...args: Args<ReturnType<typeof uspsArgs>>) {
    const { root, train, transform, target_transform, download } = uspsArgs(new.target.name)(args);
    super(expanded(root), transform, target_transform);
    const [url, filename, md5] = new.target.split_list[train ? 'train' : 'test'];
    const path = join(this.root as string, filename);
    if (download && !existsSync(path)) download_url(url, this.root as string, filename, md5);
    const rows = textIn(this.constructor.name, path)
      .split('\n')
      .filter((line) => line.trim() !== '');
    const pixels = new Uint8Array(256 * rows.length);
    const labels = rows.map((row, n) => {
      const [label, ...values] = row.trim().split(/\s+/);
      const numbers = values.map((value) => Number(value.slice(value.lastIndexOf(':') + 1)));
      const digit = Number(label) - 1;
      if (
        numbers.length !== 256 ||
        !Number.isInteger(digit) ||
        numbers.some((value) => !(Math.abs(value) <= 1))
      ) {
        throw damagedFile(path, `a digit and 256 numbers from -1 to 1 in line ${n + 1}`);
      }
      // In single precision step by step, as it decides about some pixels' last level.
      const { fround } = Math;
      pixels.set(
        numbers.map((value) => fround(fround(fround(fround(value) + 1) / 2) * 255)),
        256 * n,
      );
      return BigInt(digit);
    });
    this.data = torch.from_numpy(pixels).view(rows.length, 16, 16);
    this.targets = torch.from_numpy(BigInt64Array.from(labels));
  }

  protected override images(): Tensor {
    return this.data.unsqueeze(1);
  }

  protected override numbers(): Tensor {
    return this.targets;
  }
}
export const USPS = callable(USPS_);
export type USPS = USPS_;

function textIn(name: string, path: string): string {
  const unpacked = path.replace(/\.bz2$/, '');
  if (!existsSync(path)) {
    if (existsSync(unpacked)) return textOf(unpacked);
    throw new RuntimeError(
      `${name}: dataset not found: ${path} is missing. You can use download: true to download it`,
    );
  }
  try {
    return decompressed(path, 'bzip2').toString('latin1');
  } catch (cause) {
    throw new RuntimeError(
      `${path}: ${(cause as Error).message}. Delete a damaged file and fetch it again; without bzip2, unpack it to ${unpacked}.`,
      { cause },
    );
  }
}
