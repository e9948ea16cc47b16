"""Golden tables for `summary`, from torchinfo 1.8.0 with torch 2.13.0 (CPU) and torchvision 0.28.0.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow torchinfo==1.8.0
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/summary.py
"""

import json
import os

import torch
import torchvision_cpu  # noqa: F401
from torch import nn
from torch.nn.utils import prune
from torchinfo import summary
from torchvision import models

F = nn.functional
ALL = ("input_size", "output_size", "num_params", "params_percent", "kernel_size", "mult_adds", "trainable")


class MyResNet(nn.Module):
    def __init__(self):
        super().__init__()
        net = models.resnet18()
        self.block1 = nn.Sequential(nn.Conv2d(3, 64, 3, 1, 1, bias=False), net.bn1, net.relu)
        self.block2 = net.layer2
        self.block3 = net.layer3
        self.avgpool = net.avgpool
        self.fc = nn.Linear(256, 10)

    def forward(self, x):
        x = self.avgpool(self.block3(self.block2(self.block1(x))))
        return self.fc(x.view(x.shape[0], 256))


class MyVgg(nn.Module):
    def __init__(self):
        super().__init__()
        net = models.vgg16()
        self.features = nn.Sequential(
            *net.features[0:9], nn.Conv2d(128, 128, 3, 1, 1), nn.ReLU(inplace=True), nn.MaxPool2d(2, 2)
        )
        self.avgpool = net.avgpool
        self.fc = nn.Sequential(nn.Linear(7 * 7 * 128, 4096), *net.classifier[1:6], nn.Linear(4096, 10))

    def forward(self, x):
        return self.fc(self.avgpool(self.features(x)).view(x.shape[0], -1))


class Recursive(nn.Module):
    """One layer called three times, another shared by two places."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 3, 3, padding=1)
        self.again = nn.Sequential(nn.ReLU(), self.conv1)
        self.fc = nn.Linear(3, 2)

    def forward(self, x):
        x = self.conv1(self.conv1(self.conv1(x)))
        return self.fc(self.again(x).mean((2, 3)))


class Lists(nn.Module):
    """Containers that are never called, parameters outside of layers, frozen ones, and a layer that is not used."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(3, 1, 1))
        self.blocks = nn.ModuleList(
            [nn.ModuleDict({"conv": nn.Conv2d(3, 3, 3, padding=1, groups=3), "act": nn.ReLU()}) for _ in range(2)]
        )
        self.frozen = nn.Linear(3, 5)
        self.frozen.requires_grad_(False)
        self.partly = nn.Linear(5, 4)
        self.partly.bias.requires_grad_(False)
        self.empty = nn.Sequential()
        self.unused = nn.Linear(7, 7)

    def forward(self, x):
        for block in self.blocks:
            x = block["act"](block["conv"](x * self.scale))
        return self.partly(self.empty(self.frozen(x.mean((2, 3)))))


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(20, 300)
        self.encoder = nn.LSTM(300, 512, num_layers=2, batch_first=True)
        self.decoder = nn.Linear(512, 20)

    def forward(self, x):
        out, _ = self.encoder(self.embedding(x))
        return self.decoder(out)


class Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(1, 2, (3, 1))
        self.b = nn.Conv1d(4, 2, 5)

    def forward(self, x, y):
        return self.a(x), self.b(y)


def pruned():
    net = nn.Sequential(nn.Conv2d(3, 4, 3, bias=False), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 6 * 6, 3))
    prune.l1_unstructured(net[0], "weight", amount=0.25)
    return net


RESNET = (10, 3, 28, 28)
CASES = {
    "MyResNet": (MyResNet, dict(input_size=RESNET, depth=2, device="cpu")),
    "MyVgg": (MyVgg, dict(input_size=RESNET, depth=2, device="cpu")),
    "MyResNet all columns": (MyResNet, dict(input_size=(2, 3, 28, 28), depth=4, col_names=ALL, col_width=20)),
    "MyResNet depth 0": (MyResNet, dict(input_size=RESNET, depth=0, col_names=ALL)),
    "MyResNet depth 1": (MyResNet, dict(input_size=RESNET, depth=1, col_names=ALL, col_width=18)),
    "MyResNet without input": (MyResNet, dict(depth=2)),
    "resnet50": (models.resnet50, dict(input_size=(1, 3, 64, 64), col_names=ALL, row_settings=("var_names",))),
    "vgg16 batch_dim": (models.vgg16, dict(input_size=(3, 64, 64), batch_dim=0, col_names=ALL)),
    "Recursive": (Recursive, dict(input_size=(4, 3, 9, 8), col_names=ALL)),
    "Recursive hidden": (Recursive, dict(input_size=(4, 3, 9, 8), row_settings=("depth", "hide_recursive_layers"))),
    "Recursive without input": (Recursive, dict(row_settings=("depth", "var_names", "ascii_only"))),
    "Lists": (Lists, dict(input_size=[5, 3, 9, 8], col_names=ALL, row_settings=("depth", "var_names"))),
    "Lists verbose": (Lists, dict(input_size=[5, 3, 9, 8], col_names=("kernel_size", "num_params"), verbose=2)),
    "Lists ascii": (Lists, dict(input_size=[5, 3, 9, 8], row_settings=("ascii_only", "depth"), depth=2)),
    "Lstm": (
        Lstm,
        dict(
            input_size=(1, 100),
            dtypes=[torch.long],
            verbose=2,
            col_width=20,
            col_names=("kernel_size", "output_size", "num_params", "mult_adds"),
            row_settings=("var_names",),
        ),
    ),
    "Two": (Two, dict(input_size=[(6, 1, 9, 8), (6, 4, 20)], col_names=ALL)),
    "Two of data": (Two, dict(input_data=[torch.zeros(3, 1, 7, 7), torch.zeros(3, 4, 11)], col_names=ALL)),
    "Two of a dict": (Two, dict(input_data={"x": torch.zeros(3, 1, 7, 7), "y": torch.zeros(3, 4, 11)})),
    "Linear": (lambda: nn.Linear(5, 2), dict(input_size=(1, 5))),
    "nothing": (lambda: nn.Sequential(), dict(input_size=(1, 5))),
    "attention": (lambda: nn.MultiheadAttention(16, 2), dict(input_size=[(5, 2, 16)] * 3, mode="train", verbose=2)),
    "double": (lambda: nn.Linear(5, 2).double(), dict(input_data=torch.zeros(3, 5, dtype=torch.float64))),
    "pruned": (pruned, dict(input_size=(2, 3, 8, 8), col_names=ALL)),
}


def totals(result):
    names = ("total_input", "total_params", "trainable_params", "total_mult_adds", "total_param_bytes", "total_output_bytes")
    return {name: getattr(result, name) for name in names[1:]}


golden = {}
for name, (make, options) in CASES.items():
    result = summary(make(), **{"verbose": 0, **options}) if options.get("verbose") != 2 else None
    if result is None:
        import contextlib
        import io

        with contextlib.redirect_stdout(io.StringIO()):
            result = summary(make(), **options)
    golden[name] = {"text": str(result), **totals(result)}

path = os.path.join(os.path.dirname(__file__), "../../test/golden/summary.json")
with open(path, "w") as file:
    json.dump(golden, file, indent=1, ensure_ascii=False)
    file.write("\n")
print(len(golden), "tables")
