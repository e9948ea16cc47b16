"""Golden data for test/quasirandom.test.ts: Sobol sequences of Python's torch.

    .venv/bin/python scripts/golden/quasirandom.py
"""

import json
import os

import torch
from torch.quasirandom import SobolEngine

OUT = os.path.join(os.path.dirname(__file__), "../../test/golden/quasirandom.json")


def run(dimension, scramble, seed, steps):
    torch.manual_seed(11)
    engine = SobolEngine(dimension, scramble=scramble, seed=seed)
    drawn = []
    for step in steps:
        if step[0] == "draw":
            drawn.append(engine.draw(step[1], dtype=getattr(torch, step[2])).tolist())
        elif step[0] == "base2":
            drawn.append(engine.draw_base2(step[1]).tolist())
        elif step[0] == "forward":
            engine.fast_forward(step[1])
        else:
            engine.reset()
    # What scrambling drew from the default generator.
    after = torch.rand(1, dtype=torch.float64).item()
    return {"dimension": dimension, "scramble": scramble, "seed": seed, "steps": steps, "drawn": drawn,
            "after": after, "text": repr(engine)}


STEPS = [["draw", 1, "float32"], ["draw", 3, "float64"], ["forward", 5], ["draw", 2, "float32"], ["reset"],
         ["draw", 4, "float64"], ["base2", 2], ["base2", 3], ["reset"], ["forward", 7], ["draw", 1, "float32"]]
cases = [run(d, s, seed, STEPS) for d, s, seed in
         [(1, False, None), (3, False, 4), (5, True, 1234), (2, True, None), (40, True, 0)]]
large = run(21201, False, None, [["forward", 9], ["draw", 1, "float64"]])
large["drawn"] = [large["drawn"][0][0][-8:]]

with open(OUT, "w") as file:
    json.dump({"torch": torch.__version__, "cases": cases, "large": large}, file)
    file.write("\n")
