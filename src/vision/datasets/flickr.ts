import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { FileNotFoundError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { damagedFile, glob, inOrder, linesOf, textOf } from './_files.ts';
import { ListedDataset, loaderField } from './_listed.ts';
import { expanded } from './utils.ts';
import { transformFields } from './vision.ts';

const flickrArgs = (name: string) =>
  signature(name, ['root', z.string()], ['ann_file', z.string()], ...transformFields, loaderField);

/**
 * 8,000 photographs in `root`, each with five captions, which a page of HTML (`ann_file`) lists; a target is the list of a
 * picture's captions.
 *
 * Source: Hodosh et al., "Framing Image Description as a Ranking Task", 2013.
 *
 * @throws FileNotFoundError when the page or a picture that it lists is missing; RuntimeError when it lists none.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Flickr8k.html
 */
class Flickr8k_ extends ListedDataset {
  readonly ann_file: string;
  /** The captions by the pictures' paths. */
  readonly annotations: Readonly<Record<string, readonly string[]>>;
  readonly ids: readonly string[];

  constructor(...args: Args<ReturnType<typeof flickrArgs>>) {
    const given = flickrArgs(new.target.name)(args);
    super(given, { needs: [] });
    this.ann_file = expanded(given.ann_file);
    const found = new Map<string, string[]>();
    let captions: string[] | null = null;
    for (const { tag, text } of textsInTables(textOf(this.ann_file))) {
      if (text === 'Image Not Found') captions = null;
      else if (tag === 'a') {
        captions = [];
        found.set(this._pictureOf(text), captions);
      } else if (tag === 'li') captions?.push(text.trim());
    }
    if (found.size === 0)
      throw damagedFile(this.ann_file, 'a table of links to pictures and of their captions');
    this.annotations = Object.fromEntries(found);
    this.ids = inOrder([...found.keys()]);
    this.samples = this.ids.map((path) => [path, this.annotations[path]]);
  }

  /** The picture that a link on the page, http://www.flickr.com/photos/name/12345/, is about. */
  private _pictureOf(link: string): string {
    const [path] = glob(this.root as string, `${link.split('/').at(-2)}_*.jpg`);
    if (path !== undefined) return path;
    throw new FileNotFoundError(
      `${this.ann_file} lists ${link}, of which there is no picture in ${this.root}`,
    );
  }
}
export const Flickr8k = callable(Flickr8k_);
export type Flickr8k = Flickr8k_;

/** The texts within tables of a page, each with the tag that was opened just before. */
function* textsInTables(page: string): Generator<{ tag: string | null; text: string }> {
  let inTable = false;
  let tag: string | null = null;
  for (const [whole, closing, name] of page.matchAll(
    /<!--.*?-->|<(\/?)([a-z][^\s/>]*)[^>]*>|<![^>]*>|[^<]+|</gis,
  )) {
    if (name !== undefined) {
      tag = closing ? null : name.toLowerCase();
      if (name.toLowerCase() === 'table') inTable = !closing;
    } else if (inTable && !whole.startsWith('<!')) yield { tag, text: unescaped(whole) };
  }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });

/**
 * 31,783 photographs in `root`, each with five captions, which a list (`ann_file`) has after the file's name, '#', a number
 * and a tab; a target is the list of a picture's captions.
 *
 * Source: Young et al., "From image descriptions to visual denotations", 2014.
 *
 * @throws FileNotFoundError when the list is missing; RuntimeError when it is damaged.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.Flickr30k.html
 */
class Flickr30k_ extends ListedDataset {
  readonly ann_file: string;
  /** The captions by the pictures' names. */
  readonly annotations: Readonly<Record<string, readonly string[]>>;
  readonly ids: readonly string[];

  constructor(...args: Args<ReturnType<typeof flickrArgs>>) {
    const given = flickrArgs(new.target.name)(args);
    super(given, { needs: [] });
    this.ann_file = expanded(given.ann_file);
    const found = new Map<string, string[]>();
    for (const line of linesOf(this.ann_file)) {
      const [id = '', caption, ...rest] = line.split('\t');
      if (caption === undefined || rest.length > 0) {
        throw damagedFile(this.ann_file, `a picture's name, a tab and a caption, not '${line}'`);
      }
      const name = id.slice(0, -2);
      if (!found.has(name)) found.set(name, []);
      found.get(name)?.push(caption);
    }
    this.annotations = Object.fromEntries(found);
    this.ids = inOrder([...found.keys()]);
    this.samples = this.ids.map((name) => [join(this.root as string, name), this.annotations[name]]);
  }
}
export const Flickr30k = callable(Flickr30k_);
export type Flickr30k = Flickr30k_;
