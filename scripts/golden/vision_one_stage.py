"""Golden data for test/vision/one_stage.test.ts: RetinaNet, FCOS and SSD of torchvision 0.28.0 with torch 2.13.0 (CPU).

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_one_stage.py

Of every builder: names and shapes, printed text. Of some networks: initial values, steps of training with gradients,
detections. It asks torchvision's compiled operators, see torchvision_cpu.py. One thread; values are kept as in models.py.
"""

import json
import os
import warnings

import models as digests
import torch
import torchvision_cpu
from torch import nn, optim
from torchvision import models
from torchvision.models import detection
from torchvision.models.detection import _utils as det_utils
from torchvision.models.detection.anchor_utils import AnchorGenerator, DefaultBoxGenerator
from torchvision.models.detection.fcos import FCOS
from torchvision.models.detection.retinanet import RetinaNet, RetinaNetHead
from torchvision.models.detection.ssd import SSD, SSDFeatureExtractorVGG
from torchvision.models.vgg import vgg16

torch.set_num_threads(1)
warnings.simplefilter("ignore")
assert torchvision_cpu.COMPILED, "see torchvision_cpu.py"
sha, bits, values = digests.sha, digests.bits, digests.values

BUILDERS = [
    "retinanet_resnet50_fpn",
    "retinanet_resnet50_fpn_v2",
    "fcos_resnet50_fpn",
    "ssd300_vgg16",
    "ssdlite320_mobilenet_v3_large",
]
BARE = {"weights": None, "weights_backbone": None}


def built(name):
    """On no device: names, shapes and text need no values."""
    with torch.device("meta"):
        net = getattr(detection, name)(**BARE)
    state = net.state_dict()
    return {
        "state": "\n".join(f"{key} {list(tensor.shape)}" for key, tensor in state.items()),
        "trained": sha("\n".join(name for name, p in net.named_parameters() if p.requires_grad)),
        "text": sha(str(net)),
    }


class Small(nn.Module):
    """A backbone of few channels: one map as a tensor, or several by name."""

    def __init__(self, maps, channels=8):
        super().__init__()
        self.stem = nn.Conv2d(3, channels, 5, stride=4, padding=2)
        self.rest = nn.ModuleList([nn.Conv2d(channels, channels, 3, stride=2, padding=1) for _ in range(maps - 1)])
        self.maps = maps
        self.out_channels = channels

    def forward(self, x):
        found = [self.stem(x).relu()]
        for conv in self.rest:
            found.append(conv(found[-1]).relu())
        return found[0] if self.maps == 1 else {str(i): each for i, each in enumerate(found)}


class Uneven(Small):
    """Does not say how many channels its maps have."""

    def __init__(self, maps):
        super().__init__(maps)
        del self.out_channels


SIZES = {"min_size": 64, "max_size": 90}


def retina_tensor():
    anchors = AnchorGenerator(sizes=((8, 16),), aspect_ratios=((0.5, 1.0, 2.0),))
    return RetinaNet(Small(1), 3, anchor_generator=anchors, score_thresh=0.008, topk_candidates=60, **SIZES)


def retina_maps():
    anchors = AnchorGenerator(sizes=((8,), (20,)), aspect_ratios=((0.7, 1.5),) * 2)
    head = RetinaNetHead(8, 2, 4, norm_layer=lambda channels: nn.GroupNorm(2, channels))
    head.regression_head._loss_type = "smooth_l1"
    matcher = det_utils.Matcher(0.3, 0.2, allow_low_quality_matches=False)
    return RetinaNet(
        Small(2), 4, (48, 64, 56), 90, anchor_generator=anchors, head=head, proposal_matcher=matcher, score_thresh=0.0,
        nms_thresh=0.3, detections_per_img=25, image_mean=[0.5, 0.4, 0.3], image_std=[0.2, 0.3, 0.4], size_divisible=16,
    )  # fmt: skip


def fcos_maps():
    # FCOS has groups of 32 channels.
    anchors = AnchorGenerator(sizes=((4,), (8,)), aspect_ratios=((1.0,),) * 2)
    return FCOS(
        Small(2, 32), 3, anchor_generator=anchors, center_sampling_radius=2.5, score_thresh=0.06, topk_candidates=90, **SIZES
    )  # fmt: skip


def ssd_maps():
    boxes = DefaultBoxGenerator([[2], [2, 3]], min_ratio=0.1, max_ratio=0.5)
    return SSD(Uneven(2), boxes, (72, 56), 4, score_thresh=0.2, detections_per_img=30)


def ssd_head():
    boxes = DefaultBoxGenerator([[2]], scales=[0.2, 0.4], steps=[4], clip=False)
    net = SSD(Uneven(1), boxes, (40, 40), 3, score_thresh=0.1, topk_candidates=20, positive_fraction=0.4, iou_thresh=0.3)
    net.transform.image_mean = [0.0, 0.0, 0.0]
    return net


def ssd512():
    features = SSDFeatureExtractorVGG(vgg16().features, True)
    boxes = DefaultBoxGenerator([[2]] + [[2, 3]] * 4 + [[2]] * 2)
    return SSD(features, boxes, (512, 512), 2, score_thresh=0.45)


NETS = {
    "retina_tensor": retina_tensor,
    "retina_maps": retina_maps,
    "fcos_maps": fcos_maps,
    "ssd_maps": ssd_maps,
    "ssd_head": ssd_head,
    "retinanet_resnet50_fpn": lambda: detection.retinanet_resnet50_fpn(
        **BARE, num_classes=4, score_thresh=0.009, trainable_backbone_layers=2, **SIZES
    ),
    "retinanet_resnet50_fpn_v2": lambda: detection.retinanet_resnet50_fpn_v2(
        **BARE, num_classes=3, score_thresh=0.009, **SIZES
    ),
    "fcos_resnet50_fpn": lambda: detection.fcos_resnet50_fpn(**BARE, num_classes=4, score_thresh=0.07, **SIZES),
    "ssdlite320_mobilenet_v3_large": lambda: detection.ssdlite320_mobilenet_v3_large(
        **BARE, num_classes=5, score_thresh=0.19
    ),
    "ssd300_vgg16": lambda: detection.ssd300_vgg16(**BARE, num_classes=3, score_thresh=0.3, topk_candidates=50),
}
STEPS = {name: 1 if name == "ssd300_vgg16" else 2 if name in BUILDERS else 3 for name in NETS}


def pictures(name):
    found = [torch.rand(3, 50, 70), torch.rand(3, 64, 41), torch.rand(3, 30, 30)]
    return found[:1] if name == "ssd300_vgg16" else found if name not in BUILDERS else found[:2]


def targets(count):
    """The third picture shows nothing."""
    boxes = [
        [[5, 4, 33, 40], [30, 10, 66, 45], [31, 12, 60, 40], [1, 1, 8, 12]],
        [[6, 8, 37, 60], [3.5, 20, 12, 33]],
        [],
    ]
    made = [torch.tensor(each, dtype=torch.float32).reshape(-1, 4) for each in boxes]
    return [{"boxes": each, "labels": torch.arange(len(each)) % 2 + 1} for each in made[:count]]


def shown(found):
    return {
        "count": len(found["boxes"]),
        "digest": {key: str(bits(value)) for key, value in found.items()},
        "boxes": found["boxes"][:5].tolist(),
        "scores": found["scores"][:5].tolist(),
        "labels": found["labels"].tolist(),
    }


def trained(name):
    torch.manual_seed(7)
    net = NETS[name]()
    start = values(net)
    images = pictures(name)
    wanted = targets(len(images))
    opt = optim.SGD([p for p in net.parameters() if p.requires_grad], lr=0.005, momentum=0.9)
    losses, gradients = [], []
    for _ in range(STEPS[name]):
        opt.zero_grad()
        found = net(images, wanted)
        sum(found.values()).backward()
        losses.append({key: value.item() for key, value in found.items()})
        gradients.append(sha(" ".join("none" if p.grad is None else str(bits(p.grad)) for p in net.parameters())))
        opt.step()
    digests.liven(net)
    net.eval()
    with torch.no_grad():
        found = net(images)
    return {
        "start": start,
        "losses": losses,
        "gradients": gradients,
        "values": values(net),
        "found": [shown(each) for each in found],
        "next": torch.rand(1).item(),
    }


def extra():
    torch.manual_seed(7)
    net = ssd512()
    return {"state": "\n".join(f"{key} {list(tensor.shape)}" for key, tensor in net.state_dict().items())}


def loaded(name):
    """A network as it is made for its trained weights: what a file of theirs has to hold."""
    load, fetch = nn.Module.load_state_dict, models.WeightsEnum.get_state_dict
    nn.Module.load_state_dict, models.WeightsEnum.get_state_dict = lambda *_, **__: None, lambda *_, **__: {}
    with torch.device("meta"):
        net = getattr(detection, name)(weights="DEFAULT")
        backed = getattr(detection, name)(weights_backbone="DEFAULT")
    nn.Module.load_state_dict, models.WeightsEnum.get_state_dict = load, fetch
    return {
        "state": sha("\n".join(f"{key} {list(tensor.shape)}" for key, tensor in net.state_dict().items())),
        "text": sha(str(net)),
        "trained": sha("\n".join(name for name, p in net.named_parameters() if p.requires_grad)),
        "backed": sha(str(backed)),
        "backed_trained": sha("\n".join(name for name, p in backed.named_parameters() if p.requires_grad)),
    }


def wrong_inputs():
    """Calls that fail, by name: what makes the images and targets of a good call bad."""
    nan = float("nan")
    return {
        "no targets": lambda images, targets: (images, None),
        "too few targets": lambda images, targets: (images, targets[:1]),
        "no boxes": lambda images, targets: (images, [{"labels": each["labels"]} for each in targets]),
        "no labels": lambda images, targets: (images, [{"boxes": each["boxes"]} for each in targets]),
        "boxes as a list": lambda images, targets: (images, [{**each, "boxes": [[1, 2, 3, 4]]} for each in targets]),
        "boxes of rank 1": lambda images, targets: (images, [{**each, "boxes": each["boxes"][0]} for each in targets]),
        "boxes of 5": lambda images, targets: (images, [{**each, "boxes": torch.rand(1, 5)} for each in targets]),
        "box of no width": lambda images, targets: (
            images, [{**each, "boxes": torch.tensor([[3.5, 2, 9, 9], [3.5, 2, 3.5, 9]])} for each in targets]
        ),
        "box turned over": lambda images, targets: (
            images, [{**each, "boxes": torch.tensor([[9.0, 2, 3, 9], [1, 2, 3, 9]])} for each in targets]
        ),
        "label too large": lambda images, targets: (images, [{**each, "labels": each["labels"] + 7} for each in targets]),
        "label too small": lambda images, targets: (images, [{**each, "labels": each["labels"] - 9} for each in targets]),
        "labels of float": lambda images, targets: (images, [{**each, "labels": each["labels"].float()} for each in targets]),
        "too few labels": lambda images, targets: (images, [{**each, "labels": each["labels"][:1]} for each in targets]),
        "boxes of nan": lambda images, targets: (images, [{**each, "boxes": each["boxes"] * nan} for each in targets]),
        "boxes of int": lambda images, targets: (images, [{**each, "boxes": each["boxes"].long()} for each in targets]),
        "boxes of double": lambda images, targets: (images, [{**each, "boxes": each["boxes"].double()} for each in targets]),
        "images of uint8": lambda images, targets: ([(each * 255).byte() for each in images], targets),
        "images of nan": lambda images, targets: ([each * nan for each in images], targets),
        "images of rank 2": lambda images, targets: ([each[0] for each in images], targets),
        "images of rank 1": lambda images, targets: ([each[0, 0] for each in images], targets),
        "images of 1 channel": lambda images, targets: ([each[:1] for each in images], targets),
        "images of 4 channels": lambda images, targets: ([torch.rand(4, 9, 9) for each in images], targets),
        "images of 1 pixel": lambda images, targets: ([each[:, :1, :1] for each in images], targets),
        "a batch": lambda images, targets: (torch.stack([each[:, :20, :20] for each in images]), targets),
    }  # fmt: skip


def outcomes(name):
    """The kind of the error of each wrong call, or its losses, and what it detects without targets."""
    result = {}
    for wrong, spoil in wrong_inputs().items():
        torch.manual_seed(7)
        net = NETS[name]()
        images = pictures(name)[:2]
        images, wanted = spoil(images, targets(2))
        try:
            training = {key: repr(value.item()) for key, value in net(images, wanted).items()}
        except Exception as error:
            training = type(error).__name__
        try:
            found = [len(each["boxes"]) for each in net.eval()(images)]
        except Exception as error:
            found = type(error).__name__
        result[wrong] = [training, found]
    return result


if __name__ == "__main__":
    content = {
        "built": {name: built(name) for name in BUILDERS},
        "trained": {name: trained(name) for name in NETS},
        "ssd512": extra(),
        "loaded": {name: loaded(name) for name in BUILDERS},
        "wrong": {name: outcomes(name) for name in ("retina_tensor", "fcos_maps", "ssd_maps")},
    }
    with open(os.path.join(digests.GOLDEN, "vision_one_stage.json"), "w") as file:
        json.dump(content, file, indent=1)
