import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { FileNotFoundError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { damagedFile, glob, integer, namesIn, textOf } from './_files.ts';
import { readFlo, readFlowPng, readPfm } from './_flow_files.ts';
import { loaderField } from './_listed.ts';
import { loadImage } from './_pixels.ts';
import { expanded, verify_str_arg } from './utils.ts';
import { type Transform, VisionDataset } from './vision.ts';

/** Turns both pictures, the flow and its mask, where there are any, into what an item shall hold. */
export type FlowTransform = (first: any, second: any, flow: any, valid: any) => readonly [any, any, any, any];

const transformsField = [
  'transforms',
  z.custom<FlowTransform>((value) => typeof value === 'function', 'must be a function').nullish(),
] as const;
const rootField = ['root', z.string()] as const;
const splitField = ['split', z.string().default('train')] as const;
const passField = ['pass_name', z.string().default('clean')] as const;

interface Given {
  root: string;
  transforms?: FlowTransform | null | undefined;
  loader?: Transform;
}

/**
 * Base of the data sets of optical flow. Items are `[image, image, flow]`, or `[image, image, flow, valid]` where the set
 * says for which pixels the flow is known: flow (2, H, W) float32, right and down in pixels, valid (H, W) bool; null for
 * both where the flow is kept secret.
 */
export abstract class FlowDataset extends VisionDataset {
  protected hasMask = false;
  readonly loader: Transform;
  protected image_list: readonly (readonly [first: string, second: string])[] = [];
  protected flow_list: readonly string[] = [];

  constructor({ root, transforms, loader }: Given) {
    super(expanded(root));
    this.loader = loader ?? loadImage;
    // They take more than an image and a target.
    this.transforms = (transforms ?? null) as never;
  }

  protected abstract readFlow(path: string): readonly [flow: Tensor, valid: Tensor | null];

  /** Keeps what was found. @throws FileNotFoundError when a picture or a flow has no counterpart. */
  protected keep(
    pairs: readonly (readonly [first?: string, second?: string])[],
    flows: readonly string[] | null,
  ): void {
    const isWhole = pairs.every(([first, second]) => first !== undefined && second !== undefined);
    if (pairs.length === 0 || !isWhole || (flows !== null && flows.length !== pairs.length)) {
      throw new FileNotFoundError(
        `Could not find the ${this.constructor.name} flow images in ${this.root}: there are ${pairs.length} pairs of images ` +
          `and ${flows?.length ?? 'no'} flows. Please make sure the directory structure is correct.`,
      );
    }
    this.image_list = pairs as [string, string][];
    this.flow_list = flows ?? [];
  }

  override get length(): number {
    return this.image_list.length;
  }

  override get(index: number): any {
    const place = this.placeOf(index);
    const [first, second] = (this.image_list[place] as readonly [string, string]).map((path) =>
      this.loader(path),
    );
    const path = this.flow_list[place];
    const [flow, valid] = path === undefined ? [null, null] : this.readFlow(path);
    const transforms = this.transforms as unknown as FlowTransform | null;
    const item = transforms ? transforms(first, second, flow, valid) : [first, second, flow, valid];
    return this.hasMask || item[3] !== null ? [...item] : item.slice(0, 3);
  }
}

/** Neighbours in a list. */
const pairsOf = (paths: readonly string[]) =>
  paths.slice(1).map((path, i) => [paths[i] as string, path] as const);

const passesOf = (name: string, folders: Readonly<Record<'clean' | 'final', string>>): string[] => {
  const pass = verify_str_arg(name, 'pass_name', ['clean', 'final', 'both'] as const);
  return pass === 'both' ? [folders.clean, folders.final] : [folders[pass]];
};

const sintelArgs = (name: string) =>
  signature(name, rootField, splitField, passField, transformsField, loaderField);

/**
 * Scenes of an animated film, rendered with and without effects (`pass_name` 'final', 'clean' or 'both'); files in
 * `root/Sintel`. Split 'test' has no flow.
 *
 * Source: Butler et al., "A Naturalistic Open Source Movie for Optical Flow Evaluation", 2012.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Sintel.html
 */
class Sintel_ extends FlowDataset {
  constructor(...args: Args<ReturnType<typeof sintelArgs>>) {
    const { split, pass_name, ...given } = sintelArgs(new.target.name)(args);
    super(given);
    const isTest = verify_str_arg(split, 'split', ['train', 'test']) === 'test';
    const folder = join(this.root as string, 'Sintel');
    const scenes = passesOf(pass_name, { clean: 'clean', final: 'final' }).flatMap((pass) => {
      const images = join(folder, isTest ? 'test' : 'training', pass);
      return namesIn(images).map((scene) => ({
        pairs: pairsOf(glob(images, `${scene}/*.png`)),
        flows: isTest ? [] : glob(folder, `training/flow/${scene}/*.flo`),
      }));
    });
    this.keep(
      scenes.flatMap(({ pairs }) => pairs),
      isTest ? null : scenes.flatMap(({ flows }) => flows),
    );
  }

  protected override readFlow(path: string) {
    return [readFlo(path), null] as const;
  }
}
export const Sintel = callable(Sintel_);
export type Sintel = Sintel_;

const kittiFlowArgs = (name: string) => signature(name, rootField, splitField, transformsField, loaderField);

/**
 * 200 pairs of pictures from a car, and the flow where a laser measured it; files in `root/KittiFlow`. Split 'test' has no
 * flow.
 *
 * Source: Menze and Geiger, "Object Scene Flow for Autonomous Vehicles", 2015.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.KittiFlow.html
 */
class KittiFlow_ extends FlowDataset {
  protected override hasMask = true;

  constructor(...args: Args<ReturnType<typeof kittiFlowArgs>>) {
    const { split, ...given } = kittiFlowArgs(new.target.name)(args);
    super(given);
    const folder = join(
      this.root as string,
      'KittiFlow',
      `${verify_str_arg(split, 'split', ['train', 'test'])}ing`,
    );
    const [first, second] = ['10', '11'].map((n) => glob(folder, `image_2/*_${n}.png`)) as [
      string[],
      string[],
    ];
    const count = Math.min(first.length, second.length);
    const pairs = Array.from({ length: count }, (_, i) => [first[i], second[i]] as const);
    this.keep(pairs, split === 'train' ? glob(folder, 'flow_occ/*_10.png') : null);
  }

  protected override readFlow(path: string) {
    return readFlowPng(path);
  }
}
export const KittiFlow = callable(KittiFlow_);
export type KittiFlow = KittiFlow_;

const chairsArgs = (name: string) => signature(name, rootField, splitField, transformsField);

/**
 * 22,872 pairs of pictures of flying chairs, for training and validation ('val'), as `FlyingChairs_train_val.txt` says; files
 * in `root/FlyingChairs`.
 *
 * Source: Dosovitskiy et al., "FlowNet: Learning Optical Flow with Convolutional Networks", 2015.
 *
 * @throws FileNotFoundError when files are missing; RuntimeError when the list is damaged.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.FlyingChairs.html
 */
class FlyingChairs_ extends FlowDataset {
  constructor(...args: Args<ReturnType<typeof chairsArgs>>) {
    const { split, ...given } = chairsArgs(new.target.name)(args);
    super(given);
    const wanted = { train: 1, val: 2 }[verify_str_arg(split, 'split', ['train', 'val'])];
    const folder = join(this.root as string, 'FlyingChairs');
    const list = join(folder, 'FlyingChairs_train_val.txt');
    if (!existsSync(list)) {
      throw new FileNotFoundError(
        `The file ${list} was not found: it is to be had beside the data set, at https://lmb.informatik.uni-freiburg.de`,
      );
    }
    const images = glob(folder, 'data/*.ppm');
    const flows = glob(folder, 'data/*.flo');
    const splits = textOf(list).trim().split(/\s+/).map(integer);
    if (splits.includes(null) || splits.length < flows.length) {
      throw damagedFile(list, `1 or 2 for each of ${flows.length} flows`);
    }
    const places = flows.map((_, i) => i).filter((i) => splits[i] === wanted);
    if (places.length === 0 && flows.length > 0) return;
    this.keep(
      places.map((i) => [images[2 * i], images[2 * i + 1]]),
      places.map((i) => flows[i] as string),
    );
  }

  protected override readFlow(path: string) {
    return [readFlo(path), null] as const;
  }
}
export const FlyingChairs = callable(FlyingChairs_);
export type FlyingChairs = FlyingChairs_;

const thingsArgs = (name: string) =>
  signature(
    name,
    rootField,
    splitField,
    passField,
    ['camera', z.string().default('left')],
    transformsField,
    loaderField,
  );

/**
 * Rendered scenes of flying things, 'left', 'right' or 'both' cameras, with and without effects (`pass_name` 'final', 'clean'
 * or 'both'), forwards and backwards in time; files in `root/FlyingThings3D`.
 *
 * Source: Mayer et al., "A Large Dataset to Train Convolutional Networks for Disparity, Optical Flow, and Scene Flow
 * Estimation", 2016.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.FlyingThings3D.html
 */
class FlyingThings3D_ extends FlowDataset {
  constructor(...args: Args<ReturnType<typeof thingsArgs>>) {
    const { split, pass_name, camera, ...given } = thingsArgs(new.target.name)(args);
    super(given);
    const set = verify_str_arg(split, 'split', ['train', 'test']).toUpperCase();
    const passes = passesOf(pass_name, { clean: 'frames_cleanpass', final: 'frames_finalpass' });
    const one = verify_str_arg(camera, 'camera', ['left', 'right', 'both']);
    const folder = join(this.root as string, 'FlyingThings3D');
    const found: { pair: readonly (string | undefined)[]; flow: string }[] = [];
    for (const pass of passes) {
      for (const side of one === 'both' ? ['left', 'right'] : [one]) {
        for (const direction of ['into_future', 'into_past']) {
          const imageDirs = glob(folder, `${pass}/${set}/*/*`);
          const flowDirs = glob(folder, `optical_flow/${set}/*/*`);
          for (let n = 0; n < Math.min(imageDirs.length, flowDirs.length); n += 1) {
            const images = glob(imageDirs[n] as string, `${side}/*.png`);
            const flows = glob(flowDirs[n] as string, `${direction}/${side}/*.pfm`);
            for (let i = 0; i < flows.length - 1; i += 1) {
              found.push(
                direction === 'into_future'
                  ? { pair: [images[i], images[i + 1]], flow: flows[i] as string }
                  : { pair: [images[i + 1], images[i]], flow: flows[i + 1] as string },
              );
            }
          }
        }
      }
    }
    this.keep(
      found.map(({ pair }) => [pair[0], pair[1]]),
      found.map(({ flow }) => flow),
    );
  }

  protected override readFlow(path: string) {
    return [readPfm(path, 2), null] as const;
  }
}
export const FlyingThings3D = callable(FlyingThings3D_);
export type FlyingThings3D = FlyingThings3D_;

/**
 * 36 sequences of streets in Heidelberg, and the flow where it is known; files in `root/hd1k`. Split 'test' has no flow.
 *
 * Source: Kondermann et al., "The HCI Benchmark Suite: Stereo and Flow Ground Truth With Uncertainties for Urban Autonomous
 * Driving", 2016.
 *
 * @throws FileNotFoundError when files are missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.HD1K.html
 */
class HD1K_ extends FlowDataset {
  protected override hasMask = true;

  constructor(...args: Args<ReturnType<typeof kittiFlowArgs>>) {
    const { split, ...given } = kittiFlowArgs(new.target.name)(args);
    super(given);
    const folder = join(this.root as string, 'hd1k');
    if (verify_str_arg(split, 'split', ['train', 'test']) === 'test') {
      const [first, second] = ['10', '11'].map((n) => glob(folder, `hd1k_challenge/image_2/*${n}.png`)) as [
        string[],
        string[],
      ];
      const count = Math.min(first.length, second.length);
      this.keep(
        Array.from({ length: count }, (_, i) => [first[i], second[i]] as const),
        null,
      );
      return;
    }
    const found = Array.from({ length: 36 }, (_, n) => {
      const name = String(n).padStart(6, '0');
      const flows = glob(folder, `hd1k_flow_gt/flow_occ/${name}_*.png`).slice(0, -1);
      const images = glob(folder, `hd1k_input/image_2/${name}_*.png`);
      return flows.map((flow, i) => ({ flow, pair: [images[i], images[i + 1]] as const }));
    }).flat();
    this.keep(
      found.map(({ pair }) => pair),
      found.map(({ flow }) => flow),
    );
  }

  protected override readFlow(path: string) {
    return readFlowPng(path);
  }
}
export const HD1K = callable(HD1K_);
export type HD1K = HD1K_;
