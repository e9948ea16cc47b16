import { z } from 'zod';
import { callable } from '../callable.ts';
import { IndexError, ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Average, averageScore, scoresOf } from './classification.ts';
import { read, type Values } from './inputs.ts';
import { average_precision_score, precision_recall_curve, roc_auc_score, roc_curve } from './ranking.ts';

/*
 * Metrics over batches: `update` with every batch, `compute` at the end, `reset` for the next epoch. Counts are exact, so
 * that the result is that of all samples at once, however they were divided into batches.
 */

const meanArgs = signature('Mean');
const accuracyArgs = signature('Accuracy', ['top_k', z.int().positive().default(1)]);
const confusionArgs = signature('ConfusionMatrix', ['num_classes', z.int().positive()]);
const rankingArgs = signature('Ranking');

/** The mean of numbers, such as the loss over an epoch: `update(loss.item(), x.shape[0])`. */
class Mean_ {
  private _sum = 0;
  private _weight = 0;

  constructor(...args: Args<typeof meanArgs>) {
    meanArgs(args);
  }
  /** @param weight how much `value` counts: the size of the batch that it is the mean of. */
  update(value: number | Tensor, weight = 1): void {
    this._sum += (typeof value === 'number' ? value : value.item()) * weight;
    this._weight += weight;
  }
  /** NaN before the first update. */
  compute(): number {
    return this._sum / this._weight;
  }
  reset(): void {
    this._sum = 0;
    this._weight = 0;
  }
}
export const Mean = callable(Mean_);
export type Mean = Mean_;

/** The share of samples whose class is among the `top_k` that score highest. */
class Accuracy_ {
  readonly top_k: number;
  private _hits = 0;
  private _samples = 0;

  constructor(...args: Args<typeof accuracyArgs>) {
    this.top_k = accuracyArgs(args).top_k;
  }
  /**
   * @param output scores, (N, C), or for `top_k` 1 predicted labels, (N).
   * @param target labels, (N).
   */
  update(output: Tensor, target: Tensor): void {
    const labels = torch.no_grad(() => target.detach().view(-1));
    checkBatch('Accuracy', output, labels);
    const hits = torch.no_grad(() => {
      if (output.dim() === 1) return output.eq(labels);
      const [, best] = output.detach().topk(Math.min(this.top_k, output.shape[1]), 1);
      return (best as Tensor).eq(labels.view(-1, 1)).any(1);
    });
    if (output.dim() === 1 && this.top_k > 1) {
      throw new ValueError('Accuracy: top_k above 1 needs scores of shape (N, C), not predicted labels');
    }
    this._hits += hits.sum().item();
    this._samples += labels.shape[0];
  }
  compute(): number {
    return this._hits / this._samples;
  }
  reset(): void {
    this._hits = 0;
    this._samples = 0;
  }
}
export const Accuracy = callable(Accuracy_);
export type Accuracy = Accuracy_;

type Options = { average?: Average; zero_division?: 'warn' | number };

/**
 * The confusion matrix of all samples so far, and what follows from it: accuracy, precision, recall and F1 of each class
 * (`average: null`) or averaged ('macro', 'micro', 'weighted'; 'binary' is class 1 of two).
 */
class ConfusionMatrix_ {
  readonly num_classes: number;
  private _counts: Float64Array;

  constructor(...args: Args<typeof confusionArgs>) {
    this.num_classes = confusionArgs(args).num_classes;
    this._counts = new Float64Array(this.num_classes ** 2);
  }
  /**
   * @param output scores, (N, C), or predicted labels, (N).
   * @param target labels, (N), from 0 to `num_classes` - 1.
   */
  update(output: Tensor, target: Tensor): void {
    const labels = target.detach().view(-1);
    checkBatch('ConfusionMatrix', output, labels);
    const predicted = output.dim() === 1 ? output : output.detach().argmax(1);
    const [rows, cols] = [this._read(labels, 'target'), this._read(predicted, 'output')];
    for (let i = 0; i < rows.length; i += 1) {
      const at = (rows[i] as number) * this.num_classes + (cols[i] as number);
      this._counts[at] = (this._counts[at] as number) + 1;
    }
  }
  private _read(labels: Tensor, name: string): ArrayLike<number> {
    const { data } = read(labels as Values, name);
    for (let i = 0; i < data.length; i += 1) {
      const label = data[i] as number;
      if (!Number.isInteger(label) || label < 0 || label >= this.num_classes) {
        throw new IndexError(
          `ConfusionMatrix: ${name} has the label ${label}; ${this.num_classes} classes go from 0 to ${this.num_classes - 1}`,
        );
      }
    }
    return data;
  }
  /** True classes in rows, predicted ones in columns: (C, C), int64. */
  compute(): Tensor {
    return torch.tensor(this._counts.slice()).view(this.num_classes, this.num_classes).to(torch.int64);
  }
  reset(): void {
    this._counts = new Float64Array(this.num_classes ** 2);
  }
  accuracy(): number {
    const { hits, actual } = this._totals();
    return sum(hits) / sum(actual);
  }
  precision(options: Options = {}): number | number[] {
    return this._score('precision', options);
  }
  recall(options: Options = {}): number | number[] {
    return this._score('recall', options);
  }
  f1(options: Options = {}): number | number[] {
    return this._score('fscore', options);
  }
  private _totals() {
    const n = this.num_classes;
    const classes = Array.from({ length: n }, (_, i) => i);
    const at = (row: number, col: number) => this._counts[row * n + col] as number;
    return {
      hits: classes.map((c) => at(c, c)),
      predicted: classes.map((c) => sum(classes.map((row) => at(row, c)))),
      actual: classes.map((c) => sum(classes.map((col) => at(c, col)))),
    };
  }
  private _score(what: 'precision' | 'recall' | 'fscore', options: Options): number | number[] {
    const { average = null, zero_division = 'warn', ...rest } = options;
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined || ![null, 'micro', 'macro', 'weighted', 'binary'].includes(average)) {
      throw new ValueError(
        `ConfusionMatrix: ${unknown ?? `average '${average}'`} is not known; average is null, 'micro', 'macro', 'weighted' or 'binary', beside it there is zero_division`,
      );
    }
    if (average === 'binary' && this.num_classes !== 2) {
      throw new ValueError(`ConfusionMatrix: average 'binary' is for 2 classes, not ${this.num_classes}`);
    }
    let totals = this._totals();
    if (average === 'binary') {
      totals = {
        hits: totals.hits.slice(1),
        predicted: totals.predicted.slice(1),
        actual: totals.actual.slice(1),
      };
    }
    const warned = { precision: 'precision', recall: 'recall', fscore: 'f-score' }[what];
    const found = scoresOf(totals, average, 1, zero_division, [warned]);
    return average === null ? found[what] : averageScore(found[what], found.weights);
  }
}
export const ConfusionMatrix = callable(ConfusionMatrix_);
export type ConfusionMatrix = ConfusionMatrix_;

/** Keeps the scores of all samples on the host, for ROC and precision-recall curves and the areas below them. */
class Ranking_ {
  private _scores: Tensor[] = [];
  private _targets: Tensor[] = [];

  constructor(...args: Args<typeof rankingArgs>) {
    rankingArgs(args);
  }
  /**
   * @param score (N) for two classes, (N, C) for more.
   * @param target labels, (N).
   */
  update(score: Tensor, target: Tensor): void {
    checkBatch('Ranking', score, target.view(-1));
    // A copy: what a data loader or a network gave may be overwritten by the next batch.
    this._scores.push(score.detach().to({ device: 'cpu', copy: true }));
    this._targets.push(target.detach().view(-1).to({ device: 'cpu', copy: true }));
  }
  /** All scores and labels so far. */
  compute(): [scores: Tensor, targets: Tensor] {
    if (this._scores.length === 0)
      throw new ValueError('Ranking: there is nothing to compute before update()');
    return [torch.cat(this._scores), torch.cat(this._targets)];
  }
  reset(): void {
    this._scores = [];
    this._targets = [];
  }
  roc_auc(options: Record<string, unknown> = {}): number | number[] {
    const [y_score, y_true] = this.compute();
    return roc_auc_score({ ...options, y_true, y_score });
  }
  average_precision(options: Record<string, unknown> = {}): number | number[] {
    const [y_score, y_true] = this.compute();
    return average_precision_score({ ...options, y_true, y_score });
  }
  roc_curve(options: Record<string, unknown> = {}) {
    const [y_score, y_true] = this.compute();
    return roc_curve({ ...options, y_true, y_score });
  }
  precision_recall_curve(options: Record<string, unknown> = {}) {
    const [y_score, y_true] = this.compute();
    return precision_recall_curve({ ...options, y_true, y_score });
  }
}
export const Ranking = callable(Ranking_);
export type Ranking = Ranking_;

const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);

function checkBatch(name: string, output: Tensor, labels: Tensor): void {
  if (output.dim() < 1 || output.dim() > 2 || output.shape[0] !== labels.shape[0]) {
    throw new ValueError(
      `${name}: output is (N, C) or (N) and target (N) for the same N, got ${output.shape} and ${labels.shape}`,
    );
  }
}
