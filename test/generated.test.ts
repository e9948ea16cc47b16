import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames, methodNames, namespaces } from '../src/generated/op_names.ts';
import { torch } from '../src/torch.ts';

const root = new URL('..', import.meta.url).pathname;
const python = `${root}.venv/bin/python`;
const version = existsSync(python)
  ? spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' }).stdout.trim()
  : '';

describe('the generated types', () => {
  it.runIf(version.startsWith('2.13.0'))('are what `npm run gen:types` writes', () => {
    const run = spawnSync(python, ['scripts/gen_types.py', '--check'], { cwd: root, encoding: 'utf8' });
    expect(run.stderr + run.stdout).toContain('src/generated is up to date');
    expect(run.status).toBe(0);
  });

  it('name no method that a tensor lacks', () => {
    const x = torch.zeros(1) as unknown as Record<string, unknown>;
    expect(methodNames.filter((name) => typeof x[name] !== 'function')).toEqual([]);
    expect(methodNames.length).toBeGreaterThan(450);
  });

  it('name no function that torch and its namespaces lack', () => {
    const table = torch as unknown as Record<string, Record<string, unknown>>;
    expect(functionNames.filter((name) => typeof table[name] !== 'function')).toEqual([]);
    for (const [space, members] of Object.entries(namespaces)) {
      expect(Object.keys(members).filter((name) => typeof table[space]?.[name] !== 'function')).toEqual([]);
    }
  });
});
