// Programs as other people write them, in Python and ported line for line: what both show is equal to the last bit.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { torch } from '../../src/index.ts';
import { shownBy } from './programs/shown.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const names = readdirSync(path('programs'))
  .flatMap((file) => /^(\w+)\.py$/.exec(file)?.[1] ?? [])
  .filter((name) => name !== 'shown')
  .sort();

let python: Record<string, unknown[]>;
const threads = torch.get_num_threads();
beforeAll(() => {
  torch.set_num_threads(1);
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const command = [path('programs/shown.py'), ...names];
  python = JSON.parse(
    execFileSync(path('../../.venv/bin/python'), command, { encoding: 'utf8', maxBuffer: 2 ** 27 }),
  );
}, 300_000);
afterAll(() => {
  torch.set_num_threads(threads);
  vi.restoreAllMocks();
});

test.each(names)('%s', async (name) => {
  const shown = await shownBy(() => import(`./programs/${name}.ts`));
  expect(shown.length).toBeGreaterThan(5);
  expect(shown).toEqual(python[name]);
});
