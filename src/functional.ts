// The functions of `torch` that PyTorch writes in Python: several tensors in a row, arguments that choose an operator.
import { tensor } from './creation.ts';
import { factoryFunction } from './default_device.ts';
import { type device, type dtype, dtypes, type layout } from './dtype.ts';
import { RuntimeError, TypeError, ValueError } from './errors.ts';
import type { TorchFunctions } from './generated/torch_functions.ts';
import type { IntList, Scalar, TensorList } from './generated/types.ts';
import { type Keyworded, keywords } from './keywords.ts';
import { native } from './native.ts';
import { lazyFunction, ops } from './ops/index.ts';
import { show } from './show.ts';
import { isPlainObject } from './signature.ts';
import { Size } from './size.ts';
import type { Tensor } from './tensor.ts';

type Operator = (...args: unknown[]) => any;
const operators = new Map<string, Operator>();
function aten(name: string, ...args: unknown[]): any {
  const operator = operators.get(name) ?? lazyFunction('aten', name);
  operators.set(name, operator);
  return operator(...args);
}

type Tensors = readonly Tensor[];
/** `f(a, b, c)` or `f([a, b, c])`. */
export type Several<R> = (...tensors: Tensor[] | [tensors: Tensors]) => R;

const listOf = (given: readonly unknown[]): unknown[] => (Array.isArray(given[0]) ? given[0] : [...given]);

/** An operator on a list of tensors, called with the list or with the tensors in a row. */
function several<R>(name: string): Several<R> {
  return (...given) => aten(name, listOf(given)) as R;
}

/** The same for operators that take a single tensor as well. */
function oneOrSeveral(name: string): ((input: Tensor) => Tensor) & Several<TensorList> {
  return ((...given: unknown[]) => aten(name, given.length === 1 ? given[0] : given)) as ((
    input: Tensor,
  ) => Tensor) &
    Several<TensorList>;
}

export const atleast_1d = oneOrSeveral('atleast_1d');
export const atleast_2d = oneOrSeveral('atleast_2d');
export const atleast_3d = oneOrSeveral('atleast_3d');
/** A block-diagonal matrix of its arguments. */
export const block_diag = several<Tensor>('block_diag');
/** All arguments expanded to their common shape. */
export const broadcast_tensors = several<TensorList>('broadcast_tensors');
/** The rows of the Cartesian product of vectors. */
export const cartesian_prod = several<Tensor>('cartesian_prod');
/** The product of matrices, in the order that takes the fewest operations. */
export const chain_matmul = several<Tensor>('chain_matmul');

/**
 * The shape that tensors of these shapes broadcast to.
 *
 * @throws RuntimeError where they do not.
 */
export function broadcast_shapes(...shapes: IntList[]): Size {
  const lists = shapes.map((shape) => {
    if (typeof shape === 'number') return [shape];
    if (Array.isArray(shape) || ArrayBuffer.isView(shape)) return shape;
    throw new RuntimeError(
      `Input shapes should be of type ints, a tuple of ints, or a list of ints, got ${show(shape)}`,
    );
  });
  const result = new Size(Math.max(0, ...lists.map((shape) => shape.length))).fill(1) as Size;
  for (const shape of lists) {
    shape.forEach((size, i) => {
      const at = result.length - shape.length + i;
      if (size < 0)
        throw new RuntimeError(`Trying to create tensor with negative dimension (${size}): (${size})`);
      if (size === 1 || size === result[at]) return;
      if (result[at] !== 1)
        throw new RuntimeError('Shape mismatch: objects cannot be broadcast to a single shape');
      result[at] = size;
    });
  }
  return result;
}

/** Grids of coordinates; `indexing` is `'ij'` (rows first) or `'xy'`. */
export function meshgrid(
  ...given:
    | Tensor[]
    | [Tensors]
    | [...Tensor[], { indexing?: 'ij' | 'xy' }]
    | [Tensors, { indexing?: 'ij' | 'xy' }]
): TensorList {
  const last = given.at(-1);
  const options = isPlainObject(last) ? [last] : [];
  return aten('meshgrid', listOf(options.length > 0 ? given.slice(0, -1) : given), ...options);
}

type Sublist = readonly (number | '...')[];

/**
 * Sums of products in Einstein's notation: `torch.einsum('bij,bjk->bik', a, b)`, or with numbers in [0, 52) for letters after
 * each tensor and for the result, `torch.einsum(a, [0, 1, 2], b, [0, 2, 3], [0, 1, 3])`.
 *
 * @throws ValueError for a number out of range.
 */
export function einsum(equation: string, ...operands: Tensor[] | [Tensors]): Tensor;
export function einsum(operand: Tensor, sublist: Sublist, ...more: (Tensor | Sublist)[]): Tensor;
export function einsum(first: string | Tensor, ...rest: any[]): Tensor {
  if (typeof first === 'string') return aten('einsum', first, listOf(rest));
  const given = [first, ...rest];
  const output = given.length % 2 === 1 ? `->${letters(given.pop())}` : '';
  const inputs = given.filter((_, i) => i % 2 === 1).map(letters);
  return aten('einsum', inputs.join(',') + output, listOf(given.filter((_, i) => i % 2 === 0)));
}

function letters(sublist: Sublist): string {
  return sublist
    .map((n) => {
      if (n === '...') return n;
      if (Number.isInteger(n) && n >= 0 && n < 52) return String.fromCharCode(n < 26 ? 65 + n : 71 + n);
      throw new ValueError('einsum(): subscript in subscript list is not within the valid range [0, 52)');
    })
    .join('');
}

/** Pieces of `split_size_or_sections` along `dim` (the last one may be smaller), or of the sizes in a list. */
export const split = keywords(
  'split',
  ['tensor', 'split_size_or_sections', 'dim'],
  (tensor: Tensor, split_size_or_sections: IntList, dim: number = 0): TensorList =>
    aten('split', tensor, split_size_or_sections, dim),
);

/**
 * The product over several dimensions at once: the last `dims` of `a` with the first `dims` of `b`, or the dimensions
 * listed in a pair.
 */
export const tensordot = keywords(
  'tensordot',
  ['a', 'b', 'dims', 'out'],
  (
    a: Tensor,
    b: Tensor,
    dims: number | readonly [readonly number[], readonly number[]] = 2,
    out: Tensor | null = null,
  ): Tensor => {
    if (typeof dims === 'number' && dims < 0)
      throw new RuntimeError(`tensordot expects dims >= 0, but got dims=${dims}`);
    const count = typeof dims === 'number' ? Array.from({ length: dims }, (_, i) => i) : [];
    const [left, right] = typeof dims === 'number' ? [count.map((i) => i - dims), count] : dims;
    return aten('tensordot', a, b, left, right, ...(out ? [{ out }] : []));
  },
);

const computeModes = {
  use_mm_for_euclid_dist_if_necessary: null,
  use_mm_for_euclid_dist: 1,
  donot_use_mm_for_euclid_dist: 2,
} as const;

/** The p-norm distances between all rows of `x1` (..., P, M) and `x2` (..., R, M): (..., P, R). */
export const cdist = keywords(
  'cdist',
  ['x1', 'x2', 'p', 'compute_mode'],
  (
    x1: Tensor,
    x2: Tensor,
    p: number = 2,
    compute_mode: keyof typeof computeModes = 'use_mm_for_euclid_dist_if_necessary',
  ): Tensor => {
    if (!(compute_mode in computeModes))
      throw new ValueError(`${compute_mode} is not a valid value for compute_mode`);
    return aten('cdist', x1, x2, p, computeModes[compute_mode]);
  },
);

/** The norm over `dim` (all dimensions when null); `p` is a number, `'fro'` or `'nuc'`. */
export const norm = keywords(
  'norm',
  ['input', 'p', 'dim', 'keepdim', 'out', 'dtype'],
  (
    input: Tensor,
    p: Scalar | 'fro' | 'nuc' | null = 'fro',
    dim: IntList | null = null,
    keepdim: boolean = false,
    out: Tensor | null = null,
    dtype: dtype | null = null,
  ): Tensor => {
    const dims = typeof dim === 'number' ? [dim] : dim;
    const options = out ? { dtype, out } : { dtype };
    const isMatrixNorm = p === 'nuc' || (p === 'fro' && dims !== null && dims.length > 2);
    if (!isMatrixNorm)
      return aten('linalg_vector_norm', input, p === 'fro' ? 2 : (p ?? 2), dims, keepdim, options);
    return aten('linalg_matrix_norm', input, p, dims ?? input.shape.map((_, i) => i), keepdim, options);
  },
);

/** Python returns a lone tensor, or a tuple with whatever was asked for besides. */
function asked(results: readonly Tensor[], ...wanted: boolean[]): any {
  const kept = results.filter((_, i) => i === 0 || wanted[i - 1]);
  return kept.length === 1 ? kept[0] : kept;
}

export interface UniqueOptions {
  return_inverse?: boolean;
  return_counts?: boolean;
  dim?: number | null;
}
export type More = { return_inverse: true } | { return_counts: true };
export interface UniqueForms<First extends unknown[], Options> {
  (...args: [...First, options: Options & More]): TensorList;
  (...args: [...First, options?: Options]): Tensor;
}

/** The distinct values (or slices along `dim`), with the places of the originals and the counts where asked for. */
export const unique = keywords(
  'unique',
  ['input', 'sorted', 'return_inverse', 'return_counts', 'dim'],
  (
    input: Tensor,
    sorted: boolean = true,
    return_inverse: boolean = false,
    return_counts: boolean = false,
    dim: number | null = null,
  ): any => {
    const results =
      dim === null
        ? aten('_unique2', input, sorted, return_inverse, return_counts)
        : aten('unique_dim', input, dim, sorted, return_inverse, return_counts);
    return asked(results, return_inverse, return_counts);
  },
) as unknown as UniqueForms<[input: Tensor], UniqueOptions & { sorted?: boolean }>;

/** The values (or slices along `dim`) without the repetitions that follow each other. */
export const unique_consecutive = keywords(
  'unique_consecutive',
  ['input', 'return_inverse', 'return_counts', 'dim'],
  (
    input: Tensor,
    return_inverse: boolean = false,
    return_counts: boolean = false,
    dim: number | null = null,
  ): any =>
    asked(
      aten('unique_consecutive', input, return_inverse, return_counts, dim),
      return_inverse,
      return_counts,
    ),
) as unknown as UniqueForms<[input: Tensor], UniqueOptions>;

export interface NonzeroForms<First extends unknown[], Options> {
  (...args: [...First, options: { as_tuple: true }]): TensorList;
  (...args: [...First, options?: Options & { as_tuple?: false }]): Tensor;
}
/** The places that are not zero: (n, dims), or one vector per dimension with `as_tuple`. */
export const nonzero = keywords(
  'nonzero',
  ['input', 'as_tuple', 'out'],
  (input: Tensor, as_tuple: boolean = false, out: Tensor | null = null): any =>
    as_tuple ? aten('nonzero_numpy', input) : aten('nonzero', input, ...(out ? [{ out }] : [])),
) as unknown as NonzeroForms<[input: Tensor], { out?: Tensor }>;

/** The LU factorisation with partial pivoting: [LU, pivots], and the LAPACK codes with `get_infos`. */
export const lu = keywords(
  'lu',
  ['A', 'pivot', 'get_infos', 'out'],
  (
    A: Tensor,
    pivot: boolean = true,
    get_infos: boolean = false,
    out: readonly Tensor[] | null = null,
  ): TensorList => {
    const results = aten('_lu_with_info', A, pivot, !get_infos);
    const wanted = get_infos ? 3 : 2;
    if (out === null) return get_infos ? results : ([...results].slice(0, wanted) as TensorList);
    if (out.length !== wanted)
      throw new TypeError(`expected tuple of ${wanted} elements but got ${out.length}`);
    for (const [i, tensor] of out.entries()) tensor.resize_as_(results[i]).copy_(results[i]);
    return out as TensorList;
  },
);

/**
 * The coordinates, one tensor per dimension, of flat indices into a tensor of this shape.
 *
 * @throws TypeError for indices that are not whole numbers, ValueError for a negative size.
 */
export const unravel_index = keywords(
  'unravel_index',
  ['indices', 'shape'],
  (indices: Tensor, shape: IntList): TensorList => {
    const sizes = typeof shape === 'number' ? [shape] : [...shape];
    if (indices.is_floating_point() || indices.is_complex() || indices.dtype.name === 'bool') {
      throw new TypeError(`expected 'indices' to be integer dtype, but got ${indices.dtype}`);
    }
    if (sizes.some((size) => size < 0))
      throw new ValueError(`'shape' cannot have negative values, but got (${sizes.join(', ')})`);
    const steps = sizes.map((_, i) => sizes.slice(i + 1).reduce((a, b) => a * b, 1));
    const { device } = indices;
    const whole = (values: readonly number[]): Tensor => tensor(values, { dtype: dtypes.int64, device });
    return indices.unsqueeze(-1).floor_divide(whole(steps)).remainder(whole(sizes)).unbind(-1);
  },
);

/**
 * The short-time Fourier transform of (*, T) signals: (*, N, frames).
 *
 * Frames are centred at multiples of `hop_length` (n_fft / 4 when null), which pads the signal, unless `center` is false.
 */
export const stft = keywords(
  'stft',
  [
    'input',
    'n_fft',
    'hop_length',
    'win_length',
    'window',
    'center',
    'pad_mode',
    'normalized',
    'onesided',
    'return_complex',
    'align_to_window',
  ],
  (
    input: Tensor,
    n_fft: number,
    hop_length: number | null = null,
    win_length: number | null = null,
    window: Tensor | null = null,
    center: boolean = true,
    pad_mode: string = 'reflect',
    normalized: boolean = false,
    onesided: boolean | null = null,
    return_complex: boolean | null = null,
    align_to_window: boolean | null = null,
  ): Tensor => {
    const more = align_to_window === null ? [] : [align_to_window]; // LibTorch 1.13 has no such parameter
    const options = [
      hop_length,
      win_length,
      window,
      center,
      pad_mode,
      normalized,
      onesided,
      return_complex,
      ...more,
    ];
    return ops.aten?.stft?.center?.(input, n_fft, ...options);
  },
);

/** What the factories of sparse tensors take besides their parts; the values decide the dtype that is not given. */
export interface SparseOptions {
  dtype?: dtype | null;
  layout?: layout | null;
  device?: device | string | null;
  pin_memory?: boolean;
  requires_grad?: boolean;
  check_invariants?: boolean | null;
}
type Nested = number | boolean | readonly Nested[];
/** A tensor, or nested lists of numbers. */
export type Values = Tensor | readonly Nested[];
export type SparseForms = (
  indices: Values,
  plain_indices: Values,
  values: Values,
  ...size: [options?: SparseOptions] | [size: IntList | null, options?: SparseOptions]
) => Tensor;

const isTensor = (values: Values): values is Tensor => !Array.isArray(values);
const indexTensor = (values: Values): Tensor =>
  isTensor(values) ? values : tensor(values as number[], { dtype: dtypes.int64 });
const valueTensor = (values: Values): Tensor => (isTensor(values) ? values : tensor(values as number[]));

/** Did the program say that indices outside of a sparse tensor are its own affair? See sparse.ts. */
export const invariants = { unchecked: false };

/**
 * Runs a factory with its parts checked or not, whatever the setting for all of them is. Who says nothing gets the checks:
 * an index outside of the size ends the process in later operators, which do not look.
 */
function checked<T>(check: boolean | null, parts: readonly unknown[], make: () => T): T {
  const before = native.context_flag('sparse.check_invariants');
  const isMeta = parts.some((part) => (part as Partial<Tensor> | null)?.is_meta);
  native.context_flag('sparse.check_invariants', check ?? (before || !(invariants.unchecked || isMeta)));
  try {
    return make();
  } finally {
    native.context_flag('sparse.check_invariants', before);
  }
}

const makeCoo = factoryFunction('sparse_coo_tensor');
type CooForms = (
  indices: Values,
  values: Values,
  ...size:
    | [options?: SparseOptions & { is_coalesced?: boolean | null; size?: IntList }]
    | [size: IntList | null, options?: SparseOptions & { is_coalesced?: boolean | null }]
) => Tensor;

/**
 * A sparse tensor of `values` (nnz, ...) at `indices` (dimensions, nnz); repeated places add up. A tensor without values has
 * a size alone: `sparse_coo_tensor([2, 3])`.
 *
 * @throws RuntimeError, unless `check_invariants` is false, for indices outside of `size`.
 */
export const sparse_coo_tensor = ((...args: unknown[]) => {
  const last = args.at(-1);
  const given = isPlainObject(last) ? last : {};
  const { check_invariants = null, ...options } = given as SparseOptions & Record<string, unknown>;
  const parts = isPlainObject(last) ? args.slice(0, -1) : args;
  // (indices, values, ...), where the size alone is one list of numbers.
  if (parts.length >= 2 && typeof parts[0] !== 'number') {
    parts[0] = indexTensor(parts[0] as Values);
    const values = valueTensor(parts[1] as Values);
    parts[1] = options.dtype == null ? values : values.to(options.dtype);
  }
  if (parts.length > 2 && parts[2] === null) parts.length = 2;
  return checked(check_invariants, parts, () => makeCoo(...parts, ...(isPlainObject(last) ? [options] : [])));
}) as CooForms & TorchFunctions['sparse_coo_tensor'];

/** A factory of tensors of a compressed layout. */
function compressed(name: string): SparseForms {
  const [plain, packed] = /_cs[rc]|_bs[rc]/.exec(name)?.[0].endsWith('c')
    ? ['row_indices', 'ccol_indices']
    : ['col_indices', 'crow_indices'];
  const [one, two] = name.includes('compressed')
    ? (['compressed_indices', 'plain_indices'] as const)
    : ([packed, plain] as const);
  return keywords(
    name,
    [
      one as string,
      two as string,
      'values',
      'size',
      'dtype',
      'layout',
      'device',
      'pin_memory',
      'requires_grad',
      'check_invariants',
    ],
    (
      first: Values,
      second: Values,
      given: Values,
      size: IntList | null = null,
      dtype: dtype | null = null,
      layout: layout | null = null,
      device: device | string | null = null,
      pin_memory: boolean = false,
      requires_grad: boolean = false,
      check_invariants: boolean | null = null,
    ): Tensor => {
      const values = valueTensor(given);
      const parts = [indexTensor(first), indexTensor(second), values];
      const options = {
        dtype: dtype ?? values.dtype,
        device: device ?? values.device,
        pin_memory,
        requires_grad,
        ...(layout === null ? {} : { layout }),
      };
      return checked(check_invariants, parts, () =>
        aten(name, ...parts, ...(size === null ? [] : [size]), options),
      );
    },
  ) as unknown as SparseForms;
}

/** A sparse tensor of any compressed layout: `layout` says which. */
export const sparse_compressed_tensor = compressed('sparse_compressed_tensor');
/** Compressed rows: crow_indices (rows + 1), col_indices (nnz), values (nnz). */
export const sparse_csr_tensor = compressed('sparse_csr_tensor');
/** Compressed columns: ccol_indices (columns + 1), row_indices (nnz), values (nnz). */
export const sparse_csc_tensor = compressed('sparse_csc_tensor');
/** Compressed rows of blocks: values (nnz, block rows, block columns). */
export const sparse_bsr_tensor = compressed('sparse_bsr_tensor');
/** Compressed columns of blocks. */
export const sparse_bsc_tensor = compressed('sparse_bsc_tensor');

const normMethod = keywords(
  'norm',
  ['input', 'p', 'dim', 'keepdim', 'dtype'],
  (
    input: Tensor,
    p?: Scalar | 'fro' | 'nuc' | null,
    dim?: IntList | null,
    keepdim?: boolean,
    type?: dtype | null,
  ) => norm(input, p, dim, keepdim, null, type),
);

type Tail<L> = L extends readonly [any?, ...infer T] ? T : never;
type MethodOf<F> = F extends Keyworded<infer N, infer P, infer R> ? Keyworded<Tail<N>, Tail<P>, R> : never;
/** The tensor methods that PyTorch writes in Python. */
export interface FunctionalMethods {
  lu: MethodOf<typeof lu>;
  nonzero: NonzeroForms<[], unknown>;
  norm: MethodOf<typeof normMethod>;
  stft: MethodOf<typeof stft>;
  unique: UniqueForms<[], UniqueOptions & { sorted?: boolean }>;
  unique_consecutive: UniqueForms<[], UniqueOptions>;
}

const asMethods = { lu, nonzero, norm: normMethod, stft, unique, unique_consecutive };
/** Method name and implementation. */
export const functionalMethods = Object.entries(asMethods).map(([name, f]) => {
  function method(this: Tensor, ...args: unknown[]): unknown {
    return (f as Operator)(this, ...args);
  }
  Object.defineProperty(method, 'name', { value: name });
  return [name, method] as const;
});
