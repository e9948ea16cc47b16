import {
  type device,
  dtype,
  dtypes,
  layout,
  layouts,
  makeDevice,
  memory_formats,
  qschemes,
} from '../dtype.ts';
import { UnpicklingError } from '../errors.ts';
import { Size } from '../size.ts';
import { Parameter, Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { LoadContext } from './budget.ts';
import { DictDraft } from './drafts.ts';
import { NdarrayDraft, NUMPY_GLOBALS } from './numpy_globals.ts';
import { Tuple } from './python.ts';
import { PYTHON_GLOBALS } from './python_globals.ts';
import { STORAGE_CLASSES, StorageReference, StorageType, UNTYPED_STORAGE, viewStorage } from './storage.ts';
import { tensorClass } from './tensor_classes.ts';
import { Global } from './unpickler.ts';

const RESULTS =
  'max min sort topk median mode kthvalue cummax cummin aminmax nanmedian qr slogdet linalg_svd svd linalg_qr linalg_eigh linalg_eig ' +
  'linalg_slogdet geqrf frexp histogram linalg_lstsq triangular_solve lu_unpack linalg_lu linalg_lu_factor linalg_cholesky_ex linalg_inv_ex linalg_ldl_factor';

/** The exact list of names that a checkpoint may hold. Each stands for data or for a function here that checks what it is given. */
export const GLOBALS: ReadonlyMap<string, Global> = new Map(
  [
    ...PYTHON_GLOBALS,
    ...NUMPY_GLOBALS,
    ...new Set(Object.values(dtypes)),
    ...Object.entries(STORAGE_CLASSES).flatMap(([name, elements]) => storageNames(name, elements)),
    ...storageNames(UNTYPED_STORAGE, dtypes.uint8),
    new Global('torch.Size', { call: size }),
    new Global('torch.device', { call: deviceOf }),
    ...RESULTS.split(' ').map((name) => new Global(`torch.return_types.${name}`, { call: fields })),
    new Global('torch.Tensor', {}),
    ...Object.values(qschemes).map((value) => new Global(value.toString(), { value })),
    ...Object.values(memory_formats).map((value) => new Global(value.toString(), { value })),
    ...Object.values(layouts).map((value) => new Global(value.toString(), { value })),
    new Global('torch.serialization._get_layout', { call: layoutOf }),
    new Global('torch._utils._rebuild_sparse_tensor', { call: rebuildSparse }),
    new Global('torch._utils._rebuild_sparse_csr_tensor', { call: rebuildSparse }),
    new Global('torch._utils._rebuild_qtensor', { call: rebuildQuantized }),
    new Global('torch._utils._rebuild_nested_tensor', { call: rebuildNested }),
    new Global('torch._utils._rebuild_device_tensor_from_cpu_tensor', { call: rebuildOnDevice }),
    new Global('torch._utils._rebuild_device_tensor_from_numpy', { call: rebuildOnDevice }),
    new Global('torch._utils._rebuild_xla_tensor', { call: rebuildOnDevice }),
    ...Object.keys(STORAGE_CLASSES).flatMap(tensorNames),
    new Global('torch.nn.parameter.Parameter', {}),
    new Global('torch._utils._rebuild_tensor', { call: rebuildTensor }),
    new Global('torch._utils._rebuild_tensor_v2', { call: rebuildTensorV2 }),
    new Global('torch._utils._rebuild_tensor_v3', { call: rebuildTensorV3 }),
    new Global('torch._utils._rebuild_meta_tensor_no_storage', { call: rebuildMeta }),
    new Global('torch._utils._rebuild_parameter', { call: rebuildParameter }),
    new Global('torch._utils._rebuild_parameter_with_state', { call: rebuildParameter }),
    new Global('torch._tensor._rebuild_from_type_v2', { call: rebuildFromType }),
  ].map((item) => {
    const global = item instanceof dtype ? new Global(item.toString(), { value: item }) : item;
    return [global.name, global];
  }),
);

/** What operators with several results return: tuples with names. */
function fields(values: unknown): Tuple {
  if (!(values instanceof Tuple) || values.length > 16) throw damaged('a result', 'its values');
  return Tuple.from(values) as Tuple;
}

function storageNames(name: string, elements: dtype): Global[] {
  const value = new StorageType(elements);
  return ['torch', 'torch.storage', 'torch.cuda'].map((module) => new Global(`${module}.${name}`, { value }));
}

/** The tensor types of PyTorch's first releases, which only say what the storage says too. */
function tensorNames(storage: string): Global[] {
  return ['torch', 'torch.cuda'].map(
    (module) => new Global(`${module}.${storage.replace('Storage', 'Tensor')}`, {}),
  );
}

function size(sizes: unknown): Size {
  if (!isIntegers(sizes)) throw damaged('torch.Size', 'sizes');
  return Size.from(sizes) as Size;
}

function deviceOf(type: unknown, index?: unknown): device {
  if (typeof type !== 'string' || !(index === undefined || Number.isInteger(index)))
    throw damaged('torch.device', 'a name');
  try {
    return makeDevice(type, index as number | undefined);
  } catch (cause) {
    throw new UnpicklingError(
      `it holds the device ${JSON.stringify(type)}, which this LibTorch does not know`,
      { cause },
    );
  }
}

function rebuildTensor(storage: unknown, offset: unknown, sizes: unknown, strides: unknown): Tensor {
  if (!(storage instanceof StorageReference)) throw damaged('a tensor', 'a storage');
  return tensorOn(storage, storage.dtype, offset, sizes, strides);
}

function rebuildTensorV2(
  storage: unknown,
  offset: unknown,
  sizes: unknown,
  strides: unknown,
  requires_grad: unknown,
  _hooks: unknown,
  metadata?: unknown,
): Tensor {
  return finish(rebuildTensor(storage, offset, sizes, strides), requires_grad, metadata);
}

function rebuildTensorV3(
  storage: unknown,
  offset: unknown,
  sizes: unknown,
  strides: unknown,
  requires_grad: unknown,
  _hooks: unknown,
  elements: unknown,
  metadata?: unknown,
): Tensor {
  if (!(storage instanceof StorageReference)) throw damaged('a tensor', 'a storage');
  if (!(elements instanceof dtype)) throw damaged('a tensor', 'a dtype');
  return finish(tensorOn(storage, elements, offset, sizes, strides), requires_grad, metadata);
}

function layoutOf(name: unknown): layout {
  const found = Object.values(layouts).find((known) => String(known) === name);
  if (!found) throw damaged('a layout', 'its name');
  return found;
}

/** The parts of a sparse tensor; whether they fit each other is checked, as a kernel would follow them out of their memory. */
function rebuildSparse(this: LoadContext, kind: unknown, data: unknown): Tensor | null {
  if (!(kind instanceof layout) || !(data instanceof Tuple)) throw damaged('a sparse tensor', 'its parts');
  const coo = kind === layouts.sparse_coo;
  const parts = data.slice(0, coo ? 2 : 3);
  const size = data[coo ? 2 : 3];
  if (!parts.every((part) => part instanceof Tensor) || !isIntegers(size))
    throw damaged('a sparse tensor', 'its indices, values and sizes');
  if (this.measuring) return null;
  this.flush();
  try {
    if (coo) {
      const [indices, values] = parts as [Tensor, Tensor];
      const is_coalesced = data[3] === true;
      // Kernels trust that the indices of a coalesced tensor are sorted, and each there once.
      torch._validate_sparse_coo_tensor_args(indices, values, [...size], is_coalesced);
      return torch._sparse_coo_tensor_unsafe(indices, values, [...size], { is_coalesced });
    }
    const [compressed, plain, values] = parts as [Tensor, Tensor, Tensor];
    torch._validate_sparse_compressed_tensor_args(compressed, plain, values, [...size], kind);
    return torch.sparse_compressed_tensor(compressed, plain, values, [...size], { layout: kind });
  } catch (cause) {
    if (cause instanceof UnpicklingError) throw cause;
    throw new UnpicklingError(
      `the pickled data is damaged: a ${kind} tensor whose parts do not fit: ${(cause as Error).message.split('\n')[0]}`,
      { cause },
    );
  }
}

function rebuildQuantized(
  this: LoadContext,
  storage: unknown,
  offset: unknown,
  sizes: unknown,
  strides: unknown,
  params: unknown,
  requires_grad: unknown,
  _hooks?: unknown,
): Tensor | null {
  if (!(storage instanceof StorageReference) || !(params instanceof Tuple))
    throw damaged('a quantized tensor', 'its storage and parameters');
  const place = checkedPlace(storage, storage.dtype, offset, sizes, strides);
  if (this.measuring) return null;
  if (storage.bytes.device.type === 'meta')
    throw new UnpicklingError('it holds a quantized tensor, which the meta device cannot');
  const tensor = emptyQuantized(this, storage.dtype, place.sizes, params);
  tensor.set_(storage.bytes, place.from, place.sizes, place.strides);
  return finish(tensor, requires_grad, undefined);
}

function emptyQuantized(context: LoadContext, type: dtype, sizes: number[], params: Tuple): Tensor {
  const [scheme, scale, zero, axis] = params;
  if (!type.name.startsWith('q')) throw damaged('a quantized tensor', 'a quantized dtype');
  if (scheme === qschemes.per_tensor_affine) {
    if (typeof scale !== 'number' || !Number.isInteger(zero))
      throw damaged('a quantized tensor', 'its scale');
    return torch._empty_affine_quantized([0], { scale, zero_point: zero, dtype: type });
  }
  const floats = scheme === qschemes.per_channel_affine_float_qparams;
  if (scheme !== qschemes.per_channel_affine && !floats) throw damaged('a quantized tensor', 'its scheme');
  const length = sizes[axis];
  if (!Number.isInteger(axis) || axis < 0 || length === undefined)
    throw damaged('a quantized tensor', 'an axis within its sizes');
  context.flush();
  const [scales, zero_points] = [scale, zero].map((part, i) => {
    const kind = floats ? dtypes.float32 : i === 0 ? dtypes.float64 : dtypes.int64;
    const list = part instanceof Tensor ? part : Array.isArray(part) ? torch.tensor([...part]) : null;
    if (list?.dim() !== 1 || list.numel() !== length)
      throw damaged('a quantized tensor', `${length} scales and zero points`);
    return list.to(kind);
  }) as [Tensor, Tensor];
  return torch._empty_per_channel_affine_quantized([...sizes], { scales, zero_points, axis, dtype: type });
}

function rebuildNested(this: LoadContext, buffer: unknown, ...parts: unknown[]): Tensor | null {
  if (!(buffer instanceof Tensor) || parts.length !== 3 || !parts.every((part) => part instanceof Tensor))
    throw damaged('a nested tensor', 'its parts');
  if (this.measuring) return null;
  this.flush();
  const [sizes, strides, offsets] = parts as [Tensor, Tensor, Tensor];
  const fits =
    buffer.dim() === 1 &&
    sizes.dim() === 2 &&
    parts.every((part) => (part as Tensor).dtype === dtypes.int64) &&
    `${strides.shape}` === `${sizes.shape}` &&
    offsets.dim() === 1 &&
    offsets.numel() === sizes.shape[0];
  if (!fits) throw damaged('a nested tensor', 'parts that fit each other');
  const [sizeRows, strideRows] = [sizes.tolist(), strides.tolist()] as number[][][];
  const begins = offsets.tolist() as number[];
  for (const [i, row] of (sizeRows as number[][]).entries()) {
    const steps = (strideRows as number[][])[i] as number[];
    const begin = begins[i] as number;
    if (!isIntegers(row) || !isIntegers(steps) || !isIntegers([begin]))
      throw damaged('a nested tensor', 'sizes, strides and offsets');
    const last = row.reduce((reach, length, k) => reach + (length - 1) * (steps[k] as number), begin);
    if (!row.includes(0) && last >= buffer.numel())
      throw damaged('a nested tensor', 'parts within its buffer');
  }
  return torch._nested_view_from_buffer(buffer, sizes, strides, offsets);
}

function rebuildOnDevice(
  this: LoadContext,
  data: unknown,
  type: unknown,
  _where: unknown,
  requires_grad: unknown,
): Tensor | null {
  // Those of XLA and its like were saved from the host; the device that they were on is not one of LibTorch's own.
  if (this.measuring) return null;
  if (data instanceof NdarrayDraft)
    return rebuildOnDevice.call(this, data.value(), type, _where, requires_grad);
  if (!(data instanceof Tensor) || !(type instanceof dtype)) throw damaged('a tensor', 'its data');
  this.flush();
  return finish(data.to(type), requires_grad, undefined);
}

/** A tensor on the meta device has no storage. */
function rebuildMeta(elements: unknown, sizes: unknown, strides: unknown, requires_grad: unknown): Tensor {
  if (!(elements instanceof dtype) || !isIntegers(sizes) || !isIntegers(strides))
    throw damaged('a tensor', 'sizes and strides');
  return finish(
    torch.empty_strided([...sizes], [...strides], { dtype: elements, device: 'meta' }),
    requires_grad,
    undefined,
  );
}

function rebuildParameter(this: LoadContext, data: unknown, requires_grad: unknown): Parameter | null {
  if (this.measuring && data === null) return null;
  if (!(data instanceof Tensor) || typeof requires_grad !== 'boolean')
    throw damaged('a Parameter', 'a tensor');
  return new Parameter(data, requires_grad);
}

const REBUILDS = /^torch\._utils\._rebuild_/;

/** A tensor of a sub-class or with attributes of its own; unless the class is known here, both are code's, and stay behind. */
function rebuildFromType(
  this: LoadContext,
  rebuild: unknown,
  type: unknown,
  args: unknown,
  state: unknown,
): Tensor | null {
  const tensor =
    rebuild instanceof Global && REBUILDS.test(rebuild.name) && Array.isArray(args)
      ? rebuild.call?.call(this, ...args)
      : undefined;
  if (this.measuring && tensor === null) return null;
  if (tensor === undefined && rebuild instanceof Global)
    throw new UnpicklingError(`it holds a tensor that ${rebuild.name} makes, which is not known here`);
  if (!(tensor instanceof Tensor) || !(type instanceof Global)) throw damaged('a tensor', 'its parts');
  if (type.name === 'torch.nn.parameter.Parameter') return new Parameter(tensor, tensor.requires_grad);
  const known = tensorClass(type.self);
  if (known === undefined) return tensor;
  const attributes = known.restore(attributesOf(state));
  if (attributes === undefined) throw damaged(`a tensor of the class ${known.name}`, 'its attributes');
  const typed = tensor.detach().as_subclass(type.self as never) as Tensor;
  return Object.assign(typed.requires_grad_(tensor.requires_grad), attributes);
}

function attributesOf(state: unknown): Record<string, unknown> {
  const entries = state instanceof DictDraft ? [...state.entries] : [];
  if (entries.some(([name, value]) => typeof name !== 'string' || name === '__proto__' || !isPlain(value)))
    throw new UnpicklingError(
      'it holds a tensor with attributes that are more than numbers, texts and lists of them',
    );
  return Object.fromEntries(entries);
}

const isPlain = (value: unknown): boolean =>
  value === null || typeof value !== 'object' || (Array.isArray(value) && value.every(isPlain));

/** A tensor over a storage, which may not reach beyond it. */
export function tensorOn(
  storage: StorageReference,
  elements: dtype,
  offset: unknown,
  sizes: unknown,
  strides: unknown,
): Tensor {
  const place = checkedPlace(storage, elements, offset, sizes, strides);
  return viewStorage(storage.bytes, elements, place.from, place.sizes, place.strides);
}

interface Place {
  from: number;
  sizes: number[];
  strides: number[];
}

function checkedPlace(
  storage: StorageReference,
  elements: dtype,
  offset: unknown,
  sizes: unknown,
  strides: unknown,
): Place {
  const whole = isIntegers(sizes) && isIntegers(strides) && sizes.length === strides.length;
  if (!whole || !isIntegers([offset])) throw damaged('a tensor', 'sizes, strides and an offset');
  const from = storage.begin * (storage.dtype.itemsize / elements.itemsize) + (offset as number);
  const empty = sizes.includes(0);
  const last = sizes.reduce((reach, length, i) => reach + (length - 1) * (strides[i] as number), from);
  const available = Math.floor((storage.end * storage.dtype.itemsize) / elements.itemsize);
  const numel = sizes.reduce((product, length) => product * length, 1);
  if ((!empty && last >= available) || from > available || !Number.isSafeInteger(numel)) {
    throw new UnpicklingError(
      `the pickled data is damaged: a tensor of sizes [${sizes}], strides [${strides}] and offset ${offset} reaches beyond its ` +
        `storage of ${available} elements`,
    );
  }
  storage.used = true;
  return { from, sizes, strides };
}

function finish(tensor: Tensor, requires_grad: unknown, metadata: unknown): Tensor {
  if (typeof requires_grad !== 'boolean') throw damaged('a tensor', 'requires_grad');
  let result = tensor;
  if (metadata instanceof DictDraft) {
    if (metadata.entries.get('conj') === true) result = torch.conj(result);
    if (metadata.entries.get('neg') === true) result = torch._neg_view(result);
  }
  return requires_grad ? result.requires_grad_() : result;
}

function isIntegers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function damaged(what: string, part: string): UnpicklingError {
  return new UnpicklingError(
    `the pickled data is damaged: ${what} without ${part} in the form that PyTorch gives it`,
  );
}
