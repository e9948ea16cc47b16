import { inspect } from 'node:util';
import { z } from 'zod';
import { Dataset } from '../../utils/data/dataset.ts';

/** Turns an image, or a target, into what the loader shall collect. */
export type Transform = (value: any) => any;

const transform = z.custom<Transform>((value) => typeof value === 'function', 'must be a function').nullish();

/** The keywords that all data sets share, for their signatures. */
export const transformFields = [
  ['transform', transform],
  ['target_transform', transform],
] as const;

/**
 * Base of the image data sets: items are `[image, target]`, each passed through its transform.
 *
 * An image without a transform is an `Image`, as it is Pillow's in torchvision.
 */
export abstract class VisionDataset extends Dataset<[any, any]> {
  /** The folder given; null for data that come with the library. */
  readonly root: string | null;
  transform: Transform | null;
  target_transform: Transform | null;

  constructor(root: string | null, transform?: Transform | null, target_transform?: Transform | null) {
    super();
    this.root = root;
    this.transform = transform ?? null;
    this.target_transform = target_transform ?? null;
  }

  /** An item from its image and target as they are stored. */
  protected transformed(image: unknown, target: unknown): [any, any] {
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
    if (this.transform || this.target_transform) lines.push('    StandardTransform');
    if (this.transform) lines.push(hanging('Transform: ', this.transform));
    if (this.target_transform) lines.push(hanging('Target transform: ', this.target_transform));
    return lines.join('\n');
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

const hanging = (head: string, transform: Transform) =>
  head + describe(transform).replaceAll('\n', `\n${' '.repeat(head.length)}`);

// A plain function's own text would be its whole source.
const describe = (transform: Transform) =>
  Object.getPrototypeOf(transform) === Function.prototype
    ? `<function ${transform.name || '<lambda>'}>`
    : String(transform);
