import { z } from 'zod';
import { closed } from '../callable.ts';
import { TypeError, ValueError } from '../errors.ts';
import * as math from '../math.ts';
import { show } from '../show.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Mode, openSource, orient, type Region, readPixels, type Source } from './io/decode.ts';
import { encodePixels, fileBytes, write_file } from './io/image.ts';
import { hasTurboJpeg } from './io/library.ts';
import { convertMode, toBlackOrWhite } from './io/modes.ts';
import {
  type Box,
  filled,
  partFor,
  premultiply,
  Resampling,
  type Resizing,
  resample,
  unpremultiply,
  type View,
  viewed,
  warp,
} from './raster.ts';

/** What an image is made from when its pixels are first needed. */
type Plan =
  | { readonly kind: 'file'; readonly source: Source }
  | { readonly kind: 'view'; readonly base: Image; readonly view: View }
  | { readonly kind: 'resize'; readonly base: Image; readonly resizing: Resizing };

const channelsOf: Record<Mode, number> = {
  '1': 1,
  L: 1,
  LA: 2,
  RGB: 3,
  RGBA: 4,
  CMYK: 4,
  I: 1,
  'I;16': 1,
  F: 1,
};
const dtypeOf = (mode: Mode) =>
  ({ I: torch.int32, 'I;16': torch.uint16, F: torch.float32 })[mode as string] ?? torch.uint8;
const bandsOf: Record<Mode, string[]> = {
  '1': ['1'],
  L: ['L'],
  LA: ['L', 'A'],
  RGB: ['R', 'G', 'B'],
  RGBA: ['R', 'G', 'B', 'A'],
  CMYK: ['C', 'M', 'Y', 'K'],
  I: ['I'],
  'I;16': ['I'],
  F: ['F'],
};
const modeNames = Object.keys(channelsOf) as [Mode, ...Mode[]];
/** What goes into a file in another mode. */
const writtenAs: Partial<Record<Mode, Mode>> = { '1': 'L', CMYK: 'RGB', 'I;16': 'RGB' };
/** The modes of pixels that are not told theirs. */
const modeOf = new Map<Tensor['dtype'], Mode>([
  [torch.uint8, 'L'],
  [torch.bool, '1'],
  [torch.int8, 'I'],
  [torch.int16, 'I'],
  [torch.int32, 'I'],
  [torch.uint16, 'I;16'],
  [torch.float32, 'F'],
  [torch.float64, 'F'],
]);

export const Transpose = {
  FLIP_LEFT_RIGHT: 0,
  FLIP_TOP_BOTTOM: 1,
  ROTATE_90: 2,
  ROTATE_180: 3,
  ROTATE_270: 4,
  TRANSPOSE: 5,
  TRANSVERSE: 6,
} as const;
export type Transpose = (typeof Transpose)[keyof typeof Transpose];

export const Dither = { NONE: 0, FLOYDSTEINBERG: 3 } as const;

/** A colour: one number for all channels, or one for each; 0 to 255, of modes 'I' and 'F' any number. */
export type Colour = number | readonly number[];

const length = z.int().positive();
const sizePair = z.tuple([length, length]).readonly();
const filter = z.enum(Resampling);
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();
const colour = z.union([z.number(), z.array(z.number()).readonly()]);
const newArgs = signature('Image.new', ['size', sizePair], ['color', colour.default(0)]);

const resizeArgs = signature(
  'resize',
  ['size', sizePair],
  ['resample', filter.optional()],
  ['box', box.nullable().default(null)],
);
const rotateArgs = signature(
  'rotate',
  ['angle', z.number()],
  ['resample', filter.default(Resampling.NEAREST)],
  ['expand', z.boolean().default(false)],
  ['center', z.tuple([z.number(), z.number()]).readonly().nullable().default(null)],
  ['translate', z.tuple([z.number(), z.number()]).readonly().nullable().default(null)],
  ['fillcolor', colour.nullable().default(null)],
);
const saveArgs = signature(
  'save',
  ['fp', z.union([z.string(), z.instanceof(URL)])],
  ['format', z.string().nullable().default(null)],
  ['quality', z.int().min(1).max(100).default(75)],
  ['compress_level', z.int().min(0).max(9).default(6)],
  ['lossless', z.boolean().default(false)],
);

/**
 * A picture as Pillow's `Image` has it: opened from a file, changed by methods that give new pictures, with Pillow's
 * pixels. Nothing is decoded or resized before the pixels are needed, and then only what a later crop leaves of it.
 *
 * Modes are '1', 'L', 'LA', 'RGB', 'RGBA', 'CMYK', 'I' (int32), 'I;16' and 'F' (float32); a file with a palette opens as 'RGB'
 * or 'RGBA', one of 1 bit as 'L'. Sizes are [width, height], boxes [left, upper, right, lower].
 *
 * Source: Pillow 12 documentation, "Image module".
 */
class Image_ {
  /** [width, height] */
  readonly size: readonly [number, number];
  readonly mode: Mode;
  /** 'JPEG', 'PNG', ... of a picture from a file, else null. */
  readonly format: string | null;
  /** Of a picture from a file, else ''. */
  readonly filename: string;
  readonly n_frames: number;
  #plan: Plan | null;
  #pixels: Tensor | null; // (H, W, C)
  #partly = 0;
  readonly #orientation: number;

  /** @internal Use `Image.open`, `Image.fromarray` or `Image.new`. */
  constructor(mode: Mode, size: readonly [number, number], content: Plan | Tensor, filename = '') {
    this.mode = mode;
    this.size = size;
    this.#plan = content instanceof Tensor ? null : content;
    this.#pixels = content instanceof Tensor ? content : null;
    const source = this.#plan?.kind === 'file' ? this.#plan.source : null;
    this.format = source?.info.format.toUpperCase() ?? null;
    this.#orientation = source?.info.orientation ?? 1;
    this.n_frames = source?.info.pages ?? 1;
    this.filename = filename;
  }

  static readonly Dither = Dither;
  static readonly Resampling = Resampling;
  static readonly Transpose = Transpose;
  static readonly NEAREST = Resampling.NEAREST;
  static readonly LANCZOS = Resampling.LANCZOS;
  static readonly BILINEAR = Resampling.BILINEAR;
  static readonly BICUBIC = Resampling.BICUBIC;
  static readonly BOX = Resampling.BOX;
  static readonly HAMMING = Resampling.HAMMING;
  static readonly FLIP_LEFT_RIGHT = Transpose.FLIP_LEFT_RIGHT;
  static readonly FLIP_TOP_BOTTOM = Transpose.FLIP_TOP_BOTTOM;

  /**
   * Opens an image file (its path, or its bytes): the header is read now, the pixels when they are needed.
   *
   * @throws ImageError naming the file if it is missing, empty, no image, or too large.
   */
  static open(fp: string | URL | Uint8Array): Image {
    if (fp instanceof Uint8Array) return fromSource(openSource(fp), '');
    if (typeof fp !== 'string' && !(fp instanceof URL)) {
      throw new TypeError(`Image.open(): expected a path or the bytes of a file, got ${typeof fp}`);
    }
    const { file, name } = fileBytes(fp);
    return fromSource(openSource(file, name), name);
  }

  /** A picture of one colour: `Image.new('RGB', [640, 480], [255, 0, 0])`. */
  static new(mode: Mode, size: readonly [number, number], color: Colour = 0): Image {
    if (!modeNames.includes(mode)) {
      throw new ValueError(`unrecognized image mode ${show(mode)}; known: ${modeNames}`);
    }
    const given = newArgs([size, color]);
    const [width, height] = given.size;
    return new Image_(
      mode,
      [width, height],
      filled(height, width, coloursOf(given.color, mode), dtypeOf(mode)),
    );
  }

  /**
   * A picture from pixels (H, W) or (H, W, C) uint8, which are copied; the mode follows from C unless it is given. Pixels
   * (H, W) of other kinds are black and white (bool), 'I' (signed integers of up to 32 bits), 'I;16' (uint16) or 'F' (floats).
   */
  static fromarray(array: Tensor, mode?: Mode): Image {
    const wide = array instanceof Tensor ? modeOf.get(array.dtype) : undefined;
    if (wide === undefined || array.dim() < 2 || array.dim() > 3) {
      throw new TypeError('Image.fromarray(): expected a uint8 tensor (H, W) or (H, W, C)');
    }
    const given = array.dim() === 2 ? array.unsqueeze(2) : array;
    const [height, width, channels] = given.size() as unknown as [number, number, number];
    const usual = wide === 'L' ? ([undefined, 'L', 'LA', 'RGB', 'RGBA'] as const)[channels] : wide;
    const own = mode ?? usual;
    const pixels = array.dtype === torch.bool ? given.to(torch.uint8).mul_(255) : given.to(dtypeOf(wide));
    const fits = own !== undefined && channelsOf[own] === channels && pixels.dtype === dtypeOf(own);
    if (!fits || height * width === 0) {
      throw new ValueError(`no picture ${mode ?? ''} has pixels of shape (${array.size().join(', ')})`);
    }
    return new Image_(own, [width, height], pixels.clone({ memory_format: torch.contiguous_format }));
  }

  get width(): number {
    return this.size[0];
  }

  get height(): number {
    return this.size[1];
  }

  /** Reads the pixels now: what is cropped out of the picture several times need not be decoded as often. */
  load(): this {
    this._pixels();
    return this;
  }

  /** @internal (H, W, C), not to be written to. */
  _pixels(): Tensor {
    this.#pixels ??= this.#evaluate({ left: 0, top: 0, width: this.width, height: this.height });
    this.#plan = null;
    return this.#pixels;
  }

  /** @internal A part of the pixels (h, w, C); of a picture that is not there yet only that part is made. */
  _part(region: Region): Tensor {
    const { left, top, width, height } = region;
    const most = 0.9 * this.width * this.height;
    this.#partly += 1;
    // Who takes several parts, as five crops do, is better off with the whole.
    if (this.#plan !== null && (this.#partly > 1 || width * height > most || !isDivisible(this.#plan))) {
      this._pixels();
    }
    if (this.#pixels !== null) return this.#pixels.narrow(0, top, height).narrow(1, left, width);
    return this.#evaluate(region);
  }

  #evaluate(region: Region): Tensor {
    const plan = this.#plan as Plan;
    if (plan.kind === 'view') return this.#look(plan.base, plan.view, region);
    if (plan.kind === 'file') {
      return convertMode(readPixels(plan.source, region), plan.source.info.mode, this.mode);
    }
    const part = partFor(plan.resizing, region);
    const pixels = plan.base._part(part);
    const hasAlpha = this.mode === 'RGBA' || this.mode === 'LA';
    const resized = resample(hasAlpha ? premultiply(pixels) : pixels, plan.resizing, region, part);
    pixels.dispose(); // the next picture is decoded into the same memory, while it is in the cache
    return hasAlpha ? unpremultiply(resized) : resized;
  }

  #look(base: Image, view: View, { width, height, ...from }: Region): Tensor {
    const { mirrored, upsideDown, colour } = view;
    const left = view.left + (mirrored ? this.width - from.left - width : from.left);
    const top = view.top + (upsideDown ? this.height - from.top - height : from.top);
    // At least a pixel, so that there is something to look at.
    const span = (start: number, length: number, size: number) => {
      const begin = Math.min(Math.max(start, 0), size - 1);
      return [begin, Math.max(Math.min(start + length, size), begin + 1) - begin] as const;
    };
    const [x, w] = span(left, width, base.width);
    const [y, h] = span(top, height, base.height);
    const pixels = base._part({ left: x, top: y, width: w, height: h });
    const isPart = x === left && y === top && w === width && h === height;
    if (isPart && !mirrored && !upsideDown) return pixels;
    return viewed(pixels, width, height, { left: left - x, top: top - y, mirrored, upsideDown, colour });
  }

  /** @internal A part, which may leave the picture: it is `fill` there. */
  _view([width, height]: readonly [number, number], view: Partial<View>, fill: Colour = 0): Image {
    const colour = packed(coloursOf(fill, this.mode), this.mode);
    const whole = { left: 0, top: 0, mirrored: false, upsideDown: false, colour };
    return new Image_(this.mode, [width, height], { kind: 'view', base: this, view: { ...whole, ...view } });
  }

  /**
   * The picture in another mode, by Pillow's formulas: `Image.open(path).convert('RGB')`. To '1' it is dithered, unless
   * `dither` is `Image.Dither.NONE`: white is then what is not below 128.
   */
  convert(mode: Mode, { dither = Dither.FLOYDSTEINBERG }: { dither?: 0 | 3 } = {}): Image {
    if (mode === this.mode) return this;
    if (!(mode in channelsOf)) {
      throw new ValueError(`conversion from ${this.mode} to ${mode} not supported; known: ${modeNames}`);
    }
    if (this.#plan?.kind === 'file' && this.mode === this.#plan.source.info.mode) {
      return new Image_(mode, this.size, this.#plan);
    }
    if (mode === '1' && dither === Dither.NONE) {
      const gray = toBlackOrWhite(this._pixels(), this.mode);
      return new Image_(mode, this.size, gray.ge(128).to(torch.uint8).mul_(255));
    }
    return new Image_(mode, this.size, convertMode(this._pixels(), this.mode, mode));
  }

  /** The part inside [left, upper, right, lower]; what lies outside the picture is black. */
  crop(box: Box): Image {
    const [left, top, right, bottom] = box.map((edge) => Math.round(edge)) as unknown as Box;
    if (right < left) throw new ValueError("Coordinate 'right' is less than 'left'");
    if (bottom < top) throw new ValueError("Coordinate 'lower' is less than 'upper'");
    const [width, height] = [right - left, bottom - top];
    if (width === 0 || height === 0) throw new ValueError(`the box (${box.join(', ')}) is empty`);
    return this._view([width, height], { left, top });
  }

  /**
   * Resizes to [width, height] as Pillow does: each filter (bicubic unless named) looks at all pixels below it. `box` is
   * the part to take.
   */
  resize(...args: Args<typeof resizeArgs>): Image {
    const usual = this.mode === 'I;16' ? Resampling.NEAREST : Resampling.BICUBIC;
    const { size, resample: filter = usual, box } = resizeArgs(args);
    const [outWidth, outHeight] = size;
    // Pillow takes its edges as floats.
    const area = (box ?? [0, 0, ...this.size]).map(Math.fround) as unknown as Box;
    if (area[0] < 0 || area[1] < 0) throw new ValueError("Box offset can't be negative");
    if (area[2] > this.width || area[3] > this.height) {
      throw new ValueError("Box can't exceed original image size");
    }
    if (area[2] <= area[0] || area[3] <= area[1]) throw new ValueError("Box can't be empty");
    const isWhole = area.every((edge, i) => edge === (i < 2 ? 0 : this.size[i - 2]));
    if (isWhole && outWidth === this.width && outHeight === this.height) return this;
    if (filter === Resampling.NEAREST || this.mode === '1') {
      const scales = [
        Math.fround(area[2] - area[0]) / outWidth,
        0,
        area[0],
        0,
        Math.fround(area[3] - area[1]) / outHeight,
        area[1],
      ];
      return this._warp([outWidth, outHeight], scales, Resampling.NEAREST, 0);
    }
    const resizing = { width: this.width, height: this.height, outWidth, outHeight, filter, box: area };
    return new Image_(this.mode, [outWidth, outHeight], { kind: 'resize', base: this, resizing });
  }

  /** @internal Pixels from where the coefficients say, `fill` where that is outside. */
  _warp(
    [width, height]: readonly [number, number],
    coefficients: readonly number[],
    filter: Resampling,
    fill: Colour,
  ): Image {
    const colours = coloursOf(fill, this.mode);
    const used = this.mode === '1' ? Resampling.NEAREST : filter;
    if (this.mode === 'I;16' && used !== Resampling.NEAREST) {
      throw new ValueError("a picture in mode I;16 cannot be warped with a filter; convert it to 'I'");
    }
    const mixesAlpha = used !== Resampling.NEAREST && this.mode.endsWith('A');
    const pixels = mixesAlpha ? premultiply(this._pixels()) : this._pixels();
    const warped = warp(pixels, height, width, coefficients, used, colours);
    return new Image_(this.mode, [width, height], mixesAlpha ? unpremultiply(warped) : warped);
  }

  /** Turns by `angle` degrees against the clock, about the middle unless `center` is given. */
  rotate(...args: Args<typeof rotateArgs>): Image {
    const { angle, resample: filter, expand, center, translate, fillcolor } = rotateArgs(args);
    const turn = ((angle % 360) + 360) % 360;
    if (center === null && translate === null) {
      if (turn === 0) return this;
      if (turn === 180) return this.transpose(Transpose.ROTATE_180);
      if ((turn === 90 || turn === 270) && (expand || this.width === this.height)) {
        return this.transpose(turn === 90 ? Transpose.ROTATE_90 : Transpose.ROTATE_270);
      }
    }
    const [w, h] = this.size;
    const [dx, dy] = translate ?? [0, 0];
    const [cx, cy] = center ?? [w / 2, h / 2];
    const radians = -math.radians(turn);
    const round = (value: number) => Number(value.toFixed(15));
    const [a, b, d, e] = [
      round(math.cos(radians)),
      round(math.sin(radians)),
      round(-math.sin(radians)),
      round(math.cos(radians)),
    ];
    const apply = (x: number, y: number, c: number, f: number) =>
      [a * x + b * y + c, d * x + e * y + f] as const;
    let [c, f] = apply(-cx - dx, -cy - dy, 0, 0);
    c += cx;
    f += cy;
    let size = this.size;
    if (expand) {
      const corners = [apply(0, 0, c, f), apply(w, 0, c, f), apply(w, h, c, f), apply(0, h, c, f)];
      const span = (values: number[]) => Math.ceil(Math.max(...values)) - Math.floor(Math.min(...values));
      const width = span(corners.map(([x]) => x));
      const height = span(corners.map(([, y]) => y));
      [c, f] = apply(-(width - w) / 2, -(height - h) / 2, c, f);
      size = [width, height];
    }
    return this._warp(size, [a, b, c, d, e, f], filter, fillcolor ?? 0);
  }

  /** Flips or turns by right angles, see `Image.Transpose`. */
  transpose(method: Transpose): Image {
    const mirrored = method === Transpose.FLIP_LEFT_RIGHT || method === Transpose.ROTATE_180;
    const upsideDown = method === Transpose.FLIP_TOP_BOTTOM || method === Transpose.ROTATE_180;
    if (mirrored || upsideDown) return this._view(this.size, { mirrored, upsideDown });
    const isWord = this.mode === 'I;16'; // LibTorch does not turn uint16
    const pixels = isWord ? this._pixels().view(torch.int16) : this._pixels();
    const turned = {
      [Transpose.ROTATE_90]: () => pixels.rot90(1, [0, 1]),
      [Transpose.ROTATE_270]: () => pixels.rot90(-1, [0, 1]),
      [Transpose.TRANSPOSE]: () => pixels.transpose(0, 1),
      [Transpose.TRANSVERSE]: () => pixels.transpose(0, 1).flip([0, 1]),
    }[method as number];
    if (turned === undefined) throw new ValueError(`${method} is none of Image.Transpose`);
    return this._with(isWord ? turned().contiguous().view(torch.uint16) : turned());
  }

  /** Turned upright as the file's EXIF orientation says, as `ImageOps.exif_transpose` does. */
  exif_transpose(): Image {
    return this.#orientation === 1 ? this : this._with(orient(this._pixels(), this.#orientation));
  }

  /** @internal A picture of the same mode with other pixels (H, W, C). */
  _with(pixels: Tensor, mode = this.mode): Image {
    const own = pixels.contiguous();
    return new Image_(mode, [own.size(1), own.size(0)], own);
  }

  copy(): Image {
    return this._with(this._pixels().clone());
  }
  /** For copy.copy. */
  __copy__(): Image {
    return this.copy();
  }
  /** For copy.deepcopy. */
  __deepcopy__(): Image {
    return this.copy();
  }

  /** The value of a pixel at [x, y]: a number, or one for each channel. */
  getpixel([x, y]: readonly [number, number]): number | number[] {
    if (x < -this.width || y < -this.height || x >= this.width || y >= this.height) {
      throw new ValueError(`image index out of range: (${x}, ${y}) of ${this.width} x ${this.height}`);
    }
    const values = this._pixels().index(y, x).tolist() as number[];
    return values.length === 1 ? (values[0] as number) : values;
  }

  getbands(): string[] {
    return [...bandsOf[this.mode]];
  }

  /** Each channel as a picture in mode 'L'; of one channel a copy. */
  split(): Image[] {
    if (channelsOf[this.mode] === 1) return [this.copy()];
    return this._pixels()
      .unbind(2)
      .map((band) => this._with(band.unsqueeze(2), 'L'));
  }

  /** The pixels as a tensor (H, W), or (H, W, C) if there are several channels, as `np.asarray(image)` gives them. */
  toarray(): Tensor {
    const pixels = this.mode === '1' ? this._pixels().to(torch.bool) : this._pixels().clone();
    return pixels.size(2) === 1 ? pixels.squeeze(2) : pixels;
  }

  /** The pixels' bytes, row by row, channels side by side; of mode '1' eight pixels a byte. */
  tobytes(): Uint8Array {
    if (this.mode === '1') return packedBits(this._pixels());
    const pixels = this._pixels().clone().numpy();
    return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  }

  /**
   * Writes a JPEG, PNG, WebP, GIF or TIFF file, as the name's end or `format` says; `quality` in [1, 100] for JPEG and
   * WebP, `compress_level` in [0, 9] for PNG.
   */
  save(...args: Args<typeof saveArgs>): void {
    const { fp, format, quality, compress_level, lossless } = saveArgs(args);
    const kind = (format ?? /\.([a-z]+)$/i.exec(String(fp))?.[1] ?? '').toLowerCase();
    const suffixes: Record<string, string> = {
      jpg: `.jpg[Q=${quality},subsample_mode=on]`,
      jpeg: `.jpg[Q=${quality},subsample_mode=on]`,
      png: `.png[compression=${compress_level}]`,
      webp: `.webp[Q=${quality},lossless=${lossless}]`,
      gif: '.gif',
      tif: '.tif',
      tiff: '.tif',
    };
    const suffix = suffixes[kind];
    if (suffix === undefined) {
      throw new ValueError(
        `unknown file extension or format '${kind}'; known: ${Object.keys(suffixes).join(', ')}`,
      );
    }
    if (suffix.startsWith('.jpg') && !['1', 'L', 'RGB'].includes(this.mode)) {
      throw new ValueError(`cannot write mode ${this.mode} as JPEG; convert it to 'RGB' first`);
    }
    if (this.mode === 'I' || this.mode === 'F') {
      throw new ValueError(`cannot write mode ${this.mode} as ${kind.toUpperCase()}; convert it first`);
    }
    const written = this.convert(writtenAs[this.mode] ?? this.mode);
    write_file(fp, encodePixels(written._pixels().contiguous(), suffix));
  }

  toString(): string {
    return `<Image mode=${this.mode} size=${this.width}x${this.height}>`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
export const Image = closed(Image_, 'pictures come from Image.open, Image.fromarray or Image.new');
export type { Image_ };
export type Image = Image_;

// Is making a part cheaper than making the whole?
const isDivisible = (plan: Plan): boolean =>
  plan.kind !== 'file' || (plan.source.info.format === 'jpeg' && hasTurboJpeg());

function fromSource(source: Source, filename: string): Image {
  const { mode, width, height } = source.info;
  // Only the pixels of a bitmap tell its mode.
  if (source.info.format === 'bmp') {
    const pixels = readPixels(source);
    const own = ([undefined, 'L', undefined, 'RGB', 'RGBA'] as const)[pixels.size(2)] as Mode;
    return new Image_(own, [width, height], pixels, filename);
  }
  return new Image_(mode, [width, height], { kind: 'file', source }, filename);
}

function coloursOf(colour: Colour, mode: Mode): number[] {
  const channels = channelsOf[mode];
  const values = typeof colour === 'number' ? [colour] : [...colour];
  // As in Pillow one number holds the channels' bytes: 0 is transparent black, 255 is red.
  if (typeof colour === 'number' && channels > 1) {
    const packed = Math.trunc(colour) >>> 0;
    return Array.from({ length: channels }, (_, i) => (packed >>> (mode === 'LA' ? 24 * i : 8 * i)) & 255);
  }
  if (values.length === channels - 1 && mode.endsWith('A')) values.push(255);
  if (values.length !== channels) {
    throw new ValueError(`a colour of mode ${mode} has ${channels} numbers, got ${values.length}`);
  }
  if (mode === 'F') return values;
  if (mode === 'I') return values.map(Math.trunc);
  if (mode === '1') return values.map((value) => (value === 0 ? 0 : 255));
  return values.map((value) => Math.min(Math.max(Math.trunc(value), 0), mode === 'I;16' ? 65535 : 255));
}

/** Eight pixels a byte, the first the highest bit; rows begin with a byte of their own. */
function packedBits(pixels: Tensor): Uint8Array {
  const rows = pixels.squeeze(2).ne(0).tolist() as unknown as boolean[][];
  return Uint8Array.from(
    rows.flatMap((row) =>
      Array.from({ length: Math.ceil(row.length / 8) }, (_, i) =>
        Array.from({ length: 8 }, (_, bit) => (row[8 * i + bit] ? 128 >> bit : 0)).reduce((a, b) => a + b),
      ),
    ),
  );
}

/** A pixel's bytes in one number, the first the lowest. */
function packed(colours: readonly number[], mode: Mode): number {
  const [first] = colours as [number];
  if (mode === 'F') return new Uint32Array(Float32Array.of(first).buffer)[0] as number;
  if (mode === 'I') return first >>> 0;
  const bytes = mode === 'I;16' ? [first & 255, first >> 8] : colours;
  return bytes.reduce((sum, value, i) => sum + value * 256 ** i, 0);
}
