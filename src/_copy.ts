// Python's `copy` module, and what the `__deepcopy__` of our classes is made of.
import { types } from 'node:util';
import { RuntimeError, TypeError } from './errors.ts';
import { native } from './native.ts';
import { Handle } from './ops/index.ts';
import { Generator } from './random.ts';
import { walking } from './recursion.ts';
import { Size } from './size.ts';
import { Parameter, Tensor } from './tensor.ts';
import { torch } from './torch.ts';

/** Original -> copy, for everything that was copied so far: what is shared stays shared, and circles end. */
export type Memo = Map<unknown, unknown>;

/** What copies itself: it enters its copy in `memo` before it copies what it holds. */
export interface DeepCopyable {
  __deepcopy__(memo: Memo): unknown;
}
/** What makes shallow copies of itself. */
export interface Copyable {
  __copy__(): unknown;
}

/**
 * A copy that shares with its original what that holds: an optimizer's its parameters, a module's its layers and weights,
 * a tensor's its memory. Typed arrays are copied whole. A class may define `__copy__()`.
 *
 * @throws TypeError for generators and objects of LibTorch's own
 * @see https://docs.python.org/3/library/copy.html
 */
export function copy<T>(value: T): T {
  return (isPrimitive(value) ? value : shallowCopy(value as object)) as T;
}

const isPrimitive = (
  value: unknown,
): value is null | undefined | string | number | bigint | boolean | symbol =>
  (typeof value !== 'object' && typeof value !== 'function') || value === null;

function shallowCopy(value: object): unknown {
  if (typeof (value as Copyable).__copy__ === 'function') return (value as Copyable).__copy__();
  if (value instanceof Tensor) return sharedTensor(value);
  if (value instanceof Generator || isRaw(value)) return deepcopy(value);
  if (typeof value === 'function' || isConstant(value)) return value;
  if (value instanceof Map) return shareProperties(value, made(value, new Map(value)));
  if (value instanceof Set) return shareProperties(value, made(value, new Set(value)));
  checkCopyable(value);
  return shareProperties(value, bareObject(value));
}

function sharedTensor(x: Tensor): Tensor {
  const data = x.detach();
  const Class = x.constructor as new (data: Tensor, requires_grad: boolean) => Parameter;
  if (x instanceof Parameter) return new Class(data, x.requires_grad);
  for (const name of Object.keys(x)) {
    if (name !== '_h') Object.assign(data, { [name]: x[name as keyof Tensor] });
  }
  return data.requires_grad_(x.requires_grad);
}

/**
 * A copy that shares nothing with its original: tensors, modules, optimizers, arrays, maps, sets, objects of any class.
 *
 * Tensors that share memory share it in the copy as well. A Parameter's gradient is left behind, a tensor's comes
 * along, as in Python. Functions, dtypes and devices are not copied; a class may define `__deepcopy__(memo)`.
 *
 * @throws RuntimeError for a tensor that an operation made (no leaf of its graph)
 * @throws TypeError for generators and objects of LibTorch's own
 * @throws RecursionError for what is nested too deep
 * @see https://docs.python.org/3/library/copy.html
 */
export function deepcopy<T>(value: T, known: Memo | null = null): T {
  if (isPrimitive(value)) return value;
  const memo: Memo = known ?? new Map();
  if (memo.has(value)) return memo.get(value) as T;
  const copied =
    memo.size > 0 ? copyOf(value as object, memo) : walking('deepcopy', () => copyOf(value as object, memo));
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
  if (isConstant(value)) return value;
  if (value instanceof Map) return copyMap(value, memo);
  if (value instanceof Set) return copySet(value, memo);
  if (isRaw(value)) return structuredClone(value);
  checkCopyable(value);
  const copy = bareObject(value);
  memo.set(value, copy);
  return copyProperties(value, copy, memo);
}

// Beside constants, what has a state that cannot be reached from outside: sharing it is what its users expect.
const isConstant = (value: object) =>
  [Handle, Size, Promise, WeakMap, WeakSet, WeakRef, RegExp].some((kind) => value instanceof kind);

const isRaw = (value: object) =>
  ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date;

function checkCopyable(value: object): void {
  if (types.isGeneratorObject(value)) throw new TypeError("cannot pickle 'generator' object");
  if (types.isExternal(value)) throw new TypeError("an object of LibTorch's own cannot be copied");
}

const made = <T extends object>(value: object, copy: T): T =>
  Object.setPrototypeOf(copy, Object.getPrototypeOf(value));

/** An object of the same class without its properties; the constructor does not run. */
export const bareObject = <T extends object>(value: T): T =>
  made(value, (Array.isArray(value) ? [] : {}) as T);

/** Gives `copy` all own properties of `value`, getters and setters as well. */
export function shareProperties<T extends object>(value: object, copy: T): T {
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor;
    const fixed = Object.getOwnPropertyDescriptor(copy, key)?.configurable === false;
    if (!fixed) Object.defineProperty(copy, key, property);
    else if (property.writable) (copy as Record<PropertyKey, unknown>)[key] = property.value;
  }
  return copy;
}

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
  const copy: Map<unknown, unknown> = made(map, new Map());
  memo.set(map, copy);
  for (const [key, item] of map) copy.set(deepcopy(key, memo), deepcopy(item, memo));
  return copyProperties(map, copy, memo);
}

function copySet(set: Set<unknown>, memo: Memo): Set<unknown> {
  const copy: Set<unknown> = made(set, new Set());
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
