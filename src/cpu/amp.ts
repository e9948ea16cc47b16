// torch.cpu.amp: the names of before torch.amp took a device.
import { type AutocastOptions, run } from '../amp/autocast_mode.ts';
import { GradScaler as AnyGradScaler } from '../amp/grad_scaler.ts';
import { named } from '../cuda/amp.ts';
import { type dtype, dtypes } from '../dtype.ts';

type Position = boolean | dtype | Omit<AutocastOptions, 'device_type'>;

/** `torch.autocast('cpu', ...)`; positions are `enabled, dtype, cache_enabled`. */
export function autocast(...args: Position[]): Disposable;
export function autocast<T>(...args: [...Position[], body: () => T]): T;
export function autocast<T>(...args: (Position | (() => T))[]): T | Disposable {
  return run(named(args, 'cpu', dtypes.bfloat16), {}, 'torch.cpu.amp.autocast');
}

/** `torch.amp.GradScaler('cpu', ...)`. */
export const GradScaler = new Proxy(AnyGradScaler, {
  construct: (target, args) => new target('cpu', ...(args as [])),
  apply: (target, _self, args) => new target('cpu', ...(args as [])),
});
