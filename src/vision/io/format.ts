import { callable } from '../../callable.ts';
import { RuntimeError } from '../../errors.ts';

/** An image that is missing, damaged, too large, or none at all; the message begins with the file's name. */
class ImageError_ extends RuntimeError {}
export const ImageError = callable(ImageError_);
export type { ImageError_ };
export type ImageError = ImageError_;

export type Format = 'jpeg' | 'png' | 'gif' | 'webp' | 'bmp' | 'tiff' | 'avif' | 'ppm';

const starts: readonly (readonly [Format, start: string, offset?: number])[] = [
  ['jpeg', 'ffd8ff'],
  ['png', '89504e470d0a1a0a'],
  ['gif', '474946383761'],
  ['gif', '474946383961'],
  ['webp', '57454250', 8],
  ['bmp', '424d'],
  ['tiff', '49492a00'],
  ['tiff', '4d4d002a'],
  ['tiff', '49492b00'],
  ['tiff', '4d4d002b'],
  ['avif', '6674797061766966', 4],
  ['avif', '6674797061766973', 4],
  ...([1, 2, 3, 4, 5, 6] as const).map((kind) => ['ppm', `503${kind}`] as const),
];

/** What the first bytes say; null for anything else. A file's name says nothing. */
export function formatOf(file: Uint8Array): Format | null {
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, 16)).toString('hex');
  const found = starts.find(([, start, offset = 0]) => head.startsWith(start, 2 * offset));
  return found?.[0] ?? null;
}

/** Pixels that an image may have before Pillow warns of a decompression bomb; twice as many are refused. */
export const MAX_IMAGE_PIXELS = 89_478_485;
