import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { isFolder, jsonOf, namesIn } from './_files.ts';
import { ListedDataset, oneOrAll } from './_listed.ts';
import { openLabels } from './_pixels.ts';
import { expanded, extract_archive, verify_str_arg } from './utils.ts';
import { jointField, transformFields } from './vision.ts';

const kinds = ['instance', 'semantic', 'polygon', 'color'] as const;
const splitsOf = { fine: ['train', 'test', 'val'], coarse: ['train', 'train_extra', 'val'] } as const;
const cityscapesArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('train')],
    ['mode', z.string().default('fine')],
    ['target_type', z.union([z.string(), z.array(z.string()).min(1)]).default('instance')],
    ...transformFields,
    jointField,
  );

/** One of the classes; a `train_id` of 255 or -1 is not trained. */
export interface CityscapesClass {
  readonly name: string;
  readonly id: number;
  readonly train_id: number;
  readonly category: string;
  readonly category_id: number;
  readonly has_instances: boolean;
  readonly ignore_in_eval: boolean;
  readonly color: readonly [red: number, green: number, blue: number];
}

// By category: name, id, train_id and colour; * for those with instances, - for those that evaluation ignores.
const table: Record<string, string> = {
  void:
    'unlabeled- 0 255 0,0,0; ego vehicle- 1 255 0,0,0; rectification border- 2 255 0,0,0; out of roi- 3 255 0,0,0; ' +
    'static- 4 255 0,0,0; dynamic- 5 255 111,74,0; ground- 6 255 81,0,81',
  flat: 'road 7 0 128,64,128; sidewalk 8 1 244,35,232; parking- 9 255 250,170,160; rail track- 10 255 230,150,140',
  construction:
    'building 11 2 70,70,70; wall 12 3 102,102,156; fence 13 4 190,153,153; guard rail- 14 255 180,165,180; ' +
    'bridge- 15 255 150,100,100; tunnel- 16 255 150,120,90',
  object:
    'pole 17 5 153,153,153; polegroup- 18 255 153,153,153; traffic light 19 6 250,170,30; traffic sign 20 7 220,220,0',
  nature: 'vegetation 21 8 107,142,35; terrain 22 9 152,251,152',
  sky: 'sky 23 10 70,130,180',
  human: 'person* 24 11 220,20,60; rider* 25 12 255,0,0',
  vehicle:
    'car* 26 13 0,0,142; truck* 27 14 0,0,70; bus* 28 15 0,60,100; caravan*- 29 255 0,0,90; trailer*- 30 255 0,0,110; ' +
    'train* 31 16 0,80,100; motorcycle* 32 17 0,0,230; bicycle* 33 18 119,11,32; license plate- -1 -1 0,0,142',
};

const classes: readonly CityscapesClass[] = Object.entries(table).flatMap(([category, rows], category_id) =>
  rows.split('; ').map((row) => {
    const [, name = '', marks = '', id, train_id, color = ''] =
      /^([a-z ]+)([*-]*) (-?\d+) (-?\d+) (.*)$/.exec(row) ?? [];
    return {
      name,
      id: Number(id),
      train_id: Number(train_id),
      category,
      category_id,
      has_instances: marks.includes('*'),
      ignore_in_eval: marks.includes('-'),
      color: color.split(',').map(Number) as unknown as CityscapesClass['color'],
    };
  }),
);

/**
 * Streets of 50 cities, 2048 by 1024: 5,000 with fine, 20,000 with coarse labels (`mode`). `root` holds `leftImg8bit` and
 * `gtFine` or `gtCoarse`, or their archives from cityscapes-dataset.com, which are unpacked. `target_type`, one or several:
 * 'instance', 'semantic', 'color' (pictures) and 'polygon' (what the JSON file holds).
 *
 * Source: Cordts et al., "The Cityscapes Dataset for Semantic Urban Scene Understanding", 2016.
 *
 * @throws ValueError for a split that the mode does not have; RuntimeError when folders are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Cityscapes.html
 */
class Cityscapes_ extends ListedDataset {
  static readonly classes = classes;
  readonly classes = classes;
  /** 'gtFine' or 'gtCoarse' */
  readonly mode: string;
  readonly split: string;
  readonly target_type: readonly (typeof kinds)[number][];
  readonly images_dir: string;
  readonly targets_dir: string;
  readonly images: readonly string[];
  /** The files of each picture's targets. */
  readonly targets: readonly (readonly string[])[];

  constructor(...args: Args<ReturnType<typeof cityscapesArgs>>) {
    const { split, mode, target_type, ...given } = cityscapesArgs(new.target.name)(args);
    const splits: readonly string[] = splitsOf[verify_str_arg(mode, 'mode', ['fine', 'coarse'] as const)];
    if (!splits.includes(split)) {
      throw new ValueError(
        `Unknown value '${split}' for argument split if mode is '${mode}'. Valid values are {'${splits.join("', '")}'}.`,
      );
    }
    const types = [target_type].flat().map((type) => verify_str_arg(type, 'target_type', kinds));
    const labels = mode === 'fine' ? 'gtFine' : 'gtCoarse';
    const needs = [`leftImg8bit/${split}`, `${labels}/${split}`];
    unpack(new.target.name, expanded(given.root), needs, labels, split);
    super(given, { needs });
    this.mode = labels;
    this.split = split;
    this.target_type = types;
    [this.images_dir, this.targets_dir] = needs.map((name) => this.at(name)) as [string, string];
    this.samples = namesIn(this.images_dir).flatMap((city) =>
      namesIn(join(this.images_dir, city)).map((file) => {
        const name = file.split('_leftImg8bit')[0];
        const targets = types.map((type) =>
          join(this.targets_dir, city, `${name}_${suffixOf(labels, type)}`),
        );
        return [join(this.images_dir, city, file), targets] as const;
      }),
    );
    this.images = this.samples.map(([path]) => path);
    this.targets = this.samples.map(([, targets]) => targets);
  }

  protected override targetOf(paths: readonly string[]): unknown {
    const one = (path: string, i: number) =>
      this.target_type[i] === 'polygon'
        ? jsonOf(path, z.record(z.string(), z.any()), 'a JSON file of polygons')
        : openLabels(path);
    return oneOrAll(paths.map(one));
  }

  override extra_repr(): string {
    const types = this.target_type.map((type) => `'${type}'`).join(', ');
    return `Split: ${this.split}\nMode: ${this.mode}\nType: [${types}]`;
  }
}
export const Cityscapes = callable(Cityscapes_);
export type Cityscapes = Cityscapes_;

const suffixOf = (labels: string, type: (typeof kinds)[number]): string =>
  ({
    instance: `${labels}_instanceIds.png`,
    semantic: `${labels}_labelIds.png`,
    color: `${labels}_color.png`,
    polygon: `${labels}_polygons.json`,
  })[type];

function unpack(what: string, root: string, needs: readonly string[], labels: string, split: string): void {
  if (needs.every((name) => isFolder(join(root, name)))) return;
  const archives = [
    split === 'train_extra' ? 'leftImg8bit_trainextra.zip' : 'leftImg8bit_trainvaltest.zip',
    labels === 'gtFine' ? 'gtFine_trainvaltest.zip' : 'gtCoarse.zip',
  ].map((name) => join(root, name));
  if (!archives.every((path) => existsSync(path))) {
    throw new RuntimeError(
      `${what}: dataset not found: ${needs.map((name) => join(root, name)).join(' or ')} is missing. Place the folders, or ` +
        `the archives ${archives.join(' and ')}, there; they are to be had from cityscapes-dataset.com`,
    );
  }
  for (const archive of archives) extract_archive(archive, root);
}
