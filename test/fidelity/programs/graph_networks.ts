import { nn, optim, type Parameter, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(24);
const [N, E] = [10, 30];
const ei = torch.randint(0, N, [2, E]),
  x = torch.randn(N, 5),
  y = torch.randint(0, 3, [N]),
  mask = torch.rand(N).lt(0.6);
mask.index_put_(0, true);
class GCN extends nn.Module {
  declare lin: nn.Linear;
  declare bias: Parameter;
  constructor(i: number, o: number) {
    super();
    this.lin = nn.Linear(i, o, { bias: false });
    this.bias = nn.Parameter(torch.empty(o));
    this.reset_parameters();
  }
  reset_parameters() {
    this.lin.reset_parameters();
    this.bias.data.zero_();
  }
  override forward(x: Tensor, ei: Tensor) {
    const n = x.size(0),
      loop = torch.arange(n);
    ei = torch.cat([ei, torch.stack([loop, loop])], { dim: 1 });
    const [r, c] = ei.unbind(0) as [Tensor, Tensor];
    const deg = torch.zeros(n).index_add_(0, c, torch.ones(c.size(0))),
      d = deg.pow(-0.5);
    d.index_put_(d.eq(Infinity), 0);
    const norm = d.index(r).mul(d.index(c));
    const h = this.lin(x);
    return torch
      .zeros_like(h)
      .index_add(0, c, norm.view(-1, 1).mul(h.index(r)))
      .add(this.bias);
  }
}
class GAT extends nn.Module {
  h: number;
  o: number;
  declare lin: nn.Linear;
  declare att: Parameter;
  constructor(i: number, o: number, heads: number) {
    super();
    [this.h, this.o] = [heads, o];
    this.lin = nn.Linear(i, heads * o);
    this.att = nn.Parameter(torch.empty(1, heads, 2 * o));
    nn.init.xavier_uniform_(this.att, { gain: nn.init.calculate_gain('relu') });
  }
  override forward(x: Tensor, ei: Tensor) {
    const [r, c] = ei.unbind(0) as [Tensor, Tensor];
    const h = this.lin(x).view(-1, this.h, this.o);
    let a = F.leaky_relu(
      torch
        .cat([h.index(r), h.index(c)], -1)
        .mul(this.att)
        .sum(-1),
      0.2,
    );
    const m = torch
        .full([x.size(0), this.h], -Infinity)
        .scatter_reduce(0, c.index(':', null).expand_as(a), a, 'amax'),
      e = a.sub(m.index(c)).exp();
    const s = torch.zeros(x.size(0), this.h).scatter_add(0, c.index(':', null).expand_as(e), e);
    a = e.div(s.index(c).add(1e-16));
    return torch
      .zeros(x.size(0), this.h, this.o)
      .index_add(0, c, h.index(r).mul(a.unsqueeze(-1)))
      .flatten(1);
  }
}
class Net extends nn.Module {
  declare convs: nn.ModuleList;
  declare norms: nn.ModuleDict;
  constructor() {
    super();
    this.convs = nn.ModuleList([new GAT(5, 4, 2), new GCN(8, 3)]);
    this.norms = nn.ModuleDict({ a: nn.LayerNorm(8) });
  }
  override forward(x: Tensor, ei: Tensor) {
    x = F.dropout(F.elu(this.norms.a(this.convs.at(0)(x, ei))), { p: 0.4, training: this.training });
    return F.log_softmax(this.convs.at(1)(x, ei), { dim: 1 });
  }
}
const net = new Net();
const opt = optim.Adam(
  [
    { params: net.convs.at(0).parameters(), weight_decay: 5e-4 },
    { params: [...net.convs.at(1).parameters(), ...net.norms.parameters()], weight_decay: 0 },
  ],
  { lr: 0.01 },
);
for (let i = 0; i < 4; i++) {
  net.train();
  opt.zero_grad();
  const o = net(x, ei),
    l = F.nll_loss(o.index(mask), y.index(mask));
  l.backward();
  opt.step();
  show(l.item());
}
net.eval();
const pred = net(x, ei).argmax({ dim: -1 }),
  rest = mask.logical_not();
show(pred, pred.index(rest).eq(y.index(rest)).sum().item());
const A = torch.sparse_coo_tensor(ei, torch.ones(E), [N, N]).coalesce();
show(
  A.indices(),
  A.values(),
  torch.sparse.mm(A, x),
  torch.sparse.sum(A, { dim: 1 }).to_dense(),
  A.to_dense().to_sparse_csr().crow_indices(),
);
const adj = A.to_dense().clamp({ max: 1 }),
  L = torch.diag(adj.sum(1)).sub(adj),
  sym = L.add(L.T).div(2);
const [w] = torch.linalg.eigh(sym);
show(w);
const src = torch.randn(8),
  idx = torch.tensor([0n, 2n, 2n, 1n, 0n, 2n, 1n, 1n]);
for (const r of ['sum', 'mean', 'amax', 'amin', 'prod'] as const)
  show(torch.zeros(4).scatter_reduce_(0, idx, src, { reduce: r, include_self: false }));
const batch = torch.tensor([0n, 0n, 0n, 1n, 1n, 1n, 1n, 2n, 2n, 2n]);
show(
  torch.zeros(3, 5).index_reduce_(0, batch, x, 'amax', { include_self: false }),
  torch.segment_reduce(x, 'mean', { lengths: torch.bincount(batch) }),
);
const rw: Tensor[] = [torch.tensor(0n)],
  nb = Array.from({ length: N }, (_, i) => ei.index(1).index(ei.index(0).eq(i)));
for (let i = 0; i < 6; i++) {
  const c = nb[(rw.at(-1) as Tensor).item()] as Tensor;
  rw.push(c.numel() > 0 ? c.index(torch.randint(c.numel(), [])) : (rw.at(-1) as Tensor));
}
show(torch.stack(rw));
const pos = torch.rand(N, 2),
  d = torch.cdist(pos, pos),
  knn = d.topk(3, { largest: false }).indices.index(':', '1:');
show(
  knn,
  d.lt(0.4).nonzero(),
  torch.triu_indices(4, 4, { offset: 1 }),
  torch.combinations(torch.arange(4), { r: 2 }),
);
