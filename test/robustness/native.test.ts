// No argument, however wrong, may end the process: the addon answers each with a JavaScript error.
import { expect, it } from 'vitest';
import { torch } from '../../src/torch.ts';
import { compile, runChild } from './compiled.ts';

const dist = compile();

it.each([1, 2])(
  'every function of the addon survives every kind of wrong argument (seed %i)',
  (seed) => {
    const { status, signal, stdout, stderr } = runChild('native_arguments.mjs', [dist, String(seed), '150']);
    expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
    const report = JSON.parse(stdout.trimEnd().split('\n').at(-1) as string);
    expect(report.calls).toBeGreaterThan(15_000);
    // Both happen often: the calls get far, and most are refused.
    expect(report.returned).toBeGreaterThan(4000);
    expect(report.thrown).toBeGreaterThan(report.returned);
    expect(report.foreign).toBe('object'); // another library's external was among the arguments
    expect(report.sum).toBe(12); // and the library still works
  },
  120_000,
);

it("memory that a tensor shares cannot be moved away, by any of JavaScript's ways", () => {
  const own = new Float32Array([1, 2, 3]);
  const shared = torch.from_numpy(own);
  const moved: ArrayBuffer[] = [own.buffer, torch.ones(3).numpy().buffer];
  for (const buffer of moved) {
    try {
      structuredClone(buffer, { transfer: [buffer] }); // Node 20 copies it instead of refusing
    } catch {}
    // Newer versions of Node have more ways.
    for (const way of ['transfer', 'transferToFixedLength', 'resize'] as const) {
      const move = (buffer as any)[way];
      if (move !== undefined) expect(() => move.call(buffer, 0)).toThrow(/belongs to a tensor/);
    }
    expect(buffer.byteLength).toBe(12);
  }
  expect(shared.tolist()).toEqual([1, 2, 3]);
});

it('every function of the addon survives before it is introduced', () => {
  const { status, signal, stdout, stderr } = runChild('native_alone.mjs', []);
  expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) as string).thrown).toBeGreaterThan(150);
});
