"""Golden data for test/autograd/saved_fields.test.ts: what the nodes of operators show as `_saved_*`.

    .venv/bin/python scripts/golden/saved_fields.py
"""

import json
import os

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
OUT = os.path.join(os.path.dirname(__file__), "../../test/golden/saved_fields.json")


def shown(value):
    if isinstance(value, torch.Tensor):
        return {"dtype": str(value.dtype), "values": value.detach().tolist(), "grad_fn": value.grad_fn is not None}
    if isinstance(value, (tuple, list)):
        return [shown(item) for item in value]
    if isinstance(value, int) and abs(value) >= 2**53:
        return {"int": str(value)}
    return value


def saved(y):
    node = y.grad_fn
    names = [name for name in dir(node) if name.startswith("_saved_")]
    raw = [name for name in dir(node) if name.startswith("_raw_saved_")]
    return {"node": node.name(), "saved": {name: shown(getattr(node, name)) for name in names}, "raw": raw}


x = torch.tensor([[0.5, -1.5, 2.0], [1.0, 0.25, -0.75]], requires_grad=True)
w = torch.tensor([[1.0, 2.0], [-1.0, 0.5], [0.25, 3.0]], requires_grad=True)
i = torch.tensor([1, 0])
image = torch.arange(32.0).reshape(1, 2, 4, 4).div(7).requires_grad_()
kernel = torch.arange(36.0).reshape(2, 2, 3, 3).div(11)

CASES = {
    "mul": lambda: x * x,
    "mul_constant": lambda: x * 2,
    "exp": lambda: x.exp(),
    "sum": lambda: x.sum(1, keepdim=True),
    "slice": lambda: x[:, 1:3],
    "select": lambda: x[1],
    "pow": lambda: x.pow(2.5),
    "pow_tensor": lambda: x.abs().pow(x),
    "mm": lambda: x.mm(w),
    "addmm": lambda: F.linear(x, w.t(), torch.ones(2)),
    "stack": lambda: torch.stack([x, x], 1),
    "index": lambda: x[:, i],
    "gather": lambda: x.gather(1, i.view(2, 1)),
    "max": lambda: x.max(1)[0],
    "clamp": lambda: x.clamp(min=0),
    "clamp_tensor": lambda: x.clamp(min=x.detach()),
    "std": lambda: x.std(1, correction=0),
    "conv2d": lambda: F.conv2d(image, kernel, torch.ones(2), padding=(1, 0), dilation=(1, 1)),
    "max_pool2d": lambda: F.max_pool2d(image, 2, return_indices=True)[0],
    "interpolate": lambda: F.interpolate(image, scale_factor=2.0),
    "gelu": lambda: F.gelu(x, approximate="tanh"),
    "div": lambda: torch.div(x, x.detach() + 3, rounding_mode="floor"),
    "log_softmax": lambda: x.log_softmax(1),
    "nll_loss": lambda: F.nll_loss(x.log_softmax(1), i, ignore_index=7),
    "layer_norm": lambda: F.layer_norm(x, (3,)),
    "softplus": lambda: F.softplus(x, 2.0),
    "leaky_relu": lambda: F.leaky_relu(x, 0.25),
    "repeat": lambda: x.repeat(2, 1),
    "cumsum": lambda: x.cumsum(1),
    "foreach": lambda: torch._foreach_norm([x, x], 1)[1],
}

if __name__ == "__main__":
    kinds = torch._C._functions
    names = {
        name: " ".join(each[7:] for each in dir(getattr(kinds, name)) if each.startswith("_saved_"))
        for name in dir(kinds)
    }
    data = {"names": {name: text for name, text in names.items() if text}}
    data["cases"] = {name: saved(case()) for name, case in CASES.items()}
    with open(OUT, "w") as file:
        json.dump(data, file, separators=(",", ":"))
        file.write("\n")
