// torch.masked: reductions and normalisations over the elements that a mask (true: counts) lets through. Dense tensors.
import { tensor } from './creation.ts';
import { type dtype, dtypes, layouts } from './dtype.ts';
import { IndexError, NotImplementedError, RuntimeError, ValueError } from './errors.ts';
import { keywords } from './keywords.ts';
import { aten } from './ops/index.ts';
import type { Tensor } from './tensor.ts';

type Dims = number | readonly number[] | null;
type Mask = Tensor | null;

/** What changes nothing in a reduction; null where the dtype has no such number. */
function identity(kind: string, input: Tensor, ord: number): number | bigint | null {
  const { dtype } = input;
  const bits = 8 * dtype.itemsize;
  const whole = dtype.is_signed || dtype === dtypes.uint8;
  switch (kind) {
    case 'sum':
      return 0;
    case 'prod':
      return 1;
    case 'norm':
      return ord === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : 0;
    case 'median':
      return Number.NaN;
    case 'amin':
      if (dtype.is_floating_point) return Number.POSITIVE_INFINITY;
      return whole && !dtype.is_complex ? 2n ** BigInt(dtype.is_signed ? bits - 1 : bits) - 1n : null;
    default:
      if (dtype.is_floating_point) return Number.NEGATIVE_INFINITY;
      if (dtype.is_complex) return kind === 'logsumexp' ? Number.NEGATIVE_INFINITY : null;
      if (!whole) return null;
      return dtype.is_signed ? -(2n ** BigInt(bits - 1)) : 0n;
  }
}

function strided(name: string, input: Tensor): void {
  if (input.layout !== layouts.strided)
    throw new ValueError(`masked ${name} expects strided tensor (got ${input.layout} tensor)`);
}

/** The mask as bools of the input's shape. */
function canonical(input: Tensor, mask: Tensor): Tensor {
  if (mask.dim() > input.dim()) {
    throw new IndexError(
      '_input_mask expected broadcastable mask (got mask dimensionality higher than of the input)',
    );
  }
  const dense = mask.layout === layouts.strided ? mask : mask.to_dense();
  return dense.broadcast_to(input.shape).to(dtypes.bool);
}

/** The input with the identity of the reduction where the mask is false. */
function filled(name: string, kind: string, input: Tensor, mask: Mask, ord = 2): Tensor {
  strided(name, input);
  if (mask === null) return input;
  const value = identity(kind, input, ord);
  if (value === null) throw new NotImplementedError(`identity of ${name} on ${input.dtype} input`);
  const fill = tensor(value, { dtype: input.dtype, device: input.device });
  return aten('where')(canonical(input, mask), input, fill);
}

/** Dimensions, sorted and from 0 on; all of them for null and an empty list. */
function dimsOf(dim: Dims | undefined, input: Tensor): number[] {
  const ndim = Math.max(1, input.dim());
  const given = typeof dim === 'number' ? [dim] : (dim ?? []);
  if (given.length === 0) return Array.from({ length: input.dim() }, (_, i) => i);
  const dims: number[] = [];
  for (const one of given) {
    if (dims.includes(one)) throw new RuntimeError(`dim=${one} appears multiple times in the list of dims`);
    if (one >= ndim || one < -ndim) {
      throw new IndexError(
        `Dimension out of range (expected to be in range of [${-ndim}, ${ndim - 1}], but got ${one})`,
      );
    }
    dims.push((one + ndim) % ndim);
  }
  return dims.sort((a, b) => a - b);
}

const small: readonly dtype[] = [dtypes.uint8, dtypes.bool, dtypes.int8, dtypes.int16, dtypes.int32];
/** Sums and products of small whole numbers are int64. */
const summed = (input: Tensor): dtype => (small.includes(input.dtype) ? dtypes.int64 : input.dtype);

const reduction = ['input', 'dim', 'keepdim', 'dtype', 'mask'] as const;
type Reduction = [input: Tensor, dim?: Dims, keepdim?: boolean, dtype?: dtype | null, mask?: Mask];
const along = ['input', 'dim', 'dtype', 'mask'] as const;
type Along = [input: Tensor, dim: number, dtype?: dtype | null, mask?: Mask];

export const sum = keywords(
  'sum',
  reduction,
  (...[input, dim, keepdim = false, dtype, mask = null]: Reduction) =>
    filled('sum', 'sum', input, mask).sum(dimsOf(dim, input), keepdim, { dtype: dtype ?? summed(input) }),
);

export const prod = keywords(
  'prod',
  reduction,
  (...[input, dim, keepdim = false, dtype, mask = null]: Reduction) => {
    const start = filled('prod', 'prod', input, mask).to(dtype ?? summed(input)) as Tensor;
    return dimsOf(dim, input).reduceRight((x, d) => x.prod(d, keepdim), start);
  },
);

/** A reduction to an extreme. */
const extreme = (name: 'amax' | 'amin') =>
  keywords(name, reduction, (...[input, dim, keepdim = false, dtype, mask = null]: Reduction): Tensor => {
    const x = filled(name, name, input, mask);
    return aten(name)(x, dimsOf(dim, x), keepdim).to(dtype ?? input.dtype);
  });
export const amax = extreme('amax');
export const amin = extreme('amin');

/** The place of an extreme. */
const place = (name: 'argmax' | 'argmin', kind: string) =>
  keywords(
    name,
    reduction,
    (...[input, dim = null, keepdim = false, dtype, mask = null]: Reduction): Tensor =>
      aten(name)(filled(name, kind, input, mask), dim, keepdim).to(dtype ?? input.dtype),
  );
export const argmax = place('argmax', 'amax');
export const argmin = place('argmin', 'amin');

/** A running sum or product. */
const running = (name: 'cumsum' | 'cumprod', kind: string) =>
  keywords(name, along, (...[input, dim, dtype, mask = null]: Along): Tensor => {
    const type = dtype ?? input.dtype;
    const [at] = dimsOf(dim, input);
    return aten(name)(filled(name, kind, input, mask), at, { dtype: type }).to(type);
  });
export const cumsum = running('cumsum', 'sum');
export const cumprod = running('cumprod', 'prod');

/** How many elements count. */
const countOf = (input: Tensor, mask: Mask, dim: Dims | undefined, keepdim: boolean): Tensor =>
  mask === null
    ? sum(aten('ones')(input.shape, { dtype: dtypes.int64, device: input.device }), dim, keepdim)
    : canonical(input, mask).sum(dim ?? null, keepdim);

export const mean = keywords(
  'mean',
  reduction,
  (...[input, dim, keepdim = false, dtype, mask = null]: Reduction): Tensor => {
    const type = dtype ?? input.dtype;
    if (!(type.is_floating_point || type.is_complex)) {
      throw new ValueError(
        `mean(): Could not infer output dtype. ${dtype ? 'Optional' : 'Input'} dtype must be either a floating ` +
          `point or complex dtype. Got: ${type}`,
      );
    }
    strided('mean', input);
    return sum(input, dim, keepdim, type, mask).div(countOf(input, mask, dim, keepdim));
  },
);

/** The lower median along one dimension. */
export const median = keywords(
  'median',
  reduction,
  (...[input, dim = -1, keepdim = false, dtype, mask = null]: Reduction): Tensor => {
    const [at] = dimsOf(dim, input);
    const isFloat = input.is_floating_point();
    const x = filled('median', 'median', isFloat ? input : input.float(), mask);
    const result = aten('nanmedian')(x, at, keepdim)[0] as Tensor;
    if (isFloat) return result;
    if (result.isnan().any().item())
      throw new ValueError('masked median expects no fully masked out rows if dtype is not floating point');
    return result.to(dtype ?? input.dtype);
  },
);

export const logsumexp = keywords(
  'logsumexp',
  reduction,
  (...[input, dim, keepdim = false, dtype, mask = null]: Reduction): Tensor =>
    filled('logsumexp', 'logsumexp', input, mask)
      .logsumexp(dimsOf(dim, input), keepdim)
      .to(dtype ?? input.dtype),
);

/** log(exp(input) + exp(other)), each under its own mask. */
export const logaddexp = keywords(
  'logaddexp',
  ['input', 'other', 'dtype', 'input_mask', 'other_mask'],
  (
    input: Tensor,
    other: Tensor,
    dtype: dtype | null = null,
    input_mask: Mask = null,
    other_mask: Mask = null,
  ): Tensor =>
    filled('logaddexp', 'amax', input, input_mask)
      .logaddexp(filled('logaddexp', 'amax', other, other_mask))
      .to(dtype ?? input.dtype),
);

export const norm = keywords(
  'norm',
  ['input', 'ord', 'dim', 'keepdim', 'dtype', 'mask'],
  (
    input: Tensor,
    ord: number | null = 2,
    dim: Dims = null,
    keepdim: boolean = false,
    dtype: dtype | null = null,
    mask: Mask = null,
  ): Tensor =>
    aten('linalg_vector_norm')(
      filled('norm', 'norm', input, mask, ord ?? 2),
      ord ?? 2,
      dimsOf(dim, input),
      keepdim,
      { dtype: dtype ?? input.dtype },
    ),
);

const spread = ['input', 'dim', 'unbiased', 'correction', 'keepdim', 'dtype', 'mask'] as const;
type Spread = [
  input: Tensor,
  dim?: Dims,
  unbiased?: boolean | null,
  correction?: number | null,
  keepdim?: boolean,
  dtype?: dtype | null,
  mask?: Mask,
];

function variance(
  ...[input, dim, unbiased, correction, keepdim = false, dtype, mask = null]: Spread
): Tensor {
  if (unbiased != null && correction != null)
    throw new ValueError('Only one of unbiased and correction may be given');
  strided('std/var', input);
  const off = correction ?? (unbiased === false ? 0 : 1);
  const own = input.is_floating_point() || input.is_complex() ? input.dtype : dtypes.float32;
  const type = dtype ?? own;
  const compute = type.is_floating_point || type.is_complex ? type : dtypes.float32;
  let count = countOf(input, mask, dim, true);
  const deviation = input.sub(sum(input, dim, true, type, mask).div(count));
  const total = sum(deviation.mul(deviation.conj()), dim, keepdim, compute, mask);
  if (!keepdim) count = count.reshape(total.shape);
  if (off !== 0) {
    const real = compute.is_complex ? total.real.dtype : compute;
    count = (count.to(real) as Tensor).sub(off);
    count = count.maximum(aten('zeros')([], { dtype: real, device: count.device }));
  }
  return total.div(count).to(type) as Tensor;
}

export const variance_ = keywords('var', spread, (...args: Spread): Tensor => variance(...args));
export const std = keywords('std', spread, (...args: Spread): Tensor => variance(...args).sqrt());

/** A softmax over the elements that count. */
const soft = (name: string, kind: string, run: (x: Tensor, dim: number, type: dtype) => Tensor) =>
  keywords(name, along, (...[input, dim, dtype, mask = null]: Along): Tensor => {
    const [at = 0] = dimsOf(dim, input);
    return run(filled(name, kind, input, mask), at, dtype ?? input.dtype);
  });
export const softmax = soft('softmax', 'amax', (x, dim, type) => x.softmax(dim, type));
export const log_softmax = soft('log_softmax', 'amax', (x, dim, type) => x.log_softmax(dim, type));
export const softmin = soft('softmin', 'amin', (x, dim, type) => x.neg().softmax(dim, type));

/** The input divided by its norm, which is at least `eps`. */
export const normalize = keywords(
  'normalize',
  ['input', 'ord', 'dim', 'eps', 'dtype', 'mask'],
  (
    input: Tensor,
    ord: number,
    dim: number,
    eps: number = 1e-12,
    dtype: dtype | null = null,
    mask: Mask = null,
  ): Tensor => {
    const x = filled('normalize', 'sum', input, mask);
    const length = norm(input, ord, dim, true, dtype ?? input.dtype, mask);
    return x.div(length.maximum(tensor(eps, { dtype: length.dtype, device: length.device })));
  },
);

export const masked = {
  sum,
  prod,
  cumsum,
  cumprod,
  amax,
  amin,
  argmax,
  argmin,
  mean,
  median,
  logsumexp,
  logaddexp,
  norm,
  var: variance_,
  std,
  softmax,
  log_softmax,
  softmin,
  normalize,
};
