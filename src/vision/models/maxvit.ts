import { z } from 'zod';
import { RuntimeError, ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { Parameter } from '../../nn/parameter.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import {
  type ActivationLayer,
  Conv2dNormActivation,
  type NormLayer,
  SqueezeExcitation,
} from '../ops/misc.ts';
import { StochasticDepth } from '../ops/stochastic_depth.ts';
import { positionBias, relativePositionIndex } from './_attention.ts';
import { builder, count, layerMaker, normLayer, numClasses, probability } from './_builder.ts';
import { initLayers, normalWith } from './_init.ts';

export { MaxVit_T_Weights } from './weights.ts';

type Pair = readonly [number, number];

const ratio = z.number().positive();
const norm = ['norm_layer', layerMaker<NormLayer>()] as const;
const activate = ['activation_layer', layerMaker<ActivationLayer>()] as const;
const mlpRatio = ['mlp_ratio', count] as const;
const mlpDropout = ['mlp_dropout', probability] as const;
const attentionDropout = ['attention_dropout', probability] as const;
const stochasticDropout = ['p_stochastic_dropout', probability] as const;
const partitionSize = ['partition_size', count] as const;
const gridSize = z.tuple([count, count]).readonly();

const convArgs = signature(
  'MBConv',
  ['in_channels', count],
  ['out_channels', count],
  ['expansion_ratio', ratio],
  ['squeeze_ratio', ratio],
  ['stride', count],
  activate,
  norm,
  ['p_stochastic_dropout', probability.default(0)],
);

/** Normalises, widens, filters each channel on its own, weighs the channels, narrows; beside a shortcut. */
class MBConv_ extends nn.Module {
  declare proj: nn.Module;
  declare stochastic_depth: nn.Module;
  declare layers: nn.Sequential;

  constructor(...args: Args<typeof convArgs>) {
    super();
    const { in_channels, out_channels, stride, norm_layer, activation_layer, ...given } = convArgs(args);
    const p = given.p_stochastic_dropout;
    const common = { norm_layer, activation_layer, inplace: null };
    const width = Math.trunc(out_channels * given.expansion_ratio);
    const squeeze = Math.trunc(out_channels * given.squeeze_ratio);
    this.proj =
      stride === 1 && in_channels === out_channels
        ? nn.Identity()
        : nn.Sequential(
            ...(stride === 2 ? [nn.AvgPool2d({ kernel_size: 3, stride, padding: 1 })] : []),
            nn.Conv2d(in_channels, out_channels, 1),
          );
    this.stochastic_depth = p > 0 ? StochasticDepth(p, 'row') : nn.Identity();
    this.layers = nn.Sequential({
      pre_norm: norm_layer(in_channels),
      conv_a: Conv2dNormActivation(in_channels, width, { kernel_size: 1, ...common }),
      conv_b: Conv2dNormActivation(width, width, { stride, groups: width, ...common }),
      squeeze_excitation: SqueezeExcitation(width, squeeze, { activation: nn.SiLU }),
      conv_c: nn.Conv2d(width, out_channels, 1),
    });
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const shortcut = this.proj(x);
    return shortcut.add(this.stochastic_depth(this.layers(x))); // (N, out_channels, H / stride, W / stride)
  }
}
export const MBConv = layer(MBConv_);
export type MBConv = MBConv_;

const attentionArgs = signature(
  'RelativePositionalMultiHeadAttention',
  ['feat_dim', count],
  ['head_dim', count],
  ['max_seq_len', count],
);

/** Attention over the last but one dimension, with a bias for each relative position: (N, G, P, D). */
class RelativePositionalMultiHeadAttention_ extends nn.Module {
  declare n_heads: number;
  declare head_dim: number;
  declare size: number;
  declare max_seq_len: number;
  declare to_qkv: nn.Linear;
  declare scale_factor: number;
  declare merge: nn.Linear;
  declare relative_position_bias_table: Parameter; // ((2 size - 1)², n_heads)
  declare relative_position_index: Tensor; // (max_seq_len, max_seq_len) int64

  constructor(...args: Args<typeof attentionArgs>) {
    super();
    const { feat_dim, head_dim, max_seq_len } = attentionArgs(args);
    if (feat_dim % head_dim !== 0) {
      throw new ValueError(`feat_dim: ${feat_dim} must be divisible by head_dim: ${head_dim}`);
    }
    this.n_heads = feat_dim / head_dim;
    this.head_dim = head_dim;
    this.size = Math.trunc(Math.sqrt(max_seq_len));
    this.max_seq_len = max_seq_len;
    this.to_qkv = nn.Linear(feat_dim, feat_dim * 3);
    this.scale_factor = feat_dim ** -0.5;
    this.merge = nn.Linear(feat_dim, feat_dim);
    this.relative_position_bias_table = new Parameter(torch.empty([(2 * this.size - 1) ** 2, this.n_heads]));
    this.register_buffer('relative_position_index', relativePositionIndex(this.size, this.size));
    nn.init.trunc_normal_(this.relative_position_bias_table, { std: 0.02 });
  }

  override _inner(): nn.Module[] {
    return [this.to_qkv, this.merge];
  }

  get_relative_positional_bias(): Tensor {
    return positionBias(this.relative_position_bias_table, this.relative_position_index, this.max_seq_len);
  }

  override forward(x: Tensor): Tensor {
    const [b, g, p, d] = x.shape as unknown as [number, number, number, number];
    const byHead = (part: Tensor) =>
      part.reshape([b, g, p, this.n_heads, this.head_dim]).permute([0, 1, 3, 2, 4]);
    const parts = this.to_qkv(x).chunk(3, -1) as unknown as Tensor[];
    const [q, k, v] = parts.map(byHead) as [Tensor, Tensor, Tensor]; // (N, G, n_heads, P, head_dim)
    const scores = torch.einsum('B G H I D, B G H J D -> B G H I J', [q, k.mul(this.scale_factor)]);
    const weights = scores.add(this.get_relative_positional_bias()).softmax(-1);
    const out = torch.einsum('B G H I J, B G H J D -> B G H I D', [weights, v]);
    return this.merge(out.permute([0, 1, 3, 2, 4]).reshape([b, g, p, d])); // (N, G, P, D)
  }
}
export const RelativePositionalMultiHeadAttention = layer(RelativePositionalMultiHeadAttention_);
export type RelativePositionalMultiHeadAttention = RelativePositionalMultiHeadAttention_;

const swapArgs = signature('SwapAxes', ['a', z.int()], ['b', z.int()]);

/** Exchanges two dimensions. */
class SwapAxes_ extends nn.Module {
  declare a: number;
  declare b: number;

  constructor(...args: Args<typeof swapArgs>) {
    super();
    const { a, b } = swapArgs(args);
    this.a = a;
    this.b = b;
  }

  override forward(x: Tensor): Tensor {
    return x.swapaxes(this.a, this.b);
  }
}
export const SwapAxes = layer(SwapAxes_);
export type SwapAxes = SwapAxes_;

/** Windows of p by p: (N, C, H, W) -> (N, H W / p², p², C). */
class WindowPartition_ extends nn.Module {
  override forward(x: Tensor, p: number): Tensor {
    const [n, c, h, w] = x.shape as unknown as [number, number, number, number];
    const windows = x.reshape([n, c, Math.floor(h / p), p, Math.floor(w / p), p]).permute([0, 2, 4, 3, 5, 1]);
    return windows.reshape([n, Math.floor(h / p) * Math.floor(w / p), p * p, c]);
  }
}
export const WindowPartition = layer(WindowPartition_);
export type WindowPartition = WindowPartition_;

/** And back: (N, H W / p², p², C) -> (N, C, H, W). */
class WindowDepartition_ extends nn.Module {
  override forward(x: Tensor, p: number, rows: number, columns: number): Tensor {
    const [n, , , c] = x.shape as unknown as [number, number, number, number];
    return x
      .reshape([n, rows, columns, p, p, c])
      .permute([0, 5, 1, 3, 2, 4])
      .reshape([n, c, rows * p, columns * p]);
  }
}
export const WindowDepartition = layer(WindowDepartition_);
export type WindowDepartition = WindowDepartition_;

const partitionArgs = signature(
  'PartitionAttentionLayer',
  ['in_channels', count],
  ['head_dim', count],
  partitionSize,
  ['partition_type', z.string()],
  ['grid_size', gridSize],
  mlpRatio,
  activate,
  norm,
  attentionDropout,
  mlpDropout,
  stochasticDropout,
);

/**
 * Attention within windows, or ('grid') among the places that windows of that size have in common.
 *
 * @throws ValueError for a `partition_type` other than 'window' and 'grid'.
 */
class PartitionAttentionLayer_ extends nn.Module {
  declare grid_size: Pair;
  declare p: number;
  declare partition_op: WindowPartition_;
  declare departition_op: WindowDepartition_;
  declare partition_swap: nn.Module;
  declare departition_swap: nn.Module;
  declare attn_layer: nn.Sequential;
  declare mlp_layer: nn.Sequential;
  declare stochastic_dropout: StochasticDepth;

  constructor(...args: Args<typeof partitionArgs>) {
    super();
    const {
      in_channels: channels,
      partition_type: kind,
      grid_size,
      partition_size,
      ...given
    } = partitionArgs(args);
    const { head_dim, mlp_ratio, activation_layer, norm_layer, attention_dropout, mlp_dropout } = given;
    if (kind !== 'window' && kind !== 'grid') {
      throw new ValueError("partition_type must be either 'grid' or 'window'");
    }
    this.grid_size = grid_size;
    this.p = kind === 'window' ? partition_size : Math.floor(grid_size[0] / partition_size);
    this.partition_op = WindowPartition();
    this.departition_op = WindowDepartition();
    this.partition_swap = kind === 'grid' ? SwapAxes(-2, -3) : nn.Identity();
    this.departition_swap = kind === 'grid' ? SwapAxes(-2, -3) : nn.Identity();
    this.attn_layer = nn.Sequential(
      norm_layer(channels),
      RelativePositionalMultiHeadAttention(channels, head_dim, partition_size ** 2),
      nn.Dropout({ p: attention_dropout }),
    );
    this.mlp_layer = nn.Sequential(
      nn.LayerNorm(channels),
      nn.Linear(channels, channels * mlp_ratio),
      activation_layer(),
      nn.Linear(channels * mlp_ratio, channels),
      nn.Dropout({ p: mlp_dropout }),
    );
    this.stochastic_dropout = StochasticDepth(given.p_stochastic_dropout, 'row');
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(input: Tensor): Tensor {
    const [height, width] = this.grid_size;
    const { p } = this;
    if (height % p !== 0 || width % p !== 0) {
      throw new RuntimeError(
        `Grid size must be divisible by partition size. Got grid size of (${height}, ${width}) and partition size of ${p}`,
      );
    }
    let x = this.partition_swap(this.partition_op(input, p));
    x = x.add(this.stochastic_dropout(this.attn_layer(x)));
    x = x.add(this.stochastic_dropout(this.mlp_layer(x)));
    return this.departition_op(this.departition_swap(x), p, height / p, width / p); // (N, C, H, W)
  }
}
export const PartitionAttentionLayer = layer(PartitionAttentionLayer_);
export type PartitionAttentionLayer = PartitionAttentionLayer_;

const layerArgs = signature(
  'MaxVitLayer',
  ['in_channels', count],
  ['out_channels', count],
  ['squeeze_ratio', ratio],
  ['expansion_ratio', ratio],
  ['stride', count],
  norm,
  activate,
  ['head_dim', count],
  mlpRatio,
  mlpDropout,
  attentionDropout,
  stochasticDropout,
  partitionSize,
  ['grid_size', gridSize],
);

/** A convolution, attention within windows, attention over the grid. */
class MaxVitLayer_ extends nn.Module {
  declare layers: nn.Sequential;

  constructor(...args: Args<typeof layerArgs>) {
    super();
    const { in_channels, out_channels, squeeze_ratio, expansion_ratio, stride, ...given } = layerArgs(args);
    const { norm_layer, activation_layer, p_stochastic_dropout } = given;
    const attention = (partition_type: string) =>
      PartitionAttentionLayer({
        in_channels: out_channels,
        head_dim: given.head_dim,
        partition_size: given.partition_size,
        partition_type,
        grid_size: given.grid_size,
        mlp_ratio: given.mlp_ratio,
        activation_layer,
        norm_layer: nn.LayerNorm,
        attention_dropout: given.attention_dropout,
        mlp_dropout: given.mlp_dropout,
        p_stochastic_dropout,
      });
    this.layers = nn.Sequential({
      MBconv: MBConv(in_channels, out_channels, expansion_ratio, squeeze_ratio, stride, {
        activation_layer,
        norm_layer,
        p_stochastic_dropout,
      }),
      window_attention: attention('window'),
      grid_attention: attention('grid'),
    });
  }

  override _inner(): nn.Module[] {
    return [this.layers];
  }

  override forward(x: Tensor): Tensor {
    return this.layers(x);
  }
}
export const MaxVitLayer = layer(MaxVitLayer_);
export type MaxVitLayer = MaxVitLayer_;

const halved = ([height, width]: Pair): Pair => [
  Math.floor((height - 1) / 2) + 1,
  Math.floor((width - 1) / 2) + 1,
];

const blockArgs = signature(
  'MaxVitBlock',
  ['in_channels', count],
  ['out_channels', count],
  ['squeeze_ratio', ratio],
  ['expansion_ratio', ratio],
  norm,
  activate,
  ['head_dim', count],
  mlpRatio,
  mlpDropout,
  attentionDropout,
  partitionSize,
  ['input_grid_size', gridSize],
  ['n_layers', count],
  ['p_stochastic', z.array(probability)],
);

/**
 * Layers of one width; the first halves the resolution.
 *
 * @throws ValueError unless `p_stochastic` has a probability for each of the `n_layers`.
 */
class MaxVitBlock_ extends nn.Module {
  declare layers: nn.ModuleList;
  declare grid_size: Pair;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { in_channels, input_grid_size, n_layers, p_stochastic, ...given } = blockArgs(args);
    if (p_stochastic.length !== n_layers) {
      throw new ValueError(
        `p_stochastic must have length n_layers=${n_layers}, got p_stochastic=[${p_stochastic.join(', ')}].`,
      );
    }
    this.layers = nn.ModuleList();
    this.grid_size = halved(input_grid_size);
    for (const [i, p_stochastic_dropout] of p_stochastic.entries()) {
      const [channels, stride] = i === 0 ? [in_channels, 2] : [given.out_channels, 1];
      const { grid_size } = this;
      const each = { ...given, in_channels: channels, stride, grid_size, p_stochastic_dropout };
      this.layers.append(MaxVitLayer(each));
    }
  }

  override forward(x: Tensor): Tensor {
    return [...this.layers].reduce((value, each) => each(value), x);
  }
}
export const MaxVitBlock = nn.callable(MaxVitBlock_);
export type MaxVitBlock = MaxVitBlock_;

const activation = z.custom<ActivationLayer>((value) => typeof value === 'function', 'must be a function');
const options = [
  ['norm_layer', normLayer],
  ['activation_layer', activation.default(() => nn.GELU as any)],
  ['squeeze_ratio', z.number().positive().default(0.25)],
  ['expansion_ratio', z.number().positive().default(4)],
  ['mlp_ratio', count.default(4)],
  ['mlp_dropout', probability.default(0)],
  ['attention_dropout', probability.default(0)],
  numClasses,
] as const;
const inputSize = z.tuple([count, count]);
const maxvitArgs = signature(
  'MaxVit',
  ['input_size', inputSize],
  ['stem_channels', count],
  ['partition_size', count],
  ['block_channels', z.array(count).min(1)],
  ['block_layers', z.array(count).min(1)],
  ['head_dim', count],
  ['stochastic_depth_prob', probability],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface MaxVit_ {
  get stem(): nn.Sequential;
  set stem(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Tu et al., "MaxViT: Multi-Axis Vision Transformer", 2022, for images (N, 3, H, W) of `input_size`.
 *
 * @throws ValueError unless `partition_size` divides the height and width of every block's input.
 * @see https://docs.pytorch.org/vision/0.28/models/maxvit.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class MaxVit_ extends nn.Module {
  declare partition_size: number;
  declare blocks: nn.ModuleList;

  constructor(...args: Args<typeof maxvitArgs>) {
    super();
    const { input_size, stem_channels, block_channels, block_layers, stochastic_depth_prob, ...given } =
      maxvitArgs(args);
    const { partition_size, num_classes, activation_layer } = given;
    const norm_layer =
      given.norm_layer ?? ((channels: number) => nn.BatchNorm2d(channels, { eps: 1e-3, momentum: 0.01 }));
    const { squeeze_ratio, expansion_ratio, head_dim, mlp_ratio, mlp_dropout, attention_dropout } = given;
    let grid = halved(input_size);
    checkSizes(grid, partition_size, block_channels.length);
    const stem = { norm_layer, activation_layer, stride: 2, bias: false, inplace: null };
    this.stem = nn.Sequential(
      Conv2dNormActivation(3, stem_channels, stem),
      Conv2dNormActivation(stem_channels, stem_channels, {
        norm_layer: null,
        activation_layer: null,
        bias: true,
      }),
    );
    this.partition_size = partition_size;
    const total = block_layers.reduce((sum, layers) => sum + layers, 0);
    const step = total > 1 ? stochastic_depth_prob / (total - 1) : 0;
    let id = 0;
    let channels = stem_channels;
    this.blocks = nn.ModuleList();
    for (const [i, output] of block_channels.entries()) {
      const probabilities = Array.from({ length: block_layers[i] as number }, () => {
        const p = id === total - 1 && total > 1 ? stochastic_depth_prob : id * step;
        id += 1;
        return p;
      });
      const block = MaxVitBlock(
        channels,
        output,
        squeeze_ratio,
        expansion_ratio,
        norm_layer,
        activation_layer,
        {
          head_dim,
          mlp_ratio,
          mlp_dropout,
          attention_dropout,
          partition_size,
          input_grid_size: grid,
          n_layers: probabilities.length,
          p_stochastic: probabilities,
        },
      );
      this.blocks.append(block);
      grid = block.grid_size;
      channels = output;
    }
    this.classifier = nn.Sequential(
      nn.AdaptiveAvgPool2d(1),
      nn.Flatten(),
      nn.LayerNorm(channels),
      nn.Linear(channels, channels),
      nn.Tanh(),
      nn.Linear(channels, num_classes, { bias: false }),
    );
    initLayers(this, { conv: normalWith(0.02), linear: normalWith(0.02) });
  }

  override forward(x: Tensor): Tensor {
    const out = [...this.blocks].reduce((value, block) => block(value), this.stem(x)); // (N, C, H / 32, W / 32)
    return this.classifier(out); // (N, num_classes)
  }
}

export const MaxVit = nn.callable(MaxVit_);
export type MaxVit = MaxVit_;

function checkSizes(stem: Pair, partition_size: number, blocks: number): void {
  let size = stem;
  for (let i = 0; i < blocks; i += 1) {
    size = halved(size);
    if (size.every((side) => side % partition_size === 0)) continue;
    throw new ValueError(
      `Input size (${size.join(', ')}) of block ${i} is not divisible by partition size ${partition_size}. ` +
        'Consider changing the partition size or the input size.',
    );
  }
}

export const maxvit_t = builder(
  'maxvit_t',
  [['input_size', inputSize.default([224, 224])], ...options],
  ({ input_size, ...given }) => MaxVit(input_size, 64, 7, [64, 128, 256, 512], [2, 2, 5, 2], 32, 0.2, given),
  { decided: ({ meta }) => ({ input_size: [...meta.min_size] }) },
);
