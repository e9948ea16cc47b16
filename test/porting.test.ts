// docs/porting.md's long table: every cell of TypeScript must type-check, each as a file of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { project } from './docs/pages.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'typetorch-porting-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

// What the cells speak of.
const prelude = `
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copy, math, metrics, nn, optim, summary, type Tensor, torch, training, utils, vision } from 'typetorch';
import * as plt from 'typetorch/plot';

declare let [i, n, correct, total, start, lr]: number[];
declare let [x, y, loss, total_loss]: Tensor[];
declare let flag: boolean;
declare let lowest: number | null;
declare let [name]: string[];
declare const names: string[];
declare const numbers: number[];
declare const heads: [Tensor, Tensor];
declare const bytes: Uint8Array;
declare const options: { lr: number };
declare const device: ReturnType<typeof torch.device>;
declare let net: nn.Sequential;
declare const downsample: nn.Sequential | null;
declare const layered: nn.Sequential;
declare const layers: nn.Module[];
declare const opt: optim.SGD;
declare const train: utils.data.Dataset<[Tensor, Tensor]>;
declare const loader: utils.data.DataLoader<[Tensor, Tensor]>;
declare const img: vision.Image;
declare const axs: plt.Axes[];
declare const k_fold: (options: { lr: number; epochs: number }) => void;
declare const T: typeof vision.transforms;
declare const m: typeof vision.models;
class Net extends nn.Module {}
`.replaceAll(/declare (let|const) \[(.*?)\]: (\w+)\[\];/g, (_, word, list, type) =>
  list
    .split(', ')
    .map((each: string) => `declare ${word} ${each}: ${type};`)
    .join('\n'),
);

const page = readFileSync(join(project, 'docs/porting.md'), 'utf8');
const table = /## Every idiom of the tutorials\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
/** The code of each row's second cell. A cell may hold several pieces. */
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split(/(?<!\\)\|/)[2] ?? '')
  .map((cell) =>
    [...cell.matchAll(/``\s(.+?)\s``|`([^`]+)`/g)].map(([, a, b]) => (a ?? b ?? '').replaceAll('\\|', '|')),
  );

test('every line of TypeScript in the table of idioms type-checks', () => {
  const cells = rows.filter((row) => row.length > 0);
  expect(cells.length).toBeGreaterThan(110);
  for (const [k, pieces] of cells.entries()) {
    // An import takes the place of the prelude's; every other piece has a scope of its own, after those before it.
    const imports = pieces.some((piece) => piece.startsWith('import'));
    const body = pieces.map((piece) => (/[;}]$/.test(piece) ? piece : `void (${piece});`)).join('\n');
    const shadows = /^(class|function|const|let)/.test(pieces[0] ?? '');
    const text = imports ? body : shadows ? `${prelude}{\n${body}\n}` : `${prelude}${body}`;
    writeFileSync(join(folder, `row${k}.mts`), `${text}\nexport {};\n`);
  }
  const options = {
    extends: join(project, 'tsconfig.json'),
    compilerOptions: {
      paths: {
        typetorch: [join(project, 'src/index.ts')],
        'typetorch/plot': [join(project, 'src/plot/index.ts')],
      },
      typeRoots: [join(project, 'node_modules/@types')],
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: ['*.mts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const tsc = join(project, 'node_modules/.bin/tsc');
  const { stdout } = spawnSync(tsc, ['--noEmit', '-p', folder], { encoding: 'utf8' });
  const told = stdout.replaceAll(/row(\d+)\.mts/g, (_, k) => cells[Number(k)]?.join(' ') ?? '');
  expect(told).toBe('');
}, 300_000);
