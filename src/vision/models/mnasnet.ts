import { z } from 'zod';
import { ValueError } from '../../errors.ts';
import * as nn from '../../nn/index.ts';
import { layer } from '../../nn/modules/utils.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { warnOnce } from '../../warn.ts';
import { builder, count, numClasses, probability } from './_builder.ts';
import { initLayers, kaimingFanOut, zeroBias } from './_init.ts';

export {
  MNASNet0_5_Weights,
  MNASNet0_75_Weights,
  MNASNet1_0_Weights,
  MNASNet1_3_Weights,
} from './weights.ts';

// The paper's 0.9997 counts the other way round.
const MOMENTUM = 1 - 0.9997;

/** A convolution and its normalisation; `relu` adds the activation. */
function conv(
  in_ch: number,
  out_ch: number,
  kernel: number,
  { stride = 1, groups = 1, relu = true, momentum = MOMENTUM } = {},
) {
  return [
    nn.Conv2d(in_ch, out_ch, kernel, { padding: Math.floor(kernel / 2), stride, groups, bias: false }),
    nn.BatchNorm2d(out_ch, { momentum }),
    ...(relu ? [nn.ReLU({ inplace: true })] : []),
  ];
}

const blockArgs = signature(
  '_InvertedResidual',
  ['in_ch', count],
  ['out_ch', count],
  ['kernel_size', z.int()],
  ['stride', z.int()],
  ['expansion_factor', count],
  ['bn_momentum', z.number().default(0.1)],
);

/**
 * Widens, filters each channel on its own, narrows; beside a shortcut where the shape stays.
 *
 * @throws ValueError for strides other than 1 and 2 and kernels other than 3 and 5.
 */
class _InvertedResidual_ extends nn.Module {
  declare apply_residual: boolean;
  declare layers: nn.Sequential;

  constructor(...args: Args<typeof blockArgs>) {
    super();
    const { in_ch, out_ch, kernel_size, stride, expansion_factor, bn_momentum } = blockArgs(args);
    if (stride !== 1 && stride !== 2) throw new ValueError(`stride should be 1 or 2 instead of ${stride}`);
    if (kernel_size !== 3 && kernel_size !== 5) {
      throw new ValueError(`kernel_size should be 3 or 5 instead of ${kernel_size}`);
    }
    const mid = in_ch * expansion_factor;
    const momentum = bn_momentum;
    this.apply_residual = in_ch === out_ch && stride === 1;
    this.layers = nn.Sequential(
      ...conv(in_ch, mid, 1, { momentum }),
      ...conv(mid, mid, kernel_size, { stride, groups: mid, momentum }),
      ...conv(mid, out_ch, 1, { relu: false, momentum }),
    );
  }

  override _inner(): nn.Module[] {
    return [this.layers];
  }

  override forward(input: Tensor): Tensor {
    const out = this.layers(input); // (N, out_ch, H / stride, W / stride)
    return this.apply_residual ? out.add(input) : out;
  }
}
export const _InvertedResidual = layer(_InvertedResidual_);
export type _InvertedResidual = _InvertedResidual_;

type Stack = readonly [kernel: number, stride: number, expansion: number, repeats: number];
const stacks: readonly Stack[] = [
  [3, 2, 3, 3],
  [5, 2, 3, 3],
  [5, 2, 6, 3],
  [3, 1, 6, 2],
  [5, 2, 6, 4],
  [3, 1, 6, 1],
];

function stack(in_ch: number, out_ch: number, [kernel, stride, expansion, repeats]: Stack): nn.Sequential {
  const first = _InvertedResidual(in_ch, out_ch, kernel, stride, expansion, MOMENTUM);
  const more = Array.from({ length: repeats - 1 }, () =>
    _InvertedResidual(out_ch, out_ch, kernel, 1, expansion, MOMENTUM),
  );
  return nn.Sequential(first, ...more);
}

function stem(first: number, second: number): nn.Module[] {
  return [
    ...conv(3, first, 3, { stride: 2 }),
    ...conv(first, first, 3, { groups: first }),
    ...conv(first, second, 1, { relu: false }),
  ];
}

/** The channel counts for a width, as multiples of 8, rounded up unless that is no more than a tenth too low. */
function depthsFor(alpha: number): number[] {
  return [32, 16, 24, 40, 80, 96, 192, 320].map((depth) => {
    const wanted = depth * alpha;
    const near = Math.max(8, Math.floor(Math.trunc(wanted + 4) / 8) * 8);
    return near >= 0.9 * wanted ? near : near + 8;
  });
}

const options = [numClasses, ['dropout', probability.default(0.2)]] as const;
const mnasnetArgs = signature(
  'MNASNet',
  ['alpha', z.number().positive('should be greater than 0.0')],
  ...options,
);

// What users exchange: read as what it is at first, and assigned any layer.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface MNASNet_ {
  get layers(): nn.Sequential;
  set layers(value: nn.Module);
  get classifier(): nn.Sequential;
  set classifier(value: nn.Module);
}

/**
 * Tan et al., "MnasNet: Platform-Aware Neural Architecture Search for Mobile", 2018 (variant B1), for images (N, 3, H, W).
 *
 * `alpha` scales all channel counts. Files of torchvision's first version had a stem of one width for all: a network
 * that loads one takes that stem on, and keeps it.
 *
 * @see https://docs.pytorch.org/vision/0.28/models/mnasnet.html
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class MNASNet_ extends nn.Module {
  static override _version = 2;
  declare alpha: number;
  declare num_classes: number;

  constructor(...args: Args<typeof mnasnetArgs>) {
    super();
    const { alpha, num_classes, dropout } = mnasnetArgs(args);
    const depths = depthsFor(alpha) as [number, number, ...number[]];
    this.alpha = alpha;
    this.num_classes = num_classes;
    const last = depths.at(-1) as number;
    this.layers = nn.Sequential(
      ...stem(depths[0], depths[1]),
      ...stacks.map((plan, i) => stack(depths[i + 1] as number, depths[i + 2] as number, plan)),
      ...conv(last, 1280, 1),
    );
    this.classifier = nn.Sequential(nn.Dropout({ p: dropout, inplace: true }), nn.Linear(1280, num_classes));
    initLayers(this, {
      conv: kaimingFanOut,
      linear: (m) => {
        nn.init.kaiming_uniform_(m.weight, { mode: 'fan_out', nonlinearity: 'sigmoid' });
        zeroBias(m);
      },
    });
  }

  override forward(x: Tensor): Tensor {
    const out = this.layers(x); // (N, 1280, H / 32, W / 32)
    return this.classifier(out.mean([2, 3])); // (N, num_classes)
  }

  override _load_from_state_dict(...args: Parameters<nn.Module['_load_from_state_dict']>): void {
    const { version } = args[2];
    if (version !== 1 && version !== 2) {
      throw new ValueError(`version should be set to 1 or 2 instead of ${version ?? 'None'}`);
    }
    if (version === 1 && this.alpha !== 1) this._takeOldStem();
    super._load_from_state_dict(...args);
  }

  _takeOldStem(): void {
    const old = [...stem(32, 16), stack(16, depthsFor(this.alpha)[2] as number, stacks[0] as Stack)];
    for (const [i, module] of old.entries()) this.layers.set(i, module);
    // What it saves from now on is of that version, too.
    this.register_state_dict_post_hook((_module, _state, _prefix, local) => {
      local.version = 1;
    });
    warnOnce(
      'A new version of the MNASNet model has been implemented. The checkpoint was saved with the previous version; it ' +
        'will load and work as before, but you may want to upgrade by training a newer model.',
    );
  }
}

export const MNASNet = nn.callable(MNASNet_);
export type MNASNet = MNASNet_;

const mnasnet = (name: `mnasnet${'0_5' | '0_75' | '1_0' | '1_3'}`, alpha: number) =>
  builder(name, options, (given) => MNASNet(alpha, given));

export const mnasnet0_5 = mnasnet('mnasnet0_5', 0.5);
export const mnasnet0_75 = mnasnet('mnasnet0_75', 0.75);
export const mnasnet1_0 = mnasnet('mnasnet1_0', 1);
export const mnasnet1_3 = mnasnet('mnasnet1_3', 1.3);
