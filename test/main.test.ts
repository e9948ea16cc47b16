import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const project = fileURLToPath(new URL('..', import.meta.url));
const example = join(project, 'examples/main');
const tsx = join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist/cli.mjs');
const python = join(project, '.venv/bin/python');

const run = (command: string, args: string[], threads: number) =>
  spawnSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: String(threads) },
  });
const main = (args: string[], threads = 2) =>
  run(process.execPath, [tsx, join(example, 'main.ts'), ...args], threads);
const twin = (args: string[], threads = 2) => run(python, [join(example, 'main.py'), ...args], threads);
const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'typetorch-main-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Pictures that can be learnt: a bright row at a height that tells the class, in noise. */
function writePictures(root: string, part: string, n: number): void {
  const images = Buffer.alloc(16 + n * 784);
  const labels = Buffer.alloc(8 + n);
  images.set([0, 0, 8, 3]);
  labels.set([0, 0, 8, 1]);
  for (const [i, size] of [n, 28, 28].entries()) images.writeUInt32BE(size, 4 + 4 * i);
  labels.writeUInt32BE(n, 4);
  for (let i = 0; i < n; i += 1) {
    labels[8 + i] = (i * 7) % 10;
    for (let p = 0; p < 784; p += 1) {
      const bright = Math.floor(p / 28) === 4 + 2 * ((i * 7) % 10);
      images[16 + i * 784 + p] = bright ? 255 : (i * 31 + p * 17) % 97;
    }
  }
  writeFileSync(join(root, `${part}-images-idx3-ubyte`), images);
  writeFileSync(join(root, `${part}-labels-idx1-ubyte`), labels);
}

describe('the main job', () => {
  test('learns the digits, keeps the best weights, draws its curves, and Python finds the same accuracy', async () => {
    const out = join(folder, 'digits');
    const job = main(['--out', out]);
    expect(job.stderr).toBe('');
    expect(job.status).toBe(0);
    expect(job.stdout).toMatch(
      /Epoch1:\t Train Loss:\d+\.\d{6}, Test Loss:\d+\.\d{6}, Train Acc:\d+\.\d{3}%, Test Acc:/,
    );
    expect(job.stdout).toContain('\t Weight Saved\n');

    const { trainlosslist, testacclist } = read(out, 'curves.json');
    const best = Math.max(...testacclist);
    expect(best).toBeGreaterThan(97);
    expect(job.stdout).toContain(`Best test accuracy: ${best.toFixed(3)}%`);
    expect(trainlosslist.at(-1)).toBeLessThan(trainlosslist[0] / 5);
    const { width, height } = await sharp(join(out, 'curves.png')).metadata();
    expect([width, height]).toEqual([1400, 600]);

    const checked = twin(['--evaluate', join(out, 'MyResNet.pt')]);
    expect(checked.stderr).toBe('');
    expect(JSON.parse(checked.stdout).testacc).toBe(best);
  }, 600_000);

  test('gives the losses of its Python twin to the last bit on one thread', () => {
    writePictures(folder, 'train', 40);
    writePictures(folder, 't10k', 24);
    const args = [
      '--dataset',
      'fashion-mnist',
      '--root',
      folder,
      '--epochs',
      '2',
      '--batch-size',
      '16',
      '--seed',
      '5',
    ];
    const [ours, theirs] = [join(folder, 'ts'), join(folder, 'py')];
    const jobs = [main([...args, '--out', ours], 1), twin([...args, '--out', theirs], 1)];
    expect(jobs.map(({ stderr }) => stderr)).toEqual(['', '']);

    const curves = read(ours, 'curves.json');
    expect(curves.trainlosslist).toHaveLength(2);
    expect(curves.trainlosslist[1]).not.toBe(curves.trainlosslist[0]);
    expect(curves).toEqual(read(theirs, 'curves.json'));

    const [fromOurs, fromTheirs] = [ours, theirs].map((out) =>
      twin([...args, '--evaluate', join(out, 'MyResNet.pt')], 1),
    );
    expect(fromOurs?.stdout).toBe(fromTheirs?.stdout);
  }, 300_000);

  test('--help names every option and exits with 0', () => {
    const { status, stdout } = main(['--help']);
    expect(status).toBe(0);
    for (const option of [
      'dataset',
      'root',
      'epochs',
      'batch-size',
      'lr',
      'samples',
      'device',
      'seed',
      'out',
      'help',
    ]) {
      expect(stdout).toContain(`--${option}`);
    }
  });

  const wrong: [string[], string][] = [
    [['--epoch', '3'], "Unknown option '--epoch'"],
    [['--epochs', 'many'], '--epochs must be a whole number'],
    [['--epochs', '0'], '--epochs must be 1 or more'],
    [['--lr=-1'], '--lr must be more than 0'],
    [['--dataset', 'cifar'], '--dataset must be one of digits, mnist, fashion-mnist, kmnist'],
    [['--dataset', 'mnist'], '--root must name the folder with the data set’s idx files'],
    [['--device', 'gpu'], '--device must be cpu, cuda or cuda:N'],
    [['now'], "Unexpected argument 'now'. This command does not take positional arguments"],
  ];
  for (const [args, message] of wrong) {
    test(`refuses ${args.join(' ')}`, () => {
      const { status, stdout, stderr } = main([...args, '--out', join(folder, 'refused')]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toBe(`${message}\nSee npm start -- --help\n`);
      expect(existsSync(join(folder, 'refused'))).toBe(false);
    });
  }

  test('says which file of a data set is missing, and leaves nothing behind', () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    const { status, stdout, stderr } = main([
      '--dataset',
      'mnist',
      '--root',
      empty,
      '--out',
      join(empty, 'out'),
    ]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^RuntimeError: MNIST: train-images-idx3-ubyte \(or .*\) was not found, neither in /,
    );
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(empty)).toEqual([]);
  });

  test('says so when the device is not there', () => {
    const { status, stdout, stderr } = main(['--device', 'cuda:77', '--out', join(folder, 'device')]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^Error: there is no device cuda:77: \d+ found; npx typetorch doctor tells more\n$/,
    );
  });
});
