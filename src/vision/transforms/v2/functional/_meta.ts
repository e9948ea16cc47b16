import { z } from 'zod';
import { TypeError, ValueError } from '../../../../errors.ts';
import { checked } from '../../../../misuse.ts';
import { type Args, signature } from '../../../../signature.ts';
import type { Tensor } from '../../../../tensor.ts';
import { Tensor as TensorClass } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import { Image as Picture } from '../../../image.ts';
import {
  type BoundingBoxFormat,
  type ClampingMode,
  canvasSize,
  format as formatField,
  is_rotated_bounding_format,
  type Size,
} from '../../../tv_tensors/_bounding_boxes.ts';
import { plain } from '../../../tv_tensors/_tv_tensor.ts';
import { BoundingBoxes, Image, KeyPoints, Mask, Video, wrap } from '../../../tv_tensors/index.ts';
import { clampRotated } from './_clamp_rotated.ts';
import { functional, is_pure_tensor, nameOf, registerRaw } from './_utils.ts';

/** What a question about an input answers. */
type Question<R> = (inpt: unknown) => R;

/** [channels, height, width] of an image or a video. */
export const get_dimensions = functional('get_dimensions') as unknown as Question<[number, number, number]>;

export const get_dimensions_image = checked(
  'get_dimensions_image',
  (image: Tensor): [number, number, number] => {
    const shape = image.shape;
    if (shape.length < 2) {
      throw new TypeError(`Input tensor should have at least two dimensions, but got ${shape.length}`);
    }
    return [shape.length === 2 ? 1 : image.size(-3), image.size(-2), image.size(-1)];
  },
);
export const get_dimensions_video = get_dimensions_image;
const pictureDimensions = (picture: Picture) => [picture.getbands().length, picture.height, picture.width];

/** How many channels an image or a video has. */
export const get_num_channels = functional('get_num_channels') as unknown as Question<number>;
export const get_num_channels_image = checked(
  'get_num_channels_image',
  (image: Tensor): number => get_dimensions_image(image)[0],
);
export const get_num_channels_video = get_num_channels_image;
/** The older name of `get_num_channels`. */
export const get_image_num_channels = get_num_channels;

/** [height, width] of anything that has a place in an image. */
export const get_size = functional('get_size') as unknown as Question<[number, number]>;

export const get_size_image = checked('get_size_image', (image: Tensor): [number, number] => {
  const [, height, width] = get_dimensions_image(image);
  return [height, width];
});
export const get_size_video = get_size_image;
export const get_size_mask = get_size_image;
export const get_size_bounding_boxes = checked(
  'get_size_bounding_boxes',
  (bounding_boxes: BoundingBoxes): [number, number] => [
    bounding_boxes.canvas_size[0],
    bounding_boxes.canvas_size[1],
  ],
);
export const get_size_keypoints = checked('get_size_keypoints', (keypoints: KeyPoints): [number, number] => [
  keypoints.canvas_size[0],
  keypoints.canvas_size[1],
]);

/** How many frames a video (..., T, C, H, W) has. */
export const get_num_frames = functional('get_num_frames') as unknown as Question<number>;
export const get_num_frames_video = checked('get_num_frames_video', (video: Tensor): number =>
  video.size(-4),
);

const raw = (question: unknown, kernel: (inpt: any) => unknown, ...types: unknown[]) =>
  registerRaw(question as never, kernel, ...types);
raw(get_dimensions, get_dimensions_image, TensorClass, Image, Video);
raw(get_dimensions, pictureDimensions, Picture);
raw(get_num_channels, get_num_channels_image, TensorClass, Image, Video);
raw(get_num_channels, (picture: Picture) => picture.getbands().length, Picture);
raw(get_size, get_size_image, TensorClass, Image, Video, Mask);
raw(get_size, (picture: Picture) => [picture.height, picture.width], Picture);
raw(get_size, get_size_bounding_boxes, BoundingBoxes);
raw(get_size, get_size_keypoints, KeyPoints);
raw(get_num_frames, get_num_frames_video, TensorClass, Video);

// Formats. A conversion changes `boxes` themselves if it may, else a copy.

const own = (boxes: Tensor, inplace: boolean) => (inplace ? boxes : boxes.clone());
const first = (boxes: Tensor) => boxes.narrow(-1, 0, 2);
const second = (boxes: Tensor) => boxes.narrow(-1, 2, 2);
const column = (boxes: Tensor, i: number) => boxes.select(-1, i);
/** Integers are halved downwards. */
const halved = (x: Tensor, by: number) =>
  x.div(by, { rounding_mode: x.is_floating_point() ? null : 'floor' });

function xywhToXyxy(boxes: Tensor, inplace: boolean): Tensor {
  const out = own(boxes, inplace);
  second(out).add_(first(out));
  return out;
}

function xyxyToXywh(boxes: Tensor, inplace: boolean): Tensor {
  const out = own(boxes, inplace);
  second(out).sub_(first(out));
  return out;
}

function xywhToCxcywh(boxes: Tensor, inplace: boolean): Tensor {
  const out = own(boxes, inplace);
  first(out).add_(halved(second(out), 2));
  return out;
}

function xyxyToCxcywh(boxes: Tensor, inplace: boolean): Tensor {
  const out = xyxyToXywh(boxes, inplace);
  const rounding_mode = out.is_floating_point() ? null : 'floor';
  first(out).mul_(2).add_(second(out)).div_(2, { rounding_mode });
  return out;
}

/** Integers go through floats, and each corner is cut to a whole number by itself. */
function fromMiddle(boxes: Tensor, inplace: boolean, change: (floats: Tensor) => Tensor): Tensor {
  if (boxes.is_floating_point()) return change(own(boxes, inplace));
  const out = change(boxes.to(torch.float32));
  return inplace ? boxes.copy_(out) : out.to(boxes.dtype);
}

function cxcywhToXywh(boxes: Tensor, inplace: boolean): Tensor {
  const { dtype } = boxes;
  return fromMiddle(boxes, inplace, (out) => {
    first(out).sub_(second(out).div(2));
    if (dtype.is_floating_point) return out;
    const end = first(out).add(second(out)).to(dtype);
    const start = first(out).to(dtype);
    return torch.cat([start, end.sub(start)], -1);
  });
}

const cxcywhToXyxy = (boxes: Tensor, inplace: boolean) =>
  fromMiddle(boxes, inplace, (out) => {
    first(out).sub_(second(out).div(2));
    second(out).add_(first(out));
    return out;
  });

/** Cosine and sine of the turn, and half the sides. */
function turnOf(boxes: Tensor): [cos: Tensor, sin: Tensor, halfWidth: Tensor, halfHeight: Tensor] {
  const half = halved(second(boxes), -2).abs_();
  const turn = column(boxes, 4).mul(Math.PI).div(180);
  return [turn.cos(), turn.sin(), column(half, 0), column(half, 1)];
}

function cxcywhrToXywhr(boxes: Tensor, inplace: boolean): Tensor {
  const out = own(boxes, inplace);
  const [cos, sin, w, h] = turnOf(out);
  column(out, 0).sub_(w.mul(cos)).sub_(h.mul(sin));
  column(out, 1).add_(w.mul(sin)).sub_(h.mul(cos));
  return out;
}

function xywhrToCxcywhr(boxes: Tensor, inplace: boolean): Tensor {
  const out = own(boxes, inplace);
  const [cos, sin, w, h] = turnOf(out);
  column(out, 0).add_(w.mul(cos)).add_(h.mul(sin));
  column(out, 1).sub_(w.mul(sin)).add_(h.mul(cos));
  return out;
}

function xywhrToCorners(boxes: Tensor): Tensor {
  const turn = column(boxes, 4).mul(Math.PI).div(180);
  const [cos, sin, w, h] = [turn.cos(), turn.sin(), column(boxes, 2), column(boxes, 3)];
  const out = first(boxes).tile([1, 4]);
  const [wCos, wSin, hCos, hSin] = [w.mul(cos), w.mul(sin), h.mul(cos), h.mul(sin)];
  column(out, 2).add_(wCos);
  column(out, 3).sub_(wSin);
  column(out, 4).add_(wCos.add(hSin));
  column(out, 5).sub_(wSin.sub(hCos));
  column(out, 6).add_(hSin);
  column(out, 7).add_(hCos);
  return out;
}

function cornersToXywhr(boxes: Tensor): Tensor {
  const { dtype } = boxes;
  const wide = dtype === torch.float32 || dtype === torch.float64 ? boxes : boxes.to(torch.float32);
  const [x1, y1, x2, y2, x3, y3] = wide.unbind(-1) as unknown as Tensor[] & Record<number, Tensor>;
  const [a, b, c, d, e, f] = [x1, y1, x2, y2, x3, y3] as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  const turn = torch.atan2(b.sub(d), c.sub(a));
  const length = (x: Tensor, y: Tensor) => x.pow(2).add(y.pow(2)).sqrt();
  const sides = [length(c.sub(a), d.sub(b)), length(e.sub(c), f.sub(d))];
  return torch.stack([a, b, ...sides, turn.div(Math.PI).mul(180)], -1).to(dtype);
}

/** The corners of boxes, or `XYWHR` of turned ones, by the format they come in; and back. */
const toBase: Partial<Record<BoundingBoxFormat, (boxes: Tensor, inplace: boolean) => Tensor>> = {
  XYWH: xywhToXyxy,
  CXCYWH: cxcywhToXyxy,
  CXCYWHR: cxcywhrToXywhr,
  XYXYXYXY: cornersToXywhr,
};
const fromBase: typeof toBase = {
  XYWH: xyxyToXywh,
  CXCYWH: xyxyToCxcywh,
  CXCYWHR: xywhrToCxcywhr,
  XYXYXYXY: xywhrToCorners,
};

/** @internal Plain boxes in another format. */
export function convertFormat(
  boxes: Tensor,
  from: BoundingBoxFormat,
  to: BoundingBoxFormat,
  inplace = false,
): Tensor {
  if (from === to) return boxes;
  if (is_rotated_bounding_format(from) !== is_rotated_bounding_format(to)) {
    throw new ValueError('Cannot convert between rotated and unrotated bounding boxes.');
  }
  if (from === 'XYWH' && to === 'CXCYWH') return xywhToCxcywh(boxes, inplace);
  if (from === 'CXCYWH' && to === 'XYWH') return cxcywhToXywh(boxes, inplace);
  const base = toBase[from]?.(boxes, inplace) ?? boxes;
  return fromBase[to]?.(base, inplace) ?? base;
}

const convertArgs = signature(
  'convert_bounding_box_format',
  ['old_format', formatField.nullable().default(null)],
  ['new_format', formatField],
  ['inplace', z.boolean().default(false)],
);

/**
 * Boxes in another format: `convert_bounding_box_format(boxes, { new_format: 'XYXY' })`. Plain tensors need `old_format`.
 *
 * @throws ValueError between turned and upright boxes.
 */
export const convert_bounding_box_format = checked(
  'convert_bounding_box_format',
  <T extends Tensor>(inpt: T, ...args: Args<typeof convertArgs>): T => {
    const { old_format, new_format, inplace } = convertArgs(args);
    if (is_pure_tensor(inpt)) {
      if (old_format === null) throw new ValueError('For pure tensor inputs, `old_format` has to be passed.');
      return convertFormat(inpt, old_format, new_format, inplace) as T;
    }
    const boxes = assertBoxes(inpt);
    if (old_format !== null) {
      throw new ValueError('For bounding box tv_tensor inputs, `old_format` must not be passed.');
    }
    const output = convertFormat(plain(boxes), boxes.format, new_format, inplace);
    return wrap(output, { like: boxes, format: new_format }) as unknown as T;
  },
);

function assertBoxes(inpt: unknown): BoundingBoxes {
  if (inpt instanceof BoundingBoxes) return inpt;
  throw new TypeError(
    `Input can either be a plain tensor or a bounding box tv_tensor, but got ${nameOf(inpt)} instead.`,
  );
}

/** @internal Plain boxes, cut at the edges of the image. */
export function clampBoxes(
  boxes: Tensor,
  format: BoundingBoxFormat,
  canvas_size: Size,
  clamping_mode: ClampingMode,
): Tensor {
  if (clamping_mode === null) return boxes.clone();
  if (is_rotated_bounding_format(format)) {
    const corners = convertFormat(boxes.clone(), format, 'XYXYXYXY', true).reshape(-1, 8);
    const clamped = clampRotated(corners, canvas_size, clamping_mode);
    return convertFormat(clamped, 'XYXYXYXY', format, true).reshape([...boxes.shape]);
  }
  const [height, width] = canvas_size;
  const floats = boxes.is_floating_point() ? boxes.clone() : boxes.to(torch.float32);
  const corners = convertFormat(floats, format, 'XYXY', true);
  for (const i of [0, 2]) column(corners, i).clamp_(0, width);
  for (const i of [1, 3]) column(corners, i).clamp_(0, height);
  return convertFormat(corners, 'XYXY', format, true).to(boxes.dtype);
}

const clampArgs = signature(
  'clamp_bounding_boxes',
  ['format', formatField.nullable().default(null)],
  ['canvas_size', canvasSize.nullable().default(null)],
  ['clamping_mode', z.enum(['soft', 'hard', 'auto']).nullable().default('auto')],
);

/** Boxes cut at the edges of their image; by their own `clamping_mode` with 'auto'. Plain tensors need all arguments. */
export const clamp_bounding_boxes = checked(
  'clamp_bounding_boxes',
  <T extends Tensor>(inpt: T, ...args: Args<typeof clampArgs>): T => {
    const { format, canvas_size, clamping_mode } = clampArgs(args);
    if (is_pure_tensor(inpt)) {
      if (format === null || canvas_size === null || clamping_mode === 'auto') {
        throw new ValueError(
          'For pure tensor inputs, `format`, `canvas_size` and `clamping_mode` have to be passed.',
        );
      }
      return clampBoxes(inpt, format, canvas_size, clamping_mode) as T;
    }
    const boxes = assertBoxes(inpt);
    if (format !== null || canvas_size !== null) {
      throw new ValueError(
        'For bounding box tv_tensor inputs, `format` and `canvas_size` must not be passed.',
      );
    }
    const mode = clamping_mode === 'auto' ? boxes.clamping_mode : clamping_mode;
    return wrap(clampBoxes(plain(boxes), boxes.format, boxes.canvas_size, mode), {
      like: boxes,
    }) as unknown as T;
  },
);

function clampPoints(points: Tensor, [height, width]: Size): Tensor {
  const out = points.is_floating_point() ? points.clone() : points.to(torch.float32);
  // A point lies on a pixel, a box between them.
  column(out, 0).clamp_(0, width - 1);
  column(out, 1).clamp_(0, height - 1);
  return out.to(points.dtype);
}

const clampPointsArgs = signature('clamp_keypoints', ['canvas_size', canvasSize.nullable().default(null)]);

/** Points moved onto the nearest pixel of their image. Plain tensors need `canvas_size`. */
export const clamp_keypoints = checked(
  'clamp_keypoints',
  <T extends Tensor>(inpt: T, ...args: Args<typeof clampPointsArgs>): T => {
    const { canvas_size } = clampPointsArgs(args);
    if (is_pure_tensor(inpt)) {
      if (canvas_size === null)
        throw new ValueError('For pure tensor inputs, `canvas_size` has to be passed.');
      return clampPoints(inpt, canvas_size) as T;
    }
    const points: unknown = inpt;
    if (!(points instanceof KeyPoints)) {
      throw new TypeError(
        `Input can either be a plain tensor or a keypoints tv_tensor, but got ${nameOf(inpt)} instead.`,
      );
    }
    if (canvas_size !== null) {
      throw new ValueError('For keypoints tv_tensor inputs, `canvas_size` must not be passed.');
    }
    return wrap(clampPoints(plain(points), points.canvas_size), { like: points }) as unknown as T;
  },
);
