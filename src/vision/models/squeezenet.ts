import { z } from 'zod';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { builder, count, numClasses, probability } from './_builder.ts';
import { zeroBias } from './_init.ts';

export { SqueezeNet1_0_Weights, SqueezeNet1_1_Weights } from './weights.ts';

const fireArgs = signature(
  'Fire',
  ['inplanes', count],
  ['squeeze_planes', count],
  ['expand1x1_planes', count],
  ['expand3x3_planes', count],
);

/** Few channels, then 1x1 and 3x3 convolutions side by side. */
class Fire_ extends nn.Module {
  declare squeeze: nn.Conv2d;
  declare squeeze_activation: nn.ReLU;
  declare expand1x1: nn.Conv2d;
  declare expand1x1_activation: nn.ReLU;
  declare expand3x3: nn.Conv2d;
  declare expand3x3_activation: nn.ReLU;

  constructor(...args: Args<typeof fireArgs>) {
    super();
    const { inplanes, squeeze_planes, expand1x1_planes, expand3x3_planes } = fireArgs(args);
    this.squeeze = nn.Conv2d(inplanes, squeeze_planes, 1);
    this.squeeze_activation = nn.ReLU({ inplace: true });
    this.expand1x1 = nn.Conv2d(squeeze_planes, expand1x1_planes, 1);
    this.expand1x1_activation = nn.ReLU({ inplace: true });
    this.expand3x3 = nn.Conv2d(squeeze_planes, expand3x3_planes, 3, { padding: 1 });
    this.expand3x3_activation = nn.ReLU({ inplace: true });
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const squeezed = this.squeeze_activation(this.squeeze(x));
    const one = this.expand1x1_activation(this.expand1x1(squeezed));
    const three = this.expand3x3_activation(this.expand3x3(squeezed));
    return torch.cat([one, three], 1); // (N, expand1x1_planes + expand3x3_planes, H, W)
  }
}
export const Fire = layer(Fire_);
export type Fire = Fire_;

// A number opens the stem, M is max pooling, three numbers are a Fire: in, squeeze, expand (twice).
type Plan = readonly ('M' | readonly [number, number, number])[];
const plans: Record<'1_0' | '1_1', { stem: readonly [channels: number, kernel: number]; plan: Plan }> = {
  '1_0': {
    stem: [96, 7],
    plan: [
      'M',
      [96, 16, 64],
      [128, 16, 64],
      [128, 32, 128],
      'M',
      [256, 32, 128],
      [256, 48, 192],
      [384, 48, 192],
      [384, 64, 256],
      'M',
      [512, 64, 256],
    ],
  },
  '1_1': {
    stem: [64, 3],
    plan: [
      'M',
      [64, 16, 64],
      [128, 16, 64],
      'M',
      [128, 32, 128],
      [256, 32, 128],
      'M',
      [256, 48, 192],
      [384, 48, 192],
      [384, 64, 256],
      [512, 64, 256],
    ],
  },
};

const options = [numClasses, ['dropout', probability.default(0.5)]] as const;
const squeezenetArgs = signature(
  'SqueezeNet',
  ['version', z.enum(['1_0', '1_1'], 'must be 1_0 or 1_1').default('1_0')],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface SqueezeNet_ {
  get features(): nn.Sequential;
  set features(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters", 2016, for images (N, 3, H, W) with H
 * and W at least 21 (version 1_0) or 17.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/squeezenet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class SqueezeNet_ extends nn.Module {
  declare num_classes: number;

  constructor(...args: Args<typeof squeezenetArgs>) {
    super();
    const { version, num_classes, dropout } = squeezenetArgs(args);
    const { stem, plan } = plans[version];
    this.num_classes = num_classes;
    this.features = nn.Sequential(
      nn.Conv2d(3, stem[0], stem[1], { stride: 2 }),
      nn.ReLU({ inplace: true }),
      ...plan.map((step) =>
        step === 'M' ? nn.MaxPool2d({ kernel_size: 3, stride: 2, ceil_mode: true }) : Fire(...step, step[2]),
      ),
    );
    const last = nn.Conv2d(512, num_classes, 1);
    this.classifier = nn.Sequential(
      nn.Dropout({ p: dropout }),
      last,
      nn.ReLU({ inplace: true }),
      nn.AdaptiveAvgPool2d([1, 1]),
    );
    for (const m of this.modules()) {
      if (!(m instanceof nn.Conv2d)) continue;
      if (m === last) nn.init.normal_(m.weight, 0, 0.01);
      else nn.init.kaiming_uniform_(m.weight);
      zeroBias(m);
    }
  }

  override forward(x: Tensor): Tensor {
    const out = this.features(x); // (N, 512, H / 16, W / 16)
    return this.classifier(out).flatten(1); // (N, num_classes)
  }
}

export const SqueezeNet = nn.callable(SqueezeNet_);
export type SqueezeNet = SqueezeNet_;

export const squeezenet1_0 = builder('squeezenet1_0', options, (given) => SqueezeNet('1_0', given));
export const squeezenet1_1 = builder('squeezenet1_1', options, (given) => SqueezeNet('1_1', given));
