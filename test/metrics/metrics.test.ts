import { describe, expect, test } from 'vitest';
import * as metrics from '../../src/metrics/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import file from '../golden/metrics.json' with { type: 'json' };

/** Golden numbers, with NaN and infinity spelt out. */
type Value = number | string | null | Value[];
const special: Record<string, number> = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY };
const revive = (value: unknown): any =>
  Array.isArray(value)
    ? value.map(revive)
    : typeof value === 'string' && value in special
      ? special[value]
      : value;

function expectSame(got: unknown, expected: unknown): void {
  const [a, b] = [got, revive(expected)];
  if (Array.isArray(b)) {
    const list = Array.from(a as Iterable<unknown>);
    expect(list.length).toBe(b.length);
    for (const [i, item] of list.entries()) expectSame(item, b[i]);
  } else if (typeof b === 'number' && Number.isFinite(b)) {
    expect(typeof a).toBe('number');
    // Sums may be taken in another order.
    expect(Math.abs((a as number) - b)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(b)));
  } else expect(a).toEqual(b);
}

function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return (error as Error).name;
  }
}

describe("classification scores are scikit-learn's", () => {
  for (const [name, golden] of Object.entries(file.classification)) {
    const { y_true, y_pred, weight, subset } = golden;
    test(name, () => {
      for (const [key, expected] of Object.entries(golden.support as Record<string, Value>)) {
        const [average, zero, weighted, beta] = key.split(' ') as [string, string, string, string];
        const options = {
          average: (average === 'None' ? null : average) as metrics.Average,
          zero_division: zero === 'nan' ? Number.NaN : (Number(zero) as 0 | 1),
          beta: Number(beta),
          sample_weight: weighted === '1' ? weight : null,
        };
        const got = attempt(() => metrics.precision_recall_fscore_support(y_true, y_pred, options));
        try {
          expectSame(got, expected);
        } catch (error) {
          throw new Error(`${key}: ${(error as Error).message}`, { cause: error });
        }
      }
      const options = { average: 'macro', zero_division: 0 } as const;
      expectSame(
        metrics.precision_recall_fscore_support(y_true, y_pred, { labels: subset, ...options }),
        golden.subset_support,
      );
    });

    test(`${name}: accuracy, confusion matrix, report`, () => {
      expectSame(
        [
          metrics.accuracy_score(y_true, y_pred),
          metrics.accuracy_score(y_true, y_pred, { normalize: false }),
          metrics.accuracy_score(y_true, y_pred, { sample_weight: weight }),
          metrics.balanced_accuracy_score(y_true, y_pred),
        ],
        golden.accuracy,
      );
      for (const [key, expected] of Object.entries(golden.confusion)) {
        const normalize = key === 'None' ? null : (key as 'true');
        expectSame(metrics.confusion_matrix(y_true, y_pred, { normalize }).tolist(), expected);
      }
      const weighted = metrics.confusion_matrix(y_true, y_pred, { sample_weight: weight });
      expectSame(weighted.tolist(), golden.confusion_weighted);
      expectSame(
        metrics.confusion_matrix(y_true, y_pred, { labels: subset }).tolist(),
        golden.confusion_subset,
      );
      expect(metrics.classification_report(y_true, y_pred, { zero_division: 0 })).toBe(golden.report);
      expect(
        metrics.classification_report(y_true, y_pred, {
          labels: subset.slice(0, 1),
          digits: 4,
          zero_division: 1,
        }),
      ).toBe(golden.report_subset);
    });
  }

  test('the short names give one column each', () => {
    const { y_true, y_pred } = file.classification['ten classes'];
    const { precision, recall, fscore } = metrics.precision_recall_fscore_support(y_true, y_pred);
    expect(metrics.precision_score(y_true, y_pred, { average: null })).toEqual(precision);
    expect(metrics.recall_score(y_true, y_pred, { average: null })).toEqual(recall);
    expect(metrics.f1_score(y_true, y_pred, { average: null })).toEqual(fscore);
    expect(metrics.fbeta_score(y_true, y_pred, 1, { average: null })).toEqual(fscore);
    expect(metrics.f1_score(y_true, y_pred, { average: 'macro' })).toBeCloseTo(
      (fscore as number[]).reduce((a, b) => a + b) / 10,
    );
  });
});

describe("curves and areas are scikit-learn's", () => {
  for (const [name, golden] of Object.entries(file.ranking)) {
    test(name, () => {
      const { y_true, y_score, weight: sample_weight } = golden;
      expectSame(metrics.roc_curve(y_true, y_score), golden.roc);
      expectSame(metrics.roc_curve(y_true, y_score, { drop_intermediate: false }), golden.roc_all);
      expectSame(metrics.roc_curve(y_true, y_score, { sample_weight }), golden.roc_weighted);
      expectSame(metrics.precision_recall_curve(y_true, y_score), golden.pr);
      const dropped = metrics.precision_recall_curve(y_true, y_score, { drop_intermediate: true });
      expectSame(dropped, golden.pr_dropped);
      expectSame(metrics.precision_recall_curve(y_true, y_score, { sample_weight }), golden.pr_weighted);
      expectSame(metrics.roc_auc_score(y_true, y_score), golden.auc);
      expectSame(metrics.roc_auc_score(y_true, y_score, { sample_weight }), golden.auc_weighted);
      expectSame(metrics.roc_auc_score(y_true, y_score, { max_fpr: 0.3 }), golden.auc_partial);
      expectSame(metrics.average_precision_score(y_true, y_score), golden.ap);
      expectSame(metrics.average_precision_score(y_true, y_score, { sample_weight }), golden.ap_weighted);
      expectSame(metrics.top_k_accuracy_score(y_true, y_score, { k: 1, labels: [0, 1] }), golden.top_1);
    });
  }

  for (const [name, golden] of Object.entries(file.multiclass)) {
    test(`${name} classes`, () => {
      const { y_true, y_score, weight: sample_weight } = golden;
      const tops = golden.top.map((_, i) => metrics.top_k_accuracy_score(y_true, y_score, { k: i + 1 }));
      expectSame(tops, golden.top);
      expectSame(metrics.top_k_accuracy_score(y_true, y_score, { sample_weight }), golden.top_weighted);
      for (const [key, expected] of Object.entries(golden.ovr)) {
        const average = key === 'None' ? null : (key as 'macro');
        expectSame(metrics.roc_auc_score(y_true, y_score, { multi_class: 'ovr', average }), expected);
        expectSame(
          metrics.average_precision_score(y_true, y_score, { average }),
          golden.ap[key as keyof typeof golden.ap],
        );
      }
      expectSame(
        metrics.roc_auc_score(y_true, y_score, { multi_class: 'ovr', sample_weight }),
        golden.ovr_weighted,
      );
      for (const average of ['macro', 'weighted'] as const) {
        expectSame(
          metrics.roc_auc_score(torch.tensor(y_true), torch.tensor(y_score, { dtype: torch.float64 }), {
            multi_class: 'ovo',
            average,
          }),
          golden.ovo[average],
        );
      }
    });
  }

  test('a class that no sample has', () => {
    const { y_true, y_score, ...expected } = file.missing;
    const labels = [0, 1, 2, 3];
    expectSame(metrics.top_k_accuracy_score(y_true, y_score, { labels }), expected.top_2);
    const ovr = { multi_class: 'ovr', labels } as const;
    expectSame(metrics.roc_auc_score(y_true, y_score, { ...ovr, average: null }), expected.ovr);
    expectSame(
      metrics.roc_auc_score(y_true, y_score, { ...ovr, average: 'weighted' }),
      expected.ovr_weighted,
    );
    expectSame(metrics.roc_auc_score(y_true, y_score, { multi_class: 'ovo', labels }), expected.ovo);
  });

  test('auc of a line that descends', () => {
    expect(metrics.auc([3, 1, 0], [1, 2, 2])).toBe(5);
    expect(() => metrics.auc([0, 2, 1], [1, 1, 1])).toThrow('x must ascend or descend throughout');
  });
});

describe('over batches the result is that of all samples at once', () => {
  const { y_true, y_score } = file.multiclass.ten;
  const scores = torch.tensor(y_score);
  const target = torch.tensor(y_true).long();
  const batches = [1, 50, 20, 49];
  const each = (use: (score: Tensor, target: Tensor) => void) => {
    for (const [i, part] of scores.split(batches).entries()) use(part, target.split(batches)[i] as Tensor);
  };

  test('Accuracy, of the first or of several', () => {
    for (const top_k of [1, 3]) {
      const accuracy = metrics.Accuracy({ top_k });
      expect(accuracy.compute()).toBeNaN();
      each((score, labels) => accuracy.update(score, labels));
      expectSame(accuracy.compute(), file.multiclass.ten.top[top_k - 1]);
      accuracy.reset();
      const labels = () => accuracy.update(torch.tensor([1, 2]), torch.tensor([1, 3]));
      if (top_k > 1) {
        expect(labels).toThrow('needs scores of shape (N, C)');
        continue;
      }
      labels();
      expect(accuracy.compute()).toBe(0.5);
    }
  });

  test('ConfusionMatrix', () => {
    const matrix = new metrics.ConfusionMatrix(10);
    each((score, labels) => matrix.update(score, labels));
    const predicted = scores.argmax(1);
    expect(matrix.compute().equal(metrics.confusion_matrix(target, predicted))).toBe(true);
    expect(matrix.accuracy()).toBe(metrics.accuracy_score(target, predicted));
    expect(matrix.precision()).toEqual(metrics.precision_score(target, predicted, { average: null }));
    for (const average of ['micro', 'macro', 'weighted'] as const) {
      expect(matrix.recall({ average })).toBe(metrics.recall_score(target, predicted, { average }));
      expect(matrix.f1({ average })).toBe(metrics.f1_score(target, predicted, { average }));
    }
    matrix.reset();
    expect(matrix.compute().sum().item()).toBe(0);
    expect(matrix.recall({ average: 'macro', zero_division: Number.NaN })).toBeNaN();
  });

  test('ConfusionMatrix refuses labels that it has no row for, and counts none of that batch', () => {
    const matrix = metrics.ConfusionMatrix(3);
    expect(() => matrix.update(torch.tensor([0, 1]), torch.tensor([0, 3]))).toThrow(
      'target has the label 3; 3 classes go from 0 to 2',
    );
    expect(matrix.compute().sum().item()).toBe(0);
    expect(() => matrix.update(torch.zeros(2, 3), torch.zeros(3))).toThrow(/for the same N/);
    expect(() => matrix.f1({ averaged: 'macro' } as never)).toThrow(/averaged is not known/);
  });

  test('Ranking keeps copies', () => {
    const ranking = metrics.Ranking();
    expect(() => ranking.compute()).toThrow('before update()');
    const score = torch.tensor([0.1, 0.9]);
    ranking.update(score, torch.tensor([0, 1]));
    score.fill_(0);
    ranking.update(torch.tensor([0.2, 0.8]), torch.tensor([1, 0]));
    expect(ranking.roc_auc()).toBe(metrics.roc_auc_score([0, 1, 1, 0], torch.tensor([0.1, 0.9, 0.2, 0.8])));
    expect(ranking.average_precision()).toBeGreaterThan(0);
    expect(ranking.roc_curve().fpr[0]).toBe(0);
  });

  test('Mean weighs by the size of the batch', () => {
    const loss = metrics.Mean();
    loss.update(1, 3);
    loss.update(torch.tensor(5), 1);
    expect(loss.compute()).toBe(2);
  });
});

describe('bad input', () => {
  const wrong: [string, () => unknown, RegExp][] = [
    ['lengths', () => metrics.accuracy_score([1, 2], [1]), /as many samples, got 2, 1/],
    ['scores for labels', () => metrics.f1_score([0, 1], [0.2, 0.7]), /whole numbers, got 0\.2; take argmax/],
    [
      'many classes and binary',
      () => metrics.f1_score([0, 1, 2], [0, 1, 2]),
      /'binary' is for two classes, but there are 3/,
    ],
    ['a text', () => metrics.accuracy_score(['a'] as never, [1]), /y_true: must hold numbers, got string/],
    ['NaN scores', () => metrics.roc_auc_score([0, 1], [Number.NaN, 1]), /holds NaN/],
    [
      'logits',
      () =>
        metrics.roc_auc_score(
          [0, 1, 2],
          [
            [1, 2, 3],
            [1, 2, 3],
            [1, 2, 3],
          ],
          { multi_class: 'ovr' },
        ),
      /apply softmax/,
    ],
    [
      'no decision',
      () =>
        metrics.roc_auc_score(
          [0, 1, 2],
          [
            [1, 0, 0],
            [1, 0, 0],
            [1, 0, 0],
          ],
        ),
      /'ovr' or 'ovo'/,
    ],
    [
      'a misspelt option',
      () => metrics.f1_score([0], [0], { avg: 1 } as never),
      /unexpected keyword argument 'avg'/,
    ],
    ['no sample', () => metrics.roc_curve([], []), /there is no sample/],
    [
      'weights of nothing',
      () => metrics.f1_score([0, 1], [0, 0], { sample_weight: [0, 0] }),
      /sample_weight: must contain at least one number that is not 0/,
    ],
    [
      'a weight without end',
      () => metrics.roc_curve([0, 1], [0, 1], { sample_weight: [1, Number.POSITIVE_INFINITY] }),
      /sample_weight: holds Infinity/,
    ],
    ['ragged rows', () => metrics.top_k_accuracy_score([0, 1], [[1, 2], [1]]), /same number of scores/],
    ['labels -1 and 2', () => metrics.roc_curve([-1, 2], [0, 1]), /name the positive class/],
  ];
  for (const [name, call, message] of wrong) test(name, () => expect(call).toThrow(message));

  test('nothing at all gives NaN, not an error', () => {
    expect(metrics.accuracy_score([], [])).toBeNaN();
    expect(metrics.f1_score([], [], { average: 'macro' })).toBeNaN();
    expect(metrics.confusion_matrix([], []).shape).toEqual([0, 0]);
  });
});
