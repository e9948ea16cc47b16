/** Rows of pixels from the top down, channels side by side. */
export interface Netpbm {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
}

interface Header {
  width: number;
  height: number;
  /** The largest value, which stands for 255. */
  most: number;
  channels: 1 | 3;
  kind: number;
  start: number;
}

/** Width, height and channels, without the pixels. */
export function netpbmHeader(file: Uint8Array): Header {
  const kind = (file[1] as number) - 48; // 'P1' to 'P6'
  const numbers: number[] = [];
  let at = 2;
  for (const name of kind % 3 === 1 ? ['width', 'height'] : ['width', 'height', 'maxval']) {
    const found = nextNumber(file, at);
    if (found === null) throw new Error(`its header has no ${name}`);
    numbers.push(found.value);
    at = found.end;
  }
  const [width = 0, height = 0, most = 1] = numbers;
  if (width < 1 || height < 1) throw new Error(`an image of ${width} x ${height} pixels is not possible`);
  if (most < 1 || most > 65535) throw new Error(`its largest value is ${most}, and must be in 1 to 65535`);
  return { width, height, most, channels: kind % 3 === 0 ? 3 : 1, kind, start: at + 1 };
}

/**
 * Portable bitmaps, greymaps and pixmaps (.pbm, .pgm, .ppm), as text or as bytes, with values scaled to 255
 * (grey ones past 255 to 65535).
 *
 * Source: "PPM/PGM/PBM Format Specification", Netpbm.
 * @throws Error for a file that ends too early.
 */
export function readNetpbm(file: Uint8Array): Netpbm {
  const header = netpbmHeader(file);
  const { width, height, channels, most, kind } = header;
  const values = kind <= 3 ? textValues(file, header) : kind === 4 ? bits(file, header) : bytes(file, header);
  const top = isWide(header) ? 65535 : 255;
  const isBlack = kind % 3 === 1; // 1 is black in a bitmap
  const scaled = (value: number) =>
    isBlack ? (value ? 0 : top) : most === top ? value : Math.min(top, roundHalfEven((value / most) * top));
  const pixels = top === 255 ? Uint8Array.from(values, scaled) : Uint16Array.from(values, scaled);
  return { width, height, channels, pixels };
}

/** Grey values past 255 keep 16 bits, as in Pillow; colours do not. */
export const isWide = ({ channels, most }: Header): boolean => channels === 1 && most > 255;

const roundHalfEven = (x: number) => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));
const truncated = () => new Error('the image file is truncated');
const isSpace = (byte: number | undefined) => byte === 32 || (byte !== undefined && byte >= 9 && byte <= 13);

// Numbers are apart by white space and comments from '#' to the line's end.
function nextNumber(file: Uint8Array, from: number): { value: number; end: number } | null {
  let at = from;
  for (; isSpace(file[at]) || file[at] === 35; at += 1) {
    if (file[at] === 35) while (at < file.length && file[at] !== 10) at += 1;
  }
  let value = 0;
  const begin = at;
  for (; at < file.length; at += 1) {
    const digit = (file[at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = 10 * value + digit;
  }
  return at === begin || value > 2 ** 31 ? null : { value, end: at };
}

function textValues(file: Uint8Array, { width, height, channels, most, start, kind }: Header): Uint16Array {
  const count = width * height * channels;
  if (file.length - start < count) throw truncated(); // each takes a byte at least
  const values = new Uint16Array(count);
  let at = start;
  for (let i = 0; i < count; i += 1) {
    // The bits of a bitmap need no space between them.
    while (kind === 1 && isSpace(file[at])) at += 1;
    const found = kind === 1 ? { value: (file[at] ?? 0) - 48, end: at + 1 } : nextNumber(file, at);
    if (found === null || at >= file.length) throw truncated();
    if (found.value < 0 || found.value > most) throw new Error(`it holds ${found.value}, more than ${most}`);
    values[i] = found.value;
    at = found.end;
  }
  return values;
}

function bits(file: Uint8Array, { width, height, start }: Header): Uint8Array {
  const stride = Math.ceil(width / 8);
  if (file.length < start + stride * height) throw truncated();
  const values = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      values[y * width + x] = ((file[start + y * stride + (x >> 3)] as number) >> (7 - (x & 7))) & 1;
    }
  }
  return values;
}

function bytes(file: Uint8Array, { width, height, channels, most, start }: Header): Uint8Array | Uint16Array {
  const count = width * height * channels;
  if (most < 256) {
    if (file.length < start + count) throw truncated();
    return file.subarray(start, start + count);
  }
  if (file.length < start + 2 * count) throw truncated();
  const view = new DataView(file.buffer, file.byteOffset + start);
  return Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i));
}
