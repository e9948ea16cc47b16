import { native } from '../native.ts';

// The C library's functions, as Python calls them; see src/math.ts.

// An optimizer asks for the same few powers once for every batch of parameters.
const recent = Array.from({ length: 8 }, () => ({ base: Number.NaN, exponent: 0, result: 0 }));
let oldest = 0;

/** Python's `base ** exponent` of two floats. */
export function pow(base: number, exponent: number): number {
  for (const known of recent) if (known.base === base && known.exponent === exponent) return known.result;
  const result = native.libm('pow', base, exponent);
  recent[oldest] = { base, exponent, result };
  oldest = (oldest + 1) % recent.length;
  return result;
}

/** Python's `math.cos(x)`. */
export const cos = (x: number): number => native.libm('cos', x, 0);

/** Python's `math.log(x)`. */
export const log = (x: number): number => native.libm('log', x, 0);
