// The CIFAR-10 tutorial: its network, transfer from VGG, memory, TensorBoard and pruning, a part each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { optim, torch, utils, vision } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { device, flag, folder, positive, start, UsageError, whole } from '../cli.ts';
import { deviceOf } from '../device.ts';
import { firstOf, openCifar10 } from '../pictures.ts';
import { memory } from './memory.ts';
import { Net } from './network.ts';
import { degradation, pruneLayer, pruneResnet18, savePruned } from './pruning.ts';
import { tensorboard } from './tensorboard.ts';
import { accuracy, report, train } from './train.ts';
import { transfer } from './transfer.ts';

const { datasets, transforms: T } = vision;
const { DataLoader } = utils.data;
const parts = ['train', 'transfer', 'memory', 'tensorboard', 'pruning'] as const;

const help = `Trains, inspects and prunes classifiers on CIFAR-10, as the tutorial does.

Usage: npm run example -- 004 [options]

  --part NAME        one of ${parts.join(', ')} (default: all in turn)
  --root DIR         the folder with cifar-10-batches-py, or with a folder of pictures a class in train/ and test/
  --download         fetches CIFAR-10 into --root first (170 MB)
  --tiny             without data: 300 handwritten digits, one epoch
  --features NAME    transfer: frozen (train the last layer only), free or both (default: both)
  --pretrained       transfer: begin with torchvision's weights (downloaded once)
  --epochs N         passes over the training pictures (default: 2)
  --batch-size N     pictures a step (default: 4)
  --lr X             learning rate (default: 0.001)
  --workers N        threads that load pictures (default: 0)
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 0)
  --out DIR          where weights, curves and event files go (default: out/004-cifar10)
  --help             this text
`;

const schema = z.object({
  part: z.enum(parts, `must be one of ${parts.join(', ')}`).optional(),
  root: folder.optional(),
  download: flag,
  tiny: flag,
  features: z.enum(['frozen', 'free', 'both'], 'must be frozen, free or both').default('both'),
  pretrained: flag,
  epochs: whole(1).optional(),
  'batch-size': whole(1).default(4),
  lr: positive.default(0.001),
  workers: whole(0).default(0),
  device: device.optional(),
  seed: whole(0).default(0),
  out: folder.default('out/004-cifar10'),
});
type Options = z.output<typeof schema>;

// Step 1: pixels to [-1, 1], shuffled, in batches.
function loadData(options: Options) {
  const { root, tiny, 'batch-size': batch_size, workers: num_workers } = options;
  const scale = [T.ToTensor(), T.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])];
  const open = (train: boolean) => {
    if (root === undefined) {
      const transform = T.Compose([T.Resize([32, 32]), T.Grayscale(3), ...scale]);
      const digits = datasets.Digits({ train, transform });
      const kept = tiny ? (train ? 200 : 100) : undefined;
      return { data: firstOf(digits, kept), classes: digits.classes };
    }
    return openCifar10(root, { train, transform: T.Compose(scale), download: options.download });
  };
  const [training, testing] = [open(true), open(false)];
  return {
    classes: training.classes as readonly string[],
    trainloader: DataLoader(training.data, { batch_size, shuffle: true, num_workers }),
    testloader: DataLoader(testing.data, { batch_size: 4 * batch_size, num_workers }),
  };
}

type Data = ReturnType<typeof loadData>;

// ---- the tutorial's network, on the CPU or a GPU

function trainPart(options: Options, { trainloader, testloader, classes }: Data) {
  const net = new Net().to(deviceOf(options.device));
  const optimizer = optim.SGD(net.parameters(), { lr: options.lr, momentum: 0.9 });
  const start = performance.now();
  const losses = train(net, trainloader, optimizer, epochsOf(options));
  console.log(`${((performance.now() - start) / 1000 / epochsOf(options)).toFixed(1)} s an epoch`);
  const path = join(options.out, 'cifar_net.pth');
  torch.save(net.state_dict(), path);
  plotLosses(losses, join(options.out, 'losses.png'));

  // The tutorial predicts on the CPU with the weights read back.
  const loaded = new Net();
  loaded.load_state_dict(torch.load(path, { map_location: 'cpu' }));
  console.log(
    `Accuracy of the network on the test images: ${(100 * accuracy(loaded, testloader)).toFixed(0)} %`,
  );
  const matrix = report(loaded, testloader, classes);
  console.log(`confusion matrix, a row for each actual class:\n${matrix}`);
  plt.figure({ figsize: [7, 6] });
  const names = [...classes];
  plt.heatmap(matrix, { xticklabels: names, yticklabels: names });
  plt.title('confusion matrix');
  plt.xlabel('predicted');
  plt.ylabel('actual');
  plt.savefig(join(options.out, 'confusion.png'));
  plt.close();
  return { net: loaded, losses };
}

/** The mean loss of every hundredth part of the training. */
function plotLosses(losses: readonly number[], file: string): void {
  const size = Math.max(1, Math.ceil(losses.length / 100));
  const [steps, means]: [number[], number[]] = [[], []];
  for (let i = 0; i < losses.length; i += size) {
    const part = losses.slice(i, i + size);
    steps.push(i + part.length);
    means.push(part.reduce((a, b) => a + b, 0) / part.length);
  }
  plt.figure();
  plt.plot(steps, means);
  plt.xlabel('steps');
  plt.ylabel('loss');
  plt.savefig(file);
  plt.close();
}

const epochsOf = ({ epochs, tiny }: Options) => epochs ?? (tiny ? 1 : 2);

await start(help, schema, (options) => {
  const { part, root, tiny, download, out, features, pretrained, lr } = options;
  const wants = (name: (typeof parts)[number]) => part === undefined || part === name;
  const needsData = wants('train') || wants('transfer') || wants('pruning');
  if (download && root === undefined)
    throw new UsageError('--download needs --root, the folder to keep CIFAR-10 in');
  if (root === undefined && !tiny && needsData) {
    throw new UsageError('--root must name the folder with CIFAR-10, or --tiny be given');
  }
  torch.manual_seed(options.seed);
  mkdirSync(out, { recursive: true });
  const device = deviceOf(options.device);
  let losses: number[] = [];
  if (needsData) {
    const data = loadData(options);
    const { trainloader, testloader } = data;
    const trained = wants('train') || wants('pruning') ? trainPart(options, data) : null;
    losses = trained?.losses ?? [];
    if (wants('transfer')) {
      const settings = { tiny, pretrained, lr, epochs: epochsOf(options), device };
      for (const frozen of [true, false]) {
        if (features === 'both' || features === (frozen ? 'frozen' : 'free')) {
          transfer(frozen, trainloader, testloader, settings);
        }
      }
    }
    if (trained !== null && wants('pruning')) {
      degradation(trained.net, testloader, join(out, 'pruning.png'));
      savePruned(trained.net, testloader, out);
      pruneLayer(new Net());
      pruneResnet18();
    }
  }
  if (wants('memory')) memory(new Net(), device);
  if (wants('tensorboard')) tensorboard(out, losses);
});
