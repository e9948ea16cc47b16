import { z } from 'zod';
import { NotImplementedError, ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import type { NormLayer } from '../ops/misc.ts';
import { builder, count, normLayer, numClasses } from './_builder.ts';
import { Residual } from './_residual.ts';

export {
  ResNet18_Weights,
  ResNet34_Weights,
  ResNet50_Weights,
  ResNet101_Weights,
  ResNet152_Weights,
  ResNeXt50_32X4D_Weights,
  ResNeXt101_32X8D_Weights,
  ResNeXt101_64X4D_Weights,
  Wide_ResNet50_2_Weights,
  Wide_ResNet101_2_Weights,
} from './weights.ts';

export type { NormLayer };

/** A convolution of 3 by 3 that keeps the size where `stride` is 1. */
export const conv3x3 = (
  in_planes: number,
  out_planes: number,
  stride = 1,
  groups = 1,
  dilation = 1,
): nn.Conv2d =>
  nn.Conv2d(in_planes, out_planes, 3, { stride, padding: dilation, dilation, groups, bias: false });

/** A convolution of 1 by 1. */
export const conv1x1 = (in_planes: number, out_planes: number, stride = 1): nn.Conv2d =>
  nn.Conv2d(in_planes, out_planes, 1, { stride, bias: false });

const blockArgs = [
  ['inplanes', count],
  ['planes', count],
  ['stride', count.default(1)],
  ['downsample', z.custom<nn.Module | null>().default(null)],
  ['groups', count.default(1)],
  ['base_width', count.default(64)],
  ['dilation', count.default(1)],
  ['norm_layer', normLayer],
] as const;
const basicBlockArgs = signature('BasicBlock', ...blockArgs);
const bottleneckArgs = signature('Bottleneck', ...blockArgs);

/** Two 3x3 convolutions beside a shortcut: the unit of ResNet-18 and -34. */
class BasicBlock_ extends Residual {
  static override _pure = true;
  /** Output channels per `planes`. */
  static expansion = 1;
  declare conv1: nn.Conv2d;
  declare bn1: nn.Module;
  declare conv2: nn.Conv2d;
  declare bn2: nn.Module;
  declare stride: number;

  constructor(...args: Args<typeof basicBlockArgs>) {
    super();
    const { inplanes, planes, stride, downsample, groups, base_width, dilation, norm_layer } =
      basicBlockArgs(args);
    const norm = norm_layer ?? nn.BatchNorm2d;
    if (groups !== 1 || base_width !== 64) {
      throw new ValueError('BasicBlock only supports groups=1 and base_width=64');
    }
    if (dilation > 1) throw new NotImplementedError('Dilation > 1 not supported in BasicBlock');
    this.conv1 = conv3x3(inplanes, planes, stride);
    this.bn1 = norm(planes);
    this.relu = nn.ReLU({ inplace: true });
    this.conv2 = conv3x3(planes, planes);
    this.bn2 = norm(planes);
    this.downsample = downsample;
    this.stride = stride;
  }

  override _layers(): nn.Module[] {
    return [this.conv1, this.bn1, this.relu, this.conv2, this.bn2];
  }
}

/** 1x1, 3x3 and 1x1 convolutions beside a shortcut, the stride at the 3x3: the unit from ResNet-50 on. */
class Bottleneck_ extends Residual {
  static override _pure = true;
  static expansion = 4;
  declare conv1: nn.Conv2d;
  declare bn1: nn.Module;
  declare conv2: nn.Conv2d;
  declare bn2: nn.Module;
  declare conv3: nn.Conv2d;
  declare bn3: nn.Module;
  declare stride: number;

  constructor(...args: Args<typeof bottleneckArgs>) {
    super();
    const { inplanes, planes, stride, downsample, groups, base_width, dilation, norm_layer } =
      bottleneckArgs(args);
    const norm = norm_layer ?? nn.BatchNorm2d;
    const width = Math.trunc(planes * (base_width / 64)) * groups;
    const outplanes = planes * Bottleneck_.expansion;
    this.conv1 = conv1x1(inplanes, width);
    this.bn1 = norm(width);
    this.conv2 = conv3x3(width, width, stride, groups, dilation);
    this.bn2 = norm(width);
    this.conv3 = conv1x1(width, outplanes);
    this.bn3 = norm(outplanes);
    this.relu = nn.ReLU({ inplace: true });
    this.downsample = downsample;
    this.stride = stride;
  }

  override _layers(): nn.Module[] {
    const { relu } = this;
    return [this.conv1, this.bn1, relu, this.conv2, this.bn2, relu, this.conv3, this.bn3];
  }
}

export const BasicBlock = nn.callable(BasicBlock_);
export type BasicBlock = BasicBlock_;
export const Bottleneck = nn.callable(Bottleneck_);
export type Bottleneck = Bottleneck_;
type Block = typeof BasicBlock | typeof Bottleneck;

const options = [
  numClasses,
  ['zero_init_residual', z.boolean().default(false)],
  ['groups', count.default(1)],
  ['width_per_group', count.default(64)],
  ['replace_stride_with_dilation', z.array(z.boolean()).nullish()],
  ['norm_layer', normLayer],
] as const;
const resnetArgs = signature(
  'ResNet',
  ['block', z.custom<Block>((value) => typeof value === 'function', 'must be BasicBlock or Bottleneck')],
  ['layers', z.array(count).length(4)],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface ResNet_ {
  get conv1(): nn.Conv2d;
  set conv1(value: nn.Module);
  get relu(): nn.ReLU;
  set relu(value: nn.Module);
  get maxpool(): nn.MaxPool2d;
  set maxpool(value: nn.Module);
  get layer1(): nn.Sequential;
  set layer1(value: nn.Module);
  get layer2(): nn.Sequential;
  set layer2(value: nn.Module);
  get layer3(): nn.Sequential;
  set layer3(value: nn.Module);
  get layer4(): nn.Sequential;
  set layer4(value: nn.Module);
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get fc(): nn.Linear;
  set fc(value: nn.Module);
}

/**
 * Residual network (He et al., "Deep Residual Learning for Image Recognition", 2015) for images (N, 3, H, W).
 *
 * `groups` and `width_per_group` make it a ResNeXt or a wide ResNet; `replace_stride_with_dilation` (one flag each for
 * layer2, 3 and 4) keeps the resolution and dilates instead; `zero_init_residual` begins every block as its shortcut.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/resnet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class ResNet_ extends nn.Module {
  declare bn1: nn.Module;
  /** Channels of the last stage. */
  declare inplanes: number;

  constructor(...args: Args<typeof resnetArgs>) {
    super();
    const { block, layers, num_classes, zero_init_residual, groups, width_per_group, ...given } =
      resnetArgs(args);
    const dilate = given.replace_stride_with_dilation ?? [false, false, false];
    if (dilate.length !== 3) {
      throw new ValueError(
        `replace_stride_with_dilation should be None or a 3-element tuple, got [${dilate.map((flag) => (flag ? 'True' : 'False')).join(', ')}]`,
      );
    }
    const norm_layer = given.norm_layer ?? nn.BatchNorm2d;
    let inplanes = 64;
    let dilation = 1;

    const layer = (planes: number, blocks: number, stride: number, dilated = false): nn.Sequential => {
      const first_dilation = dilation;
      if (dilated) dilation *= stride;
      const first_stride = dilated ? 1 : stride;
      const outplanes = planes * block.expansion;
      const downsample =
        first_stride !== 1 || inplanes !== outplanes
          ? nn.Sequential(conv1x1(inplanes, outplanes, first_stride), norm_layer(outplanes))
          : null;
      const common = { groups, base_width: width_per_group, norm_layer };
      const units: nn.Module[] = [
        block(inplanes, planes, { stride: first_stride, downsample, dilation: first_dilation, ...common }),
      ];
      inplanes = outplanes;
      while (units.length < blocks) units.push(block(inplanes, planes, { dilation, ...common }));
      return nn.Sequential(...units);
    };

    this.conv1 = nn.Conv2d(3, inplanes, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = norm_layer(inplanes);
    this.relu = nn.ReLU({ inplace: true });
    this.maxpool = nn.MaxPool2d(3, { stride: 2, padding: 1 });
    this.layer1 = layer(64, layers[0] as number, 1);
    this.layer2 = layer(128, layers[1] as number, 2, dilate[0]);
    this.layer3 = layer(256, layers[2] as number, 2, dilate[1]);
    this.layer4 = layer(512, layers[3] as number, 2, dilate[2]);
    this.avgpool = nn.AdaptiveAvgPool2d([1, 1]);
    this.fc = nn.Linear(512 * block.expansion, num_classes);
    this.inplanes = inplanes;
    this.reset_parameters(zero_init_residual);
  }

  reset_parameters(zero_init_residual: boolean): void {
    for (const m of this.modules()) {
      if (m instanceof nn.Conv2d) {
        nn.init.kaiming_normal_(m.weight, { mode: 'fan_out', nonlinearity: 'relu' });
      } else if (m instanceof nn.BatchNorm2d || m instanceof nn.GroupNorm) {
        if (m.weight) nn.init.constant_(m.weight, 1);
        if (m.bias) nn.init.constant_(m.bias, 0);
      }
    }
    if (!zero_init_residual) return;
    for (const m of this.modules()) {
      const last = m instanceof Bottleneck ? m.bn3 : m instanceof BasicBlock ? m.bn2 : null;
      const weight = (last as { weight?: nn.Parameter | null } | null)?.weight;
      if (weight) nn.init.constant_(weight, 0);
    }
  }

  override forward(x: Tensor): Tensor {
    const stem = [this.conv1, this.bn1, this.relu, this.maxpool]; // (N, 64, H / 4, W / 4)
    const body = [this.layer1, this.layer2, this.layer3, this.layer4]; // (N, 512 * expansion, H / 32, W / 32)
    const out = chain([...stem, ...body, this.avgpool], x).flatten(1); // (N, 512 * expansion)
    return this.fc(out); // (N, num_classes)
  }
}

export const ResNet = nn.callable(ResNet_);
export type ResNet = ResNet_;

// What makes a family's member is fixed: asking for other groups is an error, not another network under its name.
type Fixed = Partial<Record<'groups' | 'width_per_group', number>>;
type Name = Parameters<typeof builder>[0];
const resnet = (name: Name, block: Block, layers: number[], fixed: Fixed = {}) => {
  const open = options.filter(([option]) => !(option in fixed)) as unknown as typeof options;
  return builder(name, open, (given) => ResNet(block, layers, { ...given, ...fixed }));
};

export const resnet18 = resnet('resnet18', BasicBlock, [2, 2, 2, 2]);
export const resnet34 = resnet('resnet34', BasicBlock, [3, 4, 6, 3]);
export const resnet50 = resnet('resnet50', Bottleneck, [3, 4, 6, 3]);
export const resnet101 = resnet('resnet101', Bottleneck, [3, 4, 23, 3]);
export const resnet152 = resnet('resnet152', Bottleneck, [3, 8, 36, 3]);
export const resnext50_32x4d = resnet('resnext50_32x4d', Bottleneck, [3, 4, 6, 3], {
  groups: 32,
  width_per_group: 4,
});
export const resnext101_32x8d = resnet('resnext101_32x8d', Bottleneck, [3, 4, 23, 3], {
  groups: 32,
  width_per_group: 8,
});
export const resnext101_64x4d = resnet('resnext101_64x4d', Bottleneck, [3, 4, 23, 3], {
  groups: 64,
  width_per_group: 4,
});
export const wide_resnet50_2 = resnet('wide_resnet50_2', Bottleneck, [3, 4, 6, 3], { width_per_group: 128 });
export const wide_resnet101_2 = resnet('wide_resnet101_2', Bottleneck, [3, 4, 23, 3], {
  width_per_group: 128,
});
