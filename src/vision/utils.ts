import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import { checked } from '../misuse.ts';
import { show as textOf } from '../show.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { warn } from '../warn.ts';
import { getrgb } from './_image_color.ts';
import { disc, line, type Span } from './_pillow_shapes.ts';
import { type Colour, Image } from './image.ts';
import { decode_png, encode_png } from './io/image.ts';
import { convert_image_dtype, to_pil_image } from './transforms/functional.ts';

export { flow_to_image } from './_flow_image.ts';

const require = createRequire(import.meta.url);

/* Looking at images, under torchvision's names. Images are tensors (C, H, W). */

export interface GridOptions {
  /** Images in a row. */
  nrow?: number;
  /** Pixels between them. */
  padding?: number;
  /** Stretches the values to 0 to 1, from `value_range` or from the smallest to the largest one. */
  normalize?: boolean;
  value_range?: readonly [number, number] | null;
  /** Stretches each image by itself. */
  scale_each?: boolean;
  /** What lies between. */
  pad_value?: number;
}

const count = z.int().nonnegative();
const gridOptions = signature(
  'make_grid',
  ['nrow', z.int().positive().default(8)],
  ['padding', count.default(2)],
  ['normalize', z.boolean().default(false)],
  ['value_range', z.tuple([z.number(), z.number()]).readonly().nullable().default(null)],
  ['scale_each', z.boolean().default(false)],
  ['pad_value', z.number().default(0)],
);

/**
 * Images side by side: a batch (N, C, H, W), or a list of images (C, H, W), as one image (3, H, W) with `nrow` in a row.
 *
 * Source: torchvision 0.28 documentation, "Utils".
 */
export const make_grid = checked(
  'make_grid',
  (tensor: Tensor | readonly Tensor[], ...options: Args<typeof gridOptions>): Tensor => {
    const { nrow, padding, normalize, value_range, scale_each, pad_value } = gridOptions(options);
    if (!(tensor instanceof Tensor) && !(Array.isArray(tensor) && tensor.every((t) => t instanceof Tensor))) {
      throw new TypeError(`tensor or list of tensors expected, got ${textOf(tensor)}`);
    }
    return torch.no_grad(() => {
      let batch = tensor instanceof Tensor ? tensor : torch.stack(tensor as Tensor[]);
      if (batch.dim() === 2) batch = batch.unsqueeze(0);
      if (batch.dim() === 3) batch = batch.unsqueeze(0);
      if (batch.dim() !== 4)
        throw new ValueError(`expected images (N, C, H, W), got ${batch.dim()} dimensions`);
      if (batch.size(1) === 1) batch = batch.expand([-1, 3, -1, -1]);
      if (normalize) {
        batch = batch.clone();
        for (const part of scale_each ? batch.unbind(0) : [batch]) {
          const [low, high] = value_range ?? [part.min().item() as number, part.max().item() as number];
          part
            .clamp_(low, high)
            .sub_(low)
            .div_(Math.max(high - low, 1e-5));
        }
      }
      const [count, channels, h, w] = batch.size() as unknown as [number, number, number, number];
      if (count === 1) return batch.squeeze(0);
      const columns = Math.min(nrow, count);
      const rows = Math.ceil(count / columns);
      const [height, width] = [h + padding, w + padding];
      const size = [channels, height * rows + padding, width * columns + padding];
      const grid = torch.full(size, pad_value, { dtype: batch.dtype, device: batch.device });
      for (const [i, image] of batch.unbind(0).entries()) {
        const top = Math.floor(i / columns) * height + padding;
        const left = (i % columns) * width + padding;
        grid.narrow(1, top, h).narrow(2, left, w).copy_(image);
      }
      return grid;
    });
  },
);

/** Writes images of 0 to 1 to a file, several as a grid; the options are `make_grid`'s. */
export const save_image = checked(
  'save_image',
  (
    tensor: Tensor | readonly Tensor[],
    fp: string | URL,
    options: GridOptions & { format?: string } = {},
  ): void => {
    const { format, ...rest } = options ?? {};
    picture(make_grid(tensor, rest)).save(fp, { format: format ?? null });
  },
);

const picture = (grid: Tensor): Image =>
  to_pil_image(grid.detach().cpu().to(torch.float32).mul(255).add_(0.5).clamp_(0, 255).to(torch.uint8));

const palette = [2 ** 25 - 1, 2 ** 15 - 1, 2 ** 21 - 1];

type Colours = string | Colour | readonly (string | readonly number[])[] | null | undefined;

// A colour, [red, green, blue], for each of `count` things.
function coloursFor(colours: unknown, count: number): (readonly number[])[] {
  if (colours === null || colours === undefined) {
    return Array.from({ length: count }, (_, i) => palette.map((value) => (i * value) % 255));
  }
  const list: readonly unknown[] | null =
    Array.isArray(colours) && !isColour(colours as unknown) ? colours : null;
  if (list === null) return Array<readonly number[]>(count).fill(colourOf(colours));
  if (list.length < count) {
    throw new ValueError(
      `Number of colors must be equal or larger than the number of objects, but got ${list.length} < ${count}.`,
    );
  }
  return list.map(colourOf);
}

function colourOf(colour: unknown): readonly number[] {
  if (typeof colour === 'string') return getrgb(colour);
  if (isColour(colour)) return colour;
  throw new ValueError(`a colour is a name or [red, green, blue], got ${textOf(colour)}`);
}

const css = (colour: readonly number[]) => `rgb(${colour.join(',')})`;

const isColour = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);

function checkImage(image: Tensor, channels: readonly number[]): void {
  if (!(image instanceof Tensor)) throw new TypeError(`Tensor expected, got ${typeof image}`);
  if (image.dtype !== torch.uint8 && !image.is_floating_point()) {
    throw new ValueError(`The image dtype must be uint8 or float, got ${image.dtype}`);
  }
  if (image.dim() !== 3) throw new ValueError('Pass individual images, not batches');
  if (!channels.includes(image.size(0))) throw new ValueError('Only grayscale and RGB images are supported');
}

const escaped = (text: string) =>
  text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD') // XML has no others
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');

/** What of a text can be seen on a picture: the renderer takes a millisecond for each letter, in sight or not. */
const visibleText = (text: string, font_size: number, width: number) =>
  escaped([...text].slice(0, Math.min(64 + (5 * width) / font_size, 4096)).join(''));

// Latin and Chinese, independent of the machine's fonts.
const fontFile = () =>
  join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts/NotoSansHans-Regular.otf');

function resvg(svg: string, text = false) {
  const font = text ? { fontFiles: [fontFile()], defaultFontFamily: 'Noto Sans S Chinese' } : {};
  // Loaded when something is drawn: it costs every other program a hundredth of a second.
  const { Resvg } = require('@resvg/resvg-js') as typeof import('@resvg/resvg-js');
  return new Resvg(svg, { font: { loadSystemFonts: false, ...font } });
}

/** An image (3, H, W) uint8 with SVG shapes drawn over it; `text` says whether a font is needed. */
function draw(image: Tensor, shapes: string, text: boolean): Tensor {
  const [, h, w] = image.size() as unknown as [number, number, number];
  const bytes = encode_png(image, 0).numpy() as Uint8Array;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">` +
    `<image href="data:image/png;base64,${data}" width="${w}" height="${h}"/>${shapes}</svg>`;
  const png = resvg(svg, text).render().asPng();
  return decode_png(new Uint8Array(png), 'RGB').contiguous();
}

export interface BoxOptions {
  /** A text for each box. */
  labels?: readonly (string | null)[] | null;
  /** One colour (its name or [red, green, blue]) for all, or a list. */
  colors?: Colours;
  /** Fills the boxes, lightly. */
  fill?: boolean;
  width?: number;
  font_size?: number;
  /** Of the texts; unless given, the boxes' own, or black where they are filled. */
  label_colors?: Colours;
  /** Of what lies behind the texts with `fill_labels`; unless given, the boxes' own. */
  label_background_colors?: Colours;
  fill_labels?: boolean;
}

const pixels = z.number().positive().max(32_767);
const wholePixels = count.max(32_767);
const boxOptions = signature(
  'draw_bounding_boxes',
  ['labels', z.array(z.string().nullish()).readonly().nullable().default(null)],
  ['colors', z.custom<Colours>().optional()],
  ['fill', z.boolean().nullable().default(false)],
  ['width', wholePixels.default(1)],
  ['font', z.null().optional()],
  ['font_size', pixels.nullable().default(10)],
  ['label_colors', z.custom<Colours>().optional()],
  ['label_background_colors', z.custom<Colours>().optional()],
  ['fill_labels', z.boolean().default(false)],
);

function boxesOf(boxes: Tensor): [number, number, number, number][] {
  if (!(boxes instanceof Tensor)) throw new TypeError(`boxes must be a Tensor, got ${textOf(boxes)}`);
  if (boxes.numel() === 0) return [];
  if (boxes.dim() !== 2 || boxes.size(1) !== 4 || boxes.is_complex()) {
    throw new ValueError(
      `boxes must be real numbers of shape (N, 4), got ${boxes.dtype} (${boxes.shape.join(', ')})`,
    );
  }
  const rows = boxes.to(torch.float64).trunc().tolist() as [number, number, number, number][];
  if (!rows.flat().every(Number.isFinite)) throw new ValueError('boxes must not hold NaNs or infinities');
  return rows;
}

/**
 * Draws boxes (N, 4) [left, top, right, bottom], with labels, on an image (1 or 3, H, W) of bytes or of floats 0 to 1;
 * gives a new image (3, H, W).
 */
export const draw_bounding_boxes = checked(
  'draw_bounding_boxes',
  (image: Tensor, boxes: Tensor, ...options: BoxArgs): Tensor => {
    const { labels, colors, fill, width, font_size, fill_labels, ...given } = boxOptions(options as []);
    checkImage(image, [1, 3]);
    const rows = boxesOf(boxes);
    if (rows.some(([x1, y1, x2, y2]) => x1 > x2 || y1 > y2)) {
      throw new ValueError(
        'Boxes need to be in (xmin, ymin, xmax, ymax) format. Use vision.ops.box_convert to convert them',
      );
    }
    if (labels !== null && labels.length !== rows.length) {
      throw new ValueError(
        `Number of boxes (${rows.length}) and labels (${labels.length}) mismatch. Please specify labels for each box.`,
      );
    }
    if (rows.length === 0) {
      warn("boxes doesn't contain any box. No box was drawn");
      return image;
    }
    const colours = coloursFor(colors, rows.length);
    const { label_colors = fill_labels ? 'black' : null, label_background_colors } = given;
    const labelColours = label_colors == null ? colours : coloursFor(label_colors, rows.length);
    const behind =
      label_background_colors == null ? colours : coloursFor(label_background_colors, rows.length);
    const bytes = convert_image_dtype(image.detach(), torch.uint8).expand([3, -1, -1]).clone();
    for (const [i, row] of rows.entries()) {
      if (fill) blend(bytes, row, colours[i] as readonly number[]);
      outline(bytes, row, colours[i] as readonly number[], width);
    }
    const texts = rows.flatMap(([x, y], i) => {
      const label = labels?.[i];
      if (label == null) return [];
      const size = font_size ?? 10;
      const fill = css(labelColours[i] as readonly number[]);
      const shown = visibleText(label, size, image.size(2));
      const text = `<text x="${x + width + 1}" y="${y + width + 1 + size}" font-size="${size}" fill="${fill}">${shown}</text>`;
      return fill_labels ? [background(text, css(behind[i] as readonly number[])), text] : [text];
    });
    const drawn = texts.length > 0 ? draw(bytes, texts.join(''), true) : bytes;
    return convert_image_dtype(drawn, image.dtype);
  },
);

type BoxArgs = Args<typeof boxOptions> | [options?: BoxOptions];
type Corners = readonly [x1: number, y1: number, x2: number, y2: number];

/** The part of an image from one corner to the other, both included; null where it is off the image. */
function region(image: Tensor, [x1, y1, x2, y2]: Corners): Tensor | null {
  const [left, top] = [Math.max(x1, 0), Math.max(y1, 0)];
  const [w, h] = [Math.min(x2 + 1, image.size(2)) - left, Math.min(y2 + 1, image.size(1)) - top];
  return w > 0 && h > 0 ? image.narrow(2, left, w).narrow(1, top, h) : null;
}

const bytesOf = (colour: readonly number[]) =>
  torch.tensor([...colour], { dtype: torch.int32 }).view([3, 1, 1]);

/** A light layer of colour, 100 parts in 255, rounded as Pillow does. */
function blend(image: Tensor, box: Corners, colour: readonly number[]): void {
  const part = region(image, box);
  part?.copy_(
    part
      .to(torch.int32)
      .mul(155)
      .add(bytesOf(colour).mul(100))
      .add(127.5)
      .div(255, { rounding_mode: 'floor' }),
  );
}

/** The rim, inside of the box; where that is too narrow for it, what Pillow's strokes cover. */
function outline(image: Tensor, [x1, y1, x2, y2]: Corners, colour: readonly number[], width: number): void {
  const thick = Math.max(width, 1) - 1;
  // Upright strokes run between the level ones, upwards if these cross, and leave out their end.
  const [start, end] = [y1 + thick + 1, y2 - thick];
  const [upper, lower] = start <= end ? [start, end - 1] : [end + 1, start];
  const rims: Corners[] = [
    [x1, y1, x2, y1 + thick],
    [x1, y2 - thick, x2, y2],
    [x1, upper, x1 + thick, lower],
    [x2 - thick, upper, x2, lower],
  ];
  for (const rim of rims) region(image, rim)?.copy_(bytesOf(colour));
}

/** A rectangle as large as a text, and a pixel more on each side. */
function background(text: string, fill: string): string {
  const box = resvg(`<svg xmlns="http://www.w3.org/2000/svg">${text}</svg>`, true).getBBox();
  if (!box) return '';
  const { x, y, width, height } = box;
  return `<rect x="${x - 1}" y="${y - 1}" width="${width + 2}" height="${height + 2}" fill="${fill}"/>`;
}

const maskOptions = signature(
  'draw_segmentation_masks',
  ['alpha', z.number().default(0.8)],
  ['colors', z.custom<Colours>().optional()],
);

/**
 * Colours masks (H, W) or (N, H, W) of booleans over an image (3, H, W), `alpha` of the colour to 1 - `alpha` of the image.
 * `colors` is one for all masks, its name or [red, green, blue], or a list.
 */
export const draw_segmentation_masks = checked(
  'draw_segmentation_masks',
  (image: Tensor, masks: Tensor, ...options: Args<typeof maskOptions>): Tensor => {
    const { alpha, colors } = maskOptions(options);
    checkImage(image, [3]);
    if (!(masks instanceof Tensor)) throw new TypeError(`masks must be a Tensor, got ${textOf(masks)}`);
    const all = masks.dim() === 2 ? masks.unsqueeze(0) : masks;
    if (all.dim() !== 3) throw new ValueError('masks must be of shape (H, W) or (batch_size, H, W)');
    if (all.dtype !== torch.bool) throw new ValueError(`The masks must be of dtype bool. Got ${all.dtype}`);
    if (all.size(1) !== image.size(1) || all.size(2) !== image.size(2)) {
      throw new ValueError('The image and the masks must have the same height and width');
    }
    if (all.size(0) === 0) {
      warn("masks doesn't contain any mask. No mask was drawn");
      return image;
    }
    const colours = coloursFor(colors, all.size(0));
    const full = image.is_floating_point() ? 255 : 1;
    let coloured = image.detach().clone();
    for (const [i, mask] of all.unbind(0).entries()) {
      const colour = (colours[i] as readonly number[]).map((value) => value / full);
      const values = torch.tensor(colour, { dtype: image.dtype }).view(3, 1, 1);
      coloured = torch.where(mask, values.to(image.device), coloured);
    }
    coloured = coloured.masked_fill(all.sum(0).gt(1), 0);
    return image
      .mul(1 - alpha)
      .add(coloured.mul(alpha))
      .to(image.dtype);
  },
);

export interface KeypointOptions {
  /** Pairs of points, by their numbers, that white lines connect. */
  connectivity?: readonly (readonly [number, number])[] | null;
  /** The points' colour, a name or [red, green, blue]; without one only lines are drawn, as in torchvision. */
  colors?: string | readonly [number, number, number] | null;
  radius?: number;
  /** Of the lines, in pixels. */
  width?: number;
  /** (instances, K): points to draw; a line needs both of its ends. */
  visibility?: Tensor | null;
}

const keypointOptions = signature(
  'draw_keypoints',
  [
    'connectivity',
    z
      .array(z.tuple([z.int(), z.int()]).readonly())
      .readonly()
      .nullable()
      .default(null),
  ],
  ['colors', z.custom<Colours>().optional()],
  ['radius', wholePixels.default(2)],
  ['width', wholePixels.default(3)],
  ['visibility', z.instanceof(Tensor).nullable().default(null)],
);

/**
 * Draws points (instances, K, 2) [x, y] and the lines between them on an image (3, H, W) of bytes or of floats 0 to 1; gives
 * a new image, with Pillow's pixels.
 *
 * @throws ValueError for other shapes, or a connection to a point that is not there.
 * @see https://docs.pytorch.org/vision/0.28/generated/torchvision.utils.draw_keypoints.html
 */
export const draw_keypoints = checked(
  'draw_keypoints',
  (image: Tensor, keypoints: Tensor, ...options: KeypointArgs): Tensor => {
    const { connectivity, colors, radius, width, visibility } = keypointOptions(options as []);
    checkImage(image, [3]);
    if (!(keypoints instanceof Tensor) || keypoints.dim() !== 3 || keypoints.size(2) !== 2) {
      throw new ValueError('keypoints must be of shape (num_instances, K, 2)');
    }
    const [instances, count] = [keypoints.size(0), keypoints.size(1)];
    const seen = visibleOf(visibility, instances, count);
    const points = keypoints.to(torch.float64).trunc().tolist() as [number, number][][];
    for (const i of (connectivity ?? []).flat()) {
      if (Number.isInteger(i) && i >= 0 && i < count) continue;
      throw new ValueError(`connectivity names point ${i}, but there are ${count}, from 0`);
    }
    const [h, w] = [image.size(1), image.size(2)];
    const fill = colors == null ? null : css(coloursFor(colors, 1)[0] as readonly number[]);
    const shapes = points.flatMap((own, n) => {
      const isSeen = (i: number) => seen[n]?.[i] === true;
      const discs = own.filter((_, i) => fill !== null && isSeen(i)).flatMap(([x, y]) => disc(x, y, radius));
      const lines = (connectivity ?? [])
        .filter(([a, b]) => isSeen(a) && isSeen(b))
        .flatMap(([a, b]) => line(own[a] as Point, own[b] as Point, width, [w, h]));
      return [filled(discs, fill ?? 'none', [w, h]), filled(lines, 'white', [w, h])];
    });
    const bytes = convert_image_dtype(image, torch.uint8).contiguous();
    return convert_image_dtype(draw(bytes, shapes.join(''), false), image.dtype);
  },
);

type KeypointArgs = Args<typeof keypointOptions> | [options?: KeypointOptions];
type Point = [x: number, y: number];

function visibleOf(given: Tensor | null, instances: number, count: number): boolean[][] {
  if (given === null) return Array.from({ length: instances }, () => Array<boolean>(count).fill(true));
  const visible = given.dim() === 3 && given.size(2) === 1 ? given.squeeze(2) : given;
  if (visible.dim() !== 2 || visible.size(0) !== instances || visible.size(1) !== count) {
    throw new ValueError(
      `visibility must be of shape (num_instances, K) = (${instances}, ${count}), got (${given.size().join(', ')})`,
    );
  }
  return visible.to(torch.bool).tolist() as boolean[][];
}

/** Rows of pixels in one colour, as SVG. */
function filled(spans: readonly Span[], colour: string, [w, h]: Point): string {
  const rows = spans.flatMap(([y, from, to]) => {
    const [left, right] = [Math.max(from, 0), Math.min(to, w - 1)];
    return y >= 0 && y < h && left <= right ? `M${left} ${y}H${right + 1}v1H${left}z` : [];
  });
  return rows.length === 0
    ? ''
    : `<path shape-rendering="crispEdges" fill="${colour}" d="${rows.join('')}"/>`;
}

const labelOptions = signature(
  'label_grid',
  ['nrow', z.int().positive().default(8)],
  ['font_size', pixels.default(14)],
  ['scale', z.int().positive().max(4096).optional()],
);

/**
 * A batch of images as a grid with a label under each, (3, H, W) uint8; small images are enlarged. To look at:
 * `show(label_grid(images, labels))`.
 */
export const label_grid = checked(
  'label_grid',
  (
    images: Tensor | readonly Tensor[],
    labels: readonly (string | number)[],
    options: { nrow?: number; font_size?: number; scale?: number } = {},
  ): Tensor => {
    const { nrow, font_size, ...given } = labelOptions([options]);
    const list = images instanceof Tensor ? images.unbind(0) : [...images];
    if (labels.length !== list.length) {
      throw new ValueError(`Number of images (${list.length}) and labels (${labels.length}) mismatch.`);
    }
    const first = list[0];
    if (first === undefined) throw new ValueError('there is no image to show');
    const scale = given.scale ?? Math.max(1, Math.ceil(64 / first.size(-1)));
    const strip = Math.ceil(font_size) + 6;
    const cells = list.map((image) => {
      const bytes = convert_image_dtype(image.detach().cpu(), torch.uint8).expand([3, -1, -1]);
      const large = bytes.repeat_interleave(scale, 1).repeat_interleave(scale, 2);
      return torch.constant_pad_nd(large, [0, 0, 0, strip], 255);
    });
    const grid = make_grid(torch.stack(cells), { nrow, padding: 4, pad_value: 255 });
    const [h, w] = [(cells[0] as Tensor).size(1) + 4, (cells[0] as Tensor).size(2) + 4];
    const columns = Math.min(nrow, list.length);
    const inset = list.length === 1 ? 0 : 4;
    const texts = Array.from(labels, (label, i) => {
      const x = inset + (i % columns) * w + (w - 4) / 2;
      const y = inset + Math.floor(i / columns) * h + h - 10;
      return `<text x="${x}" y="${y}" text-anchor="middle" font-size="${font_size}">${visibleText(String(label), font_size, w)}</text>`;
    });
    return draw(grid.contiguous(), texts.join(''), true);
  },
);

/**
 * Shows an image (a tensor (C, H, W), bytes or floats of 0 to 1, or a picture) in a terminal that can: iTerm2, WezTerm,
 * VS Code, or those with kitty's protocol (kitty, Ghostty).
 *
 * @throws RuntimeError in any other terminal: write a file with `save_image` or `write_png` instead.
 */
export function show(image: Tensor | Image, out: { write(text: string): unknown } = process.stdout): void {
  const tensor =
    image instanceof Image
      ? image.convert('RGB').toarray().permute(2, 0, 1)
      : convert_image_dtype(image, torch.uint8);
  const bytes = encode_png(tensor.contiguous()).numpy() as Uint8Array;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const { TERM = '', TERM_PROGRAM = '', KITTY_WINDOW_ID } = process.env;
  if (KITTY_WINDOW_ID !== undefined || TERM.includes('kitty') || TERM_PROGRAM === 'ghostty') {
    for (let at = 0; at < data.length; at += 4096) {
      const first = at === 0 ? 'a=T,f=100,' : '';
      const more = at + 4096 < data.length ? 1 : 0;
      out.write(`\x1b_G${first}m=${more};${data.slice(at, at + 4096)}\x1b\\`);
    }
    out.write('\n');
    return;
  }
  if (['iTerm.app', 'WezTerm', 'vscode'].includes(TERM_PROGRAM)) {
    out.write(`\x1b]1337;File=inline=1;size=${bytes.length}:${data}\x07\n`);
    return;
  }
  throw new RuntimeError(
    'this terminal shows no images (iTerm2, WezTerm, VS Code, kitty and Ghostty do): write a file with save_image',
  );
}
