/** Base of every error that typetorch throws; `cause` keeps the error underneath, when there is one. */
export class TorchError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** LibTorch refused an operation; the message is PyTorch's own sentence, then the operator and its arguments. */
export class RuntimeError extends TorchError {}
/** A value of the right type that makes no sense here. */
export class ValueError extends TorchError {}
/** A result too large for a number. */
export class OverflowError extends TorchError {}
/** A division by zero. */
export class ZeroDivisionError extends TorchError {}
/** An index outside its range. */
export class IndexError extends TorchError {}
/** A file or folder that is not there. */
export class FileNotFoundError extends TorchError {}
/** A key that is not there. */
export class KeyError extends TorchError {}
/** A module, parameter or buffer that is not there. */
export class AttributeError extends TorchError {}
/** A condition that a function demands of its arguments does not hold. */
export class AssertionError extends TorchError {}
/** The operation exists in PyTorch, but not for these arguments or on this device. */
export class NotImplementedError extends RuntimeError {}
/** Data or modules that are nested too deep, or hold themselves. */
export class RecursionError extends RuntimeError {}
/** A device or the host has not enough memory left. */
export class OutOfMemoryError extends RuntimeError {}
/** A device failed; nothing more can be asked of it. */
export class AcceleratorError extends RuntimeError {}
/** Processes that compute together could not go on; see `torch.distributed`. */
export class DistError extends RuntimeError {}
/** The library that moves tensors between processes failed. */
export class DistBackendError extends DistError {}
/** A key was not there in time, or the store failed. */
export class DistStoreError extends DistError {}
/** No connection: nobody listens there, or the port is taken. */
export class DistNetworkError extends DistError {}
/** A matrix decomposition or solver failed (singular input, no convergence). */
export class LinAlgError extends RuntimeError {}
/** A tensor was used after `dispose()`. */
export class DisposedError extends RuntimeError {}
/** The addon or LibTorch is missing or does not fit; the message says how to mend it. */
export class SetupError extends TorchError {}

// Python's TypeError is a kind of its own; deriving from JavaScript's keeps `instanceof TypeError` true for both.
const TorchTypeError = class TypeError extends globalThis.TypeError {
  override get name(): string {
    return 'TypeError';
  }
};
type TorchTypeError = InstanceType<typeof TorchTypeError>;

/** A wrong argument type, a missing argument, or an unknown keyword. */
export { TorchTypeError as TypeError };
/** A checkpoint that is missing, damaged, of another format, or that could not be written. */
export class CheckpointError extends RuntimeError {}
/** A checkpoint whose pickled part is damaged or asks for more than data. */
export class UnpicklingError extends CheckpointError {}
