import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';
import { load, save } from '../../serialization/index.ts';
import { Tuple } from '../../serialization/python.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Image } from '../image.ts';
import { damagedFile, integer, linesOf, namesIn } from './_files.ts';
import { downloadField } from './_listed.ts';
import { download_url, expanded, extract_archive, verify_str_arg } from './utils.ts';
import { transformFields, VisionDataset } from './vision.ts';

const names = [
  'notredame_harris',
  'yosemite_harris',
  'liberty_harris',
  'notredame',
  'yosemite',
  'liberty',
] as const;
type Name = (typeof names)[number];
const tourArgs = (name: string) =>
  signature(
    name,
    ['root', z.string()],
    ['name', z.string()],
    ['train', z.boolean().default(true)],
    transformFields[0],
    downloadField,
  );
const SIDE = 64;
const MATCHES = 'm50_100000_100000_0.txt';
type Stored = readonly [data: Tensor, labels: Tensor, matches: Tensor];

/**
 * Patches of photographs of a place, 64 by 64, grey. For training an item is a patch (64, 64) uint8; for testing a pair
 * `[patch, patch, same]`, where `same` is an int64 tensor of one element. The pictures lie in `root/<name>`; the patches are
 * kept in `root/<name>.pt`.
 *
 * Source: Brown et al., "Discriminative Learning of Local Image Descriptors", 2011.
 *
 * @throws ValueError for another name; RuntimeError when files are missing or damaged.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.datasets.PhotoTour.html
 */
class PhotoTour_ extends VisionDataset {
  static urls: Readonly<Record<Name, readonly [url: string, filename: string, md5: string]>> = {
    notredame_harris: [
      'http://matthewalunbrown.com/patchdata/notredame_harris.zip',
      'notredame_harris.zip',
      '69f8c90f78e171349abdf0307afefe4d',
    ],
    yosemite_harris: [
      'http://matthewalunbrown.com/patchdata/yosemite_harris.zip',
      'yosemite_harris.zip',
      'a73253d1c6fbd3ba2613c45065c00d46',
    ],
    liberty_harris: [
      'http://matthewalunbrown.com/patchdata/liberty_harris.zip',
      'liberty_harris.zip',
      'c731fcfb3abb4091110d0ae8c7ba182c',
    ],
    notredame: [
      'http://icvl.ee.ic.ac.uk/vbalnt/notredame.zip',
      'notredame.zip',
      '509eda8535847b8c0a90bbb210c83484',
    ],
    yosemite: [
      'http://icvl.ee.ic.ac.uk/vbalnt/yosemite.zip',
      'yosemite.zip',
      '533b2e8eb7ede31be40abc317b2fd4f0',
    ],
    liberty: [
      'http://icvl.ee.ic.ac.uk/vbalnt/liberty.zip',
      'liberty.zip',
      'fdd9152f138ea5ef2091746689176414',
    ],
  };
  static means: Readonly<Record<Name, number>> = {
    notredame: 0.4854,
    yosemite: 0.4844,
    liberty: 0.4437,
    notredame_harris: 0.4854,
    yosemite_harris: 0.4844,
    liberty_harris: 0.4437,
  };
  static stds: Readonly<Record<Name, number>> = {
    notredame: 0.1864,
    yosemite: 0.1818,
    liberty: 0.2019,
    notredame_harris: 0.1864,
    yosemite_harris: 0.1818,
    liberty_harris: 0.2019,
  };
  /** How many patches there are: the last picture is not full. */
  static lens: Readonly<Record<Name, number>> = {
    notredame: 468159,
    yosemite: 633587,
    liberty: 450092,
    liberty_harris: 379587,
    yosemite_harris: 450912,
    notredame_harris: 325295,
  };
  readonly name: Name;
  readonly train: boolean;
  readonly mean: number;
  readonly std: number;
  readonly data_dir: string;
  readonly data_file: string;
  data: Tensor; // (N, 64, 64) uint8
  labels: Tensor; // (N) int64, which point of the place each patch shows
  matches: Tensor; // (M, 3) int64, two patches and whether they show the same point

  constructor(...args: Args<ReturnType<typeof tourArgs>>) {
    const { root, name, train, transform, download } = tourArgs(new.target.name)(args);
    super(expanded(root), transform);
    const { urls, means, stds, lens } = new.target;
    this.name = verify_str_arg(name, 'name', names);
    this.train = train;
    this.mean = means[this.name];
    this.std = stds[this.name];
    this.data_dir = join(this.root as string, name);
    this.data_file = join(this.root as string, `${name}.pt`);
    if (!existsSync(this.data_file)) {
      if (download && !existsSync(this.data_dir)) this._download(urls[this.name]);
      if (!existsSync(this.data_dir)) {
        throw new RuntimeError(
          `${this.constructor.name}: dataset not found: ${this.data_dir} is missing. You can use download: true to download it`,
        );
      }
      save(readTour(this.data_dir, lens[this.name]), this.data_file);
    }
    [this.data, this.labels, this.matches] = readCache(this.data_file);
  }

  private _download([url, filename, md5]: readonly [url: string, filename: string, md5: string]): void {
    download_url(url, this.root as string, filename, md5);
    const archive = join(this.root as string, filename);
    extract_archive(archive, this.data_dir);
    rmSync(archive);
  }

  override get length(): number {
    return (this.train ? this.data : this.matches).size(0);
  }

  override get(index: number): any {
    const patch = (i: number) => {
      const pixels = this.data.select(0, i);
      return this.transform ? this.transform(pixels) : pixels;
    };
    if (this.train) return patch(index);
    const [first, second, same] = this.matches.select(0, index).unbind(0) as unknown as [
      Tensor,
      Tensor,
      Tensor,
    ];
    return [patch(Number(first.item())), patch(Number(second.item())), same];
  }

  override extra_repr(): string {
    return `Split: ${this.train ? 'Train' : 'Test'}`;
  }
}
export const PhotoTour = callable(PhotoTour_);
export type PhotoTour = PhotoTour_;

function readTour(folder: string, count: number): Stored {
  const pictures = namesIn(folder).filter((name) => name.endsWith('bmp'));
  if (pictures.length === 0) throw damagedFile(folder, 'pictures of patches, .bmp');
  const numbers = (name: string, columns: readonly number[]) => {
    const path = join(folder, name);
    return linesOf(path).map((line) => {
      const words = line.split(/\s+/);
      const found = columns.map((column) => integer(words[column]));
      if (found.includes(null))
        throw damagedFile(path, `numbers in the columns ${columns.join(', ')}, not '${line}'`);
      return found as number[];
    });
  };
  const labels = numbers('info.txt', [0]).map(([label]) => BigInt(label as number));
  const matches = numbers(MATCHES, [0, 3, 1, 4]).map(([a, b, one, two]) => [a, b, one === two ? 1 : 0]);
  const patches = torch.cat(pictures.map((name) => patchesIn(join(folder, name))));
  const data = patches.narrow(0, 0, Math.min(count, patches.size(0)));
  return new Tuple(
    data.contiguous(),
    torch.from_numpy(BigInt64Array.from(labels)),
    torch.tensor(matches, { dtype: torch.int64 }).view(-1, 3),
  ) as unknown as Stored;
}

/** A picture's patches, row by row: (N, 64, 64). */
function patchesIn(path: string): Tensor {
  const pixels = Image.open(path)
    .convert('L')
    .toarray()
    .reshape([-1, Image.open(path).width]); // (H, W)
  const [h, w] = [pixels.size(0), pixels.size(1)];
  const rest = (length: number) => (SIDE - (length % SIDE)) % SIDE;
  return torch
    .constant_pad_nd(pixels, [0, rest(w), 0, rest(h)])
    .view(Math.ceil(h / SIDE), SIDE, Math.ceil(w / SIDE), SIDE)
    .transpose(1, 2)
    .reshape([-1, SIDE, SIDE]);
}

function readCache(path: string): Stored {
  const expected = 'three tensors as PhotoTour wrote them: delete the file to have it written again';
  let stored: unknown;
  try {
    stored = load(path);
  } catch (cause) {
    throw damagedFile(path, expected, cause);
  }
  if (Array.isArray(stored) && stored.length === 3 && stored.every((each) => each instanceof Tensor)) {
    return stored as unknown as Stored;
  }
  throw damagedFile(path, expected);
}
