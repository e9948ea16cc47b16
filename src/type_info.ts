// torch.finfo and torch.iinfo.
import { inspect } from 'node:util';
import { get_default_dtype } from './creation.ts';
import { dtype, dtypes } from './dtype.ts';
import { TypeError } from './errors.ts';

// bits, eps, max, min, smallest normal number, decimal digits
const floats: Readonly<Record<string, readonly [number, number, number, number, number, number]>> = {
  float16: [16, 2 ** -10, 65504, -65504, 2 ** -14, 3],
  bfloat16: [16, 2 ** -7, (2 - 2 ** -7) * 2 ** 127, -(2 - 2 ** -7) * 2 ** 127, 2 ** -126, 2],
  float32: [32, 2 ** -23, (2 - 2 ** -23) * 2 ** 127, -(2 - 2 ** -23) * 2 ** 127, 2 ** -126, 6],
  float64: [64, Number.EPSILON, Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** -1022, 15],
  float8_e5m2: [8, 2 ** -2, 57344, -57344, 2 ** -14, 0],
  float8_e4m3fn: [8, 2 ** -3, 448, -448, 2 ** -6, 0],
  float8_e5m2fnuz: [8, 2 ** -3, 57344, -57344, 2 ** -15, 0],
  float8_e4m3fnuz: [8, 2 ** -3, 240, -240, 2 ** -7, 0],
  float8_e8m0fnu: [8, 1, 2 ** 127, 2 ** -127, 2 ** -127, 0],
};
const realOf: Readonly<Record<string, string>> = {
  complex32: 'float16',
  complex64: 'float32',
  complex128: 'float64',
};

/** Six significant digits, as C prints them. */
function short(value: number): string {
  let text = Number(value.toPrecision(6));
  // C rounds a tie to the even digit, JavaScript away from zero.
  const [digits = '', exponent = '0'] = Math.abs(value).toExponential(20).split('e');
  const isTie = /^\d\.\d{5}50*$/.test(digits) && Number(digits[6]) % 2 === 0;
  if (isTie) text = Number(`${value < 0 ? '-' : ''}${digits.slice(0, 7)}e${exponent}`);
  if (text === 0 || (Math.abs(text) >= 1e-4 && Math.abs(text) < 1e6)) return String(text);
  return text.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/** The limits of a floating-point dtype (of its parts, for a complex one): `torch.finfo(torch.float16).max`. */
class FloatInfo {
  readonly bits: number;
  /** The step from 1 to the next number. */
  readonly eps: number;
  readonly max: number;
  readonly min: number;
  readonly smallest_normal: number;
  readonly tiny: number;
  /** Ten to the minus of the decimal digits that it holds. */
  readonly resolution: number;
  readonly dtype: string;

  /** @throws TypeError for a dtype that is not floating-point. */
  constructor(type: dtype = get_default_dtype()) {
    if (!(type instanceof dtype))
      throw new TypeError(`torch.finfo() takes a torch.dtype, not ${typeof type}`);
    const name = realOf[type.name] ?? type.name;
    const row = floats[name];
    if (row === undefined)
      throw new TypeError(
        `torch.finfo() requires a floating point input type. Use torch.iinfo to handle '${type.name}'`,
      );
    const [bits, eps, max, min, smallest, digits] = row;
    this.bits = bits;
    this.eps = eps;
    this.max = max;
    this.min = min;
    this.smallest_normal = smallest;
    this.tiny = smallest;
    this.resolution = Number(`1e-${digits}`);
    this.dtype = name;
  }
  toString(): string {
    const { resolution, min, max, eps, smallest_normal, dtype: name } = this;
    return `finfo(resolution=${short(resolution)}, min=${short(min)}, max=${short(max)}, eps=${short(eps)}, smallest_normal=${short(smallest_normal)}, tiny=${short(smallest_normal)}, dtype=${name})`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}

/** The limits of an integer dtype: `torch.iinfo(torch.int8).max`. Past 2^53 they are bigints. */
class IntInfo {
  readonly bits: number;
  readonly min: number | bigint;
  readonly max: number | bigint;
  readonly dtype: string;

  /** @throws TypeError for any other dtype. */
  constructor(type: dtype) {
    if (!(type instanceof dtype))
      throw new TypeError(`torch.iinfo() takes a torch.dtype, not ${typeof type}`);
    if (type.is_floating_point || type.is_complex)
      throw new TypeError(
        `torch.iinfo() requires an integer input type. Use torch.finfo to handle '${type.name}'`,
      );
    if (type === dtypes.bool) throw new TypeError('torch.bool is not supported by torch.iinfo');
    this.bits = 8 * type.itemsize;
    const bits = BigInt(this.bits);
    this.max = plain(type.is_signed ? 2n ** (bits - 1n) - 1n : 2n ** bits - 1n);
    this.min = plain(type.is_signed ? -(2n ** (bits - 1n)) : 0n);
    this.dtype = type.name;
  }
  toString(): string {
    return `iinfo(min=${short(Number(this.min))}, max=${short(Number(this.max))}, dtype=${this.dtype})`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}
const plain = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

export interface finfo extends InstanceType<typeof FloatInfo> {}
export interface iinfo extends InstanceType<typeof IntInfo> {}
/** A class that needs no `new`. */
const bare = (target: any, name: string) => {
  Object.defineProperty(target, 'name', { value: name });
  return new Proxy(target, { apply: (made, _self, args) => new made(...args) });
};
export const finfo: { new (type?: dtype): finfo; (type?: dtype): finfo } = bare(FloatInfo, 'finfo');
export const iinfo: { new (type: dtype): iinfo; (type: dtype): iinfo } = bare(IntInfo, 'iinfo');
