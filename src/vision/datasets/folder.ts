import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { FileNotFoundError, ValueError } from '../../errors.ts';
import { checked } from '../../misuse.ts';
import { type Args, signature } from '../../signature.ts';
import { contentsOf, foldersIn, inOrder, isFolder } from './_files.ts';
import { loadImage } from './_pixels.ts';
import { expanded } from './utils.ts';
import { type Transform, transformFields, VisionDataset } from './vision.ts';

/** Ends of file names that count as images. */
export const IMG_EXTENSIONS = [
  '.jpg',
  '.jpeg',
  '.png',
  '.ppm',
  '.bmp',
  '.pgm',
  '.tif',
  '.tiff',
  '.webp',
] as const;

type Extensions = string | readonly string[];
type IsValid = (path: string) => boolean;
type Sample = [path: string, target: number];

/** Does a name end with one of the extensions, in any case? */
export const has_file_allowed_extension = checked(
  'has_file_allowed_extension',
  (filename: string, extensions: Extensions): boolean => {
    return [extensions].flat().some((end) => filename.toLowerCase().endsWith(end));
  },
);

export const is_image_file = (filename: string): boolean =>
  has_file_allowed_extension(filename, IMG_EXTENSIONS);

/**
 * The sub-folders of a folder in order, and the number of each.
 *
 * @throws FileNotFoundError when there are none.
 */
export const find_classes = checked(
  'find_classes',
  (directory: string): [classes: string[], class_to_idx: Record<string, number>] => {
    const folder = expanded(directory);
    if (!existsSync(folder)) throw new FileNotFoundError(`No such file or directory: '${folder}'`);
    const classes = foldersIn(folder);
    if (classes.length === 0) throw new FileNotFoundError(`Couldn't find any class folder in ${folder}.`);
    return [classes, Object.fromEntries(classes.map((name, i) => [name, i]))];
  },
);

/** A folder and all folders below it, through links as well, each once, with the files in them. */
function foldersBelow(folder: string, seen: Set<string> = new Set()): [folder: string, files: string[]][] {
  const real = realpathSync(folder);
  if (seen.has(real)) return [];
  const within = new Set(seen).add(real);
  const { folders, files } = contentsOf(folder);
  return [[folder, files], ...folders.flatMap((name) => foldersBelow(join(folder, name), within))];
}

/**
 * The files in the class folders, class by class and in the order of their names, with the number of their class.
 *
 * Which files count is said by `extensions` or by `is_valid_file`.
 *
 * @throws FileNotFoundError that names the classes without a file, unless `allow_empty`.
 */
export const make_dataset = checked(
  'make_dataset',
  (
    directory: string,
    class_to_idx: Readonly<Record<string, number>> | null = null,
    extensions: Extensions | null = null,
    is_valid_file: IsValid | null = null,
    allow_empty = false,
  ): Sample[] => {
    const folder = expanded(directory);
    const numbers = class_to_idx ?? find_classes(folder)[1];
    const names = inOrder(Object.keys(numbers));
    if (names.length === 0) {
      throw new ValueError("'class_to_index' must have at least one entry to collect any samples.");
    }
    if ((extensions === null) === (is_valid_file === null)) {
      throw new ValueError('Both extensions and is_valid_file cannot be None or not None at the same time');
    }
    const counts: IsValid =
      is_valid_file ?? ((path) => has_file_allowed_extension(path, extensions as Extensions));
    const samples: Sample[] = [];
    const empty: string[] = [];
    for (const name of names) {
      const before = samples.length;
      const target = numbers[name] as number;
      const root = join(folder, name);
      const found = new Map(isFolder(root) ? foldersBelow(root) : []);
      for (const each of inOrder([...found.keys()])) {
        for (const file of found.get(each) as string[]) {
          const path = join(each, file);
          if (counts(path)) samples.push([path, target]);
        }
      }
      if (samples.length === before) empty.push(name);
    }
    if (empty.length > 0 && !allow_empty) {
      const supported =
        extensions === null ? '' : `Supported extensions are: ${[extensions].flat().join(', ')}`;
      throw new FileNotFoundError(`Found no valid file for the classes ${empty.join(', ')}. ${supported}`);
    }
    return samples;
  },
);

const callback = z.custom<Transform>((value) => typeof value === 'function', 'must be a function');
const isValidFile = z.custom<IsValid>((value) => typeof value === 'function', 'must be a function').nullish();
const folderArgs = signature(
  'DatasetFolder',
  ['root', z.string()],
  ['loader', callback],
  ['extensions', z.union([z.string(), z.array(z.string()).readonly()]).nullish()],
  ...transformFields,
  ['is_valid_file', isValidFile],
  ['allow_empty', z.boolean().default(false)],
);

/**
 * Files in a folder for each class: `root/dog/a.txt`, `root/cat/deep/b.txt`. Items are `[loader(path), class number]`.
 *
 * Classes are numbered in the order of their names; a sub-class may override `find_classes` and `make_dataset`.
 *
 * @throws FileNotFoundError when there is no class, or (unless `allow_empty`) one without files.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.DatasetFolder.html
 */
class DatasetFolder_ extends VisionDataset {
  readonly loader: Transform;
  readonly extensions: Extensions | null;
  readonly classes: readonly string[];
  readonly class_to_idx: Readonly<Record<string, number>>;
  samples: Sample[];
  targets: number[];

  constructor(...args: Args<typeof folderArgs>) {
    const { root, loader, extensions, transform, target_transform, is_valid_file, allow_empty } =
      folderArgs(args);
    super(expanded(root), transform, target_transform);
    const folder = this.root as string;
    [this.classes, this.class_to_idx] = this.find_classes(folder);
    this.samples = this.make_dataset(
      folder,
      this.class_to_idx,
      extensions ?? null,
      is_valid_file ?? null,
      allow_empty,
    );
    this.loader = loader;
    this.extensions = extensions ?? null;
    this.targets = this.samples.map(([, target]) => target);
  }

  find_classes(directory: string): [classes: string[], class_to_idx: Record<string, number>] {
    return find_classes(directory);
  }

  make_dataset(...args: Parameters<typeof make_dataset>): Sample[] {
    return make_dataset(...args);
  }

  override get length(): number {
    return this.samples.length;
  }

  override get(index: number): [any, any] {
    const [path, target] = this.samples[this.placeOf(index)] as Sample;
    return this.transformed(this.loader(path), target);
  }
}
export const DatasetFolder = callable(DatasetFolder_);
export type DatasetFolder = DatasetFolder_;

/** A file as an RGB picture. */
export const default_loader: Transform = (path: string) => loadImage(path);

const imageFolderArgs = signature(
  'ImageFolder',
  ['root', z.string()],
  ...transformFields,
  ['loader', callback.default(() => default_loader)],
  ['is_valid_file', isValidFile],
  ['allow_empty', z.boolean().default(false)],
);

/** Pictures in a folder for each class: `root/dog/a.png`. See DatasetFolder. */
class ImageFolder_ extends DatasetFolder_ {
  constructor(...args: Args<typeof imageFolderArgs>) {
    const { root, loader, is_valid_file, ...given } = imageFolderArgs(args);
    super(root, loader, { ...given, is_valid_file, extensions: is_valid_file ? null : IMG_EXTENSIONS });
  }

  /** The samples under their old name. */
  get imgs(): Sample[] {
    return this.samples;
  }
}
export const ImageFolder = callable(ImageFolder_);
export type ImageFolder = ImageFolder_;
