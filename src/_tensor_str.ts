import { z } from 'zod';
import { fixed, floatRepr, scientific, tupleStr } from './_python_str.ts';
import { context } from './context.ts';
import { dtypeOfCode, dtypes, layouts } from './dtype.ts';
import { forwardLevel } from './forward_level.ts';
import { type External, native } from './native.ts';
import { aten, ownTensor } from './ops/index.ts';
import { type Args, signature } from './signature.ts';
import type { Tensor } from './tensor.ts';

export interface PrintOptions {
  /** Digits after the point. */
  precision: number;
  /** More elements than this print as a summary. */
  threshold: number;
  /** Items that a summary keeps at each end of a dimension. */
  edgeitems: number;
  /** Characters in a line. */
  linewidth: number;
  /** Always, never, or (null) where the values ask for it. */
  sci_mode: boolean | null;
}

type Profile = 'default' | 'short' | 'full';
const profiles: Record<Profile, Omit<PrintOptions, 'sci_mode'>> = {
  default: { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80 },
  short: { precision: 2, threshold: 1000, edgeitems: 2, linewidth: 80 },
  full: { precision: 4, threshold: Number.POSITIVE_INFINITY, edgeitems: 3, linewidth: 80 },
};

type PrintSettings = Partial<PrintOptions> & { profile?: Profile };

let options: PrintOptions = { ...profiles.default, sci_mode: null };

const printOptions = signature(
  'set_printoptions',
  ['precision', z.int().min(0).max(100).nullish()],
  ['threshold', z.union([z.number().nonnegative(), z.literal(Number.POSITIVE_INFINITY)]).nullish()],
  ['edgeitems', z.int().nonnegative().nullish()],
  ['linewidth', z.int().nonnegative().nullish()],
  ['profile', z.enum(['default', 'short', 'full']).nullish()],
  ['sci_mode', z.boolean().nullish()],
);

/**
 * Sets how tensors print, as https://docs.pytorch.org/docs/2.13/generated/torch.set_printoptions.html: `profile` first,
 * then each option that is given. `sci_mode` goes back to automatic in every call that does not give it.
 *
 * @throws TypeError for an unknown option or a value out of range.
 */
export function set_printoptions(...args: Args<typeof printOptions>): void {
  const { profile, sci_mode = null, ...given } = printOptions(args);
  const base = profile ? profiles[profile] : options;
  options = {
    precision: given.precision ?? base.precision,
    threshold: given.threshold ?? base.threshold,
    edgeitems: given.edgeitems ?? base.edgeitems,
    linewidth: given.linewidth ?? base.linewidth,
    sci_mode,
  };
}

/** The options now in force, in the form that `set_printoptions` takes. */
export function get_printoptions(): PrintOptions {
  return { ...options };
}

/** Print options for as long as a function runs, or until the end of the block that a `using` declaration stands in. */
export function printoptions(given: PrintSettings): Disposable;
export function printoptions<T>(given: PrintSettings, run: () => T): T;
export function printoptions<T>(given: PrintSettings, run?: () => T): T | Disposable {
  return context(() => {
    const before = options;
    set_printoptions(given);
    return () => {
      options = before;
    };
  }, run);
}

/** The texts of the shown elements in row-major order, and the width that the columns are laid out with. */
interface Cells {
  texts: string[];
  width: number;
}

/** The elements that will be seen, as a dense tensor of its own, and in which dimensions it leaves out the middle. */
interface Shown {
  data: Tensor;
  sizes: number[];
  cut: boolean[];
}

// A dimension of which only the two ends are kept is itself a strided one, (2, edge): one view reaches all the corners of
// a tensor of any size, and only they are copied.
function corners(x: Tensor, edge: number): Shown {
  const cut = x.shape.map((size) => size > 2 * edge);
  if (!cut.includes(true)) return { data: x, sizes: [...x.shape], cut };
  const strides = x.stride();
  const size: number[] = [];
  const stride: number[] = [];
  x.shape.forEach((length, d) => {
    const step = strides[d] as number;
    if (cut[d]) {
      size.push(2, edge);
      stride.push((length - edge) * step, step);
    } else {
      size.push(length);
      stride.push(step);
    }
  });
  const sizes = x.shape.map((length, d) => (cut[d] ? 2 * edge : length));
  return { data: x.as_strided(size, stride), sizes, cut };
}

const bytesOf = (x: Tensor) => native.bytes(x._handle());
const doublesOf = (x: Tensor) => new Float64Array(bytesOf(x.to(dtypes.float64)));

function padded(texts: string[], width: number): Cells {
  return { texts: texts.map((text) => text.padStart(width)), width };
}

const widest = (texts: string[]) => texts.reduce((width, text) => Math.max(width, text.length), 1);

function floatCells(values: Float64Array): Cells {
  const { precision, sci_mode } = options;
  // Zeros, infinities and NaN have no say in the notation or in the width of the column.
  const telling = values.filter((value) => Number.isFinite(value) && value !== 0);
  const whole = telling.every(Number.isInteger);
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const value of telling) {
    low = Math.min(low, Math.abs(value));
    high = Math.max(high, Math.abs(value));
  }
  const spread = high / low > 1000 || high > 1e8 || low < 1e-4;
  const format =
    telling.length > 0 && (sci_mode ?? spread)
      ? (value: number) => scientific(value, precision)
      : whole
        ? (value: number) => fixed(value, 0) + (Number.isFinite(value) ? '.' : '')
        : (value: number) => fixed(value, precision);
  return padded(Array.from(values, format), widest(Array.from(telling, format)));
}

function complexCells(values: Float64Array): Cells {
  const real = floatCells(values.filter((_, i) => i % 2 === 0));
  const imag = floatCells(values.filter((_, i) => i % 2 === 1));
  const texts = real.texts.map((re, i) => {
    const im = (imag.texts[i] as string).trimStart();
    return `${re}${im.startsWith('-') ? '' : '+'}${im}j`;
  });
  return { texts, width: real.width + imag.width + 1 };
}

function exactCells(values: Iterable<bigint | string>): Cells {
  const texts = Array.from(values, String);
  return padded(texts, widest(texts));
}

function cellsOf(x: Tensor): Cells {
  const { dtype } = x;
  if (dtype.is_complex) return complexCells(new Float64Array(bytesOf(x.to(dtypes.complex128))));
  if (dtype.name === 'float4_e2m1fn_x2') return floatCells(doublesOf(x.view(dtypes.uint8)));
  if (dtype.is_floating_point) return floatCells(doublesOf(x));
  if (dtype.name === 'bool') {
    return exactCells(Array.from(new Uint8Array(bytesOf(x)), (bit) => (bit ? 'True' : 'False')));
  }
  // Bits without a meaning as numbers: Python fails at the first element that it reads, and so in these words.
  if (/^(bits\d|u?int[1-7]$)/.test(dtype.name)) x.flatten().select(0, 0).item();
  if (dtype.name === 'uint64') return exactCells(new BigUint64Array(bytesOf(x)));
  return exactCells(new BigInt64Array(bytesOf(x.to(dtypes.int64))));
}

// Rows of columns, innermost dimension last; the brackets of each dimension indent what is inside by one.
function layOut(cells: Cells, { sizes, cut }: Shown, indent: number): string {
  const last = sizes.length - 1;
  const { edgeitems, linewidth } = options;
  let next = 0;

  const row = (margin: number): string => {
    const items = cells.texts.slice(next, next + (sizes[last] as number));
    next += items.length;
    if (cut[last]) items.splice(edgeitems, 0, ' ...');
    const perLine = Math.max(1, Math.floor((linewidth - margin) / (cells.width + 2)));
    const lines: string[] = [];
    for (let i = 0; i < items.length; i += perLine) lines.push(items.slice(i, i + perLine).join(', '));
    return lines.join(`,\n${' '.repeat(margin + 1)}`);
  };

  const block = (d: number, margin: number): string => {
    if (d === last) return `[${row(margin)}]`;
    const parts = Array.from({ length: sizes[d] as number }, () => block(d + 1, margin + 1));
    if (cut[d]) parts.splice(edgeitems, 0, '...');
    return `[${parts.join(`,${'\n'.repeat(last - d)}${' '.repeat(margin + 1)}`)}]`;
  };

  return last < 0 ? (cells.texts[0] as string) : block(0, indent);
}

function contents(x: Tensor, indent: number): string {
  const count = x.numel();
  if (count === 0) return '[]';
  const summary = count > options.threshold && x.dim() > 0;
  if (summary && options.edgeitems === 0) return '[...]';
  // Not a tensor with memory of its own yet (a gradient that was never written).
  const dense = aten('_is_zerotensor')(x) ? x.clone() : x;
  const shown = corners(dense, summary ? options.edgeitems : Number.POSITIVE_INFINITY);
  return layOut(cellsOf(shown.data), shown, indent);
}

/** A part of a tensor's text: `values=tensor([...])`, with the size where there are no elements to tell it. */
function part(label: string, x: Tensor, indent: number): string {
  const opening = `${label}=tensor(`;
  const body = x.is_meta ? '...' : contents(x, indent + opening.length);
  const size = x.is_meta || x.numel() === 0 ? `, size=${tupleStr(x.shape)}` : '';
  return `${opening}${body}${size})`;
}

/** The operators that give a sparse tensor's parts, in the order in which they print. */
const sparseParts: Record<string, readonly string[]> = {
  sparse_coo: ['_indices', '_values'],
  sparse_csr: ['crow_indices', 'col_indices', 'values'],
  sparse_csc: ['ccol_indices', 'row_indices', 'values'],
  sparse_bsr: ['crow_indices', 'col_indices', 'values'],
  sparse_bsc: ['ccol_indices', 'row_indices', 'values'],
};

function sparse(x: Tensor, indent: number): string {
  const parts = (sparseParts[x.layout.name] ?? []).map((name) =>
    part(name.replace(/^_/, ''), (aten(name)(x) as Tensor).detach(), indent),
  );
  return parts.join(`,\n${' '.repeat(indent)}`);
}

function nested(x: Tensor): string {
  const items = x.unbind(0).map((item) => tensorStr(item).replace(/^/gm, '  '));
  return `[\n${items.join(',\n')}\n]`;
}

function quantizer(x: Tensor): string[] {
  const scheme = String(x.qscheme());
  const numbers = scheme.includes('per_channel')
    ? [
        `scale=${tensorStr(x.q_per_channel_scales())}`,
        `zero_point=${tensorStr(x.q_per_channel_zero_points())}`,
        `axis=${x.q_per_channel_axis()}`,
      ]
    : [`scale=${floatRepr(x.q_scale())}`, `zero_point=${x.q_zero_point()}`];
  return [`quantization_scheme=${scheme}`, ...numbers];
}

/** What stands between the brackets, and what is said of it after them. */
function describe(x: Tensor, indent: number): { text: string; facts: string[] } {
  // Its items differ in size; it has no shape of its own.
  if (x.is_nested) return { text: nested(x), facts: [] };
  const floating = dtypeOfCode(native.default_dtype());
  const isDefault = x.dtype === floating;
  // The elements show these by themselves: 1., 1, True, 1.+2.j
  const complex = floating.name === 'float64' ? 'complex128' : 'complex64';
  const isPlain = isDefault || ['int64', 'bool', complex].includes(x.dtype.name);
  const size = `size=${tupleStr(x.shape)}`;
  const dtype = `dtype=${x.dtype}`;
  const dtypeIf = (shown: boolean) => (shown ? [dtype] : []);

  if (x.layout.name in sparseParts) {
    const nnz = x.is_meta ? [] : [`nnz=${aten('_nnz')(x)}`];
    return { text: sparse(x, indent), facts: [size, ...nnz, ...dtypeIf(!isPlain)] };
  }
  if (x.is_quantized) {
    const facts = [size, ...dtypeIf(!isPlain), ...quantizer(x)];
    return { text: contents(x.dequantize(), indent), facts };
  }
  if (x.is_meta) return { text: '...', facts: [size, ...dtypeIf(!isDefault)] };
  if (x.numel() === 0) {
    return { text: '[]', facts: [...(x.dim() === 1 ? [] : [size]), ...dtypeIf(!isDefault)] };
  }
  const dense = x.layout === layouts.strided ? x : x.to_dense();
  return {
    text: contents(dense, indent),
    facts: [...(options.edgeitems === 0 ? [size] : []), ...dtypeIf(!isPlain)],
  };
}

function history(x: Tensor): string[] {
  let name: string | undefined;
  try {
    name = x.grad_fn?.name();
  } catch {
    // A view whose base was changed in place in a way that autograd cannot follow.
    name = 'Invalid';
  }
  if (name !== undefined) return [`grad_fn=<${name.split('::').at(-1)}>`];
  return x.requires_grad ? ['requires_grad=True'] : [];
}

/** The derivative that a tensor carries inside of a level of forward mode. */
function tangent(x: Tensor): string[] {
  const plain = x.layout === layouts.strided && !x.is_nested && !x.is_quantized;
  if (forwardLevel.current < 0 || !plain) return [];
  const [, carried] = aten('_unpack_dual')(x, forwardLevel.current) as [Tensor, Tensor | null];
  if (carried == null) return [];
  return [`tangent=${tensorFormat(carried)}`];
}

/** Python's `f'{x}'`: the number that a tensor without dimensions holds, other tensors as they are printed. */
export function tensorFormat(x: Tensor): string {
  if (x.dim() > 0 || x.is_meta) return tensorStr(x);
  const value: unknown = x.item();
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' && x.is_floating_point() ? floatRepr(value) : `${value}`;
}

/** Facts go on the last line while they fit, each then on a line of its own. */
function withFacts(text: string, facts: string[], indent: number, newline: boolean): string {
  let result = text;
  // One more than the characters that stand there, as PyTorch counts, or two on a first line.
  let used = text.length - text.lastIndexOf('\n') + 1;
  facts.forEach((fact, i) => {
    const breaks = (newline && i === 0) || used + fact.length + 2 > options.linewidth;
    result += breaks ? `,\n${' '.repeat(indent)}${fact}` : `, ${fact}`;
    used = breaks ? indent + fact.length : used + fact.length + 2;
  });
  return `${result})`;
}

// The same as autograd.ts's no_grad, which stands above this file.
function withoutGraph(body: () => string): string {
  const before = native.grad_mode(false);
  try {
    return body();
  } finally {
    native.grad_mode(before);
  }
}

/** A tensor inside of a function transform: what the level wrapped, under the level's name. */
function wrappedStr(x: Tensor, label: string): string {
  const text = tensorStr(ownTensor(native.transform_peel(x._handle()) as External) as Tensor);
  if (label.startsWith('Functional')) return `${label}, value=\\\n${text})`;
  return `${label}, value=\n${text.replace(/^(?=.)/gm, '    ')}\n)`;
}

/** The text that PyTorch prints for `x`, under the options of `set_printoptions`. */
export function tensorStr(x: Tensor): string {
  return native.outside_transforms(() => {
    const label = native.transform_label(x._handle());
    return label === undefined ? plainStr(x) : wrappedStr(x, label);
  });
}

function plainStr(x: Tensor): string {
  const kind = x.constructor.name;
  const prefix = x.is_nested
    ? 'nested_tensor('
    : kind === 'Tensor' || kind === 'Parameter'
      ? 'tensor('
      : `${kind}(`;
  const indent = prefix.length;
  return withoutGraph(() => {
    const { text, facts } = describe(x, indent);
    const device = x.device.type === 'cpu' ? [] : [`device='${x.device}'`];
    const layout = x.layout === layouts.strided ? [] : [`layout=${x.layout}`];
    const all = [...device, ...facts, ...layout, ...history(x), ...tangent(x)];
    return withFacts(prefix + text, all, indent, x.layout === layouts.sparse_coo);
  });
}

/** The text of an operator's named results, or Python's tuple of them where they have no names. */
export function returnTypeStr(
  name: string,
  fields: readonly (readonly [field: string, value: unknown])[],
): string {
  if (fields.every(([field]) => field === '')) {
    return tuple(fields.map(([, value]) => itemStr(value)));
  }
  return `${name}(\n${fields.map(([field, value]) => `${field}=${itemStr(value)}`).join(',\n')})`;
}

const tuple = (items: readonly string[]) => `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;

/** What stands in a tuple: tensors as they are printed. */
function itemStr(value: unknown): string {
  if (Array.isArray(value)) return tuple(value.map(itemStr));
  return value === null || value === undefined ? 'None' : value.toString();
}
