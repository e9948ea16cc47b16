// A few thousand of the calls of `npm run fuzz:ops`: each returns or throws a JavaScript error, none ends the process.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { torch } from '../../src/torch.ts';
import { python } from '../child.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function fuzz(args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/fuzz/ops.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 150_000,
  });
}

it('every registered operator survives random arguments', () => {
  const { status, stdout, stderr } = fuzz(['--calls', '3500', '--seed', '11']);
  const [, calls, returned, errors, ours] =
    /(\d+) calls: (\d+) returned, (\d+) errors, (\d+) crashes of ours/.exec(stdout) ?? [];
  expect(ours, stdout + stderr).toBe('0');
  expect(status).toBe(0);
  // Both happen often: the calls get far, and wrong ones are refused.
  expect(Number(calls)).toBeGreaterThan(3000);
  expect(Number(returned)).toBeGreaterThan(500);
  expect(Number(errors)).toBeGreaterThan(1000);
}, 160_000);

it('tensors without memory as well', () => {
  const { status, stdout, stderr } = fuzz(['--form', 'meta', '--calls', '2500', '--seed', '5']);
  expect(stdout, stderr).toMatch(/ 0 crashes of ours/);
  expect(status).toBe(0);
}, 160_000);

// The samples come from the Python that shares the addon's LibTorch.
const pinned = python !== null && torch.__version__.startsWith('2.13');
it.runIf(pinned)(
  "PyTorch's own samples, changed, as well",
  () => {
    const only = 'segment_reduce,cholesky_solve,index_put';
    const { status, stdout, stderr } = fuzz(['--mutate', '--calls', '1500', '--seed', '4', '--only', only]);
    const [, returned, errors, ours] =
      /: (\d+) returned, (\d+) errors, (\d+) crashes of ours/.exec(stdout) ?? [];
    expect(ours, stdout + stderr).toBe('0');
    expect(status).toBe(0);
    expect(Number(returned)).toBeGreaterThan(300);
    expect(Number(errors)).toBeGreaterThan(300);
  },
  160_000,
);

it('a call that ends the process is found, and the rest still runs', () => {
  const { status, stdout, stderr } = fuzz(['--calls', '20', '--seed', '1', '--only', 'aten::_stack'], {
    TYPETORCH_FUZZ_DIE_AT: '7',
  });
  expect(stdout, stderr).toMatch(/20 calls: .* 1 crashes of ours, 0 crashes of LibTorch's/);
  expect(stdout).toMatch(/Crashes of ours:\n {2}aten::_stack\S* \(SIGKILL\)/);
  expect(status).toBe(1);
}, 160_000);
