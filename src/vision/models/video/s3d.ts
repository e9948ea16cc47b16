import { z } from 'zod';
import * as nn from '../../../nn/index.ts';
import { chain } from '../../../nn/modules/container.ts';
import { layer } from '../../../nn/modules/utils.ts';
import { type Args, signature } from '../../../signature.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { Conv3dNormActivation, type NormLayer } from '../../ops/misc.ts';
import { enums } from '../_api.ts';
import { builder, count, layerMaker, normLayer, probability } from '../_builder.ts';

export const { S3D_Weights } = enums;

const pointwise = (in_planes: number, out_planes: number, norm_layer: NormLayer) =>
  Conv3dNormActivation(in_planes, out_planes, { kernel_size: 1, norm_layer });

const normArg = ['norm_layer', layerMaker<NormLayer>()] as const;
const separableArgs = signature(
  'TemporalSeparableConv',
  ['in_planes', count],
  ['out_planes', count],
  ['kernel_size', count],
  ['stride', count],
  ['padding', z.int()],
  normArg,
);

/** Over space, then over time: (N, in_planes, T, H, W) -> (N, out_planes, T / stride, H / stride, W / stride). */
class TemporalSeparableConv_ extends nn.Sequential {
  constructor(...args: Args<typeof separableArgs>) {
    const { in_planes, out_planes, kernel_size, stride, padding, norm_layer } = separableArgs(args);
    super(
      Conv3dNormActivation(in_planes, out_planes, {
        kernel_size: [1, kernel_size, kernel_size],
        stride: [1, stride, stride],
        padding: [0, padding, padding],
        bias: false,
        norm_layer,
      }),
      Conv3dNormActivation(out_planes, out_planes, {
        kernel_size: [kernel_size, 1, 1],
        stride: [stride, 1, 1],
        padding: [padding, 0, 0],
        bias: false,
        norm_layer,
      }),
    );
  }
}
export const TemporalSeparableConv = layer(TemporalSeparableConv_);
export type TemporalSeparableConv = TemporalSeparableConv_;

const blockArgs = signature(
  'SepInceptionBlock3D',
  ['in_planes', count],
  ['b0_out', count],
  ['b1_mid', count],
  ['b1_out', count],
  ['b2_mid', count],
  ['b2_out', count],
  ['b3_out', count],
  normArg,
);

/** Four views of the same features, side by side. */
class SepInceptionBlock3D_ extends nn.Module {
  declare branch0: Conv3dNormActivation;
  declare branch1: nn.Sequential;
  declare branch2: nn.Sequential;
  declare branch3: nn.Sequential;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { in_planes, b0_out, b1_mid, b1_out, b2_mid, b2_out, b3_out, norm_layer } = blockArgs(args);
    const wide = (mid: number, out: number) =>
      nn.Sequential(
        pointwise(in_planes, mid, norm_layer),
        TemporalSeparableConv(mid, out, 3, 1, 1, norm_layer),
      );
    this.branch0 = pointwise(in_planes, b0_out, norm_layer);
    this.branch1 = wide(b1_mid, b1_out);
    this.branch2 = wide(b2_mid, b2_out);
    this.branch3 = nn.Sequential(
      nn.MaxPool3d([3, 3, 3], { stride: 1, padding: 1 }),
      pointwise(in_planes, b3_out, norm_layer),
    );
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const { branch0, branch1, branch2, branch3 } = this;
    return torch.cat([branch0(x), branch1(x), branch2(x), branch3(x)], 1); // (N, sum of the outs, T, H, W)
  }
}
export const SepInceptionBlock3D = layer(SepInceptionBlock3D_);
export type SepInceptionBlock3D = SepInceptionBlock3D_;

const options = [
  ['num_classes', count.default(400)],
  ['dropout', probability.default(0.2)],
  ['norm_layer', normLayer],
] as const;
const s3dArgs = signature('S3D', ...options);

/**
 * Xie et al., "Rethinking Spatiotemporal Feature Learning: Speed-Accuracy Trade-offs in Video Classification", 2017, for
 * videos (N, 3, T, H, W) of at least 14 frames of 224 x 224.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/video_s3d.html
 */
class S3D_ extends nn.Module {
  declare features: nn.Sequential;
  declare avgpool: nn.AvgPool3d;
  declare classifier: nn.Sequential;

  constructor(...args: Args<typeof s3dArgs>) {
    super();
    const { num_classes, dropout, ...given } = s3dArgs(args);
    const norm =
      given.norm_layer ?? ((width: number) => nn.BatchNorm3d(width, { eps: 0.001, momentum: 0.001 }));
    const halved = () => nn.MaxPool3d([1, 3, 3], { stride: [1, 2, 2], padding: [0, 1, 1] });
    this.features = nn.Sequential(
      TemporalSeparableConv(3, 64, 7, 2, 3, norm),
      halved(),
      pointwise(64, 64, norm),
      TemporalSeparableConv(64, 192, 3, 1, 1, norm),
      halved(),
      SepInceptionBlock3D(192, 64, 96, 128, 16, 32, 32, norm),
      SepInceptionBlock3D(256, 128, 128, 192, 32, 96, 64, norm),
      nn.MaxPool3d([3, 3, 3], { stride: [2, 2, 2], padding: [1, 1, 1] }),
      SepInceptionBlock3D(480, 192, 96, 208, 16, 48, 64, norm),
      SepInceptionBlock3D(512, 160, 112, 224, 24, 64, 64, norm),
      SepInceptionBlock3D(512, 128, 128, 256, 24, 64, 64, norm),
      SepInceptionBlock3D(512, 112, 144, 288, 32, 64, 64, norm),
      SepInceptionBlock3D(528, 256, 160, 320, 32, 128, 128, norm),
      nn.MaxPool3d([2, 2, 2], { stride: [2, 2, 2], padding: [0, 0, 0] }),
      SepInceptionBlock3D(832, 256, 160, 320, 32, 128, 128, norm),
      SepInceptionBlock3D(832, 384, 192, 384, 48, 128, 128, norm),
    );
    this.avgpool = nn.AvgPool3d([2, 7, 7], { stride: 1 });
    this.classifier = nn.Sequential(nn.Dropout(dropout), nn.Conv3d(1024, num_classes, 1));
  }

  override forward(x: Tensor): Tensor {
    const out = chain([this.features, this.avgpool, this.classifier], x); // (N, num_classes, T', H', W')
    return out.mean([2, 3, 4]); // (N, num_classes)
  }
}
export const S3D = nn.callable(S3D_);
export type S3D = S3D_;

/** The model function. As torchvision's file of that name it has the network's parts, too. */
export const s3d = Object.assign(
  builder('s3d', options, (given) => S3D(given)),
  { S3D, S3D_Weights, SepInceptionBlock3D, TemporalSeparableConv },
);
