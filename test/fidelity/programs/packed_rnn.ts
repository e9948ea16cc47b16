import { nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { pack_padded_sequence, pad_packed_sequence, pad_sequence, pack_sequence } = nn.utils.rnn;
const { DataLoader, Dataset } = utils.data;
torch.manual_seed(7);
class Text extends Dataset<[Tensor, number]> {
  items: [Tensor, number][];
  constructor() {
    super();
    this.items = [...torch.randint(2, 9, [20])].map((n, i) => [torch.randint(1, 30, [n.item()]), i % 2]);
  }
  override get length() {
    return this.items.length;
  }
  override get(i: number): [Tensor, number] {
    return this.items[i] as [Tensor, number];
  }
}
function collate(batch: [Tensor, number][]): [Tensor, Tensor, Tensor] {
  batch.sort((a, b) => b[0].length - a[0].length);
  const [seqs, labels] = [batch.map((b) => b[0]), batch.map((b) => b[1])];
  const lengths = torch.tensor(
    seqs.map((s) => s.length),
    { dtype: torch.int64 },
  );
  return [
    pad_sequence(seqs, { batch_first: true, padding_value: 0 }),
    lengths,
    torch.tensor(labels, { dtype: torch.int64 }),
  ];
}
class Clf extends nn.Module {
  declare emb: nn.Embedding;
  declare rnn: nn.LSTM | nn.GRU | nn.RNN;
  declare fc: nn.Linear;
  constructor(kind: 'LSTM' | 'GRU' | 'RNN') {
    super();
    this.emb = nn.Embedding(30, 8, { padding_idx: 0 });
    this.rnn = (nn[kind] as typeof nn.LSTM)(8, 6, {
      num_layers: 2,
      batch_first: true,
      bidirectional: true,
      dropout: 0.2,
    });
    this.fc = nn.Linear(12, 2);
    for (const [name, q] of this.rnn.named_parameters()) {
      if (name.includes('weight_hh')) nn.init.orthogonal_(q);
      else if (name.includes('bias')) nn.init.zeros_(q);
    }
  }
  override forward(x: Tensor, lengths: Tensor) {
    const e = F.dropout(this.emb(x), 0.1, this.training);
    const packed = pack_padded_sequence(e, lengths.cpu(), { batch_first: true, enforce_sorted: false });
    let [po, h] = (this.rnn as nn.GRU)(packed) as any;
    const [o, lens] = pad_packed_sequence(po, { batch_first: true });
    if (Array.isArray(h)) h = h[0];
    const mask = torch.arange(o.size(1)).index(null, ':').lt(lens.index(':', null));
    const mean = o.mul(mask.unsqueeze(-1)).sum(1).div(lens.unsqueeze(1));
    return this.fc(mean.add(torch.cat([h.index(-2), h.index(-1)], { dim: 1 })));
  }
}
for (const kind of ['LSTM', 'GRU', 'RNN'] as const) {
  const net = new Clf(kind);
  const opt = optim.Adam(net.parameters(), 1e-2);
  const sch = optim.lr_scheduler.OneCycleLR(opt, { max_lr: 0.02, steps_per_epoch: 4, epochs: 2 });
  for (let e = 0; e < 2; e++)
    for (const [x, l, y] of DataLoader(new Text(), { batch_size: 5, shuffle: true, collate_fn: collate })) {
      const loss = F.cross_entropy(net(x, l), y);
      opt.zero_grad();
      loss.backward();
      nn.utils.clip_grad_norm_(net.parameters(), 0.5, { norm_type: 2 });
      opt.step();
      sch.step();
      show(
        loss.item(),
        x.shape[1],
        sch.get_last_lr()[0],
        opt.param_groups.map((group) => group.betas),
      );
    }
  show(net.emb.weight.grad?.index(0));
}
const ps = pack_sequence([torch.arange(4).float(), torch.arange(2).float()]);
show(ps.data, ps.batch_sizes);
const cell = nn.LSTMCell(3, 5);
let h = torch.zeros(2, 5),
  c = h;
for (let t = 0; t < 4; t++) [h, c] = cell(torch.randn(2, 3), [h, c]);
show(h, c);
const proj = nn.LSTM(4, 6, { proj_size: 3 });
const [o, [hh, cc]] = proj(torch.randn(5, 2, 4));
show(o, hh, cc);
