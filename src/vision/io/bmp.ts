/** Rows of pixels from the top down, channels side by side. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

interface Header {
  width: number;
  height: number;
  topDown: boolean;
  bits: number;
  compression: number;
  masks: number[];
  palette: Uint8Array[];
  start: number;
}

const Compression = { RGB: 0, RLE8: 1, RLE4: 2, BITFIELDS: 3, ALPHABITFIELDS: 6 } as const;

/** Width and height, without the pixels. */
export function bmpSize(file: Uint8Array): { width: number; height: number } {
  return readHeader(file);
}

/**
 * Windows bitmaps of 1, 4, 8, 16, 24 and 32 bits, with palettes, bit fields and run lengths, which libvips does not read.
 *
 * Source: Microsoft, "Bitmap Storage", Win32 documentation.
 * @throws Error for a file that ends too early or that is of another kind.
 */
export function readBmp(file: Uint8Array): Bitmap {
  const header = readHeader(file);
  const { bits, compression } = header;
  if (compression === Compression.RLE8 || compression === Compression.RLE4) {
    return fromIndices(header, runLengths(file, header));
  }
  return bits <= 8 ? fromIndices(header, indices(file, header)) : trueColour(file, header);
}

function readHeader(file: Uint8Array): Header {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const size = view.getUint32(14, true);
  const old = size === 12; // OS/2's first version
  if (!old && (size < 40 || size > 124)) throw new Error(`a BMP header of ${size} bytes is unknown`);
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  const signed = old ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = old ? 0 : view.getUint32(30, true);
  const height = Math.abs(signed);
  if (width <= 0 || height === 0) throw new Error(`an image of ${width} x ${height} pixels is not possible`);
  const masks = masksOf(view, size, bits, compression);
  const fits = {
    [Compression.RGB]: [1, 4, 8, 16, 24, 32],
    [Compression.RLE8]: [8],
    [Compression.RLE4]: [4],
    [Compression.BITFIELDS]: [16, 32],
    [Compression.ALPHABITFIELDS]: [16, 32],
  }[compression];
  if (!fits?.includes(bits)) {
    throw new Error(`BMP files of ${bits} bits with compression ${compression} are not supported`);
  }
  const palette = bits <= 8 ? paletteOf(file, view, 14 + size, old, bits) : [];
  return {
    width,
    height,
    topDown: signed < 0,
    bits,
    compression,
    masks,
    palette,
    start: view.getUint32(10, true),
  };
}

// Red, green, blue and, where there is one, alpha.
function masksOf(view: DataView, size: number, bits: number, compression: number): number[] {
  if (compression === Compression.BITFIELDS || compression === Compression.ALPHABITFIELDS) {
    const count = size >= 56 || compression === Compression.ALPHABITFIELDS ? 4 : 3;
    const masks = Array.from({ length: count }, (_, i) => view.getUint32(54 + 4 * i, true));
    return masks[3] === 0 ? masks.slice(0, 3) : masks;
  }
  return bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
}

function paletteOf(
  file: Uint8Array,
  view: DataView,
  start: number,
  old: boolean,
  bits: number,
): Uint8Array[] {
  const step = old ? 3 : 4;
  const used = old ? 0 : view.getUint32(46, true);
  const count = Math.min(used === 0 ? 1 << bits : used, 1 << bits);
  return Array.from({ length: 1 << bits }, (_, i) => {
    const at = start + i * step;
    if (i >= count) return Uint8Array.of(0, 0, 0);
    if (at + 3 > file.length) throw truncated();
    return Uint8Array.of(file[at + 2] as number, file[at + 1] as number, file[at] as number);
  });
}

const truncated = () => new Error('the image file is truncated');

// The line of the file that holds row `y` of the image.
const rowOf = (header: Header, y: number) => (header.topDown ? y : header.height - 1 - y);

// What fills up the last row may be missing.
const holdsRows = (file: Uint8Array, { width, height, bits, start }: Header, stride: number) =>
  start + stride * (height - 1) + Math.ceil((width * bits) / 8) <= file.length;

function indices(file: Uint8Array, header: Header): Uint8Array {
  const { width, height, bits, start } = header;
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (!holdsRows(file, header, stride)) throw truncated();
  const found = new Uint8Array(width * height);
  const perByte = 8 / bits;
  const mask = (1 << bits) - 1;
  for (let y = 0; y < height; y += 1) {
    const row = start + rowOf(header, y) * stride;
    for (let x = 0; x < width; x += 1) {
      const shift = 8 - bits * (1 + (x % perByte));
      found[y * width + x] = ((file[row + Math.floor(x / perByte)] as number) >> shift) & mask;
    }
  }
  return found;
}

// Pairs of (count, value); a count of 0 begins an escape: end of line, end of image, a jump, or literal values.
function runLengths(file: Uint8Array, header: Header): Uint8Array {
  const { width, height, compression } = header;
  const found = new Uint8Array(width * height);
  const nibbles = compression === Compression.RLE4;
  let at = header.start;
  let x = 0;
  let line = 0;
  const put = (value: number) => {
    if (x < width && line < height) found[rowOf(header, line) * width + x] = value;
    x += 1;
  };
  const next = () => {
    if (at >= file.length) throw truncated();
    return file[at++] as number;
  };
  while (line < height) {
    const count = next();
    const value = next();
    if (count > 0) {
      for (let i = 0; i < count; i += 1) put(nibbles ? (i % 2 === 0 ? value >> 4 : value & 15) : value);
    } else if (value === 0) {
      x = 0;
      line += 1;
    } else if (value === 1) {
      break;
    } else if (value === 2) {
      x += next();
      line += next();
    } else {
      let byte = 0;
      for (let i = 0; i < value; i += 1) {
        if (!nibbles || i % 2 === 0) byte = next();
        put(nibbles ? (i % 2 === 0 ? byte >> 4 : byte & 15) : byte);
      }
      const used = nibbles ? Math.ceil(value / 2) : value;
      if (used % 2 === 1) at += 1;
    }
  }
  return found;
}

function fromIndices({ width, height, palette }: Header, found: Uint8Array): Bitmap {
  const isGray = palette.every(([r, g, b]) => r === g && g === b);
  const channels = isGray ? 1 : 3;
  const pixels = new Uint8Array(width * height * channels);
  for (let i = 0; i < found.length; i += 1) {
    const colour = palette[found[i] as number] as Uint8Array;
    if (isGray) pixels[i] = colour[0] as number;
    else pixels.set(colour, 3 * i);
  }
  return { width, height, channels, pixels };
}

function trueColour(file: Uint8Array, header: Header): Bitmap {
  const { width, height, bits, masks, start } = header;
  const bytes = bits / 8;
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (!holdsRows(file, header, stride)) throw truncated();
  const channels = masks.length === 4 ? 4 : 3;
  const fields = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { shift, most: mask >>> shift };
  });
  const pixels = new Uint8Array(width * height * channels);
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    let at = start + rowOf(header, y) * stride;
    for (let x = 0; x < width; x += 1, at += bytes) {
      let word = 0;
      for (let i = 0; i < bytes; i += 1) word |= (file[at + i] as number) << (8 * i);
      for (const { shift, most } of fields) {
        const value = (word >>> shift) & most;
        pixels[to++] = most === 255 || most === 0 ? value : Math.trunc((value * 255) / most);
      }
    }
  }
  return { width, height, channels, pixels };
}
