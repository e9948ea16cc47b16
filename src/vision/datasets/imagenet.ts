import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { load, save } from '../../serialization/index.ts';
import { Tuple } from '../../serialization/python.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile, integer, isFolder, linesOf, namesIn } from './_files.ts';
import { ListedDataset, loaderField } from './_listed.ts';
import { isNumbers, readMatValues } from './_mat.ts';
import { find_classes, IMG_EXTENSIONS, make_dataset } from './folder.ts';
import { calculate_md5, expanded, extract_archive, verify_str_arg } from './utils.ts';
import { transformFields } from './vision.ts';

const splits = ['train', 'val'] as const;
type Split = (typeof splits)[number];
type Archive = readonly [filename: string, md5: string];
type Archives = Readonly<Record<Split | 'devkit', Archive>>;

const META = 'meta.bin';
const imagenetArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('train')],
    ...transformFields,
    loaderField,
    ['is_valid_file', z.custom<(path: string) => boolean>((value) => typeof value === 'function').nullish()],
    ['allow_empty', z.boolean().default(false)],
  );

/** What `meta.bin` holds: the names of each class by its WordNet ID, and the ID of each picture for validation. */
type Meta = readonly [names: Record<string, readonly string[]>, val: readonly string[]];
const metaForm = z.tuple([z.record(z.string(), z.array(z.string())), z.array(z.string())]);

/**
 * ImageNet's 1,000 classes of 2012: 1,281,167 pictures for training, 50,000 for validation; in `root/train/<WordNet ID>` and
 * `root/val/<WordNet ID>`.
 *
 * Who is registered at image-net.org puts ILSVRC2012_devkit_t12.tar.gz and ILSVRC2012_img_train.tar or
 * ILSVRC2012_img_val.tar into `root`; the first use checks and unpacks them, and writes `root/meta.bin`.
 *
 * Source: Russakovsky et al., "ImageNet Large Scale Visual Recognition Challenge", 2015.
 *
 * @throws RuntimeError naming the archive that is missing or is not the published one.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.ImageNet.html
 */
class ImageNet_ extends ListedDataset {
  static archive_meta: Archives = {
    train: ['ILSVRC2012_img_train.tar', '1d675b47d978889d74fa0da5fadfb00e'],
    val: ['ILSVRC2012_img_val.tar', '29b22e2961454d5413ddabcf34fc5622'],
    devkit: ['ILSVRC2012_devkit_t12.tar.gz', 'fa75699e90414af021442c21a62c3abf'],
  };
  readonly split: Split;
  /** Several names for each class. */
  readonly classes: readonly (readonly string[])[];
  /** From every name of a class to its number. */
  readonly class_to_idx: Readonly<Record<string, number>>;
  readonly wnids: readonly string[];
  readonly wnid_to_idx: Readonly<Record<string, number>>;

  constructor(...args: Args<ReturnType<typeof imagenetArgs>>) {
    const { is_valid_file, allow_empty, ...given } = imagenetArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    const root = expanded(given.root);
    const names = prepare(new.target.name, root, split, new.target.archive_meta);
    super(given, { needs: [META, split] });
    this.split = split;
    const folder = this.at(split);
    [this.wnids, this.wnid_to_idx] = find_classes(folder);
    this.classes = this.wnids.map((id) => {
      const own = names[id];
      if (own === undefined) throw damagedFile(this.at(META), `names of the class '${id}'`);
      return own;
    });
    this.class_to_idx = Object.fromEntries(this.classes.flatMap((own, i) => own.map((name) => [name, i])));
    const extensions = is_valid_file ? null : IMG_EXTENSIONS;
    this.samples = make_dataset(folder, this.wnid_to_idx, extensions, is_valid_file ?? null, allow_empty);
  }

  get imgs(): readonly (readonly [path: string, target: number])[] {
    return this.samples;
  }

  get targets(): number[] {
    return this.samples.map(([, target]) => target);
  }

  override extra_repr(): string {
    return `Split: ${this.split}`;
  }
}
export const ImageNet = callable(ImageNet_);
export type ImageNet = ImageNet_;

/** Unpacks what is still packed, and gives the names of the classes. */
function prepare(what: string, root: string, split: Split, archives: Archives): Meta[0] {
  const checked = ([filename, md5]: Archive): string => {
    const path = join(root, filename);
    const problem = !existsSync(path)
      ? 'is not present'
      : calculate_md5(path) === md5
        ? null
        : 'is corrupted';
    if (problem === null) return path;
    throw new RuntimeError(
      `${what}: the archive ${path} ${problem}. You need to download it from image-net.org and place it in ${root}.`,
    );
  };
  if (!existsSync(join(root, META))) save(devkit(checked(archives.devkit)), join(root, META));
  const [names, val] = readMeta(join(root, META));
  if (isFolder(join(root, split))) return names;
  // In a folder of its own until all is unpacked: half a split would count as the whole.
  const part = join(root, `${split}.${process.pid}.part`);
  try {
    extract_archive(checked(archives[split]), part);
    if (split === 'train') for (const name of namesIn(part)) unpackClass(part, name);
    else sortByClass(part, val, join(root, META));
    renameSync(part, join(root, split));
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return names;
}

/** Each class is an archive within the archive. */
const unpackClass = (folder: string, name: string) =>
  extract_archive(join(folder, name), join(folder, name.replace(/\.tar$/, '')), true);

function sortByClass(folder: string, ids: readonly string[], meta: string): void {
  const names = namesIn(folder);
  if (names.length !== ids.length)
    throw damagedFile(meta, `the classes of ${names.length} pictures, not of ${ids.length}`);
  for (const id of new Set(ids)) mkdirSync(join(folder, id));
  for (const [i, name] of names.entries())
    renameSync(join(folder, name), join(folder, ids[i] as string, name));
}

function readMeta(path: string): Meta {
  try {
    return metaForm.parse(load(path));
  } catch (cause) {
    throw damagedFile(path, 'a file that ImageNet wrote: delete it to have it written again', cause);
  }
}

/** What the development kit says, in the form in which torchvision keeps it. */
function devkit(archive: string): Meta {
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-imagenet-'));
  try {
    extract_archive(archive, folder);
    const data = join(folder, 'ILSVRC2012_devkit_t12', 'data');
    const classes = classesIn(join(data, 'meta.mat'));
    const truth = join(data, 'ILSVRC2012_validation_ground_truth.txt');
    const val = linesOf(truth).map((line) => {
      const found = classes.get(integer(line) ?? Number.NaN);
      if (found === undefined) throw damagedFile(truth, `the number of a class, not '${line}'`);
      return found.id;
    });
    const names = [...classes.values()].map(({ id, names }) => [id, new Tuple(...names)]);
    return new Tuple(Object.fromEntries(names), val) as unknown as Meta;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The classes without classes below them, by their number. */
function classesIn(path: string): Map<number, { id: string; names: string[] }> {
  const synsets = readMatValues(path).get('synsets');
  const fail = () =>
    damagedFile(path, "structures 'synsets' with ILSVRC2012_ID, WNID, words and num_children");
  if (synsets === null || typeof synsets !== 'object' || !('structs' in synsets)) throw fail();
  const rows = synsets.structs.map(({ ILSVRC2012_ID: number, WNID: id, words, num_children: children }) => {
    if (!isNumbers(number) || typeof id !== 'string' || typeof words !== 'string' || !isNumbers(children))
      throw fail();
    return { number: number.data[0] as number, id, names: words.split(', '), children: children.data[0] };
  });
  return new Map(rows.filter(({ children }) => children === 0).map((row) => [row.number, row]));
}
