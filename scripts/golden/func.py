"""Golden data for test/autograd/func.test.ts: the smaller parts of torch.func.

    .venv/bin/python scripts/golden/func.py
"""

import json
import os
import warnings

import pinned  # noqa: F401, isort: skip
import torch
from torch import nn
from torch.func import functionalize, linearize, rearrange

warnings.simplefilter("ignore")
torch.set_num_threads(1)
OUT = os.path.join(os.path.dirname(__file__), "../../test/golden/func.json")

PATTERNS = [
    ("a b c -> c b a", {}), ("(p q) b c -> p q b c", {"p": 4}), ("(p q) b c -> p q b c", {"q": 2}),
    ("a (p q) c -> p q a c", {"p": 2}), ("a b (c d) -> a (b d) c", {"c": 2}), ("a b c -> a 1 b c", {}),
    ("a (p q) c -> p q a c", {}), ("a b -> b a", {}), ("a b c d -> b a c d", {}), ("a b c -> a b", {}),
    ("a b c -> (a b) c", {"a": 3}), ("a ... -> ... a", {}), ("a ... -> (... a)", {}), ("a b c ... -> ... c b a", {}),
    ("... -> ...", {}), ("a b (c 1) -> a b c", {}), ("1 b c -> b c", {}), ("a b () -> a b", {}), ("a b c -> a (b c) 1", {}),
    ("a 2 c -> a c 2", {}), ("a a c -> a c", {}), ("a b c", {}), ("a b c -> a ((b) c)", {}), ("a b c) -> a b c", {}),
    ("a b. -> a b", {}), ("_a b c -> _a b c", {}), ("a b c -> a b c", {"q": 3}), ("a b c -> a b c ...", {}),
    ("(a ...) b -> a ... b", {}), ("a b c -> (a b c)", {}), ("a b c -> a b c", {"a": 5}), ("a-b b c -> a b c", {}),
    ("a b c -> (b c) a", {}), ("x1 y2 z -> (z x1) y2", {}), ("a b (c -> a b c", {}), ("a 0 c -> a c", {}), ("2a b c -> b c 2a", {}),
    ("a b ... c d -> a b c d ...", {}),
]
x = torch.arange(24.0).reshape(2, 3, 4)
rearranged = []
for pattern, lengths in PATTERNS:
    try:
        y = rearrange(x, pattern, **lengths)
        rearranged.append([pattern, lengths, list(y.shape), y.flatten().tolist()])
    except Exception as error:
        # Python's error for sizes is a class of its own, and names dimensions by number.
        kind = "RuntimeError" if type(error).__name__ == "DimensionBindError" else type(error).__name__
        rearranged.append([pattern, lengths, kind, str(error).split("dimension pack")[0].split("at once")[0].split("vs (")[0]])

torch.manual_seed(2)
a, b, t, u = (torch.randn(3, dtype=torch.float64) for _ in range(4))


def f(p, q):
    return p.sin() * q, (p * q).exp().sum()


output, push = linearize(f, a, b)
linear = [[v.tolist() for v in output], [v.tolist() for v in push(t, u)], [v.tolist() for v in push(u, t)]]


def g(p, q):
    r = p + 1
    r.view(-1).add_(2)
    q.mul_(r)
    return r, q[1:], p.view(3, 1)


mutated = []
for remove in ("mutations", "mutations_and_views"):
    p, q = a.clone(), b.clone()
    results = functionalize(g, remove=remove)(p, q)
    mutated.append([[r.tolist() for r in results], p.tolist(), q.tolist()])

torch.manual_seed(3)
net = torch.func.replace_all_batch_norm_modules_(
    nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Sequential(nn.BatchNorm1d(4, affine=False)))
)
batch = torch.randn(5, 3)
params = dict(net.named_parameters())
each = torch.vmap(lambda i: torch.func.functional_call(net, params, (i.unsqueeze(0).expand(2, 3) * torch.tensor([[1.0], [2.0]]),)))(batch)
norm = {"keys": list(net.state_dict()), "eval": net.eval()(batch).tolist(), "mapped": each.tolist(), "text": repr(net)}

with open(OUT, "w") as file:
    json.dump({
        "torch": torch.__version__, "inputs": [v.tolist() for v in (a, b, t, u)], "rearrange": rearranged,
        "linearize": linear, "functionalize": mutated, "batch_norm": norm,
    }, file, indent=1)
    file.write("\n")
