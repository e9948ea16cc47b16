import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { builder, count, makerOr, numClasses } from './_builder.ts';

export {
  ShuffleNet_V2_X0_5_Weights,
  ShuffleNet_V2_X1_0_Weights,
  ShuffleNet_V2_X1_5_Weights,
  ShuffleNet_V2_X2_0_Weights,
} from './weights.ts';

/** Deals the channels of `groups` groups out in turn. */
export function channel_shuffle(x: Tensor, groups: number): Tensor {
  const [n, c, h, w] = x.shape as unknown as [number, number, number, number];
  return x
    .view(n, groups, c / groups, h, w)
    .transpose(1, 2)
    .contiguous()
    .view(n, c, h, w);
}

type Kind = 'pointwise' | 'depthwise';

const blockArgs = signature('InvertedResidual', ['inp', count], ['oup', count], ['stride', z.int()]);

/** Half of the channels pass, the other half is filtered; with stride 2 both halves come from all channels. */
class InvertedResidual_ extends nn.Module {
  declare stride: number;
  declare branch1: nn.Sequential;
  declare branch2: nn.Sequential;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { inp, oup, stride } = blockArgs(args);
    const half = Math.floor(oup / 2);
    if (stride < 1 || stride > 3) throw new ValueError('illegal stride value');
    if (stride === 1 && inp !== 2 * half) {
      throw new ValueError(
        `Invalid combination of stride ${stride}, inp ${inp} and oup ${oup} values. ` +
          'If stride == 1 then inp should be equal to oup // 2 << 1.',
      );
    }
    this.stride = stride;
    const conv = (kind: Kind, channels: number, out = channels) =>
      kind === 'pointwise'
        ? nn.Conv2d(channels, out, 1, { bias: false })
        : nn.Conv2d(channels, out, 3, { stride, padding: 1, groups: channels, bias: false });
    const relu = () => nn.ReLU({ inplace: true });
    const norm = (channels: number) => nn.BatchNorm2d(channels);
    this.branch1 =
      stride > 1
        ? nn.Sequential(conv('depthwise', inp), norm(inp), conv('pointwise', inp, half), norm(half), relu())
        : nn.Sequential();
    this.branch2 = nn.Sequential(
      conv('pointwise', stride > 1 ? inp : half, half),
      norm(half),
      relu(),
      conv('depthwise', half),
      norm(half),
      conv('pointwise', half),
      norm(half),
      relu(),
    );
  }

  override _inner(): nn.Module[] {
    return [this.branch1, this.branch2];
  }

  override forward(x: Tensor): Tensor {
    if (this.stride > 1) return channel_shuffle(torch.cat([this.branch1(x), this.branch2(x)], 1), 2);
    const [passed, filtered] = x.chunk(2, 1) as unknown as [Tensor, Tensor];
    return channel_shuffle(torch.cat([passed, this.branch2(filtered)], 1), 2); // (N, oup, H / stride, W / stride)
  }
}
export const InvertedResidual = layer(InvertedResidual_);
export type InvertedResidual = InvertedResidual_;

const options = [
  numClasses,
  ['inverted_residual', makerOr<(inp: number, oup: number, stride: number) => nn.Module>(InvertedResidual)],
] as const;
const shufflenetArgs = signature(
  'ShuffleNetV2',
  ['stages_repeats', z.array(count).length(3, 'expected stages_repeats as list of 3 positive ints')],
  [
    'stages_out_channels',
    z.array(count).length(5, 'expected stages_out_channels as list of 5 positive ints'),
  ],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface ShuffleNetV2_ {
  get conv1(): nn.Sequential;
  set conv1(value: nn.Module);
  get maxpool(): nn.MaxPool2d;
  set maxpool(value: nn.Module);
  get stage2(): nn.Sequential;
  set stage2(value: nn.Module);
  get stage3(): nn.Sequential;
  set stage3(value: nn.Module);
  get stage4(): nn.Sequential;
  set stage4(value: nn.Module);
  get conv5(): nn.Sequential;
  set conv5(value: nn.Module);
  get fc(): nn.Linear;
  set fc(value: nn.Module);
}

/**
 * Ma et al., "ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design", 2018, for images (N, 3, H, W).
 *
 * @see https://docs.pytorch.org/vision/0.28/models/shufflenetv2.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class ShuffleNetV2_ extends nn.Module {
  constructor(...args: Args<typeof shufflenetArgs>) {
    super();
    const { stages_repeats, stages_out_channels, num_classes, inverted_residual } = shufflenetArgs(args);
    const [first, ...widths] = stages_out_channels as [number, ...number[]];
    const last = widths.pop() as number;
    const open = (conv: nn.Conv2d, channels: number) =>
      nn.Sequential(conv, nn.BatchNorm2d(channels), nn.ReLU({ inplace: true }));
    this.conv1 = open(nn.Conv2d(3, first, 3, { stride: 2, padding: 1, bias: false }), first);
    this.maxpool = nn.MaxPool2d({ kernel_size: 3, stride: 2, padding: 1 });
    let channels = first;
    const stages = this as unknown as Record<string, nn.Module>;
    for (const [i, width] of widths.entries()) {
      const units = [inverted_residual(channels, width, 2)];
      while (units.length < (stages_repeats[i] as number)) units.push(inverted_residual(width, width, 1));
      stages[`stage${i + 2}`] = nn.Sequential(...units);
      channels = width;
    }
    this.conv5 = open(nn.Conv2d(channels, last, 1, { bias: false }), last);
    this.fc = nn.Linear(last, num_classes);
  }

  override forward(x: Tensor): Tensor {
    const { conv1, maxpool, stage2, stage3, stage4, conv5 } = this;
    const out = chain([conv1, maxpool, stage2, stage3, stage4, conv5], x); // (N, C, H / 32, W / 32)
    return this.fc(out.mean([2, 3])); // (N, num_classes)
  }
}

export const ShuffleNetV2 = nn.callable(ShuffleNetV2_);
export type ShuffleNetV2 = ShuffleNetV2_;

const shufflenet = (name: `shufflenet_v2_x${'0_5' | '1_0' | '1_5' | '2_0'}`, widths: number[]) =>
  builder(name, options, (given) => ShuffleNetV2([4, 8, 4], widths, given));

export const shufflenet_v2_x0_5 = shufflenet('shufflenet_v2_x0_5', [24, 48, 96, 192, 1024]);
export const shufflenet_v2_x1_0 = shufflenet('shufflenet_v2_x1_0', [24, 116, 232, 464, 1024]);
export const shufflenet_v2_x1_5 = shufflenet('shufflenet_v2_x1_5', [24, 176, 352, 704, 1024]);
export const shufflenet_v2_x2_0 = shufflenet('shufflenet_v2_x2_0', [24, 244, 488, 976, 2048]);
