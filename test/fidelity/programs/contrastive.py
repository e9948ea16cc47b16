from shown import show
import math, torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(11)


class Proj(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.Sequential(
            nn.Conv1d(2, 6, 3, padding='same', bias=False),
            nn.GroupNorm(3, 6),
            nn.SiLU(),
            nn.AdaptiveMaxPool1d(4),
            nn.Flatten(),
        )
        self.head = nn.Sequential(
            nn.Linear(24, 12), nn.BatchNorm1d(12), nn.Hardswish(), nn.Linear(12, 8, bias=False)
        )

    def forward(self, x):
        return F.normalize(self.head(self.enc(x)), dim=-1)


def nt_xent(z1, z2, t=0.5):
    n = z1.size(0)
    z = torch.cat([z1, z2])
    sim = z @ z.t() / t
    sim = sim.masked_fill(torch.eye(2 * n, dtype=torch.bool), float('-inf'))
    target = torch.arange(2 * n).roll(n)
    return F.cross_entropy(sim, target)


net = Proj()
opt = torch.optim.SGD(net.parameters(), lr=0.3, momentum=0.9, weight_decay=1e-4)
sch = torch.optim.lr_scheduler.LambdaLR(
    opt, lambda e: (e + 1) / 3 if e < 3 else 0.5 * (1 + math.cos(math.pi * (e - 3) / 5))
)
key = Proj()
key.load_state_dict(net.state_dict())
queue = F.normalize(torch.randn(8, 16), dim=0)
ptr = 0
for i in range(6):
    x = torch.randn(5, 2, 10)
    a = x + 0.1 * torch.randn_like(x)
    b = x.flip(-1) * torch.empty(5, 1, 1).uniform_(0.8, 1.2)
    q = net(a)
    l1 = nt_xent(q, net(b))
    with torch.no_grad():
        for pk, pq in zip(key.parameters(), net.parameters()):
            pk.data.mul_(0.99).add_(pq.data, alpha=0.01)
        k = key(b)
    pos = torch.einsum('nc,nc->n', [q, k]).unsqueeze(-1)
    neg = torch.einsum('nc,ck->nk', [q, queue.clone().detach()])
    l2 = F.cross_entropy(torch.cat([pos, neg], 1) / 0.07, torch.zeros(5, dtype=torch.long))
    queue[:, ptr : ptr + 5] = k.T if ptr + 5 <= 16 else queue[:, ptr : ptr + 5]
    ptr = (ptr + 5) % 15
    c = q.T @ k / 5
    l3 = (torch.diagonal(c) - 1).pow(2).sum() + 5e-3 * (
        c.flatten()[:-1].view(7, 9)[:, 1:].flatten().pow(2).sum()
    )
    loss = l1 + l2 + 0.1 * l3
    opt.zero_grad()
    loss.backward()
    opt.step()
    sch.step()
    show(loss.item(), l1.item(), sch.get_last_lr())
show(queue, net.head[1].running_var)
