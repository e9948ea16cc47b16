import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { Image } from '../image.ts';
import { type Archive, ListedDataset, listedFields, numbered } from './_listed.ts';
import { verify_str_arg } from './utils.ts';

const kinds = ['category', 'binary-category', 'segmentation'] as const;
type Kind = (typeof kinds)[number];
const splits = ['trainval', 'test'] as const;
const base = 'https://www.robots.ox.ac.uk/~vgg/data/pets/data/';
const petArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('trainval')],
    ['target_types', z.union([z.string(), z.array(z.string())]).default('category')],
    ...listedFields,
  );
const titled = (text: string) =>
  text
    .replaceAll('_', ' ')
    .replace(/[a-z]+/gi, (word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase());

/**
 * Cats and dogs of 37 breeds, about 200 of each; files in `root/oxford-iiit-pet`. `target_types`, one or several, are
 * 'category' (0 to 36), 'binary-category' (0 cat, 1 dog) and 'segmentation' (a picture: 1 pet, 2 background, 3 border).
 *
 * Source: Parkhi et al., "Cats and Dogs", 2012.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.OxfordIIITPet.html
 */
class OxfordIIITPet_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [`${base}images.tar.gz`, '5c4f3ee8e5d25df40f4fd59a7f44e54c'],
    [`${base}annotations.tar.gz`, '95a8c909bbe2e81eed6a22bccdf3f68f'],
  ];
  readonly split: (typeof splits)[number];
  readonly target_types: readonly Kind[];
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;
  readonly bin_classes: readonly string[] = ['Cat', 'Dog'];
  readonly bin_class_to_idx: Readonly<Record<string, number>> = numbered(this.bin_classes);

  constructor(...args: Args<ReturnType<typeof petArgs>>) {
    const given = petArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    const types = [given.target_types].flat().map((type) => verify_str_arg(type, 'target_types', kinds));
    const needs = ['oxford-iiit-pet/images', 'oxford-iiit-pet/annotations'];
    super(given, { needs, archives: new.target.archives, into: 'oxford-iiit-pet' });
    this.split = split;
    this.target_types = types;
    const list = `${split}.txt`;
    const rows = this.linesOf('oxford-iiit-pet/annotations', list).map((line) => {
      const [id = '', category = '', species = ''] = line.split(/\s+/);
      const [label, binary] = [Number(category) - 1, Number(species) - 1];
      if (!Number.isInteger(label) || !Number.isInteger(binary) || species === '') {
        throw this.damaged(
          this.at('oxford-iiit-pet/annotations', list),
          `a name and two numbers, not '${line}'`,
        );
      }
      return { id, label, binary };
    });
    const breeds = new Map(rows.map(({ id, label }) => [label, titled(id.replace(/_[^_]*$/, ''))]));
    this.classes = [...breeds].sort(([a], [b]) => a - b).map(([, name]) => name);
    this.class_to_idx = numbered(this.classes);
    this.samples = rows.map((row) => [this.at('oxford-iiit-pet/images', `${row.id}.jpg`), row]);
  }

  override get(index: number): [any, any] {
    const [path, { id, label, binary }] = this.samples[this.placeOf(index)] as readonly [string, any];
    const targets = this.target_types.map((type) => {
      if (type === 'category') return label;
      return type === 'binary-category'
        ? binary
        : Image.open(this.at('oxford-iiit-pet/annotations/trimaps', `${id}.png`));
    });
    return this.transformed(this.loader(path), targets.length > 1 ? targets : (targets[0] ?? null));
  }
}
export const OxfordIIITPet = callable(OxfordIIITPet_);
export type OxfordIIITPet = OxfordIIITPet_;
