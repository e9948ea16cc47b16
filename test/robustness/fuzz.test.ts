// A few thousand of the calls of `npm run fuzz:ops`: each returns or throws a JavaScript error, none ends the process.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

function fuzz(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/fuzz/ops.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 150_000,
  });
}

it('every registered operator survives random arguments', () => {
  const { status, stdout, stderr } = fuzz('--calls', '3500', '--seed', '11', '--skip-listed');
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
  const { status, stdout, stderr } = fuzz(
    '--form',
    'meta',
    '--calls',
    '2500',
    '--seed',
    '5',
    '--skip-listed',
  );
  expect(stdout, stderr).toMatch(/ 0 crashes of ours/);
  expect(status).toBe(0);
}, 160_000);

it('a call that ends the process is found, and the rest still runs', () => {
  // Python dies of these as well; without the list they are all that is left to judge.
  const { stdout } = fuzz('--calls', '20', '--seed', '1', '--only', 'aten::_stack');
  expect(stdout).toMatch(/20 calls: .* 0 crashes of ours, [1-9]\d* crashes of LibTorch's/);
}, 160_000);
