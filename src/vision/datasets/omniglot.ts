import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { Image } from '../image.ts';
import { foldersIn, namesIn } from './_files.ts';
import { downloadField, ListedDataset } from './_listed.ts';
import { check_integrity } from './utils.ts';
import { type Transform, transformFields } from './vision.ts';

const omniglotArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['background', z.boolean().default(true)],
    ...transformFields,
    downloadField,
    ['loader', z.custom<Transform>((value) => typeof value === 'function', 'must be a function').nullish()],
  );

const base = 'https://raw.githubusercontent.com/brendenlake/omniglot/master/python';

/**
 * Characters of 50 alphabets, each drawn by 20 people: 964 of 30 alphabets (`background`), or 659 of 20; grey, 105 by 105.
 * Files in `root/omniglot-py`.
 *
 * Source: Lake et al., "Human-level concept learning through probabilistic program induction", 2015.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Omniglot.html
 */
class Omniglot_ extends ListedDataset {
  static archives = {
    images_background: [`${base}/images_background.zip`, '68d2efa1b9178cc56df9314c21c6e718'],
    images_evaluation: [`${base}/images_evaluation.zip`, '6b91aef0f799c5bb55b94e3f2daec811'],
  } as Readonly<Record<'images_background' | 'images_evaluation', readonly [url: string, md5: string]>>;
  readonly background: boolean;
  readonly target_folder: string;

  constructor(...args: Args<ReturnType<typeof omniglotArgs>>) {
    const given = omniglotArgs(new.target.name)(args);
    const folder = given.background ? 'images_background' : 'images_evaluation';
    const archive = new.target.archives[folder];
    const root = join(given.root, 'omniglot-py');
    const loader = given.loader ?? ((path: string) => Image.open(path).convert('L'));
    super({ ...given, root, loader }, { needs: [folder], archives: [archive] });
    const zip = this.at(`${folder}.zip`);
    if (check_integrity(zip) && !check_integrity(zip, archive[1])) {
      throw new RuntimeError(
        `${this.constructor.name}: dataset corrupted: ${zip} is not the published archive. Delete it and what was ` +
          'unpacked from it, and use download: true',
      );
    }
    this.background = given.background;
    this.target_folder = this.at(folder);
    const characters = foldersIn(this.target_folder).flatMap((alphabet) =>
      foldersIn(join(this.target_folder, alphabet)).map((name) => join(this.target_folder, alphabet, name)),
    );
    this.samples = characters.flatMap((character, label) =>
      namesIn(character)
        .filter((name) => name.endsWith('.png'))
        .map((name) => [join(character, name), label] as const),
    );
  }
}
export const Omniglot = callable(Omniglot_);
export type Omniglot = Omniglot_;
