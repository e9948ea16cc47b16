/** A class of errors. As JavaScript's own, and as in Python, it needs no `new`: `throw ValueError('...')`. */
export interface ErrorClass<E extends Error> {
  new (message?: string, options?: ErrorOptions): E;
  (message?: string, options?: ErrorOptions): E;
  readonly prototype: E;
}

function withoutNew<E extends Error>(
  made: new (message?: string, options?: ErrorOptions) => E,
): ErrorClass<E> {
  const proxy: ErrorClass<E> = new Proxy(made as unknown as ErrorClass<E>, {
    apply: (target, _this, args) => Reflect.construct(target, args, proxy),
  });
  Object.defineProperty(proxy.prototype, 'constructor', { value: proxy, writable: true, configurable: true });
  return proxy;
}

function kind<E extends Error>(
  name: string,
  parent: new (message?: string, options?: ErrorOptions) => E,
): ErrorClass<E> {
  const { [name]: made } = { [name]: class extends (parent as new () => Error) {} };
  return withoutNew(made as unknown as new (message?: string, options?: ErrorOptions) => E);
}

// Extended as it is, without the Proxy: each of those is a line of every error's stack.
class Base extends Error {
  static override readonly name: string = 'TorchError';
  override get name(): string {
    return this.constructor.name;
  }
}
/** Base of every error that typetorch throws; `cause` keeps the error underneath, when there is one. */
export const TorchError = withoutNew(Base);
export type TorchError = Error;
/** LibTorch refused an operation; the message is PyTorch's own sentence, then the operator and its arguments. */
export const RuntimeError = kind('RuntimeError', Base);
export type RuntimeError = TorchError;
/** A value of the right type that makes no sense here. */
export const ValueError = kind('ValueError', Base);
export type ValueError = TorchError;
/** A result too large for a number. */
export const OverflowError = kind('OverflowError', Base);
export type OverflowError = TorchError;
/** A division by zero. */
export const ZeroDivisionError = kind('ZeroDivisionError', Base);
export type ZeroDivisionError = TorchError;
/** An index outside its range. */
export const IndexError = kind('IndexError', Base);
export type IndexError = TorchError;
/** A file or folder that is not there. */
export const FileNotFoundError = kind('FileNotFoundError', Base);
export type FileNotFoundError = TorchError;
/** A key that is not there. */
export const KeyError = kind('KeyError', Base);
export type KeyError = TorchError;
/** A module, parameter or buffer that is not there. */
export const AttributeError = kind('AttributeError', Base);
export type AttributeError = TorchError;
/** A condition that a function demands of its arguments does not hold. */
export const AssertionError = kind('AssertionError', Base);
export type AssertionError = TorchError;
/** The operation exists in PyTorch, but not for these arguments or on this device. */
export const NotImplementedError = kind('NotImplementedError', RuntimeError);
export type NotImplementedError = RuntimeError;
/** Data or modules that are nested too deep, or hold themselves. */
export const RecursionError = kind('RecursionError', RuntimeError);
export type RecursionError = RuntimeError;
/** A device or the host has not enough memory left. */
export const OutOfMemoryError = kind('OutOfMemoryError', RuntimeError);
export type OutOfMemoryError = RuntimeError;
/** A device failed; nothing more can be asked of it. */
export const AcceleratorError = kind('AcceleratorError', RuntimeError);
export type AcceleratorError = RuntimeError;
/** Processes that compute together could not go on; see `torch.distributed`. */
export const DistError = kind('DistError', RuntimeError);
export type DistError = RuntimeError;
/** The library that moves tensors between processes failed. */
export const DistBackendError = kind('DistBackendError', DistError);
export type DistBackendError = DistError;
/** A key was not there in time, or the store failed. */
export const DistStoreError = kind('DistStoreError', DistError);
export type DistStoreError = DistError;
/** No connection: nobody listens there, or the port is taken. */
export const DistNetworkError = kind('DistNetworkError', DistError);
export type DistNetworkError = DistError;
/** A matrix decomposition or solver failed (singular input, no convergence). */
export const LinAlgError = kind('LinAlgError', RuntimeError);
export type LinAlgError = RuntimeError;
/** A tensor was used after `dispose()`. */
export const DisposedError = kind('DisposedError', RuntimeError);
export type DisposedError = RuntimeError;
/** The addon or LibTorch is missing or does not fit; the message says how to mend it. */
export const SetupError = kind('SetupError', Base);
export type SetupError = TorchError;

// Python's TypeError is a kind of its own; deriving from JavaScript's keeps `instanceof TypeError` true for both.
const TorchTypeError = kind('TypeError', globalThis.TypeError);
type TorchTypeError = globalThis.TypeError;

/** A wrong argument type, a missing argument, or an unknown keyword. */
export { TorchTypeError as TypeError };
/** A checkpoint that is missing, damaged, of another format, or that could not be written. */
export const CheckpointError = kind('CheckpointError', RuntimeError);
export type CheckpointError = RuntimeError;
/** A checkpoint whose pickled part is damaged or asks for more than data. */
export const UnpicklingError = kind('UnpicklingError', CheckpointError);
export type UnpicklingError = CheckpointError;
