import { z } from 'zod';
import { KeyError, ValueError } from '../../../errors.ts';
import * as nn from '../../../nn/index.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { warnOnce } from '../../../warn.ts';
import {
  type ExtraFPNBlock,
  FeaturePyramidNetwork,
  LastLevelMaxPool,
} from '../../ops/feature_pyramid_network.ts';
import { FrozenBatchNorm2d } from '../../ops/frozen_batchnorm.ts';
import type { NormLayer } from '../../ops/misc.ts';
import type { Weights } from '../_api.ts';
import { count, normLayer } from '../_builder.ts';
import { IntermediateLayerGetter } from '../_utils.ts';
import { type MobileNetV2, mobilenet_v2 } from '../mobilenetv2.ts';
import { type MobileNetV3, mobilenet_v3_large, mobilenet_v3_small } from '../mobilenetv3.ts';
import {
  type ResNet,
  resnet18,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  resnext50_32x4d,
  resnext101_32x8d,
  resnext101_64x4d,
  wide_resnet50_2,
  wide_resnet101_2,
} from '../resnet.ts';
import { freezeStages, stagesOf } from './_stages.ts';

// Where programs import them from.
export { type ExtraFPNBlock, FeaturePyramidNetwork, IntermediateLayerGetter, LastLevelMaxPool };

const extraBlocks = z.custom<ExtraFPNBlock | null>().default(null);
const layers = z.array(z.int()).min(1).readonly().nullable().default(null);

const backboneArgs = signature(
  'BackboneWithFPN',
  ['backbone', z.custom<nn.Module>((value) => value instanceof nn.Module, 'expected a Module')],
  ['return_layers', z.record(z.string(), z.string())],
  ['in_channels_list', z.array(z.int()).readonly()],
  ['out_channels', count],
  ['extra_blocks', extraBlocks],
  ['norm_layer', normLayer],
);

/**
 * A pyramid of feature maps on top of a network: (N, 3, H, W) -> maps of `out_channels` by name, finest first.
 *
 * `return_layers` says which of the network's direct children give a map, and its name; `in_channels_list` their
 * channels. `extra_blocks` adds coarser levels, by default one, 'pool'.
 *
 * @see torchvision 0.28, models.detection.backbone_utils
 */
class BackboneWithFPN_ extends nn.Module {
  declare body: IntermediateLayerGetter;
  declare fpn: FeaturePyramidNetwork;
  declare out_channels: number;

  constructor(...args: Args<typeof backboneArgs>) {
    super();
    const { backbone, return_layers, in_channels_list, out_channels, extra_blocks, norm_layer } =
      backboneArgs(args);
    this.body = IntermediateLayerGetter(backbone, return_layers);
    this.fpn = FeaturePyramidNetwork(
      in_channels_list,
      out_channels,
      extra_blocks ?? LastLevelMaxPool(),
      norm_layer ?? null,
    );
    this.out_channels = out_channels;
  }

  override forward(x: Tensor): Record<string, Tensor> {
    return this.fpn(this.body(x));
  }
}
export const BackboneWithFPN = nn.callable(BackboneWithFPN_);
export type BackboneWithFPN = BackboneWithFPN_;

const common = [
  ['weights', z.custom<Weights | string | null>().default(null)],
  ['norm_layer', normLayer],
] as const;
const more = [
  ['returned_layers', layers],
  ['extra_blocks', extraBlocks],
  ['pretrained', z.boolean().optional()],
] as const;

type Builder<M> = (options: Record<string, unknown>) => M;

function built<M>(
  builders: Readonly<Record<string, Builder<M>>>,
  given: {
    backbone_name: string;
    norm_layer?: NormLayer | null | undefined;
    weights: unknown;
    pretrained?: boolean | undefined;
  },
): M {
  const { backbone_name, weights, pretrained } = given;
  const build = Object.hasOwn(builders, backbone_name) ? builders[backbone_name] : undefined;
  if (build === undefined) {
    throw new KeyError(`'${backbone_name}' is no known backbone; known: ${Object.keys(builders).join(', ')}`);
  }
  const options = pretrained === undefined ? { weights } : { pretrained };
  return build({ ...options, norm_layer: given.norm_layer ?? FrozenBatchNorm2d });
}

const resnets: Readonly<Record<string, Builder<ResNet>>> = {
  resnet18,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  resnext50_32x4d,
  resnext101_32x8d,
  resnext101_64x4d,
  wide_resnet50_2,
  wide_resnet101_2,
};

const resnetArgs = signature(
  'resnet_fpn_backbone',
  ['backbone_name', z.string()],
  ...common,
  ['trainable_layers', z.int().default(3)],
  ...more,
);

/**
 * A residual network with a pyramid of 256 channels on top: maps '0' to '3' and 'pool'.
 *
 * `trainable_layers` (0 to 5, counted from the output) are trained, the others are frozen; `returned_layers` (1 to 4) give
 * the maps. Normalisations are FrozenBatchNorm2d unless `norm_layer` says otherwise.
 *
 * @throws KeyError for an unknown `backbone_name`, ValueError for layers that there are not.
 * @see torchvision 0.28, models.detection.backbone_utils
 */
export function resnet_fpn_backbone(...args: Args<typeof resnetArgs>): BackboneWithFPN {
  const { trainable_layers, returned_layers, extra_blocks, ...given } = resnetArgs(args);
  return _resnet_fpn_extractor(built(resnets, given), trainable_layers, returned_layers, extra_blocks);
}

/** The body of `resnet_fpn_backbone`, for a network of your own. */
export function _resnet_fpn_extractor(
  backbone: ResNet,
  trainable_layers: number,
  returned_layers: readonly number[] | null = null,
  extra_blocks: ExtraFPNBlock | null = null,
  norm_layer: NormLayer | null = null,
): BackboneWithFPN {
  if (trainable_layers < 0 || trainable_layers > 5) {
    throw new ValueError(`Trainable layers should be in the range [0,5], got ${trainable_layers}`);
  }
  const trained = ['layer4', 'layer3', 'layer2', 'layer1', 'conv1'].slice(0, trainable_layers);
  if (trainable_layers === 5) trained.push('bn1');
  for (const [name, parameter] of backbone.named_parameters()) {
    if (!trained.some((layer) => name.startsWith(layer))) parameter.requires_grad_(false);
  }
  const returned = returned_layers ?? [1, 2, 3, 4];
  if (Math.min(...returned) <= 0 || Math.max(...returned) >= 5) {
    throw new ValueError(`Each returned layer should be in the range [1,4]. Got [${returned.join(', ')}]`);
  }
  const return_layers = Object.fromEntries(returned.map((layer, i) => [`layer${layer}`, String(i)]));
  const channels = returned.map((layer) => Math.floor(backbone.inplanes / 8) * 2 ** (layer - 1));
  return BackboneWithFPN(backbone, return_layers, channels, 256, { extra_blocks, norm_layer });
}

/**
 * How many layers of a backbone are trained: all when nothing in it is trained yet, else what the user asked for.
 *
 * @throws ValueError unless it lies in [0, max_value].
 */
export function _validate_trainable_layers(
  is_trained: boolean,
  trainable_backbone_layers: number | null,
  max_value: number,
  default_value: number,
): number {
  if (!is_trained && trainable_backbone_layers !== null) {
    warnOnce(
      'Changing trainable_backbone_layers has no effect if neither pretrained nor pretrained_backbone have been set to ' +
        `true, falling back to trainable_backbone_layers=${max_value} so that all layers are trainable`,
    );
  }
  const asked = is_trained ? (trainable_backbone_layers ?? default_value) : max_value;
  if (asked < 0 || asked > max_value) {
    throw new ValueError(`Trainable backbone layers should be in the range [0,${max_value}], got ${asked}`);
  }
  return asked;
}

const mobilenets: Readonly<Record<string, Builder<MobileNetV2 | MobileNetV3>>> = {
  mobilenet_v2,
  mobilenet_v3_large,
  mobilenet_v3_small,
};

const mobilenetArgs = signature(
  'mobilenet_backbone',
  ['backbone_name', z.string()],
  ...common,
  ['fpn', z.boolean()],
  ['trainable_layers', z.int().default(2)],
  ...more,
);

/**
 * A MobileNet as a backbone of 256 channels: with `fpn` a pyramid of its last two stages, else one map.
 *
 * `trainable_layers` counts stages from the output, `returned_layers` numbers stages from 0.
 *
 * @throws KeyError for an unknown `backbone_name`, ValueError for stages that there are not.
 * @see torchvision 0.28, models.detection.backbone_utils
 */
export function mobilenet_backbone(...args: Args<typeof mobilenetArgs>): BackboneWithFPN | nn.Sequential {
  const { fpn, trainable_layers, returned_layers, extra_blocks, ...given } = mobilenetArgs(args);
  return _mobilenet_extractor(built(mobilenets, given), fpn, trainable_layers, returned_layers, extra_blocks);
}

/** The body of `mobilenet_backbone`, for a network of your own. */
export function _mobilenet_extractor(
  backbone: MobileNetV2 | MobileNetV3,
  fpn: boolean,
  trainable_layers: number,
  returned_layers: readonly number[] | null = null,
  extra_blocks: ExtraFPNBlock | null = null,
  norm_layer: NormLayer | null = null,
): BackboneWithFPN | nn.Sequential {
  const { features } = backbone;
  const { blocks, stages } = stagesOf(features);
  freezeStages(blocks, stages, trainable_layers);
  const out_channels = 256;
  const channelsOf = (i: number) => (blocks[i] as { out_channels: number }).out_channels;
  if (!fpn) {
    const narrowed = nn.Sequential(features, nn.Conv2d(channelsOf(blocks.length - 1), out_channels, 1));
    return Object.assign(narrowed, { out_channels });
  }
  const returned = returned_layers ?? [stages.length - 2, stages.length - 1];
  if (Math.min(...returned) < 0 || Math.max(...returned) >= stages.length) {
    throw new ValueError(
      `Each returned layer should be in the range [0,${stages.length - 1}], got [${returned.join(', ')}]`,
    );
  }
  const places = returned.map((stage) => stages[stage] as number);
  const return_layers = Object.fromEntries(places.map((place, i) => [String(place), String(i)]));
  const options = { extra_blocks, norm_layer };
  return BackboneWithFPN(features, return_layers, places.map(channelsOf), out_channels, options);
}
