// torch.set_default_device: where factory functions put tensors that name no device.

import { context } from './context.ts';
import { type device, makeDevice } from './dtype.ts';
import { blockKeywords } from './keywords.ts';
import { packetOf } from './ops/index.ts';
import type { Packet } from './ops/packet.ts';
import { isPlainObject } from './signature.ts';

let current: device | null = null;

/** The functions that ask: PyTorch's list of those that construct tensors. */
export const factories = [
  'empty',
  'empty_permuted',
  'empty_strided',
  'empty_quantized',
  'ones',
  'arange',
  'bartlett_window',
  'blackman_window',
  'eye',
  'fft_fftfreq',
  'fft_rfftfreq',
  'full',
  'hamming_window',
  'hann_window',
  'kaiser_window',
  'linspace',
  'logspace',
  'nested_tensor',
  'rand',
  'randn',
  'randint',
  'randperm',
  'range',
  'sparse_coo_tensor',
  'sparse_compressed_tensor',
  'sparse_csr_tensor',
  'sparse_csc_tensor',
  'sparse_bsr_tensor',
  'sparse_bsc_tensor',
  'tril_indices',
  'triu_indices',
  'zeros',
] as const;

/** The device of tensors that name none. */
export function get_default_device(): device {
  return current ?? makeDevice('cpu');
}

/** @internal The one that was set, if any. */
export function chosenDevice(): device | null {
  return current;
}

function setDefaultDevice(device: device | string | number | null): Disposable;
function setDefaultDevice<T>(device: device | string | number | null, body: () => T): T;
function setDefaultDevice<T>(device: device | string | number | null, body?: () => T): T | Disposable {
  const next = device === null ? null : makeDevice(device);
  return context(() => {
    const before = current;
    current = next;
    return () => {
      current = before;
    };
  }, body);
}
/**
 * Factory functions (`torch.zeros`, `torch.tensor`, layers, ...) put tensors on `device` from now on, or for the length of a
 * block: `torch.set_default_device('meta', () => ...)`, or with `using`. null goes back to the CPU.
 *
 * @throws RuntimeError for a device that LibTorch does not know.
 */
export const set_default_device = blockKeywords<{ device: device | string | number | null }>()(
  'set_default_device',
  ['device'],
  setDefaultDevice,
);

/** The arguments of a factory with the default device among its keywords, unless they name one. */
function placed(args: unknown[]): unknown[] {
  const last = args.at(-1);
  if (!isPlainObject(last)) return [...args, { device: current }];
  return last.device == null && last.out == null
    ? [...args.slice(0, -1), { ...last, device: current }]
    : args;
}

/** @internal A factory operator as a function, which costs as much as any other while no device is set. */
export function factoryFunction(name: string): (...args: unknown[]) => unknown {
  let packet: Packet | undefined;
  const fn = (...args: unknown[]) => {
    packet ??= packetOf('aten', name) as Packet;
    return packet.call(current === null ? args : placed(args));
  };
  Object.defineProperty(fn, 'name', { value: name });
  return fn;
}
