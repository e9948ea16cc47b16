import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import { damagedFile } from './_files.ts';
import { type Archive, downloadField, ListedDataset } from './_listed.ts';
import { isNumbers, type MatArray, type MatValue, readMatValues } from './_mat.ts';
import { expanded, verify_str_arg } from './utils.ts';
import { jointField } from './vision.ts';

const sets = ['train', 'val', 'train_noval'] as const;
const modes = ['boundaries', 'segmentation'] as const;
const sbdArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['image_set', z.string().default('train')],
    ['mode', z.string().default('boundaries')],
    downloadField,
    jointField,
  );
const CLASSES = 20;

/**
 * 11,355 pictures of Pascal VOC with the outlines of the things in them; `root` holds `img`, `cls`, and the lists. A target
 * is (20, H, W) with 1 where a thing of the class has its edge ('boundaries'), or a picture of the classes ('segmentation').
 *
 * Source: Hariharan et al., "Semantic Contours from Inverse Detectors", 2011.
 *
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.SBDataset.html
 */
class SBDataset_ extends ListedDataset {
  static archives: readonly Archive[] = [
    [
      'https://www2.eecs.berkeley.edu/Research/Projects/CS/vision/grouping/semantic_contours/benchmark.tgz',
      '82b4d87ceb2ed10f6038a1cba92111cb',
    ],
  ];
  /** Training without VOC's pictures for validation. */
  static voc_train: Archive = [
    'https://www.cs.cornell.edu/~bharathh/train_noval.txt',
    '79bff800c5f0b1ec6b21080a3c066722',
  ];
  readonly image_set: (typeof sets)[number];
  readonly mode: (typeof modes)[number];
  readonly num_classes = CLASSES;
  readonly images: readonly string[];
  /** The files of the targets. */
  readonly masks: readonly string[];

  constructor(...args: Args<ReturnType<typeof sbdArgs>>) {
    const { image_set, mode, ...given } = sbdArgs(new.target.name)(args);
    const set = verify_str_arg(image_set, 'image_set', sets);
    const { archives, voc_train } = new.target;
    const isUnpacked = ['img', 'cls'].every((name) => existsSync(join(expanded(given.root), name)));
    super(given, {
      needs: ['img', 'cls', `${set}.txt`],
      archives: [...(isUnpacked ? [] : archives), ...(set === 'train_noval' ? [voc_train] : [])],
      arrange: upwards,
    });
    this.image_set = set;
    this.mode = verify_str_arg(mode, 'mode', modes);
    this.samples = this.linesOf(`${set}.txt`).map((name) => [
      this.at('img', `${name}.jpg`),
      this.at('cls', `${name}.mat`),
    ]);
    this.images = this.samples.map(([path]) => path);
    this.masks = this.samples.map(([, target]) => target);
  }

  protected override targetOf(path: string): unknown {
    const fail = () => damagedFile(path, `a structure 'GTcls' with Segmentation and ${CLASSES} Boundaries`);
    const truth = readMatValues(path).get('GTcls');
    const { Segmentation, Boundaries } = structOf(truth) ?? {};
    if (this.mode === 'segmentation') {
      const classes = matrixOf(Segmentation);
      if (classes?.dtype !== torch.uint8) throw fail();
      return Image.fromarray(classes);
    }
    const cells =
      typeof Boundaries === 'object' && Boundaries !== null && 'cells' in Boundaries ? Boundaries.cells : [];
    const edges = cells.slice(0, CLASSES).map(matrixOf);
    if (edges.length !== CLASSES || !edges.every((each) => each instanceof Tensor)) throw fail();
    return torch.stack(edges as Tensor[]);
  }

  override extra_repr(): string {
    return `Image set: ${this.image_set}\nMode: ${this.mode}`;
  }
}
export const SBDataset = callable(SBDataset_);
export type SBDataset = SBDataset_;

function upwards(root: string): void {
  for (const name of ['cls', 'img', 'inst', 'train.txt', 'val.txt']) {
    const [from, to] = [join(root, 'benchmark_RELEASE/dataset', name), join(root, name)];
    if (existsSync(from) && !existsSync(to)) renameSync(from, to);
  }
}

const structOf = (value: MatValue | undefined) =>
  typeof value === 'object' && value !== null && 'structs' in value ? value.structs[0] : undefined;

/** (rows, columns) */
function matrixOf(value: MatValue | undefined): Tensor | null {
  if (!isNumbers(value) || value.shape.length !== 2 || !isKnown(value.data)) return null;
  return torch
    .from_numpy(value.data)
    .view([...value.shape].reverse())
    .t()
    .contiguous();
}

const isKnown = (data: MatArray['data']): data is Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer> =>
  data instanceof Uint8Array || data instanceof Float64Array;
