// The cat document's call of k_fold, with its choices as options, on its own pictures or on CIFAR-10's cats.
import { mkdirSync } from 'node:fs';
import { z } from 'zod';
import { torch } from '../../src/index.ts';
import { device, flag, folder, inFolder, positive, start, UsageError, whole } from '../cli.ts';
import { deviceOf } from '../device.ts';
import { openCifar10, writePositiveNegative } from '../pictures.ts';
import { shrink } from './data.ts';
import { get_alexnet, get_net } from './network.ts';
import { k_fold } from './train.ts';

const help = `Tells pictures of cats from others by k-fold cross-validation, as the cat document does.

Usage: npm run example -- 003 [options]

  --root DIR         a folder with positive/ and negative/, each with pictures
  --cifar DIR        instead: CIFAR-10, as published or as folders of pictures; its cats against the rest
  --each N           how many cats of CIFAR-10, and how many others (default: 200)
  --tiny             without data: 12 handwritten digits, two folds, one epoch
  --net NAME         lenet or alexnet (default: lenet)
  --k N              folds (default: 4)
  --epochs N         passes over the training pictures of a fold (default: 100)
  --batch-size N     pictures a step (default: 10)
  --lr X             learning rate (default: 0.00001, where the document arrives)
  --show             prints the outputs for the test pictures, to see whether all are equal
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 0)
  --out DIR          where the curves and weights go (default: out/003-cat-covers)
  --help             this text
`;

const schema = z.object({
  root: folder.optional(),
  cifar: folder.optional(),
  each: whole(2).default(200),
  tiny: flag,
  net: z.enum(['lenet', 'alexnet'], 'must be lenet or alexnet').default('lenet'),
  k: whole(2).optional(),
  epochs: whole(1).optional(),
  'batch-size': whole(1).default(10),
  lr: positive.default(1e-5),
  show: flag,
  device: device.optional(),
  seed: whole(0).default(0),
  out: folder.default('out/003-cat-covers'),
});
type Options = z.output<typeof schema>;

function main(options: Options, root: string): void {
  const { tiny, epochs = tiny ? 1 : 100, k = tiny ? 2 : 4, lr, show, out } = options;
  torch.manual_seed(options.seed);
  mkdirSync(out, { recursive: true });
  const accuracies = k_fold({
    ...{ root, out, k, lr, epochs, show },
    batch_size: options['batch-size'],
    device: deviceOf(options.device),
    get_net: options.net === 'lenet' ? get_net : get_alexnet,
  });
  const mean = torch.tensor(accuracies).mean().item();
  console.log(`mean accuracy of the ${k} folds: ${(100 * mean).toFixed(1)} %`);
}

await start(help, schema, (options) => {
  const { root, cifar, each, tiny } = options;
  if (root !== undefined) main(options, root);
  else if (cifar !== undefined) {
    const { data, classes } = openCifar10(cifar, { train: true });
    inFolder('covers', (root) => {
      writePositiveNegative(root, { data, positive: classes.indexOf('cat'), each, write: shrink });
      main(options, root);
    });
  } else if (tiny) {
    inFolder('covers', (root) => {
      writePositiveNegative(root, { positive: 3, each: 6, write: shrink });
      main(options, root);
    });
  } else {
    throw new UsageError('--root must name the folder with positive/ and negative/, or --tiny be given');
  }
});
