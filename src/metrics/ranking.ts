import { z } from 'zod';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import { warnOnce } from '../warn.ts';
import { classesOf } from './classification.ts';
import {
  checkFinite,
  checkSameLength,
  column,
  labelList,
  labelsOf,
  average as mean,
  read,
  scores,
  total,
  unique,
  type Values,
  values,
  weights,
  weightsOf,
} from './inputs.ts';

const aucArgs = signature('auc', ['x', values], ['y', values]);
const curve = [
  ['y_true', values],
  ['y_score', values],
  ['pos_label', z.int().nullish()],
  ['sample_weight', weights],
] as const;
const rocArgs = signature('roc_curve', ...curve, ['drop_intermediate', z.boolean().default(true)]);
const prArgs = signature('precision_recall_curve', ...curve, [
  'drop_intermediate',
  z.boolean().default(false),
]);
const averages = z.enum(['micro', 'macro', 'weighted']).nullable().default('macro');
const rocAucArgs = signature(
  'roc_auc_score',
  ['y_true', values],
  ['y_score', scores],
  ['average', averages],
  ['sample_weight', weights],
  ['max_fpr', z.number().positive().max(1).nullish()],
  ['multi_class', z.enum(['raise', 'ovr', 'ovo']).default('raise')],
  ['labels', labelList],
);
const apArgs = signature(
  'average_precision_score',
  ['y_true', values],
  ['y_score', scores],
  ['average', averages],
  ['pos_label', z.int().default(1)],
  ['sample_weight', weights],
);

/** The area below a line through points, by the trapezoidal rule; `x` ascends or descends. */
export function auc(...args: Args<typeof aucArgs>): number {
  const given = aucArgs(args);
  const [x, y] = [column(given.x, 'x'), column(given.y, 'y')];
  checkSameLength('auc', x, y);
  if (x.length < 2) throw new ValueError(`auc(): an area needs at least 2 points, got ${x.length}`);
  const steps = Array.from({ length: x.length - 1 }, (_, i) => (x[i + 1] as number) - (x[i] as number));
  const falls = steps.some((step) => step < 0);
  if (falls && steps.some((step) => step > 0)) {
    throw new ValueError('auc(): x must ascend or descend throughout');
  }
  const area = total(steps.map((step, i) => (step * ((y[i] as number) + (y[i + 1] as number))) / 2));
  return falls ? -area : area;
}

interface Binary {
  /** 1 where the sample is of the positive class. */
  readonly positive: ArrayLike<number>;
  readonly score: ArrayLike<number>;
  readonly weight: ArrayLike<number> | null;
}

/** Positives and negatives at or above each threshold, thresholds descending. */
interface Counted {
  fps: number[];
  tps: number[];
  thresholds: number[];
}

function countByThreshold({ positive, score, weight }: Binary): Counted {
  const order = Array.from(score, (_, i) => i)
    .filter((i) => weight === null || weight[i] !== 0)
    .sort((a, b) => (score[b] as number) - (score[a] as number) || a - b);
  const counted: Counted = { fps: [], tps: [], thresholds: [] };
  let [tp, fp] = [0, 0];
  for (const [at, i] of order.entries()) {
    const amount = weight === null ? 1 : (weight[i] as number);
    if (positive[i]) tp += amount;
    else fp += amount;
    const next = order[at + 1];
    if (next !== undefined && score[next] === score[i]) continue;
    counted.tps.push(tp);
    counted.fps.push(fp);
    counted.thresholds.push(score[i] as number);
  }
  return counted;
}

const keep = (counted: Counted, wanted: (i: number) => boolean): Counted => {
  const pick = (list: number[]) => list.filter((_, i) => i === 0 || i === list.length - 1 || wanted(i));
  return { fps: pick(counted.fps), tps: pick(counted.tps), thresholds: pick(counted.thresholds) };
};

function readBinary(
  name: string,
  given: {
    y_true: Values;
    y_score: Values;
    pos_label?: number | null | undefined;
    sample_weight?: Values | null | undefined;
  },
): Binary {
  const actual = labelsOf(given.y_true, 'y_true');
  const score = column(given.y_score, 'y_score');
  const weight = weightsOf(given.sample_weight);
  checkSameLength(name, actual, score, weight);
  checkFinite(score, 'y_score');
  if (actual.length === 0) throw new ValueError(`${name}(): there is no sample`);
  const present = unique(actual);
  const given_label = given.pos_label ?? null;
  if (given_label === null && present.length > 2) {
    throw new ValueError(
      `${name}(): a curve is of two classes, y_true has ${present.length}; name one with pos_label`,
    );
  }
  if (
    given_label === null &&
    !present.every((label) => label === 0 || label === 1) &&
    !present.every((label) => label === -1 || label === 1)
  ) {
    throw new ValueError(
      `${name}(): y_true holds ${present.join(', ')}; name the positive class with pos_label`,
    );
  }
  const label = given_label ?? 1;
  return { positive: Array.from(actual, (each) => Number(each === label)), score, weight };
}

function named<T extends Record<string, number[]>>(fields: T): T & Iterable<number[]> {
  return Object.assign(fields, {
    *[Symbol.iterator]() {
      yield* Object.values(fields);
    },
  });
}

/**
 * The receiver operating characteristic: false and true positive rates at descending thresholds, from (0, 0) on. Rates of
 * a class that no sample has are NaN.
 *
 * @param y_true labels, (N): 0 and 1, or any with `pos_label` for the positive one.
 * @param y_score (N), higher for the positive class.
 * @param drop_intermediate leaves out the points between which the curve is straight.
 * @returns `{ fpr, tpr, thresholds }`, or in this order by iteration.
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.roc_curve.html
 */
export function roc_curve(...args: Args<typeof rocArgs>) {
  const { drop_intermediate, ...given } = rocArgs(args);
  return rocOf(readBinary('roc_curve', given), drop_intermediate);
}

function rocOf(binary: Binary, drops: boolean) {
  let counted = countByThreshold(binary);
  if (drops && counted.fps.length > 2) {
    const bends = (list: number[], i: number) =>
      (list[i + 1] as number) - (list[i] as number) !== (list[i] as number) - (list[i - 1] as number);
    const { fps, tps } = counted;
    counted = keep(counted, (i) => bends(fps, i) || bends(tps, i));
  }
  const rates = (list: number[], what: string) => {
    const last = list.at(-1) ?? 0;
    if (last > 0) return [0, ...list].map((count) => count / last);
    warnOnce(`roc_curve(): y_true has no ${what} sample, and that rate is NaN`, 'UndefinedMetricWarning');
    return [0, ...list].map(() => Number.NaN);
  };
  return named({
    fpr: rates(counted.fps, 'negative'),
    tpr: rates(counted.tps, 'positive'),
    thresholds: [Number.POSITIVE_INFINITY, ...counted.thresholds],
  });
}

/**
 * Precision and recall at ascending thresholds; the last point is (1, 0) and has no threshold. Without any positive sample
 * recall is 1.
 *
 * @param y_true, y_score, pos_label as in `roc_curve`.
 * @returns `{ precision, recall, thresholds }`, or in this order by iteration.
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.precision_recall_curve.html
 */
export function precision_recall_curve(...args: Args<typeof prArgs>) {
  const { drop_intermediate, ...given } = prArgs(args);
  return precisionRecallOf(readBinary('precision_recall_curve', given), drop_intermediate);
}

function precisionRecallOf(binary: Binary, drops: boolean) {
  let counted = countByThreshold(binary);
  if (drops && counted.fps.length > 2) {
    const { tps } = counted;
    counted = keep(counted, (i) => tps[i] !== tps[i - 1] || tps[i + 1] !== tps[i]);
  }
  const { fps, tps, thresholds } = counted;
  const positives = tps.at(-1) ?? 0;
  if (positives === 0) {
    warnOnce(
      'precision_recall_curve(): y_true has no positive sample, and recall is 1',
      'UndefinedMetricWarning',
    );
  }
  const precision = tps.map((tp, i) => (tp + (fps[i] as number) === 0 ? 0 : tp / (tp + (fps[i] as number))));
  const recall = tps.map((tp) => (positives === 0 ? 1 : tp / positives));
  return named({
    precision: [...precision.reverse(), 1],
    recall: [...recall.reverse(), 0],
    thresholds: thresholds.reverse(),
  });
}

function binaryAuc(binary: Binary, max_fpr: number | null): number {
  if (unique(binary.positive).length !== 2) {
    warnOnce('roc_auc_score(): y_true has one class only, and the area is NaN', 'UndefinedMetricWarning');
    return Number.NaN;
  }
  const { fpr, tpr } = rocOf(binary, true);
  if (max_fpr === null || max_fpr === 1) return auc(fpr, tpr);
  const stop = fpr.findIndex((rate) => rate > max_fpr);
  const [x0, x1, y0, y1] = [fpr[stop - 1], fpr[stop], tpr[stop - 1], tpr[stop]] as [
    number,
    number,
    number,
    number,
  ];
  const end = y0 + ((max_fpr - x0) * (y1 - y0)) / (x1 - x0);
  const partial = auc([...fpr.slice(0, stop), max_fpr], [...tpr.slice(0, stop), end]);
  // McClish's correction: 0.5 for chance, 1 for the best.
  const least = 0.5 * max_fpr ** 2;
  return 0.5 * (1 + (partial - least) / (max_fpr - least));
}

const precisionArea = (binary: Binary): number => {
  const { precision, recall } = precisionRecallOf(binary, false);
  const parts = precision.slice(0, -1).map((p, i) => p * ((recall[i + 1] as number) - (recall[i] as number)));
  return Math.max(0, -total(parts));
};

interface Matrix {
  data: ArrayLike<number>;
  rows: number;
  width: number;
}

function readMatrix(y_score: z.infer<typeof scores>): Matrix {
  const { data, shape } = read(y_score, 'y_score');
  if (shape.length > 2) throw new ValueError(`y_score: must be (N) or (N, C), not (${shape.join(', ')})`);
  checkFinite(data, 'y_score');
  return { data, rows: shape[0] ?? 0, width: shape[1] ?? 1 };
}

const columnOf = ({ data, rows, width }: Matrix, c: number) =>
  Array.from({ length: rows }, (_, i) => data[i * width + c] as number);

/** One class against the rest, for every class. */
function oneVsRest(
  metric: (binary: Binary) => number,
  actual: ArrayLike<number>,
  classes: readonly number[],
  matrix: Matrix,
  averaging: 'micro' | 'macro' | 'weighted' | null,
  weight: ArrayLike<number> | null,
): number | number[] {
  const is = (label: number) => Array.from(actual, (each) => Number(each === label));
  if (averaging === 'micro') {
    const positive = Array.from(actual).flatMap((each) => classes.map((label) => Number(each === label)));
    const repeated = weight && Array.from(weight).flatMap((each) => classes.map(() => each));
    return metric({ positive, score: matrix.data, weight: repeated });
  }
  const found = classes.map((label, c) =>
    metric({ positive: is(label), score: columnOf(matrix, c), weight }),
  );
  if (averaging === null) return found;
  if (averaging === 'macro') return mean(found);
  const by = classes.map((label) =>
    total(is(label).map((hit, i) => hit * (weight ? (weight[i] as number) : 1))),
  );
  if (total(by) === 0) return 0;
  return mean(
    found.map((value, i) => (by[i] === 0 ? 0 : value)),
    by,
  );
}

/** Every class against every other one: Hand and Till, 2001. */
function oneVsOne(
  actual: ArrayLike<number>,
  classes: readonly number[],
  matrix: Matrix,
  averaging: string,
): number {
  const present = classes.map((_, c) => c).filter((c) => Array.from(actual).includes(classes[c] as number));
  const found: number[] = [];
  const prevalence: number[] = [];
  for (const [at, a] of present.entries()) {
    for (const b of present.slice(at + 1)) {
      const both = Array.from(actual, (_, i) => i).filter(
        (i) => actual[i] === classes[a] || actual[i] === classes[b],
      );
      const area = (c: number) =>
        binaryAuc(
          {
            positive: both.map((i) => Number(actual[i] === classes[c])),
            score: both.map((i) => matrix.data[i * matrix.width + c] as number),
            weight: null,
          },
          null,
        );
      found.push((area(a) + area(b)) / 2);
      prevalence.push(both.length / actual.length);
    }
  }
  return averaging === 'weighted' ? mean(found, prevalence) : mean(found);
}

/**
 * The area below the ROC curve: the chance that a positive sample scores above a negative one. NaN, with a warning, where
 * `y_true` has one class only.
 *
 * @param y_true labels, (N).
 * @param y_score (N) for two classes; (N, C) probabilities that sum to 1 for more.
 * @param multi_class 'ovr' takes each class against the rest, 'ovo' each against each.
 * @param average 'macro', 'weighted' by the classes' sizes, 'micro' (ovr only), or null for a list per class (ovr only).
 * @param max_fpr only the part of the curve up to this rate, standardised as McClish did.
 * @param labels all classes in ascending order, when `y_true` lacks some.
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.roc_auc_score.html
 */
export function roc_auc_score(...args: Args<typeof rocAucArgs>): number | number[] {
  const { y_true, y_score, average, sample_weight, max_fpr, multi_class, labels } = rocAucArgs(args);
  const actual = labelsOf(y_true, 'y_true');
  const matrix = readMatrix(y_score);
  const weight = weightsOf(sample_weight);
  checkSameLength('roc_auc_score', actual, { length: matrix.rows } as ArrayLike<number>, weight);
  if (actual.length === 0) throw new ValueError('roc_auc_score(): there is no sample');
  const present = unique(actual);
  if (present.length <= 2 && matrix.width <= 2) {
    if (matrix.width === 2) {
      throw new ValueError(
        'roc_auc_score(): two classes need the scores of the second one alone, y_score.index(":", 1)',
      );
    }
    const positive = Array.from(actual, (label) => Number(present.length === 2 && label === present[1]));
    return binaryAuc({ positive, score: matrix.data, weight }, max_fpr ?? null);
  }
  if (max_fpr !== null && max_fpr !== undefined && max_fpr !== 1) {
    throw new ValueError('roc_auc_score(): max_fpr is for two classes only');
  }
  if (multi_class === 'raise') {
    throw new ValueError("roc_auc_score(): for more than two classes choose multi_class 'ovr' or 'ovo'");
  }
  for (let i = 0; i < matrix.rows; i += 1) {
    const sum = total(
      Array.from({ length: matrix.width }, (_, c) => matrix.data[i * matrix.width + c] as number),
    );
    if (Math.abs(1 - sum) > 1e-8 + 1e-5 * Math.abs(sum)) {
      throw new ValueError(
        'roc_auc_score(): y_score must hold probabilities that sum to 1; apply softmax first',
      );
    }
  }
  const classes = classesOf(actual, labels ?? null, matrix.width);
  if (multi_class === 'ovr') {
    return oneVsRest((binary) => binaryAuc(binary, null), actual, classes, matrix, average, weight);
  }
  if (average === null || average === 'micro') {
    throw new ValueError("roc_auc_score(): multi_class 'ovo' averages by 'macro' or 'weighted'");
  }
  if (weight !== null) throw new ValueError("roc_auc_score(): multi_class 'ovo' takes no sample_weight");
  return oneVsOne(actual, classes, matrix, average);
}

/**
 * Average precision: the precisions at all thresholds, each weighted by the gain in recall; for several classes each
 * against the rest.
 *
 * @param y_true labels, (N).
 * @param y_score (N) for two classes, (N, C) for more.
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.average_precision_score.html
 */
export function average_precision_score(...args: Args<typeof apArgs>): number | number[] {
  const { y_true, y_score, average, pos_label, sample_weight } = apArgs(args);
  const actual = labelsOf(y_true, 'y_true');
  const matrix = readMatrix(y_score);
  const weight = weightsOf(sample_weight);
  checkSameLength('average_precision_score', actual, { length: matrix.rows } as ArrayLike<number>, weight);
  if (actual.length === 0) throw new ValueError('average_precision_score(): there is no sample');
  const present = unique(actual);
  if (present.length <= 2) {
    if (present.length === 2 && !present.includes(pos_label)) {
      throw new ValueError(
        `average_precision_score(): pos_label ${pos_label} is none of ${present.join(', ')}`,
      );
    }
    if (matrix.width !== 1) {
      throw new ValueError('average_precision_score(): two classes need one score per sample, shape (N)');
    }
    return precisionArea({
      positive: Array.from(actual, (label) => Number(label === pos_label)),
      score: matrix.data,
      weight,
    });
  }
  if (pos_label !== 1) throw new ValueError('average_precision_score(): pos_label is for two classes only');
  const classes = classesOf(actual, null, matrix.width);
  return oneVsRest(precisionArea, actual, classes, matrix, average, weight);
}
