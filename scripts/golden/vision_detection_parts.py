"""Golden data for test/vision/detection_parts.test.ts: what the detectors of torchvision 0.28.0 share.

    python scripts/golden/vision_detection_parts.py    # with torch 2.13.0, torchvision 0.28.0, numpy and pillow
"""

import json
import os

import pinned  # noqa: F401, isort: skip
import torch
import torchvision_cpu  # noqa: F401
from torchvision.models.detection import _utils as det_utils
from torchvision.models.detection.anchor_utils import AnchorGenerator, DefaultBoxGenerator
from torchvision.models.detection.image_list import ImageList

torch.set_num_threads(1)
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_detection_parts.json")


def boxes(n, side=50.0):
    corner = torch.rand(n, 2) * side
    return torch.cat([corner, corner + torch.rand(n, 2) * side + 0.5], 1)


def coders():
    torch.manual_seed(5)
    reference, proposals = boxes(6), boxes(6)
    codes = torch.randn(6, 12) * torch.tensor([1.0, 1.0, 4.0, 30.0] * 3)
    result = {}
    for weights in ([1.0, 1.0, 1.0, 1.0], [10.0, 10.0, 5.0, 5.0], [0.3, 0.7, 1.1, 1.9]):
        coder = det_utils.BoxCoder(weights)
        result[str(weights)] = {
            "encode": coder.encode_single(reference, proposals).tolist(),
            "encode lists": [
                part.tolist() for part in coder.encode(list(reference.split([1, 5])), list(proposals.split([1, 5])))
            ],
            "decode": coder.decode(codes, list(proposals.split([4, 2]))).tolist(),
        }
    half = det_utils.BoxCoder([0.3, 0.7, 1.1, 1.9], bbox_xform_clip=1.5)
    result["half"] = half.decode_single(codes.bfloat16(), proposals).float().tolist()
    result["half encode"] = half.encode_single(reference.bfloat16(), proposals.bfloat16()).float().tolist()
    for normalize in (True, False):
        coder = det_utils.BoxLinearCoder(normalize)
        result[f"linear {normalize}"] = {
            "encode": coder.encode(proposals.view(2, 3, 4), reference.view(2, 3, 4)).tolist(),
            "decode": coder.decode(codes[:, :4], proposals).tolist(),
        }
    return result


def losses():
    torch.manual_seed(6)
    anchors, truth = boxes(5), boxes(5)
    result = {}
    for name in ("l1", "smooth_l1", "ciou", "diou", "giou"):
        for cnf in (None, {"beta": 0.3, "eps": 1e-3}):
            codes = torch.full((5, 4), 0.25, requires_grad=True)
            loss = det_utils._box_loss(name, det_utils.BoxCoder((1.0, 1.0, 2.0, 2.0)), anchors, truth, codes, cnf)
            loss.backward()
            result[f"{name} {'given' if cnf else 'plain'}"] = [loss.item(), codes.grad.tolist()]
    return result


def matchers():
    torch.manual_seed(7)
    # Coarse, so that there are ties.
    quality = (torch.rand(4, 15) * 10).floor() / 10
    result = {}
    for low, high in ((0.4, 0.5), (0.7, 0.9), (0.95, 0.95)):
        for weak in (False, True):
            result[f"{low} {high} {weak}"] = det_utils.Matcher(high, low, weak)(quality).tolist()
        result[f"ssd {low}"] = det_utils.SSDMatcher(low)(quality).tolist()
    return result


def samplers():
    torch.manual_seed(8)
    matched = [torch.randint(-1, 4, (30,)), torch.full((7,), -1), torch.ones(9, dtype=torch.int64), torch.zeros(9)]
    result = {}
    for size, fraction in ((8, 0.5), (11, 0.3), (64, 0.25)):
        masks = det_utils.BalancedPositiveNegativeSampler(size, fraction)(matched)
        result[f"{size} {fraction}"] = [[mask.tolist() for mask in kind] for kind in masks]
    return result


ANCHORS = {
    "default": ([[3, 4]], {}),
    "flat": ([[3, 4], [2, 1]], {"sizes": (16, 32), "aspect_ratios": (0.5, 1.0)}),
    "several": (
        [[5, 7], [2, 3]],
        {"sizes": ((32, 40, 50), (64.5,)), "aspect_ratios": ((0.5, 1.0, 2.0), (0.3, 3.0))},
    ),
}
DEFAULT_BOXES = {
    "ssd300": (
        [[5, 7], [3, 3], [1, 2]],
        {"aspect_ratios": [[2], [2, 3], [2]], "scales": [0.07, 0.15, 0.33, 1.05], "steps": [8, 16, 100]},
    ),
    "estimated": ([[5, 7], [2, 3]], {"aspect_ratios": [[2, 3], [2, 3]], "min_ratio": 0.2, "max_ratio": 0.95}),
    "not clipped": ([[2, 3]], {"aspect_ratios": [[1.5]], "clip": False, "max_ratio": 1.5}),
}


def generators():
    images = ImageList(torch.zeros(2, 3, 37, 53), [(37, 50), (30, 53)])
    result = {}
    for kind, cases in ((AnchorGenerator, ANCHORS), (DefaultBoxGenerator, DEFAULT_BOXES)):
        for name, (sizes, options) in cases.items():
            for dtype in (torch.float32, torch.float64):
                generator = kind(**options)
                maps = [torch.zeros(2, 3, *size, dtype=dtype) for size in sizes]
                result[f"{kind.__name__} {name} {dtype}"] = {
                    "options": options,
                    "sizes": sizes,
                    "boxes": [each.tolist() for each in generator(images, maps)[:1]],
                    "count": generator.num_anchors_per_location(),
                    "text": str(generator),
                }
    return result


if __name__ == "__main__":
    parts = (coders, losses, matchers, samplers, generators)
    with open(GOLDEN, "w") as file:
        json.dump({part.__name__: part() for part in parts}, file)
