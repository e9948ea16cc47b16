// The SVHN document in the order of its sections; see README.md for the parts.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type nn, summary, torch, vision } from '../../src/index.ts';
import { device, flag, folder, start, UsageError, whole } from '../cli.ts';
import { deviceOf } from '../device.ts';
import { explore, loadData } from './data.ts';
import { MyResNet, MyResNet2, MyVgg } from './networks.ts';
import * as cpu from './train.ts';
import * as gpu from './train_gpu.ts';

const { models: m } = vision;
const parts = ['explore', 'networks', 'select', 'more', 'stable', 'overfit', 'retrain', 'upgrade'] as const;

const help = `Classifies house numbers, as the SVHN document does.

Usage: npm run example -- 001 [options]

  --part NAME        one of ${parts.join(', ')} (default: all in turn)
  --root DIR         where train_32x32.mat and test_32x32.mat are, or CIFAR-10 as published or as folders of pictures
                     (default: the embedded handwritten digits)
  --download         fetches SVHN into --root first (250 MB)
  --tiny             300 digits, small pictures, one epoch and one run where the document has many
  --samples N        use the first N pictures for training, and for testing (default: all)
  --runs N           select: how often each network is trained (default: 5)
  --epochs N         at most N epochs where the document has more
  --batch-size N     pictures a step (default: 256 or 128, as in the document)
  --workers N        threads that load pictures, on the CPU (default: 4, as in the document)
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 1412)
  --out DIR          where weights and curves go (default: out/001-svhn)
  --help             this text

With the digits an epoch of MyResNet takes a minute on two cores; the whole document takes hours, and a GPU for SVHN.
`;

const schema = z.object({
  part: z.enum(parts, `must be one of ${parts.join(', ')}`).optional(),
  root: folder.optional(),
  download: flag,
  tiny: flag,
  samples: whole(2).optional(),
  runs: whole(1).optional(),
  epochs: whole(1).optional(),
  'batch-size': whole(2).optional(),
  workers: whole(0).optional(),
  device: device.optional(),
  seed: whole(0).default(1412),
  out: folder.default('out/001-svhn'),
});
type Options = z.output<typeof schema>;
type Stage = {
  epochs: number;
  bs: number;
  augment?: boolean;
  lr?: number;
  gamma?: number;
  wd?: number;
  tol?: number;
};

// ---- 1 Seeds and devices

const seed = ({ seed }: Options) => torch.manual_seed(seed);
const seconds = (since: number) => (performance.now() - since) / 1000;

// ---- 3 Networks: what they are made of, their tables

function networks(options: Options): void {
  seed(options);
  const resnet18_ = m.resnet18();
  const vgg16_ = m.vgg16();
  console.log(resnet18_);
  console.log(vgg16_);
  console.log([...(vgg16_.features as nn.Sequential).slice(0, 9)].map(String));
  // torchinfo of the document's day left out the network's own size.
  const asPrinted = { depth: 2, device: 'cpu', convention: '1.6' } as const;
  summary(new MyResNet(resnet18_), [10, 3, 28, 28], asPrinted);
  summary(new MyVgg(vgg16_), [10, 3, 28, 28], asPrinted);

  // The layers taken from resnet18_ are its own, with the same parameters; the new ones are drawn each time.
  const first = (module: nn.Module) => module.parameters()[0]?.index(0, 0);
  console.log(first(new MyResNet(resnet18_).block2[0]));
  console.log(first((resnet18_.layer2.at(0) as vision.models.BasicBlock).conv1));
  console.log(resnet18_.fc.parameters());
  console.log(new MyResNet(resnet18_).fc.parameters());
}

// ---- 4 Training: a stage with the functions of 4.3, or of 4.4 on a GPU, and its curves

function full_procedure(net: nn.Module, stage: Stage, modelname: string, options: Options): cpu.Curves {
  const { tiny, out: PATH, seed } = options;
  const { epochs: asked, bs, augment, ...rates } = stage;
  const data = loadData(options, augment);
  const epochs = Math.min(options.epochs ?? (tiny ? 1 : asked), asked);
  const batch = options['batch-size'] ?? bs;
  console.log(modelname);
  const start = performance.now();
  const onGpu = deviceOf(options.device).type === 'cuda';
  const num_workers = options.workers ?? (tiny ? 0 : 4);
  const curves = onGpu
    ? gpu.full_procedure(net, data, epochs, batch, modelname, PATH, { ...rates, seed })
    : cpu.full_procedure(net, data, epochs, batch, modelname, PATH, { ...rates, seed, num_workers });
  const best = Math.max(...curves.testacclist).toFixed(3);
  console.log(`${modelname}: best test accuracy ${best}%, ${seconds(start).toFixed(1)} s`);
  if (onGpu) console.log(gpu.memoryUse());
  return curves;
}

function tuned(net: nn.Module, stage: Stage, modelname: string, options: Options): void {
  const curves = full_procedure(net, stage, modelname, options);
  cpu.plotloss(curves, join(options.out, `${modelname}.png`));
}

function fresh(options: Options): MyResNet {
  seed(options);
  const resnet18_ = m.resnet18();
  return new MyResNet(resnet18_).to(deviceOf(options.device), { non_blocking: true });
}

/** The network with the best weights of an earlier stage. */
function saved(modelname: string, options: Options): MyResNet {
  const path = join(options.out, `${modelname}.pt`);
  if (!existsSync(path))
    throw new UsageError(`${path} is missing: run the parts before this one with the same --out`);
  seed(options);
  const net = new MyResNet(m.resnet18());
  net.load_state_dict(torch.load(path));
  return net.to(deviceOf(options.device), { non_blocking: true });
}

// ---- 5 Model selection: each network five times for three epochs, with the mean of the times

const networksToSelect = {
  resnet: () => new MyResNet(m.resnet18()),
  vgg: () => new MyVgg(m.vgg16_bn()),
};

function select(options: Options): void {
  const { tiny, runs = tiny ? 1 : 5 } = options;
  const tables = { ResNet: new MyResNet(m.resnet18()), VGG: new MyVgg(m.vgg16()) };
  for (const [name, i] of Object.entries(tables)) {
    console.log(`\n\n${name}`);
    const table = summary(i, [10, 3, 28, 28], { depth: 2, device: 'cpu', verbose: 0, convention: '0.1' });
    console.log(`${table}\n\n`);
  }
  for (const name of tiny ? (['resnet'] as const) : (['resnet', 'vgg'] as const)) {
    const avgtime: number[] = [];
    const best: number[] = [];
    for (let i = 0; i < runs; i += 1) {
      const run = { ...options, seed: options.seed + i }; // with the document's one seed all runs are the same
      seed(run);
      const net = networksToSelect[name]().to(deviceOf(options.device), { non_blocking: true });
      const start = performance.now();
      const { testacclist } = full_procedure(net, { epochs: 3, bs: 256 }, `model_seletion_${name}`, run);
      avgtime.push(seconds(start));
      best.push(Math.max(...testacclist));
    }
    const [time, accuracy] = [torch.tensor(avgtime), torch.tensor(best)];
    console.log(
      `${name}: mean time ${time.mean().item().toFixed(1)} s, best test accuracies ${best.map((x) => x.toFixed(1))}, ` +
        `mean ${accuracy.mean().item().toFixed(1)}%`,
    );
  }
}

// ---- 6.1 More epochs: ten, then thirty three times over

function more(options: Options): void {
  tuned(fresh(options), { epochs: 10, bs: 256 }, 'myResNet_test0', options);
  for (const [i, modelname] of ['MyResNet_test1', 'MyResNet_test2', 'MyResNet_test3'].entries()) {
    if (options.tiny && i !== 1) continue; // 6.2 goes on from the second
    const run = { ...options, seed: options.seed + i };
    tuned(fresh(run), { epochs: 30, bs: 256, tol: 10 ** -10 }, modelname, run);
  }
}

// ---- 6.2 A steadier course: a smaller learning rate, then momentum, each from the weights before

function stable(options: Options): void {
  const lower = { epochs: 30, bs: 256, lr: 0.0001, gamma: 0, tol: 10 ** -10 };
  tuned(saved('MyResNet_test2', options), lower, 'MyResNet_stable5', options);
  tuned(saved('MyResNet_stable5', options), { ...lower, gamma: 0.0001 }, 'MyResNet_stable6', options);
}

// ---- 6.3 Against overfitting: weight decay and smaller batches

function overfit(options: Options): void {
  const stage = { epochs: 30, bs: 128, lr: 0.0001, gamma: 0.0001, tol: 10 ** -10, wd: 0.00005 };
  tuned(saved('MyResNet_stable6', options), stage, 'MyResNet_overfit', options);
}

// ---- 6.4 From the start with what was learnt: a large learning rate, then a small one

function retrain(options: Options): void {
  tuned(fresh(options), { epochs: 15, bs: 256, lr: 0.001, tol: 10 ** -10 }, 'myResNet_test0_1', options);
  const stage = { epochs: 30, bs: 128, lr: 0.00001, gamma: 0.0001, tol: 10 ** -10, wd: 0.00005 };
  tuned(saved('myResNet_test0_1', options), stage, 'MyResNet_retrain', options);
}

// ---- 6.5 The larger network, in two phases of the learning rate

function upgrade(options: Options): void {
  seed(options);
  const resnet18_ = m.resnet18();
  const net2 = new MyResNet2(resnet18_);
  summary(net2, [10, 3, 28, 28], { depth: 2, device: 'cpu' });
  net2.to(deviceOf(options.device), { non_blocking: true });
  const stage = { epochs: 30, bs: 256, tol: 10 ** -10, augment: false };
  tuned(net2, stage, 'MyResNet2_test1', options);
  tuned(net2, { ...stage, lr: 0.0001 }, 'MyResNet2_test2', options);
}

await start(help, schema, (options) => {
  torch.backends.cudnn.benchmark = true;
  seed(options);
  mkdirSync(options.out, { recursive: true });
  const run = {
    explore: () => explore(options, options.out),
    ...{ networks, select, more, stable, overfit, retrain, upgrade },
  };
  for (const part of parts) if (options.part === undefined || options.part === part) run[part](options);
});
