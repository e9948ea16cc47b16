import { type InspectOptions, inspect } from 'node:util';
import { TypeError } from './errors.ts';
import { native } from './native.ts';
import { Handle, Kind } from './ops/handle.ts';

/** A constant of LibTorch's, boxed at its first use. */
abstract class Constant extends Handle {
  #handle: unknown;
  protected abstract readonly boxed: number | string;

  override get _h(): unknown {
    this.#handle ??= native.make_constant(this._kind, this.boxed);
    return this.#handle;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}

/** The element type of a tensor, such as `torch.float32`. */
export class dtype extends Constant {
  readonly name: string;
  /** Bytes an element takes. */
  readonly itemsize: number;
  readonly is_floating_point: boolean;
  readonly is_complex: boolean;
  readonly is_signed: boolean;
  /** @internal LibTorch's number for it. */
  readonly code: number;
  protected override readonly boxed: number;

  constructor(name: string, code: number, itemsize: number) {
    super();
    this.name = name;
    this.code = code;
    this.boxed = code;
    this.itemsize = itemsize;
    this.is_complex = name.startsWith('complex');
    this.is_floating_point = name.includes('float');
    this.is_signed = !name.startsWith('u') && !name.startsWith('quint') && name !== 'bool';
  }
  override toString(): string {
    return `torch.${this.name}`;
  }
}
Object.defineProperty(dtype.prototype, '_kind', { value: Kind.ScalarType });

// name, LibTorch's number, bytes
const table: readonly (readonly [string, number, number])[] = [
  ['uint8', 0, 1],
  ['int8', 1, 1],
  ['int16', 2, 2],
  ['int32', 3, 4],
  ['int64', 4, 8],
  ['float16', 5, 2],
  ['float32', 6, 4],
  ['float64', 7, 8],
  ['complex32', 8, 4],
  ['complex64', 9, 8],
  ['complex128', 10, 16],
  ['bool', 11, 1],
  ['qint8', 12, 1],
  ['quint8', 13, 1],
  ['qint32', 14, 4],
  ['bfloat16', 15, 2],
  ['quint4x2', 16, 1],
  ['quint2x4', 17, 1],
  ['float8_e5m2', 23, 1],
  ['float8_e4m3fn', 24, 1],
  ['float8_e5m2fnuz', 25, 1],
  ['float8_e4m3fnuz', 26, 1],
  ['uint16', 27, 2],
  ['uint32', 28, 4],
  ['uint64', 29, 8],
  ['float8_e8m0fnu', 44, 1],
  ['float4_e2m1fn_x2', 45, 1],
  ['bits1x8', 18, 1],
  ['bits2x4', 19, 1],
  ['bits4x2', 20, 1],
  ['bits8', 21, 1],
  ['bits16', 22, 2],
  // Less than a byte wide: tensors of them hold one number a byte.
  ...[1, 2, 3, 4, 5, 6, 7].map((bits) => [`uint${bits}`, 29 + bits, 1] as const),
  ...[1, 2, 3, 4, 5, 6, 7].map((bits) => [`int${bits}`, 36 + bits, 1] as const),
];

const byCode: dtype[] = [];
const byName: Record<string, dtype> = {};
for (const [name, code, itemsize] of table) {
  byName[name] = byCode[code] = new dtype(name, code, itemsize);
}

/** @internal */
export function dtypeOfCode(code: number): dtype {
  const found = byCode[code];
  if (found === undefined) throw new TypeError(`LibTorch's element type number ${code} has no name here`);
  return found;
}

/** Every dtype by its name, aliases (`float`, `long`, `half`, ...) included. */
export const dtypes = {
  ...byName,
  float: byName.float32,
  double: byName.float64,
  half: byName.float16,
  short: byName.int16,
  int: byName.int32,
  long: byName.int64,
  cfloat: byName.complex64,
  cdouble: byName.complex128,
  chalf: byName.complex32,
} as unknown as Record<DTypeName, dtype>;
export type DTypeName =
  | 'uint8'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float16'
  | 'float32'
  | 'float64'
  | 'bfloat16'
  | 'complex32'
  | 'complex64'
  | 'complex128'
  | 'bool'
  | 'qint8'
  | 'quint8'
  | 'qint32'
  | 'quint4x2'
  | 'quint2x4'
  | 'float8_e5m2'
  | 'float8_e4m3fn'
  | 'float8_e5m2fnuz'
  | 'float8_e4m3fnuz'
  | 'float8_e8m0fnu'
  | `${'' | 'u'}int${1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | 'bits1x8'
  | 'bits2x4'
  | 'bits4x2'
  | 'bits8'
  | 'bits16'
  | 'float'
  | 'double'
  | 'half'
  | 'short'
  | 'int'
  | 'long'
  | 'cfloat'
  | 'cdouble'
  | 'chalf';

/** How a tensor's elements are stored: `torch.strided`, `torch.sparse_coo`, ... */
export class layout extends Constant {
  readonly name: string;
  protected override readonly boxed: number;
  constructor(name: string, code: number) {
    super();
    this.name = name;
    this.boxed = code;
  }
  override toString(): string {
    return `torch.${this.name}`;
  }
}
Object.defineProperty(layout.prototype, '_kind', { value: Kind.Layout });

const layoutNames = [
  'strided',
  'sparse_coo',
  'sparse_csr',
  '_mkldnn',
  'sparse_csc',
  'sparse_bsr',
  'sparse_bsc',
  'jagged',
] as const;
const layoutList = layoutNames.map((name, code) => new layout(name, code));
export const layouts = Object.fromEntries(layoutList.map((item) => [item.name, item])) as Record<
  (typeof layoutNames)[number],
  layout
>;
/** @internal */
export function layoutOfCode(code: number): layout {
  return layoutList[code] ?? new layout(`layout_${code}`, code);
}

/** How a quantized tensor's integers stand for numbers: `torch.per_tensor_affine`, `torch.per_channel_affine`, ... */
export class qscheme extends Constant {
  readonly name: string;
  protected override readonly boxed: number;
  constructor(name: string, code: number) {
    super();
    this.name = name;
    this.boxed = code;
  }
  override toString(): string {
    return `torch.${this.name}`;
  }
}
Object.defineProperty(qscheme.prototype, '_kind', { value: Kind.QScheme });

const qschemeNames = [
  'per_tensor_affine',
  'per_channel_affine',
  'per_tensor_symmetric',
  'per_channel_symmetric',
  'per_channel_affine_float_qparams',
] as const;
const qschemeList = qschemeNames.map((name, code) => new qscheme(name, code));
export const qschemes = Object.fromEntries(qschemeList.map((item) => [item.name, item])) as Record<
  (typeof qschemeNames)[number],
  qscheme
>;
/** @internal */
export function qschemeOfCode(code: number): qscheme {
  return qschemeList[code] ?? new qscheme(`qscheme_${code}`, code);
}

/** The order of a tensor's dimensions in memory: `torch.contiguous_format`, `torch.channels_last`, ... */
export class memory_format extends Constant {
  readonly name: string;
  protected override readonly boxed: number;
  constructor(name: string, code: number) {
    super();
    this.name = name;
    this.boxed = code;
  }
  override toString(): string {
    return `torch.${this.name}`;
  }
}
Object.defineProperty(memory_format.prototype, '_kind', { value: Kind.MemoryFormat });

const formatNames = ['contiguous_format', 'preserve_format', 'channels_last', 'channels_last_3d'] as const;
export const memory_formats = Object.fromEntries(
  formatNames.map((name, code) => [name, new memory_format(name, code)]),
) as Record<(typeof formatNames)[number], memory_format>;

/** Where a tensor lives: `cpu`, `cuda:0`, `meta`, ... Equal devices are the same object. */
export class device extends Constant {
  readonly type: string;
  readonly index: number | null;
  protected override readonly boxed: string;
  constructor(type: string, index: number | null) {
    super();
    this.type = type;
    this.index = index;
    this.boxed = index === null ? type : `${type}:${index}`;
  }
  override toString(): string {
    return this.boxed;
  }
  // console.log(x.device) is Python's print, cpu; in a list or an object stands what names the kind as well.
  override [inspect.custom](depth = 0, options?: InspectOptions): string {
    if (depth === options?.depth) return this.boxed;
    return this.index === null
      ? `device(type='${this.type}')`
      : `device(type='${this.type}', index=${this.index})`;
  }
}
Object.defineProperty(device.prototype, '_kind', { value: Kind.Device });

const knownDevices = new Map<string, device>();

/**
 * `torch.device('cuda', 0)`, `torch.device('cuda:0')`, `torch.device('cpu')`, `torch.device(0)` (an accelerator's index).
 *
 * @throws RuntimeError for a name that LibTorch does not know.
 */
export function makeDevice(type: string | number | device, index?: number | null): device {
  if (type instanceof device) return type;
  const text = typeof type === 'number' ? `cuda:${type}` : index == null ? type : `${type}:${index}`;
  let found = knownDevices.get(text);
  if (found === undefined) {
    // LibTorch parses and judges the text; its own spelling is the one we keep.
    const spelled = String(native.read_constant(native.make_constant(Kind.Device, text))?.[1]);
    const [name, number] = spelled.split(':') as [string, string?];
    found = knownDevices.get(spelled) ?? new device(name, number === undefined ? null : Number(number));
    knownDevices.set(spelled, found);
    knownDevices.set(text, found);
  }
  return found;
}
