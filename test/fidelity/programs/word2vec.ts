import { nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { TensorDataset, DataLoader } = utils.data;
torch.manual_seed(9);
class SkipGram extends nn.Module {
  declare inp: nn.Embedding;
  declare out: nn.Embedding;
  constructor(v: number, d: number, sparse: boolean) {
    super();
    this.inp = nn.Embedding(v, d, { sparse });
    this.out = nn.Embedding(v, d, { sparse });
    this.inp.weight.data.uniform_(-0.5 / d, 0.5 / d);
    this.out.weight.data.zero_();
  }
  override forward(c: Tensor, pos: Tensor, neg: Tensor) {
    const e = this.inp(c);
    const s = torch.bmm(this.out(pos).unsqueeze(1), e.unsqueeze(2)).squeeze();
    const n = torch.bmm(this.out(neg), e.unsqueeze(2).neg()).squeeze(2);
    return F.logsigmoid(s).add(F.logsigmoid(n).sum(1)).neg().mean();
  }
}
const freq = torch.rand(40).pow(2);
const probs = freq.pow(0.75);
probs.div_(probs.sum());
let net!: SkipGram;
for (const sparse of [true, false]) {
  net = new SkipGram(40, 6, sparse);
  const opt = sparse
    ? optim.SparseAdam([...net.parameters()], { lr: 0.01 })
    : optim.Adagrad(net.parameters(), { lr: 0.05, lr_decay: 1e-3 });
  const ds = TensorDataset(torch.randint(0, 40, [30]), torch.randint(0, 40, [30]));
  const generator = torch.Generator().manual_seed(1);
  for (const [c, q] of DataLoader(ds, { batch_size: 8, shuffle: true, generator })) {
    const neg = torch.multinomial(probs, c.size(0) * 3, { replacement: true }).view(-1, 3);
    const loss = net(c, q, neg);
    opt.zero_grad();
    loss.backward();
    opt.step();
    show(loss.item());
  }
  if (sparse) {
    const gr = net.inp.weight.grad as Tensor;
    show(gr._nnz(), gr.coalesce().indices(), gr.coalesce().values());
  }
  show(net.inp.weight);
}
const w = F.normalize(net.inp.weight, { dim: 1 });
const sim = w.matmul(w.T);
show(sim.topk(3, { dim: 1 }).values.index(':5'));
const bag = nn.EmbeddingBag(40, 5, { mode: 'sum', padding_idx: 0, include_last_offset: false });
const text = torch.randint(0, 40, [12]),
  off = torch.tensor([0, 4, 9], { dtype: torch.long });
let o = bag(text, off, { per_sample_weights: torch.rand(12) });
o.pow(2).sum().backward();
show(o, bag.weight.grad);
for (const mode of ['mean', 'max'] as const) {
  const b = nn.EmbeddingBag.from_pretrained(torch.randn(40, 5), { freeze: false, mode });
  show(b(text, off), b(text.view(3, 4)));
}
const clf = nn.Sequential(nn.EmbeddingBag(40, 5, { sparse: true }), nn.Linear(5, 3));
const opt = optim.SGD(clf.parameters(), { lr: 4.0 });
const sch = optim.lr_scheduler.StepLR(opt, 1, { gamma: 0.1 });
for (let i = 0; i < 3; i++) {
  const loss = F.cross_entropy(clf(text.view(4, 3)), torch.tensor([0n, 1n, 2n, 1n]));
  opt.zero_grad();
  loss.backward();
  opt.step();
  sch.step();
  show(loss.item());
}
const emb = nn.Embedding(10, 3, { max_norm: 1.0, scale_grad_by_freq: true });
o = emb(torch.tensor([[1n, 1n, 2n]]));
o.sum().backward();
show(o, emb.weight.grad, emb.weight);
