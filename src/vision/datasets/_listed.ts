import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { RuntimeError } from '../../errors.ts';
import { loadImage } from './_pixels.ts';
import { download_and_extract_archive, download_url, expanded } from './utils.ts';
import { type Transform, transformFields, VisionDataset } from './vision.ts';

/** An archive to unpack, or a file that is used as it is. */
export type Archive = readonly [url: string, md5: string];

const loader = z.custom<Transform>((value) => typeof value === 'function', 'must be a function');

/** The keywords that all of these data sets end with. */
export const listedFields = [
  ...transformFields,
  ['download', z.boolean().default(false)],
  ['loader', loader.default(() => loadImage)],
] as const;

interface Given {
  root: string;
  transform?: Transform | null | undefined;
  target_transform?: Transform | null | undefined;
  download: boolean;
  loader?: Transform;
}

/** Where a data set's files lie, below `root`, and where they come from. */
interface Layout {
  /** What there has to be. */
  readonly needs: readonly string[];
  readonly archives: readonly Archive[];
  /** The folder to unpack into, `root` itself unless given. */
  readonly into?: string;
}

/** Image files and their targets, which a list or folders tell. `download` fetches what is not there. */
export abstract class ListedDataset extends VisionDataset {
  /** Folders to try before the archives' own addresses. */
  static mirrors: readonly string[] = [];

  readonly loader: Transform;
  samples: readonly (readonly [path: string, target: any])[] = [];

  /** @throws RuntimeError naming what is missing; DownloadError when it cannot be had. */
  constructor({ root, transform, target_transform, download, loader }: Given, layout: Layout) {
    super(expanded(root), transform, target_transform);
    this.loader = loader ?? loadImage;
    const missing = () => layout.needs.find((name) => !existsSync(this.at(name)));
    if (download && missing() !== undefined) {
      for (const archive of layout.archives) this.#fetch(archive, this.at(layout.into ?? ''));
    }
    const name = missing();
    if (name === undefined) return;
    throw new RuntimeError(
      `${this.constructor.name}: dataset not found: ${this.at(name)} is missing. ` +
        'You can use download: true to download it',
    );
  }

  #fetch([url, md5]: Archive, folder: string): void {
    const { mirrors } = this.constructor as typeof ListedDataset;
    const name = basename(new URL(url).pathname);
    const urls = [...mirrors.map((mirror) => `${mirror.replace(/\/?$/, '/')}${name}`), url];
    if (/\.(zip|tgz|tar\.gz)$/.test(name)) download_and_extract_archive(urls, folder, null, name, md5);
    else download_url(urls, folder, name, md5);
  }

  /** A path below `root`. */
  protected at(...names: string[]): string {
    return join(this.root as string, ...names);
  }

  /** The lines of a list, without empty ones. */
  protected linesOf(...names: string[]): string[] {
    return readFileSync(this.at(...names), 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  }

  /** @throws RuntimeError when the file is no JSON, or not of this form. */
  protected jsonOf<T>(path: string, form: z.ZodType<T>, expected: string): T {
    try {
      return form.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (cause) {
      throw this.damaged(path, expected, cause);
    }
  }

  /** The error of a list that does not hold what it should. */
  protected damaged(path: string, expected: string, cause?: unknown): RuntimeError {
    return new RuntimeError(`${path}: expected ${expected}. Delete the data set and fetch it again.`, {
      cause,
    });
  }

  override get length(): number {
    return this.samples.length;
  }

  override get(index: number): [any, any] {
    const [path, target] = this.samples[index] as readonly [string, any];
    return this.transformed(this.loader(path), target);
  }
}

/** The numbers of names, in their order. */
export const numbered = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name, i) => [name, i]));
