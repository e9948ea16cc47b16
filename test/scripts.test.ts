// Every npm script says what it does before it does anything, and names an option that it does not know.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project } from './child.ts';

const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
/** Called by npm, or other programs with help of their own. */
const others = ['install', 'prepack', 'lint', 'format', 'typecheck', 'gen:types'];
const names = Object.keys(scripts).filter((name) => !others.includes(name));
/** What they do not know they hand on, once all is set up: main.test.ts and bench/measure.test.ts look at that. */
const handOn = ['start', 'test', 'bench', 'bench:graphs'];

type Said = [status: unknown, stdout: string, stderr: string];
const said = (name: string, option: string) =>
  new Promise<Said>((resolve) => {
    const [program, ...args] = `${scripts[name]} ${option}`.split(' ');
    const node = program === 'tsx' ? ['--import', 'tsx', ...args] : args;
    execFile(process.execPath, node, { cwd: project, timeout: 50_000 }, (error, stdout, stderr) =>
      resolve([error ? error.code : 0, stdout, stderr]),
    );
  });

test.concurrent.each(names)('%s --help', async (name) => {
  const [status, stdout, stderr] = await said(name, '--help');
  expect([status, stderr]).toEqual([0, '']);
  const usage =
    name === 'doctor' ? 'typetorch doctor' : `Usage: npm ${/^(start|test)$/.test(name) ? '' : 'run '}${name}`;
  expect(stdout).toContain(usage);
});

test.concurrent.each(names.filter((name) => !handOn.includes(name)))('%s --no-such-option', async (name) => {
  const [status, , stderr] = await said(name, '--no-such-option');
  expect(stderr.split('\n')[0]).toContain("'--no-such-option'");
  expect(status).toBe(2);
});
