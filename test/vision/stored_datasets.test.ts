import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FileNotFoundError } from '../../src/errors.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { readMat } from '../../src/vision/datasets/_mat.ts';
import { readPickled } from '../../src/vision/datasets/_pickled.ts';
import * as datasets from '../../src/vision/datasets/index.ts';
import { Image } from '../../src/vision/image.ts';
import expected from '../golden/datasets/expected.json' with { type: 'json' };
import { type Loopback, loopback } from '../loopback.ts';

const golden = (name: string) => new URL(`../golden/datasets/${name}`, import.meta.url).pathname;
const { calculate_md5, check_integrity, extract_archive } = datasets.utils;

let root: string;
let server: Loopback;
beforeAll(async () => {
  server = await loopback();
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'typetorch-datasets-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
const bytesOf = (t: Tensor) => new Uint8Array(t.contiguous().flatten().numpy() as Uint8Array);
/** An item's picture as Pillow would give its bytes, (H, W, C). */
const picture = (image: any) => [
  ...bytesOf(image instanceof Image ? image._pixels() : image.permute([1, 2, 0])),
];

type Kinds = Pick<
  typeof expected.CIFAR10,
  'base_folder' | 'filename' | 'tgz_md5' | 'train_list' | 'test_list' | 'meta'
>;
const pairs = (list: string[][]) => list as unknown as [string, string][];

/** The class with the small archive in place of the published one. */
function small(Base: typeof datasets.CIFAR10, kinds: Kinds, url = '') {
  class Small extends Base {
    static override base_folder = kinds.base_folder;
    static override filename = kinds.filename;
    static override url = url;
    static override tgz_md5 = kinds.tgz_md5;
    static override train_list = pairs(kinds.train_list);
    static override test_list = pairs(kinds.test_list);
    static override meta = kinds.meta;
  }
  return Small;
}

describe('CIFAR', () => {
  for (const name of ['CIFAR10', 'CIFAR100'] as const) {
    const want = expected[name];
    test(`${name} reads what torchvision reads`, () => {
      extract_archive(golden(want.filename), root);
      const Small = small(datasets[name], want);
      for (const train of [true, false]) {
        const { shape, pixels, targets, first } = want[train ? 'train' : 'test'];
        const data = new Small(root, { train });
        expect([...data.data.shape]).toEqual(shape);
        expect(md5(bytesOf(data.data))).toBe(pixels);
        expect(data.targets.tolist()).toEqual(targets);
        expect(data.length).toBe(targets.length);
        const [image, target] = data.get(0);
        expect(picture(image).slice(0, 30)).toEqual(first);
        expect(target).toBe(targets[0]);
        expect(data.classes).toEqual(want.classes);
        expect(data.class_to_idx[want.classes[3] as string]).toBe(3);
      }
    });
  }

  test('is downloaded, checked and unpacked; then taken from the folder', async () => {
    const archive = readFileSync(golden('cifar-10.tar.gz'));
    await server.use({
      '/c/cifar-10.tar.gz': { status: 302, location: '/moved' },
      '/moved': { body: archive, etag: '"1"', cut: [7_000] },
    });
    const Small = small(datasets.CIFAR10, expected.CIFAR10, `${server.url}/c/cifar-10.tar.gz`);
    expect(() => new Small(root)).toThrow(
      `Small: dataset not found: ${join(root, 'cifar-10-batches-py/data_batch_1')} is missing. You can use download: true`,
    );
    for (let i = 0; i < 2; i += 1) {
      expect(md5(bytesOf(new Small(root, { download: true }).data))).toBe(expected.CIFAR10.train.pixels);
    }
    expect((await server.requests()).map(({ url, headers }) => [url, headers.range])).toEqual([
      ['/c/cifar-10.tar.gz', undefined],
      ['/moved', undefined],
      ['/c/cifar-10.tar.gz', 'bytes=7000-'],
      ['/moved', 'bytes=7000-'],
    ]);
    expect(readdirSync(root).sort()).toEqual(['cifar-10-batches-py', 'cifar-10.tar.gz']);
  });

  test('a mirror comes first; a corrupt or missing archive is refused', async () => {
    const archive = readFileSync(golden('cifar-10.tar.gz'));
    await server.use({
      '/mirror/cifar-10.tar.gz': { body: archive },
      '/bad.tar.gz': { body: archive.subarray(9) },
    });
    class Mirrored extends small(datasets.CIFAR10, expected.CIFAR10, `${server.url}/none.tar.gz`) {
      static override mirrors = [`${server.url}/mirror`];
    }
    expect(new Mirrored(root, { download: true }).length).toBe(10);
    const other = join(root, 'other');
    const Bad = small(datasets.CIFAR10, expected.CIFAR10, `${server.url}/bad.tar.gz`);
    expect(() => new Bad(other, { download: true })).toThrow(
      `/bad.tar.gz: invalid hash value (expected "${expected.CIFAR10.tgz_md5}"`,
    );
    const Missing = small(datasets.CIFAR10, expected.CIFAR10, `${server.url}/none.tar.gz`);
    expect(() => new Missing(other, { download: true })).toThrow('/none.tar.gz: HTTP Error 404: Not Found');
    expect(readdirSync(other)).toEqual([]);
  });

  test('says which file is not the published one, and mends it on request', async () => {
    extract_archive(golden('cifar-10.tar.gz'), root);
    const batch = join(root, 'cifar-10-batches-py/data_batch_2');
    const whole = readFileSync(batch);
    writeFileSync(batch, whole.subarray(0, 1000));
    const Small = small(datasets.CIFAR10, expected.CIFAR10, `${server.url}/c.tar.gz`);
    expect(() => new Small(root)).toThrow(
      `Small: dataset corrupted: ${batch} (1000 bytes) has the MD5 ${md5(whole.subarray(0, 1000))}, expected ${md5(whole)}.`,
    );
    await server.use({ '/c.tar.gz': { body: readFileSync(golden('cifar-10.tar.gz')) } });
    expect(new Small(root, { download: true }).length).toBe(10);
  });

  test('reads batches of every protocol of Python 3', () => {
    for (const protocol of [2, 3, 4, 5]) {
      const { labels, data } = readPickled(golden(`batch_protocol_${protocol}`)) as any;
      expect(labels).toEqual(expected.protocols.labels);
      expect([...data.shape]).toEqual([2, 3072]);
      expect(md5(bytesOf(data))).toBe(expected.protocols.pixels);
    }
  });

  test('executes nothing, and says what is wrong with a file', () => {
    const file = join(root, 'batch');
    const bad: [string | Buffer, RegExp][] = [
      ['cos\nsystem\n(S"echo attacked"\ntR.', /os\.system|posix\.system/],
      ['', /it ends at byte 0/],
      ['<html>', /it cannot be read/],
      [readFileSync(golden('batch_protocol_3')).subarray(0, 5000), /it ends at byte 5000/],
      ['(lp0\n.', /it holds no dictionary/],
      [
        Buffer.from(
          '\x80\x02cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85U\x01b\x87R.',
          'latin1',
        ),
        /an array without contents/,
      ],
      [
        Buffer.from('\x80\x02}U\x01acnumpy\ndtype\nU\x02f8\x85Rs.', 'latin1'),
        /an array of 'f8', where bytes/,
      ],
    ];
    for (const [content, message] of bad) {
      writeFileSync(file, content);
      expect(() => readPickled(file)).toThrow(message);
      expect(() => readPickled(file)).toThrow(`${file}: it cannot be read (`);
    }
  });
});

describe('SVHN', () => {
  const only = (name: 'compressed' | 'plain', url = '') => {
    class Small extends datasets.SVHN {
      static override split_list = {
        ...datasets.SVHN.split_list,
        train: [url, `svhn_${name}.mat`, expected.svhn[name].md5] as const,
      };
    }
    return Small;
  };
  for (const name of ['compressed', 'plain'] as const) {
    test(`reads a ${name} file of SciPy's as torchvision does`, () => {
      const want = expected.svhn[name];
      const data = new (only(name))(golden(''));
      expect([...data.data.shape]).toEqual(want.shape);
      expect(md5(bytesOf(data.data))).toBe(want.pixels);
      expect(data.labels.tolist()).toEqual(want.labels);
      expect(data.targets).toBe(data.labels);
      expect(picture(data.get(1)[0]).slice(0, 30)).toEqual(want.first);
      expect(data.get(1)[1]).toBe(0);
      expect(String(data)).toContain('Split: train');
    });
  }

  test('is downloaded', async () => {
    await server.use({ '/svhn_compressed.mat': { body: readFileSync(golden('svhn_compressed.mat')) } });
    const Small = only('compressed', `${server.url}/svhn_compressed.mat`);
    expect(() => new Small(root)).toThrow('svhn_compressed.mat is missing');
    expect(new Small(root, { download: true }).length).toBe(4);
    expect(() => new Small(root, 'valid')).toThrow(
      "Unknown value 'valid' for argument split. Valid values are {'train', 'test', 'extra'}.",
    );
  });

  test('arrays of every kind of number come as SciPy has them', () => {
    const arrays = readMat(golden('arrays.mat'));
    expect([...arrays.keys()].sort()).toEqual(Object.keys(expected.svhn.arrays).sort());
    for (const [name, { shape, values }] of Object.entries(expected.svhn.arrays)) {
      expect(arrays.get(name)?.shape).toEqual(shape);
      expect([...(arrays.get(name)?.data ?? [])]).toEqual(values);
    }
  });

  test('says what is wrong with a file', () => {
    const file = join(root, 'x.mat');
    const plain = readFileSync(golden('svhn_plain.mat'));
    const packed = readFileSync(golden('svhn_compressed.mat'));
    const changed = (bytes: Buffer, at: number, value: number) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt32LE(value, at);
      return copy;
    };
    const bad: [Buffer, RegExp][] = [
      [Buffer.from('<html>'), /expected a MAT-file of level 5, but it begins with the bytes 3c68746d/],
      [Buffer.alloc(0), /begins with the bytes \(none\)/],
      [Buffer.from(`MATLAB 7.3 MAT-file${' '.repeat(200)}`), /version 7.3 \(HDF5\)/],
      [plain.subarray(0, 5000), /it ends at byte 5000, in the middle of an element/],
      [packed.subarray(0, 5000), /it ends at byte 5000/],
      [changed(packed, 600, 0xffffffff), /x.mat: /],
    ];
    for (const [content, message] of bad) {
      writeFileSync(file, content);
      expect(() => readMat(file)).toThrow(message);
      expect(() => readMat(file)).toThrow(file);
    }
  });
});

describe('MNIST and its relatives', () => {
  const idx = (type: number, shape: number[], data: Uint8Array) => {
    const sizes = Buffer.alloc(4 * shape.length);
    for (const [i, n] of shape.entries()) sizes.writeUInt32BE(n, 4 * i);
    return Buffer.concat([Buffer.of(0, 0, type, shape.length), sizes, data]);
  };
  const files = (n: number, prefix: string) => ({
    [`${prefix}-images-idx3-ubyte`]: idx(
      8,
      [n, 2, 2],
      Uint8Array.from({ length: 4 * n }, (_, i) => i),
    ),
    [`${prefix}-labels-idx1-ubyte`]: idx(
      8,
      [n],
      Uint8Array.from({ length: n }, (_, i) => i),
    ),
  });

  test('are fetched from the first mirror that has them', async () => {
    const parts = Object.entries({ ...files(3, 'train'), ...files(2, 't10k') }).map(
      ([name, bytes]) => [`${name}.gz`, gzipSync(bytes)] as const,
    );
    await server.use(Object.fromEntries(parts.map(([name, body]) => [`/second/${name}`, { body }])));
    class Tiny extends datasets.MNIST {
      static override mirrors = [`${server.url}/first/`, `${server.url}/second`];
      static override resources = parts.map(([name, body]) => [name, md5(body)] as const);
    }
    const data = new Tiny(root, { download: true });
    expect(data.targets.tolist()).toEqual([0, 1, 2]);
    expect(readdirSync(join(root, 'Tiny/raw')).length).toBe(8);
    expect((await server.requests()).length).toBe(8);
    await server.use({});
    expect(new Tiny(root, { train: false, download: true }).length).toBe(2);
    expect((await server.requests()).length).toBe(0);
    rmSync(join(root, 'Tiny'), { recursive: true });
    expect(() => new Tiny(root, { download: true })).toThrow(
      /first\/train-images-idx3-ubyte.gz: HTTP Error 404.*; .*second\/train-images-idx3-ubyte.gz: HTTP Error 404/,
    );
    expect(() => new Tiny(root)).toThrow('You can use download: true to download it');
  });

  test('EMNIST has its divisions and their classes', async () => {
    const source = join(root, 'source/gzip');
    mkdirSync(source, { recursive: true });
    for (const [name, bytes] of Object.entries(files(4, 'emnist-letters-train'))) {
      writeFileSync(join(source, `${name}.gz`), gzipSync(bytes));
    }
    const zip = join(root, 'gzip.zip');
    execFileSync('python3', ['-m', 'zipfile', '-c', zip, 'gzip'], { cwd: dirname(source) });
    await server.use({ '/gzip.zip': { body: readFileSync(zip) } });
    class Tiny extends datasets.EMNIST {
      static override url = `${server.url}/gzip.zip`;
      static override md5 = calculate_md5(zip);
    }
    const data = new Tiny(root, 'letters', { download: true });
    expect(data.length).toBe(4);
    expect(data.classes.slice(0, 3)).toEqual(['N/A', 'a', 'b']);
    expect(existsSync(join(root, 'Tiny/raw/gzip'))).toBe(false);
    expect(datasets.EMNIST.classes_split_dict.balanced.join('')).toBe(
      '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt',
    );
    expect(() => new Tiny(root, 'words')).toThrow("Unknown value 'words' for argument split");
  });

  test('QMNIST has rows of numbers, or only the digit', () => {
    const rows = Buffer.alloc(3 * 8 * 4);
    for (let i = 0; i < 24; i += 1) rows.writeInt32BE(i * 100, 4 * i);
    writeFileSync(join(root, 'qmnist-test-images-idx3-ubyte'), idx(8, [3, 2, 2], new Uint8Array(12)));
    writeFileSync(join(root, 'qmnist-test-labels-idx2-int.gz'), gzipSync(idx(12, [3, 8], rows)));
    const data = new datasets.QMNIST(root, { train: false });
    expect(data.get(1)[1]).toBe(800);
    const whole = new datasets.QMNIST(root, 'test', false);
    expect(whole.get(1)[1].tolist()).toEqual([800, 900, 1000, 1100, 1200, 1300, 1400, 1500]);
    expect(String(whole)).toContain('Split: test');
    expect(new datasets.QMNIST(root, 'test10k').length).toBe(3);
  });
});

describe('STL10', () => {
  test('reads pictures by columns, labels from 1, folds and what has no label', () => {
    const folder = join(root, 'stl10_binary');
    mkdirSync(folder);
    const pixels = (n: number) => Uint8Array.from({ length: n * 3 * 96 * 96 }, (_, i) => (i * 7 + n) % 256);
    const contents: Record<string, Uint8Array> = {
      'train_X.bin': pixels(3),
      'train_y.bin': Uint8Array.of(1, 10, 4),
      'unlabeled_X.bin': pixels(2),
      'test_X.bin': pixels(1),
      'test_y.bin': Uint8Array.of(2),
    };
    for (const [name, bytes] of Object.entries(contents)) writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, 'class_names.txt'), 'airplane\nbird\n');
    writeFileSync(join(folder, 'fold_indices.txt'), '0 1 \n2 0 \n');
    const list = (names: string[]) => names.map((name) => [name, md5(contents[name] as Uint8Array)]);
    class Small extends datasets.STL10 {
      static override train_list = list(['train_X.bin', 'train_y.bin', 'unlabeled_X.bin']);
      static override test_list = list(['test_X.bin', 'test_y.bin']);
    }
    const train = new Small(root);
    expect(train.labels.tolist()).toEqual([0, 9, 3]);
    const [image] = train.get(0);
    // Row 0, column 1 comes 96 bytes after row 0, column 0.
    expect(picture(image)[3]).toBe((96 * 7 + 3) % 256);
    expect(new Small(root, { folds: 1 }).labels.tolist()).toEqual([3, 0]);
    expect(new Small(root, 'train+unlabeled').labels.tolist()).toEqual([0, 9, 3, -1, -1]);
    expect(new Small(root, 'unlabeled').get(1)[1]).toBe(-1);
    expect(new Small(root, 'test').classes).toEqual(['airplane', 'bird']);
    expect(() => new Small(root, { folds: 10 })).toThrow('must be in 0 to 9');
    expect(() => new Small(root, { folds: 7 })).toThrow('fold_indices.txt: it has no line 8');
  });
});

describe('FakeData', () => {
  test('draws the pictures and targets of torchvision, and leaves the generator alone', () => {
    for (const [options, want] of Object.entries(expected.fake)) {
      const data = datasets.FakeData(JSON.parse(options));
      torch.manual_seed(4);
      const before = torch.rand(1).item();
      torch.manual_seed(4);
      const items = [0, 1, 2].map((i) => {
        const [image, target] = data.get(i);
        return [picture(image), target];
      });
      expect(torch.rand(1).item()).toBe(before);
      expect(items).toEqual(want.items);
      expect(() => data.get(data.length)).toThrow('FakeData index out of range');
    }
  });
});

describe('ImageFolder', () => {
  const put = (path: string, content: Uint8Array | string = '') => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };

  test('finds classes and files in the order of torchvision', () => {
    for (const path of expected.folders.tree) put(path);
    const data = datasets.ImageFolder(root);
    expect(data.classes).toEqual(expected.folders.classes);
    expect(data.samples.map(([path, target]) => [relative(root, path), target])).toEqual(
      expected.folders.samples,
    );
    expect(data.targets).toEqual(expected.folders.samples.map(([, target]) => target));
    expect(data.imgs).toBe(data.samples);
  });

  test('gives RGB pictures of a real tree, through transforms', () => {
    const tree = new URL('../data/cifar10-tree', import.meta.url).pathname;
    const data = datasets.ImageFolder(tree, { target_transform: (y: number) => data.classes[y] });
    expect(data.classes).toEqual(['bird', 'cat', 'ship']);
    expect(data.length).toBe(6);
    const [image, target] = data.get(5);
    expect(target).toBe('ship');
    expect(picture(image).length).toBe(32 * 32 * 3);
  });

  test('takes another loader, other ends of names, or a function that chooses', () => {
    put('a/1.txt', 'one');
    put('a/2.md', 'two');
    put('b/3.txt', 'three');
    const read = (path: string) => readFileSync(path, 'utf8');
    expect(datasets.DatasetFolder(root, read, '.txt').get(1)).toEqual(['three', 1]);
    expect(datasets.DatasetFolder(root, read, ['.txt', '.md']).length).toBe(3);
    const chosen = datasets.DatasetFolder(root, read, { is_valid_file: (path) => !path.endsWith('1.txt') });
    expect(chosen.samples.map(([path]) => relative(root, path))).toEqual(['a/2.md', 'b/3.txt']);
    expect(() => datasets.DatasetFolder(root, read)).toThrow('cannot be None or not None at the same time');
  });

  test('says what is missing', () => {
    expect(() => datasets.ImageFolder(join(root, 'none'))).toThrow(FileNotFoundError);
    expect(() => datasets.ImageFolder(root)).toThrow(`Couldn't find any class folder in ${root}.`);
    put('a/1.png');
    put('b/notes.txt');
    expect(() => datasets.ImageFolder(root)).toThrow(
      'Found no valid file for the classes b. Supported extensions are: .jpg, .jpeg, .png,',
    );
    expect(datasets.ImageFolder(root, { allow_empty: true }).classes).toEqual(['a', 'b']);
    expect(() => datasets.ImageFolder(root, { allow_empty: true }).get(0)).toThrow(join(root, 'a/1.png'));
  });

  test('follows links, and is not caught in their circles', () => {
    put('real/1.png');
    mkdirSync(join(root, 'classes/a'), { recursive: true });
    symlinkSync(join(root, 'real'), join(root, 'classes/a/link'));
    symlinkSync(join(root, 'classes/a'), join(root, 'classes/a/round'));
    symlinkSync(join(root, 'nowhere'), join(root, 'classes/a/dangling'));
    const { samples } = datasets.ImageFolder(join(root, 'classes'));
    expect(samples.map(([path]) => relative(root, path))).toEqual(['classes/a/link/1.png']);
  });
});

describe('StreetCharacters', () => {
  const boxes = (n: number) => ({
    left: Array(n).fill(1),
    top: Array(n).fill(2),
    width: Array(n).fill(3),
    height: Array(n).fill(4),
  });
  const write = (labels: unknown) => {
    writeFileSync(join(root, 'train.json'), typeof labels === 'string' ? labels : JSON.stringify(labels));
    return join(root, 'train.json');
  };
  const pictures = (...names: string[]) => {
    for (const name of names) Image.new('RGB', [5, 4], [10, 20, 30]).save(join(root, name));
  };

  test('gives pictures with their characters, filled up', () => {
    pictures('000000.png', '000001.png', '000002.png');
    const labels = write({
      '000000.png': { label: [1, 9], ...boxes(2) },
      '000002.png': { label: [7, 0, 3], ...boxes(3) },
    });
    const data = datasets.StreetCharacters(root, labels);
    expect(data.length).toBe(2);
    const [image, target] = data.get(1);
    expect(target.tolist()).toEqual([7, 0, 3, 10, 10, 10]);
    expect(target.dtype).toBe(torch.int64);
    expect(picture(image).slice(0, 3)).toEqual([10, 20, 30]);
    expect(data.labels?.[0]?.left).toEqual([1, 1]);
    expect(datasets.StreetCharacters(root, labels, 3).targets.tolist()).toEqual([
      [1, 9, 10],
      [7, 0, 3],
    ]);
    const unlabelled = datasets.StreetCharacters(root);
    expect(unlabelled.names).toEqual(['000000.png', '000001.png', '000002.png']);
    expect(unlabelled.get(0)[1].tolist()).toEqual(Array(6).fill(10));
  });

  test('says which entry is not as expected', () => {
    pictures('0.png');
    const make = (labels: unknown) => () => datasets.StreetCharacters(root, write(labels));
    expect(make('{"0.png":')).toThrow(/train.json: it is no JSON/);
    expect(make({ '0.png': { label: [1] } })).toThrow(/entry '0.png.left'/);
    expect(make({ '0.png': { label: [11], ...boxes(1) } })).toThrow(/entry '0.png.label.0'/);
    expect(make({ '0.png': { label: [1, 2], ...boxes(1) } })).toThrow(
      "entry '0.png.left': 1 numbers for 2 characters",
    );
    expect(make({ '0.png': { label: Array(7).fill(1), ...boxes(7) } })).toThrow(
      '7 characters, more than max_length 6',
    );
    expect(make({ '../0.png': { label: [1], ...boxes(1) } })).toThrow('a name with a folder in it');
    expect(make([1])).toThrow(/the file: .*expected record/);
    expect(make({ '1.png': { label: [1], ...boxes(1) } })).toThrow(
      `1 of the 1 pictures in ${join(root, 'train.json')} are missing in ${root}, the first is 1.png.`,
    );
    expect(() => datasets.StreetCharacters(root, join(root, 'none.json'))).toThrow('none.json is missing');
    expect(() => datasets.StreetCharacters(join(root, 'none'))).toThrow('none is missing');
  });
});

describe('archives', () => {
  const python = (code: string, ...args: string[]) =>
    execFileSync('python3', ['-c', code, ...args], { cwd: root });
  const tar = `
import io, sys, tarfile
with tarfile.open(sys.argv[1], "w:gz", format=int(sys.argv[3]) if len(sys.argv) > 3 else tarfile.GNU_FORMAT) as t:
    for spec in sys.argv[2].split(","):
        name, _, link = spec.partition(">")
        e = tarfile.TarInfo(name)
        if link: e.type, e.linkname = tarfile.SYMTYPE, link
        else: e.size = 5
        t.addfile(e, None if link else io.BytesIO(b"hello"))
`;
  const zip = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    for name in sys.argv[2].split(","): z.writestr(name, "hello")
`;

  test('are unpacked with long names, in any flavour of tar', () => {
    const long = `${'deep/'.repeat(40)}é.txt`;
    for (const format of ['0', '1', '2']) {
      const file = join(root, `${format}.tar.gz`);
      const name = format === '0' ? `${'d'.repeat(100)}/${'e'.repeat(90)}` : long;
      python(tar, file, `a.txt,${name}`, format);
      expect(extract_archive(file, join(root, format))).toBe(join(root, format));
      expect(readFileSync(join(root, format, name), 'utf8')).toBe('hello');
      expect(readdirSync(join(root, format)).some((entry) => entry.startsWith('.'))).toBe(false);
    }
    python(zip, join(root, 'x.zip'), 'a/b.txt,c.txt');
    extract_archive(join(root, 'x.zip'), null, true);
    expect(readFileSync(join(root, 'a/b.txt'), 'utf8')).toBe('hello');
    expect(existsSync(join(root, 'x.zip'))).toBe(false);
    writeFileSync(join(root, 'one.txt.gz'), gzipSync('text'));
    expect(readFileSync(extract_archive(join(root, 'one.txt.gz')), 'utf8')).toBe('text');
  });

  test('write nothing outside of the folder, and no links', () => {
    const to = join(root, 'to');
    for (const [name, message] of [
      ['a.txt,../escaped', "'../escaped' would be written outside of the folder"],
      ['/tmp/typetorch-escaped', 'would be written outside of the folder'],
      ['a.txt,link>/etc', "'link' is a link or a device"],
    ] as const) {
      python(tar, join(root, 'x.tar.gz'), name);
      expect(() => extract_archive(join(root, 'x.tar.gz'), to)).toThrow(message);
      expect(readdirSync(to)).toEqual([]);
    }
    python(zip, join(root, 'x.zip'), 'a.txt,../escaped');
    expect(() => extract_archive(join(root, 'x.zip'), to)).toThrow(
      /x.zip cannot be unpacked: .*\.\.\/escaped/,
    );
    expect(existsSync(join(root, 'escaped'))).toBe(false);
  });

  test('that are damaged leave what was there, and say so', () => {
    const to = join(root, 'to');
    cpSync(golden('cifar-10.tar.gz'), join(root, 'x.tar.gz'));
    extract_archive(join(root, 'x.tar.gz'), to);
    const before = calculate_md5(join(to, 'cifar-10-batches-py/data_batch_1'));
    const whole = readFileSync(golden('cifar-10.tar.gz'));
    const flipped = Buffer.from(whole);
    flipped.writeUInt8((flipped.readUInt8(9000) + 1) % 256, 9000);
    for (const bytes of [
      whole.subarray(0, 12_000),
      flipped,
      Buffer.from('nothing'),
      gzipSync('x'.repeat(600)),
    ]) {
      writeFileSync(join(root, 'x.tar.gz'), bytes);
      expect(() => extract_archive(join(root, 'x.tar.gz'), to)).toThrow(
        /x.tar.gz cannot be unpacked: .*Delete the file and fetch it again./,
      );
      expect(calculate_md5(join(to, 'cifar-10-batches-py/data_batch_1'))).toBe(before);
      expect(readdirSync(to)).toEqual(['cifar-10-batches-py']);
    }
    writeFileSync(join(root, 'bomb.tar.gz'), gzipSync(Buffer.alloc(2 ** 26)));
    expect(() => extract_archive(join(root, 'x.rar'))).toThrow(
      'unknown kind of archive; known suffixes are .tar.gz',
    );
    expect(check_integrity(join(root, 'none'))).toBe(false);
    expect(check_integrity(join(root, 'x.tar.gz'), calculate_md5(join(root, 'x.tar.gz')))).toBe(true);
    expect(check_integrity(join(root, 'x.tar.gz'), 'a'.repeat(32))).toBe(false);
  });
});
