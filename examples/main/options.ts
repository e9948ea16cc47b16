import { z } from 'zod';
import { device, folder, positive, whole } from '../cli.ts';

const datasets = ['digits', 'mnist', 'fashion-mnist', 'kmnist'] as const;

export const help = `Trains the SVHN document's residual network and draws its curves.

Usage: npm start -- [options]

  --dataset NAME     ${datasets.join(', ')} (default: digits, which come with the repository)
  --root DIR         where the idx files of mnist, fashion-mnist or kmnist are
  --epochs N         passes over the training data (default: 12)
  --batch-size N     pictures a step (default: 64)
  --lr X             learning rate (default: 0.001)
  --samples N        train on the first N pictures only (default: all)
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 1412)
  --out DIR          where the weights and the plot go (default: out/main)
  --help             this text
`;

export const schema = z
  .object({
    dataset: z.enum(datasets, `must be one of ${datasets.join(', ')}`).default('digits'),
    root: folder.optional(),
    epochs: whole(1).default(12),
    'batch-size': whole(2).default(64),
    lr: positive.default(0.001),
    samples: whole(2).optional(),
    device: device.optional(),
    seed: whole(0).default(1412),
    out: folder.default('out/main'),
  })
  .refine(({ dataset, root }) => dataset === 'digits' || root !== undefined, {
    path: ['root'],
    message: 'must name the folder with the data set’s idx files',
  });

export type Options = z.output<typeof schema>;
