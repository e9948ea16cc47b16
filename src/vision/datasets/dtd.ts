import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { type Archive, ListedDataset, listedFields, numbered } from './_listed.ts';
import { verify_str_arg } from './utils.ts';

const splits = ['train', 'val', 'test'] as const;
const dtdArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('train')],
    ['partition', z.int().min(1, 'must be in 1 to 10').max(10, 'must be in 1 to 10').default(1)],
    ...listedFields,
  );

/**
 * Textures of 47 kinds, 120 of each, divided in ten ways (`partition`, 1 to 10); files in `root/dtd`.
 *
 * Source: Cimpoi et al., "Describing Textures in the Wild", 2014.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.DTD.html
 */
class DTD_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [
      'https://www.robots.ox.ac.uk/~vgg/data/dtd/download/dtd-r1.0.1.tar.gz',
      'fff73e5086ae6bdbea199a49dfb8a4c1',
    ],
  ];
  readonly split: (typeof splits)[number];
  readonly partition: number;
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof dtdArgs>>) {
    const given = dtdArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    const needs = ['dtd/dtd/labels', 'dtd/dtd/images'];
    super(given, { needs, archives: new.target.archives, into: 'dtd' });
    this.split = split;
    this.partition = given.partition;
    const lines = this.linesOf('dtd/dtd/labels', `${split}${given.partition}.txt`);
    const kinds = lines.map((line) => line.split('/')[0] as string);
    this.classes = [...new Set(kinds)].sort();
    this.class_to_idx = numbered(this.classes);
    this.samples = lines.map((line, i) => [
      this.at('dtd/dtd/images', line),
      this.class_to_idx[kinds[i] as string],
    ]);
  }

  override extra_repr(): string {
    return `split=${this.split}, partition=${this.partition}`;
  }
}
export const DTD = callable(DTD_);
export type DTD = DTD_;
