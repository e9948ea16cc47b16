// torch.cuda. On a build or machine without CUDA it answers as Python's does there.
import { type device, makeDevice } from '../dtype.ts';
import { RuntimeError } from '../errors.ts';
import { native } from '../native.ts';
import { checkSeed } from '../random.ts';

export * as amp from './amp.ts';

type DeviceLike = device | string | number | null | undefined;

function indexOf(place: DeviceLike): number | undefined {
  if (place === null || place === undefined) return undefined;
  if (typeof place === 'number') return place;
  const parsed = makeDevice(place);
  if (parsed.type !== 'cuda') throw new RuntimeError(`Expected a cuda device, but got: ${parsed}`);
  return parsed.index ?? undefined;
}

export function is_available(): boolean {
  return device_count() > 0;
}
export function device_count(): number {
  return native.cuda_device_count();
}
export function current_device(): number {
  return native.cuda_device();
}
export function set_device(device: DeviceLike): void {
  const index = indexOf(device);
  if (index !== undefined && index >= 0) native.cuda_device(index); // a negative one means none, as in Python
}
export function get_device_name(device?: DeviceLike): string {
  return native.cuda_device_properties(indexOf(device)).name;
}
/** name, compute capability (major, minor), total_memory in bytes, multi_processor_count. */
export function get_device_properties(device?: DeviceLike) {
  return native.cuda_device_properties(indexOf(device));
}
export function get_device_capability(device?: DeviceLike): [major: number, minor: number] {
  const { major, minor } = native.cuda_device_properties(indexOf(device));
  return [major, minor];
}
/** Waits until all kernels on a device have ended. */
export function synchronize(device?: DeviceLike): void {
  native.cuda_synchronize(indexOf(device));
}
/** Seeds the current device; without CUDA nothing happens, as in Python. */
export function manual_seed(seed: number | bigint): void {
  checkSeed(seed);
  if (is_available()) native.generator_seed(native.default_generator('cuda'), seed);
}
export function manual_seed_all(seed: number | bigint): void {
  checkSeed(seed);
  for (let i = 0; i < device_count(); i += 1)
    native.generator_seed(native.default_generator(`cuda:${i}`), seed);
}
/** Gives the caching allocator's unused blocks back to the driver. */
export function empty_cache(): void {
  native.cuda_empty_cache();
}
/** Bytes that live tensors take on a device now. */
export function memory_allocated(device?: DeviceLike): number {
  return native.cuda_memory_stats(indexOf(device))[0];
}
/** The largest `memory_allocated` since the start or the last reset. */
export function max_memory_allocated(device?: DeviceLike): number {
  return native.cuda_memory_stats(indexOf(device))[1];
}
/** Bytes that the caching allocator holds on a device now. */
export function memory_reserved(device?: DeviceLike): number {
  return native.cuda_memory_stats(indexOf(device))[2];
}
export function max_memory_reserved(device?: DeviceLike): number {
  return native.cuda_memory_stats(indexOf(device))[3];
}
/** @throws RuntimeError without CUDA, as in Python. */
export function reset_peak_memory_stats(device?: DeviceLike): void {
  if (!is_available()) throw new RuntimeError('invalid argument to reset_peak_memory_stats');
  native.cuda_memory_stats(indexOf(device), true);
}
export const reset_max_memory_allocated = reset_peak_memory_stats;
