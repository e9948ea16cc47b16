import { device, dtype, dtypes, layout, layouts, qscheme } from '../dtype.ts';
import { NotImplementedError } from '../errors.ts';
import { Size } from '../size.ts';
import { Parameter, Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { locationOf } from './locations.ts';
import { Float, GlobalName, PersistentId, Reduce, type Reducer } from './pickler.ts';
import { markOrdered, Tuple } from './python.ts';
import { STORAGE_CLASSES, UNTYPED_STORAGE } from './storage.ts';
import { tensorClass } from './tensor_classes.ts';

const TENSOR_V2 = new GlobalName('torch._utils', '_rebuild_tensor_v2');
const TENSOR_V3 = new GlobalName('torch._utils', '_rebuild_tensor_v3');
const META = new GlobalName('torch._utils', '_rebuild_meta_tensor_no_storage');
const SPARSE = new GlobalName('torch._utils', '_rebuild_sparse_tensor');
const QUANTIZED = new GlobalName('torch._utils', '_rebuild_qtensor');
const LAYOUT = new GlobalName('torch.serialization', '_get_layout');
const FROM_TYPE = new GlobalName('torch._tensor', '_rebuild_from_type_v2');
const PARAMETER = new GlobalName('torch._utils', '_rebuild_parameter');
const SIZE = new GlobalName('torch', 'Size');
const DEVICE = new GlobalName('torch', 'device');

const storageClassNames = new Map(
  Object.entries(STORAGE_CLASSES).map(([name, elements]) => [elements, name]),
);

/** A storage that a pickle refers to. */
interface SavedStorage {
  key: string;
  /** A tensor on it. */
  tensor: Tensor;
  /** What the file calls its elements. */
  dtype: dtype;
}

/** Writes tensors and PyTorch's small classes as calls that Python makes, and collects the storages they lie in. */
export class TorchReducer {
  private readonly saved = new Map<string, SavedStorage>();
  private readonly views: boolean;

  /** `views`: references to storages say which part they mean, as files of before PyTorch 1.6 do. */
  constructor(views = false) {
    this.views = views;
  }

  /** The storages, on the CPU. */
  *storages(): Generator<SavedStorage> {
    for (const saved of this.saved.values()) yield { ...saved, tensor: onHost(saved.tensor) };
  }

  readonly reduce: Reducer = (value, path) => {
    if (value instanceof Parameter) return this.parameter(value, path);
    if (value instanceof Tensor) return this.typed(value, path);
    if (value instanceof dtype) return new GlobalName('torch', value.name);
    if (value instanceof layout) return layoutName(value);
    if (value instanceof qscheme) return new GlobalName('torch', value.name);
    if (value instanceof Size) return new Reduce(SIZE, [Tuple.from(value)]);
    if (value instanceof device)
      return new Reduce(DEVICE, value.index === null ? [value.type] : [value.type, value.index]);
    return undefined;
  };

  private parameter(value: Parameter, path: string): Reduce {
    // Hooks are code, and stay behind, as in Python.
    return new Reduce(PARAMETER, [this.tensor(value.detach(), path), value.requires_grad, noHooks()]);
  }

  /** Of a sub-class that Python knows: how to make the tensor, its class, and its attributes. */
  private typed(value: Tensor, path: string): Reduce {
    const made = this.tensor(value, path);
    const known = tensorClass(value.constructor);
    if (known === undefined) return made;
    const type = new GlobalName(known.module, known.name);
    return new Reduce(FROM_TYPE, [made.callee, type, Tuple.from(made.args), known.state(value)]);
  }

  private tensor(value: Tensor, path: string): Reduce {
    if (value.is_nested) {
      throw new NotImplementedError(
        `${path} is a nested tensor, which cannot be written; write ${path}.unbind(), a list of tensors`,
      );
    }
    if (value.layout !== layouts.strided) return this.sparse(value);
    if (value.device.type === 'meta') {
      return new Reduce(META, [
        value.dtype,
        Tuple.from(value.size()),
        Tuple.from(value.stride()),
        value.requires_grad,
      ]);
    }
    if (value.is_quantized) return this.quantized(value);
    const storage = this.storage(value);
    const asTyped = storage.dtype === value.dtype;
    const args = [
      this.reference(storage, asTyped ? value.dtype : null),
      value.storage_offset(),
      Tuple.from(value.size()),
      Tuple.from(value.stride()),
      value.requires_grad,
      noHooks(),
    ];
    const metadata = lazyBits(value);
    if (metadata)
      return asTyped
        ? new Reduce(TENSOR_V2, [...args, metadata])
        : new Reduce(TENSOR_V3, [...args, value.dtype, metadata]);
    return asTyped ? new Reduce(TENSOR_V2, args) : new Reduce(TENSOR_V3, [...args, value.dtype]);
  }

  private sparse(value: Tensor): Reduce {
    const { aten } = torch.ops as any;
    const coo = value.layout === layouts.sparse_coo;
    const byRows = value.layout === layouts.sparse_csr || value.layout === layouts.sparse_bsr;
    const compressed = byRows
      ? () => [aten.crow_indices(value), aten.col_indices(value)]
      : () => [aten.ccol_indices(value), aten.row_indices(value)];
    const size = new Reduce(SIZE, [Tuple.from(value.size())]);
    const parts = torch.no_grad(() =>
      coo
        ? [aten._indices(value), aten._values(value), size, value.is_coalesced()]
        : [...compressed(), aten.values(value), size],
    );
    return new Reduce(SPARSE, [layoutName(value.layout), Tuple.from(parts)]);
  }

  private quantized(value: Tensor): Reduce {
    const scheme = value.qscheme() as unknown as qscheme;
    const params =
      String(scheme) === 'torch.per_tensor_affine'
        ? [new Float(value.q_scale()), value.q_zero_point()]
        : [value.q_per_channel_scales(), value.q_per_channel_zero_points(), value.q_per_channel_axis()];
    return new Reduce(QUANTIZED, [
      this.reference(this.storage(value), value.dtype),
      value.storage_offset(),
      Tuple.from(value.size()),
      Tuple.from(value.stride()),
      Tuple.from([new GlobalName('torch', scheme.name), ...params]),
      value.requires_grad,
      noHooks(),
    ]);
  }

  /** What stands for a storage of these elements, or of bytes. */
  private reference({ key, tensor }: SavedStorage, elements: dtype | null): PersistentId {
    // Python cannot read the old format's storages without a type, though it writes them.
    const named = elements ?? (this.views ? dtypes.uint8 : null);
    const type = named
      ? new GlobalName('torch', storageClassNames.get(named) as string)
      : new GlobalName('torch.storage', UNTYPED_STORAGE);
    const numel = Math.floor(tensor.untyped_storage().nbytes() / (named?.itemsize ?? 1));
    const id = ['storage', type, key, locationOf(tensor), numel];
    return new PersistentId(Tuple.from(this.views ? [...id, null] : id));
  }

  /** Tensors on one storage share one entry of the file. */
  private storage(tensor: Tensor): SavedStorage {
    const storage = tensor.untyped_storage();
    const identity = `${tensor.device} ${storage.data_ptr()} ${storage.nbytes()}`;
    // Storages without bytes have no address to tell them apart.
    const place = storage.nbytes() === 0 ? `empty ${this.saved.size}` : identity;
    let saved = this.saved.get(place);
    if (!saved) {
      const typed = storageClassNames.has(tensor.dtype) && storage.nbytes() % tensor.dtype.itemsize === 0;
      saved = { key: String(this.saved.size), tensor, dtype: typed ? tensor.dtype : dtypes.uint8 };
      this.saved.set(place, saved);
    }
    return saved;
  }
}

function layoutName(value: layout): Reduce {
  return new Reduce(LAYOUT, [String(value)]);
}

/** Conjugates and negatives that LibTorch has only noted, not computed. */
function lazyBits(tensor: Tensor): Record<string, boolean> | undefined {
  const conj = tensor.is_conj();
  const neg = tensor.is_neg();
  if (!conj && !neg) return undefined;
  return { ...(conj ? { conj } : {}), ...(neg ? { neg } : {}) };
}

function noHooks(): object {
  return markOrdered(new Map());
}

/** A tensor itself, or a tensor on a copy of its whole storage from another device. */
function onHost(tensor: Tensor): Tensor {
  if (tensor.device.type === 'cpu') return tensor;
  const nbytes = tensor.untyped_storage().nbytes();
  const elements = torch.no_grad(() =>
    tensor.detach().as_strided([Math.floor(nbytes / tensor.itemsize)], [1], 0),
  );
  const bytes = torch.empty([0], { dtype: dtypes.uint8, device: tensor.device });
  return bytes.set_(elements, 0, [nbytes], [1]).cpu();
}
