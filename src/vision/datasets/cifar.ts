import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { readPickled } from './_pickled.ts';
import { StoredDataset } from './_stored.ts';
import { checkParts, download_and_extract_archive, expanded, type Part } from './utils.ts';
import { transformFields } from './vision.ts';

const cifarArgs = (name: string) =>
  signature(name, ['root', z.string()], ['train', z.boolean().default(true)], ...transformFields, [
    'download',
    z.boolean().default(false),
  ]);

type Listed = readonly (readonly [file: string, md5: string])[];

/**
 * Krizhevsky's small photographs of 10 kinds of things: 50,000 for training, 10,000 for testing; 32 by 32, RGB.
 *
 * The batches for Python lie in `root/cifar-10-batches-py`; `download` fetches them, from `mirrors`, if they are not there.
 *
 * @throws RuntimeError when a file is missing or is not the published one, naming it.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.CIFAR10.html
 */
class CIFAR10_ extends StoredDataset {
  static base_folder = 'cifar-10-batches-py';
  static url = 'https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz';
  static filename = 'cifar-10-python.tar.gz';
  static tgz_md5 = 'c58f30108f718f92721af3b95e74349a';
  /** Folders to try before `url`. */
  static mirrors: readonly string[] = [];
  static train_list: Listed = [
    ['data_batch_1', 'c99cafc152244af753f735de768cd75f'],
    ['data_batch_2', 'd4bba439e000b95fd0a9bffe97cbabec'],
    ['data_batch_3', '54ebc095f3ab1f0389bbae665268c751'],
    ['data_batch_4', '634d18415352ddfa80567beed471001a'],
    ['data_batch_5', '482c414d41f54cd18b22e5b47cb7c3cb'],
  ];
  static test_list: Listed = [['test_batch', '40351d587109b95175f43aff81a1287e']];
  static meta = { filename: 'batches.meta', key: 'label_names', md5: '5ff9c542aee3614f3951f8cda6e48888' };

  readonly train: boolean;
  readonly classes: readonly string[];
  data: Tensor; // (N, 32, 32, 3) uint8
  targets: Tensor; // (N) int64

  constructor(...args: Args<ReturnType<typeof cifarArgs>>) {
    const { root, train, transform, target_transform, download } = cifarArgs(new.target.name)(args);
    super(expanded(root), transform, target_transform);
    this.train = train;
    if (download) this.download();
    checkParts(this.constructor.name, this._parts());
    const { train_list, test_list } = this._own;
    const batches = (train ? train_list : test_list).map(([file]) => this._batch(file));
    const pixels = torch.cat(batches.map(({ data }) => data)).view([-1, 3, 32, 32]);
    this.data = pixels.permute([0, 2, 3, 1]);
    this.targets = torch.from_numpy(
      BigInt64Array.from(
        batches.flatMap(({ labels }) => labels),
        BigInt,
      ),
    );
    this.classes = this._names();
  }

  private get _own(): typeof CIFAR10_ {
    return this.constructor as typeof CIFAR10_;
  }

  private _path(file: string): string {
    return join(this.root as string, this._own.base_folder, file);
  }

  private _parts(): Part[] {
    const { train_list, test_list, meta } = this._own;
    const listed = [...train_list, ...test_list, [meta.filename, meta.md5] as const];
    return listed.map(([file, md5]) => ({ path: this._path(file), md5 }));
  }

  private _batch(file: string): { data: Tensor; labels: number[] } {
    const path = this._path(file);
    const batch = readPickled(path);
    const { data } = batch;
    const labels = batch.labels ?? batch.fine_labels;
    const whole =
      data instanceof Tensor &&
      data.dim() === 2 &&
      data.size(1) === 3072 &&
      Array.isArray(labels) &&
      labels.length === data.size(0) &&
      labels.every((label) => Number.isInteger(label));
    if (whole) return { data, labels };
    throw new RuntimeError(
      `${path}: expected data (N, 3072) uint8 and N labels, but it holds ${Object.keys(batch).join(', ')}. ` +
        'Delete the file and fetch it again.',
    );
  }

  private _names(): string[] {
    const { filename, key } = this._own.meta;
    const names = readPickled(this._path(filename))[key];
    if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return [...names];
    throw new RuntimeError(`${this._path(filename)}: expected the classes' names under '${key}'`);
  }

  get class_to_idx(): Record<string, number> {
    return Object.fromEntries(this.classes.map((name, index) => [name, index]));
  }

  /** Fetches what is not there. */
  download(): void {
    try {
      checkParts(this.constructor.name, this._parts());
    } catch {
      const { mirrors, url, filename, tgz_md5 } = this._own;
      download_and_extract_archive(
        [...mirrors.map((mirror) => `${mirror.replace(/\/?$/, '/')}${filename}`), url],
        this.root as string,
        null,
        filename,
        tgz_md5,
      );
    }
  }

  protected override images(): Tensor {
    return this.data.permute([0, 3, 1, 2]);
  }

  protected override numbers(): Tensor {
    return this.targets;
  }

  override extra_repr(): string {
    return `Split: ${this.train ? 'Train' : 'Test'}`;
  }
}

export const CIFAR10 = callable(CIFAR10_);
export type CIFAR10 = CIFAR10_;

/** The same with 100 kinds of things, in `root/cifar-100-python`. */
class CIFAR100_ extends CIFAR10_ {
  static override base_folder = 'cifar-100-python';
  static override url = 'https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz';
  static override filename = 'cifar-100-python.tar.gz';
  static override tgz_md5 = 'eb9058c3a382ffc7106e4002c42a8d85';
  static override train_list: Listed = [['train', '16019d7e3df5f24257cddd939b257f8d']];
  static override test_list: Listed = [['test', 'f0ef6b0ae62326f3e7ffdfab6717acfc']];
  static override meta = {
    filename: 'meta',
    key: 'fine_label_names',
    md5: '7973b15100ade9c7d40fb424638fde48',
  };
}
export const CIFAR100 = callable(CIFAR100_);
export type CIFAR100 = CIFAR100_;
