// What the GPU's scripts say and return on a machine without one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { torch } from '../../src/torch.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const run = (program: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(program, args, { encoding: 'utf8', cwd: project, env: { ...process.env, ...env } });
const node = (...args: string[]) => run(process.execPath, args);

describe.skipIf(torch.cuda.is_available())('without a GPU', () => {
  it.each(['test_cuda.mjs', 'bench.mjs --device cuda', 'bench.mjs --graphs'])('%s says so', (command) => {
    const [script = '', ...args] = command.split(' ');
    const said = node(`scripts/${script}`, ...args);
    expect(said.stdout).toMatch(/nothing was run: (this is a build without CUDA|LibTorch .* finds no GPU)/);
    expect(said.status, said.stderr).toBe(0);
    const required = node(`scripts/${script}`, ...args, '--require');
    expect(required.stderr).toContain('nothing was run');
    expect(required.status).toBe(1);
  });
});

it('refuses steps that it does not know, and lists them', () => {
  expect(node('scripts/test_cuda.mjs', '--help').stdout).toMatch(/Steps: tests, conformance, memory/);
  const wrong = node('scripts/test_cuda.mjs', '--only', 'tests,nope');
  expect(wrong.stderr).toContain('there is no step nope');
  expect(wrong.status).toBe(1);
});

it('tells what a bare machine lacks', () => {
  const said = run('sh', ['scripts/gpu-check.sh'], { NODE_ARCHIVE: '/nowhere/node.tar.xz' });
  expect(said.status).not.toBe(0);
  const empty = mkdtempSync(join(tmpdir(), 'typetorch-gpu-'));
  try {
    const packed = run('sh', ['scripts/gpu-check.sh', '--pack'], { PATH: `${empty}:/usr/bin:/bin` });
    expect(packed.stderr).toContain('name an archive of Node');
    expect(packed.status).toBe(2);
  } finally {
    rmSync(empty, { recursive: true });
  }
});
