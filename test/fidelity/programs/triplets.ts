import { nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { Dataset, DataLoader } = utils.data;
torch.manual_seed(4);
class Net extends nn.Module {
  declare features: nn.Sequential;
  declare fc: nn.Sequential;
  constructor() {
    super();
    this.features = nn.Sequential(
      nn.Conv2d(1, 4, 5),
      nn.PReLU(),
      nn.MaxPool2d(2, { stride: 2 }),
      nn.Conv2d(4, 8, 3),
      nn.PReLU(8),
      nn.AdaptiveAvgPool2d([2, 2]),
    );
    this.fc = nn.Sequential(nn.Linear(32, 16), nn.PReLU(), nn.Linear(16, 2));
  }
  override forward(x: Tensor) {
    return F.normalize(this.fc(this.features(x).view(x.size(0), -1)), { p: 2, dim: 1 });
  }
}
class Triplets extends Dataset<[Tensor, Tensor, Tensor, number]> {
  x: Tensor;
  y: Tensor;
  by: Tensor[];
  constructor(n: number) {
    super();
    this.x = torch.randn(n, 1, 14, 14);
    this.y = torch.randint(0, 3, [n]);
    this.by = [0, 1, 2].map((c) => torch.where(this.y.eq(c))[0]);
  }
  override get length() {
    return this.x.length;
  }
  override get(i: number): [Tensor, Tensor, Tensor, number] {
    const c = this.y.index(i).item();
    const pos = this.by[c] as Tensor;
    const neg = this.by[(c + 1) % 3] as Tensor;
    const j = pos.index(torch.randint(pos.length, [1]).item());
    const k = neg.index(torch.randint(neg.length, [1]).item());
    return [this.x.index(i), this.x.index(j), this.x.index(k), c];
  }
}
const ds = new Triplets(24);
const loader = DataLoader(ds, { batch_size: 5, shuffle: true, drop_last: true });
const net = new Net();
const opt = optim.Adam(net.parameters(), { lr: 1e-3, amsgrad: true });
const l0 = nn.TripletMarginLoss({ margin: 1.0, p: 2, swap: true }),
  l1 = nn.TripletMarginWithDistanceLoss({
    distance_function: (a: Tensor, b: Tensor) => torch.rsub(F.cosine_similarity(a, b), 1),
    margin: 0.5,
  }),
  l2 = nn.CosineEmbeddingLoss({ margin: 0.2 }),
  l3 = nn.MarginRankingLoss(0.1);
for (let e = 0; e < 2; e++)
  for (const [a, q, n, c] of loader) {
    const [ea, eq, en] = [net(a), net(q), net(n)];
    const l = l0(ea, eq, en)
      .add(l1(ea, eq, en))
      .add(l2(ea, en, torch.ones(5).neg()))
      .add(l3(F.pairwise_distance(ea, en), F.pairwise_distance(ea, eq), torch.ones(5)));
    opt.zero_grad();
    l.backward();
    opt.step();
    show(l.item(), c);
  }
torch.no_grad(() => {
  const emb = net(ds.x);
  const d = torch.cdist(emb, emb);
  d.fill_diagonal_(Infinity);
  show(d.min({ dim: 1 }).indices, ds.y.index(d.argmin(1)).eq(ds.y).float().mean().item());
  const contr = (a: Tensor, b: Tensor, t: Tensor) =>
    torch
      .rsub(t, 1)
      .mul(F.pairwise_distance(a, b).pow(2))
      .add(t.mul(torch.clamp(torch.rsub(F.pairwise_distance(a, b), 1.0), { min: 0 }).pow(2)))
      .mean();
  show(contr(emb.index(':5'), emb.index('5:10'), ds.y.index(':5').ne(ds.y.index('5:10')).float()));
});
