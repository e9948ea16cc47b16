/** The numbers that a PNG file with a palette holds, which other decoders replace by their colours. */
import { inflateSync } from 'node:zlib';

export interface Indices {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>; // (height, width)
}

// Width and height of the steps, and where they begin, of the seven passes of an interlaced picture.
const interlaced = [
  [8, 8, 0, 0],
  [8, 8, 4, 0],
  [4, 8, 0, 4],
  [4, 4, 2, 0],
  [2, 4, 0, 2],
  [2, 2, 1, 0],
  [1, 2, 0, 1],
] as const;

/**
 * The indices of a PNG with a palette, of 1 to 8 bits; null for any other file.
 *
 * Source: W3C, "Portable Network Graphics (PNG) Specification", 2003, chapters 7 to 11.
 *
 * @throws Error saying what is wrong with the file.
 */
export function pngIndices(file: Buffer): Indices | null {
  if (file.length < 33 || file.toString('latin1', 1, 4) !== 'PNG' || file[25] !== 3) return null;
  const [width, height, bits] = [file.readUInt32BE(16), file.readUInt32BE(20), file[24] as number];
  if (![1, 2, 4, 8].includes(bits)) throw new Error(`a palette with indices of ${bits} bits`);
  if (width * height === 0 || width * height > 2 ** 28)
    throw new Error(`a picture of ${width} by ${height} pixels`);
  const passes = file[28] === 1 ? interlaced : ([[1, 1, 0, 0]] as const);
  const sizes = passes.map(([dx, dy, x, y]) => ({
    columns: Math.ceil((width - x) / dx),
    rows: Math.ceil((height - y) / dy),
  }));
  const lineLength = (columns: number) => Math.ceil((columns * bits) / 8);
  const size = sizes.reduce(
    (sum, { columns, rows }) => sum + (columns > 0 ? rows * (1 + lineLength(columns)) : 0),
    0,
  );
  const data = inflateSync(compressed(file), { maxOutputLength: size + 1 });
  if (data.length < size) throw new Error(`${size} bytes of pixels were expected, there are ${data.length}`);
  const pixels = new Uint8Array(width * height);
  let at = 0;
  for (const [pass, { columns, rows }] of sizes.entries()) {
    if (columns === 0) continue;
    const [dx, dy, left, top] = passes[pass] as (typeof interlaced)[number];
    let above: Uint8Array = new Uint8Array(lineLength(columns));
    for (let row = 0; row < rows; row += 1) {
      const line = data.subarray(at + 1, at + 1 + lineLength(columns));
      unfilter(data[at] as number, line, above);
      for (let column = 0; column < columns; column += 1) {
        const shift = 8 - bits - ((column * bits) % 8);
        const byte = line[(column * bits) >> 3] as number;
        pixels[(top + row * dy) * width + left + column * dx] = (byte >> shift) & (2 ** bits - 1);
      }
      above = line;
      at += 1 + line.length;
    }
  }
  return { width, height, pixels };
}

/** The contents of the chunks IDAT, one after the other. */
function compressed(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    if (at + 12 + length > file.length) break;
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return Buffer.concat(parts);
}

/** Adds what the line's bytes were said to differ from: the one before, the one above, their mean, or the likeliest. */
function unfilter(kind: number, line: Uint8Array, above: Uint8Array): void {
  if (kind > 4) throw new Error(`a line with filter ${kind}`);
  for (let i = 0; i < line.length; i += 1) {
    const [left, up, corner] = [line[i - 1] ?? 0, above[i] as number, above[i - 1] ?? 0];
    const guess = [0, left, up, (left + up) >> 1, kind === 4 ? paeth(left, up, corner) : 0][kind] as number;
    line[i] = (line[i] as number) + guess;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
