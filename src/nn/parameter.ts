import { z } from 'zod';
import { callable } from '../callable.ts';
import { dtype as dtypeClass } from '../dtype.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import type { Device } from '../generated/types.ts';
import { native } from '../native.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor, Parameter as TensorParameter } from '../tensor.ts';
import { torch } from '../torch.ts';

/**
 * A tensor that a module counts among its parameters when it is assigned to one of its properties:
 * `this.scale = nn.Parameter(torch.ones(3))`.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.parameter.Parameter.html
 */
export const Parameter = callable(TensorParameter);
export type Parameter = TensorParameter;

const bufferArgs = signature(
  'Buffer',
  ['data', z.instanceof(Tensor).nullable().default(null)],
  ['persistent', z.boolean().default(true)],
);

class Buffer_ extends Tensor {
  declare persistent: boolean;

  constructor(...args: Args<typeof bufferArgs>) {
    const { data, persistent } = bufferArgs(args);
    const source = (data ?? torch.empty([0])).detach();
    super(native.alias(source._handle()));
    if (data?.requires_grad) this.requires_grad_();
    Object.defineProperty(this, 'persistent', { value: persistent, writable: true });
  }
}

/**
 * A tensor that a module counts among its buffers when it is assigned to one of its properties:
 * `this.mean = nn.Buffer(torch.zeros(3))`; with `persistent` false it is left out of the state_dict.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.nn.parameter.Buffer.html
 */
export const Buffer = callable(Buffer_);
export type Buffer = Buffer_;

// ---- tensors whose shape is not known yet

let permitted = 0;
/** Runs what may touch an uninitialized tensor. */
function permit<T>(call: () => T): T {
  permitted += 1;
  try {
    return call();
  } finally {
    permitted -= 1;
  }
}

type Options = { requires_grad: boolean; device: Device | null; dtype: dtypeClass | null };
type TensorClass = abstract new (...args: any[]) => Tensor;

const emptyTensor = ({ device, dtype }: Options): Tensor => torch.empty([0], { device, dtype });

/** What uninitialized parameters and buffers share: nothing but their device and type can be asked for or changed. */
abstract class UninitializedTensorMixin_ {
  declare cls_to_become: { prototype: Tensor };

  /** Puts a getter in front of the handle, which every operator asks for. */
  static guard(x: Tensor): void {
    let h = x._h;
    Object.defineProperty(x, '_h', {
      configurable: true,
      get: () => {
        if (permitted > 0) return h;
        const name = x.constructor.name;
        throw new ValueError(
          'Attempted to use an uninitialized parameter. This error happens when you are using a `LazyModule` or ' +
            `explicitly manipulating \`torch.nn.parameter.${name}\` objects. When using LazyModules Call \`forward\` ` +
            'with a dummy batch to initialize the parameters before calling torch functions',
        );
      },
      set: (value) => {
        h = value;
      },
    });
  }

  /** Gives the tensor memory of this shape and makes it an ordinary one; its class changes. */
  materialize(
    this: Tensor & UninitializedTensorMixin,
    shape: readonly number[],
    device: Device | null = null,
    dtype: dtypeClass | null = null,
  ): void {
    const options = { device: device ?? this.device, dtype: dtype ?? this.dtype };
    this.data = torch.empty(shape, options);
    const value = permit(() => this._h);
    Object.defineProperty(this, '_h', { value, writable: true, enumerable: true, configurable: true });
    Object.setPrototypeOf(this, this.cls_to_become.prototype);
  }

  get shape(): never {
    throw new RuntimeError(
      "Can't access the shape of an uninitialized parameter or buffer. This error usually happens in " +
        '`load_state_dict` when trying to load an uninitialized parameter into an initialized one. Call `forward` ' +
        'to initialize the parameters before accessing their attributes.',
    );
  }

  share_memory_(): never {
    throw new RuntimeError(
      "Can't share memory on an uninitialized parameter or buffer. Call `forward` to initialize the parameters " +
        'before calling `module.share_memory()`.',
    );
  }

  toString(): string {
    return `<${this.constructor.name}>`;
  }

  __deepcopy__(this: Tensor & UninitializedTensorMixin): Tensor {
    return sameClass(this, this.data);
  }
}
export const UninitializedTensorMixin = callable(UninitializedTensorMixin_);
export type { UninitializedTensorMixin_ };
export type UninitializedTensorMixin = UninitializedTensorMixin_;

function sameClass(x: Tensor, { device, dtype }: Tensor): Tensor {
  const Class = x.constructor as new (options: Options) => Tensor;
  return new Class({ requires_grad: x.requires_grad, device, dtype });
}

const conversions = ['half', 'float', 'double', 'char', 'short', 'int', 'long', 'cuda', 'cpu', 'to'] as const;
const questions = ['copy_', 'is_complex', 'is_floating_point', 'get_device', 'dispose'] as const;
const hidden = ['shape', 'ndim', 'length', 'T', 'H', 'mT', 'mH', 'real', 'imag', 'nbytes'];

/** Gives a class the mixin's members, and lets through what PyTorch lets through. */
function uninitialized<C extends TensorClass>(Class: C, becomes: { prototype: Tensor }): C {
  const { constructor: _, ...own } = Object.getOwnPropertyDescriptors(
    UninitializedTensorMixin.prototype,
  ) as PropertyDescriptorMap;
  own.cls_to_become = { value: becomes };
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(Tensor.prototype))) {
    const { get, set } = property;
    if (get === undefined || hidden.includes(name)) continue;
    own[name] = {
      get(this: Tensor) {
        return permit(() => get.call(this));
      },
      set(this: Tensor, value: unknown) {
        permit(() => set?.call(this, value as never));
      },
    };
  }
  const call = (x: Tensor, name: string, args: unknown[]) =>
    permit(() => (Tensor.prototype as unknown as Record<string, Function>)[name]?.apply(x, args));
  own.size = {
    value(this: Tensor, ...args: [number]) {
      return this.data.size(...args);
    },
  };
  for (const name of questions) {
    own[name] = {
      value(this: Tensor, ...args: unknown[]) {
        return call(this, name, args);
      },
    };
  }
  for (const name of conversions) {
    own[name] = {
      value(this: Tensor, ...args: unknown[]) {
        const result = call(this, name, args);
        return result === this ? this : sameClass(this, result);
      },
    };
  }
  for (const property of Object.values(own)) property.configurable = true;
  Object.defineProperties(Class.prototype, own);
  return Class;
}

const fields = [
  ['device', z.custom<Device | null>().default(null)],
  ['dtype', z.instanceof(dtypeClass).nullable().default(null)],
] as const;
const uninitializedParameterArgs = signature(
  'UninitializedParameter',
  ['requires_grad', z.boolean().default(true)],
  ...fields,
);
const uninitializedBufferArgs = signature(
  'UninitializedBuffer',
  ['requires_grad', z.boolean().default(false)],
  ...fields,
  ['persistent', z.boolean().default(true)],
);

class UninitializedParameter_ extends TensorParameter {
  declare materialize: Materialize;

  constructor(...args: Args<typeof uninitializedParameterArgs>) {
    const options = uninitializedParameterArgs(args);
    super(emptyTensor(options), options.requires_grad);
    UninitializedTensorMixin.guard(this);
  }
}

type Materialize = (shape: readonly number[], device?: Device | null, dtype?: dtypeClass | null) => void;

class UninitializedBuffer_ extends Tensor {
  declare materialize: Materialize;
  declare persistent: boolean;

  constructor(...args: Args<typeof uninitializedBufferArgs>) {
    const options = uninitializedBufferArgs(args);
    super(native.alias(emptyTensor(options)._handle()));
    if (options.requires_grad) this.requires_grad_();
    Object.defineProperty(this, 'persistent', { value: options.persistent, writable: true });
    UninitializedTensorMixin.guard(this);
  }
}

/**
 * A parameter of a lazy layer before its first call: its shape is not known. `materialize(shape)` makes it a Parameter.
 *
 * Its device and dtype can be asked for and converted; anything else throws ValueError, its shape RuntimeError.
 * Source: PyTorch 2.13, `torch.nn.parameter.UninitializedParameter`.
 */
export const UninitializedParameter = callable(uninitialized(UninitializedParameter_, TensorParameter));
export type UninitializedParameter = UninitializedParameter_;

/** The same for a buffer. Source: PyTorch 2.13, `torch.nn.parameter.UninitializedBuffer`. */
export const UninitializedBuffer = callable(uninitialized(UninitializedBuffer_, Tensor));
export type UninitializedBuffer = UninitializedBuffer_;

/** Does a parameter or buffer still wait for its shape? */
export const is_lazy = (param: unknown): param is UninitializedParameter | UninitializedBuffer =>
  param instanceof UninitializedParameter_ || param instanceof UninitializedBuffer_;
