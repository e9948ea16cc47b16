// No argument, however wrong, may end the process: the addon answers each with a JavaScript error.
import { expect, it } from 'vitest';
import { compile, runChild } from './compiled.ts';

const dist = compile();

it.each([1, 2])(
  'every function of the addon survives every kind of wrong argument (seed %i)',
  (seed) => {
    const { status, signal, stdout, stderr } = runChild('native_arguments.mjs', [dist, String(seed), '150']);
    expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
    const report = JSON.parse(stdout);
    expect(report.calls).toBeGreaterThan(15_000);
    // Both happen often: the calls get far, and most are refused.
    expect(report.returned).toBeGreaterThan(4000);
    expect(report.thrown).toBeGreaterThan(report.returned);
    expect(report.foreign).toBe('object'); // another library's external was among the arguments
    expect(report.sum).toBe(12); // and the library still works
  },
  120_000,
);

it('every function of the addon survives before it is introduced', () => {
  const { status, signal, stdout, stderr } = runChild('native_alone.mjs', []);
  expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
  expect(JSON.parse(stdout).thrown).toBeGreaterThan(150);
});
