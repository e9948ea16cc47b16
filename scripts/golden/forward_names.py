"""The names of the inputs of torch.nn's layers, for test/nn/named_inputs.test.ts.

    .venv/bin/python scripts/golden/forward_names.py

Written from torch 2.13.0.
"""

import inspect
import json
import os

from torch import nn

out = {}
for name, layer in sorted(vars(nn).items()):
    if inspect.isclass(layer) and issubclass(layer, nn.Module) and layer.forward.__name__ == "forward":
        out[name] = list(inspect.signature(layer.forward).parameters)[1:]
with open(os.path.join(os.path.dirname(__file__), "../../test/golden/forward_names.json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
