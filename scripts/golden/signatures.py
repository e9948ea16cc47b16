"""The names of the parameters of Python's functions, for test/keywords.test.ts.

    .venv/bin/python scripts/golden/signatures.py

Written from torch 2.13.0.
"""

import importlib
import inspect
import json
import os

MODULES = [
    "torch",
    "torch.nn.init",
    "torch.nn.functional",
    "torch.nn.utils",
    "torch.nn.utils.parametrize",
    "torch.nn.utils.parametrizations",
    "torch.nn.utils.prune",
    "torch.nn.utils.rnn",
    "torch.autograd",
    "torch.autograd.functional",
    "torch.autograd.graph",
    "torch.cuda",
    "torch.cuda.nvtx",
    "torch.func",
    "torch.random",
    "torch.signal.windows",
]
NAMED = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def names_of(function):
    """None for what has no signature, or no parameter that takes a keyword."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [p.name for p in parameters if p.kind in NAMED and not p.name.startswith("_")] or None


def functions_of(module):
    for name in sorted(vars(module)):
        value = getattr(module, name)
        home = getattr(value, "__module__", None) or ""
        if not name.startswith("_") and inspect.isfunction(value) and home.startswith("torch"):
            yield name, value


out = {}
for path in MODULES:
    module = importlib.import_module(path)
    found = {name: names_of(function) for name, function in functions_of(module)}
    out[path] = {name: names for name, names in found.items() if names}
with open(os.path.join(os.path.dirname(__file__), "../../test/golden/signatures.json"), "w") as file:
    json.dump(out, file, indent=1)
    file.write("\n")
