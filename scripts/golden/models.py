"""Golden data for torchvision's classification models, from torchvision 0.28.0 with torch 2.13.0 (CPU), one thread.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/models.py

Every builder's names, parameter count, printed text, initial values and outputs; for one of each family also a step of
training. Values are kept as sums of their bit patterns, tensor by tensor, hashed: that takes a second for the largest.
What goes through convolutions depends in its last bits on the processor's vector units, see processor.py.
"""

import hashlib
import json
import os
import warnings

import torch
import torchvision_cpu  # noqa: F401
from torch import nn, optim
from processor import bits
from torchvision import models

torch.set_num_threads(1)
warnings.simplefilter("ignore")
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden")
SIZES = {"inception_v3": [80, 107], "maxvit_t": [224, 224]}


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def values(net):
    return sha(" ".join(str(bits(tensor)) for tensor in net.state_dict().values()))


def size_of(name):
    return [224, 224] if name.startswith("vit") else SIZES.get(name, [64, 96])


def liven(net):
    """Gives what begins as zeros or ones values of its own, so that the output depends on it."""
    torch.manual_seed(5)
    with torch.no_grad():
        for tensor in net.parameters():
            if not tensor.any():
                tensor.normal_(0, 0.02)
        for name, tensor in net.named_buffers():
            if name.endswith("running_mean"):
                tensor.normal_(0, 0.1)
            if name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5)


def built(name):
    torch.manual_seed(1412)
    net = models.get_model(name)
    keys = "\n".join(f"{key} {list(tensor.shape)} {tensor.dtype}" for key, tensor in net.state_dict().items())
    result = {
        "keys": sha(keys),
        "parameters": sum(p.numel() for p in net.parameters()),
        "text": sha(str(net)),
        "values": values(net),
        "next": torch.rand(1).item(),
    }
    liven(net)
    net.eval()
    with torch.no_grad():
        x = torch.randn(1, 3, *size_of(name))
        result["output"] = net(x)[0, :5].tolist()
    return result


TRAINED = {
    "alexnet": {},
    "densenet121": {"drop_rate": 0.1},
    "squeezenet1_1": {},
    "googlenet": {"aux_logits": True, "init_weights": True},
    "inception_v3": {"init_weights": False},
    "mobilenet_v2": {"width_mult": 0.75},
    "mobilenet_v3_small": {"dropout": 0.3, "dilated": True, "reduced_tail": True, "width_mult": 0.75},
    "shufflenet_v2_x0_5": {},
    "efficientnet_b0": {"stochastic_depth_prob": 0.5},
    "efficientnet_v2_s": {"dropout": 0.1},
    "mnasnet0_5": {},
    "regnet_y_400mf": {},
    "convnext_tiny": {"stochastic_depth_prob": 0.5, "layer_scale": 0.1},
    "vit_b_32": {"dropout": 0.1, "attention_dropout": 0.1, "image_size": 64, "representation_size": 24},
    "swin_t": {"dropout": 0.1, "attention_dropout": 0.1},
    "swin_v2_t": {"attention_dropout": 0.1},
    "maxvit_t": {"input_size": [64, 64], "partition_size": 2, "mlp_dropout": 0.1},
}


def trained(name, options):
    torch.manual_seed(7)
    options = dict(options)
    partition_size = options.pop("partition_size", None)
    if partition_size:  # The builder fixes it to 7; small images need a smaller one.
        small = dict(stem_channels=8, block_channels=[8, 16], block_layers=[1, 2], head_dim=8, stochastic_depth_prob=0.3)
        net = models.MaxVit(partition_size=partition_size, num_classes=10, **small, **options)
    else:
        net = models.get_model(name, num_classes=10, **options)
    size = [options["image_size"]] * 2 if "image_size" in options else options.get("input_size", [64, 96])
    if name == "inception_v3":
        size = [299, 299]
    opt = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    outputs = net(torch.randn(2, 3, *size))
    heads = [outputs] if isinstance(outputs, torch.Tensor) else list(outputs)
    loss = sum(nn.functional.cross_entropy(head, torch.tensor([3, 8])) for head in heads)
    loss.backward()
    opt.step()
    return {
        "options": options,
        "heads": [head[1, :3].tolist() for head in heads],
        "fields": list(getattr(outputs, "_fields", [])),
        "loss": loss.item(),
        "values": values(net),
    }


if __name__ == "__main__":
    content = {
        "trained": {name: trained(name, options) for name, options in TRAINED.items()},
        "built": {name: built(name) for name in models.list_models(module=models)},
    }
    with open(os.path.join(GOLDEN, "models.json"), "w") as file:
        json.dump(content, file, indent=1)
