"""Lets torchvision be imported beside a CPU build of PyTorch: import this before it.

Where torchvision's wheel is one for CUDA, its compiled part asks for libraries that a CPU build of PyTorch lacks. On a CPU
nothing of them is ever called, so that empty ones do: with a C compiler they are made here, and torchvision's own operators
are there (`COMPILED`). Without one only the names of two operators are defined, which the import misses.
"""

import ctypes
import os
import subprocess
import sys
import tempfile

import torch


def undefined(library, *marks):
    """The names that a library expects of others and that hold one of the marks; their versions are cut off."""
    listed = subprocess.run(["nm", "-D", "--undefined-only", library], check=True, capture_output=True, text=True).stdout
    names = {line.split()[-1].split("@")[0] for line in listed.splitlines()}
    return sorted(name for name in names if any(mark in name for mark in marks))


def load_empty(folder, soname, names, versioned=False):
    source = "\n".join(f"void *{name}(void) {{ return 0; }}" for name in names)
    options = ["-shared", "-fPIC", f"-Wl,-soname,{soname}"]
    if versioned:
        script = os.path.join(folder, "versions")
        with open(script, "w") as file:
            file.write(f"{soname} {{ global: *; }};\n")
        options.append(f"-Wl,--version-script={script}")
    path = os.path.join(folder, soname)
    subprocess.run(["cc", "-x", "c", "-", "-o", path, *options], check=True, input=source, text=True, capture_output=True)
    ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)


def load_stand_ins():
    package = next(path for path in sys.path if os.path.isdir(os.path.join(path, "torchvision")))
    library, images = (os.path.join(package, "torchvision", name) for name in ("_C.so", "image.so"))
    with tempfile.TemporaryDirectory() as folder:
        load_empty(folder, "libc10_cuda.so", sorted({*undefined(library, "N2at4cuda", "3c104cuda"), *undefined(images, "N2at4cuda", "3c104cuda")}))
        load_empty(folder, "libtorch_cuda.so", [])
        load_empty(folder, "libcudart.so.13", [name for name in undefined(library, "cuda") if name.lstrip("_").startswith("cuda")], versioned=True)


try:
    import torchvision  # noqa: F401
except RuntimeError as error:
    if 'operator torchvision::' not in str(error):
        raise
    for name in [name for name in sys.modules if name.split('.')[0] == 'torchvision']:
        del sys.modules[name]
    try:
        load_stand_ins()
    except (OSError, StopIteration, subprocess.CalledProcessError):
        stand_ins = torch.library.Library('torchvision', 'DEF')
        for name in ('nms', 'qnms'):
            stand_ins.define(f'{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor')
    import torchvision  # noqa: F401

COMPILED = torchvision.extension._has_ops()
