import { inspect } from 'node:util';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { IndexError, ValueError } from '../../errors.ts';
import { Dataset } from '../../utils/data/dataset.ts';

/** Turns an image, or a target, into what the loader shall collect. */
export type Transform = (value: any) => any;
/** Turns an image and its target together, as a random crop of both has to. */
export type JointTransform = (image: any, target: any) => readonly [image: any, target: any];

const transform = z.custom<Transform>((value) => typeof value === 'function', 'must be a function').nullish();

/** The keywords that all data sets share, for their signatures. */
export const transformFields = [
  ['transform', transform],
  ['target_transform', transform],
] as const;

/** The keyword of those sets whose image and target may be transformed together. */
export const jointField = [
  'transforms',
  z.custom<JointTransform>((value) => typeof value === 'function', 'must be a function').nullish(),
] as const;

/**
 * Base of the image data sets: items are `[image, target]`, each passed through its transform.
 *
 * An image without a transform is an `Image`, as it is Pillow's in torchvision.
 */
abstract class VisionDataset_ extends Dataset<[any, any]> {
  /** The folder given; null for data that come with the library. */
  readonly root: string | null;
  transform: Transform | null;
  target_transform: Transform | null;
  /** In place of the two above. */
  transforms: JointTransform | null;

  /** @throws ValueError when both kinds of transforms are given. */
  constructor(
    root: string | null,
    transform?: Transform | null,
    target_transform?: Transform | null,
    transforms?: JointTransform | null,
  ) {
    super();
    if (transforms && (transform || target_transform)) {
      throw new ValueError('Only transforms or transform/target_transform can be passed as argument');
    }
    this.root = root;
    this.transforms = transforms ?? null;
    this.transform = transform ?? null;
    this.target_transform = target_transform ?? null;
  }

  /** Where an item lies in a list; from the end, when the index is negative. @throws IndexError when there is none. */
  protected placeOf(index: number): number {
    const place = index < 0 ? index + this.length : index;
    if (Number.isInteger(place) && place >= 0 && place < this.length) return place;
    throw new IndexError(`${this.constructor.name} index out of range: ${index}, of ${this.length} items`);
  }

  /** An item from its image and target as they are stored. */
  protected transformed(image: unknown, target: unknown): [any, any] {
    if (this.transforms) {
      const [first, second] = this.transforms(image, target);
      return [first, second];
    }
    return [
      this.transform ? this.transform(image) : image,
      this.target_transform ? this.target_transform(target) : target,
    ];
  }

  /** Further lines of the printed text. */
  extra_repr(): string {
    return '';
  }

  override toString(): string {
    const body = [`Number of datapoints: ${this.length}`];
    if (this.root !== null) body.push(`Root location: ${this.root}`);
    if (this.extra_repr()) body.push(...this.extra_repr().split('\n'));
    const lines = [`Dataset ${this.constructor.name}`, ...body.map((line) => `    ${line}`)];
    if (this.transforms) lines.push(`    ${describe(this.transforms)}`);
    if (this.transform || this.target_transform) lines.push('    StandardTransform');
    if (this.transform) lines.push(hanging('Transform: ', this.transform));
    if (this.target_transform) lines.push(hanging('Target transform: ', this.target_transform));
    return lines.join('\n');
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
export const VisionDataset = callable(VisionDataset_);
export type { VisionDataset_ };
export type VisionDataset = VisionDataset_;

const hanging = (head: string, transform: Transform) =>
  head + describe(transform).replaceAll('\n', `\n${' '.repeat(head.length)}`);

// A plain function's own text would be its whole source.
const describe = (transform: Transform | JointTransform) =>
  Object.getPrototypeOf(transform) === Function.prototype
    ? `<function ${transform.name || '<lambda>'}>`
    : String(transform);
