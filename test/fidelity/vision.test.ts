// Programs with torchvision as other people write them, in Python and ported line for line. Beside most machines' PyTorch
// there is no torchvision: what the Python ones show is kept by scripts/golden/vision_programs.py.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { torch } from '../../src/index.ts';
import golden from '../golden/vision_programs.json' with { type: 'json' };
import { likeGolden } from '../processor.ts';
import { shownBy } from './programs/shown.ts';

const names = readdirSync(fileURLToPath(new URL('vision', import.meta.url)))
  .flatMap((file) => /^(\w+)\.py$/.exec(file)?.[1] ?? [])
  .sort();

const threads = torch.get_num_threads();
beforeAll(() => {
  torch.set_num_threads(1);
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterAll(() => {
  torch.set_num_threads(threads);
  vi.restoreAllMocks();
});

/** What another processor's vector units, which sum in another order, leave alone: kinds, lengths and words. */
function outline(shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.map(outline);
  if (typeof shown === 'string') return shown.replace(/\d+\.\d+/g, 'number');
  return typeof shown === 'number' ? 'number' : shown;
}

test('every program is kept', () => {
  expect(Object.keys(golden.programs).sort()).toEqual(names);
});

test.each(names)(
  '%s',
  async (name) => {
    const shown = await shownBy(() => import(`./vision/${name}.ts`));
    const expected = golden.programs[name as keyof typeof golden.programs] as unknown[];
    expect(shown.length).toBeGreaterThan(5);
    if (likeGolden) expect(shown).toEqual(expected);
    else expect(outline(shown)).toEqual(outline(expected));
  },
  60_000,
);
