"""Deformable convolution and pooling of regions by their definitions, for test/vision/regions.test.ts.

    python scripts/golden/vision_regions.py    # with torch 2.13.0, torchvision 0.28.0, numpy and pillow

torchvision's compiled operators do not load beside a CPU build: here they are plain loops over every output, in float64,
as the papers and torchvision's kernels define them. What is torchvision's own Python (the choice of a pyramid's level,
flow_to_image, draw_keypoints) runs as it is.
"""

import json
import math
import os

import torch
import torchvision_cpu  # noqa: F401
from torchvision import ops, utils
from torchvision.ops import poolers

torch.set_num_threads(1)
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_regions.json")


def pixel(plane, y, x):
    """A value between pixels; outside is 0."""
    total = 0.0
    for yy in (math.floor(y), math.floor(y) + 1):
        for xx in (math.floor(x), math.floor(x) + 1):
            if 0 <= yy < len(plane) and 0 <= xx < len(plane[0]):
                total += plane[yy][xx] * (1 - abs(y - yy)) * (1 - abs(x - xx))
    return total


def deform_conv2d(x, offset, weight, bias, stride, padding, dilation, mask):
    n, channels, height, width = x.shape
    out, own, kh, kw = weight.shape
    oh, ow = offset.shape[2:]
    groups, sets = offset.shape[1] // (2 * kh * kw), channels // own
    result = torch.zeros(n, out, oh, ow, dtype=torch.float64)
    planes = x.tolist()
    for b, o, i, j in [(b, o, i, j) for b in range(n) for o in range(out) for i in range(oh) for j in range(ow)]:
        total = bias[o].item() if bias is not None else 0.0
        for c in range(own):
            channel = o // (out // sets) * own + c
            group = channel // (channels // groups)
            for p in range(kh * kw):
                y = i * stride[0] - padding[0] + p // kw * dilation[0] + offset[b, (group * kh * kw + p) * 2, i, j].item()
                z = j * stride[1] - padding[1] + p % kw * dilation[1] + offset[b, (group * kh * kw + p) * 2 + 1, i, j].item()
                value = pixel(planes[b][channel], y, z)
                if mask is not None:
                    value *= mask[b, group * kh * kw + p, i, j].item()
                total += value * weight[o, c, p // kw, p % kw].item()
        result[b, o, i, j] = total
    return result


def clamped(plane, y, x):
    """A value between pixels; up to a pixel outside, the edge's; farther, 0."""
    height, width = len(plane), len(plane[0])
    if not (-1 <= y <= height and -1 <= x <= width):
        return 0.0
    return pixel(plane, min(max(y, 0), height - 1), min(max(x, 0), width - 1))


def align(plane, box, scale, bins, ratio, aligned, i, j):
    shift = 0.5 if aligned else 0.0
    x1, y1, x2, y2 = (value * scale - shift for value in box)
    w, h = (x2 - x1, y2 - y1) if aligned else (max(x2 - x1, 1), max(y2 - y1, 1))
    bh, bw = h / bins[0], w / bins[1]
    rows, columns = (ratio, ratio) if ratio > 0 else (math.ceil(bh), math.ceil(bw))
    total = 0.0
    for a in range(rows):
        for b in range(columns):
            total += clamped(plane, y1 + i * bh + (a + 0.5) * bh / rows, x1 + j * bw + (b + 0.5) * bw / columns)
    return total / max(rows * columns, 1)


def away(value):
    return math.floor(abs(value) + 0.5) * (1 if value >= 0 else -1)


def pool_mean(plane, box, scale, bins, i, j):
    x1, y1, x2, y2 = (away(value * scale) for value in box)
    bh, bw = max(y2 - y1, 1) / bins[0], max(x2 - x1, 1) / bins[1]
    last_y, last_x = len(plane) - 1, len(plane[0]) - 1
    top, bottom = (min(max(v + y1, 0), last_y) for v in (math.floor(i * bh), math.ceil((i + 1) * bh)))
    left, right = (min(max(v + x1, 0), last_x) for v in (math.floor(j * bw), math.ceil((j + 1) * bw)))
    values = [plane[y][x] for y in range(top, bottom) for x in range(left, right)]
    return sum(values) / len(values) if values else 0.0


def regions(x, rois, bins, one, own_channels):
    planes = x.tolist()
    count = bins[0] * bins[1]
    channels = x.shape[1] // count if own_channels else x.shape[1]
    result = torch.zeros(len(rois), channels, *bins, dtype=torch.float64)
    for k, (image, *box) in enumerate(rois.tolist()):
        for c, i, j in [(c, i, j) for c in range(channels) for i in range(bins[0]) for j in range(bins[1])]:
            plane = planes[int(image)][c * count + i * bins[1] + j if own_channels else c]
            result[k, c, i, j] = one(plane, box, i, j)
    return result


def roi_align(x, rois, output_size, spatial_scale, sampling_ratio):
    return regions(x, rois, output_size, lambda p, b, i, j: align(p, b, spatial_scale, output_size, sampling_ratio, False, i, j), False)


DEFORM = [
    # channels, out, kernel, stride, padding, dilation, weight groups, offset groups, mask, bias
    (4, 6, (3, 2), (1, 1), (0, 0), (1, 1), 1, 1, False, False),
    (4, 6, (3, 2), (2, 1), (1, 2), (1, 2), 2, 4, True, True),
    (6, 3, (1, 3), (1, 2), (2, 0), (1, 1), 3, 2, True, False),
    (2, 2, (2, 2), (3, 2), (1, 1), (2, 1), 1, 2, False, True),
]
ROIS = [[0, 0, 0, 9, 8], [1, 3.3, 2.1, 22, 18], [1, -1, 5, 7.5, 19], [0, 6, 6, 6, 6], [1, 30, 30, 44, 50], [0, 4.5, 2.5, 17.5, 13.5]]


def deform_cases():
    for channels, out, kernel, stride, padding, dilation, sets, groups, masked, biased in DEFORM:
        h, w = 7, 8
        oh, ow = ((n + 2 * p - d * (k - 1) - 1) // s + 1 for n, p, d, k, s in zip((h, w), padding, dilation, kernel, stride))
        x = torch.randn(2, channels, h, w, dtype=torch.float64)
        points = kernel[0] * kernel[1]
        offset = torch.randn(2, 2 * groups * points, oh, ow, dtype=torch.float64) * 2
        weight = torch.randn(out, channels // sets, *kernel, dtype=torch.float64)
        bias = torch.randn(out, dtype=torch.float64) if biased else None
        mask = torch.rand(2, groups * points, oh, ow, dtype=torch.float64) if masked else None
        yield deform_conv2d(x, offset, weight, bias, stride, padding, dilation, mask).tolist()


def pooled():
    x, rois = torch.randn(2, 12, 10, 12, dtype=torch.float64), torch.tensor(ROIS, dtype=torch.float64)
    result = {}
    for bins in ([2, 3], [1, 4]):
        for scale in (0.5, 1.0):
            one = lambda p, b, i, j: pool_mean(p, b, scale, bins, i, j)  # noqa: E731
            result[f"ps_roi_pool {bins} {scale}"] = regions(x, rois, bins, one, True).tolist()
            for ratio in (-1, 2):
                one = lambda p, b, i, j: align(p, b, scale, bins, ratio, True, i, j)  # noqa: E731
                result[f"ps_roi_align {bins} {scale} {ratio}"] = regions(x, rois, bins, one, True).tolist()
    return result


def pyramid():
    poolers.roi_align = roi_align
    pooler = ops.MultiScaleRoIAlign(["fine", "coarse"], (2, 3), 2, canonical_scale=30, canonical_level=2)
    maps = {name: torch.randn(2, 3, *size, dtype=torch.float64) for name, size in (("fine", (16, 12)), ("other", (8, 6)), ("coarse", (4, 3)))}
    corner = torch.rand(9, 2, dtype=torch.float64) * 20
    boxes = torch.cat([corner, corner + torch.rand(9, 2, dtype=torch.float64) * 40 + 1], 1)
    parts = [boxes[:5], boxes[5:]]
    sizes = [(60, 48), (64, 40)]
    return {"all": pooler(maps, parts, sizes).tolist(), "one": ops.MultiScaleRoIAlign(["coarse"], 2, 1)(maps, parts, sizes).tolist(), "scales": pooler.scales}


def pictures():
    flow = torch.randn(2, 2, 9, 11) * 3
    image = torch.randint(0, 256, (3, 30, 41), dtype=torch.uint8)
    points = torch.tensor([[[5.7, 6.2], [30, 8], [22, 25.9]], [[-2, 12], [44, 27], [18, 3]]])
    visible = torch.tensor([[1, 1, 1], [1, 1, 0]])
    lines = [(0, 1), (1, 2), (2, 0)]
    cases = [
        {"colors": "red"},
        {"colors": (9, 200, 31), "radius": 5, "connectivity": lines},
        {"connectivity": lines, "width": 1},
        {"colors": "#0a0bff", "connectivity": lines, "width": 6, "radius": 11, "visibility": visible},
    ]
    drawn = [utils.draw_keypoints(image, points, **case) for case in cases]
    changed = [[(each != image).any(0).nonzero().tolist(), each.long().sum((1, 2)).tolist()] for each in drawn]
    floats = utils.draw_keypoints(image / 255, points, colors="lime")
    return {
        "flow": utils.flow_to_image(flow).tolist(),
        "one flow": utils.flow_to_image(flow[1]).tolist(),
        "keypoints": changed,
        "floats": floats.double().sum((1, 2)).tolist(),
    }


def texts():
    made = [
        ops.DeformConv2d(4, 6, (3, 2), 2, 1, (1, 3), 2, bias=False),
        ops.DeformConv2d(3, 5, 3),
        ops.PSRoIPool(3, 0.5),
        ops.PSRoIAlign((2, 4), 0.25, 2),
        ops.MultiScaleRoIAlign(["a", "b"], 7, 2),
    ]
    return [str(each) for each in made]


torch.manual_seed(11)
deform = list(deform_cases())
torch.manual_seed(12)
pooling = pooled()
torch.manual_seed(13)
levels = pyramid()
torch.manual_seed(14)
drawn = pictures()
torch.manual_seed(15)
layer = ops.DeformConv2d(4, 6, (3, 2), groups=2)
layer = {name: value.tolist() for name, value in layer.state_dict().items()}
with open(GOLDEN, "w") as out:
    content = {"deform": deform, "pooling": pooling, "pyramid": levels, "pictures": drawn, "texts": texts(), "layer": layer}
    json.dump(content, out, separators=(",", ":"))
