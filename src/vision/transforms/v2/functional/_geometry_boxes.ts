import { RuntimeError, ValueError } from '../../../../errors.ts';
import { checked } from '../../../../misuse.ts';
import type { Tensor } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import {
  type BoundingBoxFormat,
  type Size as Canvas,
  type ClampingMode,
  is_rotated_bounding_format,
} from '../../../tv_tensors/_bounding_boxes.ts';
import { type PaddingMode, sidesOf } from '../../_padding.ts';
import type { Size } from './_fields.ts';
import {
  checkDisplacement,
  checkedShear,
  middleOf,
  pairOf,
  perspectiveOf,
  resizedSize,
} from './_geometry_image.ts';
import { affineMatrix, expandedSize, identityGrid } from './_grid.ts';
import { clampBoxes, convertFormat } from './_meta.ts';

/*
 * Kernels for boxes and points: plain tensors, with what they mean as further arguments. Those that change the image's
 * size give [boxes, canvas_size].
 */

type Pair = readonly [number, number];
type Points = readonly (readonly number[])[] | null;
type Sized = [boxes: Tensor, canvas_size: Canvas];

const column = (boxes: Tensor, i: number) => boxes.select(-1, i);
/** Turned boxes are computed with as four corners, others as two. */
const cornersFormat = (format: BoundingBoxFormat) =>
  is_rotated_bounding_format(format) ? 'XYXYXYXY' : 'XYXY';
const radians = (degrees: Tensor) => degrees.mul(Math.PI).div(180);

/** `values` at the columns, the others as they are. */
function withColumns(boxes: Tensor, values: Readonly<Record<number, Tensor>>): Tensor {
  return torch.stack(
    boxes.unbind(-1).map((old, i) => values[i] ?? old),
    -1,
  );
}

const mirrorOf = (size: number) => (x: Tensor) => x.sub(size).neg();
/** The places of x and y that a mirrored box's corners come from, so that they keep their order round it. */
const mirroredCorners = [2, 3, 0, 1, 6, 7, 4, 5];

/** `axis`: 0 mirrors x, 1 mirrors y. */
function mirrorCorners(boxes: Tensor, axis: 0 | 1, mirror: (values: Tensor) => Tensor): Tensor {
  const columns = boxes.unbind(-1).map((values, i) => (i % 2 === axis ? mirror(values) : values));
  return torch.stack(
    mirroredCorners.map((i) => columns[i] as Tensor),
    -1,
  );
}

export const horizontal_flip_bounding_boxes = checked(
  'horizontal_flip_bounding_boxes',
  (bounding_boxes: Tensor, format: BoundingBoxFormat, [, width]: Canvas): Tensor => {
    const mirror = mirrorOf(width);
    const at = (i: number) => column(bounding_boxes, i);
    switch (format) {
      case 'XYXY':
        return withColumns(bounding_boxes, { 0: mirror(at(2)), 2: mirror(at(0)) });
      case 'XYWH':
        return withColumns(bounding_boxes, { 0: mirror(at(0).add(at(2))) });
      case 'CXCYWH':
        return withColumns(bounding_boxes, { 0: mirror(at(0)) });
      case 'CXCYWHR':
        return withColumns(bounding_boxes, { 0: mirror(at(0)), 4: at(4).neg() });
      case 'XYWHR': {
        const turn = radians(at(4));
        const x = mirror(at(0).add(at(2).mul(turn.cos())));
        return withColumns(bounding_boxes, { 0: x, 1: at(1).sub(at(2).mul(turn.sin())), 4: at(4).neg() });
      }
      case 'XYXYXYXY':
        return mirrorCorners(bounding_boxes, 0, mirror);
    }
  },
);

export const vertical_flip_bounding_boxes = checked(
  'vertical_flip_bounding_boxes',
  (bounding_boxes: Tensor, format: BoundingBoxFormat, [height]: Canvas): Tensor => {
    const mirror = mirrorOf(height);
    const at = (i: number) => column(bounding_boxes, i);
    switch (format) {
      case 'XYXY':
        return withColumns(bounding_boxes, { 1: mirror(at(3)), 3: mirror(at(1)) });
      case 'XYWH':
        return withColumns(bounding_boxes, { 1: mirror(at(1).add(at(3))) });
      case 'CXCYWH':
        return withColumns(bounding_boxes, { 1: mirror(at(1)) });
      case 'CXCYWHR':
        return withColumns(bounding_boxes, { 1: mirror(at(1)), 4: at(4).neg().add(180) });
      case 'XYWHR': {
        const turn = radians(at(4));
        const y = mirror(at(1).sub(at(2).mul(turn.sin())));
        const x = at(0).add(at(2).mul(turn.cos()));
        return withColumns(bounding_boxes, { 0: x, 1: y, 4: at(4).neg().add(180) });
      }
      case 'XYXYXYXY':
        return mirrorCorners(bounding_boxes, 1, mirror);
    }
  },
);

// Points lie on pixels, the last of which is at size - 1.
export const horizontal_flip_keypoints = checked(
  'horizontal_flip_keypoints',
  (keypoints: Tensor, [, width]: Canvas): Tensor =>
    withColumns(keypoints, { 0: mirrorOf(width - 1)(column(keypoints, 0)) }),
);
export const vertical_flip_keypoints = checked(
  'vertical_flip_keypoints',
  (keypoints: Tensor, [height]: Canvas): Tensor =>
    withColumns(keypoints, { 1: mirrorOf(height - 1)(column(keypoints, 1)) }),
);

/**
 * Rectangles from parallelograms (..., 8), into which a transform may turn turned boxes: the corners on the longer
 * diagonal stay.
 */
function rectangles(parallelograms: Tensor): Tensor {
  const { dtype } = parallelograms;
  const isFloat = dtype === torch.float32 || dtype === torch.float64;
  const corners = isFloat ? parallelograms : parallelograms.to(torch.float32);
  type Eight = [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  const [x1, y1, x2, y2, x3, y3, x4, y4] = corners.unbind(-1) as unknown as Eight;
  const [cx, cy] = [x1.add(x3).div(2), y1.add(y3).div(2)];
  const length = (x: Tensor, y: Tensor) => x.pow(2).add(y.pow(2)).sqrt();
  const [width, height] = [length(x2.sub(x1), y2.sub(y1)), length(x4.sub(x1), y4.sub(y1))];
  const along = torch.atan2(y1.sub(y2), x2.sub(x1));
  const across = torch.atan2(y1.sub(y4), x4.sub(x1));
  const between = along.sub(across);
  const sign = torch.where(between.gt(Math.PI / 2), -1, 1);
  const [cos, sin] = [between.cos(), between.sin()];
  const reach = (side: Tensor, other: Tensor) => side.add(other.mul(cos).mul(sign));
  const w = torch.where(width.lt(height), width.mul(sin), reach(width, height));
  const h = torch.where(width.gt(height), height.mul(sin), reach(height, width));
  const turn = torch.where(height.gt(width), across.add(Math.PI / 2), along);
  const [c, s] = [turn.cos(), turn.sin()];
  const [halfW, halfH] = [w.div(2), h.div(2)];
  const [wc, ws, hc, hs] = [halfW.mul(c), halfW.mul(s), halfH.mul(c), halfH.mul(s)];
  const out = [
    cx.sub(wc).sub(hs),
    cy.sub(hc).add(ws),
    cx.add(wc).sub(hs),
    cy.sub(hc).sub(ws),
    cx.add(wc).add(hs),
    cy.add(hc).sub(ws),
    cx.sub(wc).add(hs),
    cy.add(hc).add(ws),
  ];
  return torch.stack(out, -1).to(dtype);
}

export const resize_bounding_boxes = checked(
  'resize_bounding_boxes',
  (
    bounding_boxes: Tensor,
    canvas_size: Canvas,
    size: Size | null,
    max_size: number | null = null,
    format: BoundingBoxFormat = 'XYXY',
    clamping_mode: ClampingMode = 'soft',
  ): Sized => {
    const target = resizedSize(canvas_size, size, max_size);
    if (target[0] === canvas_size[0] && target[1] === canvas_size[1]) return [bounding_boxes, canvas_size];
    const ratios = [target[1] / canvas_size[1], target[0] / canvas_size[0]];
    const scaled = (boxes: Tensor) => {
      const list = Array.from({ length: boxes.size(-1) }, (_, i) => ratios[i % 2] as number);
      return boxes.mul(torch.tensor(list, { device: boxes.device }));
    };
    const { dtype } = bounding_boxes;
    if (!is_rotated_bounding_format(format)) return [scaled(bounding_boxes).to(dtype), target];
    const corners = convertFormat(bounding_boxes, format, 'XYXYXYXY').reshape(-1, 8);
    const clamped = clampBoxes(rectangles(scaled(corners)), 'XYXYXYXY', target, clamping_mode);
    const out = convertFormat(clamped, 'XYXYXYXY', format).to(dtype);
    return [out.reshape([...bounding_boxes.shape]), target];
  },
);

export const resize_keypoints = checked(
  'resize_keypoints',
  (keypoints: Tensor, size: Size | null, canvas_size: Canvas, max_size: number | null = null): Sized => {
    const target = resizedSize(canvas_size, size, max_size);
    if (target[0] === canvas_size[0] && target[1] === canvas_size[1]) return [keypoints, canvas_size];
    const ratios = torch.tensor([target[1] / canvas_size[1], target[0] / canvas_size[0]], {
      device: keypoints.device,
    });
    return [keypoints.mul(ratios).to(keypoints.dtype), target];
  },
);

/** A transform of points in the image, and what it does to the image's size. */
interface AffineOptions {
  readonly angle: number;
  readonly translate: Pair;
  readonly scale: number;
  readonly shear: number | readonly number[];
  readonly center: Pair | null;
  readonly expand: boolean;
}

/** Points (N, 2) moved, where the image's frame comes to begin (1, 2), and [height, width] that hold it. */
function moveAffinely(
  points: Tensor,
  [height, width]: Canvas,
  options: AffineOptions,
): [points: Tensor, start: Tensor | null, canvas_size: Canvas] {
  const { angle, translate, scale, expand } = options;
  const shear = checkedShear(scale, options.shear);
  const center = options.center ?? ([width * 0.5, height * 0.5] as const);
  const like = { dtype: points.dtype, device: points.device };
  const matrix = torch
    .tensor(affineMatrix(center, angle, translate, scale, shear, false), like)
    .reshape(2, 3)
    .t();
  const withOne = torch.cat([points, torch.ones([points.size(0), 1], like)], -1);
  const moved = withOne.matmul(matrix);
  if (!expand) return [moved, null, [height, width]];
  const frame = [
    [0, 0, 1],
    [0, height, 1],
    [width, height, 1],
    [width, 0, 1],
  ];
  const start = torch.tensor(frame, like).matmul(matrix).amin(0, true);
  const back = affineMatrix(center, angle, translate, scale, shear);
  const [newWidth, newHeight] = expandedSize(back, width, height);
  return [moved, start, [newHeight, newWidth]];
}

function affinePoints(keypoints: Tensor, canvas: Canvas, options: AffineOptions): Sized {
  if (keypoints.numel() === 0) return [keypoints, canvas];
  const floats = keypoints.is_floating_point() ? keypoints : keypoints.to(torch.float32);
  const [moved, start, canvas_size] = moveAffinely(floats.reshape(-1, 2), canvas, options);
  const out = start === null ? moved : moved.sub(start);
  return [out.reshape([...keypoints.shape]).to(keypoints.dtype), canvas_size];
}

export const affine_keypoints = checked(
  'affine_keypoints',
  (
    keypoints: Tensor,
    canvas_size: Canvas,
    angle: number,
    translate: Pair,
    scale: number,
    shear: number | readonly number[],
    center: Pair | null = null,
  ): Sized => affinePoints(keypoints, canvas_size, { angle, translate, scale, shear, center, expand: false }),
);

/** The corners of boxes as points (4N, 2). */
const cornersOfBoxes = (corners: Tensor) =>
  corners.size(-1) === 8
    ? corners.reshape(-1, 2)
    : corners
        .index_select(1, torch.tensor([0, 1, 2, 1, 2, 3, 0, 3], { dtype: torch.int64 }).to(corners.device))
        .reshape(-1, 2);

/** Boxes round moved corners (4N, 2): (N, 4) upright ones, (N, 8) turned ones. */
function boxesRound(points: Tensor, isRotated: boolean): Tensor {
  if (isRotated) return rectangles(points.reshape(-1, 8));
  const corners = points.reshape(-1, 4, 2);
  return torch.cat([corners.amin(1), corners.amax(1)], 1);
}

function affineBoxes(
  boxes: Tensor,
  format: BoundingBoxFormat,
  canvas: Canvas,
  options: AffineOptions,
  clamping_mode: ClampingMode,
): Sized {
  if (boxes.numel() === 0) return [boxes, canvas];
  const isRotated = is_rotated_bounding_format(format);
  const through = cornersFormat(format);
  const floats = boxes.is_floating_point() ? boxes.clone() : boxes.to(torch.float32);
  const corners = convertFormat(floats, format, through, true).reshape(-1, isRotated ? 8 : 4);
  const [moved, start, canvas_size] = moveAffinely(cornersOfBoxes(corners), canvas, options);
  const around = boxesRound(moved, isRotated);
  const placed = start === null ? around : around.sub(start.repeat([1, isRotated ? 4 : 2]));
  const clamped = clampBoxes(placed, through, canvas_size, clamping_mode);
  const out = convertFormat(clamped, through, format, true).reshape([...boxes.shape]);
  return [out.to(boxes.dtype), canvas_size];
}

export const affine_bounding_boxes = checked(
  'affine_bounding_boxes',
  (
    bounding_boxes: Tensor,
    format: BoundingBoxFormat,
    canvas_size: Canvas,
    angle: number,
    translate: Pair,
    scale: number,
    shear: number | readonly number[],
    center: Pair | null = null,
    clamping_mode: ClampingMode = 'soft',
  ): Tensor => {
    const options = { angle, translate, scale, shear, center, expand: false };
    return affineBoxes(bounding_boxes, format, canvas_size, options, clamping_mode)[0];
  },
);

// An image turns against the clock, an affine transform with it.
const turning = (angle: number, expand: boolean, center: Pair | null): AffineOptions => ({
  angle: -angle,
  translate: [0, 0],
  scale: 1,
  shear: [0, 0],
  center,
  expand,
});

export const rotate_bounding_boxes = checked(
  'rotate_bounding_boxes',
  (
    bounding_boxes: Tensor,
    format: BoundingBoxFormat,
    canvas_size: Canvas,
    angle: number,
    expand = false,
    center: Pair | null = null,
    clamping_mode: ClampingMode = 'soft',
  ): Sized => affineBoxes(bounding_boxes, format, canvas_size, turning(angle, expand, center), clamping_mode),
);

export const rotate_keypoints = checked(
  'rotate_keypoints',
  (
    keypoints: Tensor,
    canvas_size: Canvas,
    angle: number,
    expand = false,
    center: Pair | null = null,
  ): Sized => affinePoints(keypoints, canvas_size, turning(angle, expand, center)),
);

/** What is added to each number of a box that moves by (x, y). */
function shiftOf(format: BoundingBoxFormat, x: number, y: number): number[] {
  if (format === 'XYXYXYXY') return [x, y, x, y, x, y, x, y];
  if (format === 'XYXY') return [x, y, x, y];
  return is_rotated_bounding_format(format) ? [x, y, 0, 0, 0] : [x, y, 0, 0];
}

const like = (values: readonly number[], x: Tensor) =>
  torch.tensor(values, { dtype: x.dtype, device: x.device });

function assertConstant(padding_mode: PaddingMode, what: string): void {
  if (padding_mode !== 'constant') {
    throw new ValueError(`Padding mode '${padding_mode}' is not supported with ${what}`);
  }
}

const padded = ([height, width]: Canvas, [left, top, right, bottom]: readonly number[]): Canvas => [
  height + (top as number) + (bottom as number),
  width + (left as number) + (right as number),
];

export const pad_bounding_boxes = checked(
  'pad_bounding_boxes',
  (
    bounding_boxes: Tensor,
    format: BoundingBoxFormat,
    canvas_size: Canvas,
    padding: number | readonly number[],
    padding_mode: PaddingMode = 'constant',
    clamping_mode: ClampingMode = 'soft',
  ): Sized => {
    assertConstant(padding_mode, 'bounding boxes');
    const sides = sidesOf(padding);
    const size = padded(canvas_size, sides);
    const moved = bounding_boxes.add(like(shiftOf(format, sides[0], sides[1]), bounding_boxes));
    return [clampBoxes(moved, format, size, clamping_mode), size];
  },
);

export const pad_keypoints = checked(
  'pad_keypoints',
  (
    keypoints: Tensor,
    canvas_size: Canvas,
    padding: number | readonly number[],
    padding_mode: PaddingMode = 'constant',
  ): Sized => {
    assertConstant(padding_mode, 'KeyPoints');
    const sides = sidesOf(padding);
    return [keypoints.add(like([sides[0], sides[1]], keypoints)), padded(canvas_size, sides)];
  },
);

export const crop_bounding_boxes = checked(
  'crop_bounding_boxes',
  (
    bounding_boxes: Tensor,
    format: BoundingBoxFormat,
    top: number,
    left: number,
    height: number,
    width: number,
    clamping_mode: ClampingMode = 'soft',
  ): Sized => {
    const moved = bounding_boxes.sub(like(shiftOf(format, left, top), bounding_boxes));
    const boxes = format === 'XYXYXYXY' ? rectangles(moved) : moved;
    return [clampBoxes(boxes, format, [height, width], clamping_mode), [height, width]];
  },
);

export const crop_keypoints = checked(
  'crop_keypoints',
  (keypoints: Tensor, top: number, left: number, height: number, width: number): Sized => [
    keypoints.sub(like([left, top], keypoints)),
    [height, width],
  ],
);

export const center_crop_bounding_boxes = checked(
  'center_crop_bounding_boxes',
  (
    bounding_boxes: Tensor,
    format: BoundingBoxFormat,
    canvas_size: Canvas,
    output_size: Size,
    clamping_mode: ClampingMode = 'soft',
  ): Sized => {
    const size = pairOf(output_size);
    return crop_bounding_boxes(
      bounding_boxes,
      format,
      ...middleOf(size, canvas_size),
      ...size,
      clamping_mode,
    );
  },
);

export const center_crop_keypoints = checked(
  'center_crop_keypoints',
  (keypoints: Tensor, canvas_size: Canvas, output_size: Size): Sized => {
    const size = pairOf(output_size);
    return crop_keypoints(keypoints, ...middleOf(size, canvas_size), ...size);
  },
);

export const resized_crop_bounding_boxes = checked(
  'resized_crop_bounding_boxes',
  (
    bounding_boxes: Tensor,
    format: BoundingBoxFormat,
    top: number,
    left: number,
    height: number,
    width: number,
    size: Size,
    clamping_mode: ClampingMode = 'soft',
  ): Sized => {
    const [boxes, canvas] = crop_bounding_boxes(
      bounding_boxes,
      format,
      top,
      left,
      height,
      width,
      clamping_mode,
    );
    return resize_bounding_boxes(boxes, canvas, size, null, format, clamping_mode);
  },
);

export const resized_crop_keypoints = checked(
  'resized_crop_keypoints',
  (keypoints: Tensor, top: number, left: number, height: number, width: number, size: Size): Sized => {
    const [points, canvas] = crop_keypoints(keypoints, top, left, height, width);
    return resize_keypoints(points, size, canvas);
  },
);

/** Points (N, 2) where a perspective transform of the image takes them; its coefficients lead the other way. */
function movePerspectively(points: Tensor, coefficients: readonly number[], dtype: Tensor['dtype']): Tensor {
  const [a, b, c, d, e, f, g, h] = coefficients as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const determinant = a * e - b * d;
  if (determinant === 0) {
    throw new RuntimeError(`the perspective coefficients [${coefficients}] cannot be inverted`);
  }
  const upper = [e - f * h, -b + c * h, b * f - c * e, -d + f * g, a - c * g, -a * f + c * d];
  const lower = [-e * g + d * h, -a * h + b * g];
  const options = { dtype, device: points.device };
  const numerator = torch.tensor(
    upper.map((x) => x / determinant),
    options,
  );
  const [p, q] = lower.map((x) => x / determinant) as [number, number];
  const denominator = torch.tensor([p, q, 1, p, q, 1], options);
  const ones = torch.ones([points.size(0), 1], { device: points.device });
  const withOne = torch.cat([points, ones], -1);
  const above = withOne.matmul(numerator.view(2, 3).t());
  return above.div_(withOne.matmul(denominator.view(2, 3).t()));
}

export const perspective_bounding_boxes = checked(
  'perspective_bounding_boxes',
  (
    bounding_boxes: Tensor,
    format: BoundingBoxFormat,
    canvas_size: Canvas,
    startpoints: Points,
    endpoints: Points,
    coefficients: readonly number[] | null = null,
    clamping_mode: ClampingMode = 'soft',
  ): Tensor => {
    if (bounding_boxes.numel() === 0) return bounding_boxes;
    const found = perspectiveOf(startpoints, endpoints, coefficients);
    const isRotated = is_rotated_bounding_format(format);
    const through = cornersFormat(format);
    const corners = convertFormat(bounding_boxes, format, through).reshape(-1, isRotated ? 8 : 4);
    const dtype = corners.is_floating_point() ? corners.dtype : torch.float32;
    const moved = movePerspectively(cornersOfBoxes(corners), found, dtype);
    const clamped = clampBoxes(boxesRound(moved, isRotated), through, canvas_size, clamping_mode);
    const out = convertFormat(clamped, through, format, true).reshape([...bounding_boxes.shape]);
    return out.to(bounding_boxes.dtype);
  },
);

export const perspective_keypoints = checked(
  'perspective_keypoints',
  (
    keypoints: Tensor,
    _canvas_size: Canvas,
    startpoints: Points,
    endpoints: Points,
    coefficients: readonly number[] | null = null,
  ): Tensor => {
    if (keypoints.numel() === 0) return keypoints;
    const found = perspectiveOf(startpoints, endpoints, coefficients);
    const dtype = keypoints.is_floating_point() ? keypoints.dtype : torch.float32;
    const moved = movePerspectively(keypoints.reshape(-1, 2), found, dtype);
    return moved.to(keypoints.dtype).reshape([...keypoints.shape]);
  },
);

/** Points (N, 2) where an elastic transform takes them, nearly: its grid is inverted by a change of sign. */
function moveElastically(points: Tensor, displacement: Tensor, canvas: Canvas): Tensor {
  const options = { dtype: displacement.dtype, device: displacement.device };
  const back = identityGrid(canvas, options).sub_(displacement).select(0, 0);
  const [x, y] = points.to(torch.int64).unbind(1) as unknown as [Tensor, Tensor];
  const places = back.index(y.clamp(0, canvas[0] - 1), x.clamp(0, canvas[1] - 1));
  const size = torch.tensor([canvas[1], canvas[0]], options);
  return places.add_(1).mul_(size.mul(0.5)).sub_(0.5);
}

/** Displacements in the floats that boxes or points are computed in. */
function displacementFor(x: Tensor, displacement: Tensor, canvas: Canvas): Tensor {
  checkDisplacement(displacement, canvas);
  return displacement.to(x.device, x.is_floating_point() ? x.dtype : torch.float32);
}

export const elastic_bounding_boxes = checked(
  'elastic_bounding_boxes',
  (
    bounding_boxes: Tensor,
    format: BoundingBoxFormat,
    canvas_size: Canvas,
    displacement: Tensor,
    clamping_mode: ClampingMode = 'soft',
  ): Tensor => {
    const field = displacementFor(bounding_boxes, displacement, canvas_size);
    if (bounding_boxes.numel() === 0) return bounding_boxes;
    const isRotated = is_rotated_bounding_format(format);
    const through = isRotated ? 'CXCYWHR' : 'XYXY';
    const boxes = convertFormat(bounding_boxes.clone(), format, through).reshape(-1, isRotated ? 5 : 4);
    const points = isRotated ? boxes.narrow(1, 0, 2) : cornersOfBoxes(boxes);
    const moved = moveElastically(points.is_floating_point() ? points.ceil() : points, field, canvas_size);
    // A turned box moves by its middle.
    const around = isRotated ? torch.cat([moved, boxes.narrow(1, 2, 3)], 1) : boxesRound(moved, false);
    const clamped = clampBoxes(around.to(boxes.dtype), through, canvas_size, clamping_mode);
    return convertFormat(clamped, through, format).reshape([...bounding_boxes.shape]);
  },
);

export const elastic_keypoints = checked(
  'elastic_keypoints',
  (keypoints: Tensor, canvas_size: Canvas, displacement: Tensor): Tensor => {
    const field = displacementFor(keypoints, displacement, canvas_size);
    if (keypoints.numel() === 0) return keypoints;
    const moved = moveElastically(keypoints.reshape(-1, 2), field, canvas_size);
    return moved.to(keypoints.dtype).reshape([...keypoints.shape]);
  },
);
