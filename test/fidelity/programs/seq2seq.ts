import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(8);
const [V, H, L] = [12, 10, 6];
class Enc extends nn.Module {
  declare embedding: nn.Embedding;
  declare gru: nn.GRU;
  declare dropout: nn.Dropout;
  constructor() {
    super();
    this.embedding = nn.Embedding(V, H);
    this.gru = nn.GRU(H, H, { batch_first: true });
    this.dropout = nn.Dropout(0.1);
  }
  override forward(x: Tensor) {
    return this.gru(this.dropout(this.embedding(x)));
  }
}
class Bahdanau extends nn.Module {
  declare Wa: nn.Linear;
  declare Ua: nn.Linear;
  declare Va: nn.Linear;
  constructor() {
    super();
    this.Wa = nn.Linear(H, H);
    this.Ua = nn.Linear(H, H);
    this.Va = nn.Linear(H, 1);
  }
  override forward(query: Tensor, keys: Tensor) {
    const s = this.Va(torch.tanh(this.Wa(query).add(this.Ua(keys))))
      .squeeze(2)
      .unsqueeze(1);
    const w = F.softmax(s, { dim: -1 });
    return [torch.bmm(w, keys), w] as const;
  }
}
class Dec extends nn.Module {
  declare embedding: nn.Embedding;
  declare attention: Bahdanau;
  declare gru: nn.GRU;
  declare out: nn.Linear;
  declare dropout: nn.Dropout;
  constructor() {
    super();
    this.embedding = nn.Embedding(V, H);
    this.attention = new Bahdanau();
    this.gru = nn.GRU(2 * H, H, { batch_first: true });
    this.out = nn.Linear(H, V);
    this.dropout = nn.Dropout(0.1);
  }
  override forward(eo: Tensor, eh: Tensor, target: Tensor | null = null) {
    let inp = torch.empty(eo.size(0), 1, { dtype: torch.long }).fill_(0);
    let h = eh;
    const outs: Tensor[] = [],
      att: Tensor[] = [];
    for (let i = 0; i < L; i++) {
      const e = this.dropout(this.embedding(inp));
      const q = h.permute(1, 0, 2);
      const [ctx, w] = this.attention(q, eo);
      let o: Tensor;
      [o, h] = this.gru(torch.cat([e, ctx], { dim: 2 }), h);
      o = this.out(o);
      outs.push(o);
      att.push(w);
      if (target !== null) inp = target.index(':', i).unsqueeze(1);
      else {
        const [, top] = o.topk(1);
        inp = top.squeeze(-1).detach();
      }
    }
    return [F.log_softmax(torch.cat(outs, { dim: 1 }), { dim: -1 }), h, torch.cat(att, { dim: 1 })] as const;
  }
}
const [enc, dec] = [new Enc(), new Dec()];
const oe = optim.Adam(enc.parameters(), { lr: 0.01 }),
  od = optim.SGD(dec.parameters(), { lr: 0.1, momentum: 0.9, nesterov: true });
const crit = nn.NLLLoss();
let x!: Tensor;
for (let i = 0; i < 5; i++) {
  x = torch.randint(1, V, [4, L]);
  const y = torch.flip(x, { dims: [1] });
  oe.zero_grad();
  od.zero_grad();
  const [eo, eh] = enc(x);
  const [o] = dec(eo, eh, torch.rand(1).item() < 0.5 ? y : null);
  const loss = crit(o.view(-1, o.size(-1)), y.view(-1));
  loss.backward();
  oe.step();
  od.step();
  show(loss.item());
}
torch.no_grad(() => {
  enc.eval();
  dec.eval();
  const [o, h, a] = dec(...enc(x));
  show(o.topk(1)[1].squeeze(), a, h);
});
const tr = nn.Transformer({
  d_model: 8,
  nhead: 2,
  num_encoder_layers: 1,
  num_decoder_layers: 1,
  dim_feedforward: 16,
  dropout: 0.1,
  batch_first: true,
});
const [src, tgt] = [torch.randn(3, 5, 8), torch.randn(3, 4, 8)];
const m = nn.Transformer.generate_square_subsequent_mask(4);
const pad = torch.tensor([
  [false, false, false, false, false],
  [false, false, false, false, true],
  [false, false, false, true, true],
]);
const o = tr(src, tgt, {
  tgt_mask: m,
  src_key_padding_mask: pad,
  memory_key_padding_mask: pad,
  tgt_is_causal: true,
});
o.sum().backward();
show(o, (tr.encoder.layers.at(0) as nn.TransformerEncoderLayer).self_attn.in_proj_weight?.grad);
tr.eval();
torch.no_grad(() =>
  show(tr(src, tgt, { tgt_mask: m, src_key_padding_mask: pad, memory_key_padding_mask: pad })),
);
const s = src.view(3, 5, 2, 4).transpose(1, 2);
show(F.scaled_dot_product_attention(s, s, s, { is_causal: true }));
