"""What loaders with worker processes give, for test/utils/data/workers.test.ts.

    python scripts/golden/data_workers.py           writes test/golden/data/workers.json

Every sample draws from the worker's default generator, in a way that depends on its index.
"""

import json
from pathlib import Path

import torch
from torch.utils.data import DataLoader, Dataset, IterableDataset, get_worker_info

torch.set_num_threads(1)
OUT = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'data'
PASSES = 2

DRAWS = [
    lambda: torch.rand(2),
    lambda: torch.randint(0, 1000, (2,)).float(),
    lambda: torch.randn(2),
    lambda: torch.nn.functional.dropout(torch.ones(8), 0.5)[:2],
    lambda: torch.randperm(7)[:2].float(),
    lambda: torch.empty(2).uniform_(-1, 1),
    lambda: torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 2, True).float(),
    lambda: torch.bernoulli(torch.tensor([0.5, 0.5])),
    lambda: torch.normal(torch.zeros(2), torch.ones(2)),
    lambda: torch.empty(2).exponential_(),
]


class Draws(Dataset):
    def __len__(self):
        return 23

    def __getitem__(self, i):
        return i, DRAWS[i % len(DRAWS)](), get_worker_info().id


class Stream(IterableDataset):
    """The first worker's share is the longest."""

    def __iter__(self):
        info = get_worker_info()
        for i in range(info.id, 17 - 5 * info.id, info.num_workers):
            yield i, torch.rand(1), info.id


def probe(g):
    draws = torch.rand(2, dtype=torch.float64).tolist()
    return draws if g is None else draws + torch.rand(1, dtype=torch.float64, generator=g).tolist()


def listed(batch):
    return [part.tolist() for part in batch]


def cases():
    for name, data in {'map': Draws(), 'stream': Stream()}.items():
        for options in [
            {'num_workers': 1}, {'num_workers': 2}, {'num_workers': 3, 'prefetch_factor': 1},
            {'num_workers': 2, 'persistent_workers': True}, {'num_workers': 2, 'shuffle': True},
            {'num_workers': 2, 'shuffle': True, 'persistent_workers': True, 'drop_last': True},
        ]:
            if name == 'stream' and options.get('shuffle'):
                continue
            for seed in (None, 5):
                torch.manual_seed(1412)
                g = None if seed is None else torch.Generator().manual_seed(seed)
                loader = DataLoader(data, batch_size=4, generator=g, **options)
                passes = []
                for _ in range(PASSES):
                    passes.append({'batches': [listed(batch) for batch in loader], 'probe': probe(g)})
                yield {'dataset': name, 'options': options, 'seed': seed, 'passes': passes}


(OUT / 'workers.json').write_text(json.dumps(list(cases())) + '\n')
