import { floatRepr, tupleStr } from '../../_python_str.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { legacyReduction, type Reduction, reduceLoss, reductionCode, sameSize, warn } from './common.ts';
import { linear } from './linear.ts';
import { chunkedCrossEntropy, type LinearCrossEntropyOptions } from './linear_cross_entropy.ts';

// `reduction` is 'mean', 'sum' or 'none' everywhere (ValueError otherwise); `size_average` and `reduce` are the flags
// that it replaced, kept where PyTorch keeps them.
type Flag = boolean | null;

const code = (size_average: Flag, reduce: Flag, reduction: string): number =>
  reductionCode(legacyReduction(size_average, reduce, reduction));

type Pairwise = (input: Tensor, target: Tensor) => Tensor;

// Tensors of one size need no broadcast, which saves an operator and its node in the graph.
function broadcast(input: Tensor, target: Tensor, op: Pairwise): Tensor {
  if (sameSize(input, target)) return op(input, target);
  warn(
    `Using a target size (${target.shape}) that is different to the input size (${input.shape}). ` +
      'This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.',
  );
  const [x, y] = torch.broadcast_tensors([input, target]);
  return op(x, y);
}

function checkWeight(weight: Tensor, input: Tensor): void {
  if (!sameSize(weight, input)) throw new ValueError('Weights and input must have the same size.');
}

// A weighted mean divides by the weights' sum.
function weightedMean(loss: Tensor, weight: Tensor, reduction: string): Tensor {
  return reduction === 'mean' ? loss.sum().div(weight.sum()) : reduceLoss(loss, reduction);
}

/** |x - y|. (*), (*) -> () or (*) with reduction 'none'. */
export const l1_loss = keywords(
  'l1_loss',
  ['input', 'target', 'size_average', 'reduce', 'reduction', 'weight'],
  (
    input: Tensor,
    target: Tensor,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
    weight: Tensor | null = null,
  ): Tensor => {
    const meant = legacyReduction(size_average, reduce, reduction);
    return broadcast(input, target, (x, y) => {
      if (weight === null) return torch.l1_loss(x, y, reductionCode(meant));
      checkWeight(weight, input);
      return weightedMean(x.sub(y).abs().mul(weight), weight, meant);
    });
  },
);

/** (x - y)². (*), (*) -> () or (*) with reduction 'none'. */
export const mse_loss = keywords(
  'mse_loss',
  ['input', 'target', 'size_average', 'reduce', 'reduction', 'weight'],
  (
    input: Tensor,
    target: Tensor,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
    weight: Tensor | null = null,
  ): Tensor => {
    const meant = legacyReduction(size_average, reduce, reduction);
    return broadcast(input, target, (x, y) => {
      if (weight === null) return torch.mse_loss(x, y, reductionCode(meant));
      checkWeight(weight, input);
      return weightedMean(x.sub(y).pow(2).mul(weight), weight, meant);
    });
  },
);

/** ½ d² / beta where d = |x - y| < beta, else d - ½ beta. (*), (*); `beta` >= 0. Source: arXiv:1504.08083. */
export const smooth_l1_loss = keywords(
  'smooth_l1_loss',
  ['input', 'target', 'size_average', 'reduce', 'reduction', 'beta'],
  (
    input: Tensor,
    target: Tensor,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
    beta: number = 1,
  ): Tensor => {
    const reducing = code(size_average, reduce, reduction);
    return broadcast(input, target, (x, y) =>
      beta === 0 ? torch.l1_loss(x, y, reducing) : torch.smooth_l1_loss(x, y, reducing, beta),
    );
  },
);

/** ½ d² where d = |x - y| < delta, else delta (d - ½ delta). (*), (*); `delta` > 0. */
export const huber_loss = keywords(
  'huber_loss',
  ['input', 'target', 'reduction', 'delta', 'weight'],
  (
    input: Tensor,
    target: Tensor,
    reduction: Reduction = 'mean',
    delta: number = 1,
    weight: Tensor | null = null,
  ): Tensor =>
    broadcast(input, target, (x, y) => {
      if (weight === null) return torch.huber_loss(x, y, reductionCode(reduction), delta);
      checkWeight(weight, input);
      return reduceLoss(torch.huber_loss(x, y, reductionCode('none'), delta).mul(weight), reduction);
    }),
);

/**
 * -Σ_c weight_c y_c log softmax(x)_c, averaged (weighted) over the targets that are not `ignore_index`.
 *
 * (N, C, *), target classes (N, *) as int64 or class probabilities (N, C, *); weight (C); `label_smoothing` in
 * [0, 1] mixes the target with the uniform distribution. Source: arXiv:1512.00567 for the smoothing.
 */
export const cross_entropy = keywords(
  'cross_entropy',
  ['input', 'target', 'weight', 'size_average', 'ignore_index', 'reduce', 'reduction', 'label_smoothing'],
  (
    input: Tensor,
    target: Tensor,
    weight: Tensor | null = null,
    size_average: Flag = null,
    ignore_index: number = -100,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
    label_smoothing: number = 0,
  ): Tensor =>
    torch.cross_entropy_loss(
      input,
      target,
      weight,
      code(size_average, reduce, reduction),
      ignore_index,
      label_smoothing,
    ),
);

/**
 * `cross_entropy` of `linear(input, linear_weight, linear_bias)`.
 *
 * (N, in) or (in), linear_weight (C, *, in), linear_bias (C, *); target classes (N, *) or probabilities (N, C, *).
 * With `options` the batch is worked off in pieces, so that the logits are never in memory as a whole.
 * Throws RuntimeError for shapes that do not fit. Source: PyTorch 2.13, `torch.nn.functional.linear_cross_entropy`.
 */
export const linear_cross_entropy = keywords(
  'linear_cross_entropy',
  [
    'input',
    'linear_weight',
    'target',
    'linear_bias',
    'weight',
    'reduction',
    'ignore_index',
    'label_smoothing',
    'options',
  ],
  (
    input: Tensor,
    linear_weight: Tensor,
    target: Tensor,
    linear_bias: Tensor | null = null,
    weight: Tensor | null = null,
    reduction: Reduction = 'mean',
    ignore_index: number | null = null,
    label_smoothing: number = 0,
    options: LinearCrossEntropyOptions | null = null,
  ): Tensor => {
    const batch = input.shape.slice(0, -1);
    const features = linear_weight.shape.slice(0, -1);
    if (input.dim() < 1 || input.dim() > 2)
      throw new RuntimeError(`expected input with dimensionality 1 or 2, got ${input.dim()}`);
    if (linear_weight.dim() < 2) {
      throw new RuntimeError(
        `expected linear_weight with dimensionality at least 2, got ${linear_weight.dim()}`,
      );
    }
    const in_features = linear_weight.size(-1);
    if (input.size(-1) !== in_features) {
      throw new RuntimeError(
        `expected equal input and linear_weight last dimensions (in_features), got ${input.size(-1)} and ${in_features}, respectively`,
      );
    }
    if (linear_bias !== null && tupleStr(linear_bias.shape) !== tupleStr(features)) {
      throw new RuntimeError(
        `expected linear_bias shape ${tupleStr(features)}, got ${tupleStr(linear_bias.shape)}`,
      );
    }
    if (features.length > 1 && batch.length === 0) {
      throw new RuntimeError(
        `K-dimensional loss defined by linear_weight shape ${tupleStr(linear_weight.shape)} requires batched input, ` +
          `(N, ${in_features}), got unbatched input with shape ${tupleStr(input.shape)}`,
      );
    }
    const bias = linear_bias === null ? null : linear_bias.reshape(-1);
    const plain = features.length === 1 && label_smoothing === 0 && target.dtype === torch.int64;
    if (options !== null && !plain) {
      warn(
        'linear_cross_entropy: `options` ignored; they need label_smoothing 0, an int64 target and no out_features',
      );
    }
    if (options !== null && plain && reduction !== 'none') {
      const [x, y] = batch.length === 0 ? [input.unsqueeze(0), target.unsqueeze(0)] : [input, target];
      return chunkedCrossEntropy(x, linear_weight, y, bias, weight, reduction, ignore_index ?? -100, options);
    }
    const logits = linear(input, linear_weight.reshape(-1, in_features), bias).reshape([
      ...batch,
      ...features,
    ]);
    if (ignore_index !== null && sameSize(target, logits)) {
      throw new RuntimeError('ignore_index cannot be specified when target contains probabilities');
    }
    return torch.cross_entropy_loss(
      logits,
      target,
      weight,
      reductionCode(reduction),
      ignore_index ?? -100,
      label_smoothing,
    );
  },
);

/** -weight_y x_y for log-probabilities x: (N, C, *), classes (N, *) as int64, weight (C). */
export const nll_loss = keywords(
  'nll_loss',
  ['input', 'target', 'weight', 'size_average', 'ignore_index', 'reduce', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    weight: Tensor | null = null,
    size_average: Flag = null,
    ignore_index: number = -100,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => torch.nll_loss_nd(input, target, weight, code(size_average, reduce, reduction), ignore_index),
);

/** exp(x) - y x (x - y log(x + eps) without `log_input`); `full` adds Stirling's approximation of log y!. (*), (*). */
export const poisson_nll_loss = keywords(
  'poisson_nll_loss',
  ['input', 'target', 'log_input', 'full', 'size_average', 'eps', 'reduce', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    log_input: boolean = true,
    full: boolean = false,
    size_average: Flag = null,
    eps: number = 1e-8,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor =>
    torch.poisson_nll_loss(input, target, log_input, full, eps, code(size_average, reduce, reduction)),
);

/**
 * ½ (log v + (x - y)² / v) with v = max(var, eps); `full` adds ½ log 2π.
 *
 * (*), (*), var (*), (*, 1), without the last dimension, or one number. Throws ValueError for a negative variance or
 * a size that does not fit. Source: Nix & Weigend 1994, "Estimating the mean and variance of the target probability
 * distribution".
 */
export const gaussian_nll_loss = keywords(
  'gaussian_nll_loss',
  ['input', 'target', 'var', 'full', 'eps', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    variance: Tensor | number,
    full: boolean = false,
    eps: number = 1e-6,
    reduction: Reduction = 'mean',
  ): Tensor => {
    const clamped = varianceFor(input, variance).clone();
    torch.no_grad(() => {
      clamped.clamp_({ min: eps });
    });
    const loss = clamped.log().add(input.sub(target).pow(2).div(clamped)).mul(0.5);
    return reduceLoss(full ? loss.add(0.5 * Math.log(2 * Math.PI)) : loss, reduction);
  },
);

function varianceFor(input: Tensor, variance: Tensor | number): Tensor {
  const negative = typeof variance === 'number' ? variance < 0 : variance.lt(0).any().item();
  if (negative) throw new ValueError('var has negative entry/entries');
  if (typeof variance === 'number') return torch.ones_like(input).mul(variance);
  const x = input.shape;
  const v = variance.shape;
  if (v.length === x.length - 1 && v.every((n, i) => n === x[i])) return variance.unsqueeze(-1);
  const different = v.filter((n, i) => n !== x[i]);
  const fits =
    v.length === x.length && (different.length === 0 || (different.length === 1 && different[0] === 1));
  if (!fits) throw new ValueError('var is of incorrect size');
  return variance;
}

/**
 * y (log y - x) for log-probabilities x; exp(y) (y - x) with `log_target`.
 *
 * (*), (*). 'mean' divides by all elements, 'batchmean' by the batch, which is the divergence's definition.
 */
export const kl_div = keywords(
  'kl_div',
  ['input', 'target', 'size_average', 'reduce', 'reduction', 'log_target'],
  (
    input: Tensor,
    target: Tensor,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction | 'batchmean' = 'mean',
    log_target: boolean = false,
  ): Tensor => {
    const meant = legacyReduction(size_average, reduce, reduction);
    if (meant !== 'batchmean') return torch.kl_div(input, target, reductionCode(meant), { log_target });
    const total = torch.kl_div(input, target, reductionCode('sum'), { log_target });
    return input.dim() === 0 ? total : total.div(input.size(0));
  },
);

/** -weight (y log x + (1 - y) log(1 - x)) for x, y in [0, 1]: (*), (*), weight broadcast. Throws ValueError for unequal sizes. */
export const binary_cross_entropy = keywords(
  'binary_cross_entropy',
  ['input', 'target', 'weight', 'size_average', 'reduce', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    weight: Tensor | null = null,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => {
    if (!sameSize(target, input)) {
      throw new ValueError(
        `Using a target size (${target.shape}) that is different to the input size (${input.shape}) is deprecated. Please ensure they have the same size.`,
      );
    }
    const expanded = weight === null || sameSize(weight, target) ? weight : weight.expand_as(target);
    return torch.binary_cross_entropy(input, target, expanded, code(size_average, reduce, reduction));
  },
);

/**
 * -weight (pos_weight y log σ(x) + (1 - y) log(1 - σ(x))): (*), (*), weight and pos_weight broadcast.
 *
 * Throws ValueError for unequal sizes.
 */
export const binary_cross_entropy_with_logits = keywords(
  'binary_cross_entropy_with_logits',
  ['input', 'target', 'weight', 'size_average', 'reduce', 'reduction', 'pos_weight'],
  (
    input: Tensor,
    target: Tensor,
    weight: Tensor | null = null,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
    pos_weight: Tensor | null = null,
  ): Tensor => {
    if (!sameSize(target, input)) {
      throw new ValueError(`Target size (${target.shape}) must be the same as input size (${input.shape})`);
    }
    const reducing = code(size_average, reduce, reduction);
    return torch.binary_cross_entropy_with_logits(input, target, weight, pos_weight, reducing);
  },
);

/** max(0, -y (x1 - x2) + margin), y in {-1, 1}: (*), (*), (*). Throws RuntimeError for unequal ranks. */
export const margin_ranking_loss = keywords(
  'margin_ranking_loss',
  ['input1', 'input2', 'target', 'margin', 'size_average', 'reduce', 'reduction'],
  (
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: number = 0,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => {
    const dims = input1.dim();
    if (dims !== input2.dim() || dims !== target.dim()) {
      throw new RuntimeError(
        'margin_ranking_loss : All input tensors should have same dimension but got sizes: ' +
          `input1: ${input1.shape}, input2: ${input2.shape}, target: ${target.shape} `,
      );
    }
    const reducing = code(size_average, reduce, reduction);
    return torch.margin_ranking_loss(input1, input2, target, margin, reducing);
  },
);

/** x where y = 1, max(0, margin - x) where y = -1: (*), (*). */
export const hinge_embedding_loss = keywords(
  'hinge_embedding_loss',
  ['input', 'target', 'margin', 'size_average', 'reduce', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    margin: number = 1,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => torch.hinge_embedding_loss(input, target, margin, code(size_average, reduce, reduction)),
);

/** Σ_ij max(0, 1 - (x_yj - x_i)) / C, target rows of classes ended by -1: (N, C) or (C), both. */
export const multilabel_margin_loss = keywords(
  'multilabel_margin_loss',
  ['input', 'target', 'size_average', 'reduce', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => torch.multilabel_margin_loss(input, target, code(size_average, reduce, reduction)),
);

/** log(1 + exp(-y x)), y in {-1, 1}: (*), (*). */
export const soft_margin_loss = keywords(
  'soft_margin_loss',
  ['input', 'target', 'size_average', 'reduce', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => torch.soft_margin_loss(input, target, code(size_average, reduce, reduction)),
);

/** -Σ_c weight_c (y_c log σ(x_c) + (1 - y_c) log σ(-x_c)) / C: (N, C), (N, C), weight (C). */
export const multilabel_soft_margin_loss = keywords(
  'multilabel_soft_margin_loss',
  ['input', 'target', 'weight', 'size_average', 'reduce', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    weight: Tensor | null = null,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => {
    const present = target.mul(torch.log_sigmoid(input));
    const absent = target.neg().add(1).mul(torch.log_sigmoid(input.neg()));
    const each = present.add(absent).neg();
    const weighted = weight === null ? each : each.mul(weight);
    const loss = weighted.sum(-1).div(input.size(-1));
    return reduceLoss(loss, legacyReduction(size_average, reduce, reduction));
  },
);

/** 1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1: (N, D), (N, D), (N). */
export const cosine_embedding_loss = keywords(
  'cosine_embedding_loss',
  ['input1', 'input2', 'target', 'margin', 'size_average', 'reduce', 'reduction'],
  (
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: number = 0,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor =>
    torch.cosine_embedding_loss(input1, input2, target, margin, code(size_average, reduce, reduction)),
);

/** Σ_{i≠y} weight_y max(0, margin - x_y + x_i)^p / C, p = 1 or 2: (N, C), classes (N), weight (C). */
export const multi_margin_loss = keywords(
  'multi_margin_loss',
  ['input', 'target', 'p', 'margin', 'weight', 'size_average', 'reduce', 'reduction'],
  (
    input: Tensor,
    target: Tensor,
    p: number = 1,
    margin: number = 1,
    weight: Tensor | null = null,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => {
    if (p !== 1 && p !== 2) throw new ValueError('only p == 1 and p == 2 supported');
    if (weight !== null && weight.dim() !== 1) throw new ValueError('weight must be one-dimensional');
    return torch.multi_margin_loss(input, target, p, margin, weight, code(size_average, reduce, reduction));
  },
);

function checkMargin(margin: number): void {
  if (margin <= 0) throw new ValueError(`margin must be greater than 0, got ${floatRepr(margin)}`);
}

/**
 * max(0, ‖a - p‖_p - ‖a - n‖_p + margin): (N, D) each; `swap` takes ‖p - n‖ where it is the smaller.
 *
 * Throws ValueError for margin <= 0. Source: Balntas et al. 2016, "Learning shallow convolutional feature descriptors
 * with triplet losses".
 */
export const triplet_margin_loss = keywords(
  'triplet_margin_loss',
  ['anchor', 'positive', 'negative', 'margin', 'p', 'eps', 'swap', 'size_average', 'reduce', 'reduction'],
  (
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    margin: number = 1,
    p: number = 2,
    eps: number = 1e-6,
    swap: boolean = false,
    size_average: Flag = null,
    reduce: Flag = null,
    reduction: Reduction = 'mean',
  ): Tensor => {
    checkMargin(margin);
    const reducing = code(size_average, reduce, reduction);
    return torch.triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reducing);
  },
);

export type DistanceFunction = (x1: Tensor, x2: Tensor) => Tensor;

/**
 * `triplet_margin_loss` with a distance of the caller's, by default `pairwise_distance`.
 *
 * Throws ValueError for margin <= 0, RuntimeError for unequal ranks.
 */
export const triplet_margin_with_distance_loss = keywords(
  'triplet_margin_with_distance_loss',
  ['anchor', 'positive', 'negative', 'distance_function', 'margin', 'swap', 'reduction'],
  (
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    distance_function: DistanceFunction | null = null,
    margin: number = 1,
    swap: boolean = false,
    reduction: Reduction = 'mean',
  ): Tensor => {
    if (!['mean', 'sum', 'none'].includes(reduction))
      throw new ValueError(`${reduction} is not a valid value for reduction`);
    checkMargin(margin);
    const [a, p, n] = [anchor.dim(), positive.dim(), negative.dim()];
    if (a !== p || p !== n) {
      throw new RuntimeError(
        'The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: ' +
          `anchor ${a}D, positive ${p}D, and negative ${n}D inputs`,
      );
    }
    const distance = distance_function ?? ((x1, x2) => torch.pairwise_distance(x1, x2));
    const near = distance(anchor, positive);
    const far = distance(anchor, negative);
    const nearest = swap ? torch.minimum(far, distance(positive, negative)) : far;
    return reduceLoss(near.add(margin).sub(nearest).clamp_min(0), reduction);
  },
);

/**
 * -log of the probability of the target sequence, summed over its alignments with the input (connectionist temporal
 * classification).
 *
 * log_probs (T, N, C) or (T, C), targets (N, S) or all of them in one row, lengths (N); `zero_infinity` zeroes the
 * loss of targets too long for their input. Source: Graves et al. 2006, "Connectionist Temporal Classification".
 */
export const ctc_loss = keywords(
  'ctc_loss',
  ['log_probs', 'targets', 'input_lengths', 'target_lengths', 'blank', 'reduction', 'zero_infinity'],
  (
    log_probs: Tensor,
    targets: Tensor,
    input_lengths: Tensor | readonly number[],
    target_lengths: Tensor | readonly number[],
    blank: number = 0,
    reduction: Reduction = 'mean',
    zero_infinity: boolean = false,
  ): Tensor => {
    const op = torch.ctc_loss as (...args: unknown[]) => Tensor; // both lengths are tensors, or both lists
    const reducing = reductionCode(reduction);
    return op(log_probs, targets, input_lengths, target_lengths, blank, reducing, zero_infinity);
  },
);
