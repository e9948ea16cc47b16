"""Lets torchvision be imported beside a CPU build of PyTorch: import this before it.

torchvision's compiled part may not load there. Models, transforms and data sets do without it, but for the names of two
operators, which are defined here when the import misses them.
"""

import sys

import torch

try:
    import torchvision  # noqa: F401
except RuntimeError as error:
    if 'operator torchvision::' not in str(error):
        raise
    stand_ins = torch.library.Library('torchvision', 'DEF')
    for name in ('nms', 'qnms'):
        stand_ins.define(f'{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor')
    for name in [name for name in sys.modules if name.split('.')[0] == 'torchvision']:
        del sys.modules[name]
