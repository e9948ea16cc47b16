import { ValueError } from '../../errors.ts';
import { type KeywordForms, keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { type IntList, pair, single, triple } from './common.ts';

/** `avg_pool1d(input, kernel_size, stride = kernel_size, padding = 0, ceil_mode = false, count_include_pad = true)`. */
export const avg_pool1d = torch.avg_pool1d;

/** `avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)`: (N, C, H, W). */
export const avg_pool2d = torch.avg_pool2d;

/** `avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)`: (N, C, D, H, W). */
export const avg_pool3d = torch.avg_pool3d;

/** A pooling function that returns `[output, indices]` when `return_indices` (at position `At`) is true. */
type Pooling<N, P extends readonly unknown[], At extends string> = <const A extends P | KeywordForms<N, P>>(
  ...args: A
) => A extends readonly [...unknown[], { readonly return_indices: true }] | { readonly [K in At]: true }
  ? [output: Tensor, indices: Tensor]
  : Tensor;

// LibTorch reads an empty list as "stride = kernel_size".
const kernelSize: readonly number[] = [];

const maxPoolNames = [
  'input',
  'kernel_size',
  'stride',
  'padding',
  'dilation',
  'ceil_mode',
  'return_indices',
] as const;
type MaxPoolArgs = [
  input: Tensor,
  kernel_size: IntList,
  stride?: IntList | null,
  padding?: IntList,
  dilation?: IntList,
  ceil_mode?: boolean,
  return_indices?: boolean,
];
type MaxPoolOp<R> = (
  input: Tensor,
  kernel_size: IntList,
  stride: IntList,
  padding: IntList,
  dilation: IntList,
  ceil_mode: boolean,
) => R;

const maxPool =
  <R>(op: MaxPoolOp<R>) =>
  (...[input, kernel_size, stride, padding = 0, dilation = 1, ceil_mode = false]: MaxPoolArgs): R =>
    op(input, kernel_size, stride ?? kernelSize, padding, dilation, ceil_mode);

function maxPoolNd(what: string, op: MaxPoolOp<Tensor>, withIndices: MaxPoolOp<[Tensor, Tensor]>) {
  const plain = maxPool(op);
  const indexed = maxPool(withIndices);
  const f = (...args: MaxPoolArgs) => (args[6] ? indexed(...args) : plain(...args));
  return [
    keywords(what, maxPoolNames, f) as Pooling<typeof maxPoolNames, MaxPoolArgs, '6'>,
    keywords(`${what}_with_indices`, maxPoolNames, indexed),
  ] as const;
}

/**
 * The maximum of each window, and with `return_indices` where it was (an index into the flattened image).
 *
 * L_out = ⌊(L + 2 padding - dilation (k - 1) - 1) / stride⌋ + 1 (⌈⌉ with `ceil_mode`).
 * Source: PyTorch 2.13, `torch.nn.functional.max_pool1d`, `max_pool2d`, `max_pool3d`.
 */
export const [max_pool1d, max_pool1d_with_indices] = maxPoolNd(
  'max_pool1d',
  torch.max_pool1d,
  torch.max_pool1d_with_indices,
);
export const [max_pool2d, max_pool2d_with_indices] = maxPoolNd(
  'max_pool2d',
  torch.max_pool2d,
  torch.max_pool2d_with_indices,
);
export const [max_pool3d, max_pool3d_with_indices] = maxPoolNd(
  'max_pool3d',
  torch.max_pool3d,
  torch.max_pool3d_with_indices,
);

/** The size asked for, or the input's own where it is null. */
function sizeOr(output_size: OutputSize, input: Tensor): IntList {
  if (typeof output_size === 'number') return output_size;
  const shape = input.shape;
  if (shape.length <= output_size.length) {
    throw new ValueError(`Input dimension should be at least ${output_size.length + 1}`);
  }
  const last = shape.slice(-output_size.length);
  return output_size.map((n, i) => n ?? (last[i] as number));
}

/** One number for every dimension, or one each; null keeps the input's. */
export type OutputSize = number | readonly (number | null)[];

const adaptiveNames = ['input', 'output_size', 'return_indices'] as const;
type AdaptiveArgs = [input: Tensor, output_size: OutputSize, return_indices?: boolean];

function adaptiveMaxPoolNd(what: string, op: (input: Tensor, output_size: IntList) => [Tensor, Tensor]) {
  const indexed = (...[input, output_size]: AdaptiveArgs) => op(input, sizeOr(output_size, input));
  const f = (...args: AdaptiveArgs) => (args[2] ? indexed(...args) : indexed(...args)[0]);
  return [
    keywords(what, adaptiveNames, f) as Pooling<typeof adaptiveNames, AdaptiveArgs, '2'>,
    keywords(`${what}_with_indices`, adaptiveNames, indexed),
  ] as const;
}

/** The maximum over windows that tile the input in `output_size` pieces. */
export const [adaptive_max_pool1d, adaptive_max_pool1d_with_indices] = adaptiveMaxPoolNd(
  'adaptive_max_pool1d',
  torch.adaptive_max_pool1d,
);
export const [adaptive_max_pool2d, adaptive_max_pool2d_with_indices] = adaptiveMaxPoolNd(
  'adaptive_max_pool2d',
  torch.adaptive_max_pool2d,
);
export const [adaptive_max_pool3d, adaptive_max_pool3d_with_indices] = adaptiveMaxPoolNd(
  'adaptive_max_pool3d',
  torch.adaptive_max_pool3d,
);

const adaptiveAvgPoolNd = (what: string, op: (input: Tensor, output_size: IntList) => Tensor) =>
  keywords(
    what,
    ['input', 'output_size'],
    (input: Tensor, output_size: OutputSize): Tensor => op(input, sizeOr(output_size, input)),
  );

/** The mean over windows that tile the input in `output_size` pieces. */
export const adaptive_avg_pool1d = adaptiveAvgPoolNd('adaptive_avg_pool1d', torch.adaptive_avg_pool1d);
export const adaptive_avg_pool2d = adaptiveAvgPoolNd('adaptive_avg_pool2d', torch.adaptive_avg_pool2d);
export const adaptive_avg_pool3d = adaptiveAvgPoolNd('adaptive_avg_pool3d', torch.adaptive_avg_pool3d);

const fractionalNames = [
  'input',
  'kernel_size',
  'output_size',
  'output_ratio',
  'return_indices',
  '_random_samples',
] as const;
type FractionalArgs = [
  input: Tensor,
  kernel_size: IntList,
  output_size?: IntList | null,
  output_ratio?: IntList | null,
  return_indices?: boolean,
  _random_samples?: Tensor | null,
];
type FractionalOp = (
  input: Tensor,
  kernel_size: readonly number[],
  output_size: readonly number[],
  samples: Tensor,
) => [Tensor, Tensor];

function fractionalMaxPoolNd(what: string, n: number, tuple: (x: IntList) => number[], op: FractionalOp) {
  const indexed = (...[input, kernel, output_size, output_ratio, , samples]: FractionalArgs) => {
    if (output_size == null && output_ratio == null) {
      throw new ValueError(`${what} requires specifying either an output_size or an output_ratio`);
    }
    const shape = input.shape;
    const batched = shape.length === n + 2;
    const size =
      output_size != null
        ? tuple(output_size)
        : tuple(output_ratio as IntList).map((r, i) =>
            Math.trunc((shape[shape.length - n + i] as number) * r),
          );
    const random =
      samples ??
      torch.rand(batched ? (shape[0] as number) : 1, shape[shape.length - n - 1] as number, n, {
        dtype: input.dtype,
        device: input.device,
      });
    return op(input, tuple(kernel), size, random);
  };
  const f = (...args: FractionalArgs) => (args[4] ? indexed(...args) : indexed(...args)[0]);
  return [
    keywords(what, fractionalNames, f) as Pooling<typeof fractionalNames, FractionalArgs, '4'>,
    keywords(`${what}_with_indices`, fractionalNames, indexed),
  ] as const;
}

/** The maximum over windows of random steps, to `output_size` or to `output_ratio` in (0, 1) of the input. Source: arXiv:1412.6071. */
export const [fractional_max_pool2d, fractional_max_pool2d_with_indices] = fractionalMaxPoolNd(
  'fractional_max_pool2d',
  2,
  pair,
  torch.fractional_max_pool2d,
);
export const [fractional_max_pool3d, fractional_max_pool3d_with_indices] = fractionalMaxPoolNd(
  'fractional_max_pool3d',
  3,
  triple,
  torch.fractional_max_pool3d,
);

function unpoolSize(
  input: Tensor,
  kernel: number[],
  stride: number[],
  padding: number[],
  asked: readonly number[] | null,
): readonly number[] {
  const n = kernel.length;
  const shape = input.shape.slice(-n);
  const size = kernel.map(
    (k, d) => ((shape[d] as number) - 1) * (stride[d] as number) + k - 2 * (padding[d] as number),
  );
  if (asked === null) return size;
  const spatial = asked.length === n + 2 ? asked.slice(2) : asked;
  if (spatial.length !== n) {
    throw new ValueError(
      `output_size should be a sequence containing ${n} or ${n + 2} elements, but it has a length of '${asked.length}'`,
    );
  }
  spatial.forEach((length, d) => {
    const low = (size[d] as number) - (stride[d] as number);
    const high = (size[d] as number) + (stride[d] as number);
    if (length <= low || length >= high) {
      throw new ValueError(
        `invalid output_size "(${spatial.join(', ')})" (dim ${d} must be between ${low} and ${high})`,
      );
    }
  });
  return spatial;
}

const maxUnpoolNd = (
  what: string,
  tuple: (x: IntList) => number[],
  op: (
    input: Tensor,
    indices: Tensor,
    size: readonly number[],
    stride: number[],
    padding: number[],
  ) => Tensor,
) =>
  keywords(
    what,
    ['input', 'indices', 'kernel_size', 'stride', 'padding', 'output_size'],
    (
      input: Tensor,
      indices: Tensor,
      kernel_size: IntList,
      stride: IntList | null = null,
      padding: IntList = 0,
      output_size: readonly number[] | null = null,
    ): Tensor => {
      const kernel = tuple(kernel_size);
      const steps = stride === null ? kernel : tuple(stride);
      const pads = tuple(padding);
      return op(input, indices, unpoolSize(input, kernel, steps, pads, output_size), steps, pads);
    },
  );

/** Puts maxima back where `max_pool` with `return_indices` found them, zeros elsewhere. Throws ValueError for an impossible `output_size`. */
export const max_unpool1d = maxUnpoolNd('max_unpool1d', single, (input, indices, size) =>
  torch.max_unpool2d(input.unsqueeze(-1), indices.unsqueeze(-1), [...size, 1]).squeeze(-1),
);
export const max_unpool2d = maxUnpoolNd('max_unpool2d', pair, (input, indices, size) =>
  torch.max_unpool2d(input, indices, size),
);
export const max_unpool3d = maxUnpoolNd('max_unpool3d', triple, (input, indices, size, stride, padding) =>
  torch.max_unpool3d(input, indices, size, stride, padding),
);

type Windowed = (
  input: Tensor,
  kernel_size: IntList,
  stride: IntList,
  padding: number,
  ceil_mode: boolean,
) => Tensor;

const lpPoolNd = (
  what: string,
  tuple: (x: IntList) => number[],
  avg: Windowed,
  max: (...args: MaxPoolArgs) => Tensor,
) =>
  keywords(
    what,
    ['input', 'norm_type', 'kernel_size', 'stride', 'ceil_mode'],
    (
      input: Tensor,
      norm_type: number,
      kernel_size: IntList,
      stride: IntList | null = null,
      ceil_mode: boolean = false,
    ): Tensor => {
      const steps = stride ?? kernelSize;
      if (norm_type === Infinity) return max(input.abs(), kernel_size, steps, 0, 1, ceil_mode);
      if (norm_type === -Infinity) return max(input.abs().neg(), kernel_size, steps, 0, 1, ceil_mode).neg();
      const mean = avg(input.pow(norm_type), kernel_size, steps, 0, ceil_mode);
      const count = tuple(kernel_size).reduce((a, b) => a * b, 1);
      return mean
        .sign()
        .mul(mean.abs().relu())
        .mul(count)
        .pow(1 / norm_type);
    },
  );

/** The p-norm of each window: (Σ x^p)^(1/p), p = `norm_type`; the maximum of |x| for Infinity. */
export const lp_pool1d = lpPoolNd('lp_pool1d', single, torch.avg_pool1d, maxPool(torch.max_pool1d));
export const lp_pool2d = lpPoolNd('lp_pool2d', pair, torch.avg_pool2d, maxPool(torch.max_pool2d));
export const lp_pool3d = lpPoolNd('lp_pool3d', triple, torch.avg_pool3d, maxPool(torch.max_pool3d));
