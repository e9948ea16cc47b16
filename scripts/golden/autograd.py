"""Golden data for test/autograd and test/amp: derivatives, transforms and mixed precision of Python's torch.

    .venv/bin/python scripts/golden/autograd.py
"""

import json
import os
import warnings

import torch
from torch.autograd import functional as AF

warnings.simplefilter("ignore")
torch.set_num_threads(1)
OUT = os.path.join(os.path.dirname(__file__), "../../test/golden/autograd.json")


def plain(value):
    if isinstance(value, torch.Tensor):
        return value.detach().float().tolist() if value.dtype in (torch.bfloat16, torch.float16) else value.detach().tolist()
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def start():
    torch.manual_seed(0)
    return [torch.randn(3, dtype=torch.float64), torch.randn(3, dtype=torch.float64), torch.randn(2, 3, dtype=torch.float64)]


x, y, w = start()
f = lambda a, b: (a.sin() * b, (a * a * b).sum())  # noqa: E731
number = lambda a, b: (a.pow(3) * b).sum()  # noqa: E731
functional = {
    "jacobian": AF.jacobian(f, (x, y)),
    "jacobian_vectorized": AF.jacobian(f, (x, y), vectorize=True),
    "jacobian_forward": AF.jacobian(f, (x, y), vectorize=True, strategy="forward-mode"),
    "hessian": AF.hessian(number, (x, y)),
    "vjp": AF.vjp(f, (x, y), (y, torch.tensor(2.0, dtype=torch.float64))),
    "jvp": AF.jvp(f, (x, y), (y, x)),
    "vhp": AF.vhp(number, (x, y), (y, x)),
    "hvp": AF.hvp(number, (x, y), (y, x)),
}

func = torch.func
loss = lambda p, a: ((a @ p["w"].t()).tanh() ** 2).sum()  # noqa: E731
transforms = {
    "grad": func.grad(number, argnums=(0, 1))(x, y),
    "grad_and_value": func.grad_and_value(number)(x, y),
    "grad_of_grad": func.grad(lambda a: func.grad(lambda b: b.pow(4).sum())(a).sin().sum())(x),
    "grad_of_tree": func.grad(loss)({"w": w}, x),
    "per_sample": torch.vmap(func.grad(loss), in_dims=(None, 0))({"w": w}, torch.stack([x, y])),
    "jacrev": func.jacrev(f, argnums=(0, 1))(x, y),
    "jacfwd": func.jacfwd(f, argnums=(0, 1))(x, y),
    "hessian": func.hessian(number)(x, y),
    "jvp": func.jvp(f, (x, y), (y, x)),
    "vmap_dims": torch.vmap(lambda a, b: a @ b, in_dims=(1, None), out_dims=0)(w, torch.ones(2, dtype=torch.float64)),
    "vmap_nested": torch.vmap(torch.vmap(lambda a, b: a * b, in_dims=(None, 0)), in_dims=(0, None))(x, y),
}
torch.manual_seed(3)
transforms["vmap_random"] = torch.vmap(lambda a: a + torch.rand(2, dtype=torch.float64), randomness="different")(w[:, :2])
torch.manual_seed(3)
transforms["vmap_same"] = torch.vmap(lambda a: a + torch.rand(2, dtype=torch.float64), randomness="same")(w[:, :2])


def amp_training(optimizer, **options):
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3))
    opt = getattr(torch.optim, optimizer)(net.parameters(), **options)
    scaler = torch.amp.GradScaler("cpu", init_scale=512.0, growth_interval=2)
    inputs, targets = torch.randn(6, 4), torch.tensor([0, 1, 2, 0, 1, 2])
    steps = []
    for i in range(7):
        opt.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            value = torch.nn.functional.cross_entropy(net(inputs), targets)
        if i in (2, 5):
            value = value * float("inf")
        scaler.scale(value).backward()
        if i == 4:
            scaler.unscale_(opt)
            torch.nn.utils.clip_grad_norm_(net.parameters(), 0.1)
        scaler.step(opt)
        scaler.update()
        steps.append([None if i in (2, 5) else value.item(), scaler.get_scale(), scaler._get_growth_tracker()])
    return {"steps": steps, "weights": plain(list(net.parameters())), "state": scaler.state_dict()}


def autocast_dtypes():
    a, b = torch.randn(4, 4), torch.randn(4, 4)
    image, kernel = torch.randn(1, 2, 5, 5), torch.randn(3, 2, 3, 3)
    calls = {
        "mm": lambda: a.mm(b), "matmul": lambda: a.matmul(b), "add": lambda: a.add(b), "addmm": lambda: torch.addmm(a, a, b),
        "linear": lambda: torch.nn.functional.linear(a, b), "conv2d": lambda: torch.conv2d(image, kernel),
        "bmm": lambda: torch.bmm(a[None], b[None]), "softmax": lambda: a.mm(b).softmax(-1), "sum": lambda: a.mm(b).sum(),
        "mse": lambda: torch.nn.functional.mse_loss(a.mm(b), b), "layer_norm": lambda: torch.nn.functional.layer_norm(a.mm(b), (4,)),
        "cat": lambda: torch.cat([a.mm(b), a]), "relu": lambda: a.mm(b).relu(), "mul": lambda: a.mm(b) * a, "inverse": lambda: torch.inverse(a),
        "out": lambda: torch.add(a, 1, out=torch.empty(4, 4)), "double": lambda: a.double().mm(b.double()), "view": lambda: a.mm(b).view(2, 8),
        "einsum": lambda: torch.einsum("ij,jk", a, b), "pow": lambda: a.mm(b).pow(2), "prod": lambda: a.mm(b).prod(),
    }  # fmt: skip
    table = {}
    for dtype in (torch.bfloat16, torch.float16):
        with torch.autocast("cpu", dtype=dtype):
            table[str(dtype)] = {name: str(call().dtype) for name, call in calls.items()}
    return table


data = {
    "inputs": [plain(item) for item in (x, y, w)],
    "functional": plain(functional),
    "func": plain(transforms),
    "amp": {
        "SGD": amp_training("SGD", lr=0.1, momentum=0.9),
        "SGD_fused": amp_training("SGD", lr=0.1, momentum=0.9, fused=True),
        "Adam": amp_training("Adam", lr=0.01),
        "Adam_fused": amp_training("Adam", lr=0.01, fused=True),
    },
    "autocast": autocast_dtypes(),
}
with open(OUT, "w") as file:
    json.dump(data, file)
    file.write("\n")
