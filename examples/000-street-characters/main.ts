// The street character document: two networks with six heads, their curves, and where the time goes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { optim, torch, utils, vision } from '../../src/index.ts';
import * as plt from '../../src/plot/index.ts';
import { flag, folder, inFolder, positive, start, whole } from '../cli.ts';
import { writeStreetNumbers } from '../pictures.ts';
import { SVHN_Model1, SVHN_Model2 } from './network.ts';
import { train } from './train.ts';

const { transforms: T } = vision;

const help = `Reads house numbers character by character, as the street character document does.

Usage: npm run example -- 000 [options]

  --root DIR         the challenge's folder: pictures/ and labels.json (default: pictures are rendered)
  --tiny             40 rendered pictures, one epoch
  --pictures N       how many pictures are rendered (default: 600)
  --model N          1: two convolutions; 2: resnet18 with trained weights (default: 1)
  --fresh            model 2 without trained weights (nothing is downloaded)
  --epochs N         passes over the pictures (default: 10)
  --batch-size N     pictures a step (default: 40)
  --lr X             learning rate (default: 0.005)
  --workers N        threads that load pictures (default: 0)
  --profile          prints the operators that take the time, and writes a Chrome trace
  --seed N           seed of the random numbers (default: 0)
  --out DIR          where the curves and the trace go (default: out/000-street-characters)
  --help             this text
`;

const schema = z.object({
  root: folder.optional(),
  tiny: flag,
  pictures: whole(1).default(600),
  model: z.enum(['1', '2'], 'must be 1 or 2').default('1'),
  fresh: flag,
  epochs: whole(1).optional(),
  'batch-size': whole(1).default(40),
  lr: positive.default(0.005),
  workers: whole(0).default(0),
  profile: flag,
  seed: whole(0).default(0),
  out: folder.default('out/000-street-characters'),
});
type Options = z.output<typeof schema>;

function main(options: Options, root: string): void {
  // 初始化的几个操作: the same numbers in every run
  torch.manual_seed(options.seed);
  torch.cuda.manual_seed(options.seed);
  torch.backends.cudnn.deterministic = true;
  torch.backends.cudnn.benchmark = false;

  const transform = T.Compose([
    T.Resize([64, 128]),
    T.ColorJitter({ brightness: 0.3, contrast: 0.3, saturation: 0.2 }),
    T.RandomRotation(5),
    T.ToTensor(),
    T.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
  ]);
  const labels = join(root, 'labels.json');
  const train_data = vision.datasets.StreetCharacters(join(root, 'pictures'), { labels, transform });
  const train_loader = utils.data.DataLoader(train_data, {
    batch_size: options['batch-size'],
    shuffle: true,
    num_workers: options.workers,
  });

  const net = options.model === '1' ? new SVHN_Model1() : new SVHN_Model2({ pretrained: !options.fresh });
  const model = torch.cuda.is_available() ? net.cuda() : net;
  const optimizer = optim.Adam(model.parameters(), options.lr);
  const epochs = options.epochs ?? (options.tiny ? 1 : 10);
  mkdirSync(options.out, { recursive: true });
  if (options.profile) profile(model, train_loader, optimizer, options.out);
  const begin = performance.now();
  const { loss_plot, c0_plot } = train(model, train_loader, optimizer, epochs);
  const seconds = (performance.now() - begin) / 1000 / epochs;
  console.log(
    `loss ${mean(loss_plot.slice(-10)).toFixed(4)}, first character ${mean(c0_plot.slice(-10)).toFixed(4)}, ` +
      `${seconds.toFixed(1)} s an epoch`,
  );

  // 大致结果: how loss and accuracy went
  plt.figure({ figsize: [12, 4] });
  plt.subplot(1, 2, 1);
  plt.plot(loss_plot);
  plt.title('loss');
  plt.subplot(1, 2, 2);
  plt.plot(c0_plot);
  plt.title('accuracy of the first character');
  plt.savefig(join(options.out, 'curves.png'));
  plt.close();
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

// 耗时问题: the document times its loop with cProfile and finds most of the time in loading.
function profile(
  ...[model, train_loader, optimizer, out]: [
    SVHN_Model1 | SVHN_Model2,
    utils.data.DataLoader,
    optim.Optimizer,
    string,
  ]
) {
  let waited = 0;
  const timed = function* () {
    const batches = train_loader[Symbol.iterator]();
    for (;;) {
      const begin = performance.now();
      const { value, done } = batches.next();
      waited += performance.now() - begin;
      if (done) return;
      yield value;
    }
  };
  const begin = performance.now();
  const prof = torch.profiler.profile({ activities: ['CPU'] }, (prof) => {
    train(model, timed(), optimizer, 1);
    return prof;
  });
  const total = performance.now() - begin;
  console.log(prof.key_averages().table({ sort_by: 'self_cpu_time_total', row_limit: 10 }));
  console.log(`${((100 * waited) / total).toFixed(1)} % of the time went into loading`);
  prof.export_chrome_trace(join(out, 'trace.json'));
}

await start(help, schema, (options) => {
  if (options.root !== undefined) main(options, options.root);
  else {
    inFolder('street', (root) => {
      torch.manual_seed(options.seed);
      writeStreetNumbers(root, options.tiny ? 40 : options.pictures, 5);
      main(options, root);
    });
  }
});
