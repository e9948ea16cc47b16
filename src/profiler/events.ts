import { z } from 'zod';
import { callable } from '../callable.ts';
import { TypeError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import { buildTable, type TableOptions } from './table.ts';

/** What LibTorch's profiler recorded of one call, in the order of native/profiler.cpp; times in ns since the start. */
const columns = [
  'start',
  'end',
  'correlation',
  'linked_correlation',
  'start_thread',
  'end_thread',
  'fwd_thread',
  'scope',
  'device_type',
  'device_index',
  'device_resource',
  'sequence_nr',
  'flops',
  'bytes',
  'is_async',
  'cuda_us',
  'is_user_annotation',
  'is_hidden',
] as const;
export type RawEvent = Record<(typeof columns)[number], number> & { name: string; input_shapes: number[][] };

export const CPU = 0;
const CUDA = 1;
const hostDevices = new Set([CPU, 2, 5]); // CPU, MKLDNN, IDEEP
const deviceDevices = new Set([CUDA, 6, 12, 20]); // CUDA, HIP, XPU, PrivateUse1

const MEMORY = '[memory]';
const OUT_OF_MEMORY = '[OutOfMemory]';
const ignored = new Set([
  MEMORY,
  OUT_OF_MEMORY,
  'profiler::_record_function_enter',
  'profiler::_record_function_enter_new',
  'profiler::_record_function_exit',
  'aten::is_leaf',
  'aten::output_nr',
  'aten::_version',
]);

export function readEvents(
  names: readonly string[],
  numbers: Float64Array,
  shapes: readonly string[],
): RawEvent[] {
  return names.map((name, i) => {
    const event = { name, input_shapes: JSON.parse(shapes[i] ?? '[]') } as Record<string, unknown>;
    for (const [c, column] of columns.entries()) event[column] = numbers[i * columns.length + c];
    return event as RawEvent;
  });
}

/** A kernel that an operator started on a device. */
export interface Kernel {
  name: string;
  device: number;
  /** us */
  duration: number;
}

/** Begin and end in us since the profiler's start. */
export interface Interval {
  start: number;
  end: number;
  elapsed_us(): number;
}

abstract class Timed {
  abstract count: number;
  abstract readonly cpu_time_total: number;
  abstract readonly device_time_total: number;

  /** us a call. */
  get cpu_time(): number {
    return this.count === 0 ? 0 : this.cpu_time_total / this.count;
  }
  get device_time(): number {
    return this.count === 0 ? 0 : this.device_time_total / this.count;
  }
}

/** One call of an operator or one named range. Times in us, memory in bytes. */
class FunctionEvent_ extends Timed {
  readonly id: number;
  readonly name: string;
  /** The name with its step's number, as in the trace; null for what is not in the trace. */
  readonly trace_name: string | null;
  thread: number;
  readonly fwd_thread: number;
  readonly time_range: Interval;
  readonly input_shapes: number[][] | string;
  readonly scope: number;
  readonly use_device: string | null;
  readonly cpu_memory_usage: number;
  readonly device_memory_usage: number;
  readonly is_async: boolean;
  readonly sequence_nr: number;
  readonly device_type: number;
  readonly device_index: number;
  readonly flops: number;
  readonly is_user_annotation: boolean;
  is_legacy = false;
  readonly count = 1;
  kernels: Kernel[] = [];
  cpu_children: FunctionEvent[] = [];
  cpu_parent: FunctionEvent | null = null;

  constructor(raw: RawEvent, use_device: string | null, host_bytes: number, device_bytes: number) {
    super();
    const [start, end] = [raw.start / 1000, raw.end / 1000];
    this.id = raw.correlation;
    this.name = raw.name.startsWith('ProfilerStep#') ? 'ProfilerStep*' : raw.name;
    this.trace_name = ignored.has(raw.name) ? null : raw.name;
    this.thread = raw.start_thread;
    this.fwd_thread = raw.fwd_thread;
    this.time_range = { start, end, elapsed_us: () => end - start };
    this.input_shapes = raw.input_shapes;
    this.scope = raw.scope;
    this.use_device = use_device;
    this.cpu_memory_usage = host_bytes;
    this.device_memory_usage = device_bytes;
    this.is_async = raw.is_async !== 0 || raw.start_thread !== raw.end_thread;
    this.sequence_nr = raw.sequence_nr;
    this.device_type = raw.device_type;
    this.device_index = raw.device_index;
    this.flops = raw.flops;
    this.is_user_annotation = raw.is_user_annotation !== 0;
  }

  get key(): string {
    return this.name;
  }
  get cpu_time_total(): number {
    return this.device_type === CPU ? this.time_range.elapsed_us() : 0;
  }
  /** Without the time of what it called. */
  get self_cpu_time_total(): number {
    if (this.is_async || this.device_type !== CPU) return 0;
    return this.cpu_time_total - sum(this.cpu_children, (child) => child.cpu_time_total);
  }
  get device_time_total(): number {
    if (this.is_async || this.use_device === null) return 0;
    if (this.device_type !== CPU) return this.time_range.elapsed_us();
    const own = sum(this.kernels, (kernel) => kernel.duration);
    return this.is_legacy ? own : own + sum(this.cpu_children, (child) => child.device_time_total);
  }
  get self_device_time_total(): number {
    if (this.is_async || this.use_device === null) return 0;
    if (this.device_type !== CPU) return this.device_time_total;
    return this.device_time_total - sum(this.cpu_children, (child) => child.device_time_total);
  }
  get self_cpu_memory_usage(): number {
    if (this.is_async || this.device_type !== CPU) return 0;
    return this.cpu_memory_usage - sum(this.cpu_children, (child) => child.cpu_memory_usage);
  }
  get self_device_memory_usage(): number {
    if (this.is_async || this.device_type !== CPU) return 0;
    return this.device_memory_usage - sum(this.cpu_children, (child) => child.device_memory_usage);
  }
}
export const FunctionEvent = callable(FunctionEvent_);
export type { FunctionEvent_ };
export type FunctionEvent = FunctionEvent_;

const summed = [
  'cpu_time_total',
  'device_time_total',
  'self_cpu_time_total',
  'self_device_time_total',
  'cpu_memory_usage',
  'device_memory_usage',
  'self_cpu_memory_usage',
  'self_device_memory_usage',
  'count',
  'flops',
] as const;

/** All calls of one operator taken together. */
class FunctionEventAvg_ extends Timed {
  key: string;
  count = 0;
  cpu_time_total = 0;
  device_time_total = 0;
  self_cpu_time_total = 0;
  self_device_time_total = 0;
  cpu_memory_usage = 0;
  device_memory_usage = 0;
  self_cpu_memory_usage = 0;
  self_device_memory_usage = 0;
  flops = 0;
  input_shapes: number[][] | string;
  readonly is_async: boolean;
  readonly is_legacy: boolean;
  readonly is_user_annotation: boolean;
  readonly device_type: number;
  readonly use_device: string | null;
  readonly cpu_parent: FunctionEvent | null;
  readonly scope: number;

  constructor(first: FunctionEvent) {
    super();
    this.key = first.key;
    this.input_shapes = first.input_shapes;
    this.is_async = first.is_async;
    this.is_legacy = first.is_legacy;
    this.is_user_annotation = first.is_user_annotation;
    this.device_type = first.device_type;
    this.use_device = first.use_device;
    this.cpu_parent = first.cpu_parent;
    this.scope = first.scope;
  }
  add(other: FunctionEvent): this {
    for (const name of summed) this[name] += other[name];
    return this;
  }
}
export const FunctionEventAvg = callable(FunctionEventAvg_);
export type { FunctionEventAvg_ };
export type FunctionEventAvg = FunctionEventAvg_;

export interface EventListOptions {
  use_device: string | null;
  profile_memory: boolean;
  with_flops: boolean;
}

const averageArgs = signature('key_averages', ['group_by_input_shapes', z.boolean().default(false)]);

/** A list of events, or of averages, that prints as a table. */
class EventList_<E extends FunctionEvent | FunctionEventAvg> extends Array<E> {
  // Not enumerable: the list's entries are events and nothing else.
  declare readonly options: EventListOptions;

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
  static of_events<E extends FunctionEvent | FunctionEventAvg>(
    events: readonly E[],
    options: EventListOptions,
  ): EventList<E> {
    const list = new EventList<E>();
    for (const event of events) list.push(event);
    Object.defineProperty(list, 'options', { value: options });
    return list;
  }

  /** us */
  get self_cpu_time_total(): number {
    return sum(this, (event) => event.self_cpu_time_total);
  }
  /**
   * The text of Python's `table()`.
   *
   * @param sort_by `self_cpu_time_total`, `cpu_time_total`, `cpu_time`, `cpu_memory_usage`, `self_cpu_memory_usage`, `count`,
   *   `flops`, and those of a device, `cuda_time_total` and so on. The largest comes first.
   */
  table(options: Partial<TableOptions> = {}): string {
    return buildTable(this, { ...this.options, ...options });
  }
  override toString(): string {
    return this.table();
  }
  /** Events of the same name taken together, with `group_by_input_shapes` only those of the same shapes. */
  key_averages(...args: Args<typeof averageArgs>): EventList<FunctionEventAvg> {
    const options = averageArgs(args);
    const groups = new Map<string, FunctionEventAvg>();
    for (const event of this) {
      if (!(event instanceof FunctionEvent))
        throw new TypeError('key_averages(): these are averages already');
      const key = JSON.stringify([
        event.key,
        event.device_type,
        event.is_legacy,
        event.is_user_annotation,
        options.group_by_input_shapes ? event.input_shapes : null,
      ]);
      let group = groups.get(key);
      if (group === undefined) {
        group = new FunctionEventAvg(event);
        groups.set(key, group);
      }
      group.add(event);
    }
    const averages = [...groups.values()];
    if (!options.group_by_input_shapes) for (const average of averages) average.input_shapes = '';
    return EventList.of_events(averages, this.options);
  }
  /** All events summed up under the name 'Total'. */
  total_average(): FunctionEventAvg | null {
    const [first] = this as readonly (FunctionEvent | FunctionEventAvg)[];
    if (first === undefined) return null;
    const total = new FunctionEventAvg(first as FunctionEvent);
    for (const event of this) total.add(event as FunctionEvent);
    total.key = 'Total';
    return total;
  }
}
export const EventList = callable(EventList_);
export type { EventList_ };
export type EventList<E extends FunctionEvent | FunctionEventAvg> = EventList_<E>;

/** Operators with what they called, their memory and their kernels, out of the profiler's flat list. */
export function buildEvents(raw: readonly RawEvent[], options: EventListOptions): EventList<FunctionEvent> {
  const memory = raw
    .filter(({ name }) => name === MEMORY)
    .map((event) => ({ event, used: false }))
    .sort((a, b) => a.event.start - b.event.start);
  const starts = memory.map(({ event }) => event.start);
  const bytesOf = (event: RawEvent, devices: Set<number>) =>
    devices.has(event.device_type) ? event.bytes : 0;
  const events: FunctionEvent[] = [];
  const byCorrelation = new Map<number, FunctionEvent[]>();
  const frontend: FunctionEvent[] = [];
  for (const each of raw) {
    if (ignored.has(each.name) || each.is_hidden) continue;
    let [host, device] = [0, 0];
    if (each.device_type === CPU) {
      for (let i = lowerBound(starts, each.start); i < starts.length; i += 1) {
        const record = memory[i] as (typeof memory)[number];
        if (record.event.start > each.end) break;
        host += bytesOf(record.event, hostDevices);
        device += bytesOf(record.event, deviceDevices);
        record.used = true;
      }
    }
    const event = new FunctionEvent(each, options.use_device, host, device);
    if (event.device_type === CPU && !event.is_async && options.use_device === 'cuda' && each.cuda_us > 0) {
      event.kernels.push({ name: event.name, device: event.device_index, duration: each.cuda_us });
      event.is_legacy = true;
    }
    events.push(event);
    if (each.linked_correlation > 0) {
      const group = byCorrelation.get(each.linked_correlation);
      if (group === undefined) byCorrelation.set(each.linked_correlation, [event]);
      else group.push(event);
    } else frontend.push(event);
  }
  for (const event of frontend) {
    if (event.device_type !== CPU || event.is_async) continue;
    for (const part of byCorrelation.get(event.id) ?? []) {
      if (part.device_type === CPU) part.thread = event.thread;
      else if (deviceDevices.has(part.device_type)) {
        const { start, end } = part.time_range;
        event.kernels.push({ name: part.name, device: part.device_index, duration: end - start });
      }
    }
  }
  const alone = [
    ...memory.filter(({ used }) => !used).map(({ event }) => event),
    ...raw.filter(({ name }) => name === OUT_OF_MEMORY),
  ];
  for (const record of alone) {
    const point = {
      ...record,
      end: record.start,
      device_type: CPU,
      end_thread: record.start_thread,
      is_async: 0,
    };
    const [host, device] = [bytesOf(record, hostDevices), bytesOf(record, deviceDevices)];
    events.push(new FunctionEvent({ ...point, flops: 0 }, options.use_device, host, device));
  }
  events.sort((a, b) => a.time_range.start - b.time_range.start || b.time_range.end - a.time_range.end);
  nest(events);
  return EventList.of_events(withoutDoubles(events), options);
}

/** On each thread an event is the child of the innermost one that spans it. */
function nest(events: readonly FunctionEvent[]): void {
  const threads = new Map<number, FunctionEvent[]>();
  for (const event of events) {
    const list = threads.get(event.thread);
    if (list === undefined) threads.set(event.thread, [event]);
    else list.push(event);
  }
  for (const list of threads.values()) {
    const open: FunctionEvent[] = [];
    const sync = list
      .filter((event) => !event.is_async && event.device_type === CPU)
      .sort((a, b) => a.time_range.start - b.time_range.start || b.time_range.end - a.time_range.end);
    for (const event of sync) {
      const { start, end } = event.time_range;
      for (let parent = open.at(-1); parent !== undefined; parent = open.at(-1)) {
        if (start < parent.time_range.end && end <= parent.time_range.end) {
          parent.cpu_children.push(event);
          event.cpu_parent = parent;
          break;
        }
        open.pop();
      }
      open.push(event);
    }
  }
}

/** An operator that calls only itself again, such as one overload the other, counts once. */
function withoutDoubles(events: FunctionEvent[]): FunctionEvent[] {
  let kept = events;
  for (;;) {
    const doubles = new Set<FunctionEvent>();
    for (const event of kept) {
      const parent = event.cpu_parent;
      if (parent === null || parent.name !== event.name || parent.cpu_children.length !== 1) continue;
      parent.cpu_children = event.cpu_children;
      parent.kernels = event.kernels;
      for (const child of event.cpu_children) child.cpu_parent = parent;
      doubles.add(event);
    }
    if (doubles.size === 0) return kept;
    kept = kept.filter((event) => !doubles.has(event));
  }
}

function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const sum = <T>(list: readonly T[], value: (item: T) => number): number => {
  let total = 0;
  for (const item of list) total += value(item);
  return total;
};

/** Chrome's trace of operators alone, for a LibTorch that cannot write one itself. */
export function chromeTrace(events: readonly FunctionEvent[]): string {
  const rows = events
    .filter((event) => event.trace_name !== null)
    .map((event) => ({
      name: event.trace_name,
      ph: 'X',
      ts: event.time_range.start,
      dur: event.time_range.elapsed_us(),
      tid: event.thread,
      pid: 'CPU functions',
      args: {},
    }));
  return JSON.stringify({ traceEvents: rows });
}
