// The documents' networks and training functions, as the examples port them, give the very numbers of Python: every
// loss and accuracy of the same seed on one thread, to the last bit.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SVHN_Model1, SVHN_Model2 } from '../../examples/000-street-characters/network.ts';
import { train as trainSix } from '../../examples/000-street-characters/train.ts';
import { MyResNet, MyResNet2, MyVgg } from '../../examples/001-svhn/networks.ts';
import { full_procedure } from '../../examples/001-svhn/train.ts';
import { full_procedure as full_procedure_gpu } from '../../examples/001-svhn/train_gpu.ts';
import { Bottleneck, ResNet50 } from '../../examples/002-gestures/network.ts';
import { train as trainGestures } from '../../examples/002-gestures/train.ts';
import { get_alexnet, get_net } from '../../examples/003-cat-covers/network.ts';
import { train_for_k_fold } from '../../examples/003-cat-covers/train.ts';
import { Net } from '../../examples/004-cifar10/network.ts';
import { train } from '../../examples/004-cifar10/train.ts';
import { transferred } from '../../examples/004-cifar10/transfer.ts';
import { type nn, optim, type Tensor, torch, utils, vision } from '../../src/index.ts';

const { DataLoader, TensorDataset } = utils.data;
const { models: m } = vision;
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

let python: Record<string, any>;
let out: string;
beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  out = mkdtempSync(join(tmpdir(), 'typetorch-fidelity-'));
  torch.set_num_threads(1);
  const text = execFileSync(path('../../.venv/bin/python'), [path('documents.py')], { encoding: 'utf8' });
  python = JSON.parse(text);
}, 600_000);
afterAll(() => {
  rmSync(out, { recursive: true });
  vi.restoreAllMocks();
});

const data = (count: number, classes: number, shape: number[], labels: number[] = []) =>
  TensorDataset(torch.randn(count, ...shape), torch.randint(0, classes, [count, ...labels]));
const loader = (dataset: utils.data.Dataset, batch_size: number): utils.data.DataLoader<[Tensor, Tensor]> =>
  DataLoader(dataset, { batch_size, shuffle: true });

/** A network from a seed, and what its training must give. */
function document<N>(name: string, seed: number, make: () => N, run: (net: N) => unknown): void {
  test(name, () => {
    torch.manual_seed(seed);
    expect(run(make())).toEqual(python[name]);
  }, 300_000);
}

// 000: six heads, Adam
const sixHeads = (count: number) => (net: SVHN_Model1 | SVHN_Model2) => {
  const batches = loader(data(count, 11, [3, 64, 128], [6]), 4);
  return trainSix(net, batches, optim.Adam(net.parameters(), 0.005), 2).loss_plot;
};
document('SVHN_Model1', 0, () => new SVHN_Model1(), sixHeads(16));
document('SVHN_Model2', 1, () => new SVHN_Model2({ pretrained: false }), sixHeads(8));

// 001: fit_test by full_procedure, RMSprop on summed losses
const sets = (side: number) => ({
  train: data(20, 10, [3, side, side]),
  test: data(8, 10, [3, side, side]),
});
document(
  'MyResNet',
  2,
  () => new MyResNet(m.resnet18()),
  (net) => full_procedure(net, sets(16), 2, 8, 'MyResNet', out, { num_workers: 0 }),
);
document(
  'MyVgg',
  3,
  () => new MyVgg(m.vgg16()),
  (net) => full_procedure(net, sets(12), 1, 16, 'MyVgg', out, { num_workers: 0 }),
);
// The functions for a GPU, on the CPU.
document(
  'MyResNet2',
  4,
  () => new MyResNet2(m.resnet18()),
  (net) => full_procedure_gpu(net, sets(16), 2, 8, 'MyResNet2', out, { lr: 0.0001, gamma: 0.9, wd: 0.00005 }),
);

// 002: train, validate, keep the last and the best
document(
  'ResNet50',
  5,
  () => new ResNet50(Bottleneck, [1, 2, 1, 1], 14),
  (net) => {
    const [batches, validation] = [data(6, 14, [3, 224, 224]), data(4, 14, [3, 224, 224])];
    const loop = { epochs: 2, out_dir: out };
    const { losses, val_acc_list } = trainGestures(net, loader(batches, 3), loader(validation, 3), loop);
    return { losses, val_acc_list };
  },
);

// 003: init by apply, Adam, dropout also while testing
const cats = (lr: number) => (net: nn.Sequential) => {
  const [batches, tests] = [data(4, 2, [3, 240, 240]), data(2, 2, [3, 240, 240])];
  return train_for_k_fold(net, loader(batches, 2), loader(tests, 2), lr, 2, 0);
};
document('get_net', 6, get_net, cats(1e-5));
document('get_alexnet', 7, get_alexnet, cats(1e-4));

// 004: SGD with momentum and a learning rate that falls; all of a small network, the last layer of VGG16
const tutorial = (count: number) => (net: nn.Module) => {
  const trainable = net.parameters().filter((p) => p.requires_grad);
  const optimizer = optim.SGD(trainable, { lr: 0.001, momentum: 0.9 });
  const scheduler = optim.lr_scheduler.StepLR(optimizer, { step_size: 1, gamma: 0.1 });
  return train(net, loader(data(count, 10, [3, 32, 32]), 4), optimizer, 2, scheduler);
};
document('Net', 8, () => new Net(), tutorial(40));
document('VGG16', 9, () => transferred(true, {}), tutorial(8));
