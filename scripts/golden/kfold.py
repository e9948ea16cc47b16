"""Golden folds from scikit-learn 1.9.1: python3 -m venv, pip install scikit-learn==1.9.1, then run this script."""

import json
import os
import warnings

import numpy as np
from sklearn.model_selection import KFold, StratifiedKFold

warnings.simplefilter("ignore")
rng = np.random.default_rng(3)
plain = [[n, k, [[t.tolist(), e.tolist()] for t, e in KFold(k).split(np.zeros(n))]] for n, k in ((10, 5), (11, 3), (7, 7), (23, 4))]
strata = []
for labels, k in (
    (rng.integers(0, 3, 20), 4),
    (np.array([5, 5, 5, 2, 2, 9, 9, 9, 9, 2, 5]), 3),
    (np.array([1, 0] * 6 + [0]), 2),
    (np.sort(rng.integers(0, 4, 31)), 5),
    (np.array([0, 0, 0, 1]), 3),
):
    folds = StratifiedKFold(k).split(np.zeros(len(labels)), labels)
    strata.append([labels.tolist(), k, [[t.tolist(), e.tolist()] for t, e in folds]])
path = os.path.join(os.path.dirname(__file__), "../../test/golden/kfold.json")
with open(path, "w") as file:
    json.dump(dict(plain=plain, strata=strata), file)
    file.write("\n")
