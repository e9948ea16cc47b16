// Settings of the whole process, and questions about it.

import { type device, makeDevice } from './dtype.ts';
import { RuntimeError, TypeError, ValueError } from './errors.ts';
import { keywords } from './keywords.ts';
import { native } from './native.ts';
import { aten } from './ops/index.ts';
import { Tensor } from './tensor.ts';

/** How exact float32 matrix products are: `'highest'`, `'high'` or `'medium'`; acts where the hardware has a choice. */
export const set_float32_matmul_precision = keywords(
  'set_float32_matmul_precision',
  ['precision'],
  (precision: 'highest' | 'high' | 'medium'): void => {
    if (typeof precision !== 'string')
      throw new TypeError(`set_float32_matmul_precision expects a string, but got ${typeof precision}`);
    native.matmul_precision(precision);
  },
);
export function get_float32_matmul_precision(): string {
  return native.matmul_precision();
}

/**
 * Whether operators that have no deterministic form refuse (`mode` true), or only warn with `warn_only`.
 */
export const use_deterministic_algorithms = keywords(
  'use_deterministic_algorithms',
  ['mode', 'warn_only'],
  (mode: boolean, warn_only: boolean = false): void => {
    native.context_flag('deterministic_algorithms', mode);
    native.context_flag('deterministic_warn_only', warn_only);
  },
);
export const are_deterministic_algorithms_enabled = (): boolean =>
  native.context_flag('deterministic_algorithms');
export const is_deterministic_algorithms_warn_only_enabled = (): boolean =>
  native.context_flag('deterministic_warn_only');

const debugModes = ['default', 'warn', 'error'];
/** The same in one word: `'default'` or 0, `'warn'` or 1, `'error'` or 2. */
export const set_deterministic_debug_mode = keywords(
  'set_deterministic_debug_mode',
  ['debug_mode'],
  (debug_mode: number | string): void => {
    if (typeof debug_mode !== 'number' && typeof debug_mode !== 'string')
      throw new TypeError(`debug_mode must be str or int, but got ${typeof debug_mode}`);
    const mode = typeof debug_mode === 'string' ? debugModes.indexOf(debug_mode) : debug_mode;
    if (![0, 1, 2].includes(mode)) {
      throw new RuntimeError(
        typeof debug_mode === 'string'
          ? `invalid value of debug_mode, expected one of \`default\`, \`warn\`, \`error\`, but got ${debug_mode}`
          : `invalid value of debug_mode, expected 0, 1, or 2, but got ${debug_mode}`,
      );
    }
    use_deterministic_algorithms(mode > 0, mode === 1);
  },
);
export function get_deterministic_debug_mode(): number {
  if (!are_deterministic_algorithms_enabled()) return 0;
  return is_deterministic_algorithms_warn_only_enabled() ? 1 : 2;
}

/** Whether LibTorch's warnings come every time instead of once in each place. */
export const set_warn_always = keywords('set_warn_always', ['always'], (always: boolean): void => {
  if (typeof always !== 'boolean')
    throw new TypeError(`setWarnOnlyOnce expects a bool, but got ${typeof always}`);
  native.context_flag('warn_always', always);
});
export const is_warn_always_enabled = (): boolean => native.context_flag('warn_always');

/** Whether numbers too small for full precision count as zero; returns whether this processor can do it. */
export const set_flush_denormal = keywords('set_flush_denormal', ['mode'], (mode: boolean): boolean => {
  if (typeof mode !== 'boolean') throw new TypeError(`flush_denormal expects a bool, but got ${typeof mode}`);
  return native.flush_denormal(mode);
});

/** The name of a value's type: `torch.FloatTensor` for a tensor, else its class's. */
export function typename(value: unknown): string {
  if (value instanceof Tensor) return value.type();
  if (value === null) return 'null';
  return typeof value === 'object' || typeof value === 'function'
    ? (value.constructor?.name ?? 'object')
    : typeof value;
}

const hybridMM = aten('hspmm');
const sparseAddMM = aten('sspaddmm');
/** The product of a sparse and a dense matrix. */
export const spmm = (mat1: Tensor, mat2: Tensor): Tensor => aten('mm')(mat1, mat2);
export const dsmm = spmm;
export const hsmm = (mat1: Tensor, mat2: Tensor): Tensor => hybridMM(mat1, mat2);
export const saddmm = (...args: unknown[]): Tensor => sparseAddMM(...args);

// What symbolic numbers of traced programs go through: here they are numbers.
type Num = number | bigint | boolean;
const number = (value: Num): number => Number(value);
export const sym_int = (a: Num): number => Math.trunc(number(a));
export const sym_float = (a: Num): number => number(a);
export const sym_max = (a: Num, b: Num): number => Math.max(number(a), number(b));
export const sym_min = (a: Num, b: Num): number => Math.min(number(a), number(b));
export const sym_not = (a: boolean): boolean => !a;
export const sym_sqrt = (a: Num): number => Math.sqrt(number(a));
export const sym_ite = <T>(condition: boolean, then: T, otherwise: T): T => (condition ? then : otherwise);
export const sym_sum = (values: readonly Num[]): number =>
  values.reduce((sum: number, value) => sum + number(value), 0);

const libtorch = native.build_info().libtorch;
/** torch.version: what the addon was built against. */
export const version = {
  __version__: libtorch,
  get cuda(): string | null {
    const [toolkit] = native.cuda_versions();
    return toolkit > 0 ? `${Math.floor(toolkit / 1000)}.${Math.floor((toolkit % 1000) / 10)}` : null;
  },
  hip: null,
  xpu: null,
  debug: false,
};

const modules = ['cpu', 'cuda', 'mps', 'xpu', 'mtia'];
/** @internal The module of `torch` for a type of device. */
export function deviceModuleName(place: device | string | null): string {
  const type = place === null ? (native.cuda_device_count() > 0 ? 'cuda' : 'cpu') : makeDevice(place).type;
  if (!modules.includes(type) || (type !== 'cpu' && type !== 'cuda'))
    throw new ValueError(`Invalid value of \`module_name\`: there is no torch.${type} here`);
  return type;
}
