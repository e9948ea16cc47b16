import { copy, nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const {
  TensorDataset,
  DataLoader,
  random_split,
  WeightedRandomSampler,
  SubsetRandomSampler,
  Subset,
  ConcatDataset,
} = utils.data;
torch.manual_seed(13);
class CNN extends nn.Module {
  declare c: nn.Conv2d;
  declare b: nn.BatchNorm2d;
  declare drop: nn.Dropout2d;
  declare fc: nn.LazyLinear;
  constructor(w: number) {
    super();
    this.c = nn.Conv2d(1, w, 3, { padding: 1, padding_mode: 'reflect' });
    this.b = nn.BatchNorm2d(w);
    this.drop = nn.Dropout2d(0.2);
    this.fc = nn.LazyLinear(4);
  }
  override forward(x: Tensor, temp: number | null = null): Tensor {
    x = F.max_pool2d(F.leaky_relu(this.b(this.c(x)), 0.1), 2);
    x = this.fc(this.drop(x).flatten(1));
    return temp === null ? x : x.div(temp);
  }
}
const x = torch.randn(40, 1, 8, 8),
  y = torch.randint(0, 4, [40]);
const [teacher, student] = [new CNN(8), new CNN(2)];
teacher(x.index(':2'));
student(x.index(':2'));
const [train, val] = random_split(TensorDataset(x, y), [0.6, 0.2, 0.2], {
  generator: torch.Generator().manual_seed(42),
});
show(train.length, val.length, train.indices);
const weights = torch
  .bincount(y.index(train.indices), { minlength: 4 })
  .float()
  .clamp({ min: 1 })
  .reciprocal();
const sampler = WeightedRandomSampler(weights.index(y.index(train.indices)), {
  num_samples: 20,
  replacement: true,
});
const opt = optim.Adam(teacher.parameters(), { lr: 1e-2 });
for (const [xb, yb] of DataLoader(train, { batch_size: 8, sampler })) {
  const l = F.cross_entropy(teacher(xb), yb);
  opt.zero_grad();
  l.backward();
  opt.step();
  show(l.item(), yb);
}
teacher.eval();
function rand_bbox(size: readonly number[], lam: number) {
  const [, , W, H] = size as [number, number, number, number];
  const r = (1 - lam) ** 0.5;
  const [cw, ch] = [Math.trunc(W * r), Math.trunc(H * r)];
  const [cx, cy] = [torch.randint(W, [1]).item(), torch.randint(H, [1]).item()];
  const c = (v: number, m: number) => Math.max(0, Math.min(m, v));
  return [c(cx - (cw >> 1), W), c(cy - (ch >> 1), H), c(cx + (cw >> 1), W), c(cy + (ch >> 1), H)] as const;
}
const swa = optim.swa_utils.AveragedModel(student);
const so = optim.SGD(student.parameters(), { lr: 0.05, momentum: 0.9 });
const swasch = optim.swa_utils.SWALR(so, { swa_lr: 0.01, anneal_epochs: 2, anneal_strategy: 'cos' });
const kl = nn.KLDivLoss({ reduction: 'batchmean' });
const T = 4.0,
  accum = 2;
for (let e = 0; e < 3; e++) {
  let i = 0;
  for (let [xb, yb] of DataLoader(train, { batch_size: 6, shuffle: true })) {
    let lam = 0.7;
    const perm = torch.randperm(xb.size(0));
    const [a, b, c, d] = rand_bbox(xb.size(), lam);
    xb = xb.clone();
    xb.index_put_(
      [':', ':', torch.slice(a, c), torch.slice(b, d)],
      xb.index(perm, ':', torch.slice(a, c), torch.slice(b, d)),
    );
    lam = 1 - ((c - a) * (d - b)) / (xb.size(-1) * xb.size(-2));
    const s = student(xb);
    const t = torch.no_grad(() => teacher(xb));
    const soft = kl(F.log_softmax(s.div(T), { dim: 1 }), F.softmax(t.div(T), { dim: 1 }))
      .mul(T)
      .mul(T);
    const hard = F.cross_entropy(s, yb)
      .mul(lam)
      .add(F.cross_entropy(s, yb.index(perm)).mul(1 - lam));
    const loss = soft.mul(0.5).add(hard.mul(0.5)).div(accum);
    loss.backward();
    if ((i + 1) % accum === 0) {
      nn.utils.clip_grad_norm_(student.parameters(), 1.0);
      so.step();
      so.zero_grad();
    }
    show(loss.item());
    i += 1;
  }
  if (e >= 1) {
    swa.update_parameters(student);
    swasch.step();
  }
}
optim.swa_utils.update_bn(DataLoader(train, { batch_size: 8 }), swa);
swa.eval();
show(swa(x.index(':3')), swasch.get_last_lr(), (swa.module as CNN).b.running_mean);
const best = copy.deepcopy(student.state_dict());
student.fc.weight.data.zero_();
student.load_state_dict(best);
show(student.fc.weight.sum());
const idx = torch.randperm(40).tolist<number[]>();
const folds = [0, 1, 2, 3].map((i) => idx.slice(i * 10, (i + 1) * 10));
for (let k = 0; k < 4; k++) {
  const tr = folds.filter((_, j) => j !== k).flat();
  let acc = 0,
    n = 0;
  let l!: Tensor;
  const net = nn.Sequential(nn.Flatten(), nn.Linear(64, 4));
  const o = optim.Adadelta(net.parameters());
  for (const [xb, yb] of DataLoader(Subset(TensorDataset(x, y), tr), { batch_size: 10, shuffle: true })) {
    l = F.multi_margin_loss(net(xb), yb);
    o.zero_grad();
    l.backward();
    o.step();
  }
  torch.no_grad(() => {
    for (const [xb, yb] of DataLoader(TensorDataset(x, y), {
      batch_size: 4,
      sampler: SubsetRandomSampler(folds[k] as number[]),
    })) {
      acc += net(xb).argmax(1).eq(yb).sum().item();
      n += yb.length;
    }
  });
  show(l.item(), acc / n);
}
show(ConcatDataset([train, val]).length, ConcatDataset([train, val]).get(25)[1].item());
