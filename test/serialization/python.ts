import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const candidates = [process.env.PYTHON, join(root, '.venv/bin/python'), 'python3'].filter(
  (name) => name !== undefined,
);

function hasTorch(python: string): boolean {
  if (python.includes('/') && !existsSync(python)) return false;
  // Importing it takes seconds; finding it does not.
  const find = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("torch") is None)';
  return spawnSync(python, ['-c', find]).status === 0;
}

/** A Python that has PyTorch, the judge of these tests; undefined where there is none. */
export const python = candidates.find(hasTorch);

/** Runs a script in which any warning is an error, and gives back what it prints as JSON. */
export function runPython(script: string, ...args: string[]): any {
  const prelude = 'import json, sys, torch\nfrom collections import OrderedDict\ntorch.set_num_threads(1)\n';
  const { status, stdout, stderr } = spawnSync(
    python as string,
    ['-W', 'error', '-c', prelude + script, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  );
  if (status !== 0) throw new Error(`Python failed:\n${stderr}`);
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

/** A folder for the files of one test file. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-serialization-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
