"""Golden tables for the profiler, from torch 2.13.0: made-up events, so that times are the same everywhere.

    .venv/bin/python scripts/golden/profiler.py
"""

import json
import os
import random

from torch.autograd import DeviceType
from torch.autograd.profiler_util import EventList, FunctionEvent

random.seed(5)
NAMES = ["aten::conv2d", "aten::add_", "aten::a_name_that_is_much_too_long_for_the_column_it_stands_in_and_is_cut", "ProfilerStep*"]
rows = []


def call(start, length, depth, thread, ident):
    """An event with a few more inside of it."""
    name = random.choice(NAMES)
    shapes = random.choice([[], [[2, 3]], [[4, 8, 26, 26], [], [10]]])
    rows.append(
        dict(
            id=len(rows) + 1,
            name=name,
            start=start,
            end=start + length,
            thread=thread,
            shapes=shapes,
            bytes=random.choice([0, 0, 512, -512, 3000, 5 << 20, 3 << 30]),
            flops=random.choice([0, 0, 1500, 2_500_000]),
            is_async=random.random() < 0.05,
        )
    )
    if depth == 0:
        return
    at = start + random.random() * length / 4
    while at < start + length * 0.9:
        part = length * random.uniform(0.05, 0.3)
        if at + part > start + length:
            break
        call(at, part, depth - 1, thread, ident)
        at += part * random.uniform(1.0, 1.5)


for thread in (1, 2):
    at = 10.0
    for _ in range(4):
        length = random.choice([20.0, 900.0, 40_000.0, 2_500_000.0])
        call(at, length, 2, thread, 0)
        at += length + 5


def events(profile_memory, with_flops, with_shapes):
    made = [
        FunctionEvent(
            id=row["id"], name=row["name"], thread=row["thread"], start_us=row["start"], end_us=row["end"],
            input_shapes=row["shapes"] if with_shapes else [], stack=[], cpu_memory_usage=row["bytes"], flops=row["flops"],
            is_async=row["is_async"], device_type=DeviceType.CPU, overload_name="",
        )
        for row in rows
    ]
    made.sort(key=lambda event: [event.time_range.start, -event.time_range.end])
    made = EventList(made, use_device=None, profile_memory=profile_memory, with_flops=with_flops)
    made._build_tree()
    return made


tables = []
for options in (
    dict(),
    dict(sort_by="self_cpu_time_total", row_limit=3),
    dict(sort_by="cpu_time", time_unit="ms"),
    dict(sort_by="count", max_name_column_width=20, header="some calls"),
):
    for memory, flops, shapes in ((False, False, False), (True, True, False), (True, False, True)):
        averages = events(memory, flops, shapes).key_averages(group_by_input_shapes=shapes)
        tables.append(dict(options=options, memory=memory, flops=flops, shapes=shapes, text=averages.table(**options)))
single = events(True, True, True)
every = dict(
    text=single.table(row_limit=20, top_level_events_only=True, time_unit="us"),
    self_cpu_time_total=single.self_cpu_time_total,
    count=len(single),
)

path = os.path.join(os.path.dirname(__file__), "../../test/golden/profiler.json")
with open(path, "w") as file:
    json.dump(dict(rows=rows, tables=tables, every=every), file, indent=1)
    file.write("\n")
