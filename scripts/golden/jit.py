"""TorchScript programs and what they give, for test/jit/jit.test.ts.

    python scripts/golden/jit.py      writes test/golden/jit/*.pt
"""

import io
import warnings
import zipfile
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Tuple

import torch
from torch import Tensor, nn

warnings.simplefilter('ignore')
torch.set_num_threads(1)
torch.manual_seed(0)
GOLDEN = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'jit'


class Pair(NamedTuple):
    first: Tensor
    second: int


class Net(nn.Module):
    scale: float
    __constants__ = ['classes']

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, (2, 3))
        self.bn = nn.BatchNorm2d(2)
        self.dropout = nn.Dropout(0.5)
        self.fc = nn.Linear(2, 3)
        self.register_buffer('offset', torch.tensor([1., 2., 3.]))
        self.scale = 2.0
        self.classes = 3
        self.names = ['a', 'b']

    def forward(self, x: Tensor, twice: bool = False, bias: Optional[Tensor] = None) -> Tensor:
        x = self.dropout(torch.relu(self.bn(self.conv(x)))).mean((2, 3))
        x = self.fc(x) * self.scale + self.offset
        if twice:
            x = x * 2
        if bias is not None:
            x = x + bias
        return x

    @torch.jit.export
    def kinds(self, i: int, f: float, s: str, b: bool, items: List[int], table: Dict[str, Tensor], pair: Tuple[int, float], none: Optional[int], c: complex) -> Tuple[int, float, str, bool, List[int], Dict[str, Tensor], Tuple[int, float], Optional[int], complex]:
        return i + 1, f / 2, s + '!', not b, items[::-1], {k: v + 1 for k, v in table.items()}, (pair[0] * 2, pair[1] * 2), none, c * 2

    @torch.jit.export
    def tensors(self, xs: List[Tensor], index: int = 0) -> Pair:
        return Pair(xs[index], len(xs))

    @torch.jit.export
    def nested(self) -> Dict[int, List[Tuple[str, Tensor]]]:
        return {2: [('x', self.offset)], 1: [('y', self.offset)]}

    @torch.jit.export
    def where(self, x: Tensor) -> Tuple[torch.device, int]:
        return x.device, x.dtype

    @torch.jit.export
    def fail(self, x: Tensor) -> Tensor:
        if x.dim() != 1:
            raise ValueError('one dimension is needed')
        return x.view(-1, 7)

    @torch.jit.export
    def count(self, n: int) -> int:
        total = 0
        while total * total < n:
            total += 1
        return total


def without_sources(name):
    """The archive without what names the files that the program came from."""
    whole = io.BytesIO((GOLDEN / name).read_bytes())
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(GOLDEN / name, 'w') as new:
        for entry in old.namelist():
            if not entry.endswith('.debug_pkl'):
                new.writestr(entry, old.read(entry))


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    net = Net()
    x = torch.randn(2, 1, 4, 6)
    for _ in range(2):
        net(x)
    scripted = torch.jit.script(net)
    scripted.save(GOLDEN / 'net.pt', _extra_files={'note.txt': 'hello'})
    without_sources('net.pt')
    torch.manual_seed(5)
    train = net(x)
    scripted = torch.jit.load(GOLDEN / 'net.pt')
    net.load_state_dict(scripted.state_dict())
    evaluated = net.eval()(x)
    traced = torch.jit.trace(nn.Sequential(nn.Linear(6, 2), nn.Tanh()).eval(), x)
    traced.save(GOLDEN / 'traced.pt')
    without_sources('traced.pt')
    torch.save({
        'x': x, 'train': train, 'eval': evaluated, 'keys': list(scripted.state_dict()), 'state': scripted.state_dict(), 'code': scripted.code,
        'modules': [name for name, _ in scripted.named_modules()], 'traced': traced(x),
    }, GOLDEN / 'expected.pt')


main()
