import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile } from './_files.ts';
import { downloadField, ListedDataset, loaderField } from './_listed.ts';
import { find_classes, make_dataset } from './folder.ts';
import { verify_str_arg } from './utils.ts';
import { transformFields } from './vision.ts';

const sizes = ['full', '320px', '160px'] as const;
type Size = (typeof sizes)[number];
const splits = ['train', 'val'] as const;
const base = 'https://s3.amazonaws.com/fast-ai-imageclas/';
const imagenetteArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('train')],
    ['size', z.string().default('full')],
    downloadField,
    ...transformFields,
    loaderField,
  );

const classNames: Readonly<Record<string, readonly string[]>> = {
  n01440764: ['tench', 'Tinca tinca'],
  n02102040: ['English springer', 'English springer spaniel'],
  n02979186: ['cassette player'],
  n03000684: ['chain saw', 'chainsaw'],
  n03028079: ['church', 'church building'],
  n03394916: ['French horn', 'horn'],
  n03417042: ['garbage truck', 'dustcart'],
  n03425413: ['gas pump', 'gasoline pump', 'petrol pump', 'island dispenser'],
  n03445777: ['golf ball'],
  n03888257: ['parachute', 'chute'],
};

/**
 * Ten easy classes of ImageNet: 9,469 pictures for training, 3,925 for validation; files in `root/imagenette2`, or
 * `imagenette2-320` and `imagenette2-160`, where `size` says how long the shorter side is.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Imagenette.html
 */
class Imagenette_ extends ListedDataset {
  static archives: Readonly<Record<Size, readonly [url: string, md5: string]>> = {
    full: [`${base}imagenette2.tgz`, 'fe2fc210e6bb7c5664d602c3cd71e612'],
    '320px': [`${base}imagenette2-320.tgz`, '3df6f0d01a2c9592104656642f5e78a3'],
    '160px': [`${base}imagenette2-160.tgz`, 'e793b78cc4c9e9a4ccc0c1155377a412'],
  };
  readonly split: (typeof splits)[number];
  readonly size: Size;
  /** Several names for each class. */
  readonly classes: readonly (readonly string[])[];
  /** From every name of a class to its number. */
  readonly class_to_idx: Readonly<Record<string, number>>;
  readonly wnids: readonly string[];
  readonly wnid_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof imagenetteArgs>>) {
    const given = imagenetteArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    const size = verify_str_arg(given.size, 'size', sizes);
    const folder = { full: 'imagenette2', '320px': 'imagenette2-320', '160px': 'imagenette2-160' }[size];
    super(given, { needs: [folder], archives: [new.target.archives[size]] });
    this.split = split;
    this.size = size;
    [this.wnids, this.wnid_to_idx] = find_classes(this.at(folder, split));
    this.classes = this.wnids.map((id) => {
      const names = classNames[id];
      if (names === undefined)
        throw damagedFile(this.at(folder, split, id), "one of Imagenette's ten classes");
      return names;
    });
    this.class_to_idx = Object.fromEntries(
      this.classes.flatMap((names, i) => names.map((name) => [name, i])),
    );
    this.samples = make_dataset(this.at(folder, split), this.wnid_to_idx, '.jpeg');
  }
}
export const Imagenette = callable(Imagenette_);
export type Imagenette = Imagenette_;
