// The figures of docs/memory.md: `npm run memory`. Each case runs in a process of its own; megabytes are 2^20 bytes.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { commandLine, device as deviceName } from '../examples/cli.ts';
import type { Tensor } from '../src/index.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const file = fileURLToPath(import.meta.url);
const help = `Prints what loops, training and graphs take of memory, and training in Python beside it.

Usage: npm run memory -- [options]

  --device NAME    cpu, cuda, cuda:1, ... (default: cpu)
  --python PATH    Python with PyTorch (default: .venv/bin/python, where there is one)
  --help           this text
`;
const schema = z.object({
  device: deviceName.default('cpu'),
  python: z.string().min(1, 'must name a program').optional(),
  /** What a process is called with that measures: the name of its case. */
  case: z.string().optional(),
});
const options = commandLine(help, schema, 'npm run memory -- ');
// Loaded when the options are right: a wrong one is told at once.
const { nn, optim, torch } = await import('../src/index.ts');
const { device } = options;
const python = options.python ?? join(project, '.venv/bin/python');
const isDevice = device !== 'cpu';

const MB = 2 ** 20;
const megabyte = (): Tensor => torch.ones(MB / 4, { device });

function ring(size: number, steps: number): void {
  const live: Tensor[] = [];
  for (let i = 0; i < steps; i += 1) live[i % size] = megabyte();
}

function network() {
  return nn
    .Sequential(
      nn.Conv2d(3, 64, 3, { padding: 1 }),
      nn.BatchNorm2d(64),
      nn.ReLU(),
      nn.Conv2d(64, 64, 3, { padding: 1 }),
      nn.BatchNorm2d(64),
      nn.ReLU(),
      nn.AdaptiveAvgPool2d(1),
      nn.Flatten(),
      nn.Linear(64, 10),
    )
    .to(device);
}

const input = () => torch.randn(32, 3, 28, 28, { device });
const target = () => torch.randint(10, [32], { device });

function train(steps: number): void {
  const net = network();
  const opt = optim.SGD(net.parameters(), { lr: 0.01, momentum: 0.9 });
  for (let i = 0; i < steps; i += 1) {
    const loss = nn.functional.cross_entropy(net(input()), target());
    opt.zero_grad();
    loss.backward();
    opt.step();
  }
}

/** Forty losses added up, as `add` does it, without a backward pass. */
function total(add: (sum: Tensor, loss: Tensor) => Tensor): void {
  const net = network();
  let sum = torch.zeros([], { device });
  for (let i = 0; i < 40; i += 1) sum = add(sum, nn.functional.cross_entropy(net(input()), target()));
}

function forward(): void {
  network()(input());
}

type Case = readonly [text: string, run: () => void];
const cases: Readonly<Record<string, Case>> = {
  plain: ['20,000 temporaries of 1 MB, plain loop', () => ring(1, 20_000)],
  using: [
    'the same, each freed by `using`',
    () => {
      for (let i = 0; i < 20_000; i += 1) {
        using _ = megabyte();
      }
    },
  ],
  ring50: ['5,000 of them, the last 50 alive', () => ring(50, 5000)],
  ring300: ['5,000 of them, the last 300 alive', () => ring(300, 5000)],
  train: ['60 training steps of a small network', () => train(60)],
  graph: ['40 losses added up with their graphs', () => total((sum, loss) => sum.add(loss))],
  detached: ['40 losses added up detached', () => total((sum, loss) => sum.add(loss.detach()))],
  grad: ['a forward pass', forward],
  no_grad: ['a forward pass in no_grad', () => torch.no_grad(forward)],
};

// The training case in Python; prints its peak in megabytes.
const pythonTwin = `
import resource, sys, torch
from torch import nn, optim
device = sys.argv[1]
torch.set_num_threads(1)
torch.manual_seed(0)
net = nn.Sequential(nn.Conv2d(3, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(),
                    nn.Conv2d(64, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(),
                    nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)).to(device)
opt = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
for _ in range(60):
    loss = nn.functional.cross_entropy(net(torch.randn(32, 3, 28, 28, device=device)), torch.randint(10, (32,), device=device))
    opt.zero_grad()
    loss.backward()
    opt.step()
peak = torch.cuda.max_memory_allocated() / 2**20 if device != "cpu" else None
print(peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
`;

function measure([, run]: Case): void {
  torch.set_num_threads(1);
  torch.manual_seed(0);
  const before = process.memoryUsage.rss();
  torch.memory.reset_peak_memory_stats();
  const start = performance.now();
  run();
  const seconds = (performance.now() - start) / 1000;
  const stats = torch.memory_stats();
  console.log(
    JSON.stringify({
      seconds,
      before: before / MB,
      peak: process.resourceUsage().maxRSS / 1024,
      tensors: (isDevice ? torch.cuda.max_memory_allocated(device) : stats.peak_allocated_bytes) / MB,
      minor: stats.minor_collections,
      major: stats.major_collections,
    }),
  );
}

function report(): void {
  const args = process.execArgv.concat(file, '--device', device);
  const where = isDevice ? torch.cuda.get_device_name(device) : '1 thread';
  console.log(`Node ${process.version}, LibTorch ${torch.__version__}, ${where}\n`);
  console.log('| | RSS before | peak RSS | peak in tensors | collections (minor, major) | seconds |');
  console.log('|---|---:|---:|---:|---:|---:|');
  let trained = 0;
  for (const [name, [text]] of Object.entries(cases)) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [...args, '--case', name], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    const { seconds, before, peak, tensors, minor, major } = JSON.parse(stdout);
    const megabytes = [before, peak, tensors].map((value) => `${Math.round(value)} MB`).join(' | ');
    if (name === 'train') trained = tensors;
    console.log(`| ${text} | ${megabytes} | ${minor}, ${major} | ${seconds.toFixed(1)} |`);
  }
  if (options.python === undefined && !existsSync(python)) return;
  const { stdout } = spawnSync(python, ['-c', pythonTwin, device], { encoding: 'utf8' });
  const peak = `${Math.round(Number(stdout))} MB`;
  console.log(`| the training steps in Python |${isDevice ? ` | | ${peak}` : ` | ${peak} |`} | | |`);
  if (!isDevice) return;
  const ratio = trained / Number(stdout);
  console.log(`\nPeak of the training steps by Python's: ${ratio.toFixed(3)} (to reach: 1.05)`);
}

if (options.case === undefined) report();
else measure(cases[options.case] as Case);
