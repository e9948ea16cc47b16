import { math, nn, Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(32);
const LINES = [
  'Le café est fermé !',
  'The café is closed!',
  'Où est la gare ?',
  'Where is the station?',
  'Il fait très froid.',
];

function words(line: string): string[] {
  const plain = line
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  return [...plain.replace(/\s*([.!?])/g, ' $1').split(/\s+/), '<end>'];
}

const vocabulary = new Map<string, number>();
for (const line of LINES)
  for (const word of words(line)) if (!vocabulary.has(word)) vocabulary.set(word, vocabulary.size);
const names = [...vocabulary.keys()];
const stream = torch
  .cat(LINES.map((line) => torch.tensor(words(line).map((w) => vocabulary.get(w)!)).type(torch.int64)))
  .repeat(6);
const data = stream
  .narrow(0, 0, Math.floor(stream.numel() / 4) * 4)
  .view(4, -1)
  .t()
  .contiguous();
show(names, data.shape);

type Hidden = Tensor | [Tensor, Tensor];
class Recurrent extends nn.Module {
  declare embed: nn.Embedding;
  declare rnn: nn.RNNBase;
  declare out: nn.Linear;
  constructor(kind: 'LSTM' | 'GRU' | 'tanh' | 'relu', n: number, width: number, { tied = false } = {}) {
    super();
    this.embed = nn.Embedding(n, width);
    if (kind === 'LSTM' || kind === 'GRU') this.rnn = nn[kind](width, width, 2, { dropout: 0.2 });
    else this.rnn = nn.RNN(width, width, 2, { nonlinearity: kind, dropout: 0.2 });
    this.out = nn.Linear(width, n);
    if (tied) this.out.weight = this.embed.weight;
    for (const w of [this.embed.weight, this.out.weight]) nn.init.uniform_(w, -0.1, 0.1);
    nn.init.zeros_(this.out.bias!);
  }
  start(batch: number): Hidden {
    const w = this.parameters()[0]!;
    const h = w.new_zeros(2, batch, this.rnn.hidden_size);
    return this.rnn.mode === 'LSTM' ? [h, h.clone()] : h;
  }
  override forward(x: Tensor, h: Hidden): [Tensor, Hidden] {
    const [y, last] = this.rnn(this.embed(x), h);
    return [F.log_softmax(this.out(y).flatten(0, 1), { dim: 1 }), last];
  }
}

class Causal extends nn.Transformer {
  declare mask: Tensor | null;
  declare table: Tensor;
  declare embed: nn.Embedding;
  declare decoder: any;
  constructor(n: number, width: number) {
    super({ d_model: width, nhead: 2, num_encoder_layers: 2, dim_feedforward: 20, dropout: 0.1 });
    this.mask = null;
    const place = torch.arange(64).float().unsqueeze(1);
    const rate = torch.exp(
      torch
        .arange(0, width, 2)
        .float()
        .mul(-math.log(10000.0) / width),
    );
    const table = torch.zeros(64, width);
    table.index_put_([':', '0::2'], torch.sin(place.mul(rate)));
    table.index_put_([':', '1::2'], torch.cos(place.mul(rate)));
    this.register_buffer('table', table.unsqueeze(1));
    this.embed = nn.Embedding(n, width);
    this.decoder = nn.Linear(width, n);
  }
  override forward(x: any): Tensor {
    if (this.mask === null || this.mask.size(0) !== x.length)
      this.mask = torch.log(torch.tril(torch.ones(x.length, x.length)));
    const places = this.table.index(torch.slice(x.size(0)), ':');
    x = this.embed(x).mul(math.sqrt(this.d_model)).add(places);
    return F.log_softmax(this.decoder(this.encoder(x, { mask: this.mask })), { dim: -1 }).flatten(0, 1);
  }
}

const detached = (h: Hidden): Hidden =>
  h instanceof Tensor ? h.detach() : (h.map((each) => each.detach()) as [Tensor, Tensor]);

function train(net: Recurrent | Causal, lr: number) {
  net.train();
  let h = net instanceof Recurrent ? net.start(4) : null;
  for (let epoch = 0; epoch < 2; epoch++) {
    let [loss, norm]: Tensor[] = [];
    for (let i = 0; i < data.size(0) - 1; i += 7) {
      const n = Math.min(7, data.length - 1 - i);
      const x = data.index(torch.slice(i, i + n));
      const y = data.index(torch.slice(i + 1, i + 1 + n)).view(-1);
      net.zero_grad();
      let scores: Tensor;
      if (net instanceof Recurrent) [scores, h] = net(x, detached(h!));
      else scores = net(x);
      loss = F.nll_loss(scores, y);
      loss.backward();
      norm = nn.utils.clip_grad_norm_(net.parameters(), 0.25);
      for (const p of net.parameters()) if (p.grad !== null) p.data.add_(p.grad, { alpha: -lr });
    }
    const [value, ppl] = [loss!.item(), math.exp(loss!.item())];
    show(
      `| epoch ${String(epoch).padStart(3)} | loss ${value.toFixed(2).padStart(5)} | ppl ${ppl.toFixed(2).padStart(8)}`,
      loss,
      norm,
    );
    lr /= 4.0;
  }
}

for (const kind of ['LSTM', 'GRU', 'tanh', 'relu'] as const) {
  const net = new Recurrent(kind, names.length, 12, { tied: kind === 'LSTM' });
  train(net, 8);
  net.eval();
  const x = torch.randint(names.length, [1, 1], { dtype: torch.long });
  const said: string[] = [];
  torch.no_grad(() => {
    let [h, scores]: [Hidden, Tensor | null] = [net.start(1), null];
    for (let i = 0; i < 6; i++) {
      [scores, h] = net(x, h);
      const k = torch.multinomial(scores.squeeze().div(0.8).exp(), 1).index(0);
      x.fill_(k);
      said.push(names[k.item()]!);
    }
  });
  show(said.join(' '), net.parameters().length);
}
const net = new Causal(names.length, 12);
train(net, 2);
let x: Tensor = torch.randint(names.length, [1, 1]);
net.eval();
torch.no_grad(() => {
  for (let i = 0; i < 6; i++) {
    const k = torch.multinomial(net(x).index(-1).exp(), 1).index(0);
    x = torch.cat([x, torch.tensor([[k]])], 0);
  }
});
show(
  x.flatten(),
  net.named_children().map(([n]) => n),
);
