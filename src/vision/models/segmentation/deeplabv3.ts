import { z } from 'zod';
import * as nn from '../../../nn/index.ts';
import { chain } from '../../../nn/modules/container.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { enums } from '../_api.ts';
import { builder, count } from '../_builder.ts';
import { IntermediateLayerGetter } from '../_utils.ts';
import { mobilenet_v3_large } from '../mobilenetv3.ts';
import { resnet50, resnet101 } from '../resnet.ts';
import {
  _SimpleSegmentationModel_,
  auxLoss,
  numClasses,
  resizedTo,
  type Stage,
  stagesOf,
  VOC_CLASSES,
} from './_utils.ts';
import { FCNHead } from './fcn.ts';

export const {
  DeepLabV3_MobileNet_V3_Large_Weights,
  DeepLabV3_ResNet50_Weights,
  DeepLabV3_ResNet101_Weights,
} = enums;

const rates = z.array(count).readonly();

const convArgs = signature('ASPPConv', ['in_channels', count], ['out_channels', count], ['dilation', count]);

/** A 3x3 convolution that reaches `dilation` pixels far: (N, in_channels, H, W) -> (N, out_channels, H, W). */
class ASPPConv_ extends nn.Sequential {
  constructor(...args: Args<typeof convArgs>) {
    const { in_channels, out_channels, dilation } = convArgs(args);
    super(
      nn.Conv2d(in_channels, out_channels, 3, { padding: dilation, dilation, bias: false }),
      nn.BatchNorm2d(out_channels),
      nn.ReLU(),
    );
  }
}
export const ASPPConv = layer(ASPPConv_);
export type ASPPConv = ASPPConv_;

const poolingArgs = signature('ASPPPooling', ['in_channels', count], ['out_channels', count]);

/** The mean of the whole image at every place of it: (N, in_channels, H, W) -> (N, out_channels, H, W). */
class ASPPPooling_ extends nn.Sequential {
  constructor(...args: Args<typeof poolingArgs>) {
    const { in_channels, out_channels } = poolingArgs(args);
    super(
      nn.AdaptiveAvgPool2d(1),
      nn.Conv2d(in_channels, out_channels, 1, { bias: false }),
      nn.BatchNorm2d(out_channels),
      nn.ReLU(),
    );
  }

  override forward(x: Tensor): Tensor {
    return resizedTo(chain(this._layers(), x), x);
  }
}
export const ASPPPooling = layer(ASPPPooling_);
export type ASPPPooling = ASPPPooling_;

const asppArgs = signature(
  'ASPP',
  ['in_channels', count],
  ['atrous_rates', rates],
  ['out_channels', count.default(256)],
);

/** Atrous spatial pyramid pooling: the surroundings at several distances and the whole, side by side, as one. */
class ASPP_ extends nn.Module {
  declare convs: nn.ModuleList;
  declare project: nn.Sequential;

  constructor(...args: Args<typeof asppArgs>) {
    super();
    const { in_channels, atrous_rates, out_channels } = asppArgs(args);
    const near = nn.Sequential(
      nn.Conv2d(in_channels, out_channels, 1, { bias: false }),
      nn.BatchNorm2d(out_channels),
      nn.ReLU(),
    );
    const far = atrous_rates.map((rate) => ASPPConv(in_channels, out_channels, rate));
    this.convs = nn.ModuleList([near, ...far, ASPPPooling(in_channels, out_channels)]);
    this.project = nn.Sequential(
      nn.Conv2d(this.convs.length * out_channels, out_channels, 1, { bias: false }),
      nn.BatchNorm2d(out_channels),
      nn.ReLU(),
      nn.Dropout(0.5),
    );
  }

  override _inner(): nn.Module[] {
    return [...this.convs, this.project];
  }

  override forward(x: Tensor): Tensor {
    const views = [...this.convs].map((conv) => conv(x) as Tensor);
    return this.project(torch.cat(views, 1)); // (N, out_channels, H, W)
  }
}
export const ASPP = layer(ASPP_);
export type ASPP = ASPP_;

const headArgs = signature(
  'DeepLabHead',
  ['in_channels', count],
  ['num_classes', count],
  ['atrous_rates', rates.default([12, 24, 36])],
);

/** Scores from features: (N, in_channels, H, W) -> (N, num_classes, H, W). */
class DeepLabHead_ extends nn.Sequential {
  constructor(...args: Args<typeof headArgs>) {
    const { in_channels, num_classes, atrous_rates } = headArgs(args);
    super(
      ASPP(in_channels, atrous_rates),
      nn.Conv2d(256, 256, 3, { padding: 1, bias: false }),
      nn.BatchNorm2d(256),
      nn.ReLU(),
      nn.Conv2d(256, num_classes, 1),
    );
  }
}
export const DeepLabHead = layer(DeepLabHead_);
export type DeepLabHead = DeepLabHead_;

/**
 * Chen et al., "Rethinking Atrous Convolution for Semantic Image Segmentation", 2017, for images (N, 3, H, W): scores
 * `{ out, aux }` of (N, num_classes, H, W). `backbone` gives features under these names, `classifier` and
 * `aux_classifier` make scores of them.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/deeplabv3.html
 */
class DeepLabV3_ extends _SimpleSegmentationModel_ {}
export const DeepLabV3 = nn.callable(DeepLabV3_);
export type DeepLabV3 = DeepLabV3_;

function assemble(body: nn.Module, out: Stage, aux: Stage | null, classes: number): DeepLabV3 {
  const backbone = IntermediateLayerGetter(body, { [out.place]: 'out', ...(aux && { [aux.place]: 'aux' }) });
  // Drawn first, although it stands last.
  const aux_classifier = aux && FCNHead(aux.channels, classes);
  return DeepLabV3(backbone, DeepLabHead(out.channels, classes), aux_classifier);
}

const fields = [numClasses, auxLoss] as const;
const loading = { decided: () => ({ aux_loss: true }) };

const bodies = { deeplabv3_resnet50: resnet50, deeplabv3_resnet101: resnet101 };
const deeplab = (name: keyof typeof bodies) =>
  builder(
    name,
    fields,
    ({ num_classes, aux_loss }, { weights_backbone, progress }) => {
      const body = bodies[name]({
        weights: weights_backbone,
        progress,
        replace_stride_with_dilation: [false, true, true],
      });
      const aux = aux_loss ? { place: 'layer3', channels: 1024 } : null;
      return assemble(body, { place: 'layer4', channels: 2048 }, aux, num_classes ?? VOC_CLASSES);
    },
    loading,
  );

export const deeplabv3_resnet50 = deeplab('deeplabv3_resnet50');
export const deeplabv3_resnet101 = deeplab('deeplabv3_resnet101');
export const deeplabv3_mobilenet_v3_large = builder(
  'deeplabv3_mobilenet_v3_large',
  fields,
  ({ num_classes, aux_loss }, { weights_backbone, progress }) => {
    const { features } = mobilenet_v3_large({ weights: weights_backbone, progress, dilated: true });
    const { low, high } = stagesOf(features);
    return assemble(features, high, aux_loss ? low : null, num_classes ?? VOC_CLASSES);
  },
  loading,
);
