// torch.cuda.amp: the names of before torch.amp took a device.
import { type AutocastOptions, custom_bwd as bwd, custom_fwd as fwd, run } from '../amp/autocast_mode.ts';
import { GradScaler as AnyGradScaler } from '../amp/grad_scaler.ts';
import type { dtype } from '../dtype.ts';
import { isPlainObject } from '../signature.ts';

type Options = Omit<AutocastOptions, 'device_type'>;
type Position = boolean | dtype | Options;

/** `torch.autocast('cuda', ...)`; positions are `enabled, dtype, cache_enabled`. */
export function autocast(...args: Position[]): Disposable;
export function autocast<T>(...args: [...Position[], body: () => T]): T;
export function autocast<T>(...args: (Position | (() => T))[]): T | Disposable {
  return run(named(args), {}, 'torch.cuda.amp.autocast');
}

/** @internal Positions of the older form as keywords. */
export function named(args: readonly unknown[], device_type = 'cuda', type?: dtype): unknown[] {
  const body = typeof args.at(-1) === 'function' ? [args.at(-1)] : [];
  const positions = body.length > 0 ? args.slice(0, -1) : args;
  const options: Record<string, unknown> = { device_type, ...(type ? { dtype: type } : {}) };
  positions.forEach((value, i) => {
    if (isPlainObject(value)) Object.assign(options, value);
    else options[['enabled', 'dtype', 'cache_enabled'][i] as string] = value;
  });
  return [options, ...body];
}

/** `torch.amp.GradScaler('cuda', ...)`. */
export const GradScaler = new Proxy(AnyGradScaler, {
  construct: (target, args) => new target('cuda', ...(args as [])),
  apply: (target, _self, args) => new target('cuda', ...(args as [])),
});

type Method = (ctx: any, ...args: any[]) => any;
export const custom_fwd = <F extends Method>(forward: F, options: { cast_inputs?: dtype | null } = {}): F =>
  fwd(forward, { device_type: 'cuda', ...options });
export const custom_bwd = <F extends Method>(backward: F): F => bwd(backward, { device_type: 'cuda' });
