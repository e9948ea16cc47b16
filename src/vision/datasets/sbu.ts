import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { DownloadError } from '../../hub/download.ts';
import { type Args, signature } from '../../signature.ts';
import { textOf } from './_files.ts';
import { type Archive, ListedDataset, loaderField } from './_listed.ts';
import { download_url } from './utils.ts';
import { transformFields } from './vision.ts';

const sbuArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ...transformFields,
    ['download', z.boolean().default(true)],
    loaderField,
  );

const urlsFile = 'dataset/SBU_captioned_photo_dataset_urls.txt';
const captionsFile = 'dataset/SBU_captioned_photo_dataset_captions.txt';

/**
 * A million photographs from Flickr with one caption each; files in `root/dataset`. The lists, and then each photograph that
 * is still to be had, are downloaded unless `download` is false; photographs that are not there are passed over.
 *
 * Source: Ordonez et al., "Im2Text: Describing Images Using 1 Million Captioned Photographs", 2011.
 *
 * @throws RuntimeError when a list is missing.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.SBU.html
 */
class SBU_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [
      'https://www.cs.rice.edu/~vo9/sbucaptions/SBUCaptionedPhotoDataset.tar.gz',
      '9aec147b3488753cf758b4d493422285',
    ],
  ];
  readonly photos: readonly string[];
  readonly captions: readonly string[];

  constructor(...args: Args<ReturnType<typeof sbuArgs>>) {
    const given = sbuArgs(new.target.name)(args);
    const layout = { needs: [urlsFile, captionsFile], archives: new.target.archives, arrange: fetchPhotos };
    super(given, layout);
    const captions = rows(this.at(captionsFile));
    const found = rows(this.at(urlsFile))
      .map((url, i) => ({ photo: basename(url), caption: captions[i] }))
      .filter(({ photo, caption }) => caption !== undefined && existsSync(this.at('dataset', photo)));
    this.photos = found.map(({ photo }) => photo);
    this.captions = found.map(({ caption }) => caption as string);
    this.samples = this.photos.map((photo, i) => [this.at('dataset', photo), this.captions[i]]);
  }
}
export const SBU = callable(SBU_);
export type SBU = SBU_;

/** Lines with what stands at their ends taken away; the two lists have them side by side. */
const rows = (path: string): string[] =>
  textOf(path)
    .replace(/\r?\n$/, '')
    .split('\n')
    .map((line) => line.trimEnd());

function fetchPhotos(root: string): void {
  for (const url of rows(join(root, urlsFile)).filter((line) => URL.canParse(line))) {
    try {
      download_url(url, join(root, 'dataset'));
    } catch (error) {
      // Many of the photographs have been deleted since.
      if (!(error instanceof DownloadError)) throw error;
    }
  }
}
