import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { FileNotFoundError, ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { torch } from '../../torch.ts';
import type { Image } from '../image.ts';
import { foldersIn } from './_files.ts';
import { readPfm } from './_flow_files.ts';
import { downloadField } from './_listed.ts';
import {
  type Disparity,
  rootField,
  StereoMatchingDataset,
  scanPairs,
  stereoTransforms,
} from './_stereo_matching.ts';
import { download_and_extract_archive, verify_str_arg } from './utils.ts';

const words = (text: string): readonly string[] => text.split(' ');
const scenes = {
  train: words('Adirondack Jadeplant Motorcycle Piano Pipes Playroom Playtable Recycle Shelves Vintage'),
  additional: words(
    'Backpack Bicycle1 Cable Classroom1 Couch Flowers Mask Shopvac Sticks Storage Sword1 Sword2 Umbrella',
  ),
  test: words(
    'Plants Classroom2E Classroom2 Australia DjembeL CrusadeP Crusade Hoops Bicycle2 Staircase Newkuba AustraliaP Djembe ' +
      'Livingroom Computer',
  ),
};
type Split = keyof typeof scenes;
const calibrations = {
  perfect: ['perfect'],
  imperfect: ['imperfect'],
  both: ['perfect', 'imperfect'],
} as const;
type Calibration = keyof typeof calibrations;

const middleburyArgs = (name: string) =>
  signature(
    name,
    rootField,
    ['split', z.string().default('train')],
    ['calibration', z.string().nullable().default('perfect')],
    ['use_ambient_views', z.boolean().default(false)],
    stereoTransforms,
    downloadField,
  );

/**
 * Large pictures of rooms, their cameras calibrated perfectly, imperfectly, or 'both' (`calibration`; null for 'test'); files
 * in `root/Middlebury2014/<split>/<scene>-perfect`. With `use_ambient_views` the right picture is drawn from those under
 * other light. The mask tells where the disparity is known.
 *
 * Source: Scharstein et al., "High-Resolution Stereo Datasets with Subpixel-Accurate Ground Truth", 2014.
 *
 * @throws ValueError for a calibration that the split does not have; FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Middlebury2014Stereo.html
 */
class Middlebury2014Stereo_ extends StereoMatchingDataset {
  static readonly splits = scenes;
  /** Where the scenes' archives are; no checksums were published. */
  static base_url = 'https://vision.middlebury.edu/stereo/data/scenes2014/zip';
  static test_url = 'https://vision.middlebury.edu/stereo/submit3/zip/MiddEval3-data-F.zip';
  protected override hasMask = true;
  readonly split: Split;
  readonly use_ambient_views: boolean;

  constructor(...args: Args<ReturnType<typeof middleburyArgs>>) {
    const given = middleburyArgs(new.target.name)(args);
    super(given.root, given.transforms);
    this.split = verify_str_arg(given.split, 'split', ['train', 'test', 'additional']);
    this.use_ambient_views = given.use_ambient_views;
    const suffixes = suffixesOf(this.split, given.calibration);
    const folder = join(this.root as string, 'Middlebury2014');
    const { base_url, test_url } = new.target;
    if (given.download) fetchScenes(folder, this.split, { base_url, test_url });
    const own = join(folder, this.split);
    if (!existsSync(own)) {
      throw new FileNotFoundError(
        `The folder ${own} was not found. You can use download: true to download the scenes of split '${this.split}'`,
      );
    }
    if (!foldersIn(own).some((name) => scenes[this.split].some((scene) => name.startsWith(scene)))) {
      throw new FileNotFoundError(`${own} does not contain any scenes from the ${this.split} split.`);
    }
    const find = (left: string, right: string) =>
      suffixes.flatMap((suffix) => scanPairs(own, `*${suffix}/${left}`, `*${suffix}/${right}`));
    this.keep(find('im0.png', 'im1.png'), this.split === 'test' ? null : find('disp0.pfm', 'disp1.pfm'));
  }

  protected override readImage(path: string): Image {
    if (!this.use_ambient_views || basename(path) !== 'im1.png') return super.readImage(path);
    const others = ['im1E.png', 'im1L.png']
      .map((name) => join(dirname(path), name))
      .filter((each) => existsSync(each));
    const views = [...others, path];
    return super.readImage(views[Number(torch.randint(views.length, [1]).item())] as string);
  }

  protected override readDisparity(path: string): Disparity {
    const map = readPfm(path, 1).abs();
    map.masked_fill_(map.isinf(), 0);
    return [map, map.gt(0).squeeze(0)];
  }
}
export const Middlebury2014Stereo = callable(Middlebury2014Stereo_);
export type Middlebury2014Stereo = Middlebury2014Stereo_;

function suffixesOf(split: Split, calibration: string | null): string[] {
  const valid = Object.keys(calibrations) as Calibration[];
  if (calibration === null) {
    if (split === 'test') return [''];
    throw new ValueError(
      `Split '${split}' has calibration settings, however null was provided as an argument. ` +
        `Available calibration settings are: '${valid.join("', '")}'.`,
    );
  }
  const kinds = calibrations[verify_str_arg(calibration, 'calibration', valid)];
  if (split === 'test') {
    throw new ValueError("Split 'test' has only no calibration settings, please set `calibration: null`.");
  }
  return kinds.map((kind) => `-${kind}`);
}

function fetchScenes(folder: string, split: Split, urls: { base_url: string; test_url: string }): void {
  const own = join(folder, split);
  const absent = (name: string) => !existsSync(join(own, name));
  if (split === 'test') {
    if (scenes.test.some(absent)) fetchTest(urls.test_url, folder);
    return;
  }
  const names = scenes[split].flatMap((scene) => calibrations.both.map((kind) => `${scene}-${kind}`));
  for (const name of names.filter(absent)) {
    download_and_extract_archive(`${urls.base_url}/${name}.zip`, own, null, `${name}.zip`, null, true);
  }
}

/** The archive holds several sizes and kinds; its folders are the scenes'. */
function fetchTest(url: string, folder: string): void {
  const own = join(folder, 'test');
  mkdirSync(own, { recursive: true });
  download_and_extract_archive(url, folder, null, null, null, true);
  const unpacked = join(folder, 'MiddEval3/testF');
  for (const scene of foldersIn(unpacked)) {
    if (!existsSync(join(own, scene))) renameSync(join(unpacked, scene), join(own, scene));
  }
  rmSync(join(folder, 'MiddEval3'), { recursive: true });
}
