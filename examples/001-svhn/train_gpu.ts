// Section 4.4 of the SVHN document: fit_test and full_procedure on a GPU. On the CPU they give what train.ts gives.
import { join } from 'node:path';
import { nn, optim, torch, utils } from '../../src/index.ts';
import { type Curves, type Data, defaults, EarlyStopping, IterOnce, lists, TestOnce } from './train.ts';

const { DataLoader } = utils.data;

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
  const { device } = net.parameters()[0] as nn.Parameter;
  const SamplePerEpoch = (batchdata.dataset as utils.data.Dataset).length;
  const allsamples = SamplePerEpoch * epochs;
  let trainedsamples = 0;
  const [trainlosslist, testlosslist, trainacclist, testacclist] = lists();
  const early_stopping = new EarlyStopping({ tol });
  let highestacc: number | null = null;

  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    net.train();
    const correct_train = torch.tensor(0n, { device });
    const loss_train = torch.tensor(0, { device });
    let batch_idx = 0;
    for (let [x, y] of batchdata) {
      x = x.to(device, { non_blocking: true });
      y = y.to(device, { non_blocking: true }).view(x.shape[0]);
      const [correct, loss] = IterOnce(net, criterion, opt, x, y);

      trainedsamples += x.shape[0];
      loss_train.add_(loss.detach()); // stays on the GPU: reading it here would wait for every batch
      correct_train.add_(correct);
      batch_idx += 1;
      if (batch_idx % 125 === 0) {
        const percent = ((100 * trainedsamples) / allsamples).toFixed(0);
        console.log(`Epoch${epoch}:[${trainedsamples}/${allsamples}(${percent}%)]`);
      }
    }
    const TrainAccThisEpoch = correct_train.mul(100).item() / SamplePerEpoch;
    const TrainLossThisEpoch = loss_train.mul(100).item() / SamplePerEpoch;
    trainlosslist.push(TrainLossThisEpoch);
    trainacclist.push(TrainAccThisEpoch);

    // `del x, y, ...; gc.collect()`: batches have left their scope, and the memory policy collects them.
    torch.cuda.empty_cache();

    net.eval();
    const loss_test = torch.tensor(0, { device });
    const correct_test = torch.tensor(0n, { device });
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

    torch.cuda.empty_cache();

    console.log(
      `Epoch${epoch}:\t Train Loss:${TrainLossThisEpoch.toFixed(6)}, Test Loss:${TestLossThisEpoch.toFixed(6)}, ` +
        `Train Acc:${TrainAccThisEpoch.toFixed(3)}%, Test Acc:${TestAccThisEpoch.toFixed(3)}%`,
    );

    if (highestacc === null || highestacc < TestAccThisEpoch) {
      highestacc = TestAccThisEpoch;
      torch.save(net.state_dict(), join(PATH, `${modelname}.pt`));
      console.log('\t Weight Saved');
    }

    const early_stop = early_stopping.check(TestLossThisEpoch);
    if (early_stop) break;
  }
  console.log('Complete');
  return { trainlosslist, testlosslist, trainacclist, testacclist };
}

/** What the caching allocator holds, in MB: tensors now, all that it took from the device, the most tensors so far. */
export function memoryUse(): string {
  const use = {
    allocated: torch.cuda.memory_allocated(),
    reserved: torch.cuda.memory_reserved(),
    peak: torch.cuda.max_memory_allocated(),
  };
  return Object.entries(use)
    .map(([name, bytes]) => `${name} ${(bytes / 2 ** 20).toFixed(1)} MB`)
    .join(', ');
}

export function full_procedure(
  net: nn.Module,
  { train, test }: Data,
  epochs: number,
  bs: number,
  modelname: string,
  PATH: string,
  options: Partial<typeof defaults> = {},
): Curves {
  const { lr, alpha, gamma, wd, tol, seed } = { ...defaults, ...options };
  torch.cuda.manual_seed(seed);
  torch.cuda.manual_seed_all(seed);
  torch.manual_seed(seed);

  const pin_memory = net.parameters()[0]?.is_cuda;
  const batchdata = DataLoader(train, { batch_size: bs, shuffle: true, drop_last: false, pin_memory });
  const testdata = DataLoader(test, { batch_size: bs, shuffle: false, drop_last: false, pin_memory });

  const criterion = nn.CrossEntropyLoss({ reduction: 'sum' });
  const opt = optim.RMSprop(net.parameters(), { lr, alpha, momentum: gamma, weight_decay: wd });

  return fit_test(net, batchdata, testdata, criterion, opt, epochs, tol, modelname, PATH);
}
