from shown import show
import torch
import torch.nn as nn, torch.nn.functional as F, math, collections, itertools
from torch.utils.data import *
torch.manual_seed(301)
# detection head
def iou(a, b, xywh=True):
    if xywh:
        a1, a2 = a[..., :2] - a[..., 2:4] / 2, a[..., :2] + a[..., 2:4] / 2
        b1, b2 = b[..., :2] - b[..., 2:4] / 2, b[..., :2] + b[..., 2:4] / 2
    else: a1, a2, b1, b2 = a[..., :2], a[..., 2:4], b[..., :2], b[..., 2:4]
    wh = (torch.min(a2, b2) - torch.max(a1, b1)).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    area = lambda p, q: ((q[..., 0] - p[..., 0]) * (q[..., 1] - p[..., 1])).abs()
    return inter / (area(a1, a2) + area(b1, b2) - inter + 1e-6)
class Head(nn.Module):
    def __init__(self, anchors, classes):
        super().__init__()
        self.na, self.nc = len(anchors), classes
        self.register_buffer('anchors', torch.tensor(anchors).float().view(-1, 2))
        self.register_buffer('anchor_grid', self.anchors.clone().view(1, -1, 1, 1, 2), persistent=False)
        self.m = nn.Conv2d(8, (5 + classes) * self.na, 1)
    def forward(self, x):
        bs, _, ny, nx = x.shape
        x = self.m(x).view(bs, self.na, self.nc + 5, ny, nx).permute(0, 1, 3, 4, 2).contiguous()
        yv, xv = torch.meshgrid([torch.arange(ny), torch.arange(nx)], indexing='ij')
        grid = torch.stack((xv, yv), 2).view((1, 1, ny, nx, 2)).float()
        y = x.sigmoid()
        y[..., 0:2] = (y[..., 0:2] * 2. - 0.5 + grid) * 8
        y[..., 2:4] = (y[..., 2:4] * 2) ** 2 * self.anchor_grid
        return x, y.view(bs, -1, self.nc + 5)
head = Head([(10, 13), (16, 30), (33, 23)], 3)
show(str(head), list(head.state_dict()), [n for n, _ in head.named_buffers()])
raw, pred = head(torch.randn(2, 8, 3, 4))
show(list(raw.shape), pred[0, :3], pred.grad_fn is not None)
def nms(boxes, scores, thr):
    order, keep = scores.argsort(descending=True), []
    while order.numel() > 0:
        i = order[0]
        keep.append(i.item())
        if order.numel() == 1: break
        o = iou(boxes[i], boxes[order[1:]], xywh=False)
        order = order[1:][o <= thr]
    return torch.tensor(keep, dtype=torch.long)
def postprocess(pred, conf=0.3, thr=0.45):
    out = [torch.zeros((0, 6))] * pred.shape[0]
    for xi, x in enumerate(pred):
        x = x[x[:, 4] > conf]
        if not x.shape[0]: continue
        x = torch.cat((x[:, :4], x[:, 4:5], x[:, 5:] * x[:, 4:5]), 1)
        box = torch.cat([x[:, :2] - x[:, 2:4] / 2, x[:, :2] + x[:, 2:4] / 2], 1)
        i, j = (x[:, 5:] > conf).nonzero(as_tuple=False).T
        x = torch.cat((box[i], x[i, j + 5, None], j[:, None].float()), 1)
        c = x[:, 5:6] * 4096
        keep = nms(x[:, :4] + c, x[:, 4], thr)
        out[xi] = x[keep[:5]]
    return out
with torch.no_grad(): dets = postprocess(pred)
show(*dets)
def average_precision(preds, gts, thr=0.5, C=3, eps=1e-6):
    aps = []
    for c in range(C):
        d = sorted([p for p in preds if p[1] == c], key=lambda p: p[2], reverse=True)
        g = [t for t in gts if t[1] == c]
        cnt = {k: torch.zeros(v) for k, v in collections.Counter(t[0] for t in g).items()}
        TP, FP = torch.zeros(len(d)), torch.zeros(len(d))
        if not g: continue
        for k, p in enumerate(d):
            same = [t for t in g if t[0] == p[0]]
            best, bi = 0, None
            for n, t in enumerate(same):
                o = iou(torch.tensor(p[3:]), torch.tensor(t[3:]), xywh=False)
                if o > best: best, bi = o, n
            if best > thr and cnt[p[0]][bi] == 0: TP[k] = 1; cnt[p[0]][bi] = 1
            else: FP[k] = 1
        tp, fp = torch.cumsum(TP, 0), torch.cumsum(FP, dim=0)
        rec, prec = tp / (len(g) + eps), torch.divide(tp, tp + fp + eps)
        prec, rec = torch.cat((torch.tensor([1]), prec)), torch.cat((torch.tensor([0]), rec))
        aps.append(torch.trapz(prec, rec))
    return sum(aps) / len(aps)
g = torch.Generator().manual_seed(4)
P = [[i % 2, i % 3, s.item()] + (b.tolist()) for i, (s, b) in enumerate(zip(torch.rand(12, generator=g), torch.rand(12, 2, generator=g).repeat(1, 2) * 3 + torch.tensor([0., 0, 2, 2])))]
G = [[i % 2, i % 3, 1.] + [0.5 + .2 * i, 0.7, 2.9, 3.1] for i in range(6)]
show(average_precision(P, G))
# targets
tg = torch.tensor([[0, 1, .3, .4, .2, .5], [1, 2, .8, .1, .3, .3], [1, 0, .5, .5, .9, .9]])
na, nt = 3, tg.shape[0]
ai = torch.arange(na).float().view(na, 1).repeat(1, nt)
t = torch.cat((tg.repeat(na, 1, 1), ai[:, :, None]), 2)
gain = torch.ones(7); gain[2:6] = torch.tensor([2, 8, 3, 4])[[3, 2, 3, 2]]
t = t * gain
r = t[:, :, 4:6] / (head.anchors / 8)[:, None]
j = torch.max(r, 1. / r).max(2)[0] < 4
t = t[j]
gxy = t[:, 2:4]; gxi = gain[[2, 3]] - gxy
off = torch.tensor([[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1]]).float() * 0.5
j, k = ((gxy % 1. < 0.5) & (gxy > 1.)).T
l, m = ((gxi % 1. < 0.5) & (gxi > 1.)).T
j = torch.stack((torch.ones_like(j), j, k, l, m))
t = t.repeat((5, 1, 1))[j]
offsets = (torch.zeros_like(gxy)[None] + off[:, None])[j]
b, c = t[:, :2].long().T
gij = (t[:, 2:4] - offsets).long()
gi, gj = gij.T
show(t, b, c, gi.clamp_(0, 3), gj.clamp_(0, 2))
pi = raw[b, t[:, 6].long(), gj, gi]
lbox = (1.0 - iou(pi[:, :4], t[:, 2:6])).mean()
tobj = torch.zeros_like(raw[..., 0])
tobj[b, t[:, 6].long(), gj, gi] = iou(pi[:, :4], t[:, 2:6]).detach().clamp(0).type(tobj.dtype)
tcls = torch.full_like(pi[:, 5:], 0.05); tcls[range(t.shape[0]), c] = 0.95
loss = lbox * 0.05 + nn.BCEWithLogitsLoss(pos_weight=torch.tensor([2.]))(raw[..., 4], tobj) + F.binary_cross_entropy_with_logits(pi[:, 5:], tcls)
loss.backward()
show(loss, head.m.weight.grad.abs().sum(), tobj.count_nonzero())
# siamese with own sampler
class Balanced(Sampler):
    def __init__(self, labels, n_cls, n_per, gen=None):
        self.labels, self.n_cls, self.n_per, self.gen = labels, n_cls, n_per, gen
        self.by = {int(c): torch.nonzero(labels == c).flatten() for c in labels.unique()}
    def __iter__(self):
        for _ in range(len(self)):
            cl = torch.randperm(len(self.by), generator=self.gen)[:self.n_cls].tolist()
            yield [i for c in cl for i in self.by[c][torch.randint(len(self.by[c]), (self.n_per,), generator=self.gen)].tolist()]
    def __len__(self): return len(self.labels) // (self.n_cls * self.n_per)
X, Y = torch.randn(24, 6), torch.arange(24) % 4
emb = nn.Sequential(nn.Linear(6, 8), nn.PReLU(), nn.Linear(8, 3))
opt = torch.optim.RMSprop(emb.parameters(), 1e-2, centered=True, momentum=0.1)
def contrastive(e, y, margin=1.0):
    d = torch.cdist(e, e)
    same = (y[:, None] == y[None]).float()
    pos, neg = same * d.square(), (1 - same) * F.relu(margin - d).square()
    mask = ~torch.eye(len(y), dtype=torch.bool)
    return (pos + neg)[mask].mean()
dl = DataLoader(TensorDataset(X, Y), batch_sampler=Balanced(Y, 2, 3, torch.Generator().manual_seed(7)))
show(len(dl))
for ep in range(2):
    for x, y in dl:
        opt.zero_grad()
        e = F.normalize(emb(x), p=2, dim=-1)
        loss = contrastive(e, y) + F.cosine_embedding_loss(e[::2], e[1::2], (y[::2] == y[1::2]) * 2. - 1)
        loss.backward(); opt.step()
        show(loss, y)
w = 1. / torch.bincount(Y)[Y].double()
ws = WeightedRandomSampler(w, 7, replacement=False, generator=torch.Generator().manual_seed(1))
show(list(ws), len(ws), list(BatchSampler(SequentialSampler(range(7)), 3, True)), list(SubsetRandomSampler([3, 5, 9])), list(RandomSampler(range(5), replacement=True, num_samples=8)))
show([y.tolist() for _, y in DataLoader(TensorDataset(X, Y), sampler=ws, batch_size=3, drop_last=True)])
