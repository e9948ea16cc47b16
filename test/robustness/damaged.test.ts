// Data sets with a damaged file: no crash, no hang, no error but ours.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { compile, runChild } from './compiled.ts';

const dist = compile();
const folder = mkdtempSync(join(tmpdir(), 'typetorch-damaged-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('data sets with a damaged file are read or refused, by name', () => {
  const journal = join(folder, 'journal');
  const { status, signal, stdout, stderr } = runChild('damaged_data.mjs', [
    dist,
    '20261122',
    '4000',
    journal,
  ]);
  expect({ status, signal }, stderr + readFileSync(journal, 'utf8')).toEqual({ status: 0, signal: null });
  const { cases, read, refused, foreign, slow } = JSON.parse(stdout.trimEnd().split('\n').at(-1) as string);
  expect({ foreign, slow }).toEqual({ foreign: [], slow: [] });
  expect(cases).toBeGreaterThan(70);
  // Both happen often: some damage does not matter.
  expect(refused).toBeGreaterThan(1000);
  expect(read).toBeGreaterThan(500);
}, 120_000);
