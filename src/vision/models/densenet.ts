import { z } from 'zod';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { checkpoint } from '../../utils/checkpoint.ts';
import { builder, count, numClasses, probability } from './_builder.ts';

export {
  DenseNet121_Weights,
  DenseNet161_Weights,
  DenseNet169_Weights,
  DenseNet201_Weights,
} from './weights.ts';

const F = nn.functional;

const layerArgs = signature(
  '_DenseLayer',
  ['num_input_features', count],
  ['growth_rate', count],
  ['bn_size', count],
  ['drop_rate', probability],
  ['memory_efficient', z.boolean().default(false)],
);

/** A bottleneck and a convolution; takes the maps of all layers before it, as one tensor or as a list. */
class _DenseLayer_ extends nn.Module {
  declare norm1: nn.BatchNorm2d;
  declare relu1: nn.ReLU;
  declare conv1: nn.Conv2d;
  declare norm2: nn.BatchNorm2d;
  declare relu2: nn.ReLU;
  declare conv2: nn.Conv2d;
  declare drop_rate: number;
  declare memory_efficient: boolean;

  constructor(...args: Args<typeof layerArgs>) {
    super();
    const { num_input_features, growth_rate, bn_size, drop_rate, memory_efficient } = layerArgs(args);
    const width = bn_size * growth_rate;
    this.norm1 = nn.BatchNorm2d(num_input_features);
    this.relu1 = nn.ReLU({ inplace: true });
    this.conv1 = nn.Conv2d(num_input_features, width, 1, { bias: false });
    this.norm2 = nn.BatchNorm2d(width);
    this.relu2 = nn.ReLU({ inplace: true });
    this.conv2 = nn.Conv2d(width, growth_rate, 3, { padding: 1, bias: false });
    this.drop_rate = drop_rate;
    this.memory_efficient = memory_efficient;
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(input: Tensor | readonly Tensor[]): Tensor {
    const { norm1, relu1, conv1, norm2, relu2, conv2 } = this;
    const features = (Array.isArray(input) ? input : [input]) as Tensor[];
    const narrow = (...maps: Tensor[]) => chain([norm1, relu1, conv1], torch.cat(maps, 1));
    const narrowed =
      this.memory_efficient && features.some((each) => each.requires_grad)
        ? // Views: the tensors themselves may be freed once the block has returned.
          checkpoint(narrow, ...features.map((each) => each.view_as(each)), { use_reentrant: false })
        : narrow(...features); // (N, bn_size * growth_rate, H, W)
    const out = chain([norm2, relu2, conv2], narrowed); // (N, growth_rate, H, W)
    return this.drop_rate > 0 ? F.dropout(out, { p: this.drop_rate, training: this.training }) : out;
  }
}
export const _DenseLayer = layer(_DenseLayer_);
export type _DenseLayer = _DenseLayer_;

const blockArgs = signature(
  '_DenseBlock',
  ['num_layers', count],
  ['num_input_features', count],
  ['bn_size', count],
  ['growth_rate', count],
  ['drop_rate', probability],
  ['memory_efficient', z.boolean().default(false)],
);

/** Each layer sees the outputs of all layers before it. */
class _DenseBlock_ extends nn.ModuleDict {
  static override _version = 2;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { num_layers, num_input_features, bn_size, growth_rate, drop_rate, memory_efficient } =
      blockArgs(args);
    for (let i = 0; i < num_layers; i += 1) {
      const channels = num_input_features + i * growth_rate;
      const dense = _DenseLayer(channels, growth_rate, bn_size, drop_rate, memory_efficient);
      this.add_module(`denselayer${i + 1}`, dense);
    }
  }

  override _inner(): nn.Module[] {
    return this.values();
  }

  override forward(input: Tensor): Tensor {
    const features = [input];
    for (const dense of this.values()) features.push(dense(features));
    return torch.cat(features, 1); // (N, C + layers * growth_rate, H, W)
  }
}
export const _DenseBlock = layer(_DenseBlock_);
export type _DenseBlock = _DenseBlock_;

const transitionArgs = signature(
  '_Transition',
  ['num_input_features', count],
  ['num_output_features', count],
);

/** Fewer channels, and half the height and width. */
class _Transition_ extends nn.Sequential {
  constructor(...args: Args<typeof transitionArgs>) {
    const { num_input_features, num_output_features } = transitionArgs(args);
    super({
      norm: nn.BatchNorm2d(num_input_features),
      relu: nn.ReLU({ inplace: true }),
      conv: nn.Conv2d(num_input_features, num_output_features, 1, { bias: false }),
      pool: nn.AvgPool2d({ kernel_size: 2, stride: 2 }),
    });
  }
}
export const _Transition = layer(_Transition_);
export type _Transition = _Transition_;

const options = [
  ['bn_size', count.default(4)],
  ['drop_rate', probability.default(0)],
  numClasses,
  ['memory_efficient', z.boolean().default(false)],
] as const;
const densenetArgs = signature(
  'DenseNet',
  ['growth_rate', count.default(32)],
  ['block_config', z.array(count).min(1).default([6, 12, 24, 16])],
  ['num_init_features', count.default(64)],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface DenseNet_ {
  get features(): nn.Sequential;
  set features(value: nn.Module);
  get classifier(): nn.Linear;
  set classifier(value: nn.Module);
}

/**
 * Huang et al., "Densely Connected Convolutional Networks", 2016, for images (N, 3, H, W) with H and W at least 29.
 *
 * Each layer adds `growth_rate` channels, through a bottleneck of `bn_size * growth_rate`; `block_config` counts the
 * layers between two halvings of the resolution. With `memory_efficient` the backward pass computes the bottlenecks anew,
 * instead of keeping what all layers before them gave.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/densenet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class DenseNet_ extends nn.Module {
  constructor(...args: Args<typeof densenetArgs>) {
    super();
    const { growth_rate, block_config, num_init_features, num_classes, ...given } = densenetArgs(args);
    const { bn_size, drop_rate, memory_efficient } = given;
    let channels = num_init_features;
    this.features = nn.Sequential({
      conv0: nn.Conv2d(3, channels, 7, { stride: 2, padding: 3, bias: false }),
      norm0: nn.BatchNorm2d(channels),
      relu0: nn.ReLU({ inplace: true }),
      pool0: nn.MaxPool2d({ kernel_size: 3, stride: 2, padding: 1 }),
    });
    for (const [i, layers] of block_config.entries()) {
      const block = _DenseBlock(layers, channels, bn_size, growth_rate, drop_rate, memory_efficient);
      channels += layers * growth_rate;
      this.features.add_module(`denseblock${i + 1}`, block);
      if (i === block_config.length - 1) break;
      this.features.add_module(`transition${i + 1}`, _Transition(channels, Math.floor(channels / 2)));
      channels = Math.floor(channels / 2);
    }
    this.features.add_module('norm5', nn.BatchNorm2d(channels));
    this.classifier = nn.Linear(channels, num_classes);
    for (const m of this.modules()) {
      if (m instanceof nn.Conv2d) nn.init.kaiming_normal_(m.weight);
      else if (m instanceof nn.Linear && m.bias) nn.init.zeros_(m.bias);
    }
  }

  override forward(x: Tensor): Tensor {
    const features = F.relu(this.features(x), true); // (N, C, H / 32, W / 32)
    const out = F.adaptive_avg_pool2d(features, [1, 1]).flatten(1); // (N, C)
    return this.classifier(out); // (N, num_classes)
  }
}

export const DenseNet = nn.callable(DenseNet_);
export type DenseNet = DenseNet_;

/** Files from before torchvision 0.3 call the layers `norm.1`, `conv.2`, ...: names that a module may not have now. */
function rename(state_dict: Record<string, any>): void {
  for (const key of Object.keys(state_dict)) {
    const old = /^(.*denselayer\d+\.(?:norm|relu|conv))\.([12]\.\w+)$/.exec(key);
    if (!old) continue;
    state_dict[`${old[1]}${old[2]}`] = state_dict[key];
    delete state_dict[key];
  }
}

type Name = 'densenet121' | 'densenet161' | 'densenet169' | 'densenet201';
const densenet = (name: Name, growth_rate: number, block_config: number[], num_init_features: number) =>
  builder(name, options, (given) => DenseNet({ growth_rate, block_config, num_init_features, ...given }), {
    rename,
  });

export const densenet121 = densenet('densenet121', 32, [6, 12, 24, 16], 64);
export const densenet161 = densenet('densenet161', 48, [6, 12, 36, 24], 96);
export const densenet169 = densenet('densenet169', 32, [6, 12, 32, 32], 64);
export const densenet201 = densenet('densenet201', 32, [6, 12, 48, 32], 64);
