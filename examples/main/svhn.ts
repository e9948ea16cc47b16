/*
 * The training of the SVHN document (sections 1 to 4 and 6.1), on handwritten digits: `npm start`. Names, order and
 * texts are the document's, so that both can be read side by side; main.py is the same program in Python.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { nn, optim, type Tensor, torch, utils, vision } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import type { Options } from './options.ts';

const { datasets, models: m, transforms: T } = vision;
const { DataLoader, Subset } = utils.data;

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
  const train = open(true);
  const first =
    samples === undefined ? train : new Subset(train, [...Array(Math.min(samples, train.length)).keys()]);
  return { train: first, test: open(false) };
}

// ---- 3 A network from the parts of a classic one

export class MyResNet extends nn.Module {
  declare block1: nn.Sequential;
  declare block2: nn.Sequential;
  declare block3: nn.Sequential;
  declare avgpool: nn.AdaptiveAvgPool2d;
  declare fc: nn.Linear;

  constructor(resnet18_: vision.models.ResNet) {
    super();
    this.block1 = nn.Sequential(
      nn.Conv2d(3, 64, { kernel_size: 3, stride: 1, padding: 1, bias: false }),
      resnet18_.bn1,
      resnet18_.relu,
    ); // no pooling: the pictures are small
    this.block2 = resnet18_.layer2; // 2 residual units
    this.block3 = resnet18_.layer3; // 2 residual units
    this.avgpool = resnet18_.avgpool;
    this.fc = nn.Linear({ in_features: 256, out_features: 10, bias: true });
  }

  override forward(x: Tensor): Tensor {
    x = this.block1(x); // (N, 64, H, W)
    x = this.block2(x); // (N, 128, H / 2, W / 2)
    x = this.block3(x); // (N, 256, H / 4, W / 4)
    x = this.avgpool(x); // (N, 256, 1, 1)
    x = x.view(x.shape[0], 256);
    x = this.fc(x); // (N, 10)
    return x;
  }
}

const firstParameter = (net: nn.Module) => [...net.parameters()][0] as nn.Parameter;

// ---- 4.1 One step, one test

function IterOnce(net: nn.Module, criterion: nn.CrossEntropyLoss, opt: optim.RMSprop, x: Tensor, y: Tensor) {
  const sigma = net.forward(x);
  const loss = criterion(sigma, y);
  loss.backward();
  opt.step();
  opt.zero_grad({ set_to_none: true });
  const yhat = torch.max(sigma, 1)[1];
  const correct = torch.sum(yhat.eq(y));
  return [correct, loss] as const;
}

function TestOnce(net: nn.Module, criterion: nn.CrossEntropyLoss, x: Tensor, y: Tensor) {
  return torch.no_grad(() => {
    const sigma = net.forward(x);
    const loss = criterion(sigma, y);
    const yhat = torch.max(sigma, 1)[1];
    const correct = torch.sum(yhat.eq(y));
    return [correct, loss] as const;
  });
}

// ---- 4.2 Early stopping

class EarlyStopping {
  readonly patience: number;
  readonly tol: number;
  counter = 0;
  lowest_loss: number | null = null;
  early_stop = false;

  constructor({ patience = 5, tol = 0.0005 }) {
    this.patience = patience;
    this.tol = tol;
  }

  /** Takes a test loss; true once it has not fallen by more than `tol` for `patience` times. */
  check(val_loss: number): boolean {
    if (this.lowest_loss === null) {
      this.lowest_loss = val_loss;
    } else if (this.lowest_loss - val_loss > this.tol) {
      this.lowest_loss = val_loss;
      this.counter = 0;
    } else if (this.lowest_loss - val_loss < this.tol) {
      this.counter += 1;
      console.log(`\t NOTICE: Early stopping counter ${this.counter} of ${this.patience}`);
      if (this.counter >= this.patience) {
        console.log('\t NOTICE: Early Stopping Actived');
        this.early_stop = true;
      }
    }
    return this.early_stop;
  }
}

// ---- 4.3 and 4.4 Training, testing, watching, saving

function fit_test(
  net: nn.Module,
  batchdata: utils.data.DataLoader,
  testdata: utils.data.DataLoader,
  criterion: nn.CrossEntropyLoss,
  opt: optim.RMSprop,
  epochs: number,
  tol: number,
  modelname: string,
  PATH: string,
) {
  const { device } = firstParameter(net);
  const SamplePerEpoch = (batchdata.dataset as utils.data.Dataset).length;
  const allsamples = SamplePerEpoch * epochs;
  let trainedsamples = 0;
  const trainlosslist: number[] = [];
  const testlosslist: number[] = [];
  const trainacclist: number[] = [];
  const testacclist: number[] = [];
  const early_stopping = new EarlyStopping({ tol });
  let highestacc: number | null = null;

  for (let epoch = 1; epoch <= epochs; epoch++) {
    net.train();
    const correct_train = torch.zeros([], { dtype: torch.int64, device });
    const loss_train = torch.zeros([], { device });
    const bar = new SingleBar({
      format: `Epoch${epoch}:[{value}/{total}({percentage}%)] {bar}`,
      clearOnComplete: true,
    });
    bar.start(allsamples, trainedsamples);
    for (let [x, y] of batchdata) {
      x = x.to(device, { non_blocking: true });
      y = y.to(device, { non_blocking: true }).view(x.shape[0]);
      const [correct, loss] = IterOnce(net, criterion, opt, x, y);
      trainedsamples += x.shape[0];
      loss_train.add_(loss.detach());
      correct_train.add_(correct);
      bar.update(trainedsamples);
    }
    bar.stop();
    const TrainAccThisEpoch = correct_train.mul(100).item() / SamplePerEpoch;
    const TrainLossThisEpoch = loss_train.mul(100).item() / SamplePerEpoch; // a sample's loss, times 100
    trainlosslist.push(TrainLossThisEpoch);
    trainacclist.push(TrainAccThisEpoch);

    // After each epoch the model is tried on the test set.
    net.eval();
    const loss_test = torch.zeros([], { device });
    const correct_test = torch.zeros([], { dtype: torch.int64, device });
    const TestSample = (testdata.dataset as utils.data.Dataset).length;
    for (let [x, y] of testdata) {
      x = x.to(device, { non_blocking: true });
      y = y.to(device, { non_blocking: true }).view(x.shape[0]);
      const [correct, loss] = TestOnce(net, criterion, x, y);
      loss_test.add_(loss);
      correct_test.add_(correct);
    }
    const TestAccThisEpoch = correct_test.mul(100).item() / TestSample;
    const TestLossThisEpoch = loss_test.mul(100).item() / TestSample;
    testlosslist.push(TestLossThisEpoch);
    testacclist.push(TestAccThisEpoch);

    console.log(
      `Epoch${epoch}:\t Train Loss:${TrainLossThisEpoch.toFixed(6)}, Test Loss:${TestLossThisEpoch.toFixed(6)}, ` +
        `Train Acc:${TrainAccThisEpoch.toFixed(3)}%, Test Acc:${TestAccThisEpoch.toFixed(3)}%`,
    );

    // The document never saves the first epoch's weights; here they are a best like any other.
    if (highestacc === null || highestacc < TestAccThisEpoch) {
      highestacc = TestAccThisEpoch;
      torch.save(net.state_dict(), join(PATH, `${modelname}.pt`));
      console.log('\t Weight Saved');
    }

    // The document compares with the text "True", so that it never stops; this stops.
    const early_stop = early_stopping.check(TestLossThisEpoch);
    if (early_stop) break;
  }
  console.log('Complete');
  return { trainlosslist, testlosslist, trainacclist, testacclist };
}

type Data = Record<'train' | 'test', utils.data.Dataset>;

export function full_procedure(
  net: nn.Module,
  { train, test }: Data,
  epochs: number,
  bs: number,
  modelname: string,
  PATH: string,
  { lr = 0.001, alpha = 0.99, gamma = 0, wd = 0, tol = 10 ** -5, seed = 1412 } = {},
) {
  torch.cuda.manual_seed(seed);
  torch.cuda.manual_seed_all(seed);
  torch.manual_seed(seed);

  const pin_memory = firstParameter(net).is_cuda;
  const batchdata = new DataLoader(train, { batch_size: bs, shuffle: true, drop_last: false, pin_memory });
  const testdata = new DataLoader(test, { batch_size: bs, shuffle: false, drop_last: false, pin_memory });

  const criterion = nn.CrossEntropyLoss({ reduction: 'sum' });
  const opt = optim.RMSprop(net.parameters(), { lr, alpha, momentum: gamma, weight_decay: wd });

  return fit_test(net, batchdata, testdata, criterion, opt, epochs, tol, modelname, PATH);
}

export type Curves = ReturnType<typeof fit_test>;

export function plotloss(
  { trainlosslist, testlosslist, trainacclist, testacclist }: Curves,
  file: string,
): void {
  plt.figure({ figsize: [14, 6] });
  plt.subplot(1, 2, 1);
  plt.plot(trainlosslist, { color: 'red', label: 'Trainloss' });
  plt.plot(testlosslist, { color: 'orange', label: 'Testloss' });
  plt.xlabel('Epochs');
  plt.ylabel('Loss');
  plt.legend();
  plt.subplot(1, 2, 2);
  plt.plot(trainacclist, { color: 'red', label: 'Trainacc' });
  plt.plot(testacclist, { color: 'orange', label: 'Testacc' });
  plt.xlabel('Epochs');
  plt.ylabel('Accuracy (%)');
  plt.legend({ loc: 'lower right' });
  plt.savefig(file);
  plt.close();
}

// ---- 6.1 The run

function findDevice(name = torch.cuda.is_available() ? 'cuda' : 'cpu') {
  const device = torch.device(name);
  const count = torch.cuda.device_count();
  if (device.type === 'cuda' && (device.index ?? 0) >= count) {
    throw new Error(`there is no device ${name}: ${count} found; npx typetorch doctor tells more`);
  }
  return device;
}

export function run(options: Options): void {
  const { dataset, epochs, seed, lr, out: PATH } = options;
  const device = findDevice(options.device);
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
