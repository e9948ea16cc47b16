// torch.TypedStorage and torch.UntypedStorage: the memory below tensors.
import { callable } from './callable.ts';
import { type device, type dtype, dtypes } from './dtype.ts';
import { IndexError, TypeError } from './errors.ts';
import { native } from './native.ts';
import { pin, Tensor } from './tensor.ts';

/** The memory below one or several tensors, in bytes. It keeps the tensor that it was asked of alive. */
class UntypedStorage_ {
  private readonly _tensor: Tensor;
  /** @internal */
  constructor(tensor: Tensor) {
    if (!(tensor instanceof Tensor)) throw new TypeError('a storage is what x.untyped_storage() gives');
    this._tensor = tensor.detach();
  }
  /** Address of the first byte. */
  data_ptr(): bigint {
    return native.storage(this._tensor._handle())[1];
  }
  nbytes(): number {
    return native.storage(this._tensor._handle())[2];
  }
  size(): number {
    return this.nbytes();
  }
  get length(): number {
    return this.nbytes();
  }
  get device(): device {
    return this._tensor.device;
  }
  /** The bytes, shared with every tensor on this storage (CPU only). */
  buffer(): ArrayBuffer {
    return pin(native.storage_buffer(this._tensor._handle()));
  }
  tolist(): number[] {
    return Array.from(new Uint8Array(this.buffer()));
  }
  toString(): string {
    return `${this.tolist()
      .map((byte) => ` ${byte}\n`)
      .join('')}[torch.storage.UntypedStorage(device=${this.device}) of size ${this.nbytes()}]`;
  }
}
export const UntypedStorage = callable(UntypedStorage_);
export type { UntypedStorage_ };
export type UntypedStorage = UntypedStorage_;

const names: Readonly<Record<string, string>> = {
  float64: 'DoubleStorage',
  float32: 'FloatStorage',
  float16: 'HalfStorage',
  int64: 'LongStorage',
  int32: 'IntStorage',
  int16: 'ShortStorage',
  int8: 'CharStorage',
  uint8: 'ByteStorage',
  bool: 'BoolStorage',
  bfloat16: 'BFloat16Storage',
  complex128: 'ComplexDoubleStorage',
  complex64: 'ComplexFloatStorage',
};

/** The same memory as elements of a dtype: what `x.storage()` gives. */
class TypedStorage_ {
  readonly dtype: dtype;
  private readonly _untyped: UntypedStorage;
  private readonly _elements: Tensor;
  /** @internal */
  constructor(tensor: Tensor) {
    this._untyped = new UntypedStorage(tensor);
    this.dtype = tensor.dtype;
    const count = Math.floor(this._untyped.nbytes() / tensor.dtype.itemsize);
    this._elements = (tensor.detach() as any).as_strided([count], [1], 0) as Tensor;
  }
  untyped(): UntypedStorage {
    return this._untyped;
  }
  get device(): device {
    return this._untyped.device;
  }
  data_ptr(): bigint {
    return this._untyped.data_ptr();
  }
  nbytes(): number {
    return this._untyped.nbytes();
  }
  element_size(): number {
    return this.dtype.itemsize;
  }
  size(): number {
    return this._elements.numel();
  }
  get length(): number {
    return this.size();
  }
  private _at(index: number): Tensor {
    if (!Number.isInteger(index) || index < -this.size() || index >= this.size())
      throw new IndexError(`index ${index} out of range for storage of size ${this.size()}`);
    return this._elements.select(0, index);
  }
  /** One element; negative places count from the end. */
  get(index: number): number {
    return this._at(index).item();
  }
  set(index: number, value: number): void {
    this._at(index).fill_(value);
  }
  fill_(value: number): this {
    this._elements.fill_(value);
    return this;
  }
  tolist(): any[] {
    return this._elements.tolist();
  }
  *[Symbol.iterator](): Iterator<unknown> {
    yield* this.tolist();
  }
  toString(): string {
    const values = this.tolist().map(
      (value) => ` ${this.dtype.is_floating_point && Number.isInteger(value) ? `${value}.0` : value}\n`,
    );
    return `${values.join('')}[torch.storage.TypedStorage(dtype=${this.dtype}, device=${this.device}) of size ${this.size()}]`;
  }
}
export const TypedStorage = callable(TypedStorage_);
export type { TypedStorage_ };
export type TypedStorage = TypedStorage_;

function typed(type: dtype, name: string) {
  const check = (value: unknown) => value instanceof TypedStorage && value.dtype === type;
  const named = () => {
    throw new TypeError(`torch.${name} is what x.storage() of a ${type} tensor is; it makes none`);
  };
  Object.defineProperties(named, {
    name: { value: name },
    dtype: { value: type },
    [Symbol.hasInstance]: { value: check },
  });
  return named as unknown as { new (): TypedStorage; readonly dtype: dtype };
}

/** `torch.FloatStorage` and its like, for `instanceof`. */
export const storageTypes = Object.fromEntries(
  Object.entries(names).map(([type, name]) => [name, typed(dtypes[type as 'float32'], name)]),
);

export const is_storage = (value: unknown): value is TypedStorage | UntypedStorage =>
  value instanceof TypedStorage || value instanceof UntypedStorage;

/** @internal The older name of a tensor's storage. */
export const storageName = (type: dtype): string => `torch.${names[type.name] ?? 'UntypedStorage'}`;
