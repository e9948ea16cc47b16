import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { type Archive, ListedDataset, listedFields } from './_listed.ts';
import { find_classes, IMG_EXTENSIONS, make_dataset } from './folder.ts';
import { verify_str_arg } from './utils.ts';

const splits = ['train', 'valid', 'test'] as const;
const countryArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...listedFields);

/**
 * Photographs from 211 countries: 150 of each for training, 50 for validation, 100 for testing; files in
 * `root/country211`.
 *
 * Source: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Country211.html
 */
class Country211_ extends ListedDataset {
  static archives: readonly Archive[] = [
    ['https://openaipublic.azureedge.net/clip/data/country211.tgz', '84988d7644798601126c29e9877aab6a'],
  ];
  readonly split: (typeof splits)[number];
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof countryArgs>>) {
    const given = countryArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    super(given, { needs: [`country211/${split}`], archives: new.target.archives });
    this.split = split;
    const folder = this.at('country211', split);
    [this.classes, this.class_to_idx] = find_classes(folder);
    this.samples = make_dataset(folder, this.class_to_idx, IMG_EXTENSIONS);
  }

  get targets(): number[] {
    return this.samples.map(([, target]) => target);
  }
}
export const Country211 = callable(Country211_);
export type Country211 = Country211_;
