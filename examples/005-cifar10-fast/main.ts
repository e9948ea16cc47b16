// CIFAR-10 to 94 % in about ten epochs. bench/cifar10_fast.py is the same in Python.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { nn, optim, type Tensor, torch } from '../../src/index.ts';
import { device, flag, folder, start, UsageError, whole } from '../cli.ts';
import { deviceOf } from '../device.ts';
import { Loader, madeUp, type Pictures, published } from './data.ts';
import { Net, Norm, whitening } from './network.ts';

const { functional: F } = nn;

const help = `Trains CIFAR-10 to 94 % in about ten epochs, on a GPU in seconds.

Usage: npm run example -- 005 [options]

  --root DIR         the folder with cifar-10-batches-py, or with a folder of pictures a class in train/ and test/
  --download         fetches CIFAR-10 into --root first (170 MB)
  --data FILE        what --save-data wrote
  --save-data FILE   writes the pictures for --data, and for bench/cifar10_fast.py
  --tiny             without data: 256 made-up pictures, a small network, two epochs
  --epochs N         passes over the training pictures (default: 10)
  --batch-size N     pictures a step (default: 1024)
  --device NAME      cpu, cuda, cuda:1, ... (default: cuda where there is one, else cpu)
  --seed N           seed of the random numbers (default: 0)
  --out DIR          where result.json goes (default: nowhere)
  --help             this text
`;

const schema = z.object({
  root: folder.optional(),
  download: flag,
  data: folder.optional(),
  'save-data': folder.optional(),
  tiny: flag,
  epochs: whole(1).optional(),
  'batch-size': whole(1).optional(),
  device: device.optional(),
  seed: whole(0).default(0),
  out: folder.optional(),
});
type Options = z.output<typeof schema>;

function loadData(options: Options): [train: Pictures, test: Pictures] {
  const { root, data, tiny, download } = options;
  if (data) {
    const saved: any = torch.load(data);
    return [
      { images: saved.train_images, labels: saved.train_labels },
      { images: saved.test_images, labels: saved.test_labels },
    ];
  }
  if (tiny) return [madeUp(256, 1), madeUp(64, 2)];
  if (!root) throw new UsageError('--root must name the folder with the pictures (or give --tiny)');
  return [published(root, true, download), published(root, false, false)];
}

/** A slow copy of the weights, which follows them and now and then replaces them. */
class Lookahead {
  readonly fast: Tensor[];
  readonly slow: Tensor[];

  constructor(net: Net) {
    this.fast = [...net.parameters(), ...net.buffers().filter((buffer) => buffer.is_floating_point())];
    this.slow = this.fast.map((tensor) => tensor.detach().clone());
  }
  step(decay: number): void {
    torch.no_grad(() => {
      this.slow.forEach((slow, i) => {
        const fast = this.fast[i] as Tensor;
        slow.lerp_(fast, 1 - decay);
        fast.copy_(slow);
      });
    });
  }
}

/** The learning rate's share: from 0.2 up to 1 in the first quarter, then down to 0.07. */
function rate(step: number, total: number): number {
  const peak = 0.23 * total;
  return step < peak ? 0.2 + (0.8 * step) / peak : 1 - (0.93 * (step - peak)) / (total - peak);
}

/** Of the mean over the pictures, two shifts of them, and the mirrored ones. */
function accuracy(net: Net, { images, labels }: Pictures): number {
  return torch.no_grad(() => {
    const both = (x: Tensor) => net(x).add(net(x.flip(3)));
    const padded = F.pad(images, [1, 1, 1, 1], 'reflect');
    let correct = 0;
    for (let i = 0; i < (images.shape[0] as number); i += 2000) {
      const rows = torch.slice(i, i + 2000);
      const part = padded.index(rows);
      const shifts = both(part.index(':', ':', '0:32', '0:32')).add(
        both(part.index(':', ':', '2:34', '2:34')),
      );
      const outputs = both(images.index(rows)).div(2).add(shifts.div(4));
      correct += outputs.argmax(1).eq(labels.index(rows)).sum().item();
    }
    return correct / (images.shape[0] as number);
  });
}

function run(options: Options): void {
  const { tiny, seed } = options;
  const epochs = options.epochs ?? (tiny ? 2 : 10);
  const batch_size = options['batch-size'] ?? (tiny ? 64 : 1024);
  const place = deviceOf(options.device);
  const cuda = place.type === 'cuda';
  if (!cuda) torch.set_num_threads(1); // so that the losses are Python's
  const dtype = cuda ? torch.float16 : torch.float32;
  torch.backends.cudnn.benchmark = true;

  const mean = torch.tensor([0.4914, 0.4822, 0.4465]).view(1, 3, 1, 1);
  const std = torch.tensor([0.247, 0.2435, 0.2616]).view(1, 3, 1, 1);
  const prepared = ({ images, labels }: Pictures): Pictures => ({
    images: images
      .float()
      .div(255)
      .sub(mean)
      .div(std)
      .to(place, dtype)
      .contiguous({ memory_format: torch.channels_last }),
    labels: labels.to(place),
  });
  const [raw, rawTest] = loadData(options);
  if (options['save-data']) {
    torch.save(
      {
        ...{ train_images: raw.images, train_labels: raw.labels },
        ...{ test_images: rawTest.images, test_labels: rawTest.labels },
      },
      options['save-data'],
    );
  }
  const [train, test] = [prepared(raw), prepared(rawTest)];

  torch.manual_seed(seed);
  const net = new Net(tiny ? [16, 32, 32] : [64, 256, 256])
    .to(place, dtype)
    .to({ memory_format: torch.channels_last }) as Net;
  for (const module of net.modules()) if (module instanceof Norm) module.float();
  torch.no_grad(() => {
    net.whiten.weight.copy_(whitening(train.images.index(':5000')));
    (net.whiten.bias as Tensor).zero_();
  });
  const loader = new Loader(train, batch_size);
  const total = epochs * loader.length;

  const momentum = 0.85;
  const scale = 1024 * (1 + 1 / (1 - momentum));
  const [lr, decay] = [11.5 / scale, (0.0153 * batch_size) / scale];
  const trained = net.named_parameters().filter(([, parameter]) => parameter.requires_grad);
  const chosen = (norm: boolean) =>
    trained.flatMap(([name, parameter]) => (name.includes('norm') === norm ? [parameter] : []));
  const opt = optim.SGD(
    [
      { params: chosen(true), lr: lr * 64, weight_decay: decay / (lr * 64) },
      { params: chosen(false), lr, weight_decay: decay / lr },
    ],
    { lr, momentum, nesterov: true },
  );
  const peaks = opt.param_groups.map((group) => group.lr as number);
  const lookahead = new Lookahead(net);

  let [step, seconds, begin] = [0, 0, performance.now()];
  let reached = 0;
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    net.train();
    let loss = torch.zeros([]);
    for (const [x, y] of loader) {
      opt.param_groups.forEach((group, i) => {
        group.lr = (peaks[i] as number) * rate(step, total);
      });
      loss = F.cross_entropy(net(x).float(), y, { label_smoothing: 0.2, reduction: 'sum' });
      opt.zero_grad();
      loss.backward();
      opt.step();
      step += 1;
      if (step % 5 === 0) lookahead.step(0.95 ** 5 * (step / total) ** 3);
    }
    if (epoch === epochs) lookahead.step(0);
    const last = loss.item() / batch_size; // waits for the device
    seconds = (performance.now() - begin) / 1000;
    net.eval();
    reached = accuracy(net, test);
    console.log(`epoch ${epoch}: loss ${last.toFixed(4)}, ${(100 * reached).toFixed(2)} %`);
    begin = performance.now() - 1000 * seconds;
  }
  console.log(`${total} steps in ${seconds.toFixed(2)} s`);
  if (options.out) {
    mkdirSync(options.out, { recursive: true });
    writeFileSync(
      join(options.out, 'result.json'),
      JSON.stringify({ accuracy: reached, seconds, steps: total }),
    );
  }
}

await start(help, schema, run);
