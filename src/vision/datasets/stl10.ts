import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { StoredDataset } from './_stored.ts';
import { checkParts, download_and_extract_archive, expanded, type Part, verify_str_arg } from './utils.ts';
import { transformFields } from './vision.ts';

const stlArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('train')],
    ['folds', z.int().min(0, 'must be in 0 to 9').max(9, 'must be in 0 to 9').nullable().default(null)],
    ...transformFields,
    ['download', z.boolean().default(false)],
  );

const splits = ['train', 'train+unlabeled', 'unlabeled', 'test'] as const;
type Split = (typeof splits)[number];
const side = 96;

/**
 * Photographs of 10 kinds of things: 5,000 for training, 8,000 for testing, 100,000 without a label (target -1); 96 by 96,
 * RGB. `folds`, 0 to 9, takes one of the ten parts of 1,000 that training results are compared on.
 *
 * The files lie in `root/stl10_binary`; `download` fetches them, from `mirrors` first, if they are not there.
 *
 * Source: Coates et al., "An Analysis of Single Layer Networks in Unsupervised Feature Learning", 2011.
 *
 * @throws ValueError for another split; RuntimeError when a file is missing or is not the published one, naming it.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.STL10.html
 */
class STL10_ extends StoredDataset {
  static base_folder = 'stl10_binary';
  static url = 'http://ai.stanford.edu/~acoates/stl10/stl10_binary.tar.gz';
  static filename = 'stl10_binary.tar.gz';
  static tgz_md5 = '91f7769df0f17e558f3565bffb0c7dfb';
  static mirrors: readonly string[] = [];
  static class_names_file = 'class_names.txt';
  static folds_list_file = 'fold_indices.txt';
  static train_list = [
    ['train_X.bin', '918c2871b30a85fa023e0c44e0bee87f'],
    ['train_y.bin', '5a34089d4802c674881badbb80307741'],
    ['unlabeled_X.bin', '5242ba1fed5e4be9e1e742405eb56ca4'],
  ];
  static test_list = [
    ['test_X.bin', '7f263ba9f9e0b06b93213547f721ac82'],
    ['test_y.bin', '36f9794fa4beb8a2c72628de14fa638e'],
  ];

  readonly split: Split;
  readonly folds: number | null;
  readonly classes: readonly string[];
  data: Tensor; // (N, 3, 96, 96) uint8
  labels: Tensor; // (N) int64

  constructor(...args: Args<ReturnType<typeof stlArgs>>) {
    const { root, split, folds, transform, target_transform, download } = stlArgs(new.target.name)(args);
    super(expanded(root), transform, target_transform);
    this.split = verify_str_arg(split, 'split', splits);
    this.folds = folds;
    if (download) this.download();
    checkParts(this.constructor.name, this._parts());
    const first = this.split.split('+')[0] as 'train' | 'test' | 'unlabeled';
    this.data = this._pixels(`${first}_X.bin`);
    this.labels =
      first === 'unlabeled'
        ? torch.full([this.data.size(0)], -1n)
        : this._labels(`${first}_y.bin`, this.data.size(0));
    if (this.split.startsWith('train') && folds !== null) this._takeFold(folds);
    if (this.split === 'train+unlabeled') {
      const more = this._pixels('unlabeled_X.bin');
      this.data = torch.cat([this.data, more]);
      this.labels = torch.cat([this.labels, torch.full([more.size(0)], -1n)]);
    }
    const names = this._path(this._own.class_names_file);
    this.classes = existsSync(names) ? readFileSync(names, 'utf8').split(/\r?\n/).filter(Boolean) : [];
  }

  private get _own(): typeof STL10_ {
    return this.constructor as typeof STL10_;
  }

  /** The labels under the name that the other data sets have for them. */
  get targets(): Tensor {
    return this.labels;
  }

  private _path(file: string): string {
    return join(this.root as string, this._own.base_folder, file);
  }

  private _parts(): Part[] {
    const { train_list, test_list } = this._own;
    return [...train_list, ...test_list].map(([file, md5]) => ({
      path: this._path(file as string),
      md5: md5 as string,
    }));
  }

  private _pixels(file: string): Tensor {
    const path = this._path(file);
    const each = 3 * side * side;
    const { size } = statSync(path);
    if (size % each !== 0)
      throw new RuntimeError(`${path}: its ${size} bytes are no whole number of pictures of ${each}`);
    const stored = torch.from_numpy(new Uint8Array(readFileSync(path))).view([-1, 3, side, side]);
    return stored.transpose(2, 3).contiguous(); // the files run down the columns
  }

  private _labels(file: string, n: number): Tensor {
    const bytes = readFileSync(this._path(file));
    if (bytes.length === n) return torch.from_numpy(BigInt64Array.from(bytes, (label) => BigInt(label - 1)));
    throw new RuntimeError(`${this._path(file)}: it has ${bytes.length} labels for ${n} pictures`);
  }

  private _takeFold(fold: number): void {
    const path = this._path(this._own.folds_list_file);
    const line = existsSync(path) ? readFileSync(path, 'utf8').split('\n')[fold]?.trim() : undefined;
    if (!line) throw new RuntimeError(`${path}: it has no line ${fold + 1} with the indices of that fold`);
    const indices = torch.from_numpy(BigInt64Array.from(line.split(/\s+/), BigInt));
    this.data = this.data.index_select(0, indices);
    this.labels = this.labels.index_select(0, indices);
  }

  /** Fetches what is not there. */
  download(): void {
    try {
      checkParts(this.constructor.name, this._parts());
    } catch {
      const { mirrors, url, filename, tgz_md5 } = this._own;
      const urls = [...mirrors.map((mirror) => `${mirror.replace(/\/?$/, '/')}${filename}`), url];
      download_and_extract_archive(urls, this.root as string, null, filename, tgz_md5);
    }
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

export const STL10 = callable(STL10_);
export type STL10 = STL10_;
