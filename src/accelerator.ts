// torch.accelerator: CUDA where there is one, under a name that does not say so.
import { context } from './context.ts';
import { indexOf as cudaIndexOf, nameOf } from './cuda/_device.ts';
import * as memory from './cuda/memory.ts';
import { type device, makeDevice } from './dtype.ts';
import { RuntimeError } from './errors.ts';
import { native } from './native.ts';
import { current_stream, type DeviceLike, enterStream, type Stream } from './streams.ts';

export const device_count = (): number => native.cuda_device_count();
export const is_available = (): boolean => device_count() > 0;

/** null where this build has none, or with `check_available` this machine. */
export const current_accelerator = (check_available = false): device | null =>
  is_available() || (!check_available && native.build_info().cuda) ? makeDevice('cuda') : null;

/** Python's answer to a call that needs one. */
function needed(): void {
  if (!native.build_info().cuda)
    throw new RuntimeError('Cannot access accelerator device when none is available.');
}

/** The number of the device that a call means; undefined for the current one. */
function indexOf(place: DeviceLike): number | undefined {
  needed();
  if (place === null || place === undefined || typeof place === 'number') return cudaIndexOf(place);
  const { type } = makeDevice(place);
  if (type !== 'cuda') throw new RuntimeError(`${type} doesn't match the current accelerator cuda`);
  return cudaIndexOf(place);
}

export function current_device_index(): number {
  needed();
  return native.cuda_device();
}
export const current_device_idx = current_device_index;

export function set_device_index(place: DeviceLike): void {
  const index = indexOf(place);
  if (index !== undefined && index >= 0) native.cuda_device(index);
}
export const set_device_idx = set_device_index;

/** Works on another device for a block; null changes nothing. */
export function device_index(index: number | null): Disposable;
export function device_index<T>(index: number | null, body: () => T): T;
export function device_index<T>(index: number | null, body?: () => T): T | Disposable {
  return context(() => {
    if (index === null) return () => {};
    needed();
    const before = native.cuda_device();
    native.cuda_device(index);
    return () => {
      native.cuda_device(before);
    };
  }, body);
}

export function get_current_stream(place: DeviceLike = null): Stream {
  return current_stream(nameOf(indexOf(place)));
}
export { get_current_stream as current_stream };

export function set_stream(stream: Stream): void {
  needed();
  enterStream(stream);
}

/** Waits until all that a device was given has ended. */
export const synchronize = (place: DeviceLike = null): void => native.cuda_synchronize(indexOf(place));

/** The same without holding up JavaScript. On a build without an accelerator it ends at once. */
export async function synchronize_async(place: DeviceLike = null): Promise<void> {
  if (!is_available()) return native.finish_async('cpu');
  await native.finish_async(nameOf(indexOf(place)), null);
}

/** Element types that the device computes with, for those who write for any device. */
export function get_device_capability(place: DeviceLike = null): { supported_dtypes: string[] } {
  native.cuda_device_properties(indexOf(place));
  const supported_dtypes = [
    'uint8',
    'int8',
    'int16',
    'int32',
    'int64',
    'float16',
    'float32',
    'float64',
    'bfloat16',
    'bool',
    'complex64',
    'complex128',
  ];
  return { supported_dtypes };
}

export function empty_cache(): void {
  needed();
  native.cuda_empty_cache();
}
/** Gives page-locked memory that is kept for re-use back to the system. */
export function empty_host_cache(): void {
  needed();
  native.cuda_empty_cache(true);
}
/** [free, total] in bytes, as the driver counts. */
export const get_memory_info = (place: DeviceLike = null): [free: number, total: number] =>
  native.cuda_mem_get_info(indexOf(place));
/** Every figure of the allocator, by Python's names. */
export const memory_stats = (place: DeviceLike = null): Record<string, number> =>
  memory.memory_stats(indexOf(place));
const figure =
  (of: typeof memory.memory_allocated) =>
  (place: DeviceLike = null): number =>
    of(indexOf(place));
export const memory_allocated = figure(memory.memory_allocated);
export const max_memory_allocated = figure(memory.max_memory_allocated);
export const memory_reserved = figure(memory.memory_reserved);
export const max_memory_reserved = figure(memory.max_memory_reserved);

export function reset_peak_memory_stats(place: DeviceLike = null): void {
  native.cuda_memory_stats(indexOf(place), 'peak');
}
export function reset_accumulated_memory_stats(place: DeviceLike = null): void {
  native.cuda_memory_stats(indexOf(place), 'accumulated');
}
