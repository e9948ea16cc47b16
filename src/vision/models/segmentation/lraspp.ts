import { NotImplementedError } from '../../../errors.ts';
import * as nn from '../../../nn/index.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { enums } from '../_api.ts';
import { builder, count } from '../_builder.ts';
import { IntermediateLayerGetter } from '../_utils.ts';
import { mobilenet_v3_large } from '../mobilenetv3.ts';
import { auxLoss, module, numClasses, resizedTo, type Scores, stagesOf, VOC_CLASSES } from './_utils.ts';

export const { LRASPP_MobileNet_V3_Large_Weights } = enums;

const headFields = [
  ['low_channels', count],
  ['high_channels', count],
  ['num_classes', count],
] as const;
const headArgs = signature('LRASPPHead', ...headFields, ['inter_channels', count]);
const modelArgs = signature('LRASPP', ['backbone', module], ...headFields, [
  'inter_channels',
  count.default(128),
]);

/** Coarse features, weighed by the whole image's, brought to the size of the fine ones and added to their scores. */
class LRASPPHead_ extends nn.Module {
  declare cbr: nn.Sequential;
  declare scale: nn.Sequential;
  declare low_classifier: nn.Conv2d;
  declare high_classifier: nn.Conv2d;

  constructor(...args: Args<typeof headArgs>) {
    super();
    const { low_channels, high_channels, num_classes, inter_channels } = headArgs(args);
    this.cbr = nn.Sequential(
      nn.Conv2d(high_channels, inter_channels, 1, { bias: false }),
      nn.BatchNorm2d(inter_channels),
      nn.ReLU({ inplace: true }),
    );
    this.scale = nn.Sequential(
      nn.AdaptiveAvgPool2d(1),
      nn.Conv2d(high_channels, inter_channels, 1, { bias: false }),
      nn.Sigmoid(),
    );
    this.low_classifier = nn.Conv2d(low_channels, num_classes, 1);
    this.high_classifier = nn.Conv2d(inter_channels, num_classes, 1);
  }

  override forward({ low, high }: { low: Tensor; high: Tensor }): Tensor {
    const weighed = this.cbr(high).mul(this.scale(high)); // (N, inter_channels, H / 16, W / 16)
    const fine = resizedTo(weighed, low); // (N, inter_channels, H / 8, W / 8)
    return this.low_classifier(low).add(this.high_classifier(fine)); // (N, num_classes, H / 8, W / 8)
  }
}
export const LRASPPHead = nn.callable(LRASPPHead_);
export type LRASPPHead = LRASPPHead_;

/**
 * Lite R-ASPP of Howard et al., "Searching for MobileNetV3", 2019, for images (N, 3, H, W): scores `{ out }` of
 * (N, num_classes, H, W). `backbone` gives features `low` (fine) and `high` (coarse).
 *
 * @see https://docs.pytorch.org/vision/0.28/models/lraspp.html
 */
class LRASPP_ extends nn.Module {
  // `any`, because users reach into them and put others in their place.
  declare backbone: any;
  declare classifier: any;

  constructor(...args: Args<typeof modelArgs>) {
    super();
    const { backbone, ...head } = modelArgs(args);
    this.backbone = backbone;
    this.classifier = LRASPPHead(head);
  }

  override forward(input: Tensor): Scores {
    return { out: resizedTo(this.classifier(this.backbone(input)), input) };
  }
}
export const LRASPP = nn.callable(LRASPP_);
export type LRASPP = LRASPP_;

export const lraspp_mobilenet_v3_large = builder(
  'lraspp_mobilenet_v3_large',
  [numClasses, auxLoss],
  ({ num_classes, aux_loss }, { weights_backbone, progress }) => {
    if (aux_loss) throw new NotImplementedError('This model does not use auxiliary loss');
    const { features } = mobilenet_v3_large({ weights: weights_backbone, progress, dilated: true });
    const { low, high } = stagesOf(features);
    const backbone = IntermediateLayerGetter(features, { [low.place]: 'low', [high.place]: 'high' });
    return LRASPP(backbone, low.channels, high.channels, num_classes ?? VOC_CLASSES);
  },
);
