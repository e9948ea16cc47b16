"""Golden data for test/fidelity/vision.test.ts: what its programs show in Python, with torchvision 0.28.0 and torch 2.13.0 (CPU).

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_programs.py

What goes through convolutions depends in its last bits on the processor's vector units, so that its name is kept too.
"""

import json
import re
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

torch.set_num_threads(1)
warnings.simplefilter("ignore")
found = {}
for path in sorted(PROGRAMS.glob("*.py")):
    if len(sys.argv) > 1 and path.stem not in sys.argv[1:]:
        continue
    shown._shown.clear()
    runpy.run_path(str(path))
    found[path.stem] = list(shown._shown)
with open("/proc/cpuinfo") as cpuinfo:
    cpu = re.search(r"model name\s*: (.*)", cpuinfo.read()).group(1)
with open(ROOT / "test/golden/vision_programs.json", "w") as file:
    json.dump({"cpu": cpu, "programs": found}, file)
    file.write("\n")
