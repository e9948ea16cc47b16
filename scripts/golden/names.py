"""Golden data for docs/coverage.md: the public names of torch 2.13.0 and of torchvision 0.28.0.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/names.py

A name is public when it begins with no underscore and its module offers it as its own. Passed over are modules and
typing helpers that an import left behind, and the classes of TorchScript's compiler in torch._C.
"""

import ast
import importlib
import importlib.util
import inspect
import json
import os
import types

import torch
import torch.utils.data
from torch.optim import lr_scheduler

OUT = os.path.join(os.path.dirname(__file__), "../../test/golden/python_names.json")
CONSTANTS = (
    torch.dtype, torch.layout, torch.memory_format, torch.qscheme, torch.Generator, bool, float, type(None)
)  # fmt: skip
# Switches of PyTorch's own loading, and helpers of its sources that no user calls.
NOT_API = {
    "PRIVATE_OPS", "TYPE_CHECKING", "USE_GLOBAL_DEPS", "USE_RTLD_GLOBAL_WITH_LIBTORCH", "classproperty",
    "assert_int_or_pair", "boolean_dispatch", "handle_torch_function", "has_torch_function",
    "has_torch_function_unary", "has_torch_function_variadic",
}  # fmt: skip


def public(module):
    """The names of a module that PyTorch made; builtin functions of torch._C carry no module."""
    for name, value in vars(module).items():
        if isinstance(value, types.ModuleType):
            own = value.__name__.startswith("torch.")
        else:
            own = isinstance(value, CONSTANTS) or (getattr(value, "__module__", None) or "torch").startswith("torch")
        if own and not name.startswith("_") and name not in NOT_API:
            yield name, value


def is_function(value):
    return callable(value) and not inspect.isclass(value)


def of_torch():
    names = {"functions": [], "classes": [], "dtypes, layouts and constants": [], "modules": []}
    for name, value in public(torch):
        if isinstance(value, types.ModuleType):
            if value.__name__ == f"torch.{name}":
                names["modules"].append(name)
        elif isinstance(value, CONSTANTS):
            names["dtypes, layouts and constants"].append(name)
        elif is_function(value):
            names["functions"].append(name)
        elif inspect.isclass(value) and type(value).__name__ != "pybind11_type":
            names["classes"].append(name)
    return {f"torch, {kind}": found for kind, found in names.items()}



def all_of_source(name):
    """`__all__` of a module, read from its source: torchvision's compiled part may not load beside a CPU build."""
    package = importlib.util.find_spec(name.split(".")[0])
    if package is None:
        raise SystemExit("torchvision is missing: see the head of this file")
    path = os.path.join(os.path.dirname(package.origin), *name.split(".")[1:]) + ".py"
    with open(path) as file:
        lists = [node for node in ast.parse(file.read()).body if isinstance(node, ast.Assign)]
    return next(ast.literal_eval(node.value) for node in lists if node.targets[0].id == "__all__")


def functions_of_source(name):
    """The public functions and classes that a module of torchvision defines, from its source."""
    package = importlib.util.find_spec(name.split(".")[0])
    path = os.path.join(os.path.dirname(package.origin), *name.split(".")[1:]) + ".py"
    with open(path) as file:
        body = ast.parse(file.read()).body
    return [node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name[0] != "_"]


def imported_by_source(name):
    """The public names that a package of torchvision takes from its own files, from the source of its `__init__`."""
    package = importlib.util.find_spec(name.split(".")[0])
    path = os.path.join(os.path.dirname(package.origin), *name.split(".")[1:], "__init__.py")
    with open(path) as file:
        body = ast.parse(file.read()).body
    taken = [alias.asname or alias.name for node in body if isinstance(node, ast.ImportFrom) for alias in node.names]
    defined = [node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    return [found for found in taken + defined if not found.startswith("_")]


def own_all(module):
    """`__all__` of a module, or what it defines."""
    found = getattr(module, "__all__", None)
    return found or [name for name, value in public(module) if callable(value) and (getattr(value, '__module__', '') or '').startswith(module.__name__)]


MORE = (
    "amp", "autograd.forward_ad", "autograd.functional", "autograd.graph", "distributed", "distributions", "func", "masked", "nn.parallel", "nn.utils", "nn.utils.parametrizations",
    "nn.utils.parametrize", "nn.utils.prune", "nn.utils.rnn", "optim.swa_utils", "signal.windows", "sparse", "testing", "utils.checkpoint",
)  # fmt: skip
VISION_MODELS = (
    "alexnet", "convnext", "densenet", "efficientnet", "googlenet", "inception", "maxvit", "mnasnet", "mobilenetv2", "mobilenetv3", "regnet", "resnet",
    "shufflenetv2", "squeezenet", "swin_transformer", "vgg", "vision_transformer",
    "optical_flow.raft", "segmentation.deeplabv3", "segmentation.fcn", "segmentation.lraspp", "video.mvit", "video.resnet", "video.s3d",
    "video.swin_transformer",
)  # fmt: skip

DETECTION = (
    "anchor_utils", "backbone_utils", "faster_rcnn", "fcos", "generalized_rcnn", "image_list", "keypoint_rcnn", "mask_rcnn",
    "retinanet", "roi_heads", "rpn", "ssd", "ssdlite", "transform",
)  # fmt: skip


def of_detection(name):
    """What a file lists as public, and what it defines: programs reach into these files for parts."""
    try:
        listed = all_of_source(name)
    except StopIteration:
        listed = []
    return set(listed) | set(functions_of_source(name))


def more(name):
    return own_all(importlib.import_module(f"torch.{name}"))


groups = {
    **of_torch(),
    "torch.Tensor": dir(torch.Tensor),
    "torch.linalg": [name for name, value in public(torch.linalg) if callable(value)],
    "torch.fft": [name for name in torch.fft.__all__ if name != "Tensor"],
    "torch.special": torch.special.__all__,
    "torch.autograd": torch.autograd.__all__,
    "torch.cuda": torch.cuda.__all__,
    "torch.nn": [name for name, value in public(torch.nn) if name != "Tensor"],
    "torch.nn.functional": [name for name, value in public(torch.nn.functional) if is_function(value) and name != "grad"],
    "torch.nn.init": torch.nn.init.__all__,
    "torch.optim": torch.optim.__all__,
    "torch.optim.lr_scheduler": lr_scheduler.__all__,
    "torch.utils.data": torch.utils.data.__all__,
    **{f"torch.{name}": more(name) for name in MORE},
    **{f"torchvision.models.{name}": all_of_source(f"torchvision.models.{name}") for name in VISION_MODELS},
    **{f"torchvision.models.detection.{name}": of_detection(f"torchvision.models.detection.{name}") for name in DETECTION},
    "torchvision.transforms": all_of_source("torchvision.transforms.transforms"),
    "torchvision.transforms.functional": functions_of_source("torchvision.transforms.functional"),
    "torchvision.transforms.v2": imported_by_source("torchvision.transforms.v2"),
    "torchvision.transforms.v2.functional": imported_by_source("torchvision.transforms.v2.functional"),
    "torchvision.tv_tensors": imported_by_source("torchvision.tv_tensors"),
    "torchvision.datasets": all_of_source("torchvision.datasets.__init__"),
    "torchvision.ops": all_of_source("torchvision.ops.__init__"),
    "torchvision.io": all_of_source("torchvision.io.__init__"),
    "torchvision.utils": all_of_source("torchvision.utils"),
}
data = {"torch": torch.__version__.split("+")[0], "torchvision": "0.28.0", "groups": {}}
for group, names in groups.items():
    data["groups"][group] = sorted(name for name in names if not name.startswith("_"))
with open(OUT, "w") as file:
    json.dump(data, file, indent=0)
    file.write("\n")
