"""What torchvision 0.28.0 makes of pictures in Pillow's modes 1, I, I;16 and F, for test/vision/image_modes.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_modes.py
"""

import json
import os
import re

import numpy as np
import torch
import torchvision_cpu  # noqa: F401
from PIL import Image
from torchvision.transforms import functional as F
from torchvision.transforms.v2 import functional as G

GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_modes.json")

VALUES = torch.tensor([[-3, 7, 500], [40, 5, 6]], dtype=torch.int32)
PICTURES = {
    "I": Image.fromarray(VALUES.numpy()),
    "F": Image.fromarray((VALUES / 8).numpy()),
    "1": Image.fromarray((VALUES > 6).numpy()),
    "I;16": Image.fromarray(np.array([[3, 700, 60000], [1, 2, 3]], np.uint16)),
}
STEPS = {
    "to_tensor": F.to_tensor,
    "pil_to_tensor": F.pil_to_tensor,
    "pil_to_tensor v2": G.pil_to_tensor,
    "to_image": G.to_image,
    "get_dimensions": F.get_dimensions,
    "hflip": F.hflip,
    "pad": lambda image: F.pad(image, [1, 0], fill=1),
    "pad edge": lambda image: F.pad(image, [1, 0], padding_mode="edge"),
    "crop": lambda image: F.crop(image, 1, 1, 2, 2),
    "resize": lambda image: F.resize(image, [3, 2]),
    "rotate": lambda image: F.rotate(image, 90, expand=True),
    "rgb_to_grayscale": lambda image: F.rgb_to_grayscale(image, 3),
    "adjust_brightness": lambda image: F.adjust_brightness(image, 2),
    "adjust_contrast": lambda image: F.adjust_contrast(image, 2),
    "adjust_sharpness": lambda image: F.adjust_sharpness(image, 2),
    "adjust_hue": lambda image: F.adjust_hue(image, 0.1),
    "adjust_gamma": lambda image: F.adjust_gamma(image, 2),
    "invert": F.invert,
    "posterize": lambda image: F.posterize(image, 2),
    "solarize": lambda image: F.solarize(image, 2),
    "autocontrast": F.autocontrast,
    "equalize": F.equalize,
    "gaussian_blur": lambda image: F.gaussian_blur(image, [3, 3], [1.0, 1.0]),
}
TENSORS = {
    "int32": VALUES,
    "float32": VALUES / 8,
    "int16": VALUES.to(torch.int16),
    "int64": VALUES.to(torch.int64),
    "bool": VALUES > 3,
    "two": torch.zeros(2, 3, 3),
    "three": torch.zeros(3, 3, 3),
    "four": torch.zeros(4, 3, 3),
}


def told(run):
    try:
        made = run()
    except Exception as error:
        # NumPy's types, and modes that there are none of in TypeScript, are left out.
        return re.sub(r" supplied.*|, '(YCbCr|HSV|RGBX)'", "", f"{error}")
    if isinstance(made, Image.Image):
        return [made.mode, np.array(made).tolist()]
    return [str(made.dtype), made.tolist()] if isinstance(made, torch.Tensor) else made


if __name__ == "__main__":
    content = {
        "pictures": {mode: {name: told(lambda: step(image)) for name, step in STEPS.items()} for mode, image in PICTURES.items()},
        "tensors": {
            name: {str(mode): told(lambda: F.to_pil_image(tensor, mode)) for mode in (None, "L", "LA", "RGB", "I", "I;16", "F")}
            for name, tensor in TENSORS.items()
        },
    }
    with open(GOLDEN, "w") as out:
        json.dump(content, out, separators=(",", ":"))
