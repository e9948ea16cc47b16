"""What torchvision 0.28.0's wrap_dataset_for_transforms_v2 makes of the small data sets that annotated_datasets.py and
listed_datasets.py laid out, for test/vision/wrapped_datasets.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow scipy pycocotools==2.0.11
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/wrapped_datasets.py

The class COCO of pycocotools, which wants matplotlib, is written out here as far as torchvision uses it.
"""

import json
import os
import sys
import tarfile
import tempfile
import types

import pycocotools.mask
import torch
from tiny_datasets import GOLDEN, content
from torchvision import datasets, tv_tensors

sys.modules["pycocotools"].mask = pycocotools.mask


class COCO:
    def __init__(self, path):
        with open(path) as file:
            found = json.load(file)
        self.imgs = {image["id"]: image for image in found["images"]}
        self.anns = {note["id"]: note for note in found["annotations"]}

    def loadImgs(self, id):
        return [self.imgs[id]]

    def getAnnIds(self, id):
        return [note["id"] for note in self.anns.values() if note["image_id"] == id]

    def loadAnns(self, ids):
        return [self.anns[id] for id in ids]


module = types.ModuleType("pycocotools.coco")
module.COCO = COCO
sys.modules["pycocotools.coco"] = module

NOTES = [
    {"id": 7, "image_id": 25, "category_id": 3, "bbox": [1.5, 2, 3, 3.25], "segmentation": [[1, 1.5, 5.5, 2, 3, 5]], "iscrowd": 0, "area": 9.75},
    {"id": 8, "image_id": 25, "category_id": 1, "bbox": [0, 1, 2, 3], "segmentation": {"counts": [3, 4, 10, 5, 20], "size": [6, 7]}, "iscrowd": 1, "area": 6},
    {"id": 9, "image_id": 9, "category_id": 2, "bbox": [0.5, 0, 2, 2], "segmentation": [[0, 0, 3, 0, 3, 3, 0, 3], [4, 1, 6, 1, 6, 5]], "iscrowd": 0, "area": 4},
]
IMAGES = [{"id": id, "file_name": f"{id:012d}.jpg"} for id in (25, 9, 30)]
VOC = """<annotation><folder>VOC2011</folder>
<object><name>dog</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>5</xmax><ymax>6</ymax></bndbox></object>
<object><name>person</name><bndbox><ymin>0</ymin><xmin>3</xmin><xmax>4</xmax><ymax>2</ymax></bndbox></object></annotation>"""
FILES = {
    "coco/wrapped.json": json.dumps({"images": IMAGES, "annotations": NOTES}),
    "TrainVal/VOCdevkit/VOC2011/Annotations/2011_000003.xml": VOC,
    "TrainVal/VOCdevkit/VOC2011/Annotations/2011_000006.xml": VOC.replace("dog", "tvmonitor").replace(">1<", ">0<"),
}
CASES = [
    ("VOCSegmentation", {}, None),
    ("VOCDetection", {"year": "2011", "image_set": "trainval"}, None),
    ("VOCDetection", {"year": "2011", "image_set": "trainval"}, "all"),
    ("CocoDetection", {"annFile": "coco/wrapped.json"}, None),
    ("CocoDetection", {"annFile": "coco/wrapped.json"}, ["boxes", "masks", "labels", "iscrowd"]),
    ("CocoCaptions", {"annFile": "coco/captions.json"}, None),
    ("CelebA", {"target_type": "bbox"}, None),
    ("CelebA", {"target_type": ["identity", "bbox"]}, None),
    # torchvision fails on instances, which Pillow has as uint16 by now.
    ("Cityscapes", {"target_type": "semantic"}, None),
    ("Cityscapes", {"target_type": ["semantic", "semantic"]}, None),
    ("SBDataset", {"image_set": "val", "mode": "segmentation"}, None),
    ("WIDERFace", {}, None),
    ("WIDERFace", {}, ["bbox", "pose"]),
    ("WIDERFace", {"split": "test"}, None),
    ("Kitti", {}, None),
    ("Kitti", {}, "all"),
    ("Kitti", {"train": False}, None),
    ("OxfordIIITPet", {"split": "test", "target_types": ["binary-category", "segmentation"]}, None),
    ("OxfordIIITPet", {"target_types": "segmentation"}, None),
    ("OxfordIIITPet", {}, None),
]


def typed(value):
    """A value as JSON, with the types of tensors."""
    if isinstance(value, tv_tensors.TVTensor):
        facts = {"type": type(value).__name__, **content(value.as_subclass(torch.Tensor))}
        if isinstance(value, tv_tensors.BoundingBoxes):
            facts |= {"format": value.format.value, "canvas_size": list(value.canvas_size), "values": value.tolist()}
        return facts
    if isinstance(value, dict):
        return {name: typed(item) for name, item in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [typed(item) for item in value]
    return content(value)


os.chdir(tempfile.mkdtemp())
for name in ("annotated", "listed"):
    with tarfile.open(os.path.join(GOLDEN, f"{name}.tar.gz")) as archive:
        archive.extractall(".")
for path, text in FILES.items():
    with open(path, "w") as file:
        file.write(text)
datasets.CelebA._check_integrity = lambda self: True
results = []
for name, keywords, target_keys in CASES:
    dataset = datasets.wrap_dataset_for_transforms_v2(getattr(datasets, name)(".", **keywords), target_keys=target_keys)
    items = [typed(dataset[i]) for i in range(len(dataset))]
    results.append({"name": name, "keywords": keywords, "target_keys": target_keys, "items": items})
with open(os.path.join(GOLDEN, "wrapped.json"), "w") as file:
    json.dump({"files": FILES, "cases": results}, file, separators=(",", ":"))
    file.write("\n")
