// Image files that ask for more memory than there is, and files that must not be lost when a new one cannot be written.
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { TorchError } from '../../src/errors.ts';
import { torch, vision } from '../../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'typetorch-images-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { io } = vision;

describe('decoding', () => {
  it('an animation whose pictures together are too large is refused', async () => {
    const pixels = Buffer.alloc(4 * 4 * 3 * 300);
    for (let i = 0; i < 300; i += 1) pixels.fill((5 * i) % 256, i * 48, (i + 1) * 48);
    const raw = { width: 4, height: 1200, channels: 3, pageHeight: 4 } as const;
    const file = await sharp(pixels, { raw }).gif({ loop: 0 }).toBuffer();
    expect(io.decode_gif(file).shape).toEqual([300, 3, 4, 4]);
    file.writeUInt16LE(2000, 6);
    file.writeUInt16LE(2000, 8);
    expect(() => io.decode_gif(file)).toThrow(
      /its 300 pictures of 2000 x 2000 have 1200000000 pixels, more than/,
    );
  });

  it('a text file that claims more values than it has bytes is refused before there is memory for them', () => {
    expect(() => io.decode_image(Buffer.from('P3\n10000 9000\n255\n1 2 3'))).toThrow(/truncated/);
    expect(io.decode_image(Buffer.from('P2\n3 2\n15\n0 5 10\n15 0 5')).tolist()).toEqual([
      [
        [0, 85, 170],
        [255, 0, 85],
      ],
    ]);
  });

  it('bytes that other threads may change are copied first', () => {
    const file = io.encode_png(torch.ones(3, 2, 2, { dtype: torch.uint8 })).numpy();
    const shared = new Uint8Array(new SharedArrayBuffer(file.length));
    shared.set(file);
    expect(io.decode_image(shared).sum().item()).toBe(12);
  });
});

describe('writing', () => {
  const image = torch.ones(3, 4, 4, { dtype: torch.uint8 });

  it('says which file cannot be written, and why', () => {
    for (const path of [join(folder, 'none/x.png'), folder]) {
      expect(() => io.write_png(image, path)).toThrow(TorchError);
      expect(() => io.write_png(image, path)).toThrow(`cannot write '${path}'`);
    }
  });

  it('replaces a file as a whole, behind its link, and leaves nothing else', () => {
    const own = mkdtempSync(join(folder, 'own-'));
    const file = join(own, 'x.png');
    writeFileSync(file, 'old');
    symlinkSync(file, join(own, 'link.png'));
    io.write_png(image, join(own, 'link.png'));
    expect(io.read_image(file).tolist()).toEqual(image.tolist());
    expect(readdirSync(own).sort()).toEqual(['link.png', 'x.png']);
  });

  it.skipIf(!readdirSync('/dev').includes('full'))('says when the disk is full', () => {
    expect(() => io.write_file('/dev/full', new Uint8Array(10))).toThrow(/no space is left on the disk/);
  });
});
