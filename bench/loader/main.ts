// `npm run bench:loader`: images per second of TypeScript's and Python's loaders, interleaved; medians and ratios.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { quantile } from '../measure.ts';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    photographs: { type: 'string' },
    cifar: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    workers: { type: 'string', default: '0,2' },
    train: { type: 'boolean', default: false },
  },
});
const python = process.env.TORCHVISION_PYTHON ?? join(here, '../../.venv/bin/python');
const sides = {
  typescript: [process.execPath, '--import', 'tsx', join(here, 'side.ts')],
  python: [python, join(here, 'side.py')],
};
const cases: [name: string, folder: string | undefined][] = [
  ['photographs', values.photographs],
  ['cifar tree', values.cifar],
  ['cifar arrays', '-'],
  ['digits', join(here, '../../data/digits.csv.gz')],
];

interface Figures {
  rate: number;
  waiting: number;
}

function measure([program, ...args]: string[], rest: string[]): Figures {
  const { status, stdout, stderr } = spawnSync(program as string, [...args, ...rest], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${rest.join(' ')}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) as string);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const mode = values.train ? 'train' : 'load';
console.log('| | workers | TypeScript, images/s | Python | ratio | waiting, TypeScript | Python |');
console.log('|---|---:|---:|---:|---:|---:|---:|');
for (const [name, folder] of cases) {
  if (folder === undefined || (values.train && name !== 'photographs')) continue;
  for (const workers of values.workers.split(',')) {
    const found = { typescript: [] as Figures[], python: [] as Figures[] };
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const order = ['typescript', 'python'] as const;
      for (const side of round % 2 ? order.toReversed() : order) {
        found[side].push(measure(sides[side], [name, folder, workers, mode]));
      }
    }
    const middle = (list: number[]) => quantile(list, 0.5);
    const rates = [found.typescript, found.python].map((list) => middle(list.map(({ rate }) => rate)));
    const waits = [found.typescript, found.python].map((list) => middle(list.map(({ waiting }) => waiting)));
    const ratio = middle(found.typescript.map(({ rate }, i) => rate / (found.python[i] as Figures).rate));
    const [typescript, other] = rates.map((rate) => rate.toFixed(0));
    console.log(
      `| ${name} | ${workers} | ${typescript} | ${other} | ${ratio.toFixed(2)} | ${waits.map(percent).join(' | ')} |`,
    );
  }
}
