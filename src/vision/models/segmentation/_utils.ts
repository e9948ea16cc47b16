import { z } from 'zod';
import { ValueError } from '../../../errors.ts';
import * as nn from '../../../nn/index.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { count } from '../_builder.ts';

/** Scores per class and pixel: `out` (N, num_classes, H, W), and `aux` of the same shape from an auxiliary head. */
export type Scores = Record<string, Tensor> & { out: Tensor };

export const module = z.custom<nn.Module>((value) => value instanceof nn.Module, 'must be a module');

/** Pascal VOC's 20 classes and the background, unless more or fewer are asked for. */
export const VOC_CLASSES = 21;
export const numClasses = ['num_classes', count.nullish()] as const;
export const auxLoss = ['aux_loss', z.boolean().nullish()] as const;

/** `x` with the height and width of `like`. */
export const resizedTo = (x: Tensor, like: Tensor): Tensor =>
  nn.functional.interpolate(x, {
    size: [like.size(-2), like.size(-1)],
    mode: 'bilinear',
    align_corners: false,
  });

const modelArgs = signature(
  '_SimpleSegmentationModel',
  ['backbone', module],
  ['classifier', module],
  ['aux_classifier', module.nullable().default(null)],
);

/**
 * A backbone that gives features `{ out, aux }`, and heads that make class scores of them, resized to the image's size:
 * (N, 3, H, W) -> { out: (N, num_classes, H, W), aux: the same, with an `aux_classifier` }.
 */
export class _SimpleSegmentationModel_ extends nn.Module {
  // `any`, because users reach into the heads, `net.classifier[4]`, and put others in their place.
  declare backbone: any;
  declare classifier: any;
  declare aux_classifier: any;

  constructor(...args: Args<typeof modelArgs>) {
    super();
    const { backbone, classifier, aux_classifier } = modelArgs(args);
    this.backbone = backbone;
    this.classifier = classifier;
    this.aux_classifier = aux_classifier;
  }

  override forward(x: Tensor): Scores {
    const features: Record<string, Tensor> = this.backbone(x);
    const scores = (head: (x: Tensor) => Tensor, name: string): Tensor => {
      const feature = features[name];
      if (feature) return resizedTo(head(feature), x);
      throw new ValueError(`the backbone gives no '${name}', only: ${Object.keys(features).join(', ')}`);
    };
    const out: Scores = { out: scores(this.classifier, 'out') };
    if (this.aux_classifier !== null) out.aux = scores(this.aux_classifier, 'aux');
    return out;
  }
}
export const _SimpleSegmentationModel = nn.callable(_SimpleSegmentationModel_);
export type _SimpleSegmentationModel = _SimpleSegmentationModel_;

export interface Stage {
  /** The name of the layer that ends it. */
  place: string;
  channels: number;
}

/** The coarsest features of MobileNetV3 (stride 16, when dilated) and those three stages before (stride 8). */
export function stagesOf(features: nn.Sequential): { high: Stage; low: Stage } {
  const layers = [...features] as unknown as { _is_cn?: boolean; out_channels: number }[];
  const stages = layers
    .map(({ _is_cn, out_channels }, i) => ({ place: String(i), channels: out_channels, coarser: _is_cn }))
    .filter(({ coarser }, i) => i === 0 || i === layers.length - 1 || coarser);
  return { high: stages.at(-1) as Stage, low: stages.at(-4) as Stage };
}
