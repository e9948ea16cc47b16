import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { damagedFile, linesOf } from './_files.ts';
import { StoredDataset } from './_stored.ts';
import { checkParts, download_url, expanded } from './utils.ts';
import { transformFields } from './vision.ts';

const semeionArgs = (name: string) =>
  signature(name, ['root', z.string()], ...transformFields, ['download', z.boolean().default(true)]);

/**
 * 1,593 handwritten digits of 80 people, 16 by 16, black on white as 255 and 0; the file is `root/semeion.data`, which is
 * downloaded unless `download` is false.
 *
 * Source: Semeion Research Center, "Semeion Handwritten Digit", UCI Machine Learning Repository, 1994.
 *
 * @throws RuntimeError when the file is missing or is not the published one.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.SEMEION.html
 */
class SEMEION_ extends StoredDataset {
  static url = 'http://archive.ics.uci.edu/ml/machine-learning-databases/semeion/semeion.data';
  static filename = 'semeion.data';
  static md5_checksum = 'cb545d371d2ce14ec121470795a77432';
  data: Tensor; // (N, 16, 16) uint8
  labels: Tensor; // (N) int64

  constructor(...args: Args<ReturnType<typeof semeionArgs>>) {
    const { root, transform, target_transform, download } = semeionArgs(new.target.name)(args);
    super(expanded(root), transform, target_transform);
    const { url, filename, md5_checksum: md5 } = new.target;
    const path = join(this.root as string, filename);
    if (download) download_url(url, this.root as string, filename, md5);
    checkParts(this.constructor.name, [{ path, md5 }]);
    const rows = linesOf(path).map((line, i) => {
      const values = line.split(/\s+/).map(Number);
      const label = values.indexOf(1, 256) - 256;
      if (values.length !== 266 || label < 0 || values.some(Number.isNaN)) {
        throw damagedFile(path, `256 pixels and 10 numbers, one of them 1, in line ${i + 1}`);
      }
      return { pixels: values.slice(0, 256).map((value) => 255 * value), label };
    });
    const pixels = new Uint8Array(rows.flatMap((row) => row.pixels));
    this.data = torch.from_numpy(pixels).view(rows.length, 16, 16);
    this.labels = torch.from_numpy(BigInt64Array.from(rows, ({ label }) => BigInt(label)));
  }

  /** The labels under the name that the other data sets have for them. */
  get targets(): Tensor {
    return this.labels;
  }

  protected override images(): Tensor {
    return this.data.unsqueeze(1);
  }

  protected override numbers(): Tensor {
    return this.labels;
  }
}
export const SEMEION = callable(SEMEION_);
export type SEMEION = SEMEION_;
