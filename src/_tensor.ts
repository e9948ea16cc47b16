// The methods and properties of Tensor that Python writes by hand and few programs need.
import { legacy, new_tensor } from './_tensor_types.ts';
import type { TensorOptions } from './creation.ts';
import { memory_format } from './dtype.ts';
import { AttributeError, RuntimeError, TypeError } from './errors.ts';
import { checked } from './misuse.ts';
import { native } from './native.ts';
import { aten, hold } from './ops/index.ts';
import { removed } from './removed.ts';
import { storageName, TypedStorage } from './storage.ts';
import type { Stream } from './streams.ts';
import { Tensor } from './tensor.ts';

type Change = (...values: any[]) => unknown;

/** Each element of `x` replaced by what `change` makes of it and of the others' elements (CPU only). */
function changeEach(x: Tensor, others: readonly Tensor[], change: Change, what: string): Tensor {
  if (typeof change !== 'function')
    throw new TypeError(`${what}(): argument must be a function, not ${typeof change}`);
  if (x.requires_grad)
    throw new RuntimeError(
      `Can't call ${what}() on Variable that requires grad. Use var.detach().${what}() instead.`,
    );
  if (x.device.type !== 'cpu') throw new TypeError(`${what} is only implemented on CPU tensors`);
  const lists = [x, ...others].map((item) => item.expand_as(x).reshape(-1).tolist() as unknown[]);
  const [own] = lists as [unknown[]];
  const values = own.map((_, i) => change(...lists.map((list) => list[i])));
  const made = (x as any).new_tensor(values) as Tensor;
  return x.copy_(made.view(x.shape));
}

export interface TensorExtras {
  /** Replaces each element by `callable(element)`, in place; slow, on the CPU only. */
  apply_(callable: (value: any) => unknown): this;
  /** Replaces each element by `callable(element, other)`. */
  map_(tensor: Tensor, callable: (a: any, b: any) => unknown): this;
  map2_(x: Tensor, y: Tensor, callable: (a: any, b: any, c: any) => unknown): this;
  /** The dimensions from the outermost in memory to the innermost. */
  dim_order(options?: { ambiguity_check?: boolean | readonly memory_format[] }): number[];
  new_tensor(data: unknown, options?: TensorOptions): Tensor;
  /** The older constructor of this tensor's dtype: sizes, or data. */
  new (...args: unknown[]): Tensor;
  storage(): TypedStorage;
  storage_type(): string;
  const_data_ptr(): bigint;
  to_sparse_coo(): Tensor;
  module_load(other: Tensor, assign?: boolean): Tensor;
  /** The same memory, and the same place in the graph, as an instance of a class that extends Tensor, or of Tensor. */
  as_subclass<T extends Tensor>(cls: abstract new (...args: any[]) => T): T;
  readonly output_nr: number;
  readonly name: null;
  readonly is_sparse_csr: boolean;
  readonly is_mps: boolean;
  readonly is_xpu: boolean;
  readonly is_xla: boolean;
  readonly is_ipu: boolean;
  readonly is_maia: boolean;
  readonly is_mtia: boolean;
  readonly is_vulkan: boolean;
  is_shared(): boolean;
  eig(): never;
  lstsq(): never;
  solve(): never;
  symeig(): never;
}

const toSparse = aten('to_sparse');

/** Throws where the strides leave open which dimension comes first, and none or several of the formats fit. */
function checkOrder(x: Tensor, check: boolean | readonly memory_format[]): void {
  if (x.is_sparse) {
    throw new AttributeError(
      `Can't get dim order on sparse type: ${x.type()} Use Tensor.to_dense() to convert to a dense tensor first.`,
    );
  }
  if (
    typeof check !== 'boolean' &&
    !(Array.isArray(check) && check.every((one) => one instanceof memory_format))
  )
    throw new TypeError('The ambiguity_check argument must be a bool or a list of memory formats.');
  if (check === false) return;
  const strides = x.stride();
  const open = x.shape.includes(1) || strides.some((stride, i) => i > 0 && stride === strides[i - 1]);
  const formats = typeof check === 'boolean' ? [] : check;
  if (open && formats.filter((format) => x.is_contiguous({ memory_format: format })).length !== 1) {
    throw new RuntimeError(
      'The tensor does not have unique dim order, or cannot map to exact one of the given memory formats.',
    );
  }
}

const methods: Record<string, (this: Tensor, ...args: any[]) => unknown> = {
  apply_(callable: Change) {
    return changeEach(this, [], callable, 'apply_');
  },
  map_(tensor: Tensor, callable: Change) {
    return changeEach(this, [tensor], callable, 'map_');
  },
  map2_(x: Tensor, y: Tensor, callable: Change) {
    return changeEach(this, [x, y], callable, 'map2_');
  },
  dim_order({ ambiguity_check = false } = {}) {
    checkOrder(this, ambiguity_check);
    const strides = this.stride();
    return strides.map((_, i) => i).sort((a, b) => (strides[b] as number) - (strides[a] as number) || a - b);
  },
  new_tensor,
  new(...args: unknown[]) {
    return legacy(this.dtype, args, 'Tensor.new');
  },
  // Operators tell the allocator themselves; this is for work that LibTorch does not see.
  record_stream(stream: Stream) {
    native.record_stream(this._handle(), stream.stream_id, String(stream.device));
  },
  storage() {
    return new TypedStorage(this);
  },
  storage_type() {
    return storageName(this.dtype);
  },
  const_data_ptr() {
    return this.data_ptr();
  },
  to_sparse_coo() {
    return toSparse(this);
  },
  module_load(other: Tensor, assign = false) {
    if (assign) return other.detach();
    return this.detach().copy_(other);
  },
  as_subclass(cls: abstract new (...args: any[]) => Tensor) {
    if (cls !== Tensor && !(cls?.prototype instanceof Tensor)) {
      throw new TypeError('as_subclass(): cls must be Tensor or a class that extends it');
    }
    // Without its constructor, which may want other arguments.
    return Reflect.construct(Tensor, [native.alias(hold(this)._handle())], cls);
  },
  is_shared() {
    return this.device.type === 'cuda';
  },
  eig: removed.eig,
  lstsq: removed.lstsq,
  solve: removed.solve,
  symeig: removed.symeig,
};
const getters: Record<string, (this: Tensor) => unknown> = {
  output_nr() {
    return this.is_leaf ? 0 : native.gradient_edge(this._handle())[1];
  },
  name: () => null,
  is_sparse_csr() {
    return this.layout.name === 'sparse_csr';
  },
};
for (const type of ['mps', 'xpu', 'xla', 'ipu', 'maia', 'mtia', 'vulkan']) {
  getters[`is_${type}`] = function () {
    return this.device.type === type;
  };
}
for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(value, 'name', { value: name });
  Object.defineProperty(Tensor.prototype, name, {
    value: checked(name, value),
    writable: true,
    configurable: true,
  });
}
for (const [name, get] of Object.entries(getters)) {
  Object.defineProperty(Tensor.prototype, name, { get, configurable: true });
}
