"""Golden data for the vision tests, from torchvision 0.28.0 with torch 2.13.0 (CPU), one thread.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision.py

Parameters are kept as hashes of their bytes, losses as numbers. What goes through convolutions depends in its last bits
on the processor's vector units, see processor.py.
"""

import hashlib
import json
import os
import tempfile

import torch
import torchvision_cpu  # noqa: F401
from torch import nn, optim
from torchvision import datasets, models, transforms as T
from torchvision.models.resnet import Bottleneck, ResNet
from torchvision.transforms import functional as TF

torch.set_num_threads(1)
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden")


def sha(*chunks):
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def state_of(net):
    state = net.state_dict()
    return {
        "keys": sha("\n".join(state).encode()),
        "bytes": sha(*(tensor.numpy().tobytes() for tensor in state.values())),
        "parameters": sum(p.numel() for p in net.parameters()),
    }


def builders():
    names = ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d", "wide_resnet50_2"]
    names += ["resnext101_32x8d", "resnext101_64x4d", "wide_resnet101_2"]
    names += [f"vgg{depth}{end}" for depth in (11, 13, 16, 19) for end in ("", "_bn")]
    result = {}
    for name in names:
        torch.manual_seed(1412)
        net = getattr(models, name)()
        result[name] = state_of(net)
        if name in ("resnet18", "vgg11_bn"):
            result[name]["text"] = str(net)
            result[name]["state"] = {k: sha(v.numpy().tobytes())[:12] for k, v in net.state_dict().items()}
        else:
            result[name]["text_sha"] = sha(str(net).encode())
    return result


VARIANTS = {
    "resnet18 zero_init_residual": lambda: models.resnet18(num_classes=10, zero_init_residual=True),
    "resnet18 GroupNorm": lambda: models.resnet18(num_classes=10, norm_layer=lambda c: nn.GroupNorm(8, c)),
    "resnet50 dilated": lambda: models.resnet50(num_classes=7, replace_stride_with_dilation=[False, True, True]),
    "ResNet grouped": lambda: ResNet(Bottleneck, [1, 2, 1, 1], num_classes=5, groups=4, width_per_group=8),
    "vgg11 dropout": lambda: models.vgg11(num_classes=10, dropout=0.25, init_weights=False),
}


def training():
    """Three steps of SGD each, then the output in eval mode."""
    result = {}
    for name, make in VARIANTS.items():
        torch.manual_seed(7)
        net = make()
        start = state_of(net)
        x = torch.randn(4, 3, 64, 48)
        y = torch.tensor([0, 3, 1, 4])
        opt = optim.SGD(net.parameters(), lr=0.01, momentum=0.9, weight_decay=1e-3)
        losses = []
        for _ in range(3):
            loss = nn.functional.cross_entropy(net(x), y)
            loss.backward()
            opt.step()
            opt.zero_grad()
            losses.append(loss.item())
        net.eval()
        with torch.no_grad():
            output = net(x)
        result[name] = {"start": start, "losses": losses, "output": output.tolist(), "trained": state_of(net)["bytes"]}
    return result


def transforms():
    """Images are uint8 tensors. With antialias Pillow's pixels are the model, as an image is what a PIL image is there."""
    torch.manual_seed(3)
    rgb = torch.randint(0, 256, (3, 11, 17), dtype=torch.uint8)
    gray = torch.randint(0, 256, (1, 9, 7), dtype=torch.uint8)
    cases = {
        "to_tensor": (gray, TF.convert_image_dtype(gray, torch.float32)),
        "normalize": (rgb, TF.normalize(rgb / 255, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225])),
        "grayscale": (rgb, TF.rgb_to_grayscale(rgb, 3)),
    }
    for size in (7, 23, [5, 30]):
        for mode in ("bilinear", "bicubic", "nearest", "nearest-exact"):
            for antialias in (True, False):
                resized = TF.resize(rgb, size, T.InterpolationMode(mode), antialias=antialias)
                cases[f"resize {size} {mode} {antialias}"] = (rgb, resized)
    cases["resize max_size"] = (rgb, TF.resize(rgb, 20, max_size=24))
    for size in ([5, 8], [8, 5], [14, 6], [12, 30]):
        cases[f"center_crop {size}"] = (rgb, TF.center_crop(rgb, size))
    for box in ([2, 3, 5, 6], [-2, -3, 5, 6], [8, 14, 6, 9], [-1, -1, 14, 20]):
        cases[f"crop {box}"] = (rgb, TF.crop(rgb, *box))
    for padding in (2, [1, 3], [1, 2, 3, 4]):
        cases[f"pad {padding}"] = (rgb, TF.pad(rgb, padding, fill=9))
    random = {
        "size": T.RandomCrop((5, 8)),
        "padding": T.RandomCrop(9, padding=2, fill=5),
        "pad_if_needed": T.RandomCrop((13, 16), pad_if_needed=True),
        "whole": T.RandomCrop((11, 17)),
    }
    torch.manual_seed(11)
    for name, crop in random.items():
        for i in range(3):
            cases[f"RandomCrop {name} {i}"] = (rgb, crop(rgb))
    return {
        "rgb": rgb.tolist(),
        "gray": gray.tolist(),
        "cases": {name: {"image": "gray" if x is gray else "rgb", "result": y.tolist()} for name, (x, y) in cases.items()},
    }


def texts():
    """What data sets and transforms print; the folder's name is left out."""
    transform = T.Compose(
        [
            T.Resize(18),
            T.Resize((16, 20), antialias=False),
            T.RandomCrop(16),
            T.RandomCrop((16, 20), padding=2),
            T.CenterCrop(16),
            T.Grayscale(3),
            T.Lambda(lambda x: x),
            T.ToTensor(),
            T.Normalize([0.5, 0.25], [0.25, 0.125]),
        ]
    )
    with tempfile.TemporaryDirectory() as root:
        write_idx(os.path.join(root, "KMNIST/raw"))
        sets = [
            datasets.KMNIST(root),
            datasets.KMNIST(root, train=False, transform=transform, target_transform=T.Lambda(lambda y: y)),
        ]
        return [str(s).replace(root, "ROOT") for s in sets]


def write_idx(folder):
    os.makedirs(folder)
    for part, n in (("train", 3), ("t10k", 2)):
        for kind, shape in (("images-idx3", (n, 2, 2)), ("labels-idx1", (n,))):
            header = bytes([0, 0, 8, len(shape)]) + b"".join(size.to_bytes(4, "big") for size in shape)
            count = torch.tensor(shape).prod().item()
            with open(os.path.join(folder, f"{part}-{kind}-ubyte"), "wb") as file:
                file.write(header + bytes(count))


def write(name, content):
    with open(os.path.join(GOLDEN, name), "w") as file:
        json.dump(content, file, separators=(",", ":"))


if __name__ == "__main__":
    write("vision_models.json", {"builders": builders(), "training": training()})
    write("vision_transforms.json", {**transforms(), "texts": texts()})
