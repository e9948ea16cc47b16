// Two set-ups at once in one checkout, and build folders that belong to another one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { buildAddon, readStamp, stampFile } from '../../scripts/setup/build.mjs';
import { inspect } from '../../scripts/setup/find.mjs';
import { takeLock } from '../../scripts/setup/lock.mjs';
import { bareEnv, fakeLibTorch, logged, temporary, toyProject, write } from './toy.mjs';

/** Runs `scripts/setup.mjs` of a project; resolves to what it printed. */
function setUp(project, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(project, 'scripts/setup.mjs')], { env });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        out += text;
      });
    }
    child.on('close', (code) => resolve({ code, out }));
  });
}

/** A toy project whose cmake-js takes a while, and notes when it begins and ends. */
function slowProject() {
  const project = toyProject();
  const cmakeJs = join(project, 'node_modules/cmake-js/bin/cmake-js');
  const log = JSON.stringify(join(project, 'order.log'));
  const body = readFileSync(cmakeJs, 'utf8').replace('const fs', 'var fs');
  writeFileSync(
    cmakeJs,
    `const { appendFileSync } = require('fs');
     appendFileSync(${log}, 'begin\\n');
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
     ${body}
     appendFileSync(${log}, 'end\\n');`,
  );
  return project;
}

const lockOf = (project) => join(project, 'build/setup.lock');

test('set-ups at the same time take turns, and the later ones find all done', async () => {
  const project = slowProject();
  const env = bareEnv({ LIBTORCH: fakeLibTorch(temporary()) });
  const results = await Promise.all([setUp(project, env), setUp(project, env), setUp(project, env)]);
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(results.filter(({ out }) => out.includes('ready'))).toHaveLength(1);
  const waited = results.filter(({ out }) =>
    /another set-up is at work in this checkout; waiting for process \d+ to end/.test(out),
  );
  expect(waited.length).toBeGreaterThan(0);
  expect(logged(join(project, 'order.log'))).toEqual(['begin', 'end', 'begin', 'end']);
  expect(existsSync(lockOf(project))).toBe(false);
});

/** The number of a process that has ended. */
function deadPid() {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return pid;
}

test.each([
  ['whose process is dead', () => JSON.stringify({ pid: deadPid(), started: '1', host: hostname() })],
  // Only Linux says when a process began.
  ...(process.platform === 'linux'
    ? [
        [
          'whose number another process has now',
          () => JSON.stringify({ pid: process.pid, started: '1', host: hostname() }),
        ],
      ]
    : []),
  ['that says nothing', () => ''],
])('a lock %s is taken over, by one of several alone', async (_, text) => {
  const project = slowProject();
  write(lockOf(project), text());
  const long = new Date(Date.now() - 60_000);
  utimesSync(lockOf(project), long, long);
  const env = bareEnv({ LIBTORCH: fakeLibTorch(temporary()) });
  const results = await Promise.all([setUp(project, env), setUp(project, env), setUp(project, env)]);
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(results.map(({ out }) => out).join('')).toContain('left a lock behind');
  expect(logged(join(project, 'order.log'))).toEqual(['begin', 'end', 'begin', 'end']);
  expect(existsSync(lockOf(project))).toBe(false);
  expect(existsSync(`${lockOf(project)}.takeover`)).toBe(false);
});

test('a set-up that is killed leaves a lock that the next one takes over', async () => {
  const project = slowProject();
  const env = bareEnv({ LIBTORCH: fakeLibTorch(temporary()) });
  const child = spawn(process.execPath, [join(project, 'scripts/setup.mjs')], { env, stdio: 'ignore' });
  await vi.waitFor(() => expect(logged(join(project, 'order.log'))).toHaveLength(1), 10_000);
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(lockOf(project))).toBe(true);
  const next = await setUp(project, env);
  expect(next.code).toBe(0);
  expect(next.out).toMatch(/left a lock behind[\s\S]*ready/);
  expect(existsSync(lockOf(project))).toBe(false);
});

test('a failing build lets the lock go', async () => {
  const project = toyProject();
  writeFileSync(join(project, 'native/addon.cpp'), '#error\n');
  const env = bareEnv({ LIBTORCH: fakeLibTorch(temporary()) });
  expect((await setUp(project, env)).code).toBe(1);
  expect(existsSync(lockOf(project))).toBe(false);
});

test('one process may hold a lock twice', () => {
  const file = join(temporary(), 'sub/setup.lock');
  const outer = takeLock(file);
  const inner = takeLock(file);
  inner();
  expect(existsSync(file)).toBe(true);
  outer();
  expect(existsSync(file)).toBe(false);
});

/** Two checkouts, the second with a link to the build of the first. */
function linked() {
  const [first, second] = [toyProject(), toyProject()];
  const libtorch = inspect(fakeLibTorch(temporary()), 'test');
  buildAddon(first, libtorch);
  rmSync(join(second, 'build'), { recursive: true, force: true });
  symlinkSync(join(first, 'build'), join(second, 'build'));
  return { first, second, libtorch };
}

test('a build folder that is a link to another checkout serves as long as the sources are the same', () => {
  const { first, second, libtorch } = linked();
  expect(buildAddon(second, libtorch)).toBe(false);
  const stamp = readStamp(stampFile(first));
  writeFileSync(join(second, 'native/addon.cpp'), 'int other;\n');
  expect(() => buildAddon(second, libtorch)).toThrow(
    /symbolic link to .*, which belongs to the checkout .*made from other sources.*Remove the link \('rm build'\)/,
  );
  expect(readStamp(stampFile(first))).toEqual(stamp);
  expect(buildAddon(first, libtorch)).toBe(false);
  expect(logged(join(second, 'cmake.log'))).toEqual([]);
  expect(existsSync(lockOf(first))).toBe(false);
});

test('a link to a folder that is no checkout is built in', () => {
  const project = toyProject();
  const target = join(temporary(), 'elsewhere');
  mkdirSync(target);
  symlinkSync(target, join(project, 'build'));
  const libtorch = inspect(fakeLibTorch(temporary()), 'test');
  expect(buildAddon(project, libtorch)).toBe(true);
  expect(existsSync(join(target, 'Release/typetorch.node'))).toBe(true);
});

test('a folder that CMake made for another checkout is refused, wherever it lies', () => {
  const [project, other] = [toyProject(), toyProject()];
  const target = join(temporary(), 'elsewhere');
  write(join(target, 'CMakeCache.txt'), `CMAKE_HOME_DIRECTORY:INTERNAL=${other}\n`);
  symlinkSync(target, join(project, 'build'));
  expect(() => buildAddon(project, inspect(fakeLibTorch(temporary()), 'test'))).toThrow(
    /belongs to the checkout/,
  );
});

test('a link to nothing is refused', async () => {
  const project = toyProject();
  symlinkSync(join(temporary(), 'gone'), join(project, 'build'));
  const { code, out } = await setUp(project, bareEnv({ LIBTORCH: fakeLibTorch(temporary()) }));
  expect(code).toBe(1);
  expect(out).toMatch(/is a symbolic link to nothing\. Remove the link/);
});
