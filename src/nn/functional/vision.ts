import { NotImplementedError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { type IntList, warn } from './common.ts';

/** `pixel_shuffle(input, upscale_factor)`: (*, C r², H, W) -> (*, C, H r, W r). Source: arXiv:1609.05158. */
export const pixel_shuffle = torch.pixel_shuffle;

/** `pixel_unshuffle(input, downscale_factor)`: (*, C, H r, W r) -> (*, C r², H, W). */
export const pixel_unshuffle = torch.pixel_unshuffle;

/** `channel_shuffle(input, groups)`: (N, g C, *) with its channels dealt out group by group. Source: arXiv:1707.01083. */
export const channel_shuffle = torch.channel_shuffle;

/** `channel_shuffle` in one kernel, without a gradient. */
export const native_channel_shuffle = torch.native_channel_shuffle;

/** How `interpolate` finds new values; which of them depends on the number of spatial dimensions. */
export type InterpolationMode =
  | 'nearest'
  | 'nearest-exact'
  | 'area'
  | 'linear'
  | 'bilinear'
  | 'trilinear'
  | 'bicubic'
  | 'lanczos';

type Sizes = readonly number[] | null;
type Resize = (input: Tensor, size: Sizes, ...options: unknown[]) => Tensor;

// The overload that takes one factor for each dimension; `upsample_nearest2d` alone would take them one by one.
const vec =
  (name: string): Resize =>
  (...args) =>
    (torch.ops as any).aten[name].vec(...args);

const nearest = ['1d', '2d', '3d'].map((n) => vec(`upsample_nearest${n}`));
const nearestExact = ['1d', '2d', '3d'].map((n) => vec(`_upsample_nearest_exact${n}`));
const area = [torch.adaptive_avg_pool1d, torch.adaptive_avg_pool2d, torch.adaptive_avg_pool3d];
const lanczos = vec('_upsample_lanczos2d_aa');

const aligned: Readonly<Record<string, { dims: number; op: Resize; antialias?: Resize }>> = {
  linear: { dims: 1, op: vec('upsample_linear1d') },
  bilinear: { dims: 2, op: vec('upsample_bilinear2d'), antialias: vec('_upsample_bilinear2d_aa') },
  trilinear: { dims: 3, op: vec('upsample_trilinear3d') },
  bicubic: { dims: 2, op: vec('upsample_bicubic2d'), antialias: vec('_upsample_bicubic2d_aa') },
};
const antialiasing = ['bilinear', 'bicubic', 'lanczos'];

function spread(what: string, value: IntList, dims: number, shape: readonly number[]): readonly number[] {
  if (typeof value === 'number') return Array<number>(dims).fill(value);
  if (value.length === dims) return value;
  throw new ValueError(
    `Input and ${what} must have the same number of spatial dimensions, but got input with spatial dimensions of ` +
      `[${shape.slice(2).join(', ')}] and ${what} of [${value.join(', ')}]: ` +
      'give the input as (N, C, d1, ..., dK) and one number for each d',
  );
}

/**
 * Resizes to `size`, or by `scale_factor`: (N, C, *) -> (N, C, *size).
 *
 * `mode`: 'nearest' (as OpenCV rounds), 'nearest-exact' (as Pillow rounds), 'area' (adaptive mean), 'linear' (3d
 * input), 'bilinear', 'bicubic', 'lanczos' (4d), 'trilinear' (5d). `align_corners` keeps the corner values;
 * `antialias` (bilinear, bicubic, lanczos) averages when it shrinks; `recompute_scale_factor` derives the factor
 * anew from the rounded size. Throws ValueError for options that contradict each other, NotImplementedError for a
 * mode that does not fit the input's rank. Source: PyTorch 2.13, `torch.nn.functional.interpolate`.
 */
export const interpolate = keywords(
  'interpolate',
  ['input', 'size', 'scale_factor', 'mode', 'align_corners', 'recompute_scale_factor', 'antialias'],
  (
    input: Tensor,
    size: IntList | null = null,
    scale_factor: IntList | null = null,
    mode: InterpolationMode = 'nearest',
    align_corners: boolean | null = null,
    recompute_scale_factor: boolean | null = null,
    antialias: boolean = false,
  ): Tensor => {
    const shape = input.shape;
    const dims = shape.length - 2;
    if (align_corners !== null && (mode === 'nearest' || mode === 'nearest-exact' || mode === 'area')) {
      throw new ValueError(
        'align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear',
      );
    }
    if (size !== null && scale_factor !== null) {
      throw new ValueError('only one of size or scale_factor should be defined');
    }
    if (size === null && scale_factor === null) {
      throw new ValueError('either size or scale_factor should be defined');
    }
    if (recompute_scale_factor && size !== null) {
      throw new ValueError('recompute_scale_factor is not meaningful with an explicit size.');
    }
    if (antialias && !(antialiasing.includes(mode) && dims === 2)) {
      throw new ValueError(
        'Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input',
      );
    }
    let target: Sizes = size === null ? null : spread('output size', size, dims, shape);
    let scales: Sizes = scale_factor === null ? null : spread('scale_factor', scale_factor, dims, shape);
    if (scales !== null && (recompute_scale_factor || mode === 'area')) {
      target = scales.map((s, i) => Math.trunc((shape[i + 2] as number) * s));
      scales = null;
    }
    return resize(input, dims, mode, target, scales, align_corners ?? false, antialias);
  },
);

function resize(
  input: Tensor,
  dims: number,
  mode: string,
  size: Sizes,
  scales: Sizes,
  align_corners: boolean,
  antialias: boolean,
): Tensor {
  const at = dims - 1;
  if (nearest[at] === undefined) throw unsupported(dims, mode);
  if (mode === 'nearest') return nearest[at](input, size, scales);
  if (mode === 'nearest-exact') return (nearestExact[at] as Resize)(input, size, scales);
  if (mode === 'area') return (area[at] as Resize)(input, size);
  if (mode === 'lanczos' && dims === 2) {
    if (align_corners) throw new ValueError('Lanczos mode does not support align_corners=True');
    if (!antialias) throw new ValueError('Lanczos mode requires antialias=True');
    return lanczos(input, size, align_corners, scales);
  }
  const known = aligned[mode];
  if (known === undefined) throw unsupported(dims, mode);
  if (known.dims !== dims) {
    throw new NotImplementedError(`Got ${dims + 2}D input, but ${mode} mode needs ${known.dims + 2}D input`);
  }
  return (antialias && known.antialias ? known.antialias : known.op)(input, size, align_corners, scales);
}

const unsupported = (dims: number, mode: string) =>
  new NotImplementedError(
    `Input Error: Only 3D, 4D and 5D input Tensors supported (got ${dims + 2}D) for the modes: nearest | linear | ` +
      `bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got ${mode})`,
  );

/** `interpolate` under its first name. */
export const upsample = keywords(
  'upsample',
  ['input', 'size', 'scale_factor', 'mode', 'align_corners'],
  (
    input: Tensor,
    size: IntList | null = null,
    scale_factor: IntList | null = null,
    mode: InterpolationMode = 'nearest',
    align_corners: boolean | null = null,
  ): Tensor => {
    warn('`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.');
    return interpolate(input, size, scale_factor, mode, align_corners);
  },
);

/** `interpolate` with mode 'nearest'. */
export const upsample_nearest = keywords(
  'upsample_nearest',
  ['input', 'size', 'scale_factor'],
  (input: Tensor, size: IntList | null = null, scale_factor: IntList | null = null): Tensor => {
    warn('`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate` instead.');
    return interpolate(input, size, scale_factor, 'nearest');
  },
);

/** `interpolate` with mode 'bilinear' and aligned corners. */
export const upsample_bilinear = keywords(
  'upsample_bilinear',
  ['input', 'size', 'scale_factor'],
  (input: Tensor, size: IntList | null = null, scale_factor: IntList | null = null): Tensor => {
    warn('`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate` instead.');
    return interpolate(input, size, scale_factor, 'bilinear', true);
  },
);

const gridModes = ['bilinear', 'nearest', 'bicubic'] as const;
const gridPaddings = ['zeros', 'border', 'reflection'] as const;

function indexOf(what: string, names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  const [a, b, c] = names;
  throw new ValueError(
    `nn.functional.grid_sample(): expected ${what} to be '${a}', '${b}' or '${c}', but got: '${name}'`,
  );
}

function alignment(align_corners: boolean | null): boolean {
  if (align_corners !== null) return align_corners;
  warn(
    'grid_sample and affine_grid take align_corners=false by default; say which is meant (see the documentation of grid_sample)',
  );
  return false;
}

/**
 * Reads the input at the grid's places: (N, C, H, W), grid (N, H', W', 2) of (x, y) in [-1, 1] -> (N, C, H', W').
 *
 * With 5 dimensions the grid is (N, D', H', W', 3). `mode`: 'bilinear', 'nearest', 'bicubic'; `padding_mode` outside
 * the image: 'zeros', 'border', 'reflection'. Throws ValueError for another mode. Source: arXiv:1506.02025.
 */
export const grid_sample = keywords(
  'grid_sample',
  ['input', 'grid', 'mode', 'padding_mode', 'align_corners'],
  (
    input: Tensor,
    grid: Tensor,
    mode: (typeof gridModes)[number] = 'bilinear',
    padding_mode: (typeof gridPaddings)[number] = 'zeros',
    align_corners: boolean | null = null,
  ): Tensor => {
    const interpolation = indexOf('mode', gridModes, mode);
    const padding = indexOf('padding_mode', gridPaddings, padding_mode);
    return torch.grid_sampler(input, grid, interpolation, padding, alignment(align_corners));
  },
);

/**
 * The grid that `grid_sample` reads for an affine map: theta (N, 2, 3), size (N, C, H, W) -> (N, H, W, 2).
 *
 * Or theta (N, 3, 4), size (N, C, D, H, W) -> (N, D, H, W, 3). Throws ValueError for shapes that do not fit.
 * Source: arXiv:1506.02025.
 */
export const affine_grid = keywords(
  'affine_grid',
  ['theta', 'size', 'align_corners'],
  (theta: Tensor, size: readonly number[], align_corners: boolean | null = null): Tensor => {
    const corners = alignment(align_corners);
    if (!theta.is_floating_point()) {
      throw new ValueError(`Expected theta to have floating point type, but got ${theta.dtype}`);
    }
    const dims = size.length - 2;
    if (dims !== 2 && dims !== 3) {
      throw new NotImplementedError(
        'affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. ' +
          `Got size [${size.join(', ')}].`,
      );
    }
    const shape = theta.shape;
    if (shape.length !== 3 || shape[1] !== dims || shape[2] !== dims + 1) {
      throw new ValueError(
        `Expected a batch of ${dims}D affine matrices of shape Nx${dims}x${dims + 1} for size [${size.join(', ')}]. Got ${shape}.`,
      );
    }
    if (Math.min(...size) <= 0) {
      throw new ValueError(`Expected non-zero, positive output size. Got [${size.join(', ')}]`);
    }
    return torch.affine_grid_generator(theta, size, corners);
  },
);
