import { Complex } from '../complex.ts';
import type { dtype } from '../dtype.ts';
import { dtypes } from '../dtype.ts';
import { AssertionError, TypeError, ValueError } from '../errors.ts';
import { aten } from '../ops/index.ts';
import { walking } from '../recursion.ts';
import { isPlainObject } from '../signature.ts';
import { Tensor } from '../tensor.ts';

const isclose = aten('isclose') as (
  a: Tensor,
  b: Tensor,
  rtol: number,
  atol: number,
  equal_nan: boolean,
) => Tensor;

// How many units in the last place two ways of computing may differ: rtol and atol by dtype.
const precision: Readonly<Record<string, readonly [number, number]>> = {
  float16: [1e-3, 1e-5],
  bfloat16: [1.6e-2, 1e-5],
  float32: [1.3e-6, 1e-5],
  float64: [1e-7, 1e-7],
  complex32: [1e-3, 1e-5],
  complex64: [1.3e-6, 1e-5],
  complex128: [1e-7, 1e-7],
  quint8: [1.3e-6, 1e-5],
  quint2x4: [1.3e-6, 1e-5],
  quint4x2: [1.3e-6, 1e-5],
  qint8: [1.3e-6, 1e-5],
  qint32: [1.3e-6, 1e-5],
};

export interface CloseOptions {
  allow_subclasses?: boolean;
  rtol?: number | null;
  atol?: number | null;
  equal_nan?: boolean;
  check_device?: boolean;
  check_dtype?: boolean;
  check_layout?: boolean;
  check_stride?: boolean;
  msg?: string | ((msg: string) => string) | null;
}
const known = [
  'allow_subclasses',
  'rtol',
  'atol',
  'equal_nan',
  'check_device',
  'check_dtype',
  'check_layout',
  'check_stride',
  'msg',
];

type Path = (string | number)[];
type Settings = Required<Omit<CloseOptions, 'msg'>>;

/** A number as Python writes it. */
function py(value: unknown, floating = true): string {
  if (typeof value !== 'number') return String(value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const absolute = Math.abs(value);
  if (value !== 0 && (absolute < 1e-4 || absolute >= 1e16))
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return floating && Number.isInteger(value) ? `${value}.0` : String(value);
}

const at = (path: Path) =>
  path.length === 0
    ? ''
    : `\n\nThe failure occurred for item ${path.map((key) => `[${typeof key === 'string' ? `'${key}'` : key}]`).join('')}`;

function fail(message: string, path: Path): never {
  throw new AssertionError(`${message}${at(path)}`);
}

function tolerances(types: readonly dtype[], { rtol, atol }: Settings): [number, number] {
  if (rtol !== null && atol !== null) return [rtol, atol];
  const found = types.map((type) => precision[type.name] ?? [0, 0]);
  return [Math.max(...found.map(([r]) => r)), Math.max(...found.map(([, a]) => a))];
}

const listOf = (shape: readonly number[]) => `torch.Size([${[...shape].join(', ')}])`;

function compareTensors(actual: Tensor, expected: Tensor, settings: Settings, path: Path): void {
  const differ = (attribute: string, a: unknown, b: unknown): never =>
    fail(`The values for attribute '${attribute}' do not match: ${a} != ${b}.`, path);
  if (String(actual.shape) !== String(expected.shape))
    differ('shape', listOf(actual.shape), listOf(expected.shape));
  if (settings.check_layout && actual.layout !== expected.layout)
    differ('layout', actual.layout, expected.layout);
  if (settings.check_stride && String(actual.stride()) !== String(expected.stride()))
    differ('stride()', `(${actual.stride().join(', ')})`, `(${expected.stride().join(', ')})`);
  if (settings.check_device && actual.device !== expected.device)
    differ('device', actual.device, expected.device);
  if (settings.check_dtype && actual.dtype !== expected.dtype) differ('dtype', actual.dtype, expected.dtype);
  const [rtol, atol] = tolerances([actual.dtype, expected.dtype], settings);
  const plain = (x: Tensor) => {
    const dense = x.layout.name === 'strided' ? x : (x.to_dense() as Tensor);
    return (x.is_quantized ? dense.dequantize() : dense).detach().cpu();
  };
  let a = plain(actual);
  let b = plain(expected);
  if (a.dtype !== b.dtype) {
    const common = aten('result_type')(
      a.view(-1).narrow(0, 0, Math.min(1, a.numel())),
      b.view(-1).narrow(0, 0, Math.min(1, b.numel())),
    ) as dtype;
    a = a.to(common);
    b = b.to(common);
  }
  compareValues(a, b, rtol, atol, settings.equal_nan, path);
}

function compareValues(
  a: Tensor,
  b: Tensor,
  rtol: number,
  atol: number,
  equal_nan: boolean,
  path: Path,
): void {
  const matches = isclose(a, b, rtol, atol, equal_nan);
  if (matches.all().item()) return;
  const exact = rtol === 0 && atol === 0;
  const floating = a.is_floating_point() || a.is_complex();
  const title = (what: string) => `${what} are not ${exact ? 'equal' : 'close'}!\n\n`;
  const limit = (value: number) => (exact ? '' : ` (up to ${py(value)} allowed)`);
  if (a.dim() === 0) fail(title('Scalars') + scalarText(a.item(), b.item(), rtol, atol, floating), path);
  const mismatches = matches.logical_not();
  const count = mismatches.sum().item();
  const total = mismatches.numel();
  // Booleans and small integers overflow in the difference.
  const wide = (x: Tensor) => (floating ? x : x.to(dtypes.int64));
  const absolute = masked(wide(a).sub(wide(b)).abs(), matches);
  const relative = masked(wide(a).sub(wide(b)).abs().div(wide(b).abs()), matches);
  const places = (x: Tensor) => {
    let rest = x.argmax().item();
    const index: number[] = [];
    for (const size of [...a.shape].reverse()) {
      index.unshift(rest % size);
      rest = Math.floor(rest / size);
    }
    return { value: x.max().item(), text: index.length === 1 ? `(${index[0]},)` : `(${index.join(', ')})` };
  };
  const [abs, rel] = [places(absolute), places(relative)];
  fail(
    `${title('Tensor-likes')}Mismatched elements: ${count} / ${total} (${((100 * count) / total).toFixed(1)}%)\n` +
      `Greatest absolute difference: ${py(abs.value, floating)} at index ${abs.text}${limit(atol)}\n` +
      `Greatest relative difference: ${py(rel.value)} at index ${rel.text}${limit(rtol)}`,
    path,
  );
}

const masked = (x: Tensor, matches: Tensor) => x.masked_fill(matches, 0);

function scalarText(a: unknown, b: unknown, rtol: number, atol: number, floating: boolean): string {
  const exact = rtol === 0 && atol === 0;
  const expected = `Expected ${py(b, floating)} but got ${py(a, floating)}.`;
  if (typeof a !== 'number' || typeof b !== 'number') return expected;
  const absolute = Math.abs(a - b);
  const relative = absolute / Math.abs(b);
  const limit = (value: number) => (exact ? '' : ` (up to ${py(value)} allowed)`);
  return `${expected}\nAbsolute difference: ${py(absolute, floating)}${limit(atol)}\nRelative difference: ${py(relative)}${limit(rtol)}`;
}

function compareNumbers(
  actual: number | bigint,
  expected: number | bigint,
  settings: Settings,
  path: Path,
): void {
  // Whole numbers count as integers, as they do where a Scalar is asked for.
  const whole = [actual, expected].every((value) => typeof value === 'bigint' || Number.isInteger(value));
  const [rtol, atol] = tolerances([whole ? dtypes.int64 : dtypes.float64], settings);
  const [a, b] = [Number(actual), Number(expected)];
  if (a === b || (settings.equal_nan && Number.isNaN(a) && Number.isNaN(b))) return;
  if (Number.isFinite(a) && Math.abs(a - b) <= atol + rtol * Math.abs(b)) return;
  const title = `Scalars are not ${rtol === 0 && atol === 0 ? 'equal' : 'close'}!\n\n`;
  fail(title + scalarText(a, b, rtol, atol, !whole), path);
}

// biome-ignore lint/suspicious/useIsArray: named results are lists too, though not made by Array
const isList = (value: unknown): value is unknown[] => value instanceof Array || ArrayBuffer.isView(value);
const kind = (value: unknown) =>
  value === null ? 'null' : typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;

function compare(actual: unknown, expected: unknown, settings: Settings, path: Path): void {
  const tensors = actual instanceof Tensor && expected instanceof Tensor;
  if (tensors && (settings.allow_subclasses || actual.constructor === expected.constructor)) {
    compareTensors(actual, expected, settings, path);
    return;
  }
  const numbers = (value: unknown) => typeof value === 'number' || typeof value === 'bigint';
  if (numbers(actual) && numbers(expected)) {
    compareNumbers(actual as number, expected as number, settings, path);
    return;
  }
  if (typeof actual === 'boolean' && typeof expected === 'boolean') {
    if (actual !== expected) fail(`Booleans mismatch: ${actual} is not ${expected}`, path);
    return;
  }
  if (actual === null && expected === null) return;
  if (actual === null || expected === null) fail(`None mismatch: ${actual} is not ${expected}`, path);
  if (actual instanceof Complex && expected instanceof Complex) {
    compareNumbers(actual.re, expected.re, settings, path);
    compareNumbers(actual.im, expected.im, settings, path);
    return;
  }
  if (isList(actual) && isList(expected)) {
    if (actual.length !== expected.length)
      fail(`The length of the sequences mismatch: ${actual.length} != ${expected.length}`, path);
    for (let i = 0; i < actual.length; i += 1) compare(actual[i], expected[i], settings, [...path, i]);
    return;
  }
  if (isPlainObject(actual) && isPlainObject(expected)) {
    compareObjects(actual, expected, settings, path);
    return;
  }
  throw new TypeError(
    `No comparison pair was able to handle inputs of type ${kind(actual)} and ${kind(expected)}.${at(path)}`,
  );
}

function compareObjects(
  actual: Record<string, unknown>,
  expected: Record<string, unknown>,
  settings: Settings,
  path: Path,
): void {
  const quoted = (keys: string[]) =>
    `[${keys
      .sort()
      .map((key) => `'${key}'`)
      .join(', ')}]`;
  const missing = Object.keys(expected).filter((key) => !(key in actual));
  const surplus = Object.keys(actual).filter((key) => !(key in expected));
  if (missing.length + surplus.length > 0) {
    fail(
      'The keys of the mappings do not match:\n' +
        `Missing keys in the actual mapping: ${quoted(missing)}\nAdditional keys in the actual mapping: ${quoted(surplus)}`,
      path,
    );
  }
  for (const key of Object.keys(expected).sort())
    compare(actual[key], expected[key], settings, [...path, key]);
}

/**
 * Throws unless `actual` and `expected` (tensors, numbers, or lists and plain objects of them) are close:
 * `|actual - expected| <= atol + rtol * |expected|`, with tolerances that fit the dtype unless both are given. Shapes,
 * devices, dtypes and layouts must agree, unless `check_device: false` and its like say otherwise.
 *
 * Without `allow_subclasses` tensors must be of the very same class: a Parameter is then no match for a Tensor.
 *
 * `msg` replaces the message, or makes a new one of it.
 *
 * @throws AssertionError that says what differs, and where; ValueError for one tolerance without the other.
 * @see https://docs.pytorch.org/docs/2.13/testing.html
 */
export function assert_close(actual: unknown, expected: unknown, options: CloseOptions = {}): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new TypeError(
      `assert_close() got an unexpected keyword argument '${unknown}'; known: ${known.join(', ')}`,
    );
  const { rtol = null, atol = null, msg = null } = options;
  if ((rtol === null) !== (atol === null))
    throw new ValueError(
      `rtol and atol must both be specified or both be unspecified, but got ${rtol === null ? 'no rtol' : `rtol=${rtol}`} and ${atol === null ? 'no atol' : `atol=${atol}`}`,
    );
  const settings: Settings = {
    allow_subclasses: options.allow_subclasses ?? true,
    rtol,
    atol,
    equal_nan: options.equal_nan ?? false,
    check_device: options.check_device ?? true,
    check_dtype: options.check_dtype ?? true,
    check_layout: options.check_layout ?? true,
    check_stride: options.check_stride ?? false,
  };
  try {
    walking('assert_close', () => compare(actual, expected, settings, []));
  } catch (error) {
    if (msg === null || !(error instanceof AssertionError)) throw error;
    throw new AssertionError(typeof msg === 'function' ? msg(error.message) : msg, { cause: error });
  }
}
