import { inspect } from 'node:util';
import { markAsUntransferable } from 'node:worker_threads';
import type { TensorExtras } from './_tensor.ts';
import { returnTypeStr, tensorFormat, tensorStr } from './_tensor_str.ts';
import { Node } from './autograd/node.ts';
import { decode, nest, type TypedArray, viewOf } from './data.ts';
import {
  type device,
  type dtype,
  dtypeOfCode,
  dtypes,
  type layout,
  layoutOfCode,
  layouts,
  makeDevice,
  type memory_format,
} from './dtype.ts';
import { DisposedError, IndexError, RuntimeError, TypeError, ValueError } from './errors.ts';
import { type FunctionalMethods, functionalMethods } from './functional.ts';
import { methodNames, selfPlaces } from './generated/op_names.ts';
import type { TensorMethods } from './generated/tensor_methods.ts';
import { type Index, writeIndices } from './indexing.ts';
import { type Calls, positional } from './keywords.ts';
import { type External, native, scratch } from './native.ts';
import {
  Handle,
  hold,
  Kind,
  knownTensor,
  lazyFunction,
  lazyMethod,
  lazyMethodAt,
  NamedResult,
  operatorTable,
  setTensorClass,
} from './ops/index.ts';
import { isPlainObject } from './signature.ts';
import { Size } from './size.ts';
import { UntypedStorage } from './storage.ts';
import { casts, to } from './to.ts';

/** Numbers of native/tensor.cpp's `tensor_flag`. */
const Flag = {
  cuda: 0,
  sparse: 1,
  quantized: 2,
  meta: 3,
  inference: 4,
  conj: 5,
  neg: 6,
  cpu: 7,
  mkldnn: 8,
  nested: 9,
} as const;

// The innermost open scope collects what is made in it (scope.ts); null costs one comparison a tensor.
let made: Tensor[] | null = null;
/** @internal Replaces the list that new tensors are entered in; returns the one before. */
export function collectInto(list: Tensor[] | null): Tensor[] | null {
  const before = made;
  made = list;
  return before;
}

/** Undoes the registration of a hook. */
export interface RemovableHandle extends Disposable {
  remove(): void;
}

// Shapes come again and again and cannot be changed (as in Python, where a Size is a tuple), so one that was met before
// crosses as its place. The native side knows what lies there, and as it does, this begins with the shapes of numbers.
const SHAPES = 1024;
const shapes: Size[] = new Array(SHAPES).fill(Object.freeze(new Size()));

function knownShape(place: number): Size {
  return place >= 0 ? (shapes[place] as Size) : newShape(-1 - place);
}

/** A shape that the native side left in the scratch buffer, with its number of dimensions and its place in one number. */
function newShape(code: number): Size {
  const size = new Size(Math.floor(code / SHAPES));
  for (let i = 0; i < size.length; i += 1) size[i] = scratch[i] as number;
  shapes[code % SHAPES] = size;
  return Object.freeze(size);
}

/** @internal Moving the memory away (to another thread, say) would leave LibTorch with a dangling address. */
export function pin(buffer: ArrayBuffer): ArrayBuffer {
  markAsUntransferable(buffer);
  const refuse = () => {
    throw new TypeError('this memory belongs to a tensor and cannot be detached; copy it first');
  };
  for (const name of ['transfer', 'transferToFixedLength', 'resize']) {
    // The same buffer comes back each time its tensor is asked for it.
    if (name in buffer && !Object.hasOwn(buffer, name))
      Object.defineProperty(buffer, name, { value: refuse });
  }
  return buffer;
}

/**
 * A multi-dimensional array of LibTorch, with PyTorch's methods and properties.
 *
 * Its memory is freed by the garbage collector, inside plain synchronous loops too; `dispose()` frees it at once and is
 * never needed for correctness. Made by `torch.tensor`, `torch.zeros`, ..., not by this constructor.
 */
export class Tensor extends Handle {
  /** @internal */
  declare _h: External;

  /** @internal Takes a new handle over; 0 leaves the place for one that a native call fills in. */
  constructor(h: External) {
    super();
    if (typeof h !== 'number' && h !== null) {
      throw new TypeError('a Tensor is made by torch.tensor([...]), torch.zeros(...) and their like');
    }
    this._h = h;
    if (h !== 0 && h !== null) native.adopt(this, h);
    if (made !== null) made.push(this);
  }

  // Shape and type

  get shape(): Size {
    return knownShape(native.sizes(this._handle()));
  }
  /** The whole shape, or the size of one dimension. */
  size(): Size;
  size(dim: number | { dim: number }): number;
  size(dim?: number | { dim?: number }): Size | number {
    const at = isPlainObject(dim) ? (dim.dim as number) : (dim as number | undefined);
    let shape: Size;
    try {
      shape = this.shape;
    } catch (error) {
      // Of a nested tensor only some dimensions have a size.
      if (at !== undefined && this.is_nested) return ownSize(this, at) as number;
      throw error;
    }
    return at === undefined ? shape : (shape[checkDim(at, shape.length)] as number);
  }
  /** The step between neighbours of each dimension, in elements. */
  stride(): number[];
  stride(dim: number): number;
  stride(dim?: number): number[] | number {
    const strides = Array.from(scratch.subarray(0, native.strides(this._handle())));
    return dim === undefined ? strides : (strides[checkDim(dim, strides.length)] as number);
  }
  dim(): number {
    return native.dim(this._handle());
  }
  ndimension(): number {
    return this.dim();
  }
  get ndim(): number {
    return this.dim();
  }
  numel(): number {
    return native.numel(this._handle());
  }
  nelement(): number {
    return this.numel();
  }
  storage_offset(): number {
    return native.storage_offset(this._handle());
  }
  element_size(): number {
    return this.dtype.itemsize;
  }
  /** The size of the first dimension. */
  get length(): number {
    if (this.dim() === 0) throw new TypeError('len() of a 0-d tensor');
    return this.size(0);
  }
  get dtype(): dtype {
    return dtypeOfCode(native.dtype(this._handle()));
  }
  get layout(): layout {
    return layoutOfCode(native.layout(this._handle()));
  }
  get device(): device {
    return makeDevice(native.device(this._handle()));
  }
  get itemsize(): number {
    return this.dtype.itemsize;
  }
  get nbytes(): number {
    return this.numel() * this.dtype.itemsize;
  }
  get is_cuda(): boolean {
    return native.flag(this._handle(), Flag.cuda);
  }
  get is_cpu(): boolean {
    return native.flag(this._handle(), Flag.cpu);
  }
  get is_sparse(): boolean {
    return native.flag(this._handle(), Flag.sparse);
  }
  get is_quantized(): boolean {
    return native.flag(this._handle(), Flag.quantized);
  }
  get is_meta(): boolean {
    return native.flag(this._handle(), Flag.meta);
  }
  get is_mkldnn(): boolean {
    return native.flag(this._handle(), Flag.mkldnn);
  }
  get is_nested(): boolean {
    return native.flag(this._handle(), Flag.nested);
  }
  is_inference(): boolean {
    return native.flag(this._handle(), Flag.inference);
  }
  is_conj(): boolean {
    return native.flag(this._handle(), Flag.conj);
  }
  is_neg(): boolean {
    return native.flag(this._handle(), Flag.neg);
  }
  is_floating_point(): boolean {
    return this.dtype.is_floating_point;
  }
  is_complex(): boolean {
    return this.dtype.is_complex;
  }
  is_signed(): boolean {
    return this.dtype.is_signed;
  }
  is_contiguous(options?: { memory_format?: memory_format }): boolean {
    return native.is_contiguous(this._handle(), options?.memory_format?._h);
  }
  get_device(): number {
    return this.device.index ?? -1;
  }

  // Views that Python spells as properties

  /** All dimensions reversed. */
  get T(): Tensor {
    const dims = this.dim();
    return this.permute(Array.from({ length: dims }, (_, i) => dims - 1 - i));
  }
  get mT(): Tensor {
    return this.transpose(-2, -1);
  }
  get H(): Tensor {
    if (this.dim() !== 0 && this.dim() !== 2) {
      throw new RuntimeError(
        `tensor.H is only supported on matrices (2-D tensors). Got ${this.dim()}-D tensor.`,
      );
    }
    return this.dim() === 0 ? this.conj() : this.adjoint();
  }
  get mH(): Tensor {
    return this.adjoint();
  }
  get real(): Tensor {
    return this.is_complex() ? (real.call(this) as Tensor) : this;
  }
  get imag(): Tensor {
    if (!this.is_complex()) {
      throw new RuntimeError('imag is not implemented for tensors with non-complex dtypes.');
    }
    return imag.call(this) as Tensor;
  }

  // Data out

  /** The value of a tensor with one element: a number (a bigint past 2^53), a boolean or a Complex. */
  item(): number {
    try {
      return native.item(this._handle()) as number;
    } catch (error) {
      if (this.is_meta)
        throw new RuntimeError('Tensor.item() cannot be called on meta tensors', { cause: error });
      throw error;
    }
  }
  /** Nested lists of values; a 0-dim tensor gives its value. `x.tolist<number[][]>()` says what they are. */
  tolist<T = any[]>(): T {
    const wide = wideDtypes.get(this.dtype.name);
    const source: Tensor = wide === undefined ? this : (this.to(wide) as Tensor);
    const values = decode(native.bytes(source._handle()), source.dtype);
    return nest(values, this.shape) as T;
  }
  /**
   * A typed array on the tensor's own memory (CPU, contiguous): writing to either is seen by both.
   * float16 and bfloat16 show their bits, bool bytes, complex pairs.
   *
   * @throws TypeError, RuntimeError for a tensor on a device, one that requires grad, or one that is not contiguous.
   */
  numpy(): any {
    checkShareable(this);
    const type = this.dtype;
    const View = viewOf(type) as new (buffer: ArrayBuffer, offset: number, length: number) => TypedArray;
    const elements = (this.numel() * type.itemsize) / View.prototype.BYTES_PER_ELEMENT;
    return new View(this.untyped_storage().buffer(), this.storage_offset() * type.itemsize, elements);
  }
  data_ptr(): bigint {
    return native.data_ptr(this._handle());
  }
  untyped_storage(): UntypedStorage {
    this._handle();
    return new UntypedStorage(this);
  }
  *[Symbol.iterator](): Iterator<Tensor> {
    if (this.dim() === 0) throw new TypeError('iteration over a 0-d tensor');
    yield* this.unbind(0);
  }

  // Indexing

  /** Python's `x[...]`: `x.index(':', 0)`, `x.index('1:', '::2')`, `x.index(null, '...', mask)`, `x.index([0, 2])`. */
  index(...indices: Index[] | [readonly Handle[]]): Tensor {
    const only = indices.length === 1 ? indices[0] : undefined;
    const list =
      Array.isArray(only) && only.some((item) => item instanceof Handle)
        ? (only as Index[])
        : (indices as Index[]);
    const result = new Tensor(0);
    const count = writeIndices(this, list);
    result._h = native.index(result, this._handle(), count);
    return result;
  }
  /** Python's `x[...] = value`: `x.index_put_([':', 0], 1)`, `x.index_put_(mask, 0)`. */
  index_put_(
    index: Index | readonly Index[],
    value: Tensor | number | bigint | boolean,
    accumulate: boolean | { accumulate?: boolean } = false,
  ): this {
    const indices: readonly Index[] = Array.isArray(index) ? index : [index as Index];
    const adds = typeof accumulate === 'boolean' ? accumulate : (accumulate?.accumulate ?? false);
    if (adds) return indexPut.call(this, indices, value, true) as this;
    const isTensor = value instanceof Tensor;
    const count = writeIndices([this, value], indices);
    native.index_put(this._handle(), count, isTensor ? value._handle() : value, isTensor);
    return this;
  }

  // Autograd

  get requires_grad(): boolean {
    return native.requires_grad(this._handle());
  }
  set requires_grad(value: boolean) {
    this.requires_grad_(value);
  }
  /** Asks for gradients of this tensor from now on. */
  requires_grad_(requires_grad: boolean | { requires_grad?: boolean } = true): this {
    const wanted =
      typeof requires_grad === 'boolean' ? requires_grad : (requires_grad?.requires_grad ?? true);
    requiresGrad.call(this, wanted);
    // Hooks and graphs hand a leaf back as itself.
    if (wanted) native.remember(this, this._handle());
    return this;
  }
  get is_leaf(): boolean {
    return native.is_leaf(this._handle());
  }
  get grad(): Tensor | null {
    const found = native.grad(this._handle());
    return found === null ? null : (knownTensor(found) as Tensor);
  }
  set grad(value: Tensor | null) {
    if (value !== null && !(value instanceof Tensor)) {
      throw new TypeError(`assigned grad expected to be a Tensor or null but got ${typeof value}`);
    }
    native.set_grad(this._handle(), value === null ? null : value._handle());
    if (value !== null) native.remember(value, value._handle());
  }
  /**
   * The dtype that gradients of this leaf are cast to, its own by default; null: they stay as they come.
   *
   * @throws RuntimeError for a tensor that is no leaf, or that has a gradient of another dtype.
   */
  get grad_dtype(): dtype | null {
    const code = native.grad_dtype(this._handle());
    return code === null ? null : dtypeOfCode(code);
  }
  set grad_dtype(value: dtype | null) {
    const kind = value === null ? 'None' : typeof value === 'object' ? value.constructor?.name : typeof value;
    if (value !== null && (value as Handle | undefined)?._kind !== Kind.ScalarType) {
      throw new RuntimeError(`grad_dtype must be a torch.dtype or None, but got ${kind}`);
    }
    native.grad_dtype(this._handle(), value === null ? null : value.code);
  }
  /** The node of the graph that made this tensor, null for a leaf. */
  get grad_fn(): Node | null {
    return Node.of(native.grad_fn(this._handle()));
  }
  get retains_grad(): boolean {
    return native.retains_grad(this._handle());
  }
  get _version(): number {
    return native.version(this._handle());
  }
  /**
   * The same memory without a graph, which does not notice changes made through it; assigning exchanges the memory below
   * this very tensor.
   */
  get data(): Tensor {
    return variableData.call(this) as Tensor;
  }
  set data(value: Tensor) {
    native.set_data(this._handle(), (value as Tensor)._handle());
  }
  /**
   * Computes the gradients of the graph's leaves and adds them to their `.grad`.
   *
   * @throws RuntimeError in PyTorch's words: no graph, a graph that was freed, a tensor that an in-place operation changed.
   */
  backward(
    gradient?: Tensor | null | BackwardOptions,
    retain_graph?: boolean | null,
    create_graph = false,
  ): void {
    const options = isPlainObject(gradient)
      ? backwardOptions(gradient)
      : { gradient: gradient as Tensor | null, retain_graph, create_graph };
    const start = options.gradient ?? null;
    const create = Boolean(options.create_graph);
    const given = options.inputs ?? [];
    const inputs = Array.isArray(given) ? given : [given];
    if (start !== null && !(start instanceof Tensor))
      throw new TypeError(`gradients can be either Tensors or None, but got ${kindOf(start)}`);
    for (const input of inputs) {
      if (!(input instanceof Tensor))
        throw new TypeError(`inputs of backward() must be Tensors, but got ${kindOf(input)}`);
    }
    hold([this, start, inputs]);
    native.backward(
      [this._handle()],
      [start ? start._handle() : null],
      Boolean(options.retain_graph ?? create),
      create,
      inputs.map((input) => input._handle()),
      false,
    );
  }
  /** Calls `hook` with this tensor's gradient whenever it is computed; what it returns replaces the gradient. */
  register_hook(hook: (grad: Tensor) => Tensor | null | undefined | void): RemovableHandle {
    if (typeof hook !== 'function') throw new TypeError(`a hook is a function, not ${typeof hook}`);
    const position = native.register_hook(this._handle(), hookOn(hook));
    // The handle alone could name another tensor by then.
    const remove = () => {
      if (!this.is_disposed) native.remove_hook(this._handle(), position);
    };
    return { remove, [Symbol.dispose]: remove };
  }

  /**
   * Calls `hook` with this leaf once a backward pass has added to its `.grad`: the place for a step of the optimizer that
   * frees the gradient at once.
   *
   * @throws RuntimeError for a tensor that is no leaf or requires no gradient.
   */
  register_post_accumulate_grad_hook(hook: (param: Tensor) => void): RemovableHandle {
    if (typeof hook !== 'function') throw new TypeError(`a hook is a function, not ${typeof hook}`);
    const key = native.post_accumulate_hook(this._handle(), leafHookOn(hook));
    const remove = () => {
      if (!this.is_disposed) native.post_accumulate_hook(this._handle(), key);
    };
    return { remove, [Symbol.dispose]: remove };
  }

  // Devices

  cpu(): Tensor {
    return this.to('cpu');
  }
  cuda(
    device: number | string | device | null = null,
    non_blocking: boolean | { non_blocking?: boolean } = false,
  ): Tensor {
    const options = typeof non_blocking === 'boolean' ? { non_blocking } : non_blocking;
    const place = device === null ? 'cuda' : typeof device === 'number' ? `cuda:${device}` : device;
    return this.to(place, options);
  }

  /**
   * `cpu()` without holding up JavaScript: the copy is queued now and another thread waits for it. The result lies in
   * page-locked memory, when this tensor is on a device.
   */
  async cpu_async(): Promise<Tensor> {
    const host = this.to('cpu', { non_blocking: true });
    await native.finish_async(native.device(this._handle()));
    return host;
  }
  /** `item()` without holding up JavaScript. */
  async item_async(): Promise<number> {
    if (this.numel() !== 1) return this.item();
    return (await this.detach().cpu_async()).item();
  }

  // Conversions of the element type

  /** Without an argument the type's older name, `torch.FloatTensor`; else the tensor as that dtype or older type. */
  type(): string;
  type(...args: Calls<typeof typeParams, TypeArgs>): Tensor;
  type(...args: [] | Calls<typeof typeParams, TypeArgs>): string | Tensor {
    const [dtype, non_blocking = false] = args.length === 0 ? [] : typeArgs(args);
    if (dtype === undefined) {
      const place = this.is_cuda ? 'torch.cuda.' : 'torch.';
      const name = typeNames[this.dtype.name];
      return name === undefined ? `torch.${this.dtype.name}` : name.replace('torch.', place);
    }
    if (typeof dtype === 'function') return this.to('cpu', (dtype as { dtype: dtype }).dtype, non_blocking);
    if (typeof dtype !== 'string') return this.to(dtype as dtype, non_blocking);
    const found = Object.keys(typeNames).find((name) => typeNames[name] === dtype.replace('.cuda.', '.'));
    if (found === undefined) throw new ValueError(`invalid type: '${dtype}'`);
    const device = dtype.startsWith('torch.cuda.') ? 'cuda' : 'cpu';
    return this.to(device, dtypes[found as keyof typeof dtypes], non_blocking);
  }
  type_as(other: Tensor): Tensor {
    return this.to(other.device, other.dtype);
  }

  // Lifetime

  /** Frees the memory now instead of at a collection. Any later use of this object is a DisposedError. */
  dispose(): void {
    if (this._h === null) return;
    native.dispose(this._h);
    this._h = null;
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
  get is_disposed(): boolean {
    return this._h === null;
  }
  /** @internal */
  _handle(): External {
    if (this._h === null) {
      throw new DisposedError(
        'this tensor was used after dispose(); drop the dispose() call or clone() before it',
      );
    }
    return this._h;
  }

  /** Python's `str(x)`. In a template string a tensor without dimensions is the number that it holds, as in `f'{x}'`. */
  override toString(): string {
    return this._h === null ? 'tensor(disposed)' : tensorStr(this);
  }
  [inspect.custom](): string {
    return this.toString();
  }
  [Symbol.toPrimitive](hint: string): unknown {
    if (hint !== 'string') return this.item();
    // Python's classes of their own print themselves.
    return this.constructor === Tensor && this._h !== null ? tensorFormat(this) : this.toString();
  }
  toJSON(): unknown {
    return this.tolist();
  }
}
Object.defineProperty(Tensor.prototype, '_kind', { value: Kind.Tensor });

// dtypes whose values are read through a wider one.
const wideDtypes = new Map([
  ...[
    'float16',
    'bfloat16',
    'float8_e5m2',
    'float8_e4m3fn',
    'float8_e5m2fnuz',
    'float8_e4m3fnuz',
    'float8_e8m0fnu',
  ].map((name) => [name, dtypes.float32] as const),
  ['complex32', dtypes.complex64] as const,
]);

const typeParams = ['dtype', 'non_blocking'] as const;
type TypeArgs = [dtype: dtype | string | { readonly dtype: dtype }, non_blocking?: boolean];
const typeArgs = positional<typeof typeParams, TypeArgs>('type', typeParams);
const typeNames: Readonly<Record<string, string>> = {
  float32: 'torch.FloatTensor',
  float64: 'torch.DoubleTensor',
  float16: 'torch.HalfTensor',
  bfloat16: 'torch.BFloat16Tensor',
  uint8: 'torch.ByteTensor',
  int8: 'torch.CharTensor',
  int16: 'torch.ShortTensor',
  int32: 'torch.IntTensor',
  int64: 'torch.LongTensor',
  bool: 'torch.BoolTensor',
};

/** What stands between a tensor and a typed array on its memory; the sentences are PyTorch's. */
function checkShareable(x: Tensor): void {
  const { layout, device } = x;
  if (layout !== layouts.strided) {
    const name = layout.name.replace('_coo', '').replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());
    throw new TypeError(`can't convert ${name} layout tensor to numpy. Use Tensor.to_dense() first.`);
  }
  if (device.type !== 'cpu') {
    throw new TypeError(
      `can't convert ${device} device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.`,
    );
  }
  const cannot = "Can't call numpy() on Tensor that";
  if (x.requires_grad && native.grad_mode())
    throw new RuntimeError(`${cannot} requires grad. Use tensor.detach().numpy() instead.`);
  if (x.is_conj()) {
    throw new RuntimeError(`${cannot} has conjugate bit set. Use tensor.resolve_conj().numpy() instead.`);
  }
  if (x.is_neg()) {
    throw new RuntimeError(`${cannot} has negative bit set. Use tensor.resolve_neg().numpy() instead.`);
  }
  if (!x.is_contiguous()) {
    throw new RuntimeError(
      'numpy() shares memory, which needs a contiguous tensor. Use tensor.contiguous().numpy() instead.',
    );
  }
}

function checkDim(dim: number, dims: number): number {
  if (!Number.isInteger(dim) || dim < -dims || dim >= dims) {
    throw new IndexError(
      `Dimension out of range (expected to be in range of [${-dims}, ${dims - 1}], but got ${dim})`,
    );
  }
  return dim < 0 ? dim + dims : dim;
}

const detach = lazyMethod('aten', 'detach');
const variableData = lazyMethod('aten', 'data');
const real = lazyMethod('aten', 'real');
const imag = lazyMethod('aten', 'imag');
const ownSize = lazyFunction('aten', 'size');
const requiresGrad = lazyMethod('aten', 'requires_grad_');
const indexPut = lazyMethod('aten', 'index_put_');

// No Omit here: it would turn the `this` that in-place methods return into a plain TensorMethods.
export interface Tensor extends TensorMethods, FunctionalMethods, TensorExtras {}

// Everything else that PyTorch's Tensor offers as an operator.
const registered = operatorTable().get('aten');
// PyTorch's methods with a leading underscore that printing and checkpoints of sparse tensors need.
const privateNames = ['_indices', '_values', '_nnz', '_is_zerotensor', '_coalesced_', '_conj', '_neg_view'];
for (const name of [...methodNames, ...privateNames]) {
  if (name in Tensor.prototype || !registered?.has(name)) continue;
  Object.defineProperty(Tensor.prototype, name, {
    value: selfPlaces[name] ? lazyMethodAt(selfPlaces[name], 'aten', name) : lazyMethod('aten', name),
    writable: true,
    configurable: true,
  });
}
for (const [name, value] of [['to', to] as const, ...casts, ...functionalMethods]) {
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true });
}

setTensorClass(Tensor as never);

Object.defineProperties(NamedResult.prototype, {
  toString: {
    value(this: NamedResult) {
      const { typeName, fields } = this.constructor as typeof NamedResult;
      return returnTypeStr(typeName, fields.map((field, i) => [field, this[i]] as const) as never);
    },
  },
  [inspect.custom]: {
    value(this: NamedResult) {
      return this.toString();
    },
  },
});

/**
 * The native side's form of a hook. It must not close over the tensor: the graph holds the hook, so the two would keep
 * each other alive where no collector sees it.
 */
function hookOn(hook: (grad: Tensor) => Tensor | null | undefined | void) {
  return (gradient: External): External | null => {
    // As in Python: null, where several results share a node and no gradient reaches this one.
    const result = hook(gradient === null ? (null as never) : new Tensor(gradient));
    if (result === undefined || result === null) return null;
    if (!(result instanceof Tensor)) throw new TypeError('a hook must return a Tensor or nothing');
    return hold(result)._handle();
  };
}

interface BackwardOptions {
  gradient?: Tensor | null;
  retain_graph?: boolean | null;
  create_graph?: boolean;
  inputs?: Tensor | readonly Tensor[] | null;
}
const backwardNames = ['gradient', 'retain_graph', 'create_graph', 'inputs'];

function backwardOptions(given: object): BackwardOptions {
  const unknown = Object.keys(given).find((name) => !backwardNames.includes(name));
  if (unknown === undefined) return given;
  throw new TypeError(
    `backward() got an unexpected keyword argument '${unknown}'; known: ${backwardNames.join(', ')}`,
  );
}

const kindOf = (value: unknown): string =>
  typeof value === 'object' ? (value?.constructor?.name ?? 'null') : typeof value;

function leafHookOn(hook: (param: Tensor) => void) {
  return (found: External | object): void => hook(knownTensor(found) as Tensor);
}

/** @internal Gradients as objects of their own, for those who dispose of them: a user may hold the one of `.grad`. */
export const gradsOf = (tensors: readonly Tensor[]): (Tensor | null)[] =>
  native.grads(hold(tensors).map((x) => x._handle())).map((h) => (h === null ? null : new Tensor(h)));

/** A tensor that a Module lists among its parameters: `nn.Parameter(data)`. Shares memory with `data`. */
export class Parameter extends Tensor {
  constructor(data: Tensor | External = null, requires_grad: boolean | { requires_grad?: boolean } = true) {
    // A handle has one owner: the parameter gets its own on the detached memory.
    super(data instanceof Tensor ? native.alias(hold(detach.call(data) as Tensor)._h) : data);
    const wanted =
      typeof requires_grad === 'boolean' ? requires_grad : (requires_grad?.requires_grad ?? true);
    this.requires_grad_(wanted);
  }
  override toString(): string {
    return `Parameter containing:\n${super.toString()}`;
  }
}
