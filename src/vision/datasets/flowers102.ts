import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { type Archive, ListedDataset, listedFields } from './_listed.ts';
import { readMat } from './_mat.ts';
import { checkParts, verify_str_arg } from './utils.ts';

const variables = { train: 'trnid', val: 'valid', test: 'tstid' } as const;
type Split = keyof typeof variables;
const base = 'https://www.robots.ox.ac.uk/~vgg/data/flowers/102/';
const flowersArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...listedFields);

/**
 * Flowers of 102 kinds: 1,020 for training, 1,020 for validation, 6,149 for testing; files in `root/flowers-102`. The
 * files have no names for the kinds.
 *
 * Source: Nilsback and Zisserman, "Automated Flower Classification over a Large Number of Classes", 2008.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Flowers102.html
 */
class Flowers102_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [`${base}102flowers.tgz`, '52808999861908f626f3c1f4e79d11fa'],
    [`${base}imagelabels.mat`, 'e0620be6f572b9609742df49c70aed4d'],
    [`${base}setid.mat`, 'a5357ecc9cb78c4bef273ce3793fc85c'],
  ];
  readonly split: Split;

  constructor(...args: Args<ReturnType<typeof flowersArgs>>) {
    const given = flowersArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', Object.keys(variables) as Split[]);
    const { archives, name } = new.target;
    const needs = ['jpg', 'imagelabels.mat', 'setid.mat'].map((file) => `flowers-102/${file}`);
    super(given, { needs, archives, into: 'flowers-102' });
    this.split = split;
    const [, labels, sets] = needs.map((file) => this.at(file)) as [string, string, string];
    checkParts(name, [
      { path: labels, md5: (archives[1] as Archive)[1] },
      { path: sets, md5: (archives[2] as Archive)[1] },
    ]);
    const targets = this._numbers(labels, 'labels');
    this.samples = this._numbers(sets, variables[split]).map((id) => [
      this.at('flowers-102/jpg', `image_${String(id).padStart(5, '0')}.jpg`),
      (targets[id - 1] as number) - 1,
    ]);
  }

  private _numbers(path: string, name: string): number[] {
    const found = readMat(path).get(name);
    if (found === undefined) throw this.damaged(path, `an array '${name}'`);
    return Array.from(found.data, Number);
  }

  override extra_repr(): string {
    return `split=${this.split}`;
  }
}
export const Flowers102 = callable(Flowers102_);
export type Flowers102 = Flowers102_;
