import { z } from 'zod';
import { floatRepr, tupleStr } from '../../_python_str.ts';
import { callable } from '../../callable.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warn } from '../functional/common.ts';
import * as init from '../init.ts';
import { PackedSequence } from '../utils/rnn.ts';
import { Module } from './module.ts';
import { factory, flag, float, int, layer, strictFlag } from './utils.ts';

// T steps, N sequences, L layers, D directions (1 or 2), H hidden size, P projection size (H where there is none).

type Mode = 'LSTM' | 'GRU' | 'RNN_TANH' | 'RNN_RELU';
const gates: Readonly<Record<Mode, number>> = { LSTM: 4, GRU: 3, RNN_TANH: 1, RNN_RELU: 1 };
const cudnnModes: readonly Mode[] = ['RNN_RELU', 'RNN_TANH', 'LSTM', 'GRU'];

interface Options {
  input_size: number;
  hidden_size: number;
  num_layers: number;
  bias: boolean;
  batch_first: boolean;
  dropout: number;
  bidirectional: boolean;
  proj_size?: number;
  device: any;
  dtype: any;
}

function check({ input_size, hidden_size, num_layers, dropout, proj_size = 0 }: Options): void {
  if (dropout < 0 || dropout > 1) {
    throw new ValueError(
      'dropout should be a number in range [0, 1] representing the probability of an element being zeroed',
    );
  }
  if (dropout > 0 && num_layers === 1) {
    warn(
      'dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers ' +
        `greater than 1, but got dropout=${dropout} and num_layers=${num_layers}`,
    );
  }
  if (input_size <= 0) throw new ValueError('input_size must be greater than zero');
  if (hidden_size <= 0) throw new ValueError('hidden_size must be greater than zero');
  if (num_layers <= 0) throw new ValueError('num_layers must be greater than zero');
  if (proj_size < 0) {
    throw new ValueError('proj_size should be a positive integer or zero to disable projections');
  }
  if (proj_size >= hidden_size) throw new ValueError('proj_size has to be smaller than hidden_size');
}

type Sequence = Tensor | PackedSequence;

/** Recurrent layers of any kind; the thin classes below choose the cell. */
abstract class RNNBase_ extends Module {
  declare mode: Mode;
  declare input_size: number;
  declare hidden_size: number;
  declare num_layers: number;
  declare bias: boolean;
  declare batch_first: boolean;
  declare dropout: number;
  declare bidirectional: boolean;
  declare proj_size: number;
  // The parameters are weight_ih_l0 (gates H, input), weight_hh_l0 (gates H, P), bias_ih_l0 and bias_hh_l0 (gates H),
  // weight_hr_l0 (P, H), then the same with _reverse, then the same of the next layer.
  [weight: `weight_${string}`]: Parameter;
  [bias: `bias_${string}`]: Parameter;
  declare _all_weights: string[][];

  /** So that a field for any of the kinds, `declare rnn: nn.RNNBase`, can be called. */
  abstract override forward(input: any, hx?: any): [output: any, states: any];

  constructor(mode: Mode, options: Options) {
    super();
    check(options);
    const { input_size, hidden_size, num_layers, bias, bidirectional, device, dtype } = options;
    const { proj_size = 0 } = options;
    this.mode = mode;
    this.input_size = input_size;
    this.hidden_size = hidden_size;
    this.num_layers = num_layers;
    this.bias = bias;
    this.batch_first = options.batch_first;
    this.dropout = options.dropout;
    this.bidirectional = bidirectional;
    this.proj_size = proj_size;
    this._all_weights = [];
    const rows = gates[mode] * hidden_size;
    const outputs = proj_size || hidden_size;
    const suffixes = bidirectional ? ['', '_reverse'] : [''];
    for (let l = 0; l < num_layers; l += 1) {
      for (const suffix of suffixes) {
        const inputs = l === 0 ? input_size : outputs * suffixes.length;
        const sizes: Record<string, number[]> = { weight_ih: [rows, inputs], weight_hh: [rows, outputs] };
        if (bias) Object.assign(sizes, { bias_ih: [rows], bias_hh: [rows] });
        if (proj_size > 0) sizes.weight_hr = [proj_size, hidden_size];
        const names = Object.keys(sizes).map((name) => `${name}_l${l}${suffix}`);
        Object.values(sizes).forEach((size, i) => {
          const parameter = new Parameter(torch.empty(size, { device, dtype }));
          this.register_parameter(names[i] as string, parameter);
        });
        this._all_weights.push(names);
      }
    }
    this.flatten_parameters();
    this.reset_parameters();
  }

  /** The parameters of each layer and direction. */
  get all_weights(): Parameter[][] {
    return this._all_weights.map((names) => names.map((name) => (this as any)[name]));
  }

  reset_parameters(): void {
    const bound = 1 / Math.sqrt(this.hidden_size);
    for (const weight of this.parameters()) init.uniform_(weight, -bound, bound);
  }

  /** Lays the weights out in one block as cuDNN wants them; does nothing elsewhere. */
  flatten_parameters(): void {
    const weights = this.all_weights;
    const flat = weights.flat();
    if (!flat.every((w) => w.is_cuda) || !torch.backends.cudnn.enabled) return;
    const { input_size, hidden_size, proj_size, num_layers, batch_first, bidirectional } = this;
    torch.no_grad(() =>
      torch._cudnn_rnn_flatten_weight(
        flat,
        (weights[0] as Parameter[]).length,
        input_size,
        cudnnModes.indexOf(this.mode),
        hidden_size,
        proj_size,
        num_layers,
        batch_first,
        bidirectional,
      ),
    );
  }

  override _apply(fn: (tensor: Tensor) => Tensor, recurse = true): this {
    super._apply(fn, recurse);
    this.flatten_parameters();
    return this;
  }

  // Brings the input and the states (of which an LSTM has two) to LibTorch's shapes, calls it, and undoes that.
  protected _run(input: Sequence, given: readonly Tensor[] | null): [output: Sequence, states: Tensor[]] {
    const packed = input instanceof PackedSequence ? input : null;
    const steps = packed ? packed.data : (input as Tensor);
    const dims = steps.dim();
    const kind = this.mode.slice(0, 4).replace('_', '');
    if (!packed && dims !== 2 && dims !== 3) {
      throw new ValueError(`${kind}: Expected input to be 2D or 3D, got ${dims}D instead`);
    }
    const batched = packed !== null || dims === 3;
    if (given !== null && !packed) checkStateDims(given, batched);
    const batchDim = this.batch_first ? 0 : 1;
    const data = batched ? steps : steps.unsqueeze(batchDim);
    const batch = packed ? Number(packed.batch_sizes.select(0, 0).item()) : data.size(batchDim);
    this._checkInput(data, packed !== null);
    const states = this._states(data, batch, given, packed, batched);
    const weights = this.all_weights.flat();
    const result = this._call(data, packed, states, weights);
    const [output, ...after] = result as [Tensor, ...Tensor[]];
    if (packed) {
      const { batch_sizes, sorted_indices, unsorted_indices } = packed;
      const restore = (h: Tensor) => (unsorted_indices === null ? h : h.index_select(1, unsorted_indices));
      return [new PackedSequence(output, batch_sizes, sorted_indices, unsorted_indices), after.map(restore)];
    }
    if (batched) return [output, after];
    return [output.squeeze(batchDim), after.map((h) => h.squeeze(1))];
  }

  private _checkInput(data: Tensor, packed: boolean): void {
    const weight = (this.all_weights[0] as Parameter[])[0] as Parameter;
    if (data.dtype !== weight.dtype) {
      throw new ValueError(
        `RNN input dtype (${data.dtype}) does not match weight dtype (${weight.dtype}). Convert input: ` +
          `input.to(${weight.dtype}), or convert model: model.to(${data.dtype})`,
      );
    }
    const wanted = packed ? 2 : 3;
    if (data.dim() !== wanted) {
      throw new RuntimeError(`input must have ${wanted} dimensions, got ${data.dim()}`);
    }
    if (data.size(-1) !== this.input_size) {
      throw new RuntimeError(
        `input.size(-1) must be equal to input_size. Expected ${this.input_size}, got ${data.size(-1)}`,
      );
    }
  }

  private _states(
    data: Tensor,
    batch: number,
    given: readonly Tensor[] | null,
    packed: PackedSequence | null,
    batched: boolean,
  ): Tensor[] {
    const { hidden_size, proj_size } = this;
    const layers = this.num_layers * (this.bidirectional ? 2 : 1);
    const sizes = [[layers, batch, proj_size || hidden_size]]; // (L D, N, P)
    if (this.mode === 'LSTM') sizes.push([layers, batch, hidden_size]); // (L D, N, H)
    if (given === null) {
      return sizes.map((size) => torch.zeros(size, { dtype: data.dtype, device: data.device }));
    }
    return given.map((state, i) => {
      const wanted = sizes[i] as number[];
      const h = batched ? state : state.unsqueeze(1);
      if (!(h.dim() === 3 && wanted.every((n, d) => n === h.size(d)))) {
        const which = this.mode === 'LSTM' ? `hidden[${i}]` : 'hidden';
        throw new RuntimeError(`Expected ${which} size ${tupleStr(wanted)}, got [${h.shape.join(', ')}]`);
      }
      const order = packed?.sorted_indices ?? null;
      return order === null ? h : h.index_select(1, order);
    });
  }

  private _call(data: Tensor, packed: PackedSequence | null, states: Tensor[], weights: Tensor[]) {
    const { bias, num_layers, dropout, training, bidirectional, batch_first } = this;
    const op = operators[this.mode] as (...args: unknown[]) => Iterable<Tensor>;
    const hx = this.mode === 'LSTM' ? states : states[0];
    const common = [hx, weights, bias, num_layers, dropout, training, bidirectional];
    return [...(packed ? op(data, packed.batch_sizes, ...common) : op(data, ...common, batch_first))];
  }

  override extra_repr(): string {
    let text = `${this.input_size}, ${this.hidden_size}`;
    if (this.proj_size !== 0) text += `, proj_size=${this.proj_size}`;
    if (this.num_layers !== 1) text += `, num_layers=${this.num_layers}`;
    if (!this.bias) text += ', bias=False';
    if (this.batch_first) text += ', batch_first=True';
    if (this.dropout !== 0) text += `, dropout=${floatRepr(this.dropout)}`;
    if (this.bidirectional) text += ', bidirectional=True';
    return text;
  }
}
export const RNNBase = callable(RNNBase_);
export type { RNNBase_ };
export type RNNBase = RNNBase_;

const operators: Readonly<Record<Mode, unknown>> = {
  LSTM: torch.lstm,
  GRU: torch.gru,
  RNN_TANH: torch.rnn_tanh,
  RNN_RELU: torch.rnn_relu,
};

function checkStateDims(states: readonly Tensor[], batched: boolean): void {
  const wanted = batched ? 3 : 2;
  if (states.every((h) => h.dim() === wanted)) return;
  const dims = states.map((h) => `${h.dim()}-D`);
  const got = dims.length === 1 ? `${dims[0]} tensor` : `(${dims.join(', ')}) tensors`;
  const what = dims.length === 1 ? 'hx' : 'hx and cx';
  throw new RuntimeError(
    `For ${batched ? 'batched' : 'unbatched'} ${wanted}-D input, ${what} should also be ${wanted}-D but got ${got}`,
  );
}

const sizes = [
  ['input_size', int],
  ['hidden_size', int],
  ['num_layers', int.default(1)],
] as const;
const options = [
  ['bias', strictFlag(true)],
  ['batch_first', flag(false)],
  ['dropout', float(0)],
  ['bidirectional', flag(false)],
] as const;
const nonlinearity = ['nonlinearity', z.enum(['tanh', 'relu']).default('tanh')] as const;
const rnnArgs = signature('RNN', ...sizes, nonlinearity, ...options, ...factory);
const lstmArgs = signature('LSTM', ...sizes, ...options, ['proj_size', int.default(0)], ...factory);
const gruArgs = signature('GRU', ...sizes, ...options, ...factory);

// The interfaces say that a packed input gives a packed output.
export interface RNN_ {
  <S extends Sequence>(input: S, hx?: Tensor | null | { hx?: Tensor | null }): [output: S, h_n: Tensor];
  <S extends Sequence>(keywords: { input: S; hx?: Tensor | null }): [output: S, h_n: Tensor];
}
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the only way to type a callable class instance
export class RNN_ extends RNNBase {
  declare nonlinearity: 'tanh' | 'relu';

  constructor(...args: Args<typeof rnnArgs>) {
    const { nonlinearity, ...options } = rnnArgs(args);
    super(nonlinearity === 'tanh' ? 'RNN_TANH' : 'RNN_RELU', options);
    this.nonlinearity = nonlinearity;
  }

  override forward<S extends Sequence>(input: S, hx: Tensor | null = null): [output: S, h_n: Tensor] {
    const [output, [h]] = this._run(input, hx && [hx]);
    return [output as S, h as Tensor];
  }
}

/**
 * Elman network: h_t = tanh(W_ih x_t + b_ih + W_hh h_(t-1) + b_hh), or relu.
 *
 * input (T, N, input_size), (T, input_size), (N, T, input_size) with `batch_first`, or a PackedSequence; h_0
 * (L D, N, H), zeros by default -> [output (T, N, D H), h_n (L D, N, H)]. Parameters start from U(-√k, √k), k = 1 / H;
 * `dropout` in [0, 1] works between layers. Throws ValueError or RuntimeError for sizes that do not fit.
 * Source: PyTorch 2.13, `torch.nn.RNN`.
 */
export const RNN = layer(RNN_);
export type RNN = RNN_;

export interface LSTM_ {
  <S extends Sequence>(
    input: S,
    hx?: LSTMState | null | { hx?: LSTMState | null },
  ): [output: S, states: [h_n: Tensor, c_n: Tensor]];
  <S extends Sequence>(keywords: {
    input: S;
    hx?: LSTMState | null;
  }): [output: S, states: [h_n: Tensor, c_n: Tensor]];
}
type LSTMState = readonly [h: Tensor, c: Tensor];

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see RNN_
export class LSTM_ extends RNNBase {
  constructor(...args: Args<typeof lstmArgs>) {
    super('LSTM', lstmArgs(args));
  }

  override forward<S extends Sequence>(
    input: S,
    hx: LSTMState | null = null,
  ): [output: S, states: [h_n: Tensor, c_n: Tensor]] {
    const [output, states] = this._run(input, hx);
    return [output as S, states as [Tensor, Tensor]];
  }
}

/**
 * Long short-term memory: c_t = f_t c_(t-1) + i_t g_t, h_t = o_t tanh(c_t), gates i, f, o = σ(...), g = tanh(...).
 *
 * input (T, N, input_size), (T, input_size), (N, T, input_size) with `batch_first`, or a PackedSequence; states
 * [h_0 (L D, N, P), c_0 (L D, N, H)], zeros by default -> [output (T, N, D P), [h_n, c_n]]; `proj_size` P projects h.
 * Parameters start from U(-√k, √k), k = 1 / H; `dropout` in [0, 1] works between layers. Throws ValueError or
 * RuntimeError for sizes that do not fit. Source: Sak et al. 2014, arXiv:1402.1128; PyTorch 2.13, `torch.nn.LSTM`.
 */
export const LSTM = layer(LSTM_);
export type LSTM = LSTM_;

export interface GRU_ {
  <S extends Sequence>(input: S, hx?: Tensor | null | { hx?: Tensor | null }): [output: S, h_n: Tensor];
  <S extends Sequence>(keywords: { input: S; hx?: Tensor | null }): [output: S, h_n: Tensor];
}
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see RNN_
export class GRU_ extends RNNBase {
  constructor(...args: Args<typeof gruArgs>) {
    super('GRU', gruArgs(args));
  }

  override forward<S extends Sequence>(input: S, hx: Tensor | null = null): [output: S, h_n: Tensor] {
    const [output, [h]] = this._run(input, hx && [hx]);
    return [output as S, h as Tensor];
  }
}

/**
 * Gated recurrent unit: h_t = (1 - z_t) n_t + z_t h_(t-1), gates r, z = σ(...), n_t = tanh(W x_t + b + r_t (W h + b)).
 *
 * Shapes as of RNN. Parameters start from U(-√k, √k), k = 1 / H. Source: Cho et al. 2014, arXiv:1406.1078;
 * PyTorch 2.13, `torch.nn.GRU`.
 */
export const GRU = layer(GRU_);
export type GRU = GRU_;

/** One step of a recurrent layer; `chunks` gates. */
abstract class RNNCellBase_ extends Module {
  declare readonly _inputs: readonly ['input', 'hx'];
  declare input_size: number;
  declare hidden_size: number;
  declare bias: boolean;
  declare weight_ih: Parameter; // (gates H, input_size)
  declare weight_hh: Parameter; // (gates H, H)
  declare bias_ih: Parameter | null; // (gates H)
  declare bias_hh: Parameter | null; // (gates H)

  constructor(
    chunks: number,
    { input_size, hidden_size, bias, device, dtype }: ReturnType<typeof lstmCellArgs>,
  ) {
    super();
    this.input_size = input_size;
    this.hidden_size = hidden_size;
    this.bias = bias;
    const rows = chunks * hidden_size;
    const parameter = (...size: number[]) => new Parameter(torch.empty(size, { device, dtype }));
    this.weight_ih = parameter(rows, input_size);
    this.weight_hh = parameter(rows, hidden_size);
    this.bias_ih = bias ? parameter(rows) : null;
    this.bias_hh = bias ? parameter(rows) : null;
    this.reset_parameters();
  }

  reset_parameters(): void {
    const bound = this.hidden_size > 0 ? 1 / Math.sqrt(this.hidden_size) : 0;
    for (const weight of this.parameters()) init.uniform_(weight, -bound, bound);
  }

  // (N, input) and states (N, H), zeros where none are given; unbatched ones borrow a batch.
  protected _batch(
    input: Tensor,
    given: readonly Tensor[] | null,
    count: number,
  ): [Tensor, Tensor[], boolean] {
    const name = this._get_name();
    const dims = input.dim();
    if (dims !== 1 && dims !== 2) {
      throw new ValueError(`${name}: Expected input to be 1D or 2D, got ${dims}D instead`);
    }
    given?.forEach((h, i) => {
      if (h.dim() === 1 || h.dim() === 2) return;
      const which = count === 1 ? 'hidden' : `hx[${i}]`;
      throw new ValueError(`${name}: Expected ${which} to be 1D or 2D, got ${h.dim()}D instead`);
    });
    const batched = dims === 2;
    const x = batched ? input : input.unsqueeze(0);
    if (given !== null) return [x, given.map((h) => (batched ? h : h.unsqueeze(0))), batched];
    const zeros = torch.zeros([x.size(0), this.hidden_size], { dtype: x.dtype, device: x.device });
    return [x, Array<Tensor>(count).fill(zeros), batched];
  }

  override extra_repr(): string {
    return `${this.input_size}, ${this.hidden_size}${this.bias ? '' : ', bias=False'}`;
  }
}
export const RNNCellBase = callable(RNNCellBase_);
export type { RNNCellBase_ };
export type RNNCellBase = RNNCellBase_;

const cell = [
  ['input_size', int],
  ['hidden_size', int],
  ['bias', flag(true)],
] as const;
const rnnCellArgs = signature('RNNCell', ...cell, nonlinearity, ...factory);
const lstmCellArgs = signature('LSTMCell', ...cell, ...factory);
const gruCellArgs = signature('GRUCell', ...cell, ...factory);

class RNNCell_ extends RNNCellBase {
  declare nonlinearity: 'tanh' | 'relu';

  constructor(...args: Args<typeof rnnCellArgs>) {
    const { nonlinearity, ...options } = rnnCellArgs(args);
    super(1, options);
    this.nonlinearity = nonlinearity;
  }

  override forward(input: Tensor, hx: Tensor | null = null): Tensor {
    const { weight_ih, weight_hh, bias_ih, bias_hh } = this;
    const [x, [h], batched] = this._batch(input, hx && [hx], 1);
    const op = this.nonlinearity === 'tanh' ? torch.rnn_tanh_cell : torch.rnn_relu_cell;
    const next = op(x, h as Tensor, weight_ih, weight_hh, bias_ih, bias_hh); // (N, H)
    return batched ? next : next.squeeze(0);
  }

  override extra_repr(): string {
    const { nonlinearity } = this;
    return super.extra_repr() + (nonlinearity === 'tanh' ? '' : `, nonlinearity=${nonlinearity}`);
  }
}

/** One step of RNN: input (N, input_size) or (input_size), h (N, H) or (H) -> h'. Source: PyTorch 2.13, `torch.nn.RNNCell`. */
export const RNNCell = layer(RNNCell_);
export type RNNCell = RNNCell_;

class LSTMCell_ extends RNNCellBase {
  constructor(...args: Args<typeof lstmCellArgs>) {
    super(4, lstmCellArgs(args));
  }

  override forward(input: Tensor, hx: LSTMState | null = null): [h: Tensor, c: Tensor] {
    const { weight_ih, weight_hh, bias_ih, bias_hh } = this;
    const [x, states, batched] = this._batch(input, hx, 2);
    const [h, c] = torch.lstm_cell(x, states, weight_ih, weight_hh, bias_ih, bias_hh); // (N, H) both
    return batched ? [h, c] : [h.squeeze(0), c.squeeze(0)];
  }
}

/** One step of LSTM: input (N, input_size) or (input_size), [h, c] (N, H) or (H) each -> [h', c']. Source: PyTorch 2.13, `torch.nn.LSTMCell`. */
export const LSTMCell = layer(LSTMCell_);
export type LSTMCell = LSTMCell_;

class GRUCell_ extends RNNCellBase {
  constructor(...args: Args<typeof gruCellArgs>) {
    super(3, gruCellArgs(args));
  }

  override forward(input: Tensor, hx: Tensor | null = null): Tensor {
    const { weight_ih, weight_hh, bias_ih, bias_hh } = this;
    const [x, [h], batched] = this._batch(input, hx && [hx], 1);
    const next = torch.gru_cell(x, h as Tensor, weight_ih, weight_hh, bias_ih, bias_hh); // (N, H)
    return batched ? next : next.squeeze(0);
  }
}

/** One step of GRU: input (N, input_size) or (input_size), h (N, H) or (H) -> h'. Source: PyTorch 2.13, `torch.nn.GRUCell`. */
export const GRUCell = layer(GRUCell_);
export type GRUCell = GRUCell_;
