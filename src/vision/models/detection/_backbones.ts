import { ValueError } from '../../../errors.ts';
import * as nn from '../../../nn/index.ts';
import { LastLevelP6P7 } from '../../ops/feature_pyramid_network.ts';
import { FrozenBatchNorm2d } from '../../ops/frozen_batchnorm.ts';
import type { NormLayer } from '../../ops/misc.ts';
import type { Chosen } from '../_builder.ts';
import { resnet50 } from '../resnet.ts';
import { _resnet_fpn_extractor, _validate_trainable_layers, type BackboneWithFPN } from './backbone_utils.ts';

/* What the detectors' model functions ask of their backbones. */

/** The channels of a backbone's maps. */
export function channelsOf(backbone: nn.Module): number {
  const { out_channels } = backbone as { out_channels?: unknown };
  if (typeof out_channels === 'number') return out_channels;
  throw new ValueError(
    'backbone should contain an attribute out_channels specifying the number of output channels (assumed to be the same ' +
      'for all the levels)',
  );
}

/**
 * How many layers of the backbone are trained, `usual` unless asked for, and with what normalisation it begins: trained
 * ones keep their statistics.
 */
export function plan(
  { weights, weights_backbone }: Chosen,
  trainable: number | null,
  most: number,
  usual = 3,
): { layers: number; norm_layer: NormLayer } {
  const is_trained = weights !== null || weights_backbone !== null;
  return {
    layers: _validate_trainable_layers(is_trained, trainable, most, usual),
    norm_layer: is_trained ? FrozenBatchNorm2d : nn.BatchNorm2d,
  };
}

/** ResNet-50 with a pyramid, as the first published R-CNNs have it. */
export function resnetBackbone(chosen: Chosen, trainable: number | null): BackboneWithFPN {
  const { layers, norm_layer } = plan(chosen, trainable, 5);
  const { weights_backbone: weights, progress } = chosen;
  return _resnet_fpn_extractor(resnet50({ weights, progress, norm_layer }), layers);
}

/** ResNet-50 with a pyramid of five maps that begins at its second stage: the first one's has too many places. */
export function coarseBackbone(
  chosen: Chosen,
  trainable: number | null,
  { p6_channels = 256, norm_layer }: { p6_channels?: number; norm_layer?: NormLayer } = {},
): BackboneWithFPN {
  const { layers, norm_layer: usual } = plan(chosen, trainable, 5);
  const { weights_backbone: weights, progress } = chosen;
  const body = resnet50({ weights, progress, norm_layer: norm_layer ?? usual });
  return _resnet_fpn_extractor(body, layers, [2, 3, 4], LastLevelP6P7(p6_channels, 256));
}
