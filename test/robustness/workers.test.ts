// Ends of workers and of the process beside those of worker.test.ts: none is a crash, and nothing leaks.
import { describe, expect, it } from 'vitest';
import { compile, runChild } from './compiled.ts';

const dist = compile();
const run = (name: string, count = 0) => {
  const { status, signal, stdout, stderr } = runChild('worker_cases.mjs', [dist, name, String(count)]);
  const report = stdout.trim() === '' ? {} : JSON.parse(stdout);
  return { status, signal, stderr, report };
};

describe('workers', () => {
  it.each<[string, string, number, Record<string, unknown>]>([
    ['ended in layers, hooks, steps, checkpoints and threaded passes', 'terminated', 40, { 1: 40 }],
    ['ended in the middle of saving', 'terminated_lending', 6, { 1: 6 }],
    ['that end themselves in a hook', 'exits', 8, { 5: 8 }],
    ['that throw out of a hook', 'throws', 8, { '1 out of a hook': 8 }],
    ['that end with graphs, hooks and shared memory alive', 'returns', 8, { 0: 8 }],
    ['that end in the middle of a conversion', 'exit_in_operator_callback', 6, { 6: 6 }],
    ['give back all their memory', 'memory', 8, { kept: 0 }],
  ])(
    '%s',
    (_, name, count, expected) => {
      const { status, signal, stderr, report } = run(name, count);
      expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
      expect(report).toEqual({ ...expected, alive: 3 });
    },
    120_000,
  );

  it('ended while the library loads', () => {
    const { status, signal, stderr, report } = run('terminated_early', 30);
    expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
    expect(report.alive).toBe(3);
  }, 120_000);
});

describe('the process ends', () => {
  it('by process.exit between operators, with busy workers', () => {
    const { status, signal } = run('process_exit');
    expect({ status, signal }).toEqual({ status: 3, signal: null });
  }, 120_000);

  it('by process.exit in a hook of a threaded pass', () => {
    const { status, signal } = run('exit_in_threaded_hook');
    expect({ status, signal }).toEqual({ status: 4, signal: null });
  }, 120_000);

  it('by an error out of a hook that nobody catches', () => {
    const { status, signal, stderr } = run('uncaught_in_hook');
    expect({ status, signal }).toEqual({ status: 1, signal: null });
    expect(stderr).toContain('Error: out of a hook');
  }, 120_000);
});
