// `typetorch run`: programs in several processes.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { readOptions, UsageError } from '../../scripts/launch.mjs';

const folder = mkdtempSync(join(tmpdir(), 'typetorch-run-'));
afterAll(() => rmSync(folder, { recursive: true }));
const command = fileURLToPath(new URL('../../scripts/typetorch.mjs', import.meta.url));

function run(source, ...options) {
  const program = join(folder, `program${Math.random()}.mjs`);
  writeFileSync(program, source);
  const [own, rest] = [options.filter((o) => o.startsWith('--')), options.filter((o) => !o.startsWith('--'))];
  return new Promise((resolve) => {
    const env = { ...process.env };
    delete env.OMP_NUM_THREADS;
    const child = spawn(process.execPath, [command, 'run', ...own, program, ...rest], { env });
    let [out, errors] = ['', ''];
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (errors += text));
    child.once('close', (code) => resolve({ code, lines: out.trim().split('\n').sort(), errors }));
  });
}

it('tells each process who it is, and passes arguments on', async () => {
  const source = `const { RANK, LOCAL_RANK, WORLD_SIZE, LOCAL_WORLD_SIZE, MASTER_ADDR, MASTER_PORT, OMP_NUM_THREADS } = process.env;
console.log(RANK, LOCAL_RANK, WORLD_SIZE, LOCAL_WORLD_SIZE, MASTER_ADDR, Number(MASTER_PORT) > 0, OMP_NUM_THREADS, process.argv[2]);`;
  expect(await run(source, '--nproc-per-node=3', 'x')).toMatchObject({
    code: 0,
    lines: [0, 1, 2].map((rank) => `${rank} ${rank} 3 3 127.0.0.1 true 1 x`),
  });
  expect(
    await run(
      source,
      '--nnodes=2',
      '--node_rank=1',
      '--nproc_per_node=2',
      '--master-addr=h',
      '--master-port=7',
    ),
  ).toMatchObject({
    code: 0,
    lines: ['2 0 4 2 h true 1 undefined', '3 1 4 2 h true 1 undefined'],
  });
});

it('ends the others when one fails, and gives its exit code', async () => {
  const source = `if (process.env.RANK === '1') process.exit(3);
setInterval(() => {}, 1000);`;
  const { code, errors } = await run(source, '--nproc-per-node=3');
  expect(code).toBe(3);
  expect(errors).toContain('rank 1 ended with exit code 3');
});

it('reads its options, and leaves the program its own', () => {
  expect(readOptions(['--nproc-per-node', '2', 'a.js', '--nnodes', '9'])).toMatchObject({
    processes: 2,
    nodes: 1,
    program: 'a.js',
    args: ['--nnodes', '9'],
  });
  expect(readOptions(['--help'])).toBe(null);
  for (const wrong of [
    [],
    ['--nproc-per-node', 'two', 'a.js'],
    ['--nproc-per-node=0', 'a.js'],
    ['--node-rank=1', 'a.js'],
    ['--unknown=1', 'a.js'],
  ]) {
    expect(() => readOptions(wrong)).toThrow(UsageError);
  }
});
