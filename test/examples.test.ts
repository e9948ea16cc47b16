// Every example runs from its command line on small data.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../scripts/example.mjs', import.meta.url));
let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'typetorch-examples-'));
});
afterAll(() => rmSync(out, { recursive: true }));

const example = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
const minutes = 60_000;

test(
  'street characters: curves, operators by time, a trace',
  () => {
    const { stdout, stderr, status } = example('000', '--tiny', '--profile', '--out', join(out, '000'));
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/aten::convolution_backward/);
    expect(stdout).toMatch(/\d % of the time went into loading/);
    expect(JSON.parse(readFileSync(join(out, '000/trace.json'), 'utf8')).traceEvents.length).toBeGreaterThan(
      100,
    );
    expect(existsSync(join(out, '000/curves.png'))).toBe(true);
  },
  10 * minutes,
);

test(
  'street characters: resnet18 with six heads',
  () => {
    const { stdout, stderr, status } = example(
      ...['000', '--tiny', '--model', '2', '--fresh', '--out', join(out, '000')],
    );
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/loss \d\.\d{4}, first character/);
  },
  10 * minutes,
);

test(
  'SVHN: the tables, the document’s own parameters, every stage from the weights before it',
  () => {
    const { stdout, stderr, status } = example('001', '--tiny', '--out', join(out, '001'));
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('Number of datapoints: 1437');
    // The tables of sections 3 and 5, each as its version of torchinfo printed it.
    expect(stdout).toMatch(/^MyResNet {33}-- {24}--$[\s\S]*Total mult-adds \(G\): 2\.07\n/m);
    expect(stdout).toMatch(/^\| {4}└─Conv2d: 2-1 [\s\S]*Total mult-adds \(G\): 14\.22\n/m);
    // What the document prints for the seed 1412.
    expect(stdout).toContain('tensor([[ 0.0324, -0.0175,  0.0459],\n        [ 0.0728, -0.0392,  0.0903],');
    expect(stdout).toMatch(/resnet: mean time \d+\.\d s, best test accuracies \d/);
    for (const name of ['stable5', 'stable6', 'overfit', 'retrain']) {
      expect(stdout).toMatch(new RegExp(`MyResNet_${name}: best test accuracy \\d+`));
      expect(existsSync(join(out, '001', `MyResNet_${name}.png`)), name).toBe(true);
    }
    expect(stdout).toContain('MyResNet2_test2: best test accuracy');
  },
  10 * minutes,
);

test('SVHN: a part that goes on from another says so when that has not run', () => {
  const { stderr, status } = example('001', '--tiny', '--part', 'overfit', '--out', join(out, '001-none'));
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /MyResNet_stable6\.pt is missing: run the parts before this one with the same --out/,
  );
}, 60_000);

test('gestures: a look at a batch, and at the network', () => {
  const data = example('002', '--tiny', '--part', 'data');
  expect(data.stdout, data.stderr).toMatch(/^torch\.Size\(\[8, 3, 224, 224\]\)\ntensor\(\[/m);
  expect(example('002', '--tiny', '--part', 'model').stdout).toContain('torch.Size([2, 14])');
}, 120_000);

test(
  'gestures: a line a step, last and best weights',
  () => {
    const { stdout, stderr, status } = example('002', '--tiny', '--epochs', '1', '--out', join(out, '002'));
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/\[epoch:1, iter:2\] Loss: \d\.\d{3} \| Acc: /);
    for (const name of ['last.pt', 'best.pt', 'curves.png']) {
      expect(existsSync(join(out, '002', name)), name).toBe(true);
    }
  },
  10 * minutes,
);

test(
  'cat covers: a figure and weights for each fold',
  () => {
    const { stdout, stderr, status } = example('003', '--tiny', '--out', join(out, '003'));
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/Start fold 1\nEpoch 0, loss \d/);
    for (const name of ['fold_1.params', 'fold_1_lr_0.00001_epochs_1.png']) {
      expect(existsSync(join(out, '003', name)), name).toBe(true);
    }
  },
  10 * minutes,
);

test(
  'cat covers: CIFAR-10’s cats against the rest',
  () => {
    const cifar = join(out, 'cifar');
    mkdirSync(cifar);
    symlinkSync(fileURLToPath(new URL('data/cifar10-tree', import.meta.url)), join(cifar, 'train'));
    const { stdout, stderr, status } = example(
      ...['003', '--cifar', cifar, '--each', '2', '--k', '2', '--epochs', '1', '--net', 'alexnet'],
      ...['--show', '--out', join(out, '003-cifar')],
    );
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/tensor\(\[\[0\.\d+, 0\.\d+\]/);
    expect(stdout).toMatch(/mean accuracy of the 2 folds: \d/);
  },
  10 * minutes,
);

test(
  'the CIFAR-10 tutorial: every part',
  () => {
    const { stdout, stderr, status } = example('004', '--tiny', '--out', join(out, '004'));
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('Accuracy of the network on the test images');
    expect(stdout).toMatch(
      /frozen features: 5130 parameters learn; training: true\n[\s\S]*training: false; accuracy/,
    );
    expect(stdout).toContain('free features: 11181642 parameters learn');
    expect(stdout).toMatch(/pruned 60 %: accuracy (\d+) %\n[\s\S]*read back: 60 % zeros, accuracy \1 %/);
    expect(stdout).toContain(
      'conv1: parameters weight_orig, bias_orig; buffers weight_mask, bias_mask; 30.0 % zeros',
    );
    expect(stdout).toContain('resnet18: 21 masks');
    expect(stdout).toContain("VGG16's weights: 527.79 MB");
    expect(stdout).toMatch(/after backward: .* MB held/);
    for (const name of ['pruned.pth', 'confusion.png', 'losses.png', 'pruning.png', 'runs/densenet121']) {
      expect(existsSync(join(out, '004', name)), name).toBe(true);
    }
  },
  10 * minutes,
);

test(
  'CIFAR-10 fast: the losses of its twin in Python',
  () => {
    const { stdout, stderr, status } = example('005', '--tiny', '--device', 'cpu', '--out', join(out, '005'));
    expect(status, stderr).toBe(0);
    expect(JSON.parse(readFileSync(join(out, '005/result.json'), 'utf8'))).toMatchObject({ steps: 8 });
    const python = fileURLToPath(new URL('../.venv/bin/python', import.meta.url));
    const twin = fileURLToPath(new URL('../bench/cifar10_fast.py', import.meta.url));
    const theirs = spawnSync(python, [twin, '--tiny', '--device', 'cpu'], { encoding: 'utf8' });
    expect(theirs.status, theirs.stderr).toBe(0);
    const epochs = (text: string) => text.split('\n').filter((line) => line.startsWith('epoch '));
    expect(epochs(stdout)).toHaveLength(2);
    expect(epochs(stdout)).toEqual(epochs(theirs.stdout));
  },
  10 * minutes,
);

test(
  'help, and what a wrong command line is told',
  () => {
    expect(example('--help').stdout).toContain('004-cifar10');
    expect(example('999')).toMatchObject({ status: 2 });
    expect(example('003', '--help').stdout).toContain('--net NAME');
    const wrong = example('003', '--net', 'vgg');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('--net must be lenet or alexnet');
    expect(example('002').stderr).toContain('--root must name the folder');
  },
  2 * minutes,
);
