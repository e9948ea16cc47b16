// The cat document's k-fold cross-validation: a network a fold, its curves as a picture, its weights as `.params`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { nn, optim, type Tensor, torch, type utils } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { device, flag, folder, positive, start, UsageError, whole } from '../cli.ts';
import { writePositiveNegative } from '../pictures.ts';
import { get_dataloader, read_all_img } from './data.ts';
import { get_alexnet, get_net } from './network.ts';

const help = `Tells pictures of cats from others by k-fold cross-validation, as the cat document does.

Usage: npm run example -- 003 [options]

  --root DIR         a folder with positive/ and negative/, each with pictures
  --tiny             without data: 12 handwritten digits, two folds, one epoch
  --net NAME         lenet or alexnet (default: lenet)
  --k N              folds (default: 4)
  --epochs N         passes over the training pictures of a fold (default: 100)
  --batch-size N     pictures a step (default: 10)
  --lr X             learning rate (default: 0.00001, where the document arrives)
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 0)
  --out DIR          where the curves and weights go (default: out/003-cat-covers)
  --help             this text
`;

const schema = z.object({
  root: folder.optional(),
  tiny: flag,
  net: z.enum(['lenet', 'alexnet'], 'must be lenet or alexnet').default('lenet'),
  k: whole(2).optional(),
  epochs: whole(1).optional(),
  'batch-size': whole(1).default(10),
  lr: positive.default(1e-5),
  device: device.optional(),
  seed: whole(0).default(0),
  out: folder.default('out/003-cat-covers'),
});
type Options = z.output<typeof schema>;
const img_size = 240;

function eval_accuracy(net: nn.Sequential, test_iter: utils.data.DataLoader): number {
  return torch.no_grad(() => {
    let total = 0;
    let accurate = 0;
    for (const [X, y] of test_iter) {
      const y_hat = net(X).argmax({ dim: 1 });
      accurate += y.eq(y_hat).sum().item() as number;
      total += X.size(0);
    }
    return accurate / total;
  });
}

function init_weights(m: nn.Module): void {
  if (m instanceof nn.Linear || m instanceof nn.Conv2d) nn.init.xavier_uniform_(m.weight);
}

type Loader = utils.data.DataLoader;
export function train_for_k_fold(
  net: nn.Sequential,
  train_iter: Loader,
  test_iter: Loader,
  lr: number,
  epochs: number,
) {
  net.apply(init_weights);
  const optimizer = optim.Adam(net.parameters(), { lr });
  const loss = nn.CrossEntropyLoss();
  const loss_record: number[] = [];
  const accuracy_record: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    net.train();
    let l!: Tensor;
    for (const [X, y] of train_iter) {
      optimizer.zero_grad();
      const y_hat = net(X);
      l = loss(y_hat, y);
      l.backward();
      optimizer.step();
    }
    loss_record.push(l.item() as number);
    const accuracy = eval_accuracy(net, test_iter);
    accuracy_record.push(accuracy);
    console.log(`Epoch ${epoch}, loss ${l.item()}, accuracy ${accuracy}`);
  }
  return { loss_record, accuracy_record };
}

function k_fold(options: Options): void {
  const { lr, out } = options;
  const k = options.k ?? (options.tiny ? 2 : 4);
  const epochs = options.epochs ?? (options.tiny ? 1 : 100);
  const device = torch.device(options.device ?? (torch.cuda.is_available() ? 'cuda' : 'cpu'));
  torch.manual_seed(options.seed);
  mkdirSync(out, { recursive: true });
  const [features, labels] = read_all_img(options.root as string, img_size, device);
  const total_len = features.size(0);
  const fold_len = Math.floor(total_len / k);
  for (let fold = 0; fold < k; fold += 1) {
    console.log(`Start fold ${fold}`);
    const test_start = fold_len * fold;
    const test_end = Math.min((fold + 1) * fold_len, total_len);
    const inside = (x: Tensor) => x.index(torch.slice(test_start, test_end));
    const outside = (x: Tensor) =>
      torch.concat([x.index(torch.slice(test_start)), x.index(torch.slice(test_end, null))]);
    const train_iter = get_dataloader(outside(features), outside(labels), options['batch-size']);
    const test_iter = get_dataloader(inside(features), inside(labels), options['batch-size']);
    const net = (options.net === 'lenet' ? get_net() : get_alexnet()).to(device);
    const { loss_record, accuracy_record } = train_for_k_fold(net, train_iter, test_iter, lr, epochs);
    plt.figure();
    plt.title(`fold ${fold} lr ${lr}, epochs ${epochs}`);
    plt.plot(loss_record, { label: 'Loss' });
    plt.plot(accuracy_record, { label: 'Accuracy' });
    plt.legend();
    plt.savefig(join(out, `fold_${fold}_lr_${lr}_epochs_${epochs}.png`));
    plt.close();
    torch.save(net.state_dict(), join(out, `fold_${fold}.params`));
  }
}

await start(help, schema, (options) => {
  if (options.root !== undefined) k_fold(options);
  else if (options.tiny) {
    const root = mkdtempSync(join(tmpdir(), 'typetorch-covers-'));
    try {
      writePositiveNegative(root, 3, 6, img_size);
      k_fold({ ...options, root });
    } finally {
      rmSync(root, { recursive: true });
    }
  } else throw new UsageError('--root must name the folder with positive/ and negative/, or --tiny be given');
});
