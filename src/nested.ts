// torch.nested: batches of tensors whose sizes differ.
import { no_grad } from './autograd/modes.ts';
import { tensor as makeTensor } from './creation.ts';
import { type device, type dtype, dtypes, type layout, layouts } from './dtype.ts';
import { NotImplementedError, RuntimeError, TypeError, ValueError } from './errors.ts';
import { keywords } from './keywords.ts';
import { lazyFunction } from './ops/index.ts';
import { Tensor } from './tensor.ts';

type Tree = number | boolean | bigint | readonly Tree[];
type Item = Tensor | Tree;

const fromList = lazyFunction('aten', '_nested_tensor_from_tensor_list') as any;
const viewOf = lazyFunction('aten', '_nested_view_from_buffer') as any;
const contiguousPlaces = lazyFunction('aten', '_nested_compute_contiguous_strides_offsets') as any;
const toPadded = lazyFunction('aten', 'to_padded_tensor') as any;

/** Strided nested tensors are LibTorch's; jagged ones are a class of the Python package, which this one does without. */
function checkLayout(kind: layout | null, what: string): void {
  if (kind === null || kind === layouts.strided) return;
  if (kind === layouts.jagged) {
    throw new NotImplementedError(
      `torch.nested: the jagged layout is a Python class; leave \`layout\` out for a strided nested tensor`,
    );
  }
  throw new RuntimeError(`Specified layout is unsupported for ${what}: ${kind}`);
}

const int64 = (values: unknown): Tensor => makeTensor(values as number[], { dtype: dtypes.int64 });

/**
 * A nested tensor of copies of `tensor_list`: tensors, or lists of numbers, of one number of dimensions. It has no part in
 * their graphs: it is a leaf, with `requires_grad` if wanted. The dtype and the device are those of the first.
 *
 * @throws TypeError for what is no list, RuntimeError for different numbers of dimensions, NotImplementedError for the
 *   jagged layout.
 * @see https://docs.pytorch.org/docs/2.13/nested.html
 */
export const nested_tensor = keywords(
  'nested_tensor',
  ['tensor_list', 'dtype', 'layout', 'device', 'requires_grad', 'pin_memory'],
  (
    tensor_list: readonly Item[],
    dtype: dtype | null = null,
    layout: layout | null = null,
    device: device | string | null = null,
    requires_grad: boolean = false,
    pin_memory: boolean = false,
  ): Tensor => {
    checkLayout(layout, 'nested tensors');
    if (!Array.isArray(tensor_list)) {
      throw new TypeError(
        'Only lists (List[Tensor] and List[List...[Scalar]]) are accepted in nested_tensor',
      );
    }
    return no_grad(() => {
      const list = tensor_list.map((item) => (item instanceof Tensor ? item : makeTensor(item as number[])));
      return fromList(list, dtype, null, device, pin_memory || null).requires_grad_(requires_grad);
    });
  },
);

/**
 * The same with a graph: gradients flow to the tensors of a list, which are copied, or to a tensor (batch, ...), whose memory
 * is shared where it is contiguous. A nested tensor comes back as it is, or copied to another dtype or device.
 */
export const as_nested_tensor = keywords(
  'as_nested_tensor',
  ['ts', 'dtype', 'device', 'layout'],
  (
    ts: Tensor | readonly Tensor[],
    dtype: dtype | null = null,
    device: device | string | null = null,
    layout: layout | null = null,
  ): Tensor => {
    if (!(ts instanceof Tensor) && !(Array.isArray(ts) && ts.every((item) => item instanceof Tensor))) {
      throw new TypeError(
        'as_nested_tensor(): Expected first argument to be a tensor or a list / tuple of tensors ',
      );
    }
    checkLayout(layout, 'nested tensors');
    if (!(ts instanceof Tensor)) return fromList(ts, dtype, null, device, null);
    const converted = (x: Tensor): Tensor => {
      const kind = dtype ?? x.dtype;
      return device === null ? x.to(kind) : x.to(device, kind);
    };
    if (ts.dim() < 2) {
      throw new RuntimeError('as_nested_tensor(): Expected tensor argument to have dim() > 1');
    }
    if (ts.is_nested) return converted(ts);
    const sizes = int64(Array.from({ length: ts.size(0) }, () => [...ts.shape.slice(1)]));
    const [strides, offsets] = contiguousPlaces(sizes) as [Tensor, Tensor];
    return viewOf(converted(ts.reshape(-1)), sizes, strides, offsets);
  },
);

/**
 * A dense tensor (batch, ...): every item of `input` filled up with `padding` to the largest sizes, or to `output_size`.
 *
 * @throws RuntimeError where `output_size` is smaller than an item.
 */
export const to_padded_tensor = keywords(
  'to_padded_tensor',
  ['input', 'padding', 'output_size', 'out'],
  (
    input: Tensor,
    padding: number,
    output_size: readonly number[] | null = null,
    out: Tensor | null = null,
  ): Tensor => {
    const result = toPadded(input, padding, output_size) as Tensor;
    return out === null ? result : out.resize_as_(result).copy_(result);
  },
);

/** `length` items of a nested tensor of the rows of `tensor`, from `start` on; strided tensors narrow dimension 0 alone. */
export const narrow = keywords(
  'narrow',
  ['tensor', 'dim', 'start', 'length', 'layout'],
  (
    tensor: Tensor,
    dim: number,
    start: number | Tensor,
    length: number | Tensor,
    layout: layout | null = null,
  ): Tensor => {
    checkLayout(layout, 'nested narrow');
    if (typeof start !== 'number' || typeof length !== 'number') {
      throw new RuntimeError('start and length must be integers for the strided layout NT impl');
    }
    return as_nested_tensor([...tensor.unbind(0)]).narrow(dim, start, length);
  },
);

/**
 * Items cut out of `values` along dimension `jagged_dim - 1`: item i goes from `offsets[i]` to `offsets[i + 1]`, or is
 * `lengths[i]` long. Python's is a jagged tensor; this is a strided one of the same items, which shares the memory of
 * `values` where that is contiguous, and whose gradient goes there.
 *
 * @throws RuntimeError without `offsets` and `lengths`, ValueError for places outside of `values`.
 */
export const nested_tensor_from_jagged = keywords(
  'nested_tensor_from_jagged',
  ['values', 'offsets', 'lengths', 'jagged_dim', 'min_seqlen', 'max_seqlen'],
  (
    values: Tensor,
    offsets: Tensor | null = null,
    lengths: Tensor | null = null,
    jagged_dim: number | null = null,
    _min_seqlen: number | null = null,
    _max_seqlen: number | null = null,
  ): Tensor => {
    if (!(values instanceof Tensor)) {
      throw new TypeError(`nested_tensor_from_jagged(): values must be a Tensor, not ${typeof values}`);
    }
    if (offsets === null && lengths === null) {
      throw new RuntimeError('nested_tensor_from_jagged(): At least one of offsets or lengths is required.');
    }
    const ragged = (jagged_dim ?? 1) - 1;
    if (ragged < 0) throw new ValueError(`Expected jagged_dim >=1, but got ${jagged_dim}.`);
    if (ragged >= values.dim()) {
      throw new ValueError(`jagged_dim=${jagged_dim} is too large for values of ${values.dim()} dimensions`);
    }
    const places = placesOf(offsets, lengths, values.size(ragged));
    const flat = values.contiguous();
    const strides = flat.stride();
    const sizes = places.map(({ length }) => flat.shape.map((size, i) => (i === ragged ? length : size)));
    return viewOf(
      flat.reshape(-1),
      int64(sizes),
      int64(places.map(() => strides)),
      int64(places.map(({ start }) => start * (strides[ragged] as number))),
    );
  },
);

function placesOf(
  offsets: Tensor | null,
  lengths: Tensor | null,
  end: number,
): { start: number; length: number }[] {
  const numbers = (x: Tensor | null, what: string): number[] => {
    if (x === null) return [];
    if (!(x instanceof Tensor) || x.dim() !== 1 || x.is_floating_point()) {
      throw new ValueError(
        `nested_tensor_from_jagged(): ${what} is a tensor of whole numbers with one dimension`,
      );
    }
    return x.tolist();
  };
  const given = numbers(lengths, 'lengths');
  const starts = numbers(offsets, 'offsets');
  if (offsets === null) {
    let sum = 0;
    starts.push(...[0, ...given].map((length) => (sum += length)));
  }
  const places = starts.slice(0, -1).map((start, i) => ({
    start,
    length: lengths === null ? (starts[i + 1] as number) - start : (given[i] as number),
  }));
  const fits = places.every(({ start, length }) => start >= 0 && length >= 0 && start + length <= end);
  if (!fits || (lengths !== null && given.length !== places.length)) {
    throw new ValueError(
      `nested_tensor_from_jagged(): offsets [${starts.join(', ')}]${lengths === null ? '' : ` and lengths [${given.join(', ')}]`} do not fit ${end} values`,
    );
  }
  return places;
}

/**
 * What `mask` selects of each row of `tensor`, as a nested tensor (strided, see `nested_tensor_from_jagged`); `mask` is
 * bool and broadcasts to the shape of `tensor`.
 */
export const masked_select = keywords(
  'masked_select',
  ['tensor', 'mask'],
  (tensor: Tensor, mask: Tensor): Tensor => {
    for (const [what, x] of [
      ['tensor', tensor],
      ['mask', mask],
    ] as const) {
      if (x.layout !== layouts.strided) {
        throw new RuntimeError(`torch.nested.masked_select requires a strided ${what}, given ${x.layout}`);
      }
    }
    const selected = tensor.masked_select(mask);
    const lengths = mask
      .expand([...tensor.shape])
      .sum(tensor.dim() - 1)
      .view(-1);
    return nested_tensor_from_jagged(selected, { lengths });
  },
);
