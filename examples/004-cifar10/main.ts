// The CIFAR-10 tutorial: its network, transfer from VGG, memory, TensorBoard and pruning, a part each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { nn, optim, torch, utils, vision } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { device, flag, folder, positive, start, UsageError, whole } from '../cli.ts';
import { activationMegabytes, parameterMegabytes } from './memory.ts';
import { Net } from './network.ts';
import { makePermanent, pruneGlobally, sparsity } from './pruning.ts';
import { accuracy, report, train } from './train.ts';

const { datasets, models, transforms: T } = vision;
const { DataLoader, Subset } = utils.data;
const parts = ['train', 'transfer', 'memory', 'tensorboard', 'pruning'] as const;

const help = `Trains, inspects and prunes classifiers on CIFAR-10, as the tutorial does.

Usage: npm run example -- 004 [options]

  --part NAME        one of ${parts.join(', ')} (default: all in turn)
  --root DIR         the folder with cifar-10-batches-py, or with a folder of pictures a class in train/ and test/
  --download         fetches CIFAR-10 into --root first (170 MB)
  --tiny             without data: 300 handwritten digits, one epoch
  --freeze           transfer: train the last layer only
  --pretrained       transfer and pruning: begin with torchvision's weights (downloaded once)
  --epochs N         passes over the training pictures (default: 2)
  --batch-size N     pictures a step (default: 4)
  --lr X             learning rate (default: 0.001)
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
  freeze: flag,
  pretrained: flag,
  epochs: whole(1).optional(),
  'batch-size': whole(1).default(4),
  lr: positive.default(0.001),
  device: device.optional(),
  seed: whole(0).default(0),
  out: folder.default('out/004-cifar10'),
});
type Options = z.output<typeof schema>;

// Step 1: pixels to [-1, 1], shuffled, in batches.
function loadData(options: Options) {
  const { root, tiny, 'batch-size': batch_size } = options;
  const scale = [T.ToTensor(), T.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])];
  const open = (train: boolean) => {
    if (root === undefined) {
      const transform = T.Compose([T.Resize([32, 32]), T.Grayscale(3), ...scale]);
      const digits = datasets.Digits({ train, transform });
      const kept = Array.from({ length: tiny ? (train ? 200 : 100) : digits.length }, (_, i) => i);
      return { data: Subset(digits, kept), classes: digits.classes };
    }
    const transform = T.Compose(scale);
    const data =
      options.download || hasBatches(root)
        ? datasets.CIFAR10(root, { train, transform, download: options.download })
        : datasets.ImageFolder(join(root, train ? 'train' : 'test'), { transform });
    return { data, classes: data.classes };
  };
  const [training, testing] = [open(true), open(false)];
  return {
    classes: training.classes as readonly string[],
    trainloader: DataLoader(training.data, { batch_size, shuffle: true }),
    testloader: DataLoader(testing.data, { batch_size: 4 * batch_size }),
  };
}

const hasBatches = (root: string) => {
  try {
    datasets.CIFAR10(root);
    return true;
  } catch {
    return false;
  }
};
type Data = ReturnType<typeof loadData>;

// ---- the tutorial's network, on the CPU or a GPU

function trainPart(options: Options, { trainloader, testloader, classes }: Data): Net {
  const net = new Net().to(deviceOf(options));
  const optimizer = optim.SGD(net.parameters(), { lr: options.lr, momentum: 0.9 });
  train(net, trainloader, optimizer, epochsOf(options));
  const path = join(options.out, 'cifar_net.pth');
  torch.save(net.state_dict(), path);

  // The document predicts on the CPU with the weights read back.
  const loaded = new Net();
  loaded.load_state_dict(torch.load(path, { map_location: 'cpu' }));
  console.log(
    `Accuracy of the network on the test images: ${(100 * accuracy(loaded, testloader)).toFixed(0)} %`,
  );
  const matrix = report(loaded, testloader, classes);
  console.log(`confusion matrix, a row for each actual class:\n${matrix}`);
  plt.figure({ figsize: [7, 6] });
  plt.imshow(matrix.to(torch.float32));
  plt.title('confusion matrix');
  plt.xlabel('predicted');
  plt.ylabel('actual');
  plt.savefig(join(options.out, 'confusion.png'));
  plt.close();
  return loaded;
}

// ---- transfer learning: the feature layers frozen, or free with a learning rate that falls

function transferPart(options: Options, { trainloader, testloader }: Data): void {
  const model = options.tiny
    ? models.resnet18({ num_classes: 1000 })
    : models.vgg16({ pretrained: options.pretrained });
  if (options.freeze) for (const p of model.parameters()) p.requires_grad = false;
  if (model instanceof models.VGG) {
    const last = model.classifier.at(-1) as nn.Linear;
    model.classifier.set(-1, nn.Linear(last.in_features, 10));
  } else model.fc = nn.Linear(model.fc.in_features, 10);
  model.to(deviceOf(options));
  const trainable = [...model.parameters()].filter((p) => p.requires_grad);
  const optimizer = optim.SGD(trainable, { lr: options.lr, momentum: 0.9 });
  const scheduler = optim.lr_scheduler.StepLR(optimizer, { step_size: 7, gamma: 0.1 });
  train(model, trainloader, optimizer, epochsOf(options), scheduler);
  console.log(`Accuracy after transfer: ${(100 * accuracy(model, testloader)).toFixed(0)} %`);
}

// ---- what it takes

function memoryPart(): void {
  const model = models.vgg16({ init_weights: false }); // only its shapes count here
  console.log(`VGG16's weights: ${parameterMegabytes(model).toFixed(2)} MB`);
  const input = torch.zeros(1, 3, 224, 224);
  const once = activationMegabytes(model, input);
  console.log(
    `its intermediate results for one picture: ${once.toFixed(2)} MB, ${(2 * once).toFixed(2)} MB with gradients`,
  );
}

// ---- what it looks like

function tensorboardPart(options: Options): void {
  const writer = utils.tensorboard.SummaryWriter(join(options.out, 'runs'));
  writer.add_graph(models.resnet18(), torch.zeros(1, 3, 64, 64));
  for (let step = 0; step < 20; step += 1) writer.add_scalar('example/decay', 0.9 ** step, step);
  writer.close();
  console.log(`tensorboard --logdir ${join(options.out, 'runs')}`);
}

// ---- what it can do without

function pruningPart(options: Options, { testloader }: Data, net: Net): void {
  const curve: [amount: number, accuracy: number][] = [];
  for (const amount of [0, 0.2, 0.4, 0.6, 0.8, 0.9]) {
    const pruned = new Net();
    pruned.load_state_dict(net.state_dict());
    if (amount > 0) pruneGlobally(pruned, amount);
    const rate = accuracy(pruned, testloader);
    curve.push([amount, rate]);
    console.log(`pruned ${(100 * sparsity(pruned)).toFixed(0)} %: accuracy ${(100 * rate).toFixed(0)} %`);
  }
  plt.figure();
  plt.plot(
    curve.map(([amount]) => 100 * amount),
    curve.map(([, value]) => 100 * value),
  );
  plt.title('accuracy after pruning');
  plt.xlabel('weights set to zero (%)');
  plt.ylabel('accuracy (%)');
  plt.savefig(join(options.out, 'pruning.png'));
  plt.close();

  pruneGlobally(net, 0.6);
  makePermanent(net);
  torch.save(net.state_dict(), join(options.out, 'pruned.pth'));
  console.log(`saved with ${(100 * sparsity(net)).toFixed(0)} % zeros`);
}

const deviceOf = ({ device }: Options) =>
  torch.device(device ?? (torch.cuda.is_available() ? 'cuda' : 'cpu'));
const epochsOf = ({ epochs, tiny }: Options) => epochs ?? (tiny ? 1 : 2);

await start(help, schema, (options) => {
  const { part, root, tiny, download, out } = options;
  if (download && root === undefined)
    throw new UsageError('--download needs --root, the folder to keep CIFAR-10 in');
  if (root === undefined && !tiny && part !== 'memory' && part !== 'tensorboard') {
    throw new UsageError('--root must name the folder with CIFAR-10, or --tiny be given');
  }
  torch.manual_seed(options.seed);
  mkdirSync(out, { recursive: true });
  const wants = (name: (typeof parts)[number]) => part === undefined || part === name;
  if (wants('train') || wants('transfer') || wants('pruning')) {
    const data = loadData(options);
    const net = wants('train') || wants('pruning') ? trainPart(options, data) : null;
    if (wants('transfer')) transferPart(options, data);
    if (wants('pruning')) pruningPart(options, data, net as Net);
  }
  if (wants('memory')) memoryPart();
  if (wants('tensorboard')) tensorboardPart(options);
});
