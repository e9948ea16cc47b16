import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { RuntimeError } from '../../errors.ts';
import { damagedFile, jsonOf, linesOf } from './_files.ts';
import { loadImage } from './_pixels.ts';
import { download_and_extract_archive, download_url, expanded } from './utils.ts';
import { type JointTransform, type Transform, transformFields, VisionDataset } from './vision.ts';

/** An archive to unpack, or a file that is used as it is; its name, where that is not the address's. */
export type Archive = readonly [url: string, md5: string | null, filename?: string];

/** Where a file of Google Drive is to be had. */
export const driveUrl = (id: string): string =>
  `https://drive.usercontent.google.com/download?id=${id}&export=download&confirm=t`;

const loader = z.custom<Transform>((value) => typeof value === 'function', 'must be a function');

export const downloadField = ['download', z.boolean().default(false)] as const;
export const loaderField = ['loader', loader.default(() => loadImage)] as const;

/** The keywords that most of these data sets end with. */
export const listedFields = [...transformFields, downloadField, loaderField] as const;

/** Several targets of an item, or the only one. */
export const oneOrAll = (targets: readonly unknown[]): unknown =>
  targets.length === 1 ? targets[0] : targets;

interface Given {
  root: string;
  transform?: Transform | null | undefined;
  target_transform?: Transform | null | undefined;
  transforms?: JointTransform | null | undefined;
  download?: boolean;
  loader?: Transform | null | undefined;
}

/** Where a data set's files lie, below `root`, and where they come from. */
interface Layout {
  /** What there has to be. */
  readonly needs: readonly string[];
  readonly archives?: readonly Archive[];
  /** The folder to unpack into, `root` itself unless given. */
  readonly into?: string;
  /** What brings unpacked files to their places, below the root that it is given. */
  readonly arrange?: (root: string) => void;
  /** What to do when something is missing, of sets that cannot be downloaded. */
  readonly advice?: string;
}

/** Image files and their targets, which a list or folders tell. `download` fetches what is not there. */
export abstract class ListedDataset extends VisionDataset {
  /** Folders to try before the archives' own addresses. */
  static mirrors: readonly string[] = [];

  readonly loader: Transform;
  samples: readonly (readonly [path: string, target: any])[] = [];

  /** @throws RuntimeError naming what is missing; DownloadError when it cannot be had. */
  constructor({ root, transform, target_transform, transforms, download, loader }: Given, layout: Layout) {
    super(expanded(root), transform, target_transform, transforms);
    this.loader = loader ?? loadImage;
    const missing = () => layout.needs.find((name) => !existsSync(this.at(name)));
    if (download && missing() !== undefined) {
      for (const archive of layout.archives ?? []) this._fetch(archive, this.at(layout.into ?? ''));
      layout.arrange?.(this.at());
    }
    const name = missing();
    if (name === undefined) return;
    const advice = layout.advice ?? 'You can use download: true to download it';
    throw new RuntimeError(
      `${this.constructor.name}: dataset not found: ${this.at(name)} is missing. ${advice}`,
    );
  }

  private _fetch([url, md5, filename]: Archive, folder: string): void {
    const { mirrors } = this.constructor as typeof ListedDataset;
    const name = filename ?? basename(new URL(url).pathname);
    const urls = [...mirrors.map((mirror) => `${mirror.replace(/\/?$/, '/')}${name}`), url];
    if (/\.(zip|tgz|tar|tar\.gz)$/.test(name)) download_and_extract_archive(urls, folder, null, name, md5);
    else download_url(urls, folder, name, md5);
  }

  /** A path below `root`. */
  protected at(...names: string[]): string {
    return join(this.root as string, ...names);
  }

  /** The lines of a list, without empty ones. */
  protected linesOf(...names: string[]): string[] {
    return linesOf(this.at(...names));
  }

  /** @throws RuntimeError when the file is no JSON, or not of this form. */
  protected jsonOf<T>(path: string, form: z.ZodType<T>, expected: string): T {
    return jsonOf(path, form, expected);
  }

  /** The error of a list that does not hold what it should. */
  protected damaged(path: string, expected: string, cause?: unknown): RuntimeError {
    return damagedFile(path, expected, cause);
  }

  /** What an item's target is made from, when that takes longer than reading a list. */
  protected targetOf(target: any): any {
    return target;
  }

  override get length(): number {
    return this.samples.length;
  }

  override get(index: number): [any, any] {
    const [path, target] = this.samples[this.placeOf(index)] as readonly [string, any];
    return this.transformed(this.loader(path), this.targetOf(target));
  }
}

/** The numbers of names, in their order. */
export const numbered = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name, i) => [name, i]));
