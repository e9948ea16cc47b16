import { TypeError, ValueError } from '../../../../errors.ts';
import { checked } from '../../../../misuse.ts';
import { type Args, type Field, type Signature, signature } from '../../../../signature.ts';
import { Tensor } from '../../../../tensor.ts';
import { Image as Picture } from '../../../image.ts';
import { plain, TVTensor } from '../../../tv_tensors/_tv_tensor.ts';
import * as tv_tensors from '../../../tv_tensors/index.ts';

/** What a kernel takes: the input, then the function's arguments by position. */
export type Kernel = (inpt: any, ...args: any[]) => any;
type Type = abstract new (...args: any[]) => unknown;

/** A function that chooses its kernel by the type of its first argument. */
export interface Functional<S extends Signature<any> = Signature<any>> {
  <I>(inpt: I, ...args: Args<S>): I;
  /** @internal */
  readonly kernels: Map<unknown, Kernel>;
}

/** A tensor that is no TVTensor. */
export const is_pure_tensor = (inpt: unknown): inpt is Tensor =>
  inpt instanceof Tensor && !(inpt instanceof TVTensor);

/** The kernel for a value's class, or for the nearest class that it extends; plain tensors' does not serve TVTensors. */
function kernelFor({ kernels }: Functional, inpt: unknown): Kernel | undefined {
  if (typeof inpt !== 'object' || inpt === null) return undefined;
  for (let at = Object.getPrototypeOf(inpt); at !== null; at = Object.getPrototypeOf(at)) {
    if (at.constructor === TVTensor) return undefined;
    const kernel = kernels.get(at.constructor);
    if (kernel !== undefined) return kernel;
  }
  return undefined;
}

/** @internal Has a function a kernel for this value? */
export const supports = (fn: Functional, inpt: unknown): boolean => kernelFor(fn, inpt) !== undefined;

export const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? (value.constructor?.name ?? 'object') : typeof value;

/** A function of the public namespace; `fields` are the arguments after the input. */
export const functional = checked(
  'functional',
  <const F extends readonly Field[]>(name: string, ...fields: F): Functional<Signature<F>> => {
    const parse = signature(name, ...fields);
    const kernels = new Map<unknown, Kernel>();
    const fn = (inpt: unknown, ...args: unknown[]): unknown => {
      const kernel = kernelFor(fn as unknown as Functional, inpt);
      if (kernel === undefined) {
        const known = [...kernels.keys()].map((type) =>
          type === Picture ? 'vision.Image' : (type as Type).name,
        );
        throw new TypeError(
          `Functional F.${name} supports inputs of type ${known.join(', ')}, but got ${nameOf(inpt)} instead.`,
        );
      }
      const given = parse(args) as Record<string, unknown>;
      return kernel(inpt, ...fields.map(([field]) => given[field]));
    };
    Object.defineProperty(fn, 'name', { value: name });
    return Object.assign(fn, { kernels }) as unknown as Functional<Signature<F>>;
  },
);

/** Says which kernel serves values of these types. It gets them as they are. */
export const registerRaw = (fn: Functional<any>, kernel: Kernel, ...types: unknown[]): void => {
  for (const type of types) fn.kernels.set(type, kernel);
};

/** The same for a kernel of plain tensors: TVTensors are taken off and put on again. */
export const register = checked(
  'register',
  (fn: Functional<any>, kernel: Kernel, ...types: unknown[]): void => {
    const wrapped: Kernel = (inpt: Tensor, ...args) =>
      tv_tensors.wrap(kernel(plain(inpt), ...args), { like: inpt });
    for (const type of types) fn.kernels.set(type, isTVTensorClass(type) ? wrapped : kernel);
  },
);

const isTVTensorClass = (type: unknown): boolean =>
  type === TVTensor || (typeof type === 'function' && type.prototype instanceof TVTensor);

const builtin: readonly unknown[] = Object.values(tv_tensors);

/**
 * Has a function of this namespace serve a TVTensor class of yours:
 * `register_kernel(F.horizontal_flip, MyType)((inpt) => tv_tensors.wrap(inpt.flip(-1), { like: inpt }))`. The kernel gets
 * the input as it is and the function's arguments by position, defaults filled in.
 *
 * @throws ValueError for another function or class.
 */
export const register_kernel = checked(
  'register_kernel',
  (fn: Functional<any>, tv_tensor_cls: Type): (<K extends Kernel>(kernel: K) => K) => {
    if (typeof fn !== 'function' || !(fn.kernels instanceof Map)) {
      throw new ValueError(
        `Kernels can only be registered on functionals from transforms.v2.functional, but got ${String((fn as any)?.name ?? fn)}.`,
      );
    }
    if (!isTVTensorClass(tv_tensor_cls) || (tv_tensor_cls as unknown) === TVTensor) {
      throw new ValueError('Kernels can only be registered for classes that extend tv_tensors.TVTensor.');
    }
    if (builtin.includes(tv_tensor_cls)) {
      throw new ValueError(
        `Kernels cannot be registered for the builtin tv_tensor classes, but got ${tv_tensor_cls.name}`,
      );
    }
    if (fn.kernels.has(tv_tensor_cls)) {
      throw new ValueError(
        `Functional ${fn.name} already has a kernel registered for type ${tv_tensor_cls.name}.`,
      );
    }
    return (kernel) => {
      registerRaw(fn, kernel, tv_tensor_cls);
      return kernel;
    };
  },
);
