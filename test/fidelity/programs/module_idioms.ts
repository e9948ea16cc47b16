import { copy, math, nn, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(601);
class Gate extends nn.Module {
  declare dim: number;
  declare w: nn.Parameter;
  declare b: nn.Parameter | null;
  declare norm: nn.Module;
  declare ema: Tensor;
  declare tmp: Tensor;
  declare scales: nn.ParameterList;
  declare branches: nn.ModuleDict;
  declare loaded: number;
  constructor(
    dim: number,
    { bias = true, norm = (n: number): nn.Module => nn.LayerNorm(n, { eps: 1e-6 }) } = {},
  ) {
    super();
    this.dim = dim;
    this.w = nn.Parameter(torch.empty(dim, dim));
    if (bias) this.b = nn.Parameter(torch.zeros(dim));
    else this.register_parameter('b', null);
    this.norm = norm(dim);
    this.register_buffer('ema', torch.zeros(dim));
    this.register_buffer('tmp', torch.ones(1), { persistent: false });
    this.register_buffer('nothing', null);
    this.scales = nn.ParameterList([0, 1, 2].map((i) => nn.Parameter(torch.full([], i))));
    this.branches = nn.ModuleDict({ relu: nn.ReLU(), gelu: nn.GELU('tanh') });
    this.branches.update({ id: nn.Identity(54, { unused: true }) });
    this.reset_parameters();
  }
  reset_parameters() {
    nn.init.kaiming_uniform_(this.w, { a: math.sqrt(5) });
    if (this.b !== null) {
      const [fan_in] = nn.init._calculate_fan_in_and_fan_out(this.w);
      const bound = 1 / math.sqrt(fan_in);
      nn.init.uniform_(this.b, -bound, bound);
    }
  }
  override extra_repr() {
    return `dim=${this.dim}, bias=${this.b !== null ? 'True' : 'False'}`;
  }
  override get_extra_state() {
    return { version: 3 };
  }
  override set_extra_state(s: any) {
    this.loaded = s.version;
  }
  override forward(x: Tensor, { which = 'relu', gain = 1 } = {}): Tensor {
    x = this.norm(F.linear(x, this.w, this.b));
    this.ema.lerp_(x.detach().mean(Array.from({ length: x.dim() - 1 }, (_, i) => i)), 0.1);
    return (this.branches as any)
      [which](x)
      .mul([...this.scales].reduce((a: any, b: any) => a.add(b), torch.tensor(0)))
      .mul(gain);
  }
}
class Net extends nn.Module {
  declare emb: nn.Embedding;
  declare blocks: nn.ModuleList;
  declare head: nn.Linear;
  constructor() {
    super();
    this.emb = nn.Embedding(10, 8, { padding_idx: 0 });
    this.blocks = nn.ModuleList();
    this.blocks.extend([new Gate(8), new Gate(8, { bias: false })]);
    this.blocks.append(nn.Sequential({ fc: nn.Linear(8, 8), act: nn.Tanh() }));
    this.blocks.insert(1, nn.Dropout(0.1));
    this.blocks.extend([nn.Softmax(-1)]);
    this.head = nn.Linear(8, 10, { bias: false });
    this.head.weight = this.emb.weight;
    this.apply(Net._init);
  }
  static _init(m: nn.Module) {
    if (m instanceof nn.Linear) nn.init.trunc_normal_(m.weight, { std: 0.02, a: -0.04, b: 0.04 });
    else if (m instanceof nn.LayerNorm) {
      nn.init.ones_(m.weight!);
      nn.init.zeros_(m.bias!);
    }
  }
  override forward(x: Tensor): Tensor {
    x = this.emb(x);
    for (const b of this.blocks) x = b(x);
    return this.head(x);
  }
}
const net: any = new Net();
show(`${net}`);
const names = (l: [string, any][]) => l.map(([n]) => n);
show(
  names(net.named_parameters()),
  names(net.named_parameters({ remove_duplicate: false })).at(-1),
  names(net.named_buffers()),
  names(net.named_children()),
  names(net.blocks.named_modules({ prefix: 'b' })),
  Object.keys(net.state_dict()),
  names(net.named_parameters({ prefix: 'm', recurse: false })),
  net.parameters().reduce((s: number, p: Tensor) => s + p.numel(), 0),
  net.blocks.length,
  net.modules().length,
  net.blocks[0].branches.has('relu'),
  [...net.blocks[0].branches.keys()],
  String(net.blocks.at(-1)),
  String(net.blocks.slice(1, 3)),
);
show(
  net.get_submodule('blocks.3.fc').weight.shape,
  net.get_parameter('blocks.0.b'),
  net.get_buffer('blocks.0.ema'),
  String(net.blocks[0].branches.pop('id')),
  'b' in net.blocks[2],
  net.blocks[2].b,
  net.blocks[0].training,
);
net.float();
const ids = torch.tensor([
  [0n, 3n, 4n],
  [9n, 1n, 0n],
]);
const out = net(ids);
out.logsumexp(-1).sum().backward();
show(out, net.emb.weight.grad.index([0, 3]), net.blocks[0].ema, net.blocks[0].scales[0].grad);
const sd: Record<string, any> = net.state_dict();
show(sd['blocks.0._extra_state'], Object.keys(sd).length);
const nu: Record<string, any> = Object.fromEntries(
  Object.entries(sd).map(([k, v]) => [
    k.startsWith('blocks.3') ? k.replaceAll('blocks', 'layers') : k,
    torch.is_tensor(v) ? v.clone() : v,
  ]),
);
nu['head.weight'] = nu['head.weight'].index(':', ':4');
delete nu['blocks.2.w'];
try {
  net.load_state_dict(nu);
} catch (e: any) {
  show(e.message);
}
const { 'head.weight': _gone, ...rest } = nu;
const inc = net.load_state_dict(rest, { strict: false });
show(`${inc}`);
show(inc.missing_keys, inc.unexpected_keys, net.blocks[0].loaded);
const pre = Object.fromEntries(Object.entries(sd).map(([k, v]) => [`module.${k}`, v]));
nn.modules.utils.consume_prefix_in_state_dict_if_present(pre, 'module.');
show(`${net.load_state_dict(pre)}`);
let h = net.register_load_state_dict_pre_hook((_m: any, s: any) => {
  delete s.zzz;
});
show(String(net.load_state_dict({ ...sd, zzz: torch.ones(1) })));
h.remove();
h = net.register_load_state_dict_post_hook((_m: any, inc: any) => {
  inc.missing_keys.length = 0;
});
show(String(net.load_state_dict(Object.fromEntries(Object.entries(sd).filter(([k]) => !k.includes('ema'))))));
h.remove();
net.register_state_dict_post_hook((_m: any, s: any) => {
  s.note = torch.ones(1);
});
show(
  Object.keys(net.state_dict()).at(-1),
  Object.keys(net.state_dict({ prefix: 'p.' }))[0],
  net.state_dict({ keep_vars: true })['emb.weight'].requires_grad,
);
const a = nn.Linear(2, 2);
a.load_state_dict({ weight: torch.ones(2, 2), bias: torch.zeros(2) }, { assign: true });
show(a.weight);
const c = copy.deepcopy(net);
show(
  c.head.weight === c.emb.weight,
  c.emb.weight === net.emb.weight,
  c.blocks[0].dim,
  c.emb.weight.grad === null,
  c.parameters()[0].is_leaf,
);
const log: any[] = [];
net.blocks[3].fc.register_forward_pre_hook((_m: any, a: any[]) => [a[0].mul(2)]);
const hh = net.blocks[3].register_forward_hook(
  (m: any, a: any[], k: object, o: Tensor) => {
    log.push([m.constructor.name, a.length, Object.keys(k), [...o.shape]]);
  },
  { with_kwargs: true },
);
net.blocks[0].register_forward_pre_hook((_m: any, a: any[], k: object) => [a, { ...k, gain: 2 }], {
  with_kwargs: true,
});
net.blocks[0].norm.register_full_backward_hook((_m: any, gi: any[], go: any[]) => {
  log.push(['bw', gi.map((g) => (g === null ? null : [...g.shape])), [...go[0].shape]]);
});
net.head.register_full_backward_pre_hook((_m: any, go: any[]) => [go[0].mul(0.5)]);
const first = net.blocks[3].register_forward_hook(
  () => {
    log.push('first');
  },
  { prepend: true },
);
net.blocks[3].register_forward_hook(
  () => {
    log.push('always');
  },
  { always_call: true },
);
net.zero_grad();
net.eval();
net(ids).sum().backward();
show(log, net.emb.weight.grad.sum(1));
hh.remove();
first.remove();
net(ids);
show(log.length);
const g = nn.modules.module.register_module_forward_hook((m: any) => {
  log.push(m._get_name());
});
net(ids);
g.remove();
show(log.slice(-11));
const t = torch.tensor([1, 2], { requires_grad: true });
const u = t.mul(2);
u.retain_grad();
const r = u.register_hook((g) => g.add(1));
t.register_post_accumulate_grad_hook((p) => {
  log.push(p.grad!.tolist());
});
u.pow(2).sum().backward();
show(t.grad, u.grad, log.at(-1));
r.remove();
const w = torch.empty(6, 4, 3, 3);
const I = nn.init;
for (const f of [
  I.xavier_uniform_,
  (w: Tensor) => I.xavier_normal_(w, { gain: I.calculate_gain('leaky_relu', 0.2) }),
  (w: Tensor) => I.kaiming_normal_(w, { mode: 'fan_out', nonlinearity: 'relu' }),
  I.orthogonal_,
  I.dirac_,
  (w: Tensor) => I.dirac_(w, { groups: 2 }),
  (w: Tensor) => I.sparse_(w.view(6, -1), 0.3),
  (w: Tensor) => I.trunc_normal_(w, { a: -0.5, b: 0.5 }),
  (w: Tensor) => I.constant_(w, { val: 0.3 }),
  (w: Tensor) => I.eye_(w.view(6, -1)),
  (w: Tensor) => I.kaiming_uniform_(w, { a: 0.1, mode: 'fan_in', nonlinearity: 'leaky_relu' }),
] as ((w: Tensor) => Tensor)[])
  show(f(w).sum(), w.flatten().index(':3'));
for (const n of ['linear', 'conv2d', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu'] as const)
  show(I.calculate_gain(n));
show(nn.init._calculate_correct_fan(w, 'fan_out'));
show(nn.utils.parameters_to_vector(a.parameters()));
nn.utils.vector_to_parameters(torch.arange(6).float(), a.parameters());
show(a.weight, a.bias, nn.utils.get_total_norm(a.parameters().map((p) => p.detach())));
const fused = nn.utils.fuse_conv_bn_eval(nn.Conv2d(2, 3, 1).eval(), nn.BatchNorm2d(3).eval());
show(fused.weight.shape, fused.bias);
const s = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1));
s.append(nn.Sigmoid());
s.insert(1, nn.BatchNorm1d(3));
s.pop(2);
s.set(-1, nn.Tanh());
show(((a, b, c, d) => `${a} ${b} ${c} ${d}`)(s, s.slice(1, 3), s.length, s.pop(0)));
show(`${nn.Sequential(...s, nn.ReLU())} ${nn.Sequential(...s, ...s)}`);
s.extend(nn.Sequential(nn.ELU(0.5)));
show(`${s}`);
const pd: any = nn.ParameterDict({ b: torch.ones(2), a: nn.Parameter(torch.zeros(1)) });
show(`${pd}`);
show([...pd.keys()], [...pd.copy().keys()], pd.pop('b'), 'b' in pd, pd.setdefault('q', torch.zeros(2)));
const pl: any = nn.ParameterList([torch.ones(2)]);
pl.append(torch.zeros(3));
pl.extend([nn.Parameter(torch.ones(1))]);
show(`${pl}`);
show(pl.length, pl.at(-1), [...pl.slice(0, 2)]);
const md: any = nn.ModuleDict({ x: nn.ReLU() });
md.y = md.x;
show(`${md}`);
show([...md.values()][0] === md.y, md.modules().length);
md.clear();
show(`${md} ${nn.ModuleList()} ${nn.Sequential()}`);
