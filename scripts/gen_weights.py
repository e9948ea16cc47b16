"""Writes src/generated/vision_weights.ts: where torchvision's trained weights are, and what belongs to them.

    /tmp/golden/bin/python scripts/gen_weights.py   (torchvision 0.28.0, see scripts/golden/models.py)

Addresses, preprocessing figures and measurements only; the prose of torchvision's documentation is left out.
"""

import inspect
import json
import os
import sys


# The golden data's scripts lie there.
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden"))
import torchvision_cpu  # noqa: F401, E402

import torchvision  # noqa: E402
from torchvision import models  # noqa: E402

OUT = os.path.join(os.path.dirname(__file__), "../src/generated/vision_weights.ts")


# The lists of classes, by the weights that show them.
LISTS = {
    "imagenet": models.ResNet18_Weights.DEFAULT,
    "voc": models.segmentation.FCN_ResNet50_Weights.DEFAULT,
    "coco": models.detection.FasterRCNN_ResNet50_FPN_Weights.DEFAULT,
    "person": models.detection.KeypointRCNN_ResNet50_FPN_Weights.DEFAULT,
    "kinetics": models.video.R3D_18_Weights.DEFAULT,
}
CATEGORIES = {name: weights.meta["categories"] for name, weights in LISTS.items()}
FAMILIES = (models, models.detection, models.segmentation, models.video, models.optical_flow)


def preset(transforms):
    return {key: getattr(value, "value", value) for key, value in getattr(transforms, "keywords", {}).items()}


def list_of(categories):
    return next(name for name, known in CATEGORIES.items() if known == categories)


def facts(weights, usual):
    """`usual` are the categories of most weights for the builder: those of others stand beside their figures."""
    meta = {key: value for key, value in weights.meta.items() if key not in ("_docs", "categories")}
    assert weights.meta.get("categories") in (usual, None)
    if usual is not None and weights.meta["categories"] is None:
        meta["categories"] = None
    return {"url": weights.url, "preset": preset(weights.transforms), "meta": meta}


def class_name(transforms):
    return getattr(transforms, "func", transforms).__name__


def legacy_default(fn, parameter="weights"):
    """What `pretrained: true` stands for, or with "weights_backbone" `pretrained_backbone: true`."""
    cells = fn.__wrapped__.__closure__ if hasattr(fn, "__wrapped__") else ()
    for cell in cells:
        if isinstance(cell.cell_contents, dict) and parameter in cell.cell_contents:
            default = cell.cell_contents[parameter][1]
            # A function chooses by the keywords: some know several old ones.
            return default({"pretrained": True}) if inspect.isfunction(default) else default
    raise LookupError(fn.__name__)


def backbone(fn):
    """The trained weights for the backbone, and whether a network has them unless told otherwise."""
    parameter = inspect.signature(fn).parameters.get("weights_backbone")
    if parameter is None:
        return {}
    trained = legacy_default(fn, "weights_backbone")
    assert parameter.default in (trained, None)
    return {"backbone": {"weights": str(trained), "usual": parameter.default is not None}}


def name_of(member):
    return member.name if member is not None else None


if __name__ == "__main__":
    enums = {}
    for name in [name for family in FAMILIES for name in models.list_models(module=family)]:
        enum = models.get_model_weights(name)
        usual = enum.DEFAULT.meta.get("categories")
        enums[enum.__name__] = {
            "builder": name,
            "default": enum.DEFAULT.name,
            "legacy": name_of(legacy_default(models.get_model_builder(name))),
            "transforms": class_name(enum.DEFAULT.transforms),
            **({} if usual is None else {"categories": list_of(usual)}),
            **backbone(models.get_model_builder(name)),
            "members": {member.name: facts(member, usual) for member in enum},
        }
    with open(OUT, "w") as file:
        file.write(f"// Made by scripts/gen_weights.py from torchvision {torchvision.__version__}. Do not edit.\n\n")
        file.write("/** The names of the classes of the data sets that weights are trained on, as torchvision gives them. */\n")
        union = " | ".join(f"'{name}'" for name in CATEGORIES)
        lists = ",\n".join(f"  {name}: {json.dumps(known)}" for name, known in CATEGORIES.items())
        file.write(f"export const categories: Readonly<Record<{union}, readonly string[]>> = {{\n{lists}\n}};\n\n")
        file.write(f"export const visionWeights = {json.dumps(enums, indent=1)} as const;\n")
