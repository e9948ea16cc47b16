import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { readMat } from './_mat.ts';
import { StoredDataset } from './_stored.ts';
import { checkParts, download_url, expanded, verify_str_arg } from './utils.ts';
import { transformFields } from './vision.ts';

const svhnArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...transformFields, [
    'download',
    z.boolean().default(false),
  ]);

type Split = 'train' | 'test' | 'extra';

/**
 * House numbers from street views, a digit in the middle of each: 73,257 for training, 26,032 for testing, 531,131 easier
 * ones ('extra'); 32 by 32, RGB. The digit 0, which the files call 10, has the target 0.
 *
 * The .mat files lie in `root`; `download` fetches the one that is asked for if it is not there, from `mirrors` first.
 *
 * Source: Netzer et al., "Reading Digits in Natural Images with Unsupervised Feature Learning", 2011.
 *
 * @throws ValueError for another split; RuntimeError when the file is missing or is not the published one.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.SVHN.html
 */
class SVHN_ extends StoredDataset {
  static split_list: Readonly<Record<Split, readonly [url: string, filename: string, md5: string]>> = {
    train: [
      'http://ufldl.stanford.edu/housenumbers/train_32x32.mat',
      'train_32x32.mat',
      'e26dedcc434d2e4c54c9b2d4a06d8373',
    ],
    test: [
      'http://ufldl.stanford.edu/housenumbers/test_32x32.mat',
      'test_32x32.mat',
      'eb5a983be6a315427106f1b164d9cef3',
    ],
    extra: [
      'http://ufldl.stanford.edu/housenumbers/extra_32x32.mat',
      'extra_32x32.mat',
      'a93ce644f1a588dc4d68dda5feec44a7',
    ],
  };
  /** Folders to try before the address of `split_list`. */
  static mirrors: readonly string[] = [];

  readonly split: Split;
  data: Tensor; // (N, 3, 32, 32) uint8
  labels: Tensor; // (N) int64

  constructor(...args: Args<ReturnType<typeof svhnArgs>>) {
    const { root, split, transform, target_transform, download } = svhnArgs(new.target.name)(args);
    super(expanded(root), transform, target_transform);
    this.split = verify_str_arg(split, 'split', ['train', 'test', 'extra']);
    if (download) this.download();
    const [, filename, md5] = this._own.split_list[this.split];
    const path = join(this.root as string, filename);
    checkParts(this.constructor.name, [{ path, md5 }]);
    const arrays = readMat(path);
    const [x, y] = [arrays.get('X'), arrays.get('y')];
    const n = x?.shape[3] ?? 1;
    const [height, width, channels] = x?.shape ?? [];
    if (!x || !y || !(x.data instanceof Uint8Array) || channels !== 3 || y.data.length !== n) {
      const shapes = [...arrays].map(([name, { shape }]) => `${name} (${shape.join(', ')})`).join(', ');
      throw new RuntimeError(
        `${path}: expected X (32, 32, 3, N) uint8 and N labels y, but it holds ${shapes || 'no arrays'}. ` +
          'Delete the file and fetch it again.',
      );
    }
    const stored = torch
      .from_numpy(x.data as Uint8Array<ArrayBuffer>)
      .view([n, channels, width as number, height as number]);
    this.data = stored.transpose(2, 3).contiguous();
    this.labels = torch.from_numpy(BigInt64Array.from(y.data, (label) => BigInt(label === 10 ? 0 : label)));
  }

  private get _own(): typeof SVHN_ {
    return this.constructor as typeof SVHN_;
  }

  /** The labels under the name that the other data sets have for them. */
  get targets(): Tensor {
    return this.labels;
  }

  /** Fetches the split's file, if it is not there. */
  download(): void {
    const [url, filename, md5] = this._own.split_list[this.split];
    const mirrors = this._own.mirrors.map((mirror) => `${mirror.replace(/\/?$/, '/')}${filename}`);
    download_url([...mirrors, url], this.root as string, filename, md5);
  }

  protected override images(): Tensor {
    return this.data;
  }

  protected override numbers(): Tensor {
    return this.labels;
  }

  override extra_repr(): string {
    return `Split: ${this.split}`;
  }
}

export const SVHN = callable(SVHN_);
export type SVHN = SVHN_;
