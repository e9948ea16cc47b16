import { inspect } from 'node:util';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import { CARRY } from '../../crossing.ts';
import { type device, dtype } from '../../dtype.ts';
import { native } from '../../native.ts';
import { hold, NamedResult } from '../../ops/index.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { mustKeepType, setRewrap } from './_return_type.ts';

/** @internal What a TVTensor knows beside its values: the own properties of the object. */
export const metadata = (x: Tensor) =>
  Object.fromEntries(Object.entries(x).filter(([name]) => name !== '_h'));

/** @internal The same memory and metadata as another of the type of `like`. */
const typed = (x: Tensor, like: Tensor): Tensor =>
  Object.assign(x.as_subclass(like.constructor as never), metadata(like));

/** @internal The values alone. */
export const plain = (x: Tensor): Tensor => (x instanceof TVTensor ? x.as_subclass(Tensor) : x);

/**
 * Base of the tensors that say what they are: an image, boxes, a mask. Transforms of `transforms.v2` go by that type and
 * keep it; operators give plain tensors (see `set_return_type`), except `to`, `clone`, `detach`, `requires_grad_` and
 * `pin_memory`.
 *
 * Extend it for a type of your own, and tell transforms what to do with it by `v2.functional.register_kernel`.
 */
class TVTensor_ extends Tensor {
  /** The same memory as `data`, as this type. Anything but a tensor (a nested list, say) is made one. */
  constructor(data: Data) {
    const tensor = data instanceof Tensor ? data : (torch.as_tensor(data) as Tensor);
    super(native.alias(hold(tensor)._handle()));
  }

  /** `tensor` as another of the type and with the metadata of `like`; `overrides` replace metadata. */
  static wrap(tensor: Tensor, like: Tensor, overrides: Readonly<Record<string, unknown>> = {}): Tensor {
    return Object.assign(typed(tensor, like), overrides);
  }

  /** @internal */
  static [CARRY](x: Tensor): Record<string, unknown> {
    return metadata(x);
  }

  override clone(...args: any[]): this {
    return typed((super.clone as any)(...args), this) as this;
  }

  override detach(): this {
    return typed(super.detach(), this) as this;
  }

  override pin_memory(...args: any[]): this {
    return typed((super.pin_memory as any)(...args), this) as this;
  }

  /** As Python's `copy.deepcopy`: metadata come along. */
  __deepcopy__(): this {
    return this.detach().clone().requires_grad_(this.requires_grad);
  }

  /** @internal What stands behind the values in print; null where nothing does. */
  _facts(): Readonly<Record<string, string>> | null {
    return null;
  }

  override toString(): string {
    const facts = this._facts();
    if (facts === null) return super.toString();
    const list = Object.entries(facts).map(([name, text]) => `${name}=${text}`);
    return `${super.toString().slice(0, -1)}, ${list.join(', ')})`;
  }

  override [inspect.custom](): string {
    return this.toString();
  }
}
export const TVTensor = callable(TVTensor_);
export type { TVTensor_ };
export type TVTensor = TVTensor_;

type Method = (this: Tensor, ...args: unknown[]) => unknown;

function define(name: string, value: Method): void {
  Object.defineProperty(TVTensor.prototype, name, { value, writable: true, configurable: true });
}

// `to` has many forms, which its type tells.
const to = Tensor.prototype.to as Method;
define('to', function (...args) {
  const result = to.apply(this, args) as Tensor;
  return result === this ? this : typed(result, this);
});

const casts =
  'float double half bfloat16 int long short char byte bool cfloat cdouble cpu cuda type type_as'.split(' ');
for (const name of casts) {
  const cast = (Tensor.prototype as unknown as Record<string, Method>)[name] as Method;
  define(name, function (...args) {
    return rewrapped(cast.apply(plain(this), args), [this]);
  });
}

const { index } = Tensor.prototype as unknown as Record<string, Method>;
define('index', function (...args) {
  return rewrapped((index as Method).apply(this, args), [this]);
});

// What changes a tensor in place returns it; here the values alone.
const inPlace = new Set<string>();
for (let at: object = Tensor.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
  for (const name of Object.getOwnPropertyNames(at)) if (/^[a-z].*[^_]_$/.test(name)) inPlace.add(name);
}
inPlace.delete('requires_grad_');
for (const name of inPlace) {
  const change = (Tensor.prototype as unknown as Record<string, Method>)[name] as Method;
  define(name, function (...args) {
    const result = change.apply(this, args);
    return result === this && !mustKeepType() ? plain(this) : result;
  });
}

/** The results of an operator as others of the type of its first argument that has one. */
function rewrapAll(result: unknown, args: readonly unknown[]): unknown {
  const like = args.flat().find((arg) => arg instanceof TVTensor) as TVTensor | undefined;
  if (like === undefined) return result;
  if (result instanceof TVTensor) return result;
  if (result instanceof Tensor) return typed(result, like);
  if (Array.isArray(result)) return result.map((item) => rewrapAll(item, [like]));
  if (!(result instanceof NamedResult)) return result;
  const Result = result.constructor as new (items: unknown[]) => NamedResult;
  return new Result(Array.from(result as ArrayLike<unknown>, (item) => rewrapAll(item, [like])));
}
setRewrap(rewrapAll);
const rewrapped = (result: unknown, args: readonly unknown[]) =>
  mustKeepType() ? rewrapAll(result, args) : result;

/** The keywords that all constructors take. */
export const tensorFields = [
  [
    'dtype',
    z
      .custom<dtype>((value) => value instanceof dtype, 'must be a dtype')
      .nullable()
      .default(null),
  ],
  ['device', z.custom<device | string | number>().nullable().default(null)],
  ['requires_grad', z.boolean().nullable().default(null)],
] as const;

/** Anything that `torch.as_tensor` takes. */
export type Data = Tensor | number | bigint | boolean | readonly unknown[] | ArrayBufferView;
export const data = z.custom<Data>((value) => value !== undefined && value !== null, 'is missing');

interface Options {
  readonly dtype: dtype | null;
  readonly device: device | string | number | null;
  readonly requires_grad: boolean | null;
}

/** @internal The tensor that a constructor's data stand for. */
export function tensorOf(data: Data, { dtype, device, requires_grad }: Options): Tensor {
  const options = { ...(dtype && { dtype }), ...(device !== null && { device }) };
  const tensor = torch.as_tensor(plain(data as Tensor) as never, options) as Tensor;
  const wanted = requires_grad ?? (data instanceof Tensor && data.requires_grad);
  return tensor.requires_grad === wanted ? tensor : tensor.requires_grad_(wanted);
}
