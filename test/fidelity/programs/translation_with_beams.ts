import { copy, math, nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { LambdaLR } = optim.lr_scheduler;
const [PAD, BOS, EOS] = [0, 1, 2];

function clones<M extends nn.Module>(module: M, n: number): nn.ModuleList<M> {
  return nn.ModuleList(Array.from({ length: n }, () => copy.deepcopy(module)));
}

function subsequent_mask(size: number): Tensor {
  const attn_shape = [1, size, size];
  return torch.triu(torch.ones(attn_shape), { diagonal: 1 }).type(torch.uint8).eq(0);
}

function attention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  { mask = null, dropout = null }: { mask?: Tensor | null; dropout?: nn.Dropout | null } = {},
) {
  const d_k = query.size(-1);
  let scores = torch.matmul(query, key.transpose(-2, -1)).div(math.sqrt(d_k));
  if (mask !== null) scores = scores.masked_fill(mask.eq(0), -1e9);
  let p_attn = scores.softmax({ dim: -1 });
  if (dropout !== null) p_attn = dropout(p_attn);
  return [torch.matmul(p_attn, value), p_attn] as const;
}

class MultiHeadedAttention extends nn.Module {
  declare d_k: number;
  declare h: number;
  declare linears: nn.ModuleList<nn.Linear>;
  declare attn: Tensor | null;
  declare dropout: nn.Dropout;
  constructor(h: number, d_model: number, { dropout = 0.1 } = {}) {
    super();
    this.d_k = Math.floor(d_model / h);
    this.h = h;
    this.linears = clones(nn.Linear(d_model, d_model), 4);
    this.attn = null;
    this.dropout = nn.Dropout({ p: dropout });
  }
  override forward(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | null = null): Tensor {
    if (mask !== null) mask = mask.unsqueeze(1);
    const nbatches = query.size(0);
    [query, key, value] = [query, key, value].map((x, i) =>
      this.linears[i]!(x).view(nbatches, -1, this.h, this.d_k).transpose(1, 2),
    ) as [Tensor, Tensor, Tensor];
    let x: Tensor;
    [x, this.attn] = attention(query, key, value, { mask, dropout: this.dropout });
    x = x
      .transpose(1, 2)
      .contiguous()
      .view(nbatches, -1, this.h * this.d_k);
    return this.linears.at(-1)!(x);
  }
}

class LayerNorm extends nn.Module {
  declare a_2: nn.Parameter;
  declare b_2: nn.Parameter;
  declare eps: number;
  constructor(features: number, eps = 1e-6) {
    super();
    this.a_2 = nn.Parameter(torch.ones(features));
    this.b_2 = nn.Parameter(torch.zeros(features));
    this.eps = eps;
  }
  override forward(x: Tensor): Tensor {
    const mean = x.mean(-1, { keepdim: true });
    const std = x.std(-1, { keepdim: true });
    return this.a_2.mul(x.sub(mean)).div(std.add(this.eps)).add(this.b_2);
  }
}

class SublayerConnection extends nn.Module {
  declare norm: LayerNorm;
  declare dropout: nn.Dropout;
  constructor(size: number, dropout: number) {
    super();
    this.norm = new LayerNorm(size);
    this.dropout = nn.Dropout(dropout);
  }
  override forward(x: Tensor, sublayer: (x: Tensor) => Tensor): Tensor {
    return x.add(this.dropout(sublayer(this.norm(x))));
  }
}

class EncoderLayer extends nn.Module {
  declare self_attn: MultiHeadedAttention;
  declare feed_forward: nn.Sequential;
  declare sublayer: nn.ModuleList<SublayerConnection>;
  declare size: number;
  constructor(size: number, self_attn: MultiHeadedAttention, feed_forward: nn.Sequential, dropout: number) {
    super();
    this.self_attn = self_attn;
    this.feed_forward = feed_forward;
    this.sublayer = clones(new SublayerConnection(size, dropout), 2);
    this.size = size;
  }
  override forward(x: Tensor, mask: Tensor): Tensor {
    x = this.sublayer[0]!(x, (x: Tensor) => this.self_attn(x, x, x, mask));
    return this.sublayer[1]!(x, this.feed_forward);
  }
}

class DecoderLayer extends nn.Module {
  declare size: number;
  declare self_attn: MultiHeadedAttention;
  declare src_attn: MultiHeadedAttention;
  declare feed_forward: nn.Sequential;
  declare sublayer: nn.ModuleList<SublayerConnection>;
  constructor(
    size: number,
    self_attn: MultiHeadedAttention,
    src_attn: MultiHeadedAttention,
    feed_forward: nn.Sequential,
    dropout: number,
  ) {
    super();
    this.size = size;
    this.self_attn = self_attn;
    this.src_attn = src_attn;
    this.feed_forward = feed_forward;
    this.sublayer = clones(new SublayerConnection(size, dropout), 3);
  }
  override forward(x: Tensor, memory: Tensor, src_mask: Tensor, tgt_mask: Tensor): Tensor {
    const m = memory;
    x = this.sublayer[0]!(x, (x: Tensor) => this.self_attn(x, x, x, tgt_mask));
    x = this.sublayer[1]!(x, (x: Tensor) => this.src_attn(x, m, m, src_mask));
    return this.sublayer[2]!(x, this.feed_forward);
  }
}

class PositionalEncoding extends nn.Module {
  declare dropout: nn.Dropout;
  declare pe: Tensor;
  constructor(d_model: number, dropout: number, max_len = 50) {
    super();
    this.dropout = nn.Dropout({ p: dropout });
    const pe = torch.zeros(max_len, d_model);
    const position = torch.arange(0, max_len).unsqueeze(1);
    const div_term = torch.exp(torch.arange(0, d_model, 2).mul(-(math.log(10000.0) / d_model)));
    pe.index_put_([':', '0::2'], torch.sin(position.mul(div_term)));
    pe.index_put_([':', '1::2'], torch.cos(position.mul(div_term)));
    this.register_buffer('pe', pe.unsqueeze(0));
  }
  override forward(x: Tensor): Tensor {
    x = x.add(this.pe.index(':', torch.slice(x.size(1))).requires_grad_(false));
    return this.dropout(x);
  }
}

class EncoderDecoder extends nn.Module {
  declare encoder: nn.ModuleList<EncoderLayer>;
  declare decoder: nn.ModuleList<DecoderLayer>;
  declare enc_norm: LayerNorm;
  declare dec_norm: LayerNorm;
  declare src_embed: nn.Sequential;
  declare tgt_embed: nn.Sequential;
  declare proj: nn.Linear;
  constructor(vocab: number, { n = 2, d_model = 16, d_ff = 32, h = 2, dropout = 0.1 } = {}) {
    super();
    const c = copy.deepcopy;
    const attn = new MultiHeadedAttention(h, d_model);
    const ff = nn.Sequential(
      nn.Linear(d_model, d_ff),
      nn.ReLU(),
      nn.Dropout(dropout),
      nn.Linear(d_ff, d_model),
    );
    const position = new PositionalEncoding(d_model, dropout);
    this.encoder = clones(new EncoderLayer(d_model, c(attn), c(ff), dropout), n);
    this.decoder = clones(new DecoderLayer(d_model, c(attn), c(attn), c(ff), dropout), n);
    [this.enc_norm, this.dec_norm] = [new LayerNorm(d_model), new LayerNorm(d_model)];
    this.src_embed = nn.Sequential(nn.Embedding(vocab, d_model), c(position));
    this.tgt_embed = nn.Sequential(nn.Embedding(vocab, d_model), c(position));
    this.proj = nn.Linear(d_model, vocab);
    for (const p of this.parameters()) if (p.dim() > 1) nn.init.xavier_uniform_(p);
  }
  encode(src: Tensor, src_mask: Tensor): Tensor {
    let x = this.src_embed(src);
    for (const layer of this.encoder) x = layer(x, src_mask);
    return this.enc_norm(x);
  }
  decode(memory: Tensor, src_mask: Tensor, tgt: Tensor, tgt_mask: Tensor): Tensor {
    let x = this.tgt_embed(tgt);
    for (const layer of this.decoder) x = layer(x, memory, src_mask, tgt_mask);
    return this.dec_norm(x);
  }
  override forward(src: Tensor, tgt: Tensor, src_mask: Tensor, tgt_mask: Tensor): Tensor {
    return F.log_softmax(this.proj(this.decode(this.encode(src, src_mask), src_mask, tgt, tgt_mask)), {
      dim: -1,
    });
  }
}

class LabelSmoothing extends nn.Module {
  declare criterion: nn.KLDivLoss;
  declare padding_idx: number;
  declare confidence: number;
  declare smoothing: number;
  declare size: number;
  declare true_dist: Tensor | null;
  constructor({
    size,
    padding_idx,
    smoothing = 0.0,
  }: { size: number; padding_idx: number; smoothing?: number }) {
    super();
    this.criterion = nn.KLDivLoss({ reduction: 'sum' });
    this.padding_idx = padding_idx;
    this.confidence = 1.0 - smoothing;
    this.smoothing = smoothing;
    this.size = size;
    this.true_dist = null;
  }
  override forward(x: Tensor, target: Tensor): Tensor {
    const true_dist = x.data.clone();
    true_dist.fill_(this.smoothing / (this.size - 2));
    true_dist.scatter_(1, target.data.unsqueeze(1), this.confidence);
    true_dist.index_put_([':', this.padding_idx], 0);
    const mask = torch.nonzero(target.data.eq(this.padding_idx));
    if (mask.dim() > 0) true_dist.index_fill_(0, mask.squeeze(), 0.0);
    this.true_dist = true_dist;
    return this.criterion(x, true_dist.clone().detach());
  }
}

class Batch {
  src: Tensor;
  src_mask: Tensor;
  tgt!: Tensor;
  tgt_y!: Tensor;
  tgt_mask!: Tensor;
  ntokens!: Tensor;
  constructor(src: Tensor, tgt: Tensor | null = null, pad = PAD) {
    this.src = src;
    this.src_mask = src.ne(pad).unsqueeze(-2);
    if (tgt !== null) {
      this.tgt = tgt.index(':', ':-1');
      this.tgt_y = tgt.index(':', '1:');
      this.tgt_mask = Batch.make_std_mask(this.tgt, pad);
      this.ntokens = this.tgt_y.ne(pad).data.sum();
    }
  }
  static make_std_mask(tgt: Tensor, pad: number): Tensor {
    const tgt_mask = tgt.ne(pad).unsqueeze(-2);
    return tgt_mask.logical_and(subsequent_mask(tgt.size(-1)).type_as(tgt_mask.data));
  }
}

function rate(
  step: number,
  model_size: number,
  { factor, warmup }: { factor: number; warmup: number },
): number {
  if (step === 0) step = 1;
  return (
    factor * (math.pow(model_size, -0.5) * Math.min(math.pow(step, -0.5), step * math.pow(warmup, -1.5)))
  );
}

function* data_gen(V: number, batch_size: number, nbatches: number): Generator<Batch> {
  for (let i = 0; i < nbatches; i++) {
    const lengths = torch.randint(3, 8, [batch_size]);
    let data = torch.randint(3, V, { size: [batch_size, 9] });
    data = data.masked_fill(torch.arange(9).index(null, ':').ge(lengths.index(':', null)), PAD);
    const tgt = torch.full([batch_size, 11], PAD, { dtype: torch.int64 });
    tgt.index_put_([':', 0], BOS);
    for (const [b, l] of (lengths.tolist() as number[]).entries()) {
      tgt.index_put_([b, torch.slice(1, l + 1)], data.index(b, torch.slice(l)).flip(0));
      tgt.index_put_([b, l + 1], EOS);
    }
    yield new Batch(data, tgt);
  }
}

function beam_search(
  model: EncoderDecoder,
  src: Tensor,
  src_mask: Tensor,
  max_len: number,
  { beam = 3, alpha = 0.6 } = {},
) {
  const memory = model.encode(src, src_mask);
  let beams: [Tensor, number, boolean][] = [[torch.full([1, 1], BOS, { dtype: src.dtype }), 0.0, false]];
  for (let s = 0; s < max_len - 1; s++) {
    const candidates: [Tensor, number, boolean][] = [];
    for (const [ys, score, done] of beams) {
      if (done) {
        candidates.push([ys, score, done]);
        continue;
      }
      const out = model.decode(memory, src_mask, ys, subsequent_mask(ys.size(1)).type_as(src.data));
      const logp = F.log_softmax(model.proj(out.index(':', -1)), { dim: -1 });
      const top = logp.topk(beam, { dim: -1 });
      for (let k = 0; k < beam; k++) {
        const [v, i] = [top.values.index(0, k), top.indices.index(0, k)];
        candidates.push([torch.cat([ys, i.view(1, 1)], { dim: 1 }), score + v.item(), i.item() === EOS]);
      }
    }
    const key = (c: [Tensor, number, boolean]) => c[1] / math.pow((5 + c[0].size(1)) / 6, alpha);
    candidates.sort((a, b) => key(b) - key(a));
    beams = candidates.slice(0, beam);
    if (beams.every(([, , d]) => d)) break;
  }
  return beams;
}

function main() {
  torch.manual_seed(7);
  const V = 11;
  const criterion = new LabelSmoothing({ size: V, padding_idx: PAD, smoothing: 0.1 });
  const model = new EncoderDecoder(V);
  show(`${model}`);
  show(
    `parameters: ${model
      .parameters()
      .reduce((s, p) => s + p.numel(), 0)
      .toLocaleString('en')}`,
  );
  const optimizer = optim.Adam(model.parameters(), { lr: 0.5, betas: [0.9, 0.98], eps: 1e-9 });
  const lr_scheduler = LambdaLR({
    optimizer,
    lr_lambda: (step) => rate(step, 16, { factor: 1.0, warmup: 40 }),
  });
  for (let epoch = 0; epoch < 3; epoch++) {
    model.train();
    let [total, tokens] = [torch.zeros([]), torch.zeros([], { dtype: torch.int64 })];
    let i = 0;
    for (const batch of data_gen(V, 16, 10)) {
      const out = model(batch.src, batch.tgt, batch.src_mask, batch.tgt_mask);
      const loss = criterion(out.contiguous().view(-1, out.size(-1)), batch.tgt_y.contiguous().view(-1)).div(
        batch.ntokens,
      );
      loss.backward();
      optimizer.step();
      optimizer.zero_grad({ set_to_none: true });
      lr_scheduler.step();
      total = total.add(batch.ntokens.mul(loss.item()));
      tokens.add_(batch.ntokens);
      if (i % 5 === 0) {
        const lr = optimizer.param_groups[0]!.lr as number;
        show(
          `Epoch Step: ${String(i).padStart(6)} | Loss: ${loss.item().toFixed(2).padStart(6)} | Learning Rate: ${lr
            .toExponential(1)
            .replace(/e([+-])(\d)$/, 'e$10$2')
            .padStart(6)}`,
          loss.item(),
        );
      }
      i++;
    }
    show(`Epoch ${epoch}: loss ${total.div(tokens)} (${total.constructor.name}), tokens ${tokens}`);
  }
  model.eval();
  torch.no_grad(() => {
    const batch = data_gen(V, 1, 1).next().value!;
    for (const [ys, score, done] of beam_search(model, batch.src, batch.src_mask, 9)) show(ys, score, done);
    show(model.encoder[0]!.self_attn.attn);
    show(criterion.true_dist!.index(':4'));
  });
}

main();
