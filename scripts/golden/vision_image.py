"""What Pillow 12.3.0 makes of pictures, for test/vision/image.test.ts: hashes of the pixels, which must be the same.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/python scripts/golden/vision_image.py

The pictures come from torch's generator, so that the test makes them for itself.
"""

import hashlib
import json
import os

import numpy as np
import torch
from PIL import Image

GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_image.json")
FILTERS = ["NEAREST", "LANCZOS", "BILINEAR", "BICUBIC", "BOX", "HAMMING"]


def pictures():
    torch.manual_seed(21)
    made = {}
    for mode, channels in (("L", 1), ("LA", 2), ("RGB", 3), ("RGBA", 4)):
        pixels = torch.randint(0, 256, (23, 31, channels), dtype=torch.uint8).numpy()
        made[mode] = Image.fromarray(pixels[..., 0] if channels == 1 else pixels, mode)
    values = torch.randint(-300, 70_000, (23, 31), dtype=torch.int32)
    made["1"] = Image.fromarray((values > 20_000).numpy())
    made["I"] = Image.fromarray((values // 100).numpy())
    made["F"] = Image.fromarray((values / 97).numpy())
    made["I;16"] = Image.fromarray((values.clamp(0, 65_535) // 100).numpy().astype(np.uint16))
    whole = torch.randint(-(2**31), 2**31 - 1, (23, 31), dtype=torch.int32)
    made["I of all 32 bits"] = Image.fromarray(whole.numpy())
    made["I;16 of all 16 bits"] = Image.fromarray((whole & 65_535).numpy().astype(np.uint16))
    return made


def pixels(image):
    """NumPy's view of black and white has the byte 255 for True."""
    return np.asarray(image) != 0 if image.mode == "1" else np.asarray(image)


def cases(image):
    result = {}
    for name in FILTERS:
        kind = getattr(Image.Resampling, name)
        for size in ((17, 11), (64, 40), (31, 9), (8, 23), (1, 1), (31, 23)):
            result[f"resize {size[0]} {size[1]} {name}"] = image.resize(size, kind)
        result[f"resize box {name}"] = image.resize((10, 12), kind, box=(2.5, 3, 29.25, 21.75))
        result[f"resize part {name}"] = image.resize((40, 12), kind, box=(2.1, 3.3, 30.7, 21.9))
    for name in ("NEAREST", "BILINEAR", "BICUBIC"):
        if image.mode == "I;16" and name != "NEAREST":
            continue  # Pillow mixes the bytes
        kind = getattr(Image.Resampling, name)
        for angle in (30, -77.5, 90, 180, 270, 360):
            result[f"rotate {angle} {name}"] = image.rotate(angle, kind)
            result[f"rotate expand {angle} {name}"] = image.rotate(angle, kind, expand=True)
        result[f"rotate center {name}"] = image.rotate(20, kind, center=(3, 4), translate=(2, -5))
    for method in range(7):
        result[f"transpose {method}"] = image.transpose(method)
    for box in ((3, 4, 20, 21), (-5, -2, 12, 30), (30, 20, 40, 25)):
        result[f"crop {' '.join(map(str, box))}"] = image.crop(box)
    for mode in ("1", "L", "LA", "RGB", "RGBA", "CMYK", "I", "I;16", "F"):
        result[f"convert {mode}"] = image.convert(mode)
    result["convert 1 NONE"] = image.convert("1", dither=Image.Dither.NONE)
    result["new"] = Image.new(image.mode, (3, 2), 300)
    return result


if __name__ == "__main__":
    content = {
        mode: {
            name: [*made.size, hashlib.sha256(pixels(made).tobytes()).hexdigest()[:16]]
            for name, made in cases(image).items()
        }
        for mode, image in pictures().items()
    }
    with open(GOLDEN, "w") as out:
        json.dump(content, out, indent=0)
