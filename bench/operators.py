"""Small operators, one call each: the statements that Python runs where operators.ts has functions."""

import torch
import torch.nn.functional as F


def inputs(grad):
    torch.manual_seed(0)
    sizes = {
        "x": (4, 4),
        "y": (4, 4),
        "left": (2, 4, 4),
        "right": (2, 4, 4),
        "weight": (3, 4),
        "bias": (3,),
        "image": (1, 3, 8, 8),
        "kernel": (4, 3, 3, 3),
        "shift": (4,),
        "scale": (3,),
    }
    made = {name: torch.randn(size, requires_grad=grad) for name, size in sizes.items()}
    made["mean"] = torch.zeros(3)
    made["variance"] = torch.ones(3)
    made["z"] = torch.randn(4, 4)
    made["one"] = torch.ones(4, 4)
    made["labels"] = torch.tensor([0, 1, 2, 3])
    made["corner"] = made["z"][0, 0]
    return {**made, "torch": torch, "F": F}


DIFFERENTIABLE = {
    "add": "x + y",
    "add scalar": "x + 1",
    "sub": "x - y",
    "mul": "x * y",
    "div": "x / y",
    "relu": "torch.relu(x)",
    "sigmoid": "torch.sigmoid(x)",
    "exp": "torch.exp(x)",
    "mm 4x4": "torch.mm(x, y)",
    "matmul 2x4x4": "torch.matmul(left, right)",
    "linear": "F.linear(x, weight, bias)",
    "conv2d 1x3x8x8": "F.conv2d(image, kernel, shift)",
    "max_pool2d": "F.max_pool2d(image, 2)",
    "batch_norm": "F.batch_norm(image, mean, variance, scale, bias, True)",
    "softmax": "F.softmax(x, dim=1)",
    "cross_entropy": "F.cross_entropy(x, labels)",
    "sum": "x.sum()",
    "sum dim keepdim": "x.sum(dim=1, keepdim=True)",
    "mean": "x.mean()",
    "max dim": "torch.max(x, 1)",
    "cat": "torch.cat([x, y])",
    "stack": "torch.stack([x, y])",
    "view": "x.view(2, 8)",
    "reshape": "x.reshape(8, 2)",
    "transpose": "x.transpose(0, 1)",
    "permute": "x.permute(1, 0)",
    "index [:, 0]": "x[:, 0]",
}

PLAIN = {
    "mul_": "z.mul_(one)",
    "relu_": "z.relu_()",
    "zeros": "torch.zeros(4, 4)",
    "randn": "torch.randn(4, 4)",
    "item": "corner.item()",
    "shape": "x.shape",
}

# The statement, and what it leaves to compare.
GRAPH = {"forward + backward": ("(x * y + one).relu().sum().backward()", "x.grad")}

OPERATORS = {
    **{name: (statement, statement, False) for name, statement in {**DIFFERENTIABLE, **PLAIN}.items()},
    **{f"{name}, grad": (statement, statement, True) for name, statement in DIFFERENTIABLE.items()},
    **{f"{name}, grad": (statement, result, True) for name, (statement, result) in GRAPH.items()},
}


def described(result):
    if isinstance(result, torch.Tensor):
        return [str(result.dtype), list(result.shape), result.requires_grad, result.detach().tolist()]
    return result if isinstance(result, (int, float)) else [described(item) for item in result]
