import * as nn from '../../../nn/index.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import { enums } from '../_api.ts';
import { builder, count } from '../_builder.ts';
import { IntermediateLayerGetter } from '../_utils.ts';
import { resnet50, resnet101 } from '../resnet.ts';
import { _SimpleSegmentationModel_, auxLoss, numClasses, VOC_CLASSES } from './_utils.ts';

export const { FCN_ResNet50_Weights, FCN_ResNet101_Weights } = enums;

const headArgs = signature('FCNHead', ['in_channels', count.min(4)], ['channels', count]);

/** Scores from features, by one convolution and a choice per pixel: (N, in_channels, H, W) -> (N, channels, H, W). */
class FCNHead_ extends nn.Sequential {
  constructor(...args: Args<typeof headArgs>) {
    const { in_channels, channels } = headArgs(args);
    const inner = Math.floor(in_channels / 4);
    super(
      nn.Conv2d(in_channels, inner, 3, { padding: 1, bias: false }),
      nn.BatchNorm2d(inner),
      nn.ReLU(),
      nn.Dropout(0.1),
      nn.Conv2d(inner, channels, 1),
    );
  }
}
export const FCNHead = layer(FCNHead_);
export type FCNHead = FCNHead_;

/**
 * Long et al., "Fully Convolutional Networks for Semantic Segmentation", 2014, for images (N, 3, H, W): scores
 * `{ out, aux }` of (N, num_classes, H, W). `backbone` gives features under these names, `classifier` and
 * `aux_classifier` make scores of them.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/fcn.html
 */
class FCN_ extends _SimpleSegmentationModel_ {}
export const FCN = nn.callable(FCN_);
export type FCN = FCN_;

const bodies = { fcn_resnet50: resnet50, fcn_resnet101: resnet101 };
const fcn = (name: keyof typeof bodies) =>
  builder(
    name,
    [numClasses, auxLoss],
    (given, { weights_backbone, progress }) => {
      const classes = given.num_classes ?? VOC_CLASSES;
      const body = bodies[name]({
        weights: weights_backbone,
        progress,
        replace_stride_with_dilation: [false, true, true],
      });
      const backbone = IntermediateLayerGetter(body, {
        layer4: 'out',
        ...(given.aux_loss && { layer3: 'aux' }),
      });
      // Drawn first, although it stands last.
      const aux_classifier = given.aux_loss ? FCNHead(1024, classes) : null;
      return FCN(backbone, FCNHead(2048, classes), aux_classifier);
    },
    { decided: () => ({ aux_loss: true }) },
  );

export const fcn_resnet50 = fcn('fcn_resnet50');
export const fcn_resnet101 = fcn('fcn_resnet101');
