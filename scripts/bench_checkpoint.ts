// `npm run bench:checkpoint`: saves and loads the state_dicts of ResNet-50 and VGG-16, here and in Python in turn, on one
// file system. Times are medians; memory is what one load or save adds to the peak of a fresh process.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { commandLine, folder, whole } from '../examples/cli.ts';

const help = `Saves and loads the state_dicts of ResNet-50 and VGG-16, here and in Python in turn.

Usage: npm run bench:checkpoint -- [options]

  --rounds N      pairs of measurements of each case (default: 7)
  --folder DIR    where the files go, which sets the file system (default: ${tmpdir()})
  --help          this text

PYTHON names the Python with PyTorch (default: .venv/bin/python).
`;

const schema = z.object({
  rounds: whole(1).default(7),
  folder: folder.default(tmpdir()),
  /** What a process is called with that is one of the sides: the folder with the files. */
  worker: folder.optional(),
});
const options = commandLine(help, schema, 'npm run bench:checkpoint -- ');
// Loaded when the options are right: a wrong one is told at once.
const { torch, vision } = await import('../src/index.ts');

const GOALS = { load: 0.8, 'load mmap': 0.8, save: 1 };
type Task = keyof typeof GOALS;

const self = fileURLToPath(import.meta.url);
const python = process.env.PYTHON ?? fileURLToPath(new URL('../.venv/bin/python', import.meta.url));

/** Does the same as `work` below. */
const PYTHON_WORKER = `
import json, sys, time, torch
torch.set_num_threads(1)
folder, states = sys.argv[1], {}
def memory(name):
    return next(int(line.split()[1]) * 1024 for line in open('/proc/self/status') if line.startswith(name + ':'))
def run(task, network):
    file = f'{folder}/{network}.pt'
    begin, busy = time.perf_counter(), time.process_time()
    if task == 'save': torch.save(states[network], f'{folder}/{network}.python.pt')
    else: state = torch.load(file, mmap=task == 'load mmap')
    return [time.perf_counter() - begin, time.process_time() - busy]
print('{}', flush=True)
for line in sys.stdin:
    ask = json.loads(line); task, network = ask['task'], ask['network']
    if task == 'save' and network not in states: states[network] = torch.load(f'{folder}/{network}.pt')
    if ask['peak']:
        before = memory('VmRSS'); open('/proc/self/clear_refs', 'w').write('5')
        run(task, network)
        print(memory('VmHWM') - before, flush=True)
    else: print(json.dumps(run(task, network)), flush=True)
`;

function memory(name: string): number {
  return (
    Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
  );
}

/** One side, in a process of its own. */
class Worker {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  constructor(side: 'typescript' | 'python', folder: string) {
    const [command, args] =
      side === 'python'
        ? [python, ['-W', 'ignore', '-c', PYTHON_WORKER, folder]]
        : [process.execPath, ['--import', 'tsx', self, '--worker', folder]];
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface(this.child.stdout as NodeJS.ReadableStream)[Symbol.asyncIterator]();
  }

  async ready(): Promise<this> {
    await this.answer();
    return this;
  }

  private async answer(): Promise<any> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('a side of the benchmark ended early');
    return JSON.parse(value);
  }

  ask(task: Task, network: string, peak: true): Promise<number>;
  ask(task: Task, network: string): Promise<[clock: number, busy: number]>;
  ask(task: Task, network: string, peak = false): Promise<any> {
    this.child.stdin?.write(`${JSON.stringify({ task, network, peak })}\n`);
    return this.answer();
  }

  stop(): void {
    this.child.kill();
  }
}

async function work(folder: string): Promise<void> {
  torch.set_num_threads(1);
  const states = new Map<string, any>();
  const run = (task: Task, network: string): [clock: number, busy: number] => {
    const file = join(folder, `${network}.pt`);
    const before = process.cpuUsage();
    const begin = performance.now();
    const state =
      task === 'save'
        ? torch.save(states.get(network), join(folder, `${network}.typescript.pt`))
        : torch.load(file, { mmap: task === 'load mmap' });
    const seconds = (performance.now() - begin) / 1000;
    const { user, system } = process.cpuUsage(before);
    // Python frees at once what nothing names; here that waits for the collector.
    for (const tensor of Object.values(state ?? {})) (tensor as any).dispose();
    return [seconds, (user + system) / 1e6];
  };
  console.log('{}');
  for await (const line of createInterface(process.stdin)) {
    const { task, network, peak } = JSON.parse(line);
    if (task === 'save' && !states.has(network))
      states.set(network, torch.load(join(folder, `${network}.pt`)));
    const before = memory('VmRSS');
    if (peak) writeFileSync('/proc/self/clear_refs', '5');
    const seconds = run(task, network);
    console.log(peak ? memory('VmHWM') - before : JSON.stringify(seconds));
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

async function main(rounds: number, parent: string): Promise<void> {
  if (!existsSync(python))
    throw new Error(`no Python at ${python}: npm run setup makes one, or name it in PYTHON`);
  const folder = mkdtempSync(join(parent, 'typetorch-bench-checkpoint-'));
  const models = { 'ResNet-50': vision.models.resnet50, 'VGG-16': vision.models.vgg16 };
  for (const [name, build] of Object.entries(models))
    torch.save(build().state_dict(), join(folder, `${name}.pt`));
  const start = async () => ({
    typescript: await new Worker('typescript', folder).ready(),
    python: await new Worker('python', folder).ready(),
  });
  const sides = await start();
  try {
    const load = (loadavg()[0] as number).toFixed(1);
    console.log(
      `LibTorch ${torch.__version__}, Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} cores, load ${load}; ` +
        `medians of ${rounds} interleaved rounds, in milliseconds.`,
    );
    console.log(
      'Here a file is written beside the old one, synced and renamed; Python writes in place and does not sync.\n',
    );
    console.log(
      '| | TypeScript | Python | ratio | goal | ratio of processor time | adds MB | Python |\n|---|---:|---:|---:|---:|---:|---:|---:|',
    );
    for (const network of Object.keys(models)) {
      for (const task of Object.keys(GOALS) as Task[]) {
        const pairs: [ours: number, theirs: number][] = [];
        const busy: number[] = [];
        for (let round = -2; round < rounds; round += 1) {
          const [ours, ourWork] = await sides.typescript.ask(task, network);
          const [theirs, theirWork] = await sides.python.ask(task, network);
          // The first two warm both sides up.
          if (round < 0) continue;
          pairs.push([ours * 1000, theirs * 1000]);
          busy.push(ourWork / theirWork);
        }
        const fresh = await start();
        const peaks = [
          await fresh.typescript.ask(task, network, true),
          await fresh.python.ask(task, network, true),
        ];
        for (const side of Object.values(fresh)) side.stop();
        const times = [median(pairs.map(([ours]) => ours)), median(pairs.map(([, theirs]) => theirs))];
        const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
        console.log(
          `| ${task} ${network} | ${times.map((ms) => ms.toFixed(1)).join(' | ')} | ${ratio.toFixed(2)} | ${GOALS[task].toFixed(2)} | ${median(busy).toFixed(2)} | ` +
            `${peaks.map((bytes) => (bytes / 1e6).toFixed(0)).join(' | ')} |`,
        );
      }
    }
  } finally {
    for (const side of Object.values(sides)) side.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await (options.worker === undefined ? main(options.rounds, options.folder) : work(options.worker));
