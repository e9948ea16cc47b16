// `npm run bench:graphs`: training epochs eager and with CUDA graphs, here and in Python, in turn.
import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { start, whole } from '../examples/cli.ts';
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
  --require       fail where there is no GPU (otherwise: say so, and succeed)
  --help          this text
`;

const schema = z.object({
  device: z.enum(['cpu', 'cuda'], 'must be cpu or cuda').default('cuda'),
  steps: whole(1).optional(),
  epochs: whole(1).default(3),
  rounds: whole(1).optional(),
  python: z.string().min(1, 'must name a program').optional(),
});

interface Line {
  name: string;
  graphed: boolean;
  seconds: number[];
  loss: number;
}

function main({ device, python, epochs, ...options }: z.output<typeof schema>): void {
  const cpu = device === 'cpu';
  const { steps = cpu ? 2 : 500, rounds = cpu ? 1 : 3 } = options;
  const programs = new Programs({ python, clock: 'wall', device }, '');
  const args = ['--device', device, '--steps', String(steps), '--epochs', String(epochs)];

  // One median of epochs for each case, mode and side, collected over the rounds.
  const found = new Map<string, { typescript: number[]; python: number[] }>();
  for (let round = 0; round < rounds; round += 1) {
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

await start(help, schema, main, 'npm run bench:graphs -- ');
