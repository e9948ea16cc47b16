import { copy, nn, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(26);
class Backbone extends nn.Module {
  declare stem: nn.Sequential & { conv: nn.Conv2d; bn: nn.BatchNorm2d; act: nn.Module };
  declare blocks: nn.ModuleList;
  declare heads: nn.ModuleDict;
  declare scales: nn.ParameterList;
  declare temp: nn.ParameterDict;
  declare anchors: Tensor;
  declare tmp: Tensor;
  constructor() {
    super();
    this.stem = nn.Sequential({ conv: nn.Conv2d(3, 4, 3), bn: nn.BatchNorm2d(4), act: nn.ReLU() }) as never;
    this.blocks = nn.ModuleList([0, 1, 2].map(() => nn.Conv2d(4, 4, 1)));
    this.heads = nn.ModuleDict({ cls: nn.Linear(4, 2), box: nn.Linear(4, 4) });
    this.scales = nn.ParameterList([0, 1].map((i) => nn.Parameter(torch.ones(1).mul(i))));
    this.temp = nn.ParameterDict({ t: nn.Parameter(torch.tensor(0.5)) });
    this.register_buffer('anchors', torch.arange(4).float());
    this.register_buffer('tmp', torch.zeros(2), { persistent: false });
    this.register_parameter('none', null);
  }
  override forward(x: Tensor, { head = 'cls' } = {}): Tensor {
    x = this.stem(x);
    for (const [i, b] of [...this.blocks].entries()) x = x.add(b(x).mul(this.scales.at(i % 2) as Tensor));
    return this.heads[head](x.mean([2, 3])).div(this.temp.t);
  }
}
const m = new Backbone();
const x = torch.randn(2, 3, 6, 6);
show(
  Object.keys(m.state_dict()),
  m.named_buffers().map(([n]) => n),
  m.named_children().map(([n]) => n),
  m.modules().length,
  m.named_modules().map(([n]) => n),
);
show(m(x), m(x, { head: 'box' }), String(m));
const sd = Object.fromEntries(Object.entries(m.state_dict()).map(([k, v]) => [`module.${k}`, v])),
  fixed: any = Object.fromEntries(
    Object.entries(sd)
      .filter(([k]) => !k.startsWith('module.heads.box'))
      .map(([k, v]) => [k.replace('module.', ''), v]),
  );
const m2 = new Backbone();
const r = m2.load_state_dict(fixed, { strict: false });
show(r.missing_keys, r.unexpected_keys, String(r));
try {
  m2.load_state_dict({ ...fixed, extra: torch.ones(1), 'stem.conv.weight': torch.zeros(1) });
} catch (e) {
  show((e as Error).message);
}
for (const [n, q] of m.named_parameters()) q.requires_grad_(n.startsWith('heads'));
show(
  m
    .parameters()
    .filter((q) => q.requires_grad)
    .reduce((s, q) => s + q.numel(), 0),
  m
    .named_parameters()
    .filter(([, q]) => !q.requires_grad)
    .map(([n]) => n)
    .slice(0, 2),
);
m.train();
m.apply((k) => {
  if (k instanceof nn.BatchNorm2d) k.eval();
});
show(m.stem.bn.training, m.stem.act.training);
function swap(mod: any) {
  for (const [n, c] of (mod as nn.Module).named_children())
    if (c instanceof nn.ReLU) mod[n] = nn.SiLU();
    else swap(c);
}
swap(m);
show(m.stem.act._get_name(), m(x));
m.heads.seg = nn.Linear(4, 5);
delete m.heads.box;
show(m.heads.keys(), [...m(x, { head: 'seg' }).shape]);
m.blocks.append(nn.Conv2d(4, 4, 1));
m.blocks.insert(0, nn.Identity());
m.blocks.set(1, nn.Conv2d(4, 4, 1, { bias: false }));
show(
  m.blocks.length,
  [...m.blocks].map((b) => b._get_name()),
  m.blocks.slice(1, 3).length,
);
const h = copy.deepcopy(m).half();
show(String(h.stem.conv.weight.dtype), String(h.anchors.dtype));
const d = copy.deepcopy(m).double();
show(d(x.double()).dtype === torch.float64);
torch.no_grad(() => {
  for (const q of m.parameters()) q.mul_(0.5);
});
m.zero_grad();
show(
  m.get_parameter('stem.conv.bias'),
  (m.get_submodule('stem.bn') as nn.BatchNorm2d).eps,
  m.get_buffer('anchors'),
  nn.utils.parameters_to_vector(m.heads.parameters()).norm(),
);
class Tied extends nn.Module {
  declare e: nn.Embedding;
  declare o: nn.Linear;
  constructor() {
    super();
    this.e = nn.Embedding(5, 3);
    this.o = nn.Linear(3, 5, { bias: false });
    this.o.weight = this.e.weight;
  }
}
const t = new Tied();
show(
  t.parameters().length,
  Object.keys(t.state_dict()),
  t.o.weight === t.e.weight,
  t.named_parameters({ remove_duplicate: false }).length,
);
const said = (f: () => unknown) => {
  try {
    f();
  } catch (e) {
    show((e as Error).message.split('\n  in ')[0]);
  }
};
said(() => nn.Linear(3, 2)(torch.ones(2, 4)));
said(() => nn.CrossEntropyLoss()(torch.ones(2, 3), torch.tensor([0n, 5n])));
said(() => torch.ones(2, 3).add(torch.ones(4)));
said(() => nn.Conv2d(3, 4, 3)(torch.ones(1, 1, 5, 5)));
said(() => torch.tensor([1, 2], { requires_grad: true }).backward());
const { l, o, net } = torch.autocast('cpu', { dtype: torch.bfloat16 }, () => {
  const net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.LayerNorm(8), nn.Linear(8, 2)),
    o = net(torch.randn(3, 8)) as Tensor,
    l = F.cross_entropy(o, torch.tensor([0n, 1n, 1n]));
  show(String(o.dtype), String(l.dtype));
  return { l, o, net };
});
l.backward();
show(l, (net.at(0) as nn.Linear).weight.grad, o.float());
