import { z } from 'zod';
import { fixed } from '../_python_str.ts';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { warnOnce } from '../warn.ts';
import {
  average,
  checkSameLength,
  labelList,
  labelsOf,
  read,
  scores,
  total,
  unique,
  type Values,
  values,
  weights,
  weightsOf,
} from './inputs.ts';

const averages = z.enum(['micro', 'macro', 'weighted', 'binary']).nullable();
const zeroDivision = z.union([z.literal('warn'), z.literal(0), z.literal(1), z.nan()]).default('warn');
type ZeroDivision = 'warn' | number;
export type Average = 'micro' | 'macro' | 'weighted' | 'binary' | null;

const pair = [
  ['y_true', values],
  ['y_pred', values],
] as const;
const accuracyArgs = signature(
  'accuracy_score',
  ...pair,
  ['normalize', z.boolean().default(true)],
  ['sample_weight', weights],
);
const topKArgs = signature(
  'top_k_accuracy_score',
  ['y_true', values],
  ['y_score', scores],
  ['k', z.int().positive().default(2)],
  ['normalize', z.boolean().default(true)],
  ['sample_weight', weights],
  ['labels', labelList],
);
const confusionArgs = signature(
  'confusion_matrix',
  ...pair,
  ['labels', labelList],
  ['sample_weight', weights],
  ['normalize', z.enum(['true', 'pred', 'all']).nullish()],
);
const balancedArgs = signature(
  'balanced_accuracy_score',
  ...pair,
  ['sample_weight', weights],
  ['adjusted', z.boolean().default(false)],
);
const choices = (standard: Average) =>
  [
    ['labels', labelList],
    ['pos_label', z.int().default(1)],
    ['average', averages.default(standard)],
    ['sample_weight', weights],
    ['zero_division', zeroDivision],
  ] as const;
const beta = z.number().nonnegative();
const precisionArgs = signature('precision_score', ...pair, ...choices('binary'));
const recallArgs = signature('recall_score', ...pair, ...choices('binary'));
const f1Args = signature('f1_score', ...pair, ...choices('binary'));
const fbetaArgs = signature('fbeta_score', ...pair, ['beta', beta], ...choices('binary'));
const supportArgs = signature(
  'precision_recall_fscore_support',
  ...pair,
  ['beta', beta.default(1)],
  ...choices(null),
);
const reportArgs = signature(
  'classification_report',
  ...pair,
  ['labels', labelList],
  ['target_names', z.array(z.string()).nullish()],
  ['sample_weight', weights],
  ['digits', z.int().nonnegative().default(2)],
  ['zero_division', zeroDivision],
);

interface Pair {
  readonly actual: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  readonly weight: ArrayLike<number> | null;
}

function readPair(
  name: string,
  given: { y_true: Values; y_pred: Values; sample_weight?: Values | null | undefined },
): Pair {
  const actual = labelsOf(given.y_true, 'y_true');
  const predicted = labelsOf(given.y_pred, 'y_pred');
  const weight = weightsOf(given.sample_weight);
  checkSameLength(name, actual, predicted, weight);
  return { actual, predicted, weight };
}

/**
 * The share of samples whose class was predicted, in [0, 1]; with `normalize: false` their number.
 *
 * @param y_true, y_pred class labels, (N).
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.accuracy_score.html
 */
export function accuracy_score(...args: Args<typeof accuracyArgs>): number {
  const given = accuracyArgs(args);
  const { actual, predicted, weight } = readPair('accuracy_score', given);
  const hits = Array.from(actual, (label, i) => Number(label === predicted[i]));
  return share(hits, weight, given.normalize);
}

function share(hits: readonly number[], weight: ArrayLike<number> | null, normalize: boolean): number {
  const by = weight && Array.from(weight);
  if (normalize) return hits.length === 0 ? Number.NaN : average(hits, by);
  return by ? total(hits.map((hit, i) => hit * (by[i] as number))) : total(hits);
}

/**
 * The share of samples whose class is among the `k` that score highest.
 *
 * Of two classes that score alike the one of the larger label goes first.
 *
 * @param y_true class labels, (N).
 * @param y_score scores, (N, C), C columns in the order of the labels; (N) of the second class for two classes.
 * @param labels all classes in ascending order, when `y_true` does not have every one.
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.top_k_accuracy_score.html
 */
export function top_k_accuracy_score(...args: Args<typeof topKArgs>): number {
  const { y_true, y_score, k, normalize, sample_weight, labels } = topKArgs(args);
  const actual = labelsOf(y_true, 'y_true');
  const { data, shape } = read(y_score, 'y_score');
  const weight = weightsOf(sample_weight);
  const [samples = 0, width = 1] = shape;
  checkSameLength('top_k_accuracy_score', actual, { length: samples } as ArrayLike<number>, weight);
  const classes = classesOf(actual, labels ?? null, shape.length === 2 && width > 1 ? width : 2);
  const place = new Map(classes.map((label, i) => [label, i]));
  let hits: number[];
  if (classes.length === 2 && (shape.length === 1 || width === 1)) {
    const list = Array.from(data);
    const threshold = list.every((score) => score >= 0 && score <= 1) ? 0.5 : 0;
    hits = Array.from(actual, (label, i) =>
      Number(k > 1 || Number((data[i] as number) > threshold) === place.get(label)),
    );
  } else {
    hits = Array.from(actual, (label, i) => {
      const own = place.get(label) as number;
      const score = data[i * width + own] as number;
      let before = 0;
      for (let c = 0; c < width; c += 1) {
        const other = data[i * width + c] as number;
        if (other > score || (other === score && c > own)) before += 1;
      }
      return Number(before < k);
    });
  }
  return share(hits, weight, normalize);
}

/** The classes that the columns of scores stand for. */
export function classesOf(actual: ArrayLike<number>, labels: Values | null, width: number): number[] {
  const present = unique(actual);
  if (labels === null) {
    if (present.length === width) return present;
    throw new ValueError(
      `y_true has ${present.length} classes, y_score ${width}: name all classes with labels`,
    );
  }
  const classes = Array.from(labelsOf(labels, 'labels'));
  if (classes.some((label, i) => i > 0 && label <= (classes[i - 1] as number))) {
    throw new ValueError(`labels: must be in ascending order without repetition, got ${classes.join(', ')}`);
  }
  if (classes.length !== width) {
    throw new ValueError(`labels: names ${classes.length} classes, y_score has ${width}`);
  }
  const unknown = present.filter((label) => !classes.includes(label));
  if (unknown.length > 0)
    throw new ValueError(`y_true has labels that labels does not name: ${unknown.join(', ')}`);
  return classes;
}

/**
 * How often each class (row) was predicted as each class (column): (C, C), int64, or float64 when it is weighted or
 * normalised.
 *
 * @param labels the classes in the order wanted; all that occur, ascending, by default. Samples of others are left out.
 * @param normalize 'true' makes every row sum to 1, 'pred' every column, 'all' the whole; nothing over nothing is 0.
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.confusion_matrix.html
 */
export function confusion_matrix(...args: Args<typeof confusionArgs>): Tensor {
  const given = confusionArgs(args);
  const { actual, predicted, weight } = readPair('confusion_matrix', given);
  const labels = given.labels ? Array.from(labelsOf(given.labels, 'labels')) : unique(actual, predicted);
  if (given.labels) {
    if (labels.length === 0) throw new ValueError('labels: should contain at least one label');
    const present = new Set(Array.from(actual));
    if (actual.length > 0 && !labels.some((label) => present.has(label))) {
      throw new ValueError('labels: at least one of them must be in y_true');
    }
  }
  const size = labels.length;
  const place = new Map(labels.map((label, i) => [label, i]));
  const counts = new Float64Array(size * size);
  for (let i = 0; i < actual.length; i += 1) {
    const row = place.get(actual[i] as number);
    const col = place.get(predicted[i] as number);
    if (row === undefined || col === undefined) continue;
    counts[row * size + col] =
      (counts[row * size + col] as number) + (weight === null ? 1 : (weight[i] as number));
  }
  const matrix = torch.tensor(counts).view(size, size);
  if (!given.normalize) return weight === null ? matrix.to(torch.int64) : matrix;
  const dims = { true: [1], pred: [0], all: [0, 1] }[given.normalize];
  return matrix.div(matrix.sum(dims, { keepdim: true })).nan_to_num();
}

/** The mean of all classes' recall; classes that `y_true` does not have are left out. `adjusted`: 0 is chance, 1 is perfect. */
export function balanced_accuracy_score(...args: Args<typeof balancedArgs>): number {
  const { adjusted, ...given } = balancedArgs(args);
  const matrix = confusion_matrix(given).to(torch.float64);
  const recalls = matrix.diagonal().div(matrix.sum(1)).tolist() as number[];
  const known = recalls.filter((recall) => !Number.isNaN(recall));
  if (known.length < recalls.length)
    warnOnce('balanced_accuracy_score(): y_pred has classes that y_true lacks');
  const score = average(known);
  const chance = 1 / known.length;
  return adjusted ? (score - chance) / (1 - chance) : score;
}

/** Per class, or for one of several classes taken together. */
export interface Counts {
  /** Samples of the class that were predicted as such. */
  hits: number[];
  predicted: number[];
  actual: number[];
}

/** How precision, recall and F come out of counts; shared with the streaming metrics. */
export function scoresOf(
  counts: Counts,
  averaging: Average,
  beta: number,
  zero_division: ZeroDivision,
  what: readonly string[],
): { precision: number[]; recall: number[]; fscore: number[]; weights: number[] | null } {
  const micro = averaging === 'micro';
  const [hits, predicted, actual] = [counts.hits, counts.predicted, counts.actual].map((list) =>
    micro ? [total(list)] : list,
  ) as [number[], number[], number[]];
  const divide = (upper: number[], lower: number[], name: string, missing: string) =>
    upper.map((value, i) => {
      if (lower[i] !== 0) return value / (lower[i] as number);
      if (zero_division !== 'warn') return zero_division;
      if (what.includes(name)) {
        warnOnce(
          `${name} is 0 / 0 for a class without ${missing} samples, and set to 0; zero_division chooses another value`,
          'UndefinedMetricWarning',
        );
      }
      return 0;
    });
  const precision = divide(hits, predicted, 'precision', 'predicted');
  const recall = divide(hits, actual, 'recall', 'true');
  const squared = beta ** 2;
  const fscore =
    beta === 0
      ? precision
      : beta === Number.POSITIVE_INFINITY
        ? recall
        : divide(
            hits.map((value) => (1 + squared) * value),
            actual.map((value, i) => squared * value + (predicted[i] as number)),
            'f-score',
            'true or predicted',
          );
  return { precision, recall, fscore, weights: averaging === 'weighted' ? actual : null };
}

/** The mean of the scores that are numbers; weights of nothing count as equal ones. */
export function averageScore(list: readonly number[], by: readonly number[] | null): number {
  const kept = list
    .map((value, i) => [value, by?.[i] ?? 1] as const)
    .filter(([value]) => !Number.isNaN(value));
  if (kept.length === 0) return Number.NaN;
  const weightless = by === null || total(kept.map(([, weight]) => weight)) === 0;
  return average(
    kept.map(([value]) => value),
    weightless ? null : kept.map(([, weight]) => weight),
  );
}

type Options = {
  y_true: Values;
  y_pred: Values;
  labels?: Values | null | undefined;
  pos_label: number;
  average: Average;
  sample_weight?: Values | null | undefined;
};

function countsOf(name: string, given: Options): Counts {
  const { actual, predicted, weight } = readPair(name, given);
  const present = unique(actual, predicted);
  let labels = given.labels ? Array.from(labelsOf(given.labels, 'labels')) : present;
  if (given.average === 'binary') {
    if (present.length > 2) {
      throw new ValueError(
        `${name}(): average 'binary' is for two classes, but there are ${present.length}; choose 'micro', 'macro', 'weighted' or null (one score per class)`,
      );
    }
    if (present.length === 2 && !present.includes(given.pos_label)) {
      throw new ValueError(
        `${name}(): pos_label ${given.pos_label} is none of the labels ${present.join(', ')}`,
      );
    }
    labels = [given.pos_label];
  }
  const place = new Map(labels.map((label, i) => [label, i]));
  const counts: Counts = {
    hits: labels.map(() => 0),
    predicted: labels.map(() => 0),
    actual: labels.map(() => 0),
  };
  const add = (list: number[], label: number, amount: number) => {
    const at = place.get(label);
    if (at !== undefined) list[at] = (list[at] as number) + amount;
  };
  for (let i = 0; i < actual.length; i += 1) {
    const amount = weight === null ? 1 : (weight[i] as number);
    add(counts.actual, actual[i] as number, amount);
    add(counts.predicted, predicted[i] as number, amount);
    if (actual[i] === predicted[i]) add(counts.hits, actual[i] as number, amount);
  }
  return counts;
}

/** Precision, recall, F and support together; `support` is null for an average. */
export interface Support<T> {
  precision: T;
  recall: T;
  fscore: T;
  support: number[] | null;
  [Symbol.iterator](): Iterator<T | number[] | null>;
}

function supportOf<T>(precision: T, recall: T, fscore: T, support: number[] | null): Support<T> {
  return {
    precision,
    recall,
    fscore,
    support,
    *[Symbol.iterator]() {
      yield* [precision, recall, fscore, support];
    },
  };
}

/** Numbers for an average, lists with an entry per class for `average: null`. */
type Score<A> = [A] extends [null] ? number[] : number | number[];

/**
 * Precision, recall, F-beta and support (the number of true samples) of each class, or their average.
 *
 * precision = TP / (TP + FP), recall = TP / (TP + FN), F = (1 + b²) TP / ((1 + b²) TP + b² FN + FP)
 *
 * @param labels the classes in the order wanted; all that occur, ascending, by default.
 * @param average null for a list per class (the default here), 'micro' over all samples, 'macro' the mean of the
 *   classes, 'weighted' by support, 'binary' for the class `pos_label` alone.
 * @param zero_division what 0 / 0 gives: 0, 1, NaN (left out of averages), or 'warn' for 0 with a warning.
 * @returns the four by name, or in order: `const [precision, recall, fscore, support] = ...`
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.precision_recall_fscore_support.html
 */
export function precision_recall_fscore_support(
  ...args: Args<typeof supportArgs>
): Support<number> | Support<number[]> {
  const given = supportArgs(args);
  const counts = countsOf('precision_recall_fscore_support', given);
  const what = ['precision', 'recall', 'f-score'];
  const found = scoresOf(counts, given.average, given.beta, given.zero_division, what);
  if (given.average === null) return supportOf(found.precision, found.recall, found.fscore, counts.actual);
  const mean = (list: number[]) => averageScore(list, found.weights);
  return supportOf(mean(found.precision), mean(found.recall), mean(found.fscore), null);
}

function scoreOf(
  name: string,
  given: Options & { zero_division: ZeroDivision },
  what: 'precision' | 'recall' | 'fscore',
  beta = 1,
): number | number[] {
  const warned = { precision: 'precision', recall: 'recall', fscore: 'f-score' }[what];
  const found = scoresOf(countsOf(name, given), given.average, beta, given.zero_division, [warned]);
  return given.average === null ? found[what] : averageScore(found[what], found.weights);
}

/**
 * TP / (TP + FP): the share of the predictions of a class that are right. By default of the class `pos_label` (1) of two
 * classes; see `precision_recall_fscore_support` for averages over several.
 */
export function precision_score(...args: Args<typeof precisionArgs>): Score<Average> {
  return scoreOf('precision_score', precisionArgs(args), 'precision');
}

/** TP / (TP + FN): the share of a class that was found; averages as in `precision_recall_fscore_support`. */
export function recall_score(...args: Args<typeof recallArgs>): Score<Average> {
  return scoreOf('recall_score', recallArgs(args), 'recall');
}

/** The harmonic mean of precision and recall; averages as in `precision_recall_fscore_support`. */
export function f1_score(...args: Args<typeof f1Args>): Score<Average> {
  return scoreOf('f1_score', f1Args(args), 'fscore');
}

/** F-beta: recall counts `beta` times as much as precision. */
export function fbeta_score(...args: Args<typeof fbetaArgs>): Score<Average> {
  const { beta, ...given } = fbetaArgs(args);
  return scoreOf('fbeta_score', given, 'fscore', beta);
}

/**
 * A table of precision, recall, F1 and support per class, with accuracy and averages below.
 *
 * @param target_names names of the classes, in the order of the labels.
 * @see https://scikit-learn.org/1.9/modules/generated/sklearn.metrics.classification_report.html
 */
export function classification_report(...args: Args<typeof reportArgs>): string {
  const { target_names, digits, ...given } = reportArgs(args);
  const { actual, predicted } = readPair('classification_report', given);
  const present = unique(actual, predicted);
  const labels = given.labels ? Array.from(labelsOf(given.labels, 'labels')) : present;
  const names = target_names ?? labels.map(String);
  if (names.length !== labels.length) {
    throw new ValueError(`target_names: ${names.length} names for ${labels.length} classes`);
  }
  const width = Math.max(12, digits, ...names.map((name) => name.length));
  const row = (name: string, cells: string[]) =>
    `${name.padStart(width)} ${cells.map((cell) => ` ${cell.padStart(9)}`).join('')}`;
  const all = precision_recall_fscore_support({ ...given, labels }) as Support<number[]>;
  // scikit-learn counts in floats as soon as there are weights, or no hit at all.
  const isFloat = given.sample_weight || !Array.from(actual).some((label, i) => label === predicted[i]);
  const count = (value: number) => (isFloat ? weighted(value) : String(value));
  const support = count(total(all.support as number[]));
  const lines = [row('', ['precision', 'recall', 'f1-score', 'support']), ''];
  for (const [i, name] of names.entries()) {
    const cells = [all.precision, all.recall, all.fscore].map((list) => fixed(list[i] as number, digits));
    lines.push(row(name, [...cells, count((all.support as number[])[i] as number)]));
  }
  lines.push('');
  const complete = present.every((label) => labels.includes(label));
  for (const kind of ['micro', 'macro', 'weighted'] as const) {
    const found = precision_recall_fscore_support({ ...given, labels, average: kind }) as Support<number>;
    const cells = [found.precision, found.recall, found.fscore].map((value) => fixed(value, digits));
    if (kind === 'micro' && complete) lines.push(row('accuracy', ['', '', cells[2] as string, support]));
    else lines.push(row(`${kind} avg`, [...cells, support]));
  }
  return `${lines.join('\n')}\n`;
}

const weighted = (value: number) => (Number.isInteger(value) ? `${value}.0` : String(value));
