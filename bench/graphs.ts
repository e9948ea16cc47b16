// `npm run bench:graphs`: training epochs eager and with CUDA graphs, here and in Python, in turn.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { quantile } from './measure.ts';
import { Programs } from './programs.ts';
import { table } from './table.ts';

const help = `Times training epochs eager and with CUDA graphs against Python's, in turn.

Usage: npm run bench:graphs -- [options]

  --device NAME   cuda, or cpu for the eager ones alone (default: cuda)
  --steps N       steps of an epoch (default: 500, on the CPU 2)
  --epochs N      epochs of each case and round (default: 3)
  --rounds N      how often each side runs (default: 3, on the CPU 1)
  --python PATH   Python with PyTorch (default: the one whose LibTorch the addon was built with)
  --require       fail where there is no GPU
`;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    ...{ device: text, steps: text, epochs: text, rounds: text, python: text },
    help: { type: 'boolean', short: 'h' },
  },
});
const whole = z.coerce.number().int().positive();

interface Line {
  name: string;
  graphed: boolean;
  seconds: number[];
  loss: number;
}

function main(): void {
  const options = z
    .object({
      device: z.enum(['cpu', 'cuda']).default('cuda'),
      steps: whole.optional(),
      epochs: whole.default(3),
      rounds: whole.optional(),
      python: z.string().optional(),
    })
    .parse({ ...values, help: undefined });
  const cpu = options.device === 'cpu';
  const programs = new Programs(
    { python: options.python, clock: 'wall', device: options.device, match: '', rounds: 1, only: [] },
    '',
  );
  const args = ['--device', options.device, '--steps', String(options.steps ?? (cpu ? 2 : 500))];
  args.push('--epochs', String(options.epochs));

  // One median of epochs for each case, mode and side, collected over the rounds.
  const found = new Map<string, { typescript: number[]; python: number[] }>();
  for (let round = 0; round < (options.rounds ?? (cpu ? 1 : 3)); round += 1) {
    for (const side of round % 2
      ? (['python', 'typescript'] as const)
      : (['typescript', 'python'] as const)) {
      const [program, ...command] = programs.command(side, 'graph_epochs');
      const child = spawnSync(program, [...command, ...args], {
        encoding: 'utf8',
        env: programs.env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      if (child.status !== 0) throw new Error(`the ${side} side ended with ${child.status ?? child.signal}`);
      for (const { name, graphed, seconds, loss } of child.stdout
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row) as Line)) {
        if (!Number.isFinite(loss)) throw new Error(`${name}: the loss on the ${side} side is ${loss}`);
        const key = `${name}, ${graphed ? 'graph' : 'eager'}`;
        const pair = found.get(key) ?? { typescript: [], python: [] };
        pair[side].push(quantile(seconds, 0.5));
        found.set(key, pair);
      }
    }
  }
  const median = (list: readonly number[]) => quantile(list, 0.5);
  const rows = [...found].map(([key, { typescript, python }]) => {
    const eager = found.get(key.replace(/, graph$/, ', eager'))?.python ?? python;
    return [
      key,
      `${median(typescript).toFixed(3)} s`,
      `${median(python).toFixed(3)} s`,
      (median(typescript) / median(python)).toFixed(2),
      (median(typescript) / median(eager)).toFixed(2),
    ];
  });
  console.log(table([['epochs', 'TypeScript', 'Python', 'ratio', "to Python's eager"], ...rows]));
}

if (values.help) console.log(help);
else main();
