/** Numbers and tuples in the text that Python gives them. */

function nonFinite(x: number): string | null {
  if (Number.isNaN(x)) return 'nan';
  if (Number.isFinite(x)) return null;
  return x > 0 ? 'inf' : '-inf';
}

const isOdd = (digit: string) => digit.charCodeAt(0) % 2 === 1;
const minusOne = (digit: string) => String.fromCharCode(digit.charCodeAt(0) - 1);

// Both languages round the exact binary value; only in a tie does JavaScript go away from zero where Python goes to
// the even digit. The upper neighbour is odd then, so one less never borrows.
function tieToEven(digits: string): string {
  const last = digits.slice(-1);
  return isOdd(last) ? digits.slice(0, -1) + minusOne(last) : digits;
}

// k/2^n has exactly n decimals, so x ends in a five just past `digits` only where 2^(digits + 1) makes it odd.
function isTie(x: number, digits: number): boolean {
  return Math.abs(x * 2 ** (digits + 1)) % 2 === 1;
}

// The same question where rounding happens `places` digits before the decimal point.
function isIntegerTie(x: number, places: number): boolean {
  if (!Number.isInteger(x)) return false;
  const unit = 10n ** BigInt(places);
  return (BigInt(Math.abs(x)) % unit) * 2n === unit;
}

/** `f'{x:.{digits}f}'` */
export function fixed(x: number, digits: number): string {
  const special = nonFinite(x);
  if (special !== null) return special;
  // toFixed turns to exponents from 1e21 on, where every double is whole.
  if (Math.abs(x) >= 1e21) return BigInt(x).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
  if (x === 0) return (Object.is(x, -0) ? '-' : '') + (0).toFixed(digits);
  const text = x.toFixed(digits);
  return isTie(x, digits) ? tieToEven(text) : text;
}

/** `f'{x:.{digits}e}'` */
export function scientific(x: number, digits: number): string {
  const special = nonFinite(x);
  if (special !== null) return special;
  const [mantissa = '', power = ''] = x.toExponential(digits).split('e');
  const decimals = digits - Number(power);
  const tie = decimals >= 0 ? isTie(x, decimals) : isIntegerTie(x, -decimals);
  const sign = Object.is(x, -0) ? '-' : '';
  return `${sign}${tie ? tieToEven(mantissa) : mantissa}e${pythonPower(power)}`;
}

const pythonPower = (power: string) => power[0] + power.slice(1).padStart(2, '0');

/** `repr(x)` of a Python float: the shortest text that reads back as `x`, `1e-05` below 1e-4 and `1e+16` from there on. */
export function floatRepr(x: number): string {
  const special = nonFinite(x);
  if (special !== null) return special;
  if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0';
  const size = Math.abs(x);
  if (size < 1e-4 || size >= 1e16) {
    const [mantissa = '', power = ''] = x.toExponential().split('e');
    return `${mantissa}e${pythonPower(power)}`;
  }
  const text = String(x);
  return Number.isInteger(x) ? `${text}.0` : text;
}

/** `str(tuple(values))` of whole numbers. */
export function tupleStr(values: ArrayLike<number>): string {
  const items = Array.from(values, String);
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}
