from shown import show
import math, torch, torch.nn as nn, torch.nn.functional as F
from torch.optim.optimizer import Optimizer
from torch.optim.lr_scheduler import (
    _LRScheduler,
    LRScheduler,
    ChainedScheduler,
    ExponentialLR,
    CyclicLR,
    CosineAnnealingWarmRestarts,
    PolynomialLR,
    ConstantLR,
    MultiplicativeLR,
)
from torch.utils.data import (
    IterableDataset,
    DataLoader,
    Sampler,
    BatchSampler,
    SequentialSampler,
    RandomSampler,
    TensorDataset,
    StackDataset,
)

torch.manual_seed(22)


class Lion(Optimizer):
    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        if not 0.0 <= lr:
            raise ValueError('Invalid learning rate: {}'.format(lr))
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for q in group['params']:
                if q.grad is None:
                    continue
                q.data.mul_(1 - group['lr'] * group['weight_decay'])
                state = self.state[q]
                if len(state) == 0:
                    state['exp_avg'] = torch.zeros_like(q)
                m = state['exp_avg']
                b1, b2 = group['betas']
                u = m * b1 + q.grad * (1 - b1)
                q.add_(u.sign_(), alpha=-group['lr'])
                m.mul_(b2).add_(q.grad, alpha=1 - b2)
        return loss


class SAM(Optimizer):
    def __init__(self, params, base, rho=0.05, **kw):
        super().__init__(params, dict(rho=rho, **kw))
        self.base_optimizer = base(self.param_groups, **kw)
        self.param_groups = self.base_optimizer.param_groups

    @torch.no_grad()
    def first_step(self):
        gn = torch.norm(
            torch.stack(
                [q.grad.norm(p=2) for g in self.param_groups for q in g['params'] if q.grad is not None]
            ),
            p=2,
        )
        for g in self.param_groups:
            s = g['rho'] / (gn + 1e-12)
            for q in g['params']:
                e = q.grad * s
                q.add_(e)
                self.state[q]['e'] = e
        self.zero_grad()

    @torch.no_grad()
    def second_step(self):
        for g in self.param_groups:
            for q in g['params']:
                q.sub_(self.state[q]['e'])
        self.base_optimizer.step()
        self.zero_grad()


class Warmup(LRScheduler):
    def __init__(self, opt, warm, total, last_epoch=-1):
        self.warm, self.total = warm, total
        super().__init__(opt, last_epoch)

    def get_lr(self):
        if self.last_epoch < self.warm:
            return [b * (self.last_epoch + 1) / self.warm for b in self.base_lrs]
        t = (self.last_epoch - self.warm) / max(1, self.total - self.warm)
        return [b * 0.5 * (1 + math.cos(math.pi * t)) for b in self.base_lrs]


net = nn.Sequential(nn.Linear(5, 7), nn.Mish(), nn.Linear(7, 2))
opt = Lion(
    [{'params': net[0].parameters()}, {'params': net[2].parameters(), 'lr': 5e-3}], lr=1e-2, weight_decay=0.1
)
sch = Warmup(opt, 2, 8)


class Stream(IterableDataset):
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            yield torch.full((5,), float(i)).sin(), i % 2


for e in range(2):
    for x, y in DataLoader(Stream(7), batch_size=3):
        l = F.cross_entropy(net(x), y)
        opt.zero_grad()
        l.backward()
        opt.step()
        sch.step()
        show(l.item(), sch.get_last_lr(), y)
show(
    opt.state_dict()['param_groups'][1]['lr'],
    sorted(opt.state_dict()['state'].keys()),
    sch.state_dict()['last_epoch'],
)
try:
    Lion(net.parameters(), lr=-1)
except ValueError as e:
    show(str(e))
sam = SAM(net.parameters(), torch.optim.SGD, rho=0.1, lr=0.05, momentum=0.9)
x, y = torch.randn(6, 5), torch.randint(0, 2, (6,))
for _ in range(3):
    l = F.cross_entropy(net(x), y)
    l.backward()
    sam.first_step()
    F.cross_entropy(net(x), y).backward()
    sam.second_step()
    show(l.item())


class Buckets(Sampler):
    def __init__(self, lens, bs):
        self.lens, self.bs = lens, bs

    def __iter__(self):
        order = sorted(range(len(self.lens)), key=lambda i: self.lens[i])
        b = [order[i : i + self.bs] for i in range(0, len(order), self.bs)]
        for i in torch.randperm(len(b)).tolist():
            yield b[i]

    def __len__(self):
        return (len(self.lens) + self.bs - 1) // self.bs


ds = TensorDataset(torch.arange(9.0), torch.arange(9) ** 2)
for a, b in DataLoader(ds, batch_sampler=Buckets([3, 1, 2, 5, 4, 9, 8, 7, 6], 4)):
    show(a, b)
show(
    list(BatchSampler(SequentialSampler(range(7)), 3, drop_last=False)),
    list(BatchSampler(RandomSampler(range(7)), 3, drop_last=True)),
    [v for v in RandomSampler(range(4), replacement=True, num_samples=6)],
)
for d in DataLoader(StackDataset(img=ds, lab=torch.arange(9)), batch_size=5):
    show(d['img'][0], d['lab'])
for name, mk in [
    ('exp', lambda o: ExponentialLR(o, 0.9)),
    ('cyc', lambda o: CyclicLR(o, 0.01, 0.1, step_size_up=3, mode='triangular2')),
    ('cwr', lambda o: CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=1e-3)),
    ('poly', lambda o: PolynomialLR(o, 5, 2.0)),
    ('chain', lambda o: ChainedScheduler([ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.9)], optimizer=o)),
    ('mul', lambda o: MultiplicativeLR(o, lambda e: 0.95**e)),
]:
    o = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1, momentum=0.9)
    s = mk(o)
    r = []
    for _ in range(9):
        o.step()
        s.step()
        r.append(s.get_last_lr()[0])
    show(name, r, o.param_groups[0]['momentum'])
