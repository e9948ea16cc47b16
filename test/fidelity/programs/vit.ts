import { nn, optim, type Parameter, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

torch.manual_seed(0);
class PatchEmbed extends nn.Module {
  n: number;
  declare proj: nn.Conv2d;
  constructor({ img = 16, patch = 4, c = 3, d = 24 } = {}) {
    super();
    this.n = (img / patch) ** 2;
    this.proj = nn.Conv2d(c, d, { kernel_size: patch, stride: patch });
  }
  override forward(x: Tensor) {
    return this.proj(x).flatten(2).transpose(1, 2);
  }
}
class Attention extends nn.Module {
  heads: number;
  scale: number;
  declare qkv: nn.Linear;
  declare proj: nn.Linear;
  constructor(d: number, heads: number, qkv_bias = true) {
    super();
    this.heads = heads;
    this.scale = Math.floor(d / heads) ** -0.5;
    this.qkv = nn.Linear(d, 3 * d, { bias: qkv_bias });
    this.proj = nn.Linear(d, d);
  }
  override forward(x: Tensor) {
    const [B, N, C] = x.shape;
    const [q, k, v] = this.qkv(x)
      .reshape(B, N, 3, this.heads, C / this.heads)
      .permute(2, 0, 3, 1, 4)
      .unbind(0);
    const a = q.matmul(k.transpose(-2, -1)).mul(this.scale).softmax({ dim: -1 });
    return this.proj(a.matmul(v).transpose(1, 2).reshape(B, N, C));
  }
}
class DropPath extends nn.Module {
  prob: number;
  constructor(prob: number) {
    super();
    this.prob = prob;
  }
  override forward(x: Tensor) {
    if (this.prob === 0 || !this.training) return x;
    const keep = 1 - this.prob;
    const mask = x.new_empty([x.shape[0], ...Array(x.ndim - 1).fill(1)]).bernoulli_(keep);
    return x.div(keep).mul(mask);
  }
}
class Block extends nn.Module {
  declare n1: nn.LayerNorm;
  declare attn: Attention;
  declare dp: DropPath;
  declare n2: nn.LayerNorm;
  declare mlp: nn.Sequential;
  constructor(d: number, h: number, dp: number) {
    super();
    this.n1 = nn.LayerNorm(d, { eps: 1e-6 });
    this.attn = new Attention(d, h);
    this.dp = new DropPath(dp);
    this.n2 = nn.LayerNorm(d, { eps: 1e-6 });
    this.mlp = nn.Sequential(nn.Linear(d, 2 * d), nn.GELU({ approximate: 'tanh' }), nn.Linear(2 * d, d));
  }
  override forward(x: Tensor) {
    x = x.add(this.dp(this.attn(this.n1(x))));
    return x.add(this.dp(this.mlp(this.n2(x))));
  }
}
class ViT extends nn.Module {
  declare embed: PatchEmbed;
  declare cls: Parameter;
  declare pos: Parameter;
  declare blocks: nn.Sequential;
  declare norm: nn.LayerNorm;
  declare head: nn.Linear;
  constructor(d = 24, depth = 3, classes = 10) {
    super();
    this.embed = new PatchEmbed({ d });
    this.cls = nn.Parameter(torch.zeros(1, 1, d));
    this.pos = nn.Parameter(torch.randn(1, this.embed.n + 1, d).mul(0.02));
    const dpr = [...torch.linspace(0, 0.2, depth)].map((x) => x.item());
    this.blocks = nn.Sequential(...dpr.map((x) => new Block(d, 3, x)));
    this.norm = nn.LayerNorm(d);
    this.head = nn.Linear(d, classes);
    nn.init.trunc_normal_(this.cls, { std: 0.02 });
  }
  override forward(x: Tensor) {
    x = this.embed(x);
    x = torch.cat([this.cls.expand(x.shape[0], -1, -1), x], { dim: 1 }).add(this.pos);
    return this.head(this.norm(this.blocks(x)).index(':', 0));
  }
}
const net = new ViT();
const opt = optim.AdamW(net.parameters(), { lr: 1e-3, weight_decay: 0.05 });
const { SequentialLR, LinearLR, CosineAnnealingLR } = optim.lr_scheduler;
const sched = SequentialLR(
  opt,
  [LinearLR(opt, 0.1, { total_iters: 3 }), CosineAnnealingLR(opt, { T_max: 5 })],
  { milestones: [3] },
);
const crit = nn.CrossEntropyLoss({ label_smoothing: 0.1 });
for (let i = 0; i < 8; i++) {
  let x = torch.rand(6, 3, 16, 16);
  const y = torch.randint(0, 10, [6]);
  const lam = 0.3;
  const perm = torch.randperm(x.size(0));
  x = x.mul(lam).add(x.index(perm).mul(1 - lam));
  const o = net(x);
  const loss = crit(o, y)
    .mul(lam)
    .add(crit(o, y.index(perm)).mul(1 - lam));
  opt.zero_grad();
  loss.backward();
  opt.step();
  sched.step();
  show(loss.item(), sched.get_last_lr());
}
net.eval();
torch.inference_mode(() => {
  show(
    net(torch.ones(1, 3, 16, 16))
      .softmax(-1)
      .topk(3)[0],
    net(torch.ones(1, 3, 16, 16))
      .softmax(-1)
      .topk(3).indices,
  );
});
show(net.modules().length, String(net));
