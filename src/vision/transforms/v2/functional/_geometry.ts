import { z } from 'zod';
import { Tensor } from '../../../../tensor.ts';
import { warnOnce } from '../../../../warn.ts';
import { Image as Picture } from '../../../image.ts';
import type { Size as Canvas } from '../../../tv_tensors/_bounding_boxes.ts';
import { plain } from '../../../tv_tensors/_tv_tensor.ts';
import { BoundingBoxes, Image, KeyPoints, Mask, Video, wrap } from '../../../tv_tensors/index.ts';
import * as P from '../../_functional_pil.ts';
import { type Fill, paddingModes, sidesOf } from '../../_padding.ts';
import type { InterpolationMode } from '../../functional.ts';
import * as v1 from '../../functional.ts';
import { fill, int, interpolation, number, numbers, point, type Size, size, tensor } from './_fields.ts';
import * as B from './_geometry_boxes.ts';
import * as I from './_geometry_image.ts';
import { affineMatrix } from './_grid.ts';
import { functional, register, registerRaw } from './_utils.ts';

export {
  affine_bounding_boxes,
  affine_keypoints,
  center_crop_bounding_boxes,
  center_crop_keypoints,
  crop_bounding_boxes,
  crop_keypoints,
  elastic_bounding_boxes,
  elastic_keypoints,
  horizontal_flip_bounding_boxes,
  horizontal_flip_keypoints,
  pad_bounding_boxes,
  pad_keypoints,
  perspective_bounding_boxes,
  perspective_keypoints,
  resize_bounding_boxes,
  resize_keypoints,
  resized_crop_bounding_boxes,
  resized_crop_keypoints,
  rotate_bounding_boxes,
  rotate_keypoints,
  vertical_flip_bounding_boxes,
  vertical_flip_keypoints,
} from './_geometry_boxes.ts';
export {
  affine_image,
  affine_mask,
  center_crop_image,
  center_crop_mask,
  crop_image,
  crop_mask,
  elastic_image,
  elastic_mask,
  five_crop_image,
  horizontal_flip_image,
  pad_image,
  pad_mask,
  perspective_image,
  perspective_mask,
  resize_image,
  resize_mask,
  resized_crop_image,
  resized_crop_mask,
  rotate_image,
  rotate_mask,
  ten_crop_image,
  vertical_flip_image,
} from './_geometry_image.ts';

/*
 * The functions that move pixels, and with them boxes, masks and points. Sizes are [height, width], points [x, y],
 * angles degrees. Each takes its arguments by position or by keyword and gives what it got, of the same type.
 */

type Pair = readonly [number, number];
type Corners = readonly (readonly number[])[] | null;
type Boxed = Tensor | [values: Tensor, canvas_size: Canvas];

/** A kernel of plain boxes or points, told what they mean by `like`; a new size of the image is entered in the result. */
function registerBoxed(
  fn: unknown,
  type: unknown,
  kernel: (values: Tensor, like: any, ...args: any[]) => Boxed,
): void {
  registerRaw(
    fn as never,
    (inpt: BoundingBoxes, ...args) => {
      const result = kernel(plain(inpt), inpt, ...args);
      if (!Array.isArray(result)) return wrap(result, { like: inpt });
      return wrap(result[0], { like: inpt, canvas_size: result[1] });
    },
    type,
  );
}

/** Left and right exchanged. */
export const horizontal_flip = functional('horizontal_flip');
register(horizontal_flip, I.horizontal_flip_image, Tensor, Image, Video, Mask);
register(horizontal_flip, P.hflip, Picture);
registerBoxed(horizontal_flip, BoundingBoxes, (boxes, b: BoundingBoxes) =>
  B.horizontal_flip_bounding_boxes(boxes, b.format, b.canvas_size),
);
registerBoxed(horizontal_flip, KeyPoints, (points, p: KeyPoints) =>
  B.horizontal_flip_keypoints(points, p.canvas_size),
);
export const horizontal_flip_mask = I.horizontal_flip_image;
export const horizontal_flip_video = I.horizontal_flip_image;
export const hflip = horizontal_flip;

/** Top and bottom exchanged. */
export const vertical_flip = functional('vertical_flip');
register(vertical_flip, I.vertical_flip_image, Tensor, Image, Video, Mask);
register(vertical_flip, P.vflip, Picture);
registerBoxed(vertical_flip, BoundingBoxes, (boxes, b: BoundingBoxes) =>
  B.vertical_flip_bounding_boxes(boxes, b.format, b.canvas_size),
);
registerBoxed(vertical_flip, KeyPoints, (points, p: KeyPoints) =>
  B.vertical_flip_keypoints(points, p.canvas_size),
);
export const vertical_flip_mask = I.vertical_flip_image;
export const vertical_flip_video = I.vertical_flip_image;
export const vflip = vertical_flip;

const resizeFields = [
  ['size', size.nullable()],
  ['interpolation', interpolation('bilinear')],
  ['max_size', z.int().positive().nullable().default(null)],
  ['antialias', z.boolean().nullable().default(true)],
] as const;

/** Makes `size` of it: [height, width], or the shorter edge (`max_size` bounds the longer one; alone, it is that). */
export const resize = functional('resize', ...resizeFields);
register(resize, I.resize_image, Tensor, Image, Video);
register(resize, I.resize_mask, Mask);
register(resize, resizePicture, Picture);
registerBoxed(resize, BoundingBoxes, (boxes, b: BoundingBoxes, size: Size, _mode, max_size: number | null) =>
  B.resize_bounding_boxes(boxes, b.canvas_size, size, max_size, b.format, b.clamping_mode),
);
registerBoxed(resize, KeyPoints, (points, p: KeyPoints, size: Size, _mode, max_size: number | null) =>
  B.resize_keypoints(points, size, p.canvas_size, max_size),
);
export const resize_video = I.resize_image;

function resizePicture(
  picture: Picture,
  size: Size | null,
  mode: InterpolationMode,
  max_size: number | null = null,
  antialias: boolean | null = true,
): Picture {
  if (antialias === false) {
    warnOnce('Anti-alias option is always applied for PIL Image input. Argument antialias is ignored.');
  }
  const target = I.resizedSize([picture.height, picture.width], size, max_size);
  return v1.resize(picture, target, mode);
}

const shear = z.union([number, numbers]);

/** Turns by `angle`, moves by `translate` pixels, scales and shears about the middle, or `center`. */
export const affine = functional(
  'affine',
  ['angle', number],
  ['translate', point],
  ['scale', number],
  ['shear', shear],
  ['interpolation', interpolation('nearest')],
  ['fill', fill],
  ['center', point.nullable().default(null)],
);
register(affine, I.affine_image, Tensor, Image, Video);
register(affine, affinePicture, Picture);
type AffineArgs = [
  angle: number,
  translate: Pair,
  scale: number,
  shear: number | readonly number[],
  mode: InterpolationMode,
  fill: Fill,
  center: Pair | null,
];
register(
  affine,
  (mask: Tensor, ...[angle, translate, scale, shear, , fill, center]: AffineArgs) =>
    I.affine_mask(mask, angle, translate, scale, shear, fill, center),
  Mask,
);
registerBoxed(
  affine,
  BoundingBoxes,
  (boxes, b: BoundingBoxes, ...[angle, translate, scale, shear, , , center]: AffineArgs) =>
    B.affine_bounding_boxes(
      boxes,
      b.format,
      b.canvas_size,
      angle,
      translate,
      scale,
      shear,
      center,
      b.clamping_mode,
    ),
);
registerBoxed(
  affine,
  KeyPoints,
  (points, p: KeyPoints, ...[angle, translate, scale, shear, , , center]: AffineArgs) =>
    B.affine_keypoints(points, p.canvas_size, angle, translate, scale, shear, center),
);
export const affine_video = I.affine_image;

function affinePicture(picture: Picture, ...args: AffineArgs): Picture {
  const [angle, translate, scale, shear, mode, fill, center] = args;
  const angles = I.checkedShear(scale, shear);
  const middle = center ?? ([picture.width * 0.5, picture.height * 0.5] as const);
  return P.transform(picture, affineMatrix(middle, angle, translate, scale, angles), v1.filterOf(mode), fill);
}

/** Turns by `angle` degrees against the clock about the middle, or `center`; `expand` keeps the whole in sight. */
export const rotate = functional(
  'rotate',
  ['angle', number],
  ['interpolation', interpolation('nearest')],
  ['expand', z.boolean().default(false)],
  ['center', point.nullable().default(null)],
  ['fill', fill],
);
type RotateArgs = [angle: number, mode: InterpolationMode, expand: boolean, center: Pair | null, fill: Fill];
register(rotate, I.rotate_image, Tensor, Image, Video);
register(rotate, v1.rotate, Picture);
register(
  rotate,
  (mask: Tensor, ...[angle, , expand, center, fill]: RotateArgs) =>
    I.rotate_mask(mask, angle, expand, center, fill),
  Mask,
);
registerBoxed(rotate, BoundingBoxes, (boxes, b: BoundingBoxes, ...[angle, , expand, center]: RotateArgs) =>
  B.rotate_bounding_boxes(boxes, b.format, b.canvas_size, angle, expand, center, b.clamping_mode),
);
registerBoxed(rotate, KeyPoints, (points, p: KeyPoints, ...[angle, , expand, center]: RotateArgs) =>
  B.rotate_keypoints(points, p.canvas_size, angle, expand, center),
);
export const rotate_video = I.rotate_image;

const paddingMode = z.enum(paddingModes).default('constant');
const padding = z.union([
  int,
  z.tuple([int]).readonly(),
  z.tuple([int, int]).readonly(),
  z.tuple([int, int, int, int]).readonly(),
]);

/** Frames it: one width for all sides, [left and right, top and bottom], or [left, top, right, bottom]. */
export const pad = functional('pad', ['padding', padding], ['fill', fill], ['padding_mode', paddingMode]);
register(pad, I.pad_image, Tensor, Image, Video);
register(pad, I.pad_mask, Mask);
register(
  pad,
  (picture: Picture, padding: number | readonly number[], fill: Fill, mode: (typeof paddingModes)[number]) =>
    P.pad(picture, sidesOf(padding), fill, mode),
  Picture,
);
registerBoxed(pad, BoundingBoxes, (boxes, b: BoundingBoxes, padding, _fill, mode) =>
  B.pad_bounding_boxes(boxes, b.format, b.canvas_size, padding, mode, b.clamping_mode),
);
registerBoxed(pad, KeyPoints, (points, p: KeyPoints, padding, _fill, mode) =>
  B.pad_keypoints(points, p.canvas_size, padding, mode),
);
export const pad_video = I.pad_image;

const partFields = [
  ['top', int],
  ['left', int],
  ['height', int.positive()],
  ['width', int.positive()],
] as const;
type Part = [top: number, left: number, height: number, width: number];

/** The part of `height` x `width` from (`top`, `left`) on; zeros where it leaves the image. */
export const crop = functional('crop', ...partFields);
register(crop, I.crop_image, Tensor, Image, Video);
register(crop, I.crop_mask, Mask);
register(crop, P.crop, Picture);
registerBoxed(crop, BoundingBoxes, (boxes, b: BoundingBoxes, ...part: Part) =>
  B.crop_bounding_boxes(boxes, b.format, ...part, b.clamping_mode),
);
registerBoxed(crop, KeyPoints, (points, _p, ...part: Part) => B.crop_keypoints(points, ...part));
export const crop_video = I.crop_image;

const corners = z.array(numbers).readonly().nullable();

/** Moves four corners [x, y] to four others; `coefficients`, 8 numbers, may say it instead. */
export const perspective = functional(
  'perspective',
  ['startpoints', corners.default(null)],
  ['endpoints', corners.default(null)],
  ['interpolation', interpolation('bilinear')],
  ['fill', fill],
  ['coefficients', numbers.nullable().default(null)],
);
type PerspectiveArgs = [
  startpoints: Corners,
  endpoints: Corners,
  mode: InterpolationMode,
  fill: Fill,
  coefficients: readonly number[] | null,
];
register(perspective, I.perspective_image, Tensor, Image, Video);
register(
  perspective,
  (picture: Picture, ...[start, end, mode, fill, coefficients]: PerspectiveArgs) =>
    P.transform(picture, [...I.perspectiveOf(start, end, coefficients)], v1.filterOf(mode), fill),
  Picture,
);
register(
  perspective,
  (mask: Tensor, ...[start, end, , fill, coefficients]: PerspectiveArgs) =>
    I.perspective_mask(mask, start, end, fill, coefficients),
  Mask,
);
registerBoxed(
  perspective,
  BoundingBoxes,
  (boxes, b: BoundingBoxes, ...[start, end, , , coefficients]: PerspectiveArgs) =>
    B.perspective_bounding_boxes(boxes, b.format, b.canvas_size, start, end, coefficients, b.clamping_mode),
);
registerBoxed(
  perspective,
  KeyPoints,
  (points, p: KeyPoints, ...[start, end, , , coefficients]: PerspectiveArgs) =>
    B.perspective_keypoints(points, p.canvas_size, start, end, coefficients),
);
export const perspective_video = I.perspective_image;

/** Moves each pixel by `displacement` (1, H, W, 2), in halves of the image's size. */
export const elastic = functional(
  'elastic',
  ['displacement', tensor],
  ['interpolation', interpolation('bilinear')],
  ['fill', fill],
);
register(elastic, I.elastic_image, Tensor, Image, Video);
register(
  elastic,
  (picture: Picture, displacement: Tensor, mode: InterpolationMode, fill: Fill) =>
    v1.to_pil_image(I.elastic_image(v1.pil_to_tensor(picture), displacement, mode, fill), picture.mode),
  Picture,
);
register(
  elastic,
  (mask: Tensor, displacement: Tensor, _mode: InterpolationMode, fill: Fill) =>
    I.elastic_mask(mask, displacement, fill),
  Mask,
);
registerBoxed(elastic, BoundingBoxes, (boxes, b: BoundingBoxes, displacement) =>
  B.elastic_bounding_boxes(boxes, b.format, b.canvas_size, displacement, b.clamping_mode),
);
registerBoxed(elastic, KeyPoints, (points, p: KeyPoints, displacement) =>
  B.elastic_keypoints(points, p.canvas_size, displacement),
);
export const elastic_video = I.elastic_image;
export const elastic_transform = elastic;

/** The middle; zeros around it where the image is smaller. */
export const center_crop = functional('center_crop', ['output_size', size]);
register(center_crop, I.center_crop_image, Tensor, Image, Video);
register(center_crop, I.center_crop_mask, Mask);
register(center_crop, v1.center_crop, Picture);
registerBoxed(center_crop, BoundingBoxes, (boxes, b: BoundingBoxes, size: Size) =>
  B.center_crop_bounding_boxes(boxes, b.format, b.canvas_size, size, b.clamping_mode),
);
registerBoxed(center_crop, KeyPoints, (points, p: KeyPoints, size: Size) =>
  B.center_crop_keypoints(points, p.canvas_size, size),
);
export const center_crop_video = I.center_crop_image;

/** A part, resized. */
export const resized_crop = functional(
  'resized_crop',
  ...partFields,
  ['size', size],
  ['interpolation', interpolation('bilinear')],
  ['antialias', z.boolean().nullable().default(true)],
);
register(resized_crop, I.resized_crop_image, Tensor, Image, Video);
register(resized_crop, I.resized_crop_mask, Mask);
type ResizedCropArgs = [...Part, size: Size, mode: InterpolationMode, antialias: boolean | null];
register(
  resized_crop,
  (picture: Picture, ...[top, left, height, width, size, mode, antialias]: ResizedCropArgs) =>
    resizePicture(P.crop(picture, top, left, height, width), size, mode, null, antialias),
  Picture,
);
registerBoxed(
  resized_crop,
  BoundingBoxes,
  (boxes, b: BoundingBoxes, ...[top, left, height, width, size]: ResizedCropArgs) =>
    B.resized_crop_bounding_boxes(boxes, b.format, top, left, height, width, size, b.clamping_mode),
);
registerBoxed(resized_crop, KeyPoints, (points, _p, ...[top, left, height, width, size]: ResizedCropArgs) =>
  B.resized_crop_keypoints(points, top, left, height, width, size),
);
export const resized_crop_video = I.resized_crop_image;

/** What a function that gives several of its input returns. */
type Several = <I>(inpt: I, ...args: any[]) => I[];
const several =
  (kernel: (image: Tensor, ...args: any[]) => Tensor[]) =>
  (inpt: Tensor, ...args: unknown[]) =>
    kernel(plain(inpt), ...args).map((part) => wrap(part, { like: inpt }));

/** The four corners (top left, top right, bottom left, bottom right) and the middle. */
export const five_crop = functional('five_crop', ['size', size]) as unknown as Several;
registerRaw(five_crop as never, I.five_crop_image, Tensor);
registerRaw(five_crop as never, several(I.five_crop_image), Image, Video);
registerRaw(five_crop as never, v1.five_crop, Picture);
export const five_crop_video = I.five_crop_image;

/** The five crops, and those of the mirror image. */
export const ten_crop = functional(
  'ten_crop',
  ['size', size],
  ['vertical_flip', z.boolean().default(false)],
) as unknown as Several;
registerRaw(ten_crop as never, I.ten_crop_image, Tensor);
registerRaw(ten_crop as never, several(I.ten_crop_image), Image, Video);
registerRaw(ten_crop as never, v1.ten_crop, Picture);
export const ten_crop_video = I.ten_crop_image;
