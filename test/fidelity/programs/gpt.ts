import { nn, optim, type Parameter, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(1337);
class Block extends nn.Module {
  declare ln1: nn.LayerNorm;
  declare attn: nn.MultiheadAttention;
  declare ln2: nn.LayerNorm;
  declare mlp: nn.Sequential;
  constructor(d: number, h: number, drop: number) {
    super();
    this.ln1 = nn.LayerNorm(d);
    this.attn = nn.MultiheadAttention(d, h, { dropout: drop, batch_first: true });
    this.ln2 = nn.LayerNorm(d);
    this.mlp = nn.Sequential(nn.Linear(d, 4 * d), nn.GELU(), nn.Linear(4 * d, d), nn.Dropout(drop));
  }
  override forward(x: Tensor, mask: Tensor): [Tensor, Tensor] {
    const h = this.ln1(x);
    const [a, w] = this.attn(h, h, h, { attn_mask: mask, need_weights: true, average_attn_weights: false });
    x = x.add(a);
    return [x.add(this.mlp(this.ln2(x))), w as Tensor];
  }
}
class GPT extends nn.Module {
  declare tok: nn.Embedding;
  declare pos: Parameter;
  declare blocks: nn.ModuleList;
  declare ln: nn.LayerNorm;
  declare head: nn.Linear;
  constructor({ vocab = 27, d = 32, h = 4, layers = 2, block = 16 } = {}) {
    super();
    this.tok = nn.Embedding(vocab, d);
    this.pos = nn.Parameter(torch.zeros(1, block, d));
    this.blocks = nn.ModuleList(Array.from({ length: layers }, () => new Block(d, h, 0.1)));
    this.ln = nn.LayerNorm(d);
    this.head = nn.Linear(d, vocab, { bias: false });
    this.tok.weight = this.head.weight;
    this.apply(this._init);
    for (const [n, q] of this.named_parameters())
      if (n.endsWith('out_proj.weight')) nn.init.normal_(q, { mean: 0, std: 0.02 / Math.sqrt(2 * layers) });
  }
  _init(m: nn.Module): void {
    if (m instanceof nn.Linear || m instanceof nn.Embedding) {
      nn.init.normal_(m.weight, { std: 0.02 });
      if (m instanceof nn.Linear && m.bias !== null) nn.init.zeros_(m.bias);
    }
  }
  override forward(idx: Tensor, targets: Tensor | null = null): [Tensor, Tensor | null, Tensor] {
    const T = idx.size(1);
    let x = this.tok(idx).add(this.pos.index(':', torch.slice(T)));
    const mask = torch.triu(torch.full([T, T], -Infinity), { diagonal: 1 });
    let w!: Tensor;
    for (const b of this.blocks) [x, w] = b(x, mask) as [Tensor, Tensor];
    const logits = this.head(this.ln(x));
    const loss =
      targets === null
        ? null
        : F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), { ignore_index: -1 });
    return [logits, loss, w];
  }
  generate(idx: Tensor, n: number, { temperature = 1.0, top_k = null as number | null } = {}): Tensor {
    return torch.no_grad(() => {
      for (let i = 0; i < n; i++) {
        let [logits] = this.forward(idx.index(':', '-16:'));
        logits = logits.index(':', -1, ':').div(temperature);
        if (top_k !== null) {
          const [v] = torch.topk(logits, Math.min(top_k, logits.size(-1)));
          logits.index_put_(logits.lt(v.index(':', [-1])), -Infinity);
        }
        const probs = F.softmax(logits, { dim: -1 });
        idx = torch.cat([idx, torch.multinomial(probs, { num_samples: 1 })], { dim: 1 });
      }
      return idx;
    });
  }
}
const model = new GPT();
show(model.parameters().reduce((s, q) => s + q.numel(), 0));
const decay = model
  .named_parameters()
  .filter(([, q]) => q.dim() >= 2)
  .map(([, q]) => q);
const nodecay = model
  .named_parameters()
  .filter(([, q]) => q.dim() < 2)
  .map(([, q]) => q);
const opt = optim.AdamW(
  [
    { params: decay, weight_decay: 0.1 },
    { params: nodecay, weight_decay: 0.0 },
  ],
  { lr: 3e-3, betas: [0.9, 0.95] },
);
function get_lr(it: number) {
  if (it < 3) return (3e-3 * (it + 1)) / 3;
  const r = (it - 3) / (10 - 3);
  return 3e-4 + 0.5 * (1 + Math.cos(Math.PI * r)) * (3e-3 - 3e-4);
}
const data = torch.randint(0, 27, [200]);
let w!: Tensor;
for (let it = 0; it < 8; it++) {
  for (const g of opt.param_groups) g.lr = get_lr(it);
  const ix = torch.randint(data.length - 16, [4]);
  const x = torch.stack([...ix].map((i) => data.index(torch.slice(i.item(), i.item() + 16))));
  const y = torch.stack([...ix].map((i) => data.index(torch.slice(i.item() + 1, i.item() + 1 + 16))));
  const [, loss, ww] = model(x, y);
  w = ww;
  opt.zero_grad({ set_to_none: true });
  (loss as Tensor).backward();
  const norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0);
  opt.step();
  show((loss as Tensor).item(), norm);
}
show(w);
model.eval();
show(model.generate(torch.zeros([1, 1], { dtype: torch.long }), 20, { temperature: 0.8, top_k: 5 }));
