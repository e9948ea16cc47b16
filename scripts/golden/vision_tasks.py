"""Golden data for torchvision's networks beside the classifiers of images, from torchvision 0.28.0 with torch 2.13.0 (CPU).

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_tasks.py

Of every builder: names and shapes, parameter count, printed text. Of some: initial values, two steps of training with
gradients, outputs. Of weights: address, preprocessing and figures. One thread; values are kept as in models.py.
"""

import json
import os
import re
import warnings

import models as digests
import torch
import torchvision_cpu  # noqa: F401
from PIL import Image
from torch import nn, optim
from torchvision import models
from torchvision.models import optical_flow, segmentation, video
from torchvision.transforms import functional as TF
from torchvision.transforms._presets import OpticalFlow, SemanticSegmentation, VideoClassification

torch.set_num_threads(1)
warnings.simplefilter("ignore")
sha, bits, values = digests.sha, digests.bits, digests.values


def built(name, options):
    """On no device: names, shapes and text need no values."""
    with torch.device("meta"):
        net = models.get_model(name, **options)
    keys = "\n".join(f"{key} {list(tensor.shape)} {tensor.dtype}" for key, tensor in net.state_dict().items())
    return {
        "options": options,
        "keys": sha(keys),
        "parameters": sum(p.numel() for p in net.parameters()),
        # A list in a layer's text is one that Python was given; TypeScript has no tuples to tell it from.
        "text": sha(re.sub(r"=\[([\d, ]+)\]", r"=(\1)", str(net))),
    }


def weights_of(module):
    found = {}
    for name in models.list_models(module=module):
        for member in models.get_model_weights(name):
            found[str(member)] = {
                "builder": name,
                "default": member is type(member).DEFAULT,
                "url": member.url,
                "transforms": str(member.transforms()),
                "parameters": member.meta["num_params"],
                "metrics": member.meta["_metrics"],
                "categories": sha("\n".join(member.meta.get("categories", []))),
            }
    return found


def trained(make, forward, loss_of, options):
    """Two steps of SGD."""
    torch.manual_seed(7)
    net = make()
    start = values(net)
    inputs = forward["inputs"]()
    opt = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    losses, gradients = [], []
    for _ in range(2):
        opt.zero_grad()
        loss = loss_of(net(*inputs))
        loss.backward()
        losses.append(loss.item())
        gradients.append(sha(" ".join("none" if p.grad is None else str(bits(p.grad)) for p in net.parameters())))
        opt.step()
    digests.liven(net)
    net.eval()
    with torch.no_grad():
        output = forward["shown"](net(*inputs))
    return {
        "options": options,
        "start": start,
        "losses": losses,
        "gradients": gradients,
        "values": values(net),
        "output": output.flatten()[:: max(1, output.numel() // 7)].tolist(),
        "next": torch.rand(1).item(),
    }


# ---- segmentation

AUX = {"weights_backbone": None, "aux_loss": True}
SEGMENTED = {
    "fcn_resnet50": {**AUX, "num_classes": 5},
    "deeplabv3_resnet50": {"weights_backbone": None, "num_classes": 4},
    "deeplabv3_mobilenet_v3_large": {**AUX, "num_classes": 3},
    "lraspp_mobilenet_v3_large": {"weights_backbone": None, "num_classes": 6},
}


def segmented(name, options):
    # Half of the pixels and more take part; 255 is left out.
    target = torch.arange(2 * 49 * 66).view(2, 49, 66) % (options["num_classes"] + 2)
    target[target >= options["num_classes"]] = 255

    def loss_of(outputs):
        losses = {key: nn.functional.cross_entropy(value, target, ignore_index=255) for key, value in outputs.items()}
        return losses["out"] + 0.5 * losses["aux"] if "aux" in losses else losses["out"]

    forward = {"inputs": lambda: (torch.randn(2, 3, 49, 66),), "shown": lambda outputs: outputs["out"]}
    return trained(lambda: models.get_model(name, **options), forward, loss_of, options)


def segmentation_presets():
    torch.manual_seed(5)
    image = torch.randint(0, 256, (3, 40, 61), dtype=torch.uint8)
    cases = {}
    for resize_size in (23, 60, None):
        preset = SemanticSegmentation(resize_size=resize_size)
        cases[f"tensor {resize_size}"] = preset(image)
        cases[f"batch {resize_size}"] = preset(torch.stack([image, image.flip(2)]))
        cases[f"picture {resize_size}"] = preset(TF.to_pil_image(image))
    nearest = SemanticSegmentation(resize_size=17, mean=(0.5, 0.25, 0), std=(1, 0.5, 0.25), interpolation=TF.InterpolationMode.NEAREST)
    cases["nearest"] = nearest(Image.new("RGB", (31, 20), (10, 200, 30)))
    return {name: [list(result.shape), bits(result)] for name, result in cases.items()}


def of_segmentation():
    plain = {"weights_backbone": None}
    cases = [(name, plain) for name in models.list_models(module=segmentation)]
    cases += [(name, AUX) for name, _ in cases if not name.startswith("lraspp")]
    return {
        "names": models.list_models(module=segmentation),
        "weights": weights_of(segmentation),
        "built": [{"name": name, **built(name, options)} for name, options in cases],
        "trained": {name: segmented(name, options) for name, options in SEGMENTED.items()},
        "presets": segmentation_presets(),
    }


# ---- video

MULTISCALE = [
    dict(num_heads=1, input_channels=8, output_channels=16, kernel_q=[], kernel_kv=[3, 3, 3], stride_q=[], stride_kv=[1, 4, 4]),
    dict(num_heads=2, input_channels=16, output_channels=16, kernel_q=[3, 3, 3], kernel_kv=[3, 3, 3], stride_q=[1, 2, 2], stride_kv=[1, 2, 2]),
    dict(num_heads=2, input_channels=16, output_channels=24, kernel_q=[], kernel_kv=[3, 3, 3], stride_q=[], stride_kv=[1, 1, 1]),
]
MULTISCALE_V2 = [
    dict(num_heads=1, input_channels=8, output_channels=8, kernel_q=[3, 3, 3], kernel_kv=[3, 3, 3], stride_q=[1, 1, 1], stride_kv=[1, 4, 4]),
    dict(num_heads=2, input_channels=8, output_channels=16, kernel_q=[3, 3, 3], kernel_kv=[3, 3, 3], stride_q=[1, 2, 2], stride_kv=[1, 2, 2]),
    dict(num_heads=2, input_channels=16, output_channels=16, kernel_q=[3, 3, 3], kernel_kv=[3, 3, 3], stride_q=[1, 1, 1], stride_kv=[1, 1, 1]),
]
SMALL = dict(spatial_size=[32, 48], temporal_size=4, num_classes=5, stochastic_depth_prob=0.4, dropout=0.25)
V1 = dict(residual_pool=False, residual_with_cls_embed=False, rel_pos_embed=False, proj_after_attn=False)
V2 = dict(residual_pool=True, residual_with_cls_embed=False, rel_pos_embed=True, proj_after_attn=True, attention_dropout=0.1)
WINDOWS = dict(patch_size=[2, 4, 4], embed_dim=12, depths=[2, 2], num_heads=[2, 3], num_classes=5, stochastic_depth_prob=0.4, dropout=0.1, attention_dropout=0.1)
# Builder or class, its options, the videos' shape.
FILMED = {
    "r3d_18": ("r3d_18", dict(num_classes=5), [2, 3, 5, 24, 30]),
    "mc3_18": ("mc3_18", dict(num_classes=5), [2, 3, 5, 24, 30]),
    "r2plus1d_18": ("r2plus1d_18", dict(num_classes=5, zero_init_residual=True), [2, 3, 5, 24, 30]),
    "s3d": ("s3d", dict(num_classes=5, dropout=0.5), [1, 3, 14, 224, 224]),
    "mvit version 1": ("MViT", {**SMALL, **V1, "block_setting": MULTISCALE}, [2, 3, 4, 32, 48]),
    "mvit version 2": ("MViT", {**SMALL, **V2, "block_setting": MULTISCALE_V2}, [2, 3, 4, 32, 48]),
    "mvit with the feature of the whole": ("MViT", {**SMALL, **V2, "residual_with_cls_embed": True, "temporal_size": 1, "patch_embed_stride": [1, 4, 4], "block_setting": MULTISCALE_V2}, [2, 3, 32, 48]),
    "swin3d": ("SwinTransformer3d", {**WINDOWS, "window_size": [2, 3, 4]}, [2, 3, 7, 34, 46]),
    "swin3d in large windows": ("SwinTransformer3d", {**WINDOWS, "window_size": [8, 7, 7], "depths": [2, 1]}, [1, 3, 5, 34, 46]),
}  # fmt: skip


def filmed(name, options, shape):
    def make():
        if name in models.list_models():
            return models.get_model(name, **options)
        given = dict(options)
        if name == "MViT":
            given["block_setting"] = [video.mvit.MSBlockConfig(**block) for block in given["block_setting"]]
            given["spatial_size"] = tuple(given["spatial_size"])
        return getattr(video, name)(**given)

    target = torch.arange(shape[0]) * 2 % 5
    forward = {"inputs": lambda: (torch.randn(shape),), "shown": lambda output: output}
    result = trained(make, forward, lambda output: nn.functional.cross_entropy(output, target), options)
    return {"make": name, "shape": shape, **result}


def video_presets():
    torch.manual_seed(5)
    clip = torch.randint(0, 256, (2, 3, 3, 40, 61), dtype=torch.uint8)
    cases = {
        "usual": VideoClassification(crop_size=(28, 33), resize_size=(32, 43))(clip),
        "one video": VideoClassification(crop_size=(28, 33), resize_size=(32, 43))(clip[0]),
        "shorter side": VideoClassification(crop_size=(24, 24), resize_size=(30,), mean=(0.45, 0.45, 0.45), std=(0.225, 0.225, 0.225))(clip),
        "floats": VideoClassification(crop_size=(50, 44), resize_size=(48,), interpolation=TF.InterpolationMode.BICUBIC)(clip[1].float() / 255),
    }  # fmt: skip
    return {name: [list(result.shape), bits(result)] for name, result in cases.items()}


def initial(name):
    torch.manual_seed(1412)
    net = models.get_model(name)
    return [values(net), torch.rand(1).item()]


def of_video():
    names = models.list_models(module=video)
    return {
        "names": names,
        "weights": weights_of(video),
        "built": [{"name": name, **built(name, {})} for name in names],
        "initial": {name: initial(name) for name in ("mvit_v1_b", "mvit_v2_s", "swin3d_t")},
        "trained": {name: filmed(*case) for name, case in FILMED.items()},
        "presets": video_presets(),
    }


# ---- optical flow

FLOWING = {"raft_small": [2, 3, 128, 136], "raft_large": [1, 3, 128, 144]}


def flowing(name, shape):
    """Three updates, of which the later count more, as in the paper."""

    def loss_of(flows):
        target = torch.linspace(-3, 3, flows[0].numel()).view_as(flows[0])
        return sum(0.8 ** (2 - i) * (flow - target).abs().mean() for i, flow in enumerate(flows))

    class Thrice(nn.Module):
        def __init__(self):
            super().__init__()
            self.net = models.get_model(name)

        def forward(self, first, second):
            return self.net(first, second, num_flow_updates=3)

    forward = {"inputs": lambda: (torch.rand(shape) * 2 - 1, torch.rand(shape) * 2 - 1), "shown": lambda flows: flows[-1]}
    return {"shape": shape, **trained(Thrice, forward, loss_of, {})}


def flow_presets():
    torch.manual_seed(5)
    first, second = torch.randint(0, 256, (2, 3, 24, 31), dtype=torch.uint8)
    cases = {
        "tensors": OpticalFlow()(first, second),
        "batches": OpticalFlow()(first[None].float() / 255, second[None].float() / 255),
        "pictures": OpticalFlow()(TF.to_pil_image(first), TF.to_pil_image(second)),
    }
    return {name: [[list(x.shape), bits(x)] for x in result] for name, result in cases.items()}


def of_flow():
    names = models.list_models(module=optical_flow)
    return {
        "names": names,
        "weights": weights_of(optical_flow),
        "built": [{"name": name, **built(name, {})} for name in names],
        "trained": {name: flowing(name, shape) for name, shape in FLOWING.items()},
        "presets": flow_presets(),
    }


if __name__ == "__main__":
    content = {"segmentation": of_segmentation(), "video": of_video(), "optical_flow": of_flow()}
    with open(os.path.join(digests.GOLDEN, "vision_tasks.json"), "w") as file:
        json.dump(content, file, indent=1)
