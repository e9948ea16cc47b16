import { type device, type dtype, dtypes, type memory_format } from '../dtype.ts';
import { TypeError, ValueError } from '../errors.ts';
import { aten } from '../ops/index.ts';
import { isPlainObject } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { finfo, iinfo } from '../type_info.ts';

export interface MakeTensorOptions {
  dtype: dtype;
  device?: device | string;
  low?: number | null;
  high?: number | null;
  requires_grad?: boolean;
  noncontiguous?: boolean;
  exclude_zero?: boolean;
  memory_format?: memory_format | null;
}

const empty = aten('empty') as (size: readonly number[], options: object) => Tensor;
const randint = aten('randint') as (
  low: number | bigint,
  high: number | bigint,
  size: readonly number[],
  options: object,
) => Tensor;
const viewAsReal = aten('view_as_real') as (x: Tensor) => Tensor;

function limits(
  options: MakeTensorOptions,
  lowest: number,
  end: number,
  low0: number,
  high0: number,
): [number, number] {
  const low = options.low ?? low0;
  const high = options.high ?? high0;
  if (Number.isNaN(low) || Number.isNaN(high))
    throw new ValueError(`\`low\` and \`high\` cannot be NaN, but got low=${low} and high=${high}`);
  const real = options.dtype.is_floating_point || options.dtype.is_complex;
  if (low > high || (low === high && !real))
    throw new ValueError(`\`low\` must be less than \`high\`, but got ${low} >= ${high}`);
  if (high < lowest || low >= end) {
    throw new ValueError(
      `The value interval specified by \`low\` and \`high\` is [${low}, ${high}), but ${options.dtype} only supports [${lowest}, ${end})`,
    );
  }
  const clamp = (value: number) => Math.min(Math.max(value, lowest), end);
  return real ? [clamp(low), clamp(high)] : [Math.ceil(clamp(low)), Math.ceil(clamp(high))];
}

/** Halves first where the range itself would overflow. */
function fillUniform(x: Tensor, low: number, high: number, max: number): void {
  if (high - low >= max) x.uniform_(low / 2, high / 2).mul_(2);
  else if (high === low) x.fill_(low);
  else x.uniform_(low, high);
}

/**
 * A tensor for a test: values drawn uniformly from [low, high), by default [-9, 9) for floating-point dtypes, [-9, 10) for
 * integers (from 0 on for uint8), both values for bool. `make_tensor(2, 3, {dtype: torch.float32, device: 'cpu'})`.
 *
 * @throws ValueError for a range that is empty or outside of the dtype's, TypeError for a dtype that it does not make.
 * @see https://docs.pytorch.org/docs/2.13/testing.html
 */
export function make_tensor(...args: [...(number | readonly number[])[], MakeTensorOptions]): Tensor {
  const options = args.at(-1) as MakeTensorOptions;
  if (!isPlainObject(options) || options.dtype === undefined)
    throw new TypeError("make_tensor() missing required keyword argument 'dtype'");
  const first = args[0];
  const shape = Array.isArray(first) ? [...first] : (args.slice(0, -1) as number[]);
  const { dtype: type, device: place = 'cpu', requires_grad = false, memory_format = null } = options;
  const real = type.is_floating_point || type.is_complex;
  if (options.noncontiguous && memory_format !== null)
    throw new ValueError('The parameters `noncontiguous` and `memory_format` are mutually exclusive');
  if (requires_grad && !real)
    throw new ValueError(
      `\`requires_grad=True\` is not supported for boolean and integral dtypes, but got dtype=${type}`,
    );
  const apart = (options.noncontiguous ?? false) && shape.reduce((a, b) => a * b, 1) > 1;
  const size = apart ? [...shape.slice(0, -1), 2 * (shape.at(-1) as number)] : shape;
  let result = draw(options, type, place, size);
  if (apart) result = result.index('...', '1::2');
  else if (memory_format !== null) result = result.clone({ memory_format });
  if (options.exclude_zero) result.masked_fill_(result.eq(0), real ? finfo(type).tiny : 1);
  return real && requires_grad ? result.requires_grad_() : result;
}

function draw(options: MakeTensorOptions, type: dtype, place: device | string, size: number[]): Tensor {
  if (type === dtypes.bool) {
    const [low, high] = limits(options, 0, 2, 0, 2);
    return randint(low, high, size, { device: place, dtype: type });
  }
  if (type.name.startsWith('q') || type.name.startsWith('bits'))
    throw new TypeError(`The requested dtype '${type}' is not supported by torch.testing.make_tensor().`);
  if (!type.is_floating_point && !type.is_complex) {
    const { min, max } = iinfo(type);
    const end = type === dtypes.int64 ? Number(max) : Number(max) + 1;
    const [low, high] = limits(options, Number(min), end, -9, 10);
    return randint(low, high, size, { device: place, dtype: type });
  }
  const { min, max } = finfo(type);
  const [low, high] = limits(options, min, max, -9, 9);
  const eight = type.name.startsWith('float8');
  const made = empty(size, { device: place, dtype: eight ? dtypes.float32 : type });
  fillUniform(type.is_complex ? viewAsReal(made) : made, low, high, max);
  return eight ? made.to(type) : made;
}
