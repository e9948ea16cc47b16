"""The Python side: answers the driver's requests, one line of JSON each."""

import json
import os
import platform
import re
import resource
import sys
import time
import timeit
import traceback

import torch
from checkpoint import CHECKPOINTS
from inference import INFERENCES
from operators import OPERATORS, described, inputs
from training import TRAININGS

torch.set_num_threads(1)
ON_DEVICE = os.environ.get("BENCH_DEVICE") == "cuda"
if ON_DEVICE:
    torch.set_default_device("cuda")

CLOCK = time.process_time if os.environ.get("BENCH_CLOCK") == "cpu" else time.perf_counter


def timer(statement, names):
    # timeit's loop is the shortest that Python has; the collector runs, as it does in a program.
    return timeit.Timer(statement, "import gc; gc.enable()", CLOCK, names)


def operator(name):
    statement, result, grad = OPERATORS[name]
    names = inputs(grad)

    def check():
        if result == statement:
            return described(eval(statement, names))
        exec(statement, names)
        return described(eval(result, names))

    return timer(statement, names), check


def made(name):
    """The case's timer and check."""
    if name in OPERATORS:
        return operator(name)
    run, check = {**TRAININGS, **INFERENCES, **CHECKPOINTS}[name]()
    return timer("run()", {"run": run}), check


def peak_memory():
    if ON_DEVICE:
        return torch.cuda.max_memory_allocated()
    if os.path.exists("/proc/self/status"):
        with open("/proc/self/status") as status:
            return int(re.search(r"^VmHWM:\s*(\d+) kB$", status.read(), re.MULTILINE)[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


timers = {}


def answer(command, case=None, times=None):
    if command == "about":
        return {
            "language": f"Python {platform.python_version()}",
            "torch": torch.__version__,
            "libtorch": os.path.dirname(torch.__file__),
            "threads": torch.get_num_threads(),
            "cases": {
                "ops": [*OPERATORS],
                "train": [*TRAININGS],
                "infer": [*INFERENCES],
                "checkpoint": [*CHECKPOINTS],
            },
        }
    if command == "check":
        return made(case)[1]()
    if command == "run":
        if case not in timers:
            timers[case] = made(case)[0]
        if not ON_DEVICE:
            return timers[case].timeit(times)
        begin = CLOCK()
        timers[case].timeit(times)
        torch.cuda.synchronize()
        return CLOCK() - begin
    if command == "peak":
        return peak_memory()
    raise ValueError(f"unknown command {command}")


for line in sys.stdin:
    try:
        reply = {"answer": answer(**json.loads(line))}
    except Exception:
        reply = {"error": traceback.format_exc()}
    print(json.dumps(reply), flush=True)
