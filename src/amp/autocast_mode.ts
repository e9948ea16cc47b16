import { context } from '../context.ts';
import { type dtype, dtypeOfCode, dtypes } from '../dtype.ts';
import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { mapTree } from '../tree.ts';
import { warnOnce } from '../warn.ts';

const devices = ['cpu', 'cuda', 'mtia', 'maia', 'xpu', 'hpu', 'xla', 'mps', 'privateuseone', 'ipu'];

/** Whether autocast knows this type of device. */
export const is_autocast_available = keywords(
  'is_autocast_available',
  ['device_type'],
  (device_type: string): boolean => {
    if (typeof device_type !== 'string')
      throw new TypeError(`Expected \`device_type\` of type \`str\`, got: \`${typeof device_type}\``);
    return devices.includes(device_type);
  },
);

function checkDevice(device_type: unknown): string {
  if (typeof device_type !== 'string')
    throw new ValueError(`Expected \`device_type\` of type \`str\`, got: \`${typeof device_type}\``);
  return device_type;
}

/** Whether operators on a type of device choose their precision themselves; for CUDA if none is named. */
export const is_autocast_enabled = keywords(
  'is_autocast_enabled',
  ['device_type'],
  (device_type: string = 'cuda'): boolean => native.autocast_state(checkDevice(device_type))[0],
);
export function set_autocast_enabled(enabled: boolean): void;
export function set_autocast_enabled(device_type: string, enabled: boolean): void;
export function set_autocast_enabled(device_type: string | boolean, enabled?: boolean): void {
  if (typeof device_type === 'boolean') native.autocast_state('cuda', device_type);
  else native.autocast_state(checkDevice(device_type), enabled === true);
}
/** The dtype that autocast lowers to: bfloat16 on the CPU and float16 on CUDA by default. */
export const get_autocast_dtype = keywords(
  'get_autocast_dtype',
  ['device_type'],
  (device_type: string): dtype => dtypeOfCode(native.autocast_state(checkDevice(device_type))[1]),
);
export const set_autocast_dtype = keywords(
  'set_autocast_dtype',
  ['device_type', 'type'],
  (device_type: string, type: dtype): void => {
    native.autocast_state(checkDevice(device_type), undefined, type.code);
  },
);
/** Whether casts of parameters are kept until the outermost block ends. */
export const is_autocast_cache_enabled = (): boolean => native.autocast_cache();
export const set_autocast_cache_enabled = keywords(
  'set_autocast_cache_enabled',
  ['enabled'],
  (enabled: boolean): void => {
    native.autocast_cache(enabled);
  },
);
export function clear_autocast_cache(): void {
  native.autocast_nesting(0);
}
export const autocast_increment_nesting = (): number => native.autocast_nesting(1);
export const autocast_decrement_nesting = (): number => native.autocast_nesting(-1);

// The names of before there was a device type.
export const is_autocast_cpu_enabled = (): boolean => is_autocast_enabled('cpu');
export const set_autocast_cpu_enabled = (enabled: boolean): void => set_autocast_enabled('cpu', enabled);
export const get_autocast_cpu_dtype = (): dtype => get_autocast_dtype('cpu');
export const set_autocast_cpu_dtype = (type: dtype): void => set_autocast_dtype('cpu', type);
export const get_autocast_gpu_dtype = (): dtype => get_autocast_dtype('cuda');
export const set_autocast_gpu_dtype = (type: dtype): void => set_autocast_dtype('cuda', type);

export interface AutocastOptions {
  device_type?: string;
  dtype?: dtype | null;
  enabled?: boolean;
  cache_enabled?: boolean | null;
}

/** What an `autocast` call says, checked. */
function settings({
  device_type,
  dtype: type = null,
  enabled = true,
  cache_enabled = null,
}: AutocastOptions) {
  const device = checkDevice(device_type);
  if (!is_autocast_available(device))
    throw new RuntimeError(`User specified an unsupported autocast device_type '${device}'`);
  const fast = type ?? get_autocast_dtype(device);
  const cache = cache_enabled ?? is_autocast_cache_enabled();
  let on = enabled;
  if (on && device === 'cuda' && native.cuda_device_count() === 0) {
    warnOnce("User provided device_type of 'cuda', but CUDA is not available. Disabling");
    on = false;
  } else if (on && device !== 'cuda' && fast !== dtypes.bfloat16 && fast !== dtypes.float16) {
    warnOnce(
      `In ${device.toUpperCase()} autocast, but the target dtype is not supported. Disabling autocast.\n` +
        `${device.toUpperCase()} Autocast only supports dtypes of torch.bfloat16, torch.float16 currently.`,
    );
    on = false;
  }
  return { device, fast, cache, on };
}

function enter({ device, fast, cache, on }: ReturnType<typeof settings>): () => void {
  const before = native.autocast_state(device);
  const cacheBefore = is_autocast_cache_enabled();
  native.autocast_state(device, on, fast.code);
  autocast_increment_nesting();
  set_autocast_cache_enabled(cache);
  return () => {
    // Cached casts belong to the outermost block: parameters may change after it.
    if (autocast_decrement_nesting() === 0) clear_autocast_cache();
    native.autocast_state(device, ...before);
    set_autocast_cache_enabled(cacheBefore);
  };
}

type Position = string | dtype | boolean | null | AutocastOptions;
const names = ['device_type', 'dtype', 'enabled', 'cache_enabled'] as const;

function read(args: readonly unknown[], defaults: AutocastOptions, what: string): AutocastOptions {
  const options: Record<string, unknown> = { ...defaults };
  args.forEach((value, i) => {
    if (isPlainObject(value)) {
      const unknown = Object.keys(value).find((key) => !names.includes(key as never));
      if (unknown !== undefined)
        throw new TypeError(
          `${what}() got an unexpected keyword argument '${unknown}'; known: ${names.join(', ')}`,
        );
      Object.assign(options, value);
    } else if (names[i] !== undefined) options[names[i]] = value;
    else throw new TypeError(`${what}() takes at most ${names.length} arguments, got ${args.length}`);
  });
  if (options.device_type === undefined)
    throw new TypeError(`${what}() missing required argument 'device_type'`);
  return options as AutocastOptions;
}

/**
 * Operators inside run in `dtype` where that is safe (matrix products, convolutions), in float32 where it matters:
 * `torch.autocast('cpu', () => ...)`, `torch.autocast({device_type: 'cuda', dtype: torch.bfloat16}, () => ...)`, or
 * `using _ = torch.autocast('cuda')`. Backward passes belong outside.
 *
 * @param device_type `'cpu'`, `'cuda'`, ...
 * @param dtype bfloat16 or float16; `get_autocast_dtype(device_type)` by default.
 * @throws RuntimeError for a device type that autocast does not know.
 * @see https://docs.pytorch.org/docs/2.13/amp.html#torch.autocast
 */
export function autocast(...args: Position[]): Disposable;
export function autocast<T>(...args: [...Position[], body: () => T]): T;
export function autocast<T>(...args: (Position | (() => T))[]): T | Disposable {
  return run(args, {}, 'autocast');
}

/** @internal The same with a device that the name implies: `torch.cuda.amp.autocast`, `torch.cpu.amp.autocast`. */
export function run<T>(args: unknown[], defaults: AutocastOptions, what: string): T | Disposable {
  const body = typeof args.at(-1) === 'function' ? (args.at(-1) as () => T) : undefined;
  const made = settings(read(body ? args.slice(0, -1) : args, defaults, what));
  return context(() => enter(made), body);
}

function cast(value: unknown, device_type: string, type: dtype): any {
  return mapTree(value, (leaf) =>
    leaf instanceof Tensor &&
    leaf.is_floating_point() &&
    leaf.device.type === device_type &&
    leaf.dtype !== dtypes.float64
      ? leaf.to(type)
      : leaf,
  );
}

type Method = (ctx: any, ...args: any[]) => any;
interface CustomOptions {
  device_type: string;
  cast_inputs?: dtype | null;
}

/**
 * For the `forward` of a custom function: with `cast_inputs` it runs outside of autocast on inputs of that dtype; its
 * `custom_bwd` then runs as it did. `static forward = custom_fwd((ctx, x) => ..., {device_type: 'cuda'})`, or as a decorator
 * `@custom_fwd({device_type: 'cuda'})`.
 */
export function custom_fwd(options: CustomOptions): <F extends Method>(fwd: F, _context?: unknown) => F;
export function custom_fwd<F extends Method>(fwd: F, options: CustomOptions): F;
export function custom_fwd(fwd: Method | CustomOptions, options?: CustomOptions): any {
  if (typeof fwd !== 'function') return (inner: Method) => custom_fwd(inner, fwd);
  const { device_type, cast_inputs = null } = options ?? ({} as CustomOptions);
  checkDevice(device_type);
  return function forward(this: unknown, ctx: any, ...args: any[]) {
    ctx._dtype = get_autocast_dtype(device_type);
    const enabled = is_autocast_enabled(device_type);
    ctx._fwd_used_autocast = cast_inputs === null && enabled;
    if (cast_inputs === null || !enabled) return fwd.call(this, ctx, ...args);
    return autocast({ device_type, enabled: false }, () =>
      fwd.call(this, ctx, ...cast(args, device_type, cast_inputs)),
    );
  };
}

/** For the `backward` of a custom function: it runs under the same autocast as its `custom_fwd` did. */
export function custom_bwd(options: {
  device_type: string;
}): <F extends Method>(bwd: F, _context?: unknown) => F;
export function custom_bwd<F extends Method>(bwd: F, options: { device_type: string }): F;
export function custom_bwd(bwd: Method | { device_type: string }, options?: { device_type: string }): any {
  if (typeof bwd !== 'function') return (inner: Method) => custom_bwd(inner, bwd);
  const device_type = checkDevice(options?.device_type);
  return function backward(this: unknown, ctx: any, ...args: any[]) {
    return autocast({ device_type, enabled: ctx._fwd_used_autocast, dtype: ctx._dtype }, () =>
      bwd.call(this, ctx, ...args),
    );
  };
}
