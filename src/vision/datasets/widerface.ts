import { join, resolve } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { damagedFile, integer, textOf } from './_files.ts';
import { type Archive, downloadField, driveUrl, ListedDataset } from './_listed.ts';
import { openImage } from './_pixels.ts';
import { verify_str_arg } from './utils.ts';
import { transformFields } from './vision.ts';

const splits = ['train', 'val', 'test'] as const;
const widerArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('train')],
    ...transformFields,
    downloadField,
  );

/** The columns of a list, after a face's x, y, width and height. */
const properties = ['blur', 'expression', 'illumination', 'occlusion', 'pose', 'invalid'] as const;
type Annotations = Readonly<Record<'bbox' | (typeof properties)[number], Tensor>>;

/**
 * 32,203 pictures with 393,703 faces; files in `root/widerface`. A target is an object of int64 tensors, with a row for each
 * face: bbox (N, 4) [x, y, width, height], blur, expression, illumination, occlusion, pose, invalid (N); null for testing.
 *
 * Source: Yang et al., "WIDER FACE: A Face Detection Benchmark", 2016.
 *
 * @throws RuntimeError when files are missing, or a list is damaged.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.WIDERFace.html
 */
class WIDERFace_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [driveUrl('15hGDLhsx8bLgLcIRD5DhYt5iBxnjNF1M'), '3fedf70df600953d25982bcd13d91ba2', 'WIDER_train.zip'],
    [driveUrl('1GUCogbp16PMGa39thoMMeWxp7Rp5oM8Q'), 'dfa7d7e790efa35df3788964cf0bbaea', 'WIDER_val.zip'],
    [driveUrl('1HIfDbVEWKmsYKJZm4lchTBDLW5N7dY5T'), 'e5d8f4248ed24c334bbd12f49c29dd40', 'WIDER_test.zip'],
    [
      'http://shuoyang1213.me/WIDERFACE/support/bbx_annotation/wider_face_split.zip',
      '0e3767bcf0e326556d407bf5bff5d27c',
    ],
  ];
  readonly split: (typeof splits)[number];

  constructor(...args: Args<ReturnType<typeof widerArgs>>) {
    const given = widerArgs(new.target.name)(args);
    const split = verify_str_arg(given.split, 'split', splits);
    super(
      { ...given, root: join(given.root, 'widerface'), loader: openImage },
      {
        needs: ['WIDER_train', 'WIDER_val', 'WIDER_test', 'wider_face_split'],
        archives: new.target.archives,
      },
    );
    this.split = split;
    const list = this.at(
      'wider_face_split',
      `wider_face_${split}_${split === 'test' ? 'filelist' : 'bbx_gt'}.txt`,
    );
    const lines = textOf(list)
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => line.trimEnd());
    const place = (name: string) => resolve(this.at(`WIDER_${split}`, 'images', name));
    this.samples =
      split === 'test' ? lines.map((name) => [place(name), null]) : annotated(list, lines, place);
  }

  get img_info(): { img_path: string; annotations?: Annotations }[] {
    return this.samples.map(([img_path, annotations]) =>
      annotations === null ? { img_path } : { img_path, annotations },
    );
  }

  override extra_repr(): string {
    return `Split: ${this.split}`;
  }
}
export const WIDERFace = callable(WIDERFace_);
export type WIDERFace = WIDERFace_;

/** A picture's name, how many faces it has, and a line for each; one line of zeros where there is none. */
function annotated(
  list: string,
  lines: readonly string[],
  place: (name: string) => string,
): [path: string, Annotations][] {
  const found: [string, Annotations][] = [];
  for (let at = 0; at < lines.length; ) {
    const faces = integer(lines[at + 1]);
    const rows = lines
      .slice(at + 2, at + 2 + Math.max(1, faces ?? 1))
      .map((line) => line.split(' ').map(integer));
    const isWhole =
      rows.length === Math.max(1, faces ?? 0) && rows.every((row) => row.length >= 10 && !row.includes(null));
    if (faces === null || faces < 0 || !isWhole) {
      throw damagedFile(
        list,
        `a picture, a number of faces, and 10 numbers for each, in line ${at + 1} and after`,
      );
    }
    const values = torch.tensor(rows.map((row) => row.slice(0, 10).map((value) => BigInt(value as number)))); // (N, 10)
    const columns = properties.map((name, i) => [name, values.select(1, 4 + i).clone()]);
    const annotations = { bbox: values.narrow(1, 0, 4).clone(), ...Object.fromEntries(columns) };
    found.push([place(lines[at] as string), annotations]);
    at += 2 + rows.length;
  }
  return found;
}
