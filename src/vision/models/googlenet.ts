import { z } from 'zod';
import { callable } from '../../callable.ts';
import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warnOnce } from '../../warn.ts';
import { builder, count, layerMaker, numClasses, probability } from './_builder.ts';
import {
  BasicConv2d,
  type ConvBlock,
  convBlock,
  initTruncated,
  Outputs,
  transformInput,
} from './_inception.ts';
import { GoogLeNet_Weights } from './weights.ts';

const blockArgs = signature(
  'Inception',
  ['in_channels', count],
  ['ch1x1', count],
  ['ch3x3red', count],
  ['ch3x3', count],
  ['ch5x5red', count],
  ['ch5x5', count],
  ['pool_proj', count],
  convBlock,
);

/** Four ways side by side: 1x1; 1x1 then 3x3, twice; pooling then 1x1. */
class Inception_ extends nn.Module {
  declare branch1: nn.Module;
  declare branch2: nn.Sequential;
  declare branch3: nn.Sequential;
  declare branch4: nn.Sequential;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj, ...given } = blockArgs(args);
    const conv: ConvBlock = given.conv_block ?? BasicConv2d;
    const one = { kernel_size: 1 };
    const three = { kernel_size: 3, padding: 1 };
    this.branch1 = conv(in_channels, ch1x1, one);
    this.branch2 = nn.Sequential(conv(in_channels, ch3x3red, one), conv(ch3x3red, ch3x3, three));
    // The paper has 5x5 here; the trained weights, and so torchvision, have 3x3.
    this.branch3 = nn.Sequential(conv(in_channels, ch5x5red, one), conv(ch5x5red, ch5x5, three));
    this.branch4 = nn.Sequential(
      nn.MaxPool2d({ kernel_size: 3, stride: 1, padding: 1, ceil_mode: true }),
      conv(in_channels, pool_proj, one),
    );
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    return torch.cat([this.branch1(x), this.branch2(x), this.branch3(x), this.branch4(x)], 1);
  }
}
const Inception = layer(Inception_);

const auxArgs = signature('InceptionAux', ['in_channels', count], ['num_classes', count], convBlock, [
  'dropout',
  probability.default(0.7),
]);

/** A classifier of its own half-way, for the gradients' sake. */
class InceptionAux_ extends nn.Module {
  declare conv: nn.Module;
  declare fc1: nn.Linear;
  declare fc2: nn.Linear;
  declare dropout: nn.Dropout;

  constructor(...args: Args<typeof auxArgs>) {
    super();
    const { in_channels, num_classes, conv_block, dropout } = auxArgs(args);
    const conv: ConvBlock = conv_block ?? BasicConv2d;
    this.conv = conv(in_channels, 128, { kernel_size: 1 });
    this.fc1 = nn.Linear(2048, 1024);
    this.fc2 = nn.Linear(1024, num_classes);
    this.dropout = nn.Dropout({ p: dropout });
  }

  override forward(x: Tensor): Tensor {
    const pooled = nn.functional.adaptive_avg_pool2d(x, [4, 4]); // (N, in_channels, 4, 4)
    const out = this.conv(pooled).flatten(1); // (N, 2048)
    return this.fc2(this.dropout(nn.functional.relu(this.fc1(out), true))); // (N, num_classes)
  }
}
const InceptionAux = layer(InceptionAux_);

const options = [
  numClasses,
  ['aux_logits', z.boolean().default(true)],
  ['transform_input', z.boolean().default(false)],
  ['init_weights', z.boolean().nullish()],
  ['blocks', z.array(layerMaker<any>()).nullish()],
  ['dropout', probability.default(0.2)],
  ['dropout_aux', probability.default(0.7)],
] as const;
const googlenetArgs = signature('GoogLeNet', ...options);

/** What a network in training gives: logits (N, num_classes), those of the classifiers half-way after them. */
class GoogLeNetOutputs_ extends Outputs {
  constructor(logits: Tensor, aux_logits2: Tensor | null, aux_logits1: Tensor | null) {
    super(logits, aux_logits2, aux_logits1);
  }

  get logits(): Tensor {
    return this[0] as Tensor;
  }

  get aux_logits2(): Tensor | null {
    return this[1] as Tensor | null;
  }

  get aux_logits1(): Tensor | null {
    return this[2] as Tensor | null;
  }
}
export const GoogLeNetOutputs = callable(GoogLeNetOutputs_);
export type GoogLeNetOutputs = GoogLeNetOutputs_;

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface GoogLeNet_ {
  get dropout(): nn.Dropout;
  set dropout(value: nn.Module);
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get fc(): nn.Linear;
  set fc(value: nn.Module);
}

/**
 * Szegedy et al., "Going Deeper with Convolutions", 2014, for images (N, 3, H, W) with H and W at least 15.
 *
 * With `aux_logits` a network in training returns GoogLeNetOutputs, `[logits, aux_logits2, aux_logits1]`; in evaluation
 * the logits alone. `transform_input` takes images normalised with ImageNet's mean and deviation. `blocks` makes the
 * convolutions, units and auxiliary classifiers: `[BasicConv2d, Inception, InceptionAux]` by default.
 *
 * @throws ValueError for other than three `blocks`.
 * @see https://docs.pytorch.org/vision/0.28/models/googlenet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class GoogLeNet_ extends nn.Module {
  declare aux_logits: boolean;
  declare transform_input: boolean;
  declare aux1: InceptionAux_ | null;
  declare aux2: InceptionAux_ | null;

  constructor(...args: Args<typeof googlenetArgs>) {
    super();
    const { num_classes, aux_logits, transform_input, init_weights, dropout, dropout_aux, ...given } =
      googlenetArgs(args);
    const blocks = given.blocks ?? [BasicConv2d, Inception, InceptionAux];
    if (init_weights === undefined || init_weights === null) {
      warnOnce(
        'The default weight initialization of GoogLeNet will be changed in future releases of torchvision. ' +
          'To keep the old one, set init_weights to true.',
        'FutureWarning',
      );
    }
    if (blocks.length !== 3) throw new ValueError(`blocks length should be 3 instead of ${blocks.length}`);
    const [conv, inception, head] = blocks;
    const layers = this as unknown as Record<string, nn.Module>;
    const pool = (kernel_size: number) => nn.MaxPool2d({ kernel_size, stride: 2, ceil_mode: true });
    this.aux_logits = aux_logits;
    this.transform_input = transform_input;
    layers.conv1 = conv(3, 64, { kernel_size: 7, stride: 2, padding: 3 });
    layers.maxpool1 = pool(3);
    layers.conv2 = conv(64, 64, { kernel_size: 1 });
    layers.conv3 = conv(64, 192, { kernel_size: 3, padding: 1 });
    layers.maxpool2 = pool(3);
    layers.inception3a = inception(192, 64, 96, 128, 16, 32, 32);
    layers.inception3b = inception(256, 128, 128, 192, 32, 96, 64);
    layers.maxpool3 = pool(3);
    layers.inception4a = inception(480, 192, 96, 208, 16, 48, 64);
    layers.inception4b = inception(512, 160, 112, 224, 24, 64, 64);
    layers.inception4c = inception(512, 128, 128, 256, 24, 64, 64);
    layers.inception4d = inception(512, 112, 144, 288, 32, 64, 64);
    layers.inception4e = inception(528, 256, 160, 320, 32, 128, 128);
    layers.maxpool4 = pool(2);
    layers.inception5a = inception(832, 256, 160, 320, 32, 128, 128);
    layers.inception5b = inception(832, 384, 192, 384, 48, 128, 128);
    this.aux1 = aux_logits ? head(512, num_classes, { dropout: dropout_aux }) : null;
    this.aux2 = aux_logits ? head(528, num_classes, { dropout: dropout_aux }) : null;
    this.avgpool = nn.AdaptiveAvgPool2d([1, 1]);
    this.dropout = nn.Dropout({ p: dropout });
    this.fc = nn.Linear(1024, num_classes);
    if (init_weights ?? true) initTruncated(this, 0.01);
  }

  override forward(x: Tensor): any {
    const run = (value: Tensor, ...names: string[]) =>
      chain(
        names.map((name) => this.get_submodule(name)),
        value,
      );
    const aux = (head: InceptionAux_ | null, value: Tensor) => (head && this.training ? head(value) : null);
    let out = this.transform_input ? transformInput(x) : x; // (N, 3, H, W)
    out = run(out, 'conv1', 'maxpool1', 'conv2', 'conv3', 'maxpool2'); // (N, 192, H / 8, W / 8)
    out = run(out, 'inception3a', 'inception3b', 'maxpool3', 'inception4a'); // (N, 512, H / 16, W / 16)
    const aux1 = aux(this.aux1, out);
    out = run(out, 'inception4b', 'inception4c', 'inception4d'); // (N, 528, H / 16, W / 16)
    const aux2 = aux(this.aux2, out);
    out = run(out, 'inception4e', 'maxpool4', 'inception5a', 'inception5b'); // (N, 1024, H / 32, W / 32)
    const logits = this.fc(this.dropout(this.avgpool(out).flatten(1))); // (N, num_classes)
    return this.training && this.aux_logits ? new GoogLeNetOutputs_(logits, aux2, aux1) : logits;
  }
}

export const GoogLeNet = nn.callable(GoogLeNet_);
export type GoogLeNet = GoogLeNet_;

const build = builder('googlenet', options, (given) => GoogLeNet(given), {
  forced: { init_weights: false, aux_logits: true },
  preferred: { transform_input: true },
  loaded: (net, { aux_logits }) => {
    if (aux_logits) {
      warnOnce(
        'auxiliary heads in the pretrained googlenet model are NOT pretrained, so make sure to train them',
      );
      return;
    }
    net.aux_logits = false;
    net.aux1 = null;
    net.aux2 = null;
  },
});

/** The model function. As torchvision's file of that name it has the network's parts, too. */
export const googlenet = Object.assign(build, {
  BasicConv2d,
  GoogLeNet,
  GoogLeNetOutputs,
  GoogLeNet_Weights,
  Inception,
  InceptionAux,
});
