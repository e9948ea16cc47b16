"""What torchvision 0.28.0's R-CNN detection networks give, for test/vision/detection_rcnn.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_detection_rcnn.py

It asks torchvision's compiled operators: see torchvision_cpu.py. Of large tensors the shape, the sum and the bit patterns'
sum are kept, each pattern times its place.
"""

import hashlib
import json
import os
import re
import warnings
from collections import OrderedDict

import torch
import torchvision_cpu
from torch import optim
from torchvision.models import detection, get_model, mobilenet_v2, resnet18
from torchvision.models.detection import backbone_utils
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor, TwoMLPHead
from torchvision.models.detection.keypoint_rcnn import KeypointRCNNHeads, KeypointRCNNPredictor
from torchvision.models.detection.mask_rcnn import MaskRCNNHeads, MaskRCNNPredictor
from torchvision.models.detection.transform import GeneralizedRCNNTransform
from torchvision.models.detection.backbone_utils import BackboneWithFPN
from torchvision.ops import FrozenBatchNorm2d, MultiScaleRoIAlign, roi_align

torch.set_num_threads(1)
warnings.simplefilter("ignore")
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden")


def told(value):
    if isinstance(value, torch.Tensor):
        value = value.detach().contiguous()
        flat = value.view(-1)
        kind = {torch.float32: torch.int32, torch.float64: torch.int64}.get(value.dtype, value.dtype)
        bits = (flat.view(kind) if value.is_floating_point() else flat).long()
        places = torch.arange(1, flat.numel() + 1)
        return {
            "shape": list(value.shape),
            "dtype": str(value.dtype),
            "sum": flat.double().sum().item(),
            "bits": str((bits * places).sum().item()),
        }
    if isinstance(value, dict):
        return {key: told(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [told(each) for each in value]
    return value


def images():
    return [torch.rand(3, 50, 70), torch.rand(3, 64, 41)]


def targets():
    """Two objects in the first picture, one in the second, for pictures of the sizes above."""
    made = []
    for boxes, (height, width) in (([[5, 4, 33, 40], [30, 10, 66, 45]], (50, 70)), ([[6, 8, 37, 60]], (64, 41))):
        boxes = torch.tensor(boxes, dtype=torch.float32) + 0.25
        masks = torch.zeros(len(boxes), height, width, dtype=torch.uint8)
        points = torch.zeros(len(boxes), 3, 3)
        for i, (x1, y1, x2, y2) in enumerate(boxes.tolist()):
            masks[i, int(y1) + 2 : int(y2), int(x1) : int(x2) - 3] = 1
            points[i] = torch.tensor([[x1 + 1.5, y1 + 2, 1], [x2 - 1, y2 - 2.5, 2], [x1, y2, 0]])
        labels = torch.arange(1, len(boxes) + 1)
        made.append({"boxes": boxes, "labels": labels, "masks": masks, "keypoints": points})
    return made


def transforms():
    result = {"texts": []}
    forms = {
        "several": ((60, 44, 80), 90, {}),
        "limited": (96, 100, {"size_divisible": 16}),
        "fixed": (60, 90, {"fixed_size": (72, 40)}),
        "left": (60, 90, {"_skip_resize": True}),
    }
    for name, (least, most, options) in forms.items():
        torch.manual_seed(3)
        made = GeneralizedRCNNTransform(least, most, [0.485, 0.456, 0.4], [0.229, 0.224, 0.5], **options)
        result["texts"].append(str(made))
        for mode in (True, False):
            batch, changed = made.train(mode)(images(), targets())
            result[f"{name} {mode}"] = told([batch.tensors, batch.image_sizes, changed, torch.rand(1)])
        found = [
            {"boxes": each["boxes"], "masks": torch.rand(len(each["boxes"]), 1, 28, 28), "keypoints": each["keypoints"]}
            for each in changed
        ]
        result[f"{name} back"] = told(made.postprocess(found, batch.image_sizes, [(50, 70), (64, 41)]))
    return result


def trained(net):
    return [name for name, parameter in net.named_parameters() if parameter.requires_grad]


def backbones():
    resnet, mobilenet = backbone_utils.resnet_fpn_backbone, backbone_utils.mobilenet_backbone
    forms = {
        "resnet18": lambda: resnet(backbone_name="resnet18", weights=None),
        "resnet50": lambda: resnet(backbone_name="resnet50", weights=None, trainable_layers=1, returned_layers=[2, 4]),
        "own": lambda: backbone_utils._resnet_fpn_extractor(resnet18(), 5, norm_layer=torch.nn.BatchNorm2d),
        "v2": lambda: mobilenet(backbone_name="mobilenet_v2", weights=None, fpn=False, trainable_layers=0),
        "v3": lambda: mobilenet(backbone_name="mobilenet_v3_large", weights=None, fpn=True, trainable_layers=4),
        "small": lambda: mobilenet(
            backbone_name="mobilenet_v3_small", weights=None, fpn=True, returned_layers=[1, 2, 4]
        ),
    }
    result = {}
    for name, build in forms.items():
        torch.manual_seed(11)
        net = build().eval()
        maps = net(torch.rand(1, 3, 70, 96))
        result[name] = told(
            {
                "keys": list(net.state_dict()),
                "values": torch.cat([value.reshape(-1).float() for value in net.state_dict().values()]),
                "trained": trained(net),
                "channels": net.out_channels,
                "names": list(maps) if isinstance(maps, dict) else None,
                "maps": list(maps.values()) if isinstance(maps, dict) else [maps],
            }
        )
    return result


def aligned():
    result = {}
    for channels in (2, 20):
        for dtype in (torch.float32, torch.float64):
            torch.manual_seed(8)
            maps = torch.randn(2, channels, 13, 17, dtype=dtype)
            corner = torch.rand(9, 2, dtype=dtype) * 60 - 6
            boxes = torch.cat([corner, corner + torch.rand(9, 2, dtype=dtype) * 50], 1)
            boxes[0] = torch.tensor([90.0, 70, 120, 100])  # beside the map
            boxes[1, 2:] = boxes[1, :2]  # nothing
            boxes[2] = torch.tensor([-40.0, -30, 160, 140])  # more than the map
            for ratio in (-1, 2, 3):
                for half in (False, True):
                    x = maps.clone().requires_grad_()
                    made = roi_align(x, [boxes[:5], boxes[5:]], (3, 5), 0.23, ratio, half)
                    (made * torch.linspace(-1, 2, made.numel(), dtype=dtype).view(made.shape)).sum().backward()
                    result[f"{channels} {dtype} {ratio} {half}"] = told([made, x.grad])
    return result


BUILDERS = [
    "fasterrcnn_mobilenet_v3_large_320_fpn",
    "fasterrcnn_mobilenet_v3_large_fpn",
    "fasterrcnn_resnet50_fpn",
    "fasterrcnn_resnet50_fpn_v2",
    "keypointrcnn_resnet50_fpn",
    "maskrcnn_resnet50_fpn",
    "maskrcnn_resnet50_fpn_v2",
]


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def keys(net):
    return "\n".join(f"{key} {list(tensor.shape)} {tensor.dtype}" for key, tensor in net.state_dict().items())


def built(name):
    torch.manual_seed(7)
    net = get_model(name, weights=None, weights_backbone=None)
    return {
        "keys": keys(net),
        "text": sha(str(net)),
        "parameters": sum(p.numel() for p in net.parameters()),
        "values": sha(" ".join(told(tensor)["bits"] for tensor in net.state_dict().values())),
        "next": torch.rand(1).item(),
    }


SMALL = {
    "min_size": 64,
    "max_size": 96,
    "rpn_pre_nms_top_n_train": 200,
    "rpn_pre_nms_top_n_test": 100,
    "rpn_post_nms_top_n_train": 150,
    "rpn_post_nms_top_n_test": 60,
    "rpn_batch_size_per_image": 64,
    "box_batch_size_per_image": 48,
    "box_detections_per_img": 12,
    "box_score_thresh": 0.01,
}


def pyramid():
    return backbone_utils.resnet_fpn_backbone(backbone_name="resnet18", weights=None, norm_layer=torch.nn.BatchNorm2d)


def replaced():
    net = detection.MaskRCNN(pyramid(), 91, **SMALL)
    net.roi_heads.box_predictor = FastRCNNPredictor(net.roi_heads.box_predictor.cls_score.in_features, 3)
    channels = net.roi_heads.mask_predictor.conv5_mask.in_channels
    net.roi_heads.mask_predictor = MaskRCNNPredictor(channels, 256, 3)
    return net


def single():
    backbone = mobilenet_v2(weights=None).features
    backbone.out_channels = 1280
    return detection.FasterRCNN(
        backbone,
        num_classes=3,
        rpn_anchor_generator=AnchorGenerator(sizes=((8, 16, 32, 48),), aspect_ratios=((0.5, 1.0, 2.0),)),
        box_roi_pool=MultiScaleRoIAlign(featmap_names=["0"], output_size=3, sampling_ratio=2),
        **SMALL,
    )


def points():
    return detection.KeypointRCNN(
        pyramid(),
        3,
        **{**SMALL, "min_size": [48, 64]},
        keypoint_head=KeypointRCNNHeads(256, (64, 48)),
        keypoint_predictor=KeypointRCNNPredictor(48, 3),
    )


NETWORKS = {
    "faster": lambda: detection.FasterRCNN(pyramid(), 3, **SMALL),
    "replaced": replaced,
    "keypoint": points,
    "single": single,
}


def lowered(flags):
    """The losses where autocast lowers the precision of what allows it, by the units that multiply bfloat16 here.

    Processors of one name have different ones; what others gave is kept.
    """
    torch.manual_seed(6)
    net = NETWORKS["faster"]()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        losses = {name: loss.item() for name, loss in net(images(), targets()).items()}
    units = next((unit for unit in ("amx_bf16", "avx512_bf16") if unit in flags), "none")
    with open(os.path.join(GOLDEN, "vision_detection_rcnn.json")) as file:
        return {**json.load(file)["lowered"], units: losses}


def whole():
    """A network as a file of a whole module, and what it finds."""
    torch.manual_seed(21)
    layers = OrderedDict(a=torch.nn.Conv2d(3, 6, 3, 4), b=FrozenBatchNorm2d(6), c=torch.nn.Conv2d(6, 8, 3, 2))
    maps = ["0", "1"]
    backbone = BackboneWithFPN(torch.nn.Sequential(layers), {"b": "0", "c": "1"}, [6, 8], 8)
    net = detection.MaskRCNN(
        backbone,
        rpn_anchor_generator=AnchorGenerator(((8,), (16,), (32,)), ((0.5, 1.0),) * 3),
        box_roi_pool=MultiScaleRoIAlign(maps, 3, 2),
        box_head=TwoMLPHead(72, 16),
        box_predictor=FastRCNNPredictor(16, 3),
        mask_roi_pool=MultiScaleRoIAlign(maps, 6, 2),
        mask_head=MaskRCNNHeads(8, (8,), 1),
        mask_predictor=MaskRCNNPredictor(8, 8, 3),
        **SMALL,
    ).eval()
    torch.manual_seed(22)
    with torch.no_grad():
        found = net(images())
    torch.save(net, os.path.join(GOLDEN, "vision_detection_rcnn.pth"))
    return told(found)


def gradients(net):
    return {name: p.grad for name, p in net.named_parameters() if p.grad is not None and p.numel() < 2**16}


def trained_twice(build, objects):
    torch.manual_seed(5)
    net = build()
    opt = optim.SGD([p for p in net.parameters() if p.requires_grad], lr=0.005, momentum=0.9, weight_decay=5e-4)
    result = {"losses": []}
    for _ in range(2):
        losses = net(images(), objects())
        opt.zero_grad()
        sum(losses.values()).backward()
        opt.step()
        result["losses"].append({name: loss.item() for name, loss in losses.items()})
    result["gradients"] = told(torch.cat([grad.reshape(-1) for grad in gradients(net).values()]))
    result["values"] = told(torch.cat([value.reshape(-1).float() for value in net.state_dict().values()]))
    result["next"] = torch.rand(1).item()
    net.eval()
    with torch.no_grad():
        result["found"] = told(net(images()))
    return result


def without_objects():
    empty = {"boxes": torch.zeros(0, 4), "labels": torch.zeros(0, dtype=torch.int64)}
    masks = [torch.zeros(0, *image.shape[-2:], dtype=torch.uint8) for image in images()]
    return [{**empty, "masks": each, "keypoints": torch.zeros(0, 3, 3)} for each in masks]


def main():
    assert torchvision_cpu.COMPILED
    with open("/proc/cpuinfo") as file:
        flags = re.search(r"flags\s*: (.*)", file.read()).group(1)
    result = {
        "transforms": transforms(),
        "backbones": backbones(),
        "aligned": aligned(),
        "whole": whole(),
        "lowered": lowered(flags.split()),
        "trained": {name: trained_twice(build, targets) for name, build in NETWORKS.items()},
        "empty": {name: trained_twice(NETWORKS[name], without_objects) for name in ("replaced", "keypoint")},
    }
    write("vision_detection_rcnn.json", result)
    write("vision_detection_rcnn_builders.json", {name: built(name) for name in BUILDERS})


def write(name, data):
    with open(os.path.join(GOLDEN, name), "w") as out:
        json.dump(data, out, separators=(",", ":"))


if __name__ == "__main__":
    main()
