import { existsSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile, inOrder, integer, linesOf } from './_files.ts';
import { downloadField, ListedDataset, loaderField } from './_listed.ts';
import { check_integrity, checkParts, download_and_extract_archive, verify_str_arg } from './utils.ts';
import { transformFields } from './vision.ts';

const splits = ['train-standard', 'train-challenge', 'val', 'test'] as const;
type Split = (typeof splits)[number];
type Meta = readonly [filename: string, md5: string];
const placesArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('train-standard')],
    ['small', z.boolean().default(false)],
    downloadField,
    ...transformFields,
    loaderField,
  );

/**
 * Scenes of 365 kinds: 1.8 or 8 million for training ('train-standard', 'train-challenge'), 36,500 for validation, 328,500
 * for testing, which have no targets; `small` takes those of 256 by 256. The lists lie in `root`, the pictures in
 * `root/data_256_standard`, `root/val_large` and so on.
 *
 * Source: Zhou et al., "Places: A 10 Million Image Database for Scene Recognition", 2017.
 *
 * @throws RuntimeError when a list is missing, or is not the published one.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Places365.html
 */
class Places365_ extends ListedDataset {
  static base_url = 'http://data.csail.mit.edu/places/places365/';
  static devkit_meta: Readonly<Record<'standard' | 'challenge', Meta>> = {
    standard: ['filelist_places365-standard.tar', '35a0585fee1fa656440f3ab298f8479c'],
    challenge: ['filelist_places365-challenge.tar', '70a8307e459c3de41690a7c76c931734'],
  };
  static categories_meta: Meta = ['categories_places365.txt', '06c963b85866bd0649f97cb43dd16673'];
  static file_list_meta: Readonly<Record<Split, Meta>> = {
    'train-standard': ['places365_train_standard.txt', '30f37515461640559006b8329efbed1a'],
    'train-challenge': ['places365_train_challenge.txt', 'b2931dc997b8c33c27e7329c073a6b57'],
    val: ['places365_val.txt', 'e9f2fd57bfd9d07630173f4e8708e4b1'],
    test: ['places365_test.txt', '2fce8233fe493576d724142e45d93653'],
  };
  static images_meta: Readonly<Record<'large' | '256', Readonly<Record<Split, Meta>>>> = {
    large: {
      'train-standard': ['train_large_places365standard.tar', '67e186b496a84c929568076ed01a8aa1'],
      'train-challenge': ['train_large_places365challenge.tar', '605f18e68e510c82b958664ea134545f'],
      val: ['val_large.tar', '9b71c4993ad89d2d8bcbdc4aef38042f'],
      test: ['test_large.tar', '41a4b6b724b1d2cd862fb3871ed59913'],
    },
    '256': {
      'train-standard': ['train_256_places365standard.tar', '53ca1c756c3d1e7809517cc47c5561c5'],
      'train-challenge': ['train_256_places365challenge.tar', '741915038a5e3471ec7332404dfb64ef'],
      val: ['val_256.tar', 'e27b17d8d44f4af9a78502beb927f808'],
      test: ['test_256.tar', 'f532f6ad7b582262a2ec8009075e186b'],
    },
  };
  readonly split: Split;
  readonly small: boolean;
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof placesArgs>>) {
    const { split, small, download, ...given } = placesArgs(new.target.name)(args);
    super(given, { needs: [] });
    this.split = verify_str_arg(split, 'split', splits);
    this.small = small;
    const { categories_meta, file_list_meta } = this._own;
    const parts = [categories_meta, file_list_meta[this.split]].map(([name, md5]) => ({
      path: this.at(name),
      md5,
    }));
    if (download) this._download(parts.every(({ path, md5 }) => check_integrity(path, md5)));
    checkParts(this.constructor.name, parts);
    const [categories, list] = parts.map(({ path }) => path) as [string, string];
    const numbers = linesOf(categories).map((line) => {
      const [name = '', number] = line.split(/\s+/);
      const label = integer(number);
      if (label === null) throw damagedFile(categories, `a category and its number, not '${line}'`);
      return [name, label] as const;
    });
    this.class_to_idx = Object.fromEntries(numbers);
    this.classes = inOrder(Object.keys(this.class_to_idx));
    this.samples = linesOf(list).map((line) => {
      const [name = '', number] = line.split(/\s+/);
      const label = number === undefined ? null : integer(number);
      if (number !== undefined && label === null)
        throw damagedFile(list, `a file and a number, not '${line}'`);
      return [this.at(this._folder, name.replace(/^\/+/, '')), label];
    });
  }

  private get _own(): typeof Places365_ {
    return this.constructor as typeof Places365_;
  }

  get variant(): 'standard' | 'challenge' {
    return this.split.includes('challenge') ? 'challenge' : 'standard';
  }

  private get _folder(): string {
    const size = this.small ? '256' : 'large';
    return this.split.startsWith('train') ? `data_${size}_${this.variant}` : `${this.split}_${size}`;
  }

  get images_dir(): string {
    return this.at(this._folder);
  }

  get imgs(): readonly (readonly [path: string, target: number | null])[] {
    return this.samples;
  }

  get targets(): (number | null)[] {
    return this.samples.map(([, target]) => target);
  }

  private _download(hasLists: boolean): void {
    const { base_url, devkit_meta, images_meta } = this._own;
    const fetch = ([name, md5]: Meta) =>
      download_and_extract_archive(new URL(name, base_url).href, this.at(), null, name, md5);
    if (!hasLists) fetch(devkit_meta[this.variant]);
    if (existsSync(this.images_dir)) return;
    fetch(images_meta[this.small ? '256' : 'large'][this.split]);
    // The archives of both variants have the same folder.
    if (this.split.startsWith('train')) renameSync(this.images_dir.replace(/_[^_]*$/, ''), this.images_dir);
  }

  override extra_repr(): string {
    return `Split: ${this.split}\nSmall: ${this.small ? 'True' : 'False'}`;
  }
}
export const Places365 = callable(Places365_);
export type Places365 = Places365_;
