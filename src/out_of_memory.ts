// What an out-of-memory error says below LibTorch's own sentence: what was asked, who holds what, what to try.

/** The largest tensors that JavaScript holds, as the native side writes them; the last row is the sum and the number. */
export type Holders = readonly string[];

export interface HostFigures {
  readonly handles: number;
  readonly allocated: number;
  readonly cached: number;
  readonly free: number;
  readonly total: number;
}

export interface DeviceFigures {
  readonly device: string;
  readonly allocated: number;
  readonly reserved: number;
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
function size(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${power === 0 ? bytes : (bytes / 1024 ** power).toFixed(2)} ${units[power]}`;
}

/** "Largest tensors: float32[512, 512] 1.00 MiB, ...", and how much of `allocated` they are. */
function holders(rows: Holders, allocated: number): string {
  const [sum = 0, count = 0] = (rows.at(-1) ?? '').split(' ').map(Number);
  if (count === 0) return 'No tensor in it is held by JavaScript.';
  const largest = rows.slice(0, -1).map((row) => {
    const [, bytes, what] = /^(\d+) (.*)$/.exec(row) ?? [];
    return `${what} ${size(Number(bytes))}`;
  });
  const rest = allocated - sum;
  return (
    `Largest tensors that JavaScript holds: ${largest.join('; ')}. All ${count} together: ${size(sum)}` +
    `${rest > 0 ? `; ${size(rest)} more by graphs, gradients and other threads` : ''}.`
  );
}

/** @internal */
export function explainHost(message: string, figures: HostFigures, rows: Holders): string {
  const asked = Number(/allocate (\d+) bytes/.exec(message)?.[1] ?? 0);
  return [
    message,
    ...(asked ? [`Asked for: ${asked} bytes (${size(asked)}).`] : []),
    `Held: ${size(figures.allocated)} by CPU tensors (${figures.handles} of them known to JavaScript), ` +
      `${size(figures.cached)} kept for re-use; the machine has ${size(figures.free)} of ${size(figures.total)} free.`,
    holders(rows, figures.allocated),
    'To try: a smaller batch or shape (a wrong one asks for absurd sizes); torch.no_grad() where no gradient is needed; ' +
      'x.dispose() or torch.scope() for large temporaries; torch.memory_stats() and utils.memory show who holds what.',
  ].join('\n');
}

/** @internal The number of the device that LibTorch's sentence names. */
export const deviceOf = (message: string): string => `cuda:${/GPU (\d+)/.exec(message)?.[1] ?? 0}`;

/** @internal */
export function explainDevice(message: string, figures: DeviceFigures, rows: Holders): string {
  const asked = /Tried to allocate ([\d.]+ \w+)/.exec(message)?.[1];
  const { device, allocated, reserved } = figures;
  return [
    message,
    ...(asked ? [`Asked for: ${asked} on ${device}.`] : []),
    `Held after a collection: ${size(allocated)} by tensors, ${size(reserved - allocated)} more reserved for re-use.`,
    holders(rows, allocated),
    'To try: a smaller batch; torch.no_grad() where no gradient is needed; zero_grad(), which drops gradients; ' +
      'torch.autocast or half precision; utils.checkpoint; torch.cuda.memory_summary() and utils.memory show who ' +
      'holds what; PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True where much is reserved and little allocated.',
  ].join('\n');
}
