import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { foldersIn, integer, namesIn } from './_files.ts';
import { downloadField, ListedDataset, oneOrAll } from './_listed.ts';
import { openImage } from './_pixels.ts';
import { download_and_extract_archive, expanded, verify_str_arg } from './utils.ts';
import { type Transform, transformFields } from './vision.ts';

const ranks = ['kingdom', 'phylum', 'class', 'order', 'family', 'genus'] as const;
const versions = ['2017', '2018', '2019', '2021_train', '2021_train_mini', '2021_valid'] as const;
type Version = (typeof versions)[number];
const base = 'https://ml-inat-competition-datasets.s3.amazonaws.com/';
const inaturalistArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['version', z.string().default('2021_train')],
    ['target_type', z.union([z.string(), z.array(z.string()).min(1)]).default('full')],
    ...transformFields,
    downloadField,
    ['loader', z.custom<Transform>((value) => typeof value === 'function', 'must be a function').nullish()],
  );

type Index = Record<string, number>;

/**
 * Photographs of plants and animals, from 579,184 of 5,089 species ('2017') to 2.7 million of 10,000 ('2021_train'); files
 * in `root/<version>`. `target_type`, one or several: 'full' is the species; of 2021 also 'kingdom', 'phylum', 'class',
 * 'order', 'family' and 'genus', of the years before 'super'.
 *
 * Source: Van Horn et al., "The iNaturalist Species Classification and Detection Dataset", 2018.
 *
 * @throws RuntimeError when a folder's name is no category of the version.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.INaturalist.html
 */
class INaturalist_ extends ListedDataset {
  static archives: Readonly<Record<Version, readonly [url: string, md5: string]>> = {
    '2017': [`${base}2017/train_val_images.tar.gz`, '7c784ea5e424efaec655bd392f87301f'],
    '2018': [`${base}2018/train_val2018.tar.gz`, 'b1c6952ce38f31868cc50ea72d066cc3'],
    '2019': [`${base}2019/train_val2019.tar.gz`, 'c60a6e2962c9b8ccbd458d12c8582644'],
    '2021_train': [`${base}2021/train.tar.gz`, 'e0526d53c7f7b2e3167b2b43bb2690ed'],
    '2021_train_mini': [`${base}2021/train_mini.tar.gz`, 'db6ed8330e634445efc8fec83ae81442'],
    '2021_valid': [`${base}2021/val.tar.gz`, 'f6f6e0e242e3d4c9569ba56400938afc'],
  };
  readonly version: Version;
  readonly target_type: readonly string[];
  /** The species' folders by number. */
  readonly all_categories: readonly string[];
  /** The numbers of the names of each rank. */
  readonly categories_index: Readonly<Record<string, Readonly<Index>>>;
  /** The ranks' numbers of each species. */
  readonly categories_map: readonly Readonly<Index>[];

  constructor(...args: Args<ReturnType<typeof inaturalistArgs>>) {
    const given = inaturalistArgs(new.target.name)(args);
    const version = verify_str_arg(given.version, 'version', versions);
    const valid = version.startsWith('2021') ? ['full', ...ranks] : ['full', 'super'];
    const types = [given.target_type].flat().map((type) => verify_str_arg(type, 'target_type', valid));
    const root = join(expanded(given.root), version);
    if (given.download) fetchInto(root, version, new.target.archives[version]);
    super({ ...given, root, download: false, loader: given.loader ?? openImage }, { needs: [''] });
    this.version = version;
    this.target_type = types;
    const found = version.startsWith('2021') ? species(this.at()) : below(this.at(), version === '2017');
    this.all_categories = found.folders;
    this.categories_index = found.index;
    this.categories_map = found.numbers;
    this.samples = this.all_categories.flatMap((folder, label) =>
      namesIn(this.at(folder)).map((name) => [this.at(folder, name), label] as const),
    );
  }

  protected override targetOf(label: number): unknown {
    const own = this.categories_map[label] as Index;
    return oneOrAll(this.target_type.map((type) => (type === 'full' ? label : own[type])));
  }

  /** The name of a category of some rank, or of a species ('full'). */
  category_name(category_type: string, category_id: number): string {
    if (category_type !== 'full' && !(category_type in this.categories_index)) {
      throw new ValueError(`Invalid category type '${category_type}'`);
    }
    const names =
      category_type === 'full'
        ? this.all_categories
        : Object.keys(this.categories_index[category_type] as Index);
    const name =
      category_type === 'full'
        ? names[category_id]
        : names.find((each) => this.categories_index[category_type]?.[each] === category_id);
    if (name === undefined) throw new ValueError(`Invalid category id ${category_id} for ${category_type}`);
    return name;
  }
}
export const INaturalist = callable(INaturalist_);
export type INaturalist = INaturalist_;

function fetchInto(root: string, version: Version, [url, md5]: readonly [url: string, md5: string]): void {
  if (existsSync(root) && readdirSync(root).length > 0) return;
  const folder = dirname(root);
  download_and_extract_archive(url, folder, null, `${version}.tar.gz`, md5);
  const unpacked = join(folder, basename(new URL(url).pathname).replace(/\.tar\.gz$/, ''));
  if (!existsSync(unpacked)) throw new RuntimeError(`Unable to find downloaded files at ${unpacked}`);
  renameSync(unpacked, root);
}

interface Found {
  folders: string[];
  index: Record<string, Index>;
  numbers: Index[];
}

/** Of 2021: 00000_Animalia_Annelida_..._Lumbricus_terrestris. */
function species(root: string): Found {
  const folders = foldersIn(root);
  const index: Record<string, Index> = Object.fromEntries(ranks.map((rank) => [rank, {}]));
  const numbers = folders.map((folder, i) => {
    const [number, ...names] = folder.split('_');
    const expected = String(i).padStart(5, '0');
    if (names.length !== 7)
      throw new RuntimeError(
        `${join(root, folder)}: Unexpected category name ${folder}, wrong number of pieces`,
      );
    if (number !== expected)
      throw new RuntimeError(
        `${join(root, folder)}: Unexpected category id ${number}, expecting ${expected}`,
      );
    const own = ranks.map((rank, r) => {
      const known = index[rank] as Index;
      const name = names[r] as string;
      known[name] ??= Object.keys(known).length;
      return [rank, known[name]] as const;
    });
    return Object.fromEntries(own);
  });
  return { folders, index, numbers };
}

/** Before 2021: a folder for each group, in it one for each species, of 2017 by name, later by number. */
function below(root: string, named: boolean): Found {
  const groups = foldersIn(root);
  const folders: string[] = [];
  const numbers: Index[] = [];
  for (const [i, group] of groups.entries()) {
    for (const name of foldersIn(join(root, group))) {
      const number = named ? folders.length : integer(name);
      if (number === null || number < 0 || number > 1e6) {
        throw new RuntimeError(`${join(root, group, name)}: Unexpected non-numeric dir name: ${name}`);
      }
      if (numbers[number]) throw new RuntimeError(`${join(root, group, name)}: Duplicate category ${name}`);
      folders[number] = join(group, name);
      numbers[number] = { super: i };
    }
  }
  const absent = Array.from(numbers).indexOf(undefined as never);
  if (absent >= 0) throw new RuntimeError(`${root}: Missing category ${absent}`);
  return { folders, numbers, index: { super: Object.fromEntries(groups.map((name, i) => [name, i])) } };
}
