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

export { BasicConv2d } from './_inception.ts';
export { Inception_V3_Weights } from './weights.ts';

const F = nn.functional;

/** One convolution of a unit: its name, channels out, kernel, and what of padding and stride is not the default. */
type Conv = readonly [
  name: string,
  out_channels: number,
  kernel_size: number | readonly [number, number],
  options?: { padding?: number | readonly [number, number]; stride?: number },
];
/**
 * What a unit is made of: `branches` side by side, each a row of convolutions (an inner list splits the way once more
 * and joins it), and the pooling that is one way itself.
 */
interface Plan {
  branches: readonly (readonly (Conv | readonly Conv[])[])[];
  pool: 'max' | 'average then convolution';
  pool_features?: number;
}

const row = [1, 7] as const;
const column = [7, 1] as const;
const alongRow = { padding: [0, 3] } as const;
const alongColumn = { padding: [3, 0] } as const;
const three = { padding: 1 } as const;
const halve = { stride: 2 } as const;
const fork = (name: string, width: number): Conv[] => [
  [`${name}a`, width, [1, 3], { padding: [0, 1] }],
  [`${name}b`, width, [3, 1], { padding: [1, 0] }],
];
const reduced: Conv[] = [
  ['branch3x3dbl_1', 64, 1],
  ['branch3x3dbl_2', 96, 3, three],
];

const planA = (pool_features: number): Plan => ({
  branches: [
    [['branch1x1', 64, 1]],
    [
      ['branch5x5_1', 48, 1],
      ['branch5x5_2', 64, 5, { padding: 2 }],
    ],
    [...reduced, ['branch3x3dbl_3', 96, 3, three]],
  ],
  pool: 'average then convolution',
  pool_features,
});
const planB: Plan = {
  branches: [[['branch3x3', 384, 3, halve]], [...reduced, ['branch3x3dbl_3', 96, 3, halve]]],
  pool: 'max',
};
const planC = (c7: number): Plan => ({
  branches: [
    [['branch1x1', 192, 1]],
    [
      ['branch7x7_1', c7, 1],
      ['branch7x7_2', c7, row, alongRow],
      ['branch7x7_3', 192, column, alongColumn],
    ],
    [
      ['branch7x7dbl_1', c7, 1],
      ['branch7x7dbl_2', c7, column, alongColumn],
      ['branch7x7dbl_3', c7, row, alongRow],
      ['branch7x7dbl_4', c7, column, alongColumn],
      ['branch7x7dbl_5', 192, row, alongRow],
    ],
  ],
  pool: 'average then convolution',
  pool_features: 192,
});
const planD: Plan = {
  branches: [
    [
      ['branch3x3_1', 192, 1],
      ['branch3x3_2', 320, 3, halve],
    ],
    [
      ['branch7x7x3_1', 192, 1],
      ['branch7x7x3_2', 192, row, alongRow],
      ['branch7x7x3_3', 192, column, alongColumn],
      ['branch7x7x3_4', 192, 3, halve],
    ],
  ],
  pool: 'max',
};
const planE: Plan = {
  branches: [
    [['branch1x1', 320, 1]],
    [['branch3x3_1', 384, 1], fork('branch3x3_2', 384)],
    [['branch3x3dbl_1', 448, 1], ['branch3x3dbl_2', 384, 3, three], fork('branch3x3dbl_3', 384)],
  ],
  pool: 'average then convolution',
  pool_features: 192,
};

const isFork = (step: Conv | readonly Conv[]): step is readonly Conv[] => Array.isArray(step[0]);

/** Ways side by side, joined along the channels. */
abstract class Unit extends nn.Module {
  declare branch_pool?: nn.Module;
  /** What runs after what; the widths do not matter any more. */
  abstract get _plan(): Plan;

  constructor(in_channels: number, plan: Plan, conv_block: ConvBlock | null = null) {
    super();
    const conv: ConvBlock = conv_block ?? BasicConv2d;
    for (const branch of plan.branches) {
      let width = in_channels;
      for (const step of branch) {
        const convs = isFork(step) ? step : [step];
        for (const [name, out, kernel_size, options] of convs) {
          this.add_module(name, conv(width, out, { kernel_size, ...options }));
        }
        width = convs.reduce((sum, [, out]) => sum + out, 0);
      }
    }
    if (plan.pool_features) this.branch_pool = conv(in_channels, plan.pool_features, { kernel_size: 1 });
  }

  override _inner(): nn.Module[] {
    return this.children();
  }

  override forward(x: Tensor): Tensor {
    const conv = ([name]: Conv, value: Tensor): Tensor => this.get_submodule(name)(value);
    const outs = this._plan.branches.map((branch) =>
      branch.reduce<Tensor>(
        (value, step) =>
          isFork(step)
            ? torch.cat(
                step.map((each) => conv(each, value)),
                1,
              )
            : conv(step, value),
        x,
      ),
    );
    if (this.branch_pool) {
      outs.push(this.branch_pool(F.avg_pool2d(x, { kernel_size: 3, stride: 1, padding: 1 })));
    } else outs.push(F.max_pool2d(x, { kernel_size: 3, stride: 2 }));
    return torch.cat(outs, 1);
  }
}

const argsA = signature('InceptionA', ['in_channels', count], ['pool_features', count], convBlock);
/** Filters of 1x1, 5x5 and twice 3x3, and an average. */
class InceptionA_ extends Unit {
  constructor(...args: Args<typeof argsA>) {
    const { in_channels, pool_features, conv_block } = argsA(args);
    super(in_channels, planA(pool_features), conv_block);
  }
  override get _plan(): Plan {
    return planA(0);
  }
}
export const InceptionA = layer(InceptionA_);
export type InceptionA = InceptionA_;

const argsB = signature('InceptionB', ['in_channels', count], convBlock);
/** Halves height and width. */
class InceptionB_ extends Unit {
  constructor(...args: Args<typeof argsB>) {
    const { in_channels, conv_block } = argsB(args);
    super(in_channels, planB, conv_block);
  }
  override get _plan(): Plan {
    return planB;
  }
}
export const InceptionB = layer(InceptionB_);
export type InceptionB = InceptionB_;

const argsC = signature('InceptionC', ['in_channels', count], ['channels_7x7', count], convBlock);
/** Filters of 7x7, as rows and columns. */
class InceptionC_ extends Unit {
  constructor(...args: Args<typeof argsC>) {
    const { in_channels, channels_7x7, conv_block } = argsC(args);
    super(in_channels, planC(channels_7x7), conv_block);
  }
  override get _plan(): Plan {
    return planC(0);
  }
}
export const InceptionC = layer(InceptionC_);
export type InceptionC = InceptionC_;

const argsD = signature('InceptionD', ['in_channels', count], convBlock);
/** Halves height and width, after filters of 7x7. */
class InceptionD_ extends Unit {
  constructor(...args: Args<typeof argsD>) {
    const { in_channels, conv_block } = argsD(args);
    super(in_channels, planD, conv_block);
  }
  override get _plan(): Plan {
    return planD;
  }
}
export const InceptionD = layer(InceptionD_);
export type InceptionD = InceptionD_;

const argsE = signature('InceptionE', ['in_channels', count], convBlock);
/** Filters of 3x3 that fork into rows and columns. */
class InceptionE_ extends Unit {
  constructor(...args: Args<typeof argsE>) {
    const { in_channels, conv_block } = argsE(args);
    super(in_channels, planE, conv_block);
  }
  override get _plan(): Plan {
    return planE;
  }
}
export const InceptionE = layer(InceptionE_);
export type InceptionE = InceptionE_;

const auxArgs = signature('InceptionAux', ['in_channels', count], ['num_classes', count], convBlock);
/** A classifier of its own half-way, for the gradients' sake. */
class InceptionAux_ extends nn.Module {
  declare conv0: nn.Module;
  declare conv1: nn.Module & { stddev?: number };
  declare fc: nn.Linear & { stddev?: number };

  constructor(...args: Args<typeof auxArgs>) {
    super();
    const { in_channels, num_classes, conv_block } = auxArgs(args);
    const conv: ConvBlock = conv_block ?? BasicConv2d;
    this.conv0 = conv(in_channels, 128, { kernel_size: 1 });
    this.conv1 = conv(128, 768, { kernel_size: 5 });
    this.conv1.stddev = 0.01;
    this.fc = nn.Linear(768, num_classes);
    this.fc.stddev = 0.001;
  }

  override forward(x: Tensor): Tensor {
    const pooled = F.avg_pool2d(x, { kernel_size: 5, stride: 3 }); // (N, 768, 5, 5)
    const out = this.conv1(this.conv0(pooled)); // (N, 768, 1, 1)
    return this.fc(F.adaptive_avg_pool2d(out, [1, 1]).flatten(1)); // (N, num_classes)
  }
}
export const InceptionAux = layer(InceptionAux_);
export type InceptionAux = InceptionAux_;

const options = [
  numClasses,
  ['aux_logits', z.boolean().default(true)],
  ['transform_input', z.boolean().default(false)],
  ['inception_blocks', z.array(layerMaker<any>()).nullish()],
  ['init_weights', z.boolean().nullish()],
  ['dropout', probability.default(0.5)],
] as const;
const inceptionArgs = signature('Inception3', ...options);

/** What a network in training gives: logits (N, num_classes), those of the classifier half-way after them. */
class InceptionOutputs_ extends Outputs {
  constructor(logits: Tensor, aux_logits: Tensor | null) {
    super(logits, aux_logits);
  }

  get logits(): Tensor {
    return this[0] as Tensor;
  }

  get aux_logits(): Tensor | null {
    return this[1] as Tensor | null;
  }
}
export const InceptionOutputs = callable(InceptionOutputs_);
export type InceptionOutputs = InceptionOutputs_;

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface Inception3_ {
  get avgpool(): nn.AdaptiveAvgPool2d;
  set avgpool(value: nn.Module);
  get dropout(): nn.Dropout;
  set dropout(value: nn.Module);
  get fc(): nn.Linear;
  set fc(value: nn.Module);
}

/**
 * Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2015, for images (N, 3, H, W) of 299 by
 * 299; at least 75 without the auxiliary classifier.
 *
 * With `aux_logits` a network in training returns InceptionOutputs, `[logits, aux_logits]`; in evaluation the logits
 * alone. `transform_input` takes images normalised with ImageNet's mean and deviation. `inception_blocks` makes the
 * convolutions, the units A to E and the auxiliary classifier: `[BasicConv2d, InceptionA, ..., InceptionAux]` by default.
 *
 * @throws ValueError for other than seven `inception_blocks`.
 * @see https://docs.pytorch.org/vision/0.28/models/inception.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class Inception3_ extends nn.Module {
  declare aux_logits: boolean;
  declare transform_input: boolean;
  declare AuxLogits: InceptionAux_ | null;

  constructor(...args: Args<typeof inceptionArgs>) {
    super();
    const { num_classes, aux_logits, transform_input, inception_blocks, init_weights, dropout } =
      inceptionArgs(args);
    const blocks = inception_blocks ?? [
      BasicConv2d,
      InceptionA,
      InceptionB,
      InceptionC,
      InceptionD,
      InceptionE,
      InceptionAux,
    ];
    if (init_weights === undefined || init_weights === null) {
      warnOnce(
        'The default weight initialization of inception_v3 will be changed in future releases of torchvision. ' +
          'To keep the old one, set init_weights to true.',
        'FutureWarning',
      );
    }
    if (blocks.length !== 7) {
      throw new ValueError(`length of inception_blocks should be 7 instead of ${blocks.length}`);
    }
    const [conv, a, b, c, d, e, head] = blocks;
    const layers = this as unknown as Record<string, nn.Module>;
    this.aux_logits = aux_logits;
    this.transform_input = transform_input;
    layers.Conv2d_1a_3x3 = conv(3, 32, { kernel_size: 3, stride: 2 });
    layers.Conv2d_2a_3x3 = conv(32, 32, { kernel_size: 3 });
    layers.Conv2d_2b_3x3 = conv(32, 64, { kernel_size: 3, padding: 1 });
    layers.maxpool1 = nn.MaxPool2d({ kernel_size: 3, stride: 2 });
    layers.Conv2d_3b_1x1 = conv(64, 80, { kernel_size: 1 });
    layers.Conv2d_4a_3x3 = conv(80, 192, { kernel_size: 3 });
    layers.maxpool2 = nn.MaxPool2d({ kernel_size: 3, stride: 2 });
    layers.Mixed_5b = a(192, 32);
    layers.Mixed_5c = a(256, 64);
    layers.Mixed_5d = a(288, 64);
    layers.Mixed_6a = b(288);
    layers.Mixed_6b = c(768, 128);
    layers.Mixed_6c = c(768, 160);
    layers.Mixed_6d = c(768, 160);
    layers.Mixed_6e = c(768, 192);
    this.AuxLogits = aux_logits ? head(768, num_classes) : null;
    layers.Mixed_7a = d(768);
    layers.Mixed_7b = e(1280);
    layers.Mixed_7c = e(2048);
    this.avgpool = nn.AdaptiveAvgPool2d([1, 1]);
    this.dropout = nn.Dropout({ p: dropout });
    this.fc = nn.Linear(2048, num_classes);
    if (init_weights ?? true) initTruncated(this, 0.1);
  }

  override forward(x: Tensor): any {
    const run = (value: Tensor, ...names: string[]) =>
      chain(
        names.map((name) => this.get_submodule(name)),
        value,
      );
    let out = this.transform_input ? transformInput(x) : x; // (N, 3, 299, 299)
    out = run(out, 'Conv2d_1a_3x3', 'Conv2d_2a_3x3', 'Conv2d_2b_3x3', 'maxpool1'); // (N, 64, 73, 73)
    out = run(out, 'Conv2d_3b_1x1', 'Conv2d_4a_3x3', 'maxpool2'); // (N, 192, 35, 35)
    out = run(out, 'Mixed_5b', 'Mixed_5c', 'Mixed_5d', 'Mixed_6a'); // (N, 768, 17, 17)
    out = run(out, 'Mixed_6b', 'Mixed_6c', 'Mixed_6d', 'Mixed_6e'); // (N, 768, 17, 17)
    const aux = this.AuxLogits && this.training ? this.AuxLogits(out) : null;
    out = run(out, 'Mixed_7a', 'Mixed_7b', 'Mixed_7c', 'avgpool', 'dropout').flatten(1); // (N, 2048)
    const logits = this.fc(out); // (N, num_classes)
    return this.training && this.aux_logits ? new InceptionOutputs_(logits, aux) : logits;
  }
}

export const Inception3 = nn.callable(Inception3_);
export type Inception3 = Inception3_;

export const inception_v3 = builder('inception_v3', options, (given) => Inception3(given), {
  forced: { init_weights: false, aux_logits: true },
  preferred: { transform_input: true },
  loaded: (net, { aux_logits }) => {
    if (aux_logits ?? true) return;
    net.aux_logits = false;
    net.AuxLogits = null;
  },
});
