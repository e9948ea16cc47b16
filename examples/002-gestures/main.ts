// The gestures document's main(), with its choices as options, and its curves.
import { join } from 'node:path';
import { z } from 'zod';
import { torch, utils } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { device, flag, folder, inFolder, positive, start, UsageError, whole } from '../cli.ts';
import { deviceOf } from '../device.ts';
import { writeClassFolders } from '../pictures.ts';
import { hand_pose } from './data.ts';
import { fresh, train, transferred } from './train.ts';

const { DataLoader } = utils.data;

const help = `Trains ResNet-50 on folders of pictures, as the gestures document does.

Usage: npm run example -- 002 [options]

  --root DIR         folders named 000... to 013..., each with the pictures of a class
  --digits N         instead: N of the embedded handwritten digits of each class
  --part NAME        data: one batch's shape and labels; model: the network's output; train (default)
  --tiny             without data: 40 handwritten digits, a block a stage, two epochs
  --transfer         begin with torchvision's trained resnet50 (downloaded once, 98 MB)
  --epochs N         passes over the training pictures (default: 30)
  --batch-size N     pictures a step (default: 64)
  --lr X             learning rate (default: 0.001)
  --workers N        threads that load pictures (default: 0)
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 0)
  --out DIR          where last.pt, best.pt and the curves go (default: out/002-gestures)
  --help             this text
`;

const schema = z.object({
  root: folder.optional(),
  digits: whole(5).optional(),
  part: z.enum(['data', 'model', 'train'], 'must be one of data, model, train').default('train'),
  tiny: flag,
  transfer: flag,
  epochs: whole(1).optional(),
  'batch-size': whole(2).optional(),
  lr: positive.default(1e-3),
  workers: whole(0).default(0),
  device: device.optional(),
  seed: whole(0).default(0),
  out: folder.default('out/002-gestures'),
});
type Options = z.output<typeof schema>;

// The end of section 2: a look at one batch.
function lookAtData(options: Options, root: string): void {
  torch.manual_seed(options.seed);
  const train_dataset = new hand_pose(root, { train: false });
  const train_dataloader = DataLoader(train_dataset, { batch_size: 32, shuffle: true });
  for (const [data, label] of train_dataloader) {
    console.log(data.shape);
    console.log(label);
    break;
  }
}

// The end of section 3.1: the network's output.
function lookAtModel({ tiny }: Options): void {
  const resnet = fresh(14, tiny);
  let x = torch.randn(tiny ? 2 : 64, 3, 224, 224);
  x = torch.no_grad(() => resnet(x));
  console.log(x.shape);
}

// Section 3.2.
function main(options: Options, root: string): void {
  const {
    tiny,
    epochs = tiny ? 2 : 30,
    'batch-size': batch_size = tiny ? 16 : 64,
    workers: num_workers,
  } = options;
  torch.manual_seed(options.seed);
  // 1. load dataset
  const train_data = new hand_pose(root, { train: true });
  const val_data = new hand_pose(root, { train: false });
  const train_dataloader = DataLoader(train_data, { batch_size, shuffle: true, num_workers });
  const val_dataloader = DataLoader(val_data, { batch_size, shuffle: true, num_workers });

  // 2. load model
  const num_class = 14;
  const model = options.transfer ? transferred(num_class) : fresh(num_class, tiny);
  model.to(deviceOf(options.device));

  const start = performance.now();
  const loop = { epochs, learning_rate: options.lr, out_dir: options.out };
  const { accuracies, val_acc_list } = train(model, train_dataloader, val_dataloader, loop);
  const seconds = (performance.now() - start) / 1000 / epochs;
  console.log(
    `best on validation: ${Math.max(...val_acc_list).toFixed(3)}%, ${seconds.toFixed(1)} s an epoch`,
  );

  plt.figure();
  plt.plot(accuracies, { label: 'train' });
  plt.plot(val_acc_list, { label: 'validation' });
  plt.xlabel('epoch');
  plt.ylabel('accuracy (%)');
  plt.legend({ loc: 'lower right' });
  plt.savefig(join(options.out, 'curves.png'));
  plt.close();
}

await start(help, schema, (options) => {
  const { root, digits, tiny } = options;
  if (options.part === 'model') return lookAtModel(options);
  const run = options.part === 'data' ? lookAtData : main;
  if (root !== undefined) return run(options, root);
  const each = digits ?? (tiny ? 4 : null);
  if (each === null) throw new UsageError('--root must name the folder with the classes, or --tiny be given');
  inFolder('gestures', (root) => {
    writeClassFolders(root, each, 64);
    run(options, root);
  });
});
