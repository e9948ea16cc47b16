from shown import show
import torch, torch.nn as nn, torch.nn.functional as F
from torch.utils.data import TensorDataset, DataLoader

torch.manual_seed(9)


class SkipGram(nn.Module):
    def __init__(self, v, d, sparse):
        super().__init__()
        self.inp = nn.Embedding(v, d, sparse=sparse)
        self.out = nn.Embedding(v, d, sparse=sparse)
        self.inp.weight.data.uniform_(-0.5 / d, 0.5 / d)
        self.out.weight.data.zero_()

    def forward(self, c, pos, neg):
        e = self.inp(c)
        s = torch.bmm(self.out(pos).unsqueeze(1), e.unsqueeze(2)).squeeze()
        n = torch.bmm(self.out(neg), -e.unsqueeze(2)).squeeze(2)
        return -(F.logsigmoid(s) + F.logsigmoid(n).sum(1)).mean()


freq = torch.rand(40) ** 2
probs = freq.pow(0.75)
probs /= probs.sum()
for sparse in (True, False):
    net = SkipGram(40, 6, sparse)
    opt = (
        torch.optim.SparseAdam(list(net.parameters()), lr=0.01)
        if sparse
        else torch.optim.Adagrad(net.parameters(), lr=0.05, lr_decay=1e-3)
    )
    ds = TensorDataset(torch.randint(0, 40, (30,)), torch.randint(0, 40, (30,)))
    g = torch.Generator().manual_seed(1)
    for c, q in DataLoader(ds, batch_size=8, shuffle=True, generator=g):
        neg = torch.multinomial(probs, c.size(0) * 3, replacement=True).view(-1, 3)
        loss = net(c, q, neg)
        opt.zero_grad()
        loss.backward()
        opt.step()
        show(loss.item())
    if sparse:
        gr = net.inp.weight.grad
        show(gr._nnz(), gr.coalesce().indices(), gr.coalesce().values())
    show(net.inp.weight)
w = F.normalize(net.inp.weight, dim=1)
sim = w @ w.T
show(sim.topk(3, dim=1).values[:5])
bag = nn.EmbeddingBag(40, 5, mode='sum', padding_idx=0, include_last_offset=False)
text = torch.randint(0, 40, (12,))
off = torch.tensor([0, 4, 9])
o = bag(text, off, per_sample_weights=torch.rand(12))
o.pow(2).sum().backward()
show(o, bag.weight.grad)
for mode in ('mean', 'max'):
    b = nn.EmbeddingBag.from_pretrained(torch.randn(40, 5), freeze=False, mode=mode)
    show(b(text, off), b(text.view(3, 4)))
clf = nn.Sequential(nn.EmbeddingBag(40, 5, sparse=True), nn.Linear(5, 3))
opt = torch.optim.SGD(clf.parameters(), lr=4.0)
sch = torch.optim.lr_scheduler.StepLR(opt, 1, gamma=0.1)
for _ in range(3):
    loss = F.cross_entropy(clf(text.view(4, 3)), torch.tensor([0, 1, 2, 1]))
    opt.zero_grad()
    loss.backward()
    opt.step()
    sch.step()
    show(loss.item())
emb = nn.Embedding(10, 3, max_norm=1.0, scale_grad_by_freq=True)
o = emb(torch.tensor([[1, 1, 2]]))
o.sum().backward()
show(o, emb.weight.grad, emb.weight)
