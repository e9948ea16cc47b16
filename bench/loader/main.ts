// `npm run bench:loader`: images per second of TypeScript's and Python's loaders, interleaved; medians and ratios.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { commandLine, flag, folder, whole } from '../../examples/cli.ts';
import { quantile } from '../measure.ts';

const here = dirname(fileURLToPath(import.meta.url));
const help = `Times the data loaders of TypeScript and Python on the same pictures, in turn: generated ones and handwritten digits
always, others where they are.

Usage: npm run bench:loader -- [options]

  --photographs DIR   a folder of photographs for each class (default: none)
  --cifar DIR         CIFAR-10's pictures, a folder for each class (default: none)
  --rounds N          pairs of measurements of each case (default: 3)
  --workers LIST      numbers of workers to try, with commas between (default: 0,2)
  --train             trains a ResNet-18 on the photographs, and measures nothing else
  --help              this text

TORCHVISION_PYTHON names a Python with torch, torchvision and Pillow.
`;
const schema = z.object({
  photographs: folder.optional(),
  cifar: folder.optional(),
  rounds: whole(1).default(3),
  workers: z
    .string()
    .regex(/^\d+(,\d+)*$/, 'must be whole numbers with commas between')
    .default('0,2'),
  train: flag,
});
const values = commandLine(help, schema, 'npm run bench:loader -- ');
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
for (const [name, pictures] of cases) {
  if (pictures === undefined || (values.train && name !== 'photographs')) continue;
  for (const workers of values.workers.split(',')) {
    const found = { typescript: [] as Figures[], python: [] as Figures[] };
    for (let round = 0; round < values.rounds; round += 1) {
      const order = ['typescript', 'python'] as const;
      for (const side of round % 2 ? order.toReversed() : order) {
        found[side].push(measure(sides[side], [name, pictures, workers, mode]));
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
