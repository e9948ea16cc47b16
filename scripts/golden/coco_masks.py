"""Masks that COCO's own tools make of outlines, for test/vision/wrapped_datasets.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install numpy pycocotools==2.0.11
    /tmp/golden/bin/python scripts/golden/coco_masks.py
"""

import gzip
import json
import os
import random

import numpy as np
from pycocotools import mask

GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/coco_masks.json.gz")
random.seed(5)


def polygon(i, height, width):
    """Vertices, whole or not, some outside the image."""
    count = random.randint(3, 8)
    if i % 3 == 0:
        points = [(random.randint(0, width), random.randint(0, height)) for _ in range(count)]
    else:
        points = [(round(random.uniform(-5, width + 5), 2), round(random.uniform(-5, height + 5), 2)) for _ in range(count)]
    return [value for point in points for value in point]


cases = []
for i in range(200):
    height, width = random.randint(1, 40), random.randint(1, 40)
    polygons = [polygon(i, height, width) for _ in range(random.randint(1, 3))]
    drawn = mask.decode(mask.merge(mask.frPyObjects(polygons, height, width)))
    noise = (np.random.RandomState(i).rand(height, width) < 0.4).astype(np.uint8)
    runs = mask.encode(np.asfortranarray(noise))["counts"].decode()
    case = {"size": [height, width], "polygons": polygons, "mask": np.packbits(drawn).tobytes().hex()}
    cases.append(case | {"runs": runs, "noise": np.packbits(noise).tobytes().hex()})
with open(GOLDEN, "wb") as file:
    file.write(gzip.compress(json.dumps(cases, separators=(",", ":")).encode(), mtime=0))
