/**
 * Python's `math`, to the last bit. JavaScript's `Math` and `**` are V8's own functions, which differ from the C library's
 * in the last bit for some arguments in a hundred; Python calls the C library, and so do these. A schedule computed with
 * `math.cos` gives Python's learning rates.
 *
 * Errors are Python's: ValueError ('math domain error') where there is no value, OverflowError where it is too large.
 *
 * @see https://docs.python.org/3/library/math.html
 */

import { OverflowError, TypeError, ValueError, ZeroDivisionError } from './errors.ts';
import { checked } from './misuse.ts';
import { native } from './native.ts';

export const pi = Math.PI;
export const e = Math.E;
export const tau = 2 * Math.PI;
export const inf = Number.POSITIVE_INFINITY;
export const nan = Number.NaN;

/** A number, or a tensor with one value, as with Python's `float(x)`. */
type Float = number | { item(): number | bigint | boolean };

function float(name: string, value: Float): number {
  const given: unknown = typeof value === 'number' ? value : value?.item?.();
  if (typeof given === 'number') return given;
  if (typeof given === 'bigint' || typeof given === 'boolean') return Number(given);
  throw new TypeError(`math.${name}(): must be real number, not ${value === null ? 'null' : typeof value}`);
}

function inRange(result: number, given: readonly number[], overflows: boolean): number {
  if (Number.isNaN(result) && !given.some(Number.isNaN)) throw new ValueError('math domain error');
  if (Math.abs(result) === inf && given.every(Number.isFinite)) {
    if (overflows) throw new OverflowError('math range error');
    throw new ValueError('math domain error');
  }
  return result;
}

const one =
  (name: string, overflows = false) =>
  (x: Float): number => {
    const value = float(name, x);
    return inRange(native.libm(name, value, 0), [value], overflows);
  };

export const acos = one('acos');
export const acosh = one('acosh');
export const asin = one('asin');
export const asinh = one('asinh');
export const atan = one('atan');
export const atanh = one('atanh');
export const cbrt = one('cbrt');
export const cos = one('cos');
export const cosh = one('cosh', true);
export const erf = one('erf');
export const erfc = one('erfc');
export const exp = one('exp', true);
export const exp2 = one('exp2', true);
export const expm1 = one('expm1', true);
export const log10 = one('log10');
export const log1p = one('log1p');
export const log2 = one('log2');
export const sin = one('sin');
export const sinh = one('sinh', true);
export const sqrt = one('sqrt');
export const tan = one('tan');
export const tanh = one('tanh');
const naturalLog = one('log');

/** The logarithm of x > 0, natural or of the base given. */
export function log(x: Float, base?: Float): number {
  const numerator = naturalLog(x);
  if (base === undefined) return numerator;
  const denominator = naturalLog(base);
  if (denominator === 0) throw new ZeroDivisionError('division by zero');
  return numerator / denominator;
}

/** `x ** y` of floats. */
export function pow(x: Float, y: Float): number {
  const [base, exponent] = [float('pow', x), float('pow', y)];
  const result = native.libm('pow', base, exponent);
  if (base === 0 && exponent < 0 && exponent !== -inf) throw new ValueError('math domain error');
  return inRange(result, [base, exponent], true);
}

export function atan2(y: Float, x: Float): number {
  return native.libm('atan2', float('atan2', y), float('atan2', x));
}

/** The rest of x / y with the sign of x, as JavaScript's `%`. */
export function fmod(x: Float, y: Float): number {
  const [value, divisor] = [float('fmod', x), float('fmod', y)];
  return inRange(native.libm('fmod', value, divisor), [value, divisor], false);
}

export const fabs = (x: Float): number => Math.abs(float('fabs', x));
export const floor = (x: Float): number => Math.floor(float('floor', x));
export const ceil = (x: Float): number => Math.ceil(float('ceil', x));
export const trunc = (x: Float): number => Math.trunc(float('trunc', x));
export const isnan = (x: Float): boolean => Number.isNaN(float('isnan', x));
export const isinf = (x: Float): boolean => Math.abs(float('isinf', x)) === inf;
export const isfinite = (x: Float): boolean => Number.isFinite(float('isfinite', x));
export const degrees = (x: Float): number => float('degrees', x) * (180 / pi);
export const radians = (x: Float): number => float('radians', x) * (pi / 180);

/** Are two numbers as good as equal? Within `rel_tol` of the larger, or within `abs_tol`. */
export const isclose = checked(
  'isclose',
  (a: Float, b: Float, { rel_tol = 1e-9, abs_tol = 0 } = {}): boolean => {
    const [x, y] = [float('isclose', a), float('isclose', b)];
    if (rel_tol < 0 || abs_tol < 0) throw new ValueError('tolerances must be non-negative');
    if (x === y) return true;
    if (isinf(x) || isinf(y)) return false;
    const difference = Math.abs(y - x);
    return (
      difference <= Math.abs(rel_tol * y) || difference <= Math.abs(rel_tol * x) || difference <= abs_tol
    );
  },
);

/** The product of numbers: `math.prod(x.shape)`. */
export const prod = checked('prod', (values: Iterable<number>, { start = 1 } = {}): number => {
  let result = start;
  for (const value of values) result *= value;
  return result;
});

/** The greatest common divisor of whole numbers. */
export function gcd(...values: number[]): number {
  if (!values.every(Number.isInteger)) throw new TypeError('math.gcd() takes whole numbers');
  return values.reduce((a, b) => {
    let [x, y] = [Math.abs(a), Math.abs(b)];
    while (y > 0) [x, y] = [y, x % y];
    return x;
  }, 0);
}
