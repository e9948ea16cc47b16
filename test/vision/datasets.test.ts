import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { torch } from '../../src/torch.ts';
import * as datasets from '../../src/vision/datasets/index.ts';
import * as T from '../../src/vision/transforms/index.ts';
import golden from '../golden/vision_transforms.json' with { type: 'json' };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'typetorch-idx-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function idx(type: number, shape: number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = type;
  header[3] = shape.length;
  for (const [i, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * i);
  return Buffer.concat([header, data]);
}

const pixels = (n: number) => Uint8Array.from({ length: n * 6 }, (_, i) => (i * 7) % 256);

/** A data set of 2 x 3 pictures, 3 for training and 2 for testing, and what to change in it. */
function write(folder: string, change: Record<string, Buffer | null> = {}): void {
  mkdirSync(folder, { recursive: true });
  for (const [part, labels] of [
    ['train', [5, 0, 9]],
    ['t10k', [7, 2]],
  ] as const) {
    const n = labels.length;
    const files: Record<string, Buffer | null> = {
      [`${part}-images-idx3-ubyte`]: idx(8, [n, 2, 3], pixels(n)),
      [`${part}-labels-idx1-ubyte`]: idx(8, [n], Uint8Array.from(labels)),
      ...change,
    };
    for (const [name, bytes] of Object.entries(files)) {
      if (bytes) writeFileSync(join(folder, name), bytes);
    }
  }
}

describe('MNIST, FashionMNIST and KMNIST', () => {
  test("are read from torchvision's folders and from the folder itself", () => {
    write(join(root, 'MNIST/raw'));
    write(join(root, 'plain'));
    const nested = new datasets.MNIST(root, { train: false });
    const plain = datasets.KMNIST(join(root, 'plain'));

    expect([nested.length, plain.length]).toEqual([2, 3]);
    const [image, target] = plain.get(1);
    expect([image.mode, ...image.size]).toEqual(['L', 3, 2]);
    expect(T.functional.pil_to_tensor(image).tolist()).toEqual([
      [
        [42, 49, 56],
        [63, 70, 77],
      ],
    ]);
    expect(target).toBe(0);
    expect(nested.get(1)[1]).toBe(2);
    expect(nested.targets.dtype).toBe(torch.int64);
    expect(plain.classes[9]).toBe('wo');
    expect(nested.class_to_idx['3 - three']).toBe(3);
  });

  test('are read from .gz files, which give way to plain ones', () => {
    const gz = (name: string, bytes: Buffer) => ({ [name]: null, [`${name}.gz`]: gzipSync(bytes) });
    write(root, {
      ...gz('train-images-idx3-ubyte', idx(8, [3, 2, 3], pixels(3))),
      ...gz('train-labels-idx1-ubyte', idx(8, [3], Uint8Array.of(1, 2, 3))),
    });
    expect(datasets.FashionMNIST(root).targets.tolist()).toEqual([1, 2, 3]);
    writeFileSync(join(root, 'train-labels-idx1-ubyte'), idx(8, [3], Uint8Array.of(4, 5, 6)));
    expect(datasets.FashionMNIST(root).targets.tolist()).toEqual([4, 5, 6]);
  });

  test('apply both transforms', () => {
    write(root);
    const train = datasets.MNIST(root, { transform: T.ToTensor(), target_transform: (y: number) => -y });
    const [image, target] = train.get(0);
    expect([...image.shape]).toEqual([1, 2, 3]);
    expect(image.select(0, 0).select(0, 0).tolist()).toEqual(
      torch.tensor([0, 7, 14]).div(255).tolist() as number[],
    );
    expect(target).toBe(-5);
  });

  test('print as in torchvision', () => {
    write(join(root, 'KMNIST/raw'));
    const transform = T.Compose([
      T.Resize(18),
      T.Resize([16, 20], { antialias: false }),
      T.RandomCrop(16),
      T.RandomCrop([16, 20], { padding: 2 }),
      T.CenterCrop(16),
      T.Grayscale(3),
      T.Lambda((x) => x),
      T.ToTensor(),
      T.Normalize([0.5, 0.25], [0.25, 0.125]),
    ]);
    const sets = [
      datasets.KMNIST(root),
      datasets.KMNIST(root, { train: false, transform, target_transform: T.Lambda((y) => y) }),
    ];
    expect(sets.map((set) => String(set).replace(root, 'ROOT'))).toEqual(golden.texts);
  });

  const images = 'train-images-idx3-ubyte';
  const labels = 'train-labels-idx1-ubyte';
  const whole = idx(8, [3, 2, 3], pixels(3));
  const damage: [string, Record<string, Buffer | null>, string, RegExp][] = [
    [
      'cut off',
      { [images]: whole.subarray(0, -1) },
      images,
      /expected 18 bytes of data for shape \(3, 2, 3\), but it holds 17/,
    ],
    ['too long', { [images]: Buffer.concat([whole, Buffer.of(0)]) }, images, /but it holds 19/],
    [
      'cut off in the header',
      { [images]: whole.subarray(0, 9) },
      images,
      /header of 16 bytes is cut off after 9/,
    ],
    [
      'empty',
      { [images]: Buffer.alloc(0) },
      images,
      /expected an idx file, but it begins with the bytes \(none\)/,
    ],
    [
      'a web page',
      { [images]: Buffer.from('<html>') },
      images,
      /expected an idx file, but it begins with the bytes 3c68746d/,
    ],
    [
      'labels for fewer',
      { [labels]: idx(8, [2], Uint8Array.of(1, 2)) },
      labels,
      /it has 2 labels for the 3 images in .*images-idx3/,
    ],
    [
      'labels in place of images',
      { [images]: idx(8, [3], Uint8Array.of(1, 2, 3)) },
      images,
      /expected images \(N, H, W\), but its shape is \(3\)/,
    ],
    [
      'a broken .gz',
      { [images]: null, [`${images}.gz`]: gzipSync(whole).subarray(0, -9) },
      `${images}.gz`,
      /it cannot be read \(unexpected end of file\)/,
    ],
    [
      'no .gz at all',
      { [images]: null, [`${images}.gz`]: Buffer.from('nothing') },
      `${images}.gz`,
      /it cannot be read \(incorrect header check\)/,
    ],
  ];
  for (const [name, change, file, message] of damage) {
    test(`say what is wrong with a file that is ${name}`, () => {
      write(root, change);
      expect(() => datasets.MNIST(root)).toThrow(message);
      expect(() => datasets.MNIST(root)).toThrow(join(root, file));
      expect(() => datasets.MNIST(root)).toThrow('Delete the file and fetch it again.');
    });
  }

  test('say which file is missing, and where it was looked for', () => {
    const raw = join(root, 'FashionMNIST/raw');
    expect(() => datasets.FashionMNIST(root)).toThrow(
      `FashionMNIST: train-images-idx3-ubyte (or train-images-idx3-ubyte.gz) was not found, neither in ${raw} nor in ${root}.`,
    );
    write(root, { 't10k-labels-idx1-ubyte': null });
    rmSync(join(root, 't10k-labels-idx1-ubyte'), { force: true });
    expect(() => datasets.FashionMNIST(root, { train: false })).toThrow('t10k-labels-idx1-ubyte');
  });

  test('refuse options that they do not have', () => {
    expect(() => datasets.KMNIST(root, { split: 'train' } as never)).toThrow(
      "KMNIST(): unexpected keyword argument 'split'; known: root, train, transform, target_transform, download",
    );
    expect(() => datasets.MNIST(root, { download: 'yes' as never })).toThrow("argument 'download'");
  });

  test('floats and wider integers come in the right byte order', async () => {
    const { readIdx } = await import('../../src/vision/datasets/_idx.ts');
    const file = join(root, 'numbers');
    writeFileSync(file, idx(13, [2], Buffer.from([0x3f, 0x80, 0, 0, 0xc0, 0x20, 0, 0])));
    expect(readIdx(file).tolist()).toEqual([1, -2.5]);
    writeFileSync(file, idx(11, [1, 2], Buffer.from([1, 2, 0xff, 0xfe])));
    expect(readIdx(file).tolist()).toEqual([[258, -2]]);
  });

  const debian = '/usr/share/datasets/fashion-mnist';
  test.skipIf(!existsSync(debian))("Debian's Fashion-MNIST is read in full", () => {
    const test = datasets.FashionMNIST(debian, { train: false });
    expect([...test.data.shape]).toEqual([10000, 28, 28]);
    const counts = torch.bincount(test.targets).tolist();
    expect(counts).toEqual(Array(10).fill(1000));
    expect(test.classes[test.get(0)[1]]).toBe('Ankle boot');
  });
});

describe('Digits', () => {
  const rows = gunzipSync(readFileSync(new URL('../../data/digits.csv.gz', import.meta.url)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));

  test('hold every row of the file once, in order', () => {
    const train = new datasets.Digits();
    const test = new datasets.Digits({ train: false });
    expect([train.length, test.length]).toEqual([1437, 360]);
    expect([...(train.targets.tolist() as number[]), ...(test.targets.tolist() as number[])]).toEqual(
      rows.map((row) => row.at(-1)),
    );
  });

  test('have their ink stretched from 0..16 to 0..255', () => {
    const [image, target] = new datasets.Digits({ train: false }).get(2);
    const row = rows[1437 + 2] as number[];
    expect([image.mode, ...image.size]).toEqual(['L', 8, 8]);
    expect(T.functional.pil_to_tensor(image).flatten().tolist()).toEqual(
      row.slice(0, 64).map((ink) => Math.round((ink / 16) * 255)),
    );
    expect(target).toBe(row[64]);
  });

  test('print without a folder', () => {
    expect(String(datasets.Digits({ train: false, transform: T.ToTensor() }))).toBe(
      [
        'Dataset Digits',
        '    Number of datapoints: 360',
        '    Split: Test',
        '    StandardTransform',
        'Transform: ToTensor()',
      ].join('\n'),
    );
  });
});
