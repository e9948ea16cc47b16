import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Tensor, torch, vision } from '../../src/index.ts';
import { openSource, readPixels } from '../../src/vision/io/decode.ts';
import { hasTurboJpeg } from '../../src/vision/io/library.ts';

const { io } = vision;

interface Golden {
  files: Record<
    string,
    {
      file: string;
      size: [number, number];
      mode: string;
      own: string;
      dtype: string;
      luma?: string;
    } & Record<'RGB' | 'L' | 'RGBA', string>
  >;
  animation: { file: string; size: [number, number]; frames: string };
}
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/vision_io.json', import.meta.url), 'utf8'));

const unpack = (text: string) => inflateSync(Buffer.from(text, 'base64'));
const fileOf = (name: string) => new Uint8Array(Buffer.from(golden.files[name]?.file ?? '', 'base64'));

/** Pixels (C, H, W) as Pillow's bytes, channels side by side. */
const interleaved = (image: Tensor) =>
  Buffer.from(new Uint8Array(image.permute(1, 2, 0).contiguous().numpy().buffer));

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  for (let i = 0; i < a.length; i += 1) most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
  return most;
}

const folder = mkdtempSync(join(tmpdir(), 'typetorch-io-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe("pixels are Pillow's", () => {
  test.each(Object.keys(golden.files))('%s', (name) => {
    const { file, size, own, dtype, luma, ...modes } = golden.files[name] as Golden['files'][string];
    const bytes = new Uint8Array(Buffer.from(file, 'base64'));
    const rgb = io.decode_image(bytes, 'RGB');
    expect([...rgb.size()]).toEqual([3, size[1], size[0]]);
    if (dtype === 'uint16') {
      // torchvision keeps 16 bits, which Pillow clips to 8.
      const plain = io.decode_image(bytes);
      expect(interleaved(plain).equals(unpack(own))).toBe(true);
      expect(rgb.tolist()).toEqual(plain.expand([3, -1, -1]).tolist());
      return;
    }
    expect(largestDifference(interleaved(rgb), unpack(modes.RGB))).toBe(0);
    expect(
      largestDifference(interleaved(io.decode_image(bytes, { mode: 'RGB_ALPHA' })), unpack(modes.RGBA)),
    ).toBe(0);
    const plain = io.decode_image(bytes);
    if (modes.mode !== 'CMYK') {
      expect(String(plain.dtype)).toBe(`torch.${dtype}`);
      expect(interleaved(plain).equals(unpack(own))).toBe(true);
    }
    const gray = largestDifference(interleaved(io.decode_image(bytes, 'GRAY')), unpack(luma ?? modes.L));
    // libvips has no way to the luma that a JPEG holds, so that without libjpeg-turbo it is computed from the colours.
    expect(gray).toBeLessThanOrEqual(luma === undefined || hasTurboJpeg() ? 0 : 20);
  });

  test('the inks of a JPEG as they stand in the file, and a GIF in colours', () => {
    const named = (name: string) => Buffer.from((golden.files[name] as { file: string }).file, 'base64');
    const cmyk = Object.keys(golden.files).find((name) => golden.files[name]?.mode === 'CMYK') as string;
    const inks = io.decode_image(new Uint8Array(named(cmyk)));
    expect(interleaved(inks.bitwise_not()).equals(unpack((golden.files[cmyk] as { own: string }).own))).toBe(
      true,
    );
    const frames = io.decode_gif(new Uint8Array(Buffer.from(golden.animation.file, 'base64')));
    expect([frames.size(0), frames.size(1)]).toEqual([3, 3]);
  });

  test('JPEG files with the header of libjpeg and nothing more, one or several', () => {
    const image = torch
      .arange(3 * 16 * 24)
      .view(3, 16, 24)
      .remainder(251)
      .to(torch.uint8);
    const [first, second] = io.encode_jpeg([image, image.narrow(0, 0, 1)], { quality: 50 });
    const text = Buffer.from(first?.numpy() as Uint8Array);
    expect(text.subarray(0, 20).toString('hex')).toBe('ffd8ffe000104a46494600010100000100010000');
    expect(text.includes('Exif')).toBe(false);
    expect(() => io.encode_jpeg(image.float())).toThrow(
      'must be a uint8 tensor (C, H, W), or a list of them',
    );
    expect(first?.equal(io.encode_jpeg(image, 50))).toBe(true);
    expect(io.decode_jpeg([first as Tensor, second as Tensor]).map((each) => each.size(0))).toEqual([3, 1]);
  });

  test('every picture of an animated GIF', () => {
    const { file, size, frames } = golden.animation;
    const pictures = io.decode_gif(new Uint8Array(Buffer.from(file, 'base64')), 'RGB');
    expect([...pictures.size()]).toEqual([3, 3, size[1], size[0]]);
    expect(
      Buffer.from(pictures.permute(0, 2, 3, 1).contiguous().numpy() as Uint8Array).equals(unpack(frames)),
    ).toBe(true);
  });

  test('a region of a JPEG is that region of the whole', () => {
    for (const name of ['jpeg', 'jpeg 444', 'jpeg 422', 'jpeg progressive', 'jpeg gray']) {
      const source = openSource(fileOf(name));
      const whole = readPixels(source);
      for (const [left, top, width, height] of [
        [0, 0, 5, 7],
        [9, 3, 20, 11],
        [17, 15, 12, 7],
        [28, 21, 1, 1],
      ] as const) {
        const part = readPixels(source, { left, top, width, height });
        expect(part.equal(whole.narrow(0, top, height).narrow(1, left, width))).toBe(true);
      }
    }
  });

  test('EXIF orientation is applied when asked', () => {
    const file = fileOf('jpeg exif');
    const turned = io.decode_jpeg(file, 'UNCHANGED', { apply_exif_orientation: true });
    expect(turned.equal(io.decode_jpeg(file).rot90(-1, [1, 2]))).toBe(true);
  });

  test('a buffer may be used again for another file', () => {
    const [first, second] = [fileOf('png'), fileOf('png palette')];
    const buffer = new Uint8Array(Math.max(first.length, second.length));
    buffer.set(first);
    const a = io.decode_image(buffer, 'RGB');
    buffer.fill(0);
    buffer.set(second);
    expect(io.decode_image(buffer, 'RGB').equal(io.decode_image(second, 'RGB'))).toBe(true);
    expect(a.equal(io.decode_image(first, 'RGB'))).toBe(true);
  });

  test('a list of JPEG files gives a list of images', () => {
    const images = io.decode_jpeg([fileOf('jpeg'), torch.from_numpy(fileOf('jpeg gray'))], 'RGB');
    expect(images.map((image) => [...image.size()])).toEqual([
      [3, 22, 29],
      [3, 22, 29],
    ]);
  });
});

describe('files that are no good', () => {
  const write = (name: string, content: Uint8Array | string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  test.each([
    ['missing.jpg', null, /missing\.jpg: no such file/],
    ['empty.png', '', /empty\.png is empty \(0 bytes\): expected an image file/],
    [
      'page.jpg',
      '<!DOCTYPE html><html>',
      /cannot identify image file .*page\.jpg: it begins with 3c21444f43545950/,
    ],
    ['bare.jpg', '\xff\xd8\xff', /bare\.jpg: damaged or truncated JPEG file/],
  ])('%s', (name, content, message) => {
    const path = content === null ? join(folder, name) : write(name, Buffer.from(content, 'latin1'));
    expect(() => io.read_image(path)).toThrow(message);
    expect(() => io.decode_image(path)).toThrow(io.ImageError);
  });

  test.each(Object.keys(golden.files))('%s cut short', (kind) => {
    const whole = fileOf(kind);
    for (const share of [0.1, 0.5, 0.8]) {
      const path = write('cut', whole.subarray(0, Math.floor(whole.length * share)));
      expect(() => io.read_image(path), `${share}`).toThrow(/cut(:| is empty)/);
    }
  });

  test('damage in the middle never crashes', () => {
    for (const kind of Object.keys(golden.files)) {
      const file = fileOf(kind);
      for (let i = 8; i < file.length; i += Math.max(1, Math.floor(file.length / 40))) {
        const damaged = file.slice();
        damaged[i] = (damaged[i] as number) ^ 0xff;
        try {
          io.decode_image(damaged, 'RGB');
        } catch (error) {
          expect(error).toBeInstanceOf(io.ImageError);
        }
      }
    }
  });

  test('a decompression bomb is refused before it is unpacked', () => {
    const header = fileOf('bmp').slice();
    new DataView(header.buffer).setInt32(18, 60_000, true);
    new DataView(header.buffer).setInt32(22, 60_000, true);
    const path = write('bomb.bmp', header);
    expect(() => io.read_image(path)).toThrow(
      /bomb\.bmp: image size \(3600000000 pixels\) exceeds limit of 178956970 pixels/,
    );
  });

  test('the kind that a decoder names', () => {
    expect(() => io.decode_jpeg(fileOf('png'))).toThrow(
      'decode_jpeg() expects the bytes of a JPEG file, got those of a PNG',
    );
    expect(() => io.decode_image(torch.zeros(3) as never)).toThrow(/argument 'input'/);
    expect(() => io.decode_image(fileOf('png'), 'BGR' as never)).toThrow(/argument 'mode'/);
  });
});

describe('writing', () => {
  let image: Tensor;
  beforeAll(() => {
    image = io.decode_png(fileOf('png'));
  });

  test('a PNG file holds the very pixels, of 1 to 4 channels', () => {
    for (const picture of [
      image,
      image.narrow(0, 0, 1),
      image.narrow(0, 0, 2),
      io.decode_png(fileOf('png alpha')),
    ]) {
      const path = join(folder, 'out.png');
      io.write_png(picture, path, 9);
      expect(io.read_image(path).equal(picture)).toBe(true);
    }
  });

  test('a JPEG file resembles them, the more the better its quality', () => {
    const error = (quality: number) =>
      io.decode_jpeg(io.encode_jpeg(image, quality)).float().sub(image.float()).abs().mean().item();
    // Colours are halved at any quality, as in torchvision.
    expect(error(95)).toBeLessThan(10);
    expect(error(20)).toBeGreaterThan(error(95));
    io.write_jpeg(image.narrow(0, 0, 1), join(folder, 'gray.jpg'));
    expect([...io.read_image(join(folder, 'gray.jpg')).size()]).toEqual([1, 22, 29]);
  });

  test('bytes go out and come back', () => {
    const path = join(folder, 'bytes');
    io.write_file(path, torch.tensor(Uint8Array.of(3, 1, 2)));
    expect(io.read_file(path).tolist()).toEqual([3, 1, 2]);
    expect(() => io.read_file(folder)).toThrow(/this is a directory, not a file/);
  });

  test('what cannot be written', () => {
    expect(() => io.encode_jpeg(io.decode_png(fileOf('png alpha')))).toThrow(
      /number of channels should be 1 or 3/,
    );
    expect(() => io.encode_png(image.float())).toThrow(/must be a uint8 tensor \(C, H, W\)/);
    expect(() => io.encode_jpeg(image, 0)).toThrow(/argument 'quality'/);
  });
});

test("OpenCV's order of channels and back", () => {
  const rgb = io.decode_png(fileOf('png'));
  const bgr = io.rgb_to_bgr(rgb);
  expect(bgr.index(0).equal(rgb.index(2))).toBe(true);
  expect(io.rgb_to_bgr(bgr).equal(rgb)).toBe(true);
});

test('worker threads decode as well', async () => {
  const worker = new Worker(new URL('./io_worker.mjs', import.meta.url), { workerData: fileOf('jpeg') });
  const sum = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  expect(sum).toBe(io.decode_image(fileOf('jpeg')).to(torch.int64).sum().item());
});

describe('portable maps, as Pillow reads them', () => {
  const open = (head: string, ...bytes: number[]) =>
    vision.Image.open(Uint8Array.from([...Buffer.from(head), ...bytes]));
  const pixels = (image: vision.Image) => image.toarray().tolist();

  test('text and bytes, with comments, scaled from other largest values', () => {
    expect(pixels(open('P1\n# a\n3 2\n101 0\n1 1'))).toEqual([
      [0, 255, 0],
      [255, 0, 0],
    ]);
    expect(pixels(open('P2 2 1 100\n 0 50'))).toEqual([[0, 128]]);
    expect(pixels(open('P3 1 1 255 1 2 3 '))).toEqual([[[1, 2, 3]]]);
    expect(pixels(open('P4\n3 2\n', 0b10100000, 0b01000000))).toEqual([
      [0, 255, 0],
      [255, 0, 255],
    ]);
    expect(pixels(open('P5\n2 1\n#\n254\n', 127, 254))).toEqual([[128, 255]]);
    expect(pixels(open('P6\n1 2\n255\n', 1, 2, 3, 4, 5, 6))).toEqual([[[1, 2, 3]], [[4, 5, 6]]]);
    const wide = open('P5 1 1 1023\n', 3, 255);
    expect([wide.mode, pixels(wide)]).toEqual(['I;16', [[65535]]]);
  });

  test('damaged ones', () => {
    expect(() => open('P6\n2 2\n255\n', 1, 2, 3).load()).toThrow(
      'truncated PPM file: the image file is truncated',
    );
    expect(() => open('P2 2 1 255 7').load()).toThrow('the image file is truncated');
    expect(() => open('P5 2')).toThrow('its header has no height');
    expect(() => open('P5 0 3 255\n')).toThrow('an image of 0 x 3 pixels is not possible');
    expect(() => open('P5 100000 100000 255\n')).toThrow('decompression bomb');
  });
});

test('a bitmap whose last row is not filled up', () => {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(1, 18);
  header.writeInt32LE(2, 22);
  header.writeUInt16LE(24, 28);
  const rows = [1, 2, 3, 0, 4, 5, 6];
  const open = (bytes: number[]) => io.decode_image(Uint8Array.from([...header, ...bytes]));
  expect(open(rows).permute(1, 2, 0).tolist()).toEqual([[[6, 5, 4]], [[3, 2, 1]]]);
  expect(() => open(rows.slice(0, -1))).toThrow('truncated');
});

test('TIFF files come upright, as from Pillow', () => {
  // A row of two grey pixels, with the orientation 6: a quarter to the right.
  const entries = [
    [256, 4, 2],
    [257, 4, 1],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [274, 3, 6],
    [278, 4, 1],
    [279, 4, 2],
  ] as const;
  const file = Buffer.alloc(12 + 12 * entries.length + 4);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(10, 4);
  file.set([9, 200], 8);
  file.writeUInt16LE(entries.length, 10);
  for (const [i, [tag, type, value]] of entries.entries()) {
    file.writeUInt16LE(tag, 12 + 12 * i);
    file.writeUInt16LE(type, 14 + 12 * i);
    file.writeUInt32LE(1, 16 + 12 * i);
    file.writeUInt32LE(value, 20 + 12 * i);
  }
  const image = vision.Image.open(new Uint8Array(file));
  expect([image.size, image.toarray().tolist()]).toEqual([
    [1, 2],
    [[9], [200]],
  ]);
  expect(image.exif_transpose()).toBe(image);
});
