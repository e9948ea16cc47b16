from shown import show
import torch, torch.nn as nn, torch.nn.functional as F, copy
from torch.utils.data import (
    TensorDataset,
    DataLoader,
    random_split,
    WeightedRandomSampler,
    SubsetRandomSampler,
    Subset,
    ConcatDataset,
)

torch.manual_seed(13)


class CNN(nn.Module):
    def __init__(self, w):
        super().__init__()
        self.c = nn.Conv2d(1, w, 3, padding=1, padding_mode='reflect')
        self.b = nn.BatchNorm2d(w)
        self.drop = nn.Dropout2d(0.2)
        self.fc = nn.LazyLinear(4)

    def forward(self, x, temp=None):
        x = F.max_pool2d(F.leaky_relu(self.b(self.c(x)), 0.1), 2)
        x = self.fc(self.drop(x).flatten(1))
        return x if temp is None else x / temp


x = torch.randn(40, 1, 8, 8)
y = torch.randint(0, 4, (40,))
teacher, student = CNN(8), CNN(2)
teacher(x[:2])
student(x[:2])
train, val, test = random_split(
    TensorDataset(x, y), [0.6, 0.2, 0.2], generator=torch.Generator().manual_seed(42)
)
show(len(train), len(val), train.indices)
weights = 1.0 / torch.bincount(y[train.indices], minlength=4).float().clamp(min=1)
sampler = WeightedRandomSampler(weights[y[train.indices]], num_samples=20, replacement=True)
opt = torch.optim.Adam(teacher.parameters(), lr=1e-2)
for xb, yb in DataLoader(train, batch_size=8, sampler=sampler):
    l = F.cross_entropy(teacher(xb), yb)
    opt.zero_grad()
    l.backward()
    opt.step()
    show(l.item(), yb)
teacher.eval()


def rand_bbox(size, lam):
    W, H = size[2], size[3]
    r = (1.0 - lam) ** 0.5
    cw, ch = int(W * r), int(H * r)
    cx, cy = torch.randint(W, (1,)).item(), torch.randint(H, (1,)).item()
    c = lambda v, m: max(0, min(m, v))
    return c(cx - cw // 2, W), c(cy - ch // 2, H), c(cx + cw // 2, W), c(cy + ch // 2, H)


swa = torch.optim.swa_utils.AveragedModel(student)
so = torch.optim.SGD(student.parameters(), lr=0.05, momentum=0.9)
swasch = torch.optim.swa_utils.SWALR(so, swa_lr=0.01, anneal_epochs=2, anneal_strategy='cos')
kl = nn.KLDivLoss(reduction='batchmean')
T = 4.0
accum = 2
for e in range(3):
    for i, (xb, yb) in enumerate(DataLoader(train, batch_size=6, shuffle=True)):
        lam = 0.7
        perm = torch.randperm(xb.size(0))
        a, b, c, d = rand_bbox(xb.size(), lam)
        xb = xb.clone()
        xb[:, :, a:c, b:d] = xb[perm, :, a:c, b:d]
        lam = 1 - ((c - a) * (d - b) / (xb.size(-1) * xb.size(-2)))
        s = student(xb)
        with torch.no_grad():
            t = teacher(xb)
        soft = kl(F.log_softmax(s / T, dim=1), F.softmax(t / T, dim=1)) * T * T
        hard = F.cross_entropy(s, yb) * lam + F.cross_entropy(s, yb[perm]) * (1 - lam)
        loss = (0.5 * soft + 0.5 * hard) / accum
        loss.backward()
        if (i + 1) % accum == 0:
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            so.step()
            so.zero_grad()
        show(loss.item())
    if e >= 1:
        swa.update_parameters(student)
        swasch.step()
torch.optim.swa_utils.update_bn(DataLoader(train, batch_size=8), swa)
swa.eval()
show(swa(x[:3]), swasch.get_last_lr(), swa.module.b.running_mean)
best = copy.deepcopy(student.state_dict())
student.fc.weight.data.zero_()
student.load_state_dict(best)
show(student.fc.weight.sum())
# k-fold
idx = torch.randperm(40).tolist()
folds = [idx[i * 10 : (i + 1) * 10] for i in range(4)]
for k in range(4):
    tr = [i for j, f in enumerate(folds) if j != k for i in f]
    acc = n = 0
    net = nn.Sequential(nn.Flatten(), nn.Linear(64, 4))
    o = torch.optim.Adadelta(net.parameters())
    for xb, yb in DataLoader(Subset(TensorDataset(x, y), tr), batch_size=10, shuffle=True):
        l = F.multi_margin_loss(net(xb), yb)
        o.zero_grad()
        l.backward()
        o.step()
    with torch.no_grad():
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=4, sampler=SubsetRandomSampler(folds[k])):
            acc += (net(xb).argmax(1) == yb).sum().item()
            n += len(yb)
    show(l.item(), acc / n)
show(len(ConcatDataset([train, val])), ConcatDataset([train, val])[25][1].item())
