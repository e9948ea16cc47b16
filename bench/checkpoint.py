"""Checkpoints of checkpoint.ts in Python."""

import os

import torch
from networks import ResNet18, ResNet50

NETWORKS = {"resnet18": ResNet18, "ResNet50": lambda: ResNet50([3, 4, 6, 3], 14)}


def file(side, name):
    folder = os.path.join(os.environ["BENCH_FOLDER"], side)
    os.makedirs(folder, exist_ok=True)
    return os.path.join(folder, f"{name}.pt")


def sums(model):
    return {name: tensor.to(torch.float64).sum().item() for name, tensor in model.state_dict().items()}


def saving(name):
    torch.manual_seed(0)
    model = NETWORKS[name]()
    path = file("python", name)

    def run():
        torch.save(model.state_dict(), path)

    def check():
        run()
        return sums(model)

    return run, check


def loading(name):
    model = NETWORKS[name]()
    path = file("python", name)
    if not os.path.exists(path):
        saving(name)[0]()

    def run():
        model.load_state_dict(torch.load(path))

    def check():
        model.load_state_dict(torch.load(file("typescript", name)))
        return sums(model)

    return run, check


CHECKPOINTS = {}
for name in NETWORKS:
    CHECKPOINTS[f"save {name}"] = lambda name=name: saving(name)
    CHECKPOINTS[f"load {name}"] = lambda name=name: loading(name)
