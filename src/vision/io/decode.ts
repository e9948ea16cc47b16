import { native } from '../../native.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warnOnce } from '../../warn.ts';
import { type Bitmap, bmpSize, readBmp } from './bmp.ts';
import { type Format, formatOf, ImageError, MAX_IMAGE_PIXELS } from './format.ts';
import { hasTurboJpeg, needVips } from './library.ts';
import { isWide, type Netpbm, netpbmHeader, readNetpbm } from './netpbm.ts';

/** What a file's header says. */
export interface ImageInfo {
  readonly format: Format;
  readonly width: number;
  readonly height: number;
  /** As Pillow names it, but palettes are looked up: 'RGB', 'RGBA', 'L' or 'LA' in place of 'P' and '1'. */
  readonly mode: Mode;
  /** Pictures in the file, more than 1 in an animation. */
  readonly pages: number;
  /** EXIF's orientation, 1 (upright) to 8; pixels are not turned by it unless asked. */
  readonly orientation: number;
}

export type Mode = '1' | 'L' | 'LA' | 'RGB' | 'RGBA' | 'CMYK' | 'I' | 'I;16' | 'F';

/** A part of an image, in pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An image file in memory, of which first the header is read, then the pixels. */
export interface Source {
  readonly file: Uint8Array;
  /** How messages name it. */
  readonly name: string;
  readonly info: ImageInfo;
}

// Damaged data gives the pixels that it gives, as in Pillow; what ends too early is an error.
const options = (format: Format, pages = 1) =>
  `[access=sequential,fail_on=${format === 'tiff' ? 'warning' : 'truncated'}${pages === 1 ? '' : `,n=${pages}`}]`;

/**
 * Reads the header of an image.
 *
 * @throws ImageError naming the file when it is empty, no image, damaged, or too large to be true.
 */
export function openSource(given: Uint8Array, name = 'the buffer'): Source {
  // Another thread could change the sizes between their check and the decoding.
  const file = given.buffer instanceof SharedArrayBuffer ? Uint8Array.from(given) : given;
  if (file.byteLength === 0) throw new ImageError(`${name} is empty (0 bytes): expected an image file`);
  const format = formatOf(file);
  if (format === null) {
    throw new ImageError(
      `cannot identify image file ${name}: it begins with ${firstBytes(file)}, which is no JPEG, PNG, GIF, WebP, BMP, ` +
        `PPM, TIFF or AVIF`,
    );
  }
  const info = named(name, format, () => readInfo(file, format));
  checkPixels(info.width * info.height, name);
  return { file, name, info };
}

const firstBytes = (file: Uint8Array) => Buffer.from(file.subarray(0, 8)).toString('hex');

function checkPixels(pixels: number, name: string): void {
  if (pixels > 2 * MAX_IMAGE_PIXELS) {
    throw new ImageError(
      `${name}: image size (${pixels} pixels) exceeds limit of ${2 * MAX_IMAGE_PIXELS} pixels, could be ` +
        `decompression bomb DOS attack`,
    );
  }
  if (pixels > MAX_IMAGE_PIXELS) {
    warnOnce(
      `${name}: image size (${pixels} pixels) exceeds limit of ${MAX_IMAGE_PIXELS} pixels, could be ` +
        `decompression bomb DOS attack`,
      'DecompressionBombWarning',
    );
  }
}

function named<T>(name: string, format: Format, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ImageError) throw error;
    const reason = error instanceof RangeError ? 'the image file is truncated' : (error as Error).message;
    throw new ImageError(`${name}: damaged or truncated ${format.toUpperCase()} file: ${reason}`, {
      cause: error,
    });
  }
}

function readInfo(file: Uint8Array, format: Format): ImageInfo {
  if (format === 'bmp') {
    const { width, height } = bmpSize(file);
    return { format, width, height, mode: 'RGB', pages: 1, orientation: 1 };
  }
  if (format === 'ppm') {
    const header = netpbmHeader(file);
    const { width, height } = header;
    const mode = header.channels === 3 ? 'RGB' : isWide(header) ? 'I;16' : 'L';
    return { format, width, height, mode, pages: 1, orientation: 1 };
  }
  if (format === 'jpeg' && hasTurboJpeg()) {
    const [width, height, colorspace] = native.jpeg_header(file);
    const mode = colorspace === 2 ? 'L' : colorspace > 2 ? 'CMYK' : 'RGB';
    return { format, width, height, mode, pages: 1, orientation: orientationOf(file) };
  }
  needVips();
  const [width, height, bands, bits, pages, interpretation, orientation] = native.image_header(
    file,
    options(format),
  );
  const mode = modeOf(bands, bits, interpretation);
  // Pillow turns TIFF files upright by itself.
  if (format === 'tiff' && orientation > 4) {
    return { format, width: height, height: width, mode, pages, orientation: 1 };
  }
  return { format, width, height, mode, pages, orientation: format === 'tiff' ? 1 : orientation };
}

const cmyk = 15; // VIPS_INTERPRETATION_CMYK

function modeOf(bands: number, bits: number, interpretation: number): Mode {
  if (bands === 1) return bits === 16 ? 'I;16' : 'L';
  if (bands === 2) return 'LA';
  if (bands === 3) return 'RGB';
  return interpretation === cmyk ? 'CMYK' : 'RGBA';
}

/**
 * The pixels of a source, (H, W, C) uint8, or uint16 where the file has 16 bits. `region` saves the work for the rest of a
 * JPEG; its pixels are those of the whole image. `gray` asks for the luma that a colour JPEG holds, where that can be had.
 *
 * @throws ImageError naming the file when it is damaged or ends too early.
 */
export function readPixels({ file, name, info }: Source, region = whole(info), gray = false): Tensor {
  return named(name, info.format, () => {
    if (info.format === 'jpeg' && hasTurboJpeg()) return jpeg(file, info, region, gray);
    const pixels = decoded(file, info.format);
    return pixels.narrow(0, region.top, region.height).narrow(1, region.left, region.width);
  });
}

function decoded(file: Uint8Array, format: Format): Tensor {
  if (format === 'bmp') return bitmap(readBmp(file));
  if (format === 'ppm') return bitmap(readNetpbm(file));
  needVips();
  if (format === 'jpeg') checkEnd(file);
  const pixels = new Tensor(native.image_decode(file, options(format)));
  return format === 'tiff' ? orient(pixels, native.image_header(file, options(format))[6]) : pixels;
}

/** Pixels (H, W, C) turned upright by EXIF's orientation. */
export function orient(pixels: Tensor, orientation: number): Tensor {
  const flipped = orientation >= 5 && orientation <= 8 ? pixels.transpose(0, 1) : pixels;
  const dims = { 2: [1], 3: [0, 1], 4: [0], 6: [1], 7: [0, 1], 8: [0] }[orientation];
  return (dims === undefined ? flipped : flipped.flip(dims)).contiguous();
}

// libvips takes a progressive JPEG for whole whose last scans are missing.
function checkEnd(file: Uint8Array): void {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const marker = (code: number) => bytes.lastIndexOf(Uint8Array.of(0xff, code));
  if (marker(0xd9) < marker(0xda)) throw new Error('premature end of JPEG image');
}

// A picture that covers all of an animation's area again takes twenty bytes.
const MOST_PIXELS_OF_ALL_PAGES = 2 ** 30;

/** Every picture of an animation, (N, H, W, C) uint8. */
export function readPages({ file, name, info }: Source): Tensor {
  const pixels = info.width * info.height * info.pages;
  if (pixels > MOST_PIXELS_OF_ALL_PAGES) {
    throw new ImageError(
      `${name}: its ${info.pages} pictures of ${info.width} x ${info.height} have ${pixels} pixels, more than the ` +
        `${MOST_PIXELS_OF_ALL_PAGES} that are decoded at once`,
    );
  }
  return named(name, info.format, () => {
    needVips();
    const tall = new Tensor(native.image_decode(file, options(info.format, -1)));
    return tall.view(-1, info.height, info.width, tall.size(2));
  });
}

const whole = ({ width, height }: ImageInfo): Region => ({ left: 0, top: 0, width, height });

const bitmap = ({ width, height, channels, pixels }: Bitmap | Netpbm): Tensor =>
  torch.from_numpy(pixels).view(height, width, channels);

function jpeg(file: Uint8Array, info: ImageInfo, region: Region, gray: boolean): Tensor {
  const channels = info.mode === 'CMYK' ? 4 : info.mode === 'L' || gray ? 1 : 3;
  const { left, top, width, height } = region;
  const pixels = new Tensor(native.jpeg_decode(file, channels, left, top, width, height));
  // Such files hold the inks inverted, as Adobe began it.
  return channels === 4 ? pixels.bitwise_not_() : pixels;
}

// The tag 0x112 of the first directory of an APP1 segment "Exif".
function orientationOf(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 2; at + 4 <= file.length && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xda || marker === 0xd9) break;
    const length = view.getUint16(at + 2);
    if (marker === 0xe1) {
      const found = exifOrientation(file.subarray(at + 4, at + 2 + length));
      if (found !== null) return found;
    }
    at += 2 + length;
  }
  return 1;
}

function exifOrientation(segment: Uint8Array): number | null {
  if (Buffer.from(segment.subarray(0, 6)).toString('latin1') !== 'Exif\0\0') return null;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.byteLength - 6);
  try {
    const little = view.getUint16(0) === 0x4949;
    const start = view.getUint32(4, little);
    for (let i = 0; i < view.getUint16(start, little); i += 1) {
      const entry = start + 2 + 12 * i;
      if (view.getUint16(entry, little) === 0x112) return view.getUint16(entry + 8, little);
    }
  } catch {
    // A damaged EXIF block says nothing.
  }
  return null;
}
