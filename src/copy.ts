/** Python's `copy` module: `copy.deepcopy(model)`. */
import { RuntimeError } from './errors.ts';
import { native } from './native.ts';
import { Handle } from './ops/index.ts';
import { Generator } from './random.ts';
import { Size } from './size.ts';
import { Parameter, Tensor } from './tensor.ts';
import { torch } from './torch.ts';

/** Original -> copy, for everything that was copied so far: what is shared stays shared, and circles end. */
export type Memo = Map<unknown, unknown>;

/** What copies itself: it enters its copy in `memo` before it copies what it holds. */
export interface DeepCopyable {
  __deepcopy__(memo: Memo): unknown;
}

/**
 * A copy that shares nothing with its original: tensors, modules, optimizers, arrays, maps, sets, objects of any class.
 *
 * Tensors that share memory share it in the copy as well. A Parameter's gradient is left behind, a tensor's comes
 * along, as in Python. Functions, dtypes and devices are not copied; a class may define `__deepcopy__(memo)`.
 *
 * @throws RuntimeError for a tensor that an operation made (no leaf of its graph).
 * @see https://docs.python.org/3/library/copy.html
 */
export function deepcopy<T>(value: T, memo: Memo = new Map()): T {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return value;
  if (memo.has(value)) return memo.get(value) as T;
  const copied = copyOf(value, memo);
  memo.set(value, copied);
  return copied as T;
}

function copyOf(value: object, memo: Memo): unknown {
  if (typeof (value as DeepCopyable).__deepcopy__ === 'function') {
    return (value as DeepCopyable).__deepcopy__(memo);
  }
  if (typeof value === 'function') return value;
  if (value instanceof Tensor) return copyTensor(value, memo);
  if (value instanceof Generator) return new Generator(value.device).set_state(value.get_state());
  if (value instanceof Handle || value instanceof Size || isOpaque(value)) return value;
  if (value instanceof Map) return copyMap(value, memo);
  if (value instanceof Set) return copySet(value, memo);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) {
    return structuredClone(value);
  }
  const copy = Array.isArray(value) ? [] : {};
  Object.setPrototypeOf(copy, Object.getPrototypeOf(value));
  memo.set(value, copy);
  return copyProperties(value, copy, memo);
}

// Their state cannot be reached from outside, and sharing them is what their users expect.
const isOpaque = (value: object) =>
  [Promise, WeakMap, WeakSet, WeakRef, RegExp].some((kind) => value instanceof kind);

/** Gives `copy` copies of all own properties; getters and setters are taken over. */
export function copyProperties<T extends object>(value: object, copy: T, memo: Memo): T {
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor;
    if (Object.getOwnPropertyDescriptor(copy, key)?.configurable === false) {
      if (property.writable) (copy as Record<PropertyKey, unknown>)[key] = deepcopy(property.value, memo);
      continue;
    }
    if ('value' in property) property.value = deepcopy(property.value, memo);
    Object.defineProperty(copy, key, property);
  }
  return copy;
}

function copyMap(map: Map<unknown, unknown>, memo: Memo): Map<unknown, unknown> {
  const copy: Map<unknown, unknown> = Object.setPrototypeOf(new Map(), Object.getPrototypeOf(map));
  memo.set(map, copy);
  for (const [key, item] of map) copy.set(deepcopy(key, memo), deepcopy(item, memo));
  return copyProperties(map, copy, memo);
}

function copySet(set: Set<unknown>, memo: Memo): Set<unknown> {
  const copy: Set<unknown> = Object.setPrototypeOf(new Set(), Object.getPrototypeOf(set));
  memo.set(set, copy);
  for (const item of set) copy.add(deepcopy(item, memo));
  return copyProperties(set, copy, memo);
}

function copyTensor(x: Tensor, memo: Memo): Tensor {
  if (!x.is_leaf) {
    throw new RuntimeError(
      'Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment. ' +
        'If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, ' +
        'see https://github.com/pytorch/pytorch/pull/103001',
    );
  }
  if (x instanceof Parameter) {
    const Class = x.constructor as new (data: Tensor, requires_grad: boolean) => Parameter;
    return new Class(
      torch.no_grad(() => x.detach().clone()),
      x.requires_grad,
    );
  }
  const copy = torch.no_grad(() => copyData(x.detach(), memo));
  if (x.requires_grad) copy.requires_grad_();
  memo.set(x, copy);
  if (x.grad !== null) copy.grad = deepcopy(x.grad, memo);
  for (const name of Object.keys(x)) {
    if (name !== '_h') Object.assign(copy, { [name]: deepcopy(x[name as keyof Tensor], memo) });
  }
  return copy;
}

// The whole storage is copied, once for all tensors on it.
function copyData(x: Tensor, memo: Memo): Tensor {
  const { dtype } = x;
  const plain = x.layout === torch.strided && !(x.is_meta || x.is_quantized || x.is_conj() || x.is_neg());
  if (!plain || x.numel() === 0) return x.clone();
  const [identity, , bytes] = native.storage(x._handle());
  if (bytes % dtype.itemsize !== 0) return x.clone();
  const key = `storage ${x.device} ${identity}`;
  if (!memo.has(key)) {
    const whole = x.as_strided([bytes / dtype.itemsize], [1], 0);
    memo.set(key, whole.view(torch.uint8).clone());
  }
  const storage = (memo.get(key) as Tensor).view(dtype);
  const copy = torch.empty([0], { dtype, device: x.device });
  return copy.set_(storage, x.storage_offset(), x.shape, x.stride());
}
