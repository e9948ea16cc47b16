"""Golden data that tells processors apart: results of a few kernels with torch 2.13.0 (CPU) on one thread.

    .venv/bin/python scripts/golden/processor.py

Convolutions and products of matrices depend in their last bits on the processor's vector units and caches, and virtual
machines give different processors one name. Where these results have the same bits, golden data made here is comparable.
"""

import json
import os

import torch
from torch.nn import functional as F

torch.set_num_threads(1)
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden")


def bits(tensor):
    """The sum of a tensor's bit patterns."""
    kind = {8: torch.int64, 4: torch.int32}[tensor.element_size()]
    return tensor.detach().contiguous().view(-1).view(kind).sum().item()


def results():
    """Of test/processor.ts as well: the same calls in the same order."""
    torch.manual_seed(3)
    pictures = torch.randn(2, 3, 56, 48)
    first = F.conv2d(pictures, torch.randn(64, 3, 7, 7), stride=2, padding=3)
    weight = torch.randn(64, 64, 3, 3, requires_grad=True)
    second = F.conv2d(first, weight, padding=1)
    third = F.conv2d(second, torch.randn(64, 1, 3, 3), groups=64)
    fourth = F.conv2d(third, torch.randn(96, 64, 1, 1))
    normal = F.batch_norm(fourth, None, None, training=True)
    scores = F.linear(normal.mean((2, 3)), torch.randn(1000, 96))
    product = torch.randn(197, 384) @ torch.randn(384, 1536)
    products = torch.randn(6, 49, 32) @ torch.randn(6, 32, 49)
    weights = product[:49].softmax(-1)
    smooth = F.layer_norm(F.gelu(product), [1536])
    larger = F.interpolate(pictures, scale_factor=2.0, mode="bilinear")
    loss = scores.logsumexp(1).sum()
    loss.backward()
    made = [first, second, third, fourth, normal, scores, product, products, weights, smooth, larger, loss, weight.grad]
    return [bits(tensor) for tensor in made]


if __name__ == "__main__":
    with open(os.path.join(GOLDEN, "processor.json"), "w") as file:
        json.dump(results(), file)
