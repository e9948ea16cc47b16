import { z } from 'zod';
import { floatRepr } from '../../_python_str.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { legacyReduction, type Reduction, warn } from '../functional/common.ts';
import { LinearCrossEntropyOptions } from '../functional/linear_cross_entropy.ts';
import * as F from '../functional/loss.ts';
import { PairwiseDistance } from './distance.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { factory, flag, float, int, layer, optionalTensor, repr } from './utils.ts';

// Every loss reduces by 'mean' (of all elements), 'sum' or 'none'; `size_average` and `reduce` are the flags that
// `reduction` replaced.
const optionalFlag = z.boolean().nullable().default(null);
const sizeAverage = ['size_average', optionalFlag] as const;
const reduce = ['reduce', optionalFlag] as const;
const reduction = ['reduction', z.enum(['mean', 'sum', 'none']).default('mean')] as const;
const weight = ['weight', optionalTensor] as const;
const ignoreIndex = ['ignore_index', int.default(-100)] as const;

interface Reducing {
  size_average?: boolean | null;
  reduce?: boolean | null;
  reduction: Reduction | 'batchmean';
}

export abstract class _Loss<R extends Reduction | 'batchmean' = Reduction> extends Module {
  declare reduction: R;

  constructor({ size_average, reduce, reduction }: Reducing) {
    super();
    this.reduction = legacyReduction(size_average, reduce, reduction) as R;
  }
}

/** A loss with a weight for each class or element, which follows the module to another device. */
export abstract class _WeightedLoss extends _Loss {
  declare readonly _inputs: readonly ['input', 'target'];
  declare weight: Tensor | null;

  constructor(options: Reducing & { weight: Tensor | null }) {
    super(options);
    this.register_buffer('weight', options.weight);
  }
}

const l1LossArgs = signature('L1Loss', sizeAverage, reduce, reduction);

class L1Loss_ extends _Loss {
  declare readonly _inputs: readonly ['input', 'target'];
  constructor(...args: Args<typeof l1LossArgs>) {
    super(l1LossArgs(args));
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.l1_loss(input, target, null, null, this.reduction);
  }
}

/** |x - y|, (*), (*). Source: PyTorch 2.13, `torch.nn.L1Loss`. */
export const L1Loss = layer(L1Loss_);
export type L1Loss = L1Loss_;

const mseLossArgs = signature('MSELoss', sizeAverage, reduce, reduction);

class MSELoss_ extends _Loss {
  declare readonly _inputs: readonly ['input', 'target'];
  constructor(...args: Args<typeof mseLossArgs>) {
    super(mseLossArgs(args));
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.mse_loss(input, target, null, null, this.reduction);
  }
}

/** (x - y)², (*), (*). Source: PyTorch 2.13, `torch.nn.MSELoss`. */
export const MSELoss = layer(MSELoss_);
export type MSELoss = MSELoss_;

const smoothL1LossArgs = signature('SmoothL1Loss', sizeAverage, reduce, reduction, ['beta', float(1)]);

class SmoothL1Loss_ extends _Loss {
  declare readonly _inputs: readonly ['input', 'target'];
  declare beta: number;

  constructor(...args: Args<typeof smoothL1LossArgs>) {
    const options = smoothL1LossArgs(args);
    super(options);
    this.beta = options.beta;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.smooth_l1_loss(input, target, null, null, this.reduction, this.beta);
  }
}

/** ½ d² / beta where d = |x - y| < beta, else d - ½ beta, (*), (*); beta >= 0. Source: Girshick 2015, arXiv:1504.08083. */
export const SmoothL1Loss = layer(SmoothL1Loss_);
export type SmoothL1Loss = SmoothL1Loss_;

const huberLossArgs = signature('HuberLoss', reduction, ['delta', float(1)]);

class HuberLoss_ extends _Loss {
  declare readonly _inputs: readonly ['input', 'target'];
  declare delta: number;

  constructor(...args: Args<typeof huberLossArgs>) {
    const options = huberLossArgs(args);
    super(options);
    this.delta = options.delta;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.huber_loss(input, target, this.reduction, this.delta);
  }
}

/** ½ d² where d = |x - y| < delta, else delta (d - ½ delta), (*), (*); delta > 0. Source: PyTorch 2.13, `torch.nn.HuberLoss`. */
export const HuberLoss = layer(HuberLoss_);
export type HuberLoss = HuberLoss_;

const nllLossArgs = signature('NLLLoss', weight, sizeAverage, ignoreIndex, reduce, reduction);

class NLLLoss_ extends _WeightedLoss {
  declare ignore_index: number;

  constructor(...args: Args<typeof nllLossArgs>) {
    const options = nllLossArgs(args);
    super(options);
    this.ignore_index = options.ignore_index;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.nll_loss(input, target, this.weight, null, this.ignore_index, null, this.reduction);
  }
}

/**
 * -weight_y x_y for log-probabilities: (N, C, *), classes (N, *) as int64, weight (C).
 *
 * 'mean' divides by the weights of the targets that are not `ignore_index`. Source: PyTorch 2.13, `torch.nn.NLLLoss`.
 */
export const NLLLoss = layer(NLLLoss_);
export type NLLLoss = NLLLoss_;

class NLLLoss2d_ extends NLLLoss_ {
  constructor(...args: Args<typeof nllLossArgs>) {
    warn('`NLLLoss2d` has been deprecated. Please use `NLLLoss` instead.', 'FutureWarning');
    super(...args);
  }
}

/** NLLLoss under its old name for images. */
export const NLLLoss2d = layer(NLLLoss2d_);
export type NLLLoss2d = NLLLoss2d_;

const poissonNLLLossArgs = signature(
  'PoissonNLLLoss',
  ['log_input', flag(true)],
  ['full', flag(false)],
  sizeAverage,
  ['eps', float(1e-8)],
  reduce,
  reduction,
);

class PoissonNLLLoss_ extends _Loss {
  declare readonly _inputs: readonly ['log_input', 'target'];
  declare log_input: boolean;
  declare full: boolean;
  declare eps: number;

  constructor(...args: Args<typeof poissonNLLLossArgs>) {
    const options = poissonNLLLossArgs(args);
    super(options);
    this.log_input = options.log_input;
    this.full = options.full;
    this.eps = options.eps;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    const { log_input, full, eps, reduction } = this;
    return F.poisson_nll_loss(input, target, log_input, full, null, eps, null, reduction);
  }
}

/** exp(x) - y x, or x - y log(x + eps) without `log_input`, (*), (*); `full` adds log y!. Source: PyTorch 2.13, `torch.nn.PoissonNLLLoss`. */
export const PoissonNLLLoss = layer(PoissonNLLLoss_, ['log_input', 'target']);
export type PoissonNLLLoss = PoissonNLLLoss_;

const gaussianNLLLossArgs = signature(
  'GaussianNLLLoss',
  ['full', flag(false)],
  ['eps', float(1e-6)],
  reduction,
);

class GaussianNLLLoss_ extends _Loss {
  declare readonly _inputs: readonly ['input', 'target', 'var'];
  declare full: boolean;
  declare eps: number;

  constructor(...args: Args<typeof gaussianNLLLossArgs>) {
    const options = gaussianNLLLossArgs(args);
    super(options);
    this.full = options.full;
    this.eps = options.eps;
  }

  override forward(input: Tensor, target: Tensor, variance: Tensor | number): Tensor {
    return F.gaussian_nll_loss(input, target, variance, this.full, this.eps, this.reduction);
  }
}

/**
 * ½ (log v + (x - y)² / v), v = max(var, eps): (*), (*), var (*), (*, 1) or a number; `full` adds ½ log 2π.
 *
 * Throws ValueError for a negative variance. Source: PyTorch 2.13, `torch.nn.GaussianNLLLoss`.
 */
export const GaussianNLLLoss = layer(GaussianNLLLoss_, ['input', 'target', 'var']);
export type GaussianNLLLoss = GaussianNLLLoss_;

const klDivLossArgs = signature(
  'KLDivLoss',
  sizeAverage,
  reduce,
  ['reduction', z.enum(['mean', 'sum', 'none', 'batchmean']).default('mean')],
  ['log_target', flag(false)],
);

class KLDivLoss_ extends _Loss<Reduction | 'batchmean'> {
  declare readonly _inputs: readonly ['input', 'target'];
  declare log_target: boolean;

  constructor(...args: Args<typeof klDivLossArgs>) {
    const options = klDivLossArgs(args);
    super(options);
    this.log_target = options.log_target;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.kl_div(input, target, null, null, this.reduction, this.log_target);
  }
}

/**
 * y (log y - x) for log-probabilities x, (*), (*); with `log_target` y is one too.
 *
 * Reduction 'batchmean' divides the sum by the batch, which is the divergence's definition. Source: PyTorch 2.13,
 * `torch.nn.KLDivLoss`.
 */
export const KLDivLoss = layer(KLDivLoss_);
export type KLDivLoss = KLDivLoss_;

const bceLossArgs = signature('BCELoss', weight, sizeAverage, reduce, reduction);

class BCELoss_ extends _WeightedLoss {
  constructor(...args: Args<typeof bceLossArgs>) {
    super(bceLossArgs(args));
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.binary_cross_entropy(input, target, this.weight, null, null, this.reduction);
  }
}

/** -weight (y log x + (1 - y) log(1 - x)) for x, y in [0, 1], (*), (*). Throws ValueError for unequal sizes. Source: PyTorch 2.13, `torch.nn.BCELoss`. */
export const BCELoss = layer(BCELoss_);
export type BCELoss = BCELoss_;

const bceWithLogitsLossArgs = signature('BCEWithLogitsLoss', weight, sizeAverage, reduce, reduction, [
  'pos_weight',
  optionalTensor,
]);

class BCEWithLogitsLoss_ extends _WeightedLoss {
  declare pos_weight: Tensor | null;

  constructor(...args: Args<typeof bceWithLogitsLossArgs>) {
    const options = bceWithLogitsLossArgs(args);
    super(options);
    this.register_buffer('pos_weight', options.pos_weight);
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, reduction, pos_weight } = this;
    return F.binary_cross_entropy_with_logits(input, target, weight, null, null, reduction, pos_weight);
  }
}

/**
 * -weight (pos_weight y log σ(x) + (1 - y) log(1 - σ(x))), (*), (*); both weights broadcast.
 *
 * Throws ValueError for unequal sizes. Source: PyTorch 2.13, `torch.nn.BCEWithLogitsLoss`.
 */
export const BCEWithLogitsLoss = layer(BCEWithLogitsLoss_);
export type BCEWithLogitsLoss = BCEWithLogitsLoss_;

const crossEntropyLossArgs = signature(
  'CrossEntropyLoss',
  weight,
  sizeAverage,
  ignoreIndex,
  reduce,
  reduction,
  ['label_smoothing', float(0)],
);

class CrossEntropyLoss_ extends _WeightedLoss {
  declare ignore_index: number;
  declare label_smoothing: number;

  constructor(...args: Args<typeof crossEntropyLossArgs>) {
    const options = crossEntropyLossArgs(args);
    super(options);
    this.ignore_index = options.ignore_index;
    this.label_smoothing = options.label_smoothing;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignore_index, reduction, label_smoothing } = this;
    return F.cross_entropy(input, target, weight, null, ignore_index, null, reduction, label_smoothing);
  }
}

/**
 * -Σ_c weight_c y_c log softmax(x)_c: (N, C, *), classes (N, *) as int64 or probabilities (N, C, *), weight (C).
 *
 * 'mean' divides by the weights of the targets that are not `ignore_index`; `label_smoothing` in [0, 1] mixes the
 * target with the uniform distribution (Szegedy et al. 2015, arXiv:1512.00567). Source: PyTorch 2.13,
 * `torch.nn.CrossEntropyLoss`.
 */
export const CrossEntropyLoss = layer(CrossEntropyLoss_);
export type CrossEntropyLoss = CrossEntropyLoss_;

const hingeEmbeddingLossArgs = signature(
  'HingeEmbeddingLoss',
  ['margin', float(1)],
  sizeAverage,
  reduce,
  reduction,
);

class HingeEmbeddingLoss_ extends _Loss {
  declare readonly _inputs: readonly ['input', 'target'];
  declare margin: number;

  constructor(...args: Args<typeof hingeEmbeddingLossArgs>) {
    const options = hingeEmbeddingLossArgs(args);
    super(options);
    this.margin = options.margin;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.hinge_embedding_loss(input, target, this.margin, null, null, this.reduction);
  }
}

/** x where y = 1, max(0, margin - x) where y = -1, (*), (*). Source: PyTorch 2.13, `torch.nn.HingeEmbeddingLoss`. */
export const HingeEmbeddingLoss = layer(HingeEmbeddingLoss_);
export type HingeEmbeddingLoss = HingeEmbeddingLoss_;

const multiLabelMarginLossArgs = signature('MultiLabelMarginLoss', sizeAverage, reduce, reduction);

class MultiLabelMarginLoss_ extends _Loss {
  declare readonly _inputs: readonly ['input', 'target'];
  constructor(...args: Args<typeof multiLabelMarginLossArgs>) {
    super(multiLabelMarginLossArgs(args));
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.multilabel_margin_loss(input, target, null, null, this.reduction);
  }
}

/** Σ_ij max(0, 1 - (x_yj - x_i)) / C, target rows of classes ended by -1, (N, C) or (C). Source: PyTorch 2.13, `torch.nn.MultiLabelMarginLoss`. */
export const MultiLabelMarginLoss = layer(MultiLabelMarginLoss_);
export type MultiLabelMarginLoss = MultiLabelMarginLoss_;

const softMarginLossArgs = signature('SoftMarginLoss', sizeAverage, reduce, reduction);

class SoftMarginLoss_ extends _Loss {
  declare readonly _inputs: readonly ['input', 'target'];
  constructor(...args: Args<typeof softMarginLossArgs>) {
    super(softMarginLossArgs(args));
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.soft_margin_loss(input, target, null, null, this.reduction);
  }
}

/** log(1 + exp(-y x)), y in {-1, 1}, (*), (*). Source: PyTorch 2.13, `torch.nn.SoftMarginLoss`. */
export const SoftMarginLoss = layer(SoftMarginLoss_);
export type SoftMarginLoss = SoftMarginLoss_;

const multiLabelSoftMarginLossArgs = signature(
  'MultiLabelSoftMarginLoss',
  weight,
  sizeAverage,
  reduce,
  reduction,
);

class MultiLabelSoftMarginLoss_ extends _WeightedLoss {
  constructor(...args: Args<typeof multiLabelSoftMarginLossArgs>) {
    super(multiLabelSoftMarginLossArgs(args));
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.multilabel_soft_margin_loss(input, target, this.weight, null, null, this.reduction);
  }
}

/** -Σ_c weight_c (y_c log σ(x_c) + (1 - y_c) log σ(-x_c)) / C, (N, C), (N, C), weight (C). Source: PyTorch 2.13, `torch.nn.MultiLabelSoftMarginLoss`. */
export const MultiLabelSoftMarginLoss = layer(MultiLabelSoftMarginLoss_);
export type MultiLabelSoftMarginLoss = MultiLabelSoftMarginLoss_;

const cosineEmbeddingLossArgs = signature(
  'CosineEmbeddingLoss',
  ['margin', float(0)],
  sizeAverage,
  reduce,
  reduction,
);

class CosineEmbeddingLoss_ extends _Loss {
  declare readonly _inputs: readonly ['input1', 'input2', 'target'];
  declare margin: number;

  constructor(...args: Args<typeof cosineEmbeddingLossArgs>) {
    const options = cosineEmbeddingLossArgs(args);
    super(options);
    this.margin = options.margin;
  }

  override forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return F.cosine_embedding_loss(input1, input2, target, this.margin, null, null, this.reduction);
  }
}

/** 1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1: (N, D), (N, D), (N). Source: PyTorch 2.13, `torch.nn.CosineEmbeddingLoss`. */
export const CosineEmbeddingLoss = layer(CosineEmbeddingLoss_);
export type CosineEmbeddingLoss = CosineEmbeddingLoss_;

const marginRankingLossArgs = signature(
  'MarginRankingLoss',
  ['margin', float(0)],
  sizeAverage,
  reduce,
  reduction,
);

class MarginRankingLoss_ extends _Loss {
  declare readonly _inputs: readonly ['input1', 'input2', 'target'];
  declare margin: number;

  constructor(...args: Args<typeof marginRankingLossArgs>) {
    const options = marginRankingLossArgs(args);
    super(options);
    this.margin = options.margin;
  }

  override forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return F.margin_ranking_loss(input1, input2, target, this.margin, null, null, this.reduction);
  }
}

/** max(0, -y (x1 - x2) + margin), y in {-1, 1}, (*), (*), (*). Source: PyTorch 2.13, `torch.nn.MarginRankingLoss`. */
export const MarginRankingLoss = layer(MarginRankingLoss_);
export type MarginRankingLoss = MarginRankingLoss_;

const multiMarginLossArgs = signature(
  'MultiMarginLoss',
  ['p', int.default(1)],
  ['margin', float(1)],
  weight,
  sizeAverage,
  reduce,
  reduction,
);

class MultiMarginLoss_ extends _WeightedLoss {
  declare p: number;
  declare margin: number;

  constructor(...args: Args<typeof multiMarginLossArgs>) {
    const options = multiMarginLossArgs(args);
    super(options);
    const { p, margin, weight } = options;
    if (p !== 1 && p !== 2) throw new ValueError('only p == 1 and p == 2 supported');
    if (weight !== null && weight.dim() !== 1) {
      throw new ValueError(
        `MultiMarginLoss: expected weight to be None or 1D tensor, got ${weight.dim()}D instead`,
      );
    }
    this.p = p;
    this.margin = margin;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return F.multi_margin_loss(input, target, this.p, this.margin, this.weight, null, null, this.reduction);
  }
}

/**
 * Σ_{i≠y} weight_y max(0, margin - x_y + x_i)^p / C: (N, C), classes (N), weight (C).
 *
 * Throws ValueError unless p is 1 or 2 and weight has one dimension. Source: PyTorch 2.13, `torch.nn.MultiMarginLoss`.
 */
export const MultiMarginLoss = layer(MultiMarginLoss_);
export type MultiMarginLoss = MultiMarginLoss_;

function checkMargin(what: string, margin: number): void {
  if (margin <= 0)
    throw new ValueError(`${what}: expected margin to be greater than 0, got ${margin} instead`);
}

const tripletMarginLossArgs = signature(
  'TripletMarginLoss',
  ['margin', float(1)],
  ['p', float(2)],
  ['eps', float(1e-6)],
  ['swap', flag(false)],
  sizeAverage,
  reduce,
  reduction,
);

class TripletMarginLoss_ extends _Loss {
  declare readonly _inputs: readonly ['anchor', 'positive', 'negative'];
  declare margin: number;
  declare p: number;
  declare eps: number;
  declare swap: boolean;

  constructor(...args: Args<typeof tripletMarginLossArgs>) {
    const options = tripletMarginLossArgs(args);
    super(options);
    checkMargin('TripletMarginLoss', options.margin);
    this.margin = options.margin;
    this.p = options.p;
    this.eps = options.eps;
    this.swap = options.swap;
  }

  override forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { margin, p, eps, swap, reduction } = this;
    return F.triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, null, null, reduction);
  }
}

/**
 * max(0, ‖a - p‖_p - ‖a - n‖_p + margin): (N, D) each; `swap` takes ‖p - n‖ where it is the smaller.
 *
 * Throws ValueError for margin <= 0. Source: Balntas et al. 2016, "Learning shallow convolutional feature descriptors
 * with triplet losses"; PyTorch 2.13, `torch.nn.TripletMarginLoss`.
 */
export const TripletMarginLoss = layer(TripletMarginLoss_);
export type TripletMarginLoss = TripletMarginLoss_;

const distanceFunction = z
  .custom<F.DistanceFunction>((f) => typeof f === 'function', 'expected a function')
  .nullable()
  .default(null);
const tripletMarginWithDistanceLossArgs = signature(
  'TripletMarginWithDistanceLoss',
  ['distance_function', distanceFunction],
  ['margin', float(1)],
  ['swap', flag(false)],
  reduction,
);

class TripletMarginWithDistanceLoss_ extends _Loss {
  declare readonly _inputs: readonly ['anchor', 'positive', 'negative'];
  declare distance_function: F.DistanceFunction;
  declare margin: number;
  declare swap: boolean;

  constructor(...args: Args<typeof tripletMarginWithDistanceLossArgs>) {
    const options = tripletMarginWithDistanceLossArgs(args);
    super(options);
    checkMargin('TripletMarginWithDistanceLoss', options.margin);
    this.distance_function = options.distance_function ?? PairwiseDistance();
    this.margin = options.margin;
    this.swap = options.swap;
  }

  override forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { distance_function, margin, swap, reduction } = this;
    return F.triplet_margin_with_distance_loss(
      anchor,
      positive,
      negative,
      distance_function,
      margin,
      swap,
      reduction,
    );
  }
}

/**
 * TripletMarginLoss with a distance of the caller's, a function or a module; PairwiseDistance by default.
 *
 * Throws ValueError for margin <= 0. Source: PyTorch 2.13, `torch.nn.TripletMarginWithDistanceLoss`.
 */
export const TripletMarginWithDistanceLoss = layer(TripletMarginWithDistanceLoss_);
export type TripletMarginWithDistanceLoss = TripletMarginWithDistanceLoss_;

const ctcLossArgs = signature('CTCLoss', ['blank', int.default(0)], reduction, [
  'zero_infinity',
  flag(false),
]);

class CTCLoss_ extends _Loss {
  declare readonly _inputs: readonly ['log_probs', 'targets', 'input_lengths', 'target_lengths'];
  declare blank: number;
  declare zero_infinity: boolean;

  constructor(...args: Args<typeof ctcLossArgs>) {
    const options = ctcLossArgs(args);
    super(options);
    this.blank = options.blank;
    this.zero_infinity = options.zero_infinity;
  }

  override forward(
    log_probs: Tensor,
    targets: Tensor,
    input_lengths: Tensor | readonly number[],
    target_lengths: Tensor | readonly number[],
  ): Tensor {
    const { blank, reduction, zero_infinity } = this;
    return F.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, reduction, zero_infinity);
  }
}

/**
 * -log of the probability of a target sequence over all its alignments with the input.
 *
 * log_probs (T, N, C) or (T, C), targets (N, S) or all in one row, both lengths (N); `blank` is the class between
 * labels; `zero_infinity` zeroes the loss of targets too long for their input; 'mean' first divides by the target
 * lengths. Source: Graves et al. 2006, "Connectionist Temporal Classification"; PyTorch 2.13, `torch.nn.CTCLoss`.
 */
export const CTCLoss = layer(CTCLoss_);
export type CTCLoss = CTCLoss_;

const linearCrossEntropyLossArgs = signature(
  'LinearCrossEntropyLoss',
  ['in_features', int],
  ['num_classes', int],
  ['out_features', z.array(int).readonly().default([])],
  ['bias', flag(false)],
  ...factory,
  reduction,
  weight,
  ['ignore_index', int.nullable().default(null)],
  ['label_smoothing', float(0)],
  ['options', z.instanceof(LinearCrossEntropyOptions).nullable().default(null)],
);

class LinearCrossEntropyLoss_ extends _WeightedLoss {
  declare num_classes: number;
  declare out_features: readonly number[];
  declare ignore_index: number | null;
  declare label_smoothing: number;
  declare options: LinearCrossEntropyOptions | null;
  declare linear: Linear;

  constructor(...args: Args<typeof linearCrossEntropyLossArgs>) {
    const { in_features, num_classes, out_features, bias, device, dtype, ...options } =
      linearCrossEntropyLossArgs(args);
    const { weight, ignore_index, label_smoothing } = options;
    if (weight !== null && !(weight.dim() === 1 && weight.size(0) === num_classes)) {
      throw new RuntimeError(`expected weight shape to be (${num_classes},), got ${repr([...weight.shape])}`);
    }
    if (label_smoothing < 0 || label_smoothing > 1) {
      throw new RuntimeError(`expected label_smoothing to be in range [0, 1], got ${label_smoothing}`);
    }
    super(options);
    this.num_classes = num_classes;
    this.out_features = out_features;
    this.ignore_index = ignore_index;
    this.label_smoothing = label_smoothing;
    this.options = options.options;
    const outputs = out_features.reduce((a, b) => a * b, num_classes);
    this.linear = new Linear(in_features, outputs, { bias, device, dtype });
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    const { linear, weight, reduction, ignore_index, label_smoothing } = this;
    const features = [this.num_classes, ...this.out_features];
    const rows = linear.weight.reshape([...features, linear.in_features]);
    const bias = linear.bias === null ? null : linear.bias.reshape(features);
    return F.linear_cross_entropy(
      input,
      rows,
      target,
      bias,
      weight,
      reduction,
      ignore_index,
      label_smoothing,
      this.options,
    );
  }

  override extra_repr(): string {
    const { linear, num_classes, out_features, reduction, ignore_index, label_smoothing } = this;
    return (
      `in_features=${linear.in_features}, num_classes=${num_classes}, out_features=${repr(out_features)}, ` +
      `bias=${repr(linear.bias !== null)}, reduction=${reduction}, ignore_index=${repr(ignore_index)}, ` +
      `label_smoothing=${floatRepr(label_smoothing)}, options=${this.options ?? 'None'}`
    );
  }
}

/**
 * CrossEntropyLoss of a Linear layer of its own: (N, in_features) or (in_features), target as CrossEntropyLoss takes it.
 *
 * Throws ValueError for a weight of another shape than (num_classes) and label_smoothing outside [0, 1].
 * Source: PyTorch 2.13, `torch.nn.LinearCrossEntropyLoss`.
 */
export const LinearCrossEntropyLoss = layer(LinearCrossEntropyLoss_);
export type LinearCrossEntropyLoss = LinearCrossEntropyLoss_;
