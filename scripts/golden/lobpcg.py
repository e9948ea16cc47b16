"""Golden data for test/lobpcg.test.ts: eigenpairs of Python's torch.lobpcg.

    .venv/bin/python scripts/golden/lobpcg.py
"""

import json
import os
import warnings

import pinned  # noqa: F401, isort: skip
import torch

warnings.simplefilter("ignore")
torch.set_num_threads(1)
OUT = os.path.join(os.path.dirname(__file__), "../../test/golden/lobpcg.json")


def matrix(*shape, dtype=torch.float64):
    x = torch.randn(*shape, dtype=dtype)
    return x @ x.mT + torch.eye(shape[-1], dtype=dtype)


def run(name, seed, shape, dtype="float64", sparse=False, with_b=False, with_x=0, with_ik=False, grad=False, **options):
    torch.manual_seed(seed)
    A = matrix(*shape, dtype=getattr(torch, dtype))
    if sparse:
        A = (A * (A.abs() > 3)).to_sparse()
    extra = {}
    if with_b:
        extra["B"] = matrix(*shape, dtype=A.dtype)
    if with_x:
        extra["X"] = torch.randn(*shape[:-1], with_x, dtype=A.dtype)
    if with_ik:
        extra["iK"] = torch.diag_embed(1 / A.diagonal(0, -2, -1))
    steps = []

    def tracker(worker):
        steps.append([worker.ivars["istep"], worker.ivars["converged_count"], worker.tvars["rerr"].tolist(),
                      worker.ivars.get("ortho_i", -1), worker.ivars.get("ortho_j", -1)])

    if grad:
        A.requires_grad_()
    E, X = torch.lobpcg(A, tracker=tracker, **extra, **options)
    result = {"name": name, "seed": seed, "shape": shape, "dtype": dtype, "sparse": sparse, "with_b": with_b,
              "with_x": with_x, "with_ik": with_ik, "grad": grad, "options": options, "E": E.tolist(), "X": X.tolist(),
              "steps": steps[:2] + steps[-1:], "count": len(steps), "after": torch.rand(1).item()}
    if grad:
        (E.sum() + (X * torch.arange(X.numel(), dtype=X.dtype).reshape(X.shape)).sum()).backward()
        result["gradient"] = A.grad.tolist()
    return result


cases = [
    run("one of a dense matrix", 1, [12, 12]),
    run("three, single precision", 2, [16, 16], dtype="float32", k=3),
    run("the smallest", 3, [12, 12], k=2, largest=False),
    run("a generalized problem", 4, [12, 12], with_b=True, k=2),
    run("sparse", 5, [20, 20], sparse=True, k=2),
    run("a batch", 6, [2, 3, 9, 9], k=2),
    run("a batch with a start", 7, [2, 12, 12], with_x=3),
    run("basic", 8, [12, 12], k=2, method="basic"),
    run("basic with a preconditioner", 9, [12, 12], k=2, method="basic", with_ik=True, with_b=True, tol=1e-6),
    run("few steps", 10, [15, 15], k=2, n=4, niter=3),
    run("dropping columns", 11, [12, 12], k=3, ortho_bparams={"ortho_use_drop": True}, ortho_iparams={"ortho_i_max": 2}),
    run("with a gradient", 12, [9, 9], k=2, grad=True),
    run("with a gradient, smallest", 13, [9, 9], k=3, largest=False, grad=True),
    run("with gradients of a batch", 14, [2, 9, 9], k=2, grad=True),
]
with open(OUT, "w") as file:
    json.dump({"torch": torch.__version__, "cases": cases}, file)
    file.write("\n")
