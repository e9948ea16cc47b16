import { fixed } from '../_python_str.ts';
import { TypeError, ValueError } from '../errors.ts';
import type { EventListOptions, FunctionEvent, FunctionEventAvg } from './events.ts';

export interface TableOptions {
  sort_by: string | null;
  row_limit: number;
  max_name_column_width: number | null;
  max_shapes_column_width: number | null;
  header: string | null;
  top_level_events_only: boolean;
  time_unit: 's' | 'ms' | 'us' | null;
}

const standard: TableOptions = {
  sort_by: null,
  row_limit: 100,
  max_name_column_width: 55,
  max_shapes_column_width: 80,
  header: null,
  top_level_events_only: false,
  time_unit: null,
};
const sortable = [
  'cpu_time',
  'cpu_time_total',
  'self_cpu_time_total',
  'device_time',
  'device_time_total',
  'self_device_time_total',
  'cpu_memory_usage',
  'self_cpu_memory_usage',
  'device_memory_usage',
  'self_device_memory_usage',
  'count',
  'flops',
] as const;

const width = 12;
const CPU = 0;

function formatTime(us: number, unit: TableOptions['time_unit'] = null): string {
  if (unit === 's' || (unit === null && us >= 1e6)) return `${fixed(us / 1e6, 3)}s`;
  if (unit === 'ms' || (unit === null && us >= 1e3)) return `${fixed(us / 1e3, 3)}ms`;
  return `${fixed(us, 3)}us`;
}

const formatShare = (us: number, total: number) => (total === 0 ? 'NaN' : `${fixed((us * 100) / total, 2)}%`);

function formatMemory(bytes: number): string {
  for (const [unit, size] of [
    ['GB', 2 ** 30],
    ['MB', 2 ** 20],
    ['KB', 2 ** 10],
  ] as const) {
    if (Math.abs(bytes) >= size) return `${fixed(bytes / size, 2)} ${unit}`;
  }
  return `${bytes} B`;
}

const shapesText = (shapes: number[][] | string) =>
  typeof shapes === 'string' ? shapes : `[${shapes.map((shape) => `[${shape.join(', ')}]`).join(', ')}]`;

const flopUnits = ['FLOPs', 'KFLOPs', 'MFLOPs', 'GFLOPs', 'TFLOPs', 'PFLOPs'];

interface Column {
  header: string;
  width: number;
  cell: (event: FunctionEvent | FunctionEventAvg) => string;
}

/** Events as the table that Python's profiler prints. */
export function buildTable(
  given: readonly (FunctionEvent | FunctionEventAvg)[],
  options: EventListOptions & Partial<TableOptions>,
): string {
  const known = [...Object.keys(standard), 'use_device', 'profile_memory', 'with_flops'];
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `table() got an unexpected keyword argument '${unknown}'; known: ${Object.keys(standard).join(', ')}`,
    );
  }
  const chosen = { ...standard, ...options };
  const events = sorted(given, chosen.sort_by);
  const [first] = events;
  if (first === undefined) return '';
  const columns = columnsOf(events, chosen, first.use_device);
  // Two spaces follow every column, the last one included.
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => `${cell.padStart((columns[i] as Column).width)}  `).join('');
  const rule = columns.map((column) => `${'-'.repeat(column.width)}  `).join('');
  const length = rule.length - 2;
  const lines: string[] = [];
  if (chosen.header !== null) lines.push('='.repeat(length), chosen.header);
  if (chosen.top_level_events_only) {
    lines.push('='.repeat(length), 'This report only display top-level ops statistics');
  }
  lines.push(rule, line(columns.map(({ header }) => header)), rule);
  const shown = events.filter((event) => !chosen.top_level_events_only || event.cpu_parent === null);
  const limit = chosen.row_limit < 0 ? shown.length : chosen.row_limit;
  for (const event of shown.slice(0, limit)) lines.push(line(columns.map(({ cell }) => cell(event))));
  const { host, device, hasDevice } = totalsOf(events);
  lines.push(rule, `Self CPU time total: ${formatTime(host, chosen.time_unit)}`);
  if (hasDevice) {
    lines.push(`Self ${deviceName(first.use_device)} time total: ${formatTime(device, chosen.time_unit)}`);
  }
  return `${lines.join('\n')}\n`;
}

function sorted<E extends FunctionEvent | FunctionEventAvg>(
  events: readonly E[],
  sort_by: string | null,
): readonly E[] {
  if (sort_by === null) return events;
  const name = sort_by.replace(/cuda|xpu|privateuse1/, 'device') as (typeof sortable)[number];
  if (!sortable.includes(name)) {
    throw new ValueError(`table(): cannot sort by '${sort_by}'; there is ${sortable.join(', ')}`);
  }
  return [...events].sort((a, b) => b[name] - a[name]);
}

const deviceName = (use_device: string | null) => use_device?.toUpperCase() ?? 'None';

function totalsOf(events: readonly (FunctionEvent | FunctionEventAvg)[]) {
  let [host, device] = [0, 0];
  for (const event of events) {
    host += event.self_cpu_time_total;
    const counts = event.device_type === CPU ? event.is_legacy : !event.is_user_annotation;
    if (counts) device += event.self_device_time_total;
  }
  return { host, device, hasDevice: events.some((event) => event.self_device_time_total > 0) };
}

function columnsOf(
  events: readonly (FunctionEvent | FunctionEventAvg)[],
  options: EventListOptions & TableOptions,
  use_device: string | null,
): Column[] {
  const { max_name_column_width, max_shapes_column_width, time_unit } = options;
  const totals = totalsOf(events);
  const device = deviceName(use_device);
  const longest = (texts: readonly string[], limit: number | null) =>
    Math.min(Math.max(...texts.map((text) => text.length)) + 4, limit ?? Number.POSITIVE_INFINITY);
  const short = (name: string) =>
    max_name_column_width !== null && name.length >= max_name_column_width - 3
      ? `${name.slice(0, max_name_column_width - 3)}...`
      : name;
  const column = (header: string, cell: Column['cell']): Column => ({ header, width, cell });
  const time = (us: number) => formatTime(us, time_unit);
  const columns = [
    {
      ...column('Name', (event) => short(event.key)),
      width: longest(
        events.map(({ key }) => key),
        max_name_column_width,
      ),
    },
    column('Self CPU %', (event) => formatShare(event.self_cpu_time_total, totals.host)),
    column('Self CPU', (event) => time(event.self_cpu_time_total)),
    column('CPU total %', (event) => (event.is_async ? '0' : formatShare(event.cpu_time_total, totals.host))),
    column('CPU total', (event) => time(event.cpu_time_total)),
    column('CPU time avg', (event) => time(event.cpu_time)),
  ];
  if (totals.hasDevice) {
    columns.push(
      column(`Self ${device}`, (event) => time(event.self_device_time_total)),
      column(`Self ${device} %`, (event) => formatShare(event.self_device_time_total, totals.device)),
      column(`${device} total`, (event) => time(event.device_time_total)),
      column(`${device} time avg`, (event) => time(event.device_time)),
    );
  }
  if (options.profile_memory) {
    columns.push(
      column('CPU Mem', (event) => formatMemory(event.cpu_memory_usage)),
      column('Self CPU Mem', (event) => formatMemory(event.self_cpu_memory_usage)),
    );
    if (use_device !== null && events.some((event) => event.self_device_memory_usage > 0)) {
      columns.push(
        column(`${device} Mem`, (event) => formatMemory(event.device_memory_usage)),
        column(`Self ${device} Mem`, (event) => formatMemory(event.self_device_memory_usage)),
      );
    }
  }
  columns.push(column('# of Calls', (event) => String(event.count)));
  if (events.some((event) => event.input_shapes.length > 0)) {
    const shapesWidth = longest(
      events.map((event) => shapesText(event.input_shapes)),
      max_shapes_column_width,
    );
    columns.push({
      header: 'Input Shapes',
      width: shapesWidth,
      cell: (event) => shapesText(event.input_shapes).slice(0, shapesWidth),
    });
  }
  const flops = events.map((event) => event.flops).filter((count) => count > 0);
  if (options.with_flops && flops.length > 0) {
    const power = Math.min(Math.floor(Math.max(0, Math.log10(Math.min(...flops)) / 3)), flopUnits.length - 1);
    columns.push(
      column(`Total ${flopUnits[power]}`, (event) =>
        event.flops <= 0 ? '--' : fixed(event.flops * 10 ** (-3 * power), 3).padStart(8),
      ),
    );
  }
  return columns;
}
