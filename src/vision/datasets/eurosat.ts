import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { type Archive, ListedDataset, listedFields } from './_listed.ts';
import { find_classes, IMG_EXTENSIONS, make_dataset } from './folder.ts';

const eurosatArgs = (name: string) => signature(name, ['root', z.string()], ...listedFields);

/**
 * Satellite pictures of ten uses of land, 27,000 of 64 by 64, RGB; files in `root/eurosat/2750`.
 *
 * Source: Helber et al., "EuroSAT: A Novel Dataset and Deep Learning Benchmark for Land Use and Land Cover
 * Classification", 2019.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.EuroSAT.html
 */
class EuroSAT_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [
      'https://huggingface.co/datasets/torchgeo/eurosat/resolve/c877bcd43f099cd0196738f714544e355477f3fd/EuroSAT.zip',
      'c8fa014336c82ac7804f0398fcb19387',
    ],
  ];
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof eurosatArgs>>) {
    const given = eurosatArgs(new.target.name)(args);
    super(given, { needs: ['eurosat/2750'], archives: new.target.archives, into: 'eurosat' });
    const folder = this.at('eurosat/2750');
    [this.classes, this.class_to_idx] = find_classes(folder);
    this.samples = make_dataset(folder, this.class_to_idx, IMG_EXTENSIONS);
  }

  get targets(): number[] {
    return this.samples.map(([, target]) => target);
  }
}
export const EuroSAT = callable(EuroSAT_);
export type EuroSAT = EuroSAT_;
