"""Writes test/golden/cuda_summary.json: the text of torch.cuda.memory_summary for made-up figures."""

import json
import pathlib
import random

import torch

random.seed(7)
COLUMNS = ["current", "peak", "allocated", "freed"]
ARRAYS = [
    "allocated_bytes", "active_bytes", "requested_bytes", "reserved_bytes", "inactive_split_bytes",
    "allocation", "active", "segment", "inactive_split",
]


def figures(largest: int) -> dict[str, int]:
    stats = {f"{name}.{pool}.{column}": random.randrange(largest)
             for name in ARRAYS for pool in ["all", "large_pool", "small_pool"] for column in COLUMNS}
    stats |= {f"oversize_{name}.{column}": random.randrange(9) for name in ["allocations", "segments"]
              for column in COLUMNS}
    return stats | {"num_ooms": random.randrange(4), "num_alloc_retries": random.randrange(40)}


cases = []
torch.cuda.memory._get_device_index = lambda device, optional: device
for device, largest, abbreviated in [(0, 10**5, False), (1, 10**10, False), (3, 10**13, True)]:
    stats = figures(largest)
    torch.cuda.memory.memory_stats = lambda device: stats
    text = torch.cuda.memory_summary(device, abbreviated)
    cases.append({"stats": stats, "device": device, "abbreviated": abbreviated, "text": text})

out = pathlib.Path(__file__).parents[2] / "test/golden/cuda_summary.json"
out.write_text(json.dumps({"torch": torch.__version__, "cases": cases}, indent=1) + "\n")
