"""What the programs show, for programs.test.ts: `python shown.py NAME...` runs them and prints a JSON object."""

import json
import math
import runpy
import sys
import warnings
from pathlib import Path

import torch

_shown = []


def _plain(value):
    if isinstance(value, torch.Tensor):
        value = value.detach()
        if value.is_complex():
            value = torch.view_as_real(value.resolve_conj())
        return _plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def show(*values):
    _shown.extend(_plain(value) for value in values)


def main():
    torch.set_num_threads(1)
    warnings.simplefilter('ignore')
    sys.modules['shown'] = sys.modules['__main__']  # the programs import this very list
    found = {}
    for name in sys.argv[1:]:
        _shown.clear()
        runpy.run_path(str(Path(__file__).parent / f'{name}.py'))
        found[name] = list(_shown)
    print(json.dumps(found))


if __name__ == '__main__':
    main()
