from shown import show
import torch, torch.nn as nn, torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader

torch.manual_seed(4)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 4, 5),
            nn.PReLU(),
            nn.MaxPool2d(2, stride=2),
            nn.Conv2d(4, 8, 3),
            nn.PReLU(8),
            nn.AdaptiveAvgPool2d((2, 2)),
        )
        self.fc = nn.Sequential(nn.Linear(32, 16), nn.PReLU(), nn.Linear(16, 2))

    def forward(self, x):
        return F.normalize(self.fc(self.features(x).view(x.size(0), -1)), p=2, dim=1)


class Triplets(Dataset):
    def __init__(self, n):
        self.x = torch.randn(n, 1, 14, 14)
        self.y = torch.randint(0, 3, (n,))
        self.by = {c: torch.where(self.y == c)[0] for c in range(3)}

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        c = self.y[i].item()
        pos = self.by[c]
        neg = self.by[(c + 1) % 3]
        j = pos[torch.randint(len(pos), (1,)).item()]
        k = neg[torch.randint(len(neg), (1,)).item()]
        return self.x[i], self.x[j], self.x[k], c


ds = Triplets(24)
loader = DataLoader(ds, batch_size=5, shuffle=True, drop_last=True)
net = Net()
opt = torch.optim.Adam(net.parameters(), lr=1e-3, amsgrad=True)
losses = [
    nn.TripletMarginLoss(margin=1.0, p=2, swap=True),
    nn.TripletMarginWithDistanceLoss(
        distance_function=lambda a, b: 1 - F.cosine_similarity(a, b), margin=0.5
    ),
    nn.CosineEmbeddingLoss(margin=0.2),
    nn.MarginRankingLoss(0.1),
]
for e in range(2):
    for a, q, n, c in loader:
        ea, eq, en = net(a), net(q), net(n)
        l = (
            losses[0](ea, eq, en)
            + losses[1](ea, eq, en)
            + losses[2](ea, en, -torch.ones(5))
            + losses[3](F.pairwise_distance(ea, en), F.pairwise_distance(ea, eq), torch.ones(5))
        )
        opt.zero_grad()
        l.backward()
        opt.step()
        show(l.item(), c)
with torch.no_grad():
    emb = net(ds.x)
    d = torch.cdist(emb, emb)
    d.fill_diagonal_(float('inf'))
    show(d.min(dim=1).indices, (ds.y[d.argmin(1)] == ds.y).float().mean().item())
    contr = lambda a, b, t: (
        (1 - t) * F.pairwise_distance(a, b).pow(2)
        + t * torch.clamp(1.0 - F.pairwise_distance(a, b), min=0.0).pow(2)
    ).mean()
    show(contr(emb[:5], emb[5:10], (ds.y[:5] != ds.y[5:10]).float()))
