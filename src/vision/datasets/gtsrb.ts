import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { type Archive, ListedDataset, listedFields } from './_listed.ts';
import { make_dataset } from './folder.ts';
import { verify_str_arg } from './utils.ts';

type Split = 'train' | 'test';
const base = 'https://sid.erda.dk/public/archives/daaeac0d7ce1152aea9b61d9f1e19370/';
const gtsrbArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...listedFields);

/**
 * German traffic signs of 43 kinds, cut out of video: 26,640 for training, 12,630 for testing; files in `root/gtsrb`.
 *
 * Source: Stallkamp et al., "Man vs. Computer: Benchmarking Machine Learning Algorithms for Traffic Sign Recognition",
 * 2012.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.GTSRB.html
 */
class GTSRB_ extends ListedDataset {
  static archives: Readonly<Record<Split, readonly Archive[]>> = {
    train: [[`${base}GTSRB-Training_fixed.zip`, '513f3c79a4c5141765e10e952eaa2478']],
    test: [
      [`${base}GTSRB_Final_Test_Images.zip`, 'c7e4e6327067d32654124b0fe9e82185'],
      [`${base}GTSRB_Final_Test_GT.zip`, 'fe31e9c9270bbcd7b84b7f21a9d9d9e5'],
    ],
  };
  readonly split: Split;

  constructor(...args: Args<ReturnType<typeof gtsrbArgs>>) {
    const given = gtsrbArgs(new.target.name)(args);
    const split: Split = verify_str_arg(given.split, 'split', ['train', 'test']);
    const needs =
      split === 'train'
        ? ['gtsrb/GTSRB/Training']
        : ['gtsrb/GTSRB/Final_Test/Images', 'gtsrb/GT-final_test.csv'];
    super(given, { needs, archives: new.target.archives[split], into: 'gtsrb' });
    this.split = split;
    this.samples =
      split === 'train' ? make_dataset(this.at(needs[0] as string), null, '.ppm') : this._listed();
  }

  // Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId
  private _listed(): [string, number][] {
    const [head = '', ...rows] = this.linesOf('gtsrb/GT-final_test.csv');
    const columns = head.split(/;\s*/);
    const [file, kind] = [columns.indexOf('Filename'), columns.indexOf('ClassId')];
    return rows.map((row) => {
      const values = row.split(/;\s*/);
      const target = Number(values[kind]);
      if (file < 0 || kind < 0 || values.length !== columns.length || !Number.isInteger(target)) {
        throw this.damaged(this.at('gtsrb/GT-final_test.csv'), "columns 'Filename' and 'ClassId'");
      }
      return [this.at('gtsrb/GTSRB/Final_Test/Images', values[file] as string), target];
    });
  }
}
export const GTSRB = callable(GTSRB_);
export type GTSRB = GTSRB_;
