import { z } from 'zod';
import { callable } from '../../../callable.ts';
import { ValueError } from '../../../errors.ts';
import * as nn from '../../../nn/index.ts';
import { Parameter } from '../../../nn/parameter.ts';
import { type Args, isPlainObject, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { MLP, type NormLayer } from '../../ops/misc.ts';
import { StochasticDepth } from '../../ops/stochastic_depth.ts';
import { enums } from '../_api.ts';
import { product } from '../_attention.ts';
import { builder, count, layerMaker, makerOr, normLayer, probability } from '../_builder.ts';
import { truncatedWith } from '../_init.ts';

export const { MViT_V1_B_Weights, MViT_V2_S_Weights } = enums;

/** Of features: frames, rows and columns. */
type Thw = readonly [t: number, h: number, w: number];
/** Features without their shape: (N, 1 + T H W, C), the first for the whole video. */
type Shaped = [x: Tensor, thw: Thw];

const steps = z.array(count).max(3).readonly();
const heads = ['num_heads', count] as const;
const poolFields = [
  ['kernel_q', steps],
  ['kernel_kv', steps],
  ['stride_q', steps],
  ['stride_kv', steps],
] as const;
const configArgs = signature(
  'MSBlockConfig',
  heads,
  ['input_channels', count],
  ['output_channels', count],
  ...poolFields,
);
/** One block. An empty kernel and stride leave queries (or keys and values) as they are. */
class MSBlockConfig_ {
  declare num_heads: number;
  declare input_channels: number;
  declare output_channels: number;
  declare kernel_q: readonly number[];
  declare kernel_kv: readonly number[];
  declare stride_q: readonly number[];
  declare stride_kv: readonly number[];

  constructor(...args: Args<typeof configArgs>) {
    Object.assign(this, configArgs(args));
  }
}
export const MSBlockConfig = callable(MSBlockConfig_);
export type MSBlockConfig = MSBlockConfig_;

const layer = z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a Module');
const layerOrNull = layer.nullable();
const poolArgs = signature(
  'Pool',
  ['pool', layer],
  ['norm', layerOrNull],
  ['activation', layerOrNull.default(null)],
  ['norm_before_pool', z.boolean().default(false)],
);

/** Pools the features of places and leaves the first one, for the whole video: (N, heads, 1 + T H W, C) or without heads. */
class Pool_ extends nn.Module {
  declare pool: nn.Module;
  declare norm_act: nn.Sequential | null;
  declare norm_before_pool: boolean;

  constructor(...args: Args<typeof poolArgs>) {
    super();
    const { pool, norm, activation, norm_before_pool } = poolArgs(args);
    const after = [norm, activation].filter((each) => each !== null);
    this.pool = pool;
    this.norm_act = after.length > 0 ? nn.Sequential(...after) : null;
    this.norm_before_pool = norm_before_pool;
  }

  override forward(input: Tensor, thw: Thw): Shaped {
    const x = input.dim() === 3 ? input.unsqueeze(1) : input;
    const [n, heads, , dim] = x.shape as unknown as [number, number, number, number];
    const [first, places] = x.tensor_split([1], 2) as [Tensor, Tensor];
    let block = places
      .transpose(2, 3)
      .reshape([n * heads, dim, ...thw])
      .contiguous();
    if (this.norm_before_pool && this.norm_act) block = this.norm_act(block);
    const pooled = this.pool(block) as Tensor; // (N heads, C, T', H', W')
    const rest = pooled.reshape([n, heads, dim, -1]).transpose(2, 3);
    let out = torch.cat([first, rest], 2);
    if (!this.norm_before_pool && this.norm_act) out = this.norm_act(out);
    const shape = pooled.shape.slice(2) as unknown as Thw;
    return [input.dim() === 3 ? out.squeeze(1) : out, shape];
  }
}
export const Pool = nn.callable(Pool_);
export type Pool = Pool_;

/** A table for other distances than it was made for: (2 size - 1, C) -> (rows, C). */
function stretched(table: Tensor, rows: number): Tensor {
  if (table.size(0) === rows) return table;
  const channels = table.permute([1, 0]).unsqueeze(0);
  return nn.functional.interpolate(channels, { size: rows, mode: 'linear' }).squeeze(0).permute([1, 0]);
}

/** For each query and key along one axis, the table's row for their distance: (queries, keys, C). */
function distances(table: Tensor, queries: number, keys: number): Tensor {
  const perQuery = Math.max(keys / queries, 1);
  const perKey = Math.max(queries / keys, 1);
  const from = torch.arange(queries).unsqueeze(1).mul(perQuery);
  const to = torch
    .arange(keys)
    .unsqueeze(0)
    .add(1 - keys)
    .mul(perKey);
  const rows = stretched(table, 2 * Math.max(queries, keys) - 1);
  return rows.index(from.sub(to).to(torch.int64));
}

/** Adds to the scores, in place, what the distances in space and time say. */
function addRelativePositions(scores: Tensor, q: Tensor, from: Thw, to: Thw, tables: Tables): void {
  const [n, heads, , dim] = q.shape as unknown as [number, number, number, number];
  const [t, h, w] = from;
  const rows = distances(tables.h, h, to[1]);
  const columns = distances(tables.w, w, to[2]);
  const times = distances(tables.t, t, to[0]);
  const places = q.index(':', ':', '1:').reshape([n, heads, t, h, w, dim]);
  const byRow = torch.einsum('bythwc,hkc->bythwk', places, rows);
  const byColumn = torch.einsum('bythwc,wkc->bythwk', places, columns);
  const byFrame = places.permute([2, 0, 1, 3, 4, 5]).reshape([t, n * heads * h * w, dim]);
  const byTime = byFrame
    .matmul(times.transpose(1, 2))
    .transpose(0, 1)
    .view([n, heads, h, w, t, to[0]])
    .permute([0, 1, 4, 2, 3, 5]);
  const all = byRow
    .unsqueeze(5)
    .unsqueeze(7)
    .add(byColumn.unsqueeze(5).unsqueeze(6))
    .add(byTime.unsqueeze(6).unsqueeze(7))
    .reshape([n, heads, t * h * w, product(to)]);
  scores.index(':', ':', '1:', '1:').add_(all);
}
interface Tables {
  h: Tensor;
  w: Tensor;
  t: Tensor;
}

const thwSize = z.tuple([count, count, count]).readonly();
const residualFields = [
  ['residual_pool', z.boolean()],
  ['residual_with_cls_embed', z.boolean()],
  ['rel_pos_embed', z.boolean()],
] as const;
const layerNorm = makerOr<NormLayer>(nn.LayerNorm);
const attentionArgs = signature(
  'MultiscaleAttention',
  ['input_size', thwSize],
  ['embed_dim', count],
  ['output_dim', count],
  heads,
  ...poolFields,
  ...residualFields,
  ['dropout', probability.default(0)],
  ['norm_layer', layerNorm],
);

/** Attention between pooled places, (N, 1 + T H W, embed_dim). */
class MultiscaleAttention_ extends nn.Module {
  declare embed_dim: number;
  declare output_dim: number;
  declare num_heads: number;
  declare head_dim: number;
  declare scaler: number;
  declare residual_pool: boolean;
  declare residual_with_cls_embed: boolean;
  declare qkv: nn.Linear;
  declare project: nn.Sequential;
  declare pool_q: Pool_ | null;
  declare pool_k: Pool_ | null;
  declare pool_v: Pool_ | null;
  declare rel_pos_h: Parameter | null; // (2 side - 1, head_dim), of the larger side of queries or keys
  declare rel_pos_w: Parameter | null;
  declare rel_pos_t: Parameter | null; // (2 T - 1, head_dim)

  constructor(...args: Args<typeof attentionArgs>) {
    super();
    const { input_size, embed_dim, output_dim, num_heads, ...style } = attentionArgs(args);
    const { kernel_q, kernel_kv, stride_q, stride_kv } = style;
    this.embed_dim = embed_dim;
    this.output_dim = output_dim;
    this.num_heads = num_heads;
    this.head_dim = Math.floor(output_dim / num_heads);
    this.scaler = 1 / Math.sqrt(this.head_dim);
    this.residual_pool = style.residual_pool;
    this.residual_with_cls_embed = style.residual_with_cls_embed;
    this.qkv = nn.Linear(embed_dim, 3 * output_dim);
    const project: nn.Module[] = [nn.Linear(output_dim, output_dim)];
    if (style.dropout > 0) project.push(nn.Dropout(style.dropout, { inplace: true }));
    this.project = nn.Sequential(...project);

    const { head_dim } = this;
    const pool = (kernel: readonly number[], stride: readonly number[]) => {
      if (product(kernel) <= 1 && product(stride) <= 1) return null;
      const padding = kernel.map((size) => Math.floor(size / 2));
      const conv = { kernel_size: [...kernel], stride: [...stride], padding, groups: head_dim, bias: false };
      return Pool(nn.Conv3d(head_dim, head_dim, conv), style.norm_layer(head_dim));
    };
    this.pool_q = pool(kernel_q, stride_q);
    this.pool_k = pool(kernel_kv, stride_kv);
    this.pool_v = pool(kernel_kv, stride_kv);

    const table = (rows: number) =>
      style.rel_pos_embed ? new Parameter(torch.zeros([rows, head_dim])) : null;
    const side = Math.max(input_size[1], input_size[2]);
    const pooledSide = (stride: readonly number[]) => Math.floor(side / (stride[1] ?? 1));
    const rows = 2 * Math.max(pooledSide(stride_q), pooledSide(stride_kv)) - 1;
    this.rel_pos_h = table(rows);
    this.rel_pos_w = table(rows);
    this.rel_pos_t = table(2 * input_size[0] - 1);
    for (const each of [this.rel_pos_h, this.rel_pos_w, this.rel_pos_t]) {
      if (each) nn.init.trunc_normal_(each, { std: 0.02 });
    }
  }

  override forward(x: Tensor, thw: Thw): Shaped {
    const { num_heads, head_dim, rel_pos_h, rel_pos_w, rel_pos_t } = this;
    const [n, places] = x.shape as unknown as [number, number];
    const qkv = this.qkv(x).reshape([n, places, 3, num_heads, head_dim]).transpose(1, 3);
    let [q, k, v] = qkv.unbind(2) as unknown as [Tensor, Tensor, Tensor]; // (N, num_heads, 1 + T H W, head_dim)
    let [from, to] = [thw, thw];
    if (this.pool_k) [k, to] = this.pool_k(k, thw);
    if (this.pool_v) [v] = this.pool_v(v, thw);
    if (this.pool_q) [q, from] = this.pool_q(q, thw);

    const scores = q.mul(this.scaler).matmul(k.transpose(2, 3));
    if (rel_pos_h && rel_pos_w && rel_pos_t) {
      addRelativePositions(scores, q, from, to, { h: rel_pos_h, w: rel_pos_w, t: rel_pos_t });
    }
    const out = scores.softmax(-1).matmul(v);
    if (this.residual_pool) {
      if (this.residual_with_cls_embed) out.add_(q);
      else out.index(':', ':', '1:').add_(q.index(':', ':', '1:'));
    }
    const merged = out.transpose(1, 2).reshape([n, -1, this.output_dim]);
    return [this.project(merged), from];
  }
}
export const MultiscaleAttention = nn.callable(MultiscaleAttention_);
export type MultiscaleAttention = MultiscaleAttention_;

const isConfig = (value: unknown) => value instanceof MSBlockConfig_;
const config = z.custom<MSBlockConfig>(isConfig, 'must be an MSBlockConfig');
const blockArgs = signature(
  'MultiscaleBlock',
  ['input_size', thwSize],
  ['cnf', config],
  ...residualFields,
  ['proj_after_attn', z.boolean()],
  ['dropout', probability.default(0)],
  ['stochastic_depth_prob', probability.default(0)],
  ['norm_layer', layerNorm],
);

/** Attention, then two linear layers; each beside a shortcut, and normalised before. */
class MultiscaleBlock_ extends nn.Module {
  declare proj_after_attn: boolean;
  declare pool_skip: Pool_ | null;
  declare norm1: nn.Module;
  declare norm2: nn.Module;
  declare needs_transposal: boolean;
  declare attn: MultiscaleAttention_;
  declare mlp: MLP;
  declare stochastic_depth: StochasticDepth;
  declare project: nn.Linear | null;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { input_size, cnf, stochastic_depth_prob, ...style } = blockArgs(args);
    const { input_channels, output_channels, num_heads, kernel_q, kernel_kv, stride_q, stride_kv } = cnf;
    const width = style.proj_after_attn ? output_channels : input_channels;
    this.proj_after_attn = style.proj_after_attn;
    const kernel = stride_q.map((step) => (step > 1 ? step + 1 : step));
    const padding = kernel.map((size) => Math.floor(size / 2));
    const pooled = product(stride_q) > 1;
    this.pool_skip = pooled ? Pool(nn.MaxPool3d(kernel, { stride: [...stride_q], padding }), null) : null;
    this.norm1 = style.norm_layer(input_channels);
    this.norm2 = style.norm_layer(width);
    this.needs_transposal = this.norm1 instanceof nn.BatchNorm1d;
    this.attn = MultiscaleAttention(input_size, input_channels, width, num_heads, {
      kernel_q,
      kernel_kv,
      stride_q,
      stride_kv,
      residual_pool: style.residual_pool,
      residual_with_cls_embed: style.residual_with_cls_embed,
      rel_pos_embed: style.rel_pos_embed,
      dropout: style.dropout,
      norm_layer: style.norm_layer,
    });
    this.mlp = MLP(width, [4 * width, output_channels], {
      activation_layer: nn.GELU,
      dropout: style.dropout,
    });
    this.stochastic_depth = StochasticDepth(stochastic_depth_prob, 'row');
    this.project = input_channels === output_channels ? null : nn.Linear(input_channels, output_channels);
  }

  _normed(norm: nn.Module, x: Tensor): Tensor {
    return this.needs_transposal ? norm(x.transpose(1, 2)).transpose(1, 2) : norm(x);
  }

  override forward(x: Tensor, thw: Thw): Shaped {
    const { project, proj_after_attn, stochastic_depth } = this;
    const normed = this._normed(this.norm1, x);
    const [attended, pooled] = this.attn(normed, thw);
    const wide = project && proj_after_attn ? project(normed) : x;
    const skipped = this.pool_skip ? this.pool_skip(wide, thw)[0] : wide;
    const mixed = skipped.add(stochastic_depth(attended));
    const normed2 = this._normed(this.norm2, mixed);
    const shortcut = project && !proj_after_attn ? project(normed2) : mixed;
    return [shortcut.add(stochastic_depth(this.mlp(normed2))), pooled];
  }
}
export const MultiscaleBlock = nn.callable(MultiscaleBlock_);
export type MultiscaleBlock = MultiscaleBlock_;

const encodingArgs = signature(
  'PositionalEncoding',
  ['embed_size', count],
  ['spatial_size', z.tuple([count, count]).readonly()],
  ['temporal_size', count],
  ['rel_pos_embed', z.boolean()],
);

/** Puts the feature of the whole before the others, and adds to each its place: (N, T H W, C) -> (N, 1 + T H W, C). */
class PositionalEncoding_ extends nn.Module {
  declare spatial_size: readonly [h: number, w: number];
  declare temporal_size: number;
  declare class_token: Parameter; // (C)
  declare spatial_pos: Parameter | null; // (H W, C)
  declare temporal_pos: Parameter | null; // (T, C)
  declare class_pos: Parameter | null; // (C)

  constructor(...args: Args<typeof encodingArgs>) {
    super();
    const { embed_size, spatial_size, temporal_size, rel_pos_embed } = encodingArgs(args);
    const [h, w] = spatial_size;
    const table = (...shape: number[]) => (rel_pos_embed ? null : new Parameter(torch.zeros(shape)));
    this.spatial_size = spatial_size;
    this.temporal_size = temporal_size;
    this.class_token = new Parameter(torch.zeros([embed_size]));
    this.spatial_pos = table(h * w, embed_size);
    this.temporal_pos = table(temporal_size, embed_size);
    this.class_pos = table(embed_size);
  }

  override forward(input: Tensor): Tensor {
    const { class_token, spatial_pos, temporal_pos, class_pos } = this;
    const x = torch.cat([class_token.expand(input.size(0), -1).unsqueeze(1), input], 1);
    if (!spatial_pos || !temporal_pos || !class_pos) return x;
    const [places, width] = spatial_pos.shape as unknown as [number, number];
    const everywhere = spatial_pos.unsqueeze(0).expand(this.temporal_size, -1, -1).reshape([-1, width]);
    const positions = torch.repeat_interleave(temporal_pos, places, 0).add_(everywhere);
    return x.add_(torch.cat([class_pos.unsqueeze(0), positions], 0).unsqueeze(0));
  }
}
export const PositionalEncoding = nn.callable(PositionalEncoding_);
export type PositionalEncoding = PositionalEncoding_;

const triple = (...usual: [number, number, number]) =>
  z.tuple([z.int().nonnegative(), z.int().nonnegative(), z.int().nonnegative()]).readonly().default(usual);
const open = [
  ['dropout', probability.default(0.5)],
  ['attention_dropout', probability.default(0)],
  ['stochastic_depth_prob', probability.default(0)],
  ['num_classes', count.default(400)],
  ['block', layerMaker<typeof MultiscaleBlock>().nullish()],
  ['norm_layer', normLayer],
  ['patch_embed_kernel', triple(3, 7, 7)],
  ['patch_embed_stride', triple(2, 4, 4)],
  ['patch_embed_padding', triple(1, 3, 3)],
] as const;
// A plain object has the keywords of MSBlockConfig.
const isSetting = (value: unknown) => isConfig(value) || isPlainObject(value);
const setting = z.custom<MSBlockConfig>(isSetting, 'must be an MSBlockConfig');
const mvitArgs = signature(
  'MViT',
  ['spatial_size', z.tuple([count, count]).readonly()],
  ['temporal_size', count],
  ['block_setting', z.array(setting).readonly()],
  ['residual_pool', z.boolean()],
  ['residual_with_cls_embed', z.boolean()],
  ['rel_pos_embed', z.boolean()],
  ['proj_after_attn', z.boolean()],
  ...open,
);

/**
 * Fan et al., "Multiscale Vision Transformers", 2021, and Li et al., "MViTv2", 2021, for videos (N, 3, T, H, W) of
 * `temporal_size` frames of `spatial_size`.
 *
 * `residual_pool`, `rel_pos_embed` and `proj_after_attn` are of version 2; `residual_with_cls_embed` lets the shortcut of
 * the pooled queries reach the feature of the whole. `stochastic_depth_prob` is that of the last block; it grows from 0
 * evenly.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/video_mvit.html
 */
class MViT_ extends nn.Module {
  declare conv_proj: nn.Conv3d;
  declare pos_encoding: PositionalEncoding_;
  declare blocks: nn.ModuleList;
  declare norm: nn.Module;
  // `any`, because users reach into it, `net.head[1]`, and put another in its place.
  declare head: any;

  constructor(...args: Args<typeof mvitArgs>) {
    super();
    const { spatial_size, temporal_size, num_classes, dropout, ...given } = mvitArgs(args);
    const block_setting = given.block_setting.map((one) => (isConfig(one) ? one : MSBlockConfig(one)));
    if (block_setting.length === 0) throw new ValueError("The configuration parameter can't be empty.");
    const { patch_embed_stride, patch_embed_kernel, patch_embed_padding, stochastic_depth_prob } = given;
    const block: typeof MultiscaleBlock = given.block ?? MultiscaleBlock;
    const norm_layer = given.norm_layer ?? ((width: number) => nn.LayerNorm(width, { eps: 1e-6 }));
    const divided = (size: Thw, by: readonly number[]): Thw =>
      by.length === 0
        ? size
        : (size.map((each, i) => Math.floor(each / (by[i] as number))) as unknown as Thw);
    const first = block_setting[0] as MSBlockConfig;
    const last = block_setting.at(-1) as MSBlockConfig;
    this.conv_proj = nn.Conv3d(3, first.input_channels, {
      kernel_size: [...patch_embed_kernel],
      stride: [...patch_embed_stride],
      padding: [...patch_embed_padding],
    });
    let size = divided([temporal_size, ...spatial_size], patch_embed_stride);
    const [frames, ...area] = size;
    this.pos_encoding = PositionalEncoding(first.input_channels, area, frames, given.rel_pos_embed);
    this.blocks = nn.ModuleList();
    for (const [i, cnf] of block_setting.entries()) {
      const depth_prob = (stochastic_depth_prob * i) / Math.max(1, block_setting.length - 1);
      this.blocks.append(
        block(size, cnf, {
          residual_pool: given.residual_pool,
          residual_with_cls_embed: given.residual_with_cls_embed,
          rel_pos_embed: given.rel_pos_embed,
          proj_after_attn: given.proj_after_attn,
          dropout: given.attention_dropout,
          stochastic_depth_prob: depth_prob,
          norm_layer,
        }),
      );
      size = divided(size, cnf.stride_q);
    }
    this.norm = norm_layer(last.output_channels);
    this.head = nn.Sequential(
      nn.Dropout(dropout, { inplace: true }),
      nn.Linear(last.output_channels, num_classes),
    );
    this.reset_parameters();
  }

  reset_parameters(): void {
    for (const m of this.modules()) {
      if (m instanceof nn.Linear) truncatedWith(0.02)(m);
      else if (m instanceof nn.LayerNorm) {
        if (m.weight) nn.init.ones_(m.weight);
        if (m.bias) nn.init.zeros_(m.bias);
      } else if (m instanceof PositionalEncoding) {
        for (const p of m.parameters()) nn.init.trunc_normal_(p, { std: 0.02 });
      }
    }
  }

  override forward(x: Tensor): Tensor {
    if (x.dim() !== 4 && x.dim() !== 5) {
      throw new ValueError(`Unsupported input dimension torch.Size([${x.shape.join(', ')}])`);
    }
    const video = x.dim() === 4 ? x.unsqueeze(2) : x;
    const { temporal_size, spatial_size } = this.pos_encoding;
    let out = this.pos_encoding(this.conv_proj(video).flatten(2).transpose(1, 2)); // (N, 1 + T H W, C)
    let thw: Thw = [temporal_size, ...spatial_size];
    for (const block of this.blocks) [out, thw] = (block as unknown as MultiscaleBlock_)(out, thw);
    return this.head(this.norm(out).index(':', 0)); // (N, num_classes)
  }
}
export const MViT = nn.callable(MViT_);
export type MViT = MViT_;

const NONE: readonly number[] = [];
const ONE = [1, 1, 1];
const HALF = [1, 2, 2];
const CUBE = [3, 3, 3];
/** Sixteen blocks: `every` place but those given has the first value. */
const plan = <T>(usual: T, others: Record<number, T>): T[] =>
  Array.from({ length: 16 }, (_, i) => others[i] ?? usual);

const num_heads = [1, 2, 2, ...Array<number>(11).fill(4), 8, 8];
const stride_kv = plan([1, 2, 2], { 0: [1, 8, 8], 1: [1, 4, 4], 2: [1, 4, 4], 14: ONE, 15: ONE });
const pooling = [1, 3, 14]; // the blocks that halve height and width

const widths = {
  v1_b: {
    input: [96, 192, 192, ...Array<number>(11).fill(384), 768, 768],
    output: [192, 192, ...Array<number>(11).fill(384), 768, 768, 768],
  },
  v2_s: {
    input: [96, 96, 192, 192, ...Array<number>(11).fill(384), 768],
    output: [96, 192, 192, ...Array<number>(11).fill(384), 768, 768],
  },
};

const settings = (version: keyof typeof widths): MSBlockConfig[] => {
  const [kernel, stride] = version === 'v1_b' ? [NONE, NONE] : [CUBE, ONE];
  const { input, output } = widths[version];
  return num_heads.map((heads, i) =>
    MSBlockConfig({
      num_heads: heads,
      input_channels: input[i] as number,
      output_channels: output[i] as number,
      kernel_q: pooling.includes(i) ? CUBE : kernel,
      kernel_kv: CUBE,
      stride_q: pooling.includes(i) ? HALF : stride,
      stride_kv: stride_kv[i] as number[],
    }),
  );
};

// A version decides for itself what its paper decides.
const v1Fields = [
  ['rel_pos_embed', z.boolean().default(false)],
  ['proj_after_attn', z.boolean().default(false)],
] as const;
const openFields = [
  ...open.filter(([name]) => name !== 'stochastic_depth_prob'),
  ['stochastic_depth_prob', probability.default(0.2)],
] as unknown as typeof open;

export const mvit_v1_b = builder('mvit_v1_b', [...v1Fields, ...openFields], (given) =>
  MViT([224, 224], 16, settings('v1_b'), { residual_pool: false, residual_with_cls_embed: false, ...given }),
);
export const mvit_v2_s = builder('mvit_v2_s', openFields, (given) =>
  MViT([224, 224], 16, settings('v2_s'), {
    residual_pool: true,
    residual_with_cls_embed: false,
    rel_pos_embed: true,
    proj_after_attn: true,
    ...given,
  }),
);
