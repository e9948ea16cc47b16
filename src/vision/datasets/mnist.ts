import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { readIdx } from './_idx.ts';
import { transformFields, VisionDataset } from './vision.ts';

const mnistArgs = (name: string) =>
  signature(name, ['root', z.string()], ['train', z.boolean().default(true)], ...transformFields, [
    'download',
    z.literal(false, 'cannot download; fetch the files yourself').default(false),
  ]);

/**
 * LeCun's handwritten digits: 60,000 for training, 10,000 for testing; images (1, 28, 28) uint8, targets 0 to 9.
 *
 * The four idx files, plain or `.gz`, lie in `root/MNIST/raw` (torchvision's layout) or directly in `root`.
 *
 * @throws RuntimeError when a file is missing or damaged, naming it.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.MNIST.html
 */
class MNIST_ extends VisionDataset {
  /** Where the four files are to be had. */
  static mirror = 'https://ossci-datasets.s3.amazonaws.com/mnist/';
  static classes = [
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

  readonly train: boolean;
  data: Tensor; // (N, 28, 28) uint8
  targets: Tensor; // (N) int64

  constructor(...args: Args<ReturnType<typeof mnistArgs>>) {
    const { root, train, transform, target_transform } = mnistArgs(new.target.name)(args);
    super(root, transform, target_transform);
    this.train = train;
    const part = train ? 'train' : 't10k';
    const images = this.#find(`${part}-images-idx3-ubyte`);
    const labels = this.#find(`${part}-labels-idx1-ubyte`);
    this.data = readIdx(images);
    this.targets = readIdx(labels).long();
    this.#check(
      images,
      this.data.dim() === 3,
      `expected images (N, H, W), but its shape is ${shapeOf(this.data)}`,
    );
    this.#check(
      labels,
      this.targets.dim() === 1,
      `expected labels (N), but its shape is ${shapeOf(this.targets)}`,
    );
    this.#check(
      labels,
      this.targets.size(0) === this.data.size(0),
      `it has ${this.targets.size(0)} labels for the ${this.data.size(0)} images in ${images}`,
    );
  }

  get classes(): readonly string[] {
    return this.#own.classes;
  }

  get #own(): typeof MNIST_ {
    return this.constructor as typeof MNIST_;
  }

  get class_to_idx(): Record<string, number> {
    return Object.fromEntries(this.classes.map((name, index) => [name, index]));
  }

  override get length(): number {
    return this.data.size(0);
  }

  override get(index: number): [any, any] {
    const image = this.data.select(0, index).unsqueeze(0); // (1, 28, 28)
    return this.transformed(image, Number(this.targets.select(0, index).item()));
  }

  override extra_repr(): string {
    return `Split: ${this.train ? 'Train' : 'Test'}`;
  }

  #find(name: string): string {
    const raw = join(this.root as string, this.constructor.name, 'raw');
    const candidates = [raw, this.root as string].flatMap((folder) => [
      join(folder, name),
      join(folder, `${name}.gz`),
    ]);
    const found = candidates.find((path) => existsSync(path));
    if (found) return found;
    throw new RuntimeError(
      `${this.constructor.name}: ${name} (or ${name}.gz) was not found, neither in ${raw} nor in ${this.root}. ` +
        `Fetch the four files from ${this.#own.mirror} and put them into one of these folders.`,
    );
  }

  #check(path: string, holds: boolean, problem: string): void {
    if (!holds) throw new RuntimeError(`${path}: ${problem}. Delete the file and fetch it again.`);
  }
}

const shapeOf = (tensor: Tensor) => `(${tensor.size().join(', ')})`;

export const MNIST = callable(MNIST_);
export type MNIST = MNIST_;

/** Zalando's articles of clothing, a drop-in for MNIST: files in `root/FashionMNIST/raw` or `root`. */
class FashionMNIST_ extends MNIST_ {
  static override mirror = 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/';
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
  static override mirror = 'http://codh.rois.ac.jp/kmnist/dataset/kmnist/';
  static override classes = ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'];
}
export const KMNIST = callable(KMNIST_);
export type KMNIST = KMNIST_;
