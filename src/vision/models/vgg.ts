import { z } from 'zod';
import * as nn from '../../nn/index.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { builder } from './_builder.ts';

export {
  VGG11_BN_Weights,
  VGG11_Weights,
  VGG13_BN_Weights,
  VGG13_Weights,
  VGG16_BN_Weights,
  VGG16_Weights,
  VGG19_BN_Weights,
  VGG19_Weights,
} from './weights.ts';

const options = [
  ['num_classes', z.int().positive().default(1000)],
  ['init_weights', z.boolean().default(true)],
  ['dropout', z.number().min(0).max(1).default(0.5)],
] as const;
const vggArgs = signature('VGG', ['features', z.custom<nn.Module>()], ...options);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface VGG_ {
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", 2014, for images
 * (N, 3, H, W) with H and W at least 32.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/vgg.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class VGG_ extends nn.Module {
  declare features: nn.Module;

  constructor(...args: Args<typeof vggArgs>) {
    super();
    const { features, num_classes, init_weights, dropout } = vggArgs(args);
    this.features = features;
    this.avgpool = nn.AdaptiveAvgPool2d([7, 7]);
    this.classifier = nn.Sequential(
      nn.Linear(512 * 7 * 7, 4096),
      nn.ReLU(true),
      nn.Dropout({ p: dropout }),
      nn.Linear(4096, 4096),
      nn.ReLU(true),
      nn.Dropout({ p: dropout }),
      nn.Linear(4096, num_classes),
    );
    if (init_weights) this.reset_parameters();
  }

  reset_parameters(): void {
    for (const m of this.modules()) {
      if (m instanceof nn.Conv2d) {
        nn.init.kaiming_normal_(m.weight, { mode: 'fan_out', nonlinearity: 'relu' });
        if (m.bias) nn.init.constant_(m.bias, 0);
      } else if (m instanceof nn.BatchNorm2d) {
        if (m.weight) nn.init.constant_(m.weight, 1);
        if (m.bias) nn.init.constant_(m.bias, 0);
      } else if (m instanceof nn.Linear) {
        nn.init.normal_(m.weight, 0, 0.01);
        if (m.bias) nn.init.constant_(m.bias, 0);
      }
    }
  }

  override forward(x: Tensor): Tensor {
    let out = this.features(x); // (N, 512, H / 32, W / 32)
    out = this.avgpool(out).flatten(1); // (N, 512 * 7 * 7)
    return this.classifier(out); // (N, num_classes)
  }
}

export const VGG = nn.callable(VGG_);
export type VGG = VGG_;

// The paper's table 1, columns A, B, D and E: channels of a 3x3 convolution, or M for 2x2 max pooling.
type Plan = readonly (number | 'M')[];
const plans = {
  11: [64, 'M', 128, 'M', 256, 256, 'M', 512, 512, 'M', 512, 512, 'M'],
  13: [64, 64, 'M', 128, 128, 'M', 256, 256, 'M', 512, 512, 'M', 512, 512, 'M'],
  16: [64, 64, 'M', 128, 128, 'M', 256, 256, 256, 'M', 512, 512, 512, 'M', 512, 512, 512, 'M'],
  19: [64, 64, 'M', 128, 128, 'M', 256, 256, 256, 256, 'M', 512, 512, 512, 512, 'M', 512, 512, 512, 512, 'M'],
} satisfies Record<number, Plan>;

function features(plan: Plan, batch_norm: boolean): nn.Sequential {
  const layers: nn.Module[] = [];
  let in_channels = 3;
  for (const step of plan) {
    if (step === 'M') {
      layers.push(nn.MaxPool2d(2, { stride: 2 }));
      continue;
    }
    layers.push(nn.Conv2d(in_channels, step, 3, { padding: 1 }));
    if (batch_norm) layers.push(nn.BatchNorm2d(step));
    layers.push(nn.ReLU({ inplace: true }));
    in_channels = step;
  }
  return nn.Sequential(...layers);
}

type Depth = 11 | 13 | 16 | 19;
const vgg = (name: `vgg${Depth}${'' | '_bn'}`, plan: Plan, batch_norm: boolean) =>
  builder(name, options, (given) => VGG(features(plan, batch_norm), given), {
    forced: { init_weights: false },
  });

export const vgg11 = vgg('vgg11', plans[11], false);
export const vgg11_bn = vgg('vgg11_bn', plans[11], true);
export const vgg13 = vgg('vgg13', plans[13], false);
export const vgg13_bn = vgg('vgg13_bn', plans[13], true);
export const vgg16 = vgg('vgg16', plans[16], false);
export const vgg16_bn = vgg('vgg16_bn', plans[16], true);
export const vgg19 = vgg('vgg19', plans[19], false);
export const vgg19_bn = vgg('vgg19_bn', plans[19], true);
