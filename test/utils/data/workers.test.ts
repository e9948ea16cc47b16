// Loaders with worker threads. Each case runs in a process of its own, on the compiled package: what counts is also how
// the process ends.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { index, project } from '../../child.ts';
import { build } from '../../robustness/compiled.ts';

let dist = '';
beforeAll(() => {
  dist = build();
});

const script = fileURLToPath(new URL('./worker_cases.mjs', import.meta.url));
const golden = fileURLToPath(new URL('../../golden/data/workers.json', import.meta.url));
const env = {
  ...process.env,
  TYPETORCH_ADDON: process.env.TYPETORCH_ADDON ?? join(project, 'build/Release/typetorch.node'),
};

/** What a case printed; it must have ended by itself. */
function run(name: string, args: string[] = [], flags: string[] = []): any {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, script, dist, name, ...args],
    {
      cwd: project,
      encoding: 'utf8',
      env,
      timeout: 120_000,
      maxBuffer: 2 ** 26,
    },
  );
  expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
  return JSON.parse(stdout.trim().split('\n').at(-1) as string);
}

describe('batches', () => {
  test('are those of Python: order, draws in the workers, draws of the main thread', () => {
    const expected = JSON.parse(readFileSync(golden, 'utf8')) as any[];
    const got = run('order', [golden]);
    expect(got).toHaveLength(expected.length);
    for (const [i, case_] of expected.entries()) {
      const { dataset, options, seed, passes } = got[i];
      expect({ dataset, options, seed }).toEqual({
        dataset: case_.dataset,
        options: case_.options,
        seed: case_.seed,
      });
      expect(passes, JSON.stringify({ dataset, options, seed })).toEqual(case_.passes);
    }
  }, 120_000);

  test('are the same with for await, while the event loop runs', () => {
    expect(run('async_order')).toEqual({ equal: true, count: 6, ticks: true });
  });

  test('come from datasets and collate functions that are asynchronous, in plain loops too', () => {
    expect(run('asynchronous')).toEqual({ plain: [[0, 1], [2, 3], [4]], turned: [[0, 1], [2, 3], [4]] });
  });

  test('need not wait for a slow one without in_order', () => {
    const { first, all } = run('unordered');
    expect(first).not.toBe(0);
    expect(all).toEqual(Array.from({ length: 12 }, (_, i) => i));
  });
});

describe('what crosses', () => {
  test("a program's own class: private members, shared functions, static fields, imports", () => {
    expect(run('rich')).toEqual({
      square: [0, 1],
      tripled: [0, 3],
      secret: [40, 41],
      unit: ['px', 'px'],
      names: [2, 2],
      row: [0, 1],
      device: ['cpu', 'cpu'],
      when: [86400000, 86400000],
      pattern: ['a', 'a'],
      bytes: [3, 3],
      base: ['b.txt', 'b.txt'],
      file: ['function', 'function'],
      own: [true, true],
      calls: [true, true],
      thread: [true, true],
      meta: [true, true],
    });
  });

  test('functions with the variables around them, which those of one place share', () => {
    expect(run('closures')).toEqual([
      { total: 21 + 10, seen: 1 },
      { total: 25 + 10, seen: 101 },
      { total: 29 + 10, seen: 2 },
    ]);
  });

  test('pipelines of transforms', () => {
    const { worker, types } = run('transforms');
    expect(worker.map(([shape]: [string]) => shape)).toEqual(types);
    expect(worker.map(([, , targets]: unknown[]) => targets)).toEqual([
      [1, 5],
      [9, 13],
    ]);
  });

  test('modules that a dataset imports when it needs them', () => {
    const { stdout, stderr } = spawnSync(process.execPath, [script, dist, 'imports'], {
      encoding: 'utf8',
      env,
    });
    expect(JSON.parse(stdout.trim().split('\n').at(-1) as string)).toEqual([0, 3, 6]);
    expect(stderr).toBe('');
  });

  test('tensors of the dataset are the same memory', () => {
    expect(run('shared')).toEqual({ written: [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000], grown: true });
  });

  test('numpy() on batches sees their memory', () => {
    expect(run('numpy')).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [7, 1, 2, 3],
      [7, 5, 6, 7],
    ]);
  });

  test('what cannot cross is named, at once in the dataset and where it is used in a variable', () => {
    const { promise, bound, lazily } = run('refused');
    expect(promise).toContain(
      'the loader.dataset.waits is a Promise, which cannot be taken to a worker thread',
    );
    expect(promise).toContain('worker_init_fn');
    expect(bound).toContain('the loader.dataset.get is a bound function (bound triple)');
    expect(lazily).toContain('promised (a variable that get uses) is a Promise');
  });
});

describe('errors', () => {
  test('arrive with their class, the worker, the index and the original stack', () => {
    const { got, error, range, init, again } = run('error');
    expect(got).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(error).toMatchObject({ type: 'Broken', worker_id: 0, index: 5, code: 'E_BROKEN' });
    expect(error.message).toBe('Caught Error in DataLoader worker 0 at index 5: sample 5 is broken');
    const line =
      readFileSync(script, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes("new Broken('sample 5")) + 1;
    expect(error.stack).toContain(`worker_cases.mjs:${line}:`);
    expect(range).toMatchObject({ type: 'RangeError', index: 0 });
    expect(init.message).toBe('Caught RangeError in DataLoader worker 0: no start');
    expect(again).toBe(2);
  });

  test('a worker that ends, or throws beside its work, ends the loop', () => {
    const { exit, later, alive } = run('death');
    expect(exit.message).toBe('DataLoader worker 0 exited unexpectedly (exit code 3)');
    expect(later.message).toBe('Caught RangeError in DataLoader worker 0: in a timer');
    expect(alive).toBe(2);
  });

  test('a worker that runs out of memory ends the loop', () => {
    const { memory, alive } = run('out_of_memory', [], ['--max-old-space-size=120']);
    expect(memory.message).toContain('DataLoader worker 0 exited unexpectedly');
    expect(memory.message).toContain('out of memory');
    expect(alive).toBe(2);
  });

  test('timeout says so', () => {
    const { error, seconds } = run('timeout');
    expect(error.message).toBe('DataLoader timed out after 1.5 seconds');
    expect(seconds).toBeGreaterThan(1.4);
  });

  test('on_error leaves samples out, with a list of them, in this thread and in workers', () => {
    const [plain, workers] = run('skip');
    for (const { batches } of [plain, workers]) expect(batches).toEqual([[0], [2, 3], [5], [6], [8, 9]]);
    expect(plain.skipped.map(([i]: [number]) => i)).toEqual([1, 4, 7]);
    expect(workers.skipped.map(([i]: [number]) => i).toSorted()).toEqual([1, 4, 7]);
    expect(workers.skipped[0][1]).toContain('unreadable');
    expect(plain.stopped).toBe('unreadable 4');
    expect(workers.stopped).toContain('unreadable 4');
  });
});

describe('the threads', () => {
  test('are freed when a loop ends, is left, or throws', () => {
    expect(run('leave').left).toBeLessThanOrEqual(0);
  });

  test('that never come back are ended', () => {
    expect(run('stuck')).toEqual({ again: 2 });
  });

  test('do not keep the process', () => {
    expect(run('exits_naturally')).toEqual({ batches: 3 });
  });

  test('keep their dataset where they are persistent, and begin with a new copy where not', () => {
    expect(run('persistent')).toEqual({
      kept: [
        [100, 101, 200, 201],
        [300, 301, 400, 401],
      ],
      fresh: [
        [100, 101, 200, 201],
        [100, 101, 200, 201],
      ],
    });
  });

  test('begin a new pass after one that was left, when they are persistent', () => {
    expect(run('early_persistent')).toEqual({
      firsts: [
        [0, 1],
        [2, 3],
        [0, 1],
        [2, 3],
        [0, 1],
        [2, 3],
      ],
      whole: 10,
    });
  });

  test('leave memory flat over many passes', () => {
    const { rss, tensors } = run('memory');
    expect(rss[2] - rss[1]).toBeLessThan(60);
    expect(tensors).toBeLessThan(200);
  }, 120_000);

  test('end with the process on Ctrl-C', async () => {
    const child = spawn(process.execPath, [script, dist, 'interrupt'], { cwd: project, env });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: null, signal: 'SIGINT' });
  });
});

describe('programs in TypeScript', () => {
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-loader-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const files = {
    'numbers.ts': `
export const factor: number = 3;
export class Scale { constructor(readonly by: number) {} apply(x: number): number { return x * this.by * factor; } }
export default function plus(a: number, b: number): number { return a + b; }`,
    'train.ts': `
import { torch, utils, type Tensor } from ${JSON.stringify(index)};
import plus, { Scale } from './numbers.ts';
import * as numbers from './numbers.ts';
interface Sample { x: Tensor; y: number }
class Squares extends utils.data.Dataset<Sample> {
  private readonly scale = new Scale(2);
  #offset: number;
  constructor(readonly size: number, offset: number) { super(); this.#offset = offset; }
  get length(): number { return this.size; }
  get(i: number): Sample {
    if (i === 99) throw new Error('here');
    return { x: torch.full([2], plus(this.scale.apply(i), this.#offset)), y: numbers.factor };
  }
}
console.log('training');
const loader = utils.data.DataLoader(new Squares(4, 1), { batch_size: 2, num_workers: 2 });
for (const { x, y } of loader) console.log(JSON.stringify([x.tolist(), y.tolist()]));
try {
  [...utils.data.DataLoader(utils.data.Subset(new Squares(100, 1), [99]), { num_workers: 1 })];
} catch (error) {
  console.log((error as Error).stack?.includes('train.ts:12:'));
}`,
  };

  // In CommonJS each way gives another object: the file's raw exports, or a copy of them.
  test.each(['module', 'commonjs'])(
    'get our namespaces through files of theirs as %s',
    (type) => {
      const nn = JSON.stringify(index.replace('index.ts', 'nn/index.ts'));
      writeFileSync(join(folder, 'again.ts'), `export * as nn from ${nn};\nexport { Parameter } from ${nn};`);
      writeFileSync(
        join(folder, 'spaces.ts'),
        `
import { torch, utils, vision } from ${JSON.stringify(index)};
import { nn } from './again.ts';
const { func, hub } = torch;
class Spaces extends utils.data.Dataset<number> {
  get length() { return 1; }
  get(i: number) {
    const x = func.vmap((row: any) => row.mul(2))(nn.init.ones_(torch.zeros(2)));
    return nn.functional.relu(vision.transforms.functional.hflip(x.view(1, 1, 2))).sum().item() + i * hub.get_dir().length;
  }
}
for (const sum of utils.data.DataLoader(new Spaces(), { num_workers: 1 })) console.log(sum.item());`,
      );
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
      const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
      const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, join(folder, 'spaces.ts')], {
        cwd: folder,
        encoding: 'utf8',
        env,
        timeout: 120_000,
      });
      expect(status, stderr).toBe(0);
      expect(stdout.trim()).toBe('4');
    },
    120_000,
  );

  test.each(['module', 'commonjs'])(
    'run through tsx as %s, and no file of theirs runs twice',
    (type) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
      const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
      const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, join(folder, 'train.ts')], {
        cwd: folder,
        encoding: 'utf8',
        env,
        timeout: 120_000,
      });
      expect(status, stderr).toBe(0);
      expect(stdout.trim().split('\n')).toEqual([
        'training',
        '[[[1,1],[7,7]],[3,3]]',
        '[[[13,13],[19,19]],[3,3]]',
        'true',
      ]);
    },
    120_000,
  );
});
