"""The networks in evaluation of inference.ts in Python."""

import torch
from networks import ResNet18
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


def fold(module):
    children = list(module.named_children())
    for (name, conv), (after, norm) in zip(children, children[1:]):
        if isinstance(conv, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
            setattr(module, name, fuse_conv_bn_eval(conv, norm))
            setattr(module, after, nn.Identity())
    for _, child in module.named_children():
        fold(child)


def resnet18(batch, folded=False, channels_last=False, dtype=torch.float32):
    torch.manual_seed(0)
    net = ResNet18().eval()
    memory_format = torch.channels_last if channels_last else torch.contiguous_format
    x = torch.randn(batch, 3, 224, 224).to(dtype=dtype, memory_format=memory_format)
    if folded:
        fold(net)
    net.to(dtype=dtype, memory_format=memory_format)

    def run():
        with torch.inference_mode():
            return net(x)

    return run, lambda: run().float()[:, :8].tolist()


FORMS = {
    "as trained": {},
    "channels last": {"channels_last": True},
    "folded": {"folded": True},
    "folded, channels last": {"folded": True, "channels_last": True},
    "folded, channels last, bfloat16": {"folded": True, "channels_last": True, "dtype": torch.bfloat16},
}

INFERENCES = {
    f"resnet18 {batch}x3x224x224 {name}": lambda batch=batch, form=form: resnet18(batch, **form)
    for batch in (1, 8)
    for name, form in FORMS.items()
}
