import { z } from 'zod';
import { AssertionError, ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { Parameter } from '../../nn/parameter.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { renameOld } from '../ops/_rename.ts';
import { type ActivationLayer, Conv2dNormActivation, MLP, type NormLayer } from '../ops/misc.ts';
import { builder, count, makerOr, numClasses, probability } from './_builder.ts';
import { initMlp } from './_init.ts';

export {
  ViT_B_16_Weights,
  ViT_B_32_Weights,
  ViT_H_14_Weights,
  ViT_L_16_Weights,
  ViT_L_32_Weights,
} from './weights.ts';

const mlpArgs = signature('MLPBlock', ['in_dim', count], ['mlp_dim', count], ['dropout', probability]);

/** The two linear layers of a block, (N, S, in_dim). */
class MLPBlock_ extends MLP {
  static override _version = 2; // 2 numbers the layers, which were called linear_1 and linear_2

  constructor(...args: Args<typeof mlpArgs>) {
    const { in_dim, mlp_dim, dropout } = mlpArgs(args);
    super(in_dim, [mlp_dim, in_dim], { activation_layer: nn.GELU, dropout });
    initMlp(this);
  }

  override _load_from_state_dict(...args: Parameters<nn.Module['_load_from_state_dict']>): void {
    renameOld(args, 2, [
      ['linear_1', '0'],
      ['linear_2', '3'],
    ]);
    super._load_from_state_dict(...args);
  }
}
export const MLPBlock = layer(MLPBlock_);
export type MLPBlock = MLPBlock_;

const layerNorm: NormLayer = (width) => nn.LayerNorm(width, { eps: 1e-6 });
const sizes = [
  ['num_heads', count],
  ['hidden_dim', count],
  ['mlp_dim', count],
  ['dropout', probability],
  ['attention_dropout', probability],
  ['norm_layer', makerOr(layerNorm)],
] as const;
const blockArgs = signature('EncoderBlock', ...sizes);
const encoderArgs = signature('Encoder', ['seq_length', count], ['num_layers', z.int().min(0)], ...sizes);

/**
 * Attention, then two linear layers; each beside a shortcut, and normalised before: (N, S, hidden_dim).
 *
 * @throws AssertionError on use for an input of other than three dimensions.
 */
class EncoderBlock_ extends nn.Module {
  declare num_heads: number;
  declare ln_1: nn.Module;
  declare self_attention: nn.MultiheadAttention;
  declare dropout: nn.Dropout;
  declare ln_2: nn.Module;
  declare mlp: MLPBlock_;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm_layer } = blockArgs(args);
    this.num_heads = num_heads;
    this.ln_1 = norm_layer(hidden_dim);
    this.self_attention = nn.MultiheadAttention(hidden_dim, num_heads, {
      dropout: attention_dropout,
      batch_first: true,
    });
    this.dropout = nn.Dropout({ p: dropout });
    this.ln_2 = norm_layer(hidden_dim);
    this.mlp = MLPBlock(hidden_dim, mlp_dim, dropout);
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(input: Tensor): Tensor {
    checkTokens(input);
    const normed = this.ln_1(input); // (N, S, hidden_dim)
    const [attended] = this.self_attention(normed, normed, normed, { need_weights: false });
    const x = this.dropout(attended).add(input);
    return x.add(this.mlp(this.ln_2(x))); // (N, S, hidden_dim)
  }
}
export const EncoderBlock = layer(EncoderBlock_);
export type EncoderBlock = EncoderBlock_;

function checkTokens(input: Tensor): void {
  if (input.dim() === 3) return;
  throw new AssertionError(`Expected (batch_size, seq_length, hidden_dim) got ${input.shape}`);
}

/**
 * Adds to the tokens what tells their positions, then goes through the blocks and a normalisation: (N, S, hidden_dim).
 *
 * @throws AssertionError on use for an input of other than three dimensions.
 */

class Encoder_ extends nn.Module {
  declare pos_embedding: Parameter; // (1, S, hidden_dim)
  declare dropout: nn.Dropout;
  declare layers: nn.Sequential;
  declare ln: nn.Module;

  constructor(...args: Args<typeof encoderArgs>) {
    super();
    const { seq_length, num_layers, ...sizes } = encoderArgs(args);
    const { hidden_dim, dropout, norm_layer } = sizes;
    this.pos_embedding = new Parameter(torch.empty([1, seq_length, hidden_dim]).normal_(0, 0.02));
    this.dropout = nn.Dropout({ p: dropout });
    const layers = Array.from({ length: num_layers }, (_, i) => [`encoder_layer_${i}`, EncoderBlock(sizes)]);
    this.layers = nn.Sequential(Object.fromEntries(layers));
    this.ln = norm_layer(hidden_dim);
  }

  override forward(input: Tensor): Tensor {
    checkTokens(input);
    return this.ln(this.layers(this.dropout(input.add(this.pos_embedding)))); // (N, S, hidden_dim)
  }
}
export const Encoder = layer(Encoder_);
export type Encoder = Encoder_;

const stemFields = [
  ['out_channels', count],
  ['kernel_size', count],
  ['stride', count],
  ['norm_layer', makerOr<NormLayer>(nn.BatchNorm2d)],
  ['activation_layer', makerOr<ActivationLayer>(nn.ReLU)],
] as const;
const stemArgs = signature('ConvStemConfig', ...stemFields);
type Stem = ReturnType<typeof stemArgs>;
type StemSchemas = { [F in (typeof stemFields)[number] as F[0]]: F[1] };

/** One convolution of a stem, for VisionTransformer's `conv_stem_configs`. */
export const ConvStemConfig = (...args: Args<typeof stemArgs>): Stem => stemArgs(args);
export type ConvStemConfig = Stem;

const options = [
  ['dropout', probability.default(0)],
  ['attention_dropout', probability.default(0)],
  numClasses,
  ['representation_size', count.nullish()],
  ['norm_layer', makerOr(layerNorm)],
  [
    'conv_stem_configs',
    z
      .array(z.strictObject(Object.fromEntries(stemFields) as StemSchemas))
      .readonly()
      .nullish(),
  ],
] as const;
const vitArgs = signature(
  'VisionTransformer',
  ['image_size', count],
  ['patch_size', count],
  ['num_layers', count],
  ['num_heads', count],
  ['hidden_dim', count],
  ['mlp_dim', count],
  ...options,
);

/** The classifier, which users exchange. */
interface Heads extends nn.Sequential {
  get head(): nn.Linear;
  set head(value: nn.Module);
  pre_logits?: nn.Linear;
}

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface VisionTransformer_ {
  get conv_proj(): nn.Conv2d | nn.Sequential;
  set conv_proj(value: nn.Module);
  get heads(): Heads;
  set heads(value: nn.Module);
}

/**
 * Dosovitskiy et al., "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale", 2020, for images
 * (N, 3, image_size, image_size): a token for each patch, and one for the class.
 *
 * `conv_stem_configs` makes the tokens by several convolutions, after Xiao et al., "Early Convolutions Help Transformers
 * See Better", 2021; `representation_size` adds a layer before the last.
 *
 * @throws AssertionError unless `patch_size` divides `image_size`, and on use for images of another size.
 * @see https://docs.pytorch.org/vision/0.28/models/vision_transformer.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class VisionTransformer_ extends nn.Module {
  declare image_size: number;
  declare patch_size: number;
  declare hidden_dim: number;
  declare mlp_dim: number;
  declare attention_dropout: number;
  declare dropout: number;
  declare num_classes: number;
  declare representation_size: number | null;
  declare norm_layer: NormLayer;
  declare class_token: Parameter; // (1, 1, hidden_dim)
  declare encoder: Encoder_;
  declare seq_length: number;

  constructor(...args: Args<typeof vitArgs>) {
    super();
    const { image_size, patch_size, num_layers, hidden_dim, num_classes, representation_size, ...given } =
      vitArgs(args);
    if (image_size % patch_size !== 0) throw new AssertionError('Input shape indivisible by patch size!');
    this.image_size = image_size;
    this.patch_size = patch_size;
    this.hidden_dim = hidden_dim;
    this.mlp_dim = given.mlp_dim;
    this.attention_dropout = given.attention_dropout;
    this.dropout = given.dropout;
    this.num_classes = num_classes;
    this.representation_size = representation_size ?? null;
    this.norm_layer = given.norm_layer;
    this.conv_proj = given.conv_stem_configs
      ? stem(given.conv_stem_configs, hidden_dim)
      : nn.Conv2d(3, hidden_dim, { kernel_size: patch_size, stride: patch_size });
    this.seq_length = (image_size / patch_size) ** 2 + 1;
    this.class_token = new Parameter(torch.zeros([1, 1, hidden_dim]));
    const { num_heads, mlp_dim, dropout, attention_dropout, norm_layer } = given;
    const shape = { num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm_layer };
    this.encoder = Encoder(this.seq_length, num_layers, shape);
    const pre: Record<string, nn.Module> = representation_size
      ? { pre_logits: nn.Linear(hidden_dim, representation_size), act: nn.Tanh() }
      : {};
    const layers = { ...pre, head: nn.Linear(representation_size || hidden_dim, num_classes) };
    this.heads = nn.Sequential(layers) as this['heads'];
    this.reset_parameters();
  }

  reset_parameters(): void {
    const { conv_proj } = this;
    const patches = conv_proj instanceof nn.Conv2d ? conv_proj : ((conv_proj as any).conv_last as nn.Conv2d);
    if (patches === conv_proj) {
      const fan_in =
        patches.in_channels * (patches.kernel_size[0] as number) * (patches.kernel_size[1] as number);
      nn.init.trunc_normal_(patches.weight, { std: Math.sqrt(1 / fan_in) });
    } else nn.init.normal_(patches.weight, 0, Math.sqrt(2 / patches.out_channels));
    if (patches.bias) nn.init.zeros_(patches.bias);
    const { pre_logits, head } = this.heads;
    if (pre_logits) {
      nn.init.trunc_normal_(pre_logits.weight, { std: Math.sqrt(1 / pre_logits.in_features) });
      if (pre_logits.bias) nn.init.zeros_(pre_logits.bias);
    }
    nn.init.zeros_(head.weight);
    if (head.bias) nn.init.zeros_(head.bias);
  }

  /** The patches as tokens: (N, 3, H, W) -> (N, S - 1, hidden_dim). */
  _process_input(x: Tensor): Tensor {
    const [, , h, w] = x.shape as unknown as [number, number, number, number];
    const { image_size } = this;
    if (h !== image_size)
      throw new AssertionError(`Wrong image height! Expected ${image_size} but got ${h}!`);
    if (w !== image_size) throw new AssertionError(`Wrong image width! Expected ${image_size} but got ${w}!`);
    return this.conv_proj(x).flatten(2).permute([0, 2, 1]);
  }

  override forward(x: Tensor): Tensor {
    const patches = this._process_input(x);
    const token = this.class_token.expand(x.size(0), -1, -1);
    const tokens = this.encoder(torch.cat([token, patches], 1)); // (N, S, hidden_dim)
    return this.heads(tokens.select(1, 0)); // (N, num_classes)
  }
}

export const VisionTransformer = nn.callable(VisionTransformer_);
export type VisionTransformer = VisionTransformer_;

function stem(configs: readonly Stem[], hidden_dim: number): nn.Sequential {
  const layers = nn.Sequential();
  let channels = 3;
  for (const [i, { out_channels, ...config }] of configs.entries()) {
    layers.add_module(`conv_bn_relu_${i}`, Conv2dNormActivation(channels, out_channels, config));
    channels = out_channels;
  }
  layers.add_module('conv_last', nn.Conv2d(channels, hidden_dim, 1));
  return layers;
}

type Figures = [
  patch_size: number,
  num_layers: number,
  num_heads: number,
  hidden_dim: number,
  mlp_dim: number,
];
const vit = (name: `vit_${'b_16' | 'b_32' | 'l_16' | 'l_32' | 'h_14'}`, ...figures: Figures) =>
  builder(
    name,
    [['image_size', count.default(224)], ...options],
    ({ image_size, ...given }) => VisionTransformer(image_size, ...figures, given),
    {
      decided: ({ meta }) => ({ image_size: meta.min_size[0] }),
    },
  );

export const vit_b_16 = vit('vit_b_16', 16, 12, 12, 768, 3072);
export const vit_b_32 = vit('vit_b_32', 32, 12, 12, 768, 3072);
export const vit_l_16 = vit('vit_l_16', 16, 24, 16, 1024, 4096);
export const vit_l_32 = vit('vit_l_32', 32, 24, 16, 1024, 4096);
export const vit_h_14 = vit('vit_h_14', 14, 32, 16, 1280, 5120);

const interpolateArgs = signature(
  'interpolate_embeddings',
  ['image_size', count],
  ['patch_size', count],
  ['model_state', z.custom<Record<string, Tensor>>()],
  ['interpolation_mode', z.string().default('bicubic')],
  ['reset_heads', z.boolean().default(false)],
);

/**
 * Fits a state_dict to images of another size: its embeddings of positions are resized. Changes `model_state`; with
 * `reset_heads` the result is a copy without the classifier.
 *
 * @throws ValueError when the positions are not those of a square.
 */
export function interpolate_embeddings(...args: Args<typeof interpolateArgs>): Record<string, Tensor> {
  const { image_size, patch_size, model_state, interpolation_mode, reset_heads } = interpolateArgs(args);
  const embedding = model_state['encoder.pos_embedding'] as Tensor; // (1, S, hidden_dim)
  const [n, length, width] = embedding.shape as unknown as [number, number, number];
  if (n !== 1) throw new ValueError(`Unexpected position embedding shape: ${embedding.shape}`);
  const side = Math.floor(image_size / patch_size);
  if (side * side + 1 === length) return model_state;
  const oldSide = Math.floor(Math.sqrt(length - 1));
  if (oldSide * oldSide !== length - 1) {
    throw new ValueError(
      `seq_length is not a perfect square! Instead got seq_length_1d * seq_length_1d = ${oldSide * oldSide} and seq_length = ${length - 1}`,
    );
  }
  const grid = embedding
    .narrow(1, 1, length - 1)
    .permute([0, 2, 1])
    .reshape([1, width, oldSide, oldSide]);
  const resized = nn.functional
    .interpolate(grid, { size: side, mode: interpolation_mode as 'bicubic', align_corners: true })
    .reshape([1, width, side * side])
    .permute([0, 2, 1]); // (1, side * side, hidden_dim)
  model_state['encoder.pos_embedding'] = torch.cat([embedding.narrow(1, 0, 1), resized], 1);
  if (!reset_heads) return model_state;
  return Object.fromEntries(Object.entries(model_state).filter(([key]) => !key.startsWith('heads')));
}
