import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile, integer, linesOf } from './_files.ts';
import { ListedDataset, listedFields, numbered } from './_listed.ts';
import { checkParts, verify_str_arg } from './utils.ts';

const splits = ['10fold', 'train', 'test'] as const;
const alignments = { original: 'lfw', funneled: 'lfw_funneled', deepfunneled: 'lfw-deepfunneled' } as const;
type Alignment = keyof typeof alignments;
const lists = { '10fold': '', train: 'DevTrain', test: 'DevTest' } as const;
// More than any list has.
const MOST = 100_000;
const mirror = 'https://www.kaggle.com/datasets/jessicali9530/lfw-dataset';
const lfwArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('10fold')],
    ['image_set', z.string().default('funneled')],
    ...listedFields,
  );

/** Labelled faces; the lists and the folder of the pictures lie in `root/lfw-py`. They are not to be downloaded any more. */
abstract class LFW extends ListedDataset {
  static checksums: Readonly<Record<string, string>> = {
    'pairs.txt': '9f1ba174e4e1c508ff7cdf10ac338a7d',
    'pairsDevTest.txt': '5132f7440eb68cf58910c8a45a2ac10b',
    'pairsDevTrain.txt': '4f27cbf15b2da4a85c1907eb4181ad21',
    'people.txt': '450f0863dd89e85e73936a6d71a3474b',
    'peopleDevTest.txt': 'e4bf5be0a43b5dcd9dc5ccfcb8fb19c5',
    'peopleDevTrain.txt': '54eaac34beb6d042ed3a7d883e247a21',
    'lfw-names.txt': 'a6d0a479bd074669f656265a6e693f6d',
  };
  readonly view: 'people' | 'pairs';
  readonly split: (typeof splits)[number];
  readonly image_set: Alignment;
  readonly labels_file: string;
  readonly images_dir: string;

  constructor(
    args: readonly unknown[],
    cls: Pick<typeof LFW, 'checksums'> & { name: string },
    view: 'people' | 'pairs',
  ) {
    const { download, ...given } = lfwArgs(cls.name)(args);
    const image_set = verify_str_arg(
      given.image_set.toLowerCase(),
      'image_set',
      Object.keys(alignments) as Alignment[],
    );
    const split = verify_str_arg(given.split.toLowerCase(), 'split', splits);
    if (download) {
      throw new ValueError(
        'LFW dataset is no longer available for automatic download. Please download the dataset manually and place it in ' +
          `the specified directory. A commonly used mirror is available at: ${mirror}`,
      );
    }
    const files = [`${view}${lists[split]}.txt`, ...(view === 'people' ? ['lfw-names.txt'] : [])];
    super(
      { ...given, root: join(given.root, 'lfw-py') },
      {
        needs: [alignments[image_set], ...files],
        advice: `Download the pictures and lists, of which there is a copy at ${mirror}, and place them there`,
      },
    );
    checkParts(
      cls.name,
      files.map((name) => ({ path: this.at(name), md5: cls.checksums[name] as string })),
    );
    this.view = view;
    this.split = split;
    this.image_set = image_set;
    this.labels_file = files[0] as string;
    this.images_dir = this.at(alignments[image_set]);
  }

  protected pathOf(identity: string, number: string): string {
    const n = integer(number);
    if (n === null) throw this._wrong(`${identity}\t${number}`);
    return join(this.images_dir, identity, `${identity}_${String(n).padStart(4, '0')}.jpg`);
  }

  /** The lists of each fold, in rows: after the numbers of folds and rows, or of the rows of each fold. */
  protected rows(): { at(row: number): string[]; first: string[] } {
    const lines = readFileSync(this.at(this.labels_file), 'utf8').split(/\r?\n/);
    const at = (row: number): string[] => {
      const line = lines[row];
      if (line === undefined) throw this._wrong(`the end after ${lines.length} lines`);
      return line.trim().split('\t');
    };
    return { at, first: at(0) };
  }

  protected count(text: string | undefined): number {
    const n = integer(text);
    if (n === null || n < 0 || n > MOST) throw this._wrong(text ?? '');
    return n;
  }

  private _wrong(found: string) {
    return damagedFile(this.at(this.labels_file), `names and numbers with tabs between, not '${found}'`);
  }

  override extra_repr(): string {
    return `Alignment: ${this.image_set}\nSplit: ${this.split}`;
  }
}

/**
 * 13,233 faces of 5,749 people, in ten folds ('10fold') or for training and testing; `image_set` says how they were
 * aligned: 'original', 'funneled' or 'deepfunneled'.
 *
 * Source: Huang et al., "Labeled Faces in the Wild", 2007.
 *
 * @throws RuntimeError when a list is missing or is not the published one.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.LFWPeople.html
 */
class LFWPeople_ extends LFW {
  readonly class_to_idx: Readonly<Record<string, number>>;
  readonly data: readonly string[];
  readonly targets: readonly number[];

  constructor(...args: Args<ReturnType<typeof lfwArgs>>) {
    super(args, new.target, 'people');
    const names = this.at('lfw-names.txt');
    this.class_to_idx = numbered(linesOf(names).map((line) => line.split(/\s+/)[0] as string));
    const { at, first } = this.rows();
    const folds = this.split === '10fold' ? this.count(first[0]) : 1;
    const samples: [string, number][] = [];
    let row = this.split === '10fold' ? 1 : 0;
    for (let fold = 0; fold < folds; fold += 1) {
      const people = this.count(at(row)[0]);
      for (let i = 1; i <= people; i += 1) {
        const [name = '', pictures] = at(row + i);
        const label = this.class_to_idx[name];
        if (label === undefined) throw damagedFile(names, `the name '${name}'`);
        const count = this.count(pictures);
        for (let n = 1; n <= count; n += 1) samples.push([this.pathOf(name, String(n)), label]);
      }
      row += people + 1;
    }
    this.samples = samples;
    this.data = samples.map(([path]) => path);
    this.targets = samples.map(([, target]) => target);
  }

  override extra_repr(): string {
    return `${super.extra_repr()}\nClasses (identities): ${Object.keys(this.class_to_idx).length}`;
  }
}
export const LFWPeople = callable(LFWPeople_);
export type LFWPeople = LFWPeople_;

/**
 * Pairs of faces: an item is `[image, image, target]`, the target 1 for one person and 0 for two. See LFWPeople.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.LFWPairs.html
 */
class LFWPairs_ extends LFW {
  readonly pair_names: readonly (readonly [string, string])[];
  readonly data: readonly (readonly [string, string])[];
  readonly targets: readonly number[];

  constructor(...args: Args<ReturnType<typeof lfwArgs>>) {
    super(args, new.target, 'pairs');
    const { at, first } = this.rows();
    const folds = this.split === '10fold' ? this.count(first[0]) : 1;
    const pairs = this.count(first[this.split === '10fold' ? 1 : 0]);
    at(folds * 2 * pairs); // the last one has to be there
    const rows = Array.from({ length: folds * 2 * pairs }, (_, i) => {
      const isSame = i % (2 * pairs) < pairs;
      const [name = '', one = '', second = '', last = ''] = at(1 + i);
      const [other, two] = isSame ? [name, second] : [second, last];
      const data = [this.pathOf(name, one), this.pathOf(other, two)] as const;
      return { names: [name, other] as const, data, target: isSame ? 1 : 0 };
    });
    this.pair_names = rows.map(({ names }) => names);
    this.data = rows.map(({ data }) => data);
    this.targets = rows.map(({ target }) => target);
  }

  override get length(): number {
    return this.data.length;
  }

  override get(index: number): any {
    const place = this.placeOf(index);
    const [first, second] = (this.data[place] as readonly [string, string]).map((path) => {
      const image = this.loader(path);
      return this.transform ? this.transform(image) : image;
    });
    const target = this.targets[place];
    return [first, second, this.target_transform ? this.target_transform(target) : target];
  }
}
export const LFWPairs = callable(LFWPairs_);
export type LFWPairs = LFWPairs_;
