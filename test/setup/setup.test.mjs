import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packagesPresent } from '../../scripts/setup/packages.mjs';
import { bareEnv, fakeLibTorch, logged, programs, runScript, temporary, toyProject, write } from './toy.mjs';

const json = (file, value) => write(file, JSON.stringify(value));

function withPackages(project, installed) {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  };
  json(join(project, 'package-lock.json'), { packages: wanted });
  if (installed) json(join(project, 'node_modules/.package-lock.json'), { packages: installed });
  for (const path of Object.keys(installed ?? {})) write(join(project, path, 'package.json'), '{}');
}

test.each([
  ['nothing is installed', null, false],
  [
    'all is installed',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } },
    true,
  ],
  ['an optional package is missing', { 'node_modules/a': { version: '1.0.0' } }, true],
  ['a package is missing', { 'node_modules/b': { version: '2.0.0' } }, false],
  ['a version differs', { 'node_modules/a': { version: '1.0.1' } }, false],
])('npm packages when %s', (_, installed, present) => {
  const project = temporary();
  withPackages(project, installed);
  expect(packagesPresent(project)).toBe(present);
});

test('a package folder that was deleted is noticed', () => {
  const project = temporary();
  withPackages(project, { 'node_modules/a': { version: '1.0.0' } });
  rmSync(join(project, 'node_modules/a'), { recursive: true });
  expect(packagesPresent(project)).toBe(false);
});

test('a fresh checkout gets npm packages, LibTorch and the addon; a second run does nothing and says nothing', () => {
  const project = toyProject();
  withPackages(project, null);
  const log = join(temporary(), 'log');
  const npm = `echo "$@ skip=$TYPETORCH_SKIP_INSTALL" >> ${log}
    mkdir -p node_modules/a
    echo '{"packages":{"node_modules/a":{"version":"1.0.0"}}}' > node_modules/.package-lock.json`;
  const { bin } = programs({ npm });
  const env = bareEnv({ LIBTORCH: fakeLibTorch(temporary()) });
  env.PATH = `${bin}:${env.PATH}`;

  const first = runScript(project, 'setup.mjs', [], env);
  expect(first.err).toBe('');
  expect(first.code).toBe(0);
  expect(first.out).toMatch(
    /installing npm packages[\s\S]*building the native addon against LibTorch 2\.13\.0\+cpu[\s\S]*ready/,
  );
  expect(logged(log)).toEqual(['ci --no-audit --no-fund skip=1']);
  expect(existsSync(join(project, 'build/Release/typetorch.node'))).toBe(true);

  expect(runScript(project, 'setup.mjs', [], env)).toEqual({ code: 0, out: '', err: '' });
  expect(logged(log)).toHaveLength(1);
  expect(logged(join(project, 'cmake.log'))).toHaveLength(2);
});

/** A python3 whose own torch is 2.9.0 and whose pip brings 2.13.0, if it `succeeds`. */
function pythonWithOtherTorch(succeeds) {
  const log = join(temporary(), 'log');
  const own = fakeLibTorch(join(temporary(), 'torch'), { version: '2.9.0' });
  const wheel = fakeLibTorch(join(temporary(), 'torch'));
  const python3 = `
    case "$2" in
      *find_spec*) echo /python; echo ${own}/__init__.py ;;
      venv) mkdir -p "$3/bin" "$3/lib/python3.11/site-packages"; cp "$0" "$3/bin/python" ;;
      pip) echo pip >> ${log}; ${succeeds} && cp -r ${wheel} "$(dirname "$0")/../lib/python3.11/site-packages/" ;;
    esac`;
  return { env: programs({ python3, python: 'exit 1' }).env, log, own };
}

const builtAgainst = (project) =>
  JSON.parse(readFileSync(join(project, 'build/Release/typetorch.json'), 'utf8'));

test('a checkout prefers the pinned torch in .venv to another on the machine', () => {
  const project = toyProject();
  withPackages(project, { 'node_modules/a': { version: '1.0.0' } });
  const { env } = pythonWithOtherTorch('true');
  expect(runScript(project, 'setup.mjs', [], env).code).toBe(0);
  expect(builtAgainst(project)).toMatchObject({
    version: '2.13.0+cpu',
    python: join(project, '.venv/bin/python'),
  });
});

test('a checkout that cannot get the pinned torch goes on with the other, and asks pip once only', () => {
  const project = toyProject();
  withPackages(project, { 'node_modules/a': { version: '1.0.0' } });
  const { env, log, own } = pythonWithOtherTorch('false');
  expect(runScript(project, 'setup.mjs', [], env).out).toContain(
    'going on with LibTorch 2.9.0 (the active Python)',
  );
  expect(builtAgainst(project).libtorch).toBe(own);
  const asked = logged(log).length;
  expect(runScript(project, 'setup.mjs', [], env)).toEqual({ code: 0, out: '', err: '' });
  expect(logged(log)).toHaveLength(asked);
});

test('a published package takes the LibTorch that is there', () => {
  const project = toyProject();
  const { env, log } = pythonWithOtherTorch('true');
  expect(runScript(project, 'setup.mjs', [], env).code).toBe(0);
  expect(builtAgainst(project).version).toBe('2.9.0');
  expect(logged(log)).toEqual([]);
});

test('a published package (no lock file) never calls npm', () => {
  const project = toyProject();
  const { bin } = programs({ npm: 'exit 1' });
  const env = bareEnv({ LIBTORCH: fakeLibTorch(temporary()) });
  env.PATH = `${bin}:${env.PATH}`;
  expect(runScript(project, 'setup.mjs', [], env).code).toBe(0);
});

test('TYPETORCH_SKIP_INSTALL leaves everything as it is', () => {
  const project = toyProject();
  const result = runScript(project, 'setup.mjs', [], bareEnv({ TYPETORCH_SKIP_INSTALL: '1' }));
  expect(result).toEqual({ code: 0, out: '', err: '' });
  expect(existsSync(join(project, 'cmake.log'))).toBe(false);
});

test('a failure is one sentence and a non-zero exit, without a stack', () => {
  const project = toyProject();
  writeFileSync(join(project, 'native/addon.cpp'), '#error\n');
  const { code, err } = runScript(project, 'setup.mjs', [], bareEnv({ LIBTORCH: fakeLibTorch(temporary()) }));
  expect(code).toBe(1);
  expect(err).toMatch(/^\[setup\] .*cmake-js.* failed \(exit code 1\)\n$/);
});

test('missing build tools are named with the command that installs them', () => {
  const project = toyProject();
  const sh = '/bin/sh';
  const { env } = programs({ python3: 'exit 1', python: 'exit 1', sh: `exec ${sh} "$@"` }, { only: true });
  const { code, err } = runScript(project, 'setup.mjs', [], { ...env, LIBTORCH: fakeLibTorch(temporary()) });
  expect(code).toBe(1);
  expect(err).toContain('CMake, a C++ compiler, ninja or make not found.');
  if (process.platform === 'linux') expect(err).toContain('apt-get install cmake g++ ninja-build');
});
