from shown import show
import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(24)
N, E = 10, 30
ei = torch.randint(0, N, (2, E))
x = torch.randn(N, 5)
y = torch.randint(0, 3, (N,))
mask = torch.rand(N) < 0.6
mask[0] = True


class GCN(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.lin = nn.Linear(i, o, bias=False)
        self.bias = nn.Parameter(torch.empty(o))
        self.reset_parameters()

    def reset_parameters(self):
        self.lin.reset_parameters()
        self.bias.data.zero_()

    def forward(self, x, ei):
        n = x.size(0)
        loop = torch.arange(n)
        ei = torch.cat([ei, torch.stack([loop, loop])], dim=1)
        r, c = ei
        deg = torch.zeros(n).index_add_(0, c, torch.ones(c.size(0)))
        d = deg.pow(-0.5)
        d[d == float('inf')] = 0
        norm = d[r] * d[c]
        h = self.lin(x)
        return torch.zeros_like(h).index_add(0, c, norm.view(-1, 1) * h[r]) + self.bias


class GAT(nn.Module):
    def __init__(self, i, o, heads):
        super().__init__()
        self.h, self.o = heads, o
        self.lin = nn.Linear(i, heads * o)
        self.att = nn.Parameter(torch.empty(1, heads, 2 * o))
        nn.init.xavier_uniform_(self.att, gain=nn.init.calculate_gain('relu'))

    def forward(self, x, ei):
        r, c = ei
        h = self.lin(x).view(-1, self.h, self.o)
        a = F.leaky_relu((torch.cat([h[r], h[c]], -1) * self.att).sum(-1), 0.2)
        m = torch.full((x.size(0), self.h), float('-inf')).scatter_reduce(
            0, c[:, None].expand_as(a), a, 'amax'
        )
        e = (a - m[c]).exp()
        s = torch.zeros(x.size(0), self.h).scatter_add(0, c[:, None].expand_as(e), e)
        a = e / (s[c] + 1e-16)
        return torch.zeros(x.size(0), self.h, self.o).index_add(0, c, h[r] * a.unsqueeze(-1)).flatten(1)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.convs = nn.ModuleList([GAT(5, 4, 2), GCN(8, 3)])
        self.norms = nn.ModuleDict({'a': nn.LayerNorm(8)})

    def forward(self, x, ei):
        x = F.dropout(F.elu(self.norms['a'](self.convs[0](x, ei))), p=0.4, training=self.training)
        return F.log_softmax(self.convs[1](x, ei), dim=1)


net = Net()
opt = torch.optim.Adam(
    [
        dict(params=net.convs[0].parameters(), weight_decay=5e-4),
        dict(params=[*net.convs[1].parameters(), *net.norms.parameters()], weight_decay=0),
    ],
    lr=0.01,
)
for _ in range(4):
    net.train()
    opt.zero_grad()
    o = net(x, ei)
    l = F.nll_loss(o[mask], y[mask])
    l.backward()
    opt.step()
    show(l.item())
net.eval()
pred = net(x, ei).argmax(dim=-1)
show(pred, int((pred[~mask] == y[~mask]).sum()))
A = torch.sparse_coo_tensor(ei, torch.ones(E), (N, N)).coalesce()
show(
    A.indices(),
    A.values(),
    torch.sparse.mm(A, x),
    torch.sparse.sum(A, dim=1).to_dense(),
    A.to_dense().to_sparse_csr().crow_indices(),
)
adj = A.to_dense().clamp(max=1)
L = torch.diag(adj.sum(1)) - adj
sym = (L + L.T) / 2
w, v = torch.linalg.eigh(sym)
show(w)
src = torch.randn(8)
idx = torch.tensor([0, 2, 2, 1, 0, 2, 1, 1])
for r in ('sum', 'mean', 'amax', 'amin', 'prod'):
    show(torch.zeros(4).scatter_reduce_(0, idx, src, reduce=r, include_self=False))
batch = torch.tensor([0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
show(
    torch.zeros(3, 5).index_reduce_(0, batch, x, 'amax', include_self=False),
    torch.segment_reduce(x, 'mean', lengths=torch.bincount(batch)),
)
rw = [torch.tensor(0)]
nb = [ei[1][ei[0] == i] for i in range(N)]
for _ in range(6):
    c = nb[rw[-1]]
    rw.append(c[torch.randint(c.numel(), ())] if c.numel() > 0 else rw[-1])
show(torch.stack(rw))
pos = torch.rand(N, 2)
d = torch.cdist(pos, pos)
knn = d.topk(3, largest=False).indices[:, 1:]
show(knn, (d < 0.4).nonzero(), torch.triu_indices(4, 4, offset=1), torch.combinations(torch.arange(4), r=2))
