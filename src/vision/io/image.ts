import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { TypeError, ValueError } from '../../errors.ts';
import { checked } from '../../misuse.ts';
import { native } from '../../native.ts';
import { writeFileAtomically } from '../../serialization/sink.ts';
import { type Args, signature } from '../../signature.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { type Mode, openSource, orient, readPages, readPixels, type Source } from './decode.ts';
import { type Format, ImageError } from './format.ts';
import { needVips } from './library.ts';
import { convertMode, pngLuma } from './modes.ts';

/** Which channels a decoded image has: those of the file, or grey, grey and alpha, colours, colours and alpha. */
export const ImageReadMode = {
  UNCHANGED: 'UNCHANGED',
  GRAY: 'GRAY',
  GRAY_ALPHA: 'GRAY_ALPHA',
  RGB: 'RGB',
  RGB_ALPHA: 'RGB_ALPHA',
} as const;
export type ImageReadMode = (typeof ImageReadMode)[keyof typeof ImageReadMode];

const modes: Record<Exclude<ImageReadMode, 'UNCHANGED'>, Mode> = {
  GRAY: 'L',
  GRAY_ALPHA: 'LA',
  RGB: 'RGB',
  RGB_ALPHA: 'RGBA',
};

const bytesLike = z.custom<Tensor | Uint8Array>(
  (value) =>
    value instanceof Uint8Array ||
    (value instanceof Tensor && value.dtype === torch.uint8 && value.dim() === 1),
  'must be the bytes of a file: a uint8 tensor of one dimension or a Uint8Array',
);
const path = z.union([z.string(), z.instanceof(URL)]);
const readMode = z.enum(ImageReadMode).default('UNCHANGED');
const upright = z.boolean().default(false);

const bytes = (input: Tensor | Uint8Array): Uint8Array =>
  input instanceof Tensor ? new Uint8Array(native.bytes(input._h)) : input;

/** @internal The bytes of a file; errors name it. */
export function fileBytes(where: string | URL): { file: Uint8Array; name: string } {
  const name = where instanceof URL ? fileURLToPath(where) : where;
  try {
    return { file: readFileSync(where), name };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'this is a directory, not a file' : message;
    throw new ImageError(`${name}: ${reason}`, { cause: error });
  }
}

const readFileArgs = signature('read_file', ['path', path]);

/** A file's bytes as a uint8 tensor of one dimension. */
export const read_file = checked('read_file', (...args: Args<typeof readFileArgs>): Tensor => {
  const { file } = fileBytes(readFileArgs(args).path);
  return torch.from_numpy(new Uint8Array(file));
});

const writeFileArgs = signature('write_file', ['filename', path], ['data', bytesLike]);

/**
 * Writes a uint8 tensor of one dimension to a file. One that is there already is replaced as a whole, or stays as it was.
 *
 * @throws ImageError that names the file and says why it cannot be written.
 */
export const write_file = checked('write_file', (...args: Args<typeof writeFileArgs>): void => {
  const { filename, data } = writeFileArgs(args);
  const name = filename instanceof URL ? fileURLToPath(filename) : filename;
  try {
    if (existsSync(name)) writeFileAtomically(name, (sink) => sink.write(bytes(data)));
    else writeNew(name, bytes(data));
  } catch (error) {
    const { message } = error as Error;
    throw new ImageError(
      message.startsWith('cannot write') ? message : `cannot write '${name}': ${message}`,
      {
        cause: error,
      },
    );
  }
});

// Nothing is there to be lost, so that there is nothing to wait for.
function writeNew(name: string, data: Uint8Array): void {
  const file = openSync(name, 'wx');
  try {
    for (let done = 0; done < data.length; ) done += writeSync(file, data, done);
  } catch (error) {
    rmSync(name, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

const decodeImageArgs = signature(
  'decode_image',
  ['input', z.union([bytesLike, path])],
  ['mode', readMode],
  ['apply_exif_orientation', upright],
);

/**
 * Decodes a JPEG, PNG, GIF, WebP, BMP, PPM, TIFF or AVIF image, given as a file's bytes or its path, to (C, H, W) uint8; to
 * uint16 if the file is a PNG or TIFF of 16 bits, to (N, C, H, W) if it is an animated GIF.
 *
 * The pixels are Pillow's. Images are turned as their EXIF orientation says only with `apply_exif_orientation`.
 *
 * @throws ImageError that names the file if it is missing, empty, damaged, too large or no image.
 */
export const decode_image = checked('decode_image', (...args: Args<typeof decodeImageArgs>): Tensor => {
  const { input, mode, apply_exif_orientation } = decodeImageArgs(args);
  const source =
    typeof input === 'string' || input instanceof URL ? sourceOf(input) : openSource(bytes(input));
  return decode(source, mode, apply_exif_orientation);
});

const readImageArgs = signature(
  'read_image',
  ['path', path],
  ['mode', readMode],
  ['apply_exif_orientation', upright],
);

/** Decodes an image file, see `decode_image`. */
export const read_image = checked('read_image', (...args: Args<typeof readImageArgs>): Tensor => {
  const { path, mode, apply_exif_orientation } = readImageArgs(args);
  return decode(sourceOf(path), mode, apply_exif_orientation);
});

function sourceOf(where: string | URL): Source {
  const { file, name } = fileBytes(where);
  return openSource(file, name);
}

function decode(source: Source, mode: ImageReadMode, upright: boolean): Tensor {
  const { format, pages, orientation } = source.info;
  // A GIF's frames are put together in colours.
  if (format === 'gif' && mode === 'UNCHANGED') return decode(source, 'RGB', upright);
  if (format === 'gif' && pages > 1) {
    const frames = readPages(source); // (N, H, W, C)
    return torch.stack(frames.unbind(0).map((frame) => arrange(frame, frame.size(2), mode)));
  }
  const pixels = readPixels(source, undefined, mode === 'GRAY');
  const turned = upright ? orient(pixels, orientation) : pixels;
  const toGray = format === 'png' ? pngLuma : undefined;
  return arrange(turned, source.info.mode === 'CMYK' ? 'CMYK' : turned.size(2), mode, toGray);
}

// (H, W, C) -> (C, H, W), without moving memory: what resizes and normalises images works best on pixels side by side.
function arrange(
  pixels: Tensor,
  from: number | Mode,
  mode: ImageReadMode,
  toGray?: (rgb: Tensor) => Tensor,
): Tensor {
  const own: Mode = typeof from === 'string' ? from : (modeOfChannels[from] as Mode);
  // The inks of a JPEG stand in the file inverted, and torchvision leaves them so.
  if (mode === 'UNCHANGED') return (own === 'CMYK' ? pixels.bitwise_not() : pixels).permute(2, 0, 1);
  const to = modes[mode];
  if (pixels.dtype === torch.uint8) return convertMode(pixels, own, to, 255, toGray).permute(2, 0, 1);
  const wide = convertMode(pixels.to(torch.int64), own, to, 65535, toGray); // LibTorch computes little in uint16
  return wide.to(pixels.dtype).permute(2, 0, 1);
}

const modeOfChannels: readonly (Mode | undefined)[] = [undefined, 'L', 'LA', 'RGB', 'RGBA'];

function decoder(name: string, format: Format) {
  const args = signature(
    name,
    ['input', z.union([bytesLike, z.array(bytesLike)])],
    ['mode', readMode],
    ['apply_exif_orientation', upright],
  );
  function one(input: Tensor | Uint8Array, mode: ImageReadMode, upright: boolean): Tensor {
    const source = openSource(bytes(input));
    if (source.info.format !== format) {
      throw new ImageError(
        `${name}() expects the bytes of a ${format.toUpperCase()} file, got those of a ${source.info.format.toUpperCase()}`,
      );
    }
    return decode(source, mode, upright);
  }
  function decodeOne(input: Tensor | Uint8Array, ...rest: unknown[]): Tensor;
  function decodeOne(input: (Tensor | Uint8Array)[], ...rest: unknown[]): Tensor[];
  function decodeOne(...given: unknown[]): Tensor | Tensor[] {
    const { input, mode, apply_exif_orientation } = args(given);
    return Array.isArray(input)
      ? input.map((each) => one(each, mode, apply_exif_orientation))
      : one(input, mode, apply_exif_orientation);
  }
  return decodeOne;
}

/** Decodes the bytes of a JPEG file (or of each in a list), see `decode_image`. */
export const decode_jpeg = decoder('decode_jpeg', 'jpeg');
/** Decodes the bytes of a PNG file, see `decode_image`. */
export const decode_png = decoder('decode_png', 'png');
/** Decodes the bytes of a GIF file: (C, H, W), or (N, C, H, W) for an animation. */
export const decode_gif = decoder('decode_gif', 'gif');
/** Decodes the bytes of a WebP file (its first picture), see `decode_image`. */
export const decode_webp = decoder('decode_webp', 'webp');
/** Decodes the bytes of an AVIF file, see `decode_image`. */
export const decode_avif = decoder('decode_avif', 'avif');

const isPicture = (value: unknown): value is Tensor =>
  value instanceof Tensor && value.dtype === torch.uint8 && value.dim() === 3;
const picture = z.custom<Tensor>(isPicture, 'must be a uint8 tensor (C, H, W)');
const pictures = z.custom<Tensor | readonly Tensor[]>(
  (value) => isPicture(value) || (Array.isArray(value) && value.every(isPicture)),
  'must be a uint8 tensor (C, H, W), or a list of them',
);

/** @internal The bytes of a file, from pixels (H, W, C) uint8; `suffix` is libvips' own, such as '.png[compression=6]'. */
export function encodePixels(pixels: Tensor, suffix: string): Tensor {
  needVips();
  return new Tensor(native.image_encode(pixels.cpu()._h, suffix));
}

function encode(input: Tensor, channels: readonly number[], suffix: string, what: string): Tensor {
  if (!channels.includes(input.size(0)) || input.size(1) === 0 || input.size(2) === 0) {
    throw new ValueError(
      `${what}: the number of channels should be ${channels.join(' or ')}, and the image not empty, got shape ` +
        `(${input.size().join(', ')})`,
    );
  }
  return encodePixels(input.permute(1, 2, 0).contiguous(), suffix);
}

const compression = z.int().min(0).max(9).default(6);
const encodePngArgs = signature('encode_png', ['input', picture], ['compression_level', compression]);

/** The bytes of a PNG file from an image (C, H, W) uint8 of 1 to 4 channels; `compression_level` in [0, 9]. */
export const encode_png = checked('encode_png', (...args: Args<typeof encodePngArgs>): Tensor => {
  const { input, compression_level } = encodePngArgs(args);
  return encode(input, [1, 2, 3, 4], `.png[compression=${compression_level}]`, 'encode_png');
});

const writePngArgs = signature(
  'write_png',
  ['input', picture],
  ['filename', path],
  ['compression_level', compression],
);

/** Writes an image (C, H, W) uint8 as a PNG file; `compression_level` in [0, 9]. */
export const write_png = checked('write_png', (...args: Args<typeof writePngArgs>): void => {
  const { input, filename, compression_level } = writePngArgs(args);
  write_file(filename, encode_png(input, compression_level));
});

const quality = z.int().min(1).max(100).default(75);
const encodeJpegArgs = signature('encode_jpeg', ['input', pictures], ['quality', quality]);

function encodeJpeg(input: Tensor, ...rest: JpegRest): Tensor;
function encodeJpeg(input: readonly Tensor[], ...rest: JpegRest): Tensor[];
function encodeJpeg(keywords: { input: Tensor; quality?: number }): Tensor;
function encodeJpeg(...given: unknown[]): Tensor | Tensor[] {
  const { input, quality } = encodeJpegArgs(given as never);
  const one = (image: Tensor) =>
    withJfif(encode(image, [1, 3], `.jpg[Q=${quality},subsample_mode=on,strip]`, 'encode_jpeg'));
  return input instanceof Tensor ? one(input) : input.map(one);
}

// Version 1.1, pixels as high as wide. libvips leaves it out along with the data of its own that it would add.
const jfif = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

/** A JPEG file with the header that libjpeg gives it, behind its first marker. */
function withJfif(file: Tensor): Tensor {
  const header = torch.tensor(jfif, { dtype: torch.uint8 });
  if (file.narrow(0, 2, 2).equal(header.narrow(0, 0, 2))) return file;
  return torch.cat([file.narrow(0, 0, 2), header, file.narrow(0, 2, file.numel() - 2)]);
}
type JpegRest = [quality?: number] | [keywords?: { quality?: number }];

/** The bytes of a JPEG file from an image (C, H, W) uint8 of 1 or 3 channels, or of one from each; `quality` in [1, 100]. */
export const encode_jpeg = checked('encode_jpeg', encodeJpeg);

const writeJpegArgs = signature('write_jpeg', ['input', picture], ['filename', path], ['quality', quality]);

/** Writes an image (C, H, W) uint8 as a JPEG file; `quality` in [1, 100]. */
export const write_jpeg = checked('write_jpeg', (...args: Args<typeof writeJpegArgs>): void => {
  const { input, filename, quality } = writeJpegArgs(args);
  write_file(filename, encode_jpeg(input, quality));
});

/**
 * Swaps red and blue: an image (3 or 4, H, W) in the order of OpenCV's `imread`, or back.
 *
 * @throws TypeError for another number of channels.
 */
export const rgb_to_bgr = checked('rgb_to_bgr', (image: Tensor): Tensor => {
  const channels = image.dim() < 3 ? 0 : image.size(-3);
  if (channels !== 3 && channels !== 4) {
    throw new TypeError(
      `expected an image (..., 3 or 4, H, W), got a tensor of shape (${image.size().join(', ')})`,
    );
  }
  const order = channels === 3 ? [2, 1, 0] : [2, 1, 0, 3];
  return image.index_select(-3, torch.tensor(order, { dtype: torch.int64 }));
});
