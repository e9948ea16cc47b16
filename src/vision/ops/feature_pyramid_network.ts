import { callable } from '../../callable.ts';
import { TypeError, ValueError } from '../../errors.ts';
import { type Calls, positional } from '../../keywords.ts';
import * as F from '../../nn/functional.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import type { Tensor } from '../../tensor.ts';
import { renameOld } from './_rename.ts';
import { Conv2dNormActivation, type NormLayer } from './misc.ts';

/** Adds levels to a pyramid: from its results, its inputs and their names. */
abstract class ExtraFPNBlock_ extends nn.Module {
  abstract override forward(results: Tensor[], x: Tensor[], names: string[]): [Tensor[], string[]];
}
export const ExtraFPNBlock = callable(ExtraFPNBlock_);
export type { ExtraFPNBlock_ };
export type ExtraFPNBlock = ExtraFPNBlock_;

const featurePyramidNetworkNames = [
  'in_channels_list',
  'out_channels',
  'extra_blocks',
  'norm_layer',
] as const;
type FeaturePyramidNetworkArgs = [
  in_channels_list: readonly number[],
  out_channels: number,
  extra_blocks?: ExtraFPNBlock | null,
  norm_layer?: NormLayer | null,
];
const featurePyramidNetworkArgs = positional<typeof featurePyramidNetworkNames, FeaturePyramidNetworkArgs>(
  'FeaturePyramidNetwork',
  featurePyramidNetworkNames,
);

class FeaturePyramidNetwork_ extends nn.Module {
  static override _version = 2; // 2 wraps each convolution in a block

  declare inner_blocks: nn.ModuleList;
  declare layer_blocks: nn.ModuleList;
  declare extra_blocks: ExtraFPNBlock | null;

  constructor(...args: Calls<typeof featurePyramidNetworkNames, FeaturePyramidNetworkArgs>) {
    const [in_channels_list, out_channels, extra_blocks = null, norm_layer = null] =
      featurePyramidNetworkArgs(args);
    super();
    this.inner_blocks = nn.ModuleList();
    this.layer_blocks = nn.ModuleList();
    for (const channels of in_channels_list) {
      if (channels === 0) throw new ValueError('in_channels=0 is currently not supported');
      const options = { norm_layer, activation_layer: null };
      this.inner_blocks.append(
        Conv2dNormActivation(channels, out_channels, { kernel_size: 1, padding: 0, ...options }),
      );
      this.layer_blocks.append(
        Conv2dNormActivation(out_channels, out_channels, { kernel_size: 3, ...options }),
      );
    }
    for (const module of this.modules()) if (module instanceof nn.Conv2d) initialise(module);
    if (extra_blocks !== null && !(extra_blocks instanceof ExtraFPNBlock)) {
      throw new TypeError('extra_blocks should be of type ExtraFPNBlock');
    }
    this.extra_blocks = extra_blocks;
  }

  override _load_from_state_dict(...args: Parameters<nn.Module['_load_from_state_dict']>): void {
    const blocks = Object.entries({ inner_blocks: this.inner_blocks, layer_blocks: this.layer_blocks });
    const names = blocks.flatMap(([name, list]) => [...list].map((_, i) => `${name}.${i}`));
    renameOld(
      args,
      2,
      names.map((name) => [name, `${name}.0`] as const),
    );
    super._load_from_state_dict(...args);
  }

  override forward(x: Record<string, Tensor>): Record<string, Tensor> {
    let names = Object.keys(x);
    const maps = Object.values(x);
    const inner = [...this.inner_blocks] as ((x: Tensor) => Tensor)[];
    const outer = [...this.layer_blocks] as ((x: Tensor) => Tensor)[];
    let results: Tensor[] = [];
    let above: Tensor | null = null;
    for (let i = maps.length - 1; i >= 0; i -= 1) {
      const lateral = (inner[i] as (x: Tensor) => Tensor)(maps[i] as Tensor);
      if (above === null) above = lateral;
      else {
        const size = [lateral.size(-2), lateral.size(-1)];
        above = lateral.add(F.interpolate(above, { size, mode: 'nearest' } as never) as Tensor);
      }
      results.unshift((outer[i] as (x: Tensor) => Tensor)(above));
    }
    if (this.extra_blocks !== null) [results, names] = this.extra_blocks.forward(results, maps, names);
    return Object.fromEntries(names.map((name, i) => [name, results[i] as Tensor]));
  }
}

function initialise(module: { weight: Tensor; bias: Tensor | null }): void {
  nn.init.kaiming_uniform_(module.weight, { a: 1 } as never);
  if (module.bias !== null) nn.init.constant_(module.bias, 0);
}

/**
 * Feature maps of several sizes (finest first, as named in the object given), each joined with those coarser than it, all
 * of `out_channels`.
 *
 * @see Lin et al., "Feature Pyramid Networks for Object Detection", 2017, arXiv:1612.03144
 */
export const FeaturePyramidNetwork = layer(FeaturePyramidNetwork_, null);
export type FeaturePyramidNetwork = FeaturePyramidNetwork_;

class LastLevelMaxPool_ extends ExtraFPNBlock {
  override forward(results: Tensor[], _x: Tensor[], names: string[]): [Tensor[], string[]] {
    // As torchvision: a view of every second pixel would be summed up in another order.
    const last = F.max_pool2d(results.at(-1) as Tensor, 1, 2, 0) as Tensor;
    return [
      [...results, last],
      [...names, 'pool'],
    ];
  }
}
/** Adds a level of every second pixel of the coarsest one. */
export const LastLevelMaxPool = layer(LastLevelMaxPool_);
export type LastLevelMaxPool = LastLevelMaxPool_;

const lastLevelP6P7Names = ['in_channels', 'out_channels'] as const;
type LastLevelP6P7Args = [in_channels: number, out_channels: number];
const lastLevelP6P7Args = positional<typeof lastLevelP6P7Names, LastLevelP6P7Args>(
  'LastLevelP6P7',
  lastLevelP6P7Names,
);

class LastLevelP6P7_ extends ExtraFPNBlock {
  declare p6: nn.Conv2d;
  declare p7: nn.Conv2d;
  declare use_P5: boolean;

  constructor(...args: Calls<typeof lastLevelP6P7Names, LastLevelP6P7Args>) {
    const [in_channels, out_channels] = lastLevelP6P7Args(args);
    super();
    this.p6 = nn.Conv2d(in_channels, out_channels, 3, 2, 1);
    this.p7 = nn.Conv2d(out_channels, out_channels, 3, 2, 1);
    for (const module of [this.p6, this.p7]) initialise(module);
    this.use_P5 = in_channels === out_channels;
  }

  override forward(p: Tensor[], c: Tensor[], names: string[]): [Tensor[], string[]] {
    const p6 = this.p6((this.use_P5 ? p : c).at(-1) as Tensor);
    const p7 = this.p7(p6.relu());
    return [
      [...p, p6, p7],
      [...names, 'p6', 'p7'],
    ];
  }
}
/** Adds two levels by convolutions of stride 2, as RetinaNet does. */
export const LastLevelP6P7 = layer(LastLevelP6P7_);
export type LastLevelP6P7 = LastLevelP6P7_;
