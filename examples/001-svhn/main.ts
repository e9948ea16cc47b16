// The SVHN document in the order of its sections: exploring, networks, model selection, tuning, the larger network.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { summary, torch, utils, vision } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { device, flag, folder, start, whole } from '../cli.ts';
import { full_procedure, plotloss } from '../main/svhn.ts';
import { MyResNet, MyResNet2, MyVgg } from './networks.ts';

const { datasets, models: m, transforms: T } = vision;
const parts = ['explore', 'networks', 'select', 'tune', 'upgrade'] as const;

const help = `Classifies house numbers, as the SVHN document does.

Usage: npm run example -- 001 [options]

  --part NAME        one of ${parts.join(', ')} (default: all in turn)
  --root DIR         where train_32x32.mat and test_32x32.mat are (default: the embedded handwritten digits)
  --download         fetches SVHN into --root first (250 MB)
  --tiny             300 digits, small pictures, one epoch and one run where the document has many
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
  device: device.optional(),
  seed: whole(0).default(1412),
  out: folder.default('out/001-svhn'),
});
type Options = z.output<typeof schema>;

// ---- 2 Data

function open(options: Options, train: boolean, transforms: ((image: any) => any)[]): utils.data.Dataset {
  if (options.root !== undefined) {
    const split = train ? 'train' : 'test';
    const { download } = options;
    return datasets.SVHN(options.root, { split, download, transform: T.Compose(transforms) });
  }
  const transform = T.Compose([T.Resize([32, 32]), T.Grayscale(3), ...transforms]);
  const digits = datasets.Digits({ train, transform });
  if (!options.tiny) return digits;
  return utils.data.Subset(
    digits,
    Array.from({ length: train ? 200 : 100 }, (_, i) => i),
  );
}

function loadData(options: Options) {
  const side = options.tiny ? 14 : 28;
  const small = options.tiny ? [T.Resize([16, 16])] : [];
  const normalize = T.Normalize({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
  const trainT = [...small, T.RandomCrop(side), T.RandomRotation([-30, 30]), T.ToTensor(), normalize];
  const testT = [...small, T.CenterCrop(side), T.ToTensor(), normalize];
  return { train: open(options, true, trainT), test: open(options, false, testT) };
}

/** Five samples drawn at random, with their labels. */
function plotsample(data: utils.data.Dataset, file: string): void {
  const [, axs] = plt.subplots(1, 5, { figsize: [10, 2.5] });
  for (let i = 0; i < 5; i += 1) {
    const num = torch.randint(0, data.length, [1]).item() as number;
    const [image, label] = data.get(num);
    const axis = axs[i] as plt.Axes;
    axis.imshow(image.permute(1, 2, 0)); // (H, W, 3)
    axis.set_title(String(label));
    axis.axis('off');
  }
  plt.savefig(file);
  plt.close();
}

function explore(options: Options): void {
  const train = open(options, true, [T.ToTensor()]);
  console.log(String(train));
  const [x, y] = train.get(0);
  console.log(x.shape, y);
  plotsample(train, join(options.out, 'samples.png'));
}

// ---- 3 Networks

const makers = {
  ResNet: () => new MyResNet(m.resnet18()),
  VGG: () => new MyVgg(m.vgg16({ init_weights: false })),
  ResNet2: () => new MyResNet2(m.resnet18()),
};

function networks(): void {
  for (const [name, make] of Object.entries(makers)) {
    console.log(
      `\n\n${name}\n${summary(make(), { input_size: [10, 3, 28, 28], depth: 2, device: 'cpu', verbose: 0 })}`,
    );
  }
}

// ---- 5 Model selection: each network some times, for its mean accuracy and time

function select(options: Options): void {
  const [runs, epochs] = options.tiny ? [1, 1] : [5, 3];
  const data = loadData(options);
  const names = options.tiny ? (['ResNet'] as const) : (['ResNet', 'VGG'] as const);
  for (const name of names) {
    const times: number[] = [];
    const best: number[] = [];
    for (let i = 0; i < runs; i += 1) {
      const modelname = `my${name}_selection_${i}`;
      console.log(modelname);
      torch.manual_seed(options.seed + i);
      const net = makers[name]().to(deviceOf(options), { non_blocking: true });
      const begin = performance.now();
      const curves = full_procedure(net, data, epochs, 256, modelname, options.out, {
        seed: options.seed + i,
      });
      times.push((performance.now() - begin) / 1000);
      best.push(Math.max(...curves.testacclist));
    }
    console.log(
      `${name}: mean best accuracy ${mean(best).toFixed(3)}%, mean time ${mean(times).toFixed(1)} s`,
    );
  }
}

// ---- 6 Tuning: a first run, then on from its best weights with a smaller rate, momentum and weight decay

function tune(options: Options): void {
  const data = loadData(options);
  const stages = [
    { modelname: 'myResNet_test0', epochs: 15, bs: 256, lr: 0.001 },
    { modelname: 'MyResNet_retrain', epochs: 30, bs: 128, lr: 0.00001, gamma: 0.0001, wd: 0.00005 },
  ];
  torch.manual_seed(options.seed);
  const net = makers.ResNet().to(deviceOf(options), { non_blocking: true });
  let last: string | null = null;
  for (const { modelname, epochs, bs, ...rates } of stages) {
    console.log(modelname);
    if (last !== null) net.load_state_dict(torch.load(join(options.out, `${last}.pt`)));
    const curves = full_procedure(net, data, options.tiny ? 1 : epochs, bs, modelname, options.out, {
      ...rates,
      tol: 10 ** -10,
      seed: options.seed,
    });
    plotloss(curves, join(options.out, `${modelname}.png`));
    last = modelname;
  }
}

// ---- 6.5 A larger network, in two phases of the learning rate

function upgrade(options: Options): void {
  const data = loadData(options);
  torch.manual_seed(options.seed);
  const net2 = makers.ResNet2().to(deviceOf(options), { non_blocking: true });
  for (const [i, lr] of [0.001, 0.0001].entries()) {
    const modelname = `MyResNet2_test${i + 1}`;
    console.log(modelname);
    const epochs = options.tiny ? 1 : 30;
    const rates = { lr, tol: 10 ** -10, seed: options.seed };
    const curves = full_procedure(net2, data, epochs, 256, modelname, options.out, rates);
    plotloss(curves, join(options.out, `${modelname}.png`));
  }
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const deviceOf = ({ device }: Options) =>
  torch.device(device ?? (torch.cuda.is_available() ? 'cuda' : 'cpu'));

await start(help, schema, (options) => {
  torch.backends.cudnn.benchmark = true;
  torch.manual_seed(options.seed);
  mkdirSync(options.out, { recursive: true });
  const run = { explore, networks, select, tune, upgrade };
  for (const part of parts) if (options.part === undefined || options.part === part) run[part](options);
});
