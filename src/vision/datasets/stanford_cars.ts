import { z } from 'zod';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile } from './_files.ts';
import { ListedDataset, listedFields, numbered } from './_listed.ts';
import { isNumbers, readMatValues } from './_mat.ts';
import { verify_str_arg } from './utils.ts';

const splits = ['train', 'test'] as const;
const carsArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...listedFields);

/**
 * Cars of 196 makes, models and years: 8,144 pictures for training, 8,041 for testing; files in `root/stanford_cars`:
 * `devkit`, `cars_train`, `cars_test` and `cars_test_annos_withlabels.mat`. They are not to be downloaded any more.
 *
 * Source: Krause et al., "3D Object Representations for Fine-Grained Categorization", 2013.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.StanfordCars.html
 */
class StanfordCars_ extends ListedDataset {
  readonly split: (typeof splits)[number];
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof carsArgs>>) {
    const { download, ...given } = carsArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    if (download) {
      throw new ValueError(
        'The original URL is broken so the StanfordCars dataset cannot be downloaded anymore.',
      );
    }
    const list = `stanford_cars/${split === 'train' ? 'devkit/cars_train_annos' : 'cars_test_annos_withlabels'}.mat`;
    super(given, {
      needs: ['stanford_cars/devkit', list, `stanford_cars/cars_${split}`],
      advice: 'It can no longer be downloaded: place a copy there',
    });
    this.split = split;
    this.samples = this._samples(this.at(list));
    this.classes = this._classes(this.at('stanford_cars/devkit/cars_meta.mat'));
    this.class_to_idx = numbered(this.classes);
  }

  private _samples(path: string): [string, number][] {
    const found = readMatValues(path).get('annotations');
    const fail = () => damagedFile(path, "structures 'annotations' with fname and class");
    if (found === null || typeof found !== 'object' || !('structs' in found)) throw fail();
    return found.structs.map(({ fname, class: label }) => {
      if (typeof fname !== 'string' || !isNumbers(label) || label.data.length !== 1) throw fail();
      return [this.at('stanford_cars', `cars_${this.split}`, fname), (label.data[0] as number) - 1];
    });
  }

  private _classes(path: string): string[] {
    const found = readMatValues(path).get('class_names');
    const cells = found !== null && typeof found === 'object' && 'cells' in found ? found.cells : [null];
    return cells.map((name) => {
      if (typeof name !== 'string') throw damagedFile(path, "cells 'class_names' of texts");
      return name;
    });
  }
}
export const StanfordCars = callable(StanfordCars_);
export type StanfordCars = StanfordCars_;
