import { nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const {
  BatchSampler,
  DataLoader,
  RandomSampler,
  Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  TensorDataset,
  WeightedRandomSampler,
} = utils.data;
torch.manual_seed(301);
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
function iou(a: Tensor, b: Tensor, { xywh = true } = {}): Tensor {
  let [a1, a2, b1, b2] = [
    a.index('...', ':2'),
    a.index('...', '2:4'),
    b.index('...', ':2'),
    b.index('...', '2:4'),
  ];
  if (xywh) {
    [a1, a2] = [
      a.index('...', ':2').sub(a.index('...', '2:4').div(2)),
      a.index('...', ':2').add(a.index('...', '2:4').div(2)),
    ];
    [b1, b2] = [
      b.index('...', ':2').sub(b.index('...', '2:4').div(2)),
      b.index('...', ':2').add(b.index('...', '2:4').div(2)),
    ];
  }
  const wh = torch.min(a2, b2).sub(torch.max(a1, b1)).clamp({ min: 0 });
  const inter = wh.index('...', 0).mul(wh.index('...', 1));
  const area = (p: Tensor, q: Tensor) =>
    q
      .index('...', 0)
      .sub(p.index('...', 0))
      .mul(q.index('...', 1).sub(p.index('...', 1)))
      .abs();
  return inter.div(area(a1, a2).add(area(b1, b2)).sub(inter).add(1e-6));
}
class Head extends nn.Module {
  declare na: number;
  declare nc: number;
  declare anchors: Tensor;
  declare anchor_grid: Tensor;
  declare m: nn.Conv2d;
  constructor(anchors: number[][], classes: number) {
    super();
    [this.na, this.nc] = [anchors.length, classes];
    this.register_buffer('anchors', torch.tensor(anchors).float().view(-1, 2));
    this.register_buffer('anchor_grid', this.anchors.clone().view(1, -1, 1, 1, 2), { persistent: false });
    this.m = nn.Conv2d(8, (5 + classes) * this.na, 1);
  }
  override forward(x: Tensor): [Tensor, Tensor] {
    const [bs, , ny, nx] = x.shape as unknown as [number, number, number, number];
    x = this.m(x)
      .view(bs, this.na, this.nc + 5, ny, nx)
      .permute(0, 1, 3, 4, 2)
      .contiguous();
    const [yv, xv] = torch.meshgrid([torch.arange(ny), torch.arange(nx)], { indexing: 'ij' });
    const grid = torch.stack([xv, yv], 2).view([1, 1, ny, nx, 2]).float();
    const y = x.sigmoid();
    y.index_put_(['...', '0:2'], y.index('...', '0:2').mul(2).sub(0.5).add(grid).mul(8));
    y.index_put_(['...', '2:4'], y.index('...', '2:4').mul(2).pow(2).mul(this.anchor_grid));
    return [x, y.view(bs, -1, this.nc + 5)];
  }
}
const head = new Head(
  [
    [10, 13],
    [16, 30],
    [33, 23],
  ],
  3,
);
show(
  `${head}`,
  Object.keys(head.state_dict()),
  head.named_buffers().map(([k]) => k),
);
const [raw, pred] = head(torch.randn(2, 8, 3, 4));
show([...raw.shape], pred.index(0, ':3'), pred.grad_fn !== null);
function nms(boxes: Tensor, scores: Tensor, thr: number): Tensor {
  let order = scores.argsort({ descending: true });
  const keep: number[] = [];
  while (order.numel() > 0) {
    const i = order.index(0);
    keep.push(i.item());
    if (order.numel() === 1) break;
    const o = iou(boxes.index(i), boxes.index(order.index('1:')), { xywh: false });
    order = order.index('1:').index(o.le(thr));
  }
  return torch.tensor(keep, { dtype: torch.long });
}
function postprocess(pred: Tensor, conf = 0.3, thr = 0.45): Tensor[] {
  const out = Array(pred.shape[0]!).fill(torch.zeros([0, 6]));
  for (let [xi, x] of [...pred].entries()) {
    x = x.index(x.index(':', 4).gt(conf));
    if (!x.shape[0]) continue;
    x = torch.cat([x.index(':', ':4'), x.index(':', '4:5'), x.index(':', '5:').mul(x.index(':', '4:5'))], 1);
    const box = torch.cat(
      [
        x.index(':', ':2').sub(x.index(':', '2:4').div(2)),
        x.index(':', ':2').add(x.index(':', '2:4').div(2)),
      ],
      1,
    );
    const [i, j] = x.index(':', '5:').gt(conf).nonzero({ as_tuple: false }).T as unknown as [Tensor, Tensor];
    x = torch.cat([box.index(i), x.index(i, j.add(5), null), j.index(':', null).float()], 1);
    const c = x.index(':', '5:6').mul(4096);
    const keep = nms(x.index(':', ':4').add(c), x.index(':', 4), thr);
    out[xi] = x.index(keep.index(':5'));
  }
  return out;
}
const dets = torch.no_grad(() => postprocess(pred));
show(...dets);
function average_precision(preds: number[][], gts: number[][], thr = 0.5, C = 3, eps = 1e-6): Tensor {
  const aps: Tensor[] = [];
  for (let c = 0; c < C; c++) {
    const d = preds.filter((p) => p[1] === c).sort((a, b) => b[2]! - a[2]!);
    const g = gts.filter((t) => t[1] === c);
    const cnt: Record<number, Tensor> = {};
    for (const t of g) cnt[t[0]!] = torch.zeros(g.filter((u) => u[0] === t[0]).length);
    const [TP, FP] = [torch.zeros(d.length), torch.zeros(d.length)];
    if (!g.length) continue;
    for (const [k, p] of d.entries()) {
      const same = g.filter((t) => t[0] === p[0]);
      let best = 0,
        bi = -1;
      for (const [n, t] of same.entries()) {
        const o = iou(torch.tensor(p.slice(3)), torch.tensor(t.slice(3)), { xywh: false });
        if (o > (best as any)) [best, bi] = [o.item(), n];
      }
      if (best > thr && cnt[p[0]!]!.index(bi).item() === 0) {
        TP.index_put_(k, 1);
        cnt[p[0]!]!.index_put_(bi, 1);
      } else FP.index_put_(k, 1);
    }
    const [tp, fp] = [torch.cumsum(TP, 0), torch.cumsum(FP, { dim: 0 })];
    let [rec, prec] = [tp.div(g.length + eps), torch.divide(tp, tp.add(fp).add(eps))];
    [prec, rec] = [torch.cat([torch.tensor([1n]), prec]), torch.cat([torch.tensor([0n]), rec])];
    aps.push(torch.trapz(prec, rec));
  }
  return aps.reduce((a, b) => a.add(b), torch.tensor(0)).div(aps.length);
}
const g = torch.Generator().manual_seed(4);
const S = [...torch.rand(12, { generator: g })],
  B = [
    ...torch
      .rand(12, 2, { generator: g })
      .repeat(1, 2)
      .mul(3)
      .add(torch.tensor([0, 0, 2, 2])),
  ];
const P = S.map((s, i) => [i % 2, i % 3, s.item(), ...(B[i]!.tolist() as number[])]);
const G = range(6).map((i) => [i % 2, i % 3, 1, 0.5 + 0.2 * i, 0.7, 2.9, 3.1]);
show(average_precision(P, G));
const tg = torch.tensor([
  [0, 1, 0.3, 0.4, 0.2, 0.5],
  [1, 2, 0.8, 0.1, 0.3, 0.3],
  [1, 0, 0.5, 0.5, 0.9, 0.9],
]);
const na = 3,
  nt = tg.shape[0]!;
const ai = torch.arange(na).float().view(na, 1).repeat(1, nt);
let t = torch.cat([tg.repeat(na, 1, 1), ai.index(':', ':', null)], 2);
const gain = torch.ones(7);
gain.index_put_('2:6', torch.tensor([2, 8, 3, 4]).index([3, 2, 3, 2]));
t = t.mul(gain);
const r = t.index(':', ':', '4:6').div(head.anchors.div(8).index(':', null));
let j = torch.max(r, r.reciprocal()).max(2)[0].lt(4);
t = t.index(j);
const gxy = t.index(':', '2:4');
const gxi = gain.index([2, 3]).sub(gxy);
const off = torch
  .tensor([
    [0, 0],
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ])
  .float()
  .mul(0.5);
const [near, k] = gxy.remainder(1).lt(0.5).logical_and(gxy.gt(1)).T as unknown as [Tensor, Tensor];
const [l, m] = gxi.remainder(1).lt(0.5).logical_and(gxi.gt(1)).T as unknown as [Tensor, Tensor];
j = torch.stack([torch.ones_like(near), near, k, l, m]);
t = t.repeat([5, 1, 1]).index(j);
const offsets = torch.zeros_like(gxy).index(null).add(off.index(':', null)).index(j);
const [b, c] = t.index(':', ':2').long().T as unknown as [Tensor, Tensor];
const gij = t.index(':', '2:4').sub(offsets).long();
const [gi, gj] = gij.T as unknown as [Tensor, Tensor];
show(t, b, c, gi.clamp_(0, 3), gj.clamp_(0, 2));
const pi = raw.index(b, t.index(':', 6).long(), gj, gi);
const lbox = torch.rsub(iou(pi.index(':', ':4'), t.index(':', '2:6')), 1.0).mean();
const tobj = torch.zeros_like(raw.index('...', 0));
tobj.index_put_(
  [b, t.index(':', 6).long(), gj, gi],
  iou(pi.index(':', ':4'), t.index(':', '2:6')).detach().clamp(0).type(tobj.dtype),
);
const tcls = torch.full_like(pi.index(':', '5:'), 0.05);
tcls.index_put_([range(t.shape[0]!), c], 0.95);
const loss = lbox
  .mul(0.05)
  .add(nn.BCEWithLogitsLoss({ pos_weight: torch.tensor([2]) })(raw.index('...', 4), tobj))
  .add(F.binary_cross_entropy_with_logits(pi.index(':', '5:'), tcls));
loss.backward();
show(loss, head.m.weight.grad!.abs().sum(), tobj.count_nonzero());
class Balanced extends Sampler<number[]> {
  by: Map<number, Tensor>;
  labels: Tensor;
  n_cls: number;
  n_per: number;
  gen: torch.Generator | null;
  constructor(labels: Tensor, n_cls: number, n_per: number, gen: torch.Generator | null = null) {
    super();
    [this.labels, this.n_cls, this.n_per, this.gen] = [labels, n_cls, n_per, gen];
    this.by = new Map([...labels.unique()].map((c) => [c.item(), torch.nonzero(labels.eq(c)).flatten()]));
  }
  override *[Symbol.iterator]() {
    for (let _ = 0; _ < this.length; _++) {
      const cl = torch
        .randperm(this.by.size, { generator: this.gen })
        .index(torch.slice(this.n_cls))
        .tolist() as number[];
      yield cl.flatMap(
        (c) =>
          this.by
            .get(c)!
            .index(torch.randint(this.by.get(c)!.length, [this.n_per], { generator: this.gen }))
            .tolist() as number[],
      );
    }
  }
  get length() {
    return Math.floor(this.labels.length / (this.n_cls * this.n_per));
  }
}
const [X, Y] = [torch.randn(24, 6), torch.arange(24).remainder(4)];
const emb = nn.Sequential(nn.Linear(6, 8), nn.PReLU(), nn.Linear(8, 3));
const opt = optim.RMSprop(emb.parameters(), 1e-2, { centered: true, momentum: 0.1 });
function contrastive(e: Tensor, y: Tensor, margin = 1.0): Tensor {
  const d = torch.cdist(e, e);
  const same = y.index(':', null).eq(y.index(null)).float();
  const [pos, neg] = [same.mul(d.square()), torch.rsub(same, 1).mul(F.relu(torch.rsub(d, margin)).square())];
  const mask = torch.eye(y.length, { dtype: torch.bool }).logical_not();
  return pos.add(neg).index(mask).mean();
}
const dl = DataLoader(TensorDataset(X, Y), {
  batch_sampler: new Balanced(Y, 2, 3, torch.Generator().manual_seed(7)),
});
show(dl.length);
for (let ep = 0; ep < 2; ep++)
  for (const [x, y] of dl) {
    opt.zero_grad();
    const e = F.normalize(emb(x), { p: 2, dim: -1 });
    const loss = contrastive(e, y).add(
      F.cosine_embedding_loss(
        e.index('::2'),
        e.index('1::2'),
        y.index('::2').eq(y.index('1::2')).float().mul(2).sub(1),
      ),
    );
    loss.backward();
    opt.step();
    show(loss, y);
  }
const w = torch.bincount(Y).index(Y).double().reciprocal();
const ws = WeightedRandomSampler(w, 7, { replacement: false, generator: torch.Generator().manual_seed(1) });
show(
  [...ws],
  ws.length,
  [...BatchSampler(SequentialSampler(range(7)), 3, true)],
  [...SubsetRandomSampler([3, 5, 9])],
  [...RandomSampler(range(5), { replacement: true, num_samples: 8 })],
);
show(
  [...DataLoader(TensorDataset(X, Y), { sampler: ws, batch_size: 3, drop_last: true })].map(([, y]) =>
    y.tolist(),
  ),
);
