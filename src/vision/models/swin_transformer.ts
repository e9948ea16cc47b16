import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { Parameter } from '../../nn/parameter.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { MLP, type NormLayer, Permute } from '../ops/misc.ts';
import { StochasticDepth } from '../ops/stochastic_depth.ts';
import { merge, partition, positionBias, product, relativePositionIndex, shiftMask } from './_attention.ts';
import { builder, count, layerMaker, makerOr, normLayer, numClasses, probability } from './_builder.ts';
import { initMlp, truncatedWith } from './_init.ts';

export {
  Swin_B_Weights,
  Swin_S_Weights,
  Swin_T_Weights,
  Swin_V2_B_Weights,
  Swin_V2_S_Weights,
  Swin_V2_T_Weights,
} from './weights.ts';

const F = nn.functional;
type Pair = readonly [number, number];

/** Four neighbours as one: (..., H, W, C) -> (..., ⌈H / 2⌉, ⌈W / 2⌉, 4 C). */
function gatherNeighbours(x: Tensor): Tensor {
  const [h, w] = [x.size(-3), x.size(-2)];
  const even = F.pad(x, [0, 0, 0, w % 2, 0, h % 2]);
  const every = (row: number, column: number) => even.index('...', `${row}::2`, `${column}::2`, ':');
  return torch.cat([every(0, 0), every(1, 0), every(0, 1), every(1, 1)], -1);
}

const mergingFields = [
  ['dim', count],
  ['norm_layer', makerOr<NormLayer>(nn.LayerNorm)],
] as const;
const mergingArgs = signature('PatchMerging', ...mergingFields);
const mergingV2Args = signature('PatchMergingV2', ...mergingFields);

/** Halves height and width and doubles the channels. */
class PatchMerging_ extends nn.Module {
  declare dim: number;
  declare reduction: nn.Linear;
  declare norm: nn.Module;

  constructor(...args: Args<typeof mergingArgs>) {
    super();
    const { dim, norm_layer } = mergingArgs(args);
    this.dim = dim;
    this.reduction = nn.Linear(4 * dim, 2 * dim, { bias: false });
    this.norm = norm_layer(4 * dim);
  }

  override _inner(): nn.Module[] {
    return [this.reduction, this.norm];
  }

  override forward(x: Tensor): Tensor {
    return this.reduction(this.norm(gatherNeighbours(x))); // (N, H / 2, W / 2, 2 C)
  }
}
export const PatchMerging = layer(PatchMerging_);
export type PatchMerging = PatchMerging_;

/** The same, normalised after. */
class PatchMergingV2_ extends nn.Module {
  declare dim: number;
  declare reduction: nn.Linear;
  declare norm: nn.Module;

  constructor(...args: Args<typeof mergingV2Args>) {
    super();
    const { dim, norm_layer } = mergingV2Args(args);
    this.dim = dim;
    this.reduction = nn.Linear(4 * dim, 2 * dim, { bias: false });
    this.norm = norm_layer(2 * dim);
  }

  override _inner(): nn.Module[] {
    return [this.reduction, this.norm];
  }

  override forward(x: Tensor): Tensor {
    return this.norm(this.reduction(gatherNeighbours(x))); // (N, H / 2, W / 2, 2 C)
  }
}
export const PatchMergingV2 = layer(PatchMergingV2_);
export type PatchMergingV2 = PatchMergingV2_;

const lengths = z.array(z.int()).readonly();
const attentionFields = [
  ['dim', count],
  ['window_size', lengths],
  ['shift_size', lengths],
  ['num_heads', count],
  ['qkv_bias', z.boolean().default(true)],
  ['proj_bias', z.boolean().default(true)],
  ['attention_dropout', probability.default(0)],
  ['dropout', probability.default(0)],
] as const;
export const attentionArgs = signature('ShiftedWindowAttention', ...attentionFields);

/**
 * Attention within windows, which every second time are shifted by half, (N, H, W, dim).
 *
 * @throws ValueError unless `window_size` and `shift_size` have two numbers each.
 */
export class ShiftedWindowAttention_ extends nn.Module {
  /** Of the features: two of space, or one of time before them. */
  static _dimensions = 2;
  declare window_size: readonly number[];
  declare shift_size: readonly number[];
  declare num_heads: number;
  declare attention_dropout: number;
  declare dropout: number;
  declare qkv: nn.Linear;
  declare proj: nn.Linear;
  declare relative_position_bias_table: Parameter; // ((2 h - 1)(2 w - 1), num_heads)
  declare relative_position_index: Tensor; // (h w h w) int64

  constructor(...args: Args<typeof attentionArgs>) {
    super();
    const given = attentionArgs(args);
    const { dim, window_size, shift_size, num_heads, qkv_bias, proj_bias } = given;
    const dimensions = (this.constructor as typeof ShiftedWindowAttention_)._dimensions;
    if (window_size.length !== dimensions || shift_size.length !== dimensions) {
      throw new ValueError('window_size and shift_size must be of length 2');
    }
    this.window_size = window_size;
    this.shift_size = shift_size;
    this.num_heads = num_heads;
    this.attention_dropout = given.attention_dropout;
    this.dropout = given.dropout;
    this.qkv = nn.Linear(dim, dim * 3, { bias: qkv_bias });
    this.proj = nn.Linear(dim, dim, { bias: proj_bias });
    this.define_relative_position_bias_table();
    this.define_relative_position_index();
  }

  define_relative_position_bias_table(): void {
    const rows = product(this.window_size.map((size) => 2 * size - 1));
    this.relative_position_bias_table = new Parameter(torch.zeros([rows, this.num_heads]));
    nn.init.trunc_normal_(this.relative_position_bias_table, { std: 0.02 });
  }

  define_relative_position_index(): void {
    this.register_buffer('relative_position_index', relativePositionIndex(...this.window_size).flatten());
  }

  get_relative_position_bias(_window?: readonly number[]): Tensor {
    const { relative_position_bias_table, relative_position_index } = this;
    return positionBias(relative_position_bias_table, relative_position_index, product(this.window_size));
  }

  /** The window's sizes for features of these sizes. */
  _fitted(_sizes: readonly number[]): readonly number[] {
    return this.window_size;
  }

  /** How much each place looks at each: q, k (N windows, num_heads, h w, dim / num_heads). */
  _scores(q: Tensor, k: Tensor): Tensor {
    return q.mul(q.size(-1) ** -0.5).matmul(k.transpose(-2, -1));
  }

  _qkv(x: Tensor): Tensor {
    return this.qkv(x);
  }

  override forward(input: Tensor): Tensor {
    const [n, ...sizes] = input.shape as unknown as [number, ...number[]];
    const dim = sizes.pop() as number;
    const window = this._fitted(sizes);
    const places = product(window);
    const bias = this.get_relative_position_bias(window);
    const missing = sizes.map((size, i) => {
      const step = window[i] as number;
      return (step - (size % step)) % step;
    });
    const padded = F.pad(input, [0, 0, ...missing.toReversed().flatMap((count) => [0, count])]);
    const whole = sizes.map((size, i) => size + (missing[i] as number));
    // A window as large as the features sees all of them without shifting.
    const shift = whole.map((size, i) =>
      (window[i] as number) >= size ? 0 : (this.shift_size[i] as number),
    );
    const shifted = shift.some((step) => step > 0);
    const dims = shift.map((_, i) => i + 1);
    const moved = shifted
      ? padded.roll(
          shift.map((step) => -step),
          dims,
        )
      : padded;

    let x = partition(moved, window); // (N windows, places, dim)
    const windows = x.size(0) / n;
    const { num_heads } = this;
    const qkv = this._qkv(x).reshape([n * windows, places, 3, num_heads, dim / num_heads]);
    const [q, k, v] = qkv.permute([2, 0, 3, 1, 4]).unbind(0) as unknown as [Tensor, Tensor, Tensor];
    let scores = this._scores(q, k).add(bias);
    if (shifted) {
      const mask = shiftMask(x, whole, window, shift).unsqueeze(1).unsqueeze(0);
      scores = scores.view([n, windows, num_heads, places, places]).add(mask);
      scores = scores.view([-1, num_heads, places, places]);
    }
    const weights = F.dropout(F.softmax(scores, -1), {
      p: this.attention_dropout,
      training: this.training,
    });
    const seen = weights.matmul(v).transpose(1, 2);
    x = this.proj(seen.reshape([n * windows, places, dim]));
    x = F.dropout(x, { p: this.dropout, training: this.training });

    x = merge(x, n, whole, window);
    if (shifted) x = x.roll(shift, dims);
    for (const [i, size] of sizes.entries()) x = x.narrow(i + 1, 0, size);
    return x.contiguous();
  }
}
export const ShiftedWindowAttention = layer(ShiftedWindowAttention_);
export type ShiftedWindowAttention = ShiftedWindowAttention_;

/** Version 2: the angle between query and key, and a bias that a small network makes of the distance. */
class ShiftedWindowAttentionV2_ extends ShiftedWindowAttention_ {
  declare relative_coords_table: Tensor; // (1, 2 h - 1, 2 w - 1, 2)
  declare logit_scale: Parameter; // (num_heads, 1, 1)
  declare cpb_mlp: nn.Sequential;

  constructor(...args: Args<typeof attentionArgs>) {
    super(...args);
    const { num_heads } = this;
    this.logit_scale = new Parameter(torch.ones([num_heads, 1, 1]).mul(10).log());
    this.cpb_mlp = nn.Sequential(
      nn.Linear(2, 512),
      nn.ReLU({ inplace: true }),
      nn.Linear(512, num_heads, { bias: false }),
    );
    const { bias } = this.qkv;
    if (bias) torch.no_grad(() => bias.chunk(3)[1]?.zero_());
  }

  override define_relative_position_bias_table(): void {
    const offsets = (size: number) =>
      torch.arange(-(size - 1), size, { dtype: torch.float32 }).div_(size - 1);
    const [h, w] = this.window_size as Pair;
    const coords = torch.stack(
      [
        offsets(h)
          .view([-1, 1])
          .expand(2 * h - 1, 2 * w - 1),
        offsets(w)
          .view([1, -1])
          .expand(2 * h - 1, 2 * w - 1),
      ],
      -1,
    );
    const scaled = coords.unsqueeze(0).mul(8);
    const table = scaled.sign().mul(scaled.abs().add(1).log2()).div(3);
    this.register_buffer('relative_coords_table', table);
  }

  override get_relative_position_bias(): Tensor {
    const table = this.cpb_mlp(this.relative_coords_table).view([-1, this.num_heads]);
    return positionBias(table, this.relative_position_index, product(this.window_size)).sigmoid().mul(16);
  }

  override _scores(q: Tensor, k: Tensor): Tensor {
    const cosine = F.normalize(q, { dim: -1 }).matmul(F.normalize(k, { dim: -1 }).transpose(-2, -1));
    return cosine.mul(this.logit_scale.clamp({ max: Math.log(100) }).exp());
  }

  override _qkv(x: Tensor): Tensor {
    // The keys have no bias, whatever the file or the optimizer says.
    const bias = this.qkv.bias?.clone() ?? null;
    bias?.narrow(0, bias.numel() / 3, bias.numel() / 3).zero_();
    return F.linear(x, this.qkv.weight, bias);
  }
}
export const ShiftedWindowAttentionV2 = layer(ShiftedWindowAttentionV2_);
export type ShiftedWindowAttentionV2 = ShiftedWindowAttentionV2_;

/** Makes the attention of a block. */
export type AttentionLayer = (
  dim: number,
  window_size: readonly number[],
  shift_size: readonly number[],
  num_heads: number,
  options: { attention_dropout: number; dropout: number },
) => nn.Module;

const blockFields = (attention: AttentionLayer) =>
  [
    ['dim', count],
    ['num_heads', count],
    ['window_size', lengths],
    ['shift_size', lengths],
    ['mlp_ratio', z.number().positive().default(4)],
    ['dropout', probability.default(0)],
    ['attention_dropout', probability.default(0)],
    ['stochastic_depth_prob', probability.default(0)],
    ['norm_layer', makerOr<NormLayer>(nn.LayerNorm)],
    ['attn_layer', makerOr(attention)],
  ] as const;
const blockArgs = signature('SwinTransformerBlock', ...blockFields(ShiftedWindowAttention));
const blockV2Args = signature('SwinTransformerBlockV2', ...blockFields(ShiftedWindowAttentionV2));

/** Attention, then two linear layers; each beside a shortcut, and normalised before: (N, H, W, dim), or with a time. */
class SwinTransformerBlock_ extends nn.Module {
  declare norm1: nn.Module;
  declare attn: nn.Module;
  declare stochastic_depth: StochasticDepth;
  declare norm2: nn.Module;
  declare mlp: MLP;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { dim, num_heads, window_size, shift_size, mlp_ratio, ...given } = blockArgs(args);
    const { dropout, attention_dropout, stochastic_depth_prob, norm_layer, attn_layer } = given;
    this.norm1 = norm_layer(dim);
    this.attn = attn_layer(dim, window_size, shift_size, num_heads, { attention_dropout, dropout });
    this.stochastic_depth = StochasticDepth(stochastic_depth_prob, 'row');
    this.norm2 = norm_layer(dim);
    this.mlp = MLP(dim, [Math.trunc(dim * mlp_ratio), dim], { activation_layer: nn.GELU, dropout });
    initMlp(this.mlp);
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(input: Tensor): Tensor {
    const x = input.add(this.stochastic_depth(this.attn(this.norm1(input))));
    return x.add(this.stochastic_depth(this.mlp(this.norm2(x)))); // (N, H, W, dim)
  }
}
export const SwinTransformerBlock = layer(SwinTransformerBlock_);
export type SwinTransformerBlock = SwinTransformerBlock_;

/** The same, normalised after. */
class SwinTransformerBlockV2_ extends SwinTransformerBlock_ {
  constructor(...args: Args<typeof blockV2Args>) {
    super(blockV2Args(args));
  }

  override forward(input: Tensor): Tensor {
    const x = input.add(this.stochastic_depth(this.norm1(this.attn(input))));
    return x.add(this.stochastic_depth(this.norm2(this.mlp(x)))); // (N, H, W, dim)
  }
}
export const SwinTransformerBlockV2 = layer(SwinTransformerBlockV2_);
export type SwinTransformerBlockV2 = SwinTransformerBlockV2_;

/** Makes a block: `SwinTransformerBlock`, or a function that returns a layer. */
export type SwinBlock = (
  dim: number,
  num_heads: number,
  options: {
    window_size: readonly number[];
    shift_size: readonly number[];
    mlp_ratio: number;
    dropout: number;
    attention_dropout: number;
    stochastic_depth_prob: number;
    norm_layer: NormLayer;
  },
) => nn.Module;
/** Makes what stands between two stages: `PatchMerging`, or a function that returns a layer. */
export type DownsampleLayer = (dim: number, norm_layer: NormLayer) => nn.Module;

const pair = z.array(count).length(2).readonly();
const stages = z.array(count).min(1).readonly();
const options = [
  ['mlp_ratio', z.number().positive().default(4)],
  ['dropout', probability.default(0)],
  ['attention_dropout', probability.default(0)],
] as const;
const sharedOptions = [
  numClasses,
  ['norm_layer', normLayer],
  ['block', layerMaker<SwinBlock>().nullish()],
  ['downsample_layer', makerOr<DownsampleLayer>(PatchMerging)],
] as const;
const swinArgs = signature(
  'SwinTransformer',
  ['patch_size', pair],
  ['embed_dim', count],
  ['depths', stages],
  ['num_heads', stages],
  ['window_size', pair],
  ...options,
  ['stochastic_depth_prob', probability.default(0.1)],
  ...sharedOptions,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface SwinTransformer_ {
  get features(): nn.Sequential;
  set features(value: nn.Module);
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get head(): nn.Linear;
  set head(value: nn.Module);
}

/**
 * Liu et al., "Swin Transformer: Hierarchical Vision Transformer using Shifted Windows", 2021, and (`version` 2) "Swin
 * Transformer V2: Scaling Up Capacity and Resolution", 2022, for images (N, 3, H, W).
 *
 * `stochastic_depth_prob` is that of the last block; it grows from 0 evenly.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/swin_transformer.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class SwinTransformer_ extends nn.Module {
  declare num_classes: number;
  declare norm: nn.Module;
  declare permute: nn.Module;
  declare flatten: nn.Flatten;

  constructor(...args: Args<typeof swinArgs>) {
    super();
    const { patch_size, embed_dim, depths, num_heads, window_size, stochastic_depth_prob, ...given } =
      swinArgs(args);
    const { mlp_ratio, dropout, attention_dropout, num_classes, downsample_layer } = given;
    const norm_layer = given.norm_layer ?? ((width: number) => nn.LayerNorm(width, { eps: 1e-5 }));
    const block: SwinBlock = given.block ?? SwinTransformerBlock;
    const total = depths.reduce((sum, depth) => sum + depth, 0);
    const half = window_size.map((size) => Math.floor(size / 2));
    const features: nn.Module[] = [
      nn.Sequential(
        nn.Conv2d(3, embed_dim, { kernel_size: patch_size, stride: patch_size }),
        Permute([0, 2, 3, 1]),
        norm_layer(embed_dim),
      ),
    ];
    let id = 0;
    for (const [stage, depth] of depths.entries()) {
      const dim = embed_dim * 2 ** stage;
      const blocks = Array.from({ length: depth }, (_, i) => {
        const depthwise = (stochastic_depth_prob * id) / (total - 1);
        id += 1;
        return block(dim, num_heads[stage] as number, {
          window_size,
          shift_size: i % 2 === 0 ? [0, 0] : half,
          mlp_ratio,
          dropout,
          attention_dropout,
          stochastic_depth_prob: depthwise,
          norm_layer,
        });
      });
      features.push(nn.Sequential(...blocks));
      if (stage < depths.length - 1) features.push(downsample_layer(dim, norm_layer));
    }
    const width = embed_dim * 2 ** (depths.length - 1);
    this.num_classes = num_classes;
    this.features = nn.Sequential(...features);
    this.norm = norm_layer(width);
    this.permute = Permute([0, 3, 1, 2]);
    this.avgpool = nn.AdaptiveAvgPool2d(1);
    this.flatten = nn.Flatten(1);
    this.head = nn.Linear(width, num_classes);
    for (const m of this.modules()) if (m instanceof nn.Linear) truncatedWith(0.02)(m);
  }

  override forward(x: Tensor): Tensor {
    const { features, norm, permute, avgpool, flatten, head } = this;
    return chain([features, norm, permute, avgpool, flatten, head], x); // (N, num_classes)
  }
}

export const SwinTransformer = nn.callable(SwinTransformer_);
export type SwinTransformer = SwinTransformer_;

type Size = 't' | 's' | 'b';
const sizes: Record<Size, { embed_dim: number; depths: number[]; heads: number[]; stochastic: number }> = {
  t: { embed_dim: 96, depths: [2, 2, 6, 2], heads: [3, 6, 12, 24], stochastic: 0.2 },
  s: { embed_dim: 96, depths: [2, 2, 18, 2], heads: [3, 6, 12, 24], stochastic: 0.3 },
  b: { embed_dim: 128, depths: [2, 2, 18, 2], heads: [4, 8, 16, 32], stochastic: 0.5 },
};
const swin = (name: `swin_${'' | 'v2_'}${Size}`, size: Size, version: 1 | 2) => {
  const { embed_dim, depths, heads, stochastic } = sizes[size];
  const given = { embed_dim, depths, num_heads: heads, stochastic_depth_prob: stochastic };
  if (version === 1) {
    return builder(name, [...options, ...sharedOptions], (own) =>
      SwinTransformer([4, 4], { ...own, ...given, window_size: [7, 7] }),
    );
  }
  const v2 = { block: SwinTransformerBlockV2, downsample_layer: PatchMergingV2 };
  return builder(name, [...options, numClasses, sharedOptions[1]], (own) =>
    SwinTransformer([4, 4], { ...own, ...given, ...v2, window_size: [8, 8] }),
  );
};

export const swin_t = swin('swin_t', 't', 1);
export const swin_s = swin('swin_s', 's', 1);
export const swin_b = swin('swin_b', 'b', 1);
export const swin_v2_t = swin('swin_v2_t', 't', 2);
export const swin_v2_s = swin('swin_v2_s', 's', 2);
export const swin_v2_b = swin('swin_v2_b', 'b', 2);
