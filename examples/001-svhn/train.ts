// Section 4 of the SVHN document, with 4.3's training on the CPU; train_gpu.ts has 4.4's.
import { join } from 'node:path';
import { nn, optim, type Tensor, torch, utils } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';

const { DataLoader } = utils.data;

// ---- 4.1 One step, one test

export function IterOnce(
  net: nn.Module,
  criterion: nn.CrossEntropyLoss,
  opt: optim.Optimizer,
  x: Tensor,
  y: Tensor,
) {
  const sigma = net.forward(x);
  const loss = criterion(sigma, y);
  loss.backward();
  opt.step();
  opt.zero_grad({ set_to_none: true });
  const yhat = torch.max(sigma, 1)[1];
  const correct = torch.sum(yhat.eq(y));
  return [correct, loss] as const;
}

export function TestOnce(net: nn.Module, criterion: nn.CrossEntropyLoss, x: Tensor, y: Tensor) {
  return torch.no_grad(() => {
    const sigma = net.forward(x);
    const loss = criterion(sigma, y);
    const yhat = torch.max(sigma, 1)[1];
    const correct = torch.sum(yhat.eq(y));
    return [correct, loss] as const;
  });
}

// ---- 4.2 Early stopping

export class EarlyStopping {
  readonly patience: number;
  readonly tol: number;
  counter = 0;
  lowest_loss: number | null = null;
  early_stop = false;

  constructor({ patience = 5, tol = 0.0005 } = {}) {
    this.patience = patience;
    this.tol = tol;
  }

  /** Takes a test loss; true once it has not fallen by more than `tol` for `patience` times. Python: `__call__`. */
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

// ---- 4.3 Training, testing, watching, saving

export type Data = Record<'train' | 'test', utils.data.Dataset>;
export type Curves = Record<'trainlosslist' | 'testlosslist' | 'trainacclist' | 'testacclist', number[]>;
export const lists = (): [number[], number[], number[], number[]] => [[], [], [], []];
export const defaults = { lr: 0.001, alpha: 0.99, gamma: 0, wd: 0, tol: 10 ** -5, seed: 1412 };

export function fit_test(
  net: nn.Module,
  batchdata: utils.data.DataLoader,
  testdata: utils.data.DataLoader,
  criterion: nn.CrossEntropyLoss,
  opt: optim.Optimizer,
  epochs: number,
  tol: number,
  modelname: string,
  PATH: string,
): Curves {
  const SamplePerEpoch = (batchdata.dataset as utils.data.Dataset).length;
  const allsamples = SamplePerEpoch * epochs;
  let trainedsamples = 0;
  const [trainlosslist, testlosslist, trainacclist, testacclist] = lists();
  const early_stopping = new EarlyStopping({ tol });
  let highestacc: number | null = null;

  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    net.train();
    const correct_train = torch.tensor(0n);
    const loss_train = torch.tensor(0);
    let batch_idx = 0;
    for (let [x, y] of batchdata) {
      y = y.view(x.shape[0]);
      const [correct, loss] = IterOnce(net, criterion, opt, x, y);
      trainedsamples += x.shape[0];
      loss_train.add_(loss.detach()); // the document adds the loss itself, and keeps every batch's graph
      correct_train.add_(correct);
      batch_idx += 1;
      if (batch_idx % 125 === 0) {
        const percent = ((100 * trainedsamples) / allsamples).toFixed(0);
        console.log(`Epoch${epoch}:[${trainedsamples}/${allsamples}(${percent}%)]`);
      }
    }
    const TrainAccThisEpoch = correct_train.mul(100).item() / SamplePerEpoch;
    const TrainLossThisEpoch = loss_train.mul(100).item() / SamplePerEpoch; // a sample's loss, times 100
    trainlosslist.push(TrainLossThisEpoch);
    trainacclist.push(TrainAccThisEpoch);

    // After each epoch the model is tried on the test set.
    net.eval();
    const loss_test = torch.tensor(0);
    const correct_test = torch.tensor(0n);
    const TestSample = (testdata.dataset as utils.data.Dataset).length;
    for (let [x, y] of testdata) {
      y = y.view(x.shape[0]);
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

/** `data`, which the document reads as globals, and `num_workers`, 4 there, are arguments here. */
export function full_procedure(
  net: nn.Module,
  { train, test }: Data,
  epochs: number,
  bs: number,
  modelname: string,
  PATH: string,
  options: Partial<typeof defaults> & { num_workers?: number } = {},
): Curves {
  const { lr, alpha, gamma, wd, tol, seed, num_workers = 4 } = { ...defaults, ...options };
  torch.manual_seed(seed);

  const batchdata = DataLoader(train, { batch_size: bs, shuffle: true, drop_last: false, num_workers });
  const testdata = DataLoader(test, { batch_size: bs, shuffle: false, drop_last: false, num_workers });

  const criterion = nn.CrossEntropyLoss({ reduction: 'sum' });
  const opt = optim.RMSprop(net.parameters(), { lr, alpha, momentum: gamma, weight_decay: wd });

  return fit_test(net, batchdata, testdata, criterion, opt, epochs, tol, modelname, PATH);
}

/** The losses as in the document, and the accuracies beside them. */
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
