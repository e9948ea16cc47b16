// Random arguments for operators. An argument is first a description, plain data that stands in the journal and that
// Python reads as well (judge.py); `made` turns it into the value that the call gets.
import type { Param, Schema } from '../../src/ops/schema.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { decode, type Json } from '../../test/conformance/values.ts';
import { inForm, oddForms } from './forms.ts';
import { makeRecorded, type Recorded } from './recorded.ts';

export interface TensorText {
  shape: number[];
  dtype: string;
  /** How its memory lies: `plain`, `flipped` (transposed), `spread` (strides of 0), or another layout. */
  form: string;
  /** Elements are `start`, `start + step`, ...; a NaN makes all of them so. */
  start: number | string;
  step: number;
  grad: boolean;
}
export type Text =
  | null
  | boolean
  | number
  | string
  | Text[]
  | { tensor: TensorText }
  | { float: string }
  | { bigint: string }
  | { complex: [number, number] }
  | { dtype: string }
  | { layout: string }
  | { memory_format: string }
  | { device: string }
  | { qscheme: string }
  | { generator: number }
  | { object: string }
  | { absent: true }
  | { recorded: Recorded }
  | { value: Json }
  | { argument: number; form: string };

export interface CallText {
  /** `namespace::name.overload`, or what users call: `linalg.det` */
  op: string;
  /** How users call it, in the words of test/conformance/ops.ts. */
  spelled?: string;
  args: Text[];
  kwargs: Record<string, Text>;
  /** What is done with the result: nothing, printed, differentiated once or twice. */
  after: '' | 'print' | 'backward' | 'twice';
  /** The form of the gradients that come from behind; ones without it. */
  gradient?: string;
}

/** A small generator of our own (mulberry32): the calls must be the same on every machine. */
export class Dice {
  #state: number;

  constructor(text: string) {
    this.#state = 2166136261;
    for (const letter of text) this.#state = Math.imul(this.#state ^ letter.charCodeAt(0), 16777619) >>> 0;
  }
  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  below(count: number): number {
    return Math.floor(this.next() * count);
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

export const shapes = [
  [],
  [0],
  [1],
  [3],
  [6],
  [2, 3],
  [3, 2],
  [3, 3],
  [4, 4],
  [0, 3],
  [2, 0],
  [1, 1],
  [2, 3, 4],
  [1, 3, 3],
  [2, 4, 4],
  [2, 0, 3],
  [1, 2, 4, 4],
  [2, 3, 5, 4],
  [2, 2, 3, 3],
  [2, 4, 0, 3],
  [1, 2, 3, 4, 4],
  [2, 2, 2, 2, 2],
  [1, 2, 1, 2, 1, 2],
];
export const usualDtypes = [
  'float32',
  'float32',
  'float32',
  'float64',
  'int64',
  'int64',
  'int32',
  'bool',
  'uint8',
];
export const rareDtypes = [
  'float16',
  'bfloat16',
  'complex64',
  'complex128',
  'int8',
  'int16',
  'uint16',
  'uint32',
  'uint64',
];
export const quantized = ['qint8', 'quint8', 'qint32'];
export const edges: Text[] = [
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  2 ** 53 - 1,
  { bigint: String(2n ** 63n - 1n) },
  { bigint: String(-(2n ** 63n)) },
  { bigint: String(2n ** 64n) },
];
export const words = [
  '',
  'mean',
  'sum',
  'none',
  'max',
  'prod',
  'amax',
  'reflect',
  'constant',
  'zeros',
  'ij',
  'xy',
  'left',
];
const moreWords = [
  'L',
  'R',
  'U',
  'fro',
  'nuc',
  'trunc',
  'floor',
  'tanh',
  'linear',
  'right',
  'ij,jk->ik',
  'x\0y',
  'é🙂',
];

function tensor(dice: Dice, { keepsForm, ...family }: Family): Text {
  const one: TensorText = { ...family };
  if (dice.chance(0.25)) one.shape = [...dice.pick(shapes)];
  if (dice.chance(0.15)) one.dtype = dice.pick(dice.chance(0.7) ? usualDtypes : rareDtypes);
  if (dice.chance(0.1)) {
    const form = dice.pick(['flipped', 'spread', dice.pick(oddForms)]);
    if (!keepsForm) one.form = form;
  }
  if (dice.chance(0.15)) one.start = dice.pick([0, -3, 1, 100, 'nan', 'inf', 1e30]);
  if (dice.chance(0.1)) one.step = dice.pick([0, -1, 0.5]);
  return { tensor: one };
}

interface Family extends TensorText {
  keepsForm: boolean;
}

/** What the tensors of one call have in common, so that many calls get past the first checks. */
function family(dice: Dice, form: string): Family {
  const kind = dice.next();
  const dtype =
    kind < 0.75 ? dice.pick(usualDtypes) : kind < 0.93 ? dice.pick(rareDtypes) : dice.pick(quantized);
  const shape = [...dice.pick(shapes)];
  const usual = dice.chance(0.1) ? dice.pick(oddForms) : dice.pick(['plain', 'plain', 'plain', 'flipped']);
  return {
    shape,
    dtype,
    form: form || usual,
    keepsForm: form !== '',
    start: dice.pick([0, 0, 1, -2]),
    step: dice.pick([1, 1, 0.5, 0]),
    grad: dice.chance(0.15),
  };
}

function int(dice: Dice, name: string): Text {
  if (dice.chance(0.03)) return dice.pick(edges);
  if (name.includes('dim')) return dice.below(5) - 2;
  return dice.chance(0.12) ? -1 - dice.below(3) : dice.below(dice.chance(0.2) ? 17 : 5);
}

function float(dice: Dice): Text {
  if (dice.chance(0.08)) return { float: dice.pick(['nan', 'inf', '-inf', '1e308', '-1e-320']) };
  return dice.pick([0, 1, 0.5, 2, -1, 1e-5, 3, 0.25]);
}

function scalar(dice: Dice): Text {
  const kind = dice.next();
  if (kind < 0.45) return int(dice, '');
  if (kind < 0.85) return float(dice);
  return kind < 0.93 ? dice.chance(0.5) : { complex: [1, -0.5] };
}

function list(dice: Dice, length: number, one: () => Text): Text[] {
  const usual = length > 0 && dice.chance(0.85) ? length : dice.pick([0, 1, 1, 2, 2, 2, 3, 4]);
  return Array.from({ length: usual }, one);
}

function fitting(dice: Dice, param: Param, common: Family): Text {
  const { base, list: isList, length, nullable } = param.type;
  const one = (): Text => {
    switch (base) {
      case 'Tensor':
        return nullable && dice.chance(0.3) ? null : tensor(dice, common);
      case 'int':
        return int(dice, param.name);
      case 'float':
        return float(dice);
      case 'bool':
        return dice.chance(0.5);
      case 'Scalar':
        return nullable && dice.chance(0.3) ? null : scalar(dice);
      case 'complex':
        return { complex: [0.5, 1] };
      case 'str':
        return dice.pick(dice.chance(0.6) ? words : moreWords);
      case 'ScalarType':
        return { dtype: dice.pick(dice.chance(0.8) ? usualDtypes : [...rareDtypes, ...quantized]) };
      case 'Layout':
        return { layout: dice.pick(['strided', 'strided', 'sparse_coo', 'sparse_csr']) };
      case 'MemoryFormat':
        return { memory_format: dice.pick(['contiguous_format', 'preserve_format', 'channels_last']) };
      case 'Device':
        return { device: dice.pick(['cpu', 'cpu', 'cpu', 'meta', 'cuda:0']) };
      case 'QScheme':
        return { qscheme: dice.pick(['per_tensor_affine', 'per_channel_affine']) };
      case 'Generator':
        return { generator: dice.below(100) };
      default:
        return wrong(dice, common);
    }
  };
  if (!isList) return one();
  if (length > 0 && dice.chance(0.1)) return one();
  return list(dice, length, one);
}

/** Anything at all. */
function wrong(dice: Dice, common: Family): Text {
  switch (dice.below(14)) {
    case 0:
      return null;
    case 1:
      return { absent: true };
    case 2:
      return int(dice, '');
    case 3:
      return float(dice);
    case 4:
      return dice.chance(0.5);
    case 5:
      return dice.pick(words);
    case 6:
      return list(dice, 0, () => int(dice, ''));
    case 7:
      return list(dice, 0, () => tensor(dice, common));
    case 8:
      return { dtype: dice.pick([...usualDtypes, ...quantized]) };
    case 9:
      return {
        object: dice.pick([
          '{}',
          'function',
          'symbol',
          'date',
          'buffer',
          'typed',
          'mixed',
          'deep',
          'disposed',
        ]),
      };
    case 10:
      return { device: 'cpu' };
    case 11:
      return { bigint: '7' };
    case 12:
      return [null, 1, 'x'];
    default:
      return tensor(dice, common);
  }
}

/** One call of an overload; the same text every time for the same dice. `form`: that of every tensor. */
export function randomCall(op: string, schema: Schema, dice: Dice, form = ''): CallText {
  const common = family(dice, form);
  const call: CallText = { op, args: [], kwargs: {}, after: '' };
  const wild = dice.chance(0.25);
  for (const param of schema.params) {
    const written = param.written && param.keywordOnly;
    const optional = param.type.optional || !param.required;
    if (!written && param.keywordOnly && optional && dice.chance(0.7)) continue;
    if (wild && dice.chance(0.03)) continue;
    let value: Text;
    if (wild && dice.chance(0.2)) value = wrong(dice, common);
    else if (optional && dice.chance(0.3))
      value = param.type.optional && dice.chance(0.5) ? null : { absent: true };
    else value = fitting(dice, param, common);
    if (param.keywordOnly) call.kwargs[param.name] = value;
    else call.args.push(value);
  }
  if (wild && dice.chance(0.03)) call.args.push(wrong(dice, common));
  if (wild && dice.chance(0.03)) call.kwargs.nonsense = wrong(dice, common);
  if (dice.chance(0.1)) call.after = common.grad ? 'backward' : 'print';
  return call;
}

const constants = torch as unknown as Record<string, any>;

function makeTensor({ shape, dtype, form, start, step, grad }: TensorText): Tensor {
  const first = Number(String(start).replace('inf', 'Infinity'));
  const count = shape.reduce((a, b) => a * b, 1);
  const type = constants[dtype];
  const steps = torch.arange(count, { dtype: torch.float64 }).mul(step).add(first);
  const values = dtype.startsWith('q') ? steps.float() : steps.to(type);
  let made: Tensor;
  if (form === 'flipped') {
    const dims = shape.map((_, i) => shape.length - 1 - i);
    made = values.reshape(shape.toReversed()).permute(dims);
  } else if (form === 'spread' && count > 0) made = values.reshape(-1).index(0).expand(shape);
  else made = values.reshape(shape);
  if (dtype.startsWith('q')) {
    const channels = shape[0] ?? 0;
    return form === 'channel' && channels > 0
      ? torch.quantize_per_channel(
          made,
          torch.ones(channels),
          torch.zeros(channels, { dtype: torch.int64 }),
          0,
          type,
        )
      : torch.quantize_per_tensor(made, 0.5, 1, type);
  }
  made = inForm(made, form);
  return grad && (made.is_floating_point() || made.is_complex()) ? made.requires_grad_() : made;
}

function oddObject(name: string): unknown {
  switch (name) {
    case 'function':
      return () => 1;
    case 'symbol':
      return Symbol('s');
    case 'date':
      return new Date(0);
    case 'buffer':
      return new ArrayBuffer(8);
    case 'typed':
      return new Int32Array([1, 2]);
    case 'mixed':
      return [1, 'a', null, {}];
    case 'deep':
      return [[[[1]]]];
    case 'disposed': {
      const gone = torch.ones(2);
      gone.dispose();
      return gone;
    }
    default:
      return {};
  }
}

/** The value that a description stands for. Those of a call that name one another are left to `perform`. */
export function made(text: Text): unknown {
  if (Array.isArray(text)) return text.map(made);
  if (text === null || typeof text !== 'object') return text;
  if ('tensor' in text) return makeTensor(text.tensor);
  if ('float' in text) return Number(text.float.replace('inf', 'Infinity'));
  if ('bigint' in text) return BigInt(text.bigint);
  if ('complex' in text) return new torch.Complex(...text.complex);
  if ('dtype' in text) return constants[text.dtype];
  if ('layout' in text) return constants[text.layout];
  if ('memory_format' in text) return constants[text.memory_format];
  if ('device' in text) return torch.device(text.device);
  if ('qscheme' in text) return constants[text.qscheme];
  if ('generator' in text) return new torch.Generator().manual_seed(text.generator);
  if ('object' in text) return oddObject(text.object);
  if ('recorded' in text) return makeRecorded(text.recorded);
  if ('value' in text) return decode(text.value);
  return undefined;
}
