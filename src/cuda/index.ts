// torch.cuda. On a build or machine without CUDA it answers as Python's does there.

import { synchronize_async as waitForDevice } from '../accelerator.ts';
import { context } from '../context.ts';
import { RuntimeError } from '../errors.ts';
import { blockKeywords, keywords } from '../keywords.ts';
import { native } from '../native.ts';
import type { Tensor } from '../tensor.ts';
import { type DeviceLike, indexOf, needed } from './_device.ts';

export * as amp from './amp.ts';
export {
  type CaptureErrorMode,
  CUDAGraph,
  type GraphedOptions,
  type GraphOptions,
  graph,
  graph_pool_handle,
  is_current_stream_capturing,
  make_graphed_callables,
  type PoolId,
} from './graphs.ts';
export * as memory from './memory.ts';
export {
  empty_cache,
  get_per_process_memory_fraction,
  host_memory_stats,
  host_memory_stats_as_nested_dict,
  MemPool,
  max_memory_allocated,
  max_memory_reserved,
  mem_get_info,
  memory_allocated,
  memory_reserved,
  memory_snapshot,
  memory_stats,
  memory_stats_as_nested_dict,
  memory_summary,
  reset_accumulated_host_memory_stats,
  reset_accumulated_memory_stats,
  reset_max_memory_allocated,
  reset_peak_host_memory_stats,
  reset_peak_memory_stats,
  set_per_process_memory_fraction,
  use_mem_pool,
} from './memory.ts';
export * as nvtx from './nvtx.ts';
export * from './random.ts';
export {
  current_stream,
  default_stream,
  Event,
  ExternalStream,
  get_stream_from_external,
  Stream,
  StreamContext,
  set_stream,
  stream,
} from './streams.ts';

export function is_available(): boolean {
  return device_count() > 0;
}
export function device_count(): number {
  return native.cuda_device_count();
}
/** Whether a device was used yet. */
export const is_initialized = (): boolean => native.cuda_is_initialized();
/** Wakes the devices, which their first use does as well. */
export const init = needed;
export function current_device(): number {
  return native.cuda_device();
}
export const set_device = keywords('set_device', ['device'], (device: DeviceLike): void => {
  const index = indexOf(device);
  if (index !== undefined && index >= 0) native.cuda_device(index); // a negative one means none, as in Python
});

function onDevice(device: DeviceLike): Disposable;
function onDevice<T>(device: DeviceLike, body: () => T): T;
function onDevice<T>(device: DeviceLike, body?: () => T): T | Disposable {
  return context(() => {
    const index = indexOf(device);
    if (index === undefined || index < 0) return () => {};
    if (!native.build_info().cuda) throw new RuntimeError('PyTorch was compiled without CUDA support');
    const before = native.cuda_device();
    native.cuda_device(index);
    return () => {
      native.cuda_device(before);
    };
  }, body);
}
/** Works on another device for a block: `torch.cuda.device(1, () => ...)`; null and negative numbers change nothing. */
export const device = blockKeywords<{ device: DeviceLike }>()('device', ['device'], onDevice);

function onDeviceOf(tensor: Tensor): Disposable;
function onDeviceOf<T>(tensor: Tensor, body: () => T): T;
function onDeviceOf<T>(tensor: Tensor, body?: () => T): T | Disposable {
  return device(tensor.is_cuda ? tensor.device : null, body as () => T);
}
/** The same for a tensor's device; a tensor of the host changes nothing. */
export const device_of = blockKeywords<{ obj: Tensor }>()('device_of', ['obj'], onDeviceOf);

export const get_device_name = keywords(
  'get_device_name',
  ['device'],
  (device?: DeviceLike): string => native.cuda_device_properties(indexOf(device)).name,
);
/** name, compute capability (major, minor), total_memory in bytes, multi_processor_count and more. */
export const get_device_properties = keywords('get_device_properties', ['device'], (device?: DeviceLike) =>
  native.cuda_device_properties(indexOf(device)),
);
export const get_device_capability = keywords(
  'get_device_capability',
  ['device'],
  (device?: DeviceLike): [major: number, minor: number] => {
    const { major, minor } = native.cuda_device_properties(indexOf(device));
    return [major, minor];
  },
);
/** Whether a device can read another's memory without the host. */
export const can_device_access_peer = keywords(
  'can_device_access_peer',
  ['device', 'peer_device'],
  (device: DeviceLike, peer_device: DeviceLike): boolean => {
    needed();
    const current = native.cuda_device();
    return native.cuda_peer_access(indexOf(device) ?? current, indexOf(peer_device) ?? current);
  },
);
/** Waits until all kernels on a device have ended. */
export const synchronize = keywords('synchronize', ['device'], (device?: DeviceLike): void => {
  native.cuda_synchronize(indexOf(device));
});
/** The same without holding up JavaScript. On a build without CUDA it ends at once. */
export async function synchronize_async(device?: DeviceLike): Promise<void> {
  await waitForDevice(indexOf(device));
}

/** The kinds of devices that LibTorch's kernels were compiled for: `sm_90`, `compute_90`. */
export function get_arch_list(): string[] {
  if (!is_available()) return [];
  const flags = native.build_info().config.matchAll(/code=((?:sm|compute)_\d+\w?)/g);
  return Array.from(flags, ([, name]) => name as string);
}
export function get_gencode_flags(): string {
  return get_arch_list()
    .map((name) => {
      const [kind, arch] = name.split('_');
      return `-gencode compute=compute_${arch},code=${kind}_${arch}`;
    })
    .join(' ');
}
/** Whether a device computes with bfloat16; slowly on older ones, unless `including_emulation` is false. */
export const is_bf16_supported = keywords(
  'is_bf16_supported',
  ['including_emulation'],
  (including_emulation: boolean = true): boolean =>
    is_available() && (including_emulation || get_device_properties().major >= 8),
);
export const is_tf32_supported = (): boolean => is_available() && get_device_properties().major >= 8;

const debugModes = ['default', 'warn', 'error'];
/** Whether operators that make the host wait for the device warn ('warn' or 1) or fail ('error' or 2). */
export const set_sync_debug_mode = keywords(
  'set_sync_debug_mode',
  ['debug_mode'],
  (debug_mode: number | string): void => {
    needed();
    const mode = typeof debug_mode === 'string' ? debugModes.indexOf(debug_mode) : debug_mode;
    if (![0, 1, 2].includes(mode))
      throw new RuntimeError(
        `invalid value of debug_mode, expected one of 'default', 'warn', 'error', 0, 1 or 2, got ${debug_mode}`,
      );
    native.cuda_sync_debug_mode(mode);
  },
);
export const get_sync_debug_mode = (): number => native.cuda_sync_debug_mode();
