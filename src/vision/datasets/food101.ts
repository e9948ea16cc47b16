import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { type Archive, ListedDataset, listedFields, numbered } from './_listed.ts';
import { verify_str_arg } from './utils.ts';

const splits = ['train', 'test'] as const;
const foodArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...listedFields);
const content = z.record(z.string(), z.array(z.string()));

/**
 * Photographs of 101 dishes, of each 750 for training and 250 for testing; files in `root/food-101`.
 *
 * Source: Bossard et al., "Food-101: Mining Discriminative Components with Random Forests", 2014.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Food101.html
 */
class Food101_ extends ListedDataset {
  static archives: readonly Archive[] = [
    ['http://data.vision.ee.ethz.ch/cvl/food-101.tar.gz', '85eeb15f3717b99a5da872d97d918f87'],
  ];
  readonly split: (typeof splits)[number];
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof foodArgs>>) {
    const given = foodArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    super(given, { needs: ['food-101/meta', 'food-101/images'], archives: new.target.archives });
    this.split = split;
    const list = this.at('food-101/meta', `${split}.json`);
    const found = this.jsonOf(list, content, 'an object with a list of files for each class');
    this.classes = Object.keys(found).sort();
    this.class_to_idx = numbered(this.classes);
    this.samples = Object.entries(found).flatMap(([name, files]) =>
      files.map((file) => [this.at('food-101/images', `${file}.jpg`), this.class_to_idx[name]] as const),
    );
  }

  override extra_repr(): string {
    return `split=${this.split}`;
  }
}
export const Food101 = callable(Food101_);
export type Food101 = Food101_;
