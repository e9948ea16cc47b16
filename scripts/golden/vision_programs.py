"""Golden data for test/fidelity/vision.test.ts: what its programs show in Python, with torchvision 0.28.0 and torch 2.13.0 (CPU).

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_programs.py [NAME...]

What goes through convolutions depends in its last bits on the processor's vector units, see processor.py.
"""

import json
import runpy
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "test/fidelity/vision"
sys.path.insert(0, str(ROOT / "test/fidelity/programs"))

import torch  # noqa: E402
import torchvision_cpu  # noqa: E402, F401
import shown  # noqa: E402



def write_voc(root):
    """Three small pictures with masks as Pascal VOC has them."""
    import numpy as np
    from PIL import Image

    rng = np.random.default_rng(4)
    for part in ("JPEGImages", "SegmentationClass", "ImageSets/Segmentation"):
        (root / part).mkdir(parents=True, exist_ok=True)
    names = ["2007_000001", "2007_000002", "2008_000003"]
    palette = [sum(((c >> 3 * j + channel) & 1) << 7 - j for j in range(3)) for c in range(256) for channel in range(3)]
    for i, name in enumerate(names):
        h, w = (56 + 4 * i, 72 - 6 * i)
        smooth = Image.fromarray(rng.integers(0, 256, (7, 9, 3), dtype=np.uint8)).resize((w, h), Image.Resampling.BICUBIC)
        image, mask = np.array(smooth), np.zeros((h, w), np.uint8)
        for c in ([15, 2], [12], [15, 7, 20])[i]:
            y, x = rng.integers(4, 24, 2)
            mask[y - 2 : y + 26, x - 2 : x + 24] = 255
            mask[y : y + 24, x : x + 22] = c
            image[y : y + 24, x : x + 22] = (c * 12, 255 - c * 12, 90)
        Image.fromarray(image).save(root / f"JPEGImages/{name}.jpg", quality=90)
        indexed = Image.fromarray(mask, "P")
        indexed.putpalette(palette)
        indexed.save(root / f"SegmentationClass/{name}.png")
    (root / "ImageSets/Segmentation/val.txt").write_text("\n".join(names) + "\n")


VOC = ROOT / "test/golden/voc/VOCdevkit/VOC2012"
if not VOC.exists():
    write_voc(VOC)
torch.set_num_threads(1)
warnings.simplefilter("ignore")
golden = ROOT / "test/golden/vision_programs.json"
found = json.loads(golden.read_text())["programs"] if len(sys.argv) > 1 else {}
for path in sorted(PROGRAMS.glob("*.py")):
    if len(sys.argv) > 1 and path.stem not in sys.argv[1:]:
        continue
    shown._shown.clear()
    runpy.run_path(str(path))
    found[path.stem] = list(shown._shown)
with open(golden, "w") as file:
    json.dump({"programs": dict(sorted(found.items()))}, file)
    file.write("\n")
