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
