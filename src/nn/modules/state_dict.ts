import { inspect } from 'node:util';
import { RuntimeError, TypeError } from '../../errors.ts';
import { isPlainObject } from '../../signature.ts';
import { future, swap_tensors } from '../../swap.ts';
import { Parameter, Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warn } from '../functional/common.ts';
import { is_lazy } from '../parameter.ts';
import type { Module_ } from './module.ts';
import { slotsOf, typeName } from './slots.ts';

/** A module's parameters and buffers under dotted names, in order; `_metadata` (not enumerable) holds each module's version. */
export type StateDict = Record<string, Tensor>;
export type Metadata = Record<string, unknown>;
export type StateDictPreHook = (module: Module_, prefix: string, keep_vars: boolean) => void;
export type StateDictHook = (
  module: Module_,
  state_dict: StateDict,
  prefix: string,
  metadata: Metadata,
) => unknown;
export type LoadStateDictPreHook = (
  module: Module_,
  state_dict: StateDict,
  prefix: string,
  local_metadata: Metadata,
  strict: boolean,
  missing_keys: string[],
  unexpected_keys: string[],
  error_msgs: string[],
) => void;
export type LoadStateDictPostHook = (module: Module_, incompatible_keys: IncompatibleKeys) => void;

/** What load_state_dict returns: `missing_keys` and `unexpected_keys`, also as `const [missing, unexpected] = ...`. */
export class IncompatibleKeys {
  readonly missing_keys: string[];
  readonly unexpected_keys: string[];

  constructor(missing_keys: string[], unexpected_keys: string[]) {
    this.missing_keys = missing_keys;
    this.unexpected_keys = unexpected_keys;
  }

  *[Symbol.iterator](): IterableIterator<string[]> {
    yield this.missing_keys;
    yield this.unexpected_keys;
  }

  toString(): string {
    const list = (keys: string[]) => `[${keys.map((key) => `'${key}'`).join(', ')}]`;
    if (this.missing_keys.length + this.unexpected_keys.length === 0)
      return '<All keys matched successfully>';
    return `_IncompatibleKeys(missing_keys=${list(this.missing_keys)}, unexpected_keys=${list(this.unexpected_keys)})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

export function newStateDict(metadata: Metadata = {}): StateDict {
  return Object.defineProperty({}, '_metadata', { value: metadata, writable: true, configurable: true });
}

export function metadataOf(state_dict: object): Metadata | undefined {
  const metadata = (state_dict as { _metadata?: Metadata | Map<string, unknown> })._metadata;
  // A file's dictionary comes as a Map where an object would lose its order.
  return metadata instanceof Map ? Object.fromEntries(metadata) : metadata;
}

export function copyStateDict(given: unknown): StateDict {
  if (given instanceof Map) return Object.fromEntries(given);
  if (isPlainObject(given)) return { ...given } as StateDict;
  throw new TypeError(`Expected state_dict to be dict-like, got ${typeName(given)}.`);
}

const quoted = (keys: string[]) => keys.map((key) => `"${key}"`).join(', ');

export function strictErrors(missing: string[], unexpected: string[]): string[] {
  const errors: string[] = [];
  if (missing.length > 0) errors.push(`Missing key(s) in state_dict: ${quoted(missing)}. `);
  if (unexpected.length > 0) errors.push(`Unexpected key(s) in state_dict: ${quoted(unexpected)}. `);
  return errors;
}

// Puts one value where it belongs; what hinders it is returned, so that all of a file's faults are reported together.
export function loadTensor(
  module: Module_,
  name: string,
  target: Tensor,
  key: string,
  given: unknown,
  local_metadata: Metadata,
): string | null {
  if (!(given instanceof Tensor)) {
    return (
      `While copying the parameter named "${key}", expected torch.Tensor or Tensor-like object from checkpoint ` +
      `but received ${typeName(given)}`
    );
  }
  if (is_lazy(target)) return put(module, name, target, key, given, local_metadata);
  // Before 0.4 a scalar was saved as a tensor with one element.
  const scalar = target.dim() === 0 && `${given.shape}` === 'torch.Size([1])';
  const value = scalar ? given.select(0, 0) : given;
  if (`${value.shape}` !== `${target.shape}`) {
    return (
      `size mismatch for ${key}: copying a param with shape ${value.shape} from checkpoint, ` +
      `the shape in current model is ${target.shape}.`
    );
  }
  if (target.is_meta && !value.is_meta && !local_metadata.assign_to_params_buffers) {
    warn(
      `for ${key}: copying from a non-meta parameter in the checkpoint to a meta parameter in the current model, ` +
        'which is a no-op. (Did you mean to pass `assign=True` to assign items in the state dictionary to their ' +
        'corresponding key in the module instead of copying them in place?)',
    );
  }
  return put(module, name, target, key, value, local_metadata);
}

function put(
  module: Module_,
  name: string,
  target: Tensor,
  key: string,
  value: Tensor,
  local_metadata: Metadata,
): string | null {
  const assign = local_metadata.assign_to_params_buffers === true;
  const swap = future.get_swap_module_params_on_conversion();
  try {
    torch.no_grad(() => {
      if (swap) swapFor(target, value, assign);
      else if (assign) slotsOf(module)[name] = assignable(target, value);
      else target.copy_(value);
    });
    return null;
  } catch (error) {
    return (
      `While ${swap ? 'swapping' : 'copying'} the parameter named "${key}", whose dimensions in the model are ${target.size()} and whose ` +
      `dimensions in the checkpoint are ${value.size()}, an exception occurred : (${quote(error)},).`
    );
  }
}

/** The object stays, and stands for what its `module_load` makes of the value. */
function swapFor(target: Tensor, value: Tensor, assign: boolean): void {
  const loaded = target.module_load(value, assign);
  if (loaded === value || loaded === target) {
    throw new RuntimeError(
      'module_load returned one of self or other, please .detach() the result if returning one of the inputs in module_load',
    );
  }
  swap_tensors(target, assignable(target, loaded));
}

// As Python writes a text in a tuple.
function quote(error: unknown): string {
  const text = (error as Error).message.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`;
}

function assignable(target: Tensor, value: Tensor): Tensor {
  if (!(target instanceof Parameter)) return value;
  if (!(value instanceof Parameter)) return new Parameter(value, target.requires_grad);
  return value.requires_grad_(target.requires_grad);
}
