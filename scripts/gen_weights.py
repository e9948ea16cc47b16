"""Writes src/generated/vision_weights.ts: where torchvision's trained weights are, and what belongs to them.

    /tmp/golden/bin/python scripts/gen_weights.py   (torchvision 0.28.0, see scripts/golden/models.py)

Addresses, preprocessing figures and measurements only; the prose of torchvision's documentation is left out.
"""

import json
import os
import sys


# The golden data's scripts lie there.
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden"))
import torchvision_cpu  # noqa: F401, E402

import torchvision  # noqa: E402
from torchvision import models  # noqa: E402

OUT = os.path.join(os.path.dirname(__file__), "../src/generated/vision_weights.ts")


def preset(weights):
    return {key: getattr(value, "value", value) for key, value in weights.transforms.keywords.items()}


def facts(weights, categories):
    meta = {key: value for key, value in weights.meta.items() if key not in ("_docs", "categories")}
    assert weights.meta["categories"] in (categories, None)
    if weights.meta["categories"] is None:
        meta["categories"] = None
    return {"url": weights.url, "preset": preset(weights), "meta": meta}


def legacy_default(fn):
    """What `pretrained: true` stands for."""
    cells = fn.__wrapped__.__closure__ if hasattr(fn, "__wrapped__") else ()
    for cell in cells:
        if isinstance(cell.cell_contents, dict) and "weights" in cell.cell_contents:
            default = cell.cell_contents["weights"][1]
            return default.name if default is not None else None
    raise LookupError(fn.__name__)


if __name__ == "__main__":
    categories = models.ResNet18_Weights.DEFAULT.meta["categories"]
    enums = {}
    for name in models.list_models(module=models):
        enum = models.get_model_weights(name)
        enums[enum.__name__] = {
            "builder": name,
            "default": enum.DEFAULT.name,
            "legacy": legacy_default(models.get_model_builder(name)),
            "members": {member.name: facts(member, categories) for member in enum},
        }
    with open(OUT, "w") as file:
        file.write(f"// Made by scripts/gen_weights.py from torchvision {torchvision.__version__}. Do not edit.\n\n")
        file.write("/** The names of ImageNet's 1,000 classes, as torchvision gives them. */\n")
        file.write(f"export const imagenetCategories: readonly string[] = {json.dumps(categories)};\n\n")
        file.write(f"export const visionWeights = {json.dumps(enums, indent=1)} as const;\n")
