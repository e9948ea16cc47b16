import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { AssertionError, ValueError } from '../../errors.ts';
import { type Calls, keywords } from '../../keywords.ts';
import { type Args, signature } from '../../signature.ts';
import { Parameter, type Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import * as F from '../functional/activation.ts';
import { additiveMask, multi_head_attention_forward } from '../functional/attention.ts';
import { warn } from '../functional/common.ts';
import * as init from '../init.ts';
import { NonDynamicallyQuantizableLinear } from './linear.ts';
import { Module } from './module.ts';
import { factory, flag, float, int, Layer, layer, noteGiven, number, optionRepr, repr } from './utils.ts';

const inplace = ['inplace', flag(false)] as const;

/** An activation whose only option is to overwrite its input. */
abstract class _Inplace extends Layer {
  declare inplace: boolean;

  constructor(options: { inplace: boolean }) {
    super();
    this.inplace = options.inplace;
  }

  override extra_repr(): string {
    return this.inplace ? 'inplace=True' : '';
  }
}

const reluArgs = signature('ReLU', inplace);

class ReLU_ extends _Inplace {
  constructor(...args: Args<typeof reluArgs>) {
    super(reluArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return this.inplace ? torch.relu_(input) : torch.relu(input);
  }
}

/** max(0, x), (*). Source: PyTorch 2.13, `torch.nn.ReLU`. */
export const ReLU = layer(ReLU_);
export type ReLU = ReLU_;

const seluArgs = signature('SELU', inplace);

class SELU_ extends _Inplace {
  constructor(...args: Args<typeof seluArgs>) {
    super(seluArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.selu(input, this.inplace);
  }
}

/** scale (max(0, x) + min(0, alpha (exp(x) - 1))), alpha = 1.6733, scale = 1.0507. Source: Klambauer et al. 2017, arXiv:1706.02515. */
export const SELU = layer(SELU_);
export type SELU = SELU_;

const siluArgs = signature('SiLU', inplace);

class SiLU_ extends _Inplace {
  constructor(...args: Args<typeof siluArgs>) {
    super(siluArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.silu(input, this.inplace);
  }
}

/** x sigmoid(x), also known as swish. Source: Hendrycks & Gimpel 2016, arXiv:1606.08415; Ramachandran et al. 2017, arXiv:1710.05941. */
export const SiLU = layer(SiLU_);
export type SiLU = SiLU_;

const mishArgs = signature('Mish', inplace);

class Mish_ extends _Inplace {
  constructor(...args: Args<typeof mishArgs>) {
    super(mishArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.mish(input, this.inplace);
  }
}

/** x tanh(softplus(x)). Source: Misra 2019, arXiv:1908.08681. */
export const Mish = layer(Mish_);
export type Mish = Mish_;

const hardswishArgs = signature('Hardswish', inplace);

class Hardswish_ extends _Inplace {
  constructor(...args: Args<typeof hardswishArgs>) {
    super(hardswishArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.hardswish(input, this.inplace);
  }

  override extra_repr(): string {
    return ''; // PyTorch prints nothing here
  }
}

/** x relu6(x + 3) / 6. Source: Howard et al. 2019, arXiv:1905.02244. */
export const Hardswish = layer(Hardswish_);
export type Hardswish = Hardswish_;

const hardsigmoidArgs = signature('Hardsigmoid', inplace);

class Hardsigmoid_ extends _Inplace {
  constructor(...args: Args<typeof hardsigmoidArgs>) {
    super(hardsigmoidArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.hardsigmoid(input, this.inplace);
  }

  override extra_repr(): string {
    return ''; // PyTorch prints nothing here
  }
}

/** relu6(x + 3) / 6, in [0, 1]. Source: PyTorch 2.13, `torch.nn.Hardsigmoid`. */
export const Hardsigmoid = layer(Hardsigmoid_);
export type Hardsigmoid = Hardsigmoid_;

const thresholdArgs = signature('Threshold', ['threshold', number], ['value', number], inplace);

class Threshold_ extends Layer {
  declare threshold: number;
  declare value: number;
  declare inplace: boolean;

  constructor(...args: Args<typeof thresholdArgs>) {
    super();
    Object.assign(this, thresholdArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.threshold(input, this.threshold, this.value, this.inplace);
  }

  override extra_repr(): string {
    const inplace = this.inplace ? ', inplace=True' : '';
    return `threshold=${repr(this.threshold)}, value=${repr(this.value)}${inplace}`;
  }
}

/** x where x > threshold, else value. Source: PyTorch 2.13, `torch.nn.Threshold`. */
export const Threshold = layer(Threshold_);
export type Threshold = Threshold_;

const rreluArgs = signature('RReLU', ['lower', float(1 / 8)], ['upper', float(1 / 3)], inplace);

class RReLU_ extends Layer {
  declare lower: number;
  declare upper: number;
  declare inplace: boolean;

  constructor(...args: Args<typeof rreluArgs>) {
    super();
    Object.assign(this, rreluArgs(args));
    noteGiven(this, rreluArgs.fields, args);
  }

  override forward(input: Tensor): Tensor {
    return F.rrelu(input, this.lower, this.upper, this.training, this.inplace);
  }

  override extra_repr(): string {
    const inplace = this.inplace ? ', inplace=True' : '';
    return `lower=${optionRepr(this, 'lower')}, upper=${optionRepr(this, 'upper')}${inplace}`;
  }
}

/** Leaky ReLU with its slope drawn from U(lower, upper) while training, their mean otherwise. Source: Xu et al. 2015, arXiv:1505.00853. */
export const RReLU = layer(RReLU_);
export type RReLU = RReLU_;

const hardtanhArgs = signature(
  'Hardtanh',
  ['min_val', float(-1)],
  ['max_val', float(1)],
  inplace,
  ['min_value', number.nullable().default(null)],
  ['max_value', number.nullable().default(null)],
);

class Hardtanh_ extends Layer {
  declare min_val: number;
  declare max_val: number;
  declare inplace: boolean;

  constructor(...args: Args<typeof hardtanhArgs>) {
    super();
    const { min_val, max_val, inplace, min_value, max_value } = hardtanhArgs(args);
    if (min_value !== null) warn('keyword argument `min_value` is deprecated and renamed to `min_val`');
    if (max_value !== null) warn('keyword argument `max_value` is deprecated and renamed to `max_val`');
    this.min_val = min_value ?? min_val;
    this.max_val = max_value ?? max_val;
    this.inplace = inplace;
    noteGiven(this, hardtanhArgs.fields, args, { min_value: 'min_val', max_value: 'max_val' });
    if (this.max_val <= this.min_val) {
      throw new AssertionError(
        `max_val (${floatRepr(this.max_val)}) must be greater than min_val (${floatRepr(this.min_val)})`,
      );
    }
  }

  override forward(input: Tensor): Tensor {
    return F.hardtanh(input, this.min_val, this.max_val, this.inplace);
  }

  override extra_repr(): string {
    const inplace = this.inplace ? ', inplace=True' : '';
    return `min_val=${optionRepr(this, 'min_val')}, max_val=${optionRepr(this, 'max_val')}${inplace}`;
  }
}

/** x clipped to [min_val, max_val]. Throws ValueError unless max_val > min_val. Source: PyTorch 2.13, `torch.nn.Hardtanh`. */
export const Hardtanh = layer(Hardtanh_);
export type Hardtanh = Hardtanh_;

const relu6Args = signature('ReLU6', inplace);

class ReLU6_ extends Hardtanh_ {
  constructor(...args: Args<typeof relu6Args>) {
    super(0, 6, relu6Args(args).inplace);
  }

  override extra_repr(): string {
    return this.inplace ? 'inplace=True' : '';
  }
}

/** min(max(0, x), 6). Source: Krizhevsky 2010, "Convolutional Deep Belief Networks on CIFAR-10". */
export const ReLU6 = layer(ReLU6_);
export type ReLU6 = ReLU6_;

const eluArgs = signature('ELU', ['alpha', float(1)], inplace);

class ELU_ extends Layer {
  declare alpha: number;
  declare inplace: boolean;

  constructor(...args: Args<typeof eluArgs>) {
    super();
    Object.assign(this, eluArgs(args));
    noteGiven(this, eluArgs.fields, args);
  }

  override forward(input: Tensor): Tensor {
    return F.elu(input, this.alpha, this.inplace);
  }

  override extra_repr(): string {
    return `alpha=${optionRepr(this, 'alpha')}${this.inplace ? ', inplace=True' : ''}`;
  }
}

/** x where x > 0, else alpha (exp(x) - 1). Source: Clevert et al. 2015, arXiv:1511.07289. */
export const ELU = layer(ELU_);
export type ELU = ELU_;

const celuArgs = signature('CELU', ['alpha', float(1)], inplace);

class CELU_ extends Layer {
  declare alpha: number;
  declare inplace: boolean;

  constructor(...args: Args<typeof celuArgs>) {
    super();
    Object.assign(this, celuArgs(args));
    noteGiven(this, celuArgs.fields, args);
  }

  override forward(input: Tensor): Tensor {
    return F.celu(input, this.alpha, this.inplace);
  }

  override extra_repr(): string {
    return `alpha=${optionRepr(this, 'alpha')}${this.inplace ? ', inplace=True' : ''}`;
  }
}

/** max(0, x) + min(0, alpha (exp(x / alpha) - 1)). Source: Barron 2017, arXiv:1704.07483. */
export const CELU = layer(CELU_);
export type CELU = CELU_;

const leakyReluArgs = signature('LeakyReLU', ['negative_slope', float(0.01)], inplace);

class LeakyReLU_ extends Layer {
  declare negative_slope: number;
  declare inplace: boolean;

  constructor(...args: Args<typeof leakyReluArgs>) {
    super();
    Object.assign(this, leakyReluArgs(args));
    noteGiven(this, leakyReluArgs.fields, args);
  }

  override forward(input: Tensor): Tensor {
    return F.leaky_relu(input, this.negative_slope, this.inplace);
  }

  override extra_repr(): string {
    return `negative_slope=${optionRepr(this, 'negative_slope')}${this.inplace ? ', inplace=True' : ''}`;
  }
}

/** max(0, x) + negative_slope min(0, x). Source: PyTorch 2.13, `torch.nn.LeakyReLU`. */
export const LeakyReLU = layer(LeakyReLU_);
export type LeakyReLU = LeakyReLU_;

const preluArgs = signature('PReLU', ['num_parameters', int.default(1)], ['init', float(0.25)], ...factory);

class PReLU_ extends Layer {
  declare num_parameters: number;
  declare init: number;
  declare weight: Parameter; // (num_parameters)

  constructor(...args: Args<typeof preluArgs>) {
    super();
    const { num_parameters, init, ...options } = preluArgs(args);
    this.num_parameters = num_parameters;
    this.init = init;
    this.weight = new Parameter(torch.empty([num_parameters], options));
    this.reset_parameters();
  }

  reset_parameters(): void {
    init.constant_(this.weight, this.init);
  }

  override forward(input: Tensor): Tensor {
    return F.prelu(input, this.weight); // (N, C, *) or any shape for one parameter
  }

  override extra_repr(): string {
    return `num_parameters=${this.num_parameters}`;
  }
}

/** max(0, x) + a min(0, x) with a learnt, one or one a channel. Source: He et al. 2015, arXiv:1502.01852. */
export const PReLU = layer(PReLU_);
export type PReLU = PReLU_;

class Sigmoid_ extends Layer {
  override forward(input: Tensor): Tensor {
    return torch.sigmoid(input);
  }
}

/** 1 / (1 + exp(-x)). */
export const Sigmoid = layer(Sigmoid_);
export type Sigmoid = Sigmoid_;

class Tanh_ extends Layer {
  override forward(input: Tensor): Tensor {
    return torch.tanh(input);
  }
}

/** (exp(x) - exp(-x)) / (exp(x) + exp(-x)). */
export const Tanh = layer(Tanh_);
export type Tanh = Tanh_;

class LogSigmoid_ extends Layer {
  override forward(input: Tensor): Tensor {
    return F.logsigmoid(input);
  }
}

/** log(sigmoid(x)). */
export const LogSigmoid = layer(LogSigmoid_);
export type LogSigmoid = LogSigmoid_;

class Softsign_ extends Layer {
  override forward(input: Tensor): Tensor {
    return F.softsign(input);
  }
}

/** x / (1 + |x|). */
export const Softsign = layer(Softsign_);
export type Softsign = Softsign_;

class Tanhshrink_ extends Layer {
  override forward(input: Tensor): Tensor {
    return F.tanhshrink(input);
  }
}

/** x - tanh(x). */
export const Tanhshrink = layer(Tanhshrink_);
export type Tanhshrink = Tanhshrink_;

const geluArgs = signature('GELU', ['approximate', z.enum(['none', 'tanh']).default('none')]);

const tanhApproximation = { approximate: 'tanh' } as const;

class GELU_ extends Layer {
  declare approximate: 'none' | 'tanh';

  constructor(...args: Args<typeof geluArgs>) {
    super();
    this.approximate = geluArgs(args).approximate;
  }

  override forward(input: Tensor): Tensor {
    return this.approximate === 'none' ? F.gelu(input) : F.gelu(input, tanhApproximation);
  }

  override extra_repr(): string {
    return `approximate=${repr(this.approximate)}`;
  }
}

/** x Φ(x) with the normal distribution's Φ, or its tanh approximation. Source: Hendrycks & Gimpel 2016, arXiv:1606.08415. */
export const GELU = layer(GELU_);
export type GELU = GELU_;

const gluArgs = signature('GLU', ['dim', int.default(-1)]);

class GLU_ extends Layer {
  declare dim: number;

  constructor(...args: Args<typeof gluArgs>) {
    super();
    this.dim = gluArgs(args).dim;
  }

  override forward(input: Tensor): Tensor {
    return F.glu(input, this.dim); // (*, 2 n, *) -> (*, n, *)
  }

  override extra_repr(): string {
    return `dim=${this.dim}`;
  }
}

/** a sigmoid(b) for the halves a, b of x along `dim`. Source: Dauphin et al. 2016, arXiv:1612.08083. */
export const GLU = layer(GLU_);
export type GLU = GLU_;

const hardshrinkArgs = signature('Hardshrink', ['lambd', float(0.5)]);

class Hardshrink_ extends Layer {
  declare lambd: number;

  constructor(...args: Args<typeof hardshrinkArgs>) {
    super();
    this.lambd = hardshrinkArgs(args).lambd;
    noteGiven(this, hardshrinkArgs.fields, args);
  }

  override forward(input: Tensor): Tensor {
    return F.hardshrink(input, this.lambd);
  }

  override extra_repr(): string {
    return optionRepr(this, 'lambd');
  }
}

/** x where |x| > lambd, else 0. */
export const Hardshrink = layer(Hardshrink_);
export type Hardshrink = Hardshrink_;

const softshrinkArgs = signature('Softshrink', ['lambd', float(0.5)]);

class Softshrink_ extends Layer {
  declare lambd: number;

  constructor(...args: Args<typeof softshrinkArgs>) {
    super();
    this.lambd = softshrinkArgs(args).lambd;
    noteGiven(this, softshrinkArgs.fields, args);
  }

  override forward(input: Tensor): Tensor {
    return F.softshrink(input, this.lambd);
  }

  override extra_repr(): string {
    return optionRepr(this, 'lambd');
  }
}

/** x moved towards 0 by lambd, 0 within it; lambd >= 0. */
export const Softshrink = layer(Softshrink_);
export type Softshrink = Softshrink_;

const softplusArgs = signature('Softplus', ['beta', float(1)], ['threshold', float(20)]);

class Softplus_ extends Layer {
  declare beta: number;
  declare threshold: number;

  constructor(...args: Args<typeof softplusArgs>) {
    super();
    Object.assign(this, softplusArgs(args));
    noteGiven(this, softplusArgs.fields, args);
  }

  override forward(input: Tensor): Tensor {
    return F.softplus(input, this.beta, this.threshold);
  }

  override extra_repr(): string {
    return `beta=${optionRepr(this, 'beta')}, threshold=${optionRepr(this, 'threshold')}`;
  }
}

/** log(1 + exp(beta x)) / beta, the identity where beta x > threshold. */
export const Softplus = layer(Softplus_);
export type Softplus = Softplus_;

const dim = ['dim', int.nullable().default(null)] as const;

/** A function along one dimension; null picks one by the input's rank, as PyTorch once did, and warns. */
abstract class _AlongDim extends Layer {
  declare dim: number | null;

  constructor(options: { dim: number | null }) {
    super();
    this.dim = options.dim;
  }

  override extra_repr(): string {
    return `dim=${repr(this.dim)}`;
  }
}

const softmaxArgs = signature('Softmax', dim);

class Softmax_ extends _AlongDim {
  constructor(...args: Args<typeof softmaxArgs>) {
    super(softmaxArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.softmax(input, this.dim);
  }
}

/** exp(x_i) / Σ_j exp(x_j) along `dim`, each in [0, 1]. Source: PyTorch 2.13, `torch.nn.Softmax`. */
export const Softmax = layer(Softmax_);
export type Softmax = Softmax_;

const softminArgs = signature('Softmin', dim);

class Softmin_ extends _AlongDim {
  constructor(...args: Args<typeof softminArgs>) {
    super(softminArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.softmin(input, this.dim);
  }
}

/** softmax(-x) along `dim`. */
export const Softmin = layer(Softmin_);
export type Softmin = Softmin_;

const logSoftmaxArgs = signature('LogSoftmax', dim);

class LogSoftmax_ extends _AlongDim {
  constructor(...args: Args<typeof logSoftmaxArgs>) {
    super(logSoftmaxArgs(args));
  }

  override forward(input: Tensor): Tensor {
    return F.log_softmax(input, this.dim);
  }
}

/** log(softmax(x)) along `dim`. */
export const LogSoftmax = layer(LogSoftmax_);
export type LogSoftmax = LogSoftmax_;

class Softmax2d_ extends Layer {
  override forward(input: Tensor): Tensor {
    const dims = input.dim();
    if (dims !== 3 && dims !== 4) {
      throw new ValueError(`Softmax2d: expected input to be 3D or 4D, got ${dims}D instead`);
    }
    return F.softmax(input, -3); // (N, C, H, W) or (C, H, W)
  }
}

/** Softmax over the channels at each place. Throws ValueError for another rank than 3 or 4. */
export const Softmax2d = layer(Softmax2d_);
export type Softmax2d = Softmax2d_;

const multiheadAttentionArgs = signature(
  'MultiheadAttention',
  ['embed_dim', int],
  ['num_heads', int],
  ['dropout', float(0)],
  ['bias', flag(true)],
  ['add_bias_kv', flag(false)],
  ['add_zero_attn', flag(false)],
  ['kdim', int.nullable().default(null)],
  ['vdim', int.nullable().default(null)],
  ['batch_first', flag(false)],
  ...factory,
);

const attentionNames = [
  'query',
  'key',
  'value',
  'key_padding_mask',
  'need_weights',
  'attn_mask',
  'average_attn_weights',
  'is_causal',
] as const;
type AttentionArgs = [
  query: Tensor,
  key: Tensor,
  value: Tensor,
  key_padding_mask?: Tensor | null,
  need_weights?: boolean,
  attn_mask?: Tensor | null,
  average_attn_weights?: boolean,
  is_causal?: boolean,
];
type Attention = [output: Tensor, weights: Tensor | null];

class MultiheadAttention_ extends Module {
  declare embed_dim: number; // E
  declare kdim: number;
  declare vdim: number;
  declare _qkv_same_embed_dim: boolean;
  declare num_heads: number;
  declare dropout: number;
  declare batch_first: boolean;
  declare head_dim: number;
  declare in_proj_weight: Parameter | null; // (3 E, E), or null and the three below
  declare q_proj_weight: Parameter | null; // (E, E)
  declare k_proj_weight: Parameter | null; // (E, kdim)
  declare v_proj_weight: Parameter | null; // (E, vdim)
  declare in_proj_bias: Parameter | null; // (3 E)
  declare out_proj: NonDynamicallyQuantizableLinear;
  declare bias_k: Parameter | null; // (1, 1, E)
  declare bias_v: Parameter | null; // (1, 1, E)
  declare add_zero_attn: boolean;

  constructor(...args: Args<typeof multiheadAttentionArgs>) {
    super();
    const { embed_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, ...more } =
      multiheadAttentionArgs(args);
    const { kdim, vdim, batch_first, device, dtype } = more;
    if (embed_dim <= 0 || num_heads <= 0) {
      throw new ValueError(
        `embed_dim and num_heads must be greater than 0, got embed_dim=${embed_dim} and num_heads=${num_heads} instead`,
      );
    }
    if (embed_dim % num_heads !== 0) throw new AssertionError('embed_dim must be divisible by num_heads');
    this.embed_dim = embed_dim;
    this.kdim = kdim ?? embed_dim;
    this.vdim = vdim ?? embed_dim;
    this._qkv_same_embed_dim = this.kdim === embed_dim && this.vdim === embed_dim;
    this.num_heads = num_heads;
    this.dropout = dropout;
    this.batch_first = batch_first;
    this.head_dim = embed_dim / num_heads;
    const parameter = (...size: number[]) => new Parameter(torch.empty(size, { device, dtype }));
    const packed = this._qkv_same_embed_dim;
    this.q_proj_weight = packed ? null : parameter(embed_dim, embed_dim);
    this.k_proj_weight = packed ? null : parameter(embed_dim, this.kdim);
    this.v_proj_weight = packed ? null : parameter(embed_dim, this.vdim);
    this.in_proj_weight = packed ? parameter(3 * embed_dim, embed_dim) : null;
    this.in_proj_bias = bias ? parameter(3 * embed_dim) : null;
    this.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, { bias, device, dtype });
    this.bias_k = add_bias_kv ? parameter(1, 1, embed_dim) : null;
    this.bias_v = add_bias_kv ? parameter(1, 1, embed_dim) : null;
    this.add_zero_attn = add_zero_attn;
    this._reset_parameters();
  }

  _reset_parameters(): void {
    for (const weight of [this.in_proj_weight, this.q_proj_weight, this.k_proj_weight, this.v_proj_weight]) {
      if (weight !== null) init.xavier_uniform_(weight);
    }
    if (this.in_proj_bias !== null) init.zeros_(this.in_proj_bias);
    if (this.in_proj_bias !== null && this.out_proj.bias !== null) init.zeros_(this.out_proj.bias);
    if (this.bias_k !== null) init.xavier_normal_(this.bias_k);
    if (this.bias_v !== null) init.xavier_normal_(this.bias_v);
  }

  /** query (T, N, E), key (S, N, kdim), value (S, N, vdim) -> [(T, N, E), weights]; see F.multi_head_attention_forward. */
  override forward(...args: Calls<typeof attentionNames, AttentionArgs>): Attention {
    return attention(this, ...(args as AttentionArgs));
  }

  /** One mask out of two, (N, S) or (N, h, T, S), and LibTorch's number for which it is. */
  merge_masks(
    attn_mask: Tensor | null,
    key_padding_mask: Tensor | null,
    query: Tensor,
  ): [mask: Tensor | null, type: number | null] {
    if (attn_mask === null) return [key_padding_mask, key_padding_mask === null ? null : 1];
    const [n, length] = query.shape as unknown as [number, number];
    const mask =
      attn_mask.dim() === 3
        ? attn_mask.view(n, -1, length, length)
        : attn_mask.view(1, 1, length, length).expand(n, this.num_heads, -1, -1);
    if (key_padding_mask === null) return [mask, 2];
    const padding = key_padding_mask.view(n, 1, 1, length).expand(-1, this.num_heads, -1, -1);
    return [mask.add(padding), 2];
  }
}

const attention = keywords(
  'forward',
  ['module', ...attentionNames],
  (
    module: MultiheadAttention_,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    key_padding_mask: Tensor | null = null,
    need_weights: boolean = true,
    attn_mask: Tensor | null = null,
    average_attn_weights: boolean = true,
    is_causal: boolean = false,
  ): Attention => {
    const padding = additiveMask(key_padding_mask, 'key_padding_mask', query.dtype);
    const mask = additiveMask(attn_mask, 'attn_mask', query.dtype);
    // A mask of numbers has no kernel of its own.
    const numbers = [key_padding_mask, attn_mask].some((given) => given?.is_floating_point());
    if (!numbers && query === key && key === value && hasKernel(module, query)) {
      const { embed_dim, num_heads, in_proj_weight, in_proj_bias, out_proj } = module;
      const [merged, type] = module.merge_masks(mask, padding, query);
      const [output, weights] = torch._native_multi_head_attention(
        query,
        key,
        value,
        embed_dim,
        num_heads,
        in_proj_weight as Tensor,
        in_proj_bias as Tensor,
        out_proj.weight,
        out_proj.bias as Tensor,
        merged,
        need_weights,
        average_attn_weights,
        type,
      );
      return [output, weights];
    }
    const swap = module.batch_first && query.dim() === 3;
    const swapped = new Map<Tensor, Tensor>();
    // The same tensor stays the same object, because that decides how the inputs are projected.
    const lengthFirst = (x: Tensor): Tensor => {
      if (!swap) return x;
      if (!swapped.has(x)) swapped.set(x, x.transpose(1, 0));
      return swapped.get(x) as Tensor;
    };
    const [output, weights] = multi_head_attention_forward(
      lengthFirst(query),
      lengthFirst(key),
      lengthFirst(value),
      module.embed_dim,
      module.num_heads,
      module.in_proj_weight,
      module.in_proj_bias,
      module.bias_k,
      module.bias_v,
      module.add_zero_attn,
      module.dropout,
      module.out_proj.weight,
      module.out_proj.bias,
      module.training,
      padding,
      need_weights,
      mask,
      !module._qkv_same_embed_dim,
      module.q_proj_weight,
      module.k_proj_weight,
      module.v_proj_weight,
      null,
      null,
      average_attn_weights,
      is_causal,
    );
    return [swap ? output.transpose(1, 0) : output, weights];
  },
);

// LibTorch has one kernel for self-attention without gradients; PyTorch takes it in the same cases, and so gives the
// same bits.
function hasKernel(module: MultiheadAttention_, query: Tensor): boolean {
  if (!torch.backends.mha.get_fastpath_enabled() || torch.is_autocast_enabled()) return false;
  const { in_proj_weight, in_proj_bias, out_proj, bias_k, bias_v } = module;
  if (module.training || !module.batch_first || module.num_heads % 2 !== 0 || query.dim() !== 3) return false;
  if (in_proj_weight === null || in_proj_bias === null || bias_k !== null || bias_v !== null) return false;
  if (module.add_zero_attn || query.dtype !== in_proj_weight.dtype) return false;
  const tensors = [query, in_proj_weight, in_proj_bias, out_proj.weight, out_proj.bias];
  return !torch.is_grad_enabled() || !tensors.some((x) => x?.requires_grad);
}

/**
 * Attention with several heads: concat_i(softmax(q_i k_iᵀ / √head_dim + mask) v_i) Wᵒ.
 *
 * `forward(query, key, value, ...)`: (T, N, E), (S, N, kdim), (S, N, vdim) -> [(T, N, E), weights (N, T, S)]; without
 * N unbatched, (N, T, E) with `batch_first`. `key_padding_mask` (N, S) and `attn_mask` (T, S) or (N h, T, S) are true,
 * or -Infinity, where not to look. Throws ValueError unless `num_heads` divides `embed_dim`.
 * Source: Vaswani et al. 2017, arXiv:1706.03762; PyTorch 2.13, `torch.nn.MultiheadAttention`.
 */
export const MultiheadAttention = layer(MultiheadAttention_);
export type MultiheadAttention = MultiheadAttention_;
