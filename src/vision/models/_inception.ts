import { z } from 'zod';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { count, layerMaker } from './_builder.ts';

/** What GoogLeNet and Inception v3 share. */

const size = z.union([z.int(), z.array(z.int()).readonly()]);
const convArgs = signature(
  'BasicConv2d',
  ['in_channels', count],
  ['out_channels', count],
  ['kernel_size', size],
  ['stride', size.optional()],
  ['padding', z.union([size, z.enum(['same', 'valid'])]).optional()],
  ['dilation', size.optional()],
  ['groups', count.optional()],
  ['padding_mode', z.enum(['zeros', 'reflect', 'replicate', 'circular']).optional()],
);

/** A convolution, its normalisation and a ReLU. */
class BasicConv2d_ extends nn.Module {
  declare conv: nn.Conv2d;
  declare bn: nn.BatchNorm2d;

  constructor(...args: Args<typeof convArgs>) {
    super();
    const given = convArgs(args);
    this.conv = nn.Conv2d({ bias: false, ...given } as never);
    this.bn = nn.BatchNorm2d(given.out_channels, { eps: 0.001 });
  }

  override _inner(): nn.Module[] {
    return [this.conv, this.bn];
  }

  override forward(x: Tensor): Tensor {
    return nn.functional.relu(this.bn(this.conv(x)), true);
  }
}
export const BasicConv2d = layer(BasicConv2d_);
export type { BasicConv2d_ };
export type BasicConv2d = BasicConv2d_;

/** Makes a unit's convolutions: `BasicConv2d`, or a function that returns a layer. */
export type ConvBlock = (
  in_channels: number,
  out_channels: number,
  options: { kernel_size: any; stride?: any; padding?: any },
) => nn.Module;
export const convBlock = ['conv_block', layerMaker<ConvBlock>().nullish()] as const;

/** Layers with a `stddev` of their own keep to it. */
export function initTruncated(net: nn.Module, std: number): void {
  for (const m of net.modules()) {
    if (!(m instanceof nn.Conv2d || m instanceof nn.Linear)) continue;
    const own = (m as { stddev?: number }).stddev;
    nn.init.trunc_normal_(m.weight, 0, own ?? std, -2, 2);
  }
}

const MEAN = [0.485, 0.456, 0.406];
const STD = [0.229, 0.224, 0.225];

/** From ImageNet's mean and standard deviation, channel by channel, to the mean 0.5 and deviation 0.5 of the first files. */
export function transformInput(x: Tensor): Tensor {
  const channels = x.unbind(1) as unknown as Tensor[];
  return torch.cat(
    channels.map((channel, i) => {
      const [mean, std] = [MEAN[i] as number, STD[i] as number];
      return channel
        .unsqueeze(1)
        .mul(std / 0.5)
        .add((mean - 0.5) / 0.5);
    }),
    1,
  );
}

/** Results in order, whose sub-classes give them names as well: what a named tuple is in Python. */
export abstract class Outputs extends Array<Tensor | null> {
  // What `map` and its like give is no set of results any more.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(...results: (Tensor | null)[]) {
    super();
    this.push(...results);
  }
}
