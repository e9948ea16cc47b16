import { z } from 'zod';
import * as nn from '../../../nn/index.ts';
import { chain } from '../../../nn/modules/container.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import type { NormLayer } from '../../ops/misc.ts';
import { enums } from '../_api.ts';
import { positionBias, product, relativePositionIndex } from '../_attention.ts';
import { builder, count, layerMaker, makerOr, normLayer, probability } from '../_builder.ts';
import { truncatedWith } from '../_init.ts';
import {
  type DownsampleLayer,
  PatchMerging,
  ShiftedWindowAttention_,
  type SwinBlock,
  SwinTransformerBlock,
} from '../swin_transformer.ts';

export const { Swin3D_B_Weights, Swin3D_S_Weights, Swin3D_T_Weights } = enums;

const F = nn.functional;

/** Attention within windows of space and time that shrink to the features' sizes, (N, T, H, W, dim). */
class ShiftedWindowAttention3d_ extends ShiftedWindowAttention_ {
  static override _dimensions = 3;

  override define_relative_position_index(): void {
    this.register_buffer('relative_position_index', relativePositionIndex(...this.window_size));
  }

  override get_relative_position_bias(window: readonly number[] = this.window_size): Tensor {
    const places = product(window);
    const index = this.relative_position_index.narrow(0, 0, places).narrow(1, 0, places);
    return positionBias(this.relative_position_bias_table, index, places);
  }

  override _fitted(sizes: readonly number[]): readonly number[] {
    return this.window_size.map((size, i) => Math.min(size, sizes[i] as number));
  }
}
export const ShiftedWindowAttention3d = layer(ShiftedWindowAttention3d_);
export type ShiftedWindowAttention3d = ShiftedWindowAttention3d_;

const lengths = z.array(count).readonly();
const patchArgs = signature(
  'PatchEmbed3d',
  ['patch_size', lengths],
  ['in_channels', count.default(3)],
  ['embed_dim', count.default(96)],
  ['norm_layer', normLayer],
);

/** Blocks of pixels as features: (N, in_channels, T, H, W) -> (N, T / t, H / h, W / w, embed_dim). */
class PatchEmbed3d_ extends nn.Module {
  declare tuple_patch_size: readonly number[];
  declare proj: nn.Conv3d;
  declare norm: nn.Module;

  constructor(...args: Args<typeof patchArgs>) {
    super();
    const { patch_size, in_channels, embed_dim, norm_layer } = patchArgs(args);
    this.tuple_patch_size = patch_size;
    const size = { kernel_size: [...patch_size], stride: [...patch_size] };
    this.proj = nn.Conv3d(in_channels, embed_dim, size);
    this.norm = norm_layer ? norm_layer(embed_dim) : nn.Identity();
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const missing = this.tuple_patch_size.map((step, i) => (step - (x.size(i + 2) % step)) % step);
    const padded = F.pad(
      x,
      missing.toReversed().flatMap((count) => [0, count]),
    );
    return this.norm(this.proj(padded).permute([0, 2, 3, 4, 1]));
  }
}
export const PatchEmbed3d = layer(PatchEmbed3d_);
export type PatchEmbed3d = PatchEmbed3d_;

/** Makes the features of blocks of pixels: `PatchEmbed3d`, or a function that returns a layer. */
export type PatchEmbedding = (options: {
  patch_size: readonly number[];
  embed_dim: number;
  norm_layer: NormLayer;
}) => nn.Module;

const triple = z.array(count).length(3).readonly();
const stages = z.array(count).min(1).readonly();
const options = [
  ['mlp_ratio', z.number().positive().default(4)],
  ['dropout', probability.default(0)],
  ['attention_dropout', probability.default(0)],
] as const;
const sharedOptions = [
  ['num_classes', count.default(400)],
  ['norm_layer', normLayer],
  ['block', layerMaker<SwinBlock>().nullish()],
  ['downsample_layer', makerOr<DownsampleLayer>(PatchMerging)],
  ['patch_embed', layerMaker<PatchEmbedding>().nullish()],
] as const;
const swinArgs = signature(
  'SwinTransformer3d',
  ['patch_size', triple],
  ['embed_dim', count],
  ['depths', stages],
  ['num_heads', stages],
  ['window_size', triple],
  ...options,
  ['stochastic_depth_prob', probability.default(0.1)],
  ...sharedOptions,
);

/**
 * Liu et al., "Video Swin Transformer", 2021, for videos (N, 3, T, H, W).
 *
 * `stochastic_depth_prob` is that of the last block; it grows from 0 evenly.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/video_swin_transformer.html
 */
class SwinTransformer3d_ extends nn.Module {
  declare num_classes: number;
  declare patch_embed: nn.Module;
  declare pos_drop: nn.Dropout;
  declare features: nn.Sequential;
  declare num_features: number;
  declare norm: nn.Module;
  declare avgpool: nn.AdaptiveAvgPool3d;
  declare head: nn.Linear;

  constructor(...args: Args<typeof swinArgs>) {
    super();
    const { patch_size, embed_dim, depths, num_heads, window_size, ...given } = swinArgs(args);
    const { mlp_ratio, dropout, attention_dropout, num_classes, stochastic_depth_prob } = given;
    const attn_layer = ShiftedWindowAttention3d;
    const block: SwinBlock =
      given.block ?? ((dim, heads, own) => SwinTransformerBlock(dim, heads, { ...own, attn_layer }));
    const norm_layer = given.norm_layer ?? ((width: number) => nn.LayerNorm(width, { eps: 1e-5 }));
    const total = depths.reduce((sum, depth) => sum + depth, 0);
    const half = window_size.map((size) => Math.floor(size / 2));
    this.num_classes = num_classes;
    const patch_embed: PatchEmbedding = given.patch_embed ?? PatchEmbed3d;
    this.patch_embed = patch_embed({ patch_size, embed_dim, norm_layer });
    this.pos_drop = nn.Dropout(dropout);
    const features: nn.Module[] = [];
    let id = 0;
    for (const [stage, depth] of depths.entries()) {
      const dim = embed_dim * 2 ** stage;
      const blocks = Array.from({ length: depth }, (_, i) => {
        const depthwise = (stochastic_depth_prob * id) / Math.max(1, total - 1);
        id += 1;
        return block(dim, num_heads[stage] as number, {
          window_size,
          shift_size: i % 2 === 0 ? [0, 0, 0] : half,
          mlp_ratio,
          dropout,
          attention_dropout,
          stochastic_depth_prob: depthwise,
          norm_layer,
        });
      });
      features.push(nn.Sequential(...blocks));
      if (stage < depths.length - 1) features.push(given.downsample_layer(dim, norm_layer));
    }
    this.features = nn.Sequential(...features);
    this.num_features = embed_dim * 2 ** (depths.length - 1);
    this.norm = norm_layer(this.num_features);
    this.avgpool = nn.AdaptiveAvgPool3d(1);
    this.head = nn.Linear(this.num_features, num_classes);
    for (const m of this.modules()) if (m instanceof nn.Linear) truncatedWith(0.02)(m);
  }

  override forward(x: Tensor): Tensor {
    const out = chain([this.patch_embed, this.pos_drop, this.features, this.norm], x); // (N, T', H', W', C)
    return this.head(this.avgpool(out.permute([0, 4, 1, 2, 3])).flatten(1)); // (N, num_classes)
  }
}
export const SwinTransformer3d = nn.callable(SwinTransformer3d_);
export type SwinTransformer3d = SwinTransformer3d_;

type Size = 't' | 's' | 'b';
const sizes: Record<Size, { embed_dim: number; depths: number[]; heads: number[] }> = {
  t: { embed_dim: 96, depths: [2, 2, 6, 2], heads: [3, 6, 12, 24] },
  s: { embed_dim: 96, depths: [2, 2, 18, 2], heads: [3, 6, 12, 24] },
  b: { embed_dim: 128, depths: [2, 2, 18, 2], heads: [4, 8, 16, 32] },
};
const swin3d = (name: `swin3d_${Size}`, size: Size) => {
  const { embed_dim, depths, heads } = sizes[size];
  return builder(name, [...options, ...sharedOptions], (given) =>
    SwinTransformer3d([2, 4, 4], embed_dim, depths, heads, [8, 7, 7], {
      ...given,
      stochastic_depth_prob: 0.1,
    }),
  );
};

export const swin3d_t = swin3d('swin3d_t', 't');
export const swin3d_s = swin3d('swin3d_s', 's');
export const swin3d_b = swin3d('swin3d_b', 'b');
