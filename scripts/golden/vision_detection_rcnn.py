"""What torchvision 0.28.0's R-CNN detection networks give, for test/vision/detection_rcnn.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_detection_rcnn.py

It asks torchvision's compiled operators: see torchvision_cpu.py. Of large tensors the shape, the sum and the bit patterns'
sum are kept, each pattern times its place.
"""

import json
import os
import re
import warnings

import torch
import torchvision_cpu
from torchvision.models import resnet18
from torchvision.models.detection import backbone_utils
from torchvision.models.detection.transform import GeneralizedRCNNTransform

torch.set_num_threads(1)
warnings.simplefilter("ignore")
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_detection_rcnn.json")


def told(value):
    if isinstance(value, torch.Tensor):
        value = value.detach().contiguous()
        flat = value.view(-1)
        bits = flat.view(torch.int32).long() if value.dtype == torch.float32 else flat.long()
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


def main():
    assert torchvision_cpu.COMPILED
    with open("/proc/cpuinfo") as file:
        cpu = re.search(r"model name\s*: (.*)", file.read())[1]
    result = {"cpu": cpu, "transforms": transforms(), "backbones": backbones()}
    with open(GOLDEN, "w") as out:
        json.dump(result, out, separators=(",", ":"))


if __name__ == "__main__":
    main()
