import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { torch } from '../../torch.ts';
import { damagedFile, integer, linesOf } from './_files.ts';
import { imageOf } from './_pixels.ts';
import { check_integrity, expanded, verify_str_arg } from './utils.ts';
import { transformFields, VisionDataset } from './vision.ts';

const splits = ['train', 'test'] as const;
const ferArgs = (name: string) =>
  signature(name, ['root', z.string()], ['split', z.string().default('train')], ...transformFields);
type Resource = readonly [filename: string, md5: string];
const usages = { train: ['Training'], test: ['PublicTest', 'PrivateTest'] };

/**
 * Faces of seven expressions, 48 by 48, grey: 28,709 for training, 7,178 for testing. `root/fer2013` holds fer2013.csv,
 * icml_face_data.csv, or train.csv and test.csv, whose pictures have no targets (null).
 *
 * Source: Goodfellow et al., "Challenges in Representation Learning: A report on three machine learning contests", 2013.
 *
 * @throws RuntimeError when the file is missing or is not the published one.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.FER2013.html
 */
class FER2013_ extends VisionDataset {
  static resources: Readonly<Record<'train' | 'test' | 'fer' | 'icml', Resource>> = {
    train: ['train.csv', '3f0dfb3d3fd99c811a1299cb947e3131'],
    test: ['test.csv', 'b02c2298636a634e8c2faabbf3ea9a23'],
    fer: ['fer2013.csv', 'f8428a1edbd21e88f42c73edd2a14f95'],
    icml: ['icml_face_data.csv', 'b114b9e04e6949e5fe8b6a98b3892b1d'],
  };
  readonly split: (typeof splits)[number];
  private readonly _samples: readonly (readonly [pixels: Uint8Array<ArrayBuffer>, target: number | null])[];

  constructor(...args: Args<ReturnType<typeof ferArgs>>) {
    const { root, split, transform, target_transform } = ferArgs(new.target.name)(args);
    super(expanded(root), transform, target_transform);
    this.split = verify_str_arg(split, 'split', splits);
    const { resources, name } = new.target;
    const folder = join(this.root as string, 'fer2013');
    const at = ([filename]: Resource) => join(folder, filename);
    const whole = (['fer', 'icml'] as const).find((kind) => existsSync(at(resources[kind])));
    const resource = resources[whole ?? this.split];
    if (!check_integrity(at(resource), resource[1])) {
      throw new RuntimeError(
        `${name}: ${at(resource)} is missing, or is not the published file. You can download it from ` +
          'https://www.kaggle.com/c/challenges-in-representation-learning-facial-expression-recognition-challenge',
      );
    }
    this._samples = this._read(at(resource), whole !== undefined);
  }

  // Columns emotion, pixels (numbers with blanks between, perhaps quoted) and Usage, in some order.
  private _read(path: string, whole: boolean): [Uint8Array<ArrayBuffer>, number | null][] {
    const cells = (line: string) => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const [head = '', ...rows] = linesOf(path);
    const columns = cells(head);
    const [emotion, pixels, usage] = ['emotion', 'pixels', 'Usage'].map((name) => columns.indexOf(name)) as [
      number,
      number,
      number,
    ];
    const targeted = whole || this.split === 'train';
    if (pixels < 0 || (targeted && emotion < 0) || (whole && usage < 0)) {
      throw damagedFile(path, `the columns emotion, pixels and Usage, not '${head}'`);
    }
    return rows.flatMap((row, i) => {
      const values = cells(row);
      if (whole && !usages[this.split].includes(values[usage] as string)) return [];
      const numbers = (values[pixels] ?? '').split(/\s+/).map(Number);
      const target = targeted ? integer(values[emotion]) : null;
      const isPicture =
        numbers.length === 48 * 48 && numbers.every((n) => Number.isInteger(n) && n >= 0 && n < 256);
      if (!isPicture || (targeted && target === null)) {
        throw damagedFile(path, `an emotion and 48 * 48 pixels in line ${i + 2}`);
      }
      return [[Uint8Array.from(numbers), target]];
    });
  }

  override get length(): number {
    return this._samples.length;
  }

  override get(index: number): [any, any] {
    const [pixels, target] = this._samples[this.placeOf(index)] as readonly [
      Uint8Array<ArrayBuffer>,
      number | null,
    ];
    return this.transformed(imageOf(torch.from_numpy(pixels).view(48, 48)), target);
  }

  override extra_repr(): string {
    return `split=${this.split}`;
  }
}
export const FER2013 = callable(FER2013_);
export type FER2013 = FER2013_;
