// The documents' networks, as the examples port them, train to the very losses of Python: same seed, one thread.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { SVHN_Model1 } from '../../examples/000-street-characters/network.ts';
import { train as trainSix } from '../../examples/000-street-characters/train.ts';
import { Bottleneck, ResNet50 } from '../../examples/002-gestures/network.ts';
import { get_net } from '../../examples/003-cat-covers/network.ts';
import { Net } from '../../examples/004-cifar10/network.ts';
import { train } from '../../examples/004-cifar10/train.ts';
import { nn, optim, type Tensor, torch } from '../../src/index.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
let python: Record<string, number[]>;
beforeAll(() => {
  torch.set_num_threads(1);
  const text = execFileSync(path('../../.venv/bin/python'), [path('documents.py')], { encoding: 'utf8' });
  python = JSON.parse(text);
}, 300_000);

const batches = (count: number, n: number, high: number, labels: number[], ...shape: number[]) =>
  Array.from({ length: count }, (): [Tensor, Tensor] => [
    torch.randn(n, ...shape),
    torch.randint(0, high, labels),
  ]);

test('street characters: six heads', () => {
  torch.manual_seed(0);
  const net = new SVHN_Model1();
  const data = batches(8, 8, 11, [8, 6], 3, 64, 128);
  const { loss_plot } = trainSix(net, data, optim.Adam(net.parameters(), 0.005), 1);
  expect(loss_plot).toEqual(python['street characters']);
}, 120_000);

test('gestures: bottleneck blocks', () => {
  torch.manual_seed(1);
  const net = new ResNet50(Bottleneck, [1, 2, 1, 1], 14);
  const data = batches(3, 4, 14, [4], 3, 224, 224);
  expect(train(net, data, optim.Adam(net.parameters(), { lr: 1e-3 }), 1)).toEqual(python.gestures);
}, 120_000);

test('cat covers: the network after LeNet', () => {
  torch.manual_seed(2);
  const net = get_net();
  net.apply((m) => {
    if (m instanceof nn.Linear || m instanceof nn.Conv2d) nn.init.xavier_uniform_(m.weight);
  });
  const data = batches(3, 2, 2, [2], 3, 240, 240);
  expect(train(net, data, optim.Adam(net.parameters(), { lr: 1e-5 }), 1)).toEqual(python['cat covers']);
}, 120_000);

test('the CIFAR-10 tutorial: its small network', () => {
  torch.manual_seed(3);
  const net = new Net();
  const data = batches(40, 4, 10, [4], 3, 32, 32);
  const optimizer = optim.SGD(net.parameters(), { lr: 0.001, momentum: 0.9 });
  expect(train(net, data, optimizer, 1)).toEqual(python.tutorial);
}, 120_000);
