import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkComparable } from '../../bench/programs.ts';
import { type About, Side } from '../../bench/side.ts';
import { python, scratchFolder } from '../serialization/python.ts';

const root = new URL('../../', import.meta.url).pathname;

// A benchmark of two programs that do different things says nothing.
describe.skipIf(python === undefined)('both sides of the benchmarks', () => {
  const env = { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', BENCH_FOLDER: scratchFolder() };
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  let typescript: Side;
  let twin: Side;
  let about: { typescript: About; python: About };

  beforeAll(async () => {
    typescript = new Side('typescript', [process.execPath, tsx, join(root, 'bench/worker.ts')], env);
    twin = new Side('python', [python as string, join(root, 'bench/worker.py')], env);
    about = { typescript: await typescript.about(), python: await twin.about() };
  });
  afterAll(() => {
    typescript.stop();
    twin.stop();
  });

  test('run on one thread and have the same cases', () => {
    expect(about.typescript.threads).toBe(1);
    expect(about.typescript.cases).toEqual(about.python.cases);
    expect(about.typescript.cases.ops?.length).toBeGreaterThan(50);
  });

  test.each(['ops', 'train', 'infer', 'checkpoint'])(
    'compute the same in every case of %s',
    async (section) => {
      for (const name of about.python.cases[section] as string[]) {
        // As text: JSON has no sign for JavaScript's zero.
        const [ours, theirs] = [await typescript.check(name), await twin.check(name)].map((x) =>
          JSON.stringify(x),
        );
        expect(`${name}: ${ours}`).toBe(`${name}: ${theirs}`);
      }
    },
  );

  test('are timed, and a case that there is none of is an error', async () => {
    expect(await typescript.run('add', 10)).toBeGreaterThan(0);
    expect(await twin.run('add', 10)).toBeGreaterThan(0);
    await expect(twin.check('no such case')).rejects.toThrow('KeyError');
    expect(await twin.peak()).toBeGreaterThan(50 * 2 ** 20);
  });

  test('are refused when they differ', () => {
    const other = { ...about.python, threads: 2 };
    expect(() => checkComparable({ typescript: about.typescript, python: other })).toThrow(
      'the sides differ in threads: TypeScript 1, Python 2',
    );
  });
});

test('a side that cannot run says so', async () => {
  const side = new Side('python', ['/nonexistent/python'], process.env);
  await expect(side.about()).rejects.toThrow('the python side cannot be run');
});
