// What Python's torch.distributions computes (scripts/golden/distributions.py), to the last bit: a small part of it from
// files, all of it from a Python that draws the parameters anew.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import '../nn/pinned.ts';
import { torch } from '../../src/torch.ts';
import { replay, replayDivergence, replayEntry } from './replay.ts';

torch.set_num_threads(1);
const project = new URL('../../', import.meta.url).pathname;
const python = join(project, '.venv/bin/python');

const parts = {
  distributions_1: replay,
  distributions_2: replay,
  distributions_3: replay,
  composite_1: replay,
  composite_2: replay,
  composite_3: replay,
  broken: replay,
  divergences: replayDivergence,
  transforms: replay,
  constraints: replay,
  registry: replayEntry,
} as const;
type Part = keyof typeof parts;
const names = Object.keys(parts) as Part[];

/** Replays all cases of a file; says of each that failed what differs. */
function replayAll(folder: string, part: Part): void {
  const cases = JSON.parse(readFileSync(join(folder, `${part}.json`), 'utf8')) as { title: string }[];
  expect(cases.length).toBeGreaterThan(10);
  const failures: string[] = [];
  for (const one of cases) {
    try {
      (parts[part] as (one: unknown) => void)(one);
    } catch (error) {
      failures.push(`${one.title}: ${(error as Error).message}`);
    }
  }
  if (failures.length > 0)
    expect.fail(`${failures.length} of ${cases.length}:\n${failures.slice(0, 12).join('\n\n')}`);
}

describe('what Python computed', () => {
  test.each(names)('%s', (part) => {
    replayAll(join(project, 'test/golden/distributions'), part);
  });
});

describe.runIf(existsSync(python) && torch.__version__.startsWith('2.13'))('what Python computes now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-distributions-'));
  const seed = String(process.env.TYPETORCH_SEED ?? Date.now() % 1_000_000);
  beforeAll(() => {
    const script = join(project, 'scripts/golden/distributions.py');
    const { status, stderr } = spawnSync(python, [script, folder, '--full', '--seed', seed], {
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(names)(`%s, seed ${seed}`, (part) => {
    replayAll(folder, part);
  });
});
