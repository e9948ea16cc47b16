import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { FileNotFoundError, ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import type { Image } from '../image.ts';
import { read_image } from '../io/image.ts';
import { damagedFile, glob, jsonOf } from './_files.ts';
import { readGrey, readPfm } from './_flow_files.ts';
import { loadImage } from './_pixels.ts';
import { expanded, verify_str_arg } from './utils.ts';
import { VisionDataset } from './vision.ts';

type Both<T> = readonly [left: T, right: T];
/** How far each pixel has moved between the pictures (1, H, W), and where that is known (H, W) bool. */
export type Disparity = readonly [map: Tensor | null, valid: Tensor | null];
/** Turns both pictures, both maps and both masks into what an item shall hold; null where there is none. */
export type StereoTransform = (
  images: Both<any>,
  maps: Both<any>,
  masks: Both<any>,
) => readonly [Both<any>, Both<any>, Both<any>];

export const rootField = ['root', z.string()] as const;
export const stereoTransforms = [
  'transforms',
  z.custom<StereoTransform>((value) => typeof value === 'function', 'must be a function').nullish(),
] as const;
const splitField = ['split', z.string().default('train')] as const;
const trainOrTest = (split: string) => verify_str_arg(split, 'split', ['train', 'test'] as const);

type Pair = readonly [left: string, right: string | null];

/** Files that fit a pattern below `root`, and those that fit another, in order. */
export function scanPairs(root: string, leftPattern: string, rightPattern: string | null): Pair[] {
  const find = (pattern: string): string[] => {
    const found = glob(root, pattern);
    if (found.length > 0) return found;
    throw new FileNotFoundError(`Could not find any files matching the patterns: ${join(root, pattern)}`);
  };
  const left = find(leftPattern);
  if (rightPattern === null) return left.map((path) => [path, null]);
  const right = find(rightPattern);
  if (left.length !== right.length) {
    throw new ValueError(
      `Found ${left.length} left files but ${right.length} right files using:\n left pattern: ${join(root, leftPattern)}\n` +
        `right pattern: ${join(root, rightPattern)}\n`,
    );
  }
  return left.map((path, i) => [path, right[i] as string]);
}

/**
 * Base of the data sets for stereo matching. Items are `[left image, right image, disparity]`, or with a fourth, the mask,
 * of sets that have one; null where it is kept secret.
 */
export abstract class StereoMatchingDataset extends VisionDataset {
  protected hasMask = false;
  protected images: readonly Pair[] = [];
  /** Left out where they are kept secret. */
  protected disparities: readonly Pair[] | null = null;

  constructor(root: string, transforms: StereoTransform | null | undefined) {
    super(expanded(root));
    // They take more than an image and a target.
    this.transforms = (transforms ?? null) as never;
  }

  protected abstract readDisparity(path: string): Disparity;

  protected readImage(path: string): Image {
    return loadImage(path);
  }

  /** @throws ValueError when not every pair of pictures has its disparities. */
  protected keep(images: readonly Pair[], disparities: readonly Pair[] | null): void {
    if (disparities !== null && disparities.length !== images.length) {
      throw new ValueError(
        `Found ${images.length} pairs of images but ${disparities.length} disparities in ${this.root}`,
      );
    }
    this.images = images;
    this.disparities = disparities;
  }

  override get length(): number {
    return this.images.length;
  }

  override get(index: number): any {
    const place = this.placeOf(index);
    const [left, right] = this.images[place] as Pair;
    const [first, second] = (this.disparities?.[place] ?? [null, null]).map(
      (path): Disparity => (path === null ? [null, null] : this.readDisparity(path)),
    ) as [Disparity, Disparity];
    const images = [this.readImage(left), this.readImage(right as string)] as const;
    const [maps, masks] = [[first[0], second[0]] as const, [first[1], second[1]] as const];
    const transforms = this.transforms as unknown as StereoTransform | null;
    const [seen, moved, valid] = transforms?.(images, maps, masks) ?? [images, maps, masks];
    const item = [seen[0], seen[1], moved[0]];
    return this.hasMask || valid[0] !== null ? [...item, valid[0]] : item;
  }
}

const carlaArgs = (name: string) => signature(name, rootField, stereoTransforms);

/**
 * Rendered streets from the simulator Carla; files in `root/carla-highres/trainingF`.
 *
 * Source: Yang et al., "Hierarchical Deep Stereo Matching on High-resolution Images", 2019.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.CarlaStereo.html
 */
class CarlaStereo_ extends StereoMatchingDataset {
  constructor(...args: Args<ReturnType<typeof carlaArgs>>) {
    const { root, transforms } = carlaArgs(new.target.name)(args);
    super(root, transforms);
    const folder = join(this.root as string, 'carla-highres/trainingF');
    this.keep(
      scanPairs(folder, '*/im0.png', '*/im1.png'),
      scanPairs(folder, '*/disp0GT.pfm', '*/disp1GT.pfm'),
    );
  }

  protected override readDisparity(path: string): Disparity {
    return [readPfm(path, 1).abs(), null];
  }
}
export const CarlaStereo = callable(CarlaStereo_);
export type CarlaStereo = CarlaStereo_;

/** KITTI's disparities, a 256th of a pixel in 16 bits. */
abstract class KittiStereo extends StereoMatchingDataset {
  protected override hasMask = true;

  protected override readDisparity(path: string): Disparity {
    return [readGrey(path, torch.float64).div(256), null];
  }
}

const kittiArgs = (name: string) => signature(name, rootField, splitField, stereoTransforms);

/**
 * 194 pairs of pictures of streets for training, 195 for testing; files in `root/Kitti2012`. Items have a fourth element,
 * null; disparities are float64, 0 where they are not known.
 *
 * Source: Geiger et al., "Are we ready for Autonomous Driving? The KITTI Vision Benchmark Suite", 2012.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Kitti2012Stereo.html
 */
class Kitti2012Stereo_ extends KittiStereo {
  constructor(...args: Args<ReturnType<typeof kittiArgs>>) {
    const { root, split, transforms } = kittiArgs(new.target.name)(args);
    super(root, transforms);
    const folder = join(this.root as string, 'Kitti2012', `${trainOrTest(split)}ing`);
    this.keep(
      scanPairs(folder, 'colored_0/*_10.png', 'colored_1/*_10.png'),
      split === 'train' ? scanPairs(folder, 'disp_noc/*.png', null) : null,
    );
  }
}
export const Kitti2012Stereo = callable(Kitti2012Stereo_);
export type Kitti2012Stereo = Kitti2012Stereo_;

/**
 * 200 pairs of pictures of streets for training, 200 for testing; files in `root/Kitti2015`. See Kitti2012Stereo.
 *
 * Source: Menze and Geiger, "Object Scene Flow for Autonomous Vehicles", 2015.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Kitti2015Stereo.html
 */
class Kitti2015Stereo_ extends KittiStereo {
  constructor(...args: Args<ReturnType<typeof kittiArgs>>) {
    const { root, split, transforms } = kittiArgs(new.target.name)(args);
    super(root, transforms);
    const folder = join(this.root as string, 'Kitti2015', `${trainOrTest(split)}ing`);
    this.keep(
      scanPairs(folder, 'image_2/*.png', 'image_3/*.png'),
      split === 'train' ? scanPairs(folder, 'disp_occ_0/*.png', 'disp_occ_1/*.png') : null,
    );
  }
}
export const Kitti2015Stereo = callable(Kitti2015Stereo_);
export type Kitti2015Stereo = Kitti2015Stereo_;

/**
 * Rendered things, smooth, thin and with holes; files in `root/CREStereo`. Items have a fourth element, null.
 *
 * Source: Li et al., "Practical Stereo Matching via Cascaded Recurrent Network with Adaptive Correlation", 2022.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.CREStereo.html
 */
class CREStereo_ extends StereoMatchingDataset {
  protected override hasMask = true;

  constructor(...args: Args<ReturnType<typeof carlaArgs>>) {
    const { root, transforms } = carlaArgs(new.target.name)(args);
    super(root, transforms);
    const folders = ['shapenet', 'reflective', 'tree', 'hole'].map((name) =>
      join(this.root as string, 'CREStereo', name),
    );
    this.keep(
      folders.flatMap((folder) => scanPairs(folder, '*_left.jpg', '*_right.jpg')),
      folders.flatMap((folder) => scanPairs(folder, '*_left.disp.png', '*_right.disp.png')),
    );
  }

  protected override readDisparity(path: string): Disparity {
    return [readGrey(path, torch.float32).div(32), null];
  }
}
export const CREStereo = callable(CREStereo_);
export type CREStereo = CREStereo_;

const fallingArgs = (name: string) =>
  signature(name, rootField, ['variant', z.string().default('single')], stereoTransforms);
const camera = z.object({
  camera_settings: z.array(z.object({ intrinsic_settings: z.object({ fx: z.number() }) })).min(1),
});

/**
 * Rendered household objects, one, several, or 'both' (`variant` 'single', 'mixed'); files in `root/FallingThings`. The
 * disparity follows from the depth and the camera's focal length; where the depth is 0 it is infinite.
 *
 * Source: Tremblay et al., "Falling Things: A Synthetic Dataset for 3D Object Detection and Pose Estimation", 2018.
 *
 * @throws FileNotFoundError when files are missing; RuntimeError when the camera's settings are damaged.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.FallingThingsStereo.html
 */
class FallingThingsStereo_ extends StereoMatchingDataset {
  constructor(...args: Args<ReturnType<typeof fallingArgs>>) {
    const { root, variant, transforms } = fallingArgs(new.target.name)(args);
    super(root, transforms);
    const one = verify_str_arg(variant, 'variant', ['single', 'mixed', 'both'] as const);
    const folder = join(this.root as string, 'FallingThings');
    const places = { single: ['single/*/*'], mixed: ['mixed/*'], both: ['single/*/*', 'mixed/*'] }[one];
    const find = (suffix: string) =>
      places.flatMap((place) => scanPairs(folder, `${place}/*.left.${suffix}`, `${place}/*.right.${suffix}`));
    this.keep(find('jpg'), find('depth.png'));
  }

  protected override readDisparity(path: string): Disparity {
    const depth = readGrey(path, torch.float32);
    const settings = join(dirname(path), '_camera_settings.json');
    const found = jsonOf(settings, camera, "'camera_settings' with 'intrinsic_settings' and fx");
    const focal = found.camera_settings[0]?.intrinsic_settings.fx as number;
    // The cameras stand 6 cm apart, a unit of depth is a tenth of a millimetre.
    return [torch.tensor(6 * focal * 100, { dtype: torch.float32 }).div(depth), null];
  }
}
export const FallingThingsStereo = callable(FallingThingsStereo_);
export type FallingThingsStereo = FallingThingsStereo_;

const sceneFlowArgs = (name: string) =>
  signature(
    name,
    rootField,
    ['variant', z.string().default('FlyingThings3D')],
    ['pass_name', z.string().default('clean')],
    stereoTransforms,
  );

/**
 * Rendered scenes: 'FlyingThings3D', 'Driving' or 'Monkaa' (`variant`), with and without effects (`pass_name` 'final',
 * 'clean' or 'both'); files in `root/SceneFlow`.
 *
 * Source: Mayer et al., "A Large Dataset to Train Convolutional Networks for Disparity, Optical Flow, and Scene Flow
 * Estimation", 2016.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.SceneFlowStereo.html
 */
class SceneFlowStereo_ extends StereoMatchingDataset {
  constructor(...args: Args<ReturnType<typeof sceneFlowArgs>>) {
    const { root, variant, pass_name, transforms } = sceneFlowArgs(new.target.name)(args);
    super(root, transforms);
    const one = verify_str_arg(variant, 'variant', ['FlyingThings3D', 'Driving', 'Monkaa'] as const);
    const pass = verify_str_arg(pass_name, 'pass_name', ['clean', 'final', 'both'] as const);
    const [clean, final] = ['frames_cleanpass', 'frames_finalpass'];
    const passes = { clean: [clean], final: [final], both: [clean, final] }[pass];
    const folder = join(this.root as string, 'SceneFlow', one);
    const scenes = one === 'Monkaa' ? '*' : '*/*/*';
    const find = (place: string | undefined, ending: string) =>
      scanPairs(folder, `${place}/${scenes}/left/*.${ending}`, `${place}/${scenes}/right/*.${ending}`);
    this.keep(
      passes.flatMap((each) => find(each, 'png')),
      passes.flatMap(() => find('disparity', 'pfm')),
    );
  }

  protected override readDisparity(path: string): Disparity {
    return [readPfm(path, 1).abs(), null];
  }
}
export const SceneFlowStereo = callable(SceneFlowStereo_);
export type SceneFlowStereo = SceneFlowStereo_;

const sintelArgs = (name: string) =>
  signature(name, rootField, ['pass_name', z.string().default('final')], stereoTransforms);

/**
 * Scenes of an animated film, rendered with and without effects (`pass_name` 'final', 'clean' or 'both'); files in
 * `root/Sintel/training`. The mask tells what both cameras see.
 *
 * Source: Butler et al., "A Naturalistic Open Source Movie for Optical Flow Evaluation", 2012.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.SintelStereo.html
 */
class SintelStereo_ extends StereoMatchingDataset {
  protected override hasMask = true;

  constructor(...args: Args<ReturnType<typeof sintelArgs>>) {
    const { root, pass_name, transforms } = sintelArgs(new.target.name)(args);
    super(root, transforms);
    const pass = verify_str_arg(pass_name, 'pass_name', ['final', 'clean', 'both'] as const);
    const passes = pass === 'both' ? ['final', 'clean'] : [pass];
    const folder = join(this.root as string, 'Sintel/training');
    this.keep(
      passes.flatMap((each) => scanPairs(folder, `${each}_left/*/*.png`, `${each}_right/*/*.png`)),
      passes.flatMap(() => scanPairs(folder, 'disparities/*/*.png', null)),
    );
  }

  protected override readDisparity(path: string): Disparity {
    const pixels = read_image(path).to(torch.float32);
    if (pixels.dim() !== 3 || pixels.size(0) !== 3) throw damagedFile(path, 'a picture of three channels');
    const [red, green, blue] = pixels.split(1) as unknown as [Tensor, Tensor, Tensor];
    const map = red
      .mul(4)
      .add(green.div(2 ** 6))
      .add(blue.div(2 ** 14));
    const hidden = ['occlusions', 'outofframe'].map((kind) => {
      const mask = join(dirname(path), '../..', kind, basename(dirname(path)), basename(path));
      if (existsSync(mask)) return readGrey(mask, torch.float32).select(0, 0);
      throw new FileNotFoundError(
        `${kind === 'occlusions' ? 'Occlusion' : 'Out of frame'} mask ${mask} does not exist`,
      );
    });
    return [map, hidden.map((mask) => mask.eq(0)).reduce((all, mask) => all.logical_and(mask))];
  }
}
export const SintelStereo = callable(SintelStereo_);
export type SintelStereo = SintelStereo_;

const inStereoArgs = (name: string) => signature(name, rootField, splitField, stereoTransforms);

/**
 * 2,010 pairs of pictures of rooms for training, 50 for testing; files in `root/InStereo2k`.
 *
 * Source: Bao et al., "InStereo2K: A Large Real Dataset for Stereo Matching in Indoor Scenes", 2020.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.InStereo2k.html
 */
class InStereo2k_ extends StereoMatchingDataset {
  constructor(...args: Args<ReturnType<typeof inStereoArgs>>) {
    const { root, split, transforms } = inStereoArgs(new.target.name)(args);
    super(root, transforms);
    const folder = join(this.root as string, 'InStereo2k', trainOrTest(split));
    this.keep(
      scanPairs(folder, '*/left.png', '*/right.png'),
      scanPairs(folder, '*/left_disp.png', '*/right_disp.png'),
    );
  }

  protected override readDisparity(path: string): Disparity {
    return [readGrey(path, torch.float32).div(1024), null];
  }
}
export const InStereo2k = callable(InStereo2k_);
export type InStereo2k = InStereo2k_;

/**
 * 27 pairs of grey pictures, inside and outside, for training, 20 for testing; files in `root/ETH3D`. The mask tells what
 * both cameras see.
 *
 * Source: Schöps et al., "A Multi-View Stereo Benchmark with High-Resolution Images and Multi-Camera Videos", 2017.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.ETH3DStereo.html
 */
class ETH3DStereo_ extends StereoMatchingDataset {
  protected override hasMask = true;

  constructor(...args: Args<ReturnType<typeof inStereoArgs>>) {
    const { root, split, transforms } = inStereoArgs(new.target.name)(args);
    super(root, transforms);
    const folder = join(this.root as string, 'ETH3D');
    const images = trainOrTest(split) === 'train' ? 'two_view_training' : 'two_view_test';
    this.keep(
      scanPairs(folder, `${images}/*/im0.png`, `${images}/*/im1.png`),
      split === 'train' ? scanPairs(folder, 'two_view_training_gt/*/disp0GT.pfm', null) : null,
    );
  }

  protected override readDisparity(path: string): Disparity {
    const mask = readGrey(join(dirname(path), 'mask0nocc.png'), torch.float32);
    return [readPfm(path, 1).abs(), mask.select(0, 0).ne(0)];
  }
}
export const ETH3DStereo = callable(ETH3DStereo_);
export type ETH3DStereo = ETH3DStereo_;
