import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { type Archive, ListedDataset, listedFields, numbered } from './_listed.ts';
import { make_dataset } from './folder.ts';
import { verify_str_arg } from './utils.ts';

const folders = { train: 'train', val: 'valid', test: 'test' } as const;
type Split = keyof typeof folders;
const sstArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...listedFields);

/**
 * Sentences as pictures, negative (0) or positive (1): 6,920 for training, 872 for validation, 1,821 for testing; files in
 * `root/rendered-sst2`.
 *
 * Source: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.RenderedSST2.html
 */
class RenderedSST2_ extends ListedDataset {
  static archives: readonly Archive[] = [
    ['https://openaipublic.azureedge.net/clip/data/rendered-sst2.tgz', '2384d08e9dcfa4bd55b324e610496ee5'],
  ];
  readonly split: Split;
  readonly classes: readonly string[] = ['negative', 'positive'];
  readonly class_to_idx: Readonly<Record<string, number>> = numbered(this.classes);

  constructor(...args: Args<ReturnType<typeof sstArgs>>) {
    const given = sstArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', Object.keys(folders) as Split[]);
    const folder = `rendered-sst2/${folders[split]}`;
    super(given, { needs: [`${folder}/negative`, `${folder}/positive`], archives: new.target.archives });
    this.split = split;
    this.samples = make_dataset(this.at(folder), this.class_to_idx, '.png');
  }

  override extra_repr(): string {
    return `split=${this.split}`;
  }
}
export const RenderedSST2 = callable(RenderedSST2_);
export type RenderedSST2 = RenderedSST2_;
