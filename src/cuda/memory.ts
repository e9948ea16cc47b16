// torch.cuda's memory: what its allocator holds, limits, the history of it, and pools.

import { writeFileSync } from 'node:fs';
import { callable } from '../callable.ts';
import { context } from '../context.ts';
import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import { blockKeywords, keywords } from '../keywords.ts';
import { type External, native, type PoolId } from '../native.ts';
import { pickle } from '../serialization/pickler.ts';
import { type DeviceLike, indexOf, needed } from './_device.ts';

/** Gives the caching allocator's unused blocks back to the driver. */
export function empty_cache(): void {
  native.cuda_empty_cache();
}

const figure = (name: string, which: 0 | 1 | 2 | 3) =>
  keywords(
    name,
    ['device'],
    (device?: DeviceLike): number => native.cuda_memory_stats(indexOf(device))[which],
  );
/** Bytes that live tensors take on a device now. */
export const memory_allocated = figure('memory_allocated', 0);
/** The largest `memory_allocated` since the start or the last reset. */
export const max_memory_allocated = figure('max_memory_allocated', 1);
/** Bytes that the caching allocator holds on a device now. */
export const memory_reserved = figure('memory_reserved', 2);
export const max_memory_reserved = figure('max_memory_reserved', 3);

function reset(name: string, device: DeviceLike, what: 'peak' | 'accumulated'): void {
  if (!native.build_info().cuda) throw new RuntimeError(`invalid argument to ${name}`);
  native.cuda_memory_stats(indexOf(device), what);
}
/** @throws RuntimeError without CUDA. */
export const reset_peak_memory_stats = keywords(
  'reset_peak_memory_stats',
  ['device'],
  (device?: DeviceLike): void => reset('reset_peak_memory_stats', device, 'peak'),
);
export const reset_max_memory_allocated = reset_peak_memory_stats;
/** Starts the sums of what was ever allocated and freed anew. */
export const reset_accumulated_memory_stats = keywords(
  'reset_accumulated_memory_stats',
  ['device'],
  (device?: DeviceLike): void => reset('reset_accumulated_memory_stats', device, 'accumulated'),
);

/**
 * Every figure of the allocator: `allocated_bytes.all.current`, `reserved_bytes.large_pool.peak`, `num_ooms` and so on.
 * Empty before the first use of a device.
 */
export const memory_stats = keywords(
  'memory_stats',
  ['device'],
  (device?: DeviceLike): Record<string, number> => sorted(native.cuda_memory_figures(indexOf(device))),
);
const sorted = (figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The figures of page-locked memory of the host, by Python's names. */
export const host_memory_stats = (): Record<string, number> => sorted(native.cuda_host_figures());
export const host_memory_stats_as_nested_dict = (): Nested => nested(host_memory_stats());

function resetHost(name: string, what: 'peak' | 'accumulated'): void {
  if (!native.build_info().cuda) throw new RuntimeError(`invalid argument to ${name}`);
  native.cuda_host_figures(what);
}
export const reset_peak_host_memory_stats = (): void => resetHost('reset_peak_host_memory_stats', 'peak');
export const reset_accumulated_host_memory_stats = (): void =>
  resetHost('reset_accumulated_host_memory_stats', 'accumulated');

interface Nested {
  [name: string]: number | Nested;
}
/** The same, a level for each dot. */
export const memory_stats_as_nested_dict = keywords(
  'memory_stats_as_nested_dict',
  ['device'],
  (device?: DeviceLike): Nested => nested(memory_stats(device)),
);

function nested(figures: Record<string, number>): Nested {
  const tree: Nested = {};
  for (const [name, value] of Object.entries(figures)) {
    const path = name.split('.');
    const last = path.pop() as string;
    const owner = path.reduce((level, part) => {
      level[part] ??= {};
      return level[part] as Nested;
    }, tree);
    owner[last] = value;
  }
  return tree;
}

function scaled(value: number, like: number, units: readonly string[], step: number, limit: number) {
  let unit = 0;
  while (unit < units.length - 1 && like >= limit) {
    value = Math.floor(value / step);
    like /= step;
    unit += 1;
  }
  return [value, units[unit] as string] as const;
}
function bytes(value: number, like: number): string {
  const [scaledValue, unit] = scaled(
    value,
    like,
    ['B  ', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'],
    1024,
    768 * 1024,
  );
  return `${String(scaledValue).padStart(6)} ${unit}`;
}
function count(value: number, like: number): string {
  const [scaledValue, unit] = scaled(value, like, [' ', 'K', 'M'], 1000, 750 * 1000);
  return `${String(scaledValue).padStart(7)} ${unit} `;
}

type Format = typeof bytes;
const metrics: readonly (readonly [key: string, title: string, format: Format])[] = [
  ['allocated_bytes', 'Allocated memory', bytes],
  ['active_bytes', 'Active memory', bytes],
  ['requested_bytes', 'Requested memory', bytes],
  ['reserved_bytes', 'GPU reserved memory', bytes],
  ['inactive_split_bytes', 'Non-releasable memory', bytes],
  ['allocation', 'Allocations', count],
  ['active', 'Active allocs', count],
  ['segment', 'GPU reserved segments', count],
  ['inactive_split', 'Non-releasable allocs', count],
];
const oversize: typeof metrics = [
  ['oversize_allocations', 'Oversize allocations', count],
  ['oversize_segments', 'Oversize GPU segments', count],
];
const columns = ['current', 'peak', 'allocated', 'freed'];

/** @internal The table of `memory_summary` for given figures. */
export function summaryOf(stats: Record<string, number>, device: number, abbreviated: boolean): string {
  const of = (key: string): number => stats[key] ?? 0;
  const row = (title: string, key: string, like: string, format: Format) =>
    ` ${title.padEnd(21)} | ${columns.map((c) => format(of(`${key}.${c}`), of(`${like}.${c}`))).join(' | ')} `;
  const double = '='.repeat(75);
  const single = '-'.repeat(75);
  const lines = [
    double,
    ` ${' '.repeat(16)} PyTorch CUDA memory summary, device ID ${String(device).padEnd(17)} `,
    single,
    `  ${' '.repeat(9)} CUDA OOMs: ${String(of('num_ooms')).padEnd(12)} | ${' '.repeat(6)} cudaMalloc retries: ` +
      `${String(of('num_alloc_retries')).padEnd(8)}  `,
    double,
    '        Metric         | Cur Usage  | Peak Usage | Tot Alloc  | Tot Freed  ',
  ];
  for (const [key, title, format] of metrics) {
    const all = `${key}.all`;
    lines.push(single, row(title, all, all, format));
    if (abbreviated) continue;
    lines.push(row('      from large pool', `${key}.large_pool`, all, format));
    lines.push(row('      from small pool', `${key}.small_pool`, all, format));
  }
  for (const [key, title, format] of oversize) lines.push(single, row(title, key, key, format));
  lines.push(double);
  return `|${lines.join('|\n|')}|\n`;
}

/**
 * The allocator's figures as a table.
 *
 * @throws AssertionError on a build without CUDA.
 */
export const memory_summary = keywords(
  'memory_summary',
  ['device', 'abbreviated'],
  (device?: DeviceLike, abbreviated: boolean = false): string => {
    needed();
    return summaryOf(memory_stats(device), indexOf(device) ?? native.cuda_device(), abbreviated);
  },
);

/** [free, total] bytes of a device, as the driver counts. */
export const mem_get_info = keywords(
  'mem_get_info',
  ['device'],
  (device?: DeviceLike): [free: number, total: number] => native.cuda_mem_get_info(indexOf(device)),
);

/**
 * Lets this process take only a share of a device's memory, in [0, 1]; beyond it an allocation is an OutOfMemoryError.
 *
 * @throws ValueError for another number.
 */
export const set_per_process_memory_fraction = keywords(
  'set_per_process_memory_fraction',
  ['fraction', 'device'],
  (fraction: number, device?: DeviceLike): void => {
    needed();
    if (typeof fraction !== 'number')
      throw new TypeError('Invalid type for fraction argument, must be `float`');
    if (!(fraction >= 0 && fraction <= 1))
      throw new ValueError(`Invalid fraction value: ${fraction}. Allowed range: 0~1`);
    native.cuda_memory_fraction(indexOf(device), fraction);
  },
);
export const get_per_process_memory_fraction = keywords(
  'get_per_process_memory_fraction',
  ['device'],
  (device?: DeviceLike): number => native.cuda_memory_fraction(indexOf(device)),
);

/** A block of the allocator's, and the segments that they are cut from. */
export interface MemoryBlock {
  address: number;
  size: number;
  requested_size?: number;
  state: 'active_allocated' | 'active_awaiting_free' | 'inactive';
}
export interface MemorySegment {
  device: number;
  address: number;
  total_size: number;
  allocated_size: number;
  active_size: number;
  stream: number;
  segment_type: 'large' | 'small';
  blocks: MemoryBlock[];
}
export interface MemoryEvent {
  action: string;
  addr?: number;
  device_free?: number;
  size: number;
  stream: number;
  time_us: number;
}

/** What the allocator holds now, segment by segment. */
export function memory_snapshot(): MemorySegment[] {
  return _snapshot().segments;
}

/**
 * Keeps the last `max_entries` events of the allocator for `_snapshot`; null stops it. Where in the program they came from
 * is not recorded.
 */
export function _record_memory_history(
  enabled: 'state' | 'all' | null = 'all',
  options: { max_entries?: number } = {},
): void {
  if (enabled !== null && enabled !== 'state' && enabled !== 'all')
    throw new ValueError(`expected enabled to be None, 'state', or 'all', got ${String(enabled)}`);
  native.cuda_memory_history(enabled === null ? 0 : (options.max_entries ?? 2 ** 31));
}

/** The allocator's segments and, for each device, its events since `_record_memory_history`. */
export function _snapshot(): { segments: MemorySegment[]; device_traces: MemoryEvent[][] } {
  return JSON.parse(native.cuda_memory_snapshot());
}

/** Writes a snapshot for PyTorch's viewer (pytorch.org/memory_viz). */
export const _dump_snapshot = keywords(
  '_dump_snapshot',
  ['filename'],
  (filename: string = 'dump_snapshot.pickle'): void => {
    const { segments, device_traces } = _snapshot();
    const withFrames = <T extends object>(item: T) => ({ ...item, frames: [] });
    const drawn = {
      segments: segments.map((segment) => ({
        ...withFrames(segment),
        blocks: segment.blocks.map(withFrames),
      })),
      device_traces: device_traces.map((trace) => trace.map(withFrames)),
    };
    writeFileSync(
      filename,
      pickle(drawn, () => undefined),
    );
  },
);

class MemPool_ {
  /** @internal */
  readonly _held: External;

  /**
   * A pool of memory of its own, for `use_mem_pool`.
   *
   * @throws RuntimeError on a build without CUDA.
   */
  constructor(options: { use_on_oom?: boolean; no_split?: boolean } = {}) {
    this._held = native.pool_new(options.use_on_oom ?? false, options.no_split ?? false);
  }
  get id(): PoolId {
    const [first, second] = native.pool_describe(this._held);
    return [first, second];
  }
  use_count(): number {
    return native.pool_describe(this._held)[2];
  }
}
export const MemPool = callable(MemPool_);
export type MemPool = MemPool_;

function useMemPool(pool: MemPool, device?: DeviceLike): Disposable;
function useMemPool<T>(pool: MemPool, device: DeviceLike, body: () => T): T;
function useMemPool<T>(pool: MemPool, device?: DeviceLike, body?: () => T): T | Disposable {
  return context(() => {
    needed();
    const index = indexOf(device) ?? native.cuda_device();
    native.pool_use(pool._held, index, true);
    return () => native.pool_use(pool._held, index, false); // which keeps the pool alive as well
  }, body);
}
/** What this thread allocates in the block comes from a pool. */
export const use_mem_pool = blockKeywords<{ pool: MemPool; device?: DeviceLike }>()(
  'use_mem_pool',
  ['pool', 'device'],
  useMemPool,
);
