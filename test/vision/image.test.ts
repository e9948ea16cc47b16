import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Tensor, torch, vision } from '../../src/index.ts';
import { resample, warp } from '../../src/vision/raster.ts';
import golden from '../golden/vision_image.json' with { type: 'json' };
import files from '../golden/vision_io.json' with { type: 'json' };

const { Image } = vision;
type Image = InstanceType<typeof Image>;

const folder = mkdtempSync(join(tmpdir(), 'typetorch-image-'));
afterAll(() => rmSync(folder, { recursive: true }));

function pictures(): Record<string, Image> {
  torch.manual_seed(21);
  const make = (channels: number) =>
    Image.fromarray(torch.randint(0, 256, [23, 31, channels], { dtype: torch.uint8 }));
  const narrow = { L: make(1), LA: make(2), RGB: make(3), RGBA: make(4) };
  const values = torch.randint(-300, 70_000, [23, 31], { dtype: torch.int32 });
  const whole = torch.randint(-(2 ** 31), 2 ** 31 - 1, [23, 31], { dtype: torch.int32 });
  return {
    ...narrow,
    '1': Image.fromarray(values.gt(20_000)),
    I: Image.fromarray(values.floor_divide(100)),
    F: Image.fromarray(values.div(97)),
    'I;16': Image.fromarray(values.clamp(0, 65_535).floor_divide(100).to(torch.uint16)),
    'I of all 32 bits': Image.fromarray(whole),
    'I;16 of all 16 bits': Image.fromarray(whole.bitwise_and(65_535).to(torch.uint16)),
  };
}
const images = pictures();

function run(image: Image, name: string): Image {
  const words = name.split(' ');
  const numbers = words.map(Number).filter((value) => !Number.isNaN(value));
  const filter = Image.Resampling[words.at(-1) as 'BOX'];
  const [a = 0, b = 0] = numbers;
  if (name.startsWith('resize box')) return image.resize([10, 12], filter, [2.5, 3, 29.25, 21.75]);
  if (name.startsWith('resize part')) return image.resize([40, 12], filter, [2.1, 3.3, 30.7, 21.9]);
  if (words[0] === 'resize') return image.resize([a, b], { resample: filter });
  if (name.startsWith('rotate center')) {
    return image.rotate(20, filter, { center: [3, 4], translate: [2, -5] });
  }
  if (words[0] === 'rotate') return image.rotate(a, filter, words[1] === 'expand');
  if (words[0] === 'transpose') return image.transpose(a as 0);
  if (words[0] === 'crop') return image.crop(numbers as unknown as [number, number, number, number]);
  if (name === 'new') return Image.new(image.mode, [3, 2], 300);
  return image.convert(words[1] as 'RGB', words[2] ? { dither: Image.Dither.NONE } : {});
}

describe.each(Object.keys(golden))("pixels are Pillow's: %s", (mode) => {
  const cases: Record<string, unknown[]> = golden[mode as 'L'];
  test.each(Object.keys(cases))('%s', (name) => {
    const made = run(images[mode] as Image, name);
    const { buffer, byteOffset, byteLength } = made.toarray().numpy();
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    expect([...made.size, hash]).toEqual(cases[name]);
  });
});

describe('only what is needed is made', () => {
  const open = (name: 'jpeg' | 'jpeg gray' | 'png' | 'png alpha') =>
    Image.open(new Uint8Array(Buffer.from(files.files[name].file, 'base64')));

  test.each(['jpeg', 'jpeg gray', 'png', 'png alpha'] as const)(
    'a part of a resized %s is that part',
    (name) => {
      for (const filter of Object.values(Image.Resampling)) {
        for (const size of [
          [17, 12],
          [60, 50],
          [29, 10],
        ] as const) {
          const whole = open(name).load().resize(size, filter).load().toarray();
          const part = open(name).resize(size, filter).crop([3, 2, 15, 9]).toarray();
          expect(part.equal(whole.narrow(0, 2, 7).narrow(1, 3, 12))).toBe(true);
        }
      }
    },
  );

  test('crops of crops, several of one picture', () => {
    const whole = open('jpeg').load().toarray();
    const lazy = open('jpeg').convert('RGB');
    for (let i = 0; i < 5; i += 1) {
      const part = lazy
        .crop([2, 1, 27, 20])
        .crop([i, i, i + 9, i + 7])
        .toarray();
      expect(part.equal(whole.narrow(0, 1 + i, 7).narrow(1, 2 + i, 9))).toBe(true);
    }
    expect(
      lazy
        .crop([2, 1, 27, 20])
        .resize([5, 5])
        .toarray()
        .equal(Image.fromarray(whole).crop([2, 1, 27, 20]).resize([5, 5]).toarray()),
    ).toBe(true);
  });
});

test('what a picture says of itself', () => {
  const file = new Uint8Array(Buffer.from(files.files['jpeg exif'].file, 'base64'));
  const image = Image.open(file);
  expect([image.size, image.width, image.height, image.mode, image.format]).toEqual([
    [29, 22],
    29,
    22,
    'RGB',
    'JPEG',
  ]);
  expect(String(image)).toBe('<Image mode=RGB size=29x22>');
  expect(image.getbands()).toEqual(['R', 'G', 'B']);
  expect(image.load().exif_transpose().size).toEqual([22, 29]);
  expect(image.split().map(({ mode }) => mode)).toEqual(['L', 'L', 'L']);
  const red = Image.new('RGB', [4, 3], [200, 10, 0]);
  expect(red.getpixel([3, 2])).toEqual([200, 10, 0]);
  expect(Image.new('L', [4, 3], 7).getpixel([0, 0])).toBe(7);
  expect(Image.new('RGBA', [1, 1]).getpixel([0, 0])).toEqual([0, 0, 0, 0]);
});

test.each(['png', 'webp', 'tiff', 'gif', 'jpg'])('saved as %s and opened again', (kind) => {
  const image = Image.open(new Uint8Array(Buffer.from(files.files.jpeg.file, 'base64')));
  const path = join(folder, `out.${kind}`);
  image.save(path, { lossless: true, quality: 95 });
  const again = Image.open(path).convert('RGB');
  const difference = again.toarray().float().sub(image.toarray().float()).abs().mean().item() as number;
  expect(difference).toBeLessThan({ png: 1e-9, webp: 1e-9, tiff: 1e-9, gif: 8, jpg: 4.5 }[kind] as number);
  expect(readFileSync(path).length).toBeGreaterThan(50);
});

describe('what makes no sense', () => {
  const image = images.RGB as Image;
  test.each<[string, () => unknown, RegExp]>([
    [
      'a box outside',
      () => image.resize([4, 4], { box: [0, 0, 40, 10] }),
      /Box can't exceed original image size/,
    ],
    ['an empty box', () => image.resize([4, 4], { box: [3, 0, 3, 10] }), /Box can't be empty/],
    ['a crop backwards', () => image.crop([5, 0, 2, 4]), /Coordinate 'right' is less than 'left'/],
    ['a size of zero', () => image.resize([0, 4]), /argument 'size.0'/],
    ['an unknown filter', () => image.resize([4, 4], 9 as never), /argument 'resample'/],
    ['an unknown mode', () => image.convert('HSV' as never), /conversion from RGB to HSV not supported/],
    ['floats of colours', () => Image.fromarray(torch.zeros(3, 3, 3)), /no picture .* has pixels of shape/],
    ['int64', () => Image.fromarray(torch.arange(6).view(2, 3)), /expected a uint8 tensor/],
    [
      'mixed pixels of 16 bits',
      () => Image.new('I;16', [3, 3]).rotate(30, Image.BILINEAR),
      /cannot be warped with a filter/,
    ],
    [
      'five channels',
      () => Image.fromarray(torch.zeros([3, 3, 5], { dtype: torch.uint8 })),
      /no picture .* has pixels of shape/,
    ],
    ['a pixel outside', () => image.getpixel([31, 0]), /image index out of range/],
    [
      'an unknown kind of file',
      () => image.save(join(folder, 'x.doc')),
      /unknown file extension or format 'doc'/,
    ],
    [
      'alpha in a JPEG',
      () => (images.RGBA as Image).save(join(folder, 'x.jpg')),
      /cannot write mode RGBA as JPEG/,
    ],
    ['no file', () => Image.open(join(folder, 'nothing.png')), /nothing\.png: no such file/],
  ])('%s', (_name, action, message) => {
    expect(action).toThrow(message);
  });
});

describe.each(['L', 'RGB', 'I', 'I;16', 'F'])('what is impossible in mode %s', (mode) => {
  const image = images[mode] as Image;
  const filters = mode === 'I;16' ? [Image.NEAREST] : [Image.NEAREST, Image.BILINEAR, Image.BICUBIC];

  test('sizes and boxes', () => {
    const resize = (size: readonly [number, number], box: number[] | null = null) =>
      image.resize(size, Image.HAMMING, box as never).load();
    expect(() => resize([0, 4])).toThrow(/argument 'size.0'/);
    expect(() => resize([4, Number.POSITIVE_INFINITY])).toThrow(/argument 'size.1'/);
    expect(() => resize([2 ** 25, 1])).toThrow('height and width must be > 0 and at most 2^24');
    expect(() => resize([4, 4], [0, 0, Number.NaN, 4])).toThrow(/argument 'box.2'/);
    expect(() => resize([4, 4], [0, 0, Number.POSITIVE_INFINITY, 4])).toThrow(/argument 'box.2'/);
    expect(resize([3, 2], [1, 1, 1 + 2 ** -20, 2]).size).toEqual([3, 2]);
  });

  test.each(filters)('coefficients, with filter %i', (filter) => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1e10]) {
      expect(() => image._warp([3, 2], [1, 0, bad, 0, 1, 0], filter, 0)).toThrow(
        'coefficients must be finite and below 1e9',
      );
    }
    // 0 / 0 and 1 / 0
    const colour = mode === 'RGB' ? [7, 7, 7] : 7;
    const nowhere = image._warp([1, 1], [0, 0, 0, 0, 0, 0, -2, 0], filter, colour);
    const endless = image._warp([1, 1], [0, 0, 1, 0, 0, 1, -2, 0], filter, colour);
    expect([nowhere.getpixel([0, 0]), endless.getpixel([0, 0])]).toEqual([colour, colour]);
  });
});

test('no picture has pixels of float64', () => {
  const pixels = torch.zeros([3, 3, 1], { dtype: torch.float64 });
  const whole = { left: 0, top: 0, width: 3, height: 3 };
  const resizing = { ...whole, outWidth: 2, outHeight: 2, filter: Image.BOX, box: [0, 0, 3, 3] } as const;
  expect(() => resample(pixels, resizing, { ...whole, width: 2, height: 2 }, whole)).toThrow(
    'expected an image of uint8, int32, float32 or uint16',
  );
  expect(() => warp(pixels, 3, 3, [1, 0, 0, 0, 1, 0], Image.BILINEAR, [0])).toThrow(
    'expected an image of uint8, int32, float32 or uint16',
  );
});

test('rows that keep their size are not mixed, so that an infinite pixel leaves its neighbours alone', () => {
  const image = Image.fromarray(
    torch.tensor([
      [1, 2, 3],
      [4, Number.POSITIVE_INFINITY, 6],
      [7, 8, 9],
    ]),
  );
  const inf = Number.POSITIVE_INFINITY;
  expect(image.resize([2, 3], Image.BILINEAR).toarray().tolist()).toEqual([
    [1.375, 2.625],
    [inf, inf],
    [7.375, 8.625],
  ]);
  expect(image.resize([3, 4], Image.BILINEAR).toarray().tolist()).toEqual([
    [1, 2, 3],
    [2.875, inf, 4.875],
    [5.125, inf, 7.125],
    [7, 8, 9],
  ]);
});

test('pixels are not shared with the tensor they came from', () => {
  const tensor: Tensor = torch.zeros([2, 2, 3], { dtype: torch.uint8 });
  const image = Image.fromarray(tensor);
  tensor.fill_(9);
  image.toarray().fill_(8);
  expect(image.getpixel([0, 0])).toEqual([0, 0, 0]);
});
