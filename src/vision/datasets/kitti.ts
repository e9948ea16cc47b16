import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile, linesOf, namesIn } from './_files.ts';
import { downloadField, ListedDataset } from './_listed.ts';
import { openImage } from './_pixels.ts';
import { expanded } from './utils.ts';
import { jointField, transformFields } from './vision.ts';

const kittiArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['train', z.boolean().default(true)],
    ...transformFields,
    jointField,
    downloadField,
  );

/** A thing in a picture: its box on it, and its size and place in metres. */
export interface KittiObject {
  type: string;
  truncated: number;
  occluded: number;
  alpha: number;
  bbox: number[];
  dimensions: number[];
  location: number[];
  rotation_y: number;
}

/**
 * 7,481 pictures of streets with the things in them, and 7,518 without (null) for testing; files in
 * `root/Kitti/raw/training/image_2`, `label_2`, and `testing/image_2`.
 *
 * Source: Geiger et al., "Are we ready for Autonomous Driving? The KITTI Vision Benchmark Suite", 2012.
 *
 * @throws RuntimeError when folders are missing, or a list is damaged.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Kitti.html
 */
class Kitti_ extends ListedDataset {
  static data_url = 'https://s3.eu-central-1.amazonaws.com/avg-kitti/';
  static resources: readonly string[] = ['data_object_image_2.zip', 'data_object_label_2.zip'];
  readonly train: boolean;
  readonly images: readonly string[];
  /** The files of the targets. */
  readonly targets: readonly string[];

  constructor(...args: Args<ReturnType<typeof kittiArgs>>) {
    const { train, ...given } = kittiArgs(new.target.name)(args);
    const raw = `${new.target.name}/raw`;
    const folder = `${raw}/${train ? 'training' : 'testing'}`;
    const needs = [`${folder}/image_2`, ...(train ? [`${folder}/label_2`] : [])];
    const { data_url, resources } = new.target;
    // No checksums were published.
    const archives = resources.map((name) => [`${data_url}${name}`, null] as const);
    super({ ...given, root: expanded(given.root), loader: openImage }, { needs, archives, into: raw });
    this.train = train;
    this.samples = namesIn(this.at(folder, 'image_2')).map((name) => [
      this.at(folder, 'image_2', name),
      train ? this.at(folder, 'label_2', `${name.split('.')[0]}.txt`) : null,
    ]);
    this.images = this.samples.map(([path]) => path);
    this.targets = train ? this.samples.map(([, target]) => target) : [];
  }

  protected override targetOf(path: string | null): KittiObject[] | null {
    return path === null ? null : linesOf(path).map((line) => objectIn(path, line));
  }
}
export const Kitti = callable(Kitti_);
export type Kitti = Kitti_;

function objectIn(path: string, line: string): KittiObject {
  const [type = '', ...values] = line.split(' ');
  const numbers = values.map((value) => (value === '' ? Number.NaN : Number(value)));
  const [truncated, occluded, alpha] = numbers as [number, number, number];
  if (numbers.length < 14 || numbers.slice(0, 14).some(Number.isNaN) || !Number.isInteger(occluded)) {
    throw damagedFile(path, `a type and 14 numbers, not '${line}'`);
  }
  return {
    type,
    truncated,
    occluded,
    alpha,
    bbox: numbers.slice(3, 7),
    dimensions: numbers.slice(7, 10),
    location: numbers.slice(10, 13),
    rotation_y: numbers[13] as number,
  };
}
