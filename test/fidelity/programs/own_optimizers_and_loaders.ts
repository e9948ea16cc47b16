import { nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { Optimizer } = optim;
const {
  LRScheduler,
  ChainedScheduler,
  ExponentialLR,
  CyclicLR,
  CosineAnnealingWarmRestarts,
  PolynomialLR,
  ConstantLR,
  MultiplicativeLR,
} = optim.lr_scheduler;
const {
  IterableDataset,
  DataLoader,
  Sampler,
  BatchSampler,
  SequentialSampler,
  RandomSampler,
  TensorDataset,
  StackDataset,
} = utils.data;
torch.manual_seed(22);
class Lion extends Optimizer {
  constructor(params: any, { lr = 1e-4, betas = [0.9, 0.99], weight_decay = 0.0 } = {}) {
    if (!(0.0 <= lr)) throw new Error(`Invalid learning rate: ${lr}`);
    super(params, { lr, betas, weight_decay });
  }
  override step(closure: any = null): any {
    return torch.no_grad(() => {
      let loss = null;
      if (closure !== null) loss = torch.enable_grad(() => closure());
      for (const group of this.param_groups as any[])
        for (const q of group.params) {
          if (q.grad === null) continue;
          q.data.mul_(1 - group.lr * group.weight_decay);
          const state = this.state.get(q) ?? ({} as any);
          if (Object.keys(state).length === 0) {
            state.exp_avg = torch.zeros_like(q);
            this.state.set(q, state);
          }
          const m = state.exp_avg as Tensor;
          const [b1, b2] = group.betas;
          const u = m.mul(b1).add(q.grad.mul(1 - b1));
          q.add_(u.sign_(), { alpha: -group.lr });
          m.mul_(b2).add_(q.grad, { alpha: 1 - b2 });
        }
      return loss;
    });
  }
}
class SAM extends Optimizer {
  base_optimizer: optim.Optimizer;
  constructor(params: any, base: any, { rho = 0.05, ...kw }: any) {
    super(params, { rho, ...kw });
    this.base_optimizer = base(this.param_groups, kw);
    this.param_groups = this.base_optimizer.param_groups;
  }
  first_step() {
    torch.no_grad(() => {
      const gn = torch.norm(
        torch.stack(this.param_groups.flatMap((g) => g.params.map((q: any) => q.grad.norm({ p: 2 })))),
        { p: 2 },
      );
      for (const g of this.param_groups as any[]) {
        const s = torch.reciprocal(gn.add(1e-12)).mul(g.rho);
        for (const q of g.params) {
          const e = q.grad.mul(s);
          q.add_(e);
          this.state.set(q, { ...this.state.get(q), e });
        }
      }
      this.zero_grad();
    });
  }
  second_step() {
    torch.no_grad(() => {
      for (const g of this.param_groups) for (const q of g.params) q.sub_((this.state.get(q) as any).e);
      this.base_optimizer.step();
      this.zero_grad();
    });
  }
}
class Warmup extends LRScheduler {
  declare warm: number;
  declare total: number;
  constructor(opt: any, warm: number, total: number, last_epoch = -1) {
    super(opt);
    [this.warm, this.total] = [warm, total];
    this.start(last_epoch);
  }
  override get_lr() {
    if (this.last_epoch < this.warm)
      return this.base_lrs.map((b) => ((b as number) * (this.last_epoch + 1)) / this.warm);
    const t = (this.last_epoch - this.warm) / Math.max(1, this.total - this.warm);
    return this.base_lrs.map((b) => (b as number) * 0.5 * (1 + Math.cos(Math.PI * t)));
  }
}
const net = nn.Sequential(nn.Linear(5, 7), nn.Mish(), nn.Linear(7, 2));
const opt = new Lion([{ params: net.at(0).parameters() }, { params: net.at(2).parameters(), lr: 5e-3 }], {
  lr: 1e-2,
  weight_decay: 0.1,
});
const sch = new Warmup(opt, 2, 8);
class Stream extends IterableDataset<[Tensor, number]> {
  n: number;
  constructor(n: number) {
    super();
    this.n = n;
  }
  override *[Symbol.iterator](): Iterator<[Tensor, number]> {
    for (let i = 0; i < this.n; i++) yield [torch.full([5], i).sin(), i % 2];
  }
}
for (let e = 0; e < 2; e++)
  for (const [x, y] of DataLoader(new Stream(7), { batch_size: 3 })) {
    const l = F.cross_entropy(net(x), y);
    opt.zero_grad();
    l.backward();
    opt.step();
    sch.step();
    show(l.item(), sch.get_last_lr(), y);
  }
show(
  (opt.state_dict() as any).param_groups[1].lr,
  [...(opt.state_dict() as any).state.keys()],
  (sch.state_dict() as any).last_epoch,
);
try {
  new Lion(net.parameters(), { lr: -1 });
} catch (e) {
  show((e as Error).message);
}
const sam = new SAM(net.parameters(), optim.SGD, { rho: 0.1, lr: 0.05, momentum: 0.9 });
const x = torch.randn(6, 5),
  y = torch.randint(0, 2, [6]);
for (let i = 0; i < 3; i++) {
  const l = F.cross_entropy(net(x), y);
  l.backward();
  sam.first_step();
  F.cross_entropy(net(x), y).backward();
  sam.second_step();
  show(l.item());
}
class Buckets extends Sampler<number[]> {
  lens: number[];
  bs: number;
  constructor(lens: number[], bs: number) {
    super();
    this.lens = lens;
    this.bs = bs;
  }
  override *[Symbol.iterator]() {
    const order = this.lens
      .map((_, i) => i)
      .sort((a, b) => (this.lens[a] as number) - (this.lens[b] as number));
    const b: number[][] = [];
    for (let i = 0; i < order.length; i += this.bs) b.push(order.slice(i, i + this.bs));
    for (const i of torch.randperm(b.length).tolist()) yield b[i] as number[];
  }
  get length() {
    return Math.floor((this.lens.length + this.bs - 1) / this.bs);
  }
}
const ds = TensorDataset(torch.arange(9).float(), torch.arange(9).pow(2));
for (const [a, b] of DataLoader(ds, { batch_sampler: new Buckets([3, 1, 2, 5, 4, 9, 8, 7, 6], 4) }))
  show(a, b);
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
show(
  [...BatchSampler(SequentialSampler(range(7)), 3, { drop_last: false })],
  [...BatchSampler(RandomSampler(range(7)), 3, { drop_last: true })],
  [...RandomSampler(range(4), { replacement: true, num_samples: 6 })],
);
for (const d of DataLoader(StackDataset({ img: ds, lab: torch.arange(9) }), { batch_size: 5 }) as any)
  show(d.img[0], d.lab);
const makes: [string, (o: any) => any][] = [
  ['exp', (o) => ExponentialLR(o, 0.9)],
  ['cyc', (o) => CyclicLR(o, 0.01, 0.1, { step_size_up: 3, mode: 'triangular2' })],
  ['cwr', (o) => CosineAnnealingWarmRestarts(o, 3, { T_mult: 2, eta_min: 1e-3 })],
  ['poly', (o) => PolynomialLR(o, 5, 2.0)],
  ['chain', (o) => ChainedScheduler([ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.9)], { optimizer: o })],
  ['mul', (o) => MultiplicativeLR(o, (e: number) => 0.95 ** e)],
];
for (const [name, mk] of makes) {
  const o = optim.SGD([nn.Parameter(torch.zeros(1))], { lr: 0.1, momentum: 0.9 });
  const s = mk(o);
  const r: number[] = [];
  for (let i = 0; i < 9; i++) {
    o.step();
    s.step();
    r.push(s.get_last_lr()[0]);
  }
  show(name, r, o.param_groups[0]?.momentum);
}
