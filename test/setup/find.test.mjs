import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findLibTorch, inspect } from '../../scripts/setup/find.mjs';
import { bareEnv, fakeLibTorch, programs, temporary, write } from './toy.mjs';

const site = 'lib/python3.11/site-packages';

function machine() {
  const project = temporary();
  const system = temporary();
  const active = temporary();
  const { env } = programs({
    python3: `echo /opt/python\necho ${active}/torch/__init__.py`,
    python: 'exit 1',
  });
  return {
    project,
    system,
    active,
    env,
    find: (more = {}) => findLibTorch(project, { env: { ...env, ...more }, roots: [system] }),
  };
}

test('the order: LIBTORCH, what set-up fetched, the active Python, the system', () => {
  const { project, system, active, find } = machine();
  expect(find()).toBeNull();
  fakeLibTorch(system, {
    kind: 'system',
    version: '1.13.1',
    lib: `lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`,
  });
  expect(find()).toMatchObject({ source: 'the system', version: '1.13.1', root: system, python: null });
  fakeLibTorch(join(active, 'torch'), { version: '2.4.0' });
  expect(find()).toMatchObject({ source: 'the active Python', version: '2.4.0', python: '/opt/python' });
  fakeLibTorch(join(project, '.libtorch/libtorch'), { kind: 'zip', version: '2.13.0+cpu' });
  expect(find()).toMatchObject({ source: 'fetched as zip', version: '2.13.0+cpu' });
  fakeLibTorch(join(project, '.venv', site, 'torch'));
  writeFileSync(join(project, '.venv/typetorch.json'), '{}');
  expect(find()).toMatchObject({ source: 'fetched with pip', python: join(project, '.venv/bin/python') });
  const own = fakeLibTorch(temporary(), { version: '2.9.0', kind: 'zip' });
  expect(find({ LIBTORCH: own })).toMatchObject({
    source: 'LIBTORCH',
    version: '2.9.0',
    root: own,
    lib: join(own, 'lib'),
  });
});

test('an environment that pip did not finish is not taken', () => {
  const { project, find } = machine();
  fakeLibTorch(join(project, '.venv', site, 'torch'));
  expect(find()).toBeNull();
});

test('LIBTORCH may name the folder that holds libtorch/', () => {
  const folder = temporary();
  fakeLibTorch(join(folder, 'libtorch'), { kind: 'zip' });
  expect(findLibTorch(temporary(), { env: bareEnv({ LIBTORCH: folder }) }).root).toBe(
    join(folder, 'libtorch'),
  );
});

test('a LIBTORCH without LibTorch is an error, not a reason to look elsewhere', () => {
  const { project, find } = machine();
  fakeLibTorch(join(project, '.libtorch/libtorch'), { kind: 'zip' });
  const empty = temporary();
  expect(() => find({ LIBTORCH: empty })).toThrow(`LIBTORCH is set to ${empty}, which holds no LibTorch`);
});

test('a version that is too old is passed over', () => {
  const { project, active, find } = machine();
  fakeLibTorch(join(active, 'torch'), { version: '1.12.1' });
  expect(find()).toBeNull();
  fakeLibTorch(join(project, '.libtorch/libtorch'), { version: '1.13.0', kind: 'zip' });
  expect(find().version).toBe('1.13.0');
});

test('TYPETORCH_LIBTORCH passes over other variants', () => {
  const { project, active, find } = machine();
  fakeLibTorch(join(project, '.libtorch/libtorch'), { kind: 'zip' });
  fakeLibTorch(join(active, 'torch'), { version: '2.13.0+cu130', cuda: '13.0' });
  expect(find().cuda).toBeNull();
  expect(find({ TYPETORCH_LIBTORCH: 'cu130' })).toMatchObject({ cuda: '13.0', source: 'the active Python' });
  expect(find({ TYPETORCH_LIBTORCH: 'cpu' }).source).toBe('fetched as zip');
  expect(find({ TYPETORCH_LIBTORCH: 'cu126' })).toBeNull();
});

test('half a LibTorch is none', () => {
  const folder = fakeLibTorch(temporary());
  expect(inspect(folder, '')).not.toBeNull();
  rmSync(join(folder, 'include'), { recursive: true });
  expect(inspect(folder, '')).toBeNull();
});

test.each([
  ['wheel', '2.13.0+cpu', '2.13.0+cpu'],
  ['zip', '2.13.0+cpu', '2.13.0+cpu'],
  ['system', '1.13.1', '1.13.1'],
])('the version is read from a %s', (kind, version, expected) => {
  expect(inspect(fakeLibTorch(temporary(), { kind, version }), '').version).toBe(expected);
});

test("a zip's CUDA version comes from its name, and NVIDIA's wheels beside torch give the headers", () => {
  const folder = temporary();
  mkdirSync(join(folder, 'nvidia/cu13/include/cccl'), { recursive: true });
  const torch = fakeLibTorch(join(folder, 'torch'), { kind: 'zip', version: '2.13.0+cu126', cuda: '12.6' });
  const found = inspect(torch, '');
  expect(found.cuda).toBe('12.6');
  expect(found.includes).toEqual(
    expect.arrayContaining([join(folder, 'nvidia/cu13/include'), join(folder, 'nvidia/cu13/include/cccl')]),
  );
  expect(inspect(fakeLibTorch(temporary()), '').includes).toHaveLength(2);
});

test('a header that names its version on one line is read as well', () => {
  const folder = fakeLibTorch(temporary(), { kind: 'system' });
  write(
    join(folder, 'include/torch/csrc/api/include/torch/version.h'),
    '#include <torch/headeronly/version.h>\n',
  );
  write(join(folder, 'include/torch/headeronly/version.h'), '#define TORCH_VERSION "2.14.1"\n');
  expect(inspect(folder, '').version).toBe('2.14.1');
});
