import { math, nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;

interface ModelArgs {
  dim: number;
  n_layers: number;
  n_heads: number;
  n_kv_heads: number | null;
  vocab_size: number;
  multiple_of: number;
  norm_eps: number;
  max_seq_len: number;
  dropout: number;
  n_experts: number;
  top_k: number;
}
const ModelArgs = (args: Partial<ModelArgs> = {}): ModelArgs => ({
  dim: 32,
  n_layers: 2,
  n_heads: 4,
  n_kv_heads: 2,
  vocab_size: 29,
  multiple_of: 8,
  norm_eps: 1e-5,
  max_seq_len: 24,
  dropout: 0.0,
  n_experts: 3,
  top_k: 2,
  ...args,
});

class RMSNorm extends nn.Module {
  declare eps: number;
  declare weight: nn.Parameter;
  constructor(dim: number, { eps }: { eps: number }) {
    super();
    this.eps = eps;
    this.weight = nn.Parameter(torch.ones(dim));
  }
  _norm(x: Tensor) {
    return x.mul(torch.rsqrt(x.pow(2).mean(-1, { keepdim: true }).add(this.eps)));
  }
  override forward(x: Tensor): Tensor {
    const output = this._norm(x.float()).type_as(x);
    return output.mul(this.weight);
  }
}

function precompute_freqs_cis(dim: number, end: number, theta = 10000.0): Tensor {
  let freqs = torch
    .pow(
      theta,
      torch
        .arange(0, dim, 2)
        .index(torch.slice(Math.floor(dim / 2)))
        .float()
        .div(dim),
    )
    .reciprocal();
  const t = torch.arange(end, { device: freqs.device });
  freqs = torch.outer(t, freqs).float();
  return torch.polar(torch.ones_like(freqs), freqs);
}

function reshape_for_broadcast(freqs_cis: Tensor, x: Tensor): Tensor {
  const ndim = x.ndim;
  if (`${freqs_cis.shape}` !== `${torch.Size([x.shape[1]!, x.shape.at(-1)!])}`) throw new Error();
  const shape = x.shape.map((d, i) => (i === 1 || i === ndim - 1 ? d : 1));
  return freqs_cis.view(...shape);
}

function apply_rotary_emb(xq: Tensor, xk: Tensor, { freqs_cis }: { freqs_cis: Tensor }): [Tensor, Tensor] {
  const xq_ = torch.view_as_complex(xq.float().reshape(...xq.shape.slice(0, -1), -1, 2));
  const xk_ = torch.view_as_complex(xk.float().reshape(...xk.shape.slice(0, -1), -1, 2));
  freqs_cis = reshape_for_broadcast(freqs_cis, xq_);
  const xq_out = torch.view_as_real(xq_.mul(freqs_cis)).flatten(3);
  const xk_out = torch.view_as_real(xk_.mul(freqs_cis)).flatten(3);
  return [xq_out.type_as(xq), xk_out.type_as(xk)];
}

function repeat_kv(x: Tensor, n_rep: number): Tensor {
  const [bs, slen, n_kv_heads, head_dim] = x.shape as unknown as [number, number, number, number];
  if (n_rep === 1) return x;
  return x
    .index(':', ':', ':', null, ':')
    .expand(bs, slen, n_kv_heads, n_rep, head_dim)
    .reshape(bs, slen, n_kv_heads * n_rep, head_dim);
}

class Attention extends nn.Module {
  declare n_kv_heads: number;
  declare n_heads: number;
  declare n_rep: number;
  declare head_dim: number;
  declare wq: nn.Linear;
  declare wk: nn.Linear;
  declare wv: nn.Linear;
  declare wo: nn.Linear;
  declare cache_k: Tensor;
  declare cache_v: Tensor;
  constructor(args: ModelArgs) {
    super();
    this.n_kv_heads = args.n_kv_heads ?? args.n_heads;
    this.n_heads = args.n_heads;
    this.n_rep = Math.floor(this.n_heads / this.n_kv_heads);
    this.head_dim = Math.floor(args.dim / args.n_heads);
    this.wq = nn.Linear(args.dim, args.n_heads * this.head_dim, { bias: false });
    this.wk = nn.Linear(args.dim, this.n_kv_heads * this.head_dim, { bias: false });
    this.wv = nn.Linear(args.dim, this.n_kv_heads * this.head_dim, { bias: false });
    this.wo = nn.Linear(args.n_heads * this.head_dim, args.dim, { bias: false });
    this.register_buffer('cache_k', torch.zeros([2, args.max_seq_len, this.n_kv_heads, this.head_dim]), {
      persistent: false,
    });
    this.register_buffer('cache_v', torch.zeros([2, args.max_seq_len, this.n_kv_heads, this.head_dim]), {
      persistent: false,
    });
  }
  override forward(
    x: Tensor,
    start_pos: number,
    freqs_cis: Tensor,
    mask: Tensor | null,
    { use_cache = false } = {},
  ): Tensor {
    const [bsz, seqlen] = x.shape as unknown as [number, number];
    let [xq, xk, xv] = [this.wq(x), this.wk(x), this.wv(x)];
    xq = xq.view(bsz, seqlen, this.n_heads, this.head_dim);
    xk = xk.view(bsz, seqlen, this.n_kv_heads, this.head_dim);
    xv = xv.view(bsz, seqlen, this.n_kv_heads, this.head_dim);
    [xq, xk] = apply_rotary_emb(xq, xk, { freqs_cis });
    let [keys, values] = [xk, xv];
    if (use_cache) {
      this.cache_k.index_put_([torch.slice(bsz), torch.slice(start_pos, start_pos + seqlen)], xk);
      this.cache_v.index_put_([torch.slice(bsz), torch.slice(start_pos, start_pos + seqlen)], xv);
      keys = this.cache_k.index(torch.slice(bsz), torch.slice(start_pos + seqlen));
      values = this.cache_v.index(torch.slice(bsz), torch.slice(start_pos + seqlen));
    }
    let output: Tensor;
    if (this.training) {
      output = F.scaled_dot_product_attention(
        xq.transpose(1, 2),
        keys.transpose(1, 2),
        values.transpose(1, 2),
        { is_causal: true, enable_gqa: true },
      );
    } else {
      [keys, values] = [repeat_kv(keys, this.n_rep), repeat_kv(values, this.n_rep)];
      [xq, keys, values] = [xq, keys, values].map((t) => t.transpose(1, 2)) as [Tensor, Tensor, Tensor];
      let scores = torch.matmul(xq, keys.transpose(2, 3)).div(math.sqrt(this.head_dim));
      if (mask !== null) scores = scores.add(mask);
      scores = F.softmax(scores.float(), { dim: -1 }).type_as(xq);
      output = torch.matmul(scores, values);
    }
    output = output.transpose(1, 2).contiguous().view(bsz, seqlen, -1);
    return this.wo(output);
  }
}

class FeedForward extends nn.Module {
  declare w1: nn.Linear;
  declare w2: nn.Linear;
  declare w3: nn.Linear;
  constructor(dim: number, hidden_dim: number, multiple_of: number) {
    super();
    hidden_dim = Math.trunc((2 * hidden_dim) / 3);
    hidden_dim = multiple_of * Math.floor((hidden_dim + multiple_of - 1) / multiple_of);
    this.w1 = nn.Linear(dim, hidden_dim, { bias: false });
    this.w2 = nn.Linear(hidden_dim, dim, { bias: false });
    this.w3 = nn.Linear(dim, hidden_dim, { bias: false });
  }
  override forward(x: Tensor): Tensor {
    return this.w2(F.silu(this.w1(x)).mul(this.w3(x)));
  }
}

class MoE extends nn.Module {
  declare gate: nn.Linear;
  declare experts: nn.ModuleList<FeedForward>;
  declare top_k: number;
  declare load: Tensor;
  declare aux: Tensor;
  constructor(args: ModelArgs) {
    super();
    this.gate = nn.Linear(args.dim, args.n_experts, { bias: false });
    this.experts = nn.ModuleList(
      Array.from({ length: args.n_experts }, () => new FeedForward(args.dim, 2 * args.dim, args.multiple_of)),
    );
    this.top_k = args.top_k;
    this.register_buffer('load', torch.zeros(args.n_experts, { dtype: torch.long }));
  }
  override forward(inputs: Tensor): Tensor {
    const x = inputs.view(-1, inputs.shape.at(-1)!);
    const gate_logits = this.gate(x);
    let [weights, selected] = torch.topk(gate_logits, this.top_k);
    weights = F.softmax(weights, { dim: 1, dtype: torch.float }).to(inputs.dtype);
    const results = torch.zeros_like(x);
    for (const [i, expert] of [...this.experts].entries()) {
      const [batch_idx, nth_expert] = torch.where(selected.eq(i)) as [Tensor, Tensor];
      this.load.index(i).add_(batch_idx.length);
      results.index_put_(
        batch_idx,
        results
          .index(batch_idx)
          .add(weights.index(batch_idx, nth_expert, null).mul(expert(x.index(batch_idx)))),
      );
    }
    const probs = gate_logits.softmax(-1);
    const density = F.one_hot(selected.index(':', 0), this.experts.length).float().mean(0);
    this.aux = density.mul(probs.mean(0)).sum().mul(this.experts.length);
    return results.view_as(inputs);
  }
}

class TransformerBlock extends nn.Module {
  declare attention: Attention;
  declare feed_forward: MoE | FeedForward;
  declare layer_id: number;
  declare attention_norm: RMSNorm;
  declare ffn_norm: nn.RMSNorm;
  constructor(layer_id: number, args: ModelArgs) {
    super();
    this.attention = new Attention(args);
    this.feed_forward =
      layer_id % 2 ? new MoE(args) : new FeedForward(args.dim, 4 * args.dim, args.multiple_of);
    this.layer_id = layer_id;
    this.attention_norm = new RMSNorm(args.dim, { eps: args.norm_eps });
    this.ffn_norm = nn.RMSNorm(args.dim, { eps: args.norm_eps });
  }
  override forward(
    x: Tensor,
    start_pos: number,
    freqs_cis: Tensor,
    mask: Tensor | null,
    kw: { use_cache?: boolean } = {},
  ): Tensor {
    const h = x.add(this.attention(this.attention_norm(x), start_pos, freqs_cis, mask, kw));
    return h.add(this.feed_forward(this.ffn_norm(h)));
  }
}

class Transformer extends nn.Module {
  declare params: ModelArgs;
  declare tok_embeddings: nn.Embedding;
  declare layers: nn.ModuleList<TransformerBlock>;
  declare norm: RMSNorm;
  declare output: nn.Linear;
  declare freqs_cis: Tensor;
  declare last_loss: Tensor | null;
  constructor(params: ModelArgs) {
    super();
    this.params = params;
    this.tok_embeddings = nn.Embedding(params.vocab_size, params.dim);
    this.layers = nn.ModuleList();
    for (let layer_id = 0; layer_id < params.n_layers; layer_id++)
      this.layers.append(new TransformerBlock(layer_id, params));
    this.norm = new RMSNorm(params.dim, { eps: params.norm_eps });
    this.output = nn.Linear(params.dim, params.vocab_size, { bias: false });
    this.tok_embeddings.weight = this.output.weight;
    this.register_buffer('freqs_cis', precompute_freqs_cis(params.dim / params.n_heads, params.max_seq_len), {
      persistent: false,
    });
    this.apply(this._init_weights);
    for (const [pn, p] of this.named_parameters())
      if (pn.endsWith('w3.weight') || pn.endsWith('wo.weight'))
        nn.init.normal_(p, { mean: 0.0, std: 0.02 / math.sqrt(2 * params.n_layers) });
    this.last_loss = null;
  }
  _init_weights(module: nn.Module) {
    if (module instanceof nn.Linear) {
      nn.init.normal_(module.weight, { mean: 0.0, std: 0.02 });
      if (module.bias !== null) nn.init.zeros_(module.bias);
    } else if (module instanceof nn.Embedding) nn.init.normal_(module.weight, { mean: 0.0, std: 0.02 });
  }
  override forward(
    tokens: Tensor,
    targets: Tensor | null = null,
    { start_pos = 0, use_cache = false } = {},
  ): Tensor {
    const [, seqlen] = tokens.shape as unknown as [number, number];
    let h = this.tok_embeddings(tokens);
    const freqs_cis = this.freqs_cis.index(torch.slice(start_pos, start_pos + seqlen));
    let mask: Tensor | null = null;
    if (seqlen > 1) {
      mask = torch.full([seqlen, seqlen], -Infinity, { device: tokens.device });
      mask = torch.triu(mask, { diagonal: 1 });
      mask = torch.hstack([torch.zeros([seqlen, start_pos]), mask]).type_as(h);
    }
    for (const layer of this.layers) h = layer(h, start_pos, freqs_cis, mask, { use_cache });
    h = this.norm(h);
    let logits: Tensor;
    if (targets !== null) {
      logits = this.output(h);
      this.last_loss = F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), {
        ignore_index: -1,
      });
    } else {
      logits = this.output(h.index(':', [-1], ':'));
      this.last_loss = null;
    }
    return logits;
  }
  configure_optimizers(weight_decay: number, learning_rate: number, betas: [number, number]) {
    const param_dict = Object.fromEntries(this.named_parameters().filter(([, p]) => p.requires_grad));
    const decay_params = Object.values(param_dict).filter((p) => p.dim() >= 2);
    const nodecay_params = Object.values(param_dict).filter((p) => p.dim() < 2);
    const groups = [
      { params: decay_params, weight_decay },
      { params: nodecay_params, weight_decay: 0.0 },
    ];
    show(
      `num decayed parameter tensors: ${decay_params.length}, with ${decay_params.reduce((s, p) => s + p.numel(), 0).toLocaleString('en')} parameters`,
    );
    return optim.AdamW(groups, { lr: learning_rate, betas });
  }
  generate(
    idx: Tensor,
    max_new_tokens: number,
    {
      temperature = 1.0,
      top_k = null,
      top_p = null,
    }: { temperature?: number; top_k?: number | null; top_p?: number | null } = {},
  ): Tensor {
    using _ = torch.inference_mode();
    for (let k = 0; k < max_new_tokens; k++) {
      const start = k === 0 ? 0 : idx.size(1) - 1;
      let logits = (this as Transformer)(idx.index(':', torch.slice(start, null)), null, {
        start_pos: start,
        use_cache: true,
      }).index(':', -1, ':');
      let idx_next: Tensor;
      if (temperature === 0.0) [, idx_next] = torch.topk(logits, { k: 1, dim: -1 });
      else {
        logits = logits.div(temperature);
        if (top_k !== null) {
          const [v] = torch.topk(logits, Math.min(top_k, logits.size(-1)));
          logits.index_put_(logits.lt(v.index(':', [-1])), -Infinity);
        }
        const probs = F.softmax(logits, { dim: -1 });
        if (top_p !== null) {
          const [probs_sort, probs_idx] = torch.sort(probs, { dim: -1, descending: true });
          const probs_sum = torch.cumsum(probs_sort, { dim: -1 });
          const m = probs_sum.sub(probs_sort).gt(top_p);
          probs_sort.index_put_(m, 0.0);
          probs_sort.div_(probs_sort.sum({ dim: -1, keepdim: true }));
          idx_next = torch.multinomial(probs_sort, { num_samples: 1 });
          idx_next = torch.gather(probs_idx, -1, idx_next);
        } else idx_next = torch.multinomial(probs, { num_samples: 1 });
      }
      idx = torch.cat([idx, idx_next], { dim: 1 });
    }
    return idx;
  }
}

torch.manual_seed(1337);
const args = ModelArgs();
const model = new Transformer(args);
show(`${model}`);
const optimizer = model.configure_optimizers(1e-1, 1e-2, [0.9, 0.95]);
const text = 'the quick brown fox jumps over the lazy dog. ';
const stoi = new Map([...new Set(text)].sort().map((c, i) => [c, i]));
const itos = new Map([...stoi].map(([c, i]) => [i, c]));
const data = torch.tensor(
  [...text.repeat(8)].map((c) => stoi.get(c)!),
  { dtype: torch.long },
);
for (let it = 0; it < 6; it++) {
  const ix = torch.randint(data.length - 16, [4]);
  const x = torch.stack((ix.tolist() as number[]).map((i) => data.index(torch.slice(i, i + 16))));
  const y = torch.stack((ix.tolist() as number[]).map((i) => data.index(torch.slice(i + 1, i + 1 + 16))));
  model(x, y);
  const aux = [...model.layers].flatMap((l) => (l.feed_forward instanceof MoE ? [l.feed_forward.aux] : []));
  const loss = model.last_loss!.add(aux.reduce((a, b) => a.add(b)).mul(0.01));
  optimizer.zero_grad({ set_to_none: true });
  loss.backward();
  const norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0);
  optimizer.step();
  show(
    `iter ${it}: loss ${loss.item().toFixed(6)}, norm ${norm.item().toFixed(6)}`,
    loss.item(),
    norm.item(),
  );
}
show(model.layers[1].feed_forward.load, model.freqs_cis.index('1:3'), `${model.freqs_cis.dtype}`);
model.eval();
const start = data.index(null, ':5').repeat(2, 1);
for (const kw of [{ temperature: 0.0 }, { temperature: 0.8, top_k: 5 }, { temperature: 1.1, top_p: 0.9 }]) {
  const out = model.generate(start, 12, kw);
  show(
    out.tolist<number[][]>().map((row) => row.map((t) => itos.get(t) ?? '?').join('')),
    out.is_inference(),
  );
}
show(model(start).shape, Object.keys(model.state_dict()).slice(0, 6));
