"""Training epochs with and without CUDA graphs: the Python side of graphs.ts. Prints one line of JSON a case."""

import argparse
import json
import time

import torch
from networks import MyResNet, ResNet18
from torch import nn, optim

parser = argparse.ArgumentParser()
parser.add_argument("--device", required=True)
parser.add_argument("--steps", type=int, required=True)
parser.add_argument("--epochs", type=int, required=True)
options = parser.parse_args()
ON_DEVICE = options.device.startswith("cuda")

CASES = {
    "MyResNet 64x3x28x28": (MyResNet, (64, 3, 28, 28)),
    "ResNet-18 128x3x32x32": (ResNet18, (128, 3, 32, 32)),
}


def synchronize():
    if ON_DEVICE:
        torch.cuda.synchronize()


def epochs(make, shape, graphed):
    """Seconds of each epoch, and the last loss."""
    torch.manual_seed(0)
    net = make().to(options.device)
    opt = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    data = torch.randn(*shape)
    images, labels = data.to(options.device), torch.randint(0, 10, (shape[0],)).to(options.device)
    x, y = images.clone(), labels.clone()

    def step():
        opt.zero_grad()
        loss = nn.functional.cross_entropy(net(x), y)
        loss.backward()
        opt.step()
        return loss

    if graphed:
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                step()
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            kept = step()
    else:
        for _ in range(3):
            kept = step()
    seconds = []
    for _ in range(options.epochs):
        synchronize()
        begin = time.perf_counter()
        for _ in range(options.steps):
            x.copy_(images, non_blocking=True)
            y.copy_(labels, non_blocking=True)
            if graphed:
                graph.replay()
            else:
                kept = step()
        synchronize()
        seconds.append(time.perf_counter() - begin)
    return seconds, kept.item()


if not ON_DEVICE:
    torch.set_num_threads(1)
for name, (make, shape) in CASES.items():
    for graphed in [False, True] if ON_DEVICE else [False]:
        seconds, loss = epochs(make, shape, graphed)
        print(json.dumps({"name": name, "graphed": graphed, "seconds": seconds, "loss": loss}), flush=True)
