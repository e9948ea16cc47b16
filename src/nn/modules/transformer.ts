import { z } from 'zod';
import { deepcopy } from '../../copy.ts';
import type { dtype as DType } from '../../dtype.ts';
import { RuntimeError } from '../../errors.ts';
import type { Device } from '../../generated/types.ts';
import { type Calls, keywords } from '../../keywords.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import * as F from '../functional/activation.ts';
import { additiveMask } from '../functional/attention.ts';
import { warn } from '../functional/common.ts';
import { xavier_uniform_ } from '../init.ts';
import { GELU, MultiheadAttention, ReLU } from './activation.ts';
import { ModuleList } from './container.ts';
import { Dropout } from './dropout.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { LayerNorm } from './normalization.ts';
import { INTERNALS, isModule } from './slots.ts';
import { factory, flag, float, int, layer } from './utils.ts';

// S is the source's length, T the target's, N the batch, E = d_model.

type Mask = Tensor | null;
type Activation = (x: Tensor) => Tensor;

const activationField = z
  .union([z.string(), z.custom<Activation>((f) => typeof f === 'function', 'expected a name or a function')])
  .default(() => F.relu as Activation);

const layerFields = [
  ['d_model', int],
  ['nhead', int],
  ['dim_feedforward', int.default(2048)],
  ['dropout', float(0.1)],
  ['activation', activationField],
  ['layer_norm_eps', float(1e-5)],
  ['batch_first', flag(false)],
  ['norm_first', flag(false)],
  ['bias', flag(true)],
  ...factory,
] as const;
const encoderLayerArgs = signature('TransformerEncoderLayer', ...layerFields);
const decoderLayerArgs = signature('TransformerDecoderLayer', ...layerFields);

function activationOf(given: string | Activation): Activation {
  if (typeof given !== 'string') return given;
  if (given === 'relu') return F.relu;
  if (given === 'gelu') return F.gelu;
  throw new RuntimeError(`activation should be relu/gelu, not ${given}`);
}

/** What LibTorch's kernel for a whole layer knows: 1 relu, 2 gelu, 0 anything else. */
function kernelActivation(activation: Activation): 0 | 1 | 2 {
  if (activation === F.relu || activation instanceof ReLU) return 1;
  return activation === F.gelu || activation instanceof GELU ? 2 : 0;
}

// -Infinity above the diagonal: no position looks at a later one.
const causalMask = (size: number, device: Device | null = null, dtype: DType | null = null): Tensor =>
  torch.full([size, size], Number.NEGATIVE_INFINITY, { device, dtype }).triu(1);

/** The hint as it was given; without one, whether the mask is the causal one. */
function isCausal(mask: Mask, hint: boolean | null, size: number | null): boolean {
  if (hint !== null || mask === null) return hint === true;
  const causal = causalMask(size ?? mask.size(-2), mask.device, mask.dtype);
  return String(mask.shape) === String(causal.shape) && mask.equal(causal);
}

function lengthOf(x: Tensor, batch_first: boolean): number | null {
  if (x.is_nested) return null;
  return x.size(x.dim() === 2 || !batch_first ? 0 : 1);
}

function masksToAdd(
  src: Tensor,
  mask: Mask,
  padding: Mask,
  names: [mask: string, padding: string],
): [Mask, Mask] {
  if (mask !== null && padding !== null && mask.dtype !== padding.dtype) {
    const both = `${names[1]} and ${names[0]}`;
    warn(`Support for mismatched ${both} is deprecated. Use same type for both instead.`);
  }
  return [additiveMask(mask, names[0], src.dtype), additiveMask(padding, names[1], src.dtype)];
}

const encoderLayerNames = ['src', 'src_mask', 'src_key_padding_mask', 'is_causal'] as const;
type EncoderLayerArgs = [src: Tensor, src_mask?: Mask, src_key_padding_mask?: Mask, is_causal?: boolean];

class TransformerEncoderLayer_ extends Module {
  declare self_attn: MultiheadAttention;
  declare linear1: Linear; // E -> dim_feedforward
  declare dropout: Dropout;
  declare linear2: Linear; // dim_feedforward -> E
  declare norm_first: boolean;
  declare norm1: LayerNorm;
  declare norm2: LayerNorm;
  declare dropout1: Dropout;
  declare dropout2: Dropout;
  declare activation_relu_or_gelu: 0 | 1 | 2;
  declare activation: Activation;

  constructor(...args: Args<typeof encoderLayerArgs>) {
    super();
    const options = encoderLayerArgs(args);
    const { d_model, nhead, dim_feedforward, dropout, layer_norm_eps: eps, bias, device, dtype } = options;
    const { batch_first } = options;
    const norm = () => LayerNorm(d_model, { eps, bias, device, dtype });
    this.self_attn = MultiheadAttention(d_model, nhead, { dropout, bias, batch_first, device, dtype });
    this.linear1 = Linear(d_model, dim_feedforward, { bias, device, dtype });
    this.dropout = Dropout(dropout);
    this.linear2 = Linear(dim_feedforward, d_model, { bias, device, dtype });
    this.norm_first = options.norm_first;
    this.norm1 = norm();
    this.norm2 = norm();
    this.dropout1 = Dropout(dropout);
    this.dropout2 = Dropout(dropout);
    const activation = activationOf(options.activation);
    this.activation_relu_or_gelu = kernelActivation(activation);
    this.activation = activation;
  }

  override _inner(): readonly Module[] {
    return this.children();
  }

  /** src (S, N, E), (N, S, E) with `batch_first`, or (S, E) -> the same; the masks are MultiheadAttention's. */
  override forward(...args: Calls<typeof encoderLayerNames, EncoderLayerArgs>): Tensor {
    return encodeOnce(this, ...(args as EncoderLayerArgs));
  }

  _sa_block(x: Tensor, attn_mask: Mask, key_padding_mask: Mask, is_causal = false): Tensor {
    return this.dropout1(attend(this.self_attn, x, x, attn_mask, key_padding_mask, is_causal));
  }

  _ff_block(x: Tensor): Tensor {
    return this.dropout2(this.linear2(this.dropout(this.activation(this.linear1(x)))));
  }
}

function attend(
  attention: MultiheadAttention,
  x: Tensor,
  memory: Tensor,
  attn_mask: Mask,
  key_padding_mask: Mask,
  is_causal: boolean,
): Tensor {
  const options = { attn_mask, key_padding_mask, is_causal, need_weights: false };
  return attention(x, memory, memory, options)[0];
}

const encodeOnce = keywords(
  'forward',
  ['layer', ...encoderLayerNames],
  (
    layer: TransformerEncoderLayer_,
    src: Tensor,
    src_mask: Mask = null,
    src_key_padding_mask: Mask = null,
    is_causal: boolean = false,
  ): Tensor => {
    const names: [string, string] = ['src_mask', 'src_key_padding_mask'];
    const [mask, padding] = masksToAdd(src, src_mask, src_key_padding_mask, names);
    if (hasKernel(layer, src, mask, padding)) return encodeInKernel(layer, src, mask, padding);
    const { norm1, norm2 } = layer;
    if (layer.norm_first) {
      const x = src.add(layer._sa_block(norm1(src), mask, padding, is_causal));
      return x.add(layer._ff_block(norm2(x)));
    }
    const x = norm1(src.add(layer._sa_block(src, mask, padding, is_causal)));
    return norm2(x.add(layer._ff_block(x)));
  },
);

/** The parameters of a layer in the order of LibTorch's kernel. */
function kernelParameters({ self_attn, norm1, norm2, linear1, linear2 }: TransformerEncoderLayer_): Tensor[] {
  const { in_proj_weight, in_proj_bias, out_proj } = self_attn;
  const layers = [out_proj, norm1, norm2, linear1, linear2];
  return [in_proj_weight, in_proj_bias, ...layers.flatMap(({ weight, bias }) => [weight, bias])] as Tensor[];
}

const needsGradient = (tensors: Tensor[]): boolean =>
  torch.is_grad_enabled() && tensors.some((x) => x?.requires_grad);

// LibTorch computes a whole layer in one kernel where no gradient is asked for. PyTorch takes it in the same cases, and
// so gives the same bits.
function hasKernel(layer: TransformerEncoderLayer_, src: Tensor, mask: Mask, padding: Mask): boolean {
  const { self_attn, norm1, norm2 } = layer;
  if (!torch.backends.mha.get_fastpath_enabled() || torch.is_autocast_enabled()) return false;
  if (layer.training || src.dim() !== 3 || !self_attn.batch_first || self_attn.num_heads % 2 === 1)
    return false;
  if (self_attn.in_proj_bias === null || !self_attn._qkv_same_embed_dim) return false;
  if (!layer.activation_relu_or_gelu || norm1.eps !== norm2.eps) return false;
  if (src.is_nested && (mask !== null || padding !== null)) return false;
  if (layer.modules().some((m) => m[INTERNALS].forward.length + m[INTERNALS].forward_pre.length > 0))
    return false;
  return !needsGradient([src, ...kernelParameters(layer)]);
}

function encodeInKernel(layer: TransformerEncoderLayer_, src: Tensor, mask: Mask, padding: Mask): Tensor {
  const { self_attn, norm_first, norm1, activation_relu_or_gelu } = layer;
  const [merged, type] = self_attn.merge_masks(mask, padding, src);
  const [qkv_weight, qkv_bias, proj_weight, proj_bias, ...rest] = kernelParameters(layer) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    ...Tensor[],
  ];
  return (torch._transformer_encoder_layer_fwd as (...args: unknown[]) => Tensor)(
    src,
    self_attn.embed_dim,
    self_attn.num_heads,
    qkv_weight,
    qkv_bias,
    proj_weight,
    proj_bias,
    activation_relu_or_gelu === 2,
    norm_first,
    norm1.eps,
    ...rest,
    merged,
    type,
  );
}

/**
 * Self-attention and a feed-forward network, each with a residual connection and layer normalisation:
 * x = norm1(x + attention(x)), y = norm2(x + linear2(activation(linear1(x)))); with `norm_first` each part normalises
 * its input instead of the sum.
 *
 * `activation` is 'relu', 'gelu' or any function; `dropout` in [0, 1]. Throws RuntimeError for another name.
 * Source: Vaswani et al. 2017, arXiv:1706.03762; PyTorch 2.13, `torch.nn.TransformerEncoderLayer`.
 */
export const TransformerEncoderLayer = layer(TransformerEncoderLayer_);
export type TransformerEncoderLayer = TransformerEncoderLayer_;

const decoderLayerNames = [
  'tgt',
  'memory',
  'tgt_mask',
  'memory_mask',
  'tgt_key_padding_mask',
  'memory_key_padding_mask',
  'tgt_is_causal',
  'memory_is_causal',
] as const;
type DecoderLayerArgs = [
  tgt: Tensor,
  memory: Tensor,
  tgt_mask?: Mask,
  memory_mask?: Mask,
  tgt_key_padding_mask?: Mask,
  memory_key_padding_mask?: Mask,
  tgt_is_causal?: boolean,
  memory_is_causal?: boolean,
];

class TransformerDecoderLayer_ extends Module {
  declare self_attn: MultiheadAttention;
  declare multihead_attn: MultiheadAttention;
  declare linear1: Linear; // E -> dim_feedforward
  declare dropout: Dropout;
  declare linear2: Linear; // dim_feedforward -> E
  declare norm_first: boolean;
  declare norm1: LayerNorm;
  declare norm2: LayerNorm;
  declare norm3: LayerNorm;
  declare dropout1: Dropout;
  declare dropout2: Dropout;
  declare dropout3: Dropout;
  declare activation: Activation;

  constructor(...args: Args<typeof decoderLayerArgs>) {
    super();
    const options = decoderLayerArgs(args);
    const { d_model, nhead, dim_feedforward, dropout, layer_norm_eps: eps, bias, device, dtype } = options;
    const { batch_first } = options;
    const attention = () => MultiheadAttention(d_model, nhead, { dropout, bias, batch_first, device, dtype });
    const norm = () => LayerNorm(d_model, { eps, bias, device, dtype });
    this.self_attn = attention();
    this.multihead_attn = attention();
    this.linear1 = Linear(d_model, dim_feedforward, { bias, device, dtype });
    this.dropout = Dropout(dropout);
    this.linear2 = Linear(dim_feedforward, d_model, { bias, device, dtype });
    this.norm_first = options.norm_first;
    this.norm1 = norm();
    this.norm2 = norm();
    this.norm3 = norm();
    this.dropout1 = Dropout(dropout);
    this.dropout2 = Dropout(dropout);
    this.dropout3 = Dropout(dropout);
    this.activation = activationOf(options.activation);
  }

  override _inner(): readonly Module[] {
    return this.children();
  }

  /** tgt (T, N, E), memory (S, N, E), (N, T, E) and (N, S, E) with `batch_first`, or without N -> as tgt. */
  override forward(...args: Calls<typeof decoderLayerNames, DecoderLayerArgs>): Tensor {
    return decodeOnce(this, ...(args as DecoderLayerArgs));
  }

  _sa_block(x: Tensor, attn_mask: Mask, key_padding_mask: Mask, is_causal = false): Tensor {
    return this.dropout1(attend(this.self_attn, x, x, attn_mask, key_padding_mask, is_causal));
  }

  _mha_block(x: Tensor, mem: Tensor, attn_mask: Mask, key_padding_mask: Mask, is_causal = false): Tensor {
    return this.dropout2(attend(this.multihead_attn, x, mem, attn_mask, key_padding_mask, is_causal));
  }

  _ff_block(x: Tensor): Tensor {
    return this.dropout3(this.linear2(this.dropout(this.activation(this.linear1(x)))));
  }
}

const decodeOnce = keywords(
  'forward',
  ['layer', ...decoderLayerNames],
  (
    layer: TransformerDecoderLayer_,
    tgt: Tensor,
    memory: Tensor,
    tgt_mask: Mask = null,
    memory_mask: Mask = null,
    tgt_key_padding_mask: Mask = null,
    memory_key_padding_mask: Mask = null,
    tgt_is_causal: boolean = false,
    memory_is_causal: boolean = false,
  ): Tensor => {
    const { norm1, norm2, norm3 } = layer;
    const toSelf = (x: Tensor) => layer._sa_block(x, tgt_mask, tgt_key_padding_mask, tgt_is_causal);
    const toMemory = (x: Tensor) =>
      layer._mha_block(x, memory, memory_mask, memory_key_padding_mask, memory_is_causal);
    if (layer.norm_first) {
      const x = tgt.add(toSelf(norm1(tgt)));
      const y = x.add(toMemory(norm2(x)));
      return y.add(layer._ff_block(norm3(y)));
    }
    const x = norm1(tgt.add(toSelf(tgt)));
    const y = norm2(x.add(toMemory(x)));
    return norm3(y.add(layer._ff_block(y)));
  },
);

/**
 * TransformerEncoderLayer with a second attention, to the encoder's output `memory`, between the two parts.
 *
 * Source: Vaswani et al. 2017, arXiv:1706.03762; PyTorch 2.13, `torch.nn.TransformerDecoderLayer`.
 */
export const TransformerDecoderLayer = layer(TransformerDecoderLayer_);
export type TransformerDecoderLayer = TransformerDecoderLayer_;

const module = z.custom<Module>(isModule, 'expected a module');
const norm = ['norm', module.nullable().default(null)] as const;
const clones = (layer: Module, count: number) =>
  ModuleList(Array.from({ length: count }, () => deepcopy(layer)));

const encoderArgs = signature(
  'TransformerEncoder',
  ['encoder_layer', module],
  ['num_layers', int],
  norm,
  ['enable_nested_tensor', flag(true)],
  ['mask_check', flag(true)],
);
const encoderNames = ['src', 'mask', 'src_key_padding_mask', 'is_causal'] as const;
type EncoderArgs = [src: Tensor, mask?: Mask, src_key_padding_mask?: Mask, is_causal?: boolean | null];

/** Why padding cannot be left out of the computation, or '' if it can. */
function whyNotNested(layer: Module): string {
  if (!(layer instanceof TransformerEncoderLayer_)) return 'encoder_layer was not TransformerEncoderLayer';
  const { self_attn, norm1, norm2 } = layer;
  if (layer.norm_first) return 'encoder_layer.norm_first was True';
  if (!self_attn.batch_first) {
    return 'encoder_layer.self_attn.batch_first was not True(use batch_first for better inference performance)';
  }
  if (!self_attn._qkv_same_embed_dim) return 'encoder_layer.self_attn._qkv_same_embed_dim was not True';
  if (self_attn.in_proj_bias === null) return 'encoder_layer.self_attn was passed bias=False';
  if (!layer.activation_relu_or_gelu) return 'encoder_layer.activation_relu_or_gelu was not True';
  if (norm1.eps !== norm2.eps) return 'encoder_layer.norm1.eps was not equal to encoder_layer.norm2.eps';
  return self_attn.num_heads % 2 === 1 ? 'encoder_layer.self_attn.num_heads is odd' : '';
}

class TransformerEncoder_ extends Module {
  declare layers: ModuleList;
  declare num_layers: number;
  declare norm: Module | null;
  declare enable_nested_tensor: boolean;
  declare use_nested_tensor: boolean;
  declare mask_check: boolean;

  constructor(...args: Args<typeof encoderArgs>) {
    super();
    const { encoder_layer, num_layers, norm, enable_nested_tensor, mask_check } = encoderArgs(args);
    this.layers = clones(encoder_layer, num_layers);
    this.num_layers = num_layers;
    this.norm = norm;
    this.enable_nested_tensor = enable_nested_tensor;
    const reason = whyNotNested(encoder_layer);
    this.use_nested_tensor = enable_nested_tensor && reason === '';
    this.mask_check = mask_check;
    if (enable_nested_tensor && reason !== '') {
      warn(`enable_nested_tensor is True, but self.use_nested_tensor is False because ${reason}`);
    }
  }

  override _inner(): readonly Module[] {
    return this.children();
  }

  /** src (S, N, E), (N, S, E) with batch_first layers, or (S, E) -> the same. */
  override forward(...args: Calls<typeof encoderNames, EncoderArgs>): Tensor {
    return encode(this, ...(args as EncoderArgs));
  }
}

const encode = keywords(
  'forward',
  ['encoder', ...encoderNames],
  (
    encoder: TransformerEncoder_,
    src: Tensor,
    mask: Mask = null,
    src_key_padding_mask: Mask = null,
    is_causal: boolean | null = null,
  ): Tensor => {
    const [attention, padding] = masksToAdd(src, mask, src_key_padding_mask, [
      'mask',
      'src_key_padding_mask',
    ]);
    const first = encoder.layers.at(0) as TransformerEncoderLayer_;
    const nested = padding !== null && attention === null && canNest(encoder, first, src, padding);
    let output = nested ? torch._nested_tensor_from_mask(src, padding.logical_not(), false) : src;
    const causal = isCausal(attention, is_causal, lengthOf(src, first.self_attn.batch_first));
    const options = {
      src_mask: attention,
      is_causal: causal,
      src_key_padding_mask: nested ? null : padding,
    };
    for (const each of encoder.layers) output = each(output, options);
    if (nested) output = (output as any).to_padded_tensor(0, src.shape);
    return encoder.norm === null ? output : encoder.norm(output);
  },
);

// As in Python, in evaluation the sequences go through the layers without their padding.
function canNest(
  encoder: TransformerEncoder_,
  first: TransformerEncoderLayer_,
  src: Tensor,
  padding: Tensor,
) {
  if (!torch.backends.mha.get_fastpath_enabled() || torch.is_autocast_enabled()) return false;
  if (!encoder.use_nested_tensor || first.training || src.dim() !== 3 || src.is_nested) return false;
  if (encoder.mask_check && !torch._nested_tensor_from_mask_left_aligned(src, padding.logical_not()))
    return false;
  return !needsGradient([src, ...kernelParameters(first)]);
}

/**
 * `num_layers` copies of a layer in a row, then `norm` where there is one. All begin with the same parameters.
 *
 * Source: Vaswani et al. 2017, arXiv:1706.03762; PyTorch 2.13, `torch.nn.TransformerEncoder`.
 */
export const TransformerEncoder = layer(TransformerEncoder_);
export type TransformerEncoder = TransformerEncoder_;

const decoderArgs = signature('TransformerDecoder', ['decoder_layer', module], ['num_layers', int], norm);
type DecoderArgs = [
  tgt: Tensor,
  memory: Tensor,
  tgt_mask?: Mask,
  memory_mask?: Mask,
  tgt_key_padding_mask?: Mask,
  memory_key_padding_mask?: Mask,
  tgt_is_causal?: boolean | null,
  memory_is_causal?: boolean,
];

class TransformerDecoder_ extends Module {
  declare layers: ModuleList;
  declare num_layers: number;
  declare norm: Module | null;

  constructor(...args: Args<typeof decoderArgs>) {
    super();
    const { decoder_layer, num_layers, norm } = decoderArgs(args);
    this.layers = clones(decoder_layer, num_layers);
    this.num_layers = num_layers;
    this.norm = norm;
  }

  override _inner(): readonly Module[] {
    return this.children();
  }

  /** tgt (T, N, E), memory (S, N, E), (N, T, E) and (N, S, E) with batch_first layers, or without N -> as tgt. */
  override forward(...args: Calls<typeof decoderLayerNames, DecoderArgs>): Tensor {
    return decode(this, ...(args as DecoderArgs));
  }
}

const decode = keywords(
  'forward',
  ['decoder', ...decoderLayerNames],
  (
    decoder: TransformerDecoder_,
    tgt: Tensor,
    memory: Tensor,
    tgt_mask: Mask = null,
    memory_mask: Mask = null,
    tgt_key_padding_mask: Mask = null,
    memory_key_padding_mask: Mask = null,
    tgt_is_causal: boolean | null = null,
    memory_is_causal: boolean = false,
  ): Tensor => {
    const { self_attn } = decoder.layers.at(0) as TransformerDecoderLayer_;
    const length = lengthOf(tgt, self_attn.batch_first);
    const options = {
      tgt_mask,
      memory_mask,
      tgt_key_padding_mask,
      memory_key_padding_mask,
      tgt_is_causal: isCausal(tgt_mask, tgt_is_causal, length),
      memory_is_causal,
    };
    let output = tgt;
    for (const each of decoder.layers) output = each(output, memory, options);
    return decoder.norm === null ? output : decoder.norm(output);
  },
);

/**
 * `num_layers` copies of a layer in a row, then `norm` where there is one. All begin with the same parameters.
 *
 * Source: Vaswani et al. 2017, arXiv:1706.03762; PyTorch 2.13, `torch.nn.TransformerDecoder`.
 */
export const TransformerDecoder = layer(TransformerDecoder_);
export type TransformerDecoder = TransformerDecoder_;

const transformerArgs = signature(
  'Transformer',
  ['d_model', int.default(512)],
  ['nhead', int.default(8)],
  ['num_encoder_layers', int.default(6)],
  ['num_decoder_layers', int.default(6)],
  ['dim_feedforward', int.default(2048)],
  ['dropout', float(0.1)],
  ['activation', activationField],
  ['custom_encoder', module.nullable().default(null)],
  ['custom_decoder', module.nullable().default(null)],
  ['layer_norm_eps', float(1e-5)],
  ['batch_first', flag(false)],
  ['norm_first', flag(false)],
  ['bias', flag(true)],
  ...factory,
);

const transformerNames = [
  'src',
  'tgt',
  'src_mask',
  'tgt_mask',
  'memory_mask',
  'src_key_padding_mask',
  'tgt_key_padding_mask',
  'memory_key_padding_mask',
  'src_is_causal',
  'tgt_is_causal',
  'memory_is_causal',
] as const;
type TransformerArgs = [
  src: Tensor,
  tgt: Tensor,
  src_mask?: Mask,
  tgt_mask?: Mask,
  memory_mask?: Mask,
  src_key_padding_mask?: Mask,
  tgt_key_padding_mask?: Mask,
  memory_key_padding_mask?: Mask,
  src_is_causal?: boolean | null,
  tgt_is_causal?: boolean | null,
  memory_is_causal?: boolean,
];

class Transformer_ extends Module {
  /** Of these classes unless custom ones were given. */
  declare encoder: TransformerEncoder;
  declare decoder: TransformerDecoder;
  declare d_model: number;
  declare nhead: number;
  declare batch_first: boolean;

  constructor(...args: Args<typeof transformerArgs>) {
    super();
    const { num_encoder_layers, num_decoder_layers, custom_encoder, custom_decoder, ...options } =
      transformerArgs(args);
    const { d_model, layer_norm_eps: eps, bias, device, dtype } = options;
    const norm = () => LayerNorm(d_model, { eps, bias, device, dtype });
    this.encoder = (custom_encoder ??
      TransformerEncoder(TransformerEncoderLayer(options), num_encoder_layers, norm())) as TransformerEncoder;
    this.decoder = (custom_decoder ??
      TransformerDecoder(TransformerDecoderLayer(options), num_decoder_layers, norm())) as TransformerDecoder;
    this._reset_parameters();
    this.d_model = d_model;
    this.nhead = options.nhead;
    this.batch_first = options.batch_first;
  }

  override _inner(): readonly Module[] {
    return this.children();
  }

  _reset_parameters(): void {
    for (const param of this.parameters()) if (param.dim() > 1) xavier_uniform_(param);
  }

  /** src (S, N, E), tgt (T, N, E), (N, S, E) and (N, T, E) with `batch_first`, or without N -> as tgt. */
  override forward(...args: Calls<typeof transformerNames, TransformerArgs>): Tensor {
    return transform(this, ...(args as TransformerArgs));
  }

  /** The mask under which no position looks at a later one: (size, size), 0 and -Infinity. */
  static generate_square_subsequent_mask(
    size: number,
    device: Device | null | { device?: Device | null; dtype?: DType | null } = null,
    dtype: DType | null = null,
  ): Tensor {
    if (typeof device !== 'object' || device === null || 'type' in device) {
      return causalMask(size, device as Device | null, dtype);
    }
    return causalMask(size, device.device, device.dtype);
  }
}

const transform = keywords(
  'forward',
  ['transformer', ...transformerNames],
  (
    transformer: Transformer_,
    src: Tensor,
    tgt: Tensor,
    src_mask: Mask = null,
    tgt_mask: Mask = null,
    memory_mask: Mask = null,
    src_key_padding_mask: Mask = null,
    tgt_key_padding_mask: Mask = null,
    memory_key_padding_mask: Mask = null,
    src_is_causal: boolean | null = null,
    tgt_is_causal: boolean | null = null,
    memory_is_causal: boolean = false,
  ): Tensor => {
    const { batch_first, d_model, encoder, decoder } = transformer;
    const batch = batch_first ? 0 : 1;
    if (src.dim() === 3 && src.size(batch) !== tgt.size(batch)) {
      throw new RuntimeError('the batch number of src and tgt must be equal');
    }
    if (src.size(-1) !== d_model || tgt.size(-1) !== d_model) {
      throw new RuntimeError('the feature number of src and tgt must be equal to d_model');
    }
    const memory = encoder(src, { mask: src_mask, src_key_padding_mask, is_causal: src_is_causal });
    const masks = { tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask };
    return decoder(tgt, memory, { ...masks, tgt_is_causal, memory_is_causal });
  },
);

/**
 * An encoder of the source and a decoder of the target that attends to the encoder's output.
 *
 * `forward(src, tgt, ...)`: (S, N, E), (T, N, E) -> (T, N, E). A mask is true, or -Infinity, where not to look:
 * `src_mask` (S, S), `tgt_mask` (T, T), `memory_mask` (T, S), the paddings (N, S) and (N, T). All weights with two or
 * more dimensions start from Xavier's uniform distribution. Throws RuntimeError for batches or sizes that do not fit.
 * Source: Vaswani et al. 2017, arXiv:1706.03762; PyTorch 2.13, `torch.nn.Transformer`.
 */
export const Transformer = layer(Transformer_);
export type Transformer = Transformer_;
