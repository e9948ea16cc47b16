import { ValueError } from '../../../../errors.ts';
import { checked } from '../../../../misuse.ts';
import type { Tensor } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import { type Fill, type PaddingMode, paddingModes, repeated, sidesOf } from '../../_padding.ts';
import { type InterpolationMode, perspectiveCoefficients, roundHalfEven } from '../../functional.ts';
import type { Size } from './_fields.ts';
import {
  affineGrid,
  affineMatrix,
  applyGrid,
  checkGrid,
  expandedSize,
  floatsOf,
  identityGrid,
  perspectiveGrid,
} from './_grid.ts';

/* Kernels for images, videos and masks: tensors (..., C, H, W), masks (..., H, W). */

type Pair = readonly [number, number];

/** A kernel of images for masks, which may have no channel. */
const forMask =
  <A extends unknown[]>(kernel: (image: Tensor, ...args: A) => Tensor) =>
  (mask: Tensor, ...args: A): Tensor =>
    mask.dim() < 3 ? kernel(mask.unsqueeze(0), ...args).squeeze(0) : kernel(mask, ...args);

export const horizontal_flip_image = checked(
  'horizontal_flip_image',
  (image: Tensor): Tensor => image.flip([-1]),
);
export const vertical_flip_image = checked(
  'vertical_flip_image',
  (image: Tensor): Tensor => image.flip([-2]),
);

/** @internal [height, width] after a resize: of both, of the shorter edge, or by `max_size` alone. */
export function resizedSize(
  [height, width]: Pair,
  size: Size | null,
  max_size: number | null = null,
): [number, number] {
  const sides = typeof size === 'number' ? [size] : size;
  if (sides !== null && sides.length === 2) {
    if (max_size !== null) {
      throw new ValueError(
        'max_size should only be passed if size is None or specifies the length of the smaller edge, ' +
          'i.e. size should be an int or a sequence of length 1.',
      );
    }
    return [sides[0] as number, sides[1] as number];
  }
  const [short, long] = width <= height ? [width, height] : [height, width];
  let newShort: number;
  let newLong: number;
  if (sides === null) {
    if (max_size === null) {
      throw new ValueError('max_size must be an integer when size is None, but got None instead.');
    }
    [newShort, newLong] = [Math.trunc((max_size * short) / long), max_size];
  } else {
    const edge = sides[0] as number;
    [newShort, newLong] = [edge, Math.trunc((edge * long) / short)];
    if (max_size !== null && max_size <= edge) {
      throw new ValueError(
        `max_size = ${max_size} must be strictly greater than the requested size for the smaller edge size = ${edge}`,
      );
    }
    if (max_size !== null && newLong > max_size) {
      [newShort, newLong] = [Math.trunc((max_size * newShort) / newLong), max_size];
    }
  }
  return width <= height ? [newLong, newShort] : [newShort, newLong];
}

// Bytes are resized as such where LibTorch is quick at it.
const hasQuickBytes = (): boolean => /AVX2|AVX512/.test(torch.__config__.show()) || process.arch === 'arm64';
let quickBytes: boolean | undefined;

function staysAsIs(image: Tensor, mode: InterpolationMode): boolean {
  if (image.dtype === torch.float32 || image.dtype === torch.float64) return true;
  if (image.dtype !== torch.uint8) return false;
  if (mode === 'nearest' || mode === 'nearest-exact') return true;
  if (image.device.type !== 'cpu') return false;
  quickBytes ??= hasQuickBytes();
  return mode === 'bilinear' ? quickBytes : mode === 'bicubic' || mode === 'lanczos';
}

/** `antialias` counts for bilinear, bicubic and lanczos. */
export const resize_image = checked(
  'resize_image',
  (
    image: Tensor,
    size: Size | null,
    interpolation: InterpolationMode = 'bilinear',
    max_size: number | null = null,
    antialias: boolean | null = true,
  ): Tensor => {
    const smooth = antialias ?? false;
    if (interpolation === 'lanczos' && !smooth) {
      throw new ValueError('InterpolationMode.LANCZOS requires antialias=True');
    }
    const [channels, height, width] = [image.size(-3), image.size(-2), image.size(-1)];
    const target = resizedSize([height, width], size, max_size);
    if (target[0] === height && target[1] === width) return image;
    const shape = [...image.shape.slice(0, -2), ...target];
    if (image.numel() === 0) return image.reshape(shape);
    const batch = restrided(image.reshape(-1, channels, height, width));
    if (staysAsIs(image, interpolation))
      return interpolate(batch, target, interpolation, smooth).reshape(shape);
    const resized = interpolate(batch.to(torch.float32), target, interpolation, smooth);
    if (image.dtype === torch.uint8 && (interpolation === 'bicubic' || interpolation === 'lanczos')) {
      resized.clamp_(0, 255);
    }
    const isWhole = !image.is_floating_point() && image.dtype !== torch.bool;
    return (isWhole ? resized.round_() : resized).to(image.dtype).reshape(shape);
  },
);

/** One image with its channels side by side, such that LibTorch sees that they are and leaves them so. */
function restrided(batch: Tensor): Tensor {
  const strides = batch.stride();
  const isOne = batch.size(0) === 1 && batch.numel() !== strides[0];
  if (!isOne || !batch.is_contiguous({ memory_format: torch.channels_last })) return batch;
  return batch.as_strided([...batch.shape], [batch.numel(), ...strides.slice(1)]);
}

function interpolate(batch: Tensor, size: Pair, mode: InterpolationMode, antialias: boolean): Tensor {
  switch (mode) {
    case 'nearest':
      return torch.upsample_nearest2d(batch, size);
    case 'nearest-exact':
      return torch._upsample_nearest_exact2d(batch, size);
    case 'lanczos':
      return torch._upsample_lanczos2d_aa(batch, size, false);
    case 'bilinear':
      return antialias
        ? torch._upsample_bilinear2d_aa(batch, size, false)
        : torch.upsample_bilinear2d(batch, size, false);
    case 'bicubic':
      return antialias
        ? torch._upsample_bicubic2d_aa(batch, size, false)
        : torch.upsample_bicubic2d(batch, size, false);
    default:
      throw new ValueError(`Interpolation mode '${mode}' is for pictures only, not for tensors`);
  }
}

/** Masks hold classes, which cannot be mixed: any other mode counts as 'nearest'. */
export const resize_mask = forMask(
  (
    mask: Tensor,
    size: Size | null,
    interpolation: InterpolationMode = 'nearest',
    max_size: number | null = null,
  ): Tensor =>
    resize_image(mask, size, interpolation === 'nearest-exact' ? interpolation : 'nearest', max_size),
);

/** @internal [x, y] of two angles that may be one, in degrees. @throws ValueError */
export function checkedShear(scale: number, shear: number | readonly number[]): Pair {
  if (!(scale > 0)) throw new ValueError('Argument scale should be positive');
  const sheared = typeof shear === 'number' ? [shear, 0] : shear.length === 1 ? [shear[0], shear[0]] : shear;
  if (sheared.length !== 2) {
    throw new ValueError(`Shear should be a sequence containing two values. Got [${sheared}]`);
  }
  return sheared as unknown as Pair;
}

const fromMiddle = (center: Pair | null, width: number, height: number): Pair =>
  center === null ? [0, 0] : [center[0] - width * 0.5, center[1] - height * 0.5];

export const affine_image = checked(
  'affine_image',
  (
    image: Tensor,
    angle: number,
    translate: Pair,
    scale: number,
    shear: number | readonly number[],
    interpolation: InterpolationMode = 'nearest',
    fill: Fill = null,
    center: Pair | null = null,
  ): Tensor => {
    const angles = checkedShear(scale, shear);
    checkGrid(image, interpolation, fill, ['nearest', 'bilinear']);
    const size: Pair = [image.size(-1), image.size(-2)];
    const matrix = affineMatrix(fromMiddle(center, ...size), angle, translate, scale, angles);
    return applyGrid(image, affineGrid(matrix, size, size, floatsOf(image)), interpolation, fill);
  },
);

export const affine_mask = forMask(
  (
    mask: Tensor,
    angle: number,
    translate: Pair,
    scale: number,
    shear: number | readonly number[],
    fill: Fill = null,
    center: Pair | null = null,
  ): Tensor => affine_image(mask, angle, translate, scale, shear, 'nearest', fill, center),
);

export const rotate_image = checked(
  'rotate_image',
  (
    image: Tensor,
    angle: number,
    interpolation: InterpolationMode = 'nearest',
    expand = false,
    center: Pair | null = null,
    fill: Fill = null,
  ): Tensor => {
    const turn = positiveAngle(angle);
    const quarters = turn / 90;
    const [width, height] = [image.size(-1), image.size(-2)];
    if (center === null && Number.isInteger(quarters)) {
      if (quarters === 0) return image.clone();
      if (quarters === 2 || expand || width === height) return torch.rot90(image, quarters, [-2, -1]);
    }
    checkGrid(image, interpolation, fill, ['nearest', 'bilinear']);
    const matrix = affineMatrix(fromMiddle(center, width, height), -turn, [0, 0], 1, [0, 0]);
    const size = expand ? expandedSize(matrix, width, height) : ([width, height] as const);
    const grid = affineGrid(matrix, [width, height], size, floatsOf(image));
    return applyGrid(image, grid, interpolation, fill);
  },
);

/** Python's `angle % 360`. */
function positiveAngle(angle: number): number {
  const rest = angle % 360;
  return rest < 0 ? rest + 360 : rest + 0;
}

export const rotate_mask = forMask(
  (
    mask: Tensor,
    angle: number,
    expand: boolean = false,
    center: Pair | null = null,
    fill: Fill = null,
  ): Tensor => rotate_image(mask, angle, 'nearest', expand, center, fill),
);

export const pad_image = checked(
  'pad_image',
  (
    image: Tensor,
    padding: number | readonly number[],
    fill: Fill = null,
    padding_mode: PaddingMode = 'constant',
  ): Tensor => {
    const [left, top, right, bottom] = sidesOf(padding);
    if (!paddingModes.includes(padding_mode)) {
      throw new ValueError(
        `padding_mode should be either 'constant', 'edge', 'reflect' or 'symmetric', but got '${padding_mode}'.`,
      );
    }
    const values = fill === null ? [0] : typeof fill === 'number' ? [fill] : fill;
    if (values.length === 1 || padding_mode !== 'constant') {
      if (values.length !== 1) {
        throw new ValueError(`Padding mode '${padding_mode}' is not supported if fill is not scalar`);
      }
      return padFlat(image, [left, right, top, bottom], values[0] as number, padding_mode);
    }
    const out = padFlat(image, [left, right, top, bottom], 0, 'constant');
    const colour = torch.tensor(values, { device: image.device }).to(image.dtype).reshape(-1, 1, 1);
    const [height, width] = [out.size(-2), out.size(-1)];
    if (top > 0) out.narrow(-2, 0, top).copy_(colour);
    if (left > 0) out.narrow(-1, 0, left).copy_(colour);
    if (bottom > 0) out.narrow(-2, height - bottom, bottom).copy_(colour);
    if (right > 0) out.narrow(-1, width - right, right).copy_(colour);
    return out;
  },
);

function padFlat(image: Tensor, sides: readonly number[], fill: number, mode: PaddingMode): Tensor {
  const [height, width] = [image.size(-2), image.size(-1)];
  const [left, right, top, bottom] = sides as [number, number, number, number];
  const shape = [...image.shape.slice(0, -2), height + top + bottom, width + left + right];
  const count = image.shape.slice(0, -3).reduce((a, b) => a * b, 1);
  const batch = image.reshape(count, image.size(-3), height, width);
  return padBatch(batch, [left, right, top, bottom], fill, mode).reshape(shape);
}

function padBatch(
  batch: Tensor,
  sides: [number, number, number, number],
  fill: number,
  mode: PaddingMode,
): Tensor {
  if (mode === 'constant') return torch.constant_pad_nd(batch, sides, fill);
  const [left, right, top, bottom] = sides;
  if (mode === 'symmetric') return repeated(batch, [left, top, right, bottom], mode);
  const floats = batch.is_floating_point() ? batch : batch.to(torch.float32);
  const padded =
    mode === 'reflect' ? torch.reflection_pad2d(floats, sides) : torch.replication_pad2d(floats, sides);
  return padded.to(batch.dtype);
}

export const pad_mask = forMask(
  (
    mask: Tensor,
    padding: number | readonly number[],
    fill: Fill = null,
    padding_mode: PaddingMode = 'constant',
  ): Tensor => {
    if (fill !== null && typeof fill !== 'number')
      throw new ValueError('Non-scalar fill value is not supported');
    return pad_image(mask, padding, fill, padding_mode);
  },
);

export const crop_image = checked(
  'crop_image',
  (image: Tensor, top: number, left: number, height: number, width: number): Tensor => {
    const [h, w] = [image.size(-2), image.size(-1)];
    const [right, bottom] = [left + width, top + height];
    const span = (from: number, to: number, size: number) => {
      const start = Math.min(Math.max(from, 0), size);
      return [start, Math.max(Math.min(to, size) - start, 0)] as const;
    };
    const part = image.narrow(-2, ...span(top, bottom, h)).narrow(-1, ...span(left, right, w));
    if (left >= 0 && top >= 0 && right <= w && bottom <= h) return part;
    const sides = [
      Math.max(Math.min(right, 0) - left, 0),
      Math.max(right - Math.max(w, left), 0),
      Math.max(Math.min(bottom, 0) - top, 0),
      Math.max(bottom - Math.max(h, top), 0),
    ];
    return padFlat(part, sides, 0, 'constant');
  },
);
export const crop_mask = forMask(crop_image);

/** @internal The 8 numbers of a perspective transform, which may be given by corners. @throws ValueError */
export function perspectiveOf(
  startpoints: readonly (readonly number[])[] | null,
  endpoints: readonly (readonly number[])[] | null,
  coefficients: readonly number[] | null = null,
): readonly number[] {
  if (coefficients !== null) {
    if (startpoints !== null && endpoints !== null) {
      throw new ValueError(
        "The startpoints/endpoints and the coefficients shouldn't be defined concurrently.",
      );
    }
    if (coefficients.length !== 8) throw new ValueError('Argument coefficients should have 8 float values');
    return coefficients;
  }
  if (startpoints === null || endpoints === null) {
    throw new ValueError('Either the startpoints/endpoints or the coefficients must have non `None` values.');
  }
  return perspectiveCoefficients(startpoints, endpoints);
}

type Points = readonly (readonly number[])[] | null;

export const perspective_image = checked(
  'perspective_image',
  (
    image: Tensor,
    startpoints: Points,
    endpoints: Points,
    interpolation: InterpolationMode = 'bilinear',
    fill: Fill = null,
    coefficients: readonly number[] | null = null,
  ): Tensor => {
    const found = perspectiveOf(startpoints, endpoints, coefficients);
    checkGrid(image, interpolation, fill, ['nearest', 'bilinear']);
    const grid = perspectiveGrid(found, [image.size(-1), image.size(-2)], floatsOf(image));
    return applyGrid(image, grid, interpolation, fill);
  },
);

export const perspective_mask = forMask(
  (
    mask: Tensor,
    startpoints: Points,
    endpoints: Points,
    fill: Fill = null,
    coefficients: readonly number[] | null = null,
  ): Tensor => perspective_image(mask, startpoints, endpoints, 'nearest', fill, coefficients),
);

/** @internal @throws ValueError for displacements of another size. */
export function checkDisplacement(displacement: Tensor, [height, width]: Pair): void {
  if (String([...displacement.shape]) !== String([1, height, width, 2])) {
    throw new ValueError(
      `Argument displacement shape should be (1, ${height}, ${width}, 2), but given (${displacement.shape.join(', ')})`,
    );
  }
}

export const elastic_image = checked(
  'elastic_image',
  (
    image: Tensor,
    displacement: Tensor,
    interpolation: InterpolationMode = 'bilinear',
    fill: Fill = null,
  ): Tensor => {
    const isHalf = image.dtype === torch.float16 && image.device.type === 'cpu';
    const floats = isHalf ? image.to(torch.float32) : image;
    const size: Pair = [image.size(-2), image.size(-1)];
    checkDisplacement(displacement, size);
    checkGrid(image, interpolation, fill, ['nearest', 'bilinear', 'bicubic']);
    const like = floatsOf(floats);
    const grid = identityGrid(size, like).add_(displacement.to(like.device, like.dtype));
    const out = applyGrid(floats, grid, interpolation, fill);
    return isHalf ? out.to(torch.float16) : out;
  },
);

export const elastic_mask = forMask(
  (mask: Tensor, displacement: Tensor, fill: Fill = null): Tensor =>
    elastic_image(mask, displacement, 'nearest', fill),
);

/** @internal [height, width] of a size that may be one number. */
export function pairOf(size: Size): Pair {
  const sides = typeof size === 'number' ? [size] : size;
  if (sides.length !== 1 && sides.length !== 2) {
    throw new ValueError('Please provide only two dimensions (h, w) for size.');
  }
  const [height = 0, width = height] = sides;
  return [height, width];
}

/** @internal Row and column where the middle part begins; negative where it is larger than the image. */
export const middleOf = ([height, width]: Pair, [h, w]: Pair): Pair => [
  roundHalfEven((h - height) / 2),
  roundHalfEven((w - width) / 2),
];

export const center_crop_image = checked('center_crop_image', (image: Tensor, output_size: Size): Tensor => {
  const [height, width] = pairOf(output_size);
  if (image.numel() === 0) return image.reshape([...image.shape.slice(0, -2), height, width]);
  const [h, w] = [image.size(-2), image.size(-1)];
  const before = (size: number, own: number) => Math.max(0, Math.floor((size - own) / 2));
  const after = (size: number, own: number) => Math.max(0, Math.floor((size - own + 1) / 2));
  const padded =
    height > h || width > w
      ? torch.constant_pad_nd(
          image,
          [before(width, w), after(width, w), before(height, h), after(height, h)],
          0,
        )
      : image;
  const size: Pair = [padded.size(-2), padded.size(-1)];
  const [top, left] = middleOf([height, width], size);
  return padded.narrow(-2, top, height).narrow(-1, left, width);
});
export const center_crop_mask = forMask(center_crop_image);

export const resized_crop_image = checked(
  'resized_crop_image',
  (
    image: Tensor,
    top: number,
    left: number,
    height: number,
    width: number,
    size: Size,
    interpolation: InterpolationMode = 'bilinear',
    antialias: boolean | null = true,
  ): Tensor => {
    return resize_image(crop_image(image, top, left, height, width), size, interpolation, null, antialias);
  },
);

export const resized_crop_mask = checked(
  'resized_crop_mask',
  (mask: Tensor, top: number, left: number, height: number, width: number, size: Size): Tensor =>
    resize_mask(crop_mask(mask, top, left, height, width), size),
);

type Five<T> = [T, T, T, T, T];
type Ten<T> = [...Five<T>, ...Five<T>];

/** @internal Row and column of the four corners. @throws ValueError for a part larger than the image. */
export function cornersOf(
  size: Size,
  [h, w]: Pair,
): [Pair, ...(readonly [number, number, number, number])[]] {
  const [height, width] = pairOf(size);
  if (width > w || height > h) {
    throw new ValueError(`Requested crop size (${height}, ${width}) is bigger than input size (${h}, ${w})`);
  }
  const at = (top: number, left: number) => [top, left, height, width] as const;
  return [[height, width], at(0, 0), at(0, w - width), at(h - height, 0), at(h - height, w - width)];
}

export const five_crop_image = checked('five_crop_image', (image: Tensor, size: Size): Five<Tensor> => {
  const [middle, ...corners] = cornersOf(size, [image.size(-2), image.size(-1)]);
  return [...corners.map((at) => crop_image(image, ...at)), center_crop_image(image, middle)] as Five<Tensor>;
});

export const ten_crop_image = checked(
  'ten_crop_image',
  (image: Tensor, size: Size, vertical_flip = false): Ten<Tensor> => [
    ...five_crop_image(image, size),
    ...five_crop_image(vertical_flip ? vertical_flip_image(image) : horizontal_flip_image(image), size),
  ],
);
