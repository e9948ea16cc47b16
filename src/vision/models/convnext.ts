import { inspect } from 'node:util';
import { z } from 'zod';
import { callable } from '../../callable.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { Parameter } from '../../nn/parameter.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { Conv2dNormActivation, type NormLayer, Permute } from '../ops/misc.ts';
import { StochasticDepth } from '../ops/stochastic_depth.ts';
import { builder, count, layerMaker, normLayer, numClasses, probability, stagesOf } from './_builder.ts';
import { initLayers, truncatedWith } from './_init.ts';

export {
  ConvNeXt_Base_Weights,
  ConvNeXt_Large_Weights,
  ConvNeXt_Small_Weights,
  ConvNeXt_Tiny_Weights,
} from './weights.ts';

/** LayerNorm over the channels of (N, C, H, W). */
class LayerNorm2d_ extends nn.LayerNorm {
  override forward(x: Tensor): Tensor {
    return super.forward(x.permute([0, 2, 3, 1])).permute([0, 3, 1, 2]);
  }
}
export const LayerNorm2d = layer(LayerNorm2d_);
export type LayerNorm2d = LayerNorm2d_;

const blockArgs = signature(
  'CNBlock',
  ['dim', count],
  ['layer_scale', z.number()],
  ['stochastic_depth_prob', probability],
  ['norm_layer', normLayer],
);

/** Filters each channel on its own over 7x7, then two linear layers; beside a shortcut, (N, dim, H, W). */
class CNBlock_ extends nn.Module {
  declare block: nn.Sequential;
  declare layer_scale: Parameter; // (dim, 1, 1)
  declare stochastic_depth: StochasticDepth;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { dim, layer_scale, stochastic_depth_prob, ...given } = blockArgs(args);
    const norm_layer: NormLayer = given.norm_layer ?? ((width) => nn.LayerNorm(width, { eps: 1e-6 }));
    this.block = nn.Sequential(
      nn.Conv2d(dim, dim, { kernel_size: 7, padding: 3, groups: dim }),
      Permute([0, 2, 3, 1]),
      norm_layer(dim),
      nn.Linear(dim, 4 * dim),
      nn.GELU(),
      nn.Linear(4 * dim, dim),
      Permute([0, 3, 1, 2]),
    );
    this.layer_scale = new Parameter(torch.ones([dim, 1, 1]).mul(layer_scale));
    this.stochastic_depth = StochasticDepth(stochastic_depth_prob, 'row');
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(input: Tensor): Tensor {
    const result = this.layer_scale.mul(this.block(input)); // (N, dim, H, W)
    return this.stochastic_depth(result).add_(input);
  }
}
export const CNBlock = layer(CNBlock_);
export type CNBlock = CNBlock_;

const configArgs = signature(
  'CNBlockConfig',
  ['input_channels', count],
  ['out_channels', count.nullable()],
  ['num_layers', count],
);
/** A stage of `num_layers` blocks, for ConvNeXt's `block_setting`; without `out_channels` nothing is made smaller after it. */
class CNBlockConfig_ {
  declare input_channels: number;
  declare out_channels: number | null;
  declare num_layers: number;

  constructor(...args: Args<typeof configArgs>) {
    Object.assign(this, configArgs(args));
  }

  toString(): string {
    const { input_channels, out_channels, num_layers } = this;
    return `CNBlockConfig(input_channels=${input_channels}, out_channels=${out_channels ?? 'None'}, num_layers=${num_layers})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
export const CNBlockConfig = callable(CNBlockConfig_);
export type CNBlockConfig = CNBlockConfig_;

type Block = (dim: number, layer_scale: number, stochastic_depth_prob: number) => nn.Module;

const options = [
  ['layer_scale', z.number().default(1e-6)],
  numClasses,
  ['block', layerMaker<Block>().nullish()],
  ['norm_layer', normLayer],
] as const;
const convnextArgs = signature(
  'ConvNeXt',
  ['block_setting', z.custom<readonly CNBlockConfig_[]>()],
  ['stochastic_depth_prob', probability.default(0)],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface ConvNeXt_ {
  get features(): nn.Sequential;
  set features(value: nn.Module);
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Liu et al., "A ConvNet for the 2020s", 2022, for images (N, 3, H, W) with H and W at least 32.
 *
 * `stochastic_depth_prob` is that of the last block; it grows from 0 evenly.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/convnext.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class ConvNeXt_ extends nn.Module {
  constructor(...args: Args<typeof convnextArgs>) {
    super();
    const { block_setting, stochastic_depth_prob, layer_scale, num_classes, ...given } = convnextArgs(args);
    const stages = stagesOf<CNBlockConfig_>('block_setting', block_setting, CNBlockConfig_);
    const makeBlock: Block = given.block ?? CNBlock;
    const norm: NormLayer = given.norm_layer ?? ((channels) => LayerNorm2d(channels, { eps: 1e-6 }));
    const total = stages.reduce((sum, { num_layers }) => sum + num_layers, 0);
    const features: nn.Module[] = [
      Conv2dNormActivation(3, (stages[0] as CNBlockConfig_).input_channels, {
        kernel_size: 4,
        stride: 4,
        padding: 0,
        norm_layer: norm,
        activation_layer: null,
        bias: true,
      }),
    ];
    let id = 0;
    for (const { input_channels, out_channels, num_layers } of stages) {
      const blocks = Array.from({ length: num_layers }, () => {
        const block = makeBlock(input_channels, layer_scale, (stochastic_depth_prob * id) / (total - 1));
        id += 1;
        return block;
      });
      features.push(nn.Sequential(...blocks));
      if (out_channels === null) continue;
      const halve = nn.Conv2d(input_channels, out_channels, { kernel_size: 2, stride: 2 });
      features.push(nn.Sequential(norm(input_channels), halve));
    }
    const { input_channels, out_channels } = stages.at(-1) as CNBlockConfig_;
    const width = out_channels ?? input_channels;
    this.features = nn.Sequential(...features);
    this.avgpool = nn.AdaptiveAvgPool2d(1);
    this.classifier = nn.Sequential(norm(width), nn.Flatten(1), nn.Linear(width, num_classes));
    initLayers(this, { conv: truncatedWith(0.02), linear: truncatedWith(0.02) });
  }

  override forward(x: Tensor): Tensor {
    return chain([this.features, this.avgpool, this.classifier], x); // (N, num_classes)
  }
}

export const ConvNeXt = nn.callable(ConvNeXt_);
export type ConvNeXt = ConvNeXt_;

const convnext = (
  name: `convnext_${'tiny' | 'small' | 'base' | 'large'}`,
  width: number,
  depths: readonly [number, number, number, number],
  stochastic_depth_prob: number,
) => {
  const stages = depths.map((layers, i) =>
    CNBlockConfig(width * 2 ** i, i < 3 ? width * 2 ** (i + 1) : null, layers),
  );
  const depth = ['stochastic_depth_prob', probability.default(stochastic_depth_prob)] as const;
  return builder(name, [depth, ...options], (given) => ConvNeXt(stages, given));
};

export const convnext_tiny = convnext('convnext_tiny', 96, [3, 3, 9, 3], 0.1);
export const convnext_small = convnext('convnext_small', 96, [3, 3, 27, 3], 0.4);
export const convnext_base = convnext('convnext_base', 128, [3, 3, 27, 3], 0.5);
export const convnext_large = convnext('convnext_large', 192, [3, 3, 27, 3], 0.5);
