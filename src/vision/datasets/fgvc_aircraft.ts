import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile } from './_files.ts';
import { type Archive, ListedDataset, listedFields, numbered } from './_listed.ts';
import { verify_str_arg } from './utils.ts';

const splits = ['train', 'val', 'trainval', 'test'] as const;
const levels = { variant: 'variants', family: 'families', manufacturer: 'manufacturers' } as const;
type Level = keyof typeof levels;
const aircraftArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('trainval')],
    ['annotation_level', z.string().default('variant')],
    ...listedFields,
  );

/**
 * 10,000 pictures of aircraft, by 100 variants, 70 families or 30 manufacturers (`annotation_level`); files in
 * `root/fgvc-aircraft-2013b`.
 *
 * Source: Maji et al., "Fine-Grained Visual Classification of Aircraft", 2013.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.FGVCAircraft.html
 */
class FGVCAircraft_ extends ListedDataset {
  // No checksum was published.
  static archives: readonly Archive[] = [
    ['https://www.robots.ox.ac.uk/~vgg/data/fgvc-aircraft/archives/fgvc-aircraft-2013b.tar.gz', null],
  ];
  readonly split: (typeof splits)[number];
  readonly annotation_level: Level;
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof aircraftArgs>>) {
    const given = aircraftArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    const level = verify_str_arg(given.annotation_level, 'annotation_level', Object.keys(levels) as Level[]);
    super(given, { needs: ['fgvc-aircraft-2013b'], archives: new.target.archives });
    this.split = split;
    this.annotation_level = level;
    const data = 'fgvc-aircraft-2013b/data';
    this.classes = this.linesOf(data, `${levels[level]}.txt`);
    this.class_to_idx = numbered(this.classes);
    const list = this.at(data, `images_${level}_${split}.txt`);
    this.samples = this.linesOf(data, `images_${level}_${split}.txt`).map((line) => {
      const [, name, kind = ''] = /^(\S+) (.+)$/.exec(line) ?? [];
      const label = this.class_to_idx[kind];
      if (label === undefined)
        throw damagedFile(list, `a picture and one of ${levels[level]}.txt, not '${line}'`);
      return [this.at(data, 'images', `${name}.jpg`), label];
    });
  }
}
export const FGVCAircraft = callable(FGVCAircraft_);
export type FGVCAircraft = FGVCAircraft_;
