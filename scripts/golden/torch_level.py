"""Golden data for test/torch_level.test.ts: limits of dtypes, randomized decompositions, test tensors and messages.

    .venv/bin/python scripts/golden/torch_level.py
"""

import json
import os
import warnings

import torch

warnings.simplefilter("ignore")
torch.set_num_threads(1)
OUT = os.path.join(os.path.dirname(__file__), "../../test/golden/torch_level.json")
FLOATS = ["float16", "bfloat16", "float32", "float64", "float8_e5m2", "float8_e4m3fn", "float8_e5m2fnuz",
          "float8_e4m3fnuz", "float8_e8m0fnu", "complex64", "complex128"]  # fmt: skip
INTS = ["uint8", "int8", "int16", "int32", "int64", "uint16", "uint32", "uint64"]


def message(actual, expected, **options):
    try:
        torch.testing.assert_close(actual, expected, **options)
    except (AssertionError, ValueError) as error:
        return str(error)
    return None


def lowrank():
    torch.manual_seed(7)
    a = torch.randn(7, 4, dtype=torch.float64)
    wide = torch.randn(3, 4, 6, dtype=torch.float64)
    return {
        "inputs": [a.tolist(), wide.tolist()],
        "svd": [x.tolist() for x in torch.svd_lowrank(a, 3)],
        "svd_wide": [x.tolist() for x in torch.svd_lowrank(wide, 2, niter=1)],
        "svd_mean": [x.tolist() for x in torch.svd_lowrank(a, 2, M=a.mean(0, keepdim=True))],
        "pca": [x.tolist() for x in torch.pca_lowrank(a)],
        "pca_sparse": [x.tolist() for x in torch.pca_lowrank(a.to_sparse(), q=2)],
        "pca_uncentered": [x.tolist() for x in torch.pca_lowrank(a, q=2, center=False)],
    }


def made():
    torch.manual_seed(5)
    make = torch.testing.make_tensor
    return [
        make(2, 3, dtype=torch.float32, device="cpu").tolist(),
        make((4,), dtype=torch.int16, device="cpu", low=-2, high=5).tolist(),
        make(3, dtype=torch.uint8, device="cpu").tolist(),
        make(5, dtype=torch.bool, device="cpu").tolist(),
        make(2, 4, dtype=torch.float64, device="cpu", noncontiguous=True).tolist(),
        make(6, dtype=torch.int64, device="cpu", low=0, high=2, exclude_zero=True).tolist(),
        torch.view_as_real(make(2, dtype=torch.complex64, device="cpu")).tolist(),
    ]


t = torch.tensor
data = {
    "finfo": {name: [repr(torch.finfo(getattr(torch, name))), *(getattr(torch.finfo(getattr(torch, name)), key) for key in ("bits", "eps", "max", "min", "tiny", "smallest_normal", "resolution", "dtype"))] for name in FLOATS},
    "iinfo": {name: [repr(torch.iinfo(getattr(torch, name))), str(torch.iinfo(getattr(torch, name)).max), str(torch.iinfo(getattr(torch, name)).min), torch.iinfo(getattr(torch, name)).bits] for name in INTS},
    "lowrank": lowrank(),
    "make_tensor": made(),
    "messages": {
        "values": message(t([1.0, 2.0, 3.0]), t([1.0, 2.5, 4.0])),
        "matrix": message(t([[1.0, 2.0], [3.0, 4.0]]), t([[1.0, 2.0], [3.0, 5.0]])),
        "scalars": message(1.5, 2.0),
        "integers": message(1, 2),
        "shape": message(torch.ones(2), torch.ones(3)),
        "dtype": message(torch.ones(2), torch.ones(2, dtype=torch.float64)),
        "list": message([torch.ones(2), t(1.0)], [torch.ones(2), t(3.0)]),
        "keys": message({"a": torch.ones(2)}, {"b": torch.ones(2)}),
        "nested": message({"a": [torch.ones(1), torch.ones(2)]}, {"a": [torch.ones(1), torch.zeros(2)]}),
        "longs": message(t([1, 2]), t([1, 3])),
        "nan": message(t([float("nan"), 1.0]), t([float("nan"), 1.0])),
        "nan_equal": message(t([float("nan"), 1.0]), t([float("nan"), 1.0]), equal_nan=True),
        "tolerance": message(t([1.0]), t([1.1]), rtol=0.2, atol=0.0),
        "exact": message(t([1.0]), t([1.1]), rtol=0.0, atol=0.0),
        "length": message([t(1.0)], [t(1.0), t(2.0)]),
        "bools": message(t([True, False]), t([True, True])),
        "half": message(t([1.0], dtype=torch.float16), t([1.01], dtype=torch.float16)),
        "msg": message(t([1.0]), t([2.0]), msg="own words"),
    },
}  # fmt: skip
with open(OUT, "w") as file:
    json.dump(data, file)
    file.write("\n")
