from shown import show
import os, shutil, tempfile
import torch, torch.nn as nn, torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset, Subset

folder = tempfile.mkdtemp()


class Blobs(Dataset):
    def __init__(self, n, first=0):
        self.n, self.first = n, first

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        state = torch.get_rng_state()
        torch.manual_seed(self.first + i)
        y = torch.randint(0, 6, (1,))[0]
        x = torch.randn(3, 8, 8) + y / 3
        torch.set_rng_state(state)
        return x, y.item()


class Meter:
    def __init__(self, name, fmt):
        self.name, self.fmt, self.total, self.n = name, fmt, 0, 0

    def add(self, value, n):
        self.last = value
        self.total += value * n
        self.n += n

    @property
    def mean(self):
        return self.total / self.n

    def __str__(self):
        return ('{} {:' + self.fmt + '} (mean {:' + self.fmt + '})').format(self.name, self.last, self.mean)


@torch.no_grad()
def hits(scores, y, ks):
    _, guess = scores.topk(max(ks), 1, True, True)
    right = guess.t().eq(y.view(1, -1).expand_as(guess.t()))
    return [right[:k].reshape(-1).float().sum(0, keepdim=True) * (100.0 / y.size(0)) for k in ks]


def run(epochs, resume=None, keep=None):
    net = nn.Sequential(nn.Conv2d(3, 6, 3, 2, bias=False), nn.BatchNorm2d(6), nn.ReLU(), nn.Flatten(), nn.Linear(54, 6))
    opt = torch.optim.SGD(net.parameters(), 0.1, momentum=0.9, nesterov=True, weight_decay=1e-4)
    plan = torch.optim.lr_scheduler.StepLR(opt, step_size=1, gamma=0.3)
    first, best = 0, 0.0
    if resume and os.path.isfile(resume):
        saved = torch.load(resume, map_location='cpu')
        first, best = saved['epoch'], saved['best']
        net.load_state_dict(saved['net'])
        opt.load_state_dict(saved['opt'])
        plan.load_state_dict(saved['plan'])
        torch.set_rng_state(saved['rng'])
    for epoch in range(first, epochs):
        loss_meter, top1, top3 = Meter('loss', '.4e'), Meter('top1', '6.2f'), Meter('top3', '6.2f')
        net.train()
        for x, y in DataLoader(Blobs(40), batch_size=8, shuffle=True):
            scores = net(x)
            loss = F.cross_entropy(scores, y, label_smoothing=0.1)
            one, three = hits(scores, y, (1, 3))
            loss_meter.add(loss.item(), x.size(0))
            top1.add(one.item(), x.size(0))
            top3.add(three.item(), x.size(0))
            opt.zero_grad()
            loss.backward()
            opt.step()
        show('\t'.join(map(str, (loss_meter, top1, top3))), loss_meter.mean)
        net.eval()
        with torch.no_grad():
            correct = sum((net(x).argmax(1) == y).sum().item() for x, y in DataLoader(Subset(Blobs(60, 100), range(5, 60)), 11))
        plan.step()
        best = max(best, correct / 55)
        state = {'epoch': epoch + 1, 'net': net.state_dict(), 'opt': opt.state_dict(), 'plan': plan.state_dict(), 'best': best, 'rng': torch.get_rng_state()}
        torch.save(state, f'{folder}/last.pt')
        if epoch + 1 == keep:
            shutil.copyfile(f'{folder}/last.pt', f'{folder}/kept.pt')
        show(correct, best, plan.get_last_lr(), [g['lr'] for g in opt.param_groups])
    return net[0].weight


torch.manual_seed(31)
whole = run(3, keep=1)
torch.manual_seed(5)
again = run(3, f'{folder}/kept.pt')
show(torch.equal(whole, again), again[0])
shutil.rmtree(folder)
