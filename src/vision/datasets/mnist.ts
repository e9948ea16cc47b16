import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { readIdx } from './_idx.ts';
import { imageOf } from './_pixels.ts';
import { StoredDataset } from './_stored.ts';
import {
  download_and_extract_archive,
  expanded,
  extract_archive,
  list_files,
  verify_str_arg,
} from './utils.ts';
import { type Transform, transformFields } from './vision.ts';

const fields = [...transformFields, ['download', z.boolean().default(false)]] as const;
const mnistArgs = (name: string) =>
  signature(name, ['root', z.string()], ['train', z.boolean().default(true)], ...fields);

type Resource = readonly [name: string, md5: string];
/** Where an item's image and label are. */
interface Files {
  images: string;
  labels: string;
}
interface Given {
  root: string;
  train: boolean;
  transform?: Transform | null | undefined;
  target_transform?: Transform | null | undefined;
  download: boolean;
}

/** What MNIST and its relatives share: two idx files, plain or `.gz`, in `root/<class>/raw` or `root`. */
abstract class IdxDataset extends StoredDataset {
  static mirrors: readonly string[] = [];
  static resources: readonly Resource[] = [];

  readonly train: boolean;
  data: Tensor; // (N, 28, 28) uint8
  targets: Tensor; // (N) int64

  constructor({ root, train, transform, target_transform, download }: Given, files: Files, labelDims = 1) {
    super(expanded(root), transform, target_transform);
    this.train = train;
    if (download) this.download(files);
    const images = this._find(files.images);
    const labels = this._find(files.labels);
    this.data = readIdx(images);
    this.targets = readIdx(labels).long();
    const { data, targets } = this;
    const check = (path: string, holds: boolean, problem: string) => {
      if (!holds) throw new RuntimeError(`${path}: ${problem}. Delete the file and fetch it again.`);
    };
    check(images, data.dim() === 3, `expected images (N, H, W), but its shape is ${shapeOf(data)}`);
    check(labels, targets.dim() === labelDims, `expected labels (N), but its shape is ${shapeOf(targets)}`);
    const many = `it has ${targets.size(0)} labels for the ${data.size(0)} images in ${images}`;
    check(labels, targets.size(0) === data.size(0), many);
  }

  abstract get classes(): readonly string[];

  get class_to_idx(): Record<string, number> {
    return Object.fromEntries(this.classes.map((name, index) => [name, index]));
  }

  /** The folder that the files are fetched into. */
  get raw_folder(): string {
    return join(this.root as string, this.constructor.name, 'raw');
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

  protected get own(): typeof IdxDataset {
    return this.constructor as typeof IdxDataset;
  }

  protected download(_files: Files): void {
    const { resources, mirrors } = this.own;
    for (const [name, md5] of resources) {
      if (this.locate(name.replace(/\.(gz|xz)$/, ''))) continue;
      const urls = mirrors.map((mirror) => `${mirror.replace(/\/?$/, '/')}${name}`);
      download_and_extract_archive(urls, this.raw_folder, null, name, md5);
    }
  }

  protected locate(name: string): string | undefined {
    const folders = [this.raw_folder, this.root as string];
    const candidates = folders.flatMap((folder) => [join(folder, name), join(folder, `${name}.gz`)]);
    return candidates.find((path) => existsSync(path));
  }

  private _find(name: string): string {
    const found = this.locate(name);
    if (found) return found;
    throw new RuntimeError(
      `${this.constructor.name}: ${name} (or ${name}.gz) was not found, neither in ${this.raw_folder} nor in ${this.root}. ` +
        'You can use download: true to download it, or put it into one of these folders.',
    );
  }
}

const mnistFiles = (train: boolean): Files => {
  const part = train ? 'train' : 't10k';
  return { images: `${part}-images-idx3-ubyte`, labels: `${part}-labels-idx1-ubyte` };
};

/**
 * LeCun's handwritten digits: 60,000 for training, 10,000 for testing; images (28, 28) grey, targets 0 to 9.
 *
 * The four idx files, plain or `.gz`, lie in `root/MNIST/raw` (torchvision's layout) or directly in `root`; `download`
 * fetches those that are missing from the first of `mirrors` that has them.
 *
 * @throws RuntimeError when a file is missing or damaged, naming it; DownloadError when it cannot be had.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.MNIST.html
 */
class MNIST_ extends IdxDataset {
  static override mirrors: readonly string[] = [
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'http://yann.lecun.com/exdb/mnist/',
  ];
  static override resources: readonly Resource[] = [
    ['train-images-idx3-ubyte.gz', 'f68b3c2dcbeaaa9fbdd348bbdeb94873'],
    ['train-labels-idx1-ubyte.gz', 'd53e105ee54ea40749a09fcbcd1e9432'],
    ['t10k-images-idx3-ubyte.gz', '9fb629c4189551a2d022fa330f9573f3'],
    ['t10k-labels-idx1-ubyte.gz', 'ec29112dd5afa0611ce80d1b7f02629c'],
  ];
  static classes: readonly string[] = [
    '0 - zero',
    '1 - one',
    '2 - two',
    '3 - three',
    '4 - four',
    '5 - five',
    '6 - six',
    '7 - seven',
    '8 - eight',
    '9 - nine',
  ];

  constructor(...args: Args<ReturnType<typeof mnistArgs>>) {
    const given = mnistArgs(new.target.name)(args);
    super(given, mnistFiles(given.train));
  }

  override get classes(): readonly string[] {
    return (this.constructor as typeof MNIST_).classes;
  }
}

const shapeOf = (tensor: Tensor) => `(${tensor.size().join(', ')})`;

export const MNIST = callable(MNIST_);
export type MNIST = MNIST_;

/** Zalando's articles of clothing, a drop-in for MNIST: files in `root/FashionMNIST/raw` or `root`. */
class FashionMNIST_ extends MNIST_ {
  static override mirrors = ['http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/'];
  static override resources: readonly Resource[] = [
    ['train-images-idx3-ubyte.gz', '8d4fb7e6c68d591d4c3dfef9ec88bf0d'],
    ['train-labels-idx1-ubyte.gz', '25c81989df183df01b3e8a0aad5dffbe'],
    ['t10k-images-idx3-ubyte.gz', 'bef4ecab320f06d8554ea6380940ec79'],
    ['t10k-labels-idx1-ubyte.gz', 'bb300cfdad3c16e7a12a480ee83cd310'],
  ];
  static override classes = [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ];
}
export const FashionMNIST = callable(FashionMNIST_);
export type FashionMNIST = FashionMNIST_;

/** Cursive Japanese characters, a drop-in for MNIST: files in `root/KMNIST/raw` or `root`. */
class KMNIST_ extends MNIST_ {
  static override mirrors = ['http://codh.rois.ac.jp/kmnist/dataset/kmnist/'];
  static override resources: readonly Resource[] = [
    ['train-images-idx3-ubyte.gz', 'bdb82020997e1d708af4cf47b453dcf7'],
    ['train-labels-idx1-ubyte.gz', 'e144d726b3acfaa3e44228e80efcd344'],
    ['t10k-images-idx3-ubyte.gz', '5c965bf0a639b31b8f53240b1b52f4d7'],
    ['t10k-labels-idx1-ubyte.gz', '7320c461ea6c1c855c0b718fb2a4b134'],
  ];
  static override classes = ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'];
}
export const KMNIST = callable(KMNIST_);
export type KMNIST = KMNIST_;

const digits = [...'0123456789'];
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const capitals = letters.map((letter) => letter.toUpperCase());
// Small letters that look like their capitals are one class with them.
const distinct = letters.filter((letter) => !'cijklmopsuvwxyz'.includes(letter));
const emnistClasses = {
  byclass: [...digits, ...capitals, ...letters],
  bymerge: [...digits, ...capitals, ...distinct],
  balanced: [...digits, ...capitals, ...distinct],
  letters: ['N/A', ...letters],
  digits,
  mnist: digits,
};
type EmnistSplit = keyof typeof emnistClasses;

const emnistArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string()],
    ['train', z.boolean().default(true)],
    ...fields,
  );

/**
 * Handwritten digits and letters in six divisions (`split`), as their files have them: lying on their side.
 *
 * Source: Cohen et al., "EMNIST: an extension of MNIST to handwritten letters", 2017.
 */
class EMNIST_ extends IdxDataset {
  static url = 'https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip';
  static md5 = '58c8d27c78d21e728a6bc7b3cc06412e';
  static splits = Object.keys(emnistClasses) as EmnistSplit[];
  static classes_split_dict: Record<EmnistSplit, readonly string[]> = emnistClasses;
  declare readonly split: EmnistSplit;

  constructor(...args: Args<ReturnType<typeof emnistArgs>>) {
    const given = emnistArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', EMNIST_.splits);
    const prefix = `emnist-${split}-${given.train ? 'train' : 'test'}`;
    super(given, { images: `${prefix}-images-idx3-ubyte`, labels: `${prefix}-labels-idx1-ubyte` });
    this.split = split;
  }

  override get classes(): readonly string[] {
    return emnistClasses[this.split];
  }

  protected override download({ images, labels }: Files): void {
    if (this.locate(images) && this.locate(labels)) return;
    const { url, md5 } = this.constructor as typeof EMNIST_;
    const urls = [...this.own.mirrors.map((mirror) => `${mirror.replace(/\/?$/, '/')}gzip.zip`), url];
    download_and_extract_archive(urls, this.raw_folder, null, 'gzip.zip', md5);
    const folder = join(this.raw_folder, 'gzip');
    for (const name of list_files(folder, '.gz')) extract_archive(join(folder, name), this.raw_folder);
    rmSync(folder, { recursive: true });
  }
}
export const EMNIST = callable(EMNIST_);
export type EMNIST = EMNIST_;

const qmnistParts = ['train', 'test', 'test10k', 'test50k', 'nist'] as const;
type QmnistPart = (typeof qmnistParts)[number];
const qmnistArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['what', z.string().nullable().default(null)],
    ['compat', z.boolean().default(true)],
    ['train', z.boolean().default(true)],
    ...fields,
  );
const qmnistStem = (what: QmnistPart) => (what === 'nist' ? 'xnist' : `qmnist-${what.replace(/\d+k$/, '')}`);

/**
 * MNIST with all 60,000 test digits and where each comes from: `what` is 'train', 'test', 'test10k', 'test50k' or 'nist'
 * (all that there are); with `compat` false a target is the whole row of 8 numbers.
 *
 * Source: Yadav and Bottou, "Cold Case: The Lost MNIST Digits", 2019.
 */
class QMNIST_ extends IdxDataset {
  static override mirrors: readonly string[] = [
    'https://raw.githubusercontent.com/facebookresearch/qmnist/master/',
  ];
  static override resources: readonly Resource[] = [
    ['qmnist-train-images-idx3-ubyte.gz', 'ed72d4157d28c017586c42bc6afe6370'],
    ['qmnist-train-labels-idx2-int.gz', '0058f8dd561b90ffdd0f734c6a30e5e4'],
    ['qmnist-test-images-idx3-ubyte.gz', '1394631089c404de565df7b7aeaf9412'],
    ['qmnist-test-labels-idx2-int.gz', '5b5b05890a5e13444e108efe57b788aa'],
    ['xnist-images-idx3-ubyte.xz', '7f124b3b8ab81486c9d8c2749c17f834'],
    ['xnist-labels-idx2-int.xz', '5ed0e788978e45d4a8bd4b7caec3d79d'],
  ];
  declare readonly what: QmnistPart;
  declare readonly compat: boolean;

  constructor(...args: Args<ReturnType<typeof qmnistArgs>>) {
    const given = qmnistArgs(new.target.name)(args);
    const what = verify_str_arg(given.what ?? (given.train ? 'train' : 'test'), 'what', qmnistParts);
    const stem = qmnistStem(what);
    super(given, { images: `${stem}-images-idx3-ubyte`, labels: `${stem}-labels-idx2-int` }, 2);
    this.what = what;
    this.compat = given.compat;
    if (what !== 'test10k' && what !== 'test50k') return;
    const n = this.data.size(0);
    const border = Math.min(10_000, n);
    const [from, to] = what === 'test10k' ? [0, border] : [border, n];
    this.data = this.data.narrow(0, from, to - from).clone();
    this.targets = this.targets.narrow(0, from, to - from).clone(); // (N, 8) int64
  }

  override get classes(): readonly string[] {
    return MNIST_.classes;
  }

  override get(index: number): [any, any] {
    const row = this.targets.select(0, index); // (8)
    const target = this.compat ? Number(row.select(0, 0).item()) : row;
    return this.transformed(imageOf(this.data.select(0, index)), target);
  }

  override extra_repr(): string {
    return `Split: ${this.what}`;
  }

  protected override download({ images, labels }: Files): void {
    const wanted = this.own.resources.filter(([name]) => name.startsWith(images) || name.startsWith(labels));
    for (const [name, md5] of wanted) {
      if (this.locate(name.replace(/\.(gz|xz)$/, ''))) continue;
      const urls = this.own.mirrors.map((mirror) => `${mirror.replace(/\/?$/, '/')}${name}`);
      download_and_extract_archive(urls, this.raw_folder, null, name, md5);
    }
  }
}
export const QMNIST = callable(QMNIST_);
export type QMNIST = QMNIST_;
