import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
const { DataLoader, Dataset, Subset } = utils.data;
const folder = mkdtempSync(join(tmpdir(), 'resumed-'));

class Blobs extends Dataset<[Tensor, number]> {
  n: number;
  first: number;
  constructor(n: number, first = 0) {
    super();
    [this.n, this.first] = [n, first];
  }
  override get length() {
    return this.n;
  }
  override get(i: number): [Tensor, number] {
    const state = torch.get_rng_state();
    torch.manual_seed(this.first + i);
    const y = torch.randint(0, 6, [1]).index(0);
    const x = torch.randn(3, 8, 8).add(y.div(3));
    torch.set_rng_state(state);
    return [x, y.item()];
  }
}

type Format = (value: number) => string;
class Meter {
  name: string;
  fmt: Format;
  total = 0;
  n = 0;
  last = 0;
  constructor(name: string, fmt: Format) {
    [this.name, this.fmt] = [name, fmt];
  }
  add(value: number, n: number) {
    this.last = value;
    this.total += value * n;
    this.n += n;
  }
  get mean() {
    return this.total / this.n;
  }
  toString() {
    return `${this.name} ${this.fmt(this.last)} (mean ${this.fmt(this.mean)})`;
  }
}
// Python writes two digits of an exponent.
const e4: Format = (value) => value.toExponential(4).replace(/e([+-])(\d)$/, 'e$10$2');
const f62: Format = (value) => value.toFixed(2).padStart(6);

function hits(scores: Tensor, y: Tensor, ks: number[]): Tensor[] {
  using _ = torch.no_grad();
  const [, guess] = scores.topk(Math.max(...ks), 1, true, true);
  const right = guess.t().eq(y.view(1, -1).expand_as(guess.t()));
  return ks.map((k) =>
    right
      .index(torch.slice(k))
      .reshape(-1)
      .float()
      .sum(0, { keepdim: true })
      .mul(100.0 / y.size(0)),
  );
}

function run(epochs: number, { resume = '', keep = 0 } = {}): Tensor {
  const net = nn.Sequential(
    nn.Conv2d(3, 6, 3, 2, { bias: false }),
    nn.BatchNorm2d(6),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(54, 6),
  );
  const opt = optim.SGD(net.parameters(), 0.1, { momentum: 0.9, nesterov: true, weight_decay: 1e-4 });
  const plan = optim.lr_scheduler.StepLR(opt, { step_size: 1, gamma: 0.3 });
  let [first, best] = [0, 0];
  if (resume && existsSync(resume)) {
    const saved = torch.load(resume, { map_location: 'cpu' });
    [first, best] = [saved.epoch, saved.best];
    net.load_state_dict(saved.net);
    opt.load_state_dict(saved.opt);
    plan.load_state_dict(saved.plan);
    torch.set_rng_state(saved.rng);
  }
  for (let epoch = first; epoch < epochs; epoch++) {
    const [loss_meter, top1, top3] = [new Meter('loss', e4), new Meter('top1', f62), new Meter('top3', f62)];
    net.train();
    for (const [x, y] of DataLoader(new Blobs(40), { batch_size: 8, shuffle: true })) {
      const scores = net(x);
      const loss = F.cross_entropy(scores, y, { label_smoothing: 0.1 });
      const [one, three] = hits(scores, y, [1, 3]) as [Tensor, Tensor];
      loss_meter.add(loss.item(), x.size(0));
      top1.add(one.item(), x.size(0));
      top3.add(three.item(), x.size(0));
      opt.zero_grad();
      loss.backward();
      opt.step();
    }
    show([loss_meter, top1, top3].join('\t'), loss_meter.mean);
    net.eval();
    let correct = 0;
    torch.no_grad(() => {
      const part = Array.from({ length: 55 }, (_, i) => i + 5);
      for (const [x, y] of DataLoader(Subset(new Blobs(60, 100), part), 11))
        correct += net(x).argmax(1).eq(y).sum().item();
    });
    plan.step();
    best = Math.max(best, correct / 55);
    const [model, optimizer] = [net.state_dict(), opt.state_dict()];
    const state = { epoch: epoch + 1, net: model, opt: optimizer, plan: plan.state_dict(), best };
    torch.save({ ...state, rng: torch.get_rng_state() }, `${folder}/last.pt`);
    if (epoch + 1 === keep) copyFileSync(`${folder}/last.pt`, `${folder}/kept.pt`);
    show(
      correct,
      best,
      plan.get_last_lr(),
      opt.param_groups.map((g) => g.lr),
    );
  }
  return net[0].weight;
}

torch.manual_seed(31);
const whole = run(3, { keep: 1 });
torch.manual_seed(5);
const again = run(3, { resume: `${folder}/kept.pt` });
show(torch.equal(whole, again), again.index(0));
rmSync(folder, { recursive: true });
