// Sections 3.2 and 3.3 of the gestures document: training ResNet-50 on folders of pictures, from nothing or transferred.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { nn, optim, type Tensor, torch, utils, vision } from '../../src/index.ts';
import { device, flag, folder, positive, start, UsageError, whole } from '../cli.ts';
import { writeClassFolders } from '../pictures.ts';
import { hand_pose } from './data.ts';
import { Bottleneck, ResNet50 } from './network.ts';

const { DataLoader } = utils.data;

const help = `Trains ResNet-50 on folders of pictures, as the gestures document does.

Usage: npm run example -- 002 [options]

  --root DIR         folders named 000... to 013..., each with the pictures of a class
  --tiny             without data: 40 handwritten digits, two blocks, two epochs
  --transfer         begin with torchvision's trained resnet50 (downloaded once, 98 MB)
  --epochs N         passes over the training pictures (default: 30)
  --batch-size N     pictures a step (default: 64)
  --lr X             learning rate (default: 0.001)
  --workers N        threads that load pictures (default: 0)
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 0)
  --out DIR          where last.pt and best.pt go (default: out/002-gestures)
  --help             this text
`;

const schema = z.object({
  root: folder.optional(),
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

export function main(options: Options): { losses: number[]; val_acc_list: number[] } {
  torch.manual_seed(options.seed);
  // 1. load dataset
  const root = options.root as string;
  const batch_size = options['batch-size'] ?? (options.tiny ? 16 : 64);
  const train_data = new hand_pose(root, { train: true });
  const val_data = new hand_pose(root, { train: false });
  const num_workers = options.workers;
  const train_dataloader = DataLoader(train_data, { batch_size, shuffle: true, num_workers });
  const val_dataloader = DataLoader(val_data, { batch_size, shuffle: true, num_workers });

  // 2. load model
  const num_class = 14;
  const device = torch.device(options.device ?? (torch.cuda.is_available() ? 'cuda' : 'cpu'));
  const model = (options.transfer ? transferred(num_class) : fresh(num_class, options.tiny)).to(device);

  // 3. prepare super parameters
  const criterion = nn.CrossEntropyLoss();
  const optimizer = optim.Adam(model.parameters(), { lr: options.lr });
  const epochs = options.epochs ?? (options.tiny ? 2 : 30);

  // 4. train
  const losses: number[] = [];
  const val_acc_list: number[] = [];
  mkdirSync(options.out, { recursive: true });
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    console.log(`\nEpoch: ${epoch + 1}`);
    model.train();
    let sum_loss = 0;
    let correct = 0;
    let total = 0;
    const { length } = train_dataloader;
    let batch_idx = 0;
    for (let [images, labels] of train_dataloader) {
      [images, labels] = [images.to(device), labels.to(device)];
      optimizer.zero_grad();
      const outputs = model(images) as Tensor; // (N, 14)
      const loss = criterion(outputs, labels);
      loss.backward();
      optimizer.step();

      losses.push(loss.item() as number);
      sum_loss += loss.item() as number;
      const [, predicted] = torch.max(outputs.data, { dim: 1 });
      total += labels.size(0);
      correct += predicted.eq(labels.data).sum().item() as number;
      console.log(
        `[epoch:${epoch + 1}, iter:${batch_idx + 1 + epoch * length}] ` +
          `Loss: ${(sum_loss / (batch_idx + 1)).toFixed(3)} | Acc: ${((100 * correct) / total).toFixed(3)}% `,
      );
      batch_idx += 1;
    }

    console.log('Waiting Val...');
    const acc_val = torch.no_grad(() => {
      let correct = 0;
      let total = 0;
      model.eval();
      for (let [images, labels] of val_dataloader) {
        [images, labels] = [images.to(device), labels.to(device)];
        const [, predicted] = torch.max((model(images) as Tensor).data, { dim: 1 });
        total += labels.size(0);
        correct += predicted.eq(labels).sum().item() as number;
      }
      return (100 * correct) / total;
    });
    console.log(`Val's ac is: ${acc_val.toFixed(3)}%`);
    val_acc_list.push(acc_val);

    torch.save(model.state_dict(), join(options.out, 'last.pt'));
    if (acc_val === Math.max(...val_acc_list)) {
      torch.save(model.state_dict(), join(options.out, 'best.pt'));
      console.log(`save epoch ${epoch} model`);
    }
  }
  return { losses, val_acc_list };
}

function fresh(num_class: number, tiny: boolean): nn.Module {
  return new ResNet50(Bottleneck, tiny ? [1, 1, 1, 1] : [3, 4, 6, 3], num_class);
}

// Section 3.3: the library's network with its trained weights, and a last layer of its own.
function transferred(num_class: number): nn.Module {
  const model = vision.models.resnet50({ pretrained: true });
  const fc_inputs = model.fc.in_features;
  model.fc = nn.Linear(fc_inputs, num_class);
  return model;
}

await start(help, schema, (options) => {
  if (options.root !== undefined) main(options);
  else if (options.tiny) {
    const root = mkdtempSync(join(tmpdir(), 'typetorch-gestures-'));
    try {
      writeClassFolders(root, 4, 64);
      main({ ...options, root });
    } finally {
      rmSync(root, { recursive: true });
    }
  } else throw new UsageError('--root must name the folder with the classes, or --tiny be given');
});
