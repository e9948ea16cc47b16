import { type device, dtype, dtypes, makeDevice } from '../dtype.ts';
import { UnpicklingError } from '../errors.ts';
import { Size } from '../size.ts';
import { Parameter, Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import type { LoadContext } from './budget.ts';
import { DictDraft } from './drafts.ts';
import { PYTHON_GLOBALS } from './python_globals.ts';
import { STORAGE_CLASSES, StorageReference, StorageType, UNTYPED_STORAGE } from './storage.ts';
import { Global } from './unpickler.ts';

/** The exact list of names that a checkpoint may hold. Each stands for data or for a function here that checks what it is given. */
export const GLOBALS: ReadonlyMap<string, Global> = new Map(
  [
    ...PYTHON_GLOBALS,
    ...new Set(Object.values(dtypes)),
    ...Object.entries(STORAGE_CLASSES).flatMap(([name, elements]) => storageNames(name, elements)),
    ...storageNames(UNTYPED_STORAGE, dtypes.uint8),
    new Global('torch.Size', { call: size }),
    new Global('torch.device', { call: deviceOf }),
    new Global('torch.Tensor', {}),
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

function rebuildParameter(data: unknown, requires_grad: unknown): Parameter {
  if (!(data instanceof Tensor) || typeof requires_grad !== 'boolean')
    throw damaged('a Parameter', 'a tensor');
  return new Parameter(data, requires_grad);
}

/** A tensor of a sub-class or with attributes of its own; the attributes stay behind. */
function rebuildFromType(this: LoadContext, rebuild: unknown, type: unknown, args: unknown): Tensor {
  const tensor =
    rebuild instanceof Global && Array.isArray(args) ? rebuild.call?.call(this, ...args) : undefined;
  if (!(tensor instanceof Tensor) || !(type instanceof Global)) throw damaged('a tensor', 'its parts');
  if (type.name === 'torch.nn.parameter.Parameter') return new Parameter(tensor, tensor.requires_grad);
  if (type.name === 'torch.Tensor') return tensor;
  throw new UnpicklingError(
    `it holds a tensor of class ${JSON.stringify(type.name)}, which is not known here`,
  );
}

/** A tensor over a storage, which may not reach beyond it. */
export function tensorOn(
  storage: StorageReference,
  elements: dtype,
  offset: unknown,
  sizes: unknown,
  strides: unknown,
): Tensor {
  const whole = isIntegers(sizes) && isIntegers(strides) && sizes.length === strides.length;
  if (!whole || !isIntegers([offset])) throw damaged('a tensor', 'sizes, strides and an offset');
  const from = storage.begin * (storage.dtype.itemsize / elements.itemsize) + (offset as number);
  const empty = sizes.includes(0);
  const last = sizes.reduce((reach, length, i) => reach + (length - 1) * (strides[i] as number), from);
  const { bytes } = storage;
  const available = Math.floor((storage.end * storage.dtype.itemsize) / elements.itemsize);
  const numel = sizes.reduce((product, length) => product * length, 1);
  if ((!empty && last >= available) || from > available || !Number.isSafeInteger(numel)) {
    throw new UnpicklingError(
      `the pickled data is damaged: a tensor of sizes [${sizes}], strides [${strides}] and offset ${offset} reaches beyond its ` +
        `storage of ${available} elements`,
    );
  }
  return torch.empty([0], { dtype: elements, device: bytes.device }).set_(bytes, from, sizes, strides);
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
