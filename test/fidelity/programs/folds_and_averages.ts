import { math, nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { lr_scheduler } = optim;
const { SWALR, AveragedModel, get_ema_multi_avg_fn, update_bn } = optim.swa_utils;
const { checkpoint, checkpoint_sequential } = utils.checkpoint;
const {
  BatchSampler,
  ChainDataset,
  ConcatDataset,
  DataLoader,
  Dataset,
  IterableDataset,
  RandomSampler,
  Sampler,
  SequentialSampler,
  StackDataset,
  Subset,
  SubsetRandomSampler,
  TensorDataset,
  WeightedRandomSampler,
  default_collate,
  get_worker_info,
  random_split,
} = utils.data;
class Moons extends Dataset<{ x: Tensor; y: Tensor; id: number; name: string; w: number }> {
  x: Tensor;
  y: Tensor;
  constructor(n: number, { noise = 0.1, generator }: { noise?: number; generator?: torch.Generator } = {}) {
    super();
    const t = torch.rand(n, { generator }).mul(math.pi);
    this.y = torch.randint(0, 2, [n], { generator });
    this.x = torch.stack([torch.cos(t), torch.sin(t)], 1).mul(torch.rsub(this.y.index(':', null).mul(2), 1));
    this.x.add_(torch.randn(n, 2, { generator }).mul(noise));
  }
  override get length() {
    return this.y.length;
  }
  override get(i: number) {
    return { x: this.x.index(i), y: this.y.index(i), id: i, name: `s${i}`, w: i / 2 };
  }
}

class BucketBatchSampler extends Sampler<number[]> {
  lengths: number[];
  batch_size: number;
  generator: torch.Generator;
  constructor(lengths: number[], batch_size: number, generator: torch.Generator) {
    super();
    this.lengths = lengths;
    this.batch_size = batch_size;
    this.generator = generator;
  }
  override *[Symbol.iterator]() {
    const order = torch.tensor(this.lengths).argsort({ stable: true });
    const batches = order.split(this.batch_size);
    for (const i of torch.randperm(batches.length, { generator: this.generator }))
      yield batches[i.item()]!.tolist() as number[];
  }
  get length() {
    return Math.floor((this.lengths.length + this.batch_size - 1) / this.batch_size);
  }
}

class Counting extends IterableDataset<number> {
  start: number;
  end: number;
  constructor(start: number, end: number) {
    super();
    this.start = start;
    this.end = end;
  }
  override *[Symbol.iterator]() {
    const info = get_worker_info();
    let [lo, hi] = [this.start, this.end];
    if (info !== null) {
      const per = Math.ceil((this.end - this.start) / info.num_workers);
      lo = this.start + info.id * per;
      hi = Math.min(lo + per, this.end);
    }
    for (let i = lo; i < hi; i++) yield i;
  }
}

function pad_collate(batch: [Tensor, number][]): [Tensor, Tensor, Tensor] {
  const seqs = batch.map(([s]) => s);
  const labels = batch.map(([, l]) => l);
  const lens = torch.tensor(
    seqs.map((s) => s.length),
    { dtype: torch.int64 },
  );
  const padded = nn.utils.rnn.pad_sequence(seqs, { batch_first: true, padding_value: -1 });
  return [padded, lens, default_collate(labels) as Tensor];
}

function loaders() {
  const g = torch.Generator().manual_seed(3);
  const data = new Moons(20, { generator: g });
  for (const batch of DataLoader(data, {
    batch_size: 6,
    shuffle: true,
    generator: g,
    drop_last: true,
  }) as any)
    show(
      Object.entries<any>(batch).map(([k, v]) => [k, Array.isArray(v) ? v : String(v.dtype)]),
      batch.id,
      batch.w,
    );
  const seqs = [3, 1, 4, 1, 5, 2].map((n) => torch.arange(n));
  const ragged = seqs.map((s, i) => [s, i % 2] as [Tensor, number]);
  for (const [padded, lens, labels] of DataLoader(ragged, {
    batch_sampler: new BucketBatchSampler(
      seqs.map((s) => s.length),
      2,
      g,
    ),
    collate_fn: pad_collate,
  }))
    show(padded, lens, labels);
  for (const b of DataLoader(new Counting(3, 12), { batch_size: 4 })) show(b);
  show([...DataLoader(ChainDataset([new Counting(0, 3), new Counting(10, 12)]), { batch_size: 2 })]);
  const w = WeightedRandomSampler([0.1, 0.9, 0.4, 0.7], { num_samples: 6, replacement: true, generator: g });
  show([...w], w.length);
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  show([...BatchSampler(SequentialSampler(range(7)), { batch_size: 3, drop_last: false })]);
  show([...RandomSampler(range(5), { replacement: true, num_samples: 8, generator: g })]);
  const [tr, va, te] = random_split(data, [0.5, 0.25, 0.25], {
    generator: torch.Generator().manual_seed(42),
  });
  show(tr!.indices, va!.indices, te!.indices);
  const both = ConcatDataset([Subset(data, [3, 1]), va!]);
  show(both.length, (both.get(2) as any).id, (both.get(-1) as any).id, both.cumulative_sizes);
  const st = StackDataset({ a: TensorDataset(torch.arange(4)), b: [...'wxyz'] });
  const [first] = DataLoader(st, { batch_size: 3 }) as any;
  show((st.get(2) as any).a, (st.get(2) as any).b, first.a, first.b);
  const tds = TensorDataset(data.x, data.y);
  show(tds.get(torch.slice(2, 4)), tds.length);
  const pair = default_collate([
    { a: 1, b: [1.5, 2] },
    { a: 3, b: [2.5, 4] },
  ]) as any;
  show(pair.a, pair.b);
  show(
    default_collate([
      [1, 'a', torch.ones(1)],
      [2, 'b', torch.zeros(1)],
    ]),
  );
  for (const kw of [
    { batch_size: 2, batch_sampler: [[0]] },
    { shuffle: true, sampler: [0] },
    { batch_size: 0 },
    { num_workers: -1 },
    { timeout: -1 },
  ]) {
    try {
      DataLoader(data, kw as any);
    } catch (e: any) {
      show(e.name, e.message);
    }
  }
  const dl = DataLoader(tds, { batch_size: 8, pin_memory: false });
  show(
    dl.length,
    dl.batch_size,
    dl.drop_last,
    dl.sampler.constructor.name,
    dl.num_workers,
    (dl.dataset as unknown) === tds,
  );
}

class Block extends nn.Module {
  declare net: nn.Sequential;
  declare use_checkpoint: boolean;
  constructor(c: number, { drop = 0.1, use_checkpoint = false } = {}) {
    super();
    this.net = nn.Sequential({
      fc1: nn.Linear(c, 2 * c),
      bn: nn.BatchNorm1d(2 * c),
      act: nn.GELU(),
      drop: nn.Dropout(drop),
      fc2: nn.Linear(2 * c, c),
    });
    this.use_checkpoint = use_checkpoint;
  }
  override forward(x: Tensor): Tensor {
    if (this.use_checkpoint && this.training) return x.add(checkpoint(this.net, x, { use_reentrant: false }));
    return x.add(this.net(x));
  }
}

class Net extends nn.Module {
  declare stem: nn.Linear;
  declare blocks: nn.Sequential;
  declare head: nn.Linear;
  constructor({
    c = 8,
    depth = 2,
    ...kw
  }: { c?: number; depth?: number; drop?: number; use_checkpoint?: boolean } = {}) {
    super();
    this.stem = nn.Linear(2, c);
    this.blocks = nn.Sequential(...Array.from({ length: depth }, () => new Block(c, kw)));
    this.head = nn.Linear(c, 2);
  }
  override forward(x: Tensor): Tensor {
    return this.head(this.blocks(this.stem(x)));
  }
}

function recipe({ folds_count, epochs, accum }: { folds_count: number; epochs: number; accum: number }) {
  const data = new Moons(96);
  const folds = torch.arange(data.length).chunk(folds_count);
  const history = new Map<number, number[]>();
  let ema!: InstanceType<typeof AveragedModel>, opt!: optim.AdamW;
  for (let k = 0; k < folds_count; k++) {
    const val_idx = folds[k]!;
    const train_idx = torch.cat(folds.filter((_, j) => j !== k));
    const trn = DataLoader(data, {
      batch_size: 16,
      sampler: SubsetRandomSampler(train_idx.tolist() as number[]),
    }) as any;
    const val = DataLoader(data, {
      batch_size: 64,
      sampler: SubsetRandomSampler(val_idx.tolist() as number[]),
    }) as any;
    const net = new Net({ use_checkpoint: true });
    ema = AveragedModel(net, { multi_avg_fn: get_ema_multi_avg_fn(0.9), use_buffers: true });
    const swa = AveragedModel(net);
    const [decay, no_decay]: [nn.Parameter[], nn.Parameter[]] = [[], []];
    for (const [name, p] of net.named_parameters())
      (p.ndim === 1 || name.endsWith('.bias') ? no_decay : decay).push(p);
    opt = optim.AdamW([{ params: decay }, { params: no_decay, weight_decay: 0.0, lr: 5e-3 }], {
      lr: 1e-2,
      weight_decay: 0.05,
    });
    const steps = Math.floor((epochs * trn.length) / accum);
    const sched = lr_scheduler.OneCycleLR(opt, {
      max_lr: [1e-2, 5e-3],
      total_steps: steps,
      pct_start: 0.3,
      anneal_strategy: 'cos',
    });
    const swa_sched = SWALR(opt, { swa_lr: [2e-3, 1e-3], anneal_epochs: 2, anneal_strategy: 'linear' });
    for (let epoch = 0; epoch < epochs + 2; epoch++) {
      net.train();
      let running = 0.0;
      let i = 0;
      let total!: Tensor;
      for (const batch of trn) {
        const out = net(batch.x);
        const loss = F.cross_entropy(out, batch.y, { label_smoothing: 0.05 }).div(accum);
        loss.backward();
        running += loss.item();
        if ((i + 1) % accum === 0 || i + 1 === trn.length) {
          total = nn.utils.clip_grad_norm_(net.parameters(), { max_norm: 0.5, norm_type: 2 });
          opt.step();
          opt.zero_grad();
          ema.update_parameters(net);
          if (epoch < epochs && sched.last_epoch < steps - 1) sched.step();
        }
        i++;
      }
      if (epoch >= epochs - 1) {
        swa.update_parameters(net);
        swa_sched.step();
      }
      show(
        k,
        epoch,
        running,
        total,
        opt.param_groups.map((g) => g.lr),
      );
      history.set(k, [...(history.get(k) ?? []), running]);
    }
    update_bn(
      (function* () {
        for (const b of trn) yield b.x;
      })(),
      swa,
    );
    for (const [name, m] of [
      ['net', net],
      ['ema', ema],
      ['swa', swa],
    ] as [string, any][]) {
      m.eval();
      const hit = torch.no_grad(() => {
        let sum = 0;
        for (const b of val) sum += m(b.x).argmax(-1).eq(b.y).sum().item();
        return sum;
      });
      show(
        `${name.padStart(4)}: ${((100 * hit) / val_idx.length).toFixed(2)}% n_averaged=${m.n_averaged ?? 'None'}`,
      );
    }
  }
  show([...history].map(([k, v]) => [k, Math.min(...v)]));
  show(Object.keys(ema.state_dict()).slice(0, 3), Object.entries(opt.state_dict().param_groups[1]!));
  const x = torch.randn(4, 8, { requires_grad: true });
  const out = checkpoint_sequential(
    nn.Sequential(...Array.from({ length: 4 }, () => nn.Linear(8, 8))),
    2,
    x,
    { use_reentrant: false },
  );
  out.sum().backward();
  show(x.grad);
}

torch.manual_seed(0);
loaders();
recipe({ folds_count: 2, epochs: 3, accum: 2 });
