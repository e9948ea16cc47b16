// torch.FloatTensor and its like: constructors of before there were dtypes.
import {
  get_default_dtype,
  tensor as makeTensor,
  set_default_dtype,
  type TensorOptions,
} from './creation.ts';
import { type dtype, dtypes } from './dtype.ts';
import { TypeError } from './errors.ts';
import { aten } from './ops/index.ts';
import { Tensor } from './tensor.ts';

const empty = aten('empty');

/** The older constructors' forms: sizes make an uninitialised tensor, a list or a tensor a copy. */
export function legacy(type: dtype, args: readonly unknown[], what: string): Tensor {
  if (args.length === 0) return empty([0], { dtype: type });
  if (args.every((item) => typeof item === 'number' || typeof item === 'bigint'))
    return empty(args.map(Number), { dtype: type });
  if (args.length > 1) throw new TypeError(`${what}: takes sizes, or one list, typed array or tensor`);
  const [data] = args;
  if (data instanceof Tensor) {
    if (data.dtype !== type)
      throw new TypeError(
        `expected ${type} (got ${data.dtype}): ${what} does not convert; use tensor.to(dtype)`,
      );
    return data.detach().view_as(data);
  }
  return makeTensor(data, { dtype: type });
}

/** A type of tensors by its older name: makes them, and `x instanceof torch.FloatTensor` asks. */
export interface TensorType {
  new (...args: unknown[]): Tensor;
  (...args: unknown[]): Tensor;
  readonly dtype: dtype;
}

const names = {
  FloatTensor: 'float32',
  DoubleTensor: 'float64',
  HalfTensor: 'float16',
  BFloat16Tensor: 'bfloat16',
  ByteTensor: 'uint8',
  CharTensor: 'int8',
  ShortTensor: 'int16',
  IntTensor: 'int32',
  LongTensor: 'int64',
  BoolTensor: 'bool',
} as const;

function tensorType(name: string, type: dtype): TensorType {
  const what = `torch.${name}`;
  function make(...args: unknown[]): Tensor {
    return legacy(type, args, what);
  }
  Object.defineProperties(make, {
    name: { value: name },
    dtype: { value: type },
    toString: { value: () => `<class '${what}'>` },
    [Symbol.hasInstance]: {
      value: (x: unknown) => x instanceof Tensor && x.dtype === type && x.device.type === 'cpu',
    },
  });
  return make as unknown as TensorType;
}

export const tensorTypes = Object.fromEntries(
  Object.entries(names).map(([name, type]) => [name, tensorType(name, dtypes[type])]),
) as Record<keyof typeof names, TensorType>;

/** `torch.Tensor([1, 2])`, `torch.Tensor(2, 3)`: of the default dtype; and the class of all tensors. */
export const TensorConstructor = new Proxy(Tensor, {
  apply: (_target, _self, args) => legacy(get_default_dtype(), args, 'torch.Tensor'),
  construct: (target, args, newTarget) =>
    newTarget === TensorConstructor
      ? legacy(get_default_dtype(), args, 'torch.Tensor')
      : Reflect.construct(target, args, newTarget),
}) as typeof Tensor & { new (...args: unknown[]): Tensor; (...args: unknown[]): Tensor };

/**
 * Sets the default dtype by the older name of a CPU type: `torch.set_default_tensor_type('torch.DoubleTensor')`.
 *
 * @throws TypeError for anything else.
 */
export function set_default_tensor_type(type: string | TensorType): void {
  const found =
    typeof type === 'string'
      ? tensorTypes[type.replace(/^torch\./, '') as keyof typeof tensorTypes]
      : Object.values(tensorTypes).find((item) => item === type);
  if (found === undefined)
    throw new TypeError(
      `invalid type object: only floating-point types are supported as the default type, got ${String(type)}`,
    );
  set_default_dtype(found.dtype);
}

/** A tensor with a copy of `data`, of this tensor's dtype and device. */
export function new_tensor(this: Tensor, data: unknown, options: TensorOptions = {}): Tensor {
  return makeTensor(data, {
    ...options,
    dtype: options.dtype ?? this.dtype,
    device: options.device ?? this.device,
  });
}
