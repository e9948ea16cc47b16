import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { damagedFile, foldersIn, namesIn } from './_files.ts';
import { type Archive, downloadField, ListedDataset, oneOrAll } from './_listed.ts';
import { readMat } from './_mat.ts';
import { openImage } from './_pixels.ts';
import { extract_archive, verify_str_arg } from './utils.ts';
import { transformFields } from './vision.ts';

const kinds = ['category', 'annotation'] as const;
const caltech101Args = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['target_type', z.union([z.string(), z.array(z.string()).min(1)]).default('category')],
    ...transformFields,
    downloadField,
  );

/** Categories whose outlines lie under another name. */
const outlines: Readonly<Record<string, string>> = {
  Faces: 'Faces_2',
  Faces_easy: 'Faces_3',
  Motorbikes: 'Motorbikes_16',
  airplanes: 'Airplanes_Side_2',
};

/**
 * About 9,000 pictures of 101 categories, some of them grey; files in `root/caltech101`. `target_type`, one or several, are
 * 'category' (a number) and 'annotation' (the object's outline, (2, points) float64).
 *
 * Source: Li et al., "Learning Generative Visual Models from Few Training Examples", 2004.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Caltech101.html
 */
class Caltech101_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [
      'https://data.caltech.edu/records/mzrjq-6wc02/files/caltech-101.zip',
      '3138e1922a9193bfa496528edbbc45d0',
      'caltech-101.zip',
    ],
  ];
  readonly target_type: readonly (typeof kinds)[number][];
  readonly categories: readonly string[];
  readonly annotation_categories: readonly string[];
  /** Each picture's number within its category. */
  readonly index: readonly number[];
  readonly y: readonly number[];

  constructor(...args: Args<ReturnType<typeof caltech101Args>>) {
    const given = caltech101Args(new.target.name)(args);
    const types = [given.target_type].flat().map((type) => verify_str_arg(type, 'target_type', kinds));
    const root = join(given.root, 'caltech101');
    super(
      { ...given, root, loader: openImage },
      {
        needs: ['101_ObjectCategories'],
        archives: new.target.archives,
        arrange: unpackInner,
      },
    );
    this.target_type = types;
    this.categories = foldersIn(this.at('101_ObjectCategories')).filter(
      (name) => name !== 'BACKGROUND_Google',
    );
    this.annotation_categories = this.categories.map((name) => outlines[name] ?? name);
    const places = this.categories.flatMap((name, label) =>
      namesIn(this.at('101_ObjectCategories', name)).map((_, i) => ({ name, label, number: i + 1 })),
    );
    this.index = places.map(({ number }) => number);
    this.y = places.map(({ label }) => label);
    this.samples = places.map((place) => [
      this.at('101_ObjectCategories', place.name, `image_${padded(place.number)}.jpg`),
      place,
    ]);
  }

  protected override targetOf({ label, number }: { label: number; number: number }): unknown {
    const folder = this.annotation_categories[label] as string;
    const path = this.at('Annotations', folder, `annotation_${padded(number)}.mat`);
    return oneOrAll(this.target_type.map((type) => (type === 'category' ? label : outlineIn(path))));
  }

  override extra_repr(): string {
    return `Target type: [${this.target_type.map((type) => `'${type}'`).join(', ')}]`;
  }
}
export const Caltech101 = callable(Caltech101_);
export type Caltech101 = Caltech101_;

function unpackInner(root: string): void {
  const packed = join(root, 'caltech-101');
  for (const name of namesIn(packed).filter((each) => each.endsWith('.gz'))) {
    extract_archive(join(packed, name), root);
  }
  rmSync(packed, { recursive: true });
  rmSync(join(root, 'caltech-101.zip'));
}

const padded = (number: number) => String(number).padStart(4, '0');

function outlineIn(path: string): Tensor {
  const found = readMat(path).get('obj_contour');
  if (found?.shape.length !== 2) throw damagedFile(path, "an array 'obj_contour' of two rows");
  return torch
    .tensor(Array.from(found.data), { dtype: torch.float64 })
    .view([...found.shape].reverse())
    .t();
}

const caltech256Args = (name: string) =>
  signature(name, ['root', z.string()], ...transformFields, downloadField);

/**
 * 30,607 pictures of 256 categories and one of the rest, some of them grey; files in `root/caltech256`.
 *
 * Source: Griffin et al., "Caltech-256 Object Category Dataset", 2007.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Caltech256.html
 */
class Caltech256_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [
      'https://data.caltech.edu/records/nyy15-4j048/files/256_ObjectCategories.tar',
      '67b4f42ca05d46448c6bb8ecd2220f6d',
    ],
  ];
  readonly categories: readonly string[];
  /** Each picture's number within its category. */
  readonly index: readonly number[];
  readonly y: readonly number[];

  constructor(...args: Args<ReturnType<typeof caltech256Args>>) {
    const given = caltech256Args(new.target.name)(args);
    const root = join(given.root, 'caltech256');
    super(
      { ...given, root, loader: openImage },
      { needs: ['256_ObjectCategories'], archives: new.target.archives },
    );
    this.categories = foldersIn(this.at('256_ObjectCategories'));
    const places = this.categories.flatMap((name, label) =>
      namesIn(this.at('256_ObjectCategories', name))
        .filter((file) => file.endsWith('.jpg'))
        .map((_, i) => ({ name, label, number: i + 1 })),
    );
    this.index = places.map(({ number }) => number);
    this.y = places.map(({ label }) => label);
    this.samples = places.map(({ name, label, number }) => [
      this.at('256_ObjectCategories', name, `${String(label + 1).padStart(3, '0')}_${padded(number)}.jpg`),
      label,
    ]);
  }
}
export const Caltech256 = callable(Caltech256_);
export type Caltech256 = Caltech256_;
