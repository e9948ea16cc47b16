import { nn, optim, type Parameter, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(28);
class LoRA extends nn.Module {
  declare base: nn.Linear;
  declare A: Parameter;
  declare B: Parameter;
  s: number;
  constructor(base: nn.Linear, r = 2, alpha = 4) {
    super();
    this.base = base;
    this.A = nn.Parameter(torch.empty(r, base.in_features));
    this.B = nn.Parameter(torch.zeros(base.out_features, r));
    this.s = alpha / r;
    nn.init.kaiming_uniform_(this.A, { a: Math.sqrt(5) });
    base.requires_grad_(false);
  }
  override forward(x: Tensor) {
    return this.base(x).add(x.matmul(this.A.T).matmul(this.B.T).mul(this.s));
  }
  merge() {
    return this.base.weight.add(this.B.matmul(this.A).mul(this.s));
  }
}
class RMSNorm extends nn.Module {
  declare w: Parameter;
  eps: number;
  constructor(d: number, eps = 1e-6) {
    super();
    this.w = nn.Parameter(torch.ones(d));
    this.eps = eps;
  }
  override forward(x: Tensor) {
    return x
      .float()
      .mul(torch.rsqrt(x.float().pow(2).mean(-1, { keepdim: true }).add(this.eps)))
      .type_as(x)
      .mul(this.w);
  }
}
class MoE extends nn.Module {
  declare gate: nn.Linear;
  declare ex: nn.ModuleList;
  k: number;
  declare aux: Tensor;
  constructor(d: number, n: number, k: number) {
    super();
    this.gate = nn.Linear(d, n, { bias: false });
    this.ex = nn.ModuleList(
      Array.from({ length: n }, () => nn.Sequential(nn.Linear(d, 2 * d), nn.SiLU(), nn.Linear(2 * d, d))),
    );
    this.k = k;
  }
  override forward(x: Tensor) {
    const s = x.shape;
    x = x.view(-1, s.at(-1) as number);
    const g = this.gate(x);
    let [w, i] = torch.topk(g, this.k);
    w = F.softmax(w, { dim: 1, dtype: torch.float }).to(x.dtype);
    const out = torch.zeros_like(x);
    for (const [n, e] of [...this.ex].entries()) {
      const [b, t] = torch.where(i.eq(n)) as [Tensor, Tensor];
      out.index_put_([b], out.index(b).add(w.index(b, t, null).mul(e(x.index(b)))));
    }
    this.aux = F.one_hot(i.index(':', 0), g.size(1))
      .float()
      .mean(0)
      .mul(g.softmax(-1).mean(0))
      .sum()
      .mul(g.size(1));
    return out.view(s);
  }
}
type Cache = [Tensor | null, Tensor | null];
class Attn extends nn.Module {
  h: number;
  kv: number;
  d: number;
  declare q: nn.Linear | LoRA;
  declare k: nn.Linear;
  declare v: nn.Linear;
  declare o: nn.Linear;
  constructor(d: number, h: number, kv: number) {
    super();
    [this.h, this.kv, this.d] = [h, kv, d / h];
    this.q = nn.Linear(d, d, { bias: false });
    this.k = nn.Linear(d, kv * this.d, { bias: false });
    this.v = nn.Linear(d, kv * this.d, { bias: false });
    this.o = nn.Linear(d, d, { bias: false });
  }
  override forward(x: Tensor, cache: Cache | null = null): [Tensor, Cache] {
    const [B, T] = x.shape as unknown as [number, number];
    const q = this.q(x).view(B, T, this.h, this.d).transpose(1, 2);
    let k = this.k(x).view(B, T, this.kv, this.d).transpose(1, 2),
      v = this.v(x).view(B, T, this.kv, this.d).transpose(1, 2);
    if (cache !== null && cache[0] !== null)
      [k, v] = [torch.cat([cache[0], k], 2), torch.cat([cache[1] as Tensor, v], 2)];
    const fresh: Cache = [k, v];
    const n = this.h / this.kv;
    k = k.index(':', ':', null).expand(B, this.kv, n, k.size(2), this.d).reshape(B, this.h, -1, this.d);
    v = v.repeat_interleave(n, { dim: 1 });
    const pos = torch.arange(k.size(2)),
      slopes = torch.tensor(Array.from({ length: this.h }, (_, i) => 2 ** ((-8 * (i + 1)) / this.h))),
      last = pos.index(torch.slice(-T, null)).index(':', null),
      bias = pos
        .index(null, ':')
        .sub(last)
        .abs()
        .neg()
        .mul(slopes.index(':', null, null));
    let s = q.matmul(k.transpose(-2, -1)).div(Math.sqrt(this.d)).add(bias);
    s = s.masked_fill(pos.index(null, ':').gt(last), torch.finfo(s.dtype).min);
    return [this.o(s.softmax(-1).matmul(v).transpose(1, 2).flatten(2)), fresh];
  }
}
class LM extends nn.Module {
  declare e: nn.Embedding;
  declare n1: RMSNorm;
  declare n2: RMSNorm;
  declare n3: RMSNorm;
  declare a: Attn;
  declare m: MoE;
  declare step: Tensor;
  constructor(V = 20, d = 16) {
    super();
    this.e = nn.Embedding(V, d);
    [this.n1, this.n2, this.n3] = [new RMSNorm(d), new RMSNorm(d), new RMSNorm(d)];
    this.a = new Attn(d, 4, 2);
    this.m = new MoE(d, 3, 2);
    this.register_buffer('step', torch.zeros([], { dtype: torch.long }));
  }
  override forward(i: Tensor, cache: Cache | null = null): [Tensor, Cache] {
    let x: Tensor = this.e(i);
    const [y, c] = this.a(this.n1(x), cache);
    x = x.add(y);
    x = x.add(this.m(this.n2(x)));
    return [F.linear(this.n3(x), this.e.weight), c];
  }
}
const lm = new LM();
const opt = optim.AdamW(lm.parameters(), { lr: 5e-3, fused: false, foreach: false });
opt.zero_grad();
for (let i = 0; i < 4; i++) {
  const d = torch.randint(0, 20, [2, 9]);
  const [o] = lm(d.index(':', ':-1'));
  const l = F.cross_entropy(o.flatten(0, 1), d.index(':', '1:').reshape(-1), { label_smoothing: 0.1 }).add(
    lm.m.aux.mul(0.01),
  );
  l.div(2).backward();
  lm.step.add_(1);
  if (i % 2) {
    show(nn.utils.clip_grad_norm_(lm.parameters(), 0.5, { foreach: true }));
    opt.step();
    opt.zero_grad();
  }
  show(l.item());
}
lm.eval();
let ids = torch.tensor([[1n, 2n, 3n]]),
  cur = ids;
let cache: Cache = [null, null],
  o!: Tensor;
torch.inference_mode(() => {
  for (let i = 0; i < 6; i++) {
    [o, cache] = lm(cur, cache);
    let lo = o.index(':', -1).div(0.9);
    const [sp, si] = torch.sort(lo, { descending: true });
    const rm = sp.softmax(-1).cumsum(-1).gt(0.9);
    rm.index_put_(['...', '1:'], rm.index('...', ':-1').clone());
    rm.index_put_(['...', 0], false);
    lo = lo.masked_fill(rm.scatter(1, si, rm), -Infinity);
    cur = torch.multinomial(lo.softmax(-1), 1);
    ids = torch.cat([ids, cur], 1);
  }
  show(ids, torch.allclose(lm(ids.index(':', ':-1'))[0].index(':', -1), o.index(':', -1), { atol: 1e-5 }));
});
ids = ids.clone();
const lora = new LoRA(lm.a.q as nn.Linear);
lm.a.q = lora;
const tr = lm.parameters().filter((q) => q.requires_grad);
const o2 = optim.SGD([lora.A, lora.B], { lr: 1.0 });
lm.train();
for (let i = 0; i < 2; i++) {
  o2.zero_grad();
  const [o] = lm(ids);
  const l = F.cross_entropy(o.index(0, ':-1'), ids.index(0, '1:'));
  l.backward();
  o2.step();
  show(l.item());
}
show(
  lora.merge(),
  tr.length,
  lm.step.item(),
  lm
    .named_parameters()
    .map(([n]) => n)
    .filter((n) => n.includes('.A')),
);
