// Tensor.to and the short casts: Python reads their arguments by hand, and so does this file.
import { device, dtype, dtypes, makeDevice, type memory_format } from './dtype.ts';
import { TypeError } from './errors.ts';
import { Handle, Kind, ops } from './ops/index.ts';
import { isPlainObject } from './signature.ts';
import type { Tensor } from './tensor.ts';

interface Target {
  other?: Tensor;
  dtype?: dtype | null;
  device?: device | string | number | null;
  non_blocking?: boolean;
  copy?: boolean;
  memory_format?: memory_format | null;
}

const forms = {
  dtype: ['dtype', 'non_blocking', 'copy'],
  other: ['other', 'non_blocking', 'copy'],
  device: ['device', 'dtype', 'non_blocking', 'copy'],
} as const;
const known = ['device', 'dtype', 'other', 'non_blocking', 'copy', 'memory_format'];

const isTensor = (value: unknown): value is Tensor => value instanceof Handle && value._kind === Kind.Tensor;

/** Positions and keywords of a call of `to`, by name. */
function read(args: readonly unknown[]): Target {
  const last = args.at(-1);
  const keywords = isPlainObject(last) ? last : {};
  const positions = isPlainObject(last) ? args.slice(0, -1) : args;
  const form = positions[0] instanceof dtype ? 'dtype' : isTensor(positions[0]) ? 'other' : 'device';
  const names: readonly string[] = forms[form];
  const unknown = Object.keys(keywords).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new TypeError(
      `to() got an unexpected keyword argument '${unknown[0]}'; known: ${known.join(', ')}`,
    );
  }
  if (positions.length > names.length) {
    throw new TypeError(
      `to() takes at most ${names.length} positions (${names.join(', ')}), got ${positions.length}`,
    );
  }
  const target: Record<string, unknown> = { ...keywords };
  positions.forEach((value, i) => {
    const name = names[i] as string;
    if (name in keywords) throw new TypeError(`to() got multiple values for argument '${name}'`);
    target[name] = value;
  });
  check(target);
  return target;
}

function check({ other, dtype: type, device: place }: Target): void {
  if (other !== undefined && !isTensor(other)) throw new TypeError('to(): other must be a Tensor');
  if (type != null && !(type instanceof dtype))
    throw new TypeError(`to(): dtype must be a torch.dtype, not ${typeof type}`);
  if (place != null && typeof place !== 'string' && typeof place !== 'number' && !(place instanceof device)) {
    throw new TypeError(`to(): expected a device, a dtype or a Tensor, got ${typeof place}`);
  }
}

/**
 * Python's three forms: `x.to(device, dtype)`, `x.to(dtype)`, `x.to(other)`, each with `non_blocking`, `copy` and
 * `memory_format`. The very same tensor comes back where nothing changes.
 */
export function to(this: Tensor, ...args: unknown[]): Tensor {
  const target = read(args);
  const type = target.other?.dtype ?? target.dtype ?? null;
  const place = target.other?.device ?? (target.device == null ? null : makeDevice(target.device));
  const same = (type === null || type === this.dtype) && (place === null || place === this.device);
  if (same && !target.copy && target.memory_format == null) return this;
  return ops.aten?.to?.dtype_layout?.(this, {
    dtype: type,
    device: place,
    non_blocking: target.non_blocking ?? false,
    copy: target.copy ?? false,
    memory_format: target.memory_format ?? null,
  });
}

const castTypes = {
  float: 'float32',
  double: 'float64',
  half: 'float16',
  bfloat16: 'bfloat16',
  int: 'int32',
  long: 'int64',
  short: 'int16',
  char: 'int8',
  byte: 'uint8',
  bool: 'bool',
  cfloat: 'complex64',
  cdouble: 'complex128',
} as const;

/** `x.float()`, `x.long()`, ...: method name and implementation. */
export const casts = Object.entries(castTypes).map(([name, type]) => {
  function cast(this: Tensor, options: { memory_format?: memory_format } = {}): Tensor {
    return this.to(dtypes[type], options);
  }
  Object.defineProperty(cast, 'name', { value: name });
  return [name, cast] as const;
});
