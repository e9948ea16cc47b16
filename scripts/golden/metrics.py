"""Golden scores for the metrics tests, from scikit-learn 1.9.1 with numpy 2.4.6.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install numpy==2.4.6 scikit-learn==1.9.1
    /tmp/golden/bin/python scripts/golden/metrics.py
"""

import json
import math
import os
import warnings

import numpy as np
from sklearn import metrics as M

warnings.simplefilter("ignore")
rng = np.random.default_rng(1412)


def labels(n, classes, accuracy=0.6):
    true = rng.choice(classes, n)
    other = rng.choice(classes, n)
    return true, np.where(rng.random(n) < accuracy, true, other)


def inputs():
    cases = {
        "ten classes": labels(200, np.arange(10)),
        "three of uneven size": labels(60, np.array([0, 0, 0, 0, 1, 2])),
        "gaps and negatives": labels(50, np.array([-3, 2, 7, 40])),
        "two classes": labels(80, np.array([0, 1])),
        "one class": (np.ones(6, int), np.ones(6, int)),
        "one class, never right": (np.zeros(5, int), np.ones(5, int)),
        "a class never true": (np.array([0, 0, 1, 1]), np.array([0, 2, 2, 1])),
        "a class never predicted": (np.array([0, 1, 2, 2]), np.array([0, 1, 0, 1])),
        "all wrong": (np.array([0, 1, 2]), np.array([1, 2, 0])),
        "one sample": (np.array([3]), np.array([3])),
    }
    return cases


def value(x):
    if isinstance(x, np.ndarray):
        return [value(each) for each in x.tolist()]
    if isinstance(x, (list, tuple)):
        return [value(each) for each in x]
    if isinstance(x, float) and not math.isfinite(x):
        return repr(x)
    return x if x is None or isinstance(x, (str, int, float)) else float(x)


def attempt(call):
    try:
        return value(call())
    except ValueError:
        return "ValueError"


classification = {}
for name, (true, pred) in inputs().items():
    weight = rng.integers(1, 9, len(true)) / 4
    results = {}
    for average in (None, "micro", "macro", "weighted", "binary"):
        for zero in (0, 1, math.nan):
            for weighted in (False, True):
                for beta in (1.0, 0.5, 2.0):
                    options = dict(average=average, zero_division=zero, beta=beta)
                    if weighted:
                        options["sample_weight"] = weight
                    if average == "weighted" and weighted and beta != 1:
                        continue
                    key = f"{average} {'nan' if zero != zero else zero} {int(weighted)} {beta:g}"
                    results[key] = attempt(lambda: M.precision_recall_fscore_support(true, pred, **options))
    subset = sorted(set(true.tolist()))[::-1][:2] + [99]
    classification[name] = {
        "y_true": true.tolist(),
        "y_pred": pred.tolist(),
        "weight": weight.tolist(),
        "support": results,
        "subset": subset,
        "subset_support": attempt(
            lambda: M.precision_recall_fscore_support(true, pred, labels=subset, average="macro", zero_division=0)
        ),
        "accuracy": [
            M.accuracy_score(true, pred),
            M.accuracy_score(true, pred, normalize=False),
            M.accuracy_score(true, pred, sample_weight=weight),
            M.balanced_accuracy_score(true, pred),
        ],
        "confusion": {
            str(normalize): value(M.confusion_matrix(true, pred, normalize=normalize))
            for normalize in (None, "true", "pred", "all")
        },
        "confusion_weighted": value(M.confusion_matrix(true, pred, sample_weight=weight)),
        "confusion_subset": value(M.confusion_matrix(true, pred, labels=subset)),
        "report": M.classification_report(true, pred, zero_division=0),
        "report_subset": M.classification_report(true, pred, labels=subset[:1], digits=4, zero_division=1),
    }


def binary_scores():
    n = 60
    true = rng.integers(0, 2, n)
    yield "random", true, rng.random(n)
    yield "ties", true, rng.integers(0, 5, n) / 4
    yield "good", true, true + rng.normal(0, 0.6, n)
    yield "perfect", true, true * 1.0
    yield "worst", true, 1.0 - true
    yield "all alike", true, np.full(n, 0.5)
    yield "only positive", np.ones(5, int), rng.random(5)
    yield "only negative", np.zeros(5, int), rng.random(5)
    yield "two samples", np.array([0, 1]), np.array([0.3, 0.2])


ranking = {}
for name, true, score in binary_scores():
    weight = rng.integers(0, 5, len(true)) / 2
    weight[0] = 1
    weight[-1] = 1
    ranking[name] = {
        "y_true": true.tolist(),
        "y_score": score.tolist(),
        "weight": weight.tolist(),
        "roc": value(M.roc_curve(true, score)),
        "roc_all": value(M.roc_curve(true, score, drop_intermediate=False)),
        "roc_weighted": value(M.roc_curve(true, score, sample_weight=weight)),
        "pr": value(M.precision_recall_curve(true, score)),
        "pr_dropped": value(M.precision_recall_curve(true, score, drop_intermediate=True)),
        "pr_weighted": value(M.precision_recall_curve(true, score, sample_weight=weight)),
        "auc": value(float(M.roc_auc_score(true, score))),
        "auc_weighted": value(float(M.roc_auc_score(true, score, sample_weight=weight))),
        "auc_partial": value(float(M.roc_auc_score(true, score, max_fpr=0.3))),
        "ap": value(M.average_precision_score(true, score)),
        "ap_weighted": value(M.average_precision_score(true, score, sample_weight=weight)),
        "top_1": attempt(lambda: M.top_k_accuracy_score(true, score, k=1, labels=[0, 1])),
    }

multiclass = {}
for name, n, classes, quantum in (("four", 50, 4, None), ("ties", 40, 3, 4), ("ten", 120, 10, None)):
    true = rng.integers(0, classes, n)
    logits = rng.normal(0, 1, (n, classes)) + 1.5 * np.eye(classes)[true]
    if quantum:
        logits = np.round(logits * quantum) / quantum
    score = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    weight = rng.integers(1, 5, n) / 2
    multiclass[name] = {
        "y_true": true.tolist(),
        "y_score": score.tolist(),
        "weight": weight.tolist(),
        "top": [M.top_k_accuracy_score(true, score, k=k) for k in range(1, classes)],
        "top_weighted": M.top_k_accuracy_score(true, score, k=2, sample_weight=weight),
        "ovr": {str(a): value(M.roc_auc_score(true, score, multi_class="ovr", average=a)) for a in ("macro", "weighted", "micro", None)},
        "ovr_weighted": M.roc_auc_score(true, score, multi_class="ovr", sample_weight=weight),
        "ovo": {a: M.roc_auc_score(true, score, multi_class="ovo", average=a) for a in ("macro", "weighted")},
        "ap": {str(a): value(M.average_precision_score(true, score, average=a)) for a in ("macro", "weighted", "micro", None)},
    }
# A class that no sample has.
true = np.array([0, 2, 2, 0, 3])
score = np.array([[0.5, 0.2, 0.2, 0.1], [0.1, 0.3, 0.4, 0.2], [0.3, 0.3, 0.3, 0.1], [0.4, 0.1, 0.3, 0.2], [0.1, 0.1, 0.2, 0.6]])
missing = {
    "y_true": true.tolist(),
    "y_score": score.tolist(),
    "top_2": M.top_k_accuracy_score(true, score, k=2, labels=[0, 1, 2, 3]),
    "ovr": value(M.roc_auc_score(true, score, multi_class="ovr", average=None, labels=[0, 1, 2, 3])),
    "ovr_weighted": value(M.roc_auc_score(true, score, multi_class="ovr", average="weighted", labels=[0, 1, 2, 3])),
    "ovo": value(M.roc_auc_score(true, score, multi_class="ovo", labels=[0, 1, 2, 3])),
}

path = os.path.join(os.path.dirname(__file__), "../../test/golden/metrics.json")
with open(path, "w") as file:
    golden = dict(classification=classification, ranking=ranking, multiclass=multiclass, missing=missing)
    json.dump(golden, file)
    file.write("\n")
