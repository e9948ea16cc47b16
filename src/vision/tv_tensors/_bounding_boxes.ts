import { z } from 'zod';
import { tupleStr } from '../../_python_str.ts';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import { checked } from '../../misuse.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { data, TVTensor, tensorFields, tensorOf } from './_tv_tensor.ts';

/**
 * What the numbers of a box are, in pixels: `XYXY` two corners, `XYWH` the upper left corner and the size, `CXCYWH` the
 * middle and the size; turned by R degrees against the clock, `XYWHR` and `CXCYWHR`; `XYXYXYXY` all four corners of a
 * turned box.
 */
export const BoundingBoxFormat = {
  XYXY: 'XYXY',
  XYWH: 'XYWH',
  CXCYWH: 'CXCYWH',
  XYWHR: 'XYWHR',
  CXCYWHR: 'CXCYWHR',
  XYXYXYXY: 'XYXYXYXY',
} as const;
export type BoundingBoxFormat = (typeof BoundingBoxFormat)[keyof typeof BoundingBoxFormat];

/** A format, in capitals or not. */
export const format = z
  .string()
  .transform((name) => name.toUpperCase())
  .pipe(z.enum(BoundingBoxFormat));

/** Height and width of the image that coordinates are in. */
export type Size = readonly [height: number, width: number];
const side = z.int().nonnegative();
export const canvasSize = z.union([
  z.tuple([side, side]).readonly(),
  z
    .custom<ArrayLike<number>>((value) => Array.isArray(value) && value.length === 2)
    .transform((value): Size => [Number(value[0]), Number(value[1])])
    .pipe(z.tuple([side, side])),
]);

/**
 * What happens to a box that a transform moves across the image's edge: it is cut ('soft' and 'hard' differ for turned
 * boxes: 'soft' keeps what encloses the visible part, 'hard' what fits into it), or nothing (null).
 */
export type ClampingMode = 'soft' | 'hard' | null;
export const clampingMode = z.enum(['soft', 'hard']).nullable();

const boxesArgs = signature(
  'BoundingBoxes',
  ['data', data],
  ['format', format],
  ['canvas_size', canvasSize],
  ['clamping_mode', clampingMode.default('soft')],
  ...tensorFields,
);

/** Does a format have turned boxes? @throws ValueError for what is no format. */
export const is_rotated_bounding_format = checked('is_rotated_bounding_format', (format: string): boolean => {
  if (!(format in BoundingBoxFormat)) {
    throw new ValueError(
      `format should be one of ${Object.keys(BoundingBoxFormat).join(', ')}, got ${format}`,
    );
  }
  return format === 'XYWHR' || format === 'CXCYWHR' || format === 'XYXYXYXY';
});

/**
 * Boxes (N, K), K 4, for turned boxes 5 or 8; (K) becomes (1, K). `canvas_size` is [height, width] of the image. A sample
 * has one of these, which may hold many boxes.
 *
 * @throws ValueError for other shapes, and for turned boxes of integers.
 */
class BoundingBoxes_ extends TVTensor {
  declare format: BoundingBoxFormat;
  declare canvas_size: Size;
  declare clamping_mode: ClampingMode;

  constructor(...args: Args<typeof boxesArgs>) {
    const { data, format, canvas_size, clamping_mode, ...options } = boxesArgs(args);
    const tensor = tensorOf(data, options);
    if (!tensor.is_floating_point() && is_rotated_bounding_format(format)) {
      throw new ValueError(`Rotated bounding boxes should be floating point tensors, got ${tensor.dtype}.`);
    }
    super(asRows(tensor));
    this.format = format;
    this.canvas_size = canvas_size;
    this.clamping_mode = clamping_mode;
  }

  static override wrap(
    tensor: Tensor,
    like: BoundingBoxes_,
    overrides: Readonly<Record<string, unknown>> = {},
  ): BoundingBoxes_ {
    const checked = { ...overrides };
    if ('format' in checked) checked.format = format.parse(checked.format);
    if ('canvas_size' in checked) checked.canvas_size = canvasSize.parse(checked.canvas_size);
    if ('clamping_mode' in checked) checked.clamping_mode = clampingMode.parse(checked.clamping_mode);
    return TVTensor.wrap(asRows(tensor), like, checked) as BoundingBoxes_;
  }

  override _facts(): Record<string, string> {
    return {
      format: `BoundingBoxFormat.${this.format}`,
      canvas_size: tupleStr(this.canvas_size),
      clamping_mode: this.clamping_mode ?? 'None',
    };
  }
}
export const BoundingBoxes = callable(BoundingBoxes_);
export type BoundingBoxes = BoundingBoxes_;

function asRows(tensor: Tensor): Tensor {
  if (tensor.dim() !== 1 && tensor.dim() !== 2) {
    throw new ValueError(`Expected a 1D or 2D tensor, got ${tensor.dim()}D`);
  }
  return tensor.dim() === 1 ? tensor.unsqueeze(0) : tensor;
}
