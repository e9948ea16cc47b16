/*
 * The run of the SVHN document's section 6.1 on handwritten digits: `npm start`. The network and the training functions
 * are those of ../001-svhn, the document's own; main.py is the same program in Python.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { torch, vision } from '../../src/index.ts';
import { MyResNet } from '../001-svhn/networks.ts';
import { plotloss } from '../001-svhn/train.ts';
import { full_procedure } from '../001-svhn/train_gpu.ts';
import { deviceOf } from '../device.ts';
import { firstOf } from '../pictures.ts';
import type { Options } from './options.ts';

const { datasets, models: m, transforms: T } = vision;

// ---- 2 Data

/** The digits are 8 x 8: at 16 x 16 the network's two strides leave a 4 x 4 map, and an epoch takes seconds. */
function loadData({ dataset, root, samples }: Options) {
  const side = dataset === 'digits' ? 16 : 28;
  const normalize = T.Normalize({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
  const trainT = T.Compose([T.Resize(side + 2), T.RandomCrop(side), T.Grayscale(3), T.ToTensor(), normalize]);
  const testT = T.Compose([T.Resize(side + 2), T.CenterCrop(side), T.Grayscale(3), T.ToTensor(), normalize]);
  const open = (train: boolean) => {
    const transform = train ? trainT : testT;
    if (dataset === 'digits') return new datasets.Digits({ train, transform });
    const kinds = { mnist: datasets.MNIST, 'fashion-mnist': datasets.FashionMNIST, kmnist: datasets.KMNIST };
    return new kinds[dataset](root as string, { train, transform });
  };
  return { train: firstOf(open(true), samples), test: open(false) };
}

// ---- 6.1 The run

export function run(options: Options): void {
  const { dataset, epochs, seed, lr, out: PATH } = options;
  const device = deviceOf(options.device);
  const modelname = 'MyResNet';
  const data = loadData(options);
  torch.manual_seed(seed);
  const resnet18_ = m.resnet18();
  const net = new MyResNet(resnet18_).to(device, { non_blocking: true });
  console.log(
    `${modelname} on ${dataset}: ${data.train.length} for training, ${data.test.length} for testing, ${device}`,
  );
  mkdirSync(PATH, { recursive: true });
  const start = performance.now();
  const curves = full_procedure(net, data, epochs, options['batch-size'], modelname, PATH, { lr, seed });
  console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);

  plotloss(curves, join(PATH, 'curves.png'));
  writeFileSync(join(PATH, 'curves.json'), `${JSON.stringify(curves, null, 1)}\n`);
  console.log(`Best test accuracy: ${Math.max(...curves.testacclist).toFixed(3)}%`);
  console.log(`Best weights: ${join(PATH, `${modelname}.pt`)}, curves: ${join(PATH, 'curves.png')}`);
}
