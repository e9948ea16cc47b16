import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { damagedFile, integer, textOf } from './_files.ts';
import { type Archive, downloadField, driveUrl, ListedDataset, oneOrAll } from './_listed.ts';
import { openImage } from './_pixels.ts';
import { checkParts, verify_str_arg } from './utils.ts';
import { transformFields } from './vision.ts';

const splits = ['train', 'valid', 'test', 'all'] as const;
const kinds = ['attr', 'identity', 'bbox', 'landmarks'] as const;
const celebaArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['split', z.string().default('train')],
    ['target_type', z.union([z.string(), z.array(z.string())]).default('attr')],
    ...transformFields,
    downloadField,
  );

/** A table: names of columns, and for each picture its name and whole numbers. */
interface Table {
  readonly header: readonly string[];
  readonly index: readonly string[];
  readonly data: Tensor; // (N, columns) int64
}

/**
 * 202,599 faces of 10,177 people; files in `root/celeba`. `target_type`, one or several: 'attr' (40 properties, 0 or 1),
 * 'identity' (a number), 'bbox' (x, y, width, height) and 'landmarks' (x and y of eyes, nose and corners of the mouth),
 * int64; null for none.
 *
 * Source: Liu et al., "Deep Learning Face Attributes in the Wild", 2015.
 *
 * @throws RuntimeError when a file is missing or is not the published one.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.CelebA.html
 */
class CelebA_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [driveUrl('0B7EVK8r0v71pZjFTYXZWM3FlRnM'), '00d2c5bc6d35e252742224ab0c1e8fcb', 'img_align_celeba.zip'],
    [driveUrl('0B7EVK8r0v71pblRyaVFSWGxPY0U'), '75e246fa4810816ffd6ee81facbd244c', 'list_attr_celeba.txt'],
    [
      driveUrl('1_ee_0u7vcNLOfNLegJRHmolfH5ICW-XS'),
      '32bd1bd63d3c78cd57e08160ec5ed1e2',
      'identity_CelebA.txt',
    ],
    [driveUrl('0B7EVK8r0v71pbThiMVRxWXZ4dU0'), '00566efa6fedff7a56946cd1c10f1c16', 'list_bbox_celeba.txt'],
    [
      driveUrl('0B7EVK8r0v71pd0FJY3Blby1HUTQ'),
      'cc24ecafdb5b50baae59b03474781f8c',
      'list_landmarks_align_celeba.txt',
    ],
    [driveUrl('0B7EVK8r0v71pY0NSMzRuSXJEVkk'), 'd32c9cbf5e040fd4025c592c306e6668', 'list_eval_partition.txt'],
  ];
  readonly split: string;
  readonly target_type: readonly (typeof kinds)[number][];
  readonly filename: readonly string[];
  readonly identity: Tensor; // (N, 1) int64
  readonly bbox: Tensor; // (N, 4) int64
  readonly landmarks_align: Tensor; // (N, 10) int64
  readonly attr: Tensor; // (N, 40) int64
  readonly attr_names: readonly string[];

  constructor(...args: Args<ReturnType<typeof celebaArgs>>) {
    const given = celebaArgs(new.target.name)(args);
    const split = verify_str_arg(given.split.toLowerCase(), 'split', splits);
    const types = [given.target_type].flat().map((type) => verify_str_arg(type, 'target_type', kinds));
    if (types.length === 0 && given.target_transform) {
      throw new RuntimeError('target_transform is specified but target_type is empty');
    }
    const lists = new.target.archives.filter(([, , name]) => name?.endsWith('.txt'));
    const needs = ['img_align_celeba', ...lists.map(([, , name]) => name as string)];
    super(
      { ...given, loader: openImage },
      { needs: needs.map((name) => `celeba/${name}`), archives: new.target.archives, into: 'celeba' },
    );
    checkParts(
      this.constructor.name,
      lists.map(([, md5, name]) => ({ path: this.at('celeba', name as string), md5 })),
    );
    this.split = given.split;
    this.target_type = types;
    const partition = this._table('list_eval_partition.txt', 1, false);
    const wanted = { train: 0, valid: 1, test: 2, all: null }[split];
    const kept =
      wanted === null
        ? torch.arange(partition.index.length)
        : partition.data.select(1, 0).eq(wanted).nonzero().squeeze(1);
    const rows = (name: string, columns: number, header: boolean) => {
      const table = this._table(name, columns, header);
      if (table.index.length === partition.index.length)
        return { ...table, data: table.data.index_select(0, kept) };
      throw damagedFile(
        this.at('celeba', name),
        `${partition.index.length} pictures, as list_eval_partition.txt has`,
      );
    };
    this.filename = (kept.tolist() as (number | bigint)[]).map((i) => partition.index[Number(i)] as string);
    this.identity = rows('identity_CelebA.txt', 1, false).data;
    this.bbox = rows('list_bbox_celeba.txt', 4, true).data;
    this.landmarks_align = rows('list_landmarks_align_celeba.txt', 10, true).data;
    const attr = rows('list_attr_celeba.txt', 40, true);
    this.attr = attr.data.add(1).div(2, { rounding_mode: 'floor' }); // from -1 and 1
    this.attr_names = attr.header;
    this.samples = this.filename.map((name, i) => [join(this.at('celeba/img_align_celeba'), name), i]);
  }

  /** With a header: a line with the number of pictures, then the names of the columns. */
  private _table(name: string, columns: number, headed: boolean): Table {
    const path = this.at('celeba', name);
    const lines = textOf(path).split(/\r?\n/);
    // As Python's csv module reads it: the blank that ends the published line makes an empty name.
    const header = headed ? (lines[1] ?? '').replace(/^ +/, '').split(/ +/) : [];
    const rows = lines
      .slice(headed ? 2 : 0)
      .map((line) => line.trim().split(/ +/))
      .filter(([first]) => first !== '');
    const values = rows.map((row) => row.slice(1).map((value) => integer(value) ?? Number.NaN));
    if (rows.length === 0 || values.some((row) => row.length !== columns || row.some(Number.isNaN))) {
      throw damagedFile(path, `a picture and ${columns} whole number${columns > 1 ? 's' : ''} in each line`);
    }
    const data = torch.from_numpy(BigInt64Array.from(values.flat(), BigInt)).view(rows.length, columns);
    return { header, index: rows.map(([first]) => first as string), data };
  }

  protected override targetOf(index: number): unknown {
    const one = {
      attr: () => this.attr.select(0, index),
      identity: () => this.identity.select(0, index).select(0, 0),
      bbox: () => this.bbox.select(0, index),
      landmarks: () => this.landmarks_align.select(0, index),
    };
    return this.target_type.length === 0 ? null : oneOrAll(this.target_type.map((type) => one[type]()));
  }

  override extra_repr(): string {
    return `Target type: [${this.target_type.map((type) => `'${type}'`).join(', ')}]\nSplit: ${this.split}`;
  }
}
export const CelebA = callable(CelebA_);
export type CelebA = CelebA_;
