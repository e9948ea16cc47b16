import math
from collections import OrderedDict, defaultdict

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim import lr_scheduler
from torch.optim.swa_utils import SWALR, AveragedModel, get_ema_multi_avg_fn, update_bn
from torch.utils.checkpoint import checkpoint, checkpoint_sequential
from torch.utils.data import (BatchSampler, ChainDataset, ConcatDataset, DataLoader, Dataset, IterableDataset,
                              RandomSampler, Sampler, SequentialSampler, StackDataset, Subset, SubsetRandomSampler,
                              TensorDataset, WeightedRandomSampler, default_collate, get_worker_info, random_split)

from shown import show


class Moons(Dataset):
    """Two half circles, variable feature noise; items are dicts."""

    def __init__(self, n, noise=0.1, generator=None):
        t = torch.rand(n, generator=generator) * math.pi
        self.y = torch.randint(0, 2, (n,), generator=generator)
        self.x = torch.stack([torch.cos(t), torch.sin(t)], 1) * (1 - 2 * self.y[:, None])
        self.x += torch.randn(n, 2, generator=generator) * noise

    def __len__(self):
        return len(self.y)

    def __getitem__(self, i):
        return {"x": self.x[i], "y": self.y[i], "id": i, "name": f"s{i}", "w": float(i) / 2}


class BucketBatchSampler(Sampler):
    def __init__(self, lengths, batch_size, generator):
        self.lengths, self.batch_size, self.generator = lengths, batch_size, generator

    def __iter__(self):
        order = torch.tensor(self.lengths).argsort(stable=True)
        batches = list(order.split(self.batch_size))
        for i in torch.randperm(len(batches), generator=self.generator):
            yield batches[i].tolist()

    def __len__(self):
        return (len(self.lengths) + self.batch_size - 1) // self.batch_size


class Counting(IterableDataset):
    def __init__(self, start, end):
        super().__init__()
        self.start, self.end = start, end

    def __iter__(self):
        info = get_worker_info()
        if info is None:
            return iter(range(self.start, self.end))
        per = int(math.ceil((self.end - self.start) / info.num_workers))
        lo = self.start + info.id * per
        return iter(range(lo, min(lo + per, self.end)))


def pad_collate(batch):
    seqs, labels = zip(*batch)
    lens = torch.tensor([len(s) for s in seqs])
    padded = nn.utils.rnn.pad_sequence(seqs, batch_first=True, padding_value=-1)
    return padded, lens, default_collate(list(labels))


def loaders():
    g = torch.Generator().manual_seed(3)
    data = Moons(20, generator=g)
    for batch in DataLoader(data, batch_size=6, shuffle=True, generator=g, drop_last=True):
        show([[k, v if isinstance(v, list) else str(v.dtype)] for k, v in batch.items()], batch["id"], batch["w"])
    seqs = [torch.arange(n) for n in (3, 1, 4, 1, 5, 2)]
    ragged = list(zip(seqs, [0, 1, 0, 1, 0, 1]))
    for padded, lens, labels in DataLoader(ragged, batch_sampler=BucketBatchSampler([len(s) for s in seqs], 2, g), collate_fn=pad_collate):
        show(padded, lens, labels)
    for b in DataLoader(Counting(3, 12), batch_size=4):
        show(b)
    show([b.tolist() for b in DataLoader(ChainDataset([Counting(0, 3), Counting(10, 12)]), batch_size=2)])
    w = WeightedRandomSampler([0.1, 0.9, 0.4, 0.7], num_samples=6, replacement=True, generator=g)
    show(list(w), len(w))
    show(list(BatchSampler(SequentialSampler(range(7)), batch_size=3, drop_last=False)))
    show(list(RandomSampler(range(5), replacement=True, num_samples=8, generator=g)))
    tr, va, te = random_split(data, [0.5, 0.25, 0.25], generator=torch.Generator().manual_seed(42))
    show(tr.indices, va.indices, te.indices)
    both = ConcatDataset([Subset(data, [3, 1]), va])
    show(len(both), both[2]["id"], both[-1]["id"], both.cumulative_sizes)
    st = StackDataset(a=TensorDataset(torch.arange(4)), b=list("wxyz"))
    first = next(iter(DataLoader(st, batch_size=3)))
    show(st[2]["a"], st[2]["b"], first["a"], first["b"])
    tds = TensorDataset(data.x, data.y)
    show(tds[2:4], len(tds))
    both = default_collate([{"a": 1, "b": [1.5, 2]}, {"a": 3, "b": [2.5, 4]}])
    show(both["a"], both["b"])
    show(default_collate([(1, "a", torch.ones(1)), (2, "b", torch.zeros(1))]))
    for kw in (dict(batch_size=2, batch_sampler=[[0]]), dict(shuffle=True, sampler=[0]), dict(batch_size=0), dict(num_workers=-1), dict(timeout=-1)):
        try:
            DataLoader(data, **kw)
        except Exception as e:
            show(type(e).__name__, str(e))
    dl = DataLoader(tds, batch_size=8, pin_memory=False)
    show(len(dl), dl.batch_size, dl.drop_last, type(dl.sampler).__name__, dl.num_workers, dl.dataset is tds)


class Block(nn.Module):
    def __init__(self, c, drop=0.1, use_checkpoint=False):
        super().__init__()
        self.net = nn.Sequential(OrderedDict([("fc1", nn.Linear(c, 2 * c)), ("bn", nn.BatchNorm1d(2 * c)), ("act", nn.GELU()),
                                              ("drop", nn.Dropout(drop)), ("fc2", nn.Linear(2 * c, c))]))
        self.use_checkpoint = use_checkpoint

    def forward(self, x):
        if self.use_checkpoint and self.training:
            return x + checkpoint(self.net, x, use_reentrant=False)
        return x + self.net(x)


class Net(nn.Module):
    def __init__(self, c=8, depth=2, **kw):
        super().__init__()
        self.stem = nn.Linear(2, c)
        self.blocks = nn.Sequential(*[Block(c, **kw) for _ in range(depth)])
        self.head = nn.Linear(c, 2)

    def forward(self, x):
        return self.head(self.blocks(self.stem(x)))


def recipe(folds_count, epochs, accum):
    data = Moons(96)
    folds = torch.arange(len(data)).chunk(folds_count)
    history = defaultdict(list)
    for k in range(folds_count):
        val_idx = folds[k]
        train_idx = torch.cat([f for j, f in enumerate(folds) if j != k])
        trn = DataLoader(data, batch_size=16, sampler=SubsetRandomSampler(train_idx))
        val = DataLoader(data, batch_size=64, sampler=SubsetRandomSampler(val_idx.tolist()))
        net = Net(use_checkpoint=True)
        ema = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.9), use_buffers=True)
        swa = AveragedModel(net)
        decay, no_decay = [], []
        for name, p in net.named_parameters():
            (no_decay if p.ndim == 1 or name.endswith(".bias") else decay).append(p)
        opt = torch.optim.AdamW([{"params": decay}, {"params": no_decay, "weight_decay": 0.0, "lr": 5e-3}], lr=1e-2, weight_decay=0.05)
        steps = epochs * len(trn) // accum
        sched = lr_scheduler.OneCycleLR(opt, max_lr=[1e-2, 5e-3], total_steps=steps, pct_start=0.3, anneal_strategy="cos")
        swa_sched = SWALR(opt, swa_lr=[2e-3, 1e-3], anneal_epochs=2, anneal_strategy="linear")
        for epoch in range(epochs + 2):
            net.train()
            running = 0.0
            for i, batch in enumerate(trn):
                out = net(batch["x"])
                loss = F.cross_entropy(out, batch["y"], label_smoothing=0.05) / accum
                loss.backward()
                running += loss.item()
                if (i + 1) % accum == 0 or i + 1 == len(trn):
                    total = nn.utils.clip_grad_norm_(net.parameters(), max_norm=0.5, norm_type=2)
                    opt.step()
                    opt.zero_grad()
                    ema.update_parameters(net)
                    if epoch < epochs and sched.last_epoch < steps - 1:
                        sched.step()
            if epoch >= epochs - 1:
                swa.update_parameters(net)
                swa_sched.step()
            show(k, epoch, running, total, [g["lr"] for g in opt.param_groups])
            history[k].append(running)
        update_bn((b["x"] for b in trn), swa)
        for name, m in (("net", net), ("ema", ema), ("swa", swa)):
            m.eval()
            with torch.no_grad():
                hit = sum((m(b["x"]).argmax(-1) == b["y"]).sum().item() for b in val)
            show(f"{name:>4}: {hit / len(val_idx):.2%} n_averaged={getattr(m, 'n_averaged', None)}")
    show([[k, min(v)] for k, v in history.items()])
    show(list(ema.state_dict())[:3], [[k, v] for k, v in opt.state_dict()["param_groups"][1].items()])
    x = torch.randn(4, 8, requires_grad=True)
    out = checkpoint_sequential(nn.Sequential(*[nn.Linear(8, 8) for _ in range(4)]), 2, x, use_reentrant=False)
    out.sum().backward()
    show(x.grad)


torch.manual_seed(0)
loaders()
recipe(folds_count=2, epochs=3, accum=2)
