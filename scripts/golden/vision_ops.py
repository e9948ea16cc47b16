"""What torchvision 0.28.0's operators give, for test/vision/ops.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_ops.py

torchvision's compiled operators do not load beside a CPU build: `nms` is written out here by its definition, `roi_align`
is torchvision's own function in Python, for regions inside the map: outside, where the compiled one gives 0, it repeats the edge.
"""

import json
import os

import torch
import torchvision_cpu  # noqa: F401
from torchvision import ops
from torchvision.ops import roi_align as module  # noqa: F401
import sys

torch.set_num_threads(1)
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_ops.json")


def nms(boxes, scores, threshold):
    order = scores.sort(stable=True, descending=True).indices.tolist()
    kept = []
    while order:
        best = order.pop(0)
        kept.append(best)
        order = [i for i in order if ops.box_iou(boxes[best : best + 1], boxes[i : i + 1]).item() <= threshold]
    return kept


def align(*args):
    function = sys.modules["torchvision.ops.roi_align"]._roi_align
    for cell in function.__closure__:
        if callable(cell.cell_contents) and cell.cell_contents.__name__ == "_roi_align":
            return cell.cell_contents(*args)
    return function.__wrapped__(*args)


def main():
    torch.manual_seed(4)
    corner, size = torch.rand(40, 2) * 60, torch.rand(40, 2) * 40 + 1
    boxes = torch.cat([corner, corner + size], 1)
    scores = (torch.rand(40) * 10).round() / 10  # with ties
    groups = torch.randint(0, 3, (40,))
    a, b = boxes[:7], boxes[7:12]
    result = {
        "box_area": ops.box_area(a),
        "box_iou": ops.box_iou(a, b),
        "box_iou ints": ops.box_iou(a.to(torch.int16), b.to(torch.int16)),
        "generalized_box_iou": ops.generalized_box_iou(a, b),
        "distance_box_iou": ops.distance_box_iou(a, b),
        "complete_box_iou": ops.complete_box_iou(a, b),
        "clip_boxes_to_image": ops.clip_boxes_to_image(boxes, (50, 70)),
        "remove_small_boxes": ops.remove_small_boxes(boxes, 15),
        "nms": [nms(boxes, scores, t) for t in (0.1, 0.3, 0.7)],
    }
    offsets = groups[:, None] * (boxes.max() + 1)
    result["batched_nms"] = nms(boxes + offsets, scores, 0.2)
    for source in ("xyxy", "xywh", "cxcywh"):
        for target in ("xyxy", "xywh", "cxcywh"):
            result[f"box_convert {source} {target}"] = ops.box_convert(a, source, target)
    masks = torch.zeros(3, 8, 9, dtype=torch.bool)
    masks[0, 2:5, 3:8] = True
    masks[1, 7, 0] = True
    result["masks_to_boxes"] = ops.masks_to_boxes(masks)
    logits, targets = torch.randn(4, 5), torch.randint(0, 2, (4, 5)).float()
    result["sigmoid_focal_loss"] = ops.sigmoid_focal_loss(logits, targets)
    result["sigmoid_focal_loss mean"] = ops.sigmoid_focal_loss(logits, targets, -1, 1.5, "mean")
    for name in ("generalized_box_iou_loss", "distance_box_iou_loss", "complete_box_iou_loss"):
        first = a[:5].clone().requires_grad_()
        loss = getattr(ops, name)(first, b)
        loss.sum().backward()
        result[name] = loss.detach()
        result[f"{name} gradient"] = first.grad
        result[f"{name} mean"] = getattr(ops, name)(a[:5], b, "mean")
    features = torch.randn(2, 3, 10, 12)
    rois = torch.cat([torch.tensor([[0.0], [1.0], [1.0], [0.0]]), torch.tensor([[0, 0, 9, 8], [3.3, 2.1, 22, 18], [-1, 5, 7.5, 19], [6, 6, 6, 6.0]])], 1)
    for aligned in (False, True):
        for ratio in (-1, 2):
            made = align(features, rois, 0.5, 3, 4, ratio, aligned)
            result[f"roi_align {aligned} {ratio}"] = made
    torch.manual_seed(6)
    x = torch.rand(2, 3, 9, 8)
    result["drop_block2d"] = ops.drop_block2d(x, 0.3, 3)
    result["drop_block3d"] = ops.drop_block3d(torch.rand(2, 2, 5, 6, 7), 0.2, 3)
    frozen = ops.FrozenBatchNorm2d(3)
    frozen.weight.copy_(torch.tensor([1.0, 2, 3]))
    frozen.running_mean.copy_(torch.tensor([0.1, 0.2, 0.3]))
    frozen.running_var.copy_(torch.tensor([0.5, 1.5, 2.5]))
    result["FrozenBatchNorm2d"] = frozen(x)
    torch.manual_seed(9)
    pyramid = ops.FeaturePyramidNetwork([4, 6], 5, ops.feature_pyramid_network.LastLevelP6P7(5, 5))
    maps = {"fine": torch.rand(1, 4, 9, 11), "coarse": torch.rand(1, 6, 4, 5)}
    result["pyramid"] = {name: made for name, made in pyramid(maps).items()}
    result["pyramid keys"] = list(pyramid.state_dict())
    texts = [str(ops.DropBlock2d(0.25, 3)), str(ops.FrozenBatchNorm2d(4)), str(ops.RoIAlign((2, 3), 0.5, 2))]

    def plain(value):
        if isinstance(value, torch.Tensor):
            return value.detach().tolist()
        if isinstance(value, dict):
            return {name: plain(each) for name, each in value.items()}
        return value

    with open(GOLDEN, "w") as out:
        json.dump({"texts": texts, **{name: plain(value) for name, value in result.items()}}, out, separators=(",", ":"))


if __name__ == "__main__":
    main()
