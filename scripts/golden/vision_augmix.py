"""What torchvision's AugMix makes of pictures and tensors of many sizes, as hashes.

    python scripts/golden/vision_augmix.py        (a Python with torchvision and Pillow)
"""

import hashlib
import json
import os

import pinned  # noqa: F401, isort: skip
import torchvision_cpu  # noqa: F401, isort: skip
import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T

SIZES = [(7, 10), (31, 45), (64, 33), (100, 151), (2, 3)]
MODES = [T.InterpolationMode.NEAREST, T.InterpolationMode.BILINEAR]


def cases():
    for height, width in SIZES:
        for channels in (3, 1):
            torch.manual_seed(99)
            pixels = torch.randint(0, 256, (channels, height, width), dtype=torch.uint8)
            planes = pixels.permute(1, 2, 0).numpy() if channels == 3 else pixels[0].numpy()
            for kind, image in (("tensor", pixels), ("picture", Image.fromarray(planes))):
                for seed in range(6):
                    torch.manual_seed(seed)
                    mix = T.AugMix(
                        1 + seed, all_ops=seed % 2 == 0, interpolation=MODES[seed % 3 > 0], fill=None if seed % 2 else 7
                    )
                    result = mix(image)
                    array = np.asarray(result) if kind == "picture" else result.numpy()
                    digest = hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()[:16]
                    yield [height, width, channels, kind, seed, digest]


if __name__ == "__main__":
    torch.set_num_threads(1)
    target = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_augmix.json")
    with open(target, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(each) for each in cases()) + "\n]\n")
