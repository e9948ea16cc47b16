"""Orders and draws of torch.utils.data, for test/utils/data/order.test.ts.

    python scripts/golden/data.py           writes test/golden/data/order.json

Between the passes each case draws from the default generator: so the file also shows how much a pass has drawn.
"""

import json
import warnings
from pathlib import Path

import torch
from torch.utils.data import (
    BatchSampler, DataLoader, DistributedSampler, RandomSampler, SequentialSampler, SubsetRandomSampler, TensorDataset,
    WeightedRandomSampler, random_split,
)

warnings.filterwarnings('ignore')
torch.set_num_threads(1)
OUT = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'data'
PASSES = 3


def generator(seed):
    return None if seed is None else torch.Generator().manual_seed(seed)


def probe(g):
    """Two draws from the default generator, one from the case's own."""
    draws = torch.rand(2, dtype=torch.float64).tolist()
    return draws if g is None else draws + torch.rand(1, dtype=torch.float64, generator=g).tolist()


def samplers():
    cases = []
    for name, make in {
        'random': lambda g: RandomSampler(range(13), generator=g),
        'random 30 of 13': lambda g: RandomSampler(range(13), num_samples=30, generator=g),
        'random 5 of 13': lambda g: RandomSampler(range(13), num_samples=5, generator=g),
        'replacement': lambda g: RandomSampler(range(13), replacement=True, generator=g),
        'replacement 70': lambda g: RandomSampler(range(13), replacement=True, num_samples=70, generator=g),
        'replacement 64': lambda g: RandomSampler(range(13), replacement=True, num_samples=64, generator=g),
        'subset': lambda g: SubsetRandomSampler([3, 1, 4, 15, 9, 2, 6], generator=g),
        'weighted': lambda g: WeightedRandomSampler([0.1, 0.9, 0.4, 7, 3, 0.6], 9, generator=g),
        'weighted once': lambda g: WeightedRandomSampler([0.1, 0.9, 0.4, 7, 3, 0.6], 4, replacement=False, generator=g),
        'batches': lambda g: BatchSampler(RandomSampler(range(13), generator=g), 4, False),
        'batches dropped': lambda g: BatchSampler(RandomSampler(range(13), generator=g), 4, True),
    }.items():
        for seed in (None, 5):
            torch.manual_seed(1412)
            g = generator(seed)
            sampler = make(g)
            passes = [{'order': list(sampler), 'probe': probe(g)} for _ in range(PASSES)]
            cases.append({'name': name, 'seed': seed, 'length': len(sampler), 'passes': passes})
    return cases


def loaders():
    cases = []
    data = TensorDataset(torch.arange(22))
    for options in [
        {'batch_size': 5}, {'batch_size': 5, 'shuffle': True}, {'batch_size': 5, 'shuffle': True, 'drop_last': True}, {'batch_size': 11, 'shuffle': True},
        {'batch_size': 11, 'shuffle': True, 'drop_last': True}, {'shuffle': True, 'batch_size': None}, {'batch_size': 100, 'shuffle': True},
    ]:
        for seed in (None, 5):
            for stop in (None, 2):
                torch.manual_seed(1412)
                g = generator(seed)
                loader = DataLoader(data, generator=g, **options)
                passes = []
                for _ in range(PASSES):
                    batches = []
                    for (batch,) in loader:
                        batches.append(batch.tolist())
                        batches.append(torch.rand(1, dtype=torch.float64).item())
                        if stop and len(batches) == 2 * stop:
                            break
                    passes.append({'batches': batches, 'probe': probe(g)})
                cases.append({'options': options, 'seed': seed, 'stop': stop, 'length': len(loader), 'passes': passes})
    return cases


def splits():
    cases = []
    for size, lengths in [(10, [7, 3]), (10, [0.7, 0.3]), (11, [0.3, 0.3, 0.4]), (7, [0.1, 0.2, 0.3, 0.4]), (5, [1.0]), (3, [1, 2, 0]), (100, [0.1] * 10)]:
        for seed in (None, 42):
            torch.manual_seed(1412)
            options = {} if seed is None else {'generator': generator(seed)}
            parts = random_split(range(size), lengths, **options)
            cases.append({'size': size, 'lengths': lengths, 'seed': seed, 'parts': [list(part.indices) for part in parts], 'probe': probe(None)})
    return cases


def distributed():
    cases = []
    for size, replicas, options in [(10, 3, {}), (10, 3, {'drop_last': True}), (10, 3, {'shuffle': False, 'seed': 3}), (2, 5, {'shuffle': False}), (12, 4, {'seed': 7, 'drop_last': True})]:
        ranks = []
        for rank in range(replicas):
            sampler = DistributedSampler(range(size), num_replicas=replicas, rank=rank, **options)
            sampler.set_epoch(2)
            ranks.append(list(sampler))
        cases.append({'size': size, 'replicas': replicas, 'options': options, 'ranks': ranks})
    return cases


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    data = {'samplers': samplers(), 'loaders': loaders(), 'splits': splits(), 'distributed': distributed()}
    (OUT / 'order.json').write_text(json.dumps(data, separators=(',', ':')) + '\n')


if __name__ == '__main__':
    main()
