// torch.cpu: the CPU as one of the devices, for code that is written for any of them.
import { context } from '../context.ts';

export * as amp from './amp.ts';

export const is_available = (): boolean => true;
export const device_count = (): number => 1;
export const current_device = (): string => 'cpu';
/** There is only one; nothing happens, as in Python. */
export function set_device(_device: unknown): void {}
/** Operators on the CPU end before they return; nothing is left to wait for. */
export function synchronize(_device: unknown = null): void {}
export const is_initialized = (): boolean => true;
/** A block without effect, as in Python. */
export function stream<T>(_stream: unknown, body?: () => T): T | Disposable {
  return context(() => () => {}, body);
}
